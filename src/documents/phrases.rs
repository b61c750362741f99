//! Parts of sentences that several documents have in common.

use crate::results::{Basis, Results, Scope};

/// How many of the numbers whose basis is stated are assumptions; `None` where none is stated.
pub(super) fn count_assumptions(results: &Results) -> Option<String> {
    let of = results.assumptions.len();
    let assumed = results.assumptions.iter().filter(|assumption| assumption.basis == Basis::Assumed).count();
    match of {
        0 => None,
        1 if assumed == 1 => Some("The one number with a stated basis is an assumption".into()),
        _ if assumed == 1 => Some(format!("1 of {of} numbers with a stated basis is an assumption")),
        _ => Some(format!("{assumed} of {of} numbers with a stated basis are assumptions")),
    }
}

/// ` of contacts.enquiries`; nothing of all together.
pub(super) fn about(scope: &Scope) -> String {
    match scope {
        Scope::AllContacts => " of all contacts".to_owned(),
        Scope::AllTeams => " of all teams".to_owned(),
        one => format!(" of {one}"),
    }
}

/// A label within a sentence: abbreviations stay as they are.
pub(super) fn lower_case(label: &str) -> String {
    let second_is_lower = label.chars().nth(1).is_some_and(char::is_lowercase);
    let mut letters = label.chars();
    match letters.next() {
        Some(first) if second_is_lower => format!("{}{}", first.to_lowercase(), letters.as_str()),
        _ => label.to_owned(),
    }
}
