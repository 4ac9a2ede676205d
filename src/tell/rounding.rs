//! How results are rounded for people: no digit that the number cannot carry.
//!
//! | | rule |
//! |---|---|
//! | amount | three significant digits, whole euros at least: `€ 1,23 mln`, `€ 45.600`, `€ 789` |
//! | amount with its error | two digits of the error, and no digit of the amount below them |
//! | range | both ends to the last digit that the larger can carry |
//! | chance | out of a hundred, with its margin: `6 van de 100 (±1)`; never 0 or 100 when it is not |
//! | share | whole percents |
//! | count of people | one decimal for a mean, none for a percentile or where the margin is ten or more |
//!
//! A margin is half the 95 % interval and says only what the number of runs leaves open.

use crate::distribution::normal::HALF_WIDTH_95;
use crate::language::{EuroUnit, Language, euros_in, number, out_of_hundred, percent};
use crate::summarize::statistics::Chance;

/// Significant digits of an amount.
const AMOUNT_DIGITS: i32 = 3;
/// Significant digits of an error.
const ERROR_DIGITS: i32 = 2;

/// The power of ten of a number's first digit after rounding to `digits`; 0 for 0.
fn magnitude(x: f64, digits: i32) -> i32 {
    if x == 0.0 || !x.is_finite() {
        return 0;
    }
    let magnitude = x.abs().log10().floor() as i32;
    let scale = 10f64.powi(digits - 1 - magnitude);
    // 999.6 rounds up to a number with one more digit.
    if (x.abs() * scale).round() >= 10f64.powi(digits) { magnitude + 1 } else { magnitude }
}

/// An amount with no digit below `10^position`.
fn amount_at(x: f64, position: i32, language: Language) -> String {
    let position = position.max(0);
    let step = 10f64.powi(position);
    let x = (x / step).round() * step;
    let unit = match x.abs() {
        size if size >= 1e9 => EuroUnit::Milliard,
        size if size >= 1e6 => EuroUnit::Million,
        _ => EuroUnit::One,
    };
    let decimals = (i32::from(unit.exponent()) - position).max(0) as u8;
    euros_in(x, unit, decimals, language)
}

/// An amount: three significant digits, at least whole euros.
pub fn amount(x: f64, language: Language) -> String {
    amount_at(x, magnitude(x, AMOUNT_DIGITS) - AMOUNT_DIGITS + 1, language)
}

/// Two amounts between which most runs lie, both without digits that the larger cannot carry.
pub fn range(low: f64, high: f64, language: Language) -> [String; 2] {
    let digits = magnitude(low.abs().max(high.abs()), AMOUNT_DIGITS) - AMOUNT_DIGITS + 1;
    [low, high].map(|x| amount_at(x, digits, language))
}

/// The same for differences, with a plus sign above zero.
pub fn signed_range(low: f64, high: f64, language: Language) -> [String; 2] {
    let [low_text, high_text] = range(low, high, language);
    [with_plus(low, low_text), with_plus(high, high_text)]
}

/// Text of an amount with a plus sign where it is above zero after rounding.
fn with_plus(x: f64, text: String) -> String {
    let nothing = text.chars().all(|c| !c.is_ascii_digit() || c == '0');
    if x > 0.0 && !nothing { format!("+{text}") } else { text }
}

/// A margin on its own: two significant digits, as beside a mean.
pub fn margin(margin: f64, language: Language) -> String {
    amount_at(margin, magnitude(margin, ERROR_DIGITS) - ERROR_DIGITS + 1, language)
}

/// A mean and the margin of its standard error: `€ 1,23 mln ± € 45.000`.
pub fn amount_with_margin(mean: f64, standard_error: f64, language: Language) -> String {
    let half_width = HALF_WIDTH_95 * standard_error;
    let of_margin = magnitude(half_width, ERROR_DIGITS) - ERROR_DIGITS + 1;
    let of_mean = magnitude(mean, AMOUNT_DIGITS) - AMOUNT_DIGITS + 1;
    if half_width < 0.5 {
        // What remains is noise of the arithmetic, or no run differs from another.
        return amount_at(mean, of_mean, language);
    }
    let mean = amount_at(mean, of_margin.max(of_mean), language);
    format!("{mean} ±\u{a0}{}", margin(half_width, language))
}

/// The same with a plus sign before a mean above zero.
pub fn signed_amount_with_margin(mean: f64, standard_error: f64, language: Language) -> String {
    with_plus(mean, amount_with_margin(mean, standard_error, language))
}

/// A chance out of a hundred, with its margin: `6 van de 100 (±1)`.
pub fn chance(chance: Chance, runs: usize, language: Language) -> String {
    let text = out_of_hundred(chance.value, language);
    // Where it never (or always) happened the error of a share is 0: three in n is the bound then.
    let never_or_always = chance.value == 0.0 || chance.value == 1.0;
    let margin =
        if never_or_always { 3.0 / runs as f64 } else { HALF_WIDTH_95 * chance.standard_error };
    let margin = (100.0 * margin).ceil();
    let extreme = !(0.005..0.995).contains(&chance.value);
    // A margin that spans all shares says nothing (one run).
    if (extreme && margin <= 1.0) || margin >= 100.0 {
        text
    } else {
        format!("{text} (±{})", number(margin, 0, language))
    }
}

/// A share of the runs as futures in a sentence: `27 van de 100 toekomsten`.
pub fn futures(share: f64, language: Language) -> String {
    if share == 0.0 {
        return language.pick("geen enkele toekomst", "no future").to_owned();
    }
    if share == 1.0 {
        return language.pick("alle toekomsten", "all futures").to_owned();
    }
    let futures = language.pick("toekomsten", "futures");
    format!("{} {futures}", of_hundred(share, language))
}

/// A share as a number out of a hundred, to be followed by what is counted: `27 of 100`.
pub fn of_hundred(share: f64, language: Language) -> String {
    let text = out_of_hundred(share, language);
    match language {
        Language::Nl => text,
        Language::En => text.replace(" in 100", " of 100").replace("less than", "fewer than"),
    }
}

/// A share of a whole, in whole percents.
pub fn share(share: f64, language: Language) -> String {
    percent(share, 0, language)
}

/// A share with its margin, where that is a percent or more: `86% (±9)`.
pub fn share_with_margin(value: f64, standard_error: f64, language: Language) -> String {
    let text = share(value, language);
    let margin = (100.0 * HALF_WIDTH_95 * standard_error).ceil();
    if margin > 1.0 { format!("{text} (±{})", number(margin, 0, language)) } else { text }
}

/// A mean number of people: one decimal.
pub fn mean_count(x: f64, language: Language) -> String {
    number(x, u8::from((x - x.round()).abs() > 0.05), language)
}

/// A mean number of people or organisations with the margin of its standard error: `12,3 ± 0,8`.
pub fn count_with_margin(mean: f64, standard_error: f64, language: Language) -> String {
    let margin = HALF_WIDTH_95 * standard_error;
    if margin < 0.05 {
        return mean_count(mean, language);
    }
    let decimals = u8::from(margin < 9.95);
    format!("{} ±\u{a0}{}", number(mean, decimals, language), number(margin, decimals, language))
}

/// A number of people: none.
pub fn count(x: f64, language: Language) -> String {
    number(x, 0, language)
}

/// How many runs would make a margin smaller than a difference: rounded up to one digit;
/// `None` where more than `most` would be needed.
pub fn runs_needed(runs: usize, difference: f64, standard_error: f64, most: f64) -> Option<f64> {
    // Half as much again, because the difference is itself an estimate.
    let factor = (HALF_WIDTH_95 * standard_error / difference.abs()).powi(2) * 1.5;
    let needed = runs as f64 * factor.max(1.5);
    let step = 10f64.powi(needed.log10().floor() as i32);
    let needed = (needed / step).ceil() * step;
    (needed <= most).then_some(needed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{En, Nl};

    fn plain(text: String) -> String {
        text.replace('\u{a0}', " ")
    }

    #[test]
    fn amounts_have_three_significant_digits() {
        for (x, nl, en) in [
            (0.0, "€ 0", "€0"),
            (0.4, "€ 0", "€0"),
            (7.0, "€ 7", "€7"),
            (789.4, "€ 789", "€789"),
            (999.6, "€ 1.000", "€1,000"),
            (45_649.0, "€ 45.600", "€45,600"),
            (-45_650.0, "−€ 45.700", "−€45,700"),
            (999_499.0, "€ 999.000", "€999,000"),
            (999_500.0, "€ 1,00 mln", "€1.00m"),
            (1_234_567.0, "€ 1,23 mln", "€1.23m"),
            (12_345_678.0, "€ 12,3 mln", "€12.3m"),
            (-123_456_789.0, "−€ 123 mln", "−€123m"),
            (999_600_000.0, "€ 1,00 mld", "€1.00bn"),
            (f64::INFINITY, "–", "–"),
        ] {
            assert_eq!(plain(amount(x, Nl)), nl, "{x}");
            assert_eq!(plain(amount(x, En)), en, "{x}");
        }
    }

    #[test]
    fn an_amount_is_no_sharper_than_its_margin() {
        for (mean, margin, nl) in [
            (1_234_567.0, 45_321.0, "€ 1,23 mln ± € 45.000"),
            (12_345.0, 34_000.0, "€ 12.000 ± € 34.000"),
            (12_345.0, 99.6, "€ 12.300 ± € 100"),
            (1_234.0, 5_100_000.0, "€ 0 ± € 5,1 mln"),
            (-45_678.0, 0.0, "−€ 45.700"),
            (-45_678.0, 3.2, "−€ 45.700 ± € 3"),
            (2_345_678.0, 1_230_000.0, "€ 2,3 mln ± € 1,2 mln"),
        ] {
            assert_eq!(plain(amount_with_margin(mean, margin / HALF_WIDTH_95, Nl)), nl, "{mean}");
        }
    }

    #[test]
    fn a_mean_count_is_no_sharper_than_its_margin() {
        for (mean, margin, nl) in [
            (12.34, 0.81, "12,3 ± 0,8"),
            (12.34, 0.04, "12,3"),
            (12.0, 0.0, "12"),
            (-0.2, 1.5, "−0,2 ± 1,5"),
            (1234.5, 12.4, "1.235 ± 12"),
        ] {
            assert_eq!(plain(count_with_margin(mean, margin / HALF_WIDTH_95, Nl)), nl, "{mean}");
        }
    }

    #[test]
    fn both_ends_of_a_range_are_equally_sharp() {
        assert_eq!(range(-123_456.0, 1_234_567.0, Nl).map(plain), ["−€ 120.000", "€ 1,23 mln"]);
        assert_eq!(range(0.0, 0.0, En), ["€0", "€0"]);
    }

    #[test]
    fn a_difference_above_zero_has_a_plus_sign() {
        assert_eq!(signed_range(-1_234.0, 12_345.0, En).map(plain), ["−€1,200", "+€12,300"]);
        assert_eq!(signed_range(-123_456.0, 111.0, Nl).map(plain), ["−€ 123.000", "€ 0"]);
        assert_eq!(
            plain(signed_amount_with_margin(10_200.0, 1_000.0 / HALF_WIDTH_95, En)),
            "+€10,200 ± €1,000"
        );
    }

    #[test]
    fn chances_are_out_of_a_hundred_with_their_margin() {
        for (happened, runs, nl) in [
            (600, 10_000, "6 van de 100 (±1)"),
            (20, 200, "10 van de 100 (±5)"),
            (0, 10_000, "0 van de 100"),
            (0, 100, "0 van de 100 (±3)"),
            (3, 10_000, "minder dan 1 van de 100"),
            (9_999, 10_000, "meer dan 99 van de 100"),
            (100, 100, "100 van de 100 (±3)"),
        ] {
            assert_eq!(chance(Chance::of(happened, runs), runs, Nl), nl);
        }
        assert_eq!(chance(Chance::of(3, 10_000), 10_000, En), "less than 1 in 100");
    }

    #[test]
    fn a_sentence_speaks_of_futures() {
        for (share, nl, en) in [
            (0.0, "geen enkele toekomst", "no future"),
            (0.001, "minder dan 1 van de 100 toekomsten", "fewer than 1 of 100 futures"),
            (0.271, "27 van de 100 toekomsten", "27 of 100 futures"),
            (1.0, "alle toekomsten", "all futures"),
        ] {
            assert_eq!(futures(share, Nl), nl);
            assert_eq!(futures(share, En), en);
        }
    }

    #[test]
    fn more_runs_are_advised_until_they_would_not_help() {
        assert_eq!(runs_needed(10_000, 100.0, 100.0, 1e7), Some(60_000.0));
        assert_eq!(runs_needed(10_000, 100.0, 51.1, 1e7), Some(20_000.0));
        assert_eq!(runs_needed(10_000, 1.0, 100.0, 1e7), None);
    }
}
