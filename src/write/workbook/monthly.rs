//! Outcomes by month: one block under one head, a row for each strategy and month. The charts
//! refer to its cells.

use rust_xlsxwriter::{ExcelDateTime, XlsxError};

use super::super::estimate::{Figure, applies_monthly};
use super::super::labels::{Labelled, OutcomeUnit};
use super::Book;
use super::chart::Range;
use super::outcomes::{of_column, statistic};
use super::sheet::Sheet;
use super::words::{SheetName, Statistic};
use crate::model::outcome::Monthly;
use crate::simulate::ColumnSummary;
use crate::tell::words::capitalized;

/// Statistics of each outcome.
const STATISTICS: [Statistic; 6] = [
    Statistic::Mean,
    Statistic::Percentile(0),
    Statistic::Percentile(1),
    Statistic::Percentile(2),
    Statistic::Percentile(3),
    Statistic::Percentile(4),
];

/// Columns before the outcomes: strategy, month, calendar month.
const FIRST: u16 = 3;
const CALENDAR: u16 = 2;
/// Rows above the first month.
const HEAD: u32 = 1;
/// What is printed, in this order and before everything else: all of it would take a pile of paper.
const PRINTED: [Monthly; 6] = [
    Monthly::CumulativeCosts,
    Monthly::CumulativeBenefits,
    Monthly::CumulativeNetCash,
    Monthly::Liquidity,
    Monthly::Heads,
    Monthly::NewlyRegisteredHeads,
];
/// Outcomes side by side on a printed page.
const ON_A_PAGE: u32 = 3;
/// Scale at which they fit there, in percent.
const SCALE: u16 = 40;

/// Where the numbers stand.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    months: u32,
    outcomes: Vec<Monthly>,
    floor: Option<u16>,
}

impl Columns {
    fn new(book: &Book<'_>) -> Self {
        let plan = book.report.plan;
        let others = Monthly::ALL.iter().filter(|outcome| !PRINTED.contains(outcome));
        let outcomes: Vec<Monthly> = PRINTED
            .iter()
            .chain(others)
            .copied()
            .filter(|outcome| applies_monthly(plan, *outcome))
            .collect();
        let compared = usize::from(book.strategies().len() > 1);
        let after = FIRST + ((outcomes.len() + compared) * STATISTICS.len()) as u16;
        let floor = plan.scenario.organisation.liquidity.map(|_| after);
        Self { months: plan.horizon as u32, outcomes, floor }
    }

    /// The rows of a strategy in a column.
    fn rows(&self, s: usize, column: u16) -> Range {
        let first = HEAD + s as u32 * self.months;
        Range {
            sheet: SheetName::Monthly,
            first: (first, column),
            last: (first + self.months - 1, column),
        }
    }

    /// The calendar months.
    pub(super) fn calendar(&self, s: usize) -> Range {
        self.rows(s, CALENDAR)
    }

    /// A statistic of an outcome; `None` where the outcome says nothing in this scenario.
    pub(super) fn of(&self, s: usize, outcome: Monthly, statistic: Statistic) -> Option<Range> {
        let place = self.outcomes.iter().position(|of| *of == outcome)?;
        let within = STATISTICS.iter().position(|of| *of == statistic)?;
        Some(self.rows(s, FIRST + (place * STATISTICS.len() + within) as u16))
    }

    /// The floor of the cash balance.
    pub(super) fn floor(&self, s: usize) -> Option<Range> {
        Some(self.rows(s, self.floor?))
    }
}

/// The sheet, and where its numbers stand.
pub(super) fn sheet(book: &Book<'_>) -> Result<(Sheet, Columns), XlsxError> {
    let columns = Columns::new(book);
    let mut sheet = Sheet::new(book, SheetName::Monthly)?;
    let last = (
        HEAD + book.strategies().len() as u32 * columns.months - 1,
        head(book, &columns, &mut sheet)?,
    );
    for s in book.strategies() {
        first_columns(book, &columns, &mut sheet, s)?;
        let of = book.of(s);
        let mut column = FIRST;
        for outcome in &columns.outcomes {
            let summaries = &of.monthly[*outcome as usize];
            block(book, &mut sheet, columns.rows(s, column), outcome.unit(), Some(summaries))?;
            column += STATISTICS.len() as u16;
        }
        if book.strategies().len() > 1 {
            let difference = of.difference.as_ref().map(|of| of.cumulative.as_slice());
            block(book, &mut sheet, columns.rows(s, column), OutcomeUnit::Euros, difference)?;
        }
        floor(book, &columns, &mut sheet, s)?;
    }
    sheet.worksheet().autofilter(0, 0, last.0, last.1)?;
    sheet.frame((0, 0), FIRST, last)?;
    // One page wide could not be read: a few outcomes on a page, each with the months beside them.
    let printed =
        columns.outcomes.iter().filter(|outcome| PRINTED.contains(outcome)).count() as u32;
    let column = |outcomes: u32| u32::from(FIRST) + outcomes * STATISTICS.len() as u32;
    let breaks: Vec<u32> = (ON_A_PAGE..printed).step_by(ON_A_PAGE as usize).map(column).collect();
    sheet.printed((last.0, column(printed) as u16 - 1))?;
    sheet.scaled(SCALE, CALENDAR, book.strategies().len())?;
    let strategies: Vec<u32> = book.strategies().map(|s| columns.calendar(s).first.0).collect();
    sheet.worksheet().set_page_breaks(&strategies[1..])?;
    sheet.worksheet().set_vertical_page_breaks(&breaks)?;
    Ok((sheet, columns))
}

/// The head; returns the last column.
fn head(book: &Book<'_>, columns: &Columns, sheet: &mut Sheet) -> Result<u16, XlsxError> {
    let language = book.tale.language;
    let (header, numbers) = (&book.formats.header, &book.formats.number_header);
    let first = [
        book.pick("strategie", "strategy"),
        book.pick("maand", "month"),
        book.pick("kalender-maand", "calendar month"),
    ];
    sheet.headers(0, 0, first, header)?;
    let mut names: Vec<String> =
        columns.outcomes.iter().map(|outcome| capitalized(outcome.label(language))).collect();
    if book.strategies().len() > 1 {
        let name = book.pick(
            "Verschil met het uitgangspunt: cumulatieve nettokasstroom",
            "Difference with the baseline: cumulative net cash",
        );
        names.push(name.to_owned());
    }
    let mut column = FIRST;
    for name in names {
        for statistic in STATISTICS {
            let text = format!("{name}\n{}", statistic.name(language));
            sheet.text(0, column, &text, numbers)?;
            column += 1;
        }
    }
    if let Some(floor) = columns.floor {
        sheet.text(
            0,
            floor,
            book.pick("Liquiditeitsvloer\nmediaan", "Liquidity floor\nmedian"),
            header,
        )?;
        column = floor + 1;
    }
    let mut widths = vec![22.0, 8.0, 9.5];
    widths.resize(usize::from(column), 12.0);
    sheet.widths(&widths)?;
    sheet.height(0, 5)?;
    Ok(column - 1)
}

/// Strategy, month and calendar month of each row.
fn first_columns(
    book: &Book<'_>,
    columns: &Columns,
    sheet: &mut Sheet,
    s: usize,
) -> Result<(), XlsxError> {
    let date = book.formats.coded(book.formats.codes.date);
    let count = book.formats.coded("0");
    let first = columns.calendar(s).first.0;
    for t in 0..columns.months {
        sheet.text(first + t, 0, book.tale.name(s), &book.formats.text)?;
        sheet.number(first + t, 1, f64::from(t), &count)?;
        let month = book.report.plan.scenario.calendar.month(t as usize);
        // A year that is no `u16` is refused as any other that the calendar of Excel has not.
        let year = u16::try_from(month.year).unwrap_or(0);
        let calendar = ExcelDateTime::from_ymd(year, month.month as u8, 1)?;
        sheet.worksheet().write_datetime_with_format(first + t, CALENDAR, &calendar, &date)?;
    }
    Ok(())
}

/// The statistics of an outcome from a column of a strategy on; empty cells where it has none.
fn block(
    book: &Book<'_>,
    sheet: &mut Sheet,
    rows: Range,
    unit: OutcomeUnit,
    summaries: Option<&[ColumnSummary]>,
) -> Result<(), XlsxError> {
    let format = book.formats.number(unit);
    for (t, row) in (rows.first.0..=rows.last.0).enumerate() {
        let estimate = summaries.map(|summaries| of_column(book, &summaries[t], unit));
        for (column, of) in (rows.first.1..).zip(STATISTICS) {
            let figure =
                estimate.as_ref().map_or(Figure::Missing, |estimate| statistic(estimate, of));
            sheet.figure(row, column, figure, &format)?;
        }
    }
    Ok(())
}

/// The floor, the same in every month.
fn floor(book: &Book<'_>, columns: &Columns, sheet: &mut Sheet, s: usize) -> Result<(), XlsxError> {
    let scenario = &book.report.plan.scenario;
    let (Some(rows), Some(liquidity)) = (columns.floor(s), scenario.organisation.liquidity) else {
        return Ok(());
    };
    let floor = scenario.quantities[liquidity.floor.index as usize].distribution.median();
    let format = book.formats.number(OutcomeUnit::Euros);
    for row in rows.first.0..=rows.last.0 {
        sheet.number(row, rows.first.1, floor, &format)?;
    }
    Ok(())
}
