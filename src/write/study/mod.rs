//! What is written about a study: [`results()`] (everything, as JSON), [`page()`] (HTML), tables (CSV), and
//! what made them. The workbook is with the others, in `super::workbook`.

mod assumptions;
mod document;
mod labels;
mod page;
mod tables;

pub(super) use assumptions::name as quantity_name;
pub use document::results;
pub(super) use labels::named;
pub use page::page;
pub use tables::{designs, organisations};

use super::figures::{Drawings, study_drawings};
use super::files::OutputFile;
use super::manifest::{Provenance, Subject, of_files};
use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::model::study::Study;
use crate::study::StudyResults;
use crate::tell::study::StudyTale;

/// What there is to write about a study.
#[derive(Clone, Copy, Debug)]
pub struct StudyReport<'a> {
    /// The study.
    pub study: &'a Study,
    /// What it found.
    pub found: &'a StudyResults,
    /// What the reader of the file warned of.
    pub warnings: &'a [Diagnostic],
}

impl<'a> StudyReport<'a> {
    /// The figures in every language.
    pub fn drawings(self) -> Drawings {
        study_drawings(|language| self.tale(language))
    }

    /// The tale in a language.
    pub fn tale(self, language: Language) -> StudyTale<'a> {
        StudyTale { study: self.study, found: self.found, language }
    }
}

/// The manifest of a study's results, and of the copies of its files.
#[must_use]
pub fn manifest(
    report: StudyReport<'_>,
    provenance: &Provenance,
    files: &[OutputFile],
) -> OutputFile {
    let StudyReport { study, found, .. } = report;
    let subject =
        Subject { name: &study.name, seed: found.seed, runs: found.runs, converged: None };
    of_files(subject, provenance, files)
}
