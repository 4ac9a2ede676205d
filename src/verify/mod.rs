//! Holds the simulation against the exact twin.
//!
//! In: a [`Plan`]. Out: a [`Verification`]: for every strategy and linear outcome the mean over the
//! runs, the mean of the expectations given the same θ, and how far apart they are in standard
//! errors of their difference. Because θ is the same on both sides, only luck is left in it.

use crate::distribution::normal::standard_normal_quantile;
use crate::model::outcome::{Headline, Line, Monthly};
use crate::model::plan::Plan;
use crate::model::rates::Rates;
use crate::model::settle::{Settled, total};
use crate::sample::theta::ThetaSampler;
use crate::simulate::{Observer, Worker, in_batches};
use crate::twin::Twin;

/// Chance that a verification of a sound program fails somewhere.
const FALSE_ALARM: f64 = 1e-3;

/// A cell that is other than zero in fewer runs than this is left to the totals that it is a part
/// of: the mean of a few rare events is not normal.
const FEWEST_EVENTS: usize = 200;

/// An event at one position is at most this many times an equal part of the largest amount of a
/// run: positions need not be alike.
const UNEQUAL_POSITIONS: f64 = 3.0;

/// Where no run shows an event, one could have been at most this large [€, or a number].
const LARGEST_EVENT: f64 = 1e6;

/// A difference below this share of the amounts is rounding.
const ROUNDING: f64 = 1e-9;

/// What a row of a [`Verification`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A headline outcome.
    Headline(Headline),
    /// A line of the bridge, over the horizon.
    Line(Line),
    /// A line of the bridge in a calendar year (index).
    LineOfYear(Line, usize),
    /// An outcome by month, summed over a calendar year (index).
    MonthlyOfYear(Monthly, usize),
    /// Result of a calendar year (index).
    ResultOfYear(usize),
}

/// One comparison.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// Index of the strategy.
    pub strategy: usize,
    /// What is compared.
    pub subject: Subject,
    /// Mean of the expectations given θ.
    pub twin: f64,
    /// Mean over the runs.
    pub monte_carlo: f64,
    /// Standard error of the difference.
    pub standard_error: f64,
    /// The difference in standard errors; infinite where only the means differ and nothing varies.
    pub z: f64,
    /// Runs in which it is not zero.
    pub events: usize,
    /// False where it is other than zero in too few runs for a judgement.
    pub judged: bool,
}

/// The outcome of holding the simulation against the twin.
#[derive(Clone, Debug)]
pub struct Verification {
    /// Runs done.
    pub runs: usize,
    /// Every comparison: strategy by strategy.
    pub rows: Vec<Row>,
    /// Largest |z| that is allowed, given the number of rows.
    pub bound: f64,
    /// Outcomes that the twin does not have: Monte Carlo only.
    pub monte_carlo_only: Vec<Headline>,
}

/// What a verification comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// No row that can be judged is further apart than chance explains.
    Holds,
    /// A row is.
    Fails,
    /// The sides differ, and the runs are too few to judge whether that is luck.
    Undecided,
}

impl Verification {
    /// What it comes to.
    pub fn verdict(&self) -> Verdict {
        let differs =
            |judged: bool| self.rows.iter().any(|row| row.judged == judged && row.z != 0.0);
        if self.failures().next().is_some() {
            Verdict::Fails
        } else if differs(false) && (self.runs < FEWEST_EVENTS || !differs(true)) {
            Verdict::Undecided
        } else {
            Verdict::Holds
        }
    }

    /// The rows that are further apart than chance explains.
    pub fn failures(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.judged && row.z.abs() > self.bound)
    }
}

/// Sums of one cell over the runs of a batch.
#[derive(Clone, Copy, Default)]
struct Sums {
    twin: f64,
    monte_carlo: f64,
    difference: f64,
    squares: f64,
    events: usize,
    /// Largest amount in a run.
    largest: f64,
}

/// Compares `runs` runs with their expectations; `None` when the observer cancelled.
pub fn verify(
    plan: &Plan,
    seed: u64,
    runs: usize,
    observer: &dyn Observer,
) -> Option<Verification> {
    compare_plans(plan, plan, seed, runs, observer)
}

/// Compares runs of one plan with expectations of another one, to see that a difference between
/// them is noticed. Both draw their quantities with the same seed; quantities with the same path
/// and spread are the same on both sides.
///
/// # Panics
/// When the plans differ in the number of strategies or in their calendar.
pub fn compare_plans(
    simulated: &Plan,
    exact: &Plan,
    seed: u64,
    runs: usize,
    observer: &dyn Observer,
) -> Option<Verification> {
    assert_eq!(simulated.strategies.len(), exact.strategies.len());
    assert_eq!(simulated.years, exact.years);
    let simulated_sampler = ThetaSampler::new(&simulated.scenario);
    let exact_sampler = ThetaSampler::new(&exact.scenario);
    compare(simulated, runs, observer, |first, n| {
        let mut worker = Worker::new(simulated, &simulated_sampler, seed);
        let mut twin = Twin::new(exact);
        let mut theta = exact_sampler.medians();
        let mut rates = Rates::default();
        let subjects = subjects(simulated);
        let cells = subjects.len();
        let mut sums = vec![Sums::default(); simulated.strategies.len() * cells];
        for run in first..first + n {
            let run = run as u64;
            worker.draw(run);
            worker.live(run, 0);
            exact_sampler.draw(seed, run, &mut theta);
            rates.update(exact, &theta);
            twin.draw(exact, &rates);
            for s in 0..exact.strategies.len() {
                twin.expect(exact, s, &rates);
                for (cell, &subject) in sums[s * cells..].iter_mut().zip(&subjects) {
                    cell.push(
                        value(simulated, &worker.settled[s], subject),
                        value(exact, &twin.settled, subject),
                    );
                }
            }
        }
        sums
    })
}

impl Sums {
    fn push(&mut self, monte_carlo: f64, twin: f64) {
        let difference = monte_carlo - twin;
        self.monte_carlo += monte_carlo;
        self.twin += twin;
        self.difference += difference;
        self.squares += difference * difference;
        self.events += usize::from(monte_carlo != 0.0);
        self.largest = self.largest.max(monte_carlo.abs());
    }
}

impl Sums {
    /// Standard error of the mean difference over `n` runs.
    fn standard_error(&self, n: f64) -> f64 {
        let mean = self.difference / n;
        let variance = (self.squares / n - mean * mean).max(0.0) * n / (n - 1.0).max(1.0);
        (variance / n).sqrt()
    }

    /// A mean difference that rounding explains.
    fn rounding(&self, n: f64) -> f64 {
        ROUNDING * (self.twin / n).abs().max((self.monte_carlo / n).abs()).max(1.0)
    }

    fn varies(&self, runs: usize) -> bool {
        self.standard_error(runs as f64) > self.rounding(runs as f64)
    }
}

fn compare(
    plan: &Plan,
    runs: usize,
    observer: &dyn Observer,
    batch: impl Fn(usize, usize) -> Vec<Sums> + Sync,
) -> Option<Verification> {
    let batches = in_batches(0..runs, observer, batch)?;
    let subjects = subjects(plan);
    let mut rows = Vec::with_capacity(plan.strategies.len() * subjects.len());
    let mut totals = Vec::with_capacity(subjects.len());
    for strategy in 0..plan.strategies.len() {
        for (k, &subject) in subjects.iter().enumerate() {
            let mut all = Sums::default();
            for sums in &batches {
                let sums = &sums[strategy * subjects.len() + k];
                all.twin += sums.twin;
                all.monte_carlo += sums.monte_carlo;
                all.difference += sums.difference;
                all.squares += sums.squares;
                all.events += sums.events;
                all.largest = all.largest.max(sums.largest);
            }
            totals.push((subject, all));
        }
        // Without luck every difference counts; with it a part of it may be events that are so
        // rare that no run shows them.
        let people = plan.strategies[strategy].positions.iter().filter(|p| p.first.is_some());
        let event = if totals.iter().any(|(_, all)| all.varies(runs)) {
            UNEQUAL_POSITIONS / people.count().max(1) as f64
        } else {
            0.0
        };
        let of_strategy = totals.drain(..);
        rows.extend(of_strategy.map(|(subject, all)| row(strategy, subject, all, runs, event)));
    }
    let judged = rows.iter().filter(|row| row.judged).count().max(1);
    let bound = standard_normal_quantile(1.0 - FALSE_ALARM / (2.0 * judged as f64));
    let monte_carlo_only = Headline::ALL.iter().copied().filter(|o| !o.is_linear()).collect();
    Some(Verification { runs, rows, bound, monte_carlo_only })
}

/// One comparison. `event`: size of one rare event as a share of the largest amount of a run.
///
/// Events of size d that make up the difference δ of the means have variance |δ|·d/n, also when no
/// run shows one: all hires but one in ten thousand arrive within the horizon, and 300 runs do not
/// show the one that does not.
fn row(strategy: usize, subject: Subject, all: Sums, runs: usize, event: f64) -> Row {
    let n = runs as f64;
    let mean = all.difference / n;
    let unseen = mean.abs() * event * all.largest / n;
    let standard_error = (all.standard_error(n).powi(2) + unseen).sqrt();
    let rounding = all.rounding(n);
    let z = if mean.abs() <= rounding {
        0.0
    } else if standard_error > rounding {
        mean / standard_error
    } else {
        f64::INFINITY.copysign(mean)
    };
    // The twin's mean tells how many events there must have been at least: had there been that
    // many and the runs show few, the difference is a verdict after all.
    let largest = if all.events > 0 { all.largest } else { LARGEST_EVENT };
    let at_least = all.twin.abs() / largest;
    let nothing = all.twin == 0.0 && all.events == 0;
    let judged = nothing || all.events >= FEWEST_EVENTS || at_least >= FEWEST_EVENTS as f64;
    Row {
        strategy,
        subject,
        twin: all.twin / n,
        monte_carlo: all.monte_carlo / n,
        standard_error,
        z,
        events: all.events,
        judged,
    }
}

/// Everything that is compared for one strategy.
pub fn subjects(plan: &Plan) -> Vec<Subject> {
    let linear = Headline::ALL.iter().copied().filter(|outcome| outcome.is_linear());
    let mut all: Vec<Subject> = linear.map(Subject::Headline).collect();
    all.extend(Line::ALL.iter().copied().map(Subject::Line));
    // Cumulatives repeat their months; liquidity is a balance.
    let monthly = Monthly::ALL.iter().copied().filter(|outcome| {
        !matches!(
            outcome,
            Monthly::CumulativeCosts
                | Monthly::CumulativeBenefits
                | Monthly::CumulativeNetCash
                | Monthly::Liquidity
                | Monthly::Benefits
                | Monthly::Costs
        )
    });
    for year in 0..plan.years.len() {
        let lines = Line::ALL.iter().copied().filter(|line| *line != Line::DueAfterHorizon);
        all.extend(lines.map(|line| Subject::LineOfYear(line, year)));
        all.extend(monthly.clone().map(|outcome| Subject::MonthlyOfYear(outcome, year)));
        all.push(Subject::ResultOfYear(year));
    }
    all
}

fn value(plan: &Plan, settled: &Settled, subject: Subject) -> f64 {
    let of_year = |series: &[f64], year: usize| {
        let (_, from, until) = plan.years[year];
        total(&series[from..until])
    };
    match subject {
        Subject::Headline(outcome) => settled.headline[outcome as usize],
        Subject::Line(line) => settled.lines[line as usize],
        Subject::LineOfYear(line, year) => of_year(&settled.flows[line as usize], year),
        Subject::MonthlyOfYear(outcome, year) => of_year(&settled.monthly[outcome as usize], year),
        Subject::ResultOfYear(year) => settled.result_by_year[year],
    }
}
