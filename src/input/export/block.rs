//! The rows of a table: one for each key that it has or could have.

use std::collections::BTreeMap;

use super::Marks;
use super::inputs::{inputs, scalar};
use super::row::{Input, Row, ValueRow};
use super::words::{plain, unit};
use crate::input::format::{
    DURATION, DURATION_FORMS, KeySpec, Kind, LABEL, Need, TableSpec, Target,
};
use crate::input::read::subsidy::{COMPANIONS, KINDS};
use crate::input::tree::{Node, Table, Value};
use crate::input::workbook::columns::{SINCE, VALUE};
use crate::language::Language;

/// Rows of a grid that wait to be filled in.
const SPARE_GRID_ROWS: usize = 3;

/// Keys of every instrument.
const OF_EVERY_INSTRUMENT: &[&str] = &["key", "lag_months", "per"];

/// Makes the rows of tables.
pub struct Block<'b> {
    pub marks: &'b Marks<'b>,
    pub language: Language,
    /// Names that references can point at.
    pub names: &'b BTreeMap<Target, Vec<String>>,
    pub rows: Vec<Row>,
}

/// Where a table is and how it is used.
#[derive(Clone, Copy)]
pub struct Place<'p> {
    /// Its header, for lists within it: `profile.*`.
    pub header: &'p str,
    /// In front of its keys: `ramp.`.
    pub prefix: &'p str,
    /// Keys without which a scenario is wrong must be filled in here.
    pub is_strict: bool,
    /// Lists get an entry more that waits to be filled in.
    pub has_spare: bool,
}

impl Block<'_> {
    /// The rows of the keys of a table, then those of its lists.
    pub fn table(&mut self, spec: &'static TableSpec, table: Option<&Table>, at: Place<'_>) {
        let mut lists = Vec::new();
        let shown = |key: &&KeySpec| is_offered(spec, key, table);
        let mut keys: Vec<&'static KeySpec> = spec.keys.iter().filter(shown).collect();
        // What stands below a heading of its own comes after everything that does not.
        let node = |key: &str| table.and_then(|table| table.get(key)).map(|entry| &entry.node);
        keys.sort_by_key(|key| has_heading(&key.kind, node(key.key)));
        for key in keys {
            let node = node(key.key);
            if let Kind::Tables(inner) = key.kind {
                lists.push((key, inner, node));
            } else {
                self.key(key, node, at);
            }
        }
        if spec.years {
            self.years(spec, table, at);
        }
        for (key, inner, node) in lists {
            self.list(key, inner, node, at);
        }
    }

    pub fn key(&mut self, key: &'static KeySpec, node: Option<&Node>, at: Place<'_>) {
        let path = format!("{}{}", at.prefix, key.key);
        match (&key.kind, node.map(|node| &node.value)) {
            (Kind::Table(inner), _) => {
                let inside = node.and_then(Node::table);
                self.rows.push(Row::Group(plain(key.doc.get(self.language))));
                if inside.is_some_and(|table| table.entries().is_empty()) {
                    self.push(key, path.clone(), node, at.is_strict);
                }
                let is_required = at.is_strict && matches!(key.need, Need::Required);
                let is_strict = is_required || at.is_strict && inside.is_some();
                let prefix = format!("{path}.");
                self.table(inner, inside, Place { prefix: &prefix, is_strict, ..at });
            }
            (Kind::TableOr(inner, other), _) => {
                let inside = node.and_then(Node::table);
                if has_heading(&key.kind, node) {
                    self.rows.push(Row::Group(plain(key.doc.get(self.language))));
                }
                let alone =
                    node.filter(|node| node.table().is_none_or(|table| table.entries().is_empty()));
                self.push_kind(key, other, path.clone(), alone, false);
                let prefix = format!("{path}.");
                self.table(
                    inner,
                    inside,
                    Place { prefix: &prefix, is_strict: inside.is_some(), ..at },
                );
            }
            (Kind::Label, Some(Value::Table(label))) => {
                for (part, spec) in ["nl", "en"].iter().zip(LABEL.keys) {
                    let node = label.get(part).map(|entry| &entry.node);
                    let doc = format!(
                        "{} ({})",
                        plain(key.doc.get(self.language)),
                        plain(spec.doc.get(self.language))
                    );
                    let row =
                        self.row(key, &Kind::Text, format!("{path}.{part}"), node, at.is_strict);
                    self.rows.push(Row::Value(ValueRow { label: doc, ..row }));
                }
            }
            (Kind::Duration(_), Some(Value::Table(duration))) => {
                self.duration(key, &path, duration)
            }
            (Kind::Bands(value, _), Some(Value::List(items))) => {
                self.entries(key, &path, items, ("until_month", value));
            }
            (Kind::Dated(_), Some(Value::List(items))) => {
                self.entries(key, &path, items, ("from", "value"));
            }
            (Kind::Scales, _) => self.scales(key, node),
            _ => self.push(key, path, node, at.is_strict),
        }
    }

    fn push(&mut self, key: &'static KeySpec, path: String, node: Option<&Node>, is_strict: bool) {
        self.push_kind(key, &key.kind, path, node, is_strict);
    }

    fn push_kind(
        &mut self,
        key: &'static KeySpec,
        kind: &'static Kind,
        path: String,
        node: Option<&Node>,
        is_strict: bool,
    ) {
        let row = self.row(key, kind, path, node, is_strict);
        self.rows.push(Row::Value(row));
    }

    fn row(
        &self,
        key: &'static KeySpec,
        kind: &'static Kind,
        path: String,
        node: Option<&Node>,
        is_strict: bool,
    ) -> ValueRow {
        let is_quantity = matches!(kind, Kind::Quantity(_) | Kind::Dated(_) | Kind::Bands(..));
        ValueRow {
            key: path,
            label: plain(key.doc.get(self.language)),
            note: self.note(key, kind),
            unit: unit(kind, self.language),
            kind,
            inputs: node.map(|node| self.inputs(kind, node)).unwrap_or_default(),
            is_marked: is_quantity && node.is_some_and(|node| self.marks.has(node)),
            is_required: is_strict && matches!(key.need, Need::Required),
            choices: self.choices(kind),
        }
    }

    /// The cells of a value, with words in the language of the workbook.
    fn inputs(&self, kind: &Kind, node: &Node) -> BTreeMap<u32, Input> {
        let mut cells = inputs(kind, node);
        if let Some(input) = cells.remove(&VALUE) {
            cells.insert(VALUE, self.translated(kind, input));
        }
        cells
    }

    /// The numbers of a duration: those of the form that it has.
    fn duration(&mut self, key: &'static KeySpec, path: &str, duration: &Table) {
        self.rows.push(Row::Group(plain(key.doc.get(self.language))));
        for entry in duration.entries() {
            let Some(form) = DURATION.key(&entry.key) else { continue };
            let path = format!("{path}.{}", entry.key);
            let inside = entry.node.table().filter(|_| DURATION_FORMS.contains(&form.key));
            match (form.kind, inside) {
                (Kind::Table(inner), Some(table)) => {
                    for parameter in table.entries() {
                        let Some(spec) = inner.key(&parameter.key) else { continue };
                        let path = format!("{path}.{}", parameter.key);
                        let row = self.row(spec, &spec.kind, path, Some(&parameter.node), false);
                        let label =
                            format!("{}: {}", plain(form.doc.get(self.language)), row.label);
                        self.rows.push(Row::Value(ValueRow { label, ..row }));
                    }
                }
                _ => self.push(form, path, Some(&entry.node), false),
            }
        }
    }

    /// Bands by tenure or dated values, and one more.
    fn entries(
        &mut self,
        key: &'static KeySpec,
        path: &str,
        items: &[Node],
        (since, value): (&str, &str),
    ) {
        for nth in 0..=items.len() {
            let entry = items.get(nth).and_then(Node::table);
            let node = |key: &str| entry.and_then(|entry| entry.get(key)).map(|e| &e.node);
            let mut row = self.row(key, &key.kind, format!("{path}[]"), node(value), false);
            if let Some(node) = node(since) {
                row.inputs.insert(SINCE, scalar(node));
            }
            row.label = format!("{} [{}]", row.label, nth + 1);
            self.rows.push(Row::Value(row));
        }
    }

    fn scales(&mut self, key: &'static KeySpec, node: Option<&Node>) {
        self.rows.push(Row::Group(plain(key.doc.get(self.language))));
        for entry in node.and_then(Node::table).into_iter().flat_map(Table::entries) {
            let Value::List(steps) = &entry.node.value else { continue };
            self.rows.push(Row::Scale(entry.key.clone(), steps.iter().map(scalar).collect()));
        }
        self.rows.push(Row::Scale(String::new(), Vec::new()));
    }

    /// Rows of years, and of the three that come next.
    fn years(&mut self, spec: &'static TableSpec, table: Option<&Table>, at: Place<'_>) {
        const GROWTH: KeySpec = KeySpec {
            key: "",
            kind: Kind::Number(-0.5, 1.0),
            need: Need::Optional,
            doc: crate::input::format::Text { nl: "Prijsstijging", en: "Price rise" },
            example: "",
            only: None,
        };
        let entries = table.into_iter().flat_map(Table::entries);
        let written = entries.filter(|entry| spec.key(&entry.key).is_none());
        let mut years: Vec<(String, Option<&Node>)> =
            written.map(|entry| (entry.key.clone(), Some(&entry.node))).collect();
        let last = years.iter().filter_map(|(year, _)| year.parse::<i32>().ok()).max();
        let next = last.into_iter().flat_map(|last| last + 1..last + 4);
        years.extend(next.map(|year| (year.to_string(), None)));
        for (year, node) in years {
            let row = self.row(&GROWTH, &GROWTH.kind, format!("{}{year}", at.prefix), node, false);
            let label = format!("{} {year}", row.label);
            self.rows.push(Row::Value(ValueRow { label, ..row }));
        }
    }

    /// A list of tables: a grid where all their keys are single cells, otherwise a block for each.
    pub fn list(
        &mut self,
        key: &'static KeySpec,
        spec: &'static TableSpec,
        node: Option<&Node>,
        at: Place<'_>,
    ) {
        let items: &[Node] = match node.map(|node| &node.value) {
            Some(Value::List(items)) => items,
            _ => &[],
        };
        if node.is_some() && items.is_empty() {
            self.push(key, format!("{}{}", at.prefix, key.key), node, false);
        }
        let path = match at.header {
            "" => key.key.to_owned(),
            header => format!("{header}.{}{}", at.prefix, key.key),
        };
        let label = plain(key.doc.get(self.language));
        if spec.keys.iter().all(|key| is_one_cell(&key.kind)) {
            self.grid(&path, label, spec, items);
            return;
        }
        let spares = usize::from(at.has_spare);
        for nth in 0..items.len() + spares {
            let table = items.get(nth).and_then(Node::table);
            self.rows.push(Row::Header {
                key: format!("[[{path}]]"),
                label: format!("{label} [{}]", nth + 1),
                note: plain(spec.doc.get(self.language)),
                name: None,
                is_there: table.is_some_and(|table| table.entries().is_empty()),
            });
            let is_strict = table.is_some();
            self.table(spec, table, Place { header: &path, prefix: "", is_strict, ..at });
        }
    }

    fn grid(&mut self, path: &str, label: String, spec: &'static TableSpec, items: &[Node]) {
        let keys: Vec<&str> = spec.keys.iter().map(|key| key.key).collect();
        let columns = spec
            .keys
            .iter()
            .map(|key| (plain(key.doc.get(self.language)), self.note(key, &key.kind)));
        let columns = columns.collect();
        self.rows.push(Row::Grid { key: format!("[[{path}]] {}", keys.join(" ")), label, columns });
        for nth in 0..items.len() + SPARE_GRID_ROWS {
            let entry = items.get(nth).and_then(Node::table);
            let cells = spec.keys.iter().map(|key| {
                let node = entry.and_then(|entry| entry.get(key.key)).map(|entry| &entry.node);
                let input = node.and_then(|node| self.inputs(&key.kind, node).remove(&VALUE));
                (input, &key.kind, self.choices(&key.kind))
            });
            self.rows.push(Row::GridEntry(cells.collect()));
        }
    }
}

/// Whether the rows of a key have a heading.
fn has_heading(kind: &Kind, node: Option<&Node>) -> bool {
    matches!(kind, Kind::Table(_) | Kind::Scales)
        || matches!(kind, Kind::Duration(_)) && node.and_then(Node::table).is_some()
        || matches!(kind, Kind::TableOr(inner, _) if inner.keys.len() > 1)
}

/// Whether a key gets a row: not where it belongs to another variant or kind.
fn is_offered(spec: &'static TableSpec, key: &KeySpec, table: Option<&Table>) -> bool {
    // Files are not included by a workbook, and salary tables have a sheet of their own.
    if matches!(key.key, "include" | "salary_table") {
        return false;
    }
    let Some(table) = table else { return true };
    if table.get(key.key).is_some() {
        return true;
    }
    if let Some((tag, values)) = key.only {
        let chosen = table.get(tag).and_then(|entry| entry.node.text());
        return chosen.is_none_or(|chosen| values.contains(&chosen));
    }
    let kind = KINDS.iter().find(|kind| table.get(kind).is_some());
    if let (true, Some(kind)) = (spec.name == "subsidy.KEY.instruments[]", kind) {
        let is_companion =
            COMPANIONS.iter().any(|(name, kinds)| *name == key.key && kinds.contains(kind));
        return is_companion || OF_EVERY_INSTRUMENT.contains(&key.key);
    }
    true
}

fn is_one_cell(kind: &Kind) -> bool {
    match kind {
        Kind::Integer(..)
        | Kind::Number(..)
        | Kind::Reference(..)
        | Kind::Text
        | Kind::Path
        | Kind::PathOrNumber
        | Kind::Matrix => true,
        Kind::List(item) => is_one_cell(item),
        _ => false,
    }
}
