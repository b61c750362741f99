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
    keep_whole(&mut grid, columns, rows);
    grid
}

/// Where a table is too wide, headings are broken between words and names as little as may be, but no figure. Where not even that has
/// room, it is broken anywhere.
fn keep_whole(grid: &mut Grid, columns: &[String], rows: &[Vec<String>]) {
    let cells = |at: usize| rows.iter().filter_map(move |row| row.get(at)).flat_map(|cell| cell.lines());
    let widest = |texts: &mut dyn Iterator<Item = &str>| {
        let letters = texts.map(|text| text.chars().count()).max().unwrap_or(0);
        u16::try_from(letters).map_or(WIDTH, |letters| letters.min(WIDTH)) + SIDES
    };
    let whole = |at: usize| widest(&mut cells(at).chain([columns[at].as_str()]));
    let names = || widest(&mut cells(0).flat_map(str::split_whitespace));
    let figures = |at: usize| widest(&mut cells(at).chain(columns[at].split_whitespace()));
    let least: Vec<u16> = (0..columns.len()).map(|at| if at == 0 { names() } else { figures(at) }).collect();
    if (0..columns.len()).map(whole).sum::<u16>() <= WIDTH || WIDTH < least.iter().sum::<u16>() {
        return;
    }
    for (column, width) in grid.column_iter_mut().zip(&least).skip(1) {
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(*width)));
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wide_table_breaks_no_figure_and_no_word() {
        let words = ["Variant", "Offered", "Answered", "Abandoned", "Service level", "ASA", "Never answered"];
        let words = [&words[..], &["Queue length", "Occupancy"]].concat();
        let columns: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let figures = ["1,368,000\n±3,120", "1,321,452", "46,548", "82.3%", "2.93 min", "6.5%", "2.47", "95.97%"];
        let name = "Eight more agents in the second half of the week";
        let row: Vec<String> = [name].iter().chain(&figures).map(|cell| (*cell).to_owned()).collect();
        let table = grid(&columns, &[row]);
        assert!(table.lines().all(|line| line.chars().count() <= usize::from(WIDTH)), "{table}");
        for whole in
            words.iter().flat_map(|word| word.split(' ')).chain(figures.iter().flat_map(|cell| cell.split('\n')))
        {
            assert!(table.contains(whole), "`{whole}` is broken in\n{table}");
        }
        assert!(name.split(' ').all(|word| table.contains(word)), "{table}");
    }
}
