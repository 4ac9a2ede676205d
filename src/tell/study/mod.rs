//! Tells a study: which design buys most, what it costs the funder, who would have come anyway, who takes part, and
//! what a consortium takes off the risk.
//!
//! A design is told against the world without a scheme. Where two designs differ by less than [`TOO_CLOSE`] standard
//! errors, nothing is said of which one is better. Sentences are about the designs on the frontier; the table has all.

mod consortium;
mod frontier;
mod money;
mod organisations;
mod tables;
#[cfg(test)]
mod tests;

use super::answer::Part;
use super::rounding;
use crate::language::{Language, number};
use crate::model::study::Study;
use crate::study::frontier::Standing;
use crate::study::outcome::Outcome;
use crate::study::{Estimate, NO_DESIGN, Point, Row, StudyResults, TOO_CLOSE};
use crate::summarize::statistics::{OutcomeSummary, Ratio, ratio};

/// Designs that sentences are about, at most.
const MOST_TOLD: usize = 4;
/// Names in a list, at most.
const MOST_NAMES: usize = 8;

/// A study and what it found, to be told.
#[derive(Clone, Copy, Debug)]
pub struct StudyTale<'a> {
    /// The study.
    pub study: &'a Study,
    /// What it found.
    pub found: &'a StudyResults,
    /// The language.
    pub language: Language,
}

/// From one choice on the frontier to the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The row before it.
    pub from: usize,
    /// The row.
    pub to: usize,
    /// What each further additional one costs \[€\]; `None` where it cannot be told whether there are more.
    pub each: Option<Ratio>,
}

impl<'a> StudyTale<'a> {
    /// What the study is about and what it rests on, on one line.
    pub fn circumstances(&self) -> String {
        let language = self.language;
        let count = |n: usize| number(n as f64, 0, language);
        let (runs, seed) = (count(self.found.runs), self.found.seed);
        let (organisations, designs) = (self.study.organisations.len(), self.study.designs.len());
        let of = |n: usize, one: [&'static str; 2], more: [&'static str; 2]| {
            let [nl, en] = if n == 1 { one } else { more };
            format!("{} {}", count(n), language.pick(nl, en))
        };
        let organisations =
            of(organisations, ["organisatie", "organisation"], ["organisaties", "organisations"]);
        let designs = of(designs, ["ontwerp", "design"], ["ontwerpen", "designs"]);
        let months = self.months();
        match language {
            Language::Nl => format!(
                "{runs} runs · startgetal {seed} · {organisations} · {designs} · geteld na {months}"
            ),
            Language::En => {
                format!(
                    "{runs} runs · seed {seed} · {organisations} · {designs} · counted after {months}"
                )
            }
        }
    }

    /// The funder's horizon: `48 maanden`.
    pub fn months(&self) -> String {
        match self.study.horizon {
            1 => self.language.pick("1 maand", "1 month").to_owned(),
            months => format!("{months} {}", self.language.pick("maanden", "months")),
        }
    }

    /// What a row is called.
    pub fn name(&self, row: usize) -> &'a str {
        match row.checked_sub(1) {
            Some(design) => self.study.designs[design].name.get(self.language),
            None => self.language.pick("zonder regeling", "no scheme"),
        }
    }

    /// The key of a row.
    pub fn key(&self, row: usize) -> &'a str {
        row.checked_sub(1).map_or("none", |design| self.study.designs[design].key.as_str())
    }

    /// The name of an organisation.
    pub fn organisation(&self, number: usize) -> &'a str {
        self.study.organisations[number].name.get(self.language)
    }

    /// The answer, question by question.
    pub fn answer(&self) -> Vec<Part> {
        let mut parts = vec![self.worth(), self.cost(), self.anyway(), self.taking_part()];
        parts.extend(self.found.consortium.as_ref().map(|found| self.pooling(found)));
        parts
    }

    /// The answer in a few plain sentences.
    pub fn sentences(&self) -> Vec<String> {
        let parts = self.answer().into_iter();
        parts.flat_map(|part| std::iter::once(part.verdict).chain(part.sentences)).collect()
    }

    /// The designs, cheapest first, that nothing is better than, with what each further additional one costs.
    pub fn steps(&self) -> Vec<Step> {
        let mut steps: Vec<Step> = (0..self.found.rows.len())
            .filter_map(|row| match self.found.frontier[row] {
                Standing::Frontier { above: Some((from, _)) } => {
                    Some(Step { from, to: row, each: self.cost_of_each(from, row) })
                }
                _ => None,
            })
            .collect();
        let cost = |row: usize| self.mean(row, Outcome::NetSpendDiscounted);
        steps.sort_by(|a, b| cost(a.to).total_cmp(&cost(b.to)));
        steps
    }

    /// The design that the answer is about: the one that buys each additional one for least, or else the one that is
    /// paid out most.
    pub fn subject(&self) -> usize {
        let spend = |row: usize| self.mean(row, Outcome::Spend);
        let designs = 1..self.found.rows.len();
        let dearest = designs.fold(1, |a, b| if spend(b) > spend(a) { b } else { a });
        self.steps().first().map_or(dearest, |step| step.to)
    }

    /// No design makes anybody take part.
    fn nobody_takes_part(&self) -> bool {
        self.found.rows[1..].iter().all(|row| row.taking_part == 0)
    }

    fn row(&self, row: usize) -> &'a Row {
        &self.found.rows[row]
    }

    fn outcome(&self, row: usize, outcome: Outcome) -> &'a OutcomeSummary {
        self.row(row).outcome(outcome)
    }

    fn mean(&self, row: usize, outcome: Outcome) -> f64 {
        self.outcome(row, outcome).mean.unwrap_or(0.0)
    }

    /// Mean and error of an outcome.
    pub fn estimate(&self, row: usize, outcome: Outcome) -> Estimate {
        let of = self.outcome(row, outcome);
        Estimate { value: of.mean.unwrap_or(0.0), standard_error: of.standard_error.unwrap_or(0.0) }
    }

    /// By how much an outcome differs between two rows, run by run: `to` minus `from`.
    fn difference(&self, from: usize, to: usize, outcome: Outcome) -> Estimate {
        Estimate::of(&self.differences(from, to, outcome))
    }

    fn differences(&self, from: usize, to: usize, outcome: Outcome) -> Vec<f64> {
        let pairs = self.row(to).draws(outcome).iter().zip(self.row(from).draws(outcome));
        pairs.map(|(to, from)| to - from).collect()
    }

    fn cost_of_each(&self, from: usize, to: usize) -> Option<Ratio> {
        let more = self.difference(from, to, Outcome::AdditionalInYouthCare);
        if !is_clear(more) {
            return None;
        }
        let cost = self.differences(from, to, Outcome::NetSpendDiscounted);
        ratio(&cost, &self.differences(from, to, Outcome::AdditionalInYouthCare))
    }

    /// A mean amount with its margin.
    fn amount(&self, row: usize, outcome: Outcome) -> String {
        let of = self.estimate(row, outcome);
        rounding::amount_with_margin(of.value, of.standard_error, self.language)
    }

    /// A quantile of an amount with its margin, where it has one.
    pub fn point(&self, of: Point) -> String {
        rounding::amount_with_margin(of.value, of.standard_error.unwrap_or(0.0), self.language)
    }

    /// A mean number of people or organisations with its margin.
    pub fn heads(&self, of: Estimate) -> String {
        rounding::count_with_margin(of.value, of.standard_error, self.language)
    }

    /// What each additional one costs, with its margin.
    fn each(&self, of: Ratio) -> String {
        rounding::amount_with_margin(of.value, of.standard_error, self.language)
    }

    /// A row in a sentence.
    fn quoted(&self, row: usize) -> String {
        format!("‘{}’", self.name(row))
    }

    /// Rows in a sentence.
    fn quoted_all(&self, rows: &[usize]) -> String {
        self.listed(&rows.iter().map(|&row| self.quoted(row)).collect::<Vec<_>>())
    }

    /// The names of rows in a list; of many the first `most` and how many more there are.
    pub fn names(&self, rows: &[usize], most: usize) -> String {
        let names: Vec<String> = rows.iter().map(|&row| self.name(row).to_owned()).collect();
        self.listed_to(&names, most)
    }

    /// Names of organisations in a sentence.
    fn organisations(&self, numbers: &[usize]) -> String {
        let names = numbers.iter().map(|&k| self.organisation(k).to_owned());
        self.listed(&names.collect::<Vec<_>>())
    }

    /// `a, b en c`; of many the first ones and how many more there are.
    fn listed(&self, names: &[String]) -> String {
        self.listed_to(names, MOST_NAMES)
    }

    fn listed_to(&self, names: &[String], most: usize) -> String {
        let language = self.language;
        let and = language.pick("en", "and");
        // One more name takes no more room than saying that there is one more.
        if names.len() > most + 1 {
            let more = number((names.len() - most) as f64, 0, language);
            let others = language.pick("andere", "others");
            return format!("{} {and} {more} {others}", names[..most].join(", "));
        }
        match names {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
        }
    }
}

/// True where a mean is above zero beyond what luck of the simulation could make of it.
fn is_clear(of: Estimate) -> bool {
    of.value > 0.0 && of.value >= TOO_CLOSE * of.standard_error
}

/// True where a mean differs from zero by no more than luck of the simulation could make of it.
fn is_close(of: Estimate) -> bool {
    of.value.abs() <= TOO_CLOSE * of.standard_error
}
