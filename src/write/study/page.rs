//! `report.html` of a study: for a funder, on one page that needs no network, in both languages.

use maud::{Markup, html};

use super::StudyReport;
use super::assumptions::{members, register};
use crate::language::{Language, number};
use crate::tell::study::StudyTale;
use crate::write::figures::{Drawing, Drawings};
use crate::write::files::OutputFile;
use crate::write::manifest::Provenance;
use crate::write::page::Page;
use crate::write::page::parts::{
    Section, beware, card, contents, figure, footer, outcomes, terms, version,
};
use crate::write::page::terms::{OF_STUDIES, TERMS};
use crate::write::report::{REPORT_FILE_NAME, limits};

/// What the sections are made from, in a language.
struct Reading<'a> {
    report: StudyReport<'a>,
    tale: StudyTale<'a>,
    provenance: &'a Provenance,
    drawings: &'a [Drawing],
}

/// The report of a study as a page; `language` is the one that it opens in.
#[must_use]
pub fn page(
    report: StudyReport<'_>,
    drawings: &Drawings,
    provenance: &Provenance,
    language: Language,
) -> OutputFile {
    let body = |language: Language| {
        let [nl, en] = drawings;
        let drawings = match language {
            Language::Nl => nl,
            Language::En => en,
        };
        body(&Reading { report, tale: report.tale(language), provenance, drawings })
    };
    let title = |language: Language| format!("{} · kansrijk", report.study.title.get(language));
    let page = Page { first: language, title: &title, body: &body };
    OutputFile::new(REPORT_FILE_NAME, page.render())
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
}

fn body(reading: &Reading<'_>) -> Markup {
    let (sections, language) = (sections(reading), reading.language());
    let study = reading.report.study;
    html! {
        main id={ (language.code()) "-main" } {
            div.top {
                h1 { (study.title.get(language)) }
                p.question { (study.question.get(language)) }
                p.circumstances { (reading.tale.circumstances()) }
            }
            (answer(reading))
            (contents(&sections, language))
            @for section in &sections { (section.render(language)) }
        }
        (footer(language))
    }
}

/// The answer question by question, and what to know before trusting it.
fn answer(reading: &Reading<'_>) -> Markup {
    let language = reading.language();
    let id = format!("{}-answer", language.code());
    let warnings = reading.report.warnings.iter().map(|of| of.message(language));
    let warnings: Vec<String> = warnings.collect();
    html! {
        section id=(id) aria-labelledby={ (id) "-title" } {
            h2 id={ (id) "-title" } { (reading.pick("Het antwoord", "The answer")) }
            div.answer {
                @for part in &reading.tale.answer() {
                    (card(part.question, part))
                }
            }
            (beware(&warnings, language))
        }
    }
}

fn sections(reading: &Reading<'_>) -> Vec<Section> {
    let (tale, pick) = (&reading.tale, |nl, en| reading.pick(nl, en));
    let side_by_side = pick("De ontwerpen naast elkaar", "The designs side by side");
    let who_pays = pick("Wie betaalt en wie er beter van wordt", "Who pays and who benefits");
    let who = pick("Wie er meedoet", "Who takes part");
    let mut sections = vec![
        Section::new(
            "designs",
            side_by_side,
            html! {
                (outcomes(pick("Tabel van ontwerpen", "Table of designs"), &tale.designs(true)))
                p.lead { (tale.legend()) }
            },
        ),
        Section::new(
            "frontier",
            pick("Welk ontwerp het meeste koopt", "Which design buys most"),
            html! { (reading.figures("frontier")) (reading.figures("additional")) },
        ),
        Section::new(
            "acceptability",
            pick("Wat een extra geregistreerde waard is", "What an additional one is worth"),
            reading.figures("acceptability"),
        ),
        Section::new(
            "budget",
            pick("Uitgaven en budget", "Spend and budget"),
            reading.figures("spend"),
        ),
        Section::new(
            "parties",
            who_pays,
            html! {
                (outcomes(pick("Tabel van partijen", "Table of parties"), &tale.parties()))
                p.lead { (pick(
                    "Kasstromen boven de wereld zonder regeling, niet teruggerekend. Wat de subsidiegever betaalt, ontvangen werkgevers; wat zij zelf aan hun programma kwijt zijn of eraan overhouden, zit in hun bedrag.",
                    "Cash above the world without a scheme, not discounted. What the subsidy giver pays, employers receive; what they lose or gain on their programme is in their amount.",
                )) }
            },
        ),
        Section::new(
            "organisations",
            who,
            html! {
                (reading.figures("uptake"))
                (outcomes(pick("Tabel van besluiten", "Table of decisions"), &tale.decisions()))
                p.lead { (pick(
                    "Ja: zij doet mee (zonder regeling: begint haar programma ook zonder subsidie). Nee: de kans op winst is te klein, het risico op een \
                     tekort te groot, of beide. Een vraagteken: te dicht bij haar grens om met dit aantal runs te zeggen.",
                    "Yes: it takes part (without a scheme: begins its programme without subsidy). No: the chance of gain is too small, the risk of a \
                     shortfall too large, or both. A question mark: too close to its bound to tell with this number of runs.",
                )) }
                @if let Some(table) = tale.if_alike() {
                    (outcomes(pick("Als zij anders beslissen", "If they decide otherwise"), &table))
                    p.lead { (tale.legend_of_if_alike()) }
                }
            },
        ),
    ];
    if let Some(found) = &reading.report.found.consortium {
        let title = pick("Samen optrekken", "Pooling");
        sections.push(Section::new(
            "consortium",
            title,
            html! {
                (reading.figures("consortium"))
                (outcomes(pick("Tabel van leden", "Table of members"), &tale.members(found)))
            },
        ));
    }
    sections.extend([
        Section::new(
            "assumptions",
            pick("Waar het op rust", "What it rests on"),
            html! { (members(reading.report.study, reading.language())) (register(reading.report.study, reading.language())) },
        ),
        Section::new(
            "limits",
            pick("Wat het model weglaat", "What the model leaves out"),
            html! { (left_out(reading)) (limits(reading.language())) },
        ),
        Section::new(
            "reading",
            pick("Hoe u deze pagina leest", "How to read this page"),
            terms(OF_STUDIES.iter().chain(&TERMS), reading.language()),
        ),
        Section::new("run", pick("Hoe dit is gerekend", "How this was computed"), run_data(reading)),
    ]);
    sections
}

/// What a study leaves out, besides what every scenario leaves out.
fn left_out(reading: &Reading<'_>) -> Markup {
    const LEFT_OUT: [[&str; 2]; 4] = [
        [
            "Organisaties beslissen één keer en los van elkaar: niemand wacht af wat een ander doet, en er wordt niet om dezelfde mensen gevochten.",
            "Organisations decide once and apart from each other: nobody waits for what another does, and nobody competes for the same people.",
        ],
        [
            "Een programma verandert niet met de regeling: even veel plekken, dezelfde mensen. Alleen de kas en het besluit om mee te doen veranderen.",
            "A programme does not change with the scheme: as many positions, the same people. Only cash and the decision to take part change.",
        ],
        [
            "Wat het uitvoeren van een regeling kost (aanvragen, controle, verantwoording) staat er alleen in als het scenario het noemt.",
            "What it costs to run a scheme (applications, checks, accounts) is in it only if the scenario states it.",
        ],
        [
            "Extra geregistreerden tellen bij de grens van de studie; wat zij daarna doen, telt niet.",
            "Additional professionals are counted at the horizon of the study; what they do afterwards does not count.",
        ],
    ];
    html! { ul { @for text in &LEFT_OUT { li { (reading.pick(text[0], text[1])) } } } }
}

/// What made the numbers, so that they can be made again.
fn run_data(reading: &Reading<'_>) -> Markup {
    let StudyReport { study, found, .. } = reading.report;
    let Provenance { sources, overrides, started, .. } = reading.provenance;
    let files: Vec<&str> = sources.iter().map(|source| source.path.as_str()).collect();
    let mut again =
        format!("kansrijk study {}.toml --runs {} --seed {}", study.name, found.runs, found.seed);
    for set in overrides {
        again += &format!(" --set '{set}'");
    }
    html! {
        dl.run {
            dt { (reading.pick("studie", "study")) } dd { code { (study.name) } }
            dt { (reading.pick("bestanden", "files")) } dd { code { (files.join(", ")) } }
            @if !overrides.is_empty() {
                dt { (reading.pick("vervangen getallen", "replaced numbers")) }
                dd { code { (overrides.join(", ")) } }
            }
            dt { (reading.pick("vingerafdruk (SHA-256)", "digest (SHA-256)")) }
            dd { code { (reading.provenance.scenario_digest()) } }
            dt { "runs" } dd { (number(found.runs as f64, 0, reading.language())) }
            dt { (reading.pick("startgetal", "seed")) } dd { (found.seed) }
            dt { (reading.pick("versie", "version")) } dd { "kansrijk " (version()) }
            @if let Some(started) = started {
                dt { (reading.pick("gerekend op", "computed on")) } dd { (started) }
            }
            dt { (reading.pick("opnieuw maken", "make it again")) } dd { code { (again) } }
        }
        p.lead { (reading.pick(
            "Dezelfde versie met dezelfde bestanden en hetzelfde startgetal geeft dezelfde getallen.",
            "The same version with the same files and seed gives the same numbers.",
        )) }
    }
}
