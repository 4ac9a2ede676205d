//! The assumption register: every number of the scenario, its spread and where it comes from.

use rust_xlsxwriter::{FormatAlign, XlsxError};

use super::super::estimate::Figure;
use super::super::register::{Assumption, Spread};
use super::Book;
use super::format::Codes;
use super::sheet::Sheet;
use super::text;
use super::words::SheetName;
use crate::language::Language;
use crate::tell::names;
use crate::tell::words::capitalized;

/// Columns of text before the numbers.
const FIRST: u16 = 5;
/// Widths of the columns.
const WIDTHS: [f64; 19] = [
    46.0, 42.0, 11.0, 9.0, 15.0, 12.0, 12.0, 12.0, 26.0, 12.0, 12.0, 12.0, 12.0, 12.0, 12.0, 9.0,
    9.0, 70.0, 60.0,
];
/// Characters on a line of the columns whose texts break: name, path, source, note, other parameters.
const WRAPPING: [usize; 5] = [44, 40, 70, 60, 24];
/// Scale at which the numbers fit on a page, in percent; the sources are on the next.
const SCALE: u16 = 46;

/// The sheet.
pub(super) fn sheet(book: &Book<'_>) -> Result<Sheet, XlsxError> {
    let language = book.tale.language;
    let formats = &book.formats;
    let mut sheet = Sheet::new(book, SheetName::Register)?;
    sheet.widths(&WIDTHS)?;
    let heads = heads(language);
    let last = heads.len() as u16 - 1;
    sheet.headers(0, 0, ["", "", "", "", ""], &formats.span)?;
    let used =
        book.pick("gebruikt (euro’s van het startjaar)", "used (euros of the starting year)");
    sheet.across(0, FIRST, FIRST + 6, used, &formats.span)?;
    sheet.across(
        0,
        FIRST + 7,
        FIRST + 10,
        book.pick("zoals in het bestand", "as in the file"),
        &formats.span,
    )?;
    sheet.across(0, FIRST + 11, last, book.pick("herkomst", "origin"), &formats.span)?;
    sheet.headers(1, 0, heads, &formats.header)?;
    sheet.height(1, 2)?;
    let mut row = 2;
    for quantity in book.report.plan.scenario.quantities.iter().filter(|q| !q.is_implicit) {
        assumption(book, &mut sheet, row, &Assumption::new(quantity))?;
        row += 1;
    }
    let end = row.max(3) - 1;
    sheet.worksheet().autofilter(1, 0, end, last)?;
    sheet.frame((0, 1), 1, (end, last))?;
    sheet.scaled(SCALE, 0, 1)?;
    sheet.worksheet().set_vertical_page_breaks(&[u32::from(FIRST) + 11])?;
    Ok(sheet)
}

fn heads(language: Language) -> [&'static str; 19] {
    let pick = |nl, en| language.pick(nl, en);
    [
        pick("getal", "number"),
        pick("plaats in het scenario", "place in the scenario"),
        pick("eenheid", "unit"),
        pick("onzeker", "uncertain"),
        pick("verdeling", "distribution"),
        pick("laag", "low"),
        pick("meest waarschijnlijk", "mode"),
        pick("hoog", "high"),
        pick("andere parameters", "other parameters"),
        "p5",
        pick("mediaan", "median"),
        "p95",
        "p5",
        pick("mediaan", "median"),
        "p95",
        pick("prijspeil", "price level"),
        pick("graad", "grade"),
        pick("bron", "source"),
        pick("opmerking", "note"),
    ]
}

fn assumption(
    book: &Book<'_>,
    sheet: &mut Sheet,
    row: u32,
    of: &Assumption<'_>,
) -> Result<(), XlsxError> {
    let language = book.tale.language;
    let formats = &book.formats;
    let top = &formats.wrapped;
    let number = |value: f64| {
        let code = code(&formats.codes, of.unit, value, language);
        formats.coded(code).set_align(FormatAlign::Top)
    };
    let name = names::name(&book.report.plan.scenario, of.path, language);
    sheet.text(row, 0, &capitalized(&name), top)?;
    sheet.text(row, 1, of.path, top)?;
    sheet.text(row, 2, unit(of.unit, language), top)?;
    let uncertain = if of.uncertain { book.pick("ja", "yes") } else { book.pick("nee", "no") };
    sheet.text(row, 3, uncertain, top)?;
    sheet.text(row, 4, family(of.used.family, language), top)?;
    let named = |name: &str| {
        let value = of.used.parameters.0.iter().find(|(key, _)| *key == name);
        value.map_or(Figure::Missing, |(_, value)| Figure::Number(*value))
    };
    for (column, name) in (FIRST..).zip(["low", "mode", "high"]) {
        let figure = named(name);
        let value = if let Figure::Number(value) = figure { value } else { 0.0 };
        sheet.figure(row, column, figure, &number(value))?;
    }
    let others = others(&of.used, language);
    sheet.text(row, FIRST + 3, &others, top)?;
    let (used, written) = (&of.used, &of.as_written);
    let percentiles = [used.p5, used.p50, used.p95, written.p5, written.p50, written.p95];
    for (column, value) in (FIRST + 4..).zip(percentiles) {
        sheet.number(row, column, value, &number(value))?;
    }
    let year = of.euros_of.map_or(Figure::Missing, |year| Figure::Number(f64::from(year)));
    sheet.figure(row, FIRST + 10, year, &formats.coded("0").set_align(FormatAlign::Top))?;
    let grade = of.grade.map(|grade| format!("{grade:?}")).unwrap_or_default();
    sheet.text(row, FIRST + 11, &grade, top)?;
    sheet.text(row, FIRST + 12, of.source.unwrap_or_default(), top)?;
    sheet.text(row, FIRST + 13, of.note.unwrap_or_default(), top)?;
    let [source, note] = [of.source, of.note].map(Option::unwrap_or_default);
    let lines = [&name, of.path, source, note, &others]
        .into_iter()
        .zip(WRAPPING)
        .map(|(text, width)| text::lines(text, width));
    sheet.height(row, lines.max().unwrap_or(1))
}

/// Parameters without a column of their own, and listed values with their probabilities.
fn others(spread: &Spread, language: Language) -> String {
    let number = |value: &f64| match language {
        Language::Nl => value.to_string().replace('.', ","),
        Language::En => value.to_string(),
    };
    let own_column = ["low", "mode", "high", "value"];
    let parameters = spread.parameters.0.iter().filter(|(key, _)| !own_column.contains(key));
    let parameters =
        parameters.map(|(key, value)| format!("{} = {}", parameter(key, language), number(value)));
    let chance = language.pick("kans", "chance");
    let values = spread
        .values
        .iter()
        .map(|(value, p)| format!("{} ({chance} {})", number(value), number(p)));
    parameters.chain(values).collect::<Vec<_>>().join("; ")
}

fn parameter(key: &'static str, language: Language) -> &'static str {
    match key {
        "mean" => language.pick("gemiddelde", "mean"),
        "sd" => language.pick("standaardafwijking", "sd"),
        "shift" => language.pick("verschuiving", "shift"),
        "scale" => language.pick("schaal", "scale"),
        "shape" => language.pick("vorm", "shape"),
        other => other,
    }
}

fn family(key: &'static str, language: Language) -> &'static str {
    match key {
        "fixed" => language.pick("vast", "fixed"),
        "uniform" => language.pick("gelijkmatig", "uniform"),
        "triangular" => language.pick("driehoek", "triangular"),
        "pert" => "PERT",
        "beta" => "beta",
        "normal" => language.pick("normaal", "normal"),
        "truncated_normal" => language.pick("afgekapt normaal", "truncated normal"),
        "lognormal" => language.pick("lognormaal", "lognormal"),
        "gamma" => "gamma",
        "discrete" => language.pick("waarden met kansen", "values with chances"),
        "empirical" => language.pick("waargenomen waarden", "observed values"),
        other => other,
    }
}

/// The unit in the language of the reader, short.
pub(super) fn unit(symbol: &'static str, language: Language) -> &'static str {
    if language == Language::En {
        return symbol;
    }
    match symbol {
        "€/hour" => "€/uur",
        "€/month" => "€/maand",
        "hours" => "uren",
        "hours/week" => "uren/week",
        "hours/year" => "uren/jaar",
        "months" => "maanden",
        "FTE" => "fte",
        "share" => "deel",
        "probability" => "kans",
        "probability/year" => "kans/jaar",
        "rate/year" => "deel/jaar",
        "number" => "aantal",
        other => other,
    }
}

/// How a number of this unit is shown: shares as percentages, rates with cents.
pub(super) fn code(codes: &Codes, symbol: &str, value: f64, language: Language) -> &'static str {
    match symbol {
        "share" | "probability" | "probability/year" | "rate/year" => "0.0%;[Red]-0.0%",
        "€" => codes.euros,
        money if money.starts_with('€') => language
            .pick("\"€ \"#,##0.00;[Red]-\"€ \"#,##0.00", "\"€\"#,##0.00;[Red]-\"€\"#,##0.00"),
        _ if value.fract() == 0.0 => "#,##0",
        _ => "#,##0.00",
    }
}
