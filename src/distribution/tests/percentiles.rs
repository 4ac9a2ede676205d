//! Distributions given by percentiles have them.

use super::close;
use crate::distribution::{Distribution, DistributionError};
use proptest::prelude::*;

const INF: f64 = f64::INFINITY;

#[test]
fn lognormal_has_its_two_percentiles() {
    let d = Distribution::lognormal_from_p5_p95(200.0, 900.0).unwrap();
    close(d.quantile(0.05), 200.0, 1e-11);
    close(d.quantile(0.95), 900.0, 1e-11);
    close(d.median(), (200.0_f64 * 900.0).sqrt(), 1e-11);
}

#[test]
fn shifted_lognormal_has_its_three_percentiles() {
    for (p5, p50, p95) in [
        (2.0, 3.0, 9.0),
        (2.0, 8.0, 9.0),
        (-5.0, 1.0, 50.0),
        (-50.0, -1.0, 5.0),
        (0.0, 1.0, 2.0),
        (0.0, 1.0, 2.000_1),
        (0.0, 1.0, 1.999_9),
        (0.0, 1.0, 2.0 + 1e-7),
        (1e6, 1e6 + 1.0, 1e6 + 3.0),
    ] {
        let d = Distribution::lognormal_from_p5_p50_p95(p5, p50, p95).unwrap();
        // Nearly symmetric ones lie far from their shift, which costs digits: 1e-16 relative
        // to a distance of up to 1/MIDDLE widths.
        let tolerance = 1e-8 * (p95 - p5);
        close(d.quantile(0.05), p5, tolerance);
        close(d.quantile(0.5), p50, tolerance);
        close(d.quantile(0.95), p95, tolerance);
        close(d.cdf(p5), 0.05, 1e-8);
        close(d.cdf(p95), 0.95, 1e-8);
    }
    let symmetric = Distribution::lognormal_from_p5_p50_p95(0.0, 1.0, 2.0).unwrap();
    assert!(matches!(symmetric, Distribution::Normal(_)));
}

#[test]
fn skewed_lognormals_have_their_longer_tail_on_the_right_side() {
    let right = Distribution::lognormal_from_p5_p50_p95(2.0, 3.0, 9.0).unwrap();
    assert!(right.mean() > 3.0 && right.support().0 > -INF && right.support().1 == INF);
    // 3² = …: shift s = (9 - 18)/(6 - 11) = 1.8
    close(right.support().0, 1.8, 1e-14);
    let left = Distribution::lognormal_from_p5_p50_p95(2.0, 8.0, 9.0).unwrap();
    assert!(left.mean() < 8.0 && left.support() == (-INF, left.support().1));
    close(left.support().1, (64.0 - 18.0) / (16.0 - 11.0), 1e-13);
}

#[test]
fn truncated_normal_has_its_percentiles_after_truncation() {
    for (p5, p95, low, high) in [
        (0.1, 0.8, 0.0, 1.0),
        (0.4, 0.6, 0.0, 1.0),
        (0.06, 0.94, 0.0, 1.0),
        (0.002, 0.1, 0.0, 1.0),
        (0.9, 0.998, 0.0, 1.0),
        (0.1, 3.0, 0.0, INF),
        (0.06, 3.0, 0.0, INF),
        (2.0, 3.0, 0.0, INF),
        (-3.0, -0.1, -INF, 0.0),
        (-3.0, 5.0, -INF, INF),
        (1e-7, 3e-6, 0.0, 1.0),
        (2e6, 5e6, 0.0, 1e7),
    ] {
        let d = Distribution::truncated_normal_from_p5_p95(p5, p95, low, high).unwrap();
        close(d.cdf(p5), 0.05, 1e-12);
        close(d.survival(p95), 0.05, 1e-12);
        close(d.quantile(0.05), p5, 1e-11 * (p95 - p5));
        close(d.quantile(0.95), p95, 1e-11 * (p95 - p5));
        assert_eq!(d.support(), (low, high));
    }
}

#[test]
fn percentiles_wider_than_any_truncated_normal_are_refused() {
    // Uniform is the widest on a finite range, exponential on a half line: there
    // p5/p95 = ln 0.95/ln 0.05 = 0.01712.
    for (p5, p95, low, high) in [
        (0.05, 0.95, 0.0, 1.0),
        (0.04, 0.96, 0.0, 1.0),
        (0.017, 1.0, 0.0, INF),
        (0.001, 1.0, 0.0, INF),
        (-1.0, -0.001, -INF, 0.0),
        (0.001, 0.8, 0.0, 1.0),
    ] {
        assert_eq!(
            Distribution::truncated_normal_from_p5_p95(p5, p95, low, high),
            Err(DistributionError::NoTruncatedNormal { p5, p95, low, high })
        );
    }
    // Just inside the limit there is one.
    let near = Distribution::truncated_normal_from_p5_p95(0.0173, 1.0, 0.0, INF).unwrap();
    close(near.cdf(0.0173), 0.05, 1e-12);
}

proptest! {
    #![proptest_config(super::fixed_cases())]

    #[test]
    fn any_truncated_normal_is_found_again(
        mean in -2.0..3.0f64,
        sd in 0.05..2.0f64,
        low_open in any::<bool>(),
        high_open in any::<bool>(),
    ) {
        let (low, high) = (if low_open { -INF } else { 0.0 }, if high_open { INF } else { 1.0 });
        let original = Distribution::truncated_normal(mean, sd, low, high);
        prop_assume!(original.is_ok());
        let original = original.unwrap();
        let (p5, p95) = (original.quantile(0.05), original.quantile(0.95));
        let found = Distribution::truncated_normal_from_p5_p95(p5, p95, low, high).unwrap();
        // The solution is unique; where it is ill conditioned the percentiles still agree.
        for u in [0.01, 0.05, 0.3, 0.5, 0.7, 0.95, 0.99] {
            prop_assert!((found.cdf(original.quantile(u)) - u).abs() < 1e-9);
        }
    }
}
