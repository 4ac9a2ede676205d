//! Tier 3: Kolmogorov–Smirnov against samplers that share nothing with this module.

use super::uniforms;
use crate::distribution::{Distribution, Inverter, Standard};
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::SeedableRng;

const DRAWS: usize = 20_000;
/// √n·D exceeds this with probability 2·exp(-2·2.7²) = 9e-7.
const FAR: f64 = 2.7;
/// √n·D stays below this with probability about 1e-5: too good is also wrong.
const NEAR: f64 = 0.32;

/// √n·D of a sample against a continuous distribution function.
fn statistic(mut sample: Vec<f64>, cdf: impl Fn(f64) -> f64) -> f64 {
    sample.sort_by(f64::total_cmp);
    let n = sample.len() as f64;
    let distance = sample
        .iter()
        .enumerate()
        .map(|(i, x)| {
            let f = cdf(*x);
            (f - i as f64 / n).max((i + 1) as f64 / n - f)
        })
        .fold(0.0, f64::max);
    n.sqrt() * distance
}

fn drawn(sampler: impl rand_distr::Distribution<f64>, seed: u64) -> Vec<f64> {
    let mut generator = Xoshiro256PlusPlus::seed_from_u64(seed);
    (0..DRAWS).map(|_| sampler.sample(&mut generator)).collect()
}

/// Their draws fit our distribution function.
#[track_caller]
fn fits(sampler: impl rand_distr::Distribution<f64>, cdf: impl Fn(f64) -> f64, seed: u64) {
    let distance = statistic(drawn(sampler, seed), cdf);
    assert!((NEAR..FAR).contains(&distance), "√n·D = {distance}");
}

#[test]
fn pert_and_triangular_fit_independent_draws() {
    for (seed, (low, mode, high)) in
        [(0.0, 4.0, 10.0), (-5.0, -5.0, 1.0), (1.0, 1.9, 2.0)].into_iter().enumerate()
    {
        let seed = seed as u64;
        let pert = Distribution::pert(low, mode, high).unwrap();
        let theirs = rand_distr::Pert::new(low, high).with_mode(mode).unwrap();
        fits(theirs, |x| pert.cdf(x), 10 + seed);
        let triangular = Distribution::triangular(low, mode, high).unwrap();
        let theirs = rand_distr::Triangular::new(low, high, mode).unwrap();
        fits(theirs, |x| triangular.cdf(x), 20 + seed);
    }
}

#[test]
fn beta_fits_independent_draws() {
    for (seed, (a, b)) in
        [(2.0, 5.0), (0.5, 0.5), (0.3, 4.0), (1.0, 1.0), (80.0, 20.0)].into_iter().enumerate()
    {
        let beta = Distribution::beta(a, b, 0.0, 1.0).unwrap();
        let theirs = rand_distr::Beta::new(a, b).unwrap();
        fits(theirs, |x| beta.cdf(x), 30 + seed as u64);
    }
}

#[test]
fn gamma_fits_independent_draws() {
    for (seed, (shape, scale)) in
        [(2.0, 3.0), (0.4, 1.0), (1.0, 0.1), (60.0, 2.0)].into_iter().enumerate()
    {
        let gamma = Distribution::gamma(shape, scale).unwrap();
        let theirs = rand_distr::Gamma::new(shape, scale).unwrap();
        fits(theirs, |x| gamma.cdf(x), 40 + seed as u64);
        // As a duration with mean 1.
        let standard = Standard::gamma(1.0 / shape.sqrt()).unwrap();
        fits(theirs, |x| standard.cdf(x / (shape * scale)), 45 + seed as u64);
    }
}

#[test]
fn weibull_fits_independent_draws() {
    for (seed, shape) in [0.6, 1.0, 1.5, 8.0].into_iter().enumerate() {
        let standard = Standard::weibull(shape).unwrap();
        let theirs = rand_distr::Weibull::new(1.0, shape).unwrap();
        fits(theirs, |z| standard.cdf(z), 50 + seed as u64);
    }
}

#[test]
fn normal_and_lognormal_fit_independent_draws() {
    for (seed, (mean, sd)) in [(0.0, 1.0), (-3.0, 0.2), (2.0, 1.4)].into_iter().enumerate() {
        let seed = seed as u64;
        let normal = Distribution::normal(mean, sd).unwrap();
        let theirs = rand_distr::Normal::new(mean, sd).unwrap();
        fits(theirs, |x| normal.cdf(x), 60 + seed);
        let lognormal = Distribution::lognormal(mean, sd).unwrap();
        let theirs = rand_distr::LogNormal::new(mean, sd).unwrap();
        fits(theirs, |x| lognormal.cdf(x), 70 + seed);
    }
}

#[test]
fn truncated_normal_fits_draws_thrown_away_outside_the_range() {
    let theirs = rand_distr::Normal::new(3.0, 2.0).unwrap();
    let kept = |low: f64, high: f64| -> Vec<f64> {
        drawn(theirs, 80).into_iter().filter(|x| (low..=high).contains(x)).collect()
    };
    for (low, high) in [(0.0, 100.0), (2.0, 4.5), (4.0, 9.0), (-9.0, 1.5)] {
        let ours = Distribution::truncated_normal(3.0, 2.0, low, high).unwrap();
        let distance = statistic(kept(low, high), |x| ours.cdf(x));
        assert!((NEAR..FAR).contains(&distance), "[{low}, {high}]: {distance}");
    }
}

#[test]
fn our_draws_fit_an_independent_distribution_function() {
    use statrs::distribution::{Beta, ContinuousCDF, Gamma};
    let ours = |distribution: Distribution, seed| -> Vec<f64> {
        let inverter = Inverter::new(&distribution);
        uniforms(seed, DRAWS).map(|u| inverter.inverse(u)).collect()
    };
    let gamma = Gamma::new(2.5, 1.0).unwrap();
    let sample = ours(Distribution::gamma(2.5, 1.0).unwrap(), 90);
    let distance = statistic(sample, |x| gamma.cdf(x));
    assert!((NEAR..FAR).contains(&distance), "{distance}");
    let beta = Beta::new(2.6, 3.4).unwrap();
    let sample = ours(Distribution::pert(0.0, 0.4, 1.0).unwrap(), 91);
    let distance = statistic(sample, |x| beta.cdf(x));
    assert!((NEAR..FAR).contains(&distance), "{distance}");
}

#[test]
fn the_comparison_notices_a_wrong_parameter() {
    let gamma = Distribution::gamma(2.15, 1.0).unwrap();
    let theirs = rand_distr::Gamma::new(2.0, 1.0).unwrap();
    assert!(statistic(drawn(theirs, 40), |x| gamma.cdf(x)) > FAR);
    let pert = Distribution::pert(0.0, 4.3, 10.0).unwrap();
    let theirs = rand_distr::Pert::new(0.0, 10.0).with_mode(4.0).unwrap();
    assert!(statistic(drawn(theirs, 41), |x| pert.cdf(x)) > FAR);
}
