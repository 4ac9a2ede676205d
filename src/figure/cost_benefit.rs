//! Cumulative costs against cumulative benefits, with the month in which the one is earned back by the other.

use super::Picture;
use super::axis::{MONTH_AXIS_HEIGHT, MonthAxis, Unit, ValueAxis};
use super::canvas::{Area, Canvas, Point};
use super::fan::{Curves, Fan};
use super::frame::{Heading, Mark, begin_rows, draw_key};
use super::panels::{
    EndLabel, Head, MOST_WITH_AMOUNTS, Panel, Panels, Plan, columns, draw_axes, rows,
};
use super::style::{BLUE, Colour, INK, MAIN_LINE, OUTER_BAND, SHADE, THIN_LINE, VERMILLION};
use super::{surface, words};
use crate::language::{Language, month, number};

/// When a strategy has earned back what it cost, in one future or as a percentile over futures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Payback {
    /// The cumulative cash never is below zero: there is nothing to earn back. Earlier than any month.
    NotNeeded,
    /// From this month on the cumulative cash stays at or above zero.
    Month(f64),
    /// Not within the horizon. Later than any month.
    Never,
}

impl Payback {
    fn text(self, language: Language) -> String {
        match self {
            Self::NotNeeded => words::no_investment_short(language).to_owned(),
            Self::Month(at) => number(at, 0, language),
            Self::Never => words::never(language).to_owned(),
        }
    }
}

/// The spread of the payback month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PaybackRange {
    /// 5th percentile.
    pub p5: Payback,
    /// Median.
    pub p50: Payback,
    /// 95th percentile.
    pub p95: Payback,
    /// Whether it is about what one strategy costs more than another at first.
    pub extra: bool,
    /// Whether no future needs an investment at all.
    pub never_needed: bool,
}

impl PaybackRange {
    /// The range as text: `terugverdiend: maand 31 (12–nooit)`.
    ///
    /// # Example
    ///
    /// ```
    /// use kansrijk::figure::{Payback, PaybackRange};
    /// use kansrijk::language::Language;
    /// let range = PaybackRange {
    ///     p5: Payback::Month(12.0),
    ///     p50: Payback::Month(31.0),
    ///     p95: Payback::Never,
    ///     extra: false,
    ///     never_needed: false,
    /// };
    /// assert_eq!(range.text(Language::Nl), "terugverdiend: maand 31 (12–nooit)");
    /// ```
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let range = || format!("({}–{})", self.p5.text(language), self.p95.text(language));
        let none = || words::no_investment(self.never_needed, self.extra, language).to_owned();
        match (self.p5, self.p50, self.p95) {
            (_, Payback::NotNeeded, Payback::NotNeeded) => none(),
            (Payback::Never, _, _) => words::hardly_ever_paid_back(language).to_owned(),
            (_, Payback::NotNeeded, later) => {
                let range = [words::none(language), &later.text(language)].join("–");
                format!("{} ({range})", none())
            }
            (_, Payback::Month(at), _) => {
                format!("{}{} {}", words::paid_back(language), month(at, language), range())
            }
            (_, Payback::Never, _) => {
                format!("{} {}", words::mostly_not_paid_back(language), range())
            }
        }
    }
}

/// One strategy.
#[derive(Clone, Debug, PartialEq)]
pub struct CostBenefitPanel {
    /// The strategy.
    pub name: String,
    /// Cumulative costs by month, as positive amounts.
    pub costs: Fan,
    /// Cumulative benefits by month.
    pub benefits: Fan,
    /// When the costs are earned back; none if the question does not arise.
    pub payback: Option<PaybackRange>,
}

/// Cumulative costs and benefits by month, in panels with the same scale, and when they break even.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CostBenefitChart {
    /// Title, reading aid, description, note.
    pub heading: Heading,
    /// Calendar year and month (1–12) of month 0.
    pub start: (i32, u32),
    /// What runs along the months, such as `maanden na de start`.
    pub month_caption: String,
    /// What the values are, such as `cumulatieve kosten en baten`.
    pub value_caption: String,
    /// One panel for each strategy.
    pub panels: Vec<CostBenefitPanel>,
}

const COST: Colour = VERMILLION;
const BENEFIT: Colour = BLUE;
/// Height of the strip below a plot that shows the spread of the payback month.
const STRIP: f64 = 26.0;

impl CostBenefitChart {
    /// The figure.
    #[must_use]
    pub fn render(&self, language: Language) -> Picture {
        let (mut canvas, mut area) = begin_rows(&self.heading, rows(self.panels.len()));
        let fans = || self.panels.iter().flat_map(|panel| [&panel.costs, &panel.benefits]);
        let months =
            MonthAxis { start: self.start, months: fans().map(Fan::months).max().unwrap_or(0) };
        let columns = columns(self.panels.len());
        let values = fans().flat_map(Fan::values);
        let axis = ValueAxis::new(values, Unit::Euros, 6, language);
        let with_payback = self.panels.iter().any(|panel| panel.payback.is_some());

        if !self.panels.is_empty() {
            let mut key = vec![
                (Mark::Line(COST, MAIN_LINE), words::costs(language)),
                (Mark::Line(BENEFIT, MAIN_LINE), words::benefits(language)),
            ];
            if with_payback {
                key.push((Mark::Spread(INK), words::payback_key(language)));
            }
            area.top = draw_key(&mut canvas, area, &key) + 10.0;
        }
        let heads: Vec<Head> = self
            .panels
            .iter()
            .map(|panel| Head {
                name: panel.name.clone(),
                colour: INK,
                lines: panel.payback.iter().map(|range| range.text(language)).collect(),
            })
            .collect();
        let labels: Vec<Vec<EndLabel>> = self
            .panels
            .iter()
            .map(|panel| {
                [
                    (&panel.costs, words::costs(language), COST),
                    (&panel.benefits, words::benefits(language), BENEFIT),
                ]
                .into_iter()
                .filter_map(|(fan, name, colour)| {
                    let value = *fan.p50.last()?;
                    Some(EndLabel {
                        value,
                        name: name.to_owned(),
                        amount: if columns <= MOST_WITH_AMOUNTS {
                            axis.value_text(value)
                        } else {
                            String::new()
                        },
                        colour,
                        bold: true,
                    })
                })
                .collect()
            })
            .collect();
        let panels = Panels::lay_out(
            &mut canvas,
            area,
            &Plan {
                heads: &heads,
                labels: &labels,
                axis: &axis,
                value_caption: &self.value_caption,
                along_caption: &self.month_caption,
                strip: if with_payback { STRIP } else { 0.0 },
                axis_height: MONTH_AXIS_HEIGHT,
            },
        );
        for ((panel, place), labels) in self.panels.iter().zip(&panels.each).zip(&labels) {
            draw_axes(&mut canvas, place, &axis, &months, language);
            canvas.panel(place.plot, months.range());
            let curves =
                Curves { months: months.along(place.plot), values: axis.upright(place.plot) };
            for (fan, tone) in [(&panel.costs, COST), (&panel.benefits, BENEFIT)] {
                curves.band(&mut canvas, &fan.p5, &fan.p95, tone, OUTER_BAND);
            }
            if let Some(range) = &panel.payback {
                draw_payback(&mut canvas, place, &curves, range);
            }
            for (fan, tone) in [(&panel.costs, COST), (&panel.benefits, BENEFIT)] {
                canvas.line(curves.line(&fan.p50), MAIN_LINE, tone);
                curves.single(&mut canvas, &fan.p50, tone);
            }
            panels.draw_labels(&mut canvas, place, &axis, labels);
        }
        surface::picture(canvas, &self.heading.title, &self.heading.description, language)
    }
}

/// Draws the spread of the payback month in the strip below the plot, and its median through the plot.
fn draw_payback(canvas: &mut Canvas, place: &Panel, curves: &Curves, range: &PaybackRange) {
    let plot = place.plot;
    let strip = Area::new(plot.left, plot.bottom + 3.0, plot.right, place.axis_top);
    canvas.block(strip, SHADE, 1.0);
    let middle = 0.5 * (strip.top + strip.bottom);
    let at = |payback: Payback| match payback {
        Payback::NotNeeded => plot.left,
        Payback::Month(month) => curves.months.within(month),
        Payback::Never => plot.right,
    };
    let (left, right) = (at(range.p5), at(range.p95));
    let bar = Area::new(left, middle - 4.0, right.max(left + 2.0).min(plot.right), middle + 4.0);
    let nothing_to_show = matches!(range.p95, Payback::NotNeeded);
    if nothing_to_show {
        return;
    }
    if !matches!(range.p5, Payback::Never) {
        canvas.block(bar, INK, 0.3);
    }
    if matches!(range.p95, Payback::Never) {
        // An arrow head: it goes on past the horizon.
        let tip = plot.right;
        let head: Vec<Point> =
            vec![(tip, middle), (tip - 13.0, middle - 9.0), (tip - 13.0, middle + 9.0)];
        canvas.surface(head, INK, 0.6);
    }
    if let Payback::Month(month) = range.p50 {
        let x = curves.months.within(month);
        canvas.dashed(&[(x, plot.top), (x, middle)], (5.0, 4.0), THIN_LINE, INK);
        canvas.dot((x, middle), 7.0, INK);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Payback::{Month, Never, NotNeeded};

    #[test]
    fn every_kind_of_payback_has_a_text() {
        for (p5, p50, p95, nl, en) in [
            (
                Month(12.0),
                Month(31.0),
                Never,
                "terugverdiend: maand 31 (12–nooit)",
                "paid back: month 31 (12–never)",
            ),
            (
                Month(12.0),
                Month(31.0),
                Month(50.0),
                "terugverdiend: maand 31 (12–50)",
                "paid back: month 31 (12–50)",
            ),
            (
                Month(40.0),
                Never,
                Never,
                "terugverdiend: meestal niet (40–nooit)",
                "paid back: mostly not (40–never)",
            ),
            (Never, Never, Never, "terugverdiend: (vrijwel) nooit", "paid back: (almost) never"),
            (
                NotNeeded,
                NotNeeded,
                NotNeeded,
                "meestal geen investering nodig",
                "mostly no investment needed",
            ),
            (
                NotNeeded,
                NotNeeded,
                Month(8.0),
                "meestal geen investering nodig (geen–8)",
                "mostly no investment needed (none–8)",
            ),
            (
                NotNeeded,
                Month(4.0),
                Never,
                "terugverdiend: maand 4 (geen investering–nooit)",
                "paid back: month 4 (no investment–never)",
            ),
        ] {
            let range = PaybackRange { p5, p50, p95, extra: false, never_needed: false };
            assert_eq!(range.text(Language::Nl), nl);
            assert_eq!(range.text(Language::En), en);
        }
    }

    #[test]
    fn no_investment_is_said_flatly_only_where_every_future_agrees() {
        for (extra, never_needed, p95, nl, en) in [
            (false, true, NotNeeded, "geen investering nodig", "no investment needed"),
            (true, true, NotNeeded, "geen extra investering nodig", "no extra investment needed"),
            (
                true,
                false,
                NotNeeded,
                "meestal geen extra investering nodig",
                "mostly no extra investment needed",
            ),
            (
                true,
                false,
                Never,
                "meestal geen extra investering nodig (geen–nooit)",
                "mostly no extra investment needed (none–never)",
            ),
        ] {
            let range = PaybackRange { p5: NotNeeded, p50: NotNeeded, p95, extra, never_needed };
            assert_eq!(range.text(Language::Nl), nl);
            assert_eq!(range.text(Language::En), en);
        }
    }

    #[test]
    fn the_ends_of_lines_have_amounts_in_three_columns() {
        let fan = |end: f64| Fan {
            p5: vec![0.0, 0.9 * end],
            p50: vec![0.0, end],
            p95: vec![0.0, 1.1 * end],
            ..Fan::default()
        };
        let panel = CostBenefitPanel {
            name: "Zij-instroom".to_owned(),
            costs: fan(3_970_000.0),
            benefits: fan(4_210_000.0),
            payback: None,
        };
        let chart = CostBenefitChart { panels: vec![panel; 3], ..CostBenefitChart::default() };
        let svg = chart.render(Language::En).svg;
        for amount in ["€4.0m", "€4.2m"] {
            assert_eq!(svg.matches(amount).count(), 3, "{amount}");
        }
    }
}
