//! Help and mistakes on the command line, in two languages.

use std::path::Path;

use super::{code, command, run, stderr, stdout};

const COMMANDS: [&str; 14] = [
    "run",
    "check",
    "verify",
    "explain",
    "afford",
    "solve",
    "sensitivity",
    "discover",
    "list",
    "new",
    "convert",
    "schema",
    "completions",
    "help",
];

/// Words that only an English help has.
const ENGLISH: [&str; 9] = [
    "Usage",
    "Options",
    "Arguments",
    "Commands",
    "Print",
    "default",
    "possible values",
    "Example",
    "[OPTIONS]",
];

#[test]
fn dutch_help_has_no_english_headings() {
    for name in COMMANDS.iter().map(|name| vec![*name, "--help"]).chain([vec!["--help"]]) {
        let output = run(Path::new("."), &name);
        assert_eq!(code(&output), Some(0));
        let text = stdout(&output);
        assert!(text.contains("Gebruik: kansrijk"), "{text}");
        for word in ENGLISH {
            assert!(!text.contains(word), "{word} in {text}");
        }
    }
}

#[test]
fn the_language_of_help_can_be_chosen() {
    for arguments in [["--lang", "en", "--help"], ["--help", "--lang", "en"]] {
        let text = stdout(&run(Path::new("."), &arguments));
        assert!(text.contains("Usage: kansrijk") && text.contains("Commands:"), "{text}");
    }
    let mut dutch = command(Path::new("."));
    dutch.env("LANG", "en_US.UTF-8").env("KANSRIJK_LANG", "nl").arg("--help");
    assert!(stdout(&dutch.output().unwrap()).contains("Opdrachten:"));
    let mut english = command(Path::new("."));
    english.env("LANG", "en_US.UTF-8").arg("--help");
    assert!(stdout(&english.output().unwrap()).contains("Commands:"));
    let mut unknown = command(Path::new("."));
    let unknown = unknown.env("KANSRIJK_LANG", "fr").arg("--help").output().unwrap();
    assert_eq!(code(&unknown), Some(2));
    assert!(stderr(&unknown).contains("fr"));
}

#[test]
fn help_of_a_command_is_the_same_in_both_ways() {
    for name in COMMANDS {
        let by_option = run(Path::new("."), &[name, "--help"]);
        let by_command = run(Path::new("."), &["help", name]);
        assert_eq!(stdout(&by_option), stdout(&by_command));
    }
}

#[test]
fn a_page_of_help_fits_on_a_hundred_columns() {
    for language in ["nl", "en"] {
        for name in COMMANDS {
            let text = stdout(&run(Path::new("."), &[name, "--help", "--lang", language]));
            for line in text.lines() {
                assert!(line.chars().count() <= 100, "{name}: {line}");
            }
        }
    }
}

#[test]
fn mistakes_on_the_command_line_are_told_in_the_language() {
    for (arguments, nl, en) in [
        (vec!["rekenen"], "`rekenen` is geen opdracht", "`rekenen` is no command"),
        (vec!["chekc"], "Bedoeld is misschien `check`", "Perhaps `check` was meant"),
        (
            vec!["run", "a.toml", "--rusn", "3"],
            "Bedoeld is misschien `--runs`",
            "Perhaps `--runs` was meant",
        ),
        (
            vec!["run", "a.toml", "--runs", "0"],
            "Geef een heel getal van 1",
            "Give a whole number from 1",
        ),
        (
            vec!["run", "a.toml", "--write", "all"],
            "Kies uit: results, report, tables, workbook, figures, draws, decisions.",
            "Choose from: results, report, tables, workbook, figures, draws, decisions.",
        ),
        (vec!["run"], "<SCENARIO>... ontbreekt", "<SCENARIO>... is missing"),
        (vec!["new", "gi-cohrot", "x.toml"], "`gi-cohort`", "`gi-cohort`"),
    ] {
        for (language, expected) in [("nl", nl), ("en", en)] {
            let mut with_language = vec!["--lang", language];
            with_language.extend(&arguments);
            let output = run(Path::new("."), &with_language);
            assert_eq!(code(&output), Some(2), "{arguments:?}");
            assert!(stderr(&output).contains(expected), "{}", stderr(&output));
            assert_eq!(stdout(&output), "");
        }
    }
}

#[test]
fn no_command_shows_the_help_as_a_mistake() {
    let output = run(Path::new("."), &[]);
    assert_eq!(code(&output), Some(2));
    assert!(stderr(&output).contains("Zo begint u"));
}

#[test]
fn completions_name_the_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = run(Path::new("."), &["completions", shell]);
        assert_eq!(code(&output), Some(0));
        assert!(stdout(&output).contains("explain"), "{shell}");
    }
}

#[test]
fn a_number_with_parted_thousands_is_shown_without() {
    let folder = tempfile::tempdir().unwrap();
    for runs in ["10.000", "10_000", "10 000"] {
        for (language, advice) in [("nl", "Schrijf 10000."), ("en", "Write 10000.")] {
            let output = run(folder.path(), &["run", "a.toml", "--runs", runs, "--lang", language]);
            assert!(stderr(&output).contains(advice), "{runs}: {}", stderr(&output));
        }
    }
    let output = run(folder.path(), &["run", "a.toml", "--runs", "1.5", "--lang", "nl"]);
    assert!(!stderr(&output).contains("Schrijf"), "{}", stderr(&output));
}
