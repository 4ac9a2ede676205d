//! How many people are employed by month, and how many of them are registered.

use super::Picture;
use super::axis::{MONTH_AXIS_HEIGHT, MonthAxis, Unit, ValueAxis};
use super::fan::{Curves, ReferenceLine};
use super::frame::{Heading, Mark, begin_rows, draw_key};
use super::panels::{EndLabel, Head, Panels, Plan, draw_axes, rows};
use super::style::{BLUE, Colour, GREEN, GREY, INK, MAIN_LINE, OUTER_BAND, PURPLE, THIN_LINE};
use super::{surface, words};
use crate::language::Language;

/// One count by month.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StaffingSeries {
    /// What is counted, such as `in dienst` or `nieuw geregistreerd`; short, it is a label beside the line.
    pub name: String,
    /// Means by month.
    pub mean: Vec<f64>,
    /// 5th percentiles by month; may be empty.
    pub p5: Vec<f64>,
    /// 95th percentiles by month; may be empty.
    pub p95: Vec<f64>,
}

/// One strategy.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StaffingPanel {
    /// The strategy.
    pub name: String,
    /// Lines of text below the name.
    pub lines: Vec<String>,
    /// Heads, registered, newly registered: up to four counts, in the same order in every panel.
    pub series: Vec<StaffingSeries>,
}

/// Staffing by month: means as stepped lines, with the band of 90 of 100 futures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StaffingChart {
    /// Title, reading aid, description, note.
    pub heading: Heading,
    /// Calendar year and month (1–12) of month 0.
    pub start: (i32, u32),
    /// What runs along the months, such as `maanden na de start`.
    pub month_caption: String,
    /// What the values are, such as `medewerkers`.
    pub value_caption: String,
    /// One panel for each strategy.
    pub panels: Vec<StaffingPanel>,
    /// Reference lines, such as the number of positions.
    pub references: Vec<ReferenceLine>,
}

const TONES: [Colour; 4] = [GREY, BLUE, GREEN, PURPLE];

impl StaffingChart {
    /// The figure.
    #[must_use]
    pub fn render(&self, language: Language) -> Picture {
        let (mut canvas, mut area) = begin_rows(&self.heading, rows(self.panels.len()));
        let all = || self.panels.iter().flat_map(|panel| &panel.series);
        let months = MonthAxis {
            start: self.start,
            months: all().map(|series| series.mean.len()).max().unwrap_or(0),
        };
        let values = all()
            .flat_map(|series| [&series.mean, &series.p5, &series.p95])
            .flatten()
            .copied()
            .chain(self.references.iter().map(|line| line.value))
            .chain([0.0, 1.0]);
        let axis = ValueAxis::new(values, Unit::Number, 6, language);

        if all().next().is_some() {
            let key = [
                (Mark::Line(GREY, MAIN_LINE), words::mean(language)),
                (Mark::Block(GREY, OUTER_BAND), words::most_futures(language)),
            ];
            area.top = draw_key(&mut canvas, area, &key) + 10.0;
        }
        let heads: Vec<Head> = self
            .panels
            .iter()
            .map(|panel| Head { name: panel.name.clone(), colour: INK, lines: panel.lines.clone() })
            .collect();
        let labels: Vec<Vec<EndLabel>> =
            self.panels.iter().map(|panel| self.labels(panel, &axis)).collect();
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
            // A value is held until the next month: it belongs to the middle of its step.
            let (first, last) = months.range();
            canvas.panel(place.plot, (first - 0.5, last - 0.5));
            let curves =
                Curves { months: months.along(place.plot), values: axis.upright(place.plot) };
            let toned = || panel.series.iter().zip(TONES.into_iter().cycle());
            for (series, tone) in toned() {
                curves.stepped_band(&mut canvas, &series.p5, &series.p95, tone, OUTER_BAND);
            }
            for line in &self.references {
                let y = curves.values.at(line.value);
                let ends = [(place.plot.left, y), (place.plot.right, y)];
                canvas.dashed(&ends, (10.0, 6.0), THIN_LINE, INK);
            }
            for (series, tone) in toned() {
                canvas.line(curves.steps(&series.mean), MAIN_LINE, tone);
                curves.single(&mut canvas, &series.mean, tone);
            }
            panels.draw_labels(&mut canvas, place, &axis, labels);
        }
        surface::picture(canvas, &self.heading.title, &self.heading.description, language)
    }

    fn labels(&self, panel: &StaffingPanel, axis: &ValueAxis) -> Vec<EndLabel> {
        let series = panel.series.iter().zip(TONES.into_iter().cycle());
        let mut labels: Vec<EndLabel> = series
            .filter_map(|(series, colour)| {
                let value = *series.mean.last()?;
                Some(EndLabel {
                    value,
                    name: series.name.clone(),
                    amount: axis.value_text(value),
                    colour,
                    bold: true,
                })
            })
            .collect();
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
