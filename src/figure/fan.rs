//! Fan charts: how an amount develops over the months, with the spread of its futures.

use super::Picture;
use super::axis::{MONTH_AXIS_HEIGHT, MonthAxis, Unit, ValueAxis};
use super::canvas::{Canvas, Point};
use super::frame::{Heading, Mark, begin_rows, draw_key};
use super::panels::{
    EndLabel, Head, MOST_WITH_AMOUNTS, Panel, Panels, Plan, columns, draw_axes, rows,
};
use super::scale::Linear;
use super::style::{
    Colour, EDGE_LINE, GREY, INK, INNER_BAND, MAIN_LINE, OUTER_BAND, SOFT_INK, THIN_LINE, colour,
};
use super::{surface, words};
use crate::language::Language;

/// Percentiles by month: element `t` of each list belongs to month `t`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fan {
    /// 5th percentiles.
    pub p5: Vec<f64>,
    /// 25th percentiles; empty if there is no inner band.
    pub p25: Vec<f64>,
    /// Medians.
    pub p50: Vec<f64>,
    /// 75th percentiles; empty if there is no inner band.
    pub p75: Vec<f64>,
    /// 95th percentiles.
    pub p95: Vec<f64>,
    /// Means; empty if they are not shown.
    pub mean: Vec<f64>,
}

impl Fan {
    pub(super) fn values(&self) -> impl Iterator<Item = f64> {
        [&self.p5, &self.p25, &self.p50, &self.p75, &self.p95, &self.mean]
            .into_iter()
            .flatten()
            .copied()
    }

    pub(super) fn months(&self) -> usize {
        self.p50.len()
    }
}

/// One curve with its bands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FanSeries {
    /// The name, used as label when a panel holds more than one series.
    pub name: String,
    /// The number of the colour: give a strategy the same one in every figure.
    pub colour: usize,
    /// The percentiles.
    pub fan: Fan,
}

/// A panel with one series, or a few laid over each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FanPanel {
    /// The name above the panel; may be empty if there is one panel.
    pub name: String,
    /// Lines of text below the name, such as `kans onder de vloer: 6 van de 100 (±1)`.
    pub lines: Vec<String>,
    /// The series.
    pub series: Vec<FanSeries>,
}

/// A horizontal line that means something, such as a floor.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReferenceLine {
    /// The value.
    pub value: f64,
    /// What it is.
    pub label: String,
}

/// A fan chart: median, the band of 50 and the band of 90 of 100 futures by month, in panels with the same scale.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FanChart {
    /// Title, reading aid, description, note.
    pub heading: Heading,
    /// Calendar year and month (1–12) of month 0.
    pub start: (i32, u32),
    /// What runs along the months, such as `maanden na de start`.
    pub month_caption: String,
    /// What the values are, such as `cumulatieve nettokasstroom`.
    pub value_caption: String,
    /// Whether the values are amounts.
    pub unit: Unit,
    /// The panels; two to four strategies take one each.
    pub panels: Vec<FanPanel>,
    /// Reference lines, drawn in every panel.
    pub references: Vec<ReferenceLine>,
}

impl FanChart {
    /// The figure.
    #[must_use]
    pub fn render(&self, language: Language) -> Picture {
        let (mut canvas, mut area) = begin_rows(&self.heading, rows(self.panels.len()));
        let all =
            || self.panels.iter().flat_map(|panel| panel.series.iter().map(|series| &series.fan));
        let months =
            MonthAxis { start: self.start, months: all().map(Fan::months).max().unwrap_or(0) };
        let columns = columns(self.panels.len());
        let values =
            all().flat_map(Fan::values).chain(self.references.iter().map(|line| line.value));
        let axis = ValueAxis::new(values, self.unit, 6, language);

        area.top = draw_key(&mut canvas, area, &self.key(language)) + 10.0;
        let heads: Vec<Head> = self
            .panels
            .iter()
            .map(|panel| Head {
                name: panel.name.clone(),
                colour: match panel.series.as_slice() {
                    [only] => colour(only.colour),
                    _ => INK,
                },
                lines: panel.lines.clone(),
            })
            .collect();
        let labels: Vec<Vec<EndLabel>> =
            self.panels.iter().map(|panel| self.labels(panel, &axis, columns, language)).collect();
        let panels = Panels::lay_out(
            &mut canvas,
            area,
            &Plan {
                heads: &heads,
                labels: &labels,
                axis: &axis,
                value_caption: &self.value_caption,
                along_caption: &self.month_caption,
                strip: 0.0,
                axis_height: MONTH_AXIS_HEIGHT,
            },
        );
        for ((panel, place), labels) in self.panels.iter().zip(&panels.each).zip(&labels) {
            draw_axes(&mut canvas, place, &axis, &months, language);
            canvas.panel(place.plot, months.range());
            let curves =
                Curves { months: months.along(place.plot), values: axis.upright(place.plot) };
            for FanSeries { fan, colour: c, .. } in &panel.series {
                let tone = colour(*c);
                if panel.series.len() == 1 {
                    curves.band(&mut canvas, &fan.p5, &fan.p95, tone, OUTER_BAND);
                    curves.band(&mut canvas, &fan.p25, &fan.p75, tone, INNER_BAND);
                } else {
                    // Bands laid over each other stay light and get an edge, so that each can be followed.
                    curves.band(&mut canvas, &fan.p5, &fan.p95, tone, 0.5 * OUTER_BAND);
                    for edge in [&fan.p5, &fan.p95] {
                        canvas.faint_line(curves.line(edge), EDGE_LINE, tone);
                    }
                }
            }
            for FanSeries { fan, colour: c, .. } in &panel.series {
                let tone = colour(*c);
                canvas.line(curves.line(&fan.p50), MAIN_LINE, tone);
                canvas.dashed(&curves.line(&fan.mean), (7.0, 5.0), THIN_LINE, INK);
                curves.single(&mut canvas, &fan.p50, tone);
            }
            self.draw_references(&mut canvas, place, &axis);
            panels.draw_labels(&mut canvas, place, &axis, labels);
        }
        surface::picture(canvas, &self.heading.title, &self.heading.description, language)
    }

    fn draw_references(&self, canvas: &mut Canvas, place: &Panel, axis: &ValueAxis) {
        let scale = axis.upright(place.plot);
        for line in &self.references {
            let y = scale.at(line.value);
            let ends = [(place.plot.left, y), (place.plot.right, y)];
            canvas.dashed(&ends, (10.0, 6.0), THIN_LINE, INK);
        }
    }

    /// What the bands and lines are, when panels hold one series each.
    fn key(&self, language: Language) -> Vec<(Mark, &'static str)> {
        let series = || self.panels.iter().flat_map(|panel| &panel.series);
        let mut key = Vec::new();
        if series().next().is_none() {
            return key;
        }
        let single = self.panels.iter().all(|panel| panel.series.len() < 2);
        let mut tones = series().map(|series| colour(series.colour));
        let first = tones.next().unwrap_or(GREY);
        let tone = if tones.all(|tone| tone == first) { first } else { GREY };
        key.push((Mark::Line(tone, MAIN_LINE), words::median(language)));
        if series().any(|series| !series.fan.mean.is_empty()) {
            key.push((Mark::Dashes(INK, THIN_LINE), words::mean(language)));
        }
        if single && series().any(|series| !series.fan.p25.is_empty()) {
            let both = 1.0 - (1.0 - OUTER_BAND) * (1.0 - INNER_BAND);
            key.push((Mark::Block(tone, both), words::half_of_futures(language)));
        }
        key.push((Mark::Block(tone, OUTER_BAND), words::most_futures(language)));
        key
    }

    fn labels(
        &self,
        panel: &FanPanel,
        axis: &ValueAxis,
        columns: usize,
        language: Language,
    ) -> Vec<EndLabel> {
        let mut labels = Vec::new();
        let mut add = |name: &str, values: &[f64], colour: Colour, bold: bool| {
            if let Some(&value) = values.last() {
                labels.push(EndLabel {
                    value,
                    name: name.to_owned(),
                    amount: if columns <= MOST_WITH_AMOUNTS {
                        axis.value_text(value)
                    } else {
                        String::new()
                    },
                    colour,
                    bold,
                });
            }
        };
        match panel.series.as_slice() {
            [only] => {
                let fan = &only.fan;
                add("p95", &fan.p95, SOFT_INK, false);
                add(words::median(language), &fan.p50, colour(only.colour), true);
                add("p5", &fan.p5, SOFT_INK, false);
            }
            several => {
                for series in several {
                    add(&series.name, &series.fan.p50, colour(series.colour), true);
                }
            }
        }
        for line in &self.references {
            if !line.label.trim().is_empty() {
                labels.push(EndLabel {
                    value: line.value,
                    name: line.label.clone(),
                    amount: String::new(),
                    colour: INK,
                    bold: false,
                });
            }
        }
        labels
    }
}

/// Values by month as places in a plot.
pub(super) struct Curves {
    pub(super) months: Linear,
    pub(super) values: Linear,
}

impl Curves {
    /// The points of a line; the value of a single month becomes a level stretch.
    pub(super) fn line(&self, values: &[f64]) -> Vec<Point> {
        if let [only] = values {
            let y = self.values.within(*only);
            let (left, right) = self.months.places;
            let inset = 0.25 * (right - left);
            return vec![(left + inset, y), (right - inset, y)];
        }
        values
            .iter()
            .enumerate()
            .map(|(month, &value)| (self.months.within(month as f64), self.values.within(value)))
            .collect()
    }

    /// As [`Curves::line`], with each value held until the next month.
    pub(super) fn steps(&self, values: &[f64]) -> Vec<Point> {
        if values.len() < 2 {
            return self.line(values);
        }
        let mut points = Vec::with_capacity(2 * values.len());
        for (month, &value) in values.iter().enumerate() {
            let y = self.values.within(value);
            for x in [month as f64, month as f64 + 1.0] {
                points.push((self.months.within(x), y));
            }
        }
        points
    }

    /// The surface between two lines.
    pub(super) fn band(
        &self,
        canvas: &mut Canvas,
        low: &[f64],
        high: &[f64],
        tone: Colour,
        opacity: f64,
    ) {
        fill_between(canvas, self.line(low), self.line(high), tone, opacity);
    }

    /// The surface between two stepped lines.
    pub(super) fn stepped_band(
        &self,
        canvas: &mut Canvas,
        low: &[f64],
        high: &[f64],
        tone: Colour,
        opacity: f64,
    ) {
        fill_between(canvas, self.steps(low), self.steps(high), tone, opacity);
    }

    /// Marks the value of a single month with a dot.
    pub(super) fn single(&self, canvas: &mut Canvas, values: &[f64], tone: Colour) {
        if let [only] = values {
            let (left, right) = self.months.places;
            canvas.dot((0.5 * (left + right), self.values.within(*only)), 6.0, tone);
        }
    }
}

fn fill_between(
    canvas: &mut Canvas,
    low: Vec<Point>,
    mut high: Vec<Point>,
    tone: Colour,
    opacity: f64,
) {
    if !low.is_empty() && !high.is_empty() {
        high.extend(low.into_iter().rev());
        canvas.surface(high, tone, opacity);
    }
}
