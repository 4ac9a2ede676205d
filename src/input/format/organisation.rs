//! `[organisation]` and cover.

use super::{Kind, Need, TableSpec, key, number, table, text, word};
use crate::units::{AnnualRate, Count, Euros, EurosPerHour, EurosPerMonth, Share};


/// `[organisation]`.
pub const ORGANISATION: TableSpec = table(
    "organisation",
    "De organisatie om de plekken heen: haar kas, haar begeleiders, haar inhuur.",
    "The organisation around the positions: its cash, its mentors, who stands in.",
    &[
        key("liquidity", Kind::Quantity(number::<Euros>(-1e9, 1e9)), Need::Optional, "liquidity = 400_000",
            "Liquide middelen vóór de eerste maand; zonder dit wordt betaalbaarheid niet berekend. Nooit omgerekend naar een ander prijspeil.",
            "Cash before the first month; without it affordability is not computed. Never converted to another price level."),
        key("floor", Kind::Quantity(number::<Euros>(-1e9, 1e9)), Need::Number(0.0), "floor = 150_000",
            "Ondergrens van de liquiditeit. Alleen naast `liquidity`.", "The balance below which cash must not fall. Only beside `liquidity`."),
        key("free_cash_per_month", Kind::Quantity(number::<EurosPerMonth>(-1e8, 1e8)), Need::Number(0.0),
            "free_cash_per_month = { low = 2_000, mode = 8_000, high = 14_000 }",
            "Kasoverschot per maand van de rest van de organisatie, zonder deze plekken. Alleen naast `liquidity`.",
            "Free cash a month of the rest of the organisation, without these positions. Only beside `liquidity`."),
        key("free_cash_monthly_sd", Kind::Quantity(number::<Euros>(0.0, 1e8)), Need::Number(0.0), "free_cash_monthly_sd = 15_000",
            "Standaardafwijking daarvan van maand tot maand (toeval). Alleen naast `liquidity`.",
            "Its standard deviation from month to month (luck). Only beside `liquidity`."),
        key("overdraft_rate", Kind::Quantity(number::<AnnualRate>(0.0, 1.0)), Need::Number(0.0), "overdraft_rate = 0.07",
            "Rente per jaar op een negatief saldo. Alleen naast `liquidity`.", "Interest a year on a negative balance. Only beside `liquidity`."),
        key("accepted_risk", Kind::Number(0.0, 1.0), Need::Number(0.05), "accepted_risk = 0.05",
            "De kans op een saldo onder de ondergrens die de organisatie aanvaardt. Alleen naast `liquidity`.",
            "The chance of falling below the floor that the organisation accepts. Only beside `liquidity`."),
        key("mentors", Kind::Quantity(number::<Count>(0.0, 1e5)), Need::Optional, "mentors = 6",
            "Aantal begeleiders; samen met `heads_per_mentor`.", "Number of mentors; together with `heads_per_mentor`."),
        key("heads_per_mentor", Kind::Quantity(number::<Count>(0.0, 100.0)), Need::Optional, "heads_per_mentor = 2",
            "Hoeveel mensen een begeleider aankan; samen met `mentors`.", "Heads that one mentor can carry; together with `mentors`."),
        key("cover", Kind::Table(&COVER), Need::Optional, "",
            "Inhuur: wie het gat vult.", "Cover: who stands in."),
    ],
);

/// The keys that mean nothing without `liquidity`.
pub const LIQUIDITY_KEYS: &[&str] =
    &["floor", "free_cash_per_month", "free_cash_monthly_sd", "overdraft_rate", "accepted_risk"];


/// `[organisation.cover]`, also the cover of a strategy.
pub const COVER: TableSpec = table(
    "organisation.cover",
    "Inhuur voor uren die de plekken niet leveren.",
    "Who stands in for hours that the positions do not deliver.",
    &[
        key("kind", Kind::Choice(&[
                word("agency", "ingehuurd per uur", "hired in by the hour"),
                word("mobile_team", "een eigen team met vaste kosten", "an own team with a standing cost"),
            ]), Need::Required, "kind = \"agency\"",
            "Soort inhuur.", "Kind of cover."),
        key("share", Kind::Quantity(number::<Share>(0.0, 1.0)), Need::Required, "share = 0.6",
            "Aandeel van het gat dat wordt opgevuld.", "Share of the gap that is covered."),
        key("when", Kind::Choice(&[
                word("empty", "alleen zolang een plek leeg is", "only while a position is empty"),
                word("gap", "bij elk gat, ook naast iemand die nog leert", "for every gap, also beside somebody still learning"),
            ]), Need::Described(text("\"empty\"; onder `contract.variant = \"task\"` verplicht", "\"empty\"; required under `contract.variant = \"task\"`")),
            "when = \"empty\"",
            "Wanneer er wordt ingehuurd.", "When cover stands in."),
        key("rate_per_hour", Kind::Dated(number::<EurosPerHour>(0.0, 1000.0)), Need::Required,
            "rate_per_hour = { low = 65, mode = 80, high = 100, grade = \"D\" }",
            "Tarief van een betaald uur; volgt de loonindex.", "Rate of a paid hour; follows the wage index."),
        key("productivity", Kind::Quantity(number::<Share>(0.01, 1.0)), Need::Required, "productivity = 0.8",
            "Declarabele uren per betaald uur.", "Billable hours for each paid hour."),
        key("vat", Kind::Quantity(number::<Share>(0.0, 1.0)), Need::Number(0.0), "vat = 0.21",
            "Btw die niet kan worden teruggevraagd, als aandeel van het tarief.", "VAT that cannot be reclaimed, as a share of the rate."),
        key("standing_cost_per_month", Kind::Quantity(number::<EurosPerMonth>(0.0, 1e7)),
            Need::RequiredIf(text("bij `kind = \"mobile_team\"`", "with `kind = \"mobile_team\"`")), "standing_cost_per_month = 9_000",
            "Vaste kosten per maand van een mobiel team; volgen de loonindex.", "Standing cost a month of a mobile team; follows the wage index.")
            .only("kind", &["mobile_team"]),
    ],
);
