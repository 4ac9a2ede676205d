//! Who pays and who benefits.

use rust_xlsxwriter::{Chart, XlsxError};

use super::super::labels::{Labelled, Party};
use super::Book;
use super::chart::{self, Range};
use super::matrix::{self, Side};
use super::outcomes::{outcome_of_difference, own_outcome};
use super::sheet::Sheet;
use super::words::SheetName;
use crate::model::outcome::Headline;
use crate::tell::words::capitalized;

/// What subsidies amount to, below the parties.
const SUBSIDIES: [Headline; 2] = [Headline::Subsidy, Headline::Clawback];

/// The sheet.
pub(super) fn sheet(book: &Book<'_>) -> Result<Sheet, XlsxError> {
    let language = book.tale.language;
    let mut sheet = Sheet::new(book, SheetName::Parties)?;
    matrix::head(book, &mut sheet, book.pick("partij", "party"))?;
    let estimate = |outcome: Headline| {
        move |side: Side| match side {
            Side::Own(s) => own_outcome(book, s, outcome),
            Side::Difference(s) => outcome_of_difference(book, s, outcome),
        }
    };
    let mut row = matrix::HEAD;
    for party in Party::ALL {
        let name = capitalized(party.label(language));
        matrix::row(book, &mut sheet, row, &name, estimate(party.outcome()))?;
        row += 1;
    }
    row += 1;
    for outcome in SUBSIDIES {
        let name = capitalized(outcome.label(language));
        matrix::row(book, &mut sheet, row, &name, estimate(outcome))?;
        row += 1;
    }
    let notes = [
        book.pick(
            "Boven nul: de partij gaat erop vooruit. Onder nul: zij betaalt meer dan zij ontvangt.",
            "Above zero: the party gains. Below zero: it pays more than it receives.",
        ),
        book.pick(
            "Werkgever: nettokasstroom zonder restwaarde. Jeugdigen en gezinnen: de waarde van hulp, als het scenario die noemt.",
            "Employer: net cash without residual value. Young people and families: the value of care, if the scenario states it.",
        ),
    ];
    for note in notes {
        row += 1;
        sheet.text(row, 0, note, &book.formats.soft)?;
    }
    matrix::frame(book, &mut sheet, row)?;
    Ok(sheet)
}

/// Mean gain of each party, a bar for each strategy.
pub(super) fn parties_chart(book: &Book<'_>) -> Chart {
    let last_party = matrix::HEAD + Party::ALL.len() as u32 - 1;
    let sheet = SheetName::Parties;
    let mut chart = Chart::new_column();
    for s in book.strategies() {
        let column = Side::Own(s).column(book);
        let values = Range { sheet, first: (matrix::HEAD, column), last: (last_party, column) };
        let categories = Range { sheet, first: (matrix::HEAD, 0), last: (last_party, 0) };
        let name = Range { sheet, first: (0, column), last: (0, column) };
        chart
            .add_series()
            .set_name(&name.of(book))
            .set_categories(&categories.of(book))
            .set_values(&values.of(book))
            .set_format(&mut chart::fill(chart::colour_of(book, s)))
            .set_gap(80);
    }
    let title =
        book.pick("Wie gaat erop vooruit of achteruit (gemiddeld)", "Who gains or loses (mean)");
    chart::finish(book, &mut chart, title, book.formats.codes.euros);
    chart
}
