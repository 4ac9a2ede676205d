//! From shapes to SVG. The only module that knows plotters.
//!
//! Plotters places everything on whole pixels, so it draws on a canvas four times as fine, which the `viewBox`
//! brings back to size. Its output is tidied afterwards: baselines are given as such (some programs that read SVG
//! ignore `dy`), texts stand on one line, and the opening tag gains a title and a description for screen readers.

use std::fmt::Write as _;

use plotters::prelude::{
    Color, DrawingBackend, FontDesc, FontFamily, FontStyle, RGBColor, SVGBackend, ShapeStyle,
    TextStyle as PlottersTextStyle,
};
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::Picture;
use super::canvas::{Anchor, Canvas, Point, Shape, TextStyle};
use super::style::{Colour, FONT_FAMILY, WHITE, WIDTH};
use crate::language::Language;

/// Plotters' pixels for each logical pixel, in each direction.
const FINENESS: f64 = 4.0;
/// Plotters divides font sizes by this before writing them.
const PLOTTERS_FONT_FACTOR: f64 = 1.24;
/// What plotters adds to a text that hangs from its top; removed, so that `y` is the baseline.
const TOP_ANCHOR: &str = r#"dy="0.76em" "#;
/// Far enough outside the canvas for anything, and safe as a whole number.
const FARTHEST: f64 = 1e6;

fn fine(x: f64) -> i32 {
    // NaN becomes 0 here, and the clamp keeps the conversion exact.
    (x.clamp(-FARTHEST, FARTHEST) * FINENESS).round() as i32
}

fn fine_point((x, y): Point) -> (i32, i32) {
    (fine(x), fine(y))
}

fn shape_style((r, g, b): Colour, opacity: f64, width: f64) -> ShapeStyle {
    ShapeStyle {
        color: RGBColor(r, g, b).mix(opacity),
        filled: false,
        stroke_width: u32::try_from(fine(width)).unwrap_or(0).max(1),
    }
}

fn text_style(style: TextStyle) -> PlottersTextStyle<'static> {
    let weight = if style.bold { FontStyle::Bold } else { FontStyle::Normal };
    let (r, g, b) = style.colour;
    let font = FontDesc::new(
        FontFamily::Name(FONT_FAMILY),
        style.size * FINENESS * PLOTTERS_FONT_FACTOR,
        weight,
    );
    let horizontal = match style.anchor {
        Anchor::Start => HPos::Left,
        Anchor::Middle => HPos::Center,
        Anchor::End => HPos::Right,
    };
    PlottersTextStyle {
        font,
        color: RGBColor(r, g, b).to_backend_color(),
        pos: Pos::new(horizontal, VPos::Top),
    }
}

/// A canvas as SVG, with the parts of it that stand for numbers.
pub(super) fn picture(
    canvas: Canvas,
    title: &str,
    description: &str,
    language: Language,
) -> Picture {
    let mut drawn = String::new();
    let mut backend = SVGBackend::with_string(
        &mut drawn,
        (fine(WIDTH).unsigned_abs(), fine(canvas.height).unsigned_abs()),
    );
    for shape in &canvas.shapes {
        draw(&mut backend, shape);
    }
    backend.present().expect("an SVG that is kept in memory cannot fail to be written");
    drop(backend);
    let svg = tidied(&drawn, canvas.height, title, description, language);
    Picture { svg, spots: canvas.spots }
}

fn draw(backend: &mut SVGBackend<'_>, shape: &Shape) {
    let outcome = match shape {
        Shape::Line { points, width, colour, opacity } => backend.draw_path(
            points.iter().copied().map(fine_point),
            &shape_style(*colour, *opacity, *width),
        ),
        Shape::Surface { points, colour, opacity } => backend.fill_polygon(
            points.iter().copied().map(fine_point),
            &shape_style(*colour, *opacity, 0.0),
        ),
        Shape::Block { area, colour, opacity } => backend.draw_rect(
            fine_point((area.left, area.top)),
            fine_point((area.right.max(area.left), area.bottom.max(area.top))),
            &shape_style(*colour, *opacity, 0.0),
            true,
        ),
        Shape::Dot { centre, radius, colour } => backend.draw_circle(
            fine_point(*centre),
            u32::try_from(fine(*radius)).unwrap_or(0),
            &shape_style(*colour, 1.0, 0.0),
            true,
        ),
        Shape::Text { at, text, style } => {
            backend.draw_text(text, &text_style(*style), fine_point(*at))
        }
    };
    outcome.expect("an SVG that is kept in memory cannot fail to be written");
}

fn escaped(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => result.push_str("&lt;"),
            '>' => result.push_str("&gt;"),
            '&' => result.push_str("&amp;"),
            '"' => result.push_str("&quot;"),
            c if c.is_control() => result.push(' '),
            c => result.push(c),
        }
    }
    result
}

fn tidied(drawn: &str, height: f64, title: &str, description: &str, language: Language) -> String {
    let (title, description) = (escaped(title), escaped(description));
    let (r, g, b) = WHITE;
    let mut result = String::with_capacity(drawn.len());
    write!(
        result,
        concat!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{}" viewBox="0 0 {} {}" "#,
            r#"role="img" lang="{}" aria-label="{}" stroke-linejoin="round" stroke-linecap="butt">"#,
            "\n<title>{}</title>\n<desc>{}</desc>\n",
            r##"<rect width="100%" height="100%" fill="#{:02X}{:02X}{:02X}"/>"##,
            "\n"
        ),
        WIDTH,
        height,
        fine(WIDTH),
        fine(height),
        language.code(),
        title,
        title,
        description,
        r,
        g,
        b
    )
    .expect("writing to a string cannot fail");
    // The first line is plotters' opening tag. A text element spans three lines: tag, text, closing tag.
    let mut lines = drawn.lines().skip(1);
    while let Some(line) = lines.next() {
        if line.starts_with("<text ") {
            result.push_str(&tidied_text_tag(line));
            result.push_str(lines.next().unwrap_or_default());
            result.push_str(lines.next().unwrap_or_default());
        } else {
            // The opacity of a whole element makes a renderer draw it on a layer of its own.
            let opacity = if line.starts_with("<polyline") {
                r#" stroke-opacity=""#
            } else {
                r#" fill-opacity=""#
            };
            let line = line
                .replace(r#" opacity="1""#, "")
                .replace(r#" opacity=""#, opacity)
                .replace(r#" ""#, r#"""#);
            result.push_str(&line);
        }
        result.push('\n');
    }
    result
}

/// A text's opening tag with the baseline as its `y` and a font size without rounding dust.
fn tidied_text_tag(tag: &str) -> String {
    const SIZE: &str = r#"font-size=""#;
    let tag = tag.replace(TOP_ANCHOR, "").replace(r#"opacity="1" "#, "");
    let Some((before, rest)) = tag.split_once(SIZE) else {
        return tag;
    };
    match rest.split_once('"') {
        Some((size, after)) => {
            let size: f64 = size.parse().unwrap_or_default();
            format!("{before}{SIZE}{}\"{after}", (size * FINENESS).round() / FINENESS)
        }
        None => tag,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::canvas::Area;

    fn sample() -> String {
        let mut canvas = Canvas::new(crate::figure::style::HEIGHT);
        canvas.line(vec![(0.0, 0.0), (10.25, 5.5)], 2.0, (1, 2, 3));
        canvas.block(Area::new(1.0, 2.0, 3.0, 4.0), (255, 0, 0), 0.5);
        canvas.text(
            (100.0, 50.0),
            "kosten < baten & \"zo\"",
            TextStyle::new(18.0, (0, 0, 0)).anchored(Anchor::End),
        );
        picture(canvas, "Titel <1>", "Wat & hoe", Language::Nl).svg
    }

    #[test]
    fn shapes_become_svg_on_the_fine_grid() {
        insta::assert_snapshot!(sample(), @r##"
        <svg xmlns="http://www.w3.org/2000/svg" width="1280" height="720" viewBox="0 0 5120 2880" role="img" lang="nl" aria-label="Titel &lt;1&gt;" stroke-linejoin="round" stroke-linecap="butt">
        <title>Titel &lt;1&gt;</title>
        <desc>Wat &amp; hoe</desc>
        <rect width="100%" height="100%" fill="#FFFFFF"/>
        <polyline fill="none" stroke="#010203" stroke-width="8" points="0,0 41,22"/>
        <rect x="4" y="8" width="8" height="8" fill-opacity="0.5" fill="#FF0000" stroke="none"/>
        <text x="400" y="200" text-anchor="end" font-family="Inter, Segoe UI, Helvetica, Arial, sans-serif" font-size="72" fill="#000000">kosten &lt; baten &amp; &quot;zo&quot;</text>
        </svg>
        "##);
    }
}
