//! The workbook as bytes.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::row::{Input, Row, Sheet};
use super::{guide, sheet};
use crate::diagnostic::FileProblem;
use crate::language::Language;

/// Longest text that a cell can hold.
const LONGEST_TEXT: usize = 32_000;

/// Most rows of a sheet; the reader takes no more.
const MOST_ROWS: usize = 19_000;

/// Makes the workbook.
///
/// # Errors
/// The scenario does not fit in a workbook.
pub fn workbook(sheets: &[Sheet], language: Language) -> Result<Vec<u8>, FileProblem> {
    fits(sheets)?;
    draw(sheets, language).map_err(|error| FileProblem::WorkbookTooLarge {
        nl: error.to_string(),
        en: error.to_string(),
    })
}

fn draw(sheets: &[Sheet], language: Language) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The same scenario gives the same bytes, whenever it is written.
    let date = ExcelDateTime::from_ymd(2027, 1, 1)?;
    workbook
        .set_properties(&DocProperties::new().set_author("kansrijk").set_creation_datetime(&date));
    guide::draw(workbook.add_worksheet(), sheets, language)?;
    for content in sheets {
        sheet::draw(workbook.add_worksheet(), content, language)?;
    }
    workbook.save_to_buffer()
}

fn fits(sheets: &[Sheet]) -> Result<(), FileProblem> {
    let is_long = |input: &Input| matches!(input, Input::Text(text) if text.len() > LONGEST_TEXT);
    let has_long = |row: &Row| match row {
        Row::Value(value) => value.inputs.values().any(is_long),
        Row::GridEntry(cells) => cells.iter().filter_map(|(input, ..)| input.as_ref()).any(is_long),
        _ => false,
    };
    for sheet in sheets {
        let title = &sheet.title;
        if sheet.rows.len() > MOST_ROWS {
            return Err(FileProblem::WorkbookTooLarge {
                nl: format!("blad `{title}` zou {} rijen krijgen", sheet.rows.len()),
                en: format!("sheet `{title}` would get {} rows", sheet.rows.len()),
            });
        }
        if sheet.rows.iter().any(has_long) {
            return Err(FileProblem::WorkbookTooLarge {
                nl: format!("een tekst voor blad `{title}` past niet in een cel"),
                en: format!("a text for sheet `{title}` does not fit in a cell"),
            });
        }
    }
    Ok(())
}
