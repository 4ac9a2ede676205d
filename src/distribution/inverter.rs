//! Fast draws of a quantity by inversion.

use std::sync::Arc;

use rayon::prelude::*;

use super::atoms::Guide;
use super::bounded::Triangular01;
use super::kernel::Kernel;
use super::normal::standard_normal_quantile;
use super::quantity::Distribution;
use super::table::Table;

/// Probability on each side that is left to the exact quantile: rare enough to cost nothing,
/// and the tails keep their relative accuracy.
const TAIL: f64 = 1.0 / 16384.0;

/// Inverse of a distribution function, prepared for many evaluations.
///
/// |F(inverse(u)) - u| ≤ 1e-9 for every family with a density, and exact up to rounding where
/// there is a closed form or an atom. For a beta with a shape below about 0.6 near its upper
/// end the nearest double may be further off. `inverse` is non-decreasing in u, except that
/// rounding may disturb the order of results for u that differ in their last few digits.
#[derive(Debug, Clone)]
pub struct Inverter {
    form: Form,
    location: f64,
    scale: f64,
    support: (f64, f64),
}

#[derive(Debug, Clone)]
enum Form {
    Fixed,
    Uniform,
    Triangular(Triangular01),
    Normal,
    LogNormal { sigma: f64 },
    Steps { values: Box<[f64]>, cumulative: Box<[f64]>, guide: Guide },
    Table { table: Arc<Table>, from: f64, to: f64, exact: Box<Distribution> },
}

impl Inverter {
    /// Prepares many distributions: those that differ in location and scale only share a table, which saves
    /// the time of making it, and memory that would not fit the cache.
    #[must_use]
    pub fn all(distributions: &[&Distribution]) -> Vec<Self> {
        let mut shapes: Vec<&Distribution> = Vec::new();
        let mut with_table: Vec<usize> = Vec::new();
        let shape_of: Vec<usize> = distributions
            .iter()
            .map(|distribution| {
                let has_table = distribution.has_table_of(distribution);
                let mut known = with_table.iter().filter(|_| has_table);
                if let Some(&shape) = known.find(|&&k| shapes[k].has_table_of(distribution)) {
                    return shape;
                }
                shapes.push(distribution);
                with_table.extend(has_table.then_some(shapes.len() - 1));
                shapes.len() - 1
            })
            .collect();
        let made: Vec<Self> = shapes.par_iter().map(|shape| Self::new(shape)).collect();
        let of = distributions.iter().zip(shape_of);
        of.map(|(distribution, shape)| made[shape].moved_to(distribution)).collect()
    }

    /// The same form at the location and scale of a distribution of the same shape.
    fn moved_to(&self, distribution: &Distribution) -> Self {
        let form = match &self.form {
            Form::Table { table, from, to, .. } => Form::Table {
                table: Arc::clone(table),
                from: *from,
                to: *to,
                exact: Box::new(distribution.clone()),
            },
            // Without a table nothing is shared: this is the distribution itself.
            form => form.clone(),
        };
        let variable = distribution.variable();
        Self { form, location: variable.location, scale: variable.scale, support: variable.support }
    }

    /// Prepares `distribution`; takes well under a millisecond unless a shape is extreme.
    #[must_use]
    pub fn new(distribution: &Distribution) -> Self {
        let form = match distribution {
            Distribution::Fixed(_) => Form::Fixed,
            Distribution::Uniform(_) => Form::Uniform,
            Distribution::Triangular(v) => Form::Triangular(v.kernel.clone()),
            Distribution::Normal(_) => Form::Normal,
            Distribution::LogNormal(v) => Form::LogNormal {
                // A mirrored lognormal falls with its normal: the sign makes it rise with u.
                sigma: v.kernel.sigma().copysign(v.scale),
            },
            Distribution::Discrete(v) | Distribution::Empirical(v) => {
                let cumulative = v.kernel.cumulative();
                let mut starts = vec![0.0];
                starts.extend(&cumulative[..cumulative.len() - 1]);
                Form::Steps {
                    values: v.kernel.values().into(),
                    cumulative: cumulative.into(),
                    guide: Guide::new(&starts),
                }
            }
            Distribution::Pert(v) | Distribution::Beta(v) => table(&v.kernel, distribution),
            Distribution::Gamma(v) => table(&v.kernel, distribution),
            Distribution::TruncatedNormal(v) => table(&v.kernel, distribution),
        };
        let variable = distribution.variable();
        Self { form, location: variable.location, scale: variable.scale, support: variable.support }
    }

    /// The value with probability `u` below it, 0 < u < 1, in the unit of the quantity.
    #[must_use]
    #[inline]
    pub fn inverse(&self, u: f64) -> f64 {
        debug_assert!(u > 0.0 && u < 1.0, "u = {u} is not inside (0, 1)");
        let z = match &self.form {
            Form::Fixed => 0.0,
            Form::Uniform => u,
            Form::Triangular(kernel) => kernel.inverse(u),
            Form::Normal => standard_normal_quantile(u),
            Form::LogNormal { sigma } => (sigma * standard_normal_quantile(u)).exp(),
            Form::Steps { values, cumulative, guide } => {
                let mut i = guide.start(u);
                while cumulative[i] < u {
                    i += 1;
                }
                // F(x) = u exactly belongs to the lower value.
                while i > 0 && cumulative[i - 1] >= u {
                    i -= 1;
                }
                values[i]
            }
            Form::Table { table, from, to, exact } => {
                // A mirrored variable falls with its z.
                let v = if self.scale < 0.0 { 1.0 - u } else { u };
                if v < *from || v > *to {
                    return self.in_tail(u, exact, table.inverse(v.clamp(*from, *to)));
                }
                table.inverse(v)
            }
        };
        self.place(z)
    }

    /// The exact quantile, on its own side of the value where the table ends.
    #[cold]
    fn in_tail(&self, u: f64, exact: &Distribution, end: f64) -> f64 {
        let (x, end) = (exact.quantile(u), self.place(end));
        if u < 0.5 { x.min(end) } else { x.max(end) }
    }

    #[inline]
    fn place(&self, z: f64) -> f64 {
        (self.location + self.scale * z).max(self.support.0).min(self.support.1)
    }
}

fn table(kernel: &dyn Kernel, distribution: &Distribution) -> Form {
    let table = Table::new(kernel, TAIL);
    Form::Table {
        from: table.first_u(),
        to: 1.0 - TAIL,
        table: Arc::new(table),
        exact: Box::new(distribution.clone()),
    }
}
