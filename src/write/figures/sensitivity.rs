//! Which assumption decides: how far the outcome swings with each number.

use super::data::{DataRow, DataTable};
use super::{Drawing, Drawings};
use crate::figure::{Heading, MOST_ROWS, TornadoChart, TornadoRow, Unit};
use crate::language::{Language, number};
use crate::tell::sensitivity::{Kind, SensitivityTale};
use crate::tell::words::capitalized;

/// The figures of a sensitivity analysis in each language; `tale` tells it in one.
pub(in crate::write) fn all_drawings<'t>(
    tale: impl Fn(Language) -> SensitivityTale<'t>,
) -> Drawings {
    Language::ALL.map(|language| drawings(tale(language)))
}

/// The figures in one language.
pub(super) fn drawings(tale: SensitivityTale<'_>) -> Vec<Drawing> {
    tornado(tale).into_iter().collect()
}

/// Outcomes as they are drawn: chances out of a hundred.
fn factor(kind: Kind) -> f64 {
    if kind == Kind::Chance { 100.0 } else { 1.0 }
}

fn unit(kind: Kind) -> Unit {
    if kind == Kind::Amount { Unit::Euros } else { Unit::Number }
}

/// What the values along the axis are.
fn caption(tale: SensitivityTale<'_>) -> String {
    match (tale.kind(), tale.language) {
        (Kind::Chance, Language::Nl) => format!("{}: zo veel van de 100 toekomsten", tale.what()),
        (Kind::Chance, Language::En) => format!("{}: so many of 100 futures", tale.what()),
        _ => tale.what(),
    }
}

/// `None` where no number changes anything.
fn tornado(tale: SensitivityTale<'_>) -> Option<Drawing> {
    let SensitivityTale { found, language, .. } = tale;
    let pick = |nl: &str, en: &str| language.pick(nl, en).to_owned();
    let tornado = &found.tornado;
    if tornado.bars.is_empty() {
        return None;
    }
    let factor = factor(tale.kind());
    let rows = tornado.bars.iter().take(MOST_ROWS).map(|bar| TornadoRow {
        name: tale.name(&bar.moved),
        ends: bar.drawn.map(|x| factor * x),
        still: bar.at_medians.map(|x| factor * x),
        labels: bar.ends.map(|end| tale.value(&bar.moved, end)),
    });
    let rest = &tornado.bars[tornado.bars.len().min(MOST_ROWS)..];
    let rest = rest.first().map_or(String::new(), |widest| {
        let count = rest.len();
        let most = tale.outcome(widest.swing().abs());
        match language {
            Language::Nl => {
                format!("Nog {count} getallen maken elk minder uit (hoogstens {most}).")
            }
            Language::En => format!("{count} more numbers each matter less ({most} at most)."),
        }
    });
    let title = tale.finding();
    let subtitle = pick(
        "De uitkomst als één getal op zijn 5e of 95e percentiel staat; daarnaast de waarde van dat getal. De andere getallen worden getrokken.",
        "The outcome with one number at its 5th or 95th percentile; beside it the value of that number. The other numbers are drawn.",
    );
    let draws = number(tornado.draws as f64, 0, language);
    let heading = Heading {
        description: format!("{title}. {subtitle} {}", tale.sentences().join(" ").replace('`', "")),
        title,
        subtitle,
        note: match language {
            Language::Nl => format!(
                "‘{}’; gemiddelden over {draws} trekkingen, dezelfde aan beide kanten; discontovoet: één procentpunt omlaag en omhoog",
                tale.strategy()
            ),
            Language::En => format!(
                "‘{}’; means over {draws} draws, the same at both ends; discount rate: one percentage point down and up",
                tale.strategy()
            ),
        },
    };
    let chart = TornadoChart {
        value_caption: capitalized(&caption(tale)),
        unit: unit(tale.kind()),
        middle: factor * tornado.drawn,
        names: [
            pick("laag (5e percentiel)", "low (5th percentile)"),
            pick("hoog (95e percentiel)", "high (95th percentile)"),
            pick("met de andere op hun mediaan", "with the others at their medians"),
        ],
        rows: rows.collect(),
        rest,
        heading,
    };
    let picture = chart.render(language);
    Some(Drawing::new("sensitivity-tornado", &chart.heading, picture, tornado_table(tale)))
}

/// Every bar as numbers.
pub(in crate::write) fn tornado_table(tale: SensitivityTale<'_>) -> DataTable {
    let pick = |nl: &str, en: &str| tale.language.pick(nl, en).to_owned();
    let row = |bar: &crate::decide::sensitivity::Bar| {
        let mut cells: Vec<String> =
            bar.ends.iter().map(|&end| tale.value(&bar.moved, end)).collect();
        cells.extend(bar.drawn.iter().chain(&bar.at_medians).map(|&x| tale.outcome(x)));
        DataRow { heading: tale.name(&bar.moved), cells }
    };
    DataTable {
        row_heading: pick("getal", "number"),
        groups: vec![String::new()],
        columns: vec![
            pick("laag (p5)", "low (p5)"),
            pick("hoog (p95)", "high (p95)"),
            pick("uitkomst bij laag", "outcome at low"),
            pick("uitkomst bij hoog", "outcome at high"),
            pick("bij laag, andere op mediaan", "at low, others at medians"),
            pick("bij hoog, andere op mediaan", "at high, others at medians"),
        ],
        rows: tale.found.tornado.bars.iter().map(row).collect(),
    }
}
