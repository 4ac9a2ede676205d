//! What a study finds: the types that reports, tables and figures are made of.

use super::frontier::Standing;
use super::outcome::Outcome;
use crate::decide::choose::acceptability::Acceptability;
use crate::summarize::statistics::{Chance, OutcomeSummary, Ratio, Split};

/// Row of [`StudyResults::rows`], of the frontier and of the acceptability: the world without any design.
pub const NO_DESIGN: usize = 0;

/// The row of a design, by its index in [`Study::designs`](crate::model::study::Study::designs).
pub fn row_of(design: usize) -> usize {
    design + 1
}

/// Everything that a study finds.
#[derive(Clone, Debug, PartialEq)]
pub struct StudyResults {
    /// Runs done.
    pub runs: usize,
    /// The seed.
    pub seed: u64,
    /// [`NO_DESIGN`], then every design at [`row_of`] it.
    pub rows: Vec<Row>,
    /// Where each row stands, by mean [`Outcome::NetSpendDiscounted`] and mean [`Outcome::AdditionalInYouthCare`].
    pub frontier: Vec<Standing>,
    /// By row and λ, the worth of one additional newly registered professional in youth care: the share of the runs in
    /// which `λ · additional − net spend, discounted` is the highest of all rows (equals share).
    pub acceptability: Acceptability,
    /// Members alone and pooled, where the study names a consortium.
    pub consortium: Option<ConsortiumResults>,
}

/// What one design comes to, or the world without any.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Most that the funder pays \[€\]; `None`: as much as is asked for.
    pub budget: Option<f64>,
    /// Organisations that take part (uptake); without any design: that run their programme without subsidy.
    pub taking_part: usize,
    /// By [`Outcome`]: mean, standard error, percentiles (95 % point of the spend) and, for
    /// [`Outcome::NetSpendDiscounted`] and the two additional ones, ignorance and luck.
    pub outcomes: Vec<OutcomeSummary>,
    /// By [`Outcome`], run by run.
    pub draws: Vec<Vec<f64>>,
    /// Chance that claims exceed the budget; `None` without a budget.
    pub overrun: Option<Chance>,
    /// Mean overrun \[€\] over the runs in which there is one; `None` where there is none.
    pub overrun_size: Option<Estimate>,
    /// Net spend, discounted, for each additional professional still with the employer \[€\]; `None` when the additional
    /// ones are fewer than two standard errors above none.
    pub cost_with_employer: Option<Ratio>,
    /// The same for each additional one still in youth care \[€\].
    pub cost_in_youth_care: Option<Ratio>,
    /// Spend that 5 of 100 runs exceed \[€\].
    pub high_spend: Point,
    /// Claims that 5 of 100 runs exceed, served or not \[€\].
    pub high_claims: Point,
    /// What it would be if those whose decision other luck might turn decided alike; `None` where nobody's might.
    pub if_alike: Option<IfAlike>,
    /// Share of the spend that goes to organisations that would have run their programme without it; `None`
    /// where nothing is spent.
    pub deadweight_share: Option<Ratio>,
    /// Mean over the organisations that take part of their chance of a shortfall, were they to run their programme
    /// without any subsidy; `None` where nobody takes part.
    pub shortfall_before: Option<Estimate>,
    /// The same with the subsidy of the design.
    pub shortfall_after: Option<Estimate>,
    /// In the order of [`Study::organisations`](crate::model::study::Study::organisations).
    pub organisations: Vec<OrganisationRow>,
}

impl Row {
    /// What is known of one outcome.
    pub fn outcome(&self, outcome: Outcome) -> &OutcomeSummary {
        &self.outcomes[outcome as usize]
    }

    /// One outcome, run by run.
    pub fn draws(&self, outcome: Outcome) -> &[f64] {
        &self.draws[outcome as usize]
    }

    /// Indices of the organisations whose decision other luck might turn.
    pub fn too_close(&self) -> Vec<usize> {
        let organisations = self.organisations.iter().enumerate();
        organisations.filter(|(_, of)| of.decision.too_close).map(|(k, _)| k).collect()
    }
}

/// One organisation under one design.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OrganisationRow {
    /// Whether it takes part, and why.
    pub decision: Decision,
    /// Share of the runs in which it receives what it claims.
    pub served: Chance,
    /// What it receives in a run, before clawback \[€\].
    pub spend: Estimate,
    /// Newly registered professionals in youth care, minus those without any design.
    pub additional: Estimate,
    /// Chance of a shortfall in what it does (in truth, whatever it believes).
    pub shortfall: Chance,
}

/// How an organisation judges its programme, at its own belief.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Decision {
    /// It takes part; without any design: it runs its programme without subsidy.
    pub takes_part: bool,
    /// `P(ΔNPV ≥ 0)`.
    pub gain: Chance,
    /// `P(shortfall)` with the programme.
    pub shortfall: Chance,
    /// Other luck might turn it: the chance that decides lies within two standard errors of its bound.
    pub too_close: bool,
}

/// A row if the organisations whose decision other luck might turn (too close to call) decided alike.
#[derive(Clone, Debug, PartialEq)]
pub struct IfAlike {
    /// Those under the design or in the world without any: their indices.
    pub organisations: Vec<usize>,
    /// None of them takes part because of the design: who is too close under it stays out, who is too close
    /// without any runs its programme anyway.
    pub none: Turned,
    /// All of them take part because of the design: who is too close under it takes part, who is too close without any
    /// would not have run its programme.
    pub all: Turned,
}

/// What a row comes to under decisions that are not its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Turned {
    /// [`Outcome::AdditionalInYouthCare`].
    pub additional: Estimate,
    /// [`Outcome::NetSpendDiscounted`] \[€\].
    pub net_spend: Estimate,
}

/// A quantile over runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// The quantile, of type 7.
    pub value: f64,
    /// Its Monte Carlo standard error; `None` where the runs have no rank beyond it (a chance of 0).
    pub standard_error: Option<f64>,
}

/// A mean over runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The mean.
    pub value: f64,
    /// Its Monte Carlo standard error.
    pub standard_error: f64,
}

/// Members of a consortium alone and pooled. Each runs its programme, whether it would take part or not.
#[derive(Clone, Debug, PartialEq)]
pub struct ConsortiumResults {
    /// By member, in the order of the study.
    pub members: Vec<Alone>,
    /// Organisations with a shortfall in a run when each stands alone.
    pub shortfalls_alone: Estimate,
    /// Chance that at least one has a shortfall when each stands alone.
    pub any_shortfall_alone: Chance,
    /// Cash that all need together when each stands alone: the sum of [`Alone::reserve`] \[€\].
    pub reserve_alone: Point,
    /// Chance that the pooled balance falls below the pooled floor.
    pub shortfall_pooled: Chance,
    /// α of the pool: the smallest of the members.
    pub accepted_risk: f64,
    /// Cash that the pool needs to keep its chance of a shortfall at α, without borrowing \[€\].
    pub reserve_pooled: Point,
    /// What a member's programme brings above its baseline (ΔNPV) when it stands alone: mean over members of the
    /// variance, and what of it is ignorance.
    pub spread_alone: Spread,
    /// The mean over members of ΔNPV, which each has in the pool.
    pub spread_pooled: Spread,
    /// Classes that members give together; empty unless they are shared.
    pub classes: Vec<SharedClass>,
    /// What shared classes save in a run \[€\].
    pub class_saving: Estimate,
}

/// A member of a consortium that stands alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Alone {
    /// Index of the organisation.
    pub organisation: usize,
    /// Chance of a shortfall.
    pub shortfall: Chance,
    /// α.
    pub accepted_risk: f64,
    /// Cash at the start with which its chance of a shortfall is α, without borrowing \[€\].
    pub reserve: Point,
}

/// How much a result varies, and why.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Mean \[€\].
    pub mean: f64,
    /// Variance over runs \[€²\].
    pub variance: f64,
    /// Share of it that is ignorance; `None` where nothing varies or the runs are too few.
    pub split: Option<Split>,
}

impl Spread {
    /// Standard deviation \[€\].
    pub fn sd(&self) -> f64 {
        self.variance.sqrt()
    }

    /// Standard deviation that would be left if every number were known \[€\].
    pub fn luck(&self) -> Option<f64> {
        self.split.map(|split| (self.variance * (1.0 - split.ignorance)).sqrt())
    }

    /// Standard deviation that would be left if luck averaged out \[€\].
    pub fn ignorance(&self) -> Option<f64> {
        self.split.map(|split| (self.variance * split.ignorance).sqrt())
    }
}

/// A class that members of a consortium give together.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedClass {
    /// Key of the profile that is trained.
    pub profile: String,
    /// Month in which it is given.
    pub month: usize,
    /// Seats.
    pub size: usize,
    /// Classes when each member gives its own: Σ ⌈nᵢ/k⌉.
    pub alone: usize,
    /// Classes together: ⌈Σnᵢ/k⌉.
    pub together: usize,
}
