//! The beta variable on [0, 1], also the shape of PERT.

use super::error::{DistributionError, within};
use super::kernel::{Kernel, Point};
use super::normal::standard_normal_quantile;
use super::solve::{self, Tail};
use super::special::{IncompleteBeta, SHAPES};

/// Beta with shapes α and β.
///
/// # Formula
///
/// f(z) = z^(α-1)·(1-z)^(β-1)/B(α, β); mean α/(α+β); variance αβ/((α+β)²(α+β+1)).
#[derive(Debug, Clone, PartialEq)]
pub struct Beta {
    alpha: f64,
    beta: f64,
    function: IncompleteBeta,
}

impl Beta {
    pub(super) fn new(alpha: f64, beta: f64) -> Result<Self, DistributionError> {
        within("alpha", alpha, SHAPES)?;
        within("beta", beta, SHAPES)?;
        Ok(Self { alpha, beta, function: IncompleteBeta::new(alpha, beta) })
    }

    /// PERT on [0, 1]: the beta with mean (1 + 4·mode + …)/6, that is
    /// α = 1 + 4·mode, β = 1 + 4·(1 - mode).
    ///
    /// # Reference
    ///
    /// Malcolm, Roseboom, Clark, Fazar (1959), Application of a technique for research and
    /// development program evaluation, Operations Research 7; λ = 4.
    pub(super) fn pert(mode: f64) -> Self {
        debug_assert!((0.0..=1.0).contains(&mode));
        let (alpha, beta) = (1.0 + 4.0 * mode, 1.0 + 4.0 * (1.0 - mode));
        Self { alpha, beta, function: IncompleteBeta::new(alpha, beta) }
    }

    /// Density at an end of [0, 1], where the shape of that end is `shape`.
    fn density_at_end(shape: f64, other: f64) -> f64 {
        if shape < 1.0 {
            f64::INFINITY
        } else if shape == 1.0 {
            other
        } else {
            0.0
        }
    }

    fn at(&self, tail: Tail) -> f64 {
        match tail {
            Tail::Lower(u) => Self::lower_quantile(self.alpha, self.beta, &self.function, u),
            Tail::Upper(v) => {
                // From the other end, where the distance to it keeps its digits.
                let mirrored = IncompleteBeta::new(self.beta, self.alpha);
                1.0 - Self::lower_quantile(self.beta, self.alpha, &mirrored, v)
            }
        }
    }

    /// Where the cdf is `u` ≤ ½, for shapes `a`, `b`.
    fn lower_quantile(a: f64, b: f64, function: &IncompleteBeta, u: f64) -> f64 {
        let start = if a > 1.0 && b > 1.0 {
            // Carter's approximation (1947), as in Algorithm AS 109.
            let y = standard_normal_quantile(u);
            let (s, t) = (1.0 / (2.0 * a - 1.0), 1.0 / (2.0 * b - 1.0));
            let h = 2.0 / (s + t);
            let r = (y * y - 3.0) / 6.0;
            let w = y * (h + r).max(0.0).sqrt() / h + (t - s) * (r + 5.0 / 6.0 - 2.0 / (3.0 * h));
            a / (a + b * (-2.0 * w).exp())
        } else {
            // Near 0: F(z) ≈ z^a/(a·B(a, b)); B from the density at ½.
            let pdf = function.tails(0.5, 0.5).2;
            let ln_beta = (2.0 - a - b) * std::f64::consts::LN_2 - pdf.ln();
            (((u * a).ln() + ln_beta) / a).exp().min(0.5)
        };
        solve::quantile(Tail::Lower(u), start, (0.0, 1.0), |z| {
            let (cdf, survival, pdf) = function.tails(z, 1.0 - z);
            Point { cdf, survival, pdf }
        })
    }
}

impl Kernel for Beta {
    fn support(&self) -> (f64, f64) {
        (0.0, 1.0)
    }

    fn point(&self, z: f64) -> Point {
        if z < 0.0 {
            return Point::BELOW;
        }
        if z > 1.0 {
            return Point::ABOVE;
        }
        if z == 0.0 {
            let pdf = Self::density_at_end(self.alpha, self.beta);
            return Point { pdf, ..Point::BELOW };
        }
        if z == 1.0 {
            let pdf = Self::density_at_end(self.beta, self.alpha);
            return Point { pdf, ..Point::ABOVE };
        }
        let (cdf, survival, pdf) = self.function.tails(z, 1.0 - z);
        Point { cdf, survival, pdf }
    }

    fn quantile(&self, u: f64) -> f64 {
        self.at(Tail::below(u))
    }

    fn upper_quantile(&self, v: f64) -> f64 {
        self.at(Tail::above(v))
    }

    fn mean(&self) -> f64 {
        self.alpha / (self.alpha + self.beta)
    }

    fn variance(&self) -> f64 {
        let n = self.alpha + self.beta;
        self.alpha / n * (self.beta / n) / (n + 1.0)
    }
}
