/// Most letters of a value or a line that are shown.
const MOST_SHOWN: usize = 160;

/// A text that cannot steer the terminal and is not too long for it.
#[must_use]
pub fn printable(text: &str) -> String {
    let mut shown: String =
        text.chars().take(MOST_SHOWN).map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect();
    if text.chars().nth(MOST_SHOWN).is_some() {
        shown.push('…');
    }
    shown
}
