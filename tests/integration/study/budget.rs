//! Queues, transfers and designs that pay nothing.

use kansrijk::distribution::Distribution;
use kansrijk::model::study::Study;
use kansrijk::study::outcome::Outcome;
use kansrijk::study::{NO_DESIGN, Row, StudyResults, row_of, study};

use super::build;

const SEED: u64 = 5;
const RUNS: usize = 200;
const DESIGNS: [&[&str]; 2] = [&["gi_2023"], &["municipal"]];
/// Half a cent.
const CENT: f64 = 0.005;

fn studied(of: &Study) -> StudyResults {
    study(of, RUNS, SEED, &()).expect("nobody stops it")
}

#[test]
fn doubling_a_budget_that_binds_lowers_nothing_in_any_run() {
    let mut of = build::study(&DESIGNS, build::population(8, &DESIGNS));
    let claims = studied(&of).rows[1].outcome(Outcome::Claims).mean.expect("finite");
    let mut before: Option<Row> = None;
    for budget in [claims / 8.0, claims / 4.0, claims / 2.0, claims, 2.0 * claims] {
        of.budget = Some(budget);
        let row = studied(&of).rows.swap_remove(1);
        let get = |row: &Row, outcome: Outcome, run: usize| row.draws(outcome)[run];
        for run in 0..RUNS {
            let now = |outcome: Outcome| get(&row, outcome, run);
            assert!(now(Outcome::Spend) <= budget + CENT);
            assert_eq!(now(Outcome::Served) + now(Outcome::TurnedAway), row.taking_part as f64);
            assert_eq!(now(Outcome::Overrun), (now(Outcome::Claims) - budget).max(0.0));
            for outcome in [
                Outcome::Spend,
                Outcome::Served,
                Outcome::Programmes,
                Outcome::RegisteredWithEmployer,
                Outcome::RegisteredInYouthCare,
            ] {
                let earlier = before.as_ref().map_or(0.0, |row| get(row, outcome, run));
                assert!(now(outcome) >= earlier, "{}, run {run}", outcome.key());
            }
        }
        for (outcome, high) in
            [(Outcome::Spend, row.high_spend), (Outcome::Claims, row.high_claims)]
        {
            let mut sorted = row.draws(outcome).to_vec();
            sorted.sort_by(f64::total_cmp);
            // Rank 0.95 · 199 = 189.05; one standard error of it is √(200 · 0.95 · 0.05) = 3.08.
            let point = sorted[189] + 0.05 * (sorted[190] - sorted[189]);
            assert!((high.value - point).abs() < CENT, "{}", outcome.key());
            let error = high.standard_error.expect("known");
            assert!((error - 0.5 * (sorted[192] - sorted[186])).abs() < CENT, "{}", outcome.key());
        }
        let over = row.draws(Outcome::Overrun).iter().filter(|over| **over > 0.0).count();
        assert_eq!(row.overrun.expect("there is a budget").value, over as f64 / RUNS as f64);
        before = Some(row);
    }
    let last = before.expect("there were budgets");
    let turned_away = last.outcome(Outcome::TurnedAway).mean.expect("finite");
    assert!(turned_away < 1.0, "twice the mean of the claims is enough for nearly all");
    // Eight times less was not: the queue was tried.
    of.budget = Some(claims / 8.0);
    let row = &studied(&of).rows[1];
    assert!(row.outcome(Outcome::TurnedAway).mean.expect("finite") > 1.0);
    assert_eq!(row.overrun.expect("there is a budget").value, 1.0);
    // A budget of the design goes before that of the study.
    of.designs[0].budget = Some(1e9);
    let found = studied(&of);
    assert_eq!(found.rows[1].budget, Some(1e9));
    assert_eq!(found.rows[1].draws(Outcome::TurnedAway), [0.0; RUNS]);
    assert_eq!(found.rows[2].budget, Some(claims / 8.0));
    assert_eq!(found.rows[NO_DESIGN].budget, None);
}

#[test]
fn what_the_funder_pays_the_employers_receive_in_every_run() {
    // All run their programme anyway: a design moves money and nothing else.
    let mut organisations = build::population(3, &DESIGNS);
    organisations.iter_mut().for_each(|of| of.chance_of_gain = 0.0);
    for row in studied(&build::study(&DESIGNS, organisations)).rows {
        for run in 0..RUNS {
            let draw = |outcome: Outcome| row.draws(outcome)[run];
            assert_eq!(draw(Outcome::Employers) + draw(Outcome::SubsidyGiver), 0.0);
            assert_eq!(draw(Outcome::NetSpend) + draw(Outcome::SubsidyGiver), 0.0);
            assert_eq!(draw(Outcome::Municipalities), 0.0);
            assert_eq!(draw(Outcome::CareUsers), 0.0);
        }
    }
    // Where a design wins somebody over, care changes hands too: what users get at the tariff, municipalities pay.
    let found = studied(&build::study(&DESIGNS, build::population(8, &DESIGNS)));
    let row = &found.rows[1];
    assert!(row.taking_part > found.rows[NO_DESIGN].taking_part);
    let mut moved = 0;
    for run in 0..RUNS {
        let draw = |outcome: Outcome| row.draws(outcome)[run];
        let (users, municipalities) = (draw(Outcome::CareUsers), draw(Outcome::Municipalities));
        assert!((users + municipalities).abs() < CENT, "run {run}: {users} {municipalities}");
        moved += usize::from(users != 0.0);
    }
    assert!(moved > RUNS / 2);
}

#[test]
fn a_design_that_pays_nothing_wins_nobody_over_and_costs_nothing() {
    let mut organisations = build::population(8, &DESIGNS);
    for of in &mut organisations {
        build::set(&mut of.scenario, "subsidy.municipal.instruments", 0.0);
    }
    let found = studied(&build::study(&DESIGNS, organisations));
    let (without, nothing) = (&found.rows[NO_DESIGN], &found.rows[row_of(1)]);
    assert!(without.taking_part > 0 && without.taking_part < 8, "some would anyway");
    assert_eq!(nothing.taking_part, without.taking_part);
    for outcome in [
        Outcome::AdditionalWithEmployer,
        Outcome::AdditionalInYouthCare,
        Outcome::NetSpendDiscounted,
        Outcome::Claims,
        Outcome::Spend,
        Outcome::Clawback,
        Outcome::Employers,
    ] {
        assert_eq!(nothing.draws(outcome), [0.0; RUNS], "{}", outcome.key());
    }
    let registered = |row: &Row| row.draws(Outcome::RegisteredInYouthCare).to_vec();
    assert_eq!(registered(nothing), registered(without));
    assert_eq!(nothing.cost_in_youth_care, None);
    assert_eq!(nothing.deadweight_share, None);
    let decisions = |row: &Row| row.organisations.iter().map(|of| of.decision).collect::<Vec<_>>();
    assert_eq!(decisions(nothing), decisions(without));
}

#[test]
fn additional_ones_are_those_under_the_design_minus_those_without() {
    let mut of = build::study(&DESIGNS, build::population(8, &DESIGNS));
    of.budget = Some(600_000.0);
    let found = studied(&of);
    let without = &found.rows[NO_DESIGN];
    for row in &found.rows {
        for (more, all) in [
            (Outcome::AdditionalWithEmployer, Outcome::RegisteredWithEmployer),
            (Outcome::AdditionalInYouthCare, Outcome::RegisteredInYouthCare),
        ] {
            for run in 0..RUNS {
                let difference = row.draws(all)[run] - without.draws(all)[run];
                // Halves of people: sums of a few dozen numbers in double precision.
                assert!((row.draws(more)[run] - difference).abs() < 1e-9);
            }
        }
        let spend: f64 = row.organisations.iter().map(|of| of.spend.value).sum();
        assert!((spend - row.outcome(Outcome::Spend).mean.unwrap()).abs() < CENT);
        let served: f64 = row.organisations.iter().map(|of| of.served.value).sum();
        assert!((served - row.outcome(Outcome::Served).mean.unwrap()).abs() < 1e-9);
        let short: f64 = row.organisations.iter().map(|of| of.shortfall.value).sum();
        assert!((short - row.outcome(Outcome::Shortfalls).mean.unwrap()).abs() < 1e-9);
    }
}

#[test]
fn whoever_is_turned_away_does_what_it_would_do_without_any_design() {
    let mut of = build::study(&DESIGNS, build::population(8, &DESIGNS));
    of.budget = Some(0.0);
    let found = studied(&of);
    let (without, row) = (&found.rows[NO_DESIGN], &found.rows[1]);
    assert!(row.taking_part > without.taking_part);
    for outcome in [
        Outcome::Programmes,
        Outcome::RegisteredWithEmployer,
        Outcome::RegisteredInYouthCare,
        Outcome::AdditionalInYouthCare,
        Outcome::Shortfalls,
        Outcome::NetSpendDiscounted,
        Outcome::Employers,
        Outcome::Municipalities,
        Outcome::CareUsers,
    ] {
        assert_eq!(row.draws(outcome), without.draws(outcome), "{}", outcome.key());
    }
    let away = row.outcome(Outcome::TurnedAway).mean.expect("finite");
    assert_eq!(away, row.taking_part as f64);
}

#[test]
fn a_cost_for_each_is_given_from_two_standard_errors_on() {
    let mut one = build::population(2, &DESIGNS).remove(1);
    // So hard to please that only the design wins it over.
    for strategy in &mut one.scenario.strategies {
        strategy.intake[0].positions = 1;
    }
    (one.chance_of_gain, one.accepted_risk) = (0.5, 1.0);
    let of = build::study(&DESIGNS, vec![one]);
    let (mut told, mut untold) = (0, 0);
    for seed in 0..60 {
        let row = study(&of, 8, seed, &()).expect("nobody stops it").rows.swap_remove(1);
        for (outcome, cost) in [
            (Outcome::AdditionalWithEmployer, row.cost_with_employer),
            (Outcome::AdditionalInYouthCare, row.cost_in_youth_care),
        ] {
            let of = row.outcome(outcome);
            let (mean, error) = (of.mean.expect("finite"), of.standard_error.expect("finite"));
            if mean > 0.0 && mean < 2.0 * error {
                assert_eq!(cost, None, "{mean} {error}");
                untold += 1;
            } else if mean > 0.0 {
                let net = row.outcome(Outcome::NetSpendDiscounted).mean.expect("finite");
                assert!((cost.expect("clear").value - net / mean).abs() < CENT);
                told += 1;
            }
        }
    }
    assert!(told > 0 && untold > 0, "{told} {untold}");
}

#[test]
fn those_who_leave_for_youth_care_and_those_who_are_missed_elsewhere_count_by_their_shares() {
    let drawn = |share: usize, value: f64| {
        let mut of = build::study(&DESIGNS, build::population(3, &DESIGNS));
        of.quantities[share].distribution = Distribution::fixed(value).expect("a number");
        studied(&of).rows.swap_remove(NO_DESIGN).draws(Outcome::RegisteredInYouthCare).to_vec()
    };
    // stays_in_sector, then displacement: half of it is halfway, in every run.
    for share in [0, 1] {
        let [none, half, all] = [0.0, 0.5, 1.0].map(|value| drawn(share, value));
        assert_ne!(none, all);
        for ((none, half), all) in none.iter().zip(half).zip(all) {
            assert!((0.5 * (none + all) - half).abs() < 1e-9);
        }
    }
}
