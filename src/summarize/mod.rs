//! What the runs say: means with their errors, percentiles, chances, differences.
//!
//! In: a [`Plan`] and a [`Simulation`]. Out: a [`Summary`]. Differences against the baseline are
//! taken run by run.

pub mod shortfall;
pub mod spread;
pub mod statistics;

use rayon::prelude::*;
use shortfall::{ShortfallMonths, shortfall_months};
use statistics::{Chance, OutcomeSummary, Ratio, Split, ratio, split, summarize, summarize_months};

use crate::model::cash::NO_INVESTMENT;
use crate::model::outcome::{Headline, Line, Monthly};
use crate::model::plan::Plan;
use crate::simulate::{Column, ColumnSummary, LeastKnown, Simulation};

/// Everything that is reported about a simulation.
#[derive(Clone, Debug)]
pub struct Summary {
    /// Runs done.
    pub runs: usize,
    /// The seed.
    pub seed: u64,
    /// Whether every outcome is known well enough, where that was asked for.
    pub converged: Option<bool>,
    /// What is known least well, where that was asked for.
    pub least_known: Option<LeastKnown>,
    /// Largest error of a percentile of a band, as a share of its p95 − p5 (0: exact).
    pub percentile_error: f64,
    /// One for each strategy, in file order.
    pub strategies: Vec<StrategySummary>,
    /// The organisation without any of these positions, where liquidity is stated.
    pub without: Option<Without>,
    /// For each stated expectation, the share of the runs that break it.
    pub broken_expectations: Vec<Chance>,
}

/// The organisation without any of these positions.
#[derive(Clone, Debug)]
pub struct Without {
    /// Chance that the balance falls below the floor.
    pub shortfall: Chance,
    /// Lowest balance [€].
    pub liquidity_low: OutcomeSummary,
}

/// What is known of one strategy.
#[derive(Clone, Debug)]
pub struct StrategySummary {
    /// By [`Headline`].
    pub headline: Vec<OutcomeSummary>,
    /// By [`Monthly`] and month.
    pub monthly: Vec<Vec<ColumnSummary>>,
    /// By [`Line`].
    pub lines: Vec<ColumnSummary>,
    /// Result by calendar year.
    pub result_by_year: Vec<ColumnSummary>,
    /// Net cash by calendar year.
    pub cash_by_year: Vec<ColumnSummary>,
    /// Mean number of exits by tenure in months and cause (not registered, registered, failed route).
    pub exits_by_tenure: Vec<[f64; 3]>,
    /// Chance that the investment is earned back within the horizon (or never needed).
    pub paid_back: Chance,
    /// Chance that cumulative net cash is never below zero.
    pub no_investment: Chance,
    /// Chance that the NPV is positive.
    pub npv_positive: Chance,
    /// Chance that the balance falls below the floor; `None` without liquidity.
    pub shortfall: Option<Chance>,
    /// When it first does; `None` where it hardly ever does.
    pub shortfall_months: Option<ShortfallMonths>,
    /// Chance that unregistered people deliver more than the contract allows in some month.
    pub max_unregistered_exceeded: Chance,
    /// Chance that mentors are short in some month.
    pub mentors_exceeded: Chance,
    /// Costs minus revenue, subsidy left out, for each registered professional at the horizon.
    pub net_cost_per_registered: Option<Ratio>,
    /// All costs for each registered professional at the horizon.
    pub cost_per_registered: Option<Ratio>,
    /// Against the baseline; `None` for the baseline itself.
    pub difference: Option<DifferenceSummary>,
}

/// A strategy minus the baseline, run by run.
#[derive(Clone, Debug)]
pub struct DifferenceSummary {
    /// By [`Headline`]; `None` where differences are not taken. Peak funding and payback are
    /// those of the difference curve.
    pub headline: Vec<Option<OutcomeSummary>>,
    /// Chance, over runs, that the strategy's NPV is higher.
    pub better: Chance,
    /// Chance that the extra investment is earned back within the horizon (or never needed).
    pub paid_back: Chance,
    /// Cumulative net cash by month.
    pub cumulative: Vec<ColumnSummary>,
    /// By [`Line`].
    pub lines: Vec<ColumnSummary>,
    /// Result by calendar year.
    pub result_by_year: Vec<ColumnSummary>,
    /// Net cash by calendar year.
    pub cash_by_year: Vec<ColumnSummary>,
}

impl Summary {
    /// Summarizes a simulation.
    pub fn new(plan: &Plan, simulation: &Simulation) -> Self {
        let (columns, percentile_error) = simulation.bands.summarize();
        let outcomes: Vec<Vec<(OutcomeSummary, Option<OutcomeSummary>)>> = (0..plan
            .strategies
            .len())
            .map(|s| {
                Headline::ALL
                    .par_iter()
                    .map(|&outcome| {
                        let own = own_outcome(plan, simulation, s, outcome);
                        let difference = (s != plan.scenario.baseline && outcome.is_differenced())
                            .then(|| difference_outcome(plan, simulation, s, outcome));
                        (own, difference)
                    })
                    .collect()
            })
            .collect();
        let strategies = outcomes
            .into_iter()
            .enumerate()
            .map(|(s, outcomes)| strategy_summary(plan, simulation, &columns, s, outcomes))
            .collect();
        let without = plan.scenario.organisation.liquidity.map(|_| {
            let all = || simulation.batches.iter().flat_map(|batch| &batch.without);
            let short = all().filter(|(_, short)| *short).count();
            let low: Vec<f64> = all().map(|(low, _)| *low).collect();
            Without {
                shortfall: Chance::of(short, simulation.runs),
                liquidity_low: summarize(&low, false, None),
            }
        });
        let broken_expectations = (0..plan.scenario.expectations.len())
            .map(|k| {
                let broken = simulation.batches.iter().map(|batch| batch.broken[k]).sum();
                Chance::of(broken, simulation.runs)
            })
            .collect();
        Self {
            runs: simulation.runs,
            seed: simulation.seed,
            converged: simulation.converged,
            least_known: simulation.least_known,
            percentile_error,
            strategies,
            without,
            broken_expectations,
        }
    }
}

/// "Never" counts as the horizon when shares of variance are taken.
fn capped(draws: &[f64], horizon: usize) -> Vec<f64> {
    draws.iter().map(|x| if x.is_infinite() { horizon as f64 } else { *x }).collect()
}

fn split_of(
    plan: &Plan,
    draws: &[f64],
    expected: Vec<f64>,
    second: impl Fn() -> Vec<f64>,
) -> Option<Split> {
    let h = plan.horizon;
    if expected.is_empty() {
        split(&capped(draws, h), &capped(&second(), h), false)
    } else {
        split(draws, &expected, true)
    }
}

fn own_outcome(
    plan: &Plan,
    simulation: &Simulation,
    s: usize,
    outcome: Headline,
) -> OutcomeSummary {
    let draws = simulation.draws(s, outcome as usize);
    let expected = simulation.expected(s, outcome as usize);
    let split = split_of(plan, &draws, expected, || simulation.second(s, outcome as usize));
    of_outcome(outcome, draws, split)
}

/// Summarizes the draws of an outcome in the way that fits it.
fn of_outcome(outcome: Headline, draws: Vec<f64>, split: Option<Split>) -> OutcomeSummary {
    match outcome {
        Headline::Payback | Headline::FirstSurplus => summarize_months(draws, split),
        _ => summarize(&draws, outcome.worst_is_high(), split),
    }
}

/// Subtracts run by run; both series may be cut to the shorter one.
pub fn minus(a: Vec<f64>, b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a - b).collect()
}

fn difference_outcome(
    plan: &Plan,
    simulation: &Simulation,
    s: usize,
    outcome: Headline,
) -> OutcomeSummary {
    let baseline = plan.scenario.baseline;
    let k = outcome as usize;
    let of_curve = match outcome {
        Headline::PeakFunding => Some(0),
        Headline::Payback => Some(1),
        _ => None,
    };
    if let Some(which) = of_curve {
        let draws = simulation.difference_draws(s, which);
        let second = || simulation.second(s, Headline::COUNT + which);
        let split = split_of(plan, &draws, Vec::new(), second);
        return of_outcome(outcome, draws, split);
    }
    let draws = minus(simulation.draws(s, k), &simulation.draws(baseline, k));
    let expected = minus(simulation.expected(s, k), &simulation.expected(baseline, k));
    let second = || minus(simulation.second(s, k), &simulation.second(baseline, k));
    let split = split_of(plan, &draws, expected, second);
    of_outcome(outcome, draws, split)
}

fn strategy_summary(
    plan: &Plan,
    simulation: &Simulation,
    columns: &[ColumnSummary],
    s: usize,
    outcomes: Vec<(OutcomeSummary, Option<OutcomeSummary>)>,
) -> StrategySummary {
    let layout = simulation.layout;
    let runs = simulation.runs;
    let (h, years) = (layout.horizon, layout.years);
    let take = |from: usize, n: usize| columns[from..from + n].to_vec();
    let own = |column: Column, n: usize| take(layout.index(s, column), n);
    let (headline, differences): (Vec<_>, Vec<_>) = outcomes.into_iter().unzip();
    let draws = |outcome: Headline| simulation.draws(s, outcome as usize);
    let share = |outcome: Headline, test: fn(f64) -> bool| {
        Chance::of(draws(outcome).into_iter().filter(|x| test(*x)).count(), runs)
    };
    let registered = draws(Headline::RegisteredAtHorizon);
    let difference = (s != plan.scenario.baseline).then(|| {
        let of = |column: Column, n: usize| take(layout.difference_index(s, column), n);
        let npv = |s: usize| simulation.draws(s, Headline::Npv as usize);
        let difference = minus(npv(s), &npv(plan.scenario.baseline));
        let better = difference.iter().filter(|difference| **difference > 0.0).count();
        let payback = simulation.difference_draws(s, 1);
        DifferenceSummary {
            headline: differences,
            better: Chance::of(better, runs),
            paid_back: Chance::of(payback.iter().filter(|x| x.is_finite()).count(), runs),
            cumulative: of(Column::Month(Monthly::CumulativeNetCash, 0), h),
            lines: of(Column::Line(Line::ALL[0]), Line::COUNT),
            result_by_year: of(Column::ResultOfYear(0), years),
            cash_by_year: of(Column::CashOfYear(0), years),
        }
    });
    let exits = (0..h)
        .map(|tenure| {
            [0, 1, 2].map(|cause| simulation.exits[[s, tenure, cause]] as f64 / runs as f64)
        })
        .collect();
    StrategySummary {
        headline,
        monthly: Monthly::ALL.iter().map(|&outcome| own(Column::Month(outcome, 0), h)).collect(),
        lines: own(Column::Line(Line::ALL[0]), Line::COUNT),
        result_by_year: own(Column::ResultOfYear(0), years),
        cash_by_year: own(Column::CashOfYear(0), years),
        exits_by_tenure: exits,
        paid_back: share(Headline::Payback, f64::is_finite),
        no_investment: share(Headline::Payback, |x| x == NO_INVESTMENT),
        npv_positive: share(Headline::Npv, |x| x > 0.0),
        shortfall: plan
            .scenario
            .organisation
            .liquidity
            .map(|_| share(Headline::Shortfall, |x| x > 0.0)),
        shortfall_months: shortfall_months(simulation.first_shortfall.row(s)),
        max_unregistered_exceeded: share(Headline::MonthsOverUnregisteredShare, |x| x > 0.0),
        mentors_exceeded: share(Headline::MonthsOverMentorCapacity, |x| x > 0.0),
        net_cost_per_registered: ratio(&draws(Headline::NetCosts), &registered),
        cost_per_registered: ratio(&draws(Headline::Costs), &registered),
        difference,
    }
}
