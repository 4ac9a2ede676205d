//! The answer: what it brings, when it is earned back, whether the organisation can afford it, and
//! how certain all of that is. Says so where nobody can tell.
//!
//! | case | words |
//! |---|---|
//! | the mean lies within its Monte Carlo margin of zero | cannot be told with these runs |
//! | the chance of being better lies within its margin of one half | as often better as worse |
//! | p5 and p95 lie on both sides of zero | can turn out either way, with both amounts |
//! | a chance lies within its margin of the accepted one | too close to call |

use super::sentences::{self, Against};
use super::{Tale, rounding, warnings};
use crate::distribution::normal::HALF_WIDTH_95;
use crate::language::Language;
use crate::model::quantity::Grade;
use crate::summarize::spread::{Attribution, of_decision};

/// What a part of the answer amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tendency {
    /// It speaks for the strategy.
    Good,
    /// It speaks against the strategy.
    Bad,
    /// Nobody can tell, or it can go either way.
    Open,
}

/// One of the questions, answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The question.
    pub question: &'static str,
    /// The answer in a few words.
    pub verdict: String,
    /// What it amounts to.
    pub tendency: Tendency,
    /// The answer in sentences.
    pub sentences: Vec<String>,
}

/// The parts of the answer that apply, in order.
pub(super) fn parts(tale: &Tale<'_>) -> Vec<Part> {
    let subject = sentences::subject(tale);
    let mut parts = Vec::new();
    // Under a task contract the lump sum is not counted: only differences have a meaning.
    if !(tale.is_task() && subject == tale.plan.scenario.baseline) {
        parts.push(worth(tale, subject));
    }
    if !tale.is_task() {
        parts.push(when(tale, subject));
    }
    parts.push(affordable(tale, subject));
    parts.push(certain(tale, subject));
    parts
}

/// Whether more runs would settle something that the page leaves open.
fn runs_leave_open(tale: &Tale<'_>, subject: usize) -> bool {
    matches!(side(tale, subject), Side::Unknown | Side::Even(_))
        || sentences::afford(tale, subject) == Some(Against::TooClose)
        || warnings::more_runs_help(tale)
}

/// The chance of the other side that "almost certainly" allows, by the upper end of its 95 % interval: few
/// runs can seem to agree by chance.
const LEFT_TO_DOUBT: f64 = 0.1;

/// Whether something that happened in this share of the runs is seldom, as far as that many runs can tell.
fn is_seldom(share: f64, runs: usize) -> bool {
    wilson_upper(share, runs as f64) <= LEFT_TO_DOUBT
}

/// The upper end of Wilson's 95 % interval.
fn wilson_upper(share: f64, n: f64) -> f64 {
    let z2 = HALF_WIDTH_95 * HALF_WIDTH_95;
    let root = (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
    (share + z2 / (2.0 * n) + HALF_WIDTH_95 * root) / (1.0 + z2 / n)
}

/// Which side a decision falls on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    /// The runs cannot tell the mean from zero.
    Unknown,
    /// On this side on average, and in 90 of 100 futures too, by enough runs to say so.
    Sure(bool),
    /// On this side on average, but p5 and p95 lie on both sides.
    Mostly(bool),
    /// On this side on average, but as often on one side as on the other.
    Even(bool),
    /// On this side on average, but more often on the other.
    Seldom(bool),
}

fn side(tale: &Tale<'_>, subject: usize) -> Side {
    let outcome = of_decision(tale.plan, tale.summary, subject);
    let (mean, error) = (outcome.mean.unwrap_or(0.0), outcome.standard_error.unwrap_or(0.0));
    let of = &tale.summary.strategies[subject];
    let better = of.difference.as_ref().map_or(of.npv_positive, |difference| difference.better);
    if mean.abs() <= HALF_WIDTH_95 * error || mean == 0.0 {
        return Side::Unknown;
    }
    let up = mean > 0.0;
    let [p5, .., p95] = outcome.percentiles;
    let otherwise = if up { 1.0 - better.value } else { better.value };
    if ((up && p5 > 0.0) || (!up && p95 < 0.0)) && is_seldom(otherwise, tale.summary.runs) {
        return Side::Sure(up);
    }
    let above_half = better.value - 0.5;
    if above_half.abs() <= HALF_WIDTH_95 * better.standard_error {
        Side::Even(up)
    } else if (above_half > 0.0) == up {
        Side::Mostly(up)
    } else {
        Side::Seldom(up)
    }
}

fn worth(tale: &Tale<'_>, subject: usize) -> Part {
    let language = tale.language;
    let side = side(tale, subject);
    let alone = subject == tale.plan.scenario.baseline;
    let (up, down) = match alone {
        true => (
            language.pick("winstgevend", "profitable"),
            language.pick("verliesgevend", "loss-making"),
        ),
        false => (language.pick("gunstiger", "better"), language.pick("ongunstiger", "worse")),
    };
    let word = |is_up: bool| if is_up { up } else { down };
    let verdict = match (side, language) {
        (Side::Unknown, Language::Nl) => "Niet te zeggen".to_owned(),
        (Side::Unknown, Language::En) => "We cannot tell".to_owned(),
        (Side::Sure(is_up), Language::Nl) => format!("Vrijwel zeker {}", word(is_up)),
        (Side::Sure(is_up), Language::En) => format!("Almost certainly {}", word(is_up)),
        (Side::Mostly(is_up), Language::Nl) => {
            format!("Gemiddeld {}, maar niet zeker", word(is_up))
        }
        (Side::Mostly(is_up), Language::En) => {
            format!("On average {}, but not for certain", word(is_up))
        }
        (Side::Even(is_up), Language::Nl) => {
            format!("Gemiddeld {}, maar het is kop of munt", word(is_up))
        }
        (Side::Even(is_up), Language::En) => format!("On average {}, but a toss-up", word(is_up)),
        (Side::Seldom(is_up), Language::Nl) => {
            format!("Gemiddeld {}, maar meestal {}", word(is_up), word(!is_up))
        }
        (Side::Seldom(is_up), Language::En) => {
            format!("On average {}, but mostly {}", word(is_up), word(!is_up))
        }
    };
    let tendency = match side {
        Side::Sure(true) => Tendency::Good,
        Side::Sure(false) => Tendency::Bad,
        _ => Tendency::Open,
    };
    let mut sentences = sentences::worth(tale);
    sentences.extend(either_way(tale, subject, side));
    sentences.extend(sentences::undelivered(tale));
    let question = match alone {
        true => language.pick("Levert het geld op?", "Does it bring in money?"),
        false => language
            .pick("Is het gunstiger dan het uitgangspunt?", "Is it better than the baseline?"),
    };
    Part { question, verdict, tendency, sentences }
}

/// That the spread is larger than the decision, with both ends.
fn either_way(tale: &Tale<'_>, subject: usize, side: Side) -> Option<String> {
    if matches!(side, Side::Sure(_)) {
        return None;
    }
    let language = tale.language;
    let [p5, .., p95] = of_decision(tale.plan, tale.summary, subject).percentiles;
    if !(p5 < 0.0 && p95 > 0.0) {
        return None;
    }
    let [low, high] = rounding::range(-p5, p95, language);
    let name = tale.name(subject);
    let alone = subject == tale.plan.scenario.baseline;
    let mut sentence = match (language, alone) {
        (Language::Nl, false) => format!(
            "De spreiding is groter dan het verschil: in 90 van de 100 toekomsten ligt de NCW van ‘{name}’ \
             tussen {low} lager en {high} hoger dan die van het uitgangspunt. Het kan dus beide kanten op"
        ),
        (Language::En, false) => format!(
            "The spread is larger than the difference: in 90 of 100 futures the NPV of ‘{name}’ lies \
             between {low} below and {high} above that of the baseline. So it can go either way"
        ),
        (Language::Nl, true) => format!(
            "In 90 van de 100 toekomsten ligt de NCW tussen {low} onder en {high} boven nul. Het kan \
             dus beide kanten op"
        ),
        (Language::En, true) => format!(
            "In 90 of 100 futures the NPV lies between {low} below and {high} above zero. So it can \
             go either way"
        ),
    };
    if matches!(side, Side::Even(_)) {
        sentence.push_str(language.pick(
            ", en met dit aantal runs is niet te zeggen welke kant vaker voorkomt",
            ", and this number of runs cannot tell which way is more frequent",
        ));
    }
    sentence.push('.');
    Some(sentence)
}

fn when(tale: &Tale<'_>, subject: usize) -> Part {
    let language = tale.language;
    let (paid_back, sentence) = sentences::earned_back(tale, subject);
    let half = paid_back.value - 0.5;
    let margin = HALF_WIDTH_95 * paid_back.standard_error;
    let runs = tale.summary.runs;
    let (verdict, tendency) = if paid_back.value >= 0.95 && is_seldom(1.0 - paid_back.value, runs) {
        (
            language.pick("Vrijwel altijd binnen de looptijd", "Almost always within the horizon"),
            Tendency::Good,
        )
    } else if paid_back.value <= 0.05 && is_seldom(paid_back.value, runs) {
        (
            language.pick("Vrijwel nooit binnen de looptijd", "Almost never within the horizon"),
            Tendency::Bad,
        )
    } else if half.abs() <= margin {
        (language.pick("Even vaak wel als niet", "As often as not"), Tendency::Open)
    } else if half > 0.0 {
        (language.pick("Meestal binnen de looptijd", "Mostly within the horizon"), Tendency::Open)
    } else {
        (
            language.pick("Meestal niet binnen de looptijd", "Mostly not within the horizon"),
            Tendency::Open,
        )
    };
    Part {
        question: language.pick("Wanneer is het terugverdiend?", "When is it earned back?"),
        verdict: verdict.to_owned(),
        tendency,
        sentences: vec![sentence],
    }
}

fn affordable(tale: &Tale<'_>, subject: usize) -> Part {
    let language = tale.language;
    let (verdict, tendency) = match sentences::afford(tale, subject) {
        None => (language.pick("Niet berekend", "Not computed"), Tendency::Open),
        Some(Against::Within) => (
            language.pick("Ja, binnen het aanvaarde risico", "Yes, within the accepted risk"),
            Tendency::Good,
        ),
        Some(Against::Beyond) => (
            language.pick("Nee, boven het aanvaarde risico", "No, above the accepted risk"),
            Tendency::Bad,
        ),
        Some(Against::TooClose) => {
            (language.pick("Niet te zeggen", "We cannot tell"), Tendency::Open)
        }
    };
    let mut sentences = sentences::shortfalls(tale, subject);
    sentences.extend(warnings::no_liquidity(tale));
    Part {
        question: language.pick("Kunnen we het betalen?", "Can we afford it?"),
        verdict: verdict.to_owned(),
        tendency,
        sentences,
    }
}

fn certain(tale: &Tale<'_>, subject: usize) -> Part {
    let language = tale.language;
    let outcome = of_decision(tale.plan, tale.summary, subject);
    let margin = HALF_WIDTH_95 * outcome.standard_error.unwrap_or(0.0);
    let [p5, .., p95] = outcome.percentiles;
    let runs_decide = outcome.mean.unwrap_or(0.0).abs() <= margin;
    let (verdict, tendency) = if tale.summary.runs < 2 {
        (
            language.pick("1 run zegt niets over zekerheid", "1 run says nothing about certainty"),
            Tendency::Open,
        )
    } else if p5 == p95 {
        (language.pick("Er is geen spreiding", "There is no spread"), Tendency::Good)
    } else if runs_decide {
        (language.pick("Te weinig runs om te beslissen", "Too few runs to decide"), Tendency::Open)
    } else if warnings::is_few(tale.summary.runs) {
        (
            language.pick(
                "Weinig runs: kansen en uitersten zijn grof",
                "Few runs: chances and extremes are coarse",
            ),
            Tendency::Open,
        )
    } else if runs_leave_open(tale, subject) {
        (
            language
                .pick("De runs beslissen niet elke vraag", "The runs do not settle every question"),
            Tendency::Open,
        )
    } else if !matches!(side(tale, subject), Side::Sure(_)) {
        (
            language.pick(
                "De runs zijn genoeg, de toekomst is onzeker",
                "The runs suffice, the future is uncertain",
            ),
            Tendency::Open,
        )
    } else {
        (
            language.pick(
                "De richting is vrijwel zeker, gegeven deze getallen",
                "The direction is almost certain, given these numbers",
            ),
            Tendency::Open,
        )
    };
    let mut sentences = Vec::new();
    if tale.summary.runs > 1 && p5 < p95 {
        let (margin, width) =
            (rounding::margin(margin, language), rounding::amount(p95 - p5, language));
        sentences.push(match language {
            Language::Nl => format!(
                "Het aantal runs laat in het gemiddelde een marge van {margin} naar beide kanten; de toekomsten \
                 zelf lopen {width} uiteen (p5 tot p95). Meer runs verkleinen alleen de marge."
            ),
            Language::En => format!(
                "The number of runs leaves a margin of {margin} either way in the mean; the futures themselves \
                 lie {width} apart (p5 to p95). More runs only reduce the margin."
            ),
        });
    }
    sentences.extend(sentences::causes(tale, subject));
    Part {
        question: language.pick("Hoe zeker is dit?", "How certain is this?"),
        verdict: verdict.to_owned(),
        tendency,
        sentences,
    }
}

/// Share of the variance from which on finding out is said to help: a quarter of the variance is an eighth
/// of the width of the spread.
const WORTH_FINDING_OUT: f64 = 0.25;

/// On what kind of evidence the spread rests: the share of assumptions.
pub(super) fn evidence(tale: &Tale<'_>, attribution: &Attribution) -> Option<String> {
    let weak = |grade: &Option<Grade>| matches!(grade, Some(Grade::D) | None);
    let share: f64 = attribution
        .by_grade()
        .iter()
        .filter(|(grade, _)| weak(grade))
        .map(|(_, share)| share.value.max(0.0))
        .sum();
    if share < 0.01 {
        return None;
    }
    let helps = share >= WORTH_FINDING_OUT;
    // Numbers that seem to take something off the spread do so by chance alone.
    let share = rounding::share(share.min(1.0 - attribution.luck), tale.language);
    Some(match tale.language {
        Language::Nl => format!(
            "{share} van de spreiding rust op aannames zonder bron (graad D of zonder graad): {}.",
            if helps {
                "daar helpt uitzoeken het meest"
            } else {
                "uitzoeken verkleint haar weinig"
            }
        ),
        Language::En => format!(
            "{share} of the spread rests on assumptions without a source (grade D or no grade): {}.",
            if helps {
                "that is where finding out helps most"
            } else {
                "finding out reduces it little"
            }
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_runs_that_agree_are_no_certainty() {
        // Wilson's upper ends by hand: 0 in 30 gives z²/(30 + z²) = 11.4 %, 0 in 40 gives 8.8 %.
        for (share, runs, expected) in [
            (0.0, 30, false),
            (0.0, 40, true),
            (1.0 / 30.0, 30, false),
            (0.05, 100, false),
            (0.05, 400, true),
            (0.05, 10_000, true),
        ] {
            assert_eq!(is_seldom(share, runs), expected, "{share} of {runs}");
        }
        assert!((wilson_upper(0.0, 30.0) - 0.113_5).abs() < 5e-4);
    }
}
