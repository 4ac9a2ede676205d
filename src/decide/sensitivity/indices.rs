//! First-order and total Sobol indices from outcomes at the points of a design, with bootstrap intervals.
//!
//! Two independent sets of points, A and B; for each factor the points of A with that factor from B. With `a`, `b`
//! and `ab` the outcomes at one row:
//!
//! ```text
//! S  = mean of b·(ab − a) ÷ V        (Saltelli and others, 2010)
//! Sᵀ = mean of (a − ab)² ÷ 2V        (Jansen, 1999)
//! ```
//!
//! V is the variance of `a` and `b` together; outcomes are taken relative to their mean, which lessens the noise of S.

use rayon::prelude::*;

use crate::sample::address::Design;

/// Resamples of the rows behind each interval.
const RESAMPLES: usize = 500;
/// Keeps resampling apart from the columns of a design.
const RESAMPLING: u64 = 1 << 32;

/// A number with its 95 % interval.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Interval {
    /// The estimate.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// The indices of one factor.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Index {
    /// S: what knowing the factor alone would take off the variance.
    pub first: Interval,
    /// Sᵀ: what would be left of it if everything else were known.
    pub total: Interval,
}

/// The indices of all factors.
#[derive(Clone, Debug, PartialEq)]
pub struct Indices {
    /// V.
    pub variance: f64,
    /// By factor.
    pub each: Vec<Index>,
    /// S by factor and resample.
    resampled: Vec<Vec<f64>>,
}

impl Indices {
    /// The indices; `ab[f]` is empty for a factor that changes nothing. `None` where nothing varies.
    pub fn new(a: &[f64], b: &[f64], ab: &[Vec<f64>], seed: u64) -> Option<Self> {
        let n = a.len();
        let mean = a.iter().chain(b).sum::<f64>() / (2 * n) as f64;
        let centred = |values: &[f64]| values.iter().map(|x| x - mean).collect::<Vec<f64>>();
        let (a, b) = (centred(a), centred(b));
        let variance = |weight: &dyn Fn(usize) -> f64| {
            let (mut sum, mut squares) = (0.0, 0.0);
            for row in 0..n {
                sum += weight(row) * (a[row] + b[row]);
                squares += weight(row) * (a[row] * a[row] + b[row] * b[row]);
            }
            let count = (2 * n) as f64;
            squares / count - (sum / count).powi(2)
        };
        let whole = variance(&|_| 1.0);
        let largest = a.iter().chain(&b).fold(0.0, |most: f64, x| most.max(x.abs()));
        // What remains of sums of equal numbers is rounding.
        if whole.sqrt() <= 1e-12 * largest.max(mean.abs()) {
            return None;
        }
        let resamples: Vec<Vec<f64>> =
            (0..RESAMPLES).into_par_iter().map(|k| resample(n, seed, k)).collect();
        let variances: Vec<f64> =
            resamples.par_iter().map(|weights| variance(&|row| weights[row])).collect();
        let of = |ab: &Vec<f64>| {
            if ab.is_empty() {
                return (Index::default(), vec![0.0; RESAMPLES]);
            }
            let first: Vec<f64> = (0..n).map(|k| b[k] * (ab[k] - mean - a[k])).collect();
            let total: Vec<f64> = (0..n).map(|k| (a[k] - (ab[k] - mean)).powi(2) / 2.0).collect();
            let share = |terms: &[f64]| terms.iter().sum::<f64>() / n as f64 / whole;
            let again = |terms: &[f64]| -> Vec<f64> {
                let each = resamples.iter().zip(&variances);
                each.map(|(weights, v)| {
                    let sum: f64 = weights.iter().zip(terms).map(|(w, x)| w * x).sum();
                    sum / n as f64 / v
                })
                .collect()
            };
            let (firsts, totals) = (again(&first), again(&total));
            let index = Index {
                first: interval(share(&first), firsts.clone()),
                total: interval(share(&total), totals),
            };
            (index, firsts)
        };
        let (each, resampled) = ab.par_iter().map(of).unzip();
        Some(Self { variance: whole, each, resampled })
    }

    /// The sum of S over some factors.
    pub fn sum(&self, factors: &[usize]) -> Interval {
        let value = factors.iter().map(|&f| self.each[f].first.value).sum();
        let resampled =
            (0..RESAMPLES).map(|k| factors.iter().map(|&f| self.resampled[f][k]).sum()).collect();
        interval(value, resampled)
    }

    /// What no factor explains alone: 1 − ΣS.
    pub fn interplay(&self) -> Interval {
        let all: Vec<usize> = (0..self.each.len()).collect();
        let Interval { value, low, high } = self.sum(&all);
        Interval { value: 1.0 - value, low: 1.0 - high, high: 1.0 - low }
    }
}

/// How often each row is in a resample.
fn resample(n: usize, seed: u64, k: usize) -> Vec<f64> {
    let source = Design::new(seed, RESAMPLING + k as u64);
    let mut weights = vec![0.0; n];
    for draw in 0..n as u64 {
        let row = (u128::from(source.bits(draw)) * n as u128) >> 64;
        weights[row as usize] += 1.0;
    }
    weights
}

/// The estimate with the range of the middle 95 % of the resamples.
fn interval(value: f64, mut resampled: Vec<f64>) -> Interval {
    resampled.sort_by(f64::total_cmp);
    let at = |p: f64| resampled[((RESAMPLES - 1) as f64 * p).round() as usize];
    Interval { value, low: at(0.025), high: at(0.975) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distribution::normal::standard_normal_quantile;
    use crate::sample::points::Points;
    use std::f64::consts::PI;

    /// Indices of a function of uniforms; `groups` are the factors, as dimensions.
    fn indices(
        seed: u64,
        n: usize,
        groups: &[&[usize]],
        dimensions: usize,
        of: impl Fn(&dyn Fn(usize) -> f64) -> f64,
    ) -> Indices {
        let points = Points::new(seed, 2 * dimensions, n);
        let row = |k: usize, swapped: &[usize], b: bool| {
            of(&|d| {
                let from_b = b || swapped.contains(&d);
                points.coordinate(k, if from_b { dimensions + d } else { d })
            })
        };
        let a: Vec<f64> = (0..n).map(|k| row(k, &[], false)).collect();
        let b: Vec<f64> = (0..n).map(|k| row(k, &[], true)).collect();
        let ab: Vec<Vec<f64>> =
            groups.iter().map(|group| (0..n).map(|k| row(k, group, false)).collect()).collect();
        Indices::new(&a, &b, &ab, seed).expect("something varies")
    }

    fn ishigami(u: &dyn Fn(usize) -> f64) -> f64 {
        let [x, y, z] = [0, 1, 2].map(|d| PI * (2.0 * u(d) - 1.0));
        x.sin() + 7.0 * y.sin().powi(2) + 0.1 * z.powi(4) * x.sin()
    }

    fn sobol_g(u: &dyn Fn(usize) -> f64) -> f64 {
        let a = [0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0];
        (0..8).map(|d| ((4.0 * u(d) - 2.0).abs() + a[d]) / (1.0 + a[d])).product()
    }

    /// Estimates within 1.5 half-widths of their own interval (which is 2.9 standard errors were it a plain
    /// sample, and more here), and that interval narrow enough to say something.
    fn check(found: &Indices, first: &[f64], total: &[f64], widest: f64) {
        let near = |interval: Interval, exact: f64| {
            let half = 0.5 * (interval.high - interval.low);
            assert!(half <= widest, "{interval:?}");
            assert!((interval.value - exact).abs() <= 1.5 * half + 1e-9, "{interval:?} {exact}");
        };
        for (index, (&s, &t)) in found.each.iter().zip(first.iter().zip(total)) {
            near(index.first, s);
            near(index.total, t);
        }
    }

    const SINGLE: [&[usize]; 8] = [&[0], &[1], &[2], &[3], &[4], &[5], &[6], &[7]];

    #[test]
    fn the_indices_of_ishigami_are_the_published_ones() {
        let first = [0.313_905_2, 0.442_411_1, 0.0];
        let total = [0.557_588_9, 0.442_411_1, 0.243_683_7];
        for seed in 1..=5 {
            check(&indices(seed, 4096, &SINGLE[..3], 3, ishigami), &first, &total, 0.05);
        }
        // Half of the spread of (x, z) is told by neither alone.
        let found = indices(1, 4096, &SINGLE[..3], 3, ishigami);
        let interplay = found.interplay();
        assert!((interplay.value - 0.243_683_7).abs() < 0.03, "{interplay:?}");
        // As one factor x and z tell all but y.
        let pair = indices(1, 4096, &[&[0, 2], &[1]], 3, ishigami);
        check(&pair, &[0.557_588_9, 0.442_411_1], &[0.557_588_9, 0.442_411_1], 0.05);
    }

    #[test]
    fn the_indices_of_sobol_g_are_the_published_ones() {
        let first =
            [0.716_192, 0.179_048, 0.023_676, 0.007_162, 7.16e-5, 7.16e-5, 7.16e-5, 7.16e-5];
        let total =
            [0.787_144, 0.242_198, 0.034_317, 0.010_460, 1.05e-4, 1.05e-4, 1.05e-4, 1.05e-4];
        for seed in 1..=5 {
            check(&indices(seed, 4096, &SINGLE, 8, sobol_g), &first, &total, 0.06);
        }
    }

    #[test]
    fn correlated_numbers_as_one_factor_have_the_closed_form() {
        // Y = x + 2y + 3z, x and y standard normal with correlation ½, z apart: Var = 1 + 4 + 2 + 9 = 16; the pair
        // has 7 of it. Were x and y taken for independent factors, they would have 1 and 4 of 14.
        let linear = |u: &dyn Fn(usize) -> f64| {
            let [x, e, z] = [0, 1, 2].map(|d| standard_normal_quantile(u(d)));
            x + 2.0 * (0.5 * x + 0.75_f64.sqrt() * e) + 3.0 * z
        };
        let exact = [7.0 / 16.0, 9.0 / 16.0];
        let found = indices(3, 1024, &[&[0, 1], &[2]], 3, linear);
        check(&found, &exact, &exact, 0.09);
        assert!((found.variance - 16.0).abs() < 0.5, "{}", found.variance);
    }

    #[test]
    fn intervals_hold_the_truth_at_least_as_often_as_they_say() {
        // Evenly filled points are better than the resampling of rows knows: never too narrow.
        let (mut held, studies) = (0, 200);
        for seed in 0..studies {
            let found = indices(100 + seed, 128, &SINGLE[..3], 3, ishigami);
            let truth = [0.313_905_2, 0.442_411_1, 0.0];
            let total = [0.557_588_9, 0.442_411_1, 0.243_683_7];
            for (index, (s, t)) in found.each.iter().zip(truth.into_iter().zip(total)) {
                held += u64::from((index.first.low..=index.first.high).contains(&s));
                held += u64::from((index.total.low..=index.total.high).contains(&t));
            }
        }
        // 95 % of 1,200 with a standard error below 1.5 % (six from each study are not independent).
        let share = held as f64 / (6 * studies) as f64;
        assert!(share > 0.92, "{share}");
    }

    #[test]
    fn what_does_not_vary_has_no_indices() {
        let flat = [3.3; 64];
        assert!(Indices::new(&flat, &flat, &[flat.to_vec()], 1).is_none());
    }
}
