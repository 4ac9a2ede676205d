//! `kansrijk sensitivity`: which assumption decides an outcome.

use super::analysis::{Analysis, Drawn};
use super::arguments::Sensitivity;
use super::console::Console;
use super::deliver::provenance;
use super::progress::Progress;
use super::screen::layout::paragraph;
use super::screen::{opening, points};
use super::status::{Outcome, Status};
use super::{explain, load};
use crate::decide::sensitivity::{Question, Settings, Target, sensitivity as compute};
use crate::input::{Loaded, nearest};
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
    let Loaded { scenario, sources, .. } = load::scenario(console, &arguments.scenario, &options)?;
    let provenance = provenance(&arguments.scenario, sources, &common.overrides.set);
    let strategy = explain::strategy(console, &scenario, arguments.strategy.as_deref())?;
    let plan = Plan::new(scenario);
    let scenario = &plan.scenario;
    let question = match &arguments.outcome {
        None => Question::of_decision(&plan, strategy),
        Some(key) => Question { strategy, target: target(console, scenario, strategy, key)? },
    };
    let analysis = Analysis::begin(console, common, &scenario.name)?;
    let sampling = common.sampling;
    let (seed, runs) = (sampling.seed, sampling.runs as usize);
    let settings = match arguments.base {
        Some(base) => Settings::new(seed, runs, base as usize),
        None => Settings::usual(seed, runs, scenario, question),
    };
    let found = analysis.compute(|| {
        let progress = Progress::of_computations(console, &scenario.name);
        let found = compute(&plan, question, settings, &progress);
        progress.finish();
        found
    })?;
    let tale = |language| write::sensitivity_tale(scenario, &found, language);
    let document = write::sensitivity(scenario, &found, &provenance);
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
    if ["payback", "first_surplus"].contains(&key) {
        console.error(&match console.language {
            Language::Nl => format!(
                "`{key}` is een maand die er niet altijd komt: zonder maand is er geen gemiddelde\nVraag met --outcome \
                 paid_back de kans dat de investering binnen de looptijd is terugverdiend, of met kansrijk discover --when \
                 \"payback > 36\" wanneer dat te lang duurt."
            ),
            Language::En => format!(
                "`{key}` is a month that does not always come: without a month there is no mean\nAsk with --outcome \
                 paid_back for the chance that the investment is earned back within the horizon, or with kansrijk discover \
                 --when \"payback > 36\" when that takes too long."
            ),
        });
        return Err(Status::BadInput);
    }
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
    let draws = number(found.tornado.draws as f64, 0, language);
    let mut circumstances = match language {
        Language::Nl => format!(
            "Strategie ‘{}’; {}; {draws} trekkingen achter elk eind",
            tale.strategy(),
            tale.what()
        ),
        Language::En => {
            format!(
                "Strategy ‘{}’; {}; {draws} draws behind each end",
                tale.strategy(),
                tale.what()
            )
        }
    };
    if let Some(sobol) = &found.sobol {
        let evaluations = number(sobol.evaluations as f64, 0, language);
        circumstances.push_str(&match language {
            Language::Nl => format!(", {evaluations} berekeningen achter de aandelen"),
            Language::En => format!(", {evaluations} computations behind the shares"),
        });
    }
    let mut text = opening(title, &format!("{circumstances}."), width);
    for bar in found.tornado.bars.iter().take(MOST_LISTED) {
        let share = tale.share_of(bar).map_or_else(String::new, |share| {
            format!(" · {} {share}", console.pick("aandeel", "share"))
        });
        text.push_str(&paragraph("", &format!("{}{share}", tale.name(&bar.moved)), width));
        for (at, outcome) in
            bar.ends.map(|end| tale.value(&bar.moved, end)).iter().zip(tale.ends(bar))
        {
            text.push_str(&format!("    {at:<28}{outcome}\n"));
        }
    }
    if !found.tornado.bars.is_empty() {
        let legend = console.pick(
            "Bij elk getal: de uitkomst gemiddeld als het op zijn 5e en op zijn 95e percentiel staat, en zijn aandeel in de \
             spreiding.",
            "With each number: the outcome on average with it at its 5th and at its 95th percentile, and its share of the spread.",
        );
        text.push_str(&format!("\n{}\n", paragraph("", legend, width)));
    }
    text.push_str(&points(&tale.sentences(), width));
    text
}
