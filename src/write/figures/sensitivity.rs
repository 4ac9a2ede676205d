//! Which assumption decides: how far the outcome swings with each number.

use super::data::{DataRow, DataTable};
use super::{Drawing, Drawings};
use crate::decide::sensitivity::{Factor, Interval, Moved, Sobol};
use crate::figure::{Heading, MOST_ROWS, SharesChart, SharesRow, TornadoChart, TornadoRow, Unit};
use crate::language::{Language, number};
use crate::tell::rounding;
use crate::tell::sensitivity::{Kind, SensitivityTale, with_interplay};
use crate::tell::words::capitalized;

/// The figures of a sensitivity analysis in each language; `tale` tells it in one.
pub(in crate::write) fn all_drawings<'t>(
    tale: impl Fn(Language) -> SensitivityTale<'t>,
) -> Drawings {
    Language::ALL.map(|language| drawings(tale(language)))
}

/// The figures in one language.
pub(super) fn drawings(tale: SensitivityTale<'_>) -> Vec<Drawing> {
    let shares = tale.found.sobol.as_ref().and_then(|sobol| shares(tale, sobol));
    tornado(tale).into_iter().chain(shares).collect()
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
        labels: tale.end_values(bar),
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
    let mut shown = tornado.bars.iter().take(MOST_ROWS);
    let discount = match shown.any(|bar| bar.moved == Moved::DiscountRate) {
        true => pick(
            "; discontovoet: één procentpunt omlaag en omhoog",
            "; discount rate: one percentage point down and up",
        ),
        false => String::new(),
    };
    let heading = Heading {
        description: format!("{title}. {subtitle} {}", tale.sentences().join(" ")),
        title,
        subtitle,
        note: match language {
            Language::Nl => format!(
                "‘{}’; gemiddelden over {draws} trekkingen, dezelfde aan beide kanten{discount}",
                tale.strategy()
            ),
            Language::En => format!(
                "‘{}’; means over {draws} draws, the same at both ends{discount}",
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

/// The factors by their share with interplay, as it is shown.
fn heaviest_first(sobol: &Sobol) -> Vec<&Factor> {
    let mut factors: Vec<&Factor> = sobol.factors.iter().collect();
    let share = |of: &Factor| with_interplay(of.index).value;
    factors.sort_by(|a, b| share(b).total_cmp(&share(a)));
    factors
}

/// The shares of the spread; `None` where no factor has any.
fn shares(tale: SensitivityTale<'_>, sobol: &Sobol) -> Option<Drawing> {
    let language = tale.language;
    let pick = |nl: &str, en: &str| language.pick(nl, en).to_owned();
    let factors = heaviest_first(sobol);
    let first = *factors.first()?;
    let percents = |of: Interval| [of.value, of.low, of.high].map(|x| 100.0 * x.clamp(0.0, 1.0));
    let row = |factor: &Factor| {
        let (alone, total) = (factor.index.first, with_interplay(factor.index));
        SharesRow {
            name: tale.factor(factor),
            alone: percents(alone),
            total: percents(total),
            // The margins of two shares are drawn, and stand in the table.
            label: if alone == total {
                tale.share(alone)
            } else {
                [alone, total]
                    .map(|of| rounding::share(of.value.clamp(0.0, 1.0), language))
                    .join(" / ")
            },
        }
    };
    let rest = &factors[factors.len().min(MOST_ROWS)..];
    let rest = rest.first().map_or(String::new(), |largest| {
        let (count, most) = (rest.len(), tale.share(with_interplay(largest.index)));
        match language {
            Language::Nl => format!("Nog {count} getallen hebben elk minder (hoogstens {most})."),
            Language::En => format!("{count} more numbers each have less ({most} at most)."),
        }
    });
    let (name, total) = (tale.factor(first), tale.share(with_interplay(first.index)));
    let title = match language {
        Language::Nl => {
            format!("{total} van de onzekerheid komt door ‘{name}’")
        }
        Language::En => {
            format!("{total} of the uncertainty comes from ‘{name}’")
        }
    };
    let subtitle = pick(
        "Blauw: wat er afgaat als alleen dit getal bekend is. Grijs: wat er overblijft als alleen dit getal nog onbekend is.",
        "Blue: what goes when only this number is known. Grey: what is left when only this number is still unknown.",
    );
    let rows = number(sobol.base as f64, 0, language);
    let heading = Heading {
        description: format!("{title}. {subtitle}"),
        title,
        subtitle,
        note: match language {
            Language::Nl => format!(
                "‘{}’; {}; {rows} punten voor elk getal; getallen die samen bewegen tellen als één; samenspel {}",
                tale.strategy(),
                tale.what(),
                tale.share(sobol.interplay)
            ),
            Language::En => format!(
                "‘{}’; {}; {rows} points for each number; numbers that move together count as one; interplay {}",
                tale.strategy(),
                tale.what(),
                tale.share(sobol.interplay)
            ),
        },
    };
    let chart = SharesChart {
        value_caption: pick(
            "aandeel in de spreiding (variantie) door onzekere getallen, in procenten",
            "share of the spread (variance) from uncertain numbers, in percent",
        ),
        names: [
            pick("alleen", "alone"),
            pick("met samenspel", "with interplay"),
            pick("marge (95%)", "margin (95%)"),
        ],
        rows: factors.into_iter().map(row).collect(),
        rest,
        heading,
    };
    let picture = chart.render(language);
    Some(Drawing::new("sensitivity-shares", &chart.heading, picture, shares_table(tale, sobol)))
}

/// Every share as numbers, with the rank correlation.
fn shares_table(tale: SensitivityTale<'_>, sobol: &Sobol) -> DataTable {
    let pick = |nl: &str, en: &str| tale.language.pick(nl, en).to_owned();
    let rho = |factor: &Factor| {
        let &[quantity] = factor.quantities.as_slice() else { return String::new() };
        let rank = tale.found.ranks.iter().find(|rank| rank.quantity == quantity);
        rank.map_or(String::new(), |rank| {
            let [value, low, high] =
                [rank.rho.value, rank.rho.low, rank.rho.high].map(|x| number(x, 2, tale.language));
            format!("{value} ({low} … {high})")
        })
    };
    let row = |factor: &Factor| DataRow {
        heading: tale.factor(factor),
        cells: vec![
            factor.grade.map_or("–".to_owned(), |grade| format!("{grade:?}")),
            tale.share(factor.index.first),
            tale.share(with_interplay(factor.index)),
            rho(factor),
        ],
    };
    DataTable {
        row_heading: pick("getal", "number"),
        groups: vec![String::new()],
        columns: vec![
            pick("graad", "grade"),
            pick("aandeel alleen", "share alone"),
            pick("aandeel met samenspel", "share with interplay"),
            pick("rangcorrelatie over de runs", "rank correlation over the runs"),
        ],
        rows: heaviest_first(sobol).into_iter().map(row).collect(),
    }
}

/// Every bar as numbers.
pub(in crate::write) fn tornado_table(tale: SensitivityTale<'_>) -> DataTable {
    let pick = |nl: &str, en: &str| tale.language.pick(nl, en).to_owned();
    let row = |bar: &crate::decide::sensitivity::Bar| {
        let mut cells: Vec<String> =
            bar.ends.iter().map(|&end| tale.value(&bar.moved, end)).collect();
        cells.extend(tale.ends(bar));
        cells.extend(bar.at_medians.map(|x| tale.outcome(x)));
        cells.push(tale.share_of(bar).unwrap_or_default());
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
            pick("aandeel in de spreiding", "share of the spread"),
        ],
        rows: tale.found.tornado.bars.iter().map(row).collect(),
    }
}
