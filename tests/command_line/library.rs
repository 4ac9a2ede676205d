//! From the library to results, in an empty folder.

use super::{FEW, code, folder, run, stderr, stdout};

#[test]
fn new_then_check_then_run() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [
        vec!["new", "gi-cohort", "ours/cohort"],
        vec!["check", "ours/cohort.toml"],
        vec!["run", "ours/cohort.toml", "--runs", FEW, "--write", "results,tables"],
    ] {
        let output = run(folder.path(), &arguments);
        assert_eq!(code(&output), Some(0), "{arguments:?}: {}", stderr(&output));
    }
    assert!(folder.path().join("ours/shared/base.toml").is_file());
    for file in ["results.json", "summary.csv", "manifest.json", "scenario/shared/base.toml"] {
        assert!(folder.path().join("output/cohort").join(file).is_file(), "{file}");
    }
}

#[test]
fn every_scenario_of_the_library_is_listed_and_sound() {
    let folder = tempfile::tempdir().unwrap();
    let listed = run(folder.path(), &["list", "--format", "json"]);
    let listed: serde_json::Value = serde_json::from_str(&stdout(&listed)).unwrap();
    let names = listed.as_array().unwrap();
    assert!(names.len() >= 16);
    for entry in names {
        let name = entry["name"].as_str().unwrap();
        let file = format!("{name}.toml");
        let made = run(folder.path(), &["new", name, &file]);
        assert_eq!(code(&made), Some(0), "{name}: {}", stderr(&made));
        let checked = run(folder.path(), &["check", &file]);
        assert_eq!(code(&checked), Some(0), "{name}: {}", stderr(&checked));
    }
    let table = stdout(&run(folder.path(), &["list"]));
    assert!(table.contains("small-reserve") && table.contains("dunne reserve"), "{table}");
}

#[test]
fn a_study_is_copied_checked_listed_and_told_from_a_scenario() {
    let folder = tempfile::tempdir().unwrap();
    let made = run(folder.path(), &["new", "national-gi", "ours.toml"]);
    assert_eq!(code(&made), Some(0), "{}", stderr(&made));
    let checked = run(folder.path(), &["check", "ours.toml", "--lang", "nl"]);
    assert_eq!(code(&checked), Some(0), "{}", stderr(&checked));
    let text = stdout(&checked);
    assert!(text.contains("13, samen 300 plekken; geteld na 48 maanden"), "{text}");
    let json = run(folder.path(), &["check", "ours.toml", "gi-cohort.toml", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&stdout(&json)).unwrap();
    assert_eq!(json[0]["counts"]["organisations"], 13);
    assert_eq!(json[0]["counts"]["scenario"]["months"], 60);
    assert_eq!(json[1]["counts"]["strategies"], 4);
    let listed = stdout(&run(folder.path(), &["list", "ours.toml", "--format", "json"]));
    let listed: serde_json::Value = serde_json::from_str(&listed).unwrap();
    assert_eq!(listed[0]["path"], "stays_in_sector");
    assert!(listed.as_array().unwrap().iter().any(|q| q["path"] == "organisation.liquidity"));
    // A study cannot be run as a scenario, and says so.
    let refused = run(folder.path(), &["run", "ours.toml", "--lang", "en"]);
    assert_eq!(code(&refused), Some(2));
    assert!(stderr(&refused).contains("is a study, not a scenario"), "{}", stderr(&refused));
    let budget = run(folder.path(), &["check", "ours.toml", "--set", "budget=-1", "--lang", "en"]);
    assert_eq!(code(&budget), Some(2));
    assert!(stderr(&budget).contains("`budget` = -1 is out of range"), "{}", stderr(&budget));
    let workbook = run(folder.path(), &["new", "--xlsx", "regional", "r.xlsx", "--lang", "nl"]);
    assert_eq!(code(&workbook), Some(2));
    assert!(stderr(&workbook).contains("een studie is een tekstbestand"));
}

#[test]
fn the_schema_of_a_study_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    let schema = stdout(&run(folder.path(), &["schema", "--study"]));
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    assert_eq!(schema["title"], "kansrijk study");
    assert!(schema["properties"]["design"].is_object());
    assert!(schema["properties"]["values"]["properties"]["subsidy"].is_null());
}

#[test]
fn new_never_overwrites_without_force() {
    let folder = folder();
    let file = folder.path().join("mine.toml");
    let again = run(folder.path(), &["new", "template", "mine.toml"]);
    assert_eq!(code(&again), Some(0), "the same text is no conflict: {}", stderr(&again));
    std::fs::write(&file, "# my own work").unwrap();
    let refused = run(folder.path(), &["new", "template", "mine.toml"]);
    assert_eq!(code(&refused), Some(2));
    assert!(stderr(&refused).contains("--force"));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "# my own work");
    let forced = run(folder.path(), &["new", "template", "mine.toml", "--force"]);
    assert_eq!(code(&forced), Some(0));
    assert!(std::fs::read_to_string(&file).unwrap().contains("horizon_months"));
}

#[test]
fn new_refuses_everything_when_one_shared_table_differs() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("shared")).unwrap();
    std::fs::write(folder.path().join("shared/salary.toml"), "# my own scales").unwrap();
    let refused = run(folder.path(), &["new", "gi-cohort", "cohort.toml"]);
    assert_eq!(code(&refused), Some(2));
    assert!(stderr(&refused).contains("salary.toml"));
    assert!(!folder.path().join("cohort.toml").exists());
}

#[test]
fn a_scenario_of_the_working_folder_can_be_copied_too() {
    let folder = folder();
    let made = run(folder.path(), &["new", "mine.toml", "copies/second.toml"]);
    assert_eq!(code(&made), Some(0), "{}", stderr(&made));
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(read("mine.toml"), read("copies/second.toml"));
}

#[test]
fn every_number_that_is_listed_can_be_set() {
    let folder = tempfile::tempdir().unwrap();
    let listed = run(folder.path(), &["list", "--format", "json"]);
    let listed: serde_json::Value = serde_json::from_str(&stdout(&listed)).unwrap();
    let scenarios = listed.as_array().unwrap().iter().filter(|entry| entry["kind"] == "scenario");
    for entry in scenarios {
        let name = entry["name"].as_str().unwrap();
        let file = format!("{name}.toml");
        assert_eq!(code(&run(folder.path(), &["new", name, &file])), Some(0), "{name}");
        let numbers = stdout(&run(folder.path(), &["list", &file, "--format", "json"]));
        let numbers: serde_json::Value = serde_json::from_str(&numbers).unwrap();
        let settings: Vec<String> = numbers
            .as_array()
            .unwrap()
            .iter()
            .map(|number| {
                let value = number["as_written"]["p50"].as_f64().unwrap();
                // Four decimals, so that no number seems to have its thousands parted.
                format!("{}={value:.4}", number["path"].as_str().unwrap())
            })
            .collect();
        assert!(settings.len() > 20, "{name}");
        let mut arguments = vec!["check", file.as_str()];
        settings.iter().for_each(|setting| arguments.extend(["--set", setting]));
        let checked = run(folder.path(), &arguments);
        assert_eq!(code(&checked), Some(0), "{name}: {}", stderr(&checked));
    }
}
