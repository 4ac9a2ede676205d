//! `[subsidy.KEY]` and its instruments.

use std::collections::BTreeSet;

use crate::diagnostic::{ModelProblem, StructureProblem, Warning};
use crate::input::cursor::Cursor;
use crate::input::leaf::{Origin, Pricing};
use crate::input::nearest::nearest;
use crate::input::tree::Value;
use crate::input::value::month_text;
use crate::language::Label;
use crate::model::quantity::Quantity;
use crate::model::scenario::ProfileIndex;
use crate::model::subsidy::{Advance, CostLine, Instrument, Rule, SubsidyDesign};
use crate::units::Unit;

/// The keys that tell the kind of an instrument.
pub const KINDS: &[&str] = &[
    "on",
    "on_month",
    "each_month",
    "reimburses",
    "guarantees_before_month",
    "clawback_before_month",
];

/// Which keys go with which kind.
pub const COMPANIONS: &[(&str, &[&str])] = &[
    ("amount", &["on", "on_month"]),
    ("if_registered", &["on_month"]),
    ("from_month", &["each_month"]),
    ("until_month", &["each_month", "reimburses"]),
    ("until_registered", &["reimburses", "guarantees_before_month", "clawback_before_month"]),
    ("advance", &["reimburses"]),
    ("advance_lag_months", &["reimburses"]),
    ("costs", &["guarantees_before_month"]),
    ("share", &["reimburses", "guarantees_before_month", "clawback_before_month"]),
    ("cap", &["reimburses", "guarantees_before_month"]),
    ("linear", &["clawback_before_month"]),
    ("of", &["clawback_before_month"]),
    ("except_failed_route", &["clawback_before_month"]),
    ("above_costs", &["clawback_before_month"]),
];

/// Reads one design; `eligible` holds the profiles that the scenario has.
pub fn subsidy(
    table: &Cursor<'_>,
    key: &str,
    eligible: Vec<ProfileIndex>,
    used: bool,
) -> SubsidyDesign {
    let reader = table.reader;
    let origins = table.layers.iter().map(|layer| Origin::of(reader, layer.table));
    let origin = origins.reduce(|own, below| own.or(&below));
    let (from, until) = dates(table, key, used);
    if !table.has("instruments") {
        table.missing("instruments");
    }
    let mut read =
        Read { origin: origin.unwrap_or_default(), names: BTreeSet::new(), paying: Vec::new() };
    let tables = table.tables("instruments");
    let mut instruments: Vec<Instrument> =
        tables.iter().map(|instrument| read.instrument(instrument)).collect();
    // A clawback can name an instrument that stands below it.
    for (instrument, table) in instruments.iter_mut().zip(&tables) {
        if let Rule::Clawback { of, .. } = &mut instrument.rule {
            *of = read.reclaimed(table);
        }
    }
    SubsidyDesign {
        key: key.to_owned(),
        name: table.label("name").unwrap_or_else(|| Label::new(key, key)),
        eligible,
        from,
        until,
        refills: table.flag("refills"),
        max_heads: table.optional_integer("max_heads").map(|heads| heads as usize),
        instruments,
    }
}

/// The name of an instrument: its own, or that of its kind.
pub fn instrument_name(table: &Cursor<'_>) -> Option<String> {
    let text = |key: &str| Some(table.find(key)?.node.text()?.to_owned());
    let kind = |key: &str, name: &str| table.has(key).then(|| name.to_owned());
    let month = || match table.find("on_month")?.node.value {
        Value::Integer(month) => Some(format!("month_{month}")),
        _ => None,
    };
    text("key")
        .or_else(|| text("on"))
        .or_else(month)
        .or_else(|| kind("each_month", "monthly"))
        .or_else(|| kind("reimburses", "reimbursement"))
        .or_else(|| kind("guarantees_before_month", "guarantee"))
        .or_else(|| kind("clawback_before_month", "clawback"))
}

/// First month of hire, and the end of the months of hire.
fn dates(table: &Cursor<'_>, key: &str, used: bool) -> (usize, Option<usize>) {
    let reader = table.reader;
    let start = reader.start.get();
    let (from, until) = (table.month("from"), table.month("until"));
    let place = |key: &str| table.find(key).map(|found| found.node.place.clone());
    let subsidy = reader.own_key(key);
    if table.flag("as_if") {
        if used && (from.is_some() || until.is_some()) {
            let dates = [from, until].map(|m| m.map_or("…".to_owned(), month_text)).join(" – ");
            reader.problem(Warning::AsIf { subsidy, dates }, place("as_if").as_ref());
        }
        return (0, None);
    }
    let at = |month: crate::model::time::YearMonth| {
        usize::try_from(month.months_after(start)).unwrap_or(0)
    };
    if let Some(month) = until
        && month <= start
        && used
        && !reader.start_is_unknown.get()
    {
        let problem =
            Warning::SchemeClosed { subsidy, until: month_text(month), start: month_text(start) };
        reader.problem(problem, place("until").as_ref());
    }
    (from.map_or(0, at), until.map(at))
}

struct Read {
    origin: Origin,
    names: BTreeSet<String>,
    /// Index and name of the instruments that pay.
    paying: Vec<(usize, String)>,
}

impl Read {
    fn amount<U: Unit>(&self, table: &Cursor<'_>, key: &str) -> Quantity<U> {
        if !table.has(key) {
            table.missing(key);
        }
        table
            .optional_quantity_with(key, Pricing::Nominal, &self.origin)
            .unwrap_or_else(|| table.default(key, 1.0))
    }

    fn optional<U: Unit>(&self, table: &Cursor<'_>, key: &str) -> Option<Quantity<U>> {
        table.optional_quantity_with(key, Pricing::Nominal, &self.origin)
    }

    fn instrument(&mut self, table: &Cursor<'_>) -> Instrument {
        let kind = table.one_of(KINDS);
        if let Some(kind) = kind {
            for (key, kinds) in COMPANIONS {
                if !kinds.contains(&kind) {
                    table.needs(&[key], &kinds.join("` / `"));
                }
            }
        }
        let (base, rule) = self.rule(table, kind);
        let name = self.name(table, base);
        if !matches!(rule, Rule::Guarantee { .. } | Rule::Clawback { .. }) {
            self.paying.push((self.names.len() - 1, name.clone()));
        }
        Instrument {
            key: name,
            rule,
            lag: table.size("lag_months"),
            per_fte: table.word("per") == "fte",
        }
    }

    /// The name that the file gives, or the kind with a number where there are more.
    fn name(&mut self, table: &Cursor<'_>, base: String) -> String {
        let own = table.text("key");
        let mut name = own.clone().unwrap_or_else(|| base.clone());
        let mut number = 2;
        while !self.names.insert(name.clone()) {
            if own.is_some() {
                let place = table.find("key").map(|found| found.node.place.clone());
                let problem = ModelProblem::InstrumentTwice { key: name.clone() };
                table.reader.problem(problem, place.as_ref());
            }
            name = format!("{base}_{}", number.max(self.names.len()));
            number += 1;
        }
        name
    }

    fn rule(&self, table: &Cursor<'_>, kind: Option<&str>) -> (String, Rule) {
        match kind {
            Some("on") => {
                let amount = self.amount(table, "amount");
                match table.word("on") {
                    "registration" => ("registration".into(), Rule::OnRegistration { amount }),
                    _ => ("start".into(), Rule::Intake { amount }),
                }
            }
            Some("on_month") => {
                let month = month(table, "on_month");
                let amount = self.amount(table, "amount");
                let if_registered = table.flag("if_registered");
                (format!("month_{month}"), Rule::OnReaching { amount, month, if_registered })
            }
            Some("each_month") => {
                let rule = Rule::Monthly {
                    amount: self.amount(table, "each_month"),
                    from: table.size("from_month"),
                    until: until_month(table),
                };
                ("monthly".into(), rule)
            }
            Some("reimburses") => {
                let rule = Rule::Reimbursement {
                    costs: some_costs(table, "reimburses"),
                    share: self.amount(table, "share"),
                    cap: self.optional(table, "cap"),
                    until: until_month(table),
                    until_registered: table.flag("until_registered"),
                    advance: self.advance(table),
                };
                ("reimbursement".into(), rule)
            }
            Some("guarantees_before_month") => {
                if !table.has("costs") {
                    table.missing("costs");
                }
                let share = self.optional(table, "share");
                let rule = Rule::Guarantee {
                    before_month: month(table, "guarantees_before_month"),
                    costs: some_costs(table, "costs"),
                    share: share.unwrap_or_else(|| table.default("share", 1.0)),
                    cap: self.optional(table, "cap"),
                    until_registered: table.flag("until_registered"),
                };
                ("guarantee".into(), rule)
            }
            _ => {
                let share = self.optional(table, "share");
                let rule = Rule::Clawback {
                    before_month: month(table, "clawback_before_month"),
                    share: share.unwrap_or_else(|| table.default("share", 1.0)),
                    linear: table.flag("linear"),
                    of: Vec::new(),
                    except_failed_route: table.flag("except_failed_route"),
                    until_registered: table.flag("until_registered"),
                    // Above no costs: everything, so that a design can take the costs of a scheme away.
                    above_costs: costs(table, "above_costs").filter(|lines| !lines.is_empty()),
                };
                ("clawback".into(), rule)
            }
        }
    }

    /// The advance on a reimbursement, which is settled when its costs no longer count.
    fn advance(&self, table: &Cursor<'_>) -> Option<Advance> {
        let Some(amount) = self.optional(table, "advance") else {
            table.needs(&["advance_lag_months"], "advance");
            return None;
        };
        if !table.has("until_month") && !table.flag("until_registered") {
            let place = table.find("advance").map(|found| found.key_place.clone());
            let problem = ModelProblem::RequiredHere {
                key: "until_month".into(),
                because_nl:
                    "een voorschot wordt verrekend na de laatste maand waarvan de kosten tellen"
                        .into(),
                because_en: "an advance is settled after the last month whose costs count".into(),
                example: "until_month = 24".into(),
            };
            table.reader.problem(problem, place.as_ref());
        }
        Some(Advance { amount, lag: table.size("advance_lag_months") })
    }

    /// The instruments that a clawback reclaims.
    fn reclaimed(&self, table: &Cursor<'_>) -> Vec<usize> {
        if !table.has("of") {
            return self.paying.iter().map(|(at, _)| *at).collect();
        }
        let named = table.texts("of");
        if named.is_empty() {
            let problem = StructureProblem::EmptyList { key: format!("{}.of", table.path) };
            let place = table.find("of").map(|found| found.node.place.clone());
            table.reader.problem(problem, place.as_ref());
        }
        let mut of = Vec::new();
        for (name, place) in named {
            match self.paying.iter().find(|(_, known)| *known == name) {
                Some((at, _)) => of.push(*at),
                None => {
                    let choices: Vec<String> =
                        self.paying.iter().map(|(_, known)| known.clone()).collect();
                    let nearest = nearest(&name, &choices);
                    let problem = ModelProblem::UnknownInstrument { key: name, nearest, choices };
                    table.reader.problem(problem, Some(&place));
                }
            }
        }
        of.sort_unstable();
        of.dedup();
        of
    }
}

/// A month that tells the kind of an instrument.
fn month(table: &Cursor<'_>, key: &str) -> usize {
    table.optional_integer(key).unwrap_or(1) as usize
}

fn until_month(table: &Cursor<'_>) -> Option<usize> {
    table.optional_integer("until_month").map(|month| month as usize)
}

/// Costs of which there must be one.
fn some_costs(table: &Cursor<'_>, key: &str) -> Vec<CostLine> {
    if let Some(found) = table.find(key)
        && matches!(&found.node.value, Value::List(items) if items.is_empty())
    {
        let problem = StructureProblem::EmptyList { key: found.asked.clone() };
        table.reader.problem(problem, Some(&found.node.place));
    }
    costs(table, key).unwrap_or_default()
}

fn costs(table: &Cursor<'_>, key: &str) -> Option<Vec<CostLine>> {
    let mut lines: Vec<CostLine> = table
        .chosen(key)?
        .into_iter()
        .map(|word| match word {
            "training" => CostLine::Training,
            "wages" => CostLine::Wages,
            "recruitment" => CostLine::Recruitment,
            "supervision" => CostLine::Supervision,
            "non_billable_wages" => CostLine::NonBillableWages,
            _ => CostLine::Workplace,
        })
        .collect();
    lines.sort_unstable();
    lines.dedup();
    if let [.., CostLine::NonBillableWages] = lines[..]
        && lines.contains(&CostLine::Wages)
    {
        let place = table.find(key).map(|found| found.node.place.clone());
        let problem = ModelProblem::NotHere {
            key: "non_billable_wages".into(),
            because_nl: "het is een deel van `wages` en zou dubbel tellen".into(),
            because_en: "it is a part of `wages` and would count double".into(),
        };
        table.reader.problem(problem, place.as_ref());
    }
    Some(lines)
}
