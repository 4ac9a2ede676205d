//! What net cash consists of, line by line, with a check that the lines add up.

use rust_xlsxwriter::{XlsxError, utility::row_col_to_cell};

use super::super::estimate::{Estimate, Figure};
use super::super::labels::{Labelled, OutcomeUnit};
use super::Book;
use super::matrix::{self, Side};
use super::outcomes::{of_column, outcome_of_difference, own_outcome};
use super::sheet::Sheet;
use super::waterfall;
use super::words::SheetName;
use crate::model::outcome::{Headline, Line};
use crate::simulate::ColumnSummary;
use crate::tell::words::capitalized;

/// Lines that add up to half a cent of net cash do add up: the rest is rounding of the arithmetic.
const HALF_A_CENT: &str = "0.005";

/// The row of a line.
pub(super) fn row_of(line: usize) -> u32 {
    matrix::HEAD + line as u32
}

/// The lines of a side.
pub(super) fn lines<'a>(book: &Book<'a>, side: Side) -> &'a [ColumnSummary] {
    match side {
        Side::Own(s) => &book.of(s).lines,
        Side::Difference(s) => book.of(s).difference.as_ref().map_or(&[], |of| &of.lines),
    }
}

/// Net cash of a side, as its own outcome.
fn net_cash(book: &Book<'_>, side: Side) -> Option<Estimate> {
    match side {
        Side::Own(s) => own_outcome(book, s, Headline::NetCash),
        Side::Difference(s) => outcome_of_difference(book, s, Headline::NetCash),
    }
}

/// The sheet.
pub(super) fn sheet(book: &Book<'_>) -> Result<Sheet, XlsxError> {
    let language = book.tale.language;
    let mut sheet = Sheet::new(book, SheetName::Bridge)?;
    matrix::head(book, &mut sheet, book.pick("regel", "line"))?;
    for (k, line) in Line::ALL.iter().enumerate() {
        let name = capitalized(line.label(language));
        matrix::row(book, &mut sheet, row_of(k), &name, |side| {
            lines(book, side).get(k).map(|column| of_column(book, column, OutcomeUnit::Euros))
        })?;
    }
    let total = row_of(Line::COUNT);
    totals(book, &mut sheet, total)?;
    let net = capitalized(Headline::NetCash.label(language));
    matrix::row(book, &mut sheet, total + 1, &net, |side| net_cash(book, side))?;
    checks(book, &mut sheet, total + 2)?;
    let note = book.pick(
        "Baten boven nul, kosten eronder; niet contant gemaakt, ook wat na de looptijd nog wordt verrekend. Alleen gemiddelden tellen op.",
        "Benefits above zero, costs below; undiscounted, with what falls due after the horizon. Only means add up.",
    );
    sheet.text(total + 4, 0, note, &book.formats.soft)?;
    waterfall::all_numbers(book, &mut sheet)?;
    matrix::frame(book, &mut sheet, total + 4)?;
    Ok(sheet)
}

/// The lines added up, by formula.
fn totals(book: &Book<'_>, sheet: &mut Sheet, row: u32) -> Result<(), XlsxError> {
    let formats = &book.formats;
    let (words, number) = (&formats.total, formats.total_of(OutcomeUnit::Euros));
    sheet.text(row, 0, book.pick("Som van de regels", "Sum of the lines"), words)?;
    for column in 1..=matrix::last_column(book) {
        sheet.figure(row, column, Figure::Missing, &number)?;
    }
    for side in Side::all(book) {
        let column = side.column(book);
        let sum: f64 = lines(book, side).iter().map(|line| line.mean).sum();
        let (from, to) = (row_col_to_cell(row_of(0), column), row_col_to_cell(row - 1, column));
        sheet.formula(row, column, &format!("=SUM({from}:{to})"), sum, &number)?;
    }
    Ok(())
}

/// Whether the sum above equals net cash above.
fn checks(book: &Book<'_>, sheet: &mut Sheet, row: u32) -> Result<(), XlsxError> {
    let formats = &book.formats;
    sheet.text(
        row,
        0,
        book.pick("Controle: som is nettokasstroom", "Check: sum is net cash"),
        &formats.text,
    )?;
    let (yes, no) = (book.pick("klopt", "holds"), book.pick("klopt niet", "does not hold"));
    let format = formats.coded("General");
    for side in Side::all(book) {
        let column = side.column(book);
        let sum: f64 = lines(book, side).iter().map(|line| line.mean).sum();
        let net = net_cash(book, side).map_or(Figure::Missing, |net| net.mean);
        let holds = matches!(net, Figure::Number(net) if (sum - net).abs() < 0.005);
        let (a, b) = (row_col_to_cell(row - 2, column), row_col_to_cell(row - 1, column));
        let formula = format!("=IF(ABS({a}-{b})<{HALF_A_CENT},\"{yes}\",\"{no}\")");
        sheet.formula(row, column, &formula, if holds { yes } else { no }, &format)?;
    }
    Ok(())
}
