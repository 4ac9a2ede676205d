//! How an outcome changes with a number that is chosen, with the band in which it is known.

use super::axis::{Unit, ValueAxis};
use super::canvas::{Anchor, Area, Canvas, Point, TextStyle};
use super::fan::ReferenceLine;
use super::font::text_width;
use super::frame::{Heading, Mark, begin, draw_key};
use super::layout::fit;
use super::panels::{EndLabel, Head, Panel, Panels, Plan};
use super::picture::Picture;
use super::scale::Linear;
use super::style::{AXIS_SIZE, INK, LABEL_SIZE, MAIN_LINE, OUTER_BAND, THIN_LINE, colour};
use super::surface;
use crate::language::Language;

/// Height of the row of numbers below the plot.
const AXIS_HEIGHT: f64 = 30.0;
/// Lines that can have their names at their ends.
const MOST_NAMES_AT_ENDS: usize = 4;
/// Height of the label of a mark.
const ROW: f64 = 26.0;

/// One outcome along the chosen number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curve {
    /// The label at the end of the line.
    pub name: String,
    /// The number of the colour.
    pub colour: usize,
    /// The outcome at each place.
    pub values: Vec<f64>,
    /// Lower edge of the band; may be empty.
    pub low: Vec<f64>,
    /// Upper edge of the band; may be empty.
    pub high: Vec<f64>,
}

/// A place along the axis that means something.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CurveMark {
    /// Where.
    pub at: f64,
    /// What it is.
    pub label: String,
}

/// Lines over a number that is chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CurveChart {
    /// Title, reading aid, description, note.
    pub heading: Heading,
    /// The places, in increasing order.
    pub along: Vec<f64>,
    /// What is chosen.
    pub along_caption: String,
    /// Whether the places are amounts.
    pub along_unit: Unit,
    /// What the outcome is.
    pub value_caption: String,
    /// Whether the outcome is an amount.
    pub unit: Unit,
    /// What a line is.
    pub line_name: String,
    /// What a band is; empty if there is none.
    pub band_name: String,
    /// The lines.
    pub curves: Vec<Curve>,
    /// Level lines, such as a limit.
    pub references: Vec<ReferenceLine>,
    /// Upright lines, such as an answer.
    pub marks: Vec<CurveMark>,
}

impl CurveChart {
    /// The figure.
    #[must_use]
    pub fn render(&self, language: Language) -> Picture {
        let (mut canvas, mut area) = begin(&self.heading);
        let values = self
            .curves
            .iter()
            .flat_map(|curve| [&curve.values, &curve.low, &curve.high])
            .flatten()
            .copied()
            .chain(self.references.iter().map(|line| line.value));
        let axis = ValueAxis::new(values, self.unit, 6, language);
        let first = self.along.first().copied().unwrap_or(0.0);
        let last = self.along.last().copied().unwrap_or(1.0);
        let along = ValueAxis::over(first, last, self.along_unit, 10, language);
        area.top = draw_key(&mut canvas, area, &self.key()) + 10.0;
        let labels = [self.labels(&axis)];
        let heads = [Head { name: String::new(), colour: INK, lines: Vec::new() }];
        let panels = Panels::lay_out(
            &mut canvas,
            area,
            &Plan {
                heads: &heads,
                labels: &labels,
                axis: &axis,
                value_caption: &self.value_caption,
                along_caption: &self.along_caption,
                strip: 0.0,
                axis_height: AXIS_HEIGHT,
            },
        );
        let place = &panels.each[0];
        canvas.panel(place.plot, (0.0, self.along.len().saturating_sub(1) as f64));
        along.draw_along(&mut canvas, place.plot);
        axis.draw_upright(&mut canvas, place.plot, true);
        let (x, y) = (along.along(place.plot), axis.upright(place.plot));
        for curve in &self.curves {
            self.draw_band(&mut canvas, curve, &x, &y);
        }
        for curve in &self.curves {
            canvas.line(self.points(&curve.values, &x, &y), MAIN_LINE, colour(curve.colour));
        }
        for line in &self.references {
            let level = y.at(line.value);
            let ends = [(place.plot.left, level), (place.plot.right, level)];
            canvas.dashed(&ends, (10.0, 6.0), THIN_LINE, INK);
        }
        self.draw_marks(&mut canvas, place, &x, &y);
        panels.draw_labels(&mut canvas, place, &axis, &labels[0]);
        surface::picture(canvas, &self.heading.title, &self.heading.description, language)
    }

    /// Names at the ends of more lines than these would leave each other no room: they go in the key.
    fn names_fit_at_ends(&self) -> bool {
        self.curves.len() <= MOST_NAMES_AT_ENDS
    }

    fn key(&self) -> Vec<(Mark, &str)> {
        let tone = colour(self.curves.first().map_or(0, |curve| curve.colour));
        let mut key = vec![(Mark::Line(tone, MAIN_LINE), self.line_name.as_str())];
        if !self.names_fit_at_ends() {
            let of = |curve: &'_ Curve| Mark::Line(colour(curve.colour), MAIN_LINE);
            key = self.curves.iter().map(|curve| (of(curve), curve.name.as_str())).collect();
        }
        if !self.band_name.is_empty() {
            key.push((Mark::Block(tone, OUTER_BAND), self.band_name.as_str()));
        }
        key
    }

    fn labels(&self, axis: &ValueAxis) -> Vec<EndLabel> {
        let ends = self.curves.iter().filter_map(|curve| {
            let value = *curve.values.last()?;
            Some(EndLabel {
                value,
                name: if self.names_fit_at_ends() { curve.name.clone() } else { String::new() },
                amount: axis.value_text(value),
                colour: colour(curve.colour),
                bold: true,
            })
        });
        let references = self.references.iter().map(|line| EndLabel {
            value: line.value,
            name: line.label.clone(),
            amount: String::new(),
            colour: INK,
            bold: false,
        });
        ends.chain(references).collect()
    }

    fn points(&self, values: &[f64], x: &Linear, y: &Linear) -> Vec<Point> {
        let places = self.along.iter().zip(values);
        places.map(|(&at, &value)| (x.within(at), y.within(value))).collect()
    }

    fn draw_band(&self, canvas: &mut Canvas, curve: &Curve, x: &Linear, y: &Linear) {
        let mut outline = self.points(&curve.high, x, y);
        outline.extend(self.points(&curve.low, x, y).into_iter().rev());
        canvas.surface(outline, colour(curve.colour), OUTER_BAND);
    }

    /// Upright lines with their labels as high as no line crosses them, on the side that has room.
    fn draw_marks(&self, canvas: &mut Canvas, place: &Panel, x: &Linear, y: &Linear) {
        let plot = place.plot;
        let mut taken: Vec<Area> = Vec::new();
        for (row, mark) in self.marks.iter().enumerate() {
            let at = x.within(mark.at);
            canvas.dashed(&[(at, plot.top), (at, plot.bottom)], (4.0, 4.0), THIN_LINE, INK);
            let is_left = at < 0.5 * (plot.left + plot.right);
            let (anchor, from, room) = if is_left {
                (Anchor::Start, at + 8.0, plot.right - at - 12.0)
            } else {
                (Anchor::End, at - 8.0, at - plot.left - 12.0)
            };
            let label = fit(&mark.label, &[LABEL_SIZE, AXIS_SIZE, 16.0], true, room, 1);
            let style = TextStyle::new(label.size, INK).bold().anchored(anchor);
            let Some(line) = label.lines.first() else { continue };
            let width = text_width(line, label.size, true);
            let left = if is_left { from } else { from - width };
            let area = |nth: usize| {
                let baseline = plot.top + 20.0 + ROW * nth as f64;
                let top = baseline - label.size;
                Area::new(left - 4.0, top, left + width + 4.0, top + ROW)
            };
            let rows = ((plot.height() - 30.0) / ROW).max(1.0) as usize;
            // Over a line rather than over another label, where nothing is free.
            let has_room = |nth: &usize| taken.iter().all(|other| apart(&area(*nth), other));
            let is_free = |nth: &usize| has_room(nth) && !self.crosses(&area(*nth), x, y);
            let nth = (0..rows).find(is_free).or_else(|| (0..rows).find(has_room)).unwrap_or(row);
            let area = area(nth);
            canvas.text_over_lines((from, area.top + label.size), line, style);
            taken.push(area);
        }
    }

    /// Whether a line of the figure runs through an area.
    fn crosses(&self, area: &Area, x: &Linear, y: &Linear) -> bool {
        let level = |line: &ReferenceLine| (area.top..area.bottom).contains(&y.at(line.value));
        let through = |pair: &[Point]| {
            let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
            let (from, to) = (x0.max(area.left), x1.min(area.right));
            if from > to {
                return false;
            }
            let at = |x: f64| if x1 > x0 { y0 + (x - x0) / (x1 - x0) * (y1 - y0) } else { y0 };
            let (a, b) = (at(from), at(to));
            a.min(b) < area.bottom && a.max(b) > area.top
        };
        self.references.iter().any(level)
            || self
                .curves
                .iter()
                .any(|curve| self.points(&curve.values, x, y).windows(2).any(through))
    }
}

/// Whether two areas do not touch.
fn apart(a: &Area, b: &Area) -> bool {
    a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top
}
