//! `afford`.

use super::{FEW, code, folder, run, stderr, stdout};

#[test]
fn the_largest_cohort_is_named_and_written_with_its_figures() {
    let folder = folder();
    let arguments = ["afford", "mine.toml", "--runs", FEW, "--up-to", "10"];
    let output = run(folder.path(), &arguments);
    assert_eq!(code(&output), Some(0), "{}", stderr(&output));
    let text = stdout(&output);
    assert!(text.contains("De kas kan hoogstens") && text.contains("begeleiders"), "{text}");
    for line in text.lines() {
        assert!(line.chars().count() <= 100, "{line}");
    }
    let results = folder.path().join("output/mine");
    let json = std::fs::read_to_string(results.join("afford.json")).unwrap();
    let document: serde_json::Value = serde_json::from_str(&json).unwrap();
    let largest = document["cash"]["largest"].as_u64().unwrap() as usize;
    let sizes = document["sizes"].as_array().unwrap();
    assert_eq!(sizes.len(), 11);
    let chance = |size: usize| sizes[size]["shortfall"]["value"].as_f64().unwrap();
    let limit = document["limit"].as_f64().unwrap();
    assert!((0..=largest).all(|size| chance(size) <= limit));
    assert!(chance(largest + 1) > limit);
    for name in ["afford-chance", "afford-funding"] {
        for place in ["nl", "en"] {
            for ending in ["svg", "png"] {
                let file = results.join(format!("figures/{place}/{name}.{ending}"));
                assert!(file.exists(), "{}", file.display());
            }
        }
    }
}

#[test]
fn a_limit_that_everything_keeps_is_open_and_one_that_nothing_keeps_says_so() {
    let folder = folder();
    let tell = |limit: &[&str]| {
        let mut arguments =
            vec!["afford", "mine.toml", "--runs", FEW, "--up-to", "3", "--lang", "en"];
        arguments.extend(limit);
        let output = run(folder.path(), &arguments);
        assert_eq!(code(&output), Some(0), "{}", stderr(&output));
        stdout(&output).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(tell(&["--risk", "1"]).contains("can carry 3 positions, and perhaps more"));
    let broke = [
        "--risk",
        "0.05",
        "--set",
        "organisation.liquidity=0",
        "--set",
        "organisation.floor=100000",
    ];
    let text = tell(&broke);
    assert!(text.contains("Even 0 positions do not fit"), "{text}");
    assert!(text.contains("with or without a cohort"), "{text}");
    let added = [&broke[2..], &["--added-risk", "0.5"]].concat();
    assert!(tell(&added).contains("can carry 3 positions"));
}

#[test]
fn what_cannot_be_afforded_is_explained() {
    let folder = folder();
    let refused = |arguments: &[&str]| {
        let output = run(folder.path(), arguments);
        assert_eq!(code(&output), Some(2), "{}", stdout(&output));
        stderr(&output)
    };
    let group = refused(&["afford", "mine.toml", "--group", "9"]);
    assert!(group.contains("1: 8 × Zij-instromer"), "{group}");
    let strategy = refused(&["afford", "mine.toml", "--strategy", "nobody"]);
    assert!(strategy.contains("Kies uit: regular"), "{strategy}");
    let risk = refused(&["afford", "mine.toml", "--risk", "5"]);
    assert!(risk.contains("0.05 is 5 van de 100"), "{risk}");
    let both = refused(&["afford", "mine.toml", "--risk", "0.1", "--added-risk", "0.1"]);
    assert!(both.contains("gaat niet samen met"), "{both}");
    let made = run(folder.path(), &["new", "nobody", "without.toml"]);
    assert_eq!(code(&made), Some(0));
    let without = refused(&["afford", "without.toml"]);
    assert!(without.contains("[organisation]"), "{without}");
    assert!(!folder.path().join("output").exists(), "nothing was written");
}
