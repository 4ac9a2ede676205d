//! Looks for keys that the format does not know, in every file by itself.

use super::format::{
    DATED_ENTRY, DURATION, KeySpec, Kind, MONEY, Number, QUANTITY, QUANTITY_FORMS, TOP, TableSpec,
};
use super::nearest::nearest;
use super::reader::MOST_PROBLEMS;
use super::tree::{Entry, Node, Table, Value};
use crate::diagnostic::{Diagnostic, StructureProblem, ValueProblem};

/// Reports every unknown key of a file that has this grammar.
pub fn check(file: &Table, grammar: &'static TableSpec, problems: &mut Vec<Diagnostic>) {
    Walk { problems }.table(file, grammar, "");
}

struct Walk<'p> {
    problems: &'p mut Vec<Diagnostic>,
}

impl Walk<'_> {
    fn table(&mut self, table: &Table, spec: &'static TableSpec, path: &str) {
        for entry in table.entries() {
            if self.problems.len() >= MOST_PROBLEMS {
                return;
            }
            match spec.key(&entry.key) {
                Some(key) => self.node(&entry.node, &key.kind, &join(path, &entry.key)),
                None if spec.years => self.year(entry),
                None => self.unknown(entry, spec, path),
            }
        }
    }

    fn year(&mut self, entry: &Entry) {
        let is_year = entry.key.parse().is_ok_and(|year: i32| (1900..=2200).contains(&year));
        if !is_year {
            let problem = ValueProblem::BadYear { key: entry.key.clone() };
            self.problems.push(Diagnostic::new(problem, Some(entry.key_place.clone())));
        }
    }

    fn unknown(&mut self, entry: &Entry, spec: &'static TableSpec, path: &str) {
        let choices: Vec<String> = spec.keys.iter().map(|key| key.key.to_owned()).collect();
        let nearest = nearest(&entry.key, &choices);
        let belongs = if nearest.is_some() { Vec::new() } else { homes(&entry.key) };
        let problem = StructureProblem::UnknownKey {
            key: entry.key.clone(),
            parent: path.to_owned(),
            nearest,
            choices,
            belongs,
        };
        self.problems.push(Diagnostic::new(problem, Some(entry.key_place.clone())));
    }

    fn node(&mut self, node: &Node, kind: &'static Kind, path: &str) {
        match (kind, &node.value) {
            (Kind::Quantity(number), Value::Table(table)) => self.quantity(table, number, path),
            (Kind::Dated(number), Value::Table(table)) => self.quantity(table, number, path),
            (Kind::Dated(number), Value::List(items)) => {
                self.entries(items, &DATED_ENTRY, "value", number, path);
            }
            (Kind::Bands(_, number), Value::Table(table)) => self.quantity(table, number, path),
            (Kind::Bands(key, number), Value::List(items)) => {
                for (i, item) in items.iter().enumerate() {
                    let Some(table) = item.table() else { continue };
                    let path = format!("{path}[{i}]");
                    for entry in table.entries() {
                        if entry.key == *key {
                            self.value(&entry.node, number, &join(&path, key));
                        } else if entry.key != "until_month" {
                            self.not_among(entry, &["until_month", key], &path);
                        }
                    }
                }
            }
            (Kind::Duration(_), Value::Table(table)) => self.duration(table, path),
            (Kind::Label, Value::Table(table)) => self.table(table, &super::format::LABEL, path),
            (Kind::List(item), Value::List(items)) => {
                for (i, node) in items.iter().enumerate() {
                    self.node(node, item, &format!("{path}[{i}]"));
                }
            }
            (Kind::Table(spec) | Kind::TableOr(spec, _), Value::Table(table)) => {
                self.table(table, spec, path);
            }
            (Kind::Tables(spec), Value::List(items)) => {
                for (i, item) in items.iter().enumerate() {
                    if let Some(table) = item.table() {
                        self.table(table, spec, &format!("{path}[{i}]"));
                    }
                }
            }
            (Kind::Map(spec), Value::Table(table)) => {
                for entry in table.entries() {
                    if let Some(table) = entry.node.table() {
                        self.table(table, spec, &join(path, &entry.key));
                    }
                }
            }
            _ => {}
        }
    }

    fn entries(
        &mut self,
        items: &[Node],
        spec: &'static TableSpec,
        value: &str,
        number: &Number,
        path: &str,
    ) {
        for (i, item) in items.iter().enumerate() {
            let Some(table) = item.table() else { continue };
            let path = format!("{path}[{i}]");
            for entry in table.entries() {
                if entry.key == value {
                    self.value(&entry.node, number, &join(&path, value));
                } else if spec.key(&entry.key).is_none() {
                    self.unknown(entry, spec, &path);
                }
            }
        }
    }

    fn value(&mut self, node: &Node, number: &Number, path: &str) {
        if let Some(table) = node.table() {
            self.quantity(table, number, path);
        }
    }

    fn quantity(&mut self, table: &Table, number: &Number, path: &str) {
        self.table(table, if number.money { &MONEY } else { &QUANTITY }, path);
    }

    /// A duration with the forms of a quantity gets a message of its own when it is read.
    fn duration(&mut self, table: &Table, path: &str) {
        for entry in table.entries() {
            match DURATION.key(&entry.key) {
                Some(KeySpec { kind, .. }) => self.node(&entry.node, kind, &join(path, &entry.key)),
                None if QUANTITY_FORMS.contains(&entry.key.as_str()) => {}
                None => self.unknown(entry, &DURATION, path),
            }
        }
    }

    fn not_among(&mut self, entry: &Entry, keys: &[&str], path: &str) {
        let choices: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
        let problem = StructureProblem::UnknownKey {
            key: entry.key.clone(),
            parent: path.to_owned(),
            nearest: nearest(&entry.key, &choices),
            choices,
            belongs: Vec::new(),
        };
        self.problems.push(Diagnostic::new(problem, Some(entry.key_place.clone())));
    }
}

/// A key below a path.
pub fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// The tables that know a key.
pub fn homes(key: &str) -> Vec<String> {
    fn visit(spec: &'static TableSpec, key: &str, homes: &mut Vec<String>) {
        for own in spec.keys {
            if own.key == key && !spec.name.is_empty() {
                homes.push(spec.name.to_owned());
            }
            match own.kind {
                Kind::Table(inner)
                | Kind::Tables(inner)
                | Kind::Map(inner)
                | Kind::TableOr(inner, _) => visit(inner, key, homes),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    visit(&TOP, key, &mut found);
    found.dedup();
    found.truncate(3);
    found
}
