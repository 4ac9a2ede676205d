//! Tests of the reader.

mod broken;
mod documents;
mod sketch;

use std::path::Path;

use super::{LoadError, LoadOptions, Loaded, Memory, load_from};
use crate::diagnostic::render_all;
use crate::language::Language;

/// Loads a text as `scenario.toml`.
pub fn load(text: &str) -> Result<Loaded, LoadError> {
    load_from(
        &Memory::default().with("scenario.toml", text),
        Path::new("scenario.toml"),
        &LoadOptions::default(),
    )
}

/// The problems of a failed load as text.
pub fn shown(error: &LoadError) -> String {
    render_all(&error.problems, &error.sources, Language::En, false)
}
