use std::fmt::Write;

use crate::results::{Basis, Measure, Results, SweepResults};

use super::Origin;
use super::caseloads;
use super::figure::{Figure, count, share};
use super::findings::Findings;
use super::headline::{self, Table};
use super::people;
use super::sentence::{recovery_sentence, variance_reduction_sentence, verdict_said};
use super::terminal::assumptions_said;

/// The summary of a run in Markdown: tables, differences, what each measure means, where the
/// numbers come from, and how to run it again.
#[must_use]
pub(super) fn summary_of_run(results: &Results, origin: &Origin) -> String {
    let mut page = Page::begin(results);
    page.tables(results);
    page.differences(results);
    page.end(results, origin);
    page.0
}

/// The summary of a sweep: the same, with a row per point and without differences.
#[must_use]
pub(super) fn summary_of_sweep(sweep: &SweepResults, origin: &Origin) -> String {
    let mut page = Page::begin(&sweep.results);
    let paths: Vec<_> = sweep.paths.iter().map(|path| format!("`{path}`")).collect();
    page.line(&format!("Varied: {}.\n", paths.join(", ")));
    page.tables(&sweep.results);
    page.end(&sweep.results, origin);
    page.0
}

/// The summary of findings: the answer, then what comes out as the file has it.
#[must_use]
pub(super) fn summary_of_findings(findings: &Findings, results: &Results, origin: &Origin) -> String {
    let mut page = Page::begin(results);
    page.0.push_str(&findings.markdown());
    page.line("The tables below are of the scenario as the file has it.\n");
    page.tables(results);
    page.end(results, origin);
    page.0
}

struct Page(String);

impl Page {
    fn begin(results: &Results) -> Self {
        let mut page = Self(String::new());
        page.line(&format!("# {}\n", escaped(&results.title)));
        if let Some(reason) = &results.cut_short {
            page.line(&format!("**Cut short:** {}\n", escaped(reason)));
        }
        for warning in &results.warnings {
            page.line(&format!("**Note:** {}\n", escaped(warning)));
        }
        for variant in &results.variants {
            if let Some(about) = &variant.about {
                page.line(&format!("- **{}**: {}", escaped(&variant.name), escaped(about)));
            }
        }
        if results.variants.iter().any(|variant| variant.about.is_some()) {
            page.line("");
        }
        page
    }

    fn tables(&mut self, results: &Results) {
        if let Some(overall) = headline::overall(results) {
            self.line("## Results\n");
            for table in std::iter::once(&overall).chain(&headline::by_contact_type(results)) {
                self.table(table);
            }
            self.line("## Teams\n");
            for table in &headline::by_team(results) {
                self.table(table);
            }
        }
        let of_cases = headline::by_kind_of_case(results);
        if !of_cases.is_empty() {
            self.line("## Cases\n");
            of_cases.iter().for_each(|table| self.table(table));
        }
        let of_needs = headline::by_need(results);
        if !of_needs.is_empty() {
            self.line("## What becomes of needs\n");
            of_needs.iter().for_each(|table| self.table(table));
        }
        self.people(results);
        self.caseloads(results);
    }

    fn people(&mut self, results: &Results) {
        let tables = people::tables(results);
        if !tables.is_empty() {
            self.line("## What the staff live through\n");
            tables.iter().for_each(|table| self.table(table));
            self.line("Every person counts alike; `people.csv` has the whole distributions.\n");
        }
        if results.variants.iter().any(|variant| !variant.clauses.is_empty()) {
            self.line("## Clauses\n");
            for variant in &results.variants {
                self.line(&format!("**{}**\n", escaped(&variant.name)));
                for said in people::clauses_in_words(variant) {
                    self.line(&format!("- {}", escaped(&said)));
                }
                self.line("");
            }
        }
        if let Some(costs) = people::costs(results) {
            self.line("## What it costs\n");
            self.table(&costs);
            self.line("The time of customers costs them, and is in no sum.\n");
        }
    }

    fn caseloads(&mut self, results: &Results) {
        let tables = caseloads::tables(results);
        if tables.is_empty() {
            return;
        }
        self.line("## Caseloads and the people who carry them\n");
        tables.iter().for_each(|table| self.table(table));
        for variant in &results.variants {
            self.line(&format!("**{}**\n", escaped(&variant.name)));
            for said in caseloads::in_words(variant) {
                self.line(&format!("- {}", escaped(&said)));
            }
            self.line("");
        }
    }

    fn table(&mut self, table: &Table) {
        self.line(&format!("### {}\n", escaped(table.title)));
        if let Some(promise) = &table.promise {
            self.line(&format!("{}\n", sentence_case(promise)));
        }
        self.row(std::iter::once("").chain(table.columns.iter().map(|measure| measure.label())));
        self.row(std::iter::once("---").chain(table.columns.iter().map(|_| "---:")));
        for row in &table.rows {
            let figures = row.figures.iter().map(Figure::to_string);
            self.row(std::iter::once(escaped(row.variant)).chain(figures));
        }
        self.line("");
    }

    fn differences(&mut self, results: &Results) {
        if results.comparisons.is_empty() {
            return;
        }
        self.line("## Differences\n");
        self.line("Every variant meets the same customers as the baseline. A difference is told from chance if its");
        self.line("whole interval lies on one side of zero.\n");
        for variant in results.variants.iter().skip(1) {
            let differences = headline::differences(results, variant);
            self.line(&format!("### {}\n", escaped(&variant.name)));
            for told in differences {
                self.line(&format!("- {}", escaped(&told.sentence())));
            }
            for recovery in headline::recoveries(results, variant) {
                self.line(&format!("- {}", escaped(&recovery_sentence(recovery))));
            }
            self.line("");
            self.comparisons(results, &variant.name);
        }
    }

    fn comparisons(&mut self, results: &Results, variant: &str) {
        self.row(["Scope", "Measure", "Difference", "Verdict"]);
        self.row(["---", "---", "---:", "---"]);
        for comparison in results.comparisons.iter().filter(|comparison| comparison.variant == variant) {
            let difference = Figure::difference(comparison.measure, comparison.difference).to_string();
            let label = comparison.measure.label();
            let scope = escaped(&comparison.scope.to_string());
            self.row([scope.as_str(), label, &difference, verdict_said(comparison)]);
        }
        self.line("");
    }

    fn end(&mut self, results: &Results, origin: &Origin) {
        self.meanings(results);
        self.assumptions(results);
        self.line("## How to run it again\n");
        self.line(&format!("```sh\n{}\n```\n", origin.command_line()));
        for (label, value) in facts(results) {
            self.line(&format!("- {label}: {value}"));
        }
    }

    fn meanings(&mut self, results: &Results) {
        self.line("## What the measures mean\n");
        for measure in measures_shown(results) {
            self.line(&format!("- **{}** (`{measure}`): {}", measure.label(), measure.meaning()));
        }
        self.line("");
    }

    fn assumptions(&mut self, results: &Results) {
        let Some(said) = assumptions_said(results) else { return };
        self.line("## Where the numbers come from\n");
        self.line(&format!("{said}.\n"));
        self.row(["Number", "Basis", "Source", "Range"]);
        self.row(["---", "---", "---", "---"]);
        for assumption in &results.assumptions {
            let source = assumption.source.as_deref().map_or_else(|| "–".into(), escaped);
            let range = assumption.range.as_ref().map_or_else(|| "–".into(), range_said);
            self.row([&format!("`{}`", assumption.path), basis(assumption.basis), &source, &escaped(&range)]);
        }
        self.line("");
    }

    fn row<T: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = T>) {
        self.0.push('|');
        for cell in cells {
            write!(self.0, " {} |", cell.as_ref()).expect("a String takes all that is written");
        }
        self.0.push('\n');
    }

    fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }
}

/// What identifies a run, label and value.
pub(super) fn facts(results: &Results) -> Vec<(&'static str, String)> {
    let replications: Vec<_> = results.variants.iter().map(|variant| variant.replications).collect();
    let fewest = replications.iter().min().copied().unwrap_or(0);
    let most = replications.iter().max().copied().unwrap_or(0);
    let said =
        if fewest == most { count(most.into()) } else { format!("{} to {}", count(fewest.into()), count(most.into())) };
    let mut facts = vec![
        ("Program", results.program.clone()),
        ("Seed", results.seed.to_string()),
        ("Replications", said),
        ("Confidence of every ±", share(results.confidence)),
    ];
    facts.extend(results.variance_reduction.as_ref().map(|it| ("Narrowed by", variance_reduction_sentence(it))));
    facts.push(("SHA-256 of the scenario", results.scenario_sha256.clone()));
    facts
}

/// All measures that occur in the results, in the order in which they are shown.
pub(super) fn measures_shown(results: &Results) -> impl Iterator<Item = Measure> {
    let baseline = results.variants.first();
    let with_contacts = baseline.filter(|baseline| !baseline.contacts.is_empty());
    let of_contacts =
        with_contacts.into_iter().flat_map(|variant| [&variant.all_contacts.total, &variant.all_teams.total]);
    let of_cases = baseline.into_iter().flat_map(|variant| variant.cases.iter().map(|(_, it)| &it.total));
    let of_caseloads = baseline.into_iter().flat_map(|variant| variant.caseloads.iter().map(|(_, it)| &it.total));
    let of_workforces = baseline.into_iter().flat_map(|variant| variant.workforces.iter().map(|(_, it)| &it.total));
    let of_people = baseline.into_iter().flat_map(|variant| variant.people.iter().map(|(_, it)| &it.total));
    let of_clauses = baseline.into_iter().flat_map(|variant| variant.clauses.iter().map(|(_, it)| &it.total));
    let of_staff = of_caseloads.chain(of_workforces).chain(of_people).chain(of_clauses);
    let totals: Vec<_> = of_contacts.chain(of_cases).chain(of_staff).collect();
    // Chasers are measured of contacts and of cases alike.
    let only_of_cases = Measure::OF_CASES.into_iter().filter(|measure| !Measure::OF_CONTACTS.contains(measure));
    let weekly = Measure::OF_CASELOADS.into_iter().chain(Measure::OF_WORKFORCES);
    let of_teams = Measure::OF_TEAMS.into_iter().chain(Measure::OF_CREWS);
    let of_people = people::OF_PEOPLE.into_iter().chain(Measure::OF_CLAUSES);
    let all = Measure::OF_CONTACTS.into_iter().chain(of_teams).chain(of_people).chain(only_of_cases).chain(weekly);
    all.filter(move |measure| totals.iter().any(|total| total.contains_key(measure)))
}

/// A basis in a table.
pub(super) fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Measured => "measured",
        Basis::Published => "published",
        Basis::Claimed => "claimed",
        Basis::Assumed => "assumed",
    }
}

/// A range in a table: `10m to 60m`.
pub(super) fn range_said([low, high]: &[String; 2]) -> String {
    format!("{low} to {high}")
}

fn sentence_case(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", characters.as_str())
}

/// Text of the scenario, such that Markdown shows it as it stands and on one line.
pub(super) fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() {
            shown.push(' ');
            continue;
        }
        if r"\`*[]<>|".contains(c) {
            shown.push('\\');
        }
        shown.push(c);
    }
    shown
}

#[cfg(test)]
mod tests {
    use crate::report::example;

    use super::*;

    fn page() -> String {
        let options = vec!["--seed".into(), "7".into()];
        summary_of_run(&example::results(), &Origin { command: "run", scenario: "centre.toml".into(), options })
    }

    #[test]
    fn the_summary_says_what_where_from_and_how_again() {
        let page = page();
        for line in [
            r#"# Dean Clough \<2008\> \| a "strike""#,
            r"| baseline | 1,140,000 ± 3,120 | 1,101,210 ± 2,904 | 38,790 ± 1,210 | 82.3 ± 0.6% | – | 0.520 ± 0.031 |",
            "- New claims: Service level falls by 25.0 ± 1.0 points: worse.",
            "| contacts.claims | Service level | −25.0 ± 1.0 points | worse |",
            "- **Service level** (`service_level`): Answered within the threshold, as a share of offered.",
            "| `contacts.enquiries.patience` | assumed | – | 10m to 60m |",
            "callfloor run centre.toml --seed 7",
            "- Replications: 100",
        ] {
            assert!(page.lines().any(|found| found == line), "`{line}` is missing from\n{page}");
        }
    }

    #[test]
    fn cases_have_a_table_their_words_and_their_columns_of_teams() {
        let origin = || Origin { command: "run", scenario: "centre.toml".into(), options: Vec::new() };
        let page = summary_of_run(&example::results_with_cases(), &origin());
        for line in [
            "## Cases",
            r"### Claims \| made",
            "| baseline | 4,250 ± 30 | 4,180 ± 25 | 1,270 ± 41 | 9.50 ± 0.21 d | – | 12.5 ± 1.3% | – | 38.0 ± 2.0 |",
            r"- Claims \| made: Backlog at the end rises by 800 ± 35 cases: worse.",
            r"- Claims \| made: Age rises by 3.25 ± 0.20 days: worse.",
            "|  | Agents | Handled | Occupancy | Hours on duty | Time on cases | Time switching |",
            "| cases.claims_made | Age | 3.25 ± 0.20 days | worse |",
        ] {
            assert!(page.lines().any(|found| found == line), "`{line}` is missing from\n{page}");
        }
        assert!(!page.contains("made: Overdue"), "what does not differ is not told");
        assert_eq!(page.matches("(`chasers`)").count(), 1, "no measure is explained twice");
        let without = summary_of_run(&example::results(), &origin());
        assert!(!without.contains("## Cases") && !without.contains("Time on cases"));
    }

    #[test]
    fn every_row_of_a_table_has_as_many_cells_as_its_header() {
        let cells = |line: &str| line.replace(r"\|", "").matches('|').count();
        let origin = Origin { command: "run", scenario: "centre.toml".into(), options: Vec::new() };
        let pages = page() + &summary_of_run(&example::results_with_cases(), &origin);
        for table in pages.split("\n\n").filter(|block| block.starts_with('|')) {
            let widths: Vec<_> = table.lines().map(cells).collect();
            assert!(widths.iter().all(|width| *width == widths[0]), "{table}");
        }
    }
}
