//! Whether every headline outcome is known well enough to stop.

use super::bands::PERCENTILES;
use super::engine::Simulation;
use crate::model::outcome::Headline;
use crate::model::plan::Plan;

/// Half-width of a mean's 95 % interval, as a share of the outcome's standard deviation.
const MEAN_SHARE_OF_SD: f64 = 0.03;

/// Half-width of a percentile's 95 % interval, as a share of p95 − p5.
const PERCENTILE_SHARE_OF_SPREAD: f64 = 0.05;

/// Two-sided 95 % of the normal distribution.
const Z95: f64 = 1.959_963_984_540_054;

/// The outcomes that must be known: those that the one-screen answer shows.
const WATCHED: [Headline; 6] = [
    Headline::Npv,
    Headline::NetCash,
    Headline::PeakFunding,
    Headline::Payback,
    Headline::LiquidityLow,
    Headline::NewlyRegisteredAtHorizon,
];

/// True when the means and percentiles of every watched outcome and of the difference in NPV
/// have a 95 % interval that is narrow enough; `euros` suffices for amounts where it is given.
pub fn is_known_well_enough(plan: &Plan, simulation: &Simulation, euros: Option<f64>) -> bool {
    let baseline = plan.scenario.baseline;
    (0..plan.strategies.len()).all(|s| {
        let outcomes_known = WATCHED.iter().all(|&outcome| {
            let is_money =
                !matches!(outcome, Headline::Payback | Headline::NewlyRegisteredAtHorizon);
            is_known(
                simulation.draws(s, outcome as usize),
                euros.filter(|_| is_money),
                if is_money { 0.0 } else { 1.0 },
            )
        });
        let npv = Headline::Npv as usize;
        let difference = || {
            let base = simulation.draws(baseline, npv);
            simulation.draws(s, npv).iter().zip(&base).map(|(a, b)| a - b).collect()
        };
        outcomes_known && (s == baseline || is_known(difference(), euros, 0.0))
    })
}

/// The rule for one outcome; infinite values (never) count for percentiles only. `step`: distance
/// between neighbouring values of an outcome that counts; no percentile is known better than that
/// while one of them has its probability between two values.
fn is_known(mut draws: Vec<f64>, euros: Option<f64>, step: f64) -> bool {
    let n = draws.len() as f64;
    if draws.iter().any(|x| x.is_nan()) {
        return true;
    }
    let (mean_sd, finite) = if draws.iter().all(|x| x.is_finite()) {
        let mean = draws.iter().sum::<f64>() / n;
        let variance = draws.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n - 1.0);
        (variance.sqrt(), true)
    } else {
        (0.0, false)
    };
    let half_width = Z95 * mean_sd / n.sqrt();
    let enough = |half_width: f64, spread: f64, share: f64| {
        half_width <= share * spread || euros.is_some_and(|euros| half_width <= euros)
    };
    if finite && !enough(half_width, mean_sd, MEAN_SHARE_OF_SD) {
        return false;
    }
    draws.sort_unstable_by(f64::total_cmp);
    let at = |rank: f64| draws[(rank.round().max(0.0) as usize).min(draws.len() - 1)];
    let spread = at(0.95 * n) - at(0.05 * n);
    PERCENTILES.iter().all(|p| {
        // Order statistics a binomial half-width away from the rank bound the percentile.
        let ranks = Z95 * (n * p * (1.0 - p)).sqrt();
        let (low, high) = (at(n * p - ranks), at(n * p + ranks));
        let known_to_a_step = high - low <= step;
        // On which side of "never" it lies is the chance of earning back, which has its own error.
        let is_beside_never = low.is_finite() && high.is_infinite();
        low == high
            || known_to_a_step
            || is_beside_never
            || enough((high - low) / 2.0, spread, PERCENTILE_SHARE_OF_SPREAD)
    })
}
