//! Under which circumstances something happens: a few bounds on the numbers nobody knows.
//!
//! The futures of a simulation are divided: half of them to search ([`search`]), a quarter to drop the bounds that may
//! be chance ([`checked`]), and a quarter to measure what is left, so that neither the search nor the choice flatters
//! the result.

mod cases;
mod check;
mod peel;
mod region;

pub use cases::{Cases, Factor, factors};
pub use check::{FALSE_ALARM, checked, p_value};
pub use peel::{Found, MOST_BOUNDS, SLICE, Step, loss, search};
pub use region::{Bound, Measured, Side, Tally, tallies};

use super::criterion::Event;
use crate::model::plan::Plan;
use crate::simulate::Simulation;
use crate::summarize::statistics::{Chance, Split, split};

/// Fewer futures in which it happens, or in which it does not, tell nothing about where.
pub const LEAST_CASES: usize = 100;

/// A region with a lower correlation explains less than a hundredth of what there is to explain.
const LEAST_CORRELATION: f64 = 0.1;

/// A bound is rounded to a plain number no further off than this share of the range from p5 to p95 …
const PLAIN: f64 = 0.02;
/// … unless that takes more than this share off the region's correlation, …
const PLAIN_COST: f64 = 0.03;
/// … and then it is rounded less: this often to half the distance, before it stays what it is.
const MOST_HALVINGS: i32 = 8;
/// Fewer different numbers than this are a list, not a range.
const SHORT_LIST: usize = 50;

/// A bound of the region that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KnownBound {
    /// The bound.
    pub bound: Bound,
    /// The chance of so good a bound if this number did not matter.
    pub p_value: f64,
    /// What would be inside without it.
    pub without: Measured,
}

/// Where it happens.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// Its bounds, the one that matters most first.
    pub bounds: Vec<KnownBound>,
    /// How well it tells, on futures of its own.
    pub measured: Measured,
}

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// It happens in no future.
    Never,
    /// It happens in every future.
    Always,
    /// It happens, or does not happen, in fewer than [`LEAST_CASES`] futures.
    TooFew,
    /// Every number is certain: luck alone decides.
    NothingUncertain,
    /// No region that is better than chance and worth telling.
    Nowhere,
    /// A region.
    Somewhere(Region),
}

/// Under which circumstances something happens.
#[derive(Clone, Debug, PartialEq)]
pub struct Discovery {
    /// The strategy, by index in the plan.
    pub strategy: usize,
    /// What happens.
    pub event: Event,
    /// Runs done.
    pub runs: usize,
    /// The seed.
    pub seed: u64,
    /// How often it happens, over all runs.
    pub base: Chance,
    /// In how many runs.
    pub happened: usize,
    /// The numbers by which futures differ, by column.
    pub factors: Vec<Factor>,
    /// How much of the difference between futures is ignorance; `None` where nothing differs or runs are few.
    pub split: Option<Split>,
    /// From all futures to the smallest region, on the futures of the search.
    pub trajectory: Vec<Step>,
    /// The answer.
    pub verdict: Verdict,
    /// The first futures of those that were measured on, for a picture.
    pub shown: Cases,
}

impl Discovery {
    /// The other column that tells most, by itself, about where it happens: whose median parts the futures best.
    pub fn companion(&self, column: usize) -> Option<usize> {
        let all = Tally { runs: self.shown.len(), cases: self.shown.count() };
        let strength = |of: &Vec<f64>| {
            let mut sorted = of.clone();
            sorted.sort_unstable_by(f64::total_cmp);
            let middle = sorted.get(sorted.len() / 2).copied().unwrap_or_default();
            let mut above = Tally::default();
            for (x, happened) in of.iter().zip(&self.shown.happened) {
                if *x >= middle {
                    above.add(*happened);
                }
            }
            above.correlation(all).abs()
        };
        let others = self.shown.columns.iter().enumerate().filter(|(other, _)| *other != column);
        others.max_by(|a, b| strength(a.1).total_cmp(&strength(b.1))).map(|(other, _)| other)
    }
}

/// Most futures that are kept for a picture.
const MOST_SHOWN: usize = 600;

/// Looks for the region in which an event happens under a strategy, in at most `most` runs; how often it happens is
/// counted in all of them.
pub fn discover(
    plan: &Plan,
    simulation: &Simulation,
    strategy: usize,
    event: Event,
    most: usize,
) -> Discovery {
    let factors = factors(&plan.scenario);
    let all = cases::happened_in(plan, simulation, strategy, event);
    let cases = Cases::of(plan, simulation, &factors, strategy, event, most);
    let numbers = |happened: &[bool]| -> Vec<f64> {
        happened.iter().map(|happened| f64::from(u8::from(*happened))).collect()
    };
    let again = cases::happened_again(plan, simulation, strategy, event);
    let (trajectory, verdict) = find(&cases);
    let happened = all.iter().filter(|happened| **happened).count();
    let from = 3 * cases.len() / 4;
    Discovery {
        strategy,
        event,
        runs: simulation.runs,
        seed: simulation.seed,
        base: Chance::of(happened, all.len()),
        happened,
        split: split(&numbers(&all), &numbers(&again), false),
        factors,
        trajectory,
        verdict,
        shown: cases.part(from..cases.len().min(from + MOST_SHOWN)),
    }
}

/// The trajectory and the answer for some cases.
pub fn find(cases: &Cases) -> (Vec<Step>, Verdict) {
    let (n, happened) = (cases.len(), cases.count());
    let early = match happened {
        0 => Some(Verdict::Never),
        k if k == n => Some(Verdict::Always),
        k if k.min(n - k) < LEAST_CASES => Some(Verdict::TooFew),
        _ if cases.columns.is_empty() => Some(Verdict::NothingUncertain),
        _ => None,
    };
    if let Some(verdict) = early {
        return (Vec::new(), verdict);
    }
    let (half, three_quarters) = (n / 2, 3 * n / 4);
    let searched = cases.part(0..half);
    let Found { trajectory, bounds, .. } = search(&searched);
    let bounds = plain(&searched, bounds);
    let judged = cases.part(half..three_quarters);
    let bounds = checked(&judged, bounds);
    let measured = cases.part(three_quarters..n);
    let verdict = region(&judged, &measured, &bounds).map_or(Verdict::Nowhere, Verdict::Somewhere);
    (trajectory, verdict)
}

/// The region that is left, if it is worth telling.
fn region(judged: &Cases, measured: &Cases, bounds: &[(Bound, f64)]) -> Option<Region> {
    let only: Vec<Bound> = bounds.iter().map(|(bound, _)| *bound).collect();
    let total = |cases: &Cases| Tally { runs: cases.len(), cases: cases.count() };
    if tallies(judged, &only).0.correlation(total(judged)) < LEAST_CORRELATION {
        return None;
    }
    let all = total(measured);
    let (inside, without) = tallies(measured, &only);
    let mut bounds: Vec<KnownBound> = bounds
        .iter()
        .zip(&without)
        .map(|(&(bound, p_value), &wider)| KnownBound {
            bound,
            p_value,
            without: Measured { all, inside: wider },
        })
        .collect();
    let lost = |of: &KnownBound| loss(all, inside, of.without.inside).unwrap_or(0.0);
    bounds.sort_by(|a, b| lost(b).total_cmp(&lost(a)));
    Some(Region { bounds, measured: Measured { all, inside } })
}

/// The bounds as plain numbers, where that hardly changes the region.
fn plain(cases: &Cases, mut bounds: Vec<Bound>) -> Vec<Bound> {
    let all = Tally { runs: cases.len(), cases: cases.count() };
    let lowest = (1.0 - PLAIN_COST) * tallies(cases, &bounds).0.correlation(all);
    for k in 0..bounds.len() {
        let exact = bounds[k].value;
        let mut sorted = cases.columns[bounds[k].column].clone();
        sorted.sort_unstable_by(f64::total_cmp);
        let at = |share: f64| sorted[(share * (sorted.len() - 1) as f64) as usize];
        let coarsest = 2.0 * PLAIN * (at(0.95) - at(0.05));
        // A number of a short list stays what it is.
        let different = sorted.windows(2).filter(|pair| pair[0] < pair[1]).count();
        if different < SHORT_LIST || coarsest <= 0.0 {
            continue;
        }
        for halvings in 0..MOST_HALVINGS {
            let step = round_step(coarsest * 0.5f64.powi(halvings));
            bounds[k].value = rounded(exact, step);
            if tallies(cases, &bounds).0.correlation(all) >= lowest {
                break;
            }
            bounds[k].value = exact;
        }
    }
    bounds
}

/// The largest of 1, 2 and 5 times a power of ten that is not above a size.
fn round_step(size: f64) -> f64 {
    let power = 10f64.powi(size.log10().floor() as i32);
    [5.0, 2.0, 1.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| *step <= size)
        .unwrap_or(power)
}

/// The nearest multiple of a step, without the dust of its arithmetic.
fn rounded(x: f64, step: f64) -> f64 {
    let multiple = (x / step).round();
    if step < 1.0 { multiple / (1.0 / step).round() } else { multiple * step }
}

#[cfg(test)]
mod tests;
