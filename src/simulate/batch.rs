//! A fixed number of consecutive runs, computed by one thread.

use ndarray::Array3;

use super::bands::{Column, Layout, Moments};
use super::worker::Worker;
use crate::model::outcome::{Headline, Line, Monthly};
use crate::model::plan::Plan;
use crate::model::quantity::Comparand;
use crate::sample::theta::ThetaSampler;
use crate::twin::Twin;

/// Runs in a batch. Part of the result's definition: moments are merged batch by batch.
pub const BATCH_RUNS: usize = 128;

/// What a batch of runs leaves.
#[derive(Clone, Debug)]
pub struct Batch {
    /// Headline outcomes: strategy × outcome × run.
    pub headline: Array3<f64>,
    /// Peak funding and payback of the difference curve: strategy × 2 × run.
    pub difference: Array3<f64>,
    /// The same outcomes under a second realisation of luck for the same θ (with the two of the
    /// difference after them), for the runs that have one.
    pub second: Option<Array3<f64>>,
    /// Expectations given θ of the linear outcomes (NaN for the others), for the runs that have them.
    pub expected: Option<Array3<f64>>,
    /// Lowest balance without the positions, and whether it is a shortfall, by run.
    pub without: Vec<(f64, bool)>,
    /// Exits by strategy, tenure and cause, over the batch.
    pub exits: Array3<u64>,
    /// For each stated expectation, the runs that break it.
    pub broken: Vec<usize>,
    /// Moments of the columns.
    pub moments: Moments,
    /// Values of the columns, column by column.
    pub values: Vec<f32>,
}

/// What a batch computes besides the runs themselves.
#[derive(Clone, Copy, Debug)]
pub struct Extras {
    /// Runs below this number also get a second realisation of luck.
    pub second_until: u64,
    /// Runs below this number also get expectations from the twin.
    pub expected_until: u64,
}

impl Batch {
    /// Computes the runs `first .. first + runs`.
    pub fn run(
        plan: &Plan,
        sampler: &ThetaSampler,
        seed: u64,
        first: u64,
        runs: usize,
        extras: Extras,
    ) -> Self {
        let layout = Layout::new(plan);
        let n = plan.strategies.len();
        let columns = layout.columns();
        let mut worker = Worker::new(plan, sampler, seed);
        let mut twin = Twin::new(plan);
        let width = Headline::COUNT + 2;
        let room =
            |until: u64| (first < until).then(|| Array3::from_elem((n, width, runs), f64::NAN));
        let mut batch = Self {
            headline: Array3::zeros((n, Headline::COUNT, runs)),
            difference: Array3::zeros((n, 2, runs)),
            second: room(extras.second_until),
            expected: room(extras.expected_until),
            without: Vec::with_capacity(runs),
            exits: Array3::zeros((n, plan.horizon, 3)),
            broken: vec![0; plan.scenario.expectations.len()],
            moments: Moments::default(),
            values: Vec::new(),
        };
        let mut rows = Rows::new(columns, runs);
        for r in 0..runs {
            let run = first + r as u64;
            worker.draw(run);
            worker.live(run, 0);
            for (k, expectation) in plan.scenario.expectations.iter().enumerate() {
                let value = |index: u32| worker.theta.0[index as usize];
                let right = match expectation.right {
                    Comparand::Quantity(index) => value(index),
                    Comparand::Number(number) => number,
                };
                batch.broken[k] += usize::from(value(expectation.left) < right);
            }
            let treasury = &worker.treasury;
            let low = treasury.low_without;
            batch.without.push((low, treasury.is_shortfall(low)));
            for s in 0..n {
                let settled = &worker.settled[s];
                for (k, value) in settled.headline.iter().enumerate() {
                    batch.headline[[s, k, r]] = *value;
                }
                let (peak, payback) = worker.difference_peak_and_payback(s);
                batch.difference[[s, 0, r]] = peak;
                batch.difference[[s, 1, r]] = payback;
                let exits = worker.ledgers[s].exits_by_tenure.iter().enumerate();
                for (tenure, causes) in exits.filter(|(_, causes)| **causes != [0; 3]) {
                    for (cause, count) in causes.iter().enumerate() {
                        batch.exits[[s, tenure, cause]] += u64::from(*count);
                    }
                }
            }
            rows.put(&layout, plan, &worker, r);
            if let Some(expected) = &mut batch.expected
                && run < extras.expected_until
            {
                twin.draw(plan, &worker.rates);
                for s in 0..n {
                    twin.expect(plan, s, &worker.rates);
                    for (k, value) in twin.headline().into_iter().enumerate() {
                        expected[[s, k, r]] = value;
                    }
                }
            }
            if let Some(second) = &mut batch.second
                && run < extras.second_until
            {
                worker.live(run, 1);
                for s in 0..n {
                    for (k, value) in worker.settled[s].headline.iter().enumerate() {
                        second[[s, k, r]] = *value;
                    }
                    let (peak, payback) = worker.difference_peak_and_payback(s);
                    second[[s, Headline::COUNT, r]] = peak;
                    second[[s, Headline::COUNT + 1, r]] = payback;
                }
            }
        }
        (batch.moments, batch.values) = rows.take_up();
        batch
    }
}

/// The columns of a batch, run after run.
struct Rows {
    columns: usize,
    values: Vec<f64>,
}

/// Columns that are transposed and summed together, so that they stay in the cache.
const TILE: usize = 16;

impl Rows {
    fn new(columns: usize, runs: usize) -> Self {
        Self { columns, values: vec![0.0; columns * runs] }
    }

    /// Puts down run `r` of the batch.
    fn put(&mut self, layout: &Layout, plan: &Plan, worker: &Worker<'_>, r: usize) {
        let row = &mut self.values[r * self.columns..(r + 1) * self.columns];
        let baseline = &worker.settled[plan.scenario.baseline];
        for (s, settled) in worker.settled.iter().enumerate() {
            for &outcome in Monthly::ALL {
                let at = layout.index(s, Column::Month(outcome, 0));
                copy(row, at, &settled.monthly[outcome as usize]);
            }
            copy(row, layout.index(s, Column::Line(Line::ALL[0])), &settled.lines);
            copy(row, layout.index(s, Column::ResultOfYear(0)), &settled.result_by_year);
            copy(row, layout.index(s, Column::CashOfYear(0)), &settled.cash_by_year);
            let k = Monthly::CumulativeNetCash as usize;
            let curve = Column::Month(Monthly::CumulativeNetCash, 0);
            for (column, own, base) in [
                (curve, &settled.monthly[k], &baseline.monthly[k]),
                (Column::Line(Line::ALL[0]), &settled.lines, &baseline.lines),
                (Column::ResultOfYear(0), &settled.result_by_year, &baseline.result_by_year),
                (Column::CashOfYear(0), &settled.cash_by_year, &baseline.cash_by_year),
            ] {
                let at = layout.difference_index(s, column);
                let out = &mut row[at..at + own.len()];
                for ((out, own), base) in out.iter_mut().zip(own).zip(base) {
                    *out = own - base;
                }
            }
        }
    }

    /// Moments of every column, relative to its first value, and the values column by column.
    fn take_up(&self) -> (Moments, Vec<f32>) {
        let runs = self.values.len() / self.columns;
        let first = &self.values[..self.columns];
        let mut sums = vec![0.0; self.columns];
        let mut squares = vec![0.0; self.columns];
        let mut out = vec![0.0; self.values.len()];
        for from in (0..self.columns).step_by(TILE) {
            let until = (from + TILE).min(self.columns);
            let (sums, squares) = (&mut sums[from..until], &mut squares[from..until]);
            let first = &first[from..until];
            for (r, row) in self.values.chunks_exact(self.columns).enumerate() {
                let row = &row[from..until];
                for (k, value) in row.iter().enumerate() {
                    let deviation = value - first[k];
                    sums[k] += deviation;
                    squares[k] += deviation * deviation;
                    out[(from + k) * runs + r] = *value as f32;
                }
            }
        }
        (Moments::from_sums(runs, first, &sums, &squares), out)
    }
}

fn copy(row: &mut [f64], at: usize, series: &[f64]) {
    row[at..at + series.len()].copy_from_slice(series);
}
