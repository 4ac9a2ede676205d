//! A table with a row for each item and columns for each strategy and each difference with the
//! baseline: mean, margin and the band of nine futures in ten.

use rust_xlsxwriter::XlsxError;

use super::super::estimate::{Estimate, Figure};
use super::super::labels::OutcomeUnit;
use super::Book;
use super::outcomes::statistic;
use super::sheet::Sheet;
use super::words::Statistic;

/// Statistics of each side.
pub(super) const STATISTICS: [Statistic; 4] =
    [Statistic::Mean, Statistic::Margin, Statistic::Percentile(0), Statistic::Percentile(4)];

/// Sides on a printed page where there are more.
const ON_A_PAGE: usize = 3;
/// Scale at which they fit there, in percent.
const SCALE: u16 = 56;

/// A strategy, or its difference with the baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Own(usize),
    Difference(usize),
}

impl Side {
    /// All of them in the order of the columns.
    pub(super) fn all(book: &Book<'_>) -> Vec<Self> {
        let own = book.strategies().map(Self::Own);
        own.chain(book.tale.alternatives().map(Self::Difference)).collect()
    }

    /// The column of the mean.
    pub(super) fn column(self, book: &Book<'_>) -> u16 {
        let place = Self::all(book).iter().position(|side| *side == self);
        let place = place.expect("every side is among all of them");
        1 + (place * STATISTICS.len()) as u16
    }

    fn name(self, book: &Book<'_>) -> String {
        match self {
            Self::Own(s) if book.is_baseline(s) && book.strategies().len() > 1 => {
                format!("{} ({})", book.tale.name(s), book.pick("uitgangspunt", "baseline"))
            }
            Self::Own(s) => book.tale.name(s).to_owned(),
            Self::Difference(s) => {
                format!(
                    "{}: {}",
                    book.tale.name(s),
                    book.pick("verschil met het uitgangspunt", "difference with the baseline")
                )
            }
        }
    }
}

/// The last column.
pub(super) fn last_column(book: &Book<'_>) -> u16 {
    (Side::all(book).len() * STATISTICS.len()) as u16
}

/// Rows of the head.
pub(super) const HEAD: u32 = 2;

/// The head, from the first row on; `first` stands above the items.
pub(super) fn head(book: &Book<'_>, sheet: &mut Sheet, first: &str) -> Result<(), XlsxError> {
    let formats = &book.formats;
    let mut widths = vec![40.0];
    widths.resize(usize::from(last_column(book)) + 1, 13.0);
    sheet.widths(&widths)?;
    sheet.text(0, 0, "", &formats.span)?;
    sheet.text(1, 0, first, &formats.header)?;
    for side in Side::all(book) {
        let column = side.column(book);
        let last = column + STATISTICS.len() as u16 - 1;
        sheet.across(0, column, last, &side.name(book), &formats.span)?;
        let names = STATISTICS.map(|of| of.name(book.tale.language));
        sheet.headers(1, column, names, &formats.number_header)?;
    }
    sheet.height(0, 3)
}

/// Frame and print of the table, whose last row this is.
pub(super) fn frame(book: &Book<'_>, sheet: &mut Sheet, last: u32) -> Result<(), XlsxError> {
    sheet.frame((0, HEAD - 1), 1, (last, last_column(book)))?;
    let sides = Side::all(book);
    if sides.len() > ON_A_PAGE {
        sheet.scaled(SCALE, 0, 1)?;
        let breaks: Vec<u32> = sides
            .iter()
            .step_by(ON_A_PAGE)
            .skip(1)
            .map(|side| u32::from(side.column(book)))
            .collect();
        sheet.worksheet().set_vertical_page_breaks(&breaks)?;
    }
    Ok(())
}

/// The row of an item, in euros.
pub(super) fn row(
    book: &Book<'_>,
    sheet: &mut Sheet,
    row: u32,
    name: &str,
    estimate: impl Fn(Side) -> Option<Estimate>,
) -> Result<(), XlsxError> {
    sheet.text(row, 0, name, &book.formats.text)?;
    let format = book.formats.number(OutcomeUnit::Euros);
    for side in Side::all(book) {
        let estimate = estimate(side);
        for (column, of) in (side.column(book)..).zip(STATISTICS) {
            let figure =
                estimate.as_ref().map_or(Figure::Missing, |estimate| statistic(estimate, of));
            sheet.figure(row, column, figure, &format)?;
        }
    }
    Ok(())
}
