//! Where the spread of a decision comes from: ignorance against luck, and which numbers.
//!
//! The decision is the NPV of a strategy minus that of the baseline, run by run; for the baseline
//! itself it is its own NPV.

use rayon::prelude::*;

use super::statistics::{OutcomeSummary, covariance, variance};
use super::{Summary, minus};
use crate::model::outcome::Headline;
use crate::model::plan::Plan;
use crate::model::quantity::Grade;
use crate::model::scenario::Scenario;
use crate::sample::theta::{ThetaSampler, independent_groups};
use crate::simulate::Simulation;

/// Grades from the best evidence to none.
pub const GRADES: [Option<Grade>; 5] =
    [Some(Grade::A), Some(Grade::B), Some(Grade::C), Some(Grade::D), None];

/// Most runs of which the shares are taken: the error is then below a percent.
const MOST_RUNS: usize = 10_000;
/// Fewer runs say nothing about shares.
const LEAST_RUNS: usize = 200;
/// Runs of which θ is drawn at once.
const TILE: usize = 256;

/// The NPV that a decision about a strategy rests on, run by run.
pub fn decision(plan: &Plan, simulation: &Simulation, strategy: usize) -> Vec<f64> {
    let baseline = plan.scenario.baseline;
    let npv = |s: usize| simulation.draws(s, Headline::Npv as usize);
    if strategy == baseline { npv(strategy) } else { minus(npv(strategy), &npv(baseline)) }
}

/// What is known of it.
pub fn of_decision<'a>(plan: &Plan, summary: &'a Summary, strategy: usize) -> &'a OutcomeSummary {
    let of = &summary.strategies[strategy];
    let difference =
        of.difference.as_ref().and_then(|of| of.headline[Headline::Npv as usize].as_ref());
    debug_assert_eq!(difference.is_none(), strategy == plan.scenario.baseline);
    difference.unwrap_or(&of.headline[Headline::Npv as usize])
}

/// What would be left of a spread, as percentiles 5, 25, 50, 75, 95.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bands {
    /// All futures.
    pub all: [f64; 5],
    /// If luck averaged out.
    pub ignorance: [f64; 5],
    /// If every number were known.
    pub luck: [f64; 5],
}

/// The bands of an outcome; `None` where it does not vary, or is not split.
///
/// Ignorance and luck share the *variance*: alone, each leaves a band as wide as the whole one times
/// the root of its share. That their bands have the shape of the whole one is an assumption.
pub fn bands(outcome: &OutcomeSummary) -> Option<Bands> {
    let ignorance = outcome.split?.ignorance;
    let (all, middle) = (outcome.percentiles, outcome.mean?);
    let narrowed = |share: f64| all.map(|x| middle + share.sqrt() * (x - middle));
    (all[0] < all[4]).then(|| Bands {
        all,
        ignorance: narrowed(ignorance),
        luck: narrowed(1.0 - ignorance),
    })
}

/// The runs at the percentiles 0.5, 1.5, … 99.5 of a decision, from worst to best.
///
/// As many of them lie at or below zero as rounding the share of such runs to a number out of a hundred gives.
pub fn hundred(draws: &[f64]) -> Vec<usize> {
    let n = draws.len();
    let mut order: Vec<usize> = (0..n).collect();
    order.par_sort_unstable_by(|&a, &b| draws[a].total_cmp(&draws[b]).then(a.cmp(&b)));
    // Rank ⌊(k + ½)/100 · n⌋ in whole numbers, so that no rounding brings a run to another side.
    (0..100).map(|k| order[(2 * k + 1) * n / 200]).collect()
}

/// A share of a variance with its standard error.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Share {
    /// The share.
    pub value: f64,
    /// Its standard error.
    pub standard_error: f64,
}

/// What one number, or some that move together, contribute to a spread.
#[derive(Clone, Debug, PartialEq)]
pub struct Contribution {
    /// Indices of the quantities.
    pub quantities: Vec<usize>,
    /// The weakest grade among them; `None` where one has none.
    pub grade: Option<Grade>,
    /// The share of the variance of the decision.
    pub share: Share,
}

/// How the variance of a decision divides over the numbers of the scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// One for each number that is uncertain, or group of numbers that move together; largest first.
    pub contributions: Vec<Contribution>,
    /// What comes from not knowing the numbers but not from one of them in a straight line: curves
    /// and interplay. Can be a little below zero by chance.
    pub interplay: f64,
    /// What comes from luck.
    pub luck: f64,
    /// Standard error of the last.
    pub luck_error: f64,
}

impl Attribution {
    /// The shares by grade, weakest last, `None` for numbers without a grade.
    pub fn by_grade(&self) -> Vec<(Option<Grade>, Share)> {
        let share = |grade: Option<Grade>| {
            let of = self.contributions.iter().filter(|c| c.grade == grade);
            let mut of = of.peekable();
            of.peek()?;
            let (value, squares) = of.fold((0.0, 0.0), |(value, squares), c| {
                (value + c.share.value, squares + c.share.standard_error.powi(2))
            });
            Some((grade, Share { value, standard_error: f64::sqrt(squares) }))
        };
        GRADES.into_iter().filter_map(share).collect()
    }
}

/// Divides the variance of a decision; `None` where nothing varies or the runs are too few.
///
/// The part of a number is its squared linear correlation with the decision, run by run; for numbers
/// that move together the squared multiple correlation. The mean of what chance alone would give is
/// taken off.
pub fn attribution(
    plan: &Plan,
    simulation: &Simulation,
    summary: &Summary,
    strategy: usize,
) -> Option<Attribution> {
    let split = of_decision(plan, summary, strategy).split?;
    let mut draws = decision(plan, simulation, strategy);
    draws.truncate(MOST_RUNS);
    let n = draws.len();
    let groups = independent_groups(&plan.scenario);
    let largest = groups.iter().map(Vec::len).max().unwrap_or(0);
    if n < LEAST_RUNS.max(2 * largest + 2) || variance(&draws) == 0.0 {
        return None;
    }
    let columns = columns(plan, simulation.seed, &groups, n);
    let mut contributions: Vec<Contribution> = groups
        .into_par_iter()
        .map(|quantities| {
            let of: Vec<&[f64]> = quantities.iter().map(|&q| columns[q].as_slice()).collect();
            let share = multiple_correlation(&of, &draws);
            Contribution { grade: weakest(&plan.scenario, &quantities), quantities, share }
        })
        .collect();
    contributions.sort_by(|a, b| b.share.value.total_cmp(&a.share.value));
    fit_within(&mut contributions, split.ignorance);
    let told: f64 = contributions.iter().map(|c| c.share.value).sum();
    Some(Attribution {
        contributions,
        interplay: split.ignorance - told,
        luck: 1.0 - split.ignorance,
        luck_error: split.standard_error,
    })
}

/// Brings shares that together exceed that of ignorance back to it: a part is never larger than the whole.
///
/// The two are estimated apart, so that with few runs the parts can come out above the whole by chance.
fn fit_within(contributions: &mut [Contribution], ignorance: f64) {
    let told: f64 = contributions.iter().map(|c| c.share.value).sum();
    if told > ignorance {
        let factor = ignorance / told;
        for share in contributions.iter_mut().map(|c| &mut c.share) {
            share.value *= factor;
            share.standard_error *= factor;
        }
    }
}

/// The draws of the grouped quantities in the first `n` runs, by index of the quantity; the others are empty.
pub fn columns(plan: &Plan, seed: u64, groups: &[Vec<usize>], n: usize) -> Vec<Vec<f64>> {
    let mut columns = vec![Vec::new(); plan.scenario.quantities.len()];
    for &q in groups.iter().flatten() {
        columns[q] = vec![0.0; n];
    }
    let sampler = ThetaSampler::new(&plan.scenario);
    let mut thetas = Vec::new();
    for first in (0..n).step_by(TILE) {
        let runs = TILE.min(n - first);
        sampler.draw_many(seed, first as u64, runs, &mut thetas);
        for &q in groups.iter().flatten() {
            for (run, theta) in thetas.iter().enumerate() {
                columns[q][first + run] = theta.0[q];
            }
        }
    }
    columns
}

/// The weakest grade among some quantities; `None` where one has none.
pub fn weakest(scenario: &Scenario, quantities: &[usize]) -> Option<Grade> {
    let grades: Option<Vec<Grade>> =
        quantities.iter().map(|&q| scenario.quantities[q].grade).collect();
    grades?.into_iter().max()
}

/// The squared multiple correlation of some columns with a result, without what chance would give.
fn multiple_correlation(columns: &[&[f64]], result: &[f64]) -> Share {
    let n = result.len() as f64;
    let k = columns.len() as f64;
    let whole = variance(result);
    if whole == 0.0 {
        return Share::default();
    }
    // Columns made independent of each other one after another (Gram–Schmidt): their squared
    // correlations add up to the multiple one.
    let mut basis: Vec<Vec<f64>> = Vec::new();
    let mut squared = 0.0;
    for column in columns {
        let own = variance(column);
        let mut rest = column.to_vec();
        for other in &basis {
            let factor = covariance(&rest, other) / variance(other);
            rest.iter_mut().zip(other).for_each(|(x, other)| *x -= factor * other);
        }
        let left = variance(&rest);
        // What follows from the others adds nothing.
        if left > 1e-9 * own {
            squared += covariance(&rest, result).powi(2) / (left * whole);
            basis.push(rest);
        }
    }
    let squared = squared.min(1.0);
    let adjusted = squared - (1.0 - squared) * k / (n - k - 1.0);
    // The large-sample error of a squared correlation, and what is left of it where there is none.
    let error = (4.0 * squared * (1.0 - squared).powi(2) / n + 2.0 * k / (n * n)).sqrt();
    Share { value: adjusted, standard_error: error }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Independent uniforms: multiples of irrational numbers fill the unit interval evenly.
    fn uniforms(step: f64, n: usize) -> Vec<f64> {
        (1..=n).map(|k| (k as f64 * step).fract()).collect()
    }

    #[test]
    fn a_sum_divides_by_the_variances_of_its_terms() {
        let n = 10_000;
        let (a, b, c) =
            (uniforms(2f64.sqrt(), n), uniforms(3f64.sqrt(), n), uniforms(5f64.sqrt(), n));
        let sum: Vec<f64> = (0..n).map(|k| 2.0 * a[k] + b[k]).collect();
        // 4 : 1, and nothing for what is not in the sum; evenly filled intervals come close.
        for (columns, expected) in
            [(vec![&a], 0.8), (vec![&b], 0.2), (vec![&a, &b], 1.0), (vec![&c], 0.0)]
        {
            let columns: Vec<&[f64]> = columns.into_iter().map(Vec::as_slice).collect();
            let share = multiple_correlation(&columns, &sum);
            assert!((share.value - expected).abs() < 0.01, "{share:?} {expected}");
        }
        // A column that follows from another adds nothing.
        let twice: Vec<f64> = a.iter().map(|x| 2.0 * x).collect();
        let both = multiple_correlation(&[&a, &twice], &sum);
        assert!((both.value - 0.8).abs() < 0.01, "{both:?}");
    }

    #[test]
    fn parts_are_never_larger_than_the_whole() {
        let contribution = |value: f64| Contribution {
            quantities: Vec::new(),
            grade: None,
            share: Share { value, standard_error: 0.02 },
        };
        let fitted = |ignorance: f64| -> Vec<f64> {
            let mut all = [0.5, 0.3, -0.01].map(contribution);
            fit_within(&mut all, ignorance);
            all.iter().map(|c| c.share.value).collect()
        };
        assert_eq!(fitted(0.9), [0.5, 0.3, -0.01]);
        let sum: f64 = fitted(0.6).iter().sum();
        assert!((sum - 0.6).abs() < 1e-12, "{sum}");
        assert!((fitted(0.6)[0] / fitted(0.6)[1] - 5.0 / 3.0).abs() < 1e-12);
        assert_eq!(fitted(0.0).iter().sum::<f64>(), 0.0);
    }

    #[test]
    fn hundred_futures_are_as_often_below_zero_as_all() {
        for (n, below) in [(100, 17), (1000, 175), (10_000, 3), (10_000, 9_996), (250, 41), (7, 3)]
        {
            let draws: Vec<f64> =
                (0..n).map(|k| if (k * 37) % n < below { -1.0 - k as f64 } else { 1.0 }).collect();
            let share = draws.iter().filter(|x| **x < 0.0).count() as f64 / n as f64;
            let runs = hundred(&draws);
            assert_eq!(runs.len(), 100);
            let chosen = runs.iter().filter(|&&run| draws[run] < 0.0).count() as f64;
            assert!((chosen - 100.0 * share).abs() <= 0.5 + 1e-9, "{chosen} {share}");
            assert!(runs.windows(2).all(|pair| draws[pair[0]] <= draws[pair[1]]));
        }
    }
}
