//! Numbers, amounts of money and months as each language writes them.
//!
//! Rounding is half away from zero on the decimal number a reader would see (1.005 to two decimals is 1.01, although
//! its binary value lies a hair below). A result that rounds to zero has no sign. Negative numbers carry the true minus
//! sign U+2212, before the euro sign. A value that is not finite is written as "–" (no value).
//!
//! | | Dutch | English |
//! |---|---|---|
//! | number | `1.234.567,8` | `1,234,567.8` |
//! | euros | `€ 12.345`, `−€ 12.345` (no-break space) | `€12,345`, `−€12,345` |
//! | compact, from 1 million | `€ 1,2 mln`, `€ 3,4 mld` | `€1.2m`, `€3.4bn` |
//! | compact, below 1 million | `€ 350.000` (written in full) | `€350,000` |
//! | on an axis | one [`EuroUnit`] for all ticks: `€ 350.000` | `€350k` |
//! | percentage | `12,5%` | `12.5%` |

use std::cell::OnceCell;

use fixed_decimal::{Decimal, SignedRoundingMode, UnsignedRoundingMode};
use icu_decimal::DecimalFormatter;
use icu_locale_core::locale;

use super::Language;

const MINUS: &str = "\u{2212}";
const NO_BREAK_SPACE: char = '\u{a0}';
/// What is written for a value that is not finite.
const NO_VALUE: &str = "–";
/// More decimals than this are noise in a figure; it also keeps the rounding position within the type.
const MAX_DECIMALS: u8 = 30;

/// The rounded size of a number, and whether it is below zero after rounding.
struct Rounded {
    magnitude: String,
    negative: bool,
}

/// Rounds `x · 10^shift` to `decimals` places; `None` if `x` is not finite.
fn rounded(x: f64, shift: i16, decimals: u8, language: Language) -> Option<Rounded> {
    if !x.is_finite() {
        return None;
    }
    // `Display` of a float is its shortest decimal form, never with an exponent.
    let mut decimal = Decimal::try_from_str(&format!("{}", x.abs())).ok()?;
    let places = i16::from(decimals.min(MAX_DECIMALS));
    decimal.multiply_pow10(shift);
    decimal
        .round_with_mode(-places, SignedRoundingMode::Unsigned(UnsignedRoundingMode::HalfExpand));
    decimal.trim_end();
    decimal.pad_end(-places);
    decimal.trim_start();
    Some(Rounded {
        negative: x < 0.0 && !decimal.is_zero(),
        magnitude: grouped(&decimal, language),
    })
}

fn grouped(decimal: &Decimal, language: Language) -> String {
    thread_local! {
        static FORMATTERS: [OnceCell<DecimalFormatter>; 2] = const { [OnceCell::new(), OnceCell::new()] };
    }
    FORMATTERS.with(|formatters| {
        let (cell, locale) = match language {
            Language::Nl => (&formatters[0], locale!("nl")),
            Language::En => (&formatters[1], locale!("en")),
        };
        cell.get_or_init(|| {
            DecimalFormatter::try_new(locale.into(), Default::default())
                .expect("the number formats of nl and en are compiled in")
        })
        .format(decimal)
        .to_string()
    })
}

fn sign(negative: bool) -> &'static str {
    if negative { MINUS } else { "" }
}

/// The euro sign with what follows it, without sign.
fn with_euro_sign(magnitude: &str, suffix: &str, language: Language) -> String {
    match language {
        Language::Nl => format!("€{NO_BREAK_SPACE}{magnitude}{suffix}"),
        Language::En => format!("€{magnitude}{suffix}"),
    }
}

/// A number with a fixed number of decimals.
///
/// # Example
///
/// ```
/// use kansrijk::language::{Language, number};
/// assert_eq!(number(1_234_567.84, 1, Language::Nl), "1.234.567,8");
/// assert_eq!(number(-1_234_567.84, 1, Language::En), "−1,234,567.8");
/// ```
#[must_use]
pub fn number(x: f64, decimals: u8, language: Language) -> String {
    match rounded(x, 0, decimals, language) {
        Some(r) => format!("{}{}", sign(r.negative), r.magnitude),
        None => NO_VALUE.to_owned(),
    }
}

/// An amount in whole euros.
///
/// # Example
///
/// ```
/// use kansrijk::language::{Language, euros};
/// assert_eq!(euros(-12_345.4, Language::Nl), "−€\u{a0}12.345");
/// assert_eq!(euros(-12_345.4, Language::En), "−€12,345");
/// ```
#[must_use]
pub fn euros(x: f64, language: Language) -> String {
    euros_in(x, EuroUnit::One, 0, language)
}

/// An amount for running text: in full below a million, with one decimal in millions or milliards (billions) above.
///
/// # Example
///
/// ```
/// use kansrijk::language::{Language, euros_compact};
/// assert_eq!(euros_compact(1_249_000.0, Language::Nl), "€\u{a0}1,2\u{a0}mln");
/// assert_eq!(euros_compact(350_000.0, Language::Nl), "€\u{a0}350.000");
/// ```
#[must_use]
pub fn euros_compact(x: f64, language: Language) -> String {
    // The thresholds lie where the smaller unit would round up to a thousand of itself.
    let (unit, decimals) = match x.abs() {
        size if size >= 999_950_000.0 => (EuroUnit::Milliard, 1),
        size if size >= 999_999.5 => (EuroUnit::Million, 1),
        _ => (EuroUnit::One, 0),
    };
    euros_in(x, unit, decimals, language)
}

/// The unit in which all ticks of an axis, or all amounts of a list, are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EuroUnit {
    /// `€ 350`
    One,
    /// `€ 350.000` / `€350k`
    Thousand,
    /// `€ 3,5 mln` / `€3.5m`
    Million,
    /// `€ 3,5 mld` / `€3.5bn` (10⁹; billion in English, miljard in Dutch)
    Milliard,
}

impl EuroUnit {
    /// The unit that suits a list of amounts of which the largest is given: thousands from € 10,000,
    /// millions from € 1 million, milliards from € 1 milliard.
    #[must_use]
    pub fn for_largest(largest: f64) -> Self {
        match largest.abs() {
            size if size >= 1e9 => Self::Milliard,
            size if size >= 1e6 => Self::Million,
            size if size >= 1e4 => Self::Thousand,
            _ => Self::One,
        }
    }

    /// The power of ten of the unit.
    #[must_use]
    pub const fn exponent(self) -> u8 {
        match self {
            Self::One => 0,
            Self::Thousand => 3,
            Self::Million => 6,
            Self::Milliard => 9,
        }
    }

    const fn suffix(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::One, _) => "",
            (Self::Thousand, _) => "k",
            (Self::Million, Language::Nl) => "\u{a0}mln",
            (Self::Million, Language::En) => "m",
            (Self::Milliard, Language::Nl) => "\u{a0}mld",
            (Self::Milliard, Language::En) => "bn",
        }
    }
}

/// An amount in a given unit; zero is written without unit (`€ 0`).
///
/// # Example
///
/// ```
/// use kansrijk::language::{EuroUnit, Language, euros_in};
/// assert_eq!(euros_in(350_000.0, EuroUnit::Thousand, 0, Language::Nl), "€\u{a0}350.000");
/// assert_eq!(euros_in(350_000.0, EuroUnit::Million, 2, Language::En), "€0.35m");
/// ```
#[must_use]
pub fn euros_in(x: f64, unit: EuroUnit, decimals: u8, language: Language) -> String {
    if x == 0.0 {
        return with_euro_sign("0", "", language);
    }
    if (unit, language) == (EuroUnit::Thousand, Language::Nl) {
        return thousands_in_full(x, decimals);
    }
    match rounded(x, -i16::from(unit.exponent()), decimals, language) {
        Some(r) => format!(
            "{}{}",
            sign(r.negative),
            with_euro_sign(&r.magnitude, unit.suffix(language), language)
        ),
        None => NO_VALUE.to_owned(),
    }
}

/// Dutch has no `k`: as precise as in thousands, written in full.
fn thousands_in_full(x: f64, decimals: u8) -> String {
    let step = 10f64.powi(3 - i32::from(decimals.min(3)));
    euros_in((x / step).round() * step, EuroUnit::One, 0, Language::Nl)
}

/// As [`euros_in`], with a plus sign before an amount above zero: for steps and differences.
#[must_use]
pub fn signed_euros_in(x: f64, unit: EuroUnit, decimals: u8, language: Language) -> String {
    let positive = x > 0.0
        && rounded(-x, -i16::from(unit.exponent()), decimals, language).is_some_and(|r| r.negative);
    format!("{}{}", if positive { "+" } else { "" }, euros_in(x, unit, decimals, language))
}

/// A share as a percentage: 0.125 is `12,5%`.
///
/// # Example
///
/// ```
/// use kansrijk::language::{Language, percent};
/// assert_eq!(percent(0.125, 1, Language::Nl), "12,5%");
/// ```
#[must_use]
pub fn percent(share: f64, decimals: u8, language: Language) -> String {
    match rounded(share, 2, decimals, language) {
        Some(r) => format!("{}{}%", sign(r.negative), r.magnitude),
        None => NO_VALUE.to_owned(),
    }
}

/// A share as a number of futures out of a hundred: `6 van de 100`.
///
/// A share that is not zero is never written as 0, and one that is not the whole never as 100:
/// `minder dan 1 van de 100`, `meer dan 99 van de 100`.
///
/// # Example
///
/// ```
/// use kansrijk::language::{Language, out_of_hundred};
/// assert_eq!(out_of_hundred(0.06, Language::Nl), "6 van de 100");
/// assert_eq!(out_of_hundred(0.001, Language::En), "less than 1 in 100");
/// ```
#[must_use]
pub fn out_of_hundred(share: f64, language: Language) -> String {
    let (before, count) = if share > 0.0 && share < 0.005 {
        (language.pick("minder dan ", "less than "), 0.01)
    } else if (0.995..1.0).contains(&share) {
        (language.pick("meer dan ", "more than "), 0.99)
    } else {
        ("", share)
    };
    match rounded(count, 2, 0, language) {
        Some(r) => format!(
            "{before}{}{}{}",
            sign(r.negative),
            r.magnitude,
            language.pick(" van de 100", " in 100")
        ),
        None => NO_VALUE.to_owned(),
    }
}

/// A month counted from the start: `maand 31`, `month 31`.
///
/// # Example
///
/// ```
/// use kansrijk::language::{Language, month};
/// assert_eq!(month(31.0, Language::Nl), "maand 31");
/// ```
#[must_use]
pub fn month(x: f64, language: Language) -> String {
    format!("{} {}", language.pick("maand", "month"), number(x, 0, language))
}

const MONTHS_NL: [&str; 12] =
    ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
const MONTHS_EN: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A calendar month: `mrt 2027`, `Mar 2027`. Months past December or before January count on into the next or previous year.
///
/// # Example
///
/// ```
/// use kansrijk::language::{Language, calendar_month};
/// assert_eq!(calendar_month(2027, 3, Language::Nl), "mrt 2027");
/// assert_eq!(calendar_month(2027, 13, Language::En), "Jan 2028");
/// ```
#[must_use]
pub fn calendar_month(year: i32, month: i32, language: Language) -> String {
    let names = match language {
        Language::Nl => MONTHS_NL,
        Language::En => MONTHS_EN,
    };
    let index = month - 1;
    let name = names[usize::try_from(index.rem_euclid(12)).unwrap_or_default()];
    format!("{name} {}", year + index.div_euclid(12))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{En, Nl};

    #[test]
    fn numbers_follow_the_language() {
        for (x, decimals, nl, en) in [
            (0.0, 0, "0", "0"),
            (-0.0, 2, "0,00", "0.00"),
            (-0.004, 2, "0,00", "0.00"),
            (-0.005, 2, "−0,01", "−0.01"),
            (0.5, 0, "1", "1"),
            (2.5, 0, "3", "3"),
            (-2.5, 0, "−3", "−3"),
            (1.005, 2, "1,01", "1.01"),
            (999.95, 1, "1.000,0", "1,000.0"),
            (1234.0, 0, "1.234", "1,234"),
            (1_234_567.84, 1, "1.234.567,8", "1,234,567.8"),
            (-1e9, 0, "−1.000.000.000", "−1,000,000,000"),
            (0.1 + 0.2, 3, "0,300", "0.300"),
            (1e-9, 2, "0,00", "0.00"),
            (1e21, 0, "1.000.000.000.000.000.000.000", "1,000,000,000,000,000,000,000"),
            (f64::NAN, 1, "–", "–"),
            (f64::NEG_INFINITY, 1, "–", "–"),
        ] {
            assert_eq!(number(x, decimals, Nl), nl, "{x}");
            assert_eq!(number(x, decimals, En), en, "{x}");
        }
    }

    #[test]
    fn euros_are_whole_with_the_sign_in_front() {
        for (x, nl, en) in [
            (0.0, "€\u{a0}0", "€0"),
            (-0.4, "€\u{a0}0", "€0"),
            (12_345.0, "€\u{a0}12.345", "€12,345"),
            (-12_345.5, "−€\u{a0}12.346", "−€12,346"),
            (1e9, "€\u{a0}1.000.000.000", "€1,000,000,000"),
        ] {
            assert_eq!(euros(x, Nl), nl);
            assert_eq!(euros(x, En), en);
        }
    }

    #[test]
    fn compact_euros_change_unit_where_the_smaller_would_overflow() {
        for (x, nl, en) in [
            (0.0, "€\u{a0}0", "€0"),
            (350_000.0, "€\u{a0}350.000", "€350,000"),
            (999_999.4, "€\u{a0}999.999", "€999,999"),
            (999_999.5, "€\u{a0}1,0\u{a0}mln", "€1.0m"),
            (-1_250_000.0, "−€\u{a0}1,3\u{a0}mln", "−€1.3m"),
            (999_949_999.0, "€\u{a0}999,9\u{a0}mln", "€999.9m"),
            (999_950_000.0, "€\u{a0}1,0\u{a0}mld", "€1.0bn"),
            (f64::NAN, "–", "–"),
        ] {
            assert_eq!(euros_compact(x, Nl), nl);
            assert_eq!(euros_compact(x, En), en);
        }
    }

    #[test]
    fn euros_in_a_unit_share_it() {
        for (x, unit, decimals, nl, en) in [
            (0.0, EuroUnit::Million, 1, "€\u{a0}0", "€0"),
            (350_000.0, EuroUnit::Thousand, 0, "€\u{a0}350.000", "€350k"),
            (-1_500.0, EuroUnit::Thousand, 1, "−€\u{a0}1.500", "−€1.5k"),
            (200_000.0, EuroUnit::Million, 1, "€\u{a0}0,2\u{a0}mln", "€0.2m"),
            (2.5e9, EuroUnit::Milliard, 1, "€\u{a0}2,5\u{a0}mld", "€2.5bn"),
            (0.02, EuroUnit::One, 2, "€\u{a0}0,02", "€0.02"),
        ] {
            assert_eq!(euros_in(x, unit, decimals, Nl), nl);
            assert_eq!(euros_in(x, unit, decimals, En), en);
        }
        assert_eq!(EuroUnit::for_largest(-9_999.0), EuroUnit::One);
        assert_eq!(EuroUnit::for_largest(1e4), EuroUnit::Thousand);
        assert_eq!(EuroUnit::for_largest(-1e6), EuroUnit::Million);
        assert_eq!(EuroUnit::for_largest(3e9), EuroUnit::Milliard);
    }

    #[test]
    fn a_plus_sign_is_for_what_is_still_above_zero_after_rounding() {
        for (x, nl) in [
            (2_400.0, "+€\u{a0}2.000"),
            (-2_500.0, "−€\u{a0}3.000"),
            (100.0, "€\u{a0}0"),
            (0.0, "€\u{a0}0"),
        ] {
            assert_eq!(signed_euros_in(x, EuroUnit::Thousand, 0, Nl), nl);
        }
    }

    #[test]
    fn percentages_round_the_share_as_written() {
        for (share, decimals, nl, en) in [
            (0.125, 1, "12,5%", "12.5%"),
            (0.07, 0, "7%", "7%"),
            (0.285, 0, "29%", "29%"),
            (-0.0001, 0, "0%", "0%"),
            (-0.031, 1, "−3,1%", "−3.1%"),
            (12.5, 0, "1.250%", "1,250%"),
        ] {
            assert_eq!(percent(share, decimals, Nl), nl);
            assert_eq!(percent(share, decimals, En), en);
        }
    }

    #[test]
    fn a_small_chance_is_never_written_as_none() {
        for (share, nl, en) in [
            (0.0, "0 van de 100", "0 in 100"),
            (0.0049, "minder dan 1 van de 100", "less than 1 in 100"),
            (0.005, "1 van de 100", "1 in 100"),
            (0.06, "6 van de 100", "6 in 100"),
            (0.994, "99 van de 100", "99 in 100"),
            (0.996, "meer dan 99 van de 100", "more than 99 in 100"),
            (1.0, "100 van de 100", "100 in 100"),
        ] {
            assert_eq!(out_of_hundred(share, Nl), nl);
            assert_eq!(out_of_hundred(share, En), en);
        }
    }

    #[test]
    fn months_count_on_into_other_years() {
        assert_eq!(month(31.4, Nl), "maand 31");
        assert_eq!(month(0.0, En), "month 0");
        assert_eq!(calendar_month(2027, 10, Nl), "okt 2027");
        assert_eq!(calendar_month(2027, 25, Nl), "jan 2029");
        assert_eq!(calendar_month(2027, 0, En), "Dec 2026");
    }
}
