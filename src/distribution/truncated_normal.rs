//! The normal distribution cut off to a range.

use super::error::DistributionError;
use super::kernel::{Kernel, Located, Point};
use super::normal::{
    mills_ratio, standard_normal_cdf, standard_normal_pdf, standard_normal_quantile,
};
use super::solve::{self, Tail};

/// Farthest near end of the range from the mean, in standard deviations; the shape is then
/// exponential within 1e-12.
const FARTHEST: f64 = 1e6;
/// Density at zero, for masses on both sides of the mean.
const TOP: f64 = 0.398_942_280_401_432_7;

/// A standard normal given that it lies in a range.
///
/// # Formula
///
/// F = (Φ(z) - Φ(a))/(Φ(b) - Φ(a)), with a, b the ends of the range.
/// Where the range lies in a tail all is taken relative to the density at its near end, which
/// neither underflows nor cancels, and the variable is the distance from that end.
#[derive(Debug, Clone, PartialEq)]
pub enum TruncatedNormal {
    /// The range [low, high] holds the mean 0; the variable is z.
    Around {
        /// Lower end.
        low: f64,
        /// Upper end.
        high: f64,
        /// Mass of the range.
        total: f64,
    },
    /// The range begins at `near` > 0; the variable is z - near, between 0 and `width`.
    Tail {
        /// Near end.
        near: f64,
        /// Length of the range.
        width: f64,
        /// Mass of the range relative to the density at `near`.
        total: f64,
    },
}

impl TruncatedNormal {
    /// Normal(mean, sd) given that it lies in [low, high]. The caller has checked: mean
    /// finite, sd > 0, low < high, no NaN.
    pub(super) fn located(
        mean: f64,
        sd: f64,
        low: f64,
        high: f64,
    ) -> Result<Located<Self>, DistributionError> {
        let width = (high - low) / sd;
        let tail = |near: f64| Self::Tail { near, width, total: relative_mass(near, width) };
        // A range below the mean is the mirror image of one above.
        let (location, scale, kernel) = if low > mean {
            (low, sd, tail((low - mean) / sd))
        } else if high < mean {
            (high, -sd, tail((mean - high) / sd))
        } else {
            let (a, b) = ((low - mean) / sd, (high - mean) / sd);
            let total = mass(a, b, width);
            (mean, sd, Self::Around { low: a, high: b, total })
        };
        let usable = match kernel {
            Self::Around { total, .. } => total > 0.0,
            Self::Tail { near, total, .. } => near <= FARTHEST && total > 0.0,
        };
        if usable {
            Ok(Located { location, scale, support: (low, high), kernel })
        } else {
            Err(DistributionError::NothingLeft { mean, sd, low, high })
        }
    }

    fn at(&self, tail: Tail) -> f64 {
        let start = match (self, tail) {
            (Self::Around { low, total, .. }, Tail::Lower(u)) => {
                standard_normal_quantile(standard_normal_cdf(*low) + u * total)
            }
            (Self::Around { high, total, .. }, Tail::Upper(v)) => {
                -standard_normal_quantile(standard_normal_cdf(-high) + v * total)
            }
            // Exponential with the rate at the near end.
            (Self::Tail { near, width, .. }, Tail::Lower(u)) => {
                -(u * (-near * width).exp_m1()).ln_1p() / near
            }
            (Self::Tail { near, width, .. }, Tail::Upper(v)) => {
                let end = (-near * width).exp();
                -(v + (1.0 - v) * end).ln() / near
            }
        };
        solve::quantile(tail, start, self.support(), |z| self.point(z))
    }

    /// A place in the range, the mean relative to it, and the variance, by Gauss–Legendre
    /// quadrature over what holds all but e^-40 of the mass. The textbook formulas cancel
    /// when the range is narrow or far in a tail.
    fn moments(&self) -> (f64, f64, f64) {
        let (from, to) = match *self {
            Self::Around { low, high, .. } => (low.max(-9.0), high.min(9.0)),
            Self::Tail { near, width, .. } => {
                (0.0, width.min(80.0 / (near + (near * near + 80.0).sqrt())))
            }
        };
        let middle = 0.5 * (from + to);
        let mass = integral(from, to, |z| self.point(z).pdf);
        let first = integral(from, to, |z| (z - middle) * self.point(z).pdf) / mass;
        let second =
            integral(from, to, |z| (z - middle - first).powi(2) * self.point(z).pdf) / mass;
        (middle, first, second)
    }
}

impl Kernel for TruncatedNormal {
    fn support(&self) -> (f64, f64) {
        match *self {
            Self::Around { low, high, .. } => (low, high),
            Self::Tail { width, .. } => (0.0, width),
        }
    }

    fn point(&self, z: f64) -> Point {
        let (from, to) = self.support();
        if z < from || z == f64::NEG_INFINITY {
            return Point::BELOW;
        }
        if z > to || z == f64::INFINITY {
            return Point::ABOVE;
        }
        match *self {
            Self::Around { low, high, total } => Point {
                cdf: mass(low, z, z - low) / total,
                survival: mass(z, high, high - z) / total,
                pdf: standard_normal_pdf(z) / total,
            },
            Self::Tail { near, width, total } => {
                let fall = (-z * (near + 0.5 * z)).exp();
                Point {
                    cdf: relative_mass(near, z) / total,
                    survival: fall * relative_mass(near + z, width - z) / total,
                    pdf: fall / total,
                }
            }
        }
    }

    fn quantile(&self, u: f64) -> f64 {
        self.at(Tail::below(u))
    }

    fn upper_quantile(&self, v: f64) -> f64 {
        self.at(Tail::above(v))
    }

    fn mean(&self) -> f64 {
        let (from, first, _) = self.moments();
        from + first
    }

    fn variance(&self) -> f64 {
        self.moments().2
    }
}

/// ∫ exp(-a·t - t²/2) dt for t from 0 to d: the mass of [a, a + d] relative to the density at
/// a ≥ 0.
fn relative_mass(a: f64, d: f64) -> f64 {
    let exponent = d * (a + 0.5 * d);
    if exponent > 1.0 {
        let rest = if d == f64::INFINITY { 0.0 } else { (-exponent).exp() * mills_ratio(a + d) };
        return mills_ratio(a) - rest;
    }
    // Taylor series; g' = -(a + t)·g gives the coefficients, here times d^n.
    let (mut before, mut term) = (0.0, 1.0);
    let mut sum = 1.0;
    for n in 0..60 {
        let n = f64::from(n);
        let next = -(a * d * term + d * d * before) / (n + 1.0);
        before = term;
        term = next;
        sum += term / (n + 2.0);
        if term.abs() + before.abs() < 1e-18 {
            break;
        }
    }
    d * sum
}

/// Φ(z2) - Φ(z1), where d = z2 - z1 is known better than the difference of the two.
fn mass(z1: f64, z2: f64, d: f64) -> f64 {
    if z1 >= 0.0 {
        standard_normal_pdf(z1) * relative_mass(z1, d)
    } else if z2 <= 0.0 {
        standard_normal_pdf(z2) * relative_mass(-z2, d)
    } else {
        TOP * (relative_mass(0.0, -z1) + relative_mass(0.0, z2))
    }
}

/// Composite five-point Gauss–Legendre quadrature with 200 panels.
fn integral(from: f64, to: f64, f: impl Fn(f64) -> f64) -> f64 {
    const PANELS: u32 = 200;
    let near = (5.0 - 2.0 * (10.0_f64 / 7.0).sqrt()).sqrt() / 3.0;
    let far = (5.0 + 2.0 * (10.0_f64 / 7.0).sqrt()).sqrt() / 3.0;
    let near_weight = (322.0 + 13.0 * 70.0_f64.sqrt()) / 900.0;
    let far_weight = (322.0 - 13.0 * 70.0_f64.sqrt()) / 900.0;
    let half = 0.5 * (to - from) / f64::from(PANELS);
    let mut sum = 0.0;
    for panel in 0..PANELS {
        let centre = from + half * f64::from(2 * panel + 1);
        sum += 128.0 / 225.0 * f(centre)
            + near_weight * (f(centre - half * near) + f(centre + half * near))
            + far_weight * (f(centre - half * far) + f(centre + half * far));
    }
    sum * half
}
