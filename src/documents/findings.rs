use std::fmt::Write;

use crate::documents::phrases::count_assumptions;
use crate::results::Results;

use super::document::{Cell, Column, Table};
use super::screen::{grid_of_paths, heading, printable, wrapped};

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
        if let Some(sentence) = count_assumptions(results) {
            writeln!(text, "\n{sentence}: see summary.md.").expect("a String takes all that is written");
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
}

impl From<&Sheet> for Table {
    fn from(sheet: &Sheet) -> Self {
        let row = |cells: &Vec<String>| {
            let figures = cells.iter().skip(1).cloned().map(Cell::Number);
            cells.first().cloned().map(Cell::Text).into_iter().chain(figures).collect()
        };
        Table::new(
            sheet.title.clone(),
            sheet.columns.iter().map(Column::plain).collect(),
            sheet.rows.iter().map(row).collect(),
        )
    }
}

#[cfg(test)]
mod tests {
    use crate::report::example;

    use super::super::screen::WIDTH;
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
    fn a_terminal_and_a_table_say_the_same() {
        let terminal = findings().terminal(&example::results());
        assert!(terminal.lines().all(|line| line.chars().count() <= usize::from(WIDTH)), "{terminal}");
        assert!(terminal.contains("5m") && terminal.contains("What | if?"), "{terminal}");
        let table = Table::from(&findings().sheets[0]);
        assert_eq!(table.rows[0].iter().map(Cell::text).collect::<Vec<_>>(), ["5m", "−1 ± 2"]);
        assert_eq!(table.rows[0].iter().map(Cell::is_number).collect::<Vec<_>>(), [false, true]);
    }
}
