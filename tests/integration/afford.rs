//! The largest affordable cohort against a simulation of a scenario file for every size.

use std::cell::Cell;

use kansrijk::decide::afford::{Accepted, Affordability, Cohort, afford};
use kansrijk::distribution::Distribution;
use kansrijk::model::outcome::Headline;
use kansrijk::model::plan::Plan;
use kansrijk::model::scenario::{IntakeGroup, Refill, Scenario};
use kansrijk::simulate::{Settings, Simulation, Stop, simulate};
use kansrijk::summarize::Summary;

use crate::random_scenario::{self, Variation, for_random};
use crate::scenarios;

const SEED: u64 = 3;

/// Peaks are kept in single precision (six digits); lines are added up in another order.
const SINGLE: f64 = 1e-6;

fn brute_force(
    scenario: &Scenario,
    cohort: Cohort,
    size: usize,
    runs: usize,
) -> (Plan, Simulation) {
    let mut scenario = scenario.clone();
    scenario.strategies[cohort.strategy].intake[cohort.group].positions = size;
    let plan = Plan::new(scenario);
    let settings = Settings { seed: SEED, stop: Stop::After(runs) };
    let simulation = simulate(&plan, settings, &()).expect("nobody stops it");
    (plan, simulation)
}

/// The same with every position at its number: those of the file keep theirs (nobody stands in for the ones that are left
/// out, without a norm), further ones come after all.
fn at_their_numbers(scenario: &Scenario, cohort: Cohort, size: usize) -> Scenario {
    let mut scenario = scenario.clone();
    let horizon = scenario.calendar.horizon;
    let intake = &mut scenario.strategies[cohort.strategy].intake;
    let group = intake[cohort.group].clone();
    let own = group.positions;
    let of = |positions: usize| IntakeGroup { positions, ..group.clone() };
    let nobody = IntakeGroup {
        vacant_from: horizon,
        recruit_from: horizon,
        profile: None,
        refill: Refill::None,
        ..of(own.saturating_sub(size))
    };
    intake.splice(cohort.group..=cohort.group, [of(size.min(own)), nobody]);
    intake.push(of(size.saturating_sub(own)));
    intake.retain(|group| group.positions > 0);
    scenario
}

fn share(draws: &[f64], test: impl Fn(f64) -> bool) -> f64 {
    draws.iter().filter(|draw| test(**draw)).count() as f64 / draws.len() as f64
}

/// A size as `afford` has it against a simulation of that size alone.
fn agrees(scenario: &Scenario, found: &Affordability, size: usize) {
    let (plan, simulation) = brute_force(scenario, found.cohort, size, found.runs);
    agrees_with(&plan, &simulation, found, size);
}

/// A size as `afford` has it against a simulation.
fn agrees_with(plan: &Plan, simulation: &Simulation, found: &Affordability, size: usize) {
    let (cohort, scenario) = (found.cohort, &plan.scenario);
    let summary = Summary::new(plan, simulation);
    let strategy = &summary.strategies[cohort.strategy];
    let own = &found.sizes[size];
    let name = format!("{} size {size}", scenario.name);
    assert_eq!(Some(own.shortfall), strategy.shortfall, "{name}");
    let without = summary.without.as_ref().expect("liquidity is stated").shortfall;
    assert_eq!(found.without, without, "{name}");
    assert!((own.added.value - (own.shortfall.value - without.value)).abs() < 1e-12, "{name}");
    let peak = strategy.headline[Headline::PeakFunding as usize].percentiles;
    for (a, b) in own.peak.iter().zip(peak) {
        assert!((a - b).abs() <= SINGLE * b.abs() + 0.01, "{name}: {a} and {b}");
    }
    let months = simulation.draws(cohort.strategy, Headline::MonthsOverMentorCapacity as usize);
    if scenario.organisation.mentoring.is_some() {
        let over = own.over_mentors.expect("mentors are stated").value;
        assert_eq!(over, share(&months, |months| months > 0.0), "{name}");
    }
}

fn compute(
    scenario: &Scenario,
    strategy: usize,
    group: usize,
    up_to: usize,
    runs: usize,
) -> Affordability {
    let cohort = Cohort { strategy, group, up_to };
    afford(scenario, cohort, runs, SEED, &()).expect("nobody stops it")
}

#[test]
fn every_size_is_what_a_file_with_that_size_gives() {
    let mut compared = 0;
    for path in scenarios::library() {
        let scenario = scenarios::from_file(&path);
        if scenario.organisation.liquidity.is_none() {
            continue;
        }
        for strategy in 0..scenario.strategies.len() {
            // The last group: positions of other groups keep their numbers in the file.
            let group = scenario.strategies[strategy].intake.len() - 1;
            let found = compute(&scenario, strategy, group, 9, 128);
            for size in [1, 9] {
                agrees(&scenario, &found, size);
                compared += 1;
            }
        }
    }
    assert!(compared >= 12, "{compared}");
}

#[test]
fn the_largest_cohort_is_that_of_all_sizes_one_by_one() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/template.toml");
    let scenario = scenarios::from_file(&path);
    let strategy = (0..scenario.strategies.len()).find(|s| *s != scenario.baseline).expect("two");
    let group = scenario.strategies[strategy].intake.len() - 1;
    let (up_to, runs) = (20, 200);
    let found = compute(&scenario, strategy, group, up_to, runs);
    let chances: Vec<f64> = (0..=up_to)
        .map(|size| {
            let (_, simulation) = brute_force(&scenario, found.cohort, size, runs);
            share(&simulation.draws(strategy, Headline::Shortfall as usize), |short| short > 0.0)
        })
        .collect();
    let mut answers = Vec::new();
    for limit in chances.iter().copied().chain([0.05]) {
        let broken = chances.iter().position(|chance| *chance > limit);
        let largest = broken.map_or(Some(up_to), |size| size.checked_sub(1));
        assert_eq!(found.by_cash(Accepted::Risk(limit)).largest, largest, "{limit}: {chances:?}");
        answers.push(largest);
    }
    answers.sort_unstable();
    answers.dedup();
    assert!(answers.len() > 1, "the size matters: {chances:?}");
}

#[test]
fn the_size_of_the_file_is_what_run_shows_whatever_group_grows() {
    for path in scenarios::library() {
        let scenario = scenarios::from_file(&path);
        if scenario.organisation.liquidity.is_none() {
            continue;
        }
        for (strategy, definition) in scenario.strategies.iter().enumerate() {
            for (group, intake) in definition.intake.iter().enumerate() {
                let found = compute(&scenario, strategy, group, intake.positions + 2, 128);
                agrees(&scenario, &found, intake.positions);
            }
        }
    }
}

#[test]
fn a_group_that_is_not_the_last_grows_and_shares_a_cap_with_the_next() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/template.toml");
    let plain = scenarios::from_file(&path);
    let strategy = (0..plain.strategies.len()).find(|s| *s != plain.baseline).expect("two");
    assert!(plain.strategies[strategy].intake.len() > 1, "a group comes after it");
    let own = plain.strategies[strategy].intake[0].positions;
    // Six subsidised heads for both groups: the larger the first, the fewer are left for the second.
    let mut capped = plain.clone();
    let profiles: Vec<_> =
        plain.strategies[strategy].intake.iter().filter_map(|group| group.profile).collect();
    for index in &plain.strategies[strategy].subsidies {
        let design = &mut capped.subsidies[index.0];
        design.max_heads = Some(own - 2);
        design.eligible = profiles.clone();
    }
    // With a cap, positions beyond the file's own would come after the others in `at_their_numbers`.
    for (scenario, sizes) in [(&plain, vec![0, 3, own, own + 3]), (&capped, vec![0, 3, own])] {
        let found = compute(scenario, strategy, 0, own + 3, 128);
        for size in sizes {
            let plan = Plan::new(at_their_numbers(scenario, found.cohort, size));
            let settings = Settings { seed: SEED, stop: Stop::After(found.runs) };
            let simulation = simulate(&plan, settings, &()).expect("nobody stops it");
            agrees_with(&plan, &simulation, &found, size);
        }
    }
}

#[test]
fn a_cohort_that_earns_takes_shortfalls_away() {
    // The cash runs out slowly, unless hires earn more than they cost.
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/template.toml");
    let mut scenario = scenarios::from_file(&path);
    scenario.correlations.clear();
    for (name, value) in [
        ("contract.tariff_per_hour", 200.0),
        ("contract.tariff_unregistered_per_hour", 200.0),
        ("organisation.free_cash_per_month", -12_000.0),
    ] {
        let quantity = scenario.quantities.iter_mut().find(|of| of.path == name);
        quantity.expect(name).distribution = Distribution::fixed(value).expect("finite");
    }
    let strategy = (0..scenario.strategies.len()).find(|s| *s != scenario.baseline).expect("two");
    let group = scenario.strategies[strategy].intake.len() - 1;
    let found = compute(&scenario, strategy, group, 3, 128);
    agrees(&scenario, &found, 3);
    assert!(found.sizes[3].added.value < 0.0, "{:?}", found.sizes[3]);
}

#[test]
fn random_scenarios_agree_with_brute_force() {
    let with_liquidity = Cell::new(0);
    for_random(16, |choices| {
        let plan = random_scenario::plan(choices, Variation::default());
        let scenario = &plan.scenario;
        if scenario.organisation.liquidity.is_none() {
            return;
        }
        with_liquidity.set(with_liquidity.get() + 1);
        for strategy in 0..scenario.strategies.len() {
            let group = scenario.strategies[strategy].intake.len() - 1;
            let found = compute(scenario, strategy, group, 4, 64);
            agrees(scenario, &found, 1);
            agrees(scenario, &found, 4);
        }
    });
    assert!(with_liquidity.get() >= 3, "{}", with_liquidity.get());
}
