//! What outcomes are called in both languages, and in which unit they are counted.
//!
//! One table for every kind of outcome: the console, the figures and the documentation of the
//! result files read from it.

use crate::language::Language;
use crate::model::outcome::{Headline, Line, Monthly};

/// What the numbers of an outcome count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OutcomeUnit {
    /// Nominal euros.
    Euros,
    /// Hours.
    Hours,
    /// People.
    Heads,
    /// A number of months.
    Months,
    /// A month of the scenario, counted from 0; can be "never".
    Month,
    /// A share of the runs.
    Chance,
}

impl OutcomeUnit {
    /// The stable name in result files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Euros => "euros",
            Self::Hours => "hours",
            Self::Heads => "heads",
            Self::Months => "months",
            Self::Month => "month",
            Self::Chance => "chance",
        }
    }

    /// The name for people.
    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        match self {
            Self::Euros => language.pick("euro", "euros"),
            Self::Hours => language.pick("uren", "hours"),
            Self::Heads => language.pick("personen", "people"),
            Self::Months => language.pick("aantal maanden", "number of months"),
            Self::Month => language.pick("maand, geteld vanaf 0", "month, counted from 0"),
            Self::Chance => language.pick("kans", "chance"),
        }
    }
}

/// Something with a name in both languages and a unit.
pub trait Labelled: Copy {
    /// The name for people, without a capital.
    fn label(self, language: Language) -> &'static str;
    /// What its numbers count.
    fn unit(self) -> OutcomeUnit;
}

/// Why and when somebody left, as in the counts of exits by tenure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ExitGroup {
    /// By the exit probabilities, not registered at the time.
    Unregistered,
    /// By the exit probabilities, registered at the time.
    Registered,
    /// Because of the failed route.
    FailedRoute,
}

impl ExitGroup {
    /// All of them, in the order of the counts.
    pub const ALL: [Self; 3] = [Self::Unregistered, Self::Registered, Self::FailedRoute];

    /// The stable name in result files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Unregistered => "unregistered",
            Self::Registered => "registered",
            Self::FailedRoute => "failed_route",
        }
    }
}

/// Who pays and who benefits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Party {
    /// The organisation that hires.
    Employer,
    /// Whoever pays the subsidies.
    SubsidyGiver,
    /// Whoever pays the tariffs.
    Municipality,
    /// Young people and their families.
    CareUsers,
}

impl Party {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::Employer, Self::SubsidyGiver, Self::Municipality, Self::CareUsers];

    /// The outcome that holds what the party gains.
    #[must_use]
    pub const fn outcome(self) -> Headline {
        match self {
            Self::Employer => Headline::Employer,
            Self::SubsidyGiver => Headline::SubsidyGiver,
            Self::Municipality => Headline::Municipality,
            Self::CareUsers => Headline::CareUsers,
        }
    }

    /// The stable name in result files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Employer => "employer",
            Self::SubsidyGiver => "subsidy_giver",
            Self::Municipality => "municipality",
            Self::CareUsers => "care_users",
        }
    }
}

/// The stable names of the percentiles that are reported.
pub const PERCENTILE_KEYS: [&str; 5] = ["p5", "p25", "p50", "p75", "p95"];

/// What a reported percentile says, by its place in [`PERCENTILE_KEYS`].
#[must_use]
pub const fn percentile_label(index: usize, language: Language) -> &'static str {
    match index {
        0 => language.pick("5 van de 100 toekomsten liggen lager", "5 in 100 futures are lower"),
        1 => language.pick("een kwart ligt lager", "a quarter is lower"),
        2 => language.pick("mediaan: de helft ligt lager", "median: half is lower"),
        3 => language.pick("een kwart ligt hoger", "a quarter is higher"),
        _ => language.pick("5 van de 100 toekomsten liggen hoger", "5 in 100 futures are higher"),
    }
}

/// Key, Dutch and English name.
type Names = [&'static str; 3];

/// Chances of a strategy.
pub const CHANCES: [Names; 6] = [
    ["paid_back", "terugverdiend binnen de looptijd", "earned back within the horizon"],
    ["no_investment", "geen voorfinanciering nodig", "no funding needed"],
    ["npv_positive", "netto contante waarde boven nul", "net present value above zero"],
    ["below_floor", "onder de liquiditeitsvloer", "below the liquidity floor"],
    [
        "over_unregistered_share",
        "in enige maand te veel ongeregistreerde uren",
        "too many unregistered hours in some month",
    ],
    [
        "over_mentor_capacity",
        "in enige maand te weinig begeleiders",
        "too few mentors in some month",
    ],
];

/// Chances of a difference with the baseline.
pub const DIFFERENCE_CHANCES: [Names; 2] = [
    [
        "better",
        "hogere netto contante waarde dan het uitgangspunt",
        "higher net present value than the baseline",
    ],
    [
        "paid_back",
        "meerkosten terugverdiend binnen de looptijd",
        "extra costs earned back within the horizon",
    ],
];

/// Ratios of a strategy.
pub const RATIOS: [Names; 2] = [
    [
        "net_cost_per_registered",
        "kosten na aftrek van omzet per geregistreerde aan het einde",
        "costs minus revenue for each registered at the end",
    ],
    [
        "cost_per_registered",
        "kosten per geregistreerde aan het einde",
        "costs for each registered at the end",
    ],
];

/// The name of a chance of a strategy.
///
/// # Panics
/// There is no such chance.
#[must_use]
pub fn chance_label(key: &str, language: Language) -> &'static str {
    named(&CHANCES, key, language)
}

/// The name of a chance of a difference.
///
/// # Panics
/// There is no such chance.
#[must_use]
pub fn difference_chance_label(key: &str, language: Language) -> &'static str {
    named(&DIFFERENCE_CHANCES, key, language)
}

/// The name of a ratio.
///
/// # Panics
/// There is no such ratio.
#[must_use]
pub fn ratio_label(key: &str, language: Language) -> &'static str {
    named(&RATIOS, key, language)
}

fn named(all: &[Names], key: &str, language: Language) -> &'static str {
    let names = all.iter().find(|[name, ..]| *name == key);
    let [_, nl, en] = names.unwrap_or_else(|| panic!("`{key}` has no name"));
    language.pick(nl, en)
}

impl Labelled for Line {
    fn label(self, language: Language) -> &'static str {
        let (nl, en) = match self {
            Self::RevenueOwn => ("omzet eigen medewerkers", "revenue of own staff"),
            Self::RevenueCover => ("omzet via inhuur", "revenue through cover"),
            Self::LostToSupervision => {
                ("omzet die begeleiding kost", "revenue lost to supervision")
            }
            Self::Penalty => ("boete voor niet-geleverde uren", "penalty for undelivered hours"),
            Self::Subsidy => ("subsidie", "subsidy"),
            Self::Clawback => ("terugbetaalde subsidie", "subsidy paid back"),
            Self::Recruitment => ("werving en selectie", "recruitment and selection"),
            Self::Wages => ("salaris en werkgeverslasten", "wages and on-cost"),
            Self::Allowances => {
                ("vakantiegeld en eindejaarsuitkering", "holiday allowance and year-end bonus")
            }
            Self::Training => ("opleiding en registratieroute", "training and route"),
            Self::Supervision => ("extra betaalde begeleiding", "supervision paid extra"),
            Self::Workplace => ("werkplek", "workplace"),
            Self::Overhead => ("overhead die meegroeit", "overhead that grows"),
            Self::OtherDirect => ("overige directe kosten", "other direct costs"),
            Self::ExitCosts => ("kosten bij vertrek", "costs of exits"),
            Self::Cover => ("inhuur", "cover"),
            Self::DueAfterHorizon => ("na de looptijd nog te verrekenen", "due after the horizon"),
        };
        language.pick(nl, en)
    }

    fn unit(self) -> OutcomeUnit {
        OutcomeUnit::Euros
    }
}

impl Labelled for Monthly {
    fn label(self, language: Language) -> &'static str {
        let (nl, en) = match self {
            Self::Costs => ("kosten", "costs"),
            Self::Benefits => ("baten", "benefits"),
            Self::CumulativeCosts => ("cumulatieve kosten", "cumulative costs"),
            Self::CumulativeBenefits => ("cumulatieve baten", "cumulative benefits"),
            Self::NetCash => ("nettokasstroom", "net cash"),
            Self::CumulativeNetCash => ("cumulatieve nettokasstroom", "cumulative net cash"),
            Self::Liquidity => ("stand van de liquide middelen", "cash balance"),
            Self::UndeliveredHours => ("niet-geleverde uren", "undelivered hours"),
            Self::SupervisionHours => ("begeleidingsuren", "supervision hours"),
            Self::Heads => ("in dienst", "employed"),
            Self::RegisteredHeads => ("geregistreerd", "registered"),
            Self::NewlyRegisteredHeads => ("nieuw geregistreerd", "newly registered"),
            Self::SupervisedHeads => ("onder begeleiding", "under supervision"),
        };
        language.pick(nl, en)
    }

    fn unit(self) -> OutcomeUnit {
        match self {
            Self::UndeliveredHours | Self::SupervisionHours => OutcomeUnit::Hours,
            outcome if outcome.is_heads() => OutcomeUnit::Heads,
            _ => OutcomeUnit::Euros,
        }
    }
}

impl Labelled for Headline {
    fn label(self, language: Language) -> &'static str {
        let (nl, en) = match self {
            Self::Npv => ("netto contante waarde", "net present value"),
            Self::NpvFullCost => {
                ("netto contante waarde bij integrale kostprijs", "net present value at full cost")
            }
            Self::NetCash => ("nettokasstroom in totaal", "net cash in all"),
            Self::PeakFunding => ("grootste voorfinanciering", "peak funding"),
            Self::Payback => ("terugverdienmaand", "payback month"),
            Self::FirstSurplus => (
                "eerste maand met meer baten dan kosten",
                "first month with more benefits than costs",
            ),
            Self::LiquidityLow => ("laagste liquiditeit", "lowest cash balance"),
            Self::Shortfall => ("onder de liquiditeitsvloer", "below the liquidity floor"),
            Self::Interest => ("extra rente op roodstand", "extra overdraft interest"),
            Self::Hires => ("aangenomen medewerkers", "hires"),
            Self::Exits => ("vertrokken medewerkers", "exits"),
            Self::ExitsFailedRoute => {
                ("vertrek door een niet-gehaalde route", "exits because of a failed route")
            }
            Self::ExitsBeforeRegistration => {
                ("vertrek vóór registratie", "exits before registration")
            }
            Self::HeadsAtHorizon => ("in dienst aan het einde", "employed at the end"),
            Self::RegisteredAtHorizon => ("geregistreerd aan het einde", "registered at the end"),
            Self::NewlyRegisteredAtHorizon => {
                ("nieuw geregistreerd aan het einde", "newly registered at the end")
            }
            Self::BillableHours => ("declarabele uren", "billable hours"),
            Self::CoveredHours => ("ingehuurde uren", "hours of cover"),
            Self::UndeliveredHours => ("niet-geleverde uren", "undelivered hours"),
            Self::SupervisionHours => ("begeleidingsuren", "supervision hours"),
            Self::MonthsOverUnregisteredShare => (
                "maanden met te veel ongeregistreerde uren",
                "months with too many unregistered hours",
            ),
            Self::MonthsOverMentorCapacity => {
                ("maanden met te weinig begeleiders", "months with too few mentors")
            }
            Self::Costs => ("kosten in totaal", "costs in all"),
            Self::NetCosts => ("kosten na aftrek van omzet", "costs minus revenue"),
            Self::Subsidy => ("toegekende subsidie", "subsidy granted"),
            Self::Clawback => ("terug te betalen subsidie", "subsidy to be paid back"),
            Self::Employer => ("werkgever", "employer"),
            Self::SubsidyGiver => ("subsidiegever", "subsidy giver"),
            Self::Municipality => ("gemeente", "municipality"),
            Self::CareUsers => ("jeugdigen en gezinnen", "young people and families"),
        };
        language.pick(nl, en)
    }

    fn unit(self) -> OutcomeUnit {
        match self {
            Self::Payback | Self::FirstSurplus => OutcomeUnit::Month,
            Self::Shortfall => OutcomeUnit::Chance,
            Self::Hires
            | Self::Exits
            | Self::ExitsFailedRoute
            | Self::ExitsBeforeRegistration
            | Self::HeadsAtHorizon
            | Self::RegisteredAtHorizon
            | Self::NewlyRegisteredAtHorizon => OutcomeUnit::Heads,
            Self::BillableHours
            | Self::CoveredHours
            | Self::UndeliveredHours
            | Self::SupervisionHours => OutcomeUnit::Hours,
            Self::MonthsOverUnregisteredShare | Self::MonthsOverMentorCapacity => {
                OutcomeUnit::Months
            }
            Self::Npv
            | Self::NpvFullCost
            | Self::NetCash
            | Self::PeakFunding
            | Self::LiquidityLow
            | Self::Interest
            | Self::Costs
            | Self::NetCosts
            | Self::Subsidy
            | Self::Clawback
            | Self::Employer
            | Self::SubsidyGiver
            | Self::Municipality
            | Self::CareUsers => OutcomeUnit::Euros,
        }
    }
}

impl Labelled for ExitGroup {
    fn label(self, language: Language) -> &'static str {
        let (nl, en) = match self {
            Self::Unregistered => ("vertrek zonder registratie", "left without registration"),
            Self::Registered => ("vertrek met registratie", "left registered"),
            Self::FailedRoute => ("route niet gehaald", "failed the route"),
        };
        language.pick(nl, en)
    }

    fn unit(self) -> OutcomeUnit {
        OutcomeUnit::Heads
    }
}

impl Labelled for Party {
    fn label(self, language: Language) -> &'static str {
        self.outcome().label(language)
    }

    fn unit(self) -> OutcomeUnit {
        OutcomeUnit::Euros
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::figure::missing_glyphs;

    fn are_complete_and_distinct<T: Labelled + std::fmt::Debug>(all: &[T]) {
        for language in Language::ALL {
            let mut seen = BTreeSet::new();
            for outcome in all {
                let label = outcome.label(language);
                assert_eq!(label, label.trim());
                assert!(!label.is_empty(), "{outcome:?}");
                assert!(seen.insert(label), "`{label}` stands twice");
                assert_eq!(missing_glyphs(label), Vec::<char>::new());
                assert!(!outcome.unit().name(language).is_empty());
            }
        }
    }

    #[test]
    fn labels_are_complete_and_distinct() {
        are_complete_and_distinct(Line::ALL);
        are_complete_and_distinct(Monthly::ALL);
        are_complete_and_distinct(Headline::ALL);
        are_complete_and_distinct(&ExitGroup::ALL);
        are_complete_and_distinct(&Party::ALL);
    }

    #[test]
    fn keys_of_lines_and_headline_outcomes_do_not_clash_in_one_table() {
        let mut seen = BTreeSet::new();
        let keys = Line::ALL.iter().map(|line| line.key());
        for key in keys.chain(Headline::ALL.iter().map(|outcome| outcome.key())) {
            assert!(seen.insert(key), "`{key}` stands twice");
        }
    }

    #[test]
    fn dutch_labels_hold_no_english_words() {
        let dutch = |label: &str| {
            for word in ["cost", "cash", "hours", "months", "the", "of", "exit"] {
                assert!(label.split(' ').all(|w| w != word), "`{label}`: {word}");
            }
        };
        let language = Language::Nl;
        Line::ALL.iter().for_each(|x| dutch(x.label(language)));
        Monthly::ALL.iter().for_each(|x| dutch(x.label(language)));
        Headline::ALL.iter().for_each(|x| dutch(x.label(language)));
    }

    #[test]
    fn each_percentile_has_a_name() {
        let mut seen = BTreeSet::new();
        for (index, key) in PERCENTILE_KEYS.iter().enumerate() {
            let p = crate::simulate::PERCENTILES[index];
            assert_eq!(*key, format!("p{}", (p * 100.0).round()));
            for language in Language::ALL {
                assert!(seen.insert(percentile_label(index, language)));
            }
        }
    }
}
