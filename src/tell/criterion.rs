//! What is asked of an outcome, in words: `de gemiddelde netto contante waarde is minstens € 0`.

use super::quantities::with_unit;
use crate::decide::criterion::{Criterion, Event, Measure, Sense, Subject};
use crate::language::{Language, number, out_of_hundred};

/// What happens, as its subject, its verb and the rest: `de kas`, `komt`, `onder de vloer`.
pub fn event_parts(event: Event, language: Language) -> [String; 3] {
    let pick = |nl: &str, en: &str| language.pick(nl, en).to_owned();
    let Event::Is(subject, sense, bound) = event else {
        return [
            pick("de kas", "cash"),
            pick("komt", "falls"),
            pick("onder de vloer", "below the floor"),
        ];
    };
    let is = pick("is", "is");
    if subject == Subject::Payback {
        return [pick("de investering", "the investment"), is, payback(sense, bound, language)];
    }
    [amount(subject, language), is, compared(sense, with_unit(bound, "€", language), language)]
}

/// What happens, in a sentence of its own: `de kas komt onder de vloer`.
pub fn event(event: Event, language: Language) -> String {
    event_parts(event, language).join(" ")
}

/// What is looked at: `de kans dat de kas onder de vloer komt`.
pub fn measure(measure: Measure, language: Language) -> String {
    match (measure, language) {
        (Measure::Mean(subject), Language::Nl) => {
            let amount = amount(subject, language);
            let (article, rest) = amount.split_once(' ').unwrap_or(("de", &amount));
            format!("{article} gemiddelde {rest}")
        }
        (Measure::Mean(subject), Language::En) => {
            let amount = amount(subject, language);
            format!("the mean of {amount}")
        }
        (Measure::CostPerRegistered, Language::Nl) => {
            "het bedrag aan kosten per geregistreerde aan het eind".to_owned()
        }
        (Measure::CostPerRegistered, Language::En) => {
            "the amount of costs for each registered professional at the end".to_owned()
        }
        (Measure::Chance(event), Language::Nl) => {
            let [subject, verb, rest] = event_parts(event, language);
            format!("de kans dat {subject} {rest} {verb}")
        }
        (Measure::Chance(event), Language::En) => {
            format!("the chance that {}", event_parts(event, language).join(" "))
        }
    }
}

/// The whole criterion: `de kans dat de kas onder de vloer komt is hoogstens 5 van de 100`.
pub fn criterion(criterion: Criterion, language: Language) -> String {
    let bound = match criterion.measure {
        Measure::Chance(_) => out_of_hundred(criterion.bound, language),
        _ => with_unit(criterion.bound, "€", language),
    };
    let bound = compared(criterion.sense, bound, language);
    let measure = measure(criterion.measure, language);
    // Two verbs in a row are parted.
    let comma = if language == Language::Nl && measure.ends_with(" is") { "," } else { "" };
    format!("{measure}{comma} is {bound}")
}

/// An amount that is looked at.
fn amount(subject: Subject, language: Language) -> String {
    let (nl, en) = match subject {
        Subject::Npv => ("de netto contante waarde", "the net present value"),
        Subject::Difference => (
            "de winst in netto contante waarde ten opzichte van het uitgangspunt",
            "the gain in net present value over the baseline",
        ),
        Subject::PeakFunding => ("de grootste voorfinanciering", "peak funding"),
        Subject::Payback => ("de terugverdienmaand", "the payback month"),
    };
    language.pick(nl, en).to_owned()
}

fn compared(sense: Sense, bound: String, language: Language) -> String {
    let word = match sense {
        Sense::AtLeast => language.pick("minstens", "at least"),
        Sense::AtMost => language.pick("hoogstens", "at most"),
        Sense::Above => language.pick("hoger dan", "above"),
        Sense::Below => language.pick("lager dan", "below"),
    };
    format!("{word} {bound}")
}

fn payback(sense: Sense, month: f64, language: Language) -> String {
    let month = number(month, u8::from(month.fract() != 0.0), language);
    let (before, after) = match (language, sense) {
        (Language::Nl, Sense::Above) => ("in maand", "nog niet terugverdiend"),
        (Language::Nl, Sense::AtLeast) => ("vóór maand", "nog niet terugverdiend"),
        (Language::Nl, Sense::AtMost) => ("uiterlijk in maand", "terugverdiend"),
        (Language::Nl, Sense::Below) => ("vóór maand", "terugverdiend"),
        (Language::En, Sense::Above) => ("not yet earned back in month", ""),
        (Language::En, Sense::AtLeast) => ("not yet earned back before month", ""),
        (Language::En, Sense::AtMost) => ("earned back by month", ""),
        (Language::En, Sense::Below) => ("earned back before month", ""),
    };
    format!("{before} {month} {after}").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn criteria_are_told_in_words() {
        for (text, nl, en) in [
            (
                "npv >= 0",
                "de gemiddelde netto contante waarde is minstens €\u{a0}0",
                "the mean of the net present value is at least €0",
            ),
            (
                "P(shortfall) <= 0.05",
                "de kans dat de kas onder de vloer komt is hoogstens 5 van de 100",
                "the chance that cash falls below the floor is at most 5 in 100",
            ),
            (
                "P(payback <= 36) >= 0.8",
                "de kans dat de investering uiterlijk in maand 36 terugverdiend is, is minstens 80 van de 100",
                "the chance that the investment is earned back by month 36 is at least 80 in 100",
            ),
        ] {
            let read = text.parse().unwrap();
            assert_eq!(criterion(read, Language::Nl), nl);
            assert_eq!(criterion(read, Language::En), en);
        }
    }
}
