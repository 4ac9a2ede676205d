//! Turns a ledger into cash, balances and headline outcomes.
//!
//! In: a [`Ledger`], [`Rates`], the organisation's free cash. Out: [`Settled`].

use super::cash::{HALF_A_CENT, Treasury, peak_and_payback};
use super::contract::Variant;
use super::ledger::Ledger;
use super::outcome::{Headline, Line, Monthly};
use super::plan::{AllowancePayment, Plan};
use super::rates::Rates;

/// Shares and capacities are exceeded only by more than rounding.
const ROUNDING: f64 = 1e-9;

/// Lines that are benefits of a month.
const BENEFITS: [Line; 5] =
    [Line::RevenueOwn, Line::RevenueCover, Line::LostToSupervision, Line::Subsidy, Line::Clawback];

/// Lines that are costs of a month.
const COSTS: [Line; 11] = [
    Line::Penalty,
    Line::Recruitment,
    Line::Wages,
    Line::Allowances,
    Line::Training,
    Line::Supervision,
    Line::Workplace,
    Line::Overhead,
    Line::OtherDirect,
    Line::ExitCosts,
    Line::Cover,
];

/// Lines in which something can fall due after the horizon; the others are zero there.
const LATE: [Line; 6] = [
    Line::RevenueOwn,
    Line::RevenueCover,
    Line::LostToSupervision,
    Line::Subsidy,
    Line::Clawback,
    Line::Allowances,
];

/// Costs that are paid in the month in which they accrue, wages and overhead apart.
const PAID_AS_ACCRUED: [Line; 8] = [
    Line::Penalty,
    Line::Recruitment,
    Line::Training,
    Line::Supervision,
    Line::Workplace,
    Line::OtherDirect,
    Line::ExitCosts,
    Line::Cover,
];

/// Lanes of [`total`] and [`dot`].
const LANES: usize = 8;

/// A sum in eight lanes: not in the order of the values, but always in the same one.
pub fn total(values: &[f64]) -> f64 {
    let mut lanes = [0.0; LANES];
    let chunks = values.chunks_exact(LANES);
    let rest: f64 = chunks.remainder().iter().sum();
    for chunk in chunks {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            *lane += value;
        }
    }
    sum_of_lanes(lanes) + rest
}

/// Σ of products, in the same lanes.
fn dot(values: &[f64], weights: &[f64]) -> f64 {
    let mut lanes = [0.0; LANES];
    let weights = &weights[..values.len()];
    let (chunks, factors) = (values.chunks_exact(LANES), weights.chunks_exact(LANES));
    let rest = chunks.remainder().iter().zip(factors.remainder());
    let rest: f64 = rest.map(|(value, weight)| value * weight).sum();
    for (chunk, factors) in chunks.zip(factors) {
        for ((lane, value), factor) in lanes.iter_mut().zip(chunk).zip(factors) {
            *lane += value * factor;
        }
    }
    sum_of_lanes(lanes) + rest
}

fn sum_of_lanes([a, b, c, d, e, f, g, h]: [f64; LANES]) -> f64 {
    ((a + b) + (c + d)) + ((e + f) + (g + h))
}

fn add(out: &mut [f64], values: &[f64]) {
    for (out, value) in out.iter_mut().zip(values) {
        *out += value;
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
    /// By line: whether its flow was written last time.
    used: Vec<bool>,
    /// Outcomes by month in the order of [`Monthly::ALL`].
    pub monthly: Vec<Vec<f64>>,
    /// Result (accrual) by calendar year [€].
    pub result_by_year: Vec<f64>,
    /// Net cash by calendar year [€].
    pub cash_by_year: Vec<f64>,
    /// Cost of cover by month [€].
    pub cover_cost: Vec<f64>,
    /// Hours delivered by cover, by month.
    pub covered: Vec<f64>,
    /// Revenue of the own staff by month of delivery [€].
    own_revenue: Vec<f64>,
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
        self.resize(plan, strategy);
        let (own, covered, undelivered) = self.deliver(plan, strategy, rates, ledger);
        self.cost(plan, strategy, rates, ledger);
        self.curves(plan, strategy, rates, ledger, baseline_cover);
        self.totals(plan, strategy, rates, ledger);
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
            Some(value) => (0..h)
                .map(|t| {
                    let own = ledger.hours_registered[t] + ledger.hours_unregistered[t];
                    (own + self.covered[t] - ledger.lost_hours[t]) * value[t]
                })
                .sum(),
            None => total(&self.accrued_revenue),
        };
        let waiting: f64 = rates.waiting_cost.as_ref().map_or(0.0, |cost| {
            let undelivered = &self.monthly[Monthly::UndeliveredHours as usize];
            cost.iter().zip(undelivered).map(|(cost, hours)| cost * hours).sum()
        });
        set(head, Headline::CareUsers, users - waiting);
    }

    /// Net cash by month 0 … H−1 and nothing else: what a balance needs, in a fraction of the time of
    /// [`Settled::update`].
    pub fn net_cash(
        &mut self,
        plan: &Plan,
        strategy: usize,
        rates: &Rates,
        ledger: &Ledger,
    ) -> &[f64] {
        self.resize(plan, strategy);
        self.deliver(plan, strategy, rates, ledger);
        self.cost(plan, strategy, rates, ledger);
        let mut net = std::mem::take(&mut self.monthly[Monthly::NetCash as usize]);
        net.fill(0.0);
        let active = &plan.strategies[strategy].active;
        for line in BENEFITS.into_iter().chain(COSTS).filter(|line| active[*line as usize]) {
            add(&mut net, &self.flows[line as usize]);
        }
        self.monthly[Monthly::NetCash as usize] = net;
        &self.monthly[Monthly::NetCash as usize]
    }

    fn resize(&mut self, plan: &Plan, strategy: usize) {
        let h = plan.horizon;
        let long = h + plan.tail;
        self.headline.resize(Headline::COUNT, 0.0);
        self.lines.resize(Line::COUNT, 0.0);
        self.flows.resize_with(Line::COUNT - 1, Vec::new);
        for flow in &mut self.flows {
            flow.resize(long, 0.0);
        }
        // The other lines are written over; nothing of theirs lies beyond the horizon.
        for line in LATE {
            self.flows[line as usize].fill(0.0);
        }
        let active = &plan.strategies[strategy].active;
        self.used.resize(active.len(), false);
        for ((flow, used), active) in self.flows.iter_mut().zip(&mut self.used).zip(active) {
            if *used && !active {
                flow.fill(0.0);
            }
            *used = *active;
        }
        self.monthly.resize_with(Monthly::COUNT, Vec::new);
        for series in &mut self.monthly {
            series.resize(h, 0.0);
        }
        for series in [
            &mut self.cover_cost,
            &mut self.covered,
            &mut self.own_revenue,
            &mut self.wage_cost,
            &mut self.accrued_revenue,
            &mut self.result,
        ] {
            // Every one is written over; cover that nobody has stays 0.
            series.resize(h, 0.0);
        }
        self.cover_cost.fill(0.0);
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
        let cover = rates.cover[strategy].as_ref();
        let share = cover.map_or(0.0, |cover| cover.share);
        let share_occupied = if cover.is_some_and(|cover| cover.every_gap) { share } else { 0.0 };
        let undelivered = &mut self.monthly[Monthly::UndeliveredHours as usize][..h];
        let covered = &mut self.covered[..h];
        let (empty, occupied) = (&ledger.gap_empty[..h], &ledger.gap_occupied[..h]);
        let lost = &ledger.lost_hours[..h];
        for t in 0..h {
            covered[t] = share * empty[t] + share_occupied * occupied[t];
            undelivered[t] = empty[t] + occupied[t] - covered[t] + lost[t];
        }
        let own = &mut self.own_revenue[..h];
        let (registered, unregistered) =
            (&ledger.hours_registered[..h], &ledger.hours_unregistered[..h]);
        let (value, lower) = (&rates.registered_hour[..h], &rates.unregistered_hour[..h]);
        let revenue = &mut self.accrued_revenue[..h];
        for t in 0..h {
            own[t] = registered[t] * value[t] + unregistered[t] * lower[t];
            revenue[t] = own[t] + (covered[t] - lost[t]) * value[t];
        }
        let lag = plan.scenario.contract.payment_lag;
        let rest = match plan.scenario.contract.variant {
            Variant::Output { rest_after_months, .. } => rest_after_months,
            _ => 0,
        };
        for (share, lag) in [(rates.share_on_start, lag), (1.0 - rates.share_on_start, lag + rest)]
        {
            if share == 0.0 {
                continue;
            }
            let flow = &mut self.flows[Line::RevenueOwn as usize][lag..lag + h];
            for t in 0..h {
                flow[t] += share * own[t];
            }
            let flow = &mut self.flows[Line::RevenueCover as usize][lag..lag + h];
            for t in 0..h {
                flow[t] += share * covered[t] * value[t];
            }
            let flow = &mut self.flows[Line::LostToSupervision as usize][lag..lag + h];
            for t in 0..h {
                flow[t] -= share * lost[t] * value[t];
            }
        }
        if plan.strategies[strategy].active[Line::Penalty as usize] {
            let flow = &mut self.flows[Line::Penalty as usize][..h];
            let penalty = &rates.penalty[..h];
            for t in 0..h {
                flow[t] = -undelivered[t] * penalty[t];
            }
        }
        if let Some(cover) = cover {
            let cost = &mut self.cover_cost[..h];
            let (rate, standing) = (&cover.cost_per_delivered_hour[..h], &cover.standing[..h]);
            for t in 0..h {
                cost[t] = covered[t] * rate[t] + standing[t];
            }
        }
        let own = total(registered) + total(unregistered);
        (own, total(covered), total(undelivered))
    }

    /// Costs and subsidies by month of payment.
    fn cost(&mut self, plan: &Plan, strategy: usize, rates: &Rates, ledger: &Ledger) {
        let active = &plan.strategies[strategy].active;
        let h = plan.horizon;
        let with_allowances = 1.0 + rates.holiday_share + rates.bonus_share;
        let wage_cost = &mut self.wage_cost[..h];
        let wages = &ledger.wages[..h];
        let index = &rates.wage_index[..h];
        for t in 0..h {
            wage_cost[t] = wages[t] * with_allowances;
        }
        let mut fill = |line: Line, amount: &dyn Fn(&mut [f64])| {
            if active[line as usize] {
                amount(&mut self.flows[line as usize][..h]);
            }
        };
        let indexed = |series: &'_ [f64], out: &mut [f64]| {
            for ((out, x), w) in out.iter_mut().zip(series).zip(index) {
                *out = -x * w;
            }
        };
        fill(Line::Wages, &|out| out.iter_mut().zip(wages).for_each(|(out, x)| *out = -x));
        fill(Line::Overhead, &|out| {
            out.iter_mut().zip(&*wage_cost).for_each(|(out, x)| *out = -rates.overhead * x);
        });
        fill(Line::Recruitment, &|out| indexed(&ledger.recruitment, out));
        fill(Line::Workplace, &|out| indexed(&ledger.workplace, out));
        fill(Line::Training, &|out| {
            out.iter_mut().zip(&ledger.training).for_each(|(out, x)| *out = -x);
        });
        fill(Line::Supervision, &|out| {
            let hours = ledger.paid_hours.iter().zip(&rates.supervisor_hour);
            out.iter_mut().zip(hours).for_each(|(out, (x, cost))| *out = -x * cost);
        });
        fill(Line::OtherDirect, &|out| {
            let hours = ledger.hours_registered.iter().zip(&ledger.hours_unregistered);
            for (((out, fte), (a, b)), w) in out.iter_mut().zip(&ledger.fte).zip(hours).zip(index) {
                *out = -(fte * rates.other_per_fte + (a + b) * rates.other_per_hour) * w;
            }
        });
        fill(Line::ExitCosts, &|out| {
            let sums = ledger.exit_sum.iter().zip(&ledger.exit_wage).zip(index);
            out.iter_mut().zip(sums).for_each(|(out, ((sum, wage), w))| *out = -(sum * w + wage));
        });
        fill(Line::Cover, &|out| {
            out.iter_mut().zip(&self.cover_cost).for_each(|(out, x)| *out = -x);
        });
        let allowances = &mut self.flows[Line::Allowances as usize];
        let mut pay = |payments: &[AllowancePayment], share: f64| {
            for payment in payments {
                let accrued: f64 = total(&ledger.wages[payment.from..=payment.until]);
                allowances[payment.paid] -= share * accrued;
            }
        };
        pay(&plan.holiday_payments, rates.holiday_share);
        pay(&plan.bonus_payments, rates.bonus_share);
        self.flows[Line::Subsidy as usize].copy_from_slice(&ledger.subsidy_paid);
        for (flow, paid) in
            self.flows[Line::Clawback as usize].iter_mut().zip(&ledger.clawback_paid)
        {
            *flow = -paid;
        }
    }

    /// Costs, benefits, net cash and result by month and year.
    fn curves(
        &mut self,
        plan: &Plan,
        strategy: usize,
        rates: &Rates,
        ledger: &Ledger,
        baseline_cover: Option<&[f64]>,
    ) {
        let h = plan.horizon;
        let mut take = |outcome: Monthly| {
            let mut series = std::mem::take(&mut self.monthly[outcome as usize]);
            series.fill(0.0);
            series
        };
        let (mut costs, mut benefits, mut net) =
            (take(Monthly::Costs), take(Monthly::Benefits), take(Monthly::NetCash));
        let active = |line: &Line| plan.strategies[strategy].active[*line as usize];
        for line in BENEFITS.into_iter().filter(active) {
            add(&mut benefits, &self.flows[line as usize]);
        }
        for line in COSTS.into_iter().filter(active) {
            for (costs, flow) in costs.iter_mut().zip(&self.flows[line as usize]) {
                *costs -= flow;
            }
        }
        for ((net, benefit), cost) in net.iter_mut().zip(&benefits).zip(&costs) {
            *net = benefit - cost;
        }
        if plan.scenario.contract.variant.is_task() {
            for t in 0..h {
                costs[t] -= self.cover_cost[t];
                benefits[t] += baseline_cover.map_or(0.0, |cover| cover[t] - self.cover_cost[t]);
            }
        }
        for (series, outcome, sums) in [
            (costs, Monthly::Costs, Monthly::CumulativeCosts),
            (benefits, Monthly::Benefits, Monthly::CumulativeBenefits),
            (net, Monthly::NetCash, Monthly::CumulativeNetCash),
        ] {
            let mut sum = 0.0;
            for (out, amount) in self.monthly[sums as usize].iter_mut().zip(&series) {
                sum += amount;
                *out = sum;
            }
            self.monthly[outcome as usize] = series;
        }
        for (outcome, series) in [
            (Monthly::SupervisionHours, &ledger.supervision_hours),
            (Monthly::Heads, &ledger.heads),
            (Monthly::RegisteredHeads, &ledger.registered),
            (Monthly::NewlyRegisteredHeads, &ledger.newly_registered),
            (Monthly::SupervisedHeads, &ledger.supervised),
        ] {
            self.monthly[outcome as usize].copy_from_slice(series);
        }
        let result = &mut self.result[..h];
        let (revenue, wage_cost) = (&self.accrued_revenue[..h], &self.wage_cost[..h]);
        let (subsidy, clawback) = (&ledger.subsidy_due[..h], &ledger.clawback_due[..h]);
        let with_overhead = 1.0 + rates.overhead;
        for t in 0..h {
            result[t] = revenue[t] + subsidy[t] - clawback[t] - wage_cost[t] * with_overhead;
        }
        for line in PAID_AS_ACCRUED.into_iter().filter(active) {
            add(result, &self.flows[line as usize]);
        }
        let net = &self.monthly[Monthly::NetCash as usize];
        for (k, &(_, from, until)) in plan.years.iter().enumerate() {
            self.cash_by_year[k] = total(&net[from..until]);
            self.result_by_year[k] = total(&self.result[from..until]);
        }
    }

    fn totals(&mut self, plan: &Plan, strategy: usize, rates: &Rates, ledger: &Ledger) {
        let active = &plan.strategies[strategy].active;
        let h = plan.horizon;
        let residual = residual(rates, ledger);
        let mut due = residual;
        for ((line, flow), active) in self.lines.iter_mut().zip(&self.flows).zip(active) {
            *line = if *active { total(&flow[..h]) } else { 0.0 };
        }
        for line in LATE {
            due += total(&self.flows[line as usize][h..]);
        }
        self.lines[Line::DueAfterHorizon as usize] = due;
    }

    fn headlines(&mut self, plan: &Plan, rates: &Rates, ledger: &Ledger, treasury: &Treasury) {
        let h = plan.horizon;
        let residual = residual(rates, ledger);
        let mut liquidity = std::mem::take(&mut self.monthly[Monthly::Liquidity as usize]);
        let net = &self.monthly[Monthly::NetCash as usize];
        let mut npv = dot(net, &plan.discount);
        for line in LATE {
            npv += dot(&self.flows[line as usize][h..], &plan.discount[h..]);
        }
        npv += residual * plan.discount[h];
        let wage_value = dot(&self.wage_cost, &plan.discount);
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
                all > 0.0
                    && ledger.hours_unregistered[t]
                        > (rates.max_unregistered_share + ROUNDING) * all
            })
            .count();
        let due_subsidy: f64 = total(&ledger.subsidy_due);
        let due_clawback: f64 = total(&ledger.clawback_due);
        let revenue: f64 = total(&self.accrued_revenue);
        let penalty: f64 = -total(&self.flows[Line::Penalty as usize]);
        let wage_cost = total(&self.wage_cost);
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
            (Headline::NpvFullCost, npv - (rates.full_overhead - rates.overhead) * wage_value),
            (Headline::NetCash, net_cash),
            (Headline::PeakFunding, peak),
            (Headline::Payback, payback),
            (Headline::FirstSurplus, first_surplus),
            (Headline::LiquidityLow, low),
            (Headline::Shortfall, f64::from(u8::from(treasury.is_shortfall(low)))),
            (Headline::Interest, interest - treasury.interest_without),
            (Headline::Hires, ledger.hires),
            (Headline::Exits, ledger.exits),
            (Headline::ExitsFailedRoute, ledger.exits_failed_route),
            (Headline::ExitsBeforeRegistration, ledger.exits_before_registration),
            (Headline::HeadsAtHorizon, ledger.at_horizon[0]),
            (Headline::RegisteredAtHorizon, ledger.at_horizon[1]),
            (Headline::NewlyRegisteredAtHorizon, ledger.at_horizon[2]),
            (Headline::SupervisionHours, total(&ledger.supervision_hours)),
            (Headline::MonthsOverUnregisteredShare, over_share as f64),
            (Headline::MonthsOverMentorCapacity, rates.months_over_capacity(&ledger.supervised)),
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
