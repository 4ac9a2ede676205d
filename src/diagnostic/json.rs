//! Problems as JSON, for editors and other programs.

use serde::Serialize;

use super::{Diagnostic, Place, Severity, SourceFile};
use crate::language::{Label, Language};

/// A problem in a form that other programs read.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct JsonDiagnostic {
    /// `error` or `warning`.
    pub severity: Severity,
    /// For instance `K101`.
    pub code: &'static str,
    /// For instance `unknown-key`.
    pub slug: &'static str,
    /// What is wrong.
    pub message: Label,
    /// What to do.
    pub advice: Label,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<JsonPlace>,
    /// Other places that have to do with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub secondary: Vec<JsonPlace>,
}

/// A place, counted from 1; the end is exclusive. In a workbook the line is the row of the sheet,
/// the column that of the cell.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct JsonPlace {
    pub file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
}

fn place(place: &Place, sources: &[SourceFile]) -> Option<JsonPlace> {
    let source = sources.get(place.file)?;
    let file = source.path.display().to_string();
    if let Some((sheet, at)) = source.cell(place.start) {
        let (line, column) = (at.row as usize + 1, at.column as usize + 1);
        let (sheet, cell) = (Some(sheet.to_owned()), Some(at.cell()));
        return Some(JsonPlace {
            file,
            sheet,
            cell,
            line,
            column,
            end_line: line,
            end_column: column + 1,
        });
    }
    let (start, end) = (source.position(place.start), source.position(place.end));
    Some(JsonPlace {
        file,
        sheet: None,
        cell: None,
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    })
}

/// The problem for other programs, in both languages.
pub fn json(diagnostic: &Diagnostic, sources: &[SourceFile]) -> JsonDiagnostic {
    let both =
        |text: &dyn Fn(Language) -> String| Label::new(text(Language::Nl), text(Language::En));
    let code = diagnostic.code();
    JsonDiagnostic {
        severity: diagnostic.severity(),
        code: code.number,
        slug: code.slug,
        message: both(&|language| diagnostic.message(language)),
        advice: both(&|language| diagnostic.advice_in(sources, language)),
        place: diagnostic.place.as_ref().and_then(|at| place(at, sources)),
        secondary: diagnostic.secondary.iter().filter_map(|(at, _)| place(at, sources)).collect(),
    }
}
