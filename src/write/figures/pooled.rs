//! Members of a consortium alone beside pooled: their risk, and the cash that they need.

use super::Drawing;
use super::data::of_rows;
use super::study::heading;
use crate::distribution::normal::HALF_WIDTH_95;
use crate::figure::{Bar, BarsChart, Unit};
use crate::language::out_of_hundred;
use crate::study::{ConsortiumResults, Point};
use crate::summarize::statistics::Chance;
use crate::tell::rounding;
use crate::tell::study::StudyTale;

/// Members with a bar of their own, at most.
const MOST_MEMBERS: usize = 20;

/// The chance of a shortfall of each member, of at least one, and of the pool.
pub(super) fn shortfalls(tale: StudyTale<'_>, found: &ConsortiumResults) -> Drawing {
    let (language, runs) = (tale.language, tale.found.runs);
    let pick = |nl: &str, en: &str| language.pick(nl, en).to_owned();
    let one = |name: String, kind: usize, of: Chance| {
        let half = HALF_WIDTH_95 * of.standard_error;
        let bar = Bar {
            name: name.clone(),
            kind,
            value: of.value,
            margin: ((of.value - half).max(0.0), (of.value + half).min(1.0)),
            text: out_of_hundred(of.value, language),
        };
        (bar, (name, vec![rounding::chance(of, runs, language)]))
    };
    let members = found.members.iter().take(MOST_MEMBERS);
    let mut all: Vec<_> = members
        .map(|of| one(tale.organisation(of.organisation).to_owned(), 0, of.shortfall))
        .collect();
    all.push(one(
        pick("minstens één van allen", "at least one of all"),
        0,
        found.any_shortfall_alone,
    ));
    all.push(one(pick("samen", "pooled"), 1, found.shortfall_pooled));
    let title =
        pick("Kans op een tekort: apart en samen", "Chance of a shortfall: alone and pooled");
    consortium(tale, "consortium", title, Unit::Percent, pick("kans", "chance"), all)
}

/// The cash that each member needs, all together, and the pool.
pub(super) fn reserves(tale: StudyTale<'_>, found: &ConsortiumResults) -> Drawing {
    let language = tale.language;
    let pick = |nl: &str, en: &str| language.pick(nl, en).to_owned();
    let one = |name: String, kind: usize, of: Point| {
        let half = HALF_WIDTH_95 * of.standard_error.unwrap_or(0.0);
        let bar = Bar {
            name: name.clone(),
            kind,
            value: of.value,
            margin: (of.value - half, of.value + half),
            text: rounding::amount(of.value, language),
        };
        (bar, (name, vec![tale.point(of)]))
    };
    let members = found.members.iter().take(MOST_MEMBERS);
    let mut all: Vec<_> = members
        .map(|of| one(tale.organisation(of.organisation).to_owned(), 0, of.reserve))
        .collect();
    all.push(one(pick("allen apart, bij elkaar", "all alone, in total"), 0, found.reserve_alone));
    all.push(one(pick("samen", "pooled"), 1, found.reserve_pooled));
    let title = pick(
        "Geld dat bij de start nodig is: apart en samen",
        "Cash that is needed at the start: alone and pooled",
    );
    consortium(tale, "consortium-reserve", title, Unit::Euros, pick("nodig", "needed"), all)
}

fn consortium(
    tale: StudyTale<'_>,
    name: &str,
    title: String,
    unit: Unit,
    caption: String,
    all: Vec<(Bar, (String, Vec<String>))>,
) -> Drawing {
    let language = tale.language;
    let pick = |nl: &str, en: &str| language.pick(nl, en).to_owned();
    let (bars, rows): (Vec<Bar>, Vec<_>) = all.into_iter().unzip();
    let chart = BarsChart {
        heading: heading(
            tale,
            title,
            &pick(
                "Elk lid draait zijn programma: op eigen kas en vloer, en met alle kassen en vloeren bij elkaar.",
                "Every member runs its programme: on its own cash and floor, and with all cash and floors together.",
            ),
        ),
        value_caption: caption.clone(),
        unit,
        reference: None,
        kinds: vec![pick("apart", "alone"), pick("samen", "pooled")],
        margin_name: pick(
            "marge door het aantal runs (95%)",
            "margin from the number of runs (95%)",
        ),
        bars,
    };
    let data = of_rows(&pick("lid", "member"), vec![caption], rows);
    Drawing::new(name, &chart.heading, chart.render(language), data)
}
