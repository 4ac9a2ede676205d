//! What is written about which assumption decides: `sensitivity.json`, and the same in `results.json`.

use serde::Serialize;

use super::files::OutputFile;
use super::json;
use super::labels::Labelled;
use super::manifest::{Made, Provenance};
use crate::decide::sensitivity::{
    Bar, Factor, Interval, Moved, Rank, Sensitivity, Sobol, Surprise,
};
use crate::language::Language;
use crate::model::quantity::Grade;
use crate::model::scenario::Scenario;
use crate::tell::prices;
use crate::tell::sensitivity::SensitivityTale;

/// Name and version of the format.
const SCHEMA: &str = "kansrijk/sensitivity/1";

/// What there is to tell about an analysis in a language.
pub fn sensitivity_tale<'a>(
    scenario: &'a Scenario,
    found: &'a Sensitivity,
    language: Language,
) -> SensitivityTale<'a> {
    let label = found.question.target.headline().label(language);
    SensitivityTale { scenario, found, label, language }
}

/// What was found, as JSON.
#[must_use]
pub fn sensitivity(
    scenario: &Scenario,
    found: &Sensitivity,
    provenance: &Provenance,
) -> OutputFile {
    let document = Document {
        schema: SCHEMA,
        scenario: &scenario.name,
        made: provenance.made(),
        found: OfSensitivity::new(scenario, found),
    };
    OutputFile::new("sensitivity.json", json::readable(&document))
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    scenario: &'a str,
    #[serde(flatten)]
    made: Made<'a>,
    #[serde(flatten)]
    found: OfSensitivity<'a>,
}

/// What was found.
#[derive(Serialize)]
pub(super) struct OfSensitivity<'a> {
    strategy: &'a str,
    outcome: &'static str,
    seed: u64,
    /// Whether luck adds no noise; otherwise the lives at each point behind the shares.
    exact: bool,
    lives: Option<usize>,
    draws: usize,
    /// Year of the euros in which amounts of numbers are stated.
    price_level: i32,
    at_medians: f64,
    mean: f64,
    mean_standard_error: f64,
    idle_quantities: usize,
    tornado: Vec<OfBar<'a>>,
    /// Share of luck in the variance over the runs, with its standard error.
    luck: Option<Luck>,
    sobol: Option<OfSobol<'a>>,
    rank_runs: usize,
    rank_correlations: Vec<OfRank<'a>>,
}

#[derive(Serialize)]
struct Luck {
    value: f64,
    standard_error: f64,
}

/// A number with its 95 % interval.
#[derive(Serialize)]
struct WithInterval {
    value: f64,
    interval: [f64; 2],
}

#[derive(Serialize)]
struct OfSobol<'a> {
    base: usize,
    evaluations: usize,
    sd: f64,
    interplay: WithInterval,
    by_grade: Vec<OfGrade>,
    factors: Vec<OfFactor<'a>>,
}

#[derive(Serialize)]
struct OfGrade {
    grade: Option<Grade>,
    first_order: WithInterval,
}

#[derive(Serialize)]
struct OfFactor<'a> {
    /// Several count as one where they move together.
    quantities: Vec<&'a str>,
    grade: Option<Grade>,
    first_order: WithInterval,
    total: WithInterval,
}

#[derive(Serialize)]
struct OfRank<'a> {
    quantity: &'a str,
    rho: f64,
    interval: [f64; 2],
}

#[derive(Serialize)]
struct OfBar<'a> {
    /// Paths; several for the yearly deviations of an index; none for the discount rate.
    quantities: Vec<&'a str>,
    discount_rate: bool,
    /// Paths that move along because they are correlated.
    along: Vec<&'a str>,
    low: f64,
    high: f64,
    outcome_at_low: f64,
    outcome_at_high: f64,
    outcome_standard_errors: [f64; 2],
    swing: f64,
    standard_error: f64,
    at_medians_low: f64,
    at_medians_high: f64,
    surprise: Option<&'static str>,
}

impl<'a> OfSensitivity<'a> {
    pub(super) fn new(scenario: &'a Scenario, found: &'a Sensitivity) -> Self {
        let Sensitivity { question, settings, tornado, sobol, ranks, split } = found;
        let exact = question.is_linear();
        Self {
            strategy: &scenario.strategies[question.strategy].key,
            outcome: question.target.key(),
            seed: settings.seed,
            exact,
            lives: (!exact).then_some(settings.lives),
            draws: tornado.draws,
            price_level: prices::level(scenario),
            at_medians: tornado.at_medians,
            mean: tornado.drawn,
            mean_standard_error: tornado.error,
            idle_quantities: tornado.idle,
            tornado: tornado.bars.iter().map(|bar| OfBar::new(scenario, bar)).collect(),
            luck: split.map(|split| Luck {
                value: 1.0 - split.ignorance,
                standard_error: split.standard_error,
            }),
            sobol: sobol.as_ref().map(|sobol| OfSobol::new(scenario, sobol)),
            rank_runs: settings.runs,
            rank_correlations: ranks.iter().map(|rank| OfRank::new(scenario, rank)).collect(),
        }
    }
}

impl From<Interval> for WithInterval {
    fn from(Interval { value, low, high }: Interval) -> Self {
        Self { value, interval: [low, high] }
    }
}

impl<'a> OfSobol<'a> {
    fn new(scenario: &'a Scenario, sobol: &'a Sobol) -> Self {
        let factor = |of: &'a Factor| OfFactor {
            quantities: of
                .quantities
                .iter()
                .map(|&q| scenario.quantities[q].path.as_str())
                .collect(),
            grade: of.grade,
            first_order: of.index.first.into(),
            total: of.index.total.into(),
        };
        let grade =
            |&(grade, sum): &(Option<Grade>, Interval)| OfGrade { grade, first_order: sum.into() };
        Self {
            base: sobol.base,
            evaluations: sobol.evaluations,
            sd: sobol.sd,
            interplay: sobol.interplay.into(),
            by_grade: sobol.grades.iter().map(grade).collect(),
            factors: sobol.factors.iter().map(factor).collect(),
        }
    }
}

impl<'a> OfRank<'a> {
    fn new(scenario: &'a Scenario, rank: &Rank) -> Self {
        let Interval { value, low, high } = rank.rho;
        Self {
            quantity: &scenario.quantities[rank.quantity].path,
            rho: value,
            interval: [low, high],
        }
    }
}

impl<'a> OfBar<'a> {
    fn new(scenario: &'a Scenario, bar: &Bar) -> Self {
        let path = |q: &usize| scenario.quantities[*q].path.as_str();
        let (quantities, along) = match &bar.moved {
            Moved::Quantity(lever) => {
                let along = lever.members.iter().filter(|q| !lever.quantities.contains(q));
                (lever.quantities.iter().map(path).collect(), along.map(path).collect())
            }
            Moved::DiscountRate => (Vec::new(), Vec::new()),
        };
        Self {
            quantities,
            discount_rate: bar.moved == Moved::DiscountRate,
            along,
            low: bar.ends[0],
            high: bar.ends[1],
            outcome_at_low: bar.drawn[0],
            outcome_at_high: bar.drawn[1],
            outcome_standard_errors: bar.errors,
            swing: bar.swing(),
            standard_error: bar.error,
            at_medians_low: bar.at_medians[0],
            at_medians_high: bar.at_medians[1],
            surprise: bar.surprise.map(|surprise| match surprise {
                Surprise::Better => "better",
                Surprise::Worse => "worse",
                Surprise::Turns => "turns",
            }),
        }
    }
}
