//! The words that figures add to the texts they are given.

use crate::language::Language;

pub(super) fn median(language: Language) -> &'static str {
    language.pick("mediaan", "median")
}

pub(super) fn mean(language: Language) -> &'static str {
    language.pick("gemiddelde", "mean")
}

pub(super) fn half_of_futures(language: Language) -> &'static str {
    language.pick("50 van de 100 toekomsten", "50 in 100 futures")
}

pub(super) fn most_futures(language: Language) -> &'static str {
    language.pick("90 van de 100 toekomsten", "90 in 100 futures")
}

pub(super) fn costs(language: Language) -> &'static str {
    language.pick("kosten", "costs")
}

pub(super) fn benefits(language: Language) -> &'static str {
    language.pick("baten", "benefits")
}

pub(super) fn paid_back(language: Language) -> &'static str {
    language.pick("terugverdiend: ", "paid back: ")
}

pub(super) fn mostly_not_paid_back(language: Language) -> &'static str {
    language.pick("terugverdiend: meestal niet", "paid back: mostly not")
}

/// In less than 5 of 100 futures.
pub(super) fn hardly_ever_paid_back(language: Language) -> &'static str {
    language.pick("terugverdiend: (vrijwel) nooit", "paid back: (almost) never")
}

pub(super) fn never(language: Language) -> &'static str {
    language.pick("nooit", "never")
}

/// Of every future, or of most; of a strategy, or of what it costs more than another at first.
pub(super) fn no_investment(every: bool, extra: bool, language: Language) -> &'static str {
    match (every, extra) {
        (true, false) => language.pick("geen investering nodig", "no investment needed"),
        (true, true) => language.pick("geen extra investering nodig", "no extra investment needed"),
        (false, false) => {
            language.pick("meestal geen investering nodig", "mostly no investment needed")
        }
        (false, true) => language
            .pick("meestal geen extra investering nodig", "mostly no extra investment needed"),
    }
}

pub(super) fn none(language: Language) -> &'static str {
    language.pick("geen", "none")
}

pub(super) fn no_investment_short(language: Language) -> &'static str {
    language.pick("geen investering", "no investment")
}

pub(super) fn payback_key(language: Language) -> &'static str {
    language.pick(
        "terugverdienmaand: mediaan en 90 van de 100 toekomsten",
        "payback month: median and 90 in 100 futures",
    )
}

pub(super) fn below_zero(language: Language) -> &'static str {
    language.pick("onder nul", "below zero")
}

pub(super) fn out_of_sight(language: Language) -> &'static str {
    language.pick("van de uitkomsten buiten beeld", "of outcomes out of view")
}

pub(super) fn zero_out_of_sight(language: Language) -> &'static str {
    language.pick("nul buiten beeld", "zero out of view")
}

/// Before an outcome that is the same in every future.
pub(super) fn always(language: Language) -> &'static str {
    language.pick("altijd", "always")
}

pub(super) fn total(language: Language) -> &'static str {
    language.pick("samen ", "in all ")
}

pub(super) fn distribution(language: Language) -> &'static str {
    language.pick("alle toekomsten", "all futures")
}

pub(super) fn p5_to_p95(language: Language) -> &'static str {
    language.pick("p5 tot p95: 90 van de 100 toekomsten", "p5 to p95: 90 in 100 futures")
}
