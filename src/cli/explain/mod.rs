//! `kansrijk explain`: one run as a story.

mod document;
mod page;

use super::arguments::{Explain, Format, RunChoice};
use super::console::Console;
use super::progress::Progress;
use super::status::{Outcome, Status};
use super::{interrupt, load, run};
use crate::explain::{Story, Which, explain as tell, find};
use crate::language::Language;
use crate::model::plan::Plan;
use crate::model::scenario::Scenario;
use crate::simulate::{Settings, Simulation, Stop, simulate};

/// Tells one run.
pub fn explain(console: &Console, arguments: &Explain) -> Outcome {
    let options = load::options(console, &arguments.overrides)?;
    let loaded = load::scenario(console, &arguments.scenario, &options)?;
    let plan = Plan::new(loaded.scenario);
    let strategy = strategy(console, &plan.scenario, arguments.strategy.as_deref())?;
    let pool = run::threads(console, arguments.sampling.threads)?;
    interrupt::flag();
    let (story, place) = pool.install(|| story(console, arguments, &plan, strategy))?;
    console.result(&match arguments.format {
        Format::Table => page::Page { plan: &plan, story: &story, place, console }.render(),
        Format::Json => super::pretty_json(&document::document(&plan, &story)),
    })?;
    Ok(Status::Fine)
}

/// How a run was chosen among others.
#[derive(Clone, Copy, Debug)]
struct Place {
    /// Runs among which it was chosen.
    runs: usize,
    /// By what.
    which: Which,
}

/// The story that was asked for; its place where the runs were computed to find it.
fn story(
    console: &Console,
    arguments: &Explain,
    plan: &Plan,
    strategy: usize,
) -> Result<(Story, Option<Place>), Status> {
    let seed = arguments.sampling.seed;
    let which = match arguments.run {
        RunChoice::Number(number) => {
            let runs = arguments.sampling.runs;
            if number >= runs {
                console.note(&match console.language {
                    Language::Nl => format!(
                        "Run {number} ligt buiten de {runs} runs (0 tot en met {}) waar de uitkomsten op rusten.",
                        runs - 1
                    ),
                    Language::En => format!(
                        "Run {number} lies outside the {runs} runs (0 to {}) that the outcomes rest on.",
                        runs - 1
                    ),
                });
            }
            return Ok((tell(plan, seed, number, strategy), None));
        }
        RunChoice::Worst => Which::Worst,
        RunChoice::Median => Which::Median,
    };
    let simulation = compute(console, arguments, plan)?;
    let number = find(&simulation, strategy, which);
    let place = Place { runs: simulation.runs, which };
    Ok((tell(plan, seed, number, strategy), Some(place)))
}

fn compute(console: &Console, arguments: &Explain, plan: &Plan) -> Result<Simulation, Status> {
    let runs = arguments.sampling.runs as usize;
    let settings = Settings { seed: arguments.sampling.seed, stop: Stop::After(runs) };
    let progress = Progress::new(console, &plan.scenario.name, runs);
    let simulation = simulate(plan, settings, &progress);
    progress.finish();
    simulation.filter(|_| !interrupt::asked()).ok_or_else(|| console.interrupted())
}

/// The strategy with a key; by default the first that is not the baseline.
pub fn strategy(
    console: &Console,
    scenario: &Scenario,
    key: Option<&str>,
) -> Result<usize, Status> {
    let strategies = &scenario.strategies;
    let baseline = scenario.baseline;
    let Some(key) = key else {
        let other = (0..strategies.len()).find(|&s| s != baseline);
        return Ok(other.unwrap_or(baseline));
    };
    strategies.iter().position(|strategy| strategy.key == key).ok_or_else(|| {
        let keys: Vec<&str> = strategies.iter().map(|strategy| strategy.key.as_str()).collect();
        let keys = keys.join(", ");
        console.error(&match console.language {
            Language::Nl => format!("er is geen strategie `{key}`\nKies uit: {keys}."),
            Language::En => format!("there is no strategy `{key}`\nChoose from: {keys}."),
        });
        Status::BadInput
    })
}
