//! The value at which a criterion holds, against the break-even that the exact twin gives in closed form.

use kansrijk::decide::criterion::Criterion;
use kansrijk::decide::solve::{Numbers, solve};
use kansrijk::decide::vary::{Change, VaryError, estimate, reduced};
use kansrijk::distribution::Distribution;
use kansrijk::model::outcome::Headline;
use kansrijk::model::plan::Plan;
use kansrijk::model::rates::Rates;
use kansrijk::twin::Twin;

use crate::scenarios;

/// Half-width of a 99.7 % interval in terms of that of a 95 % one: a right interval misses once in 370.
const WIDER: f64 = 3.0 / 1.96;

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
            estimate(&plan, place, criterion.measure, change, 2000, 5, &())
        };
        let solved = solve(&criterion, from, to, Numbers::Any, shifted);
        let solved = solved.expect("within the legal range");
        // Put into the scenario, the number gives the same answer.
        let known = plan.scenario.quantities[tariff].distribution.median();
        let fixed = solve(&criterion, from + known, to + known, Numbers::Any, |at| {
            let mut scenario = plan.scenario.clone();
            scenario.quantities[tariff].distribution = Distribution::fixed(at).expect("finite");
            estimate(&Plan::new(scenario), place, criterion.measure, None, 2000, 5, &())
        });
        let fixed = fixed.expect("within the legal range").solutions[0];
        assert!((fixed.at - known - solved.solutions[0].at).abs() <= SEARCH * (to - from));
        let [solution] = solved.solutions.as_slice() else { panic!("{text}: {solved:?}") };
        let (low, high) = solution.interval.expect("the NPV follows the tariff");
        let allowed = WIDER * (high - low) / 2.0 + SEARCH * (to - from);
        assert!((solution.at - root).abs() <= allowed, "{text}: {root} and {solution:?}");
        // Its half-width is that of the NPV at the solution, as the exact slope carries it over to the tariff. The slope
        // is measured on the same runs, whose hours differ from the expected ones by a few in a hundred, and by more where they
        // are those of a difference.
        let there = shifted(solution.at).expect("within the legal range");
        let half = 1.96 * there.standard_error() / (at_1 - at_0).abs();
        let measured = (high - low) / 2.0;
        assert!((measured - half).abs() < 0.2 * half, "{text}: {measured} {half}");
        assert_eq!(solution.holds_above, at_1 > at_0, "{text}");
    }
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
    assert_eq!(at(change(Change::Scale(1.0))), at(None));
    assert_eq!(at(change(Change::Shift(0.0))), at(None));
}
