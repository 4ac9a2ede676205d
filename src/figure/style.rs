//! The look of all figures: sizes, line widths and colours in one place.
//!
//! Sizes are in logical pixels of a 1280 × 720 canvas (higher where panels stand in rows): a text of 18 is 2.5 % of the height of a projected slide.
//! Colours follow Okabe and Ito (distinguishable with every common form of colour blindness), darkened where a
//! colour is also used for text, so that the contrast with white is at least 4.5 : 1.

/// Width of the canvas.
pub const WIDTH: f64 = 1280.0;
/// Height of the canvas of most figures: a slide.
pub const HEIGHT: f64 = 720.0;
/// What each further row of panels adds to it, so that no panel becomes a strip.
pub const FURTHER_ROW: f64 = 320.0;
/// White space kept free along the edges of the canvas.
pub const MARGIN: f64 = 36.0;

/// The families named in an SVG file, best first. A PNG is always drawn with the built-in Inter.
pub const FONT_FAMILY: &str = "Inter, Segoe UI, Helvetica, Arial, sans-serif";

/// Title sizes, tried from large to small.
pub const TITLE_SIZES: [f64; 4] = [32.0, 29.0, 26.0, 23.0];
/// Sizes of the reading aid below the title.
pub const SUBTITLE_SIZES: [f64; 3] = [21.0, 19.0, 17.5];
/// Sizes of panel names.
pub const PANEL_NAME_SIZES: [f64; 4] = [22.0, 20.0, 18.0, 16.5];
/// Size of the lines below a panel name.
pub const PANEL_TEXT_SIZE: f64 = 18.5;
/// Size of direct labels at line ends.
pub const LABEL_SIZE: f64 = 18.5;
/// Size of the numbers along the axes and of axis captions.
pub const AXIS_SIZE: f64 = 17.5;
/// Sizes of the note at the foot.
pub const NOTE_SIZES: [f64; 3] = [15.5, 14.5, 13.5];

/// Height of a line of text as a multiple of its size.
pub const LINE_HEIGHT: f64 = 1.26;

/// Width of the line that carries the message.
pub const MAIN_LINE: f64 = 3.5;
/// Width of secondary lines.
pub const THIN_LINE: f64 = 2.0;
/// Width of the edges of bands that are laid over each other.
pub const EDGE_LINE: f64 = 1.5;
/// Width of gridlines and leader lines.
pub const HAIR_LINE: f64 = 1.0;

/// How opaque the p5–p95 band is.
pub const OUTER_BAND: f64 = 0.18;
/// How opaque the p25–p75 band is on top of it.
pub const INNER_BAND: f64 = 0.26;

/// An RGB colour.
pub type Colour = (u8, u8, u8);

/// The background.
pub const WHITE: Colour = (255, 255, 255);
/// Titles and names.
pub const INK: Colour = (26, 32, 38);
/// Reading aids, captions, numbers along the axes.
pub const SOFT_INK: Colour = (78, 86, 94);
/// Gridlines.
pub const GRID: Colour = (226, 229, 232);
/// The zero line, axis lines and reference lines.
pub const AXIS: Colour = (120, 128, 136);
/// Background of strips and alternating rows.
pub const SHADE: Colour = (245, 246, 248);

/// Blue.
pub const BLUE: Colour = (0, 101, 168);
/// Vermillion.
pub const VERMILLION: Colour = (184, 74, 0);
/// Bluish green.
pub const GREEN: Colour = (0, 118, 84);
/// Reddish purple.
pub const PURPLE: Colour = (162, 72, 128);
/// Ochre.
pub const OCHRE: Colour = (140, 100, 0);
/// Grey, for a baseline.
pub const GREY: Colour = (92, 99, 106);

/// The colours of strategies, in order; a seventh begins again.
pub const PALETTE: [Colour; 6] = [BLUE, VERMILLION, GREEN, PURPLE, OCHRE, GREY];

/// The colour of a strategy by its number.
#[must_use]
pub const fn colour(index: usize) -> Colour {
    PALETTE[index % PALETTE.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance of the Web Content Accessibility Guidelines.
    fn luminance((r, g, b): Colour) -> f64 {
        let linear = |channel: u8| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    }

    #[test]
    fn every_text_colour_is_readable_on_white() {
        for colour in PALETTE.into_iter().chain([INK, SOFT_INK]) {
            let contrast = 1.05 / (luminance(colour) + 0.05);
            assert!(contrast >= 4.5, "{colour:?}: {contrast:.2}");
        }
    }
}
