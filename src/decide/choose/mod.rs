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
    /// The share of the futures in which each strategy has the highest NPV.
    pub best_in_futures: Vec<Chance>,
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
    let mut best = vec![0; npv.len()];
    for future in 0..futures {
        let higher = |a: usize, s: usize| if npv[s][future] > npv[a][future] { s } else { a };
        best[(0..npv.len()).fold(0, higher)] += 1;
    }
    let first = futures.min(MOST_FUTURES);
    let few: Vec<&[f64]> = npv.iter().map(|draws| &draws[..first]).collect();
    Choice {
        futures,
        npv: npv.iter().map(|draws| summarize(draws, false, None)).collect(),
        best_in_futures: best.into_iter().map(|count| Chance::of(count, futures)).collect(),
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
