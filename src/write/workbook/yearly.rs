//! Result and net cash by calendar year: what a controller puts into the budget.

use rust_xlsxwriter::{XlsxError, utility::row_col_to_cell};

use super::super::estimate::Figure;
use super::super::labels::OutcomeUnit;
use super::Book;
use super::outcomes::{of_column, statistic};
use super::sheet::Sheet;
use super::words::{SheetName, Statistic};
use crate::simulate::ColumnSummary;

/// Statistics of each year.
const STATISTICS: [Statistic; 7] = [
    Statistic::Mean,
    Statistic::Margin,
    Statistic::Percentile(0),
    Statistic::Percentile(1),
    Statistic::Percentile(2),
    Statistic::Percentile(3),
    Statistic::Percentile(4),
];

/// Columns before the years: strategy, what, statistic.
const FIRST: u16 = 3;

/// The sheet.
pub(super) fn sheet(book: &Book<'_>) -> Result<Sheet, XlsxError> {
    let years = &book.report.plan.years;
    let mut sheet = Sheet::new(book, SheetName::Yearly)?;
    let total = FIRST + years.len() as u16;
    let header = &book.formats.header;
    let first = [
        book.pick("strategie", "strategy"),
        book.pick("wat", "what"),
        book.pick("maat", "statistic"),
    ];
    sheet.headers(0, 0, first, header)?;
    let year = book.formats.number_header.clone().set_num_format("0");
    for (column, (name, ..)) in (FIRST..).zip(years) {
        sheet.number(0, column, f64::from(*name), &year)?;
    }
    sheet.text(0, total, book.pick("alle jaren", "all years"), &book.formats.number_header)?;
    let mut widths = vec![36.0, 46.0, 14.0];
    widths.resize(usize::from(total) + 1, 14.0);
    sheet.widths(&widths)?;
    let mut row = 1;
    for s in book.strategies() {
        let of = book.of(s);
        let mut blocks = vec![
            (book.pick("resultaat", "result"), &of.result_by_year),
            (book.pick("nettokasstroom", "net cash"), &of.cash_by_year),
        ];
        if let Some(of) = &of.difference {
            let result = book.pick(
                "resultaat, verschil met het uitgangspunt",
                "result, difference with the baseline",
            );
            let cash = book.pick(
                "nettokasstroom, verschil met het uitgangspunt",
                "net cash, difference with the baseline",
            );
            blocks.extend([(result, &of.result_by_year), (cash, &of.cash_by_year)]);
        }
        for (what, columns) in blocks {
            row = block(book, &mut sheet, row, (book.tale.name(s), what), columns)?;
        }
    }
    sheet.worksheet().autofilter(0, 0, row - 1, total)?;
    let note = book.pick(
        "Alleen gemiddelden mogen over jaren worden opgeteld. Nettokasstroom is wat binnen de looptijd binnenkomt en uitgaat; resultaat is wat in het jaar is verdiend en verbruikt, ook als het later wordt betaald.",
        "Only means may be added up over years. Net cash is what comes in and goes out within the horizon; result is what is earned and used up in the year, even if it is paid later.",
    );
    sheet.across(row + 1, 0, total, note, &book.formats.prose)?;
    sheet.height(row + 1, 2)?;
    sheet.frame((0, 0), FIRST, (row + 1, total))?;
    Ok(sheet)
}

/// The rows of one strategy and one subject; returns the next row.
fn block(
    book: &Book<'_>,
    sheet: &mut Sheet,
    mut row: u32,
    (name, what): (&str, &str),
    columns: &[ColumnSummary],
) -> Result<u32, XlsxError> {
    let formats = &book.formats;
    let language = book.tale.language;
    let (plain, total) = (formats.number(OutcomeUnit::Euros), formats.total_of(OutcomeUnit::Euros));
    let end = FIRST + columns.len() as u16;
    for of in STATISTICS {
        let is_mean = of == Statistic::Mean;
        let (words, numbers) =
            if is_mean { (&formats.total, &total) } else { (&formats.text, &plain) };
        sheet.headers(row, 0, [name, what, of.name(language)], words)?;
        for (column, summary) in (FIRST..).zip(columns) {
            let estimate = of_column(book, summary, OutcomeUnit::Euros);
            sheet.figure(row, column, statistic(&estimate, of), numbers)?;
        }
        if is_mean {
            let sum: f64 = columns.iter().map(|column| column.mean).sum();
            let (from, to) = (row_col_to_cell(row, FIRST), row_col_to_cell(row, end - 1));
            sheet.formula(row, end, &format!("=SUM({from}:{to})"), sum, numbers)?;
        } else {
            sheet.figure(row, end, Figure::Missing, numbers)?;
        }
        row += 1;
    }
    Ok(row)
}
