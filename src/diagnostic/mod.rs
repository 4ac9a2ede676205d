//! Problems found in what a user wrote: severity, code, message, place and advice, in two languages.
//!
//! A building block. A [`Problem`] is data; its wording is made when it is shown
//! ([`Diagnostic::message`]), so that one list of problems can be shown in Dutch and in English.
//! The catalogue of all problems with their texts stands in `catalogue/`, one file a subject.
//! [`render()`] and [`json()`] are the only ways out.

mod catalogue;
mod json;
mod render;
mod source;
mod wording;

pub use catalogue::{Expected, FoundType};
pub use catalogue::{FileProblem, ModelProblem, Problem, StructureProblem, ValueProblem, Warning};
pub use json::{JsonDiagnostic, json};
pub use render::{render, render_all};
pub use source::{Cells, Place, Position, SourceFile, Stretch};
pub use wording::{n as number_text, said as number_said};
pub use wording::{range, range_said, unit_text, write_number};

use crate::language::Language;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing is computed.
    Error,
    /// It is computed, but look at this first.
    Warning,
}

/// The stable name of a kind of problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    /// Short, for looking it up: `K101`.
    pub number: &'static str,
    /// In words: `unknown-key`.
    pub slug: &'static str,
}

/// One problem, with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// What is wrong.
    pub problem: Problem,
    /// Where.
    pub place: Option<Place>,
    /// Other places that have to do with it.
    pub secondary: Vec<(Place, Remark)>,
}

/// What a secondary place has to do with a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// The same thing stands here too.
    AlsoHere,
    /// It was written here first.
    FirstHere,
    /// It is compared with this.
    ComparedWith,
}

impl Remark {
    /// The words beside the place.
    pub fn text(self, language: Language) -> &'static str {
        match self {
            Self::AlsoHere => language.pick("ook hier", "here too"),
            Self::FirstHere => language.pick("hier staat de eerste", "the first one stands here"),
            Self::ComparedWith => language.pick("vergeleken hiermee", "compared with this"),
        }
    }
}

impl Diagnostic {
    /// A problem at a place.
    pub fn new(problem: impl Into<Problem>, place: Option<Place>) -> Self {
        Self { problem: problem.into(), place, secondary: Vec::new() }
    }

    /// Adds a place that has to do with it.
    #[must_use]
    pub fn with(mut self, place: Place, remark: Remark) -> Self {
        self.secondary.push((place, remark));
        self
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.problem.severity()
    }

    /// The stable name of its kind.
    pub fn code(&self) -> Code {
        self.problem.code()
    }

    /// What is wrong, with the numbers in it.
    pub fn message(&self, language: Language) -> String {
        self.problem.message(language)
    }

    /// What to do about it in a text file.
    pub fn advice(&self, language: Language) -> String {
        self.problem.advice(language)
    }

    /// What to do about it in what it stands in: a text, or a cell of a workbook.
    pub fn advice_in(&self, sources: &[SourceFile], language: Language) -> String {
        let source = self.place.as_ref().and_then(|place| sources.get(place.file));
        match source.is_some_and(|source| source.cells.is_some()) {
            true => self.problem.advice_in_cell(language),
            false => self.problem.advice(language),
        }
    }
}
