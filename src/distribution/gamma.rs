//! The gamma variable with scale 1.

use super::error::{DistributionError, within};
use super::kernel::{Kernel, Point};
use super::normal::standard_normal_quantile;
use super::solve::{self, Tail};
use super::special::{IncompleteGamma, SHAPES, ln_gamma};

/// Gamma with shape k and scale 1.
///
/// # Formula
///
/// f(z) = z^(k-1)·e^(-z)/Γ(k) for z > 0; mean k; variance k.
#[derive(Debug, Clone, PartialEq)]
pub struct Gamma {
    shape: f64,
    function: IncompleteGamma,
}

impl Gamma {
    pub(super) fn new(shape: f64) -> Result<Self, DistributionError> {
        within("shape", shape, SHAPES)?;
        Ok(Self { shape, function: IncompleteGamma::new(shape) })
    }

    fn at(&self, tail: Tail) -> f64 {
        let k = self.shape;
        let (u, n) = match tail {
            Tail::Lower(u) => (u, standard_normal_quantile(u)),
            Tail::Upper(v) => (1.0 - v, -standard_normal_quantile(v)),
        };
        // Wilson and Hilferty (1931) in the middle; F(z) ≈ z^k/Γ(k+1) near 0.
        let cube = 1.0 - 1.0 / (9.0 * k) + n / (3.0 * k.sqrt());
        let middle = if cube > 0.0 { k * cube.powi(3) } else { 0.0 };
        let near_zero = ((u.ln() + ln_gamma(k + 1.0)) / k).exp();
        let start = if near_zero < 0.2 * (k + 1.0) || middle <= 0.0 { near_zero } else { middle };
        solve::quantile(tail, start, self.support(), |z| self.point(z))
    }
}

impl Kernel for Gamma {
    fn support(&self) -> (f64, f64) {
        (0.0, f64::INFINITY)
    }

    fn point(&self, z: f64) -> Point {
        if z < 0.0 {
            return Point::BELOW;
        }
        if z == f64::INFINITY {
            return Point::ABOVE;
        }
        if z == 0.0 {
            let pdf = if self.shape < 1.0 {
                f64::INFINITY
            } else if self.shape == 1.0 {
                1.0
            } else {
                0.0
            };
            return Point { pdf, ..Point::BELOW };
        }
        let (cdf, survival, pdf) = self.function.tails(z);
        Point { cdf, survival, pdf }
    }

    fn quantile(&self, u: f64) -> f64 {
        self.at(Tail::below(u))
    }

    fn upper_quantile(&self, v: f64) -> f64 {
        self.at(Tail::above(v))
    }

    fn mean(&self) -> f64 {
        self.shape
    }

    fn variance(&self) -> f64 {
        self.shape
    }
}
