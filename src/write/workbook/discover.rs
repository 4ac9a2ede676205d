//! Under which circumstances it goes wrong: the region and each of its bounds in numbers.

use rust_xlsxwriter::XlsxError;

use super::Book;
use super::sheet::Sheet;
use super::words::SheetName;
use crate::decide::Decisions;
use crate::decide::discover::Measured;
use crate::tell::discover::DiscoverTale;

/// Widths of the columns.
const WIDTHS: [f64; 7] = [80.0, 14.0, 14.0, 14.0, 14.0, 16.0, 14.0];

/// The sheet.
pub(super) fn sheet(book: &Book<'_>, decisions: &Decisions) -> Result<Sheet, XlsxError> {
    let formats = &book.formats;
    let (scenario, found) = (&book.report.plan.scenario, &decisions.discovery);
    let tale = DiscoverTale { scenario, found, language: book.tale.language };
    let mut sheet = Sheet::new(book, SheetName::Discover)?;
    sheet.widths(&WIDTHS)?;
    let error = book.pick("standaardfout", "standard error");
    let heads = [
        book.pick("gebied", "region"),
        book.pick("dekking", "coverage"),
        error,
        book.pick("dichtheid", "density"),
        error,
        book.pick("deel van de toekomsten", "share of the futures"),
        error,
    ];
    let last = heads.len() as u16 - 1;
    sheet.headers(0, 0, heads, &formats.header)?;
    sheet.height(0, 2)?;
    let share = formats.coded("0.0%");
    let mut row = 1;
    let mut line = |sheet: &mut Sheet, name: &str, measured: &Measured| -> Result<(), XlsxError> {
        sheet.text(row, 0, name, &formats.wrapped)?;
        let chances = [measured.coverage(), measured.density(), measured.share()];
        for (column, chance) in (1..).step_by(2).zip(chances) {
            sheet.number(row, column, chance.value, &share)?;
            sheet.number(row, column + 1, chance.standard_error, &share)?;
        }
        row += 1;
        Ok(())
    };
    if let Some(region) = tale.region() {
        let bounds: Vec<String> =
            region.bounds.iter().map(|known| tale.bound(&known.bound)).collect();
        line(&mut sheet, &bounds.join("; "), &region.measured)?;
        // Without its only bound a region is everything.
        for known in region.bounds.iter().filter(|_| region.bounds.len() > 1) {
            let without = book.pick("zonder", "without");
            line(&mut sheet, &format!("{without}: {}", tale.bound(&known.bound)), &known.without)?;
        }
    }
    let end = row.max(2) - 1;
    for sentence in tale.sentences() {
        row += 1;
        sheet.paragraph(row, last, 160, &sentence, &formats.prose)?;
    }
    sheet.frame((0, 0), 1, (end, last))?;
    Ok(sheet)
}
