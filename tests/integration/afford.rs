//! The largest affordable cohort against a simulation of a scenario file for every size.

use std::cell::Cell;

use kansrijk::decide::afford::{Affordability, Cohort, afford};
use kansrijk::model::outcome::Headline;
use kansrijk::model::plan::Plan;
use kansrijk::model::scenario::Scenario;
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

fn share(draws: &[f64], test: impl Fn(f64) -> bool) -> f64 {
    draws.iter().filter(|draw| test(**draw)).count() as f64 / draws.len() as f64
}

/// A size as `afford` has it against a simulation of that size alone.
fn agrees(scenario: &Scenario, found: &Affordability, size: usize) {
    let cohort = found.cohort;
    let (plan, simulation) = brute_force(scenario, cohort, size, found.runs);
    let summary = Summary::new(&plan, &simulation);
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
