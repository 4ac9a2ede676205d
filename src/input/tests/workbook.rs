//! Workbooks: there and back, mistakes by cell, and files that should be refused.

use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use calamine::{Data, Reader as _, Xlsx};
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format as CellFormat, Formula, Workbook};

use super::*;
use crate::diagnostic::json;
use crate::input::{Format, convert};

/// Files of the library in memory, as they lie in the folder.
pub(super) fn library() -> (Memory, Vec<String>) {
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

pub(super) fn load_at(files: &Memory, path: &str) -> Loaded {
    load_from(files, Path::new(path), &LoadOptions::default())
        .unwrap_or_else(|error| panic!("{path}: {}", shown(&error)))
}

pub(super) fn convert_at(
    files: &Memory,
    path: &str,
    format: Format,
    language: Language,
) -> Vec<u8> {
    convert(files, Path::new(path), format, language)
        .unwrap_or_else(|error| panic!("{path}: {}", shown(&error)))
}

/// Two scenarios that are the same to the last bit; the names of their quantities first, which
/// tells most when they are not.
pub(super) fn assert_same(one: &Scenario, other: &Scenario, name: &str) {
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

/// A workbook of the template.
pub(super) fn template(language: Language) -> Vec<u8> {
    let (files, _) = library();
    convert_at(&files, "template.toml", Format::Workbook, language)
}

/// The same cells in a new workbook, with other contents in some of them: sheet, cell, content.
pub(super) fn edited(bytes: &[u8], edits: &[(&str, &str, Edit)]) -> Vec<u8> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let mut new = Workbook::new();
    for name in book.sheet_names() {
        let sheet = new.add_worksheet();
        sheet.set_name(&name).expect("a name");
        let range = book.worksheet_range(&name).expect("cells");
        for (row, column, value) in range.used_cells() {
            let (row, column) = (row as u32 + range.start().expect("cells").0, column as u16);
            let column = column + range.start().expect("cells").1 as u16;
            match value {
                Data::String(text) => sheet.write_string(row, column, text),
                Data::Float(number) => sheet.write_number(row, column, *number),
                other => panic!("{other:?}"),
            }
            .expect("written");
        }
        for (_, cell, edit) in edits.iter().filter(|(at, ..)| *at == name) {
            let (row, column) = place(cell);
            match edit {
                Edit::Text(text) => sheet.write_string(row, column, *text),
                Edit::Number(number) => sheet.write_number(row, column, *number),
                Edit::Flag(flag) => sheet.write_boolean(row, column, *flag),
                Edit::Formula(formula, result) => {
                    sheet.write_formula(row, column, Formula::new(*formula).set_result(*result))
                }
                Edit::Date(year, month) => {
                    let date = ExcelDateTime::from_ymd(*year, *month, 1).expect("a date");
                    let format = CellFormat::new().set_num_format("mmm-yy");
                    sheet.write_datetime_with_format(row, column, date, &format)
                }
                Edit::Empty => Ok(sheet.clear_cell(row, column)),
            }
            .expect("written");
        }
    }
    new.save_to_buffer().expect("a workbook")
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Edit {
    Text(&'static str),
    Number(f64),
    Flag(bool),
    Formula(&'static str, &'static str),
    Date(u16, u8),
    Empty,
}

/// `D7` as row and column, from 0.
pub(super) fn place(cell: &str) -> (u32, u16) {
    let at = cell.find(|c: char| c.is_ascii_digit()).expect("a row");
    let column = cell[..at].bytes().fold(0, |n, b| n * 26 + u16::from(b - b'A') + 1);
    (cell[at..].parse::<u32>().expect("a row") - 1, column - 1)
}

/// The row of a key on a sheet, counted from 1; below the header with this name in column D.
pub(super) fn row_of(bytes: &[u8], sheet: &str, name: &str, key: &str) -> u32 {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let range = book.worksheet_range(sheet).expect("a sheet");
    let text = |row: u32, column: u32| match range.get_value((row, column)) {
        Some(Data::String(text)) => text.clone(),
        _ => String::new(),
    };
    let mut is_below = name.is_empty();
    for row in 0..range.end().expect("cells").0 + 1 {
        is_below |= text(row, 0).starts_with('[') && text(row, 3) == name;
        if is_below && text(row, 0) == key {
            return row + 1;
        }
    }
    panic!("no {key} in {sheet}")
}

pub(super) fn load_workbook(bytes: Vec<u8>) -> Result<Loaded, LoadError> {
    let files = Memory::default().with("mijn.xlsx", bytes);
    load_from(&files, Path::new("mijn.xlsx"), &LoadOptions::default())
}

/// `slug sheet!cell` of each problem.
pub(super) fn cells(found: Result<Loaded, LoadError>) -> Vec<String> {
    let (problems, sources) = match found {
        Ok(loaded) => (loaded.warnings, loaded.sources),
        Err(error) => (error.problems, error.sources),
    };
    let of = |problem: &Diagnostic| {
        let place = serde_json::to_value(json(problem, &sources)).expect("JSON")["place"].clone();
        let text = |key: &str| place[key].as_str().unwrap_or("-").to_owned();
        format!("{} {}!{}", problem.code().slug, text("sheet"), text("cell"))
    };
    problems.iter().map(of).collect()
}

#[test]
fn mistakes_are_reported_by_sheet_and_cell_all_at_once() {
    let bytes = template(Language::Nl);
    let absence = row_of(&bytes, "Profielen", "regular", "absence");
    let ramp = row_of(&bytes, "Profielen", "regular", "ramp.shape");
    let start = row_of(&bytes, "Algemeen", "", "start");
    let tariff = row_of(&bytes, "Contract", "", "tariff_per_hour");
    let intake = row_of(&bytes, "Strategieën", "side_entry", "+");
    let lag = row_of(&bytes, "Contract", "", "payment_lag_months");
    let names: Vec<String> = [
        format!("F{absence}"),
        format!("D{ramp}"),
        format!("D{start}"),
        format!("E{tariff}"),
        format!("E{intake}"),
        format!("E{lag}"),
    ]
    .into();
    let book = edited(
        &bytes,
        &[
            ("Profielen", &names[0], Edit::Number(7.0)),
            ("Profielen", &names[1], Edit::Text("s-bocht")),
            ("Algemeen", &names[2], Edit::Text("januari 2027")),
            ("Contract", &names[3], Edit::Text("1.234")),
            ("Strategieën", &names[4], Edit::Text("side_entrent")),
            ("Contract", &names[5], Edit::Text("in termijnen")),
        ],
    );
    let found = cells(load_workbook(book.clone()));
    for expected in [
        format!("bad-month Algemeen!D{start}"),
        format!("number-as-text Contract!E{tariff}"),
        format!("cell-not-used Contract!E{lag}"),
        format!("unknown-word Profielen!D{ramp}"),
    ] {
        assert!(found.contains(&expected), "{expected} in {found:?}");
    }
    assert!(
        found.iter().any(|text| text.starts_with("bounds-out-of-order Profielen!")),
        "{found:?}"
    );
    let error = load_workbook(book).expect_err("mistakes");
    let text = render_all(&error.problems, &error.sources, Language::Nl, false);
    let place = format!("mijn.xlsx: blad 'Contract', cel E{tariff}");
    assert!(text.contains(&place), "{text}");
    assert!(text.contains("1234 of 1,234."), "{text}");
    let text = render_all(&error.problems, &error.sources, Language::En, true);
    assert!(text.contains(&place.replace("blad", "sheet").replace("cel", "cell")), "{text}");
}

#[test]
fn what_is_missing_is_reported_at_the_cell_to_fill_in() {
    let bytes = template(Language::En);
    let horizon = row_of(&bytes, "General", "", "horizon_months");
    let absence = row_of(&bytes, "Profiles", "regular", "absence");
    let name = format!("D{horizon}");
    let empty: Vec<(String, Edit)> =
        ["E", "F", "G", "J", "K"].map(|c| (format!("{c}{absence}"), Edit::Empty)).into();
    let mut edits = vec![("General", name.as_str(), Edit::Empty)];
    edits.extend(empty.iter().map(|(cell, edit)| ("Profiles", cell.as_str(), *edit)));
    let found = cells(load_workbook(edited(&bytes, &edits)));
    assert_eq!(
        found,
        [format!("missing-key General!D{horizon}"), format!("missing-key Profiles!D{absence}")]
    );
}

#[test]
fn what_people_type_in_cells_means_what_they_mean() {
    let bytes = template(Language::Nl);
    let start = format!("D{}", row_of(&bytes, "Algemeen", "", "start"));
    let linear = format!("D{}", row_of(&bytes, "Subsidies", "scheme", "linear"));
    let lag = format!("D{}", row_of(&bytes, "Contract", "", "payment_lag_months"));
    let mentors = format!("N{}", row_of(&bytes, "Organisatie", "", "mentors"));
    let value = format!("D{}", row_of(&bytes, "Organisatie", "", "mentors"));
    let spare = row_of(&bytes, "Strategieën", "", "[strategy.*]");
    assert!(spare > 0);
    let book = edited(
        &bytes,
        &[
            ("Algemeen", &start, Edit::Date(2027, 3)),
            ("Subsidies", &linear, Edit::Flag(false)),
            ("Contract", &lag, Edit::Formula("=1+1", "2")),
            ("Organisatie", &value, Edit::Empty),
            ("Organisatie", &mentors, Edit::Text("{ uniform = { low = 4, high = 8.5 } }")),
        ],
    );
    let loaded = load_workbook(book).unwrap_or_else(|error| panic!("{}", shown(&error)));
    let scenario = loaded.scenario;
    assert_eq!(scenario.calendar.start, crate::model::time::YearMonth { year: 2027, month: 3 });
    assert_eq!(scenario.contract.payment_lag, 2);
    assert_eq!(median(&scenario, "organisation.mentors"), 6.25);
}

#[test]
fn errors_and_unfinished_formulas_in_cells_are_reported() {
    let bytes = template(Language::Nl);
    let liquidity = row_of(&bytes, "Organisatie", "", "liquidity");
    let floor = row_of(&bytes, "Organisatie", "", "floor");
    let names: Vec<String> = vec![format!("D{liquidity}"), format!("N{floor}")];
    let book = edited(
        &bytes,
        &[
            ("Organisatie", &names[0], Edit::Formula("=1/0", "#DIV/0!")),
            ("Organisatie", &names[1], Edit::Text("{ uniform = { low = 1,5 } }")),
        ],
    );
    let found = cells(load_workbook(book));
    for expected in
        [format!("cell-error Organisatie!D{liquidity}"), format!("cell-text Organisatie!N{floor}")]
    {
        assert!(found.contains(&expected), "{expected} in {found:?}");
    }
    let rows = r#"<row r="2"><c r="A2" t="str"><v>[contract]</v></c></row>
        <row r="3"><c r="A3" t="str"><v>payment_lag_months</v></c><c r="D3"><f>1+1</f></c></row>"#;
    let found = cells(load_workbook(raw(rows)));
    assert!(found.contains(&"formula-without-value Contract!D3".to_owned()), "{found:?}");
}

#[test]
fn a_block_or_scale_that_is_filled_in_needs_a_name_and_no_name_twice() {
    let bytes = template(Language::Nl);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).expect("a workbook");
    let range = book.worksheet_range("Profielen").expect("a sheet");
    let spare = (0..range.end().expect("cells").0)
        .rfind(|row| matches!(range.get_value((*row, 0)), Some(Data::String(key)) if key == "[profile.*]"))
        .expect("a spare block")
        + 1;
    let absence = (spare..spare + 60)
        .find(
            |row| matches!(range.get_value((*row, 0)), Some(Data::String(key)) if key == "absence"),
        )
        .expect("a row")
        + 1;
    let cell = format!("D{absence}");
    let nameless = edited(&bytes, &[("Profielen", &cell, Edit::Number(0.05))]);
    assert_eq!(cells(load_workbook(nameless)), [format!("block-without-name Profielen!D{spare}")]);
    let name = format!("D{spare}");
    let twice = edited(&bytes, &[("Profielen", &name, Edit::Text("regular"))]);
    assert_eq!(cells(load_workbook(twice)), [format!("duplicate-key Profielen!D{spare}")]);
    let extends = (spare..absence)
        .find(
            |row| matches!(range.get_value((*row, 0)), Some(Data::String(key)) if key == "extends"),
        )
        .expect("a row")
        + 1;
    let extends = format!("D{extends}");
    let new = edited(
        &bytes,
        &[
            ("Profielen", &name, Edit::Text("career_changer")),
            ("Profielen", &extends, Edit::Text("side_entrant")),
            ("Profielen", &cell, Edit::Number(0.05)),
        ],
    );
    let loaded = load_workbook(new).unwrap_or_else(|error| panic!("{}", shown(&error)));
    let slugs: Vec<&str> = loaded.warnings.iter().map(|w| w.code().slug).collect();
    assert!(slugs.contains(&"unused-profile"), "{slugs:?}");
}

#[test]
fn levels_of_files_and_overruled_choices_keep_their_meaning() {
    let shared = "euros_of = 2024\n[organisation.cover]\nrate_per_hour = 70\nvat = 0\n\
        [contract]\nvariant = \"output\"\nhours_per_trajectory = 60\n\
        [profile.regular.salary]\namount_per_month = 4_000\n";
    let text = changed("euros_of = 2027", "euros_of = 2026").replace("rate_per_hour = 80\n", "");
    let prices = "[price_index]\n2025 = 0.05\n2026 = 0.04\n2027 = 0.03\n";
    let text = format!("include = [\"shared.toml\"]\n{text}\n{prices}");
    let files = Memory::default().with("a.toml", text).with("shared.toml", shared);
    let original = load_at(&files, "a.toml");
    let workbook = convert_at(&files, "a.toml", Format::Workbook, Language::Nl);
    let files = files.with("b/a.xlsx", workbook);
    assert_same(&original.scenario, &load_at(&files, "b/a.xlsx").scenario, "levels");
    let level =
        |scenario: &Scenario| quantity(scenario, "organisation.cover.rate_per_hour").euros_of;
    assert_eq!(level(&original.scenario), Some(2024));
}

/// A packed file of these parts.
pub(super) fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("a file").into_inner()
}

/// A workbook with one sheet of this XML, in which text 0 is `kansrijk`.
fn raw(sheet: &str) -> Vec<u8> {
    let types = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>"#;
    let root = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let book = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Contract" sheetId="1" r:id="r1"/></sheets></workbook>"#;
    let links = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let sheet = format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="str"><v>kansrijk</v></c></row>{sheet}</sheetData></worksheet>"#
    );
    packed(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", links.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

/// Far more than a hostile file needs in a build without optimisation.
const SOON: std::time::Duration = std::time::Duration::from_secs(10);

#[test]
fn hostile_and_broken_files_are_refused_soon() {
    let sound = template(Language::Nl);
    let macros = packed(&[("xl/workbook.xml", b"<x/>"), ("xl/vbaProject.bin", b"x")]);
    let bomb = packed(&[("xl/workbook.xml", &vec![b' '; 100 << 20])]);
    assert!(bomb.len() < 1 << 20);
    let names: Vec<String> = (0..2_000).map(|n| format!("part{n}")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    let far =
        r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c><c r="A1048576"><v>1</v></c></row>"#;
    let many: String = (2..60_000)
        .map(|row| format!("<row r=\"{row}\"><c r=\"B{row}\"><v>1</v></c></row>"))
        .collect();
    let wide: String = (2..15_000)
        .map(|row| {
            let cells: String =
                ('A'..='T').map(|c| format!("<c r=\"{c}{row}\"><v>1</v></c>")).collect();
            format!("<row r=\"{row}\">{cells}</row>")
        })
        .collect();
    let loose: String = (3..9_000)
        .map(|row| {
            let cells: String =
                ('D'..='N').map(|c| format!("<c r=\"{c}{row}\"><v>1</v></c>")).collect();
            format!("<row r=\"{row}\">{cells}</row>")
        })
        .collect();
    let loose = format!(r#"<row r="2"><c r="A2" t="str"><v>[contract]</v></c></row>{loose}"#);
    let cases: Vec<(&str, &str, Vec<u8>)> = vec![
        ("text", "a.xlsx", b"title = \"x\"".to_vec()),
        ("nothing", "a.xlsx", Vec::new()),
        ("half", "a.xlsx", sound[..sound.len() / 2].to_vec()),
        ("begins like one", "a.xlsx", [b"PK\x03\x04".as_slice(), &[7; 500]].concat()),
        ("no workbook", "a.xlsx", packed(&[("a.txt", b"hello")])),
        ("encrypted or old", "a.xlsx", vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
        ("macros", "a.xlsx", macros),
        ("name of macros", "a.xlsm", sound.clone()),
        ("old name", "a.xls", sound.clone()),
        ("name of a text", "a.toml", sound.clone()),
        ("bomb", "a.xlsx", bomb),
        ("parts", "a.xlsx", packed(&parts)),
        ("far", "a.xlsx", raw(far)),
        ("many rows", "a.xlsx", raw(&many)),
        ("many cells", "a.xlsx", raw(&wide)),
        ("loose cells", "a.xlsx", raw(&loose)),
        ("other sheets", "a.xlsx", {
            let mut other = Workbook::new();
            other.add_worksheet().write_string(0, 0, "kansrijk: budget").expect("written");
            other.save_to_buffer().expect("a workbook")
        }),
        ("no cells", "a.xlsx", raw("")),
        ("wrong types", "a.xlsx", raw(r#"<row r="2"><c r="A2" t="b"><v>banana</v></c></row>"#)),
        ("shared nowhere", "a.xlsx", raw(r#"<row r="2"><c r="A2" t="s"><v>99</v></c></row>"#)),
        ("cut short", "a.xlsx", raw("<row r=\"2\"><c r=\"A2\"><v>1")),
    ];
    let expected = [
        "not-a-workbook",
        "not-a-workbook",
        "not-a-workbook",
        "not-a-workbook",
        "not-a-workbook",
        "other-format",
        "workbook-macros",
        "other-format",
        "other-format",
        "workbook-as-text",
        "workbook-too-large",
        "workbook-too-large",
        "workbook-too-large",
        "workbook-too-large",
        "workbook-too-large",
        "missing-sheet",
        "no-scenario-sheets",
        "missing-sheet",
        "not-a-workbook",
        "not-a-workbook",
        "not-a-workbook",
    ];
    assert_eq!(cases.len(), expected.len());
    for ((what, name, bytes), expected) in cases.into_iter().zip(expected) {
        let started = std::time::Instant::now();
        let files = Memory::default().with(name, bytes);
        let error = load_from(&files, Path::new(name), &LoadOptions::default()).expect_err(what);
        assert_eq!(error.problems[0].code().slug, expected, "{what}: {}", shown(&error));
        for language in Language::ALL {
            assert!(!render_all(&error.problems, &error.sources, language, false).is_empty());
        }
        assert!(started.elapsed() < SOON, "{what}: {:?}", started.elapsed());
    }
    let too_large = vec![b' '; crate::input::LARGEST_WORKBOOK as usize + 1];
    let files = Memory::default().with("a.xlsx", too_large);
    let error = load_from(&files, Path::new("a.xlsx"), &LoadOptions::default()).expect_err("large");
    assert_eq!(error.problems[0].code().slug, "file-too-large");
}

fn answers(bytes: Vec<u8>) {
    let (problems, sources) = match load_workbook(bytes) {
        Ok(loaded) => (loaded.warnings, loaded.sources),
        Err(error) => {
            assert!(!error.problems.is_empty());
            (error.problems, error.sources)
        }
    };
    for problem in &problems {
        json(problem, &sources);
    }
    render_all(&problems, &sources, Language::Nl, false);
}

/// What a damaged part holds in some places instead of what it held.
const TOKENS: &[&str] = &[
    "<",
    ">",
    "\"",
    "/",
    "&",
    "\0",
    "\u{fffd}",
    "]]>",
    "<!--",
    "-1",
    "9",
    "99999999999999999999",
    "1e308",
    "NaN",
    "r=\"XFD1048576\"",
    "t=\"s\"><v>4294967295</v>",
    "<row r=\"1048576\">",
    "<c r=\"A0\">",
    "&#x0;",
    "xl/../..",
];

/// The parts of a workbook, unpacked.
pub(super) fn parts_of(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let count = archive.len();
    let part = |index: usize| {
        let mut file = archive.by_index(index).expect("a part");
        let mut bytes = Vec::new();
        std::io::copy(&mut file, &mut bytes).expect("unpacked");
        (file.name().expect("a name").into_owned(), bytes)
    };
    (0..count).map(part).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_workbook_with_other_cells_gets_an_answer(
        edits in proptest::collection::vec((0..9usize, 1..90u32, 0..15u8, 0..12usize), 1..6),
    ) {
        const CONTENTS: &[Edit] = &[
            Edit::Empty, Edit::Number(-1e300), Edit::Number(0.5), Edit::Text("["), Edit::Text("[["),
            Edit::Text("{ a = { b = [1, {}] } }"), Edit::Text("[profile.*]"), Edit::Text("é\"│€"),
            Edit::Flag(true), Edit::Formula("=A1", ""), Edit::Date(1999, 12), Edit::Text("a.b[].*.."),
        ];
        const SHEETS: &[&str] = &["Algemeen", "Strategieën", "Organisatie", "Contract",
            "Arbeidsvoorwaarden", "Salaristabel", "Profielen", "Routes", "Subsidies"];
        let cells: Vec<(usize, String, Edit)> = edits
            .iter()
            .map(|(sheet, row, column, content)| {
                (*sheet, format!("{}{row}", char::from(b'A' + column)), CONTENTS[*content])
            })
            .collect();
        let edits: Vec<_> =
            cells.iter().map(|(sheet, cell, edit)| (SHEETS[*sheet], cell.as_str(), *edit)).collect();
        answers(edited(&template(Language::Nl), &edits));
    }

    #[test]
    fn a_workbook_with_damage_inside_its_parts_gets_an_answer_soon(
        damage in proptest::collection::vec((0.0..1.0f64, 0.0..1.0f64, 0..TOKENS.len()), 1..8),
    ) {
        let mut parts = parts_of(&template(Language::Nl));
        for (part, at, token) in damage {
            let part = (part * parts.len() as f64) as usize;
            let bytes = &mut parts[part].1;
            let token = TOKENS[token].as_bytes();
            let room = bytes.len().saturating_sub(token.len());
            let at = (at * room as f64) as usize;
            let end = bytes.len().min(at + token.len());
            bytes.splice(at..end, token.iter().copied());
        }
        let parts: Vec<(&str, &[u8])> =
            parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        let started = std::time::Instant::now();
        answers(packed(&parts));
        assert!(started.elapsed() < SOON, "{:?}", started.elapsed());
    }

    #[test]
    fn a_damaged_workbook_gets_an_answer(at in 0.0..1.0f64, bytes in proptest::collection::vec(any::<u8>(), 1..40)) {
        let mut book = template(Language::En);
        let at = (at * (book.len() - bytes.len()) as f64) as usize;
        book[at..at + bytes.len()].copy_from_slice(&bytes);
        answers(book);
    }
}
