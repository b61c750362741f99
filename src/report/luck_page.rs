use maud::{Markup, html};

use crate::chart::Chart;
use crate::results::{LuckResults, TeamLuck};

use super::Origin;
use super::frame::{Frame, again, assumptions};
use super::html::figures;
use super::luck::{COLUMNS, MEANINGS, facts, heading, row, sentences, subtitle};

/// The page of a look at luck: one file that needs nothing beside it.
pub(super) fn page_of_luck(luck: &LuckResults, charts: &[Chart], origin: &Origin) -> String {
    let title = format!("{}: luck", luck.title);
    let frame = Frame { title: &title, cut_short: luck.cut_short.as_deref(), warnings: &[] };
    frame.around(&html! {
        p { (heading(luck)) "." }
        @for (_, team) in luck.teams.iter() { (section(luck, team)) }
        (figures(charts))
        (meanings())
        (assumptions(&luck.assumptions, None))
        (again(origin, &facts(luck)))
    })
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
