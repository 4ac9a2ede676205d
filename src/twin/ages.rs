//! What one hire of a role is expected to be at each age, given θ.

use crate::model::plan::{LadderAfter, Plan, Role};
use crate::model::profile::{IfFailed, Registration};
use crate::model::role_rates::RoleRates;

/// A mass of probability so small that what lies beyond it is left out.
const NEGLIGIBLE: f64 = 1e-13;

/// Longest route in months that spread costs are followed to.
const LONGEST: usize = 1 << 14;

/// Probabilities by age for one hire of one role, from its start.
#[derive(Clone, Debug, Default)]
pub struct Ages {
    /// Employed and unregistered, on the way or without a route.
    pub way: Vec<f64>,
    /// Employed and registered.
    pub registered: Vec<f64>,
    /// Employed after failing for good.
    pub failed: Vec<f64>,
    /// Employed.
    pub heads: Vec<f64>,
    /// Leaves at the end of the age: by attrition while not registered.
    pub exit_unregistered: Vec<f64>,
    /// Leaves at the end of the age: registered.
    pub exit_registered: Vec<f64>,
    /// Leaves at the end of the age: because of the failed route.
    pub exit_failed_route: Vec<f64>,
    /// Leaves at the end of the age.
    pub exits: Vec<f64>,
    /// Would be registered at exactly this age.
    pub registers: Vec<f64>,
    /// Would fail for good at exactly this age.
    pub fails: Vec<f64>,
    /// Training cost (classes of first occupants and of refills apart) [€].
    pub training: Vec<f64>,
    /// p_V: probability of each number of months of search.
    pub vacancy: Vec<f64>,
    /// Probability of each length of the first attempt.
    pub duration: Vec<f64>,
    /// Probability of each length of a retry.
    pub retry: Vec<f64>,
    /// `ends[j][a]`: attempt j + 1 would end at age a.
    pub ends: Vec<Vec<f64>>,
}

fn reset(series: &mut Vec<f64>, h: usize) {
    series.clear();
    series.resize(h, 0.0);
}

impl Ages {
    /// Fills everything for one role.
    pub fn update(&mut self, plan: &Plan, role: &Role, tables: &RoleRates) {
        let h = plan.horizon;
        for series in [
            &mut self.way,
            &mut self.registered,
            &mut self.failed,
            &mut self.heads,
            &mut self.exit_unregistered,
            &mut self.exit_registered,
            &mut self.exit_failed_route,
            &mut self.exits,
            &mut self.registers,
            &mut self.fails,
            &mut self.training,
            &mut self.vacancy,
        ] {
            reset(series, h);
        }
        let (location, scale) = tables.vacancy;
        let _beyond = plan.vacancy[role.profile.0].fill_pmf(location, scale, &mut self.vacancy);
        let profile = &plan.scenario.profiles[role.profile.0];
        let mut leaves = false;
        if let Some(route) = role.route {
            leaves = plan.scenario.routes[route.0].if_failed == IfFailed::Leaves;
            self.fill_route(plan, route.0, tables);
        }
        let from_start = profile.registration == Registration::Registered;
        let (survival, [before, after]) = (&tables.survival[0], &tables.hazard);
        let mut on_way = 1.0;
        let mut has_failed = 0.0;
        let mut registered = 0.0;
        for age in 0..h {
            on_way -= self.registers[age] + self.fails[age];
            has_failed += self.fails[age];
            registered +=
                if from_start && age == 0 { 1.0 } else { self.registers[age] * survival[age] };
            let way = if from_start { 0.0 } else { survival[age] * on_way.max(0.0) };
            let failed = if leaves { 0.0 } else { survival[age] * has_failed };
            // Who fails at the next age leaves at the end of this one.
            let leaving = match self.fails.get(age + 1) {
                Some(next) if leaves => survival[age] * next,
                _ => 0.0,
            };
            self.way[age] = way;
            self.failed[age] = failed;
            self.registered[age] = registered;
            self.heads[age] = way + failed + registered;
            self.exit_unregistered[age] = (way - leaving + failed) * before[age];
            self.exit_registered[age] = registered * after[age];
            self.exit_failed_route[age] = leaving;
            self.exits[age] = self.exit_unregistered[age] + self.exit_registered[age] + leaving;
            registered *= 1.0 - after[age];
        }
        self.fill_training(plan, role, tables);
    }

    fn fill_route(&mut self, plan: &Plan, index: usize, tables: &RoleRates) {
        let h = plan.horizon;
        let route = &plan.scenario.routes[index];
        reset(&mut self.duration, h + 1);
        let (location, scale) = tables.duration;
        let mut beyond = plan.route[index].fill_pmf(location, scale, &mut self.duration);
        // Costs spread over a route that ends beyond the horizon depend on how far beyond.
        while tables.spread != 0.0 && beyond > NEGLIGIBLE && self.duration.len() < LONGEST {
            let longer = self.duration.len() * 2;
            reset(&mut self.duration, longer);
            beyond = plan.route[index].fill_pmf(location, scale, &mut self.duration);
        }
        self.ends.resize_with(route.attempts, Vec::new);
        reset(&mut self.ends[0], h);
        for (age, end) in self.ends[0].iter_mut().enumerate().skip(route.starts_at_month) {
            *end = self.duration[age - route.starts_at_month];
        }
        if route.attempts > 1 {
            reset(&mut self.retry, h);
            let (location, scale) = tables.retry;
            let _beyond = plan.retry[index].fill_pmf(location, scale, &mut self.retry);
            for attempt in 1..route.attempts {
                let (earlier, later) = self.ends.split_at_mut(attempt);
                reset(&mut later[0], h);
                convolve(&earlier[attempt - 1], &self.retry, &mut later[0]);
            }
        }
        let mut reached = 1.0;
        for ends in &self.ends {
            for (registers, end) in self.registers.iter_mut().zip(ends) {
                *registers += reached * tables.pass * end;
            }
            reached *= 1.0 - tables.pass;
        }
        for (fails, end) in self.fails.iter_mut().zip(&self.ends[route.attempts - 1]) {
            *fails = reached * end;
        }
    }

    fn fill_training(&mut self, plan: &Plan, role: &Role, tables: &RoleRates) {
        let h = plan.horizon;
        for &(age, amount) in tables.training.iter().filter(|(age, _)| *age < h) {
            self.training[age] += amount * self.heads[age];
        }
        let Some(route) = role.route else { return };
        let a0 = plan.scenario.routes[route.0].starts_at_month;
        for &(age, amount) in tables.route_training.iter().filter(|(age, _)| *age < h) {
            self.training[age] += amount * self.way[age];
        }
        if tables.spread != 0.0 {
            // Σ over D > a − a0 of p_D(D)/D, from the longest route backwards.
            let mut share: f64 = 0.0;
            for months in (1..self.duration.len()).rev() {
                share += self.duration[months] / months as f64;
                let age = a0 + months - 1;
                if age < h {
                    self.training[age] += tables.spread * share * tables.survival[0][age];
                }
            }
        }
        if tables.per_attempt != 0.0 {
            if a0 < h {
                self.training[a0] += tables.per_attempt * tables.survival[0][a0];
            }
            let mut reached = 1.0;
            let further = self.ends.len() - 1;
            for ends in &self.ends[..further] {
                reached *= 1.0 - tables.pass;
                for (age, end) in ends.iter().enumerate() {
                    self.training[age] +=
                        tables.per_attempt * reached * end * tables.survival[0][age];
                }
            }
        }
    }

    /// Calls `f(G, age, p)` with the probability of being employed in `age ≥ G` having been
    /// registered at G > 0.
    pub fn for_registered(&self, tables: &RoleRates, mut f: impl FnMut(usize, usize, f64)) {
        for (g, registers) in self.registers.iter().enumerate() {
            let mut here = registers * tables.survival[0][g];
            if here == 0.0 {
                continue;
            }
            for age in g..self.registers.len() {
                f(g, age, here);
                here *= 1.0 - tables.hazard[1][age];
            }
        }
    }
}

/// True when pay after registration depends on the calendar month of the registration.
pub fn pay_depends_on_start(plan: &Plan, role: &Role) -> bool {
    match &role.pay_after {
        Some(LadderAfter::Scale { start_step, .. }) => {
            start_step.is_empty() || plan.scenario.employment.salary_tables.len() > 1
        }
        _ => false,
    }
}

/// Adds the convolution of two series from 0 to `out`, up to its end.
pub fn convolve(a: &[f64], b: &[f64], out: &mut [f64]) {
    let h = out.len();
    for (s, &weight) in a.iter().enumerate().take(h) {
        if weight != 0.0 {
            for (out, value) in out[s..].iter_mut().zip(b) {
                *out += weight * value;
            }
        }
    }
}
