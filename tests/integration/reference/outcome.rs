//! Lives added up: money by line and month, heads, hours, liquidity (sections 4.4 to 7).

use std::collections::BTreeMap;

use kansrijk::model::contract::Variant;
use kansrijk::model::organisation::CoverWhen;
use kansrijk::model::path::Spell;
use kansrijk::model::profile::{Registration, TrainingTiming};
use kansrijk::model::quantity::Theta;
use kansrijk::model::scenario::{IntakeGroup, Refill, Scenario};

use super::grants;
use super::headline::{self, Headline};
use super::person::{Person, planned_classes};
use super::setting::Setting;

/// The lines of the cost bridge that are booked by month, in its order. What is paid after the
/// horizon and the residual value form a line of their own in [`Headline::bridge`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Line {
    RevenueOwn,
    RevenueCover,
    LostToSupervision,
    Penalty,
    Subsidy,
    Clawback,
    Recruitment,
    Wages,
    Allowances,
    Training,
    Supervision,
    Workplace,
    Overhead,
    OtherDirect,
    ExitCosts,
    Cover,
}

impl Line {
    /// All lines in the order of the bridge, with their names in files of expected figures.
    pub const ALL: [(Self, &'static str); 16] = [
        (Self::RevenueOwn, "revenue_own"),
        (Self::RevenueCover, "revenue_cover"),
        (Self::LostToSupervision, "lost_to_supervision"),
        (Self::Penalty, "penalty"),
        (Self::Subsidy, "subsidy"),
        (Self::Clawback, "clawback"),
        (Self::Recruitment, "recruitment"),
        (Self::Wages, "wages"),
        (Self::Allowances, "allowances"),
        (Self::Training, "training"),
        (Self::Supervision, "supervision"),
        (Self::Workplace, "workplace"),
        (Self::Overhead, "overhead"),
        (Self::OtherDirect, "other_direct"),
        (Self::ExitCosts, "exit_costs"),
        (Self::Cover, "cover"),
    ];

    /// Benefits of the month: revenue (lost revenue included), subsidy and clawback.
    pub const BENEFITS: [Self; 5] = [
        Self::RevenueOwn,
        Self::RevenueCover,
        Self::LostToSupervision,
        Self::Subsidy,
        Self::Clawback,
    ];

    /// What the municipality pays for care.
    pub const REVENUE: [Self; 3] = [Self::RevenueOwn, Self::RevenueCover, Self::LostToSupervision];

    /// Costs of the month.
    pub const COSTS: [Self; 11] = [
        Self::Penalty,
        Self::Recruitment,
        Self::Wages,
        Self::Allowances,
        Self::Training,
        Self::Supervision,
        Self::Workplace,
        Self::Overhead,
        Self::OtherDirect,
        Self::ExitCosts,
        Self::Cover,
    ];
}

/// Amounts of one line: those of the months 0…H−1, and those that fall due later.
#[derive(Clone, Debug, PartialEq)]
pub struct ByMonth {
    /// By month, 0…H−1.
    pub within: Vec<f64>,
    /// By months since the horizon: the first one is month H.
    pub after: Vec<f64>,
}

impl ByMonth {
    /// Nothing yet.
    fn zero(horizon: usize) -> Self {
        Self { within: vec![0.0; horizon], after: Vec::new() }
    }

    /// Adds an amount to the month in which it is paid.
    fn add(&mut self, month: usize, amount: f64) {
        let horizon = self.within.len();
        if month < horizon {
            self.within[month] += amount;
        } else {
            if self.after.len() <= month - horizon {
                self.after.resize(month - horizon + 1, 0.0);
            }
            self.after[month - horizon] += amount;
        }
    }

    /// Nominal total of all months.
    pub fn total(&self) -> f64 {
        self.within.iter().sum::<f64>() + self.after.iter().sum::<f64>()
    }
}

/// What follows for one strategy from one draw of everything, by month and in figures.
/// Vectors run over the months 0…H−1. Benefits are positive, costs negative in lines.
#[derive(Clone, Debug, PartialEq)]
pub struct ReferenceOutcome {
    /// Cash by line.
    pub cash: BTreeMap<Line, ByMonth>,
    /// Accrual by line, in the month of delivery or entitlement.
    pub accrual: BTreeMap<Line, Vec<f64>>,
    /// People who worked in the month.
    pub heads: Vec<f64>,
    /// Of these, registered.
    pub registered: Vec<f64>,
    /// Of these, not registered yet when hired.
    pub newly_registered: Vec<f64>,
    /// People who received supervision.
    pub under_supervision: Vec<f64>,
    /// Hours billed by the occupants of the positions.
    pub billable_hours: Vec<f64>,
    /// Of these, by people who were not registered.
    pub unregistered_hours: Vec<f64>,
    /// Hours delivered by cover.
    pub covered_hours: Vec<f64>,
    /// Norm less own and covered hours, and what supervision takes away.
    pub undelivered_hours: Vec<f64>,
    /// Hours of supervision received.
    pub supervision_hours: Vec<f64>,
    /// Hours of care that supervisors did not deliver.
    pub lost_hours: Vec<f64>,
    /// Net cash without financing.
    pub net_cash: Vec<f64>,
    /// Net cash added up from month 0.
    pub cumulative: Vec<f64>,
    /// Costs of the month, positive (without cover under `task`).
    pub costs: Vec<f64>,
    /// Benefits of the month (with the cover avoided under `task`).
    pub benefits: Vec<f64>,
    /// Result of the month: accrual of all lines.
    pub result: Vec<f64>,
    /// L(t), with these positions.
    pub liquidity: Option<Vec<f64>>,
    /// L(t), without them.
    pub liquidity_without: Option<Vec<f64>>,
    /// Figures of the whole run.
    pub headline: Headline,
}

impl ReferenceOutcome {
    /// What cover costs in each month, positive: the argument of [`outcome`] under `task`.
    pub fn cover_cost(&self) -> Vec<f64> {
        self.cash[&Line::Cover].within.iter().map(|cash| -cash).collect()
    }
}

/// Everything that follows from the lives in the positions of a strategy.
///
/// `free_cash_normals` holds a standard normal number for each month, for the deviation of the
/// free cash of the organisation. `baseline_cover_cost` is needed under `task` only.
pub fn outcome(
    scenario: &Scenario,
    strategy_index: usize,
    theta: &Theta,
    spells: &[Spell],
    free_cash_normals: &[f64],
    baseline_cover_cost: Option<&[f64]>,
) -> ReferenceOutcome {
    let setting = Setting::new(scenario, strategy_index, theta);
    let mut books = Books::new(&setting);
    for (position, group) in setting.positions().into_iter().enumerate() {
        let mut persons = Vec::new();
        for spell in spells {
            if spell.position == position {
                persons.push(Person::new(setting, group, spell));
            }
        }
        for person in &persons {
            for age in 0..=person.last_age() {
                books.month_of_person(person, age);
            }
            books.subsidies(person);
        }
        for month in 0..setting.horizon() {
            books.month_of_position(group, &persons, month);
        }
    }
    for group in &setting.strategy.intake {
        books.planned_classes(group);
    }
    for month in 0..setting.horizon() {
        books.month_of_strategy(month);
    }
    books.close(free_cash_normals, baseline_cover_cost)
}

/// The books while they are being filled.
struct Books<'a> {
    setting: Setting<'a>,
    cash: BTreeMap<Line, ByMonth>,
    accrual: BTreeMap<Line, Vec<f64>>,
    heads: Vec<f64>,
    registered: Vec<f64>,
    newly_registered: Vec<f64>,
    under_supervision: Vec<f64>,
    billable_hours: Vec<f64>,
    unregistered_hours: Vec<f64>,
    covered_hours: Vec<f64>,
    undelivered_hours: Vec<f64>,
    supervision_hours: Vec<f64>,
    lost_hours: Vec<f64>,
    hires: usize,
    exits: headline::Exits,
    horizon_heads: headline::HorizonHeads,
}

impl<'a> Books<'a> {
    /// Empty books.
    fn new(setting: &Setting<'a>) -> Self {
        let horizon = setting.horizon();
        let zeros = vec![0.0; horizon];
        let lines = || Line::ALL.into_iter().map(|(line, _)| line);
        Self {
            setting: *setting,
            cash: lines().map(|line| (line, ByMonth::zero(horizon))).collect(),
            accrual: lines().map(|line| (line, zeros.clone())).collect(),
            heads: zeros.clone(),
            registered: zeros.clone(),
            newly_registered: zeros.clone(),
            under_supervision: zeros.clone(),
            billable_hours: zeros.clone(),
            unregistered_hours: zeros.clone(),
            covered_hours: zeros.clone(),
            undelivered_hours: zeros.clone(),
            supervision_hours: zeros.clone(),
            lost_hours: zeros,
            hires: 0,
            exits: headline::Exits::default(),
            horizon_heads: headline::HorizonHeads::default(),
        }
    }

    /// Books an amount that arises in `month` and is paid in `paid`.
    fn book(&mut self, line: Line, month: usize, paid: usize, amount: f64) {
        self.accrual.get_mut(&line).expect("every line")[month] += amount;
        self.cash.get_mut(&line).expect("every line").add(paid, amount);
    }

    /// Books a cost (a positive amount) that is paid in the month itself.
    fn cost(&mut self, line: Line, month: usize, amount: f64) {
        self.book(line, month, month, -amount);
    }

    /// Books what the contract pays for hours of a month (section 4.4).
    fn revenue(&mut self, line: Line, month: usize, hours: f64, registered: bool) {
        let earned = self.setting.revenue(hours, registered, month);
        for (paid, share) in self.setting.revenue_payments(month) {
            self.book(line, month, paid, earned * share);
        }
    }

    /// Books an allowance that accrues in `month`: it is paid in the first month of payment from
    /// then on, that month itself included.
    fn allowance(&mut self, month: usize, paid_in_month: u32, accrued: f64) {
        let mut paid = month;
        while self.setting.month_of_year(paid) != paid_in_month {
            paid += 1;
        }
        self.book(Line::Allowances, month, paid, -accrued);
    }

    /// One person in one age: heads, hours, revenue and costs.
    fn month_of_person(&mut self, person: &Person, age: usize) {
        let month = person.month(age);
        let employment = &self.setting.scenario.employment;
        let registered = person.registered(age);

        self.heads[month] += 1.0;
        if registered {
            self.registered[month] += 1.0;
        }
        if person.newly_registered(age) {
            self.newly_registered[month] += 1.0;
        }
        if person.supervision_hours(age) > 0.0 {
            self.under_supervision[month] += 1.0;
        }
        self.supervision_hours[month] += person.supervision_hours(age);
        self.lost_hours[month] += person.lost_hours(age);
        self.billable_hours[month] += person.billable_hours(age);
        if !registered {
            self.unregistered_hours[month] += person.billable_hours(age);
        }

        self.revenue(Line::RevenueOwn, month, person.billable_hours(age), registered);
        self.revenue(Line::LostToSupervision, month, -person.lost_hours(age), true);
        self.cost(Line::Recruitment, month, person.recruitment(age));
        self.cost(Line::Wages, month, person.wages(age));
        let holiday = employment.holiday_allowance;
        self.allowance(month, holiday.paid_in_month, person.holiday_allowance(age));
        let bonus = employment.year_end_bonus;
        self.allowance(month, bonus.paid_in_month, person.year_end_bonus(age));
        self.cost(Line::Training, month, person.training(age));
        self.cost(Line::Supervision, month, person.supervision(age));
        self.cost(Line::Workplace, month, person.workplace(age));
        self.cost(Line::Overhead, month, person.overhead(age));
        self.cost(Line::OtherDirect, month, person.other_direct(age));
        self.cost(Line::ExitCosts, month, person.exit_costs(age));

        if age == 0 {
            self.hires += 1;
        }
        if age == person.spell.exit_age {
            self.exits.count(person.spell, person.registration_age());
        } else if month == self.setting.horizon() - 1 {
            self.horizon_heads.count(registered, person.newly_registered(age));
        }
    }

    /// Subsidies of one head under all designs of the strategy (section 5).
    fn subsidies(&mut self, person: &Person) {
        for index in &self.setting.strategy.subsidies {
            let design = &self.setting.scenario.subsidies[index.0];
            for entitlement in grants::entitlements(design, person) {
                let month = person.month(entitlement.age);
                let paid = month + entitlement.lag;
                if entitlement.is_clawback {
                    self.book(Line::Clawback, month, paid, -entitlement.amount);
                } else {
                    self.book(Line::Subsidy, month, paid, entitlement.amount);
                }
            }
        }
    }

    /// Classes for the planned first occupants of a group, whether or not they have arrived
    /// (section 4.5).
    fn planned_classes(&mut self, group: &IntakeGroup) {
        let Some(profile) = group.profile else { return };
        let profile = &self.setting.scenario.profiles[profile.0];
        let mut items: Vec<_> = profile.training.iter().collect();
        if let Registration::Route(route) = profile.registration {
            items.extend(&self.setting.scenario.routes[route.0].costs);
        }
        for item in items {
            if let TrainingTiming::Class { month, .. } = item.timing {
                let month = group.recruit_from + month;
                if month < self.setting.horizon() {
                    let amount = planned_classes(&self.setting, item, group.positions);
                    self.cost(Line::Training, month, amount);
                }
            }
        }
    }

    /// Norm, gap and cover of one position in one month (section 4.6).
    fn month_of_position(&mut self, group: &IntakeGroup, persons: &[Person], month: usize) {
        if month < group.vacant_from || is_closed(group, persons, month) {
            return;
        }
        let norm = group.fte * self.setting.monthly_norm();
        let occupant = persons.iter().find(|person| works_in(person, month));
        let delivered = match occupant {
            Some(person) => person.billable_hours(month - person.spell.start),
            None => 0.0,
        };
        let gap = (norm - delivered).max(0.0);
        let covered = match &self.setting.strategy.cover {
            None => 0.0,
            Some(cover) => match cover.when {
                CoverWhen::Empty if occupant.is_some() => 0.0,
                CoverWhen::Empty | CoverWhen::Gap => gap * self.setting.number(cover.share),
            },
        };
        self.covered_hours[month] += covered;
        self.undelivered_hours[month] += gap - covered;
        self.revenue(Line::RevenueCover, month, covered, true);
        if let Some(cover) = &self.setting.strategy.cover {
            let paid_hours = covered / self.setting.number(cover.productivity);
            let hourly = self.setting.dated_cost(&cover.rate_per_hour, month)
                * (1.0 + self.setting.number(cover.vat));
            self.cost(Line::Cover, month, paid_hours * hourly);
        }
    }

    /// What belongs to the strategy as a whole: the standing cost of a mobile team, hours lost to
    /// supervision and the penalty for undelivered hours (sections 4.4 and 4.6).
    fn month_of_strategy(&mut self, month: usize) {
        if let Some(cover) = &self.setting.strategy.cover
            && let Some(standing) = cover.standing_cost_per_month
        {
            let amount = self.setting.number(standing) * self.setting.wage_index(month);
            self.cost(Line::Cover, month, amount);
        }
        self.undelivered_hours[month] += self.lost_hours[month];
        if let Variant::Task { penalty_per_undelivered_hour: Some(penalty) } =
            &self.setting.scenario.contract.variant
        {
            let hourly = self.setting.dated_price(penalty, month);
            self.cost(Line::Penalty, month, self.undelivered_hours[month] * hourly);
        }
    }

    /// The totals over lines, the balance, and the figures of the run (sections 6 and 7).
    fn close(
        self,
        free_cash_normals: &[f64],
        baseline_cover_cost: Option<&[f64]>,
    ) -> ReferenceOutcome {
        let horizon = self.setting.horizon();
        let sum = |lines: &[Line], month: usize| -> f64 {
            lines.iter().map(|line| self.cash[line].within[month]).sum()
        };
        let mut net_cash = Vec::new();
        let mut cumulative = Vec::new();
        let mut costs = Vec::new();
        let mut benefits = Vec::new();
        let mut result = Vec::new();
        for month in 0..horizon {
            let net = sum(&Line::COSTS, month) + sum(&Line::BENEFITS, month);
            net_cash.push(net);
            cumulative.push(net_cash.iter().sum());
            result.push(self.accrual.values().map(|line| line[month]).sum());
            let mut cost = -sum(&Line::COSTS, month);
            let mut benefit = sum(&Line::BENEFITS, month);
            if let Variant::Task { .. } = self.setting.scenario.contract.variant {
                let cover = -self.cash[&Line::Cover].within[month];
                let baseline = baseline_cover_cost.expect("the baseline's cover cost, under task");
                cost -= cover;
                benefit += baseline[month] - cover;
            }
            costs.push(cost);
            benefits.push(benefit);
        }
        let liquidity = headline::liquidity(&self.setting, &net_cash, free_cash_normals);
        let nothing = vec![0.0; horizon];
        let liquidity_without = headline::liquidity(&self.setting, &nothing, free_cash_normals);
        let mut outcome = ReferenceOutcome {
            cash: self.cash,
            accrual: self.accrual,
            heads: self.heads,
            registered: self.registered,
            newly_registered: self.newly_registered,
            under_supervision: self.under_supervision,
            billable_hours: self.billable_hours,
            unregistered_hours: self.unregistered_hours,
            covered_hours: self.covered_hours,
            undelivered_hours: self.undelivered_hours,
            supervision_hours: self.supervision_hours,
            lost_hours: self.lost_hours,
            net_cash,
            cumulative,
            costs,
            benefits,
            result,
            liquidity: liquidity.as_ref().map(|account| account.balance.clone()),
            liquidity_without: liquidity_without.as_ref().map(|account| account.balance.clone()),
            headline: Headline::default(),
        };
        outcome.headline = Headline::of(
            &self.setting,
            &outcome,
            liquidity.zip(liquidity_without),
            self.hires,
            self.exits,
            self.horizon_heads,
        );
        outcome
    }
}

/// Whether the person works in the month.
fn works_in(person: &Person, month: usize) -> bool {
    let from = person.spell.start;
    let until = person.month(person.last_age());
    from <= month && month <= until
}

/// Whether the position has ended: its occupant has left and it `closes`.
fn is_closed(group: &IntakeGroup, persons: &[Person], month: usize) -> bool {
    let somebody_left =
        persons.iter().any(|person| person.leaves() && month > person.month(person.spell.exit_age));
    group.refill == Refill::Closes && somebody_left
}
