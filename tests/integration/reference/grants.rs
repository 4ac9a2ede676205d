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
    for (number, instrument) in design.instruments.iter().enumerate() {
        let mut note = |age, amount, lag, is_clawback| {
            entitlements.push(Entitlement { age, amount, lag, is_clawback });
        };
        let lag = instrument.lag;
        if let Some(lag) = advance_lag(instrument) {
            note(0, advance(instrument, person), lag, false);
        }
        for age in 0..=person.last_age() {
            note(age, grant(instrument, person, age), lag, false);
            note(age, settlement(instrument, person, age), lag, true);
        }
        if person.leaves() {
            let exit_age = person.spell.exit_age;
            note(exit_age, clawback(design, instrument, person), lag, true);
            note(exit_age, guarantee(design, number, person), lag, false);
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

/// What an instrument pays a head that is employed in age a, for that age, apart from an advance and from what
/// it pays because of an exit.
fn grant(instrument: &Instrument, person: &Person, age: usize) -> f64 {
    let setting = &person.setting;
    let heads = heads(instrument, person);
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
        Rule::Reimbursement { .. } => {
            // What is earned is counted against the advance first.
            let advance = advance(instrument, person);
            earned(instrument, person, age + 1).max(advance)
                - earned(instrument, person, age).max(advance)
        }
        Rule::Guarantee { .. } | Rule::Clawback { .. } => 0.0,
    }
}

/// Whether the costs of age a count for a reimbursement.
fn counts(instrument: &Instrument, person: &Person, age: usize) -> bool {
    let Rule::Reimbursement { until, until_registered, .. } = &instrument.rule else {
        return false;
    };
    let in_time = until.is_none_or(|until| age < until);
    in_time && !(*until_registered && person.registered(age))
}

/// The share of the costs of the first `ages` months that is reimbursed, up to the cap.
fn earned(instrument: &Instrument, person: &Person, ages: usize) -> f64 {
    let Rule::Reimbursement { costs, share, cap, .. } = &instrument.rule else {
        return 0.0;
    };
    let mut made = 0.0;
    for age in 0..ages {
        if counts(instrument, person, age) {
            for line in costs {
                made += person.cost_in_grants(*line, age);
            }
        }
    }
    let reimbursed = person.setting.number(*share) * made;
    match cap {
        Some(cap) => reimbursed.min(person.setting.number(*cap) * heads(instrument, person)),
        None => reimbursed,
    }
}

/// What amounts are multiplied by: 1 for a person, f for a full-time equivalent.
fn heads(instrument: &Instrument, person: &Person) -> f64 {
    if instrument.per_fte { person.group.fte } else { 1.0 }
}

/// The lag of an advance; `None` for instruments without one.
fn advance_lag(instrument: &Instrument) -> Option<usize> {
    match &instrument.rule {
        Rule::Reimbursement { advance: Some(advance), .. } => Some(advance.lag),
        _ => None,
    }
}

/// The advance of a reimbursement: a sum at the start, the cap at most, where any costs count.
fn advance(instrument: &Instrument, person: &Person) -> f64 {
    let Rule::Reimbursement { cap, advance: Some(advance), .. } = &instrument.rule else {
        return 0.0;
    };
    if !counts(instrument, person, 0) {
        return 0.0;
    }
    let amount = person.setting.number(advance.amount);
    let paid = match cap {
        Some(cap) => amount.min(person.setting.number(*cap)),
        None => amount,
    };
    paid * heads(instrument, person)
}

/// What goes back of an advance in age a: in the first age that does not count, or at an exit before,
/// what the advance exceeds the reimbursement by.
fn settlement(instrument: &Instrument, person: &Person, age: usize) -> f64 {
    let counts_now = counts(instrument, person, age);
    let leaves_now = person.leaves() && age == person.spell.exit_age;
    let settles_now =
        if counts_now { leaves_now } else { age > 0 && counts(instrument, person, age - 1) };
    if !settles_now {
        return 0.0;
    }
    (advance(instrument, person) - earned(instrument, person, age + 1)).max(0.0)
}

/// What a head that leaves has received from one instrument and need not settle, up to the age of its exit;
/// clawbacks and guarantees apart.
fn received(instrument: &Instrument, person: &Person) -> f64 {
    let mut received = advance(instrument, person);
    for age in 0..=person.spell.exit_age {
        received += grant(instrument, person, age) - settlement(instrument, person, age);
    }
    received
}

/// What guarantee `number` of a design pays a head that leaves at the end of E with E + 1 < m: a share of the
/// named costs that neither the rest of the design nor an earlier guarantee has paid for.
fn guarantee(design: &SubsidyDesign, number: usize, person: &Person) -> f64 {
    let instrument = &design.instruments[number];
    let Rule::Guarantee { before_month, costs, share, cap, until_registered } = &instrument.rule
    else {
        return 0.0;
    };
    let exit_age = person.spell.exit_age;
    let is_too_late = exit_age + 1 >= *before_month;
    if is_too_late || *until_registered && person.registered(exit_age) {
        return 0.0;
    }
    let mut kept = 0.0;
    for (other_number, other) in design.instruments.iter().enumerate() {
        kept += received(other, person);
        kept -= clawback(design, other, person);
        if other_number < number {
            kept += guarantee(design, other_number, person);
        }
    }
    let loss = (costs_made(person, costs, exit_age + 1) - kept).max(0.0);
    let paid = person.setting.number(*share) * loss;
    match cap {
        Some(cap) => paid.min(person.setting.number(*cap) * heads(instrument, person)),
        None => paid,
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
    let Rule::Clawback {
        before_month,
        share,
        linear,
        of,
        except_failed_route,
        until_registered,
        above_costs,
    } = &instrument.rule
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
    if *until_registered && person.registered(exit_age) {
        return 0.0;
    }
    let mut basis = 0.0;
    for named in of {
        basis += received(&design.instruments[*named], person);
    }
    if let Some(lines) = above_costs {
        basis = (basis - costs_made(person, lines, months_worked)).max(0.0);
    }
    let weight = if *linear { 1.0 - months_worked as f64 / *before_month as f64 } else { 1.0 };
    person.setting.number(*share) * weight * basis
}
