//! Business cases for side entry in Dutch youth care.

pub mod distribution;
pub mod model;
pub mod units;
