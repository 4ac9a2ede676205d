//! The two languages of the outputs: texts in both, and numbers, amounts and months as each writes them.

mod choices;
mod number;

pub use choices::dutch;
pub use number::{
    EuroUnit, calendar_month, euros, euros_compact, euros_in, month, number, out_of_hundred,
    percent, signed_euros_in,
};

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language of the outputs.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, clap::ValueEnum,
)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Dutch.
    #[default]
    Nl,
    /// English.
    En,
}

impl Language {
    /// Both languages, Dutch first.
    pub const ALL: [Self; 2] = [Self::Nl, Self::En];

    /// The ISO 639-1 code, as in the `lang` attribute of HTML and SVG.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::En => "en",
        }
    }

    /// The text that belongs to this language.
    ///
    /// # Example
    ///
    /// ```
    /// use kansrijk::language::Language;
    /// assert_eq!(Language::Nl.pick("mediaan", "median"), "mediaan");
    /// ```
    #[must_use]
    pub const fn pick<'a>(self, nl: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Nl => nl,
            Self::En => en,
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

/// The text is no code of a language that the outputs know.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown language `{0}`: choose `nl` or `en`")]
pub struct UnknownLanguageError(pub String);

impl FromStr for Language {
    type Err = UnknownLanguageError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|language| language.code().eq_ignore_ascii_case(text))
            .ok_or_else(|| UnknownLanguageError(text.to_owned()))
    }
}

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// The Dutch text.
    pub nl: String,
    /// The English text.
    pub en: String,
}

impl Label {
    /// A label from its two texts.
    pub fn new(nl: impl Into<String>, en: impl Into<String>) -> Self {
        Self { nl: nl.into(), en: en.into() }
    }

    /// The text in a language.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        language.pick(&self.nl, &self.en)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_read_from_its_code() {
        assert_eq!("nl".parse(), Ok(Language::Nl));
        assert_eq!("EN".parse(), Ok(Language::En));
        assert_eq!(
            "fr".parse::<Language>().unwrap_err().to_string(),
            "unknown language `fr`: choose `nl` or `en`"
        );
    }

    #[test]
    fn a_code_survives_display_and_serde() {
        for language in Language::ALL {
            assert_eq!(language.to_string().parse(), Ok(language));
            let json = serde_json::to_string(&language).unwrap();
            assert_eq!(json, format!("\"{language}\""));
            assert_eq!(serde_json::from_str::<Language>(&json).unwrap(), language);
        }
    }

    #[test]
    fn a_label_gives_the_text_of_the_language() {
        let label = Label::new("mediaan", "median");
        assert_eq!(label.get(Language::Nl), "mediaan");
        assert_eq!(label.get(Language::En), "median");
    }
}
