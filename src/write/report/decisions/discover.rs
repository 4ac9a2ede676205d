//! Under which circumstances it goes wrong.

use maud::{Markup, html};

use crate::decide::discover::Discovery;
use crate::tell::discover::DiscoverTale;
use crate::write::report::Reading;

/// The answer in sentences, and the figures where there is a region.
pub(super) fn part(reading: &Reading<'_>, found: &Discovery) -> Markup {
    let scenario = &reading.report.plan.scenario;
    let tale = DiscoverTale { scenario, found, language: reading.language() };
    html! {
        h3 { (reading.pick("Onder welke omstandigheden het misgaat", "Under which circumstances it goes wrong")) }
        p.lead { (reading.pick("Strategie", "Strategy")) " ‘" (tale.strategy()) "’." }
        ul {
            @for sentence in tale.sentences() { li { (sentence) } }
        }
        (reading.figures("discover"))
    }
}
