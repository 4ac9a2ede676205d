//! Scenarios as workbooks: filled in, run, converted, and saved by another program.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{FEW, code, run, stderr, stdout};

/// The results of a scenario, as text.
fn results(folder: &Path, scenario: &str) -> String {
    let output = run(
        folder,
        &["run", scenario, "--runs", FEW, "--write", "results", "--format", "json", "--quiet"],
    );
    assert_eq!(code(&output), Some(0), "{}", stderr(&output));
    stdout(&output)
}

fn done(folder: &Path, arguments: &[&str]) {
    let output = run(folder, arguments);
    assert_eq!(code(&output), Some(0), "{arguments:?}: {}", stderr(&output));
}

#[test]
fn a_workbook_gives_the_same_results_as_the_text_and_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    for name in ["template", "gi-caseload", "mobile-team", "which-route"] {
        for place in ["text", "book", "back"] {
            fs::create_dir_all(folder.join(place)).expect("a folder");
        }
        let [text, book, back] = ["text", "book", "back"]
            .map(|at| format!("{at}/{name}.{}", if at == "book" { "xlsx" } else { "toml" }));
        done(folder, &["new", name, &text]);
        done(folder, &["new", "--xlsx", name, &book]);
        done(folder, &["convert", &book, &back]);
        let expected = results(folder, &text);
        assert_eq!(results(folder, &book), expected, "{name}");
        assert_eq!(results(folder, &back), expected, "{name}");
    }
    let manifest = fs::read_to_string(folder.join("output/template/manifest.json"));
    let manifest = manifest.expect("a manifest");
    assert!(manifest.contains("scenario/template.toml"), "{manifest}");
    done(folder, &["run", "book/template.xlsx", "--runs", FEW, "--write", "results"]);
    let copy = fs::read(folder.join("output/template/scenario/template.xlsx")).expect("a copy");
    assert_eq!(copy, fs::read(folder.join("book/template.xlsx")).expect("the workbook"));
}

#[test]
fn nothing_is_overwritten_and_names_say_the_format() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    done(folder, &["new", "--xlsx", "template", "mine"]);
    fs::write(folder.join("mine.xlsx"), "something else").expect("written");
    let again = run(folder, &["new", "--xlsx", "template", "mine.xlsx"]);
    assert_eq!(code(&again), Some(2));
    assert_eq!(fs::read(folder.join("mine.xlsx")).expect("it is there"), b"something else");
    done(folder, &["new", "--xlsx", "template", "mine.xlsx", "--force"]);
    for wrong in [["convert", "mine.xlsx", "mine.ods"], ["convert", "nothing.toml", "mine2.xlsx"]] {
        let output = run(folder, &wrong);
        assert_eq!(code(&output), Some(2), "{wrong:?}");
        assert!(!folder.join(wrong[2]).exists());
    }
    let text = run(folder, &["new", "--xlsx", "template", "mine.toml"]);
    assert_eq!(code(&text), Some(2), "a workbook is not called .toml");
    let unknown = run(folder, &["new", "--xlsx", "templat", "other.xlsx"]);
    assert!(code(&unknown) == Some(2) && stderr(&unknown).contains("template"));
}

#[test]
fn a_workbook_saved_by_libreoffice_reads_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    for (name, language) in [("template", "nl"), ("gi-cohort", "en")] {
        let (book, before) = (format!("{name}.xlsx"), format!("{name}-before.toml"));
        done(folder, &["new", "--xlsx", name, &book, "--lang", language]);
        done(folder, &["convert", &book, &before, "--lang", language]);
        let profile = format!("-env:UserInstallation=file://{}", folder.join("office").display());
        let office = Command::new("soffice")
            .args([profile.as_str(), "--headless", "--convert-to", "xlsx", "--outdir"])
            .arg(folder.join("saved"))
            .arg(folder.join(&book))
            .output();
        let Ok(office) = office else {
            println!("LibreOffice is not installed: not tried");
            return;
        };
        assert!(office.status.success(), "{}", stderr(&office));
        let (saved, after) = (format!("saved/{book}"), format!("{name}-after.toml"));
        done(folder, &["convert", &saved, &after, "--lang", language]);
        let read = |path: &str| fs::read_to_string(folder.join(path)).expect("a text");
        assert_eq!(read(&before), read(&after), "{name}");
    }
}
