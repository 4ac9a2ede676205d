//! Distributions of quantities (one number for a run) and of durations (one number for a hire).
//!
//! A building block: pure functions of their arguments, without files, randomness or threads.
//! Whoever draws brings a uniform number and gets its inverse; every inverse is non-decreasing
//! in that uniform, so that common random numbers, stratification and rank correlation work.
//!
//! - [`Distribution`] says what is believed of a quantity; [`Inverter`] draws from it fast.
//! - [`Standard`] is the shape of a duration, whose location and scale may be uncertain;
//!   [`MonthsSampler`] draws whole months from it and gives their probabilities, from one and
//!   the same distribution function.
//! - [`normal`] holds the normal distribution, [`copula`] the correlation of quantities.

mod atoms;
mod beta;
mod bounded;
pub mod copula;
mod describe;
mod error;
mod gamma;
mod inverter;
mod kernel;
mod lognormal;
mod months;
pub mod normal;
mod parameters;
mod percentiles;
mod quantity;
mod solve;
mod special;
mod standard;
mod table;
mod truncated_normal;
mod weibull;

#[cfg(test)]
mod tests;

pub use copula::{NotPositiveDefinite, cholesky, offending_pairs, spearman_to_copula};
pub use describe::Description;
pub use error::DistributionError;
pub use inverter::Inverter;
pub use months::{MONTHS_CAP, MonthsSampler};
pub use quantity::Distribution;
pub(crate) use special::ln_gamma;
pub use standard::Standard;
