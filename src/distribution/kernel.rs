//! What every family offers: a variable of fixed shape, moved and stretched.

use std::fmt::Debug;

/// Distribution function, its complement and density at one place.
///
/// Both tails are kept because `1 - cdf` has no digits left where the cdf is close to one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// P(Z ≤ z).
    pub cdf: f64,
    /// P(Z > z).
    pub survival: f64,
    /// Density; 0 for a variable with atoms only.
    pub pdf: f64,
}

impl Point {
    /// Below the support.
    pub(super) const BELOW: Self = Self { cdf: 0.0, survival: 1.0, pdf: 0.0 };
    /// Above the support.
    pub(super) const ABOVE: Self = Self { cdf: 1.0, survival: 0.0, pdf: 0.0 };
}

/// A variable Z of fixed shape.
pub trait Kernel: Debug + Send + Sync {
    /// Smallest and largest value, possibly infinite.
    fn support(&self) -> (f64, f64);
    /// Distribution function, complement and density.
    fn point(&self, z: f64) -> Point;
    /// P(Z < z): differs from the cdf at atoms only.
    fn cdf_left(&self, z: f64) -> f64 {
        self.point(z).cdf
    }
    /// Smallest z with P(Z ≤ z) ≥ u, for 0 < u < 1.
    fn quantile(&self, u: f64) -> f64;
    /// The z with P(Z > z) = v, for 0 < v < 1 and kernels without atoms: `quantile(1 - v)`
    /// with the digits that small v would lose.
    fn upper_quantile(&self, v: f64) -> f64 {
        self.quantile(1.0 - v)
    }
    /// Expectation.
    fn mean(&self) -> f64;
    /// Variance.
    fn variance(&self) -> f64;
}

/// X = location + scale · Z. A negative scale mirrors, for kernels without atoms.
#[derive(Debug, Clone, PartialEq)]
pub struct Located<K: ?Sized> {
    pub(super) location: f64,
    pub(super) scale: f64,
    /// Bounds of X as they were given: location + scale · z may miss them by rounding.
    pub(super) support: (f64, f64),
    pub(super) kernel: K,
}

impl<K: Kernel> Located<K> {
    /// Moves and stretches `kernel`.
    pub(super) fn new(location: f64, scale: f64, kernel: K) -> Self {
        let (low, high) = kernel.support();
        let (a, b) = (location + scale * low, location + scale * high);
        Self { location, scale, support: if scale < 0.0 { (b, a) } else { (a, b) }, kernel }
    }

    /// Stretches a kernel on [0, 1] over [low, high].
    pub(super) fn between(low: f64, high: f64, kernel: K) -> Self {
        Self { location: low, scale: high - low, support: (low, high), kernel }
    }
}

impl<K: Kernel + ?Sized> Located<K> {
    /// Distribution function, complement and density of X.
    pub(super) fn point(&self, x: f64) -> Point {
        let p = self.kernel.point((x - self.location) / self.scale);
        let pdf = p.pdf / self.scale.abs();
        if self.scale < 0.0 {
            Point { cdf: p.survival, survival: p.cdf, pdf }
        } else {
            Point { pdf, ..p }
        }
    }

    /// P(X < x).
    pub(super) fn cdf_left(&self, x: f64) -> f64 {
        if self.scale < 0.0 {
            self.point(x).cdf
        } else {
            self.kernel.cdf_left((x - self.location) / self.scale)
        }
    }

    /// Inverse of the distribution function; the ends of the support for u = 0 and u = 1.
    pub(super) fn quantile(&self, u: f64) -> f64 {
        let (low, high) = self.support;
        if u <= 0.0 {
            return low;
        }
        if u >= 1.0 {
            return high;
        }
        let z =
            if self.scale < 0.0 { self.kernel.upper_quantile(u) } else { self.kernel.quantile(u) };
        self.place(z)
    }

    /// X for a value of Z, kept inside the bounds.
    #[inline]
    pub(super) fn place(&self, z: f64) -> f64 {
        (self.location + self.scale * z).max(self.support.0).min(self.support.1)
    }

    /// Expectation of X.
    pub(super) fn mean(&self) -> f64 {
        self.location + self.scale * self.kernel.mean()
    }

    /// Variance of X.
    pub(super) fn variance(&self) -> f64 {
        self.scale * self.scale * self.kernel.variance()
    }

    /// Multiplies X by `factor` > 0.
    pub(super) fn stretch(&mut self, factor: f64) {
        self.location *= factor;
        self.scale *= factor;
        self.support = (self.support.0 * factor, self.support.1 * factor);
    }

    /// Adds `distance` to X.
    pub(super) fn shift(&mut self, distance: f64) {
        self.location += distance;
        self.support = (self.support.0 + distance, self.support.1 + distance);
    }
}
