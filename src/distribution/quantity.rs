//! What is believed of a quantity: one number for a whole run.

use super::atoms::{Steps, Zero};
use super::beta::Beta;
use super::bounded::{Triangular01, Uniform01};
use super::error::{DistributionError, finite, positive};
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
    /// Whether an inverse of both can be read from one table: one shape, at any location and scale.
    pub(super) fn has_table_of(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Pert(a) | Self::Beta(a), Self::Pert(b) | Self::Beta(b)) => a.kernel == b.kernel,
            (Self::Gamma(a), Self::Gamma(b)) => a.kernel == b.kernel,
            (Self::TruncatedNormal(a), Self::TruncatedNormal(b)) => a.kernel == b.kernel,
            _ => false,
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
