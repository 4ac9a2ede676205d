//! `kansrijk discover`: under which circumstances something happens.

use super::analysis::{Analysis, Drawn};
use super::arguments::Discover;
use super::console::Console;
use super::deliver::provenance;
use super::progress::Progress;
use super::screen::{laid_out, opening, points};
use super::solve::{check, expected};
use super::status::{Outcome, Status};
use super::{explain, interrupt, load};
use crate::decide::criterion::{CriterionError, Event, Measure};
use crate::decide::discover::{Discovery, discover as find};
use crate::decide::vary::reduced;
use crate::input::Loaded;
use crate::language::{Language, number};
use crate::model::plan::Plan;
use crate::simulate::{Settings, Stop, simulate};
use crate::tell::discover::DiscoverTale;
use crate::write;

/// Simulates, searches, shows the answer and writes figures and numbers.
pub fn discover(console: &Console, arguments: &Discover) -> Outcome {
    let common = &arguments.common;
    let options = load::options(console, &common.overrides)?;
    let event: Event =
        arguments.when.parse().map_err(|error| refuse_event(console, &arguments.when, error))?;
    let Loaded { scenario, sources, .. } = load::scenario(console, &arguments.scenario, &options)?;
    let strategy = explain::strategy(console, &scenario, arguments.strategy.as_deref())?;
    check(console, &scenario, strategy, Measure::Chance(event))?;
    let provenance = provenance(&arguments.scenario, sources, &common.overrides.set);
    let analysis = Analysis::begin(console, common, &scenario.name)?;
    let (alone, place) = reduced(&scenario, strategy);
    let plan = Plan::new(alone);
    let found = analysis.compute(|| search(console, arguments, &plan, place, event))?;
    let tale = DiscoverTale { scenario: &plan.scenario, found: &found, language: console.language };
    let document = write::discover(tale, &provenance);
    let drawn = if tale.region().is_some() { Drawn::Several } else { Drawn::Nothing };
    let figures = || write::discover_figures(tale);
    analysis.finish(document, drawn, figures, || page(console, tale))
}

fn search(
    console: &Console,
    arguments: &Discover,
    plan: &Plan,
    strategy: usize,
    event: Event,
) -> Option<Discovery> {
    let sampling = arguments.common.sampling;
    let runs = sampling.runs as usize;
    let settings = Settings { seed: sampling.seed, stop: Stop::After(runs) };
    let progress = Progress::new(console, &plan.scenario.name, runs);
    let simulation = simulate(plan, settings, &progress).filter(|_| !interrupt::asked());
    progress.now(console.pick("zoeken", "searching"));
    let found = simulation.map(|simulation| find(plan, &simulation, strategy, event, runs));
    progress.finish();
    found
}

fn refuse_event(console: &Console, text: &str, error: CriterionError) -> Status {
    let language = console.language;
    let expected = expected(error.expected, language);
    let caret = " ".repeat(error.at);
    console.error(&match language {
        Language::Nl => format!(
            "dit is geen gebeurtenis:\n  {text}\n  {caret}^ hier hoort {expected}\nBijvoorbeeld: --when \"payback > 36\""
        ),
        Language::En => format!(
            "this is no event:\n  {text}\n  {caret}^ expected here: {expected}\nFor instance: --when \"payback > 36\""
        ),
    });
    Status::BadInput
}

fn page(console: &Console, tale: DiscoverTale<'_>) -> String {
    let width = console.width;
    let language = tale.language;
    let runs = number(tale.found.runs as f64, 0, language);
    let strategy = console.pick("Strategie", "Strategy");
    let circumstances =
        format!("{strategy} ‘{}’; {}; {runs} runs.", tale.strategy(), tale.event_alone());
    let mut text = opening(tale.scenario.title.get(language), &circumstances, width);
    let table = tale.table();
    if table.groups.iter().any(|group| !group.is_empty()) {
        text.push_str(&laid_out(&table).render(width));
        text.push('\n');
    }
    text.push_str(&points(&tale.sentences(), width));
    text
}
