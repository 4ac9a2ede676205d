//! Answers to a question that takes more than one run of the model: how large a cohort can be, at which
//! value of a number a criterion holds.
//!
//! In: a scenario and what is asked of it. Out: an answer with its Monte Carlo error. Every comparison is
//! made on the same draws: the same numbers and the same luck under whatever is compared.

pub mod afford;
pub mod criterion;
pub mod expected;
mod nested;
pub mod solve;
pub mod vary;
