//! A table seen through its layers: what overrides, what it overrides, and the grammar.
//!
//! `--set`, the file, what it includes and what a profile extends are layers, the most specific
//! first. A key is looked up in the first layer that has it; tables are merged by looking into
//! all layers again. Nothing is copied, so that every value keeps its place and its path.

use super::format::{KeySpec, Kind, Need, TableSpec, Target, Word};
use super::nearest::nearest;
use super::number;
use super::reader::Reader;
use super::structure::join;
use super::tree::{Node, Table, Value};
use crate::diagnostic::{
    Diagnostic, Expected, ModelProblem, Place, Remark, StructureProblem, ValueProblem,
};
use crate::language::Label;
use crate::model::time::YearMonth;

/// A table through its layers.
#[derive(Clone)]
pub struct Cursor<'r> {
    pub reader: &'r Reader,
    pub spec: &'static TableSpec,
    /// The most specific first.
    pub layers: Vec<Layer<'r>>,
    /// Where something that is missing would be written.
    pub path: String,
}

/// One table of a [`Cursor`].
#[derive(Clone)]
pub struct Layer<'r> {
    pub table: &'r Table,
    pub place: Place,
    /// Path of its place of definition.
    pub path: String,
}

/// What was found behind a key.
#[derive(Clone)]
pub struct Found<'r> {
    pub node: &'r Node,
    pub key_place: &'r Place,
    /// Path of its place of definition.
    pub path: String,
    /// Path under which it was looked for.
    pub asked: String,
    /// Which layer has it.
    pub layer: usize,
}

impl<'r> Found<'r> {
    /// Found in a table that this one extends.
    pub fn is_inherited(&self) -> bool {
        self.path != self.asked
    }
}

impl<'r> Cursor<'r> {
    /// What the grammar says of a key.
    ///
    /// # Panics
    /// When the grammar of this table has no such key: a mistake of the programmer.
    pub fn key(&self, key: &str) -> &'static KeySpec {
        self.spec
            .key(key)
            .unwrap_or_else(|| panic!("`{}` has no key `{key}`", self.spec.name))
    }

    /// What stands behind a key.
    pub fn find(&self, key: &str) -> Option<Found<'r>> {
        self.key(key);
        self.layers.iter().enumerate().find_map(|(layer, at)| {
            let entry = at.table.get(key)?;
            Some(Found {
                node: &entry.node,
                key_place: &entry.key_place,
                path: join(&at.path, key),
                asked: join(&self.path, key),
                layer,
            })
        })
    }

    /// Whether something stands behind a key.
    pub fn has(&self, key: &str) -> bool {
        self.find(key).is_some()
    }

    /// The place that is blamed for what is missing here.
    pub fn place(&self) -> Option<Place> {
        let in_file = self.layers.iter().find(|layer| layer.place.file < self.reader.files);
        in_file.or(self.layers.first()).map(|layer| layer.place.clone())
    }

    /// Reports that a key is missing.
    pub fn missing(&self, key: &str) {
        let spec = self.key(key);
        let problem = StructureProblem::MissingKey {
            key: key.to_owned(),
            parent: self.path.clone(),
            meaning_nl: spec.doc.nl.to_owned(),
            meaning_en: spec.doc.en.to_owned(),
            example: example(spec, &self.path),
        };
        self.reader.problem(problem, self.place().as_ref());
    }

    /// Reports that something else should stand here.
    pub fn wrong(&self, found: &Found<'_>, expected: Expected) {
        wrong(self.reader, found.node, &found.asked, expected);
    }

    /// The table behind a key, merged over the layers.
    pub fn table(&self, key: &str) -> Option<Cursor<'r>> {
        let spec = match self.key(key).kind {
            Kind::Table(spec) | Kind::TableOr(spec, _) => spec,
            _ => panic!("`{key}` is no table"),
        };
        let first = self.find(key)?;
        if first.node.table().is_none() {
            if let Kind::Table(_) = self.key(key).kind {
                self.wrong(&first, Expected::Table);
            }
            return None;
        }
        Some(Cursor {
            reader: self.reader,
            spec,
            layers: self.below(key),
            path: join(&self.path, key),
        })
    }

    /// The tables behind a key in all layers, down to the first that has no table there.
    pub fn below(&self, key: &str) -> Vec<Layer<'r>> {
        self.layers
            .iter()
            .filter_map(|layer| Some((layer, layer.table.get(key)?)))
            .map_while(|(layer, entry)| {
                Some(Layer {
                    table: entry.node.table()?,
                    place: entry.node.place.clone(),
                    path: join(&layer.path, key),
                })
            })
            .collect()
    }

    /// An empty table behind a key, where all its keys have their defaults.
    pub fn empty(&self, key: &str) -> Cursor<'r> {
        let (Kind::Table(spec) | Kind::TableOr(spec, _)) = self.key(key).kind else {
            panic!("`{key}` is no table")
        };
        Cursor {
            reader: self.reader,
            spec,
            layers: Vec::new(),
            path: join(&self.path, key),
        }
    }

    /// The names below a key whose names the writer chooses, in the order of the files.
    pub fn names(&self, key: &str) -> Vec<String> {
        let Kind::Map(_) = self.key(key).kind else {
            panic!("`{key}` has no names below it")
        };
        let mut seen = std::collections::BTreeSet::new();
        // A `--set` comes first as a layer, but does not change the order of the names.
        let mut layers = self.below(key);
        layers.sort_by_key(|layer| layer.place.file);
        let entries = layers.iter().flat_map(|layer| layer.table.entries());
        entries
            .filter(|e| seen.insert(e.key.as_str()))
            .map(|e| e.key.clone())
            .collect()
    }

    /// The table of one name below a key.
    pub fn named(&self, key: &str, name: &str) -> Option<Cursor<'r>> {
        let Kind::Map(spec) = self.key(key).kind else {
            panic!("`{key}` has no names below it")
        };
        let map = Cursor {
            reader: self.reader,
            spec,
            layers: self.below(key),
            path: join(&self.path, key),
        };
        let layers = map.below(name);
        let path = join(&map.path, name);
        (!layers.is_empty()).then_some(Cursor {
            reader: self.reader,
            spec,
            layers,
            path,
        })
    }

    /// The list of tables behind a key.
    pub fn tables(&self, key: &str) -> Vec<Cursor<'r>> {
        let Kind::Tables(spec) = self.key(key).kind else {
            panic!("`{key}` is no list of tables")
        };
        let Some(found) = self.find(key) else {
            return Vec::new();
        };
        let Value::List(items) = &found.node.value else {
            self.wrong(&found, Expected::TableList);
            return Vec::new();
        };
        let mut cursors = Vec::new();
        for (i, item) in items.iter().enumerate() {
            let path = format!("{}[{i}]", found.path);
            match item.table() {
                Some(table) => cursors.push(Cursor {
                    reader: self.reader,
                    spec,
                    layers: vec![Layer {
                        table,
                        place: item.place.clone(),
                        path: path.clone(),
                    }],
                    path,
                }),
                None => wrong(self.reader, item, &path, Expected::Table),
            }
        }
        cursors
    }

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
                number::plain(self.reader, found.node, &found.asked)?;
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
        let value = number::plain(self.reader, found.node, &found.asked)?;
        if value < range.0 || value > range.1 {
            self.out_of_range(&found, value, range);
            return None;
        }
        Some(value)
    }

    fn out_of_range(&self, found: &Found<'_>, value: f64, (low, high): (f64, f64)) {
        let key = found.asked.clone();
        let problem = ValueProblem::OutOfRange {
            key,
            value,
            low,
            high,
            unit: "",
        };
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
        word(self.reader, found.node, &found.asked, self.words(key))
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
            let problem = ValueProblem::BadMonth {
                key: found.asked.clone(),
                text: text.clone(),
            };
            self.reader.problem(problem, Some(&found.node.place));
        }
        month
    }

    /// The key of a table elsewhere, or a word that means something else.
    pub fn reference(&self, key: &str, names: &[String]) -> Option<String> {
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
    pub fn references(&self, key: &str, names: &[String]) -> Vec<(String, Place)> {
        let Kind::List(Kind::Reference(target, words)) = self.key(key).kind else {
            panic!("`{key}` is no list of references")
        };
        self.texts(key)
            .into_iter()
            .filter_map(|(name, place)| {
                Some((
                    resolve(self.reader, &name, &place, *target, words, names)?,
                    place,
                ))
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
                    wrong(
                        self.reader,
                        item,
                        &format!("{}[{i}]", found.path),
                        Expected::Text,
                    );
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
        if items.is_empty() {
            let problem = StructureProblem::EmptyList {
                key: found.asked.clone(),
            };
            self.reader.problem(problem, Some(&found.node.place));
        }
        Some(
            items
                .iter()
                .filter_map(|item| word(self.reader, item, &found.asked, words))
                .collect(),
        )
    }

    /// Reports keys that belong to another variant than the one that holds.
    ///
    /// What a layer below the one that chooses the variant says is left alone: it is overruled.
    pub fn only_variant(&self, tag: &str, chosen: &str) {
        let Some(holds) = self
            .find(tag)
            .filter(|found| found.node.text() == Some(chosen))
        else {
            return;
        };
        for spec in self.spec.keys {
            let Some((key, values)) = spec.only else {
                continue;
            };
            if key != tag || values.contains(&chosen) {
                continue;
            }
            let Some(found) = self.find(spec.key) else {
                continue;
            };
            if found.layer > holds.layer {
                continue;
            }
            let problem = StructureProblem::OtherVariant {
                key: spec.key.to_owned(),
                belongs: format!("{tag} = \"{}\"", values[0]),
                chosen: format!("{tag} = \"{chosen}\""),
            };
            let diagnostic = Diagnostic::new(problem, Some(found.key_place.clone()));
            self.reader
                .push(diagnostic.with(holds.node.place.clone(), Remark::ComparedWith));
        }
    }

    /// Which one of several keys is there; two in the deciding layer exclude each other.
    pub fn one_of(&self, keys: &[&'static str]) -> Option<&'static str> {
        let list = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect();
        let depth = keys
            .iter()
            .filter_map(|key| self.find(key))
            .map(|f| f.layer)
            .min();
        let Some(depth) = depth else {
            let problem = StructureProblem::OneOf {
                parent: self.path.clone(),
                keys: list(keys),
            };
            self.reader.problem(problem, self.place().as_ref());
            return None;
        };
        let here: Vec<&'static str> = keys
            .iter()
            .copied()
            .filter(|key| self.find(key).is_some_and(|found| found.layer == depth))
            .collect();
        if here.len() > 1 {
            let place = self.find(here[1]).map(|found| found.key_place.clone());
            let mut diagnostic =
                Diagnostic::new(StructureProblem::Exclusive { keys: list(&here) }, place);
            if let Some(first) = self.find(here[0]) {
                diagnostic = diagnostic.with(first.key_place.clone(), Remark::AlsoHere);
            }
            self.reader.push(diagnostic);
        }
        here.first().copied()
    }

    /// Reports keys that mean nothing without another.
    pub fn needs(&self, keys: &[&str], other: &str) {
        for key in keys {
            if let Some(found) = self.find(key) {
                let problem = StructureProblem::NeedsKey {
                    key: (*key).to_owned(),
                    needs: other.to_owned(),
                };
                self.reader.problem(problem, Some(found.key_place));
            }
        }
    }
}

fn example(spec: &KeySpec, path: &str) -> String {
    if spec.example.is_empty() || spec.example.starts_with('{') {
        let header = join(path, spec.key);
        if let Kind::Table(_) | Kind::Map(_) = spec.kind {
            return format!("[{header}]");
        }
        return format!("{} = {}", spec.key, spec.example);
    }
    spec.example.to_owned()
}

/// Reports that something else should stand here.
pub fn wrong(reader: &Reader, node: &Node, key: &str, expected: Expected) {
    let problem = StructureProblem::WrongType {
        key: key.to_owned(),
        expected,
        found: node.found(),
    };
    reader.problem(problem, Some(&node.place));
}

/// One of the words of a choice.
pub fn word(
    reader: &Reader,
    node: &Node,
    key: &str,
    words: &'static [Word],
) -> Option<&'static str> {
    let choices = || {
        words
            .iter()
            .map(|word| word.word.to_owned())
            .collect::<Vec<_>>()
    };
    let Some(text) = node.text() else {
        wrong(reader, node, key, Expected::Word { words: choices() });
        return None;
    };
    let known = words.iter().find(|word| word.word == text);
    if known.is_none() {
        let problem = ValueProblem::UnknownWord {
            key: key.to_owned(),
            word: text.to_owned(),
            nearest: nearest(text, &choices()),
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
    names: &[String],
) -> Option<String> {
    if words.iter().any(|word| word.word == name) || names.iter().any(|known| known == name) {
        return Some(name.to_owned());
    }
    let choices: Vec<String> = words
        .iter()
        .map(|word| word.word.to_owned())
        .chain(names.iter().cloned())
        .collect();
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
