//! Distributions of quantities and durations.
