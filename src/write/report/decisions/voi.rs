//! Which strategy to choose, and what it would be worth to know more first.

use maud::{Markup, html};

use crate::decide::voi::Voi;
use crate::tell::voi::VoiTale;
use crate::write::page::parts::{list, wide};
use crate::write::report::Reading;

/// The decision table, the findings in sentences, and the figures.
pub(super) fn part(reading: &Reading<'_>, found: &Voi) -> Markup {
    let scenario = &reading.report.plan.scenario;
    let tale = VoiTale { scenario, found, language: reading.language() };
    let title = reading.pick(
        "Welke strategie kiezen, en wat is meer weten waard",
        "Which strategy to choose, and what knowing more is worth",
    );
    let choices = tale.decisions();
    html! {
        h3 { (title) }
        p.lead { (tale.circumstances()) }
        (wide(title, html! {
            table.outcomes {
                thead {
                    tr {
                        td {}
                        @for name in &choices.headings { th scope="col" { (name) } }
                    }
                }
                tbody {
                    @for row in choices.groups.iter().flatten() {
                        tr {
                            th scope="row" { (row.label) }
                            @for cell in &row.cells { td { (cell) } }
                        }
                    }
                }
            }
        }))
        (list(&tale.sentences()))
        (reading.figures("voi"))
        (reading.figures("acceptability"))
    }
}
