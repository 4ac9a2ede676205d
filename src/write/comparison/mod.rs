//! Scenarios side by side: `compare.json` ([`comparison()`]) and `compare.html` ([`comparison_page()`]).

mod assumptions;
mod document;
mod page;

pub use document::{COMPARISON_FILE_NAME, SCHEMA, comparison};
pub use page::{COMPARISON_PAGE_FILE_NAME, comparison_page};

use super::Report;
use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::model::plan::Plan;
use crate::simulate::Simulation;
use crate::summarize::Summary;
use crate::tell::Tale;

/// One of the scenarios.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'a> {
    /// What it is called here, different from the others.
    pub name: &'a str,
    /// The file, as it was asked for.
    pub path: &'a str,
    /// See [`super::manifest::Provenance::scenario_digest`].
    pub digest: &'a str,
    /// The scenario, prepared.
    pub plan: &'a Plan,
    /// Its runs.
    pub simulation: &'a Simulation,
    /// What they say.
    pub summary: &'a Summary,
    /// What the reader of the scenario warned of.
    pub warnings: &'a [Diagnostic],
}

impl<'a> Compared<'a> {
    /// What there is to tell of it.
    pub fn tale(&self, language: Language) -> Tale<'a> {
        let Self { plan, summary, warnings, .. } = *self;
        Tale { plan, summary, warnings, language }
    }

    /// What there is to draw of it.
    pub fn report(&self) -> Report<'a> {
        let Self { plan, simulation, summary, warnings, .. } = *self;
        Report { plan, simulation, summary, warnings, decisions: None }
    }
}
