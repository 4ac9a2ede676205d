//! The names of what is counted for a design in every run.

use crate::model::outcome::outcomes;

outcomes! {
    /// One number for a run and a design, summed over all organisations.
    Outcome {
        /// Organisations that run their programme, with the funder's money or without.
        Programmes = "programmes",
        /// Organisations that receive what they claim.
        Served = "organisations_served",
        /// Organisations that take part and that the budget does not reach.
        TurnedAway = "organisations_turned_away",
        /// What all that take part become entitled to, served or not, before clawback \[€\].
        Claims = "claims",
        /// What those that are served become entitled to, whenever it falls due, before clawback \[€\].
        Spend = "spend",
        /// What they pay back, whenever \[€\].
        Clawback = "clawback",
        /// Spend minus clawback \[€\].
        NetSpend = "net_spend",
        /// The same, discounted from the months of payment \[€\].
        NetSpendDiscounted = "net_spend_discounted",
        /// Claims above the budget \[€\]; 0 where there is none.
        Overrun = "budget_overrun",
        /// Newly registered professionals still with the employer at the funder's horizon.
        RegisteredWithEmployer = "registered_with_employer",
        /// Newly registered professionals still in youth care at the funder's horizon.
        RegisteredInYouthCare = "registered_in_youth_care",
        /// Newly registered professionals with the employer, minus those without any design.
        AdditionalWithEmployer = "additional_with_employer",
        /// Newly registered professionals in youth care, minus those without any design.
        AdditionalInYouthCare = "additional_in_youth_care",
        /// Spend on organisations that would have run their programme without any design \[€\].
        Deadweight = "deadweight",
        /// Organisations whose balance falls below their floor.
        Shortfalls = "organisations_with_shortfall",
        /// Employers' cash minus that without any design \[€\].
        Employers = "party_employers",
        /// The subsidy giver's cash \[€\].
        SubsidyGiver = "party_subsidy_giver",
        /// Municipalities' cash minus that without any design \[€\].
        Municipalities = "party_municipalities",
        /// Value of care to its users minus that without any design \[€\].
        CareUsers = "party_care_users",
    }
}

impl Outcome {
    /// True for amounts of money; the others count organisations or people.
    pub fn is_money(self) -> bool {
        !matches!(
            self,
            Self::Programmes
                | Self::Served
                | Self::TurnedAway
                | Self::RegisteredWithEmployer
                | Self::RegisteredInYouthCare
                | Self::AdditionalWithEmployer
                | Self::AdditionalInYouthCare
                | Self::Shortfalls
        )
    }

    /// True where a large number is the bad side for the funder (for the mean of the worst runs).
    pub fn worst_is_high(self) -> bool {
        matches!(
            self,
            Self::TurnedAway
                | Self::Claims
                | Self::Spend
                | Self::NetSpend
                | Self::NetSpendDiscounted
                | Self::Overrun
                | Self::Deadweight
                | Self::Shortfalls
        )
    }
}
