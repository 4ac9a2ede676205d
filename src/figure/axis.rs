//! The axes of amounts and of months.

use super::canvas::{Anchor, Area, Canvas, TextStyle};
use super::font::text_width;
use super::scale::{Linear, Ticks, extent, with_zero};
use super::style::{AXIS, AXIS_SIZE, GRID, HAIR_LINE, INK, SOFT_INK, WIDTH};
use crate::language::{EuroUnit, Language, calendar_month, euros_in, number, percent};

/// What the numbers along an axis are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Amounts in euros.
    #[default]
    Euros,
    /// Numbers without a unit, such as heads.
    Number,
    /// Shares of a whole, written as percentages.
    Percent,
}

/// Powers of ten between a share and its percentage.
const PERCENT: u8 = 2;

/// An axis of amounts or numbers, with round ticks.
#[derive(Clone, Debug)]
pub(super) struct ValueAxis {
    ticks: Ticks,
    unit: Unit,
    euro_unit: EuroUnit,
    language: Language,
}

impl ValueAxis {
    /// An axis that holds all values, and zero unless that is far away.
    pub(super) fn new(
        values: impl IntoIterator<Item = f64>,
        unit: Unit,
        most: usize,
        language: Language,
    ) -> Self {
        let (low, high) = with_zero(extent(values).unwrap_or((0.0, 0.0)));
        Self::over(low, high, unit, most, language)
    }

    /// An axis that holds a range.
    pub(super) fn over(low: f64, high: f64, unit: Unit, most: usize, language: Language) -> Self {
        let ticks = Ticks::along(low, high, most);
        let largest = ticks.values.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
        Self { euro_unit: EuroUnit::for_largest(largest), ticks, unit, language }
    }

    /// The range of values that the axis shows.
    pub(super) fn range(&self) -> (f64, f64) {
        self.ticks.range
    }

    /// Whether the values are amounts.
    pub(super) fn is_euros(&self) -> bool {
        self.unit == Unit::Euros
    }

    /// The ticks with their texts.
    pub(super) fn labelled(&self) -> impl Iterator<Item = (f64, String)> {
        self.ticks.values.iter().map(|&value| (value, self.text(value, 0)))
    }

    /// A value in the unit of the axis, with the ticks' decimals and some more.
    fn text(&self, value: f64, more: u8) -> String {
        match self.unit {
            Unit::Euros => {
                let decimals = self.ticks.decimals(self.euro_unit.exponent());
                euros_in(value, self.euro_unit, decimals + more, self.language)
            }
            Unit::Number => number(value, self.ticks.decimals(0) + more, self.language),
            Unit::Percent => {
                let decimals = self.ticks.decimals(0).saturating_sub(PERCENT);
                percent(value, decimals + more, self.language)
            }
        }
    }

    /// A value between the ticks, as precise as can be read off the figure.
    pub(super) fn value_text(&self, value: f64) -> String {
        let (low, high) = self.range();
        let unit = match self.unit {
            Unit::Euros => 10_f64.powi(i32::from(self.euro_unit.exponent())),
            Unit::Number => 1.0,
            Unit::Percent => 0.01,
        };
        // Steps of at most a hundredth of the axis.
        let wanted = ((high - low) / unit / 100.0).log10().floor();
        let wanted = (-wanted).clamp(0.0, 9.0) as u8;
        let ticks = match self.unit {
            Unit::Euros => self.ticks.decimals(self.euro_unit.exponent()),
            Unit::Number => self.ticks.decimals(0),
            Unit::Percent => self.ticks.decimals(0).saturating_sub(PERCENT),
        };
        self.text(value, wanted.saturating_sub(ticks).min(1))
    }

    /// The width of the widest tick text.
    pub(super) fn width(&self) -> f64 {
        self.labelled().map(|(_, text)| text_width(&text, AXIS_SIZE, false)).fold(0.0, f64::max)
    }

    /// The mapping onto the height of a plot.
    pub(super) fn upright(&self, plot: Area) -> Linear {
        Linear { values: self.range(), places: (plot.bottom, plot.top) }
    }

    /// The mapping onto the width of a plot.
    pub(super) fn along(&self, plot: Area) -> Linear {
        Linear { values: self.range(), places: (plot.left, plot.right) }
    }

    /// Draws the ticks below a plot, with their texts where they have room.
    pub(super) fn draw_along(&self, canvas: &mut Canvas, plot: Area) {
        let scale = self.along(plot);
        let bottom = plot.bottom;
        canvas.line(vec![(plot.left, bottom), (plot.right, bottom)], HAIR_LINE, AXIS);
        let mut taken = f64::NEG_INFINITY;
        for (value, text) in self.labelled() {
            let x = scale.at(value);
            canvas.line(vec![(x, bottom), (x, bottom + 5.0)], HAIR_LINE, AXIS);
            let half = 0.5 * text_width(&text, AXIS_SIZE, false);
            if x - half < taken || x + half > WIDTH {
                continue;
            }
            taken = x + half + 8.0;
            let style = TextStyle::new(AXIS_SIZE, INK).anchored(Anchor::Middle);
            canvas.text((x, bottom + 22.0), &text, style);
        }
    }

    /// Draws horizontal gridlines, and the tick texts to their left if asked for.
    pub(super) fn draw_upright(&self, canvas: &mut Canvas, plot: Area, texts: bool) {
        let scale = self.upright(plot);
        for (value, text) in self.labelled() {
            let y = scale.at(value);
            let (colour, width) = if value == 0.0 { (AXIS, 1.5) } else { (GRID, HAIR_LINE) };
            canvas.line(vec![(plot.left, y), (plot.right, y)], width, colour);
            if texts {
                canvas.text_centred(
                    (plot.left - 9.0, y),
                    &text,
                    TextStyle::new(AXIS_SIZE, SOFT_INK).anchored(Anchor::End),
                );
            }
        }
    }
}

/// An axis of months, counted from the start and by calendar.
#[derive(Clone, Copy, Debug)]
pub(super) struct MonthAxis {
    /// Year and month (1–12) of month 0.
    pub(super) start: (i32, u32),
    /// The number of months that have values.
    pub(super) months: usize,
}

/// What the calendar row of an axis shows.
struct Calendar {
    /// Texts with the months at which they are centred.
    texts: Vec<(f64, String)>,
    /// Months at which a line runs through the plot.
    lines: Vec<usize>,
    /// Months at which a short line parts the texts.
    between: Vec<usize>,
}

/// More numbers of months than this along an axis are clutter.
const MOST_MONTHS: f64 = 12.0;
/// The height of the two rows of texts below a plot.
pub(super) const MONTH_AXIS_HEIGHT: f64 = 50.0;

impl MonthAxis {
    /// The first and last place on the axis. Whole years end on their last boundary, so that it gets a tick;
    /// a single month becomes a stretch around it.
    pub(super) fn range(&self) -> (f64, f64) {
        match self.months {
            0 | 1 => (-0.5, 0.5),
            n if n.is_multiple_of(12) => (0.0, n as f64),
            n => (0.0, (n - 1) as f64),
        }
    }

    pub(super) fn along(&self, plot: Area) -> Linear {
        Linear { values: self.range(), places: (plot.left, plot.right) }
    }

    fn last(&self) -> usize {
        match self.months {
            0 | 1 => 0,
            n if n.is_multiple_of(12) => n,
            n => n - 1,
        }
    }

    /// The months that get a number, as close together as `room` for each allows (in months).
    fn numbered(&self, room: f64) -> Vec<usize> {
        const STEPS: [usize; 9] = [1, 2, 3, 6, 12, 24, 60, 120, 240];
        let step = STEPS.into_iter().find(|&step| step as f64 >= room).unwrap_or(480);
        (0..=self.last()).step_by(step).collect()
    }

    /// The months since the start at which a calendar year divisible by `every` begins.
    fn januaries(&self, every: i32) -> Vec<(usize, i32)> {
        let (year, month) = self.start;
        let first = usize::try_from((13 - month.clamp(1, 12)) % 12).unwrap_or(0);
        let first_year = year + i32::from(first > 0);
        (first..=self.last())
            .step_by(12)
            .zip(first_year..)
            .filter(|(_, year)| year.rem_euclid(every) == 0)
            .collect()
    }

    /// The calendar texts, and the months at which light lines mark a new year.
    ///
    /// `jan 2028` stands at January; where that is too wide, `2028` or `’28` stands in the middle of its year; on a
    /// long axis `2030` stands at the January of every second, fifth or tenth year.
    fn calendar(&self, pixels: f64, language: Language) -> Calendar {
        const APART: f64 = 14.0;
        let (year, month) = self.start;
        let name = |months: usize| {
            let months = i32::try_from(months).unwrap_or(i32::MAX / 2);
            let month = i32::try_from(month.clamp(1, 12)).unwrap_or(1);
            calendar_month(year, month + months, language)
        };
        let long = text_width(&name(0), AXIS_SIZE, false) + APART;
        let short = text_width("2028", AXIS_SIZE, false);
        let every_year = self.januaries(1);
        let lines = |years: &[(usize, i32)]| years.iter().map(|(at, _)| *at).collect();

        if 12.0 * pixels >= long || every_year.is_empty() {
            let mut texts: Vec<(f64, String)> =
                every_year.iter().map(|&(at, _)| (at as f64, name(at))).collect();
            // A start in another month than January is named too, if there is room.
            let first = texts.first().map_or(f64::INFINITY, |(at, _)| *at);
            if first > 0.0 && first * pixels >= long {
                texts.insert(0, (0.0, name(0)));
            }
            return Calendar { texts, lines: lines(&every_year), between: Vec::new() };
        }
        // Spans of years, with all digits of the year or with its last two.
        let brief = text_width("’28", AXIS_SIZE, false);
        let is_short = 12.0 * pixels >= short + 8.0;
        if is_short || 12.0 * pixels >= brief + 8.0 {
            let (from, to) = self.range();
            let (width, name): (f64, fn(i32) -> String) = if is_short {
                (short, |year| year.to_string())
            } else {
                (brief, |year| format!("’{:02}", year.rem_euclid(100)))
            };
            let mut texts = Vec::new();
            let first = every_year[0];
            let before = (first.1 - 1, from, first.0 as f64);
            let spans =
                every_year.iter().map(|&(at, year)| (year, at as f64, (at as f64 + 12.0).min(to)));
            for (year, begin, end) in std::iter::once(before).chain(spans) {
                if (end - begin) * pixels >= width + 4.0 {
                    texts.push((0.5 * (begin + end), name(year)));
                }
            }
            return Calendar { texts, lines: lines(&every_year), between: lines(&every_year) };
        }
        let every = [2, 5, 10, 20, 50]
            .into_iter()
            .find(|&every| 12.0 * f64::from(every) * pixels >= short + APART)
            .unwrap_or(100);
        // A year that begins where the axis ends has no month on it.
        let years: Vec<(usize, i32)> =
            self.januaries(every).into_iter().filter(|(at, _)| *at < self.months).collect();
        Calendar {
            texts: years.iter().map(|&(at, year)| (at as f64, year.to_string())).collect(),
            lines: lines(&years),
            between: Vec::new(),
        }
    }

    /// Draws light lines at new years through a plot, and below `bottom` both rows of texts if asked for.
    pub(super) fn draw(
        &self,
        canvas: &mut Canvas,
        plot: Area,
        bottom: f64,
        texts: bool,
        language: Language,
    ) {
        let scale = self.along(plot);
        let (low, high) = self.range();
        let pixels = plot.width() / (high - low);
        let calendar = self.calendar(pixels, language);
        for month in &calendar.lines {
            let x = scale.at(*month as f64);
            canvas.line(vec![(x, plot.top), (x, plot.bottom)], HAIR_LINE, GRID);
        }
        canvas.line(vec![(plot.left, bottom), (plot.right, bottom)], HAIR_LINE, AXIS);
        let widest = text_width(&number(self.last() as f64, 0, language), AXIS_SIZE, false);
        for month in self.numbered(((widest + 18.0) / pixels).max((high - low) / MOST_MONTHS)) {
            let x = scale.at(month as f64);
            canvas.line(vec![(x, bottom), (x, bottom + 5.0)], HAIR_LINE, AXIS);
            if texts {
                canvas.text(
                    (x, bottom + 22.0),
                    &number(month as f64, 0, language),
                    TextStyle::new(AXIS_SIZE, INK).anchored(Anchor::Middle),
                );
            }
        }
        if texts {
            for month in calendar.between {
                let x = scale.at(month as f64);
                canvas.line(vec![(x, bottom + 31.0), (x, bottom + 46.0)], HAIR_LINE, AXIS);
            }
            for (month, text) in calendar.texts {
                canvas.text(
                    (scale.at(month), bottom + 44.0),
                    &text,
                    TextStyle::new(AXIS_SIZE, SOFT_INK).anchored(Anchor::Middle),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{En, Nl};

    fn axis(start: (i32, u32), months: usize) -> MonthAxis {
        MonthAxis { start, months }
    }

    #[test]
    fn all_ticks_of_an_axis_share_a_unit() {
        for (low, high, language, expected) in [
            (0.0, 1.2e6, Nl, vec!["€\u{a0}0", "€\u{a0}0,5\u{a0}mln", "€\u{a0}1,0\u{a0}mln"]),
            (-60_000.0, 90_000.0, En, vec!["−€50k", "€0", "€50k", "€100k"]),
            (0.0, 900.0, Nl, vec!["€\u{a0}0", "€\u{a0}500", "€\u{a0}1.000"]),
            (0.0, 0.0, En, vec!["€0", "€0.5", "€1.0"]),
        ] {
            let axis = ValueAxis::new([low, high], Unit::Euros, 3, language);
            let texts: Vec<String> = axis.labelled().map(|(_, text)| text).collect();
            assert_eq!(texts, expected);
        }
    }

    #[test]
    fn a_value_is_written_as_precisely_as_it_can_be_read() {
        let axis = ValueAxis::new([0.0, 1.2e6], Unit::Euros, 3, Nl);
        assert_eq!(axis.value_text(353_400.0), "€\u{a0}0,35\u{a0}mln");
        let axis = ValueAxis::new([0.0, 90_000.0], Unit::Euros, 3, Nl);
        assert_eq!(axis.value_text(35_340.0), "€\u{a0}35.000");
        let axis = ValueAxis::new([0.0, 12.0], Unit::Number, 3, Nl);
        assert_eq!(axis.value_text(9.44), "9,4");
        let axis = ValueAxis::over(0.05, 0.3, Unit::Percent, 5, Nl);
        let texts: Vec<String> = axis.labelled().map(|(_, text)| text).collect();
        assert_eq!(texts, ["5%", "10%", "15%", "20%", "25%", "30%"]);
        assert_eq!(axis.value_text(0.1234), "12,3%");
    }

    #[test]
    fn month_numbers_thin_out_when_they_have_no_room() {
        assert_eq!(axis((2027, 1), 60).numbered(8.0), [0, 12, 24, 36, 48, 60]);
        assert_eq!(axis((2027, 1), 9).numbered(0.4), [0, 1, 2, 3, 4, 5, 6, 7, 8]);
        assert_eq!(axis((2027, 1), 600).numbered(70.0), [0, 120, 240, 360, 480, 600]);
        assert_eq!(axis((2027, 1), 1).numbered(0.1), [0]);
    }

    #[test]
    fn years_begin_in_january() {
        let texts = |start, months, pixels| -> Vec<String> {
            let calendar = axis(start, months).calendar(pixels, Nl);
            let show = |(at, text): &(f64, String)| format!("{at}: {text}");
            calendar.texts.iter().map(show).collect()
        };
        assert_eq!(texts((2027, 1), 24, 20.0), ["0: jan 2027", "12: jan 2028", "24: jan 2029"]);
        assert_eq!(texts((2027, 4), 24, 20.0), ["0: apr 2027", "9: jan 2028", "21: jan 2029"]);
        assert_eq!(texts((2027, 11), 24, 20.0), ["2: jan 2028", "14: jan 2029"]);
        assert_eq!(texts((2027, 1), 24, 5.0), ["6: 2027", "18: 2028"]);
        assert_eq!(texts((2027, 4), 36, 5.0), ["15: 2028", "27: 2029"]);
        assert_eq!(texts((2027, 1), 24, 3.0), ["6: ’27", "18: ’28"]);
        assert_eq!(texts((2027, 6), 1, 500.0), ["0: jun 2027"]);
        // 2035 begins where 96 months end.
        assert_eq!(texts((2027, 1), 96, 1.0), ["36: 2030"]);
        assert_eq!(texts((2027, 1), 121, 1.0), ["36: 2030", "96: 2035"]);
    }
}
