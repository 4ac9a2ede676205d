//! Figures of a small simulation.

use std::sync::LazyLock;

use super::super::sample::{Sample, scenario};
use super::*;
use crate::figure::{PNG_SCALE, missing_glyphs, style};
use crate::language::Label;
use crate::model::contract::Variant;
use crate::model::scenario::Scenario;

static SAMPLE: LazyLock<Sample> = LazyLock::new(|| Sample::of(scenario(36), 200));

/// The texts of a figure, with those for screen readers.
fn texts(svg: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for (begin, end) in [("<text", "</text>"), ("<title>", "</title>"), ("<desc>", "</desc>")] {
        for part in svg.split(begin).skip(1) {
            let part = part.split(end).next().unwrap();
            texts.push(part.rsplit('>').next().unwrap().to_owned());
        }
    }
    texts
}

fn names(sample: &Sample) -> Vec<String> {
    let drawings = drawings(sample.report(), Language::Nl);
    drawings.into_iter().map(|drawing| drawing.name).collect()
}

#[test]
fn figures_have_the_same_names_in_both_languages_and_costs_come_first() {
    let expected = [
        "cost-benefit",
        "difference",
        "cumulative",
        "liquidity",
        "npv",
        "bridge-side_entry",
        "bridge-with_grant",
        "bridge-regular",
        "staffing",
        "exits",
        "sources",
        "futures",
        "sensitivity-tornado",
        "sensitivity-shares",
        // Nothing is worth knowing here: neither is drawn what it is worth, nor what a study is.
        "acceptability",
        "afford-chance",
        "afford-funding",
    ];
    assert_eq!(names(&SAMPLE), expected);
    let english = drawings(SAMPLE.report(), Language::En);
    let english: Vec<&str> = english.iter().map(|drawing| drawing.name.as_str()).collect();
    assert_eq!(english, expected);
}

#[test]
fn a_lone_strategy_without_liquidity_has_fewer_figures() {
    let mut scenario = scenario(14);
    scenario.strategies.truncate(1);
    scenario.organisation.liquidity = None;
    let sample = Sample::of(scenario, 20);
    let expected = [
        "cost-benefit",
        "cumulative",
        "npv",
        "bridge-regular",
        "staffing",
        "exits",
        "futures",
        "sensitivity-tornado",
        "sensitivity-shares",
    ];
    assert_eq!(names(&sample), expected);
}

/// Words that stand in no Dutch figure.
const ENGLISH: [&str; 23] = [
    "the",
    "with",
    "and",
    "cost",
    "costs",
    "benefits",
    "cash",
    "months",
    "month",
    "futures",
    "future",
    "floor",
    "mean",
    "heads",
    "people",
    "paid",
    "back",
    "never",
    "below",
    "chance",
    "registered",
    "higher",
    "at",
];
/// Words that stand in no English figure.
const DUTCH: [&str; 16] = [
    "de",
    "het",
    "een",
    "van",
    "met",
    "en",
    "kosten",
    "baten",
    "maanden",
    "maand",
    "toekomsten",
    "vloer",
    "gemiddelde",
    "mediaan",
    "nooit",
    "terugverdiend",
];

/// Texts are whole, in one language, and have a glyph for every character.
fn check(sample: &Sample) {
    for (language, forbidden) in [(Language::Nl, &ENGLISH[..]), (Language::En, &DUTCH[..])] {
        for Drawing { name, picture: Picture { svg, .. }, .. } in
            drawings(sample.report(), language)
        {
            for text in texts(&svg) {
                assert_eq!(missing_glyphs(&text), Vec::<char>::new(), "{name}: {text}");
                assert!(!text.contains('…'), "{name} ({language}) is cut: {text}");
                assert!(!text.contains("NaN") && !text.contains("inf "), "{name}: {text}");
                // Paths of numbers are those of the scenario, in any language.
                let is_path = |word: &&str| {
                    word.contains('_') || word.trim_end_matches(['.', ':']).contains('.')
                };
                let words = text.split_whitespace().filter(|word| !is_path(word));
                for word in words.flat_map(|word| word.split(|c: char| !c.is_alphabetic())) {
                    let word = word.to_lowercase();
                    let foreign = forbidden.contains(&word.as_str());
                    assert!(!foreign, "{name} ({language}): `{word}` in {text}");
                }
            }
        }
    }
}

#[test]
fn texts_are_whole_and_in_one_language() {
    check(&SAMPLE);
}

/// Renames strategies and repeats the last one until there are `n`.
fn with_long_names(mut scenario: Scenario, n: usize) -> Scenario {
    let last = scenario.strategies[scenario.strategies.len() - 1].clone();
    scenario.strategies.resize(n, last);
    for (k, strategy) in scenario.strategies.iter_mut().enumerate() {
        strategy.key = format!("s{k}");
        strategy.name = Label::new(
            format!("Jeugdbeschermers via zij-instroom, variant {k}"),
            format!("Child protection workers by side entry, {k}"),
        );
    }
    scenario
}

fn six_strategies() -> Scenario {
    let mut six = with_long_names(scenario(48), 6);
    for (k, strategy) in six.strategies.iter_mut().enumerate().skip(3) {
        strategy.intake[0].positions = 2 + k;
    }
    six
}

#[test]
fn six_strategies_with_long_names_stay_readable() {
    check(&Sample::of(six_strategies(), 100));
}

#[test]
fn a_fixed_budget_has_no_payback_of_its_own() {
    let mut scenario = scenario(24);
    scenario.contract.variant = Variant::Task { penalty_per_undelivered_hour: None };
    let sample = Sample::of(scenario, 60);
    let drawings = drawings(sample.report(), Language::Nl);
    let texts = texts(&drawings[0].picture.svg).join(" ");
    assert!(texts.contains("Vast budget"), "{texts}");
    assert!(!texts.contains("terugverdien"), "{texts}");
    let advanced =
        drawings.iter().any(|drawing| drawing.picture.svg.contains("oorfinanciering is nodig"));
    assert!(!advanced, "a budget is not an advance");
    check(&sample);
}

#[test]
fn pictures_come_in_pairs_of_the_right_size() {
    let drawing = drawings(SAMPLE.report(), Language::En).swap_remove(0);
    let files = pictures(vec![(Language::En, drawing.name, drawing.picture)]).unwrap();
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["figures/en/cost-benefit.svg", "figures/en/cost-benefit.png"]);
    let side = |from: usize| {
        let bytes: [u8; 4] = files[1].bytes[from..from + 4].try_into().unwrap();
        f64::from(u32::from_be_bytes(bytes)) / f64::from(PNG_SCALE)
    };
    // Width and height stand in the first chunk of a PNG.
    assert_eq!((side(16), side(20)), (style::WIDTH, style::HEIGHT));
    assert!(files[1].bytes.len() < 1_000_000);
}

/// Writes the figures of scenarios of the library:
/// (`six`: made up, with six strategies):
/// `FIGURES=folder SCENARIOS=gi-cohort,six cargo test --release --lib -- --ignored write_figures`.
#[test]
#[ignore = "for looking at the figures"]
fn write_figures() {
    let folder = std::env::var_os("FIGURES")
        .map_or_else(|| std::env::temp_dir().join("kansrijk-figures"), std::path::PathBuf::from);
    let scenarios = std::env::var("SCENARIOS").unwrap_or_else(|_| "template".to_owned());
    for name in scenarios.split(',') {
        let scenario = if name == "six" {
            six_strategies()
        } else {
            let path = format!("{}/scenarios/{name}.toml", env!("CARGO_MANIFEST_DIR"));
            let loaded = crate::input::load(path.as_ref(), &Default::default());
            loaded.unwrap().scenario
        };
        let sample = Sample::of(scenario, 1_000);
        let files = figures(&all_drawings(sample.report())).unwrap();
        super::super::write_all(&folder.join(name), &files).unwrap();
    }
}
