use krilla::color::rgb;
use krilla::configure::{Accessibility, Configuration, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::error::KrillaError;
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use krilla::{Document, SerializeSettings};
use krilla_svg::{SurfaceExt, SvgSettings};

use crate::documents::about::About;
use crate::documents::paper::{Colour, LANGUAGE, MARGIN, QUIET, Weight, clean};
use crate::report::RenderError;

use super::lay::{Bookmark, Laid};
use super::sheets::{Area, Look, Mark, Sheet, Side};
use super::structure::Content;
use super::type_face::TypeFaces;

const FOOTER: Look = Look { size: 7.5, weight: Weight::Regular, colour: QUIET };

/// The sheets as PDF/UA; as plain PDF where a letter has no glyph, which that standard forbids.
pub(super) fn write(laid: &Laid, title: &str, about: &About) -> Result<Vec<u8>, RenderError> {
    let accessible = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
    let configurations = accessible.ok().into_iter().chain([Configuration::default()]);
    let mut refused = String::new();
    for configuration in configurations {
        match written(laid, title, about, configuration) {
            Ok(bytes) => return Ok(bytes),
            Err(error) => refused = error.to_string(),
        }
    }
    Err(RenderError::Pdf(refused))
}

fn written(laid: &Laid, title: &str, about: &About, configuration: Configuration) -> Result<Vec<u8>, KrillaError> {
    let mut document = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let metadata = Metadata::new().title(title.to_owned()).language(LANGUAGE.to_owned()).creator(about.source.clone());
    document.set_metadata(metadata);
    document.set_outline(outline(&laid.bookmarks));
    let faces = TypeFaces::new();
    let mut content = Content::new(&laid.structure);
    let of = laid.sheets.len();
    for (number, sheet) in laid.sheets.iter().enumerate() {
        let (width, height) = sheet.turn.size();
        let settings = PageSettings::from_wh(width, height).expect("A4 has a size");
        let mut page = document.start_page_with(settings);
        // The page is finished when it is let go, after its pen.
        let mut pen = Pen { surface: page.surface(), faces: &faces };
        pen.sheet(sheet, number, &mut content);
        pen.footer(sheet, &about.source, &format!("page {} of {of}", number + 1));
    }
    document.set_tag_tree(laid.structure.tree(content));
    document.finish()
}

/// Sections, and under each its headings. The title is that of the whole document.
fn outline(bookmarks: &[Bookmark]) -> Outline {
    let node = |bookmark: &Bookmark| {
        let place = XyzDestination::new(bookmark.sheet, Point::from_xy(MARGIN, bookmark.top));
        OutlineNode::new(bookmark.text.clone(), place)
    };
    let mut outline = Outline::new();
    let mut section: Option<OutlineNode> = None;
    for bookmark in bookmarks {
        match (&mut section, bookmark.level) {
            (Some(section), 3) => section.push_child(node(bookmark)),
            _ => {
                if let Some(finished) = section.replace(node(bookmark)) {
                    outline.push_child(finished);
                }
            }
        }
    }
    if let Some(last) = section {
        outline.push_child(last);
    }
    outline
}

struct Pen<'s, 'f> {
    surface: Surface<'s>,
    faces: &'f TypeFaces,
}

impl Pen<'_, '_> {
    fn sheet(&mut self, sheet: &Sheet, number: usize, content: &mut Content) {
        // What belongs together and stands together is marked once.
        for run in sheet.marks.chunk_by(|one, next| one.element == next.element) {
            let tag = match (run[0].element, &run[0].mark) {
                (None, _) => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)),
                (Some(_), Mark::Words { .. }) => ContentTag::Span(SpanTag::empty()),
                (Some(_), _) => ContentTag::Other,
            };
            let identifier = self.surface.start_tagged(tag);
            for placed in run {
                self.mark(&placed.mark);
                if let (Some(element), Mark::Drawing { area, .. }) = (placed.element, &placed.mark) {
                    content.place(element, number, rectangle(*area));
                }
            }
            self.surface.end_tagged();
            if let Some(element) = run[0].element {
                content.add(element, identifier);
            }
        }
    }

    fn footer(&mut self, sheet: &Sheet, source: &str, page: &str) {
        let (width, height) = sheet.turn.size();
        let base = height - MARGIN / 2.0;
        for (kind, text, x, side) in [
            (ArtifactType::Footer, clean(source), MARGIN, Side::Left),
            (ArtifactType::PageNumber, page.to_owned(), width - MARGIN, Side::Right),
        ] {
            self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
            self.words(&text, (x, base), side, FOOTER);
            self.surface.end_tagged();
        }
    }

    fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Words { text, at, side, look } => self.words(text, *at, *side, *look),
            Mark::Fill { area, colour } => {
                let mut path = PathBuilder::new();
                path.push_rect(rectangle(*area));
                if let Some(path) = path.finish() {
                    self.surface.set_fill(Some(fill(*colour)));
                    self.surface.draw_path(&path);
                }
            }
            Mark::Drawing { tree, area } => {
                if let Some(size) = Size::from_wh(area.width, area.height) {
                    self.surface.push_transform(&Transform::from_translate(area.left, area.top));
                    // A drawing that is all drawn gives `Some`; there is no other outcome.
                    let _ = self.surface.draw_svg(tree, size, SvgSettings::default());
                    self.surface.pop();
                }
            }
        }
    }

    fn words(&mut self, text: &str, (x, base): (f32, f32), side: Side, look: Look) {
        let face = self.faces.with_weight(look.weight);
        let runs = face.shape(text);
        let width: f32 = runs.iter().map(|run| run.width).sum::<f32>() * look.size;
        let mut left = if side == Side::Left { x } else { x - width };
        self.surface.set_fill(Some(fill(look.colour)));
        for run in runs {
            let start = Point::from_xy(left, base);
            self.surface.draw_glyphs(start, &run.glyphs, face.font(), run.text, look.size, false);
            left += run.width * look.size;
        }
    }
}

fn rectangle(area: Area) -> Rect {
    let Area { left, top, width, height } = area;
    Rect::from_xywh(left, top, width.max(0.01), height.max(0.01)).expect("every mark has a place and a size")
}

fn fill([red, green, blue]: Colour) -> Fill {
    Fill { paint: rgb::Color::new(red, green, blue).into(), opacity: NormalizedF32::ONE, rule: Default::default() }
}
