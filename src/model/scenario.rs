//! A complete, checked scenario. Whoever holds one need not check again.

use super::contract::Contract;
use super::employment::Employment;
use super::organisation::{Cover, Organisation};
use super::profile::{Profile, Route};
use super::quantity::{CorrelationGroup, Expectation, Quantity, QuantityDefinition};
use super::subsidy::SubsidyDesign;
use super::time::Calendar;
pub use crate::language::Label;
use crate::units::{AnnualRate, Euros};

/// Index into [`Scenario::profiles`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ProfileIndex(pub usize);
/// Index into [`Scenario::routes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RouteIndex(pub usize);
/// Index into [`Scenario::subsidies`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SubsidyIndex(pub usize);

/// Everything that is known about one choice of an organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Name of the file without its extension; names the folder of results.
    pub name: String,
    /// Title for people.
    pub title: Label,
    /// The question that it answers.
    pub question: Label,
    /// Start and number of months.
    pub calendar: Calendar,
    /// r.
    pub discount_rate: DiscountRate,
    /// Index into `strategies` of the one that the others are compared with.
    pub baseline: usize,
    /// Every number of the scenario, in the order of their paths' first appearance.
    pub quantities: Vec<QuantityDefinition>,
    /// Quantities that move together.
    pub correlations: Vec<CorrelationGroup>,
    /// What every draw is expected to obey.
    pub expectations: Vec<Expectation>,
    /// Wage index W.
    pub wage_index: Index,
    /// Tariff index P.
    pub tariff_index: Index,
    /// The organisation around the positions.
    pub organisation: Organisation,
    /// What the work earns.
    pub contract: Contract,
    /// What holds for everyone on the payroll.
    pub employment: Employment,
    /// Who can be hired.
    pub profiles: Vec<Profile>,
    /// Ways to registration.
    pub routes: Vec<Route>,
    /// Subsidy designs.
    pub subsidies: Vec<SubsidyDesign>,
    /// What is compared.
    pub strategies: Vec<Strategy>,
    /// Value of each head employed at the horizon.
    pub residual_value: Option<ResidualValue>,
}

/// The discount rate r as written; not uncertain.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DiscountRate {
    /// A nominal rate a year.
    Nominal(f64),
    /// `(1 + real)(1 + inflation) − 1`.
    Real {
        /// Real rate a year.
        real: f64,
        /// Inflation a year.
        inflation: f64,
    },
}

impl DiscountRate {
    /// The nominal rate a year.
    pub fn nominal(self) -> f64 {
        match self {
            Self::Nominal(rate) => rate,
            Self::Real { real, inflation } => (1.0 + real) * (1.0 + inflation) - 1.0,
        }
    }
}

/// A price index: the product of `1 + growth + deviation` over the Januaries since the start.
#[derive(Clone, Debug, PartialEq)]
pub struct Index {
    /// Growth a year.
    pub growth: Quantity<AnnualRate>,
    /// A deviation for each January in (start, horizon), in order; empty when none is stated.
    pub yearly_deviations: Vec<Quantity<AnnualRate>>,
}

/// Value of each head employed at the horizon, discounted from there. Not indexed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ResidualValue {
    /// For each registered head [€].
    pub registered: Quantity<Euros>,
    /// For each unregistered head [€].
    pub unregistered: Quantity<Euros>,
}

/// One way to fill the positions.
#[derive(Clone, Debug, PartialEq)]
pub struct Strategy {
    /// Key in the scenario file.
    pub key: String,
    /// Name for people.
    pub name: Label,
    /// Positions, in file order: their numbers run through the whole strategy.
    pub intake: Vec<IntakeGroup>,
    /// Designs that it applies under.
    pub subsidies: Vec<SubsidyIndex>,
    /// Who stands in (the scenario's cover unless the strategy overrules it).
    pub cover: Option<Cover>,
}

/// Positions that are filled in the same way.
#[derive(Clone, Debug, PartialEq)]
pub struct IntakeGroup {
    /// n.
    pub positions: usize,
    /// First month in which the positions have a norm.
    pub vacant_from: usize,
    /// Month in which the search starts.
    pub recruit_from: usize,
    /// f: share of a full-time week.
    pub fte: f64,
    /// Who is hired first; `None`: nobody, the post stays vacant.
    pub profile: Option<ProfileIndex>,
    /// What happens after an exit.
    pub refill: Refill,
}

/// What happens to a position after an exit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refill {
    /// It stays vacant.
    None,
    /// It ends: no norm, no gap, no cover.
    Closes,
    /// Somebody of this profile is sought.
    Profile(ProfileIndex),
}

impl Strategy {
    /// Number of positions over all groups.
    pub fn positions(&self) -> usize {
        self.intake.iter().map(|group| group.positions).sum()
    }
}

impl Scenario {
    /// The nominal discount factor of month t, `(1 + r)^(−t/12)`.
    pub fn discount_factor(&self, t: usize) -> f64 {
        (1.0 + self.discount_rate.nominal()).powf(-(t as f64) / 12.0)
    }
}
