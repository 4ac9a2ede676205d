//! The inverse of reading: a scenario as one text file or one workbook.
//!
//! What a scenario includes is brought together first ([`flatten`]); the model that is read from
//! the result is the same to the last bit. Remarks in a text file are not kept, but for the arrow
//! that marks the numbers to change first.

mod block;
mod book;
mod flatten;
mod guide;
mod inputs;
mod plan;
mod row;
mod sheet;
mod style;
mod text;
mod words;

use std::path::Path;

use super::files::Files;
use super::tree::Node;
use super::{LoadError, LoadOptions, load_with_files};
use crate::diagnostic::{Diagnostic, SourceFile};
use crate::language::Language;

/// Marks a number that its user should change first, in a remark or a label.
const ARROW: char = '←';

/// How a scenario can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A text in TOML.
    Text,
    /// An Excel workbook.
    Workbook,
}

/// Reads the scenario at `path` and writes it in another format.
///
/// # Errors
/// All problems found, if one of them is an error.
pub fn convert(
    files: &dyn Files,
    path: &Path,
    format: Format,
    language: Language,
) -> Result<Vec<u8>, LoadError> {
    let (loaded, parsed) = load_with_files(files, path, &LoadOptions::default())?;
    let tables: Vec<_> = parsed.iter().map(|parsed| &parsed.table).collect();
    let scenario = flatten::flatten(&tables);
    let marks = Marks(&loaded.sources);
    match format {
        Format::Text => Ok(text::text(&scenario, &marks, language).into_bytes()),
        Format::Workbook => {
            let sheets = plan::sheets(&scenario, &marks, language);
            book::workbook(&sheets, language).map_err(|problem| LoadError {
                problems: vec![Diagnostic::new(problem, None)],
                sources: Vec::new(),
            })
        }
    }
}

/// Which values are marked to be changed first.
struct Marks<'s>(&'s [SourceFile]);

impl Marks<'_> {
    /// Whether the line or the row of a value has an arrow.
    fn has(&self, node: &Node) -> bool {
        let Some(source) = self.0.get(node.place.file) else {
            return false;
        };
        let text = &source.text;
        let (start, end) = (node.place.start.min(text.len()), node.place.end.min(text.len()));
        let from = text.as_bytes()[..start].iter().rposition(|byte| *byte == b'\n');
        let until = text.as_bytes()[end..].iter().position(|byte| *byte == b'\n');
        let line = from.map_or(0, |at| at + 1)..until.map_or(text.len(), |at| end + at);
        text.get(line).is_some_and(|line| line.contains(ARROW))
    }
}
