//! What makes Excel offer a repair, looked for in the parts of the workbook themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use calamine::Data;
use kansrijk::language::{Label, Language};
use roxmltree::{Document, Node};

use super::{SHEETS, Sheets, Simulated, place};
use crate::scenarios;

/// Most UTF-16 units of a text in a cell, and of a head or foot.
const IN_CELL: usize = 32_767;
const IN_FOOT: usize = 255;
/// Most characters of a formula, and of a text in one.
const IN_FORMULA: usize = 8192;
const IN_QUOTES: usize = 255;

/// The parts of a workbook by name.
pub(super) fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut parts = BTreeMap::new();
    for k in 0..archive.len() {
        let mut file = archive.by_index(k).expect("a part");
        let name = file.name().expect("a name").into_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its bytes");
        assert!(parts.insert(name, bytes).is_none(), "a part stands twice");
    }
    parts
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

fn all<'d>(document: &'d Document<'d>, tag: &str) -> Vec<Node<'d, 'd>> {
    document.descendants().filter(|node| node.tag_name().name() == tag).collect()
}

fn text<'d>(node: Node<'d, 'd>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect()
}

/// `AB12` as column and row, both from 0.
fn cell(address: &str) -> (u32, u32) {
    let address = address.replace('$', "");
    let split = address.find(|c: char| c.is_ascii_digit()).expect("a row");
    let column =
        address[..split].bytes().fold(0, |n, letter| n * 26 + u32::from(letter - b'A') + 1);
    (address[split..].parse::<u32>().expect("a row") - 1, column - 1)
}

/// `A1:B2` as its corners; one cell is both.
fn range(address: &str) -> [(u32, u32); 2] {
    let (first, last) = address.split_once(':').unwrap_or((address, address));
    [cell(first), cell(last)]
}

fn overlap(a: [(u32, u32); 2], b: [(u32, u32); 2]) -> bool {
    a[0].0 <= b[1].0 && b[0].0 <= a[1].0 && a[0].1 <= b[1].1 && b[0].1 <= a[1].1
}

fn check_sheet(name: &str, document: &Document<'_>) {
    for node in all(document, "v") {
        let value = text(node);
        if node.parent().and_then(|cell| cell.attribute("t")).is_none() {
            assert!(value.parse::<f64>().is_ok_and(f64::is_finite), "{name}: the number {value}");
        }
    }
    for node in all(document, "f") {
        let formula = text(node);
        assert!(formula.len() <= IN_FORMULA, "{name}: a long formula");
        let quoted = formula.split('"').skip(1).step_by(2);
        quoted.for_each(|text| assert!(units(text) <= IN_QUOTES, "{name}: {formula}"));
    }
    let merged: Vec<_> = all(document, "mergeCell")
        .into_iter()
        .map(|node| range(node.attribute("ref").expect("cells")))
        .collect();
    for (k, a) in merged.iter().enumerate() {
        assert!(merged[..k].iter().all(|b| !overlap(*a, *b)), "{name}: merged cells overlap");
        assert_ne!(a[0], a[1], "{name}: one cell is merged");
    }
    for node in all(document, "oddFooter") {
        assert!(units(&text(node)) <= IN_FOOT, "{name}: a long foot");
    }
    let mut rows = BTreeSet::new();
    for row in all(document, "row") {
        assert!(
            rows.insert(row.attribute("r").expect("a number").to_owned()),
            "{name}: a row twice"
        );
        let height = row.attribute("ht").map_or(0.0, |height| height.parse().expect("a height"));
        assert!(height <= 409.0, "{name}: a row of {height}");
    }
    // Pages lie across or upright, and know how many there may be.
    let page = all(document, "pageSetup");
    assert_eq!(page[0].attribute("paperSize"), Some("9"), "{name}");
}

/// Every chart refers to cells that are there, has a title and a text for who cannot see it.
fn check_chart(name: &str, document: &Document<'_>, sheets: &Sheets) {
    let references = all(document, "f");
    assert!(references.len() >= 2, "{name} refers to nothing");
    for node in references {
        let formula = text(node);
        let (sheet, address) = formula.rsplit_once('!').expect("a sheet");
        let sheet = sheet.trim_matches('\'');
        let sheet = sheets.0.iter().position(|(name, _)| name == sheet);
        let sheet = sheet.unwrap_or_else(|| panic!("{name}: {formula}"));
        let [first, last] = range(address);
        for row in first.0..=last.0 {
            for column in first.1..=last.1 {
                let cell = sheets.cell(sheet, row, column);
                assert!(
                    !matches!(cell, Data::Empty | Data::Error(_)),
                    "{name}: {formula} R{row}C{column}"
                );
            }
        }
    }
    assert!(all(document, "title").first().is_some_and(|title| !text(*title).is_empty()), "{name}");
}

fn check(bytes: Vec<u8>) {
    let parts = parts(&bytes);
    let sheets = Sheets::read(bytes);
    let mut charts = 0;
    for (name, bytes) in &parts {
        let xml = std::str::from_utf8(bytes).expect("UTF-8");
        let document = Document::parse(xml).unwrap_or_else(|error| panic!("{name}: {error}"));
        if name.starts_with("xl/worksheets/sheet") {
            check_sheet(name, &document);
        } else if name.starts_with("xl/charts/chart") {
            check_chart(name, &document, &sheets);
            charts += 1;
        } else if name.starts_with("xl/drawings/drawing") {
            for node in all(&document, "cNvPr") {
                let described = node
                    .attribute("descr")
                    .is_some_and(|text| units(text) <= 255 && text.len() > 10);
                assert!(described, "{name}: a chart without words");
            }
        } else if name == "xl/sharedStrings.xml" {
            all(&document, "si")
                .into_iter()
                .for_each(|node| assert!(units(&text(node)) <= IN_CELL));
        }
    }
    assert!(charts >= 6, "{charts} charts");
}

#[test]
fn nothing_in_the_parts_asks_for_a_repair() {
    for path in scenarios::library() {
        let simulated = Simulated::from_file(&path);
        Language::ALL.into_iter().for_each(|language| check(simulated.bytes(language)));
    }
}

#[test]
fn texts_of_users_stay_texts() {
    let path = scenarios::library().pop().expect("a scenario");
    let hostile = [
        "=1+1",
        "=cmd|' /C calc'!A0",
        "+1",
        "-1",
        "@SUM(A1)",
        "<r><t>bold</t></r>",
        "& < > \" ' ]]> _x000D_ _x0041_",
        "a\u{1}b\u{b}c\u{7f}",
        "&P &[Page] &\"Arial\"",
    ];
    // As an XML file can hold them; the reader takes the blank that keeps markup from being taken for ours.
    let cleaned = |text: &str| text.replace(['\u{1}', '\u{b}', '\u{7f}'], " ");
    let long = "€".repeat(40_000);
    for language in Language::ALL {
        let mut scenario = scenarios::from_file(&path);
        for (k, text) in hostile.into_iter().enumerate() {
            scenario.quantities[k].source = Some(text.to_owned());
            scenario.quantities[k].note = Some(long.clone());
        }
        let label = |text: &str| Label { nl: text.to_owned(), en: text.to_owned() };
        scenario.title = label("=2+3");
        scenario.question = label(&long);
        scenario.name = format!("&A{}", "\"&".repeat(200));
        for (strategy, text) in scenario.strategies.iter_mut().zip(hostile) {
            strategy.name = label(text);
        }
        let names: Vec<String> =
            scenario.strategies.iter().map(|strategy| cleaned(&strategy.name.nl)).collect();
        let bytes = Simulated::new(scenario, 5).bytes(language);
        let sheets = Sheets::read(bytes.clone());
        let at = |names: [&str; 2]| SHEETS.iter().position(|of| *of == names).expect("a sheet");
        let register = at(["Aannames", "Assumptions"]);
        for (text, row) in hostile.into_iter().zip(2..) {
            assert_eq!(sheets.text(register, row, 17).trim_end(), cleaned(text).trim_end());
            let note = sheets.text(register, row, 18);
            assert!(units(note) <= IN_CELL && note.ends_with("€…"));
        }
        assert_eq!(sheets.text(0, 0, 0), "=2+3");
        let monthly = at(["Per maand", "Monthly"]);
        let written: BTreeSet<String> =
            (1..sheets.rows(monthly)).map(|row| sheets.text(monthly, row, 0).to_owned()).collect();
        assert_eq!(written, names.into_iter().collect(), "{}", place(language));
        check(bytes);
    }
}

#[test]
fn the_same_results_give_the_same_bytes() {
    let path = scenarios::library().pop().expect("a scenario");
    let simulated = Simulated::from_file(&path);
    let first = simulated.bytes(Language::Nl);
    assert_eq!(first, simulated.bytes(Language::Nl));
    assert_ne!(first, simulated.bytes(Language::En));
}
