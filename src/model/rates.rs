//! One draw of the quantities, turned into tables by age and by month.
//!
//! In: a [`Plan`] and a [`Theta`]. Out: [`Rates`], where every number that a life or a month
//! needs is looked up. Inner loops work on plain slices of these tables; units end here.
//! The tables are allocated once and refilled for every run.

use super::contract::Variant;
use super::employment::PerFteOrCase;
use super::organisation::{Cover, CoverWhen};
use super::plan::Plan;
use super::profile::Registration;
use super::quantity::{Quantity, Theta};
use super::role_rates::RoleRates;
use super::scenario::Index;
use super::subsidy::Rule;

/// Everything that follows from θ alone.
#[derive(Clone, Debug, Default)]
pub struct Rates {
    /// W by month.
    pub wage_index: Vec<f64>,
    /// P by month.
    pub tariff_index: Vec<f64>,
    /// Pay index of salary tables by month: level of the table that holds, or the index after the last.
    pub table_index: Vec<f64>,
    /// N/12 [hours/month].
    pub norm: f64,
    /// Revenue of a registered hour by month of delivery [€/hour].
    pub registered_hour: Vec<f64>,
    /// Revenue of an unregistered hour by month of delivery [€/hour].
    pub unregistered_hour: Vec<f64>,
    /// Share of the revenue that is paid after the payment lag; the rest comes later.
    pub share_on_start: f64,
    /// Penalty for an undelivered hour by month [€/hour].
    pub penalty: Vec<f64>,
    /// Largest share of unregistered hours.
    pub max_unregistered_share: f64,
    /// Value of an hour of care by month where one is stated [€/hour].
    pub care_value: Option<Vec<f64>>,
    /// What an undelivered hour costs those who wait, by month [€/hour].
    pub waiting_cost: Option<Vec<f64>>,
    /// Share of gross wages that accrues as holiday allowance.
    pub holiday_share: f64,
    /// Share of gross wages that accrues as year-end bonus.
    pub bonus_share: f64,
    /// Overhead that grows, as a share of wage cost.
    pub overhead: f64,
    /// All overhead, as a share of wage cost (equal to `overhead` where none is stated).
    pub full_overhead: f64,
    /// Supervisor's cost of an hour by month [€/hour].
    pub supervisor_hour: Vec<f64>,
    /// Other direct costs for each FTE and month, before the wage index [€].
    pub other_per_fte: f64,
    /// Other direct costs for each own billable hour, before the wage index [€].
    pub other_per_hour: f64,
    /// Residual value of a registered and of an unregistered head [€].
    pub residual: (f64, f64),
    /// Tables by role.
    pub roles: Vec<RoleRates>,
    /// Cover by strategy; `None`: nobody stands in.
    pub cover: Vec<Option<CoverRates>>,
    /// People under supervision that the mentors can carry; infinite where not stated.
    pub mentor_capacity: f64,
    /// Numbers of the instruments, by design and instrument.
    pub subsidies: Vec<Vec<InstrumentRates>>,
}

/// Numbers of one subsidy instrument.
#[derive(Clone, Copy, Debug, Default)]
pub struct InstrumentRates {
    /// Amount [€], amount a month, or share of costs or entitlement.
    pub amount: f64,
    /// Most that is paid for one head [€].
    pub cap: f64,
    /// Advance on a reimbursement [€].
    pub advance: f64,
}

/// Cover of one strategy.
#[derive(Clone, Debug, Default)]
pub struct CoverRates {
    /// Share of the gap that is covered.
    pub share: f64,
    /// Also beside somebody who does not reach the norm.
    pub every_gap: bool,
    /// Cost of a delivered hour by month [€/hour].
    pub cost_per_delivered_hour: Vec<f64>,
    /// Standing cost by month [€].
    pub standing: Vec<f64>,
}

impl Rates {
    /// Fills every table for one draw.
    pub fn update(&mut self, plan: &Plan, theta: &Theta) {
        let scenario = &plan.scenario;
        let h = plan.horizon;
        fill_index(&mut self.wage_index, plan, &scenario.wage_index, theta);
        fill_index(&mut self.tariff_index, plan, &scenario.tariff_index, theta);
        self.fill_table_index(plan, theta);
        self.fill_contract(plan, theta);
        let employment = &scenario.employment;
        self.holiday_share = theta.value(employment.holiday_allowance.share);
        self.bonus_share = theta.value(employment.year_end_bonus.share);
        self.overhead = theta.value(employment.overhead_on_wages);
        self.full_overhead =
            employment.full_cost_overhead.map_or(self.overhead, |share| theta.value(share));
        let hour = employment.supervisor_cost_per_hour.map_or(0.0, |cost| theta.value(cost));
        self.supervisor_hour.clear();
        self.supervisor_hour.extend(self.wage_index.iter().map(|w| w * hour));
        let cases_per_hour = match &scenario.contract.variant {
            Variant::Caseload { cases_per_fte, .. } => theta.value(*cases_per_fte) / self.norm,
            _ => 0.0,
        };
        self.other_per_fte = 0.0;
        self.other_per_hour = 0.0;
        for other in &employment.other_direct {
            match other.per {
                PerFteOrCase::Fte => self.other_per_fte += theta.value(other.amount),
                PerFteOrCase::Case => {
                    self.other_per_hour += theta.value(other.amount) * cases_per_hour;
                }
            }
        }
        self.residual = scenario
            .residual_value
            .map_or((0.0, 0.0), |r| (theta.value(r.registered), theta.value(r.unregistered)));
        self.roles.resize_with(plan.roles.len(), RoleRates::default);
        for (role, rates) in plan.roles.iter().zip(&mut self.roles) {
            rates.update(plan, role, theta, self.norm, &self.wage_index);
        }
        self.mentor_capacity = scenario
            .organisation
            .mentoring
            .map_or(f64::INFINITY, |m| theta.value(m.mentors) * theta.value(m.heads_per_mentor));
        self.subsidies.clear();
        self.subsidies.extend(scenario.subsidies.iter().map(|design| {
            design
                .instruments
                .iter()
                .map(|instrument| instrument_rates(&instrument.rule, theta))
                .collect()
        }));
        self.cover.resize_with(scenario.strategies.len(), || None);
        for (strategy, rates) in scenario.strategies.iter().zip(&mut self.cover) {
            match &strategy.cover {
                None => *rates = None,
                Some(cover) => {
                    rates.get_or_insert_default().update(cover, theta, &self.wage_index, h)
                }
            }
        }
    }

    /// Multiplies the exit probabilities of people who are not registered when they come, kept in [0, 1], by
    /// what an organisation believes of them.
    pub fn believe(&mut self, plan: &Plan, theta: &Theta, times: f64) {
        for (role, rates) in plan.roles.iter().zip(&mut self.roles) {
            let profile = &plan.scenario.profiles[role.profile.0];
            if profile.registration != Registration::Registered {
                rates.believe(profile, theta, plan.horizon, times);
            }
        }
    }

    /// Months in which more people are under supervision than the mentors can carry.
    pub fn months_over_capacity(&self, supervised: &[f64]) -> f64 {
        supervised.iter().filter(|heads| **heads > self.mentor_capacity * (1.0 + 1e-9)).count()
            as f64
    }

    fn fill_table_index(&mut self, plan: &Plan, theta: &Theta) {
        let tables = &plan.scenario.employment.salary_tables;
        self.table_index.clear();
        if tables.is_empty() {
            self.table_index.resize(plan.horizon, 1.0);
            return;
        }
        for (t, &k) in plan.table_of_month.iter().enumerate() {
            let table = &tables[k];
            let factor = table.factor.map_or(1.0, |factor| theta.value(factor));
            let level = table
                .raises
                .iter()
                .fold(factor, |level, raise| level * (1.0 + theta.value(*raise)));
            let index = if k + 1 == tables.len() {
                self.wage_index[t] / self.wage_index[table.from.min(t)]
            } else {
                1.0
            };
            self.table_index.push(level * index);
        }
    }

    fn fill_contract(&mut self, plan: &Plan, theta: &Theta) {
        let contract = &plan.scenario.contract;
        let h = plan.horizon;
        self.norm = theta.get(contract.billable_hours_per_year).monthly().0;
        for series in [&mut self.registered_hour, &mut self.unregistered_hour, &mut self.penalty] {
            series.clear();
            series.resize(h, 0.0);
        }
        self.share_on_start = 1.0;
        let tariff_index = &self.tariff_index;
        match &contract.variant {
            Variant::Effort { tariff_per_hour, tariff_unregistered_per_hour } => {
                tariff_per_hour.fill(theta, tariff_index, &mut self.registered_hour);
                match tariff_unregistered_per_hour {
                    Some(tariff) => tariff.fill(theta, tariff_index, &mut self.unregistered_hour),
                    None => self.unregistered_hour.copy_from_slice(&self.registered_hour),
                }
            }
            Variant::Output {
                hours_per_trajectory, price_per_trajectory, share_on_start, ..
            } => {
                price_per_trajectory.fill(theta, tariff_index, &mut self.registered_hour);
                let hours = theta.value(*hours_per_trajectory);
                self.registered_hour.iter_mut().for_each(|value| *value /= hours);
                self.unregistered_hour.copy_from_slice(&self.registered_hour);
                self.share_on_start = theta.value(*share_on_start);
            }
            Variant::Caseload { cases_per_fte, price_per_case_month } => {
                price_per_case_month.fill(theta, tariff_index, &mut self.registered_hour);
                let cases_per_hour = theta.value(*cases_per_fte) / self.norm;
                self.registered_hour.iter_mut().for_each(|value| *value *= cases_per_hour);
                self.unregistered_hour.copy_from_slice(&self.registered_hour);
            }
            Variant::Task { penalty_per_undelivered_hour } => {
                if let Some(penalty) = penalty_per_undelivered_hour {
                    penalty.fill(theta, tariff_index, &mut self.penalty);
                }
            }
        }
        self.max_unregistered_share =
            contract.max_unregistered_share.map_or(f64::INFINITY, |share| theta.value(share));
        let by_tariff_index = |amount: Option<Quantity<_>>| {
            amount.map(|amount| {
                let amount: f64 = theta.value(amount);
                tariff_index.iter().map(|p| p * amount).collect()
            })
        };
        self.care_value = by_tariff_index(contract.care_value_per_hour);
        self.waiting_cost = by_tariff_index(contract.waiting_cost_per_hour);
    }
}

/// `Π (1 + g + deviation)` over the Januaries since the start.
fn fill_index(out: &mut Vec<f64>, plan: &Plan, index: &Index, theta: &Theta) {
    let growth = theta.value(index.growth);
    let mut deviations = index.yearly_deviations.iter();
    let mut level = 1.0;
    out.clear();
    for &moves in &plan.index_moves {
        if moves {
            let deviation = deviations.next().map_or(0.0, |deviation| theta.value(*deviation));
            level *= 1.0 + growth + deviation;
        }
        out.push(level);
    }
}

fn instrument_rates(rule: &Rule, theta: &Theta) -> InstrumentRates {
    let amount = match rule {
        Rule::Intake { amount }
        | Rule::OnRegistration { amount }
        | Rule::OnReaching { amount, .. } => theta.value(*amount),
        Rule::Monthly { amount, .. } => theta.value(*amount),
        Rule::Reimbursement { share, .. }
        | Rule::Guarantee { share, .. }
        | Rule::Clawback { share, .. } => theta.value(*share),
    };
    let cap = match rule {
        Rule::Reimbursement { cap: Some(cap), .. } | Rule::Guarantee { cap: Some(cap), .. } => {
            theta.value(*cap)
        }
        _ => f64::INFINITY,
    };
    let advance = match rule {
        Rule::Reimbursement { advance: Some(advance), .. } => theta.value(advance.amount).min(cap),
        _ => 0.0,
    };
    InstrumentRates { amount, cap, advance }
}

impl CoverRates {
    fn update(&mut self, cover: &Cover, theta: &Theta, wage_index: &[f64], h: usize) {
        self.share = theta.value(cover.share);
        self.every_gap = cover.when == CoverWhen::Gap;
        self.cost_per_delivered_hour.resize(h, 0.0);
        cover.rate_per_hour.fill(theta, wage_index, &mut self.cost_per_delivered_hour);
        let factor = (1.0 + theta.value(cover.vat)) / theta.value(cover.productivity);
        self.cost_per_delivered_hour.iter_mut().for_each(|cost| *cost *= factor);
        let standing = cover.standing_cost_per_month.map_or(0.0, |cost| theta.value(cost));
        self.standing.clear();
        self.standing.extend(wage_index.iter().map(|w| w * standing));
    }
}
