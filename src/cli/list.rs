//! `kansrijk list`: the library and the questions that it answers, or the numbers of a scenario.

use std::path::Path;

use super::arguments::{Format, List};
use super::console::Console;
use super::screen::layout::{BOLD, DIM, paragraph};
use super::status::{Outcome, Status};
use super::{library, load};
use crate::input::LoadOptions;
use crate::language::Language;
use crate::model::quantity::QuantityDefinition;
use crate::model::scenario::Scenario;
use crate::tell::names::name;
use crate::tell::quantities::with_unit;

/// Characters of the column of names.
const NAME_WIDTH: usize = 19;

/// Prints the list.
pub fn list(console: &Console, arguments: &List) -> Outcome {
    console.result(&match (&arguments.scenario, arguments.format) {
        (Some(path), format) => numbers(console, path, format)?,
        (None, Format::Table) => table(console),
        (None, Format::Json) => json(),
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

/// The numbers of a scenario, in the order of the file.
fn numbers(console: &Console, path: &Path, format: Format) -> Result<String, Status> {
    let scenario = load::scenario(console, path, &LoadOptions::default())?.scenario;
    // Deviations of later years follow from one number of the file.
    let listed = || scenario.quantities.iter().filter(|quantity| !quantity.is_yearly_deviation);
    if format == Format::Json {
        let entries: Vec<_> = listed().map(|quantity| entry(&scenario, quantity)).collect();
        return Ok(super::pretty_json(&entries));
    }
    let mut text = String::new();
    for quantity in listed() {
        let value = value(quantity, console.language);
        let named = name(&scenario, &quantity.path, console.language);
        text.push_str(&format!("{BOLD}{}{BOLD:#}\n", quantity.path));
        text.push_str(&paragraph("    ", &format!("{named}: {value}"), console.width));
    }
    let hint = console.pick(
        "Vervang er een voor één keer: kansrijk run SCENARIO --set PAD=WAARDE",
        "Replace one for one call: kansrijk run SCENARIO --set PATH=VALUE",
    );
    text.push_str(&format!("\n{DIM}{hint}{DIM:#}\n"));
    Ok(text)
}

/// The number, or between which bounds it lies nine times out of ten.
fn value(quantity: &QuantityDefinition, language: Language) -> String {
    let at = |p: f64| with_unit(quantity.distribution.quantile(p), quantity.unit, language);
    if quantity.distribution.is_certain() {
        return at(0.5);
    }
    let (low, middle, high) = (at(0.05), at(0.5), at(0.95));
    match language {
        Language::Nl => format!("{middle} (p5–p95: {low} tot {high})"),
        Language::En => format!("{middle} (p5–p95: {low} to {high})"),
    }
}

fn entry(scenario: &Scenario, quantity: &QuantityDefinition) -> serde_json::Value {
    let named = |language| name(scenario, &quantity.path, language);
    let at = |p: f64| quantity.distribution.quantile(p);
    serde_json::json!({
        "path": quantity.path,
        "name": { "nl": named(Language::Nl), "en": named(Language::En) },
        "unit": quantity.unit,
        "p5": at(0.05),
        "p50": at(0.5),
        "p95": at(0.95),
    })
}
