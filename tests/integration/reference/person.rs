//! One person in one month: state, hours and each kind of money, in one function each.

use kansrijk::model::employment::{Pay, PerFteOrCase};
use kansrijk::model::path::{ExitCause, NEVER, Spell};
use kansrijk::model::profile::{
    PayAfterRegistration, Profile, Ramp, RampShape, Registration, Route, SupervisionValuation,
    TrainingItem, TrainingTiming,
};
use kansrijk::model::scenario::IntakeGroup;
use kansrijk::model::subsidy::CostLine;

use super::setting::Setting;

/// An amount that falls this share short of another one is still "not below" it: rounding.
const ROUNDING: f64 = 1e-9;

/// One spell with all that it refers to.
#[derive(Clone, Copy)]
pub struct Person<'a> {
    pub setting: Setting<'a>,
    pub group: &'a IntakeGroup,
    pub profile: &'a Profile,
    pub route: Option<&'a Route>,
    pub spell: &'a Spell,
}

impl<'a> Person<'a> {
    /// The person of a spell in a position of `group`.
    pub fn new(setting: Setting<'a>, group: &'a IntakeGroup, spell: &'a Spell) -> Self {
        let profile = &setting.scenario.profiles[spell.profile.0];
        let route = match profile.registration {
            Registration::Route(route) => Some(&setting.scenario.routes[route.0]),
            Registration::Registered | Registration::Never => None,
        };
        Self { setting, group, profile, route, spell }
    }

    // ---- when (sections 4 and 4.1) ----

    /// The month of age a.
    pub fn month(&self, age: usize) -> usize {
        self.spell.start + age
    }

    /// The last age worked before the horizon.
    pub fn last_age(&self) -> usize {
        let last_before_horizon = self.setting.horizon() - 1 - self.spell.start;
        self.spell.exit_age.min(last_before_horizon)
    }

    /// Leaves before the horizon, at the end of H−1 included.
    pub fn leaves(&self) -> bool {
        self.spell.exit_age != NEVER
    }

    /// Completed months in the house.
    fn tenure(&self, age: usize) -> usize {
        age + self.profile.tenure_at_start
    }

    /// G: the age of registration; 0 when registered from the start, `NEVER` when it never comes.
    pub fn registration_age(&self) -> usize {
        match (self.profile.registration, self.spell.route) {
            (Registration::Registered, _) => 0,
            (Registration::Route(_), Some(path)) if path.passed => {
                path.attempt_ends[path.attempts - 1]
            }
            _ => NEVER,
        }
    }

    /// R: the age of failing for good, or `NEVER`.
    fn failure_age(&self) -> usize {
        match self.spell.route {
            Some(path) if !path.passed => path.attempt_ends[path.attempts - 1],
            _ => NEVER,
        }
    }

    /// Registered in age a.
    pub fn registered(&self, age: usize) -> bool {
        age >= self.registration_age()
    }

    /// Registered in age a, and not yet so at the start.
    pub fn newly_registered(&self, age: usize) -> bool {
        self.registration_age() > 0 && self.registered(age)
    }

    /// Before registration or final failure: items of the route are paid only then.
    fn route_not_ended(&self, age: usize) -> bool {
        age < self.registration_age() && age < self.failure_age()
    }

    // ---- work (section 4.3) ----

    /// ρ(a): output as a share of an experienced colleague's.
    fn ramp(&self, age: usize) -> f64 {
        match &self.profile.ramp {
            Ramp::Table(shares) => self.setting.number(shares[age.min(shares.len() - 1)]),
            Ramp::Shape { months, from, shape } => {
                let months = self.setting.number(*months);
                let from = self.setting.number(*from);
                if months <= 0.0 {
                    return 1.0;
                }
                let x = (age as f64 / months).min(1.0);
                let risen = match shape {
                    RampShape::Linear => x,
                    RampShape::SCurve => 3.0 * x * x - 2.0 * x * x * x,
                    RampShape::Step => {
                        if x < 1.0 {
                            0.0
                        } else {
                            1.0
                        }
                    }
                };
                from + (1.0 - from) * risen
            }
        }
    }

    /// h(a): paid study hours a week, from the start of the route until it has ended.
    fn study_hours_per_week(&self, age: usize) -> f64 {
        match self.route {
            Some(route) if age >= route.starts_at_month && self.route_not_ended(age) => {
                self.setting.number(route.paid_study_hours_per_week)
            }
            _ => 0.0,
        }
    }

    /// δ before registration, 1 after.
    fn deployable_share(&self, age: usize) -> f64 {
        if self.registered(age) {
            1.0
        } else {
            self.setting.number(self.profile.deployable_before_registration)
        }
    }

    /// Billable hours in age a:
    /// N/12 · (1−v)/(1−v_N) · ρ(a) · max(0, f − h(a)·52/C) · (δ or 1).
    pub fn billable_hours(&self, age: usize) -> f64 {
        let scenario = self.setting.scenario;
        let absence = self.setting.number(self.profile.absence);
        let absence_in_norm = self.setting.number(scenario.contract.absence_in_norm);
        let contract_hours = scenario.employment.contract_hours_per_year;
        let study = self.study_hours_per_week(age) * 52.0 / contract_hours;
        self.setting.monthly_norm() * (1.0 - absence) / (1.0 - absence_in_norm)
            * self.ramp(age)
            * (self.group.fte - study).max(0.0)
            * self.deployable_share(age)
    }

    /// Supervision hours received in age a: hours a working week × working weeks in a month,
    /// for a person (section 4.5).
    pub fn supervision_hours(&self, age: usize) -> f64 {
        let Some(supervision) = &self.profile.supervision else {
            return 0.0;
        };
        if supervision.until_registered && self.registered(age) {
            return 0.0;
        }
        let hours_per_week = self.setting.number(*supervision.hours_per_week.at(self.tenure(age)));
        hours_per_week * self.setting.scenario.employment.working_weeks_per_year / 12.0
    }

    /// Hours of care that the supervisors do not deliver (`lost_care`, section 4.5).
    pub fn lost_hours(&self, age: usize) -> f64 {
        match self.profile.supervision.as_ref().map(|supervision| supervision.valuation) {
            Some(SupervisionValuation::LostCare { billable_share }) => {
                self.supervision_hours(age) * self.setting.number(billable_share)
            }
            _ => 0.0,
        }
    }

    // ---- pay (section 4.5) ----

    /// Gross pay of a full-time week in age a, in the money of that month.
    fn gross_pay(&self, age: usize) -> f64 {
        let month = self.month(age);
        match &self.profile.salary_after_registration {
            Some(after) if self.newly_registered(age) => match after {
                PayAfterRegistration::Amount(amount) => self.setting.dated_cost(amount, month),
                PayAfterRegistration::Scale { scale, step } => {
                    let step = self.step_at_registration(scale, *step)
                        + self.anniversaries_since_registration(age);
                    self.setting.table_amount(scale, step, month)
                }
            },
            _ => self.pay_before_registration(age, month),
        }
    }

    /// The pay that belongs to age a on the ladder before registration, in the money of `month`:
    /// one step up at each 12 months of tenure.
    fn pay_before_registration(&self, age: usize, month: usize) -> f64 {
        match &self.profile.salary {
            Pay::Amount(amount) => self.setting.dated_cost(amount, month),
            Pay::Scale { scale, step } => {
                self.setting.table_amount(scale, step + self.tenure(age) / 12, month)
            }
        }
    }

    /// The step in the scale after registration at age G: the one stated, or the lowest whose
    /// amount is not below the pay of age G − 1, both in the table and money of month s + G;
    /// the top where none is high enough.
    fn step_at_registration(&self, scale: &str, stated: Option<usize>) -> usize {
        let registration_age = self.registration_age();
        let month = self.month(registration_age);
        let top = self.setting.top_step(scale, month);
        if let Some(step) = stated {
            return step.min(top);
        }
        let before = self.pay_before_registration(registration_age - 1, month);
        for step in 0..=top {
            if self.setting.table_amount(scale, step, month) >= before * (1.0 - ROUNDING) {
                return step;
            }
        }
        top
    }

    /// Multiples of 12 months of tenure reached at ages after G, up to age a.
    fn anniversaries_since_registration(&self, age: usize) -> usize {
        let mut anniversaries = 0;
        for later in self.registration_age() + 1..=age {
            if self.tenure(later).is_multiple_of(12) {
                anniversaries += 1;
            }
        }
        anniversaries
    }

    /// 1 + the on-cost share of the tenure band.
    fn with_on_cost(&self, age: usize) -> f64 {
        1.0 + self.setting.number(*self.setting.scenario.employment.on_cost.at(self.tenure(age)))
    }

    // ---- costs of the month, positive amounts (section 4.5) ----

    /// Recruitment, at the start: a sum, and a sum for each candidate assessed. Follows W.
    pub fn recruitment(&self, age: usize) -> f64 {
        if age > 0 {
            return 0.0;
        }
        let recruitment = &self.profile.recruitment;
        let candidates = self.setting.number(recruitment.candidates_per_hire);
        let sum = self.setting.number(recruitment.per_hire)
            + self.setting.number(recruitment.per_candidate) * candidates;
        sum * self.setting.wage_index(self.month(age))
    }

    /// Wages with on-cost.
    pub fn wages(&self, age: usize) -> f64 {
        self.gross_pay(age) * self.group.fte * self.with_on_cost(age)
    }

    /// Holiday allowance with on-cost that accrues in age a.
    pub fn holiday_allowance(&self, age: usize) -> f64 {
        self.wages(age)
            * self.setting.number(self.setting.scenario.employment.holiday_allowance.share)
    }

    /// Year-end bonus with on-cost that accrues in age a.
    pub fn year_end_bonus(&self, age: usize) -> f64 {
        self.wages(age) * self.setting.number(self.setting.scenario.employment.year_end_bonus.share)
    }

    /// Wages and allowances as they accrue, with on-cost.
    pub fn wage_cost(&self, age: usize) -> f64 {
        self.wages(age) + self.holiday_allowance(age) + self.year_end_bonus(age)
    }

    /// Training paid for this person in age a: its own items, those of its route, and the seats of
    /// a refill in classes. The classes of first occupants are paid by group, not here.
    pub fn training(&self, age: usize) -> f64 {
        let mut sum = 0.0;
        for (item, of_route) in self.training_items() {
            let is_planned_class = self.spell.number == 0 && is_class(item);
            if !is_planned_class {
                sum += self.training_item(item, of_route, age);
            }
        }
        sum
    }

    /// Training of this person as a subsidy counts it: as [`Person::training`], with an equal part
    /// of the group's classes for a first occupant.
    fn training_in_grants(&self, age: usize) -> f64 {
        let mut sum = 0.0;
        for (item, of_route) in self.training_items() {
            sum += self.training_item(item, of_route, age);
        }
        sum
    }

    /// Items of the profile and of its route (`true`).
    fn training_items(&self) -> Vec<(&'a TrainingItem, bool)> {
        let mut items = Vec::new();
        for item in &self.profile.training {
            items.push((item, false));
        }
        if let Some(route) = self.route {
            for item in &route.costs {
                items.push((item, true));
            }
        }
        items
    }

    /// What one item costs in age a, with VAT; not indexed.
    fn training_item(&self, item: &TrainingItem, of_route: bool, age: usize) -> f64 {
        if of_route && !self.route_not_ended(age) {
            return 0.0;
        }
        let amount = training_amount(&self.setting, item);
        match &item.timing {
            TrainingTiming::AtMonth(month) if age == *month => amount,
            TrainingTiming::AtMonth(_) => 0.0,
            TrainingTiming::SpreadOverRoute => {
                let start = self.route.expect("a route").starts_at_month;
                let duration = self.spell.route.expect("a route").duration;
                if age >= start && age < start + duration { amount / duration as f64 } else { 0.0 }
            }
            TrainingTiming::PerAttempt => {
                let path = self.spell.route.expect("a route");
                let mut starts = vec![self.route.expect("a route").starts_at_month];
                for attempt in 1..path.attempts {
                    starts.push(path.attempt_ends[attempt - 1]);
                }
                if starts.contains(&age) { amount } else { 0.0 }
            }
            TrainingTiming::Class { month, .. } if age != *month => 0.0,
            TrainingTiming::Class { size, .. } if self.spell.number > 0 => amount / *size as f64,
            TrainingTiming::Class { .. } => {
                planned_classes(&self.setting, item, self.group.positions)
                    / self.group.positions as f64
            }
        }
    }

    /// Supervision that is paid on top. Follows W.
    pub fn supervision(&self, age: usize) -> f64 {
        match self.profile.supervision.as_ref().map(|supervision| supervision.valuation) {
            Some(SupervisionValuation::PaidExtra) => {
                let hourly = self.setting.scenario.employment.supervisor_cost_per_hour;
                self.supervision_hours(age)
                    * self.setting.number(hourly.expect("an hourly cost"))
                    * self.setting.wage_index(self.month(age))
            }
            _ => 0.0,
        }
    }

    /// Workplace: once at the start, and every month. Follows W.
    pub fn workplace(&self, age: usize) -> f64 {
        let mut sum = self.setting.number(self.profile.workplace_per_month);
        if age == 0 {
            sum += self.setting.number(self.profile.workplace_at_start);
        }
        sum * self.setting.wage_index(self.month(age))
    }

    /// Overhead that grows with one more colleague: a share of wage cost.
    pub fn overhead(&self, age: usize) -> f64 {
        self.wage_cost(age)
            * self.setting.number(self.setting.scenario.employment.overhead_on_wages)
    }

    /// Other direct costs, for an FTE or for the cases of this person. Follow W.
    pub fn other_direct(&self, age: usize) -> f64 {
        let mut sum = 0.0;
        for other in &self.setting.scenario.employment.other_direct {
            let count = match other.per {
                PerFteOrCase::Fte => self.group.fte,
                PerFteOrCase::Case => self.setting.cases(self.billable_hours(age)),
            };
            sum += self.setting.number(other.amount) * count;
        }
        sum * self.setting.wage_index(self.month(age))
    }

    /// What the exit costs, in the last month: a sum that follows W, and a part of the gross
    /// monthly wage of that month for each year of service.
    pub fn exit_costs(&self, age: usize) -> f64 {
        if age != self.spell.exit_age {
            return 0.0;
        }
        let Some(exit_cost) = &self.profile.exit_cost else {
            return 0.0;
        };
        if exit_cost.only_failed_route && self.spell.cause != ExitCause::FailedRoute {
            return 0.0;
        }
        let years_of_service = (self.tenure(age) + 1) as f64 / 12.0;
        let monthly_wage = self.gross_pay(age) * self.group.fte;
        self.setting.number(exit_cost.per_exit) * self.setting.wage_index(self.month(age))
            + self.setting.number(exit_cost.months_of_wage_per_year_of_service)
                * years_of_service
                * monthly_wage
    }

    /// A cost line as a subsidy counts it, in the month of delivery (section 5).
    pub fn cost_in_grants(&self, line: CostLine, age: usize) -> f64 {
        match line {
            CostLine::Recruitment => self.recruitment(age),
            CostLine::Wages => self.wage_cost(age),
            CostLine::Training => self.training_in_grants(age),
            CostLine::Supervision => self.supervision(age),
            CostLine::Workplace => self.workplace(age),
            CostLine::NonBillableWages => {
                let norm_hours = self.setting.monthly_norm() * self.group.fte;
                let billable_part = self.billable_hours(age) / norm_hours;
                self.wage_cost(age) * (1.0 - billable_part).max(0.0)
            }
        }
    }
}

/// An item's amount with the VAT that cannot be reclaimed.
fn training_amount(setting: &Setting, item: &TrainingItem) -> f64 {
    setting.number(item.amount) * (1.0 + setting.number(item.vat))
}

/// True for items that are paid by the class.
fn is_class(item: &TrainingItem) -> bool {
    matches!(item.timing, TrainingTiming::Class { .. })
}

/// What the classes of an item cost for a group of n planned first occupants:
/// ceil(n / size) · amount · (1 − partners' share), with VAT.
pub fn planned_classes(setting: &Setting, item: &TrainingItem, planned: usize) -> f64 {
    match &item.timing {
        TrainingTiming::Class { size, partners_share, .. } => {
            planned.div_ceil(*size) as f64
                * training_amount(setting, item)
                * (1.0 - setting.number(*partners_share))
        }
        _ => 0.0,
    }
}
