//! When the balance first falls below the floor, in the futures in which it does.

use rayon::prelude::*;

use crate::model::outcome::{Headline, Monthly};
use crate::model::plan::Plan;
use crate::sample::theta::ThetaSampler;
use crate::simulate::{Simulation, Worker};

/// Runs that are computed again to see when: the first ones with a shortfall.
const MOST_RUNS: usize = 200;
/// Fewer shortfalls say nothing about when they usually happen.
pub const LEAST_RUNS: usize = 20;

/// The first month with a balance below the floor, over futures with a shortfall.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShortfallMonths {
    /// A quarter of these futures is earlier.
    pub p25: usize,
    /// Half is earlier or in this month.
    pub p50: usize,
    /// A quarter is later.
    pub p75: usize,
}

/// When the shortfalls of a strategy begin; `None` where there are too few to say.
///
/// Balances by month are not kept for each run: the first runs with a shortfall are computed again.
pub fn shortfall_months(
    plan: &Plan,
    simulation: &Simulation,
    strategy: usize,
) -> Option<ShortfallMonths> {
    let short = simulation.draws(strategy, Headline::Shortfall as usize);
    let runs: Vec<u64> = (0..)
        .zip(&short)
        .filter(|(_, short)| **short > 0.0)
        .map(|(run, _)| run)
        .take(MOST_RUNS)
        .collect();
    if runs.len() < LEAST_RUNS {
        return None;
    }
    let sampler = ThetaSampler::new(&plan.scenario);
    let mut months: Vec<usize> = runs
        .into_par_iter()
        .map_init(
            || Worker::new(plan, &sampler, simulation.seed),
            |worker, run| {
                worker.draw(run);
                worker.live(run, 0);
                let balances = &worker.settled[strategy].monthly[Monthly::Liquidity as usize];
                balances.iter().position(|balance| worker.treasury.is_shortfall(*balance))
            },
        )
        .flatten()
        .collect();
    months.sort_unstable();
    // A month that occurs, at or above the rank.
    let at = |share: f64| months.get((share * months.len() as f64) as usize).copied();
    Some(ShortfallMonths { p25: at(0.25)?, p50: at(0.5)?, p75: at(0.75)? })
}
