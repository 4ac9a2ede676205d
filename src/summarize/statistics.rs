//! Estimates with their Monte Carlo errors.

use crate::model::cash::NO_INVESTMENT;
use crate::simulate::order::Order;
use crate::simulate::{PERCENTILES, percentile_ranks};

/// Share of the runs that an expected shortfall averages over.
pub const WORST_SHARE: f64 = 0.05;

/// A probability estimated from runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chance {
    /// Share of the runs.
    pub value: f64,
    /// Monte Carlo standard error, `√(p(1−p)/n)`.
    pub standard_error: f64,
}

impl Chance {
    /// The share of `runs` runs in which something happened.
    pub fn of(happened: usize, runs: usize) -> Self {
        let value = happened as f64 / runs as f64;
        Self { value, standard_error: (value * (1.0 - value) / runs as f64).sqrt() }
    }
}

/// What is known of one outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct OutcomeSummary {
    /// Mean; `None` where a run can have no value (never paid back).
    pub mean: Option<f64>,
    /// Monte Carlo standard error of the mean.
    pub standard_error: Option<f64>,
    /// Standard deviation over the runs.
    pub sd: Option<f64>,
    /// The percentiles 5, 25, 50, 75, 95 (type 7); infinite: never.
    pub percentiles: [f64; 5],
    /// Mean of the worst 5 % of the runs.
    pub expected_shortfall: Option<f64>,
    /// Ignorance and luck; `None` where the outcome does not vary.
    pub split: Option<Split>,
}

/// Shares of the variance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Split {
    /// Share that comes from not knowing the quantities; luck is the rest.
    pub ignorance: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// From the exact expectations given θ, or from a second realisation of luck.
    pub exact: bool,
}

/// Ratio of two means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio {
    /// The ratio.
    pub value: f64,
    /// Standard error by the delta method.
    pub standard_error: f64,
}

/// The [`PERCENTILES`] of type 7: linear between order statistics.
pub fn percentiles(draws: &[f64]) -> [f64; 5] {
    let mut order = Order::default();
    order.sort(&[draws], &percentile_ranks(draws.len()));
    percentiles_of(&order, draws.len())
}

/// The quantile of type 7 at `p` of draws in rising order.
pub fn quantile(sorted: &[f64], p: f64) -> f64 {
    let rank = p * (sorted.len() - 1) as f64;
    let (low, high) = (sorted[rank.floor() as usize], sorted[rank.ceil() as usize]);
    low + rank.fract() * (high - low)
}

/// Standard error of the quantile at `p` of draws in rising order, without an assumption on their distribution: half of
/// what lies between one standard error of its rank below and above it.
pub fn quantile_error(sorted: &[f64], p: f64) -> f64 {
    let last = (sorted.len() - 1) as f64;
    let error = (sorted.len() as f64 * p * (1.0 - p)).sqrt();
    let at = |rank: f64| sorted[rank.round().clamp(0.0, last) as usize];
    0.5 * (at(last * p + error) - at(last * p - error))
}

fn percentiles_of(order: &Order<f64>, n: usize) -> [f64; 5] {
    PERCENTILES.map(|p| {
        let rank = p * (n - 1) as f64;
        let k = rank.floor() as usize;
        let fraction = rank - k as f64;
        let (at, next) = (order.at(k), order.at((k + 1).min(n - 1)));
        if fraction == 0.0 || at == next { at } else { at + fraction * (next - at) }
    })
}

/// Mean and sum of squared deviations, relative to the first value.
fn mean_and_squares(draws: &[f64]) -> (f64, f64) {
    let first = draws[0];
    let n = draws.len() as f64;
    let (mut sum, mut squares) = (0.0, 0.0);
    for draw in draws {
        let deviation = draw - first;
        sum += deviation;
        squares += deviation * deviation;
    }
    (first + sum / n, (squares - sum * sum / n).max(0.0))
}

/// Mean of some draws.
pub fn mean(draws: &[f64]) -> f64 {
    mean_and_squares(draws).0
}

/// Sample variance (n − 1).
pub fn variance(draws: &[f64]) -> f64 {
    if draws.len() < 2 { 0.0 } else { mean_and_squares(draws).1 / (draws.len() - 1) as f64 }
}

/// Sample covariance (n − 1) of pairs.
pub fn covariance(a: &[f64], b: &[f64]) -> f64 {
    let (mean_a, mean_b) = (mean(a), mean(b));
    let sum: f64 = a.iter().zip(b).map(|(a, b)| (a - mean_a) * (b - mean_b)).sum();
    sum / (a.len() - 1) as f64
}

/// Summarizes months in which something happens: a month, never (infinite), or
/// [`NO_INVESTMENT`]. There is no mean, and percentiles do not lie between a month and a code.
pub fn summarize_months(mut draws: Vec<f64>, split: Option<Split>) -> OutcomeSummary {
    draws.sort_unstable_by(f64::total_cmp);
    let n = draws.len();
    let percentiles = PERCENTILES.map(|p| {
        let rank = p * (n - 1) as f64;
        let (low, high) = (draws[rank.floor() as usize], draws[rank.ceil() as usize]);
        if low == NO_INVESTMENT || high.is_infinite() {
            draws[rank.round() as usize]
        } else {
            low + rank.fract() * (high - low)
        }
    });
    OutcomeSummary {
        mean: None,
        standard_error: None,
        sd: None,
        percentiles,
        expected_shortfall: None,
        split,
    }
}

/// Summarizes draws. `worst_is_high` says which tail the expected shortfall takes.
pub fn summarize(draws: &[f64], worst_is_high: bool, split: Option<Split>) -> OutcomeSummary {
    let n = draws.len();
    let moments = draws.iter().all(|draw| draw.is_finite()).then(|| {
        let (mean, squares) = mean_and_squares(draws);
        let sd = if n < 2 { 0.0 } else { (squares / (n - 1) as f64).sqrt() };
        (mean, sd / (n as f64).sqrt(), sd)
    });
    let worst = ((WORST_SHARE * n as f64).ceil() as usize).clamp(1, n);
    let worst = if worst_is_high { n - worst..n } else { 0..worst };
    let mut order = Order::default();
    let [a, b, c, d, e] = percentile_ranks(n);
    order.sort(&[draws], &[a, b, c, d, e, worst.clone()]);
    let expected_shortfall = moments.map(|_| {
        let count = worst.len() as f64;
        worst.map(|rank| order.at(rank)).sum::<f64>() / count
    });
    OutcomeSummary {
        mean: moments.map(|m| m.0),
        standard_error: moments.map(|m| m.1),
        sd: moments.map(|m| m.2),
        percentiles: percentiles_of(&order, n),
        expected_shortfall,
        split,
    }
}

/// Number of blocks of the jackknife of [`split`].
const BLOCKS: usize = 32;

/// Share of the variance that is ignorance.
///
/// With `exact`, `other` holds expectations given θ: the share is `Var(E) / (Var(E) + mean (Y−E)²)`.
/// Otherwise it holds a second realisation for the same θ: `Cov(Y, Y') / ((Var Y + Var Y')/2)`.
/// The standard error is a jackknife over blocks of runs. `None` where nothing varies.
pub fn split(draws: &[f64], other: &[f64], exact: bool) -> Option<Split> {
    let n = other.len().min(draws.len());
    let (draws, other) = (&draws[..n], &other[..n]);
    if n < 2 * BLOCKS || draws.iter().chain(other).any(|x| !x.is_finite()) {
        return None;
    }
    // Sums of y, o, y², o², y·o by block, relative to the means: leaving a block out is cheap.
    let (mean_y, mean_o) = (mean(draws), mean(other));
    let block = n / BLOCKS;
    let mut blocks = [[0.0; 6]; BLOCKS];
    for (k, (y, o)) in draws.iter().zip(other).enumerate() {
        let (y, o) = (y - mean_y, o - mean_o);
        let sums = &mut blocks[(k / block).min(BLOCKS - 1)];
        for (sum, term) in sums.iter_mut().zip([1.0, y, o, y * y, o * o, y * o]) {
            *sum += term;
        }
    }
    let mut all = [0.0; 6];
    for sums in &blocks {
        all.iter_mut().zip(sums).for_each(|(all, sum)| *all += sum);
    }
    let share = |[n, y, o, yy, oo, yo]: [f64; 6]| {
        let (var_y, var_o, cov) = (yy - y * y / n, oo - o * o / n, yo - y * o / n);
        let (part, whole) = if exact {
            // Σ (Y − E)²: the sums are relative to two means, whose difference is luck as well.
            let shift = mean_y - mean_o;
            let luck = yy - 2.0 * yo + oo + 2.0 * shift * (y - o) + n * shift * shift;
            let ignorance = var_o / (n - 1.0);
            (ignorance, ignorance + luck / n)
        } else {
            (cov, (var_y + var_o) / 2.0)
        };
        (whole > 0.0).then(|| part / whole)
    };
    let value = share(all)?;
    let mut without = Vec::with_capacity(BLOCKS);
    for sums in &blocks {
        let mut rest = all;
        rest.iter_mut().zip(sums).for_each(|(rest, sum)| *rest -= sum);
        without.push(share(rest)?);
    }
    let squares = variance(&without) * (BLOCKS - 1) as f64;
    let standard_error = (squares * (BLOCKS - 1) as f64 / BLOCKS as f64).sqrt();
    Some(Split { ignorance: value.clamp(0.0, 1.0), standard_error, exact })
}

/// Ratio of the means of two outcomes, with its standard error; `None` when the lower one is 0.
pub fn ratio(above: &[f64], below: &[f64]) -> Option<Ratio> {
    let (a, b) = (mean(above), mean(below));
    if b == 0.0 {
        return None;
    }
    let value = a / b;
    let n = above.len() as f64;
    let residual_variance =
        variance(above) - 2.0 * value * covariance(above, below) + value * value * variance(below);
    Some(Ratio { value, standard_error: (residual_variance.max(0.0) / n).sqrt() / b.abs() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distribution::normal::standard_normal_quantile;
    use crate::sample::address::Ignorance;

    fn normal(run: u64, purpose: u64) -> f64 {
        standard_normal_quantile(Ignorance::new(5, run).uniform(purpose))
    }

    #[test]
    fn percentiles_lie_between_order_statistics_as_type_7_has_them() {
        // Ranks of 1 … 11 from 0: 0.5, 2.5, 5, 7.5, 9.5.
        let draws: Vec<f64> = (1..=11).rev().map(f64::from).collect();
        assert_eq!(percentiles(&draws), [1.5, 3.5, 6.0, 8.5, 10.5]);
        assert_eq!(percentiles(&[4.0]), [4.0; 5]);
        let rising: Vec<f64> = draws.iter().rev().copied().collect();
        assert_eq!(PERCENTILES.map(|p| quantile(&rising, p)), percentiles(&draws));
        assert_eq!([0.0, 0.35, 1.0].map(|p| quantile(&rising, p)), [1.0, 4.5, 11.0]);
    }

    #[test]
    fn the_error_of_a_quantile_is_that_of_its_rank() {
        // Evenly spread over 0 to 1,000,000: the error of a share, √(p(1 − p)/n), times the range.
        let n = 10_001;
        let draws: Vec<f64> = (0..n).map(|k| f64::from(k) * 100.0).collect();
        for p in PERCENTILES {
            let exact = 1e6 * (p * (1.0 - p) / f64::from(n)).sqrt();
            // Ranks are whole: half of one at either side.
            let error = quantile_error(&draws, p);
            assert!((error - exact).abs() <= 60.0, "{p}: {error} {exact}");
        }
        assert_eq!(PERCENTILES.map(|p| quantile_error(&[3.0], p)), [0.0; 5]);
    }

    #[test]
    fn the_expected_shortfall_is_the_mean_of_the_worst_twentieth() {
        let draws: Vec<f64> = (0..100).map(f64::from).collect();
        let low = summarize(&draws, false, None);
        let high = summarize(&draws, true, None);
        assert_eq!(low.expected_shortfall, Some(2.0));
        assert_eq!(high.expected_shortfall, Some(97.0));
        assert_eq!(low.mean, Some(49.5));
        // Variance of 0 … 99 with n − 1: (100² − 1)/12 · 100/99.
        let sd = (9999.0 / 12.0 * 100.0 / 99.0_f64).sqrt();
        assert!((low.sd.unwrap() - sd).abs() < 1e-12);
        assert!((low.standard_error.unwrap() - sd / 10.0).abs() < 1e-13);
    }

    #[test]
    fn months_have_no_mean_and_no_percentile_between_a_month_and_a_code() {
        let never = f64::INFINITY;
        let draws = vec![NO_INVESTMENT, 20.0, 30.0, 31.0, never];
        let summary = summarize_months(draws, None);
        // Ranks 0.2, 1, 2, 3, 3.8: the outer two go to the nearest run.
        assert_eq!(summary.percentiles, [NO_INVESTMENT, 20.0, 30.0, 31.0, never]);
        assert_eq!(summary.mean, None);
    }

    #[test]
    fn the_share_of_ignorance_is_found_by_both_estimators() {
        // Y = 2·θ + luck with sd 1: the share is 4/5.
        let n = 20_000;
        let theta: Vec<f64> = (0..n).map(|run| 2.0 * normal(run, 1)).collect();
        let with_luck = |purpose: u64| -> Vec<f64> {
            (0..n).map(|run| theta[run as usize] + normal(run, purpose)).collect()
        };
        let draws = with_luck(2);
        for (other, exact) in [(theta.clone(), true), (with_luck(3), false)] {
            let split = split(&draws, &other, exact).unwrap();
            // Five of the jackknife's own standard errors, which must be of the order 1/√n.
            assert!((split.ignorance - 0.8).abs() < 5.0 * split.standard_error, "{split:?}");
            assert!(split.standard_error < 2.0 / (n as f64).sqrt(), "{split:?}");
        }
        assert_eq!(split(&vec![1.0; 100], &vec![1.0; 100], true), None);
    }

    #[test]
    fn the_error_of_a_ratio_covers_its_spread_over_repetitions() {
        let n = 400;
        let repetitions = 300;
        let ratios: Vec<Ratio> = (0..repetitions)
            .map(|k| {
                let below: Vec<f64> = (0..n).map(|run| 5.0 + normal(k * n + run, 4)).collect();
                let above: Vec<f64> =
                    (0..n).map(|run| 3.0 * below[run as usize] + normal(k * n + run, 5)).collect();
                ratio(&above, &below).unwrap()
            })
            .collect();
        let values: Vec<f64> = ratios.iter().map(|ratio| ratio.value).collect();
        let spread = variance(&values).sqrt();
        let stated = mean(&ratios.iter().map(|ratio| ratio.standard_error).collect::<Vec<_>>());
        // The sd of an sd over 300 repetitions is 1/√600 = 4 %; five of them.
        assert!((stated / spread - 1.0).abs() < 5.0 / 600.0_f64.sqrt(), "{stated} {spread}");
        assert_eq!(ratio(&[1.0], &[0.0]), None);
    }
}
