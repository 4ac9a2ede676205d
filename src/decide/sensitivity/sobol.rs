//! How the variance of an outcome that comes from not knowing the numbers divides over them.

use super::indices::{Index, Indices, Interval};
use super::response::{Fate, Response, Value};
use crate::model::quantity::{Grade, Theta};
use crate::model::scenario::Scenario;
use crate::sample::points::Points;
use crate::sample::theta::{ThetaSampler, independent_groups};
use crate::simulate::Observer;
use crate::summarize::spread::{GRADES, weakest};

/// Rows by which it is found out whether a factor changes anything at all.
const PROBES: usize = 64;

/// A number, or numbers that move together and count as one.
#[derive(Clone, Debug, PartialEq)]
pub struct Factor {
    /// Indices of the quantities.
    pub quantities: Vec<usize>,
    /// The weakest grade among them.
    pub grade: Option<Grade>,
    /// Its shares of the variance.
    pub index: Index,
}

/// Realisations of luck at the points of A (which a swapped point shares) and of B; those of the simulation are 0 and 1.
const LUCK: [u32; 2] = [2, 3];

/// The shares of all numbers in the variance of the outcome given θ.
#[derive(Clone, Debug, PartialEq)]
pub struct Sobol {
    /// Rows of the design.
    pub base: usize,
    /// How often the outcome was computed.
    pub evaluations: usize,
    /// Standard deviation of the outcome that comes from not knowing the numbers.
    pub sd: f64,
    /// The factors that change something, the largest total share first.
    pub factors: Vec<Factor>,
    /// The share that no factor has alone.
    pub interplay: Interval,
    /// Shares alone, added up by grade: the weakest grade last.
    pub grades: Vec<(Option<Grade>, Interval)>,
    /// Those of the numbers without a source (grade D, or none) together; `None` where there are none.
    pub weak: Option<Interval>,
}

/// Computes the shares; the inner `None` where the outcome does not vary, or luck hides that it does, the outer one when the observer cancelled it.
pub fn sobol(
    scenario: &Scenario,
    sampler: &ThetaSampler,
    response: &Response<'_>,
    seed: u64,
    base: usize,
    observer: &dyn Observer,
) -> Option<Option<Sobol>> {
    let groups = independent_groups(scenario);
    // Columns of the design by quantity: those of A, and as many further on those of B.
    let mut column = vec![0; scenario.quantities.len()];
    let mut dimensions = 0;
    for group in &groups {
        for &q in group {
            column[q] = dimensions;
            dimensions += 1;
        }
    }
    let points = Points::new(seed, 2 * dimensions, base);
    let fill = |row: usize, from_b: &dyn Fn(usize) -> bool, theta: &mut Theta| {
        sampler.transform(
            |q| points.coordinate(row, column[q] + if from_b(q) { dimensions } else { 0 }),
            theta,
        );
    };
    let lives = response.lives();
    let fate = |row: usize, set: usize| Fate { run: (row * lives) as u64, realisation: LUCK[set] };
    let asked = |values: Vec<Value>| values.into_iter().map(|v| v.asked).collect::<Vec<f64>>();
    let both = asked(response.at(2 * base, observer, |point, theta| {
        fill(point % base, &|_| point >= base, theta);
        fate(point % base, point / base)
    })?);
    let (a, b) = both.split_at(base * lives);
    // Factor by factor within a row range.
    let swapped = |factors: &[usize], from: usize, until: usize| {
        let rows = until - from;
        let values = response.at(factors.len() * rows, observer, |point, theta| {
            let group = &groups[factors[point / rows]];
            fill(from + point % rows, &|q| group.contains(&q), theta);
            fate(from + point % rows, 0)
        })?;
        Some(asked(values))
    };
    let all: Vec<usize> = (0..groups.len()).collect();
    let probes = PROBES.min(base);
    let probed = swapped(&all, 0, probes)?;
    let values = probes * lives;
    let probe = |f: usize| &probed[f * values..(f + 1) * values];
    let alive: Vec<usize> =
        all.iter().copied().filter(|&f| probe(f).iter().zip(a).any(|(x, y)| x != y)).collect();
    let rest = swapped(&alive, probes, base)?;
    let mut ab = vec![Vec::new(); groups.len()];
    for (k, &f) in alive.iter().enumerate() {
        let values = (base - probes) * lives;
        ab[f] = [probe(f), &rest[k * values..(k + 1) * values]].concat();
    }
    let evaluations = both.len() + probed.len() + rest.len();
    let Some(indices) = Indices::new(a, b, &ab, lives, seed) else { return Some(None) };
    let grade = |f: usize| weakest(scenario, &groups[f]);
    let is_weak = |of: &usize| matches!(grade(*of), Some(Grade::D) | None);
    let weak: Vec<usize> = alive.iter().copied().filter(is_weak).collect();
    let weak = (!weak.is_empty()).then(|| indices.sum(&weak));
    let grades = GRADES.into_iter().filter_map(|of| {
        let factors: Vec<usize> = alive.iter().copied().filter(|&f| grade(f) == of).collect();
        (!factors.is_empty()).then(|| (of, indices.sum(&factors)))
    });
    let mut factors: Vec<Factor> = alive
        .iter()
        .map(|&f| Factor { quantities: groups[f].clone(), grade: grade(f), index: indices.each[f] })
        .collect();
    factors.sort_by(|x, y| y.index.total.value.total_cmp(&x.index.total.value));
    Some(Some(Sobol {
        base,
        evaluations,
        sd: indices.variance.sqrt(),
        interplay: indices.interplay(),
        grades: grades.collect(),
        weak,
        factors,
    }))
}
