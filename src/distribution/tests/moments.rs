//! Tier 2: mean and variance of many draws.

use super::{all, uniforms};
use crate::distribution::Inverter;

const DRAWS: usize = 100_000;

#[test]
fn draws_have_the_stated_mean_and_variance() {
    for (seed, (name, distribution)) in all().into_iter().enumerate() {
        let inverter = Inverter::new(&distribution);
        let (mean, variance) = (distribution.mean(), distribution.variance());
        let (mut first, mut second, mut fourth) = (0.0, 0.0, 0.0);
        for u in uniforms(100 + seed as u64, DRAWS) {
            let d = inverter.inverse(u) - mean;
            first += d;
            second += d * d;
            fourth += d * d * d * d;
        }
        let n = DRAWS as f64;
        let (first, second, fourth) = (first / n, second / n, fourth / n);
        let allowed = 6.0 * (variance / n).sqrt() + 1e-12 * mean.abs();
        assert!(first.abs() <= allowed, "{name}: mean off by {first}");
        // Standard error of the second moment, from the sample's fourth.
        let allowed = 6.0 * ((fourth - second * second).max(0.0) / n).sqrt() + 1e-12 * variance;
        // The fourth moment of a very skewed variable is not known from a sample.
        if !name.contains("wide") && !name.contains("tiny") {
            assert!((second - variance).abs() <= allowed, "{name}: {second} {variance}");
        }
    }
}

#[test]
fn other_seeds_give_other_draws() {
    let (a, b): (f64, f64) = (uniforms(1, 10).sum(), uniforms(2, 10).sum());
    assert_ne!(a, b);
}
