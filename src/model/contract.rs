//! What the work earns: the norm of billable hours and the payment form.

use super::quantity::Quantity;
use super::time::Dated;
use crate::units::{Count, Euros, EurosPerHour, EurosPerMonth, Hours, HoursPerYear, Share};

/// The contract with the municipalities.
#[derive(Clone, Debug, PartialEq)]
pub struct Contract {
    /// N: billable hours a year of an experienced full-time professional, net of normal absence.
    pub billable_hours_per_year: Quantity<HoursPerYear>,
    /// v_N: the absence that the norm is already net of.
    pub absence_in_norm: Quantity<Share>,
    /// How it pays.
    pub variant: Variant,
    /// Months between delivery and payment.
    pub payment_lag: usize,
    /// Largest share of the billable hours of the positions' own staff that unregistered people may deliver.
    pub max_unregistered_share: Option<Quantity<Share>>,
    /// Value of an hour of care to its users; `None`: what the contract pays for it.
    pub care_value_per_hour: Option<Quantity<EurosPerHour>>,
    /// What an undelivered hour costs those who wait; `None`: not counted.
    pub waiting_cost_per_hour: Option<Quantity<EurosPerHour>>,
}

/// The payment form (uitvoeringsvariant). Prices follow the tariff index.
#[derive(Clone, Debug, PartialEq)]
pub enum Variant {
    /// Effort (inspanningsgericht, P×Q): each billable hour has a tariff.
    Effort {
        /// Tariff of a registered hour.
        tariff_per_hour: Dated<EurosPerHour>,
        /// Tariff of an unregistered hour; `None`: the same.
        tariff_unregistered_per_hour: Option<Dated<EurosPerHour>>,
    },
    /// Output (outputgericht): billable hours start trajectories that pay in two parts.
    Output {
        /// Hours that one trajectory takes.
        hours_per_trajectory: Quantity<Hours>,
        /// Price of one trajectory.
        price_per_trajectory: Dated<Euros>,
        /// Share paid on start.
        share_on_start: Quantity<Share>,
        /// Months until the rest is paid.
        rest_after_months: usize,
    },
    /// Caseload (GI measures): a price for each case and month.
    Caseload {
        /// Cases that an experienced full-time professional carries.
        cases_per_fte: Quantity<Count>,
        /// Price of a case for a month.
        price_per_case_month: Dated<EurosPerMonth>,
    },
    /// Task (taakgericht, lump sum): nothing at the margin.
    Task {
        /// Penalty for each undelivered hour.
        penalty_per_undelivered_hour: Option<Dated<EurosPerHour>>,
    },
}

impl Variant {
    /// True for a lump sum (taakgericht): it lies outside the model, and only differences have a meaning.
    pub fn is_task(&self) -> bool {
        matches!(self, Self::Task { .. })
    }
}
