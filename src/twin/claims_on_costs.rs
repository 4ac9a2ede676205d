//! Expected subsidy and clawback that depend on the costs of the head, with a cap or a maximum at 0.
//!
//! Such amounts are no product of a start and an age: they are summed over start months (unless
//! the costs follow no index) and over the ways that the route can go.

use super::Stream;
use super::ages::Ages;
use super::claims::spread;
use super::head_costs::{CostTables, training_by_age};
use super::outcomes::{Outcome, outcomes};
use crate::model::ledger::Ledger;
use crate::model::path::{NEVER, Stay};
use crate::model::plan::Plan;
use crate::model::profile::IfFailed;
use crate::model::rates::{InstrumentRates, Rates};
use crate::model::stay_costs::Wages;
use crate::model::subsidy::{CostLine, Instrument, Rule, SubsidyDesign};

/// A start and a way that the route goes are left out below this probability. There are at most a few
/// thousand pairs of them: what is left out is less than 1e-9 of an amount.
const NEGLIGIBLE: f64 = 1e-13;

/// True for instruments whose amounts depend on the costs of the head.
pub(super) fn refers_to_costs(design: &SubsidyDesign, instrument: usize) -> bool {
    match &design.instruments[instrument].rule {
        Rule::Reimbursement { .. } | Rule::Guarantee { .. } => true,
        Rule::Clawback { of, above_costs, .. } => {
            above_costs.is_some()
                || of.iter().any(|basis| {
                    matches!(design.instruments[*basis].rule, Rule::Reimbursement { .. })
                })
        }
        _ => false,
    }
}

/// True when the costs that a rule refers to follow the wage index.
fn is_indexed(rule: &Rule) -> bool {
    let lines = match rule {
        Rule::Reimbursement { costs, .. } | Rule::Guarantee { costs, .. } => Some(costs),
        Rule::Clawback { above_costs, .. } => above_costs.as_ref(),
        _ => None,
    };
    lines.is_some_and(|lines| lines.iter().any(|line| *line != CostLine::Training))
}

/// Which money an expected amount is.
#[derive(Clone, Copy)]
enum Flow {
    Grant,
    Advance,
    Reclaim,
}

impl Flow {
    const ALL: [Self; 3] = [Self::Grant, Self::Advance, Self::Reclaim];

    /// Where it is added up by month of entitlement and by month of payment, and the months between them.
    fn books<'a>(
        self,
        ledger: &'a mut Ledger,
        of: &Instrument,
    ) -> (&'a mut [f64], &'a mut [f64], usize) {
        match (self, &of.rule) {
            (Self::Reclaim, _) => (&mut ledger.clawback_due, &mut ledger.clawback_paid, of.lag),
            (Self::Advance, Rule::Reimbursement { advance: Some(advance), .. }) => {
                (&mut ledger.subsidy_due, &mut ledger.subsidy_paid, advance.lag)
            }
            _ => (&mut ledger.subsidy_due, &mut ledger.subsidy_paid, of.lag),
        }
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
    let mut head = Head::new(design, &rates.subsidies[index], role.fte);
    let allowances = 1.0 + rates.holiday_share + rates.bonus_share;
    let mut by_start = |start: usize, weight: f64, pay: &mut dyn FnMut(usize, Flow, usize, f64)| {
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
            head.start();
            let mut employed = 1.0;
            for age in 0..last {
                let hazard = tables.hazard[usize::from(age >= outcome.g)][age];
                let fails_here = leaves && age + 1 == outcome.r;
                let month = Month {
                    costs: &costs,
                    outcome,
                    age,
                    there: p * employed,
                    leaving: if fails_here { 1.0 } else { hazard },
                    fails_here,
                };
                let more_to_come = head.add_month(&month, pay);
                if !more_to_come {
                    break;
                }
                employed *= 1.0 - month.leaving;
            }
        }
    };
    let instruments = &design.instruments;
    if !(0..instruments.len())
        .any(|k| refers_to_costs(design, k) && is_indexed(&instruments[k].rule))
    {
        // The costs do not follow an index: every start brings the same by age.
        let mut by_age = vec![[const { Vec::new() }; Flow::ALL.len()]; instruments.len()];
        by_start(0, 1.0, &mut |k, flow, age, amount| {
            let series: &mut Vec<f64> = &mut by_age[k][flow as usize];
            series.resize(h, 0.0);
            series[age] += amount;
        });
        for (instrument, flows) in instruments.iter().zip(&by_age) {
            for (flow, by_age) in Flow::ALL.into_iter().zip(flows) {
                let (due, paid, lag) = flow.books(ledger, instrument);
                spread(due, paid, starts, by_age, lag);
            }
        }
        return;
    }
    for (start, &weight) in starts.iter().enumerate() {
        if weight < NEGLIGIBLE {
            continue;
        }
        by_start(start, weight, &mut |k, flow, age, amount| {
            let (due, paid, lag) = flow.books(ledger, &instruments[k]);
            due[start + age] += amount;
            paid[start + age + lag] += amount;
        });
    }
}

/// One month of a head whose start and route are given.
struct Month<'a> {
    costs: &'a CostTables<'a>,
    outcome: &'a Outcome,
    age: usize,
    /// Probability of such a head, times that of being employed in this month.
    there: f64,
    /// Probability of leaving at its end.
    leaving: f64,
    /// Who leaves at its end leaves because of the route.
    fails_here: bool,
}

/// What has accumulated for one instrument and head.
#[derive(Clone, Copy, Default)]
struct Account {
    /// Costs made that the instrument refers to.
    costs: f64,
    /// What the head has become entitled to.
    entitled: f64,
    /// What is left of that for a head that leaves now: less what is unspent of an advance.
    kept: f64,
}

/// A head that is followed from month to month, for as long as it stays.
struct Head<'a> {
    design: &'a SubsidyDesign,
    numbers: &'a [InstrumentRates],
    fte: f64,
    /// Instruments that are paid here.
    claims: Vec<bool>,
    /// Instruments that are followed: these, and what they look at.
    followed: Vec<bool>,
    accounts: Vec<Account>,
}

impl<'a> Head<'a> {
    fn new(design: &'a SubsidyDesign, numbers: &'a [InstrumentRates], fte: f64) -> Self {
        let number = design.instruments.len();
        let claims: Vec<bool> = (0..number).map(|k| refers_to_costs(design, k)).collect();
        let mut followed = claims.clone();
        for (instrument, _) in design.instruments.iter().zip(&claims).filter(|(_, claims)| **claims)
        {
            match &instrument.rule {
                Rule::Clawback { of, .. } => of.iter().for_each(|basis| followed[*basis] = true),
                Rule::Guarantee { .. } => followed.fill(true),
                _ => {}
            }
        }
        let accounts = vec![Account::default(); number];
        Self { design, numbers, fte, claims, followed, accounts }
    }

    fn start(&mut self) {
        self.accounts.fill(Account::default());
    }

    /// What an amount for a full-time week is multiplied by.
    fn factor(&self, instrument: usize) -> f64 {
        if self.design.instruments[instrument].per_fte { self.fte } else { 1.0 }
    }

    /// Adds one month; false when nothing more can come of this head.
    fn add_month(
        &mut self,
        month: &Month<'_>,
        pay: &mut dyn FnMut(usize, Flow, usize, f64),
    ) -> bool {
        let mut more_to_come = false;
        for k in 0..self.accounts.len() {
            if self.followed[k] {
                more_to_come |= self.receive(k, month, pay);
            }
        }
        let mut reclaimed = 0.0;
        for k in 0..self.accounts.len() {
            if self.followed[k] {
                let (amount, open) = self.give_back(k, month);
                if self.claims[k] && amount > 0.0 {
                    pay(k, Flow::Reclaim, month.age, month.there * month.leaving * amount);
                }
                reclaimed += amount;
                more_to_come |= open && self.claims[k];
            }
        }
        let mut kept: f64 =
            self.accounts.iter().map(|account| account.kept).sum::<f64>() - reclaimed;
        for k in 0..self.accounts.len() {
            let (amount, open) = self.compensate(k, month, kept);
            if amount > 0.0 {
                pay(k, Flow::Grant, month.age, month.there * month.leaving * amount);
                kept += amount;
            }
            more_to_come |= open;
        }
        more_to_come
    }

    /// What the instrument gives in this month; true when a reimbursement can still change.
    fn receive(
        &mut self,
        k: usize,
        month: &Month<'_>,
        pay: &mut dyn FnMut(usize, Flow, usize, f64),
    ) -> bool {
        let Month { age, outcome, there, leaving, .. } = *month;
        let rule = &self.design.instruments[k].rule;
        let factor = self.factor(k);
        let account = &mut self.accounts[k];
        let due = match rule {
            Rule::Intake { .. } => age == 0,
            Rule::Monthly { from, until, .. } => {
                age >= *from && until.is_none_or(|until| age < until)
            }
            Rule::OnRegistration { .. } => age == outcome.g && age > 0,
            Rule::OnReaching { month, if_registered, .. } => {
                age == *month && (!if_registered || age >= outcome.g)
            }
            Rule::Reimbursement { costs: lines, .. } => {
                let until = rule.counts_until(outcome.g);
                if age >= until {
                    // In the first month that does not count an advance is settled.
                    if account.entitled > account.kept {
                        let unspent = account.entitled - account.kept;
                        pay(k, Flow::Reclaim, age, there * unspent);
                        account.entitled = account.kept;
                    }
                    return false;
                }
                let (share, cap) = (self.numbers[k].amount, self.numbers[k].cap * factor);
                let advance = self.numbers[k].advance * factor;
                if age == 0 && advance > 0.0 {
                    pay(k, Flow::Advance, age, there * advance);
                    account.entitled = advance;
                }
                if share * account.costs < cap {
                    account.costs += month.costs.at(lines, outcome, age);
                }
                account.kept = (share * account.costs).min(cap);
                let more = account.kept - account.entitled;
                if more > 0.0 {
                    pay(k, Flow::Grant, age, there * more);
                    account.entitled = account.kept;
                }
                let unspent = account.entitled - account.kept;
                if unspent > 0.0 {
                    pay(k, Flow::Reclaim, age, there * leaving * unspent);
                }
                let costs_end = month.costs.until(lines, outcome).min(until);
                return unspent > 0.0 || account.kept < cap && age + 1 < costs_end;
            }
            Rule::Guarantee { .. } | Rule::Clawback { .. } => return false,
        };
        if due {
            account.entitled += self.numbers[k].amount * factor;
            account.kept = account.entitled;
        }
        false
    }

    /// What a clawback takes from a head that leaves in this month, and whether it can take anything later.
    fn give_back(&mut self, k: usize, month: &Month<'_>) -> (f64, bool) {
        let Month { age, outcome, .. } = *month;
        let Rule::Clawback {
            before_month,
            linear,
            of,
            except_failed_route,
            until_registered,
            above_costs,
            ..
        } = &self.design.instruments[k].rule
        else {
            return (0.0, false);
        };
        if age + 1 >= *before_month || *until_registered && age >= outcome.g {
            return (0.0, false);
        }
        let kept: f64 = of.iter().map(|basis| self.accounts[*basis].kept).sum();
        let more_to_come = of
            .iter()
            .any(|basis| age + 1 < entitled_until(&self.design.instruments[*basis].rule, outcome));
        let account = &mut self.accounts[k];
        if let Some(lines) = above_costs {
            account.costs += month.costs.at(lines, outcome, age);
        }
        let basis = (kept - account.costs).max(0.0);
        let open = basis > 0.0 || more_to_come;
        if month.fails_here && *except_failed_route {
            return (0.0, open);
        }
        let w = if *linear { 1.0 - (age + 1) as f64 / *before_month as f64 } else { 1.0 };
        (self.numbers[k].amount * w * basis, open)
    }

    /// What a guarantee pays a head that leaves in this month, and whether it can pay anything later.
    fn compensate(&mut self, k: usize, month: &Month<'_>, kept: f64) -> (f64, bool) {
        let Month { age, outcome, .. } = *month;
        let Rule::Guarantee { before_month, costs: lines, until_registered, .. } =
            &self.design.instruments[k].rule
        else {
            return (0.0, false);
        };
        let until = (before_month - 1).min(if *until_registered { outcome.g } else { NEVER });
        if age >= until {
            return (0.0, false);
        }
        let cap = self.numbers[k].cap * self.factor(k);
        let account = &mut self.accounts[k];
        account.costs += month.costs.at(lines, outcome, age);
        let loss = (account.costs - kept).max(0.0);
        ((self.numbers[k].amount * loss).min(cap), age + 1 < until)
    }
}

/// First age from which an instrument gives nothing more.
fn entitled_until(rule: &Rule, outcome: &Outcome) -> usize {
    match rule {
        Rule::Intake { .. } => 1,
        Rule::Monthly { until, .. } => until.unwrap_or(NEVER),
        Rule::OnRegistration { .. } => outcome.g.saturating_add(1),
        Rule::OnReaching { month, .. } => month + 1,
        Rule::Reimbursement { .. } => rule.counts_until(outcome.g),
        Rule::Guarantee { .. } | Rule::Clawback { .. } => 0,
    }
}
