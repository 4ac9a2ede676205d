//! What all charts share: where they take their numbers, size, fonts and colours.

use rust_xlsxwriter::{
    Chart, ChartAxis, ChartAxisCrossing, ChartAxisLabelPosition, ChartFont, ChartFormat,
    ChartLegendPosition, ChartLine, ChartLineDashType, ChartRange, ChartSolidFill, Color,
};

use super::Book;
use super::format::colour;
use super::text;
use super::words::SheetName;
use crate::figure::style::{AXIS, GREY, GRID, INK, SOFT_INK, colour as palette};

/// Width of a chart in pixels.
pub(super) const WIDTH: u32 = 620;
/// Height of a chart in pixels.
pub(super) const HEIGHT: u32 = 400;
/// Height of a row in pixels.
const ROW: u32 = 20;
/// Most characters of a name in a title.
const MOST_IN_TITLE: usize = 60;
/// Most UTF-16 units that Excel takes for a text beside a chart.
const MOST_IN_ALT_TEXT: usize = 255;

/// Rows that a chart of this height covers, with some room.
pub(super) const fn rows_of(height: u32) -> u32 {
    height / ROW + 2
}

/// Cells of a sheet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Range {
    pub(super) sheet: SheetName,
    /// Row and column of the first cell.
    pub(super) first: (u32, u16),
    /// Row and column of the last cell.
    pub(super) last: (u32, u16),
}

impl Range {
    pub(super) fn of(self, book: &Book<'_>) -> ChartRange {
        let name = self.sheet.name(book.tale.language);
        ChartRange::new_from_range(name, self.first.0, self.first.1, self.last.0, self.last.1)
    }
}

/// The colour of a strategy: the one of the figures; the baseline is grey.
pub(super) fn colour_of(book: &Book<'_>, s: usize) -> Color {
    let baseline = book.report.plan.scenario.baseline;
    match s.cmp(&baseline) {
        std::cmp::Ordering::Less => colour(palette(s)),
        std::cmp::Ordering::Equal => colour(GREY),
        std::cmp::Ordering::Greater => colour(palette(s - 1)),
    }
}

/// A filled area.
pub(super) fn fill(colour: Color) -> ChartFormat {
    ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(colour)).clone()
}

/// A line; thin ones say less.
pub(super) fn line(colour: Color, width: f64, dash: ChartLineDashType) -> ChartFormat {
    let line = ChartLine::new().set_color(colour).set_width(width).set_dash_type(dash).clone();
    ChartFormat::new().set_line(&line).clone()
}

/// A name as it stands in a title. What follows a `!` must not look like an address of a cell, for
/// which the library would take the whole title.
pub(super) fn in_title(name: &str) -> String {
    let name = text::plain(name).replace(['\n', '\t'], " ").replace('!', "! ").replace("!  ", "! ");
    text::shortened(name.trim_end(), MOST_IN_TITLE)
}

/// Title, size, fonts, grid, legend and what a screen reader says. `title` begins with a word of
/// ours: a text that begins with `=` would be taken for an address.
pub(super) fn finish(book: &Book<'_>, chart: &mut Chart, title: &str, code: &str) {
    finish_with(book, chart, title, code, false);
}

/// The same; with `lying` bars the amounts are along the bottom and the first bar is the highest.
pub(super) fn finish_with(
    book: &Book<'_>,
    chart: &mut Chart,
    title: &str,
    code: &str,
    lying: bool,
) {
    let font = |size: f64| {
        let mut font = ChartFont::new();
        font.set_size(size).set_color(colour(SOFT_INK));
        font
    };
    let mut bold = font(12.0);
    bold.set_bold().set_color(colour(INK));
    chart.set_width(WIDTH).set_height(HEIGHT);
    chart.title().set_name(title).set_font(&bold);
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(9.0));
    let grid = ChartLine::new().set_color(colour(GRID)).set_width(0.75).clone();
    let mut axis = ChartFormat::new()
        .set_line(ChartLine::new().set_color(colour(AXIS)).set_width(0.75))
        .clone();
    let names = if lying { chart.y_axis() } else { chart.x_axis() };
    names
        .set_font(&font(9.0))
        .set_format(&mut axis)
        .set_major_gridlines(false)
        .set_label_position(ChartAxisLabelPosition::Low);
    if lying {
        names.set_reverse().set_crossing(ChartAxisCrossing::Max);
    }
    let amounts = if lying { chart.x_axis() } else { chart.y_axis() };
    amounts
        .set_font(&font(9.0))
        .set_format(ChartFormat::new().set_no_line())
        .set_major_gridlines(true)
        .set_major_gridlines_line(&grid)
        .set_num_format(code);
    let word = book.pick("Grafiek", "Chart");
    chart.set_alt_text(text::shortened(&format!("{word}: {title}"), MOST_IN_ALT_TEXT));
}

/// Calendar months along the bottom, a label for each year or so.
pub(super) fn months(book: &Book<'_>, chart: &mut Chart) {
    // About six labels, a whole number of half years apart.
    let apart = (book.report.plan.horizon / 6).div_ceil(6).max(1) as u16 * 6;
    chart
        .x_axis()
        .set_date_axis(true)
        .set_num_format(book.formats.codes.date)
        .set_major_unit(apart)
        .set_major_unit_date_type(rust_xlsxwriter::ChartAxisDateUnitType::Months);
}

/// Round bounds around some values and the distance of gridlines, so that charts side by side have
/// one scale.
fn bounds(values: impl IntoIterator<Item = f64>) -> Option<[f64; 3]> {
    let (low, high) = values
        .into_iter()
        .filter(|value| value.is_finite())
        .fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
    let rough = (high - low) / 5.0;
    if rough <= 0.0 {
        return None;
    }
    let power = 10f64.powi(rough.log10().floor() as i32);
    let step = [1.0, 2.0, 5.0, 10.0].map(|k| k * power).into_iter().find(|step| *step >= rough)?;
    Some([(low / step).floor() * step, (high / step).ceil() * step, step])
}

/// Sets the bounds of an axis around some values.
pub(super) fn scale(axis: &mut ChartAxis, values: impl IntoIterator<Item = f64>) {
    if let Some([low, high, step]) = bounds(values) {
        axis.set_min(low).set_max(high).set_major_unit(step);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_round_and_hold_zero() {
        assert_eq!(bounds([]), None);
        assert_eq!(bounds([0.0]), None);
        assert_eq!(bounds([f64::INFINITY, 7.0]), Some([0.0, 8.0, 2.0]));
        assert_eq!(bounds([-430_000.0, 120_000.0]), Some([-600_000.0, 200_000.0, 200_000.0]));
        assert_eq!(bounds([-3.0]), Some([-3.0, 0.0, 1.0]));
    }
}
