//! Expected subsidy and clawback of hires that are alike.

use super::ages::{Ages, convolve};
use super::{Stream, claims_on_costs};
use crate::model::ledger::Ledger;
use crate::model::path::NEVER;
use crate::model::plan::{Plan, needs_head_costs};
use crate::model::profile::Registration;
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
        add_by_age(ledger, plan, rates, stream, index, design, &starts, ages);
        if needs_head_costs(design) {
            claims_on_costs::add(ledger, plan, strategy, rates, stream, index, &starts, ages);
        }
    }
}

/// Instruments whose claims depend on the age alone.
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
    let amount =
        |k: usize| numbers[k].amount * if design.instruments[k].per_fte { fte } else { 1.0 };
    for (k, instrument) in design.instruments.iter().enumerate() {
        if claims_on_costs::refers_to_costs(design, k) {
            continue;
        }
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
            Rule::OnReaching { month, if_registered, .. } => {
                if *month < h {
                    let there = if *if_registered { &ages.registered } else { &ages.heads };
                    by_age[*month] = amount(k) * there[*month];
                }
            }
            Rule::Clawback { before_month, linear, of, .. } => {
                for &basis in of {
                    let (clawback, basis_rule) =
                        (&instrument.rule, &design.instruments[basis].rule);
                    let leaving = entitled_at_exit(plan, rates, stream, clawback, basis_rule, ages);
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
            Rule::Reimbursement { .. } | Rule::Guarantee { .. } => {
                unreachable!("what refers to costs is summed by start")
            }
        }
        spread(&mut ledger.subsidy_due, &mut ledger.subsidy_paid, starts, &by_age, instrument.lag);
    }
}

/// By age: the expected number of times that the amount of an instrument (`basis`) had become due to
/// a head that leaves at the end of that age, where a clawback reclaims it.
fn entitled_at_exit(
    plan: &Plan,
    rates: &Rates,
    stream: &Stream,
    clawback: &Rule,
    basis: &Rule,
    ages: &Ages,
) -> Vec<f64> {
    let Rule::Clawback { except_failed_route, until_registered, .. } = clawback else {
        unreachable!("only a clawback reclaims");
    };
    let h = plan.horizon;
    let tables = &rates.roles[stream.key.role];
    let exits = |age: usize| {
        ages.exits[age]
            - if *except_failed_route { ages.exit_failed_route[age] } else { 0.0 }
            - if *until_registered { ages.exit_registered[age] } else { 0.0 }
    };
    let from_start = plan.scenario.profiles[plan.roles[stream.key.role].profile.0].registration
        == Registration::Registered;
    match basis {
        Rule::Intake { .. } => (0..h).map(exits).collect(),
        Rule::Monthly { from, until, .. } => (0..h)
            .map(|age| {
                let end = until.unwrap_or(NEVER).min(age + 1);
                exits(age) * end.saturating_sub(*from) as f64
            })
            .collect(),
        Rule::OnReaching { month, if_registered: false, .. } => {
            (0..h).map(|age| if age >= *month { exits(age) } else { 0.0 }).collect()
        }
        // What only the registered have is not reclaimed from others.
        Rule::OnRegistration { .. } | Rule::OnReaching { .. } if *until_registered => vec![0.0; h],
        Rule::OnRegistration { .. } if from_start => vec![0.0; h],
        Rule::OnRegistration { .. } => ages.exit_registered.clone(),
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
        Rule::Reimbursement { .. } | Rule::Guarantee { .. } | Rule::Clawback { .. } => {
            vec![0.0; h]
        }
    }
}

pub(super) fn spread(
    due: &mut [f64],
    paid: &mut [f64],
    starts: &[f64],
    by_age: &[f64],
    lag: usize,
) {
    let mut series = vec![0.0; due.len()];
    convolve(starts, by_age, &mut series);
    for (t, amount) in series.iter().enumerate() {
        due[t] += amount;
        paid[t + lag] += amount;
    }
}
