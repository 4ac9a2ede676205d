//! Workbooks: there and back, mistakes by cell, and files that should be refused.

use std::path::{Path, PathBuf};

use super::*;
use crate::input::{Format, convert};

/// Files of the library in memory, as they lie in the folder.
fn library() -> (Memory, Vec<String>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let (mut files, mut names) = (Memory::default(), Vec::new());
    for sub in ["", "shared"] {
        for entry in std::fs::read_dir(folder.join(sub)).expect("the folder is there") {
            let path = entry.expect("it can be read").path();
            if path.extension().is_some_and(|extension| extension == "toml") {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let bytes = std::fs::read(&path).expect("it can be read");
                files = files.with(PathBuf::from(sub).join(&name), bytes);
                if sub.is_empty() {
                    names.push(name);
                }
            }
        }
    }
    names.sort();
    (files, names)
}

fn load_at(files: &Memory, path: &str) -> Loaded {
    load_from(files, Path::new(path), &LoadOptions::default())
        .unwrap_or_else(|error| panic!("{path}: {}", shown(&error)))
}

fn convert_at(files: &Memory, path: &str, format: Format, language: Language) -> Vec<u8> {
    convert(files, Path::new(path), format, language)
        .unwrap_or_else(|error| panic!("{path}: {}", shown(&error)))
}

/// Two scenarios that are the same to the last bit; the names of their quantities first, which
/// tells most when they are not.
fn assert_same(one: &Scenario, other: &Scenario, name: &str) {
    let paths = |scenario: &Scenario| -> Vec<String> {
        scenario.quantities.iter().map(|quantity| format!("{quantity:?}")).collect()
    };
    for (one, other) in paths(one).iter().zip(&paths(other)) {
        assert_eq!(one, other, "{name}");
    }
    // What prints the same, digit for digit, is the same.
    assert_eq!(format!("{one:#?}"), format!("{other:#?}"), "{name}");
}

#[test]
fn every_scenario_of_the_library_survives_the_way_there_and_back() {
    let (mut files, names) = library();
    assert!(names.len() > 10);
    for name in &names {
        let stem = name.trim_end_matches(".toml");
        for language in Language::ALL {
            let original = load_at(&files, name);
            let workbook = convert_at(&files, name, Format::Workbook, language);
            let in_workbook = format!("book/{stem}.xlsx");
            files = files.with(&in_workbook, workbook);
            let read = load_at(&files, &in_workbook);
            assert_same(&original.scenario, &read.scenario, &in_workbook);

            let text = convert_at(&files, &in_workbook, Format::Text, language);
            let back = format!("back/{stem}.toml");
            files = files.with(&back, text.clone());
            assert_same(&original.scenario, &load_at(&files, &back).scenario, &back);

            // A second time changes nothing more.
            let again = format!("again/{stem}.xlsx");
            let workbook = convert_at(&files, &back, Format::Workbook, language);
            files = files.with(&again, workbook);
            let second = convert_at(&files, &again, Format::Text, language);
            let (text, second) = (String::from_utf8_lossy(&text), String::from_utf8_lossy(&second));
            assert_eq!(text, second, "{name}");
        }
    }
}
