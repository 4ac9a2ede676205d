//! What holds for everyone on the payroll: salary tables, allowances, on-cost, overhead.

use std::collections::BTreeMap;

use super::profile::ByTenure;
use super::quantity::Quantity;
use super::time::Dated;
use crate::language::Label;
use crate::units::{EurosPerHour, EurosPerMonth, Share};

/// Terms of employment and the costs that follow wages.
#[derive(Clone, Debug, PartialEq)]
pub struct Employment {
    /// C: contract hours a year of a full-time week (1878 = 36 hours).
    pub contract_hours_per_year: f64,
    /// Working weeks a year over which supervision hours run (45.4).
    pub working_weeks_per_year: f64,
    /// Holiday allowance (vakantietoeslag).
    pub holiday_allowance: Allowance,
    /// Year-end bonus (eindejaarsuitkering).
    pub year_end_bonus: Allowance,
    /// Employer's on-cost as a share of gross wages and allowances, by tenure.
    pub on_cost: ByTenure<Quantity<Share>>,
    /// Overhead that grows with one more colleague, as a share of wage cost.
    pub overhead_on_wages: Quantity<Share>,
    /// All overhead, as a share of wage cost: replaces the one above in full-cost figures.
    pub full_cost_overhead: Option<Quantity<Share>>,
    /// Cost of an hour of a supervisor, for `paid_extra` [€/hour], follows the wage index.
    pub supervisor_cost_per_hour: Option<Quantity<EurosPerHour>>,
    /// Other direct costs a month.
    pub other_direct: Vec<OtherDirect>,
    /// Salary tables, sorted by date; the first holds from the start.
    pub salary_tables: Vec<SalaryTable>,
}

/// A payment that accrues with wages and is paid once a year, leavers' shares with the others'.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Allowance {
    /// Share of gross wages.
    pub share: Quantity<Share>,
    /// Calendar month of payment, 1 to 12.
    pub paid_in_month: u32,
}

/// A direct cost that is not on the payroll of the position (behavioural scientist, team manager).
#[derive(Clone, Debug, PartialEq)]
pub struct OtherDirect {
    /// Name for people.
    pub name: Option<Label>,
    /// Amount a month, follows the wage index [€/month].
    pub amount: Quantity<EurosPerMonth>,
    /// For each FTE employed, or for each case served (caseload contracts only).
    pub per: PerFteOrCase,
}

/// What an [`OtherDirect`] is counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PerFteOrCase {
    /// Each employed FTE.
    Fte,
    /// Each case served: billable hours ÷ (N/12) × cases for an FTE.
    Case,
}

/// The salary scales of a collective agreement from a date on.
///
/// An amount in the table is multiplied by `factor` and by `1 + raise` for each raise.
/// After the last table the wage index runs on, as for every [`Dated`] value.
#[derive(Clone, Debug, PartialEq)]
pub struct SalaryTable {
    /// First month in which it holds.
    pub from: usize,
    /// Monthly gross amounts by scale, lowest step first (already in the price level of the start
    /// where the file states `euros_of`).
    pub scales: BTreeMap<String, Vec<f64>>,
    /// Uncertain level of the whole table, for instance 0.97 / 1 / 1.03.
    pub factor: Option<Quantity<Share>>,
    /// Raises on top, of this and earlier `raise` entries of the file.
    pub raises: Vec<Quantity<Share>>,
}

/// Gross pay for a full-time week.
#[derive(Clone, Debug, PartialEq)]
pub enum Pay {
    /// A place in the salary tables; one step up at each 12 months of tenure, to the scale's end.
    Scale {
        /// Name of the scale.
        scale: String,
        /// Steps above the start of the scale at tenure 0 (0 = start).
        step: usize,
    },
    /// A plain monthly amount.
    Amount(Dated<EurosPerMonth>),
}
