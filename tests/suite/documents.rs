//! The tables of measures in `docs/results.md` are those of the program.

use std::path::Path;

use callfloor::results::{MeasureRow, PersonMeasure, ScopeKind, Unit};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/results.md");
const BEGINS: &str = "<!-- measures of ";
const ENDS: &str = "<!-- end of measures -->";

/// The tables, by what stands in the line before each.
fn tables() -> Vec<(&'static str, String)> {
    let of_scope = |kind: ScopeKind, with_shifts: bool| {
        table(kind.rows().iter().filter(|row| row.only_with_shifts == with_shifts).map(of_measure))
    };
    vec![
        ("contacts", of_scope(ScopeKind::Contacts, false)),
        ("teams", of_scope(ScopeKind::Teams, false)),
        ("teams with shifts", of_scope(ScopeKind::Teams, true)),
        ("people", table(PersonMeasure::ALL.into_iter().map(of_person))),
        ("clauses", of_scope(ScopeKind::Clauses, false)),
        ("cases", of_scope(ScopeKind::Cases, false)),
        ("caseloads", of_scope(ScopeKind::Caseloads, false)),
        ("workforces", of_scope(ScopeKind::Workforces, false)),
    ]
}

fn table(rows: impl Iterator<Item = String>) -> String {
    let head = "| Key | In plain words | Unit | Meaning |\n|---|---|---|---|\n";
    rows.fold(head.to_owned(), |table, row| table + &row)
}

fn of_measure(row: &MeasureRow) -> String {
    line(row.key, row.words, row.unit, row.meaning, row.note)
}

fn of_person(measure: PersonMeasure) -> String {
    let row = measure.row();
    line(&format!("{}_…", row.key), row.words, row.unit, &format!("{}.", row.meaning), row.note)
}

fn line(key: &str, words: &str, unit: Unit, meaning: &str, note: Option<&str>) -> String {
    let unit = serde_json::to_value(unit).unwrap();
    let note = note.map(|note| format!(" {note}")).unwrap_or_default();
    format!("| `{key}` | {words} | {} | {meaning}{note} |\n", unit.as_str().unwrap())
}

/// The page with its tables made anew.
///
/// # Panics
///
/// If it has not each of the tables once, with its end.
fn made_anew(page: &str) -> String {
    let mut page = page.to_owned();
    for (name, table) in tables() {
        let begins = format!("{BEGINS}{name} -->\n");
        let [before, after] = page.split(&begins).collect::<Vec<_>>()[..] else { panic!("one table of {name}") };
        let (_, after) = after.split_once(ENDS).unwrap_or_else(|| panic!("the measures of {name} have no end"));
        page = format!("{before}{begins}{table}{ENDS}{after}");
    }
    page
}

/// `UPDATE_DOCS=1` writes the page anew instead.
#[test]
fn the_tables_of_measures_are_those_of_the_program() {
    let page = std::fs::read_to_string(PAGE).unwrap();
    let anew = made_anew(&page);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(Path::new(PAGE), anew).unwrap();
    } else {
        assert!(page == anew, "docs/results.md: its measures changed; UPDATE_DOCS=1 writes them anew");
    }
}
