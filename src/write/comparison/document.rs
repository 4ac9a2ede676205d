//! `compare.json`: scenarios side by side. Every key is explained in `docs/results.md`; a change that
//! readers must know of raises [`SCHEMA`].

use serde::Serialize;

use super::Compared;
use crate::compare::shared::{Apart, Holder, QuantityLuck, Then};
use crate::compare::{Comparison, Difference, Pair};
use crate::language::{Label, Language};
use crate::model::outcome::Headline;
use crate::model::quantity::QuantityDefinition;
use crate::tell::Tale;
use crate::tell::comparison::Told;
use crate::write::estimate::{Estimate, Figure, Keyed, applies};
use crate::write::files::OutputFile;
use crate::write::json;
use crate::write::labels::Labelled;
use crate::write::register::Spread;
use crate::write::results::{OfStrategy, Probability, probability, year_month};

/// Name and version of the format.
pub const SCHEMA: &str = "kansrijk/comparison/1";

/// Name of the file.
pub const COMPARISON_FILE_NAME: &str = "compare.json";

/// Scenarios side by side, as JSON.
#[must_use]
pub fn comparison(
    scenarios: &[Compared<'_>],
    comparison: &Comparison,
    set: &[String],
) -> OutputFile {
    let names: Vec<String> = scenarios.iter().map(|of| of.name.to_owned()).collect();
    let texts = |tell: &dyn Fn(&Told<'_>) -> Vec<String>| -> Vec<Label> {
        let [nl, en] = Language::ALL.map(|language| {
            let tales: Vec<Tale<'_>> = scenarios.iter().map(|of| of.tale(language)).collect();
            tell(&Told { tales: &tales, names: &names, comparison })
        });
        nl.into_iter().zip(en).map(|(nl, en)| Label::new(nl, en)).collect()
    };
    let document = Document {
        schema: SCHEMA,
        version: env!("CARGO_PKG_VERSION"),
        runs: scenarios[0].summary.runs,
        seed: scenarios[0].summary.seed,
        set,
        scenarios: scenarios.iter().map(About::new).collect(),
        comparisons: comparison.pairs.iter().map(|pair| OfPair::new(scenarios, pair)).collect(),
        sentences: texts(&|told| told.sentences()),
        shared: texts(&|told| told.shared()),
        not_shared: texts(&|told| told.apart()),
    };
    OutputFile::new(COMPARISON_FILE_NAME, json::readable(&document))
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    version: &'static str,
    runs: usize,
    seed: u64,
    set: &'a [String],
    scenarios: Vec<About<'a>>,
    comparisons: Vec<OfPair<'a>>,
    sentences: Vec<Label>,
    shared: Vec<Label>,
    not_shared: Vec<Label>,
}

#[derive(Serialize)]
struct About<'a> {
    name: &'a str,
    path: &'a str,
    scenario_digest: &'a str,
    title: &'a Label,
    start: String,
    horizon_months: usize,
    discount_rate: f64,
    baseline: &'a str,
    strategies: Vec<OfStrategy<'a>>,
}

#[derive(Serialize)]
struct OfPair<'a> {
    first: &'a str,
    other: &'a str,
    strategies: Vec<OfMatch<'a>>,
    only_in_first: &'a [String],
    only_in_other: &'a [String],
    quantities: OfQuantities<'a>,
}

#[derive(Serialize)]
struct OfMatch<'a> {
    key: &'a str,
    positions_shared: usize,
    positions_not_shared: Vec<OfPositions<'a>>,
    difference: Option<OfDifference>,
    above_baseline: Option<OfDifference>,
}

#[derive(Serialize)]
struct OfPositions<'a> {
    from: usize,
    until: usize,
    first: Option<HeldBy<'a>>,
    other: Option<HeldBy<'a>>,
}

#[derive(Serialize)]
struct HeldBy<'a> {
    profile: Option<&'a str>,
    then: &'a str,
}

#[derive(Serialize)]
struct OfDifference {
    chances: Keyed<Probability>,
    outcomes: Keyed<Option<OfOutcome>>,
}

#[derive(Serialize)]
struct OfOutcome {
    unit: &'static str,
    #[serde(flatten)]
    estimate: Estimate,
    standard_error_without_common_luck: Figure,
}

#[derive(Serialize)]
struct OfQuantities<'a> {
    shared: usize,
    certain_and_equal: usize,
    different: Vec<OfQuantity<'a>>,
    only_in_first: Vec<&'a str>,
    only_in_other: Vec<&'a str>,
}

#[derive(Serialize)]
struct OfQuantity<'a> {
    path: &'a str,
    unit: &'static str,
    luck: &'static str,
    first: Spread,
    other: Spread,
}

impl<'a> About<'a> {
    fn new(of: &Compared<'a>) -> Self {
        let scenario = &of.plan.scenario;
        let strategies = of.summary.strategies.iter().enumerate();
        Self {
            name: of.name,
            path: of.path,
            scenario_digest: of.digest,
            title: &scenario.title,
            start: year_month(scenario.calendar.start),
            horizon_months: scenario.calendar.horizon,
            discount_rate: scenario.discount_rate.nominal(),
            baseline: &scenario.strategies[scenario.baseline].key,
            strategies: strategies
                .map(|(s, summary)| OfStrategy::new(of.plan, s, summary, of.summary.runs))
                .collect(),
        }
    }
}

impl<'a> OfPair<'a> {
    fn new(scenarios: &[Compared<'a>], pair: &'a Pair) -> Self {
        let (first, other) = (scenarios[0], scenarios[pair.scenario]);
        let runs = first.summary.runs;
        let difference = |of: &Difference| OfDifference {
            chances: Keyed(vec![
                ("higher", probability(of.higher, runs)),
                ("lower", probability(of.lower, runs)),
            ]),
            outcomes: Keyed(
                Headline::ALL
                    .iter()
                    .filter(|&&k| applies(first.plan, k) && applies(other.plan, k))
                    .map(|&k| (k.key(), of.of(k).map(|paired| outcome(k, paired, runs))))
                    .filter(|(_, paired)| paired.is_some())
                    .collect(),
            ),
        };
        let paths = |of: &'a [QuantityDefinition]| of.iter().map(|of| of.path.as_str()).collect();
        Self {
            first: first.name,
            other: other.name,
            strategies: pair
                .strategies
                .iter()
                .map(|of| OfMatch {
                    key: &first.plan.scenario.strategies[of.first].key,
                    positions_shared: of.positions.aligned,
                    positions_not_shared: of.positions.apart.iter().map(positions).collect(),
                    difference: of.difference.as_ref().map(difference),
                    above_baseline: of.above_baseline.as_ref().map(difference),
                })
                .collect(),
            only_in_first: &pair.only_in_first,
            only_in_other: &pair.only_in_other,
            quantities: OfQuantities {
                shared: pair.quantities.shared,
                certain_and_equal: pair.quantities.certain,
                different: pair
                    .quantities
                    .different
                    .iter()
                    .map(|of| OfQuantity {
                        path: &of.path,
                        unit: of.unit,
                        luck: match of.luck {
                            QuantityLuck::SameRank => "same_rank",
                            QuantityLuck::OtherCorrelation => "other_correlation",
                            QuantityLuck::Certain => "certain",
                        },
                        first: Spread::new(&of.spreads[0]),
                        other: Spread::new(&of.spreads[1]),
                    })
                    .collect(),
                only_in_first: paths(&pair.quantities.only_in_first),
                only_in_other: paths(&pair.quantities.only_in_other),
            },
        }
    }
}

fn outcome(outcome: Headline, paired: &crate::compare::Paired, runs: usize) -> OfOutcome {
    let apart = Estimate::of_ratio(0.0, paired.standard_error_apart, runs).standard_error;
    OfOutcome {
        unit: outcome.unit().key(),
        estimate: Estimate::of_outcome(&paired.summary, outcome.unit(), runs),
        standard_error_without_common_luck: apart,
    }
}

fn positions(apart: &Apart) -> OfPositions<'_> {
    let [first, other] =
        [&apart.held_by[0], &apart.held_by[1]].map(|held| held.as_ref().map(held_by));
    OfPositions { from: apart.from, until: apart.until, first, other }
}

fn held_by(holder: &Holder) -> HeldBy<'_> {
    let then = match &holder.then {
        Then::Vacant => "none",
        Then::Closes => "closes",
        Then::Profile(key) => key,
    };
    HeldBy { profile: holder.first.as_deref(), then }
}
