//! At which value of a number a criterion holds, in sentences.

use super::{quantities, rounding};
use crate::decide::criterion::{Criterion, Measure};
use crate::decide::solve::{Place, Solution, Solved};
use crate::language::{Language, number};

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
        match (self.how, self.language) {
            (How::Fixed, _) => format!("‘{called}’"),
            (How::Shift, Language::Nl) => format!("wat bij ‘{called}’ wordt opgeteld"),
            (How::Shift, Language::En) => format!("what is added to ‘{called}’"),
            (How::Scale, Language::Nl) => format!("waarmee ‘{called}’ wordt vermenigvuldigd"),
            (How::Scale, Language::En) => format!("what ‘{called}’ is multiplied by"),
        }
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

    /// The answer: one sentence where there is one solution.
    pub fn sentences(&self) -> Vec<String> {
        let Self { solved, language, criterion, .. } = *self;
        let what = self.what();
        let [from, to] = self.range();
        if solved.is_flat {
            let holds = match (language, solved.holds_at_start) {
                (Language::Nl, true) => "het geldt overal",
                (Language::Nl, false) => "het geldt nergens",
                (Language::En, true) => "it holds everywhere",
                (Language::En, false) => "it holds nowhere",
            };
            return vec![match language {
                Language::Nl => format!(
                    "Tussen {from} en {to} verandert ‘{criterion}’ niet met {what}, voor zover {} runs laten zien; {holds}.",
                    rounding::count(self.runs as f64, language)
                ),
                Language::En => format!(
                    "Between {from} and {to} ‘{criterion}’ does not change with {what}, as far as {} runs can tell; {holds}.",
                    rounding::count(self.runs as f64, language)
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
                        "Zonder interval: het criterium verandert daar zo weinig dat toeval de plek bepaalt. Vraag meer runs.",
                        "Without an interval: the criterion changes so little there that chance decides the place. Ask for more runs.",
                    )
                    .to_owned(),
            );
        }
        sentences
    }

    fn one(&self, solution: &Solution) -> String {
        let (what, value, criterion) = (self.what(), self.value(solution), self.criterion);
        match (self.language, solution.holds_above) {
            (Language::Nl, true) => format!("‘{criterion}’ geldt als {what} minstens {value} is."),
            (Language::Nl, false) => {
                format!("‘{criterion}’ geldt als {what} hoogstens {value} is.")
            }
            (Language::En, true) => format!("‘{criterion}’ holds when {what} is at least {value}."),
            (Language::En, false) => format!("‘{criterion}’ holds when {what} is at most {value}."),
        }
    }

    fn none(&self, from: &str, to: &str) -> String {
        let Self { solved, language, criterion, .. } = *self;
        let distance = |place: &&Place| (place.value - criterion.bound).abs();
        let nearest = solved.curve.iter().min_by(|a, b| distance(a).total_cmp(&distance(b)));
        let nearest = nearest.map_or(String::new(), |place| self.statistic(place.value));
        let what = self.what();
        match (language, solved.holds_at_start) {
            (Language::Nl, true) => format!(
                "Geen grens: ‘{criterion}’ geldt overal waar {what} tussen {from} en {to} ligt; het dichtst bij de grens is {nearest}."
            ),
            (Language::Nl, false) => format!(
                "Geen oplossing: ‘{criterion}’ geldt nergens waar {what} tussen {from} en {to} ligt; het dichtst erbij is {nearest}."
            ),
            (Language::En, true) => format!(
                "No limit: ‘{criterion}’ holds everywhere where {what} lies between {from} and {to}; nearest to the bound is {nearest}."
            ),
            (Language::En, false) => format!(
                "No solution: ‘{criterion}’ holds nowhere where {what} lies between {from} and {to}; the nearest is {nearest}."
            ),
        }
    }

    /// A place of the range.
    pub fn place(&self, at: f64) -> String {
        let curve = &self.solved.curve;
        self.number(at, (curve[curve.len() - 1].at - curve[0].at) / 1000.0)
    }

    /// The statistic of the criterion in words.
    pub fn statistic(&self, value: f64) -> String {
        match self.criterion.measure {
            Measure::Chance(_) => crate::language::out_of_hundred(value, self.language),
            _ => rounding::amount(value, self.language),
        }
    }
}
