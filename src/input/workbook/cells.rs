//! The used cells of the sheets that belong to a scenario, and the text that stands for them.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, Xlsx};

use super::archive::too_large;
use crate::diagnostic::{Cells, FileProblem, Place, Stretch};

/// What cell A1 of a sheet of a scenario holds.
pub const MARK: &str = "kansrijk";

/// Rows below this are not a scenario's.
const MOST_ROWS: u32 = 20_000;

/// Cells right of this are the user's own.
const MOST_COLUMNS: u32 = 64;

/// Most filled cells.
const MOST_CELLS: usize = 200_000;

/// Most bytes of text in all cells.
const MOST_TEXT: usize = 8 << 20;

/// Between two cells of a row in messages.
const BETWEEN: &str = " │ ";

/// An empty cell that could be filled in, in messages.
const EMPTY: &str = "□";

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    Text(String),
    Number(f64),
    Flag(bool),
    /// Year, month and day.
    Date(u16, u8, u8),
    /// `#REF!` and the like.
    Error(String),
    /// A formula that has not been computed.
    NoValue,
}

/// Filled cells by column.
pub type Row = BTreeMap<u32, Content>;

/// A sheet of the scenario.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub name: String,
    pub rows: BTreeMap<u32, Row>,
}

/// What a workbook holds.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// The sheets of the scenario.
    pub sheets: Vec<Sheet>,
    /// Names of the sheets that do not say that they belong to it.
    pub unmarked: Vec<String>,
    /// Sheets that are listed but cannot be read, with the reason.
    pub unreadable: Vec<(String, String)>,
}

/// Reads the sheets of the scenario; others are the user's own and are left alone.
///
/// # Errors
/// The workbook cannot be read, or holds more than a scenario can.
pub fn book(bytes: &[u8], path: &str) -> Result<Book, FileProblem> {
    let broken = |error: calamine::XlsxError| FileProblem::NotAWorkbook {
        path: path.to_owned(),
        reason: error.to_string(),
    };
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let of_cells = workbook.sheets_metadata().iter().filter(|s| s.typ == SheetType::WorkSheet);
    let names: Vec<String> = of_cells.map(|sheet| sheet.name.clone()).collect();
    let mut book = Book::default();
    let mut room = Room { cells: 0, text: 0 };
    for name in names {
        let mut reader = match workbook.worksheet_cells_reader(&name) {
            Ok(reader) => reader,
            Err(error) => {
                book.unreadable.push((name, error.to_string()));
                continue;
            }
        };
        let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
        let mut is_ours = false;
        while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(broken)? {
            let (row, column) = cell.pos;
            let content = content(&cell.value, cell.formula.is_some());
            let Some(content) = content.filter(|_| column < MOST_COLUMNS) else {
                continue;
            };
            if !is_ours {
                is_ours = (row, column) == (0, 0)
                    && matches!(&content, Content::Text(text) if text.trim().to_lowercase() == MARK);
                if !is_ours {
                    break;
                }
            }
            if row >= MOST_ROWS {
                return Err(too_large(
                    format!("blad `{name}` gaat verder dan rij {MOST_ROWS}"),
                    format!("sheet `{name}` goes on below row {MOST_ROWS}"),
                ));
            }
            room.take(&content)?;
            rows.entry(row).or_default().insert(column, content);
        }
        if is_ours {
            book.sheets.push(Sheet { name, rows });
        } else {
            book.unmarked.push(name);
        }
    }
    if book.sheets.is_empty() {
        return Err(FileProblem::NoSheets { path: path.to_owned() });
    }
    Ok(book)
}

/// What has been kept so far.
struct Room {
    cells: usize,
    text: usize,
}

impl Room {
    fn take(&mut self, content: &Content) -> Result<(), FileProblem> {
        self.cells += 1;
        if let Content::Text(text) = content {
            self.text += text.len();
        }
        if self.cells > MOST_CELLS {
            return Err(too_large(
                format!("meer dan {MOST_CELLS} gevulde cellen"),
                format!("more than {MOST_CELLS} filled cells"),
            ));
        }
        if self.text > MOST_TEXT {
            let most = MOST_TEXT >> 20;
            return Err(too_large(
                format!("meer dan {most} MB tekst"),
                format!("more than {most} MB of text"),
            ));
        }
        Ok(())
    }
}

fn content(value: &DataRef<'_>, is_formula: bool) -> Option<Content> {
    let text = |text: &str| (!text.trim().is_empty()).then(|| Content::Text(text.to_owned()));
    match value {
        DataRef::Int(integer) => Some(Content::Number(*integer as f64)),
        DataRef::Float(number) => Some(Content::Number(*number)),
        DataRef::Bool(flag) => Some(Content::Flag(*flag)),
        DataRef::DateTime(date) if date.is_duration() || !date.as_f64().is_finite() => {
            Some(Content::Number(date.as_f64()))
        }
        DataRef::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            Some(Content::Date(year, month, day))
        }
        DataRef::Error(error) => Some(Content::Error(error.to_string())),
        DataRef::Empty => is_formula.then_some(Content::NoValue),
        DataRef::String(found) | DataRef::DateTimeIso(found) | DataRef::DurationIso(found) => {
            text(found)
        }
        DataRef::SharedString(found) => text(found),
    }
}

impl Content {
    /// As messages show it.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
            Self::Number(number) => {
                let text = format!("{number}");
                // Three decimals might be taken for thousands; a cell leaves no such doubt.
                match text.split_once('.') {
                    Some((_, decimals)) if decimals.len() == 3 => text + "0",
                    _ => text,
                }
            }
            Self::Flag(flag) => flag.to_string(),
            Self::Date(year, month, day) => format!("{year:04}-{month:02}-{day:02}"),
            Self::Error(error) => error.clone(),
            Self::NoValue => "=".to_owned(),
        }
    }
}

/// The text that messages quote, with the place of every cell.
#[derive(Clone, Debug, Default)]
pub struct Quoted {
    pub text: String,
    pub cells: Cells,
    places: BTreeMap<(usize, u32, u32), (usize, usize)>,
}

impl Quoted {
    /// One line for each row in use. `inputs` are columns that show an empty box where they are empty.
    pub fn new(sheets: &[Sheet], inputs: &dyn Fn(&Row) -> &'static [u32]) -> Self {
        let mut quoted = Self::default();
        for (index, sheet) in sheets.iter().enumerate() {
            quoted.cells.sheets.push(sheet.name.clone());
            for (&row, cells) in &sheet.rows {
                let mut columns: Vec<u32> = cells.keys().copied().collect();
                columns.extend(inputs(cells).iter().filter(|at| !cells.contains_key(at)));
                columns.sort_unstable();
                for (nth, &column) in columns.iter().enumerate() {
                    if nth > 0 {
                        quoted.text.push_str(BETWEEN);
                    }
                    let start = quoted.text.len();
                    match cells.get(&column) {
                        Some(content) => quoted.text.push_str(&content.shown()),
                        None => quoted.text.push_str(EMPTY),
                    }
                    quoted.places.insert((index, row, column), (start, quoted.text.len()));
                    quoted.cells.stretches.push(Stretch { start, sheet: index, row, column });
                }
                quoted.text.push('\n');
            }
        }
        quoted
    }

    /// The place of a cell in text `file`; for an empty one that of the row.
    pub fn place(&self, file: usize, sheet: usize, row: u32, column: u32) -> Place {
        let found = self.places.get(&(sheet, row, column)).copied();
        let first = || {
            let mut row = self.places.range((sheet, row, 0)..=(sheet, row, u32::MAX));
            row.next().map(|(_, span)| *span)
        };
        let (start, end) = found.or_else(first).unwrap_or((0, 0));
        Place::new(file, start..end)
    }
}
