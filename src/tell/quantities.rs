//! Numbers of the scenario for people: no digit too many, in their units.

use crate::language::{EuroUnit, Language, euros_in, number};

/// A number with at most four significant digits and no idle zeros.
pub fn plain(x: f64, language: Language) -> String {
    if x == 0.0 || !x.is_finite() {
        return number(x, 0, language);
    }
    let decimals = (3 - x.abs().log10().floor() as i32).clamp(0, 8) as u8;
    let text = number(x, decimals, language);
    let point = language.pick(",", ".");
    if decimals == 0 || !text.contains(point) {
        return text;
    }
    text.trim_end_matches('0').trim_end_matches(point).to_owned()
}

/// True for parts of a whole, which are written as percentages.
pub fn is_share(symbol: &str) -> bool {
    matches!(symbol, "share" | "probability" | "probability/year" | "rate/year")
}

/// True for amounts of money.
pub fn is_money(symbol: &str) -> bool {
    symbol.starts_with('€')
}

/// True for what is counted in a unit that stands behind the number.
pub fn is_counted(symbol: &str) -> bool {
    matches!(symbol, "months" | "hours" | "hours/week" | "hours/year")
}

/// A value in its unit; shares and rates as percentages.
pub fn in_unit(x: f64, symbol: &str, language: Language) -> String {
    if is_share(symbol) {
        return format!("{}%", plain(three_digits(100.0 * x), language));
    }
    plain(x, language)
}

fn three_digits(x: f64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        return x;
    }
    let scale = 10f64.powi(2 - x.abs().log10().floor() as i32);
    (x * scale).round() / scale
}

/// The unit in the reader's language.
pub fn unit(symbol: &str, language: Language) -> &str {
    let (nl, en) = match symbol {
        "share" => ("deel", "share"),
        "probability" => ("kans", "chance"),
        "probability/year" => ("kans per jaar", "chance a year"),
        "rate/year" => ("per jaar", "a year"),
        "months" => ("maanden", "months"),
        "hours" => ("uren", "hours"),
        "hours/week" => ("uren per week", "hours a week"),
        "hours/year" => ("uren per jaar", "hours a year"),
        "€/month" => ("€ per maand", "€ a month"),
        "€/hour" => ("€ per uur", "€ an hour"),
        "number" => ("aantal", "number"),
        "ratio" => ("verhouding", "ratio"),
        other => (other, other),
    };
    language.pick(nl, en)
}

/// A value with its unit in words: `€ 84,26`, `7,2%`, `9 maanden`.
pub fn with_unit(x: f64, symbol: &str, language: Language) -> String {
    let value = in_unit(x, symbol, language);
    if is_money(symbol) {
        // Cents come in pairs.
        let point = language.pick(",", ".");
        let decimals = match value.split_once(point) {
            Some(_) if x.abs() < 1000.0 => 2,
            _ => 0,
        };
        return euros_in(x, EuroUnit::One, decimals, language);
    }
    match (symbol, language) {
        ("months", Language::Nl) if x == 1.0 => format!("{value}\u{a0}maand"),
        ("months", Language::En) if x == 1.0 => format!("{value}\u{a0}month"),
        ("hours", _) if x == 1.0 => format!("{value}\u{a0}{}", language.pick("uur", "hour")),
        _ if is_counted(symbol) => format!("{value}\u{a0}{}", unit(symbol, language)),
        _ => value,
    }
}

/// Two values of one quantity with their unit, in two digits of what lies between them: `5,5 uren per week` and
/// `8,1 uren per week`.
pub fn ends_with_unit(ends: [f64; 2], symbol: &str, language: Language) -> [String; 2] {
    let width = (ends[1] - ends[0]).abs();
    if width == 0.0 || !width.is_finite() {
        return ends.map(|x| with_unit(x, symbol, language));
    }
    let digits = 1 - width.log10().floor() as i32;
    // Dividing by a whole power of ten gives the double nearest to the decimal number.
    let round = |x: f64| match 10f64.powi(digits.abs()) {
        scale if digits >= 0 => (x * scale).round() / scale,
        scale => (x / scale).round() * scale,
    };
    ends.map(|x| with_unit(round(x), symbol, language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_as_precise_as_what_lies_between_them() {
        for (ends, symbol, nl) in [
            ([5.495, 8.098], "hours/week", ["5,5 uren per week", "8,1 uren per week"]),
            ([6.31, 17.65], "months", ["6 maanden", "18 maanden"]),
            ([0.051_34, 0.093_78], "probability/year", ["5,1%", "9,4%"]),
            ([0.811, 0.932], "share", ["81%", "93%"]),
            ([84.256, 97.31], "€/hour", ["€ 84", "€ 97"]),
            ([61_234.0, 78_912.0], "€", ["€ 61.000", "€ 79.000"]),
            ([9.0, 9.0], "months", ["9 maanden", "9 maanden"]),
        ] {
            let texts = ends_with_unit(ends, symbol, Language::Nl);
            assert_eq!(texts.map(|text| text.replace('\u{a0}', " ")), nl);
        }
    }

    #[test]
    fn numbers_have_four_digits_at_most() {
        for (x, nl) in [
            (0.0, "0"),
            (0.06, "0,06"),
            (0.123_456, "0,1235"),
            (84.0, "84"),
            (84.256, "84,26"),
            (1_234.6, "1.235"),
            (100.0, "100"),
            (-0.5, "−0,5"),
        ] {
            assert_eq!(plain(x, Language::Nl), nl, "{x}");
        }
        assert_eq!(plain(1_234_567.0, Language::En), "1,234,567");
        assert_eq!(in_unit(0.034_64, "rate/year", Language::Nl), "3,46%");
        assert_eq!(in_unit(0.0, "share", Language::En), "0%");
        assert_eq!(in_unit(84.256, "€/hour", Language::En), "84.26");
        assert_eq!(with_unit(-84.256, "€/hour", Language::Nl), "\u{2212}€\u{a0}84,26");
        assert_eq!(with_unit(88.5, "€/hour", Language::Nl), "€\u{a0}88,50");
        assert_eq!(with_unit(412_500.0, "€", Language::En), "€412,500");
        assert_eq!(with_unit(92.0, "€/hour", Language::En), "€92");
        assert_eq!(with_unit(9.0, "months", Language::En), "9\u{a0}months");
        assert_eq!(with_unit(1.0, "months", Language::Nl), "1\u{a0}maand");
        assert_eq!(with_unit(0.07, "share", Language::En), "7%");
    }
}
