//! Mistakes on the command line, in the language of the user.

use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::super::arguments::Arguments;
use crate::language::Language;

/// The sentence, the advice and the usage of a mistake on the command line.
pub fn usage_error(error: &clap::Error, language: Language) -> String {
    let found = |kind| error.get(kind).map(text_of).unwrap_or_default();
    let argument = found(ContextKind::InvalidArg);
    let value = found(ContextKind::InvalidValue);
    let sentence = match (error.kind(), language) {
        (ErrorKind::InvalidSubcommand, Language::Nl) => {
            format!("`{}` is geen opdracht", found(ContextKind::InvalidSubcommand))
        }
        (ErrorKind::InvalidSubcommand, Language::En) => {
            format!("`{}` is no command", found(ContextKind::InvalidSubcommand))
        }
        (ErrorKind::UnknownArgument, Language::Nl) => {
            format!("`{argument}` is hier geen optie of argument")
        }
        (ErrorKind::UnknownArgument, Language::En) => {
            format!("`{argument}` is no option or argument here")
        }
        (ErrorKind::InvalidValue, Language::Nl) if value.is_empty() => {
            format!("na `{argument}` ontbreekt de waarde")
        }
        (ErrorKind::InvalidValue, Language::En) if value.is_empty() => {
            format!("the value after `{argument}` is missing")
        }
        (ErrorKind::InvalidValue | ErrorKind::ValueValidation, Language::Nl) => {
            format!("`{value}` kan niet bij `{argument}`")
        }
        (ErrorKind::InvalidValue | ErrorKind::ValueValidation, Language::En) => {
            format!("`{value}` is no value for `{argument}`")
        }
        (ErrorKind::NoEquals, Language::Nl) => {
            format!("tussen `{argument}` en de waarde hoort een `=`")
        }
        (ErrorKind::NoEquals, Language::En) => {
            format!("an `=` belongs between `{argument}` and its value")
        }
        (ErrorKind::MissingRequiredArgument, Language::Nl) => format!("{argument} ontbreekt"),
        (ErrorKind::MissingRequiredArgument, Language::En) => format!("{argument} is missing"),
        (ErrorKind::MissingSubcommand, Language::Nl) => "de opdracht ontbreekt".to_owned(),
        (ErrorKind::MissingSubcommand, Language::En) => "the command is missing".to_owned(),
        (ErrorKind::ArgumentConflict, Language::Nl) => {
            let other = found(ContextKind::PriorArg);
            if other == argument || other.is_empty() {
                format!("`{argument}` mag maar één keer")
            } else {
                format!("`{argument}` gaat niet samen met `{other}`")
            }
        }
        (ErrorKind::ArgumentConflict, Language::En) => {
            let other = found(ContextKind::PriorArg);
            if other == argument || other.is_empty() {
                format!("`{argument}` may be given only once")
            } else {
                format!("`{argument}` does not go with `{other}`")
            }
        }
        (ErrorKind::TooManyValues, Language::Nl) => {
            format!("`{value}` is een waarde te veel voor `{argument}`")
        }
        (ErrorKind::TooManyValues, Language::En) => {
            format!("`{value}` is one value too many for `{argument}`")
        }
        (ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues, Language::Nl) => {
            format!("het aantal waarden van `{argument}` klopt niet")
        }
        (ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues, Language::En) => {
            format!("`{argument}` has the wrong number of values")
        }
        (ErrorKind::InvalidUtf8, Language::Nl) => {
            "de opdracht bevat tekens die geen geldige tekst zijn".to_owned()
        }
        (ErrorKind::InvalidUtf8, Language::En) => {
            "the command line holds characters that are no valid text".to_owned()
        }
        (_, Language::Nl) => "de opdracht kan niet worden gelezen".to_owned(),
        (_, Language::En) => "the command line cannot be read".to_owned(),
    };
    let mut lines = vec![sentence];
    lines.extend(advice(error, &argument, language));
    let more = language.pick("Meer uitleg: `--help`.", "More about it: `--help`.");
    lines.push(more.to_owned());
    lines.join("\n")
}

/// What to do: the nearest choice, or the choices.
fn advice(error: &clap::Error, argument: &str, language: Language) -> Vec<String> {
    let mut lines = Vec::new();
    let nearest =
        [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue]
            .into_iter()
            // The likeliest of several comes last.
            .find_map(|kind| match error.get(kind)? {
                ContextValue::Strings(texts) => texts.last().cloned(),
                other => Some(text_of(other)),
            });
    if let Some(nearest) = nearest.filter(|text| !text.is_empty()) {
        lines.push(match language {
            Language::Nl => format!("Bedoeld is misschien `{nearest}`."),
            Language::En => format!("Perhaps `{nearest}` was meant."),
        });
    }
    let mut choices = error.get(ContextKind::ValidValue).map(text_of).unwrap_or_default();
    if error.kind() == ErrorKind::InvalidSubcommand {
        let root = Arguments::command();
        let names: Vec<&str> = root.get_subcommands().map(clap::Command::get_name).collect();
        choices = names.join(", ");
    }
    if !choices.is_empty() {
        lines.push(match language {
            Language::Nl => format!("Kies uit: {choices}."),
            Language::En => format!("Choose from: {choices}."),
        });
    } else if let Some(expected) = expected(argument, language) {
        lines.push(expected.to_owned());
        let value = error.get(ContextKind::InvalidValue).map(text_of).unwrap_or_default();
        lines.extend(without_marks(&value).map(|number| match language {
            Language::Nl => format!("Schrijf {number}."),
            Language::En => format!("Write {number}."),
        }));
    }
    lines
}

/// A whole number whose thousands are parted, without what parts them.
fn without_marks(value: &str) -> Option<String> {
    let parts: Vec<&str> = value.split(['.', ',', '_', ' ', '\'', '\u{a0}']).collect();
    let are_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let is_grouped = parts.len() > 1
        && parts.iter().all(|part| are_digits(part))
        && parts[1..].iter().all(|part| part.len() == 3);
    is_grouped.then(|| parts.concat())
}

/// What a value should look like, where the parser's own words are English.
fn expected(argument: &str, language: Language) -> Option<&'static str> {
    let option = argument.split([' ', '=']).next().unwrap_or_default();
    Some(match option {
        "--runs" | "--at-most" => language.pick(
            "Geef een heel getal van 1 tot en met 10000000.",
            "Give a whole number from 1 to 10000000.",
        ),
        "--threads" => language.pick(
            "Geef een heel getal van 0 (alle) tot en met 1024.",
            "Give a whole number from 0 (all) to 1024.",
        ),
        "--seed" => {
            language.pick("Geef een heel getal van 0 of meer.", "Give a whole number, 0 or more.")
        }
        "--base" => language.pick(
            "Geef een heel getal van 64 tot en met 65536.",
            "Give a whole number from 64 to 65536.",
        ),
        "--risk" | "--added-risk" => language.pick(
            "Geef een kans van 0 tot en met 1, met een punt: 0.05 is 5 van de 100.",
            "Give a chance from 0 to 1: 0.05 is 5 in 100.",
        ),
        "--up-to" | "--group" => language.pick(
            "Geef een heel getal vanaf 1; --up-to gaat tot en met 1000.",
            "Give a whole number from 1; --up-to goes to 1000.",
        ),
        "--from" | "--to" => {
            language.pick("Geef een getal, met een punt: 0.05.", "Give a number: 0.05.")
        }
        "--hires" => language.pick(
            "Geef een heel getal van 1 tot en met 1000.",
            "Give a whole number from 1 to 1000.",
        ),
        "--months" => language.pick(
            "Geef een heel getal van 1 tot en met 600.",
            "Give a whole number from 1 to 600.",
        ),
        "--within-euros" | "--registered-up-to" => language.pick(
            "Geef een bedrag boven 0, met een punt: 2500.50.",
            "Give an amount above 0: 2500.50.",
        ),
        "--lang" => language.pick("Kies uit: nl, en.", "Choose from: nl, en."),
        "--run" => language.pick(
            "Geef het nummer van een run, of worst of median.",
            "Give the number of a run, or worst or median.",
        ),
        _ => return None,
    })
}

fn text_of(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::StyledStrs(texts) => {
            texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        }
        ContextValue::Bool(value) => value.to_string(),
        ContextValue::Number(value) => value.to_string(),
        _ => String::new(),
    }
}
