//! `results.json`: everything that is known of a simulation. Every key is explained in
//! `docs/results.md`; a change that readers must know of raises [`SCHEMA`].

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::Report;
use super::afford::OfAffordability;
use super::discover::OfDiscovery;
use super::estimate::{Estimate, Figure, Keyed, applies, applies_monthly};
use super::files::OutputFile;
use super::json;
use super::labels::{
    CHANCES, DIFFERENCE_CHANCES, ExitGroup, Labelled, OutcomeUnit, PERCENTILE_KEYS, RATIOS,
};
use super::register::Assumption;
use super::sensitivity::OfSensitivity;
use super::voi::Answer;
use crate::language::{Label, Language};
use crate::model::contract::Variant;
use crate::model::outcome::{Headline, Line, Monthly};
use crate::model::plan::Plan;
use crate::model::quantity::Comparand;
use crate::model::time::YearMonth;
use crate::simulate::{ColumnSummary, PERCENTILES};
use crate::summarize::statistics::{Chance, OutcomeSummary, Ratio};
use crate::summarize::{DifferenceSummary, StrategySummary};
use crate::tell::afford::AffordTale;
use crate::tell::discover::DiscoverTale;

/// Name and version of the format.
pub const SCHEMA: &str = "kansrijk/results/1";

/// Name of the file.
pub const RESULTS_FILE_NAME: &str = "results.json";

/// Everything that is known of a simulation, as JSON.
#[must_use]
pub fn results(report: Report<'_>) -> OutputFile {
    OutputFile::new(RESULTS_FILE_NAME, json::readable(&Results::new(report)))
}

#[derive(Serialize)]
struct Results<'a> {
    schema: &'static str,
    version: &'static str,
    runs: usize,
    seed: u64,
    converged: Option<bool>,
    least_known: Option<LeastKnown<'a>>,
    percentile_error: f64,
    scenario: About<'a>,
    months: Vec<String>,
    years: Vec<i32>,
    percentiles: Keyed<f64>,
    without_cohort: Option<Without>,
    strategies: Vec<OfStrategy<'a>>,
    warnings: Vec<Remark>,
    expectations: Vec<Expected<'a>>,
    assumptions: Vec<Assumption<'a>>,
    decisions: Option<OfDecisions<'a>>,
    names: Names,
}

/// What decides, by analysis.
#[derive(Serialize)]
struct OfDecisions<'a> {
    sensitivity: OfSensitivity<'a>,
    voi: Option<Answer<'a>>,
    discover: OfDiscovery<'a>,
    afford: Option<OfAffordability<'a>>,
}

#[derive(Serialize)]
struct LeastKnown<'a> {
    strategy: &'a str,
    outcome: &'static str,
    difference: bool,
    statistic: String,
    half_width: f64,
    times_allowed: f64,
}

#[derive(Serialize)]
struct About<'a> {
    name: &'a str,
    title: &'a Label,
    question: &'a Label,
    start: String,
    horizon_months: usize,
    discount_rate: f64,
    contract: &'static str,
    baseline: &'a str,
    accepted_risk: Option<f64>,
}

/// A warning of the reader.
#[derive(Serialize)]
struct Remark {
    code: &'static str,
    message: Label,
}

#[derive(Serialize)]
struct Without {
    shortfall: Probability,
    liquidity_low: Estimate,
}

#[derive(Serialize)]
pub(super) struct OfStrategy<'a> {
    key: &'a str,
    name: &'a Label,
    baseline: bool,
    positions: usize,
    outcomes: Keyed<Option<Estimate>>,
    chances: Keyed<Option<Probability>>,
    ratios: Keyed<Option<Quotient>>,
    lines: Keyed<Estimate>,
    yearly: Keyed<Series>,
    monthly: Keyed<Option<Series>>,
    exits_by_tenure: Keyed<Vec<f64>>,
    difference: Option<OfDifference>,
}

#[derive(Serialize)]
struct OfDifference {
    outcomes: Keyed<Option<Estimate>>,
    chances: Keyed<Probability>,
    lines: Keyed<Estimate>,
    yearly: Keyed<Series>,
    monthly: Keyed<Series>,
}

#[derive(Serialize)]
struct Expected<'a> {
    left: &'a str,
    at_least: Right<'a>,
    because: Option<&'a str>,
    broken: Probability,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Right<'a> {
    Path(&'a str),
    Number(f64),
}

/// A chance with its error.
#[derive(Serialize)]
pub(super) struct Probability {
    value: Figure,
    standard_error: Figure,
}

/// A ratio of means with its error.
pub(super) type Quotient = Probability;

/// Estimates by month or year: a list for each statistic.
struct Series(Vec<Estimate>);

#[derive(Serialize)]
struct Names {
    outcomes: Keyed<Name>,
    lines: Keyed<Name>,
    monthly: Keyed<Name>,
    exits_by_tenure: Keyed<Name>,
    chances: Keyed<Name>,
    ratios: Keyed<Name>,
    difference_chances: Keyed<Name>,
}

#[derive(Serialize)]
struct Name {
    unit: &'static str,
    nl: &'static str,
    en: &'static str,
}

impl Serialize for Estimate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (key, figure) in self.columns() {
            map.serialize_entry(key, &figure)?;
        }
        map.serialize_entry("expected_shortfall", &self.expected_shortfall)?;
        let variance = self.split.map(|split| {
            Keyed(vec![
                ("ignorance", split.ignorance),
                ("luck", 1.0 - split.ignorance),
                ("standard_error", split.standard_error),
            ])
        });
        map.serialize_entry("variance", &variance)?;
        map.end()
    }
}

impl Serialize for Series {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let columns: Vec<_> = self.0.iter().map(Estimate::columns).collect();
        let keys = columns.first().map_or(0, |row| row.len());
        for k in 0..keys {
            let list: Vec<Figure> = columns.iter().map(|row| row[k].1).collect();
            map.serialize_entry(columns[0][k].0, &list)?;
        }
        map.end()
    }
}

/// `2027-01`.
pub(super) fn year_month(month: YearMonth) -> String {
    format!("{}-{:02}", month.year, month.month)
}

pub(super) fn probability(chance: Chance, runs: usize) -> Probability {
    let estimate = Estimate::of_chance(chance, runs);
    Probability { value: estimate.mean, standard_error: estimate.standard_error }
}

pub(super) fn quotient(ratio: Ratio, runs: usize) -> Quotient {
    let estimate = Estimate::of_ratio(ratio.value, ratio.standard_error, runs);
    Probability { value: estimate.mean, standard_error: estimate.standard_error }
}

/// Estimates of columns, in order.
fn estimates(columns: &[ColumnSummary], unit: OutcomeUnit, runs: usize) -> Vec<Estimate> {
    let estimate = |column| Estimate::of_column(column, unit, runs);
    columns.iter().map(estimate).collect()
}

fn series(columns: &[ColumnSummary], unit: OutcomeUnit, runs: usize) -> Series {
    Series(estimates(columns, unit, runs))
}

fn lines(columns: &[ColumnSummary], runs: usize) -> Keyed<Estimate> {
    let estimates = estimates(columns, OutcomeUnit::Euros, runs);
    Keyed(Line::ALL.iter().map(|line| line.key()).zip(estimates).collect())
}

fn yearly(result: &[ColumnSummary], cash: &[ColumnSummary], runs: usize) -> Keyed<Series> {
    Keyed(vec![
        ("result", series(result, OutcomeUnit::Euros, runs)),
        ("cash", series(cash, OutcomeUnit::Euros, runs)),
    ])
}

/// Chances of a strategy, by name.
pub(super) fn chances(plan: &Plan, of: &StrategySummary) -> Vec<(&'static str, Option<Chance>)> {
    let scenario = &plan.scenario;
    let unregistered = scenario.contract.max_unregistered_share.is_some();
    let mentors = scenario.organisation.mentoring.is_some();
    vec![
        ("paid_back", Some(of.paid_back)),
        ("no_investment", Some(of.no_investment)),
        ("npv_positive", Some(of.npv_positive)),
        ("below_floor", of.shortfall),
        ("over_unregistered_share", unregistered.then_some(of.max_unregistered_exceeded)),
        ("over_mentor_capacity", mentors.then_some(of.mentors_exceeded)),
    ]
}

/// Chances of a difference, by name.
pub(super) fn difference_chances(of: &DifferenceSummary) -> [(&'static str, Chance); 2] {
    [("better", of.better), ("paid_back", of.paid_back)]
}

/// Ratios of a strategy, by name.
pub(super) fn ratios(of: &StrategySummary) -> [(&'static str, Option<Ratio>); 2] {
    [
        ("net_cost_per_registered", of.net_cost_per_registered),
        ("cost_per_registered", of.cost_per_registered),
    ]
}

/// The estimates of headline outcomes that say something in this scenario.
pub(super) fn outcomes<'s>(
    plan: &Plan,
    runs: usize,
    of: impl Fn(Headline) -> Option<&'s OutcomeSummary>,
) -> Vec<(Headline, Option<Estimate>)> {
    let estimate = |outcome: Headline| {
        let summary = of(outcome).filter(|_| applies(plan, outcome))?;
        Some(Estimate::of_outcome(summary, outcome.unit(), runs))
    };
    let all = Headline::ALL.iter();
    all.map(|&outcome| (outcome, estimate(outcome))).collect()
}

pub(super) fn by_key(outcomes: Vec<(Headline, Option<Estimate>)>) -> Keyed<Option<Estimate>> {
    let keyed = |(outcome, estimate): (Headline, _)| (outcome.key(), estimate);
    Keyed(outcomes.into_iter().map(keyed).collect())
}

impl<'a> Results<'a> {
    fn new(Report { plan, summary, warnings, decisions, .. }: Report<'a>) -> Self {
        let scenario = &plan.scenario;
        let runs = summary.runs;
        let calendar = scenario.calendar;
        let expectations = scenario.expectations.iter().zip(&summary.broken_expectations);
        let path = |index: u32| scenario.quantities[index as usize].path.as_str();
        Self {
            schema: SCHEMA,
            version: env!("CARGO_PKG_VERSION"),
            runs,
            seed: summary.seed,
            converged: summary.converged,
            least_known: summary.least_known.map(|least| LeastKnown {
                strategy: &scenario.strategies[least.strategy].key,
                outcome: least.outcome.key(),
                difference: least.is_difference,
                statistic: least
                    .percentile
                    .map_or_else(|| "mean".to_owned(), |p| format!("p{}", (100.0 * p).round())),
                half_width: least.half_width,
                times_allowed: least.ratio,
            }),
            percentile_error: summary.percentile_error,
            scenario: About {
                name: &scenario.name,
                title: &scenario.title,
                question: &scenario.question,
                start: year_month(calendar.start),
                horizon_months: calendar.horizon,
                discount_rate: scenario.discount_rate.nominal(),
                contract: match scenario.contract.variant {
                    Variant::Effort { .. } => "effort",
                    Variant::Output { .. } => "output",
                    Variant::Caseload { .. } => "caseload",
                    Variant::Task { .. } => "task",
                },
                baseline: &scenario.strategies[scenario.baseline].key,
                accepted_risk: scenario.organisation.liquidity.map(|l| l.accepted_risk),
            },
            months: (0..calendar.horizon).map(|t| year_month(calendar.month(t))).collect(),
            years: plan.years.iter().map(|(year, ..)| *year).collect(),
            percentiles: Keyed(PERCENTILE_KEYS.into_iter().zip(PERCENTILES).collect()),
            without_cohort: summary.without.as_ref().map(|without| Without {
                shortfall: probability(without.shortfall, runs),
                liquidity_low: Estimate::of_outcome(
                    &without.liquidity_low,
                    OutcomeUnit::Euros,
                    runs,
                ),
            }),
            strategies: summary
                .strategies
                .iter()
                .enumerate()
                .map(|(s, of)| OfStrategy::new(plan, s, of, runs))
                .collect(),
            warnings: warnings
                .iter()
                .map(|warning| Remark {
                    code: warning.code().number,
                    message: Label::new(
                        warning.message(Language::Nl),
                        warning.message(Language::En),
                    ),
                })
                .collect(),
            expectations: expectations
                .map(|(expectation, broken)| Expected {
                    left: path(expectation.left),
                    at_least: match expectation.right {
                        Comparand::Quantity(index) => Right::Path(path(index)),
                        Comparand::Number(number) => Right::Number(number),
                    },
                    because: expectation.because.as_deref(),
                    broken: probability(*broken, runs),
                })
                .collect(),
            assumptions: scenario
                .quantities
                .iter()
                .filter(|quantity| !quantity.is_implicit)
                .map(Assumption::new)
                .collect(),
            decisions: decisions.map(|decisions| OfDecisions {
                sensitivity: OfSensitivity::new(scenario, &decisions.sensitivity),
                voi: decisions.voi.as_ref().map(|found| Answer::new(scenario, found)),
                discover: OfDiscovery::new(DiscoverTale {
                    scenario,
                    found: &decisions.discovery,
                    language: Language::En,
                }),
                afford: AffordTale::of(scenario, decisions, Language::En).map(OfAffordability::new),
            }),
            names: Names::new(),
        }
    }
}

impl<'a> OfStrategy<'a> {
    pub(super) fn new(plan: &'a Plan, s: usize, of: &StrategySummary, runs: usize) -> Self {
        let strategy = &plan.scenario.strategies[s];
        let chance = |(key, chance): (_, Option<Chance>)| {
            (key, chance.map(|chance| probability(chance, runs)))
        };
        let ratio = |(key, ratio): (_, Option<Ratio>)| (key, ratio.map(|r| quotient(r, runs)));
        let by_month = |&outcome: &Monthly| {
            let columns = &of.monthly[outcome as usize];
            let series =
                applies_monthly(plan, outcome).then(|| series(columns, outcome.unit(), runs));
            (outcome.key(), series)
        };
        let exits = |group: ExitGroup| {
            let heads = of.exits_by_tenure.iter().map(|heads| heads[group as usize]);
            (group.key(), heads.collect())
        };
        Self {
            key: &strategy.key,
            name: &strategy.name,
            baseline: s == plan.scenario.baseline,
            positions: strategy.positions(),
            outcomes: by_key(outcomes(plan, runs, |k| of.headline.get(k as usize))),
            chances: Keyed(chances(plan, of).into_iter().map(chance).collect()),
            ratios: Keyed(ratios(of).into_iter().map(ratio).collect()),
            lines: lines(&of.lines, runs),
            yearly: yearly(&of.result_by_year, &of.cash_by_year, runs),
            monthly: Keyed(Monthly::ALL.iter().map(by_month).collect()),
            exits_by_tenure: Keyed(ExitGroup::ALL.into_iter().map(exits).collect()),
            difference: of.difference.as_ref().map(|of| OfDifference::new(plan, of, runs)),
        }
    }
}

impl OfDifference {
    fn new(plan: &Plan, of: &DifferenceSummary, runs: usize) -> Self {
        let outcomes = outcomes(plan, runs, |k| of.headline[k as usize].as_ref())
            .into_iter()
            .filter(|(outcome, _)| outcome.is_differenced())
            .collect();
        let chances = difference_chances(of).map(|(key, chance)| (key, probability(chance, runs)));
        let unit = Monthly::CumulativeNetCash.unit();
        Self {
            outcomes: by_key(outcomes),
            chances: Keyed(chances.into()),
            lines: lines(&of.lines, runs),
            yearly: yearly(&of.result_by_year, &of.cash_by_year, runs),
            monthly: Keyed(vec![(
                Monthly::CumulativeNetCash.key(),
                series(&of.cumulative, unit, runs),
            )]),
        }
    }
}

impl Names {
    fn new() -> Self {
        fn table<T: Labelled>(all: &[T], key: impl Fn(T) -> &'static str) -> Keyed<Name> {
            let name = |&outcome: &T| {
                let name = Name {
                    unit: outcome.unit().key(),
                    nl: outcome.label(Language::Nl),
                    en: outcome.label(Language::En),
                };
                (key(outcome), name)
            };
            Keyed(all.iter().map(name).collect())
        }
        fn listed(all: &[[&'static str; 3]], unit: OutcomeUnit) -> Keyed<Name> {
            let name =
                |&[key, nl, en]: &[&'static str; 3]| (key, Name { unit: unit.key(), nl, en });
            Keyed(all.iter().map(name).collect())
        }
        Self {
            outcomes: table(Headline::ALL, Headline::key),
            lines: table(Line::ALL, Line::key),
            monthly: table(Monthly::ALL, Monthly::key),
            exits_by_tenure: table(&ExitGroup::ALL, ExitGroup::key),
            chances: listed(&CHANCES, OutcomeUnit::Chance),
            ratios: listed(&RATIOS, OutcomeUnit::Euros),
            difference_chances: listed(&DIFFERENCE_CHANCES, OutcomeUnit::Chance),
        }
    }
}
