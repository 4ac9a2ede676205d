//! Strategies beside each other: which are never worth choosing, and how often each is the best.
//!
//! In: outcomes of every strategy on the same draws. Out: dominance between strategies with how far the draws can
//! be trusted, and the chance over θ that each is the best choice.

pub mod acceptability;
pub mod dominance;

use acceptability::{Acceptability, acceptability};
use dominance::{Dominance, dominance};

use super::draws::OverTheta;
use crate::summarize::statistics::{Chance, OutcomeSummary, summarize};

/// Values of one registered professional for which the acceptability is computed, both ends included.
pub const PLACES: usize = 81;
/// The highest of these values unless another is asked for \[€\].
pub const USUAL_WORTH: f64 = 200_000.0;

/// Futures that dominance is looked for in at most: each is drawn again many times.
const MOST_FUTURES: usize = 20_000;

/// The strategies beside each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Number of futures.
    pub futures: usize,
    /// NPV of each strategy over the futures \[€\].
    pub npv: Vec<OutcomeSummary>,
    /// The share of the futures in which each strategy has the highest NPV; strategies that are equally high share.
    pub best_in_futures: Vec<Chance>,
    /// For each strategy the first one that has the very same NPV in every future, where there is one before it.
    pub same_as: Vec<Option<usize>>,
    /// Number of futures that dominance was looked for in: the first ones.
    pub dominance_futures: usize,
    /// How strategy `s` dominates strategy `t`, at `[s][t]`.
    pub dominance: Vec<Vec<Option<Dominance>>>,
    /// The chance over θ that each is the best choice.
    pub acceptability: Acceptability,
}

/// Compares strategies from their NPV in each future and their expectations over θ.
pub fn choose(npv: &[Vec<f64>], over: &OverTheta, seed: u64, highest_worth: f64) -> Choice {
    let futures = npv.first().map_or(0, Vec::len);
    let step = highest_worth / (PLACES - 1) as f64;
    let worth = (0..PLACES).map(|k| step * k as f64).collect();
    let mut best = vec![0.0; npv.len()];
    for future in 0..futures {
        let highest = npv.iter().map(|of| of[future]).fold(f64::NEG_INFINITY, f64::max);
        let equals = npv.iter().filter(|of| of[future] == highest).count() as f64;
        for (share, of) in best.iter_mut().zip(npv) {
            *share += if of[future] == highest { 1.0 / equals } else { 0.0 };
        }
    }
    let chance = |count: f64| {
        let value = count / futures as f64;
        Chance { value, standard_error: (value * (1.0 - value) / futures as f64).sqrt() }
    };
    let first = futures.min(MOST_FUTURES);
    let few: Vec<&[f64]> = npv.iter().map(|draws| &draws[..first]).collect();
    Choice {
        futures,
        npv: npv.iter().map(|draws| summarize(draws, false, None)).collect(),
        best_in_futures: best.into_iter().map(chance).collect(),
        same_as: (0..npv.len()).map(|s| (0..s).find(|&t| npv[t] == npv[s])).collect(),
        dominance_futures: first,
        dominance: dominance(&few, seed),
        acceptability: acceptability(&over.npv, &over.registered, worth),
    }
}

impl Choice {
    /// Who dominates a strategy, and how: the most certain finding first.
    pub fn dominated_by(&self, strategy: usize) -> Vec<(usize, Dominance)> {
        let by = |(s, row): (usize, &Vec<Option<Dominance>>)| Some((s, row[strategy]?));
        let mut all: Vec<(usize, Dominance)> =
            self.dominance.iter().enumerate().filter_map(by).collect();
        all.sort_by(|(_, a), (_, b)| a.order.cmp(&b.order).then(b.repeated.total_cmp(&a.repeated)));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_certain_dominance_is_named_first() {
        // The last strategy has one very bad future. So has the first, a little less bad: where that future is drawn again
        // more often than the other, it dominates no longer. The second is better by one everywhere.
        let n = 1000;
        let last: Vec<f64> = (0..n).map(|k| if k == 1 { -1000.1 } else { f64::from(k) }).collect();
        let first = (0..n).map(|k| if k == 0 { -1000.0 } else { f64::from(k) + 0.5 }).collect();
        let second = last.iter().map(|x| x + 1.0).collect();
        let npv = [first, second, last];
        let registered = vec![vec![0.0; 1000]; 3];
        let over = OverTheta { thetas: Vec::new(), npv: npv.to_vec(), registered };
        let by = choose(&npv, &over, 5, USUAL_WORTH).dominated_by(2);
        let [(sure, always), (other, seldom)] = by.as_slice() else { panic!("{by:?}") };
        assert_eq!((*sure, always.repeated, *other), (1, 1.0, 0));
        assert!(seldom.order == always.order && seldom.repeated < 0.9, "{by:?}");
    }
}
