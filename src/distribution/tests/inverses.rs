//! Quantiles and their fast form: accuracy, order, tails.

use super::{all, atomic, close, grid, smooth, uniforms};
use crate::distribution::{Distribution, Inverter};

/// How far F is from u at an x that should be the quantile, beyond what the rounding of x to
/// a double explains. Steep distribution functions jump between neighbouring doubles.
fn excess(distribution: &Distribution, x: f64, u: f64) -> f64 {
    let step = 4.0 * f64::EPSILON * x.abs();
    let (left, right) = (distribution.cdf(x - step), distribution.cdf(x + step));
    (left - u).max(u - right).max(0.0)
}

#[test]
fn quantile_inverts_the_cdf() {
    for (name, distribution) in smooth() {
        for u in grid() {
            let x = distribution.quantile(u);
            let error = excess(&distribution, x, u);
            // Relative to the tail: half of the 1e-12 tail would be an error of 5e-13 only.
            // What remains is rounding of cdf values near one, and of large shapes.
            let allowed = 1e-11 * u.min(1.0 - u) + 4e-16;
            assert!(error <= allowed, "{name}: off by {error:e} at {u}");
        }
    }
}

#[test]
fn quantile_keeps_relative_accuracy_in_the_lower_tail() {
    // Where the lower end is 0 the cdf there has all its digits.
    for (name, distribution) in [
        ("gamma", Distribution::gamma(0.3, 1.0)),
        ("gamma", Distribution::gamma(7.0, 1.0)),
        ("beta", Distribution::beta(0.5, 0.5, 0.0, 1.0)),
        ("pert", Distribution::pert(0.0, 1.0, 9.0)),
        ("truncated", Distribution::truncated_normal(-9.0, 2.0, 0.0, f64::INFINITY)),
    ] {
        let distribution = distribution.expect(name);
        for u in [1e-14, 1e-12, 1e-9, 1e-6, 1e-3] {
            let cdf = distribution.cdf(distribution.quantile(u));
            assert!((cdf / u - 1.0).abs() < 1e-11, "{name}: {cdf:e} for {u:e}");
        }
    }
}

#[test]
fn inverter_is_within_one_billionth_of_probability() {
    for (name, distribution) in smooth() {
        let inverter = Inverter::new(&distribution);
        for u in grid().chain(uniforms(1, 20_000)) {
            let error = excess(&distribution, inverter.inverse(u), u);
            assert!(error <= 1e-9, "{name}: off by {error:e} at {u}");
        }
    }
}

#[test]
fn inverter_keeps_the_tails_exact() {
    for (name, distribution) in smooth() {
        let inverter = Inverter::new(&distribution);
        for u in [1e-12, 1e-9, 1e-6, 1.0 - 1e-6, 1.0 - 1e-9, 1.0 - 1e-12] {
            let (fast, exact) = (inverter.inverse(u), distribution.quantile(u));
            assert!((fast - exact).abs() <= 1e-13 * exact.abs(), "{name} at {u}");
        }
    }
}

#[test]
fn inverter_equals_the_quantile_of_atoms() {
    let many: Vec<f64> = (0..1000).map(|k| f64::from(k * k % 997)).collect();
    let weights: Vec<f64> = (0..1000).map(|k| f64::from(k % 13)).collect();
    let lists = [
        ("many", Distribution::empirical(&many).unwrap()),
        ("weighted", Distribution::discrete(&many, &weights).unwrap()),
    ];
    for (name, distribution) in atomic().into_iter().chain(lists) {
        let inverter = Inverter::new(&distribution);
        let steps = (1..1000).map(|k| f64::from(k) / 1000.0);
        for u in grid().chain(steps).chain(uniforms(2, 5_000)) {
            assert_eq!(inverter.inverse(u), distribution.quantile(u), "{name} at {u}");
        }
    }
}

#[test]
fn inverter_never_falls() {
    for (name, distribution) in all() {
        let inverter = Inverter::new(&distribution);
        let mut us: Vec<f64> = grid().chain(uniforms(3, 50_000)).collect();
        // Close neighbours, also around the places where the tails take over.
        for base in [1e-9, 1.0 / 16384.0, 0.01, 0.25, 0.5, 0.75, 1.0 - 1.0 / 16384.0] {
            us.extend((-200..=200).map(|k| base * (1.0 + f64::from(k) * 1e-10)));
        }
        us.sort_by(f64::total_cmp);
        let mut before = (0.0, f64::NEG_INFINITY);
        for u in us {
            let x = inverter.inverse(u);
            // Neighbours in u may differ by rounding of x, in either direction.
            let slack = 4.0 * f64::EPSILON * x.abs();
            assert!(x >= before.1 - slack, "{name}: {x} at {u} after {before:?}");
            before = (u, x);
        }
    }
}

#[test]
fn draws_stay_inside_hard_bounds() {
    // -0.5 + (-0.1 + 0.5)·z may round to more than -0.1; 0.05 and 0.05 put z at 1.
    for (low, high) in [(0.1, 0.3), (-0.5, -0.1), (-0.5, -0.23), (-0.3, 1.0 / 3.0)] {
        for distribution in [
            Distribution::uniform(low, high),
            Distribution::triangular(low, high, high),
            Distribution::pert(low, high, high),
            Distribution::beta(0.05, 0.05, low, high),
            Distribution::truncated_normal(high, 1.0, low, high),
        ] {
            let distribution = distribution.unwrap();
            let inverter = Inverter::new(&distribution);
            assert_eq!(distribution.support(), (low, high));
            for u in grid().chain([1f64.next_down(), f64::EPSILON, 1e-300]) {
                for x in [inverter.inverse(u), distribution.quantile(u)] {
                    assert!(low <= x && x <= high, "{distribution:?}: {x} at {u}");
                }
            }
        }
    }
}

#[test]
fn scaled_inverters_draw_scaled_values() {
    for (name, distribution) in all() {
        let inverter = Inverter::new(&distribution);
        let scaled = Inverter::new(&distribution.clone().scaled(8.0).unwrap());
        for u in uniforms(4, 200) {
            // A power of two, so nothing is rounded.
            assert_eq!(scaled.inverse(u), 8.0 * inverter.inverse(u), "{name}");
        }
    }
}

#[test]
fn inverters_that_share_a_table_draw_what_each_draws_alone() {
    let mut distributions: Vec<Distribution> = all().into_iter().map(|(_, it)| it).collect();
    // Every shape a second time elsewhere, and a mode that is the same but for rounding.
    let moved: Vec<Distribution> =
        distributions.iter().map(|it| it.clone().scaled(3.0).unwrap()).collect();
    distributions.extend(moved);
    for (low, mode, high) in [(0.06, 0.10, 0.15), (0.07, 0.11, 0.16), (0.1, 0.14, 0.19)] {
        distributions.push(Distribution::pert(low, mode, high).unwrap());
    }
    let prepared = Inverter::all(&distributions.iter().collect::<Vec<_>>());
    assert_eq!(prepared.len(), distributions.len());
    for (inverter, distribution) in prepared.iter().zip(&distributions) {
        let alone = Inverter::new(distribution);
        for u in uniforms(6, 500).chain([1e-9, 1.0 - 1e-9]) {
            assert_eq!(inverter.inverse(u), alone.inverse(u), "{distribution:?} at {u}");
        }
    }
    let [.., a, b, c] = &distributions[..] else { unreachable!("three were pushed") };
    assert!(a.has_table_of(b) && b.has_table_of(c), "{a:?} {b:?} {c:?}");
}

#[test]
fn extreme_numbers_end() {
    // Would hang or overflow with unbounded iterations; the values are not the point.
    for distribution in [
        Distribution::beta(0.05, 0.05, 0.0, 1.0),
        Distribution::beta(0.05, 1e6, 0.0, 1.0),
        Distribution::beta(1e6, 0.05, 0.0, 1.0),
        Distribution::gamma(0.05, 1e-300),
        Distribution::lognormal(0.0, 25.0),
        Distribution::truncated_normal(0.0, 1.0, 1e6, f64::INFINITY),
        Distribution::truncated_normal(0.0, 1e-9, 0.0, 1e9),
        Distribution::truncated_normal(0.5, 1e12, 0.0, 1.0),
        Distribution::normal(1e300, 1e290),
    ] {
        let distribution = distribution.unwrap();
        let inverter = Inverter::new(&distribution);
        for u in [1e-300, 1e-100, 1e-17, 1e-12, 0.3, 0.9, 1.0 - f64::EPSILON] {
            let x = distribution.quantile(u);
            assert!(!x.is_nan() && !inverter.inverse(u).is_nan(), "{distribution:?}");
        }
    }
    let wide = Distribution::truncated_normal(0.5, 1e12, 0.0, 1.0).unwrap();
    close(wide.cdf(0.25), 0.25, 1e-15);
}
