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
//!
//! Where luck is in the outcomes, each point has several values, and the indices are those of their expectation:
//! `a` and `ab` of a row share their luck, so that the difference between them is the factor's doing; `b` has luck of
//! its own, or S would hold what the factor and luck do together; and a square is the mean product of two *different*
//! values ([`square`]), because luck has no part in that. Every row has its own luck, so that resampling rows counts
//! it in the intervals.

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
    /// The indices from `lives` values at each point; `ab[f]` is empty for a factor that changes nothing. `None` where
    /// nothing varies, or luck hides what does.
    pub fn new(a: &[f64], b: &[f64], ab: &[Vec<f64>], lives: usize, seed: u64) -> Option<Self> {
        let n = a.len() / lives;
        let mean = a.iter().chain(b).sum::<f64>() / (a.len() + b.len()) as f64;
        let centred = |values: &[f64]| values.iter().map(|x| x - mean).collect::<Vec<f64>>();
        let (a, b) = (centred(a), centred(b));
        let square_of = |values: &[f64]| values.chunks(lives).map(square).collect::<Vec<f64>>();
        let mean_of = |values: &[f64]| -> Vec<f64> {
            values.chunks(lives).map(|of| of.iter().sum::<f64>() / lives as f64).collect()
        };
        let (of_a, of_b) = (mean_of(&a), mean_of(&b));
        let both: Vec<[f64; 2]> = (0..n)
            .zip(square_of(&a).into_iter().zip(square_of(&b)))
            .map(|(row, (x, y))| [of_a[row] + of_b[row], x + y])
            .collect();
        let variance = |weight: &dyn Fn(usize) -> f64| {
            let (mut sum, mut squares) = (0.0, 0.0);
            for (row, [values, squared]) in both.iter().enumerate() {
                sum += weight(row) * values;
                squares += weight(row) * squared;
            }
            let count = (2 * n) as f64;
            squares / count - (sum / count).powi(2)
        };
        let whole = variance(&|_| 1.0);
        let largest = a.iter().chain(&b).fold(0.0, |most: f64, x| most.max(x.abs()));
        // What remains of sums of equal numbers is rounding.
        if whole <= 0.0 || whole.sqrt() <= 1e-12 * largest.max(mean.abs()) {
            return None;
        }
        let resamples: Vec<Vec<f64>> =
            (0..RESAMPLES).into_par_iter().map(|k| resample(n, seed, k)).collect();
        let variances: Vec<f64> =
            resamples.par_iter().map(|weights| variance(&|row| weights[row])).collect();
        if interval(whole, variances.clone()).low <= 0.0 {
            return None;
        }
        // The few resamples in which luck hides the variance would divide by nothing.
        let least = variances.iter().copied().filter(|v| *v > 0.0).fold(whole, f64::min);
        let of = |ab: &Vec<f64>| {
            if ab.is_empty() {
                return (Index::default(), vec![0.0; RESAMPLES]);
            }
            let change: Vec<f64> = centred(ab).iter().zip(&a).map(|(ab, a)| ab - a).collect();
            let first: Vec<f64> =
                of_b.iter().zip(mean_of(&change)).map(|(b, change)| b * change).collect();
            let total: Vec<f64> = square_of(&change).iter().map(|square| square / 2.0).collect();
            let share = |terms: &[f64]| terms.iter().sum::<f64>() / n as f64 / whole;
            let again = |terms: &[f64]| -> Vec<f64> {
                let each = resamples.iter().zip(&variances);
                each.map(|(weights, v)| {
                    let sum: f64 = weights.iter().zip(terms).map(|(w, x)| w * x).sum();
                    sum / n as f64 / v.max(least)
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

/// The square of what the values of a point share: the mean product of two different ones, to which luck that is
/// independent between them adds nothing on average; the plain square of a single value.
fn square(values: &[f64]) -> f64 {
    let (n, sum) = (values.len() as f64, values.iter().sum::<f64>());
    if values.len() == 1 {
        return sum * sum;
    }
    let squares: f64 = values.iter().map(|x| x * x).sum();
    (sum * sum - squares) / (n * (n - 1.0))
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
    use crate::distribution::normal::{HALF_WIDTH_95, standard_normal_quantile};
    use crate::sample::address::Ignorance;
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
        Indices::new(&a, &b, &ab, 1, seed).expect("something varies")
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
        let designs: Vec<Indices> =
            (1..=5).map(|seed| indices(seed, 4096, &SINGLE[..3], 3, ishigami)).collect();
        designs.iter().for_each(|found| check(found, &first, &total, 0.05));
        // The mean of five designs is nearer: three standard errors of it, from their intervals.
        let near = |of: &dyn Fn(&Indices) -> Interval, exact: f64| {
            let mean = |part: &dyn Fn(Interval) -> f64| {
                designs.iter().map(|found| part(of(found))).sum::<f64>() / 5.0
            };
            let half = mean(&|interval| 0.5 * (interval.high - interval.low));
            let error = half / HALF_WIDTH_95 / 5f64.sqrt();
            let value = mean(&|interval| interval.value);
            assert!((value - exact).abs() <= 3.0 * error + 1e-9, "{value} {exact} {error}");
        };
        for factor in 0..3 {
            near(&|found| found.each[factor].first, first[factor]);
            near(&|found| found.each[factor].total, total[factor]);
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
    fn a_sum_over_factors_is_that_of_the_same_resamples() {
        // In a sum, what two terms do together is what each does added up, point by point: their shares added up are
        // that of both as one factor, and so in every resample.
        let sum = |u: &dyn Fn(usize) -> f64| u(0) + 2.0 * u(1) + 3.0 * u(2);
        let apart = indices(5, 256, &SINGLE[..3], 3, sum).sum(&[0, 1]);
        let together = indices(5, 256, &[&[0, 1], &[2]], 3, sum).each[0].first;
        for (a, b) in
            [(apart.value, together.value), (apart.low, together.low), (apart.high, together.high)]
        {
            assert!((a - b).abs() < 1e-12, "{apart:?} {together:?}");
        }
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

    /// Whether something happens with a chance that is a third of what x and y do together plus a third, in some
    /// lives of each of `n` rows, luck as the analysis deals it.
    fn happened(seed: u64, n: usize, lives: usize) -> Option<Indices> {
        let points = Points::new(seed, 4, n);
        let at = |k: usize, swapped: &[usize], b: bool| {
            let u =
                |d: usize| points.coordinate(k, if b || swapped.contains(&d) { 2 + d } else { d });
            let chance = 0.2 + 0.4 * u(0) + 0.2 * u(1);
            let luck = Ignorance::new(seed ^ if b { 77 } else { 0 }, k as u64);
            (0..lives as u64).map(move |life| f64::from(u8::from(luck.uniform(life) < chance)))
        };
        let row = |swapped: &[usize], b: bool| -> Vec<f64> {
            (0..n).flat_map(|k| at(k, swapped, b).collect::<Vec<f64>>()).collect()
        };
        Indices::new(
            &row(&[], false),
            &row(&[], true),
            &[row(&[0], false), row(&[1], false)],
            lives,
            seed,
        )
    }

    #[test]
    fn luck_is_in_the_intervals_and_not_in_the_shares() {
        // The chance varies by 0.16/12 + 0.04/12; luck by eight times as much around it.
        let variance = 0.2 / 12.0;
        let exact = [0.8, 0.2];
        let (studies, mut held, mut sums, mut found) = (100, 0, [0.0; 4], 0.0);
        for seed in 0..studies {
            let Some(indices) = happened(seed, 1024, 8) else { panic!("{seed}") };
            found += indices.variance / studies as f64;
            for (f, index) in indices.each.iter().enumerate() {
                sums[f] += index.first.value / studies as f64;
                sums[2 + f] += index.total.value / studies as f64;
                for interval in [index.first, index.total] {
                    held += u64::from((interval.low..=interval.high).contains(&exact[f]));
                }
            }
        }
        // A single study is off by 5 %, 0.06 and 0.03; the mean of 100 by a tenth of that. Three of these, and a
        // little for a ratio of estimates.
        assert!((found - variance).abs() < 0.02 * variance, "{found} {variance}");
        for (sum, exact) in sums.iter().zip([0.8, 0.2, 0.8, 0.2]) {
            assert!((sum - exact).abs() < 0.02, "{sums:?}");
        }
        let share = held as f64 / (4 * studies) as f64;
        assert!(share > 0.91, "{share}");
        // Luck alone: no shares at all.
        let coin = |seed: u64, part: u64| -> Vec<f64> {
            let luck = Ignorance::new(seed, part);
            (0..2048).map(|k| f64::from(u8::from(luck.uniform(k) < 0.5))).collect()
        };
        let (a, b) = (coin(1, 1), coin(1, 2));
        assert!(Indices::new(&a, &b, std::slice::from_ref(&a), 8, 1).is_none());
    }

    #[test]
    fn an_interval_leaves_out_a_fortieth_of_the_resamples_at_either_side() {
        let resamples: Vec<f64> = (0..RESAMPLES).rev().map(|k| k as f64).collect();
        // 12.5 of 500.
        let Interval { low, high, .. } = interval(250.0, resamples);
        assert_eq!((low, high), (12.0, 487.0));
    }

    #[test]
    fn what_does_not_vary_has_no_indices() {
        let flat = [3.3; 64];
        assert!(Indices::new(&flat, &flat, &[flat.to_vec()], 1, 1).is_none());
    }
}
