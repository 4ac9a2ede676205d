//! Numbers with thousands the way people write them: `700.000`, `1.234,50`, `4.250.000`.
//!
//! TOML reads `700.000` as 700. Only the text shows what was meant, so the floats that look like
//! that are noted by their place before the values lose it.

use std::collections::BTreeMap;

use super::tree::{Node, Table, Value};
use crate::diagnostic::{Diagnostic, Place, SourceFile, ValueProblem};

/// Keys of a distribution whose numbers are not in the unit of the quantity.
const OTHER_UNIT: &[&str] = &["cv", "alpha", "beta", "weights", "shape", "euros_of"];

/// Floats with a point where thousands are parted, with their text.
pub fn suspects(tables: &[&Table], sources: &[SourceFile]) -> BTreeMap<Place, String> {
    fn walk(node: &Node, sources: &[SourceFile], found: &mut BTreeMap<Place, String>) {
        match &node.value {
            Value::Float(_) => {
                let text = sources.get(node.place.file).map(|source| source.text.as_str());
                let text = text.and_then(|text| text.get(node.place.start..node.place.end));
                if let Some(text) = text.filter(|text| is_suspect(text)) {
                    found.insert(node.place.clone(), text.to_owned());
                }
            }
            Value::List(items) => items.iter().for_each(|item| walk(item, sources, found)),
            Value::Table(table) => {
                table.entries().iter().for_each(|entry| walk(&entry.node, sources, found));
            }
            _ => {}
        }
    }
    let mut found = BTreeMap::new();
    let entries = tables.iter().flat_map(|table| table.entries());
    entries.for_each(|entry| walk(&entry.node, sources, &mut found));
    found
}

/// Whether amounts in a unit run into the thousands.
pub fn is_large(unit: &str) -> bool {
    matches!(unit, "€" | "€/month" | "hours/year")
}

/// Decimal commas in lists, which TOML reads as two values: `[0,5, 0,75]`. Seen only where the
/// list puts a space after its other commas.
pub fn commas_in_lists(tables: &[&Table], sources: &[SourceFile]) -> Vec<Diagnostic> {
    fn walk(node: &Node, sources: &[SourceFile], found: &mut Vec<Diagnostic>) {
        match &node.value {
            Value::List(items) => {
                pairs(items, sources, found);
                items.iter().for_each(|item| walk(item, sources, found));
            }
            Value::Table(table) => {
                table.entries().iter().for_each(|entry| walk(&entry.node, sources, found));
            }
            _ => {}
        }
    }
    fn pairs(items: &[Node], sources: &[SourceFile], found: &mut Vec<Diagnostic>) {
        let touches = |at: usize| {
            items.get(at + 1).is_some_and(|next| {
                let (a, b) = (&items[at].place, &next.place);
                a.file == b.file && a.end + 1 == b.start
            })
        };
        let loose = (0..items.len().saturating_sub(1)).any(|at| !touches(at));
        for at in 0..items.len().saturating_sub(1) {
            let is_pair = touches(at) && !touches(at + 1) && (at == 0 || !touches(at - 1));
            let are_numbers = matches!(items[at].value, Value::Integer(_) | Value::Float(_))
                && matches!(items[at + 1].value, Value::Integer(0..));
            if !(loose && is_pair && are_numbers) {
                continue;
            }
            let place =
                Place::new(items[at].place.file, items[at].place.start..items[at + 1].place.end);
            let text = sources.get(place.file).and_then(|s| s.text.get(place.start..place.end));
            let Some(written) = text.map(str::to_owned) else { continue };
            let instead = readings(&written);
            if !instead.is_empty() {
                let problem = ValueProblem::CommaInList { written, instead };
                found.push(Diagnostic::new(problem, Some(place)));
            }
        }
    }
    let mut found = Vec::new();
    let entries = tables.iter().flat_map(|table| table.entries());
    entries.for_each(|entry| walk(&entry.node, sources, &mut found));
    found
}

/// The places of the numbers below a node that are in the unit of the quantity.
pub fn numbers_below<'n>(node: &'n Node, found: &mut Vec<&'n Place>) {
    match &node.value {
        Value::Float(_) => found.push(&node.place),
        Value::List(items) => items.iter().for_each(|item| numbers_below(item, found)),
        Value::Table(table) => table
            .entries()
            .iter()
            .filter(|entry| match &entry.node.value {
                // The table `beta` is a form; the number `beta` is a shape.
                Value::Table(_) => true,
                _ => !OTHER_UNIT.contains(&entry.key.as_str()),
            })
            .for_each(|entry| numbers_below(&entry.node, found)),
        _ => {}
    }
}

/// One to three digits that begin with no zero, a point, and three digits.
fn is_suspect(text: &str) -> bool {
    let bare = text.trim_start_matches(['+', '-']);
    bare.split_once('.').is_some_and(|(whole, rest)| is_group_start(whole) && is_group(rest))
}

fn is_group_start(part: &str) -> bool {
    (1..=3).contains(&part.len())
        && part.bytes().all(|b| b.is_ascii_digit())
        && !part.starts_with('0')
}

fn is_group(part: &str) -> bool {
    part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit())
}

/// What somebody may have meant with a number, as TOML writes it: the likeliest first.
///
/// `700.000` and `700,000` may be 700 thousand or just 700; everything else has one reading.
pub fn readings(written: &str) -> Vec<String> {
    let bare: String = written.chars().filter(|c| !" €_\u{a0}".contains(*c)).collect();
    let bare = bare.strip_suffix(",-").unwrap_or(&bare);
    let (sign, bare) = match bare.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", bare.strip_prefix('+').unwrap_or(bare)),
    };
    let is_number = bare.bytes().any(|b| b.is_ascii_digit())
        && bare.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',');
    if !is_number || bare.starts_with(['.', ',']) || bare.ends_with(['.', ',']) {
        return Vec::new();
    }
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let grouped = |text: &str, by: char| {
        let mut parts = text.split(by);
        let first = parts.next().is_some_and(is_group_start);
        (first && parts.all(is_group)).then(|| text.replace(by, "_"))
    };
    let found = match (bare.rfind('.'), bare.rfind(',')) {
        (None, None) => vec![bare.to_owned()],
        (Some(point), Some(comma)) => {
            let (last, by) = if comma > point { (comma, '.') } else { (point, ',') };
            let (whole, decimals) = (&bare[..last], &bare[last + 1..]);
            match grouped(whole, by) {
                Some(whole) if digits(decimals) => vec![format!("{whole}.{decimals}")],
                _ => Vec::new(),
            }
        }
        _ => {
            let by = if bare.contains(',') { ',' } else { '.' };
            let (whole, decimals) = bare.rsplit_once(by).unwrap_or((bare, ""));
            match grouped(bare, by) {
                Some(thousands) if digits(whole) => {
                    vec![thousands, as_decimals(whole, decimals)]
                }
                Some(thousands) => vec![thousands],
                None if digits(whole) => vec![format!("{whole}.{decimals}")],
                None => Vec::new(),
            }
        }
    };
    found.into_iter().map(|text| format!("{sign}{text}")).collect()
}

/// A number with three decimals in a way that nobody takes for thousands.
fn as_decimals(whole: &str, decimals: &str) -> String {
    let kept = decimals.trim_end_matches('0');
    match kept.len() {
        0 => whole.to_owned(),
        3 => format!("{whole}.{kept}0"),
        _ => format!("{whole}.{kept}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_the_readings_that_people_mean() {
        let cases: &[(&str, &[&str])] = &[
            ("700.000", &["700_000", "700"]),
            ("700,000", &["700_000", "700"]),
            ("€ 700.000", &["700_000", "700"]),
            ("2.961", &["2_961", "2.9610"]),
            ("-2,950", &["-2_950", "-2.95"]),
            ("1.234,50", &["1_234.50"]),
            ("1,234.50", &["1_234.50"]),
            ("4.250.000", &["4_250_000"]),
            ("€ 700,-", &["700"]),
            ("0,125", &["0.125"]),
            ("0.125", &["0.125"]),
            ("93,51", &["93.51"]),
            ("1.23.456", &[]),
            ("12a", &[]),
        ];
        for (written, expected) in cases {
            assert_eq!(readings(written), *expected, "{written}");
        }
    }

    #[test]
    fn only_three_decimals_after_a_short_number_are_suspect() {
        for text in ["700.000", "2.961", "-3.000", "12.345"] {
            assert!(is_suspect(text), "{text}");
        }
        for text in ["0.125", "1234.500", "2.96", "2.9610", "3_000.000", "1e3"] {
            assert!(!is_suspect(text), "{text}");
        }
    }
}
