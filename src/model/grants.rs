//! What a head brings in subsidy, and what is reclaimed when it leaves early.

use super::path::{ExitCause, Spell, Stay};
use super::plan::{Plan, needs_head_costs};
use super::rates::Rates;
use super::stay_costs::{Wages, for_training};
use super::subsidy::{CostLine, Rule, SubsidyDesign};

/// Costs of one head by age, for designs that refer to them.
#[derive(Clone, Debug, Default)]
pub struct HeadCosts {
    by_line: [Vec<f64>; 5],
}

impl HeadCosts {
    /// Adds the costs of a stay up from nothing, in the month of delivery.
    pub fn new(
        plan: &Plan,
        strategy: usize,
        role_index: usize,
        rates: &Rates,
        spell: &Spell,
        stay: &Stay,
    ) -> Self {
        let role = &plan.roles[role_index];
        let tables = &rates.roles[role_index];
        let mut costs = Self::default();
        for line in &mut costs.by_line {
            line.resize(stay.ages, 0.0);
        }
        let s = stay.start;
        let [recruitment, wages, training, supervision, workplace] = &mut costs.by_line;
        recruitment[0] += tables.recruitment * rates.wage_index[s];
        let with_allowances = 1.0 + rates.holiday_share + rates.bonus_share;
        Wages { plan, role, tables, rates, stay }
            .each(|t, wage| wages[t - s] += wage * with_allowances);
        for_training(plan, role, tables, spell, stay, |age, amount| training[age] += amount);
        if spell.number == 0 {
            let group = plan.strategies[strategy].positions[spell.position].group;
            let n = plan.scenario.strategies[strategy].intake[group].positions;
            for class in &tables.classes {
                let until = if class.on_route { stay.way_ends() } else { stay.ages };
                if class.month < until {
                    let classes = n.div_ceil(class.size) as f64;
                    training[class.month] +=
                        classes * class.amount * (1.0 - class.partners) / n as f64;
                }
            }
        }
        if tables.paid_extra {
            for (age, cost) in supervision.iter_mut().enumerate() {
                let hours = tables.supervision[usize::from(stay.registered_at(age))][age];
                *cost += hours * rates.supervisor_hour[s + age];
            }
        }
        workplace[0] += tables.workplace_at_start * rates.wage_index[s];
        for (age, cost) in workplace.iter_mut().enumerate() {
            *cost += tables.workplace_per_month * rates.wage_index[s + age];
        }
        costs
    }

    /// The named costs in one age.
    pub fn at(&self, lines: &[CostLine], age: usize) -> f64 {
        lines.iter().map(|line| self.by_line[*line as usize][age]).sum()
    }
}

/// True when a head of this profile, start and number is within a design's terms.
fn is_eligible(design: &SubsidyDesign, spell: &Spell) -> bool {
    design.eligible.contains(&spell.profile)
        && (spell.number == 0 || design.refills)
        && spell.start >= design.from
        && design.until.is_none_or(|until| spell.start < until)
}

/// Calls `f(design, instrument, age, amount)` for everything that the designs of the strategy pay or
/// reclaim for one head.
pub fn for_claims(
    plan: &Plan,
    strategy: usize,
    role_index: usize,
    rates: &Rates,
    spell: &Spell,
    stay: &Stay,
    f: impl FnMut(usize, usize, usize, f64),
) {
    for_claims_knowing(plan, strategy, role_index, rates, spell, stay, &mut None, f);
}

/// The same with room for the costs of the head: whoever asks for one design after another computes them once.
#[allow(clippy::too_many_arguments)]
pub fn for_claims_knowing(
    plan: &Plan,
    strategy: usize,
    role_index: usize,
    rates: &Rates,
    spell: &Spell,
    stay: &Stay,
    costs: &mut Option<HeadCosts>,
    mut f: impl FnMut(usize, usize, usize, f64),
) {
    for (design_index, eligible) in &plan.strategies[strategy].subsidies {
        let design = &plan.scenario.subsidies[*design_index];
        if !eligible[spell.position] || !is_eligible(design, spell) {
            continue;
        }
        let known = match needs_head_costs(design) {
            true => Some(&*costs.get_or_insert_with(|| {
                HeadCosts::new(plan, strategy, role_index, rates, spell, stay)
            })),
            false => None,
        };
        let fte = plan.roles[role_index].fte;
        let each = |instrument, age, amount| f(*design_index, instrument, age, amount);
        add_design(plan, *design_index, fte, rates, spell, stay, known, each);
    }
}

/// Calls `f(instrument, age, amount)` for everything that one design pays or reclaims for a head.
#[allow(clippy::too_many_arguments)]
fn add_design(
    plan: &Plan,
    design_index: usize,
    fte: f64,
    rates: &Rates,
    spell: &Spell,
    stay: &Stay,
    costs: Option<&HeadCosts>,
    mut f: impl FnMut(usize, usize, f64),
) {
    let design = &plan.scenario.subsidies[design_index];
    let numbers = &rates.subsidies[design_index];
    let mut entitled = vec![0.0; design.instruments.len()];
    for (k, instrument) in design.instruments.iter().enumerate() {
        let factor = if instrument.per_fte { fte } else { 1.0 };
        let amount = numbers[k].amount * factor;
        let mut pay = |age: usize, amount: f64| {
            entitled[k] += amount;
            f(k, age, amount);
        };
        match &instrument.rule {
            Rule::Intake { .. } => pay(0, amount),
            Rule::Monthly { from, until, .. } => {
                for age in *from..until.unwrap_or(stay.ages).min(stay.ages) {
                    pay(age, amount);
                }
            }
            Rule::OnRegistration { .. } => {
                if stay.g > 0 && stay.g < stay.ages {
                    pay(stay.g, amount);
                }
            }
            Rule::OnReaching { month, if_registered, .. } => {
                if *month < stay.ages && (!if_registered || stay.registered_at(*month)) {
                    pay(*month, amount);
                }
            }
            Rule::Reimbursement { costs: lines, .. } => {
                let costs = costs.expect("costs of the head are known");
                let cap = numbers[k].cap * factor;
                let (mut made, mut paid) = (0.0, 0.0);
                for age in 0..stay.ages {
                    made += costs.at(lines, age);
                    let due = (numbers[k].amount * made).min(cap);
                    if due > paid {
                        pay(age, due - paid);
                        paid = due;
                    }
                }
            }
            Rule::Clawback { .. } => {}
        }
    }
    if !stay.exits {
        return;
    }
    let left_after = stay.ages;
    for (k, instrument) in design.instruments.iter().enumerate() {
        let Rule::Clawback { before_month, linear, of, except_failed_route, above_costs, .. } =
            &instrument.rule
        else {
            continue;
        };
        let excepted = *except_failed_route && spell.cause == ExitCause::FailedRoute;
        if left_after >= *before_month || excepted {
            continue;
        }
        let mut basis: f64 = of.iter().map(|&instrument| entitled[instrument]).sum();
        if let Some(lines) = above_costs {
            let costs = costs.expect("costs of the head are known");
            let made: f64 = (0..stay.ages).map(|age| costs.at(lines, age)).sum();
            basis = (basis - made).max(0.0);
        }
        let weight = if *linear { 1.0 - left_after as f64 / *before_month as f64 } else { 1.0 };
        let amount = numbers[k].amount * weight * basis;
        if amount > 0.0 {
            f(k, stay.ages - 1, amount);
        }
    }
}
