//! The top of the page: what was asked, and the answer.

use maud::{Markup, html};

use super::Reading;
use crate::language::Language;
use crate::write::page::parts::{beware, card};

/// Title, question, and the runs.
pub(super) fn header(reading: &Reading<'_>) -> Markup {
    let scenario = &reading.report.plan.scenario;
    let language = reading.language();
    html! {
        div.top {
            h1 { (scenario.title.get(language)) }
            p.question { (scenario.question.get(language)) }
            p.circumstances { (reading.tale.circumstances()) }
        }
    }
}

/// The answer question by question, and what to know before trusting it.
pub(super) fn answer(reading: &Reading<'_>) -> Markup {
    let id = format!("{}-answer", reading.language().code());
    let mut parts = reading.tale.answer();
    let evidence = subject(reading)
        .and_then(|s| reading.attributions.iter().find(|(of, _)| *of == s))
        .and_then(|(_, attribution)| reading.tale.evidence(attribution));
    if let (Some(last), Some(evidence)) = (parts.last_mut(), evidence) {
        last.sentences.push(evidence);
    }
    let warnings = reading.tale.warnings();
    html! {
        section id=(id) aria-labelledby={ (id) "-title" } {
            h2 id={ (id) "-title" } { (reading.pick("Het antwoord", "The answer")) }
            @if let Some(about) = about(reading) { p.lead { (about) } }
            div.answer {
                @for part in &parts {
                    (card(part.question, part))
                }
            }
            (beware(&warnings, reading.language()))
        }
    }
}

/// Which of several alternatives the answer is about.
fn about(reading: &Reading<'_>) -> Option<String> {
    let name = reading.tale.name(reading.tale.subject());
    (reading.tale.alternatives().count() > 1).then(|| match reading.language() {
        Language::Nl => format!(
            "Het oordeel gaat over ‘{name}’: van wat met het uitgangspunt wordt vergeleken heeft dat de hoogste gemiddelde NCW."
        ),
        Language::En => format!(
            "The verdict is about ‘{name}’: of what is compared with the baseline it has the highest mean NPV."
        ),
    })
}

/// The strategy that the answer is about.
pub(super) fn subject(reading: &Reading<'_>) -> Option<usize> {
    let subject = reading.tale.subject();
    reading.attributions.iter().any(|(s, _)| *s == subject).then_some(subject)
}
