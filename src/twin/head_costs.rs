//! The costs of a head by age that a subsidy refers to, given its start and how its route goes.

use super::Stream;
use super::outcomes::Outcome;
use crate::model::path::{NEVER, RoutePath, Standing, Stay};
use crate::model::plan::Plan;
use crate::model::rates::Rates;
use crate::model::role_rates::RoleRates;
use crate::model::stay_costs::Wages;
use crate::model::subsidy::CostLine;

/// What instruments that refer to costs need to know of a head, for one start month.
pub(super) struct CostTables<'a> {
    pub plan: &'a Plan,
    pub rates: &'a Rates,
    pub role_index: usize,
    pub start: usize,
    /// Wages with allowances by age, before registration.
    pub wages: Vec<f64>,
    /// Training by age that comes whatever happens on the route.
    pub training: &'a [f64],
    /// First age from which `training` is 0.
    pub training_until: usize,
    /// Training by age while on the route.
    pub route_training: &'a [f64],
}

impl CostTables<'_> {
    /// The costs of the named lines in one age of one outcome.
    pub fn at(&self, lines: &[CostLine], outcome: &Outcome, age: usize) -> f64 {
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
                CostLine::Wages => self.wages(outcome, age),
                CostLine::NonBillableWages => {
                    let standing = match age {
                        _ if registered => Standing::Registered,
                        _ if age >= outcome.r => Standing::Failed,
                        _ => Standing::Unregistered,
                    };
                    let norm = self.rates.norm * role.fte;
                    self.wages(outcome, age) * tables.gap[standing as usize][age] / norm
                }
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

    /// Wages with allowances in one age of one outcome.
    fn wages(&self, outcome: &Outcome, age: usize) -> f64 {
        let role = &self.plan.roles[self.role_index];
        if age < outcome.g || role.pay_after.is_none() {
            return self.wages[age];
        }
        let stay = Stay {
            start: self.start,
            ages: self.plan.horizon - self.start,
            g: outcome.g,
            r: NEVER,
            exits: false,
        };
        let tables = &self.rates.roles[self.role_index];
        let allowances = 1.0 + self.rates.holiday_share + self.rates.bonus_share;
        let wages = Wages { plan: self.plan, role, tables, rates: self.rates, stay: &stay };
        wages.after_registration(age) * allowances
    }

    /// First age from which the named lines cost nothing more.
    pub fn until(&self, lines: &[CostLine], outcome: &Outcome) -> usize {
        let until = |line: &CostLine| match line {
            CostLine::Recruitment => 1,
            CostLine::Training => outcome.g.min(outcome.r).max(self.training_until),
            CostLine::Wages
            | CostLine::NonBillableWages
            | CostLine::Supervision
            | CostLine::Workplace => NEVER,
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

/// Training by age that does not depend on the route's outcome: always, and while on the route.
pub(super) fn training_by_age(
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
