use crate::documents::phrases::count_assumptions;
use crate::report::{recovery_sentence, variance_reduction_sentence};
use crate::results::{BreakEvenResults, Results, SensitivityResults, SweepResults, VariantResults};

use super::caseloads;
use super::handled;
use super::headline;
use super::screen::{grid, heading, printable, wrapped};
use super::variants::{Row, Table};
use super::{break_even, sensitivity};

/// Most contact types whose tables are printed; the files hold the rest.
const MOST_CONTACT_TYPES: usize = 4;

/// Most kinds of case whose tables are printed.
const MOST_CASE_KINDS: usize = 4;

/// The summary of a run for a terminal of 100 columns: a table per contact type, then the
/// differences in words.
#[must_use]
pub fn summary_of_run(results: &Results) -> String {
    let mut text = heading(results);
    push_tables(&mut text, results);
    push_thresholds(&mut text, results);
    push_cases(&mut text, results);
    push_needs(&mut text, results);
    for variant in results.variants.iter().skip(1) {
        push_differences(&mut text, results, variant);
    }
    push_variance_reduction(&mut text, results);
    push_assumptions(&mut text, results);
    printable(&text)
}

/// The summary of a break-even: where the two are equal, then every value looked at.
#[must_use]
pub fn summary_of_break_even(found: &BreakEvenResults) -> String {
    break_even::findings(found).terminal(&found.results)
}

/// The summary of a sensitivity: how far the answer hangs on which assumption.
#[must_use]
pub fn summary_of_sensitivity(found: &SensitivityResults) -> String {
    sensitivity::findings(found).terminal(&found.results)
}

/// The summary of a sweep: the same tables, with a row per point.
#[must_use]
pub fn summary_of_sweep(sweep: &SweepResults) -> String {
    let mut text = heading(&sweep.results);
    push_tables(&mut text, &sweep.results);
    push_cases(&mut text, &sweep.results);
    push_variance_reduction(&mut text, &sweep.results);
    push_assumptions(&mut text, &sweep.results);
    printable(&text)
}

/// The service level at further thresholds.
fn push_thresholds(text: &mut String, results: &Results) {
    if let Some((columns, rows)) =
        handled::thresholds(results).filter(|(_, rows)| rows.len() <= MOST_ROWS_OF_THRESHOLDS)
    {
        text.push_str("\nService level within\n");
        text.push_str(&grid(&columns, &rows));
    }
}

/// Most rows of further thresholds that are printed.
const MOST_ROWS_OF_THRESHOLDS: usize = 20;

/// Cases, a table for each kind.
fn push_cases(text: &mut String, results: &Results) {
    let tables = headline::by_kind_of_case(results);
    if tables.is_empty() {
        return;
    }
    text.push_str("\nCases\n");
    if MOST_CASE_KINDS < tables.len() {
        text.push_str(&format!("The {} kinds of case one by one are in summary.md and report.html.\n", tables.len()));
        return;
    }
    tables.iter().for_each(|table| push_table(text, table));
}

/// What becomes of needs under a target for the length of contacts.
fn push_needs(text: &mut String, results: &Results) {
    let tables = headline::by_need(results);
    if tables.is_empty() || MOST_CONTACT_TYPES < tables.len() {
        return;
    }
    text.push_str("\nWhat becomes of needs\n");
    tables.iter().for_each(|table| push_table(text, table));
}

fn push_tables(text: &mut String, results: &Results) {
    let by_type = headline::by_contact_type(results);
    if by_type.len() <= MOST_CONTACT_TYPES {
        for table in &by_type {
            push_table(text, table);
        }
    }
    for table in &headline::by_group(results) {
        push_table(text, table);
    }
    if let Some(overall) = headline::overall(results) {
        push_table(text, &overall);
    }
    for table in &caseloads::tables(results) {
        push_table(text, table);
    }
    if MOST_CONTACT_TYPES < by_type.len() {
        let types = by_type.len();
        text.push_str(&format!("The {types} contact types one by one are in summary.md and report.html.\n"));
    }
}

fn push_table(text: &mut String, table: &Table) {
    let promise = table.promise.as_ref().map_or_else(String::new, |promise| format!(" ({promise})"));
    text.push_str(&format!("\n{}\n", wrapped(&format!("{}{promise}", table.title)).join("\n")));
    let columns: Vec<String> =
        std::iter::once(String::new()).chain(table.columns.iter().map(|column| column.label().to_owned())).collect();
    let row = |row: &Row<'_>| {
        let cells = row.figures.iter().map(|figure| format!("{}\n{}", figure.mean(), figure.margin()));
        std::iter::once(row.variant.to_string()).chain(cells).collect()
    };
    text.push_str(&grid(&columns, &table.rows.iter().map(row).collect::<Vec<_>>()));
}

fn push_differences(text: &mut String, results: &Results, variant: &VariantResults) {
    if let Some(other) = headline::same_as_baseline(results, variant) {
        text.push_str(&format!(
            "\n{} against {other}\n  Nothing changes: everything that happens is the same.\n",
            variant.name
        ));
        return;
    }
    let differences = headline::differences(results, variant);
    let Some(first) = differences.first() else { return };
    text.push_str(&format!("\n{} against {}\n", variant.name, first.comparison.against));
    for named in differences {
        text.push_str(&format!("  {}\n", named.sentence()));
    }
    for recovery in headline::recoveries(results, variant) {
        text.push_str(&format!("  {}\n", recovery_sentence(recovery)));
    }
}

fn push_variance_reduction(text: &mut String, results: &Results) {
    if let Some(reduction) = &results.variance_reduction {
        let sentence = variance_reduction_sentence(reduction).replace("; ", ";\n");
        text.push_str(&format!("\nNarrowed by {sentence}.\n"));
    }
}

fn push_assumptions(text: &mut String, results: &Results) {
    if let Some(sentence) = count_assumptions(results) {
        text.push_str(&format!("\n{sentence}: see summary.md.\n"));
    }
}

#[cfg(test)]
mod tests {
    use crate::report::example;

    use super::super::screen::WIDTH;
    use super::*;

    #[test]
    fn a_planner_reads_it_in_100_columns() {
        let text = summary_of_run(&example::results());
        assert!(text.lines().all(|line| line.chars().count() <= usize::from(WIDTH)), "{text}");
        assert!(text.contains("100 replications, seed 7; ± holds with 95% confidence"));
        assert!(text.contains("Benefit enquiries (target: 80% answered within 20s)"));
        assert!(text.contains("  New claims: Service level falls by 25.0 ± 1.0 points: worse.\n"));
        assert!(text.contains("1 of 2 numbers with a stated basis is an assumption: see summary.md."));
        let overall = text.find("All contacts").unwrap();
        assert!(text.find("New claims").unwrap() < overall, "all contact types together come last");
    }

    #[test]
    fn cases_fit_and_are_told() {
        let text = summary_of_run(&example::results_with_cases());
        assert!(text.lines().all(|line| line.chars().count() <= usize::from(WIDTH)), "{text}");
        assert!(text.contains("\nCases\n\nClaims | made\n"), "{text}");
        assert!(text.contains("  Claims | made: Backlog at the end rises by 800 ± 35 cases: worse.\n"), "{text}");
        assert!(!summary_of_run(&example::results()).contains("Cases"));
    }

    #[test]
    fn of_many_contact_types_only_the_whole_is_shown() {
        let text = summary_of_run(&example::results_of_types(40));
        assert!(text.contains("The 40 contact types one by one are in summary.md"));
        assert!(text.lines().count() < 25, "{text}");
    }

    #[test]
    fn one_contact_type_is_shown_once() {
        let text = summary_of_run(&example::results_of_types(1));
        assert_eq!(text.matches("(target: 80% answered within 20s)").count(), 1, "{text}");
        assert!(text.contains("Occupancy"));
    }

    #[test]
    fn names_cannot_steer_the_terminal() {
        let mut results = example::results();
        results.title = "\u{1b}[2J".into();
        assert!(!summary_of_run(&results).contains('\u{1b}'));
    }
}
