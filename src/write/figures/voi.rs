//! The choice between strategies: what it is worth to know more first, how likely each is the best choice, and what a
//! study is worth by its size.

use super::Drawing;
use super::data::of_rows;
use super::view::strategy_colour;
use crate::decide::value::Worth;
use crate::distribution::normal::HALF_WIDTH_95;
use crate::figure::{Bar, BarsChart, Curve, CurveChart, CurveMark, Heading, ReferenceLine, Unit};
use crate::language::{Language, number, out_of_hundred};
use crate::tell::rounding;
use crate::tell::voi::{VoiTale, is_none, is_nothing};

/// Bars in the figure: with more of them names of two lines do not fit.
const MOST_BARS: usize = 10;

/// The figures in one language.
pub(super) fn drawings(tale: VoiTale<'_>) -> Vec<Drawing> {
    let mut drawings: Vec<Drawing> = worths(tale).into_iter().collect();
    drawings.push(acceptability(tale));
    drawings.extend(study(tale));
    drawings
}

fn note(tale: VoiTale<'_>) -> String {
    let draws = number(tale.found.information.draws as f64, 0, tale.language);
    let of = tale.language.pick(
        "trekkingen van wat niemand weet, zonder toeval doorgerekend",
        "draws of what nobody knows, computed without luck",
    );
    format!("{}; {draws} {of}", tale.scenario.title.get(tale.language))
}

fn margin(tale: VoiTale<'_>) -> String {
    tale.language
        .pick("marge door het aantal trekkingen (95%)", "margin from the number of draws (95%)")
        .to_owned()
}

fn interval(worth: Worth) -> (f64, f64) {
    let half = HALF_WIDTH_95 * worth.standard_error;
    ((worth.value - half).max(0.0), worth.value + half)
}

/// `None` where nothing is worth knowing: the sentences say so, and no bar would have a length.
fn worths(tale: VoiTale<'_>) -> Option<Drawing> {
    let language = tale.language;
    let pick = |nl: &str, en: &str| language.pick(nl, en).to_owned();
    let information = &tale.found.information;
    if is_none(information.everything) {
        return None;
    }
    let mut rows = Vec::new();
    let mut bar = |name: String, kind: usize, worth: Worth| {
        rows.push((name.clone(), vec![tale.worth_in_numbers(worth)]));
        Bar {
            name,
            kind,
            value: worth.value,
            margin: interval(worth),
            text: tale.worth_of_a_bar(worth),
        }
    };
    let mut bars = vec![bar(
        pick("alles wat nu onzeker is", "everything that is uncertain now"),
        0,
        information.everything,
    )];
    let grades = information.by_grade.iter();
    bars.extend(grades.map(|(grade, part)| bar(tale.grade_name(*grade), 1, part.worth)));
    let each = information.each.iter().filter(|part| !is_none(part.worth));
    let each = each.take(MOST_BARS - 1 - information.by_grade.len());
    bars.extend(each.map(|part| bar(tale.numbers(part), 2, part.worth)));
    let worth = tale.worth(information.everything);
    let title = match (is_nothing(information.everything), language) {
        (true, Language::Nl) => format!("Alles weten voordat u beslist: {worth} waard"),
        (true, Language::En) => format!("Knowing everything before deciding: worth {worth}"),
        (false, Language::Nl) => {
            format!("Alles weten voordat u beslist is hoogstens {worth} waard")
        }
        (false, Language::En) => {
            format!("Knowing everything before deciding is worth at most {worth}")
        }
    };
    let subtitle = pick(
        "Hoeveel de keuze tussen de strategieën gemiddeld beter wordt als een getal vooraf bekend is; meer mag uitzoeken niet kosten.",
        "By how much the choice between the strategies improves on average if a number is known before; finding out should not cost more.",
    );
    let chart = BarsChart {
        heading: Heading {
            description: format!("{title}. {subtitle} {}", tale.sentences().join(" ")),
            title,
            subtitle,
            note: note(tale),
        },
        value_caption: format!(
            "{} ({})",
            pick("netto contante waarde", "net present value"),
            tale.whole()
        ),
        kinds: vec![
            pick("alles", "everything"),
            pick("getallen van één graad", "numbers of one grade"),
            pick("één getal", "one number"),
        ],
        unit: Unit::Euros,
        reference: None,
        margin_name: margin(tale),
        bars,
    };
    let column = pick("hoogstens waard", "worth at most");
    let data = of_rows(&pick("wat bekend wordt", "what becomes known"), vec![column], rows);
    Some(Drawing::new("voi", &chart.heading, chart.render(language), data))
}

fn acceptability(tale: VoiTale<'_>) -> Drawing {
    let language = tale.language;
    let pick = |nl: &str, en: &str| language.pick(nl, en).to_owned();
    let found = &tale.found.choice.acceptability;
    let curves = (0..found.chance.len()).map(|s| {
        let edge = |side: f64| {
            let at = |(k, chance): (usize, &f64)| {
                100.0 * (chance + side * HALF_WIDTH_95 * found.standard_error(s, k)).clamp(0.0, 1.0)
            };
            found.chance[s].iter().enumerate().map(at).collect()
        };
        Curve {
            name: tale.name(s).to_owned(),
            colour: strategy_colour(tale.scenario, s),
            values: edge(0.0),
            low: edge(-1.0),
            high: edge(1.0),
        }
    });
    let best = &found.best_on_average;
    let marks = (1..best.len()).filter(|&k| best[k] != best[k - 1]).map(|k| CurveMark {
        at: found.worth[k],
        label: pick(
            "vanaf hier is een andere gemiddeld beter",
            "from here on another is better on average",
        ),
    });
    let title = pick(
        "Welke strategie de beste keuze is, hangt af van wat een geregistreerde waard is",
        "Which strategy is the best choice depends on what a registered professional is worth",
    );
    let steady = (1..best.len()).all(|k| best[k] == best[0]);
    let title = if steady {
        let name = tale.name(best[0]);
        match language {
            Language::Nl => {
                format!("‘{name}’ is gemiddeld de beste keuze, wat een geregistreerde ook waard is")
            }
            Language::En => format!(
                "‘{name}’ is the best choice on average, whatever a registered professional is worth"
            ),
        }
    } else {
        title
    };
    let subtitle = pick(
        "Kans, over wat niemand weet, dat een strategie de hoogste verwachte NCW heeft plus de waarde van wie aan het eind geregistreerd is.",
        "Chance, over what nobody knows, that a strategy has the highest expected NPV plus the worth of those registered at the end.",
    );
    let chart = CurveChart {
        heading: Heading {
            description: format!("{title}. {subtitle}"),
            title,
            subtitle,
            note: note(tale),
        },
        along: found.worth.clone(),
        along_caption: pick(
            "waarde van één geregistreerde professional aan het eind",
            "value of one registered professional at the end",
        ),
        along_unit: Unit::Euros,
        value_caption: pick(
            "kans: zo veel van de 100 toekomsten",
            "chance: so many of 100 futures",
        ),
        unit: Unit::Number,
        line_name: pick("kans de beste keuze te zijn", "chance of being the best choice"),
        band_name: margin(tale),
        curves: curves.collect(),
        references: Vec::new(),
        marks: marks.collect(),
    };
    let places = 0..found.worth.len();
    let rows = places.map(|k| {
        let chances = found.chance.iter().map(|of| out_of_hundred(of[k], language));
        (rounding::amount(found.worth[k], language), chances.collect())
    });
    let names = (0..found.chance.len()).map(|s| tale.name(s).to_owned()).collect();
    let heading = pick("waarde van één geregistreerde", "value of one registered");
    let data = of_rows(&heading, names, rows);
    Drawing::new("acceptability", &chart.heading, chart.render(language), data)
}

/// `None` where no study is worth anything, however large: the sentences say so.
fn study(tale: VoiTale<'_>) -> Option<Drawing> {
    let study = tale.found.study.as_ref()?;
    if is_none(study.known.worth) && study.sizes.iter().all(|(_, worth)| is_none(*worth)) {
        return None;
    }
    let language = tale.language;
    let pick = |nl: &str, en: &str| language.pick(nl, en).to_owned();
    let column = |of: &dyn Fn(Worth) -> f64| -> Vec<f64> {
        study.sizes.iter().map(|(_, worth)| of(*worth)).collect()
    };
    let title = pick(
        "Wat het waard is eerst een groep te volgen en dan te beslissen",
        "What it is worth to follow a group first and then to decide",
    );
    let subtitle = pick(
        "Naar het aantal gevolgde mensen; de kosten van het onderzoek zelf zijn niet meegerekend.",
        "By the number of people followed; what the study itself costs is not counted.",
    );
    let chart = CurveChart {
        heading: Heading {
            description: format!("{title}. {subtitle} {}", tale.sentences().join(" ")),
            title,
            subtitle,
            note: note(tale),
        },
        along: study.sizes.iter().map(|(hires, _)| *hires as f64).collect(),
        along_caption: tale.studied(study),
        along_unit: Unit::Number,
        value_caption: format!(
            "{} ({})",
            pick("netto contante waarde", "net present value"),
            tale.whole()
        ),
        unit: Unit::Euros,
        line_name: pick("waarde van het onderzoek", "worth of the study"),
        band_name: margin(tale),
        curves: vec![Curve {
            name: pick("onderzoek", "study"),
            colour: 0,
            values: column(&|worth| worth.value),
            low: column(&|worth| interval(worth).0),
            high: column(&|worth| interval(worth).1),
        }],
        references: vec![ReferenceLine {
            value: study.known.worth.value,
            label: pick("deze kansen precies kennen", "knowing these chances exactly"),
        }],
        marks: vec![CurveMark {
            at: study.design.hires as f64,
            label: format!("{}: {}", study.design.hires, tale.worth(study.worth())),
        }],
    };
    let rows = study.sizes.iter().map(|(hires, worth)| {
        (number(*hires as f64, 0, language), vec![tale.worth_in_numbers(*worth)])
    });
    let heading = pick("aantal gevolgde mensen", "people followed");
    let data = of_rows(&heading, vec![pick("waard", "worth")], rows);
    Some(Drawing::new("voi-study", &chart.heading, chart.render(language), data))
}
