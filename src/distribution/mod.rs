//! Distributions of quantities and durations.
#[derive(Clone, Debug, PartialEq)]
pub enum Distribution { Fixed(f64) }
#[derive(Clone, Debug, PartialEq)]
pub enum Standard { Point }
