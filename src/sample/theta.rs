//! Draws the uncertain quantities of a run.

use super::address::{Ignorance, path_hash};
use crate::distribution::normal::{standard_normal_cdf, standard_normal_quantile};
use crate::distribution::{Distribution, Inverter};
use crate::model::quantity::{CorrelationGroup, QuantityDefinition, Theta};
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
        let mut made = Self::all(&[(scenario, &[])]);
        made.pop().expect("one for each scenario")
    }

    /// One for each organisation of a study: its scenario and the quantities that it has for itself, by index. Quantities
    /// with the same path are common to all others; what the first organisation has for itself has the address that it has
    /// in a scenario. Distributions of the same shape share a table.
    pub fn all(organisations: &[(&Scenario, &[usize])]) -> Vec<Self> {
        let quantities = organisations.iter().flat_map(|(scenario, _)| &scenario.quantities);
        let distributions: Vec<&Distribution> = quantities.map(|q| &q.distribution).collect();
        let mut inverters = Inverter::all(&distributions).into_iter();
        let each = organisations.iter().enumerate();
        each.map(|(number, (scenario, local))| {
            let inverters: Vec<Inverter> =
                inverters.by_ref().take(scenario.quantities.len()).collect();
            let path = |index: usize| {
                let path = &scenario.quantities[index].path;
                match number > 0 && local.contains(&index) {
                    true => path_hash(&format!("organisation[{number}].{path}")),
                    false => path_hash(path),
                }
            };
            Self::prepared(&scenario.quantities, &scenario.correlations, inverters, path)
        })
        .collect()
    }

    /// Prepares quantities that belong to no scenario and are not correlated.
    pub fn of_quantities(quantities: &[QuantityDefinition]) -> Self {
        let distributions: Vec<&Distribution> =
            quantities.iter().map(|quantity| &quantity.distribution).collect();
        let inverters = Inverter::all(&distributions);
        Self::prepared(quantities, &[], inverters, |index| path_hash(&quantities[index].path))
    }

    fn prepared(
        quantities: &[QuantityDefinition],
        correlations: &[CorrelationGroup],
        inverters: Vec<Inverter>,
        path: impl Fn(usize) -> u64,
    ) -> Self {
        let prepare = |indices: Vec<usize>| -> Vec<Uncertain> {
            let one = |index: usize| Uncertain {
                index,
                path: path(index),
                inverter: inverters[index].clone(),
            };
            indices.into_iter().map(one).collect()
        };
        let groups: Vec<Group> = correlations
            .iter()
            .map(|group| Group {
                members: prepare(group.members.iter().map(|&index| index as usize).collect()),
                cholesky: group.cholesky.clone(),
            })
            .collect();
        let grouped =
            |index: usize| correlations.iter().any(|group| group.members.contains(&(index as u32)));
        let certain = quantities.iter().map(|q| q.distribution.median()).collect::<Vec<_>>();
        let free = |&index: &usize| !quantities[index].distribution.is_certain() && !grouped(index);
        let uncertain = prepare((0..certain.len()).filter(free).collect());
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
        self.draw_runs(seed, run, std::slice::from_mut(theta));
    }

    /// Draws θ of `runs` consecutive runs: the same as one by one, but the table of a quantity is read
    /// for all of them before the next one takes its place in the cache.
    pub fn draw_many(&self, seed: u64, first: u64, runs: usize, thetas: &mut Vec<Theta>) {
        thetas.resize_with(runs, || Theta(Vec::new()));
        self.draw_runs(seed, first, thetas);
    }

    fn draw_runs(&self, seed: u64, first: u64, thetas: &mut [Theta]) {
        let sources: Vec<Ignorance> =
            (first..).take(thetas.len()).map(|run| Ignorance::new(seed, run)).collect();
        for theta in &mut *thetas {
            theta.0.clear();
            theta.0.extend_from_slice(&self.certain);
        }
        for quantity in &self.uncertain {
            for (theta, source) in thetas.iter_mut().zip(&sources) {
                theta.0[quantity.index] = quantity.inverter.inverse(source.uniform(quantity.path));
            }
        }
        for group in &self.groups {
            for (theta, source) in thetas.iter_mut().zip(&sources) {
                group.draw(|member| source.uniform(member.path), theta);
            }
        }
    }

    /// θ from one uniform number in (0, 1) for each uncertain quantity, by index: independent numbers give
    /// the distribution of the scenario, correlations included.
    pub fn transform(&self, uniform: impl Fn(usize) -> f64, theta: &mut Theta) {
        theta.0.clear();
        theta.0.extend_from_slice(&self.certain);
        for quantity in &self.uncertain {
            theta.0[quantity.index] = quantity.inverter.inverse(uniform(quantity.index));
        }
        for group in &self.groups {
            group.draw(|member| uniform(member.index), theta);
        }
    }
}

impl Group {
    fn draw(&self, uniform: impl Fn(&Uncertain) -> f64, theta: &mut Theta) {
        let n = self.members.len();
        let normal = |member: &Uncertain| standard_normal_quantile(uniform(member));
        let normals: Vec<f64> = self.members.iter().map(normal).collect();
        for (i, member) in self.members.iter().enumerate() {
            let row = &self.cholesky[i * n..i * n + i + 1];
            let z: f64 = row.iter().zip(&normals).map(|(l, z)| l * z).sum();
            theta.0[member.index] = member.inverter.inverse(inside(standard_normal_cdf(z)));
        }
    }
}

/// The uncertain quantities, by index: each for itself, correlated ones and the yearly deviations of an index
/// together. Quantities of different groups are independent.
pub fn independent_groups(scenario: &Scenario) -> Vec<Vec<usize>> {
    let uncertain = |q: &usize| !scenario.quantities[*q].distribution.is_certain();
    let of_group = |members: &[u32]| -> Vec<usize> {
        members.iter().map(|&q| q as usize).filter(uncertain).collect()
    };
    let mut groups: Vec<Vec<usize>> =
        scenario.correlations.iter().map(|group| of_group(&group.members)).collect();
    let taken: Vec<usize> = groups.iter().flatten().copied().collect();
    let free = (0..scenario.quantities.len()).filter(uncertain).filter(|q| !taken.contains(q));
    let (deviations, single): (Vec<usize>, Vec<usize>) =
        free.partition(|&q| scenario.quantities[q].is_yearly_deviation);
    // Deviations of wages and tariffs come from two numbers of the file.
    let stem = |q: usize| {
        let path = &scenario.quantities[q].path;
        path.rsplit_once('[').map_or(path.as_str(), |(stem, _)| stem)
    };
    for q in deviations {
        let same = |group: &&mut Vec<usize>| {
            group.iter().all(|&other| {
                scenario.quantities[other].is_yearly_deviation && stem(other) == stem(q)
            })
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(q),
            None => groups.push(vec![q]),
        }
    }
    groups.extend(single.into_iter().map(|q| vec![q]));
    groups.retain(|group| !group.is_empty());
    groups
}

/// Keeps a probability inside (0, 1), where an inverse is finite.
fn inside(u: f64) -> f64 {
    u.clamp(f64::MIN_POSITIVE, 1.0 - f64::EPSILON / 2.0)
}
