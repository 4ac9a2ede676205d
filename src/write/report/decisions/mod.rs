//! What decides, and what would be worth knowing: one part for each analysis.

mod discover;
mod sensitivity;
mod voi;

use maud::{Markup, html};

use super::Reading;

/// The parts one after another; nothing where none was asked for.
pub(super) fn decisions(reading: &Reading<'_>) -> Option<Markup> {
    let decisions = reading.report.decisions?;
    Some(html! {
        (sensitivity::part(reading, &decisions.sensitivity))
        @if let Some(found) = &decisions.voi { (voi::part(reading, found)) }
        (discover::part(reading, &decisions.discovery))
    })
}
