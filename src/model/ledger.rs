//! Adds the lives of one strategy up to hours, costs and heads by month of delivery.
//!
//! In: [`Rates`] and the spells of every position. Out: a [`Ledger`]: accruals by month, before
//! prices that hold for the whole strategy (revenue, cover, indices) are applied in
//! [`super::settle`].

use super::grants;
use super::path::{ExitCause, NEVER, Spell};
use super::plan::{LadderAfter, Plan, Position, RefillRole, Role};
use super::profile::Registration;
use super::rates::{Rates, RoleRates, Standing, WorkRow, work};

fn add_row(sums: &mut WorkRow, row: &WorkRow) {
    for (sum, value) in sums.iter_mut().zip(row) {
        *sum += value;
    }
}

/// Accruals of one strategy in one run, by month 0 … H−1.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// Work of unregistered and of registered people, until [`Ledger::close`] takes it apart.
    work: [Vec<WorkRow>; 2],
    /// Gross wages with on-cost, without the allowances [€].
    pub wages: Vec<f64>,
    /// Billable hours of registered people.
    pub hours_registered: Vec<f64>,
    /// Billable hours of unregistered people.
    pub hours_unregistered: Vec<f64>,
    /// Norm hours of empty positions.
    pub gap_empty: Vec<f64>,
    /// Norm hours that occupied positions do not reach.
    pub gap_occupied: Vec<f64>,
    /// Supervision hours.
    pub supervision_hours: Vec<f64>,
    /// Of them the hours in which care is lost.
    pub lost_hours: Vec<f64>,
    /// Of them the hours that are paid extra.
    pub paid_hours: Vec<f64>,
    /// Training [€].
    pub training: Vec<f64>,
    /// Recruitment, before the wage index [€].
    pub recruitment: Vec<f64>,
    /// Workplace, before the wage index [€].
    pub workplace: Vec<f64>,
    /// FTE employed (changes by month until [`Ledger::close`], as for heads).
    pub fte: Vec<f64>,
    /// Exit sums, before the wage index [€].
    pub exit_sum: Vec<f64>,
    /// Exit payments that follow the wage of the leaver [€].
    pub exit_wage: Vec<f64>,
    /// Subsidy by month of entitlement [€].
    pub subsidy_due: Vec<f64>,
    /// Clawback by month of exit [€].
    pub clawback_due: Vec<f64>,
    /// Subsidy by month of payment, to H + tail [€].
    pub subsidy_paid: Vec<f64>,
    /// Clawback by month of payment, to H + tail [€].
    pub clawback_paid: Vec<f64>,
    /// People employed.
    pub heads: Vec<f64>,
    /// Of them registered.
    pub registered: Vec<f64>,
    /// Of them newly registered.
    pub newly_registered: Vec<f64>,
    /// People with supervision hours.
    pub supervised: Vec<f64>,
    /// Spells started (a whole number, but in expectations).
    pub hires: f64,
    /// Spells ended.
    pub exits: f64,
    /// Of them because of the failed route.
    pub exits_failed_route: f64,
    /// Exits of people on a route before registration.
    pub exits_before_registration: f64,
    /// Tenure in months at each exit is counted by [`Ledger::exits_by_tenure`].
    pub exits_by_tenure: Vec<[u32; 3]>,
    /// Heads, registered and newly registered people who are still there after H − 1.
    pub at_horizon: [f64; 3],
}

/// The parts of one head's life that money depends on.
#[derive(Clone, Copy, Debug)]
pub struct Stay {
    /// s.
    pub start: usize,
    /// Ages worked: 0 … ages − 1.
    pub ages: usize,
    /// G.
    pub g: usize,
    /// R.
    pub r: usize,
    /// Leaves at the end of the last age.
    pub exits: bool,
}

impl Stay {
    /// The part of a spell that lies before the horizon.
    pub fn new(spell: &Spell, registered_from_start: bool, horizon: usize) -> Self {
        let exits = spell.exit_age != NEVER;
        let ages = if exits { spell.exit_age + 1 } else { horizon - spell.start };
        let g = spell.registration_age(registered_from_start);
        Self { start: spell.start, ages, g, r: spell.failure_age(), exits }
    }

    /// First age that is not spent unregistered on the way (registered or failed), at most `ages`.
    pub fn way_ends(&self) -> usize {
        self.g.min(self.r).min(self.ages)
    }

    /// The standing from `way_ends` on.
    pub fn later(&self) -> Standing {
        if self.g < self.r { Standing::Registered } else { Standing::Failed }
    }

    /// Registered in age `age`.
    pub fn registered_at(&self, age: usize) -> bool {
        age >= self.g
    }
}

/// Fills a series with one value; the room is made once.
fn reset<T: Copy>(series: &mut Vec<T>, length: usize, value: T) {
    if series.len() == length {
        series.fill(value);
    } else {
        series.clear();
        series.resize(length, value);
    }
}

fn add_constant(out: &mut [f64], value: f64) {
    out.iter_mut().for_each(|out| *out += value);
}

/// Notes a change of level from the first month of a range until its end.
fn change(out: &mut [f64], months: &std::ops::Range<usize>, value: f64) {
    out[months.start] += value;
    if let Some(after) = out.get_mut(months.end) {
        *after -= value;
    }
}

fn one_if(condition: bool) -> f64 {
    f64::from(u8::from(condition))
}

impl Ledger {
    /// Sets everything to zero for a plan's horizon.
    pub fn clear(&mut self, plan: &Plan) {
        let h = plan.horizon;
        let long = h + plan.tail;
        for series in [
            &mut self.wages,
            &mut self.hours_registered,
            &mut self.hours_unregistered,
            &mut self.gap_empty,
            &mut self.gap_occupied,
            &mut self.supervision_hours,
            &mut self.lost_hours,
            &mut self.paid_hours,
            &mut self.training,
            &mut self.recruitment,
            &mut self.workplace,
            &mut self.fte,
            &mut self.exit_sum,
            &mut self.exit_wage,
            &mut self.subsidy_due,
            &mut self.clawback_due,
            &mut self.heads,
            &mut self.registered,
            &mut self.newly_registered,
            &mut self.supervised,
        ] {
            reset(series, h, 0.0);
        }
        for rows in &mut self.work {
            reset(rows, h, WorkRow::default());
        }
        for series in [&mut self.subsidy_paid, &mut self.clawback_paid] {
            reset(series, long, 0.0);
        }
        reset(&mut self.exits_by_tenure, h, [0; 3]);
        self.hires = 0.0;
        self.exits = 0.0;
        self.exits_failed_route = 0.0;
        self.exits_before_registration = 0.0;
        self.at_horizon = [0.0; 3];
    }

    /// Adds what a strategy spends by the calendar alone: classes of the first occupants.
    pub fn add_calendar(&mut self, plan: &Plan, strategy: usize, rates: &Rates) {
        let groups = &plan.scenario.strategies[strategy].intake;
        let positions = &plan.strategies[strategy].positions;
        for (g, group) in groups.iter().enumerate() {
            let Some(position) = positions.iter().find(|position| position.group == g) else {
                continue;
            };
            let Some(role) = position.first else { continue };
            for class in &rates.roles[role].classes {
                let month = group.recruit_from + class.month;
                if month < plan.horizon {
                    let classes = group.positions.div_ceil(class.size) as f64;
                    self.training[month] += classes * class.amount * (1.0 - class.partners);
                }
            }
        }
    }

    /// Adds one position: its spells in order of time, and the months in which it is empty.
    pub fn add_position(
        &mut self,
        plan: &Plan,
        strategy: usize,
        number: usize,
        rates: &Rates,
        spells: &[Spell],
    ) {
        let strategy_plan = &plan.strategies[strategy];
        let position = &strategy_plan.positions[number];
        let mut empty_from = position.vacant_from;
        for spell in spells {
            self.add_empty(rates, strategy_plan.fte[position.group], empty_from, spell.start);
            self.add_spell(plan, strategy, position, rates, spell);
            empty_from = if spell.exit_age == NEVER {
                NEVER
            } else {
                (spell.start + spell.exit_age + 1).max(position.vacant_from)
            };
            if position.refill == RefillRole::Closes {
                empty_from = NEVER;
            }
        }
        self.add_empty(rates, strategy_plan.fte[position.group], empty_from, plan.horizon);
    }

    fn add_empty(&mut self, rates: &Rates, fte: f64, from: usize, until: usize) {
        if from < until {
            let norm = rates.norm * fte;
            add_constant(&mut self.gap_empty[from..until], norm);
        }
    }

    /// Adds one hire of a position, and nothing else.
    pub fn add_hire(
        &mut self,
        plan: &Plan,
        strategy: usize,
        number: usize,
        rates: &Rates,
        spell: &Spell,
    ) {
        let position = &plan.strategies[strategy].positions[number];
        self.add_spell(plan, strategy, position, rates, spell);
    }

    fn add_spell(
        &mut self,
        plan: &Plan,
        strategy: usize,
        position: &Position,
        rates: &Rates,
        spell: &Spell,
    ) {
        let role_index = if spell.number == 0 {
            position.first.expect("a first spell has a role")
        } else {
            match position.refill {
                RefillRole::Role(role) => role,
                _ => unreachable!("a refill has a role"),
            }
        };
        let role = &plan.roles[role_index];
        let tables = &rates.roles[role_index];
        let profile = &plan.scenario.profiles[role.profile.0];
        let from_start = profile.registration == Registration::Registered;
        let stay = Stay::new(spell, from_start, plan.horizon);
        self.add_work(position, role, tables, &stay);
        self.add_wages(plan, role, tables, rates, &stay);
        self.add_training(plan, role, tables, spell, &stay);
        self.hires += 1.0;
        self.recruitment[stay.start] += tables.recruitment;
        self.workplace[stay.start] += tables.workplace_at_start;
        if stay.exits {
            self.add_exit(plan, role, tables, rates, spell, &stay, profile.tenure_at_start);
        } else {
            let registered = stay.registered_at(stay.ages - 1);
            self.at_horizon[0] += 1.0;
            self.at_horizon[1] += one_if(registered);
            self.at_horizon[2] += one_if(registered && stay.g > 0);
        }
        if !plan.strategies[strategy].subsidies.is_empty() {
            grants::add(self, plan, strategy, role_index, rates, spell, &stay);
        }
    }

    /// Hours, supervision, wages of the table and heads.
    fn add_work(&mut self, position: &Position, role: &Role, tables: &RoleRates, stay: &Stay) {
        let way = stay.way_ends();
        let s = stay.start;
        let segments = [(Standing::Unregistered, 0, way), (stay.later(), way, stay.ages)];
        for (standing, from, until) in segments {
            if from == until {
                continue;
            }
            let registered = standing == Standing::Registered;
            let months = s + from..s + until;
            let sums = &mut self.work[usize::from(registered)][months.clone()];
            let rows = &tables.work[standing as usize][from..until];
            // Somebody who is there before the position has a norm leaves no gap.
            let early = position.vacant_from.saturating_sub(months.start).min(rows.len());
            for (sums, row) in sums[..early].iter_mut().zip(rows) {
                let mut row = *row;
                row[work::GAP] = 0.0;
                add_row(sums, &row);
            }
            for (sums, row) in sums[early..].iter_mut().zip(&rows[early..]) {
                add_row(sums, row);
            }
            if registered {
                change(&mut self.registered, &months, 1.0);
                if stay.g > 0 {
                    change(&mut self.newly_registered, &months, 1.0);
                }
            }
        }
        let months = s..s + stay.ages;
        change(&mut self.heads, &months, 1.0);
        change(&mut self.fte, &months, role.fte);
    }

    /// Turns what was noted by month into the series; call once after every position is added.
    pub fn close(&mut self, rates: &Rates) {
        for series in
            [&mut self.heads, &mut self.registered, &mut self.newly_registered, &mut self.fte]
        {
            let mut level = 0.0;
            for value in series.iter_mut() {
                level += *value;
                *value = level;
            }
        }
        for (t, (a, b)) in self.work[0].iter().zip(&self.work[1]).enumerate() {
            self.hours_unregistered[t] = a[work::BILLABLE];
            self.hours_registered[t] = b[work::BILLABLE];
            self.gap_occupied[t] = a[work::GAP] + b[work::GAP];
            self.supervision_hours[t] = a[work::SUPERVISION] + b[work::SUPERVISION];
            self.lost_hours[t] = a[work::LOST] + b[work::LOST];
            self.paid_hours[t] = a[work::PAID] + b[work::PAID];
            self.supervised[t] = a[work::SUPERVISED] + b[work::SUPERVISED];
            self.workplace[t] += a[work::WORKPLACE] + b[work::WORKPLACE];
            self.wages[t] += (a[work::TABLE_WAGE] + b[work::TABLE_WAGE]) * rates.table_index[t];
        }
    }

    fn add_wages(
        &mut self,
        plan: &Plan,
        role: &Role,
        tables: &RoleRates,
        rates: &Rates,
        stay: &Stay,
    ) {
        // What depends on the age alone is in the rows of work.
        let from = match role.pay_after {
            _ if !tables.wage_in_work => 0,
            Some(_) => stay.g.min(stay.ages),
            None => return,
        };
        let wages = &mut self.wages;
        for_wages_from(from, plan, role, tables, rates, stay, |t, wage| wages[t] += wage);
    }

    fn add_training(
        &mut self,
        plan: &Plan,
        role: &Role,
        tables: &RoleRates,
        spell: &Spell,
        stay: &Stay,
    ) {
        let training = &mut self.training;
        for_training(plan, role, tables, spell, stay, |age, amount| {
            training[stay.start + age] += amount;
        });
    }

    #[allow(clippy::too_many_arguments)]
    fn add_exit(
        &mut self,
        plan: &Plan,
        role: &Role,
        tables: &RoleRates,
        rates: &Rates,
        spell: &Spell,
        stay: &Stay,
        tenure_at_start: usize,
    ) {
        let age = stay.ages - 1;
        let t = stay.start + age;
        let failed = spell.cause == ExitCause::FailedRoute;
        let registered = stay.registered_at(age);
        self.exits += 1.0;
        self.exits_failed_route += one_if(failed);
        self.exits_before_registration += one_if(role.route.is_some() && !registered);
        let kind = if failed { 2 } else { usize::from(registered) };
        let tenure = (age + tenure_at_start).min(self.exits_by_tenure.len() - 1);
        self.exits_by_tenure[tenure][kind] += 1;
        if tables.exit_only_failed && !failed {
            return;
        }
        self.exit_sum[t] += tables.exit_sum;
        if tables.exit_months_of_wage > 0.0 {
            let years = (age + 1 + tenure_at_start) as f64 / 12.0;
            let wage = gross_wage(plan, role, tables, rates, stay, age);
            self.exit_wage[t] += tables.exit_months_of_wage * years * wage;
        }
    }
}

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
fn for_wages_from(
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
            super::plan::Ladder::Scale(_) => &rates.table_index,
            super::plan::Ladder::Amount => &tables.amount[0],
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
        start: tables.step_at_registration(role, rates, plan.table_of_month[at], stay.g, at),
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
            super::plan::Ladder::Scale(by_table) => {
                by_table[plan.table_of_month[t]][age] * rates.table_index[t]
            }
            super::plan::Ladder::Amount => tables.amount[0][t],
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
