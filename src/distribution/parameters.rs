//! Distributions given by their parameters.

use super::atoms::{Steps, Zero};
use super::beta::Beta;
use super::bounded::{Triangular01, Uniform01};
use super::error::{DistributionError, bounds_in_order, finite, in_order, not_negative, positive};
use super::gamma::Gamma;
use super::kernel::Located;
use super::lognormal::LogNormal;
use super::normal::StandardNormal;
use super::quantity::Distribution;
use super::truncated_normal::TruncatedNormal;

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
        Self::on_range(low, high, || Ok(Self::Uniform(Located::between(low, high, Uniform01))))
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
            Ok(Self::Triangular(Located::between(low, high, Triangular01::new(relative))))
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
            // To the digits that the subtractions leave: the same shape between other bounds then has the
            // same bits, and shares its table.
            let relative = (relative * 2_f64.powi(50)).round() / 2_f64.powi(50);
            Ok(Self::Pert(Located::between(low, high, Beta::pert(relative))))
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
        Self::on_range(low, high, || Ok(Self::Beta(Located::between(low, high, kernel))))
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
        TruncatedNormal::located(mean, sd, low, high).map(Self::TruncatedNormal)
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
        if low == high { Self::fixed(low) } else { make() }
    }
}
