//! What the model leaves out, and which way that tilts the comparison. The tables of the READMEs
//! hold the same rows; a test compares them.

/// Which way something left out tilts the comparison of side entry with regular hiring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tilt {
    /// Flatters side entry.
    Flatters,
    /// Counts against side entry.
    Against,
    /// Either way.
    Either,
}

impl Tilt {
    /// The sign in tables.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Flatters => "+",
            Self::Against => "−",
            Self::Either => "±",
        }
    }
}

/// A subject with what is left out of it.
#[derive(Clone, Copy, Debug)]
pub struct Subject {
    /// Its name, Dutch and English.
    pub name: [&'static str; 2],
    /// What is left out.
    pub limits: &'static [Limit],
}

/// Something that is left out.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// What, Dutch and English.
    pub what: [&'static str; 2],
    /// Which way that tilts.
    pub tilt: Tilt,
    /// Because of what, Dutch and English.
    pub why: [&'static str; 2],
}

/// Everything that is known to be left out.
pub const LIMITS: &[Subject] = &[
    Subject {
        name: ["Arbeidsmarkt", "Labour market"],
        limits: &[
            Limit {
                what: [
                    "Zoeken duurt niet langer als u meer mensen zoekt, en uiteindelijk wordt er altijd iemand gevonden",
                    "The search gets no longer when more people are sought; somebody is always found in the end",
                ],
                tilt: Tilt::Against,
                why: [
                    "twaalf geregistreerde collega's vindt u in een krappe markt niet zo snel als één",
                    "twelve registered colleagues are not found as fast as one in a tight market",
                ],
            },
            Limit {
                what: [
                    "Er wordt niet onderhandeld: het loon volgt de schaal, zonder arbeidsmarkttoelage",
                    "No bargaining: pay follows the scale, without labour-market allowances",
                ],
                tilt: Tilt::Against,
                why: [
                    "wie schaars is, vraagt meer. Neem dat op in de trede of in een bedrag",
                    "those who are scarce ask for more. Put it in the step, or in an amount",
                ],
            },
            Limit {
                what: [
                    "Een reguliere medewerker komt bij een ander vandaan; wat dat die ander kost, telt niet mee",
                    "Regular hires come from a neighbour; what that costs the neighbour is not counted",
                ],
                tilt: Tilt::Against,
                why: [
                    "alleen zij-instroom voegt mensen toe aan het vak",
                    "only side entry adds people to the field",
                ],
            },
            Limit {
                what: [
                    "Het zoeken begint pas als iemand weg is, niet in de opzegtermijn; in die termijn werkt iemand gewoon door",
                    "The search starts when somebody has left, not in the notice period; notice months are as productive as others",
                ],
                tilt: Tilt::Either,
                why: [
                    "nadelig voor wie meer vertrek en langere zoektijden heeft",
                    "hurts whoever has more exits and the longer search",
                ],
            },
        ],
    },
    Subject {
        name: ["Mensen", "People"],
        limits: &[
            Limit {
                what: [
                    "Vertrek is onafhankelijk, gegeven de gemeenschappelijke getallen: niemand trekt een ander mee",
                    "Exits are independent given the common numbers: no group leaves together",
                ],
                tilt: Tilt::Flatters,
                why: [
                    "een klas die de moed verliest, maakt de spreiding groter; het gemiddelde blijft gelijk",
                    "a class that loses heart widens the spread; the mean stays",
                ],
            },
            Limit {
                what: [
                    "Vertrek hangt niet af van studielast, caseload of collega's, behalve zoals u dat zelf per periode invult",
                    "Exit does not depend on study load, caseload or colleagues but through the bands that you write",
                ],
                tilt: Tilt::Either,
                why: [
                    "sneller vervulde plekken ontlasten collega's, begeleiden belast hen; geen van beide verandert hun vertrek",
                    "no effect of vacancies or of supervising on the exit of colleagues: filling sooner relieves, supervising burdens",
                ],
            },
            Limit {
                what: [
                    "De uitslag van een route hangt niet af van de persoon; vertrekkers zouden even vaak slagen als blijvers",
                    "The result of a route does not depend on the person; leavers would have passed as often as stayers",
                ],
                tilt: Tilt::Against,
                why: [
                    "wie vertrekt, zou vaak niet zijn geslaagd; met een slaagkans over alle starters telt mislukken dan dubbel",
                    "leavers are often those who would fail; with a pass rate measured over all starters that counts failure twice",
                ],
            },
            Limit {
                what: ["Elke poging heeft dezelfde slaagkans", "Every attempt has the same chance"],
                tilt: Tilt::Flatters,
                why: ["wie één keer zakt, zakt vaker", "people who fail once fail more often"],
            },
            Limit {
                what: [
                    "Op de dag van registratie is iemand volledig inzetbaar",
                    "On the day of registration the deployable share becomes 1",
                ],
                tilt: Tilt::Flatters,
                why: ["nieuwe taken moeten ook worden geleerd", "new tasks have to be learned"],
            },
            Limit {
                what: [
                    "De organisatie leert niet: de tiende zij-instromer is als de eerste",
                    "No selection or learning by the organisation: the tenth side entrant is like the first",
                ],
                tilt: Tilt::Against,
                why: [
                    "programma's worden beter; wat begeleiders en teams ervan leren, telt niet mee",
                    "programmes improve; nothing that mentors or teams learn is counted",
                ],
            },
            Limit {
                what: [
                    "Verzuim is elke maand gelijk; langdurige ziekte, verlof en andere uren komen niet voor",
                    "Absence is constant and the same for all of a profile; no long-term illness, leave or change of hours",
                ],
                tilt: Tilt::Either,
                why: [
                    "het gemiddelde klopt als het percentage klopt, de spreiding is in werkelijkheid groter. Het loon loopt door bij verzuim; wat na twee jaar ziekte komt, ontbreekt",
                    "the mean is right if the rate is; real spread is wider, most in small cohorts. Wages go on during absence; what comes after two years of illness is left out",
                ],
            },
            Limit {
                what: [
                    "De vervanger heeft altijd hetzelfde profiel; wie zakt, blijft of vertrekt, en krijgt nooit een andere functie",
                    "Refills stay one profile for ever; failed people stay or leave, and never change function",
                ],
                tilt: Tilt::Either,
                why: [
                    "een tweede kans elders in de organisatie verkleint het verlies",
                    "a second chance elsewhere in the organisation would lower the loss",
                ],
            },
        ],
    },
    Subject {
        name: ["Begeleiding en kwaliteit", "Supervision and quality"],
        limits: &[
            Limit {
                what: [
                    "Het aantal begeleiders en het toegestane deel ongeregistreerde uren houden niets tegen; u leest alleen hoe vaak u eroverheen gaat",
                    "Mentors and the share of unregistered hours do not limit anything: how often they are exceeded is reported",
                ],
                tilt: Tilt::Flatters,
                why: [
                    "in het echt begint iemand later, of wordt de begeleiding dun en vertrekken er meer. Vertrouw geen groep die er vaak overheen gaat",
                    "in practice people start later, or supervision gets thin and more leave. Do not trust a cohort that exceeds them often",
                ],
            },
            Limit {
                what: [
                    "Scholing van begeleiders en coördinatie kosten niets, tenzij u ze invult",
                    "Training of mentors and coordination of a programme cost nothing unless written down",
                ],
                tilt: Tilt::Flatters,
                why: [
                    "overhead is een deel van het loon, terwijl zij-instromers minder verdienen en meer vragen",
                    "overhead is a share of wages, while side entrants earn less and ask for more",
                ],
            },
            Limit {
                what: [
                    "Kwaliteit van zorg, incidenten en vaste gezichten hebben geen prijs",
                    "Quality of care, incidents and continuity have no value",
                ],
                tilt: Tilt::Either,
                why: [
                    "gebrek aan ervaring werkt de ene kant op, lege plekken en wisselende inhuur de andere",
                    "inexperience counts one way, empty posts and passing agency staff the other",
                ],
            },
            Limit {
                what: [
                    "Wachten kost niets, tenzij u er een bedrag voor invult",
                    "Waiting has no cost unless you state one",
                ],
                tilt: Tilt::Against,
                why: [
                    "wie plekken eerder vervult, krijgt daar alleen de uren voor",
                    "whoever fills posts sooner gets no credit for it, but for the hours",
                ],
            },
        ],
    },
    Subject {
        name: ["Geld", "Money"],
        limits: &[
            Limit {
                what: [
                    "Elk declarabel uur wordt betaald; er is geen plafond en altijd vraag",
                    "Every billable hour is sold; no ceiling in the contract, no lack of demand",
                ],
                tilt: Tilt::Either,
                why: [
                    "gunstig voor wie de meeste uren levert: eerst zij-instroom, later regulier",
                    "flatters whoever bills more: side entry in the first months, regular hires later",
                ],
            },
            Limit {
                what: [
                    "Inhuur is er altijd, voor het ingevulde deel en tarief, en is meteen ingewerkt",
                    "Agency staff is always there, for the share and at the rate stated, without induction",
                ],
                tilt: Tilt::Against,
                why: [
                    "zo lijken lege plekken goedkoper dan ze zijn, en reguliere werving heeft er meer",
                    "makes empty posts cheaper than they are, and regular hiring has more of them",
                ],
            },
            Limit {
                what: [
                    "Bij vertrek zijn gezinnen meteen ergens anders ondergebracht; overdracht kost niets",
                    "Cases move at once when somebody leaves; nobody has to take them over",
                ],
                tilt: Tilt::Either,
                why: [
                    "gunstig voor de keuze met meer vertrek",
                    "flatters the strategy with more exits",
                ],
            },
            Limit {
                what: [
                    "Wat na de looptijd komt, telt niet mee, tenzij u een restwaarde invult",
                    "What happens after the horizon is left out, unless you give a residual value",
                ],
                tilt: Tilt::Against,
                why: [
                    "zij-instromers hebben dan gekost en geven nog jaren. Hoe korter de looptijd, hoe sterker; vergelijk 60 met 96 maanden",
                    "side entrants have cost by then and still have years to give. The shorter the horizon, the stronger; compare 60 and 96 months",
                ],
            },
            Limit {
                what: [
                    "… en wie aan het einde nog in dienst is, betaalt geen subsidie meer terug",
                    "… and nobody who is still employed at the horizon pays subsidy back any more",
                ],
                tilt: Tilt::Flatters,
                why: [
                    "als de terugvorderingstermijn na de looptijd afloopt",
                    "for a clawback period that runs past the horizon",
                ],
            },
            Limit {
                what: [
                    "Bij de start zijn alle plekken leeg; wat al liep, is niet te zien",
                    "At the start every position is empty; nothing that was under way is seen",
                ],
                tilt: Tilt::Either,
                why: [
                    "een programma dat al jaren loopt, ziet er beter uit dan de eerste groep",
                    "a programme that has been running for years looks better than its first cohort",
                ],
            },
            Limit {
                what: [
                    "Rente op roodstand zit niet in de NCW en krediet is onbeperkt",
                    "Interest on an overdraft is not in the NPV, credit has no limit",
                ],
                tilt: Tilt::Flatters,
                why: [
                    "zij-instroom vraagt meer voorfinanciering. Rente en tekort staan er apart bij",
                    "side entry advances more. Interest and shortfall are shown apart",
                ],
            },
            Limit {
                what: [
                    "Belasting, loonkostenvoordelen en btw alleen als u ze invult",
                    "Tax, wage-cost benefits and VAT only where written down as subsidy, on-cost or VAT",
                ],
                tilt: Tilt::Against,
                why: [
                    "sommige voordelen zijn er juist voor mensen die uit een uitkering komen",
                    "some benefits exist for people who come from unemployment",
                ],
            },
            Limit {
                what: [
                    "Wat een medewerker aan studiekosten terugbetaalt",
                    "What an employee pays back of study costs",
                ],
                tilt: Tilt::Against,
                why: [
                    "klein, en bij verplichte scholing niet toegestaan",
                    "small, and not allowed for compulsory training",
                ],
            },
            Limit {
                what: [
                    "Prijzen stijgen per run langs één lijn, hooguit met jaarlijkse afwijkingen; tarieven reageren niet op kosten",
                    "Price rises follow one path for each run, with yearly deviations at most; tariffs do not answer to costs",
                ],
                tilt: Tilt::Either,
                why: [
                    "een schok, zoals een bevroren tarief, is een scenario op zich",
                    "shocks such as a frozen tariff are scenarios of their own",
                ],
            },
            Limit {
                what: [
                    "Getallen hangen niet samen, tenzij u dat opgeeft",
                    "Quantities are independent unless you correlate them",
                ],
                tilt: Tilt::Flatters,
                why: [
                    "als tarief, vertrek en zoektijd samen tegenvallen, is het slechtste geval slechter dan u ziet",
                    "when tariffs, exits and search times go wrong together, bad futures are worse than shown",
                ],
            },
            Limit {
                what: [
                    "Elke subsidie wordt toegekend, en studie-uren liggen vast zodra de getallen zijn getrokken",
                    "Study hours, amounts at exit and subsidy decisions are certain once the numbers are drawn; every claim is granted",
                ],
                tilt: Tilt::Flatters,
                why: [
                    "aanvragen worden afgewezen en potjes raken leeg",
                    "applications are rejected and budgets run out",
                ],
            },
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readmes_hold_the_same_rows() {
        let readmes = [include_str!("../../README.nl.md"), include_str!("../../README.md")];
        for (language, readme) in readmes.into_iter().enumerate() {
            let plain = readme.replace("**", "");
            for subject in LIMITS {
                assert!(plain.contains(&format!("| {} | | |", subject.name[language])));
                for Limit { what, tilt, why } in subject.limits {
                    let row =
                        format!("| {} | {} | {} |", what[language], tilt.sign(), why[language]);
                    assert!(plain.contains(&row), "{row}");
                }
            }
            let count: usize = LIMITS.iter().map(|subject| subject.limits.len()).sum();
            let rows = plain
                .lines()
                .filter(|line| ["| + |", "| − |", "| ± |"].iter().any(|sign| line.contains(sign)));
            assert_eq!(rows.count(), count);
        }
    }
}
