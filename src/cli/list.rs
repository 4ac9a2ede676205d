//! `kansrijk list`: the library and the questions that it answers.

use super::arguments::{Format, List};
use super::console::Console;
use super::library;
use super::screen::layout::{BOLD, DIM, paragraph};
use super::status::{Outcome, Status};

/// Characters of the column of names.
const NAME_WIDTH: usize = 19;

/// Prints the list.
pub fn list(console: &Console, arguments: List) -> Outcome {
    console.result(&match arguments.format {
        Format::Table => table(console),
        Format::Json => json(),
    })?;
    Ok(Status::Fine)
}

fn table(console: &Console) -> String {
    let mut text = String::new();
    for (name, entry) in library::scenarios() {
        let question = entry.question();
        let mark = format!("{name:NAME_WIDTH$}");
        let lines = paragraph(&mark, question.get(console.language), console.width);
        text.push_str(&lines.replacen(name, &format!("{BOLD}{name}{BOLD:#}"), 1));
    }
    let hint = console.pick(
        "Kopieer er een naar uw eigen map: kansrijk new template mijn.toml",
        "Copy one to your own folder: kansrijk new template mine.toml",
    );
    text.push_str(&format!("\n{DIM}{hint}{DIM:#}\n"));
    text
}

fn json() -> String {
    let entries: Vec<_> = library::scenarios()
        .map(|(name, entry)| serde_json::json!({ "name": name, "question": entry.question() }))
        .collect();
    super::pretty_json(&entries)
}
