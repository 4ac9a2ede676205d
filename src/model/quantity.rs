//! Quantities: numbers that hold for a whole run, known or uncertain.

use std::fmt;
use std::marker::PhantomData;

use crate::distribution::Distribution;
use crate::units::Unit;

/// A handle on one quantity of a scenario; its value in a run is `theta.get(quantity)`.
///
/// Plain numbers are quantities too (with a [`Distribution::Fixed`]), so that every number
/// can be overridden, varied and listed by its path.
pub struct Quantity<U> {
    /// Position in [`super::scenario::Scenario::quantities`] and in [`Theta`].
    pub index: u32,
    unit: PhantomData<fn() -> U>,
}

impl<U> Quantity<U> {
    /// The handle on the quantity at `index`.
    pub fn new(index: usize) -> Self {
        Self { index: index as u32, unit: PhantomData }
    }
}

impl<U> Clone for Quantity<U> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<U> Copy for Quantity<U> {}
impl<U> PartialEq for Quantity<U> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}
impl<U> fmt::Debug for Quantity<U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Quantity({})", self.index)
    }
}

/// How well founded a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub enum Grade {
    /// Official: law, ministry, statistics office, collective agreement.
    A,
    /// Sector study or sector body.
    B,
    /// Analogue of another sector or country, a price list, or derived from A and B.
    C,
    /// Assumption without a source.
    D,
}

/// What is known of one quantity: its spread and where the number comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct QuantityDefinition {
    /// The path of its place of definition in the scenario, for instance
    /// `profile.regular.absence`; its one name everywhere.
    pub path: String,
    /// Its spread, in euros of the starting year where it is money.
    pub distribution: Distribution,
    /// Its spread as the file has it, before conversion to the price level of the start.
    pub as_written: Distribution,
    /// Symbol of its unit.
    pub unit: &'static str,
    /// Smallest and largest legal value of its field.
    pub range: (f64, f64),
    /// Year of the euros that the file states (`euros_of`), for money.
    pub euros_of: Option<i32>,
    /// Where the number comes from.
    pub source: Option<String>,
    /// How well founded it is.
    pub grade: Option<Grade>,
    /// Remark by the writer of the scenario.
    pub note: Option<String>,
    /// True for the yearly deviations of the indices, which the file gives as one number
    /// (their standard deviation) and which count as one group.
    pub is_yearly_deviation: bool,
    /// A part of a duration that its form does not state, such as where a gamma begins: certain, and nobody can set it.
    pub is_implicit: bool,
}

/// Quantities that move together.
#[derive(Clone, Debug, PartialEq)]
pub struct CorrelationGroup {
    /// Indices of the quantities, in the order of the file.
    pub members: Vec<u32>,
    /// Spearman's ρ as written, row by row.
    pub spearman: Vec<f64>,
    /// Lower Cholesky factor of the normal copula's matrix `2·sin(πρ/6)`, row by row.
    pub cholesky: Vec<f64>,
}

/// Something that the scenario expects of every draw: `left ≥ right`.
#[derive(Clone, Debug, PartialEq)]
pub struct Expectation {
    /// Index of the quantity that should be the larger one.
    pub left: u32,
    /// What it is compared with.
    pub right: Comparand,
    /// Why, in the words of the file.
    pub because: Option<String>,
}

/// The right side of an [`Expectation`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Comparand {
    /// Another quantity, by index.
    Quantity(u32),
    /// A number.
    Number(f64),
}

/// One value for every quantity of the scenario: what nobody knows, settled for one run.
#[derive(Clone, Debug, PartialEq)]
pub struct Theta(pub Vec<f64>);

impl Theta {
    /// The value of a quantity, in its unit.
    pub fn get<U: Unit>(&self, quantity: Quantity<U>) -> U {
        U::new(self.0[quantity.index as usize])
    }

    /// The bare number of a quantity.
    pub fn value<U>(&self, quantity: Quantity<U>) -> f64 {
        self.0[quantity.index as usize]
    }
}
