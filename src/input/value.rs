//! Single values behind the keys of a table: numbers, words, texts, months, names.

use std::collections::BTreeSet;

use super::cursor::{Cursor, Found, Layer};
use super::format::{Kind, Need, Target, Word};
use super::nearest::nearest;
use super::number;
use super::reader::Reader;
use super::tree::{Node, Value};
use crate::diagnostic::{Expected, ModelProblem, Place, StructureProblem, ValueProblem};
use crate::language::Label;
use crate::model::time::YearMonth;

/// Names that a reference can point at, in the order of the files.
#[derive(Clone, Debug, Default)]
pub struct Names {
    list: Vec<String>,
    all: BTreeSet<String>,
}

impl Names {
    pub fn new(list: Vec<String>) -> Self {
        let all = list.iter().cloned().collect();
        Self { list, all }
    }

    pub fn has(&self, name: &str) -> bool {
        self.all.contains(name)
    }
}

impl std::ops::Deref for Names {
    type Target = [String];

    fn deref(&self) -> &[String] {
        &self.list
    }
}

impl<'r> Cursor<'r> {
    /// A whole number, or its default.
    pub fn integer(&self, key: &str) -> i64 {
        match (self.optional_integer(key), self.key(key).need) {
            (Some(integer), _) => integer,
            (None, Need::Number(default)) => default as i64,
            (None, Need::Required) => {
                if !self.has(key) {
                    self.missing(key);
                }
                1
            }
            (None, _) => 0,
        }
    }

    /// A whole number, if it is there.
    pub fn optional_integer(&self, key: &str) -> Option<i64> {
        let Kind::Integer(low, high) = self.key(key).kind else {
            panic!("`{key}` is no whole number")
        };
        let found = self.find(key)?;
        let value = match found.node.value {
            Value::Integer(integer) => integer as f64,
            Value::Float(x) if x.is_finite() && x.abs() >= 9e15 => x,
            Value::Text(_) => {
                number::plain(self.reader, found.node, &found.path)?;
                return None;
            }
            _ => {
                self.wrong(&found, Expected::Integer);
                return None;
            }
        };
        if value < low as f64 || value > high as f64 {
            self.out_of_range(&found, value, (low as f64, high as f64));
            return None;
        }
        Some(value as i64)
    }

    /// A whole number that is not negative, or its default.
    pub fn size(&self, key: &str) -> usize {
        usize::try_from(self.integer(key)).unwrap_or_default()
    }

    /// A plain number, or its default.
    pub fn number(&self, key: &str) -> f64 {
        match (self.optional_number(key), self.key(key).need) {
            (Some(value), _) => value,
            (None, Need::Number(default)) => default,
            (None, Need::Required) => {
                if !self.has(key) {
                    self.missing(key);
                }
                1.0
            }
            (None, _) => 0.0,
        }
    }

    /// A plain number, if it is there.
    pub fn optional_number(&self, key: &str) -> Option<f64> {
        let range = match &self.key(key).kind {
            Kind::Number(low, high) | Kind::TableOr(_, Kind::Number(low, high)) => (*low, *high),
            _ => panic!("`{key}` is no plain number"),
        };
        let found = self.find(key)?;
        let value = number::plain(self.reader, found.node, &found.path)?;
        if value < range.0 || value > range.1 {
            let is_thousandth = (range.0..=range.1).contains(&(value * 1000.0));
            if !(is_thousandth && self.reader.is_thousands(&found.node.place)) {
                self.out_of_range(&found, value, range);
            }
            return None;
        }
        Some(value)
    }

    fn out_of_range(&self, found: &Found<'_>, value: f64, (low, high): (f64, f64)) {
        let key = found.path.clone();
        let unit = plain_unit(&key);
        let problem = ValueProblem::OutOfRange { key, value, low, high, unit };
        self.reader.problem(problem, Some(&found.node.place));
    }

    /// `true` or `false`, or the default.
    pub fn flag(&self, key: &str) -> bool {
        let default = matches!(self.key(key).need, Need::Flag(true));
        let Some(found) = self.find(key) else {
            return default;
        };
        match found.node.value {
            Value::Flag(flag) => flag,
            _ => {
                self.wrong(&found, Expected::Flag);
                default
            }
        }
    }

    /// A text, if it is there.
    pub fn text(&self, key: &str) -> Option<String> {
        let found = self.find(key)?;
        let text = found.node.text();
        if text.is_none() {
            self.wrong(&found, Expected::Text);
        }
        text.map(str::to_owned)
    }

    /// A text in both languages, if it is there.
    pub fn label(&self, key: &str) -> Option<Label> {
        let found = self.find(key)?;
        match &found.node.value {
            Value::Text(text) if key == "name" && text.trim().is_empty() => {
                let problem = StructureProblem::EmptyText { key: found.path.clone() };
                self.reader.problem(problem, Some(&found.node.place));
                None
            }
            Value::Text(text) => Some(Label::new(text.as_str(), text.as_str())),
            Value::Table(table) => {
                let label = Cursor {
                    reader: self.reader,
                    spec: &super::format::LABEL,
                    layers: vec![Layer {
                        table,
                        place: found.node.place.clone(),
                        path: found.path.clone(),
                    }],
                    path: found.path.clone(),
                };
                let text = |key: &str| {
                    if !label.has(key) {
                        label.missing(key);
                    }
                    label.text(key)
                };
                let (nl, en) = (text("nl"), text("en"));
                Some(Label::new(nl?, en?))
            }
            _ => {
                self.wrong(&found, Expected::Label);
                None
            }
        }
    }

    /// One of the words of a choice, or its default; the first word after an error.
    pub fn word(&self, key: &str) -> &'static str {
        let words = self.words(key);
        match (self.optional_word(key), self.key(key).need) {
            (Some(word), _) | (None, Need::Word(word)) => word,
            (None, Need::Required) if !self.has(key) => {
                self.missing(key);
                words[0].word
            }
            _ => words[0].word,
        }
    }

    fn words(&self, key: &str) -> &'static [Word] {
        match &self.key(key).kind {
            Kind::Choice(words) | Kind::TableOr(_, Kind::Choice(words)) => words,
            _ => panic!("`{key}` is no choice"),
        }
    }

    /// One of the words of a choice, if it is there.
    pub fn optional_word(&self, key: &str) -> Option<&'static str> {
        let found = self.find(key)?;
        word(self.reader, found.node, &found.path, self.words(key))
    }

    /// A month, if it is there.
    pub fn month(&self, key: &str) -> Option<YearMonth> {
        let found = self.find(key)?;
        let text = match &found.node.value {
            Value::Text(text) => text,
            Value::Date(text) => text,
            _ => {
                self.wrong(&found, Expected::Month);
                return None;
            }
        };
        let month = year_month(text).filter(|_| matches!(found.node.value, Value::Text(_)));
        if month.is_none() {
            let problem = ValueProblem::BadMonth { key: found.path.clone(), text: text.clone() };
            self.reader.problem(problem, Some(&found.node.place));
        }
        month
    }

    /// The key of a table elsewhere, or a word that means something else.
    pub fn reference(&self, key: &str, names: &Names) -> Option<String> {
        let (target, words) = match self.key(key).kind {
            Kind::Reference(target, words) => (target, words),
            _ => panic!("`{key}` is no reference"),
        };
        let found = self.find(key)?;
        let Some(name) = found.node.text() else {
            self.wrong(&found, Expected::Text);
            return None;
        };
        resolve(self.reader, name, &found.node.place, target, words, names)
    }

    /// The keys of tables elsewhere, with their places.
    pub fn references(&self, key: &str, names: &Names) -> Vec<(String, Place)> {
        let Kind::List(Kind::Reference(target, words)) = self.key(key).kind else {
            panic!("`{key}` is no list of references")
        };
        self.texts(key)
            .into_iter()
            .filter_map(|(name, place)| {
                Some((resolve(self.reader, &name, &place, *target, words, names)?, place))
            })
            .collect()
    }

    /// A list of texts, with their places.
    pub fn texts(&self, key: &str) -> Vec<(String, Place)> {
        let Some(found) = self.find(key) else {
            return Vec::new();
        };
        let Value::List(items) = &found.node.value else {
            self.wrong(&found, Expected::List);
            return Vec::new();
        };
        items
            .iter()
            .enumerate()
            .filter_map(|(i, item)| {
                if item.text().is_none() {
                    wrong(self.reader, item, &format!("{}[{i}]", found.path), Expected::Text);
                }
                Some((item.text()?.to_owned(), item.place.clone()))
            })
            .collect()
    }

    /// The chosen words of a list of choices, if it is there.
    pub fn chosen(&self, key: &str) -> Option<Vec<&'static str>> {
        let Kind::List(Kind::Choice(words)) = self.key(key).kind else {
            panic!("`{key}` is no list of choices")
        };
        let found = self.find(key)?;
        let Value::List(items) = &found.node.value else {
            self.wrong(&found, Expected::List);
            return None;
        };
        Some(items.iter().filter_map(|item| word(self.reader, item, &found.path, words)).collect())
    }
}

/// What a plain number counts, where a percentage may be written by mistake.
fn plain_unit(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or(path) {
        "discount_rate" | "real" | "inflation" => "rate/year",
        "accepted_risk" | "chance_of_gain" => "probability",
        _ => "",
    }
}

/// Reports that something else should stand here.
pub fn wrong(reader: &Reader, node: &Node, key: &str, expected: Expected) {
    let problem =
        StructureProblem::WrongType { key: key.to_owned(), expected, found: node.found() };
    reader.problem(problem, Some(&node.place));
}

/// One of the words of a choice.
pub fn word(
    reader: &Reader,
    node: &Node,
    key: &str,
    words: &'static [Word],
) -> Option<&'static str> {
    let choices = || words.iter().map(|word| word.word.to_owned()).collect::<Vec<_>>();
    let Some(text) = node.text() else {
        wrong(reader, node, key, Expected::Word { words: choices() });
        return None;
    };
    let known = words.iter().find(|word| word.word == text);
    if known.is_none() {
        let problem = ValueProblem::UnknownWord {
            key: key.to_owned(),
            word: text.to_owned(),
            // Single letters are all alike: guessing among them misleads.
            nearest: nearest(text, &choices()).filter(|_| text.chars().count() > 1),
            choices: choices(),
        };
        reader.problem(problem, Some(&node.place));
    }
    known.map(|word| word.word)
}

fn resolve(
    reader: &Reader,
    name: &str,
    place: &Place,
    target: Target,
    words: &'static [Word],
    names: &Names,
) -> Option<String> {
    if words.iter().any(|word| word.word == name) || names.has(name) {
        return Some(name.to_owned());
    }
    if reader.is_full() {
        return None;
    }
    let choices: Vec<String> =
        words.iter().map(|word| word.word.to_owned()).chain(names.iter().cloned()).collect();
    let problem = ModelProblem::UnknownName {
        table: target.table(),
        name: name.to_owned(),
        nearest: nearest(name, &choices),
        choices,
    };
    reader.problem(problem, Some(place));
    None
}

/// `2027-01` as a month.
pub fn year_month(text: &str) -> Option<YearMonth> {
    let (year, month) = text.split_once('-')?;
    if year.len() != 4
        || month.len() != 2
        || !(text.bytes().all(|b| b.is_ascii_digit() || b == b'-'))
    {
        return None;
    }
    let (year, month) = (year.parse().ok()?, month.parse().ok()?);
    ((1900..=2200).contains(&year) && (1..=12).contains(&month))
        .then_some(YearMonth { year, month })
}

/// A month as the file writes it.
pub fn month_text(month: YearMonth) -> String {
    format!("{:04}-{:02}", month.year, month.month)
}
