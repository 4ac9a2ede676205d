//! `voi`.

use kansrijk::distribution::normal::HALF_WIDTH_95;

use super::{FEW, code, folder, run, stderr, stdout};

#[test]
fn the_choice_is_told_and_written_with_its_figures() {
    let folder = folder();
    let output = run(folder.path(), &["voi", "mine.toml", "--runs", FEW]);
    assert_eq!(code(&output), Some(0), "{}", stderr(&output));
    let text = stdout(&output);
    for words in ["Gedomineerd door", "voordat u beslist", "graad D", "maanden volgen"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    for line in text.lines() {
        assert!(line.chars().count() <= 100, "{line}");
    }
    let results = folder.path().join("output/mine");
    let json = std::fs::read_to_string(results.join("voi.json")).unwrap();
    let document: serde_json::Value = serde_json::from_str(&json).unwrap();
    let number = |value: &serde_json::Value| value["value"].as_f64().unwrap();
    let everything = number(&document["everything"]);
    for part in ["numbers", "by_grade", "by_subject"] {
        let of = document[part].as_array().unwrap();
        assert!(!of.is_empty(), "{part}");
        assert!(of.iter().all(|one| number(&one["worth"]) <= everything), "{part}");
    }
    let strategies = document["strategies"].as_array().unwrap();
    let keys: Vec<&str> = strategies.iter().map(|of| of["key"].as_str().unwrap()).collect();
    assert_eq!(keys, ["regular", "side_entry"]);
    let best: f64 = strategies.iter().map(|of| number(&of["best_choice"])).sum();
    assert!((best - 1.0).abs() < 1e-12);
    let study = &document["study"];
    assert_eq!((&study["hires"], &study["months"]), (&50.into(), &24.into()));
    // What is worth less than half a euro, margin and all, has no figure.
    let drawn = |worth: &serde_json::Value| {
        let error = worth["standard_error"].as_f64().unwrap();
        number(worth) + HALF_WIDTH_95 * error >= 0.5
    };
    let studied = drawn(&study["known"])
        || study["sizes"].as_array().unwrap().iter().any(|of| drawn(&of["worth"]));
    for (name, drawn) in
        [("voi", drawn(&document["everything"])), ("acceptability", true), ("voi-study", studied)]
    {
        for place in ["nl", "en"] {
            for ending in ["svg", "png"] {
                let file = results.join(format!("figures/{place}/{name}.{ending}"));
                assert_eq!(file.exists(), drawn, "{}", file.display());
            }
        }
    }
}

#[test]
fn the_same_is_printed_as_json_and_the_study_is_as_asked() {
    let folder = folder();
    let arguments = [
        "voi",
        "mine.toml",
        "--runs",
        FEW,
        "--format",
        "json",
        "--profile",
        "regular",
        "--hires",
        "7",
        "--months",
        "6",
        "--registered-up-to",
        "80000",
        "--set",
        "contract.absence_in_norm=0.06",
    ];
    let output = run(folder.path(), &arguments);
    assert_eq!(code(&output), Some(0), "{}", stderr(&output));
    let text = stdout(&output);
    let written = std::fs::read_to_string(folder.path().join("output/mine/voi.json")).unwrap();
    assert_eq!(text, written);
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(document["study"]["profile"], "regular");
    let sizes = document["study"]["sizes"].as_array().unwrap();
    assert!(sizes.iter().any(|size| size["hires"] == 7));
    let worth = document["acceptability"]["worth_of_one_registered"].as_array().unwrap();
    assert_eq!(worth.last().unwrap().as_f64(), Some(80_000.0));
    assert_eq!(document["overrides"][0], "contract.absence_in_norm=0.06");
}

#[test]
fn what_cannot_be_chosen_or_studied_is_explained() {
    let folder = folder();
    let refused = |arguments: &[&str]| {
        let output = run(folder.path(), arguments);
        assert_eq!(code(&output), Some(2), "{}", stdout(&output));
        stderr(&output)
    };
    let profile = refused(&["voi", "mine.toml", "--profile", "side_entrnt"]);
    assert!(profile.contains("Bedoeld is misschien `side_entrant`"), "{profile}");
    assert!(profile.contains("Kies uit: regular, side_entrant"), "{profile}");
    let hires = refused(&["voi", "mine.toml", "--hires", "0"]);
    assert!(hires.contains("van 1 tot en met 1000"), "{hires}");
    let worth = refused(&["voi", "mine.toml", "--registered-up-to", "0"]);
    assert!(worth.contains("Geef een bedrag boven 0"), "{worth}");
    let text = std::fs::read_to_string(folder.path().join("mine.toml")).unwrap();
    let (before, _) =
        text.split_once("[strategy.side_entry]").expect("the second strategy is last");
    std::fs::write(folder.path().join("one.toml"), before).unwrap();
    let one = refused(&["voi", "one.toml"]);
    assert!(one.contains("er valt niets te kiezen"), "{one}");
    let certain: Vec<String> = ["exit[0].annual", "exit[1].annual", "exit[2].annual"]
        .iter()
        .map(|path| format!("profile.regular.{path}=0.1"))
        .collect();
    let mut arguments = vec!["voi", "mine.toml", "--profile", "regular"];
    certain.iter().for_each(|set| arguments.extend(["--set", set]));
    let nothing = refused(&arguments);
    assert!(nothing.contains("volgen leert dan niets"), "{nothing}");
    assert!(!folder.path().join("output").exists(), "nothing was written");
}
