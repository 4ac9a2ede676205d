//! What it would be worth to know a number before deciding.
//!
//! In: the net benefit of every strategy at draws of what nobody knows. Out: amounts with their errors. Luck cannot
//! be known before, so that a net benefit is an expectation over luck. The choice is between all strategies.

pub mod information;
pub mod smooth;
pub mod study;

use smooth::{BLOCKS, Scores, Terms, rows};

/// The net benefit of each strategy at each draw of θ, the same draws for all.
#[derive(Clone, Debug, PartialEq)]
pub struct Payoffs {
    by_strategy: Vec<Vec<f64>>,
}

/// What information is worth, in the unit of the net benefit.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Worth {
    /// The estimate.
    pub value: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// For an estimate by regression: what choosing by it brings on draws that it was not learnt from. On average
    /// it is below the worth, as the estimate itself is a little above it.
    pub tried: Option<Tried>,
}

/// What a rule brings on draws that it was not learnt from.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tried {
    /// The mean.
    pub value: f64,
    /// Its standard error.
    pub standard_error: f64,
}

impl Payoffs {
    /// Takes the net benefits, by strategy and draw.
    ///
    /// # Panics
    /// No strategy, no draws, or not equally many.
    pub fn new(by_strategy: Vec<Vec<f64>>) -> Self {
        let draws = by_strategy.first().map_or(0, Vec::len);
        assert!(draws > 0, "net benefits to choose from");
        assert!(
            by_strategy.iter().all(|of| of.len() == draws),
            "the same draws for every strategy"
        );
        Self { by_strategy }
    }

    /// Number of draws.
    pub fn draws(&self) -> usize {
        self.by_strategy[0].len()
    }

    /// The strategy to choose with what is known now: the one with the highest mean, the first of equals.
    pub fn best(&self) -> usize {
        let means: Vec<f64> = self.by_strategy.iter().map(|of| of.iter().sum::<f64>()).collect();
        (0..means.len()).fold(0, |best, s| if means[s] > means[best] { s } else { best })
    }

    /// What every other strategy brings more than the best one, draw by draw.
    fn above_best(&self) -> Vec<Vec<f64>> {
        let best = self.best();
        let own = &self.by_strategy[best];
        let others = self.by_strategy.iter().enumerate().filter(|(s, _)| *s != best);
        others.map(|(_, of)| of.iter().zip(own).map(|(a, b)| a - b).collect()).collect()
    }
}

/// What it would be worth to know everything: on average over θ, how much the strategy that is best at θ brings
/// above the one that is best on average. Exactly 0 where nothing is uncertain.
///
/// The estimate is the mean over the draws, its error that of a mean.
pub fn evpi(payoffs: &Payoffs) -> Worth {
    let others = payoffs.above_best();
    let gains: Vec<f64> = (0..payoffs.draws())
        .map(|draw| others.iter().map(|of| of[draw]).fold(0.0, f64::max))
        .collect();
    let mean = mean_with_error(&gains);
    Worth { value: mean.value, standard_error: mean.standard_error, tried: None }
}

/// What it would be worth to know some numbers, whatever remains unknown; for the outcome of a study in place of
/// numbers, what the study would be worth.
///
/// What each strategy brings above the best one is regressed on the numbers ([`smooth`]), as Strong, Oakley and
/// Brennan (2014) do; the estimate is the mean over the draws of the highest fitted value. The error is a
/// jackknife over [`BLOCKS`] blocks of draws, with the terms of the regression kept: it counts the draws of the
/// numbers and the coefficients.
pub fn evppi(payoffs: &Payoffs, numbers: &[&Scores]) -> Worth {
    let others = payoffs.above_best();
    let terms = Terms::new(numbers, &others);
    let fits: Vec<_> = others.iter().map(|of| terms.fit(of)).collect();
    if !fits.iter().any(smooth::Fit::says_something) {
        return Worth { tried: Some(Tried::default()), ..Worth::default() };
    }
    let n = payoffs.draws();
    let value = gain((0..n).map(|draw| fits.iter().map(move |fit| fit.at(draw))));
    let without: Vec<f64> = (0..BLOCKS)
        .map(|block| {
            let left_out = rows(block, n);
            let kept = (0..n).filter(|draw| !left_out.contains(draw));
            gain(kept.map(|draw| fits.iter().map(move |fit| fit.at_without(block, draw))))
        })
        .collect();
    let centre = without.iter().sum::<f64>() / BLOCKS as f64;
    let squares: f64 = without.iter().map(|x| (x - centre).powi(2)).sum();
    let standard_error = (squares * (BLOCKS - 1) as f64 / BLOCKS as f64).sqrt();
    let mut earned = Vec::with_capacity(n);
    for block in 0..BLOCKS {
        for draw in rows(block, n) {
            let (mut highest, mut brings) = (0.0, 0.0);
            for (fit, of) in fits.iter().zip(&others) {
                let expected = fit.at_without(block, draw);
                if expected > highest {
                    (highest, brings) = (expected, of[draw]);
                }
            }
            earned.push(brings);
        }
    }
    Worth { value, standard_error, tried: Some(mean_with_error(&earned)) }
}

/// The mean of the highest value at each draw (0 for the strategy that is best now) above the highest mean.
fn gain<V: Iterator<Item = f64>>(expected: impl Iterator<Item = V>) -> f64 {
    let (mut draws, mut highest) = (0.0, 0.0);
    let mut sums: Vec<f64> = Vec::new();
    for values in expected {
        let mut best = 0.0;
        for (s, value) in values.enumerate() {
            if sums.len() <= s {
                sums.push(0.0);
            }
            sums[s] += value;
            best = f64::max(best, value);
        }
        highest += best;
        draws += 1.0;
    }
    (highest - sums.into_iter().fold(0.0, f64::max)) / draws
}

fn mean_with_error(draws: &[f64]) -> Tried {
    let n = draws.len() as f64;
    let value = draws.iter().sum::<f64>() / n;
    let squares: f64 = draws.iter().map(|x| (x - value).powi(2)).sum();
    let standard_error = if draws.len() < 2 { 0.0 } else { (squares / (n * (n - 1.0))).sqrt() };
    Tried { value, standard_error }
}
