//! `report.pdf`: a document on A4, to print and to read aloud.
//!
//! Blocks are made ready, so that their heights are known (`ready`), laid on sheets from top to bottom (`sheets`), and written
//! with the structure that screen readers follow (`structure`, `writing`).

mod lay;
mod ready;
mod sheets;
mod structure;
mod table;
mod type_face;
mod writing;

use crate::report::RenderError;

use super::about::About;
use super::document::Document;
use super::paper::Letters;

/// The document as PDF: the same bytes each time.
///
/// # Errors
///
/// [`RenderError::Chart`] if a drawing cannot be read, [`RenderError::Pdf`] if the format refuses the document.
pub(super) fn pdf(document: &Document, about: &About) -> Result<Vec<u8>, RenderError> {
    let letters = Letters::new();
    let pieces = ready::pieces(document, &letters)?;
    let laid = lay::lay(&pieces, &letters);
    writing::write(&laid, &super::paper::clean(&document.title), about)
}

#[cfg(test)]
mod tests {
    use crate::documents::example_document::{chart, document, hostile};

    use super::*;

    fn about() -> About {
        About { source: "Callfloor 0.1.0 · seed 7 · 100 replications · scenario abababab".into() }
    }

    /// How often `what` stands in the file, where it is not compressed.
    fn count(bytes: &[u8], what: &str) -> usize {
        bytes.windows(what.len()).filter(|window| *window == what.as_bytes()).count()
    }

    #[test]
    fn the_file_has_a_title_a_language_bookmarks_and_tags() {
        let chart = chart();
        let bytes = pdf(&document(&chart), &about()).unwrap();
        assert!(bytes.starts_with(b"%PDF-1.7"));
        assert!(count(&bytes, "/Lang(en-GB)") > 0);
        assert_eq!(count(&bytes, "/Type/Outlines"), 1);
        assert_eq!(count(&bytes, "pdfuaid:part"), 2, "it says that it is PDF/UA");
        assert_eq!(count(&bytes, "/Alt(It grows & grows)"), 1);
        assert_eq!(count(&bytes, "/S/TH/"), 5 + 3, "headings of columns and of rows");
    }

    #[test]
    fn the_same_document_gives_the_same_bytes() {
        let chart = chart();
        let document = hostile(&chart);
        assert_eq!(pdf(&document, &about()).unwrap(), pdf(&document, &about()).unwrap());
    }

    #[test]
    fn no_text_is_too_long_or_too_odd() {
        let chart = chart();
        let letters = Letters::new();
        let pieces = ready::pieces(&hostile(&chart), &letters).unwrap();
        let laid = lay::lay(&pieces, &letters);
        assert!((10..400).contains(&laid.sheets.len()), "{} sheets", laid.sheets.len());
        for sheet in &laid.sheets {
            let (width, height) = sheet.turn.size();
            let rooms = sheet.marks.iter().map(|placed| match &placed.mark {
                sheets::Mark::Words { at, .. } => *at,
                sheets::Mark::Fill { area, .. } | sheets::Mark::Drawing { area, .. } => {
                    (area.left + area.width, area.top + area.height)
                }
            });
            let margin = super::super::paper::MARGIN - 1.0;
            for (x, y) in rooms {
                assert!(x <= width - margin && y <= height - margin, "({x}, {y}) is in the margin");
            }
        }
    }
}
