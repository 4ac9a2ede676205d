//! Differences between scenarios in plain sentences.

use super::Told;
use crate::compare::{Difference, Match, Pair};
use crate::distribution::normal::HALF_WIDTH_95;
use crate::language::Language;
use crate::model::outcome::Headline;
use crate::tell::rounding;

/// For each scenario and each strategy that the first has too: what its NPV does, and what it gains on the baseline.
pub fn sentences(told: &Told<'_>) -> Vec<String> {
    let mut sentences = Vec::new();
    for pair in &told.comparison.pairs {
        for of in &pair.strategies {
            sentences.extend(of.difference.as_ref().map(|found| own(told, pair, of, found)));
            sentences.extend(of.above_baseline.as_ref().map(|found| above(told, pair, of, found)));
            if of.difference.is_some() || of.above_baseline.is_some() {
                sentences.extend(other_size(told, pair, of));
            }
        }
    }
    sentences
}

fn own(told: &Told<'_>, pair: &Pair, of: &Match, found: &Difference) -> String {
    let language = told.language();
    let name = told.strategy(pair, of);
    let [first, other] = told.quoted(pair);
    if is_nothing(found) {
        return match language {
            Language::Nl => {
                format!("{name}: de NCW is in {other} in elke toekomst gelijk aan die in {first}.")
            }
            Language::En => {
                format!("{name}: the NPV in {other} equals that in {first} in every future.")
            }
        };
    }
    let higher = rounding::futures(found.higher.value, language);
    let (size, is_higher) = size(found, language);
    match (size, language, is_higher) {
        (None, Language::Nl, _) => format!(
            "{name}: gemiddeld is met dit aantal runs geen verschil in NCW te zien tussen {other} en {first}; \
             hoger is zij in {higher}."
        ),
        (None, Language::En, _) => format!(
            "{name}: on average this number of runs shows no difference in NPV between {other} and {first}; \
             it is higher in {higher}."
        ),
        (Some(size), Language::Nl, is_higher) => {
            let way = if is_higher { "hoger" } else { "lager" };
            format!(
                "{name}: de NCW is in {other} gemiddeld {size} {way} dan in {first}; hoger is zij in {higher}."
            )
        }
        (Some(size), Language::En, is_higher) => {
            let way = if is_higher { "higher" } else { "lower" };
            format!(
                "{name}: the NPV in {other} is {size} {way} than in {first} on average; it is higher in {higher}."
            )
        }
    }
}

fn above(told: &Told<'_>, pair: &Pair, of: &Match, found: &Difference) -> String {
    let language = told.language();
    let name = told.strategy(pair, of);
    let [first, other] = told.quoted(pair);
    let (size, is_higher) = size(found, language);
    let better = language.pick(
        if is_higher { "gunstiger" } else { "ongunstiger" },
        if is_higher { "better" } else { "worse" },
    );
    let same = is_nothing(found);
    match (size.filter(|_| !same), language) {
        (Some(size), Language::Nl) => format!(
            "Tegenover het uitgangspunt komt {name} in {other} gemiddeld {size} {better} uit dan in {first}."
        ),
        (Some(size), Language::En) => {
            format!(
                "Against the baseline {name} does {size} {better} in {other} than in {first} on average."
            )
        }
        (None, Language::Nl) if same => {
            format!(
                "Tegenover het uitgangspunt komt {name} in beide scenario's precies even goed uit."
            )
        }
        (None, Language::En) if same => {
            format!("Against the baseline {name} does exactly as well in both scenarios.")
        }
        (None, Language::Nl) => format!(
            "Of {name} tegenover het uitgangspunt in {other} beter uitkomt dan in {first}, is met dit aantal runs niet te zien."
        ),
        (None, Language::En) => format!(
            "Whether {name} does better against the baseline in {other} than in {first} cannot be seen with this number of runs."
        ),
    }
}

/// That euros of another number of positions are no measure of the strategy.
fn other_size(told: &Told<'_>, pair: &Pair, of: &Match) -> Option<String> {
    let [a, b] = told.sizes(pair, of)?;
    let name = told.strategy(pair, of);
    let [first, other] = told.quoted(pair);
    Some(match told.language() {
        Language::Nl => format!(
            "{name} telt in {first} {a} plekken en in {other} {b}: deze bedragen zijn niet te vergelijken alsof \
             het om dezelfde omvang gaat."
        ),
        Language::En => format!(
            "{name} has {a} positions in {first} and {b} in {other}: these amounts cannot be compared as if the \
             size were the same."
        ),
    })
}

/// True where no run differs from its partner.
fn is_nothing(found: &Difference) -> bool {
    found.higher.value == 0.0 && found.lower.value == 0.0
}

/// The mean difference in NPV without its sign, if the runs can tell it from nothing, and whether it is above zero.
fn size(found: &Difference, language: Language) -> (Option<String>, bool) {
    let npv = found.of(Headline::Npv).map(|paired| &paired.summary);
    let mean = npv.and_then(|npv| npv.mean).unwrap_or(0.0);
    let error = npv.and_then(|npv| npv.standard_error).unwrap_or(0.0);
    let is_seen = mean.abs() > HALF_WIDTH_95 * error;
    (is_seen.then(|| rounding::amount_with_margin(mean.abs(), error, language)), mean > 0.0)
}
