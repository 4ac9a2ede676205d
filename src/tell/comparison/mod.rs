//! Scenarios side by side in rows and sentences, and where their luck is not shared.

mod luck;
mod rows;
mod sentences;

use super::Tale;
use super::rows::OutcomeTable;
use crate::compare::{Comparison, Match, Pair};
use crate::language::Language;

/// What there is to tell of several scenarios, in one language.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// One for each scenario, in order.
    pub tales: &'a [Tale<'a>],
    /// What the scenarios are called here, all different.
    pub names: &'a [String],
    /// Each later scenario against the first.
    pub comparison: &'a Comparison,
}

impl<'a> Told<'a> {
    /// The language of the tales.
    pub fn language(&self) -> Language {
        self.tales[0].language
    }

    /// The outcomes of every strategy of every scenario: scenarios in order, strategies within them.
    pub fn table(&self) -> OutcomeTable {
        rows::side_by_side(self)
    }

    /// What differs from the first scenario, run by run: a column for each strategy that both have; no
    /// columns where amounts cannot be subtracted.
    pub fn differences(&self) -> OutcomeTable {
        rows::differences(self)
    }

    /// The differences in plain sentences.
    pub fn sentences(&self) -> Vec<String> {
        sentences::sentences(self)
    }

    /// What scenarios share with the first, one sentence for each.
    pub fn shared(&self) -> Vec<String> {
        self.comparison.pairs.iter().map(|pair| luck::shared(self, pair)).collect()
    }

    /// Where luck is not shared, or amounts cannot be subtracted.
    pub fn apart(&self) -> Vec<String> {
        self.comparison.pairs.iter().flat_map(|pair| luck::apart(self, pair)).collect()
    }

    /// The name of the first scenario and of the one that is compared with it, in quotes.
    fn quoted(&self, pair: &Pair) -> [String; 2] {
        [0, pair.scenario].map(|k| format!("‘{}’", self.names[k]))
    }

    /// A strategy that two scenarios have: its name, or both where they call it differently.
    fn strategy(&self, pair: &Pair, of: &Match) -> String {
        let first = self.tales[0].name(of.first);
        let other = self.tales[pair.scenario].name(of.other);
        match self.language() {
            _ if first == other => format!("‘{first}’"),
            Language::Nl => format!("‘{first}’ (in {} ‘{other}’)", self.quoted(pair)[1]),
            Language::En => format!("‘{first}’ (‘{other}’ in {})", self.quoted(pair)[1]),
        }
    }

    /// How many positions a strategy has in the first scenario and in the other, where these differ.
    fn sizes(&self, pair: &Pair, of: &Match) -> Option<[usize; 2]> {
        let size = |k: usize, s: usize| {
            let strategy = &self.tales[k].plan.scenario.strategies[s];
            strategy.intake.iter().map(|intake| intake.positions).sum::<usize>()
        };
        let sizes = [size(0, of.first), size(pair.scenario, of.other)];
        (sizes[0] != sizes[1]).then_some(sizes)
    }
}
