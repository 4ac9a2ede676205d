//! Which assumption decides: how an outcome changes with each number of the scenario.
//!
//! Linear outcomes go through the exact twin, so that luck adds no noise. The others are lived: each draw of θ with luck
//! of its own, so that errors count it, and the same luck in whatever is compared with that draw.

mod indices;
mod lever;
mod question;
mod ranks;
mod response;
mod signs;
mod sobol;
mod tornado;

pub use indices::{Index, Indices, Interval};
pub use lever::{Lever, levers};
pub use question::{Question, Target};
pub use ranks::spearman;
pub use response::{Fate, Response, Value};
pub use signs::Surprise;
pub use sobol::{Factor, Sobol};
pub use tornado::{Bar, DISCOUNT_STEP, Moved, Tornado};

use rayon::prelude::*;

use crate::model::plan::Plan;
use crate::model::scenario::Scenario;
use crate::model::subsidy::Rule;
use crate::sample::theta::ThetaSampler;
use crate::simulate::{Observer, Worker, in_batches};
use crate::summarize::statistics::{Split, split};

/// Rows of the design of an analysis that is asked for, unless its expectations are dear.
pub const BASE: usize = 1024;

/// How much less is computed where an expectation is dear.
const DEAR: usize = 4;

/// Whether an expectation takes many times what it usually does: where a subsidy is reclaimed as far as it exceeds the
/// costs of each head, of which the twin needs the distribution.
fn is_dear(scenario: &Scenario) -> bool {
    let instruments = scenario.subsidies.iter().flat_map(|design| &design.instruments);
    instruments.into_iter().any(|of| matches!(of.rule, Rule::Clawback { above_costs: Some(_), .. }))
}

/// How much is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Everything random follows from it.
    pub seed: u64,
    /// Runs behind rank correlations and the share of luck.
    pub runs: usize,
    /// Rows of the design behind Sobol indices; a power of two fills best.
    pub base: usize,
    /// Draws of the other numbers behind each end of a bar; `lives` times as many where the outcome is not exact.
    pub draws: usize,
    /// Lives at each point of the design where the outcome is not exact; at least 2, to tell luck from ignorance.
    pub lives: usize,
}

impl Settings {
    /// For an analysis that was asked for.
    pub fn new(seed: u64, runs: usize, base: usize) -> Self {
        Self { seed, runs, base, draws: 256, lives: 8 }
    }

    /// The same where nothing is asked of the design: a quarter of it for a question whose expectations are dear.
    pub fn usual(seed: u64, runs: usize, scenario: &Scenario, question: Question) -> Self {
        let all = Self::new(seed, runs, BASE);
        if question.is_linear() && is_dear(scenario) {
            return Self { base: BASE / DEAR, draws: all.draws / DEAR, ..all };
        }
        all
    }

    /// For one that comes with every report: quicker and less precise.
    pub fn brief(seed: u64) -> Self {
        Self { draws: 32, ..Self::new(seed, 2048, 128) }
    }
}

/// How strongly a quantity and the outcome rise and fall together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rank {
    /// Index of the quantity.
    pub quantity: usize,
    /// Spearman's ρ over the runs.
    pub rho: Interval,
}

/// Which assumption decides an outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Sensitivity {
    /// Of which strategy, by its index in the scenario, and what.
    pub question: Question,
    /// How much was computed.
    pub settings: Settings,
    /// How far the outcome swings with each number.
    pub tornado: Tornado,
    /// How its variance given θ divides; `None` where the outcome does not vary with θ.
    pub sobol: Option<Sobol>,
    /// Rank correlations, the strongest first.
    pub ranks: Vec<Rank>,
    /// How much of the whole variance is ignorance; `None` where nothing varies or the runs are few.
    pub split: Option<Split>,
}

/// Answers the question; `None` when the observer cancelled it.
pub fn sensitivity(
    plan: &Plan,
    question: Question,
    settings: Settings,
    observer: &dyn Observer,
) -> Option<Sensitivity> {
    let (alone, asked) = question.alone(plan);
    let Settings { seed, runs, base, draws, lives } = settings;
    let sampler = ThetaSampler::new(&alone.scenario);
    let numbers = sampler.uncertain_quantities();
    let draws = if asked.is_linear() { draws } else { draws * lives };
    observer.expects(runs + base * (numbers + 2) + (2 * draws + 5) * (numbers + 1));
    let tornado = tornado::tornado(&alone, asked, seed, draws, observer)?;
    let response = Response::new(&alone, &sampler, asked, seed, lives);
    let sobol = sobol::sobol(&alone.scenario, &sampler, &response, seed, base, observer)?;
    let (ranks, split) = over_runs(&alone, asked, &sampler, settings, observer)?;
    Some(Sensitivity { question, settings, tornado, sobol, ranks, split })
}

/// Runs whose expectation is computed for the share of luck of a linear outcome.
const EXPECTED_RUNS: usize = 512;

/// Rank correlations over the runs, luck included, and the share of ignorance in their variance.
fn over_runs(
    plan: &Plan,
    question: Question,
    sampler: &ThetaSampler,
    Settings { seed, runs, lives, .. }: Settings,
    observer: &dyn Observer,
) -> Option<(Vec<Rank>, Option<Split>)> {
    let quantities: Vec<usize> = (0..plan.scenario.quantities.len())
        .filter(|&q| !plan.scenario.quantities[q].distribution.is_certain())
        .collect();
    let response = Response::new(plan, sampler, question, seed, lives);
    let exact = question.is_linear();
    // By run: the outcome, the same with other luck where its expectation is not known, and θ.
    let batches = in_batches(0..runs, observer, |first, n| {
        let mut worker = Worker::new(plan, sampler, seed);
        let mut thetas = Vec::new();
        sampler.draw_many(seed, first as u64, n, &mut thetas);
        let mut rows = Vec::with_capacity(n);
        for (run, theta) in (first as u64..).zip(&mut thetas) {
            let drawn: Vec<f64> = quantities.iter().map(|&q| theta.0[q]).collect();
            worker.take(theta);
            worker.live(run, 0);
            let outcome = response.of_run(&worker);
            let second = if exact {
                f64::NAN
            } else {
                worker.live(run, 1);
                response.of_run(&worker)
            };
            rows.push((outcome, second, drawn));
        }
        rows
    })?;
    let rows: Vec<_> = batches.into_iter().flatten().collect();
    let outcomes: Vec<f64> = rows.iter().map(|(outcome, ..)| *outcome).collect();
    let other = if exact {
        let draws = EXPECTED_RUNS.min(runs);
        let expected = response.at(draws, &(), |run, theta| {
            sampler.draw(seed, run as u64, theta);
            Fate { run: run as u64, realisation: 0 }
        })?;
        expected.into_iter().map(|value| value.asked).collect()
    } else {
        rows.iter().map(|(_, second, _)| *second).collect::<Vec<f64>>()
    };
    let mut ranks: Vec<Rank> = (0..quantities.len())
        .into_par_iter()
        .filter_map(|k| {
            let column: Vec<f64> = rows.iter().map(|(.., drawn)| drawn[k]).collect();
            let rho = spearman(&column, &outcomes)?;
            Some(Rank { quantity: quantities[k], rho })
        })
        .collect();
    ranks.sort_by(|a, b| b.rho.value.abs().total_cmp(&a.rho.value.abs()));
    Some((ranks, split(&outcomes, &other, exact)))
}
