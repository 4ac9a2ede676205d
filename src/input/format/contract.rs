//! `[contract]`.

use super::{Kind, Need, TableSpec, key, number, table, text, word};
use crate::units::{Count, Euros, EurosPerHour, EurosPerMonth, Hours, HoursPerYear, Share};

const EFFORT: &[&str] = &["effort"];
const OUTPUT: &[&str] = &["output"];
const CASELOAD: &[&str] = &["caseload"];
const TASK: &[&str] = &["task"];

/// `[contract]`.
pub const CONTRACT: TableSpec = table(
    "contract",
    "Het contract met de gemeenten: de norm en de uitvoeringsvariant.",
    "The contract with the municipalities: the norm and the payment form.",
    &[
        key("variant", Kind::Choice(&[
                word("effort", "inspanningsgericht (P×Q): elk declarabel uur heeft een tarief", "effort (P×Q): each billable hour has a tariff"),
                word("output", "outputgericht: een prijs per traject", "output: a price for each trajectory"),
                word("caseload", "per zaak en maand (GI-maatregelen)", "a price for each case and month (child protection measures)"),
                word("task", "taakgericht: een vast bedrag voor het geheel", "task: a lump sum for the whole"),
            ]), Need::Required, "variant = \"effort\"",
            "Uitvoeringsvariant.", "Payment form."),
        key("billable_hours_per_year", Kind::Quantity(number::<HoursPerYear>(1.0, 2500.0)), Need::Required,
            "billable_hours_per_year = { low = 1110, mode = 1230, high = 1350 }",
            "Norm: declarabele uren per jaar van een ervaren voltijder, na verlof, overleg, scholing, onbetaalde reistijd en gewoon verzuim.",
            "Norm: billable hours a year of an experienced full-time professional, net of leave, meetings, training, unbilled travel and normal absence."),
        key("absence_in_norm", Kind::Quantity(number::<Share>(0.0, 0.9)), Need::Required, "absence_in_norm = 0.07",
            "Het gewone verzuim dat al van de norm af is.", "The normal absence that the norm is already net of."),
        key("payment_lag_months", Kind::Integer(0, 60), Need::Number(0.0), "payment_lag_months = 1",
            "Maanden tussen levering en betaling.", "Months between delivery and payment."),
        key("max_unregistered_share", Kind::Quantity(number::<Share>(0.0, 1.0)), Need::Optional, "max_unregistered_share = 0.2",
            "Grootste aandeel van de declarabele uren dat ongeregistreerden mogen leveren.",
            "Largest share of the billable hours that unregistered people may deliver."),
        key("care_value_per_hour", Kind::Quantity(number::<EurosPerHour>(0.0, 1000.0)), Need::Optional, "care_value_per_hour = 85",
            "Waarde van een uur zorg voor wie het krijgt; anders wat het contract ervoor betaalt.",
            "Value of an hour of care to its users; otherwise what the contract pays for it."),
        key("waiting_cost_per_hour", Kind::Quantity(number::<EurosPerHour>(0.0, 1000.0)), Need::Optional, "waiting_cost_per_hour = 20",
            "Wat een niet geleverd uur kost aan wie wacht; anders niet geteld.",
            "What an undelivered hour costs those who wait; otherwise not counted."),
        key("tariff_per_hour", Kind::Dated(number::<EurosPerHour>(0.0, 1000.0)), Need::Required,
            "tariff_per_hour = { low = 70, mode = 84, high = 98, grade = \"C\" }",
            "Tarief van een uur van een geregistreerde.", "Tariff of a registered hour.").only("variant", EFFORT),
        key("tariff_unregistered_per_hour", Kind::Dated(number::<EurosPerHour>(0.0, 1000.0)),
            Need::Described(text("hetzelfde tarief", "the same tariff")),
            "tariff_unregistered_per_hour = { low = 48, mode = 56, high = 66 }",
            "Tarief van een uur van een ongeregistreerde.", "Tariff of an unregistered hour.").only("variant", EFFORT),
        key("hours_per_trajectory", Kind::Quantity(number::<Hours>(0.1, 10_000.0)), Need::Required, "hours_per_trajectory = 60",
            "Uren per traject.", "Hours that one trajectory takes.").only("variant", OUTPUT),
        key("price_per_trajectory", Kind::Dated(number::<Euros>(0.0, 1e6)), Need::Required, "price_per_trajectory = 5_200",
            "Prijs van een traject.", "Price of one trajectory.").only("variant", OUTPUT),
        key("share_on_start", Kind::Quantity(number::<Share>(0.0, 1.0)), Need::Number(1.0), "share_on_start = 0.7",
            "Aandeel dat bij de start wordt betaald.", "Share paid on start.").only("variant", OUTPUT),
        key("rest_after_months", Kind::Integer(0, 120), Need::Number(0.0), "rest_after_months = 9",
            "Maanden tot de rest wordt betaald.", "Months until the rest is paid.").only("variant", OUTPUT),
        key("cases_per_fte", Kind::Quantity(number::<Count>(0.1, 1000.0)), Need::Required, "cases_per_fte = 12",
            "Zaken van een ervaren voltijder.", "Cases that an experienced full-time professional carries.").only("variant", CASELOAD),
        key("price_per_case_month", Kind::Dated(number::<EurosPerMonth>(0.0, 1e5)), Need::Required, "price_per_case_month = 1_050",
            "Prijs van een zaak per maand.", "Price of a case for a month.").only("variant", CASELOAD),
        key("penalty_per_undelivered_hour", Kind::Dated(number::<EurosPerHour>(0.0, 1000.0)), Need::Optional, "penalty_per_undelivered_hour = 25",
            "Boete per niet geleverd uur; volgt de tariefindex.", "Penalty for each undelivered hour; follows the tariff index.").only("variant", TASK),
    ],
);
