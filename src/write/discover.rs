//! What is written about the region in which something happens: `discover.json` and two figures.

use serde::Serialize;

use super::files::OutputFile;
use super::json;
use super::manifest::{Made, Provenance};
use crate::decide::discover::{
    Bound, FALSE_ALARM, MOST_BOUNDS, Measured, Region, SLICE, Side, Verdict,
};
use crate::figure::{BoundsChart, BoundsRow, Heading, Picture, ScatterAxis, ScatterChart, Unit};
use crate::language::number;
use crate::summarize::statistics::Chance;
use crate::tell::discover::DiscoverTale;
use crate::tell::{quantities, rounding};

/// Name and version of the format.
const SCHEMA: &str = "kansrijk/discover/1";

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    scenario: &'a str,
    #[serde(flatten)]
    made: Made<'a>,
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
    trajectory: Vec<Place<'a>>,
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

/// What was found, as JSON.
#[must_use]
pub fn discover(tale: DiscoverTale<'_>, provenance: &Provenance) -> OutputFile {
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
    let all = found.trajectory.first().map(|step| step.inside).unwrap_or_default();
    let place = |of: Measured, bounds: &[Bound]| Place {
        coverage: of.coverage().value,
        density: of.density().value,
        share: of.share().value,
        bounds: bounds.iter().map(|bound| Written::new(tale, bound)).collect(),
    };
    let document = Document {
        schema: SCHEMA,
        scenario: &scenario.name,
        made: provenance.made(),
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
        trajectory: found
            .trajectory
            .iter()
            .map(|step| place(Measured { all, inside: step.inside }, &step.bounds))
            .collect(),
    };
    OutputFile::new("discover.json", json::readable(&document))
}

/// The futures by the two numbers that matter most with the region, and the bounds side by side; nothing where there
/// is no region.
#[must_use]
pub fn drawings(tale: DiscoverTale<'_>) -> Vec<(&'static str, Picture)> {
    let Some(region) = tale.region() else { return Vec::new() };
    let mut drawings = vec![("discover-bounds", bounds(tale, region))];
    drawings.extend(scatter(tale, region).map(|picture| ("discover-futures", picture)));
    drawings
}

/// The columns of the bounds, each once, in their order.
fn bounded(region: &Region) -> Vec<usize> {
    let mut columns: Vec<usize> = Vec::new();
    for known in &region.bounds {
        if !columns.contains(&known.bound.column) {
            columns.push(known.bound.column);
        }
    }
    columns
}

/// The ends of a region along a column.
fn ends(region: &Region, column: usize) -> [Option<f64>; 2] {
    [Side::AtLeast, Side::AtMost].map(|side| {
        let mut of = region.bounds.iter().map(|known| known.bound);
        of.find(|bound| bound.column == column && bound.side == side).map(|bound| bound.value)
    })
}

fn axis_unit(symbol: &str) -> Unit {
    if quantities::is_share(symbol) {
        Unit::Percent
    } else if quantities::is_money(symbol) {
        Unit::Euros
    } else {
        Unit::Number
    }
}

fn heading(tale: DiscoverTale<'_>, subtitle: &str) -> Heading {
    let language = tale.language;
    let title = tale.title();
    let runs = number(tale.found.runs as f64, 0, language);
    let futures = language.pick("doorgerekende toekomsten", "simulated futures");
    let scenario = tale.scenario.title.get(language);
    Heading {
        description: format!("{title}. {subtitle} {}", tale.sentences().join(" ")),
        title,
        subtitle: subtitle.to_owned(),
        note: format!("{scenario}; ‘{}’; {runs} {futures}", tale.strategy()),
    }
}

/// `None` where the scenario has one uncertain number only.
fn scatter(tale: DiscoverTale<'_>, region: &Region) -> Option<Picture> {
    let language = tale.language;
    let shown = &tale.found.shown;
    let columns = bounded(region);
    // With one bound the other axis is the number that tells most besides.
    let second = columns.get(1).copied().or_else(|| tale.found.companion(columns[0]))?;
    let axis = |column: usize| {
        let symbol = tale.unit(column);
        let unit = match axis_unit(symbol) {
            Unit::Number if quantities::is_counted(symbol) => quantities::unit(symbol, language),
            _ => "",
        };
        let name = tale.factor(column);
        ScatterAxis {
            caption: if unit.is_empty() { name } else { format!("{name} ({unit})") },
            unit: axis_unit(symbol),
            values: shown.columns[column].clone(),
            region: ends(region, column),
        }
    };
    // Along the other numbers a dot may lie outside: only those inside show how dense the region is.
    let drawn: Vec<usize> = (0..shown.len())
        .filter(|run| {
            let of = region.bounds.iter().map(|known| known.bound);
            let mut others = of.filter(|bound| ![columns[0], second].contains(&bound.column));
            others.all(|bound| bound.holds(shown.columns[bound.column][*run]))
        })
        .collect();
    let axis = |column: usize| {
        let of = axis(column);
        ScatterAxis { values: drawn.iter().map(|&run| of.values[run]).collect(), ..of }
    };
    let pick = |nl: &str, en: &str| language.pick(nl, en).to_owned();
    let subtitle = match columns.len() {
        1 => pick(
            "Elke stip is een toekomst. Naast het getal met de grens staat het getal dat daarna het meest uitmaakt.",
            "Each dot is a future. Beside the number with the bound stands the one that matters most after it.",
        ),
        2 => pick(
            "Elke stip is een toekomst, op de plaats van de twee getallen met een grens.",
            "Each dot is a future, at the place of the two numbers with a bound.",
        ),
        _ => pick(
            "Elke stip is een toekomst die binnen de overige grenzen ligt, op de plaats van de twee getallen die het meest uitmaken.",
            "Each dot is a future within the other bounds, at the place of the two numbers that matter most.",
        ),
    };
    let inside = rounding::of_hundred(region.measured.density().value, language);
    let region_is = language.pick("gebied: in", "region: in");
    let chart = ScatterChart {
        heading: heading(tale, &subtitle),
        axes: [axis(columns[0]), axis(second)],
        happened: drawn.iter().map(|&run| shown.happened[run]).collect(),
        kinds: [tale.event_alone(), pick("niet", "not so")],
        region: format!("{region_is} {inside}"),
    };
    Some(chart.render(language))
}

fn bounds(tale: DiscoverTale<'_>, region: &Region) -> Picture {
    let language = tale.language;
    let shown = &tale.found.shown;
    let rows = bounded(region).into_iter().map(|column| {
        let mut sorted = shown.columns[column].clone();
        sorted.sort_unstable_by(f64::total_cmp);
        let share = |place: usize| place as f64 / sorted.len().max(1) as f64;
        let [low, high] = ends(region, column);
        let value = |x: f64| quantities::with_unit(x, tale.unit(column), language);
        let end = |place: Option<&f64>| place.map_or(String::new(), |x| value(rounded(*x)));
        let both = region.bounds.iter().map(|known| known.bound);
        let labels: Vec<String> = both
            .filter(|bound| bound.column == column)
            .map(|bound| format!("{} {}", tale.side(bound.side), tale.value(&bound)))
            .collect();
        BoundsRow {
            name: tale.factor(column),
            inside: [
                low.map_or(0.0, |low| share(sorted.partition_point(|x| *x < low))),
                high.map_or(1.0, |high| share(sorted.partition_point(|x| *x <= high))),
            ],
            label: labels.join(language.pick(" en ", " and ")),
            ends: [end(sorted.first()), end(sorted.last())],
        }
    });
    let pick = |nl: &str, en: &str| language.pick(nl, en).to_owned();
    let chart = BoundsChart {
        rows: rows.collect(),
        heading: heading(
            tale,
            language.pick(
                "Hoeveel toekomsten elke grens op zichzelf overlaat; het gebied is waar alle grenzen gelden.",
                "How many futures each bound leaves by itself; the region is where all bounds hold.",
            ),
        ),
        kinds: [pick("binnen de grens", "within the bound"), pick("erbuiten", "outside")],
        along_caption: pick(
            "zoveel van de 100 toekomsten liggen lager",
            "so many of 100 futures lie lower",
        ),
    };
    chart.render(language)
}

/// Three significant digits: where a range ends is no sharper than that.
fn rounded(x: f64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        return x;
    }
    let scale = 10f64.powi(2 - x.abs().log10().floor() as i32);
    (x * scale).round() / scale
}
