//! Pieces of sentences that many messages share.

use crate::language::Language::{self, En, Nl};
use crate::language::number;

/// How many choices a message lists at most.
const MOST_CHOICES: usize = 12;

/// Digits of a number in a message that say something; whole numbers are written in full.
const SIGNIFICANT_DIGITS: i32 = 4;

/// A number as it would be written in a scenario file: for what stands there, or should.
pub fn n(x: f64) -> String {
    if x == 0.0 {
        "0".to_owned()
    } else if x.is_infinite() {
        if x > 0.0 { "∞" } else { "−∞" }.to_owned()
    } else if (1e-6..1e15).contains(&x.abs()) {
        let before_the_point = x.abs().log10().floor() as i32 + 1;
        let decimals = (SIGNIFICANT_DIGITS - before_the_point).max(0) as usize;
        let text = format!("{x:.decimals$}");
        match text.contains('.') {
            true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
            false => text,
        }
    } else {
        let text = format!("{x:.*e}", SIGNIFICANT_DIGITS as usize - 1);
        match text.split_once('e') {
            Some((digits, power)) => {
                format!("{}e{power}", digits.trim_end_matches('0').trim_end_matches('.'))
            }
            None => text,
        }
    }
}

/// A number in a sentence, as the language writes it.
pub fn said(x: f64, language: Language) -> String {
    let text = n(x);
    if !x.is_finite() || text.contains('e') {
        return if language == Nl { text.replace('.', ",") } else { text };
    }
    let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    number(x, decimals as u8, language)
}

/// How many there are, for people: thousands apart.
pub fn count(x: impl TryInto<u32>, language: Language) -> String {
    number(f64::from(x.try_into().unwrap_or(u32::MAX)), 0, language)
}

/// A number that is refused: with all its digits where it would seem to lie in the range otherwise.
pub fn refused(x: f64, low: f64, high: f64) -> String {
    let text = n(x);
    let seems_legal = text.parse().is_ok_and(|shown: f64| (low..=high).contains(&shown));
    if seems_legal { format!("{x}") } else { text }
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

/// A legal range in words, with the numbers as a file has them: to be compared with what stands there.
pub fn range(low: f64, high: f64, unit: &str, language: Language) -> String {
    range_with(grouped(low), grouped(high), (low.is_finite(), high.is_finite()), unit, language)
}

/// A legal range in words, with the numbers as the language writes them.
pub fn range_said(low: f64, high: f64, unit: &str, language: Language) -> String {
    let is_finite = (low.is_finite(), high.is_finite());
    range_with(said(low, language), said(high, language), is_finite, unit, language)
}

/// A number as a file has it, the thousands of a long one apart: `10_000_000`.
fn grouped(x: f64) -> String {
    let text = n(x);
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
    if digits.len() < 5 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return text;
    }
    let mut parts: Vec<&str> = Vec::new();
    let mut rest = digits;
    while rest.len() > 3 {
        let (before, last) = rest.split_at(rest.len() - 3);
        parts.insert(0, last);
        rest = before;
    }
    parts.insert(0, rest);
    format!("{sign}{}", parts.join("_"))
}

fn range_with(
    low: String,
    high: String,
    is_finite: (bool, bool),
    unit: &str,
    language: Language,
) -> String {
    let unit = unit_text(unit, language);
    let unit = if unit.is_empty() { String::new() } else { format!(" [{unit}]") };
    match (is_finite, language) {
        ((true, true), Nl) => format!("{low} tot en met {high}{unit}"),
        ((true, true), En) => format!("{low} to {high}{unit}"),
        ((true, false), Nl) => format!("{low} of meer{unit}"),
        ((true, false), En) => format!("{low} or more{unit}"),
        ((false, true), Nl) => format!("{high} of minder{unit}"),
        ((false, true), En) => format!("{high} or less{unit}"),
        ((false, false), Nl) => format!("elk getal{unit}"),
        ((false, false), En) => format!("any number{unit}"),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_four_digits_that_say_something() {
        let cases = [
            (0.1 + 0.2, "0.3", "0,3", "0.3"),
            (1.0 / 3.0, "0.3333", "0,3333", "0.3333"),
            (-2.0 / 3.0, "-0.6667", "−0,6667", "−0.6667"),
            (0.000_123_456, "0.0001235", "0,0001235", "0.0001235"),
            (9.999_96, "10", "10", "10"),
            (1234.5678, "1235", "1.235", "1,235"),
            (66_667.0, "66667", "66.667", "66,667"),
            (400_000.0, "400000", "400.000", "400,000"),
            (1.0, "1", "1", "1"),
            (0.0, "0", "0", "0"),
            (1.234_56e-9, "1.235e-9", "1,235e-9", "1.235e-9"),
            (2e20, "2e20", "2e20", "2e20"),
            (f64::INFINITY, "∞", "∞", "∞"),
            (f64::NEG_INFINITY, "−∞", "−∞", "−∞"),
        ];
        for (x, file, nl, en) in cases {
            assert_eq!((n(x).as_str(), said(x, Nl).as_str(), said(x, En).as_str()), (file, nl, en));
        }
    }

    #[test]
    fn a_range_has_the_numbers_of_a_file_or_those_of_a_sentence() {
        assert_eq!(range(-0.5, 1000.0, "€/hour", Nl), "-0.5 tot en met 1000 [€/uur]");
        assert_eq!(range_said(-0.5, 1000.0, "€/hour", Nl), "−0,5 tot en met 1.000 [€/uur]");
        assert_eq!(range(0.0, f64::INFINITY, "", En), "0 or more");
        assert_eq!(range(-1e6, 12_345.0, "€", En), "-1_000_000 to 12_345 [€]");
    }

    #[test]
    fn what_is_refused_never_seems_legal() {
        assert_eq!(refused(1.5, 0.0, 1.0), "1.5");
        assert_eq!(refused(1.000_001, 0.0, 1.0), "1.000001");
        assert_eq!(refused(-1e-9, 0.0, 1.0), "-1e-9");
    }
}
