//! A fast inverse of a smooth distribution function, and its exact inverse in turn.

use super::atoms::Guide;
use super::kernel::{Kernel, Point};
use super::solve;

/// Largest |F(inverse(u)) - u| accepted where a segment is checked; between those places the
/// error can be a little larger, a factor of two at most in practice.
const ERROR: f64 = 4e-10;
/// Segments this narrow in u are accepted as straight lines whatever the curve: no point of
/// them is further off than this.
const NARROW: f64 = 1e-12;
/// Segments after which the rest becomes straight lines: far more than any admitted shape
/// needs, so that no input can exhaust time or memory.
const MOST_SEGMENTS: usize = 20_000;

/// z as a cubic polynomial of u - `u` from `u` to the next segment's.
#[derive(Debug, Clone, Copy)]
struct Segment {
    u: f64,
    z: f64,
    c1: f64,
    c2: f64,
    c3: f64,
}

/// A non-decreasing function of u, piecewise cubic, close to the quantile function.
///
/// Nodes are places z with their exact F(z); between two of them the cubic Hermite polynomial
/// in u has the slopes 1/f(z), which are exact too. No quantile is solved for except at the
/// two ends. Segments are halved until monotone and accurate.
///
/// # Reference
///
/// W. Hörmann and J. Leydold (2003), Continuous random variate generation by fast numerical
/// inversion, ACM TOMACS 13, 347–362.
#[derive(Debug, Clone)]
pub(super) struct Table {
    /// The last is a sentinel at u = ∞ that holds the largest z.
    segments: Box<[Segment]>,
    guide: Guide,
}

#[derive(Debug, Clone, Copy)]
struct Node {
    z: f64,
    point: Point,
}

impl Table {
    /// A table from u = `tail` to u = 1 - `tail` (about: from F to F of those quantiles).
    pub(super) fn new(kernel: &dyn Kernel, tail: f64) -> Self {
        let (segments, end) = refine(kernel, tail);
        Self::finish(segments, end)
    }

    /// A table for all u: a straight line to a finite end of the support, and for an infinite
    /// end the last value for all u beyond it. The tail must be negligible.
    pub(super) fn covering(kernel: &dyn Kernel, tail: f64) -> Self {
        let (low, high) = kernel.support();
        let (mut segments, end) = refine(kernel, tail);
        let first = segments[0];
        if low.is_finite() && low < first.z && first.u > 0.0 {
            segments.insert(0, straight(0.0, low, first.u, first.z));
        } else {
            segments.insert(0, straight(0.0, first.z, first.u, first.z));
        }
        let cdf = end.point.cdf;
        if cdf < 1.0 {
            let top = if high.is_finite() { high } else { end.z };
            segments.push(straight(cdf, end.z, 1.0, top));
            return Self::finish(segments, Node { z: top, point: Point::ABOVE });
        }
        Self::finish(segments, end)
    }

    fn finish(mut segments: Vec<Segment>, end: Node) -> Self {
        let starts: Vec<f64> = segments.iter().map(|s| s.u).collect();
        let guide = Guide::new(&starts);
        segments.push(Segment { u: f64::INFINITY, z: end.z, c1: 0.0, c2: 0.0, c3: 0.0 });
        Self { segments: segments.into(), guide }
    }

    /// Where the table begins.
    pub(super) fn first_u(&self) -> f64 {
        self.segments[0].u
    }

    #[inline]
    fn segment(&self, u: f64) -> (&Segment, &Segment) {
        let mut i = self.guide.start(u);
        while u >= self.segments[i + 1].u {
            i += 1;
        }
        (&self.segments[i], &self.segments[i + 1])
    }

    /// z for u from the first node on.
    #[inline]
    pub(super) fn inverse(&self, u: f64) -> f64 {
        let (s, next) = self.segment(u);
        let t = u - s.u;
        (s.z + t * (s.c1 + t * (s.c2 + t * s.c3))).min(next.z)
    }

    /// z for u, and how fast it grows with u.
    #[inline]
    pub(super) fn inverse_and_slope(&self, u: f64) -> (f64, f64) {
        let (s, next) = self.segment(u);
        let t = u - s.u;
        let z = (s.z + t * (s.c1 + t * (s.c2 + t * s.c3))).min(next.z);
        (z, s.c1 + t * (2.0 * s.c2 + t * 3.0 * s.c3))
    }

    /// P(inverse(U) < z) for uniform U: the inverse of the piecewise cubic, for a table that
    /// covers all u. `hint` is where the last search ended; searches with growing z are fast.
    pub(super) fn mass_below(&self, z: f64, hint: &mut usize) -> f64 {
        let segments = &self.segments;
        let last = segments.len() - 1;
        if z <= segments[0].z {
            return 0.0;
        }
        if z > segments[last].z {
            return 1.0;
        }
        // The last segment that begins below z.
        if segments[*hint].z >= z {
            *hint = 0;
        }
        let mut step = 1;
        while *hint + step < last && segments[*hint + step].z < z {
            *hint += step;
            step *= 2;
        }
        let end = (*hint + step).min(last);
        *hint += segments[*hint..end].partition_point(|s| s.z < z) - 1;
        let s = &segments[*hint];
        let width = segments[*hint + 1].u.min(1.0) - s.u;
        let height = segments[*hint + 1].z - s.z;
        s.u + s.solve(z - s.z, width, height)
    }
}

impl Segment {
    /// The t in [0, width] at which the cubic has risen by `rise` out of `height`.
    fn solve(&self, rise: f64, width: f64, height: f64) -> f64 {
        if rise >= height {
            return width;
        }
        let (mut left, mut right) = (0.0, width);
        let mut t = width * (rise / height);
        for _ in 0..60 {
            let over = t * (self.c1 + t * (self.c2 + t * self.c3)) - rise;
            if over > 0.0 {
                right = t;
            } else {
                left = t;
            }
            let slope = self.c1 + t * (2.0 * self.c2 + t * 3.0 * self.c3);
            let change = over / slope;
            let next = t - change;
            // Newton's error is about the square of the change: 1e-12 of a segment, whose
            // width is about 0.01 at most, is the last digits of u. This step was the last.
            if change.abs() <= 1e-6 * width {
                return next.clamp(0.0, width);
            }
            t = if next > left && next < right { next } else { 0.5 * (left + right) };
        }
        t
    }
}

fn straight(u0: f64, z0: f64, u1: f64, z1: f64) -> Segment {
    Segment {
        u: u0,
        z: z0,
        c1: if u1 > u0 { (z1 - z0) / (u1 - u0) } else { 0.0 },
        c2: 0.0,
        c3: 0.0,
    }
}

/// Halves segments between the two tails until each is accepted.
fn refine(kernel: &dyn Kernel, tail: f64) -> (Vec<Segment>, Node) {
    let node = |z: f64| Node { z, point: kernel.point(z) };
    let mut segments = Vec::new();
    let mut left = node(kernel.quantile(tail));
    let end = node(kernel.quantile(1.0 - tail));
    let mut pending = vec![end, node(kernel.quantile(0.5))];
    while let Some(right) = pending.pop() {
        let width = right.point.cdf - left.point.cdf;
        if width <= 0.0 {
            // Rounding leaves no u between the two: the next segment begins at `right`.
            left = right;
            continue;
        }
        let accepted = if width <= NARROW || segments.len() >= MOST_SEGMENTS {
            Some(straight(left.point.cdf, left.z, right.point.cdf, right.z))
        } else {
            hermite(kernel, left, right)
        };
        if let Some(segment) = accepted {
            segments.push(segment);
            left = right;
            continue;
        }
        let z = solve::between(left.z, right.z, kernel.support());
        if z > left.z && z < right.z {
            pending.push(right);
            pending.push(node(z));
        } else {
            // Neighbouring doubles: there is no z to choose between them.
            segments.push(straight(left.point.cdf, left.z, right.point.cdf, right.z));
            left = right;
        }
    }
    (segments, end)
}

/// The cubic between two nodes when it is monotone and accurate.
fn hermite(kernel: &dyn Kernel, left: Node, right: Node) -> Option<Segment> {
    let width = right.point.cdf - left.point.cdf;
    let chord = (right.z - left.z) / width;
    let (d0, d1) = (1.0 / left.point.pdf, 1.0 / right.point.pdf);
    // Slopes up to three times the chord make a cubic monotone (Fritsch and Carlson 1980).
    if !(d0 <= 3.0 * chord && d1 <= 3.0 * chord) {
        return None;
    }
    let segment = Segment {
        u: left.point.cdf,
        z: left.z,
        c1: d0,
        c2: (3.0 * chord - 2.0 * d0 - d1) / width,
        c3: (d0 + d1 - 2.0 * chord) / (width * width),
    };
    // The error of Hermite interpolation is largest near the middle; the other two places
    // guard against a fourth derivative that changes sign.
    let accurate = [0.5, 0.25, 0.75].into_iter().all(|part| {
        let t = part * width;
        let z = segment.z + t * (segment.c1 + t * (segment.c2 + t * segment.c3));
        (kernel.point(z).cdf - (segment.u + t)).abs() <= ERROR
    });
    accurate.then_some(segment)
}
