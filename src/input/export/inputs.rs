//! From values to cells.

use std::collections::BTreeMap;

use super::row::Input;
use super::text::{inline, quoted};
use crate::input::format::Kind;
use crate::input::tree::{Node, Table, Value};
use crate::input::workbook::columns::{OF_QUANTITY, OTHER, VALUE};

/// The cells of a value, by column.
pub fn inputs(kind: &Kind, node: &Node) -> BTreeMap<u32, Input> {
    let is_quantity = matches!(kind, Kind::Quantity(_) | Kind::Dated(_) | Kind::Bands(..));
    match &node.value {
        Value::Table(table) if is_quantity => {
            let mut cells = BTreeMap::new();
            let mut form = Table::default();
            for entry in table.entries() {
                let column = OF_QUANTITY.iter().find(|(_, key)| *key == entry.key);
                match column {
                    Some((column, _)) => _ = cells.insert(*column, scalar(&entry.node)),
                    None => form.insert(entry.clone()),
                }
            }
            if !form.entries().is_empty() {
                let node = Node { place: node.place.clone(), value: Value::Table(form) };
                cells.insert(OTHER, Input::Text(inline(&node)));
            }
            cells
        }
        Value::Table(_) => BTreeMap::from([(OTHER, Input::Text(inline(node)))]),
        Value::List(items) => {
            let texts: Option<Vec<&str>> = items.iter().map(Node::text).collect();
            let listed = texts.filter(|texts| {
                matches!(kind, Kind::List(_))
                    && !texts.is_empty()
                    && texts.iter().all(|text| is_simple(text))
            });
            let text = listed.map_or_else(|| inline(node), |texts| texts.join(", "));
            BTreeMap::from([(VALUE, Input::Text(text))])
        }
        _ => BTreeMap::from([(VALUE, scalar(node))]),
    }
}

/// Whether a text can stand in a list without quotes.
fn is_simple(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "._[]-".contains(c))
        && !text.starts_with('[')
        && text.parse::<f64>().is_err()
}

/// One value as one cell.
pub fn scalar(node: &Node) -> Input {
    match &node.value {
        Value::Integer(integer) => Input::Number(*integer as f64),
        Value::Float(float) => Input::Number(*float),
        Value::Flag(flag) => Input::Flag(*flag),
        Value::Text(text) => {
            let is_plain = text.trim() == text
                && !text.is_empty()
                && !text.starts_with('"')
                && !text.chars().any(|c| c.is_control() && c != '\n');
            Input::Text(if is_plain { text.clone() } else { quoted(text) })
        }
        _ => Input::Text(inline(node)),
    }
}
