//! `report.html`: everything a reader needs in one file that works without a network, in both languages.
//!
//! Begins with the answer in sentences and ends with what made it. The modules are the sections;
//! `super::page` is the shell, with what pages are built from.

mod answer;
mod assumptions;
mod closing;
mod decisions;
mod numbers;
#[cfg(test)]
mod tests;

pub(super) use closing::limits;
use maud::{Markup, html};

use super::Report;
use super::figures::{Drawing, Drawings};
use super::files::OutputFile;
use super::manifest::Provenance;
use super::page::Page;
use super::page::parts::{Section, contents, figure, footer};
use crate::language::Language;
use crate::summarize::spread::{Attribution, attribution};
use crate::tell::Tale;

/// Name of the file.
pub const REPORT_FILE_NAME: &str = "report.html";

/// What the sections are made from, in a language.
struct Reading<'a> {
    report: Report<'a>,
    tale: Tale<'a>,
    provenance: &'a Provenance,
    /// Where the spread of each compared strategy comes from (of the only strategy, if it is one).
    attributions: &'a [(usize, Attribution)],
    drawings: &'a [Drawing],
}

impl Reading<'_> {
    fn language(&self) -> Language {
        self.tale.language
    }

    fn pick<'t>(&self, nl: &'t str, en: &'t str) -> &'t str {
        self.language().pick(nl, en)
    }

    /// The figures whose names begin so, in order.
    fn figures(&self, name: &str) -> Markup {
        let of = self.drawings.iter().filter(|drawing| drawing.name.starts_with(name));
        html! { @for drawing in of { (figure(drawing, self.language())) } }
    }

    fn has(&self, name: &str) -> bool {
        self.drawings.iter().any(|drawing| drawing.name == name)
    }
}

/// The report as a page; `language` is the one that it opens in.
#[must_use]
pub fn report(
    report: Report<'_>,
    drawings: &Drawings,
    provenance: &Provenance,
    language: Language,
) -> OutputFile {
    let Report { plan, simulation, summary, warnings, .. } = report;
    let attributions: Vec<(usize, Attribution)> = (0..plan.strategies.len())
        .filter(|&s| s != plan.scenario.baseline || plan.strategies.len() == 1)
        .filter_map(|s| Some((s, attribution(plan, simulation, summary, s)?)))
        .collect();
    let body = |language: Language| {
        let reading = Reading {
            report,
            tale: Tale { plan, summary, warnings, language },
            provenance,
            attributions: &attributions,
            drawings: match language {
                Language::Nl => &drawings[0],
                Language::En => &drawings[1],
            },
        };
        body(&reading)
    };
    let title = |language: Language| format!("{} · kansrijk", plan.scenario.title.get(language));
    let page = Page { first: language, title: &title, body: &body };
    OutputFile::new(REPORT_FILE_NAME, page.render())
}

fn body(reading: &Reading<'_>) -> Markup {
    let sections = sections(reading);
    let language = reading.language();
    html! {
        main id={ (language.code()) "-main" } {
            (answer::header(reading))
            (answer::answer(reading))
            (contents(&sections, language))
            @for section in &sections { (section.render(language)) }
        }
        (footer(language))
    }
}

fn sections(reading: &Reading<'_>) -> Vec<Section> {
    let pick = |nl, en| reading.pick(nl, en);
    let mut sections = vec![
        Section::new(
            "strategies",
            pick("De strategieën naast elkaar", "The strategies side by side"),
            numbers::outcomes(reading),
        ),
        Section::new(
            "costs-benefits",
            pick("Kosten en baten in de tijd", "Costs and benefits over time"),
            reading.figures("cost-benefit"),
        ),
        Section::new(
            "futures-over-time",
            pick("Hoe ver de toekomsten uiteenlopen", "How far the futures lie apart"),
            html! {
                (reading.figures("difference"))
                (reading.figures("cumulative"))
                (reading.figures("npv"))
            },
        ),
    ];
    if reading.has("liquidity") {
        let title = pick("Liquiditeit", "Liquidity");
        sections.push(Section::new("liquidity", title, reading.figures("liquidity")));
    }
    if let Some(content) = decisions::decisions(reading) {
        let title = pick("Beslissen: waar hangt het van af", "Deciding: what it depends on");
        sections.push(Section::new("decisions", title, content));
    }
    sections.extend([
        Section::new(
            "bridge",
            pick(
                "Waar het verschil vandaan komt: de kostenbrug",
                "Where the difference comes from: the cost bridge",
            ),
            reading.figures("bridge-"),
        ),
        Section::new(
            "staffing",
            pick("Bezetting en vertrek", "Staffing and exits"),
            html! { (reading.figures("staffing")) (reading.figures("exits")) },
        ),
        Section::new(
            "parties",
            pick("Wie betaalt en wie heeft er baat bij", "Who pays and who benefits"),
            numbers::parties(reading),
        ),
        Section::new(
            "sources",
            pick("Onwetendheid en toeval", "Ignorance and luck"),
            html! { (reading.figures("sources")) (assumptions::shares(reading)) },
        ),
        Section::new(
            "hundred",
            pick("Honderd toekomsten", "A hundred futures"),
            reading.figures("futures"),
        ),
        Section::new(
            "register",
            pick("De aannames", "The assumptions"),
            assumptions::register(reading),
        ),
        Section::new(
            "limits",
            pick("Wat het model weglaat", "What the model leaves out"),
            limits(reading.language()),
        ),
        Section::new(
            "reading",
            pick("Hoe u deze pagina leest", "How to read this page"),
            closing::how_to_read(reading),
        ),
        Section::new(
            "run",
            pick("Hoe dit is gerekend", "How this was computed"),
            closing::run_data(reading),
        ),
    ]);
    sections
}
