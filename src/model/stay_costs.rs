//! What one hire costs by month: wages in the pay of the month, and training.

use super::path::{Spell, Stay};
use super::plan::{Ladder, LadderAfter, Plan, Role};
use super::rates::Rates;
use super::role_rates::RoleRates;

/// The wages of one stay, and what they follow from.
#[derive(Clone, Copy)]
pub struct Wages<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Whose.
    pub role: &'a Role,
    /// Its tables.
    pub tables: &'a RoleRates,
    /// The tables of all.
    pub rates: &'a Rates,
    /// From when until when, and from when registered.
    pub stay: &'a Stay,
}

impl Wages<'_> {
    /// Calls `f(month, wage)` for every month of the stay, wage being gross with on-cost and FTE.
    pub fn each(self, f: impl FnMut(usize, f64)) {
        self.each_from(0, f);
    }

    /// The same from age `from` on, which is 0 or the age of registration.
    pub fn each_from(self, from: usize, mut f: impl FnMut(usize, f64)) {
        let Self { plan, role, tables, rates, stay } = self;
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
                let steps = self.steps_after();
                for age in switch..stay.ages {
                    let t = s + age;
                    let amount = steps.amount(&amounts[plan.table_of_month[t]], age);
                    f(t, amount * rates.table_index[t] * tables.wage_factor[age]);
                }
            }
        }
    }

    /// Gross pay of an age after registration, with on-cost and the FTE factor.
    pub fn after_registration(self, age: usize) -> f64 {
        self.amount_after(age) * self.tables.wage_factor[age]
    }

    /// Gross pay in an age with the FTE factor, without on-cost.
    pub fn gross(self, age: usize) -> f64 {
        let Self { plan, role, tables, rates, stay } = self;
        let t = stay.start + age;
        let amount = if role.pay_after.is_some() && age >= stay.g {
            self.amount_after(age)
        } else {
            match &role.pay {
                Ladder::Scale(by_table) => {
                    by_table[plan.table_of_month[t]][age] * rates.table_index[t]
                }
                Ladder::Amount => tables.amount[0][t],
            }
        };
        amount * role.fte
    }

    /// Gross pay of a full-time week in `age ≥ G`, indexed.
    fn amount_after(self, age: usize) -> f64 {
        let Self { plan, role, tables, rates, stay } = self;
        let t = stay.start + age;
        match role.pay_after.as_ref().expect("pay after registration") {
            LadderAfter::Amount => tables.amount[1][t],
            LadderAfter::Scale { amounts, .. } => {
                let amount = self.steps_after().amount(&amounts[plan.table_of_month[t]], age);
                amount * rates.table_index[t]
            }
        }
    }

    fn steps_after(self) -> Steps {
        let Self { plan, role, tables, rates, stay } = self;
        let at = stay.start + stay.g;
        let table = plan.table_of_month[at];
        let tenure_at_start = plan.scenario.profiles[role.profile.0].tenure_at_start;
        Steps {
            start: tables.step_at_registration(role, &rates.table_index, table, stay.g, at),
            years: (tenure_at_start + stay.g) / 12,
            tenure_at_start,
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
