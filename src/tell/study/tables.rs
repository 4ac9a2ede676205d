//! Rows of numbers: the designs, who pays and who benefits, who takes part.

use super::{NO_DESIGN, StudyTale};
use crate::language::{Language, number, out_of_hundred};
use crate::study::outcome::Outcome;
use crate::summarize::statistics::{Chance, Ratio};
use crate::tell::rounding;
use crate::tell::rows::OutcomeTable;

/// Which of the percentiles 5, 25, 50, 75, 95.
const P95: usize = 4;
/// Columns of [`StudyTale::designs`].
const COLUMNS: usize = 9;

impl StudyTale<'_> {
    /// A row for each design, without any scheme first; `margins` of amounts and chances make it wide.
    pub fn designs(&self, margins: bool) -> OutcomeTable {
        let language = self.language;
        let pick = |nl: &str, en: &str| language.pick(nl, en).to_owned();
        let mut table = OutcomeTable::new(vec![
            pick("doen mee", "take part"),
            pick("extra in de jeugdzorg", "additional in youth care"),
            pick("kosten per extra", "cost for each"),
            pick("uitgaven", "spend"),
            pick("95%-punt", "95% point"),
            pick("terug", "clawback"),
            pick("kans op te veel", "chance of overrun"),
            pick("voor wie ook zo kwam", "for those who came anyway"),
            pick("kans op tekort", "chance of shortfall"),
        ]);
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
                 om te zeggen. 95%-punt: in 5 van de 100 toekomsten is het meer. Kans op te veel: dat meer wordt gevraagd dan het budget. \
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
            let mut cells = vec![String::new(); COLUMNS];
            (cells[0], cells[COLUMNS - 1]) = (of_all, shortfall);
            return cells;
        }
        let ratio = |of: Ratio| amount(of.value, of.standard_error);
        let share = |of: Ratio| match margins {
            true => rounding::share_with_margin(of.value, of.standard_error, language),
            false => rounding::share(of.value, language),
        };
        vec![
            of_all,
            self.heads(self.estimate(row, Outcome::AdditionalInYouthCare)),
            of.cost_in_youth_care.map_or(String::new(), ratio),
            mean(Outcome::Spend),
            rounding::amount(self.outcome(row, Outcome::Spend).percentiles[P95], language),
            mean(Outcome::Clawback),
            of.overrun.map_or(String::new(), chance),
            of.deadweight_share.map_or(String::new(), share),
            shortfall,
        ]
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
