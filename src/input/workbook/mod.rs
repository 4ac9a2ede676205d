//! A scenario as an Excel workbook: reads one into the same tree that a text file gives.
//!
//! Column A of each sheet says what a row means, in the words of the scenario file:
//!
//! - `[contract]`: the rows below are keys of this table, until the next header;
//! - `[profile.*]`: the same for a table whose name stands in column D;
//! - `[[profile.*.training]]`: the rows below are one entry of a list;
//! - `[[strategy.*.intake]] positions profile`: a grid; each `+` row below is an entry, its cells
//!   from column D on the values of these keys;
//! - `ramp.months`: a key; `exit[]`: one entry of a list of bands or dated values;
//! - `scales.*`: a salary scale, its name in column D and its steps from column E on.
//!
//! A workbook as it is written has a sheet for each subject ([`subjects`]); one that was lost is reported.
//! A key whose cells are all empty is not there. Structure, ranges and everything else are checked
//! afterwards by the same reader as for text files.

mod archive;
mod cells;
pub mod columns;
mod grid;
mod reach;
mod rows;
pub mod subjects;
mod value;

pub use archive::{is_workbook, not_a_text};
pub use cells::MARK;

use super::syntax::Parsed;
use crate::diagnostic::{Diagnostic, FileProblem, Place, SourceFile};

/// Largest workbook that is read, in bytes.
pub const LARGEST_WORKBOOK: u64 = 5 << 20;

/// Reads a workbook as text `file`; `is_scenario` where it is the scenario itself and not included by one.
pub fn parse(
    bytes: Vec<u8>,
    path: std::path::PathBuf,
    file: usize,
    is_scenario: bool,
) -> (SourceFile, Parsed) {
    let name = path.display().to_string();
    let book = archive::check(&bytes, &name).and_then(|()| cells::book(&bytes, &name));
    match book {
        Ok(book) => {
            let (quoted, mut parsed) = rows::parse(&book.sheets, file);
            let lost = subjects::lost(&book, &name, is_scenario);
            parsed.problems.extend(lost.into_iter().map(|problem| Diagnostic::new(problem, None)));
            (SourceFile::workbook(path, bytes, quoted.text, quoted.cells), parsed)
        }
        Err(problem) => {
            let source = SourceFile::workbook(path, bytes, String::new(), Default::default());
            (source, refused(problem, file))
        }
    }
}

/// Nothing was read.
fn refused(problem: FileProblem, file: usize) -> Parsed {
    Parsed {
        problems: vec![Diagnostic::new(problem, Some(Place::new(file, 0..0)))],
        damaged: std::iter::once(0..1).collect(),
        ..Parsed::default()
    }
}
