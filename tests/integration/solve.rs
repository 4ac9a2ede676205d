//! The value at which a criterion holds, against the break-even that the exact twin gives in closed form.

use kansrijk::decide::criterion::Criterion;
use kansrijk::decide::solve::{Numbers, solve};
use kansrijk::decide::vary::{Change, VaryError, estimate, reduced};
use kansrijk::distribution::Distribution;
use kansrijk::model::outcome::Headline;
use kansrijk::model::plan::Plan;
use kansrijk::model::rates::Rates;
use kansrijk::simulate::{Settings, Stop, simulate};
use kansrijk::twin::Twin;

use crate::scenarios;

/// Half-width of a 99.7 % interval in terms of that of a 95 % one: a right interval misses once in 370.
const WIDER: f64 = 3.0 / 1.96;

/// Runs behind each place.
const RUNS: usize = 2000;

/// Digits that the search leaves, as a share of the range, for both ends.
const SEARCH: f64 = 2e-5;

#[test]
fn the_break_even_is_that_of_the_exact_twin() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/template.toml");
    let mut scenario = scenarios::from_file(&path);
    // Every number certain: luck alone is left, and the NPV is a straight line in the tariff.
    for quantity in &mut scenario.quantities {
        quantity.distribution =
            Distribution::fixed(quantity.distribution.median()).expect("finite");
    }
    scenario.correlations.clear();
    let tariff = scenario
        .quantities
        .iter()
        .position(|quantity| quantity.path == "contract.tariff_per_hour")
        .expect("a tariff");
    let strategy = (0..scenario.strategies.len()).find(|s| *s != scenario.baseline).expect("two");
    let (alone, place) = reduced(&scenario, strategy);
    let plan = Plan::new(alone);
    for text in ["npv >= 0", "difference >= 0", "npv >= 100000"] {
        let criterion: Criterion = text.parse().expect("a criterion");
        let exact = |shift: f64| {
            let mut theta = scenarios::median_theta(&plan.scenario);
            theta.0[tariff] += shift;
            let mut rates = Rates::default();
            rates.update(&plan, &theta);
            let mut twin = Twin::new(&plan);
            twin.draw(&plan, &rates);
            let mut npv = |s| {
                twin.expect(&plan, s, &rates);
                twin.headline()[Headline::Npv as usize]
            };
            npv(place) - if text.starts_with("difference") { npv(0) } else { 0.0 } - criterion.bound
        };
        let (at_0, at_1) = (exact(0.0), exact(1.0));
        let root = -at_0 / (at_1 - at_0);
        let (from, to) = (root - 11.0, root + 7.0);
        let shifted = |at| {
            let change = Some((tariff, Change::Shift(at)));
            estimate(&plan, place, criterion.measure, change, RUNS, 5, &())
        };
        let solved = solve(&criterion, from, to, Numbers::Any, shifted);
        let solved = solved.expect("within the legal range");
        // Put into the scenario, the number gives the same answer.
        let known = plan.scenario.quantities[tariff].distribution.median();
        let fixed = solve(&criterion, from + known, to + known, Numbers::Any, |at| {
            let mut scenario = plan.scenario.clone();
            scenario.quantities[tariff].distribution = Distribution::fixed(at).expect("finite");
            estimate(&Plan::new(scenario), place, criterion.measure, None, RUNS, 5, &())
        });
        let fixed = fixed.expect("within the legal range").solutions[0];
        assert!((fixed.at - known - solved.solutions[0].at).abs() <= SEARCH * (to - from));
        let [solution] = solved.solutions.as_slice() else { panic!("{text}: {solved:?}") };
        let (low, high) = solution.interval.expect("the NPV follows the tariff");
        let allowed = WIDER * (high - low) / 2.0 + SEARCH * (to - from);
        assert!((solution.at - root).abs() <= allowed, "{text}: {root} and {solution:?}");
        // Its half-width is that of the NPV at the solution, as the exact slope carries it over to the tariff.
        let there = shifted(solution.at).expect("within the legal range");
        let slope = (at_1 - at_0).abs();
        let half = 1.96 * there.standard_error() / slope;
        let measured = (high - low) / 2.0;
        // How far the slope of so many runs lies from the exact one: its standard error, from what each run's outcome
        // changes by over one euro, and four of them.
        let next = shifted(solution.at + 1.0).expect("within the legal range");
        let squares: f64 =
            next.deviations.iter().zip(&there.deviations).map(|(a, b)| (a - b).powi(2)).sum();
        let n = RUNS as f64;
        let of_slope = 4.0 * (squares / (n * (n - 1.0))).sqrt() / slope;
        assert!(of_slope < 0.3, "the slope is known: {of_slope}");
        assert!((half / measured - 1.0).abs() < of_slope, "{text}: {measured} {half} {of_slope}");
        assert_eq!(solution.holds_above, at_1 > at_0, "{text}");
    }
}

#[test]
fn every_measure_is_what_the_runs_say() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/template.toml");
    let scenario = scenarios::from_file(&path);
    let strategy = (0..scenario.strategies.len()).find(|s| *s != scenario.baseline).expect("two");
    let (baseline, plan, runs, seed) = (scenario.baseline, Plan::new(scenario), 300, 8);
    let settings = Settings { seed, stop: Stop::After(runs) };
    let simulation = simulate(&plan, settings, &()).expect("nobody stops it");
    let draws = |s: usize, outcome: Headline| simulation.draws(s, outcome as usize);
    let mean = |of: Vec<f64>| of.iter().sum::<f64>() / runs as f64;
    let share = |of: Vec<f64>, test: &dyn Fn(f64) -> bool| {
        of.into_iter().filter(|x| test(*x)).count() as f64 / runs as f64
    };
    let own = |outcome| draws(strategy, outcome);
    let difference: Vec<f64> = own(Headline::Npv)
        .into_iter()
        .zip(draws(baseline, Headline::Npv))
        .map(|(own, base)| own - base)
        .collect();
    let peaks = mean(own(Headline::PeakFunding));
    let registered = mean(own(Headline::RegisteredAtHorizon));
    let payback = share(own(Headline::Payback), &|month| month <= 48.0);
    let (alone, place) = reduced(&plan.scenario, strategy);
    let alone = Plan::new(alone);
    for (text, expected) in [
        ("npv >= 0", mean(own(Headline::Npv))),
        ("difference >= 0", mean(difference.clone())),
        ("peak_funding <= 0", peaks),
        ("P(shortfall) <= 0.05", mean(own(Headline::Shortfall))),
        ("P(payback <= 48) >= 0.8", payback),
        ("P(npv < 100000) <= 0.5", share(own(Headline::Npv), &|npv| npv < 100_000.0)),
        ("P(difference >= -50000) >= 0.5", share(difference, &|npv| npv >= -50_000.0)),
        ("cost_per_registered <= 1", mean(own(Headline::Costs)) / registered),
    ] {
        let criterion: Criterion = text.parse().expect("a criterion");
        let found = estimate(&alone, place, criterion.measure, None, runs, seed, &());
        let found = found.expect("somebody is registered").value;
        // The same runs, added up in another order.
        assert!((found - expected).abs() <= 1e-9 * expected.abs(), "{text}: {found} {expected}");
    }
    assert!(payback > 0.0 && payback < 1.0, "some runs pay back in time: {payback}");
}

#[test]
fn scaling_a_certain_number_is_shifting_it_by_a_share_of_itself() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/template.toml");
    let mut scenario = scenarios::from_file(&path);
    let tariff = scenario.quantities.iter().position(|q| q.path == "contract.tariff_per_hour");
    let tariff = tariff.expect("a tariff");
    scenario.quantities[tariff].distribution = Distribution::fixed(80.0).expect("finite");
    scenario.correlations.clear();
    let plan = Plan::new(scenario);
    let criterion: Criterion = "npv >= 0".parse().expect("a criterion");
    let at = |change| {
        let found = estimate(&plan, 1, criterion.measure, Some((tariff, change)), 100, 1, &());
        found.expect("within the legal range").value
    };
    let [before, scaled, shifted] =
        [Change::Shift(0.0), Change::Scale(1.25), Change::Shift(20.0)].map(at);
    assert!((scaled - shifted).abs() <= 1e-9 * shifted.abs(), "{scaled} {shifted}");
    assert!(scaled > before);
}

#[test]
fn a_draw_outside_the_legal_range_is_refused() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/template.toml");
    let plan = Plan::new(scenarios::from_file(&path));
    let absence =
        plan.scenario.quantities.iter().position(|q| q.path == "contract.absence_in_norm");
    let criterion: Criterion = "npv >= 0".parse().expect("a criterion");
    let change = |change| Some((absence.expect("an absence"), change));
    let at = |change| estimate(&plan, 0, criterion.measure, change, 10, 1, &()).map(|e| e.value);
    assert!(matches!(at(change(Change::Shift(5.0))), Err(VaryError::OutOfRange { .. })));
    assert!(matches!(at(change(Change::Scale(-1.0))), Err(VaryError::OutOfRange { .. })));
    assert_eq!(at(change(Change::Scale(1.0))), at(None));
    assert_eq!(at(change(Change::Shift(0.0))), at(None));
}
