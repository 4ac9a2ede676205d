//! `[subsidy.KEY]` and its instruments.

use super::{Kind, Need, TableSpec, Target, Word, key, number, table, text, word};
use crate::units::{Euros, EurosPerMonth, Share};

const COSTS: &[Word] = &[
    word("training", "scholing en route", "training and route"),
    word("wages", "loon en toeslagen met werkgeverslasten", "wages and allowances with on-cost"),
    word("recruitment", "werving en selectie", "recruitment"),
    word("supervision", "begeleiding, waar die extra wordt betaald", "supervision, where it is paid extra"),
    word("workplace", "werkplek", "workplace"),
    word("non_billable_wages", "het deel van het loon waar geen declarabele uren tegenover staan", "the part of the wages without billable hours"),
];

/// An instrument of a subsidy.
pub const INSTRUMENT: TableSpec = table(
    "subsidy.KEY.instruments[]",
    "Een regel van de regeling, met precies één soort: `on`, `on_month`, `each_month`, `reimburses`, `guarantees_before_month` of `clawback_before_month`.",
    "A rule of the design, with exactly one kind: `on`, `on_month`, `each_month`, `reimburses`, `guarantees_before_month` or `clawback_before_month`.",
    &[
        key("key", Kind::Text, Need::Described(text("de soort: \"start\", \"registration\", \"month_12\", \"monthly\", \"reimbursement\", \"guarantee\", \"clawback\"; met een volgnummer als er meer zijn", "the kind: \"start\", \"registration\", \"month_12\", \"monthly\", \"reimbursement\", \"guarantee\", \"clawback\"; with a number where there are more")),
            "key = \"intake\"", "Naam waarnaar een terugvordering verwijst.", "Name that clawbacks refer to."),
        key("lag_months", Kind::Integer(0, 120), Need::Number(0.0), "lag_months = 3", "Maanden tot de betaling.", "Months until payment."),
        key("per", Kind::Choice(&[
                word("person", "per persoon", "for each person"),
                word("fte", "per voltijdsplaats", "for each full-time equivalent"),
            ]), Need::Word("person"), "per = \"fte\"", "Waarvoor het bedrag geldt.", "What the amount is for."),
        key("on", Kind::Choice(&[
                word("start", "bij de start", "at the start"),
                word("registration", "bij registratie", "on registration"),
            ]), Need::Optional, "{ on = \"start\", amount = 40_000 }", "Een bedrag bij de start of bij registratie.", "A sum at the start or on registration."),
        key("on_month", Kind::Integer(1, 600), Need::Optional, "{ on_month = 12, amount = 5_000 }", "Een bedrag voor wie zo veel maanden in dienst is.", "A sum on reaching this many months of employment."),
        key("amount", Kind::Quantity(number::<Euros>(0.0, 1e7)), Need::RequiredIf(text("bij `on` en `on_month`", "with `on` and `on_month`")), "amount = 40_000", "Bedrag, nominaal.", "Amount, nominal."),
        key("if_registered", Kind::Flag, Need::Flag(false), "if_registered = true", "Alleen voor wie dan geregistreerd is (met `on_month`).", "Only for those registered by then (with `on_month`)."),
        key("each_month", Kind::Quantity(number::<EurosPerMonth>(0.0, 1e6)), Need::Optional, "{ each_month = 800, until_month = 12 }", "Een bedrag per maand in dienst.", "A sum for each month of employment."),
        key("from_month", Kind::Integer(0, 600), Need::Number(0.0), "from_month = 0", "Eerste maand (met `each_month`).", "First month (with `each_month`)."),
        key("until_month", Kind::Integer(1, 600), Need::Described(text("zolang iemand in dienst is; verplicht bij `advance`, tenzij `until_registered`", "as long as employed; required with `advance`, unless `until_registered`")), "until_month = 12", "Eind, niet inbegrepen: van de maanden die worden betaald (met `each_month`) of waarvan de kosten tellen (met `reimburses`).", "End, exclusive: of the months that are paid (with `each_month`) or whose costs count (with `reimburses`)."),
        key("reimburses", Kind::List(&Kind::Choice(COSTS)), Need::Optional, "{ reimburses = [\"training\"], share = 0.5, cap = 7_000 }", "Vergoedt een aandeel van deze kosten.", "Reimburses a share of these costs."),
        key("until_registered", Kind::Flag, Need::Flag(false), "until_registered = true", "Alleen kosten vóór de registratie (met `reimburses`), of alleen wie vóór de registratie vertrekt (met `guarantees_before_month` of `clawback_before_month`).", "Only costs before registration (with `reimburses`), or only those who leave before registration (with `guarantees_before_month` or `clawback_before_month`)."),
        key("advance", Kind::Quantity(number::<Euros>(0.0, 1e7)), Need::Optional, "advance = 3_500", "Voorschot bij de start, hooguit de `cap`; wordt verrekend met de vergoeding. Wat na de laatste maand die telt of bij vertrek te veel is betaald, gaat terug (met `reimburses`).", "Advance at the start, at most the `cap`; counted against the reimbursement. What turns out too much after the last month that counts, or at an exit, goes back (with `reimburses`)."),
        key("advance_lag_months", Kind::Integer(0, 120), Need::Number(0.0), "advance_lag_months = 1", "Maanden van de start tot de betaling van het voorschot.", "Months from the start until the advance is paid."),
        key("guarantees_before_month", Kind::Integer(1, 600), Need::Optional, "{ guarantees_before_month = 24, costs = [\"wages\", \"training\"], share = 0.5 }", "Betaalt bij vertrek vóór deze maand een aandeel van wat de werkgever dan kwijt is: de kosten tot dan toe, min wat hij van de rest van de regeling houdt.", "Pays, when somebody leaves before this month, a share of what the employer is out of pocket: the costs so far, less what it keeps from the rest of the design."),
        key("costs", Kind::List(&Kind::Choice(COSTS)), Need::RequiredIf(text("bij `guarantees_before_month`", "with `guarantees_before_month`")), "costs = [\"wages\", \"training\"]", "Welke kosten bij vertrek verloren zijn (met `guarantees_before_month`).", "Which costs are lost at the exit (with `guarantees_before_month`)."),
        key("share", Kind::Quantity(number::<Share>(0.0, 1.0)), Need::Described(text("1 bij een terugvordering of garantie; verplicht bij `reimburses`", "1 for a clawback or a guarantee; required with `reimburses`")), "share = 0.5", "Aandeel dat wordt vergoed, gegarandeerd of teruggevorderd.", "Share that is reimbursed, guaranteed or reclaimed."),
        key("cap", Kind::Quantity(number::<Euros>(0.0, 1e7)), Need::Optional, "cap = 7_000", "Hoogste bedrag per persoon (met `reimburses` of `guarantees_before_month`).", "Most that is paid for one head (with `reimburses` or `guarantees_before_month`)."),
        key("clawback_before_month", Kind::Integer(1, 600), Need::Optional, "{ clawback_before_month = 24, linear = true }", "Vordert terug bij vertrek voor deze maand.", "Reclaims from those who leave before this month."),
        key("linear", Kind::Flag, Need::Flag(false), "linear = true", "Loopt af naar 0 (met `clawback_before_month`).", "Falls linearly to 0 (with `clawback_before_month`)."),
        key("of", Kind::List(&Kind::Text), Need::Described(text("alles wat uitkeert, behalve garanties", "all that pay but guarantees")), "of = [\"start\"]", "Welke instrumenten worden teruggevorderd.", "Which instruments are reclaimed."),
        key("except_failed_route", Kind::Flag, Need::Flag(false), "except_failed_route = true", "Niet van wie de route niet haalt.", "Not from those who fail the route."),
        key("above_costs", Kind::List(&Kind::Choice(COSTS)), Need::Optional, "above_costs = [\"training\"]", "Alleen wat boven deze gemaakte kosten ligt; met een lege lijst alles.", "Only what exceeds these costs made so far; with an empty list everything."),
    ],
);

/// `[subsidy.KEY]`.
pub const SUBSIDY: TableSpec = table(
    "subsidy.KEY",
    "Een subsidieregeling: wie ervoor in aanmerking komt, en wat zij uitkeert en terugvordert. Bedragen zijn nominaal.",
    "A subsidy design: who is eligible, and what it pays and reclaims. Amounts are nominal.",
    &[
        key("name", Kind::Label, Need::Described(text("de sleutel", "the key")), "name = \"Stimuleringsregeling\"", "Naam.", "Name."),
        key("eligible", Kind::List(&Kind::Reference(Target::Profile, &[])), Need::Required, "eligible = [\"side_entrant\"]", "Profielen die in aanmerking komen.", "Profiles that are eligible."),
        key("from", Kind::Month, Need::Optional, "from = \"2026-01\"", "Eerste maand van indiensttreding.", "First month of hire."),
        key("until", Kind::Month, Need::Optional, "until = \"2029-01\"", "Eind van de maanden van indiensttreding, niet inbegrepen.", "End of the months of hire, exclusive."),
        key("as_if", Kind::Flag, Need::Flag(false), "as_if = true", "Rekent alsof de regeling open is: de datums tellen niet.", "Computes as if the scheme were open: the dates do not count."),
        key("refills", Kind::Flag, Need::Flag(false), "refills = true", "Ook voor opvolgers.", "For refills too."),
        key("max_heads", Kind::Integer(0, 100_000), Need::Optional, "max_heads = 10", "Alleen de eerste zo veel plekken die in aanmerking komen.", "Only the first so many eligible positions."),
        key("source", Kind::Text, Need::Optional, "source = \"Staatscourant 2023\"", "Bron; geldt voor elk bedrag dat er zelf geen noemt.", "Source; holds for every amount that names none itself."),
        key("grade", Kind::Choice(super::leaf::GRADES), Need::Optional, "grade = \"A\"", "Graad: hoe stevig de bedragen zijn; geldt voor elk bedrag dat zelf niets noemt.", "Grade: how well founded the amounts are; holds for every amount that names none itself."),
        key("note", Kind::Text, Need::Optional, "note = \"\"", "Opmerking.", "Remark."),
        key("instruments", Kind::Tables(&INSTRUMENT), Need::Required, "instruments = [{ on = \"start\", amount = 40_000 }]", "De regels.", "The rules."),
    ],
);
