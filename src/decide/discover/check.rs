//! Which bounds are no chance: an exact test of each on futures that had no part in the search.

use super::cases::Cases;
use super::region::{Bound, Tally, tallies};
use crate::distribution::ln_gamma;

/// Of a hundred sets of futures in which no number matters, at most five give a region.
pub const FALSE_ALARM: f64 = 0.05;

/// Drops, one by one, the bounds that may be chance; gives those that remain with their p-values.
///
/// The test of a bound: among the futures that keep to all the others, does it happen more often on its inner side?
/// Were it not so, the cases would fall to the two sides as if drawn without replacement (Fisher's exact test). Each
/// of m bounds gets an m-th of [`FALSE_ALARM`].
pub fn checked(cases: &Cases, mut bounds: Vec<Bound>) -> Vec<(Bound, f64)> {
    let allowed = FALSE_ALARM / bounds.len().max(1) as f64;
    loop {
        let (inside, without) = tallies(cases, &bounds);
        let p_values: Vec<f64> = without.iter().map(|tally| p_value(inside, *tally)).collect();
        let worst = p_values.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1));
        match worst {
            Some((k, p)) if *p > allowed => bounds.remove(k),
            _ => return bounds.into_iter().zip(p_values).collect(),
        };
    }
}

/// The chance of at least as many cases inside as there are, if those of `wider` fell there without regard.
pub fn p_value(inside: Tally, wider: Tally) -> f64 {
    let ln_choose = |n: usize, k: usize| {
        let ln_factorial = |x: usize| ln_gamma(x as f64 + 1.0);
        ln_factorial(n) - ln_factorial(k) - ln_factorial(n - k)
    };
    let most = inside.runs.min(wider.cases);
    let others = wider.runs - wider.cases;
    let whole = ln_choose(wider.runs, inside.runs);
    let chance = |k: usize| {
        let rest = inside.runs - k;
        if rest > others {
            return 0.0;
        }
        (ln_choose(wider.cases, k) + ln_choose(others, rest) - whole).exp()
    };
    (inside.cases..=most).rev().map(chance).sum::<f64>().min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_test_is_that_of_the_lady_tasting_tea() {
        let wider = Tally { runs: 8, cases: 4 };
        for (cases, hits) in [(4, 1.0), (3, 17.0), (2, 53.0), (1, 69.0), (0, 70.0)] {
            let p = p_value(Tally { runs: 4, cases }, wider);
            assert!((p - hits / 70.0).abs() < 1e-12, "{cases}: {p}");
        }
        // A bound that leaves nobody out tells nothing.
        assert!((p_value(wider, wider) - 1.0).abs() < 1e-12);
        // More futures inside than there are without the event.
        assert!((p_value(Tally { runs: 7, cases: 4 }, wider) - 0.5).abs() < 1e-12);
    }
}
