//! Answers to a question that takes more than one run of the model: how large a cohort can be.
//!
//! In: a scenario and what is asked of it. Out: an answer with its Monte Carlo error. Every comparison is
//! made on the same draws: the same numbers and the same luck under whatever is compared.

pub mod afford;
mod nested;
