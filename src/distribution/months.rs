//! Whole months of a duration: one draw, or the probability of each month.

use super::atoms::{Guide, Steps};
use super::bounded::Triangular01;
use super::kernel::{Kernel, Point};
use super::standard::Standard;
use super::table::Table;

/// Stands for any duration of this many months or more.
pub const MONTHS_CAP: usize = 1_000_000;

/// Probability at an infinite end of a smooth shape that is moved to where that end begins.
const TAIL: f64 = 1e-12;
/// Distance from a half month, relative to the numbers involved, within which a drawn
/// duration is not rounded but decided by the distribution function. Rounding moves the
/// inverse of a closed form by at most the square root of 1e-16 (at the ends of a triangle).
const NEAR: f64 = 1e-7;

/// Draws whole months of location + scale·z and gives their probabilities.
///
/// # Formula
///
/// The month is k = max(minimum, ⌊x + ½⌋), formally the smallest k with F((k+½)-) > u, where
/// F is taken from the left: an atom exactly at 2.5 is month 3. Negative x are month 0, those
/// of [`MONTHS_CAP`] or more are [`MONTHS_CAP`].
///
/// Draws and probabilities share one F: exact for point, uniform, triangular and empirical
/// shapes, within 1e-9 for the others. They agree up to the last digit of u.
///
/// # Example
///
/// ```
/// use kansrijk::distribution::{MonthsSampler, Standard};
/// // Between 3 and 6 months.
/// let sampler = MonthsSampler::new(&Standard::uniform01(), 0);
/// assert_eq!(sampler.months(0.5, 3.0, 3.0), 5);
/// let mut pmf = [0.0; 8];
/// assert_eq!(sampler.fill_pmf(3.0, 3.0, &mut pmf), 0.0);
/// assert!((pmf[3] - 1.0 / 6.0).abs() < 1e-15);
/// ```
#[derive(Debug, Clone)]
pub struct MonthsSampler {
    shape: Shape,
    minimum: usize,
    /// The standard variable is `offset + factor·z` of the shape's z.
    offset: f64,
    factor: f64,
}

#[derive(Debug, Clone)]
enum Shape {
    Zero,
    Uniform,
    Triangular(Triangular01),
    Smooth(Table),
    Steps { steps: Steps, guide: Guide },
}

impl MonthsSampler {
    /// Prepares `standard`; `minimum` is the least number of months (1 for routes and
    /// retries).
    #[must_use]
    pub fn new(standard: &Standard, minimum: usize) -> Self {
        let smooth = |kernel: &dyn Kernel| Shape::Smooth(Table::covering(kernel, TAIL));
        let shape = match standard {
            Standard::Point(_) => Shape::Zero,
            Standard::Uniform01(_) => Shape::Uniform,
            Standard::Triangular(v) => Shape::Triangular(v.kernel.clone()),
            Standard::Pert(v) => smooth(&v.kernel),
            Standard::Gamma(v) => smooth(&v.kernel),
            Standard::LogNormal(v) => smooth(&v.kernel),
            Standard::Weibull(v) => smooth(&v.kernel),
            Standard::Empirical(v) => {
                let cumulative = v.kernel.cumulative();
                let mut starts = vec![0.0];
                starts.extend(&cumulative[..cumulative.len() - 1]);
                Shape::Steps { steps: v.kernel.clone(), guide: Guide::new(&starts) }
            }
        };
        let variable = standard.variable();
        Self { shape, minimum, offset: variable.location, factor: variable.scale }
    }

    /// Least number of months.
    #[must_use]
    pub fn minimum(&self) -> usize {
        self.minimum
    }

    /// Whole months for a uniform number 0 ≤ u < 1.
    ///
    /// `location` and `scale` ≥ 0 are in months; scale 0 is the certain value `location`.
    #[must_use]
    #[inline]
    pub fn months(&self, u: f64, location: f64, scale: f64) -> usize {
        debug_assert!((0.0..1.0).contains(&u), "u = {u} is not in [0, 1)");
        let (location, scale) = self.compose(location, scale);
        let (z, slope) = match &self.shape {
            Shape::Zero => return self.round(location).0,
            _ if scale == 0.0 => return self.round(location).0,
            Shape::Steps { steps, guide } => {
                let cumulative = steps.cumulative();
                let mut i = guide.start(u);
                while cumulative[i] <= u {
                    i += 1;
                }
                return self.round(location + scale * steps.values()[i]).0;
            }
            Shape::Uniform => (u, 0.0),
            Shape::Triangular(kernel) => (kernel.inverse(u), 0.0),
            Shape::Smooth(table) => table.inverse_and_slope(u),
        };
        let x = location + scale * z;
        // u itself is rounded: where z is steep in u, that shows in x.
        let doubt = NEAR * (location.abs() + scale * (1.0 + z.abs())) + 1e-14 * scale * slope;
        let (month, past_half) = self.round(x);
        if past_half.abs() > doubt { month } else { self.decide(u, location, scale, month) }
    }

    /// The smallest month whose cumulative probability exceeds u, looking from `month`.
    #[cold]
    fn decide(&self, u: f64, location: f64, scale: f64, mut month: usize) -> usize {
        let mut hint = 0;
        while month < MONTHS_CAP && self.up_to(month, location, scale, &mut hint) <= u {
            month += 1;
        }
        while month > self.minimum && self.up_to(month - 1, location, scale, &mut hint) > u {
            month -= 1;
        }
        month
    }

    /// P(months ≤ `month`), the sum of [`MonthsSampler::fill_pmf`] up to it.
    #[must_use]
    pub fn cumulative(&self, month: usize, location: f64, scale: f64) -> f64 {
        let (location, scale) = self.compose(location, scale);
        self.up_to(month, location, scale, &mut 0)
    }

    /// Probability of each number of months k = 0 … n-1 for a slice of length n, and as the
    /// result that of n or more.
    ///
    /// # Formula
    ///
    /// p\[k\] = F((k+½)-) - F((k-½)-); what lies below the minimum is at the minimum.
    #[must_use = "what lies beyond the slice is part of the distribution"]
    pub fn fill_pmf(&self, location: f64, scale: f64, pmf: &mut [f64]) -> f64 {
        let (location, scale) = self.compose(location, scale);
        let mut before = 0.0;
        let mut hint = 0;
        for (month, mass) in pmf.iter_mut().enumerate() {
            let now = self.up_to(month, location, scale, &mut hint).max(before);
            *mass = now - before;
            before = now;
        }
        1.0 - before
    }

    /// Location and scale for the shape's z.
    #[inline]
    fn compose(&self, location: f64, scale: f64) -> (f64, f64) {
        debug_assert!(!location.is_nan() && scale >= 0.0, "{location} + {scale}·z");
        (location + scale * self.offset, scale * self.factor)
    }

    /// P(months ≤ month), with location and scale for the shape's z.
    fn up_to(&self, month: usize, location: f64, scale: f64, hint: &mut usize) -> f64 {
        if month < self.minimum {
            return 0.0;
        }
        if month >= MONTHS_CAP {
            return 1.0;
        }
        let threshold = month as f64 + 0.5;
        if scale == 0.0 {
            return if location < threshold { 1.0 } else { 0.0 };
        }
        let z = (threshold - location) / scale;
        match &self.shape {
            Shape::Zero => {
                if location < threshold {
                    1.0
                } else {
                    0.0
                }
            }
            // Compared as durations, not as z: the draw rounds location + scale·value.
            Shape::Steps { steps, .. } => steps.mass_of_first(
                steps.values().partition_point(|value| location + scale * value < threshold),
            ),
            Shape::Uniform => z.clamp(0.0, 1.0),
            Shape::Triangular(kernel) => {
                let Point { cdf, .. } = kernel.point(z);
                cdf
            }
            Shape::Smooth(table) => table.mass_below(z, hint),
        }
    }

    /// ⌊x + ½⌋ between the minimum and the cap, and how far x lies past a half month. Not
    /// computed as x + 0.5, which rounds; nor by floor, which is a call on older processors:
    /// a cast rounds towards zero, which differs below zero only, where the month is 0.
    #[inline]
    fn round(&self, x: f64) -> (usize, f64) {
        if x >= MONTHS_CAP as f64 {
            return (MONTHS_CAP, f64::INFINITY);
        }
        let whole = x as i32;
        let past_half = x - f64::from(whole) - 0.5;
        let month = (whole + i32::from(past_half >= 0.0)).max(0) as usize;
        (month.max(self.minimum), past_half)
    }
}
