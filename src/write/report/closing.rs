//! What the model leaves out, how to read the page, and what made it.

use maud::{Markup, html};

use super::Reading;
use super::parts::wide;
use crate::distribution::normal::HALF_WIDTH_95;
use crate::language::{Language, number};
use crate::summarize::spread::of_decision;
use crate::tell::limits::LIMITS;
use crate::tell::rounding::amount;
use crate::tell::words::capitalized;
use crate::write::manifest::Provenance;

/// Which of two texts belongs to a language.
fn of<'t>(texts: &[&'t str; 2], language: Language) -> &'t str {
    language.pick(texts[0], texts[1])
}

/// What is left out, and which way that tilts.
pub(super) fn limits(reading: &Reading<'_>) -> Markup {
    let language = reading.language();
    let title =
        reading.pick("Tabel van wat het model weglaat", "Table of what the model leaves out");
    html! {
        p.lead { (reading.pick(
            "Welke kant het de vergelijking van zij-instroom met regulier werven op duwt: + vleit zij-instroom, − telt tegen haar, ± kan beide kanten op.",
            "Which way it tilts the comparison of side entry with regular hiring: + flatters side entry, − counts against it, ± either way.",
        )) }
        (wide(title, html! {
            table.register.limits {
                thead { tr {
                    th scope="col" { (reading.pick("weggelaten", "left out")) }
                    th scope="col" { (reading.pick("kant", "tilt")) }
                    th scope="col" { (reading.pick("want", "because")) }
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

/// Terms with what they mean: Dutch term, English term, Dutch meaning, English meaning.
const TERMS: [[&str; 4]; 9] = [
    [
        "Een bedrag ± een bedrag",
        "An amount ± an amount",
        "Een gemiddelde met de marge (95%) die het aantal runs openlaat. Meer runs maken de marge kleiner. Over de onzekerheid van de toekomst zegt zij niets.",
        "A mean with the margin (95%) that the number of runs leaves open. More runs make it smaller. It says nothing about how uncertain the future is.",
    ],
    [
        "p5–p95",
        "p5–p95",
        "De onzekerheid van de toekomst: van 100 toekomsten liggen er 90 tussen, 5 eronder en 5 erboven. p50, de mediaan, ligt in het midden.",
        "The uncertainty of the future: of 100 futures 90 lie between, 5 below and 5 above. p50, the median, lies in the middle.",
    ],
    [
        "… van de 100 toekomsten",
        "… of 100 futures",
        "Een kans over alle runs, gegeven de getallen van het scenario; zo goed als die getallen. Kleiner dan een half van de 100 staat er als ‘minder dan 1’, en alleen wat in geen enkele run gebeurde als 0.",
        "A chance over all runs, given the scenario’s numbers; as good as those are. Below half of one in 100 it is written as ‘less than 1’, and only what happened in no run as 0.",
    ],
    [
        "Afronding",
        "Rounding",
        "Bedragen in zinnen hebben drie cijfers, of zo veel als hun marge toelaat. Kansen zijn hele getallen van de 100. Tabellen achter figuren hebben hele euro’s.",
        "Amounts in sentences have three digits, or as many as their margin allows. Chances are whole numbers out of 100. Tables behind figures have whole euros.",
    ],
    [
        "Niet te zeggen",
        "We cannot tell",
        "Het gemiddelde ligt binnen de marge van nul, of een kans binnen de marge van wat aanvaard is: dit aantal runs beslist het niet. Ligt p5 onder en p95 boven nul, dan staan beide kanten er, met hun bedrag.",
        "The mean lies within its margin of zero, or a chance within its margin of what is accepted: this number of runs does not decide it. Where p5 lies below and p95 above zero, both sides are told with their amounts.",
    ],
    [
        "Onwetendheid en toeval",
        "Ignorance and luck",
        "Onwetendheid zijn getallen die niemand precies kent en die voor iedereen gelden; uitzoeken helpt. Toeval is wie er komt, slaagt en gaat; een grotere groep helpt.",
        "Ignorance: numbers that nobody knows precisely and that hold for everyone; finding out helps. Luck: who comes, passes and leaves; a larger group helps.",
    ],
    [
        "Verschil met het uitgangspunt",
        "Difference with the baseline",
        "Per run bepaald, in dezelfde toekomst met hetzelfde toeval. Daarom is het niet het verschil van twee percentielen.",
        "Taken run by run, in the same future with the same luck. Therefore it is not the difference of two percentiles.",
    ],
    [
        "Terugverdienmaand, voorfinanciering",
        "Payback month, peak funding",
        "De eerste maand vanaf waar alles terugverdiend blijft; het meeste dat op enig moment is voorgeschoten. Maand 0 is de startmaand.",
        "The first month from which everything stays earned back; the most that is advanced at any time. Month 0 is the first month.",
    ],
    [
        "Netto contante waarde (NCW)",
        "Net present value (NPV)",
        "Alle kasstromen van de werkgever, teruggerekend naar de start. Een bijdrage: alleen de overhead die met een collega meegroeit is eraf.",
        "All cash flows of the employer, discounted to the start. A contribution: only the overhead that grows with a colleague is taken off.",
    ],
];

/// The terms of the page.
pub(super) fn how_to_read(reading: &Reading<'_>) -> Markup {
    let language = reading.language();
    html! {
        p.lead { (reading.pick(
            "Wijs een figuur aan om de getallen te zien, of gebruik de schuif eronder (ook met de pijltjestoetsen). Onder elke figuur staat de tabel met haar cijfers.",
            "Point at a figure to see its numbers, or use the slider below it (with the arrow keys too). Below each figure is the table with its numbers.",
        )) }
        dl.reading {
            @for [nl, en, meaning_nl, meaning_en] in TERMS {
                dt { (language.pick(nl, en)) }
                dd { (language.pick(meaning_nl, meaning_en)) }
            }
        }
    }
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
            amount(margin, language)
        ),
        Language::En => {
            format!("±{} in the mean NPV that the answer rests on (95%)", amount(margin, language))
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
    let version = match option_env!("KANSRIJK_COMMIT") {
        Some(commit) => format!("{} ({commit})", env!("CARGO_PKG_VERSION")),
        None => env!("CARGO_PKG_VERSION").to_owned(),
    };
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
            dt { (reading.pick("versie", "version")) } dd { "kansrijk " (version) }
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

/// The foot of the page.
pub(super) fn footer(reading: &Reading<'_>) -> Markup {
    html! {
        footer {
            p { (reading.pick(
                "Gemaakt met kansrijk. Een rekenmodel ondersteunt een besluit en neemt het niet.",
                "Made with kansrijk. A model supports a decision and does not take it.",
            )) }
        }
    }
}
