//! Futures by two of their numbers, and the region in which something happens.

use super::axis::{Unit, ValueAxis};
use super::canvas::{Area, TextStyle};
use super::frame::{Heading, Mark, begin, draw_key};
use super::layout::fit;
use super::panels::{Head, Panels, Plan};
use super::picture::Picture;
use super::scale::{Linear, extent};
use super::style::{AXIS_SIZE, BLUE, Colour, GREY, INK, LABEL_SIZE, THIN_LINE, VERMILLION};
use super::surface;
use crate::language::Language;

/// Height of the row of numbers below the plot.
const AXIS_HEIGHT: f64 = 30.0;
/// Futures in which it happens, and the others: apart by colour and by size.
const HAPPENED: (Colour, f64) = (VERMILLION, 4.2);
const OTHER: (Colour, f64) = (GREY, 2.2);
/// How opaque the region is.
const REGION: f64 = 0.09;

/// One of the two numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScatterAxis {
    /// What it is.
    pub caption: String,
    /// How its values are written.
    pub unit: Unit,
    /// By future.
    pub values: Vec<f64>,
    /// The ends of the region; `None` where it has none.
    pub region: [Option<f64>; 2],
}

/// A dot for each future.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScatterChart {
    /// Title, reading aid, description, note.
    pub heading: Heading,
    /// The number that runs from left to right, and the one that runs upwards.
    pub axes: [ScatterAxis; 2],
    /// Whether it happened, by future.
    pub happened: Vec<bool>,
    /// What the two kinds of dots are: those in which it happened first.
    pub kinds: [String; 2],
    /// What the region is; empty if there is none.
    pub region: String,
}

impl ScatterChart {
    /// The figure.
    #[must_use]
    pub fn render(&self, language: Language) -> Picture {
        let (mut canvas, mut area) = begin(&self.heading);
        let axis = |of: &ScatterAxis| {
            let ends = of.region.iter().flatten().copied();
            let (low, high) = extent(of.values.iter().copied().chain(ends)).unwrap_or((0.0, 1.0));
            ValueAxis::over(low, high, of.unit, 8, language)
        };
        let [along, upright] = &self.axes;
        let (along_axis, axis) = (axis(along), axis(upright));
        let mut key = vec![
            (Mark::Dot(HAPPENED.0, HAPPENED.1), self.kinds[0].as_str()),
            (Mark::Dot(OTHER.0, OTHER.1), self.kinds[1].as_str()),
        ];
        if !self.region.is_empty() {
            key.push((Mark::Block(BLUE, 2.0 * REGION), self.region.as_str()));
        }
        area.top = draw_key(&mut canvas, area, &key) + 8.0;
        let heads = [Head { name: String::new(), colour: INK, lines: Vec::new() }];
        let plan = Plan {
            heads: &heads,
            labels: &[Vec::new()],
            axis: &axis,
            value_caption: &upright.caption,
            along_caption: &along.caption,
            strip: 0.0,
            axis_height: AXIS_HEIGHT,
        };
        let panels = Panels::lay_out(&mut canvas, area, &plan);
        let plot = panels.each[0].plot;
        along_axis.draw_along(&mut canvas, plot);
        axis.draw_upright(&mut canvas, plot, true);
        let (x, y) = (along_axis.along(plot), axis.upright(plot));
        let place = (!self.region.is_empty()).then(|| self.place(plot, &x, &y));
        if let Some(place) = place {
            canvas.block(place, BLUE, REGION);
            canvas.row(place, 0, 0);
        }
        // What happens lies on top: it is what is looked for.
        for (kind, (colour, radius)) in [(false, OTHER), (true, HAPPENED)] {
            for (run, _) in self.happened.iter().enumerate().filter(|(_, is)| **is == kind) {
                let at = [along, upright].map(|of| of.values[run]);
                canvas.plain_dot((x.within(at[0]), y.within(at[1])), radius, colour);
            }
        }
        if let Some(Area { left, top, right, bottom }) = place {
            let corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
            canvas.line(corners.to_vec(), THIN_LINE, BLUE);
            let label =
                fit(&self.region, &[LABEL_SIZE, AXIS_SIZE, 16.0], true, right - left - 20.0, 2);
            // A label that does not fit in whole is in the key only.
            if label.whole {
                let style = TextStyle::new(label.size, BLUE).bold();
                for (k, line) in label.lines.iter().enumerate() {
                    let baseline = top + 24.0 + k as f64 * label.line_height();
                    canvas.text_over_lines((left + 10.0, baseline), line, style);
                }
            }
        }
        surface::picture(canvas, &self.heading.title, &self.heading.description, language)
    }

    /// Where the region lies; where it has no end it runs to the edge.
    fn place(&self, plot: Area, x: &Linear, y: &Linear) -> Area {
        let end = |axis: usize, end: usize, scale: &Linear, edge: f64| {
            self.axes[axis].region[end].map_or(edge, |value| scale.within(value))
        };
        Area::new(
            end(0, 0, x, plot.left),
            end(1, 1, y, plot.top),
            end(0, 1, x, plot.right),
            end(1, 0, y, plot.bottom),
        )
    }
}
