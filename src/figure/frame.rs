//! What every figure has: title, reading aid, note at the foot, and the keys that explain colours.

use super::canvas::{Area, Canvas, TextStyle};
use super::font::text_width;
use super::layout::{Fitted, fit};
use super::style::{
    AXIS_SIZE, Colour, FURTHER_ROW, HEIGHT, INK, LABEL_SIZE, MARGIN, NOTE_SIZES, SOFT_INK,
    SUBTITLE_SIZES, TITLE_SIZES, WIDTH,
};

/// The texts around a figure, in the language of the figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// What the figure shows, best as a statement.
    pub title: String,
    /// One line that says how to read it; may be empty.
    pub subtitle: String,
    /// What a screen reader says in place of the picture.
    pub description: String,
    /// Small print at the foot, such as the number of runs and the scenario; may be empty.
    pub note: String,
}

/// Draws lines of text from a top edge down; gives the place below them.
pub(super) fn draw_lines(
    canvas: &mut Canvas,
    fitted: &Fitted,
    x: f64,
    top: f64,
    style: TextStyle,
) -> f64 {
    let style = TextStyle { size: fitted.size, ..style };
    let mut y = top;
    for line in &fitted.lines {
        canvas.text((x, y + ASCENT * fitted.size), line, style);
        y += fitted.line_height();
    }
    y
}

/// The place nearest to `wish` where a centred text stays within an area.
pub(super) fn centre_within(wish: f64, text: &Fitted, area: Area) -> f64 {
    let widths = text.lines.iter().map(|line| text_width(line, text.size, true));
    let half = 0.5 * widths.fold(0.0, f64::max).min(area.width());
    wish.clamp(area.left + half, area.right - half)
}

/// From the top of a line of text to its baseline, as a share of the font size.
const ASCENT: f64 = 0.98;

/// Draws the heading on a new canvas; gives the canvas and the area that is left for the figure.
pub(super) fn begin(heading: &Heading) -> (Canvas, Area) {
    begin_rows(heading, 1)
}

/// The same for a figure with so many rows of panels: each row has the height of a single one.
pub(super) fn begin_rows(heading: &Heading, rows: usize) -> (Canvas, Area) {
    begin_higher(heading, FURTHER_ROW * rows.saturating_sub(1) as f64)
}

/// The same on a canvas that is so much higher than a slide.
pub(super) fn begin_higher(heading: &Heading, extra: f64) -> (Canvas, Area) {
    let height = HEIGHT + extra;
    let mut canvas = Canvas::new(height);
    let width = WIDTH - 2.0 * MARGIN;
    let mut top = 20.0;
    let title = fit(&heading.title, &TITLE_SIZES, true, width, 2);
    top = draw_lines(&mut canvas, &title, MARGIN, top, TextStyle::new(title.size, INK).bold());
    let subtitle = fit(&heading.subtitle, &SUBTITLE_SIZES, false, width, 2);
    if !subtitle.lines.is_empty() {
        top = draw_lines(
            &mut canvas,
            &subtitle,
            MARGIN,
            top + 2.0,
            TextStyle::new(subtitle.size, SOFT_INK),
        );
    }
    let mut bottom = height - 16.0;
    let note = fit(&heading.note, &NOTE_SIZES, false, width, 2);
    if !note.lines.is_empty() {
        bottom -= note.height();
        draw_lines(&mut canvas, &note, MARGIN, bottom, TextStyle::new(note.size, SOFT_INK));
        bottom -= 8.0;
    }
    (canvas, Area::new(MARGIN, top + 10.0, WIDTH - MARGIN, bottom))
}

/// How an entry of the key is marked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Mark {
    /// A filled block with an opacity.
    Block(Colour, f64),
    /// A line with a width.
    Line(Colour, f64),
    /// A dashed line with a width.
    Dashes(Colour, f64),
    /// A bar with a dot: a range and its median.
    Spread(Colour),
    /// A bar: a range.
    Bar(Colour),
    /// An upright line ending in a dot: a median in a distribution.
    Upright(Colour),
    /// A dot of a radius.
    Dot(Colour, f64),
}

/// Draws a key as one or more rows of marks with their names; gives the place below it.
pub(super) fn draw_key(canvas: &mut Canvas, area: Area, entries: &[(Mark, &str)]) -> f64 {
    const MARK: f64 = 26.0;
    const GAP: f64 = 9.0;
    const BETWEEN: f64 = 30.0;
    const ROW: f64 = 28.0;
    if entries.is_empty() {
        return area.top;
    }
    let (mut x, mut top) = (area.left, area.top);
    for (mark, name) in entries {
        let room = area.width() - MARK - GAP;
        let name = fit(name, &[LABEL_SIZE, AXIS_SIZE, 16.0], false, room, 1);
        let text = name.lines.first().map_or("", String::as_str);
        let width = MARK + GAP + text_width(text, name.size, false);
        if x > area.left && x + width > area.right {
            (x, top) = (area.left, top + ROW);
        }
        let middle = top + 0.5 * ROW;
        let line = [(x, middle), (x + MARK, middle)];
        match *mark {
            Mark::Block(colour, opacity) => {
                canvas.block(Area::new(x, middle - 9.0, x + MARK, middle + 9.0), colour, opacity)
            }
            Mark::Line(colour, width) => canvas.line(line.to_vec(), width, colour),
            Mark::Dashes(colour, width) => canvas.dashed(&line, (7.0, 5.0), width, colour),
            Mark::Spread(colour) => {
                canvas.block(Area::new(x, middle - 4.0, x + MARK, middle + 4.0), colour, 0.3);
                canvas.dot((x + 0.5 * MARK, middle), 6.0, colour);
            }
            Mark::Bar(colour) => {
                canvas.block(Area::new(x, middle - 3.0, x + MARK, middle + 3.0), colour, 0.65)
            }
            Mark::Upright(colour) => {
                let x = x + 0.5 * MARK;
                canvas.line(vec![(x, middle - 12.0), (x, middle + 6.0)], 3.5, colour);
                canvas.dot((x, middle + 6.0), 5.0, colour);
            }
            Mark::Dot(colour, radius) => canvas.plain_dot((x + 0.5 * MARK, middle), radius, colour),
        }
        canvas.text_centred((x + MARK + GAP, middle), text, TextStyle::new(name.size, SOFT_INK));
        x += width + BETWEEN;
    }
    top + ROW
}
