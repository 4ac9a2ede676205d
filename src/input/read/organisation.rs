//! `[organisation]` and cover.

use crate::diagnostic::ModelProblem;
use crate::input::cursor::Cursor;
use crate::input::format::LIQUIDITY_KEYS;
use crate::input::leaf::{Origin, Pricing};
use crate::model::organisation::{Cover, CoverKind, CoverWhen, Liquidity, Mentoring, Organisation};
use crate::model::quantity::Quantity;
use crate::units::{EurosPerMonth, Unit};

/// Reads `[organisation]`, but for cover.
pub fn organisation(table: Option<&Cursor<'_>>) -> Organisation {
    let Some(table) = table else {
        return Organisation { liquidity: None, mentoring: None };
    };
    let liquidity = table.has("liquidity").then(|| Liquidity {
        start: cash(table, "liquidity"),
        floor: cash(table, "floor"),
        free_cash_per_month: cash(table, "free_cash_per_month"),
        free_cash_monthly_sd: cash(table, "free_cash_monthly_sd"),
        overdraft_rate: table.quantity("overdraft_rate"),
        accepted_risk: table.number("accepted_risk"),
    });
    if liquidity.is_none() {
        table.needs(LIQUIDITY_KEYS, "liquidity");
    }
    let mentoring = match (table.has("mentors"), table.has("heads_per_mentor")) {
        (true, true) => Some(Mentoring {
            mentors: table.optional_quantity("mentors").expect("it is there"),
            heads_per_mentor: table.optional_quantity("heads_per_mentor").expect("it is there"),
        }),
        (true, false) => {
            table.needs(&["mentors"], "heads_per_mentor");
            None
        }
        (false, true) => {
            table.needs(&["heads_per_mentor"], "mentors");
            None
        }
        (false, false) => None,
    };
    Organisation { liquidity, mentoring }
}

/// Cash of the organisation has no price level.
fn cash<U: Unit>(table: &Cursor<'_>, key: &str) -> Quantity<U> {
    match table.optional_quantity_with(key, Pricing::Nominal, &Origin::default()) {
        Some(quantity) => quantity,
        None => table.quantity(key),
    }
}

/// Reads cover; under a task contract `when` must be stated.
pub fn cover(table: &Cursor<'_>, under_task: bool) -> Cover {
    let chosen = table.word("kind");
    table.only_variant("kind", chosen);
    let kind = if chosen == "mobile_team" { CoverKind::MobileTeam } else { CoverKind::Agency };
    if table.find("kind").is_some_and(|found| found.node.text() != Some(chosen)) {
        // After a mistake in the word itself its paths are known all the same.
        table.optional_quantity::<EurosPerMonth>("standing_cost_per_month");
    }
    if under_task && !table.has("when") {
        let problem = ModelProblem::RequiredHere {
            key: "when".into(),
            because_nl: "bij `contract.variant = \"task\"` de inhuur de opbrengst bepaalt".into(),
            because_en: "under `contract.variant = \"task\"` cover decides what is earned".into(),
            example: "when = \"gap\"".into(),
        };
        table.reader.problem(problem, table.place().as_ref());
    }
    Cover {
        kind,
        share: table.quantity("share"),
        when: match table.optional_word("when") {
            Some("gap") => CoverWhen::Gap,
            _ => CoverWhen::Empty,
        },
        rate_per_hour: table.dated("rate_per_hour"),
        productivity: table.quantity("productivity"),
        vat: table.quantity("vat"),
        standing_cost_per_month: (kind == CoverKind::MobileTeam)
            .then(|| table.quantity("standing_cost_per_month")),
    }
}
