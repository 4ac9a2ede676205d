//! Reads scenarios and shows the problems found in them.

use std::path::Path;

use super::arguments::Overrides;
use super::console::Console;
use super::library;
use super::status::Status;
use crate::diagnostic::render_all;
use crate::input::{self, LoadError, LoadOptions, Loaded};
use crate::language::Language;

/// Reads what `--set` says.
///
/// # Errors
/// One of them is no `path=value`; it has been said.
pub fn options(console: &Console, overrides: &Overrides) -> Result<LoadOptions, Status> {
    let mut set = Vec::with_capacity(overrides.set.len());
    for text in &overrides.set {
        match text.split_once('=') {
            Some((path, value)) if !path.trim().is_empty() && !value.trim().is_empty() => {
                set.push((path.trim().to_owned(), value.trim().to_owned()));
            }
            _ => {
                console.error(&match console.language {
                    Language::Nl => format!(
                        "`--set {text}`: schrijf pad=waarde, bijvoorbeeld --set contract.absence_in_norm=0.06"
                    ),
                    Language::En => format!(
                        "`--set {text}`: write path=value, for instance --set contract.absence_in_norm=0.06"
                    ),
                });
                return Err(Status::BadInput);
            }
        }
    }
    Ok(LoadOptions {
        set,
        ..LoadOptions::default()
    })
}

/// Loads a scenario and shows its problems; warnings only when not quiet.
///
/// # Errors
/// It has errors; they have been shown.
pub fn scenario(console: &Console, path: &Path, options: &LoadOptions) -> Result<Loaded, Status> {
    match input::load(path, options) {
        Ok(loaded) => {
            if !loaded.warnings.is_empty() {
                let text = render_all(
                    &loaded.warnings,
                    &loaded.sources,
                    console.language,
                    console.colour,
                );
                console.note(&text);
            }
            Ok(loaded)
        }
        Err(LoadError { problems, sources }) => {
            console.problems(&render_all(&problems, &sources, console.language, console.colour));
            hint(console, path);
            Err(Status::BadInput)
        }
    }
}

/// A name of the library is no file yet.
pub fn hint(console: &Console, path: &Path) {
    let name = path.to_string_lossy();
    if path.exists() || library::scenario(&name).is_none() {
        return;
    }
    let name = name.strip_suffix(".toml").unwrap_or(&name);
    console.note(&match console.language {
        Language::Nl => format!("`{name}` staat in de bibliotheek: maak er eerst een bestand van met `kansrijk new {name} {name}.toml`."),
        Language::En => format!("`{name}` is in the library: make a file of it first with `kansrijk new {name} {name}.toml`."),
    });
}

/// The JSON Schema of a scenario file.
pub fn schema() -> String {
    "{}\n".to_owned()
}
