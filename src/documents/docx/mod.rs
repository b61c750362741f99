//! `report.docx`: a document to edit, in Word or LibreOffice.
//!
//! Its parts are written here and not by a crate: those there are know neither the language of a text, nor rows that are repeated on
//! each page, nor what a picture shows, and number paragraphs anew in each process. Word needs little: `styles.xml`,
//! `numbering.xml` and `settings.xml` stand as they are; the rest follows the document (`body`, `grids`, `package`).

mod body;
mod grids;
mod package;
mod paragraphs;
mod xml;

use crate::report::RenderError;

use super::about::About;
use super::document::Document;

use body::{Body, PngOf};

/// The document as DOCX: the same bytes each time. `png` gives the picture of a chart.
///
/// # Errors
///
/// What `png` says, and [`RenderError::Docx`] if that is no PNG or the parts cannot be packed.
pub(super) fn docx<'p>(document: &Document, about: &About, png: &PngOf<'_, 'p>) -> Result<Vec<u8>, RenderError> {
    let body = Body::render(document, png)?;
    package::package(&document.title, about, &body)
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::io::{Cursor, Read};

    use zip::ZipArchive;

    use crate::chart::Chart;
    use crate::documents::example_document::{chart, document, hostile};

    use super::*;

    fn about() -> About {
        About { source: "Callfloor 0.1.0 · seed 7 · scenario abababab".into() }
    }

    /// A small picture of the chart.
    fn drawn(chart: &Chart) -> Vec<u8> {
        crate::chart::png(&chart.svg, 0.1).unwrap()
    }

    fn written(document: &Document, picture: &[u8]) -> Result<Vec<u8>, RenderError> {
        docx(document, &about(), &|_| Ok(Cow::Borrowed(picture)))
    }

    fn part(bytes: &[u8], name: &str) -> String {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn word_finds_headings_tables_pictures_and_the_language() {
        let chart = chart();
        let bytes = written(&document(&chart), &drawn(&chart)).unwrap();
        let body = part(&bytes, "word/document.xml");
        for (style, times) in
            [("Title", 1), ("Heading1", 3), ("Heading2", 1), ("TableTitle", 1), ("Caption", 1), ("ListBullet", 2)]
        {
            assert_eq!(body.matches(&format!("<w:pStyle w:val=\"{style}\"/>")).count(), times, "{style}");
        }
        assert_eq!(body.matches("<w:tblHeader/>").count(), 1);
        assert_eq!(body.matches("<w:jc w:val=\"right\"/>").count(), 3 + 3 * 3, "figures and what stands above them");
        assert!(body.contains("descr=\"It grows &amp; grows\""));
        assert!(body.contains("SEQ Figure") && body.contains("SEQ Table"));
        assert!(
            body.contains("To be opened in report.html: Every difference of the limit.")
                && !body.contains("Only for who")
        );
        assert!(part(&bytes, "word/styles.xml").contains("<w:lang w:val=\"en-GB\""));
        assert!(part(&bytes, "docProps/core.xml").contains("<dc:language>en-GB</dc:language>"));
        let footer = part(&bytes, "word/footer_portrait.xml");
        assert!(footer.contains("seed 7") && footer.contains(" NUMPAGES "));
        let relations = part(&bytes, "word/_rels/document.xml.rels");
        assert!(relations.contains("rIdPicture1") && body.contains("r:embed=\"rIdPicture1\""));
    }

    #[test]
    fn every_part_is_xml_whatever_the_text() {
        let chart = chart();
        let bytes = written(&hostile(&chart), &drawn(&chart)).unwrap();
        let archive = ZipArchive::new(Cursor::new(&bytes)).unwrap();
        let names = archive.file_names().map(|name| name.unwrap().into_owned());
        for name in names.filter(|name| !name.ends_with(".png")) {
            let text = part(&bytes, &name);
            if let Err(fault) = resvg::usvg::roxmltree::Document::parse(&text) {
                panic!("{name}: {fault}");
            }
        }
        let body = part(&bytes, "word/document.xml");
        assert!(body.contains("w:orient=\"landscape\"") && body.contains("part 2 of"));
    }

    #[test]
    fn the_same_document_gives_the_same_bytes() {
        let chart = chart();
        let document = document(&chart);
        let picture = drawn(&chart);
        assert_eq!(written(&document, &picture).unwrap(), written(&document, &picture).unwrap());
    }

    #[test]
    fn a_picture_that_is_none_is_refused() {
        let chart = chart();
        assert!(matches!(written(&document(&chart), b"nothing"), Err(RenderError::Docx(_))));
    }
}
