//! From a study file to a complete, checked [`Study`].
//!
//! A study rests on one scenario. Each organisation is that scenario with a layer of its own above it, so
//! that nothing is read in another way than in a scenario: the files are parsed once, and only the layers
//! differ. A mistake in what an organisation has otherwise points into the study file.

mod base;
mod consortium;
mod designs;
mod organisations;
mod population;

use std::path::Path;
use std::rc::Rc;

use super::cursor::{Cursor, Layer};
use super::files::{Disk, Files};
use super::format::{STUDY, TOP};
use super::gather::{self, Gathered, GatheredStudy};
use super::reader::Reader;
use super::tree::Table;
use super::value::Names;
use super::{
    LoadError, LoadOptions, has_name, mend, overrides, settle, structure, syntax, thousands, tidy,
};
use crate::diagnostic::{
    Diagnostic, FileProblem, ModelProblem, Place, Severity, SourceFile, Warning,
};
use crate::language::Label;
use crate::model::study::{PROGRAMME, Study};
use base::{Base, Heard, Own, Reading};
use designs::Designs;
use organisations::Planned;
use population::Population;

/// A study with what made it.
#[derive(Clone, Debug)]
pub struct LoadedStudy {
    /// Complete and checked.
    pub study: Study,
    /// Sound, but worth a look.
    pub warnings: Vec<Diagnostic>,
    /// The texts that were read; the places of the warnings point into them.
    pub sources: Vec<SourceFile>,
}

/// Loads the study file at `path`; organisations of a population are drawn from `seed`.
///
/// # Errors
/// All problems found, if one of them is an error.
pub fn load_study(path: &Path, seed: u64, options: &LoadOptions) -> Result<LoadedStudy, LoadError> {
    load_study_from(&Disk, path, seed, options)
}

/// Loads a study from `files`.
///
/// # Errors
/// All problems found, if one of them is an error.
pub fn load_study_from(
    files: &dyn Files,
    path: &Path,
    seed: u64,
    options: &LoadOptions,
) -> Result<LoadedStudy, LoadError> {
    has_name(path)?;
    let GatheredStudy { all, mut base } = gather::gather_study(files, path);
    let Gathered { mut sources, mut parsed, mut problems } = all;
    let Some(first) = parsed.first() else {
        return Err(LoadError { problems, sources });
    };
    if is_scenario(&first.table) {
        let problem = FileProblem::ScenarioAsStudy { path: path.display().to_string() };
        let problems = vec![Diagnostic::new(problem, Some(Place::new(0, 0..0)))];
        return Err(LoadError { problems, sources });
    }
    let mut found = Vec::new();
    let mut scenarios: Vec<usize> = (1..parsed.len()).collect();
    if let Some(file) = parsed.get(base.start).filter(|_| !base.is_empty())
        && is_study(&file.table)
    {
        let path = sources[base.start].path.display().to_string();
        let place = first.table.get("scenario").map(|entry| entry.node.place.clone());
        found.push(Diagnostic::new(FileProblem::StudyAsScenario { path }, place));
        scenarios.retain(|file| !base.contains(file));
        base = 0..0;
    }
    for (file, grammar) in [(0, &STUDY)].into_iter().chain(scenarios.iter().map(|&at| (at, &TOP))) {
        structure::check(&parsed[file].table, grammar, &mut found);
        mend::misspelt(&mut parsed[file].table, grammar);
    }
    let first = &parsed[0];
    let mut set = overrides::apply(&options.set, &STUDY, &[&first.table], &mut sources, &mut found);
    structure::check(&set, &STUDY, &mut found);
    mend::misspelt(&mut set, &STUDY);
    let tables: Vec<&Table> = parsed.iter().map(|file| &file.table).chain([&set]).collect();
    let commas = thousands::commas_in_lists(&tables, &sources);

    let mut frame = Reader::new(parsed.len());
    frame.thousands = thousands::suspects(&tables, &sources);
    let layers: Vec<Layer<'_>> = [(sources.len(), &set), (0, &first.table)]
        .into_iter()
        .filter(|(_, table)| !table.entries().is_empty())
        .map(|(file, table)| layer(file, table))
        .collect();
    let top = Cursor { reader: &frame, spec: &STUDY, layers, path: String::new() };
    let own = Own::of(&top.layers);
    let of_base: Vec<Layer<'_>> =
        base.clone().map(|file| layer(file, &parsed[file].table)).collect();
    let includes = scenarios.into_iter().filter(|file| !base.contains(file));
    let below = includes.map(|file| layer(file, &parsed[file].table)).chain(of_base.clone());
    let scenario = sources.get(base.start).map(|source| stem(&source.path)).unwrap_or_default();
    let under = Under { own: &own, below: below.collect(), base: of_base, scenario };
    let study = study(&top, &under, &stem(path), seed, &mut found);
    found.extend(frame.problems());
    settle(&mut problems, found, commas, &parsed, &sources);
    tidy(&mut problems);
    match study {
        Some(study) if problems.iter().all(|p| p.severity() == Severity::Warning) => {
            Ok(LoadedStudy { study, warnings: problems, sources })
        }
        _ => Err(LoadError { problems, sources }),
    }
}

fn layer(file: usize, table: &Table) -> Layer<'_> {
    Layer { table, place: Place::new(file, 0..0), path: String::new() }
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Whether there is a file at `path` that looks like a study rather than a scenario.
pub fn is_study_file(path: &Path) -> bool {
    let bytes = Disk.resolve(path).and_then(|path| Disk.read(&path)).unwrap_or_default();
    let text = std::str::from_utf8(&bytes);
    text.is_ok_and(|text| is_study(&syntax::parse(text, 0).table))
}

/// Whether a file looks like a study rather than a scenario.
pub fn is_study(file: &Table) -> bool {
    let has = |keys: &[&str]| keys.iter().any(|key| file.get(key).is_some());
    has(&["scenario", "design", "population", "programme", "consortium"])
        && !has(&["start", "strategy", "contract", "employment"])
}

/// Whether a file looks like a scenario rather than a study.
fn is_scenario(file: &Table) -> bool {
    let has = |keys: &[&str]| keys.iter().any(|key| file.get(key).is_some());
    has(&["strategy", "start", "contract", "employment", "discount_rate"])
        && !has(&["scenario", "design", "population", "programme"])
}

/// What a study rests on.
struct Under<'r> {
    own: &'r Own,
    /// What it includes, then the scenario.
    below: Vec<Layer<'r>>,
    /// The scenario alone; empty where it cannot be read.
    base: Vec<Layer<'r>>,
    /// Name of the scenario's file.
    scenario: String,
}

impl<'r> Under<'r> {
    /// The scenario with what the study includes, as the files have it.
    fn scenario(&self, top: &Cursor<'r>) -> Cursor<'r> {
        let layers = self.below.clone();
        Cursor { reader: top.reader, spec: &TOP, layers, path: String::new() }
    }
}

/// Reads everything; `None` where something was wrong.
fn study<'r>(
    top: &Cursor<'r>,
    under: &Under<'r>,
    name: &str,
    seed: u64,
    found: &mut Vec<Diagnostic>,
) -> Option<Study> {
    for key in ["include", "euros_of", "subsidy"] {
        top.key(key);
    }
    let title = top.label("title").unwrap_or_else(|| Label::new(name, name));
    for key in ["question", "scenario", "programme"] {
        if !top.has(key) {
            top.missing(key);
        }
    }
    let question = top.label("question").unwrap_or_default();
    top.text("scenario");
    let budget = euros(top, "budget");
    let highest_worth = euros(top, "worth_up_to").unwrap_or_else(|| top.number("worth_up_to"));
    let local = top.texts("local");
    let stays_in_sector = top.quantity("stays_in_sector");
    let displacement = top.quantity("displacement");
    let horizon = top.optional_integer("horizon_months").map(|months| months as usize);

    let listed = organisations::listed(top);
    let mut drawn_with = Reader::new(top.reader.files);
    drawn_with.thousands.clone_from(&top.reader.thousands);
    let table = top.table("population").map(|table| Cursor { reader: &drawn_with, ..table });
    let population = table.as_ref().map(Population::read);
    found.extend(drawn_with.problems());
    if !top.has("organisation") && !top.has("population") {
        top.missing("organisation");
    }
    if under.base.is_empty() {
        return None;
    }
    let Designs { planned: designs, copied, copies } =
        designs::designs(top, &under.own.above(&under.below), found);
    let mut subsidies: Vec<String> = designs.iter().flat_map(|d| d.subsidies.clone()).collect();
    subsidies.sort_unstable();
    subsidies.dedup();
    let values = organisations::own(top);
    let scenario = under.scenario(top);
    let known = Names::new(scenario.names("strategy"));
    let is_foreign = organisations::is_foreign(&scenario, &values);
    let readable: Vec<&Planned<'_>> =
        listed.iter().filter(|one| !organisations::is_foreign(&scenario, &one.own)).collect();
    let strategies = strategies(top, &scenario, &known);
    let mut base = Base {
        layers: Base::layers(values, &copied, under.own, &under.below),
        strategies: strategies.clone().unwrap_or_default(),
        subsidies,
        name: under.scenario.clone(),
        files: top.reader.files,
        thousands: top.reader.thousands.clone(),
        copies: Rc::new(copies),
        paths: Rc::default(),
    };
    let mut heard = Heard::default();
    heard.add(base.learn(under.base.clone()));
    if strategies.is_none() || is_foreign {
        found.extend(heard.problems);
        return None;
    }

    let readings: Vec<Reading> = readable.iter().map(|one| base.read(one.own.clone())).collect();
    let mut population = population;
    let pattern = population.as_mut().map(|population| {
        let table = population.layer(&base.layers, found);
        let reading = base.read(vec![layer(0, &table)]);
        found.extend(population.learn(&reading));
        reading
    });
    let all: Vec<Reading> = readings.into_iter().chain(pattern).collect();
    all.iter().for_each(|reading| heard.add(reading.problems()));
    let horizon = check(top, &all, &base, &designs, horizon, &local, found);
    let names = names(&listed, population.as_ref());
    let consortium =
        top.table("consortium").map(|table| consortium::consortium(&table, &names, &designs));
    let is_broken = |problems: &[Diagnostic]| {
        problems.iter().any(|problem| problem.severity() == Severity::Error)
    };
    if heard.is_broken() || is_broken(found) || is_broken(&top.reader.problems()) {
        found.extend(heard.problems);
        return None;
    }
    let local: Vec<String> = local.into_iter().map(|(path, _)| path).collect();
    let settled = |planned, reading: Reading| {
        organisations::settled(planned, reading.scenario, &base.strategies, &designs, &local)
    };
    let mut organisations = Vec::with_capacity(names.len());
    let mut readings = all.into_iter();
    for planned in listed {
        organisations.push(settled(planned, readings.next()?));
    }
    for number in 0..population.as_ref().map_or(0, |population| population.organisations) {
        let (planned, table) = population.as_ref()?.draw(seed, number, &base.layers);
        let reading = base.read(vec![layer(0, &table)]);
        let is_broken = reading.is_broken();
        heard.add(reading.reader.problems());
        if !is_broken {
            organisations.push(settled(planned, reading));
        }
    }
    found.extend(heard.problems);
    Some(Study {
        name: name.to_owned(),
        title,
        question,
        designs: designs.into_iter().map(|planned| planned.design).collect(),
        organisations,
        budget,
        horizon,
        quantities: top.reader.quantities(),
        stays_in_sector,
        displacement,
        highest_worth,
        consortium,
    })
}

/// A plain number of euros, if it is there; 20.000 is not twenty euros.
fn euros(table: &Cursor<'_>, key: &str) -> Option<f64> {
    let found = table.find(key)?;
    if table.reader.is_thousands(&found.node.place) {
        return None;
    }
    table.optional_number(key)
}

/// Baseline and programme, by key; `None` where one of them is unknown.
fn strategies(top: &Cursor<'_>, scenario: &Cursor<'_>, names: &Names) -> Option<[String; 2]> {
    let reader = top.reader;
    let programme = top.reference("programme", names);
    let baseline = if top.has("baseline") {
        top.reference("baseline", names)
    } else {
        let found = scenario.find("baseline");
        found.and_then(|found| found.node.text().map(str::to_owned)).filter(|key| names.has(key))
    };
    let (baseline, programme) = (baseline?, programme?);
    if baseline == programme {
        let place = top.find("programme").map(|found| found.node.place.clone());
        let problem = ModelProblem::ProgrammeIsBaseline { strategy: programme.clone() };
        reader.problem(problem, place.as_ref());
    }
    Some([baseline, programme])
}

/// Holds the study against its organisations; returns the funder's horizon.
fn check(
    top: &Cursor<'_>,
    readings: &[Reading],
    base: &Base<'_>,
    designs: &[designs::Planned],
    horizon: Option<usize>,
    local: &[(String, Place)],
    found: &mut Vec<Diagnostic>,
) -> usize {
    let place = |key: &str| top.find(key).map(|found| found.node.place.clone());
    let Some(first) = readings.first() else {
        return horizon.unwrap_or(1);
    };
    let scenario = first.scenario.calendar.horizon;
    if let Some(horizon) = horizon.filter(|horizon| *horizon > scenario) {
        let problem = ModelProblem::HorizonBeyond { horizon, scenario };
        found.push(Diagnostic::new(problem, place("horizon_months")));
    }
    if readings.iter().any(|reading| reading.scenario.organisation.liquidity.is_none()) {
        let problem = ModelProblem::RequiredHere {
            key: "organisation.liquidity".into(),
            because_nl: "een organisatie in een studie ook haar kans op een tekort weegt".into(),
            because_en: "an organisation in a study weighs its chance of a shortfall too".into(),
            example: "values.organisation.liquidity = 1_000_000".into(),
        };
        found.push(Diagnostic::new(problem, place("scenario")));
    }
    found.extend(organisations::unknown_local(local, readings));
    let programme = &base.strategies[PROGRAMME];
    for design in designs {
        let pays = |r: &Reading| organisations::pays_somebody(&r.scenario, programme, design);
        if !readings.iter().any(pays) {
            let (design_key, programme) = (design.design.key.clone(), programme.clone());
            let problem = Warning::PaysNobody { design: design_key, programme };
            found.push(Diagnostic::new(problem, design.place.clone()));
        }
    }
    horizon.unwrap_or(scenario)
}

/// The names of all organisations, in order.
fn names(listed: &[Planned<'_>], population: Option<&Population>) -> Vec<Label> {
    let listed = listed.iter().map(|planned| planned.name.clone());
    let drawn = population.into_iter().flat_map(|p| (0..p.organisations).map(|n| p.name(n)));
    listed.chain(drawn).collect()
}
