//! Tables of one role by age: hours, supervision, pay, survival, training.

use super::employment::Pay;
use super::path::{NEVER, Standing};
use super::plan::{Ladder, LadderAfter, Plan, Role, lowest_not_below};
use super::profile::{
    ByTenure, Duration, PayAfterRegistration, Profile, Ramp, RampShape, Registration, Route,
    SupervisionValuation, TrainingItem, TrainingTiming,
};
use super::quantity::Theta;
use crate::units::AnnualProbability;

/// Weeks a year by which weekly study hours are turned into a share of the contract hours.
const WEEKS_OF_STUDY: f64 = 52.0;

/// What a month of work adds to a ledger, side by side so that a stay is added in one pass.
pub type WorkRow = [f64; 8];

/// Places in a [`WorkRow`].
pub mod work {
    /// Billable hours.
    pub const BILLABLE: usize = 0;
    /// Norm hours not reached.
    pub const GAP: usize = 1;
    /// Supervision hours.
    pub const SUPERVISION: usize = 2;
    /// Supervision hours in which care is lost.
    pub const LOST: usize = 3;
    /// Supervision hours that are paid extra.
    pub const PAID: usize = 4;
    /// One where there are supervision hours.
    pub const SUPERVISED: usize = 5;
    /// Wage before the pay index of the salary tables, where it depends on the age alone.
    pub const TABLE_WAGE: usize = 6;
    /// Workplace, before the wage index.
    pub const WORKPLACE: usize = 7;
}

/// Tables of one role, by age 0 … H−1 unless said otherwise.
#[derive(Clone, Debug, Default)]
pub struct RoleRates {
    /// What a month adds to a ledger, by [`Standing`].
    pub work: [Vec<WorkRow>; 3],
    /// The wage is in `work` before (and, with the same pay, after) registration.
    pub wage_in_work: bool,
    /// Billable hours a month by [`Standing`].
    pub billable: [Vec<f64>; 3],
    /// Norm hours not reached, `max(0, f·N/12 − billable)`, by [`Standing`].
    pub gap: [Vec<f64>; 3],
    /// Supervision hours a month: not registered, registered.
    pub supervision: [Vec<f64>; 2],
    /// 1 where there are supervision hours: not registered, registered.
    pub supervised: [Vec<f64>; 2],
    /// Share of the supervision hours that is lost care (0 when paid extra).
    pub lost_share: f64,
    /// Supervision hours are paid extra.
    pub paid_extra: bool,
    /// f·(1 + on-cost).
    pub wage_factor: Vec<f64>,
    /// Amount by age before registration times `wage_factor` by salary table (1 for plain amounts).
    pub wage_before: Vec<Vec<f64>>,
    /// Amount of a full-time week by month, for plain amounts: before and after registration.
    pub amount: [Vec<f64>; 2],
    /// Monthly exit probability by age: before, after registration.
    pub hazard: [Vec<f64>; 2],
    /// Survival to the start of age 0 … H: before, after registration (as if from age 0).
    pub survival: [Vec<f64>; 2],
    /// Recruitment for each hire, before the wage index [€].
    pub recruitment: f64,
    /// Workplace at the start, before the wage index [€].
    pub workplace_at_start: f64,
    /// Workplace a month, before the wage index [€].
    pub workplace_per_month: f64,
    /// Exit: a sum, before the wage index [€].
    pub exit_sum: f64,
    /// Exit: gross months of wage for each year of service.
    pub exit_months_of_wage: f64,
    /// Exit costs only for failed routes.
    pub exit_only_failed: bool,
    /// Training by age whoever it is (profile items, without classes) [€].
    pub training: Vec<(usize, f64)>,
    /// Route items by age, while on the route [€].
    pub route_training: Vec<(usize, f64)>,
    /// Classes: age, cost of one class, seats, partners' share, whether only while on the route.
    pub classes: Vec<ClassRates>,
    /// Sum of the items spread over the route [€].
    pub spread: f64,
    /// Sum of the items for each attempt [€].
    pub per_attempt: f64,
    /// q.
    pub pass: f64,
    /// Location and scale of the vacancy duration \[months\].
    pub vacancy: (f64, f64),
    /// Location and scale of the first attempt \[months\].
    pub duration: (f64, f64),
    /// Location and scale of a retry \[months\].
    pub retry: (f64, f64),
}

/// A training class of a role.
#[derive(Clone, Copy, Debug, Default)]
pub struct ClassRates {
    /// Months after the start of recruitment, or age of a refill.
    pub month: usize,
    /// Cost of one class, tax included [€].
    pub amount: f64,
    /// Seats.
    pub size: usize,
    /// Partners' share.
    pub partners: f64,
    /// A route item: a refill pays only while on the route.
    pub on_route: bool,
}

impl RoleRates {
    /// Fills every table for one draw.
    pub fn update(
        &mut self,
        plan: &Plan,
        role: &Role,
        theta: &Theta,
        norm: f64,
        wage_index: &[f64],
    ) {
        let scenario = &plan.scenario;
        let h = plan.horizon;
        let profile = &scenario.profiles[role.profile.0];
        let route = role.route.map(|route| &scenario.routes[route.0]);
        self.fill_deployment(plan, role, profile, route, theta, norm);
        self.fill_supervision(plan, profile, theta, h);
        self.fill_pay(plan, role, profile, theta, wage_index);
        self.fill_survival(profile, theta, h, 1.0);
        let recruitment = &profile.recruitment;
        self.recruitment = theta.value(recruitment.per_hire)
            + theta.value(recruitment.per_candidate) * theta.value(recruitment.candidates_per_hire);
        self.workplace_at_start = theta.value(profile.workplace_at_start);
        self.workplace_per_month = theta.value(profile.workplace_per_month);
        (self.exit_sum, self.exit_months_of_wage, self.exit_only_failed) = match &profile.exit_cost
        {
            Some(cost) => (
                theta.value(cost.per_exit),
                theta.value(cost.months_of_wage_per_year_of_service),
                cost.only_failed_route,
            ),
            None => (0.0, 0.0, false),
        };
        self.fill_training(profile, route, theta);
        self.fill_work(role, profile.registration, h);
        let pair = |d: &Duration| (d.location_in(theta), d.scale_in(theta));
        self.vacancy = pair(&profile.vacancy);
        if let Some(route) = route {
            self.pass = theta.value(route.pass);
            self.duration = pair(&route.duration);
            self.retry = pair(&route.retry);
        }
    }

    fn fill_deployment(
        &mut self,
        plan: &Plan,
        role: &Role,
        profile: &Profile,
        route: Option<&Route>,
        theta: &Theta,
        norm: f64,
    ) {
        let h = plan.horizon;
        let contract = &plan.scenario.contract;
        let norm_absence = theta.value(contract.absence_in_norm);
        let present = norm * (1.0 - theta.value(profile.absence)) / (1.0 - norm_absence);
        let delta = match profile.registration {
            Registration::Registered => 1.0,
            _ => theta.value(profile.deployable_before_registration),
        };
        let study = route.map_or(0.0, |route| {
            theta.value(route.paid_study_hours_per_week) * WEEKS_OF_STUDY
                / plan.scenario.employment.contract_hours_per_year
        });
        let study_from = route.map_or(NEVER, |route| route.starts_at_month);
        let norm_of_role = norm * role.fte;
        let full = present * role.fte;
        let studying = present * (role.fte - study).max(0.0);
        for table in self.billable.iter_mut().chain(&mut self.gap) {
            table.resize(h, 0.0);
        }
        let ramp = &mut self.billable[1];
        fill_ramp(ramp, &profile.ramp, theta);
        for age in 0..h {
            let ramp = self.billable[1][age];
            let unregistered = ramp * delta * if age >= study_from { studying } else { full };
            let hours = [unregistered, ramp * full, ramp * delta * full];
            for (standing, hours) in hours.into_iter().enumerate() {
                self.billable[standing][age] = hours;
                self.gap[standing][age] = (norm_of_role - hours).max(0.0);
            }
        }
    }

    fn fill_supervision(&mut self, plan: &Plan, profile: &Profile, theta: &Theta, h: usize) {
        for table in self.supervision.iter_mut().chain(&mut self.supervised) {
            table.clear();
            table.resize(h, 0.0);
        }
        let Some(supervision) = &profile.supervision else {
            return;
        };
        match supervision.valuation {
            SupervisionValuation::LostCare { billable_share } => {
                self.lost_share = theta.value(billable_share);
                self.paid_extra = false;
            }
            SupervisionValuation::PaidExtra => {
                self.lost_share = 0.0;
                self.paid_extra = true;
            }
        }
        let weeks = plan.scenario.employment.working_weeks_per_year / 12.0;
        for_bands(&supervision.hours_per_week, profile.tenure_at_start, h, |from, until, hours| {
            let hours = theta.value(hours) * weeks;
            let supervised = if hours > 0.0 { 1.0 } else { 0.0 };
            self.supervision[0][from..until].fill(hours);
            self.supervised[0][from..until].fill(supervised);
            if !supervision.until_registered {
                self.supervision[1][from..until].fill(hours);
                self.supervised[1][from..until].fill(supervised);
            }
        });
    }

    fn fill_pay(
        &mut self,
        plan: &Plan,
        role: &Role,
        profile: &Profile,
        theta: &Theta,
        wage_index: &[f64],
    ) {
        let h = plan.horizon;
        let employment = &plan.scenario.employment;
        self.wage_factor.resize(h, 0.0);
        for_bands(&employment.on_cost, profile.tenure_at_start, h, |from, until, share| {
            self.wage_factor[from..until].fill(role.fte * (1.0 + theta.value(share)));
        });
        match &role.pay {
            Ladder::Scale(tables) => {
                self.wage_before.resize_with(tables.len(), Vec::new);
                for (out, amounts) in self.wage_before.iter_mut().zip(tables) {
                    out.clear();
                    out.extend(amounts.iter().zip(&self.wage_factor).map(|(a, f)| a * f));
                }
            }
            Ladder::Amount => {
                self.wage_before.resize_with(1, Vec::new);
                self.wage_before[0].clone_from(&self.wage_factor);
            }
        }
        // The series is needed only for plain amounts; wage indices of the tables are common.
        let amounts = [
            match &profile.salary {
                Pay::Amount(amount) => Some(amount),
                Pay::Scale { .. } => None,
            },
            match &profile.salary_after_registration {
                Some(PayAfterRegistration::Amount(amount)) => Some(amount),
                _ => None,
            },
        ];
        for (series, amount) in self.amount.iter_mut().zip(amounts) {
            if let Some(amount) = amount {
                series.resize(h, 0.0);
                amount.fill(theta, wage_index, series);
            }
        }
    }

    /// Multiplies the annual exit probabilities, kept in [0, 1], by what somebody believes of them.
    pub fn believe(&mut self, profile: &Profile, theta: &Theta, h: usize, times: f64) {
        self.fill_survival(profile, theta, h, times);
    }

    fn fill_survival(&mut self, profile: &Profile, theta: &Theta, h: usize, times: f64) {
        let after = profile.exit_after_registration.as_ref().unwrap_or(&profile.exit);
        for (k, bands) in [&profile.exit, after].into_iter().enumerate() {
            self.hazard[k].resize(h, 0.0);
            let hazard = &mut self.hazard[k];
            for_bands(bands, profile.tenure_at_start, h, |from, until, annual| {
                let annual: AnnualProbability = theta.get(annual);
                let annual = AnnualProbability((times * annual.0).clamp(0.0, 1.0));
                hazard[from..until].fill(annual.monthly().0);
            });
            let survival = &mut self.survival[k];
            survival.clear();
            let mut left = 1.0;
            survival.push(left);
            for hazard in &self.hazard[k] {
                left *= 1.0 - hazard;
                survival.push(left);
            }
        }
    }

    /// Puts the tables of a month side by side.
    fn fill_work(&mut self, role: &Role, registration: Registration, h: usize) {
        // One salary table: the amount depends on the age, the index on the month.
        self.wage_in_work = matches!(&role.pay, Ladder::Scale(tables) if tables.len() == 1);
        for standing in 0..3 {
            let registered = standing == Standing::Registered as usize;
            let after = usize::from(registered);
            let pays_before = self.wage_in_work && !(registered && role.pay_after.is_some());
            let rows = &mut self.work[standing];
            rows.clear();
            let possible = match registration {
                Registration::Registered => registered,
                Registration::Never => !registered,
                Registration::Route(_) => true,
            };
            if !possible {
                continue;
            }
            rows.extend((0..h).map(|age| {
                let supervision = self.supervision[after][age];
                let wage = if pays_before { self.wage_before[0][age] } else { 0.0 };
                [
                    self.billable[standing][age],
                    self.gap[standing][age],
                    supervision,
                    self.lost_share * supervision,
                    if self.paid_extra { supervision } else { 0.0 },
                    self.supervised[after][age],
                    wage,
                    self.workplace_per_month,
                ]
            }));
        }
    }

    fn fill_training(&mut self, profile: &Profile, route: Option<&Route>, theta: &Theta) {
        self.training.clear();
        self.route_training.clear();
        self.classes.clear();
        self.spread = 0.0;
        self.per_attempt = 0.0;
        let gross = |item: &TrainingItem| theta.value(item.amount) * (1.0 + theta.value(item.vat));
        let route_items = route.iter().flat_map(|route| &route.costs).map(|item| (item, true));
        for (item, on_route) in profile.training.iter().map(|item| (item, false)).chain(route_items)
        {
            match item.timing {
                TrainingTiming::AtMonth(age) if on_route => {
                    self.route_training.push((age, gross(item)));
                }
                TrainingTiming::AtMonth(age) => self.training.push((age, gross(item))),
                TrainingTiming::SpreadOverRoute => self.spread += gross(item),
                TrainingTiming::PerAttempt => self.per_attempt += gross(item),
                TrainingTiming::Class { month, size, partners_share } => {
                    self.classes.push(ClassRates {
                        month,
                        amount: gross(item),
                        size,
                        partners: theta.value(partners_share),
                        on_route,
                    });
                }
            }
        }
    }

    /// Survival to the start of age `age` for somebody registered from age `g` ([`NEVER`]: not).
    pub fn survival_to(&self, age: usize, g: usize) -> f64 {
        if age <= g {
            return self.survival[0][age];
        }
        self.survival[0][g] * self.survival_after(g, age)
    }

    /// Probability that somebody registered and employed in age `g` is employed in `age ≥ g`.
    pub fn survival_after(&self, g: usize, age: usize) -> f64 {
        let base = self.survival[1][g];
        if base > 0.0 {
            self.survival[1][age] / base
        } else {
            // The table from age 0 has died out before g: multiply from g itself.
            self.hazard[1][g..age].iter().fold(1.0, |left, hazard| left * (1.0 - hazard))
        }
    }

    /// Step at registration in age `g`, month `t`.
    pub fn step_at_registration(
        &self,
        role: &Role,
        table_index: &[f64],
        table: usize,
        g: usize,
        t: usize,
    ) -> usize {
        match &role.pay_after {
            Some(LadderAfter::Scale { amounts, start_step }) => {
                if start_step.is_empty() {
                    let before = self.amount[0][t] / table_index[t];
                    lowest_not_below(&amounts[table], before)
                } else {
                    start_step[table][g]
                }
            }
            _ => 0,
        }
    }
}

/// Calls `f(from, until, value)` for the ages 0 … h−1 that each band of tenure covers.
fn for_bands<T: Copy>(
    bands: &ByTenure<T>,
    tenure_at_start: usize,
    h: usize,
    mut f: impl FnMut(usize, usize, T),
) {
    let mut from = 0;
    for &(until, value) in &bands.bands {
        let until = until.map_or(h, |until| until.saturating_sub(tenure_at_start).min(h));
        if until > from {
            f(from, until, value);
            from = until;
        }
    }
}

fn fill_ramp(out: &mut [f64], ramp: &Ramp, theta: &Theta) {
    match ramp {
        Ramp::Table(values) => {
            let last = values.len() - 1;
            for (age, ramp) in out.iter_mut().enumerate() {
                *ramp = theta.value(values[age.min(last)]);
            }
        }
        Ramp::Shape { months, from, shape } => {
            let months = theta.value(*months);
            let from = theta.value(*from);
            for (age, ramp) in out.iter_mut().enumerate() {
                let x = if months > 0.0 { (age as f64 / months).min(1.0) } else { 1.0 };
                let x = match shape {
                    RampShape::Linear => x,
                    RampShape::SCurve => x * x * (3.0 - 2.0 * x),
                    RampShape::Step => f64::from(u8::from(x >= 1.0)),
                };
                *ramp = from + (1.0 - from) * x;
            }
        }
    }
}
