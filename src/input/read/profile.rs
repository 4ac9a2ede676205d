//! `[profile.KEY]`.

use super::route::training;
use crate::diagnostic::ModelProblem;
use crate::input::cursor::Cursor;
use crate::input::value::Names;
use crate::language::Label;
use crate::model::employment::Pay;
use crate::model::profile::{
    ExitCost, PayAfterRegistration, Profile, Ramp, RampShape, Recruitment, Registration,
    Supervision, SupervisionValuation,
};
use crate::model::scenario::RouteIndex;
use crate::units::{Euros, EurosPerMonth};

use super::employment::{SalaryScales, scale_name};

/// What a profile refers to.
pub struct Around<'a> {
    /// Keys of all routes in the files.
    pub route_names: &'a Names,
    /// Gives a route its index in the scenario.
    pub route_index: &'a dyn Fn(&str) -> RouteIndex,
    pub scales: &'a SalaryScales,
}

/// Reads one profile; its layers hold what it extends.
pub fn profile(table: &Cursor<'_>, key: &str, around: &Around<'_>) -> Profile {
    let registration = registration(table, around);
    let on_route = matches!(registration, Some(Registration::Route(_)));
    if registration.is_some() && !on_route {
        only_with_route(table, key);
    }
    let recruitment = table.table("recruitment").unwrap_or_else(|| table.empty("recruitment"));
    let workplace = table.table("workplace").unwrap_or_else(|| table.empty("workplace"));
    Profile {
        key: key.to_owned(),
        ancestors: Vec::new(),
        name: table
            .find("name")
            .filter(|found| !found.is_inherited())
            .and_then(|_| table.label("name"))
            .unwrap_or_else(|| Label::new(key, key)),
        registration: registration.unwrap_or(Registration::Never),
        vacancy: table.duration("vacancy_months"),
        tenure_at_start: table.size("tenure_at_start_months"),
        recruitment: Recruitment {
            per_hire: recruitment.quantity("per_hire"),
            per_candidate: recruitment.quantity("per_candidate"),
            candidates_per_hire: recruitment.quantity("candidates_per_hire"),
        },
        salary: salary(table, around),
        salary_after_registration: if on_route { salary_after(table, around) } else { None },
        absence: table.quantity("absence"),
        ramp: ramp(table),
        deployable_before_registration: table.quantity("deployable_before_registration"),
        supervision: table.table("supervision").map(|table| supervision(&table)),
        training: table.tables("training").iter().map(training).collect(),
        workplace_at_start: workplace.quantity::<Euros>("at_start"),
        workplace_per_month: workplace.quantity::<EurosPerMonth>("per_month"),
        exit: table.bands("exit"),
        exit_after_registration: if on_route {
            table.optional_bands("exit_after_registration")
        } else {
            None
        },
        exit_cost: table.table("exit_cost").map(|table| ExitCost {
            per_exit: table.quantity("per_exit"),
            months_of_wage_per_year_of_service: table
                .quantity("months_of_wage_per_year_of_service"),
            only_failed_route: table.flag("only_failed_route"),
        }),
    }
}

fn registration(table: &Cursor<'_>, around: &Around<'_>) -> Option<Registration> {
    if let Some(route) = table.table("registration") {
        if !route.has("route") {
            route.missing("route");
        }
        let name = route.reference("route", around.route_names)?;
        return Some(Registration::Route((around.route_index)(&name)));
    }
    if !table.has("registration") {
        table.missing("registration");
        return None;
    }
    match table.optional_word("registration")? {
        "registered" => Some(Registration::Registered),
        _ => Some(Registration::Never),
    }
}

/// What is inherited from a profile with a route is dropped without a word.
fn only_with_route(table: &Cursor<'_>, profile: &str) {
    for key in ["salary_after_registration", "exit_after_registration"] {
        if let Some(found) = table.find(key)
            && !found.is_inherited()
        {
            let problem =
                ModelProblem::OnlyWithRoute { key: key.to_owned(), profile: profile.to_owned() };
            table.reader.problem(problem, Some(found.key_place));
        }
    }
}

fn salary(profile: &Cursor<'_>, around: &Around<'_>) -> Pay {
    let none = || Pay::Scale { scale: String::new(), step: 0 };
    let Some(table) = profile.table("salary") else {
        if !profile.has("salary") {
            profile.missing("salary");
        }
        return none();
    };
    match table.one_of(&["scale", "amount_per_month"]) {
        Some("amount_per_month") => {
            excludes_step(&table);
            Pay::Amount(table.dated("amount_per_month"))
        }
        Some(_) => {
            let step = table.size("step");
            match scale_name(&table, "scale") {
                Some(scale) => {
                    around.scales.check(&table, &scale, Some(step));
                    Pay::Scale { scale, step }
                }
                None => none(),
            }
        }
        None => none(),
    }
}

fn excludes_step(table: &Cursor<'_>) {
    let depth = table.find("amount_per_month").map(|found| found.layer);
    if table.find("step").map(|found| found.layer) == depth {
        table.needs(&["step"], "scale");
    }
}

fn salary_after(profile: &Cursor<'_>, around: &Around<'_>) -> Option<PayAfterRegistration> {
    let table = profile.table("salary_after_registration")?;
    match table.one_of(&["scale", "amount_per_month"])? {
        "amount_per_month" => {
            excludes_step(&table);
            Some(PayAfterRegistration::Amount(table.dated("amount_per_month")))
        }
        _ => {
            let scale = scale_name(&table, "scale")?;
            let step = table.optional_integer("step").map(|step| step as usize);
            around.scales.check(&table, &scale, step);
            Some(PayAfterRegistration::Scale { scale, step })
        }
    }
}

fn ramp(profile: &Cursor<'_>) -> Ramp {
    let Some(table) = profile.table("ramp") else {
        if !profile.has("ramp") {
            profile.missing("ramp");
        }
        return Ramp::Table(Vec::new());
    };
    match table.one_of(&["months", "by_month"]) {
        Some("by_month") => {
            let depth = table.find("by_month").map(|found| found.layer);
            for key in ["from", "shape"] {
                if table.find(key).map(|found| found.layer) == depth {
                    table.needs(&[key], "months");
                }
            }
            Ramp::Table(table.quantities("by_month"))
        }
        Some(_) => Ramp::Shape {
            months: table.quantity("months"),
            from: table.quantity("from"),
            shape: match table.word("shape") {
                "s_curve" => RampShape::SCurve,
                "step" => RampShape::Step,
                _ => RampShape::Linear,
            },
        },
        None => Ramp::Table(Vec::new()),
    }
}

fn supervision(table: &Cursor<'_>) -> Supervision {
    let chosen = table.word("valued_as");
    table.only_variant("valued_as", chosen);
    let is_known = table.find("valued_as").is_none_or(|found| found.node.text() == Some(chosen));
    Supervision {
        valuation: match chosen {
            "paid_extra" => SupervisionValuation::PaidExtra,
            _ if is_known => {
                SupervisionValuation::LostCare { billable_share: table.quantity("billable_share") }
            }
            // After a mistake in the word itself nothing that depends on it is missing.
            _ => {
                let written = table.optional_quantity("billable_share");
                let billable_share =
                    written.unwrap_or_else(|| table.default("billable_share", 1.0));
                SupervisionValuation::LostCare { billable_share }
            }
        },
        hours_per_week: table.bands("hours_per_week"),
        until_registered: table.flag("until_registered"),
    }
}
