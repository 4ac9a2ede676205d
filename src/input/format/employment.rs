//! `[employment]` and the salary tables.

use super::{Kind, Need, Number, TableSpec, key, number, table, text, word};
use crate::units::{EurosPerHour, EurosPerMonth, Share};

const HOLIDAY: TableSpec = table(
    "employment.holiday_allowance",
    "Vakantietoeslag: bouwt op met het loon en wordt eens per jaar betaald.",
    "Holiday allowance: accrues with wages and is paid once a year.",
    &[
        key("share", Kind::Quantity(number::<Share>(0.0, 1.0)), Need::Number(0.08), "share = 0.08",
            "Aandeel van het brutoloon.", "Share of gross wages."),
        key("paid_in_month", Kind::Integer(1, 12), Need::Number(5.0), "paid_in_month = 5",
            "Kalendermaand van betaling.", "Calendar month of payment."),
    ],
);

const BONUS: TableSpec = table(
    "employment.year_end_bonus",
    "Eindejaarsuitkering: bouwt op met het loon en wordt eens per jaar betaald.",
    "Year-end bonus: accrues with wages and is paid once a year.",
    &[
        key("share", Kind::Quantity(number::<Share>(0.0, 1.0)), Need::Number(0.0833), "share = 0.0833",
            "Aandeel van het brutoloon.", "Share of gross wages."),
        key("paid_in_month", Kind::Integer(1, 12), Need::Number(12.0), "paid_in_month = 12",
            "Kalendermaand van betaling.", "Calendar month of payment."),
    ],
);

/// An entry of `other_direct`.
pub const OTHER_DIRECT: TableSpec = table(
    "employment.other_direct[]",
    "Directe kosten buiten de plek zelf, zoals een gedragswetenschapper of teamleider.",
    "Direct costs outside the position itself, such as a behavioural scientist or team manager.",
    &[
        key("name", Kind::Label, Need::Optional, "name = \"gedragswetenschapper\"", "Naam.", "Name."),
        key("amount_per_month", Kind::Quantity(number::<EurosPerMonth>(0.0, 1e5)), Need::Required, "amount_per_month = 450",
            "Bedrag per maand; volgt de loonindex.", "Amount a month; follows the wage index."),
        key("per", Kind::Choice(&[
                word("fte", "per fte in dienst", "for each employed FTE"),
                word("case", "per bediende zaak (alleen bij `variant = \"caseload\"`)", "for each case served (only with `variant = \"caseload\"`)"),
            ]), Need::Required, "per = \"fte\"", "Waarvoor het geldt.", "What it is counted by."),
    ],
);

/// An entry of `salary_table`.
pub const SALARY_TABLE: TableSpec = table(
    "employment.salary_table",
    "De schalen van een cao vanaf een datum, of een verhoging van de vorige tabel.",
    "The scales of a collective agreement from a date on, or a raise on the table before.",
    &[
        key("from", Kind::Month, Need::Described(text("de eerste tabel geldt dan altijd al", "the first table then has always held")), "from = \"2025-03\"",
            "Eerste maand waarin de tabel geldt.", "First month in which the table holds."),
        key("euros_of", Kind::Integer(1900, 2200), Need::Optional, "euros_of = 2025",
            "Prijspeil van de bedragen; zonder dit gelden ze als geschreven vanaf hun datum.",
            "Price level of the amounts; without it they hold as written from their date."),
        key("source", Kind::Text, Need::Optional, "source = \"cao Jeugdzorg\"", "Bron.", "Source."),
        key("grade", Kind::Choice(super::leaf::GRADES), Need::Optional, "grade = \"A\"", "Graad: hoe stevig de bedragen zijn.", "Grade: how well founded the amounts are."),
        key("note", Kind::Text, Need::Optional, "note = \"\"", "Opmerking.", "Remark."),
        key("factor", Kind::Quantity(Number { unit: "ratio", ..number::<Share>(0.1, 10.0) }), Need::Optional, "factor = { low = 0.97, mode = 1, high = 1.03 }",
            "Onzeker niveau van de hele tabel.", "Uncertain level of the whole table."),
        key("scales", Kind::Scales, Need::RequiredIf(text("zonder `raise`", "without `raise`")), "scales = { 7 = [2802, 2900], 10 = [3300, 3450] }",
            "Bruto maandbedragen per schaal, laagste trede eerst.", "Gross monthly amounts by scale, lowest step first."),
        key("raise", Kind::Quantity(number::<Share>(-0.5, 1.0)), Need::RequiredIf(text("zonder `scales`", "without `scales`")), "raise = 0.03",
            "Verhoging van de vorige tabel, vanaf `from`.", "A raise on the table before, from `from` on."),
    ],
);

/// `[employment]`.
pub const EMPLOYMENT: TableSpec = table(
    "employment",
    "Wat voor iedereen in dienst geldt: salaristabellen, toeslagen, werkgeverslasten, overhead.",
    "What holds for everyone on the payroll: salary tables, allowances, on-cost, overhead.",
    &[
        key("contract_hours_per_year", Kind::Number(1000.0, 2200.0), Need::Number(1878.0), "contract_hours_per_year = 1878",
            "Contracturen per jaar van een voltijder (36 uur per week).", "Contract hours a year of a full-time week (36 hours)."),
        key("working_weeks_per_year", Kind::Number(20.0, 52.2), Need::Number(45.4), "working_weeks_per_year = 45.4",
            "Werkweken per jaar, voor uren begeleiding.", "Working weeks a year, for hours of supervision."),
        key("holiday_allowance", Kind::Table(&HOLIDAY), Need::Described(text("8 %, betaald in mei", "8 %, paid in May")), "holiday_allowance = { share = 0.08, paid_in_month = 5 }",
            "Vakantietoeslag.", "Holiday allowance."),
        key("year_end_bonus", Kind::Table(&BONUS), Need::Described(text("8,33 %, betaald in december", "8.33 %, paid in December")), "year_end_bonus = { share = 0.0833, paid_in_month = 12 }",
            "Eindejaarsuitkering.", "Year-end bonus."),
        key("on_cost", Kind::Bands("share", number::<Share>(0.0, 2.0)), Need::Required, "on_cost = { low = 0.27, mode = 0.31, high = 0.36 }",
            "Werkgeverslasten als aandeel van loon en toeslagen; eventueel in banden naar diensttijd.",
            "Employer's on-cost as a share of wages and allowances; possibly in bands by tenure."),
        key("overhead_on_wages", Kind::Quantity(number::<Share>(0.0, 3.0)), Need::Number(0.0), "overhead_on_wages = 0.18",
            "Overhead die meegroeit met één collega erbij, als aandeel van de loonkosten.",
            "Overhead that grows with one more colleague, as a share of wage cost."),
        key("full_cost_overhead", Kind::Quantity(number::<Share>(0.0, 3.0)), Need::Optional, "full_cost_overhead = 0.45",
            "Alle overhead, voor integrale kosten.", "All overhead, for full-cost figures."),
        key("supervisor_cost_per_hour", Kind::Quantity(number::<EurosPerHour>(0.0, 1000.0)),
            Need::RequiredIf(text("als begeleiding `paid_extra` is", "where supervision is `paid_extra`")), "supervisor_cost_per_hour = 62",
            "Kosten van een uur begeleiding.", "Cost of an hour of a supervisor."),
        key("other_direct", Kind::Tables(&OTHER_DIRECT), Need::Described(text("[]; bij `variant = \"caseload\"` verplicht, eventueel leeg", "[]; must be written with `variant = \"caseload\"`, possibly empty")),
            "other_direct = [{ amount_per_month = 450, per = \"fte\" }]",
            "Overige directe kosten.", "Other direct costs."),
        key("salary_table", Kind::Tables(&SALARY_TABLE), Need::RequiredIf(text("als een salaris een schaal noemt", "where a salary names a scale")), "",
            "Salaristabellen, oudste eerst.", "Salary tables, oldest first."),
    ],
);
