//! The model, month by month, as plainly as it can be written: the yardstick of the engine.
//!
//! Nothing here is fast and nothing is shared with the engine but the types of a scenario, the
//! units and the quantile function of a standard variable. Every rule is a small function named
//! after the term of the model (`docs/model.md`), with the number of its section.
//!
//! - [`spells`] draws who works where and when, for uniforms that the caller gives;
//! - [`outcome`] adds these lives up to money, heads and hours by month;
//! - [`ReferenceOutcome::headline`] holds the figures of one run.

mod grants;
mod headline;
mod lives;
mod outcome;
mod person;
mod setting;

pub use lives::spells;
pub use outcome::{Line, ReferenceOutcome, outcome};
