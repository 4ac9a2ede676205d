//! The value of one number at which a criterion holds.
//!
//! The criterion is evaluated on a grid over the range, on the same draws everywhere, so that what changes from
//! place to place is the number's doing and not chance. Changes of sign are then narrowed down.

use super::criterion::{Criterion, Sense};
use crate::distribution::normal::HALF_WIDTH_95;

/// Places of the grid, both ends included.
pub const GRID: usize = 13;

/// A solution is narrowed down to this share of the range.
const TOLERANCE: f64 = 1e-5;

/// Most evaluations for one solution: every second one halves, and log₂(1/(12·[`TOLERANCE`])) = 13 halvings
/// suffice.
const MOST_STEPS: usize = 28;

/// Steps of the search for the place where the curve turns: 0.618⁸ of two spacings is a 23rd of one.
const TURN_STEPS: usize = 8;

/// What a statistic is at one place, and what each run contributes to its error.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// The statistic.
    pub value: f64,
    /// Deviation of each run, with mean 0: the error of the statistic is that of their mean.
    pub deviations: Vec<f64>,
}

impl Estimate {
    /// The mean of some draws.
    pub fn mean(draws: &[f64]) -> Self {
        let value = draws.iter().sum::<f64>() / draws.len() as f64;
        Self { value, deviations: draws.iter().map(|draw| draw - value).collect() }
    }

    /// The ratio of two means, with the delta method; `None` when the lower one is 0.
    pub fn ratio(above: &[f64], below: &[f64]) -> Option<Self> {
        let (a, b) = (Self::mean(above).value, Self::mean(below).value);
        let value = a / b;
        let deviations = above.iter().zip(below).map(|(a, c)| (a - value * c) / b).collect();
        (b != 0.0).then_some(Self { value, deviations })
    }

    /// Monte Carlo standard error.
    pub fn standard_error(&self) -> f64 {
        error_of(self.deviations.iter().copied(), self.deviations.len())
    }

    /// Standard error of the difference with an estimate from the same runs.
    fn error_of_difference(&self, other: &Self) -> f64 {
        let pairs = self.deviations.iter().zip(&other.deviations);
        error_of(pairs.map(|(a, b)| a - b), self.deviations.len())
    }
}

fn error_of(deviations: impl Iterator<Item = f64>, n: usize) -> f64 {
    if n < 2 {
        return 0.0;
    }
    let squares: f64 = deviations.map(|x| x * x).sum();
    (squares / (n as f64 * (n - 1) as f64)).sqrt()
}

/// The criterion at one place of the range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// The number.
    pub at: f64,
    /// The statistic there.
    pub value: f64,
    /// Its Monte Carlo standard error.
    pub standard_error: f64,
}

/// A value at which the criterion begins or ceases to hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Solution {
    /// The value.
    pub at: f64,
    /// Its 95 % Monte Carlo interval; `None` where the criterion hardly changes around it.
    pub interval: Option<(f64, f64)>,
    /// Whether the criterion holds above it, and not below.
    pub holds_above: bool,
}

/// What was found over the range.
#[derive(Clone, Debug, PartialEq)]
pub struct Solved {
    /// The criterion over the grid, and where the curve turns towards the bound between its places.
    pub curve: Vec<Place>,
    /// The criterion at each solution and close to it.
    pub near: Vec<Place>,
    /// Whether the criterion does not change over the range, as far as these runs can tell.
    pub is_flat: bool,
    /// Whether it holds at the lower end.
    pub holds_at_start: bool,
    /// Solutions in increasing order.
    pub solutions: Vec<Solution>,
}

impl Solved {
    /// Every place that is known, in increasing order, so that a line through them meets the bound at the solutions.
    pub fn drawn(&self) -> Vec<Place> {
        let mut places: Vec<Place> = self.curve.iter().chain(&self.near).copied().collect();
        places.sort_by(|a, b| a.at.total_cmp(&b.at));
        places.dedup_by(|a, b| a.at == b.at);
        places
    }
}

/// Where a number may lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// Anywhere.
    Any,
    /// At whole numbers only: an answer is the first or the last at which the criterion holds.
    Whole,
}

impl Numbers {
    fn nearest(self, at: f64) -> f64 {
        if self == Self::Whole { at.round() } else { at }
    }
}

/// Looks for the values between `from` and `to` at which a criterion holds; `evaluate` gives its statistic at
/// a place, always from the same draws.
///
/// # Errors
/// The first error of `evaluate`.
pub fn solve<E>(
    criterion: &Criterion,
    from: f64,
    to: f64,
    numbers: Numbers,
    mut evaluate: impl FnMut(f64) -> Result<Estimate, E>,
) -> Result<Solved, E> {
    let spacing = (to - from) / (GRID - 1) as f64;
    let mut places: Vec<f64> =
        (0..GRID).map(|k| numbers.nearest(from + spacing * k as f64)).collect();
    places.dedup();
    let mut grid = places.iter().map(|&at| evaluate(at)).collect::<Result<Vec<Estimate>, E>>()?;
    let first = &grid[0];
    let is_flat = grid.iter().all(|estimate| {
        let change = (estimate.value - first.value).abs();
        change <= HALF_WIDTH_95 * estimate.error_of_difference(first)
            || change <= f64::EPSILON * first.value.abs()
    });
    let sign = if criterion.sense == Sense::AtLeast { 1.0 } else { -1.0 };
    // At least 0 where the criterion holds.
    let slack = |estimate: &Estimate| sign * (estimate.value - criterion.bound);
    let mut turns = Vec::new();
    let turning = if numbers == Numbers::Any { 1..places.len() - 1 } else { 0..0 };
    for k in turning {
        let around = [slack(&grid[k - 1]), slack(&grid[k]), slack(&grid[k + 1])];
        if !is_flat && comes_near(around) {
            let side = around[1].signum();
            let ends = [places[k - 1], places[k + 1]];
            turns.extend(turn(ends, |at| {
                let estimate = evaluate(at)?;
                Ok((side * slack(&estimate), estimate))
            })?);
        }
    }
    for (at, estimate) in turns {
        let k = places.partition_point(|place| *place < at);
        places.insert(k, at);
        grid.insert(k, estimate);
    }
    let place = |at: f64, estimate: &Estimate| Place {
        at,
        value: estimate.value,
        standard_error: estimate.standard_error(),
    };
    let curve = places.iter().zip(&grid).map(|(&at, estimate)| place(at, estimate)).collect();
    let mut solutions = Vec::new();
    let mut near = Vec::new();
    for k in 1..places.len() {
        let ends = [slack(&grid[k - 1]), slack(&grid[k])];
        if (ends[0] >= 0.0) == (ends[1] >= 0.0) || is_flat {
            continue;
        }
        let tolerance = match numbers {
            Numbers::Any => TOLERANCE * (to - from),
            Numbers::Whole => 1.0,
        };
        let [below, above] = narrow([places[k - 1], places[k]], ends, tolerance, |at| {
            let at = numbers.nearest(at);
            evaluate(at).map(|estimate| (at, slack(&estimate)))
        })?;
        let at = match numbers {
            Numbers::Any => 0.5 * (below + above),
            Numbers::Whole if ends[1] >= 0.0 => above,
            Numbers::Whole => below,
        };
        let half_step =
            if numbers == Numbers::Any { spacing / 2.0 } else { (spacing / 2.0).ceil() };
        let [before, after] = [(at - half_step).max(from), (at + half_step).min(to)];
        let low = evaluate(before)?;
        let high = evaluate(after)?;
        let width = after - before;
        let rise = high.value - low.value;
        let is_clear = rise.abs() > HALF_WIDTH_95 * high.error_of_difference(&low);
        let there = evaluate(at)?;
        near.extend([place(before, &low), place(at, &there), place(after, &high)]);
        let half = HALF_WIDTH_95 * there.standard_error() * width / rise.abs();
        solutions.push(Solution {
            at,
            interval: is_clear.then_some((at - half, at + half)),
            holds_above: ends[1] >= 0.0,
        });
    }
    let holds_at_start = slack(&grid[0]) >= 0.0;
    Ok(Solved { curve, near, is_flat, holds_at_start, solutions })
}

/// Whether the curve comes nearer to the bound at the middle of three places on one side of it than at the others: between
/// them it may reach it and turn back.
fn comes_near([before, here, after]: [f64; 3]) -> bool {
    let is_one_side = (before >= 0.0) == (here >= 0.0) && (here >= 0.0) == (after >= 0.0);
    is_one_side && here.abs() <= before.abs() && here.abs() <= after.abs()
}

/// Follows a curve between two places to where it comes nearest to the bound, by golden section; `distance` is
/// below 0 beyond the bound, where the search ends. Gives the nearest place.
fn turn<E>(
    [mut low, mut high]: [f64; 2],
    mut distance: impl FnMut(f64) -> Result<(f64, Estimate), E>,
) -> Result<Option<(f64, Estimate)>, E> {
    let golden = 0.5 * (5f64.sqrt() - 1.0);
    let mut inner = [high - golden * (high - low), low + golden * (high - low)];
    let mut found = [distance(inner[0])?, distance(inner[1])?];
    for _ in 0..TURN_STEPS {
        if found.iter().any(|(distance, _)| *distance < 0.0) {
            break;
        }
        if found[0].0 <= found[1].0 {
            high = inner[1];
            inner = [high - golden * (high - low), inner[0]];
            let [kept, _] = found;
            found = [distance(inner[0])?, kept];
        } else {
            low = inner[0];
            inner = [inner[1], low + golden * (high - low)];
            let [_, kept] = found;
            found = [kept, distance(inner[1])?];
        }
    }
    let pairs = inner.into_iter().zip(found);
    let nearest = pairs.min_by(|a, b| a.1.0.total_cmp(&b.1.0));
    Ok(nearest.map(|(at, (_, estimate))| (at, estimate)))
}

/// The two places, no further apart than the tolerance, between which the sign changes, by false position with halved weights (the Illinois rule): as sure as
/// bisection, and quick where the curve is nearly straight. Every second step halves, for curves with steps.
fn narrow<E>(
    [mut low, mut high]: [f64; 2],
    [mut below, mut above]: [f64; 2],
    tolerance: f64,
    mut slack: impl FnMut(f64) -> Result<(f64, f64), E>,
) -> Result<[f64; 2], E> {
    let mut kept = 0;
    for step in 0..MOST_STEPS {
        if high - low <= tolerance {
            break;
        }
        let straight = low + (high - low) * below / (below - above);
        let is_halved = step % 2 == 1 || !(straight > low && straight < high);
        let at = if is_halved { 0.5 * (low + high) } else { straight };
        // Where only whole numbers count, an end may be the nearest: then the middle is tried next.
        let (at, found) = slack(at)?;
        if at <= low || at >= high {
            continue;
        }
        if (found >= 0.0) == (below >= 0.0) {
            (low, below) = (at, found);
            above *= if kept == -1 { 0.5 } else { 1.0 };
            kept = -1;
        } else {
            (high, above) = (at, found);
            below *= if kept == 1 { 0.5 } else { 1.0 };
            kept = 1;
        }
    }
    Ok([low, high])
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;
    use crate::decide::criterion::{Measure, Subject};
    use crate::distribution::normal::standard_normal_quantile;
    use crate::sample::address::Ignorance;

    fn at_least(bound: f64) -> Criterion {
        Criterion { measure: Measure::Mean(Subject::Npv), sense: Sense::AtLeast, bound }
    }

    fn certain(value: f64) -> Result<Estimate, Infallible> {
        Ok(Estimate { value, deviations: vec![0.0; 4] })
    }

    fn roots(from: f64, to: f64, curve: impl Fn(f64) -> f64) -> Solved {
        solve(&at_least(0.0), from, to, Numbers::Any, |at| certain(curve(at))).unwrap()
    }

    #[test]
    fn solutions_are_found_whatever_the_curve_looks_like() {
        let parabola = roots(-2.0, 3.0, |x| x * x - 2.0);
        let at: Vec<f64> = parabola.solutions.iter().map(|solution| solution.at).collect();
        assert_eq!(at.len(), 2);
        for (found, exact) in at.iter().zip([-2_f64.sqrt(), 2_f64.sqrt()]) {
            assert!((found - exact).abs() <= TOLERANCE * 5.0, "{found} {exact}");
        }
        assert!(!parabola.solutions[0].holds_above && parabola.solutions[1].holds_above);
        assert!(parabola.holds_at_start);
        let step = roots(0.0, 1.0, |x| if x < 0.777 { -5.0 } else { 0.1 });
        assert!((step.solutions[0].at - 0.777).abs() <= 2.0 * TOLERANCE);
        let steep = roots(0.0, 10.0, |x| (x - 9.0).powi(9));
        assert!((steep.solutions[0].at - 9.0).abs() <= 10.0 * TOLERANCE, "{steep:?}");
        assert!(roots(0.0, 1.0, |x| x + 1.0).solutions.is_empty());
        // Both solutions lie between two places of the grid, 0.083 apart.
        let narrow = roots(0.0, 1.0, |x| (x - 0.37).powi(2) - 0.0001);
        let at: Vec<f64> = narrow.solutions.iter().map(|solution| solution.at).collect();
        let [low, high] = at.as_slice() else { panic!("{narrow:?}") };
        assert!((low - 0.36).abs() < 2.0 * TOLERANCE && (high - 0.38).abs() < 2.0 * TOLERANCE);
        // The line that is drawn passes through each solution.
        for solution in narrow.solutions.iter().chain(&parabola.solutions) {
            let mut drawn = narrow.drawn();
            drawn.extend(parabola.drawn());
            assert!(drawn.iter().any(|place| place.at == solution.at && place.value.abs() < 1e-3));
        }
        assert!(roots(0.0, 1.0, |_| -1.0).is_flat);
    }

    #[test]
    fn whole_numbers_are_the_first_or_the_last_at_which_it_holds() {
        let whole = |from: f64, to: f64, curve: &dyn Fn(f64) -> f64| {
            solve(&at_least(0.0), from, to, Numbers::Whole, |at| {
                assert_eq!(at, at.round());
                certain(curve(at))
            })
            .unwrap()
        };
        for (from, to, turning) in
            [(36.0, 97.0, 50.3), (1.0, 5.0, 2.0), (0.0, 600.0, 599.5), (0.0, 1.0, 0.5)]
        {
            let rising = whole(from, to, &|x| x - turning);
            assert_eq!(rising.solutions[0].at, turning.ceil(), "{turning}");
            assert!(rising.solutions[0].holds_above);
            let falling = whole(from, to, &|x| (turning - x).powi(3));
            assert_eq!(falling.solutions[0].at, turning.floor(), "{turning}");
        }
    }

    #[test]
    fn the_interval_holds_the_truth_as_often_as_it_says() {
        // In run r the outcome is x(v) = v·(2 + z) − 3 + w; its mean is 0 at 1.5 for every seed.
        let (studies, runs) = (600, 80);
        let mut covered = 0;
        for seed in 0..studies {
            let normal = |run: u64, what: u64| {
                standard_normal_quantile(Ignorance::new(seed, run).uniform(what))
            };
            let solved = solve(&at_least(0.0), 0.0, 4.0, Numbers::Any, |v| {
                let draws: Vec<f64> = (0..runs)
                    .map(|run| v * (2.0 + normal(run, 1)) - 3.0 + 0.7 * normal(run, 2))
                    .collect();
                Ok::<_, Infallible>(Estimate::mean(&draws))
            });
            let solution = solved.unwrap().solutions[0];
            let (low, high) = solution.interval.expect("the curve is steep");
            covered += u64::from((low..=high).contains(&1.5));
        }
        // 95 % of 600 with a standard error of 0.9 %; three of them, and one for the delta method.
        let share = covered as f64 / studies as f64;
        assert!((0.915..=0.98).contains(&share), "{share}");
    }

    #[test]
    fn noise_that_every_place_shares_hides_no_change() {
        // The outcome is v − 0.4 plus noise with a standard error of 1.4, the same everywhere: between any two places it
        // rises by their distance, exactly. The solution is as uncertain as the noise, and it is there.
        let noise: Vec<f64> = (0..50)
            .map(|run| 10.0 * standard_normal_quantile(Ignorance::new(2, run).uniform(3)))
            .collect();
        let mean = noise.iter().sum::<f64>() / 50.0;
        let solved = solve(&at_least(mean), 0.0, 1.0, Numbers::Any, |v| {
            let draws: Vec<f64> = noise.iter().map(|x| v - 0.4 + x).collect();
            Ok::<_, Infallible>(Estimate::mean(&draws))
        });
        let solved = solved.unwrap();
        let [solution] = solved.solutions.as_slice() else { panic!("{solved:?}") };
        assert!(!solved.is_flat && (solution.at - 0.4).abs() <= TOLERANCE, "{solution:?}");
        let (low, high) = solution.interval.expect("the slope is 1 in every run");
        let half = HALF_WIDTH_95 * Estimate::mean(&noise).standard_error();
        assert!((high - low - 2.0 * half).abs() < 1e-9 * half, "{low} {high} {half}");
    }

    #[test]
    fn where_the_slope_is_noise_there_is_no_interval() {
        // Far away the criterion changes for certain; around the solution by less than the runs can tell.
        let noise: Vec<f64> = (0..50)
            .map(|run| standard_normal_quantile(Ignorance::new(4, run).uniform(3)))
            .collect();
        let mean = noise.iter().sum::<f64>() / 50.0;
        let solved = solve(&at_least(0.0), -1.0, 1.0, Numbers::Any, |v: f64| {
            let steep = if v.abs() > 0.5 { 100.0 * (v.abs() - 0.5) * v.signum() } else { 0.0 };
            let draws: Vec<f64> = noise.iter().map(|x| steep + 1e-3 * v + v * (x - mean)).collect();
            Ok::<_, Infallible>(Estimate::mean(&draws))
        });
        let solved = solved.unwrap();
        let [solution] = solved.solutions.as_slice() else { panic!("{solved:?}") };
        assert!(solution.at.abs() < 0.01 && solution.interval.is_none(), "{solution:?}");
    }

    #[test]
    fn at_most_holds_where_at_least_does_not() {
        let at_most = Criterion { sense: Sense::AtMost, ..at_least(0.0) };
        let solved =
            solve(&at_most, 0.0, 1.0, Numbers::Any, |v| certain(v - 0.3)).expect("no error");
        let [solution] = solved.solutions.as_slice() else { panic!("{solved:?}") };
        assert!(solved.holds_at_start && !solution.holds_above);
        assert!((solution.at - 0.3).abs() <= TOLERANCE);
    }

    #[test]
    fn noise_that_every_place_shares_is_no_change() {
        // Without common draws the grid would rise and fall by chance and cross zero.
        let draws: Vec<f64> = (0..50)
            .map(|run| standard_normal_quantile(Ignorance::new(1, run).uniform(3)))
            .collect();
        let solved = solve(&at_least(0.0), 0.0, 1.0, Numbers::Any, |_| {
            Ok::<_, Infallible>(Estimate::mean(&draws))
        });
        let solved = solved.unwrap();
        assert!(solved.is_flat && solved.solutions.is_empty());
    }

    #[test]
    fn a_ratio_has_the_error_of_the_delta_method() {
        let above = [3.0, 5.0, 4.0, 8.0];
        let below = [1.0, 2.0, 2.0, 3.0];
        let own = Estimate::ratio(&above, &below).unwrap();
        let other = crate::summarize::statistics::ratio(&above, &below).unwrap();
        assert!((own.value - other.value).abs() < 1e-12);
        assert!((own.standard_error() - other.standard_error).abs() < 1e-12);
        assert!(Estimate::ratio(&above, &[0.0; 4]).is_none());
    }
}
