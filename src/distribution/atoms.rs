//! Variables with atoms only: a certain value and a list of values.

use super::error::{DistributionError, finite, not_negative};
use super::kernel::{Kernel, Point};

/// The constant 0; located elsewhere it is any certain value.
#[derive(Debug, Clone, PartialEq)]
pub struct Zero;

impl Kernel for Zero {
    fn support(&self) -> (f64, f64) {
        (0.0, 0.0)
    }

    fn point(&self, z: f64) -> Point {
        if z < 0.0 { Point::BELOW } else { Point::ABOVE }
    }

    fn cdf_left(&self, z: f64) -> f64 {
        if z > 0.0 { 1.0 } else { 0.0 }
    }

    fn quantile(&self, _: f64) -> f64 {
        0.0
    }

    fn mean(&self) -> f64 {
        0.0
    }

    fn variance(&self) -> f64 {
        0.0
    }
}

/// Finitely many values with probabilities, sorted, equal values merged.
#[derive(Debug, Clone, PartialEq)]
pub struct Steps {
    values: Vec<f64>,
    /// P(Z ≤ values\[j\]); the last is exactly 1.
    cumulative: Vec<f64>,
}

impl Steps {
    /// Values of equal weight: P(Z ≤ j-th smallest) is exactly j/n.
    pub(super) fn equal(values: &[f64]) -> Result<Self, DistributionError> {
        Self::weighted(values, &vec![1.0; values.len()])
    }

    /// Values with weights that need not sum to one. Values of weight 0 are left out.
    pub(super) fn weighted(values: &[f64], weights: &[f64]) -> Result<Self, DistributionError> {
        if values.len() != weights.len() {
            return Err(DistributionError::LengthsDiffer {
                values: values.len(),
                weights: weights.len(),
            });
        }
        if values.is_empty() {
            return Err(DistributionError::Empty);
        }
        for (&value, &weight) in values.iter().zip(weights) {
            finite("value", value)?;
            not_negative("weight", weight)?;
        }
        let mut pairs: Vec<(f64, f64)> = values
            .iter()
            .zip(weights)
            .filter(|(_, weight)| **weight > 0.0)
            // + 0.0 turns -0 into 0, so that equal values are adjacent.
            .map(|(value, weight)| (value + 0.0, *weight))
            .collect();
        pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
        let total: f64 = pairs.iter().map(|pair| pair.1).sum();
        if total <= 0.0 {
            return Err(DistributionError::WeightsSumToZero);
        }
        finite("sum of weights", total)?;
        let mut steps = Self { values: Vec::new(), cumulative: Vec::new() };
        let mut sum = 0.0;
        for (value, weight) in pairs {
            sum += weight;
            if steps.values.last() == Some(&value) {
                steps.cumulative.pop();
            } else {
                steps.values.push(value);
            }
            steps.cumulative.push(sum / total);
        }
        if let Some(last) = steps.cumulative.last_mut() {
            *last = 1.0;
        }
        Ok(steps)
    }

    /// The values in increasing order.
    pub(super) fn values(&self) -> &[f64] {
        &self.values
    }

    /// P(Z ≤ value) for each value.
    pub(super) fn cumulative(&self) -> &[f64] {
        &self.cumulative
    }

    /// P of the first `count` values.
    pub(super) fn mass_of_first(&self, count: usize) -> f64 {
        if count == 0 { 0.0 } else { self.cumulative[count - 1] }
    }

    fn probabilities(&self) -> impl Iterator<Item = (f64, f64)> {
        let before = std::iter::once(0.0).chain(self.cumulative.iter().copied());
        self.values
            .iter()
            .zip(self.cumulative.iter().zip(before))
            .map(|(value, (now, before))| (*value, now - before))
    }
}

impl Kernel for Steps {
    fn support(&self) -> (f64, f64) {
        (self.values[0], self.values[self.values.len() - 1])
    }

    fn point(&self, z: f64) -> Point {
        let cdf = self.mass_of_first(self.values.partition_point(|value| *value <= z));
        Point { cdf, survival: 1.0 - cdf, pdf: 0.0 }
    }

    fn cdf_left(&self, z: f64) -> f64 {
        self.mass_of_first(self.values.partition_point(|value| *value < z))
    }

    fn quantile(&self, u: f64) -> f64 {
        self.values[self.cumulative.partition_point(|mass| *mass < u)]
    }

    fn mean(&self) -> f64 {
        // Relative to the first value, so that large values with a small spread keep it.
        let first = self.values[0];
        first + self.probabilities().map(|(v, p)| p * (v - first)).sum::<f64>()
    }

    fn variance(&self) -> f64 {
        let mean = self.mean();
        self.probabilities().map(|(v, p)| p * (v - mean) * (v - mean)).sum()
    }
}

/// Constant-time inverse of a cumulative list: where to start looking for a given u.
#[derive(Debug, Clone)]
pub(super) struct Guide {
    cells: f64,
    starts: Box<[u32]>,
}

impl Guide {
    /// A guide with at least four cells for each entry of `starts_at`, which increases within
    /// [0, 1].
    pub(super) fn new(starts_at: &[f64]) -> Self {
        let count = (4 * starts_at.len()).next_power_of_two().clamp(16, 1 << 16);
        let cells = count as f64;
        let mut index = 0;
        let starts = (0..=count)
            .map(|cell| {
                let u = cell as f64 / cells;
                while index + 1 < starts_at.len() && starts_at[index + 1] <= u {
                    index += 1;
                }
                index as u32
            })
            .collect();
        Self { cells, starts }
    }

    /// The last index known to start at or before u, for 0 ≤ u < 1.
    #[inline]
    pub(super) fn start(&self, u: f64) -> usize {
        let cell = (u * self.cells) as usize;
        self.starts[cell.min(self.starts.len() - 1)] as usize
    }
}
