//! Who takes part, who does not and why, and whether those who do can bear the risk.

use super::StudyTale;
use crate::language::{Language, number};
use crate::study::Estimate;
use crate::study::outcome::Outcome;
use crate::summarize::statistics::Chance;
use crate::tell::answer::{Part, Tendency};
use crate::tell::rounding;

/// Why an organisation stays out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Objection {
    /// The chance that the programme is no worse than its baseline is too small.
    Gain,
    /// The chance of a shortfall is too large.
    Risk,
    /// Both.
    Both,
}

impl StudyTale<'_> {
    /// Why an organisation stays out of a row; `None` where it takes part.
    pub fn objection(&self, row: usize, organisation: usize) -> Option<Objection> {
        let decision = self.row(row).organisations[organisation].decision;
        let of = &self.study.organisations[organisation];
        let objects =
            [decision.gain.value < of.chance_of_gain, decision.shortfall.value > of.accepted_risk];
        match objects {
            [false, false] => None,
            [true, false] => Some(Objection::Gain),
            [false, true] => Some(Objection::Risk),
            [true, true] => Some(Objection::Both),
        }
    }

    /// What an organisation does under a row: `doet mee`, or why it stays out.
    pub fn decision(&self, row: usize, organisation: usize) -> String {
        let language = self.language;
        let text = match self.objection(row, organisation) {
            None => language.pick("ja", "yes"),
            Some(Objection::Gain) => language.pick("nee: winst", "no: gain"),
            Some(Objection::Risk) => language.pick("nee: risico", "no: risk"),
            Some(Objection::Both) => language.pick("nee: beide", "no: both"),
        };
        let close = self.row(row).organisations[organisation].decision.too_close;
        format!("{text}{}", if close { "\u{a0}?" } else { "" })
    }

    pub(super) fn taking_part(&self) -> Part {
        let language = self.language;
        let subject = self.subject();
        let count = self.row(subject).taking_part;
        let all = self.study.organisations.len();
        let name = self.quoted(subject);
        let anyway = self.row(super::NO_DESIGN).taking_part;
        let [n, of, without] = [count, all, anyway].map(|n| number(n as f64, 0, language));
        let verdict = match language {
            _ if all == 1 => self.only_one(subject),
            Language::Nl => format!(
                "Aan {name} {} {n} van de {of} organisaties mee; zonder regeling {} er {without}.",
                if count == 1 { "doet" } else { "doen" },
                if anyway == 1 { "begint" } else { "beginnen" },
            ),
            Language::En => format!(
                "{n} of the {of} organisations {} part in {name}; without a scheme {without} {}.",
                if count == 1 { "takes" } else { "take" },
                if anyway == 1 { "begins" } else { "begin" },
            ),
        };
        let mut sentences = Vec::new();
        sentences.extend(self.range_of_uptake());
        sentences.extend(self.objections(subject));
        sentences.extend(self.risk(subject));
        sentences.extend(self.care(subject));
        sentences.extend(self.too_close());
        sentences.extend(self.either_way(subject));
        Part {
            question: language
                .pick("Wie doet er mee, en wie niet?", "Who takes part, and who does not?"),
            verdict,
            tendency: match count {
                0 => Tendency::Bad,
                n if n == all => Tendency::Good,
                _ => Tendency::Open,
            },
            sentences,
        }
    }

    /// What the only organisation does under a row and without a scheme.
    fn only_one(&self, row: usize) -> String {
        let [takes_part, anyway] =
            [row, super::NO_DESIGN].map(|row| self.row(row).taking_part == 1);
        let name = self.quoted(row);
        match self.language {
            Language::Nl => format!(
                "De organisatie doet {}mee aan {name}; zonder regeling begint zij {}aan haar programma.",
                if takes_part { "" } else { "niet " },
                match (takes_part, anyway) {
                    (true, true) => "ook ",
                    (_, true) => "wel ",
                    (_, false) => "niet ",
                },
            ),
            Language::En => format!(
                "The organisation {} in {name}; without a scheme it {} its programme.",
                if takes_part { "takes part" } else { "does not take part" },
                match (takes_part, anyway) {
                    (true, true) => "begins",
                    (_, true) => "does begin",
                    (_, false) => "does not begin",
                },
            ),
        }
    }

    /// The designs with the fewest and with the most that take part; `None` where all are alike.
    fn range_of_uptake(&self) -> Option<String> {
        let count = |row: usize| self.row(row).taking_part;
        let designs = 1..self.found.rows.len();
        let fewest = designs.clone().fold(1, |a, b| if count(b) < count(a) { b } else { a });
        let most = designs.fold(1, |a, b| if count(b) > count(a) { b } else { a });
        if count(fewest) == count(most) {
            return None;
        }
        let [low, high] = [fewest, most].map(|row| number(count(row) as f64, 0, self.language));
        let [fewest, most] = [fewest, most].map(|row| self.quoted(row));
        Some(match self.language {
            Language::Nl => {
                format!("De deelname loopt van {low} ({fewest}) tot {high} organisaties ({most}).")
            }
            Language::En => {
                format!("Uptake runs from {low} ({fewest}) to {high} organisations ({most}).")
            }
        })
    }

    /// Why those who stay out of a design do; `None` where all take part.
    fn objections(&self, row: usize) -> Option<String> {
        let all: Vec<Objection> = (0..self.study.organisations.len())
            .filter_map(|organisation| self.objection(row, organisation))
            .collect();
        // Of one organisation the table says why.
        if all.is_empty() || self.study.organisations.len() == 1 {
            return None;
        }
        let language = self.language;
        let reasons = [
            (Objection::Gain, "is de kans op winst te klein", "the chance of gain is too small"),
            (
                Objection::Risk,
                "is de kans op een tekort te groot",
                "the chance of a shortfall is too large",
            ),
            (Objection::Both, "gelden beide bezwaren", "both objections hold"),
        ];
        let said = reasons.iter().filter_map(|&(reason, nl, en)| {
            let count = all.iter().filter(|of| **of == reason).count();
            let n = number(count as f64, 0, language);
            (count > 0).then(|| match language {
                Language::Nl => format!("voor {n} {nl}"),
                Language::En => format!("for {n} {en}"),
            })
        });
        let said = self.listed(&said.collect::<Vec<_>>());
        let (name, n) = (self.quoted(row), number(all.len() as f64, 0, language));
        Some(match language {
            Language::Nl => format!(
                "Buiten {name} {} er {n}: {said}.",
                if all.len() == 1 { "blijft" } else { "blijven" }
            ),
            Language::En => format!(
                "{n} {} out of {name}: {said}.",
                if all.len() == 1 { "stays" } else { "stay" }
            ),
        })
    }

    /// What the scheme does to the risk of those who take part.
    fn risk(&self, row: usize) -> Option<String> {
        let (before, after) = (self.row(row).shortfall_before?, self.row(row).shortfall_after?);
        let [before, after] = [before, after].map(|of| self.mean_chance(of));
        let name = self.quoted(row);
        Some(match self.language {
            Language::Nl => format!(
                "Wie meedoet aan {name} heeft gemiddeld {after} kans op een tekort; zonder subsidie was dat {before}."
            ),
            Language::En => format!(
                "Those who take part in {name} have a chance of a shortfall of {after} on average; without the subsidy it would be {before}."
            ),
        })
    }

    /// A mean of chances with its margin.
    pub(super) fn mean_chance(&self, of: Estimate) -> String {
        let chance = Chance { value: of.value, standard_error: of.standard_error };
        rounding::chance(chance, self.found.runs, self.language)
    }

    /// Organisations whose decision other luck might turn, under at least one design or without any.
    fn too_close(&self) -> Option<String> {
        let mut close: Vec<usize> =
            self.found.rows.iter().flat_map(crate::study::Row::too_close).collect();
        close.sort_unstable();
        close.dedup();
        if close.is_empty() {
            return None;
        }
        let names = self.organisations(&close);
        Some(match self.language {
            Language::Nl => format!(
                "Te dicht bij de grens om met dit aantal runs te zeggen of zij meedoen, onder minstens één ontwerp: {names}. Beslissen zij anders, dan veranderen uitgaven en aantallen meer dan ± aangeeft: reken met meer runs."
            ),
            Language::En => format!(
                "Too close to their bound to tell with this number of runs whether they take part, under at least one design: {names}. If they decide otherwise, spend and numbers change by more than ± says: use more runs."
            ),
        })
    }

    /// What a design comes to with none and with all of those who are too close to call.
    fn either_way(&self, row: usize) -> Option<String> {
        let of = self.row(row).if_alike.as_ref()?;
        let [none, all] = [of.none, of.all].map(|of| {
            let Estimate { value, standard_error } = of.net_spend;
            (
                self.heads(of.additional),
                rounding::amount_with_margin(value, standard_error, self.language),
            )
        });
        let one = of.organisations.len() == 1;
        let (nl, en) = match one {
            true => (["Doet zij niet", "doet zij dat wel"], ["it does not take", "it does"]),
            false => (
                ["Doet geen van hen", "doen zij dat allen"],
                ["none of them takes", "all of them do"],
            ),
        };
        let name = self.quoted(row);
        Some(match self.language {
            Language::Nl => format!(
                "{} mee dankzij {name}, dan zijn er {} extra geregistreerden voor {}; {}, dan {} voor {}.",
                nl[0], none.0, none.1, nl[1], all.0, all.1
            ),
            Language::En => format!(
                "If {} part because of {name}, there are {} additional registered professionals for {}; if {}, {} for {}.",
                en[0], none.0, none.1, en[1], all.0, all.1
            ),
        })
    }

    /// What a design does to the care that users get.
    fn care(&self, row: usize) -> Option<String> {
        let of = self.estimate(row, Outcome::CareUsers);
        if of.value == 0.0 && of.standard_error == 0.0 {
            return None;
        }
        let language = self.language;
        let name = self.quoted(row);
        if super::is_close(of) {
            return Some(match language {
                Language::Nl => format!(
                    "Of cliënten onder {name} meer of minder zorg krijgen dan zonder regeling, is met dit aantal runs niet te zeggen."
                ),
                Language::En => format!(
                    "Whether care users get more or less care under {name} than without a scheme cannot be told with this number of runs."
                ),
            });
        }
        let value = rounding::amount_with_margin(of.value.abs(), of.standard_error, language);
        let more = of.value > 0.0;
        Some(match language {
            Language::Nl => format!(
                "Cliënten krijgen onder {name} gemiddeld voor {value} {} zorg dan zonder regeling (waarde van de uren): {}.",
                if more { "meer" } else { "minder" },
                if more {
                    "plaatsen die anders leeg blijven, worden vervuld"
                } else {
                    "wie meedoet, levert met zijn programma minder uren dan met zijn uitgangspunt"
                },
            ),
            Language::En => format!(
                "Under {name} care users get {} care than without a scheme, worth {value} on average (value of the hours): {}.",
                if more { "more" } else { "less" },
                if more {
                    "positions that stay empty otherwise are filled"
                } else {
                    "those who take part deliver fewer hours with their programme than with their baseline"
                },
            ),
        })
    }
}
