//! What one hire costs by month: wages in the pay of the month, and training.

use super::path::{Spell, Stay};
use super::plan::{Ladder, LadderAfter, Plan, Role};
use super::rates::Rates;
use super::role_rates::RoleRates;

/// Calls `f(month, wage)` for every month of a stay, wage being gross with on-cost and FTE.
pub fn for_wages(
    plan: &Plan,
    role: &Role,
    tables: &RoleRates,
    rates: &Rates,
    stay: &Stay,
    f: impl FnMut(usize, f64),
) {
    for_wages_from(0, plan, role, tables, rates, stay, f);
}

/// The same from age `from` on, which is 0 or the age of registration.
pub fn for_wages_from(
    from: usize,
    plan: &Plan,
    role: &Role,
    tables: &RoleRates,
    rates: &Rates,
    stay: &Stay,
    mut f: impl FnMut(usize, f64),
) {
    let s = stay.start;
    let switch = match role.pay_after {
        Some(_) => stay.g.min(stay.ages),
        None => stay.ages,
    };
    if from >= switch {
        // The months before are accounted for.
    } else if tables.wage_before.len() == 1 {
        let index = match role.pay {
            Ladder::Scale(_) => &rates.table_index,
            Ladder::Amount => &tables.amount[0],
        };
        let months = &index[s..s + switch];
        for (age, (wage, index)) in tables.wage_before[0].iter().zip(months).enumerate() {
            f(s + age, wage * index);
        }
    } else {
        for age in 0..switch {
            let t = s + age;
            f(t, tables.wage_before[plan.table_of_month[t]][age] * rates.table_index[t]);
        }
    }
    if switch == stay.ages {
        return;
    }
    match role.pay_after.as_ref().expect("only then is there a switch") {
        LadderAfter::Amount => {
            for age in switch..stay.ages {
                f(s + age, tables.amount[1][s + age] * tables.wage_factor[age]);
            }
        }
        LadderAfter::Scale { amounts, .. } => {
            let steps = steps_after(plan, role, tables, rates, stay);
            for age in switch..stay.ages {
                let t = s + age;
                let amount = steps.amount(&amounts[plan.table_of_month[t]], age);
                f(t, amount * rates.table_index[t] * tables.wage_factor[age]);
            }
        }
    }
}

/// Steps in the scale after registration.
#[derive(Clone, Copy)]
struct Steps {
    /// The step at registration.
    start: usize,
    /// Completed years of tenure at registration.
    years: usize,
    tenure_at_start: usize,
}

impl Steps {
    /// The amount of an age after registration.
    fn amount(self, amounts: &[f64], age: usize) -> f64 {
        let step = self.start + (self.tenure_at_start + age) / 12 - self.years;
        amounts[step.min(amounts.len() - 1)]
    }
}

fn steps_after(plan: &Plan, role: &Role, tables: &RoleRates, rates: &Rates, stay: &Stay) -> Steps {
    let at = stay.start + stay.g;
    let tenure_at_start = plan.scenario.profiles[role.profile.0].tenure_at_start;
    Steps {
        start: tables.step_at_registration(
            role,
            &rates.table_index,
            plan.table_of_month[at],
            stay.g,
            at,
        ),
        years: (tenure_at_start + stay.g) / 12,
        tenure_at_start,
    }
}

/// Gross pay of a full-time week in `age ≥ G`, indexed.
fn amount_after(
    plan: &Plan,
    role: &Role,
    tables: &RoleRates,
    rates: &Rates,
    stay: &Stay,
    age: usize,
) -> f64 {
    let t = stay.start + age;
    match role.pay_after.as_ref().expect("pay after registration") {
        LadderAfter::Amount => tables.amount[1][t],
        LadderAfter::Scale { amounts, .. } => {
            let steps = steps_after(plan, role, tables, rates, stay);
            steps.amount(&amounts[plan.table_of_month[t]], age) * rates.table_index[t]
        }
    }
}

/// Gross pay of an age after registration, with on-cost and the FTE factor.
pub fn wage_after(
    plan: &Plan,
    role: &Role,
    tables: &RoleRates,
    rates: &Rates,
    stay: &Stay,
    age: usize,
) -> f64 {
    amount_after(plan, role, tables, rates, stay, age) * tables.wage_factor[age]
}

/// Gross pay in an age with the FTE factor, without on-cost.
pub fn gross_wage(
    plan: &Plan,
    role: &Role,
    tables: &RoleRates,
    rates: &Rates,
    stay: &Stay,
    age: usize,
) -> f64 {
    let t = stay.start + age;
    let amount = if role.pay_after.is_some() && age >= stay.g {
        amount_after(plan, role, tables, rates, stay, age)
    } else {
        match &role.pay {
            Ladder::Scale(by_table) => by_table[plan.table_of_month[t]][age] * rates.table_index[t],
            Ladder::Amount => tables.amount[0][t],
        }
    };
    amount * role.fte
}

/// Calls `f(age, amount)` for every training cost of a stay (classes of first occupants apart).
pub fn for_training(
    plan: &Plan,
    role: &Role,
    tables: &RoleRates,
    spell: &Spell,
    stay: &Stay,
    mut f: impl FnMut(usize, f64),
) {
    for &(age, amount) in &tables.training {
        if age < stay.ages {
            f(age, amount);
        }
    }
    let way = stay.way_ends();
    if spell.number > 0 {
        for class in &tables.classes {
            let until = if class.on_route { way } else { stay.ages };
            if class.month < until {
                f(class.month, class.amount / class.size as f64);
            }
        }
    }
    let (Some(route), Some(path)) = (role.route, &spell.route) else {
        return;
    };
    let a0 = plan.scenario.routes[route.0].starts_at_month;
    for &(age, amount) in &tables.route_training {
        if age < way {
            f(age, amount);
        }
    }
    if tables.spread != 0.0 {
        let share = tables.spread / path.duration as f64;
        for age in a0..(a0 + path.duration).min(way) {
            f(age, share);
        }
    }
    if tables.per_attempt != 0.0 {
        let starts =
            std::iter::once(a0).chain(path.attempt_ends[..path.attempts - 1].iter().copied());
        for age in starts {
            if age < stay.ages {
                f(age, tables.per_attempt);
            }
        }
    }
}
