//! What members of a consortium gain by pooling their cohorts, and how much of it is luck.

use super::StudyTale;
use crate::language::{Language, number};
use crate::study::{ConsortiumResults, Point, row_of};
use crate::tell::answer::{Part, Tendency};
use crate::tell::rounding;
use crate::tell::rows::OutcomeTable;

impl StudyTale<'_> {
    pub(super) fn pooling(&self, found: &ConsortiumResults) -> Part {
        let language = self.language;
        let runs = self.found.runs;
        let [any, pooled] = [found.any_shortfall_alone, found.shortfall_pooled]
            .map(|of| rounding::chance(of, runs, language));
        let members = number(found.members.len() as f64, 0, language);
        let verdict = match language {
            Language::Nl => format!(
                "Staan de {members} leden elk apart, dan heeft er in {any} toekomsten minstens één een tekort; samen is de kans op een tekort {pooled}."
            ),
            Language::En => format!(
                "Where the {members} members stand alone, at least one has a shortfall in {} futures; pooled, the chance of a shortfall is {pooled}.",
                any.replace(" in 100", " of 100"),
            ),
        };
        let mut sentences = vec![self.terms(), self.reserves(found), self.spreads(found)];
        sentences.extend(self.luck(found));
        sentences.extend(self.shared_classes(found));
        let (any, pooled) = (found.any_shortfall_alone, found.shortfall_pooled);
        let margin = super::TOO_CLOSE * any.standard_error.hypot(pooled.standard_error);
        Part {
            question: language.pick("Wat doet samen optrekken?", "What does pooling do?"),
            verdict,
            tendency: match any.value - pooled.value {
                less if less > margin => Tendency::Good,
                less if less < -margin => Tendency::Bad,
                _ => Tendency::Open,
            },
            sentences,
        }
    }

    /// What the members are taken to do.
    fn terms(&self) -> String {
        let design = self.study.consortium.as_ref().and_then(|consortium| consortium.design);
        let name = self.quoted(design.map_or(super::NO_DESIGN, row_of));
        match self.language {
            Language::Nl => format!(
                "Elk lid draait hier zijn programma onder {name}, ook wie daar zelf niet aan zou meedoen."
            ),
            Language::En => format!(
                "Every member runs its programme here under {name}, also those that would not take part in it."
            ),
        }
    }

    fn reserves(&self, found: &ConsortiumResults) -> String {
        let language = self.language;
        let [alone, pooled] = [found.reserve_alone, found.reserve_pooled].map(|of| self.point(of));
        let risk = rounding::of_hundred(found.accepted_risk, language);
        let with_classes = match found.classes.is_empty() {
            true => "",
            false => language
                .pick(", met de samen gevulde klassen meegerekend", ", shared classes included"),
        };
        match language {
            Language::Nl => format!(
                "Om bij de eigen aanvaarde kans te blijven is apart bij elkaar {alone} aan geld bij de start nodig, en samen {pooled}{with_classes} (kans: {risk})."
            ),
            Language::En => format!(
                "To keep to the accepted chance, {alone} of cash is needed at the start in total when they stand alone, and {pooled} pooled{with_classes} (chance: {risk})."
            ),
        }
    }

    fn spreads(&self, found: &ConsortiumResults) -> String {
        let [alone, pooled] = [found.spread_alone, found.spread_pooled]
            .map(|of| rounding::amount(of.sd(), self.language));
        match self.language {
            Language::Nl => format!(
                "Wat het programma een lid oplevert boven zijn uitgangspunt heeft apart een standaardafwijking van {alone}, en samen van {pooled}."
            ),
            Language::En => format!(
                "What the programme brings a member above its baseline has a standard deviation of {alone} alone, and of {pooled} pooled."
            ),
        }
    }

    /// How much of what pooling takes off is luck; `None` where the runs are too few to tell luck from ignorance.
    fn luck(&self, found: &ConsortiumResults) -> Option<String> {
        let (alone, pooled) = (&found.spread_alone, &found.spread_pooled);
        let of = |sd: f64| rounding::amount(sd, self.language);
        let [a, b] = [of(alone.luck()?), of(pooled.luck()?)];
        let [c, d] = [of(alone.ignorance()?), of(pooled.ignorance()?)];
        Some(match self.language {
            Language::Nl => format!(
                "Toeval middelt uit: dat deel gaat van {a} naar {b}. Onwetendheid middelt alleen uit waar zij per lid verschilt: die gaat van {c} naar {d}."
            ),
            Language::En => format!(
                "Luck averages out: that part goes from {a} to {b}. Ignorance averages out only where it differs by member: it goes from {c} to {d}."
            ),
        })
    }

    fn shared_classes(&self, found: &ConsortiumResults) -> Option<String> {
        if found.classes.is_empty() {
            return None;
        }
        let sum = |of: fn(&crate::study::SharedClass) -> usize| -> usize {
            found.classes.iter().map(of).sum()
        };
        let language = self.language;
        let [alone, together] =
            [sum(|of| of.alone), sum(|of| of.together)].map(|n| number(n as f64, 0, language));
        let saving = found.class_saving;
        let saving = rounding::amount_with_margin(saving.value, saving.standard_error, language);
        Some(match language {
            Language::Nl => format!(
                "Klassen samen vullen: {together} in plaats van {alone}; dat scheelt gemiddeld {saving}."
            ),
            Language::En => format!(
                "Filling classes together: {together} instead of {alone}; that saves {saving} on average."
            ),
        })
    }

    /// Members of the consortium alone, and pooled.
    pub fn members(&self, found: &ConsortiumResults) -> OutcomeTable {
        let (language, runs) = (self.language, self.found.runs);
        let pick = |nl: &str, en: &str| language.pick(nl, en).to_owned();
        let mut table = OutcomeTable::new(vec![
            pick("kans op een tekort", "chance of a shortfall"),
            pick("aanvaarde kans", "accepted chance"),
            pick("nodig bij de start", "needed at the start"),
        ]);
        let cells = |shortfall, risk: f64, reserve: Point| {
            vec![
                rounding::chance(shortfall, runs, language),
                rounding::of_hundred(risk, language),
                self.point(reserve),
            ]
        };
        for of in &found.members {
            let name = self.organisation(of.organisation);
            table.row(name, cells(of.shortfall, of.accepted_risk, of.reserve));
        }
        table.begin_group();
        table.row(
            language.pick("samen", "pooled"),
            cells(found.shortfall_pooled, found.accepted_risk, found.reserve_pooled),
        );
        table
    }
}
