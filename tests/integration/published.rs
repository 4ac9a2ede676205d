//! Arithmetic that was published elsewhere, through the plain implementation of the model.

use kansrijk::model::scenario::Scenario;
use kansrijk::units::AnnualProbability;

use crate::reference::{self, ReferenceOutcome};
use crate::scenarios;

/// A scenario with one position, in which every table can be replaced.
fn scenario(top: &str, contract: &str, profile: &str, rest: &str) -> Scenario {
    scenarios::from_text(&format!(
        r#"
        question = "What was published?"
        start = "2027-01"
        baseline = "team"
        {top}
        [contract]
        variant = "effort"
        absence_in_norm = 0
        {contract}
        [employment]
        on_cost = 0
        holiday_allowance = {{ share = 0 }}
        year_end_bonus = {{ share = 0 }}
        [profile.colleague]
        registration = "registered"
        vacancy_months = 0
        absence = 0
        salary = {{ amount_per_month = 0 }}
        {profile}
        {rest}
        "#
    ))
}

/// The outcome of the first strategy when every uniform is one half.
fn outcome(scenario: &Scenario) -> ReferenceOutcome {
    let theta = scenarios::certain_theta(scenario);
    let spells = reference::spells(scenario, 0, &theta, &|_, _, _| 0.5);
    let normals = vec![0.0; scenario.calendar.horizon];
    reference::outcome(scenario, 0, &theta, &spells, &normals, None)
}

/// Fails unless two numbers agree in as many decimals as were published.
fn assert_close(computed: f64, published: f64, tolerance: f64) {
    assert!((computed - published).abs() <= tolerance, "{computed}, published {published}");
}

#[test]
fn a_hundred_a_year_for_ten_years_at_four_per_cent() {
    let mut instruments = "{ on = \"start\", amount = 100 }, ".to_owned();
    for year in 1..10 {
        instruments += &format!("{{ on_month = {}, amount = 100 }}, ", 12 * year);
    }
    let scenario = scenario(
        "horizon_months = 120\ndiscount_rate = 0.04\nindexation = { wages = 0, tariffs = 0 }",
        "billable_hours_per_year = 1200\ntariff_per_hour = 0",
        "ramp = { months = 0 }\nexit = 0",
        &format!(
            "[subsidy.annuity]\neligible = [\"colleague\"]\ninstruments = [{instruments}]\n\
             [strategy.team]\nsubsidies = [\"annuity\"]\n\
             intake = [{{ positions = 1, profile = \"colleague\" }}]"
        ),
    );
    assert_close(outcome(&scenario).headline.npv, 843.5331610529, 1e-9);
    let by_steps_of_a_year: f64 =
        (0..10).map(|year| 100.0 * scenario.discount_factor(12 * year)).sum();
    assert_close(by_steps_of_a_year, 843.5331610529, 1e-9);
}

#[test]
fn a_tariff_is_built_up_from_wage_productivity_and_overhead() {
    // 24.68 an hour ÷ 0.8 productive × 1.2 = 37.02, here as one covered hour a month.
    let scenario = scenario(
        "horizon_months = 1\ndiscount_rate = 0\nindexation = { wages = 0, tariffs = 0 }\n\
         organisation = { cover = { kind = \"agency\", share = 1, rate_per_hour = 24.68, productivity = 0.8, vat = 0.2 } }",
        "billable_hours_per_year = 12\ntariff_per_hour = 0",
        "ramp = { months = 0 }\nexit = 0",
        "[strategy.team]\nintake = [{ positions = 1, profile = \"nobody\" }]",
    );
    assert_close(outcome(&scenario).cover_cost()[0], 37.02, 1e-9);
}

#[test]
fn a_composite_index_weighs_wages_and_prices() {
    let composite = 0.9 * 6.36 + 0.1 * 7.02;
    assert_close(composite, 6.426, 1e-12);
    let scenario = scenario(
        &format!(
            "horizon_months = 13\ndiscount_rate = 0\nindexation = {{ wages = 0, tariffs = {} }}",
            composite / 100.0
        ),
        "billable_hours_per_year = 1200\ntariff_per_hour = 50",
        "ramp = { months = 0 }\nexit = 0",
        "[strategy.team]\nintake = [{ positions = 1, profile = \"colleague\" }]",
    );
    assert_close(outcome(&scenario).net_cash[12], 5000.0 * 1.06426, 1e-9);
}

#[test]
fn a_first_year_at_25_50_70_and_90_per_cent_by_quarter_gives_58_75_per_cent() {
    let scenario = scenario(
        "horizon_months = 12\ndiscount_rate = 0\nindexation = { wages = 0, tariffs = 0 }",
        "billable_hours_per_year = 1200\ntariff_per_hour = 50",
        "ramp = { by_month = [0.25, 0.25, 0.25, 0.5, 0.5, 0.5, 0.7, 0.7, 0.7, 0.9, 0.9, 0.9] }\nexit = 0",
        "[strategy.team]\nintake = [{ positions = 1, profile = \"colleague\" }]",
    );
    assert_close(outcome(&scenario).headline.billable_hours / 1200.0, 0.5875, 1e-12);
}

#[test]
fn rates_of_25_50_and_5_per_cent_a_year_give_any_exit_of_80_per_cent_in_two_years() {
    // Constant hazards h of competing causes become probabilities 1 − e^(−h). Together they are
    // 1 − e^(−0.8) a year, and 1 − e^(−1.6) = 0.7981035 in two years.
    let stay_a_year: f64 = [0.25_f64, 0.50, 0.05].iter().map(|hazard| (-hazard).exp()).product();
    let annual = 1.0 - stay_a_year;
    let stay_a_month = 1.0 - AnnualProbability(annual).monthly().0;
    assert_close(1.0 - stay_a_month.powi(24), 0.7981035, 5e-8);

    // The same from lives: of 10,000 evenly spaced uniforms, those that leave before month 24.
    let scenario = scenario(
        "horizon_months = 24\ndiscount_rate = 0\nindexation = { wages = 0, tariffs = 0 }",
        "billable_hours_per_year = 1200\ntariff_per_hour = 50",
        &format!("ramp = {{ months = 0 }}\nexit = {annual}"),
        "[strategy.team]\nintake = [{ positions = 10000, profile = \"colleague\" }]",
    );
    let theta = scenarios::certain_theta(&scenario);
    let spells = reference::spells(&scenario, 0, &theta, &|position, _, _| {
        (position as f64 + 0.5) / 10_000.0
    });
    let left = spells.iter().filter(|spell| spell.exit_age < 24).count();
    assert_close(left as f64 / 10_000.0, 0.7981035, 1e-4);
}
