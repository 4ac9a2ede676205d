//! Tests of the whole module, by question. Seeds are fixed, so no test is flaky; tolerances
//! come from the sample size or from the precision of doubles, as said at each.

mod agreement;
mod correlation;
mod identities;
mod inverses;
mod moments;
mod months;
mod parameters;
mod percentiles;
mod reference_values;

use super::Distribution;
use proptest::test_runner::{Config as ProptestConfig, RngSeed};
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};

/// Relative rounding of an expression of a few operations.
const ROUNDING: f64 = 1e-15;

/// `n` uniform numbers strictly between 0 and 1.
fn uniforms(seed: u64, n: usize) -> impl Iterator<Item = f64> {
    let mut generator = Xoshiro256PlusPlus::seed_from_u64(seed);
    (0..n).map(move |_| ((generator.next_u64() >> 11) as f64 + 0.5) / (1u64 << 53) as f64)
}

/// Tail probabilities on both sides down to 1e-12 and an even grid between.
fn grid() -> impl Iterator<Item = f64> {
    let tails = (1..=24).map(|k| 10f64.powf(-0.5 * f64::from(k)));
    let lower: Vec<f64> = tails.collect();
    let upper: Vec<f64> = lower.iter().map(|u| 1.0 - u).collect();
    let middle = (1..200).map(|k| f64::from(k) / 200.0);
    lower.into_iter().chain(middle).chain(upper)
}

/// Property tests draw the same cases every time and leave no files behind.
fn fixed_cases() -> ProptestConfig {
    ProptestConfig {
        rng_seed: RngSeed::Fixed(20_261_122),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

#[track_caller]
fn close(actual: f64, expected: f64, tolerance: f64) {
    assert!(
        (actual - expected).abs() <= tolerance,
        "{actual} is not within {tolerance:e} of {expected}"
    );
}

/// Every family with a density, with ordinary and difficult parameters.
fn smooth() -> Vec<(&'static str, Distribution)> {
    const ALL: f64 = f64::INFINITY;
    [
        ("uniform", Distribution::uniform(-1.0, 3.0)),
        ("triangular", Distribution::triangular(0.0, 4.0, 10.0)),
        ("triangular, mode low", Distribution::triangular(2.0, 2.0, 3.0)),
        ("triangular, mode high", Distribution::triangular(2.0, 3.0, 3.0)),
        ("pert", Distribution::pert(0.0, 4.0, 10.0)),
        ("pert, mode low", Distribution::pert(0.0, 0.0, 1.0)),
        ("pert, mode near low", Distribution::pert(0.0, 0.02, 1.0)),
        ("pert, mode high", Distribution::pert(-3.0, 1.0, 1.0)),
        ("pert, negative", Distribution::pert(-9.0, -8.0, -2.0)),
        ("beta", Distribution::beta(40.0, 7.0, 0.0, 1.0)),
        ("beta, shapes < 1", Distribution::beta(0.7, 0.8, 0.0, 1.0)),
        ("beta, one shape < 1", Distribution::beta(0.3, 2.0, 0.0, 5.0)),
        ("beta, tiny shape", Distribution::beta(0.05, 3.0, 0.0, 1.0)),
        ("beta, large shapes", Distribution::beta(3e4, 1e5, 0.0, 1.0)),
        ("normal", Distribution::normal(5.0, 2.0)),
        ("lognormal", Distribution::lognormal(1.0, 0.5)),
        ("lognormal, wide", Distribution::lognormal_from_mean_cv(100.0, 3.0)),
        ("lognormal, shifted", Distribution::lognormal_from_p5_p50_p95(2.0, 3.0, 9.0)),
        ("lognormal, mirrored", Distribution::lognormal_from_p5_p50_p95(2.0, 8.0, 9.0)),
        ("gamma", Distribution::gamma(2.5, 3.0)),
        ("gamma, shape 1", Distribution::gamma(1.0, 1.0)),
        ("gamma, shape < 1", Distribution::gamma(0.3, 2.0)),
        ("gamma, tiny shape", Distribution::gamma(0.05, 1.0)),
        ("gamma, large shape", Distribution::gamma(1e4, 1.0)),
        ("truncated", Distribution::truncated_normal(0.0, 1.0, -1.0, 2.0)),
        ("truncated below", Distribution::truncated_normal(3.0, 2.0, 0.0, ALL)),
        ("truncated above", Distribution::truncated_normal(3.0, 2.0, -ALL, 4.0)),
        ("truncated to a tail", Distribution::truncated_normal(0.0, 1.0, 4.0, 5.0)),
        ("truncated to the lower tail", Distribution::truncated_normal(9.0, 1.0, -ALL, 0.0)),
        ("truncated far", Distribution::truncated_normal(-300.0, 2.0, 0.0, ALL)),
        ("truncated narrow", Distribution::truncated_normal(0.0, 1e6, 1.0, 2.0)),
    ]
    .into_iter()
    .map(|(name, distribution)| (name, distribution.expect(name)))
    .collect()
}

/// Every family with atoms.
fn atomic() -> Vec<(&'static str, Distribution)> {
    [
        ("fixed", Distribution::fixed(-3.5)),
        ("discrete", Distribution::discrete(&[5.0, -1.0, 2.0], &[1.0, 3.0, 4.0])),
        ("empirical", Distribution::empirical(&[4.0, 1.0, 4.0, 9.0, 2.5])),
    ]
    .into_iter()
    .map(|(name, distribution)| (name, distribution.expect(name)))
    .collect()
}

/// Every family.
fn all() -> Vec<(&'static str, Distribution)> {
    smooth().into_iter().chain(atomic()).collect()
}
