//! A table seen through its layers: what overrides, what it overrides, and the grammar.
//!
//! `--set`, the file, what it includes and what a profile extends are layers, the most specific
//! first. A key is looked up in the first layer that has it; tables are merged by looking into
//! all layers again. Nothing is copied, so that every value keeps its place and its path.

use super::format::{KeySpec, Kind, TableSpec};
use super::reader::Reader;
use super::structure::join;
use super::tree::{Node, Table, Value};
use super::value::wrong;
use crate::diagnostic::{Diagnostic, Expected, Place, Remark, StructureProblem};

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
        self.spec.key(key).unwrap_or_else(|| panic!("`{}` has no key `{key}`", self.spec.name))
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

    /// Reports that a key is missing: in the table that everything else builds on, so that
    /// who inherits from it does not report it again.
    pub fn missing(&self, key: &str) {
        let spec = self.key(key);
        let path = self.layers.last().map_or(&self.path, |layer| &layer.path);
        let of_path = || self.layers.iter().filter(|layer| layer.path == *path);
        let in_file = of_path().find(|layer| layer.place.file < self.reader.files);
        let place = in_file.or(of_path().next()).map(|layer| layer.place.clone());
        let problem = StructureProblem::MissingKey {
            key: key.to_owned(),
            parent: path.clone(),
            meaning_nl: spec.doc.nl.to_owned(),
            meaning_en: spec.doc.en.to_owned(),
            example: example(spec, path),
        };
        self.reader.problem(problem, place.as_ref());
    }

    /// Reports that something else should stand here.
    pub fn wrong(&self, found: &Found<'_>, expected: Expected) {
        wrong(self.reader, found.node, &found.path, expected);
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
        Cursor { reader: self.reader, spec, layers: Vec::new(), path: join(&self.path, key) }
    }

    /// The names below a key whose names the writer chooses, in the order of the files.
    pub fn names(&self, key: &str) -> Vec<String> {
        let Kind::Map(_) = self.key(key).kind else { panic!("`{key}` has no names below it") };
        let mut seen = std::collections::BTreeSet::new();
        // A `--set` comes first as a layer, but does not change the order of the names.
        let mut layers = self.below(key);
        layers.sort_by_key(|layer| layer.place.file);
        let entries = layers.iter().flat_map(|layer| layer.table.entries());
        entries.filter(|e| seen.insert(e.key.as_str())).map(|e| e.key.clone()).collect()
    }

    /// The table of one name below a key.
    pub fn named(&self, key: &str, name: &str) -> Option<Cursor<'r>> {
        let Kind::Map(spec) = self.key(key).kind else { panic!("`{key}` has no names below it") };
        let map = Cursor {
            reader: self.reader,
            spec,
            layers: self.below(key),
            path: join(&self.path, key),
        };
        let layers = map.below(name);
        let path = join(&map.path, name);
        (!layers.is_empty()).then_some(Cursor { reader: self.reader, spec, layers, path })
    }

    /// The list of tables behind a key.
    pub fn tables(&self, key: &str) -> Vec<Cursor<'r>> {
        let Kind::Tables(spec) = self.key(key).kind else { panic!("`{key}` is no list of tables") };
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
                    layers: vec![Layer { table, place: item.place.clone(), path: path.clone() }],
                    path,
                }),
                None => wrong(self.reader, item, &path, Expected::Table),
            }
        }
        cursors
    }

    /// Reports keys that belong to another variant than the one that holds.
    ///
    /// What a layer below the one that chooses the variant says is left alone: it is overruled.
    pub fn only_variant(&self, tag: &str, chosen: &str) {
        let Some(holds) = self.find(tag).filter(|found| found.node.text() == Some(chosen)) else {
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
            self.reader.push(diagnostic.with(holds.node.place.clone(), Remark::ComparedWith));
        }
    }

    /// Which one of several keys is there; two in the deciding layer exclude each other.
    pub fn one_of(&self, keys: &[&'static str]) -> Option<&'static str> {
        let list = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect();
        let depth = keys.iter().filter_map(|key| self.find(key)).map(|f| f.layer).min();
        let Some(depth) = depth else {
            let problem = StructureProblem::OneOf { parent: self.path.clone(), keys: list(keys) };
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
                let problem =
                    StructureProblem::NeedsKey { key: (*key).to_owned(), needs: other.to_owned() };
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
