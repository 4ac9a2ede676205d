//! `kansrijk study`: subsidy designs side by side over many organisations.

use std::time::{Instant, SystemTime};

use super::arguments::{CsvStyle, Format, Study as Arguments, StudyProduct};
use super::console::Console;
use super::deliver::{cannot_make, discard, provenance, refused, utc};
use super::progress::Progress;
use super::screen::layout::{DIM, paragraph};
use super::screen::{laid_out, opening, points};
use super::status::{Outcome, Status};
use super::{interrupt, load, run};
use crate::input::LoadedStudy;
use crate::language::{Language, number};
use crate::model::study::Study;
use crate::study::{StudyResults, memory, runs_in_all, study as compute};
use crate::tell::study::StudyTale;
use crate::write::study::{self as write_study, StudyReport};
use crate::write::{self, Dialect, OutputFile, Provenance};

/// Memory that a study may take \[bytes\].
const MOST_MEMORY: usize = 2 << 30;

/// Computes a study, shows the answer and writes the results.
pub fn study(console: &Console, arguments: &Arguments) -> Outcome {
    let (begun, started) = (Instant::now(), SystemTime::now());
    let options = load::options(console, &arguments.overrides)?;
    let loaded = load::study(console, &arguments.study, arguments.seed, &options)?;
    let LoadedStudy { study, warnings, sources } = loaded;
    refuse_too_large(console, &study, arguments.runs as usize)?;
    let folder = arguments.out.join(&study.name);
    write::prepare(&folder).map_err(|error| refused(console, &error))?;
    let pool = run::threads(console, arguments.threads)?;
    interrupt::flag();
    let found = pool.install(|| simulate(console, &study, arguments));
    let found = found.ok_or_else(|| {
        discard(&folder, &arguments.out);
        console.interrupted()
    })?;
    let report = StudyReport { study: &study, found: &found, warnings: &warnings };
    let mut made = provenance(&arguments.study, sources, &arguments.overrides.set);
    made.threads = pool.current_num_threads();
    made.started = Some(utc(started));
    let results = write_study::results(report, &made);
    let document = String::from_utf8_lossy(&results.bytes).into_owned();
    let made_of = |made: &Provenance| products(console, arguments, report, results, made);
    let mut files = pool.install(|| made_of(&made))?;
    files.extend(made.copies());
    made.seconds = begun.elapsed().as_secs_f64();
    files.push(write_study::manifest(report, &made, &files));
    write::write_all(&folder, &files).map_err(|error| refused(console, &error))?;
    if arguments.format == Format::Json {
        console.result(&document)?;
        return Ok(Status::Fine);
    }
    let tale = report.tale(console.language);
    let place = format!("{}: {}\n", console.pick("Bestanden", "Files"), folder.display());
    console.result(&format!("{}\n{place}", page(console, tale)))?;
    Ok(Status::Fine)
}

/// Simulates and shows how far it is; `None` when somebody pressed Ctrl-C.
fn simulate(console: &Console, study: &Study, arguments: &Arguments) -> Option<StudyResults> {
    let runs = arguments.runs as usize;
    let progress = Progress::new(console, &study.name, runs_in_all(study, runs));
    let found = compute(study, runs, arguments.seed, &progress);
    progress.finish();
    found.filter(|_| !interrupt::asked())
}

/// The files that were asked for.
///
/// # Errors
/// A figure cannot be made; it has been said.
fn products(
    console: &Console,
    arguments: &Arguments,
    report: StudyReport<'_>,
    results: OutputFile,
    made: &Provenance,
) -> Result<Vec<OutputFile>, Status> {
    let is_asked = |product| arguments.write.contains(&product);
    let mut files = Vec::new();
    if is_asked(StudyProduct::Results) {
        files.push(results);
    }
    if is_asked(StudyProduct::Tables) {
        let dialect = match arguments.csv {
            CsvStyle::Excel => Dialect::DutchExcel,
            CsvStyle::International => Dialect::International,
        };
        files.push(write_study::designs(report, dialect));
        files.push(write_study::organisations(report, dialect));
    }
    if is_asked(StudyProduct::Workbook) {
        let digest = made.scenario_digest();
        let workbook = write::workbook::study_workbook(report, console.language, &digest);
        files.push(workbook.map_err(|error| cannot_make(console, "workbook", &error))?);
    }
    if is_asked(StudyProduct::Report) || is_asked(StudyProduct::Figures) {
        let drawings = report.drawings();
        if is_asked(StudyProduct::Report) {
            files.push(write_study::page(report, &drawings, made, console.language));
        }
        if is_asked(StudyProduct::Figures) {
            let figures = write::figures(&drawings);
            files.extend(figures.map_err(|error| cannot_make(console, "figures", &error))?);
        }
    }
    Ok(files)
}

/// What is kept of every run, design and organisation must fit into memory.
fn refuse_too_large(console: &Console, study: &Study, runs: usize) -> Result<(), Status> {
    let needed = memory(study, runs);
    if needed <= MOST_MEMORY {
        return Ok(());
    }
    let language = console.language;
    let gibibytes = number(needed as f64 / f64::from(1 << 30), 1, language);
    // What is needed grows with the number of runs; a little less, so that it fits.
    let fits = (runs as f64 * MOST_MEMORY as f64 / needed as f64).floor() as usize;
    let (organisations, designs) = (study.organisations.len(), study.designs.len());
    console.error(&match language {
        Language::Nl => format!(
            "deze studie heeft {gibibytes} GiB geheugen nodig ({organisations} organisaties, {designs} ontwerpen, {runs} runs); \
             2 GiB is het meeste\nReken met minder runs (--runs {fits}), of met minder organisaties of ontwerpen."
        ),
        Language::En => format!(
            "this study needs {gibibytes} GiB of memory ({organisations} organisations, {designs} designs, {runs} runs); 2 GiB is \
             the most\nUse fewer runs (--runs {fits}), or fewer organisations or designs."
        ),
    });
    Err(Status::BadInput)
}

fn page(console: &Console, tale: StudyTale<'_>) -> String {
    let width = console.width;
    let mut text = opening(tale.study.title.get(tale.language), &tale.circumstances(), width);
    text.push_str(&laid_out(&tale.designs(false)).render(width));
    let legend = paragraph("", &tale.legend(), width);
    text.push_str(&format!("{DIM}{}{DIM:#}\n\n", legend.trim_end()));
    text.push_str(&points(&tale.sentences(), width));
    text
}
