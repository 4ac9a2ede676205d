//! Calendar months, price indices' Januaries and values dated by agreement or law.

use super::quantity::{Quantity, Theta};
use crate::units::Unit;

/// A calendar month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearMonth {
    /// Calendar year.
    pub year: i32,
    /// Month of the year, 1 to 12.
    pub month: u32,
}

impl YearMonth {
    /// The month that lies `months` after this one.
    pub fn plus(self, months: usize) -> Self {
        let total = i64::from(self.year) * 12 + i64::from(self.month) - 1 + months as i64;
        Self { year: total.div_euclid(12) as i32, month: (total.rem_euclid(12) + 1) as u32 }
    }

    /// How many months this month lies after `earlier`; negative when it lies before.
    pub fn months_after(self, earlier: Self) -> i64 {
        (i64::from(self.year) - i64::from(earlier.year)) * 12 + i64::from(self.month)
            - i64::from(earlier.month)
    }
}

/// The months that a scenario covers: `t = 0 … horizon − 1` from `start`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The calendar month of t = 0.
    pub start: YearMonth,
    /// Number of months in which work is done.
    pub horizon: usize,
}

impl Calendar {
    /// The calendar month of month index `t` (also beyond the horizon).
    pub fn month(&self, t: usize) -> YearMonth {
        self.start.plus(t)
    }

    /// True when month `t` is a January after the start: an index moves there.
    pub fn index_moves_in(&self, t: usize) -> bool {
        t > 0 && self.month(t).month == 1
    }
}

/// A value that follows a price index, or several dated values that replace it.
///
/// The latest value dated on or before month t holds as written; after the last date the
/// index runs on from the first January after that date. One undated value is dated at the
/// start. `values` is sorted by month and its first entry is at month 0 (a date before the
/// start counts from the start).
#[derive(Clone, Debug, PartialEq)]
pub struct Dated<U> {
    /// Month index from which the value holds, and the value.
    pub values: Vec<(usize, Quantity<U>)>,
}

impl<U: Unit> Dated<U> {
    /// One value, indexed from the start.
    pub fn single(quantity: Quantity<U>) -> Self {
        Self { values: vec![(0, quantity)] }
    }

    /// Writes the value of every month into `out`, given the index series (`index[0] = 1`).
    ///
    /// # Formula
    /// `v_k` for months before the last date, `v_last · I(t) / I(m_last)` from there on.
    pub fn fill(&self, theta: &Theta, index: &[f64], out: &mut [f64]) {
        for (k, &(from, quantity)) in self.values.iter().enumerate() {
            let value = theta.get(quantity).value();
            let until = self.values.get(k + 1).map_or(out.len(), |next| next.0.min(out.len()));
            let from = from.min(until);
            if k + 1 < self.values.len() {
                out[from..until].fill(value);
            } else if from < until {
                let at_date = value / index[from];
                for (o, i) in out[from..until].iter_mut().zip(&index[from..until]) {
                    *o = at_date * i;
                }
            }
        }
    }
}
