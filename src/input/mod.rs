//! From scenario files to a complete, checked [`Scenario`] or all the problems found, and from a study
//! file to a [`Study`](crate::model::study::Study).
//!
//! The doors in: [`load`] and [`load_study`]. In come a path and overrides, out comes a scenario that nothing
//! later needs to check again. What the files may say (`tree`) is kept apart from what is true
//! (the types of [`crate::model`]); the grammar in [`mod@format`] ties the two together.

mod absurd;
mod cursor;
mod dated;
mod duration;
mod export;
mod files;
pub mod format;
mod gather;
mod leaf;
mod mend;
mod nearest;
mod number;
mod overrides;
mod plausible;
mod read;
mod reader;
mod reference;
mod schema;
mod spread;
mod structure;
mod study;
mod syntax;
mod tenure;
mod thousands;
mod tree;
mod value;
mod workbook;

pub use export::{Format, convert};
pub use files::{Disk, Files, LARGEST_FILE, Memory, ReadError};
pub use nearest::{nearest, nearest_path};
pub use reference::{reference, study_reference};
pub use schema::{schema, study_schema};
pub use study::{LoadedStudy, is_study_file, load_study, load_study_from};
pub use workbook::LARGEST_WORKBOOK;

use std::path::Path;

use crate::diagnostic::{
    Diagnostic, FileProblem, ModelProblem, Place, Problem, Severity, SourceFile, StructureProblem,
    ValueProblem,
};
use crate::model::scenario::Scenario;
use cursor::{Cursor, Layer};
use gather::Gathered;
use read::Scope;
use reader::Reader;

/// What to change while loading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LoadOptions {
    /// Values that replace those of the files: path and value, as after `--set`.
    pub set: Vec<(String, String)>,
    /// Keeps subsidy designs that no strategy applies, as a study of designs needs them.
    pub all_subsidies: bool,
}

/// A scenario with what made it.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// Complete and checked.
    pub scenario: Scenario,
    /// Sound, but worth a look.
    pub warnings: Vec<Diagnostic>,
    /// The texts that were read; the places of the warnings point into them.
    pub sources: Vec<SourceFile>,
}

/// Why there is no scenario.
#[derive(Clone, Debug)]
pub struct LoadError {
    /// All errors found.
    pub problems: Vec<Diagnostic>,
    /// The texts that were read; the places of the problems point into them.
    pub sources: Vec<SourceFile>,
}

/// Loads the scenario file at `path`.
///
/// # Errors
/// All problems found, if one of them is an error.
pub fn load(path: &Path, options: &LoadOptions) -> Result<Loaded, LoadError> {
    load_from(&Disk, path, options)
}

/// Loads a scenario from `files`.
///
/// # Errors
/// All problems found, if one of them is an error.
pub fn load_from(
    files: &dyn Files,
    path: &Path,
    options: &LoadOptions,
) -> Result<Loaded, LoadError> {
    load_with_files(files, path, options).map(|(loaded, _)| loaded)
}

/// Loads a scenario, with the files as they were parsed.
fn load_with_files(
    files: &dyn Files,
    path: &Path,
    options: &LoadOptions,
) -> Result<(Loaded, Vec<gather::ParsedFile>), LoadError> {
    has_name(path)?;
    let Gathered { mut sources, mut parsed, mut problems } = gather::gather(files, path);
    if parsed.is_empty() {
        return Err(LoadError { problems, sources });
    }
    if study::is_study(&parsed[0].table) {
        let problem = FileProblem::StudyAsScenario { path: path.display().to_string() };
        let problems = vec![Diagnostic::new(problem, Some(Place::new(0, 0..0)))];
        return Err(LoadError { problems, sources });
    }
    let mut found = Vec::new();
    for file in &mut parsed {
        structure::check(&file.table, &format::TOP, &mut found);
        mend::misspelt(&mut file.table, &format::TOP);
    }
    let files: Vec<&tree::Table> = parsed.iter().map(|parsed| &parsed.table).collect();
    let mut overrides =
        overrides::apply(&options.set, &format::TOP, &files, &mut sources, &mut found);
    structure::check(&overrides, &format::TOP, &mut found);
    mend::misspelt(&mut overrides, &format::TOP);
    let layer =
        |file: usize, table| Layer { table, place: Place::new(file, 0..0), path: String::new() };
    let first = sources.len();
    let layers: Vec<Layer<'_>> = std::iter::once(layer(first, &overrides))
        .filter(|layer| !layer.table.entries().is_empty())
        .chain(parsed.iter().enumerate().map(|(file, parsed)| layer(file, &parsed.table)))
        .collect();
    let tables: Vec<&tree::Table> = files.iter().copied().chain([&overrides]).collect();
    let mut reader = Reader::new(parsed.len());
    reader.thousands = thousands::suspects(&tables, &sources);
    let commas = thousands::commas_in_lists(&tables, &sources);
    let reader = reader;
    let top = Cursor { reader: &reader, spec: &format::TOP, layers, path: String::new() };
    let name =
        path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let scope = if options.all_subsidies { Scope::AllSubsidies } else { Scope::Applied };
    let (scenario, places) = read::scenario(&top, &name, scope);
    found.extend(reader.problems());
    settle(&mut problems, found, commas, &parsed, &sources);
    if problems.iter().any(|problem| problem.severity() == Severity::Error) {
        return Err(LoadError { problems, sources });
    }
    problems.extend(plausible::warnings(&scenario, &reader, &places));
    tidy(&mut problems);
    let loaded = Loaded { scenario, warnings: problems, sources };
    drop(top);
    drop(reader);
    Ok((loaded, parsed))
}

/// Whether the name of a file can name a folder of results.
fn has_name(path: &Path) -> Result<(), LoadError> {
    let stem = path.file_stem().and_then(std::ffi::OsStr::to_str);
    if !matches!(stem, Some("" | "." | ".." | ".toml" | ".xlsx")) {
        return Ok(());
    }
    let problem = FileProblem::NoFileName { path: path.display().to_string() };
    Err(LoadError { problems: vec![Diagnostic::new(problem, None)], sources: Vec::new() })
}

/// Adds what was found in the parsed files to the `problems` with their syntax, without echoes. Where
/// there are errors, only they remain: a warning may be an echo of one (a misspelt profile looks unused).
fn settle(
    problems: &mut Vec<Diagnostic>,
    mut found: Vec<Diagnostic>,
    commas: Vec<Diagnostic>,
    parsed: &[gather::ParsedFile],
    sources: &[SourceFile],
) {
    // What is said of either half of a number with a comma is an echo.
    found.retain(|problem| {
        !commas.iter().any(|comma| {
            comma.place.as_ref().zip(problem.place.as_ref()).is_some_and(|(comma, place)| {
                comma.file == place.file && comma.start <= place.start && place.end <= comma.end
            })
        })
    });
    found.extend(commas);
    // A year that is misspelt seems to be missing too.
    let is_bad_year = |problem: &Diagnostic| {
        matches!(problem.problem, Problem::ValueProblem(ValueProblem::BadYear { .. }))
    };
    if found.iter().any(is_bad_year) {
        found.retain(|problem| {
            let of = &problem.problem;
            !matches!(of, Problem::ValueProblem(ValueProblem::MissingPriceYears { .. }))
        });
    }
    let is_whole = parsed.iter().all(|parsed| parsed.damaged.is_empty())
        && problems.iter().all(|problem| is_mended(&problem.problem));
    point_at_rows(&mut found, parsed);
    let cells_only = problems.iter().all(|problem| is_of_a_cell(&problem.problem));
    found.retain(|problem| {
        is_whole
            || is_no_echo(problem, parsed)
            || cells_only && is_apart_from_cells(problem, parsed, sources)
    });
    problems.extend(found);
    if problems.iter().any(|problem| problem.severity() == Severity::Error) {
        problems.retain(|problem| problem.severity() == Severity::Error);
        tidy(problems);
    }
}

/// What is missing in a workbook has a row where it can be filled in: that is the place to name.
fn point_at_rows(problems: &mut [Diagnostic], parsed: &[gather::ParsedFile]) {
    for diagnostic in problems {
        let Problem::StructureProblem(StructureProblem::MissingKey { key, parent, .. }) =
            &diagnostic.problem
        else {
            continue;
        };
        let Some(file) = diagnostic.place.as_ref().and_then(|place| parsed.get(place.file)) else {
            continue;
        };
        let path = structure::join(parent, key);
        let within = format!("{path}.");
        let below =
            || file.rows.range(within.clone()..).next().filter(|(row, _)| row.starts_with(&within));
        let row = file.rows.get(&path).or_else(|| below().map(|(_, place)| place));
        if let Some(place) = row {
            diagnostic.place = Some(place.clone());
        }
    }
}

/// Whether the reader knows what was meant all the same.
fn is_mended(problem: &Problem) -> bool {
    matches!(problem, Problem::FileProblem(FileProblem::DecimalComma { .. }))
}

/// Whether a problem stands by itself, though another problem made a part of a file unreadable.
fn is_no_echo(diagnostic: &Diagnostic, parsed: &[gather::ParsedFile]) -> bool {
    let is_local = match &diagnostic.problem {
        Problem::StructureProblem(
            StructureProblem::MissingKey { .. }
            | StructureProblem::OneOf { .. }
            | StructureProblem::NeedsKey { .. }
            | StructureProblem::SetUnknown { .. }
            | StructureProblem::UnknownPath { .. },
        )
        | Problem::ValueProblem(ValueProblem::MissingPriceYears { .. })
        | Problem::ModelProblem(_)
        | Problem::Warning(_) => false,
        Problem::FileProblem(FileProblem::BadSet { .. }) => true,
        _ => true,
    };
    let is_damaged = diagnostic.place.as_ref().is_some_and(|place| {
        parsed.get(place.file).is_some_and(|file| {
            file.damaged.iter().any(|range| range.start <= place.start && place.start < range.end)
        })
    });
    is_local && !is_damaged
}

/// Whether no more was lost than what stands in one cell of a workbook.
fn is_of_a_cell(problem: &Problem) -> bool {
    is_mended(problem)
        || matches!(
            problem,
            Problem::FileProblem(
                FileProblem::CellError { .. }
                    | FileProblem::NoCellValue {}
                    | FileProblem::CellText { .. }
                    | FileProblem::CellNotUsed { .. }
                    | FileProblem::DuplicateKey { .. }
            )
        )
}

/// Whether a problem that elsewhere may be an echo stands by itself where only cells were lost: names are
/// all there, and what is missing in another row than theirs is missing.
fn is_apart_from_cells(
    diagnostic: &Diagnostic,
    parsed: &[gather::ParsedFile],
    sources: &[SourceFile],
) -> bool {
    let is_judged = matches!(
        &diagnostic.problem,
        Problem::ModelProblem(ModelProblem::UnknownName { .. })
            | Problem::StructureProblem(StructureProblem::MissingKey { .. })
    );
    let Some(place) = diagnostic.place.as_ref().filter(|_| is_judged) else { return false };
    let Some((file, source)) = parsed.get(place.file).zip(sources.get(place.file)) else {
        return false;
    };
    let row = |byte: usize| source.cell(byte).map(|(sheet, at)| (sheet, at.row));
    let lost = file.damaged.iter().any(|range| row(range.start) == row(place.start));
    source.cells.is_some() && !lost
}

/// Each problem once, in the order of the files.
fn tidy(problems: &mut Vec<Diagnostic>) {
    let place = |diagnostic: &Diagnostic| diagnostic.place.clone();
    problems.sort_by(|a, b| place(a).cmp(&place(b)).then(a.code().cmp(&b.code())));
    let mut unique: Vec<Diagnostic> = Vec::with_capacity(problems.len());
    for problem in problems.drain(..) {
        let mut neighbours = unique.iter().rev().take_while(|other| other.place == problem.place);
        if !neighbours.any(|other| *other == problem) {
            unique.push(problem);
        }
    }
    *problems = unique;
}

#[cfg(test)]
mod tests;
