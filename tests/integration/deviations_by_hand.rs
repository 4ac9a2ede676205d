//! Indices that deviate by year and free cash that deviates by month, worked out by hand.

use crate::{reference, scenarios};

/// Two Januaries lie behind the start; the organisation has 1,000 in the bank.
pub const SCENARIO: &str = r#"
    question = "What if years and months deviate?"
    start = "2027-12"
    horizon_months = 14
    discount_rate = 0
    baseline = "team"
    [indexation]
    wages = 0.1
    tariffs = 0
    wages_yearly_deviation = 0.02
    [organisation]
    liquidity = 1000
    floor = 900
    free_cash_per_month = 50
    free_cash_monthly_sd = 200
    overdraft_rate = 0.12
    [contract]
    variant = "effort"
    tariff_per_hour = 0
    billable_hours_per_year = 1200
    absence_in_norm = 0
    [employment]
    on_cost = 0
    holiday_allowance = { share = 0 }
    year_end_bonus = { share = 0 }
    [profile.colleague]
    registration = "registered"
    vacancy_months = 0
    absence = 0
    salary = { amount_per_month = 100 }
    ramp = { months = 0 }
    exit = 0
    [strategy.team]
    intake = [{ positions = 1, profile = "colleague" }]
"#;

#[test]
fn every_january_has_its_own_deviation_and_every_month_its_own_free_cash() {
    let scenario = scenarios::from_text(SCENARIO);
    // All quantities at their medians, so that the deviations are 0; then 2028 and 2029 apart.
    let mut theta = scenarios::median_theta(&scenario);
    for (year, deviation) in [(2028, 0.05), (2029, -0.1)] {
        let path = format!("indexation.wages_yearly_deviation[{year}]");
        let index = scenario.quantities.iter().position(|quantity| quantity.path == path);
        theta.0[index.unwrap_or_else(|| panic!("no {path}"))] = deviation;
    }
    let spells = reference::spells(&scenario, 0, &theta, &|_, _, _| 0.5);
    let mut normals = vec![0.0; 14];
    normals[0] = -1.5;
    normals[1] = 0.25;
    let outcome = reference::outcome(&scenario, 0, &theta, &spells, &normals, None);

    // 100 in December 2027; × 1.15 in 2028; × 1.15 × 1.00 in January 2029.
    let paid = [-100.0, -115.0, -115.0, -115.0];
    for (month, paid) in [0, 1, 12, 13].into_iter().zip(paid) {
        assert!((outcome.net_cash[month] - paid).abs() < 1e-9, "month {month}");
    }
    // 1,000 - 100 + 50 - 1.5 × 200 = 650; 650 - 115 + 50 + 0.25 × 200 = 635; then 65 less a month.
    let balance = outcome.liquidity.expect("an account");
    for (month, expected) in [(0, 650.0), (1, 635.0), (2, 570.0), (11, -15.0)] {
        assert!((balance[month] - expected).abs() < 1e-9, "month {month}: {}", balance[month]);
    }
    // Without the position: 750, 850, 900, …
    let without = outcome.liquidity_without.expect("an account");
    assert_eq!(&without[..3], &[750.0, 850.0, 900.0]);
    assert_eq!(outcome.headline.shortfall, Some(true));
    assert_eq!(outcome.headline.shortfall_without, Some(true));
}
