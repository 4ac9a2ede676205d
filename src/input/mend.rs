//! Misspelt keys, which are reported, put where they were meant: so that nothing is reported as missing because of them.

use super::format::{DURATION, Kind, MONEY, Number, QUANTITY, TableSpec};
use super::nearest::nearest;
use super::tree::{Entry, Node, Table, Value};

/// Most tables and keys that are looked at: a file with more is no scenario.
const MOST_MENDED: usize = 100;

/// Renames the keys that the grammar does not know and that look like one that it does, where nothing stands yet.
pub fn misspelt(table: &mut Table, spec: &'static TableSpec) {
    let unknown = table.entries().iter().filter(|entry| {
        let is_year = spec.years && entry.key.parse::<i32>().is_ok();
        spec.key(&entry.key).is_none() && !is_year
    });
    let unknown: Vec<String> = unknown.take(MOST_MENDED).map(|entry| entry.key.clone()).collect();
    if !unknown.is_empty() {
        let choices: Vec<String> = spec.keys.iter().map(|key| key.key.to_owned()).collect();
        for key in unknown {
            if let Some(meant) = nearest(&key, &choices) {
                rename(table, &key, &meant);
            }
        }
    }
    table.each_mut(|entry| {
        let Some(key) = spec.key(&entry.key) else { return };
        match (key.kind, &mut entry.node.value) {
            (Kind::Table(inner) | Kind::TableOr(inner, _), Value::Table(table)) => {
                misspelt(table, inner);
            }
            (Kind::Quantity(n) | Kind::Dated(n) | Kind::Bands(_, n), Value::Table(table)) => {
                misspelt(table, quantity(&n));
            }
            (Kind::Dated(n), Value::List(items)) => below(items, "value", &n),
            (Kind::Bands(value, n), Value::List(items)) => below(items, value, &n),
            (Kind::Duration(_), Value::Table(table)) => misspelt(table, &DURATION),
            (Kind::Tables(inner), Value::List(items)) => {
                items.iter_mut().filter_map(|item| item.table_mut()).for_each(|table| {
                    misspelt(table, inner);
                });
            }
            (Kind::Map(inner), Value::Table(names)) => names.each_mut(|named| {
                if let Some(table) = named.node.table_mut() {
                    misspelt(table, inner);
                }
            }),
            _ => {}
        }
    });
}

/// The quantities of a list of tables, which stand behind a key.
fn below(items: &mut [Node], key: &str, number: &Number) {
    let values = items.iter_mut().filter_map(|item| item.table_mut()?.get_mut(key)?.table_mut());
    values.for_each(|table| misspelt(table, quantity(number)));
}

fn quantity(number: &Number) -> &'static TableSpec {
    if number.money { &MONEY } else { &QUANTITY }
}

/// Gives an entry another key. Two tables become one; any other value stays where the key is taken.
fn rename(table: &mut Table, key: &str, meant: &str) {
    match table.get_mut(meant) {
        None => {
            if let Some(entry) = table.remove(key) {
                table.insert(Entry { key: meant.to_owned(), ..entry });
            }
        }
        Some(_) => {
            let is_table = |key: &str| table.get(key).is_some_and(|e| e.node.table().is_some());
            if !(is_table(meant) && is_table(key)) {
                return;
            }
            let Some(Value::Table(strayed)) = table.remove(key).map(|entry| entry.node.value)
            else {
                return;
            };
            let Some(home) = table.get_mut(meant).and_then(|node| node.table_mut()) else { return };
            merge(home, strayed);
        }
    }
}

/// Adds what is not there yet.
fn merge(home: &mut Table, strayed: Table) {
    for entry in strayed.entries() {
        match (home.get_mut(&entry.key), &entry.node.value) {
            (None, _) => home.insert(entry.clone()),
            (Some(Node { value: Value::Table(own), .. }), Value::Table(other)) => {
                merge(own, other.clone());
            }
            _ => {}
        }
    }
}
