//! Tests of the reader.

mod broken;
mod catalogue;
mod documents;
mod files;
mod layers;
mod library;
mod mistakes;
mod overrides;
mod robust;
mod sketch;
mod study;
mod values;
mod workbook;
mod workbook_cells;
mod workbook_sheets;

use std::path::Path;

use super::{LoadError, LoadOptions, Loaded, Memory, load_from};
use crate::diagnostic::{Diagnostic, render_all};
use crate::language::Language;
use crate::model::quantity::QuantityDefinition;
use crate::model::scenario::Scenario;

/// A small sound scenario.
pub const BASE: &str = include_str!("../../../tests/data/base.toml");

/// The base scenario with one change.
pub fn changed(from: &str, to: &str) -> String {
    assert_eq!(BASE.matches(from).count(), 1, "`{from}` once");
    BASE.replace(from, to)
}

/// Loads `scenario.toml` from files in memory.
pub fn load_files(files: &Memory, set: &[(&str, &str)]) -> Result<Loaded, LoadError> {
    let set = set.iter().map(|(path, value)| ((*path).to_owned(), (*value).to_owned())).collect();
    let options = LoadOptions { set, ..LoadOptions::default() };
    load_from(files, Path::new("scenario.toml"), &options)
}

/// Loads a text as `scenario.toml`.
pub fn load_text(text: &str) -> Result<Loaded, LoadError> {
    load_files(&Memory::default().with("scenario.toml", text), &[])
}

/// The scenario of a text that is sound.
pub fn sound(text: &str) -> Loaded {
    load_text(text).unwrap_or_else(|error| panic!("{}", shown(&error)))
}

/// The problems of a failed load as text.
pub fn shown(error: &LoadError) -> String {
    render_all(&error.problems, &error.sources, Language::En, false)
}

/// `slug line:column` of each problem.
pub fn places(found: Result<Loaded, LoadError>) -> Vec<String> {
    let (problems, sources) = match found {
        Ok(loaded) => (loaded.warnings, loaded.sources),
        Err(error) => (error.problems, error.sources),
    };
    let place = |problem: &Diagnostic| {
        problem.place.as_ref().map_or_else(String::new, |place| {
            let source = &sources[place.file];
            let at = source.position(place.start);
            let file = match place.file {
                0 => String::new(),
                _ => format!("{}:", source.path.display()),
            };
            format!(" {file}{}:{}", at.line, at.column)
        })
    };
    problems.iter().map(|problem| format!("{}{}", problem.code().slug, place(problem))).collect()
}

/// The quantity of a path.
pub fn quantity<'s>(scenario: &'s Scenario, path: &str) -> &'s QuantityDefinition {
    let found = scenario.quantities.iter().find(|quantity| quantity.path == path);
    found.unwrap_or_else(|| panic!("no quantity {path}"))
}

/// The median of the quantity of a path.
pub fn median(scenario: &Scenario, path: &str) -> f64 {
    quantity(scenario, path).distribution.median()
}
