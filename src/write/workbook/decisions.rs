//! What decides: how far the outcome swings with each number, and its share of the spread.

use rust_xlsxwriter::XlsxError;

use super::super::sensitivity::sensitivity_tale;
use super::Book;
use super::register::{code, unit};
use super::sheet::Sheet;
use super::text;
use super::words::SheetName;
use crate::decide::Decisions;
use crate::decide::sensitivity::{Bar, Moved, Sensitivity};
use crate::tell::sensitivity::{Kind, SensitivityTale};

/// Widths of the columns.
const WIDTHS: [f64; 11] = [76.0, 14.0, 13.0, 13.0, 16.0, 16.0, 16.0, 16.0, 13.0, 13.0, 13.0];

/// The sheet.
pub(super) fn sheet(book: &Book<'_>, decisions: &Decisions) -> Result<Sheet, XlsxError> {
    let found = &decisions.sensitivity;
    let tale = sensitivity_tale(&book.report.plan.scenario, found, book.tale.language);
    let mut sheet = Sheet::new(book, SheetName::Decisions)?;
    sheet.widths(&WIDTHS)?;
    let heads = [
        book.pick("getal", "number"),
        book.pick("eenheid", "unit"),
        book.pick("laag (p5)", "low (p5)"),
        book.pick("hoog (p95)", "high (p95)"),
        book.pick("uitkomst bij laag", "outcome at low"),
        book.pick("uitkomst bij hoog", "outcome at high"),
        book.pick("uitslag", "swing"),
        book.pick("standaardfout", "standard error"),
        book.pick("aandeel alleen", "share alone"),
        book.pick("aandeel met samenspel", "share with interplay"),
        book.pick("rangcorrelatie", "rank correlation"),
    ];
    let last = heads.len() as u16 - 1;
    sheet.headers(0, 0, heads, &book.formats.header)?;
    sheet.height(0, 2)?;
    let mut row = 1;
    for bar in &found.tornado.bars {
        line(book, &mut sheet, row, found, tale, bar)?;
        row += 1;
    }
    let end = row.max(2) - 1;
    for sentence in tale.beside_a_report() {
        row += 1;
        sheet.text(row, 0, &sentence, &book.formats.soft)?;
    }
    sheet.frame((0, 0), 1, (end, last))?;
    Ok(sheet)
}

fn line(
    book: &Book<'_>,
    sheet: &mut Sheet,
    row: u32,
    found: &Sensitivity,
    tale: SensitivityTale<'_>,
    bar: &Bar,
) -> Result<(), XlsxError> {
    let formats = &book.formats;
    let language = book.tale.language;
    sheet.text(row, 0, &text::plain(&tale.name(&bar.moved)), &formats.wrapped)?;
    let symbol = match &bar.moved {
        Moved::Quantity(lever) => tale.scenario.quantities[lever.quantities[0]].unit,
        Moved::DiscountRate => "rate/year",
    };
    sheet.text(row, 1, unit(symbol, language), &formats.wrapped)?;
    for (column, end) in (2..).zip(bar.ends) {
        let format = formats.coded(code(&formats.codes, symbol, end, language));
        sheet.number(row, column, end, &format)?;
    }
    let outcome = match tale.kind() {
        Kind::Amount => formats.codes.euros,
        Kind::Chance => "0.0%",
        Kind::Hours => "#,##0",
        Kind::Months | Kind::People => "#,##0.0",
    };
    let outcome = formats.coded(outcome);
    let values = [bar.drawn[0], bar.drawn[1], bar.swing(), bar.error];
    for (column, value) in (4..).zip(values) {
        sheet.number(row, column, value, &outcome)?;
    }
    let Moved::Quantity(lever) = &bar.moved else { return Ok(()) };
    let factors = found.sobol.iter().flat_map(|sobol| &sobol.factors);
    if let Some(factor) = factors.into_iter().find(|f| f.quantities == lever.quantities) {
        let share = formats.coded("0.0%");
        sheet.number(row, 8, factor.index.first.value, &share)?;
        sheet.number(row, 9, factor.index.total.value, &share)?;
    }
    if let [quantity] = lever.quantities[..]
        && let Some(rank) = found.ranks.iter().find(|rank| rank.quantity == quantity)
    {
        sheet.number(row, 10, rank.rho.value, &formats.coded("0.00"))?;
    }
    Ok(())
}
