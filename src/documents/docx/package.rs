use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::documents::about::About;
use crate::documents::paper::{LANGUAGE, MARGIN, Turn};
use crate::report::RenderError;

use super::body::Body;
use super::paragraphs::{run, twips};
use super::xml::Xml;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// All parts in one file. Nothing in it says when it was made.
pub(super) fn package(title: &str, about: &About, body: &Body) -> Result<Vec<u8>, RenderError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |path: &str, bytes: &[u8], method| -> Result<(), RenderError> {
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::DEFAULT)
            .unix_permissions(0o644);
        archive.start_file(path, options).map_err(refused)?;
        archive.write_all(bytes).map_err(refused)
    };
    let relations = relations(body.pictures.len());
    let (portrait, landscape) = (footer(about, Turn::Portrait), footer(about, Turn::Landscape));
    let (core, app) = (core(title, about), app());
    for (path, text) in [
        ("[Content_Types].xml", include_str!("content_types.xml")),
        ("_rels/.rels", include_str!("relationships.xml")),
        ("word/document.xml", &body.xml),
        ("word/_rels/document.xml.rels", &relations),
        ("word/styles.xml", include_str!("styles.xml")),
        ("word/numbering.xml", include_str!("numbering.xml")),
        ("word/settings.xml", include_str!("settings.xml")),
        ("word/footer_portrait.xml", &portrait),
        ("word/footer_landscape.xml", &landscape),
        ("docProps/core.xml", &core),
        ("docProps/app.xml", &app),
    ] {
        add(path, text.as_bytes(), CompressionMethod::Deflated)?;
    }
    for (at, picture) in body.pictures.iter().enumerate() {
        // A PNG is compressed already.
        add(&format!("word/media/picture{}.png", at + 1), picture, CompressionMethod::Stored)?;
    }
    Ok(archive.finish().map_err(refused)?.into_inner())
}

fn refused(reason: impl ToString) -> RenderError {
    RenderError::Docx(reason.to_string())
}

fn relations(pictures: usize) -> String {
    let namespace = [("xmlns", "http://schemas.openxmlformats.org/package/2006/relationships")];
    Xml::document("Relationships", &namespace, |xml| {
        let mut relation = |id: &str, kind: &str, target: &str| {
            xml.empty("Relationship", &[("Id", id), ("Type", &format!("{OFFICE}/{kind}")), ("Target", target)]);
        };
        relation("rIdStyles", "styles", "styles.xml");
        relation("rIdNumbering", "numbering", "numbering.xml");
        relation("rIdSettings", "settings", "settings.xml");
        relation("rIdPortrait", "footer", "footer_portrait.xml");
        relation("rIdLandscape", "footer", "footer_landscape.xml");
        for number in 1..=pictures {
            relation(&format!("rIdPicture{number}"), "image", &format!("media/picture{number}.png"));
        }
    })
}

/// The source line, and which page of how many.
fn footer(about: &About, turn: Turn) -> String {
    let namespace = [("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main")];
    Xml::document("w:ftr", &namespace, |xml| {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.value("w:pStyle", "Footer");
                let right = twips(turn.size().0 - 2.0 * MARGIN);
                xml.element("w:tabs", &[], |xml| xml.empty("w:tab", &[("w:val", "right"), ("w:pos", &right)]));
            });
            run(xml, &about.source, |_| ());
            xml.element("w:r", &[], |xml| xml.empty("w:tab", &[]));
            run(xml, "page ", |_| ());
            xml.element("w:fldSimple", &[("w:instr", " PAGE ")], |xml| run(xml, "1", |_| ()));
            run(xml, " of ", |_| ());
            xml.element("w:fldSimple", &[("w:instr", " NUMPAGES ")], |xml| run(xml, "1", |_| ()));
        });
    })
}

fn core(title: &str, about: &About) -> String {
    let namespaces = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ];
    Xml::document("cp:coreProperties", &namespaces, |xml| {
        xml.element("dc:title", &[], |xml| xml.text(title));
        xml.element("dc:creator", &[], |xml| xml.text("Callfloor"));
        xml.element("dc:description", &[], |xml| xml.text(&about.source));
        xml.element("dc:language", &[], |xml| xml.text(LANGUAGE));
    })
}

fn app() -> String {
    let namespace = [("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")];
    Xml::document("Properties", &namespace, |xml| xml.element("Application", &[], |xml| xml.text("Callfloor")))
}
