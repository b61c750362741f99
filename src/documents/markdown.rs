//! A document as Markdown.

use super::document::{Block, Cell, Document, Point, Table};

/// `document` as Markdown: what a closer look is for is left to the page.
#[must_use]
pub(super) fn markdown(document: &Document<'_>) -> String {
    let mut page = Page(format!("# {}\n\n", escaped(&document.title)));
    for notice in &document.notices {
        page.line(&format!("**Note:** {}\n", escaped(notice)));
    }
    for section in &document.sections {
        if section.blocks.iter().all(|block| matches!(block, Block::Closer { .. } | Block::Chart { .. })) {
            continue;
        }
        page.line(&format!("## {}\n", escaped(&section.heading)));
        section.blocks.iter().for_each(|block| page.block(block));
    }
    page.0.truncate(page.0.trim_end().len());
    page.0 + "\n"
}

struct Page(String);

impl Page {
    fn block(&mut self, block: &Block<'_>) {
        match block {
            Block::Heading(heading) => self.line(&format!("### {}\n", escaped(heading))),
            Block::Paragraph(text) => self.line(&format!("{}\n", escaped(text))),
            Block::List(points) => self.list(points),
            Block::Table(table) => self.table(table),
            Block::Glossary(meanings) => {
                for meaning in meanings {
                    let key = meaning.key.map_or_else(String::new, |key| format!(" (`{key}`)"));
                    self.line(&format!("- **{}**{key}: {}", escaped(&meaning.word), escaped(&meaning.meaning)));
                }
                self.line("");
            }
            Block::Facts(facts) => {
                facts.iter().for_each(|(label, value)| self.line(&format!("- {label}: {value}")));
                self.line("");
            }
            Block::Command(command) => self.line(&format!("```sh\n{command}\n```\n")),
            Block::Chart { .. } | Block::Closer { .. } => (),
        }
    }

    fn list(&mut self, points: &[Point]) {
        points.iter().for_each(|point| self.line(&format!("- {}", escaped(&point.text))));
        self.line("");
    }

    fn table(&mut self, table: &Table) {
        self.line(&format!("**{}**\n", escaped(&table.caption())));
        if let Some(note) = &table.note {
            self.line(&format!("{}\n", escaped(note)));
        }
        self.row(table.columns.iter().map(|column| escaped(&column.label)));
        self.row(
            (0..table.columns.len()).map(|column| if table.is_number(column) { "---:" } else { "---" }.to_owned()),
        );
        for row in &table.rows {
            self.row(row.iter().map(cell));
        }
        self.line("");
    }

    fn row(&mut self, cells: impl Iterator<Item = String>) {
        self.line(&format!("| {} |", cells.collect::<Vec<_>>().join(" | ")));
    }

    fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Key(key) => format!("`{}`", key.replace(['|', '`'], " ")),
        cell => escaped(&cell.text()),
    }
}

/// Text of the scenario, such that Markdown shows it as it stands and on one line.
pub(super) fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() {
            shown.push(' ');
            continue;
        }
        if r"\`*[]<>|".contains(c) {
            shown.push('\\');
        }
        shown.push(c);
    }
    shown
}

#[cfg(test)]
mod tests {
    use crate::documents::contents;
    use crate::report::{Origin, example};
    use crate::results::Results;

    use super::*;

    fn page(results: &Results) -> String {
        let options = vec!["--seed".into(), "7".into()];
        let origin = Origin { command: "run", scenario: "centre.toml".into(), options };
        markdown(&contents::of_run(results, &[], &origin))
    }

    #[test]
    fn the_summary_says_what_where_from_and_how_again() {
        let page = page(&example::results());
        for line in [
            r#"# Dean Clough \<2008\> \| a "strike""#,
            r"| baseline | 1,140,000 ± 3,120 | 1,101,210 ± 2,904 | 38,790 ± 1,210 | 82.3 ± 0.6% | – | – | 0.520 ± 0.031 |",
            "- New claims: Service level falls by 25.0 ± 1.0 points: worse.",
            "- **Service level** (`service_level`): Answered within the threshold, as a share of offered.",
            "| `contacts.enquiries.patience` | assumed | – | 10m to 60m |",
            "callfloor run centre.toml --seed 7",
            "- Replications: 100",
        ] {
            assert!(page.lines().any(|found| found == line), "`{line}` is missing from\n{page}");
        }
    }

    #[test]
    fn cases_have_a_table_their_words_and_their_columns_of_teams() {
        let with_cases = page(&example::results_with_cases());
        for line in [
            "## Cases",
            r"**Table 5: Claims \| made**",
            "| baseline | 4,250 ± 30 | 4,180 ± 25 | 1,270 ± 41 | 9.50 ± 0.21 d | – | 12.5 ± 1.3% | – | 38.0 ± 2.0 |",
            r"- Claims \| made: Backlog at the end rises by 800 ± 35 cases: worse.",
            r"- Claims \| made: Age rises by 3.25 ± 0.20 days: worse.",
            "| Variant | Agents | Handled | Occupancy | Hours on duty | Time on cases | Time switching |",
        ] {
            assert!(with_cases.lines().any(|found| found == line), "`{line}` is missing from\n{with_cases}");
        }
        assert!(!with_cases.contains("made: Overdue"), "what does not differ is not told");
        assert_eq!(with_cases.matches("(`chasers`)").count(), 1, "no measure is explained twice");
        let without = page(&example::results());
        assert!(!without.contains("## Cases") && !without.contains("Time on cases"));
    }

    #[test]
    fn every_row_of_a_table_has_as_many_cells_as_its_header() {
        let page = page(&example::results());
        let cells = |line: &str| line.replace(r"\|", "").matches('|').count();
        let mut width = None;
        for line in page.lines() {
            match (line.starts_with('|'), width) {
                (true, None) => width = Some(cells(line)),
                (true, Some(of_header)) => assert_eq!(cells(line), of_header, "{line}"),
                (false, _) => width = None,
            }
        }
    }
}
