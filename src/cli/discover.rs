//! `kansrijk discover`: under which circumstances something happens.

use super::arguments::{Discover, Format};
use super::console::Console;
use super::deliver::{cannot_make, discard, provenance, refused};
use super::progress::Progress;
use super::screen::{laid_out, opening, points};
use super::solve::{check, expected};
use super::status::{Outcome, Status};
use super::{explain, interrupt, load, run};
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
    let options = load::options(console, &arguments.overrides)?;
    let event: Event =
        arguments.when.parse().map_err(|error| refuse_event(console, &arguments.when, error))?;
    let Loaded { scenario, sources, .. } = load::scenario(console, &arguments.scenario, &options)?;
    let strategy = explain::strategy(console, &scenario, arguments.strategy.as_deref())?;
    check(console, &scenario, strategy, Measure::Chance(event))?;
    let provenance = provenance(&arguments.scenario, sources, &arguments.overrides.set);
    let folder = arguments.out.join(&scenario.name);
    write::prepare(&folder).map_err(|error| refused(console, &error))?;
    let pool = run::threads(console, arguments.sampling.threads)?;
    interrupt::flag();
    let (alone, place) = reduced(&scenario, strategy);
    let plan = Plan::new(alone);
    let found = pool.install(|| search(console, arguments, &plan, place, event));
    let found = found.inspect_err(|_| discard(&folder, &arguments.out))?;
    let tale = DiscoverTale { scenario: &plan.scenario, found: &found, language: console.language };
    let document = write::discover(tale, &provenance);
    let shown = String::from_utf8_lossy(&document.bytes).into_owned();
    let mut files = vec![document];
    let figures = pool.install(|| write::discover_figures(tale));
    let figures = figures.map_err(|error| cannot_make(console, "figures", &error))?;
    let is_drawn = !figures.is_empty();
    files.extend(figures);
    write::write_all(&folder, &files).map_err(|error| refused(console, &error))?;
    console.result(&match arguments.format {
        Format::Json => shown,
        Format::Table => {
            let files = match (is_drawn, console.language) {
                (true, Language::Nl) => "Bestanden (discover.json, figuren)",
                (true, Language::En) => "Files (discover.json, figures)",
                (false, Language::Nl) => "Bestand (discover.json)",
                (false, Language::En) => "File (discover.json)",
            };
            format!("{}\n{files}: {}\n", page(console, tale), folder.display())
        }
    })?;
    Ok(Status::Fine)
}

fn search(
    console: &Console,
    arguments: &Discover,
    plan: &Plan,
    strategy: usize,
    event: Event,
) -> Result<Discovery, Status> {
    let runs = arguments.sampling.runs as usize;
    let settings = Settings { seed: arguments.sampling.seed, stop: Stop::After(runs) };
    let progress = Progress::new(console, &plan.scenario.name, runs);
    let simulation = simulate(plan, settings, &progress).filter(|_| !interrupt::asked());
    progress.now(console.pick("zoeken", "searching"));
    let found = simulation.map(|simulation| find(plan, &simulation, strategy, event, runs));
    progress.finish();
    found.filter(|_| !interrupt::asked()).ok_or_else(|| console.interrupted())
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
        format!("{strategy} ‘{}’; ‘{}’; {runs} runs.", tale.strategy(), tale.found.event);
    let mut text = opening(tale.scenario.title.get(language), &circumstances, width);
    let table = tale.table();
    if table.groups.iter().any(|group| !group.is_empty()) {
        text.push_str(&laid_out(&table).render(width));
        text.push('\n');
    }
    text.push_str(&points(&tale.sentences(), width));
    text
}
