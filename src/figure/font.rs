//! The built-in font: which characters it has, and how wide a text is.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use resvg::usvg::fontdb::Database;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

static REGULAR: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular-subset.ttf");
static BOLD: &[u8] = include_bytes!("../../assets/fonts/Inter-Bold-subset.ttf");

/// The advance width of each character at size 1, regular and bold.
static ADVANCES: LazyLock<[BTreeMap<char, f64>; 2]> =
    LazyLock::new(|| [advances(REGULAR), advances(BOLD)]);

fn advances(font: &[u8]) -> BTreeMap<char, f64> {
    let face = FontRef::new(font).expect("the built-in font is a font file");
    let metrics = face.glyph_metrics(Size::new(1.0), LocationRef::default());
    face.charmap()
        .mappings()
        .filter_map(|(code, glyph)| {
            let advance = f64::from(metrics.advance_width(glyph)?);
            Some((char::from_u32(code)?, advance))
        })
        .collect()
}

/// The width of a text in the built-in font, in the unit of `size`.
///
/// Kerning is left out: it makes a text slightly narrower, so a text that fits by this width fits.
///
/// # Example
///
/// ```
/// use kansrijk::figure::text_width;
/// assert!(text_width("mediaan", 18.0, true) > text_width("mediaan", 18.0, false));
/// ```
#[must_use]
pub fn text_width(text: &str, size: f64, bold: bool) -> f64 {
    let advances = &ADVANCES[usize::from(bold)];
    let widths = text
        .chars()
        // A character outside the subset falls back to another font in a browser.
        .map(|character| advances.get(&character).copied().unwrap_or(1.0));
    widths.sum::<f64>() * size
}

/// The characters of a text that the built-in font lacks in regular or bold, each once, in order of appearance.
///
/// # Example
///
/// ```
/// use kansrijk::figure::missing_glyphs;
/// assert!(missing_glyphs("vrijwilligers ≥ € 12").is_empty());
/// assert_eq!(missing_glyphs("日本"), ['日', '本']);
/// ```
#[must_use]
pub fn missing_glyphs(text: &str) -> Vec<char> {
    let mut missing = Vec::new();
    for character in text.chars().filter(|c| !c.is_control()) {
        let known = ADVANCES.iter().all(|font| font.contains_key(&character));
        if !known && !missing.contains(&character) {
            missing.push(character);
        }
    }
    missing
}

/// The built-in font as the PNG renderer wants it; no font of the system is ever used.
pub(super) fn database() -> Arc<Database> {
    static DATABASE: LazyLock<Arc<Database>> = LazyLock::new(|| {
        let mut database = Database::new();
        database.load_font_data(REGULAR.to_vec());
        database.load_font_data(BOLD.to_vec());
        database.set_sans_serif_family("Inter");
        Arc::new(database)
    });
    Arc::clone(&DATABASE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_subset_covers_what_labels_use() {
        let needed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,;:!?'\"()[]+-*/=%&#@\
                      €−≤≥λσΔμ–—’‘“”…·×÷αβ→←↑↓±≈∞°ĳĲáéíóúäëïöüàèçÄËÏÖÜÉñøåæœßğşıİąęłśźżćńčšžřů\u{a0}\u{202f}";
        assert_eq!(missing_glyphs(needed), Vec::<char>::new());
    }

    #[test]
    fn a_missing_glyph_is_reported_once() {
        assert_eq!(missing_glyphs("☃ en ☃"), ['☃']);
    }

    #[test]
    fn width_grows_with_text_size_and_weight() {
        let width = text_width("terugverdiend", 20.0, false);
        assert!((100.0..150.0).contains(&width), "{width}");
        assert!((text_width("terugverdiend", 40.0, false) - 2.0 * width).abs() < 1e-9);
        assert!(text_width("terugverdiend", 20.0, true) > width);
        assert_eq!(text_width("", 20.0, false), 0.0);
    }
}
