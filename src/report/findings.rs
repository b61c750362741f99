use std::fmt::Write;

use maud::{Markup, html};

use crate::results::Results;

use super::markdown::escaped;
use super::terminal::{WIDTH, assumptions_said, grid_of_paths, heading, printable};

/// What a question came to: sentences, and the tables behind them. Each format renders it in its own way.
#[derive(Debug)]
pub(super) struct Findings {
    /// What was asked.
    pub(super) asked: String,
    /// The answer, a sentence each.
    pub(super) sentences: Vec<String>,
    /// The figures.
    pub(super) sheets: Vec<Sheet>,
}

/// A table of text: the first column names the row.
#[derive(Debug)]
pub(super) struct Sheet {
    /// What it shows.
    pub(super) title: String,
    /// What its columns are called.
    pub(super) columns: Vec<String>,
    /// Its rows, with a cell for each column.
    pub(super) rows: Vec<Vec<String>>,
}

impl Findings {
    /// For a terminal of 100 columns.
    pub(super) fn terminal(&self, results: &Results) -> String {
        let mut text = format!("{}\n{}", heading(results), self.lines());
        if let Some(said) = assumptions_said(results) {
            writeln!(text, "\n{said}: see summary.md.").expect("a String takes all that is written");
        }
        printable(&text)
    }

    /// As lines of 100 columns, without a heading.
    pub(super) fn lines(&self) -> String {
        let mut text = String::new();
        for line in std::iter::once(&self.asked).chain(&self.sentences).flat_map(|sentence| wrapped(sentence)) {
            text.push_str(&line);
            text.push('\n');
        }
        for sheet in &self.sheets {
            writeln!(text, "\n{}", sheet.title).expect("a String takes all that is written");
            text.push_str(&grid_of_paths(&sheet.columns, &sheet.rows));
        }
        text
    }

    /// As sections of a Markdown page.
    pub(super) fn markdown(&self) -> String {
        let mut text = format!("## Answer\n\n{}\n\n", escaped(&self.asked));
        let mut line = |line: String| {
            text.push_str(&line);
            text.push('\n');
        };
        self.sentences.iter().for_each(|sentence| line(format!("- {}", escaped(sentence))));
        for sheet in &self.sheets {
            line(format!("\n### {}\n", escaped(&sheet.title)));
            let row =
                |cells: &mut dyn Iterator<Item = String>| format!("| {} |", cells.collect::<Vec<_>>().join(" | "));
            line(row(&mut sheet.columns.iter().map(|column| escaped(column))));
            let sides = (0..sheet.columns.len()).map(|column| if column == 0 { "---" } else { "---:" }.to_owned());
            line(row(&mut sides.into_iter()));
            for cells in &sheet.rows {
                line(row(&mut cells.iter().map(|cell| escaped(cell))));
            }
        }
        line(String::new());
        text
    }

    /// The sentences, for the top of a page.
    pub(super) fn html(&self) -> Markup {
        html! {
            section {
                h2 { "Answer" }
                p { (self.asked) }
                ul { @for sentence in &self.sentences { li { (sentence) } } }
            }
        }
    }

    /// The tables, for below the charts.
    pub(super) fn html_sheets(&self) -> Markup {
        html! {
            @for sheet in &self.sheets {
                section {
                    h2 { (sheet.title) }
                    div.wide {
                        table {
                            thead { tr { @for column in &sheet.columns { th scope="col" { (column) } } } }
                            tbody {
                                @for cells in &sheet.rows {
                                    tr {
                                        @for (index, cell) in cells.iter().enumerate() {
                                            @if index == 0 { th scope="row" { (cell) } } @else { td { (cell) } }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A sentence in lines of a terminal, those after the first set in.
fn wrapped(sentence: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in sentence.split_whitespace() {
        let line = lines.last_mut().expect("there is always a line");
        let empty = line.trim().is_empty();
        if !empty && usize::from(WIDTH) < line.chars().count() + 1 + word.chars().count() {
            lines.push(format!("  {word}"));
        } else {
            if !empty {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use crate::report::example;

    use super::*;

    fn findings() -> Findings {
        Findings {
            asked: "What | if?".into(),
            sentences: vec!["A <b>long</b> sentence. ".repeat(12)],
            sheets: vec![Sheet {
                title: "Points".into(),
                columns: vec!["Value".into(), "Difference".into()],
                rows: vec![vec!["5m".into(), "−1 ± 2".into()]],
            }],
        }
    }

    #[test]
    fn every_format_says_the_same() {
        let (terminal, markdown) = (findings().terminal(&example::results()), findings().markdown());
        let html = format!("{}{}", findings().html().into_string(), findings().html_sheets().into_string());
        assert!(terminal.lines().all(|line| line.chars().count() <= usize::from(WIDTH)), "{terminal}");
        for (text, whole) in [("5m", &terminal), ("| 5m | −1 ± 2 |", &markdown), ("<td>−1 ± 2</td>", &html)] {
            assert!(whole.contains(text), "{whole}");
        }
        assert!(markdown.contains(r"What \| if?") && html.contains("&lt;b&gt;long"), "{markdown}{html}");
    }
}
