use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::chart::Chart;
use crate::results::{LuckResults, TeamLuck};

use super::Origin;
use super::html::{STYLE, figures};
use super::luck::{COLUMNS, MEANINGS, facts, heading, row, sentences, subtitle};
use super::markdown::{basis, range_said};

/// The page of a look at luck: one file that needs nothing beside it.
pub(super) fn page_of_luck(luck: &LuckResults, charts: &[Chart], origin: &Origin) -> String {
    let title = format!("{}: luck", luck.title);
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    h1 { (title) }
                    @if let Some(reason) = &luck.cut_short {
                        p.warning { "Cut short: " (reason) }
                    }
                    p { (heading(luck)) "." }
                    @for (_, team) in luck.teams.iter() { (section(luck, team)) }
                    (figures(charts))
                    (meanings())
                    (assumptions(luck))
                    (again(luck, origin))
                }
            }
        }
    };
    markup.into_string()
}

fn section(luck: &LuckResults, team: &TeamLuck) -> Markup {
    html! {
        section {
            h2 { (team.title) }
            div.wide {
                table {
                    caption { span { (subtitle(team)) } }
                    thead { tr { th scope="col" { "Period" } @for column in COLUMNS { th scope="col" { (column) } } } }
                    tbody {
                        @for period in &team.periods {
                            tr {
                                th scope="row" { (period.period.word()) }
                                @for (figure, range) in row(period) { td { (figure) " " small { (range) } } }
                            }
                        }
                    }
                }
            }
            ul { @for sentence in sentences(luck, team) { li { (sentence) } } }
        }
    }
}

fn meanings() -> Markup {
    html! {
        section {
            h2 { "What the words mean" }
            dl { @for (word, meaning) in MEANINGS { dt { (word) } dd { (meaning) } } }
        }
    }
}

fn assumptions(luck: &LuckResults) -> Markup {
    html! {
        @if !luck.assumptions.is_empty() {
            section {
                h2 { "Where the numbers come from" }
                div.wide {
                    table {
                        thead { tr { th { "Number" } th { "Basis" } th { "Source" } th { "Range" } } }
                        tbody {
                            @for assumption in &luck.assumptions {
                                tr {
                                    th scope="row" { code { (assumption.path) } }
                                    td.text { (basis(assumption.basis)) }
                                    td.text { (assumption.source.as_deref().unwrap_or("–")) }
                                    td.text { (assumption.range.as_ref().map_or_else(|| "–".into(), range_said)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn again(luck: &LuckResults, origin: &Origin) -> Markup {
    html! {
        section {
            h2 { "How to run it again" }
            pre { code { (origin.command_line()) } }
            dl.facts { @for (label, value) in facts(luck) { dt { (label) } dd { (value) } } }
        }
    }
}
