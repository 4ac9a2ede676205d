//! Which assumption decides.

use maud::{Markup, html};

use crate::decide::sensitivity::Sensitivity;
use crate::write::page::parts::list;
use crate::write::report::Reading;
use crate::write::sensitivity::sensitivity_tale;

/// The finding in sentences, and the figures.
pub(super) fn part(reading: &Reading<'_>, found: &Sensitivity) -> Markup {
    let scenario = &reading.report.plan.scenario;
    let tale = sensitivity_tale(scenario, found, reading.language());
    html! {
        h3 { (reading.pick("Welke aanname beslist", "Which assumption decides")) }
        (list(&tale.beside_a_report()))
        (reading.figures("sensitivity"))
    }
}
