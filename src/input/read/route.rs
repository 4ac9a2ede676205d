//! `[route.KEY]` and training items.

use crate::diagnostic::{Diagnostic, Remark, StructureProblem};
use crate::input::cursor::Cursor;
use crate::language::Label;
use crate::model::profile::{IfFailed, Route, TrainingItem, TrainingTiming};

/// Reads one route.
pub fn route(table: &Cursor<'_>, key: &str) -> Route {
    let starts_at_month = table.size("starts_at_month");
    let attempts = table.size("attempts").max(1);
    let retry = if attempts > 1 || table.has("retry_months") {
        table.duration("retry_months")
    } else {
        table.fixed_duration("retry_months", 1.0)
    };
    Route {
        key: key.to_owned(),
        name: table.label("name").unwrap_or_else(|| Label::new(key, key)),
        starts_at_month,
        duration: table.duration("months"),
        pass: table.quantity("pass"),
        attempts,
        retry,
        if_failed: match table.word("if_failed") {
            "leaves" => IfFailed::Leaves,
            _ => IfFailed::Stays,
        },
        paid_study_hours_per_week: table.quantity("paid_study_hours_per_week"),
        costs: table.tables("costs").iter().map(|item| cost(item, starts_at_month)).collect(),
    }
}

/// A cost of a route that starts at age `start`.
fn cost(table: &Cursor<'_>, start: usize) -> TrainingItem {
    let timings: Vec<&str> = ["at_month", "spread_over_route", "per_attempt"]
        .into_iter()
        .filter(|key| table.has(key) && (*key == "at_month" || table.flag(key)))
        .collect();
    let timing = match timings[..] {
        ["spread_over_route"] => TrainingTiming::SpreadOverRoute,
        ["per_attempt"] => TrainingTiming::PerAttempt,
        ["at_month"] => {
            at_month(table, start + table.optional_integer("at_month").unwrap_or(0) as usize)
        }
        [] => {
            let keys = ["at_month", "spread_over_route", "per_attempt"].map(str::to_owned).to_vec();
            let problem = StructureProblem::OneOf { parent: table.path.clone(), keys };
            table.reader.problem(problem, table.place().as_ref());
            TrainingTiming::SpreadOverRoute
        }
        _ => {
            let keys = timings.iter().map(|key| (*key).to_owned()).collect();
            let place = |at: usize| table.find(timings[at]).map(|found| found.key_place.clone());
            let mut diagnostic = Diagnostic::new(StructureProblem::Exclusive { keys }, place(1));
            if let Some(first) = place(0) {
                diagnostic = diagnostic.with(first, Remark::AlsoHere);
            }
            table.reader.push(diagnostic);
            TrainingTiming::SpreadOverRoute
        }
    };
    if !table.has("at_month") {
        table.needs(&["class_size"], "at_month");
    }
    item(table, timing)
}

/// A training item of a profile.
pub fn training(table: &Cursor<'_>) -> TrainingItem {
    let timing = at_month(table, table.size("at_month"));
    item(table, timing)
}

fn at_month(table: &Cursor<'_>, month: usize) -> TrainingTiming {
    match table.optional_integer("class_size") {
        Some(size) => TrainingTiming::Class {
            month,
            size: size as usize,
            partners_share: table.quantity("partners_share"),
        },
        None => TrainingTiming::AtMonth(month),
    }
}

fn item(table: &Cursor<'_>, timing: TrainingTiming) -> TrainingItem {
    if !table.has("class_size") {
        table.needs(&["partners_share"], "class_size");
    }
    TrainingItem {
        name: table.label("name"),
        amount: table.quantity("amount"),
        vat: table.quantity("vat"),
        timing,
    }
}
