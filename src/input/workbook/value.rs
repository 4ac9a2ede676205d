//! From cells to values of the tree, by what the grammar expects behind a key.

use toml::de::DeValue;

use super::cells::Content;
use crate::diagnostic::{FileProblem, Place};
use crate::input::format::{DURATION, Kind, LABEL, TableSpec};
use crate::input::number::{instead, looks_like_number};
use crate::input::tree::{self, Node, Value};
use crate::language::Language;

/// Words for yes and no, beside Excel's own.
const YES: &[&str] = &["ja", "yes", "true", "waar"];
const NO: &[&str] = &["nee", "no", "false", "onwaar"];

/// A plain number of a year of the price index.
const GROWTH: Kind = Kind::Number(f64::NEG_INFINITY, f64::INFINITY);

/// What the grammar says of a key below a table, along tables within it.
pub fn kind_of(spec: &'static TableSpec, keys: &[String]) -> Option<&'static Kind> {
    let (last, tables) = keys.split_last()?;
    let spec = tables.iter().try_fold(spec, |spec, key| match spec.key(key)?.kind {
        Kind::Table(inner) | Kind::TableOr(inner, _) => Some(inner),
        Kind::Duration(_) => Some(&DURATION),
        Kind::Label => Some(&LABEL),
        _ => None,
    })?;
    match spec.key(last) {
        Some(key) => Some(&key.kind),
        None => (spec.years && last.parse::<i32>().is_ok()).then_some(&GROWTH),
    }
}

/// One cell as a value.
///
/// # Errors
/// The cell holds an error, or a text that cannot be read.
pub fn scalar(kind: Option<&Kind>, content: &Content, place: Place) -> Result<Node, FileProblem> {
    let value = match content {
        Content::Error(error) => return Err(FileProblem::CellError { error: error.clone() }),
        Content::NoValue => return Err(FileProblem::NoCellValue {}),
        Content::Number(number) => match kind {
            Some(kind) if is_text(kind) => Value::Text(content_number(*number)),
            _ => plain(*number),
        },
        Content::Flag(flag) => Value::Flag(*flag),
        Content::Date(year, month, day) => match kind {
            Some(Kind::Month) => Value::Text(format!("{year:04}-{month:02}")),
            _ => Value::Date(format!("{year:04}-{month:02}-{day:02}")),
        },
        Content::Text(text) => return written(kind, text, place),
    };
    Ok(Node { place, value })
}

/// A number without decimals is a whole number: a cell does not tell `1` from `1.0`.
fn plain(number: f64) -> Value {
    if number.fract() == 0.0 && number.abs() < 9e15 {
        Value::Integer(number as i64)
    } else {
        Value::Float(number)
    }
}

fn content_number(number: f64) -> String {
    format!("{number}")
}

fn is_text(kind: &Kind) -> bool {
    matches!(kind, Kind::Text | Kind::Label | Kind::Choice(_) | Kind::Reference(..) | Kind::Path)
}

/// A text in a cell: itself, or a value as a scenario file writes it.
fn written(kind: Option<&Kind>, text: &str, place: Place) -> Result<Node, FileProblem> {
    let trimmed = text.trim();
    let is_quoted = trimmed.len() > 1 && trimmed.starts_with('"') && trimmed.ends_with('"');
    if is_quoted || trimmed.starts_with('{') && kind.is_none_or(|kind| !is_text(kind)) {
        return toml(trimmed, place);
    }
    if let Some(number) = meant(kind, trimmed) {
        return Ok(Node { place, value: plain(number) });
    }
    let value = match kind {
        Some(Kind::List(item)) => {
            if trimmed.starts_with('[') {
                return toml(trimmed, place);
            }
            let parts = trimmed.split([',', ';', '\n']).map(str::trim).filter(|p| !p.is_empty());
            let item_of = |text: &str| {
                let content = match (is_text(item), text.parse()) {
                    (false, Ok(number)) => Content::Number(number),
                    _ => Content::Text(text.to_owned()),
                };
                scalar(Some(item), &content, place.clone())
            };
            Value::List(parts.map(item_of).collect::<Result<_, _>>()?)
        }
        Some(Kind::Flag) => {
            let word = trimmed.to_lowercase();
            if YES.contains(&word.as_str()) {
                Value::Flag(true)
            } else if NO.contains(&word.as_str()) {
                Value::Flag(false)
            } else {
                Value::Text(trimmed.to_owned())
            }
        }
        Some(Kind::Text | Kind::Label) => Value::Text(text.to_owned()),
        Some(kind) if !kind.words().is_empty() => Value::Text(word(kind, trimmed)),
        _ if trimmed.starts_with('[') => return toml(trimmed, place),
        _ => Value::Text(trimmed.to_owned()),
    };
    Ok(Node { place, value })
}

/// A word as a scenario file writes it: cells may have the Dutch one, and capitals.
fn word(kind: &Kind, text: &str) -> String {
    let small = text.to_lowercase();
    let known = kind.words().iter().find(|word| {
        small == word.word.to_lowercase() || small == word.shown(Language::Nl).to_lowercase()
    });
    known.map_or_else(|| text.to_owned(), |word| word.word.to_owned())
}

/// The number that a text in a cell can only mean: `84,00`, `0.75`, `7 %`; none where it has two readings
/// (`1.234`) or where no number is expected.
fn meant(kind: Option<&Kind>, text: &str) -> Option<f64> {
    let range = match kind {
        None => (f64::NEG_INFINITY, f64::INFINITY),
        Some(Kind::Quantity(number) | Kind::Dated(number) | Kind::Bands(_, number)) => {
            number.legal()
        }
        Some(Kind::Number(low, high) | Kind::TableOr(_, Kind::Number(low, high))) => (*low, *high),
        Some(Kind::Integer(low, high)) => (*low as f64, *high as f64),
        Some(Kind::Duration(_)) => (0.0, f64::INFINITY),
        _ => return None,
    };
    if !looks_like_number(text) {
        return None;
    }
    let readings = instead(text);
    let [only] = readings.as_slice() else { return None };
    let number: f64 = only.replace('_', "").parse().ok()?;
    // A percentage is a share: of euros or hours it would be something else.
    let is_share = range.0 >= -1.0 && range.1 <= 1.0;
    (is_share || !text.contains('%')).then_some(number)
}

/// A value as a scenario file writes it; all of it has the place of the cell.
pub fn toml(text: &str, place: Place) -> Result<Node, FileProblem> {
    let parsed = DeValue::parse(text).map_err(|error| FileProblem::CellText {
        text: text.chars().take(200).collect(),
        reason: error.message().to_owned(),
    })?;
    let mut node = tree::node(&parsed, place.file, text);
    set_place(&mut node, &place);
    Ok(node)
}

fn set_place(node: &mut Node, place: &Place) {
    node.place = place.clone();
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(|item| set_place(item, place)),
        Value::Table(table) => table.each_mut(|entry| {
            entry.key_place = place.clone();
            set_place(&mut entry.node, place);
        }),
        _ => {}
    }
}
