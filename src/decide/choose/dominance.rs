//! Stochastic dominance between the outcomes of two strategies, more being better.

use rayon::prelude::*;

use crate::sample::address::Ignorance;

/// How often the draws are drawn again to see whether a finding was chance.
pub const REDRAWINGS: usize = 100;

/// Differences of an integral below this share of the range of the outcomes are rounding.
const ROUNDING: f64 = 1e-12;

/// Who must prefer the one to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Order {
    /// Whoever prefers more to less: at every amount the chance to end below it is at most as large.
    First,
    /// Whoever moreover dislikes risk: for every share of worst futures, their mean is at least as high.
    Second,
}

/// That one strategy dominates another in the draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dominance {
    /// The strongest order in which it does.
    pub order: Order,
    /// In which share of [`REDRAWINGS`] of the futures, with replacement, it does so too. Dominance is a
    /// statement about every amount: one future in a tail can break it.
    pub repeated: f64,
}

/// Which strategies dominate which: element `[s][t]` is how `s` dominates `t`. Rows are outcomes by strategy, of
/// the same futures; futures are redrawn for all strategies together.
pub fn dominance(outcomes: &[&[f64]], seed: u64) -> Vec<Vec<Option<Dominance>>> {
    let sorted: Vec<Vec<usize>> = outcomes
        .par_iter()
        .map(|of| {
            let mut order: Vec<usize> = (0..of.len()).collect();
            order.sort_unstable_by(|&a, &b| of[a].total_cmp(&of[b]));
            order
        })
        .collect();
    let pair = |s: usize, t: usize| Pair {
        outcomes: [outcomes[s], outcomes[t]],
        sorted: [&sorted[s], &sorted[t]],
    };
    let n = outcomes.len();
    let once = vec![1; outcomes.first().map_or(0, |of| of.len())];
    let found: Vec<(usize, usize, Order)> = (0..n * n)
        .map(|k| (k / n, k % n))
        .filter(|(s, t)| s != t)
        .filter_map(|(s, t)| pair(s, t).order(&once).map(|order| (s, t, order)))
        .collect();
    // By redrawing: whether each finding came back, in its order or a stronger one.
    let came_back: Vec<Vec<bool>> = (0..REDRAWINGS)
        .into_par_iter()
        .map(|redrawing| {
            if found.is_empty() {
                return Vec::new();
            }
            let weights = redrawn(once.len(), seed, redrawing);
            let again = |&(s, t, order): &(usize, usize, Order)| {
                pair(s, t).order(&weights).is_some_and(|found| found <= order)
            };
            found.iter().map(again).collect()
        })
        .collect();
    let mut dominance = vec![vec![None; n]; n];
    for (k, &(s, t, order)) in found.iter().enumerate() {
        let times = came_back.iter().filter(|of| of[k]).count();
        let repeated = times as f64 / REDRAWINGS as f64;
        dominance[s][t] = Some(Dominance { order, repeated });
    }
    dominance
}

/// How often each of `n` futures occurs among `n` that are drawn with replacement.
fn redrawn(n: usize, seed: u64, redrawing: usize) -> Vec<u32> {
    // A stream of its own: these draws choose futures, and are no part of any.
    let source = Ignorance::new(!seed, redrawing as u64);
    let mut weights = vec![0; n];
    for k in 0..n {
        weights[(source.uniform(k as u64) * n as f64) as usize] += 1;
    }
    weights
}

/// The outcomes of two strategies, and the futures of each from the worst to the best.
struct Pair<'a> {
    outcomes: [&'a [f64]; 2],
    sorted: [&'a [usize]; 2],
}

impl Pair<'_> {
    /// In which order the first dominates the second when every future counts as often as its weight says.
    fn order(&self, weights: &[u32]) -> Option<Order> {
        let n = weights.len();
        let value = |which: usize, rank: usize| self.outcomes[which][self.sorted[which][rank]];
        let lowest = value(0, 0).min(value(1, 0));
        let highest = value(0, n - 1).max(value(1, n - 1));
        let tolerance = ROUNDING * (highest - lowest) * n as f64;
        let mut ranks = [0, 0];
        // Futures of the first minus those of the second at or below an amount, and the integral of that.
        let (mut more, mut integral) = (0_i64, 0.0);
        let (mut first, mut somewhere, mut before) = (true, false, lowest);
        while ranks[0] < n || ranks[1] < n {
            let next = |which: usize| {
                if ranks[which] < n { value(which, ranks[which]) } else { f64::INFINITY }
            };
            let amount = next(0).min(next(1));
            integral += more as f64 * (amount - before);
            if integral > tolerance {
                return None;
            }
            for (which, sign) in [(0, 1), (1, -1)] {
                while ranks[which] < n && value(which, ranks[which]) == amount {
                    more += sign * i64::from(weights[self.sorted[which][ranks[which]]]);
                    ranks[which] += 1;
                }
            }
            before = amount;
            first &= more <= 0;
            somewhere |= more < 0;
        }
        match (somewhere, first) {
            (false, _) => None,
            (true, true) => Some(Order::First),
            (true, false) => Some(Order::Second),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(a: &[f64], b: &[f64]) -> Option<Order> {
        dominance(&[a, b], 1)[0][1].map(|found| found.order)
    }

    #[test]
    fn first_order_is_better_at_every_amount() {
        assert_eq!(order(&[2.0, 3.0, 4.0], &[1.0, 3.0, 4.0]), Some(Order::First));
        // The futures may be in any order: it is the distribution that counts.
        assert_eq!(order(&[4.0, 2.0, 3.0], &[1.0, 3.0, 4.0]), Some(Order::First));
        assert_eq!(order(&[1.0, 3.0, 4.0], &[2.0, 3.0, 4.0]), None);
    }

    #[test]
    fn second_order_is_as_high_and_less_spread() {
        // The same mean with less spread, and a higher mean with a worse best case.
        assert_eq!(order(&[2.0, 2.0], &[1.0, 3.0]), Some(Order::Second));
        assert_eq!(order(&[2.0, 2.5], &[1.0, 3.0]), Some(Order::Second));
        // Less spread, but a lower mean.
        assert_eq!(order(&[1.9, 1.9], &[1.0, 2.9]), None);
        assert_eq!(order(&[1.0, 3.0], &[2.0, 2.0]), None);
    }

    #[test]
    fn neither_dominates_where_each_is_better_somewhere_or_both_are_equal() {
        assert_eq!(order(&[1.0, 5.0], &[2.0, 3.0]), None);
        assert_eq!(order(&[2.0, 3.0], &[1.0, 5.0]), None);
        assert_eq!(order(&[1.0, 2.0], &[2.0, 1.0]), None);
    }

    #[test]
    fn a_stronger_order_repeats_a_weaker_one() {
        // 2 for certain, against 1 or 3 by the future: of what is drawn again, a quarter has the first future twice (first
        // order), half both (second order), a quarter the second one twice (no dominance).
        let found = dominance(&[&[2.0, 2.0], &[1.0, 3.0]], 3)[0][1].expect("second order");
        assert_eq!(found.order, Order::Second);
        // Three standard errors of a hundred redrawings.
        let error = (0.75 * 0.25 / REDRAWINGS as f64).sqrt();
        assert!((found.repeated - 0.75).abs() < 3.0 * error, "{found:?}");
    }

    #[test]
    fn a_finding_that_hangs_on_one_future_is_seldom_repeated() {
        // The worst future of both is the same but for a little: it is redrawn in 1 − 1/e of the cases.
        let n = 1000;
        let a: Vec<f64> =
            (0..n).map(|k| if k == 0 { -1000.0 } else { f64::from(k) + 0.5 }).collect();
        let b: Vec<f64> = (0..n).map(|k| if k == 1 { -1000.1 } else { f64::from(k) }).collect();
        let found = dominance(&[&a, &b], 5)[0][1].expect("first order");
        assert_eq!(found.order, Order::First);
        // a's worst future must not be drawn more often than b's: about 0.65 of the cases.
        assert!((0.4..0.9).contains(&found.repeated), "{found:?}");
        let far: Vec<f64> = (0..n).map(f64::from).collect();
        let near: Vec<f64> = far.iter().map(|x| x - 1.0).collect();
        let found = dominance(&[&far, &near], 5)[0][1].expect("first order");
        assert_eq!((found.order, found.repeated), (Order::First, 1.0));
    }
}
