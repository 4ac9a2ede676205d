//! The normal distribution cut off to a range.

use super::error::DistributionError;
use super::kernel::{Kernel, Point};
use super::normal::{
    mills_ratio, standard_normal_cdf, standard_normal_pdf, standard_normal_quantile,
};
use super::solve;

/// Farthest lower end of the range above the mean, in standard deviations. There the shape is
/// exponential within 1e-12, and further away x itself has too few digits.
const FARTHEST: f64 = 1e6;
/// Density at zero, for masses on both sides of the mean.
const TOP: f64 = 0.398_942_280_401_432_7;

/// Normal(mean, sd) given that it lies in [low, high]; either end may be infinite.
///
/// # Formula
///
/// F(x) = (Φ(z) - Φ(a))/(Φ(b) - Φ(a)) with z, a, b the standardised x, low, high.
/// Where the range lies in a tail all three are taken relative to the density at its near
/// end, which neither underflows nor cancels.
#[derive(Debug, Clone, PartialEq)]
pub struct TruncatedNormal {
    /// The range lies above the mean or around it: one below the mean is kept mirrored.
    upper: UpperRange,
    mirrored: bool,
}

impl TruncatedNormal {
    /// Parameters are checked by the caller: finite mean, sd > 0, low < high, no NaN.
    pub(super) fn new(mean: f64, sd: f64, low: f64, high: f64) -> Result<Self, DistributionError> {
        let mirrored = high < mean;
        let upper = if mirrored {
            UpperRange::new(-mean, sd, -high, -low)
        } else {
            UpperRange::new(mean, sd, low, high)
        };
        if upper.a <= FARTHEST && upper.total > 0.0 && upper.total.is_finite() {
            Ok(Self { upper, mirrored })
        } else {
            Err(DistributionError::NothingLeft {
                mean,
                sd,
                low,
                high,
            })
        }
    }
}

impl Kernel for TruncatedNormal {
    fn support(&self) -> (f64, f64) {
        let UpperRange { low, high, .. } = self.upper;
        if self.mirrored {
            (-high, -low)
        } else {
            (low, high)
        }
    }

    fn point(&self, x: f64) -> Point {
        if !self.mirrored {
            return self.upper.point(x);
        }
        let p = self.upper.point(-x);
        Point {
            cdf: p.survival,
            survival: p.cdf,
            pdf: p.pdf,
        }
    }

    fn quantile(&self, u: f64) -> f64 {
        if self.mirrored {
            -self.upper.quantile(1.0 - u)
        } else {
            self.upper.quantile(u)
        }
    }

    fn mean(&self) -> f64 {
        let (from, first, _) = self.upper.moments();
        if self.mirrored {
            -(from + first)
        } else {
            from + first
        }
    }

    fn variance(&self) -> f64 {
        self.upper.moments().2
    }
}

/// A range that ends at or above the mean.
#[derive(Debug, Clone, PartialEq)]
struct UpperRange {
    mean: f64,
    sd: f64,
    low: f64,
    high: f64,
    /// Standardised low.
    a: f64,
    /// Mass of the range; relative to the density at `a` when a > 0.
    total: f64,
}

impl UpperRange {
    fn new(mean: f64, sd: f64, low: f64, high: f64) -> Self {
        let (a, b, width) = ((low - mean) / sd, (high - mean) / sd, (high - low) / sd);
        Self {
            mean,
            sd,
            low,
            high,
            a,
            total: if a > 0.0 {
                relative_mass(a, width)
            } else {
                mass(a, b, width)
            },
        }
    }

    fn point(&self, x: f64) -> Point {
        if x < self.low {
            return Point::BELOW;
        }
        if x > self.high {
            return Point::ABOVE;
        }
        let below = (x - self.low) / self.sd;
        let above = (self.high - x) / self.sd;
        if self.a > 0.0 {
            let fall = (-below * (self.a + 0.5 * below)).exp();
            return Point {
                cdf: relative_mass(self.a, below) / self.total,
                survival: fall * relative_mass(self.a + below, above) / self.total,
                pdf: fall / (self.total * self.sd),
            };
        }
        let z = (x - self.mean) / self.sd;
        let b = (self.high - self.mean) / self.sd;
        Point {
            cdf: mass(self.a, z, below) / self.total,
            survival: mass(z, b, above) / self.total,
            pdf: standard_normal_pdf(z) / (self.total * self.sd),
        }
    }

    fn quantile(&self, u: f64) -> f64 {
        let start = if self.a > 0.0 {
            // Exponential with the rate at the near end.
            let end = (self.a * (self.low - self.high) / self.sd).exp();
            self.low - self.sd * (-u * (1.0 - end)).ln_1p() / self.a
        } else {
            let b = (self.high - self.mean) / self.sd;
            let z = if u <= 0.5 {
                standard_normal_quantile(standard_normal_cdf(self.a) + u * self.total)
            } else {
                -standard_normal_quantile(standard_normal_cdf(-b) + (1.0 - u) * self.total)
            };
            self.mean + self.sd * z
        };
        solve::quantile(u, start, (self.low, self.high), |x| self.point(x))
    }

    /// A place in the range, the mean relative to it, and the variance, by Gauss–Legendre
    /// quadrature over what holds all but e^-40 of the mass. The textbook formulas cancel
    /// when the range is narrow or far in a tail.
    fn moments(&self) -> (f64, f64, f64) {
        let (from, to) = if self.a > 0.0 {
            let reach = 80.0 / (self.a + (self.a * self.a + 80.0).sqrt());
            (self.low, self.high.min(self.low + self.sd * reach))
        } else {
            let reach = 9.0 * self.sd;
            (
                self.low.max(self.mean - reach),
                self.high.min(self.mean + reach),
            )
        };
        let middle = 0.5 * (from + to);
        let mass = integral(from, to, |x| self.point(x).pdf);
        let first = integral(from, to, |x| (x - middle) * self.point(x).pdf) / mass;
        let second = integral(from, to, |x| {
            (x - middle - first).powi(2) * self.point(x).pdf
        }) / mass;
        (middle, first, second)
    }
}

/// ∫ exp(-a·t - t²/2) dt for t from 0 to d: the mass of [a, a + d] relative to the density at
/// a ≥ 0.
fn relative_mass(a: f64, d: f64) -> f64 {
    let exponent = d * (a + 0.5 * d);
    if exponent > 1.0 {
        let rest = if d == f64::INFINITY {
            0.0
        } else {
            (-exponent).exp() * mills_ratio(a + d)
        };
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
