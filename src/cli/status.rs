//! How the program ends.

use std::process::ExitCode;

/// The exit codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Everything that was asked is done.
    Fine = 0,
    /// It ran, but a check did not hold.
    CheckFailed = 1,
    /// The scenario or the command line cannot be used.
    BadInput = 2,
    /// A result could not be written.
    CannotWrite = 3,
    /// Somebody pressed Ctrl-C.
    Interrupted = 130,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}

/// Why a command stops; the words have been said when it is made.
pub type Outcome = Result<Status, Status>;
