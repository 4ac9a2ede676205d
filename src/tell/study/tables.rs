//! Rows of numbers: the designs, who pays and who benefits, who takes part.

use super::{NO_DESIGN, StudyTale};
use crate::language::{Language, number, out_of_hundred};
use crate::study::outcome::Outcome;
use crate::study::{Estimate, Point};
use crate::summarize::statistics::{Chance, Ratio};
use crate::tell::rounding;
use crate::tell::rows::OutcomeTable;

/// Place of what is asked for among the columns of [`StudyTale::designs`].
const CLAIMS: usize = 5;

impl StudyTale<'_> {
    /// A row for each design, without any scheme first; `margins` of amounts and chances make it wide.
    pub fn designs(&self, margins: bool) -> OutcomeTable {
        let language = self.language;
        let pick = |nl: &str, en: &str| language.pick(nl, en).to_owned();
        let mut headings = vec![
            pick("doen mee", "take part"),
            pick("extra in de jeugdzorg", "additional in youth care"),
            pick("kosten per extra", "cost for each"),
            pick("uitgaven", "spend"),
            pick("95%-punt", "95% point"),
            pick("terug", "clawback"),
            pick("kans op overschrijding", "chance of overrun"),
            pick("naar wie ook zonder begint", "to those who begin anyway"),
            pick("kans op tekort", "chance of shortfall"),
        ];
        if margins && self.has_budget() {
            headings.insert(CLAIMS, pick("gevraagd, 95%-punt", "asked for, 95% point"));
        }
        let mut table = OutcomeTable::new(headings);
        for row in 0..self.found.rows.len() {
            table.row(self.name(row), self.design(row, margins));
        }
        table
    }

    /// What the marks in [`StudyTale::designs`] mean.
    pub fn legend(&self) -> String {
        let months = self.months();
        match self.language {
            Language::Nl => format!(
                "± is de marge die het aantal runs laat (95%), gegeven wie er meedoet. Extra: nieuw geregistreerden die na {months} nog in de jeugdzorg werken, boven \
                 de wereld zonder regeling. Kosten per extra: uitgaven na terugvordering, contante waarde; leeg waar het aantal extra te klein is \
                 om te zeggen. 95%-punt: in 5 van de 100 toekomsten is het meer. Kans op overschrijding: dat meer wordt gevraagd dan het budget. \
                 Kans op tekort: gemiddeld over wie meedoet."
            ),
            Language::En => format!(
                "± is the margin that the number of runs leaves (95%), given who takes part. Additional: newly registered professionals who still work in youth care after \
                 {months}, above the world without a scheme. Cost for each: spend after clawback, present value; empty where the additional ones are \
                 too few to tell. 95% point: in 5 of 100 futures it is more. Overrun: more is asked for than the budget. Chance of shortfall: mean over \
                 those who take part."
            ),
        }
    }

    fn design(&self, row: usize, margins: bool) -> Vec<String> {
        let (language, runs) = (self.language, self.found.runs);
        let of = self.row(row);
        let all = self.study.organisations.len() as f64;
        let count = |n: f64| number(n, 0, language);
        let chance = |of: Chance| match margins {
            true => rounding::chance(of, runs, language),
            false => out_of_hundred(of.value, language),
        };
        let amount = |value: f64, error: f64| match margins {
            true => rounding::amount_with_margin(value, error, language),
            false => rounding::amount(value, language),
        };
        let mean = |outcome: Outcome| {
            let of = self.estimate(row, outcome);
            amount(of.value, of.standard_error)
        };
        let taking = count(of.taking_part as f64);
        let of_all = format!("{taking} {} {}", language.pick("van", "of"), count(all));
        let shortfall = of.shortfall_after.map_or(String::new(), |of| {
            chance(Chance { value: of.value, standard_error: of.standard_error })
        });
        if row == NO_DESIGN {
            let between = 7 + usize::from(margins && self.has_budget());
            let empty = std::iter::repeat_n(String::new(), between);
            return std::iter::once(of_all).chain(empty).chain([shortfall]).collect();
        }
        let ratio = |of: Ratio| amount(of.value, of.standard_error);
        let share = |of: Ratio| match margins {
            true => rounding::share_with_margin(of.value, of.standard_error, language),
            false => rounding::share(of.value, language),
        };
        let point = |of: Point| match margins {
            true => self.point(of),
            false => rounding::amount(of.value, language),
        };
        let mut cells = vec![
            of_all,
            self.heads(self.estimate(row, Outcome::AdditionalInYouthCare)),
            of.cost_in_youth_care.map_or(String::new(), ratio),
            mean(Outcome::Spend),
            point(of.high_spend),
            mean(Outcome::Clawback),
            of.overrun.map_or(String::new(), chance),
            of.deadweight_share.map_or(String::new(), share),
            shortfall,
        ];
        if margins && self.has_budget() {
            cells.insert(CLAIMS, of.budget.map_or(String::new(), |_| point(of.high_claims)));
        }
        cells
    }

    fn has_budget(&self) -> bool {
        self.found.rows.iter().any(|row| row.budget.is_some())
    }

    /// What designs come to if the organisations that are too close to call decide alike; `None` where none is.
    pub fn if_alike(&self) -> Option<OutcomeTable> {
        let language = self.language;
        let pick = |nl: &str, en: &str| language.pick(nl, en).to_owned();
        let mut table = OutcomeTable::new(vec![
            pick("te dicht bij hun grens", "too close to tell"),
            pick("extra in de jeugdzorg: geen van hen", "additional in youth care: none of them"),
            pick("allen", "all of them"),
            pick("uitgaven: geen van hen", "spend: none of them"),
            pick("allen", "all of them"),
        ]);
        for row in 1..self.found.rows.len() {
            let Some(of) = &self.row(row).if_alike else { continue };
            let amount =
                |of: Estimate| rounding::amount_with_margin(of.value, of.standard_error, language);
            let cells = vec![
                self.organisations(&of.organisations),
                self.heads(of.none.additional),
                self.heads(of.all.additional),
                amount(of.none.net_spend),
                amount(of.all.net_spend),
            ];
            table.row(self.name(row), cells);
        }
        table.groups.iter().any(|rows| !rows.is_empty()).then_some(table)
    }

    /// How to read [`StudyTale::if_alike`].
    pub fn legend_of_if_alike(&self) -> String {
        self.language
            .pick(
                "Dezelfde levens, met andere besluiten van wie te dicht bij zijn grens ligt. Allen: zij doen mee dankzij het ontwerp, en zouden zonder regeling niet beginnen. Geen van hen: zij blijven buiten het ontwerp, of zouden ook zonder regeling beginnen. Uitgaven: na terugvordering, contante waarde. Is er een budget, dan staat wie meedoet in dezelfde rij en kan een ander verdringen.",
                "The same lives, with other decisions of those too close to their bound. All: they take part because of the design, and would not begin without a scheme. None: they stay out of the design, or would begin without a scheme too. Spend: after clawback, present value. Where there is a budget, those who take part stand in the same queue and may crowd out another.",
            )
            .to_owned()
    }

    /// Who pays and who benefits: cash minus that without any scheme, by design.
    pub fn parties(&self) -> OutcomeTable {
        let language = self.language;
        let pick = |nl: &str, en: &str| language.pick(nl, en).to_owned();
        let parties = [
            (Outcome::SubsidyGiver, pick("subsidiegever", "subsidy giver")),
            (Outcome::Employers, pick("werkgevers", "employers")),
            (Outcome::Municipalities, pick("gemeenten", "municipalities")),
            (Outcome::CareUsers, pick("cliënten (waarde van zorg)", "care users (value of care)")),
        ];
        let mut table = OutcomeTable::new(parties.iter().map(|(_, name)| name.clone()).collect());
        for row in 1..self.found.rows.len() {
            let cells = parties.iter().map(|(outcome, _)| {
                let of = self.estimate(row, *outcome);
                rounding::signed_amount_with_margin(of.value, of.standard_error, language)
            });
            table.row(self.name(row), cells.collect());
        }
        table
    }

    /// A row for each organisation: what it does under each design, without any scheme first.
    pub fn decisions(&self) -> OutcomeTable {
        let rows = 0..self.found.rows.len();
        let mut table =
            OutcomeTable::new(rows.clone().map(|row| self.name(row).to_owned()).collect());
        for organisation in 0..self.study.organisations.len() {
            let cells = rows.clone().map(|row| self.decision(row, organisation));
            table.row(self.organisation(organisation), cells.collect());
        }
        table
    }
}
