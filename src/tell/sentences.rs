//! The outcome in a few plain sentences, in numbers of futures out of a hundred.

use super::Tale;
use super::rounding;
use super::rows::{self, P50};
use crate::distribution::normal::HALF_WIDTH_95;
use crate::language::{Language, out_of_hundred};
use crate::model::outcome::Headline;
use crate::summarize::shortfall::ShortfallMonths;
use crate::summarize::statistics::Chance;

/// Months within which half of the shortfalls begin, for a single month to be named.
const CLOSE_TOGETHER: usize = 6;
/// Most strategies that get a sentence of their own.
const MOST_COMPARED: usize = 4;

/// The strategy that the answer is about: the alternative with the highest mean NPV, or the only
/// strategy.
pub(super) fn subject(tale: &Tale<'_>) -> usize {
    alternatives(tale).first().copied().unwrap_or(tale.plan.scenario.baseline)
}

/// What it is worth: a sentence for each alternative, or for the only strategy.
pub(super) fn worth(tale: &Tale<'_>) -> Vec<String> {
    let alternatives = alternatives(tale);
    match alternatives.is_empty() {
        true if tale.is_task() => Vec::new(),
        true => vec![positive(tale)],
        false => alternatives.into_iter().map(|s| comparison(tale, s)).collect(),
    }
}

/// The chance that the (extra) investment is earned back, in a sentence too.
pub(super) fn earned_back(tale: &Tale<'_>, subject: usize) -> (Chance, String) {
    let of = &tale.summary.strategies[subject];
    match &of.difference {
        Some(difference) => (difference.paid_back, extra_investment(tale, subject)),
        None => (of.paid_back, investment(tale)),
    }
}

/// The strategies whose shortfall is told: the subject, and those beyond what is accepted.
fn told_of_shortfall(tale: &Tale<'_>, subject: usize) -> Vec<usize> {
    let others = beyond_accepted(tale).into_iter().filter(|s| *s != subject);
    std::iter::once(subject).chain(others).collect()
}

/// Whether the balance stays above the floor: a sentence for each strategy that is told.
pub(super) fn shortfalls(tale: &Tale<'_>, subject: usize) -> Vec<String> {
    told_of_shortfall(tale, subject).into_iter().filter_map(|s| shortfall(tale, s)).collect()
}

/// How the subject's chance of falling below the floor compares with the accepted one.
pub(super) fn afford(tale: &Tale<'_>, subject: usize) -> Option<Against> {
    let accepted = tale.plan.scenario.organisation.liquidity?.accepted_risk;
    Some(against(tale.summary.strategies[subject].shortfall?, accepted))
}

/// The alternatives that are told about, the highest mean NPV first.
fn alternatives(tale: &Tale<'_>) -> Vec<usize> {
    let mean = |s: usize| tale.headline(s, Headline::Npv).mean.unwrap_or(f64::NEG_INFINITY);
    let mut alternatives: Vec<usize> = tale.alternatives().collect();
    alternatives.sort_by(|&a, &b| mean(b).total_cmp(&mean(a)));
    alternatives.truncate(MOST_COMPARED);
    alternatives
}

/// Strategies whose chance of falling below the floor is certainly higher than what is accepted.
fn beyond_accepted(tale: &Tale<'_>) -> Vec<usize> {
    let Some(liquidity) = tale.plan.scenario.organisation.liquidity else {
        return Vec::new();
    };
    let is_beyond = |chance| against(chance, liquidity.accepted_risk) == Against::Beyond;
    let beyond = tale.strategies().filter(|(_, of)| of.shortfall.is_some_and(is_beyond));
    beyond.map(|(s, _)| s).collect()
}

/// What the strategies that hire nobody leave undone.
pub(super) fn undelivered(tale: &Tale<'_>) -> Vec<String> {
    let Some(hours) = rows::undelivered(tale) else {
        return Vec::new();
    };
    let hires = |s: usize| tale.headline(s, Headline::Hires).mean.unwrap_or(0.0);
    let nobody = |s: &usize| hires(*s) == 0.0 && hours[*s] >= 1.0;
    (0..hours.len())
        .filter(nobody)
        .map(|s| {
            let name = tale.name(s);
            let hours = rounding::count(hours[s], tale.language);
            match tale.language {
                Language::Nl => {
                    format!("Met ‘{name}’ blijven gemiddeld {hours} uren hulp niet geleverd.")
                }
                Language::En => {
                    format!("With ‘{name}’ {hours} hours of care are not delivered on average.")
                }
            }
        })
        .collect()
}

fn comparison(tale: &Tale<'_>, strategy: usize) -> String {
    let language = tale.language;
    let baseline = tale.name(tale.plan.scenario.baseline);
    let name = tale.name(strategy);
    let difference = tale.summary.strategies[strategy].difference.as_ref();
    let better = difference.map_or(0.0, |difference| difference.better.value);
    let chance = rounding::futures(better, language);
    let average = average(tale, strategy);
    match language {
        Language::Nl => {
            format!("‘{name}’ komt in {chance} beter uit dan ‘{baseline}’; {average}.")
        }
        Language::En => {
            format!("‘{name}’ does better than ‘{baseline}’ in {chance}; {average}.")
        }
    }
}

/// The mean difference in NPV, if the runs can tell it from nothing.
fn average(tale: &Tale<'_>, strategy: usize) -> String {
    let npv = tale.difference(strategy, Headline::Npv);
    let mean = npv.and_then(|npv| npv.mean).unwrap_or(0.0);
    let error = npv.and_then(|npv| npv.standard_error).unwrap_or(0.0);
    let language = tale.language;
    if mean.abs() <= HALF_WIDTH_95 * error {
        return language
            .pick(
                "gemiddeld is er met dit aantal runs geen verschil in NCW te zien",
                "on average this number of runs shows no difference in NPV",
            )
            .to_owned();
    }
    let amount = rounding::amount_with_margin(mean.abs(), error, language);
    match (language, mean >= 0.0) {
        (Language::Nl, true) => format!("gemiddeld is de NCW {amount} gunstiger"),
        (Language::Nl, false) => format!("gemiddeld is de NCW {amount} ongunstiger"),
        (Language::En, true) => format!("on average the NPV is {amount} better"),
        (Language::En, false) => format!("on average the NPV is {amount} worse"),
    }
}

fn extra_investment(tale: &Tale<'_>, best: usize) -> String {
    let difference = tale.summary.strategies[best].difference.as_ref();
    let paid_back = difference.map_or(0.0, |difference| difference.paid_back.value);
    let median = tale.difference(best, Headline::Payback).map(|payback| payback.percentiles[P50]);
    let name = tale.name(best);
    let what = match tale.language {
        Language::Nl => format!("Wat ‘{name}’ in het begin meer kost dan het uitgangspunt"),
        Language::En => format!("What ‘{name}’ costs more than the baseline at first"),
    };
    let none = tale.language.pick("geen extra voorfinanciering", "no extra funding");
    paid_back_sentence(tale, &what, none, paid_back, median.unwrap_or(f64::INFINITY))
}

fn investment(tale: &Tale<'_>) -> String {
    let baseline = tale.plan.scenario.baseline;
    let paid_back = tale.summary.strategies[baseline].paid_back.value;
    let median = tale.headline(baseline, Headline::Payback).percentiles[P50];
    let what = tale.language.pick("De investering", "The investment");
    let none = tale.language.pick("geen voorfinanciering", "no funding");
    paid_back_sentence(tale, what, none, paid_back, median)
}

/// `none`: what half of the futures or more do without where the median is below zero.
fn paid_back_sentence(
    tale: &Tale<'_>,
    what: &str,
    none: &str,
    paid_back: f64,
    median: f64,
) -> String {
    let language = tale.language;
    let chance = rounding::futures(paid_back, language);
    let months = tale.months();
    let half = if !median.is_finite() {
        String::new()
    } else if median < 0.0 {
        match language {
            Language::Nl => format!("; in de helft of meer is er {none} nodig"),
            Language::En => format!("; in half of them or more {none} is needed"),
        }
    } else {
        let month = tale.month(median);
        match language {
            Language::Nl => format!("; in de helft van de toekomsten uiterlijk in {month}"),
            Language::En => format!("; in half of the futures by {month}"),
        }
    };
    match language {
        Language::Nl => format!("{what}, is in {chance} binnen {months} terugverdiend{half}.")
            .replace("De investering, is", "De investering is"),
        Language::En => {
            format!("{what} is earned back within {months} in {chance}{half}.")
        }
    }
}

fn positive(tale: &Tale<'_>) -> String {
    let language = tale.language;
    let only = tale.plan.scenario.baseline;
    let chance = rounding::futures(tale.summary.strategies[only].npv_positive.value, language);
    match language {
        Language::Nl => {
            format!("In {chance} is de netto contante waarde groter dan nul.")
        }
        Language::En => format!("The net present value is above zero in {chance}."),
    }
}

/// How a chance compares with the chance that is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Against {
    /// Certainly not higher.
    Within,
    /// Certainly higher.
    Beyond,
    /// Within the margin of the runs.
    TooClose,
}

fn against(chance: Chance, accepted: f64) -> Against {
    let margin = HALF_WIDTH_95 * chance.standard_error;
    match chance.value - accepted {
        above if above > margin => Against::Beyond,
        above if above <= -margin => Against::Within,
        _ => Against::TooClose,
    }
}

fn shortfall(tale: &Tale<'_>, strategy: usize) -> Option<String> {
    let language = tale.language;
    let accepted = tale.plan.scenario.organisation.liquidity?.accepted_risk;
    let with = tale.summary.strategies[strategy].shortfall?;
    let without = tale.summary.without.as_ref()?.shortfall;
    let [with_text, without_text] =
        [with.value, without.value].map(|share| rounding::futures(share, language));
    let accepted_text = out_of_hundred(accepted, language);
    let name = tale.name(strategy);
    let verdict = match (against(without, accepted), against(with, accepted), language) {
        (Against::Beyond, Against::Within, Language::Nl) => {
            format!("Aanvaard is {accepted_text}: met deze plekken past dat, zonder niet.")
        }
        (Against::Beyond, Against::Within, Language::En) => {
            format!("Accepted is {accepted_text}: it fits with these positions, not without.")
        }
        (Against::Beyond, _, Language::Nl) => {
            format!("Aanvaard is {accepted_text}: te veel, met of zonder deze plekken.")
        }
        (Against::Beyond, _, Language::En) => {
            format!("Accepted is {accepted_text}: too many, with or without these positions.")
        }
        (_, Against::Within, Language::Nl) => format!("Aanvaard is {accepted_text}: dit past."),
        (_, Against::Within, Language::En) => format!("Accepted is {accepted_text}: this fits."),
        (_, Against::Beyond, Language::Nl) => {
            format!("Aanvaard is {accepted_text}: dit is te veel.")
        }
        (_, Against::Beyond, Language::En) => {
            format!("Accepted is {accepted_text}: this is too many.")
        }
        (_, Against::TooClose, Language::Nl) => {
            format!("Aanvaard is {accepted_text}: met dit aantal runs te dichtbij om te beslissen.")
        }
        (_, Against::TooClose, Language::En) => {
            format!("Accepted is {accepted_text}: too close to call with this number of runs.")
        }
    };
    let when = shortfall_months(tale, strategy).unwrap_or_default();
    Some(match language {
        Language::Nl => format!(
            "Met ‘{name}’ komt het saldo in {with_text} onder de vloer{when}; zonder deze \
             plekken in {without_text}. {verdict}"
        ),
        Language::En => format!(
            "With ‘{name}’ the balance falls below the floor in {with_text}{when}; without these \
             positions in {without_text}. {verdict}"
        ),
    })
}

/// When the balance usually falls below the floor first: around a month if half of the times lie
/// close together, or else between two.
fn shortfall_months(tale: &Tale<'_>, strategy: usize) -> Option<String> {
    let ShortfallMonths { p25, p50, p75 } = tale.summary.strategies[strategy].shortfall_months?;
    let month = |t: usize| tale.month(t as f64);
    Some(match (tale.language, p75 - p25 <= CLOSE_TOGETHER) {
        (Language::Nl, true) => format!(", meestal voor het eerst rond {}", month(p50)),
        (Language::En, true) => format!(", usually first around {}", month(p50)),
        (Language::Nl, false) => {
            format!(", in de helft daarvan voor het eerst tussen {} en {}", month(p25), month(p75))
        }
        (Language::En, false) => {
            format!(", in half of those first between {} and {}", month(p25), month(p75))
        }
    })
}

pub(super) fn causes(tale: &Tale<'_>, strategy: usize) -> Option<String> {
    let language = tale.language;
    let difference = tale.difference(strategy, Headline::Npv);
    let outcome = difference.unwrap_or_else(|| tale.headline(strategy, Headline::Npv));
    let ignorance = outcome.split?.ignorance;
    let unknown = rounding::share(ignorance, language);
    let luck = rounding::share(1.0 - ignorance, language);
    let what = if difference.is_some() {
        let name = tale.name(strategy);
        match language {
            Language::Nl => format!("van het verschil tussen ‘{name}’ en het uitgangspunt"),
            Language::En => format!("of the difference between ‘{name}’ and the baseline"),
        }
    } else {
        language.pick("van de NCW", "of the NPV").to_owned()
    };
    Some(match language {
        Language::Nl => format!(
            "De onzekerheid {what} komt voor {unknown} door getallen die niemand precies kent en voor \
             {luck} door toeval bij wie er komt en gaat; alleen toeval middelt uit bij meer plekken."
        ),
        Language::En => format!(
            "{unknown} of the uncertainty {what} comes from numbers that nobody knows precisely and \
             {luck} from luck in who comes and goes; only luck averages out over more positions."
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chance_near_the_accepted_one_is_not_judged() {
        for (happened, runs, expected) in [
            (300, 10_000, Against::Within),
            (700, 10_000, Against::Beyond),
            (510, 10_000, Against::TooClose),
            (0, 10_000, Against::Within),
            (500, 10_000, Against::TooClose),
        ] {
            assert_eq!(against(Chance::of(happened, runs), 0.05), expected, "{happened}");
        }
        // Never in many runs is certain enough, even where nothing is accepted.
        assert_eq!(against(Chance::of(0, 10_000), 0.0), Against::Within);
    }
}
