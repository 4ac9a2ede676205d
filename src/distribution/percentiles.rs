//! Distributions given by their percentiles.

use super::error::{DistributionError, bounds_in_order, finite, positive};
use super::quantity::Distribution;
use super::solve;
use super::truncated_normal::TruncatedNormal;

/// 95th percentile of the standard normal.
const Z95: f64 = 1.644_853_626_951_472_7;
/// Standard deviation, in units of p95 - p5, from which a truncated normal is taken for its
/// limit, the truncated exponential or uniform; they then differ by about 1e-8.
const WIDEST: f64 = 1e4;
/// Distance from the middle, relative to p95 - p5, within which three percentiles are taken
/// as those of a normal: the lognormal through them then differs by less than rounding does.
const MIDDLE: f64 = 1e-9;

impl Distribution {
    /// Lognormal with 5 % below `p5` and 5 % above `p95`.
    ///
    /// # Formula
    ///
    /// μ = (ln p5 + ln p95)/2; σ = (ln p95 - ln p5)/(2·1.645)
    ///
    /// # Errors
    ///
    /// Not finite, not positive, or p5 > p95.
    pub fn lognormal_from_p5_p95(p5: f64, p95: f64) -> Result<Self, DistributionError> {
        positive("p5", p5)?;
        positive("p95", p95)?;
        percentiles_in_order(p5, None, p95)?;
        if p5 == p95 {
            return Self::fixed(p5);
        }
        let sigma = (p95.ln() - p5.ln()) / (2.0 * Z95);
        Self::shifted_lognormal(0.0, p5.sqrt() * p95.sqrt(), sigma)
    }

    /// Shifted lognormal through three percentiles: s + exp(N) when the longer tail is on the
    /// right, its mirror image s - exp(N) when it is on the left, a normal when `p50` is
    /// exactly in the middle.
    ///
    /// # Formula
    ///
    /// (p50 - s)² = (p5 - s)·(p95 - s), so s = (p50² - p5·p95)/(2·p50 - p5 - p95);
    /// computed from the distances d = p50 - p5 and e = p95 - p50 as p50 - s = d·e/(e - d).
    ///
    /// # Errors
    ///
    /// Not finite, or not `p5 < p50 < p95` (all three equal is a certain value).
    pub fn lognormal_from_p5_p50_p95(
        p5: f64,
        p50: f64,
        p95: f64,
    ) -> Result<Self, DistributionError> {
        finite("p5", p5)?;
        finite("p50", p50)?;
        finite("p95", p95)?;
        percentiles_in_order(p5, Some(p50), p95)?;
        let (below, above) = (p50 - p5, p95 - p50);
        if p5 == p95 {
            return Self::fixed(p50);
        }
        if below <= 0.0 || above <= 0.0 {
            return Err(DistributionError::PercentilesOutOfOrder { p5, p50: Some(p50), p95 });
        }
        if (above - below).abs() <= MIDDLE * (p95 - p5) {
            return Self::normal(p50, (p95 - p5) / (2.0 * Z95));
        }
        // Positive: right-skewed. The ratio of the distances to s is that of the tails.
        let median = below * (above / (above - below));
        let sigma = (above / below).ln().abs() / Z95;
        Self::shifted_lognormal(p50 - median, median, sigma)
    }

    /// The normal truncated to [low, high] that has 5 % below `p5` and 5 % above `p95` after
    /// truncation. Either bound may be infinite; with both it is a plain normal.
    ///
    /// Two equations in mean and sd. For a given sd, F(p5) falls with the mean; along the
    /// means with F(p5) = 0.05, F(p95) falls with sd, because two such densities cross twice
    /// at most. So one root inside another, both bracketed; there is no second solution.
    ///
    /// # Errors
    ///
    /// Not finite, percentiles not in order or not strictly inside the bounds, or so near
    /// them that no truncated normal has them.
    pub fn truncated_normal_from_p5_p95(
        p5: f64,
        p95: f64,
        low: f64,
        high: f64,
    ) -> Result<Self, DistributionError> {
        finite("p5", p5)?;
        finite("p95", p95)?;
        bounds_in_order(low, high)?;
        percentiles_in_order(p5, None, p95)?;
        if p5 == p95 && (low..=high).contains(&p5) {
            return Self::fixed(p5);
        }
        if p5 <= low || p95 >= high {
            return Err(DistributionError::PercentilesOutsideBounds { p5, p95, low, high });
        }
        let width = p95 - p5;
        let narrowest = width / (2.0 * Z95);
        if low == f64::NEG_INFINITY && high == f64::INFINITY {
            return Self::normal(p5 + 0.5 * width, narrowest);
        }
        let problem = Percentiles { p5, p95, low, high };
        // Truncation takes tails away, so sd is at least that of the plain normal; half of it
        // leaves room for rounding.
        let (from, to) = ((0.5 * narrowest).ln(), (WIDEST * width).ln());
        let missing = |ln_sd: f64| problem.missing_above(ln_sd.exp());
        if !(missing(from) < 0.0 && missing(to) > 0.0) {
            return Err(problem.impossible());
        }
        let sd = solve::root(from, to, missing).exp();
        let found = problem
            .mean(sd)
            .ok_or_else(|| problem.impossible())
            .and_then(|mean| Self::truncated_normal(mean, sd, low, high))?;
        // The promise of this function, checked: 1e-9 of probability is far below what the
        // percentiles are known to.
        if (found.cdf(p5) - 0.05).abs() < 1e-9 && (found.survival(p95) - 0.05).abs() < 1e-9 {
            Ok(found)
        } else {
            Err(problem.impossible())
        }
    }
}

/// The two percentiles and the range of a truncated normal.
struct Percentiles {
    p5: f64,
    p95: f64,
    low: f64,
    high: f64,
}

impl Percentiles {
    fn impossible(&self) -> DistributionError {
        DistributionError::NoTruncatedNormal {
            p5: self.p5,
            p95: self.p95,
            low: self.low,
            high: self.high,
        }
    }

    /// ln F(p5) - ln 0.05; ±∞ where the range is out of reach of the mean.
    fn below(&self, mean: f64, sd: f64) -> f64 {
        match TruncatedNormal::located(mean, sd, self.low, self.high) {
            Ok(variable) => (variable.point(self.p5).cdf / 0.05).ln(),
            Err(_) if mean < self.p5 => f64::INFINITY,
            Err(_) => f64::NEG_INFINITY,
        }
    }

    /// The mean for which F(p5) = 0.05, given sd.
    fn mean(&self, sd: f64) -> Option<f64> {
        // mean = p5 + t·sd²: t is the slope of the log density at p5, of the order of one
        // over the width also when sd is many times the width.
        let value = |t: f64| -self.below(self.p5 + t * sd * sd, sd);
        let mut step = 1.0 / (self.p95 - self.p5);
        let (mut from, mut to) = (-step, step);
        for _ in 0..60 {
            let (left, right) = (value(from) < 0.0, value(to) > 0.0);
            if left && right {
                let t = solve::root(from, to, |t| value(t).clamp(-50.0, 50.0));
                return Some(self.p5 + t * sd * sd);
            }
            step *= 2.0;
            if !left {
                from -= step;
            }
            if !right {
                to += step;
            }
        }
        None
    }

    /// How much more than 5 % lies above p95, given sd and F(p5) = 0.05; negative where it
    /// cannot be computed because sd is too small to reach from p5 to p95.
    fn missing_above(&self, sd: f64) -> f64 {
        self.mean(sd)
            .and_then(|mean| TruncatedNormal::located(mean, sd, self.low, self.high).ok())
            .map_or(-1.0, |variable| variable.point(self.p95).survival - 0.05)
    }
}

fn percentiles_in_order(p5: f64, p50: Option<f64>, p95: f64) -> Result<(), DistributionError> {
    let middle = p50.unwrap_or(p5);
    if p5 <= middle && middle <= p95 {
        Ok(())
    } else {
        Err(DistributionError::PercentilesOutOfOrder { p5, p50, p95 })
    }
}
