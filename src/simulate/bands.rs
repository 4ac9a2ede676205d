//! Means, spreads and percentiles of many columns of numbers, in bounded memory.
//!
//! Numbers of heads are counted, exactly. Of amounts every value is kept up to [`EXACT_RUNS`] runs, as the
//! batches delivered them (in single precision: six significant digits), and percentiles are exact. Beyond
//! that each column of amounts becomes a histogram whose cells are set by the runs seen so far; the width of
//! a cell that holds a percentile bounds its error, and is reported.

use std::ops::Range;

use rayon::prelude::*;

use super::order::Order;
use super::tally::Tally;
use crate::model::outcome::{Line, Monthly};
use crate::model::plan::Plan;

/// Runs for which every value of a band is kept.
pub const EXACT_RUNS: usize = 16_384;

/// Cells of a histogram beyond the exact runs.
const CELLS: usize = 2048;

/// A value that one in so many runs has gets a cell of its own.
const COMMON: usize = 100;

/// The percentiles that are reported.
pub const PERCENTILES: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// An outcome of a strategy in a month.
    Month(Monthly, usize),
    /// A line of the bridge.
    Line(Line),
    /// Result by calendar year (index).
    ResultOfYear(usize),
    /// Net cash by calendar year (index).
    CashOfYear(usize),
}

/// Where each column lies: first amounts, of the strategies one after another and of their differences
/// against the baseline; then numbers of heads.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// Number of strategies.
    pub strategies: usize,
    /// The one that the others are compared with.
    pub baseline: usize,
    /// H.
    pub horizon: usize,
    /// Number of calendar years.
    pub years: usize,
}

impl Layout {
    /// The layout of a plan's columns.
    pub fn new(plan: &Plan) -> Self {
        Self {
            strategies: plan.strategies.len(),
            baseline: plan.scenario.baseline,
            horizon: plan.horizon,
            years: plan.years.len(),
        }
    }

    /// Amounts of one strategy.
    fn own(&self) -> usize {
        Monthly::AMOUNTS * self.horizon + Line::COUNT + 2 * self.years
    }

    /// Amounts of one difference: cumulative net cash by month, lines, years.
    fn difference(&self) -> usize {
        self.horizon + Line::COUNT + 2 * self.years
    }

    /// Columns of amounts.
    pub fn amounts(&self) -> usize {
        self.strategies * self.own() + (self.strategies - 1) * self.difference()
    }

    /// Columns of heads, after those of amounts.
    pub fn heads(&self) -> usize {
        self.strategies * (Monthly::COUNT - Monthly::AMOUNTS) * self.horizon
    }

    /// Index of a strategy's column.
    pub fn index(&self, strategy: usize, column: Column) -> usize {
        let lines = Monthly::AMOUNTS * self.horizon;
        strategy * self.own()
            + match column {
                Column::Month(outcome, t) if outcome.is_heads() => {
                    return self.amounts() + self.heads_index(strategy, outcome) + t;
                }
                Column::Month(outcome, t) => outcome as usize * self.horizon + t,
                Column::Line(line) => lines + line as usize,
                Column::ResultOfYear(year) => lines + Line::COUNT + year,
                Column::CashOfYear(year) => lines + Line::COUNT + self.years + year,
            }
    }

    /// Index among the columns of heads of a strategy's outcome in its first month.
    pub fn heads_index(&self, strategy: usize, outcome: Monthly) -> usize {
        let of_strategy = Monthly::COUNT - Monthly::AMOUNTS;
        (strategy * of_strategy + outcome as usize - Monthly::AMOUNTS) * self.horizon
    }

    /// Index of a column of the difference between a strategy, not the baseline itself, and the baseline;
    /// months hold cumulative net cash.
    pub fn difference_index(&self, strategy: usize, column: Column) -> usize {
        debug_assert_ne!(strategy, self.baseline);
        let before = strategy - usize::from(strategy > self.baseline);
        self.strategies * self.own()
            + before * self.difference()
            + match column {
                Column::Month(_, t) => t,
                Column::Line(line) => self.horizon + line as usize,
                Column::ResultOfYear(year) => self.horizon + Line::COUNT + year,
                Column::CashOfYear(year) => self.horizon + Line::COUNT + self.years + year,
            }
    }
}

/// Sums of powers of a column relative to its first value, mergeable in order.
#[derive(Clone, Debug, Default)]
pub struct Moments {
    count: f64,
    mean: Vec<f64>,
    /// Sum of squared deviations from the mean.
    squares: Vec<f64>,
}

impl Moments {
    /// From sums of `x − first` and their squares over `count` rows.
    pub fn from_sums(count: usize, first: &[f64], sums: &[f64], squares: &[f64]) -> Self {
        let n = count as f64;
        Self {
            count: n,
            mean: first.iter().zip(sums).map(|(first, sum)| first + sum / n).collect(),
            squares: squares
                .iter()
                .zip(sums)
                .map(|(sq, sum)| (sq - sum * sum / n).max(0.0))
                .collect(),
        }
    }

    /// Appends the moments of later rows (Chan, Golub & LeVeque 1979).
    pub fn merge(&mut self, later: &Self) {
        if self.count == 0.0 {
            *self = later.clone();
            return;
        }
        let n = self.count + later.count;
        let weight = later.count / n;
        for (k, mean) in self.mean.iter_mut().enumerate() {
            let delta = later.mean[k] - *mean;
            *mean += delta * weight;
            self.squares[k] += later.squares[k] + delta * delta * self.count * weight;
        }
        self.count = n;
    }
}

/// A histogram that knows the smallest and largest value in each cell. The commonest value (nobody came,
/// nothing was paid) has a cell of its own, so that it is exact however close its neighbours are.
#[derive(Clone, Debug)]
struct Cells {
    low: f32,
    per_unit: f32,
    /// The commonest value; NaN where none is common.
    atom: f32,
    counts: Vec<u32>,
    ranges: Vec<(f32, f32)>,
}

impl Cells {
    /// Cells that span the middle 99 % of the values seen so far; the outer cells take the rest.
    fn from_values(values: &mut [f32]) -> Self {
        values.sort_unstable_by(f32::total_cmp);
        let n = values.len();
        let low = values[n / 200];
        let high = values[n - 1 - n / 200];
        let width = (high - low) / (CELLS - 4) as f32;
        let per_unit = if width > 0.0 { 1.0 / width } else { 0.0 };
        let common = values.chunk_by(|a, b| a == b).max_by_key(|equal| equal.len());
        let atom = common.filter(|equal| equal.len() >= n / COMMON).map_or(f32::NAN, |e| e[0]);
        let mut cells = Self {
            low,
            per_unit,
            atom,
            counts: vec![0; CELLS],
            ranges: vec![(f32::INFINITY, f32::NEG_INFINITY); CELLS],
        };
        cells.extend(values);
        cells
    }

    fn extend(&mut self, values: &[f32]) {
        for &value in values {
            // The cast saturates: everything below goes to the first cell.
            let position = ((value - self.low) * self.per_unit + 1.0).max(0.0) as usize;
            // Two further on above the atom, so that it parts the values of its cell.
            let past = usize::from(value >= self.atom) + usize::from(value > self.atom);
            let cell = position.min(CELLS - 3) + past;
            self.counts[cell] += 1;
            let range = &mut self.ranges[cell];
            range.0 = range.0.min(value);
            range.1 = range.1.max(value);
        }
    }

    /// The value with `rank` values below it, and within how much it is known: the first and the last
    /// value of a cell exactly, those between them within the cell.
    fn at(&self, rank: usize) -> (f64, f64) {
        let mut before = 0;
        for (&count, &(low, high)) in self.counts.iter().zip(&self.ranges) {
            let count = count as usize;
            let (low, high) = (f64::from(low), f64::from(high));
            match rank - before {
                _ if rank >= before + count => before += count,
                0 => return (low, 0.0),
                within if within + 1 == count => return (high, 0.0),
                within => {
                    let share = within as f64 / (count - 1) as f64;
                    return (low + (high - low) * share, high - low);
                }
            }
        }
        unreachable!("the rank lies below the number of values")
    }

    /// Percentiles, and the largest error of one of them as a share of p95 − p5.
    fn percentiles(&self) -> ([f64; 5], f64) {
        let n = self.counts.iter().map(|&count| count as usize).sum::<usize>();
        let ranks = percentile_ranks(n);
        let percentiles = PERCENTILES.map(|p| between(p, n, |rank| self.at(rank).0));
        let error = ranks.into_iter().flatten().map(|rank| self.at(rank).1).fold(0.0, f64::max);
        // What lies inside a cell lies apart from its ends: no spread, then no error.
        let spread = percentiles[4] - percentiles[0];
        (percentiles, if error > 0.0 { error / spread } else { 0.0 })
    }
}

/// Mean, standard error, standard deviation and percentiles of one column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ColumnSummary {
    /// Mean over the runs.
    pub mean: f64,
    /// Monte Carlo standard error of the mean.
    pub standard_error: f64,
    /// Standard deviation over the runs.
    pub sd: f64,
    /// The [`PERCENTILES`] (type 7).
    pub percentiles: [f64; 5],
}

/// The columns of some runs.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// How many runs.
    pub runs: usize,
    /// Moments of the amounts.
    pub moments: Moments,
    /// Values of the amounts, column by column.
    pub amounts: Vec<f32>,
    /// Numbers of heads.
    pub heads: Vec<Tally>,
}

impl Columns {
    fn amount(&self, index: usize) -> &[f32] {
        &self.amounts[index * self.runs..(index + 1) * self.runs]
    }
}

/// Every column of a simulation.
#[derive(Clone, Debug)]
pub struct Bands {
    layout: Layout,
    moments: Moments,
    runs: usize,
    /// All values of the amounts, up to the exact runs.
    blocks: Vec<Columns>,
    /// By column of amounts, beyond the exact runs.
    cells: Vec<Cells>,
    /// By column of heads.
    heads: Vec<Tally>,
}

impl Bands {
    /// Room for the columns of a layout.
    pub fn new(layout: &Layout) -> Self {
        Self {
            layout: *layout,
            moments: Moments::default(),
            runs: 0,
            blocks: Vec::new(),
            cells: Vec::new(),
            heads: vec![Tally::default(); layout.heads()],
        }
    }

    /// Appends the columns of later runs, in order.
    pub fn append(&mut self, later: impl Iterator<Item = Columns>) {
        for mut columns in later {
            self.moments.merge(&columns.moments);
            self.runs += columns.runs;
            for (all, heads) in self.heads.iter_mut().zip(std::mem::take(&mut columns.heads)) {
                all.merge(&heads);
            }
            self.blocks.push(columns);
        }
        if self.runs <= EXACT_RUNS {
            return;
        }
        let blocks = std::mem::take(&mut self.blocks);
        if self.cells.is_empty() {
            let values = |k| blocks.iter().flat_map(move |block| block.amount(k)).copied();
            let cells = |k| Cells::from_values(&mut values(k).collect::<Vec<f32>>());
            self.cells = (0..self.layout.amounts()).into_par_iter().map(cells).collect();
            return;
        }
        self.cells.par_iter_mut().enumerate().for_each(|(k, cells)| {
            blocks.iter().for_each(|block| cells.extend(block.amount(k)));
        });
    }

    /// Summaries of every column, and the largest error of a percentile as a share of p95 − p5 of its
    /// column (0: exact).
    pub fn summarize(&self) -> (Vec<ColumnSummary>, f64) {
        let n = self.runs as f64;
        let amounts: Vec<(ColumnSummary, f64)> = (0..self.layout.amounts())
            .into_par_iter()
            .map_init(Order::default, |order, k| {
                let (percentiles, error) = match self.cells.get(k) {
                    Some(cells) => cells.percentiles(),
                    None => (self.exact_percentiles(k, order), 0.0),
                };
                let sd = if n > 1.0 { (self.moments.squares[k] / (n - 1.0)).sqrt() } else { 0.0 };
                let summary = ColumnSummary {
                    mean: self.moments.mean[k],
                    standard_error: sd / n.sqrt(),
                    sd,
                    percentiles,
                };
                (summary, error)
            })
            .collect();
        let error = amounts.iter().fold(0.0, |worst: f64, (_, error)| worst.max(*error));
        let amounts = amounts.into_iter().map(|(summary, _)| summary);
        (amounts.chain(self.heads.iter().map(Tally::summary)).collect(), error)
    }

    fn exact_percentiles(&self, column: usize, order: &mut Order<f32>) -> [f64; 5] {
        let chunks: Vec<&[f32]> = self.blocks.iter().map(|block| block.amount(column)).collect();
        order.sort(&chunks, &percentile_ranks(self.runs));
        PERCENTILES.map(|p| between(p, self.runs, |rank| f64::from(order.at(rank))))
    }
}

/// The ranks between which the percentiles of `n` values lie.
pub fn percentile_ranks(n: usize) -> [Range<usize>; 5] {
    PERCENTILES.map(|p| {
        let rank = (p * (n - 1) as f64).floor() as usize;
        rank..(rank + 2).min(n)
    })
}

/// Type-7 percentile from order statistics.
pub(super) fn between(p: f64, n: usize, at: impl Fn(usize) -> f64) -> f64 {
    let rank = p * (n - 1) as f64;
    let k = rank.floor() as usize;
    let fraction = rank - k as f64;
    let low = at(k);
    if fraction == 0.0 { low } else { low + fraction * (at(k + 1) - low) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples() -> Vec<Vec<f32>> {
        let hash = |k: u32| (k.wrapping_mul(2_654_435_761) >> 8) as f32 / 16_777_216.0;
        let n = 5000;
        vec![
            (0..n).map(hash).collect(),
            (0..n).map(|k| hash(k).powi(9) * 1e9 - 3.0).collect(),
            (0..n).map(|k| (hash(k) * 4.0).floor()).collect(),
            (0..n).map(|_| 7.5).collect(),
            (0..n).map(|k| if k == 17 { 1e30 } else { hash(k) }).collect(),
            // Half of a normal, with the other half at 0; hardly ever anything; 0 from below.
            (0..n).map(|k| (hash(k) + hash(k + n) + hash(k + 2 * n) - 1.5).max(0.0)).collect(),
            (0..n).map(|k| if hash(k) < 0.97 { 0.0 } else { hash(k + n) * 1e6 }).collect(),
            (0..n).map(|k| if hash(k) < 0.97 { 0.0 } else { hash(k + n) * -1e6 }).collect(),
            // Mostly 0, and many values that are closer to it than a cell is wide.
            (0..n)
                .map(|k| if k % 10 < 7 { 0.0 } else { hash(k.wrapping_mul(7919)).powi(9) * 1e6 })
                .collect(),
            vec![2.0],
            vec![3.0, 1.0],
        ]
    }

    #[test]
    fn percentiles_of_histograms_are_within_their_stated_error() {
        let exact = |values: &[f32]| {
            let mut sorted = values.to_vec();
            sorted.sort_unstable_by(f32::total_cmp);
            PERCENTILES.map(|p| between(p, sorted.len(), |k| f64::from(sorted[k])))
        };
        for (which, values) in samples().into_iter().filter(|v| v.len() > 2).enumerate() {
            let mut cells = Cells::from_values(&mut values[..1000].to_vec());
            cells.extend(&values[1000..]);
            let (percentiles, error) = cells.percentiles();
            let truth = exact(&values);
            let spread = percentiles[4] - percentiles[0];
            for (estimate, truth) in percentiles.iter().zip(truth) {
                let apart = (estimate - truth).abs();
                assert!(apart <= error * spread, "{which}: {estimate} {truth} ± {error}");
                assert!(
                    truth != 0.0 || apart == 0.0,
                    "{which}: {estimate} for the commonest value"
                );
            }
            // Values that are far apart are known exactly, and so is one that many runs have.
            match which {
                2 | 3 | 6 | 7 => assert_eq!(error, 0.0, "{which}"),
                0 | 1 | 4 => assert!(error > 0.0, "{which}"),
                _ => {} // hardly two values in a cell
            }
            // 2,044 cells over the middle 99 %, which is less than 2.5 times p95 − p5 but for what is skewed.
            assert!(
                error < if matches!(which, 1 | 8) { 0.02 } else { 2.5 / 2044.0 },
                "{which}: {error}"
            );
        }
    }

    #[test]
    fn merged_moments_equal_one_pass() {
        let values: Vec<f64> = samples()[1].iter().map(|v| f64::from(*v)).collect();
        let moments = |part: &[f64]| {
            let first = part[0];
            let sum: f64 = part.iter().map(|v| v - first).sum();
            let squares: f64 = part.iter().map(|v| (v - first).powi(2)).sum();
            Moments::from_sums(part.len(), &[first], &[sum], &[squares])
        };
        let whole = moments(&values);
        let mut merged = Moments::default();
        for part in values.chunks(128) {
            merged.merge(&moments(part));
        }
        // Both sum 5,000 terms: rounding grows with the number of terms.
        let tolerance = 5000.0 * f64::EPSILON;
        assert!((merged.mean[0] / whole.mean[0] - 1.0).abs() < tolerance);
        assert!((merged.squares[0] / whole.squares[0] - 1.0).abs() < tolerance);
    }
}
