use crate::documents::document::{Cell, Table};
use crate::documents::paper::{
    Colour, Grid, Group, INK, LINE, Letters, MARGIN, PADDING, QUIET, Turn, Weight, cell_words, clean, colour, grid,
};

use super::sheets::{Area, Look, Mark, Sheets, Side};
use super::structure::{ElementId, Role, Structure};

/// A table whose sizes are known.
pub(super) struct ReadyTable {
    title: Vec<String>,
    note: Vec<String>,
    pub(super) turn: Turn,
    size: f32,
    widths: Vec<f32>,
    head: ReadyRow,
    rows: Vec<ReadyRow>,
}

struct ReadyRow(Vec<ReadyCell>);

struct ReadyCell {
    lines: Vec<String>,
    side: Side,
    colour: Colour,
}

const TITLE: Look = Look { size: 9.5, weight: Weight::Bold, colour: INK };
const NOTE: Look = Look { size: 8.5, weight: Weight::Regular, colour: QUIET };

/// A title, note or heading longer than this many lines is cut, so that there is room for figures.
const MOST_LINES: usize = 8;

/// A table that takes no more than this of a page is not parted.
const KEPT_WHOLE: f32 = 0.4;

/// White space above and under the text of a row, in em.
const AIR: f32 = 0.3;

const THIN: f32 = 0.4;
const THICK: f32 = 0.9;

impl ReadyTable {
    /// The table, in as many parts as its columns take.
    pub(super) fn parts(table: &Table, letters: &Letters) -> Vec<Self> {
        let grid = grid(table, letters);
        let of = grid.groups.len();
        grid.groups
            .iter()
            .enumerate()
            .map(|(part, group)| Self::part(table, letters, &grid, group, (part, of)))
            .collect()
    }

    fn part(table: &Table, letters: &Letters, grid: &Grid, group: &Group, (part, of): (usize, usize)) -> Self {
        let (size, room) = (grid.size, grid.turn.room().0);
        let title = match of {
            1 => clean(&table.caption()),
            _ => format!("{} (columns, part {} of {of})", clean(&table.caption()), part + 1),
        };
        let wrapped = |text: &str, look: Look| letters.wrap_at_most(MOST_LINES, text, look.weight, room / look.size);
        let inner = |column: usize| group.widths[column] / size - 2.0 * PADDING;
        let head = group.columns.iter().enumerate().map(|(at, &column)| ReadyCell {
            lines: letters.wrap_at_most(MOST_LINES, &clean(&table.columns[column].label), Weight::Bold, inner(at)),
            side: if column > 0 && table.is_number(column) { Side::Right } else { Side::Left },
            colour: INK,
        });
        let row = |row: &Vec<Cell>| {
            let cells = group.columns.iter().enumerate().map(|(at, &column)| match row.get(column) {
                Some(known) => ReadyCell {
                    lines: letters.wrap(&cell_words(known, grid.broken), Weight::Regular, inner(at)),
                    side: if known.is_number() { Side::Right } else { Side::Left },
                    colour: if let Cell::Verdict(_, tone) = known { colour(*tone) } else { INK },
                },
                None => ReadyCell { lines: Vec::new(), side: Side::Left, colour: INK },
            });
            ReadyRow(cells.collect())
        };
        Self {
            title: wrapped(&title, TITLE),
            note: table.note.as_ref().map_or_else(Vec::new, |note| wrapped(&clean(note), NOTE)),
            turn: grid.turn,
            size,
            widths: group.widths.clone(),
            head: ReadyRow(head.collect()),
            rows: table.rows.iter().map(row).collect(),
        }
    }

    /// Less than this never stands at the end of a page: the title, the head and two rows, or all of a small table.
    pub(super) fn least_height(&self) -> f32 {
        let head = self.title_height() + self.row_height(&self.head);
        let rows: f32 = self.rows.iter().map(|row| self.row_height(row)).sum();
        if head + rows <= self.turn.room().1 * KEPT_WHOLE {
            return head + rows;
        }
        head + self.rows.iter().take(2).map(|row| self.row_height(row).min(self.most_row())).sum::<f32>()
    }

    /// Lays the table on as many sheets as it takes, its head on each.
    pub(super) fn lay(&self, sheets: &mut Sheets, structure: &mut Structure) {
        self.lay_title(sheets, structure);
        let table = structure.part(Role::Table);
        let head = structure.part_of(table, Role::TableHead);
        let row = structure.part_of(head, Role::Row);
        self.lay_head(sheets, Some((structure, row)));
        let body = structure.part_of(table, Role::TableBody);
        for ready in &self.rows {
            let row = structure.part_of(body, Role::Row);
            self.lay_row(ready, row, sheets, structure);
        }
    }

    fn lay_title(&self, sheets: &mut Sheets, structure: &mut Structure) {
        for (lines, look) in [(&self.title, TITLE), (&self.note, NOTE)] {
            let paragraph = (!lines.is_empty()).then(|| structure.part(Role::Paragraph));
            for line in lines {
                let top = sheets.take(look.line_height());
                sheets.words(line, (MARGIN, top), Side::Left, look, paragraph);
            }
        }
        sheets.space(2.0);
    }

    /// Lays the head; where it is repeated it belongs to no part of the document.
    fn lay_head(&self, sheets: &mut Sheets, part: Option<(&mut Structure, ElementId)>) {
        let look = self.look(Weight::Bold, INK);
        let height = self.row_height(&self.head);
        let lines = self.head.lines();
        let top = sheets.take(height);
        let mut elements = vec![None; self.head.0.len()];
        if let Some((structure, row)) = part {
            elements.fill_with(|| Some(structure.part_of(row, Role::ColumnHeading)));
        }
        let mut left = MARGIN;
        for ((cell, width), element) in self.head.0.iter().zip(&self.widths).zip(elements) {
            // A heading stands at the foot of its cell, beside the figures.
            let down = (lines - cell.lines.len()) as f32 * look.line_height();
            let lines = cell.lines.iter().map(String::as_str);
            self.lay_cell(lines, (left, top + down), *width, (cell.side, look), element, sheets);
            left += width;
        }
        self.rule(sheets, THICK, INK);
    }

    fn lay_row(&self, ready: &ReadyRow, row: ElementId, sheets: &mut Sheets, structure: &mut Structure) {
        let elements: Vec<_> = (0..ready.0.len())
            .map(|at| structure.part_of(row, if at == 0 { Role::RowHeading } else { Role::Cell }))
            .collect();
        if sheets.left() < self.row_height(ready) && sheets.left() < self.most_row() {
            self.next(sheets);
        }
        let (mut from, lines) = (0, ready.lines().max(1));
        while from < lines {
            let line_height = self.look(Weight::Regular, INK).line_height();
            let fitting = ((sheets.left() - self.air()) / line_height).floor().max(1.0) as usize;
            let until = lines.min(from + fitting);
            let top = sheets.take((until - from) as f32 * line_height + self.air());
            let mut left = MARGIN;
            for ((cell, width), element) in ready.0.iter().zip(&self.widths).zip(&elements) {
                let part = cell.lines.iter().skip(from).take(until - from).map(String::as_str);
                let look = self.look(Weight::Regular, cell.colour);
                self.lay_cell(part, (left, top), *width, (cell.side, look), Some(*element), sheets);
                left += width;
            }
            self.rule(sheets, THIN, LINE);
            from = until;
            if from < lines {
                self.next(sheets);
            }
        }
    }

    fn lay_cell<'t>(
        &self,
        lines: impl Iterator<Item = &'t str>,
        (left, top): (f32, f32),
        width: f32,
        (side, look): (Side, Look),
        element: Option<ElementId>,
        sheets: &mut Sheets,
    ) {
        let white = PADDING * self.size;
        let x = if side == Side::Left { left + white } else { left + width - white };
        let mut line_top = top + AIR * self.size;
        for line in lines {
            sheets.words(line, (x, line_top), side, look, element);
            line_top += look.line_height();
        }
    }

    fn next(&self, sheets: &mut Sheets) {
        sheets.next(self.turn);
        self.lay_head(sheets, None);
    }

    fn rule(&self, sheets: &mut Sheets, height: f32, colour: Colour) {
        let area = Area { left: MARGIN, top: sheets.filled_to() - height, width: self.widths.iter().sum(), height };
        sheets.draw(Mark::Fill { area, colour }, None);
    }

    fn look(&self, weight: Weight, colour: Colour) -> Look {
        Look { size: self.size, weight, colour }
    }

    fn air(&self) -> f32 {
        2.0 * AIR * self.size
    }

    fn row_height(&self, row: &ReadyRow) -> f32 {
        row.lines().max(1) as f32 * self.look(Weight::Regular, INK).line_height() + self.air()
    }

    /// A row higher than this may be broken.
    fn most_row(&self) -> f32 {
        self.turn.room().1 / 3.0
    }

    fn title_height(&self) -> f32 {
        self.title.len() as f32 * TITLE.line_height() + self.note.len() as f32 * NOTE.line_height() + 2.0
    }
}

impl ReadyRow {
    fn lines(&self) -> usize {
        self.0.iter().map(|cell| cell.lines.len()).max().unwrap_or(0)
    }
}
