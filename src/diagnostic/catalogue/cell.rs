//! What to do about a problem in a cell of a workbook, where that differs from a text file.

use super::{Expected, Problem, StructureProblem, ValueProblem};
use crate::diagnostic::wording::{choose, names, range};
use crate::language::Language::{self, En, Nl};
use crate::language::dutch;

/// The advice for a cell; `None` where that for a text file holds.
pub(super) fn advice(problem: &Problem, language: Language) -> Option<String> {
    match problem {
        Problem::StructureProblem(problem) => of_structure(problem, language),
        Problem::ValueProblem(problem) => of_value(problem, language),
        _ => None,
    }
}

/// A number as it is typed into a cell: no marks between thousands.
fn typed(number: &str, language: Language) -> String {
    let plain = number.replace('_', "");
    // `1.2340` keeps text files from taking it for thousands; a cell leaves no such doubt.
    let plain = match plain.split_once('.') {
        Some((_, decimals)) if decimals.len() == 4 => plain.strip_suffix('0').unwrap_or(&plain).to_owned(),
        _ => plain,
    };
    if language == Nl { plain.replace('.', ",") } else { plain }
}

/// A share as it is typed: `0,07 of 7%`.
fn as_share(value: f64, (low, high): (f64, f64), unit: &str, language: Language) -> String {
    let is_share = matches!(unit, "share" | "probability" | "probability/year" | "rate/year");
    if !is_share || value <= high || !(low..=high).contains(&(value / 100.0)) {
        return String::new();
    }
    let [share, percent] = [value / 100.0, value].map(|x| {
        typed(&crate::diagnostic::number_text(x), language)
    });
    match language {
        Nl => format!(" Als {percent} % bedoeld is: typ {share} of {percent}%."),
        En => format!(" If {percent} % is meant: type {share} or {percent}%."),
    }
}

fn of_value(problem: &ValueProblem, language: Language) -> Option<String> {
    Some(match problem {
        ValueProblem::NumberAsText { instead, .. } => {
            let all: Vec<String> = instead.iter().map(|text| typed(text, language)).collect();
            match (all.is_empty(), language) {
                (true, Nl) => "De cel staat als tekst: typ er een getal in.".to_owned(),
                (true, En) => "The cell holds a text: type a number into it.".to_owned(),
                (false, Nl) => format!("De cel staat als tekst; maak er een getal van: {}.", all.join(" of ")),
                (false, En) => format!("The cell holds a text; make it a number: {}.", all.join(" or ")),
            }
        }
        ValueProblem::UnknownWord { nearest, choices, .. } if language == Nl => {
            let choices: Vec<String> = choices.iter().map(|word| dutch(word).to_owned()).collect();
            choose(&nearest.as_deref().map(|word| dutch(word).to_owned()), &choices, Nl)
        }
        ValueProblem::BadMonth { .. } => language.pick(
            "Typ jaar en maand als 2027-01, of een datum in die maand; het jaar ligt tussen 1900 en 2200.",
            "Type year and month as 2027-01, or a date in that month; the year lies between 1900 and 2200.",
        ).to_owned(),
        ValueProblem::OutOfRange { value, low, high, unit, .. } => {
            let share = as_share(*value, (*low, *high), unit, language);
            let legal = range(*low, *high, unit, language);
            match language {
                Nl => format!("Geldig is {legal}.{share}"),
                En => format!("Legal is {legal}.{share}"),
            }
        }
        ValueProblem::LeavesRange { to, low, high, unit, .. } => {
            let share = as_share(*to, (*low, *high), unit, language);
            let legal = range(*low, *high, unit, language);
            match language {
                Nl => format!("Geldig is {legal}. Neem een andere laagste of hoogste waarde.{share}"),
                En => format!("Legal is {legal}. Choose another lowest or highest value.{share}"),
            }
        }
        ValueProblem::BoundsOutOfOrder { .. } => language.pick(
            "Laagste is hooguit Meest waarschijnlijk, en dat hooguit Hoogste; de uitersten verschillen.",
            "Lowest is at most Most likely, and that at most Highest; the ends differ.",
        ).to_owned(),
        ValueProblem::IncompleteForm { missing, .. } | ValueProblem::SeveralForms { forms: missing, .. }
            if missing.iter().any(|key| ["low", "mode", "high", "value"].contains(&key.as_str())) =>
        {
            one_form(language)
        }
        ValueProblem::TwoBareBounds { .. } => one_form(language),
        ValueProblem::MissingPriceYears { .. } => language.pick(
            "Vul die jaren in bij de prijsindex op het blad Algemeen.",
            "Fill in those years at the price index on the sheet General.",
        ).to_owned(),
        _ => return None,
    })
}

fn one_form(language: Language) -> String {
    language.pick(
        "Vul óf Waarde in, óf Laagste, Meest waarschijnlijk en Hoogste alle drie.",
        "Fill in either Value, or Lowest, Most likely and Highest all three.",
    ).to_owned()
}

fn of_structure(problem: &StructureProblem, language: Language) -> Option<String> {
    Some(match problem {
        StructureProblem::WrongType { expected, .. } => {
            let what = match expected {
                Expected::Quantity { .. } | Expected::Number | Expected::NumberList => {
                    language.pick("een getal", "a number").to_owned()
                }
                Expected::Integer => language.pick("een geheel getal", "a whole number").to_owned(),
                Expected::Duration => language.pick("een aantal maanden", "a number of months").to_owned(),
                Expected::Text | Expected::Label => language.pick("een tekst", "a text").to_owned(),
                Expected::Flag => language.pick("ja of nee", "yes or no").to_owned(),
                Expected::Month => language.pick("een maand, zoals 2027-01", "a month, such as 2027-01").to_owned(),
                Expected::List => language.pick("een of meer waarden, met komma’s ertussen", "one or more values, with commas between").to_owned(),
                Expected::Word { words } => match language {
                    Nl => {
                        let words: Vec<String> = words.iter().map(|word| dutch(word).to_owned()).collect();
                        format!("een van {}", names(&words, Nl))
                    }
                    En => format!("one of {}", names(words, En)),
                },
                _ => return None,
            };
            match language {
                Nl => format!("In deze cel hoort {what}."),
                En => format!("This cell should hold {what}."),
            }
        }
        StructureProblem::MissingKey { meaning_nl, meaning_en, .. } => match language {
            Nl => format!("{meaning_nl} Er is geen standaardwaarde: vul de cel in."),
            En => format!("{meaning_en} There is no default: fill in the cell."),
        },
        StructureProblem::NeedsKey { key, needs } => match language {
            Nl => format!("Vul ook `{needs}` in, of maak de regel `{key}` leeg."),
            En => format!("Fill in `{needs}` too, or empty the row `{key}`."),
        },
        StructureProblem::OtherVariant { key, belongs, .. } => match language {
            Nl => format!("Maak de regel `{key}` leeg, of kies `{belongs}`."),
            En => format!("Empty the row `{key}`, or choose `{belongs}`."),
        },
        StructureProblem::OneOf { keys, .. } => match language {
            Nl => format!("Vul precies één in van {}.", names(keys, Nl)),
            En => format!("Fill in exactly one of {}.", names(keys, En)),
        },
        StructureProblem::Exclusive { .. } => {
            language.pick("Laat er één ingevuld.", "Leave one of them filled in.").to_owned()
        }
        StructureProblem::UnknownKey { nearest, .. } => match (nearest, language) {
            (Some(name), Nl) => format!("Kolom A zegt wat de regel betekent; zet daar weer `{name}`."),
            (Some(name), En) => format!("Column A says what the row means; put `{name}` back there."),
            (None, Nl) => "Kolom A zegt wat de regel betekent; zet daar terug wat er stond.".to_owned(),
            (None, En) => "Column A says what the row means; put back what stood there.".to_owned(),
        },
        _ => return None,
    })
}
