//! Settles the language before anything is said.

use std::ffi::OsString;

use crate::language::Language;

/// Names the language where `--lang` is absent.
pub const LANGUAGE_VARIABLE: &str = "KANSRIJK_LANG";

/// The language that the command line, the environment and the system ask for, in that order.
///
/// Dutch unless something says English: most users are Dutch, and Windows sets no `LANG`.
pub fn settle(
    arguments: &[OsString],
    environment: impl Fn(&str) -> Option<String>,
) -> Result<Language, String> {
    if let Some(asked) = asked_for(arguments) {
        // A wrong code is reported by the parser, with the rest of the command line.
        if let Ok(language) = asked.parse() {
            return Ok(language);
        }
    }
    if let Some(code) = environment(LANGUAGE_VARIABLE).filter(|code| !code.is_empty()) {
        return code.parse().map_err(|_| code);
    }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(environment)
        .find(|value| !value.is_empty());
    Ok(match locale {
        Some(locale) if locale.to_ascii_lowercase().starts_with("en") => Language::En,
        _ => Language::Nl,
    })
}

/// The value of `--lang`, wherever it stands.
fn asked_for(arguments: &[OsString]) -> Option<&str> {
    let mut arguments = arguments
        .iter()
        .map(|argument| argument.to_str().unwrap_or_default())
        .take_while(|argument| *argument != "--");
    let mut asked = None;
    while let Some(argument) = arguments.next() {
        if argument == "--lang" {
            asked = arguments.next();
        } else if let Some(code) = argument.strip_prefix("--lang=") {
            asked = Some(code);
        }
    }
    asked
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(arguments: &[&str], environment: &[(&str, &str)]) -> Result<Language, String> {
        let arguments: Vec<OsString> = arguments.iter().map(OsString::from).collect();
        settle(&arguments, |name| {
            let found = environment.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_command_line_wins_then_the_variable_then_the_system() {
        use Language::{En, Nl};
        for (arguments, environment, expected) in [
            (vec![], vec![], Nl),
            (vec![], vec![("LANG", "C.UTF-8")], Nl),
            (vec![], vec![("LANG", "en_GB.UTF-8")], En),
            (vec![], vec![("LANG", "en_US"), ("LC_ALL", "nl_NL")], Nl),
            (vec![], vec![("LANG", "nl_NL"), ("LC_ALL", "")], Nl),
            (vec![], vec![("LANG", "nl"), ("KANSRIJK_LANG", "en")], En),
            (vec!["run", "--lang", "nl"], vec![("KANSRIJK_LANG", "en")], Nl),
            (vec!["--lang=en", "list"], vec![("LANG", "nl")], En),
            (vec!["run", "--", "--lang=en"], vec![], Nl),
            (vec!["--lang"], vec![], Nl),
        ] {
            assert_eq!(
                settled(&arguments, &environment),
                Ok(expected),
                "{arguments:?} {environment:?}"
            );
        }
        assert_eq!(settled(&[], &[("KANSRIJK_LANG", "fr")]), Err("fr".to_owned()));
    }
}
