//! `kansrijk check`: every problem of a scenario, and what it holds.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::arguments::{Check, Format};
use super::console::Console;
use super::load;
use super::screen::layout::DIM;
use super::status::{Outcome, Status};
use crate::diagnostic::{Diagnostic, JsonDiagnostic, Severity, SourceFile, json};
use crate::input::{self, LoadError, LoadOptions};
use crate::language::Language;
use crate::model::quantity::Grade;
use crate::model::scenario::Scenario;

/// Checks each scenario.
pub fn check(console: &Console, arguments: &Check) -> Outcome {
    let options = load::options(console, &arguments.overrides)?;
    let scenarios = load::expand(&arguments.scenarios);
    match arguments.format {
        Format::Table => for_people(console, &scenarios, &options),
        Format::Json => for_programs(console, &scenarios, &options),
    }
}

fn for_people(console: &Console, scenarios: &[PathBuf], options: &LoadOptions) -> Outcome {
    let mut status = Status::Fine;
    let mut any = false;
    for path in scenarios {
        match load::scenario(console, path, options) {
            Ok(loaded) => {
                let counts = Counts::of(&loaded.scenario);
                console.result(&summary(path, &counts, loaded.warnings.len(), console.language))?;
                any = true;
            }
            Err(worse) => status = worse,
        }
    }
    if any {
        let legend = console.pick(
            "A officieel cijfer, B sectoronderzoek, C analogie of afgeleid, D aanname",
            "A official figure, B sector study, C analogue or derived, D assumption",
        );
        console.result(&format!("{DIM}{legend}{DIM:#}\n"))?;
    }
    Ok(status)
}

/// What `check --format json` says of a scenario.
#[derive(Serialize)]
struct Checked {
    file: String,
    errors: usize,
    warnings: usize,
    problems: Vec<JsonDiagnostic>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counts: Option<Counts>,
}

fn for_programs(console: &Console, scenarios: &[PathBuf], options: &LoadOptions) -> Outcome {
    let mut status = Status::Fine;
    let checked: Vec<Checked> = scenarios
        .iter()
        .map(|path| {
            let (problems, sources, counts) = match input::load(path, options) {
                Ok(loaded) => {
                    let counts = Counts::of(&loaded.scenario);
                    (loaded.warnings, loaded.sources, Some(counts))
                }
                Err(LoadError { problems, sources }) => (problems, sources, None),
            };
            if counts.is_none() {
                status = Status::BadInput;
            }
            checked(path, &problems, &sources, counts)
        })
        .collect();
    console.result(&super::pretty_json(&checked))?;
    Ok(status)
}

fn checked(
    path: &Path,
    problems: &[Diagnostic],
    sources: &[SourceFile],
    counts: Option<Counts>,
) -> Checked {
    let of = |severity| problems.iter().filter(|p| p.severity() == severity).count();
    Checked {
        file: path.display().to_string(),
        errors: of(Severity::Error),
        warnings: of(Severity::Warning),
        problems: problems.iter().map(|problem| json(problem, sources)).collect(),
        counts,
    }
}

/// What a scenario holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Counts {
    strategies: usize,
    /// Positions of the strategy with most of them.
    positions: usize,
    months: usize,
    quantities: usize,
    uncertain: usize,
    /// Quantities graded A, B, C, D, and those without grade.
    grades: [usize; 5],
    /// Uncertain quantities, graded in the same way.
    uncertain_grades: [usize; 5],
}

impl Counts {
    fn of(scenario: &Scenario) -> Self {
        let is_uncertain = |k: usize| !scenario.quantities[k].distribution.is_certain();
        let written: Vec<usize> = (0..scenario.quantities.len())
            .filter(|&k| is_uncertain(k) || is_sourced(scenario, k))
            .collect();
        let mut grades = [0; 5];
        let mut uncertain_grades = [0; 5];
        for &k in &written {
            let grade = match scenario.quantities[k].grade {
                Some(Grade::A) => 0,
                Some(Grade::B) => 1,
                Some(Grade::C) => 2,
                Some(Grade::D) => 3,
                None => 4,
            };
            grades[grade] += 1;
            uncertain_grades[grade] += usize::from(is_uncertain(k));
        }
        Self {
            strategies: scenario.strategies.len(),
            positions: scenario.strategies.iter().map(|s| s.positions()).max().unwrap_or(0),
            months: scenario.calendar.horizon,
            quantities: written.len(),
            uncertain: written.iter().filter(|&&k| is_uncertain(k)).count(),
            grades,
            uncertain_grades,
        }
    }
}

/// Defaults that nobody wrote have neither source nor grade.
fn is_sourced(scenario: &Scenario, k: usize) -> bool {
    let quantity = &scenario.quantities[k];
    quantity.source.is_some() || quantity.grade.is_some()
}

fn summary(path: &Path, counts: &Counts, warnings: usize, language: Language) -> String {
    let path = path.display();
    let by_grade = |grades: &[usize; 5]| {
        let without = language.pick("zonder", "none");
        ["A", "B", "C", "D", without]
            .iter()
            .zip(grades)
            .filter(|(_, n)| **n > 0)
            .map(|(grade, n)| format!("{n} {grade}"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let (all, uncertain) = (by_grade(&counts.grades), by_grade(&counts.uncertain_grades));
    let Counts { strategies, positions, months, quantities, uncertain: n, .. } = counts;
    match language {
        Language::Nl => {
            let verdict = match warnings {
                0 => "geen problemen".to_owned(),
                1 => "geen fouten, 1 waarschuwing".to_owned(),
                n => format!("geen fouten, {n} waarschuwingen"),
            };
            format!(
                "{path}: {verdict}\n  \
                 strategieën          {strategies}, hoogstens {positions} plekken, {months} maanden\n  \
                 getallen met bron    {quantities} ({all})\n  \
                 waarvan onzeker      {n}{}\n",
                in_brackets(&uncertain)
            )
        }
        Language::En => {
            let verdict = match warnings {
                0 => "no problems".to_owned(),
                1 => "no errors, 1 warning".to_owned(),
                n => format!("no errors, {n} warnings"),
            };
            format!(
                "{path}: {verdict}\n  \
                 strategies           {strategies}, at most {positions} positions, {months} months\n  \
                 sourced numbers      {quantities} ({all})\n  \
                 of them uncertain    {n}{}\n",
                in_brackets(&uncertain)
            )
        }
    }
}

fn in_brackets(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(" ({text})") }
}
