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
                for (tenure, causes) in worker.ledgers[s].exits_by_tenure.iter().enumerate() {
                    for (cause, count) in causes.iter().enumerate() {
                        batch.exits[[s, tenure, cause]] += u64::from(*count);
                    }
                }
            }
            rows.push(&layout, plan, &worker, r);
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
        batch.values = rows.by_column();
        batch.moments = Moments::from_sums(runs, &rows.first, &rows.sums, &rows.squares);
        batch
    }
}

/// The columns of a batch: values run by run, and sums relative to the first run.
struct Rows {
    columns: usize,
    first: Vec<f64>,
    sums: Vec<f64>,
    squares: Vec<f64>,
    /// Run after run.
    values: Vec<f32>,
}

impl Rows {
    fn new(columns: usize, runs: usize) -> Self {
        Self {
            columns,
            first: vec![0.0; columns],
            sums: vec![0.0; columns],
            squares: vec![0.0; columns],
            values: vec![0.0; columns * runs],
        }
    }

    /// Adds run `r` of the batch.
    fn push(&mut self, layout: &Layout, plan: &Plan, worker: &Worker<'_>, r: usize) {
        let baseline = &worker.settled[plan.scenario.baseline];
        for (s, settled) in worker.settled.iter().enumerate() {
            for &outcome in Monthly::ALL {
                let at = layout.index(s, Column::Month(outcome, 0));
                self.push_series(at, r, &settled.monthly[outcome as usize]);
            }
            self.push_series(layout.index(s, Column::Line(Line::ALL[0])), r, &settled.lines);
            let at = layout.index(s, Column::ResultOfYear(0));
            self.push_series(at, r, &settled.result_by_year);
            self.push_series(layout.index(s, Column::CashOfYear(0)), r, &settled.cash_by_year);
            let k = Monthly::CumulativeNetCash as usize;
            for (column, own, base) in [
                (
                    Column::Month(Monthly::CumulativeNetCash, 0),
                    &settled.monthly[k],
                    &baseline.monthly[k],
                ),
                (Column::Line(Line::ALL[0]), &settled.lines, &baseline.lines),
                (Column::ResultOfYear(0), &settled.result_by_year, &baseline.result_by_year),
                (Column::CashOfYear(0), &settled.cash_by_year, &baseline.cash_by_year),
            ] {
                let at = layout.difference_index(s, column);
                self.push_difference(at, r, own, base);
            }
        }
    }

    fn push_series(&mut self, at: usize, r: usize, series: &[f64]) {
        self.push_values(at, r, series.len(), |k| series[k]);
    }

    fn push_difference(&mut self, at: usize, r: usize, own: &[f64], baseline: &[f64]) {
        let baseline = &baseline[..own.len()];
        self.push_values(at, r, own.len(), |k| own[k] - baseline[k]);
    }

    /// Adds `n` consecutive columns of run `r`, starting at column `at`.
    #[inline]
    fn push_values(&mut self, at: usize, r: usize, n: usize, value: impl Fn(usize) -> f64) {
        let first = &mut self.first[at..at + n];
        if r == 0 {
            first.iter_mut().enumerate().for_each(|(k, first)| *first = value(k));
        }
        let sums = &mut self.sums[at..at + n];
        let squares = &mut self.squares[at..at + n];
        let row = r * self.columns + at;
        let values = &mut self.values[row..row + n];
        for k in 0..n {
            let value = value(k);
            let deviation = value - first[k];
            sums[k] += deviation;
            squares[k] += deviation * deviation;
            values[k] = value as f32;
        }
    }

    /// The values column by column, transposed in tiles that fit the cache.
    fn by_column(&self) -> Vec<f32> {
        const TILE: usize = 16;
        let runs = self.values.len() / self.columns;
        let mut out = vec![0.0; self.values.len()];
        for r0 in (0..runs).step_by(TILE) {
            let r1 = (r0 + TILE).min(runs);
            for c0 in (0..self.columns).step_by(TILE) {
                let c1 = (c0 + TILE).min(self.columns);
                for c in c0..c1 {
                    let out = &mut out[c * runs + r0..c * runs + r1];
                    for (r, out) in (r0..r1).zip(out) {
                        *out = self.values[r * self.columns + c];
                    }
                }
            }
        }
        out
    }
}
