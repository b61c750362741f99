use std::sync::{Arc, OnceLock};

use png::{PixelDimensions, Unit};
use resvg::tiny_skia::{Pixmap, Transform};
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

/// Pixels of a drawing to an inch of paper, as CSS and SVG count.
pub(crate) const PIXELS_PER_INCH: f32 = 96.0;

/// Turns a chart's `svg`, which covers its whole page, into a PNG image, `scale` image pixels to one of the drawing.
///
/// The image says how many pixels make a metre, so that it prints at the size of the drawing.
///
/// The fonts are built in: the same bytes come out on every machine, whatever fonts it has.
///
/// # Errors
///
/// [`ChartError::Unreadable`] if `svg` is no drawing, [`ChartError::Size`] if `scale` leaves no pixel
/// or more than 100 million of them.
pub fn png(svg: &str, scale: f32) -> Result<Vec<u8>, ChartError> {
    let tree = tree(svg)?;
    let size = tree.size();
    let (width, height) = ((size.width() * scale).round(), (size.height() * scale).round());
    let no_size = || ChartError::Size { width, height };
    if !(width >= 1.0 && height >= 1.0 && width * height <= MOST_PIXELS) {
        return Err(no_size());
    }
    let mut pixels = Pixmap::new(width as u32, height as u32).ok_or_else(no_size)?;
    // To the last row and column, of which the drawing would else cover a part.
    let fill = Transform::from_scale(width / size.width(), height / size.height());
    resvg::render(&tree, fill, &mut pixels.as_mut());
    Ok(encode(&pixels, scale)?)
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

/// Nothing shines through, so three bytes a pixel are enough. Fast compression takes a fraction of the time of
/// the usual one and makes files about twice as large, some 200 kB for a chart.
fn encode(pixels: &Pixmap, scale: f32) -> Result<Vec<u8>, png::EncodingError> {
    let mut opaque = vec![0; pixels.data().len() / 4 * 3];
    for (three, four) in opaque.chunks_exact_mut(3).zip(pixels.data().chunks_exact(4)) {
        three.copy_from_slice(&four[..3]);
    }
    let mut image = Vec::new();
    let mut encoder = png::Encoder::new(&mut image, pixels.width(), pixels.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::Fast);
    let per_metre = (scale * PIXELS_PER_INCH / METRES_PER_INCH).round() as u32;
    encoder.set_pixel_dims(Some(PixelDimensions { xppu: per_metre, yppu: per_metre, unit: Unit::Meter }));
    encoder.write_header()?.write_image_data(&opaque)?;
    Ok(image)
}

const METRES_PER_INCH: f32 = 0.0254;
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
        // 192 dots per inch are 7,559 a metre, which the chunk says twice, then the unit.
        let found = image.windows(4).position(|name| name == b"pHYs").unwrap();
        assert_eq!(image[found + 4..found + 13], [0, 0, 0x1D, 0x87, 0, 0, 0x1D, 0x87, 1]);
    }

    #[test]
    fn no_drawing_and_no_size_are_refused() {
        assert!(matches!(png("nonsense", 1.0), Err(ChartError::Unreadable(_))));
        for scale in [0.0, -1.0, f32::NAN, f32::INFINITY, 1e6] {
            assert!(matches!(png(DRAWING, scale), Err(ChartError::Size { .. })), "{scale}");
        }
    }
}
