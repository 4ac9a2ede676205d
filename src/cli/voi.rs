//! `kansrijk voi`: the choice between strategies, and what it is worth to know more before making it.

use unicode_width::UnicodeWidthStr;

use super::analysis::{Analysis, Drawn};
use super::arguments::Voi;
use super::console::Console;
use super::deliver::provenance;
use super::load;
use super::progress::Progress;
use super::screen::layout::{BOLD, paragraph};
use super::screen::{laid_out, opening, points};
use super::status::{Outcome, Status};
use crate::decide::value::study::{Design, says_something, usual_profile};
use crate::decide::voi::{Asked, MOST_DRAWS, voi as compute};
use crate::input::{Loaded, nearest};
use crate::language::Language;
use crate::model::plan::Plan;
use crate::model::scenario::{ProfileIndex, Scenario};
use crate::tell::voi::VoiTale;
use crate::write;

/// Computes everything, shows the answer and writes figures and numbers.
pub fn voi(console: &Console, arguments: &Voi) -> Outcome {
    let common = &arguments.common;
    let options = load::options(console, &common.overrides)?;
    let Loaded { scenario, sources, .. } = load::scenario(console, &arguments.scenario, &options)?;
    let provenance = provenance(&arguments.scenario, sources, &common.overrides.set);
    if scenario.strategies.len() < 2 {
        console.error(console.pick(
            "het scenario heeft één strategie: er valt niets te kiezen\nZet er een tweede naast, bijvoorbeeld met niemand \
             aannemen.",
            "the scenario has one strategy: there is nothing to choose\nPut a second one beside it, for instance hiring \
             nobody.",
        ));
        return Err(Status::BadInput);
    }
    let design = profile(console, &scenario, arguments.profile.as_deref())?.map(|profile| Design {
        profile,
        hires: arguments.hires as usize,
        months: arguments.months as usize,
    });
    let asked = Asked {
        runs: common.sampling.runs as usize,
        most_draws: MOST_DRAWS,
        seed: common.sampling.seed,
        study: design,
        highest_worth: arguments.registered_up_to,
    };
    let analysis = Analysis::begin(console, common, &scenario.name)?;
    let plan = Plan::new(scenario);
    let found = analysis.compute(|| {
        let progress = Progress::new(console, &plan.scenario.name, asked.steps());
        let found = compute(&plan, asked, &progress);
        progress.finish();
        found
    })?;
    let tale = VoiTale { scenario: &plan.scenario, found: &found, language: console.language };
    let document = write::voi(tale, &provenance, asked.seed);
    let figures = || write::voi_figures(tale);
    analysis.finish(document, Drawn::Several, figures, || page(console, tale))
}

/// Whom the study follows; `None` where no study could say anything and none was asked for.
fn profile(
    console: &Console,
    scenario: &Scenario,
    asked: Option<&str>,
) -> Result<Option<ProfileIndex>, Status> {
    let Some(asked) = asked else {
        return Ok(usual_profile(scenario));
    };
    let language = console.language;
    let found = scenario.profiles.iter().position(|profile| profile.key == asked);
    let Some(found) = found.map(ProfileIndex) else {
        let keys: Vec<String> =
            scenario.profiles.iter().map(|profile| profile.key.clone()).collect();
        let near = nearest(asked, &keys).map(|near| match language {
            Language::Nl => format!("Bedoeld is misschien `{near}`. "),
            Language::En => format!("Perhaps `{near}` was meant. "),
        });
        let (near, keys) = (near.unwrap_or_default(), keys.join(", "));
        console.error(&match language {
            Language::Nl => format!("er is geen profiel `{asked}`\n{near}Kies uit: {keys}."),
            Language::En => format!("there is no profile `{asked}`\n{near}Choose from: {keys}."),
        });
        return Err(Status::BadInput);
    };
    if !says_something(scenario, found) {
        console.error(&match language {
            Language::Nl => format!(
                "van profiel `{asked}` is geen vertrekkans of slaagkans onzeker: volgen leert dan niets\nGeef die kansen een \
                 spreiding, of kies een ander profiel."
            ),
            Language::En => format!(
                "no exit or pass probability of profile `{asked}` is uncertain: following would teach nothing\nGive these \
                 a spread, or choose another profile."
            ),
        });
        return Err(Status::BadInput);
    }
    Ok(Some(found))
}

fn page(console: &Console, tale: VoiTale<'_>) -> String {
    let width = console.width;
    let title = tale.scenario.title.get(tale.language);
    let mut text = opening(title, &tale.circumstances(), width);
    text.push_str(&laid_out(&tale.decisions()).render(width));
    let groups = tale.groups();
    if groups.groups.iter().any(|group| !group.is_empty()) {
        let heading = console.pick("Wat het waard is te weten", "What it is worth to know");
        text.push_str(&format!("\n{BOLD}{heading}{BOLD:#} ({})\n\n", tale.whole()));
        text.push_str(&laid_out(&groups).render(width));
    }
    text.push('\n');
    let rows = tale.most_worth_knowing();
    // Names are too long for a column of labels: amounts come first.
    let widest = rows.iter().map(|[.., worth]| worth.width()).max().unwrap_or(0);
    for [name, grade, worth] in &rows {
        let mark = format!("  {}{worth}  {grade}  ", " ".repeat(widest - worth.width()));
        text.push_str(&paragraph(&mark, name, width));
    }
    if !rows.is_empty() {
        text.push('\n');
    }
    text.push_str(&points(&tale.sentences(), width));
    text
}
