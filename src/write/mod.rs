//! Turns results into bytes, and puts them into a folder.
//!
//! In: a plan, its simulation and their summary. Out: [`OutputFile`]s: [`results()`] (everything, as
//! JSON), [`tables`] (CSV), [`workbook()`] (Excel), [`draws()`] (every run, as Parquet), [`figures()`]
//! (SVG and PNG in both languages) and [`manifest()`] (what made them). All of it is pure; only [`files`] touches the disk.

mod afford;
pub mod comparison;
mod discover;
pub mod draws;
mod estimate;
pub mod figures;
pub mod files;
mod json;
pub mod labels;
pub mod manifest;
mod page;
mod register;
pub mod report;
pub mod results;
mod sensitivity;
mod solve;
pub mod study;
pub mod tables;
mod voi;
pub mod workbook;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

pub use afford::afford;
pub use discover::discover;
pub use draws::{DrawsError, draws};
pub use figures::{
    afford_figures, all_drawings, discover_figures, figures, sensitivity_figures, solve_figures,
    voi_figures,
};
pub use files::{OutputFile, WriteError, WriteErrorKind, prepare, remove_figures, write_all};
pub use manifest::{Provenance, SourceFile, manifest};
pub use report::report;
pub use results::results;
pub use sensitivity::{sensitivity, sensitivity_tale};
pub use solve::solve;
pub use tables::{Dialect, monthly, summary, yearly};
pub use voi::voi;
pub use workbook::{WorkbookError, workbook};

use crate::decide::Decisions;
use crate::diagnostic::Diagnostic;
use crate::model::plan::Plan;
use crate::simulate::Simulation;
use crate::summarize::Summary;

/// What there is to write about.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// The scenario, prepared.
    pub plan: &'a Plan,
    /// Its runs.
    pub simulation: &'a Simulation,
    /// What they say.
    pub summary: &'a Summary,
    /// What the reader of the scenario warned of.
    pub warnings: &'a [Diagnostic],
    /// What decides; `None` where it was not asked for.
    pub decisions: Option<&'a Decisions>,
}

impl<'a> Report<'a> {
    /// Subsidies that are computed as if their scheme were open.
    pub fn as_if(self) -> impl Iterator<Item = &'a str> {
        crate::tell::as_if(self.warnings)
    }
}
