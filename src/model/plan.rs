//! A scenario prepared for many runs: everything that does not depend on a draw.

use super::contract::Variant;
use super::employment::{Employment, Pay};
use super::outcome::Line;
use super::path::{NEVER, Spell, Stay};
use super::profile::{Duration, PayAfterRegistration, Profile, Registration, SupervisionValuation};
use super::scenario::{ProfileIndex, Refill, RouteIndex, Scenario, Strategy};
use super::subsidy::{Instrument, Rule, SubsidyDesign};
use crate::distribution::MonthsSampler;

/// A profile at an FTE factor: what tables by age are made for.
#[derive(Clone, Debug)]
pub struct Role {
    /// The profile.
    pub profile: ProfileIndex,
    /// f.
    pub fte: f64,
    /// The route, if it follows one.
    pub route: Option<RouteIndex>,
    /// Pay before registration.
    pub pay: Ladder,
    /// Pay after it; `None` continues `pay`.
    pub pay_after: Option<LadderAfter>,
}

/// Pay of a role before registration.
#[derive(Clone, Debug)]
pub enum Ladder {
    /// Amount by salary table and age, before the tables' levels.
    Scale(Vec<Vec<f64>>),
    /// A plain amount, by month.
    Amount,
}

/// Pay of a role from registration on.
#[derive(Clone, Debug)]
pub enum LadderAfter {
    /// Amounts by salary table, lowest step first; `start_step[k][G]` is the step at registration
    /// in age G when table k holds then (`None` where it depends on the draw).
    Scale {
        /// Amounts by table and step.
        amounts: Vec<Vec<f64>>,
        /// Step at registration by table and age; empty when the pay before is a plain amount
        /// and no step is stated.
        start_step: Vec<Vec<usize>>,
    },
    /// A plain amount, by month.
    Amount,
}

/// One post to fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Index of its intake group in the strategy.
    pub group: usize,
    /// First month with a norm.
    pub vacant_from: usize,
    /// Month in which the search starts.
    pub recruit_from: usize,
    /// Role of the first occupant; `None`: nobody.
    pub first: Option<usize>,
    /// Role of later ones.
    pub refill: RefillRole,
}

impl Position {
    /// The role of its occupant `number` (0: the first one).
    pub fn role_of(&self, number: usize) -> usize {
        if number == 0 {
            return self.first.expect("a first spell has a role");
        }
        match self.refill {
            RefillRole::Role(role) => role,
            _ => unreachable!("a refill has a role"),
        }
    }
}

/// What happens to a [`Position`] after an exit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefillRole {
    /// Stays vacant.
    None,
    /// Ends.
    Closes,
    /// Sought again in this role.
    Role(usize),
}

/// A strategy prepared for many runs.
#[derive(Clone, Debug)]
pub struct StrategyPlan {
    /// Its positions by number.
    pub positions: Vec<Position>,
    /// FTE factor of each intake group.
    pub fte: Vec<f64>,
    /// Lines of the bridge that can be other than zero, by [`Line`].
    pub active: Vec<bool>,
    /// For each design that it applies under: the design's index and which positions may receive.
    pub subsidies: Vec<(usize, Vec<bool>)>,
}

/// When an allowance is paid: for the accrual of months `from ..= until`, in month `paid`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AllowancePayment {
    /// Month of payment; may lie beyond the horizon.
    pub paid: usize,
    /// First month of accrual.
    pub from: usize,
    /// Last month of accrual.
    pub until: usize,
}

/// A [`Scenario`] prepared for many runs.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The scenario.
    pub scenario: Scenario,
    /// H.
    pub horizon: usize,
    /// Months after the horizon in which something may still fall due.
    pub tail: usize,
    /// `(1+r)^(−t/12)` for t = 0 … H + tail − 1 (and at index H for the residual value).
    pub discount: Vec<f64>,
    /// True for each month in which the indices move.
    pub index_moves: Vec<bool>,
    /// Profiles at FTE factors that occur.
    pub roles: Vec<Role>,
    /// Strategies in file order.
    pub strategies: Vec<StrategyPlan>,
    /// Strategies in the order of simulation: the baseline first.
    pub order: Vec<usize>,
    /// For each month the salary table that holds.
    pub table_of_month: Vec<usize>,
    /// Payments of the holiday allowance.
    pub holiday_payments: Vec<AllowancePayment>,
    /// Payments of the year-end bonus.
    pub bonus_payments: Vec<AllowancePayment>,
    /// Search durations by profile.
    pub vacancy: Vec<MonthsSampler>,
    /// First-attempt durations by route.
    pub route: Vec<MonthsSampler>,
    /// Retry durations by route.
    pub retry: Vec<MonthsSampler>,
    /// Month ranges of the calendar years `(year, from, until)` within the horizon.
    pub years: Vec<(i32, usize, usize)>,
}

impl Plan {
    /// Prepares a scenario.
    pub fn new(scenario: Scenario) -> Self {
        let horizon = scenario.calendar.horizon;
        let holiday =
            allowance_payments(&scenario, scenario.employment.holiday_allowance.paid_in_month);
        let bonus = allowance_payments(&scenario, scenario.employment.year_end_bonus.paid_in_month);
        let tail = tail(&scenario);
        let discount = (0..=horizon + tail).map(|t| scenario.discount_factor(t)).collect();
        let index_moves = (0..horizon).map(|t| scenario.calendar.index_moves_in(t)).collect();
        let table_of_month = (0..horizon)
            .map(|t| {
                let tables = &scenario.employment.salary_tables;
                tables.iter().rposition(|table| table.from <= t).unwrap_or(0)
            })
            .collect();
        let mut roles = Vec::new();
        let strategies = scenario
            .strategies
            .iter()
            .map(|strategy| strategy_plan(&scenario, strategy, &mut roles))
            .collect();
        let mut order = vec![scenario.baseline];
        order.extend((0..scenario.strategies.len()).filter(|&s| s != scenario.baseline));
        let sampler =
            |duration: &Duration| MonthsSampler::new(&duration.standard, duration.minimum);
        let mut years: Vec<(i32, usize, usize)> = Vec::new();
        for t in 0..horizon {
            let year = scenario.calendar.month(t).year;
            match years.last_mut() {
                Some(last) if last.0 == year => last.2 = t + 1,
                _ => years.push((year, t, t + 1)),
            }
        }
        Self {
            horizon,
            tail,
            discount,
            index_moves,
            roles,
            strategies,
            order,
            table_of_month,
            holiday_payments: holiday,
            bonus_payments: bonus,
            vacancy: scenario.profiles.iter().map(|p| sampler(&p.vacancy)).collect(),
            route: scenario.routes.iter().map(|r| sampler(&r.duration)).collect(),
            retry: scenario.routes.iter().map(|r| sampler(&r.retry)).collect(),
            years,
            scenario,
        }
    }

    /// The part of a spell that lies before the horizon.
    pub fn stay(&self, spell: &Spell) -> Stay {
        let registration = self.scenario.profiles[spell.profile.0].registration;
        Stay::new(spell, registration == Registration::Registered, self.horizon)
    }

    /// True when a role has training that is given in classes.
    pub fn has_classes(&self, role: usize) -> bool {
        let role = &self.roles[role];
        let of_route = role.route.iter().flat_map(|route| &self.scenario.routes[route.0].costs);
        self.scenario.profiles[role.profile.0]
            .training
            .iter()
            .chain(of_route)
            .any(|item| matches!(item.timing, super::profile::TrainingTiming::Class { .. }))
    }
}

/// The payments of an allowance that is paid each year in `month`: every accrual month of
/// 0 … H−1 belongs to the first payment month at or after it.
fn allowance_payments(scenario: &Scenario, month: u32) -> Vec<AllowancePayment> {
    let calendar = scenario.calendar;
    let mut payments = Vec::new();
    let mut from = 0;
    let mut t = 0;
    while from < calendar.horizon {
        if calendar.month(t).month == month {
            let until = t.min(calendar.horizon - 1);
            payments.push(AllowancePayment { paid: t, from, until });
            from = t + 1;
        }
        t += 1;
    }
    payments
}

/// Most months after the horizon in which something earned or owed by then can fall due.
fn tail(scenario: &Scenario) -> usize {
    let rest = match scenario.contract.variant {
        Variant::Output { rest_after_months, .. } => rest_after_months,
        _ => 0,
    };
    let instruments = scenario.subsidies.iter().flat_map(|design| &design.instruments);
    let lags = instruments.map(Instrument::longest_lag);
    (scenario.contract.payment_lag + rest).max(lags.max().unwrap_or(0)).max(12) + 1
}

fn strategy_plan(scenario: &Scenario, strategy: &Strategy, roles: &mut Vec<Role>) -> StrategyPlan {
    let mut positions = Vec::with_capacity(strategy.positions());
    for (group, intake) in strategy.intake.iter().enumerate() {
        let mut role = |profile| role_index(scenario, roles, profile, intake.fte);
        let position = Position {
            group,
            vacant_from: intake.vacant_from,
            recruit_from: intake.recruit_from,
            first: intake.profile.map(&mut role),
            refill: match intake.refill {
                Refill::None => RefillRole::None,
                Refill::Closes => RefillRole::Closes,
                Refill::Profile(profile) => RefillRole::Role(role(profile)),
            },
        };
        positions.extend(std::iter::repeat_n(position, intake.positions));
    }
    let subsidies = strategy
        .subsidies
        .iter()
        .map(|index| {
            (index.0, eligible_positions(&scenario.subsidies[index.0], strategy, &positions))
        })
        .collect();
    let fte = strategy.intake.iter().map(|intake| intake.fte).collect();
    let active = active_lines(scenario, strategy, &positions, roles);
    StrategyPlan { positions, fte, active, subsidies }
}

/// Which lines can be other than zero; the others need no arithmetic.
fn active_lines(
    scenario: &Scenario,
    strategy: &Strategy,
    positions: &[Position],
    roles: &[Role],
) -> Vec<bool> {
    let profiles: Vec<&Profile> = positions
        .iter()
        .flat_map(|position| {
            let later = match position.refill {
                RefillRole::Role(role) => Some(role),
                _ => None,
            };
            position.first.into_iter().chain(later)
        })
        .map(|role| &scenario.profiles[roles[role].profile.0])
        .collect();
    let any = |test: &dyn Fn(&Profile) -> bool| profiles.iter().any(|profile| test(profile));
    let has_supervision = |paid: bool| {
        any(&|profile| {
            profile.supervision.as_ref().is_some_and(|supervision| {
                matches!(supervision.valuation, SupervisionValuation::PaidExtra) == paid
            })
        })
    };
    let penalty = matches!(
        scenario.contract.variant,
        Variant::Task { penalty_per_undelivered_hour: Some(_) }
    );
    let subsidies = !strategy.subsidies.is_empty();
    Line::ALL
        .iter()
        .map(|line| match line {
            Line::Penalty => penalty,
            Line::RevenueCover | Line::Cover => strategy.cover.is_some(),
            Line::LostToSupervision => has_supervision(false),
            Line::Supervision => has_supervision(true),
            Line::Subsidy | Line::Clawback => subsidies,
            Line::Training => any(&|profile| {
                !profile.training.is_empty()
                    || matches!(profile.registration, Registration::Route(_))
            }),
            Line::OtherDirect => !scenario.employment.other_direct.is_empty(),
            Line::ExitCosts => any(&|profile| profile.exit_cost.is_some()),
            _ => true,
        })
        .collect()
}

/// The first `max_heads` positions by number that can have an eligible occupant.
fn eligible_positions(
    design: &SubsidyDesign,
    strategy: &Strategy,
    positions: &[Position],
) -> Vec<bool> {
    let mut left = design.max_heads.unwrap_or(NEVER);
    positions
        .iter()
        .map(|position| {
            let intake = &strategy.intake[position.group];
            let first = intake.profile.is_some_and(|p| design.eligible.contains(&p));
            let later = design.refills
                && matches!(intake.refill, Refill::Profile(p) if design.eligible.contains(&p));
            let counts = (first || later) && left > 0;
            if counts {
                left -= 1;
            }
            counts
        })
        .collect()
}

fn role_index(
    scenario: &Scenario,
    roles: &mut Vec<Role>,
    profile: ProfileIndex,
    fte: f64,
) -> usize {
    if let Some(known) = roles.iter().position(|r| r.profile == profile && r.fte == fte) {
        return known;
    }
    let definition = &scenario.profiles[profile.0];
    let route = match definition.registration {
        Registration::Route(route) => Some(route),
        _ => None,
    };
    let horizon = scenario.calendar.horizon;
    let tenure = definition.tenure_at_start;
    let pay = match &definition.salary {
        Pay::Scale { scale, step } => Ladder::Scale(
            tables(&scenario.employment, scale)
                .map(|amounts| {
                    (0..horizon)
                        .map(|age| amounts[(step + (tenure + age) / 12).min(amounts.len() - 1)])
                        .collect()
                })
                .collect(),
        ),
        Pay::Amount(_) => Ladder::Amount,
    };
    let pay_after = definition.salary_after_registration.as_ref().map(|after| match after {
        PayAfterRegistration::Scale { scale, step } => {
            let amounts: Vec<Vec<f64>> =
                tables(&scenario.employment, scale).map(<[f64]>::to_vec).collect();
            let start_step = match (step, &pay) {
                (Some(step), _) => {
                    amounts.iter().map(|a| vec![(*step).min(a.len() - 1); horizon + 1]).collect()
                }
                (None, Ladder::Scale(before)) => amounts
                    .iter()
                    .zip(before)
                    .map(|(after, before)| {
                        (0..=horizon)
                            .map(|age| lowest_not_below(after, before[age.saturating_sub(1)]))
                            .collect()
                    })
                    .collect(),
                (None, Ladder::Amount) => Vec::new(),
            };
            LadderAfter::Scale { amounts, start_step }
        }
        PayAfterRegistration::Amount(_) => LadderAfter::Amount,
    });
    roles.push(Role { profile, fte, route, pay, pay_after });
    roles.len() - 1
}

/// The amounts of one scale in every salary table.
fn tables<'a>(employment: &'a Employment, scale: &str) -> impl Iterator<Item = &'a [f64]> {
    let scale = scale.to_owned();
    employment.salary_tables.iter().map(move |table| table.scales[&scale].as_slice())
}

/// The lowest step whose amount is not below `amount` (but for rounding); the top step when none is.
pub fn lowest_not_below(amounts: &[f64], amount: f64) -> usize {
    amounts.iter().position(|a| *a >= amount * (1.0 - 1e-9)).unwrap_or(amounts.len() - 1)
}

/// True when a design needs the costs of each head, month by month.
pub fn needs_head_costs(design: &SubsidyDesign) -> bool {
    design.instruments.iter().any(|instrument| {
        matches!(
            instrument.rule,
            Rule::Reimbursement { .. }
                | Rule::Guarantee { .. }
                | Rule::Clawback { above_costs: Some(_), .. }
        )
    })
}
