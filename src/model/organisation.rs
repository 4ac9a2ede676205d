//! The organisation around the positions: its cash, its mentors, who stands in.

use super::quantity::Quantity;
use super::time::Dated;
use crate::units::{AnnualRate, Count, Euros, EurosPerHour, EurosPerMonth, Share};

/// The organisation around the positions.
#[derive(Clone, Debug, PartialEq)]
pub struct Organisation {
    /// Its cash without these positions; `None`: affordability is not computed.
    pub liquidity: Option<Liquidity>,
    /// Room for people under supervision; `None`: not checked.
    pub mentoring: Option<Mentoring>,
}

/// Cash of the organisation: `L(t) = L(t−1) + x(t) + b(t) − interest(t)`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Liquidity {
    /// L0, before month 0 [€].
    pub start: Quantity<Euros>,
    /// The balance below which it must not fall [€].
    pub floor: Quantity<Euros>,
    /// Level of b: free cash a month without these positions [€/month].
    pub free_cash_per_month: Quantity<EurosPerMonth>,
    /// Standard deviation of b from month to month, luck [€].
    pub free_cash_monthly_sd: Quantity<Euros>,
    /// i: interest a year on a negative balance.
    pub overdraft_rate: Quantity<AnnualRate>,
    /// α: the chance of falling below the floor that the organisation accepts.
    pub accepted_risk: f64,
}

/// Room for people under supervision: mentors × heads for each.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mentoring {
    /// Number of mentors.
    pub mentors: Quantity<Count>,
    /// Heads that one mentor can carry.
    pub heads_per_mentor: Quantity<Count>,
}

/// Who stands in for hours that the positions do not deliver.
#[derive(Clone, Debug, PartialEq)]
pub struct Cover {
    /// Agency, or an own mobile team.
    pub kind: CoverKind,
    /// Share of the gap that is covered.
    pub share: Quantity<Share>,
    /// Only empty positions, or also beside somebody who does not reach the norm.
    pub when: CoverWhen,
    /// Rate of a paid hour, follows the wage index.
    pub rate_per_hour: Dated<EurosPerHour>,
    /// Billable hours for each paid hour.
    pub productivity: Quantity<Share>,
    /// VAT that cannot be reclaimed, as a share of the rate.
    pub vat: Quantity<Share>,
    /// Standing cost a month of a mobile team, whether used or not, follows the wage index.
    pub standing_cost_per_month: Option<Quantity<EurosPerMonth>>,
}

/// Kinds of [`Cover`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CoverKind {
    /// Hired in by the hour.
    Agency,
    /// An own team with a standing cost.
    MobileTeam,
}

/// When a [`Cover`] stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CoverWhen {
    /// Only while a position is empty.
    Empty,
    /// For every gap.
    Gap,
}
