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

    /// The name of a strategy that two scenarios have.
    fn strategy(&self, of: &Match) -> &'a str {
        self.tales[0].name(of.first)
    }
}
