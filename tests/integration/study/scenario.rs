//! One organisation that always takes part is a scenario.

use kansrijk::model::outcome::Headline;
use kansrijk::model::plan::Plan;
use kansrijk::model::study::{BASELINE, PROGRAMME, under};
use kansrijk::simulate::{Settings, Stop, simulate};
use kansrijk::study::outcome::Outcome;
use kansrijk::study::{row_of, study};

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

#[test]
fn one_organisation_that_always_takes_part_is_the_scenario_to_the_cent_in_every_run() {
    for (file, programme, designs) in [
        ("gi-cohort", "with_scheme", [&["gi_2023"][..], &["municipal"], &["gi_2023", "municipal"]]),
        ("small-reserve", "two", [&["slim"][..], &["municipal"], &["slim", "municipal"]]),
    ] {
        let scenario = build::library(file);
        let organisation = build::organisation(&scenario, programme, &designs);
        let plan = Plan::new(organisation.scenario.clone());
        let settings = Settings { seed: SEED, stop: Stop::After(RUNS) };
        let simulation = simulate(&plan, settings, &()).expect("nobody stops it");
        let found = study(&build::study(&designs, vec![organisation]), RUNS, SEED, &());
        let found = found.expect("nobody stops it");
        let of = |s: usize, outcome: Headline| simulation.draws(s, outcome as usize);
        let minus = |s: usize, outcome: Headline| -> Vec<f64> {
            let other = of(BASELINE, outcome);
            of(s, outcome).iter().zip(other).map(|(a, b)| a - b).collect()
        };
        let share = |s: usize| of(s, Headline::Shortfall).iter().sum::<f64>() / RUNS as f64;
        for design in 0..designs.len() {
            let row = &found.rows[row_of(design)];
            let what = |outcome: Outcome| format!("{file}, design {design}, {}", outcome.key());
            let draws = |outcome: Outcome| row.draws(outcome).to_vec();
            assert_eq!(row.taking_part, 1);
            for (outcome, expected) in [
                (Outcome::Spend, of(under(design), Headline::Subsidy)),
                (Outcome::Clawback, of(under(design), Headline::Clawback)),
                (Outcome::SubsidyGiver, of(under(design), Headline::SubsidyGiver)),
                (Outcome::Employers, minus(under(design), Headline::Employer)),
                (Outcome::Municipalities, minus(under(design), Headline::Municipality)),
                (Outcome::CareUsers, minus(under(design), Headline::CareUsers)),
                (Outcome::Shortfalls, of(under(design), Headline::Shortfall)),
                (
                    Outcome::RegisteredWithEmployer,
                    of(under(design), Headline::NewlyRegisteredAtHorizon),
                ),
                (
                    Outcome::AdditionalWithEmployer,
                    minus(PROGRAMME, Headline::NewlyRegisteredAtHorizon),
                ),
            ] {
                are_equal_to_the_cent(draws(outcome), expected, &what(outcome));
            }
            // The NPV under the design is that of the programme and what the funder pays.
            let programme = of(PROGRAMME, Headline::Npv);
            let paid = draws(Outcome::NetSpendDiscounted);
            let npv = programme.iter().zip(paid).map(|(npv, paid)| npv + paid);
            are_equal_to_the_cent(npv, of(under(design), Headline::Npv), "NPV");
            let of_organisation = row.organisations[0];
            let gains = minus(under(design), Headline::Npv);
            let gained = gains.iter().filter(|gain| **gain >= 0.0).count() as f64;
            assert_eq!(of_organisation.decision.gain.value, gained / RUNS as f64);
            assert_eq!(of_organisation.decision.shortfall.value, share(under(design)));
            assert_eq!(row.shortfall_after.expect("it takes part").value, share(under(design)));
            assert_eq!(row.shortfall_before.expect("it takes part").value, share(PROGRAMME));
        }
        assert_ne!(found.rows[1].outcomes, found.rows[2].outcomes, "designs differ");
    }
}
