//! What goes to which stream, and what happens when somebody stops listening.

use super::{FEW, code, folder, run, stderr, stdout};

#[test]
fn quiet_says_nothing_on_stderr() {
    let folder = folder();
    let arguments = ["run", "mine.toml", "--runs", FEW, "--write", "results", "--quiet"];
    let output = run(folder.path(), &arguments);
    assert_eq!(code(&output), Some(0));
    assert_eq!(stderr(&output), "");
    assert!(!stdout(&output).is_empty());
}

#[test]
fn nothing_is_coloured_when_nobody_watches() {
    let folder = folder();
    let mut command = super::command(folder.path());
    command.env_remove("NO_COLOR").args(["list"]);
    let output = command.output().unwrap();
    assert!(!stdout(&output).contains('\u{1b}'));
}

#[cfg(unix)]
#[test]
fn a_reader_that_stops_is_no_mistake() {
    use std::process::Stdio;
    let folder = folder();
    for arguments in [vec!["list"], vec!["completions", "zsh"], vec!["--help"]] {
        let mut command = super::command(folder.path());
        let child = command.args(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = child.spawn().unwrap();
        // The pipe is closed before anything is read.
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(code(&output), Some(0), "{arguments:?}");
        assert_eq!(stderr(&output), "");
    }
}

#[cfg(unix)]
mod interrupted {
    use std::process::{Child, Stdio};
    use std::time::{Duration, Instant};

    use super::{code, folder, stderr, stdout};

    fn interrupt(child: &Child) {
        let mut kill = std::process::Command::new("kill");
        assert!(kill.args(["-INT", &child.id().to_string()]).status().unwrap().success());
    }

    #[test]
    fn ctrl_c_stops_without_results() {
        let folder = folder();
        let place = folder.path().join("output/mine");
        let mut command = super::super::command(folder.path());
        command.args(["run", "mine.toml", "--runs", "10000000", "--threads", "1"]);
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // The folder is there as soon as the simulation may begin.
        let begun = Instant::now();
        while !place.exists() && begun.elapsed() < Duration::from_secs(30) {
            std::thread::sleep(Duration::from_millis(20));
        }
        std::thread::sleep(Duration::from_millis(300));
        interrupt(&child);
        let output = child.wait_with_output().unwrap();
        assert_eq!(code(&output), Some(130), "{}", stderr(&output));
        assert_eq!(stdout(&output), "");
        assert!(!place.exists(), "something was left of the results");
    }
}
