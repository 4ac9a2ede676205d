//! `compare.html`: scenarios side by side on one page, in both languages, that needs no network.

use maud::{Markup, html};

use super::Compared;
use super::assumptions::assumptions;
use crate::compare::Comparison;
use crate::language::{Language, number};
use crate::tell::Tale;
use crate::tell::comparison::Told;
use crate::write::Report;
use crate::write::figures::{Drawing, SideBySide, comparison_drawings};
use crate::write::files::OutputFile;
use crate::write::page::Page;
use crate::write::page::parts::{
    Section, card, contents, figure, footer, list, outcomes, terms, version,
};
use crate::write::page::terms::{OF_COMPARISONS, TERMS};

/// Name of the file.
pub const COMPARISON_PAGE_FILE_NAME: &str = "compare.html";

/// What the sections are made from, in a language.
struct Reading<'a> {
    scenarios: &'a [Compared<'a>],
    told: Told<'a>,
    set: &'a [String],
    drawings: Vec<Drawing>,
}

/// Scenarios side by side as a page; `set` holds numbers set on the command line, `language` is the one that
/// it opens in.
#[must_use]
pub fn comparison_page(
    scenarios: &[Compared<'_>],
    comparison: &Comparison,
    set: &[String],
    language: Language,
) -> OutputFile {
    let names: Vec<String> = scenarios.iter().map(|of| of.name.to_owned()).collect();
    let reports: Vec<Report<'_>> = scenarios.iter().map(Compared::report).collect();
    let body = |language: Language| {
        let tales: Vec<Tale<'_>> = scenarios.iter().map(|of| of.tale(language)).collect();
        let told = Told { tales: &tales, names: &names, comparison };
        let drawings = comparison_drawings(SideBySide { scenarios: &reports, told });
        body(&Reading { scenarios, told, set, drawings })
    };
    let title = |_: Language| format!("{} · kansrijk", names.join(" – "));
    let page = Page { first: language, title: &title, body: &body };
    OutputFile::new(COMPARISON_PAGE_FILE_NAME, page.render())
}

impl Reading<'_> {
    fn language(&self) -> Language {
        self.told.language()
    }

    fn pick<'t>(&self, nl: &'t str, en: &'t str) -> &'t str {
        self.language().pick(nl, en)
    }

    /// The figures of a kind, in order: `npv`, `npv-2`, but not `npv-difference`; nothing where there are none.
    fn figures(&self, kind: &str) -> Option<Markup> {
        let is_of_kind = |drawing: &&Drawing| {
            let rest = drawing.name.strip_prefix(kind);
            rest.is_some_and(|rest| kind != "npv" || !rest.starts_with("-difference"))
        };
        let found: Vec<&Drawing> = self.drawings.iter().filter(is_of_kind).collect();
        (!found.is_empty())
            .then(|| html! { @for drawing in found { (figure(drawing, self.language())) } })
    }
}

fn body(reading: &Reading<'_>) -> Markup {
    let sections = sections(reading);
    let language = reading.language();
    html! {
        main id={ (language.code()) "-main" } {
            div.top {
                h1 { (title(reading)) }
                @for (tale, name) in reading.told.tales.iter().zip(reading.told.names) {
                    p.circumstances {
                        strong { (name) } ": " (tale.plan.scenario.title.get(language)) " · " (tale.circumstances())
                    }
                }
            }
            (answer(reading))
            (contents(&sections, language))
            @for section in &sections { (section.render(language)) }
        }
        (footer(language))
    }
}

fn title(reading: &Reading<'_>) -> String {
    let names = reading.told.names;
    let versus = reading.pick("naast", "beside");
    match names {
        [first, second] => format!("‘{first}’ {versus} ‘{second}’"),
        _ => match reading.language() {
            Language::Nl => format!("{} scenario’s naast elkaar", names.len()),
            Language::En => format!("{} scenarios side by side", names.len()),
        },
    }
}

/// What each scenario says, and what the differences are.
fn answer(reading: &Reading<'_>) -> Markup {
    let told = &reading.told;
    let id = format!("{}-answer", reading.language().code());
    let differences = told.sentences();
    html! {
        section id=(id) aria-labelledby={ (id) "-title" } {
            h2 id={ (id) "-title" } { (reading.pick("Het antwoord", "The answer")) }
            div.answer {
                @for (tale, name) in told.tales.iter().zip(told.names) {
                    @let parts = tale.answer();
                    @if let Some(part) = parts.first() {
                        (card(&format!("‘{name}’: {}", part.question), part))
                    }
                }
            }
            h3 { (reading.pick("Wat er verschilt", "What differs")) }
            @if differences.is_empty() {
                p { (reading.pick(
                    "Geen enkele strategie is van de ene in het andere scenario af te trekken; waarom staat bij ‘Gedeeld toeval’.",
                    "No strategy can be subtracted between the scenarios; why is said under ‘Shared luck’.",
                )) }
            } @else { (list(&differences)) }
        }
    }
}

fn sections(reading: &Reading<'_>) -> Vec<Section> {
    let told = &reading.told;
    let pick = |nl, en| reading.pick(nl, en);
    let side_by_side = pick("De strategieën naast elkaar", "The strategies side by side");
    let mut sections = vec![Section::new(
        "strategies",
        side_by_side,
        html! {
            (outcomes(pick("Uitkomsten per scenario en strategie", "Outcomes by scenario and strategy"), &told.table()))
            p.lead { (told.tales[0].legend()) }
        },
    )];
    let differences = told.differences();
    if !differences.headings.is_empty() {
        let first = &told.names[0];
        let title = match reading.language() {
            Language::Nl => format!("Verschil met ‘{first}’, run voor run"),
            Language::En => format!("Difference with ‘{first}’, run by run"),
        };
        sections.push(Section::new(
            "differences",
            &title,
            html! {
                (outcomes(pick("Verschillen per strategie", "Differences by strategy"), &differences))
                @if let Some(figures) = reading.figures("npv-difference") { (figures) }
            },
        ));
    }
    for (key, name, title) in [
        ("npv", "npv", pick("Hoe ver de toekomsten uiteenlopen", "How far the futures lie apart")),
        (
            "bridge",
            "bridge",
            pick("Waar het verschil vandaan komt", "Where the difference comes from"),
        ),
        ("cash", "cumulative", pick("De nettokasstroom in de tijd", "Net cash over time")),
        ("liquidity", "liquidity", pick("Liquiditeit", "Liquidity")),
    ] {
        if let Some(figures) = reading.figures(name) {
            sections.push(Section::new(key, title, figures));
        }
    }
    sections.extend([
        Section::new(
            "luck",
            pick("Gedeeld toeval, en waar niet", "Shared luck, and where not"),
            luck(reading),
        ),
        Section::new(
            "assumptions",
            pick("Wat er in de aannames verschilt", "What differs in the assumptions"),
            assumptions(told),
        ),
        Section::new(
            "reading",
            pick("Hoe u deze pagina leest", "How to read this page"),
            terms(OF_COMPARISONS.iter().chain(&TERMS), reading.language()),
        ),
        Section::new(
            "run",
            pick("Hoe dit is gerekend", "How this was computed"),
            run_data(reading),
        ),
    ]);
    sections
}

fn luck(reading: &Reading<'_>) -> Markup {
    let apart = reading.told.apart();
    html! {
        (list(&reading.told.shared()))
        @if apart.is_empty() {
            p { (reading.pick(
                "Er is niets dat de scenario’s niet delen.",
                "There is nothing that the scenarios do not share.",
            )) }
        } @else {
            h3 { (reading.pick("Wat niet gedeeld is", "What is not shared")) }
            (list(&apart))
        }
    }
}

/// What made the numbers, so that they can be made again.
fn run_data(reading: &Reading<'_>) -> Markup {
    let language = reading.language();
    let summary = reading.scenarios[0].summary;
    html! {
        dl.run {
            @for of in reading.scenarios {
                dt { (of.name) }
                dd {
                    code { (of.path) } br;
                    (reading.pick("vingerafdruk (SHA-256)", "digest (SHA-256)")) " " code { (of.digest) }
                }
            }
            @if !reading.set.is_empty() {
                dt { (reading.pick("vervangen getallen", "replaced numbers")) }
                dd { code { (reading.set.join(", ")) } }
            }
            dt { "runs" } dd { (number(summary.runs as f64, 0, language)) }
            dt { (reading.pick("startgetal", "seed")) } dd { (summary.seed) }
            dt { (reading.pick("versie", "version")) } dd { "kansrijk " (version()) }
            dt { (reading.pick("opnieuw maken", "make it again")) }
            dd { code { (again(reading)) } }
        }
    }
}

/// The command that makes the same numbers.
fn again(reading: &Reading<'_>) -> String {
    let summary = reading.scenarios[0].summary;
    let paths: Vec<&str> = reading.scenarios.iter().map(|of| of.path).collect();
    let mut command = format!(
        "kansrijk compare {} --runs {} --seed {}",
        paths.join(" "),
        summary.runs,
        summary.seed
    );
    for set in reading.set {
        command += &format!(" --set '{set}'");
    }
    command
}
