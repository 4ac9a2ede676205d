//! Estimates with their Monte Carlo errors.

use crate::simulate::PERCENTILES;

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
        Self {
            value,
            standard_error: (value * (1.0 - value) / runs as f64).sqrt(),
        }
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

/// Type-7 percentile of sorted values: linear between order statistics.
pub fn percentile(sorted: &[f64], p: f64) -> f64 {
    let rank = p * (sorted.len() - 1) as f64;
    let k = rank.floor() as usize;
    let fraction = rank - k as f64;
    if fraction == 0.0 || sorted[k] == sorted[k + 1] {
        return sorted[k];
    }
    sorted[k] + fraction * (sorted[k + 1] - sorted[k])
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
    if draws.len() < 2 {
        0.0
    } else {
        mean_and_squares(draws).1 / (draws.len() - 1) as f64
    }
}

/// Sample covariance (n − 1) of pairs.
pub fn covariance(a: &[f64], b: &[f64]) -> f64 {
    let (mean_a, mean_b) = (mean(a), mean(b));
    let sum: f64 = a
        .iter()
        .zip(b)
        .map(|(a, b)| (a - mean_a) * (b - mean_b))
        .sum();
    sum / (a.len() - 1) as f64
}

/// Summarizes draws. `worst_is_high` says which tail the expected shortfall takes.
pub fn summarize(mut draws: Vec<f64>, worst_is_high: bool, split: Option<Split>) -> OutcomeSummary {
    let n = draws.len();
    let finite = draws.iter().all(|draw| draw.is_finite());
    let moments = finite.then(|| {
        let mean = mean(&draws);
        let sd = variance(&draws).sqrt();
        (mean, sd / (n as f64).sqrt(), sd)
    });
    draws.sort_unstable_by(f64::total_cmp);
    let worst = ((WORST_SHARE * n as f64).ceil() as usize).clamp(1, n);
    let tail = if worst_is_high {
        &draws[n - worst..]
    } else {
        &draws[..worst]
    };
    let expected_shortfall = finite.then(|| tail.iter().sum::<f64>() / worst as f64);
    OutcomeSummary {
        mean: moments.map(|m| m.0),
        standard_error: moments.map(|m| m.1),
        sd: moments.map(|m| m.2),
        percentiles: PERCENTILES.map(|p| percentile(&draws, p)),
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
    let share = |draws: &[f64], other: &[f64]| {
        let (part, whole) = if exact {
            let ignorance = variance(other);
            let luck = draws
                .iter()
                .zip(other)
                .map(|(y, e)| (y - e).powi(2))
                .sum::<f64>()
                / draws.len() as f64;
            (ignorance, ignorance + luck)
        } else {
            (
                covariance(draws, other),
                (variance(draws) + variance(other)) / 2.0,
            )
        };
        (whole > 0.0).then(|| part / whole)
    };
    let value = share(draws, other)?;
    let block = n / BLOCKS;
    let mut without = Vec::with_capacity(BLOCKS);
    for k in 0..BLOCKS {
        let cut = |all: &[f64]| {
            let mut rest = all[..k * block].to_vec();
            rest.extend_from_slice(&all[(k + 1) * block..]);
            rest
        };
        without.push(share(&cut(draws), &cut(other))?);
    }
    let squares = variance(&without) * (BLOCKS - 1) as f64;
    let standard_error = (squares * (BLOCKS - 1) as f64 / BLOCKS as f64).sqrt();
    Some(Split {
        ignorance: value.clamp(0.0, 1.0),
        standard_error,
        exact,
    })
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
    Some(Ratio {
        value,
        standard_error: (residual_variance.max(0.0) / n).sqrt() / b.abs(),
    })
}
