//! Each mistake is reported at once, and only the mistake: not what follows from it.

use super::*;
use crate::diagnostic::ValueProblem;

/// A scenario in which every part of the format stands.
const TEMPLATE: &str = include_str!("../../../scenarios/template.toml");

/// `slug: the text that is marked` of each problem of the template with changes.
fn said(changes: &[(&str, &str)]) -> Vec<String> {
    let text = changes.iter().fold(TEMPLATE.to_owned(), |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "`{from}` once");
        text.replace(from, to)
    });
    let error = load_text(&text).expect_err("there is a mistake");
    let marked = |problem: &Diagnostic| {
        let place = problem.place.as_ref().map(|place| {
            let text = &error.sources[place.file].text[place.start..place.end];
            text.lines().next().unwrap_or_default()
        });
        format!("{}: {}", problem.code().slug, place.unwrap_or_default())
    };
    error.problems.iter().map(marked).collect()
}

const ELIGIBLE: (&str, &str) = ("[\"side_entrant\"]", "[\"side_entrants\"]");

#[test]
fn who_is_eligible_is_judged_whoever_applies_the_subsidy() {
    let subsidy = ("subsidies = [\"scheme\"]", "subsidies = [\"schema\"]");
    assert_eq!(
        said(&[ELIGIBLE, subsidy]),
        ["unknown-name: \"side_entrants\"", "unknown-name: \"schema\""]
    );
    let none = ("subsidies = [\"scheme\"]\n", "");
    assert_eq!(said(&[ELIGIBLE, none]), ["unknown-name: \"side_entrants\""]);
}

#[test]
fn a_shared_scheme_that_nobody_applies_may_name_other_profiles() {
    let shared = "[subsidy.spare]\neligible = [\"elsewhere\"]\ninstruments = [{ on = \"start\", amount = 1_000 }]\n";
    let files = Memory::default()
        .with("scenario.toml", format!("include = [\"a.toml\"]\n{BASE}"))
        .with("a.toml", shared);
    load_files(&files, &[]).unwrap_or_else(|error| panic!("{}", shown(&error)));
}

#[test]
fn a_profile_without_its_parent_is_judged_by_what_it_says() {
    let extends = ("extends = \"regular\"", "extends = \"regulr\"");
    let route = ("{ route = \"maatwerk\" }", "{ route = \"maatwerkk\" }");
    assert_eq!(said(&[extends]), ["unknown-name: \"regulr\""]);
    assert_eq!(
        said(&[extends, route]),
        ["unknown-name: \"regulr\"", "unknown-name: \"maatwerkk\""]
    );
    let absence =
        ("absence = { low = 0.055, mode = 0.075", "absence = { low = 0.095, mode = 0.075");
    assert_eq!(said(&[extends, absence]).len(), 2);
    // A path that no profile knows is a mistake of its own.
    let path =
        ("\"profile.side_entrant.exit[0].annual\"", "\"profile.side_entrant.exits[0].annual\"");
    assert_eq!(
        said(&[extends, path]),
        ["unknown-name: \"regulr\"", "unknown-path: \"profile.side_entrant.exits[0].annual\""]
    );
}

#[test]
fn a_misspelt_word_has_no_consequences() {
    let variant = ("variant = \"effort\"", "variant = \"inspanning\"");
    assert_eq!(said(&[variant]), ["unknown-word: \"inspanning\""]);
    let tariff = ("tariff_per_hour = { low = 70,", "tariff_per_hour = { low = 700,");
    assert_eq!(said(&[variant, tariff]).len(), 2);
    let valued = ("valued_as = \"lost_care\"  ", "valued_as = \"paid\"");
    let share = ("billable_share = {", "#");
    assert_eq!(said(&[valued, share]), ["unknown-word: \"paid\""]);
}

#[test]
fn a_wrong_year_of_the_price_index_is_not_missing() {
    assert_eq!(said(&[("2027 = 0.0257", "2027 = 2.57")]), ["out-of-range: 2.57"]);
    assert_eq!(said(&[("2027 = 0.0257", "2027 = \"much\"")]), ["wrong-type: \"much\""]);
    assert_eq!(said(&[("2027 = 0.0257", "2O27 = 0.0257")]), ["bad-year: 2O27"]);
    assert_eq!(said(&[("2027 = 0.0257\n", "")]).len(), 1);
}

#[test]
fn a_misspelt_table_or_key_is_read_as_what_was_meant() {
    assert_eq!(said(&[("[profile.regular]", "[Profile.regular]")]), ["unknown-key: Profile"]);
    assert_eq!(said(&[("[contract] ", "[contracts] ")]), ["unknown-key: contracts"]);
    assert_eq!(said(&[("\ntariff_per_hour", "\ntarif_per_hour")]), ["unknown-key: tarif_per_hour"]);
    // What stands in it is judged, and a key that is there already is not replaced.
    assert_eq!(
        said(&[
            ("[contract] ", "[contracts] "),
            ("payment_lag_months = 1 ", "payment_lag_months = 999 ")
        ]),
        ["unknown-key: contracts", "out-of-range: 999"]
    );
    assert_eq!(
        said(&[("payment_lag_months = 1 ", "payment_lag_months = 1\npayment_lag_month = 7 ")]),
        ["unknown-key: payment_lag_month"]
    );
}

#[test]
fn a_lowered_hour_is_reported_with_what_the_note_says() {
    let loaded = sound(TEMPLATE);
    let warning = loaded.warnings.iter().find(|w| w.code().slug == "counted-three-times");
    let warning = warning.expect("the template lowers hours three times");
    let message = warning.message(Language::Nl);
    assert!(message.contains("= 0,39 (medianen)"), "{message}");
    let advice = warning.advice(Language::Nl);
    assert!(advice.contains("39 van de 100 euro"), "{advice}");
    assert!(advice.contains("‘Without study time, learning and price"), "{advice}");
}

#[test]
fn advice_about_a_file_has_numbers_as_a_file_has_them() {
    let advice = |changes: &[(&str, &str)], language| {
        let text = changes.iter().fold(TEMPLATE.to_owned(), |text, (a, b)| text.replace(a, b));
        let error = load_text(&text).expect_err("there is a mistake");
        error.problems[0].advice(language)
    };
    let rate = ("discount_rate = { real = 0.0225, inflation = 0.023 }", "discount_rate = 4.6");
    let found = advice(&[rate], Language::Nl);
    assert!(found.starts_with("Geldig is -0.5 tot en met 1 [per jaar]."), "{found}");
    assert!(found.contains("schrijf 0.046"), "{found}");
    let tariff = (
        "\ntariff_per_hour = { low = 70, mode = 84, high = 98,",
        "\ntariff_per_hour = { value = 2000,",
    );
    assert_eq!(advice(&[tariff], Language::Nl), "Geldig is 0 tot en met 1000 [€/uur].");
    let semicolon = ("{ low = 70, mode = 84,", "{ low = 70; mode = 84,");
    assert!(advice(&[semicolon], Language::Nl).starts_with("Zet een komma tussen twee waarden"));
    assert!(advice(&[semicolon], Language::En).starts_with("Put a comma between two values"));
    let ended = ("accepted_risk = 0.05 ", "accepted_risk = 0.05; ");
    assert!(advice(&[ended], Language::En).starts_with("Put a comma between two values"));
}

#[test]
fn a_semicolon_in_a_text_or_a_remark_is_no_mistake() {
    let error = load_text("title = \"a; b\" # c; d\nx = y\n").expect_err("not a scenario");
    let semicolon = |problem: &&Diagnostic| problem.message(Language::En).contains("semicolon");
    assert_eq!(error.problems.iter().filter(semicolon).count(), 0);
}

#[test]
fn a_number_after_set_is_not_said_to_stand_in_quotes() {
    let files = Memory::default().with("scenario.toml", TEMPLATE);
    let of = |value: &str| {
        let error =
            load_files(&files, &[("contract.tariff_per_hour", value)]).expect_err("no number");
        let problem = &error.problems[0];
        (problem.message(Language::Nl), problem.advice(Language::Nl))
    };
    let (message, advice) = of("90,5");
    assert_eq!(message, "`90,5` is geen getal");
    assert_eq!(advice, "Schrijf 90.5: met een punt voor decimalen.");
    assert!(of("\"90,5\"").1.contains("zonder aanhalingstekens"));
}

#[test]
fn what_is_missing_is_counted_and_what_is_most_is_parted() {
    let two = ValueProblem::IncompleteForm {
        key: "x".into(),
        given: vec!["mode".into()],
        missing: vec!["low".into(), "high".into()],
    };
    let message = |problem| Diagnostic::new(problem, None).message(Language::Nl);
    assert!(message(two).ends_with("`low`, `high` ontbreken"));
    let many = ValueProblem::TooManyPositions {
        strategy: "all".into(),
        positions: 1_048_576,
        limit: 100_000,
    };
    assert_eq!(
        message(many),
        "strategie `all` heeft 1.048.576 plekken; het zijn er hoogstens 100.000"
    );
}
