//! Scenarios side by side: what differs between them, run by run on the same luck, and where luck is not shared.
//!
//! In: plans with their simulations, all of one seed and one number of runs. Out: a [`Comparison`] of each
//! later scenario with the first. Draws have addresses, so a quantity with the same path and spread has
//! the same value in the same run of both, and position k of a strategy lives on the same uniforms.

pub mod shared;

use shared::{Obstacle, Positions, Quantities};

use crate::model::outcome::Headline;
use crate::model::plan::Plan;
use crate::simulate::Simulation;
use crate::summarize::minus;
use crate::summarize::statistics::{Chance, OutcomeSummary, summarize, variance};

/// A scenario that has been simulated.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The scenario.
    pub plan: &'a Plan,
    /// Its runs.
    pub simulation: &'a Simulation,
}

/// Each later scenario against the first.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// One for each scenario but the first, in order.
    pub pairs: Vec<Pair>,
}

/// One scenario against the first.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// Number of the scenario that is compared with scenario 0.
    pub scenario: usize,
    /// What keeps differences from being taken, or from being what they seem.
    pub obstacles: Vec<Obstacle>,
    /// Which numbers the two have in common.
    pub quantities: Quantities,
    /// Strategies with the same key, in the order of the first scenario.
    pub strategies: Vec<Match>,
    /// Keys of strategies of the first scenario that the other lacks.
    pub only_in_first: Vec<String>,
    /// Keys of strategies that only the other scenario has.
    pub only_in_other: Vec<String>,
}

/// A strategy that both scenarios have.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// Number of the strategy in the first scenario.
    pub first: usize,
    /// Number of the strategy in the other scenario.
    pub other: usize,
    /// Which positions live on the same luck.
    pub positions: Positions,
    /// The other minus the first; `None` where amounts of the two cannot be subtracted.
    pub difference: Option<Difference>,
    /// How much more the strategy differs from its baseline in the other scenario than in the first; `None`
    /// for a baseline, and where there is no common one.
    pub above_baseline: Option<Difference>,
}

/// A difference between two scenarios, run by run.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// By [`Headline`]; `None` for months (which can be never) and where there is no difference to take.
    pub headline: Vec<Option<Paired>>,
    /// Chance, over runs, that the NPV is higher in the other scenario.
    pub higher: Chance,
    /// Chance that it is lower; the two do not add up to 1 where runs are equal.
    pub lower: Chance,
}

impl Difference {
    /// The difference of an outcome.
    pub fn of(&self, outcome: Headline) -> Option<&Paired> {
        self.headline[outcome as usize].as_ref()
    }
}

/// The difference of one outcome over paired runs.
#[derive(Clone, Debug, PartialEq)]
pub struct Paired {
    /// What is known of the difference; its error is that of paired runs.
    pub summary: OutcomeSummary,
    /// Monte Carlo standard error that the difference of the means would have without common luck.
    pub standard_error_apart: f64,
}

impl Comparison {
    /// Compares scenarios with the first of them.
    ///
    /// # Panics
    /// Simulations of different seeds or numbers of runs: their runs are no pairs.
    pub fn new(cases: &[Case<'_>]) -> Self {
        let (first, others) = cases.split_first().expect("a scenario to compare with");
        let pair = |(k, other): (usize, &Case<'_>)| {
            let same = (first.simulation.seed, first.simulation.runs);
            assert_eq!(same, (other.simulation.seed, other.simulation.runs), "runs are paired");
            Pair::new(*first, *other, k + 1)
        };
        Self { pairs: others.iter().enumerate().map(pair).collect() }
    }
}

impl Pair {
    fn new(first: Case<'_>, other: Case<'_>, scenario: usize) -> Self {
        let (a, b) = (&first.plan.scenario, &other.plan.scenario);
        let obstacles = shared::obstacles(a, b);
        let same_months = a.calendar == b.calendar;
        // The lump sum is outside the model: only differences with a baseline mean something there.
        let same_budget = a.contract.variant.is_task() == b.contract.variant.is_task();
        let baselines = [&a.strategies[a.baseline].key, &b.strategies[b.baseline].key];
        let place = |strategies: &[crate::model::scenario::Strategy], key: &str| {
            strategies.iter().position(|strategy| strategy.key == key)
        };
        let mut strategies = Vec::new();
        for (s, strategy) in a.strategies.iter().enumerate() {
            let Some(t) = place(&b.strategies, &strategy.key) else { continue };
            let has_baseline = baselines[0] == baselines[1] && s != a.baseline;
            strategies.push(Match {
                first: s,
                other: t,
                positions: Positions::new(a, s, b, t),
                difference: (same_months && same_budget)
                    .then(|| difference([&|k| own(first, s, k), &|k| own(other, t, k)])),
                above_baseline: (same_months && has_baseline)
                    .then(|| difference([&|k| above(first, s, k), &|k| above(other, t, k)])),
            });
        }
        let missing = |from: &[crate::model::scenario::Strategy], to| {
            from.iter()
                .filter(|strategy| place(to, &strategy.key).is_none())
                .map(|strategy| strategy.key.clone())
                .collect()
        };
        Self {
            scenario,
            obstacles,
            quantities: Quantities::new(a, b),
            strategies,
            only_in_first: missing(&a.strategies, &b.strategies),
            only_in_other: missing(&b.strategies, &a.strategies),
        }
    }
}

/// Draws of an outcome, run by run; `None` where there is nothing to subtract.
type Draws<'f> = &'f dyn Fn(Headline) -> Option<Vec<f64>>;

/// An outcome of a strategy, but for months, which can be never.
fn own(case: Case<'_>, strategy: usize, outcome: Headline) -> Option<Vec<f64>> {
    let is_month = matches!(outcome, Headline::Payback | Headline::FirstSurplus);
    (!is_month).then(|| case.simulation.draws(strategy, outcome as usize))
}

/// What an outcome of a strategy lies above that of its baseline, where that is the difference of two numbers.
fn above(case: Case<'_>, strategy: usize, outcome: Headline) -> Option<Vec<f64>> {
    let is_curve = matches!(outcome, Headline::PeakFunding | Headline::Payback);
    (outcome.is_differenced() && !is_curve).then(|| {
        let baseline = case.simulation.draws(case.plan.scenario.baseline, outcome as usize);
        minus(case.simulation.draws(strategy, outcome as usize), &baseline)
    })
}

/// The second minus the first, outcome by outcome.
fn difference([first, other]: [Draws<'_>; 2]) -> Difference {
    let paired = |&outcome: &Headline| {
        let (a, b) = (first(outcome)?, other(outcome)?);
        let apart = (variance(&a) + variance(&b)) / a.len() as f64;
        let summary = summarize(&minus(b, &a), outcome.worst_is_high(), None);
        Some(Paired { summary, standard_error_apart: apart.sqrt() })
    };
    let [a, b] = [first, other].map(|draws| draws(Headline::Npv).expect("an amount"));
    let runs = a.len();
    let share = |test: fn(&f64, &f64) -> bool| {
        Chance::of(a.iter().zip(&b).filter(|(a, b)| test(a, b)).count(), runs)
    };
    Difference {
        headline: Headline::ALL.iter().map(paired).collect(),
        higher: share(|a, b| b > a),
        lower: share(|a, b| b < a),
    }
}
