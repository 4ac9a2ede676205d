//! Indices, dated values, salary tables and prices: everything that depends on the month only.

use kansrijk::model::contract::Variant;
use kansrijk::model::quantity::{Quantity, Theta};
use kansrijk::model::scenario::{Index, IntakeGroup, Scenario, Strategy};
use kansrijk::model::time::Dated;

/// A scenario, one of its strategies, and one draw of what nobody knows.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// The strategy that is followed.
    pub strategy: &'a Strategy,
    /// A value for every quantity.
    pub theta: &'a Theta,
}

impl<'a> Setting<'a> {
    /// The setting of strategy number `strategy_index`.
    pub fn new(scenario: &'a Scenario, strategy_index: usize, theta: &'a Theta) -> Self {
        Self { scenario, strategy: &scenario.strategies[strategy_index], theta }
    }

    /// The value of a quantity in this run.
    pub fn number<U>(&self, quantity: Quantity<U>) -> f64 {
        self.theta.value(quantity)
    }

    /// H: the number of months in which work is done.
    pub fn horizon(&self) -> usize {
        self.scenario.calendar.horizon
    }

    /// The positions of the strategy by number, each with its intake group (section 4).
    pub fn positions(&self) -> Vec<&'a IntakeGroup> {
        let mut positions = Vec::new();
        for group in &self.strategy.intake {
            for _ in 0..group.positions {
                positions.push(group);
            }
        }
        positions
    }

    /// The calendar month of month `t`, 1 to 12.
    pub fn month_of_year(&self, t: usize) -> u32 {
        self.scenario.calendar.month(t).month
    }

    /// d(t) = (1 + r)^(−t/12) (section 2).
    pub fn discount_factor(&self, t: usize) -> f64 {
        (1.0 + self.scenario.discount_rate.nominal()).powf(-(t as f64) / 12.0)
    }

    /// An index: the product of 1 + growth + deviation over the Januaries in (start, t] (section 2).
    fn index(&self, index: &Index, t: usize) -> f64 {
        let growth = self.number(index.growth);
        let mut level = 1.0;
        let mut januaries = 0;
        for month in 1..=t {
            if self.month_of_year(month) == 1 {
                let deviation = match index.yearly_deviations.get(januaries) {
                    Some(deviation) => self.number(*deviation),
                    None => 0.0,
                };
                level *= 1.0 + growth + deviation;
                januaries += 1;
            }
        }
        level
    }

    /// W(t) (section 2).
    pub fn wage_index(&self, t: usize) -> f64 {
        self.index(&self.scenario.wage_index, t)
    }

    /// P(t) (section 2).
    pub fn tariff_index(&self, t: usize) -> f64 {
        self.index(&self.scenario.tariff_index, t)
    }

    /// A dated value in month t: the latest one dated on or before t; from the last date on the
    /// index runs on, with the first January after that date (section 2).
    fn dated<U>(&self, dated: &Dated<U>, index: &Index, t: usize) -> f64 {
        let mut latest = 0;
        for (k, (from, _)) in dated.values.iter().enumerate() {
            if *from <= t {
                latest = k;
            }
        }
        let (from, quantity) = dated.values[latest];
        let is_last = latest == dated.values.len() - 1;
        if is_last {
            self.number(quantity) * (self.index(index, t) / self.index(index, from))
        } else {
            self.number(quantity)
        }
    }

    /// A dated cost in month t; costs follow W.
    pub fn dated_cost<U>(&self, dated: &Dated<U>, t: usize) -> f64 {
        self.dated(dated, &self.scenario.wage_index, t)
    }

    /// A dated price in month t; revenues follow P.
    pub fn dated_price<U>(&self, dated: &Dated<U>, t: usize) -> f64 {
        self.dated(dated, &self.scenario.tariff_index, t)
    }

    /// The gross amount of a scale and step in month t: from the table that holds in t, times its
    /// level and raises; after the last table the wage index runs on. A step beyond the scale's
    /// end is its end (section 4.5).
    pub fn table_amount(&self, scale: &str, step: usize, t: usize) -> f64 {
        let tables = &self.scenario.employment.salary_tables;
        let mut latest = 0;
        for (k, table) in tables.iter().enumerate() {
            if table.from <= t {
                latest = k;
            }
        }
        let table = &tables[latest];
        let mut amount = table.scales[scale][step.min(self.top_step(scale, t))];
        if let Some(factor) = table.factor {
            amount *= self.number(factor);
        }
        for raise in &table.raises {
            amount *= 1.0 + self.number(*raise);
        }
        if latest == tables.len() - 1 {
            amount *= self.wage_index(t) / self.wage_index(table.from);
        }
        amount
    }

    /// The last step of a scale in the table that holds in month t.
    pub fn top_step(&self, scale: &str, t: usize) -> usize {
        let mut top = 0;
        for table in &self.scenario.employment.salary_tables {
            if table.from <= t {
                top = table.scales[scale].len() - 1;
            }
        }
        top
    }

    /// N/12: the norm of a full-time professional in a month (section 4.3).
    pub fn monthly_norm(&self) -> f64 {
        self.number(self.scenario.contract.billable_hours_per_year) / 12.0
    }

    /// What the contract pays for hours delivered in month t (section 4.4).
    pub fn revenue(&self, hours: f64, registered: bool, t: usize) -> f64 {
        match &self.scenario.contract.variant {
            Variant::Effort { tariff_per_hour, tariff_unregistered_per_hour } => {
                let tariff = match tariff_unregistered_per_hour {
                    Some(lower) if !registered => lower,
                    _ => tariff_per_hour,
                };
                hours * self.dated_price(tariff, t)
            }
            Variant::Output { hours_per_trajectory, price_per_trajectory, .. } => {
                let trajectories = hours / self.number(*hours_per_trajectory);
                trajectories * self.dated_price(price_per_trajectory, t)
            }
            Variant::Caseload { price_per_case_month, .. } => {
                self.cases(hours) * self.dated_price(price_per_case_month, t)
            }
            Variant::Task { .. } => 0.0,
        }
    }

    /// When what is earned in month t is paid: month of payment and share (section 4.4).
    pub fn revenue_payments(&self, t: usize) -> Vec<(usize, f64)> {
        let due = t + self.scenario.contract.payment_lag;
        match &self.scenario.contract.variant {
            Variant::Output { share_on_start, rest_after_months, .. } => {
                let on_start = self.number(*share_on_start);
                vec![(due, on_start), (due + rest_after_months, 1.0 - on_start)]
            }
            _ => vec![(due, 1.0)],
        }
    }

    /// Cases that are served by these billable hours of a month: hours ÷ (N/12) × cases for an FTE
    /// (caseload contracts, section 4.4).
    pub fn cases(&self, hours: f64) -> f64 {
        match &self.scenario.contract.variant {
            Variant::Caseload { cases_per_fte, .. } => {
                hours / self.monthly_norm() * self.number(*cases_per_fte)
            }
            _ => 0.0,
        }
    }
}
