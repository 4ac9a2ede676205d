//! At which value of a number a criterion holds, in sentences.

use super::words::capitalized;
use super::{criterion, prices, quantities, rounding};
use crate::decide::criterion::{Criterion, Measure};
use crate::decide::solve::{Place, Solution, Solved};
use crate::language::{Language, number};
use crate::model::quantity::QuantityDefinition;
use crate::model::scenario::Scenario;
use crate::summarize::statistics::Chance;

/// How a number is varied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It gets the value.
    Fixed,
    /// The value is added to every draw.
    Shift,
    /// Every draw is multiplied by the value.
    Scale,
}

/// Euros of the file and euros of the start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prices {
    /// The year of the euros in the file.
    pub written: i32,
    /// The year of the start.
    pub start: i32,
    /// How many euros of the start one of the file is.
    pub conversion: f64,
}

impl Prices {
    /// Those of a quantity; `None` where it is not converted.
    pub fn of(scenario: &Scenario, quantity: &QuantityDefinition) -> Option<Self> {
        let written = prices::other_level(scenario, quantity)?;
        let conversion = prices::conversion(quantity);
        Some(Self { written, start: prices::level(scenario), conversion })
    }
}

/// What there is to tell, and in which language.
#[derive(Clone, Copy, Debug)]
pub struct SolveTale<'a> {
    /// Name of the scenario for people.
    pub title: &'a str,
    /// Name of the strategy for people.
    pub strategy: &'a str,
    /// What was asked.
    pub criterion: Criterion,
    /// Path of the number that varies.
    pub path: &'a str,
    /// What people call it.
    pub called: &'a str,
    /// Symbol of its unit; empty where it has none.
    pub unit: &'static str,
    /// How it varies.
    pub how: How,
    /// Of which years the euros are, where the number is an amount that the file states in other euros than those of
    /// the start.
    pub prices: Option<Prices>,
    /// What was found.
    pub solved: &'a Solved,
    /// Runs for each place.
    pub runs: usize,
    /// The language of the reader.
    pub language: Language,
}

impl SolveTale<'_> {
    /// What varies: ‘tarief van een uur van een geregistreerde’, or what is done to it.
    pub fn what(&self) -> String {
        let called = self.called;
        let is_money = quantities::is_money(self.unit);
        match (self.how, self.language, is_money) {
            (How::Fixed, ..) => format!("‘{called}’"),
            (How::Shift, Language::Nl, true) => {
                format!("het bedrag dat bij ‘{called}’ wordt opgeteld")
            }
            (How::Shift, Language::Nl, false) => {
                format!("het getal dat bij ‘{called}’ wordt opgeteld")
            }
            (How::Shift, Language::En, _) => format!("what is added to ‘{called}’"),
            (How::Scale, Language::Nl, _) => {
                format!("de factor waarmee ‘{called}’ wordt vermenigvuldigd")
            }
            (How::Scale, Language::En, _) => format!("what ‘{called}’ is multiplied by"),
        }
    }

    /// Of which year the euros along the range are, where that must be said: `prijspeil 2025`.
    pub fn level(&self) -> Option<String> {
        let prices = self.prices?;
        let year = match self.how {
            How::Fixed => prices.written,
            How::Shift => prices.start,
            How::Scale => return None,
        };
        Some(prices::of_year(year, self.language))
    }

    /// In which euros an answer is.
    fn euros(&self, solution: &Solution) -> Option<String> {
        let level = self.level()?;
        let prices = self.prices?;
        Some(match (self.how, self.language) {
            (How::Fixed, language) => {
                let range =
                    self.solved.curve[self.solved.curve.len() - 1].at - self.solved.curve[0].at;
                let finest = match solution.interval {
                    Some((low, high)) => ((high - low) / 20.0).max(range * 1e-5),
                    None => range / 1000.0,
                };
                let now = self.number(solution.at * prices.conversion, finest);
                let start = prices.start;
                match language {
                    Language::Nl => {
                        format!(" ({level}, zoals in het bestand; {now} in euro’s van {start})")
                    }
                    Language::En => {
                        format!(" ({level}, as in the file; {now} in euros of {start})")
                    }
                }
            }
            _ => format!(" ({level})"),
        })
    }

    /// The ends of the range.
    fn range(&self) -> [String; 2] {
        let curve = &self.solved.curve;
        let ends = [curve[0].at, curve[curve.len() - 1].at];
        let finest = (ends[1] - ends[0]) / 100.0;
        ends.map(|end| self.number(end, finest))
    }

    /// Symbol of the unit of the values along the range: a factor has none.
    pub fn shown_unit(&self) -> &'static str {
        if self.how == How::Scale { "" } else { self.unit }
    }

    /// A value of the number in its unit, with no digit far below `finest`, and no zeros at its end.
    fn number(&self, x: f64, finest: f64) -> String {
        let symbol = self.shown_unit();
        if quantities::is_share(symbol) {
            return format!("{}%", self.bare(100.0 * x, 100.0 * finest));
        }
        let value = self.bare(x.abs(), finest);
        let sign = if x < 0.0 { "\u{2212}" } else { "" };
        if quantities::is_money(symbol) {
            return format!("{sign}{}{value}", self.language.pick("€\u{a0}", "€"));
        }
        let value = format!("{sign}{value}");
        if quantities::is_counted(symbol) {
            return format!("{value}\u{a0}{}", quantities::unit(symbol, self.language));
        }
        value
    }

    fn bare(&self, x: f64, finest: f64) -> String {
        let decimals = (-finest.abs().log10().floor()).clamp(0.0, 9.0) as u8;
        let fewest = (0..decimals).find(|&d| {
            let scale = 10f64.powi(i32::from(d));
            ((x * scale).round() / scale - x).abs() < 1e-12 * x.abs().max(1e-12)
        });
        number(x, fewest.unwrap_or(decimals), self.language)
    }

    /// A solution with its interval: `0,0712 (0,0698–0,0726)`.
    pub fn value(&self, solution: &Solution) -> String {
        let curve = &self.solved.curve;
        let range = curve[curve.len() - 1].at - curve[0].at;
        match solution.interval {
            Some((low, high)) => {
                let finest = ((high - low) / 20.0).max(range * 1e-5);
                let [at, low, high] = [solution.at, low, high].map(|x| self.number(x, finest));
                let to = self.language.pick("tot", "to");
                format!("{at} (95%: {low} {to} {high})")
            }
            None => self.number(solution.at, range / 1000.0),
        }
    }

    /// The criterion in words.
    pub fn asked(&self) -> String {
        criterion::criterion(self.criterion, self.language)
    }

    /// The answer: one sentence where there is one solution.
    pub fn sentences(&self) -> Vec<String> {
        let mut sentences = self.findings();
        sentences.extend(super::few(self.runs, self.language));
        sentences
    }

    fn findings(&self) -> Vec<String> {
        let Self { solved, language, .. } = *self;
        let what = self.what();
        let asked = self.asked();
        let [from, to] = self.range();
        if solved.is_flat {
            let holds = match (language, solved.holds_at_start) {
                (Language::Nl, true) => "overal waar",
                (Language::Nl, false) => "nergens waar",
                (Language::En, true) => "true everywhere",
                (Language::En, false) => "true nowhere",
            };
            let runs = rounding::count(self.runs as f64, language);
            return vec![match language {
                Language::Nl => format!(
                    "Tussen {from} en {to} maakt {what} geen verschil, voor zover {runs} runs laten zien. ‘{asked}’ is {holds}."
                ),
                Language::En => format!(
                    "Between {from} and {to} {what} makes no difference, as far as {runs} runs can tell. ‘{asked}’ is {holds}."
                ),
            }];
        }
        let mut sentences = match solved.solutions.as_slice() {
            [] => vec![self.none(&from, &to)],
            [only] => vec![self.one(only)],
            several => {
                let n = several.len();
                let mut sentences = vec![match language {
                    Language::Nl => {
                        format!("Er is meer dan één oplossing: {n} grenzen tussen {from} en {to}.")
                    }
                    Language::En => format!(
                        "There is more than one solution: {n} limits between {from} and {to}."
                    ),
                }];
                sentences.extend(several.iter().map(|solution| self.one(solution)));
                sentences
            }
        };
        if solved.solutions.iter().any(|solution| solution.interval.is_none()) {
            sentences.push(
                language
                    .pick(
                        "Zonder interval: de uitkomst verandert daar zo weinig dat toeval de plek bepaalt. Vraag meer runs.",
                        "Without an interval: the outcome changes so little there that chance decides the place. Ask for more runs.",
                    )
                    .to_owned(),
            );
        }
        sentences
    }

    fn one(&self, solution: &Solution) -> String {
        let (what, value, asked) = (self.what(), self.value(solution), capitalized(&self.asked()));
        let euros = self.euros(solution).unwrap_or_default();
        match (self.language, solution.holds_above) {
            (Language::Nl, true) => format!("{asked} als {what} minstens {value} is{euros}."),
            (Language::Nl, false) => format!("{asked} als {what} hoogstens {value} is{euros}."),
            (Language::En, true) => format!("{asked} when {what} is at least {value}{euros}."),
            (Language::En, false) => format!("{asked} when {what} is at most {value}{euros}."),
        }
    }

    fn none(&self, from: &str, to: &str) -> String {
        let Self { solved, language, criterion, .. } = *self;
        let distance = |place: &&Place| (place.value - criterion.bound).abs();
        let nearest = solved.curve.iter().min_by(|a, b| distance(a).total_cmp(&distance(b)));
        let nearest = nearest.map_or(String::new(), |place| self.statistic(place));
        let (what, asked) = (self.what(), self.asked());
        let level = self.level().map_or(String::new(), |level| format!(" ({level})"));
        match (language, solved.holds_at_start) {
            (Language::Nl, true) => format!(
                "Geen grens: ‘{asked}’ is overal waar als {what} tussen {from} en {to}{level} ligt; het dichtst bij de grens is {nearest}."
            ),
            (Language::Nl, false) => format!(
                "Geen oplossing: ‘{asked}’ is nergens waar als {what} tussen {from} en {to}{level} ligt; het dichtst erbij is {nearest}."
            ),
            (Language::En, true) => format!(
                "No limit: ‘{asked}’ is true everywhere with {what} between {from} and {to}{level}; nearest to the bound is {nearest}."
            ),
            (Language::En, false) => format!(
                "No solution: ‘{asked}’ is true nowhere with {what} between {from} and {to}{level}; the nearest is {nearest}."
            ),
        }
    }

    /// A place of the range.
    pub fn place(&self, at: f64) -> String {
        let curve = &self.solved.curve;
        self.number(at, (curve[curve.len() - 1].at - curve[0].at) / 1000.0)
    }

    /// What the criterion looks at, at a place, with its margin.
    pub fn statistic(&self, place: &Place) -> String {
        let Place { value, standard_error, .. } = *place;
        match self.criterion.measure {
            Measure::Chance(_) => {
                rounding::chance(Chance { value, standard_error }, self.runs, self.language)
            }
            _ => rounding::amount_with_margin(value, standard_error, self.language),
        }
    }

    /// What the table and the figure show.
    pub fn measure(&self) -> String {
        criterion::measure(self.criterion.measure, self.language)
    }
}
