//! Bounded root finding for distribution functions.

use super::kernel::Point;

/// Newton steps before bisection alone goes on.
const NEWTON_STEPS: u32 = 60;
/// All steps: bisection of the widest bracket of doubles by midpoints and geometric means
/// ends well before.
const ALL_STEPS: u32 = 260;

/// The smaller of the two tails at the place looked for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Tail {
    /// P(Z ≤ z).
    Lower(f64),
    /// P(Z > z).
    Upper(f64),
}

impl Tail {
    /// From P(Z ≤ z).
    pub(super) fn below(u: f64) -> Self {
        if u <= 0.5 { Self::Lower(u) } else { Self::Upper(1.0 - u) }
    }

    /// From P(Z > z).
    pub(super) fn above(v: f64) -> Self {
        if v <= 0.5 { Self::Upper(v) } else { Self::Lower(1.0 - v) }
    }
}

/// The z with this tail for a continuous variable on `support`, from a first guess.
///
/// Newton's method on the logarithm of the smaller tail, which keeps relative accuracy in
/// the tails and is nearly straight for power laws (distance to a finite end on a log scale)
/// and exponential tails. Every step stays inside a shrinking bracket; at most
/// [`ALL_STEPS`] evaluations are made.
pub(super) fn quantile(
    tail: Tail,
    start: f64,
    support: (f64, f64),
    point: impl Fn(f64) -> Point,
) -> f64 {
    let (low, high) = support;
    let (mut left, mut right) = support;
    let mut z = if start > left && start < right { start } else { between(left, right, support) };
    for step in 0..ALL_STEPS {
        let p = point(z);
        // Positive when z is too far to the right; in the units of ln(tail).
        let (excess, mass) = match tail {
            Tail::Lower(u) => ((p.cdf / u).ln(), p.cdf),
            Tail::Upper(v) => (-(p.survival / v).ln(), p.survival),
        };
        if excess == 0.0 {
            return z;
        }
        if excess > 0.0 {
            right = z;
        } else {
            left = z;
        }
        let newton = excess * mass / p.pdf;
        let next = match tail {
            Tail::Lower(_) if low.is_finite() => step_from_end(z, low, -newton / (z - low)),
            Tail::Upper(_) if high.is_finite() => step_from_end(z, high, newton / (high - z)),
            _ => z - newton,
        };
        let usable = step < NEWTON_STEPS && next > left && next < right;
        if (next - z).abs() <= 3e-16 * z.abs() {
            return z;
        }
        let next = if usable { next } else { between(left, right, support) };
        if next <= left || next >= right {
            return z;
        }
        z = next;
    }
    z
}

/// `end` + (z - `end`)·e^`step`: a step on the log scale of the distance to an end.
fn step_from_end(z: f64, end: f64, step: f64) -> f64 {
    if step.abs() < 0.5 {
        // Keeps the digits of z when the end is far away.
        z + (z - end) * step.exp_m1()
    } else {
        end + (z - end) * step.clamp(-20.0, 20.0).exp()
    }
}

/// A place inside the bracket: geometric in the distance to a finite end that is many times
/// nearer to one side of the bracket, doubling away where the bracket is unbounded.
pub(super) fn between(left: f64, right: f64, (low, high): (f64, f64)) -> f64 {
    match (left.is_finite(), right.is_finite()) {
        (true, true) => {
            let (near, far) = (left - low, right - low);
            if near > 0.0 && far > 4.0 * near && far.is_finite() {
                return low + near.sqrt() * far.sqrt();
            }
            let (near, far) = (high - right, high - left);
            if near > 0.0 && far > 4.0 * near && far.is_finite() {
                return high - near.sqrt() * far.sqrt();
            }
            left + 0.5 * (right - left)
        }
        (true, false) => left + (left - low).abs().min(left.abs()).max(0.5),
        (false, true) => right - (high - right).abs().min(right.abs()).max(0.5),
        (false, false) => 0.0,
    }
}

/// The root of an increasing function, given a bracket, by bisection with secant steps
/// (Illinois variant of regula falsi); at most 200 evaluations.
pub(super) fn root(mut left: f64, mut right: f64, f: impl Fn(f64) -> f64) -> f64 {
    let (mut f_left, mut f_right) = (f(left), f(right));
    for step in 0..200 {
        let width = right - left;
        // Every third step halves, so that the bracket shrinks whatever the shape of f.
        let middle = if step % 3 == 2 {
            left + 0.5 * width
        } else {
            left - f_left * width / (f_right - f_left)
        };
        let x = if middle > left && middle < right { middle } else { left + 0.5 * width };
        if x <= left || x >= right {
            break;
        }
        let value = f(x);
        if value == 0.0 {
            return x;
        }
        if value < 0.0 {
            left = x;
            f_left = value;
            f_right *= 0.5;
        } else {
            right = x;
            f_right = value;
            f_left *= 0.5;
        }
    }
    left + 0.5 * (right - left)
}
