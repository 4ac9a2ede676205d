//! Who takes part, against every run of every organisation settled anew at what it believes.

use kansrijk::model::outcome::Headline;
use kansrijk::model::plan::Plan;
use kansrijk::model::profile::{ByTenure, Registration};
use kansrijk::model::quantity::{Quantity, Theta};
use kansrijk::model::rates::Rates;
use kansrijk::model::scenario::Scenario;
use kansrijk::model::study::{BASELINE, Organisation, PROGRAMME, under};
use kansrijk::sample::address::Luck;
use kansrijk::sample::theta::ThetaSampler;
use kansrijk::study::outcome::Outcome;
use kansrijk::study::{NO_DESIGN, study};
use kansrijk::units::AnnualProbability;

use super::{alone, build};

const SEED: u64 = 23;
const RUNS: usize = 120;
const DESIGNS: [&[&str]; 2] = [&["gi_2023"], &["municipal"]];

type Exits = ByTenure<Quantity<AnnualProbability>>;

/// The scenario with exit probabilities of their own for people who are not registered when they come, and from which
/// quantity each is copied.
fn with_own_exits(scenario: &Scenario) -> (Scenario, Vec<(usize, usize)>) {
    let mut scenario = scenario.clone();
    let mut copies = Vec::new();
    let mut n = scenario.quantities.len();
    let mut own = |exits: &mut Exits| {
        for (_, quantity) in &mut exits.bands {
            copies.push((quantity.index as usize, n));
            *quantity = Quantity::new(n);
            n += 1;
        }
    };
    for profile in &mut scenario.profiles {
        if profile.registration != Registration::Registered {
            own(&mut profile.exit);
            profile.exit_after_registration.iter_mut().for_each(&mut own);
        }
    }
    for (from, _) in &copies {
        scenario.quantities.push(scenario.quantities[*from].clone());
    }
    (scenario, copies)
}

/// Runs with ΔNPV ≥ 0 and runs with a shortfall, by strategy.
fn judged(number: usize, of: &Organisation) -> Vec<(usize, usize)> {
    let (scenario, copies) = with_own_exits(&of.scenario);
    let sampler = ThetaSampler::new(&of.scenario);
    let plan = Plan::new(scenario);
    let mut counts = vec![(0, 0); plan.strategies.len()];
    let mut theta: Theta = sampler.medians();
    for run in 0..RUNS as u64 {
        sampler.draw(SEED, run, &mut theta);
        theta.0.resize(plan.scenario.quantities.len(), 0.0);
        for (from, to) in &copies {
            theta.0[*to] = (of.believed_exit * theta.0[*from]).clamp(0.0, 1.0);
        }
        let luck = Luck::new(SEED, number as u32, 0, run);
        let (settled, _) = alone::live(&plan, &theta, luck);
        let npv = |s: usize| alone::headline(&settled[s], Headline::Npv);
        for (s, counts) in counts.iter_mut().enumerate() {
            counts.0 += usize::from(npv(s) - npv(BASELINE) >= -0.005);
            counts.1 += alone::headline(&settled[s], Headline::Shortfall) as usize;
        }
    }
    counts
}

#[test]
fn every_organisation_decides_as_all_its_runs_settled_anew_say() {
    let beliefs = [1.0, 0.5, 1.6, 12.0];
    let mut organisations = build::population(beliefs.len(), &DESIGNS);
    for (of, belief) in organisations.iter_mut().zip(beliefs) {
        of.believed_exit = belief;
        (of.chance_of_gain, of.accepted_risk) = (0.3, 0.25);
    }
    let found = study(&build::study(&DESIGNS, organisations.clone()), RUNS, SEED, &());
    let found = found.expect("nobody stops it");
    let mut taking = Vec::new();
    for (number, of) in organisations.iter().enumerate() {
        let judged = judged(number, of);
        for (row, strategy) in [(NO_DESIGN, PROGRAMME), (1, under(0)), (2, under(1))] {
            let decision = found.rows[row].organisations[number].decision;
            let (gains, shortfalls) = judged[strategy];
            let n = RUNS as f64;
            let (gain, shortfall) = (gains as f64 / n, shortfalls as f64 / n);
            let place = format!("organisation {number}, row {row}");
            assert_eq!(
                (decision.gain.value, decision.shortfall.value),
                (gain, shortfall),
                "{place}"
            );
            assert_eq!(decision.takes_part, gain >= 0.3 && shortfall <= 0.25, "{place}");
            let near = |p: f64, bound: f64| {
                let error = (p * (1.0 - p) / n).sqrt();
                error > 0.0 && (p - bound).abs() <= 2.0 * error
            };
            let (near_gain, near_risk) = (near(gain, 0.3), near(shortfall, 0.25));
            let no = (gain < 0.3 && !near_gain) || (shortfall > 0.25 && !near_risk);
            assert_eq!(decision.too_close, (near_gain || near_risk) && !no, "{place}");
            taking.push(decision.takes_part);
        }
    }
    assert!(taking.contains(&true) && taking.contains(&false), "{taking:?}");
}

#[test]
fn a_belief_changes_who_takes_part_and_nothing_that_happens() {
    let outcomes = |belief: f64| {
        let mut organisations = build::population(2, &DESIGNS);
        for of in &mut organisations {
            (of.chance_of_gain, of.believed_exit) = (0.0, belief);
        }
        let found = study(&build::study(&DESIGNS, organisations), RUNS, SEED, &());
        let rows = found.expect("nobody stops it").rows;
        let gains = rows[1].organisations.iter().map(|of| of.decision.gain.value);
        (gains.sum::<f64>(), rows.into_iter().map(|row| row.draws).collect::<Vec<_>>())
    };
    let (truth, hopeful) = (outcomes(1.0), outcomes(0.4));
    assert_eq!(truth.1, hopeful.1);
    assert!(hopeful.0 > truth.0, "who expects people to stay expects to gain");
}

#[test]
fn believing_the_truth_leaves_every_table_as_it_is() {
    let scenario = build::library("gi-cohort");
    let sampler = ThetaSampler::new(&scenario);
    let plan = Plan::new(scenario);
    let mut theta = sampler.medians();
    for run in 0..20 {
        sampler.draw(SEED, run, &mut theta);
        let mut rates = Rates::default();
        rates.update(&plan, &theta);
        let survival = |rates: &Rates| -> Vec<[Vec<f64>; 2]> {
            rates.roles.iter().map(|role| role.survival.clone()).collect()
        };
        let truth = survival(&rates);
        rates.believe(&plan, &theta, 1.0);
        assert_eq!(survival(&rates), truth);
        rates.believe(&plan, &theta, 0.0);
        for ((role, of), truth) in plan.roles.iter().zip(survival(&rates)).zip(&truth) {
            let registration = plan.scenario.profiles[role.profile.0].registration;
            if registration == Registration::Registered {
                assert_eq!(&of, truth);
            } else {
                assert!(of.iter().flatten().all(|&left| left == 1.0));
            }
        }
    }
}

#[test]
fn whoever_does_not_take_part_follows_its_baseline_and_costs_nothing() {
    let mut organisations = build::population(2, &DESIGNS);
    organisations.iter_mut().for_each(|of| of.chance_of_gain = 1.0);
    organisations.iter_mut().for_each(|of| of.accepted_risk = -1.0);
    let found = study(&build::study(&DESIGNS, organisations), RUNS, SEED, &()).expect("runs");
    for row in &found.rows {
        assert_eq!(row.taking_part, 0);
        assert_eq!((row.shortfall_before, row.shortfall_after), (None, None));
        for &outcome in Outcome::ALL {
            if outcome != Outcome::Shortfalls {
                assert_eq!(row.draws(outcome), [0.0; RUNS], "{}", outcome.key());
            }
        }
    }
}
