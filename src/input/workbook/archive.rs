//! Whether a file is a workbook that can be opened without harm: looked at before anything is read.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::diagnostic::FileProblem;

/// Most bytes of a workbook after unpacking.
const LARGEST_UNPACKED: u64 = 32 << 20;

/// Most parts of a workbook; one that people fill in has some thirty.
const MOST_PARTS: usize = 1_000;

/// How a packed file begins.
const PACKED: &[u8] = b"PK\x03\x04";

/// How old and encrypted workbooks begin.
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0];

/// Names of other workbooks.
const OTHER_FORMATS: &[&str] = &["xls", "xlsm", "xlsb", "xltx", "xltm", "xlam", "ods"];

/// The ending of a file's name.
fn ending(path: &str) -> String {
    path.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default()
}

/// Whether the name is that of a workbook that can be read.
pub fn is_workbook(path: &str) -> bool {
    ending(path) == "xlsx"
}

/// What is wrong with a text file that is really a workbook.
pub fn not_a_text(bytes: &[u8], path: &str) -> Option<FileProblem> {
    let path_text = path.to_owned();
    if OTHER_FORMATS.contains(&ending(path).as_str()) || bytes.starts_with(COMPOUND) {
        return Some(FileProblem::OtherFormat { path: path_text });
    }
    bytes.starts_with(PACKED).then_some(FileProblem::WorkbookAsText { path: path_text })
}

/// Looks at every part of a workbook; unpacks at most [`LARGEST_UNPACKED`] bytes and keeps none.
///
/// # Errors
/// It is no workbook, holds macros, or is larger than a scenario can be.
pub fn check(bytes: &[u8], path: &str) -> Result<(), FileProblem> {
    if bytes.starts_with(COMPOUND) {
        return Err(FileProblem::OtherFormat { path: path.to_owned() });
    }
    let broken = |reason: String| FileProblem::NotAWorkbook { path: path.to_owned(), reason };
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(error.to_string()))?;
    if archive.len() > MOST_PARTS {
        return Err(too_large(
            format!("{} onderdelen, {MOST_PARTS} is het meeste", archive.len()),
            format!("{} parts, {MOST_PARTS} is the most", archive.len()),
        ));
    }
    let has_macros =
        archive.file_names().flatten().any(|name| name.to_lowercase().contains("vbaproject"));
    if has_macros {
        return Err(FileProblem::Macros { path: path.to_owned() });
    }
    let mut unpacked = 0;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| broken(error.to_string()))?;
        // What a part says of its own size may be untrue: it is unpacked to count.
        let allowed = LARGEST_UNPACKED - unpacked;
        let size = std::io::copy(&mut part.take(allowed + 1), &mut std::io::sink())
            .map_err(|error| broken(error.to_string()))?;
        if size > allowed {
            let most = LARGEST_UNPACKED >> 20;
            return Err(too_large(
                format!("uitgepakt meer dan {most} MB"),
                format!("more than {most} MB when unpacked"),
            ));
        }
        unpacked += size;
    }
    Ok(())
}

/// What goes beyond a limit.
pub fn too_large(nl: String, en: String) -> FileProblem {
    FileProblem::WorkbookTooLarge { nl, en }
}
