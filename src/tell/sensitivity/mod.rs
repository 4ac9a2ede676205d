//! Which assumption decides, in sentences.

mod outcome;

pub use outcome::Kind;

use super::quantities::{ends_with_unit, with_unit};
use super::{names, prices, rounding};
use crate::decide::sensitivity::{
    Bar, DISCOUNT_STEP, Factor, Index, Interval, Moved, Sensitivity, Surprise, Target,
};
use crate::language::{Language, number};
use crate::model::outcome::Headline;
use crate::model::scenario::Scenario;

/// Numbers that are named in one sentence.
const MOST_NAMED: usize = 4;

/// What there is to tell, and in which language.
#[derive(Clone, Copy, Debug)]
pub struct SensitivityTale<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// What was found.
    pub found: &'a Sensitivity,
    /// What the outcome is called.
    pub label: &'a str,
    /// The language of the reader.
    pub language: Language,
}

impl<'a> SensitivityTale<'a> {
    fn pick(&self, nl: &str, en: &str) -> String {
        self.language.pick(nl, en).to_owned()
    }

    /// The name of the strategy.
    pub fn strategy(&self) -> &'a str {
        self.scenario.strategies[self.found.question.strategy].name.get(self.language)
    }

    /// What a number is called.
    pub fn name(&self, moved: &Moved) -> String {
        match moved {
            Moved::Quantity(lever) => self.names(&lever.quantities),
            Moved::DiscountRate => self.pick("discontovoet", "discount rate"),
        }
    }

    fn names(&self, quantities: &[usize]) -> String {
        names::together(self.scenario, quantities, self.language)
    }

    /// A value of a number in its unit.
    pub fn value(&self, moved: &Moved, x: f64) -> String {
        with_unit(x, self.unit_of(moved), self.language)
    }

    /// The values of a number at both ends of its bar, no sharper than what lies between them.
    pub fn end_values(&self, bar: &Bar) -> [String; 2] {
        ends_with_unit(bar.ends, self.unit_of(&bar.moved), self.language)
    }

    fn unit_of(&self, moved: &Moved) -> &'static str {
        match moved {
            Moved::Quantity(lever) => self.scenario.quantities[lever.quantities[0]].unit,
            Moved::DiscountRate => "rate/year",
        }
    }

    /// The bar that decides: the widest of a number that nobody knows.
    pub fn decisive(&self) -> Option<&'a Bar> {
        let bars = &self.found.tornado.bars;
        bars.iter().find(|bar| matches!(bar.moved, Moved::Quantity(_)))
    }

    /// The finding in one sentence, for a title.
    pub fn finding(&self) -> String {
        let Some(bar) = self.decisive() else {
            return match self.language {
                Language::Nl => {
                    format!("Geen enkel onzeker getal verandert {}", self.what())
                }
                Language::En => format!("No uncertain number changes {}", self.what()),
            };
        };
        let name = self.name(&bar.moved);
        let [low, high] = self.bare_ends(bar);
        match self.language {
            Language::Nl => {
                format!(
                    "Welke aanname beslist: ‘{name}’ brengt {} gemiddeld van {low} naar {high}",
                    self.what()
                )
            }
            Language::En => {
                format!(
                    "Which assumption decides: ‘{name}’ takes {} from {low} to {high} on average",
                    self.what()
                )
            }
        }
    }

    /// What was found, most important first.
    pub fn sentences(&self) -> Vec<String> {
        let mut sentences = self.beside_a_report();
        let after_shares = 1 + usize::from(self.shares().is_some());
        if let Some(luck) = self.luck() {
            sentences.insert(after_shares, luck);
        }
        sentences
    }

    /// The same without the share of luck, which a report tells of all its runs: these are fewer.
    pub fn beside_a_report(&self) -> Vec<String> {
        let mut sentences = vec![self.decision()];
        if self.found.tornado.bars.is_empty() {
            return sentences;
        }
        sentences.extend(self.shares());
        sentences.extend(self.evidence());
        sentences.extend(self.crossings());
        sentences.extend(self.discount());
        sentences.extend(self.surprises());
        sentences.extend(self.together());
        sentences.push(self.method());
        sentences.extend(prices::note(self.scenario, self.language));
        sentences.extend(super::few(self.found.settings.runs, self.language));
        sentences
    }

    fn decision(&self) -> String {
        let Some(bar) = self.decisive() else { return format!("{}.", self.finding()) };
        let name = self.name(&bar.moved);
        let [x, y] = bar.ends.map(|end| self.value(&bar.moved, end));
        let [low, high] = self.ends(bar);
        let what = self.what();
        match self.language {
            Language::Nl => format!(
                "Welke aanname beslist: ‘{name}’. Is die {x} (5e percentiel), dan wordt {what} gemiddeld {low}; is die {y} (95e), dan {high}."
            ),
            Language::En => format!(
                "Which assumption decides: ‘{name}’. Where it is {x} (5th percentile), {what} is {low} on average; where it is {y} (95th), {high}."
            ),
        }
    }

    /// The name of a factor.
    pub fn factor(&self, factor: &Factor) -> String {
        self.names(&factor.quantities)
    }

    /// The share in the spread that the number of a bar has alone; `None` for the discount rate, and where it is
    /// one of several that move together.
    pub fn share_of(&self, bar: &Bar) -> Option<String> {
        let Moved::Quantity(lever) = &bar.moved else { return None };
        let factors = &self.found.sobol.as_ref()?.factors;
        let factor = factors.iter().find(|factor| factor.quantities == lever.quantities)?;
        Some(self.share(factor.index.first))
    }

    /// What the heaviest numbers have of the spread, and what none has alone.
    fn shares(&self) -> Option<String> {
        let Some(sobol) = self.found.sobol.as_ref() else {
            let hidden = self.pick(
                "Welk deel van de spreiding van welk getal komt is niet te zeggen: toeval verbergt wat de getallen doen.",
                "Which part of the spread comes from which number cannot be told: luck hides what the numbers do.",
            );
            return Some(hidden).filter(|_| !self.found.question.is_linear());
        };
        let heaviest = sobol.factors.iter().filter(|factor| factor.index.first.low > 0.0);
        let named: Vec<String> = heaviest
            .take(MOST_NAMED)
            .map(|factor| format!("‘{}’ {}", self.factor(factor), self.share(factor.index.first)))
            .collect();
        if named.is_empty() {
            return None;
        }
        let (named, interplay) = (named.join(", "), self.share(sobol.interplay));
        Some(match self.language {
            Language::Nl => format!(
                "Aandelen in de spreiding die van onzekere getallen komt: {named}; samenspel van getallen {interplay}."
            ),
            Language::En => format!(
                "Shares of the spread that comes from uncertain numbers: {named}; interplay of numbers {interplay}."
            ),
        })
    }

    /// How much better numbers would not take away.
    fn luck(&self) -> Option<String> {
        let split = self.found.split?;
        let luck =
            rounding::share_with_margin(1.0 - split.ignorance, split.standard_error, self.language);
        Some(match self.language {
            Language::Nl => format!(
                "Van de hele spreiding over de toekomsten is {luck} toeval; dat nemen betere getallen niet weg."
            ),
            Language::En => format!(
                "Of the whole spread over the futures {luck} is luck, which better numbers do not take away."
            ),
        })
    }

    /// How much rests on assumptions.
    fn evidence(&self) -> Option<String> {
        let sobol = self.found.sobol.as_ref()?;
        let share = self.share(sobol.weak?);
        Some(match self.language {
            Language::Nl => format!(
                "Van de spreiding door getallen rust {share} op aannames zonder bron (graad D of zonder graad), samenspel niet meegeteld."
            ),
            Language::En => format!(
                "Of the spread from numbers {share} rests on assumptions without a source (grade D or no grade), interplay not counted."
            ),
        })
    }

    /// The numbers that alone turn a gain into a loss.
    fn crossings(&self) -> Option<String> {
        let is_balance = matches!(
            self.found.question.target,
            Target::Difference | Target::Level(Headline::Npv | Headline::NpvFullCost)
        );
        let crossing: Vec<&Bar> = self
            .found
            .tornado
            .bars
            .iter()
            .filter(|bar| is_balance && (bar.drawn[0] < 0.0) != (bar.drawn[1] < 0.0))
            .collect();
        if !is_balance {
            return None;
        }
        let names = self.list(&crossing);
        Some(match (crossing.is_empty(), self.language) {
            (true, Language::Nl) => {
                "Geen enkel getal brengt het gemiddelde in zijn eentje aan de andere kant van nul."
                    .to_owned()
            }
            (true, Language::En) => {
                "No number alone takes the mean to the other side of zero.".to_owned()
            }
            (false, Language::Nl) => {
                format!("Brengt het gemiddelde in zijn eentje aan de andere kant van nul: {names}.")
            }
            (false, Language::En) => {
                format!("Takes the mean to the other side of zero alone: {names}.")
            }
        })
    }

    /// Names of numbers, some of many.
    fn list(&self, bars: &[&Bar]) -> String {
        let names = bars.iter().take(MOST_NAMED).map(|bar| format!("‘{}’", self.name(&bar.moved)));
        let mut text = names.collect::<Vec<_>>().join(", ");
        if bars.len() > MOST_NAMED {
            let more = bars.len() - MOST_NAMED;
            text.push_str(&match self.language {
                Language::Nl => format!(" en nog {more}"),
                Language::En => format!(" and {more} more"),
            });
        }
        text
    }

    fn discount(&self) -> Option<String> {
        let bars = &self.found.tornado.bars;
        let bar = bars.iter().find(|bar| bar.moved == Moved::DiscountRate)?;
        let [x, y] = bar.ends.map(|end| self.value(&bar.moved, end));
        let [low, high] = self.ends(bar);
        let points = number(100.0 * DISCOUNT_STEP, 0, self.language);
        Some(match self.language {
            Language::Nl => format!(
                "De discontovoet is een keuze: {points} procentpunt lager ({x}) geeft gemiddeld {low}, {points} hoger ({y}) {high}."
            ),
            Language::En => format!(
                "The discount rate is a choice: {points} percentage point lower ({x}) gives {low} on average, {points} higher ({y}) {high}."
            ),
        })
    }

    fn surprises(&self) -> Vec<String> {
        let of = |surprise: Surprise| -> Vec<&Bar> {
            let bars = self.found.tornado.bars.iter();
            bars.filter(|bar| bar.surprise == Some(surprise)).collect()
        };
        let say = |surprise: Surprise, nl: &str, en: &str| {
            let bars = of(surprise);
            (!bars.is_empty()).then(|| format!("{} {}.", self.pick(nl, en), self.list(&bars)))
        };
        [
            say(
                Surprise::Better,
                "Let op, hier is meer gunstiger terwijl men het omgekeerde verwacht:",
                "Note that more is better here where one would expect the opposite:",
            ),
            say(
                Surprise::Worse,
                "Let op, hier is meer ongunstiger terwijl men het omgekeerde verwacht:",
                "Note that more is worse here where one would expect the opposite:",
            ),
            say(
                Surprise::Turns,
                "Let op, hier keert de richting binnen het bereik om (een uiterste zegt dan niet alles):",
                "Note that the direction turns within the range here (the ends do not say everything then):",
            ),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// What moves together, and how that was handled.
    fn together(&self) -> Option<String> {
        let correlations = &self.scenario.correlations;
        let groups: Vec<String> = correlations
            .iter()
            .map(|group| {
                let names = group.members.iter().map(|&q| self.names(&[q as usize]));
                names.map(|name| format!("‘{name}’")).collect::<Vec<_>>().join(", ")
            })
            .collect();
        if groups.is_empty() {
            return None;
        }
        let groups = groups.join("; ");
        Some(match self.language {
            Language::Nl => format!(
                "Deze getallen bewegen samen: {groups}. Wie er één verschuift, neemt de andere mee zoals hun samenhang zegt; in de aandelen tellen ze als één."
            ),
            Language::En => format!(
                "These numbers move together: {groups}. Moving one takes the others along as their correlation says; in the shares they count as one."
            ),
        })
    }

    fn method(&self) -> String {
        let Sensitivity { question, settings, tornado, .. } = self.found;
        let draws = number(tornado.draws as f64, 0, self.language);
        let lives = settings.lives;
        match (question.is_linear(), self.language) {
            (true, Language::Nl) => {
                "Berekend als exacte verwachting bij elke reeks getallen: toeval geeft hier geen ruis.".to_owned()
            }
            (true, Language::En) => {
                "Computed as an exact expectation for each set of numbers: luck adds no noise here.".to_owned()
            }
            (false, Language::Nl) => format!(
                "Dit kan alleen worden nagebootst: achter elk eind staan {draws} toekomsten, dezelfde aan beide kanten, en \
                 achter elk punt van de aandelen {lives}. De marges houden rekening met toeval."
            ),
            (false, Language::En) => format!(
                "This can only be simulated: behind each end are {draws} futures, the same at both ends, and behind each \
                 point of the shares {lives}. The margins count luck."
            ),
        }
    }
}

/// The share of a factor with its interplay. It is never smaller than the share alone, whose estimate takes its place
/// where that comes out higher.
pub fn with_interplay(index: Index) -> Interval {
    if index.total.value < index.first.value { index.first } else { index.total }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_with_interplay_is_no_smaller_than_alone() {
        let [low, high] =
            [0.09, 0.12].map(|value| Interval { value, low: value - 0.03, high: value + 0.03 });
        assert_eq!(with_interplay(Index { first: high, total: low }), high);
        assert_eq!(with_interplay(Index { first: low, total: high }), high);
    }
}
