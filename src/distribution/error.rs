//! What can be wrong with the parameters of a distribution.

use thiserror::Error;

/// Why no distribution has these parameters.
///
/// Carries the numbers; the wording for a reader is made where the scenario is known.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
pub enum DistributionError {
    /// A parameter is NaN or infinite.
    #[error("{parameter} = {value} is not finite")]
    NotFinite {
        /// Name of the parameter.
        parameter: &'static str,
        /// What was given.
        value: f64,
    },
    /// A parameter that must be above zero is not.
    #[error("{parameter} = {value} is not positive")]
    NotPositive {
        /// Name of the parameter.
        parameter: &'static str,
        /// What was given.
        value: f64,
    },
    /// A parameter that must not be below zero is.
    #[error("{parameter} = {value} is negative")]
    Negative {
        /// Name of the parameter.
        parameter: &'static str,
        /// What was given.
        value: f64,
    },
    /// A parameter lies outside the range in which the distribution is usable.
    #[error("{parameter} = {value} is outside [{low}, {high}]")]
    OutOfRange {
        /// Name of the parameter.
        parameter: &'static str,
        /// What was given.
        value: f64,
        /// Smallest accepted value.
        low: f64,
        /// Largest accepted value.
        high: f64,
    },
    /// Not `low <= mode <= high`; without a mode not `low <= high`.
    #[error("not in order: low {low}, mode {mode:?}, high {high}")]
    BoundsOutOfOrder {
        /// Smallest value.
        low: f64,
        /// Most likely value, for the families that have one as a parameter.
        mode: Option<f64>,
        /// Largest value.
        high: f64,
    },
    /// Not `p5 <= p50 <= p95`, or only two of three coincide.
    #[error("not in order: p5 {p5}, p50 {p50:?}, p95 {p95}")]
    PercentilesOutOfOrder {
        /// Value with 5 % below it.
        p5: f64,
        /// Median, where given.
        p50: Option<f64>,
        /// Value with 95 % below it.
        p95: f64,
    },
    /// The percentiles are not strictly inside the range to which the normal is truncated.
    #[error("p5 {p5} and p95 {p95} are not inside ({low}, {high})")]
    PercentilesOutsideBounds {
        /// Value with 5 % below it.
        p5: f64,
        /// Value with 95 % below it.
        p95: f64,
        /// Lower end of the range, may be -∞.
        low: f64,
        /// Upper end of the range, may be +∞.
        high: f64,
    },
    /// No normal truncated to the range has these percentiles: they are so close to the ends
    /// of the range that the density would have to be highest at the ends.
    #[error("no normal truncated to [{low}, {high}] has p5 {p5} and p95 {p95}")]
    NoTruncatedNormal {
        /// Value with 5 % below it.
        p5: f64,
        /// Value with 95 % below it.
        p95: f64,
        /// Lower end of the range, may be -∞.
        low: f64,
        /// Upper end of the range, may be +∞.
        high: f64,
    },
    /// The range to which the normal is truncated holds no probability that can be computed.
    #[error("normal({mean}, {sd}) has no mass in [{low}, {high}]")]
    NothingLeft {
        /// Mean before truncation.
        mean: f64,
        /// Standard deviation before truncation.
        sd: f64,
        /// Lower end of the range.
        low: f64,
        /// Upper end of the range.
        high: f64,
    },
    /// A list of values is empty.
    #[error("there are no values")]
    Empty,
    /// Values and weights differ in number.
    #[error("{values} values but {weights} weights")]
    LengthsDiffer {
        /// Number of values.
        values: usize,
        /// Number of weights.
        weights: usize,
    },
    /// All weights are zero.
    #[error("all weights are zero")]
    WeightsSumToZero,
}

/// `value` when it is neither NaN nor infinite.
pub(super) fn finite(parameter: &'static str, value: f64) -> Result<f64, DistributionError> {
    if value.is_finite() {
        Ok(value)
    } else {
        Err(DistributionError::NotFinite { parameter, value })
    }
}

/// `value` when it is finite and above zero.
pub(super) fn positive(parameter: &'static str, value: f64) -> Result<f64, DistributionError> {
    if finite(parameter, value)? > 0.0 {
        Ok(value)
    } else {
        Err(DistributionError::NotPositive { parameter, value })
    }
}

/// `value` when it is finite and not below zero.
pub(super) fn not_negative(parameter: &'static str, value: f64) -> Result<f64, DistributionError> {
    if finite(parameter, value)? >= 0.0 {
        Ok(value)
    } else {
        Err(DistributionError::Negative { parameter, value })
    }
}

/// `value` when it is finite and in `[low, high]`.
pub(super) fn within(
    parameter: &'static str,
    value: f64,
    (low, high): (f64, f64),
) -> Result<f64, DistributionError> {
    if (low..=high).contains(&finite(parameter, value)?) {
        Ok(value)
    } else {
        Err(DistributionError::OutOfRange { parameter, value, low, high })
    }
}

/// Checks `low <= mode <= high`, where only all three may coincide with `low == high`.
pub(super) fn in_order(low: f64, mode: f64, high: f64) -> Result<(), DistributionError> {
    finite("low", low)?;
    finite("mode", mode)?;
    finite("high", high)?;
    if low <= mode && mode <= high {
        Ok(())
    } else {
        Err(DistributionError::BoundsOutOfOrder { low, mode: Some(mode), high })
    }
}

/// Checks `low <= high`, either possibly infinite.
pub(super) fn bounds_in_order(low: f64, high: f64) -> Result<(), DistributionError> {
    for (parameter, value) in [("low", low), ("high", high)] {
        if value.is_nan() {
            return Err(DistributionError::NotFinite { parameter, value });
        }
    }
    if low <= high {
        Ok(())
    } else {
        Err(DistributionError::BoundsOutOfOrder { low, mode: None, high })
    }
}
