//! Names of sheets, groups and columns.

use crate::language::Language;

/// A sheet of the workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SheetName {
    Summary,
    Charts,
    Outcomes,
    Monthly,
    Yearly,
    Bridge,
    Parties,
    Decisions,
    Choice,
    Afford,
    Discover,
    Register,
    About,
}

impl SheetName {
    /// All of them, in their order.
    pub(super) const ALL: [Self; 13] = [
        Self::Summary,
        Self::Charts,
        Self::Outcomes,
        Self::Monthly,
        Self::Yearly,
        Self::Bridge,
        Self::Parties,
        Self::Decisions,
        Self::Choice,
        Self::Afford,
        Self::Discover,
        Self::Register,
        Self::About,
    ];

    /// The name on the tab: at most 31 characters, none of `[]:*?/\'`.
    pub(super) const fn name(self, language: Language) -> &'static str {
        match self {
            Self::Summary => language.pick("Samenvatting", "Summary"),
            Self::Charts => language.pick("Grafieken", "Charts"),
            Self::Outcomes => language.pick("Uitkomsten", "Outcomes"),
            Self::Monthly => language.pick("Per maand", "Monthly"),
            Self::Yearly => language.pick("Per jaar", "Yearly"),
            Self::Bridge => language.pick("Kostenbrug", "Cost bridge"),
            Self::Parties => language.pick("Wie betaalt", "Who pays"),
            Self::Decisions => language.pick("Beslissen", "Deciding"),
            Self::Choice => language.pick("Kiezen", "Choosing"),
            Self::Afford => language.pick("Betaalbaar", "Affordable"),
            Self::Discover => language.pick("Omstandigheden", "Circumstances"),
            Self::Register => language.pick("Aannames", "Assumptions"),
            Self::About => language.pick("Toelichting", "About"),
        }
    }

    /// What is on it, in one sentence.
    pub(super) const fn contents(self, language: Language) -> &'static str {
        match self {
            Self::Summary => language.pick(
                "De vraag, de belangrijkste uitkomsten naast elkaar en het antwoord in gewone zinnen.",
                "The question, the main outcomes side by side and the answer in plain sentences.",
            ),
            Self::Charts => language.pick(
                "Kosten en baten, netto contante waarde, kasstroom, liquiditeit, bezetting, kostenbruggen en partijen; de grafieken verwijzen naar de cellen van deze map.",
                "Costs and benefits, net present value, cash, liquidity, staffing, cost bridges and parties; the charts refer to the cells of this workbook.",
            ),
            Self::Outcomes => language.pick(
                "Elke uitkomst van elke strategie met gemiddelde, marge en spreiding, en het verschil met het uitgangspunt ernaast; te filteren.",
                "Every outcome of every strategy with mean, margin and spread, and the difference with the baseline beside it; can be filtered.",
            ),
            Self::Monthly => language.pick(
                "Elke maand van elke strategie: gemiddelde en percentielen; te filteren en geschikt voor een draaitabel. Op papier komen de eerste zes uitkomsten.",
                "Every month of every strategy: mean and percentiles; can be filtered and put into a pivot table. The first six outcomes are printed.",
            ),
            Self::Yearly => language.pick(
                "Resultaat en kasstroom per kalenderjaar, voor de begroting.",
                "Result and cash by calendar year, for the budget.",
            ),
            Self::Bridge => language.pick(
                "Waar de nettokasstroom uit bestaat, regel voor regel, met controle van de optelling.",
                "What net cash consists of, line by line, with a check that the lines add up.",
            ),
            Self::Parties => language.pick(
                "Wat werkgever, subsidiegever, gemeente en jeugdigen en gezinnen erop vooruit- of achteruitgaan.",
                "What employer, subsidy giver, municipality and young people and families gain or lose.",
            ),
            Self::Decisions => language.pick(
                "Welke aanname beslist: de uitkomst met elk getal laag en hoog, en zijn aandeel in de spreiding.",
                "Which assumption decides: the outcome with each number low and high, and its share of the spread.",
            ),
            Self::Choice => language.pick(
                "Welke strategie te kiezen, welke worden gedomineerd, en wat het waard is eerst meer te weten.",
                "Which strategy to choose, which are dominated, and what it is worth to know more first.",
            ),
            Self::Afford => language.pick(
                "Hoe groot het cohort kan zijn: de kans op een tekort en de voorfinanciering bij elk aantal plekken.",
                "How large the cohort can be: the chance of a shortfall and the peak funding for each number of positions.",
            ),
            Self::Discover => language.pick(
                "Onder welke omstandigheden het misgaat: de grenzen van het gebied, met dekking en dichtheid.",
                "Under which circumstances it goes wrong: the bounds of the region, with coverage and density.",
            ),
            Self::Register => language.pick(
                "Elk getal van het scenario: spreiding, prijspeil, graad en bron.",
                "Every number of the scenario: spread, price level, grade and source.",
            ),
            Self::About => language.pick(
                "Hoe dit is berekend, hoe de getallen te lezen zijn, en wat ze niet zeggen.",
                "How this was computed, how to read the numbers, and what they do not say.",
            ),
        }
    }
}

/// What people look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    Money,
    Cash,
    People,
    Payers,
}

impl Group {
    pub(super) const fn name(self, language: Language) -> &'static str {
        match self {
            Self::Money => language.pick("Geld", "Money"),
            Self::Cash => language.pick("Kas en risico", "Cash and risk"),
            Self::People => language.pick("Mensen en uren", "People and hours"),
            Self::Payers => language.pick("Wie betaalt", "Who pays"),
        }
    }
}

/// A statistic of an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Statistic {
    Mean,
    Margin,
    Sd,
    /// By its place among the percentiles that are reported.
    Percentile(usize),
    Worst,
    Ignorance,
}

impl Statistic {
    pub(super) const fn name(self, language: Language) -> &'static str {
        match self {
            Self::Mean => language.pick("gemiddelde", "mean"),
            Self::Margin => "±",
            Self::Sd => language.pick("standaardafwijking", "standard deviation"),
            Self::Percentile(index) => super::super::labels::PERCENTILE_KEYS[index],
            Self::Worst => language.pick("slechtste 5%, gemiddeld", "worst 5%, mean"),
            Self::Ignorance => language.pick("deel door onwetendheid", "share of ignorance"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excel_takes_every_name_of_a_sheet() {
        for language in Language::ALL {
            let mut seen = std::collections::BTreeSet::new();
            for sheet in SheetName::ALL {
                let name = sheet.name(language);
                assert!(name.chars().count() <= 31 && !name.is_empty());
                assert!(!name.contains(['[', ']', ':', '*', '?', '/', '\\', '\'']), "{name}");
                assert!(seen.insert(name.to_lowercase()), "{name} stands twice");
            }
        }
    }
}
