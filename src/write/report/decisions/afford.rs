//! How large the cohort can be.

use maud::{Markup, html};

use crate::tell::afford::AffordTale;
use crate::write::page::parts::list;
use crate::write::report::Reading;

/// The answer in sentences, and the figures with their numbers.
pub(super) fn part(reading: &Reading<'_>, tale: AffordTale<'_>) -> Markup {
    html! {
        h3 { (reading.pick("Hoe groot het cohort kan zijn", "How large the cohort can be")) }
        p.lead { (tale.circumstances()) }
        (list(&tale.sentences()))
        (reading.figures("afford"))
    }
}
