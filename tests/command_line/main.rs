//! The command as people use it. Apart from the other integration tests because it links nothing
//! of the library: it only starts the program.

mod choices;
mod comparisons;
mod decisions;
mod exits;
mod help;
mod library;
mod results;
mod stories;
mod streams;
mod studies;
mod workbooks;

use std::path::Path;
use std::process::Output;

use tempfile::TempDir;

/// Runs that make a scenario quick in a build without optimization.
pub const FEW: &str = "256";

/// The program in a folder, in Dutch, without colours and with nothing of the environment's language.
pub fn command(folder: &Path) -> std::process::Command {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_kansrijk"));
    command.current_dir(folder);
    for name in ["KANSRIJK_LANG", "LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    command.env("NO_COLOR", "1");
    command
}

/// Starts the program with arguments and waits for its end.
pub fn run(folder: &Path, arguments: &[&str]) -> Output {
    command(folder).args(arguments).output().expect("the program starts")
}

/// What went to stdout.
pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("text")
}

/// What went to stderr.
pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("text")
}

/// The exit code.
pub fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

/// A folder with the scenario `mine.toml`, a copy of the template.
pub fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let made = run(folder.path(), &["new", "template", "mine.toml"]);
    assert_eq!(code(&made), Some(0), "{}", stderr(&made));
    folder
}

/// The scenario that holds a mistake: the template with one key misspelt.
pub fn break_it(folder: &Path, file: &str) {
    let text = std::fs::read_to_string(folder.join("mine.toml")).expect("the template");
    let broken = text.replacen("horizon_months", "horizon_month", 1);
    std::fs::write(folder.join(file), broken).expect("written");
}
