//! Every strategy at many draws of what nobody knows, and in many futures.

use super::expected::Expected;
use crate::model::outcome::Headline;
use crate::model::plan::Plan;
use crate::model::quantity::Theta;
use crate::sample::theta::ThetaSampler;
use crate::simulate::{Observer, Worker, in_batches};

/// What every strategy is expected to bring at each draw of θ, without any noise from luck.
#[derive(Clone, Debug, PartialEq)]
pub struct OverTheta {
    /// The draws: those of the first runs of a simulation with the same seed.
    pub thetas: Vec<Theta>,
    /// E[NPV|θ] by strategy and draw \[€\].
    pub npv: Vec<Vec<f64>>,
    /// Registered professionals at the horizon, the expectation given θ, by strategy and draw.
    pub registered: Vec<Vec<f64>>,
}

impl OverTheta {
    /// The draws of one quantity.
    pub fn quantity(&self, index: usize) -> Vec<f64> {
        self.thetas.iter().map(|theta| theta.0[index]).collect()
    }
}

/// Computes the expectations at a number of draws; `None` when the observer stopped it.
pub fn over_theta(
    plan: &Plan,
    draws: usize,
    seed: u64,
    observer: &dyn Observer,
) -> Option<OverTheta> {
    let sampler = ThetaSampler::new(&plan.scenario);
    let strategies = plan.strategies.len();
    let batches = in_batches(0..draws, observer, |first, n| {
        let mut thetas = Vec::new();
        sampler.draw_many(seed, first as u64, n, &mut thetas);
        let mut expected = Expected::new(plan);
        let mut found = Vec::with_capacity(n * strategies);
        for theta in &thetas {
            expected.update(theta);
            found.extend((0..strategies).map(|s| {
                [Headline::Npv, Headline::RegisteredAtHorizon]
                    .map(|outcome| expected.value(s, outcome))
            }));
        }
        (thetas, found)
    })?;
    let mut all = OverTheta {
        thetas: Vec::with_capacity(draws),
        npv: vec![Vec::with_capacity(draws); strategies],
        registered: vec![Vec::with_capacity(draws); strategies],
    };
    for (thetas, found) in batches {
        all.thetas.extend(thetas);
        for (k, [npv, registered]) in found.into_iter().enumerate() {
            all.npv[k % strategies].push(npv);
            all.registered[k % strategies].push(registered);
        }
    }
    Some(all)
}

/// The net present value of every strategy in each future, the same futures for all; `None` when the observer
/// stopped it.
pub fn futures(
    plan: &Plan,
    runs: usize,
    seed: u64,
    observer: &dyn Observer,
) -> Option<Vec<Vec<f64>>> {
    let sampler = ThetaSampler::new(&plan.scenario);
    let strategies = plan.strategies.len();
    let batches = in_batches(0..runs, observer, |first, n| {
        let mut thetas = Vec::new();
        sampler.draw_many(seed, first as u64, n, &mut thetas);
        let mut worker = Worker::new(plan, &sampler, seed);
        let mut found = Vec::with_capacity(n * strategies);
        for (run, theta) in (first as u64..).zip(&mut thetas) {
            worker.take(theta);
            worker.live(run, 0);
            let settled = worker.settled.iter();
            found.extend(settled.map(|settled| settled.headline[Headline::Npv as usize]));
        }
        found
    })?;
    let mut npv = vec![Vec::with_capacity(runs); strategies];
    for (k, value) in batches.into_iter().flatten().enumerate() {
        npv[k % strategies].push(value);
    }
    Some(npv)
}
