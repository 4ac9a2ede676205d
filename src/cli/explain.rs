//! `kansrijk explain`: one run as a story.

use super::arguments::Explain;
use super::console::Console;
use super::status::{Outcome, Status};

/// Not there yet.
pub fn explain(console: &Console, _arguments: &Explain) -> Outcome {
    console.error(console.pick("`explain` is er nog niet", "`explain` is not there yet"));
    Err(Status::BadInput)
}
