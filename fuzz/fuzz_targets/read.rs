//! Any bytes as a scenario: the reader answers with a scenario or with problems that can be shown.
#![no_main]

use std::path::Path;

use kansrijk::diagnostic::render_all;
use kansrijk::input::{LoadOptions, Memory, load_from};
use kansrijk::language::Language;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // What follows a zero byte is the value of an override.
    let mut parts = bytes.splitn(2, |byte| *byte == 0);
    let (text, set) = (parts.next().unwrap_or_default(), parts.next());
    let set = set.map(|value| {
        let text = String::from_utf8_lossy(value).into_owned();
        let (path, value) = text.split_once('=').unwrap_or((&text, ""));
        (path.to_owned(), value.to_owned())
    });
    let options = LoadOptions {
        set: set.into_iter().collect(),
        ..LoadOptions::default()
    };
    let files = Memory::default().with("scenario.toml", text);
    if let Err(error) = load_from(&files, Path::new("scenario.toml"), &options) {
        for language in Language::ALL {
            assert!(!render_all(&error.problems, &error.sources, language, false).is_empty());
        }
    }
});
