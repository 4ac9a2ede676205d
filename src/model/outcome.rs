//! The names of everything that is computed for a run and a strategy.

macro_rules! outcomes {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $key:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl $name {
            /// All of them, in their order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];
            /// How many there are.
            pub const COUNT: usize = Self::ALL.len();

            /// The stable name in result files.
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)* }
            }

            /// The outcome with this stable name.
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|outcome| outcome.key() == key)
            }
        }
    };
}

pub(crate) use outcomes;

outcomes! {
    /// Lines of the cost bridge: cash in months 0 … H−1 by cause, benefits positive, costs
    /// negative; the last line is everything that falls due later. They add up to net cash.
    Line {
        /// Hours delivered by the positions' own staff.
        RevenueOwn = "revenue_own",
        /// Hours delivered by cover.
        RevenueCover = "revenue_cover",
        /// Hours of registered colleagues that supervision took (negative).
        LostToSupervision = "lost_to_supervision",
        /// Penalty for undelivered hours under a task contract.
        Penalty = "penalty",
        /// Subsidy received.
        Subsidy = "subsidy",
        /// Subsidy paid back.
        Clawback = "clawback",
        /// Finding people.
        Recruitment = "recruitment",
        /// Gross wages with on-cost, without the allowances.
        Wages = "wages",
        /// Holiday allowance and year-end bonus with on-cost, when paid.
        Allowances = "allowances",
        /// Training and route costs.
        Training = "training",
        /// Supervision, where it is paid extra.
        Supervision = "supervision",
        /// Workplace.
        Workplace = "workplace",
        /// Overhead that grows with one more colleague.
        Overhead = "overhead",
        /// Other direct costs.
        OtherDirect = "other_direct",
        /// Costs of exits.
        ExitCosts = "exit_costs",
        /// Agency or mobile team.
        Cover = "cover",
        /// What was earned or owed by the horizon but falls due later, and the residual value.
        DueAfterHorizon = "due_after_horizon",
    }
}

outcomes! {
    /// Outcomes by month that are reported with bands.
    Monthly {
        /// Costs paid in the month (under a task contract without cover).
        Costs = "costs",
        /// Benefits received in the month (under a task contract: cover avoided against the baseline, subsidy).
        Benefits = "benefits",
        /// Costs so far.
        CumulativeCosts = "cumulative_costs",
        /// Benefits so far.
        CumulativeBenefits = "cumulative_benefits",
        /// Net cash of the month.
        NetCash = "net_cash",
        /// Net cash so far.
        CumulativeNetCash = "cumulative_net_cash",
        /// Cash balance of the organisation.
        Liquidity = "liquidity",
        /// Hours of the norm that nobody delivered, and hours lost to supervision.
        UndeliveredHours = "undelivered_hours",
        /// Hours of registered colleagues spent on supervision.
        SupervisionHours = "supervision_hours",
        /// People employed.
        Heads = "heads",
        /// Of them registered.
        RegisteredHeads = "registered_heads",
        /// Of them registered since they came (G > 0).
        NewlyRegisteredHeads = "newly_registered_heads",
        /// People with supervision hours.
        SupervisedHeads = "supervised_heads",
    }
}

impl Monthly {
    /// True for whole numbers of people.
    pub fn is_heads(self) -> bool {
        self >= Self::Heads
    }
    /// How many are amounts (the others count heads).
    pub const AMOUNTS: usize = Self::Heads as usize;
}

outcomes! {
    /// One number for a run and a strategy, kept for every run.
    Headline {
        /// Net present value of net cash [€].
        Npv = "npv",
        /// The same with all overhead instead of the part that grows [€].
        NpvFullCost = "npv_full_cost",
        /// Net cash, undiscounted, with what falls due after the horizon [€].
        NetCash = "net_cash",
        /// `max(0, −min cumulative net cash)` [€].
        PeakFunding = "peak_funding",
        /// First month from which cumulative net cash stays ≥ 0; −1: never below 0; ∞: not within the horizon.
        Payback = "payback",
        /// First month whose benefits exceed its costs; ∞: none.
        FirstSurplus = "first_surplus",
        /// Lowest cash balance [€].
        LiquidityLow = "liquidity_low",
        /// 1 when the balance falls below the floor.
        Shortfall = "shortfall",
        /// Interest paid minus interest without these positions [€].
        Interest = "interest",
        /// Spells started.
        Hires = "hires",
        /// Spells ended.
        Exits = "exits",
        /// Of them because of the failed route.
        ExitsFailedRoute = "exits_failed_route",
        /// Exits of people on a route before they were registered, failed ones included.
        ExitsBeforeRegistration = "exits_before_registration",
        /// People employed at the horizon.
        HeadsAtHorizon = "heads_at_horizon",
        /// Of them registered.
        RegisteredAtHorizon = "registered_at_horizon",
        /// Of them newly registered.
        NewlyRegisteredAtHorizon = "newly_registered_at_horizon",
        /// Hours billed by the positions' own staff.
        BillableHours = "billable_hours",
        /// Hours delivered by cover.
        CoveredHours = "covered_hours",
        /// Hours that nobody delivered, and hours lost to supervision.
        UndeliveredHours = "undelivered_hours",
        /// Hours of registered colleagues spent on supervision.
        SupervisionHours = "supervision_hours",
        /// Months in which the contract's share of unregistered hours is exceeded.
        MonthsOverUnregisteredShare = "months_over_unregistered_share",
        /// Months with more people under supervision than mentors can carry.
        MonthsOverMentorCapacity = "months_over_mentor_capacity",
        /// All costs, revenue and subsidy left out, as they accrue [€].
        Costs = "total_costs",
        /// Costs minus revenue, subsidy left out [€].
        NetCosts = "net_costs",
        /// Subsidy that becomes due, whenever it is paid [€].
        Subsidy = "subsidy_due",
        /// Subsidy that has to be paid back, whenever [€].
        Clawback = "clawback_due",
        /// Employer's net cash without the residual value [€].
        Employer = "party_employer",
        /// Subsidy giver's [€].
        SubsidyGiver = "party_subsidy_giver",
        /// Municipality's [€].
        Municipality = "party_municipality",
        /// Value of care to its users [€].
        CareUsers = "party_care_users",
    }
}

impl Headline {
    /// True for sums over positions of a function of that position's own spells and the
    /// calendar: the exact twin has their expectation given θ.
    pub fn is_linear(self) -> bool {
        !matches!(
            self,
            Self::PeakFunding
                | Self::Payback
                | Self::FirstSurplus
                | Self::LiquidityLow
                | Self::Shortfall
                | Self::Interest
                | Self::MonthsOverUnregisteredShare
                | Self::MonthsOverMentorCapacity
        )
    }

    /// True where the difference between two strategies is the difference of the numbers.
    /// Peak and payback are those of the difference curve; liquidity is never differenced.
    pub fn is_differenced(self) -> bool {
        !matches!(self, Self::FirstSurplus | Self::LiquidityLow | Self::Shortfall | Self::Interest)
    }

    /// True where a large number is the bad side (for the expected shortfall).
    pub fn worst_is_high(self) -> bool {
        matches!(
            self,
            Self::PeakFunding
                | Self::Payback
                | Self::FirstSurplus
                | Self::Shortfall
                | Self::Interest
                | Self::Exits
                | Self::ExitsFailedRoute
                | Self::ExitsBeforeRegistration
                | Self::UndeliveredHours
                | Self::SupervisionHours
                | Self::MonthsOverUnregisteredShare
                | Self::MonthsOverMentorCapacity
                | Self::Costs
                | Self::NetCosts
                | Self::Clawback
        )
    }
}
