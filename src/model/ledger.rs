//! Adds the lives of one strategy up to hours, costs and heads by month of delivery.
//!
//! In: [`Rates`] and the spells of every position. Out: a [`Ledger`]: accruals by month, before
//! prices that hold for the whole strategy (revenue, cover, indices) are applied in
//! [`super::settle`].

use super::grants::{self, Claim};
use super::path::{ExitCause, NEVER, Spell, Standing, Stay};
use super::plan::{Plan, Position, RefillRole, Role};
use super::rates::Rates;
use super::role_rates::{RoleRates, WorkRow, work};
use super::stay_costs::{Wages, for_training};

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

    /// Takes over another ledger of the same horizon, without new room: what is added to this one after
    /// it leaves the other as it was.
    pub fn copy_from(&mut self, other: &Self) {
        let Self {
            work,
            wages,
            hours_registered,
            hours_unregistered,
            gap_empty,
            gap_occupied,
            supervision_hours,
            lost_hours,
            paid_hours,
            training,
            recruitment,
            workplace,
            fte,
            exit_sum,
            exit_wage,
            subsidy_due,
            clawback_due,
            subsidy_paid,
            clawback_paid,
            heads,
            registered,
            newly_registered,
            supervised,
            hires,
            exits,
            exits_failed_route,
            exits_before_registration,
            exits_by_tenure,
            at_horizon,
        } = self;
        for (rows, from) in work.iter_mut().zip(&other.work) {
            rows.clone_from(from);
        }
        for (series, from) in [
            (wages, &other.wages),
            (hours_registered, &other.hours_registered),
            (hours_unregistered, &other.hours_unregistered),
            (gap_empty, &other.gap_empty),
            (gap_occupied, &other.gap_occupied),
            (supervision_hours, &other.supervision_hours),
            (lost_hours, &other.lost_hours),
            (paid_hours, &other.paid_hours),
            (training, &other.training),
            (recruitment, &other.recruitment),
            (workplace, &other.workplace),
            (fte, &other.fte),
            (exit_sum, &other.exit_sum),
            (exit_wage, &other.exit_wage),
            (subsidy_due, &other.subsidy_due),
            (clawback_due, &other.clawback_due),
            (subsidy_paid, &other.subsidy_paid),
            (clawback_paid, &other.clawback_paid),
            (heads, &other.heads),
            (registered, &other.registered),
            (newly_registered, &other.newly_registered),
            (supervised, &other.supervised),
        ] {
            series.clone_from(from);
        }
        exits_by_tenure.clone_from(&other.exits_by_tenure);
        (*hires, *exits) = (other.hires, other.exits);
        *exits_failed_route = other.exits_failed_route;
        *exits_before_registration = other.exits_before_registration;
        *at_horizon = other.at_horizon;
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
        let role_index = position.role_of(spell.number);
        let role = &plan.roles[role_index];
        let tables = &rates.roles[role_index];
        let stay = plan.stay(spell);
        self.add_work(position, role, tables, &stay);
        let wages = Wages { plan, role, tables, rates, stay: &stay };
        self.add_wages(wages);
        self.add_training(plan, role, tables, spell, &stay);
        self.hires += 1.0;
        self.recruitment[stay.start] += tables.recruitment;
        self.workplace[stay.start] += tables.workplace_at_start;
        if stay.exits {
            self.add_exit(wages, spell);
        } else {
            let registered = stay.registered_at(stay.ages - 1);
            self.at_horizon[0] += 1.0;
            self.at_horizon[1] += one_if(registered);
            self.at_horizon[2] += one_if(registered && stay.g > 0);
        }
        if !plan.strategies[strategy].subsidies.is_empty() {
            self.add_claims(plan, strategy, role_index, rates, spell, &stay);
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

    fn add_wages(&mut self, of: Wages<'_>) {
        // What depends on the age alone is in the rows of work.
        let from = match of.role.pay_after {
            _ if !of.tables.wage_in_work => 0,
            Some(_) => of.stay.g.min(of.stay.ages),
            None => return,
        };
        let wages = &mut self.wages;
        of.each_from(from, |t, wage| wages[t] += wage);
    }

    /// Subsidy and clawback, by month of entitlement and of payment.
    fn add_claims(
        &mut self,
        plan: &Plan,
        strategy: usize,
        role_index: usize,
        rates: &Rates,
        spell: &Spell,
        stay: &Stay,
    ) {
        let each = |claim: Claim| {
            let t = stay.start + claim.age;
            let (due, paid) = if claim.is_reclaimed {
                (&mut self.clawback_due, &mut self.clawback_paid)
            } else {
                (&mut self.subsidy_due, &mut self.subsidy_paid)
            };
            due[t] += claim.amount;
            paid[t + claim.lag] += claim.amount;
        };
        grants::for_claims(plan, strategy, role_index, rates, spell, stay, each);
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

    fn add_exit(&mut self, of: Wages<'_>, spell: &Spell) {
        let Wages { plan, role, tables, stay, .. } = of;
        let tenure_at_start = plan.scenario.profiles[role.profile.0].tenure_at_start;
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
            self.exit_wage[t] += tables.exit_months_of_wage * years * of.gross(age);
        }
    }
}
