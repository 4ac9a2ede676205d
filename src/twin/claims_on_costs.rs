//! Expected subsidy and clawback that depend on the costs of the head, with a cap or a maximum at 0.
//!
//! Such amounts are no product of a start and an age: they are summed over start months (unless
//! the costs follow no index) and over the ways that the route can go.

use super::Stream;
use super::ages::Ages;
use super::claims::spread;
use super::outcomes::{Outcome, outcomes};
use crate::model::ledger::Ledger;
use crate::model::path::{NEVER, RoutePath, Stay};
use crate::model::plan::Plan;
use crate::model::profile::IfFailed;
use crate::model::rates::Rates;
use crate::model::role_rates::RoleRates;
use crate::model::stay_costs::Wages;
use crate::model::subsidy::{CostLine, Rule, SubsidyDesign};

/// A start and a way that the route goes are left out below this probability. There are at most a few
/// thousand pairs of them: what is left out is less than 1e-9 of an amount.
const NEGLIGIBLE: f64 = 1e-13;

/// What instruments that refer to costs need to know of a head, for one start month.
struct CostTables<'a> {
    plan: &'a Plan,
    rates: &'a Rates,
    role_index: usize,
    start: usize,
    /// Wages with allowances by age, before registration.
    wages: Vec<f64>,
    /// Training by age that comes whatever happens on the route.
    training: &'a [f64],
    /// First age from which `training` is 0.
    training_until: usize,
    /// Training by age while on the route.
    route_training: &'a [f64],
}

impl CostTables<'_> {
    /// The costs of the named lines in one age of one outcome.
    fn at(&self, lines: &[CostLine], outcome: &Outcome, age: usize) -> f64 {
        let role = &self.plan.roles[self.role_index];
        let tables = &self.rates.roles[self.role_index];
        let t = self.start + age;
        let w = self.rates.wage_index[t];
        let registered = age >= outcome.g;
        lines
            .iter()
            .map(|line| match line {
                CostLine::Recruitment if age == 0 => tables.recruitment * w,
                CostLine::Recruitment => 0.0,
                CostLine::Wages if registered && role.pay_after.is_some() => {
                    let stay = Stay {
                        start: self.start,
                        ages: self.plan.horizon - self.start,
                        g: outcome.g,
                        r: NEVER,
                        exits: false,
                    };
                    let allowances = 1.0 + self.rates.holiday_share + self.rates.bonus_share;
                    Wages { plan: self.plan, role, tables, rates: self.rates, stay: &stay }
                        .after_registration(age)
                        * allowances
                }
                CostLine::Wages => self.wages[age],
                CostLine::Training => {
                    let mut cost = self.training[age];
                    if age < outcome.g.min(outcome.r) {
                        cost += self.route_training[age];
                    }
                    if let Some(path) = &outcome.route {
                        cost += self.of_route(tables, path, age);
                    }
                    cost
                }
                CostLine::Supervision if tables.paid_extra => {
                    tables.supervision[usize::from(registered)][age] * self.rates.supervisor_hour[t]
                }
                CostLine::Supervision => 0.0,
                CostLine::Workplace => {
                    let once = if age == 0 { tables.workplace_at_start } else { 0.0 };
                    (once + tables.workplace_per_month) * w
                }
            })
            .sum()
    }

    /// First age from which the named lines cost nothing more.
    fn until(&self, lines: &[CostLine], outcome: &Outcome) -> usize {
        let until = |line: &CostLine| match line {
            CostLine::Recruitment => 1,
            CostLine::Training => outcome.g.min(outcome.r).max(self.training_until),
            CostLine::Wages | CostLine::Supervision | CostLine::Workplace => NEVER,
        };
        lines.iter().map(until).max().unwrap_or(0)
    }

    /// Items spread over the route and items for each attempt.
    fn of_route(&self, tables: &RoleRates, path: &RoutePath, age: usize) -> f64 {
        let index = self.plan.roles[self.role_index].route.expect("a path has a route");
        let a0 = self.plan.scenario.routes[index.0].starts_at_month;
        let mut cost = 0.0;
        if (a0..a0.saturating_add(path.duration)).contains(&age) {
            cost += tables.spread / path.duration as f64;
        }
        if tables.per_attempt != 0.0 {
            let later = path.attempt_ends[..path.attempts - 1].iter();
            let attempts = usize::from(age == a0) + later.filter(|end| **end == age).count();
            cost += tables.per_attempt * attempts as f64;
        }
        cost
    }
}

/// True for instruments whose amounts depend on the costs of the head.
pub(super) fn refers_to_costs(design: &SubsidyDesign, instrument: usize) -> bool {
    match &design.instruments[instrument].rule {
        Rule::Reimbursement { .. } => true,
        Rule::Clawback { of, above_costs, .. } => {
            above_costs.is_some()
                || of.iter().any(|basis| {
                    matches!(design.instruments[*basis].rule, Rule::Reimbursement { .. })
                })
        }
        _ => false,
    }
}

/// What an instrument that does not refer to costs gives a head in one age.
fn entitlement(rule: &Rule, amount: f64, outcome: &Outcome, age: usize) -> f64 {
    let due = match rule {
        Rule::Intake { .. } => age == 0,
        Rule::Monthly { from, until, .. } => age >= *from && until.is_none_or(|until| age < until),
        Rule::OnRegistration { .. } => age == outcome.g && age > 0,
        Rule::OnReaching { month, if_registered, .. } => {
            age == *month && (!if_registered || age >= outcome.g)
        }
        Rule::Reimbursement { .. } | Rule::Clawback { .. } => false,
    };
    if due { amount } else { 0.0 }
}

/// First age from which an instrument that does not refer to costs gives nothing more.
fn entitled_until(rule: &Rule, outcome: &Outcome) -> usize {
    match rule {
        Rule::Intake { .. } => 1,
        Rule::Monthly { until, .. } => until.unwrap_or(NEVER),
        Rule::OnRegistration { .. } => outcome.g.saturating_add(1),
        Rule::OnReaching { month, .. } => month + 1,
        Rule::Reimbursement { .. } => NEVER,
        Rule::Clawback { .. } => 0,
    }
}

/// Instruments that refer to the costs of the head: summed over start months and route outcomes.
#[allow(clippy::too_many_arguments)]
pub(super) fn add(
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
    let leaves =
        role.route.is_some_and(|route| plan.scenario.routes[route.0].if_failed == IfFailed::Leaves);
    let (training, route_training) = training_by_age(plan, strategy, stream, tables);
    let training_until = training.iter().rposition(|cost| *cost != 0.0).map_or(0, |age| age + 1);
    let outcomes = outcomes(plan, role_index, tables, ages, h);
    let claims: Vec<usize> =
        (0..design.instruments.len()).filter(|k| refers_to_costs(design, *k)).collect();
    let mut room = vec![Claim::default(); design.instruments.len()];
    let allowances = 1.0 + rates.holiday_share + rates.bonus_share;
    let mut by_start = |start: usize, weight: f64, pay: &mut dyn FnMut(usize, usize, f64)| {
        let unregistered = Stay { start, ages: h - start, g: NEVER, r: NEVER, exits: false };
        let mut wages = vec![0.0; h - start];
        Wages { plan, role, tables, rates, stay: &unregistered }.each(|t, wage| {
            wages[t - start] = wage * allowances;
        });
        let costs = CostTables {
            plan,
            rates,
            role_index,
            start,
            wages,
            training: &training,
            training_until,
            route_training: &route_training,
        };
        for outcome in &outcomes {
            let p = weight * outcome.probability;
            if p < NEGLIGIBLE {
                continue;
            }
            let months = h - start;
            let last = if leaves { outcome.r.min(months) } else { months };
            room.iter_mut().for_each(|claim| *claim = Claim::default());
            let mut employed = 1.0;
            for age in 0..last {
                let hazard = tables.hazard[usize::from(age >= outcome.g)][age];
                let fails_here = leaves && age + 1 == outcome.r;
                let leaving = if fails_here { 1.0 } else { hazard };
                let mut open = false;
                for &k in &claims {
                    let rule = &design.instruments[k].rule;
                    let number = rates.subsidies[index][k];
                    let factor = if design.instruments[k].per_fte { role.fte } else { 1.0 };
                    match rule {
                        Rule::Reimbursement { costs: lines, .. } => {
                            let cap = number.cap * factor;
                            let claim = &mut room[k];
                            if claim.paid >= cap {
                                continue;
                            }
                            claim.costs += costs.at(lines, outcome, age);
                            let due = (number.amount * claim.costs).min(cap);
                            let paid = (due - claim.paid).max(0.0);
                            claim.paid += paid;
                            pay(k, age, p * employed * paid);
                            open |= age + 1 < costs.until(lines, outcome);
                        }
                        Rule::Clawback {
                            before_month,
                            linear,
                            of,
                            except_failed_route,
                            above_costs,
                            ..
                        } => {
                            if age + 1 >= *before_month {
                                continue;
                            }
                            let mut entitled = 0.0;
                            let mut more_to_come = false;
                            for &basis in of {
                                let rule = &design.instruments[basis].rule;
                                if refers_to_costs(design, basis) {
                                    entitled += room[basis].paid;
                                } else {
                                    let scale = if design.instruments[basis].per_fte {
                                        role.fte
                                    } else {
                                        1.0
                                    };
                                    let amount = rates.subsidies[index][basis].amount * scale;
                                    room[basis].paid += entitlement(rule, amount, outcome, age);
                                    entitled += room[basis].paid;
                                }
                                more_to_come |= age + 1 < entitled_until(rule, outcome);
                            }
                            let claim = &mut room[k];
                            if let Some(lines) = above_costs {
                                claim.costs += costs.at(lines, outcome, age);
                            }
                            let basis = (entitled - claim.costs).max(0.0);
                            open |= basis > 0.0 || more_to_come;
                            if fails_here && *except_failed_route {
                                continue;
                            }
                            let w = if *linear {
                                1.0 - (age + 1) as f64 / *before_month as f64
                            } else {
                                1.0
                            };
                            pay(k, age, p * employed * leaving * number.amount * w * basis);
                        }
                        _ => unreachable!("only these refer to costs"),
                    }
                }
                if !open {
                    break;
                }
                employed *= 1.0 - leaving;
            }
        }
    };
    if !claims.iter().any(|&k| is_indexed(&design.instruments[k].rule)) {
        // The costs do not follow an index: every start brings the same by age.
        let mut by_age = vec![vec![0.0; h]; design.instruments.len()];
        by_start(0, 1.0, &mut |k, age, amount| by_age[k][age] += amount);
        for k in claims {
            let instrument = &design.instruments[k];
            let (due, paid) = match instrument.rule {
                Rule::Clawback { .. } => (&mut ledger.clawback_due, &mut ledger.clawback_paid),
                _ => (&mut ledger.subsidy_due, &mut ledger.subsidy_paid),
            };
            spread(due, paid, starts, &by_age[k], instrument.lag);
        }
        return;
    }
    for (start, &weight) in starts.iter().enumerate() {
        if weight < NEGLIGIBLE {
            continue;
        }
        by_start(start, weight, &mut |k, age, amount| {
            let instrument = &design.instruments[k];
            let (due, paid) = match instrument.rule {
                Rule::Clawback { .. } => (&mut ledger.clawback_due, &mut ledger.clawback_paid),
                _ => (&mut ledger.subsidy_due, &mut ledger.subsidy_paid),
            };
            due[start + age] += amount;
            paid[start + age + instrument.lag] += amount;
        });
    }
}

/// True when the costs that a rule refers to follow the wage index.
fn is_indexed(rule: &Rule) -> bool {
    let lines = match rule {
        Rule::Reimbursement { costs, .. } => Some(costs),
        Rule::Clawback { above_costs, .. } => above_costs.as_ref(),
        _ => None,
    };
    lines.is_some_and(|lines| lines.iter().any(|line| *line != CostLine::Training))
}

/// What has accumulated for one instrument and head.
#[derive(Clone, Copy, Default)]
struct Claim {
    costs: f64,
    paid: f64,
}

/// Training by age that does not depend on the route's outcome: always, and while on the route.
fn training_by_age(
    plan: &Plan,
    strategy: usize,
    stream: &Stream,
    tables: &RoleRates,
) -> (Vec<f64>, Vec<f64>) {
    let h = plan.horizon;
    let mut always = vec![0.0; h];
    let mut on_route = vec![0.0; h];
    let add = |out: &mut [f64], age: usize, amount: f64| {
        if age < h {
            out[age] += amount;
        }
    };
    for &(age, amount) in &tables.training {
        add(&mut always, age, amount);
    }
    for &(age, amount) in &tables.route_training {
        add(&mut on_route, age, amount);
    }
    let n = plan.scenario.strategies[strategy].intake[stream.key.group].positions;
    for class in &tables.classes {
        let seat = if stream.key.refill {
            class.amount / class.size as f64
        } else {
            n.div_ceil(class.size) as f64 * class.amount * (1.0 - class.partners) / n as f64
        };
        add(if class.on_route { &mut on_route } else { &mut always }, class.month, seat);
    }
    (always, on_route)
}
