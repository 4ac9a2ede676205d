//! Incomplete gamma and beta functions with both tails, accurate for small and large shapes.

/// ½·ln(2π).
const HALF_LN_2PI: f64 = 0.918_938_533_204_672_8;
/// Where Stirling's series is used; smaller arguments are moved up by recursion.
const STIRLING_FROM: f64 = 16.0;
/// A bound on every series and continued fraction; near the mode of a large shape `a` about
/// 7·√a terms are used, so this suffices for shapes up to a million.
const MOST_TERMS: u32 = 100_000;

/// Shapes for which the functions here keep their stated accuracy and the quantiles of the
/// gamma and beta distributions neither underflow above u = 1e-14 nor become a point.
pub(super) const SHAPES: (f64, f64) = (0.05, 1e6);

/// ln Γ(x + 1) - [(x + ½)·ln x - x + ½·ln 2π], the error of Stirling's formula, for x > 0.
///
/// # Reference
///
/// C. Loader (2000), Fast and accurate computation of binomial probabilities.
pub(super) fn stirling_error(x: f64) -> f64 {
    if x >= STIRLING_FROM {
        let s = 1.0 / (x * x);
        return (1.0 / 12.0
            - s * (1.0 / 360.0 - s * (1.0 / 1260.0 - s * (1.0 / 1680.0 - s * (1.0 / 1188.0)))))
            / x;
    }
    ln_gamma(x + 1.0) - ((x + 0.5) * x.ln() - x + HALF_LN_2PI)
}

/// Natural logarithm of Γ(x) for x > 0.
pub(crate) fn ln_gamma(x: f64) -> f64 {
    let mut product = 1.0;
    let mut y = x;
    while y < STIRLING_FROM {
        product *= y;
        y += 1.0;
    }
    (y - 0.5) * y.ln() - y + HALF_LN_2PI + stirling_error(y) - product.ln()
}

/// k·ln(k/m) + m - k: how far an observed k is from an expected m, without cancellation.
fn deviance(k: f64, m: f64) -> f64 {
    let t = (m - k) / k;
    let log = if t.abs() < 0.5 { t.ln_1p() } else { (m / k).ln() };
    k * (t - log)
}

/// Both tails of a distribution function and the density at one place.
pub(super) type Tails = (f64, f64, f64);

/// Gamma distribution with scale 1: constants of one shape.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct IncompleteGamma {
    shape: f64,
    stirling: f64,
    root: f64,
}

impl IncompleteGamma {
    pub(super) fn new(shape: f64) -> Self {
        Self {
            shape,
            stirling: stirling_error(shape),
            root: (std::f64::consts::TAU * shape).sqrt(),
        }
    }

    /// (P(a, x), Q(a, x), density) for x > 0.
    ///
    /// Series for x < a + 1, Legendre's continued fraction beyond (DLMF 8.11.4 and 8.9.2).
    pub(super) fn tails(&self, x: f64) -> Tails {
        let a = self.shape;
        // x^a·e^(-x)/Γ(a+1)
        let front = (-deviance(a, x) - self.stirling).exp() / self.root;
        let pdf = front * a / x;
        if x < a + 1.0 {
            let mut term = 1.0;
            let mut sum = 1.0;
            for n in 1..MOST_TERMS {
                term *= x / (a + f64::from(n));
                sum += term;
                if term < sum * 1e-17 {
                    break;
                }
            }
            let lower = (front * sum).min(1.0);
            return (lower, 1.0 - lower, pdf);
        }
        let mut b = x + 1.0 - a;
        let mut c = 1.0 / f64::MIN_POSITIVE;
        let mut d = 1.0 / b;
        let mut h = d;
        for n in 1..MOST_TERMS {
            let n = f64::from(n);
            let factor = -n * (n - a);
            b += 2.0;
            d = 1.0 / away_from_zero(factor * d + b);
            c = away_from_zero(b + factor / c);
            let change = d * c;
            h *= change;
            if (change - 1.0).abs() < 2e-16 {
                break;
            }
        }
        let upper = (front * a * h).clamp(0.0, 1.0);
        (1.0 - upper, upper, pdf)
    }
}

/// Beta distribution: constants of one pair of shapes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct IncompleteBeta {
    a: f64,
    b: f64,
    front: f64,
}

impl IncompleteBeta {
    pub(super) fn new(a: f64, b: f64) -> Self {
        let n = a + b;
        let stirling = stirling_error(n) - stirling_error(a) - stirling_error(b);
        Self {
            a,
            b,
            // 1/B(a, b) at the mode of x^a·y^b, by Stirling's formula with its error.
            front: (a * b / (std::f64::consts::TAU * n)).sqrt() * stirling.exp(),
        }
    }

    /// (I_x(a, b), 1 - I_x(a, b), density) for 0 < x < 1 and y = 1 - x.
    ///
    /// Both x and y are asked for because only one of them is exact near an end.
    /// Continued fraction DLMF 8.17.22, on the side where it converges fast.
    pub(super) fn tails(&self, x: f64, y: f64) -> Tails {
        let (a, b) = (self.a, self.b);
        let n = a + b;
        // x^a·y^b/B(a, b)
        let front = self.front * (-deviance(a, n * x) - deviance(b, n * y)).exp();
        let pdf = front / (x * y);
        if x <= (a + 1.0) / (n + 2.0) {
            let lower = (front / a * fraction(a, b, x)).min(1.0);
            (lower, 1.0 - lower, pdf)
        } else {
            let upper = (front / b * fraction(b, a, y)).min(1.0);
            (1.0 - upper, upper, pdf)
        }
    }
}

/// Continued fraction of the incomplete beta function, by the recurrence of its numerators and
/// denominators (Wallis): they wait for no division. A few steps change their size by a few powers of
/// ten, so it is enough to rescale where convergence is looked at.
fn fraction(a: f64, b: f64, x: f64) -> f64 {
    const STEPS: u32 = 4;
    let (mut above, mut above_before) = (1.0, 1.0);
    let (mut below, mut below_before) = (1.0 - (a + b) * x / (a + 1.0), 1.0);
    let mut value = above / away_from_zero(below);
    for first in (1..MOST_TERMS).step_by(STEPS as usize) {
        for m in first..first + STEPS {
            let m = f64::from(m);
            let n = a + 2.0 * m;
            let even = m * (b - m) * x / ((n - 1.0) * n);
            (above_before, above) = (above, above + even * above_before);
            (below_before, below) = (below, below + even * below_before);
            let odd = -(a + m) * (a + b + m) * x / (n * (n + 1.0));
            (above_before, above) = (above, above + odd * above_before);
            (below_before, below) = (below, below + odd * below_before);
        }
        let scale = 1.0 / away_from_zero(below);
        let change = above * scale - value;
        value += change;
        if change.abs() <= 4e-16 * value {
            break;
        }
        (above, below) = (value, 1.0);
        above_before *= scale;
        below_before *= scale;
    }
    value
}

/// Lentz's method divides by partial values that may vanish.
fn away_from_zero(x: f64) -> f64 {
    if x.abs() < 1e-300 { 1e-300 } else { x }
}
