use std::io::{self, Write};

use super::failure::Failure;

/// Prints `text` on standard output. A reader who has heard enough, as `head` has, is no failure.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut output = io::stdout().lock();
    match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::Program(format!("cannot write to standard output: {error}")))
        }
        _ => Ok(()),
    }
}

/// Says something on standard error. If nobody listens there, there is nobody to tell.
pub(super) fn say(text: &str) {
    let _ = writeln!(io::stderr(), "{}", harmless(text));
}

/// Scenarios and packs come from strangers: colours stay, all else that would steer the terminal is shown as a replacement.
pub(super) fn harmless(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let colour = colour_at_start(rest);
        let taken = colour.map_or(next.len_utf8(), str::len);
        match colour {
            Some(colour) => shown.push_str(colour),
            None if rest.starts_with("\r\n") => (),
            None if next.is_control() && !['\n', '\t'].contains(&next) => shown.push(char::REPLACEMENT_CHARACTER),
            None => shown.push(next),
        }
        rest = &rest[taken..];
    }
    shown
}

/// `ESC [ numbers m`, if the text begins with it.
fn colour_at_start(text: &str) -> Option<&str> {
    let numbers = text.strip_prefix("\u{1b}[")?;
    let end = numbers.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    numbers[end..].starts_with('m').then(|| &text[..2 + end + 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_stay_and_nothing_else_steers_the_terminal() {
        assert_eq!(harmless("\u{1b}[1;31mé\u{1b}[0m\r\n\tx"), "\u{1b}[1;31mé\u{1b}[0m\n\tx");
        assert_eq!(harmless("\u{1b}[2Ja\rb\u{1b}]0;title\u{7}"), "\u{fffd}[2Ja\u{fffd}b\u{fffd}]0;title\u{fffd}");
        assert_eq!(harmless("\u{1b}["), "\u{fffd}[");
    }
}
