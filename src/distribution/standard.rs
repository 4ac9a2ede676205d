//! The shape of a duration, apart from where it lies and how wide it is.

use super::atoms::{Steps, Zero};
use super::beta::Beta;
use super::bounded::{Triangular01, Uniform01};
use super::error::{DistributionError, not_negative, within};
use super::gamma::Gamma;
use super::kernel::{Kernel, Located};
use super::lognormal::LogNormal;
use super::weibull::Weibull;

/// A variable z without unit; a duration is location + scale·z months, where location and
/// scale may be uncertain but the numbers that make the shape are not.
///
/// Made by the constructors, which check; what exists is valid.
#[derive(Debug, Clone, PartialEq)]
pub enum Standard {
    /// Always 0: the duration is its location.
    Point(Located<Zero>),
    /// Uniform on [0, 1].
    Uniform01(Located<Uniform01>),
    /// Triangular on [0, 1].
    Triangular(Located<Triangular01>),
    /// PERT on [0, 1].
    Pert(Located<Beta>),
    /// Gamma with mean 1.
    Gamma(Located<Gamma>),
    /// Lognormal with mean 1.
    LogNormal(Located<LogNormal>),
    /// Weibull with scale 1 or mean 1.
    Weibull(Located<Weibull>),
    /// Listed values with weights.
    Empirical(Located<Steps>),
}

impl Standard {
    /// Always 0: the duration is its location.
    #[must_use]
    pub fn point() -> Self {
        Self::Point(Located::new(0.0, 1.0, Zero))
    }

    /// Uniform on [0, 1]: location is the lower bound, scale the width.
    #[must_use]
    pub fn uniform01() -> Self {
        Self::Uniform01(Located::new(0.0, 1.0, Uniform01))
    }

    /// Triangular on [0, 1] with its top at `relative_mode`: location is the lower bound,
    /// scale the width.
    ///
    /// # Errors
    ///
    /// Not finite, or outside [0, 1].
    pub fn triangular(relative_mode: f64) -> Result<Self, DistributionError> {
        within("relative_mode", relative_mode, (0.0, 1.0))?;
        Ok(Self::Triangular(Located::new(0.0, 1.0, Triangular01::new(relative_mode))))
    }

    /// PERT (λ = 4) on [0, 1] with its top at `relative_mode`: location is the lower bound,
    /// scale the width.
    ///
    /// # Formula
    ///
    /// Beta with α = 1 + 4·m, β = 1 + 4·(1-m); mean (1 + 4·m)/6
    ///
    /// # Errors
    ///
    /// Not finite, or outside [0, 1].
    pub fn pert(relative_mode: f64) -> Result<Self, DistributionError> {
        within("relative_mode", relative_mode, (0.0, 1.0))?;
        Ok(Self::Pert(Located::new(0.0, 1.0, Beta::pert(relative_mode))))
    }

    /// Gamma with mean 1 and coefficient of variation `cv`: scale is the mean. A cv of 0 is
    /// the certain value 1.
    ///
    /// # Formula
    ///
    /// shape 1/cv², scale cv²; variance cv²
    ///
    /// # Errors
    ///
    /// Not finite, negative, or outside 0.001 … 4.4.
    pub fn gamma(cv: f64) -> Result<Self, DistributionError> {
        if not_negative("cv", cv)? == 0.0 {
            return Ok(Self::one());
        }
        let square = cv * cv;
        Ok(Self::Gamma(Located::new(0.0, square, Gamma::new(1.0 / square)?)))
    }

    /// Lognormal with mean 1 and coefficient of variation `cv`: scale is the mean. A cv of 0
    /// is the certain value 1.
    ///
    /// # Formula
    ///
    /// σ² = ln(1 + cv²), μ = -σ²/2; variance cv²
    ///
    /// # Errors
    ///
    /// Not finite, negative, or so small that nothing is left of the spread.
    pub fn lognormal(cv: f64) -> Result<Self, DistributionError> {
        if not_negative("cv", cv)? == 0.0 {
            return Ok(Self::one());
        }
        let variance = (cv * cv).ln_1p();
        let kernel = LogNormal::new(variance.sqrt())?;
        Ok(Self::LogNormal(Located::new(0.0, (-0.5 * variance).exp(), kernel)))
    }

    /// Weibull with scale parameter 1: F(z) = 1 - exp(-z^shape).
    ///
    /// # Errors
    ///
    /// Not finite, or shape outside 0.1 … 1000.
    pub fn weibull(shape: f64) -> Result<Self, DistributionError> {
        Ok(Self::Weibull(Located::new(0.0, 1.0, Weibull::new(shape)?)))
    }

    /// Weibull with mean 1: scale is the mean.
    ///
    /// # Errors
    ///
    /// As [`Standard::weibull`].
    pub fn weibull_with_mean_one(shape: f64) -> Result<Self, DistributionError> {
        let kernel = Weibull::new(shape)?;
        Ok(Self::Weibull(Located::new(0.0, 1.0 / kernel.mean(), kernel)))
    }

    /// Listed values with weights, which need not sum to one.
    ///
    /// # Errors
    ///
    /// Empty, unequal lengths, not finite, a negative weight, all weights zero.
    pub fn empirical(values: &[f64], weights: &[f64]) -> Result<Self, DistributionError> {
        let steps = Steps::weighted(values, weights)?;
        Ok(Self::Empirical(Located::new(0.0, 1.0, steps)))
    }

    /// The certain value 1.
    fn one() -> Self {
        Self::Point(Located::new(1.0, 1.0, Zero))
    }

    /// The variable behind every family.
    pub(super) fn variable(&self) -> &Located<dyn Kernel> {
        match self {
            Self::Point(v) => v,
            Self::Uniform01(v) => v,
            Self::Triangular(v) => v,
            Self::Pert(v) => v,
            Self::Gamma(v) => v,
            Self::LogNormal(v) => v,
            Self::Weibull(v) => v,
            Self::Empirical(v) => v,
        }
    }

    /// Expectation of z.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.variable().mean()
    }

    /// Variance of z.
    #[must_use]
    pub fn variance(&self) -> f64 {
        self.variable().variance()
    }

    /// Smallest and largest z, possibly infinite.
    #[must_use]
    pub fn support(&self) -> (f64, f64) {
        self.variable().support
    }

    /// P(Z ≤ z).
    #[must_use]
    pub fn cdf(&self, z: f64) -> f64 {
        self.variable().point(z).cdf
    }

    /// P(Z < z): differs from [`Standard::cdf`] at atoms only.
    #[must_use]
    pub fn cdf_left(&self, z: f64) -> f64 {
        self.variable().cdf_left(z)
    }

    /// The smallest z with P(Z ≤ z) ≥ u; the ends of the support for u = 0 and u = 1.
    #[must_use]
    pub fn quantile(&self, u: f64) -> f64 {
        debug_assert!((0.0..=1.0).contains(&u), "u = {u} is not a probability");
        self.variable().quantile(u)
    }
}
