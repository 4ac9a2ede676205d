//! Workbooks that lost a sheet, or whose column A was changed: never silently something else.

use std::io::Cursor;

use calamine::Reader as _;
use rust_xlsxwriter::Workbook;

use super::workbook::{Edit, cells, edited, load_workbook, packed, parts_of, row_of, template};
use super::*;
use crate::input::workbook::subjects::SUBJECTS;

/// Severity, slug and message of each problem.
fn said(bytes: Vec<u8>, language: Language) -> Vec<(String, String)> {
    let problems = match load_workbook(bytes) {
        Ok(loaded) => loaded.warnings,
        Err(error) => error.problems,
    };
    problems.iter().map(|p| (p.code().slug.to_owned(), p.message(language))).collect()
}

/// The workbook without one of its sheets.
fn without(bytes: &[u8], lost: &str) -> Vec<u8> {
    let mut book: calamine::Xlsx<_> = calamine::Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let mut new = Workbook::new();
    for name in book.sheet_names().into_iter().filter(|name| name != lost) {
        let sheet = new.add_worksheet();
        sheet.set_name(&name).expect("a name");
        let range = book.worksheet_range(&name).expect("cells");
        let (top, left) = range.start().expect("cells");
        for (row, column, value) in range.used_cells() {
            let (row, column) = (top + row as u32, left as u16 + column as u16);
            match value {
                calamine::Data::Float(number) => sheet.write_number(row, column, *number),
                other => sheet.write_string(row, column, other.to_string()),
            }
            .expect("written");
        }
    }
    new.save_to_buffer().expect("a workbook")
}

#[test]
fn a_lost_sheet_of_any_subject_is_an_error_that_names_it() {
    for language in Language::ALL {
        let bytes = template(language);
        assert_eq!(said(edited(&bytes, &[]), language), said(bytes.clone(), language));
        for subject in SUBJECTS {
            let title = subject.title(language);
            let found = said(without(&bytes, title), language);
            let named = format!("`{title}`");
            let is_named =
                |(slug, text): &(String, String)| slug == "missing-sheet" && text.contains(&named);
            assert!(found.iter().any(is_named), "{title}: {found:?}");

            let found = said(edited(&bytes, &[(title, "A1", Edit::Empty)]), language);
            let is_named =
                |(slug, text): &(String, String)| slug == "unmarked-sheet" && text.contains(&named);
            assert!(found.iter().any(is_named), "{title}: {found:?}");
        }
    }
}

#[test]
fn a_mark_may_have_capitals_and_spaces() {
    let bytes = template(Language::Nl);
    for mark in ["Kansrijk ", " KANSRIJK"] {
        let book = edited(&bytes, &[("Organisatie", "A1", Edit::Text(mark))]);
        assert_eq!(said(book, Language::Nl), said(bytes.clone(), Language::Nl), "{mark:?}");
    }
    let other = edited(&bytes, &[("Organisatie", "A1", Edit::Text("organisatie"))]);
    assert_eq!(said(other, Language::Nl)[0].0, "unmarked-sheet");
}

#[test]
fn a_sheet_that_is_listed_and_cannot_be_read_is_an_error() {
    let parts = parts_of(&template(Language::Nl));
    for lost in parts.iter().map(|(name, _)| name).filter(|name| name.contains("worksheets/sheet"))
    {
        let kept: Vec<(&str, &[u8])> = parts
            .iter()
            .filter(|(name, _)| name != lost)
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
            .collect();
        let found = said(packed(&kept), Language::Nl);
        assert!(found.iter().any(|(slug, _)| slug == "unreadable-sheet"), "{lost}: {found:?}");
    }
}

#[test]
fn a_changed_key_in_column_a_is_one_unknown_key_at_that_cell() {
    let bytes = template(Language::Nl);
    let row = row_of(&bytes, "Profielen", "regular", "absence");
    let cell = format!("A{row}");
    let book = edited(&bytes, &[("Profielen", &cell, Edit::Text("verzuim"))]);
    let found = cells(load_workbook(book));
    assert!(found.contains(&format!("unknown-key Profielen!{cell}")), "{found:?}");
    assert!(!found.iter().any(|text| text.starts_with("cell-not-used")), "{found:?}");
}
