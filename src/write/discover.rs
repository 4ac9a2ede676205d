//! What is written about the region in which something happens: `discover.json` and two figures.

use serde::Serialize;

use super::files::OutputFile;
use super::json;
use super::manifest::{Made, Provenance};
use crate::decide::discover::{
    Bound, FALSE_ALARM, MOST_BOUNDS, Measured, Region, SLICE, Side, Verdict,
};
use crate::summarize::statistics::Chance;
use crate::tell::discover::DiscoverTale;

/// Name and version of the format.
const SCHEMA: &str = "kansrijk/discover/1";

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    scenario: &'a str,
    #[serde(flatten)]
    made: Made<'a>,
    #[serde(flatten)]
    found: OfDiscovery<'a>,
    trajectory: Vec<Place<'a>>,
}

/// What was found.
#[derive(Serialize)]
pub(super) struct OfDiscovery<'a> {
    runs: usize,
    seed: u64,
    strategy: &'a str,
    when: String,
    happened: usize,
    base: Probability,
    /// `never`, `always`, `too_few`, `nothing_uncertain`, `nowhere` or `somewhere`.
    verdict: &'static str,
    /// The share of the difference between futures that is ignorance.
    ignorance: Option<Probability>,
    region: Option<Found<'a>>,
    method: Method,
}

#[derive(Serialize)]
struct Probability {
    value: f64,
    standard_error: f64,
}

impl From<Chance> for Probability {
    fn from(chance: Chance) -> Self {
        Self { value: chance.value, standard_error: chance.standard_error }
    }
}

/// How it was sought.
#[derive(Serialize)]
struct Method {
    name: &'static str,
    slice: f64,
    most_bounds: usize,
    false_alarm: f64,
    searched: f64,
    checked: f64,
    measured: f64,
}

#[derive(Serialize)]
struct Found<'a> {
    bounds: Vec<OfBound<'a>>,
    #[serde(flatten)]
    measures: Measures,
    measured_runs: usize,
    measured_cases: usize,
}

#[derive(Serialize)]
struct Measures {
    coverage: Probability,
    density: Probability,
    outside: Probability,
    share: Probability,
}

impl From<&Measured> for Measures {
    fn from(of: &Measured) -> Self {
        Self {
            coverage: of.coverage().into(),
            density: of.density().into(),
            outside: of.outside().into(),
            share: of.share().into(),
        }
    }
}

#[derive(Serialize)]
struct OfBound<'a> {
    #[serde(flatten)]
    bound: Written<'a>,
    unit: &'static str,
    p_value: f64,
    without: Measures,
}

#[derive(Serialize)]
struct Written<'a> {
    /// The path of the number; that of the first deviation for the mean of a yearly deviation.
    path: &'a str,
    /// The mean over the years.
    mean: bool,
    side: &'static str,
    value: f64,
}

impl<'a> Written<'a> {
    fn new(tale: DiscoverTale<'a>, bound: &Bound) -> Self {
        let of = tale.found.factors[bound.column].quantities();
        Self {
            path: &tale.scenario.quantities[of[0]].path,
            mean: of.len() > 1,
            side: match bound.side {
                Side::AtLeast => "at_least",
                Side::AtMost => "at_most",
            },
            value: bound.value,
        }
    }
}

#[derive(Serialize)]
struct Place<'a> {
    coverage: f64,
    density: f64,
    share: f64,
    bounds: Vec<Written<'a>>,
}

impl<'a> OfDiscovery<'a> {
    pub(super) fn new(tale: DiscoverTale<'a>) -> Self {
        let DiscoverTale { scenario, found, .. } = tale;
        let region = |region: &Region| Found {
            bounds: region
                .bounds
                .iter()
                .map(|known| OfBound {
                    bound: Written::new(tale, &known.bound),
                    unit: tale.unit(known.bound.column),
                    p_value: known.p_value,
                    without: (&known.without).into(),
                })
                .collect(),
            measures: (&region.measured).into(),
            measured_runs: region.measured.all.runs,
            measured_cases: region.measured.all.cases,
        };
        Self {
            runs: found.runs,
            seed: found.seed,
            strategy: &scenario.strategies[found.strategy].key,
            when: found.event.to_string(),
            happened: found.happened,
            base: found.base.into(),
            verdict: match found.verdict {
                Verdict::Never => "never",
                Verdict::Always => "always",
                Verdict::TooFew => "too_few",
                Verdict::NothingUncertain => "nothing_uncertain",
                Verdict::Nowhere => "nowhere",
                Verdict::Somewhere(_) => "somewhere",
            },
            ignorance: found.split.map(|split| Probability {
                value: split.ignorance,
                standard_error: split.standard_error,
            }),
            region: tale.region().map(region),
            method: Method {
                name: "patient rule induction",
                slice: SLICE,
                most_bounds: MOST_BOUNDS,
                false_alarm: FALSE_ALARM,
                searched: 0.5,
                checked: 0.25,
                measured: 0.25,
            },
        }
    }
}

/// What was found, as JSON.
#[must_use]
pub fn discover(tale: DiscoverTale<'_>, provenance: &Provenance) -> OutputFile {
    let steps = &tale.found.trajectory;
    let all = steps.first().map(|step| step.inside).unwrap_or_default();
    let place = |of: Measured, bounds: &[Bound]| Place {
        coverage: of.coverage().value,
        density: of.density().value,
        share: of.share().value,
        bounds: bounds.iter().map(|bound| Written::new(tale, bound)).collect(),
    };
    let document = Document {
        schema: SCHEMA,
        scenario: &tale.scenario.name,
        made: provenance.made(),
        found: OfDiscovery::new(tale),
        trajectory: steps
            .iter()
            .map(|step| place(Measured { all, inside: step.inside }, &step.bounds))
            .collect(),
    };
    OutputFile::new("discover.json", json::readable(&document))
}
