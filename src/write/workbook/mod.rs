//! `results.xlsx`: the results as a workbook with native charts, in one language.
//!
//! Sheets, in this order: `summary`, `charts`, `outcomes`, `monthly`, `yearly`, `bridge`,
//! `parties`, `decisions`, `choice`, `afford` and `discover` (where they were asked for), `register`, `about`. Numbers are those of `results.json` in full precision, only
//! shown rounded; texts of users are written as text, whatever they begin with. The bytes follow from
//! the arguments alone.

mod about;
mod afford;
mod bridge;
mod chart;
mod charts;
mod choice;
mod decisions;
mod discover;
mod format;
mod matrix;
mod monthly;
mod outcomes;
mod parties;
mod register;
mod sheet;
mod study;
mod summary;
mod text;
mod waterfall;
mod words;
mod yearly;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
pub use study::study_workbook;

use super::Report;
use super::files::OutputFile;
use crate::language::Language;
use crate::summarize::StrategySummary;
use crate::tell::Tale;
use crate::tell::afford::AffordTale;
use format::Formats;

/// Name of the file.
pub const WORKBOOK_FILE_NAME: &str = "results.xlsx";

/// A limit of the format is passed: more rows than a sheet can hold, a year before 1900.
#[derive(Debug, thiserror::Error)]
#[error("the workbook could not be made: {0}")]
pub struct WorkbookError(#[from] XlsxError);

/// What every sheet is made from.
struct Book<'a> {
    report: Report<'a>,
    /// The same in sentences, in the language of the workbook.
    tale: Tale<'a>,
    digest: &'a str,
    formats: Formats,
}

impl<'a> Book<'a> {
    fn pick(&self, nl: &'static str, en: &'static str) -> &'static str {
        self.tale.language.pick(nl, en)
    }

    fn runs(&self) -> usize {
        self.report.summary.runs
    }

    fn strategies(&self) -> std::ops::Range<usize> {
        0..self.report.summary.strategies.len()
    }

    fn is_baseline(&self, s: usize) -> bool {
        s == self.report.plan.scenario.baseline
    }

    fn of(&self, s: usize) -> &'a StrategySummary {
        &self.report.summary.strategies[s]
    }

    fn title(&self) -> &'a str {
        self.report.plan.scenario.title.get(self.tale.language)
    }
}

/// The workbook of a report. `digest` is that of the scenario, see
/// [`super::manifest::Provenance::scenario_digest`].
///
/// # Errors
///
/// [`WorkbookError`]: a limit of the format is passed.
pub fn workbook(
    report: Report<'_>,
    language: Language,
    digest: &str,
) -> Result<OutputFile, WorkbookError> {
    let Report { plan, summary, warnings, .. } = report;
    let tale = Tale { plan, summary, warnings, language };
    let book = Book { report, tale, digest, formats: Formats::new(language) };
    let mut workbook = Workbook::new();
    let creator = concat!("kansrijk ", env!("CARGO_PKG_VERSION"));
    // No clock: the moment that stands for "not known" in the archive itself.
    let created = ExcelDateTime::from_ymd(1980, 1, 1)?;
    let properties = DocProperties::new()
        .set_title(text::plain(book.title()))
        .set_subject(text::plain(report.plan.scenario.question.get(language)))
        .set_author(creator)
        .set_comment(format!(
            "{}: {}",
            book.pick("vingerafdruk van het scenario", "digest of the scenario"),
            digest
        ))
        .set_creation_datetime(&created);
    workbook.set_properties(&properties);
    let (monthly, columns) = monthly::sheet(&book)?;
    let mut sheets = vec![
        summary::sheet(&book, &columns)?,
        charts::sheet(&book, &columns)?,
        outcomes::sheet(&book)?,
        monthly,
        yearly::sheet(&book)?,
        bridge::sheet(&book)?,
        parties::sheet(&book)?,
    ];
    if let Some(decisions) = report.decisions {
        sheets.push(decisions::sheet(&book, decisions)?);
        if let Some(found) = &decisions.voi {
            sheets.push(choice::sheet(&book, found)?);
        }
        let scenario = &report.plan.scenario;
        if let Some(tale) = AffordTale::of(scenario, decisions, language) {
            sheets.push(afford::sheet(&book, tale)?);
        }
        sheets.push(discover::sheet(&book, decisions)?);
    }
    sheets.extend([register::sheet(&book)?, about::sheet(&book)?]);
    for sheet in sheets {
        workbook.push_worksheet(sheet.into_worksheet());
    }
    let bytes = workbook.save_to_buffer()?;
    Ok(OutputFile::new(WORKBOOK_FILE_NAME, bytes))
}
