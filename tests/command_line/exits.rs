//! Every exit code has its case.

use super::{FEW, break_it, code, folder, run, stderr, stdout};

#[test]
fn a_sound_scenario_exits_with_0() {
    let folder = folder();
    let checked = run(folder.path(), &["check", "mine.toml"]);
    assert_eq!(code(&checked), Some(0), "{}", stderr(&checked));
    assert!(stdout(&checked).contains("strategieën"), "{}", stdout(&checked));
}

#[test]
fn a_mistake_in_the_scenario_exits_with_2_and_says_where() {
    let folder = folder();
    break_it(folder.path(), "broken.toml");
    for command in ["check", "run"] {
        let output = run(folder.path(), &[command, "broken.toml"]);
        assert_eq!(code(&output), Some(2));
        let said = stderr(&output);
        assert!(said.contains("horizon_month") && said.contains("broken.toml:"), "{said}");
        assert_eq!(stdout(&output), "");
    }
    assert!(!folder.path().join("output").exists());
}

#[test]
fn a_check_for_programs_lists_problems_with_their_places() {
    let folder = folder();
    break_it(folder.path(), "broken.toml");
    let output = run(folder.path(), &["check", "mine.toml", "broken.toml", "--format", "json"]);
    assert_eq!(code(&output), Some(2));
    let list: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(list[0]["errors"], 0);
    assert_eq!(list[0]["counts"]["strategies"], 2);
    assert!(list[1]["errors"].as_u64().unwrap() > 0);
    let problems = list[1]["problems"].as_array().unwrap();
    let placed = problems.iter().find(|problem| problem["place"]["line"].as_u64() > Some(1));
    assert!(placed.is_some(), "{list:#}");
}

#[test]
fn a_scenario_that_is_not_there_exits_with_2() {
    let folder = folder();
    let output = run(folder.path(), &["run", "absent.toml"]);
    assert_eq!(code(&output), Some(2));
    assert!(stderr(&output).contains("absent.toml"), "{}", stderr(&output));
}

#[test]
fn a_wrong_value_for_set_exits_with_2() {
    let folder = folder();
    for set in ["contract.absence_in_norm", "=3", "no.such.path=3"] {
        let output = run(folder.path(), &["check", "mine.toml", "--set", set]);
        assert_eq!(code(&output), Some(2), "{set}");
        assert!(!stderr(&output).is_empty());
    }
}

#[test]
fn a_folder_that_cannot_be_made_exits_with_3_before_computing() {
    let folder = folder();
    std::fs::write(folder.path().join("taken"), "a file").unwrap();
    // So many runs that computing first would be noticed.
    let arguments = ["run", "mine.toml", "--out", "taken", "--runs", "10000000"];
    let output = run(folder.path(), &arguments);
    assert_eq!(code(&output), Some(3), "{}", stderr(&output));
    assert!(stderr(&output).contains("taken"), "{}", stderr(&output));
    assert_eq!(stdout(&output), "");
}

#[test]
fn a_broken_scenario_does_not_stop_the_others() {
    let folder = folder();
    break_it(folder.path(), "broken.toml");
    std::fs::copy(folder.path().join("mine.toml"), folder.path().join("other.toml")).unwrap();
    let arguments =
        ["run", "mine.toml", "broken.toml", "other.toml", "--runs", FEW, "--write", "results"];
    let output = run(folder.path(), &arguments);
    assert_eq!(code(&output), Some(2));
    let said = stderr(&output);
    assert!(said.contains("1 van de 3 scenario's niet gelukt, 2 wel. Niet gelukt:"), "{said}");
    for name in ["mine", "other"] {
        assert!(folder.path().join("output").join(name).join("results.json").is_file());
    }
    assert!(!folder.path().join("output/broken").exists());
}

#[test]
fn two_scenarios_of_the_same_name_are_refused() {
    let folder = folder();
    std::fs::create_dir(folder.path().join("sub")).unwrap();
    std::fs::copy(folder.path().join("mine.toml"), folder.path().join("sub/mine.toml")).unwrap();
    let output = run(folder.path(), &["run", "mine.toml", "sub/mine.toml"]);
    assert_eq!(code(&output), Some(2));
    assert!(stderr(&output).contains("dezelfde map"), "{}", stderr(&output));
    assert!(!folder.path().join("output").exists());
}
