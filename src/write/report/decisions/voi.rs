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
    html! {
        h3 { (title) }
        p.lead { (tale.circumstances()) }
        (wide(title, html! {
            table.outcomes {
                thead {
                    tr {
                        td {}
                        @for name in tale.headings() { th scope="col" { (name) } }
                    }
                }
                tbody {
                    @for row in tale.decision_rows() {
                        tr {
                            th scope="row" { (row.label.trim()) }
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
