//! Business cases for side entry in Dutch youth care.

pub mod distribution;
pub mod model;
pub mod sample;
pub mod simulate;
pub mod twin;
pub mod units;
