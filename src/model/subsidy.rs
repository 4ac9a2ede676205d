//! Subsidy designs and their instruments.

use super::path::NEVER;
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

impl Instrument {
    /// Most months between an event and its payment.
    pub fn longest_lag(&self) -> usize {
        match &self.rule {
            Rule::Reimbursement { advance: Some(advance), .. } => self.lag.max(advance.lag),
            _ => self.lag,
        }
    }
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
        /// End (exclusive) of the ages whose costs count; `None`: as long as employed.
        until: Option<usize>,
        /// Costs count only before registration.
        until_registered: bool,
        /// What is paid before there are costs.
        advance: Option<Advance>,
    },
    /// Pays, when a head leaves at the end of age E with E + 1 < `before_month`, a share of what it has cost
    /// and no other instrument of the design pays: `min(cap, share · max(0, costs at ages ≤ E − kept))`,
    /// kept = what it became entitled to at ages ≤ E less what is reclaimed at this exit.
    Guarantee {
        /// m.
        before_month: usize,
        /// The lines that make up the loss.
        costs: Vec<CostLine>,
        /// Share of the loss that is paid.
        share: Quantity<Share>,
        /// Most that is paid for one head [€].
        cap: Option<Quantity<Euros>>,
        /// Only who leaves before registration.
        until_registered: bool,
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
        /// Only who leaves before registration.
        until_registered: bool,
        /// Only the part of Y above these costs of the head at ages ≤ E is reclaimed
        /// (unspent clawback).
        above_costs: Option<Vec<CostLine>>,
    },
}

/// A sum at the start that is counted against a reimbursement. It is settled in the first age whose costs no
/// longer count, or at an exit before: what it exceeds the reimbursement by is owed back then.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Advance {
    /// [€]; at most the cap is paid.
    pub amount: Quantity<Euros>,
    /// Months between the start and the payment.
    pub lag: usize,
}

impl Rule {
    /// First age whose costs a reimbursement no longer counts, for a head that is registered from age `g`;
    /// [`NEVER`] for other rules.
    pub fn counts_until(&self, g: usize) -> usize {
        match self {
            Self::Reimbursement { until, until_registered, .. } => {
                until.unwrap_or(NEVER).min(if *until_registered { g } else { NEVER })
            }
            _ => NEVER,
        }
    }
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
    /// The part of the wages that is not billable: wages × (1 − own billable hours ÷ norm hours), at least 0.
    NonBillableWages,
}
