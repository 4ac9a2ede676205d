//! Files that include each other, profiles that extend, cover that is overruled.

use super::*;
use crate::model::organisation::CoverKind;

fn with_shared(main: &str, shared: &str) -> Memory {
    Memory::default()
        .with("scenario.toml", format!("include = [\"shared/a.toml\"]\n{main}"))
        .with("shared/a.toml", shared)
}

#[test]
fn an_including_file_wins_key_by_key() {
    let main = changed("absence_in_norm = 0.07\n", "");
    let files = with_shared(
        &main,
        "[contract]\nabsence_in_norm = 0.05\npayment_lag_months = 2\nvariant = \"task\"\n",
    );
    let scenario = load_files(&files, &[]).unwrap_or_else(|e| panic!("{}", shown(&e))).scenario;
    assert_eq!(median(&scenario, "contract.absence_in_norm"), 0.05);
    assert_eq!(scenario.contract.payment_lag, 2);
}

#[test]
fn earlier_included_files_win_and_each_counts_once() {
    let main = changed("absence_in_norm = 0.07\n", "");
    let files = Memory::default()
        .with("scenario.toml", format!("include = [\"a.toml\", \"b.toml\"]\n{main}"))
        .with("a.toml", "include = [\"b.toml\"]\ncontract.absence_in_norm = 0.01\n")
        .with("b.toml", "[contract]\nabsence_in_norm = 0.02\npayment_lag_months = 3\n");
    let loaded = load_files(&files, &[]).unwrap_or_else(|e| panic!("{}", shown(&e)));
    assert_eq!(median(&loaded.scenario, "contract.absence_in_norm"), 0.01);
    assert_eq!(loaded.scenario.contract.payment_lag, 3);
    assert_eq!(loaded.sources.len(), 3);
}

#[test]
fn an_amount_has_the_price_level_of_its_own_file() {
    let main = changed("rate_per_hour = 80\n", "") + "\n[price_index]\n2026 = 0.1\n2027 = 0.1\n";
    let files = with_shared(&main, "euros_of = 2026\n[organisation.cover]\nrate_per_hour = 80\n");
    let scenario = load_files(&files, &[]).unwrap_or_else(|e| panic!("{}", shown(&e))).scenario;
    assert!((median(&scenario, "organisation.cover.rate_per_hour") - 88.0).abs() < 1e-9);
}

#[test]
fn a_mistake_in_an_included_file_is_reported_there() {
    let files = with_shared(BASE, "[contract]\nabsense = 1\n");
    assert_eq!(places(load_files(&files, &[])), ["unknown-key shared/a.toml:2:1"]);
}

#[test]
fn profiles_of_a_shared_file_need_not_be_used() {
    let files = with_shared(BASE, "[profile.spare]\nextends = \"regular\"\nabsence = 0.11\n");
    let loaded = load_files(&files, &[]).unwrap_or_else(|e| panic!("{}", shown(&e)));
    assert!(loaded.warnings.is_empty());
    assert!(loaded.scenario.quantities.iter().all(|q| !q.path.starts_with("profile.spare")));
}

#[test]
fn what_is_not_used_is_checked_all_the_same() {
    let text = format!("{BASE}\n[profile.spare]\nextends = \"regular\"\nabsence = 1.1\n");
    assert_eq!(places(load_text(&text)), ["out-of-range 72:11"]);
}

#[test]
fn a_child_that_needs_no_route_drops_what_belongs_to_one() {
    let text = BASE.replace("refill = \"regular\"", "refill = \"helper\"")
        + "\n[profile.helper]\nextends = \"entrant\"\nregistration = \"never\"\n";
    let scenario = sound(&text).scenario;
    let helper = scenario.profiles.iter().find(|p| p.key == "helper").expect("it is used");
    assert_eq!(helper.salary_after_registration, None);
    assert_eq!(helper.absence, scenario.profiles[1].absence);
}

#[test]
fn exclusive_keys_follow_the_most_specific_table() {
    let text = BASE.replace("refill = \"regular\"", "refill = \"quick\"")
        + "\n[profile.quick]\nextends = \"entrant\"\nramp = { by_month = [0.5, 1] }\n\
           salary = { amount_per_month = 3_000 }\n";
    let scenario = sound(&text).scenario;
    let quick = scenario.profiles.iter().find(|p| p.key == "quick").expect("it is used");
    assert!(matches!(&quick.ramp, crate::model::profile::Ramp::Table(months) if months.len() == 2));
    assert!(matches!(quick.salary, crate::model::employment::Pay::Amount(_)));
}

#[test]
fn cover_of_a_strategy_states_what_differs() {
    let text = changed(
        "subsidies = [\"scheme\"]",
        "subsidies = [\"scheme\"]\ncover = { kind = \"mobile_team\", standing_cost_per_month = 9_000 }",
    );
    let scenario = sound(&text).scenario;
    let [general, own] = [0, 1].map(|i| scenario.strategies[i].cover.clone().expect("stated"));
    assert_eq!((general.kind, own.kind), (CoverKind::Agency, CoverKind::MobileTeam));
    assert_eq!(general.share, own.share);
    let none = changed("subsidies = [\"scheme\"]", "subsidies = [\"scheme\"]\ncover = \"none\"");
    assert_eq!(sound(&none).scenario.strategies[1].cover, None);
}

#[test]
fn a_child_can_be_correlated_by_the_path_it_inherits() {
    let text = BASE.replace("refill = \"regular\"", "refill = \"other\"")
        + "\n[profile.other]\nextends = \"entrant\"\nramp = { months = 3 }\n\
           [[correlation]]\nbetween = [\"profile.other.absence\", \"profile.regular.absence\"]\nrho = 0.5\n";
    let scenario = sound(&text).scenario;
    let member = scenario.correlations[0].members[0] as usize;
    assert_eq!(scenario.quantities[member].path, "profile.entrant.absence");
}

#[test]
fn a_shared_scheme_for_profiles_that_are_not_here_is_left_out() {
    let shared = "[subsidy.other]\neligible = [\"stranger\"]\ninstruments = [{ on = \"start\", amount = 1 }]\n";
    let files = with_shared(BASE, shared);
    let loaded = load_files(&files, &[]).unwrap_or_else(|e| panic!("{}", shown(&e)));
    assert_eq!(loaded.scenario.subsidies.len(), 1);
    let options = LoadOptions { all_subsidies: true, ..LoadOptions::default() };
    let files = with_shared(BASE, &shared.replace("stranger", "entrant"));
    let loaded = load_from(&files, Path::new("scenario.toml"), &options);
    assert_eq!(loaded.unwrap_or_else(|e| panic!("{}", shown(&e))).scenario.subsidies.len(), 2);
}

#[test]
fn what_a_parent_lacks_is_reported_once() {
    let text = BASE
        .replace("absence = { low = 0.05, mode = 0.06, high = 0.09 }\nramp = { months = 12 }\n", "")
        .replace("refill = \"regular\"", "refill = \"child\"")
        + "\n[profile.child]\nextends = \"entrant\"\nname = \"kind\"\n";
    assert_eq!(places(load_text(&text)), ["missing-key 43:1", "missing-key 43:1"]);
}
