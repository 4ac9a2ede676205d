//! The lognormal variable with median 1.

use super::error::{DistributionError, within};
use super::kernel::{Kernel, Point};
use super::normal::{standard_normal_cdf, standard_normal_pdf, standard_normal_quantile};

/// Up to here the mean of a lognormal with median 1 is a number of ordinary size (e^312).
const SIGMAS: (f64, f64) = (1e-9, 25.0);

/// exp(σN) with N standard normal.
///
/// # Formula
///
/// F(z) = Φ(ln z/σ); mean exp(σ²/2); variance (exp(σ²)-1)·exp(σ²).
#[derive(Debug, Clone, PartialEq)]
pub struct LogNormal {
    sigma: f64,
}

impl LogNormal {
    pub(super) fn new(sigma: f64) -> Result<Self, DistributionError> {
        within("sigma", sigma, SIGMAS)?;
        Ok(Self { sigma })
    }

    pub(super) fn sigma(&self) -> f64 {
        self.sigma
    }
}

impl Kernel for LogNormal {
    fn support(&self) -> (f64, f64) {
        (0.0, f64::INFINITY)
    }

    fn point(&self, z: f64) -> Point {
        if z <= 0.0 {
            return Point::BELOW;
        }
        let n = z.ln() / self.sigma;
        Point {
            cdf: standard_normal_cdf(n),
            survival: standard_normal_cdf(-n),
            pdf: if z == f64::INFINITY { 0.0 } else { standard_normal_pdf(n) / (self.sigma * z) },
        }
    }

    fn quantile(&self, u: f64) -> f64 {
        (self.sigma * standard_normal_quantile(u)).exp()
    }

    fn upper_quantile(&self, v: f64) -> f64 {
        (-self.sigma * standard_normal_quantile(v)).exp()
    }

    fn mean(&self) -> f64 {
        (0.5 * self.sigma * self.sigma).exp()
    }

    fn variance(&self) -> f64 {
        let s = self.sigma * self.sigma;
        s.exp_m1() * s.exp()
    }
}
