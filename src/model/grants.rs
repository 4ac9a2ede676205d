//! What a head brings in subsidy, and what is reclaimed when it leaves early.

use super::path::{ExitCause, Spell, Standing, Stay};
use super::plan::{Plan, needs_head_costs};
use super::rates::{InstrumentRates, Rates};
use super::stay_costs::{Wages, for_training};
use super::subsidy::{Advance, CostLine, Rule, SubsidyDesign};

/// What one instrument pays a head, or takes back from it, at one age.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Claim {
    /// Index of the design.
    pub design: usize,
    /// Index of the instrument in its design.
    pub instrument: usize,
    /// Age in which the entitlement or the debt arises.
    pub age: usize,
    /// The amount, positive [€].
    pub amount: f64,
    /// Months until it is paid.
    pub lag: usize,
    /// Money that goes back to the giver.
    pub is_reclaimed: bool,
}

/// Costs of one head by age, for designs that refer to them.
#[derive(Clone, Debug, Default)]
pub struct HeadCosts {
    by_line: [Vec<f64>; 6],
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
        let [recruitment, wages, training, supervision, workplace, idle] = &mut costs.by_line;
        recruitment[0] += tables.recruitment * rates.wage_index[s];
        let with_allowances = 1.0 + rates.holiday_share + rates.bonus_share;
        Wages { plan, role, tables, rates, stay }
            .each(|t, wage| wages[t - s] += wage * with_allowances);
        let norm = rates.norm * role.fte;
        for (age, (cost, wage)) in idle.iter_mut().zip(wages.iter()).enumerate() {
            let standing =
                if age < stay.way_ends() { Standing::Unregistered } else { stay.later() };
            *cost = wage * tables.gap[standing as usize][age] / norm;
        }
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

/// Calls `f` for everything that the designs of the strategy pay or reclaim for one head.
pub fn for_claims(
    plan: &Plan,
    strategy: usize,
    role_index: usize,
    rates: &Rates,
    spell: &Spell,
    stay: &Stay,
    f: impl FnMut(Claim),
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
    mut f: impl FnMut(Claim),
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
        let mut head = Head {
            design_index: *design_index,
            design,
            numbers: &rates.subsidies[*design_index],
            fte,
            spell,
            stay,
            costs: known,
            entitled: vec![0.0; design.instruments.len()],
        };
        head.receive(&mut f);
        if stay.exits {
            let reclaimed = head.give_back(&mut f);
            head.compensate(reclaimed, &mut f);
        }
    }
}

/// One head under one design.
struct Head<'a> {
    design_index: usize,
    design: &'a SubsidyDesign,
    numbers: &'a [InstrumentRates],
    fte: f64,
    spell: &'a Spell,
    stay: &'a Stay,
    costs: Option<&'a HeadCosts>,
    /// What the head has become entitled to by instrument, after settlement of an advance.
    entitled: Vec<f64>,
}

impl Head<'_> {
    fn claim(&self, instrument: usize, age: usize, amount: f64) -> Claim {
        let lag = self.design.instruments[instrument].lag;
        let design = self.design_index;
        Claim { design, instrument, age, amount, lag, is_reclaimed: false }
    }

    /// What an amount for a full-time week is multiplied by.
    fn factor(&self, instrument: usize) -> f64 {
        if self.design.instruments[instrument].per_fte { self.fte } else { 1.0 }
    }

    /// The named costs in ages 0 … `until` − 1.
    fn made(&self, lines: &[CostLine], until: usize) -> f64 {
        let costs = self.costs.expect("costs of the head are known");
        (0..until).map(|age| costs.at(lines, age)).sum()
    }

    /// Everything that does not wait for an exit.
    fn receive(&mut self, f: &mut impl FnMut(Claim)) {
        let (design, stay) = (self.design, self.stay);
        for (k, instrument) in design.instruments.iter().enumerate() {
            let amount = self.numbers[k].amount * self.factor(k);
            let mut pay = |age: usize, amount: f64| {
                f(self.claim(k, age, amount));
                self.entitled[k] += amount;
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
                Rule::Reimbursement { costs, advance, .. } => {
                    let until = instrument.rule.counts_until(stay.g);
                    self.reimburse(k, costs, advance.as_ref(), until, f);
                }
                Rule::Guarantee { .. } | Rule::Clawback { .. } => {}
            }
        }
    }

    /// A reimbursement of the costs at ages before `until`: its advance, what comes on top of it, and its
    /// settlement.
    fn reimburse(
        &mut self,
        k: usize,
        lines: &[CostLine],
        advance: Option<&Advance>,
        until: usize,
        f: &mut impl FnMut(Claim),
    ) {
        let stay = self.stay;
        if until == 0 {
            return;
        }
        let costs = self.costs.expect("costs of the head are known");
        let (share, cap) = (self.numbers[k].amount, self.numbers[k].cap * self.factor(k));
        let (mut made, mut earned, mut paid) = (0.0, 0.0, 0.0);
        if let Some(advance) = advance {
            paid = self.numbers[k].advance * self.factor(k);
            f(Claim { lag: advance.lag, ..self.claim(k, 0, paid) });
        }
        for age in 0..stay.ages.min(until) {
            made += costs.at(lines, age);
            earned = (share * made).min(cap);
            if earned > paid {
                f(self.claim(k, age, earned - paid));
                paid = earned;
            }
        }
        let settled_at =
            if until < stay.ages { Some(until) } else { stay.exits.then(|| stay.ages - 1) };
        if let Some(age) = settled_at
            && paid > earned
        {
            f(Claim { is_reclaimed: true, ..self.claim(k, age, paid - earned) });
            paid = earned;
        }
        self.entitled[k] = paid;
    }

    /// Clawbacks at the exit; their sum.
    fn give_back(&self, f: &mut impl FnMut(Claim)) -> f64 {
        let left_after = self.stay.ages;
        let mut reclaimed = 0.0;
        for (k, instrument) in self.design.instruments.iter().enumerate() {
            let Rule::Clawback {
                before_month,
                linear,
                of,
                except_failed_route,
                until_registered,
                above_costs,
                ..
            } = &instrument.rule
            else {
                continue;
            };
            let excepted = *except_failed_route && self.spell.cause == ExitCause::FailedRoute
                || *until_registered && self.stay.registered_at(left_after - 1);
            if left_after >= *before_month || excepted {
                continue;
            }
            let mut basis: f64 = of.iter().map(|&instrument| self.entitled[instrument]).sum();
            if let Some(lines) = above_costs {
                basis = (basis - self.made(lines, left_after)).max(0.0);
            }
            let weight = if *linear { 1.0 - left_after as f64 / *before_month as f64 } else { 1.0 };
            let amount = self.numbers[k].amount * weight * basis;
            if amount > 0.0 {
                reclaimed += amount;
                f(Claim { is_reclaimed: true, ..self.claim(k, left_after - 1, amount) });
            }
        }
        reclaimed
    }

    /// Guarantees at the exit, in their order: what one pays is no loss for the next.
    fn compensate(&self, reclaimed: f64, f: &mut impl FnMut(Claim)) {
        let left_after = self.stay.ages;
        let mut kept = self.entitled.iter().sum::<f64>() - reclaimed;
        for (k, instrument) in self.design.instruments.iter().enumerate() {
            let Rule::Guarantee { before_month, costs, until_registered, .. } = &instrument.rule
            else {
                continue;
            };
            let is_registered = self.stay.registered_at(left_after - 1);
            if left_after >= *before_month || *until_registered && is_registered {
                continue;
            }
            let loss = (self.made(costs, left_after) - kept).max(0.0);
            let cap = self.numbers[k].cap * self.factor(k);
            let amount = (self.numbers[k].amount * loss).min(cap);
            if amount > 0.0 {
                kept += amount;
                f(self.claim(k, left_after - 1, amount));
            }
        }
    }
}
