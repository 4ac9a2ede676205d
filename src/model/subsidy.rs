//! Subsidy designs and their instruments.

use super::quantity::Quantity;
use super::scenario::ProfileIndex;
use crate::language::Label;
use crate::units::{Euros, EurosPerMonth, Share};

/// A scheme: who is eligible, and what it pays and reclaims.
#[derive(Clone, Debug, PartialEq)]
pub struct SubsidyDesign {
    /// Key in the scenario file.
    pub key: String,
    /// Name for people.
    pub name: Label,
    /// Profiles whose hires are eligible.
    pub eligible: Vec<ProfileIndex>,
    /// First month of hire that is eligible.
    pub from: usize,
    /// End (exclusive) of the months of hire that are eligible; `None`: open.
    pub until: Option<usize>,
    /// Refills are eligible too.
    pub refills: bool,
    /// Only the first n positions by number that can have an eligible occupant.
    pub max_heads: Option<usize>,
    /// What it pays and reclaims.
    pub instruments: Vec<Instrument>,
}

/// One rule of a design. Amounts are nominal: they follow no index.
#[derive(Clone, Debug, PartialEq)]
pub struct Instrument {
    /// Name that clawbacks refer to (unique within the design).
    pub key: String,
    /// What it does.
    pub rule: Rule,
    /// Months between the event and the payment.
    pub lag: usize,
    /// The amount is for a full-time week and is multiplied by the FTE factor.
    pub per_fte: bool,
}

/// The rules that instruments follow.
#[derive(Clone, Debug, PartialEq)]
pub enum Rule {
    /// A sum at the start of the spell.
    Intake {
        /// [€].
        amount: Quantity<Euros>,
    },
    /// A sum in each age from `from` (inclusive) until `until` (exclusive) while employed.
    Monthly {
        /// [€/month].
        amount: Quantity<EurosPerMonth>,
        /// First age.
        from: usize,
        /// End, exclusive; `None`: as long as employed.
        until: Option<usize>,
    },
    /// A sum on registration: at age G > 0, if employed then.
    OnRegistration {
        /// [€].
        amount: Quantity<Euros>,
    },
    /// A sum on reaching age `month` (if E ≥ month).
    OnReaching {
        /// [€].
        amount: Quantity<Euros>,
        /// The age.
        month: usize,
        /// Only if registered at that age.
        if_registered: bool,
    },
    /// A share of named cost lines in the month of delivery, up to a cap for each head.
    Reimbursement {
        /// The lines.
        costs: Vec<CostLine>,
        /// Share that is reimbursed.
        share: Quantity<Share>,
        /// Most that is paid for one head [€].
        cap: Option<Quantity<Euros>>,
    },
    /// Reclaims, when a head leaves at the end of age E with E + 1 < `before_month`,
    /// `share · w · Y`: w = 1, or 1 − (E+1)/before_month when `linear`; Y = what this head became
    /// entitled to of the named instruments at ages ≤ E, paid or not.
    Clawback {
        /// m.
        before_month: usize,
        /// Share that is reclaimed.
        share: Quantity<Share>,
        /// Falls linearly to 0 at m.
        linear: bool,
        /// Indices of the instruments of this design whose entitlement is reclaimed.
        of: Vec<usize>,
        /// An exit because of the failed route is not reclaimed.
        except_failed_route: bool,
        /// Only the part of Y above these costs of the head at ages ≤ E is reclaimed
        /// (unspent clawback).
        above_costs: Option<Vec<CostLine>>,
    },
}

/// Costs of one head that a subsidy can refer to, in the month of delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CostLine {
    /// Recruitment.
    Recruitment,
    /// Wages and allowances with on-cost, as they accrue.
    Wages,
    /// Training and route costs (a class item of a first occupant: an equal part of the group's classes, `ceil(n/size)·amount·(1−partners' share)/n`, at its age).
    Training,
    /// Supervision, where it is paid extra.
    Supervision,
    /// Workplace.
    Workplace,
}
