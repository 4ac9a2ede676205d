//! What decides, and what would be worth knowing: one part for each analysis.

mod afford;
mod discover;
mod sensitivity;
mod voi;

use maud::{Markup, html};

use super::Reading;
use crate::tell::afford::AffordTale;

/// The parts one after another; nothing where none was asked for.
pub(super) fn decisions(reading: &Reading<'_>) -> Option<Markup> {
    let decisions = reading.report.decisions?;
    let scenario = &reading.report.plan.scenario;
    let afford = AffordTale::of(scenario, decisions, reading.language());
    Some(html! {
        @if let Some(tale) = afford { (afford::part(reading, tale)) }
        (sensitivity::part(reading, &decisions.sensitivity))
        @if let Some(found) = &decisions.voi { (voi::part(reading, found)) }
        (discover::part(reading, &decisions.discovery))
    })
}
