use maud::{Markup, PreEscaped, html};

use crate::chart::Chart;
use crate::results::{Comparison, Measure, Measures, Results, SweepResults, VariantResults};

use super::Origin;
use super::caseloads;
use super::figure::Figure;
use super::findings::Findings;
use super::frame::{Frame, again, assumptions};
use super::headline::{self, Table};
use super::markdown::{facts, measures_shown};
use super::people;
use super::sentence::{recovery_sentence, verdict_said};
use super::terminal::assumptions_said;

/// The page of a run: one file that needs nothing beside it, neither a script nor a connection.
#[must_use]
pub(super) fn page_of_run(results: &Results, charts: &[Chart], origin: &Origin) -> String {
    let body = html! {
        (findings(results))
        (tables(results))
        (figures(charts))
        (comparisons(results))
        (all_measures(results))
    };
    page(results, origin, body)
}

/// The page of a sweep.
#[must_use]
pub(super) fn page_of_sweep(sweep: &SweepResults, charts: &[Chart], origin: &Origin) -> String {
    let body = html! {
        p { "Varied: " @for path in &sweep.paths { code { (path) } " " } }
        (figures(charts))
        (tables(&sweep.results))
        (all_measures(&sweep.results))
    };
    page(&sweep.results, origin, body)
}

/// The page of findings: the answer, the charts and the figures, then what comes out as the file has it.
#[must_use]
pub(super) fn page_of_findings(findings: &Findings, results: &Results, charts: &[Chart], origin: &Origin) -> String {
    let body = html! {
        (findings.html())
        (figures(charts))
        (findings.html_sheets())
        p { "The tables below are of the scenario as the file has it." }
        (tables(results))
        (all_measures(results))
    };
    page(results, origin, body)
}

fn page(results: &Results, origin: &Origin, body: Markup) -> String {
    let frame = Frame { title: &results.title, cut_short: results.cut_short.as_deref(), warnings: &results.warnings };
    frame.around(&html! {
        (about(results))
        (body)
        (meanings(results))
        (assumptions(&results.assumptions, assumptions_said(results).as_deref()))
        (again(origin, &facts(results)))
    })
}

fn about(results: &Results) -> Markup {
    html! {
        dl.about {
            @for variant in &results.variants {
                @if let Some(about) = &variant.about {
                    dt { (variant.name) }
                    dd { (about) }
                }
            }
        }
    }
}

fn findings(results: &Results) -> Markup {
    html! {
        @if !results.comparisons.is_empty() {
            section {
                h2 { "What the variants change" }
                div.findings {
                    @for variant in results.variants.iter().skip(1) {
                        (findings_of(results, variant))
                    }
                }
            }
        }
    }
}

fn findings_of(results: &Results, variant: &VariantResults) -> Markup {
    let differences = headline::differences(results, variant);
    html! {
        @if let Some(first) = differences.first() {
            article {
                h3 { (variant.name) " " small { "against " (first.comparison.against) } }
                ul {
                    @for told in &differences {
                        li class=(class(told.comparison)) { (told.sentence()) }
                    }
                    @for recovery in headline::recoveries(results, variant) {
                        li { (recovery_sentence(recovery)) }
                    }
                }
            }
        }
    }
}

fn tables(results: &Results) -> Markup {
    html! {
        @if let Some(overall) = headline::overall(results) {
            section {
                h2 { "Results" }
                @for figures in std::iter::once(&overall).chain(&headline::by_contact_type(results)) {
                    (table(figures))
                }
            }
            section {
                h2 { "Teams" }
                @for figures in &headline::by_team(results) {
                    (table(figures))
                }
            }
        }
        @let of_cases = headline::by_kind_of_case(results);
        @if !of_cases.is_empty() {
            section {
                h2 { "Cases" }
                @for figures in &of_cases { (table(figures)) }
            }
        }
        @let of_needs = headline::by_need(results);
        @if !of_needs.is_empty() {
            section {
                h2 { "What becomes of needs" }
                @for figures in &of_needs { (table(figures)) }
            }
        }
        (people_sections(results))
        (caseload_section(results))
    }
}

fn people_sections(results: &Results) -> Markup {
    let tables = people::tables(results);
    html! {
        @if !tables.is_empty() {
            section {
                h2 { "What the staff live through" }
                @for figures in &tables { (table(figures)) }
                p { "Every person counts alike." }
            }
        }
        @if results.variants.iter().any(|variant| !variant.clauses.is_empty()) {
            section {
                h2 { "Clauses" }
                @for variant in &results.variants {
                    h3 { (variant.name) }
                    ul { @for said in people::clauses_in_words(variant) { li { (said) } } }
                }
            }
        }
        @if let Some(costs) = people::costs(results) {
            section {
                h2 { "What it costs" }
                (table(&costs))
                p { "The time of customers costs them, and is in no sum." }
            }
        }
    }
}

fn caseload_section(results: &Results) -> Markup {
    let tables = caseloads::tables(results);
    html! {
        @if !tables.is_empty() {
            section {
                h2 { "Caseloads and the people who carry them" }
                @for figures in &tables { (table(figures)) }
                @for variant in &results.variants {
                    h3 { (variant.name) }
                    ul { @for said in caseloads::in_words(variant) { li { (said) } } }
                }
            }
        }
    }
}

fn table(table: &Table) -> Markup {
    html! {
        div.wide {
            table {
                caption {
                    strong { (table.title) }
                    @if let Some(promise) = &table.promise { " " span { (promise) } }
                }
                thead {
                    tr {
                        th scope="col" { "Variant" }
                        @for measure in &table.columns {
                            th scope="col" title=(measure.meaning()) { (measure.label()) }
                        }
                    }
                }
                tbody {
                    @for row in &table.rows {
                        tr {
                            th scope="row" { (row.variant) }
                            @for figure in &row.figures { (cell(figure)) }
                        }
                    }
                }
            }
        }
    }
}

fn cell(figure: &Figure) -> Markup {
    html! { td { (figure.mean()) " " small { (figure.margin()) } } }
}

pub(super) fn figures(charts: &[Chart]) -> Markup {
    html! {
        @if !charts.is_empty() {
            section {
                h2 { "Charts" }
                @for chart in charts {
                    figure {
                        div role="img" aria-label=(chart.alt) { (PreEscaped(inline(&chart.svg))) }
                        figcaption { (chart.alt) }
                    }
                }
            }
        }
    }
}

/// The drawing without the declarations that only a file of its own may begin with.
fn inline(svg: &str) -> &str {
    svg.find("<svg").map_or(svg, |start| &svg[start..])
}

fn comparisons(results: &Results) -> Markup {
    html! {
        @if !results.comparisons.is_empty() {
            section {
                h2 { "Every difference" }
                p {
                    "Every variant meets the same customers as the baseline. A difference is told from chance "
                    "if its whole interval lies on one side of zero."
                }
                @for variant in results.variants.iter().skip(1) {
                    details {
                        summary { (variant.name) }
                        (comparisons_of(results, variant))
                    }
                }
            }
        }
    }
}

fn comparisons_of(results: &Results, variant: &VariantResults) -> Markup {
    let of_variant = results.comparisons.iter().filter(|comparison| comparison.variant == variant.name);
    html! {
        div.wide {
            table {
                thead { tr { th { "Scope" } th { "Measure" } th { "Difference" } th { "Verdict" } } }
                tbody {
                    @for comparison in of_variant {
                        tr {
                            th scope="row" { (comparison.scope) }
                            td.text { (comparison.measure.label()) }
                            td { (Figure::difference(comparison.measure, comparison.difference)) }
                            td.text class=(class(comparison)) { (verdict_said(comparison)) }
                        }
                    }
                }
            }
        }
    }
}

fn all_measures(results: &Results) -> Markup {
    let of_teams: Vec<Measure> = Measure::OF_TEAMS.into_iter().chain(Measure::OF_CREWS).collect();
    let of_people: Vec<Measure> = Measure::of_people().collect();
    html! {
        section {
            h2 { "Every measure" }
            @if let Some(baseline) = results.variants.first() {
                @if !baseline.contacts.is_empty() {
                    (every_measure("All contact types", results, &Measure::OF_CONTACTS, |v| Some(&v.all_contacts.total)))
                }
                @for (name, contacts) in baseline.contacts.iter() {
                    (every_measure(&contacts.title, results, &Measure::OF_CONTACTS, |v| Some(&v.contacts.get(name)?.total)))
                }
                @if !baseline.contacts.is_empty() {
                    (every_measure("All teams", results, &of_teams, |v| Some(&v.all_teams.total)))
                }
                @for (name, team) in baseline.teams.iter() {
                    (every_measure(&team.title, results, &of_teams, |v| Some(&v.teams.get(name)?.total)))
                }
                @for (name, people) in baseline.people.iter() {
                    @let title = format!("{}, person by person", people.title);
                    (every_measure(&title, results, &of_people, |v| Some(&v.people.get(name)?.total)))
                }
                @for (name, _) in baseline.clauses.iter() {
                    (every_measure(name, results, &Measure::OF_CLAUSES, |v| Some(&v.clauses.get(name)?.total)))
                }
                @for (name, cases) in baseline.cases.iter() {
                    (every_measure(&cases.title, results, &Measure::OF_CASES, |v| Some(&v.cases.get(name)?.total)))
                }
                @for (name, caseload) in baseline.caseloads.iter() {
                    (every_measure(&caseload.title, results, &Measure::OF_CASELOADS, |v| Some(&v.caseloads.get(name)?.total)))
                }
                @for (name, people) in baseline.workforces.iter() {
                    (every_measure(&people.title, results, &Measure::OF_WORKFORCES, |v| Some(&v.workforces.get(name)?.total)))
                }
            }
        }
    }
}

fn every_measure<'a>(
    title: &str,
    results: &'a Results,
    measures: &[Measure],
    total: impl Fn(&'a VariantResults) -> Option<&'a Measures>,
) -> Markup {
    let totals: Vec<_> = results.variants.iter().filter_map(|v| Some((v.name.as_str(), total(v)?))).collect();
    let known = |measure: &&Measure| totals.iter().any(|(_, total)| total.contains_key(measure));
    html! {
        details {
            summary { (title) }
            div.wide {
                table {
                    thead { tr { th { "Measure" } @for (variant, _) in &totals { th scope="col" { (variant) } } } }
                    tbody {
                        @for measure in measures.iter().filter(known) {
                            tr {
                                th scope="row" title=(measure.meaning()) { (measure.label()) }
                                @for (_, total) in &totals { (cell(&headline::figure(total, *measure))) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn meanings(results: &Results) -> Markup {
    html! {
        section {
            h2 { "What the measures mean" }
            details {
                summary { "Each measure and what it is divided by" }
                dl {
                    @for measure in measures_shown(results) {
                        dt { (measure.label()) " " code { (measure) } }
                        dd { (measure.meaning()) }
                    }
                }
            }
        }
    }
}

fn class(comparison: &Comparison) -> &'static str {
    match comparison.verdict {
        crate::results::Verdict::Better => "better",
        crate::results::Verdict::Worse => "worse",
        _ => "neither",
    }
}

#[cfg(test)]
mod tests {
    use crate::report::example;

    use super::*;

    fn page() -> String {
        let chart = Chart {
            name: "queue".into(),
            title: "Queue".into(),
            alt: "It grows & grows".into(),
            svg: "<?xml version=\"1.0\"?>\n<svg id=\"queue\"></svg>".into(),
            csv: String::new(),
        };
        let origin = Origin { command: "run", scenario: "centre.toml".into(), options: Vec::new() };
        page_of_run(&example::results(), &[chart], &origin)
    }

    #[test]
    fn the_page_needs_nothing_beside_it() {
        let page = page();
        for outside in ["<script", "<link", "src=", "http://", "https://", "@import", "url("] {
            assert!(!page.contains(outside), "{outside}");
        }
        assert!(page.contains("<svg id=\"queue\"></svg>") && !page.contains("<?xml"));
        assert!(page.contains("aria-label=\"It grows &amp; grows\""));
    }

    #[test]
    fn cases_are_in_tables_and_in_words() {
        let origin = Origin { command: "run", scenario: "centre.toml".into(), options: Vec::new() };
        let page = page_of_run(&example::results_with_cases(), &[], &origin);
        assert!(page.contains("<h2>Cases</h2>"));
        assert!(page.contains("<li class=\"worse\">Claims | made: Age rises by 3.25 ± 0.20 days: worse.</li>"));
        assert!(page.contains("<summary>Claims | made</summary>"));
    }

    #[test]
    fn names_are_text_and_never_markup() {
        let page = page();
        assert!(page.contains("As &lt;b&gt;claimed&lt;/b&gt;") && !page.contains("<b>claimed"));
        assert!(page.contains("<li class=\"worse\">New claims: Service level falls by 25.0 ± 1.0 points: worse.</li>"));
    }
}
