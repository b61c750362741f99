//! A document as one HTML file that needs nothing beside it, neither a script nor a connection.

use maud::{DOCTYPE, Markup, PreEscaped, html as markup};

use crate::chart::Chart;

use super::document::{Block, Cell, Document, Point, Section, Table, Tone};

const STYLE: &str = include_str!("page.css");

/// `document` as a page.
#[must_use]
pub(super) fn html(document: &Document<'_>) -> String {
    let page = markup! {
        (DOCTYPE)
        html lang="en-GB" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (document.title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#report" { "Skip to the report" }
                header { h1 { (document.title) } }
                (contents(&document.sections))
                main id="report" tabindex="-1" {
                    @for notice in &document.notices { p.notice { strong { "Note: " } (notice) } }
                    @for (number, section) in document.sections.iter().enumerate() { (section_of(number, section)) }
                }
            }
        }
    };
    page.into_string()
}

fn contents(sections: &[Section<'_>]) -> Markup {
    markup! {
        nav aria-label="Contents" {
            ol { @for (number, section) in sections.iter().enumerate() { li { a href={ "#" (id(number)) } { (section.heading) } } } }
        }
    }
}

fn id(number: usize) -> String {
    format!("section-{}", number + 1)
}

fn section_of(number: usize, section: &Section<'_>) -> Markup {
    let id = id(number);
    markup! {
        section aria-labelledby=(id) {
            h2 id=(id) { (section.heading) }
            @for block in &section.blocks { (block_of(block)) }
        }
    }
}

fn block_of(block: &Block<'_>) -> Markup {
    match block {
        Block::Heading(heading) => markup! { h3 { (heading) } },
        Block::Paragraph(text) => markup! { p { (text) } },
        Block::List(points) => list(points),
        Block::Table(table) => table_of(table),
        Block::Chart { chart, number } => chart_of(chart, *number),
        Block::Glossary(meanings) => markup! {
            dl {
                @for meaning in meanings {
                    dt { (meaning.word) @if let Some(key) = meaning.key { " " code { (key) } } }
                    dd { (meaning.meaning) }
                }
            }
        },
        Block::Facts(facts) => {
            markup! { dl.facts { @for (label, value) in facts { dt { (label) } dd { (value) } } } }
        }
        Block::Command(command) => markup! { pre tabindex="0" { code { (command) } } },
        Block::Closer { summary, blocks } => {
            markup! { details { summary { (summary) } @for block in blocks { (block_of(block)) } } }
        }
    }
}

fn list(points: &[Point]) -> Markup {
    markup! { ul { @for point in points { li class=[tone(point.tone)] { (point.text) } } } }
}

fn tone(tone: Tone) -> Option<&'static str> {
    match tone {
        Tone::Better => Some("better"),
        Tone::Worse => Some("worse"),
        Tone::Neither => None,
    }
}

/// A wide table can be moved under its frame with the keyboard too.
fn table_of(table: &Table) -> Markup {
    markup! {
        div.wide role="region" aria-label=(table.caption()) tabindex="0" {
            table {
                caption {
                    strong { (table.caption()) }
                    @if let Some(note) = &table.note { " " span { (note) } }
                }
                thead {
                    tr {
                        @for (index, column) in table.columns.iter().enumerate() {
                            th scope="col" class=[table.is_number(index).then_some("number")] title=[column.meaning] { (column.label) }
                        }
                    }
                }
                tbody {
                    @for row in &table.rows {
                        tr { @for (index, cell) in row.iter().enumerate() { (cell_of(cell, index == 0)) } }
                    }
                }
            }
        }
    }
}

fn cell_of(cell: &Cell, names_the_row: bool) -> Markup {
    let content = match cell {
        Cell::Text(text) | Cell::Number(text) => markup! { (text) },
        Cell::Key(key) => markup! { code { (key) } },
        Cell::Figure(figure) => markup! { (figure.mean()) " " small { (figure.margin()) } },
        Cell::Verdict(word, _) => markup! { (word) },
    };
    let class = match cell {
        Cell::Figure(_) | Cell::Number(_) => Some("number"),
        Cell::Verdict(_, verdict) => tone(*verdict),
        Cell::Text(_) | Cell::Key(_) => None,
    };
    if names_the_row {
        markup! { th scope="row" { (content) } }
    } else {
        markup! { td class=[class] { (content) } }
    }
}

fn chart_of(chart: &Chart, number: usize) -> Markup {
    markup! {
        figure {
            div.chart role="img" aria-label=(chart.alt) { (PreEscaped(inline(&chart.svg))) }
            figcaption { "Figure " (number) ": " (chart.reading) }
        }
    }
}

/// The drawing without the declarations that only a file of its own may begin with.
fn inline(svg: &str) -> &str {
    svg.find("<svg").map_or(svg, |start| &svg[start..])
}

#[cfg(test)]
mod tests {
    use crate::documents::contents;
    use crate::report::{Origin, example};
    use crate::results::Results;

    use super::*;

    fn page(results: &Results) -> String {
        let chart = Chart {
            name: "queue".into(),
            title: "Queue".into(),
            alt: "It grows & grows".into(),
            reading: "It is longest at noon.".into(),
            svg: "<?xml version=\"1.0\"?>\n<svg id=\"queue\"></svg>".into(),
            csv: String::new(),
            dpi: 96,
        };
        let origin = Origin { command: "run", scenario: "centre.toml".into(), options: Vec::new() };
        html(&contents::of_run(results, &[chart], &origin))
    }

    #[test]
    fn the_page_needs_nothing_beside_it() {
        let page = page(&example::results());
        for outside in ["<script", "<link", "src=", "http://", "https://", "@import", "url("] {
            assert!(!page.contains(outside), "{outside}");
        }
        assert!(page.contains("<svg id=\"queue\"></svg>") && !page.contains("<?xml"));
        assert!(page.contains("aria-label=\"It grows &amp; grows\""));
        assert!(page.contains("<figcaption>Figure 1: It is longest at noon.</figcaption>"));
    }

    #[test]
    fn cases_are_in_tables_and_in_words() {
        let page = page(&example::results_with_cases());
        assert!(page.contains(">Cases</h2>"));
        assert!(page.contains("<li class=\"worse\">Claims | made: Age rises by 3.25 ± 0.20 days: worse.</li>"));
        assert!(page.contains("<summary>Every measure: Claims | made</summary>"));
    }

    #[test]
    fn names_are_text_and_never_markup() {
        let page = page(&example::results());
        assert!(page.contains("As &lt;b&gt;claimed&lt;/b&gt;") && !page.contains("<b>claimed"));
        assert!(page.contains("<li class=\"worse\">New claims: Service level falls by 25.0 ± 1.0 points: worse.</li>"));
    }
}
