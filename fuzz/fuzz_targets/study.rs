//! Any bytes as a study: the reader answers with a study or with problems that can be shown.
#![no_main]

use std::path::Path;

use kansrijk::diagnostic::render_all;
use kansrijk::input::{LoadOptions, Memory, load_study_from};
use kansrijk::language::Language;
use libfuzzer_sys::fuzz_target;

/// What a study rests on, and the schemes that it can name.
const SCENARIO: &str = include_str!("../../tests/data/base.toml");
const SCHEMES: &str = include_str!("../../tests/data/schemes.toml");

fuzz_target!(|bytes: &[u8]| {
    let files = Memory::default()
        .with("studies/study.toml", bytes)
        .with("shared/schemes.toml", SCHEMES)
        .with("scenario.toml", SCENARIO);
    let path = Path::new("studies/study.toml");
    if let Err(error) = load_study_from(&files, path, 1, &LoadOptions::default()) {
        for language in Language::ALL {
            assert!(!render_all(&error.problems, &error.sources, language, false).is_empty());
        }
    }
});
