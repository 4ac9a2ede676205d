//! The Weibull variable with scale 1.

use super::error::{DistributionError, within};
use super::kernel::{Kernel, Point};
use super::special::ln_gamma;

/// Shapes between nearly all mass at zero and nearly a point: beyond them the mean has no
/// meaning a reader could check.
const SHAPES: (f64, f64) = (0.1, 1e3);

/// Weibull with shape k and scale 1.
///
/// # Formula
///
/// F(z) = 1 - exp(-z^k) for z > 0; mean Γ(1+1/k); variance Γ(1+2/k) - Γ(1+1/k)².
#[derive(Debug, Clone, PartialEq)]
pub struct Weibull {
    shape: f64,
    inverse_shape: f64,
}

impl Weibull {
    pub(super) fn new(shape: f64) -> Result<Self, DistributionError> {
        within("shape", shape, SHAPES)?;
        Ok(Self { shape, inverse_shape: 1.0 / shape })
    }
}

impl Kernel for Weibull {
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
        let power = z.powf(self.shape);
        let survival = (-power).exp();
        let front = if z > 0.0 { power / z } else { z.powf(self.shape - 1.0) };
        Point { cdf: -(-power).exp_m1(), survival, pdf: self.shape * front * survival }
    }

    fn quantile(&self, u: f64) -> f64 {
        (-(-u).ln_1p()).powf(self.inverse_shape)
    }

    fn mean(&self) -> f64 {
        ln_gamma(1.0 + self.inverse_shape).exp()
    }

    fn variance(&self) -> f64 {
        // mean²·(ratio - 1) keeps its digits where the spread is small.
        let half = ln_gamma(1.0 + self.inverse_shape);
        let ratio = ln_gamma(1.0 + 2.0 * self.inverse_shape) - 2.0 * half;
        (2.0 * half).exp() * ratio.exp_m1()
    }
}
