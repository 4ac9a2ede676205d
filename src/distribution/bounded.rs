//! Closed-form variables on [0, 1]: uniform and triangular.

use super::kernel::{Kernel, Point};

/// Uniform on [0, 1].
#[derive(Debug, Clone, PartialEq)]
pub struct Uniform01;

impl Kernel for Uniform01 {
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
        Point { cdf: z, survival: 1.0 - z, pdf: 1.0 }
    }

    fn quantile(&self, u: f64) -> f64 {
        u
    }

    fn mean(&self) -> f64 {
        0.5
    }

    fn variance(&self) -> f64 {
        1.0 / 12.0
    }
}

/// Triangular on [0, 1] with its top at `mode`.
///
/// # Formula
///
/// F(z) = z²/m for z ≤ m, 1 - (1-z)²/(1-m) above; mean (1+m)/3, variance (1-m+m²)/18.
#[derive(Debug, Clone, PartialEq)]
pub struct Triangular01 {
    mode: f64,
}

impl Triangular01 {
    /// `mode` must be in [0, 1].
    pub(super) fn new(mode: f64) -> Self {
        debug_assert!((0.0..=1.0).contains(&mode));
        Self { mode }
    }

    #[inline]
    pub(super) fn inverse(&self, u: f64) -> f64 {
        if u < self.mode {
            (u * self.mode).sqrt()
        } else {
            1.0 - ((1.0 - u) * (1.0 - self.mode)).sqrt()
        }
    }
}

impl Kernel for Triangular01 {
    fn support(&self) -> (f64, f64) {
        (0.0, 1.0)
    }

    fn point(&self, z: f64) -> Point {
        let m = self.mode;
        if z < 0.0 {
            Point::BELOW
        } else if z > 1.0 {
            Point::ABOVE
        } else if z < m {
            let cdf = z * z / m;
            Point { cdf, survival: 1.0 - cdf, pdf: 2.0 * z / m }
        } else if m == 1.0 {
            // z = m = 1
            Point { pdf: 2.0, ..Point::ABOVE }
        } else {
            let y = 1.0 - z;
            let survival = y * y / (1.0 - m);
            Point { cdf: 1.0 - survival, survival, pdf: 2.0 * y / (1.0 - m) }
        }
    }

    fn quantile(&self, u: f64) -> f64 {
        self.inverse(u)
    }

    fn mean(&self) -> f64 {
        (1.0 + self.mode) / 3.0
    }

    fn variance(&self) -> f64 {
        (1.0 - self.mode + self.mode * self.mode) / 18.0
    }
}
