//! Tier 1: what is refused, and with which data.

use crate::distribution::DistributionError::{self, *};
use crate::distribution::{Distribution, Standard};

const NAN: f64 = f64::NAN;
const INF: f64 = f64::INFINITY;

fn refused(attempt: Result<Distribution, DistributionError>, expected: DistributionError) {
    // Compared as text: NaN is not equal to itself.
    let error = attempt.expect_err("was accepted");
    assert_eq!(format!("{error:?}"), format!("{expected:?}"));
}

fn not_positive(parameter: &'static str, value: f64) -> DistributionError {
    NotPositive { parameter, value }
}

fn not_finite(parameter: &'static str, value: f64) -> DistributionError {
    NotFinite { parameter, value }
}

fn negative(parameter: &'static str, value: f64) -> DistributionError {
    Negative { parameter, value }
}

#[test]
fn numbers_that_are_not_finite_are_refused() {
    refused(Distribution::fixed(NAN), not_finite("value", NAN));
    refused(Distribution::uniform(-INF, 1.0), not_finite("low", -INF));
    refused(Distribution::uniform(-1e308, 1e308), not_finite("high - low", INF));
    refused(Distribution::triangular(0.0, NAN, 1.0), not_finite("mode", NAN));
    refused(Distribution::pert(0.0, 1.0, INF), not_finite("high", INF));
    refused(Distribution::normal(NAN, 1.0), not_finite("mean", NAN));
    refused(Distribution::normal(0.0, INF), not_finite("sd", INF));
    refused(Distribution::lognormal(INF, 1.0), not_finite("mu", INF));
    refused(Distribution::gamma(NAN, 1.0), not_finite("shape", NAN));
    refused(Distribution::empirical(&[1.0, NAN]), not_finite("value", NAN));
    refused(Distribution::discrete(&[1.0], &[INF]), not_finite("weight", INF));
    refused(Distribution::truncated_normal(0.0, 1.0, NAN, 1.0), not_finite("low", NAN));
    refused(Distribution::truncated_normal_from_p5_p95(NAN, 1.0, 0.0, 1.0), not_finite("p5", NAN));
}

#[test]
fn bounds_out_of_order_are_refused() {
    for (low, mode, high) in [(0.0, 3.0, 2.0), (1.0, 0.0, 2.0), (2.0, 1.0, 0.0), (1.0, 2.0, 1.0)] {
        let error = BoundsOutOfOrder { low, mode: Some(mode), high };
        refused(Distribution::pert(low, mode, high), error);
        refused(Distribution::triangular(low, mode, high), error);
    }
    let error = BoundsOutOfOrder { low: 2.0, mode: None, high: 1.0 };
    refused(Distribution::uniform(2.0, 1.0), error);
    refused(Distribution::beta(1.0, 1.0, 2.0, 1.0), error);
    refused(Distribution::truncated_normal(0.0, 1.0, 2.0, 1.0), error);
}

#[test]
fn spreads_and_shapes_must_be_possible() {
    refused(Distribution::normal(0.0, -1.0), negative("sd", -1.0));
    refused(Distribution::lognormal(0.0, -1.0), negative("sigma", -1.0));
    refused(Distribution::lognormal_from_mean_cv(0.0, 1.0), not_positive("mean", 0.0));
    refused(Distribution::lognormal_from_mean_cv(1.0, -0.1), negative("cv", -0.1));
    refused(Distribution::lognormal_from_mean_sd(1.0, -0.1), negative("sd", -0.1));
    refused(Distribution::gamma(1.0, 0.0), not_positive("scale", 0.0));
    refused(Distribution::gamma_from_mean_sd(-1.0, 1.0), not_positive("mean", -1.0));
    refused(Distribution::truncated_normal(0.0, 0.0, 0.0, 1.0), not_positive("sd", 0.0));
    let shape = |parameter, value| OutOfRange { parameter, value, low: 0.05, high: 1e6 };
    refused(Distribution::gamma(0.0, 1.0), shape("shape", 0.0));
    refused(Distribution::gamma(2e6, 1.0), shape("shape", 2e6));
    refused(Distribution::beta(-1.0, 1.0, 0.0, 1.0), shape("alpha", -1.0));
    refused(Distribution::beta(1.0, 0.01, 0.0, 1.0), shape("beta", 0.01));
    refused(
        Distribution::truncated_normal(0.0, 1.0, 1e7, 2e7),
        NothingLeft { mean: 0.0, sd: 1.0, low: 1e7, high: 2e7 },
    );
}

#[test]
fn lists_must_hold_weight() {
    refused(Distribution::empirical(&[]), Empty);
    refused(Distribution::discrete(&[], &[]), Empty);
    refused(Distribution::discrete(&[1.0, 2.0], &[1.0]), LengthsDiffer { values: 2, weights: 1 });
    refused(Distribution::discrete(&[1.0, 2.0], &[0.0, 0.0]), WeightsSumToZero);
    refused(Distribution::discrete(&[1.0], &[-1.0]), negative("weight", -1.0));
}

#[test]
fn percentiles_must_be_in_order_and_inside_the_bounds() {
    let order = |p5, p50, p95| PercentilesOutOfOrder { p5, p50, p95 };
    refused(Distribution::lognormal_from_p5_p95(2.0, 1.0), order(2.0, None, 1.0));
    refused(Distribution::lognormal_from_p5_p95(0.0, 1.0), not_positive("p5", 0.0));
    for (p5, p50, p95) in [(1.0, 3.0, 2.0), (1.0, 1.0, 2.0), (1.0, 2.0, 2.0), (3.0, 2.0, 1.0)] {
        refused(Distribution::lognormal_from_p5_p50_p95(p5, p50, p95), order(p5, Some(p50), p95));
    }
    refused(Distribution::truncated_normal_from_p5_p95(2.0, 1.0, 0.0, 3.0), order(2.0, None, 1.0));
    for (p5, p95, low, high) in [(0.0, 1.0, 0.0, 2.0), (1.0, 2.0, 0.0, 2.0), (1.0, 3.0, 2.0, INF)] {
        refused(
            Distribution::truncated_normal_from_p5_p95(p5, p95, low, high),
            PercentilesOutsideBounds { p5, p95, low, high },
        );
    }
}

#[test]
fn factors_and_distances_must_be_usable() {
    let one = || Distribution::uniform(0.0, 1.0).unwrap();
    refused(one().scaled(0.0), not_positive("factor", 0.0));
    refused(one().scaled(-1.0), not_positive("factor", -1.0));
    refused(one().shifted(INF), not_finite("distance", INF));
}

#[test]
fn bad_shapes_of_durations_are_refused() {
    let mode = |value| OutOfRange { parameter: "relative_mode", value, low: 0.0, high: 1.0 };
    assert_eq!(Standard::pert(-0.1).unwrap_err(), mode(-0.1));
    assert_eq!(Standard::triangular(1.1).unwrap_err(), mode(1.1));
    assert_eq!(Standard::gamma(-1.0).unwrap_err(), negative("cv", -1.0));
    assert!(matches!(Standard::gamma(5.0), Err(OutOfRange { parameter: "shape", .. })));
    assert!(matches!(Standard::weibull(0.0), Err(OutOfRange { parameter: "shape", .. })));
    assert_eq!(Standard::empirical(&[], &[]).unwrap_err(), Empty);
}

#[test]
fn no_spread_is_a_certain_value() {
    for certain in [
        Distribution::fixed(2.0),
        Distribution::uniform(2.0, 2.0),
        Distribution::triangular(2.0, 2.0, 2.0),
        Distribution::pert(2.0, 2.0, 2.0),
        Distribution::beta(3.0, 1.0, 2.0, 2.0),
        Distribution::normal(2.0, 0.0),
        Distribution::truncated_normal(0.0, 1.0, 2.0, 2.0),
        Distribution::lognormal_from_mean_cv(2.0, 0.0),
        Distribution::lognormal_from_p5_p95(2.0, 2.0),
        Distribution::lognormal_from_p5_p50_p95(2.0, 2.0, 2.0),
        Distribution::truncated_normal_from_p5_p95(2.0, 2.0, 0.0, 9.0),
        Distribution::gamma_from_mean_cv(2.0, 0.0),
        Distribution::empirical(&[2.0, 2.0]),
        Distribution::discrete(&[2.0, 7.0], &[1.0, 0.0]),
    ] {
        let certain = certain.unwrap();
        assert!(certain.is_certain(), "{certain:?}");
        assert_eq!((certain.mean(), certain.variance()), (2.0, 0.0));
        assert_eq!((certain.quantile(0.01), certain.quantile(0.99)), (2.0, 2.0));
    }
    assert!(!Distribution::uniform(2.0, 2.1).unwrap().is_certain());
}
