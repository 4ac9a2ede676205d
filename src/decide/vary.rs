//! The outcomes of a criterion in every run, with one number changed.

use super::criterion::{Event, Measure, Subject};
use super::solve::Estimate;
use crate::model::outcome::Headline;
use crate::model::plan::Plan;
use crate::model::quantity::Theta;
use crate::model::scenario::Scenario;
use crate::sample::theta::ThetaSampler;
use crate::simulate::{Observer, Worker, in_batches};

/// What is done to a quantity that is a distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Change {
    /// Added to every draw.
    Shift(f64),
    /// Every draw is multiplied.
    Scale(f64),
}

impl Change {
    fn of(self, drawn: f64) -> f64 {
        match self {
            Self::Shift(by) => drawn + by,
            Self::Scale(by) => drawn * by,
        }
    }
}

/// Why there is no estimate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum VaryError {
    /// The observer stopped it.
    Cancelled,
    /// A changed draw leaves the legal range of its field.
    OutOfRange {
        /// The draw as changed.
        value: f64,
        /// The legal range.
        range: (f64, f64),
    },
    /// In no run is anybody registered at the horizon.
    NobodyRegistered,
}

/// A scenario with only the strategies that a criterion is about: the baseline first.
pub fn reduced(scenario: &Scenario, strategy: usize) -> (Scenario, usize) {
    let mut alone = scenario.clone();
    let baseline = scenario.strategies[scenario.baseline].clone();
    alone.strategies = vec![baseline];
    alone.baseline = 0;
    if strategy == scenario.baseline {
        return (alone, 0);
    }
    alone.strategies.push(scenario.strategies[strategy].clone());
    (alone, 1)
}

/// The statistic of a measure for a strategy, with the quantity at an index changed in every draw.
///
/// # Errors
/// Cancelled; a draw that leaves the legal range; nobody to divide by.
pub fn estimate(
    plan: &Plan,
    strategy: usize,
    measure: Measure,
    change: Option<(usize, Change)>,
    runs: usize,
    seed: u64,
    observer: &dyn Observer,
) -> Result<Estimate, VaryError> {
    let sampler = ThetaSampler::new(&plan.scenario);
    let batches = in_batches(0..runs, observer, |first, n| {
        let mut thetas = Vec::new();
        sampler.draw_many(seed, first as u64, n, &mut thetas);
        let mut worker = Worker::new(plan, &sampler, seed);
        let mut batch = Vec::with_capacity(n);
        for (run, theta) in (first as u64..).zip(&mut thetas) {
            if let Some((index, change)) = change {
                apply(plan, theta, index, change)?;
            }
            worker.take(theta);
            worker.live(run, 0);
            batch.push(outcome(&worker, plan, strategy, measure));
        }
        Ok(batch)
    });
    let batches: Vec<Vec<[f64; 2]>> =
        batches.ok_or(VaryError::Cancelled)?.into_iter().collect::<Result<_, VaryError>>()?;
    let column = |k: usize| -> Vec<f64> { batches.iter().flatten().map(|pair| pair[k]).collect() };
    match measure {
        Measure::CostPerRegistered => {
            Estimate::ratio(&column(0), &column(1)).ok_or(VaryError::NobodyRegistered)
        }
        _ => Ok(Estimate::mean(&column(0))),
    }
}

fn apply(plan: &Plan, theta: &mut Theta, index: usize, change: Change) -> Result<(), VaryError> {
    let range = plan.scenario.quantities[index].range;
    let value = change.of(theta.0[index]);
    if !(range.0..=range.1).contains(&value) {
        return Err(VaryError::OutOfRange { value, range });
    }
    theta.0[index] = value;
    Ok(())
}

/// What a run contributes: a number, and for a ratio the number below it.
fn outcome(worker: &Worker<'_>, plan: &Plan, strategy: usize, measure: Measure) -> [f64; 2] {
    let of = |s: usize, outcome: Headline| worker.settled[s].headline[outcome as usize];
    let value = |subject| match subject {
        Subject::Npv => of(strategy, Headline::Npv),
        Subject::Difference => {
            of(strategy, Headline::Npv) - of(plan.scenario.baseline, Headline::Npv)
        }
        Subject::PeakFunding => of(strategy, Headline::PeakFunding),
        Subject::Payback => of(strategy, Headline::Payback),
    };
    match measure {
        Measure::Mean(subject) => [value(subject), 1.0],
        Measure::Chance(Event::Shortfall) => [of(strategy, Headline::Shortfall), 1.0],
        Measure::Chance(Event::Is(subject, sense, bound)) => {
            [f64::from(u8::from(sense.holds(value(subject), bound))), 1.0]
        }
        Measure::CostPerRegistered => {
            [of(strategy, Headline::Costs), of(strategy, Headline::RegisteredAtHorizon)]
        }
    }
}
