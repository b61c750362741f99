use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::results::Assumption;

use super::Origin;
use super::markdown::{basis, range_said};

const STYLE: &str = include_str!("page.css");

/// What every page has around its body: one file that needs nothing beside it, neither a script nor a connection.
pub(super) struct Frame<'a> {
    /// Its title, in the window and above all else.
    pub(super) title: &'a str,
    /// Why the run stopped early, if it did.
    pub(super) cut_short: Option<&'a str>,
    /// What whoever reads it must know.
    pub(super) warnings: &'a [String],
}

impl Frame<'_> {
    pub(super) fn around(&self, body: &Markup) -> String {
        let markup = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (self.title) }
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    main {
                        h1 { (self.title) }
                        @if let Some(reason) = self.cut_short {
                            p.warning { "Cut short: " (reason) }
                        }
                        @for warning in self.warnings {
                            p.warning { (warning) }
                        }
                        (body)
                    }
                }
            }
        };
        markup.into_string()
    }
}

/// Where the numbers come from: a sentence, if there is one, and a row for each; nothing without any.
pub(super) fn assumptions(assumptions: &[Assumption], said: Option<&str>) -> Markup {
    html! {
        @if !assumptions.is_empty() {
            section {
                h2 { "Where the numbers come from" }
                @if let Some(said) = said { p { (said) "." } }
                div.wide {
                    table {
                        thead { tr { th { "Number" } th { "Basis" } th { "Source" } th { "Range" } } }
                        tbody {
                            @for assumption in assumptions {
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

/// The command that gives the same again, and what identifies the run, label and value.
pub(super) fn again(origin: &Origin, facts: &[(&'static str, String)]) -> Markup {
    html! {
        section {
            h2 { "How to run it again" }
            pre { code { (origin.command_line()) } }
            dl.facts { @for (label, value) in facts { dt { (label) } dd { (value) } } }
        }
    }
}
