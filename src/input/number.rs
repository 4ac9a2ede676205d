//! Plain numbers.

use super::reader::Reader;
use super::syntax::point_for_comma;
use super::tree::{Node, Value};
use super::value::wrong;
use crate::diagnostic::{Expected, ValueProblem};

/// A finite number.
pub fn plain(reader: &Reader, node: &Node, key: &str) -> Option<f64> {
    plain_or(reader, node, key, Expected::Number)
}

/// A finite number, where a message should say that something else could stand here too.
pub fn plain_or(reader: &Reader, node: &Node, key: &str, expected: Expected) -> Option<f64> {
    match &node.value {
        Value::Integer(integer) => Some(*integer as f64),
        Value::Float(x) if x.is_finite() => Some(*x),
        Value::Float(x) => {
            let text = if x.is_nan() { "nan" } else { "inf" };
            let problem = ValueProblem::NotFinite { key: key.to_owned(), text: text.to_owned() };
            reader.problem(problem, Some(&node.place));
            None
        }
        Value::Text(text) if looks_like_number(text) => {
            let problem = ValueProblem::NumberAsText { text: text.clone(), instead: instead(text) };
            reader.problem(problem, Some(&node.place));
            None
        }
        _ => {
            wrong(reader, node, key, expected);
            None
        }
    }
}

fn looks_like_number(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || " .,-+_%€".contains(c))
}

/// How TOML writes a number that was written the Dutch way.
fn instead(text: &str) -> Option<String> {
    let bare: String = text.chars().filter(|c| !" €%_".contains(*c)).collect();
    let plain = if bare.contains(',') { point_for_comma(&bare) } else { bare };
    let mut value: f64 = plain.parse().ok()?;
    if text.contains('%') {
        value = (value * 1e7).round() / 1e9;
    }
    value.is_finite().then(|| format!("{value}"))
}
