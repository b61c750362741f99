//! Names that say nothing: functions called `of`, the nouns `told` and `said`, and `it` as a name.
//!
//! The source has none of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};

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
fn each_source(folder: &Path, read: &mut impl FnMut(&Path, &str)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            each_source(&path, read);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            read(&path, &fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn no_name_says_nothing() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut faults = Vec::new();
    each_source(&source, &mut |file, text| {
        let found = count(text).into_iter();
        faults.extend(found.map(|(word, times)| format!("{}: `{word}` {times} times", file.display())));
    });
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
