//! Texts that problems point into.

use std::ops::Range;
use std::path::PathBuf;

/// A text that was read: a file, or the value of a `--set`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// How messages name it.
    pub path: PathBuf,
    /// The bytes as read.
    pub bytes: Vec<u8>,
    /// The text; a byte that is no UTF-8 is shown as `�`.
    pub text: String,
    /// False for text that does not come from a file (`--set`).
    pub is_file: bool,
    /// Which cell of a workbook each stretch of the text stands for.
    pub cells: Option<Cells>,
}

/// The cells behind the text of a workbook, which has one line for each row in use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cells {
    /// Names of the sheets.
    pub sheets: Vec<String>,
    /// In the order of the text.
    pub stretches: Vec<Stretch>,
}

/// A stretch of the text of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// First byte.
    pub start: usize,
    /// Index into [`Cells::sheets`].
    pub sheet: usize,
    /// Counted from 0.
    pub row: u32,
    /// Counted from 0.
    pub column: u32,
}

impl Stretch {
    /// The cell as spreadsheets name it: `D7`.
    pub fn cell(&self) -> String {
        let mut letters = Vec::new();
        let mut rest = self.column + 1;
        while rest > 0 {
            letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
            rest = (rest - 1) / 26;
        }
        letters.iter().rev().collect::<String>() + &(self.row + 1).to_string()
    }
}

impl SourceFile {
    /// A file from its bytes.
    pub fn new(path: impl Into<PathBuf>, bytes: Vec<u8>) -> Self {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Self { path: path.into(), bytes, text, is_file: true, cells: None }
    }

    /// A workbook: its bytes, and a text that stands for its cells.
    pub fn workbook(path: impl Into<PathBuf>, bytes: Vec<u8>, text: String, cells: Cells) -> Self {
        Self { path: path.into(), bytes, text, is_file: true, cells: Some(cells) }
    }

    /// The sheet and the cell that a byte of [`SourceFile::text`] stands for.
    pub fn cell(&self, byte: usize) -> Option<(&str, &Stretch)> {
        let cells = self.cells.as_ref()?;
        let after = cells.stretches.partition_point(|stretch| stretch.start <= byte);
        let stretch = cells.stretches.get(after.checked_sub(1)?)?;
        Some((cells.sheets.get(stretch.sheet)?.as_str(), stretch))
    }

    /// Line and column of a byte of [`SourceFile::text`].
    pub fn position(&self, byte: usize) -> Position {
        let byte = floor(&self.text, byte);
        let before = &self.text[..byte];
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Position {
            line: before.bytes().filter(|&b| b == b'\n').count() + 1,
            column: before[start..].trim_start_matches('\u{feff}').chars().count() + 1,
        }
    }
}

/// The nearest start of a character at or before `byte`.
pub(super) fn floor(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

/// A place in a text, counted from 1; the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line.
    pub line: usize,
    /// Column.
    pub column: usize,
}

/// A stretch of one of the texts that were read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Which text, as an index into the list of sources.
    pub file: usize,
    /// First byte.
    pub start: usize,
    /// End, exclusive.
    pub end: usize,
}

impl Place {
    /// A stretch of text `file`.
    pub fn new(file: usize, span: Range<usize>) -> Self {
        Self { file, start: span.start, end: span.end }
    }
}
