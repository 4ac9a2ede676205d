//! The numbers that everything rests on: their spread, source and grade, and how much of the spread of
//! the answer comes from them.

use maud::{Markup, html};

use super::Reading;
use super::answer::subject;
use crate::distribution::Distribution;
use crate::distribution::normal::HALF_WIDTH_95;
use crate::language::Language;
use crate::model::quantity::{Grade, QuantityDefinition};
use crate::summarize::spread::{GRADES, Share};
use crate::tell::names;
use crate::tell::quantities::{in_unit, unit};
use crate::tell::rounding::share_with_margin;
use crate::write::page::parts::wide;
use crate::write::page::values::{badge, grade_meaning, named};

/// Contributions that are listed by name.
const MOST_LISTED: usize = 8;
/// A smaller share is not told apart from none.
const LEAST_SHARE: f64 = 0.005;

fn share_text(share: Share, language: Language) -> String {
    if share.value < LEAST_SHARE {
        return language.pick("minder dan 1%", "less than 1%").to_owned();
    }
    share_with_margin(share.value, share.standard_error, language)
}

/// The share of the spread that rests on each grade, and the numbers that matter most.
pub(super) fn shares(reading: &Reading<'_>) -> Markup {
    let language = reading.language();
    let found = reading.attributions;
    if found.is_empty() {
        return html! {};
    }
    let title = reading.pick(
        "Waar de spreiding op rust: hoe goed zijn de getallen?",
        "What the spread rests on: how good are the numbers?",
    );
    let of_grade = |s: usize, grade: Option<Grade>| {
        let by_grade = found[s].1.by_grade();
        by_grade.into_iter().find(|(of, _)| *of == grade).map(|(_, share)| share)
    };
    let used =
        GRADES.into_iter().filter(|grade| (0..found.len()).any(|k| of_grade(k, *grade).is_some()));
    html! {
        h3 { (title) }
        (wide(title, html! {
            table.outcomes.narrow {
                caption { (reading.pick(
                    "Aandeel in de spreiding (variantie) van de netto contante waarde, of van het verschil daarin met het uitgangspunt",
                    "Share of the spread (variance) of the net present value, or of the difference in it with the baseline",
                )) }
                thead {
                    tr {
                        td {}
                        @for (s, _) in found { th scope="col" { (reading.tale.name(*s)) } }
                    }
                }
                tbody {
                    @for grade in used {
                        tr {
                            th.detail scope="row" { (badge(grade)) " " (grade_meaning(grade, language)) }
                            @for k in 0..found.len() {
                                td { @if let Some(share) = of_grade(k, grade) { (share_text(share, language)) } }
                            }
                        }
                    }
                    tr {
                        th.detail scope="row" { (reading.pick("samenspel van getallen", "interplay of numbers")) }
                        @for (_, of) in found {
                            td { (share_text(Share { value: of.interplay, standard_error: of.luck_error }, language)) }
                        }
                    }
                    tr {
                        th.detail scope="row" { (reading.pick("toeval", "luck")) }
                        @for (_, of) in found {
                            td { (share_text(Share { value: of.luck, standard_error: of.luck_error }, language)) }
                        }
                    }
                }
            }
        }))
        p.lead { (reading.pick(
            "Elk getal telt voor het kwadraat van zijn correlatie met de uitkomst over de runs; getallen die samen bewegen tellen samen, onder \
             de zwakste graad. Samenspel is wat van onwetendheid overblijft: wat niet aan één getal is toe te wijzen.",
            "Each number counts for the square of its correlation with the outcome over the runs; numbers that move together count together, \
             under the weakest grade. Interplay is what remains of ignorance: what cannot be attributed to one number.",
        )) }
        (heaviest(reading))
    }
}

/// The numbers that matter most for the answer.
fn heaviest(reading: &Reading<'_>) -> Markup {
    let language = reading.language();
    let quantities = &reading.report.plan.scenario.quantities;
    let Some((s, of)) =
        subject(reading).and_then(|s| reading.attributions.iter().find(|(of, _)| *of == s))
    else {
        return html! {};
    };
    // What may be chance alone is not named.
    let certain = |share: &Share| {
        share.value > HALF_WIDTH_95 * share.standard_error && share.value >= LEAST_SHARE
    };
    let listed: Vec<_> =
        of.contributions.iter().filter(|c| certain(&c.share)).take(MOST_LISTED).collect();
    if listed.is_empty() {
        return html! {};
    }
    let title = match language {
        Language::Nl => {
            format!("De getallen die het meest uitmaken voor ‘{}’", reading.tale.name(*s))
        }
        Language::En => format!("The numbers that matter most for ‘{}’", reading.tale.name(*s)),
    };
    html! {
        h3 { (title) }
        (wide(&title, html! {
            table {
                thead { tr {
                    th scope="col" { (reading.pick("getal", "number")) }
                    th scope="col" { (reading.pick("graad", "grade")) }
                    th scope="col" { (reading.pick("aandeel in de spreiding", "share of the spread")) }
                } }
                tbody {
                    @for contribution in listed {
                        tr {
                            th scope="row" {
                                @for q in &contribution.quantities {
                                    (called(reading, &quantities[*q]))
                                }
                            }
                            td { (badge(contribution.grade)) }
                            td.number { (share_text(contribution.share, language)) }
                        }
                    }
                }
            }
        }))
    }
}

/// Every number of the scenario, in the order of the file.
pub(super) fn register(reading: &Reading<'_>) -> Markup {
    let language = reading.language();
    let quantities = &reading.report.plan.scenario.quantities;
    let subject = subject(reading)
        .and_then(|s| reading.attributions.iter().find(|(of, _)| *of == s))
        .map(|(_, of)| of);
    let share = |q: usize| {
        let of = subject?.contributions.iter().find(|c| c.quantities.contains(&q))?;
        Some((of.share, of.quantities.len() > 1))
    };
    let count = |grade: Option<Grade>| {
        quantities.iter().filter(|q| q.grade == grade && !q.is_implicit).count()
    };
    let title = reading.pick("Alle getallen van het scenario", "All numbers of the scenario");
    html! {
        p.lead { (reading.pick(
            "Alles wat het scenario zegt, met waar het vandaan komt. Bedragen zijn euro’s van het startjaar. De spreiding loopt van p5 tot p95. \
             Het aandeel is dat in de spreiding van het antwoord; met * telt een groep getallen die samen bewegen.",
            "Everything that the scenario states, with where it comes from. Amounts are in euros of the starting year. The spread runs from p5 to \
             p95. The share is that of the spread of the answer; with * a group of numbers that move together counts.",
        )) }
        p { @for grade in GRADES {
            @if count(grade) > 0 {
                (badge(grade)) " " (count(grade)) " × " (grade_meaning(grade, language)) ". "
            }
        } }
        (wide(title, html! {
            table.register {
                caption { (title) }
                thead { tr {
                    th scope="col" { (reading.pick("getal", "number")) }
                    th scope="col" { (reading.pick("eenheid", "unit")) }
                    th scope="col" { (reading.pick("waarde", "value")) }
                    th scope="col" { (reading.pick("spreiding", "spread")) }
                    th scope="col" { (reading.pick("graad", "grade")) }
                    th scope="col" { (reading.pick("aandeel", "share")) }
                    th scope="col" { (reading.pick("bron", "source")) }
                } }
                tbody {
                    @for (q, quantity) in quantities.iter().enumerate().filter(|(_, q)| !q.is_implicit) {
                        (row(reading, quantity, share(q)))
                    }
                }
            }
        }))
    }
}

/// What a number is called, with its path.
fn called(reading: &Reading<'_>, quantity: &QuantityDefinition) -> Markup {
    let path = &quantity.path;
    named(&names::name(&reading.report.plan.scenario, path, reading.language()), path)
}

fn row(
    reading: &Reading<'_>,
    quantity: &QuantityDefinition,
    share: Option<(Share, bool)>,
) -> Markup {
    let language = reading.language();
    let distribution: &Distribution = &quantity.distribution;
    let spread = (!distribution.is_certain()).then(|| {
        let [low, high] =
            [0.05, 0.95].map(|p| in_unit(distribution.quantile(p), quantity.unit, language));
        format!("{low} – {high}")
    });
    let share = share.map(|(share, together)| {
        let mark = if together { "*" } else { "" };
        format!("{}{mark}", share_text(share, language))
    });
    html! {
        tr {
            th scope="row" { (called(reading, quantity)) }
            td { (unit(quantity.unit, language)) }
            td.number { (in_unit(distribution.median(), quantity.unit, language)) }
            td.number { @if let Some(spread) = spread { (spread) } }
            td { (badge(quantity.grade)) }
            td.number { @if let Some(share) = share { (share) } }
            td.source {
                @if let Some(source) = &quantity.source { (source) }
                @if let Some(note) = &quantity.note {
                    @if quantity.source.is_some() { " — " }
                    (note)
                }
            }
        }
    }
}
