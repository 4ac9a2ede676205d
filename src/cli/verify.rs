//! `kansrijk verify`: simulation and exact twin side by side.

use super::arguments::Verify;
use super::console::Console;
use super::status::{Outcome, Status};

/// Not there yet.
pub fn verify(console: &Console, _arguments: &Verify) -> Outcome {
    console.error(console.pick("`verify` is er nog niet", "`verify` is not there yet"));
    Err(Status::BadInput)
}
