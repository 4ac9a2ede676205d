//! What the files say, before anything is known to be true: values with their places.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{FoundType, Place};

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct Node {
    pub place: Place,
    pub value: Value,
}

/// A value as TOML knows it.
#[derive(Clone, Debug)]
pub enum Value {
    Text(String),
    Integer(i64),
    Float(f64),
    Flag(bool),
    /// As written: the format has no TOML dates, but a message must be able to name it.
    Date(String),
    List(Vec<Node>),
    Table(Table),
}

/// A table, its entries in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Table {
    entries: Vec<Entry>,
    index: BTreeMap<String, usize>,
}

/// A key and what stands behind it.
#[derive(Clone, Debug)]
pub struct Entry {
    pub key: String,
    pub key_place: Place,
    pub node: Node,
}

impl Table {
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.index.get(key).map(|&at| &self.entries[at])
    }

    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        self.index.get(key).map(|&at| &mut self.entries[at].node)
    }

    pub fn insert(&mut self, entry: Entry) {
        match self.index.get(&entry.key) {
            Some(&at) => self.entries[at] = entry,
            None => {
                self.index.insert(entry.key.clone(), self.entries.len());
                self.entries.push(entry);
            }
        }
    }

    /// Takes out the entry of a key.
    pub fn remove(&mut self, key: &str) -> Option<Entry> {
        let at = self.index.remove(key)?;
        self.index.values_mut().filter(|other| **other > at).for_each(|other| *other -= 1);
        Some(self.entries.remove(at))
    }

    /// Changes every entry; keys stay.
    pub fn each_mut(&mut self, change: impl FnMut(&mut Entry)) {
        self.entries.iter_mut().for_each(change);
    }

    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

impl Node {
    pub fn table(&self) -> Option<&Table> {
        match &self.value {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    pub fn table_mut(&mut self) -> Option<&mut Table> {
        match &mut self.value {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn found(&self) -> FoundType {
        match self.value {
            Value::Text(_) => FoundType::Text,
            Value::Integer(_) => FoundType::Integer,
            Value::Float(_) => FoundType::Number,
            Value::Flag(_) => FoundType::Flag,
            Value::Date(_) => FoundType::Date,
            Value::List(_) => FoundType::List,
            Value::Table(_) => FoundType::Table,
        }
    }
}

/// Takes over what the TOML parser made of text `file`.
pub fn table(parsed: &DeTable<'_>, file: usize, text: &str) -> Table {
    let mut entries: Vec<Entry> = parsed
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_place: Place::new(file, key.span()),
            node: node(value, file, text),
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_place.start);
    let index = entries.iter().enumerate().map(|(at, e)| (e.key.clone(), at)).collect();
    Table { entries, index }
}

/// Takes over one parsed value.
pub fn node(parsed: &Spanned<DeValue<'_>>, file: usize, text: &str) -> Node {
    let span = parsed.span();
    let value = match parsed.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(integer) => match i64::from_str_radix(integer.as_str(), integer.radix()) {
            Ok(integer) => Value::Integer(integer),
            // Too large for an integer: keep its size, so that the range check can name it.
            Err(_) => Value::Float(integer.as_str().parse().unwrap_or(f64::INFINITY)),
        },
        DeValue::Float(float) => Value::Float(float.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Datetime(_) => Value::Date(text.get(span.clone()).unwrap_or_default().to_owned()),
        DeValue::Array(list) => {
            Value::List(list.iter().map(|item| node(item, file, text)).collect())
        }
        DeValue::Table(entries) => Value::Table(table(entries, file, text)),
    };
    Node { place: Place::new(file, span), value }
}
