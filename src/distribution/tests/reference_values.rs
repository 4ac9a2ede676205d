//! Tier 4: pinned values for each code path, computed with 40 digits by another program
//! (bisection of mpmath's incomplete gamma, incomplete beta and normal distribution function).

use super::close;
use crate::distribution::normal::{standard_normal_cdf, standard_normal_quantile};
use crate::distribution::{Distribution, Inverter};

const PROBABILITIES: [f64; 5] = [1e-9, 0.05, 0.5, 0.95, 0.999_999];

fn pinned() -> Vec<(Distribution, [f64; 5])> {
    let rows = [
        (
            Distribution::gamma(0.3, 1.0),
            [
                6.972_699_096_409_345e-31,
                3.211_034_699_722_962e-5,
                0.073_131_135_866_951_9,
                1.372_349_944_100_886_6,
                10.984_835_632_108_626,
            ],
        ),
        (
            Distribution::gamma(2.5, 1.0),
            [
                4.061_447_828_328_270_5e-4,
                0.572_738_113_030_884_6,
                2.175_730_095_547_763_7,
                5.535_248_846_758_176,
                17.944_093_439_805_21,
            ],
        ),
        (
            Distribution::gamma(400.0, 1.0),
            [
                291.447_301_616_088_75,
                367.681_174_061_748_94,
                399.666_716_094_464_4,
                433.455_701_054_689_66,
                502.364_777_382_357_4,
            ],
        ),
        (
            Distribution::beta(0.5, 2.0, 0.0, 1.0),
            [
                4.444_444_444_444_445e-19,
                0.001_111_935_224_985_637_1,
                0.120_614_758_428_183_23,
                0.658_372_153_864_348_8,
                0.998_367_451_388_448_8,
            ],
        ),
        (
            Distribution::pert(0.0, 4.0, 10.0),
            [
                0.001_382_231_699_642_971_6,
                1.392_804_538_827_608_4,
                4.254_708_020_022_997,
                7.544_515_994_390_897,
                9.907_373_330_515_47,
            ],
        ),
        (
            Distribution::beta(40.0, 7.0, 0.0, 1.0),
            [
                0.432_919_943_337_187,
                0.758_701_690_090_236_5,
                0.856_058_490_498_452_8,
                0.926_334_743_084_013_4,
                0.988_430_358_537_471_6,
            ],
        ),
        (
            Distribution::truncated_normal(0.0, 1.0, -1.0, 2.0),
            [
                -0.999_999_996_616_968_4,
                -0.843_104_558_948_947_8,
                0.171_163_918_017_824_77,
                1.524_596_682_775_977_6,
                1.999_984_838_533_999,
            ],
        ),
        (
            Distribution::truncated_normal(0.0, 1.0, 4.0, 5.0),
            [
                4.000_000_000_234_51,
                4.012_009_704_151_943,
                4.159_046_434_569_283,
                4.626_901_899_049_136,
                4.999_978_891_153_475,
            ],
        ),
        (
            Distribution::truncated_normal(3.0, 2.0, 0.0, f64::INFINITY),
            [
                1.441_028_593_667_842_3e-8,
                0.583_409_330_997_945_2,
                3.167_656_973_113_116_5,
                6.356_285_038_547_367,
                12.534_756_826_130_53,
            ],
        ),
    ];
    rows.into_iter().map(|(distribution, values)| (distribution.unwrap(), values)).collect()
}

#[test]
fn exact_quantiles_keep_twelve_digits() {
    for (distribution, values) in pinned() {
        for (u, x) in PROBABILITIES.into_iter().zip(values) {
            let q = distribution.quantile(u);
            // A place that is small beside its location has the rounding of that.
            let rounding = 4.0 * f64::EPSILON * distribution.variable().location.abs();
            assert!(
                (q - x).abs() <= 1e-12 * x.abs() + rounding,
                "{distribution:?} at {u}: {q} {x}"
            );
        }
    }
}

#[test]
fn prepared_inverses_give_the_pinned_draws() {
    for (distribution, values) in pinned() {
        let inverter = Inverter::new(&distribution);
        for (u, x) in PROBABILITIES.into_iter().zip(values) {
            // 1e-9 in probability, translated by the density.
            let density = distribution.variable().point(x).pdf;
            close(inverter.inverse(u), x, 1e-9 / density + 1e-12 * x.abs());
        }
    }
}

#[test]
fn closed_forms_give_the_pinned_draws() {
    // Quantiles at 0.95, by hand from z = 1.6448536269514722.
    let z = 1.644_853_626_951_472_2_f64;
    for (distribution, expected) in [
        (Distribution::fixed(3.0), 3.0),
        (Distribution::uniform(2.0, 6.0), 5.8),
        (Distribution::triangular(0.0, 4.0, 10.0), 10.0 - 3.0_f64.sqrt()),
        (Distribution::normal(10.0, 2.0), 10.0 + 2.0 * z),
        (Distribution::lognormal(1.0, 0.5), (1.0 + 0.5 * z).exp()),
        (Distribution::discrete(&[1.0, 2.0, 3.0], &[1.0, 8.5, 0.5]), 2.0),
        (Distribution::empirical(&[3.0, 1.0, 2.0]), 3.0),
    ] {
        let distribution = distribution.unwrap();
        close(distribution.quantile(0.95), expected, 1e-14 * expected);
        close(Inverter::new(&distribution).inverse(0.95), expected, 1e-14 * expected);
    }
}

#[test]
fn normal_cdf_has_its_published_values() {
    for (x, expected) in [
        (-37.0, 5.725_571_222_524_577e-300),
        (-10.0, 7.619_853_024_160_526e-24),
        (-1.0, 0.158_655_253_931_457_05),
        (0.0, 0.5),
        (0.3, 0.617_911_422_188_952_6),
        (1.5, 0.933_192_798_731_141_9),
        (5.0, 0.999_999_713_348_428_1),
    ] {
        close(standard_normal_cdf(x), expected, 1e-14 * expected);
    }
}

#[test]
fn normal_quantile_has_its_published_values() {
    // The first three are those of Wichura's paper.
    for (u, expected) in [
        (0.25, -0.674_489_750_196_081_7),
        (0.001, -3.090_232_306_167_813_5),
        (1e-20, -9.262_340_089_798_408),
        (0.975, 1.959_963_984_540_054),
        (1e-300, -37.047_096_299_361_2),
        (0.5, 0.0),
    ] {
        close(standard_normal_quantile(u), expected, 4e-16 * f64::abs(expected));
    }
    assert_eq!(standard_normal_quantile(0.0), f64::NEG_INFINITY);
    assert_eq!(standard_normal_quantile(1.0), f64::INFINITY);
}
