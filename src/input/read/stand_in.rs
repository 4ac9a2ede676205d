//! Parts in place of ones that are missing; they never leave the reader.

use crate::input::cursor::Cursor;
use crate::model::contract::{Contract, Variant};
use crate::model::employment::{Allowance, Employment};
use crate::model::profile::ByTenure;

/// A contract in place of one that is missing; never leaves the reader.
pub fn contract(top: &Cursor<'_>) -> Contract {
    let empty = top.empty("contract");
    Contract {
        billable_hours_per_year: empty.default("billable_hours_per_year", 1.0),
        absence_in_norm: empty.default("absence_in_norm", 0.0),
        variant: Variant::Task { penalty_per_undelivered_hour: None },
        payment_lag: 0,
        max_unregistered_share: None,
        care_value_per_hour: None,
        waiting_cost_per_hour: None,
    }
}

/// Terms of employment in place of ones that are missing; never leave the reader.
pub fn employment(top: &Cursor<'_>) -> Employment {
    let empty = top.empty("employment");
    let allowance =
        |key: &str| Allowance { share: empty.empty(key).default("share", 0.0), paid_in_month: 1 };
    Employment {
        contract_hours_per_year: 1878.0,
        working_weeks_per_year: 45.4,
        holiday_allowance: allowance("holiday_allowance"),
        year_end_bonus: allowance("year_end_bonus"),
        on_cost: ByTenure::constant(empty.default("on_cost", 0.0)),
        overhead_on_wages: empty.default("overhead_on_wages", 0.0),
        full_cost_overhead: None,
        supervisor_cost_per_hour: None,
        other_direct: Vec::new(),
        salary_tables: Vec::new(),
    }
}
