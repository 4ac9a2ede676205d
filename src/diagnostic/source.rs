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
}

impl SourceFile {
    /// A file from its bytes.
    pub fn new(path: impl Into<PathBuf>, bytes: Vec<u8>) -> Self {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Self { path: path.into(), bytes, text, is_file: true }
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
