//! Whole months: draws, probabilities, and that the two are one distribution.

use super::{close, grid, uniforms};
use crate::distribution::{MONTHS_CAP, MonthsSampler, Standard};
use proptest::prelude::*;

fn shapes() -> Vec<(&'static str, Standard)> {
    [
        ("point", Ok(Standard::point())),
        ("uniform", Ok(Standard::uniform01())),
        ("triangular", Standard::triangular(0.3)),
        ("triangular, mode low", Standard::triangular(0.0)),
        ("triangular, mode high", Standard::triangular(1.0)),
        ("pert", Standard::pert(0.25)),
        ("pert, mode low", Standard::pert(0.0)),
        ("pert, mode high", Standard::pert(1.0)),
        ("gamma", Standard::gamma(0.5)),
        ("gamma, wide", Standard::gamma(2.0)),
        ("gamma, wider", Standard::gamma(4.0)),
        ("gamma, certain", Standard::gamma(0.0)),
        ("lognormal", Standard::lognormal(0.7)),
        ("lognormal, wide", Standard::lognormal(3.0)),
        ("weibull", Standard::weibull(1.5)),
        ("weibull, wide", Standard::weibull_with_mean_one(0.4)),
        ("weibull, narrow", Standard::weibull(40.0)),
        ("empirical", Standard::empirical(&[0.5, 1.0, 1.5, 2.5, 8.0], &[1.0, 2.0, 2.0, 0.5, 1.5])),
    ]
    .into_iter()
    .map(|(name, standard)| (name, standard.expect(name)))
    .collect()
}

/// Locations and scales, in months; many put atoms and bounds at half months.
const PLACES: [(f64, f64); 9] = [
    (0.0, 1.0),
    (0.0, 6.0),
    (0.5, 3.0),
    (2.0, 7.3),
    (-2.0, 5.0),
    (2.5, 0.0),
    (0.1, 0.8),
    (3.0, 1e-9),
    (0.0, 40.0),
];

#[test]
fn mean_one_shapes_have_mean_one() {
    for (name, standard, variance) in [
        ("gamma", Standard::gamma(0.5), 0.25),
        ("lognormal", Standard::lognormal(0.7), 0.49),
        ("weibull 1", Standard::weibull_with_mean_one(1.0), 1.0),
        // Γ(5)/Γ(3)² - 1
        ("weibull ½", Standard::weibull_with_mean_one(0.5), 5.0),
    ] {
        let standard = standard.expect(name);
        close(standard.mean(), 1.0, 1e-13);
        close(standard.variance(), variance, 1e-12);
    }
    close(Standard::pert(0.4).unwrap().mean(), 2.6 / 6.0, 1e-15);
    close(Standard::weibull(0.5).unwrap().mean(), 2.0, 1e-13);
}

#[test]
fn quantile_of_a_shape_inverts_its_cdf() {
    for (name, standard) in shapes() {
        if standard.cdf(standard.quantile(0.5)) == standard.cdf_left(standard.quantile(0.5)) {
            for u in grid() {
                let z = standard.quantile(u);
                let step = 4.0 * f64::EPSILON * z.abs();
                let inside =
                    standard.cdf(z - step) <= u + 1e-13 && standard.cdf(z + step) >= u - 1e-13;
                assert!(inside, "{name} at {u}");
            }
        }
    }
}

#[test]
fn draws_and_probabilities_are_one_distribution() {
    for (name, standard) in shapes() {
        for minimum in [0, 1] {
            let sampler = MonthsSampler::new(&standard, minimum);
            for (location, scale) in PLACES {
                let mut pmf = [0.0; 60];
                let rest = sampler.fill_pmf(location, scale, &mut pmf);
                let cumulative: Vec<f64> = pmf
                    .iter()
                    .scan(0.0, |sum, p| {
                        *sum += p;
                        Some(*sum)
                    })
                    .collect();
                close(cumulative[59] + rest, 1.0, 1e-14);
                assert!(rest >= 0.0 && pmf.iter().all(|p| *p >= 0.0), "{name}");
                for u in grid().chain(uniforms(7, 2_000)) {
                    let month = sampler.months(u, location, scale);
                    let expected = cumulative.iter().position(|sum| *sum > u).unwrap_or(60);
                    assert_eq!(month.min(60), expected, "{name}: {location} + {scale}·z at {u}");
                }
            }
        }
    }
}

#[test]
fn draws_at_the_edge_of_a_month_follow_the_distribution_function() {
    // u exactly at a cumulative probability and its neighbours among the doubles: the places
    // where a rounded inverse would go wrong. F > u decides, also when F = u.
    for (name, standard) in shapes() {
        let sampler = MonthsSampler::new(&standard, 0);
        for (location, scale) in PLACES {
            // The later ones are in the far tail, where a digit of u is many of x.
            for month in (0..20).chain((20..400).step_by(7)) {
                let edge = sampler.cumulative(month, location, scale);
                for u in [edge.next_down(), edge, edge.next_up()] {
                    if !(0.0..1.0).contains(&u) {
                        continue;
                    }
                    let drawn = sampler.months(u, location, scale);
                    let at = |k| sampler.cumulative(k, location, scale);
                    assert!(at(drawn) > u, "{name}: {drawn} is too early for {u}");
                    assert!(drawn == 0 || at(drawn - 1) <= u, "{name}: {drawn} is too late");
                }
            }
        }
    }
}

#[test]
fn probabilities_are_those_of_the_exact_distribution_function() {
    for (name, standard) in shapes() {
        let sampler = MonthsSampler::new(&standard, 0);
        for (location, scale) in PLACES.into_iter().filter(|place| place.1 > 0.01) {
            let mut pmf = [0.0; 60];
            let _ = sampler.fill_pmf(location, scale, &mut pmf);
            let mut before = 0.0;
            for (month, p) in pmf.into_iter().enumerate() {
                let exact = standard.cdf_left((month as f64 + 0.5 - location) / scale);
                // Twice the error of the table at either side of the month.
                let allowed = if name == "empirical" { 1e-15 } else { 4e-10 };
                // Atoms at half months: z is rounded here, durations are not there.
                if !(name == "empirical" && location == 0.1) {
                    assert!((p - (exact - before)).abs() <= allowed, "{name} {month}: {p}");
                }
                before = exact;
            }
        }
    }
}

#[test]
fn atoms_at_a_half_month_belong_to_the_next_month() {
    let empirical = Standard::empirical(&[0.5, 1.5, 2.5], &[1.0, 1.0, 2.0]).unwrap();
    let sampler = MonthsSampler::new(&empirical, 0);
    let mut pmf = [0.0; 5];
    assert_eq!(sampler.fill_pmf(0.0, 1.0, &mut pmf), 0.0);
    assert_eq!(pmf, [0.0, 0.25, 0.25, 0.5, 0.0]);
    assert_eq!(sampler.months(0.0, 0.0, 1.0), 1);
    assert_eq!(sampler.months(0.25f64.next_down(), 0.0, 1.0), 1);
    assert_eq!(sampler.months(0.25, 0.0, 1.0), 2);
    assert_eq!(sampler.months(0.5, 0.0, 1.0), 3);
    let point = MonthsSampler::new(&Standard::point(), 0);
    for (location, month) in [(2.5, 3), (2.5f64.next_down(), 2), (0.5f64.next_down(), 0), (0.5, 1)]
    {
        assert_eq!(point.months(0.5, location, 1.0), month, "{location}");
        assert_eq!(point.cumulative(month, location, 1.0), 1.0);
        assert!(month == 0 || point.cumulative(month - 1, location, 1.0) == 0.0);
    }
}

#[test]
fn no_scale_is_a_certain_duration() {
    for (name, standard) in shapes() {
        let sampler = MonthsSampler::new(&standard, 0);
        let mut pmf = [0.0; 6];
        assert_eq!(sampler.fill_pmf(3.4, 0.0, &mut pmf), 0.0, "{name}");
        assert_eq!(pmf, [0.0, 0.0, 0.0, 1.0, 0.0, 0.0], "{name}");
        assert_eq!(sampler.months(0.99, 3.4, 0.0), 3, "{name}");
    }
    let one = MonthsSampler::new(&Standard::gamma(0.0).unwrap(), 0);
    assert_eq!(one.months(0.3, 1.0, 6.2), 7);
}

#[test]
fn what_lies_below_the_minimum_is_at_the_minimum() {
    let uniform = Standard::uniform01();
    let mut pmf = [0.0; 4];
    let sampler = MonthsSampler::new(&uniform, 1);
    assert_eq!(sampler.minimum(), 1);
    let rest = sampler.fill_pmf(0.0, 4.0, &mut pmf);
    assert_eq!((pmf, rest), ([0.0, 0.375, 0.25, 0.25], 0.125));
    assert_eq!(sampler.months(0.0, 0.0, 4.0), 1);
    // Below zero is month 0 without a minimum.
    let sampler = MonthsSampler::new(&uniform, 0);
    assert_eq!(sampler.months(0.1, -5.0, 4.0), 0);
    assert_eq!(sampler.fill_pmf(-5.0, 4.0, &mut pmf), 0.0);
    assert_eq!(pmf[0], 1.0);
}

#[test]
fn unbounded_durations_are_capped() {
    let lognormal = MonthsSampler::new(&Standard::lognormal(3.0).unwrap(), 0);
    assert_eq!(lognormal.months(0.999_999, 0.0, 1e12), MONTHS_CAP);
    assert_eq!(lognormal.months(0.5, f64::INFINITY, 1.0), MONTHS_CAP);
    let point = MonthsSampler::new(&Standard::point(), 1);
    assert_eq!(point.months(0.5, 1e300, 0.0), MONTHS_CAP);
    assert_eq!(point.months(0.5, -1e300, 0.0), 1);
    assert_eq!(point.cumulative(MONTHS_CAP, f64::INFINITY, 0.0), 1.0);
}

#[test]
fn months_never_fall_with_u() {
    for (name, standard) in shapes() {
        let sampler = MonthsSampler::new(&standard, 0);
        let mut us: Vec<f64> = grid().chain(uniforms(8, 5_000)).collect();
        us.sort_by(f64::total_cmp);
        for (location, scale) in PLACES {
            let months: Vec<usize> =
                us.iter().map(|u| sampler.months(*u, location, scale)).collect();
            assert!(months.is_sorted(), "{name}: {location} + {scale}·z");
        }
    }
}

#[test]
fn pinned_months() {
    // floor(x + ½) of quantiles at u = 0.9: 3 + 12·q.
    for (name, standard, month) in [
        ("uniform", Standard::uniform01(), 14),
        // 1 - √(0.1·0.7) = 0.73542
        ("triangular", Standard::triangular(0.3).unwrap(), 12),
        // 1 - 0.1^(1/5) = 0.36904
        ("pert", Standard::pert(0.0).unwrap(), 7),
        // ln 10 = 2.30259
        ("gamma", Standard::gamma(1.0).unwrap(), 31),
        ("weibull", Standard::weibull(1.0).unwrap(), 31),
        // exp(-½·ln 2 + √(ln 2)·1.28155) = 2.05516
        ("lognormal", Standard::lognormal(1.0).unwrap(), 28),
    ] {
        let sampler = MonthsSampler::new(&standard, 0);
        assert_eq!(sampler.months(0.9, 3.0, 12.0), month, "{name}");
    }
}

proptest! {
    #![proptest_config(super::fixed_cases())]

    #[test]
    fn any_place_keeps_draws_and_probabilities_together(
        shape in 0usize..18,
        location in -5.0..20.0f64,
        scale in 0.0..60.0f64,
        minimum in 0usize..2,
        u in 0.0..1.0f64,
    ) {
        let (_, standard) = &shapes()[shape];
        let sampler = MonthsSampler::new(standard, minimum);
        let month = sampler.months(u, location, scale);
        prop_assert!(sampler.cumulative(month, location, scale) > u);
        prop_assert!(month == minimum || sampler.cumulative(month - 1, location, scale) <= u);
    }
}
