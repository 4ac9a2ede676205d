//! What can be moved to its 5th or 95th percentile: a quantity, with those that move together with it.

use crate::distribution::normal::{standard_normal_cdf, standard_normal_quantile};
use crate::model::scenario::Scenario;
use crate::sample::theta::independent_groups;

/// A quantity, or the yearly deviations of an index, that is moved.
///
/// Quantities that move together are the images of independent standard normals; a lever is a direction of unit
/// length in that space. Moved to a score `s` it takes along what its correlations imply: where the others of its
/// group would lie on average, or, for a draw, where this draw would lie had the score been `s`.
#[derive(Clone, Debug, PartialEq)]
pub struct Lever {
    /// Indices of the quantities that it is about: one, or the deviations of an index.
    pub quantities: Vec<usize>,
    /// Indices of all quantities that move with it, those of `quantities` included.
    pub members: Vec<usize>,
    /// The direction, by member.
    direction: Vec<f64>,
}

impl Lever {
    /// The independent uniforms of the members when the lever stands at `score`, from what they were.
    pub fn moved(&self, score: f64, uniform: impl Fn(usize) -> f64) -> Vec<f64> {
        let normals: Vec<f64> =
            self.members.iter().map(|&q| standard_normal_quantile(uniform(q))).collect();
        let now: f64 = self.direction.iter().zip(&normals).map(|(b, z)| b * z).sum();
        let moved = self.direction.iter().zip(&normals).map(|(b, z)| z + b * (score - now));
        moved.map(|z| standard_normal_cdf(z).clamp(f64::MIN_POSITIVE, 1.0 - f64::EPSILON)).collect()
    }

    /// Whether other quantities move along because they are correlated.
    pub fn takes_others_along(&self) -> bool {
        self.members.len() > self.quantities.len()
    }
}

/// Every lever of a scenario, in the order of [`independent_groups`].
pub fn levers(scenario: &Scenario) -> Vec<Lever> {
    let mut levers = Vec::new();
    let mut correlated: Vec<usize> = Vec::new();
    for group in &scenario.correlations {
        let members: Vec<usize> = group.members.iter().map(|&q| q as usize).collect();
        let n = members.len();
        for (k, &q) in members.iter().enumerate() {
            if scenario.quantities[q].distribution.is_certain() {
                continue;
            }
            // The k-th correlated normal is this combination of the independent ones.
            let direction = group.cholesky[k * n..(k + 1) * n].to_vec();
            levers.push(Lever { quantities: vec![q], members: members.clone(), direction });
        }
        correlated.extend(members);
    }
    for group in independent_groups(scenario) {
        if group.iter().any(|q| correlated.contains(q)) {
            continue;
        }
        // Deviations of several years: evenly, so that their sum stands at its percentile.
        let direction = vec![1.0 / (group.len() as f64).sqrt(); group.len()];
        levers.push(Lever { quantities: group.clone(), members: group, direction });
    }
    levers
}
