//! Which assumption decides: how an outcome changes with each number of the scenario.
//!
//! Linear outcomes go through the exact twin, so that luck adds no noise; the others are means over some
//! realisations of luck that are the same everywhere.

mod lever;
mod question;
mod response;
mod signs;
mod tornado;

pub use lever::{Lever, levers};
pub use question::{Question, Target};
pub use response::{Response, Value};
pub use signs::Surprise;
pub use tornado::{Bar, DISCOUNT_STEP, Moved, Tornado};

use crate::model::plan::Plan;
use crate::simulate::Observer;

/// How much is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Everything random follows from it.
    pub seed: u64,
    /// Draws of the other numbers behind each end of a bar.
    pub draws: usize,
    /// Realisations of luck behind an outcome that is not linear.
    pub lives: usize,
}

impl Settings {
    /// For an analysis that was asked for.
    pub fn new(seed: u64) -> Self {
        Self { seed, draws: 256, lives: 8 }
    }

    /// For one that comes with every report: quicker and less precise.
    pub fn brief(seed: u64) -> Self {
        Self { draws: 64, ..Self::new(seed) }
    }
}

/// Which assumption decides an outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Sensitivity {
    /// Of which strategy, by its index in the scenario, and what.
    pub question: Question,
    /// How much was computed.
    pub settings: Settings,
    /// How far the outcome swings with each number.
    pub tornado: Tornado,
}

/// Answers the question; `None` when the observer cancelled it.
pub fn sensitivity(
    plan: &Plan,
    question: Question,
    settings: Settings,
    observer: &dyn Observer,
) -> Option<Sensitivity> {
    let (alone, asked) = question.alone(plan);
    let Settings { seed, draws, lives } = settings;
    let tornado = tornado::tornado(&alone, asked, seed, draws, lives, observer)?;
    Some(Sensitivity { question, settings, tornado })
}
