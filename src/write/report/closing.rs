//! What the model leaves out, how to read the page, and what made it.

use maud::{Markup, html};

use super::Reading;
use crate::distribution::normal::HALF_WIDTH_95;
use crate::language::{Language, number};
use crate::summarize::spread::of_decision;
use crate::tell::limits::LIMITS;
use crate::tell::rounding;
use crate::tell::words::capitalized;
use crate::write::manifest::Provenance;
use crate::write::page::parts::{terms, version, wide};
use crate::write::page::terms::TERMS;

/// Which of two texts belongs to a language.
fn of<'t>(texts: &[&'t str; 2], language: Language) -> &'t str {
    language.pick(texts[0], texts[1])
}

/// What is left out, and which way that tilts.
pub(in crate::write) fn limits(language: Language) -> Markup {
    let pick = |nl, en| language.pick(nl, en);
    let title = pick("Tabel van wat het model weglaat", "Table of what the model leaves out");
    html! {
        p.lead { (pick(
            "Welke kant het de vergelijking van zij-instroom met regulier werven op duwt: + vleit zij-instroom, − telt tegen haar, ± kan beide kanten op.",
            "Which way it tilts the comparison of side entry with regular hiring: + flatters side entry, − counts against it, ± either way.",
        )) }
        (wide(title, html! {
            table.register.limits {
                thead { tr {
                    th scope="col" { (pick("weggelaten", "left out")) }
                    th scope="col" { (pick("kant", "tilt")) }
                    th scope="col" { (pick("want", "because")) }
                } }
                @for subject in LIMITS {
                    tbody {
                        tr.group { th colspan="3" scope="rowgroup" { (of(&subject.name, language)) } }
                        @for limit in subject.limits {
                            tr {
                                td { (of(&limit.what, language)) }
                                td { (limit.tilt.sign()) }
                                td { (capitalized(of(&limit.why, language))) }
                            }
                        }
                    }
                }
            }
        }))
    }
}

/// The terms of the page.
pub(super) fn how_to_read(reading: &Reading<'_>) -> Markup {
    terms(&TERMS, reading.language())
}

/// What made the numbers, so that they can be made again.
pub(super) fn run_data(reading: &Reading<'_>) -> Markup {
    let language = reading.language();
    let (plan, summary) = (reading.report.plan, reading.report.summary);
    let outcome = of_decision(plan, summary, reading.tale.subject());
    let margin = HALF_WIDTH_95 * outcome.standard_error.unwrap_or(0.0);
    let reached = match language {
        Language::Nl => format!(
            "±{} in de gemiddelde NCW waar het antwoord op rust (95%)",
            rounding::margin(margin, language)
        ),
        Language::En => {
            format!(
                "±{} in the mean NPV that the answer rests on (95%)",
                rounding::margin(margin, language)
            )
        }
    };
    let converged = match summary.converged {
        None => reading.pick("vast aantal runs", "a fixed number of runs"),
        Some(true) => reading.pick(
            "gerekend tot alle uitkomsten vaststonden",
            "run until all outcomes were known well enough",
        ),
        Some(false) => reading.pick(
            "gestopt voordat alle uitkomsten vaststonden",
            "stopped before all outcomes were known well enough",
        ),
    };
    let Provenance { sources, overrides, started, .. } = reading.provenance;
    let files: Vec<&str> = sources.iter().map(|source| source.path.as_str()).collect();
    html! {
        dl.run {
            dt { (reading.pick("scenario", "scenario")) } dd { code { (plan.scenario.name) } }
            dt { (reading.pick("bestanden", "files")) } dd { code { (files.join(", ")) } }
            @if !overrides.is_empty() {
                dt { (reading.pick("vervangen getallen", "replaced numbers")) }
                dd { code { (overrides.join(", ")) } }
            }
            dt { (reading.pick("vingerafdruk (SHA-256)", "digest (SHA-256)")) }
            dd { code { (reading.provenance.scenario_digest()) } }
            dt { "runs" } dd { (number(summary.runs as f64, 0, language)) " (" (converged) ")" }
            dt { (reading.pick("startgetal", "seed")) } dd { (summary.seed) }
            dt { (reading.pick("marge", "margin")) } dd { (reached) }
            dt { (reading.pick("versie", "version")) } dd { "kansrijk " (version()) }
            @if let Some(started) = started {
                dt { (reading.pick("gerekend op", "computed on")) } dd { (started) }
            }
            dt { (reading.pick("opnieuw maken", "make it again")) }
            dd { code { (again(reading)) } }
        }
        p.lead { (reading.pick(
            "Dezelfde versie met dezelfde bestanden en hetzelfde startgetal geeft dezelfde getallen. Een enkele toekomst is na te lezen met",
            "The same version with the same files and seed gives the same numbers. One future can be read as a story with",
        )) " " code { "kansrijk explain" } "." }
    }
}

/// The command that makes the same numbers.
fn again(reading: &Reading<'_>) -> String {
    let summary = reading.report.summary;
    let name = &reading.report.plan.scenario.name;
    let mut command =
        format!("kansrijk run {name}.toml --runs {} --seed {}", summary.runs, summary.seed);
    for set in &reading.provenance.overrides {
        command += &format!(" --set '{set}'");
    }
    command
}
