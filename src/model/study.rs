//! A complete, checked study: subsidy designs side by side over many organisations. Whoever holds one need not
//! check again.

use super::quantity::{Quantity, QuantityDefinition};
use super::scenario::Scenario;
use crate::language::Label;
use crate::units::Share;

/// Index in [`Organisation::scenario`] of what the organisation does without its programme.
pub const BASELINE: usize = 0;
/// Index in [`Organisation::scenario`] of the programme without any subsidy.
pub const PROGRAMME: usize = 1;

/// Index in [`Organisation::scenario`] of the programme under a design.
pub fn under(design: usize) -> usize {
    PROGRAMME + 1 + design
}

/// Everything that is known about one choice of a funder.
#[derive(Clone, Debug, PartialEq)]
pub struct Study {
    /// Name of the file without its extension; names the folder of results.
    pub name: String,
    /// Title for people.
    pub title: Label,
    /// The question that it answers.
    pub question: Label,
    /// The designs that are compared, in file order.
    pub designs: Vec<Design>,
    /// Who could take part, in file order, then those that were drawn.
    pub organisations: Vec<Organisation>,
    /// Most that the funder pays under one design [€, nominal, before clawback]; `None`: as much as is asked for.
    pub budget: Option<f64>,
    /// Months after the start at which the funder counts people; at most the horizon of the scenarios.
    pub horizon: usize,
    /// Uncertain numbers of the study itself; common to all organisations.
    pub quantities: Vec<QuantityDefinition>,
    /// Share of those who left after registering that stays in youth care; index into `quantities`.
    pub stays_in_sector: Quantity<Share>,
    /// Share of registered hires that another employer in youth care loses; index into `quantities`.
    pub displacement: Quantity<Share>,
    /// Highest value of one additional registered professional in the acceptability curve [€].
    pub highest_worth: f64,
    /// Organisations that pool their cohorts; `None`: nobody.
    pub consortium: Option<Consortium>,
}

/// One subsidy design of a study.
#[derive(Clone, Debug, PartialEq)]
pub struct Design {
    /// Key in the study file; of a grid with the numbers that it varies.
    pub key: String,
    /// Name for people.
    pub name: Label,
    /// Most that the funder pays under it, where it differs from that of the study [€].
    pub budget: Option<f64>,
}

/// One employer of a study.
#[derive(Clone, Debug, PartialEq)]
pub struct Organisation {
    /// Name for people.
    pub name: Label,
    /// Its positions, cash, contract and people. Strategies: [`BASELINE`], [`PROGRAMME`], then the programme
    /// [`under`] each design. It states liquidity.
    pub scenario: Scenario,
    /// p: it takes part if `P(ΔNPV ≥ 0)` is at least this …
    pub chance_of_gain: f64,
    /// … and α: `P(shortfall)` at most this.
    pub accepted_risk: f64,
    /// What it believes of the exit probabilities of people who are not registered when they come, as a multiple of
    /// the true ones: 1 is right, 0.8 too hopeful.
    pub believed_exit: f64,
    /// Indices into the quantities of its scenario that it has for itself; the others are common to all
    /// organisations that have the same path.
    pub local: Vec<usize>,
}

/// Members that pool their cohorts.
#[derive(Clone, Debug, PartialEq)]
pub struct Consortium {
    /// Indices into [`Study::organisations`]; at least two.
    pub members: Vec<usize>,
    /// Index of the design that all members have; `None`: without any design.
    pub design: Option<usize>,
    /// Training that is given in classes is given to all members together.
    pub shared_classes: bool,
}
