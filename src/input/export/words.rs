//! What a sheet says in words: units, comments, choices.

use super::block::Block;
use super::row::Input;
use super::text::quoted;
use crate::diagnostic::{number_said, range_said, unit_text};
use crate::input::format::{KeySpec, Kind, Need, Word};
use crate::language::{Language, dutch};

impl Block<'_> {
    /// What can be chosen in a cell.
    pub fn choices(&self, kind: &Kind) -> Vec<String> {
        let shown = |word: &Word| word.shown(self.language).to_owned();
        let words = |words: &[Word]| words.iter().map(shown).collect();
        match kind {
            Kind::Choice(list) => words(list),
            Kind::Flag => match self.language {
                Language::Nl => vec!["ja".to_owned(), "nee".to_owned()],
                Language::En => vec!["yes".to_owned(), "no".to_owned()],
            },
            Kind::Reference(target, list) => {
                let names = self.names.get(target).into_iter().flatten().cloned();
                let words: Vec<String> = words(list);
                names.chain(words).collect()
            }
            _ => Vec::new(),
        }
    }

    /// What the comment of a cell says: meaning, unit and range, words, what empty means.
    pub fn note(&self, key: &KeySpec, kind: &Kind) -> String {
        let language = self.language;
        let mut lines = vec![key.doc.get(language).to_owned()];
        lines.extend(allowed(kind, language));
        let empty = language.pick("Leeg", "Empty");
        lines.extend(match key.need {
            Need::Required => Some(language.pick("Verplicht.", "Required.").to_owned()),
            Need::RequiredIf(when) => {
                Some(format!("{} {}.", language.pick("Verplicht", "Required"), when.get(language)))
            }
            Need::Number(default) => Some(format!("{empty}: {}.", number_said(default, language))),
            Need::Flag(flag) => {
                let word =
                    if flag { language.pick("ja", "yes") } else { language.pick("nee", "no") };
                Some(format!("{empty}: {word}."))
            }
            Need::Word(word) => {
                let word = if language == Language::Nl { dutch(word) } else { word };
                Some(format!("{empty}: {word}."))
            }
            Need::Described(text) => Some(format!("{empty}: {}.", text.get(language))),
            Need::Optional | Need::Empty => None,
        });
        lines.join("\n").replace('`', "")
    }

    /// A cell of words in the language of the workbook; a name that is no such word, but looks like one,
    /// gets quotes.
    pub fn translated(&self, kind: &Kind, input: Input) -> Input {
        let words = kind.words();
        let Input::Text(text) = &input else { return input };
        if words.is_empty() || text.starts_with(['"', '[', '{']) {
            return input;
        }
        let shown = |text: &str| match words.iter().find(|word| word.word == text) {
            Some(word) => word.shown(self.language).to_owned(),
            None if words.iter().any(|word| word.shown(Language::Nl) == text.to_lowercase()) => {
                quoted(text)
            }
            None => text.to_owned(),
        };
        let all: Vec<String> = match kind {
            Kind::List(_) => text.split(", ").map(shown).collect(),
            _ => vec![shown(text)],
        };
        Input::Text(all.join(", "))
    }
}

/// A text without its full stop and without marks around keys.
pub fn plain(text: &str) -> String {
    text.strip_suffix('.').unwrap_or(text).replace('`', "")
}

/// What the number of a row counts.
pub fn unit(kind: &Kind, language: Language) -> String {
    match kind {
        Kind::Quantity(number) | Kind::Dated(number) | Kind::Bands(_, number) => {
            unit_text(number.unit, language).to_owned()
        }
        Kind::Duration(_) => unit_text("months", language).to_owned(),
        Kind::Month => language.pick("jjjj-mm", "yyyy-mm").to_owned(),
        _ => String::new(),
    }
}

/// What may be filled in.
fn allowed(kind: &Kind, language: Language) -> Vec<String> {
    let legal = language.pick("Toegestaan", "Allowed");
    match kind {
        Kind::Quantity(n) | Kind::Dated(n) | Kind::Bands(_, n) => {
            vec![format!("{legal}: {}.", range_said(n.low, n.high, n.unit, language))]
        }
        Kind::Number(low, high) => {
            vec![format!("{legal}: {}.", range_said(*low, *high, "", language))]
        }
        Kind::Integer(low, high) => {
            let whole = language.pick("geheel getal,", "whole number,");
            let range = range_said(*low as f64, *high as f64, "", language);
            vec![format!("{legal}: {whole} {range}.")]
        }
        Kind::Choice(words) | Kind::Reference(_, words) => {
            let line =
                |word: &Word| format!("{}: {}", word.shown(language), word.doc.get(language));
            words.iter().map(line).collect()
        }
        Kind::List(item) => {
            let with =
                language.pick("Meer: met komma's ertussen.", "Several: with commas between.");
            let mut lines = vec![with.to_owned()];
            lines.extend(allowed(item, language));
            lines
        }
        _ => Vec::new(),
    }
}
