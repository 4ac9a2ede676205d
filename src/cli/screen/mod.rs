//! What `run` shows: one page that a manager can read.
//!
//! In: a [`Plan`] and its [`Summary`]. Out: text of at most the page's width, with styles that the
//! console takes away where they cannot be shown.

pub mod layout;
mod rows;
mod sentences;
mod warnings;
pub mod words;

use layout::{BOLD, DIM, paragraph};

use crate::diagnostic::Diagnostic;
use crate::language::{Language, number};
use crate::model::contract::Variant;
use crate::model::outcome::Headline;
use crate::model::plan::Plan;
use crate::summarize::statistics::OutcomeSummary;
use crate::summarize::{StrategySummary, Summary};

/// What a page is made from.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// The scenario.
    pub plan: &'a Plan,
    /// What the runs say.
    pub summary: &'a Summary,
    /// What the reader of the scenario warned of.
    pub warnings: &'a [Diagnostic],
    /// The language.
    pub language: Language,
    /// Characters on a line.
    pub width: usize,
}

impl<'a> Page<'a> {
    /// The page as text.
    pub fn render(&self) -> String {
        let scenario = &self.plan.scenario;
        let mut text = format!("{BOLD}{}{BOLD:#}\n", scenario.title.get(self.language));
        text.push_str(&paragraph("", scenario.question.get(self.language), self.width));
        text.push_str(&format!("{DIM}{}{DIM:#}\n\n", self.circumstances()));
        text.push_str(&rows::table(self).render(self.width));
        text.push_str(&format!("{DIM}{}{DIM:#}\n\n", self.legend().trim_end()));
        for sentence in sentences::sentences(self) {
            text.push_str(&paragraph("• ", &sentence, self.width));
        }
        let warnings = warnings::warnings(self);
        if !warnings.is_empty() {
            text.push('\n');
        }
        for warning in warnings {
            text.push_str(&paragraph("! ", &warning, self.width));
        }
        text
    }

    fn circumstances(&self) -> String {
        let calendar = self.plan.scenario.calendar;
        let name = |t| words::calendar_month(self.plan, t, self.language);
        let runs = number(self.summary.runs as f64, 0, self.language);
        let (first, last) = (name(0), name(calendar.horizon - 1));
        let (months, seed) = (self.months(), self.summary.seed);
        let runs = match self.summary.runs {
            1 => "1 run".to_owned(),
            _ => format!("{runs} runs"),
        };
        match self.language {
            Language::Nl => {
                format!("{runs} · seed {seed} · {first} tot en met {last} ({months})")
            }
            Language::En => {
                format!("{runs} · seed {seed} · {first} to {last} ({months})")
            }
        }
    }

    fn legend(&self) -> String {
        let text = self.language.pick(
            "± is de marge die het aantal runs laat (95%). p5–p95: één op de twintig runs ligt lager, \
             één op de twintig hoger. Onwetendheid: getallen die niemand precies kent; de rest is toeval. Maand 0 is de startmaand.",
            "± is the margin that the number of runs leaves (95%). p5–p95: one run in twenty is lower, \
             one in twenty higher. Ignorance: numbers that nobody knows precisely; the rest is luck. Month 0 is the first month.",
        );
        paragraph("", text, self.width)
    }

    /// The horizon: `60 maanden`.
    fn months(&self) -> String {
        match self.plan.horizon {
            1 => self.language.pick("1 maand", "1 month").to_owned(),
            months => format!("{months} {}", self.language.pick("maanden", "months")),
        }
    }

    /// True under a task contract, where the lump sum is outside the model.
    fn is_task(&self) -> bool {
        matches!(self.plan.scenario.contract.variant, Variant::Task { .. })
    }

    /// What a headline outcome of a strategy is.
    fn headline(&self, strategy: usize, outcome: Headline) -> &'a OutcomeSummary {
        &self.summary.strategies[strategy].headline[outcome as usize]
    }

    /// What the difference of a headline outcome with the baseline is.
    fn difference(&self, strategy: usize, outcome: Headline) -> Option<&'a OutcomeSummary> {
        let difference = self.summary.strategies[strategy].difference.as_ref()?;
        difference.headline[outcome as usize].as_ref()
    }

    fn strategies(&self) -> impl Iterator<Item = (usize, &'a StrategySummary)> + use<'a> {
        self.summary.strategies.iter().enumerate()
    }

    /// Strategies that are compared with the baseline.
    fn alternatives(&self) -> impl Iterator<Item = usize> + use<'a> {
        let baseline = self.plan.scenario.baseline;
        (0..self.summary.strategies.len()).filter(move |&s| s != baseline)
    }

    fn name(&self, strategy: usize) -> &'a str {
        self.plan.scenario.strategies[strategy].name.get(self.language)
    }

    /// A month with its place in the calendar: `maand 31 (aug 2029)`.
    fn month(&self, month: f64) -> String {
        words::month(self.plan, month, self.language)
    }
}
