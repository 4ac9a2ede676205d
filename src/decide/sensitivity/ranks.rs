//! How strongly each number and the outcome rise and fall together over the runs, by rank.

use crate::distribution::normal::HALF_WIDTH_95;
use crate::summarize::statistics::{covariance, variance};

use super::indices::Interval;

/// Spearman's rank correlation with its 95 % interval; `None` where one of the two does not vary or the runs are few.
///
/// The interval is Fisher's, `atanh ρ ± 1.96·√((1 + ρ²/2)/(n − 3))` (Bonett and Wright, 2000).
pub fn spearman(a: &[f64], b: &[f64]) -> Option<Interval> {
    let n = a.len();
    let (a, b) = (ranks(a), ranks(b));
    let scale = (variance(&a) * variance(&b)).sqrt();
    if n < 10 || scale == 0.0 {
        return None;
    }
    let rho = (covariance(&a, &b) / scale).clamp(-1.0, 1.0);
    let half = HALF_WIDTH_95 * ((1.0 + 0.5 * rho * rho) / (n - 3) as f64).sqrt();
    let end = |side: f64| (rho.atanh() + side * half).tanh();
    Some(Interval { value: rho, low: end(-1.0), high: end(1.0) })
}

/// Ranks from 0; equal values share their mean rank.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_unstable_by(|&x, &y| values[x].total_cmp(&values[y]).then(x.cmp(&y)));
    let mut ranks = vec![0.0; values.len()];
    let mut from = 0;
    for equal in order.chunk_by(|&x, &y| values[x] == values[y]) {
        let rank = from as f64 + 0.5 * (equal.len() - 1) as f64;
        equal.iter().for_each(|&k| ranks[k] = rank);
        from += equal.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distribution::normal::standard_normal_quantile;
    use crate::sample::address::Ignorance;

    #[test]
    fn ranks_of_equal_values_are_shared() {
        assert_eq!(ranks(&[5.0, 1.0, 5.0, -2.0]), [2.5, 1.0, 2.5, 0.0]);
    }

    #[test]
    fn any_rising_curve_has_correlation_one() {
        let x: Vec<f64> = (0..50).map(f64::from).collect();
        let y: Vec<f64> = x.iter().map(|x| x.exp()).collect();
        let found = spearman(&x, &y).unwrap();
        assert_eq!((found.value, found.low, found.high), (1.0, 1.0, 1.0));
        assert!(spearman(&x, &[1.0; 50]).is_none());
        // Textbook: d² = 194 over ten pairs, ρ = 1 − 6·194/990 = −0.175757…
        let iq = [106.0, 100.0, 86.0, 101.0, 99.0, 103.0, 97.0, 113.0, 112.0, 110.0];
        let hours = [7.0, 27.0, 2.0, 50.0, 28.0, 29.0, 20.0, 12.0, 6.0, 17.0];
        let found = spearman(&iq, &hours).unwrap();
        assert!((found.value + 29.0 / 165.0).abs() < 1e-12, "{found:?}");
    }

    #[test]
    fn the_interval_holds_the_truth_as_often_as_it_says() {
        // Binormal with r = 0.6: ρ = 6/π · asin(0.3).
        let truth = 6.0 / std::f64::consts::PI * 0.3_f64.asin();
        let studies = 1000;
        let held = (0..studies).filter(|&seed| {
            let normal =
                |run: u64, what| standard_normal_quantile(Ignorance::new(seed, run).uniform(what));
            let x: Vec<f64> = (0..100).map(|run| normal(run, 1)).collect();
            let y: Vec<f64> =
                (0..100).map(|run| 0.6 * x[run as usize] + 0.8 * normal(run, 2)).collect();
            let found = spearman(&x, &y).unwrap();
            (found.low..=found.high).contains(&truth)
        });
        // 95 % with a standard error of 0.7 %; three of them.
        let share = held.count() as f64 / studies as f64;
        assert!((0.929..=0.971).contains(&share), "{share}");
    }
}
