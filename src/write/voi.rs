//! What is written about the choice between strategies and the worth of knowing more: `voi.json`, and the same in
//! `results.json`.

use serde::Serialize;

use super::files::OutputFile;
use super::json;
use super::manifest::{Made, Provenance};
use crate::decide::choose::dominance::Order;
use crate::decide::value::Worth;
use crate::decide::value::information::Part;
use crate::decide::voi::Voi;
use crate::model::scenario::Scenario;
use crate::tell::prices;
use crate::tell::voi::VoiTale;

/// Name and version of the format.
const SCHEMA: &str = "kansrijk/voi/1";

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    scenario: &'a str,
    #[serde(flatten)]
    made: Made<'a>,
    seed: u64,
    /// Year of the euros in which amounts of numbers are stated.
    price_level: i32,
    #[serde(flatten)]
    answer: Answer<'a>,
}

/// The answer without what made it.
#[derive(Serialize)]
pub(super) struct Answer<'a> {
    runs: usize,
    draws: usize,
    best: &'a str,
    strategies: Vec<OfStrategy<'a>>,
    everything: Estimate,
    numbers: Vec<OfNumbers<'a>>,
    by_grade: Vec<OfGroup<'a>>,
    by_subject: Vec<OfGroup<'a>>,
    study: Option<OfStudy<'a>>,
    acceptability: Curves<'a>,
}

#[derive(Serialize)]
struct Estimate {
    value: f64,
    standard_error: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    on_new_draws: Option<Simple>,
}

#[derive(Serialize)]
struct Simple {
    value: f64,
    standard_error: f64,
}

impl From<Worth> for Estimate {
    fn from(worth: Worth) -> Self {
        let on_new_draws = worth
            .tried
            .map(|tried| Simple { value: tried.value, standard_error: tried.standard_error });
        Self { value: worth.value, standard_error: worth.standard_error, on_new_draws }
    }
}

#[derive(Serialize)]
struct OfStrategy<'a> {
    key: &'a str,
    mean: Option<f64>,
    standard_error: Option<f64>,
    p5: f64,
    p95: f64,
    best_in_futures: Simple,
    best_choice: Simple,
    dominated_by: Vec<By<'a>>,
}

#[derive(Serialize)]
struct By<'a> {
    strategy: &'a str,
    order: u8,
    repeated: f64,
}

#[derive(Serialize)]
struct OfNumbers<'a> {
    paths: Vec<&'a str>,
    worth: Estimate,
}

#[derive(Serialize)]
struct OfGroup<'a> {
    name: String,
    paths: Vec<&'a str>,
    worth: Estimate,
}

#[derive(Serialize)]
struct OfStudy<'a> {
    profile: &'a str,
    hires: usize,
    months: usize,
    paths: Vec<&'a str>,
    known: Estimate,
    sizes: Vec<OfSize>,
}

#[derive(Serialize)]
struct OfSize {
    hires: usize,
    worth: Estimate,
}

#[derive(Serialize)]
struct Curves<'a> {
    worth_of_one_registered: &'a [f64],
    chances: Vec<OfCurve<'a>>,
    best_on_average: Vec<&'a str>,
}

#[derive(Serialize)]
struct OfCurve<'a> {
    strategy: &'a str,
    chance: &'a [f64],
}

impl<'a> Answer<'a> {
    pub(super) fn new(scenario: &'a Scenario, found: &'a Voi) -> Self {
        let key = |s: usize| scenario.strategies[s].key.as_str();
        let paths = |part: &Part| {
            let of = part.quantities.iter().map(|&q| scenario.quantities[q].path.as_str());
            of.collect::<Vec<&str>>()
        };
        let Voi { choice, information, study } = found;
        let of_strategy = |s: usize| {
            let npv = &choice.npv[s];
            let chance = choice.best_in_futures[s];
            let by = choice.dominated_by(s).into_iter().map(|(t, found)| By {
                strategy: key(t),
                order: if found.order == Order::First { 1 } else { 2 },
                repeated: found.repeated,
            });
            OfStrategy {
                key: key(s),
                mean: npv.mean,
                standard_error: npv.standard_error,
                p5: npv.percentiles[0],
                p95: npv.percentiles[4],
                best_in_futures: Simple {
                    value: chance.value,
                    standard_error: chance.standard_error,
                },
                best_choice: Simple {
                    value: choice.acceptability.chance[s][0],
                    standard_error: choice.acceptability.standard_error(s, 0),
                },
                dominated_by: by.collect(),
            }
        };
        let group = |name: String, part: &Part| OfGroup {
            name,
            paths: paths(part),
            worth: part.worth.into(),
        };
        let acceptability = &choice.acceptability;
        let strategies = 0..choice.npv.len();
        Self {
            runs: choice.futures,
            draws: information.draws,
            best: key(information.best),
            strategies: strategies.clone().map(of_strategy).collect(),
            everything: information.everything.into(),
            numbers: information
                .each
                .iter()
                .map(|part| OfNumbers { paths: paths(part), worth: part.worth.into() })
                .collect(),
            by_grade: information
                .by_grade
                .iter()
                .map(|(grade, part)| {
                    group(grade.map_or("none".to_owned(), |grade| format!("{grade:?}")), part)
                })
                .collect(),
            by_subject: information
                .by_subject
                .iter()
                .map(|(name, part)| group(name.clone(), part))
                .collect(),
            study: study.as_ref().map(|study| OfStudy {
                profile: &scenario.profiles[study.design.profile.0].key,
                hires: study.design.hires,
                months: study.design.months,
                paths: paths(&study.known),
                known: study.known.worth.into(),
                sizes: study
                    .sizes
                    .iter()
                    .map(|&(hires, worth)| OfSize { hires, worth: worth.into() })
                    .collect(),
            }),
            acceptability: Curves {
                worth_of_one_registered: &acceptability.worth,
                chances: strategies
                    .map(|s| OfCurve { strategy: key(s), chance: &acceptability.chance[s] })
                    .collect(),
                best_on_average: acceptability.best_on_average.iter().map(|&s| key(s)).collect(),
            },
        }
    }
}

/// What was found, as JSON.
#[must_use]
pub fn voi(tale: VoiTale<'_>, provenance: &Provenance, seed: u64) -> OutputFile {
    let document = Document {
        schema: SCHEMA,
        scenario: &tale.scenario.name,
        made: provenance.made(),
        seed,
        price_level: prices::level(tale.scenario),
        answer: Answer::new(tale.scenario, tale.found),
    };
    OutputFile::new("voi.json", json::readable(&document))
}
