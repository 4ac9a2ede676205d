//! `[contract]`.

use crate::input::cursor::Cursor;
use crate::model::contract::{Contract, Variant};
use crate::units::{Count, Euros, EurosPerHour, EurosPerMonth, Hours, Share};

/// Reads `[contract]`.
pub fn contract(table: &Cursor<'_>) -> Contract {
    let chosen = table.word("variant");
    table.only_variant("variant", chosen);
    // After a mistake in the variant itself nothing that depends on it is judged.
    let is_known = table.find("variant").is_some_and(|found| found.node.text() == Some(chosen));
    let variant = match chosen {
        _ if !is_known => {
            of_any_variant(table);
            Variant::Task { penalty_per_undelivered_hour: None }
        }
        "output" => Variant::Output {
            hours_per_trajectory: table.quantity("hours_per_trajectory"),
            price_per_trajectory: table.dated("price_per_trajectory"),
            share_on_start: table.quantity("share_on_start"),
            rest_after_months: table.size("rest_after_months"),
        },
        "caseload" => Variant::Caseload {
            cases_per_fte: table.quantity("cases_per_fte"),
            price_per_case_month: table.dated("price_per_case_month"),
        },
        "task" => Variant::Task {
            penalty_per_undelivered_hour: table.optional_dated("penalty_per_undelivered_hour"),
        },
        _ => Variant::Effort {
            tariff_per_hour: table.dated("tariff_per_hour"),
            tariff_unregistered_per_hour: table.optional_dated("tariff_unregistered_per_hour"),
        },
    };
    Contract {
        billable_hours_per_year: table.quantity("billable_hours_per_year"),
        absence_in_norm: table.quantity("absence_in_norm"),
        variant,
        payment_lag: table.size("payment_lag_months"),
        max_unregistered_share: table.optional_quantity("max_unregistered_share"),
        care_value_per_hour: table.optional_quantity("care_value_per_hour"),
        waiting_cost_per_hour: table.optional_quantity("waiting_cost_per_hour"),
    }
}

/// Reads what is there of any variant: for its own mistakes, and so that its paths are known.
fn of_any_variant(table: &Cursor<'_>) {
    for key in ["tariff_per_hour", "tariff_unregistered_per_hour", "penalty_per_undelivered_hour"] {
        table.optional_dated::<EurosPerHour>(key);
    }
    table.optional_quantity::<Hours>("hours_per_trajectory");
    table.optional_dated::<Euros>("price_per_trajectory");
    table.optional_quantity::<Share>("share_on_start");
    table.optional_integer("rest_after_months");
    table.optional_quantity::<Count>("cases_per_fte");
    table.optional_dated::<EurosPerMonth>("price_per_case_month");
}
