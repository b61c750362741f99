use resvg::usvg::Tree;

use crate::chart;
use crate::documents::document::{Block, Document, Meaning, Point, Section};
use crate::documents::paper::{Colour, INK, Letters, OnPaper, QUIET, Turn, Weight, clean, colour, leave_out_closers};
use crate::report::RenderError;

use super::sheets::Look;
use super::table::ReadyTable;

/// A piece of the document whose size is known.
pub(super) enum Piece {
    Heading {
        level: u16,
        text: String,
        lines: Vec<String>,
    },
    Notice(Vec<String>),
    /// `leads` if it is nothing without what comes next.
    Paragraph {
        lines: Vec<String>,
        look: Look,
        leads: bool,
    },
    List(Vec<ReadyPoint>),
    Glossary(Vec<ReadyMeaning>),
    Facts(Vec<ReadyMeaning>),
    Command(Vec<String>),
    Table(ReadyTable),
    Chart(Box<ReadyChart>),
}

/// A point of a list.
pub(super) struct ReadyPoint {
    pub(super) lines: Vec<String>,
    pub(super) colour: Colour,
}

/// A word and what it means, or a label and its value.
pub(super) struct ReadyMeaning {
    pub(super) word: Vec<String>,
    /// What stands beside the word, smaller.
    pub(super) key: Option<&'static str>,
    pub(super) meaning: Vec<String>,
}

/// A drawing and what stands under it.
pub(super) struct ReadyChart {
    pub(super) tree: Tree,
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) alt: String,
    pub(super) caption: Vec<String>,
}

/// The text.
pub(super) const BODY: Look = Look { size: 9.5, weight: Weight::Regular, colour: INK };
/// Text beside it.
pub(super) const ASIDE: Look = Look { size: 8.5, weight: Weight::Regular, colour: QUIET };
/// A word that is explained.
pub(super) const TERM: Look = Look { size: 9.0, weight: Weight::Bold, colour: INK };
/// What explains it.
pub(super) const MEANING: Look = Look { size: 9.0, weight: Weight::Regular, colour: INK };

/// How far points of a list and meanings stand in.
pub(super) const INDENT: f32 = 12.0;
/// Width of the labels of facts.
pub(super) const LABELS: f32 = 150.0;
/// White space within a box.
pub(super) const BOX: f32 = 8.0;

/// A title or caption longer than this many lines is cut: what follows matters more.
const MOST_TITLE_LINES: usize = 6;
const MOST_CAPTION_LINES: usize = 4;

/// How a heading looks; the first level is the title.
pub(super) fn heading(level: u16) -> Look {
    let size = match level {
        1 => 20.0,
        2 => 14.0,
        _ => 11.0,
    };
    Look { size, weight: Weight::Bold, colour: INK }
}

/// Width of the text.
pub(super) fn measure() -> f32 {
    Turn::Portrait.room().0
}

/// All pieces of the document, in order.
pub(super) fn pieces(document: &Document, letters: &Letters) -> Result<Vec<Piece>, RenderError> {
    let mut making = Making { letters, pieces: Vec::new() };
    making.heading(1, &document.title);
    for notice in &document.notices {
        let lines = making.lines(notice, BODY, measure() - 2.0 * BOX);
        making.pieces.push(Piece::Notice(lines));
    }
    for section in &document.sections {
        making.section(section)?;
    }
    Ok(making.pieces)
}

struct Making<'l> {
    letters: &'l Letters,
    /// Charts so far.
    pieces: Vec<Piece>,
}

impl Making<'_> {
    fn section(&mut self, section: &Section) -> Result<(), RenderError> {
        self.heading(2, &section.heading);
        for block in leave_out_closers(&section.blocks) {
            match block {
                OnPaper::Whole(block) => self.block(block)?,
                OnPaper::LeftOut(line) => self.paragraph(&line, ASIDE),
            }
        }
        Ok(())
    }

    fn block(&mut self, block: &Block) -> Result<(), RenderError> {
        match block {
            Block::Heading(text) => self.heading(3, text),
            Block::Paragraph(text) => self.paragraph(text, BODY),
            Block::List(points) => {
                let points = points.iter().map(|point| self.point(point)).collect();
                self.pieces.push(Piece::List(points));
            }
            Block::Table(table) => {
                let parts = ReadyTable::parts(table, self.letters);
                self.pieces.extend(parts.into_iter().map(Piece::Table));
            }
            Block::Chart { chart, number } => {
                let chart = self.chart(chart, *number)?;
                self.pieces.push(Piece::Chart(Box::new(chart)));
            }
            Block::Glossary(meanings) => {
                let meanings = meanings.iter().map(|meaning| self.meaning(meaning)).collect();
                self.pieces.push(Piece::Glossary(meanings));
            }
            Block::Facts(facts) => {
                let facts = facts.iter().map(|(label, value)| self.fact(label, value)).collect();
                self.pieces.push(Piece::Facts(facts));
            }
            Block::Command(command) => {
                let lines = self.lines(command, MEANING, measure() - 2.0 * BOX);
                self.pieces.push(Piece::Command(lines));
            }
            // `told` has said what is left out; within one nothing is left to say.
            Block::Closer { .. } => (),
        }
        Ok(())
    }

    fn heading(&mut self, level: u16, text: &str) {
        let text = clean(text);
        let look = heading(level);
        let lines = self.letters.wrap_at_most(MOST_TITLE_LINES, &text, look.weight, measure() / look.size);
        self.pieces.push(Piece::Heading { level, text, lines });
    }

    fn paragraph(&mut self, text: &str, look: Look) {
        let lines = self.lines(text, look, measure());
        self.pieces.push(Piece::Paragraph { lines, look, leads: text.ends_with(':') });
    }

    fn point(&self, point: &Point) -> ReadyPoint {
        ReadyPoint { lines: self.lines(&point.text, BODY, measure() - INDENT), colour: colour(point.tone) }
    }

    fn meaning(&self, meaning: &Meaning) -> ReadyMeaning {
        ReadyMeaning {
            word: self.lines(&meaning.word, TERM, measure()),
            key: meaning.key,
            meaning: self.lines(&meaning.meaning, MEANING, measure() - INDENT),
        }
    }

    fn fact(&self, label: &str, value: &str) -> ReadyMeaning {
        ReadyMeaning {
            word: self.lines(label, TERM, LABELS - INDENT),
            key: None,
            meaning: self.lines(value, MEANING, measure() - LABELS),
        }
    }

    fn chart(&self, chart: &chart::Chart, number: usize) -> Result<ReadyChart, RenderError> {
        let tree = chart::tree(&chart.svg)
            .map_err(|reason| RenderError::Chart { name: chart.name.clone(), reason: reason.to_string() })?;
        let caption = clean(&format!("Figure {number}: {}", chart.reading));
        let caption = self.letters.wrap_at_most(MOST_CAPTION_LINES, &caption, ASIDE.weight, measure() / ASIDE.size);
        let (wide, high) = (tree.size().width(), tree.size().height());
        let room = Turn::Portrait.room().1 - caption.len() as f32 * ASIDE.line_height() - CAPTION_GAP;
        let scale = (measure() / wide).min(room / high);
        Ok(ReadyChart { tree, width: wide * scale, height: high * scale, alt: clean(&chart.alt), caption })
    }

    fn lines(&self, text: &str, look: Look, width: f32) -> Vec<String> {
        self.letters.wrap(&clean(text), look.weight, width / look.size)
    }
}

/// Between a drawing and its caption.
pub(super) const CAPTION_GAP: f32 = 3.0;
