//! What differs in what scenarios assume: settings, and numbers with their sources and grades.

use maud::{Markup, html};

use crate::compare::Pair;
use crate::language::{Language, calendar_month, percent};
use crate::model::contract::Variant;
use crate::model::quantity::QuantityDefinition;
use crate::model::scenario::Scenario;
use crate::tell::comparison::Told;
use crate::tell::names;
use crate::tell::quantities::unit;
use crate::write::page::parts::wide;
use crate::write::page::values::{badge, named, spread};

/// Everything that differs, pair by pair.
pub(super) fn assumptions(told: &Told<'_>) -> Markup {
    let language = told.language();
    html! {
        p.lead { (language.pick(
            "Waarde: de mediaan, met p5 tot p95 waar het getal onzeker is; bedragen in euro’s van het startjaar. Daaronder graad en bron. \
             Een streepje: het scenario heeft dit getal niet, of onder een ander pad.",
            "Value: the median, with p5 to p95 where the number is uncertain; amounts in euros of the starting year. Below it grade and source. \
             A dash: the scenario does not have this number, or has it under another path.",
        )) }
        (settings(told))
        @for pair in &told.comparison.pairs { (numbers(told, pair)) }
        p.lead { (language.pick(
            "Verschillen die geen getal zijn (salaristabellen, vormen van duren, pogingen, betaalmomenten, wie welke plek bezet) staan hier niet.",
            "Differences that are no number (salary tables, shapes of durations, attempts, dates of payment, who holds which position) are not listed.",
        )) }
    }
}

/// Settings that are no numbers of the register, where scenarios differ in them.
fn settings(told: &Told<'_>) -> Markup {
    let language = told.language();
    let all: Vec<Vec<(&str, String)>> =
        told.tales.iter().map(|tale| settings_of(&tale.plan.scenario, language)).collect();
    let differs = |k: &usize| all.iter().any(|of| of[*k].1 != all[0][*k].1);
    let rows: Vec<usize> = (0..all[0].len()).filter(differs).collect();
    if rows.is_empty() {
        return html! {};
    }
    let title = language.pick("Instellingen die verschillen", "Settings that differ");
    html! {
        h3 { (title) }
        (wide(language.pick("Tabel van instellingen", "Table of settings"), html! {
            table.register {
                thead { tr {
                    th scope="col" { (language.pick("instelling", "setting")) }
                    @for name in told.names { th scope="col" { (name) } }
                } }
                tbody {
                    @for k in rows {
                        tr {
                            th scope="row" { (all[0][k].0) }
                            @for of in &all { td { (of[k].1) } }
                        }
                    }
                }
            }
        }))
    }
}

fn settings_of(scenario: &Scenario, language: Language) -> Vec<(&'static str, String)> {
    let pick = |nl, en| language.pick(nl, en);
    let start = scenario.calendar.start;
    let variant = match scenario.contract.variant {
        Variant::Effort { .. } => pick("inspanningsgericht (P×Q)", "effort-based"),
        Variant::Output { .. } => pick("outputgericht", "output-based"),
        Variant::Caseload { .. } => pick("caseload", "caseload"),
        Variant::Task { .. } => pick("taakgericht (lumpsum)", "task-based (lump sum)"),
    };
    let risk = scenario.organisation.liquidity.map_or_else(
        || pick("niet gesteld", "not stated").to_owned(),
        |of| percent(of.accepted_risk, 1, language),
    );
    let baseline = &scenario.strategies[scenario.baseline].name;
    vec![
        (
            pick("eerste maand", "first month"),
            calendar_month(start.year, start.month as i32, language),
        ),
        (pick("maanden", "months"), scenario.calendar.horizon.to_string()),
        (
            pick("discontovoet", "discount rate"),
            percent(scenario.discount_rate.nominal(), 2, language),
        ),
        (pick("uitvoeringsvariant", "payment form"), variant.to_owned()),
        (
            pick("maanden tot betaling", "months until payment"),
            scenario.contract.payment_lag.to_string(),
        ),
        (pick("aanvaarde kans op een tekort", "accepted chance of a shortfall"), risk),
        (pick("uitgangspunt", "baseline"), baseline.get(language).to_owned()),
        (
            pick("plekken", "positions"),
            scenario
                .strategies
                .iter()
                .map(|of| format!("{}: {}", of.name.get(language), of.positions()))
                .collect::<Vec<_>>()
                .join("; "),
        ),
    ]
}

/// The numbers of two scenarios that are not the same.
fn numbers(told: &Told<'_>, pair: &Pair) -> Markup {
    let language = told.language();
    let names = [0, pair.scenario].map(|k| &told.names[k]);
    let scenarios = [0, pair.scenario].map(|k| &told.tales[k].plan.scenario);
    let title = match language {
        Language::Nl => format!("Getallen die verschillen tussen ‘{}’ en ‘{}’", names[0], names[1]),
        Language::En => format!("Numbers that differ between ‘{}’ and ‘{}’", names[0], names[1]),
    };
    let find = |k: usize, path: &str| scenarios[k].quantities.iter().find(|of| of.path == path);
    let different = pair.quantities.different.iter().map(|of| of.path.as_str());
    let only = [&pair.quantities.only_in_first, &pair.quantities.only_in_other];
    let only = only.into_iter().flatten().map(|of| of.path.as_str());
    let rows: Vec<(&str, [Option<&QuantityDefinition>; 2])> =
        different.chain(only).map(|path| (path, [find(0, path), find(1, path)])).collect();
    html! {
        h3 { (title) }
        @if rows.is_empty() {
            p { (language.pick("Alle getallen zijn dezelfde.", "All numbers are the same.")) }
        } @else {
            (wide(&title, html! {
                table.register.compared {
                    thead { tr {
                        th scope="col" { (language.pick("getal", "number")) }
                        th scope="col" { (language.pick("eenheid", "unit")) }
                        @for name in names { th scope="col" { (name) } }
                    } }
                    tbody {
                        @for (path, found) in &rows {
                            @let owner = if found[0].is_some() { scenarios[0] } else { scenarios[1] };
                            @let symbol = found.iter().flatten().next().map_or("", |of| of.unit);
                            tr {
                                th scope="row" { (named(&names::name(owner, path, language), path)) }
                                td { (unit(symbol, language)) }
                                @for of in found { td { (value(*of, language)) } }
                            }
                        }
                    }
                }
            }))
        }
    }
}

/// A number with what it rests on; a dash where there is none.
fn value(of: Option<&QuantityDefinition>, language: Language) -> Markup {
    let Some(of) = of else { return html! { "–" } };
    html! {
        span.called { (spread(&of.distribution, of.unit, language)) }
        @if of.grade.is_some() || of.source.is_some() {
            span.origin {
                @if of.grade.is_some() { (badge(of.grade)) " " }
                @if let Some(source) = &of.source { (source) }
            }
        }
    }
}
