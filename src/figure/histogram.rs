//! Histograms that share their bins and their scale.

use super::canvas::Canvas;
use super::style::Colour;

/// The height of the lowest peak as a share of the highest.
pub const LOWEST_PEAK: f64 = 0.4;
/// The number of bins over the width of the axis.
const BINS: usize = 96;

/// Counts of values in bins of equal width, as shares.
pub(super) struct Histogram {
    shares: Vec<f64>,
    range: (f64, f64),
    /// The highest share.
    pub(super) peak: f64,
}

impl Histogram {
    /// Counts values; those out of range are left out.
    pub(super) fn new(values: &[f64], range: (f64, f64)) -> Self {
        let mut shares = vec![0.0; BINS];
        let unit = 1.0 / values.len().max(1) as f64;
        for &value in values {
            if let Some(bin) = bin(value, range) {
                shares[bin] += unit;
            }
        }
        Self { peak: shares.iter().copied().fold(0.0, f64::max), shares, range }
    }

    /// Pixels for each unit of share, when the highest of all histograms has a given peak.
    fn factor(&self, height: f64, highest: f64) -> f64 {
        if self.peak > 0.0 {
            height * (self.peak / highest).max(LOWEST_PEAK) / self.peak
        } else {
            0.0
        }
    }

    /// How high the bin of a value is drawn.
    pub(super) fn height_at(&self, value: f64, height: f64, highest: f64) -> f64 {
        bin(value, self.range).map_or(0.0, |bin| self.shares[bin] * self.factor(height, highest))
    }

    #[expect(clippy::too_many_arguments, reason = "a place, a scale and a colour")]
    /// Draws the outline on a ground line.
    pub(super) fn draw(
        &self,
        canvas: &mut Canvas,
        left: f64,
        right: f64,
        ground: f64,
        height: f64,
        highest: f64,
        tone: Colour,
    ) {
        let factor = self.factor(height, highest);
        let width = (right - left) / BINS as f64;
        let filled = |share: &&f64| **share > 0.0;
        let first = self.shares.iter().position(|share| *share > 0.0);
        let Some(first) = first else { return };
        let last = BINS - 1 - self.shares.iter().rev().take_while(|s| !filled(s)).count();
        let mut outline = vec![(left + first as f64 * width, ground)];
        for (bin, share) in self.shares.iter().enumerate().take(last + 1).skip(first) {
            let y = ground - share * factor;
            outline.push((left + bin as f64 * width, y));
            outline.push((left + (bin + 1) as f64 * width, y));
        }
        outline.push((left + (last + 1) as f64 * width, ground));
        canvas.surface(outline.clone(), tone, 0.3);
        canvas.line(outline, 1.5, tone);
    }
}

/// The bin of a value; none if it lies outside the range.
fn bin(value: f64, (low, high): (f64, f64)) -> Option<usize> {
    if value.is_nan() || value < low || value > high || high <= low {
        return None;
    }
    let place = (value - low) / (high - low) * BINS as f64;
    Some((place as usize).min(BINS - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_histogram_holds_every_value_in_range_once() {
        let values: Vec<f64> = (0..1000).map(|i| f64::from(i) / 100.0).collect();
        let histogram = Histogram::new(&values, (0.0, 10.0));
        assert!((histogram.shares.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        let outside = Histogram::new(&[-1.0, 0.0, 10.0, 11.0], (0.0, 10.0));
        assert_eq!(outside.shares.iter().sum::<f64>(), 0.5);
        assert_eq!(bin(10.0, (0.0, 10.0)), Some(BINS - 1));
        assert_eq!(bin(f64::NAN, (0.0, 10.0)), None);
    }
}
