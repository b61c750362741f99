use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{self, fontdb};
use thiserror::Error;

/// Why a chart could not be turned into an image.
#[derive(Debug, Error)]
pub enum ChartError {
    /// It is no drawing that can be read.
    #[error("this is not an SVG drawing that can be read: {0}")]
    Unreadable(#[from] usvg::Error),
    /// The image would have no size, or a size beyond all use.
    #[error("an image of {width} × {height} pixels cannot be made; choose another scale")]
    Size {
        /// Its width in pixels.
        width: f32,
        /// Its height in pixels.
        height: f32,
    },
    /// It could not be encoded.
    #[error("the image could not be written as PNG: {0}")]
    Encoding(#[from] png::EncodingError),
}

/// Turns a chart's `svg` into a PNG image on white, `scale` image pixels to one of the drawing.
///
/// The fonts are built in: the same bytes come out on every machine, whatever fonts it has.
///
/// # Errors
///
/// [`ChartError::Unreadable`] if `svg` is no drawing, [`ChartError::Size`] if `scale` leaves no pixel
/// or more than 100 million of them.
pub fn png(svg: &str, scale: f32) -> Result<Vec<u8>, ChartError> {
    let tree = tree(svg)?;
    let (width, height) = ((tree.size().width() * scale).ceil(), (tree.size().height() * scale).ceil());
    let no_size = || ChartError::Size { width, height };
    if !(width >= 1.0 && height >= 1.0 && width * height <= MOST_PIXELS) {
        return Err(no_size());
    }
    let mut pixels = Pixmap::new(width as u32, height as u32).ok_or_else(no_size)?;
    pixels.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    Ok(encode(&pixels)?)
}

/// A chart's `svg` as shapes and letters in their places.
///
/// # Errors
///
/// [`ChartError::Unreadable`] if `svg` is no drawing.
pub(crate) fn tree(svg: &str) -> Result<usvg::Tree, ChartError> {
    let options = usvg::Options { fontdb: fonts(), ..usvg::Options::default() };
    Ok(usvg::Tree::from_str(svg, &options)?)
}

/// On white nothing shines through, so three bytes a pixel are enough. Fast compression takes a fraction of the time of
/// the usual one and makes files about twice as large, some 200 kB for a chart.
fn encode(pixels: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    let mut opaque = vec![0; pixels.data().len() / 4 * 3];
    for (three, four) in opaque.chunks_exact_mut(3).zip(pixels.data().chunks_exact(4)) {
        three.copy_from_slice(&four[..3]);
    }
    let mut image = Vec::new();
    let mut encoder = png::Encoder::new(&mut image, pixels.width(), pixels.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::Fast);
    encoder.write_header()?.write_image_data(&opaque)?;
    Ok(image)
}

const MOST_PIXELS: f32 = 1e8;

fn fonts() -> Arc<fontdb::Database> {
    static FONTS: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    let load = || {
        let mut fonts = fontdb::Database::new();
        fonts.load_font_data(dejavu::sans::regular().to_vec());
        fonts.load_font_data(dejavu::sans::bold().to_vec());
        fonts.set_sans_serif_family("DejaVu Sans");
        Arc::new(fonts)
    };
    FONTS.get_or_init(load).clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20\" height=\"10\"/>";

    #[test]
    fn an_image_is_as_large_as_asked() {
        let image = png(DRAWING, 2.0).unwrap();
        let pixmap = Pixmap::decode_png(&image).unwrap();
        assert_eq!((pixmap.width(), pixmap.height()), (40, 20));
    }

    #[test]
    fn no_drawing_and_no_size_are_refused() {
        assert!(matches!(png("nonsense", 1.0), Err(ChartError::Unreadable(_))));
        for scale in [0.0, -1.0, f32::NAN, f32::INFINITY, 1e6] {
            assert!(matches!(png(DRAWING, scale), Err(ChartError::Size { .. })), "{scale}");
        }
    }
}
