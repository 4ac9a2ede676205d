//! What two scenarios share, and what they do not: months, numbers, positions.

use std::collections::BTreeMap;

use crate::distribution::Distribution;
use crate::model::quantity::QuantityDefinition;
use crate::model::scenario::{DiscountRate, Refill, Scenario, Strategy};
use crate::model::time::YearMonth;

/// What keeps a difference from being taken, or from being what it seems. Values are those of the first
/// scenario and of the other.
#[derive(Clone, Debug, PartialEq)]
pub enum Obstacle {
    /// The scenarios begin in different months: no amounts are subtracted.
    Start([YearMonth; 2]),
    /// Their numbers of months differ: no amounts are subtracted.
    Horizon([usize; 2]),
    /// One has a lump sum, which is outside the model: only differences with a baseline are compared.
    LumpSum,
    /// The strategies that others are compared with have different keys: differences with them are not compared.
    Baseline([String; 2]),
    /// Net present values are measured with different yardsticks.
    DiscountRate([f64; 2]),
}

/// The obstacles between two scenarios.
pub fn obstacles(a: &Scenario, b: &Scenario) -> Vec<Obstacle> {
    let mut found = Vec::new();
    if a.calendar.start != b.calendar.start {
        found.push(Obstacle::Start([a.calendar.start, b.calendar.start]));
    }
    if a.calendar.horizon != b.calendar.horizon {
        found.push(Obstacle::Horizon([a.calendar.horizon, b.calendar.horizon]));
    }
    if a.contract.variant.is_task() != b.contract.variant.is_task() {
        found.push(Obstacle::LumpSum);
    }
    let baseline = |of: &Scenario| of.strategies[of.baseline].key.clone();
    if baseline(a) != baseline(b) {
        found.push(Obstacle::Baseline([baseline(a), baseline(b)]));
    }
    let rates = [a, b].map(|of| DiscountRate::nominal(of.discount_rate));
    if rates[0] != rates[1] {
        found.push(Obstacle::DiscountRate(rates));
    }
    found
}

/// The numbers of two scenarios, by their paths.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantities {
    /// Uncertain numbers with the same path, spread and correlations: one value in each pair of runs.
    pub shared: usize,
    /// Certain numbers that are the same.
    pub certain: usize,
    /// Numbers that both have and that are not the same.
    pub different: Vec<DifferentQuantity>,
    /// Numbers that the other scenario lacks, or has under another path.
    pub only_in_first: Vec<QuantityDefinition>,
    /// Numbers that only the other scenario has, or has under another path.
    pub only_in_other: Vec<QuantityDefinition>,
}

/// A number that two scenarios have under one path and that is not the same.
#[derive(Clone, Debug, PartialEq)]
pub struct DifferentQuantity {
    /// Its path.
    pub path: String,
    /// Symbol of its unit.
    pub unit: &'static str,
    /// Its spread in the first scenario and in the other, in euros of the starting year where it is money.
    pub spreads: [Distribution; 2],
    /// How the values of paired runs hang together.
    pub luck: QuantityLuck,
}

/// How the values of a number hang together in paired runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuantityLuck {
    /// High in one is high in the other: only the spread differs.
    SameRank,
    /// It moves together with other numbers, or in another way: ranks agree in part, or not at all.
    OtherCorrelation,
    /// It is certain in one of them: there is nothing to share.
    Certain,
}

impl Quantities {
    /// Compares two scenarios number by number.
    pub fn new(a: &Scenario, b: &Scenario) -> Self {
        let (of_a, of_b) = (by_path(a), by_path(b));
        let (weights_a, weights_b) = (weights(a), weights(b));
        let mut found = Self {
            shared: 0,
            certain: 0,
            different: Vec::new(),
            only_in_first: lacking(a, &of_b),
            only_in_other: lacking(b, &of_a),
        };
        for here in &a.quantities {
            let Some(there) = of_b.get(here.path.as_str()) else { continue };
            let spreads = [here.distribution.clone(), there.distribution.clone()];
            let is_certain = spreads.iter().any(Distribution::is_certain);
            let path = here.path.as_str();
            let same_ranks = weights_a.get(path) == weights_b.get(path);
            let luck = match (is_certain, same_ranks) {
                (true, _) => QuantityLuck::Certain,
                (false, true) => QuantityLuck::SameRank,
                (false, false) => QuantityLuck::OtherCorrelation,
            };
            match (spreads[0] == spreads[1], luck) {
                (true, QuantityLuck::SameRank) => found.shared += 1,
                (true, QuantityLuck::Certain) => found.certain += 1,
                _ => found.different.push(DifferentQuantity {
                    path: here.path.clone(),
                    unit: here.unit,
                    spreads,
                    luck,
                }),
            }
        }
        found
    }
}

fn by_path(scenario: &Scenario) -> BTreeMap<&str, &QuantityDefinition> {
    scenario.quantities.iter().map(|quantity| (quantity.path.as_str(), quantity)).collect()
}

fn lacking(
    from: &Scenario,
    other: &BTreeMap<&str, &QuantityDefinition>,
) -> Vec<QuantityDefinition> {
    let lacks = |quantity: &&QuantityDefinition| !other.contains_key(quantity.path.as_str());
    from.quantities.iter().filter(lacks).cloned().collect()
}

/// A weight that should be 1 is off by the rounding of `2·sin(π/6)` and of a square root.
const DUST: f64 = 1e-12;

/// For each correlated quantity the paths whose uniforms it is made from, with their weights: equal
/// weights on equal paths give equal ranks.
fn weights(scenario: &Scenario) -> BTreeMap<&str, Vec<(&str, f64)>> {
    let path = |member: u32| scenario.quantities[member as usize].path.as_str();
    let mut weights = BTreeMap::new();
    for group in &scenario.correlations {
        let n = group.members.len();
        for (i, &member) in group.members.iter().enumerate() {
            let row = &group.cholesky[i * n..i * n + i + 1];
            let parts = group.members.iter().map(|&member| path(member)).zip(row.iter().copied());
            let mut parts: Vec<(&str, f64)> = parts.filter(|(_, weight)| *weight != 0.0).collect();
            parts.sort_by_key(|(path, _)| *path);
            // The first of a group is itself, as it would be without the group.
            let is_itself = matches!(parts[..], [(_, weight)] if (weight - 1.0).abs() < DUST);
            if !is_itself {
                weights.insert(path(member), parts);
            }
        }
    }
    weights
}

/// Which positions of a strategy live on the same luck in two scenarios.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Positions {
    /// Positions that are held by the same profiles in both.
    pub aligned: usize,
    /// The others, in order of their numbers.
    pub apart: Vec<Apart>,
}

/// Consecutive positions that are held by other profiles in the other scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apart {
    /// Number of the first of them, counted from 1.
    pub from: usize,
    /// Number of the last of them.
    pub until: usize,
    /// Who holds them in the first scenario and in the other; `None`: there are no such positions.
    pub held_by: [Option<Holder>; 2],
}

/// Who holds a position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Key of the first occupant's profile; `None`: nobody.
    pub first: Option<String>,
    /// What happens after an exit.
    pub then: Then,
}

/// What happens to a position after an exit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Then {
    /// It stays vacant.
    Vacant,
    /// It ends.
    Closes,
    /// Somebody of the profile with this key is sought.
    Profile(String),
}

impl Positions {
    /// Compares the positions of two strategies, number by number.
    pub fn new(a: &Scenario, s: usize, b: &Scenario, t: usize) -> Self {
        let here = holders(a, &a.strategies[s]);
        let there = holders(b, &b.strategies[t]);
        let mut found = Self { aligned: 0, apart: Vec::new() };
        for k in 0..here.len().max(there.len()) {
            let held_by = [here.get(k).cloned(), there.get(k).cloned()];
            if held_by[0] == held_by[1] {
                found.aligned += 1;
                continue;
            }
            match found.apart.last_mut() {
                Some(last) if last.until == k && last.held_by == held_by => last.until = k + 1,
                _ => found.apart.push(Apart { from: k + 1, until: k + 1, held_by }),
            }
        }
        found
    }
}

fn holders(scenario: &Scenario, strategy: &Strategy) -> Vec<Holder> {
    let key =
        |profile: crate::model::scenario::ProfileIndex| scenario.profiles[profile.0].key.clone();
    let mut holders = Vec::with_capacity(strategy.positions());
    for group in &strategy.intake {
        let holder = Holder {
            first: group.profile.map(key),
            then: match group.refill {
                Refill::None => Then::Vacant,
                Refill::Closes => Then::Closes,
                Refill::Profile(profile) => Then::Profile(key(profile)),
            },
        };
        holders.extend(std::iter::repeat_n(holder, group.positions));
    }
    holders
}
