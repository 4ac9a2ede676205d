//! The choice between the strategies of a scenario, and what it would be worth to know more before making it.

use super::choose::{Choice, USUAL_WORTH, choose};
use super::draws::{futures, over_theta};
use super::value::Payoffs;
use super::value::information::{Information, Numbers, information};
use super::value::study::{Design, Study, study, usual_profile};
use crate::model::outcome::Headline;
use crate::model::plan::Plan;
use crate::simulate::{Observer, Simulation};

/// Most draws of θ: what more of them would add is smaller than what they cost.
pub const MOST_DRAWS: usize = 4096;

/// Most draws of θ for a report, which nobody should have to wait for.
const BRIEF_DRAWS: usize = 1024;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Asked {
    /// Number of futures.
    pub runs: usize,
    /// Most draws of θ.
    pub most_draws: usize,
    /// Everything random follows from it.
    pub seed: u64,
    /// A study, or none.
    pub study: Option<Design>,
    /// The highest value of one registered professional for the acceptability \[€\].
    pub highest_worth: f64,
}

impl Asked {
    /// Draws of θ that expectations are computed at: those of the first futures.
    pub fn draws(self) -> usize {
        self.runs.min(self.most_draws)
    }

    /// Steps of which an observer hears, all together.
    pub fn steps(self) -> usize {
        let studied = if self.study.is_some() { self.draws() } else { 0 };
        self.runs + self.draws() + studied
    }
}

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Voi {
    /// The strategies beside each other.
    pub choice: Choice,
    /// What knowing numbers would be worth.
    pub information: Information,
    /// What a study would be worth; `None` where none was asked for, or none could say anything.
    pub study: Option<Study>,
}

/// Simulates the futures and computes everything; `None` when the observer stopped it. The scenario has more than
/// one strategy.
pub fn voi(plan: &Plan, asked: Asked, observer: &dyn Observer) -> Option<Voi> {
    let npv = futures(plan, asked.runs, asked.seed, observer)?;
    of_futures(plan, &npv, asked, observer)
}

/// The study in a report: so many hires …
const BRIEF_HIRES: usize = 50;
/// … for so many months, or to the horizon.
const BRIEF_MONTHS: usize = 24;

/// The same for a report: from its futures, with a study of 50 hires where one could say anything, with fewer draws
/// of θ.
pub fn brief(plan: &Plan, simulation: &Simulation, observer: &dyn Observer) -> Option<Voi> {
    let draws = |s| simulation.draws(s, Headline::Npv as usize);
    let npv: Vec<Vec<f64>> = (0..plan.strategies.len()).map(draws).collect();
    let asked = Asked {
        runs: simulation.runs,
        most_draws: BRIEF_DRAWS,
        seed: simulation.seed,
        study: usual_profile(&plan.scenario).map(|profile| Design {
            profile,
            hires: BRIEF_HIRES,
            months: BRIEF_MONTHS,
        }),
        highest_worth: USUAL_WORTH,
    };
    of_futures(plan, &npv, asked, observer)
}

/// From the NPV of each strategy in each future.
fn of_futures(plan: &Plan, npv: &[Vec<f64>], asked: Asked, observer: &dyn Observer) -> Option<Voi> {
    let over = over_theta(plan, asked.draws(), asked.seed, observer)?;
    let payoffs = Payoffs::new(over.npv.clone());
    let numbers = Numbers::new(&plan.scenario, &over);
    let study = match asked.study {
        Some(design) => {
            study(plan, &over, &payoffs, &numbers, design, asked.seed, observer).ok()?
        }
        None => None,
    };
    Some(Voi {
        choice: choose(npv, &over, asked.seed, asked.highest_worth),
        information: information(&plan.scenario, &payoffs, &numbers),
        study,
    })
}
