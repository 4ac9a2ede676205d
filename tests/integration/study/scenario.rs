//! One organisation that always takes part is a scenario.

use kansrijk::model::outcome::Headline;
use kansrijk::model::plan::Plan;
use kansrijk::model::study::{BASELINE, Organisation, PROGRAMME, Study, under};
use kansrijk::simulate::{Settings, Simulation, Stop, simulate};
use kansrijk::study::outcome::Outcome;
use kansrijk::study::{NO_DESIGN, Row, StudyResults, row_of, study};
use kansrijk::summarize::statistics::Chance;

use super::build;

const SEED: u64 = 11;
const RUNS: usize = 300;
/// Half a cent.
const CENT: f64 = 0.005;

fn are_equal_to_the_cent(a: impl IntoIterator<Item = f64>, b: Vec<f64>, what: &str) {
    let a: Vec<f64> = a.into_iter().collect();
    assert_eq!(a.len(), b.len(), "{what}");
    for (run, (a, b)) in a.iter().zip(&b).enumerate() {
        assert!((a - b).abs() < CENT, "{what}, run {run}: {a} {b}");
    }
}

/// An organisation of the library with the designs that it is asked about.
const CASES: [(&str, &str, [&[&str]; 3]); 2] = [
    ("gi-cohort", "with_scheme", [&["gi_2023"], &["municipal"], &["gi_2023", "municipal"]]),
    ("small-reserve", "two", [&["slim"], &["municipal"], &["slim", "municipal"]]),
];

fn simulated(organisation: &Organisation) -> Simulation {
    let plan = Plan::new(organisation.scenario.clone());
    let settings = Settings { seed: SEED, stop: Stop::After(RUNS) };
    simulate(&plan, settings, &()).expect("nobody stops it")
}

fn studied(study_of: &Study) -> StudyResults {
    study(study_of, RUNS, SEED, &()).expect("nobody stops it")
}

/// A row against the simulation of its only organisation, which takes part; `without` is the strategy that it follows
/// without any design.
fn is_the_scenario(simulation: &Simulation, row: &Row, design: usize, without: usize, name: &str) {
    let of = |s: usize, outcome: Headline| simulation.draws(s, outcome as usize);
    let more = |s: usize, outcome: Headline| -> Vec<f64> {
        let other = of(without, outcome);
        of(s, outcome).iter().zip(other).map(|(a, b)| a - b).collect()
    };
    let share = |s: usize| of(s, Headline::Shortfall).iter().sum::<f64>() / RUNS as f64;
    let draws = |outcome: Outcome| row.draws(outcome).to_vec();
    assert_eq!(row.taking_part, 1);
    for (outcome, expected) in [
        (Outcome::Spend, of(under(design), Headline::Subsidy)),
        (Outcome::Clawback, of(under(design), Headline::Clawback)),
        (Outcome::SubsidyGiver, of(under(design), Headline::SubsidyGiver)),
        (Outcome::Employers, more(under(design), Headline::Employer)),
        (Outcome::Municipalities, more(under(design), Headline::Municipality)),
        (Outcome::CareUsers, more(under(design), Headline::CareUsers)),
        (Outcome::Shortfalls, of(under(design), Headline::Shortfall)),
        (Outcome::RegisteredWithEmployer, of(under(design), Headline::NewlyRegisteredAtHorizon)),
        (Outcome::AdditionalWithEmployer, more(PROGRAMME, Headline::NewlyRegisteredAtHorizon)),
    ] {
        let what = format!("{name}, design {design}, {}", outcome.key());
        are_equal_to_the_cent(draws(outcome), expected, &what);
    }
    // The NPV under the design is that of the programme and what the funder pays.
    let paid = draws(Outcome::NetSpendDiscounted);
    let npv = of(PROGRAMME, Headline::Npv).into_iter().zip(paid).map(|(npv, paid)| npv + paid);
    are_equal_to_the_cent(npv, of(under(design), Headline::Npv), "NPV");
    let decision = row.organisations[0].decision;
    let (own, baseline) = (of(under(design), Headline::Npv), of(BASELINE, Headline::Npv));
    let gains = own.iter().zip(baseline).filter(|(own, baseline)| *own >= baseline);
    assert_eq!(decision.gain, Chance::of(gains.count(), RUNS));
    // Shares of the same runs: a mean over organisations may round the last digit differently.
    for (found, expected) in [
        (decision.shortfall.value, share(under(design))),
        (row.shortfall_after.expect("it takes part").value, share(under(design))),
        (row.shortfall_before.expect("it takes part").value, share(PROGRAMME)),
    ] {
        assert!((found - expected).abs() < 1e-12, "{name}: {found} {expected}");
    }
}

#[test]
fn one_organisation_that_always_takes_part_is_the_scenario_to_the_cent_in_every_run() {
    for (file, programme, designs) in CASES {
        let organisation = build::organisation(&build::library(file), programme, &designs);
        let simulation = simulated(&organisation);
        let found = studied(&build::study(&designs, vec![organisation]));
        for design in 0..designs.len() {
            let row = &found.rows[row_of(design)];
            // It would run its programme anyway: nobody is additional, and all money is deadweight.
            is_the_scenario(&simulation, row, design, PROGRAMME, file);
            assert_eq!(row.draws(Outcome::AdditionalInYouthCare), [0.0; RUNS]);
            assert_eq!(row.draws(Outcome::Deadweight), row.draws(Outcome::Spend));
            assert_eq!(row.deadweight_share.expect("money is spent").value, 1.0);
            assert_eq!(row.cost_in_youth_care, None);
        }
        assert_ne!(found.rows[1].outcomes, found.rows[2].outcomes, "designs differ");
    }
}

#[test]
fn one_organisation_that_a_design_wins_over_is_the_scenario_against_its_baseline() {
    for (file, programme, designs) in CASES {
        // The richest design, and a bar that only it clears.
        let designs = &designs[2..];
        let mut organisation = build::organisation(&build::library(file), programme, designs);
        let open = studied(&build::study(designs, vec![organisation.clone()]));
        let gain = |row: usize| open.rows[row].organisations[0].decision.gain.value;
        assert!(
            gain(NO_DESIGN) < gain(1),
            "{file}: the design changes what the organisation gains"
        );
        organisation.chance_of_gain = gain(1);
        let simulation = simulated(&organisation);
        let found = studied(&build::study(designs, vec![organisation]));
        is_the_scenario(&simulation, &found.rows[1], 0, BASELINE, file);
        let (without, with) = (&found.rows[NO_DESIGN], &found.rows[1]);
        assert_eq!((without.taking_part, with.taking_part), (0, 1));
        assert_eq!(with.draws(Outcome::Deadweight), [0.0; RUNS]);
        let registered = |row: &Row| row.outcome(Outcome::RegisteredInYouthCare).mean.unwrap();
        let additional = with.outcome(Outcome::AdditionalInYouthCare);
        assert!((registered(with) - registered(without) - additional.mean.unwrap()).abs() < 1e-9);
        assert!(additional.mean.unwrap() > 0.0);
        // Nobody has doubts, but for the estimate that lies on its bar.
        assert_eq!(with.too_close(), [0]);
        let cost = with.cost_in_youth_care.expect("enough of them are additional");
        let net = with.outcome(Outcome::NetSpendDiscounted).mean.unwrap();
        assert!((cost.value - net / additional.mean.unwrap()).abs() < CENT);
    }
}
