//! Where the files that a scenario was read from are kept beside the results.

use std::collections::HashSet;

use crate::report::File;
use crate::results::Input;

/// The folder that holds them.
const FOLDER: &str = "inputs";
/// Most letters of a name that are kept.
const LONGEST_NAME: usize = 80;
/// Names that stand for devices on Windows, whatever their ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// A file for each of `inputs`, in their order.
///
/// A scenario may name files anywhere. Here they stand side by side under the last part of their names, which is made
/// safe on every system and unlike all others, even where case is not told apart.
pub(super) fn files_of_inputs(inputs: &[Input]) -> Vec<File> {
    let mut taken = HashSet::new();
    let kept = |input: &Input| {
        let name = free(&safe(&input.name), &mut taken);
        File { path: format!("{FOLDER}/{name}"), bytes: input.bytes.to_vec() }
    };
    inputs.iter().map(kept).collect()
}

/// The last part of `name`, with nothing in it that a file system could misunderstand.
fn safe(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or_default();
    let plain = |c: char| if c.is_alphanumeric() || " -_.+()&,'".contains(c) { c } else { '_' };
    let short: String = last.chars().map(plain).collect::<Vec<_>>().into_iter().rev().take(LONGEST_NAME).collect();
    let short: String = short.chars().rev().collect();
    let short = short.trim_start_matches(['.', ' ']).trim_end_matches(['.', ' ']);
    let stem = short.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let numbered = |device: &str| stem.strip_prefix(device).is_some_and(|rest| rest.chars().count() == 1);
    if short.is_empty() {
        "file".into()
    } else if DEVICES.contains(&stem.as_str()) || numbered("com") || numbered("lpt") {
        format!("_{short}")
    } else {
        short.into()
    }
}

/// `name`, or with a number before its ending.
fn free(name: &str, taken: &mut HashSet<String>) -> String {
    let (stem, ending) = name.rfind('.').map_or((name, ""), |dot| name.split_at(dot));
    let mut candidates =
        std::iter::once(name.to_owned()).chain((2_u64..).map(|number| format!("{stem}-{number}{ending}")));
    candidates.find(|name| taken.insert(name.to_lowercase())).expect("numbers do not run out")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(names: &[&str]) -> Vec<String> {
        let input = |name: &&str| Input { name: (*name).into(), bytes: b"x".as_slice().into() };
        let files = files_of_inputs(&names.iter().map(input).collect::<Vec<_>>());
        files.into_iter().map(|file| file.path).collect()
    }

    #[test]
    fn names_from_anywhere_stand_side_by_side() {
        let names = ["my centre.toml", "data/calls.csv", "../calls.csv", "/etc/Calls.csv", r"C:\data\calls.csv"];
        let expected = ["my centre.toml", "calls.csv", "calls-2.csv", "Calls-3.csv", "calls-4.csv"];
        assert_eq!(kept(&names), expected.map(|name| format!("inputs/{name}")));
    }

    #[test]
    fn no_name_is_dangerous() {
        let names = ["..", "", "a/..", ".hidden", "con.csv", "COM1", "a:b?.csv", "line\nbreak", "x. .", "console.csv"];
        let expected =
            ["file", "file-2", "file-3", "hidden", "_con.csv", "_COM1", "a_b_.csv", "line_break", "x", "console.csv"];
        assert_eq!(kept(&names), expected.map(|name| format!("inputs/{name}")));
        let long = kept(&[&format!("{}.csv", "é".repeat(300))]);
        assert!(long[0].ends_with("é.csv") && long[0].chars().count() == 7 + LONGEST_NAME, "{long:?}");
    }
}
