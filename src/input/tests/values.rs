//! Quantities, durations and dates in all their forms.

use super::*;
use crate::distribution::{Distribution, Standard};

fn pass(value: &str) -> Result<Loaded, LoadError> {
    load_text(&changed("pass = 0.85", &format!("pass = {value}")))
}

fn tariff(value: &str) -> Result<Loaded, LoadError> {
    load_text(&changed(
        "tariff_per_hour = { low = 90, mode = 100, high = 110 }",
        &format!("tariff_per_hour = {value}"),
    ))
}

#[test]
fn every_form_of_a_quantity_is_read() {
    let amounts = [
        ("100", Distribution::fixed(100.0)),
        ("{ value = 100 }", Distribution::fixed(100.0)),
        ("{ low = 99, mode = 100, high = 120 }", Distribution::pert(99.0, 100.0, 120.0)),
        ("{ p5 = 99, p95 = 120 }", Distribution::lognormal_from_p5_p95(99.0, 120.0)),
        (
            "{ p5 = 99, p50 = 105, p95 = 120 }",
            Distribution::lognormal_from_p5_p50_p95(99.0, 105.0, 120.0),
        ),
        (
            "{ triangular = { low = 99, mode = 100, high = 120 } }",
            Distribution::triangular(99.0, 100.0, 120.0),
        ),
        ("{ uniform = { low = 99, high = 120 } }", Distribution::uniform(99.0, 120.0)),
        (
            "{ lognormal = { mean = 100, sd = 5 } }",
            Distribution::lognormal_from_mean_sd(100.0, 5.0),
        ),
        (
            "{ lognormal = { mean = 100, cv = 0.05 } }",
            Distribution::lognormal_from_mean_cv(100.0, 0.05),
        ),
        ("{ gamma = { mean = 100, sd = 5 } }", Distribution::gamma_from_mean_sd(100.0, 5.0)),
        ("{ gamma = { mean = 100, cv = 0.05 } }", Distribution::gamma_from_mean_cv(100.0, 0.05)),
        (
            "{ beta = { alpha = 2, beta = 3, low = 99, high = 120 } }",
            Distribution::beta(2.0, 3.0, 99.0, 120.0),
        ),
        (
            "{ discrete = { values = [99, 120], weights = [1, 3] } }",
            Distribution::discrete(&[99.0, 120.0], &[1.0, 3.0]),
        ),
        ("{ empirical = [99, 105, 120] }", Distribution::empirical(&[99.0, 105.0, 120.0])),
    ];
    for (text, expected) in amounts {
        let loaded = tariff(text).unwrap_or_else(|error| panic!("{text}: {}", shown(&error)));
        let read = &quantity(&loaded.scenario, "contract.tariff_per_hour").distribution;
        assert_eq!(*read, expected.expect("valid"), "{text}");
    }
    let shares = [
        ("{ p5 = 0.7, p95 = 0.9 }", Distribution::truncated_normal_from_p5_p95(0.7, 0.9, 0.0, 1.0)),
        // Mean 0.8 and sd 0.1: α + β = 0.16/0.01 − 1 = 15.
        ("{ beta = { mean = 0.8, sd = 0.1 } }", Distribution::beta(12.0, 3.0, 0.0, 1.0)),
    ];
    for (text, expected) in shares {
        let loaded = pass(text).unwrap_or_else(|error| panic!("{text}: {}", shown(&error)));
        let read = &quantity(&loaded.scenario, "route.hbo.pass").distribution;
        let expected = expected.expect("valid");
        assert!((read.median() - expected.median()).abs() < 1e-12, "{text}");
        assert!((read.sd() - expected.sd()).abs() < 1e-12, "{text}");
    }
}

#[test]
fn every_form_of_a_duration_is_read() {
    let forms = [
        ("3", Standard::point(), 3.0),
        ("{ fixed = { low = 2, mode = 3, high = 4 } }", Standard::point(), 3.0),
        ("{ uniform = { low = 1, high = 5 } }", Standard::uniform01(), 3.0),
        (
            "{ triangular = { low = 1, mode = 3, high = 5 } }",
            Standard::triangular(0.5).unwrap(),
            3.0,
        ),
        (
            "{ pert = { low = { low = 0, mode = 1, high = 2 }, relative_mode = 0.5, high = 5 } }",
            Standard::pert(0.5).unwrap(),
            3.0,
        ),
        ("{ gamma = { mean = 3, cv = 0.6 } }", Standard::gamma(0.6).unwrap(), 3.0),
        ("{ lognormal = { mean = 3, cv = 0.6 } }", Standard::lognormal(0.6).unwrap(), 3.0),
        (
            "{ weibull = { mean = 3, shape = 2 } }",
            Standard::weibull_with_mean_one(2.0).unwrap(),
            3.0,
        ),
        (
            "{ empirical = { months = [1, 3, 5] } }",
            Standard::empirical(&[1.0, 3.0, 5.0], &[1.0; 3]).unwrap(),
            3.0,
        ),
        (
            "{ empirical = { months = [1, 3], weights = [1, 3], scale = 1.2 } }",
            Standard::empirical(&[1.0, 3.0], &[1.0, 3.0]).unwrap(),
            3.0,
        ),
    ];
    for (text, standard, mean) in forms {
        let text = changed("vacancy_months = 2", &format!("vacancy_months = {text}"));
        let scenario = sound(&text).scenario;
        let vacancy = &scenario.profiles[1].vacancy;
        assert_eq!(vacancy.standard, standard, "{text}");
        let medians = scenario.quantities.iter().map(|q| q.distribution.median()).collect();
        let theta = crate::model::quantity::Theta(medians);
        let found =
            vacancy.location_in(&theta) + vacancy.scale_in(&theta) * vacancy.standard.mean();
        assert!((found - mean).abs() < 1e-9, "{text}: {found}");
    }
}

#[test]
fn a_normal_is_welcome_where_the_range_is_open_on_both_sides() {
    let text =
        changed("liquidity = 400_000", "liquidity = { normal = { mean = 400_000, sd = 50_000 } }");
    assert!(load_text(&text).is_ok());
}

#[test]
fn euros_of_a_later_year_are_divided() {
    let text = changed(
        "tariff_per_hour = { low = 90, mode = 100, high = 110 }",
        "tariff_per_hour = { value = 110, euros_of = 2028 }",
    ) + "\n[price_index]\n2028 = 0.1\n";
    assert!((median(&sound(&text).scenario, "contract.tariff_per_hour") - 100.0).abs() < 1e-9);
}

#[test]
fn amounts_without_a_price_level_give_one_warning() {
    let loaded = sound(&changed("euros_of = 2027\n", ""));
    assert_eq!(loaded.warnings.len(), 1);
    // Cover rate, two tariffs, route cost and the undated salary table; not subsidy or cash.
    assert!(loaded.warnings[0].message(Language::En).starts_with("5 amounts"));
}

#[test]
fn metadata_of_a_duration_holds_for_its_numbers() {
    let text = changed(
        "vacancy_months = 2",
        "vacancy_months = { gamma = { mean = 3, cv = 0.5 }, grade = \"B\" }",
    );
    let scenario = sound(&text).scenario;
    let mean = quantity(&scenario, "profile.entrant.vacancy_months.gamma.mean");
    assert_eq!(mean.grade, Some(crate::model::quantity::Grade::B));
}

#[test]
fn small_mistakes_in_values_have_their_place() {
    let cases = [
        ("exit = 0.2\n", "exit = []\n", "empty-list 51:8"),
        (
            "exit = 0.2\n",
            "exit = [{ until_month = 0, annual = 1 }, { annual = 0.1 }]\n",
            "out-of-range 51:25",
        ),
        ("exit = 0.2\n", "exit = [{ until_month = 6 }, { annual = 0.1 }]\n", "missing-key 51:9"),
        ("exit = 0.2\n", "exit = [3]\n", "wrong-type 51:9"),
        ("scale = 7 }", "scale = [7] }", "wrong-type 46:20"),
        ("scale = 7 }", "scale = 7, step = 101 }", "out-of-range 46:30"),
        (
            "intake = [{ positions = 6, profile = \"entrant\", refill = \"regular\" }]",
            "intake = []",
            "empty-list 68:10",
        ),
        (
            "question = \"Can we afford these six positions?\"",
            "question = { nl = \"?\" }",
            "missing-key 1:12",
        ),
        (
            "costs = [{ amount = 6_000, spread_over_route = true }]",
            "costs = [{ amount = 6_000, spread_over_route = true, class_size = 3 }]",
            "needs-another-key 57:54",
        ),
        (
            "costs = [{ amount = 6_000, spread_over_route = true }]",
            "costs = [{ amount = -1, spread_over_route = true }]",
            "out-of-range 57:21",
        ),
        ("discount_rate = 0.04", "discount_rate = { real = 0.02 }", "missing-key 4:17"),
        ("discount_rate = 0.04", "discount_rate = \"laag\"", "wrong-type 4:17"),
        (
            "instruments = [{ on = \"start\", amount = 10_000 }, { clawback_before_month = 24 }]",
            "instruments = [{ on = \"start\" }]",
            "missing-key 61:16",
        ),
        (
            "{ clawback_before_month = 24 }",
            "{ clawback_before_month = 24, amount = 3 }",
            "needs-another-key 61:81",
        ),
        (
            "{ clawback_before_month = 24 }",
            "{ key = \"start\", on = \"start\", amount = 3 }",
            "instrument-twice 61:59",
        ),
        ("rate_per_hour = 80", "rate_per_hour = [{ from = \"2027-01\" }]", "missing-key 19:18"),
        ("horizon_months = 48", "horizon_months = 99999999999999999999", "out-of-range 3:18"),
        ("pass = 0.85", "pass = 1e400", "not-finite 55:8"),
    ];
    let mut wrong = Vec::new();
    for (from, to, expected) in cases {
        let found = places(load_text(&changed(from, to)));
        if found != [expected] {
            wrong.push(format!("{to}: {found:?}, not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn one_error_lists_every_year_that_the_price_index_lacks() {
    let text = changed("euros_of = 2027\n", "euros_of = 2023\n\n[price_index]\n2025 = 0.03\n");
    let error = load_text(&text).expect_err("years are missing");
    let [problem] = &error.problems[..] else { panic!("{}", shown(&error)) };
    let message = problem.message(Language::En);
    assert!(message.contains("lacks 2024, 2026 and 2027,"), "{message}");
    assert!(problem.advice(Language::Nl).contains("`2024 = …`, `2026 = …`, `2027 = …`"));
}

#[test]
fn a_share_that_several_profiles_inherit_is_reported_once() {
    let text = changed(
        "absence = { low = 0.05, mode = 0.06, high = 0.09 }",
        "absence = 0.06\ndeployable_before_registration = 0.7",
    )
    .replace("pass = 0.85", "pass = 0.85\npaid_study_hours_per_week = 6")
    .replace(
        "profile = \"entrant\", refill = \"regular\"",
        "profile = \"entrant\", refill = \"second\"",
    ) + "\n[profile.second]\nextends = \"entrant\"\nabsence = 0.07\n";
    let loaded = sound(&text);
    let [warning] = &loaded.warnings[..] else { panic!("{:?}", places(Ok(loaded))) };
    assert_eq!(warning.code().slug, "counted-three-times");
    assert!(warning.message(Language::En).contains("`entrant`, `second`"));
    let explained = text.replace(
        "deployable_before_registration = 0.7",
        "deployable_before_registration = { value = 0.7, note = \"without study and price\" }",
    );
    let loaded = sound(&explained);
    let [warning] = &loaded.warnings[..] else { panic!("{:?}", places(Ok(loaded))) };
    assert!(warning.advice(Language::En).contains("‘without study and price’"));
}

#[test]
fn values_at_the_edge_of_the_absurd_give_no_warning() {
    let edges = [
        ("productivity = 0.8\n", "productivity = 0.3\n"),
        ("vacancy_months = 2\n", "vacancy_months = 47\n"),
        ("pass = 0.85", "pass = 0.01"),
        (
            "positions = 6, profile = \"entrant\"",
            "positions = 6, recruit_from_month = 47, profile = \"entrant\"",
        ),
        ("7 = [2802, 2900, 3000]", "7 = [2802, 2802, 3000]"),
        ("floor = 150_000", "floor = 400_000"),
        ("billable_hours_per_year = 1230", "billable_hours_per_year = 1878"),
        ("hours_per_week = 2 }", "hours_per_week = 35.9 }"),
        ("[[employment.salary_table]]\n", "[[employment.salary_table]]\nfrom = \"2025-02\"\n"),
        (
            "[[employment.salary_table]]\n",
            "[[employment.salary_table]]\nfrom = \"2019-02\"\neuros_of = 2027\n",
        ),
        ("ramp = { months = 12 }", "ramp = { by_month = [0,1,1] }"),
    ];
    for (from, to) in edges {
        let found = places(load_text(&changed(from, to)));
        assert!(
            found.iter().all(|problem| problem.starts_with("tariff-below-cost")),
            "{to}: {found:?}"
        );
    }
}

#[test]
fn a_raise_after_an_old_table_brings_it_up_to_date() {
    let old = changed(
        "[[employment.salary_table]]\n",
        "[[employment.salary_table]]\nfrom = \"2023-01\"\n",
    );
    assert_eq!(places(load_text(&old)), ["old-salary-table 33:8"]);
    let raised = old + "\n[[employment.salary_table]]\nfrom = \"2026-07\"\nraise = 0.1\n";
    assert_eq!(places(load_text(&raised)), Vec::<String>::new());
}

#[test]
fn both_messages_on_a_range_state_the_same() {
    let error = |value: &str| {
        let text = changed("rate_per_hour = 80", &format!("rate_per_hour = {value}"));
        load_text(&text).expect_err("out of range").problems[0].advice(Language::En)
    };
    let range = "Legal is 0 to 1000 [€/hour].";
    for value in [
        "1200",
        "{ uniform = { low = 900, high = 1200 } }",
        "{ uniform = { low = -9, high = 120 } }",
    ] {
        assert!(error(value).starts_with(range), "{value}: {}", error(value));
    }
}
