use crate::documents::document::{Cell, Table};

use super::{Letters, Turn, Weight, clean};

/// How a table finds room on paper.
#[derive(Debug)]
pub(in crate::documents) struct Grid {
    /// Size of its type in points.
    pub(in crate::documents) size: f32,
    /// How its page lies.
    pub(in crate::documents) turn: Turn,
    /// Whether figures are broken before their `±`.
    pub(in crate::documents) broken: bool,
    /// Its columns, in as many tables as it takes; each begins with the first column.
    pub(in crate::documents) groups: Vec<Group>,
}

/// Columns that stand side by side.
#[derive(Debug)]
pub(in crate::documents) struct Group {
    /// Which of the table's columns.
    pub(in crate::documents) columns: Vec<usize>,
    /// Their widths in points, white space included.
    pub(in crate::documents) widths: Vec<f32>,
}

/// White space on either side of a cell, in em.
pub(in crate::documents) const PADDING: f32 = 0.45;

/// A word wider than this, in em, may be broken.
const WIDEST_WORD: f32 = 13.0;

/// The column that names the rows is no narrower than this, in em, unless all names are short.
const NAMES: f32 = 8.5;

/// What is tried, in order: type size, page, and whether figures are broken.
const ATTEMPTS: [(f32, Turn, bool); 8] = [
    (8.0, Turn::Portrait, false),
    (7.25, Turn::Portrait, false),
    (6.5, Turn::Portrait, false),
    (7.25, Turn::Portrait, true),
    (6.5, Turn::Portrait, true),
    (8.0, Turn::Landscape, false),
    (7.25, Turn::Landscape, true),
    (6.5, Turn::Landscape, true),
];

/// The room that each column of `table` takes: on a portrait page, if need be in smaller type, else on a landscape page,
/// else in several tables.
pub(in crate::documents) fn grid(table: &Table, letters: &Letters) -> Grid {
    let whole = demands(table, letters, false);
    let broken = demands(table, letters, true);
    for (size, turn, may_break) in ATTEMPTS {
        let demands = if may_break { &broken } else { &whole };
        if let Some(widths) = widths(demands, turn.room().0 / size) {
            let columns = (0..demands.len()).collect();
            let widths = widths.into_iter().map(|width| width * size).collect();
            return Grid { size, turn, broken: may_break, groups: vec![Group { columns, widths }] };
        }
    }
    let (size, turn, may_break) = ATTEMPTS[ATTEMPTS.len() - 1];
    Grid { size, turn, broken: may_break, groups: groups(&broken, turn.room().0 / size, size) }
}

/// The words of a cell; a figure that is `broken` has a new line before its `±`.
pub(in crate::documents) fn cell_words(cell: &Cell, broken: bool) -> String {
    let text = clean(&cell.text());
    match cell {
        Cell::Figure(_) | Cell::Number(_) => {
            let whole = text.replace(' ', "\u{a0}");
            if broken { whole.replace("\u{a0}±", "\n±") } else { whole }
        }
        Cell::Text(_) | Cell::Key(_) | Cell::Verdict(..) => text,
    }
}

/// The narrowest and the widest that a column can use, in em.
#[derive(Clone, Copy, Debug, Default)]
struct Demand {
    narrow: f32,
    wide: f32,
}

fn demands(table: &Table, letters: &Letters, broken: bool) -> Vec<Demand> {
    let mut demands = vec![Demand::default(); table.columns.len()];
    for (demand, column) in demands.iter_mut().zip(&table.columns) {
        demand.meet(&clean(&column.label), Weight::Bold, letters);
        // A heading wraps, and never makes its column wider than its longest word.
        demand.wide = demand.narrow;
    }
    for row in &table.rows {
        for (demand, cell) in demands.iter_mut().zip(row) {
            demand.meet(&cell_words(cell, broken), Weight::Regular, letters);
        }
    }
    // Names in a column of single words are hard to read.
    if let Some(names) = demands.first_mut() {
        names.narrow = names.narrow.max(names.wide.min(NAMES));
    }
    demands
}

impl Demand {
    fn meet(&mut self, text: &str, weight: Weight, letters: &Letters) {
        let white = 2.0 * PADDING;
        let widest =
            |parts: &mut dyn Iterator<Item = &str>| parts.map(|part| letters.width(part, weight)).fold(0.0, f32::max);
        self.narrow = self.narrow.max(widest(&mut text.split([' ', '\n'])).min(WIDEST_WORD) + white);
        self.wide = self.wide.max(widest(&mut text.split('\n')) + white);
    }
}

/// The widths of all columns within `room` em, or `None` if they cannot stand side by side.
fn widths(demands: &[Demand], room: f32) -> Option<Vec<f32>> {
    let sum = |of: fn(&Demand) -> f32| demands.iter().map(of).sum::<f32>();
    let (narrow, wide) = (sum(|demand| demand.narrow), sum(|demand| demand.wide));
    if room < narrow {
        return None;
    }
    if wide <= room {
        let more = ((room - wide) / demands.len().max(1) as f32).min(MOST_MORE);
        return Some(demands.iter().map(|demand| demand.wide + more).collect());
    }
    let share = (room - narrow) / (wide - narrow);
    Some(demands.iter().map(|demand| demand.narrow + (demand.wide - demand.narrow) * share).collect())
}

/// Most white space, in em, that a column gets beyond what it needs.
const MOST_MORE: f32 = 3.0;

/// As many columns side by side as there is room for, each time after the first.
fn groups(demands: &[Demand], room: f32, size: f32) -> Vec<Group> {
    let mut together: Vec<Vec<usize>> = Vec::new();
    let mut filled = f32::INFINITY;
    for (column, demand) in demands.iter().enumerate().skip(1) {
        if room < filled + demand.narrow {
            together.push(vec![0]);
            filled = demands[0].narrow;
        }
        filled += demand.narrow;
        together.last_mut().expect("one was begun").push(column);
    }
    let group = |columns: Vec<usize>| {
        let demands: Vec<_> = columns.iter().map(|&column| demands[column]).collect();
        let widths = widths(&demands, room).unwrap_or_else(|| demands.iter().map(|demand| demand.narrow).collect());
        Group { columns, widths: widths.into_iter().map(|width| width * size).collect() }
    };
    together.into_iter().map(group).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::document::Column;

    fn table(columns: usize, cell: &str) -> Table {
        let columns_named = (0..columns).map(|column| Column::plain(format!("Column {column}"))).collect();
        Table::new("Figures", columns_named, vec![(0..columns).map(|_| Cell::Number(cell.into())).collect()])
    }

    fn fits(grid: &Grid) -> bool {
        grid.groups.iter().all(|group| group.widths.iter().sum::<f32>() <= grid.turn.room().0 + 0.01)
    }

    #[test]
    fn tables_shrink_then_turn_then_split() {
        let letters = Letters::new();
        let of = |columns| grid(&table(columns, "12,345.6 ± 12.3%"), &letters);
        let ways: Vec<_> = (2..22).map(of).map(|grid| (grid.size, grid.turn, grid.broken)).collect();
        let attempts: Vec<_> =
            ways.iter().map(|way| ATTEMPTS.iter().position(|attempt| attempt == way).unwrap()).collect();
        assert!(attempts.is_sorted(), "the more columns, the less room: {attempts:?}");
        for wanted in [ATTEMPTS[0], ATTEMPTS[2], ATTEMPTS[3], ATTEMPTS[6]] {
            assert!(ways.contains(&wanted), "{wanted:?} in {ways:?}");
        }
        let many = of(40);
        assert!(many.groups.len() > 1 && many.groups.iter().all(|group| group.columns[0] == 0));
        let columns: usize = many.groups.iter().map(|group| group.columns.len() - 1).sum();
        assert_eq!(columns, 39);
        assert!((2..22).map(of).chain([many]).all(|grid| fits(&grid)));
    }

    #[test]
    fn no_word_is_too_long_for_the_page() {
        let grid = grid(&table(3, &"x".repeat(10_000)), &Letters::new());
        assert!(fits(&grid), "{grid:?}");
        assert_eq!(grid.turn, Turn::Portrait);
    }

    #[test]
    fn a_table_without_columns_takes_no_room() {
        assert!(fits(&grid(&table(0, ""), &Letters::new())));
    }
}
