//! What the outcomes of a study are called, and in what they are counted.

use crate::study::outcome::Outcome;

/// Unit, Dutch and English name of an outcome.
pub(in crate::write) fn named(outcome: Outcome) -> [&'static str; 3] {
    const EUROS: &str = "euros";
    const PEOPLE: &str = "heads";
    const ORGANISATIONS: &str = "organisations";
    match outcome {
        Outcome::Programmes => {
            [ORGANISATIONS, "organisaties met een programma", "organisations with a programme"]
        }
        Outcome::Served => [
            ORGANISATIONS,
            "organisaties die krijgen wat zij vragen",
            "organisations that get what they ask for",
        ],
        Outcome::TurnedAway => {
            [ORGANISATIONS, "afgewezen organisaties", "organisations turned away"]
        }
        Outcome::Claims => [EUROS, "gevraagd", "asked for"],
        Outcome::Spend => [EUROS, "uitgaven", "spend"],
        Outcome::Clawback => [EUROS, "terugvordering", "clawback"],
        Outcome::NetSpend => [EUROS, "uitgaven na terugvordering", "spend after clawback"],
        Outcome::NetSpendDiscounted => [
            EUROS,
            "uitgaven na terugvordering, contante waarde",
            "spend after clawback, present value",
        ],
        Outcome::Overrun => [EUROS, "gevraagd boven het budget", "asked for above the budget"],
        Outcome::RegisteredWithEmployer => [
            PEOPLE,
            "nieuw geregistreerd, nog bij de werkgever",
            "newly registered, still with the employer",
        ],
        Outcome::RegisteredInYouthCare => [
            PEOPLE,
            "nieuw geregistreerd, nog in de jeugdzorg",
            "newly registered, still in youth care",
        ],
        Outcome::AdditionalWithEmployer => {
            [PEOPLE, "extra bij de werkgever", "additional with the employer"]
        }
        Outcome::AdditionalInYouthCare => {
            [PEOPLE, "extra in de jeugdzorg", "additional in youth care"]
        }
        Outcome::Deadweight => [
            EUROS,
            "uitgaven aan wie ook zonder regeling begint",
            "spend on those who would begin anyway",
        ],
        Outcome::Shortfalls => {
            [ORGANISATIONS, "organisaties met een tekort", "organisations with a shortfall"]
        }
        Outcome::Employers => [
            EUROS,
            "werkgevers, boven de wereld zonder regeling",
            "employers, above the world without a scheme",
        ],
        Outcome::SubsidyGiver => [
            EUROS,
            "subsidiegever, boven de wereld zonder regeling",
            "subsidy giver, above the world without a scheme",
        ],
        Outcome::Municipalities => [
            EUROS,
            "gemeenten, boven de wereld zonder regeling",
            "municipalities, above the world without a scheme",
        ],
        Outcome::CareUsers => [
            EUROS,
            "cliënten, boven de wereld zonder regeling",
            "care users, above the world without a scheme",
        ],
    }
}
