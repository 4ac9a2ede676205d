//! Which assumption decides.

use maud::{Markup, html};

use crate::decide::sensitivity::Sensitivity;
use crate::write::report::Reading;
use crate::write::sensitivity::sensitivity_tale;

/// The finding in sentences, and the figures.
pub(super) fn part(reading: &Reading<'_>, found: &Sensitivity) -> Markup {
    let scenario = &reading.report.plan.scenario;
    let tale = sensitivity_tale(scenario, found, reading.language());
    html! {
        h3 { (reading.pick("Welke aanname beslist", "Which assumption decides")) }
        ul {
            @for sentence in tale.sentences() { li { (coded(&sentence)) } }
        }
        (reading.figures("sensitivity"))
    }
}

/// A sentence with the paths between backticks as code.
fn coded(sentence: &str) -> Markup {
    html! {
        @for (k, piece) in sentence.split('`').enumerate() {
            @if k % 2 == 1 { code { (super::super::assumptions::breakable(piece)) } } @else { (piece) }
        }
    }
}
