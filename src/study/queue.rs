//! Who is served when the budget is too small for all: a queue that stops at the first claim that does not fit.

use crate::model::cash::HALF_A_CENT;
use crate::sample::address::Queue;

/// The order in which organisations queue, by run. It does not depend on the design.
#[derive(Clone, Debug)]
pub struct Orders {
    by_run: Vec<Vec<u32>>,
}

impl Orders {
    /// Draws the orders of `runs` runs; `realisation` as for lives.
    pub fn new(seed: u64, realisation: u32, runs: usize, organisations: usize) -> Self {
        let order = |run: usize| {
            let queue = Queue::new(seed, realisation, run as u64);
            let places: Vec<f64> = (0..organisations).map(|o| queue.uniform(o)).collect();
            let mut order: Vec<u32> = (0..organisations as u32).collect();
            let place = |o: &u32| places[*o as usize];
            order.sort_unstable_by(|a, b| place(a).total_cmp(&place(b)).then(a.cmp(b)));
            order
        };
        Self { by_run: (0..runs).map(order).collect() }
    }

    /// By organisation and run whether it is served: `claims` has those that take part, by run.
    pub fn served(&self, budget: Option<f64>, claims: &[Option<&[f64]>]) -> Vec<Vec<bool>> {
        let runs = self.by_run.len();
        let Some(budget) = budget else {
            let all = |claims: &Option<&[f64]>| vec![claims.is_some(); runs];
            return claims.iter().map(all).collect();
        };
        let mut served = vec![vec![false; runs]; claims.len()];
        for (run, order) in self.by_run.iter().enumerate() {
            let mut claimed = 0.0;
            for &organisation in order {
                let organisation = organisation as usize;
                let Some(claims) = claims[organisation] else { continue };
                claimed += claims[run];
                if claimed > budget + HALF_A_CENT {
                    break;
                }
                served[organisation][run] = true;
            }
        }
        served
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_queue_stops_at_the_first_claim_that_does_not_fit() {
        let orders = Orders { by_run: vec![vec![2, 0, 1, 3], vec![3, 1, 0, 2]] };
        let [a, b, d] = [[30.0, 30.0], [10.0, 80.0], [20.0, 20.0]];
        let claims = [Some(&a[..]), Some(&b[..]), None, Some(&d[..])];
        let served = orders.served(Some(50.0), &claims);
        // Run 0: 30, 40, then 60 does not fit. Run 1: 20, then 100 does not fit, and 50 is not tried.
        assert_eq!(served, [[true, false], [true, false], [false, false], [false, true]]);
        let all = orders.served(None, &claims);
        assert_eq!(all, [[true, true], [true, true], [false, false], [true, true]]);
        // A claim that takes the last cent fits.
        assert!(orders.served(Some(60.0), &claims)[3][0]);
        assert!(!orders.served(Some(59.99), &claims)[3][0]);
        // Less than half a cent is noise of the arithmetic.
        assert!(orders.served(Some(59.996), &claims)[3][0]);
    }

    #[test]
    fn everybody_is_as_often_at_every_place_in_the_queue() {
        let (runs, organisations) = (20_000, 4);
        let orders = Orders::new(7, 0, runs, organisations);
        let mut counts = [[0_u32; 4]; 4];
        for order in &orders.by_run {
            for (place, &organisation) in order.iter().enumerate() {
                counts[organisation as usize][place] += 1;
            }
        }
        // Binomial with p = 1/4: standard deviation √(n·p·(1−p)); five of them.
        let bound = 5.0 * (runs as f64 * 0.25 * 0.75).sqrt();
        for count in counts.into_iter().flatten() {
            assert!((f64::from(count) - runs as f64 / 4.0).abs() < bound, "{counts:?}");
        }
        assert_ne!(orders.by_run, Orders::new(7, 1, runs, organisations).by_run);
    }
}
