//! What `run` computes and writes.

use super::{FEW, code, folder, run, stderr, stdout};

#[test]
fn the_number_of_threads_changes_nothing() {
    let folder = folder();
    let mut results = Vec::new();
    // Twice with one thread: the same call gives the same bytes too.
    for threads in ["1", "1", "2", "3", "8"] {
        let out = format!("out{}", results.len());
        let arguments = [
            "run",
            "mine.toml",
            "--runs",
            "600",
            "--threads",
            threads,
            "--out",
            &out,
            "--write",
            "results,tables,draws",
        ];
        let output = run(folder.path(), &arguments);
        assert_eq!(code(&output), Some(0), "{}", stderr(&output));
        let place = folder.path().join(out).join("mine");
        let read = |name: &str| std::fs::read(place.join(name)).unwrap();
        results.push([read("results.json"), read("summary.csv"), read("draws.parquet")]);
    }
    for other in &results[1..] {
        assert!(*other == results[0]);
    }
}

#[test]
fn another_seed_gives_another_result() {
    let folder = folder();
    let json = |seed| {
        let arguments = [
            "run",
            "mine.toml",
            "--runs",
            FEW,
            "--seed",
            seed,
            "--format",
            "json",
            "--write",
            "results",
        ];
        let document = stdout(&run(folder.path(), &arguments));
        let document: serde_json::Value = serde_json::from_str(&document).unwrap();
        document["strategies"].to_string()
    };
    assert_ne!(json("1"), json("2"));
}

#[test]
fn json_on_stdout_is_the_document_of_results() {
    let folder = folder();
    let arguments = ["run", "mine.toml", "--runs", FEW, "--format", "json"];
    let output = run(folder.path(), &arguments);
    let written = std::fs::read_to_string(folder.path().join("output/mine/results.json")).unwrap();
    assert_eq!(stdout(&output), written);
}

#[test]
fn json_of_several_scenarios_is_a_list() {
    let folder = folder();
    std::fs::copy(folder.path().join("mine.toml"), folder.path().join("other.toml")).unwrap();
    let arguments =
        ["run", "mine.toml", "other.toml", "--runs", FEW, "--format", "json", "--write", "results"];
    let list: serde_json::Value =
        serde_json::from_str(&stdout(&run(folder.path(), &arguments))).unwrap();
    let names: Vec<&str> = list
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["scenario"]["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["mine", "other"]);
}

#[test]
fn the_page_fits_on_a_hundred_columns_in_both_languages() {
    let folder = folder();
    for (language, words) in [
        ("nl", ["Netto contante waarde", "Terugverdienmaand", "liquiditeitsvloer", "Bestanden"]),
        ("en", ["Net present value", "Payback", "liquidity floor", "Files"]),
    ] {
        let arguments =
            ["run", "mine.toml", "--runs", FEW, "--write", "results", "--lang", language];
        let page = stdout(&run(folder.path(), &arguments));
        for word in words {
            assert!(page.contains(word), "{word} in {page}");
        }
        for line in page.lines() {
            assert!(line.chars().count() <= 100, "{line}");
        }
        assert!(page.lines().count() < 55, "{page}");
    }
}

#[test]
fn set_changes_the_result_and_is_kept_in_the_manifest() {
    let folder = folder();
    let set = "organisation.liquidity=100000000";
    let arguments =
        ["run", "mine.toml", "--runs", FEW, "--set", set, "--write", "results", "--lang", "en"];
    let output = run(folder.path(), &arguments);
    assert_eq!(code(&output), Some(0), "{}", stderr(&output));
    assert!(stdout(&output).contains("falls below the floor in no future"), "{}", stdout(&output));
    let manifest =
        std::fs::read_to_string(folder.path().join("output/mine/manifest.json")).unwrap();
    assert!(manifest.contains(set));
}

#[test]
fn runs_go_on_until_the_outcomes_are_known() {
    let folder = folder();
    let arguments =
        ["run", "mine.toml", "--until-converged", "--at-most", "300", "--write", "results"];
    let output = run(folder.path(), &arguments);
    assert_eq!(code(&output), Some(0), "{}", stderr(&output));
    assert!(stdout(&output).contains("--at-most"), "{}", stdout(&output));
}
