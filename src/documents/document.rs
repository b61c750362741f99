//! What is said, in order, before anybody decides how it looks: HTML, Markdown, DOCX and PDF render one and the same document.

use crate::chart::Chart;
use crate::report::figure::Figure;

/// A report.
#[derive(Debug)]
pub(super) struct Document<'a> {
    /// Its title.
    pub(super) title: String,
    /// What whoever reads it must know first: that the run was cut short, what to beware of.
    pub(super) notices: Vec<String>,
    /// Its sections, in order.
    pub(super) sections: Vec<Section<'a>>,
}

/// Blocks under a heading.
#[derive(Debug)]
pub(super) struct Section<'a> {
    pub(super) heading: String,
    pub(super) blocks: Vec<Block<'a>>,
}

/// A piece of a section.
#[derive(Debug)]
pub(super) enum Block<'a> {
    /// A heading below that of the section.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// Points, one below the other.
    List(Vec<Point>),
    /// A table.
    Table(Table),
    /// A picture with its number in the document, from 1.
    Chart { chart: &'a Chart, number: usize },
    /// Words and what they mean.
    Glossary(Vec<Meaning>),
    /// Labels and values: `Seed`, `7`.
    Facts(Vec<(String, String)>),
    /// A command to type.
    Command(String),
    /// What only those want who look closer: a page opens it at a click, a document on paper leaves it to the page.
    Closer { summary: String, blocks: Vec<Block<'a>> },
}

/// One point of a list.
#[derive(Debug)]
pub(super) struct Point {
    pub(super) text: String,
    pub(super) tone: Tone,
}

/// Whether something is for the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    Better,
    Worse,
    Neither,
}

/// A table. The first cell of a row names it.
#[derive(Debug)]
pub(super) struct Table {
    /// Its number in the document, from 1: the same in every format.
    pub(super) number: usize,
    /// What it shows.
    pub(super) title: String,
    /// What is to be known of it: the promise made for the wait.
    pub(super) note: Option<String>,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Vec<Cell>>,
}

/// A column of a table.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) label: String,
    /// What it means, where that has to be said.
    pub(super) meaning: Option<&'static str>,
}

/// One cell.
#[derive(Debug)]
pub(super) enum Cell {
    /// Words, to the left.
    Text(String),
    /// A key or path of the scenario, to the left.
    Key(String),
    /// A number and its interval, to the right.
    Figure(Figure),
    /// A number in words, to the right.
    Number(String),
    /// What a difference says, to the left.
    Verdict(&'static str, Tone),
}

/// A word and what it means.
#[derive(Debug)]
pub(super) struct Meaning {
    pub(super) word: String,
    /// The key in the files, if it has one.
    pub(super) key: Option<&'static str>,
    pub(super) meaning: String,
}

impl<'a> Document<'a> {
    /// A document whose charts and tables are numbered, those for a closer look last: a document on paper leaves them out.
    pub(super) fn new(title: String, notices: Vec<String>, mut sections: Vec<Section<'a>>) -> Self {
        let (mut next, mut next_chart) = (1, 1);
        for block in sections.iter_mut().flat_map(|section| &mut section.blocks) {
            match block {
                Block::Table(table) => number(table, &mut next),
                Block::Chart { number, .. } => {
                    *number = next_chart;
                    next_chart += 1;
                }
                _ => (),
            }
        }
        for block in sections.iter_mut().flat_map(|section| &mut section.blocks) {
            let Block::Closer { blocks, .. } = block else { continue };
            for block in blocks {
                if let Block::Table(table) = block {
                    number(table, &mut next);
                }
            }
        }
        Self { title, notices, sections }
    }
}

fn number(table: &mut Table, next: &mut usize) {
    table.number = *next;
    *next += 1;
}

impl<'a> Section<'a> {
    /// A section, unless it has nothing to say.
    pub(super) fn unless_empty(heading: &str, blocks: Vec<Block<'a>>) -> Option<Self> {
        (!blocks.is_empty()).then(|| Self { heading: heading.to_owned(), blocks })
    }
}

impl Block<'_> {
    /// A paragraph.
    pub(super) fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph(text.into())
    }

    /// A picture whose number is still to be given.
    pub(super) fn chart(chart: &Chart) -> Block<'_> {
        Block::Chart { chart, number: 0 }
    }

    /// Points that are neither good nor bad.
    pub(super) fn list(points: impl IntoIterator<Item = String>) -> Self {
        Self::List(points.into_iter().map(|text| Point { text, tone: Tone::Neither }).collect())
    }
}

impl Table {
    /// A table whose number is still to be given.
    pub(super) fn new(title: impl Into<String>, columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Self {
        Self { number: 0, title: title.into(), note: None, columns, rows }
    }

    /// As it is, with what is to be known of it: `target: 80% answered within 20s` becomes a sentence.
    pub(super) fn with_note(self, note: impl Into<Option<String>>) -> Self {
        Self { note: note.into().map(|note| sentence_case(&note)), ..self }
    }

    /// Whether the column at `index` holds numbers.
    pub(super) fn is_number(&self, index: usize) -> bool {
        self.rows.iter().any(|row| row.get(index).is_some_and(Cell::is_number))
    }

    /// What stands above it: `Table 3: Benefit enquiries`.
    pub(super) fn caption(&self) -> String {
        format!("Table {}: {}", self.number, self.title)
    }
}

fn sentence_case(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", characters.as_str().trim_end_matches('.'))
}

impl Column {
    /// A column whose label says enough.
    pub(super) fn plain(label: impl Into<String>) -> Self {
        Self { label: label.into(), meaning: None }
    }
}

impl Cell {
    /// What is to be read, without the interval of a figure.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Text(text) | Self::Key(text) | Self::Number(text) => text.clone(),
            Self::Figure(figure) => figure.to_string(),
            Self::Verdict(word, _) => (*word).to_owned(),
        }
    }

    /// Whether it is set to the right.
    pub(super) fn is_number(&self) -> bool {
        matches!(self, Self::Figure(_) | Self::Number(_))
    }
}
