//! Scenarios side by side: common luck is exact where it is said to be shared, and named where it is not.

use std::path::Path;

use kansrijk::compare::shared::{Obstacle, QuantityLuck};
use kansrijk::compare::{Case, Comparison, Pair};
use kansrijk::model::outcome::{Headline, Line};
use kansrijk::model::plan::Plan;
use kansrijk::simulate::{Settings, Simulation, Stop, simulate};
use kansrijk::summarize::Summary;

use crate::scenarios;

const RUNS: usize = 1_000;

/// The base scenario with texts replaced; each must be there.
fn base(changes: &[(&str, &str)]) -> Plan {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/base.toml");
    let mut text = std::fs::read_to_string(path).expect("the base scenario");
    for (old, new) in changes {
        assert!(text.contains(old), "{old}");
        text = text.replace(old, new);
    }
    Plan::new(scenarios::from_text(&text))
}

fn run(plan: &Plan) -> Simulation {
    let settings = Settings { seed: 1, stop: Stop::After(RUNS) };
    simulate(plan, settings, &()).expect("nobody cancels")
}

/// The second against the first.
fn pair(first: &Plan, other: &Plan) -> Pair {
    let (a, b) = (run(first), run(other));
    let cases = [Case { plan: first, simulation: &a }, Case { plan: other, simulation: &b }];
    Comparison::new(&cases).pairs.remove(0)
}

/// Both tariffs, 3 % higher.
const HIGHER: [(&str, &str); 2] = [
    ("{ low = 90, mode = 100, high = 110 }", "{ low = 92.7, mode = 103, high = 113.3 }"),
    ("tariff_unregistered_per_hour = 95", "tariff_unregistered_per_hour = 97.85"),
];

#[test]
fn a_scenario_does_not_differ_from_itself() {
    let plan = base(&[]);
    let pair = pair(&plan, &base(&[]));
    assert_eq!(pair.obstacles, []);
    assert!(pair.only_in_first.is_empty() && pair.only_in_other.is_empty());
    let quantities = &pair.quantities;
    assert!(quantities.different.is_empty() && quantities.only_in_first.is_empty());
    let uncertain = plan.scenario.quantities.iter().filter(|of| !of.distribution.is_certain());
    assert_eq!(quantities.shared, uncertain.count());
    assert_eq!(quantities.shared + quantities.certain, plan.scenario.quantities.len());
    assert_eq!(pair.strategies.len(), 2);
    let mut compared = 0;
    for of in &pair.strategies {
        assert_eq!((of.positions.aligned, of.positions.apart.len()), (6, 0));
        for found in [&of.difference, &of.above_baseline].into_iter().flatten() {
            assert_eq!((found.higher.value, found.lower.value), (0.0, 0.0));
            for paired in found.headline.iter().flatten() {
                assert_eq!(paired.summary.mean, Some(0.0));
                assert_eq!(paired.summary.standard_error, Some(0.0));
                compared += 1;
            }
        }
    }
    // Two strategies and one difference with the baseline.
    assert!(compared > 60, "{compared}");
    let npv = pair.strategies[0].difference.as_ref().unwrap().of(Headline::Npv).unwrap();
    assert!(npv.standard_error_apart > 1_000.0, "runs do differ from each other");
}

#[test]
fn higher_tariffs_bring_their_share_of_the_revenue_in_every_run() {
    let (plan, higher) = (base(&[]), base(&HIGHER));
    let pair = pair(&plan, &higher);
    let paths: Vec<&str> = pair.quantities.different.iter().map(|of| of.path.as_str()).collect();
    assert_eq!(paths, ["contract.tariff_per_hour", "contract.tariff_unregistered_per_hour"]);
    assert_eq!(pair.quantities.different[0].luck, QuantityLuck::SameRank);
    assert_eq!(pair.quantities.different[1].luck, QuantityLuck::Certain);
    let summary = Summary::new(&plan, &run(&plan));
    let revenue = |s: usize| {
        let lines = [Line::RevenueOwn, Line::RevenueCover, Line::LostToSupervision];
        lines.iter().map(|line| summary.strategies[s].lines[*line as usize].mean).sum::<f64>()
    };
    for of in &pair.strategies {
        let found = of.difference.as_ref().expect("the same months");
        let cash = &found.of(Headline::NetCash).expect("an amount").summary;
        // Without a lag of payment all revenue falls within the horizon. Quantiles of PERT come from a table
        // with an error of 1e-9; with luck of its own the mean would be off by an error of 1e-3 of the revenue.
        let expected = 0.03 * revenue(of.first);
        let mean = cash.mean.expect("a mean");
        assert!((mean - expected).abs() < 1e-6 * expected, "{mean} {expected}");
        assert!((found.higher.value, found.lower.value) == (1.0, 0.0));
    }
    let above = pair.strategies[1].above_baseline.as_ref().expect("the same baseline");
    let mean = above.of(Headline::NetCash).expect("an amount").summary.mean.expect("a mean");
    let expected = 0.03 * (revenue(1) - revenue(0));
    assert!((mean - expected).abs() < 1e-6 * revenue(0), "{mean} {expected}");
}

#[test]
fn paired_runs_know_the_difference_far_better_and_agree_with_the_twin() {
    let (plan, higher) = (base(&[]), base(&HIGHER));
    let pair = pair(&plan, &higher);
    let (a, b) = (run(&plan), run(&higher));
    for of in &pair.strategies {
        let npv = of.difference.as_ref().unwrap().of(Headline::Npv).unwrap();
        let (mean, error) = (npv.summary.mean.unwrap(), npv.summary.standard_error.unwrap());
        assert!(error < 0.1 * npv.standard_error_apart, "{error} {}", npv.standard_error_apart);
        // The twin gives E[B − A | θ] of the first runs. What is left is the luck of these runs, and the rest.
        let k = Headline::Npv as usize;
        let (ea, eb) = (a.expected(of.first, k), b.expected(of.other, k));
        let n = ea.len() as f64;
        let twin = ea.iter().zip(&eb).map(|(a, b)| b - a).sum::<f64>() / n;
        // The spread of expectations is at most that of the runs; five standard errors of both.
        let room = 5.0 * error * (1.0 + (RUNS as f64 / n).sqrt());
        assert!(room < 0.2 * twin, "{room} says nothing about {twin}");
        assert!((mean - twin).abs() < room, "{mean} {twin} {room}");
    }
}

#[test]
fn positions_that_other_profiles_hold_are_named() {
    let plan = base(&[]);
    let mixed = base(&[(
        r#"intake = [{ positions = 6, profile = "entrant", refill = "regular" }]"#,
        r#"intake = [{ positions = 4, profile = "entrant", refill = "regular" }, { positions = 3, profile = "regular", refill = "same" }]"#,
    )]);
    let pair = pair(&plan, &mixed);
    let [regular, entry] = &pair.strategies[..] else { panic!("two strategies") };
    assert_eq!((regular.positions.aligned, regular.positions.apart.len()), (6, 0));
    assert_eq!(entry.positions.aligned, 4);
    let apart: Vec<_> = entry.positions.apart.iter().map(|of| (of.from, of.until)).collect();
    assert_eq!(apart, [(5, 6), (7, 7)]);
    let held = |k: usize, side: usize| {
        entry.positions.apart[k].held_by[side].as_ref().and_then(|holder| holder.first.as_deref())
    };
    assert_eq!((held(0, 0), held(0, 1)), (Some("entrant"), Some("regular")));
    assert_eq!((held(1, 0), held(1, 1)), (None, Some("regular")));
    // The baseline lives the same lives in both.
    let npv = regular.difference.as_ref().unwrap().of(Headline::Npv).unwrap();
    assert_eq!(npv.summary.standard_error, Some(0.0));
}

#[test]
fn other_months_baselines_and_yardsticks_are_obstacles() {
    let plan = base(&[]);
    let longer = pair(&plan, &base(&[("horizon_months = 48", "horizon_months = 60")]));
    assert_eq!(longer.obstacles, [Obstacle::Horizon([48, 60])]);
    assert!(
        longer.strategies.iter().all(|of| of.difference.is_none() && of.above_baseline.is_none())
    );
    let later = pair(&plan, &base(&[("start = \"2027-01\"", "start = \"2027-02\"")]));
    assert!(matches!(later.obstacles[..], [Obstacle::Start(_)]));
    let turned = pair(&plan, &base(&[("baseline = \"regular\"", "baseline = \"entry\"")]));
    assert!(
        matches!(&turned.obstacles[..], [Obstacle::Baseline([a, b])] if a == "regular" && b == "entry")
    );
    assert!(
        turned.strategies.iter().all(|of| of.difference.is_some() && of.above_baseline.is_none())
    );
    let dearer = pair(&plan, &base(&[("discount_rate = 0.04", "discount_rate = 0.05")]));
    assert_eq!(dearer.obstacles, [Obstacle::DiscountRate([0.04, 0.05])]);
    assert!(dearer.strategies[0].difference.is_some());
}

#[test]
fn strategies_and_numbers_without_a_partner_are_listed() {
    let renamed = base(&[
        ("[strategy.entry]", "[strategy.programme]"),
        ("profile.entrant", "profile.starter"),
        ("\"entrant\"", "\"starter\""),
    ]);
    let pair = pair(&base(&[]), &renamed);
    assert_eq!(pair.strategies.len(), 1);
    assert_eq!(
        (pair.only_in_first, pair.only_in_other),
        (vec!["entry".to_owned()], vec!["programme".to_owned()])
    );
    let has = |of: &[kansrijk::model::quantity::QuantityDefinition], path: &str| {
        of.iter().any(|of| of.path == path)
    };
    assert!(has(&pair.quantities.only_in_first, "profile.entrant.absence"));
    assert!(has(&pair.quantities.only_in_other, "profile.starter.absence"));
    assert!(!has(&pair.quantities.only_in_other, "profile.regular.absence"));
}

#[test]
fn numbers_that_move_together_in_one_scenario_only_do_not_share_their_luck() {
    let group = "[subsidy.scheme]";
    let correlated = format!(
        "[[correlation]]\nbetween = [\"contract.tariff_per_hour\", \"profile.regular.absence\"]\nrho = 0.6\n\n{group}"
    );
    let pair = pair(&base(&[]), &base(&[(group, &correlated)]));
    let found: Vec<_> =
        pair.quantities.different.iter().map(|of| (of.path.as_str(), of.luck)).collect();
    // The first of a group is drawn as it would be without the group.
    assert_eq!(found, [("profile.regular.absence", QuantityLuck::OtherCorrelation)]);
}
