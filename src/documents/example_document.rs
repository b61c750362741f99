//! A document made up for the tests of its renderers: every kind of block, and text that tries to break every format.

use crate::chart::Chart;

use super::document::{Block, Cell, Column, Document, Meaning, Point, Section, Table, Tone};

/// A chart with the alternative text `It grows & grows`.
pub(super) fn chart() -> Chart {
    Chart {
        dpi: 192,
        reading: "See how it grows.".into(),
        name: "queue".into(),
        title: "Queue <length>".into(),
        alt: "It grows & grows".into(),
        svg: "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"960\" height=\"400\" viewBox=\"0 0 9600 4000\">\
              <rect width=\"9600\" height=\"4000\" fill=\"#eee\"/>\
              <text x=\"300\" y=\"900\" font-family=\"DejaVu Sans\" font-size=\"400\">Drawn words</text></svg>"
            .into(),
        csv: String::new(),
    }
}

/// One of everything.
pub(super) fn document(chart: &Chart) -> Document<'_> {
    let text = vec![
        Block::paragraph("Two variants of one centre."),
        Block::Heading("Five-minute limit".into()),
        Block::List(vec![
            Point { text: "Service level falls: worse.".into(), tone: Tone::Worse },
            Point { text: "Occupancy falls: better.".into(), tone: Tone::Better },
        ]),
        closer("Every difference of the limit"),
    ];
    let figures = vec![Block::Table(table(5, 3)), Block::chart(chart)];
    let rest = vec![
        Block::Glossary(vec![Meaning {
            word: "Service level".into(),
            key: Some("service_level"),
            meaning: "Answered within the threshold, divided by offered.".into(),
        }]),
        Block::Command("callfloor run centre.toml --seed 2".into()),
        Block::Facts(vec![("Seed".into(), "7".into())]),
    ];
    let sections = [("What the variants change", text), ("Results", figures), ("How to run it again", rest)];
    Document::new(
        "Dean Clough <2008> & a \"strike\"".into(),
        vec!["Cut short: after 12 of 100 replications.".into()],
        sections.into_iter().filter_map(|(heading, blocks)| Section::unless_empty(heading, blocks)).collect(),
    )
}

/// As much as nobody would write, in letters that few fonts have.
pub(super) fn hostile(chart: &Chart) -> Document<'_> {
    let long = "x".repeat(10_000);
    let odd = "\u{0}\u{1b}[31m<w:p>]]>&amp; \u{202E}\u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{627}\u{644} \u{1F9D1}\u{200D}\u{1F4BB} e\u{301}\u{FFFF}\u{FFFE}\r\n\t";
    let texts = || [long.clone(), odd.to_owned(), String::new()].into_iter();
    let mut blocks = Vec::new();
    for text in texts() {
        let point = |tone| Point { text: text.clone(), tone };
        blocks.extend([
            Block::Heading(text.clone()),
            Block::Heading(text.clone()),
            Block::paragraph(text.as_str()),
            Block::List(vec![point(Tone::Better), point(Tone::Neither)]),
            Block::Command(text.clone()),
            Block::Facts(vec![(text.clone(), text.clone())]),
            Block::Glossary(vec![Meaning { word: text.clone(), key: Some("key"), meaning: text.clone() }]),
            closer(&text),
        ]);
        let mut table = table(3, 2);
        table.columns[1].label = text.clone();
        table.rows[0][0] = Cell::Text(text.clone());
        table.rows[1][1] = Cell::Key(text.clone());
        blocks.push(Block::Table(Table { number: 1, title: text.clone(), note: Some(text), ..table }));
    }
    let uneven = Table::new("Uneven", vec![Column::plain("One")], vec![Vec::new()]);
    let empty = Table::new("", Vec::new(), Vec::new());
    blocks.extend([table(30, 32), table(9, 100), uneven, empty].map(Block::Table));
    blocks.extend([Block::List(Vec::new()), Block::Glossary(Vec::new()), Block::Facts(Vec::new())]);
    blocks.extend([Block::chart(chart), Block::chart(chart)]);
    let sections =
        vec![Section { heading: odd.into(), blocks }, Section { heading: String::new(), blocks: Vec::new() }];
    Document::new(long.clone(), texts().collect(), sections)
}

/// A table with a column of names and others of figures.
pub(super) fn table(columns: usize, rows: usize) -> Table {
    let row = |row: usize| {
        let figure = |column: usize| Cell::Number(format!("{}.{column} ± 1.2%", row * 10));
        let last = if row.is_multiple_of(2) { ("better", Tone::Better) } else { ("worse", Tone::Worse) };
        let name = Cell::Text(format!("Variant {row}"));
        let figures = (1..columns - 1).map(figure);
        std::iter::once(name).chain(figures).chain([Cell::Verdict(last.0, last.1)]).collect()
    };
    let columns = (0..columns).map(|column| Column::plain(format!("Column {column}"))).collect();
    Table::new("All contacts", columns, (0..rows).map(row).collect())
        .with_note("target: 80% answered within 20 s".to_owned())
}

fn closer(summary: &str) -> Block<'static> {
    Block::Closer { summary: summary.into(), blocks: vec![Block::paragraph("Only for who looks closer.")] }
}
