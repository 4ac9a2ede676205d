//! How large a cohort can be, in sentences and rows.

use std::ops::RangeInclusive;

use super::rounding;
use super::rows::OutcomeTable;
use crate::decide::Decisions;
use crate::decide::afford::{Accepted, Affordability, Reach, Size};
use crate::distribution::normal::HALF_WIDTH_95;
use crate::language::{Language, number, out_of_hundred};
use crate::model::scenario::Scenario;
use crate::summarize::statistics::Chance;

/// Most rows of the table, but for the sizes around the answer.
const MOST_ROWS: usize = 8;

/// Indices among the percentiles.
const P50: usize = 2;
const P95: usize = 4;

/// What there is to tell, and in which language.
#[derive(Clone, Copy, Debug)]
pub struct AffordTale<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Every size.
    pub found: &'a Affordability,
    /// What is accepted.
    pub accepted: Accepted,
    /// The language of the reader.
    pub language: Language,
}

impl<'a> AffordTale<'a> {
    /// That of a report, at the risk that the scenario accepts; `None` where the question has no answer.
    pub fn of(
        scenario: &'a Scenario,
        decisions: &'a Decisions,
        language: Language,
    ) -> Option<Self> {
        let found = decisions.affordability.as_ref()?;
        let accepted = Accepted::Risk(scenario.organisation.liquidity?.accepted_risk);
        Some(Self { scenario, found, accepted, language })
    }
}

impl AffordTale<'_> {
    /// Name of the strategy.
    pub fn strategy(&self) -> &str {
        self.scenario.strategies[self.found.cohort.strategy].name.get(self.language)
    }

    /// Who the positions of the growing group are for.
    pub fn group(&self) -> &str {
        let strategy = &self.scenario.strategies[self.found.cohort.strategy];
        let profile = strategy.intake[self.found.cohort.group].profile;
        profile.map_or("", |profile| self.scenario.profiles[profile.0].name.get(self.language))
    }

    /// What grows, what stays, and what it rests on.
    pub fn circumstances(&self) -> String {
        let Self { found, language, .. } = *self;
        let strategy = &self.scenario.strategies[found.cohort.strategy];
        let own = strategy.intake[found.cohort.group].positions;
        let others = strategy.positions() - own;
        let runs = number(found.runs as f64, 0, language);
        let up_to = found.cohort.up_to;
        let group = self.group();
        match (language, others) {
            (Language::Nl, 0) => format!(
                "Strategie ‘{}’: het aantal plekken voor ‘{group}’ (nu {own}) loopt van 0 tot en met {up_to}; {runs} runs.",
                self.strategy()
            ),
            (Language::Nl, _) => format!(
                "Strategie ‘{}’: het aantal plekken voor ‘{group}’ (nu {own}) loopt van 0 tot en met {up_to}, de andere \
                 plekken ({others}) blijven; {runs} runs.",
                self.strategy()
            ),
            (Language::En, 0) => format!(
                "Strategy ‘{}’: the positions for ‘{group}’ (now {own}) run from 0 to {up_to}; {runs} runs.",
                self.strategy()
            ),
            (Language::En, _) => format!(
                "Strategy ‘{}’: the positions for ‘{group}’ (now {own}) run from 0 to {up_to}, the other \
                 positions ({others}) stay; {runs} runs.",
                self.strategy()
            ),
        }
    }

    /// The answer in a few words.
    pub fn title(&self) -> String {
        let cash = self.found.by_cash(self.accepted).largest;
        let mentors =
            self.found.by_mentors(self.accepted).map(|mentors| mentors.largest.unwrap_or(0));
        let up_to = self.found.cohort.up_to;
        let size = self.positions(cash.unwrap_or(0));
        let cash_text = match (self.language, cash) {
            (Language::Nl, None) => {
                "Ook met 0 plekken komt de kas te vaak onder de vloer".to_owned()
            }
            (Language::En, None) => {
                "Even with 0 positions cash falls below the floor too often".to_owned()
            }
            (Language::Nl, Some(0)) => "De kas kan geen enkele plek aan".to_owned(),
            (Language::En, Some(0)) => "The cash cannot carry a single position".to_owned(),
            (Language::Nl, Some(n)) if n == up_to => {
                format!("De kas kan elk aantal tot en met {size} aan")
            }
            (Language::En, Some(n)) if n == up_to => {
                format!("The cash can carry any number up to {size}")
            }
            (Language::Nl, Some(_)) => format!("De kas kan hoogstens {size} aan"),
            (Language::En, Some(_)) => format!("The cash can carry at most {size}"),
        };
        match (self.language, mentors.filter(|mentors| Some(*mentors) < cash)) {
            (_, None) => cash_text,
            (Language::Nl, Some(n)) => format!("{cash_text}, de werkbegeleiders {n}"),
            (Language::En, Some(n)) => format!("{cash_text}, the mentors {n}"),
        }
    }

    /// The answer in one sentence.
    pub fn answer(&self) -> String {
        let cash = self.found.by_cash(self.accepted);
        let limit = self.limit();
        let up_to = self.found.cohort.up_to;
        let at = |size: usize| self.beside_limit(self.chance(size));
        match (cash.largest, self.language) {
            (None, Language::Nl) => format!(
                "Ook met 0 plekken past het niet: de kans dat de kas onder de vloer komt is dan {}{}, aanvaard is {limit}.",
                at(0),
                self.more()
            ),
            (None, Language::En) => format!(
                "Even 0 positions do not fit: the chance that cash falls below the floor is {}{} then, accepted is {limit}.",
                at(0),
                self.more()
            ),
            (Some(0), Language::Nl) => format!(
                "De kas kan geen enkele plek aan: met 1 plek is de kans om onder de vloer te komen {}{}, aanvaard is {limit}.",
                at(1),
                self.more()
            ),
            (Some(0), Language::En) => format!(
                "The cash cannot carry a single position: with 1 the chance of falling below the floor is {}{}, accepted \
                 is {limit}.",
                at(1),
                self.more()
            ),
            (Some(size), Language::Nl) if size == up_to => format!(
                "De kas kan {} aan, en misschien meer: de kans om onder de vloer te komen is dan {}{}, aanvaard is {limit}.",
                self.positions(size),
                at(size),
                self.more()
            ),
            (Some(size), Language::En) if size == up_to => format!(
                "The cash can carry {}, and perhaps more: the chance of falling below the floor is {}{} then, accepted is \
                 {limit}.",
                self.positions(size),
                at(size),
                self.more()
            ),
            (Some(size), Language::Nl) => format!(
                "De kas kan hoogstens {} aan: de kans om onder de vloer te komen is dan {}{}; met {} {}. Aanvaard is {limit}.",
                self.positions(size),
                at(size),
                self.more(),
                self.positions(size + 1),
                at(size + 1),
            ),
            (Some(size), Language::En) => format!(
                "The cash can carry at most {}: the chance of falling below the floor is {}{} then; with {} {}. Accepted \
                 is {limit}.",
                self.positions(size),
                at(size),
                self.more(),
                self.positions(size + 1),
                at(size + 1),
            ),
        }
    }

    /// The answer, what limits it, what it takes, and what is uncertain about it.
    pub fn sentences(&self) -> Vec<String> {
        let cash = self.found.by_cash(self.accepted);
        let mut sentences = vec![self.answer(), self.without()];
        sentences.extend(self.mentors(&cash));
        sentences.extend(self.funding(&cash));
        if cash.is_open(self.found.cohort.up_to) {
            let further =
                self.language.pick("Reken verder met --up-to.", "Go further with --up-to.");
            sentences[0].push_str(&format!(" {further}"));
        }
        if !cash.islands.is_empty() {
            let sizes = self.ranges(&cash.islands);
            sentences.push(match self.language {
                Language::Nl => format!(
                    "Ook {sizes} plekken blijven binnen de grens, maar een kleiner aantal niet: reken daar niet op."
                ),
                Language::En => format!(
                    "{sizes} positions stay within the limit as well, but a smaller number does not: do not count on it."
                ),
            });
        }
        if !cash.too_close.is_empty() {
            let sizes = self.ranges(&joined(&cash.too_close));
            sentences.push(match self.language {
                Language::Nl => format!(
                    "Met dit aantal runs te dichtbij om te beslissen: {sizes}. Met meer runs (--runs) schuift de grens \
                     hoogstens daarbinnen."
                ),
                Language::En => format!(
                    "Too close to call with this number of runs: {sizes}. With more runs (--runs) the limit moves within \
                     these at most."
                ),
            });
        }
        sentences.extend(super::few(self.found.runs, self.language));
        sentences
    }

    fn without(&self) -> String {
        let Self { found, language, .. } = *self;
        let without = rounding::chance(found.without, found.runs, language);
        let is_beyond = matches!(self.accepted, Accepted::Risk(risk) if found.without.value > risk);
        match (language, is_beyond) {
            (Language::Nl, false) => format!("Zonder deze plekken is de kans {without}."),
            (Language::En, false) => format!("Without these positions the chance is {without}."),
            (Language::Nl, true) => format!(
                "Zonder deze plekken is de kans {without}: te groot, met of zonder cohort. Met --added-risk telt alleen wat \
                 het cohort eraan toevoegt."
            ),
            (Language::En, true) => format!(
                "Without these positions the chance is {without}: too large, with or without a cohort. With --added-risk \
                 only what the cohort adds counts."
            ),
        }
    }

    /// Whether mentors allow less than the cash does.
    fn mentors(&self, cash: &Reach) -> Option<String> {
        let Self { found, language, accepted, .. } = *self;
        let mentors = found.by_mentors(accepted)?;
        let limit = match (accepted, language) {
            (Accepted::Risk(_), _) => self.limit(),
            (Accepted::Added(_), Language::Nl) => {
                format!("{}, ook hier: zonder deze plekken is die kans nul", self.limit())
            }
            (Accepted::Added(_), Language::En) => {
                format!("{}, here too: without these positions that chance is nil", self.limit())
            }
        };
        let carry = mentors.largest.unwrap_or(0);
        let cash = cash.largest.unwrap_or(0);
        let positions = self.positions(carry);
        if carry == 0 && cash == 0 {
            // That the cash carries none has been said, and settles it.
            return None;
        }
        if carry >= cash {
            return Some(match (language, mentors.is_open(found.cohort.up_to)) {
                (Language::Nl, true) => {
                    "De werkbegeleiders kunnen elk van deze aantallen aan.".to_owned()
                }
                (Language::En, true) => {
                    "The mentors can carry every one of these numbers.".to_owned()
                }
                (Language::Nl, false) => {
                    format!("De werkbegeleiders kunnen {positions} aan: de kas is de grens.")
                }
                (Language::En, false) => {
                    format!("The mentors can carry {positions}: cash is the limit.")
                }
            });
        }
        let over = found.sizes[carry + 1].over_mentors?;
        let over = self.beside_limit(over);
        let next = carry + 1;
        Some(match language {
            Language::Nl => format!(
                "De werkbegeleiders zijn eerder de grens: zij kunnen {positions} aan. Met {next} is de kans dat in een of meer \
                 maanden meer mensen begeleiding krijgen dan zij aankunnen {over} (grens: {limit})."
            ),
            Language::En => format!(
                "Mentors are the limit before that: they can carry {positions}. With {next} the chance that in some month \
                 more people are under supervision than they can carry is {over} (limit: {limit})."
            ),
        })
    }

    /// What the largest affordable cohort asks to be advanced.
    fn funding(&self, cash: &Reach) -> Option<String> {
        let size = cash.largest.filter(|size| *size > 0)?;
        let [half, most] = [P50, P95].map(|p| self.peak(&self.found.sizes[size], p));
        let positions = self.positions(size);
        Some(match self.language {
            Language::Nl => format!(
                "Met {positions} is de grootste voorfinanciering in de helft van de toekomsten hoogstens {half}, in 95 van de \
                 100 hoogstens {most}."
            ),
            Language::En => format!(
                "With {positions} peak funding is at most {half} in half of the futures, and at most {most} in 95 of 100."
            ),
        })
    }

    /// Headings of the table, in words that fit into a narrow column.
    fn headings(&self) -> Vec<String> {
        let pick = |nl: &str, en: &str| self.language.pick(nl, en).to_owned();
        let mut headings = vec![
            pick("onder de vloer", "below the floor"),
            pick("door het cohort", "due to the cohort"),
            pick("vooraf nodig, mediaan", "peak funding, median"),
            pick("vooraf nodig, p95", "peak funding, p95"),
        ];
        if self.scenario.organisation.mentoring.is_some() {
            headings.push(pick("te weinig begeleiders", "too few mentors"));
        }
        headings
    }

    /// What is known of round sizes, the file's own, and those around the answer.
    pub fn table(&self) -> OutcomeTable {
        let found = self.found;
        let up_to = found.cohort.up_to;
        let step = [1, 2, 5, 10, 20, 50, 100].into_iter().find(|step| up_to / step <= MOST_ROWS);
        let mut sizes: Vec<usize> = (0..=up_to).step_by(step.unwrap_or(200)).collect();
        let strategy = &self.scenario.strategies[found.cohort.strategy];
        sizes.push(strategy.intake[found.cohort.group].positions);
        let reaches = [Some(found.by_cash(self.accepted)), found.by_mentors(self.accepted)];
        for largest in reaches.into_iter().flatten().filter_map(|reach| reach.largest) {
            sizes.extend([largest, largest + 1]);
        }
        sizes.retain(|size| *size <= up_to);
        sizes.sort_unstable();
        sizes.dedup();
        let mut table = OutcomeTable::new(self.headings());
        for size in sizes {
            let size = &found.sizes[size];
            table.row(&self.positions(size.positions), self.cells(size));
        }
        table
    }

    fn cells(&self, size: &Size) -> Vec<String> {
        let Self { found, language, .. } = *self;
        let chance = |chance: Chance| rounding::chance(chance, found.runs, language);
        let added = number(100.0 * size.added.value, 1, language);
        let plus = if size.added.value > 0.0 { "+" } else { "" };
        let mut cells = vec![
            chance(size.shortfall),
            format!("{plus}{added} {}", language.pick("van de 100", "in 100")),
            self.peak(size, P50),
            self.peak(size, P95),
        ];
        cells.extend(size.over_mentors.map(chance));
        cells
    }

    /// A percentile of peak funding with its margin.
    fn peak(&self, size: &Size, percentile: usize) -> String {
        let (value, error) = (size.peak[percentile], size.peak_errors[percentile]);
        rounding::amount_with_margin(value, error, self.language)
    }

    /// The chance of a size that is held against the limit.
    fn chance(&self, size: usize) -> Chance {
        let size = &self.found.sizes[size.min(self.found.cohort.up_to)];
        match self.accepted {
            Accepted::Risk(_) => size.shortfall,
            Accepted::Added(_) => size.added,
        }
    }

    /// A chance that is held against the limit: with a decimal where both would read alike and are not.
    fn beside_limit(&self, chance: Chance) -> String {
        let text = rounding::chance(chance, self.found.runs, self.language);
        let alike = out_of_hundred(chance.value, self.language) == self.limit();
        if !alike || chance.value == self.accepted.limit() {
            return text;
        }
        let [value, margin] = [chance.value, HALF_WIDTH_95 * chance.standard_error]
            .map(|x| number(100.0 * x, 1, self.language));
        format!("{value} {} (±{margin})", self.language.pick("van de 100", "in 100"))
    }

    /// What is accepted, as a chance.
    pub fn limit(&self) -> String {
        out_of_hundred(self.accepted.limit(), self.language)
    }

    /// Words after a chance that is a difference.
    fn more(&self) -> &'static str {
        match self.accepted {
            Accepted::Risk(_) => "",
            Accepted::Added(_) => self
                .language
                .pick(" groter dan zonder deze plekken", " above that without these positions"),
        }
    }

    /// `12 plekken`.
    fn positions(&self, size: usize) -> String {
        match (self.language, size) {
            (Language::Nl, 1) => "1 plek".to_owned(),
            (Language::Nl, _) => format!("{size} plekken"),
            (Language::En, 1) => "1 position".to_owned(),
            (Language::En, _) => format!("{size} positions"),
        }
    }

    /// `20–25 en 30`.
    fn ranges(&self, ranges: &[RangeInclusive<usize>]) -> String {
        let texts: Vec<String> = ranges
            .iter()
            .map(|range| match (range.start(), range.end()) {
                (from, to) if from == to => from.to_string(),
                (from, to) => format!("{from}–{to}"),
            })
            .collect();
        match texts.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, rest)) => {
                format!("{} {} {last}", rest.join(", "), self.language.pick("en", "and"))
            }
            None => String::new(),
        }
    }
}

/// Neighbouring sizes as ranges.
fn joined(sizes: &[usize]) -> Vec<RangeInclusive<usize>> {
    let runs = sizes.chunk_by(|a, b| a + 1 == *b);
    runs.map(|run| run[0]..=run[run.len() - 1]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbouring_sizes_are_joined() {
        assert_eq!(joined(&[2, 3, 5, 8, 9, 10]), [2..=3, 5..=5, 8..=10]);
    }
}
