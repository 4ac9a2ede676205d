//! When the balance first falls below the floor, against a division that can be done by hand.

use kansrijk::model::plan::Plan;
use kansrijk::simulate::{Settings, Stop, simulate};
use kansrijk::summarize::Summary;
use kansrijk::summarize::shortfall::ShortfallMonths;

use crate::scenarios;

/// Nobody is hired and nobody stands in: the balance is € 100,000 and free cash, the floor € 55,000.
fn when(free_cash: &str, runs: usize) -> Option<ShortfallMonths> {
    let base = include_str!("../data/base.toml");
    let (before, _) = base.split_once("[strategy.regular]").expect("strategies");
    let cash = format!("liquidity = 100_000\nfree_cash_per_month = {free_cash}");
    let text = before
        .replace("liquidity = 400_000", &cash)
        .replace("floor = 150_000", "floor = 55_000")
        + "[strategy.regular]\nintake = [{ positions = 1, profile = \"nobody\" }]\ncover = \"none\"\n";
    let plan = Plan::new(scenarios::from_text(&text));
    let settings = Settings { seed: 1, stop: Stop::After(runs) };
    let simulation = simulate(&plan, settings, &()).expect("nobody cancels");
    Summary::new(&plan, &simulation).strategies[0].shortfall_months
}

#[test]
fn a_steady_loss_crosses_the_floor_in_the_month_that_a_division_gives() {
    // 100 − 10·(t + 1) is 60 at the end of month 3 and 50, below 55, at the end of month 4.
    assert_eq!(when("-10_000", 64), Some(ShortfallMonths { p25: 4, p50: 4, p75: 4 }));
    // Exactly on the floor is not below it: 100 − 15·3 is 55 at the end of month 2.
    assert_eq!(when("-15_000", 64), Some(ShortfallMonths { p25: 3, p50: 3, p75: 3 }));
    assert_eq!(when("1_000", 64), None);
}

#[test]
fn quartiles_are_over_the_futures_with_a_shortfall_only() {
    // Of the futures with a shortfall two in five have it in month 0, one in month 2 (80, 60, 40 at the ends of
    // months) and two in month 4; half of all futures have none. Of some 250 such futures the shares of 0.4
    // and 0.6 have a standard error of 0.03: the quartiles and the median lie three of them away or more.
    let free_cash =
        "{ discrete = { values = [-50_000, -20_000, -10_000, 10_000], weights = [2, 1, 2, 5] } }";
    assert_eq!(when(free_cash, 500), Some(ShortfallMonths { p25: 0, p50: 2, p75: 4 }));
}
