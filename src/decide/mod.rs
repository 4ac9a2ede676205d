//! Answers to a question that takes more than one run of the model: how large a cohort can be, at which
//! value of a number a criterion holds, which assumption decides, which strategy to choose and what it would be
//! worth to know more first, under which circumstances something happens.
//!
//! In: a scenario and what is asked of it. Out: an answer with its Monte Carlo error. Every comparison is
//! made on the same draws: the same numbers and the same luck under whatever is compared.

pub mod afford;
pub mod choose;
pub mod criterion;
pub mod discover;
pub mod draws;
pub mod expected;
mod nested;
pub mod sensitivity;
pub mod solve;
pub mod value;
pub mod vary;
pub mod voi;

use crate::model::plan::Plan;
use crate::simulate::{Observer, Simulation};
use crate::summarize::spread::decision;
use crate::summarize::statistics::{mean, variance};
use afford::{Affordability, Cohort, afford, candidates, usual_sizes};
use criterion::{Event, Sense, Subject};
use discover::{Discovery, discover};
use sensitivity::{Question, Sensitivity, Settings};
use voi::Voi;

/// The answers that every report comes with.
#[derive(Clone, Debug)]
pub struct Decisions {
    /// Which assumption decides.
    pub sensitivity: Sensitivity,
    /// The choice between the strategies; `None` where there is only one.
    pub voi: Option<Voi>,
    /// Under which circumstances it goes wrong.
    pub discovery: Discovery,
    /// How large the cohort can be; `None` where no cash is stated, or more than one group could be the cohort.
    pub affordability: Option<Affordability>,
}

/// Runs behind the size of a cohort in a report, at most: a chance of 5 in 100 is known to 1 in 100 then.
const AFFORD_RUNS: usize = 2_000;

/// Runs that are searched for circumstances in a report, at most: more sharpen nothing that is told.
const SEARCHED_RUNS: usize = 20_000;

impl Decisions {
    /// Computes them for the strategy that the answer is about; `None` when the observer cancelled it.
    pub fn new(
        plan: &Plan,
        simulation: &Simulation,
        subject: usize,
        observer: &dyn Observer,
    ) -> Option<Self> {
        let question = Question::of_decision(plan, subject);
        let settings = Settings::brief(simulation.seed);
        let mut sensitivity = sensitivity::sensitivity(plan, question, settings, observer)?;
        // Few draws give the swings; the middle is the mean that the rest of the report speaks of.
        let overall = decision(plan, simulation, subject);
        let error = (variance(&overall) / overall.len() as f64).sqrt();
        sensitivity.tornado = sensitivity.tornado.around(mean(&overall), error);
        let voi = match plan.strategies.len() {
            1 => None,
            _ => Some(voi::brief(plan, simulation, observer)?),
        };
        let event = bad_event(plan, subject);
        let discovery = discover(plan, simulation, subject, event, SEARCHED_RUNS);
        let affordability = match cohort(plan, subject) {
            Some(cohort) => {
                let runs = simulation.runs.min(AFFORD_RUNS);
                Some(afford(&plan.scenario, cohort, runs, simulation.seed, observer)?)
            }
            None => None,
        };
        Some(Self { sensitivity, voi, discovery, affordability })
    }
}

/// The cohort whose size is in question: the only group of the strategy that it can be, where cash is stated.
fn cohort(plan: &Plan, strategy: usize) -> Option<Cohort> {
    plan.scenario.organisation.liquidity?;
    let definition = &plan.scenario.strategies[strategy];
    let &[group] = candidates(&plan.scenario, definition).as_slice() else { return None };
    let up_to = usual_sizes(definition.intake[group].positions);
    Some(Cohort { strategy, group, up_to })
}

/// What going wrong is: a shortfall; where no cash is stated, being worse than the baseline; or a loss.
fn bad_event(plan: &Plan, subject: usize) -> Event {
    if plan.scenario.organisation.liquidity.is_some() {
        return Event::Shortfall;
    }
    let is_baseline = subject == plan.scenario.baseline;
    let of = if is_baseline { Subject::Npv } else { Subject::Difference };
    Event::Is(of, Sense::Below, 0.0)
}
