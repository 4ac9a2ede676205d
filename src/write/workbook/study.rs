//! `results.xlsx` of a study: designs, organisations, the frontier with a chart, the consortium, what it rests on.

use rust_xlsxwriter::{
    Chart, ChartMarker, ChartMarkerType, ChartType, DocProperties, ExcelDateTime, Format, Workbook,
    Worksheet, XlsxError,
};

use super::format::Formats;
use super::register::{code, unit};
use super::text;
use super::{WORKBOOK_FILE_NAME, WorkbookError};
use crate::language::{Label, Language};
use crate::study::Point;
use crate::study::outcome::Outcome;
use crate::tell::study::StudyTale;
use crate::write::files::OutputFile;
use crate::write::study::{StudyReport, named, quantity_name};

/// Code of A4 among the sizes of paper.
const A4: u8 = 9;
/// Widths of a column of names and of one of numbers, in characters.
const WIDTHS: [f64; 2] = [34.0, 16.0];
/// Counts with one decimal.
const COUNT: &str = "#,##0.0;[Red]-#,##0.0";
/// Chances and shares.
const SHARE: &str = "0.0%";

/// What stands in a cell.
enum Cell {
    Text(String),
    /// A number with its format.
    Number(f64, &'static str),
    Empty,
}

/// What every sheet is made from.
struct Book<'a> {
    report: StudyReport<'a>,
    tale: StudyTale<'a>,
    formats: Formats,
}

/// The workbook of a study. `digest` is that of its files.
///
/// # Errors
///
/// [`WorkbookError`]: a limit of the format is passed.
pub fn study_workbook(
    report: StudyReport<'_>,
    language: Language,
    digest: &str,
) -> Result<OutputFile, WorkbookError> {
    let book = Book { report, tale: report.tale(language), formats: Formats::new(language) };
    let mut workbook = Workbook::new();
    // No clock: the moment that stands for "not known" in the archive itself.
    let created = ExcelDateTime::from_ymd(1980, 1, 1)?;
    let properties = DocProperties::new()
        .set_title(text::plain(report.study.title.get(language)))
        .set_author(concat!("kansrijk ", env!("CARGO_PKG_VERSION")))
        .set_creation_datetime(&created);
    workbook.set_properties(&properties);
    let mut sheets = vec![designs(&book)?, organisations(&book)?, frontier(&book)?];
    sheets.extend(consortium(&book)?);
    sheets.extend([assumptions(&book)?, run(&book, digest)?]);
    for sheet in sheets {
        workbook.push_worksheet(sheet);
    }
    Ok(OutputFile::new(WORKBOOK_FILE_NAME, workbook.save_to_buffer()?))
}

impl Book<'_> {
    fn pick(&self, nl: &str, en: &str) -> String {
        self.tale.language.pick(nl, en).to_owned()
    }

    fn euros(&self, value: f64) -> Cell {
        Cell::Number(value, self.formats.codes.euros)
    }

    fn rows(&self) -> std::ops::Range<usize> {
        0..self.report.found.rows.len()
    }

    /// A sheet with one table, whose first columns hold names.
    fn sheet(
        &self,
        name: &str,
        names: u16,
        heads: &[String],
        rows: &[Vec<Cell>],
    ) -> Result<Worksheet, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
        sheet.set_screen_gridlines(false);
        for (column, head) in (0..).zip(heads) {
            sheet.set_column_width(column, WIDTHS[usize::from(column >= names)])?;
            sheet.write_string_with_format(0, column, text::of_cell(head), &self.formats.header)?;
        }
        sheet.set_row_height(0, 46.0)?;
        for (row, cells) in (1..).zip(rows) {
            for (column, cell) in (0..).zip(cells) {
                self.cell(&mut sheet, (row, column), cell)?;
            }
        }
        sheet.set_freeze_panes(1, names)?;
        sheet.set_repeat_rows(0, 0)?;
        Ok(sheet)
    }

    fn cell(&self, sheet: &mut Worksheet, at: (u32, u16), cell: &Cell) -> Result<(), XlsxError> {
        let (row, column) = at;
        match cell {
            Cell::Text(of) if !of.is_empty() => {
                sheet.write_string_with_format(
                    row,
                    column,
                    text::of_cell(of),
                    &self.formats.wrapped,
                )?;
            }
            Cell::Number(value, code) => {
                let format: Format = self.formats.coded(code);
                // No minus before a zero.
                sheet.write_number_with_format(row, column, value + 0.0, &format)?;
            }
            Cell::Text(_) | Cell::Empty => {}
        }
        Ok(())
    }
}

fn text_of(of: &str) -> Cell {
    Cell::Text(of.to_owned())
}

fn designs(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let tale = book.tale;
    let error = book.pick("standaardfout", "standard error");
    let mut heads = vec![
        book.pick("ontwerp", "design"),
        book.pick("budget", "budget"),
        book.pick("doen mee", "take part"),
        book.pick("uitgaven, 95%-punt", "spend, 95% point"),
        error.clone(),
        book.pick("gevraagd, 95%-punt", "asked for, 95% point"),
        error.clone(),
        book.pick("kans op overschrijding", "chance of overrun"),
        book.pick("kosten per extra in de jeugdzorg", "cost for each additional in youth care"),
        error.clone(),
        book.pick("deel naar wie ook zonder begint", "share to those who begin anyway"),
        book.pick("kans op tekort van wie meedoet", "chance of shortfall of those who take part"),
        book.pick(
            "extra in de jeugdzorg als geen die te dicht bij zijn grens ligt, dankzij het ontwerp meedoet",
            "additional in youth care if none of those too close to tell takes part because of the design",
        ),
        book.pick("hetzelfde als allen dat doen", "the same if all of them do"),
        book.pick(
            "uitgaven na terugvordering, contante waarde, als geen van hen dat doet",
            "spend after clawback, present value, if none of them does",
        ),
        book.pick("hetzelfde als allen dat doen", "the same if all of them do"),
    ];
    for &outcome in Outcome::ALL {
        let [_, nl, en] = named(outcome);
        heads.extend([book.pick(nl, en), error.clone()]);
    }
    let number = |of: Option<f64>, code| of.map_or(Cell::Empty, |of| Cell::Number(of, code));
    let euros = book.formats.codes.euros;
    let rows = book.rows().map(|row| {
        let of = &book.report.found.rows[row];
        let mut cells = vec![
            text_of(tale.name(row)),
            number(of.budget, euros),
            Cell::Number(of.taking_part as f64, "0"),
            book.euros(of.high_spend.value),
            number(of.high_spend.standard_error, euros),
            book.euros(of.high_claims.value),
            number(of.high_claims.standard_error, euros),
            number(of.overrun.map(|of| of.value), SHARE),
            number(of.cost_in_youth_care.map(|of| of.value), euros),
            number(of.cost_in_youth_care.map(|of| of.standard_error), euros),
            number(of.deadweight_share.map(|of| of.value), SHARE),
            number(of.shortfall_after.map(|of| of.value), SHARE),
            number(of.if_alike.as_ref().map(|of| of.none.additional.value), COUNT),
            number(of.if_alike.as_ref().map(|of| of.all.additional.value), COUNT),
            number(of.if_alike.as_ref().map(|of| of.none.net_spend.value), euros),
            number(of.if_alike.as_ref().map(|of| of.all.net_spend.value), euros),
        ];
        for &outcome in Outcome::ALL {
            let code = if outcome.is_money() { euros } else { COUNT };
            let estimate = tale.estimate(row, outcome);
            cells
                .extend([estimate.value, estimate.standard_error].map(|of| Cell::Number(of, code)));
        }
        cells
    });
    let mut sheet =
        book.sheet(&book.pick("Ontwerpen", "Designs"), 1, &heads, &rows.collect::<Vec<_>>())?;
    // Too many columns for one page: as many as it takes, each with the names.
    sheet.set_print_scale(70).set_repeat_columns(0, 0)?;
    Ok(sheet)
}

fn organisations(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let heads = [
        book.pick("organisatie", "organisation"),
        book.pick("ontwerp", "design"),
        book.pick("doet mee", "takes part"),
        book.pick("kans op winst, zoals zij gelooft", "chance of gain, as it believes"),
        book.pick("gevraagd", "asked for"),
        book.pick("kans op een tekort, zoals zij gelooft", "chance of a shortfall, as it believes"),
        book.pick("aanvaard", "accepted"),
        book.pick("krijgt wat zij vraagt", "gets what it asks for"),
        book.pick("ontvangt", "receives"),
        book.pick("extra in de jeugdzorg", "additional in youth care"),
        book.pick("kans op een tekort", "chance of a shortfall"),
    ];
    let mut rows = Vec::new();
    for (number, organisation) in book.report.study.organisations.iter().enumerate() {
        for row in book.rows() {
            let of = &book.report.found.rows[row].organisations[number];
            rows.push(vec![
                text_of(book.tale.organisation(number)),
                text_of(book.tale.name(row)),
                Cell::Text(book.tale.decision(row, number)),
                Cell::Number(of.decision.gain.value, SHARE),
                Cell::Number(organisation.chance_of_gain, SHARE),
                Cell::Number(of.decision.shortfall.value, SHARE),
                Cell::Number(organisation.accepted_risk, SHARE),
                Cell::Number(of.served.value, SHARE),
                book.euros(of.spend.value),
                Cell::Number(of.additional.value, COUNT),
                Cell::Number(of.shortfall.value, SHARE),
            ]);
        }
    }
    book.sheet(&book.pick("Organisaties", "Organisations"), 2, &heads, &rows)
}

/// The frontier first, from cheap to dear, then the others: charts take neighbouring cells.
fn frontier(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let (tale, name) = (book.tale, book.pick("Grens", "Frontier"));
    let cost = |row: usize| tale.estimate(row, Outcome::NetSpendDiscounted).value;
    let is_front = |row: &usize| book.report.found.frontier[*row].is_on_frontier();
    let (mut order, others): (Vec<usize>, Vec<usize>) = book.rows().partition(is_front);
    order.sort_by(|&a, &b| cost(a).total_cmp(&cost(b)));
    let front = order.len() as u32;
    order.extend(others);
    let heads = [
        book.pick("ontwerp", "design"),
        book.pick("extra geregistreerden in de jeugdzorg", "additional registered in youth care"),
        book.pick(
            "uitgaven na terugvordering, contante waarde",
            "spend after clawback, present value",
        ),
        book.pick("kosten per verdere extra", "cost of each further one"),
        book.pick("oordeel", "standing"),
    ];
    let steps = tale.steps();
    let rows = order.iter().map(|&row| {
        let each = steps.iter().find(|step| step.to == row).and_then(|step| step.each);
        vec![
            text_of(tale.name(row)),
            Cell::Number(tale.estimate(row, Outcome::AdditionalInYouthCare).value, COUNT),
            book.euros(cost(row)),
            each.map_or(Cell::Empty, |of| book.euros(of.value)),
            Cell::Text(tale.standing(row)),
        ]
    });
    let mut sheet = book.sheet(&name, 1, &heads, &rows.collect::<Vec<_>>())?;
    sheet.set_column_width(4, 60.0)?;
    let last = order.len() as u32;
    let mut chart = Chart::new(ChartType::ScatterStraightWithMarkers);
    let mut add = |kind: &str, from: u32, to: u32, marker: ChartMarkerType| {
        if from > to {
            return;
        }
        let series = chart.add_series();
        series.set_name(kind);
        series.set_categories((name.as_str(), from, 1, to, 1));
        series.set_values((name.as_str(), from, 2, to, 2));
        series.set_marker(ChartMarker::new().set_type(marker).set_size(8));
        if from > 1 {
            series.set_format(rust_xlsxwriter::ChartFormat::new().set_no_line());
        }
    };
    add(&book.pick("op de grens", "on the frontier"), 1, front, ChartMarkerType::Circle);
    add(&book.pick("valt af", "drops out"), front + 1, last, ChartMarkerType::Diamond);
    chart.set_width(760).set_height(440);
    let title = book.pick("Wat elk ontwerp kost en oplevert", "What each design costs and brings");
    chart.title().set_name(&title);
    chart.x_axis().set_name(&heads[1]).set_num_format("#,##0");
    chart.y_axis().set_name(&heads[2]).set_num_format(book.formats.codes.euros);
    chart.set_alt_text(&title);
    sheet.insert_chart(last + 2, 0, &chart)?;
    Ok(sheet)
}

fn consortium(book: &Book<'_>) -> Result<Option<Worksheet>, XlsxError> {
    let Some(found) = &book.report.found.consortium else {
        return Ok(None);
    };
    let heads = [
        book.pick("lid", "member"),
        book.pick("kans op een tekort", "chance of a shortfall"),
        book.pick("aanvaarde kans", "accepted chance"),
        book.pick("nodig bij de start", "needed at the start"),
        book.pick("standaardfout", "standard error"),
        book.pick("standaardafwijking van het resultaat", "standard deviation of the result"),
    ];
    let line = |name: String, chance: f64, risk: Option<f64>, reserve: Point, sd: Option<f64>| {
        vec![
            Cell::Text(name),
            Cell::Number(chance, SHARE),
            risk.map_or(Cell::Empty, |risk| Cell::Number(risk, SHARE)),
            book.euros(reserve.value),
            reserve.standard_error.map_or(Cell::Empty, |error| book.euros(error)),
            sd.map_or(Cell::Empty, |sd| book.euros(sd)),
        ]
    };
    let mut rows: Vec<Vec<Cell>> = found
        .members
        .iter()
        .map(|of| {
            let name = book.tale.organisation(of.organisation).to_owned();
            line(name, of.shortfall.value, Some(of.accepted_risk), of.reserve, None)
        })
        .collect();
    rows.push(line(
        book.pick("allen apart: minstens één, bij elkaar", "all alone: at least one, in total"),
        found.any_shortfall_alone.value,
        None,
        found.reserve_alone,
        Some(found.spread_alone.sd()),
    ));
    rows.push(line(
        book.pick("samen", "pooled"),
        found.shortfall_pooled.value,
        Some(found.accepted_risk),
        found.reserve_pooled,
        Some(found.spread_pooled.sd()),
    ));
    book.sheet("Consortium", 1, &heads, &rows).map(Some)
}

fn assumptions(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let (study, language) = (book.report.study, book.tale.language);
    let heads = [
        book.pick("getal", "number"),
        book.pick("pad", "path"),
        book.pick("bron", "source"),
        book.pick("opmerking", "note"),
        book.pick("eenheid", "unit"),
        "p5".to_owned(),
        book.pick("mediaan", "median"),
        "p95".to_owned(),
        book.pick("graad", "grade"),
    ];
    let all = study.quantities.iter().chain(&study.organisations[0].scenario.quantities);
    let rows = all.map(|of| {
        let at = |p: f64| {
            let value = of.distribution.quantile(p);
            Cell::Number(value, code(&book.formats.codes, of.unit, value, language))
        };
        let optional = |of: &Option<String>| Cell::Text(of.clone().unwrap_or_default());
        vec![
            Cell::Text(quantity_name(study, of, language)),
            text_of(&of.path),
            optional(&of.source),
            optional(&of.note),
            text_of(unit(of.unit, language)),
            at(0.05),
            at(0.5),
            at(0.95),
            Cell::Text(of.grade.map(|grade| format!("{grade:?}")).unwrap_or_default()),
        ]
    });
    book.sheet(&book.pick("Aannames", "Assumptions"), 4, &heads, &rows.collect::<Vec<_>>())
}

fn run(book: &Book<'_>, digest: &str) -> Result<Worksheet, XlsxError> {
    let StudyReport { study, found, .. } = book.report;
    let question: &Label = &study.question;
    let pair = |name: String, value: Cell| vec![Cell::Text(name), value];
    let mut rows = vec![
        pair(book.pick("studie", "study"), text_of(&study.name)),
        pair(book.pick("vraag", "question"), text_of(question.get(book.tale.language))),
        pair("runs".to_owned(), Cell::Number(found.runs as f64, "#,##0")),
        pair(book.pick("startgetal", "seed"), Cell::Text(found.seed.to_string())),
        pair(book.pick("vingerafdruk (SHA-256)", "digest (SHA-256)"), text_of(digest)),
        pair(book.pick("geteld na", "counted after"), Cell::Text(book.tale.months())),
    ];
    rows.extend(book.tale.sentences().into_iter().map(|of| vec![Cell::Empty, Cell::Text(of)]));
    let heads = [book.pick("berekening", "computation"), String::new()];
    let mut sheet = book.sheet(&book.pick("Berekening", "Run"), 2, &heads, &rows)?;
    sheet.set_column_width(1, 110.0)?;
    Ok(sheet)
}
