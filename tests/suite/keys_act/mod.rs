//! Every key of the scenario format acts: set in a small file where it must, it moves a result; or the file is refused, or warned of.
//!
//! `rows.txt` has a row for each key of the schema. A key without a row fails the test, and so does a row that moves nothing. A row
//! says: key | base | what is set first | what is set then | what must come of it. The base is a file in `bases/`; what is set are lines of
//! TOML with `;;` between them, and `-PATH` takes a key away. What comes of it is one of
//!
//! - nothing said: a number of the results moves;
//! - `text`: a text of the results moves, and nothing else need;
//! - `refused`: the second file is refused;
//! - `accepted`: the first file is refused, and the second is not;
//! - `warned`: the second file has a warning that the first has not, and no number moves;
//! - `warned: REASON`: the same, and the results repeat what is set, or show it as nothing;
//! - `silent: REASON`: nothing moves, and that is a fault that is known, or the very meaning of the key.
//!
//! `distribution KEY | base | path | seconds` and `weekdays KEY | base | path | first | second` stand for the rows of all keys below; with
//! `| only open` at its end, the centre is open on the days of the key alone.

mod expansion;
mod paths;
mod row;
mod trial;

use std::collections::BTreeSet;

use row::{Outcome, Row};
use trial::{Came, Trials};

const HOW: &str =
    "Add a row to tests/suite/keys_act/rows.txt: `key | base | first | second`, with a base in which the key must act.";

fn rows() -> Vec<Row> {
    expansion::rows(&trial::file("rows.txt"))
}

#[test]
fn every_key_of_the_schema_has_a_row() {
    let known: BTreeSet<String> = rows().into_iter().map(|row| row.key).collect();
    let keys = paths::keys(&callfloor::schema());
    let missing: Vec<&String> = keys.difference(&known).collect();
    assert!(missing.is_empty(), "these keys have no row: {missing:#?}\n{HOW}");
    let all = paths::all_keys(&callfloor::schema());
    let gone: Vec<&String> = known.difference(&all).collect();
    assert!(gone.is_empty(), "these rows are of no key: {gone:#?}");
}

#[test]
fn every_key_acts() {
    let mut trials = Trials::new();
    let faults: Vec<String> = rows().iter().filter_map(|row| fault(row, &mut trials)).collect();
    assert!(faults.is_empty(), "{} rows fail:\n{}\n{HOW}", faults.len(), faults.join("\n"));
}

/// What is wrong with what comes of a row.
fn fault(row: &Row, trials: &mut Trials) -> Option<String> {
    let (first, second) = row.scenarios();
    let named = |why: &str| Some(format!("line {}, `{}`: {why}", row.line, row.key));
    if paths::values(&second, &row.key).is_empty() {
        return named("what is set second does not hold the key");
    }
    if paths::values(&first, &row.key) == paths::values(&second, &row.key) {
        return named("the key has the same value in both files");
    }
    let first = match (trials.came_of(&first), &row.outcome) {
        (Came::Answered(_), Outcome::Accepted) => return named("the first file is not refused"),
        (Came::Answered(answer), _) => answer,
        (Came::Refused(_), Outcome::Accepted) => match trials.came_of(&second) {
            Came::Answered(_) => return None,
            Came::Refused(why) => return named(&format!("the second file is refused:\n{why}")),
        },
        (Came::Refused(why), _) => return named(&format!("the first file is refused:\n{why}")),
    };
    let second = match (trials.came_of(&second), &row.outcome) {
        (Came::Refused(_), Outcome::Refused) => return None,
        (Came::Refused(why), _) => return named(&format!("the second file is refused:\n{why}")),
        (Came::Answered(_), Outcome::Refused) => return named("the second file is not refused"),
        (Came::Answered(answer), _) => answer,
    };
    let moved = first.numbers != second.numbers;
    match row.outcome {
        Outcome::Moves if !moved => {
            named("no number of the results moves: the key does nothing here, and nobody is told")
        }
        Outcome::Text if first.texts == second.texts => named("no text of the results moves"),
        Outcome::Warned | Outcome::WarnedAndRepeated if second.warnings <= first.warnings => {
            named("there is no further warning")
        }
        Outcome::Warned if moved => named("a number moves: the warning is false, or of something else"),
        Outcome::Silent if moved => named("a number moves: the row need not say `silent`"),
        _ => None,
    }
}

/// The test itself can fail: a key that says nothing is seen.
#[test]
fn a_row_that_moves_nothing_is_seen() {
    let row = |line: &str| expansion::rows(line).remove(0);
    let mut trials = Trials::new();
    let complaint = |line: &str, trials: &mut Trials| fault(&row(line), trials).unwrap_or_default();
    let limit = "contacts.*.handling_limit.gamma | phones | contacts.calls.handling_limit = { gamma = 1 } |";
    let nothing = complaint(&format!("{limit} contacts.calls.handling_limit.gamma = 2"), &mut trials);
    assert!(nothing.contains("no number of the results moves"), "{nothing}");
    let wrong = complaint("contacts.*.lines | phones | | contacts.calls.lines = \"many\"", &mut trials);
    assert!(wrong.contains("the second file is refused"), "{wrong}");
}
