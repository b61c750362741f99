//! What a report says and in which order; [`Document`] renderers decide how it looks.

mod answer;
mod assumptions;
mod callers;
mod closer;
mod comparison;
mod definitions;
mod explanation;
mod method;
mod staff;
mod tables;

pub(super) use assumptions::describe_range;
pub(super) use definitions::measures_shown;

use crate::chart::Chart;
use crate::documents::phrases::count_assumptions;
use crate::report::Origin;
use crate::results::{Ended, LuckResults, Results, SweepResults};

use super::document::{Block, Document, Section};
use super::findings::Findings;
use super::luck;

/// Over what two scenarios do not have alike.
pub(super) const CHANGED: &str = "What differs in the files";

/// The report of a run: the answer first, then what it rests on.
pub(super) fn of_run<'a>(results: &'a Results, charts: &'a [Chart], origin: &Origin) -> Document<'a> {
    let sections =
        [answer::section(results), comparison::section(results), explanation::section(results), charts_section(charts)];
    with_what_it_rests_on(sections.into_iter().flatten().collect(), results, origin)
}

/// The report of a sweep: a row per point, and no differences.
pub(super) fn of_sweep<'a>(sweep: &'a SweepResults, charts: &'a [Chart], origin: &Origin) -> Document<'a> {
    let results = &sweep.results;
    let varied = Block::paragraph(format!("Varied: {}.", sweep.paths.join(", ")));
    let sections =
        [Section::unless_empty("What was asked", vec![varied]), comparison::section(results), charts_section(charts)];
    with_what_it_rests_on(sections.into_iter().flatten().collect(), results, origin)
}

/// The report of a question asked of a scenario: the answer, the charts and the figures, then what comes out as the file has it.
pub(super) fn of_findings<'a>(
    findings: &Findings,
    results: &'a Results,
    charts: &'a [Chart],
    origin: &Origin,
) -> Document<'a> {
    let mut figures = sheets(findings);
    figures.push(Block::paragraph("The tables below are of the scenario as the file has it."));
    let sections = [
        answer_of(findings),
        charts_section(charts),
        Section::unless_empty("The figures behind it", figures),
        comparison::section(results),
    ];
    with_what_it_rests_on(sections.into_iter().flatten().collect(), results, origin)
}

/// The report of two runs held against each other.
pub(super) fn of_side_by_side(title: String, changed: &Findings, findings: &Findings) -> Document<'static> {
    let mut figures = sheets(findings);
    figures.push(Block::paragraph("Every measure that both have is in comparisons.csv."));
    let mut first = vec![Block::paragraph(&changed.asked)];
    first.extend(sheets(changed));
    let sections = [
        Section::unless_empty(CHANGED, first),
        answer_of(findings),
        Section::unless_empty("The figures behind it", figures),
    ];
    Document::new(title, Vec::new(), sections.into_iter().flatten().collect())
}

fn answer_of<'a>(findings: &Findings) -> Option<Section<'a>> {
    let answer = vec![Block::paragraph(&findings.asked), Block::list(findings.sentences.iter().cloned())];
    Section::unless_empty("The question and the answer", answer)
}

fn sheets<'a>(findings: &Findings) -> Vec<Block<'a>> {
    findings.sheets.iter().map(|sheet| Block::Table(sheet.into())).collect()
}

/// The report of a look at luck.
pub(super) fn of_luck<'a>(found: &'a LuckResults, charts: &'a [Chart], origin: &Origin) -> Document<'a> {
    let facts = luck::facts(found).map(|(label, value)| (label.to_owned(), value));
    let teams = found.teams.iter().map(|(_, team)| luck::section(found, team));
    let rest = [
        charts_section(charts),
        Section::unless_empty("What the words mean", vec![luck::glossary()]),
        assumptions::section(&found.assumptions, None),
        again(origin, facts.to_vec(), found.ended),
    ];
    let heading = Section::unless_empty("What was asked", vec![Block::paragraph(format!("{}.", luck::heading(found)))]);
    let notices = found.ended.reason().iter().map(|reason| format!("Cut short: {reason}")).collect();
    let sections = heading.into_iter().chain(teams).chain(rest.into_iter().flatten()).collect();
    Document::new(format!("{}: luck", found.title), notices, sections)
}

/// What stands behind every answer, in the order of all reports: staff, callers, cases and cost, then what the figures rest on.
fn with_what_it_rests_on<'a>(mut sections: Vec<Section<'a>>, results: &'a Results, origin: &Origin) -> Document<'a> {
    let facts = definitions::facts(results).into_iter().map(|(label, value)| (label.to_owned(), value));
    let rest = [
        staff::section(results),
        callers::section(results),
        comparison::of_cases(results),
        staff::of_caseloads(results),
        staff::of_costs(results),
        assumptions::section(&results.assumptions, count_assumptions(results).as_deref()),
        definitions::section(results),
        method::section(results),
        closer::section(results),
        again(origin, facts.collect(), results.ended),
    ];
    sections.extend(rest.into_iter().flatten());
    let cut_short = results.ended.reason().map(|reason| format!("Cut short: {reason}"));
    let notices = cut_short.into_iter().chain(results.warnings.iter().map(ToString::to_string)).collect();
    Document::new(results.title.clone(), notices, sections)
}

fn charts_section(charts: &[Chart]) -> Option<Section<'_>> {
    Section::unless_empty("Charts", charts.iter().map(Block::chart).collect())
}

/// The command that gives the same again, and what identifies the run.
fn again(origin: &Origin, facts: Vec<(String, String)>, ended: Ended) -> Option<Section<'static>> {
    let mut blocks = vec![Block::Command(origin.command_line())];
    if ended.was_interrupted() {
        let sentence = "This command was stopped by hand and would now run on. `callfloor verify` does again the replications that were \
                    done.";
        blocks.push(Block::paragraph(sentence));
    }
    blocks.push(Block::Facts(facts));
    Section::unless_empty("How to run it again", blocks)
}
