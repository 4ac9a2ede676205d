//! The assumption register: every number of the scenario, its spread and where it comes from.

use serde::Serialize;

use super::estimate::Keyed;
use crate::distribution::Distribution;
use crate::model::quantity::{Grade, QuantityDefinition};

/// One number of the scenario.
#[derive(Serialize)]
pub(super) struct Assumption<'a> {
    pub(super) path: &'a str,
    pub(super) unit: &'static str,
    pub(super) uncertain: bool,
    /// In euros of the starting year, where it is money.
    pub(super) used: Spread,
    /// As the file has it.
    pub(super) as_written: Spread,
    pub(super) euros_of: Option<i32>,
    pub(super) grade: Option<Grade>,
    pub(super) source: Option<&'a str>,
    pub(super) note: Option<&'a str>,
    yearly_deviation: bool,
}

/// What is believed of a number.
#[derive(Serialize)]
pub(super) struct Spread {
    pub(super) family: &'static str,
    pub(super) parameters: Keyed<f64>,
    /// Listed values with their probabilities.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) values: Vec<(f64, f64)>,
    pub(super) p5: f64,
    pub(super) p50: f64,
    pub(super) p95: f64,
}

impl Spread {
    pub(super) fn new(distribution: &Distribution) -> Self {
        let description = distribution.description();
        Self {
            family: description.family,
            parameters: Keyed(description.parameters),
            values: description.values,
            p5: distribution.quantile(0.05),
            p50: distribution.median(),
            p95: distribution.quantile(0.95),
        }
    }
}

impl<'a> Assumption<'a> {
    pub(super) fn new(quantity: &'a QuantityDefinition) -> Self {
        Self {
            path: &quantity.path,
            unit: quantity.unit,
            uncertain: !quantity.distribution.is_certain(),
            used: Spread::new(&quantity.distribution),
            as_written: Spread::new(&quantity.as_written),
            euros_of: quantity.euros_of,
            grade: quantity.grade,
            source: quantity.source.as_deref(),
            note: quantity.note.as_deref(),
            yearly_deviation: quantity.is_yearly_deviation,
        }
    }
}
