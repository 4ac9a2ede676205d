//! Every scenario of the library is a regression test: its figures for a fixed seed and number of
//! runs stand in `tests/golden/`.
//!
//! After a change that is meant: `KANSRIJK_REFRESH=1 cargo test --test integration golden`, read
//! the difference, and say under "Changes to results" in `CHANGELOG.md` what changed and why.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use kansrijk::model::outcome::Headline;
use kansrijk::model::plan::Plan;
use kansrijk::simulate::{Settings, Stop, simulate};
use kansrijk::summarize::Summary;

use crate::scenarios;

const SETTINGS: Settings = Settings {
    seed: 2027,
    stop: Stop::After(500),
};

/// Figures are written in ten significant digits. Results are equal to the last bit on one platform;
/// elsewhere functions such as `exp` may differ in the last place, which the sums of a run carry on.
const RELATIVE: f64 = 1e-9;

/// Mean and percentiles 5, 25, 50, 75, 95 by strategy and outcome, as written.
type Figures = BTreeMap<String, BTreeMap<String, Vec<String>>>;

const COLUMNS: [&str; 6] = ["mean", "p5", "p25", "p50", "p75", "p95"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// Ten significant digits; infinite is "inf", no value is "".
fn written(value: Option<f64>) -> String {
    match value {
        None => String::new(),
        Some(value) if value.is_nan() => String::new(),
        Some(value) if value.is_infinite() => value.to_string(),
        Some(value) => {
            let rounded: f64 = format!("{value:.9e}").parse().expect("a number");
            // No minus zero, which is no other result.
            (rounded + 0.0).to_string()
        }
    }
}

fn figures(path: &Path) -> Figures {
    let plan = Plan::new(scenarios::from_file(path));
    let simulation = simulate(&plan, SETTINGS, &()).expect("nobody cancels");
    let summary = Summary::new(&plan, &simulation);
    let strategies = plan.scenario.strategies.iter().zip(&summary.strategies);
    strategies
        .map(|(strategy, summary)| {
            let outcomes = Headline::ALL
                .iter()
                .zip(&summary.headline)
                .map(|(outcome, summary)| {
                    let mut values = vec![written(summary.mean)];
                    values.extend(
                        summary
                            .percentiles
                            .iter()
                            .map(|value| written(Some(*value))),
                    );
                    (outcome.key().to_owned(), values)
                });
            (strategy.key.clone(), outcomes.collect())
        })
        .collect()
}

/// One outcome on a line, so that a difference shows what changed.
fn text(figures: &Figures) -> String {
    let strategies: Vec<String> = figures
        .iter()
        .map(|(strategy, outcomes)| {
            let lines: Vec<String> = outcomes
                .iter()
                .map(|(outcome, values)| format!("    {outcome:?}: {}", serde_json::json!(values)))
                .collect();
            format!("  {strategy:?}: {{\n{}\n  }}", lines.join(",\n"))
        })
        .collect();
    format!("{{\n{}\n}}\n", strategies.join(",\n"))
}

fn is_equal(golden: &str, computed: &str) -> bool {
    let number = |text: &str| text.parse::<f64>().ok();
    match (number(golden), number(computed)) {
        (Some(a), Some(b)) if a.is_finite() && b.is_finite() => {
            a == b || (a - b).abs() <= RELATIVE * a.abs().max(b.abs())
        }
        _ => golden == computed,
    }
}

fn differences(golden: &Figures, computed: &Figures) -> Vec<String> {
    let nothing = BTreeMap::new();
    let mut lines = Vec::new();
    for strategy in golden
        .keys()
        .chain(computed.keys().filter(|key| !golden.contains_key(*key)))
    {
        let old = golden.get(strategy).unwrap_or(&nothing);
        let new = computed.get(strategy).unwrap_or(&nothing);
        for outcome in old
            .keys()
            .chain(new.keys().filter(|key| !old.contains_key(*key)))
        {
            for (k, column) in COLUMNS.iter().enumerate() {
                let value = |figures: &BTreeMap<String, Vec<String>>| {
                    figures
                        .get(outcome)
                        .map_or("absent".to_owned(), |values| values[k].clone())
                };
                let (old, new) = (value(old), value(new));
                if !is_equal(&old, &new) {
                    lines.push(format!(
                        "  {strategy} {outcome} {column}: {old} became {new}"
                    ));
                }
            }
        }
    }
    lines
}

#[test]
fn every_library_scenario_has_the_figures_it_had() {
    let refresh = std::env::var_os("KANSRIJK_REFRESH").is_some();
    let mut report = Vec::new();
    let mut expected_files = Vec::new();
    for path in scenarios::library() {
        let name = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let computed = figures(&path);
        let file = folder().join(format!("{name}.json"));
        expected_files.push(file.clone());
        if refresh {
            std::fs::create_dir_all(folder()).expect("the folder");
            std::fs::write(&file, text(&computed)).expect("the file can be written");
            continue;
        }
        let golden: Figures = match std::fs::read_to_string(&file) {
            Ok(text) => serde_json::from_str(&text).expect("a file of figures"),
            Err(_) => Figures::new(),
        };
        let lines = differences(&golden, &computed);
        if !lines.is_empty() {
            let first = lines
                .iter()
                .take(12)
                .cloned()
                .collect::<Vec<_>>()
                .join("\n");
            report.push(format!("{name}: {} figures differ\n{first}", lines.len()));
        }
    }
    if let Ok(entries) = std::fs::read_dir(folder()) {
        for entry in entries {
            let file = entry.expect("an entry").path();
            if !expected_files.contains(&file) {
                report.push(format!("{}: there is no such scenario", file.display()));
            }
        }
    }
    assert!(
        report.is_empty(),
        "{}\n\nIf this is meant: refresh with `KANSRIJK_REFRESH=1 cargo test --test integration golden`, \
         read the difference, and add a line under \"Changes to results\" in CHANGELOG.md.",
        report.join("\n")
    );
}

#[test]
fn a_changed_figure_is_told_and_a_last_digit_is_not() {
    let figures = |npv: &str, payback: &str| -> Figures {
        let values = |first: &str| [first, "1", "2", "3", "4", "5"].map(str::to_owned).to_vec();
        let outcomes = [
            ("npv".to_owned(), values(npv)),
            ("payback".to_owned(), values(payback)),
        ];
        [("entry".to_owned(), outcomes.into())].into()
    };
    let golden = figures("-1234567.891", "inf");
    assert!(differences(&golden, &figures("-1234567.892", "inf")).is_empty());
    let told = differences(&golden, &figures("-1234567.900", "60"));
    assert_eq!(
        told,
        [
            "  entry npv mean: -1234567.891 became -1234567.900",
            "  entry payback mean: inf became 60"
        ]
    );
    assert_eq!(differences(&golden, &Figures::new()).len(), 12);
}
