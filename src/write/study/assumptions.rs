//! What a study rests on: the organisations with their criteria, and every number with its source and grade.

use std::collections::BTreeMap;

use maud::{Markup, html};

use crate::language::{Language, number, percent};
use crate::model::quantity::QuantityDefinition;
use crate::model::study::{PROGRAMME, Study};
use crate::tell::names;
use crate::tell::quantities::{in_unit, unit};
use crate::write::page::parts::wide;
use crate::write::page::values::{badge, named, spread};

/// The organisations: what they ask for and what they believe.
pub(super) fn members(study: &Study, language: Language) -> Markup {
    let pick = |nl, en| language.pick(nl, en);
    let title = pick("De organisaties en hun grenzen", "The organisations and their bounds");
    html! {
        h3 { (title) }
        (wide(title, html! {
            table.register {
                thead { tr {
                    th scope="col" { (pick("organisatie", "organisation")) }
                    th scope="col" { (pick("plekken", "positions")) }
                    th scope="col" { (pick("vraagt een kans op winst van", "asks for a chance of gain of")) }
                    th scope="col" { (pick("aanvaardt een kans op een tekort van", "accepts a chance of a shortfall of")) }
                    th scope="col" { (pick("gelooft van de uitstroom (1 is juist)", "believes of exits (1 is right)")) }
                } }
                tbody {
                    @for of in &study.organisations {
                        tr {
                            th scope="row" { (of.name.get(language)) }
                            td.number { (of.scenario.strategies[PROGRAMME].positions()) }
                            td.number { (percent(of.chance_of_gain, 0, language)) }
                            td.number { (percent(of.accepted_risk, 0, language)) }
                            td.number { (number(of.believed_exit, 2, language)) }
                        }
                    }
                }
            }
        }))
        (differences(study, language))
    }
}

/// Numbers of scenarios that are not the same for all organisations, with the lowest and the highest median.
pub(super) fn different(study: &Study) -> Vec<(&QuantityDefinition, [f64; 2])> {
    let mut found: BTreeMap<&str, (&QuantityDefinition, [f64; 2], bool)> = BTreeMap::new();
    for of in study.organisations.iter().flat_map(|of| &of.scenario.quantities) {
        let median = of.distribution.median();
        let entry = found.entry(of.path.as_str()).or_insert((of, [median; 2], false));
        entry.1 = [entry.1[0].min(median), entry.1[1].max(median)];
        entry.2 |= entry.0.distribution != of.distribution;
    }
    let differ = found.into_values().filter(|(_, _, differs)| *differs);
    differ.map(|(of, ends, _)| (of, ends)).collect()
}

fn differences(study: &Study, language: Language) -> Markup {
    let rows = different(study);
    let pick = |nl, en| language.pick(nl, en);
    let title = pick("Waarin de organisaties verschillen", "In what the organisations differ");
    let scenario = &study.organisations[0].scenario;
    if rows.is_empty() {
        return html! {};
    }
    html! {
        h3 { (title) }
        (wide(title, html! {
            table.register {
                thead { tr {
                    th scope="col" { (pick("getal", "number")) }
                    th scope="col" { (pick("eenheid", "unit")) }
                    th scope="col" { (pick("laagste mediaan", "lowest median")) }
                    th scope="col" { (pick("hoogste mediaan", "highest median")) }
                } }
                tbody {
                    @for (of, ends) in &rows {
                        tr {
                            th scope="row" { (named(&names::name(scenario, &of.path, language), &of.path)) }
                            td { (unit(of.unit, language)) }
                            @for end in ends { td.number { (in_unit(*end, of.unit, language)) } }
                        }
                    }
                }
            }
        }))
    }
}

/// Every number of the study and of the scenario of its first organisation.
pub(super) fn register(study: &Study, language: Language) -> Markup {
    let pick = |nl, en| language.pick(nl, en);
    let scenario = &study.organisations[0].scenario;
    let title = match language {
        Language::Nl => format!("Alle getallen, zoals voor ‘{}’", study.organisations[0].name.nl),
        Language::En => format!("All numbers, as for ‘{}’", study.organisations[0].name.en),
    };
    html! {
        h3 { (title) }
        p.lead { (pick(
            "Bedragen zijn euro’s van het startjaar; regelingen staan er nominaal in. Waarde: de mediaan, met p5 tot p95 waar het getal onzeker is.",
            "Amounts are in euros of the starting year; schemes are nominal. Value: the median, with p5 to p95 where the number is uncertain.",
        )) }
        (wide(&title, html! {
            table.register {
                thead { tr {
                    th scope="col" { (pick("getal", "number")) }
                    th scope="col" { (pick("eenheid", "unit")) }
                    th scope="col" { (pick("waarde", "value")) }
                    th scope="col" { (pick("graad", "grade")) }
                    th scope="col" { (pick("bron", "source")) }
                } }
                tbody {
                    @for of in study.quantities.iter().chain(&scenario.quantities) {
                        tr {
                            th scope="row" { (named(&name(study, of, language), &of.path)) }
                            td { (unit(of.unit, language)) }
                            td.number { (spread(&of.distribution, of.unit, language)) }
                            td { (badge(of.grade)) }
                            td.source {
                                @if let Some(source) = &of.source { (source) }
                                @if let Some(note) = &of.note {
                                    @if of.source.is_some() { " — " }
                                    (note)
                                }
                            }
                        }
                    }
                }
            }
        }))
    }
}

/// What a number of the study or of its scenario is called.
pub(in crate::write) fn name(study: &Study, of: &QuantityDefinition, language: Language) -> String {
    match of.path.as_str() {
        "stays_in_sector" => {
            language.pick("blijft in de jeugdzorg", "stays in youth care").to_owned()
        }
        "displacement" => language.pick("verdringing", "displacement").to_owned(),
        path => names::name(&study.organisations[0].scenario, path, language),
    }
}
