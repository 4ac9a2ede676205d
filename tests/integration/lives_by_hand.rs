//! Lives that chance decides, worked out by hand from the uniform numbers.

use std::collections::BTreeMap;

use kansrijk::model::path::{ExitCause, NEVER, Purpose, Spell};
use kansrijk::model::scenario::Scenario;

use crate::{reference, scenarios};

/// One position; the search takes 0 to 4 months, the route 2 to 5, a retry 1 to 3; four in five
/// attempts are passed; in each month half of those who are not registered leave, and seven in
/// eight of those who are.
fn scenario(positions: usize, if_failed: &str) -> Scenario {
    let monthly_half = 1.0 - 0.5_f64.powi(12);
    let monthly_seven_eighths = 1.0 - 0.125_f64.powi(12);
    scenarios::from_text(&format!(
        r#"
        question = "Who works where and when?"
        start = "2027-01"
        horizon_months = 24
        discount_rate = 0
        baseline = "cohort"
        [indexation]
        wages = 0
        tariffs = 0
        [contract]
        variant = "effort"
        tariff_per_hour = 50
        billable_hours_per_year = 1200
        absence_in_norm = 0
        [employment]
        on_cost = 0
        [profile.refill]
        registration = "registered"
        vacancy_months = {{ uniform = {{ low = 0, high = 4 }} }}
        salary = {{ amount_per_month = 3000 }}
        absence = 0
        ramp = {{ months = 0 }}
        exit = 0
        [profile.newcomer]
        extends = "refill"
        registration = {{ route = "study" }}
        exit = {monthly_half}
        exit_after_registration = {monthly_seven_eighths}
        [route.study]
        starts_at_month = 1
        months = {{ uniform = {{ low = 2, high = 5 }} }}
        pass = 0.8
        attempts = 3
        retry_months = {{ uniform = {{ low = 1, high = 3 }} }}
        if_failed = "{if_failed}"
        [strategy.cohort]
        intake = [{{ positions = {positions}, profile = "newcomer", refill = "refill", recruit_from_month = 2 }}]
        "#
    ))
}

/// The lives for uniform numbers by (position, spell, purpose); 0.01 for those that are not named:
/// the shortest search, study and retry, a passed attempt.
fn lives(scenario: &Scenario, draws: &[(usize, usize, Purpose, f64)]) -> Vec<Spell> {
    let draws: BTreeMap<String, f64> = draws
        .iter()
        .map(|(position, spell, purpose, u)| (format!("{position} {spell} {purpose:?}"), *u))
        .collect();
    let theta = scenarios::certain_theta(scenario);
    reference::spells(scenario, 0, &theta, &|position, spell, purpose| {
        draws.get(&format!("{position} {spell} {purpose:?}")).copied().unwrap_or(0.01)
    })
}

#[test]
fn months_are_rounded_halves_upwards() {
    let scenario = scenario(1, "stays");
    // 4 × 0.375 = 1.5 months is two: starts in 2 + 2. 4 × 0.374 = 1.496 is one.
    let spells = lives(&scenario, &[(0, 0, Purpose::Vacancy, 0.375)]);
    assert_eq!(spells[0].start, 4);
    let spells = lives(&scenario, &[(0, 0, Purpose::Vacancy, 0.374)]);
    assert_eq!(spells[0].start, 3);
    // 2 + 3 × 0.5 = 3.5 months of study are four, 2 + 3 × 0.49 = 3.47 are three.
    let spells = lives(&scenario, &[(0, 0, Purpose::RouteDuration, 0.5)]);
    assert_eq!(spells[0].route.expect("a route").duration, 4);
    let spells = lives(&scenario, &[(0, 0, Purpose::RouteDuration, 0.49)]);
    assert_eq!(spells[0].route.expect("a route").duration, 3);
}

#[test]
fn a_second_attempt_can_be_passed() {
    let scenario = scenario(1, "leaves");
    // Study of 2 + 3 × 0.9 = 4.7, so 5 months from age 1: the first attempt ends at age 6, failed as
    // 0.8 is not below 0.8. The retry takes 1 + 2 × 0.3 = 1.6, so 2 months: age 8, passed.
    let spells = lives(
        &scenario,
        &[
            (0, 0, Purpose::RouteDuration, 0.9),
            (0, 0, Purpose::Attempt(0), 0.8),
            (0, 0, Purpose::Retry(0), 0.3),
            (0, 0, Purpose::Attempt(1), 0.799),
            (0, 0, Purpose::Exit, 1e-4),
        ],
    );
    let route = spells[0].route.expect("a route");
    assert_eq!((route.duration, route.attempts, route.passed), (5, 2, true));
    assert_eq!(&route.attempt_ends[..2], &[6, 8]);
    // Half leave in each of the ages 0 to 7: S(8) = 2^-8 = 0.0039. From age 8 on one in eight stays:
    // S(9) = 2^-11 = 0.00049, S(10) = 2^-14 = 0.000061, the first that is not above 0.0001: E = 9.
    assert_eq!((spells[0].exit_age, spells[0].cause), (9, ExitCause::Attrition));
}

#[test]
fn after_the_last_failed_attempt_one_leaves_or_stays() {
    let failed_three_times = [
        (0, 0, Purpose::Attempt(0), 0.9),
        (0, 0, Purpose::Attempt(1), 0.9),
        (0, 0, Purpose::Attempt(2), 0.9),
        (0, 0, Purpose::Retry(0), 0.01),
        (0, 0, Purpose::Retry(1), 0.99),
        (0, 0, Purpose::RouteDuration, 0.01),
        (0, 0, Purpose::Exit, 1e-9),
    ];
    // Ends at ages 1 + 2 = 3, 3 + 1 = 4 and 4 + 3 = 7.
    let spells = lives(&scenario(1, "leaves"), &failed_three_times);
    let route = spells[0].route.expect("a route");
    assert_eq!(&route.attempt_ends[..3], &[3, 4, 7]);
    assert_eq!((route.attempts, route.passed), (3, false));
    assert_eq!((spells[0].exit_age, spells[0].cause), (6, ExitCause::FailedRoute));
    // Starts in month 2, so month 8 is the last one; the refill is sought from month 9 on.
    assert_eq!((spells[1].number, spells[1].start, spells[1].route), (1, 9, None));
    assert_eq!(spells[1].exit_age, NEVER);

    // Who stays leaves at half a month: 2^-22 = 2.4e-7 is above 1e-9 in the last month, 23.
    let spells = lives(&scenario(1, "stays"), &failed_three_times);
    assert_eq!(spells.len(), 1);
    assert_eq!(spells[0].exit_age, NEVER);
}

#[test]
fn exits_are_inverted_from_survival() {
    // S(1) = 1/2, S(2) = 1/4, S(3) = 1/8 before registration at age 3.
    for (u, exit_age) in [(0.9, 0), (0.51, 0), (0.49, 1), (0.26, 1), (0.24, 2), (0.126, 2)] {
        let spells = lives(&scenario(1, "stays"), &[(0, 0, Purpose::Exit, u)]);
        assert_eq!(spells[0].exit_age, exit_age, "u = {u}");
    }
}

#[test]
fn of_twenty_people_of_whom_three_in_a_hundred_leave_each_month_fourteen_are_left_after_a_year() {
    // Mean 20 × 0.97^12 = 13.876847, sd √(20 · 0.69384 · 0.30616) = 2.061190.
    let text = r#"
        question = "How many are left?"
        start = "2027-01"
        horizon_months = 13
        discount_rate = 0
        baseline = "cohort"
        [indexation]
        wages = 0
        tariffs = 0
        [contract]
        variant = "effort"
        tariff_per_hour = 50
        billable_hours_per_year = 1200
        absence_in_norm = 0
        [employment]
        on_cost = 0
        [profile.colleague]
        registration = "registered"
        vacancy_months = 0
        salary = { amount_per_month = 3000 }
        absence = 0
        ramp = { months = 0 }
        exit = 0.3061576390045623  # 1 - 0.97^12
        [strategy.cohort]
        intake = [{ positions = 20, profile = "colleague" }]
    "#;
    let scenario = scenarios::from_text(text);
    let theta = scenarios::certain_theta(&scenario);
    // Cohorts in which the k-th of 20 × 5,000 evenly spaced uniforms each occur once: the mean is
    // exact but for one person in 100,000.
    let (cohorts, size) = (5_000, 20);
    let mut left = 0;
    for cohort in 0..cohorts {
        let spells = reference::spells(&scenario, 0, &theta, &|position, _, _| {
            (cohort as f64 * f64::from(size) + position as f64 + 0.5)
                / (f64::from(cohorts) * f64::from(size))
        });
        left += spells.iter().filter(|spell| spell.exit_age >= 12).count();
    }
    let mean = left as f64 / f64::from(cohorts);
    assert!((mean - 13.876847).abs() < 2.0 * f64::from(size) / 100_000.0, "{mean}");
    let survival: f64 = mean / f64::from(size);
    let sd = (f64::from(size) * survival * (1.0 - survival)).sqrt();
    assert!((sd - 2.061190).abs() < 1e-4, "{sd}");
}
