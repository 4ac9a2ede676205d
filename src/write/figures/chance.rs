//! Figures about chance: where the spread of a decision comes from, and a hundred of its futures.

use super::Drawing;
use super::data::{DataRow, DataTable};
use super::view::View;
use crate::figure::{Futures, FuturesChart, Range, Source, SourcesChart, Unit};
use crate::language::{Language, euros, number, percent};
use crate::summarize::spread::{bands, decision, hundred, of_decision};
use crate::tell::words;

/// More strategies than this leave too little room for each: the highest mean NPVs are shown.
const MOST: usize = 5;

/// The strategies whose decision is shown: those that are compared, or the only one.
fn subjects(view: &View<'_>) -> Vec<usize> {
    let mean = |s: usize| {
        let outcome = of_decision(view.report.plan, view.report.summary, s);
        outcome.mean.unwrap_or(f64::NEG_INFINITY)
    };
    let mut subjects = view.others();
    if subjects.is_empty() {
        subjects.push(view.baseline());
    }
    if subjects.len() > MOST {
        subjects.sort_by(|&a, &b| mean(b).total_cmp(&mean(a)));
        subjects.truncate(MOST);
        subjects.sort_unstable();
    }
    subjects
}

/// What the decision is about: `verschil in netto contante waarde met ‘…’`.
fn value(view: &View<'_>) -> String {
    let npv = view.pick("netto contante waarde", "net present value");
    if view.others().is_empty() {
        return npv.to_owned();
    }
    let baseline = view.quoted(view.baseline());
    match view.language {
        Language::Nl => format!("verschil in {npv} met {baseline}"),
        Language::En => format!("difference in {npv} with {baseline}"),
    }
}

/// How wide the spread is, and how wide ignorance or luck alone would make it; nothing where
/// nothing varies.
pub(super) fn sources(view: &View<'_>) -> Option<Drawing> {
    let (plan, summary) = (view.report.plan, view.report.summary);
    let found: Vec<_> = subjects(view)
        .into_iter()
        .filter_map(|s| {
            let outcome = of_decision(plan, summary, s);
            Some((s, outcome.split?, bands(outcome)?))
        })
        .collect();
    if found.is_empty() {
        return None;
    }
    let shares: Vec<_> = found.iter().map(|(s, split, _)| (*s, split.ignorance)).collect();
    let whole = |share: f64| percent(share, 0, view.language);
    let begin = view.pick(
        "Zoveel van de spreiding komt door getallen die niemand precies kent",
        "This much of the spread comes from numbers that nobody knows precisely",
    );
    let names = [
        view.pick("alles samen", "everything together"),
        view.pick("alleen onwetendheid", "ignorance alone"),
        view.pick("alleen toeval", "luck alone"),
    ]
    .map(str::to_owned);
    let rows: Vec<Source> = found
        .iter()
        .map(|(s, split, bands)| {
            let all = [bands.all, bands.ignorance, bands.luck];
            let (ignorance, luck) = (whole(split.ignorance), whole(1.0 - split.ignorance));
            Source {
                name: view.name(*s),
                colour: view.colour(*s),
                lines: vec![
                    format!("{} {ignorance}", view.pick("onwetendheid:", "ignorance:")),
                    format!("{} {luck}", view.pick("toeval:", "luck:")),
                ],
                ranges: all.map(|[p5, _, p50, _, p95]| Range { p5, p50, p95 }),
                widths: all.map(|[p5, .., p95]| view.money(p95 - p5)),
            }
        })
        .collect();
    let facts = rows.iter().map(|row| {
        let of = |kind: usize| format!("{} {}", names[kind], row.widths[kind]);
        format!("{}: {}, {}, {}", row.name, of(0), of(1), of(2))
    });
    let chart = SourcesChart {
        heading: view.discounted_heading(
            view.title(begin, &shares, whole),
            view.pick(
                "Grijs: waar 90 van de 100 toekomsten liggen. Paars: wat daarvan zou blijven als toeval uitmiddelde over heel veel plekken. Oker: wat zou blijven als alle getallen bekend waren. Percentages: delen van de variantie.",
                "Grey: where 90 in 100 futures lie. Purple: what would be left of it if luck averaged out over very many positions. Ochre: what would be left if all numbers were known. Percentages: shares of the variance.",
            ),
            facts,
        ),
        value_caption: value(view),
        width_caption: view.pick("breedte van de balk", "width of the bar").to_owned(),
        names,
        rows,
    };
    let columns = ["p5", view.pick("mediaan", "median"), "p95", view.pick("breedte", "width")];
    let row = |kind: usize| {
        let cells = chart.rows.iter().flat_map(|row| {
            let Range { p5, p50, p95 } = row.ranges[kind];
            let [p5, p50, p95] = [p5, p50, p95].map(|x| euros(x, view.language));
            [p5, p50, p95, row.widths[kind].clone()]
        });
        DataRow { heading: chart.names[kind].clone(), cells: cells.collect() }
    };
    let data = DataTable {
        row_heading: view.pick("wat meetelt", "what counts").to_owned(),
        groups: chart.rows.iter().map(|row| row.name.clone()).collect(),
        columns: columns.map(str::to_owned).into(),
        rows: (0..3).map(row).collect(),
    };
    Some(Drawing::new("sources", &chart.heading, chart.render(view.language), data))
}

/// A hundred futures of each decision, from worst to best.
pub(super) fn futures(view: &View<'_>) -> Drawing {
    let (plan, simulation) = (view.report.plan, view.report.simulation);
    let alone = view.others().is_empty();
    let subjects = subjects(view);
    let draws: Vec<Vec<f64>> = subjects.iter().map(|&s| decision(plan, simulation, s)).collect();
    let chosen: Vec<Vec<usize>> = draws.iter().map(|draws| hundred(draws)).collect();
    let rows: Vec<Futures> = subjects
        .iter()
        .zip(draws.iter().zip(&chosen))
        .map(|(&s, (draws, runs))| {
            let values: Vec<f64> = runs.iter().map(|&run| draws[run]).collect();
            let count = |test: fn(&&f64) -> bool| values.iter().filter(test).count();
            let (below, above) = (count(|x| **x < 0.0), count(|x| **x > 0.0));
            let (worse, better) = if alone {
                (view.pick("onder nul", "below zero"), view.pick("boven nul", "above zero"))
            } else {
                (view.pick("slechter", "worse"), view.pick("beter", "better"))
            };
            Futures {
                name: view.name(s),
                colour: view.colour(s),
                below: format!("{below} {worse}"),
                above: format!("{above} {better}"),
                values,
            }
        })
        .collect();
    let better = |s: usize| match &view.of(s).difference {
        Some(difference) => difference.better.value,
        None => view.of(s).npv_positive.value,
    };
    let chances: Vec<_> = subjects.iter().map(|&s| (s, better(s))).collect();
    let begin = if alone {
        view.pick("Netto contante waarde (NCW) boven nul", "Net present value (NPV) above zero")
            .to_owned()
    } else {
        let begin = view.pick("Beter af dan met", "Better off than with");
        format!("{begin} {}", view.quoted(view.baseline()))
    };
    let facts = rows.iter().map(|row| format!("{}: {}, {}", row.name, row.below, row.above));
    let chart = FuturesChart {
        heading: view.discounted_heading(
            view.title(&begin, &chances, |share| view.futures(share)),
            view.pick(
                "Elk bolletje is een toekomst: honderd runs, op gelijke afstand gekozen van de slechtste naar de beste. Welke het wordt weet niemand.",
                "Each dot is a future: a hundred runs, chosen at equal distances from the worst to the best. Nobody knows which one it will be.",
            ),
            facts,
        ),
        value_caption: value(view),
        unit: Unit::Euros,
        rows,
    };
    let columns =
        [value(view), view.pick("terugverdiend", "earned back").to_owned(), "run".to_owned()];
    let paybacks: Vec<Vec<f64>> = subjects
        .iter()
        .map(|&s| match alone {
            true => simulation.draws(s, crate::model::outcome::Headline::Payback as usize),
            false => simulation.difference_draws(s, 1),
        })
        .collect();
    let row = |rank: usize| {
        let cells = (0..subjects.len()).flat_map(|k| {
            let run = chosen[k][rank];
            let earned = words::month(plan, paybacks[k][run], view.language);
            [euros(draws[k][run], view.language), earned, number(run as f64, 0, view.language)]
        });
        DataRow { heading: (rank + 1).to_string(), cells: cells.collect() }
    };
    let data = DataTable {
        row_heading: view.pick("toekomst", "future").to_owned(),
        groups: chart.rows.iter().map(|row| row.name.clone()).collect(),
        columns: columns.into(),
        rows: (0..100).map(row).collect(),
    };
    Drawing::new("futures", &chart.heading, chart.render(view.language), data)
}
