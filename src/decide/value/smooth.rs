//! What some numbers say about outcomes: the outcomes' expectation given the numbers, by regression.
//!
//! Every number enters through its normal scores, as a natural cubic spline; of several numbers the products of
//! pairs enter too. Terms are added one by one, the one that explains most first, until the next would explain no
//! more than the best of as many terms without any meaning (the risk inflation criterion of Foster and
//! George 1994). The coefficients are known again without each block of draws: for errors, and to try what was
//! learnt on draws that it was not learnt from.

use crate::distribution::cholesky;
use crate::distribution::normal::standard_normal_quantile;

/// Blocks of draws that are left out in turn.
pub const BLOCKS: usize = 32;

/// Knots of the spline of a number alone, as probabilities: more near the ends, where a spline bends most freely.
const KNOTS_ALONE: [f64; 8] = [0.005, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 0.995];
/// Knots of the spline of a number among others.
const KNOTS_TOGETHER: [f64; 5] = [0.005, 0.1, 0.5, 0.9, 0.995];
/// Of so many numbers, those that explain most alone, products are formed.
const MULTIPLIED: usize = 12;
/// A term that the others explain but for this share of its variance adds nothing.
const SMALLEST_REST: f64 = 1e-7;
/// An outcome of which no more is left is explained.
const SMALLEST_ERROR: f64 = 1e-12;
/// Least t² with which a term enters: two standard errors.
const SMALLEST_T2: f64 = 4.0;
/// Draws for each term at least.
const DRAWS_FOR_A_TERM: usize = 20;

/// The draws of a number as normal scores: its rank, put where that rank lies in a normal distribution. What the
/// number says does not change, and no draw lies so far out that it alone bends a curve.
#[derive(Clone, Debug, PartialEq)]
pub struct Scores(Vec<f64>);

impl Scores {
    /// The scores of some draws; equal draws have equal scores.
    pub fn new(draws: &[f64]) -> Self {
        let n = draws.len();
        let mut order: Vec<usize> = (0..n).collect();
        order.sort_unstable_by(|&a, &b| draws[a].total_cmp(&draws[b]));
        let mut scores = vec![0.0; n];
        let mut from = 0;
        while from < n {
            // In the same order as above: what is no number is equal to itself too.
            let tied = |&&k: &&usize| draws[k].total_cmp(&draws[order[from]]).is_eq();
            let until = from + order[from..].iter().take_while(tied).count();
            let middle = 0.5 * (from + until) as f64;
            let score = standard_normal_quantile(middle / n as f64);
            order[from..until].iter().for_each(|&k| scores[k] = score);
            from = until;
        }
        Self(scores)
    }
}

/// Terms that an outcome may depend on, each with mean 0 and variance 1 over the draws.
#[derive(Clone, Debug)]
pub struct Terms {
    draws: usize,
    columns: Vec<Vec<f64>>,
    /// Mean products, row by row.
    products: Vec<f64>,
}

impl Terms {
    /// The terms of some numbers. `results` say of which numbers products are worth while.
    pub fn new(numbers: &[&Scores], results: &[Vec<f64>]) -> Self {
        let draws = numbers.first().map_or(0, |scores| scores.0.len());
        let knots: &[f64] = if numbers.len() == 1 { &KNOTS_ALONE } else { &KNOTS_TOGETHER };
        let knots: Vec<f64> = knots.iter().map(|&p| standard_normal_quantile(p)).collect();
        let mut columns = Vec::new();
        let mut linear = Vec::new();
        for scores in numbers {
            let Some(own) = standardized(scores.0.clone()) else { continue };
            for curve in 0..knots.len() - 2 {
                let column = scores.0.iter().map(|&z| spline(z, &knots, curve)).collect();
                columns.extend(standardized(column));
            }
            linear.push(own);
        }
        let explained = |column: &Vec<f64>| -> f64 {
            results.iter().map(|result| dot(column, result).powi(2)).sum()
        };
        let mut order: Vec<(f64, usize)> =
            linear.iter().enumerate().map(|(k, column)| (explained(column), k)).collect();
        order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        order.truncate(MULTIPLIED);
        for (place, &(_, a)) in order.iter().enumerate() {
            for &(_, b) in &order[..place] {
                let product = linear[a].iter().zip(&linear[b]).map(|(a, b)| a * b).collect();
                columns.extend(standardized(product));
            }
        }
        columns.extend(linear);
        let k = columns.len();
        let mut products = vec![0.0; k * k];
        for i in 0..k {
            for j in 0..=i {
                let product = dot(&columns[i], &columns[j]) / draws as f64;
                (products[i * k + j], products[j * k + i]) = (product, product);
            }
        }
        Self { draws, columns, products }
    }

    /// The terms that explain a result, the one that explains most first.
    fn chosen(&self, result: &[f64]) -> Vec<usize> {
        let (n, k) = (self.draws as f64, self.columns.len());
        let mean = result.iter().sum::<f64>() / n;
        let whole = result.iter().map(|y| (y - mean).powi(2)).sum::<f64>() / n;
        let mut left = whole;
        // What is left of each term, and of its product with the result, beside the chosen ones.
        let mut rest = vec![1.0; k];
        let mut with_result: Vec<f64> =
            self.columns.iter().map(|column| dot(column, result) / n).collect();
        let least_t2 = SMALLEST_T2.max(2.0 * (k as f64).ln());
        let mut chosen: Vec<usize> = Vec::new();
        let mut steps: Vec<Vec<f64>> = Vec::new();
        while chosen.len() < self.draws / DRAWS_FOR_A_TERM && left > SMALLEST_ERROR * whole {
            let gain = |j: usize| with_result[j].powi(2) / rest[j];
            let open = (0..k).filter(|&j| rest[j] > SMALLEST_REST && !chosen.contains(&j));
            let Some(next) = open.max_by(|&a, &b| gain(a).total_cmp(&gain(b)).then(b.cmp(&a)))
            else {
                break;
            };
            let still = (left - gain(next)).max(0.0);
            let variance = still * n / (n - chosen.len() as f64 - 2.0);
            if gain(next) * n < least_t2 * variance {
                break;
            }
            let root = rest[next].sqrt();
            let weight = with_result[next] / root;
            let step: Vec<f64> = (0..k)
                .map(|i| {
                    let earlier: f64 = steps.iter().map(|step| step[i] * step[next]).sum();
                    (self.products[i * k + next] - earlier) / root
                })
                .collect();
            for i in 0..k {
                rest[i] -= step[i] * step[i];
                with_result[i] -= step[i] * weight;
            }
            left = still;
            chosen.push(next);
            steps.push(step);
        }
        chosen
    }

    /// Fits a result.
    pub fn fit(&self, result: &[f64]) -> Fit<'_> {
        let chosen = self.chosen(result);
        let width = chosen.len() + 1;
        // By block: mean products of the intercept and the chosen terms with each other and with the result.
        let mut blocks = vec![Sums::new(width); BLOCKS];
        let columns: Vec<&[f64]> = chosen.iter().map(|&j| self.columns[j].as_slice()).collect();
        for (block, sums) in blocks.iter_mut().enumerate() {
            for i in rows(block, self.draws) {
                sums.add(|term| if term == 0 { 1.0 } else { columns[term - 1][i] }, result[i]);
            }
        }
        let mut all = Sums::new(width);
        blocks.iter().for_each(|block| all.join(block, 1.0));
        let without = blocks
            .iter()
            .map(|block| {
                let mut rest = all.clone();
                rest.join(block, -1.0);
                rest.solve()
            })
            .collect();
        Fit { columns, coefficients: all.solve(), without }
    }
}

/// An outcome as a function of some numbers.
#[derive(Clone, Debug)]
pub struct Fit<'a> {
    columns: Vec<&'a [f64]>,
    coefficients: Vec<f64>,
    without: Vec<Vec<f64>>,
}

impl Fit<'_> {
    /// What is expected at the numbers of one draw.
    pub fn at(&self, draw: usize) -> f64 {
        self.with(&self.coefficients, draw)
    }

    /// The same as learnt without a block of draws.
    pub fn at_without(&self, block: usize, draw: usize) -> f64 {
        self.with(&self.without[block], draw)
    }

    /// Whether the numbers say anything about the outcome.
    pub fn says_something(&self) -> bool {
        !self.columns.is_empty()
    }

    fn with(&self, coefficients: &[f64], draw: usize) -> f64 {
        let terms = self.columns.iter().zip(&coefficients[1..]);
        coefficients[0] + terms.map(|(column, weight)| weight * column[draw]).sum::<f64>()
    }
}

/// The draws of a block.
pub fn rows(block: usize, draws: usize) -> std::ops::Range<usize> {
    block * draws / BLOCKS..(block + 1) * draws / BLOCKS
}

/// Sums of products of some terms with each other and with a result.
#[derive(Clone, Debug)]
struct Sums {
    width: usize,
    products: Vec<f64>,
    with_result: Vec<f64>,
}

impl Sums {
    fn new(width: usize) -> Self {
        Self { width, products: vec![0.0; width * width], with_result: vec![0.0; width] }
    }

    fn add(&mut self, term: impl Fn(usize) -> f64, result: f64) {
        for i in 0..self.width {
            let own = term(i);
            for j in 0..=i {
                self.products[i * self.width + j] += own * term(j);
            }
            self.with_result[i] += own * result;
        }
    }

    fn join(&mut self, other: &Self, sign: f64) {
        let all = |into: &mut [f64], from: &[f64]| {
            into.iter_mut().zip(from).for_each(|(into, from)| *into += sign * from);
        };
        all(&mut self.products, &other.products);
        all(&mut self.with_result, &other.with_result);
    }

    /// Least squares. Terms have variance 1 and are not redundant, so that normal equations are good enough.
    fn solve(&self) -> Vec<f64> {
        let (width, n) = (self.width, self.products[0].max(1.0));
        let scaled: Vec<f64> = self.products.iter().map(|product| product / n).collect();
        let Ok(factor) = cholesky(&scaled, width) else {
            // A value that occurs in one block only is not known without it: the mean is what remains.
            let mut mean = vec![0.0; width];
            mean[0] = self.with_result[0] / n;
            return mean;
        };
        let mut x: Vec<f64> = self.with_result.iter().map(|sum| sum / n).collect();
        for i in 0..width {
            let known: f64 = (0..i).map(|j| factor[i * width + j] * x[j]).sum();
            x[i] = (x[i] - known) / factor[i * width + i];
        }
        for i in (0..width).rev() {
            let known: f64 = (i + 1..width).map(|j| factor[j * width + i] * x[j]).sum();
            x[i] = (x[i] - known) / factor[i * width + i];
        }
        x
    }
}

/// A curve of the natural cubic spline with these knots: 0 below its own knot, straight beyond the last.
fn spline(z: f64, knots: &[f64], curve: usize) -> f64 {
    let cube = |knot: f64| (z - knot).max(0.0).powi(3);
    let (own, before, last) = (knots[curve], knots[knots.len() - 2], knots[knots.len() - 1]);
    cube(own) - cube(before) * (last - own) / (last - before)
        + cube(last) * (before - own) / (last - before)
}

/// A column with mean 0 and variance 1; `None` where it does not vary.
fn standardized(mut column: Vec<f64>) -> Option<Vec<f64>> {
    let n = column.len() as f64;
    let mean = column.iter().sum::<f64>() / n;
    column.iter_mut().for_each(|x| *x -= mean);
    let size = (dot(&column, &column) / n).sqrt();
    if size.is_nan() || size <= f64::EPSILON {
        return None;
    }
    column.iter_mut().for_each(|x| *x /= size);
    Some(column)
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::super::{Payoffs, evppi};
    use super::*;
    use crate::sample::address::Ignorance;

    fn normals(n: u64, what: u64) -> Vec<f64> {
        (0..n).map(|k| standard_normal_quantile(Ignorance::new(7, k).uniform(what))).collect()
    }

    #[test]
    fn scores_keep_the_order_and_share_ties() {
        let Scores(scores) = Scores::new(&[3.0, 1.0, 2.0, 2.0]);
        assert!(scores[1] < scores[2] && scores[2] < scores[0]);
        assert_eq!(scores[2], scores[3]);
        assert_eq!(scores[2], 0.0);
    }

    #[test]
    fn a_curve_and_a_product_are_found_and_nothing_is_found_in_noise() {
        let n = 4000;
        let (a, b, noise) = (normals(n, 1), normals(n, 2), normals(n, 3));
        let truth: Vec<f64> =
            (0..n as usize).map(|k| (0.5 * a[k]).exp() + 2.0 * a[k] * b[k]).collect();
        let result: Vec<f64> = truth.iter().zip(&noise).map(|(y, e)| y + 0.5 * e).collect();
        let (of_a, of_b, of_noise) =
            (Scores::new(&a), Scores::new(&b), Scores::new(&normals(n, 4)));
        let results = [result.clone()];
        let terms = Terms::new(&[&of_a, &of_b], &results);
        let fit = terms.fit(&result);
        let squares = |from: &dyn Fn(usize) -> f64| {
            (0..n as usize).map(|k| (truth[k] - from(k)).powi(2)).sum::<f64>() / n as f64
        };
        // The variance of the noise is 1/4, and some ten coefficients of 4,000 draws leave 1/400 of it; the
        // curve is no spline, and misses the largest few draws: a twenty-fifth of the noise at most.
        assert!(squares(&|k| fit.at(k)) < 0.25 / 25.0, "{}", squares(&|k| fit.at(k)));
        assert!(squares(&|k| fit.at_without(3, k)) < 0.25 / 25.0);
        let alone = Terms::new(&[&of_noise], &results);
        assert!(!alone.fit(&vec![2.5; n as usize]).says_something());
        let found = (10..60).filter(|&what| {
            Terms::new(&[&of_noise], &results).fit(&normals(n, what)).says_something()
        });
        // Two standard errors in the best of a few terms: fewer than one in four.
        let found = found.count();
        assert!(
            found < 18,
            "{found} of 50 where one in four would be 12.5, and 3 standard errors 9"
        );
    }

    #[test]
    fn a_block_is_tried_by_what_the_others_teach() {
        // A rule for choosing that is learnt from the other 31 blocks, by the textbook's slope and intercept.
        let n = 640;
        let (x, noise) = (normals(n, 6), normals(n, 7));
        let scores = Scores::new(&x);
        let n = n as usize;
        let result: Vec<f64> = (0..n).map(|k| 0.3 * scores.0[k] + noise[k] - 0.1).collect();
        let terms = Terms::new(&[&scores], std::slice::from_ref(&result));
        assert_eq!(terms.fit(&result).columns.len(), 1, "a straight line is all there is");
        let mut earned = 0.0;
        for block in 0..BLOCKS {
            let own = rows(block, n);
            let others: Vec<usize> = (0..n).filter(|k| !own.contains(k)).collect();
            let mean = |of: &dyn Fn(usize) -> f64| {
                others.iter().map(|&k| of(k)).sum::<f64>() / others.len() as f64
            };
            let (mean_x, mean_y) = (mean(&|k| scores.0[k]), mean(&|k| result[k]));
            let slope = mean(&|k| (scores.0[k] - mean_x) * (result[k] - mean_y))
                / mean(&|k| (scores.0[k] - mean_x).powi(2));
            let expected = |k: usize| mean_y + slope * (scores.0[k] - mean_x);
            earned += own.filter(|&k| expected(k) > 0.0).map(|k| result[k]).sum::<f64>();
        }
        let payoffs = Payoffs::new(vec![vec![0.0; n], result]);
        assert_eq!(payoffs.best(), 0);
        let tried = evppi(&payoffs, &[&scores]).tried.expect("a regression");
        assert!((tried.value - earned / n as f64).abs() < 1e-9, "{tried:?} {earned}");
    }

    #[test]
    fn least_squares_of_a_straight_line_are_exact() {
        let n = 640;
        let x = normals(n, 5);
        let scores = Scores::new(&x);
        let line: Vec<f64> = scores.0.iter().map(|z| 4.0 - 3.0 * z).collect();
        let terms = Terms::new(&[&scores], std::slice::from_ref(&line));
        let fit = terms.fit(&line);
        for k in 0..n as usize {
            assert!((fit.at(k) - line[k]).abs() < 1e-9);
            assert!((fit.at_without(k % BLOCKS, k) - line[k]).abs() < 1e-9);
        }
    }
}
