//! From rows to a tree.

use super::cells::{Content, Quoted, Row, Sheet};
use super::columns::{
    GRADE, HIGH, KEY, LEVEL, LOW, MODE, NOTE, OF_QUANTITY, OTHER, SINCE, SOURCE, VALUE,
};
use super::reach::{descend, find, insert, spec_of};
use super::value::{kind_of, scalar, toml};
use crate::diagnostic::{Diagnostic, FileProblem, Place};
use crate::input::format::{Kind, TableSpec};
use crate::input::reader::MOST_PROBLEMS;
use crate::input::syntax::Parsed;
use crate::input::tree::{Entry, Node, Table, Value};

/// Begins a row of a grid.
pub const GRID_ROW: &str = "+";

/// Stands for the name of the block.
pub const NAME: &str = "*";

/// The key of a salary scale.
pub const SCALE: &str = "scales.*";

/// Reads the sheets as text `file`.
pub fn parse(sheets: &[Sheet], file: usize) -> (Quoted, Parsed) {
    let quoted = Quoted::new(sheets, &|row| match row.get(&KEY) {
        Some(Content::Text(key)) if key.starts_with('[') && !key.contains(".*]") => &[],
        Some(Content::Text(key)) if key == GRID_ROW => &[],
        Some(Content::Text(_)) if !row.contains_key(&OTHER) => &[VALUE],
        _ => &[],
    });
    let mut read = Read {
        file,
        quoted: &quoted,
        parsed: Parsed::default(),
        scope: Scope::Nowhere,
        name: None,
        header: Place::new(file, 0..0),
        grid: Vec::new(),
    };
    for (index, sheet) in sheets.iter().enumerate() {
        (read.scope, read.name) = (Scope::Nowhere, None);
        for (&row, cells) in &sheet.rows {
            read.row(&At { sheet: index, row, cells });
        }
    }
    let parsed = read.parsed;
    (quoted, parsed)
}

/// A row and where it is.
pub struct At<'a> {
    pub sheet: usize,
    pub row: u32,
    pub cells: &'a Row,
}

/// Where the keys of the next rows belong.
pub enum Scope {
    /// Before the first header.
    Nowhere,
    /// Below a block without a name; true when that has been reported.
    Nameless(bool),
    /// In a table.
    Table(Vec<String>, Option<&'static TableSpec>),
    /// In an entry of the list at a path, once it has been made.
    Entry(Vec<String>, Option<&'static TableSpec>, Option<usize>),
}

/// What has been read so far.
pub struct Read<'q> {
    file: usize,
    quoted: &'q Quoted,
    pub parsed: Parsed,
    pub scope: Scope,
    /// Name of the block that the row is in.
    name: Option<String>,
    /// Where the last header stands.
    pub header: Place,
    /// Keys of the columns of the grid that the row is in.
    pub grid: Vec<String>,
}

impl Read<'_> {
    pub fn place(&self, at: &At<'_>, column: u32) -> Place {
        self.quoted.place(self.file, at.sheet, at.row, column)
    }

    pub fn problem(&mut self, problem: FileProblem, place: Place) {
        if self.parsed.problems.len() >= MOST_PROBLEMS {
            return;
        }
        self.parsed.damaged.push(place.start..place.end);
        self.parsed.problems.push(Diagnostic::new(problem, Some(place)));
    }

    fn row(&mut self, at: &At<'_>) {
        let key = match at.cells.get(&KEY) {
            Some(Content::Text(key)) => key.trim().to_owned(),
            Some(Content::Number(number)) => number.to_string(),
            _ => String::new(),
        };
        if key.starts_with('[') {
            self.header(at, &key);
        } else if matches!(self.scope, Scope::Nowhere) {
            // Titles and explanations.
        } else if key.is_empty() {
            self.refuse_others(at, &[]);
        } else if matches!(self.scope, Scope::Nameless(_)) {
            self.nameless(at);
        } else if key == GRID_ROW {
            self.grid_row(at);
        } else if key == SCALE {
            self.scale(at);
        } else {
            self.key(at, &key);
        }
    }

    /// Reports whatever stands in a column to be filled in but those that the row reads.
    fn refuse_others(&mut self, at: &At<'_>, read: &[u32]) {
        let inputs = OF_QUANTITY.iter().map(|(column, _)| *column).chain([SINCE, OTHER]);
        for column in inputs.filter(|column| !read.contains(column)) {
            if let Some(content) = at.cells.get(&column) {
                let place = self.place(at, column);
                self.problem(FileProblem::CellNotUsed { text: content.shown() }, place);
            }
        }
    }

    fn nameless(&mut self, at: &At<'_>) {
        let is_filled = at.cells.keys().any(|&column| {
            column >= VALUE && (OF_QUANTITY.iter().any(|(c, _)| *c == column) || column == OTHER)
        });
        if is_filled && matches!(self.scope, Scope::Nameless(false)) {
            self.scope = Scope::Nameless(true);
            let place = self.header.clone();
            self.problem(FileProblem::BlockWithoutName {}, place);
        }
    }

    /// `[contract]`, `[profile.*]`, `[[employment.salary_table]]`, `[[strategy.*.intake]] positions`.
    fn header(&mut self, at: &At<'_>, key: &str) {
        let (path, rest) = key.split_once(']').unwrap_or((key, ""));
        let is_list = path.starts_with("[[");
        let path = path.trim_start_matches('[');
        self.grid = rest.trim_start_matches(']').split_whitespace().map(str::to_owned).collect();
        let mut keys: Vec<String> = path.split('.').map(str::to_owned).collect();
        let spec = spec_of(&keys);
        let place = self.place(at, KEY);
        if !is_list && keys.last().is_some_and(|last| last == NAME) {
            self.header = self.place(at, VALUE);
            self.name = at.cells.get(&VALUE).map(|content| content.shown());
            if let Some(name) = &self.name {
                let last = keys.len() - 1;
                keys[last].clone_from(name);
                let is_known = find(&self.parsed.table, &keys).is_some();
                if is_known {
                    let (key, place) = (keys.join("."), self.header.clone());
                    self.problem(FileProblem::DuplicateKey { key }, place);
                }
                let place = self.header.clone();
                descend(&mut self.parsed.table, &keys, &place);
            }
        } else {
            self.header = place.clone();
        }
        for key in &mut keys {
            if key == NAME {
                match &self.name {
                    Some(name) => key.clone_from(name),
                    None => {
                        self.scope = Scope::Nameless(false);
                        return;
                    }
                }
            }
        }
        if let Some(Content::Text(text)) = at.cells.get(&OTHER)
            && text.trim() == "{}"
        {
            descend(&mut self.parsed.table, &keys, &place);
        }
        self.scope =
            if is_list { Scope::Entry(keys, spec, None) } else { Scope::Table(keys, spec) };
    }

    /// The table that the row's key belongs to, made where it is not there yet.
    fn target(&mut self) -> Option<&mut Table> {
        let header = self.header.clone();
        match &mut self.scope {
            Scope::Nowhere | Scope::Nameless(_) => None,
            Scope::Table(keys, _) => descend(&mut self.parsed.table, keys, &header),
            Scope::Entry(keys, _, index) => {
                let (last, above) = keys.split_last()?;
                let table = descend(&mut self.parsed.table, above, &header)?;
                if table.get(last).is_none() {
                    let list = Node { place: header.clone(), value: Value::List(Vec::new()) };
                    insert(table, last, list, header.clone());
                }
                let Value::List(items) = &mut table.get_mut(last)?.value else {
                    return None;
                };
                let index = *index.get_or_insert_with(|| {
                    items.push(Node { place: header, value: Value::Table(Table::default()) });
                    items.len() - 1
                });
                items.get_mut(index)?.table_mut()
            }
        }
    }

    fn spec(&self) -> Option<&'static TableSpec> {
        match &self.scope {
            Scope::Table(_, spec) | Scope::Entry(_, spec, _) => *spec,
            _ => None,
        }
    }

    /// Path of the table that the row belongs to, as messages name it.
    pub fn path(&self) -> String {
        match &self.scope {
            Scope::Table(keys, _) => {
                keys.iter().filter(|k| !k.is_empty()).cloned().collect::<Vec<_>>().join(".")
            }
            Scope::Entry(keys, _, index) => format!("{}[{}]", keys.join("."), index.unwrap_or(0)),
            _ => String::new(),
        }
    }

    /// Puts a value behind a path of keys in the table of the row.
    pub fn put(&mut self, keys: &[String], node: Node, key_place: Place) {
        let place = node.place.clone();
        let Some(target) = self.target() else { return };
        let (Some((last, above)), header) = (keys.split_last(), place.clone()) else { return };
        let is_free = match descend(target, above, &header) {
            Some(table) if table.get(last).is_none() => {
                insert(table, last, node, key_place);
                true
            }
            _ => false,
        };
        if !is_free {
            self.problem(FileProblem::DuplicateKey { key: keys.join(".") }, place);
        }
    }

    /// A value of one cell, if it holds something that can be read.
    pub fn cell(&mut self, at: &At<'_>, column: u32, kind: Option<&Kind>) -> Option<Node> {
        let content = at.cells.get(&column)?;
        let place = self.place(at, column);
        match scalar(kind, content, place.clone()) {
            Ok(node) => Some(node),
            Err(problem) => {
                self.problem(problem, place);
                None
            }
        }
    }

    fn key(&mut self, at: &At<'_>, key: &str) {
        let (bare, is_entry) = match key.strip_suffix("[]") {
            Some(bare) => (bare, true),
            None => (key, false),
        };
        let keys: Vec<String> = bare.split('.').map(str::to_owned).collect();
        let kind = self.spec().and_then(|spec| kind_of(spec, &keys));
        let path = crate::input::structure::join(&self.path(), bare);
        let offered = self.place(at, VALUE);
        self.parsed.rows.entry(path).or_insert(offered);
        let place = self.place(at, KEY);
        let node = match kind {
            Some(Kind::Quantity(_) | Kind::Dated(_) | Kind::Bands(..)) => self.quantity(at, kind),
            // An unknown key is one problem, whatever its cells hold.
            None if self.spec().is_some() => self.anything(at),
            _ => {
                self.refuse_others(at, &[VALUE, OTHER]);
                match self.cell(at, VALUE, kind) {
                    Some(node) => Some(node),
                    None => self.other(at),
                }
            }
        };
        let known_place = node.as_ref().map_or(place.clone(), |node| node.place.clone());
        let key_place = if kind.is_some() { known_place } else { place };
        let since_and_value = match kind {
            Some(Kind::Bands(value, _)) => Some(("until_month", *value)),
            Some(Kind::Dated(_)) => Some(("from", "value")),
            _ => None,
        };
        if let Some((since, value)) = since_and_value {
            let month = Kind::Month;
            let since_kind = (since == "from").then_some(&month);
            let since = self.cell(at, SINCE, since_kind).map(|node| (since, node));
            if since.is_some() || is_entry && node.is_some() {
                self.put_entry(&keys, since, value, node, key_place);
                return;
            }
        }
        if let Some(node) = node {
            self.put(&keys, node, key_place);
        }
    }

    /// Stands for the row of a key that nobody knows, if any of its cells is filled.
    fn anything(&self, at: &At<'_>) -> Option<Node> {
        let inputs = OF_QUANTITY.iter().map(|(column, _)| *column).chain([SINCE, OTHER]);
        let is_filled = inputs.into_iter().any(|column| at.cells.contains_key(&column));
        let place = self.place(at, KEY);
        is_filled.then(|| Node { place, value: Value::Table(Table::default()) })
    }

    /// Adds an entry of bands or dated values; what stood there alone becomes the first.
    fn put_entry(
        &mut self,
        keys: &[String],
        since: Option<(&str, Node)>,
        value: &str,
        node: Option<Node>,
        place: Place,
    ) {
        let mut entry = Table::default();
        for (key, node) in since.into_iter().chain(node.map(|node| (value, node))) {
            let key_place = node.place.clone();
            insert(&mut entry, key, node, key_place);
        }
        let entry = Node { place: place.clone(), value: Value::Table(entry) };
        let Some(target) = self.target() else { return };
        let Some((last, above)) = keys.split_last() else { return };
        let Some(table) = descend(target, above, &place) else { return };
        match table.get_mut(last) {
            None => {
                let list = Node { place: place.clone(), value: Value::List(vec![entry]) };
                insert(table, last, list, place);
            }
            Some(Node { value: Value::List(items), .. }) => items.push(entry),
            Some(alone) => {
                let mut first = Table::default();
                insert(&mut first, value, alone.clone(), alone.place.clone());
                let first = Node { place: alone.place.clone(), value: Value::Table(first) };
                alone.value = Value::List(vec![first, entry]);
            }
        }
    }

    /// A quantity over the columns of its row.
    fn quantity(&mut self, at: &At<'_>, kind: Option<&Kind>) -> Option<Node> {
        let has_since = matches!(kind, Some(Kind::Dated(_) | Kind::Bands(..)));
        if !has_since && at.cells.contains_key(&SINCE) {
            let all: Vec<u32> = OF_QUANTITY.iter().map(|(column, _)| *column).collect();
            self.refuse_others(at, &[all.as_slice(), &[OTHER]].concat());
        }
        let mut table = Table::default();
        match self.other(at) {
            Some(Node { value: Value::Table(form), .. }) => table = form,
            Some(node) => {
                let key_place = node.place.clone();
                insert(&mut table, "value", node, key_place);
            }
            None => {}
        }
        for (column, key) in OF_QUANTITY {
            let of_cell = match *key {
                "source" | "note" | "grade" => Some(&Kind::Text),
                "euros_of" => None,
                _ => kind,
            };
            let Some(node) = self.cell(at, *column, of_cell) else { continue };
            let key_place = node.place.clone();
            if table.get(key).is_some() {
                self.problem(FileProblem::DuplicateKey { key: (*key).to_owned() }, key_place);
            } else {
                insert(&mut table, key, node, key_place);
            }
        }
        table.entries().first()?;
        let shown = [VALUE, LOW, MODE, HIGH, OTHER, GRADE, SOURCE, NOTE, LEVEL];
        let first = shown.into_iter().find(|column| at.cells.contains_key(column))?;
        let place = self.place(at, first);
        if let [Entry { key, node, .. }] = table.entries()
            && key == "value"
        {
            return Some(node.clone());
        }
        Some(Node { place, value: Value::Table(table) })
    }

    /// What column N holds, as a scenario file writes it.
    fn other(&mut self, at: &At<'_>) -> Option<Node> {
        let place = self.place(at, OTHER);
        let found = match at.cells.get(&OTHER)? {
            Content::Text(text) => toml(text.trim(), place.clone()),
            content => scalar(None, content, place.clone()),
        };
        found.map_err(|problem| self.problem(problem, place)).ok()
    }
}
