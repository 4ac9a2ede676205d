//! Ways into a tree: the table behind a path of keys, and what the grammar says of it.

use crate::diagnostic::Place;
use crate::input::format::{Kind, TOP, TableSpec};
use crate::input::tree::{Entry, Node, Table, Value};

/// Puts a value behind a key.
pub fn insert(table: &mut Table, key: &str, node: Node, key_place: Place) {
    table.insert(Entry { key: key.to_owned(), key_place, node });
}

/// The table behind a path of keys; `None` where something else stands in the way.
pub fn descend<'t>(table: &'t mut Table, keys: &[String], place: &Place) -> Option<&'t mut Table> {
    keys.iter().filter(|key| !key.is_empty()).try_fold(table, |table, key| {
        if table.get(key).is_none() {
            let node = Node { place: place.clone(), value: Value::Table(Table::default()) };
            insert(table, key, node, place.clone());
        }
        table.get_mut(key)?.table_mut()
    })
}

pub fn find<'t>(table: &'t Table, keys: &[String]) -> Option<&'t Table> {
    keys.iter().try_fold(table, |table, key| table.get(key)?.node.table())
}

/// What the grammar says of the table of a header; `[]` is the top level.
pub fn spec_of(keys: &[String]) -> Option<&'static TableSpec> {
    let mut spec = &TOP;
    let mut keys = keys.iter().filter(|key| !key.is_empty());
    while let Some(key) = keys.next() {
        spec = match spec.key(key)?.kind {
            Kind::Table(inner) | Kind::TableOr(inner, _) | Kind::Tables(inner) => inner,
            Kind::Map(inner) => {
                keys.next();
                inner
            }
            _ => return None,
        };
    }
    Some(spec)
}
