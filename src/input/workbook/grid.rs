//! Rows with more than one value: entries of a grid, and salary scales.

use std::collections::BTreeMap;

use super::cells::Content;
use super::columns::{KEY, VALUE};
use super::rows::{At, Read, Scope};
use crate::diagnostic::FileProblem;
use crate::input::tree::{Node, Value};

impl Read<'_> {
    /// One entry of a list: a cell for each of the keys that the heading names.
    pub fn grid_row(&mut self, at: &At<'_>) {
        let Scope::Entry(_, spec, index) = &mut self.scope else { return };
        *index = None;
        let spec = *spec;
        let keys = self.grid.clone();
        if at.cells.keys().any(|&column| column >= VALUE) {
            self.header = self.place(at, KEY);
        }
        for (nth, key) in keys.iter().enumerate() {
            let column = VALUE + nth as u32;
            let kind = spec.and_then(|spec| spec.key(key)).map(|key| &key.kind);
            if let Some(node) = self.cell(at, column, kind) {
                let key_place = node.place.clone();
                self.put(std::slice::from_ref(key), node, key_place);
            }
        }
        let path = self.path();
        for (nth, key) in keys.iter().enumerate() {
            let place = self.place(at, VALUE + nth as u32);
            self.parsed.rows.entry(format!("{path}.{key}")).or_insert(place);
        }
        let beyond = VALUE + keys.len() as u32;
        if let Some((&column, content)) = at.cells.range(beyond..).next() {
            let place = self.place(at, column);
            self.problem(FileProblem::CellNotUsed { text: content.shown() }, place);
        }
    }

    /// A salary scale: its name and its steps.
    pub fn scale(&mut self, at: &At<'_>) {
        let name = at.cells.get(&VALUE).map(Content::shown);
        let steps: BTreeMap<u32, Node> = at
            .cells
            .range(VALUE + 1..)
            .filter_map(|(&column, _)| Some((column, self.cell(at, column, None)?)))
            .collect();
        let Some((_, first)) = steps.first_key_value() else { return };
        let place = first.place.clone();
        let Some(name) = name else {
            let place = self.place(at, VALUE);
            self.problem(FileProblem::BlockWithoutName {}, place);
            return;
        };
        let list = Node { place: place.clone(), value: Value::List(steps.into_values().collect()) };
        self.put(&["scales".to_owned(), name], list, place);
    }
}
