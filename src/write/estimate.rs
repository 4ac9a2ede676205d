//! Numbers as they are reported: with codes instead of infinities, and nothing where there is nothing.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::labels::{OutcomeUnit, PERCENTILE_KEYS};
use crate::model::outcome::{Headline, Monthly};
use crate::model::plan::Plan;
use crate::simulate::ColumnSummary;
use crate::summarize::statistics::{Chance, OutcomeSummary, Split};

/// A number, or what stands in its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Figure {
    /// A number.
    Number(f64),
    /// Later than any month.
    Never,
    /// Earlier than any month: there is nothing to earn back.
    NoInvestment,
    /// Not known or not applicable.
    Missing,
}

/// How [`Figure::Never`] is written.
pub(super) const NEVER: &str = "never";
/// How [`Figure::NoInvestment`] is written.
pub(super) const NO_INVESTMENT: &str = "no_investment";

impl Figure {
    /// A value of an outcome in this unit; months have codes.
    pub(super) fn new(value: f64, unit: OutcomeUnit) -> Self {
        match unit {
            OutcomeUnit::Month if value == f64::INFINITY => Self::Never,
            OutcomeUnit::Month if value < 0.0 => Self::NoInvestment,
            _ if value.is_finite() => Self::Number(value),
            _ => Self::Missing,
        }
    }

    fn of(value: Option<f64>) -> Self {
        value.map_or(Self::Missing, |value| Self::new(value, OutcomeUnit::Euros))
    }
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(value) => serializer.serialize_f64(*value),
            Self::Never => serializer.serialize_str(NEVER),
            Self::NoInvestment => serializer.serialize_str(NO_INVESTMENT),
            Self::Missing => serializer.serialize_none(),
        }
    }
}

/// What is reported of one outcome.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Estimate {
    pub(super) mean: Figure,
    pub(super) standard_error: Figure,
    pub(super) sd: Figure,
    pub(super) percentiles: [Figure; 5],
    /// Only for headline outcomes.
    pub(super) expected_shortfall: Figure,
    /// Only for headline outcomes.
    pub(super) split: Option<Split>,
}

impl Estimate {
    /// A headline outcome. One run has no spread; a month has no mean.
    pub(super) fn of_outcome(summary: &OutcomeSummary, unit: OutcomeUnit, runs: usize) -> Self {
        let moment = |value: Option<f64>| Figure::of(value.filter(|_| unit != OutcomeUnit::Month));
        let spread = |value: Option<f64>| moment(value.filter(|_| runs > 1));
        Self {
            mean: moment(summary.mean),
            standard_error: spread(summary.standard_error),
            sd: spread(summary.sd),
            percentiles: summary.percentiles.map(|value| Figure::new(value, unit)),
            expected_shortfall: moment(summary.expected_shortfall),
            split: summary.split,
        }
    }

    /// A column by month, line or year.
    pub(super) fn of_column(summary: &ColumnSummary, unit: OutcomeUnit, runs: usize) -> Self {
        let spread = |value: f64| Figure::of((runs > 1).then_some(value));
        Self {
            mean: Figure::new(summary.mean, unit),
            standard_error: spread(summary.standard_error),
            sd: spread(summary.sd),
            percentiles: summary.percentiles.map(|value| Figure::new(value, unit)),
            expected_shortfall: Figure::Missing,
            split: None,
        }
    }

    /// A chance: a mean with its error.
    pub(super) fn of_chance(chance: Chance, runs: usize) -> Self {
        Self::of_ratio(chance.value, chance.standard_error, runs)
    }

    /// A number with its error and without a spread over the runs.
    pub(super) fn of_ratio(value: f64, standard_error: f64, runs: usize) -> Self {
        Self {
            mean: Figure::of(Some(value)),
            standard_error: Figure::of((runs > 1).then_some(standard_error)),
            sd: Figure::Missing,
            percentiles: [Figure::Missing; 5],
            expected_shortfall: Figure::Missing,
            split: None,
        }
    }

    /// Mean, error, spread and percentiles with their names.
    pub(super) fn columns(&self) -> [(&'static str, Figure); 8] {
        let [p5, p25, p50, p75, p95] = self.percentiles;
        let [k5, k25, k50, k75, k95] = PERCENTILE_KEYS;
        [
            ("mean", self.mean),
            ("standard_error", self.standard_error),
            ("sd", self.sd),
            (k5, p5),
            (k25, p25),
            (k50, p50),
            (k75, p75),
            (k95, p95),
        ]
    }
}

/// True when a headline outcome says something in this scenario.
pub(super) fn applies(plan: &Plan, outcome: Headline) -> bool {
    let scenario = &plan.scenario;
    match outcome {
        Headline::LiquidityLow | Headline::Shortfall | Headline::Interest => {
            scenario.organisation.liquidity.is_some()
        }
        Headline::MonthsOverUnregisteredShare => scenario.contract.max_unregistered_share.is_some(),
        Headline::MonthsOverMentorCapacity => scenario.organisation.mentoring.is_some(),
        Headline::NpvFullCost => scenario.employment.full_cost_overhead.is_some(),
        _ => true,
    }
}

/// True when an outcome by month says something in this scenario.
pub(super) fn applies_monthly(plan: &Plan, outcome: Monthly) -> bool {
    outcome != Monthly::Liquidity || plan.scenario.organisation.liquidity.is_some()
}

/// Named values in a stated order.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Keyed<V>(pub(super) Vec<(&'static str, V)>);

impl<V: Serialize> Serialize for Keyed<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_have_codes_and_other_numbers_have_not() {
        let month = |value| Figure::new(value, OutcomeUnit::Month);
        assert_eq!(month(f64::INFINITY), Figure::Never);
        assert_eq!(month(-1.0), Figure::NoInvestment);
        assert_eq!(month(0.0), Figure::Number(0.0));
        assert_eq!(month(f64::NAN), Figure::Missing);
        let euros = |value| Figure::new(value, OutcomeUnit::Euros);
        assert_eq!(euros(-1.0), Figure::Number(-1.0));
        assert_eq!(euros(f64::INFINITY), Figure::Missing);
    }

    #[test]
    fn one_run_has_no_spread_and_a_month_has_no_mean() {
        let summary = crate::summarize::statistics::summarize(&[-1.0, 7.0], true, None);
        let estimate = Estimate::of_outcome(&summary, OutcomeUnit::Month, 2);
        assert_eq!(estimate.mean, Figure::Missing);
        assert_eq!(estimate.expected_shortfall, Figure::Missing);
        assert_eq!(estimate.percentiles[0], Figure::NoInvestment);
        let summary = crate::summarize::statistics::summarize(&[7.0], true, None);
        let estimate = Estimate::of_outcome(&summary, OutcomeUnit::Euros, 1);
        assert_eq!(estimate.mean, Figure::Number(7.0));
        assert_eq!(estimate.sd, Figure::Missing);
        assert_eq!(estimate.standard_error, Figure::Missing);
    }
}
