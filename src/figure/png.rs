//! PNG pictures of figures.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use super::font;

/// How many pixels a logical pixel becomes in each direction.
pub const PNG_SCALE: f32 = 2.0;

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
    #[error("the picture could not be packed as PNG: {0}")]
    Encoding(String),
}

/// Draws an SVG figure as PNG at twice its size, with the built-in font and no other.
///
/// # Errors
///
/// [`PngError`] if the text is not SVG or the figure has no drawable size.
pub fn png(svg: &str) -> Result<Vec<u8>, PngError> {
    let options = Options {
        font_family: "Inter".to_owned(),
        fontdb: font::database(),
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options)?;
    let size = tree.size().to_int_size();
    let size = size.scale_by(PNG_SCALE).unwrap_or(size);
    let mut picture = Pixmap::new(size.width(), size.height()).ok_or(PngError::Size {
        width: size.width(),
        height: size.height(),
    })?;
    resvg::render(
        &tree,
        Transform::from_scale(PNG_SCALE, PNG_SCALE),
        &mut picture.as_mut(),
    );
    picture
        .encode_png()
        .map_err(|error| PngError::Encoding(error.to_string()))
}
