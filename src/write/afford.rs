//! What is written about the size of a cohort: `afford.json` and two figures.

use serde::Serialize;

use super::estimate::Keyed;
use super::figures::{DataRow, DataTable, Drawing};
use super::files::OutputFile;
use super::json;
use super::labels::PERCENTILE_KEYS;
use super::manifest::{Made, Provenance};
use super::results::{Probability, probability};
use crate::decide::afford::{Accepted, Affordability, Reach};
use crate::distribution::normal::HALF_WIDTH_95;
use crate::figure::{Curve, CurveChart, CurveMark, Heading, ReferenceLine, Unit};
use crate::language::{Language, number};
use crate::summarize::statistics::Chance;
use crate::tell::afford::AffordTale;

/// Name and version of the format.
const SCHEMA: &str = "kansrijk/afford/1";

/// Name of the file.
const FILE_NAME: &str = "afford.json";

/// Everything that is known of every size, as JSON.
#[must_use]
pub fn afford(tale: AffordTale<'_>, provenance: &Provenance) -> OutputFile {
    let document = Document {
        schema: SCHEMA,
        scenario: &tale.scenario.name,
        made: provenance.made(),
        found: OfAffordability::new(tale),
    };
    OutputFile::new(FILE_NAME, json::readable(&document))
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    scenario: &'a str,
    #[serde(flatten)]
    made: Made<'a>,
    #[serde(flatten)]
    found: OfAffordability<'a>,
}

/// Every size, and how far each limit reaches.
#[derive(Serialize)]
pub(super) struct OfAffordability<'a> {
    runs: usize,
    seed: u64,
    strategy: &'a str,
    group: usize,
    profile: Option<&'a str>,
    positions: usize,
    other_positions: usize,
    up_to: usize,
    criterion: &'static str,
    limit: f64,
    without_cohort: Probability,
    cash: Allowed,
    mentors: Option<Allowed>,
    sizes: Vec<OfSize>,
}

/// How far one limit allows the cohort to grow.
#[derive(Serialize)]
struct Allowed {
    largest: Option<usize>,
    at_least: bool,
    islands: Vec<[usize; 2]>,
    too_close: Vec<usize>,
}

impl Allowed {
    fn new(reach: Reach, up_to: usize) -> Self {
        Self {
            at_least: reach.is_open(up_to),
            largest: reach.largest,
            islands: reach.islands.iter().map(|range| [*range.start(), *range.end()]).collect(),
            too_close: reach.too_close,
        }
    }
}

#[derive(Serialize)]
struct OfSize {
    positions: usize,
    shortfall: Probability,
    added: Probability,
    peak_funding: Keyed<f64>,
    peak_funding_standard_errors: Keyed<f64>,
    too_few_mentors: Option<Probability>,
}

impl<'a> OfAffordability<'a> {
    pub(super) fn new(tale: AffordTale<'a>) -> Self {
        let AffordTale { scenario, found, accepted, .. } = tale;
        let Affordability { cohort, runs, seed, without, sizes } = found;
        let strategy = &scenario.strategies[cohort.strategy];
        let group = &strategy.intake[cohort.group];
        Self {
            runs: *runs,
            seed: *seed,
            strategy: &strategy.key,
            group: cohort.group + 1,
            profile: group.profile.map(|profile| scenario.profiles[profile.0].key.as_str()),
            positions: group.positions,
            other_positions: strategy.positions() - group.positions,
            up_to: cohort.up_to,
            criterion: match accepted {
                Accepted::Risk(_) => "risk",
                Accepted::Added(_) => "added_risk",
            },
            limit: accepted.limit(),
            without_cohort: probability(*without, *runs),
            cash: Allowed::new(found.by_cash(accepted), cohort.up_to),
            mentors: found.by_mentors(accepted).map(|reach| Allowed::new(reach, cohort.up_to)),
            sizes: sizes
                .iter()
                .map(|size| OfSize {
                    positions: size.positions,
                    shortfall: probability(size.shortfall, *runs),
                    added: probability(size.added, *runs),
                    peak_funding: Keyed(PERCENTILE_KEYS.into_iter().zip(size.peak).collect()),
                    peak_funding_standard_errors: Keyed(
                        PERCENTILE_KEYS.into_iter().zip(size.peak_errors).collect(),
                    ),
                    too_few_mentors: size.over_mentors.map(|chance| probability(chance, *runs)),
                })
                .collect(),
        }
    }
}

/// The chance of a shortfall and the peak funding by size.
#[must_use]
pub fn drawings(tale: AffordTale<'_>) -> Vec<Drawing> {
    vec![chance(tale), funding(tale)]
}

/// The numbers behind both figures: those of the table of sizes.
fn numbers(tale: AffordTale<'_>) -> DataTable {
    let table = tale.table();
    let rows = table.groups.into_iter().flatten();
    DataTable {
        row_heading: tale.language.pick("omvang", "size").to_owned(),
        groups: vec![String::new()],
        columns: table.headings,
        rows: rows.map(|row| DataRow { heading: row.label, cells: row.cells }).collect(),
    }
}

fn drawn(name: &str, tale: AffordTale<'_>, chart: &CurveChart) -> Drawing {
    Drawing::new(name, &chart.heading, chart.render(tale.language), numbers(tale))
}

fn chance(tale: AffordTale<'_>) -> Drawing {
    let AffordTale { found, accepted, language, .. } = tale;
    let pick = |nl: &str, en: &str| language.pick(nl, en).to_owned();
    // A difference of chances can lie below zero.
    let lowest = if matches!(accepted, Accepted::Risk(_)) { 0.0 } else { -1.0 };
    let curve = |name: String, colour: usize, chances: Vec<Chance>| {
        let edge = |side: f64| {
            let at = |c: &Chance| {
                100.0 * (c.value + side * HALF_WIDTH_95 * c.standard_error).clamp(lowest, 1.0)
            };
            chances.iter().map(at).collect()
        };
        Curve {
            name,
            colour,
            values: chances.iter().map(|chance| 100.0 * chance.value).collect(),
            low: edge(-1.0),
            high: edge(1.0),
        }
    };
    let of = |chance: &dyn Fn(&crate::decide::afford::Size) -> Option<Chance>| {
        found.sizes.iter().map(chance).collect::<Option<Vec<Chance>>>()
    };
    let own = of(&|size| {
        Some(match accepted {
            Accepted::Risk(_) => size.shortfall,
            Accepted::Added(_) => size.added,
        })
    });
    let mut curves: Vec<Curve> = own
        .into_iter()
        .map(|chances| curve(pick("kas onder de vloer", "cash below the floor"), 0, chances))
        .collect();
    if let Some(over) = of(&|size| size.over_mentors) {
        curves.push(curve(pick("te weinig begeleiders", "too few mentors"), 1, over));
    }
    // Where every curve has come to 100 for good there is nothing more to see.
    let until = shown(&curves).max(last_mark(tale) + 1).min(found.cohort.up_to) + 1;
    for Curve { values, low, high, .. } in &mut curves {
        [values, low, high].into_iter().for_each(|line| line.truncate(until));
    }
    let limit = ReferenceLine {
        value: 100.0 * accepted.limit(),
        label: format!("{} {}", pick("aanvaard:", "accepted:"), tale.limit()),
    };
    let mut references = vec![limit];
    if matches!(accepted, Accepted::Risk(_)) {
        references.push(ReferenceLine {
            value: 100.0 * found.without.value,
            label: pick("zonder deze plekken", "without these positions"),
        });
    }
    let subtitle = match accepted {
        Accepted::Risk(_) => pick(
            "Kans per omvang van het cohort. Elke omvang rekent met dezelfde toekomsten; een groter cohort begint met de mensen van het kleinere.",
            "Chance by size of the cohort. Every size is computed on the same futures; a larger cohort begins with the people of the smaller one.",
        ),
        Accepted::Added(_) => pick(
            "Hoeveel groter de kans is dan zonder deze plekken, per omvang van het cohort, in dezelfde toekomsten.",
            "How much larger the chance is than without these positions, by size of the cohort, on the same futures.",
        ),
    };
    let chart = CurveChart {
        heading: heading(tale, subtitle),
        along: places(tale).into_iter().take(until).collect(),
        along_caption: caption(tale),
        along_unit: Unit::Number,
        value_caption: pick(
            "kans: zo veel van de 100 toekomsten",
            "chance: so many of 100 futures",
        ),
        unit: Unit::Number,
        line_name: pick("kans", "chance"),
        band_name: pick(
            "marge door het aantal toekomsten (95%)",
            "margin from the number of futures (95%)",
        ),
        curves,
        references,
        marks: marks(tale),
    };
    drawn("afford-chance", tale, &chart)
}

/// The first size from which on every curve stays at 100.
fn shown(curves: &[Curve]) -> usize {
    let sizes = curves.iter().map(|curve| curve.values.len()).max().unwrap_or(0);
    let is_full = |size: usize| curves.iter().all(|curve| curve.values[size] > 99.9);
    (0..sizes).rev().find(|&size| !is_full(size)).map_or(0, |size| size + 1)
}

/// The largest size that is marked, or that the file has.
fn last_mark(tale: AffordTale<'_>) -> usize {
    let cohort = tale.found.cohort;
    let own = tale.scenario.strategies[cohort.strategy].intake[cohort.group].positions;
    marks(tale).iter().map(|mark| mark.at as usize).fold(own, usize::max)
}

fn funding(tale: AffordTale<'_>) -> Drawing {
    let AffordTale { found, language, .. } = tale;
    let pick = |nl: &str, en: &str| language.pick(nl, en).to_owned();
    let percentile = |k: usize| found.sizes.iter().map(|size| size.peak[k]).collect();
    let chart = CurveChart {
        heading: heading(
            tale,
            pick(
                "Het hoogste bedrag dat ooit moet worden voorgeschoten, per omvang van het cohort.",
                "The most that has to be advanced at any time, by size of the cohort.",
            ),
        ),
        along: places(tale),
        along_caption: caption(tale),
        along_unit: Unit::Number,
        value_caption: pick("grootste voorfinanciering", "peak funding"),
        unit: Unit::Euros,
        line_name: pick("mediaan", "median"),
        band_name: pick("90 van de 100 toekomsten", "90 in 100 futures"),
        curves: vec![Curve {
            name: pick("mediaan", "median"),
            colour: 0,
            values: percentile(2),
            low: percentile(0),
            high: percentile(4),
        }],
        references: Vec::new(),
        marks: marks(tale),
    };
    drawn("afford-funding", tale, &chart)
}

fn heading(tale: AffordTale<'_>, subtitle: String) -> Heading {
    let language = tale.language;
    let accepted = language.pick("aanvaard", "accepted");
    let title = format!("{} ({accepted}: {})", tale.title(), tale.limit());
    let runs = number(tale.found.runs as f64, 0, language);
    let scenario = tale.scenario.title.get(language);
    let futures = language.pick("doorgerekende toekomsten", "simulated futures");
    Heading {
        description: format!("{title}. {subtitle} {}", tale.sentences().join(" ")),
        title,
        subtitle,
        note: format!("{scenario}; ‘{}’; {runs} {futures}", tale.strategy()),
    }
}

fn places(tale: AffordTale<'_>) -> Vec<f64> {
    tale.found.sizes.iter().map(|size| size.positions as f64).collect()
}

fn caption(tale: AffordTale<'_>) -> String {
    match tale.language {
        Language::Nl => format!("plekken voor ‘{}’", tale.group()),
        Language::En => format!("positions for ‘{}’", tale.group()),
    }
}

fn marks(tale: AffordTale<'_>) -> Vec<CurveMark> {
    let AffordTale { found, accepted, language, .. } = tale;
    let mark = |reach: Reach, nl: &str, en: &str| {
        let size = reach.largest.filter(|size| *size > 0 && *size < found.cohort.up_to)?;
        Some(CurveMark { at: size as f64, label: format!("{} {size}", language.pick(nl, en)) })
    };
    let cash = mark(found.by_cash(accepted), "kas: tot en met", "cash: up to");
    let mentors = found.by_mentors(accepted);
    let mentors =
        mentors.and_then(|reach| mark(reach, "begeleiders: tot en met", "mentors: up to"));
    cash.into_iter().chain(mentors).collect()
}
