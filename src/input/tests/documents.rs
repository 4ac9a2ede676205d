//! What is generated from the grammar is up to date.

use std::path::Path;

use crate::input::{reference, schema, study_reference, study_schema};

/// Compares a committed file with what it should hold; `KANSRIJK_REFRESH=1` writes it.
fn is_current(path: &str, content: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("KANSRIJK_REFRESH").is_some() {
        std::fs::write(&path, content).expect("it can be written");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = committed.lines().zip(content.lines()).find(|(a, b)| a != b);
    assert!(
        committed == content,
        "{} is not current: run with KANSRIJK_REFRESH=1; first difference: {differs:?}",
        path.display()
    );
}

#[test]
fn the_reference_pages_are_current() {
    is_current("docs/scenario-format.md", &reference());
    is_current("docs/study-format.md", &study_reference());
}

#[test]
fn the_schemas_are_current() {
    for (path, schema) in
        [("docs/scenario.schema.json", schema()), ("docs/study.schema.json", study_schema())]
    {
        let text = serde_json::to_string_pretty(&schema).expect("it is JSON");
        is_current(path, &(text + "\n"));
    }
}
