use crate::documents::document::{Cell, Table};
use crate::documents::paper::{Colour, Grid, Group, INK, cell_words, colour};

use super::paragraphs::{caption, paragraph, run, twips};
use super::xml::Xml;

/// A table of so many rows is not parted.
const KEPT_WHOLE: usize = 12;

/// A table, or as many side by side as its columns take.
pub(super) fn write_table(xml: &mut Xml, table: &Table, grid: &Grid) {
    let of = grid.groups.len();
    for (part, group) in grid.groups.iter().enumerate() {
        let title = match of {
            1 => table.title.clone(),
            _ => format!("{} (columns, part {} of {of})", table.title, part + 1),
        };
        // The parts of a table share its number, so only the first is counted.
        caption(xml, "TableTitle", "Table", (table.number, part == 0), &title);
        if let Some(note) = &table.note {
            paragraph(xml, "TableNote", note);
        }
        if !group.columns.is_empty() {
            write_group(xml, table, grid, group, &title);
        }
        // Two tables without a paragraph between them would be one.
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.empty("w:spacing", &[("w:after", "0"), ("w:line", "120"), ("w:lineRule", "exact")])
            });
        });
    }
}

fn write_group(xml: &mut Xml, table: &Table, grid: &Grid, group: &Group, title: &str) {
    let widths: Vec<String> = group.widths.iter().map(|width| twips(*width)).collect();
    let whole = twips(group.widths.iter().sum());
    let rows = Rows { style: style(grid.size), widths: &widths };
    let is_small = table.rows.len() <= KEPT_WHOLE;
    xml.element("w:tbl", &[], |xml| {
        xml.element("w:tblPr", &[], |xml| {
            xml.value("w:tblStyle", "Figures");
            xml.empty("w:tblW", &[("w:w", &whole), ("w:type", "dxa")]);
            xml.empty("w:tblLayout", &[("w:type", "fixed")]);
            let look = [("w:val", "0620"), ("w:firstRow", "1"), ("w:lastRow", "0"), ("w:firstColumn", "0")];
            let rest = [("w:lastColumn", "0"), ("w:noHBand", "1"), ("w:noVBand", "1")];
            xml.empty("w:tblLook", &[look.as_slice(), rest.as_slice()].concat());
            xml.value("w:tblCaption", title);
        });
        xml.element("w:tblGrid", &[], |xml| {
            for width in &widths {
                xml.empty("w:gridCol", &[("w:w", width)]);
            }
        });
        let heads = group.columns.iter().map(|&column| Written {
            text: table.columns[column].label.clone(),
            right: column > 0 && table.is_number(column),
            colour: INK,
        });
        rows.write(xml, heads.collect(), Place::Head);
        for (at, row) in table.rows.iter().enumerate() {
            let cells = group.columns.iter().map(|&column| written(row.get(column), grid.broken));
            let place = if is_small && at + 1 < table.rows.len() { Place::Kept } else { Place::Free };
            rows.write(xml, cells.collect(), place);
        }
    });
}

/// One cell as it is written.
struct Written {
    text: String,
    right: bool,
    colour: Colour,
}

fn written(cell: Option<&Cell>, broken: bool) -> Written {
    let Some(cell) = cell else { return Written { text: String::new(), right: false, colour: INK } };
    let colour = if let Cell::Verdict(_, tone) = cell { colour(*tone) } else { INK };
    Written { text: cell_words(cell, broken), right: cell.is_number(), colour }
}

/// Where a row stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// At the top of every page.
    Head,
    /// On the page of the row after it.
    Kept,
    Free,
}

struct Rows<'w> {
    style: &'static str,
    widths: &'w [String],
}

impl Rows<'_> {
    fn write(&self, xml: &mut Xml, cells: Vec<Written>, place: Place) {
        xml.element("w:tr", &[], |xml| {
            xml.element("w:trPr", &[], |xml| {
                xml.empty("w:cantSplit", &[]);
                if place == Place::Head {
                    xml.empty("w:tblHeader", &[]);
                }
            });
            for (cell, width) in cells.iter().zip(self.widths) {
                xml.element("w:tc", &[], |xml| {
                    xml.element("w:tcPr", &[], |xml| xml.empty("w:tcW", &[("w:w", width), ("w:type", "dxa")]));
                    self.cell(xml, cell, place);
                });
            }
        });
    }

    fn cell(&self, xml: &mut Xml, cell: &Written, place: Place) {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.value("w:pStyle", self.style);
                if place != Place::Free {
                    xml.empty("w:keepNext", &[]);
                }
                if cell.right {
                    xml.value("w:jc", "right");
                }
            });
            run(xml, &cell.text, |xml| {
                if place == Place::Head {
                    xml.empty("w:b", &[]);
                }
                if cell.colour != INK {
                    xml.value("w:color", &hex(cell.colour));
                }
            });
        });
    }
}

/// The style of cells in type of this size.
fn style(size: f32) -> &'static str {
    match size {
        size if size >= 8.0 => "Cell",
        size if size >= 7.0 => "CellSmall",
        _ => "CellTiny",
    }
}

/// `A33B00`.
pub(super) fn hex([red, green, blue]: Colour) -> String {
    format!("{red:02X}{green:02X}{blue:02X}")
}
