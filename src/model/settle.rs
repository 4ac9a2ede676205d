//! Turns a ledger into cash, balances and headline outcomes.
//!
//! In: a [`Ledger`], [`Rates`], the organisation's free cash. Out: [`Settled`].

use super::contract::Variant;
use super::ledger::Ledger;
use super::outcome::{Headline, Line, Monthly};
use super::plan::{AllowancePayment, Plan};
use super::rates::Rates;

/// Balances closer to zero than half a cent count as zero, so that rounding noise in
/// the difference of two equal cohorts is no investment.
const HALF_A_CENT: f64 = 0.005;

/// Code of [`Headline::Payback`] when the cumulative is never below zero.
pub const NO_INVESTMENT: f64 = -1.0;

/// Cash of the organisation in one run, and how it fares without any of these positions.
#[derive(Clone, Debug, Default)]
pub struct Treasury {
    /// b by month [€]; empty when the scenario states no liquidity.
    pub free_cash: Vec<f64>,
    /// L0 [€].
    pub start: f64,
    /// Floor [€].
    pub floor: f64,
    /// i.
    pub overdraft_rate: f64,
    /// Lowest balance without the positions [€].
    pub low_without: f64,
    /// Interest without the positions [€].
    pub interest_without: f64,
}

impl Treasury {
    /// Computes the balance without the positions; call after the other fields are set.
    pub fn settle_without(&mut self) {
        let zero = std::iter::repeat(0.0);
        (self.low_without, self.interest_without) = self.run(zero, |_, _| {});
    }

    /// Runs the balance for a cash flow; returns the lowest balance and the interest paid.
    fn run(
        &self,
        net_cash: impl Iterator<Item = f64>,
        mut each: impl FnMut(usize, f64),
    ) -> (f64, f64) {
        let mut balance = self.start;
        let mut low = f64::INFINITY;
        let mut paid = 0.0;
        for (t, (x, b)) in net_cash.zip(&self.free_cash).enumerate() {
            let interest = (-balance).max(0.0) * self.overdraft_rate / 12.0;
            balance += x + b - interest;
            paid += interest;
            low = low.min(balance);
            each(t, balance);
        }
        (low, paid)
    }
}

/// Everything that is known of one strategy in one run.
#[derive(Clone, Debug, Default)]
pub struct Settled {
    /// One number each, in the order of [`Headline::ALL`].
    pub headline: Vec<f64>,
    /// Totals of the bridge, in the order of [`Line::ALL`].
    pub lines: Vec<f64>,
    /// Cash by line (but the last) and month 0 … H + tail − 1.
    pub flows: Vec<Vec<f64>>,
    /// Outcomes by month in the order of [`Monthly::ALL`].
    pub monthly: Vec<Vec<f64>>,
    /// Result (accrual) by calendar year [€].
    pub result_by_year: Vec<f64>,
    /// Net cash by calendar year [€].
    pub cash_by_year: Vec<f64>,
    /// Cost of cover by month [€].
    pub cover_cost: Vec<f64>,
    /// Accrued wages and allowances by month [€].
    wage_cost: Vec<f64>,
    /// Revenue by month of delivery [€].
    accrued_revenue: Vec<f64>,
    /// Result by month [€].
    result: Vec<f64>,
}

impl Settled {
    /// Fills every field. `baseline_cover` is the cover cost of the baseline by month, for the
    /// benefits of a task contract (`None` for the baseline itself).
    pub fn update(
        &mut self,
        plan: &Plan,
        strategy: usize,
        rates: &Rates,
        ledger: &Ledger,
        treasury: &Treasury,
        baseline_cover: Option<&[f64]>,
    ) {
        self.resize(plan);
        let (own, covered, undelivered) = self.deliver(plan, strategy, rates, ledger);
        self.cost(plan, rates, ledger);
        self.curves(plan, rates, ledger, baseline_cover);
        self.totals(plan, rates, ledger);
        self.headlines(plan, rates, ledger, treasury);
        let h = plan.horizon;
        let set = |headline: &mut [f64], outcome: Headline, value: f64| {
            headline[outcome as usize] = value;
        };
        let head = &mut self.headline;
        set(head, Headline::BillableHours, own);
        set(head, Headline::CoveredHours, covered);
        set(head, Headline::UndeliveredHours, undelivered);
        let users = match &rates.care_value {
            Some(value) => {
                let undelivered = &self.monthly[Monthly::UndeliveredHours as usize];
                (0..h)
                    .map(|t| {
                        let norm = ledger.gap_empty[t] + ledger.gap_occupied[t];
                        let delivered =
                            ledger.hours_registered[t] + ledger.hours_unregistered[t] + norm
                                - undelivered[t];
                        delivered * value[t]
                    })
                    .sum()
            }
            None => self.accrued_revenue.iter().sum::<f64>(),
        };
        let waiting: f64 = rates.waiting_cost.as_ref().map_or(0.0, |cost| {
            let undelivered = &self.monthly[Monthly::UndeliveredHours as usize];
            cost.iter()
                .zip(undelivered)
                .map(|(cost, hours)| cost * hours)
                .sum()
        });
        set(head, Headline::CareUsers, users - waiting);
    }

    fn resize(&mut self, plan: &Plan) {
        let h = plan.horizon;
        let long = h + plan.tail;
        self.headline.resize(Headline::COUNT, 0.0);
        self.lines.resize(Line::COUNT, 0.0);
        self.flows.resize_with(Line::COUNT - 1, Vec::new);
        for flow in &mut self.flows {
            flow.clear();
            flow.resize(long, 0.0);
        }
        self.monthly.resize_with(Monthly::COUNT, Vec::new);
        for series in &mut self.monthly {
            series.resize(h, 0.0);
        }
        for series in [
            &mut self.cover_cost,
            &mut self.wage_cost,
            &mut self.accrued_revenue,
            &mut self.result,
        ] {
            series.clear();
            series.resize(h, 0.0);
        }
        self.result_by_year.resize(plan.years.len(), 0.0);
        self.cash_by_year.resize(plan.years.len(), 0.0);
    }

    /// Revenue, cover and undelivered hours; returns hours: own, covered, undelivered.
    fn deliver(
        &mut self,
        plan: &Plan,
        strategy: usize,
        rates: &Rates,
        ledger: &Ledger,
    ) -> (f64, f64, f64) {
        let h = plan.horizon;
        let lag = plan.scenario.contract.payment_lag;
        let rest = match plan.scenario.contract.variant {
            Variant::Output {
                rest_after_months, ..
            } => rest_after_months,
            _ => 0,
        };
        let cover = rates.cover[strategy].as_ref();
        let share = cover.map_or(0.0, |cover| cover.share);
        let every_gap = cover.is_some_and(|cover| cover.every_gap);
        let (mut own, mut covered_sum, mut undelivered_sum) = (0.0, 0.0, 0.0);
        let start = rates.share_on_start;
        let [flow_own, flow_cover, flow_lost, flow_penalty, ..] = &mut self.flows[..] else {
            unreachable!("every line has a flow")
        };
        let undelivered_series = &mut self.monthly[Monthly::UndeliveredHours as usize];
        for t in 0..h {
            let (registered, unregistered) =
                (ledger.hours_registered[t], ledger.hours_unregistered[t]);
            let value = rates.registered_hour[t];
            let gap = ledger.gap_empty[t] + ledger.gap_occupied[t];
            let covered = share * if every_gap { gap } else { ledger.gap_empty[t] };
            let lost = ledger.lost_hours[t];
            let undelivered = gap - covered + lost;
            let revenue_own = registered * value + unregistered * rates.unregistered_hour[t];
            let revenue_cover = covered * value;
            let revenue_lost = -lost * value;
            let penalty = undelivered * rates.penalty[t];
            flow_own[t + lag] += start * revenue_own;
            flow_cover[t + lag] += start * revenue_cover;
            flow_lost[t + lag] += start * revenue_lost;
            if start < 1.0 {
                let later = 1.0 - start;
                flow_own[t + lag + rest] += later * revenue_own;
                flow_cover[t + lag + rest] += later * revenue_cover;
                flow_lost[t + lag + rest] += later * revenue_lost;
            }
            flow_penalty[t] = -penalty;
            self.accrued_revenue[t] = revenue_own + revenue_cover + revenue_lost;
            if let Some(cover) = cover {
                self.cover_cost[t] = covered * cover.cost_per_delivered_hour[t] + cover.standing[t];
            }
            undelivered_series[t] = undelivered;
            own += registered + unregistered;
            covered_sum += covered;
            undelivered_sum += undelivered;
        }
        (own, covered_sum, undelivered_sum)
    }

    /// Costs and subsidies by month of payment.
    fn cost(&mut self, plan: &Plan, rates: &Rates, ledger: &Ledger) {
        let h = plan.horizon;
        let with_allowances = 1.0 + rates.holiday_share + rates.bonus_share;
        for t in 0..h {
            let w = rates.wage_index[t];
            let wage_cost = ledger.wages[t] * with_allowances;
            let hours = ledger.hours_registered[t] + ledger.hours_unregistered[t];
            self.wage_cost[t] = wage_cost;
            self.flows[Line::Wages as usize][t] = -ledger.wages[t];
            self.flows[Line::Overhead as usize][t] = -rates.overhead * wage_cost;
            self.flows[Line::Recruitment as usize][t] = -ledger.recruitment[t] * w;
            self.flows[Line::Training as usize][t] = -ledger.training[t];
            self.flows[Line::Supervision as usize][t] =
                -ledger.paid_hours[t] * rates.supervisor_hour[t];
            self.flows[Line::Workplace as usize][t] = -ledger.workplace[t] * w;
            self.flows[Line::OtherDirect as usize][t] =
                -(ledger.fte[t] * rates.other_per_fte + hours * rates.other_per_hour) * w;
            self.flows[Line::ExitCosts as usize][t] =
                -(ledger.exit_sum[t] * w + ledger.exit_wage[t]);
            self.flows[Line::Cover as usize][t] = -self.cover_cost[t];
        }
        let allowances = &mut self.flows[Line::Allowances as usize];
        let mut pay = |payments: &[AllowancePayment], share: f64| {
            for payment in payments {
                let accrued: f64 = ledger.wages[payment.from..=payment.until].iter().sum();
                allowances[payment.paid] -= share * accrued;
            }
        };
        pay(&plan.holiday_payments, rates.holiday_share);
        pay(&plan.bonus_payments, rates.bonus_share);
        self.flows[Line::Subsidy as usize].copy_from_slice(&ledger.subsidy_paid);
        for (flow, paid) in self.flows[Line::Clawback as usize]
            .iter_mut()
            .zip(&ledger.clawback_paid)
        {
            *flow = -paid;
        }
    }

    fn curves(
        &mut self,
        plan: &Plan,
        rates: &Rates,
        ledger: &Ledger,
        baseline_cover: Option<&[f64]>,
    ) {
        let h = plan.horizon;
        let task = matches!(plan.scenario.contract.variant, Variant::Task { .. });
        let (mut sum_costs, mut sum_benefits, mut sum_net) = (0.0, 0.0, 0.0);
        for t in 0..h {
            let flow = |line: Line| self.flows[line as usize][t];
            let mut benefits = flow(Line::RevenueOwn)
                + flow(Line::RevenueCover)
                + flow(Line::LostToSupervision)
                + flow(Line::Subsidy)
                + flow(Line::Clawback);
            let mut costs = -(flow(Line::Penalty)
                + flow(Line::Recruitment)
                + flow(Line::Wages)
                + flow(Line::Allowances)
                + flow(Line::Training)
                + flow(Line::Supervision)
                + flow(Line::Workplace)
                + flow(Line::Overhead)
                + flow(Line::OtherDirect)
                + flow(Line::ExitCosts)
                + flow(Line::Cover));
            let net = benefits - costs;
            if task {
                costs -= self.cover_cost[t];
                benefits += baseline_cover.map_or(0.0, |cover| cover[t] - self.cover_cost[t]);
            }
            sum_costs += costs;
            sum_benefits += benefits;
            sum_net += net;
            self.monthly[Monthly::Costs as usize][t] = costs;
            self.monthly[Monthly::Benefits as usize][t] = benefits;
            self.monthly[Monthly::CumulativeCosts as usize][t] = sum_costs;
            self.monthly[Monthly::CumulativeBenefits as usize][t] = sum_benefits;
            self.monthly[Monthly::NetCash as usize][t] = net;
            self.monthly[Monthly::CumulativeNetCash as usize][t] = sum_net;
            self.result[t] = self.accrued_revenue[t] + flow(Line::Penalty) + ledger.subsidy_due[t]
                - ledger.clawback_due[t]
                - self.wage_cost[t] * (1.0 + rates.overhead)
                + flow(Line::Recruitment)
                + flow(Line::Training)
                + flow(Line::Supervision)
                + flow(Line::Workplace)
                + flow(Line::OtherDirect)
                + flow(Line::ExitCosts)
                + flow(Line::Cover);
        }
        self.monthly[Monthly::SupervisionHours as usize].copy_from_slice(&ledger.supervision_hours);
        self.monthly[Monthly::Heads as usize].copy_from_slice(&ledger.heads);
        self.monthly[Monthly::RegisteredHeads as usize].copy_from_slice(&ledger.registered);
        self.monthly[Monthly::NewlyRegisteredHeads as usize]
            .copy_from_slice(&ledger.newly_registered);
        self.monthly[Monthly::SupervisedHeads as usize].copy_from_slice(&ledger.supervised);
        let net = &self.monthly[Monthly::NetCash as usize];
        for (k, &(_, from, until)) in plan.years.iter().enumerate() {
            self.cash_by_year[k] = net[from..until].iter().sum();
            self.result_by_year[k] = self.result[from..until].iter().sum();
        }
    }

    fn totals(&mut self, plan: &Plan, rates: &Rates, ledger: &Ledger) {
        let h = plan.horizon;
        let residual = residual(rates, ledger);
        let mut due = residual;
        for (total, flow) in self.lines.iter_mut().zip(&self.flows) {
            *total = flow[..h].iter().sum();
            due += flow[h..].iter().sum::<f64>();
        }
        self.lines[Line::DueAfterHorizon as usize] = due;
    }

    fn headlines(&mut self, plan: &Plan, rates: &Rates, ledger: &Ledger, treasury: &Treasury) {
        let h = plan.horizon;
        let residual = residual(rates, ledger);
        let mut liquidity = std::mem::take(&mut self.monthly[Monthly::Liquidity as usize]);
        let net = &self.monthly[Monthly::NetCash as usize];
        let mut npv: f64 = net.iter().zip(&plan.discount).map(|(x, d)| x * d).sum();
        for t in h..h + plan.tail {
            let x: f64 = self.flows.iter().map(|flow| flow[t]).sum();
            npv += x * plan.discount[t];
        }
        npv += residual * plan.discount[h];
        let wage_value: f64 = self
            .wage_cost
            .iter()
            .zip(&plan.discount)
            .map(|(wage, d)| wage * d)
            .sum();
        let cumulative = &self.monthly[Monthly::CumulativeNetCash as usize];
        let (peak, payback) = peak_and_payback(cumulative.iter().copied());
        let costs = &self.monthly[Monthly::Costs as usize];
        let benefits = &self.monthly[Monthly::Benefits as usize];
        let first_surplus = costs
            .iter()
            .zip(benefits)
            .position(|(cost, benefit)| benefit - cost > HALF_A_CENT)
            .map_or(f64::INFINITY, |t| t as f64);
        let (low, interest) = if treasury.free_cash.is_empty() {
            (f64::NAN, 0.0)
        } else {
            treasury.run(net.iter().copied(), |t, balance| liquidity[t] = balance)
        };
        self.monthly[Monthly::Liquidity as usize] = liquidity;
        let over_share = (0..h)
            .filter(|&t| {
                let all = ledger.hours_registered[t] + ledger.hours_unregistered[t];
                ledger.hours_unregistered[t] > rates.max_unregistered_share * all && all > 0.0
            })
            .count();
        let due_subsidy: f64 = ledger.subsidy_due.iter().sum();
        let due_clawback: f64 = ledger.clawback_due.iter().sum();
        let revenue: f64 = self.accrued_revenue.iter().sum();
        let penalty: f64 = -self.flows[Line::Penalty as usize].iter().sum::<f64>();
        let wage_cost: f64 = self.wage_cost.iter().sum();
        let other_costs: f64 = [
            Line::Recruitment,
            Line::Training,
            Line::Supervision,
            Line::Workplace,
            Line::OtherDirect,
            Line::ExitCosts,
            Line::Cover,
        ]
        .into_iter()
        .map(|line| -self.lines[line as usize])
        .sum();
        let total_costs = wage_cost * (1.0 + rates.overhead) + other_costs + penalty;
        let net_cash: f64 = self.lines.iter().sum();
        let values = [
            (Headline::Npv, npv),
            (
                Headline::NpvFullCost,
                npv - (rates.full_overhead - rates.overhead) * wage_value,
            ),
            (Headline::NetCash, net_cash),
            (Headline::PeakFunding, peak),
            (Headline::Payback, payback),
            (Headline::FirstSurplus, first_surplus),
            (Headline::LiquidityLow, low),
            (
                Headline::Shortfall,
                f64::from(u8::from(low < treasury.floor)),
            ),
            (Headline::Interest, interest - treasury.interest_without),
            (Headline::Hires, ledger.hires),
            (Headline::Exits, ledger.exits),
            (Headline::ExitsFailedRoute, ledger.exits_failed_route),
            (
                Headline::ExitsBeforeRegistration,
                ledger.exits_before_registration,
            ),
            (Headline::HeadsAtHorizon, ledger.at_horizon[0]),
            (Headline::RegisteredAtHorizon, ledger.at_horizon[1]),
            (Headline::NewlyRegisteredAtHorizon, ledger.at_horizon[2]),
            (
                Headline::SupervisionHours,
                ledger.supervision_hours.iter().sum(),
            ),
            (Headline::MonthsOverUnregisteredShare, over_share as f64),
            (
                Headline::MonthsOverMentorCapacity,
                rates.months_over_capacity(&ledger.supervised),
            ),
            (Headline::Costs, total_costs),
            (Headline::NetCosts, total_costs - revenue),
            (Headline::Subsidy, due_subsidy),
            (Headline::Clawback, due_clawback),
            (Headline::Employer, net_cash - residual),
            (Headline::SubsidyGiver, due_clawback - due_subsidy),
            (Headline::Municipality, penalty - revenue),
        ];
        for (outcome, value) in values {
            self.headline[outcome as usize] = value;
        }
    }
}

fn residual(rates: &Rates, ledger: &Ledger) -> f64 {
    let [heads, registered, _] = ledger.at_horizon;
    rates.residual.0 * registered + rates.residual.1 * (heads - registered)
}

/// Peak funding and payback of a cumulative curve, as [`Headline::PeakFunding`] and
/// [`Headline::Payback`] define them.
pub fn peak_and_payback(cumulative: impl DoubleEndedIterator<Item = f64> + Clone) -> (f64, f64) {
    let low = cumulative.clone().fold(0.0, f64::min);
    let months = cumulative.clone().count();
    let after_last_negative = cumulative
        .rev()
        .position(|balance| balance < -HALF_A_CENT)
        .map(|from_end| months - from_end);
    let payback = match after_last_negative {
        None => NO_INVESTMENT,
        Some(month) if month == months => f64::INFINITY,
        Some(month) => month as f64,
    };
    (-low, payback)
}
