//! The `kansrijk` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    kansrijk::cli::main()
}
