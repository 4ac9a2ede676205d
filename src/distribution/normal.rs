//! The standard normal distribution: density, distribution function, inverse, Mills ratio.

use super::kernel::{Kernel, Point};

/// 1/√(2π).
const DENSITY_AT_ZERO: f64 = 0.398_942_280_401_432_7;
/// The quantile of 0.975: half of a 95 % interval, in standard errors.
pub const HALF_WIDTH_95: f64 = 1.959_963_984_540_054;
/// √(2π).
const SQRT_2PI: f64 = 2.506_628_274_631_000_7;

/// Density of the standard normal distribution.
///
/// # Formula
///
/// φ(x) = exp(-x²/2) / √(2π)
#[must_use]
pub fn standard_normal_pdf(x: f64) -> f64 {
    DENSITY_AT_ZERO * (-0.5 * x * x).exp()
}

/// Distribution function of the standard normal distribution.
///
/// Relative error below 1e-14 down to x = -37, where Φ is 6e-300; so `standard_normal_cdf(-x)`
/// is the upper tail to full precision.
///
/// # Reference
///
/// W. J. Cody (1969), Rational Chebyshev approximations for the error function,
/// Mathematics of Computation 23, 631–637.
///
/// # Example
///
/// ```
/// use kansrijk::distribution::normal::standard_normal_cdf;
/// assert!((standard_normal_cdf(1.959_963_984_540_054) - 0.975).abs() < 1e-15);
/// ```
#[must_use]
pub fn standard_normal_cdf(x: f64) -> f64 {
    let y = x.abs();
    if y <= CENTRE {
        return 0.5 + central(x);
    }
    let tail = scaled_tail(y) * gauss(y);
    if x > 0.0 { 1.0 - tail } else { tail }
}

/// Mills ratio (1 - Φ(x)) / φ(x) for x ≥ 0; never underflows.
pub(super) fn mills_ratio(x: f64) -> f64 {
    debug_assert!(x >= 0.0);
    if x <= CENTRE {
        (0.5 - central(x)) / standard_normal_pdf(x)
    } else {
        scaled_tail(x) * SQRT_2PI
    }
}

/// Where the approximation of Φ - ½ ends and that of the tail begins.
const CENTRE: f64 = 0.674_489_75;
/// √32: where the tail's asymptotic form takes over.
const FAR: f64 = 5.656_854_249_492_381;

/// Φ(x) - ½ for |x| ≤ [`CENTRE`].
#[allow(clippy::excessive_precision, reason = "printed as published")]
fn central(x: f64) -> f64 {
    let s = x * x;
    let top = (((0.065682337918207449113 * s + 2.2352520354606839287) * s + 161.02823106855587881)
        * s
        + 1067.6894854603709582)
        * s
        + 18154.981253343561249;
    let bottom =
        (((s + 47.20258190468824187) * s + 976.09855173777669322) * s + 10260.932208618978205) * s
            + 45507.789335026729956;
    x * top / bottom
}

/// (1 - Φ(y)) · exp(y²/2) for y > [`CENTRE`].
#[allow(clippy::excessive_precision, reason = "printed as published")]
fn scaled_tail(y: f64) -> f64 {
    const C: [f64; 9] = [
        1.0765576773720192317e-8,
        0.39894151208813466764,
        8.8831497943883759412,
        93.506656132177855979,
        597.27027639480026226,
        2494.5375852903726711,
        6848.1904505362823326,
        11602.651437647350124,
        9842.7148383839780218,
    ];
    const D: [f64; 9] = [
        1.0,
        22.266688044328115691,
        235.38790178262499861,
        1519.377599407554805,
        6485.558298266760755,
        18615.571640885098091,
        34900.952721145977266,
        38912.003286093271411,
        19685.429676859990727,
    ];
    const P: [f64; 6] = [
        0.02307344176494017303,
        0.21589853405795699,
        0.1274011611602473639,
        0.022235277870649807,
        0.001421619193227893466,
        2.9112874951168792e-5,
    ];
    const Q: [f64; 6] = [
        1.0,
        1.28426009614491121,
        0.468238212480865118,
        0.0659881378689285515,
        0.00378239633202758244,
        7.29751555083966205e-5,
    ];
    if y == f64::INFINITY {
        return 0.0;
    }
    if y <= FAR {
        return horner(&C, y) / horner(&D, y);
    }
    let s = 1.0 / (y * y);
    (DENSITY_AT_ZERO - s * horner(&P, s) / horner(&Q, s)) / y
}

/// exp(-y²/2) to full relative precision: y is split so that the large part squares exactly.
fn gauss(y: f64) -> f64 {
    // Zero in doubles from 38.6 on; at infinity the split below would give NaN.
    if y > 40.0 {
        return 0.0;
    }
    let coarse = (y * 16.0).trunc() / 16.0;
    let rest = (y - coarse) * (y + coarse);
    (-0.5 * coarse * coarse).exp() * (-0.5 * rest).exp()
}

/// Polynomial with the highest power first.
#[inline(always)]
fn horner<const N: usize>(coefficients: &[f64; N], x: f64) -> f64 {
    coefficients[1..].iter().fold(coefficients[0], |sum, c| sum * x + c)
}

/// Inverse of the standard normal distribution function, for 0 ≤ u ≤ 1 (±∞ at the ends).
///
/// Exact to a few units in the last place (relative 1e-15).
///
/// # Reference
///
/// M. J. Wichura (1988), Algorithm AS 241 (PPND16), Applied Statistics 37, 477–484.
///
/// # Example
///
/// ```
/// use kansrijk::distribution::normal::standard_normal_quantile;
/// assert!((standard_normal_quantile(0.95) - 1.644_853_626_951_472_7).abs() < 2e-15);
/// ```
#[must_use]
#[inline]
pub fn standard_normal_quantile(u: f64) -> f64 {
    let q = u - 0.5;
    if q.abs() <= 0.425 { q * central_quantile(0.180_625 - q * q) } else { tail_quantile(u) }
}

#[allow(clippy::excessive_precision, reason = "printed as published")]
#[inline]
fn central_quantile(r: f64) -> f64 {
    const A: [f64; 8] = [
        2.5090809287301226727e+3,
        3.3430575583588128105e+4,
        6.7265770927008700853e+4,
        4.5921953931549871457e+4,
        1.3731693765509461125e+4,
        1.9715909503065514427e+3,
        1.3314166789178437745e+2,
        3.3871328727963666080e+0,
    ];
    const B: [f64; 8] = [
        5.2264952788528545610e+3,
        2.8729085735721942674e+4,
        3.9307895800092710610e+4,
        2.1213794301586595867e+4,
        5.3941960214247511077e+3,
        6.8718700749205790830e+2,
        4.2313330701600911252e+1,
        1.0,
    ];
    horner(&A, r) / horner(&B, r)
}

#[allow(clippy::excessive_precision, reason = "printed as published")]
fn tail_quantile(u: f64) -> f64 {
    const C: [f64; 8] = [
        7.74545014278341407640e-4,
        2.27238449892691845833e-2,
        2.41780725177450611770e-1,
        1.27045825245236838258e+0,
        3.64784832476320460504e+0,
        5.76949722146069140550e+0,
        4.63033784615654529590e+0,
        1.42343711074968357734e+0,
    ];
    const D: [f64; 8] = [
        1.05075007164441684324e-9,
        5.47593808499534494600e-4,
        1.51986665636164571966e-2,
        1.48103976427480074590e-1,
        6.89767334985100004550e-1,
        1.67638483018380384940e+0,
        2.05319162663775882187e+0,
        1.0,
    ];
    const E: [f64; 8] = [
        2.01033439929228813265e-7,
        2.71155556874348757815e-5,
        1.24266094738807843860e-3,
        2.65321895265761230930e-2,
        2.96560571828504891230e-1,
        1.78482653991729133580e+0,
        5.46378491116411436990e+0,
        6.65790464350110377720e+0,
    ];
    const F: [f64; 8] = [
        2.04426310338993978564e-15,
        1.42151175831644588870e-7,
        1.84631831751005468180e-5,
        7.86869131145613259100e-4,
        1.48753612908506148525e-2,
        1.36929880922735805310e-1,
        5.99832206555887937690e-1,
        1.0,
    ];
    let lower = u < 0.5;
    let p = if lower { u } else { 1.0 - u };
    if p <= 0.0 {
        return if lower { f64::NEG_INFINITY } else { f64::INFINITY };
    }
    let r = (-p.ln()).sqrt();
    let size = if r <= 5.0 {
        horner(&C, r - 1.6) / horner(&D, r - 1.6)
    } else {
        horner(&E, r - 5.0) / horner(&F, r - 5.0)
    };
    if lower { -size } else { size }
}

/// The standard normal variable.
#[derive(Debug, Clone, PartialEq)]
pub struct StandardNormal;

impl Kernel for StandardNormal {
    fn support(&self) -> (f64, f64) {
        (f64::NEG_INFINITY, f64::INFINITY)
    }

    fn point(&self, z: f64) -> Point {
        Point {
            cdf: standard_normal_cdf(z),
            survival: standard_normal_cdf(-z),
            pdf: standard_normal_pdf(z),
        }
    }

    fn quantile(&self, u: f64) -> f64 {
        standard_normal_quantile(u)
    }

    fn upper_quantile(&self, v: f64) -> f64 {
        -standard_normal_quantile(v)
    }

    fn mean(&self) -> f64 {
        0.0
    }

    fn variance(&self) -> f64 {
        1.0
    }
}
