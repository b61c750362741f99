//! Names that say nothing: functions called `of`, the nouns `told` and `said`, and `it` as a name.
//!
//! What is left of them is listed by room. The list may only become shorter.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};

/// The most that each room still has of each word.
const LEFT: [(&str, &[(&str, usize)]); 6] = [
    ("chart", &[("said", 10)]),
    ("decode", &[("it", 2), ("said", 3)]),
    ("engine", &[("it", 59), ("told", 25)]),
    ("metrics", &[("it", 9), ("told", 23)]),
    ("results", &[("it", 2), ("told", 3)]),
    ("scenario", &[("it", 41), ("of", 1), ("said", 7), ("told", 5)]),
];

const WORDS: [&str; 3] = ["it", "told", "said"];

type Found = BTreeMap<&'static str, usize>;

/// Counts the words among the names of `text`. Comments and strings are no names.
///
/// # Panics
///
/// If `text` is no Rust.
fn count(text: &str) -> Found {
    let tokens: TokenStream = text.parse().expect("source is Rust");
    let mut found = Found::new();
    count_in(tokens, &mut found);
    found
}

fn count_in(tokens: TokenStream, found: &mut Found) {
    let mut names_function = false;
    for token in tokens {
        let name = match &token {
            TokenTree::Ident(name) => name.to_string(),
            TokenTree::Group(group) => {
                count_in(group.stream(), found);
                String::new()
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => String::new(),
        };
        if names_function && name == "of" {
            *found.entry("of").or_default() += 1;
        }
        if let Some(word) = WORDS.into_iter().find(|word| *word == name) {
            *found.entry(word).or_default() += 1;
        }
        names_function = name == "fn";
    }
}

/// Every source file below `folder`.
fn each_source(folder: &Path, read: &mut impl FnMut(&str)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            each_source(&path, read);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            read(&fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn names_that_say_nothing_become_fewer() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut faults = Vec::new();
    for room in fs::read_dir(source).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        let mut found = Found::new();
        each_source(&room, &mut |text| {
            count(text).into_iter().for_each(|(word, times)| *found.entry(word).or_default() += times);
        });
        let room = room.file_name().unwrap().to_string_lossy().into_owned();
        for (word, times) in found {
            let left = LEFT.iter().filter(|(name, _)| *name == room).flat_map(|(_, words)| words.iter());
            let most = left.filter(|(name, _)| *name == word).map(|(_, most)| *most).sum::<usize>();
            if most < times {
                faults.push(format!("{room}: `{word}` {times} times, {most} at most"));
            }
        }
    }
    assert!(faults.is_empty(), "name what it is instead:\n{}", faults.join("\n"));
}

#[test]
fn a_name_is_seen_and_a_comment_is_not() {
    let source = r#"
        /// Said of it.
        fn of(told: u32) -> u32 { Some(told).map(|it| it + 1).expect("it is said") }
        fn said_of() {}
    "#;
    assert_eq!(count(source), Found::from([("it", 2), ("of", 1), ("told", 2)]));
}
