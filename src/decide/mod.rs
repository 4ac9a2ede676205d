//! Answers to a question that takes more than one run of the model: how large a cohort can be, at which
//! value of a number a criterion holds, which assumption decides, under which circumstances something happens.
//!
//! In: a scenario and what is asked of it. Out: an answer with its Monte Carlo error. Every comparison is
//! made on the same draws: the same numbers and the same luck under whatever is compared.

pub mod afford;
pub mod criterion;
pub mod discover;
pub mod expected;
mod nested;
pub mod sensitivity;
pub mod solve;
pub mod vary;

use crate::model::plan::Plan;
use crate::simulate::Observer;
use sensitivity::{Question, Sensitivity, Settings};

/// The answers that every report comes with.
#[derive(Clone, Debug)]
pub struct Decisions {
    /// Which assumption decides.
    pub sensitivity: Sensitivity,
}

impl Decisions {
    /// Computes them for the strategy that the answer is about; `None` when the observer cancelled it.
    pub fn new(plan: &Plan, seed: u64, subject: usize, observer: &dyn Observer) -> Option<Self> {
        let question = Question::of_decision(plan, subject);
        let sensitivity =
            sensitivity::sensitivity(plan, question, Settings::brief(seed), observer)?;
        Some(Self { sensitivity })
    }
}
