use std::borrow::Cow;

use crate::chart::Chart;
use crate::documents::document::{Block, Document, Meaning, Point};
use crate::documents::paper::{Grid, INK, Letters, OnPaper, Turn, grid, leave_out_closers};
use crate::report::RenderError;

use super::grids::{hex, write_table};
use super::paragraphs::{caption, paragraph, run, styled, twips};
use super::xml::Xml;

/// Gives the PNG of a chart.
pub(super) type PngOf<'f, 'p> = dyn Fn(&Chart) -> Result<Cow<'p, [u8]>, RenderError> + 'f;

/// The text of the document, and its pictures.
pub(super) struct Body<'p> {
    /// `word/document.xml`.
    pub(super) xml: String,
    /// PNG images; the first is `rIdPicture1`.
    pub(super) pictures: Vec<Cow<'p, [u8]>>,
}

/// English Metric Units in a point.
const EMU: f32 = 12_700.0;

/// A title longer than this many letters is cut: Word's list of headings would end there.
const MOST_LETTERS_OF_A_HEADING: usize = 400;

const NAMESPACES: [(&str, &str); 5] = [
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
];

/// What stands in the document, in order.
enum Item<'b, 'a> {
    Title(&'b str),
    Notice(&'b str),
    Heading(u8, &'b str),
    Block(&'b Block<'a>),
    Table(&'b crate::documents::document::Table, Grid),
    LeftOut(String),
}

impl<'p> Body<'p> {
    /// The body of `document`.
    pub(super) fn render(document: &Document, png: &PngOf<'_, 'p>) -> Result<Self, RenderError> {
        let items = items(document, &Letters::new());
        let turns = turns(&items);
        let (mut pictures, mut sizes) = (Vec::new(), Vec::new());
        for item in &items {
            if let Item::Block(Block::Chart { chart, .. }) = item {
                let png = png(chart)?;
                let no_picture = || RenderError::Docx(format!("the picture of `{}` is no PNG", chart.name));
                let size = size(&png).ok_or_else(no_picture)?;
                pictures.push(png);
                sizes.push(size);
            }
        }
        let xml = Xml::document("w:document", &NAMESPACES, |xml| {
            xml.element("w:body", &[], |xml| {
                let mut figures = 0;
                for (at, item) in items.iter().enumerate() {
                    if at > 0 && turns[at - 1] != turns[at] {
                        xml.element("w:p", &[], |xml| xml.element("w:pPr", &[], |xml| section(xml, turns[at - 1])));
                    }
                    if let Item::Block(Block::Chart { chart, .. }) = item {
                        figure(xml, chart, figures + 1, sizes[figures]);
                        figures += 1;
                    } else {
                        write(xml, item, leads(item, items.get(at + 1)));
                    }
                }
                section(xml, turns.last().copied().unwrap_or(Turn::Portrait));
            });
        });
        Ok(Self { xml, pictures })
    }
}

fn items<'b, 'a>(document: &'b Document<'a>, letters: &Letters) -> Vec<Item<'b, 'a>> {
    let mut items = vec![Item::Title(&document.title)];
    items.extend(document.notices.iter().map(|notice| Item::Notice(notice)));
    for section in &document.sections {
        items.push(Item::Heading(1, &section.heading));
        items.extend(leave_out_closers(&section.blocks).into_iter().map(|block| match block {
            OnPaper::Whole(Block::Heading(text)) => Item::Heading(2, text),
            OnPaper::Whole(Block::Table(table)) => Item::Table(table, grid(table, letters)),
            OnPaper::Whole(block) => Item::Block(block),
            OnPaper::LeftOut(line) => Item::LeftOut(line),
        }));
    }
    items
}

/// How the page of each item lies; a heading goes with what follows.
fn turns(items: &[Item]) -> Vec<Turn> {
    let mut turns = vec![Turn::Portrait; items.len()];
    let mut next = Turn::Portrait;
    for (turn, item) in turns.iter_mut().zip(items).rev() {
        *turn = match item {
            Item::Table(_, grid) => grid.turn,
            Item::Heading(..) => next,
            _ => Turn::Portrait,
        };
        next = *turn;
    }
    turns
}

/// Whether a paragraph is nothing without what comes next.
fn leads(item: &Item, next: Option<&Item>) -> bool {
    match item {
        Item::Block(Block::Paragraph(text)) => text.ends_with(':') || matches!(next, Some(Item::Table(..))),
        _ => false,
    }
}

fn write(xml: &mut Xml, item: &Item, leads: bool) {
    match item {
        Item::Title(text) => paragraph(xml, "Title", &shortened(text)),
        Item::Notice(text) => paragraph(xml, "Notice", text),
        Item::Heading(level, text) => paragraph(xml, &format!("Heading{level}"), &shortened(text)),
        Item::LeftOut(line) => paragraph(xml, "Aside", line),
        Item::Table(table, grid) => write_table(xml, table, grid),
        Item::Block(Block::Paragraph(text)) if leads => paragraph(xml, "Lead", text),
        Item::Block(Block::Paragraph(text)) => paragraph(xml, "Normal", text),
        Item::Block(Block::Command(text)) => paragraph(xml, "Command", text),
        Item::Block(Block::List(points)) => points.iter().for_each(|point| write_point(xml, point)),
        Item::Block(Block::Glossary(meanings)) => meanings.iter().for_each(|meaning| write_meaning(xml, meaning)),
        Item::Block(Block::Facts(facts)) => facts.iter().for_each(|(label, value)| write_fact(xml, label, value)),
        // Headings, tables and charts are items of their own, and closers were told in a line.
        Item::Block(Block::Heading(_) | Block::Table(_) | Block::Chart { .. } | Block::Closer { .. }) => (),
    }
}

fn write_point(xml: &mut Xml, point: &Point) {
    let colour = crate::documents::paper::colour(point.tone);
    styled(xml, "ListBullet", |xml| {
        run(xml, &point.text, |xml| {
            if colour != INK {
                xml.value("w:color", &hex(colour));
            }
        });
    });
}

fn write_meaning(xml: &mut Xml, meaning: &Meaning) {
    styled(xml, "Term", |xml| {
        run(xml, &meaning.word, |xml| xml.empty("w:b", &[]));
        if let Some(key) = meaning.key {
            run(xml, &format!("  {key}"), |xml| xml.value("w:rStyle", "Key"));
        }
    });
    paragraph(xml, "Meaning", &meaning.meaning);
}

fn write_fact(xml: &mut Xml, label: &str, value: &str) {
    styled(xml, "Fact", |xml| {
        run(xml, label, |xml| xml.empty("w:b", &[]));
        xml.element("w:r", &[], |xml| xml.empty("w:tab", &[]));
        run(xml, value, |_| ());
    });
}

/// A picture with its text alternative, and its caption with a number that Word counts.
fn figure(xml: &mut Xml, chart: &Chart, number: usize, (width, height): (f32, f32)) {
    let (most_width, most_height) = Turn::Portrait.room();
    // Room for the caption is left under the highest picture.
    let scale = (most_width / width).min((most_height - 60.0) / height);
    let (cx, cy) = ((width * scale * EMU).round().to_string(), (height * scale * EMU).round().to_string());
    let (id, file) = (number.to_string(), format!("{}.png", chart.name));
    let relation = format!("rIdPicture{number}");
    let whole = [("cx", cx.as_str()), ("cy", cy.as_str())];
    styled(xml, "Figure", |xml| {
        xml.element("w:r", &[], |xml| {
            xml.element("w:drawing", &[], |xml| {
                let close = [("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")];
                xml.element("wp:inline", &close, |xml| {
                    xml.empty("wp:extent", &whole);
                    xml.empty("wp:docPr", &[("id", &id), ("name", &format!("Figure {number}")), ("descr", &chart.alt)]);
                    xml.element("wp:cNvGraphicFramePr", &[], |xml| {
                        xml.empty("a:graphicFrameLocks", &[("noChangeAspect", "1")]);
                    });
                    xml.element("a:graphic", &[], |xml| {
                        xml.element("a:graphicData", &[("uri", NAMESPACES[4].1)], |xml| {
                            picture(xml, &file, &relation, &whole);
                        });
                    });
                });
            });
        });
    });
    caption(xml, "Caption", "Figure", (number, true), &chart.reading);
}

fn picture(xml: &mut Xml, file: &str, relation: &str, whole: &[(&str, &str)]) {
    xml.element("pic:pic", &[], |xml| {
        xml.element("pic:nvPicPr", &[], |xml| {
            xml.empty("pic:cNvPr", &[("id", "0"), ("name", file)]);
            xml.empty("pic:cNvPicPr", &[]);
        });
        xml.element("pic:blipFill", &[], |xml| {
            xml.empty("a:blip", &[("r:embed", relation)]);
            xml.element("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
        });
        xml.element("pic:spPr", &[], |xml| {
            xml.element("a:xfrm", &[], |xml| {
                xml.empty("a:off", &[("x", "0"), ("y", "0")]);
                xml.empty("a:ext", whole);
            });
            xml.element("a:prstGeom", &[("prst", "rect")], |xml| xml.empty("a:avLst", &[]));
        });
    });
}

/// How the pages of what stands before lie, and what stands at their foot.
fn section(xml: &mut Xml, turn: Turn) {
    let (width, height) = turn.size();
    let footer = if turn == Turn::Portrait { "rIdPortrait" } else { "rIdLandscape" };
    let margin = twips(crate::documents::paper::MARGIN);
    xml.element("w:sectPr", &[], |xml| {
        xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", footer)]);
        let (width, height) = (twips(width), twips(height));
        let mut size = vec![("w:w", width.as_str()), ("w:h", height.as_str())];
        if turn == Turn::Landscape {
            size.push(("w:orient", "landscape"));
        }
        xml.empty("w:pgSz", &size);
        let sides = ["w:top", "w:right", "w:bottom", "w:left"].map(|side| (side, margin.as_str()));
        let rest = [("w:header", "567"), ("w:footer", "567"), ("w:gutter", "0")];
        xml.empty("w:pgMar", &[sides.as_slice(), rest.as_slice()].concat());
    });
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(MOST_LETTERS_OF_A_HEADING) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Width and height in the header of a PNG.
fn size(png: &[u8]) -> Option<(f32, f32)> {
    let number = |at: usize| Some(u32::from_be_bytes(png.get(at..at + 4)?.try_into().ok()?));
    let (width, height) = (number(16)?, number(20)?);
    (png.starts_with(b"\x89PNG") && width > 0 && height > 0).then_some((width as f32, height as f32))
}
