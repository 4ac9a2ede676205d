//! Which strategy to choose, and what knowing more is worth.

use rust_xlsxwriter::XlsxError;

use super::Book;
use super::sheet::Sheet;
use super::words::SheetName;
use crate::decide::choose::dominance::Order;
use crate::decide::value::information::Part;
use crate::decide::voi::Voi;
use crate::tell::voi::VoiTale;

/// Column of the first number.
const FIRST: u16 = 1;
/// Width of the column of names, in characters.
const NAMES: f64 = 76.0;

/// The sheet.
pub(super) fn sheet(book: &Book<'_>, found: &Voi) -> Result<Sheet, XlsxError> {
    let scenario = &book.report.plan.scenario;
    let tale = VoiTale { scenario, found, language: book.tale.language };
    let mut sheet = Sheet::new(book, SheetName::Choice)?;
    let formats = &book.formats;
    let strategies = book.strategies().len() as u16;
    let last = FIRST + strategies.max(2) - 1;
    let mut widths = vec![NAMES];
    widths.extend((FIRST..=last).map(|_| 22.0));
    sheet.widths(&widths)?;
    let names = tale.headings();
    sheet.text(0, 0, book.pick("strategie", "strategy"), &formats.header)?;
    sheet.headers(0, FIRST, names.iter().map(String::as_str), &formats.number_header)?;
    sheet.height(0, 2)?;
    let mut row = choices(book, &mut sheet, tale)?;
    row += 1;
    sheet.text(row, 0, book.pick("wat bekend wordt", "what becomes known"), &formats.header)?;
    let heads = [
        book.pick("hoogstens waard [€]", "worth at most [€]"),
        book.pick("standaardfout [€]", "standard error [€]"),
    ];
    sheet.headers(row, FIRST, heads, &formats.number_header)?;
    row += 1;
    let information = &found.information;
    let everything = Part { quantities: Vec::new(), worth: information.everything };
    let all = book.pick("alles wat nu onzeker is", "everything that is uncertain now").to_owned();
    let grades = information.by_grade.iter().map(|(of, part)| (tale.grade_name(*of), part));
    let subjects = information.by_subject.iter().map(|(of, part)| (tale.subject_name(of), part));
    let each = information.each.iter().map(|part| (tale.numbers(part), part));
    for (name, part) in [(all, &everything)].into_iter().chain(grades).chain(subjects).chain(each) {
        sheet.text(row, 0, &name, &formats.text)?;
        let euros = formats.coded(formats.codes.euros);
        sheet.number(row, FIRST, part.worth.value, &euros)?;
        sheet.number(row, FIRST + 1, part.worth.standard_error, &euros)?;
        row += 1;
    }
    for sentence in tale.sentences() {
        row += 1;
        sheet.paragraph(row, last, 100, &sentence, &formats.prose)?;
    }
    sheet.frame((0, 0), 1, (row, last))?;
    Ok(sheet)
}

/// The decision table; gives the row below it.
fn choices(book: &Book<'_>, sheet: &mut Sheet, tale: VoiTale<'_>) -> Result<u32, XlsxError> {
    let formats = &book.formats;
    let choice = &tale.found.choice;
    let euros = formats.coded(formats.codes.euros);
    let share = formats.coded("0.0%");
    type Cell<'a> = &'a dyn Fn(usize) -> f64;
    let rows: [(&str, Cell<'_>, _); 5] = [
        (
            book.pick("Netto contante waarde, gemiddeld", "Net present value, mean"),
            &|s| choice.npv[s].mean.unwrap_or_default(),
            &euros,
        ),
        ("p5", &|s| choice.npv[s].percentiles[0], &euros),
        ("p95", &|s| choice.npv[s].percentiles[4], &euros),
        (
            book.pick(
                "Hoogste NCW, aandeel van de toekomsten",
                "Highest NPV, share of the futures",
            ),
            &|s| choice.best_in_futures[s].value,
            &share,
        ),
        (
            book.pick(
                "Beste keuze, kans over wat niemand weet",
                "Best choice, chance over what nobody knows",
            ),
            &|s| choice.acceptability.chance[s][0],
            &share,
        ),
    ];
    let mut row = 1;
    for (name, value, format) in rows {
        sheet.text(row, 0, name, &formats.text)?;
        for s in book.strategies() {
            sheet.number(row, FIRST + s as u16, value(s), format)?;
        }
        row += 1;
    }
    sheet.text(row, 0, book.pick("Gedomineerd door", "Dominated by"), &formats.wrapped)?;
    for s in book.strategies() {
        let by = choice.dominated_by(s).into_iter().map(|(t, of)| {
            let order = if of.order == Order::First { 1 } else { 2 };
            format!("{} ({}{order})", tale.name(t), book.pick("orde ", "order "))
        });
        let by = by.collect::<Vec<_>>().join(", ");
        let by = if by.is_empty() { book.pick("geen", "none").to_owned() } else { by };
        sheet.text(row, FIRST + s as u16, &by, &formats.wrapped)?;
    }
    sheet.height(row, 4)?;
    Ok(row + 1)
}
