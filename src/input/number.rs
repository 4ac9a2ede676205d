//! Plain numbers.

use super::reader::Reader;
use super::thousands::readings;
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
            // After `--set` a text need not stand in quotes.
            let quoted = node.place.end - node.place.start > text.len();
            let instead = instead(text);
            let problem = ValueProblem::NumberAsText { text: text.clone(), instead, quoted };
            reader.problem(problem, Some(&node.place));
            None
        }
        _ => {
            wrong(reader, node, key, expected);
            None
        }
    }
}

/// Digits with what people put between and around them.
pub fn looks_like_number(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || " .,-+_%€".contains(c))
}

/// How TOML writes a number that was written the Dutch way; more than one where it is unclear.
pub fn instead(text: &str) -> Vec<String> {
    let Some(percentage) = text.trim().strip_suffix('%') else {
        return readings(text);
    };
    let share = |text: &String| {
        let value = text.replace('_', "").parse::<f64>().ok()? / 100.0;
        value.is_finite().then(|| format!("{}", (value * 1e9).round() / 1e9))
    };
    // Nobody means thousands of per cents.
    readings(percentage).last().and_then(share).into_iter().collect()
}
