//! `kansrijk new`: a scenario to change, with the shared tables that it needs.

use std::path::{Path, PathBuf};

use super::arguments::New;
use super::console::Console;
use super::convert::{converted, format_of, save};
use super::deliver::refused;
use super::library;
use super::status::{Outcome, Status};
use crate::input::{Disk, Format, Memory};
use crate::language::Language;
use crate::write::{self, OutputFile};

/// A scenario and what it includes, as paths beside it.
struct Template {
    text: String,
    included: Vec<(String, String)>,
}

/// Copies a template.
pub fn new(console: &Console, arguments: &New) -> Outcome {
    if arguments.xlsx || is_workbook(&arguments.file) {
        return workbook(console, arguments);
    }
    let template = find(console, &arguments.template)?;
    let file = with_extension(&arguments.file, "toml");
    let folder = file.parent().unwrap_or(Path::new("")).to_owned();
    let mut copies = vec![(file.clone(), template.text)];
    for (path, text) in template.included {
        copies.push((folder.join(path), text));
    }
    // What is there already with the same text need not be written.
    copies.retain(|(path, text)| std::fs::read(path).ok().as_deref() != Some(text.as_bytes()));
    let existing: Vec<String> = copies
        .iter()
        .filter(|(path, _)| path.exists())
        .map(|(path, _)| path.display().to_string())
        .collect();
    if !existing.is_empty() && !arguments.force {
        refuse(console, &existing);
        return Err(Status::BadInput);
    }
    let within = |path: &Path| path.strip_prefix(&folder).unwrap_or(path).display().to_string();
    let files: Vec<OutputFile> =
        copies.iter().map(|(path, text)| OutputFile::new(within(path), text.as_bytes())).collect();
    write::write_all(&folder, &files).map_err(|error| refused(console, &error))?;
    let (name, more) = (file.display(), copies.len().saturating_sub(1));
    console.note(&match (console.language, more) {
        (Language::Nl, 0) => format!("{name} staat klaar. Controleer met: kansrijk check {name}"),
        (Language::En, 0) => format!("{name} is ready. Check it with: kansrijk check {name}"),
        (Language::Nl, _) => format!(
            "{name} staat klaar, met {more} gedeelde tabellen ernaast. Controleer met: kansrijk check {name}"
        ),
        (Language::En, _) => format!(
            "{name} is ready, with {more} shared tables beside it. Check it with: kansrijk check {name}"
        ),
    });
    Ok(Status::Fine)
}

fn is_workbook(file: &Path) -> bool {
    format_of(file) == Some(Format::Workbook)
}

/// Makes a workbook of a template, with everything in it.
fn workbook(console: &Console, arguments: &New) -> Outcome {
    let file = with_extension(&arguments.file, "xlsx");
    if !is_workbook(&file) {
        console.error(console.pick(
            "een werkmap heeft een naam die op .xlsx eindigt.",
            "a workbook has a name that ends in .xlsx.",
        ));
        return Err(Status::BadInput);
    }
    if library::template(&arguments.template).is_some_and(|entry| entry.study_name().is_some()) {
        console.error(console.pick(
            "een studie is een tekstbestand: kies een naam die op .toml eindigt.",
            "a study is a text file: choose a name that ends in .toml.",
        ));
        return Err(Status::BadInput);
    }
    let bytes = match library::scenario(&arguments.template) {
        Some(entry) => {
            let files = library::FILES
                .iter()
                .fold(Memory::default(), |files, entry| files.with(entry.path, entry.text));
            converted(console, &files, Path::new(entry.path), Format::Workbook)?
        }
        None if !Path::new(&arguments.template).exists() => {
            find(console, &arguments.template)?;
            return Err(Status::BadInput);
        }
        None => converted(console, &Disk, Path::new(&arguments.template), Format::Workbook)?,
    };
    save(console, &file, &bytes, arguments.force)?;
    let name = file.display();
    console.note(&match console.language {
        Language::Nl => format!(
            "{name} staat klaar: vul in Excel de oranje cellen in. Controleer met: kansrijk check {name}"
        ),
        Language::En => format!(
            "{name} is ready: fill in the orange cells in Excel. Check it with: kansrijk check {name}"
        ),
    });
    Ok(Status::Fine)
}

/// A path without extension means a scenario file.
fn with_extension(file: &Path, extension: &str) -> PathBuf {
    if file.extension().is_none() && file.file_name().is_some() {
        file.with_extension(extension)
    } else {
        file.to_owned()
    }
}

/// The template with a name of the library, or a file.
fn find(console: &Console, template: &str) -> Result<Template, Status> {
    if let Some(entry) = library::template(template) {
        let read = |path: &str| library::file(path).map(|entry| entry.text.to_owned());
        let included = library::included(entry.path, entry.text, &read);
        // A study lies below its scenario in the library, and beside it in a folder of one's own.
        let text = match entry.study_name() {
            Some(_) => entry.text.replace("\"../", "\""),
            None => entry.text.to_owned(),
        };
        return Ok(Template { text, included });
    }
    let path = Path::new(template);
    match std::fs::read_to_string(path) {
        Ok(text) => {
            let folder = path.parent().unwrap_or(Path::new(""));
            let read = |beside: &str| std::fs::read_to_string(folder.join(beside)).ok();
            Ok(Template { included: library::included("", &text, &read), text })
        }
        Err(error) => {
            let reason = console.reason(&error);
            let advice = advice(template, console.language);
            console.error(&match console.language {
                Language::Nl => {
                    format!("`{template}` zit niet in de bibliotheek, en als bestand: {reason}\n{advice}")
                }
                Language::En => {
                    format!("`{template}` is not in the library, and as a file: {reason}\n{advice}")
                }
            });
            Err(Status::BadInput)
        }
    }
}

/// The nearest name of the library, or how to see them.
fn advice(template: &str, language: Language) -> String {
    let nearest = library::scenarios()
        .chain(library::studies())
        .map(|(name, _)| (strsim::jaro_winkler(name, template), name))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .filter(|(likeness, _)| *likeness > 0.8);
    match (nearest, language) {
        (Some((_, name)), Language::Nl) => format!("Bedoeld is misschien `{name}`."),
        (Some((_, name)), Language::En) => format!("Perhaps `{name}` was meant."),
        (None, Language::Nl) => "Kies een naam uit `kansrijk list`.".to_owned(),
        (None, Language::En) => "Choose a name from `kansrijk list`.".to_owned(),
    }
}

/// Says that something else is there already.
pub fn refuse(console: &Console, existing: &[String]) {
    let list = existing.join(", ");
    console.error(&match console.language {
        Language::Nl => format!(
            "er staat al iets anders in {list}; er is niets geschreven.\nKies een andere map of naam, of \
             overschrijf met --force."
        ),
        Language::En => format!(
            "something else is in {list} already; nothing was written.\nChoose another folder or name, \
             or overwrite with --force."
        ),
    });
}
