//! `kansrijk check`: every problem of a scenario or a study, and what it holds.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::arguments::{Check, Format};
use super::console::Console;
use super::load;
use super::screen::layout::DIM;
use super::status::{Outcome, Status};
use crate::diagnostic::{Diagnostic, JsonDiagnostic, Severity, SourceFile, json};
use crate::input::{self, LoadError, LoadOptions, LoadedStudy};
use crate::language::Language;
use crate::model::quantity::Grade;
use crate::model::scenario::{Scenario, Strategy};
use crate::model::study::{PROGRAMME, Study};

/// The population that is checked; another one is drawn from the same distributions.
const SEED: u64 = 1;

/// Checks each scenario or study.
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
        if input::is_study_file(path) {
            match load::study(console, path, SEED, options) {
                Ok(LoadedStudy { study, warnings, .. }) => {
                    let held = Held::of(&study);
                    console.result(&of_study(path, &held, warnings.len(), console.language))?;
                    any = true;
                }
                Err(worse) => status = worse,
            }
            continue;
        }
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
    counts: Option<Contents>,
}

/// What is in a file.
#[derive(Serialize)]
#[serde(untagged)]
enum Contents {
    Scenario(Counts),
    Study(Held),
}

/// What a study holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Held {
    designs: usize,
    organisations: usize,
    /// Positions of all organisations together.
    positions: usize,
    /// Months of the funder.
    months: usize,
    /// What the first organisation has.
    scenario: Counts,
}

impl Held {
    fn of(study: &Study) -> Self {
        let programmes = study.organisations.iter().map(|one| &one.scenario.strategies[PROGRAMME]);
        Self {
            designs: study.designs.len(),
            organisations: study.organisations.len(),
            positions: programmes.map(Strategy::positions).sum(),
            months: study.horizon,
            scenario: Counts::of(&study.organisations[0].scenario),
        }
    }
}

fn for_programs(console: &Console, scenarios: &[PathBuf], options: &LoadOptions) -> Outcome {
    let mut status = Status::Fine;
    let checked: Vec<Checked> = scenarios
        .iter()
        .map(|path| {
            let found = if input::is_study_file(path) {
                input::load_study(path, SEED, options).map(|loaded| {
                    (loaded.warnings, loaded.sources, Contents::Study(Held::of(&loaded.study)))
                })
            } else {
                input::load(path, options).map(|loaded| {
                    let counts = Counts::of(&loaded.scenario);
                    (loaded.warnings, loaded.sources, Contents::Scenario(counts))
                })
            };
            let (problems, sources, counts) = match found {
                Ok((warnings, sources, counts)) => (warnings, sources, Some(counts)),
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
    counts: Option<Contents>,
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

impl Counts {
    /// How many numbers there are, by grade.
    fn numbers(&self, language: Language) -> String {
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
        let (all, uncertain) = (by_grade(&self.grades), by_grade(&self.uncertain_grades));
        let Self { quantities, uncertain: n, .. } = self;
        let of_them = in_brackets(&uncertain);
        match language {
            Language::Nl => format!(
                "  getallen             {quantities} ({all})\n  waarvan onzeker      {n}{of_them}\n"
            ),
            Language::En => format!(
                "  numbers              {quantities} ({all})\n  of them uncertain    {n}{of_them}\n"
            ),
        }
    }
}

/// Defaults that nobody wrote have neither source nor grade.
fn is_sourced(scenario: &Scenario, k: usize) -> bool {
    let quantity = &scenario.quantities[k];
    quantity.source.is_some() || quantity.grade.is_some()
}

/// What is said of a study.
fn of_study(path: &Path, held: &Held, warnings: usize, language: Language) -> String {
    let (path, verdict) = (path.display(), verdict(warnings, language));
    let Held { designs, organisations, positions, months, scenario } = held;
    let own = match language {
        Language::Nl => format!(
            "  ontwerpen            {designs}, en geen regeling\n  \
             organisaties         {organisations}, samen {positions} plekken; geteld na {months} maanden\n"
        ),
        Language::En => format!(
            "  designs              {designs}, and no scheme\n  \
             organisations        {organisations}, {positions} positions together; counted after {months} months\n"
        ),
    };
    format!("{path}: {verdict}\n{own}{}", scenario.numbers(language))
}

fn verdict(warnings: usize, language: Language) -> String {
    match (language, warnings) {
        (Language::Nl, 0) => "geen problemen".to_owned(),
        (Language::Nl, 1) => "geen fouten, 1 waarschuwing".to_owned(),
        (Language::Nl, n) => format!("geen fouten, {n} waarschuwingen"),
        (Language::En, 0) => "no problems".to_owned(),
        (Language::En, 1) => "no errors, 1 warning".to_owned(),
        (Language::En, n) => format!("no errors, {n} warnings"),
    }
}

fn summary(path: &Path, counts: &Counts, warnings: usize, language: Language) -> String {
    let (path, verdict) = (path.display(), verdict(warnings, language));
    let Counts { strategies, positions, months, .. } = counts;
    let own = match language {
        Language::Nl => format!(
            "  strategieën          {strategies}, hoogstens {positions} plekken, {months} maanden\n"
        ),
        Language::En => format!(
            "  strategies           {strategies}, at most {positions} positions, {months} months\n"
        ),
    };
    format!("{path}: {verdict}\n{own}{}", counts.numbers(language))
}

fn in_brackets(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(" ({text})") }
}
