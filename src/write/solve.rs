//! What is written about a value at which a criterion holds: `solve.json` and a figure.

use serde::Serialize;

use super::files::OutputFile;
use super::json;
use super::manifest::{Made, Provenance};
use crate::decide::criterion::Measure;
use crate::distribution::normal::HALF_WIDTH_95;
use crate::figure::{Curve, CurveChart, CurveMark, Heading, Picture, ReferenceLine, Unit};
use crate::language::number;
use crate::tell::quantities;
use crate::tell::solve::{How, SolveTale};

/// Name and version of the format.
const SCHEMA: &str = "kansrijk/solve/1";

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    scenario: &'a str,
    #[serde(flatten)]
    made: Made<'a>,
    runs: usize,
    seed: u64,
    strategy: &'a str,
    vary: &'a str,
    /// Year of the euros of the values, where they are amounts that the file states in euros of another year than the start.
    price_level: Option<i32>,
    #[serde(rename = "as")]
    how: &'static str,
    criterion: String,
    flat: bool,
    holds_at_start: bool,
    solutions: Vec<Found>,
    curve: Vec<Point>,
}

#[derive(Serialize)]
struct Found {
    value: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    value_in_euros_of_the_start: Option<f64>,
    interval: Option<[f64; 2]>,
    holds_above: bool,
}

#[derive(Serialize)]
struct Point {
    at: f64,
    value: f64,
    standard_error: f64,
}

/// What was found, as JSON; `scenario` and `strategy` by their keys.
#[must_use]
pub fn solve(
    tale: SolveTale<'_>,
    [scenario, strategy]: [&str; 2],
    provenance: &Provenance,
    seed: u64,
) -> OutputFile {
    let document = Document {
        schema: SCHEMA,
        scenario,
        made: provenance.made(),
        runs: tale.runs,
        seed,
        strategy,
        vary: tale.path,
        price_level: tale.prices.map(|prices| match tale.how {
            How::Fixed => prices.written,
            _ => prices.start,
        }),
        how: match tale.how {
            How::Fixed => "fixed",
            How::Shift => "shift",
            How::Scale => "scale",
        },
        criterion: tale.criterion.to_string(),
        flat: tale.solved.is_flat,
        holds_at_start: tale.solved.holds_at_start,
        solutions: tale
            .solved
            .solutions
            .iter()
            .map(|solution| Found {
                value: solution.at,
                value_in_euros_of_the_start: tale
                    .prices
                    .filter(|_| tale.how == How::Fixed)
                    .map(|prices| solution.at * prices.conversion),
                interval: solution.interval.map(|(low, high)| [low, high]),
                holds_above: solution.holds_above,
            })
            .collect(),
        curve: tale
            .solved
            .curve
            .iter()
            .map(|place| Point {
                at: place.at,
                value: place.value,
                standard_error: place.standard_error,
            })
            .collect(),
    };
    OutputFile::new("solve.json", json::readable(&document))
}

/// The criterion over the range.
#[must_use]
pub fn drawings(tale: SolveTale<'_>) -> Vec<(&'static str, Picture)> {
    let language = tale.language;
    let pick = |nl: &str, en: &str| language.pick(nl, en).to_owned();
    let is_chance = matches!(tale.criterion.measure, Measure::Chance(_));
    let factor = if is_chance { 100.0 } else { 1.0 };
    let drawn = tale.solved.drawn();
    let column = |side: f64| -> Vec<f64> {
        drawn
            .iter()
            .map(|place| factor * (place.value + side * HALF_WIDTH_95 * place.standard_error))
            .collect()
    };
    let sentences = tale.sentences();
    let title = sentences[0].trim_end_matches('.').replace('`', "");
    let subtitle = pick(
        "De uitkomst over het bereik; overal dezelfde toekomsten, zodat het verschil van het getal komt en niet van toeval.",
        "The outcome over the range; the same futures everywhere, so that the difference is the number’s doing and not chance.",
    );
    let runs = number(tale.runs as f64, 0, language);
    let futures = pick("doorgerekende toekomsten", "simulated futures");
    let chart = CurveChart {
        heading: Heading {
            description: format!("{} {subtitle}", sentences.join(" ")),
            title,
            subtitle,
            note: format!("{}; ‘{}’; {runs} {futures}", tale.title, tale.strategy),
        },
        along: drawn.iter().map(|place| place.at).collect(),
        along_caption: caption(tale),
        along_unit: match tale.shown_unit() {
            symbol if quantities::is_share(symbol) => Unit::Percent,
            symbol if quantities::is_money(symbol) => Unit::Euros,
            _ => Unit::Number,
        },
        value_caption: if is_chance {
            pick("kans: zo veel van de 100 toekomsten", "chance: so many of 100 futures")
        } else {
            pick("gemiddelde", "mean")
        },
        unit: if is_chance { Unit::Number } else { Unit::Euros },
        line_name: tale.measure(),
        band_name: pick(
            "marge door het aantal toekomsten (95%)",
            "margin from the number of futures (95%)",
        ),
        curves: vec![Curve {
            name: String::new(),
            colour: 0,
            values: column(0.0),
            low: column(-1.0),
            high: column(1.0),
        }],
        references: vec![ReferenceLine {
            value: factor * tale.criterion.bound,
            label: pick("grens", "bound"),
        }],
        marks: tale
            .solved
            .solutions
            .iter()
            .map(|solution| CurveMark { at: solution.at, label: tale.value(solution) })
            .collect(),
    };
    vec![("solve", chart.render(language))]
}

/// What varies, with its unit where the numbers along the axis do not show it.
fn caption(tale: SolveTale<'_>) -> String {
    let what = tale.what().replace('`', "");
    match tale.shown_unit() {
        symbol if quantities::is_counted(symbol) => {
            format!("{what} ({})", quantities::unit(symbol, tale.language))
        }
        _ => tale.level().map_or_else(|| what.clone(), |level| format!("{what} ({level})")),
    }
}
