/// Longest path that is taken.
const LONGEST: usize = 1000;

/// Why a path within a folder is not taken, if it is not: `which leads out of the folder`.
pub(super) fn refusal(path: &str) -> Option<&'static str> {
    let bytes = path.as_bytes();
    let has_drive = bytes.len() >= 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':';
    if path.is_empty() {
        Some("which is no name")
    } else if LONGEST < path.len() {
        Some("whose name is too long")
    } else if path.contains('\\') {
        Some("which has a backslash in its name")
    } else if path.starts_with('/') {
        Some("which does not lie in the folder but at an absolute place")
    } else if has_drive {
        Some("which begins with a drive")
    } else if path.chars().any(char::is_control) {
        Some("which has a control character in its name")
    } else if path.split('/').any(|part| part == "..") {
        Some("which leads out of the folder")
    } else if path.split('/').any(|part| part.is_empty() || part == ".") {
        Some("which has an empty part in its name")
    } else {
        None
    }
}

/// A name as it can be shown: what would steer the terminal is escaped, and a long one is cut.
pub(super) fn printable(name: &str) -> String {
    const MOST: usize = 300;
    let shown: String = name
        .chars()
        .take(MOST)
        .flat_map(|c| if c.is_control() { c.escape_default().collect::<Vec<_>>() } else { vec![c] })
        .collect();
    if name.chars().count() > MOST { format!("{shown}…") } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_within_are_taken() {
        for path in ["a", "charts/a.svg", "inputs/my centre.toml", "inputs/é..csv", "ab:c"] {
            assert_eq!(refusal(path), None, "{path}");
        }
        for (path, why) in [
            ("", "no name"),
            ("/etc/passwd", "absolute"),
            ("../a", "leads out"),
            ("a/../../b", "leads out"),
            ("a\\..\\b", "backslash"),
            ("C:a", "drive"),
            ("c:/a", "drive"),
            ("a//b", "empty part"),
            ("a/./b", "empty part"),
            ("a/", "empty part"),
            ("a\nb", "control"),
            ("a\0b", "control"),
        ] {
            assert!(refusal(path).is_some_and(|reason| reason.contains(why)), "{path:?}: {:?}", refusal(path));
        }
        assert!(refusal(&"a".repeat(LONGEST + 1)).is_some());
    }

    #[test]
    fn names_cannot_steer_the_terminal() {
        assert_eq!(printable("a\u{1b}[2Jb\n"), "a\\u{1b}[2Jb\\n");
        assert_eq!(printable(&"a".repeat(1000)).chars().count(), 301);
    }
}
