//! Reads scenarios and shows the problems found in them.

use std::path::{Path, PathBuf};

use super::arguments::Overrides;
use super::console::Console;
use super::library;
use super::status::Status;
use crate::diagnostic::{Diagnostic, SourceFile, render_all};
use crate::input::{self, LoadError, LoadOptions, Loaded, LoadedStudy};
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
    Ok(LoadOptions { set, ..LoadOptions::default() })
}

/// The scenarios that were meant: shells of Windows leave a `*` in the last part of a path to the
/// program. One that matches nothing stays as it is, to be reported as absent.
pub fn expand(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut expanded = Vec::with_capacity(paths.len());
    for path in paths {
        let pattern = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !pattern.contains('*') || path.exists() {
            expanded.push(path.clone());
            continue;
        }
        let folder = path.parent().unwrap_or(Path::new(""));
        let readable = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let mut found: Vec<PathBuf> = std::fs::read_dir(readable)
            .into_iter()
            .flatten()
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|name| matches(&pattern, name))
            .map(|name| folder.join(name))
            .collect();
        found.sort();
        if found.is_empty() {
            found.push(path.clone());
        }
        expanded.append(&mut found);
    }
    expanded
}

/// Whether a name has the form of a pattern, in which each `*` stands for any characters.
fn matches(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = name.strip_prefix(first) else {
        return false;
    };
    let mut parts: Vec<&str> = parts.collect();
    let last = parts.pop().unwrap_or_default();
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

/// Loads a scenario and shows its problems; warnings only when not quiet.
///
/// # Errors
/// It has errors; they have been shown.
pub fn scenario(console: &Console, path: &Path, options: &LoadOptions) -> Result<Loaded, Status> {
    match input::load(path, options) {
        Ok(loaded) => {
            warn(console, &loaded.warnings, &loaded.sources);
            Ok(loaded)
        }
        Err(LoadError { problems, sources }) => {
            console.problems(&render_all(&problems, &sources, console.language, console.colour));
            hint(console, path);
            Err(Status::BadInput)
        }
    }
}

/// Loads a study and shows its problems; warnings only when not quiet.
///
/// # Errors
/// It has errors; they have been shown.
pub fn study(
    console: &Console,
    path: &Path,
    seed: u64,
    options: &LoadOptions,
) -> Result<LoadedStudy, Status> {
    match input::load_study(path, seed, options) {
        Ok(loaded) => {
            warn(console, &loaded.warnings, &loaded.sources);
            Ok(loaded)
        }
        Err(LoadError { problems, sources }) => {
            console.problems(&render_all(&problems, &sources, console.language, console.colour));
            hint(console, path);
            Err(Status::BadInput)
        }
    }
}

fn warn(console: &Console, warnings: &[Diagnostic], sources: &[SourceFile]) {
    if !warnings.is_empty() {
        console.note(&render_all(warnings, sources, console.language, console.colour));
    }
}

/// A name of the library is no file yet.
pub fn hint(console: &Console, path: &Path) {
    let name = path.to_string_lossy();
    if path.exists() || library::template(&name).is_none() {
        return;
    }
    let name = name.strip_suffix(".toml").unwrap_or(&name);
    console.note(&match console.language {
        Language::Nl => format!("`{name}` staat in de bibliotheek: maak er eerst een bestand van met `kansrijk new {name} {name}.toml`."),
        Language::En => format!("`{name}` is in the library: make a file of it first with `kansrijk new {name} {name}.toml`."),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_any_characters() {
        for (pattern, name, expected) in [
            ("*.toml", "a.toml", true),
            ("*.toml", "a.toml.old", false),
            ("gi-*.toml", "gi-cohort.toml", true),
            ("gi-*.toml", "ambulant.toml", false),
            ("*a*b*", "xxaxbx", true),
            ("*a*b*", "xxbxax", false),
            ("a*a", "a", false),
        ] {
            assert_eq!(matches(pattern, name), expected, "{pattern} {name}");
        }
    }
}
