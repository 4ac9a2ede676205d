//! How numbers of a scenario are written on a page: names, values with their spread, grades.

use maud::{Markup, html};

use crate::distribution::Distribution;
use crate::language::Language;
use crate::model::quantity::Grade;
use crate::tell::quantities::in_unit;

/// What a grade means.
pub fn grade_meaning(grade: Option<Grade>, language: Language) -> &'static str {
    match grade {
        Some(Grade::A) => language.pick(
            "officieel: wet, ministerie, cao, CBS",
            "official: law, ministry, collective agreement, statistics office",
        ),
        Some(Grade::B) => language.pick("onderzoek in de sector", "study of the sector"),
        Some(Grade::C) => language.pick("vergelijkbaar geval of afgeleid", "analogue or derived"),
        Some(Grade::D) => language.pick("aanname zonder bron", "assumption without a source"),
        None => language.pick("zonder graad", "without a grade"),
    }
}

/// A grade as a coloured letter.
pub fn badge(grade: Option<Grade>) -> Markup {
    match grade {
        Some(grade) => {
            let letter = format!("{grade:?}");
            html! { span.{ "grade " (letter) } { (letter) } }
        }
        None => html! { span.grade { "–" } },
    }
}

/// A path that a line may break after its dots and underscores.
fn breakable(path: &str) -> Markup {
    html! {
        @for part in path.split_inclusive(['.', '_']) { (part) wbr; }
    }
}

/// A sentence with what stands between backticks, a name in a file, as code.
pub fn coded(sentence: &str) -> Markup {
    html! {
        @for (nth, part) in sentence.split('`').enumerate() {
            @if nth % 2 == 1 { code { (breakable(part)) } } @else { (part) }
        }
    }
}

/// What a number is called, with its path below.
pub fn named(name: &str, path: &str) -> Markup {
    html! { span.called { (name) } code.path { (breakable(path)) } }
}

/// The median, with p5 to p95 where there is a spread.
pub fn spread(of: &Distribution, symbol: &str, language: Language) -> String {
    let at = |p: f64| in_unit(of.quantile(p), symbol, language);
    if of.is_certain() {
        return at(0.5);
    }
    format!("{} ({} {} {})", at(0.5), at(0.05), language.pick("tot", "to"), at(0.95))
}
