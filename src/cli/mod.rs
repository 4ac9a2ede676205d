//! The command line: puts the stages together and is the only part that prints.
//!
//! In: arguments and the environment. Out: results on stdout, everything else on stderr, files in
//! the folder of results, and an exit code.

mod afford;
mod analysis;
mod arguments;
mod check;
mod compare;
mod console;
mod convert;
mod deliver;
mod discover;
mod explain;
mod help;
mod interrupt;
mod language;
mod library;
mod list;
mod load;
mod new;
mod progress;
mod run;
mod screen;
mod sensitivity;
mod solve;
mod status;
mod study;
mod verify;
mod voi;

use std::ffi::OsString;
use std::process::ExitCode;

use arguments::{Arguments, Command};
use clap::FromArgMatches;
use clap::error::ErrorKind;
use console::Console;
use serde::Serialize;
use status::{Outcome, Status};

use crate::language::Language;

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let environment = |name: &str| std::env::var(name).ok();
    let settled = language::settle(&arguments[1.min(arguments.len())..], environment);
    let language = match settled {
        Ok(language) => language,
        Err(code) => {
            unknown_language(&code);
            return Status::BadInput.into();
        }
    };
    let status = match parse(arguments, language) {
        Ok(arguments) => {
            let console = Console::new(language, arguments.common.quiet);
            obey(&console, arguments.command)
        }
        Err(error) => Err(refuse(&error, language)),
    };
    status.unwrap_or_else(|status| status).into()
}

fn parse(arguments: Vec<OsString>, language: Language) -> Result<Arguments, clap::Error> {
    let matches = help::command(language).try_get_matches_from(arguments)?;
    Arguments::from_arg_matches(&matches)
}

fn obey(console: &Console, command: Command) -> Outcome {
    match command {
        Command::Run(arguments) => run::run(console, &arguments),
        Command::Compare(arguments) => compare::compare(console, &arguments),
        Command::Check(arguments) => check::check(console, &arguments),
        Command::Verify(arguments) => verify::verify(console, &arguments),
        Command::Explain(arguments) => explain::explain(console, &arguments),
        Command::Afford(arguments) => afford::afford(console, &arguments),
        Command::Solve(arguments) => solve::solve(console, &arguments),
        Command::Sensitivity(arguments) => sensitivity::sensitivity(console, &arguments),
        Command::Discover(arguments) => discover::discover(console, &arguments),
        Command::Voi(arguments) => voi::voi(console, &arguments),
        Command::Study(arguments) => study::study(console, &arguments),
        Command::List(arguments) => list::list(console, &arguments),
        Command::New(arguments) => new::new(console, &arguments),
        Command::Convert(arguments) => convert::convert(console, &arguments),
        Command::Schema { study } => schema(console, study),
        Command::Completions { shell } => completions(console, shell),
        Command::Help { command } => show_help(console, command.as_deref()),
    }
}

/// Shows help and version where they belong; says what is wrong with anything else.
fn refuse(error: &clap::Error, language: Language) -> Status {
    let console = Console::new(language, false);
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            match console.result(&error.render().ansi().to_string()) {
                Ok(()) => Status::Fine,
                Err(status) => status,
            }
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            console.problems(&error.render().ansi().to_string());
            Status::BadInput
        }
        _ => {
            console.error(&help::usage_error(error, language));
            Status::BadInput
        }
    }
}

fn unknown_language(code: &str) {
    let console = Console::new(Language::Nl, false);
    console.error(&format!("{}: `{code}`. Kies / choose: nl, en.", language::LANGUAGE_VARIABLE));
}

fn schema(console: &Console, study: bool) -> Outcome {
    let schema = if study { crate::input::study_schema() } else { crate::input::schema() };
    console.result(&pretty_json(&schema))?;
    Ok(Status::Fine)
}

fn completions(console: &Console, shell: clap_complete::Shell) -> Outcome {
    let mut script = Vec::new();
    let mut command = help::command(console.language);
    clap_complete::generate(shell, &mut command, "kansrijk", &mut script);
    console.result(&String::from_utf8_lossy(&script))?;
    Ok(Status::Fine)
}

fn show_help(console: &Console, command: Option<&str>) -> Outcome {
    let mut arguments = vec![OsString::from("kansrijk")];
    arguments.extend(command.map(OsString::from));
    arguments.push("--help".into());
    match parse(arguments, console.language) {
        Ok(_) => Ok(Status::Fine),
        Err(error) => match refuse(&error, console.language) {
            Status::Fine => Ok(Status::Fine),
            status => Err(status),
        },
    }
}

/// JSON for people and programs, with a line end.
fn pretty_json(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).expect("keys are texts");
    text.push('\n');
    text
}
