//! The question, the main outcomes and the answer in sentences, on a page for the board.

use rust_xlsxwriter::XlsxError;

use super::super::estimate::{Estimate, Figure};
use super::Book;
use super::chart;
use super::charts::costs_and_benefits;
use super::monthly::Columns;
use super::outcomes::{Item, statistic};
use super::sheet::Sheet;
use super::words::{Group, SheetName, Statistic};
use crate::language::Language;
use crate::model::outcome::Headline;

/// Width of the column of names.
const NAMES: f64 = 50.0;
/// Width of the column of a strategy.
const STRATEGY: f64 = 30.0;
/// Least columns, so that sentences have a line's length.
const LEAST: u16 = 2;

/// The row with the names of the strategies.
const HEAD: u32 = 3;

/// Most strategies on a page that stands upright.
const MOST_UPRIGHT: u16 = 3;

/// One row: a statistic of an item.
type Row = (Item, Statistic);

const MEDIAN: Statistic = Statistic::Percentile(2);
const P5: Statistic = Statistic::Percentile(0);
const P95: Statistic = Statistic::Percentile(4);

const MONEY: [Row; 5] = [
    (Item::Outcome(Headline::Npv), Statistic::Mean),
    (Item::Outcome(Headline::Npv), Statistic::Margin),
    (Item::Outcome(Headline::Npv), P5),
    (Item::Outcome(Headline::Npv), P95),
    (Item::Chance("npv_positive"), Statistic::Mean),
];
/// Under a lump sum the budget itself is not counted: these would look like financing needs.
const FINANCING: [Row; 4] = [
    (Item::Outcome(Headline::Payback), MEDIAN),
    (Item::Chance("paid_back"), Statistic::Mean),
    (Item::Outcome(Headline::PeakFunding), MEDIAN),
    (Item::Outcome(Headline::PeakFunding), P95),
];
const FLOOR: [Row; 1] = [(Item::Chance("below_floor"), Statistic::Mean)];
const PEOPLE: [Row; 3] = [
    (Item::Outcome(Headline::NewlyRegisteredAtHorizon), Statistic::Mean),
    (Item::Outcome(Headline::HeadsAtHorizon), Statistic::Mean),
    (Item::Outcome(Headline::UndeliveredHours), Statistic::Mean),
];
const DIFFERENCE: [Row; 5] = [
    (Item::Outcome(Headline::Npv), Statistic::Mean),
    (Item::Outcome(Headline::Npv), Statistic::Margin),
    (Item::Outcome(Headline::Npv), P5),
    (Item::Outcome(Headline::Npv), P95),
    (Item::DifferenceChance("better"), Statistic::Mean),
];

/// The sheet.
pub(super) fn sheet(book: &Book<'_>, columns: &Columns) -> Result<Sheet, XlsxError> {
    let formats = &book.formats;
    let language = book.tale.language;
    let scenario = &book.report.plan.scenario;
    let mut sheet = Sheet::new(book, SheetName::Summary)?;
    let strategies = book.strategies().len() as u16;
    let last = strategies.max(LEAST);
    let mut widths = vec![NAMES];
    widths.resize(usize::from(last) + 1, STRATEGY);
    sheet.widths(&widths)?;
    // Letters are narrower than the digits that widths are counted in, bold and larger ones wider.
    let width = (NAMES + STRATEGY * f64::from(last)) as usize;
    sheet.text(0, 0, book.title(), &formats.title)?;
    sheet.points(0, 26.0)?;
    sheet.paragraph(1, last, width * 9 / 10, scenario.question.get(language), &formats.question)?;
    sheet.text(2, 0, &book.tale.circumstances(), &formats.soft)?;
    // The names of the strategies stay in view: little stands above them.
    let mut row = HEAD;
    sheet.text(row, 0, "", &formats.header)?;
    for (column, s) in (1..).zip(book.strategies()) {
        let mark = book.pick(" (uitgangspunt)", " (baseline)");
        let mark = if book.is_baseline(s) && strategies > 1 { mark } else { "" };
        sheet.text(row, column, &format!("{}{mark}", book.tale.name(s)), &formats.span)?;
    }
    sheet.height(row, 3)?;
    row += 1;
    for (name, rows) in blocks(book) {
        let is_difference = name == difference_name(language);
        row = section(book, &mut sheet, row, name, &rows, |item, s| {
            if is_difference { item.difference(book, s) } else { item.own(book, s) }
        })?;
    }
    let legend = book.pick(
        "± is de marge die het aantal runs laat (95%). p5 en p95: één op de twintig runs ligt lager dan p5, één op de twintig hoger dan p95. Meer uitleg: blad Toelichting.",
        "± is the margin that the number of runs leaves (95%). p5 and p95: one run in twenty is lower than p5, one in twenty higher than p95. More on the sheet About.",
    );
    sheet.paragraph(row, last, width, legend, &formats.prose)?;
    row += 2;
    sheet.across(row, 0, last, book.pick("Het antwoord", "The answer"), &formats.section)?;
    row += 1;
    for sentence in book.tale.sentences() {
        sheet.paragraph(row, last, width, &format!("• {sentence}"), &formats.prose)?;
        row += 1;
    }
    for warning in book.tale.warnings() {
        sheet.paragraph(row, last, width, &format!("! {warning}"), &formats.prose)?;
        row += 1;
    }
    row += 1;
    sheet.chart(row, 0, &costs_and_benefits(book, columns))?;
    row += chart::rows_of(chart::HEIGHT);
    sheet.worksheet().set_freeze_panes(HEAD + 1, 1)?;
    sheet.printed((row, last))?;
    sheet.worksheet().set_print_fit_to_pages(1, 1);
    if last <= MOST_UPRIGHT {
        sheet.worksheet().set_portrait();
    }
    Ok(sheet)
}

fn difference_name(language: Language) -> &'static str {
    language.pick("Verschil met het uitgangspunt", "Difference with the baseline")
}

/// The blocks of the table with their names.
fn blocks(book: &Book<'_>) -> Vec<(&'static str, Vec<Row>)> {
    let language = book.tale.language;
    let mut cash = if book.tale.is_task() { Vec::new() } else { FINANCING.to_vec() };
    cash.extend(FLOOR);
    let mut blocks = vec![
        (Group::Money.name(language), MONEY.to_vec()),
        (Group::Cash.name(language), cash),
        (Group::People.name(language), PEOPLE.to_vec()),
    ];
    if book.strategies().len() > 1 {
        blocks.push((difference_name(language), DIFFERENCE.to_vec()));
    }
    blocks
}

/// A block of rows under its name; rows that say nothing are left out. Returns the next row.
fn section(
    book: &Book<'_>,
    sheet: &mut Sheet,
    mut row: u32,
    name: &str,
    rows: &[Row],
    estimate: impl Fn(Item, usize) -> Option<Estimate>,
) -> Result<u32, XlsxError> {
    let formats = &book.formats;
    let language = book.tale.language;
    let mut begun = false;
    for (item, of) in rows {
        let estimates: Vec<_> = book.strategies().map(|s| estimate(*item, s)).collect();
        if estimates.iter().all(Option::is_none) {
            continue;
        }
        if !begun {
            sheet.text(row, 0, name, &formats.section)?;
            for column in 1..=estimates.len() as u16 {
                sheet.text(row, column, "", &formats.section)?;
            }
            row += 1;
            begun = true;
        }
        let label = item.label(book);
        let label = match (item, of) {
            (Item::Outcome(_), &MEDIAN) => format!("{label}, {}", book.pick("mediaan", "median")),
            (Item::Outcome(_), of) => format!("{label}, {}", of.name(language)),
            _ => label,
        };
        sheet.text(row, 0, &label, &formats.text)?;
        let format = formats.number(item.unit());
        for (column, estimate) in (1..).zip(estimates) {
            let figure = estimate.map_or(Figure::Missing, |estimate| statistic(&estimate, *of));
            sheet.figure(row, column, figure, &format)?;
        }
        row += 1;
    }
    Ok(row)
}
