//! `kansrijk list`: the library and the questions that it answers, or the numbers of a scenario or a study.

use std::path::Path;

use super::arguments::{Format, List};
use super::console::Console;
use super::screen::layout::{BOLD, DIM, paragraph};
use super::status::{Outcome, Status};
use super::{library, load};
use crate::distribution::Distribution;
use crate::input::{self, LoadOptions};
use crate::language::{Label, Language};
use crate::model::quantity::QuantityDefinition;
use crate::model::scenario::Scenario;
use crate::model::study::Study;
use crate::tell::names::name;
use crate::tell::prices;
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
    for (name, entry) in library::scenarios().chain(library::studies()) {
        if library::studies().next().is_some_and(|(first, _)| first == name) {
            text.push_str(&format!("\n{}\n", console.pick("Studies", "Studies")));
        }
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
    let kind = |entry: &library::Entry| match entry.study_name() {
        Some(_) => "study",
        None => "scenario",
    };
    let entries: Vec<_> = library::scenarios()
        .chain(library::studies())
        .map(|(name, entry)| {
            let question = entry.question();
            serde_json::json!({ "name": name, "kind": kind(entry), "question": question })
        })
        .collect();
    super::pretty_json(&entries)
}

/// A number with what it is called.
struct Listed {
    quantity: QuantityDefinition,
    name: Label,
    /// The year of the euros that are computed in.
    start: i32,
}

/// The numbers of a scenario or a study, in the order of the file.
fn numbers(console: &Console, path: &Path, format: Format) -> Result<String, Status> {
    let is_study = input::is_study_file(path);
    let listed = if is_study {
        let study = load::study(console, path, 1, &LoadOptions::default())?.study;
        of_study(&study)
    } else {
        of_scenario(&load::scenario(console, path, &LoadOptions::default())?.scenario)
    };
    if format == Format::Json {
        let entries: Vec<_> = listed.iter().map(entry).collect();
        return Ok(super::pretty_json(&entries));
    }
    let mut text = String::new();
    for listed in &listed {
        let Listed { quantity, name, .. } = listed;
        let value = value(listed, console.language);
        let named = name.get(console.language);
        text.push_str(&format!("{BOLD}{}{BOLD:#}\n", quantity.path));
        text.push_str(&paragraph("    ", &format!("{named}: {value}"), console.width));
    }
    let hint = if is_study {
        console.pick(
            "De getallen na de eerste twee zijn die van de eerste organisatie; een andere kan er eigen hebben.",
            "The numbers after the first two are those of the first organisation; another may have its own.",
        )
    } else {
        console.pick(
            "Vervang er een voor één keer: kansrijk run SCENARIO --set PAD=WAARDE, in euro’s van het bestand (de eerste waarde)",
            "Replace one for one call: kansrijk run SCENARIO --set PATH=VALUE, in euros of the file (the first value)",
        )
    };
    text.push_str(&format!("\n{DIM}{hint}{DIM:#}\n"));
    Ok(text)
}

/// The numbers of a scenario that a file can state; deviations of later years follow from one number of it.
fn of_scenario(scenario: &Scenario) -> Vec<Listed> {
    let quantities =
        scenario.quantities.iter().filter(|q| !q.is_yearly_deviation && !q.is_implicit);
    quantities
        .map(|quantity| {
            let named = |language| name(scenario, &quantity.path, language);
            let name = Label::new(named(Language::Nl), named(Language::En));
            Listed { quantity: quantity.clone(), name, start: prices::level(scenario) }
        })
        .collect()
}

/// The numbers of the study itself, called what the grammar says of them, then those of its first organisation.
fn of_study(study: &Study) -> Vec<Listed> {
    let first = study.organisations.first();
    let start = first.map_or(0, |one| prices::level(&one.scenario));
    let own = study.quantities.iter().map(|quantity| {
        let meaning = |language| {
            let key = input::format::STUDY.key(&quantity.path);
            let text = key.map_or(quantity.path.as_str(), |key| key.doc.get(language));
            text.trim_end_matches('.').to_owned()
        };
        let name = Label::new(meaning(Language::Nl), meaning(Language::En));
        Listed { quantity: quantity.clone(), name, start }
    });
    own.chain(first.into_iter().flat_map(|one| of_scenario(&one.scenario))).collect()
}

/// The number as the file states it, or between which bounds it lies nine times out of ten; where its euros are those of
/// another year than the start, in both.
fn value(Listed { quantity, start, .. }: &Listed, language: Language) -> String {
    let written = spread(&quantity.as_written, quantity.unit, language);
    let Some(year) = quantity.euros_of.filter(|year| year != start) else { return written };
    let level = prices::of_year(year, language);
    let now = spread(&quantity.distribution, quantity.unit, language);
    match language {
        Language::Nl => format!("{written}, {level}; in euro’s van {start}: {now}"),
        Language::En => format!("{written}, {level}; in euros of {start}: {now}"),
    }
}

fn spread(distribution: &Distribution, unit: &str, language: Language) -> String {
    let at = |p: f64| with_unit(distribution.quantile(p), unit, language);
    if distribution.is_certain() {
        return at(0.5);
    }
    let (low, middle, high) = (at(0.05), at(0.5), at(0.95));
    match language {
        Language::Nl => format!("{middle} (p5–p95: {low} tot {high})"),
        Language::En => format!("{middle} (p5–p95: {low} to {high})"),
    }
}

fn entry(Listed { quantity, name, start }: &Listed) -> serde_json::Value {
    let at = |p: f64| quantity.distribution.quantile(p);
    let written = |p: f64| quantity.as_written.quantile(p);
    serde_json::json!({
        "path": quantity.path,
        "name": name,
        "unit": quantity.unit,
        "p5": at(0.05),
        "p50": at(0.5),
        "p95": at(0.95),
        "price_level": quantity.euros_of.map(|_| *start),
        "as_written": {
            "p5": written(0.05),
            "p50": written(0.5),
            "p95": written(0.95),
            "price_level": quantity.euros_of,
        },
    })
}
