//! A value of a number of the scenario in its unit, for sentences and labels: `21%`, `€ 92`, `14 maanden`.

use crate::language::{EuroUnit, Language, euros_in, number};

/// Significant digits of a value.
const DIGITS: i32 = 4;

/// True where a value is a part of a whole, which people read as a percentage.
#[must_use]
pub fn is_share(symbol: &str) -> bool {
    matches!(symbol, "share" | "probability" | "probability/year" | "rate/year")
}

/// True for amounts of money.
#[must_use]
pub fn is_money(symbol: &str) -> bool {
    symbol.starts_with('€')
}

/// Decimals that a value needs: four significant digits at most, and no zeros at the end.
fn decimals(x: f64) -> u8 {
    if x == 0.0 || !x.is_finite() {
        return 0;
    }
    let most = (DIGITS - 1 - x.abs().log10().floor() as i32).clamp(0, 9);
    let is_enough = |d: &i32| {
        let [coarse, fine] = [*d, most].map(|d| (x * 10f64.powi(d)).round() / 10f64.powi(d));
        (coarse - fine).abs() < 1e-12 * x.abs()
    };
    (0..=most).find(is_enough).unwrap_or(most) as u8
}

/// A value in its unit. What an amount is for (an hour, a month) is left to the name of the number.
#[must_use]
pub fn value(x: f64, symbol: &str, language: Language) -> String {
    if is_share(symbol) {
        return format!("{}%", number(100.0 * x, decimals(100.0 * x), language));
    }
    if is_money(symbol) {
        // Cents come in pairs.
        let decimals = match decimals(x) {
            0 => 0,
            more => more.max(2),
        };
        return euros_in(x, EuroUnit::One, decimals, language);
    }
    let text = number(x, decimals(x), language);
    let unit = match (symbol, language) {
        ("months", Language::Nl) if x == 1.0 => "maand",
        ("months", Language::En) if x == 1.0 => "month",
        ("hours", Language::En) if x == 1.0 => "hour",
        _ => unit(symbol, language),
    };
    if unit.is_empty() { text } else { format!("{text}\u{a0}{unit}") }
}

/// The unit behind a value; empty for amounts, shares and bare numbers.
#[must_use]
pub fn unit(symbol: &str, language: Language) -> &'static str {
    let (nl, en) = match symbol {
        "months" => ("maanden", "months"),
        "hours" => ("uur", "hours"),
        "hours/week" => ("uur per week", "hours a week"),
        "hours/year" => ("uur per jaar", "hours a year"),
        "FTE" => ("fte", "FTE"),
        _ => ("", ""),
    };
    language.pick(nl, en)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_written_in_its_unit() {
        for (x, symbol, nl, en) in [
            (0.214, "probability/year", "21,4%", "21.4%"),
            (0.07, "share", "7%", "7%"),
            (-0.0035, "rate/year", "−0,35%", "−0.35%"),
            (0.0, "share", "0%", "0%"),
            (92.0, "€/hour", "€ 92", "€92"),
            (92.5, "€/hour", "€ 92,50", "€92.50"),
            (412_500.0, "€", "€ 412.500", "€412,500"),
            (-500.0, "€/month", "−€ 500", "−€500"),
            (14.0, "months", "14 maanden", "14 months"),
            (1.0, "months", "1 maand", "1 month"),
            (3.25, "hours/week", "3,25 uur per week", "3.25 hours a week"),
            (1_230.4, "hours/year", "1.230 uur per jaar", "1,230 hours a year"),
            (12.0, "number", "12", "12"),
            (0.333_333, "ratio", "0,3333", "0.3333"),
        ] {
            let plain = |language| value(x, symbol, language).replace('\u{a0}', " ");
            assert_eq!([plain(Language::Nl), plain(Language::En)], [nl, en], "{x} {symbol}");
        }
    }
}
