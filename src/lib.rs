//! Business cases for side entry in Dutch youth care.

pub mod diagnostic;
pub mod distribution;
pub mod figure;
pub mod input;
pub mod language;
pub mod model;
pub mod units;
