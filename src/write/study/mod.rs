//! What is written about a study: [`results()`] (everything, as JSON), tables (CSV), and what made them.

mod document;
mod labels;
mod tables;

pub use document::results;
pub use tables::{designs, organisations};

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
