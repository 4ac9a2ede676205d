//! `verify` and `explain`.

use super::{code, folder, run, stderr, stdout};

#[test]
fn a_sound_program_passes_its_verification() {
    let folder = folder();
    let output = run(folder.path(), &["verify", "mine.toml", "--runs", "300"]);
    assert_eq!(code(&output), Some(0), "{}{}", stdout(&output), stderr(&output));
    assert!(stdout(&output).contains("Klopt: van"), "{}", stdout(&output));
    let arguments = ["verify", "mine.toml", "--runs", "300", "--format", "json"];
    let list: serde_json::Value =
        serde_json::from_str(&stdout(&run(folder.path(), &arguments))).unwrap();
    assert_eq!(list[0]["verdict"], "holds");
    assert!(list[0]["rows"].as_array().unwrap().len() > 100);
}

#[test]
fn a_verification_of_too_few_runs_does_not_say_that_it_holds() {
    let folder = folder();
    let output = run(folder.path(), &["verify", "mine.toml", "--runs", "50"]);
    assert_eq!(code(&output), Some(1));
    assert!(stdout(&output).contains("Niet te zeggen"), "{}", stdout(&output));
    assert!(!stdout(&output).contains("Klopt"), "{}", stdout(&output));
}

#[test]
fn a_run_is_told_the_same_each_time_and_by_its_number() {
    let folder = folder();
    let tell = |run_choice: &str| {
        let arguments =
            ["explain", "mine.toml", "--run", run_choice, "--runs", "256", "--format", "json"];
        let output = run(folder.path(), &arguments);
        assert_eq!(code(&output), Some(0), "{}", stderr(&output));
        serde_json::from_str::<serde_json::Value>(&stdout(&output)).unwrap()
    };
    let worst = tell("worst");
    assert_eq!(worst, tell("worst"));
    assert_eq!(worst, tell(&worst["run"].to_string()));
    let npv = |story: &serde_json::Value| story["headline"]["npv"].as_f64().unwrap();
    assert!(npv(&worst) < npv(&tell("median")));
}

#[test]
fn a_story_names_people_and_money() {
    let folder = folder();
    let output = run(folder.path(), &["explain", "mine.toml", "--run", "7"]);
    assert_eq!(code(&output), Some(0));
    let text = stdout(&output);
    for word in ["Run 7", "Plek 1:", "begint", "Netto contante waarde"] {
        assert!(text.contains(word), "{word} in {text}");
    }
    for line in text.lines() {
        assert!(line.chars().count() <= 100, "{line}");
    }
}

#[test]
fn an_unknown_strategy_or_run_exits_with_2() {
    let folder = folder();
    let unknown = ["explain", "mine.toml", "--run", "1", "--strategy", "nobody"];
    let output = run(folder.path(), &unknown);
    assert_eq!(code(&output), Some(2));
    assert!(stderr(&output).contains("Kies uit: regular"), "{}", stderr(&output));
    assert_eq!(code(&run(folder.path(), &["explain", "mine.toml", "--run", "best"])), Some(2));
}
