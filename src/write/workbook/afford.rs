//! How large the cohort can be: every size in numbers.

use rust_xlsxwriter::XlsxError;

use super::Book;
use super::sheet::Sheet;
use super::words::SheetName;
use crate::tell::afford::AffordTale;

/// Widths of the columns.
const WIDTHS: [f64; 9] = [12.0, 18.0, 16.0, 18.0, 16.0, 20.0, 20.0, 20.0, 16.0];

/// The sheet.
pub(super) fn sheet(book: &Book<'_>, tale: AffordTale<'_>) -> Result<Sheet, XlsxError> {
    let formats = &book.formats;
    let mut sheet = Sheet::new(book, SheetName::Afford)?;
    sheet.widths(&WIDTHS)?;
    let mut heads = vec![
        book.pick("plekken", "positions"),
        book.pick("kans op een tekort", "chance of a shortfall"),
        book.pick("standaardfout", "standard error"),
        book.pick("door het cohort", "due to the cohort"),
        book.pick("standaardfout", "standard error"),
        book.pick("voorfinanciering, mediaan [€]", "peak funding, median [€]"),
        book.pick("voorfinanciering, p95 [€]", "peak funding, p95 [€]"),
    ];
    let has_mentors = tale.scenario.organisation.mentoring.is_some();
    if has_mentors {
        heads.push(book.pick("kans op te weinig begeleiders", "chance of too few mentors"));
        heads.push(book.pick("standaardfout", "standard error"));
    }
    let last = heads.len() as u16 - 1;
    sheet.headers(0, 0, heads, &formats.number_header)?;
    sheet.height(0, 2)?;
    let share = formats.coded("0.0%");
    let euros = formats.coded(formats.codes.euros);
    let count = formats.coded("0");
    let mut row = 1;
    for size in &tale.found.sizes {
        sheet.number(row, 0, size.positions as f64, &count)?;
        let mut chances = vec![(1, size.shortfall), (3, size.added)];
        chances.extend(size.over_mentors.map(|chance| (7, chance)));
        for (column, chance) in chances {
            sheet.number(row, column, chance.value, &share)?;
            sheet.number(row, column + 1, chance.standard_error, &share)?;
        }
        sheet.number(row, 5, size.peak[2], &euros)?;
        sheet.number(row, 6, size.peak[4], &euros)?;
        row += 1;
    }
    let end = row - 1;
    let mut sentences = vec![tale.circumstances()];
    sentences.extend(tale.sentences());
    for sentence in sentences {
        row += 1;
        sheet.paragraph(row, last, 130, &sentence, &formats.prose)?;
    }
    sheet.frame((0, 0), 1, (end, last))?;
    Ok(sheet)
}
