//! All charts, two side by side: costs and benefits, net present value, cash, staffing, bridges and
//! parties.

use rust_xlsxwriter::{
    Chart, ChartErrorBars, ChartErrorBarsDirection, ChartErrorBarsType, ChartLineDashType, Color,
    XlsxError, utility::row_col_to_cell,
};

use super::super::estimate::Figure;
use super::super::labels::{Labelled, OutcomeUnit};
use super::Book;
use super::chart::{self, Range};
use super::format::colour;
use super::monthly::Columns;
use super::outcomes::{own_outcome, statistic};
use super::parties::parties_chart;
use super::sheet::Sheet;
use super::waterfall;
use super::words::{SheetName, Statistic};
use crate::figure::style::{BLUE, GREEN, INK, PURPLE, VERMILLION};
use crate::model::outcome::{Headline, Monthly};
use crate::tell::words::capitalized;

/// Columns of this width, of which a chart covers some.
const COLUMN: f64 = 11.0;
/// Columns from one chart to the next beside it.
const BESIDE: u16 = 8;
/// Rows above the first charts.
const TOP: u32 = 3;
/// Rows of charts on a printed page.
const ROWS_ON_A_PAGE: u32 = 2;

const SHEET: SheetName = SheetName::Charts;

/// Charts from left to right and from top to bottom.
struct Grid {
    row: u32,
    right: bool,
    rows: u32,
    breaks: Vec<u32>,
}

impl Grid {
    fn put(&mut self, sheet: &mut Sheet, chart: &Chart) -> Result<(), XlsxError> {
        sheet.chart(self.row, if self.right { BESIDE } else { 0 }, chart)?;
        if self.right {
            self.next_row();
        } else {
            self.right = true;
        }
        Ok(())
    }

    /// A new subject begins at the left.
    fn subject(&mut self) {
        if self.right {
            self.next_row();
        }
    }

    fn next_row(&mut self) {
        self.row += chart::rows_of(chart::HEIGHT);
        self.right = false;
        self.rows += 1;
        if self.rows.is_multiple_of(ROWS_ON_A_PAGE) {
            self.breaks.push(self.row);
        }
    }
}

/// The sheet.
pub(super) fn sheet(book: &Book<'_>, columns: &Columns) -> Result<Sheet, XlsxError> {
    let mut sheet = Sheet::new(book, SHEET)?;
    sheet.widths(&[COLUMN; 2 * BESIDE as usize])?;
    sheet.text(0, 0, book.title(), &book.formats.title)?;
    sheet.points(0, 24.0)?;
    let aid = book.pick(
        "Nominale euro’s. p5–p95: negen op de tien toekomsten liggen ertussen; p50 is de middelste. De getallen staan op de andere bladen.",
        "Nominal euros. p5–p95: nine futures in ten lie between; p50 is the middle one. The numbers are on the other sheets.",
    );
    sheet.text(1, 0, aid, &book.formats.soft)?;
    let mut grid = Grid { row: TOP, right: false, rows: 0, breaks: Vec::new() };
    grid.put(&mut sheet, &costs_and_benefits(book, columns))?;
    npv_table(book, &mut sheet)?;
    grid.put(&mut sheet, &npv(book))?;
    for outcome in [Monthly::CumulativeNetCash, Monthly::Liquidity] {
        grid.subject();
        for s in book.strategies() {
            if let Some(chart) = fan(book, columns, s, outcome) {
                grid.put(&mut sheet, &chart)?;
            }
        }
    }
    grid.subject();
    for s in book.strategies() {
        grid.put(&mut sheet, &staffing(book, columns, s))?;
    }
    grid.subject();
    for chart in waterfall::charts(book) {
        grid.put(&mut sheet, &chart)?;
    }
    grid.put(&mut sheet, &parties_chart(book))?;
    grid.subject();
    sheet.worksheet().set_page_breaks(&grid.breaks)?;
    sheet.printed((grid.row - 1, 2 * BESIDE - 1))?;
    Ok(sheet)
}

/// Adds a line by month.
fn add_line(
    book: &Book<'_>,
    chart: &mut Chart,
    (months, values): (Range, Range),
    name: &str,
    (colour, width, dash): (Color, f64, ChartLineDashType),
) {
    chart
        .add_series()
        .set_name(name)
        .set_categories(&months.of(book))
        .set_values(&values.of(book))
        .set_format(&mut chart::line(colour, width, dash));
}

/// Mean cumulative costs and benefits of every strategy.
pub(super) fn costs_and_benefits(book: &Book<'_>, columns: &Columns) -> Chart {
    let mut chart = Chart::new_line();
    for s in book.strategies() {
        for (outcome, dash) in [
            (Monthly::CumulativeBenefits, ChartLineDashType::Solid),
            (Monthly::CumulativeCosts, ChartLineDashType::Dash),
        ] {
            let Some(values) = columns.of(s, outcome, Statistic::Mean) else { continue };
            let what = match outcome {
                Monthly::CumulativeBenefits => book.pick("Baten", "Benefits"),
                _ => book.pick("Kosten", "Costs"),
            };
            let name = format!("{what}: {}", chart::in_title(book.tale.name(s)));
            let look = (chart::colour_of(book, s), 2.25, dash);
            add_line(book, &mut chart, (columns.calendar(s), values), &name, look);
        }
    }
    let title =
        book.pick("Cumulatieve kosten en baten, gemiddeld", "Cumulative costs and benefits, mean");
    chart::finish(book, &mut chart, title, book.formats.codes.euros);
    chart::months(book, &mut chart);
    chart
}

/// The percentiles of an outcome; on one scale for all strategies.
fn fan(book: &Book<'_>, columns: &Columns, s: usize, outcome: Monthly) -> Option<Chart> {
    let language = book.tale.language;
    let mut chart = Chart::new_line();
    let own = colour(BLUE);
    for (of, width, dash) in [
        (Statistic::Percentile(4), 1.0, ChartLineDashType::Dash),
        (Statistic::Percentile(3), 1.25, ChartLineDashType::Solid),
        (Statistic::Percentile(2), 2.75, ChartLineDashType::Solid),
        (Statistic::Percentile(1), 1.25, ChartLineDashType::Solid),
        (Statistic::Percentile(0), 1.0, ChartLineDashType::Dash),
    ] {
        let values = columns.of(s, outcome, of)?;
        let look = (own, width, dash);
        add_line(book, &mut chart, (columns.calendar(s), values), of.name(language), look);
    }
    let floor = columns.floor(s).filter(|_| outcome == Monthly::Liquidity);
    if let Some(floor) = floor {
        let look = (colour(VERMILLION), 2.0, ChartLineDashType::Solid);
        let name = book.pick("vloer", "floor");
        add_line(book, &mut chart, (columns.calendar(s), floor), name, look);
    }
    let title =
        format!("{}: {}", capitalized(outcome.label(language)), chart::in_title(book.tale.name(s)));
    chart::finish(book, &mut chart, &title, book.formats.codes.euros);
    chart::months(book, &mut chart);
    one_scale(book, &mut chart, &[outcome]);
    Some(chart)
}

/// Mean numbers of people; on one scale for all strategies.
fn staffing(book: &Book<'_>, columns: &Columns, s: usize) -> Chart {
    const PEOPLE: [Monthly; 4] = [
        Monthly::Heads,
        Monthly::RegisteredHeads,
        Monthly::NewlyRegisteredHeads,
        Monthly::SupervisedHeads,
    ];
    let language = book.tale.language;
    let mut chart = Chart::new_line();
    for (outcome, of) in PEOPLE.into_iter().zip([INK, BLUE, GREEN, PURPLE]) {
        let Some(values) = columns.of(s, outcome, Statistic::Mean) else { continue };
        let dash = match outcome {
            Monthly::SupervisedHeads => ChartLineDashType::Dash,
            _ => ChartLineDashType::Solid,
        };
        let look = (colour(of), 2.0, dash);
        add_line(book, &mut chart, (columns.calendar(s), values), outcome.label(language), look);
    }
    let what = book.pick("Bezetting, gemiddeld", "Staffing, mean");
    let title = format!("{what}: {}", chart::in_title(book.tale.name(s)));
    chart::finish(book, &mut chart, &title, "0");
    chart::months(book, &mut chart);
    one_scale(book, &mut chart, &PEOPLE);
    chart
}

/// The same bounds for the charts of some outcomes of all strategies.
fn one_scale(book: &Book<'_>, chart: &mut Chart, outcomes: &[Monthly]) {
    let values = book.strategies().flat_map(|s| {
        outcomes.iter().flat_map(move |outcome| {
            let columns = &book.of(s).monthly[*outcome as usize];
            columns
                .iter()
                .flat_map(|column| [column.percentiles[0], column.percentiles[4], column.mean])
        })
    });
    chart::scale(chart.y_axis(), values);
}

/// The table of net present values stands right of what is printed: strategies, then the numbers.
const NPV_NAMES: u16 = 2 * BESIDE + 1;
const NPV_MEAN: u16 = NPV_NAMES + 1;
/// Its head.
const NPV_HEAD: u32 = TOP + 1;
const NPV_NUMBERS: [Statistic; 4] =
    [Statistic::Mean, Statistic::Margin, Statistic::Percentile(0), Statistic::Percentile(4)];
const NPV_DOWN: u16 = NPV_MEAN + NPV_NUMBERS.len() as u16;

/// The numbers of the chart of net present values.
fn npv_table(book: &Book<'_>, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let formats = &book.formats;
    let language = book.tale.language;
    sheet.worksheet().set_column_width(NPV_NAMES, 36.0)?;
    let title = book.pick(
        "Bij de grafiek van de netto contante waarde",
        "For the chart of the net present value",
    );
    sheet.text(NPV_HEAD - 1, NPV_NAMES, title, &formats.text)?;
    sheet.text(NPV_HEAD, NPV_NAMES, book.pick("strategie", "strategy"), &formats.header)?;
    let lengths =
        [book.pick("omlaag tot p5", "down to p5"), book.pick("omhoog tot p95", "up to p95")];
    let heads = NPV_NUMBERS.map(|of| of.name(language)).into_iter().chain(lengths);
    sheet.headers(NPV_HEAD, NPV_MEAN, heads, &formats.number_header)?;
    sheet.worksheet().set_column_range_width(NPV_MEAN, NPV_DOWN + 1, 14.0)?;
    let number = formats.number(OutcomeUnit::Euros);
    for (s, row) in book.strategies().zip(NPV_HEAD + 1..) {
        sheet.text(row, NPV_NAMES, book.tale.name(s), &formats.text)?;
        let Some(npv) = own_outcome(book, s, Headline::Npv) else { continue };
        for (column, of) in (NPV_MEAN..).zip(NPV_NUMBERS) {
            sheet.figure(row, column, statistic(&npv, of), &number)?;
        }
        let (Figure::Number(mean), Figure::Number(low), Figure::Number(high)) =
            (npv.mean, npv.percentiles[0], npv.percentiles[4])
        else {
            continue;
        };
        let cell = |column| row_col_to_cell(row, column);
        let (at, p5, p95) = (cell(NPV_MEAN), cell(NPV_MEAN + 2), cell(NPV_MEAN + 3));
        sheet.formula(row, NPV_DOWN, &format!("={at}-{p5}"), mean - low, &number)?;
        sheet.formula(row, NPV_DOWN + 1, &format!("={p95}-{at}"), high - mean, &number)?;
    }
    Ok(())
}

/// Mean net present value of each strategy, with p5 and p95 as whiskers.
fn npv(book: &Book<'_>) -> Chart {
    let (first, last) = (NPV_HEAD + 1, NPV_HEAD + book.strategies().len() as u32);
    let column = |column| Range { sheet: SHEET, first: (first, column), last: (last, column) };
    let colours: Vec<Color> = book.strategies().map(|s| chart::colour_of(book, s)).collect();
    let mut whiskers = ChartErrorBars::new();
    whiskers
        .set_type(ChartErrorBarsType::Custom(
            column(NPV_DOWN + 1).of(book),
            column(NPV_DOWN).of(book),
        ))
        .set_direction(ChartErrorBarsDirection::Both)
        .set_format(&mut chart::line(colour(INK), 1.25, ChartLineDashType::Solid));
    let mut chart = Chart::new_column();
    chart
        .add_series()
        .set_name(book.pick("netto contante waarde", "net present value"))
        .set_categories(&column(NPV_NAMES).of(book))
        .set_values(&column(NPV_MEAN).of(book))
        .set_point_colors(&colours)
        .set_y_error_bars(&whiskers)
        .set_gap(100);
    let title = book.pick(
        "Netto contante waarde: gemiddelde, met p5 tot p95",
        "Net present value: mean, with p5 to p95",
    );
    chart::finish(book, &mut chart, title, book.formats.codes.euros);
    chart.legend().set_hidden();
    let all =
        book.strategies().flat_map(|s| book.of(s).headline[Headline::Npv as usize].percentiles);
    chart::scale(chart.y_axis(), all);
    chart
}
