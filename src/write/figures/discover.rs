//! Under which circumstances something happens: the bounds, and futures by the two numbers that matter most.

use super::data::{DataRow, DataTable};
use super::{Drawing, Drawings};
use crate::decide::discover::{Region, Side};
use crate::figure::{BoundsChart, BoundsRow, Heading, ScatterAxis, ScatterChart, Unit};
use crate::language::{Language, number};
use crate::tell::discover::DiscoverTale;
use crate::tell::{quantities, rounding};

/// The futures by the two numbers that matter most with the region, and the bounds side by side; nothing where there
/// is no region.
pub(super) fn drawings(tale: DiscoverTale<'_>) -> Vec<Drawing> {
    let Some(region) = tale.region() else { return Vec::new() };
    let mut drawings = vec![bounds(tale, region)];
    drawings.extend(scatter(tale, region));
    drawings
}

/// The figures in each language.
pub(super) fn all_drawings(tale: DiscoverTale<'_>) -> Drawings {
    Language::ALL.map(|language| drawings(DiscoverTale { language, ..tale }))
}

/// The region, and what it would be without each bound.
fn table(tale: DiscoverTale<'_>) -> DataTable {
    let table = tale.table();
    let rows = table.groups.into_iter().flatten();
    DataTable {
        row_heading: tale.language.pick("grenzen", "bounds").to_owned(),
        groups: vec![String::new()],
        columns: table.headings,
        rows: rows.map(|row| DataRow { heading: row.label, cells: row.cells }).collect(),
    }
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
fn scatter(tale: DiscoverTale<'_>, region: &Region) -> Option<Drawing> {
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
    let picture = chart.render(language);
    Some(Drawing::new("discover-futures", &chart.heading, picture, table(tale)))
}

fn bounds(tale: DiscoverTale<'_>, region: &Region) -> Drawing {
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
            row: match region.bounds.iter().position(|known| known.bound.column == column) {
                // The first row of the table is the region; with one bound there is no other.
                Some(nth) if region.bounds.len() > 1 => nth + 1,
                _ => 0,
            },
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
    let picture = chart.render(language);
    Drawing::new("discover-bounds", &chart.heading, picture, table(tale))
}

/// Three significant digits: where a range ends is no sharper than that.
fn rounded(x: f64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        return x;
    }
    let scale = 10f64.powi(2 - x.abs().log10().floor() as i32);
    (x * scale).round() / scale
}
