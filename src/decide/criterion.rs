//! What is asked of an outcome: `npv >= 0`, `P(payback <= 36) >= 0.8`.

use std::fmt;

/// An outcome, a comparison and a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Criterion {
    /// What is looked at.
    pub measure: Measure,
    /// How it is compared.
    pub sense: Sense,
    /// With what.
    pub bound: f64,
}

/// What is looked at, over all runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measure {
    /// The mean of an amount.
    Mean(Subject),
    /// The chance of something.
    Chance(Event),
    /// Costs (subsidy left out) for each registered professional at the horizon: a ratio of means.
    CostPerRegistered,
}

/// An outcome of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// NPV of the strategy [€].
    Npv,
    /// NPV minus that of the baseline [€].
    Difference,
    /// Peak funding [€].
    PeakFunding,
    /// Payback month.
    Payback,
}

/// Something that happens in a run or does not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Event {
    /// The balance falls below the floor.
    Shortfall,
    /// A comparison of an outcome with a number.
    Is(Subject, Sense, f64),
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// `>=`
    AtLeast,
    /// `<=`
    AtMost,
    /// `>`, in an event only.
    Above,
    /// `<`, in an event only.
    Below,
}

impl Sense {
    /// Whether it holds.
    pub fn holds(self, value: f64, bound: f64) -> bool {
        match self {
            Self::AtLeast => value >= bound,
            Self::AtMost => value <= bound,
            Self::Above => value > bound,
            Self::Below => value < bound,
        }
    }
}

/// Words of the outcomes in a criterion.
const SUBJECTS: [(&str, Subject); 4] = [
    ("npv", Subject::Npv),
    ("difference", Subject::Difference),
    ("peak_funding", Subject::PeakFunding),
    ("payback", Subject::Payback),
];

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = SUBJECTS.iter().find(|(_, subject)| subject == self);
        f.write_str(known.map_or("", |(word, _)| word))
    }
}

impl fmt::Display for Sense {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::AtLeast => ">=",
            Self::AtMost => "<=",
            Self::Above => ">",
            Self::Below => "<",
        })
    }
}

impl fmt::Display for Criterion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { measure, sense, bound } = self;
        match measure {
            Measure::Mean(subject) => write!(f, "{subject} {sense} {bound}"),
            Measure::CostPerRegistered => write!(f, "cost_per_registered {sense} {bound}"),
            Measure::Chance(event) => write!(f, "P({event}) {sense} {bound}"),
        }
    }
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shortfall => f.write_str("shortfall"),
            Self::Is(subject, sense, number) => write!(f, "{subject} {sense} {number}"),
        }
    }
}

/// Why a text is no criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("character {at}: expected {expected:?}")]
pub struct CriterionError {
    /// Where, in characters from 0.
    pub at: usize,
    /// What should stand there.
    pub expected: Expected,
}

/// What should stand somewhere in a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// An outcome, or `P(`.
    Measure,
    /// An outcome that can be compared, or `shortfall`.
    Event,
    /// `>=` or `<=`.
    Sense,
    /// `>=`, `<=`, `>` or `<`.
    AnySense,
    /// A number.
    Number,
    /// A number that has one reading: `100.000` may be 100 thousand or just 100.
    OneReading,
    /// A number from 0 to 1.
    Share,
    /// `)`.
    Bracket,
    /// Nothing more.
    End,
}

impl std::str::FromStr for Criterion {
    type Err = CriterionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut reader = Reader { text, at: 0 };
        let measure = reader.measure()?;
        let sense = reader.sense()?;
        let is_chance = matches!(measure, Measure::Chance(_));
        let bound = reader.number(if is_chance { Expected::Share } else { Expected::Number })?;
        reader.end()?;
        Ok(Self { measure, sense, bound })
    }
}

impl std::str::FromStr for Event {
    type Err = CriterionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut reader = Reader { text, at: 0 };
        let event = reader.event()?;
        reader.end()?;
        Ok(event)
    }
}

struct Reader<'a> {
    text: &'a str,
    /// In bytes.
    at: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn error(&self, expected: Expected) -> CriterionError {
        CriterionError { at: self.text[..self.at].chars().count(), expected }
    }

    /// Takes the characters that `belongs` accepts, after spaces.
    fn take(&mut self, belongs: impl Fn(char) -> bool) -> (usize, String) {
        self.space();
        let from = self.at;
        let rest = self.rest();
        let length = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        self.at += length;
        (from, self.text[from..self.at].to_lowercase())
    }

    fn word(&mut self) -> (usize, String) {
        self.take(|c| c.is_alphabetic() || c == '_')
    }

    fn skip(&mut self, what: &str, expected: Expected) -> Result<(), CriterionError> {
        self.space();
        if !self.rest().starts_with(what) {
            return Err(self.error(expected));
        }
        self.at += what.len();
        Ok(())
    }

    fn measure(&mut self) -> Result<Measure, CriterionError> {
        let (from, word) = self.word();
        match word.as_str() {
            "p" => {
                self.skip("(", Expected::Measure)?;
                let event = self.event()?;
                self.skip(")", Expected::Bracket)?;
                Ok(Measure::Chance(event))
            }
            "cost_per_registered" => Ok(Measure::CostPerRegistered),
            _ => match subject(&word) {
                // A run that never pays back has no month to average.
                Some(subject) if subject != Subject::Payback => Ok(Measure::Mean(subject)),
                _ => {
                    self.at = from;
                    Err(self.error(Expected::Measure))
                }
            },
        }
    }

    fn event(&mut self) -> Result<Event, CriterionError> {
        let (from, word) = self.word();
        if word == "shortfall" {
            return Ok(Event::Shortfall);
        }
        let Some(subject) = subject(&word) else {
            self.at = from;
            return Err(self.error(Expected::Event));
        };
        let sense = self.any_sense(Expected::AnySense)?;
        Ok(Event::Is(subject, sense, self.number(Expected::Number)?))
    }

    fn any_sense(&mut self, expected: Expected) -> Result<Sense, CriterionError> {
        let (from, sign) = self.take(|c| "<>=≤≥".contains(c));
        match sign.as_str() {
            ">=" | "≥" => Ok(Sense::AtLeast),
            "<=" | "≤" => Ok(Sense::AtMost),
            ">" => Ok(Sense::Above),
            "<" => Ok(Sense::Below),
            _ => {
                self.at = from;
                Err(self.error(expected))
            }
        }
    }

    fn sense(&mut self) -> Result<Sense, CriterionError> {
        let from = self.at;
        let sense = self.any_sense(Expected::Sense)?;
        if matches!(sense, Sense::AtLeast | Sense::AtMost) {
            return Ok(sense);
        }
        self.at = from;
        self.space();
        Err(self.error(Expected::Sense))
    }

    fn end(&mut self) -> Result<(), CriterionError> {
        self.space();
        if self.at < self.text.len() { Err(self.error(Expected::End)) } else { Ok(()) }
    }

    fn number(&mut self, expected: Expected) -> Result<f64, CriterionError> {
        let (from, text) = self.take(|c| c.is_ascii_alphanumeric() || "+-._".contains(c));
        if expected == Expected::Number && has_thousands(&text) {
            self.at = from;
            return Err(self.error(Expected::OneReading));
        }
        let number = text.replace('_', "").parse::<f64>().ok();
        let fits =
            |x: &f64| x.is_finite() && (expected != Expected::Share || (0.0..=1.0).contains(x));
        number.filter(fits).ok_or_else(|| {
            self.at = from;
            self.error(expected)
        })
    }
}

/// Whether a point may part thousands, as in `100.000`.
fn has_thousands(text: &str) -> bool {
    let bare = text.trim_start_matches(['+', '-']);
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let mut parts = bare.split('.');
    let first = parts.next().unwrap_or_default();
    let mut groups = parts.peekable();
    groups.peek().is_some()
        && digits(first)
        && first.len() <= 3
        && !first.starts_with('0')
        && groups.all(|group| group.len() == 3 && digits(group))
}

fn subject(word: &str) -> Option<Subject> {
    SUBJECTS.iter().find(|(name, _)| *name == word).map(|(_, subject)| *subject)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn criteria_are_read_and_written() {
        for text in [
            "npv >= 0",
            "difference <= -1000.5",
            "peak_funding <= 500000",
            "P(shortfall) <= 0.05",
            "P(payback <= 36) >= 0.8",
            "P(difference >= 0) >= 0.5",
            "P(npv < 0) <= 0.1",
            "cost_per_registered <= 40000",
        ] {
            assert_eq!(text.parse::<Criterion>().unwrap().to_string(), text);
        }
        let loose: Criterion = "  p( Payback≤36 )≥.8 ".parse().unwrap();
        assert_eq!(loose.to_string(), "P(payback <= 36) >= 0.8");
        for (text, bound) in
            [("40_000", 40_000.0), ("0.125", 0.125), ("1234.500", 1234.5), ("1.25", 1.25)]
        {
            assert_eq!(format!("npv >= {text}").parse::<Criterion>().unwrap().bound, bound);
        }
    }

    #[test]
    fn events_are_read_and_written() {
        for text in
            ["shortfall", "npv < 0", "payback > 36", "peak_funding >= 400000", "difference <= -5"]
        {
            assert_eq!(text.parse::<Event>().unwrap().to_string(), text);
        }
        for (text, at, expected) in [
            ("", 0, Expected::Event),
            ("P(shortfall)", 0, Expected::Event),
            ("npv = 0", 4, Expected::AnySense),
            ("payback > late", 10, Expected::Number),
            ("shortfall <= 0.05", 10, Expected::End),
        ] {
            assert_eq!(text.parse::<Event>(), Err(CriterionError { at, expected }), "{text}");
        }
    }

    #[test]
    fn a_mistake_has_its_place() {
        for (text, at, expected) in [
            ("", 0, Expected::Measure),
            ("nvp >= 0", 0, Expected::Measure),
            ("payback <= 36", 0, Expected::Measure),
            ("npv > 0", 4, Expected::Sense),
            ("P(payback <= 36) > 0.8", 17, Expected::Sense),
            ("P(payback = 36) > 0.8", 10, Expected::AnySense),
            ("npv >= much", 7, Expected::Number),
            ("npv >= 1e999", 7, Expected::Number),
            ("npv >= 100.000", 7, Expected::OneReading),
            ("npv >= -1.250.000", 7, Expected::OneReading),
            ("P(npv >=  12.500) >= 0.125", 10, Expected::OneReading),
            ("npv >= 0 !", 9, Expected::End),
            ("P shortfall", 2, Expected::Measure),
            ("P(€) <= 1", 2, Expected::Event),
            ("P(shortfall <= 0.05", 12, Expected::Bracket),
            ("P(shortfall) <= 5", 16, Expected::Share),
            ("P(payback <= ) >= 0.8", 13, Expected::Number),
        ] {
            assert_eq!(text.parse::<Criterion>(), Err(CriterionError { at, expected }), "{text}");
        }
    }
}
