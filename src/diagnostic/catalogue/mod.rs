//! The catalogue of problems: every message and its advice, in Dutch and in English.

#[rustfmt::skip] // Texts of one problem together.
mod cell;
#[rustfmt::skip] // Texts of one problem together.
mod file;
#[rustfmt::skip] // Texts of one problem together.
mod model;
#[rustfmt::skip] // Texts of one problem together.
mod structure;
#[rustfmt::skip] // Texts of one problem together.
mod value;
#[rustfmt::skip] // Texts of one problem together.
mod warning;

pub use file::FileProblem;
pub use model::ModelProblem;
pub use structure::{Expected, FoundType, StructureProblem};
pub use value::ValueProblem;
pub use warning::Warning;

use super::{Code, Severity};
use crate::language::Language;

/// Declares problems: their data, code and texts in one place.
///
/// A problem reads `Variant { fields } Severity "K101" "slug" nl message, advice; en message, advice;`.
macro_rules! problems {
    ($(#[$meta:meta])* $name:ident {$(
        $(#[$doc:meta])* $variant:ident { $($field:ident : $type:ty),* $(,)? }
        $severity:ident $number:literal $slug:literal
        nl $nl:expr, $nl_advice:expr;
        en $en:expr, $en_advice:expr;
    )*}) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        #[allow(missing_docs)]
        pub enum $name {$( $(#[$doc])* $variant { $($field: $type),* }, )*}

        #[allow(unused_variables)]
        impl $name {
            /// The codes of these problems.
            pub const CODES: &'static [$crate::diagnostic::Code] = &[
                $($crate::diagnostic::Code { number: $number, slug: $slug }),*
            ];

            pub(super) fn severity(&self) -> $crate::diagnostic::Severity {
                match self {$( Self::$variant { .. } => $crate::diagnostic::Severity::$severity, )*}
            }

            pub(super) fn code(&self) -> $crate::diagnostic::Code {
                match self {$(
                    Self::$variant { .. } => $crate::diagnostic::Code { number: $number, slug: $slug },
                )*}
            }

            pub(super) fn message(&self, language: $crate::language::Language) -> String {
                match (self, language) {$(
                    (Self::$variant { $($field),* }, $crate::language::Language::Nl) => $nl.into(),
                    (Self::$variant { $($field),* }, $crate::language::Language::En) => $en.into(),
                )*}
            }

            pub(super) fn advice(&self, language: $crate::language::Language) -> String {
                match (self, language) {$(
                    (Self::$variant { $($field),* }, $crate::language::Language::Nl) => $nl_advice.into(),
                    (Self::$variant { $($field),* }, $crate::language::Language::En) => $en_advice.into(),
                )*}
            }
        }

        impl From<$name> for $crate::diagnostic::Problem {
            fn from(problem: $name) -> Self {
                Self::$name(problem)
            }
        }
    };
}
use problems;

/// Everything that can be wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// With a file as a whole, or with its TOML.
    FileProblem(FileProblem),
    /// With keys and the types of what stands behind them.
    StructureProblem(StructureProblem),
    /// With one value.
    ValueProblem(ValueProblem),
    /// With how the parts of a scenario fit together.
    ModelProblem(ModelProblem),
    /// Sound, but worth a look.
    Warning(Warning),
}

macro_rules! each {
    ($self:ident, $problem:ident => $result:expr) => {
        match $self {
            Problem::FileProblem($problem) => $result,
            Problem::StructureProblem($problem) => $result,
            Problem::ValueProblem($problem) => $result,
            Problem::ModelProblem($problem) => $result,
            Problem::Warning($problem) => $result,
        }
    };
}

impl Problem {
    /// How bad it is.
    pub fn severity(&self) -> Severity {
        each!(self, problem => problem.severity())
    }

    /// The stable name of its kind.
    pub fn code(&self) -> Code {
        each!(self, problem => problem.code())
    }

    /// What is wrong.
    pub fn message(&self, language: Language) -> String {
        each!(self, problem => problem.message(language))
    }

    /// What to do.
    pub fn advice(&self, language: Language) -> String {
        each!(self, problem => problem.advice(language))
    }

    /// What to do where it stands in a cell of a workbook.
    pub fn advice_in_cell(&self, language: Language) -> String {
        cell::advice(self, language).unwrap_or_else(|| self.advice(language))
    }

    /// Every code, in order.
    pub fn codes() -> impl Iterator<Item = Code> {
        [
            FileProblem::CODES,
            StructureProblem::CODES,
            ValueProblem::CODES,
            ModelProblem::CODES,
            Warning::CODES,
        ]
        .into_iter()
        .flatten()
        .copied()
    }
}
