//! A study: cost and effect of every design, how likely each is the best choice, what is spent, who takes part, what
//! comes of it, and what a consortium takes off the risk.

use super::Drawing;
use super::data::of_rows;
use super::pooled::{reserves, shortfalls};
use crate::distribution::normal::HALF_WIDTH_95;
use crate::figure::{
    Bar, BarsChart, Curve, CurveChart, Heading, MOST_NAMED, PlaneChart, PlanePoint, ReferenceLine,
    Unit,
};
use crate::language::{Language, number, out_of_hundred};
use crate::study::outcome::Outcome;
use crate::study::{Estimate, NO_DESIGN};
use crate::tell::rounding;
use crate::tell::study::StudyTale;

/// A design that is the best choice in fewer futures than this, whatever the worth, has no curve.
const HARDLY_EVER: f64 = 0.005;
/// Names of them in the reading aid, at most; the table has all.
const MOST_NEVER: usize = 3;
/// Curves in one figure, at most.
const MOST_CURVES: usize = 5;
/// Number of the colour of the world without a scheme.
const GREY: usize = 5;

/// The figures in one language.
pub(super) fn drawings(tale: StudyTale<'_>) -> Vec<Drawing> {
    let mut drawings =
        vec![plane(tale), acceptability(tale), spend(tale), additional(tale), uptake(tale)];
    if let Some(found) = &tale.found.consortium {
        drawings.extend([shortfalls(tale, found), reserves(tale, found)]);
    }
    drawings
}

pub(super) fn heading(tale: StudyTale<'_>, title: String, subtitle: &str) -> Heading {
    Heading {
        description: format!("{title}. {subtitle}"),
        title,
        subtitle: subtitle.to_owned(),
        note: format!("{}; {}", tale.study.title.get(tale.language), tale.circumstances()),
    }
}

fn on_frontier(tale: StudyTale<'_>, row: usize) -> bool {
    tale.found.frontier[row].is_on_frontier()
}

fn kinds(language: Language) -> [String; 2] {
    [
        language.pick("op de grens: niets is beter", "on the frontier: nothing is better"),
        language.pick("valt af", "drops out"),
    ]
    .map(str::to_owned)
}

/// The rows that have a bar: all, or of more those on the frontier and the first others.
fn shown(tale: StudyTale<'_>) -> Vec<usize> {
    let rows = 0..tale.found.rows.len();
    let front = rows.clone().filter(|&row| on_frontier(tale, row)).count();
    let mut room = MOST_NAMED.saturating_sub(front);
    rows.filter(|&row| {
        let has_room = on_frontier(tale, row) || room > 0;
        room = room.saturating_sub(usize::from(!on_frontier(tale, row)));
        has_room
    })
    .collect()
}

fn plane(tale: StudyTale<'_>) -> Drawing {
    let language = tale.language;
    let pick = |nl: &str, en: &str| language.pick(nl, en).to_owned();
    let rows = 0..tale.found.rows.len();
    let step = |row: usize| tale.steps().into_iter().find(|step| step.to == row)?.each;
    let points = rows.clone().map(|row| {
        let name = tale.name(row);
        PlanePoint {
            name: match step(row) {
                Some(each) => {
                    let each = rounding::amount(each.value, language);
                    format!("{name}: {each} {}", language.pick("per extra", "for each"))
                }
                None => name.to_owned(),
            },
            effect: tale.estimate(row, Outcome::AdditionalInYouthCare).value,
            cost: tale.estimate(row, Outcome::NetSpendDiscounted).value,
            is_on_frontier: on_frontier(tale, row),
        }
    });
    let chart = PlaneChart {
        heading: heading(
            tale,
            pick(
                "Wat elk ontwerp kost en wat het oplevert",
                "What each design costs and what it brings",
            ),
            &pick(
                "Rechts is meer, lager is goedkoper. Bij een ontwerp op de grens staat wat elke extra geregistreerde kost boven het vorige.",
                "Further right is more, lower is cheaper. A design on the frontier says what each additional one costs above the one before.",
            ),
        ),
        effect_caption: match language {
            Language::Nl => format!("extra geregistreerden in de jeugdzorg na {}", tale.months()),
            Language::En => format!("additional registered in youth care after {}", tale.months()),
        },
        cost_caption: pick(
            "uitgaven na terugvordering, contante waarde",
            "spend after clawback, present value",
        ),
        kinds: kinds(language),
        points: points.collect(),
    };
    let data = rows.map(|row| {
        let cost = tale.estimate(row, Outcome::NetSpendDiscounted);
        let each = step(row).map_or(String::new(), |of| {
            rounding::amount_with_margin(of.value, of.standard_error, language)
        });
        let cells = vec![
            tale.heads(tale.estimate(row, Outcome::AdditionalInYouthCare)),
            rounding::amount_with_margin(cost.value, cost.standard_error, language),
            each,
            tale.standing(row),
        ];
        (tale.name(row).to_owned(), cells)
    });
    let columns = vec![
        pick("extra geregistreerden", "additional registered"),
        pick("kosten", "cost"),
        pick("kosten per verdere extra", "cost of each further one"),
        pick("oordeel", "standing"),
    ];
    let data = of_rows(&pick("ontwerp", "design"), columns, data.collect::<Vec<_>>());
    Drawing::new("frontier", &chart.heading, chart.render(language), data)
}

fn acceptability(tale: StudyTale<'_>) -> Drawing {
    let language = tale.language;
    let pick = |nl: &str, en: &str| language.pick(nl, en).to_owned();
    let found = &tale.found.acceptability;
    let alike = tale.first_alike();
    let chances: Vec<Vec<f64>> = (0..found.chance.len())
        .map(|row| (0..found.worth.len()).map(|place| tale.best(&alike, row, place)).collect())
        .collect();
    let peak = |row: usize| chances[row].iter().copied().fold(0.0, f64::max);
    let all: Vec<usize> = (0..chances.len()).filter(|&row| alike[row] == row).collect();
    let (mut rows, never): (Vec<usize>, Vec<usize>) =
        all.iter().partition(|&&row| peak(row) >= HARDLY_EVER);
    rows.sort_by(|&a, &b| peak(b).total_cmp(&peak(a)).then(a.cmp(&b)));
    rows.truncate(MOST_CURVES);
    rows.sort_unstable();
    let curve = |&row: &usize| {
        let edge = |side: f64| -> Vec<f64> {
            let at = |chance: &f64| {
                let error = (chance * (1.0 - chance) / found.draws as f64).max(0.0).sqrt();
                let half = HALF_WIDTH_95 * error;
                100.0 * (chance + side * half).clamp(0.0, 1.0)
            };
            chances[row].iter().map(at).collect()
        };
        let nth = rows.iter().filter(|&&other| other != NO_DESIGN && other < row).count();
        Curve {
            name: tale.name(row).to_owned(),
            colour: if row == NO_DESIGN { GREY } else { nth },
            values: edge(0.0),
            low: edge(-1.0),
            high: edge(1.0),
        }
    };
    let mut reading = pick(
        "In hoeveel van de 100 toekomsten een ontwerp het meest overhoudt: de waarde van wie er extra is, min de uitgaven.",
        "In how many of 100 futures a design leaves most: the worth of the additional ones, minus the spend.",
    );
    if !never.is_empty() {
        let label =
            language.pick("Nooit of vrijwel nooit de beste", "Never or hardly ever the best");
        reading += &format!(" {label}: {}.", tale.names(&never, MOST_NEVER));
    }
    let chart = CurveChart {
        heading: heading(
            tale,
            pick(
                "Welk ontwerp het beste is, hangt af van wat een extra geregistreerde waard is",
                "Which design is best depends on what an additional registered professional is worth",
            ),
            &reading,
        ),
        along: found.worth.clone(),
        along_caption: pick(
            "waarde van één extra geregistreerde in de jeugdzorg",
            "worth of one additional registered professional in youth care",
        ),
        along_unit: Unit::Euros,
        value_caption: pick("zo veel van de 100 toekomsten", "so many of 100 futures"),
        unit: Unit::Number,
        line_name: pick("kans de beste keuze te zijn", "chance of being the best choice"),
        band_name: pick("marge door het aantal runs (95%)", "margin from the number of runs (95%)"),
        curves: rows.iter().map(curve).collect(),
        references: Vec::new(),
        marks: Vec::new(),
    };
    let names = all.iter().map(|&row| tale.name(row).to_owned()).collect();
    let places = (0..found.worth.len()).map(|place| {
        let chances = all.iter().map(|&row| out_of_hundred(chances[row][place], language));
        (rounding::amount(found.worth[place], language), chances.collect())
    });
    let data = of_rows(&pick("waarde van één extra", "worth of one"), names, places);
    Drawing::new("acceptability", &chart.heading, chart.render(language), data)
}

/// Bars for designs, with what each says in the table.
struct Designs<'t> {
    name: &'t str,
    title: String,
    subtitle: String,
    caption: String,
    margin_name: String,
    unit: Unit,
    reference: Option<ReferenceLine>,
    columns: Vec<String>,
}

/// A bar of a design: value, ends of its margin, words, and cells of the table.
type Values = (f64, (f64, f64), String, Vec<String>);

fn bars(tale: StudyTale<'_>, of: Designs<'_>, values: impl Fn(usize) -> Values) -> Drawing {
    let language = tale.language;
    let rows = shown(tale);
    let bar = |&row: &usize| {
        let (value, margin, text, _) = values(row);
        let kind = usize::from(!on_frontier(tale, row));
        Bar { name: tale.name(row).to_owned(), kind, value, margin, text }
    };
    let [front, others] = kinds(language);
    let kinds = if rows.iter().all(|&row| on_frontier(tale, row)) {
        vec![front]
    } else {
        vec![front, others]
    };
    let chart = BarsChart {
        heading: heading(tale, of.title, &of.subtitle),
        value_caption: of.caption,
        unit: of.unit,
        reference: of.reference,
        kinds,
        margin_name: of.margin_name,
        bars: rows.iter().map(bar).collect(),
    };
    let cells = rows.iter().map(|&row| (tale.name(row).to_owned(), values(row).3));
    let data = of_rows(language.pick("ontwerp", "design"), of.columns, cells.collect::<Vec<_>>());
    Drawing::new(of.name, &chart.heading, chart.render(language), data)
}

fn margin(of: Estimate) -> (f64, f64) {
    let half = HALF_WIDTH_95 * of.standard_error;
    (of.value - half, of.value + half)
}

fn spend(tale: StudyTale<'_>) -> Drawing {
    let language = tale.language;
    let pick = |nl: &str, en: &str| language.pick(nl, en).to_owned();
    let budget = tale.study.budget;
    let of = Designs {
        name: "spend",
        title: pick("Wat elk ontwerp kost, en hoogstens", "What each design costs, and at most"),
        subtitle: pick(
            "Uitgekeerd, vóór terugvordering: gemiddeld, en het bedrag waar 5 van de 100 toekomsten boven komen.",
            "Paid, before clawback: the mean, and the amount that 5 of 100 futures exceed.",
        ),
        caption: pick("uitgaven", "spend"),
        margin_name: pick("van gemiddelde tot 95%-punt", "from mean to 95% point"),
        unit: Unit::Euros,
        reference: budget.map(|value| ReferenceLine { value, label: pick("budget", "budget") }),
        columns: vec![
            pick("gemiddeld", "mean"),
            pick("95%-punt", "95% point"),
            pick("terug", "clawback"),
            pick("kans op overschrijding", "chance of overrun"),
        ],
    };
    bars(tale, of, |row| {
        let mean = tale.estimate(row, Outcome::Spend);
        let point = tale.found.rows[row].high_spend;
        let high = point.value;
        let back = tale.estimate(row, Outcome::Clawback);
        let amount =
            |of: Estimate| rounding::amount_with_margin(of.value, of.standard_error, language);
        let overrun = tale.found.rows[row].overrun;
        let overrun =
            overrun.map_or(String::new(), |of| rounding::chance(of, tale.found.runs, language));
        let [low, top] = [mean.value, high].map(|x| rounding::amount(x, language));
        let cells = vec![amount(mean), tale.point(point), amount(back), overrun];
        let text = if low == top { low } else { format!("{low} – {top}") };
        (mean.value, (mean.value.min(high), high), text, cells)
    })
}

fn additional(tale: StudyTale<'_>) -> Drawing {
    let language = tale.language;
    let pick = |nl: &str, en: &str| language.pick(nl, en).to_owned();
    let of = Designs {
        name: "additional",
        title: pick("Wat elk ontwerp oplevert", "What each design brings"),
        subtitle: match language {
            Language::Nl => format!(
                "Extra nieuw geregistreerden die na {} nog in de jeugdzorg werken, boven de wereld zonder regeling.",
                tale.months()
            ),
            Language::En => format!(
                "Additional newly registered professionals who still work in youth care after {}, above the world without a scheme.",
                tale.months()
            ),
        },
        caption: pick("extra geregistreerden", "additional registered"),
        margin_name: pick(
            "marge door het aantal runs (95%)",
            "margin from the number of runs (95%)",
        ),
        unit: Unit::Number,
        reference: None,
        columns: vec![
            pick("in de jeugdzorg", "in youth care"),
            pick("bij de werkgever", "with the employer"),
        ],
    };
    bars(tale, of, |row| {
        let mean = tale.estimate(row, Outcome::AdditionalInYouthCare);
        let text = tale.heads(mean);
        let stay = tale.heads(tale.estimate(row, Outcome::AdditionalWithEmployer));
        (mean.value, margin(mean), text.clone(), vec![text, stay])
    })
}

fn uptake(tale: StudyTale<'_>) -> Drawing {
    let language = tale.language;
    let pick = |nl: &str, en: &str| language.pick(nl, en).to_owned();
    let all = tale.study.organisations.len();
    let of = Designs {
        name: "uptake",
        title: pick("Wie er meedoet", "Who takes part"),
        subtitle: pick(
            "Organisaties die meedoen; zonder regeling: die hun programma ook zonder subsidie beginnen.",
            "Organisations that take part; without a scheme: those that begin their programme without subsidy.",
        ),
        caption: pick("organisaties", "organisations"),
        margin_name: String::new(),
        unit: Unit::Number,
        reference: Some(ReferenceLine {
            value: all as f64,
            label: pick("alle organisaties", "all organisations"),
        }),
        columns: vec![
            pick("doen mee", "take part"),
            pick("te dicht bij hun grens", "too close to tell"),
        ],
    };
    bars(tale, of, |row| {
        let count = tale.found.rows[row].taking_part;
        let close = tale.found.rows[row].too_close().len();
        let text = number(count as f64, 0, language);
        let cells = vec![text.clone(), number(close as f64, 0, language)];
        (count as f64, (count as f64, count as f64), text, cells)
    })
}
