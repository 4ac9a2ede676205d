//! PNG pictures of figures.

use ::png::{BitDepth, ColorType, Compression, Encoder, EncodingError, PixelDimensions, Unit};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use super::font;

/// How many pixels a logical pixel becomes in each direction.
pub const PNG_SCALE: f32 = 2.0;

/// A larger picture is refused: a figure has under four million pixels, and memory is limited.
const MOST_PIXELS: u64 = 100_000_000;

/// Why no picture could be made.
#[derive(Debug, thiserror::Error)]
pub enum PngError {
    /// The text is not an SVG figure.
    #[error("the figure is not valid SVG")]
    Svg(#[from] resvg::usvg::Error),
    /// The figure has no size, or one too large for memory.
    #[error("a figure of {width} by {height} pixels cannot be drawn")]
    Size {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
    /// The picture could not be packed as PNG.
    #[error("the picture could not be packed as PNG")]
    Encoding(#[from] EncodingError),
}

/// Draws an SVG figure as PNG at twice its size, with the built-in font and no other.
///
/// # Errors
///
/// [`PngError`] if the text is not SVG or the figure has no drawable size.
pub fn png(svg: &str) -> Result<Vec<u8>, PngError> {
    let options =
        Options { font_family: "Inter".to_owned(), fontdb: font::database(), ..Options::default() };
    let tree = Tree::from_str(svg, &options)?;
    let size = tree.size().to_int_size();
    let size = size.scale_by(PNG_SCALE).unwrap_or(size);
    let (width, height) = (size.width(), size.height());
    let mut picture = Some(u64::from(width) * u64::from(height))
        .filter(|&pixels| pixels <= MOST_PIXELS)
        .and_then(|_| Pixmap::new(width, height))
        .ok_or(PngError::Size { width, height })?;
    picture.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(PNG_SCALE, PNG_SCALE), &mut picture.as_mut());
    encoded(&picture)
}

/// Packs a picture without transparency, which halves the time and the size, and says how large it is on paper:
/// a figure of 1280 logical pixels fills a slide of 13⅓ inches.
fn encoded(picture: &Pixmap) -> Result<Vec<u8>, PngError> {
    const PER_METRE: u32 = 7_559; // 192 to the inch
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, picture.width(), picture.height());
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Fast);
    encoder.set_pixel_dims(Some(PixelDimensions {
        xppu: PER_METRE,
        yppu: PER_METRE,
        unit: Unit::Meter,
    }));
    // The canvas is white below everything, so premultiplied colours are plain colours.
    let colours: Vec<u8> =
        picture.data().as_chunks::<4>().0.iter().flat_map(|&[r, g, b, _]| [r, g, b]).collect();
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&colours)?;
    writer.finish()?;
    Ok(file)
}
