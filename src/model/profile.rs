//! Who is hired: profiles, their durations and the route to registration.

use super::employment::Pay;
use super::quantity::{Quantity, Theta};
use super::scenario::RouteIndex;
use super::time::Dated;
use crate::distribution::Standard;
use crate::language::Label;
use crate::units::{
    AnnualProbability, Count, Euros, EurosPerMonth, HoursPerWeek, Months, Probability, Share,
};

/// A time that is drawn for each hire: `location + scale · z`, rounded to whole months.
///
/// The shape of the standard variable z is fixed; location and scale may be uncertain.
#[derive(Clone, Debug, PartialEq)]
pub struct Duration {
    /// The standard variable z.
    pub standard: Standard,
    /// Months added to it.
    pub location: Quantity<Months>,
    /// Months that one unit of z is worth, or the upper end: see `scale_is_upper_end`.
    pub scale: Quantity<Months>,
    /// True for shapes between two ends, each of which may be uncertain: `scale` then holds the
    /// upper end, and one unit of z is worth `scale − location` months.
    pub scale_is_upper_end: bool,
    /// Smallest number of months: 0 for a vacancy, 1 for a route and a retry.
    pub minimum: usize,
}

impl Duration {
    /// The location in a run \[months\].
    pub fn location_in(&self, theta: &Theta) -> f64 {
        theta.value(self.location)
    }

    /// Months that one unit of z is worth in a run. Ends that can cross are refused by the reader; where
    /// they meet, rounding must not make a width of less than 0.
    pub fn scale_in(&self, theta: &Theta) -> f64 {
        let scale = theta.value(self.scale);
        if self.scale_is_upper_end { (scale - theta.value(self.location)).max(0.0) } else { scale }
    }
}

/// Values by months of tenure: each holds `until_month` (exclusive), the last one for ever.
#[derive(Clone, Debug, PartialEq)]
pub struct ByTenure<T> {
    /// Exclusive end of the band in months of tenure (`None` only and always for the last), and value.
    pub bands: Vec<(Option<usize>, T)>,
}

impl<T> ByTenure<T> {
    /// One value for every tenure.
    pub fn constant(value: T) -> Self {
        Self { bands: vec![(None, value)] }
    }

    /// The value for somebody with `tenure` completed months.
    pub fn at(&self, tenure: usize) -> &T {
        let band = self.bands.iter().find(|(until, _)| until.is_none_or(|until| tenure < until));
        &band.expect("the last band is open").1
    }
}

/// A kind of person that can be hired.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// Key in the scenario file.
    pub key: String,
    /// Keys of the profiles that it extends, the nearest first: numbers that it has from these bear their names.
    pub ancestors: Vec<String>,
    /// Name for people.
    pub name: Label,
    /// Registered from the start, never, or after a route.
    pub registration: Registration,
    /// Months between the start of a search and the first working month.
    pub vacancy: Duration,
    /// Months already spent in the house at the start of the spell (doorstromers).
    pub tenure_at_start: usize,
    /// What it costs to find somebody.
    pub recruitment: Recruitment,
    /// Pay before registration, or always.
    pub salary: Pay,
    /// Pay from registration on; `None` leaves the salary as it is.
    pub salary_after_registration: Option<PayAfterRegistration>,
    /// v: the share of working time lost to absence.
    pub absence: Quantity<Share>,
    /// ρ: output as a share of an experienced colleague's, by age of the spell.
    pub ramp: Ramp,
    /// δ: what contract and law leave before registration of a colleague with the same routine.
    pub deployable_before_registration: Quantity<Share>,
    /// Time of registered colleagues.
    pub supervision: Option<Supervision>,
    /// Training outside the route.
    pub training: Vec<TrainingItem>,
    /// Workplace, once at the start [€].
    pub workplace_at_start: Quantity<Euros>,
    /// Workplace each month [€/month].
    pub workplace_per_month: Quantity<EurosPerMonth>,
    /// Annual exit probability by tenure.
    pub exit: ByTenure<Quantity<AnnualProbability>>,
    /// The same from registration on; `None` continues `exit`.
    pub exit_after_registration: Option<ByTenure<Quantity<AnnualProbability>>>,
    /// What an exit costs.
    pub exit_cost: Option<ExitCost>,
}

/// How a profile comes to be registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registration {
    /// From the first day (G = 0); never counted as newly registered.
    Registered,
    /// Stays unregistered.
    Never,
    /// Through a route.
    Route(RouteIndex),
}

/// Cost of finding somebody, paid in the first working month, following the wage index.
#[derive(Clone, Debug, PartialEq)]
pub struct Recruitment {
    /// For each hire [€].
    pub per_hire: Quantity<Euros>,
    /// For each candidate assessed [€].
    pub per_candidate: Quantity<Euros>,
    /// Candidates that must be assessed for one hire.
    pub candidates_per_hire: Quantity<Count>,
}

/// Pay from registration on.
#[derive(Clone, Debug, PartialEq)]
pub enum PayAfterRegistration {
    /// Another scale; without a step, the lowest step whose amount is not below the one before.
    /// One step up at each anniversary of tenure later than the registration.
    Scale {
        /// Name of the scale.
        scale: String,
        /// Steps above the start of the scale (0 = start).
        step: Option<usize>,
    },
    /// A plain monthly amount for a full-time week.
    Amount(Dated<EurosPerMonth>),
}

/// Output of a beginner as a share of an experienced colleague's.
#[derive(Clone, Debug, PartialEq)]
pub enum Ramp {
    /// From `from` to 1 over `months`: `ρ0 + (1 − ρ0)·shape(min(1, a/m))`; m ≤ 0 gives 1.
    Shape {
        /// m \[months\].
        months: Quantity<Months>,
        /// ρ0.
        from: Quantity<Share>,
        /// The curve between them.
        shape: RampShape,
    },
    /// A value for each month of the spell; the last one holds from there on.
    Table(Vec<Quantity<Share>>),
}

/// The curve of a [`Ramp::Shape`], on x in 0…1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RampShape {
    /// x.
    Linear,
    /// Smoothstep, 3x² − 2x³.
    SCurve,
    /// 0 before 1, 1 at 1.
    Step,
}

/// Time that registered colleagues spend on somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct Supervision {
    /// What an hour of it costs the organisation.
    pub valuation: SupervisionValuation,
    /// Hours in a working week, by tenure.
    pub hours_per_week: ByTenure<Quantity<HoursPerWeek>>,
    /// Stops at registration.
    pub until_registered: bool,
}

/// How supervision is valued; the two exclude each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SupervisionValuation {
    /// The supervisor would have delivered care in this share of the hours.
    LostCare {
        /// Share of the supervision hours that would have been billable.
        billable_share: Quantity<Share>,
    },
    /// The hours are paid on top, at [`super::employment::Employment::supervisor_cost_per_hour`].
    PaidExtra,
}

/// A training cost. Amounts are not indexed.
#[derive(Clone, Debug, PartialEq)]
pub struct TrainingItem {
    /// Name for people.
    pub name: Option<Label>,
    /// Amount before tax [€].
    pub amount: Quantity<Euros>,
    /// VAT that cannot be reclaimed, as a share of the amount.
    pub vat: Quantity<Share>,
    /// When it is paid.
    pub timing: TrainingTiming,
}

/// When a [`TrainingItem`] is paid.
#[derive(Clone, Debug, PartialEq)]
pub enum TrainingTiming {
    /// At this age of the spell (for a route's item the reader has already added the route's
    /// start), if employed then. On a route also: if still on the route, that is at an age
    /// before registration or final failure.
    AtMonth(usize),
    /// `amount ÷ D` in each of the D months of the first attempt (route items only).
    SpreadOverRoute,
    /// At the age at which each attempt starts (route items only).
    PerAttempt,
    /// For each class, at this age after the month in which recruitment starts: `ceil(n/size)` classes for
    /// the n planned first occupants of an intake group, paid by the organisation but for the
    /// partners' share, whether or not everybody has arrived; a refill pays `amount / size` at this age.
    Class {
        /// Months after the start of recruitment (first occupants) or of the spell (refills).
        month: usize,
        /// Seats in a class.
        size: usize,
        /// Share that partner employers pay.
        partners_share: Quantity<Share>,
    },
}

/// What an exit costs, paid in the last working month; the sum follows the wage index.
#[derive(Clone, Debug, PartialEq)]
pub struct ExitCost {
    /// For each exit [€].
    pub per_exit: Quantity<Euros>,
    /// Gross monthly wages (with the FTE factor, without on-cost) for each year of service,
    /// part of a year counted by the month (transitievergoeding).
    pub months_of_wage_per_year_of_service: Quantity<Months>,
    /// Only for those who leave because they failed the route.
    pub only_failed_route: bool,
}

/// A way to registration.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// Key in the scenario file.
    pub key: String,
    /// Name for people.
    pub name: Label,
    /// a0: age of the spell at which it starts.
    pub starts_at_month: usize,
    /// D: months of the first attempt, at least 1.
    pub duration: Duration,
    /// q: probability of passing an attempt.
    pub pass: Quantity<Probability>,
    /// k: attempts in all, at least 1.
    pub attempts: usize,
    /// Months of each further attempt, at least 1.
    pub retry: Duration,
    /// What happens after the last failed attempt.
    pub if_failed: IfFailed,
    /// h: paid study hours a week from a0 until registered or finally failed.
    pub paid_study_hours_per_week: Quantity<HoursPerWeek>,
    /// Costs of the route, paid only while employed and on it.
    pub costs: Vec<TrainingItem>,
}

/// What happens to somebody who has failed for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IfFailed {
    /// Stays, unregistered.
    Stays,
    /// Leaves at the end of age R − 1.
    Leaves,
}
