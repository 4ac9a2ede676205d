//! The engine against the month-by-month reference and the cases computed by hand.

use std::collections::BTreeMap;

use kansrijk::distribution::normal::standard_normal_quantile;
use kansrijk::model::outcome::{Headline, Line, Monthly};
use kansrijk::model::path::Spell;
use kansrijk::model::plan::Plan;
use kansrijk::model::quantity::Theta;
use kansrijk::model::scenario::Scenario;
use kansrijk::sample::address::Luck;
use kansrijk::sample::lives;
use kansrijk::sample::theta::ThetaSampler;
use kansrijk::simulate::Worker;

use crate::cases::{self, Figures, WhenAbsent};
use crate::{reference, scenarios};

/// The engine's figures under the names of the cases.
fn figures_of(plan: &Plan, worker: &Worker<'_>, strategy: usize) -> Figures {
    let h = plan.horizon;
    let settled = &worker.settled[strategy];
    let ledger = &worker.ledgers[strategy];
    let mut series = BTreeMap::new();
    let mut numbers = BTreeMap::new();
    for &line in Line::ALL {
        let key = line.key();
        numbers.insert(format!("bridge.{key}"), settled.lines[line as usize]);
        if line != Line::DueAfterHorizon {
            let flow = &settled.flows[line as usize];
            series.insert(format!("cash.{key}"), flow[..h].to_vec());
        }
    }
    let monthly = |outcome: Monthly| settled.monthly[outcome as usize].clone();
    for (name, outcome) in [
        ("heads", Monthly::Heads),
        ("registered", Monthly::RegisteredHeads),
        ("newly_registered", Monthly::NewlyRegisteredHeads),
        ("under_supervision", Monthly::SupervisedHeads),
        ("undelivered_hours", Monthly::UndeliveredHours),
        ("supervision_hours", Monthly::SupervisionHours),
        ("net_cash", Monthly::NetCash),
        ("cumulative", Monthly::CumulativeNetCash),
        ("costs", Monthly::Costs),
        ("benefits", Monthly::Benefits),
    ] {
        series.insert(format!("months.{name}"), monthly(outcome));
    }
    let has_liquidity = plan.scenario.organisation.liquidity.is_some();
    if has_liquidity {
        series.insert("months.liquidity".to_owned(), monthly(Monthly::Liquidity));
    }
    series.insert("months.covered_hours".to_owned(), settled.covered.clone());
    series.insert("months.unregistered_hours".to_owned(), ledger.hours_unregistered.clone());
    series.insert("months.lost_hours".to_owned(), ledger.lost_hours.clone());
    let headline = |outcome: Headline| settled.headline[outcome as usize];
    for (name, outcome) in [
        ("npv", Headline::Npv),
        ("net_cash", Headline::NetCash),
        ("peak_funding", Headline::PeakFunding),
        ("payback_month", Headline::Payback),
        ("first_month_benefits_exceed_costs", Headline::FirstSurplus),
        ("hires", Headline::Hires),
        ("exits_by_failed_route", Headline::ExitsFailedRoute),
        ("exits_before_registration", Headline::ExitsBeforeRegistration),
        ("heads_at_horizon", Headline::HeadsAtHorizon),
        ("registered_at_horizon", Headline::RegisteredAtHorizon),
        ("newly_registered_at_horizon", Headline::NewlyRegisteredAtHorizon),
        ("billable_hours", Headline::BillableHours),
        ("covered_hours", Headline::CoveredHours),
        ("undelivered_hours", Headline::UndeliveredHours),
        ("supervision_hours", Headline::SupervisionHours),
        ("subsidy", Headline::Subsidy),
        ("clawback", Headline::Clawback),
        ("total_cost", Headline::Costs),
        ("net_cost", Headline::NetCosts),
        ("parties.employer", Headline::Employer),
        ("parties.subsidy_giver", Headline::SubsidyGiver),
        ("parties.municipality", Headline::Municipality),
        ("parties.users", Headline::CareUsers),
    ] {
        numbers.insert(name.to_owned(), headline(outcome));
    }
    numbers.insert(
        "exits_by_attrition".to_owned(),
        headline(Headline::Exits) - headline(Headline::ExitsFailedRoute),
    );
    numbers.insert(
        "residual_value".to_owned(),
        headline(Headline::NetCash) - headline(Headline::Employer),
    );
    if plan.scenario.employment.full_cost_overhead.is_some() {
        numbers.insert("npv_at_full_cost".to_owned(), headline(Headline::NpvFullCost));
    }
    if has_liquidity {
        numbers.insert("liquidity_low".to_owned(), headline(Headline::LiquidityLow));
        numbers.insert("shortfall".to_owned(), headline(Headline::Shortfall));
        let without = worker.treasury.is_shortfall(worker.treasury.low_without);
        numbers.insert("shortfall_without".to_owned(), f64::from(u8::from(without)));
        numbers.insert("interest".to_owned(), headline(Headline::Interest));
    }
    if plan.scenario.contract.max_unregistered_share.is_some() {
        let months = headline(Headline::MonthsOverUnregisteredShare);
        numbers.insert("months_over_unregistered_share".to_owned(), months);
    }
    if plan.scenario.organisation.mentoring.is_some() {
        let months = headline(Headline::MonthsOverMentorCapacity);
        numbers.insert("months_over_mentor_capacity".to_owned(), months);
    }
    for (k, (year, ..)) in plan.years.iter().enumerate() {
        numbers.insert(format!("year.{year}.result"), settled.result_by_year[k]);
        numbers.insert(format!("year.{year}.cash"), settled.cash_by_year[k]);
    }
    Figures { numbers, series }
}

/// The engine's figures of one run of a scenario with nothing uncertain in it.
fn certain_figures(scenario: &Scenario, strategy: usize, _: &Theta) -> Figures {
    let plan = Plan::new(scenario.clone());
    let sampler = ThetaSampler::new(&plan.scenario);
    let mut worker = Worker::new(&plan, &sampler, 1);
    worker.draw(0);
    worker.live(0, 0);
    figures_of(&plan, &worker, strategy)
}

#[test]
fn the_engine_agrees_with_the_cases_computed_by_hand() {
    let lines = cases::disagreements(&certain_figures, WhenAbsent::Skip);
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

#[test]
fn every_figure_of_the_cases_but_accruals_is_computed_by_the_engine() {
    let lines = cases::disagreements(&certain_figures, WhenAbsent::Fail);
    // The engine keeps accruals and what falls due later only as totals.
    let known =
        ["accrual.", "after.", "months.billable_hours", "months.result", "liquidity_without"];
    let missing: Vec<_> =
        lines.into_iter().filter(|line| !known.iter().any(|name| line.contains(name))).collect();
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// What two lives have in common where it has a meaning: see the fields of [`Spell`].
fn comparable(spell: &Spell) -> (usize, usize, usize, usize, usize, Option<String>) {
    let route = spell.route.map(|route| {
        format!("{} {:?} {}", route.duration, &route.attempt_ends[..route.attempts], route.passed)
    });
    (spell.position, spell.number, spell.profile.0, spell.start, spell.exit_age, route)
}

#[test]
fn the_engine_equals_the_reference_on_every_run_of_every_library_scenario() {
    for path in scenarios::library() {
        let plan = Plan::new(scenarios::from_file(&path));
        equals_the_reference(&plan, 11, 12, &path.display().to_string());
    }
}

/// Compares the first `runs` runs of every strategy: lives, figures by month, totals.
pub fn equals_the_reference(plan: &Plan, seed: u64, runs: u64, name: &str) {
    let sampler = ThetaSampler::new(&plan.scenario);
    let mut worker = Worker::new(plan, &sampler, seed);
    for run in 0..runs {
        worker.draw(run);
        worker.live(run, 0);
        let luck = Luck::new(seed, 0, 0, run);
        let theta = worker.theta.clone();
        let normals: Vec<f64> =
            (0..plan.horizon).map(|t| standard_normal_quantile(luck.free_cash(t))).collect();
        let uniform =
            |position: usize, spell: usize, purpose| luck.uniform(position, spell, purpose);
        let reference_spells = |s: usize| reference::spells(&plan.scenario, s, &theta, &uniform);
        let zero = vec![0.0; plan.horizon];
        let baseline = plan.scenario.baseline;
        let baseline_cover = reference::outcome(
            &plan.scenario,
            baseline,
            &theta,
            &reference_spells(baseline),
            &normals,
            Some(&zero),
        )
        .cover_cost();
        for s in 0..plan.strategies.len() {
            let place = format!("{name} run {run} strategy {s}");
            let spells = reference_spells(s);
            let mut own = Vec::new();
            let mut room = Vec::new();
            lives::draw(plan, s, &worker.rates, luck, &mut room, |_, spells| {
                own.extend_from_slice(spells);
            });
            assert_eq!(
                own.iter().map(comparable).collect::<Vec<_>>(),
                spells.iter().map(comparable).collect::<Vec<_>>(),
                "{place}"
            );
            let outcome = reference::outcome(
                &plan.scenario,
                s,
                &theta,
                &spells,
                &normals,
                Some(&baseline_cover),
            );
            let expected = cases::figures_of(&outcome);
            let computed = figures_of(plan, &worker, s);
            let lines = cases::differences(&expected, &computed, WhenAbsent::Skip);
            assert!(lines.is_empty(), "{place}:\n{}", lines.join("\n"));
            for (name, value) in &computed.numbers {
                let Some(reference) = expected.numbers.get(name) else {
                    continue;
                };
                if !value.is_finite() {
                    continue;
                }
                // Both add up some thousands of amounts; rounding grows with their size.
                let scale = reference.abs().max(outcome.headline.total_cost.abs());
                assert!(
                    (value - reference).abs() <= 1e-9 * scale,
                    "{place} {name}: {value} {reference}"
                );
            }
        }
    }
}
