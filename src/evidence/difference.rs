use std::fmt;

use serde_json::Value;

use crate::report::File;

use super::{Evidence, Manifest, printable};

/// Most files that are named beside the first.
const MOST_NAMED: usize = 20;

/// How files that were run again differ from those that were kept.
#[derive(Debug, PartialEq, Eq)]
pub struct Difference {
    /// The files that differ, the first in order of rendering first.
    paths: Vec<String>,
    /// Where the first of them differs.
    first: String,
    /// All files.
    of: usize,
}

impl Difference {
    /// `None` if all files are the same.
    #[must_use]
    pub fn between(kept: &Evidence, again: &[File]) -> Option<Self> {
        let mut differing: Vec<(String, String)> = Vec::new();
        for file in again {
            let place = match kept.file(&file.path) {
                None => Some("it was not kept, and comes out when it is run again".to_owned()),
                Some(bytes) if file.path == Manifest::FILE_NAME => in_manifest(bytes, &file.bytes),
                Some(bytes) => in_bytes(&file.path, bytes, &file.bytes),
            };
            differing.extend(place.map(|place| (file.path.clone(), place)));
        }
        let comes_out = |path: &str| again.iter().any(|file| file.path == path);
        let surplus = kept.paths().filter(|path| !comes_out(path));
        differing.extend(surplus.map(|path| (path.to_owned(), "it was kept, and does not come out again".to_owned())));
        let first = differing.first()?.1.clone();
        Some(Self { paths: differing.into_iter().map(|(path, _)| path).collect(), first, of: kept.paths().len() })
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (number, of) = (self.paths.len(), self.of);
        writeln!(f, "not identical: {number} of {of} files {}", if number == 1 { "differs" } else { "differ" })?;
        writeln!(f, "{}: {}", printable(&self.paths[0]), self.first)?;
        if 1 < number {
            let named: Vec<_> = self.paths[1..].iter().take(MOST_NAMED).map(|path| printable(path)).collect();
            let more = number - 1 - named.len();
            let more = if more == 0 { String::new() } else { format!(" and {more} more") };
            writeln!(f, "also: {}{more}", named.join(", "))?;
        }
        Ok(())
    }
}

/// Two manifests say the same if they do so of all but the files, which are compared themselves, and the build.
fn in_manifest(kept: &[u8], again: &[u8]) -> Option<String> {
    let read = |bytes: &[u8]| {
        let mut value: Value = serde_json::from_slice(bytes).ok()?;
        let record = value.as_object_mut()?;
        record.remove("files");
        record.remove("build");
        Some(value)
    };
    match (read(kept), read(again)) {
        (Some(kept), Some(again)) => in_json(&kept, &again),
        _ => Some("it is no manifest".into()),
    }
}

fn in_bytes(path: &str, kept: &[u8], again: &[u8]) -> Option<String> {
    if kept == again {
        return None;
    }
    let json = |bytes: &[u8]| path.ends_with(".json").then(|| serde_json::from_slice::<Value>(bytes).ok()).flatten();
    let in_record = json(kept).zip(json(again)).and_then(|(kept, again)| in_json(&kept, &again));
    let in_text = || in_lines(std::str::from_utf8(kept).ok()?, std::str::from_utf8(again).ok()?);
    in_record.or_else(in_text).or_else(|| Some(in_binary(kept, again)))
}

/// The first place, in order of the kept record, at which two records differ.
fn in_json(kept: &Value, again: &Value) -> Option<String> {
    let (path, kept, again) = first_in_json(kept, again, String::new())?;
    let place = if path.is_empty() { "the whole".to_owned() } else { printable(path.trim_start_matches('.')) };
    Some(format!("it differs first at {place}{}", both(&value(kept), &value(again))))
}

fn value(value: Option<&Value>) -> String {
    value.map_or_else(|| "nothing".into(), Value::to_string)
}

type Place<'a> = (String, Option<&'a Value>, Option<&'a Value>);

fn first_in_json<'a>(kept: &'a Value, again: &'a Value, path: String) -> Option<Place<'a>> {
    match (kept, again) {
        (Value::Object(mine), Value::Object(theirs)) => {
            let keys = mine.keys().chain(theirs.keys().filter(|key| !mine.contains_key(*key)));
            keys.into_iter().find_map(|key| in_both(mine.get(key), theirs.get(key), format!("{path}{}", step(key))))
        }
        (Value::Array(mine), Value::Array(theirs)) => (0..mine.len().max(theirs.len()))
            .find_map(|index| in_both(mine.get(index), theirs.get(index), format!("{path}[{index}]"))),
        _ => (kept != again).then_some((path, Some(kept), Some(again))),
    }
}

fn in_both<'a>(kept: Option<&'a Value>, again: Option<&'a Value>, path: String) -> Option<Place<'a>> {
    match (kept, again) {
        (Some(kept), Some(again)) => first_in_json(kept, again, path),
        _ => Some((path, kept, again)),
    }
}

/// `.contacts`, or `["New claims"]` where a name has more than letters in it.
fn step(key: &str) -> String {
    let plain = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_');
    if plain { format!(".{key}") } else { format!("[{key:?}]") }
}

fn in_lines(kept: &str, again: &str) -> Option<String> {
    let (mut mine, mut theirs) = (kept.split('\n'), again.split('\n'));
    let mut number = 0;
    loop {
        number += 1;
        match (mine.next(), theirs.next()) {
            (None, None) => return None,
            (mine, theirs) if mine == theirs => (),
            (mine, theirs) => {
                let line = |line: Option<&str>| line.map_or_else(|| "nothing".into(), str::to_owned);
                return Some(format!("it differs first in line {number}{}", both(&line(mine), &line(theirs))));
            }
        }
    }
}

fn in_binary(kept: &[u8], again: &[u8]) -> String {
    let same = kept.iter().zip(again).take_while(|(mine, theirs)| mine == theirs).count();
    format!("it differs first at byte {} ({} bytes were kept, {} come out)", same + 1, kept.len(), again.len())
}

fn both(kept: &str, again: &str) -> String {
    format!("\n  kept:      {}\n  run again: {}", printable(kept), printable(again))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn difference(path: &str, kept: &str, again: &str) -> String {
        in_bytes(path, kept.as_bytes(), again.as_bytes()).unwrap_or_default()
    }

    #[test]
    fn records_differ_at_a_path() {
        let kept = r#"{"a": [{"New claims": 1.5, "same": 2}], "b": 1}"#;
        assert_eq!(difference("r.json", kept, kept), "");
        let again = kept.replace("1.5", "1.25").replace("\"b\": 1", "\"b\": 2");
        let expected = "it differs first at a[0][\"New claims\"]\n  kept:      1.5\n  run again: 1.25";
        assert_eq!(difference("r.json", kept, &again), expected);
        let longer = kept.replace("1}", "1, \"c\": null}");
        assert!(difference("r.json", kept, &longer).ends_with("at c\n  kept:      nothing\n  run again: null"));
        // The same record, written differently.
        assert!(difference("r.json", kept, &kept.replace(": 1}", ":1}")).contains("in line 1"));
    }

    #[test]
    fn texts_differ_in_a_line_and_others_at_a_byte() {
        let expected = "it differs first in line 2\n  kept:      x,1\n  run again: x,2";
        assert_eq!(difference("t.csv", "a,b\nx,1\n", "a,b\nx,2\n"), expected);
        assert!(difference("t.csv", "a\n", "a\nb\n").ends_with("line 2\n  kept:      \n  run again: b"));
        let binary = in_bytes("c.png", &[0xff, 1, 2], &[0xff, 1, 3, 4]).unwrap();
        assert_eq!(binary, "it differs first at byte 3 (3 bytes were kept, 4 come out)");
        assert!(difference("t.txt", "\u{1b}[2J", "").contains("\u{fffd}[2J"));
    }

    #[test]
    fn manifests_are_compared_but_for_files_and_build() {
        let kept = br#"{"seed": 1, "files": [1], "build": {}}"#;
        assert_eq!(in_manifest(kept, br#"{"seed": 1, "files": []}"#), None);
        assert!(in_manifest(kept, br#"{"seed": 2}"#).unwrap().contains("first at seed"));
    }
}
