//! What everything that is printed on a terminal shares: its width, its tables, its heading.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table as Grid, TableStyle, Width};

use crate::report::figure::{count, share};
use crate::results::Results;

/// Letters of a line.
pub(super) const WIDTH: u16 = 100;

const RULE: LineStyle = LineStyle::none().fill('─').junction('─');

pub(super) const LINES: TableStyle = TableStyle::new().header_separator(RULE).bottom_border(RULE);

/// What was run, how often and with which seed.
pub(super) fn heading(results: &Results) -> String {
    let replications = results.variants.first().map_or(0, |baseline| baseline.replications);
    let confidence = share(results.confidence);
    let unit = if replications == 1 { "replication" } else { "replications" };
    format!(
        "{}\n{} {unit}, seed {}; ± holds with {confidence} confidence\n",
        results.title,
        count(replications.into()),
        results.seed,
    ) + &warnings(results)
}

fn warnings(results: &Results) -> String {
    results.warnings.iter().map(|warning| format!("! {warning}\n")).collect()
}

/// A table of text as wide as the terminal at most, all columns but the first set to the right.
pub(super) fn grid(columns: &[String], rows: &[Vec<String>]) -> String {
    lines(drawn(columns, rows))
}

/// As [`grid`], with names in the first column that are not broken if they can be helped.
pub(super) fn grid_of_paths(columns: &[String], rows: &[Vec<String>]) -> String {
    let mut grid = drawn(columns, rows);
    let longest = rows.iter().filter_map(|row| row.first()).map(|path| path.chars().count()).max().unwrap_or(0);
    let width = longest.min(LONGEST_PATH) as u16 + SIDES;
    if let Some(names) = grid.column_mut(0) {
        names.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(width)));
    }
    lines(grid)
}

/// Most letters of a path that are kept on one line.
const LONGEST_PATH: usize = 42;

/// White space on both sides of a cell.
const SIDES: u16 = 2;

fn lines(grid: Grid) -> String {
    grid.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

fn drawn(columns: &[String], rows: &[Vec<String>]) -> Grid {
    let mut grid = Grid::new();
    grid.load_style(LINES);
    grid.set_content_arrangement(ContentArrangement::Dynamic).set_width(WIDTH);
    grid.set_header(columns);
    for row in rows {
        grid.add_row(row);
    }
    for column in grid.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    grid
}

/// A text for a terminal, in as many lines as it has. Names come from a file: what would steer the terminal is replaced.
#[must_use]
pub fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// A sentence in lines of a terminal, those after the first set in.
pub(super) fn wrapped(sentence: &str) -> Vec<String> {
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
