//! Which strategy to choose and what it would be worth to know more first, in sentences and rows.

mod choice;

use super::rows::OutcomeTable;
use super::{names, prices, rounding};
use crate::decide::value::Worth;
use crate::decide::value::information::Part;
use crate::decide::value::study::Study;
use crate::decide::voi::Voi;
use crate::distribution::normal::HALF_WIDTH_95;
use crate::language::{Language, number};
use crate::model::quantity::Grade;
use crate::model::scenario::Scenario;

/// Numbers that are told one by one.
pub const MOST_NUMBERS: usize = 10;
/// Numbers that a sentence names.
const MOST_NAMED: usize = 3;
/// A smaller amount is nothing \[€\].
const LEAST_AMOUNT: f64 = 0.5;

/// What there is to tell, and in which language.
#[derive(Clone, Copy, Debug)]
pub struct VoiTale<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// The answer.
    pub found: &'a Voi,
    /// The language of the reader.
    pub language: Language,
}

impl<'a> VoiTale<'a> {
    fn pick(&self, nl: &'static str, en: &'static str) -> &'static str {
        self.language.pick(nl, en)
    }

    /// Name of a strategy.
    pub fn name(&self, strategy: usize) -> &'a str {
        self.scenario.strategies[strategy].name.get(self.language)
    }

    /// What it all rests on.
    pub fn circumstances(&self) -> String {
        let futures = number(self.found.choice.futures as f64, 0, self.language);
        let draws = number(self.found.information.draws as f64, 0, self.language);
        let strategies = self.scenario.strategies.len();
        match self.language {
            Language::Nl => format!(
                "Een keuze uit {strategies} strategieën; {futures} runs, waarvan {draws} trekkingen van wat niemand \
                 weet zonder toeval zijn doorgerekend."
            ),
            Language::En => format!(
                "A choice between {strategies} strategies; {futures} runs, of which {draws} draws of what nobody \
                 knows were computed without luck."
            ),
        }
    }

    /// Names of the strategies, for the columns of the decision table.
    pub fn headings(&self) -> Vec<String> {
        (0..self.scenario.strategies.len())
            .map(|s| {
                let mark = if s == self.scenario.baseline {
                    self.pick(" (uitgangspunt)", " (baseline)")
                } else {
                    ""
                };
                format!("{}{mark}", self.name(s))
            })
            .collect()
    }

    /// An amount that information is worth: `€ 18.000 ± € 2.000`; what cannot be told from nothing by its upper end.
    pub fn worth(&self, worth: Worth) -> String {
        if is_none(worth) {
            return self.pick("ongeveer niets", "about nothing").to_owned();
        }
        if is_nothing(worth) {
            let most = rounding::amount(most(worth), self.language);
            return match self.language {
                Language::Nl => format!("hoogstens {most}, misschien niets"),
                Language::En => format!("at most {most}, perhaps nothing"),
            };
        }
        rounding::amount_with_margin(worth.value, worth.standard_error, self.language)
    }

    /// The same beside a bar, where there is little room: `≤ € 1.930` for what cannot be told from nothing.
    pub fn worth_of_a_bar(&self, worth: Worth) -> String {
        if is_nothing(worth) && !is_none(worth) {
            return format!("≤ {}", rounding::amount(most(worth), self.language));
        }
        self.worth(worth)
    }

    /// The same with its numbers, also where it may be nothing: `hoogstens € 125, misschien niets (€ 27 ± € 98)`.
    pub fn worth_in_numbers(&self, worth: Worth) -> String {
        let amount = rounding::amount_with_margin(worth.value, worth.standard_error, self.language);
        if is_nothing(worth) { format!("{} ({amount})", self.worth(worth)) } else { amount }
    }

    /// What some numbers are called.
    pub fn numbers(&self, part: &Part) -> String {
        names::together(self.scenario, &part.quantities, self.language)
    }

    /// The weakest grade among some numbers; `None` where one has none.
    pub fn grade(&self, part: &Part) -> Option<Grade> {
        let grades = part.quantities.iter().map(|&q| self.scenario.quantities[q].grade);
        grades.collect::<Option<Vec<Grade>>>()?.into_iter().max()
    }

    /// The numbers that are most worth knowing: name, grade, worth.
    pub fn most_worth_knowing(&self) -> Vec<[String; 3]> {
        let told = self.found.information.each.iter().filter(|part| !is_nothing(part.worth));
        told.take(MOST_NUMBERS)
            .map(|part| {
                let grade = self.grade_letter(self.grade(part));
                [self.numbers(part), grade, self.worth(part.worth)]
            })
            .collect()
    }

    /// A grade as a letter.
    pub fn grade_letter(&self, grade: Option<Grade>) -> String {
        grade.map_or_else(|| "–".to_owned(), |grade| format!("{grade:?}"))
    }

    /// What a grade is called.
    pub fn grade_name(&self, grade: Option<Grade>) -> String {
        match grade {
            Some(Grade::A) => self.pick("graad A: officieel", "grade A: official"),
            Some(Grade::B) => {
                self.pick("graad B: onderzoek in de sector", "grade B: study of the sector")
            }
            Some(Grade::C) => {
                self.pick("graad C: vergelijkbaar of afgeleid", "grade C: analogue or derived")
            }
            Some(Grade::D) => {
                self.pick("graad D: aanname zonder bron", "grade D: assumption without a source")
            }
            None => self.pick("zonder graad", "without a grade"),
        }
        .to_owned()
    }

    /// What a subject is called.
    pub fn subject_name(&self, subject: &str) -> String {
        let known = match subject {
            "indexation" => Some(("loon- en tariefgroei", "growth of wages and tariffs")),
            "contract" => Some(("contract", "contract")),
            "employment" => Some(("arbeidsvoorwaarden", "employment")),
            "organisation" => Some(("organisatie", "organisation")),
            "profile" => Some(("profielen", "profiles")),
            "route" => Some(("routes", "routes")),
            "subsidy" => Some(("subsidies", "subsidies")),
            "strategy" => Some(("strategieën", "strategies")),
            "residual_value" => Some(("restwaarde", "residual value")),
            _ => None,
        };
        known.map_or_else(|| subject.to_owned(), |(nl, en)| self.language.pick(nl, en).to_owned())
    }

    /// The worth of groups of numbers: how many there are, and what knowing them is worth.
    pub fn groups(&self) -> OutcomeTable {
        let information = &self.found.information;
        let headings = [self.pick("aantal", "number"), self.pick("hoogstens", "at most")];
        let mut table = OutcomeTable::new(headings.map(str::to_owned).into());
        let grades =
            information.by_grade.iter().map(|(grade, part)| (self.grade_name(*grade), part));
        let subjects =
            information.by_subject.iter().map(|(name, part)| (self.subject_name(name), part));
        for (name, part) in grades.chain(subjects) {
            let count = number(part.quantities.len() as f64, 0, self.language);
            table.row(&name, vec![count, self.worth(part.worth)]);
        }
        table
    }

    /// The answer, one sentence for each finding.
    pub fn sentences(&self) -> Vec<String> {
        let mut sentences = vec![self.best(), self.everything()];
        sentences.extend(self.most_worthy());
        sentences.extend(self.weakest());
        sentences.extend(self.study());
        sentences.extend(self.same());
        sentences.extend(self.dominated());
        sentences.extend(self.switch());
        sentences.extend(super::few(self.found.choice.futures, self.language));
        sentences
    }

    /// What an amount is about, and of which year its euros are.
    pub fn whole(&self) -> String {
        let (months, year) = (self.scenario.calendar.horizon, prices::level(self.scenario));
        match self.language {
            Language::Nl => {
                format!("voor het hele plan, over {months} maanden, in euro’s van {year}")
            }
            Language::En => format!("for the whole plan, over {months} months, in euros of {year}"),
        }
    }

    fn everything(&self) -> String {
        let everything = self.found.information.everything;
        if is_none(everything) {
            return self
                .pick(
                    "Meer weten voordat u beslist is ongeveer niets waard: het zou de keuze niet veranderen.",
                    "Knowing more before deciding is worth about nothing: it would not change the choice.",
                )
                .to_owned();
        }
        if is_nothing(everything) {
            let most = rounding::amount(most(everything), self.language);
            let draws = number(self.found.information.draws as f64, 0, self.language);
            return match self.language {
                Language::Nl => format!(
                    "Alles kennen wat nu onzeker is kan de keuze veranderen, en is hoogstens {most} waard; {draws} trekkingen \
                     zijn te weinig om dat van niets te onderscheiden."
                ),
                Language::En => format!(
                    "Knowing everything that is uncertain now may change the choice, and is worth at most {most}; {draws} draws \
                     are too few to tell that from nothing."
                ),
            };
        }
        let (worth, whole) = (self.worth(everything), self.whole());
        match self.language {
            Language::Nl => format!(
                "Alles kennen wat nu onzeker is, voordat u beslist, is hoogstens {worth} waard ({whole}); meer mag uitzoeken \
                 nooit kosten."
            ),
            Language::En => format!(
                "Knowing everything that is uncertain now before deciding is worth at most {worth} ({whole}); finding out \
                 should never cost more."
            ),
        }
    }

    fn most_worthy(&self) -> Vec<String> {
        let information = &self.found.information;
        if is_nothing(information.everything) {
            return Vec::new();
        }
        let named: Vec<&Part> =
            information.each.iter().filter(|part| !is_nothing(part.worth)).collect();
        if named.is_empty() {
            return vec![
                self.pick(
                    "Geen enkel getal op zichzelf is het uitzoeken waard: pas samen veranderen zij de keuze.",
                    "No number by itself is worth finding out: only together do they change the choice.",
                )
                .to_owned(),
            ];
        }
        named
            .iter()
            .take(MOST_NAMED)
            .map(|part| {
                let (numbers, worth) = (self.numbers(part), self.worth(part.worth));
                match self.language {
                    Language::Nl => {
                        format!("‘{numbers}’ kennen voordat u beslist is hoogstens {worth} waard.")
                    }
                    Language::En => {
                        format!("Knowing ‘{numbers}’ before deciding is worth at most {worth}.")
                    }
                }
            })
            .collect()
    }

    /// What it is worth to find out what rests on assumptions.
    fn weakest(&self) -> Option<String> {
        let by_grade = &self.found.information.by_grade;
        let (_, part) = by_grade.iter().find(|(grade, _)| *grade == Some(Grade::D))?;
        if by_grade.len() < 2 || is_nothing(self.found.information.everything) {
            return None;
        }
        let worth = self.worth(part.worth);
        let bound = if is_nothing(part.worth) { "" } else { self.pick("hoogstens ", "at most ") };
        Some(match self.language {
            Language::Nl => format!(
                "Alle aannames zonder bron (graad D) samen uitzoeken is {bound}{worth} waard."
            ),
            Language::En => format!(
                "Finding out all assumptions without a source (grade D) is worth {bound}{worth}."
            ),
        })
    }

    /// Whom the study follows.
    pub fn studied(&self, study: &Study) -> String {
        let profile = self.scenario.profiles[study.design.profile.0].name.get(self.language);
        let months = study.design.months;
        match self.language {
            Language::Nl => format!("‘{profile}’, {months} maanden gevolgd"),
            Language::En => format!("‘{profile}’, followed for {months} months"),
        }
    }

    fn study(&self) -> Option<String> {
        let study = self.found.study.as_ref()?;
        let profile = self.scenario.profiles[study.design.profile.0].name.get(self.language);
        let (hires, months) = (study.design.hires, study.design.months);
        let hires = number(hires as f64, 0, self.language);
        let (worth, known) = (self.worth(study.worth()), self.worth(study.known.worth));
        Some(match self.language {
            Language::Nl => format!(
                "Eerst {hires} × ‘{profile}’ {months} maanden volgen (wie vertrekt, wie slaagt) en dan pas beslissen is {worth} \
                 waard, de kosten van dat onderzoek niet meegerekend; die kansen precies kennen: {known}."
            ),
            Language::En => format!(
                "First following {hires} × ‘{profile}’ for {months} months (who leaves, who passes) and only then deciding is \
                 worth {worth}, not counting what that study costs; knowing these chances exactly: {known}."
            ),
        })
    }
}

/// The upper end of the margin.
fn most(worth: Worth) -> f64 {
    worth.value + HALF_WIDTH_95 * worth.standard_error
}

/// Whether even the upper end of the margin is nothing.
pub fn is_none(worth: Worth) -> bool {
    most(worth) < LEAST_AMOUNT
}

/// Whether an estimate is not told apart from 0.
pub fn is_nothing(worth: Worth) -> bool {
    worth.value < LEAST_AMOUNT || worth.value <= HALF_WIDTH_95 * worth.standard_error
}
