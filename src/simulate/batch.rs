//! A fixed number of consecutive runs, computed by one thread.

use ndarray::{Array2, Array3};

use super::bands::{Column, Columns, Layout, Moments};
use super::tally::Tally;
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
    /// Runs by strategy and the first month whose balance lies below the floor.
    pub first_shortfall: Array2<u64>,
    /// Exits by strategy, tenure and cause, over the batch.
    pub exits: Array3<u64>,
    /// For each stated expectation, the runs that break it.
    pub broken: Vec<usize>,
    /// Outcomes by month, line and year.
    pub columns: Columns,
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
            first_shortfall: Array2::zeros((n, plan.horizon)),
            exits: Array3::zeros((n, plan.horizon, 3)),
            broken: vec![0; plan.scenario.expectations.len()],
            columns: Columns::default(),
        };
        let mut rows = Rows::new(&layout, runs);
        let mut thetas = Vec::new();
        for r in 0..runs {
            let run = first + r as u64;
            if r.is_multiple_of(TILE) {
                sampler.draw_many(seed, run, TILE.min(runs - r), &mut thetas);
            }
            worker.take(&mut thetas[r % TILE]);
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
                if settled.headline[Headline::Shortfall as usize] > 0.0 {
                    let balances = &settled.monthly[Monthly::Liquidity as usize];
                    let below = balances.iter().position(|balance| treasury.is_shortfall(*balance));
                    below.into_iter().for_each(|t| batch.first_shortfall[[s, t]] += 1);
                }
                let exits = worker.ledgers[s].exits_by_tenure.iter().enumerate();
                for (tenure, causes) in exits.filter(|(_, causes)| **causes != [0; 3]) {
                    for (cause, count) in causes.iter().enumerate() {
                        batch.exits[[s, tenure, cause]] += u64::from(*count);
                    }
                }
            }
            rows.put(&layout, plan, &worker);
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
        batch.columns = rows.finish();
        batch
    }
}

/// Runs and columns that are turned together, so that they stay in the cache.
const TILE: usize = 16;

/// Collects the columns of a batch run by run.
struct Rows {
    /// Columns of amounts.
    columns: usize,
    runs: usize,
    /// Runs taken up.
    done: usize,
    /// Runs put down after them; at most [`TILE`].
    waiting: usize,
    /// Room for a tile of rows of amounts.
    rows: Vec<f64>,
    /// The first row: moments are relative to it.
    first: Vec<f64>,
    sums: Vec<f64>,
    squares: Vec<f64>,
    values: Vec<f32>,
    heads: Vec<Tally>,
}

impl Rows {
    fn new(layout: &Layout, runs: usize) -> Self {
        let columns = layout.amounts();
        Self {
            columns,
            runs,
            done: 0,
            waiting: 0,
            rows: vec![0.0; columns * TILE],
            first: Vec::new(),
            sums: vec![0.0; columns],
            squares: vec![0.0; columns],
            values: vec![0.0; columns * runs],
            heads: vec![Tally::default(); layout.heads()],
        }
    }

    /// Puts down the next run of the batch.
    fn put(&mut self, layout: &Layout, plan: &Plan, worker: &Worker<'_>) {
        let from = self.waiting * self.columns;
        let row = &mut self.rows[from..from + self.columns];
        let baseline = &worker.settled[plan.scenario.baseline];
        for (s, settled) in worker.settled.iter().enumerate() {
            let (amounts, heads) = Monthly::ALL.split_at(Monthly::AMOUNTS);
            for &outcome in amounts {
                let at = layout.index(s, Column::Month(outcome, 0));
                copy(row, at, &settled.monthly[outcome as usize]);
            }
            for &outcome in heads {
                let tallies = &mut self.heads[layout.heads_index(s, outcome)..];
                for (tally, heads) in tallies.iter_mut().zip(&settled.monthly[outcome as usize]) {
                    tally.add(*heads);
                }
            }
            copy(row, layout.index(s, Column::Line(Line::ALL[0])), &settled.lines);
            copy(row, layout.index(s, Column::ResultOfYear(0)), &settled.result_by_year);
            copy(row, layout.index(s, Column::CashOfYear(0)), &settled.cash_by_year);
            if s == layout.baseline {
                continue;
            }
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
        self.waiting += 1;
        if self.waiting == TILE {
            self.take_up();
        }
    }

    /// Adds the rows that wait to the moments, and turns them into columns.
    fn take_up(&mut self) {
        let columns = self.columns;
        if self.done == 0 {
            self.first.extend_from_slice(&self.rows[..columns]);
        }
        let waiting = std::mem::take(&mut self.waiting);
        let mut tile = [[0.0_f32; TILE]; TILE];
        for from in (0..columns).step_by(TILE) {
            let width = TILE.min(columns - from);
            let sums = &mut self.sums[from..from + width];
            let squares = &mut self.squares[from..from + width];
            let first = &self.first[from..from + width];
            for (row, turned) in self.rows.chunks_exact(columns).take(waiting).zip(&mut tile) {
                let row = &row[from..from + width];
                for k in 0..width {
                    let deviation = row[k] - first[k];
                    sums[k] += deviation;
                    squares[k] += deviation * deviation;
                    turned[k] = row[k] as f32;
                }
            }
            for k in 0..width {
                let at = (from + k) * self.runs + self.done;
                for (value, row) in self.values[at..at + waiting].iter_mut().zip(&tile) {
                    *value = row[k];
                }
            }
        }
        self.done += waiting;
    }

    fn finish(mut self) -> Columns {
        if self.waiting > 0 {
            self.take_up();
        }
        let Self { runs, values: amounts, heads, .. } = self;
        let moments = Moments::from_sums(runs, &self.first, &self.sums, &self.squares);
        Columns { runs, moments, amounts, heads }
    }
}

fn copy(row: &mut [f64], at: usize, series: &[f64]) {
    row[at..at + series.len()].copy_from_slice(series);
}
