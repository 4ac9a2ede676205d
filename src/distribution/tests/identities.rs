//! Tier 1: what holds exactly, from formulas that share nothing with the code.

use super::{ROUNDING, all, close, grid, smooth};
use crate::distribution::Distribution;
use crate::distribution::normal::{
    standard_normal_cdf, standard_normal_pdf, standard_normal_quantile,
};

#[test]
fn pert_has_the_textbook_mean_and_variance() {
    let pert = Distribution::pert(0.0, 4.0, 10.0).unwrap();
    close(pert.mean(), 26.0 / 6.0, 1e-14);
    // (mean - low)·(high - mean)/(α + β + 1)
    close(pert.variance(), (26.0 / 6.0) * (34.0 / 6.0) / 7.0, 1e-13);
    assert_eq!(pert.support(), (0.0, 10.0));
}

#[test]
fn moments_follow_from_the_parameters() {
    let cases = [
        ("uniform", Distribution::uniform(1.0, 4.0), 2.5, 0.75),
        ("triangular", Distribution::triangular(0.0, 3.0, 9.0), 4.0, 3.5),
        ("beta", Distribution::beta(2.0, 3.0, 0.0, 1.0), 0.4, 0.04),
        ("normal", Distribution::normal(-2.0, 3.0), -2.0, 9.0),
        ("lognormal", Distribution::lognormal_from_mean_cv(10.0, 0.5), 10.0, 25.0),
        ("lognormal", Distribution::lognormal_from_mean_sd(10.0, 40.0), 10.0, 1600.0),
        ("gamma", Distribution::gamma(3.0, 2.0), 6.0, 12.0),
        ("gamma", Distribution::gamma_from_mean_cv(6.0, 2.0), 6.0, 144.0),
        ("gamma", Distribution::gamma_from_mean_sd(6.0, 3.0), 6.0, 9.0),
        ("discrete", Distribution::discrete(&[0.0, 10.0], &[3.0, 1.0]), 2.5, 18.75),
        ("empirical", Distribution::empirical(&[1.0, 2.0, 3.0, 6.0]), 3.0, 3.5),
    ];
    for (name, distribution, mean, variance) in cases {
        let distribution = distribution.expect(name);
        close(distribution.mean(), mean, 10.0 * ROUNDING * mean.abs());
        close(distribution.variance(), variance, 20.0 * ROUNDING * variance);
        close(distribution.sd(), variance.sqrt(), 20.0 * ROUNDING * variance.sqrt());
    }
}

#[test]
fn truncated_normal_has_the_textbook_moments() {
    // mean = m + s·(φ(a) - φ(b))/Z; variance with (a·φ(a) - b·φ(b))/Z. Quadrature and these
    // formulas both keep about 13 digits here.
    for (m, s, low, high) in
        [(0.0, 1.0, -1.0, 2.0), (3.0, 2.0, 0.0, 30.0), (1.0, 5.0, 2.0, 9.0), (0.0, 1.0, -20.0, 1.0)]
    {
        let (a, b): (f64, f64) = ((low - m) / s, (high - m) / s);
        let z = standard_normal_cdf(b) - standard_normal_cdf(a);
        let (fa, fb) = (standard_normal_pdf(a), standard_normal_pdf(b));
        let first = (fa - fb) / z;
        let second = 1.0 + (a * fa - b * fb) / z - first * first;
        let truncated = Distribution::truncated_normal(m, s, low, high).unwrap();
        close(truncated.mean(), m + s * first, 1e-12);
        close(truncated.variance(), s * s * second, 1e-12);
    }
    let half = Distribution::truncated_normal(0.0, 1.0, 0.0, f64::INFINITY).unwrap();
    close(half.mean(), (2.0 / std::f64::consts::PI).sqrt(), 1e-14);
    close(half.variance(), 1.0 - 2.0 / std::f64::consts::PI, 1e-14);
    // Far in the tail: exponential with rate a/s, up to a relative 1/a² = 4e-5.
    let far = Distribution::truncated_normal(-300.0, 2.0, 0.0, f64::INFINITY).unwrap();
    close(far.mean() * 75.0, 1.0, 1e-4);
    close(far.sd() * 75.0, 1.0, 2e-4);
}

#[test]
fn gamma_has_its_closed_forms() {
    // Shape 1, 2 and 5: Erlang. Shape ½: F(x) = 2Φ(√(2x)) - 1.
    let cdf = |shape| move |x| Distribution::gamma(shape, 1.0).unwrap().cdf(x);
    for k in 1..80 {
        let x = 0.25 * f64::from(k);
        let e = (-x).exp();
        close(cdf(1.0)(x), 1.0 - e, 1e-14);
        close(cdf(2.0)(x), 1.0 - e * (1.0 + x), 1e-14);
        let five = 1.0 + x + x.powi(2) / 2.0 + x.powi(3) / 6.0 + x.powi(4) / 24.0;
        close(cdf(5.0)(x), 1.0 - e * five, 1e-14);
        close(cdf(0.5)(x), 2.0 * standard_normal_cdf((2.0 * x).sqrt()) - 1.0, 1e-14);
    }
}

#[test]
fn beta_has_its_closed_forms() {
    let cdf = |a, b| move |x| Distribution::beta(a, b, 0.0, 1.0).unwrap().cdf(x);
    for k in 1..100 {
        let x = 0.01 * f64::from(k);
        close(cdf(1.0, 5.0)(x), 1.0 - (1.0 - x).powi(5), 1e-14);
        close(cdf(3.5, 1.0)(x), x.powf(3.5), 1e-14);
        close(cdf(2.0, 2.0)(x), x * x * (3.0 - 2.0 * x), 1e-14);
        close(cdf(0.5, 0.5)(x), x.sqrt().asin() / std::f64::consts::FRAC_PI_2, 1e-14);
    }
}

#[test]
fn large_shapes_keep_their_digits() {
    // Median of gamma(k): k - 1/3 + 8/(405k) + O(1/k²) (Chen and Rubin 1986). At k = 1e6 the
    // rest is 1e-13 and rounding of x alone is 1e-10.
    let gamma = Distribution::gamma(1e6, 1.0).unwrap();
    close(gamma.median(), 1e6 - 1.0 / 3.0 + 8.0 / 405e6, 1e-8);
    let beta = Distribution::beta(1e6, 1e6, 0.0, 1.0).unwrap();
    close(beta.median(), 0.5, 1e-15);
    close(beta.cdf(0.5), 0.5, 1e-12);
}

#[test]
fn tails_agree_with_another_implementation() {
    // statrs keeps at least 12 digits for these shapes and places.
    use statrs::distribution::{Beta, ContinuousCDF, Gamma};
    for shape in [1.5, 4.0, 30.0] {
        let ours = Distribution::gamma(shape, 1.0).unwrap();
        let theirs = Gamma::new(shape, 1.0).unwrap();
        for u in [1e-6, 0.01, 0.3, 0.7, 0.99, 1.0 - 1e-6] {
            let x = ours.quantile(u);
            close(ours.cdf(x), theirs.cdf(x), 1e-12);
            close(ours.survival(x) / theirs.sf(x), 1.0, 1e-12);
        }
    }
    for (a, b) in [(1.2, 4.8), (2.6, 3.4), (20.0, 3.0)] {
        let ours = Distribution::beta(a, b, 0.0, 1.0).unwrap();
        let theirs = Beta::new(a, b).unwrap();
        for k in 1..50 {
            let x = f64::from(k) / 50.0;
            close(ours.cdf(x), theirs.cdf(x), 1e-12);
        }
    }
}

#[test]
fn cdf_is_a_distribution_function() {
    for (name, distribution) in all() {
        let (low, high) = distribution.support();
        assert_eq!(distribution.cdf(f64::NEG_INFINITY), 0.0, "{name}");
        assert_eq!(distribution.cdf(f64::INFINITY), 1.0, "{name}");
        assert_eq!(distribution.quantile(0.0), low, "{name}");
        assert_eq!(distribution.quantile(1.0), high, "{name}");
        let mut before = 0.0;
        for u in (1..1000).map(|k| f64::from(k) / 1000.0) {
            let x = distribution.quantile(u);
            assert!(low <= x && x <= high, "{name}: {x}");
            let (cdf, left) = (distribution.cdf(x), distribution.cdf_left(x));
            assert!(left <= cdf && cdf >= before, "{name} at {x}");
            close(distribution.survival(x), 1.0 - cdf, 1e-14);
            before = cdf;
        }
    }
}

#[test]
fn density_is_the_slope_of_the_cdf() {
    for (name, distribution) in smooth() {
        // Shapes below ½ are too steep near 0 for a difference quotient.
        if name.contains("tiny") {
            continue;
        }
        for u in [0.1, 0.35, 0.6, 0.85] {
            let x = distribution.quantile(u);
            let h = 1e-4 * (distribution.quantile(u + 0.05) - x);
            let slope = (distribution.cdf(x + h) - distribution.cdf(x - h)) / (2.0 * h);
            let pdf = distribution.variable().point(x).pdf;
            // Truncation of the quotient is of order h², rounding 1e-16/(h·pdf) = 1e-11.
            assert!((slope / pdf - 1.0).abs() < 1e-6, "{name}: {slope} {pdf}");
        }
    }
}

#[test]
fn scaling_and_shifting_move_every_quantile() {
    for (name, distribution) in all() {
        let moved = distribution.clone().scaled(1.25).unwrap().shifted(-7.0).unwrap();
        for u in grid() {
            let expected = 1.25 * distribution.quantile(u) - 7.0;
            let size = 7.0 + expected.abs();
            assert!((moved.quantile(u) - expected).abs() < 4.0 * ROUNDING * size, "{name} {u}");
        }
        close(moved.mean(), 1.25 * distribution.mean() - 7.0, 1e-13 * (7.0 + moved.mean().abs()));
        close(moved.sd(), 1.25 * distribution.sd(), 1e-14 * moved.sd());
        let (low, high) = distribution.support();
        assert_eq!(moved.support(), (1.25 * low - 7.0, 1.25 * high - 7.0));
    }
}

#[test]
fn atoms_count_from_the_left_and_the_right() {
    let discrete = Distribution::discrete(&[5.0, -1.0, 2.0], &[1.0, 3.0, 4.0]).unwrap();
    assert_eq!((discrete.cdf_left(2.0), discrete.cdf(2.0)), (0.375, 0.875));
    assert_eq!((discrete.cdf_left(1.9), discrete.cdf(2.1)), (0.375, 0.875));
    // The smallest x with F(x) ≥ u.
    for (u, x) in [(1e-9, -1.0), (0.375, -1.0), (0.376, 2.0), (0.875, 2.0), (0.876, 5.0)] {
        assert_eq!(discrete.quantile(u), x, "u = {u}");
    }
    let fixed = Distribution::fixed(2.5).unwrap();
    assert_eq!((fixed.cdf_left(2.5), fixed.cdf(2.5)), (0.0, 1.0));
}

#[test]
fn empirical_inverse_is_the_step_function() {
    for n in [1usize, 2, 3, 7, 10, 49, 100] {
        let values: Vec<f64> = (1..=n).rev().map(|k| k as f64).collect();
        let empirical = Distribution::empirical(&values).unwrap();
        for k in 1..=n {
            let u = k as f64 / n as f64;
            assert_eq!(empirical.cdf(k as f64), u);
            assert_eq!(empirical.quantile(u), k as f64, "{k}/{n}");
        }
    }
}

#[test]
fn normal_cdf_and_quantile_invert_each_other() {
    for u in grid() {
        // A relative error e of x becomes one of x²·e in the tail's probability.
        let x = standard_normal_quantile(u);
        let allowed = (8.0 + 4.0 * x * x) * f64::EPSILON * u.min(0.5);
        close(standard_normal_cdf(x), u, allowed + f64::EPSILON * u);
        close(standard_normal_cdf(x) + standard_normal_cdf(-x), 1.0, 4e-16);
    }
}

#[test]
fn truncated_normal_begins_with_its_density() {
    // F(x) = f(0)·x·(1 + O(x)): a difference of two tails would have lost its digits here.
    let tail = Distribution::truncated_normal(-9.0, 2.0, 0.0, f64::INFINITY).unwrap();
    let pdf = tail.variable().point(0.0).pdf;
    for x in [1e-12, 1e-10, 1e-9] {
        close(tail.cdf(x) / (pdf * x), 1.0, 5e-9);
    }
}
