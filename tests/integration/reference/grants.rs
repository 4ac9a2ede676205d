//! Subsidies: what a head becomes entitled to and what is reclaimed (section 5).

use kansrijk::model::path::{ExitCause, NEVER};
use kansrijk::model::scenario::{IntakeGroup, Refill};
use kansrijk::model::subsidy::{CostLine, Instrument, Rule, SubsidyDesign};

use super::person::Person;
use super::setting::Setting;

/// An amount that one head is entitled to (positive) or must return (positive, `is_clawback`).
pub struct Entitlement {
    /// Age of the head in the month of entitlement.
    pub age: usize,
    /// The amount.
    pub amount: f64,
    /// Months until it is paid.
    pub lag: usize,
    /// True for money that goes back.
    pub is_clawback: bool,
}

/// Everything that one design pays to and reclaims from one head.
pub fn entitlements(design: &SubsidyDesign, person: &Person) -> Vec<Entitlement> {
    let mut entitlements = Vec::new();
    if !head_is_eligible(design, person) {
        return entitlements;
    }
    for instrument in &design.instruments {
        for age in 0..=person.last_age() {
            let grant = grant(instrument, person, age);
            entitlements.push(Entitlement {
                age,
                amount: grant,
                lag: instrument.lag,
                is_clawback: false,
            });
        }
        if person.leaves() {
            entitlements.push(Entitlement {
                age: person.spell.exit_age,
                amount: clawback(design, instrument, person),
                lag: instrument.lag,
                is_clawback: true,
            });
        }
    }
    entitlements
}

/// Whether a design holds for this head: its profile, month of hire, place in line and number.
fn head_is_eligible(design: &SubsidyDesign, person: &Person) -> bool {
    let spell = person.spell;
    let hired_in_time =
        spell.start >= design.from && design.until.is_none_or(|until| spell.start < until);
    let first_or_refills_count = spell.number == 0 || design.refills;
    design.eligible.contains(&spell.profile)
        && hired_in_time
        && first_or_refills_count
        && position_is_within_max_heads(design, &person.setting, spell.position)
}

/// Whether a position is among the first `max_heads` that can have an eligible occupant.
fn position_is_within_max_heads(
    design: &SubsidyDesign,
    setting: &Setting,
    position: usize,
) -> bool {
    let Some(max_heads) = design.max_heads else {
        return true;
    };
    let mut before = 0;
    for (number, group) in setting.positions().into_iter().enumerate() {
        if number == position {
            return before < max_heads;
        }
        if can_have_eligible_occupant(design, group) {
            before += 1;
        }
    }
    panic!("position {position} is not one of the strategy");
}

/// A position counts for `max_heads` when its first occupant, or its refills where these count,
/// have an eligible profile.
fn can_have_eligible_occupant(design: &SubsidyDesign, group: &IntakeGroup) -> bool {
    let first = group.profile.is_some_and(|profile| design.eligible.contains(&profile));
    let refill = match group.refill {
        Refill::Profile(profile) => design.refills && design.eligible.contains(&profile),
        Refill::None | Refill::Closes => false,
    };
    first || refill
}

/// What an instrument pays a head that is employed in age a, for that age.
fn grant(instrument: &Instrument, person: &Person, age: usize) -> f64 {
    let setting = &person.setting;
    let heads = if instrument.per_fte { person.group.fte } else { 1.0 };
    match &instrument.rule {
        Rule::Intake { amount } if age == 0 => setting.number(*amount) * heads,
        Rule::Intake { .. } => 0.0,
        Rule::Monthly { amount, from, until } => {
            let due = age >= *from && until.is_none_or(|until| age < until);
            if due { setting.number(*amount) * heads } else { 0.0 }
        }
        Rule::OnRegistration { amount } => {
            let registers_now = age > 0 && age == person.registration_age();
            if registers_now { setting.number(*amount) * heads } else { 0.0 }
        }
        Rule::OnReaching { amount, month, if_registered } => {
            let due = age == *month && (!if_registered || person.registered(age));
            if due { setting.number(*amount) * heads } else { 0.0 }
        }
        Rule::Reimbursement { costs, share, cap } => {
            let paid_until = |ages: usize| {
                let reimbursed = setting.number(*share) * costs_made(person, costs, ages);
                match cap {
                    Some(cap) => reimbursed.min(setting.number(*cap) * heads),
                    None => reimbursed,
                }
            };
            paid_until(age + 1) - paid_until(age)
        }
        Rule::Clawback { .. } => 0.0,
    }
}

/// The named costs of a head in its first `ages` months.
fn costs_made(person: &Person, lines: &[CostLine], ages: usize) -> f64 {
    let mut sum = 0.0;
    for age in 0..ages {
        for line in lines {
            sum += person.cost_in_grants(*line, age);
        }
    }
    sum
}

/// What a clawback reclaims from a head that leaves at the end of E:
/// share · w · Y where E + 1 < m, Y = what the named instruments gave it at ages ≤ E, less the
/// named costs where only the unspent part is reclaimed.
fn clawback(design: &SubsidyDesign, instrument: &Instrument, person: &Person) -> f64 {
    let Rule::Clawback { before_month, share, linear, of, except_failed_route, above_costs } =
        &instrument.rule
    else {
        return 0.0;
    };
    let exit_age = person.spell.exit_age;
    assert!(exit_age != NEVER, "being employed at the horizon is no exit");
    let months_worked = exit_age + 1;
    if months_worked >= *before_month {
        return 0.0;
    }
    if *except_failed_route && person.spell.cause == ExitCause::FailedRoute {
        return 0.0;
    }
    let mut received = 0.0;
    for named in of {
        for age in 0..=exit_age {
            received += grant(&design.instruments[*named], person, age);
        }
    }
    if let Some(lines) = above_costs {
        received = (received - costs_made(person, lines, months_worked)).max(0.0);
    }
    let weight = if *linear { 1.0 - months_worked as f64 / *before_month as f64 } else { 1.0 };
    person.setting.number(*share) * weight * received
}
