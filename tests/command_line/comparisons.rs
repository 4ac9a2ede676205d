//! What `compare` shows and writes.

use std::fs;

use serde_json::Value;

use super::{FEW, break_it, code, folder, run, stderr, stdout};

/// A copy of the template with something replaced.
fn copy(folder: &std::path::Path, file: &str, old: &str, new: &str) {
    let text = fs::read_to_string(folder.join("mine.toml")).unwrap();
    assert!(text.contains(old), "{old}");
    fs::create_dir_all(folder.join(file).parent().unwrap()).unwrap();
    fs::write(folder.join(file), text.replace(old, new)).unwrap();
}

const TARIFF: [&str; 2] =
    ["{ low = 70, mode = 84, high = 98,", "{ low = 73, mode = 87, high = 101,"];

#[test]
fn a_page_of_differences_fits_on_a_hundred_columns_in_both_languages() {
    let folder = folder();
    copy(folder.path(), "higher.toml", TARIFF[0], TARIFF[1]);
    for (language, words) in [
        (
            "nl",
            [
                "hoger dan in ‘mine’",
                "delen het toeval",
                "12 van de 12 plekken",
                "tarief van een uur van een geregistreerde",
            ],
        ),
        (
            "en",
            [
                "higher than in ‘mine’",
                "share luck",
                "12 of 12 positions",
                "tariff of a registered hour",
            ],
        ),
    ] {
        let arguments = ["compare", "mine.toml", "higher.toml", "--runs", FEW, "--lang", language];
        let output = run(folder.path(), &arguments);
        assert_eq!(code(&output), Some(0), "{}", stderr(&output));
        let page = stdout(&output);
        let text = page.split_whitespace().collect::<Vec<_>>().join(" ");
        for word in words {
            assert!(text.contains(word), "{word} in {page}");
        }
        for line in page.lines() {
            assert!(line.chars().count() <= 100, "{line}");
        }
    }
    assert!(folder.path().join("output/mine-vs-higher/compare.json").is_file());
    // The page opens in the language that was asked for last.
    let page =
        fs::read_to_string(folder.path().join("output/mine-vs-higher/compare.html")).unwrap();
    assert!(page.contains("<html lang=\"en\">"));
    assert!(page.contains("tarief van een uur van een geregistreerde"));
}

#[test]
fn json_is_the_document_that_is_written_and_a_scenario_equals_itself() {
    let folder = folder();
    copy(folder.path(), "other/mine.toml", "heads_per_mentor", "heads_per_mentor");
    let arguments = [
        "compare",
        "mine.toml",
        "other/mine.toml",
        "--runs",
        FEW,
        "--format",
        "json",
        "--out",
        "o",
    ];
    let output = run(folder.path(), &arguments);
    let written = fs::read_to_string(folder.path().join("o/mine-vs-other-mine/compare.json"));
    assert_eq!(stdout(&output), written.unwrap());
    let document: Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(document["schema"], "kansrijk/comparison/1");
    assert_eq!(document["scenarios"][1]["name"], "other/mine");
    assert_eq!(document["not_shared"], serde_json::json!([]));
    // The same files, in another folder.
    let digests = [0, 1].map(|k| document["scenarios"][k]["scenario_digest"].as_str().unwrap());
    assert_eq!(digests[0].len(), 64);
    assert_eq!(digests[0], digests[1]);
    let strategies = document["comparisons"][0]["strategies"].as_array().unwrap();
    assert_eq!(strategies.len(), 2);
    for strategy in strategies {
        let npv = &strategy["difference"]["outcomes"]["npv"];
        assert_eq!(npv["mean"], 0.0);
        assert_eq!(npv["standard_error"], 0.0);
        assert!(npv["standard_error_without_common_luck"].as_f64().unwrap() > 0.0);
        assert_eq!(strategy["difference"]["chances"]["higher"]["value"], 0.0);
    }
}

#[test]
fn set_holds_for_all_scenarios() {
    let folder = folder();
    copy(folder.path(), "higher.toml", TARIFF[0], TARIFF[1]);
    let arguments = [
        "compare",
        "mine.toml",
        "higher.toml",
        "--runs",
        FEW,
        "--format",
        "json",
        "--set",
        "contract.tariff_per_hour=80",
    ];
    let document: Value = serde_json::from_str(&stdout(&run(folder.path(), &arguments))).unwrap();
    let pair = &document["comparisons"][0];
    assert_eq!(pair["quantities"]["different"], serde_json::json!([]));
    assert_eq!(pair["strategies"][0]["difference"]["outcomes"]["npv"]["mean"], 0.0);
}

#[test]
fn what_does_not_align_is_said() {
    let folder = folder();
    copy(folder.path(), "long.toml", "horizon_months = 60", "horizon_months = 72");
    copy(folder.path(), "few.toml", "positions = 8, profile", "positions = 7, profile");
    let arguments =
        ["compare", "mine.toml", "long.toml", "few.toml", "--runs", FEW, "--lang", "en"];
    let page = stdout(&run(folder.path(), &arguments));
    let text = page.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "‘mine’ covers 60 months and ‘long’ 72: amounts cannot be subtracted",
        "position 8: ‘Side entrant’ (then ‘Regular hire (SKJ)’) in ‘mine’, ‘Regular hire (SKJ)’ (then somebody alike) in ‘few’",
        "position 12: ‘Regular hire (SKJ)’ (then somebody alike) in ‘mine’, there are none in ‘few’",
    ] {
        assert!(text.contains(words), "{words} in {page}");
    }
}

#[test]
fn mistakes_in_all_scenarios_come_at_once_and_nothing_is_computed() {
    let folder = folder();
    break_it(folder.path(), "first.toml");
    break_it(folder.path(), "second.toml");
    let output =
        run(folder.path(), &["compare", "first.toml", "mine.toml", "second.toml", "no.toml"]);
    assert_eq!(code(&output), Some(2));
    let said = stderr(&output);
    for name in ["first.toml", "second.toml", "no.toml"] {
        assert!(said.contains(name), "{name} in {said}");
    }
    assert!(!folder.path().join("output").exists());
    let output = run(folder.path(), &["compare", "mine.toml"]);
    assert_eq!(code(&output), Some(2), "one scenario is no comparison");
    assert!(!stderr(&output).is_empty());
}
