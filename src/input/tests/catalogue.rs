//! Every problem can be met, and speaks both languages.

use std::collections::BTreeSet;

use super::*;
use crate::diagnostic::{Problem, json, render};

/// Problems that other tests show: they need a disk, an override or hundreds of files.
const ELSEWHERE: &[&str] = &[
    "file-not-found",
    "no-file-name",
    "not-a-file",
    "file-too-large",
    "too-many-files",
    "unreadable",
    "bad-set",
    "unknown-set-path",
    // In `workbook.rs`.
    "not-a-workbook",
    "other-format",
    "workbook-macros",
    "workbook-too-large",
    "no-scenario-sheets",
    "cell-error",
    "formula-without-value",
    "cell-text",
    "cell-not-used",
    "block-without-name",
    "workbook-as-text",
    "missing-sheet",
    "unmarked-sheet",
    "unreadable-sheet",
];

fn broken() -> Vec<(String, Vec<Diagnostic>, Vec<crate::diagnostic::SourceFile>)> {
    let all = broken::files().into_iter().map(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (problems, sources) = broken::found(&path);
        (name, problems, sources)
    });
    all.collect()
}

#[test]
fn codes_are_unique() {
    let codes: Vec<_> = Problem::codes().collect();
    let numbers: BTreeSet<_> = codes.iter().map(|code| code.number).collect();
    let slugs: BTreeSet<_> = codes.iter().map(|code| code.slug).collect();
    assert_eq!((numbers.len(), slugs.len()), (codes.len(), codes.len()));
}

#[test]
fn every_problem_has_a_broken_scenario() {
    let shown: BTreeSet<&str> =
        broken().iter().flat_map(|(_, problems, _)| problems).map(|p| p.code().slug).collect();
    let missing: Vec<&str> = Problem::codes()
        .map(|code| code.slug)
        .filter(|slug| !shown.contains(slug) && !ELSEWHERE.contains(slug))
        .collect();
    assert!(missing.is_empty(), "no broken scenario shows {missing:?}");
}

#[test]
fn every_text_is_there_in_both_languages() {
    // Words that are in one language only, outside what is quoted from the file.
    let english = ["the", "is", "of", "with", "write", "should", "there", "has", "are"];
    let dutch = ["het", "een", "niet", "schrijf", "met", "van", "er", "geen", "zijn"];
    let words = |text: &str| -> Vec<String> {
        let outside: String = text.split('`').step_by(2).collect::<Vec<_>>().join(" ");
        let is_letter = |c: char| c.is_alphabetic();
        outside.split(|c| !is_letter(c)).map(str::to_lowercase).collect()
    };
    for (name, problems, _) in broken() {
        for problem in problems {
            for (language, foreign) in [(Language::Nl, &english[..]), (Language::En, &dutch[..])] {
                // The example of a missing question is in both languages.
                let texts = [
                    problem.message(language),
                    problem.advice(language).replace("Kan dit uit?", ""),
                ];
                for text in texts {
                    assert!(!text.is_empty(), "{name}");
                    let allowed = ["is", "of", "are", "met"];
                    let found: Vec<String> = words(&text)
                        .into_iter()
                        .filter(|word| foreign.contains(&word.as_str()))
                        .filter(|word| !allowed.contains(&word.as_str()))
                        .collect();
                    let example = text.contains("nl = ") || text.contains("can we afford");
                    assert!(found.is_empty() || example, "{name}: {found:?} in {text}");
                }
            }
        }
    }
}

#[test]
fn a_problem_is_shown_with_place_excerpt_and_advice() {
    let text = changed("absence_in_norm = 0.07", "absence_in_norm = 7   # procent, één cijfer");
    let error = load_text(&text).expect_err("out of range");
    let shown = render(&error.problems[0], &error.sources, Language::Nl, false);
    let expected = "\
fout[K202]: `contract.absence_in_norm` = 7 ligt buiten het bereik
  --> scenario.toml:27:19
   |
27 | absence_in_norm = 7   # procent, één cijfer
   |                   ^
   |
   = advies: Geldig is 0 tot en met 0.9 [aandeel]. Als 7 % bedoeld is: schrijf 0.07.";
    assert_eq!(shown, expected);
    assert!(render(&error.problems[0], &error.sources, Language::En, true).contains('\u{1b}'));
}

#[test]
fn columns_are_counted_in_characters() {
    let text = changed("exit = 0.2\n", "exit = { value = 2, note = \"é€\" }\n");
    let tabbed = text
        .replace("exit = { value", "\texit = { note = \"é€\", value")
        .replace(", note = \"é€\" }", " }");
    assert_eq!(places(load_text(&text)), ["out-of-range 51:8"]);
    let wrong = tabbed.replace("value = 2", "valeu = 2");
    assert_eq!(places(load_text(&wrong))[0], "out-of-range 51:9");
    assert_eq!(places(load_text(&wrong))[1], "unknown-key 51:24");
}

#[test]
fn a_problem_as_json_has_both_languages_and_its_place() {
    let error = load_text(&changed("pass = 0.85", "pass = 1.5")).expect_err("out of range");
    let value = serde_json::to_value(json(&error.problems[0], &error.sources)).expect("JSON");
    assert_eq!(value["severity"], "error");
    assert_eq!(value["slug"], "out-of-range");
    assert_eq!(value["place"]["line"], 55);
    assert_eq!(value["place"]["end_column"], 11);
    assert!(value["message"]["nl"].as_str().is_some_and(|text| text.contains("buiten")));
    assert!(value["message"]["en"].as_str().is_some_and(|text| text.contains("range")));
}

#[test]
fn long_lists_of_choices_are_cut_short() {
    let mut text = changed("profile = \"entrant\"", "profile = \"nowhere_near\"");
    for i in 0..40 {
        text.push_str(&format!("\n[profile.p{i}]\nextends = \"regular\"\n"));
    }
    let error = load_text(&text).expect_err("unknown");
    assert!(error.problems[0].advice(Language::En).ends_with("and 31 more."), "{}", shown(&error));
}

#[test]
fn no_number_in_a_message_has_more_digits_than_it_needs() {
    for (name, problems, _) in broken() {
        for problem in problems {
            for language in [Language::Nl, Language::En] {
                let text = format!("{} {}", problem.message(language), problem.advice(language));
                let point = if language == Language::Nl { ',' } else { '.' };
                // What is quoted from the file, or should stand there, is as it is.
                let outside: String = text.split('`').step_by(2).collect::<Vec<_>>().join(" ");
                for number in outside.split(|c: char| !c.is_ascii_digit() && c != point) {
                    let decimals = number.split_once(point).map_or("", |(_, decimals)| decimals);
                    let significant = decimals.trim_start_matches('0').len();
                    assert!(significant <= 4, "{name}: {number} in {text}");
                }
            }
        }
    }
}
