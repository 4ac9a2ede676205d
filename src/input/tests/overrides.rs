//! `--set`.

use super::sketch::SKETCH;
use super::*;
use crate::diagnostic::{Problem, StructureProblem};

#[test]
fn a_thousands_point_is_refused_behind_set_too() {
    let files = Memory::default().with("scenario.toml", BASE);
    let set = [("organisation.liquidity", "700.000")];
    assert_eq!(places(load_files(&files, &set)), ["thousands-point --set:1:24"]);
    assert!(load_files(&files, &[("organisation.liquidity", "700_000")]).is_ok());
    // Four decimals, or a share: decimals are meant.
    assert!(load_files(&files, &[("organisation.liquidity", "700.0000")]).is_ok());
}

fn set(text: &str, path: &str, value: &str) -> Result<Loaded, LoadError> {
    load_files(&Memory::default().with("scenario.toml", text), &[(path, value)])
}

fn set_sound(text: &str, path: &str, value: &str) -> Scenario {
    set(text, path, value).unwrap_or_else(|error| panic!("{}", shown(&error))).scenario
}

#[test]
fn a_value_replaces_a_quantity_as_a_whole() {
    let scenario = set_sound(SKETCH, "profile.regular.absence", "0.1");
    let absence = quantity(&scenario, "profile.regular.absence");
    assert!(absence.distribution.is_certain());
    assert_eq!((absence.distribution.median(), absence.grade), (0.1, None));
    let spread =
        set_sound(SKETCH, "profile.regular.absence", "{ low = 0.1, mode = 0.2, high = 0.3 }");
    assert_eq!(median(&spread, "profile.regular.absence"), 0.2);
}

#[test]
fn every_path_of_a_stated_quantity_can_be_set() {
    let scenario = sound(SKETCH).scenario;
    for quantity in &scenario.quantities {
        if quantity.is_yearly_deviation || quantity.is_implicit {
            continue;
        }
        let value = quantity.as_written.median();
        let scenario = set(SKETCH, &quantity.path, &value.to_string())
            .unwrap_or_else(|error| panic!("{}: {}", quantity.path, shown(&error)))
            .scenario;
        let changed = super::quantity(&scenario, &quantity.path);
        assert!(changed.distribution.is_certain(), "{}", quantity.path);
        assert!((changed.as_written.median() - value).abs() < 1e-9, "{}", quantity.path);
    }
}

#[test]
fn the_path_of_definition_changes_all_that_inherit_it() {
    let scenario = set_sound(SKETCH, "profile.side_entrant.absence", "0.08");
    assert_eq!(scenario.profiles[1].absence, scenario.profiles[2].absence);
    let scenario = set_sound(SKETCH, "profile.experienced_side_entrant.absence", "0.08");
    assert_ne!(scenario.profiles[1].absence, scenario.profiles[2].absence);
    assert_eq!(median(&scenario, "profile.experienced_side_entrant.absence"), 0.08);
}

#[test]
fn a_part_of_a_list_or_a_duration_can_be_set() {
    let scenario = set_sound(SKETCH, "profile.regular.exit[0].annual", "0.5");
    assert_eq!(median(&scenario, "profile.regular.exit[0].annual"), 0.5);
    assert!(!quantity(&scenario, "profile.regular.exit[1].annual").distribution.is_certain());
    let scenario = set_sound(SKETCH, "profile.regular.vacancy_months.gamma.mean", "5");
    assert_eq!(median(&scenario, "profile.regular.vacancy_months.gamma.mean"), 5.0);
    let scenario = set_sound(SKETCH, "contract.tariff_unregistered_per_hour[2]", "90");
    assert_eq!(median(&scenario, "contract.tariff_unregistered_per_hour[2]"), 90.0);
    let scenario = set_sound(SKETCH, "strategy.side_entry.intake[0].positions", "7");
    assert_eq!(scenario.strategies[1].intake[0].positions, 7);
}

#[test]
fn words_and_lists_can_be_set_without_quotes_or_with() {
    let scenario = set_sound(SKETCH, "strategy.side_entry.subsidies", "[]");
    assert!(scenario.strategies[1].subsidies.is_empty());
    let scenario = set_sound(SKETCH, "baseline", "nobody");
    assert_eq!(scenario.baseline, 2);
    let scenario = set_sound(SKETCH, "start", "2027-03");
    assert_eq!(scenario.calendar.start.month, 3);
    assert_eq!(scenario.strategies[0].key, "regular");
}

#[test]
fn a_variant_that_is_set_leaves_the_keys_of_the_old_one_alone() {
    let text = changed("productivity = 0.8", "productivity = 0.8\nwhen = \"gap\"");
    let scenario = set_sound(&text, "contract.variant", "task");
    assert!(matches!(scenario.contract.variant, crate::model::contract::Variant::Task { .. }));
}

#[test]
fn a_mistake_in_an_override_points_into_it() {
    let cases = [
        ("contract.absense_in_norm", "0.1", "unknown-set-path --set:1:1"),
        ("profile.regulr.absence", "0.1", "unknown-set-path --set:1:1"),
        ("profile.regular.exit[7].annual", "0.1", "unknown-set-path --set:1:1"),
        ("contract.absence_in_norm", "2", "out-of-range --set:1:26"),
        ("contract.absence_in_norm", "0,07", "number-as-text --set:1:26"),
        ("contract.absence_in_norm", "{ low = 0, hihg = 2 }", "unknown-key --set:1:37"),
        ("contract..x", "1", "bad-set --set:1:1"),
        ("", "1", "bad-set --set:1:1"),
    ];
    for (path, value, expected) in cases {
        let found = places(set(BASE, path, value));
        assert!(found.iter().any(|place| place == expected), "{path}={value}: {found:?}");
    }
    let error = set(BASE, "profile.regulr.absence", "0.1").expect_err("unknown");
    assert!(error.problems[0].advice(Language::Nl).contains("`profile.regular`"));
}

/// The path that is proposed for one that does not exist.
fn proposed(path: &str, value: &str) -> (Option<String>, Vec<String>) {
    let error = set(SKETCH, path, value).expect_err("there is no such path");
    match &error.problems[0].problem {
        Problem::StructureProblem(
            StructureProblem::SetUnknown { nearest, choices, .. }
            | StructureProblem::UnknownKey { nearest, choices, .. },
        ) => (nearest.clone(), choices.clone()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_path_that_does_not_exist_gets_the_one_that_was_meant() {
    let cases = [
        ("contract.tarif", "contract.tariff_per_hour"),
        ("accepted_risk", "organisation.accepted_risk"),
        ("absence_in_norm", "contract.absence_in_norm"),
        ("organisation.tariff_per_hour", "contract.tariff_per_hour"),
    ];
    for (path, meant) in cases {
        assert_eq!(proposed(path, "2").0.as_deref(), Some(meant), "{path}");
    }
    let (_, choices) = proposed("contract.zzz", "2");
    assert!(choices.iter().any(|path| path == "contract.tariff_per_hour"));
    assert!(!choices.iter().any(|path| path == "contract.cases_per_fte"), "{choices:?}");
}

#[test]
fn a_dutch_key_of_a_distribution_gets_the_english_one() {
    let cases = [
        ("profile.regular.absence", "{ laag = 0.1, mode = 0.2, high = 0.3 }", "low"),
        ("profile.regular.absence", "{ low = 0.1, modus = 0.2, high = 0.3 }", "mode"),
        ("profile.regular.absence", "{ low = 0.1, mode = 0.2, hoog = 0.3 }", "high"),
        ("contract.tariff_per_hour", "{ gamma = { gemiddelde = 80, sd = 5 } }", "mean"),
    ];
    for (path, value, english) in cases {
        let error = set(SKETCH, path, value).expect_err("a Dutch key");
        // Nor is anything said to be missing because of it.
        assert_eq!(error.problems.len(), 1, "{value}: {}", shown(&error));
        assert_eq!(proposed(path, value).0.as_deref(), Some(english));
    }
}
