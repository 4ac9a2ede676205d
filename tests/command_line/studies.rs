//! `study`: designs side by side, and what is refused.

use std::path::Path;

use tempfile::TempDir;

use super::{code, folder, run, stderr, stdout};

/// Runs that make a study quick.
const FEW: &str = "128";

const STUDY: &str = r#"
title = { nl = "Twee regelingen", en = "Two schemes" }
question = { nl = "Welke levert het meest op?", en = "Which brings most?" }
scenario = "mine.toml"
programme = "side_entry"
horizon_months = 48
budget = 9_000_000
stays_in_sector = { low = 0.4, mode = 0.6, high = 0.8, grade = "D" }

[subsidy.bonus]
eligible = ["side_entrant"]
instruments = [{ key = "stay", on_month = 24, amount = 10_000 }]

[design.bonus]
name = { nl = "Behoudbonus", en = "Retention bonus" }
subsidies = ["bonus"]
grid = { "bonus.stay.amount" = [1_000, 250_000] }

[[organisation]]
name = { nl = "Noord", en = "North" }
chance_of_gain = 0
accepted_risk = 1

[[organisation]]
name = { nl = "Zuid", en = "South" }
chance_of_gain = 0.6
accepted_risk = 1

[consortium]
members = ["North", "South"]
"#;

fn studied() -> TempDir {
    let folder = folder();
    std::fs::write(folder.path().join("two.toml"), STUDY).expect("a file");
    folder
}

fn json(folder: &Path) -> serde_json::Value {
    let text = std::fs::read_to_string(folder.join("output/two/results.json")).expect("results");
    serde_json::from_str(&text).expect("json")
}

#[test]
fn a_study_shows_its_designs_and_writes_its_results() {
    let folder = studied();
    let output = run(folder.path(), &["study", "two.toml", "--runs", FEW]);
    assert_eq!(code(&output), Some(0), "{}", stderr(&output));
    let shown = stdout(&output);
    for text in ["Twee regelingen", "zonder regeling", "Behoudbonus (250.000)", "2 van 2"] {
        assert!(shown.contains(text), "{text}: {shown}");
    }
    assert!(shown.lines().all(|line| line.chars().count() <= 100), "{shown}");
    let found = json(folder.path());
    assert_eq!(found["schema"], "kansrijk/study/1");
    assert_eq!(found["designs"][0]["key"], "none");
    assert_eq!(found["designs"][0]["outcomes"]["spend"]["mean"], 0.0);
    assert_eq!(found["designs"].as_array().expect("a list").len(), 3);
    // North runs its programme whatever happens, so all that it is paid is deadweight.
    assert_eq!(found["designs"][0]["taking_part"], 1);
    for name in [
        "designs.csv",
        "organisations.csv",
        "manifest.json",
        "scenario/two.toml",
        "report.html",
        "results.xlsx",
        "figures/nl/frontier.svg",
        "figures/en/acceptability.png",
        "figures/nl/spend.svg",
        "figures/nl/additional.svg",
        "figures/nl/uptake.svg",
        "figures/en/consortium.svg",
        "figures/en/consortium-reserve.svg",
    ] {
        assert!(folder.path().join("output/two").join(name).is_file(), "{name}");
    }
    let page = std::fs::read_to_string(folder.path().join("output/two/report.html"));
    let page = page.expect("a page");
    for text in
        ["Welk ontwerp koopt het meeste", "Which design buys most", "Zuid", "in_<wbr>sector"]
    {
        assert!(page.contains(text), "{text}");
    }
    let table = std::fs::read_to_string(folder.path().join("output/two/organisations.csv"));
    // A head, and two organisations under two designs and without any.
    assert_eq!(table.expect("a table").lines().count(), 7);
}

#[test]
fn the_same_numbers_for_any_number_of_threads() {
    let folder = studied();
    let made = |threads: &str| {
        let arguments = [
            "study",
            "two.toml",
            "--runs",
            FEW,
            "--write",
            "results",
            "--format",
            "json",
            "--threads",
            threads,
        ];
        let output = run(folder.path(), &arguments);
        assert_eq!(code(&output), Some(0), "{}", stderr(&output));
        stdout(&output)
    };
    assert_eq!(made("1"), made("3"));
}

#[test]
fn what_is_no_study_or_too_large_is_refused_with_the_way_out() {
    let folder = studied();
    let refused = |arguments: &[&str]| {
        let output = run(folder.path(), arguments);
        assert_eq!(code(&output), Some(2), "{arguments:?}");
        assert!(!folder.path().join("output").exists(), "{arguments:?}");
        stderr(&output)
    };
    let scenario = refused(&["study", "mine.toml"]);
    assert!(scenario.contains("mine.toml"), "{scenario}");
    let absent = refused(&["study", "absent.toml"]);
    assert!(absent.contains("absent.toml"), "{absent}");
    let large = refused(&["study", "two.toml", "--runs", "10000000"]);
    assert!(large.contains("GiB") && large.contains("--runs "), "{large}");
    let none = refused(&["study", "two.toml", "--runs", "0"]);
    assert!(none.contains("--runs"), "{none}");
}
