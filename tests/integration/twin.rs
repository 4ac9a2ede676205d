//! The exact twin: against the simulation, against closed forms, and whether a difference between
//! the two is noticed.

use kansrijk::model::outcome::{Headline, Line, Monthly};
use kansrijk::model::plan::Plan;
use kansrijk::sample::theta::ThetaSampler;
use kansrijk::simulate::Worker;
use kansrijk::twin::Twin;
use kansrijk::verify::{Row, Subject, Verdict, Verification, compare_plans, verify};

use crate::cases::Case;
use crate::scenarios;

fn report(plan: &Plan, verification: &Verification) -> String {
    let line = |row: &Row| {
        format!(
            "{} {:?}: twin {:.4}, runs {:.4}, z {:.2}, events {}",
            plan.scenario.strategies[row.strategy].key,
            row.subject,
            row.twin,
            row.monte_carlo,
            row.z,
            row.events
        )
    };
    let lines: Vec<String> = verification.failures().map(line).collect();
    lines.join("\n")
}

/// 1,024 runs notice an error of a sixth of an outcome's standard deviation from luck (bound of
/// about 5 standard errors); the smaller errors below are noticed with more runs of less.
#[test]
fn the_simulation_and_the_twin_agree_on_every_library_scenario() {
    for path in scenarios::library() {
        let plan = Plan::new(scenarios::from_file(&path));
        let verification = verify(&plan, 2027, 1024, &()).expect("nobody cancels");
        let told = || format!("{}:\n{}", path.display(), report(&plan, &verification));
        assert_eq!(verification.verdict(), Verdict::Holds, "{}", told());
        // A verdict on nearly nothing would be no verification.
        let judged = verification.rows.iter().filter(|row| row.judged).count();
        assert!(
            2 * judged > verification.rows.len(),
            "{}: {judged} of {} rows are judged",
            path.display(),
            verification.rows.len()
        );
    }
}

/// Both sides add up at most some hundreds of amounts of at most some hundred thousand euros:
/// nine digits of the strategy's turnover are far above rounding and far below a cent.
const ROUNDING: f64 = 1e-9;

#[test]
fn the_twin_equals_the_engine_where_everything_is_certain() {
    for case in Case::all() {
        let plan = Plan::new(case.scenario());
        let sampler = ThetaSampler::new(&plan.scenario);
        let mut worker = Worker::new(&plan, &sampler, 1);
        worker.draw(0);
        worker.live(0, 0);
        let mut twin = Twin::new(&plan);
        twin.draw(&plan, &worker.rates);
        for (s, strategy) in plan.scenario.strategies.iter().enumerate() {
            twin.expect(&plan, s, &worker.rates);
            let engine = &worker.settled[s];
            let scale = engine.headline[Headline::Costs as usize].abs().max(1.0);
            let equal = |what: &str, engine: f64, twin: f64| {
                assert!(
                    (engine - twin).abs() <= ROUNDING * scale,
                    "{} [{}] {what}: engine {engine}, twin {twin}",
                    case.name,
                    strategy.key
                );
            };
            for &outcome in Headline::ALL.iter().filter(|outcome| outcome.is_linear()) {
                let k = outcome as usize;
                equal(outcome.key(), engine.headline[k], twin.settled.headline[k]);
            }
            for &line in Line::ALL {
                let k = line as usize;
                equal(line.key(), engine.lines[k], twin.settled.lines[k]);
                if line == Line::DueAfterHorizon {
                    continue;
                }
                for t in 0..plan.horizon + plan.tail {
                    let name = format!("{} in month {t}", line.key());
                    equal(&name, engine.flows[k][t], twin.settled.flows[k][t]);
                }
            }
            // Under a task contract benefits need the baseline's cover: not the twin's.
            let only_run_by_run =
                [Monthly::Liquidity, Monthly::Benefits, Monthly::CumulativeBenefits];
            for &outcome in Monthly::ALL {
                if only_run_by_run.contains(&outcome) {
                    continue;
                }
                let k = outcome as usize;
                for t in 0..plan.horizon {
                    let name = format!("{} in month {t}", outcome.key());
                    equal(&name, engine.monthly[k][t], twin.settled.monthly[k][t]);
                }
            }
            for year in 0..plan.years.len() {
                equal(
                    &format!("result of year {year}"),
                    engine.result_by_year[year],
                    twin.settled.result_by_year[year],
                );
            }
        }
    }
}

/// Everything that the breaks below change, in round numbers; one quantity is uncertain, so that
/// both sides must draw the same θ.
pub const SOUND: &str = r#"
question = "?"
start = "2027-01"
horizon_months = 36
discount_rate = 0.03
baseline = "entry"
euros_of = 2027

[indexation]
wages = 0.03
tariffs = { low = 0.01, mode = 0.02, high = 0.04 }

[contract]
variant = "effort"
tariff_per_hour = 90
billable_hours_per_year = 1200
absence_in_norm = 0
payment_lag_months = 2

[employment]
on_cost = 0.3

[profile.entrant]
registration = { route = "hbo" }
vacancy_months = { gamma = { mean = 3, cv = 0.5 } }
recruitment = { per_hire = 5_000 }
salary = { amount_per_month = 3_000 }
absence = 0
ramp = { months = 6 }
exit = 0.20

[route.hbo]
months = { triangular = { low = 8, mode = 10, high = 15 } }
pass = 0.85
if_failed = "stays"

[subsidy.scheme]
eligible = ["entrant"]
instruments = [
  { key = "start", on = "start", amount = 10_000, lag_months = 3 },
  { clawback_before_month = 18, of = ["start"], lag_months = 3 },
]

[strategy.entry]
subsidies = ["scheme"]
intake = [{ positions = 200, profile = "entrant", refill = "same" }]
"#;

/// Replaces text that occurs exactly once.
pub fn with(text: &str, old: &str, new: &str) -> String {
    assert_eq!(text.matches(old).count(), 1, "{old}");
    text.replace(old, new)
}

pub fn plan(text: &str) -> Plan {
    Plan::new(scenarios::from_text(text))
}

/// Fails unless a wrong side is noticed in all `seen` and none of `unseen` is blamed; whichever
/// side is the wrong one.
pub fn is_noticed(right: &Plan, wrong: &Plan, runs: usize, seen: &[Subject], unseen: &[Subject]) {
    for (simulated, exact) in [(wrong, right), (right, wrong)] {
        let verification = compare_plans(simulated, exact, 5, runs, &()).expect("nobody cancels");
        let blamed: Vec<Subject> = verification.failures().map(|row| row.subject).collect();
        for subject in seen {
            assert!(
                blamed.contains(subject),
                "{subject:?} is not noticed, only:\n{}",
                report(simulated, &verification)
            );
        }
        for subject in unseen {
            assert!(!blamed.contains(subject), "{subject:?} is blamed");
        }
    }
}

/// Runs with which the effects below stand out: each is at least eight standard errors, the bound
/// for these rows is about five.
pub const RUNS: usize = 2048;

#[test]
fn two_equal_plans_are_not_told_apart() {
    let verification = compare_plans(&plan(SOUND), &plan(SOUND), 5, RUNS, &()).expect("runs");
    assert_eq!(verification.verdict(), Verdict::Holds, "{}", report(&plan(SOUND), &verification));
}

#[test]
fn a_few_runs_are_no_verdict() {
    for runs in [1, 50, 199] {
        let verification = verify(&plan(SOUND), 5, runs, &()).expect("runs");
        assert_eq!(verification.verdict(), Verdict::Undecided, "{runs} runs");
    }
}

#[test]
fn a_search_that_is_a_month_longer_is_noticed() {
    let wrong = with(SOUND, "mean = 3, cv = 0.5", "mean = 4, cv = 0.375");
    is_noticed(
        &plan(SOUND),
        &plan(&wrong),
        RUNS,
        &[
            Subject::MonthlyOfYear(Monthly::Heads, 0),
            Subject::LineOfYear(Line::Wages, 0),
            Subject::Headline(Headline::UndeliveredHours),
        ],
        &[Subject::Line(Line::Workplace)],
    );
}

#[test]
fn a_percentage_point_more_exit_is_noticed() {
    let wrong = with(SOUND, "exit = 0.20", "exit = 0.21");
    is_noticed(
        &plan(SOUND),
        &plan(&wrong),
        RUNS,
        &[
            Subject::Headline(Headline::Exits),
            Subject::Headline(Headline::Hires),
            Subject::Line(Line::Recruitment),
            Subject::Line(Line::Clawback),
        ],
        &[Subject::Line(Line::ExitCosts)],
    );
}

#[test]
fn a_percentage_point_more_that_pass_is_noticed() {
    let wrong = with(SOUND, "pass = 0.85", "pass = 0.86");
    is_noticed(
        &plan(SOUND),
        &plan(&wrong),
        RUNS,
        &[Subject::Headline(Headline::NewlyRegisteredAtHorizon)],
        &[Subject::Headline(Headline::Exits), Subject::Line(Line::Wages)],
    );
}

#[test]
fn a_month_more_until_payment_is_noticed() {
    let wrong = with(SOUND, "amount = 10_000, lag_months = 3", "amount = 10_000, lag_months = 4");
    is_noticed(
        &plan(SOUND),
        &plan(&wrong),
        RUNS,
        &[Subject::LineOfYear(Line::Subsidy, 0), Subject::LineOfYear(Line::Subsidy, 1)],
        &[
            Subject::Headline(Headline::Subsidy),
            Subject::Headline(Headline::NetCash),
            Subject::Line(Line::Clawback),
        ],
    );
    let wrong = with(SOUND, "payment_lag_months = 2", "payment_lag_months = 1");
    is_noticed(
        &plan(SOUND),
        &plan(&wrong),
        RUNS,
        &[Subject::LineOfYear(Line::RevenueOwn, 0), Subject::Line(Line::RevenueOwn)],
        &[Subject::Headline(Headline::NetCash), Subject::Line(Line::Subsidy)],
    );
}

#[test]
fn a_clawback_that_ends_a_month_later_is_noticed() {
    let wrong = with(SOUND, "clawback_before_month = 18", "clawback_before_month = 19");
    is_noticed(
        &plan(SOUND),
        &plan(&wrong),
        RUNS,
        &[Subject::Headline(Headline::Clawback), Subject::Line(Line::Clawback)],
        &[Subject::Line(Line::Subsidy), Subject::Headline(Headline::Exits)],
    );
}

#[test]
fn one_position_that_is_not_filled_again_is_noticed() {
    // Fewer positions, so that one of them stands out from the luck of the others.
    let right = with(SOUND, "positions = 200", "positions = 12");
    let wrong = with(
        SOUND,
        r#"{ positions = 200, profile = "entrant", refill = "same" }"#,
        r#"{ positions = 11, profile = "entrant", refill = "same" }, { positions = 1, profile = "entrant" }"#,
    );
    is_noticed(
        &plan(&right),
        &plan(&wrong),
        2 * RUNS,
        &[Subject::Headline(Headline::Hires), Subject::Headline(Headline::HeadsAtHorizon)],
        &[Subject::MonthlyOfYear(Monthly::SupervisedHeads, 0)],
    );
}

#[test]
fn another_draw_of_a_quantity_is_noticed() {
    let wrong = with(
        SOUND,
        "low = 0.01, mode = 0.02, high = 0.04",
        "low = 0.015, mode = 0.025, high = 0.045",
    );
    is_noticed(
        &plan(SOUND),
        &plan(&wrong),
        RUNS,
        &[Subject::Headline(Headline::NetCosts), Subject::LineOfYear(Line::RevenueOwn, 2)],
        &[Subject::LineOfYear(Line::RevenueOwn, 0), Subject::Line(Line::Wages)],
    );
}

// ── Closed forms ─────────────────────────────────────────────────────────────────────────────

/// n = 10 people from month 0, of whom nobody is replaced; every cost but wages is 0.
const PLAIN: &str = r#"
question = "?"
start = "2027-01"
horizon_months = 60
discount_rate = 0.05
baseline = "entry"
euros_of = 2027

[indexation]
wages = 0
tariffs = 0

[contract]
variant = "effort"
tariff_per_hour = 0
billable_hours_per_year = 1200
absence_in_norm = 0

[employment]
on_cost = 0
holiday_allowance = { share = 0 }
year_end_bonus = { share = 0 }

[profile.entrant]
registration = { route = "hbo" }
vacancy_months = 0
salary = { amount_per_month = 3_000 }
absence = 0
ramp = { months = 0 }
exit = 0.3
exit_after_registration = 0.1

[route.hbo]
starts_at_month = 2
months = 9
pass = 0.7
if_failed = "stays"

[strategy.entry]
intake = [{ positions = 10, profile = "entrant", refill = "none" }]
"#;

const N: f64 = 10.0;

/// Monthly survival of an annual exit probability.
fn stays(annual: f64) -> f64 {
    (1.0 - annual).powf(1.0 / 12.0)
}

fn expectation(text: &str) -> Twin {
    let plan = plan(text);
    let sampler = ThetaSampler::new(&plan.scenario);
    let mut worker = Worker::new(&plan, &sampler, 1);
    worker.draw(0);
    let mut twin = Twin::new(&plan);
    twin.draw(&plan, &worker.rates);
    twin.expect(&plan, 0, &worker.rates);
    twin
}

fn monthly(twin: &Twin, outcome: Monthly) -> &[f64] {
    &twin.settled.monthly[outcome as usize]
}

fn headline(twin: &Twin, outcome: Headline) -> f64 {
    twin.settled.headline[outcome as usize]
}

/// Sums and products of some thousand terms, each rounded in the sixteenth digit.
fn is_close(computed: f64, derived: f64, what: &str) {
    assert!(
        (computed - derived).abs() <= 4000.0 * f64::EPSILON * derived.abs().max(1.0),
        "{what}: computed {computed}, derived {derived}"
    );
}

#[test]
fn a_constant_hazard_leaves_a_geometric_number_of_heads() {
    let text = with(PLAIN, "exit_after_registration = 0.1\n", "");
    let twin = expectation(&text);
    for (t, &heads) in monthly(&twin, Monthly::Heads).iter().enumerate() {
        is_close(heads, N * 0.7_f64.powf(t as f64 / 12.0), &format!("heads in month {t}"));
    }
    is_close(headline(&twin, Headline::Exits), N * (1.0 - 0.7_f64.powi(5)), "exits in five years");
}

#[test]
fn a_fixed_route_registers_those_who_pass_and_are_still_there() {
    // G = 2 + 9; before it 0.3 leave in a year, after it 0.1 of those who passed.
    let g = 11;
    let twin = expectation(PLAIN);
    for (t, &heads) in monthly(&twin, Monthly::NewlyRegisteredHeads).iter().enumerate() {
        let derived = if t < g {
            0.0
        } else {
            N * 0.7 * stays(0.3).powi(g as i32) * stays(0.1).powi((t - g) as i32)
        };
        is_close(heads, derived, &format!("newly registered in month {t}"));
    }
}

#[test]
fn a_second_attempt_registers_those_who_failed_the_first() {
    let text = with(PLAIN, "pass = 0.7", "pass = 0.7\nattempts = 2\nretry_months = 6");
    let text = with(&text, "exit = 0.3", "exit = 0");
    let text = with(&text, "exit_after_registration = 0.1", "exit_after_registration = 0");
    let twin = expectation(&text);
    let newly = monthly(&twin, Monthly::NewlyRegisteredHeads);
    for (t, derived) in [(10, 0.0), (11, 0.7), (16, 0.7), (17, 0.91), (59, 0.91)] {
        is_close(newly[t], N * derived, &format!("month {t}"));
    }
}

#[test]
fn an_observed_length_of_the_route_is_taken_as_often_as_it_was_observed() {
    let text =
        with(PLAIN, "months = 9\n", "months = { empirical = { months = [3, 5, 5, 6.4] } }\n");
    let text = with(&text, "exit = 0.3", "exit = 0");
    let text = with(&text, "exit_after_registration = 0.1", "exit_after_registration = 0");
    let twin = expectation(&text);
    let newly = monthly(&twin, Monthly::NewlyRegisteredHeads);
    for (t, share) in [(4, 0.0), (5, 0.25), (6, 0.25), (7, 0.75), (8, 1.0)] {
        is_close(newly[t], N * 0.7 * share, &format!("month {t}"));
    }
}

#[test]
fn positions_that_are_filled_at_once_need_a_hire_for_each_exit() {
    // All n positions are occupied in every month, so n·h leave at the end of each: n·h·H exits,
    // of which those before the last month are replaced: n(1 + h(H − 1)) hires.
    let text = with(PLAIN, r#"refill = "none""#, r#"refill = "same""#);
    let text = with(&text, "exit_after_registration = 0.1\n", "");
    let twin = expectation(&text);
    let h = 1.0 - stays(0.3);
    for (t, &heads) in monthly(&twin, Monthly::Heads).iter().enumerate() {
        is_close(heads, N, &format!("heads in month {t}"));
    }
    is_close(headline(&twin, Headline::Hires), N * (1.0 + 59.0 * h), "hires");
    is_close(headline(&twin, Headline::Exits), N * 60.0 * h, "exits");
}

#[test]
fn in_the_long_run_a_position_is_empty_for_as_much_of_the_time_as_the_search_takes() {
    // A spell lasts 1/h months on average and a search k: occupied in (1/h)/(1/h + k) of them. What
    // is left of the start dies out with the roots of z^(k+1) − (1−h)·z^k − h, which lie within
    // 0.75 for k = 2 and h = 0.174…: nothing is left after 600 months.
    let text = with(PLAIN, r#"refill = "none""#, r#"refill = "same""#);
    let text = with(&text, "exit_after_registration = 0.1\n", "");
    let text = with(&text, "exit = 0.3", "exit = 0.9");
    let text = with(&text, "vacancy_months = 0", "vacancy_months = 2");
    let text = with(&text, "horizon_months = 60", "horizon_months = 600");
    let twin = expectation(&text);
    let h = 1.0 - stays(0.9);
    let heads = monthly(&twin, Monthly::Heads)[599];
    is_close(heads, N / (1.0 + 2.0 * h), "heads in the last month");
}

#[test]
fn the_present_value_of_a_constant_wage_is_a_geometric_sum() {
    let d = 1.05_f64.powf(-1.0 / 12.0);
    let sum = |ratio: f64| (1.0 - ratio.powi(60)) / (1.0 - ratio);
    let text = with(PLAIN, "exit_after_registration = 0.1\n", "");
    let twin = expectation(&text);
    let derived = -N * 3000.0 * sum(d * stays(0.3));
    is_close(headline(&twin, Headline::Npv), derived, "with people leaving");
    let twin = expectation(&with(&text, "exit = 0.3", "exit = 0"));
    is_close(headline(&twin, Headline::Npv), -N * 3000.0 * sum(d), "when all stay");
}
