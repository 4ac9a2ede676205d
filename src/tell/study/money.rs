//! What a design costs the funder, what the budget does, and who would have come anyway.

use super::{MOST_TOLD, NO_DESIGN, StudyTale};
use crate::language::{Language, number};
use crate::study::outcome::Outcome;
use crate::summarize::statistics::Chance;
use crate::tell::answer::{Part, Tendency};
use crate::tell::rounding;

/// A chance of an overrun above which a budget speaks against a design.
const OFTEN: f64 = 0.5;
/// Share of the spend on organisations that would have come anyway above which it speaks against a design.
const MOSTLY: f64 = 0.5;
/// The same, below which it speaks for a design.
const HARDLY: f64 = 0.1;

impl StudyTale<'_> {
    pub(super) fn cost(&self) -> Part {
        let language = self.language;
        let subject = self.subject();
        let spent = self.mean(subject, Outcome::Spend) > 0.0;
        let others = self.told().into_iter().filter(|row| *row != subject);
        let sentences = [self.reclaimed(subject), self.overrun(subject).filter(|_| spent)]
            .into_iter()
            .chain(others.flat_map(|row| [self.spends(row), self.overrun(row)]))
            .flatten();
        let chance = self.row(subject).overrun.map(|chance| chance.value);
        Part {
            question: language
                .pick("Wat kost het, en hoogstens?", "What does it cost, and at most?"),
            verdict: self.spends(subject).unwrap_or_else(|| self.nothing_spent(subject)),
            tendency: match chance {
                Some(0.0) => Tendency::Good,
                Some(chance) if chance > OFTEN => Tendency::Bad,
                _ => Tendency::Open,
            },
            sentences: sentences.collect(),
        }
    }

    /// The designs that sentences are about: those on the frontier.
    fn told(&self) -> Vec<usize> {
        self.steps().iter().map(|step| step.to).take(MOST_TOLD).collect()
    }

    /// What is spent on a design; `None` where nothing is.
    fn spends(&self, row: usize) -> Option<String> {
        if self.mean(row, Outcome::Spend) == 0.0 {
            return None;
        }
        let (name, mean) = (self.quoted(row), self.amount(row, Outcome::Spend));
        let high = self.point(self.row(row).high_spend);
        Some(match self.language {
            Language::Nl => format!(
                "Aan {name} wordt gemiddeld {mean} uitgekeerd; in 5 van de 100 toekomsten meer dan {high}."
            ),
            Language::En => format!(
                "{mean} is paid under {name} on average; in 5 of 100 futures more than {high}."
            ),
        })
    }

    fn nothing_spent(&self, row: usize) -> String {
        if self.nobody_takes_part() {
            let text = self.language.pick(
                "Er wordt niets uitgekeerd, want niemand doet mee.",
                "Nothing is paid, as nobody takes part.",
            );
            return text.to_owned();
        }
        let name = self.quoted(row);
        match self.language {
            Language::Nl => format!("Aan {name} wordt niets uitgekeerd."),
            Language::En => format!("Nothing is paid under {name}."),
        }
    }

    fn reclaimed(&self, row: usize) -> Option<String> {
        if self.mean(row, Outcome::Clawback) == 0.0 {
            return None;
        }
        let (back, name) = (self.amount(row, Outcome::Clawback), self.quoted(row));
        Some(match self.language {
            Language::Nl => format!("Daarvan komt onder {name} gemiddeld {back} terug."),
            Language::En => format!("Of that {back} comes back on average under {name}."),
        })
    }

    /// What the budget does under a design; `None` without one.
    fn overrun(&self, row: usize) -> Option<String> {
        let (of, language) = (self.row(row), self.language);
        let budget = rounding::amount(of.budget?, language);
        let name = self.quoted(row);
        let (Some(size), Some(chance)) = (of.overrun_size, of.overrun) else {
            return Some(match language {
                Language::Nl => {
                    format!("Het budget van {budget} is onder {name} in elke toekomst genoeg.")
                }
                Language::En => {
                    format!("The budget of {budget} is enough under {name} in every future.")
                }
            });
        };
        let futures = rounding::futures(chance.value, language);
        let size = rounding::amount_with_margin(size.value, size.standard_error, language);
        let turned = self.turned_away(row);
        let turned_in = rounding::futures(turned.value, language);
        let away = self.heads(self.estimate(row, Outcome::TurnedAway));
        let high = self.point(of.high_claims);
        Some(match language {
            Language::Nl => format!(
                "In {futures} wordt onder {name} meer gevraagd dan het budget van {budget}, dan gemiddeld {size} te veel; in \
                 5 van de 100 toekomsten wordt meer dan {high} gevraagd. In {turned_in} wordt iemand afgewezen (gemiddeld over alle toekomsten {away} organisaties)."
            ),
            Language::En => format!(
                "In {futures} more is asked for under {name} than the budget of {budget}, {size} too much on average then; in \
                 5 of 100 futures more than {high} is asked for. In {turned_in} somebody is turned away ({away} organisations on average over all futures)."
            ),
        })
    }

    /// The chance that the budget does not reach everybody who takes part.
    pub fn turned_away(&self, row: usize) -> Chance {
        let away = self.row(row).draws(Outcome::TurnedAway);
        Chance::of(away.iter().filter(|away| **away > 0.0).count(), away.len())
    }

    pub(super) fn anyway(&self) -> Part {
        let language = self.language;
        let subject = self.subject();
        let name = self.quoted(subject);
        let deadweight = self.row(subject).deadweight_share;
        let share = deadweight.map(|of| of.value);
        let verdict = match (deadweight, language) {
            (None, _) => self.nothing_spent(subject),
            (Some(of), _) if of.value == 0.0 => match language {
                Language::Nl => {
                    format!("Van {name} gaat niets naar wie ook zonder regeling zou beginnen.")
                }
                Language::En => {
                    format!("Nothing of {name} goes to those who would begin without a scheme too.")
                }
            },
            (Some(of), _) => {
                let share = rounding::share_with_margin(of.value, of.standard_error, language);
                match language {
                    Language::Nl => format!(
                        "Van wat {name} uitkeert, gaat {share} naar organisaties die ook zonder regeling zouden beginnen."
                    ),
                    Language::En => format!(
                        "Of what {name} pays, {share} goes to organisations that would begin without a scheme too."
                    ),
                }
            }
        };
        Part {
            question: language
                .pick("Wie was er ook zonder gekomen?", "Who would have come anyway?"),
            verdict,
            tendency: match share {
                Some(share) if share > MOSTLY => Tendency::Bad,
                Some(share) if share < HARDLY => Tendency::Good,
                _ => Tendency::Open,
            },
            sentences: vec![self.without_a_scheme()],
        }
    }

    /// Who runs the programme without any scheme, and how many registered professionals that gives.
    fn without_a_scheme(&self) -> String {
        let row = self.row(NO_DESIGN);
        let all = number(self.study.organisations.len() as f64, 0, self.language);
        let anyway: Vec<usize> = (0..row.organisations.len())
            .filter(|&k| row.organisations[k].decision.takes_part)
            .collect();
        let heads = self.heads(self.estimate(NO_DESIGN, Outcome::RegisteredInYouthCare));
        let months = self.months();
        let (count, names) = (anyway.len(), self.organisations(&anyway));
        let only = self.study.organisations.len() == 1;
        match (self.language, count) {
            (Language::Nl, _) if only => format!(
                "Zonder regeling begint de organisatie {}aan haar programma; na {months} werken er dan {heads} nieuw geregistreerden.",
                if count == 0 { "niet " } else { "" },
            ),
            (Language::En, _) if only => format!(
                "Without a scheme the organisation {} its programme; after {months} {heads} newly registered professionals work then.",
                if count == 0 { "does not begin" } else { "begins" },
            ),
            (Language::Nl, 0) => format!(
                "Zonder regeling begint geen van de {all} organisaties aan haar programma; na {months} werken er dan {heads} nieuw geregistreerden."
            ),
            (Language::En, 0) => format!(
                "Without a scheme none of the {all} organisations begins its programme; after {months} {heads} newly registered professionals work then."
            ),
            (Language::Nl, 1) => format!(
                "Zonder regeling begint 1 van de {all} organisaties aan haar programma ({names}); na {months} werken er dan {heads} nieuw geregistreerden."
            ),
            (Language::En, 1) => format!(
                "Without a scheme 1 of the {all} organisations begins its programme ({names}); after {months} {heads} newly registered professionals work then."
            ),
            (Language::Nl, _) => format!(
                "Zonder regeling beginnen {count} van de {all} organisaties aan hun programma ({names}); na {months} werken er dan {heads} nieuw geregistreerden."
            ),
            (Language::En, _) => format!(
                "Without a scheme {count} of the {all} organisations begin their programme ({names}); after {months} {heads} newly registered professionals work then."
            ),
        }
    }
}
