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
}

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
        Some(Self { sensitivity, voi, discovery })
    }
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
