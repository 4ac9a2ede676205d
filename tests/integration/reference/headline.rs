//! Figures of a whole run: value, peak, payback, liquidity, exits, parties (sections 6 and 7).

use std::collections::BTreeMap;

use kansrijk::model::path::{ExitCause, Spell};

use super::outcome::{Line, ReferenceOutcome};
use super::setting::Setting;

/// Half a cent: smaller amounts of money are rounding, not money.
const HALF_A_CENT: f64 = 0.005;
/// Share by which a number may exceed a limit through rounding.
const ROUNDING: f64 = 1e-9;
/// Payback of a strategy whose cumulative cash never falls below 0.
pub const NO_INVESTMENT_NEEDED: f64 = -1.0;

/// Figures of one run of one strategy. Money in euros.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Headline {
    /// Discounted net cash, with what is due after the horizon and the residual value.
    pub npv: f64,
    /// The same with all overhead; `None` without a full-cost overhead.
    pub npv_at_full_cost: Option<f64>,
    /// Nominal net cash, with what is due after the horizon and the residual value.
    pub net_cash: f64,
    /// max(0, −min of the cumulative).
    pub peak_funding: f64,
    /// First month from which the cumulative stays ≥ 0; −1 = no investment needed; +∞ = never.
    pub payback_month: f64,
    /// First month in which benefits exceed costs; +∞ = never.
    pub first_month_benefits_exceed_costs: f64,
    /// Lowest balance in the months 0…H−1.
    pub liquidity_low: Option<f64>,
    /// The lowest balance lies below the floor.
    pub shortfall: Option<bool>,
    /// The same without these positions.
    pub shortfall_without: Option<bool>,
    /// Interest with these positions less interest without.
    pub interest: Option<f64>,
    /// People who started before the horizon.
    pub hires: f64,
    /// Exits by the exit probabilities.
    pub exits_by_attrition: f64,
    /// Exits of those who failed the route and had to leave.
    pub exits_by_failed_route: f64,
    /// Exits of people on a route before they were registered.
    pub exits_before_registration: f64,
    /// Worked in H−1 and did not leave at its end.
    pub heads_at_horizon: f64,
    /// Of these, registered.
    pub registered_at_horizon: f64,
    /// Of these, not registered yet when hired.
    pub newly_registered_at_horizon: f64,
    /// Hours of the months 0…H−1.
    pub billable_hours: f64,
    /// Hours of the months 0…H−1.
    pub covered_hours: f64,
    /// Hours of the months 0…H−1.
    pub undelivered_hours: f64,
    /// Hours of the months 0…H−1.
    pub supervision_hours: f64,
    /// Months in which unregistered people billed too large a share; `None`: not limited.
    pub months_over_unregistered_share: Option<f64>,
    /// Months with more heads under supervision than mentors can carry; `None`: not checked.
    pub months_over_mentor_capacity: Option<f64>,
    /// Subsidy received, with what is due after the horizon.
    pub subsidy: f64,
    /// Subsidy returned (positive), with what is due after the horizon.
    pub clawback: f64,
    /// All costs (positive), with what is due after the horizon: gross cost.
    pub total_cost: f64,
    /// Total cost less the revenue lines: net cost, without subsidy and clawback.
    pub net_cost: f64,
    /// Cash of the months 0…H−1 by line.
    pub bridge: BTreeMap<Line, f64>,
    /// All cash due in month H or later, and the residual value.
    pub due_after_horizon: f64,
    /// Residual value of the heads employed at the horizon.
    pub residual_value: f64,
    /// Result and cash by calendar year.
    pub years: Vec<Year>,
    /// Who pays and who benefits.
    pub parties: Parties,
}

/// One calendar year within the horizon.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Year {
    /// The year.
    pub year: i32,
    /// Accrual.
    pub result: f64,
    /// Net cash.
    pub cash: f64,
}

/// What each party gains (positive) or pays (negative), nominal, without residual value.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Parties {
    /// The employer.
    pub employer: f64,
    /// Who gives the subsidy.
    pub subsidy_giver: f64,
    /// Who pays the contract.
    pub municipality: f64,
    /// Users of care.
    pub users: f64,
}

/// Exits before the horizon, those at the end of H−1 included.
#[derive(Clone, Copy, Debug, Default)]
pub struct Exits {
    attrition: usize,
    failed_route: usize,
    before_registration: usize,
}

impl Exits {
    /// Counts the exit of this spell.
    pub fn count(&mut self, spell: &Spell, registration_age: usize) {
        match spell.cause {
            ExitCause::Attrition => self.attrition += 1,
            ExitCause::FailedRoute => self.failed_route += 1,
        }
        let follows_a_route = spell.route.is_some();
        if follows_a_route && spell.exit_age < registration_age {
            self.before_registration += 1;
        }
    }
}

/// People who worked in H−1 and do not leave at its end.
#[derive(Clone, Copy, Debug, Default)]
pub struct HorizonHeads {
    all: usize,
    registered: usize,
    newly_registered: usize,
}

impl HorizonHeads {
    /// Counts one of them.
    pub fn count(&mut self, registered: bool, newly_registered: bool) {
        self.all += 1;
        self.registered += usize::from(registered);
        self.newly_registered += usize::from(newly_registered);
    }
}

/// The cash account of the organisation.
pub struct Account {
    /// L(t).
    pub balance: Vec<f64>,
    /// Interest paid in all months.
    pub interest: f64,
}

/// L(t) = L(t−1) + x(t) + b(t) − interest(t), interest(t) = max(0, −L(t−1)) · i/12, L(−1) = L0
/// (section 6); `None` when the scenario has no liquidity.
pub fn liquidity(setting: &Setting, net_cash: &[f64], normals: &[f64]) -> Option<Account> {
    let liquidity = setting.scenario.organisation.liquidity.as_ref()?;
    let mut account = Account { balance: Vec::new(), interest: 0.0 };
    let mut before = setting.number(liquidity.start);
    for month in 0..setting.horizon() {
        let free_cash = setting.number(liquidity.free_cash_per_month)
            + setting.number(liquidity.free_cash_monthly_sd) * normals[month];
        let interest = (-before).max(0.0) * setting.number(liquidity.overdraft_rate) / 12.0;
        let balance = before + net_cash[month] + free_cash - interest;
        account.balance.push(balance);
        account.interest += interest;
        before = balance;
    }
    Some(account)
}

impl Headline {
    /// The figures that follow from what was booked.
    pub fn of(
        setting: &Setting,
        outcome: &ReferenceOutcome,
        accounts: Option<(Account, Account)>,
        hires: usize,
        exits: Exits,
        horizon_heads: HorizonHeads,
    ) -> Self {
        let scenario = setting.scenario;
        let horizon = setting.horizon();
        let total =
            |lines: &[Line]| -> f64 { lines.iter().map(|line| outcome.cash[line].total()).sum() };

        let residual_value = match &scenario.residual_value {
            None => 0.0,
            Some(value) => {
                let unregistered = horizon_heads.all - horizon_heads.registered;
                horizon_heads.registered as f64 * setting.number(value.registered)
                    + unregistered as f64 * setting.number(value.unregistered)
            }
        };
        let mut bridge = BTreeMap::new();
        let mut due_after_horizon = residual_value;
        let mut npv = residual_value * setting.discount_factor(horizon);
        for (line, by_month) in &outcome.cash {
            bridge.insert(*line, by_month.within.iter().sum());
            for (month, amount) in by_month.within.iter().enumerate() {
                npv += amount * setting.discount_factor(month);
            }
            for (later, amount) in by_month.after.iter().enumerate() {
                due_after_horizon += amount;
                npv += amount * setting.discount_factor(horizon + later);
            }
        }
        let net_cash = bridge.values().sum::<f64>() + due_after_horizon;
        let total_cost = -total(&Line::COSTS);
        let revenue = total(&Line::REVENUE);

        Self {
            npv,
            npv_at_full_cost: npv_at_full_cost(setting, outcome, npv),
            net_cash,
            peak_funding: lowest(&outcome.cumulative).min(0.0).abs(),
            payback_month: payback_month(&outcome.cumulative),
            first_month_benefits_exceed_costs: first_month_benefits_exceed_costs(outcome),
            liquidity_low: accounts.as_ref().map(|(with, _)| lowest(&with.balance)),
            shortfall: accounts.as_ref().map(|(with, _)| falls_below_floor(setting, with)),
            shortfall_without: accounts
                .as_ref()
                .map(|(_, without)| falls_below_floor(setting, without)),
            interest: accounts.as_ref().map(|(with, without)| with.interest - without.interest),
            hires: hires as f64,
            exits_by_attrition: exits.attrition as f64,
            exits_by_failed_route: exits.failed_route as f64,
            exits_before_registration: exits.before_registration as f64,
            heads_at_horizon: horizon_heads.all as f64,
            registered_at_horizon: horizon_heads.registered as f64,
            newly_registered_at_horizon: horizon_heads.newly_registered as f64,
            billable_hours: outcome.billable_hours.iter().sum(),
            covered_hours: outcome.covered_hours.iter().sum(),
            undelivered_hours: outcome.undelivered_hours.iter().sum(),
            supervision_hours: outcome.supervision_hours.iter().sum(),
            months_over_unregistered_share: months_over_unregistered_share(setting, outcome),
            months_over_mentor_capacity: months_over_mentor_capacity(setting, outcome),
            subsidy: total(&[Line::Subsidy]),
            clawback: -total(&[Line::Clawback]),
            total_cost,
            net_cost: total_cost - revenue,
            bridge,
            due_after_horizon,
            residual_value,
            years: years(setting, outcome),
            parties: Parties {
                employer: net_cash - residual_value,
                subsidy_giver: -total(&[Line::Subsidy, Line::Clawback]),
                municipality: -revenue - total(&[Line::Penalty]),
                users: users(setting, outcome),
            },
        }
    }
}

/// NPV less the present value of the overhead that does not grow with one more colleague
///.
fn npv_at_full_cost(setting: &Setting, outcome: &ReferenceOutcome, npv: f64) -> Option<f64> {
    let employment = &setting.scenario.employment;
    let extra_share = setting.number(employment.full_cost_overhead?)
        - setting.number(employment.overhead_on_wages);
    let mut wage_cost = 0.0;
    for month in 0..setting.horizon() {
        let accrued =
            -outcome.accrual[&Line::Wages][month] - outcome.accrual[&Line::Allowances][month];
        wage_cost += accrued * setting.discount_factor(month);
    }
    Some(npv - extra_share * wage_cost)
}

/// The smallest of the amounts.
fn lowest(amounts: &[f64]) -> f64 {
    amounts.iter().copied().fold(f64::INFINITY, f64::min)
}

/// First month from which the cumulative stays ≥ 0 to the horizon.
fn payback_month(cumulative: &[f64]) -> f64 {
    let below_zero = |amount: &f64| *amount < -HALF_A_CENT;
    match cumulative.iter().rposition(below_zero) {
        None => NO_INVESTMENT_NEEDED,
        Some(last) if last == cumulative.len() - 1 => f64::INFINITY,
        Some(last) => (last + 1) as f64,
    }
}

/// First month in which benefits exceed costs.
fn first_month_benefits_exceed_costs(outcome: &ReferenceOutcome) -> f64 {
    for month in 0..outcome.costs.len() {
        if outcome.benefits[month] > outcome.costs[month] + HALF_A_CENT {
            return month as f64;
        }
    }
    f64::INFINITY
}

/// min L(t) < floor (section 6).
fn falls_below_floor(setting: &Setting, account: &Account) -> bool {
    let liquidity = setting.scenario.organisation.liquidity.as_ref().expect("an account");
    lowest(&account.balance) < setting.number(liquidity.floor) - HALF_A_CENT
}

/// Months in which unregistered people billed more than the contract allows.
fn months_over_unregistered_share(setting: &Setting, outcome: &ReferenceOutcome) -> Option<f64> {
    let share = setting.number(setting.scenario.contract.max_unregistered_share?);
    let mut months = 0;
    for month in 0..setting.horizon() {
        let all = outcome.billable_hours[month];
        if outcome.unregistered_hours[month] > (share + ROUNDING) * all {
            months += 1;
        }
    }
    Some(months as f64)
}

/// Months with more heads under supervision than mentors × heads for each (section 4.5).
fn months_over_mentor_capacity(setting: &Setting, outcome: &ReferenceOutcome) -> Option<f64> {
    let mentoring = setting.scenario.organisation.mentoring.as_ref()?;
    let room = setting.number(mentoring.mentors) * setting.number(mentoring.heads_per_mentor);
    let mut months = 0;
    for heads in &outcome.under_supervision {
        if *heads > room * (1.0 + ROUNDING) {
            months += 1;
        }
    }
    Some(months as f64)
}

/// Result and cash by calendar year within the horizon.
fn years(setting: &Setting, outcome: &ReferenceOutcome) -> Vec<Year> {
    let mut years: Vec<Year> = Vec::new();
    for month in 0..setting.horizon() {
        let year = setting.scenario.calendar.month(month).year;
        if years.last().is_none_or(|last| last.year != year) {
            years.push(Year { year, result: 0.0, cash: 0.0 });
        }
        let last = years.last_mut().expect("just pushed");
        last.result += outcome.result[month];
        last.cash += outcome.net_cash[month];
    }
    years
}

/// What users gain: delivered hours at their value, by default what the contract pays for them,
/// less what undelivered hours cost those who wait.
fn users(setting: &Setting, outcome: &ReferenceOutcome) -> f64 {
    let contract = &setting.scenario.contract;
    let mut sum = 0.0;
    for month in 0..setting.horizon() {
        let index = setting.tariff_index(month);
        match contract.care_value_per_hour {
            Some(value) => {
                let delivered = outcome.billable_hours[month] + outcome.covered_hours[month]
                    - outcome.lost_hours[month];
                sum += delivered * setting.number(value) * index;
            }
            None => {
                for line in Line::REVENUE {
                    sum += outcome.accrual[&line][month];
                }
            }
        }
        if let Some(cost) = contract.waiting_cost_per_hour {
            sum -= outcome.undelivered_hours[month] * setting.number(cost) * index;
        }
    }
    sum
}
