//! Points that fill a cube of many dimensions more evenly than chance would: Sobol’s sequence, scrambled.

use sobol::Sobol;
use sobol::params::JoeKuoD6;

use super::address::Design;

/// Dimensions for which directions are known; further ones are random.
const MOST_DIMENSIONS: usize = 21_201;

/// Points in the open unit cube.
///
/// Each coordinate is scrambled by a random permutation of Owen’s kind: every bit is flipped or not depending on
/// the bits before it. That keeps the evenness and makes each point uniform, so that means over points are unbiased.
#[derive(Clone, Debug)]
pub struct Points {
    columns: Vec<Vec<f64>>,
}

impl Points {
    /// The first `n` points in `dimensions` dimensions; a power of two fills best.
    pub fn new(seed: u64, dimensions: usize, n: usize) -> Self {
        let known = dimensions.min(MOST_DIMENSIONS);
        let parameters = match known {
            ..=100 => JoeKuoD6::minimal(),
            101..=1000 => JoeKuoD6::standard(),
            _ => JoeKuoD6::extended(),
        };
        let mut columns = vec![Vec::with_capacity(n); dimensions];
        let source = |dimension: usize| Design::new(seed, dimension as u64);
        for point in Sobol::<u32>::new(known, &parameters).take(n) {
            for (dimension, bits) in point.into_iter().enumerate() {
                columns[dimension].push(unit(scrambled(bits, source(dimension))));
            }
        }
        for (dimension, column) in columns.iter_mut().enumerate().skip(known) {
            let source = source(dimension);
            column.extend((0..n as u64).map(|k| unit((source.bits(k) >> 32) as u32)));
        }
        Self { columns }
    }

    /// A coordinate of a point.
    pub fn coordinate(&self, point: usize, dimension: usize) -> f64 {
        self.columns[dimension][point]
    }
}

/// The middle of one of 2³² cells.
fn unit(bits: u32) -> f64 {
    (f64::from(bits) + 0.5) / 4_294_967_296.0
}

/// Every bit is flipped or not by a random bit that belongs to the bits before it.
fn scrambled(bits: u32, source: Design) -> u32 {
    (0..32).rev().fold(0, |scrambled, place| {
        // A one in front tells prefixes of different lengths apart.
        let before = (1 << (31 - place)) | u64::from(bits).checked_shr(place + 1).unwrap_or(0);
        let flip = (source.bits(before) >> 63) as u32;
        scrambled | (((bits >> place) & 1) ^ flip) << place
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_interval_and_every_rectangle_of_the_net_holds_its_share() {
        // 256 points in base 2: each of 256 intervals holds one in every dimension, and in the first two
        // dimensions, a net without defect, so does each of 16 × 16 squares.
        let points = Points::new(5, 150, 256);
        for dimension in 0..150 {
            let mut cells = [0; 256];
            (0..256).for_each(|k| cells[(256.0 * points.coordinate(k, dimension)) as usize] += 1);
            assert!(cells.iter().all(|&count| count == 1), "{dimension}");
        }
        let mut squares = [0; 256];
        for k in 0..256 {
            let [x, y] = [0, 1].map(|d| (16.0 * points.coordinate(k, d)) as usize);
            squares[16 * x + y] += 1;
        }
        assert!(squares.iter().all(|&count| count == 1));
    }

    #[test]
    fn a_mean_over_points_is_unbiased_and_far_better_than_chance() {
        // ∫ x·y over the square is ¼; 256 random points have a standard error of 0.0138.
        let means: Vec<f64> = (0..200)
            .map(|seed| {
                let points = Points::new(seed, 2, 256);
                (0..256).map(|k| points.coordinate(k, 0) * points.coordinate(k, 1)).sum::<f64>()
                    / 256.0
            })
            .collect();
        let mean = means.iter().sum::<f64>() / 200.0;
        let sd = (means.iter().map(|m| (m - mean).powi(2)).sum::<f64>() / 199.0).sqrt();
        assert!(sd < 0.0138 / 10.0, "{sd}");
        assert!((mean - 0.25).abs() < 4.0 * sd / 200f64.sqrt(), "{mean}");
    }
}
