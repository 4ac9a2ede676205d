//! What is believed of a quantity: one number for a whole run.

use super::atoms::{Steps, Zero};
use super::beta::Beta;
use super::bounded::{Triangular01, Uniform01};
use super::error::{DistributionError, finite, in_order, not_negative, positive};
use super::gamma::Gamma;
use super::kernel::{Kernel, Located};
use super::lognormal::LogNormal;
use super::normal::StandardNormal;
use super::truncated_normal::TruncatedNormal;

/// Distribution of a quantity, in the unit of that quantity.
///
/// Made by the constructors, which check; what exists is valid. Parameters that leave no
/// spread (equal bounds, sd 0) give [`Distribution::Fixed`].
#[derive(Debug, Clone, PartialEq)]
pub enum Distribution {
    /// A certain value.
    Fixed(Located<Zero>),
    /// Equally likely between two bounds.
    Uniform(Located<Uniform01>),
    /// Straight lines from low up to mode and down to high.
    Triangular(Located<Triangular01>),
    /// Smooth hump between hard bounds.
    Pert(Located<Beta>),
    /// Beta between bounds.
    Beta(Located<Beta>),
    /// Normal.
    Normal(Located<StandardNormal>),
    /// Normal cut off to a range.
    TruncatedNormal(Located<TruncatedNormal>),
    /// Lognormal, possibly shifted or mirrored.
    LogNormal(Located<LogNormal>),
    /// Gamma.
    Gamma(Located<Gamma>),
    /// Listed values with weights.
    Discrete(Located<Steps>),
    /// Observed values with equal weights.
    Empirical(Located<Steps>),
}

impl Distribution {
    /// A certain value.
    ///
    /// # Errors
    ///
    /// [`DistributionError::NotFinite`].
    pub fn fixed(value: f64) -> Result<Self, DistributionError> {
        finite("value", value)?;
        Ok(Self::Fixed(Located::new(value, 1.0, Zero)))
    }

    /// Equally likely between `low` and `high`.
    ///
    /// # Errors
    ///
    /// Not finite, or `low > high`.
    pub fn uniform(low: f64, high: f64) -> Result<Self, DistributionError> {
        Self::on_range(low, high, || {
            Ok(Self::Uniform(Located::between(low, high, Uniform01)))
        })
    }

    /// Triangular with hard bounds `low`, `high` and its top at `mode`.
    ///
    /// # Formula
    ///
    /// mean = (low + mode + high)/3
    ///
    /// # Errors
    ///
    /// Not finite, or not `low <= mode <= high`.
    pub fn triangular(low: f64, mode: f64, high: f64) -> Result<Self, DistributionError> {
        in_order(low, mode, high)?;
        Self::on_range(low, high, || {
            let relative = (mode - low) / (high - low);
            Ok(Self::Triangular(Located::between(
                low,
                high,
                Triangular01::new(relative),
            )))
        })
    }

    /// PERT with λ = 4: a beta on [low, high] with its top at `mode`.
    ///
    /// # Formula
    ///
    /// mean = (low + 4·mode + high)/6; α = 1 + 4(mode-low)/(high-low); α + β = 6
    ///
    /// # Errors
    ///
    /// Not finite, or not `low <= mode <= high`.
    ///
    /// # Example
    ///
    /// ```
    /// use kansrijk::distribution::Distribution;
    /// let months = Distribution::pert(0.0, 4.0, 10.0)?;
    /// assert!((months.mean() - 26.0 / 6.0).abs() < 1e-12);
    /// # Ok::<(), kansrijk::distribution::DistributionError>(())
    /// ```
    ///
    /// # Reference
    ///
    /// D. Vose (2008), Risk analysis: a quantitative guide, on PERT.
    pub fn pert(low: f64, mode: f64, high: f64) -> Result<Self, DistributionError> {
        in_order(low, mode, high)?;
        Self::on_range(low, high, || {
            let relative = (mode - low) / (high - low);
            Ok(Self::Pert(Located::between(
                low,
                high,
                Beta::pert(relative),
            )))
        })
    }

    /// Beta with shapes `alpha`, `beta` stretched over [low, high].
    ///
    /// # Formula
    ///
    /// mean = low + (high-low)·α/(α+β)
    ///
    /// # Errors
    ///
    /// Not finite, shapes outside 0.05 … 10⁶, or `low > high`.
    pub fn beta(alpha: f64, beta: f64, low: f64, high: f64) -> Result<Self, DistributionError> {
        let kernel = Beta::new(alpha, beta)?;
        Self::on_range(low, high, || {
            Ok(Self::Beta(Located::between(low, high, kernel)))
        })
    }

    /// Normal with `mean` and standard deviation `sd`.
    ///
    /// # Errors
    ///
    /// Not finite, or sd < 0.
    pub fn normal(mean: f64, sd: f64) -> Result<Self, DistributionError> {
        finite("mean", mean)?;
        if not_negative("sd", sd)? == 0.0 {
            return Self::fixed(mean);
        }
        Ok(Self::Normal(Located::new(mean, sd, StandardNormal)))
    }

    /// Normal(mean, sd) given that it lies in [low, high]; either end may be infinite.
    /// `mean` and `sd` are those before truncation.
    ///
    /// # Errors
    ///
    /// Mean or sd not finite, a bound NaN, sd ≤ 0, `low > high`, or no mass in the range.
    pub fn truncated_normal(
        mean: f64,
        sd: f64,
        low: f64,
        high: f64,
    ) -> Result<Self, DistributionError> {
        finite("mean", mean)?;
        positive("sd", sd)?;
        if low == high {
            return Self::fixed(low);
        }
        if low == f64::NEG_INFINITY && high == f64::INFINITY {
            return Self::normal(mean, sd);
        }
        bounds_in_order(low, high)?;
        let kernel = TruncatedNormal::new(mean, sd, low, high)?;
        Ok(Self::TruncatedNormal(Located::new(0.0, 1.0, kernel)))
    }

    /// Lognormal: exp of a normal with mean `mu` and standard deviation `sigma`.
    ///
    /// # Formula
    ///
    /// mean = exp(μ + σ²/2); median = exp(μ)
    ///
    /// # Errors
    ///
    /// Not finite, sigma < 0, or sigma beyond 25.
    pub fn lognormal(mu: f64, sigma: f64) -> Result<Self, DistributionError> {
        finite("mu", mu)?;
        let median = positive("exp(mu)", mu.exp())?;
        if not_negative("sigma", sigma)? == 0.0 {
            return Self::fixed(median);
        }
        Self::shifted_lognormal(0.0, median, sigma)
    }

    /// shift + scale·exp(σN); a negative scale mirrors.
    pub(super) fn shifted_lognormal(
        shift: f64,
        scale: f64,
        sigma: f64,
    ) -> Result<Self, DistributionError> {
        let kernel = LogNormal::new(sigma)?;
        Ok(Self::LogNormal(Located::new(shift, scale, kernel)))
    }

    /// Lognormal with this mean and coefficient of variation (sd/mean).
    ///
    /// # Formula
    ///
    /// σ² = ln(1 + cv²); μ = ln(mean) - σ²/2
    ///
    /// # Errors
    ///
    /// Not finite, mean ≤ 0, or cv < 0.
    pub fn lognormal_from_mean_cv(mean: f64, cv: f64) -> Result<Self, DistributionError> {
        positive("mean", mean)?;
        if not_negative("cv", cv)? == 0.0 {
            return Self::fixed(mean);
        }
        let variance = (cv * cv).ln_1p();
        Self::shifted_lognormal(0.0, mean * (-0.5 * variance).exp(), variance.sqrt())
    }

    /// Lognormal with this mean and standard deviation, see
    /// [`Distribution::lognormal_from_mean_cv`].
    ///
    /// # Errors
    ///
    /// Not finite, mean ≤ 0, or sd < 0.
    pub fn lognormal_from_mean_sd(mean: f64, sd: f64) -> Result<Self, DistributionError> {
        positive("mean", mean)?;
        not_negative("sd", sd)?;
        Self::lognormal_from_mean_cv(mean, sd / mean)
    }

    /// Gamma with `shape` and `scale`.
    ///
    /// # Formula
    ///
    /// mean = shape·scale; variance = shape·scale²
    ///
    /// # Errors
    ///
    /// Not finite, shape outside 0.05 … 10⁶, or scale ≤ 0.
    pub fn gamma(shape: f64, scale: f64) -> Result<Self, DistributionError> {
        positive("scale", scale)?;
        Ok(Self::Gamma(Located::new(0.0, scale, Gamma::new(shape)?)))
    }

    /// Gamma with this mean and coefficient of variation (sd/mean).
    ///
    /// # Formula
    ///
    /// shape = 1/cv²; scale = mean·cv²
    ///
    /// # Errors
    ///
    /// Not finite, mean ≤ 0, cv < 0, or cv outside 0.001 … 4.4 and not 0.
    pub fn gamma_from_mean_cv(mean: f64, cv: f64) -> Result<Self, DistributionError> {
        positive("mean", mean)?;
        if not_negative("cv", cv)? == 0.0 {
            return Self::fixed(mean);
        }
        let square = cv * cv;
        Self::gamma(1.0 / square, mean * square)
    }

    /// Gamma with this mean and standard deviation, see
    /// [`Distribution::gamma_from_mean_cv`].
    ///
    /// # Errors
    ///
    /// Not finite, mean ≤ 0, sd < 0, or sd/mean out of range.
    pub fn gamma_from_mean_sd(mean: f64, sd: f64) -> Result<Self, DistributionError> {
        positive("mean", mean)?;
        not_negative("sd", sd)?;
        Self::gamma_from_mean_cv(mean, sd / mean)
    }

    /// Listed values with weights, which need not sum to one.
    ///
    /// # Errors
    ///
    /// Empty, unequal lengths, not finite, a negative weight, all weights zero.
    pub fn discrete(values: &[f64], weights: &[f64]) -> Result<Self, DistributionError> {
        let steps = Steps::weighted(values, weights)?;
        Ok(Self::Discrete(Located::new(0.0, 1.0, steps)))
    }

    /// Observed values with equal weights. The inverse is the step function of the sorted
    /// values: the smallest x with F(x) ≥ u.
    ///
    /// # Errors
    ///
    /// Empty, or a value not finite.
    pub fn empirical(values: &[f64]) -> Result<Self, DistributionError> {
        let steps = Steps::equal(values)?;
        Ok(Self::Empirical(Located::new(0.0, 1.0, steps)))
    }

    /// Checks the bounds; equal ones are a certain value.
    fn on_range(
        low: f64,
        high: f64,
        make: impl FnOnce() -> Result<Self, DistributionError>,
    ) -> Result<Self, DistributionError> {
        finite("low", low)?;
        finite("high", high)?;
        bounds_in_order(low, high)?;
        finite("high - low", high - low)?;
        if low == high {
            Self::fixed(low)
        } else {
            make()
        }
    }

    /// The variable behind every family.
    pub(super) fn variable(&self) -> &Located<dyn Kernel> {
        match self {
            Self::Fixed(v) => v,
            Self::Uniform(v) => v,
            Self::Triangular(v) => v,
            Self::Pert(v) | Self::Beta(v) => v,
            Self::Normal(v) => v,
            Self::TruncatedNormal(v) => v,
            Self::LogNormal(v) => v,
            Self::Gamma(v) => v,
            Self::Discrete(v) | Self::Empirical(v) => v,
        }
    }

    fn variable_mut(&mut self) -> &mut Located<dyn Kernel> {
        match self {
            Self::Fixed(v) => v,
            Self::Uniform(v) => v,
            Self::Triangular(v) => v,
            Self::Pert(v) | Self::Beta(v) => v,
            Self::Normal(v) => v,
            Self::TruncatedNormal(v) => v,
            Self::LogNormal(v) => v,
            Self::Gamma(v) => v,
            Self::Discrete(v) | Self::Empirical(v) => v,
        }
    }

    /// Expectation.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.variable().mean()
    }

    /// Variance.
    #[must_use]
    pub fn variance(&self) -> f64 {
        self.variable().variance()
    }

    /// Standard deviation.
    #[must_use]
    pub fn sd(&self) -> f64 {
        self.variance().sqrt()
    }

    /// Smallest and largest value, possibly infinite.
    #[must_use]
    pub fn support(&self) -> (f64, f64) {
        self.variable().support
    }

    /// P(X ≤ x).
    #[must_use]
    pub fn cdf(&self, x: f64) -> f64 {
        self.variable().point(x).cdf
    }

    /// P(X < x): differs from [`Distribution::cdf`] at atoms only.
    #[must_use]
    pub fn cdf_left(&self, x: f64) -> f64 {
        self.variable().cdf_left(x)
    }

    /// P(X > x), with its own digits in the upper tail.
    #[must_use]
    pub fn survival(&self, x: f64) -> f64 {
        self.variable().point(x).survival
    }

    /// Inverse of the distribution function: the smallest x with F(x) ≥ u; the ends of the
    /// support for u = 0 and u = 1. Exact but slow; for many draws build an
    /// [`Inverter`](super::Inverter).
    #[must_use]
    pub fn quantile(&self, u: f64) -> f64 {
        debug_assert!((0.0..=1.0).contains(&u), "u = {u} is not a probability");
        self.variable().quantile(u)
    }

    /// The value with half of the probability below it.
    #[must_use]
    pub fn median(&self) -> f64 {
        self.quantile(0.5)
    }

    /// Whether only one value is possible.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        let (low, high) = self.support();
        low == high
    }

    /// Distribution of X·factor, for instance at another price level.
    ///
    /// # Errors
    ///
    /// The factor is not finite or not positive.
    pub fn scaled(mut self, factor: f64) -> Result<Self, DistributionError> {
        positive("factor", factor)?;
        self.variable_mut().stretch(factor);
        Ok(self)
    }

    /// Distribution of X + distance.
    ///
    /// # Errors
    ///
    /// The distance is not finite.
    pub fn shifted(mut self, distance: f64) -> Result<Self, DistributionError> {
        finite("distance", distance)?;
        self.variable_mut().shift(distance);
        Ok(self)
    }
}

/// Checks `low <= high`, either possibly infinite.
pub(super) fn bounds_in_order(low: f64, high: f64) -> Result<(), DistributionError> {
    for (parameter, value) in [("low", low), ("high", high)] {
        if value.is_nan() {
            return Err(DistributionError::NotFinite { parameter, value });
        }
    }
    if low <= high {
        Ok(())
    } else {
        Err(DistributionError::BoundsOutOfOrder {
            low,
            mode: None,
            high,
        })
    }
}
