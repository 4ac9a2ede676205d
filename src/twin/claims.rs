//! Expected subsidy and clawback of hires that are alike.

use super::Stream;
use super::ages::Ages;
use super::ages::convolve;
use crate::model::grants::HeadCosts;
use crate::model::ledger::{Ledger, Stay};
use crate::model::path::{ExitCause, MAX_ATTEMPTS, NEVER, RoutePath, Spell};
use crate::model::plan::{Plan, needs_head_costs};
use crate::model::profile::{IfFailed, Registration};
use crate::model::rates::Rates;
use crate::model::subsidy::{Rule, SubsidyDesign};

/// Adds the claims of one stream under each of its designs.
pub(super) fn add(
    ledger: &mut Ledger,
    plan: &Plan,
    strategy: usize,
    rates: &Rates,
    stream: &Stream,
    ages: &Ages,
) {
    for &index in &stream.key.designs {
        let design = &plan.scenario.subsidies[index];
        let mut starts = stream.starts.clone();
        for (s, start) in starts.iter_mut().enumerate() {
            if s < design.from || design.until.is_some_and(|until| s >= until) {
                *start = 0.0;
            }
        }
        if needs_head_costs(design) {
            add_by_start(ledger, plan, strategy, rates, stream, index, &starts, ages);
        } else {
            add_by_age(ledger, plan, rates, stream, index, design, &starts, ages);
        }
    }
}

/// Designs whose claims depend on the age alone.
#[allow(clippy::too_many_arguments)]
fn add_by_age(
    ledger: &mut Ledger,
    plan: &Plan,
    rates: &Rates,
    stream: &Stream,
    index: usize,
    design: &SubsidyDesign,
    starts: &[f64],
    ages: &Ages,
) {
    let h = plan.horizon;
    let fte = plan.roles[stream.key.role].fte;
    let numbers = &rates.subsidies[index];
    let tables = &rates.roles[stream.key.role];
    let amount = |k: usize| {
        numbers[k].amount
            * if design.instruments[k].per_fte {
                fte
            } else {
                1.0
            }
    };
    for (k, instrument) in design.instruments.iter().enumerate() {
        let mut by_age = vec![0.0; h];
        match &instrument.rule {
            Rule::Intake { .. } => by_age[0] = amount(k),
            Rule::Monthly { from, until, .. } => {
                for age in *from..until.unwrap_or(h).min(h) {
                    by_age[age] = amount(k) * ages.heads[age];
                }
            }
            Rule::OnRegistration { .. } => {
                for age in 1..h {
                    by_age[age] = amount(k) * ages.registers[age] * tables.survival[0][age];
                }
            }
            Rule::OnReaching {
                month,
                if_registered,
                ..
            } => {
                if *month < h {
                    let there = if *if_registered {
                        &ages.registered
                    } else {
                        &ages.heads
                    };
                    by_age[*month] = amount(k) * there[*month];
                }
            }
            Rule::Clawback {
                before_month,
                linear,
                of,
                except_failed_route,
                ..
            } => {
                for &basis in of {
                    let leaving = entitled_at_exit(
                        plan,
                        rates,
                        stream,
                        design,
                        basis,
                        ages,
                        *except_failed_route,
                    );
                    for age in 0..h.min(before_month - 1) {
                        let weight = if *linear {
                            1.0 - (age + 1) as f64 / *before_month as f64
                        } else {
                            1.0
                        };
                        by_age[age] += numbers[k].amount * weight * amount(basis) * leaving[age];
                    }
                }
                spread(
                    &mut ledger.clawback_due,
                    &mut ledger.clawback_paid,
                    starts,
                    &by_age,
                    instrument.lag,
                );
                continue;
            }
            Rule::Reimbursement { .. } => unreachable!("reimbursements are summed by start"),
        }
        spread(
            &mut ledger.subsidy_due,
            &mut ledger.subsidy_paid,
            starts,
            &by_age,
            instrument.lag,
        );
    }
}

/// By age: the expected number of times that the amount of instrument `basis` had become due to
/// a head that leaves at the end of that age.
fn entitled_at_exit(
    plan: &Plan,
    rates: &Rates,
    stream: &Stream,
    design: &SubsidyDesign,
    basis: usize,
    ages: &Ages,
    except_failed_route: bool,
) -> Vec<f64> {
    let h = plan.horizon;
    let tables = &rates.roles[stream.key.role];
    let exits = |age: usize| {
        ages.exits[age]
            - if except_failed_route {
                ages.exit_failed_route[age]
            } else {
                0.0
            }
    };
    let from_start = plan.scenario.profiles[plan.roles[stream.key.role].profile.0].registration
        == Registration::Registered;
    match &design.instruments[basis].rule {
        Rule::Intake { .. } => (0..h).map(exits).collect(),
        Rule::Monthly { from, until, .. } => (0..h)
            .map(|age| {
                let end = until.unwrap_or(NEVER).min(age + 1);
                exits(age) * end.saturating_sub(*from) as f64
            })
            .collect(),
        Rule::OnRegistration { .. } if from_start => vec![0.0; h],
        Rule::OnRegistration { .. } => ages.exit_registered.clone(),
        Rule::OnReaching {
            month,
            if_registered: false,
            ..
        } => (0..h)
            .map(|age| if age >= *month { exits(age) } else { 0.0 })
            .collect(),
        Rule::OnReaching { month, .. } => {
            // Those who were registered at that age, and stay on.
            let mut leaving = vec![0.0; h];
            let mut here = ages.registered.get(*month).copied().unwrap_or(0.0);
            for age in *month..h {
                leaving[age] = here * tables.hazard[1][age];
                here -= leaving[age];
            }
            leaving
        }
        Rule::Reimbursement { .. } | Rule::Clawback { .. } => vec![0.0; h],
    }
}

fn spread(due: &mut [f64], paid: &mut [f64], starts: &[f64], by_age: &[f64], lag: usize) {
    let mut series = vec![0.0; due.len()];
    convolve(starts, by_age, &mut series);
    for (t, amount) in series.iter().enumerate() {
        due[t] += amount;
        paid[t + lag] += amount;
    }
}

/// A number of months that is beyond every horizon and still adds up.
const BEYOND: usize = 1 << 30;

/// One way that a route can go, with its probability.
struct Outcome {
    probability: f64,
    route: Option<RoutePath>,
    g: usize,
    r: usize,
}

/// Designs that refer to the costs of the head: summed over start months and route outcomes.
#[allow(clippy::too_many_arguments)]
fn add_by_start(
    ledger: &mut Ledger,
    plan: &Plan,
    strategy: usize,
    rates: &Rates,
    stream: &Stream,
    index: usize,
    starts: &[f64],
    ages: &Ages,
) {
    let h = plan.horizon;
    let role_index = stream.key.role;
    let role = &plan.roles[role_index];
    let tables = &rates.roles[role_index];
    let design = &plan.scenario.subsidies[index];
    let leaves = role
        .route
        .is_some_and(|route| plan.scenario.routes[route.0].if_failed == IfFailed::Leaves);
    let position = plan.strategies[strategy]
        .positions
        .iter()
        .position(|position| position.group == stream.key.group)
        .expect("a stream has a position");
    let outcomes = outcomes(plan, role_index, tables.pass, ages, h);
    let numbers = &rates.subsidies[index];
    for (start, &weight) in starts.iter().enumerate() {
        if weight == 0.0 {
            continue;
        }
        for outcome in &outcomes {
            // Nothing that lies beyond the horizon tells outcomes apart.
            let months = h - start;
            let last = if leaves {
                outcome.r.min(months)
            } else {
                months
            };
            let stay = Stay {
                start,
                ages: last,
                g: outcome.g,
                r: outcome.r,
                exits: false,
            };
            let spell = Spell {
                position,
                number: usize::from(stream.key.refill),
                profile: role.profile,
                start,
                exit_age: NEVER,
                cause: ExitCause::Attrition,
                route: outcome.route,
            };
            let costs = HeadCosts::new(plan, strategy, role_index, rates, &spell, &stay);
            let mut entitled = vec![vec![0.0; last]; design.instruments.len()];
            crate::model::grants::add_design(
                plan,
                index,
                role.fte,
                rates,
                &spell,
                &stay,
                Some(&costs),
                |instrument, age, amount| entitled[instrument][age] += amount,
            );
            let p = weight * outcome.probability;
            let mut employed = 1.0;
            let mut so_far = vec![0.0; design.instruments.len()];
            let mut made = vec![0.0; design.instruments.len()];
            for age in 0..last {
                let t = start + age;
                for (k, instrument) in design.instruments.iter().enumerate() {
                    so_far[k] += entitled[k][age];
                    let due = p * employed * entitled[k][age];
                    ledger.subsidy_due[t] += due;
                    ledger.subsidy_paid[t + instrument.lag] += due;
                }
                let hazard = tables.hazard[usize::from(age >= outcome.g)][age];
                let fails_here = leaves && age + 1 == outcome.r;
                let leaving = if fails_here { 1.0 } else { hazard };
                for (k, instrument) in design.instruments.iter().enumerate() {
                    let Rule::Clawback {
                        before_month,
                        linear,
                        of,
                        except_failed_route,
                        above_costs,
                        ..
                    } = &instrument.rule
                    else {
                        continue;
                    };
                    if let Some(lines) = above_costs {
                        made[k] += costs.at(lines, age);
                    }
                    if age + 1 >= *before_month || (fails_here && *except_failed_route) {
                        continue;
                    }
                    let basis: f64 = of.iter().map(|&basis| so_far[basis]).sum();
                    let basis = if above_costs.is_some() {
                        (basis - made[k]).max(0.0)
                    } else {
                        basis
                    };
                    let w = if *linear {
                        1.0 - (age + 1) as f64 / *before_month as f64
                    } else {
                        1.0
                    };
                    let due = p * employed * leaving * numbers[k].amount * w * basis;
                    ledger.clawback_due[t] += due;
                    ledger.clawback_paid[t + instrument.lag] += due;
                }
                employed *= 1.0 - leaving;
            }
        }
    }
}

/// All ways that the route of a role can go before the horizon, with their probabilities.
fn outcomes(plan: &Plan, role: usize, pass: f64, ages: &Ages, h: usize) -> Vec<Outcome> {
    let role = &plan.roles[role];
    let Some(index) = role.route else {
        let from_start =
            plan.scenario.profiles[role.profile.0].registration == Registration::Registered;
        let g = if from_start { 0 } else { NEVER };
        return vec![Outcome {
            probability: 1.0,
            route: None,
            g,
            r: NEVER,
        }];
    };
    let route = &plan.scenario.routes[index.0];
    let mut all = Vec::new();
    // The path so far: duration, ends of the failed attempts, probability.
    let mut open: Vec<(RoutePath, f64)> = Vec::new();
    for (duration, &probability) in ages.duration.iter().enumerate() {
        if probability > 0.0 {
            let mut attempt_ends = [NEVER; MAX_ATTEMPTS];
            attempt_ends[0] = route.starts_at_month + duration;
            open.push((
                RoutePath {
                    duration,
                    attempts: 1,
                    attempt_ends,
                    passed: false,
                },
                probability,
            ));
        }
    }
    let known: f64 = ages.duration.iter().sum();
    if known < 1.0 {
        let attempt_ends = [NEVER; MAX_ATTEMPTS];
        let path = RoutePath {
            duration: BEYOND,
            attempts: 1,
            attempt_ends,
            passed: true,
        };
        all.push(Outcome {
            probability: 1.0 - known,
            route: Some(path),
            g: NEVER,
            r: NEVER,
        });
    }
    while let Some((path, probability)) = open.pop() {
        let end = path.end();
        let reach = |age: usize| if age < h { age } else { NEVER };
        if end >= h {
            all.push(Outcome {
                probability,
                route: Some(path),
                g: NEVER,
                r: NEVER,
            });
            continue;
        }
        let passed = RoutePath {
            passed: true,
            ..path
        };
        all.push(Outcome {
            probability: probability * pass,
            route: Some(passed),
            g: reach(end),
            r: NEVER,
        });
        let failed = probability * (1.0 - pass);
        if path.attempts == route.attempts {
            all.push(Outcome {
                probability: failed,
                route: Some(path),
                g: NEVER,
                r: reach(end),
            });
            continue;
        }
        let mut left = failed;
        for (months, &p) in ages.retry.iter().enumerate() {
            if p > 0.0 {
                let mut next = path;
                next.attempt_ends[path.attempts] = end + months;
                next.attempts += 1;
                open.push((next, failed * p));
                left -= failed * p;
            }
        }
        if left > 0.0 {
            let mut next = path;
            next.attempts += 1;
            all.push(Outcome {
                probability: left,
                route: Some(next),
                g: NEVER,
                r: NEVER,
            });
        }
    }
    all.retain(|outcome| outcome.probability > 0.0);
    all
}
