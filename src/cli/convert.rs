//! `kansrijk convert`: a scenario as workbook or as text, and back.

use std::path::Path;

use super::arguments::Convert;
use super::console::Console;
use super::deliver::refused;
use super::load;
use super::status::{Outcome, Status};
use crate::diagnostic::render_all;
use crate::input::{self, Disk, Files, Format, LoadError};
use crate::language::Language;
use crate::write::{self, OutputFile};

/// Converts a scenario.
pub fn convert(console: &Console, arguments: &Convert) -> Outcome {
    let Some(format) = format_of(&arguments.output) else {
        console.error(console.pick(
            "geef het nieuwe bestand een naam die op .xlsx (werkmap) of .toml (tekst) eindigt.",
            "give the new file a name that ends in .xlsx (workbook) or .toml (text).",
        ));
        return Err(Status::BadInput);
    };
    let bytes = converted(console, &Disk, &arguments.input, format)?;
    save(console, &arguments.output, &bytes, arguments.force)?;
    let (from, to) = (arguments.input.display(), arguments.output.display());
    console.note(&match console.language {
        Language::Nl => format!("{to} is gemaakt van {from}. Controleer met: kansrijk check {to}"),
        Language::En => format!("{to} was made from {from}. Check it with: kansrijk check {to}"),
    });
    Ok(Status::Fine)
}

/// The format that the name of a file asks for.
pub fn format_of(path: &Path) -> Option<Format> {
    match path.extension()?.to_str()?.to_lowercase().as_str() {
        "xlsx" => Some(Format::Workbook),
        "toml" => Some(Format::Text),
        _ => None,
    }
}

/// A scenario in another format.
///
/// # Errors
/// It has errors; they have been shown.
pub fn converted(
    console: &Console,
    files: &dyn Files,
    path: &Path,
    format: Format,
) -> Result<Vec<u8>, Status> {
    input::convert(files, path, format, console.language).map_err(|error| {
        let LoadError { problems, sources } = error;
        console.problems(&render_all(&problems, &sources, console.language, console.colour));
        load::hint(console, path);
        Status::BadInput
    })
}

/// Writes a new file, whole or not at all.
///
/// # Errors
/// Something else is there already, or it cannot be written; it has been said.
pub fn save(console: &Console, path: &Path, bytes: &[u8], force: bool) -> Result<(), Status> {
    let name = path.display().to_string();
    if path.exists() && !force {
        if std::fs::read(path).ok().as_deref() == Some(bytes) {
            return Ok(());
        }
        super::new::refuse(console, &[name]);
        return Err(Status::BadInput);
    }
    let (folder, file) = (path.parent().unwrap_or(Path::new("")), path.file_name());
    let file = OutputFile::new(file.unwrap_or_default().to_string_lossy(), bytes);
    write::write_all(folder, &[file]).map_err(|error| refused(console, &error))
}
