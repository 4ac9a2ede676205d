//! Pieces of sentences that many messages share.

use crate::language::Language::{self, En, Nl};

/// How many choices a message lists at most.
const MOST_CHOICES: usize = 12;

/// A number as it would be written in a scenario file.
pub fn n(x: f64) -> String {
    if x == 0.0 {
        "0".to_owned()
    } else if x.is_infinite() {
        if x > 0.0 { "∞" } else { "−∞" }.to_owned()
    } else if (1e-6..1e15).contains(&x.abs()) {
        let rounded = (x * 1e9).round() / 1e9;
        if rounded.is_finite() && (x - rounded).abs() <= 1e-12 * x.abs() {
            format!("{rounded}")
        } else {
            format!("{x}")
        }
    } else {
        format!("{x:e}")
    }
}

/// What to write for a number: its likeliest reading, and what else it may have been.
pub fn write_number(readings: &[String], language: Language) -> Option<String> {
    let first = readings.first()?;
    Some(match (readings.get(1), language) {
        (None, _) => first.clone(),
        (Some(other), Nl) => format!("{first} (of {other} als het om decimalen gaat)"),
        (Some(other), En) => format!("{first} (or {other} if decimals are meant)"),
    })
}

/// A legal range in words.
pub fn range(low: f64, high: f64, unit: &str, language: Language) -> String {
    let unit = unit_text(unit, language);
    let unit = if unit.is_empty() { String::new() } else { format!(" [{unit}]") };
    match (low.is_finite(), high.is_finite(), language) {
        (true, true, Nl) => format!("{} tot en met {}{unit}", n(low), n(high)),
        (true, true, En) => format!("{} to {}{unit}", n(low), n(high)),
        (true, false, Nl) => format!("{} of meer{unit}", n(low)),
        (true, false, En) => format!("{} or more{unit}", n(low)),
        (false, true, Nl) => format!("{} of minder{unit}", n(high)),
        (false, true, En) => format!("{} or less{unit}", n(high)),
        (false, false, Nl) => format!("elk getal{unit}"),
        (false, false, En) => format!("any number{unit}"),
    }
}

/// The symbol of a unit in a language.
pub fn unit_text(unit: &str, language: Language) -> &str {
    if language == En {
        return unit;
    }
    match unit {
        "€/hour" => "€/uur",
        "€/month" => "€/maand",
        "hours" => "uren",
        "hours/week" => "uren/week",
        "hours/year" => "uren/jaar",
        "months" => "maanden",
        "FTE" => "fte",
        "share" => "aandeel",
        "probability" => "kans",
        "probability/year" => "kans/jaar",
        "rate/year" => "per jaar",
        "number" => "aantal",
        "ratio" => "factor",
        other => other,
    }
}

/// Names in backticks, the long list cut short.
pub fn names(names: &[String], language: Language) -> String {
    let shown: Vec<String> =
        names.iter().take(MOST_CHOICES).map(|name| format!("`{name}`")).collect();
    let rest = names.len().saturating_sub(MOST_CHOICES);
    let list = shown.join(", ");
    match (rest, language) {
        (0, _) => list,
        (_, Nl) => format!("{list} en nog {rest}"),
        (_, En) => format!("{list} and {rest} more"),
    }
}

/// Advice: the nearest valid choice, and what the choices are.
pub fn choose(nearest: &Option<String>, choices: &[String], language: Language) -> String {
    let meant = match (nearest, language) {
        (Some(name), Nl) => format!("Bedoeld is misschien `{name}`. "),
        (Some(name), En) => format!("Perhaps `{name}` was meant. "),
        (None, _) => String::new(),
    };
    let list = match (choices.is_empty(), language) {
        (true, Nl) => "Er is niets om uit te kiezen.".to_owned(),
        (true, En) => "There is nothing to choose from.".to_owned(),
        (false, Nl) => format!("Kies uit {}.", names(choices, language)),
        (false, En) => format!("Choose from {}.", names(choices, language)),
    };
    if choices.is_empty() && nearest.is_some() {
        meant.trim_end().to_owned()
    } else {
        meant + &list
    }
}

/// A table's header for use in a sentence.
pub fn table(name: &str, language: Language) -> String {
    if name.is_empty() {
        language.pick("het bovenste niveau van het bestand", "the top level of the file").to_owned()
    } else {
        format!("`{name}`")
    }
}

/// A chain of names that ends where it began.
pub fn chain(links: &[String]) -> String {
    links.iter().map(|link| format!("`{link}`")).collect::<Vec<_>>().join(" → ")
}
