//! Whether every headline outcome is known well enough to stop.

use rayon::prelude::*;

use super::bands::PERCENTILES;
use super::engine::Simulation;
use crate::distribution::normal::HALF_WIDTH_95;
use crate::model::outcome::Headline;
use crate::model::plan::Plan;

/// Half-width of a mean's 95 % interval, as a share of the outcome's standard deviation.
const MEAN_SHARE_OF_SD: f64 = 0.03;

/// Half-width of a percentile's 95 % interval, as a share of p95 − p5.
const PERCENTILE_SHARE_OF_SPREAD: f64 = 0.05;

/// Half-width of the 95 % interval of the chance below a percentile that suffices as well: a percentile
/// that lies in a gap between two groups of runs has no value that more runs would settle on.
const PERCENTILE_CHANCE: f64 = 0.005;

/// What is known least well of all that must be known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LeastKnown {
    /// Index of the strategy.
    pub strategy: usize,
    /// The outcome.
    pub outcome: Headline,
    /// True for the difference with the baseline.
    pub is_difference: bool,
    /// The percentile (a share), or `None` for the mean.
    pub percentile: Option<f64>,
    /// Half of its 95 % interval, in the unit of the outcome.
    pub half_width: f64,
    /// How many times as wide as the rule allows; at most 1 when everything is known well enough.
    pub ratio: f64,
}

/// What an outcome counts in.
#[derive(Clone, Copy, PartialEq)]
enum Scale {
    Euros,
    Hours,
    /// Whole numbers without a mean that means anything: months with codes for "never".
    Months,
    Counts,
}

impl Scale {
    fn of(outcome: Headline) -> Self {
        use Headline as H;
        match outcome {
            H::Payback | H::FirstSurplus => Self::Months,
            H::Shortfall
            | H::Hires
            | H::Exits
            | H::ExitsFailedRoute
            | H::ExitsBeforeRegistration
            | H::HeadsAtHorizon
            | H::RegisteredAtHorizon
            | H::NewlyRegisteredAtHorizon
            | H::MonthsOverUnregisteredShare
            | H::MonthsOverMentorCapacity => Self::Counts,
            H::BillableHours | H::CoveredHours | H::UndeliveredHours | H::SupervisionHours => {
                Self::Hours
            }
            _ => Self::Euros,
        }
    }

    /// Distance between neighbouring values: no percentile is known better than that while it has its
    /// probability between two values.
    fn step(self) -> f64 {
        if matches!(self, Self::Months | Self::Counts) { 1.0 } else { 0.0 }
    }
}

/// The statistic that is furthest from being known well enough, over the headline outcomes of every
/// strategy and its difference in NPV with the baseline; `euros` suffices for amounts where it is given.
pub fn least_known(plan: &Plan, simulation: &Simulation, euros: Option<f64>) -> LeastKnown {
    let baseline = plan.scenario.baseline;
    let npv = Headline::Npv;
    let own = (0..plan.strategies.len())
        .flat_map(|s| Headline::ALL.iter().map(move |&outcome| (s, outcome, false)));
    let differences = (0..plan.strategies.len()).filter(|s| *s != baseline).map(|s| (s, npv, true));
    let all: Vec<(usize, Headline, bool)> = own.chain(differences).collect();
    let of = |&(strategy, outcome, is_difference): &(usize, Headline, bool)| {
        let mut draws = simulation.draws(strategy, outcome as usize);
        if is_difference {
            let base = simulation.draws(baseline, outcome as usize);
            draws.iter_mut().zip(base).for_each(|(draw, base)| *draw -= base);
        }
        let scale = Scale::of(outcome);
        let (percentile, half_width, ratio) = judge(draws, scale, euros);
        LeastKnown { strategy, outcome, is_difference, percentile, half_width, ratio }
    };
    let found: Vec<LeastKnown> = all.par_iter().map(of).collect();
    let worst = found.into_iter().reduce(|a, b| if b.ratio > a.ratio { b } else { a });
    worst.expect("a plan has a strategy")
}

/// The statistic of one outcome that is known least well: percentile (or the mean), half-width, and how
/// many times what the rule allows that is.
fn judge(mut draws: Vec<f64>, scale: Scale, euros: Option<f64>) -> (Option<f64>, f64, f64) {
    let n = draws.len() as f64;
    if draws.iter().any(|x| x.is_nan()) {
        return (None, 0.0, 0.0); // not computed for this scenario
    }
    let euros = euros.filter(|_| scale == Scale::Euros).unwrap_or(0.0);
    let times = |half_width: f64, allowed: f64| {
        if half_width == 0.0 { 0.0 } else { half_width / allowed.max(euros) }
    };
    let mut worst = (None, 0.0, 0.0);
    if scale != Scale::Months {
        let mean = draws.iter().sum::<f64>() / n;
        let variance = draws.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n - 1.0).max(1.0);
        let half_width = HALF_WIDTH_95 * (variance / n).sqrt();
        worst = (None, half_width, times(half_width, MEAN_SHARE_OF_SD * variance.sqrt()));
    }
    draws.sort_unstable_by(f64::total_cmp);
    let at = |rank: f64| draws[(rank.round().max(0.0) as usize).min(draws.len() - 1)];
    // "Never" lies beyond the last month that was reached.
    let reached = draws.iter().rev().find(|x| x.is_finite()).copied().unwrap_or(0.0);
    let spread = at(0.95 * n).min(reached) - at(0.05 * n).min(reached);
    for p in PERCENTILES {
        // Order statistics a binomial half-width away from the rank bound the percentile.
        let ranks = HALF_WIDTH_95 * (n * p * (1.0 - p)).sqrt();
        let (low, high) = (at(n * p - ranks), at(n * p + ranks));
        // On which side of "never" it lies is the chance of earning back, which has its own error.
        let is_beside_never = low.is_finite() && high.is_infinite();
        if low == high || high - low <= scale.step() || is_beside_never {
            continue;
        }
        let half_width = (high - low) / 2.0;
        let by_value = times(half_width, PERCENTILE_SHARE_OF_SPREAD * spread);
        let ratio = by_value.min(ranks / n / PERCENTILE_CHANCE);
        if ratio > worst.2 {
            worst = (Some(p), half_width, ratio);
        }
    }
    worst
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distribution::normal::standard_normal_quantile;

    fn normal(n: usize) -> Vec<f64> {
        (0..n).map(|k| 1e5 * standard_normal_quantile((k as f64 + 0.5) / n as f64)).collect()
    }

    /// Half at 0 … 1, half at 100 … 101: the median lies in the gap.
    fn two_groups(n: usize) -> Vec<f64> {
        (0..n).map(|k| k as f64 / n as f64 + if 2 * k < n { 0.0 } else { 100.0 }).collect()
    }

    #[test]
    fn a_normal_outcome_needs_the_runs_that_follow_from_the_rule() {
        // 1.96/√n ≤ 0.03 from n = 4,269 on; its percentiles need fewer.
        let (statistic, _, ratio) = judge(normal(4268), Scale::Euros, None);
        assert!(statistic.is_none() && ratio > 1.0, "{statistic:?} {ratio}");
        assert!(judge(normal(4269), Scale::Euros, None).2 <= 1.0);
        // A margin in euros: 1.96 · 100,000/√n ≤ 5,000 from n = 1,537 on; that of p5 is
        // 1.96 · √(0.05 · 0.95)/φ(1.645) = 4.14 standard deviations/√n, and 0.05 (p95 − p5) = 16,450.
        assert!(judge(normal(1536), Scale::Euros, Some(5_000.0)).2 > 1.0);
        assert!(judge(normal(1537), Scale::Euros, Some(5_000.0)).2 <= 1.0);
        // Without the mean, p5 or p95 is the worst: 4.14/√n against 0.05 · 3.29.
        let (statistic, half_width, ratio) = judge(normal(10_000), Scale::Months, None);
        assert!(matches!(statistic, Some(0.05 | 0.95)), "{statistic:?}");
        // Order statistics on both sides of a curved density: two in a hundred.
        assert!((half_width / (4.14e5 / 100.0) - 1.0).abs() < 0.02, "{half_width}");
        assert!((ratio / (0.0414 / 0.1645) - 1.0).abs() < 0.02, "{ratio}");
    }

    #[test]
    fn a_percentile_in_a_gap_is_known_when_its_chance_is() {
        // 1.96 · 0.5/√n ≤ 0.005 from n = 38,416 on.
        let (statistic, half_width, ratio) = judge(two_groups(20_000), Scale::Euros, None);
        assert_eq!(statistic, Some(0.5));
        assert!((half_width - 50.0).abs() < 0.1, "{half_width}");
        let expected = HALF_WIDTH_95 * 0.5 / 20_000_f64.sqrt() / PERCENTILE_CHANCE;
        assert!((ratio - expected).abs() < 1e-9, "{ratio} {expected}");
        assert!(judge(two_groups(38_414), Scale::Euros, None).2 > 1.0);
        assert!(judge(two_groups(38_416), Scale::Euros, None).2 <= 1.0);
    }

    #[test]
    fn counts_are_known_to_a_step_and_what_never_varies_is_known_at_once() {
        let counts: Vec<f64> = (0..5_000).map(|k| f64::from(u8::from(k % 2 == 0))).collect();
        let (statistic, _, ratio) = judge(counts, Scale::Counts, None);
        assert!(statistic.is_none() && ratio <= 1.0);
        assert_eq!(judge(vec![7.0; 10], Scale::Euros, None).2, 0.0);
        assert_eq!(judge(vec![f64::NAN; 10], Scale::Euros, None).2, 0.0);
    }

    #[test]
    fn months_beyond_never_do_not_hide_months_that_are_not_known() {
        // Half earn back, anywhere in 600 months; 200 runs do not tell p25 within 30 months.
        let months =
            (0..200).map(|k| if k < 100 { 6.0 * f64::from(k) } else { f64::INFINITY }).collect();
        let (statistic, _, ratio) = judge(months, Scale::Months, None);
        assert_eq!(statistic, Some(0.25));
        assert!(ratio > 1.0, "{ratio}");
    }
}
