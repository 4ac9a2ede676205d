//! Business cases for side entry in Dutch youth care.

pub mod distribution;
pub mod figure;
pub mod language;
pub mod units;
