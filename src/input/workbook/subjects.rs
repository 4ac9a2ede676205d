//! The sheets that every workbook of a scenario has, and what is said when one is lost.

use super::cells::{Book, Content, Sheet};
use super::columns::KEY;
use crate::diagnostic::FileProblem;
use crate::language::Language;

/// A sheet and the keys of the top level that it holds; `""` stands for those that are no tables.
pub struct Subject {
    nl: &'static str,
    en: &'static str,
    /// The tables on it.
    pub keys: &'static [&'static str],
}

const fn subject(nl: &'static str, en: &'static str, keys: &'static [&'static str]) -> Subject {
    Subject { nl, en, keys }
}

/// In the order in which somebody fills them in.
pub const SUBJECTS: &[Subject] = &[
    subject("Algemeen", "General", &["", "price_index", "indexation", "residual_value"]),
    subject("Strategieën", "Strategies", &["strategy"]),
    subject("Organisatie", "Organisation", &["organisation"]),
    subject("Contract", "Contract", &["contract"]),
    subject("Arbeidsvoorwaarden", "Employment", &["employment"]),
    subject("Salaristabel", "Salary table", &["employment.salary_table"]),
    subject("Profielen", "Profiles", &["profile"]),
    subject("Routes", "Routes", &["route"]),
    subject("Subsidies", "Subsidies", &["subsidy"]),
    subject("Samenhang", "Correlations", &["correlation", "expect"]),
];

impl Subject {
    /// The name of the sheet.
    pub fn title(&self, language: Language) -> &'static str {
        language.pick(self.nl, self.en)
    }

    /// Whether a sheet has the header of one of its tables.
    fn is_on(&self, sheet: &Sheet) -> bool {
        sheet.rows.values().any(|row| match row.get(&KEY) {
            Some(Content::Text(key)) => {
                headed(key).is_some_and(|path| self.keys.iter().any(|key| begins(path, key)))
            }
            _ => false,
        })
    }

    fn is_called(&self, name: &str) -> bool {
        let name = name.trim().to_lowercase();
        [self.nl, self.en].iter().any(|title| title.to_lowercase() == name)
    }

    /// The header that stands first on the sheet, as column A has it.
    fn header(&self) -> String {
        match self.keys.first() {
            Some(&"strategy" | &"profile" | &"route" | &"subsidy") => {
                format!("[{}.*]", self.keys[0])
            }
            Some(key @ (&"employment.salary_table" | &"correlation")) => format!("[[{key}]]"),
            Some(key) => format!("[{key}]"),
            None => String::new(),
        }
    }
}

/// The path in a header of column A.
fn headed(key: &str) -> Option<&str> {
    let path = key.trim().strip_prefix('[')?.trim_start_matches('[');
    Some(path.split_once(']').map_or(path, |(path, _)| path))
}

/// Whether a table lies at or below a key, and not on the sheet of another subject.
fn begins(path: &str, key: &str) -> bool {
    let is_below = path == key || path.starts_with(&format!("{key}."));
    let salaries = "employment.salary_table";
    is_below && (path.starts_with(salaries) == key.starts_with(salaries))
}

/// What was lost: a workbook that misses a subject would silently compute something else.
///
/// A workbook that is only included may leave subjects to other files.
pub fn lost(book: &Book, path: &str, is_scenario: bool) -> Vec<FileProblem> {
    let mut problems = Vec::new();
    for (name, reason) in &book.unreadable {
        let (sheet, reason) = (name.clone(), reason.clone());
        problems.push(FileProblem::UnreadableSheet { path: path.to_owned(), sheet, reason });
    }
    let names = || book.sheets.iter().map(|sheet| &sheet.name).chain(&book.unmarked);
    let speaks = |language: Language| {
        let own = |s: &&Subject| s.nl != s.en;
        let titles = || SUBJECTS.iter().filter(own).map(|s| s.title(language));
        names().any(|name| titles().any(|title| title == name))
    };
    for subject in SUBJECTS {
        if book.sheets.iter().any(|sheet| subject.is_on(sheet))
            || book.unreadable.iter().any(|(name, _)| subject.is_called(name))
        {
            continue;
        }
        if let Some(name) = book.unmarked.iter().find(|name| subject.is_called(name)) {
            problems
                .push(FileProblem::UnmarkedSheet { path: path.to_owned(), sheet: name.clone() });
        } else if is_scenario {
            // In the language of the workbook, where that shows.
            let (nl, en) = match (speaks(Language::Nl), speaks(Language::En)) {
                (true, false) => (subject.nl, subject.nl),
                (false, true) => (subject.en, subject.en),
                _ => (subject.nl, subject.en),
            };
            problems.push(FileProblem::MissingSheet {
                path: path.to_owned(),
                nl: nl.to_owned(),
                en: en.to_owned(),
                header: subject.header(),
            });
        }
    }
    problems
}
