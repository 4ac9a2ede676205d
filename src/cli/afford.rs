//! `kansrijk afford`: how large a cohort an organisation can afford.

use super::analysis::{Analysis, Drawn};
use super::arguments::Afford;
use super::console::Console;
use super::deliver::provenance;
use super::progress::Progress;
use super::screen::{laid_out, opening, points};
use super::status::{Outcome, Status};
use super::{explain, load};
use crate::decide::afford::{Accepted, Cohort, afford as compute, candidates, usual_sizes};
use crate::input::Loaded;
use crate::language::Language;
use crate::model::scenario::Scenario;
use crate::tell::afford::AffordTale;
use crate::write;

/// Computes every size, shows the answer and writes figures and numbers.
pub fn afford(console: &Console, arguments: &Afford) -> Outcome {
    let common = &arguments.common;
    let options = load::options(console, &common.overrides)?;
    let Loaded { scenario, sources, .. } = load::scenario(console, &arguments.scenario, &options)?;
    let provenance = provenance(&arguments.scenario, sources, &common.overrides.set);
    let strategy = explain::strategy(console, &scenario, arguments.strategy.as_deref())?;
    let accepted = accepted(console, &scenario, arguments)?;
    let group = group(console, &scenario, strategy, arguments.group)?;
    let positions = scenario.strategies[strategy].intake[group].positions;
    let up_to = arguments.up_to.map_or_else(|| usual_sizes(positions), |up_to| up_to as usize);
    let cohort = Cohort { strategy, group, up_to };
    let analysis = Analysis::begin(console, common, &scenario.name)?;
    let found = analysis.compute(|| {
        let (runs, seed) = (common.sampling.runs as usize, common.sampling.seed);
        let progress = Progress::new(console, &scenario.name, runs);
        let found = compute(&scenario, cohort, runs, seed, &progress);
        progress.finish();
        found
    })?;
    let tale =
        AffordTale { scenario: &scenario, found: &found, accepted, language: console.language };
    let document = write::afford(tale, &provenance);
    let figures = || write::afford_figures(tale);
    analysis.finish(document, Drawn::Several, figures, || page(console, tale))
}

/// What is accepted; by default the scenario's own risk.
fn accepted(
    console: &Console,
    scenario: &Scenario,
    arguments: &Afford,
) -> Result<Accepted, Status> {
    let Some(liquidity) = scenario.organisation.liquidity else {
        console.error(console.pick(
            "het scenario zegt niet hoeveel geld de organisatie heeft: zonder dat valt er niets te betalen\nZet in \
             [organisation] liquidity, floor, free_cash_per_month en accepted_risk.",
            "the scenario does not say how much cash the organisation has: without it nothing can be afforded\nPut \
             liquidity, floor, free_cash_per_month and accepted_risk into [organisation].",
        ));
        return Err(Status::BadInput);
    };
    Ok(match (arguments.risk, arguments.added_risk) {
        (_, Some(added)) => Accepted::Added(added),
        (Some(risk), None) => Accepted::Risk(risk),
        (None, None) => Accepted::Risk(liquidity.accepted_risk),
    })
}

/// The intake group that grows; a choice must be made where several could be meant.
fn group(
    console: &Console,
    scenario: &Scenario,
    strategy: usize,
    asked: Option<u64>,
) -> Result<usize, Status> {
    let definition = &scenario.strategies[strategy];
    let language = console.language;
    let list = || {
        let groups = definition.intake.iter().enumerate().map(|(k, group)| {
            let profile = group.profile.map(|profile| &scenario.profiles[profile.0]);
            let nobody = language.pick("niemand", "nobody");
            let name = profile.map_or(nobody, |profile| profile.name.get(language));
            format!("{}: {} × {name}", k + 1, group.positions)
        });
        groups.collect::<Vec<_>>().join("\n  ")
    };
    if let Some(asked) = asked {
        let index = (asked as usize).checked_sub(1);
        let hires =
            |k: &usize| definition.intake.get(*k).is_some_and(|group| group.profile.is_some());
        return index.filter(hires).ok_or_else(|| {
            console.error(&match language {
                Language::Nl => format!(
                    "strategie `{}` heeft geen groep {asked} die mensen aanneemt\nHaar groepen:\n  {}",
                    definition.key,
                    list()
                ),
                Language::En => format!(
                    "strategy `{}` has no group {asked} that hires people\nIts groups:\n  {}",
                    definition.key,
                    list()
                ),
            });
            Status::BadInput
        });
    }
    match candidates(scenario, definition).as_slice() {
        [only] => Ok(*only),
        [] => {
            console.error(&match language {
                Language::Nl => format!(
                    "strategie `{}` neemt niemand aan: kies een andere met --strategy",
                    definition.key
                ),
                Language::En => format!(
                    "strategy `{}` hires nobody: choose another one with --strategy",
                    definition.key
                ),
            });
            Err(Status::BadInput)
        }
        _ => {
            console.error(&match language {
                Language::Nl => format!(
                    "welke groep van strategie `{}` groeit?\nKies met --group uit:\n  {}",
                    definition.key,
                    list()
                ),
                Language::En => format!(
                    "which group of strategy `{}` grows?\nChoose with --group from:\n  {}",
                    definition.key,
                    list()
                ),
            });
            Err(Status::BadInput)
        }
    }
}

fn page(console: &Console, tale: AffordTale<'_>) -> String {
    let width = console.width;
    let title = tale.scenario.title.get(tale.language);
    let mut text = opening(title, &tale.circumstances(), width);
    text.push_str(&laid_out(&tale.table()).render(width));
    text.push('\n');
    text.push_str(&points(&tale.sentences(), width));
    text
}
