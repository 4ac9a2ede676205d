//! Draws the uncertain quantities of a run.

use super::address::{Ignorance, path_hash};
use crate::distribution::Inverter;
use crate::distribution::normal::{standard_normal_cdf, standard_normal_quantile};
use crate::model::quantity::Theta;
use crate::model::scenario::Scenario;

/// Draws θ for any run of a scenario.
#[derive(Clone, Debug)]
pub struct ThetaSampler {
    certain: Vec<f64>,
    uncertain: Vec<Uncertain>,
    groups: Vec<Group>,
}

#[derive(Clone, Debug)]
struct Uncertain {
    index: usize,
    path: u64,
    inverter: Inverter,
}

#[derive(Clone, Debug)]
struct Group {
    members: Vec<Uncertain>,
    cholesky: Vec<f64>,
}

impl ThetaSampler {
    /// Prepares the inverse distribution functions of every uncertain quantity.
    pub fn new(scenario: &Scenario) -> Self {
        let uncertain = |index: usize| {
            let definition = &scenario.quantities[index];
            Uncertain {
                index,
                path: path_hash(&definition.path),
                inverter: Inverter::new(&definition.distribution),
            }
        };
        let groups: Vec<Group> = scenario
            .correlations
            .iter()
            .map(|group| Group {
                members: group.members.iter().map(|&index| uncertain(index as usize)).collect(),
                cholesky: group.cholesky.clone(),
            })
            .collect();
        let grouped = |index: usize| {
            scenario.correlations.iter().any(|group| group.members.contains(&(index as u32)))
        };
        let certain =
            scenario.quantities.iter().map(|q| q.distribution.median()).collect::<Vec<_>>();
        let uncertain = (0..certain.len())
            .filter(|&index| {
                !scenario.quantities[index].distribution.is_certain() && !grouped(index)
            })
            .map(uncertain)
            .collect();
        Self { certain, uncertain, groups }
    }

    /// Every uncertain quantity at its median.
    pub fn medians(&self) -> Theta {
        Theta(self.certain.clone())
    }

    /// Number of quantities that are drawn.
    pub fn uncertain_quantities(&self) -> usize {
        self.uncertain.len() + self.groups.iter().map(|group| group.members.len()).sum::<usize>()
    }

    /// Draws θ of a run into `theta`.
    pub fn draw(&self, seed: u64, run: u64, theta: &mut Theta) {
        let source = Ignorance::new(seed, run);
        theta.0.clear();
        theta.0.extend_from_slice(&self.certain);
        for quantity in &self.uncertain {
            theta.0[quantity.index] = quantity.inverter.inverse(source.uniform(quantity.path));
        }
        for group in &self.groups {
            let n = group.members.len();
            let normals: Vec<f64> = group
                .members
                .iter()
                .map(|member| standard_normal_quantile(source.uniform(member.path)))
                .collect();
            for (i, member) in group.members.iter().enumerate() {
                let z: f64 = group.cholesky[i * n..i * n + i + 1]
                    .iter()
                    .zip(&normals)
                    .map(|(l, z)| l * z)
                    .sum();
                theta.0[member.index] = member.inverter.inverse(inside(standard_normal_cdf(z)));
            }
        }
    }
}

/// Keeps a probability inside (0, 1), where an inverse is finite.
fn inside(u: f64) -> f64 {
    u.clamp(f64::MIN_POSITIVE, 1.0 - f64::EPSILON / 2.0)
}
