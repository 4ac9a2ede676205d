//! `kansrijk sensitivity`: which assumption decides an outcome.

use super::analysis::{Analysis, Drawn};
use super::arguments::Sensitivity;
use super::console::Console;
use super::progress::Progress;
use super::screen::layout::BOLD;
use super::screen::{opening, points};
use super::status::{Outcome, Status};
use super::{explain, load};
use crate::decide::sensitivity::{Question, Settings, Target, sensitivity as compute};
use crate::input::nearest;
use crate::language::{Language, number};
use crate::model::plan::Plan;
use crate::model::scenario::Scenario;
use crate::tell::sensitivity::SensitivityTale;
use crate::write;

/// Rows of the table on the screen.
const MOST_LISTED: usize = 12;

/// Computes the analysis, shows the finding and writes figures and numbers.
pub fn sensitivity(console: &Console, arguments: &Sensitivity) -> Outcome {
    let common = &arguments.common;
    let options = load::options(console, &common.overrides)?;
    let scenario = load::scenario(console, &arguments.scenario, &options)?.scenario;
    let strategy = explain::strategy(console, &scenario, arguments.strategy.as_deref())?;
    let plan = Plan::new(scenario);
    let scenario = &plan.scenario;
    let question = match &arguments.outcome {
        None => Question::of_decision(&plan, strategy),
        Some(key) => Question { strategy, target: target(console, scenario, strategy, key)? },
    };
    let analysis = Analysis::begin(console, common, &scenario.name)?;
    let sampling = common.sampling;
    let settings = Settings::new(sampling.seed, sampling.runs as usize, arguments.base as usize);
    let found = analysis.compute(|| {
        let progress = Progress::of_computations(console, &scenario.name);
        let found = compute(&plan, question, settings, &progress);
        progress.finish();
        found
    })?;
    let tale = |language| write::sensitivity_tale(scenario, &found, language);
    let document = write::sensitivity(scenario, &found, &common.overrides.set);
    let figures = || write::sensitivity_figures(tale);
    analysis.finish(document, Drawn::Several, figures, || page(console, tale(console.language)))
}

/// The outcome that was asked for.
fn target(
    console: &Console,
    scenario: &Scenario,
    strategy: usize,
    key: &str,
) -> Result<Target, Status> {
    let Some(target) = Target::from_key(key) else {
        let keys: Vec<String> = Target::keys().map(str::to_owned).collect();
        let near = nearest(key, &keys);
        let all = keys.join(", ");
        let near = near.map(|near| match console.language {
            Language::Nl => format!("Bedoeld is misschien `{near}`.\n"),
            Language::En => format!("Perhaps `{near}` was meant.\n"),
        });
        let near = near.unwrap_or_default();
        console.error(&match console.language {
            Language::Nl => format!("`{key}` is geen uitkomst\n{near}Kies uit: {all}."),
            Language::En => format!("`{key}` is no outcome\n{near}Choose from: {all}."),
        });
        return Err(Status::BadInput);
    };
    if target == Target::Difference && strategy == scenario.baseline {
        console.error(console.pick(
            "`difference` vergelijkt met het uitgangspunt: daar is een tweede strategie voor nodig\nKies die met \
             --strategy, of vraag --outcome npv.",
            "`difference` compares with the baseline: that takes a second strategy\nChoose it with --strategy, or \
             ask for --outcome npv.",
        ));
        return Err(Status::BadInput);
    }
    let needs_cash = ["shortfall", "liquidity_low", "interest"].contains(&key);
    if needs_cash && scenario.organisation.liquidity.is_none() {
        console.error(&match console.language {
            Language::Nl => format!(
                "`{key}` gaat over de kas, en het scenario zegt niet hoeveel geld de organisatie heeft\nZet in \
                 [organisation] liquidity, floor en free_cash_per_month."
            ),
            Language::En => format!(
                "`{key}` is about cash, and the scenario does not say how much the organisation has\nPut liquidity, \
                 floor and free_cash_per_month into [organisation]."
            ),
        });
        return Err(Status::BadInput);
    }
    Ok(target)
}

fn page(console: &Console, tale: SensitivityTale<'_>) -> String {
    let (width, language, found) = (console.width, tale.language, tale.found);
    let title = tale.scenario.title.get(language);
    let evaluations = found.sobol.as_ref().map_or(0, |sobol| sobol.evaluations);
    let [draws, evaluations] =
        [found.tornado.draws, evaluations].map(|n| number(n as f64, 0, language));
    let circumstances = match language {
        Language::Nl => format!(
            "Strategie ‘{}’; {}; {draws} trekkingen achter elk eind, {evaluations} berekeningen achter de aandelen.",
            tale.strategy(),
            tale.what()
        ),
        Language::En => format!(
            "Strategy ‘{}’; {}; {draws} draws behind each end, {evaluations} computations behind the shares.",
            tale.strategy(),
            tale.what()
        ),
    };
    let mut text = opening(title, &circumstances, width);
    let heads = match language {
        Language::Nl => ["van p5 naar p95", "uitkomst daarbij, gemiddeld", "aandeel"],
        Language::En => ["from p5 to p95", "outcome there, on average", "share"],
    };
    text.push_str(&format!("{BOLD}{}{BOLD:#}\n", listed(heads.map(str::to_owned))));
    for bar in found.tornado.bars.iter().take(MOST_LISTED) {
        let [x, y] = bar.ends.map(|end| tale.value(&bar.moved, end));
        let [low, high] = bar.drawn.map(|x| tale.outcome(x));
        let share = tale.share_of(bar).unwrap_or_default();
        text.push_str(&format!("  {}\n", tale.name(&bar.moved)));
        text.push_str(&listed([format!("{x} → {y}"), format!("{low} → {high}"), share]));
        text.push('\n');
    }
    text.push('\n');
    text.push_str(&points(&tale.sentences(), width));
    text
}

/// The line below the path of a number: paths are too long for a column beside others.
fn listed([values, outcomes, share]: [String; 3]) -> String {
    format!("      {values:<43}{outcomes:<32}{share:>8}").trim_end().to_owned()
}
