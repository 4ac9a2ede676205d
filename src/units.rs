//! Units of measurement as types, so that euros are never added to hours.
//!
//! A unit wraps one `f64`. Only operations with a meaning exist. The reader gives every
//! field a unit, the model multiplies them; inner loops over months use plain slices of
//! numbers behind one module ([`crate::model::rates`]).

use std::fmt;
use std::ops::{Add, Mul, Neg, Sub};

/// A unit of measurement: what the number of a quantity counts.
pub trait Unit: Copy + fmt::Debug + 'static {
    /// How the unit is written in messages, the schema and the assumption register.
    const SYMBOL: &'static str;
    /// True where the number is an amount of money that has a price level.
    const IS_MONEY: bool = false;
    /// Wraps a plain number.
    fn new(value: f64) -> Self;
    /// The plain number.
    fn value(self) -> f64;
}

macro_rules! units {
    ($($(#[$doc:meta])* $name:ident, $symbol:literal, $money:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Default)]
        pub struct $name(pub f64);

        impl Unit for $name {
            const SYMBOL: &'static str = $symbol;
            const IS_MONEY: bool = $money;
            fn new(value: f64) -> Self { Self(value) }
            fn value(self) -> f64 { self.0 }
        }
        impl Add for $name { type Output = Self; fn add(self, other: Self) -> Self { Self(self.0 + other.0) } }
        impl Sub for $name { type Output = Self; fn sub(self, other: Self) -> Self { Self(self.0 - other.0) } }
        impl Neg for $name { type Output = Self; fn neg(self) -> Self { Self(-self.0) } }
    )*};
}

units! {
    /// An amount of money, nominal euros.
    Euros, "€", true;
    /// Euros for an hour.
    EurosPerHour, "€/hour", true;
    /// Euros a month.
    EurosPerMonth, "€/month", true;
    /// Hours of work.
    Hours, "hours", false;
    /// Hours a week.
    HoursPerWeek, "hours/week", false;
    /// Hours a year.
    HoursPerYear, "hours/year", false;
    /// Months.
    Months, "months", false;
    /// Full-time equivalents: 1 is the contractual full-time week.
    Fte, "FTE", false;
    /// A share of a whole; 0.08 is 8 %.
    Share, "share", false;
    /// A probability, between 0 and 1.
    Probability, "probability", false;
    /// A probability for a whole year; see [`AnnualProbability::monthly`].
    AnnualProbability, "probability/year", false;
    /// Growth or interest a year; 0.03 is 3 %.
    AnnualRate, "rate/year", false;
    /// A number of people, cases or candidates.
    Count, "number", false;
}

impl Mul<Share> for Euros {
    type Output = Self;
    fn mul(self, share: Share) -> Self {
        Self(self.0 * share.0)
    }
}

impl Mul<Hours> for EurosPerHour {
    type Output = Euros;
    fn mul(self, hours: Hours) -> Euros {
        Euros(self.0 * hours.0)
    }
}

impl HoursPerYear {
    /// A twelfth: the hours of a month.
    pub fn monthly(self) -> Hours {
        Hours(self.0 / 12.0)
    }
}

impl AnnualProbability {
    /// The monthly probability that compounds to this annual one.
    ///
    /// # Formula
    /// `1 − (1 − p)^(1/12)`; p = 1 gives 1.
    pub fn monthly(self) -> Probability {
        Probability(1.0 - (1.0 - self.0).powf(1.0 / 12.0))
    }
}
