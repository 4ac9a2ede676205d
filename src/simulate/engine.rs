//! The loop over batches: fixed numbers of runs, or until every headline outcome is known well enough.

use std::mem::take;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use ndarray::{Array2, Array3};
use rayon::prelude::*;

use super::bands::{Bands, EXACT_RUNS, Layout};
use super::batch::{BATCH_RUNS, Batch, Extras};
use super::convergence::{LeastKnown, least_known};
use crate::model::plan::Plan;
use crate::sample::theta::ThetaSampler;

/// Batches between two looks at progress, convergence and cancellation.
const ROUND_BATCHES: usize = 32;

/// Runs that are lived a second time with other luck, for ignorance and luck.
pub const SECOND_RUNS: u64 = 2048;

/// Runs whose expectation the twin computes, for ignorance and luck. The standard error of the share of
/// ignorance s is about s(1 − s)·√(2/256), two points at most: that of [`SECOND_RUNS`].
pub const EXPECTED_RUNS: u64 = 256;

/// When the simulation stops.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stop {
    /// After this number of runs.
    After(usize),
    /// When every headline outcome is known well enough, or after `at_most` runs.
    Converged {
        /// Most runs.
        at_most: usize,
        /// Half-width of a mean's 95 % interval that suffices for amounts [€], besides the relative rule.
        euros: Option<f64>,
    },
}

/// How a simulation is run. The number of threads is that of the rayon pool that it runs in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// Everything random follows from it.
    pub seed: u64,
    /// When to stop.
    pub stop: Stop,
}

/// Looks at a running simulation; cannot change it, but for asking it to stop.
pub trait Observer: Sync {
    /// `runs` more runs are done.
    fn advanced(&self, _runs: usize) {}
    /// The number of runs that are needed is now known to be at least this.
    fn expects(&self, _runs: usize) {}
    /// Set to true to stop at the next batch; the simulation then returns `None`.
    fn cancelled(&self) -> Option<&AtomicBool> {
        None
    }
}

impl Observer for () {}

/// Calls `batch(first, runs)` for every [`BATCH_RUNS`] of the runs, on all threads; the results are in
/// order. `None` when the observer stopped it.
pub fn in_batches<T: Send>(
    runs: Range<usize>,
    observer: &dyn Observer,
    batch: impl Fn(usize, usize) -> T + Sync,
) -> Option<Vec<T>> {
    let starts: Vec<usize> = runs.clone().step_by(BATCH_RUNS).collect();
    starts
        .into_par_iter()
        .with_max_len(1) // the first batches may take longest
        .map(|first| {
            if observer.cancelled().is_some_and(|flag| flag.load(Ordering::Relaxed)) {
                return None;
            }
            let n = BATCH_RUNS.min(runs.end - first);
            let done = batch(first, n);
            observer.advanced(n);
            Some(done)
        })
        .collect()
}

/// The outcomes of every run.
#[derive(Clone, Debug)]
pub struct Simulation {
    /// Runs done.
    pub runs: usize,
    /// The seed.
    pub seed: u64,
    /// With [`Stop::Converged`]: whether every outcome was known well enough at the end.
    pub converged: Option<bool>,
    /// With [`Stop::Converged`]: what was known least well at the end.
    pub least_known: Option<LeastKnown>,
    /// Batches in order (without the columns, which are in `bands`).
    pub batches: Vec<Batch>,
    /// Columns by month, line and year.
    pub bands: Bands,
    /// Where the columns lie.
    pub layout: Layout,
    /// Runs by strategy and the first month whose balance lies below the floor.
    pub first_shortfall: Array2<u64>,
    /// Exits by strategy, tenure and cause (attrition before registration or without it,
    /// attrition registered, failed route), over all runs.
    pub exits: Array3<u64>,
}

impl Simulation {
    /// One headline outcome of a strategy, run by run.
    pub fn draws(&self, strategy: usize, outcome: usize) -> Vec<f64> {
        self.gather(|batch| batch.headline.slice(ndarray::s![strategy, outcome, ..]))
    }

    /// Peak (0) or payback (1) of the difference curve, run by run.
    pub fn difference_draws(&self, strategy: usize, which: usize) -> Vec<f64> {
        self.gather(|batch| batch.difference.slice(ndarray::s![strategy, which, ..]))
    }

    /// An outcome under the second realisation of luck, for the first runs; indices beyond the
    /// headline outcomes are peak and payback of the difference.
    pub fn second(&self, strategy: usize, outcome: usize) -> Vec<f64> {
        self.batches
            .iter()
            .filter_map(|batch| batch.second.as_ref())
            .flat_map(|array| array.slice(ndarray::s![strategy, outcome, ..]).to_vec())
            .take_while(|value| !value.is_nan())
            .collect()
    }

    /// The expectation of a linear outcome given θ, for the first runs.
    pub fn expected(&self, strategy: usize, outcome: usize) -> Vec<f64> {
        self.batches
            .iter()
            .filter_map(|batch| batch.expected.as_ref())
            .flat_map(|array| array.slice(ndarray::s![strategy, outcome, ..]).to_vec())
            .take_while(|value| !value.is_nan())
            .collect()
    }

    fn gather<'s>(&'s self, view: impl Fn(&'s Batch) -> ndarray::ArrayView1<'s, f64>) -> Vec<f64> {
        let mut all = Vec::with_capacity(self.runs);
        for batch in &self.batches {
            all.extend(view(batch));
        }
        all
    }
}

/// Runs a plan; `None` when the observer cancelled it.
pub fn simulate(plan: &Plan, settings: Settings, observer: &dyn Observer) -> Option<Simulation> {
    let sampler = ThetaSampler::new(&plan.scenario);
    let layout = Layout::new(plan);
    let mut simulation = Simulation {
        runs: 0,
        seed: settings.seed,
        converged: None,
        least_known: None,
        batches: Vec::new(),
        bands: Bands::new(&layout),
        layout,
        first_shortfall: Array2::zeros((plan.strategies.len(), plan.horizon)),
        exits: Array3::zeros((plan.strategies.len(), plan.horizon, 3)),
    };
    let most = match settings.stop {
        Stop::After(runs) => runs,
        Stop::Converged { at_most, .. } => at_most,
    };
    let extras = Extras { second_until: SECOND_RUNS, expected_until: EXPECTED_RUNS };
    // A thread that is done early waits for the others at the end of a round.
    let until_exact = EXACT_RUNS / BATCH_RUNS;
    while simulation.runs < most {
        let is_first = simulation.runs == 0 && matches!(settings.stop, Stop::After(_));
        let round_batches = if is_first { until_exact } else { ROUND_BATCHES };
        let from = simulation.runs;
        let until = most.min(from + round_batches * BATCH_RUNS);
        let mut round = in_batches(from..until, observer, |first, runs| {
            Batch::run(plan, &sampler, settings.seed, first as u64, runs, extras)
        })?;
        for batch in &round {
            simulation.runs += batch.headline.dim().2;
            simulation.first_shortfall += &batch.first_shortfall;
            simulation.exits += &batch.exits;
        }
        simulation.bands.append(round.iter_mut().map(|batch| take(&mut batch.columns)));
        simulation.batches.append(&mut round);
        if let Stop::Converged { euros, .. } = settings.stop {
            let least = least_known(plan, &simulation, euros);
            let known = least.ratio <= 1.0;
            (simulation.converged, simulation.least_known) = (Some(known), Some(least));
            if known {
                break;
            }
        }
    }
    Some(simulation)
}
