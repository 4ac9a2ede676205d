//! The workbook opened and computed anew by LibreOffice, where it is installed.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::Data;
use kansrijk::language::Language;

use super::{Sheets, Simulated, package};
use crate::scenarios;

/// LibreOffice writes 15 significant digits, and adds up in another order.
const RELATIVE: f64 = 1e-9;
/// What is left of an amount that cancels out [€].
const CANCELLED: f64 = 1e-6;

/// The program, if it is installed.
fn soffice() -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).map(|folder| folder.join("soffice")).find(|file| file.is_file())
}

/// The workbook without the results of its formulas, so that whoever opens it has to compute them.
fn without_results(bytes: &[u8]) -> (Vec<u8>, usize) {
    let mut formulas = 0;
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in package::parts(bytes) {
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(&name, options).expect("a part");
        let mut text = String::from_utf8(bytes).expect("UTF-8");
        if name.starts_with("xl/worksheets/sheet") {
            let pieces: Vec<String> = text
                .split("</f>")
                .enumerate()
                .map(|(k, piece)| match (k, piece.strip_prefix("<v>")) {
                    (1.., Some(rest)) => {
                        formulas += 1;
                        rest.split_once("</v>").expect("an end").1.to_owned()
                    }
                    _ => piece.to_owned(),
                })
                .collect();
            text = pieces.join("</f>");
        }
        archive.write_all(text.as_bytes()).expect("its bytes");
    }
    (archive.finish().expect("an archive").into_inner(), formulas)
}

/// Lets LibreOffice open a workbook and write it again.
fn written_again(soffice: &Path, bytes: &[u8]) -> Vec<u8> {
    let place = tempfile::tempdir().expect("a folder");
    let (from, to) = (place.path().join("results.xlsx"), place.path().join("again"));
    fs::write(&from, bytes).expect("the workbook");
    // A home of its own: the user may have the program open.
    let home = format!("-env:UserInstallation=file://{}", place.path().join("home").display());
    let done = Command::new(soffice)
        .args([&home, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"])
        .arg(&to)
        .arg(&from)
        .output()
        .expect("LibreOffice starts");
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    fs::read(to.join("results.xlsx")).unwrap_or_else(|error| panic!("{error}: {said}"))
}

fn is_same(ours: &Data, theirs: &Data) -> bool {
    match (ours, theirs) {
        (Data::Float(a), Data::Float(b)) => {
            (a - b).abs() <= (RELATIVE * a.abs().max(b.abs())).max(CANCELLED)
        }
        (Data::DateTime(a), Data::DateTime(b)) => a.as_f64() == b.as_f64(),
        (Data::String(a), Data::String(b)) => a == b,
        (a, b) => a == b,
    }
}

#[test]
fn libreoffice_computes_the_same() {
    let Some(soffice) = soffice() else {
        eprintln!("skipped: LibreOffice is not installed, no workbook was opened by it");
        return;
    };
    for (name, language) in [("template", Language::Nl), ("gi-caseload", Language::En)] {
        let path = scenarios::library()
            .into_iter()
            .find(|path| path.file_stem().is_some_and(|stem| stem == name));
        let bytes = Simulated::from_file(&path.expect("a scenario")).bytes(language);
        let (blank, formulas) = without_results(&bytes);
        assert!(formulas > 100, "{formulas} formulas");
        let (ours, theirs) = (Sheets::read(bytes), Sheets::read(written_again(&soffice, &blank)));
        assert_eq!(ours.0.len(), theirs.0.len());
        for (sheet, (name, cells)) in ours.0.iter().enumerate() {
            assert_eq!(name, &theirs.0[sheet].0);
            let (first_row, first_column) = cells.start().expect("cells");
            for (row, column, ours) in cells.used_cells() {
                let (row, column) = (first_row + row as u32, first_column + column as u32);
                let theirs = theirs.cell(sheet, row, column);
                assert!(
                    is_same(ours, theirs),
                    "{name} R{}C{}: {theirs:?} for {ours:?}",
                    row + 1,
                    column + 1
                );
            }
        }
    }
}
