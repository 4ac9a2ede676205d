//! Tells results in plain sentences and rows, the same on every page: screen, report, tables.
//!
//! In: a [`Plan`], its [`Summary`] and what the reader of the scenario warned of. Out: texts in the
//! language of a [`Tale`], with numbers rounded by the rules of [`rounding`]. Nothing here knows how
//! wide a page is or how it is laid out.

pub mod afford;
pub mod answer;
pub mod comparison;
pub mod criterion;
pub mod discover;
pub mod limits;
pub mod names;
pub mod prices;
pub mod quantities;
pub mod rounding;
pub mod rows;
pub mod sensitivity;
mod sentences;
pub mod solve;
pub mod study;
pub mod voi;
mod warnings;
pub mod words;

use rows::OutcomeTable;
pub use warnings::{DEFAULT_RUNS, MOST_RUNS, few};

use crate::diagnostic::{Diagnostic, Problem, Warning};
use crate::language::{Language, number};
use crate::model::outcome::Headline;
use crate::model::plan::Plan;
use crate::summarize::spread::Attribution;
use crate::summarize::statistics::OutcomeSummary;
use crate::summarize::{StrategySummary, Summary};

/// What there is to tell, in a language.
#[derive(Clone, Copy, Debug)]
pub struct Tale<'a> {
    /// The scenario.
    pub plan: &'a Plan,
    /// What the runs say.
    pub summary: &'a Summary,
    /// What the reader of the scenario warned of.
    pub warnings: &'a [Diagnostic],
    /// The language.
    pub language: Language,
}

impl<'a> Tale<'a> {
    /// Runs, seed and period on one line.
    pub fn circumstances(&self) -> String {
        let calendar = self.plan.scenario.calendar;
        let name = |t| words::calendar_month(self.plan, t, self.language);
        let runs = number(self.summary.runs as f64, 0, self.language);
        let (first, last) = (name(0), name(calendar.horizon - 1));
        let (months, seed) = (self.months(), self.summary.seed);
        let runs = match self.summary.runs {
            1 => "1 run".to_owned(),
            _ if self.summary.converged == Some(true) => {
                let enough = self.language.pick("alles scherp genoeg", "all known well enough");
                format!("{runs} runs ({enough})")
            }
            _ => format!("{runs} runs"),
        };
        match self.language {
            Language::Nl => {
                format!("{runs} · startgetal {seed} · {first} tot en met {last} ({months})")
            }
            Language::En => {
                format!("{runs} · seed {seed} · {first} to {last} ({months})")
            }
        }
    }

    /// What the marks in the table of outcomes mean.
    pub fn legend(&self) -> &'static str {
        self.language.pick(
            "± is de marge die het aantal runs laat (95%). p5–p95: één op de twintig runs ligt lager, \
             één op de twintig hoger. Onwetendheid: getallen die niemand precies kent; de rest is toeval. Maand 0 is de startmaand.",
            "± is the margin that the number of runs leaves (95%). p5–p95: one run in twenty is lower, \
             one in twenty higher. Ignorance: numbers that nobody knows precisely; the rest is luck. Month 0 is the first month.",
        )
    }

    /// The outcomes that the question is about, by strategy.
    pub fn table(&self) -> OutcomeTable {
        rows::table(self)
    }

    /// The answer, question by question.
    pub fn answer(&self) -> Vec<answer::Part> {
        answer::parts(self)
    }

    /// The answer in a few plain sentences.
    pub fn sentences(&self) -> Vec<String> {
        self.answer().into_iter().flat_map(|part| part.sentences).collect()
    }

    /// The strategy that the answer is about: the alternative with the highest mean NPV, or the only
    /// strategy.
    pub fn subject(&self) -> usize {
        sentences::subject(self)
    }

    /// On what kind of evidence the spread rests; nothing where hardly any rests on assumptions.
    pub fn evidence(&self, attribution: &Attribution) -> Option<String> {
        answer::evidence(self, attribution)
    }

    /// What a reader should know before trusting the numbers, most important first.
    pub fn warnings(&self) -> Vec<String> {
        warnings::warnings(self)
    }

    /// The horizon: `60 maanden`.
    pub fn months(&self) -> String {
        match self.plan.horizon {
            1 => self.language.pick("1 maand", "1 month").to_owned(),
            months => format!("{months} {}", self.language.pick("maanden", "months")),
        }
    }

    /// True under a task contract, where the lump sum is outside the model.
    pub fn is_task(&self) -> bool {
        self.plan.scenario.contract.variant.is_task()
    }

    /// What a headline outcome of a strategy is.
    pub fn headline(&self, strategy: usize, outcome: Headline) -> &'a OutcomeSummary {
        &self.summary.strategies[strategy].headline[outcome as usize]
    }

    /// What the difference of a headline outcome with the baseline is.
    pub fn difference(&self, strategy: usize, outcome: Headline) -> Option<&'a OutcomeSummary> {
        let difference = self.summary.strategies[strategy].difference.as_ref()?;
        difference.headline[outcome as usize].as_ref()
    }

    /// The strategies in file order, with their numbers.
    pub fn strategies(&self) -> impl Iterator<Item = (usize, &'a StrategySummary)> + use<'a> {
        self.summary.strategies.iter().enumerate()
    }

    /// Strategies that are compared with the baseline.
    pub fn alternatives(&self) -> impl Iterator<Item = usize> + use<'a> {
        let baseline = self.plan.scenario.baseline;
        (0..self.summary.strategies.len()).filter(move |&s| s != baseline)
    }

    /// The name of a strategy.
    pub fn name(&self, strategy: usize) -> &'a str {
        self.plan.scenario.strategies[strategy].name.get(self.language)
    }

    /// A month with its place in the calendar: `maand 31 (aug 2029)`.
    pub fn month(&self, month: f64) -> String {
        words::month(self.plan, month, self.language)
    }
}

/// Subsidies that are computed as if their scheme were open, according to warnings of the reader.
pub fn as_if(warnings: &[Diagnostic]) -> impl Iterator<Item = &str> {
    warnings.iter().filter_map(|warning| match &warning.problem {
        Problem::Warning(Warning::AsIf { subsidy, .. }) => Some(subsidy.as_str()),
        _ => None,
    })
}
