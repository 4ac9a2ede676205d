//! The grammar as reference pages, in English.

use std::fmt::Write;

use super::format::{
    CONSORTIUM, DATED_ENTRY, DESIGN, DURATION, KeySpec, Kind, LABEL, MONEY, Need, OWN, POPULATION,
    QUANTITY, STUDIED, STUDY, TOP, TableSpec, Target, Word,
};
use crate::diagnostic::number_text as n;

/// What the grammar cannot say.
const INTRODUCTION: &str = include_str!("reference_introduction.md");

/// What the grammar cannot say of a study.
const STUDY_INTRODUCTION: &str = include_str!("study_introduction.md");

/// The page `docs/scenario-format.md`.
pub fn reference() -> String {
    let mut page = INTRODUCTION.to_owned();
    page.push_str(
        "\n## Tables\n\nA key without a default in the column *default* must be written, \
         in the file itself or in what it includes or extends.\n",
    );
    table(&mut page, &TOP);
    page.push_str("\n## Values\n");
    for spec in [&QUANTITY, &MONEY] {
        leaf(&mut page, spec);
    }
    leaf(&mut page, &DURATION);
    leaf(&mut page, &DATED_ENTRY);
    leaf(&mut page, &LABEL);
    page
}

/// The page `docs/study-format.md`.
pub fn study_reference() -> String {
    let mut page = STUDY_INTRODUCTION.to_owned();
    page.push_str(
        "\n## Tables\n\nA key without a default in the column *default* must be written.\n",
    );
    for spec in [&STUDY, &DESIGN, &STUDIED, &POPULATION, &CONSORTIUM, &OWN] {
        section(&mut page, spec);
    }
    page
}

fn heading(spec: &TableSpec) -> String {
    if spec.name.is_empty() { "Top level".to_owned() } else { format!("`{}`", spec.name) }
}

fn table(page: &mut String, spec: &'static TableSpec) {
    section(page, spec);
    for key in spec.keys {
        match key.kind {
            Kind::Table(inner)
            | Kind::Tables(inner)
            | Kind::Map(inner)
            | Kind::TableOr(inner, _) => {
                // Cover of a strategy has the keys of that of the organisation.
                let path = if spec.name.is_empty() {
                    key.key.to_owned()
                } else {
                    format!("{}.{}", spec.name, key.key)
                };
                if inner.name.starts_with(&path) {
                    table(page, inner);
                }
            }
            _ => {}
        }
    }
}

fn leaf(page: &mut String, spec: &'static TableSpec) {
    section(page, spec);
    for key in spec.keys {
        if let Kind::Table(inner) = key.kind {
            let keys: Vec<String> = inner.keys.iter().map(|key| format!("`{}`", key.key)).collect();
            let _ = writeln!(page, "\n`{}` takes {}.", key.key, keys.join(", "));
        }
    }
}

fn section(page: &mut String, spec: &TableSpec) {
    let _ = writeln!(page, "\n### {}\n\n{}\n", heading(spec), spec.doc.en);
    page.push_str("| key | meaning | value | default | example |\n|---|---|---|---|---|\n");
    for key in spec.keys {
        let only = key.only.map_or_else(String::new, |(other, values)| {
            format!(" Only with `{other} = \"{}\"`.", values.join("\" | \""))
        });
        let example = if key.example.is_empty() {
            String::new()
        } else {
            format!("`{}`", escaped(key.example))
        };
        let _ = writeln!(
            page,
            "| `{}` | {}{only} | {} | {} | {example} |",
            key.key,
            escaped(key.doc.en),
            value(&key.kind),
            default(key),
        );
    }
    for key in spec.keys {
        let words = match key.kind {
            Kind::Choice(words) | Kind::Reference(_, words) => words,
            Kind::List(Kind::Choice(words)) | Kind::TableOr(_, Kind::Choice(words)) => words,
            _ => continue,
        };
        if !words.is_empty() {
            let _ = writeln!(page, "\n`{}`: {}.", key.key, meanings(words));
        }
    }
}

fn meanings(words: &[Word]) -> String {
    words
        .iter()
        .map(|word| format!("`\"{}\"` {}", word.word, word.doc.en))
        .collect::<Vec<_>>()
        .join("; ")
}

fn escaped(text: &str) -> String {
    text.replace('|', "\\|")
}

/// Unit and bounds of a kind that has them.
pub fn bounds(kind: &Kind) -> Option<(&'static str, String, String)> {
    match kind {
        Kind::Quantity(number) | Kind::Dated(number) | Kind::Bands(_, number)
            if number.low.is_finite() =>
        {
            Some((number.unit, n(number.low), n(number.high)))
        }
        _ => None,
    }
}

fn value(kind: &Kind) -> String {
    let range = |low: f64, high: f64| match (low.is_finite(), high.is_finite()) {
        (true, true) => format!(", {} to {}", n(low), n(high)),
        (true, false) => format!(", {} or more", n(low)),
        _ => String::new(),
    };
    match kind {
        Kind::Quantity(number) if !number.low.is_finite() => "quantity, as for the key".to_owned(),
        Kind::Quantity(number) => {
            format!("quantity [{}]{}", number.unit, range(number.low, number.high))
        }
        Kind::Dated(number) => {
            format!("quantity or dated list [{}]{}", number.unit, range(number.low, number.high))
        }
        Kind::Bands(key, number) => format!(
            "quantity, or bands `[{{ until_month, {key} }}, …]` [{}]{}",
            number.unit,
            range(number.low, number.high)
        ),
        Kind::Duration(minimum) => format!("duration [months], at least {minimum}"),
        Kind::Number(low, high) => format!("number{}", range(*low, *high)),
        Kind::Integer(low, high) => format!("whole number, {low} to {high}"),
        Kind::Text => "text".to_owned(),
        Kind::Label => "label".to_owned(),
        Kind::Flag => "`true` or `false`".to_owned(),
        Kind::Month => "month `\"YYYY-MM\"`".to_owned(),
        Kind::Choice(words) => {
            words.iter().map(|word| format!("`\"{}\"`", word.word)).collect::<Vec<_>>().join(", ")
        }
        Kind::Reference(target, words) => {
            let mut text = format!("a {}", noun(*target));
            for word in *words {
                let _ = write!(text, ", `\"{}\"`", word.word);
            }
            text
        }
        Kind::List(item) => format!("list of: {}", value(item)),
        Kind::Table(_) => "table".to_owned(),
        Kind::Tables(_) => "list of tables".to_owned(),
        Kind::Map(spec) => format!("tables `[{}]`", spec.name),
        Kind::TableOr(_, other) => format!("{}, or a table", value(other)),
        Kind::Scale => "name of a scale".to_owned(),
        Kind::Scales => "lists of amounts [€/month], 0 to 50000, by scale".to_owned(),
        Kind::Path => "path of a quantity".to_owned(),
        Kind::PathOrNumber => "path of a quantity, or a number".to_owned(),
        Kind::ByPath(what) => (*what).to_owned(),
        Kind::Matrix => "list of lists of numbers, -1 to 1".to_owned(),
    }
}

fn noun(target: Target) -> String {
    format!("{} key", target.table())
}

fn default(key: &KeySpec) -> String {
    match key.need {
        Need::Required => String::new(),
        Need::Optional => "none".to_owned(),
        Need::RequiredIf(condition) => format!("required {}", condition.en),
        Need::Number(x) => format!("`{}`", n(x)),
        Need::Flag(flag) => format!("`{flag}`"),
        Need::Word(word) => format!("`\"{word}\"`"),
        Need::Empty => "`[]`".to_owned(),
        Need::Described(text) => escaped(text.en),
    }
}
