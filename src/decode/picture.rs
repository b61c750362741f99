//! How a fault looks in a terminal: its message, the lines around its place with a mark beneath, and how to mend it.

use unicode_width::UnicodeWidthStr;

/// Columns that a message takes up at most.
const WIDTH: usize = 98;
/// Columns from one tab stop to the next.
const TAB: usize = 4;

/// A place in a text, and what is said beneath it.
pub(super) struct Excerpt<'a> {
    /// The file, the line and the column, for readers and for editors: `centre.toml:16:10`.
    pub(super) position: String,
    pub(super) text: &'a str,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) label: Option<&'a str>,
}

/// A line of a text: its number from 1, the byte at which it starts, and what it holds.
#[derive(Clone, Copy)]
struct Line<'a> {
    number: usize,
    start: usize,
    text: &'a str,
}

/// Paints for a terminal that shows colours, or leaves everything plain.
#[derive(Clone, Copy)]
struct Paint {
    on: bool,
}

impl Paint {
    fn red(self, text: &str) -> String {
        self.with("31", text)
    }

    fn cyan(self, text: &str) -> String {
        self.with("36", text)
    }

    fn faint(self, text: &str) -> String {
        self.with("2", text)
    }

    fn bold_magenta(self, text: &str) -> String {
        self.with("35;1", text)
    }

    fn with(self, code: &str, text: &str) -> String {
        if self.on { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

/// Draws a fault, ending in a newline.
pub(super) fn draw(message: &str, excerpt: Option<&Excerpt>, help: Option<&str>, colour: bool) -> String {
    let paint = Paint { on: colour };
    let mut lines = Vec::new();
    for (number, line) in wrap(message, WIDTH - 4).into_iter().enumerate() {
        lines.push(format!("  {} {line}", paint.red(if number == 0 { "×" } else { "│" })));
    }
    lines.extend(excerpt.into_iter().flat_map(|excerpt| draw_excerpt(excerpt, paint)));
    for (number, line) in help.into_iter().flat_map(|help| wrap(help, WIDTH - 8)).enumerate() {
        let before = if number == 0 { paint.cyan("help:") } else { " ".repeat(5) };
        lines.push(format!("  {before} {line}"));
    }
    lines.into_iter().map(|line| line + "\n").collect()
}

/// The marked lines, with one before and one after.
fn draw_excerpt(excerpt: &Excerpt, paint: Paint) -> Vec<String> {
    let lines = lines_around(excerpt);
    let width = lines.last().map_or(1, |line| line.number.to_string().len());
    let mut drawn = vec![format!("{:width$}  ╭─[{}]", "", paint.cyan(&excerpt.position))];
    let marks: Vec<Option<(usize, usize)>> = lines.iter().map(|line| mark(excerpt, *line)).collect();
    let last = marks.iter().rposition(Option::is_some);
    for (index, (line, mark)) in lines.iter().zip(&marks).enumerate() {
        let number = format!("{:>width$}", line.number);
        drawn.push(format!(" {} │ {}", paint.faint(&number), printable(line.text)));
        let Some((column, length)) = *mark else { continue };
        let label = excerpt.label.filter(|_| Some(index) == last);
        let beneath = if excerpt.start == excerpt.end { point(label) } else { underline(length, label) };
        for beneath in beneath {
            drawn.push(format!(" {:width$} · {:column$}{}", "", "", paint.bold_magenta(&beneath)));
        }
    }
    drawn.push(format!("{:width$}  ╰────", ""));
    drawn
}

/// A line of `length` columns, and the label that hangs from its middle.
fn underline(length: usize, label: Option<&str>) -> Vec<String> {
    let Some(label) = label else { return vec!["─".repeat(length)] };
    let left = length / 2;
    let line = format!("{}┬{}", "─".repeat(left), "─".repeat(length - left - 1));
    vec![line, format!("{:left$}╰── {label}", "")]
}

/// An arrow to a place that holds nothing, where something is missing.
fn point(label: Option<&str>) -> Vec<String> {
    let label = label.map(|label| format!("╰── {label}"));
    std::iter::once("▲".to_owned()).chain(label).collect()
}

/// The lines that hold the place, the one before them and the one after; of many, the first and the last.
fn lines_around<'a>(excerpt: &Excerpt<'a>) -> Vec<Line<'a>> {
    let end = excerpt.end.max(excerpt.start + 1);
    let mut lines = Vec::new();
    let mut before = None;
    let mut start = 0;
    for (number, text) in (1..).zip(excerpt.text.split('\n')) {
        let line = Line { number, start, text: text.strip_suffix('\r').unwrap_or(text) };
        start += text.len() + 1;
        if start <= excerpt.start {
            before = Some(line);
        } else if line.start < end {
            lines.extend(before.take());
            lines.push(line);
        } else {
            // What follows the last newline of a file is no line.
            lines.extend((start <= excerpt.text.len() || !text.is_empty()).then_some(line));
            break;
        }
    }
    if MOST_LINES < lines.len() {
        lines.drain(MOST_LINES / 2..lines.len() - MOST_LINES / 2);
    }
    lines
}

/// Most lines that are shown of one place.
const MOST_LINES: usize = 10;

/// Where to mark `line`: the column and the length of what it holds of the place, without its indentation.
fn mark(excerpt: &Excerpt, line: Line) -> Option<(usize, usize)> {
    let end = excerpt.end.max(excerpt.start + 1);
    if line.start + line.text.len() < excerpt.start || end <= line.start {
        return None;
    }
    let indentation = line.text.len() - line.text.trim_start().len();
    let from = excerpt.start.checked_sub(line.start).unwrap_or(indentation);
    let from = line.text.floor_char_boundary(from);
    let to = line.text.floor_char_boundary(excerpt.end.saturating_sub(line.start)).max(from);
    let column = printable(&line.text[..from]).width();
    let length = printable(&line.text[..to]).width() - column;
    Some((column, length.max(1)))
}

/// The text with its tabs as spaces, and without anything that would steer a terminal.
fn printable(text: &str) -> String {
    let mut shown = String::new();
    for letter in text.chars() {
        match letter {
            '\t' => shown.push_str(&" ".repeat(TAB - shown.width() % TAB)),
            letter if letter.is_control() => shown.push(char::REPLACEMENT_CHARACTER),
            letter => shown.push(letter),
        }
    }
    shown
}

/// The text in lines of at most `width` columns where its words allow it. A brace keeps to what follows it.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.replace("{ ", "{\u{a0}").split(' ') {
            if !line.is_empty() && width < line.width() + 1 + word.width() {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines.into_iter().map(|line| line.replace('\u{a0}', " ")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str, marked: &str, label: Option<&str>) -> String {
        let start = text.find(marked).unwrap();
        let position = "a.toml:1:1".to_owned();
        draw("wrong", Some(&Excerpt { position, text, start, end: start + marked.len(), label }), None, false)
    }

    #[test]
    fn wide_letters_and_tabs_take_their_columns() {
        let picture = drawn("\tname = \"予約\" # x\r\n", "\"予約\"", Some("a text"));
        assert_eq!(
            picture,
            "  × wrong\n   ╭─[a.toml:1:1]\n 1 │     name = \"予約\" # x\n   ·            ───┬──\n   ·               ╰── a text\n   ╰────\n"
        );
    }

    #[test]
    fn every_line_of_a_place_is_marked_and_the_label_hangs_from_the_last() {
        let picture = drawn("a = [\n  1,\n]\nb = 2\n", "[\n  1,\n]", Some("a list"));
        let beneath = " 1 │ a = [\n   ·     ─\n 2 │   1,\n   ·   ──\n 3 │ ]\n   · ┬\n   · ╰── a list\n 4 │ b = 2\n";
        assert!(picture.contains(beneath), "{picture}");
    }

    #[test]
    fn of_a_long_place_both_ends_are_shown() {
        let text = format!("a = [\n{}]\n", "  1,\n".repeat(50));
        let picture = drawn(&text, &text[4..text.len() - 1], None);
        assert!(picture.contains("  1 │ a = [\n") || picture.contains(" 1 │ a = [\n"), "{picture}");
        assert!(picture.contains(" 52 │ ]\n") && picture.lines().count() < 30, "{picture}");
    }

    #[test]
    fn a_file_cannot_steer_the_terminal_and_its_end_can_be_pointed_at() {
        assert!(!drawn("a = \"\u{1b}[2J\"\n", "a", None).contains('\u{1b}'));
        let text = "a = 1\n";
        let excerpt = Excerpt { position: String::new(), text, start: text.len(), end: text.len(), label: None };
        assert!(draw("wrong", Some(&excerpt), None, false).contains(" 1 │ a = 1\n 2 │ \n   · ▲\n"));
    }

    #[test]
    fn colours_are_off_unless_asked_for() {
        let help = Some("mend it");
        assert!(!draw("wrong", None, help, false).contains('\u{1b}'));
        assert_eq!(
            draw("wrong", None, help, true),
            "  \u{1b}[31m×\u{1b}[0m wrong\n  \u{1b}[36mhelp:\u{1b}[0m mend it\n"
        );
    }
}
