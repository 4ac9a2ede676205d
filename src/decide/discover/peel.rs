//! Patient rule induction: from all futures inwards, a thin slice at a time.
//!
//! Only the order of the numbers in a column counts, so that any increasing transformation of a column gives the
//! same futures.
//!
//! # Reference
//!
//! J.H. Friedman and N.I. Fisher (1999), Bump hunting in high-dimensional data; B.P. Bryant and R.J. Lempert
//! (2010), Thinking inside the box.

use rayon::prelude::*;

use super::cases::Cases;
use super::region::{Bound, Side, Tally, tallies};

/// Share of the futures inside that a slice takes off (α).
pub const SLICE: f64 = 0.05;
/// A region with fewer futures is not looked at.
const LEAST_INSIDE: usize = 20;
/// A bound stays only if leaving it out would cost more than this share of the region's correlation.
const WORTH: f64 = 0.03;
/// Most bounds: what a reader can hold in mind.
pub const MOST_BOUNDS: usize = 4;
/// Rounds in which every bound is moved; two or three suffice.
const MOST_ROUNDS: usize = 20;

/// A place on the way inwards.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The bounds so far.
    pub bounds: Vec<Bound>,
    /// What is inside.
    pub inside: Tally,
}

/// What a search gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// From all futures to the smallest region.
    pub trajectory: Vec<Step>,
    /// The region that was chosen: no bounds where none tells anything.
    pub bounds: Vec<Bound>,
    /// What is inside of it.
    pub inside: Tally,
}

/// Searches for the region in which it happens.
///
/// Peeling gives the trajectory; of its regions the one with the highest [correlation](Tally::correlation) is taken.
/// Bounds that add nearly nothing are left out, the search is repeated with the remaining ones alone, and each bound
/// is then moved in or out to where the correlation is highest (pasting, in both directions).
pub fn search(cases: &Cases) -> Found {
    let futures = Futures::new(cases);
    let trajectory = futures.peel(|_, _| true);
    let mut bounds = futures.simplified(futures.best(&trajectory).bounds.clone());
    if !bounds.is_empty() {
        let sides: Vec<(usize, Side)> = bounds.iter().map(|b| (b.column, b.side)).collect();
        let again = futures.peel(|column, side| sides.contains(&(column, side)));
        bounds = futures.best(&again).bounds.clone();
        futures.paste(&mut bounds);
        bounds = futures.simplified(bounds);
    }
    Found { trajectory, inside: tallies(cases, &bounds).0, bounds }
}

/// How much of the correlation is lost when a bound is left out, as a share; `None` where there is none to lose.
pub fn loss(all: Tally, inside: Tally, without: Tally) -> Option<f64> {
    let whole = inside.correlation(all);
    (whole > 0.0).then(|| 1.0 - without.correlation(all) / whole)
}

struct Futures<'a> {
    cases: &'a Cases,
    all: Tally,
    /// By column: the futures from the lowest number to the highest.
    orders: Vec<Vec<u32>>,
}

/// A slice that can be taken off.
#[derive(Clone, Copy)]
struct Slice {
    bound: Bound,
    left: Tally,
    /// Rise of the density for each future that goes.
    gain: f64,
}

impl<'a> Futures<'a> {
    fn new(cases: &'a Cases) -> Self {
        let order = |column: &Vec<f64>| {
            let mut order: Vec<u32> = (0..column.len() as u32).collect();
            order.sort_by(|&a, &b| column[a as usize].total_cmp(&column[b as usize]));
            order
        };
        let all = Tally { runs: cases.len(), cases: cases.count() };
        Self { cases, all, orders: cases.columns.par_iter().map(order).collect() }
    }

    /// Takes off slices where that raises the density most, until nearly nothing is left.
    fn peel(&self, may: impl Fn(usize, Side) -> bool + Sync) -> Vec<Step> {
        const SIDES: [Side; 2] = [Side::AtLeast, Side::AtMost];
        let of_column = |column: usize| SIDES.into_iter().any(|side| may(column, side));
        let mut orders: Vec<Vec<u32>> = (self.orders.iter().enumerate())
            .map(|(column, order)| if of_column(column) { order.clone() } else { Vec::new() })
            .collect();
        let mut steps = vec![Step { bounds: Vec::new(), inside: self.all }];
        loop {
            let Step { bounds, inside } = &steps[steps.len() - 1];
            let slices: Vec<Slice> = orders
                .par_iter()
                .enumerate()
                .flat_map_iter(|(column, order)| {
                    let sides = SIDES.into_iter().filter(|side| may(column, *side));
                    sides
                        .filter_map(|side| self.slice(column, side, order, *inside))
                        .collect::<Vec<_>>()
                })
                .collect();
            let mut best: Option<Slice> = None;
            for slice in slices {
                if best.is_none_or(|best| slice.gain > best.gain) {
                    best = Some(slice);
                }
            }
            let Some(Slice { bound, left, .. }) = best else { return steps };
            let mut bounds = bounds.clone();
            bounds.retain(|old| (old.column, old.side) != (bound.column, bound.side));
            bounds.push(bound);
            let column = &self.cases.columns[bound.column];
            orders
                .par_iter_mut()
                .for_each(|order| order.retain(|&run| bound.holds(column[run as usize])));
            steps.push(Step { bounds, inside: left });
        }
    }

    /// The slice at one side of a column; equal numbers go together.
    fn slice(&self, column: usize, side: Side, order: &[u32], inside: Tally) -> Option<Slice> {
        let values = &self.cases.columns[column];
        let at = |place: usize| values[order[place] as usize];
        let thick = (SLICE * order.len() as f64).ceil() as usize;
        let (kept, value) = match side {
            Side::AtLeast => {
                let last = at(thick.checked_sub(1)?);
                let first_kept = order.partition_point(|&run| values[run as usize] <= last);
                (first_kept..order.len(), at(first_kept.min(order.len() - 1)))
            }
            Side::AtMost => {
                let first = at(order.len().checked_sub(thick.max(1))?);
                let kept = order.partition_point(|&run| values[run as usize] < first);
                (0..kept, at(kept.saturating_sub(1)))
            }
        };
        if kept.len() < LEAST_INSIDE || inside.cases == inside.runs {
            return None;
        }
        let removed = order[..kept.start].iter().chain(&order[kept.end..]);
        let gone = removed.filter(|&&run| self.cases.happened[run as usize]).count();
        let left = Tally { runs: kept.len(), cases: inside.cases - gone };
        let gain = (left.density() - inside.density()) / (inside.runs - left.runs) as f64;
        Some(Slice { bound: Bound { column, side, value }, left, gain })
    }

    /// The step with the highest correlation; the first of them, which is the largest region.
    fn best<'s>(&self, steps: &'s [Step]) -> &'s Step {
        let mut best = &steps[0];
        for step in steps {
            if step.inside.correlation(self.all) > best.inside.correlation(self.all) {
                best = step;
            }
        }
        best
    }

    /// Without the bounds that add nearly nothing, and at most [`MOST_BOUNDS`].
    fn simplified(&self, mut bounds: Vec<Bound>) -> Vec<Bound> {
        loop {
            let (inside, without) = tallies(self.cases, &bounds);
            let losses = without.iter().enumerate();
            let losses =
                losses.map(|(k, tally)| (k, loss(self.all, inside, *tally).unwrap_or(0.0)));
            match losses.min_by(|a, b| a.1.total_cmp(&b.1)) {
                Some((k, loss)) if loss < WORTH || bounds.len() > MOST_BOUNDS => bounds.remove(k),
                _ => return bounds,
            };
        }
    }

    /// Moves each bound to where the correlation is highest, the others as they are, until none moves.
    fn paste(&self, bounds: &mut [Bound]) {
        for _ in 0..MOST_ROUNDS {
            let mut has_moved = false;
            for k in 0..bounds.len() {
                let value = self.best_place(bounds, k);
                has_moved |= value != bounds[k].value;
                bounds[k].value = value;
            }
            if !has_moved {
                return;
            }
        }
    }

    fn best_place(&self, bounds: &[Bound], k: usize) -> f64 {
        let Bound { column, side, value } = bounds[k];
        let values = &self.cases.columns[column];
        let others = |run: usize| {
            let of = bounds.iter().enumerate().filter(|(other, _)| *other != k);
            of.into_iter().all(|(_, bound)| bound.holds(self.cases.columns[bound.column][run]))
        };
        // From the far side inwards: each next number lets one more future in.
        let place = |nth: usize| match side {
            Side::AtLeast => self.orders[column][values.len() - 1 - nth] as usize,
            Side::AtMost => self.orders[column][nth] as usize,
        };
        let mut inside = Tally::default();
        let (mut best, mut highest) = (value, f64::NEG_INFINITY);
        for nth in 0..values.len() {
            let run = place(nth);
            if others(run) {
                inside.add(self.cases.happened[run]);
            }
            let is_last_of_equals =
                nth + 1 == values.len() || values[place(nth + 1)] != values[run];
            if !is_last_of_equals || inside.runs < LEAST_INSIDE || !others(run) {
                continue;
            }
            let correlation = inside.correlation(self.all);
            // The wider one of two equally good ones.
            if correlation >= highest {
                (best, highest) = (values[run], correlation);
            }
        }
        best
    }
}
