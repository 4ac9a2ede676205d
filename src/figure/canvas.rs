//! What is drawn, as a list of shapes in logical pixels; `surface` turns it into SVG.

use super::picture::{Part, Spot};
use super::style::Colour;

/// A place on the canvas.
pub(super) type Point = (f64, f64);

/// A rectangle on the canvas.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Area {
    pub(super) fn new(left: f64, top: f64, right: f64, bottom: f64) -> Self {
        Self { left, top, right, bottom }
    }

    pub(super) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(super) fn height(&self) -> f64 {
        self.bottom - self.top
    }
}

/// Which point of a text its place fixes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// Size, weight, colour and anchor of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct TextStyle {
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) colour: Colour,
    pub(super) anchor: Anchor,
}

impl TextStyle {
    pub(super) const fn new(size: f64, colour: Colour) -> Self {
        Self { size, bold: false, colour, anchor: Anchor::Start }
    }

    pub(super) const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub(super) const fn anchored(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }
}

/// One drawn thing. `opacity` runs from 0 (invisible) to 1.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    Line {
        points: Vec<Point>,
        width: f64,
        colour: Colour,
        opacity: f64,
    },
    Surface {
        points: Vec<Point>,
        colour: Colour,
        opacity: f64,
    },
    Block {
        area: Area,
        colour: Colour,
        opacity: f64,
    },
    Dot {
        centre: Point,
        radius: f64,
        colour: Colour,
    },
    Text {
        /// The anchor point on the baseline.
        at: Point,
        text: String,
        style: TextStyle,
    },
}

/// A list of shapes in drawing order, and what parts of the canvas stand for.
#[derive(Clone, Debug)]
pub(super) struct Canvas {
    pub(super) height: f64,
    pub(super) shapes: Vec<Shape>,
    pub(super) spots: Vec<Spot>,
}

impl Canvas {
    /// Nothing yet, on a canvas of this height.
    pub(super) fn new(height: f64) -> Self {
        Self { height, shapes: Vec::new(), spots: Vec::new() }
    }

    /// Says that an area is the next panel; its left and right edge lie at these rows of the data.
    pub(super) fn panel(&mut self, area: Area, (first, last): (f64, f64)) {
        let panel = self.spots.len();
        self.spot(area, Part::Panel { panel, first, last });
    }

    /// Says that an area stands for a row of a panel's data.
    pub(super) fn row(&mut self, area: Area, panel: usize, row: usize) {
        self.spot(area, Part::Row { panel, row });
    }

    fn spot(&mut self, area: Area, part: Part) {
        let Area { left, top, right, bottom } = area;
        self.spots.push(Spot { left, top, right, bottom, part });
    }

    pub(super) fn line(&mut self, points: Vec<Point>, width: f64, colour: Colour) {
        if points.len() > 1 {
            self.shapes.push(Shape::Line { points, width, colour, opacity: 1.0 });
        }
    }

    /// A line that stays in the background.
    pub(super) fn faint_line(&mut self, points: Vec<Point>, width: f64, colour: Colour) {
        if points.len() > 1 {
            self.shapes.push(Shape::Line { points, width, colour, opacity: 0.55 });
        }
    }

    /// A line of dashes along `points`; `dash` is the length of a dash and of the gap after it.
    pub(super) fn dashed(
        &mut self,
        points: &[Point],
        dash: (f64, f64),
        width: f64,
        colour: Colour,
    ) {
        let mut drawing = true;
        let mut left = dash.0;
        let mut run: Vec<Point> = points.first().copied().into_iter().collect();
        for pair in points.windows(2) {
            let (mut from, to) = (pair[0], pair[1]);
            loop {
                let length = (to.0 - from.0).hypot(to.1 - from.1);
                if length < left {
                    left -= length;
                    run.push(to);
                    break;
                }
                let share = left / length;
                from = (from.0 + share * (to.0 - from.0), from.1 + share * (to.1 - from.1));
                run.push(from);
                if drawing {
                    self.line(std::mem::take(&mut run), width, colour);
                }
                run.clear();
                run.push(from);
                drawing = !drawing;
                left = if drawing { dash.0 } else { dash.1 };
            }
        }
        if drawing {
            self.line(run, width, colour);
        }
    }

    pub(super) fn surface(&mut self, points: Vec<Point>, colour: Colour, opacity: f64) {
        if points.len() > 2 {
            self.shapes.push(Shape::Surface { points, colour, opacity });
        }
    }

    pub(super) fn block(&mut self, area: Area, colour: Colour, opacity: f64) {
        self.shapes.push(Shape::Block { area, colour, opacity });
    }

    /// A dot with a white ring, so that it stands off from lines below it.
    pub(super) fn dot(&mut self, centre: Point, radius: f64, colour: Colour) {
        for (radius, colour) in [(radius + 2.0, super::style::WHITE), (radius, colour)] {
            self.shapes.push(Shape::Dot { centre, radius, colour });
        }
    }

    /// A dot that stands among others.
    pub(super) fn plain_dot(&mut self, centre: Point, radius: f64, colour: Colour) {
        self.shapes.push(Shape::Dot { centre, radius, colour });
    }

    /// A text with its anchor point on the baseline at `at`.
    pub(super) fn text(&mut self, at: Point, text: &str, style: TextStyle) {
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        if !text.trim().is_empty() {
            self.shapes.push(Shape::Text { at, text, style });
        }
    }

    /// A text on a light background of its own, so that lines behind it do not cross it.
    pub(super) fn text_over_lines(&mut self, at: Point, text: &str, style: TextStyle) {
        let width = super::font::text_width(text, style.size, style.bold);
        let left = match style.anchor {
            Anchor::Start => at.0,
            Anchor::Middle => at.0 - 0.5 * width,
            Anchor::End => at.0 - width,
        };
        let area = Area::new(
            left - 3.0,
            at.1 - 0.86 * style.size,
            left + width + 3.0,
            at.1 + 0.26 * style.size,
        );
        self.block(area, super::style::WHITE, 0.88);
        self.text(at, text, style);
    }

    /// A text whose capitals are centred on `at` vertically.
    pub(super) fn text_centred(&mut self, at: Point, text: &str, style: TextStyle) {
        self.text((at.0, at.1 + HALF_CAPITAL * style.size), text, style);
    }

    /// The same on a light background of its own.
    pub(super) fn text_centred_over_lines(&mut self, at: Point, text: &str, style: TextStyle) {
        self.text_over_lines((at.0, at.1 + HALF_CAPITAL * style.size), text, style);
    }
}

/// Half the height of Inter's capitals, as a share of the font size.
const HALF_CAPITAL: f64 = 0.364;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::style::HEIGHT;

    #[test]
    fn dashes_follow_the_line_and_leave_gaps() {
        let mut canvas = Canvas::new(HEIGHT);
        canvas.dashed(&[(0.0, 0.0), (5.0, 0.0), (25.0, 0.0)], (8.0, 4.0), 1.0, (0, 0, 0));
        let ends: Vec<(f64, f64)> = canvas
            .shapes
            .iter()
            .map(|shape| match shape {
                Shape::Line { points, .. } => (points[0].0, points[points.len() - 1].0),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(ends, [(0.0, 8.0), (12.0, 20.0), (24.0, 25.0)]);
    }

    #[test]
    fn control_characters_do_not_reach_the_figure() {
        let mut canvas = Canvas::new(HEIGHT);
        canvas.text((0.0, 0.0), "a\nb\u{0}c", TextStyle::new(10.0, (0, 0, 0)));
        canvas.text((0.0, 0.0), "\n", TextStyle::new(10.0, (0, 0, 0)));
        assert_eq!(canvas.shapes.len(), 1);
        assert!(matches!(&canvas.shapes[0], Shape::Text { text, .. } if text == "a b c"));
    }
}
