//! The books of the plain implementation close, whatever the draw.

use std::cell::Cell;
use std::path::Path;

use kansrijk::model::quantity::Theta;

use crate::reference::{self, Line};
use crate::scenarios;

/// Differences below this are rounding of sums of millions of euros.
const ROUNDING: f64 = 1e-5;

/// Uniform numbers that look random (Weyl sequence through an xorshift); quality does not matter.
fn uniforms(seed: u64) -> impl Fn() -> f64 {
    let state = Cell::new(seed);
    move || {
        let next = state.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
        state.set(next);
        let mut x = (next ^ (next >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((x ^ (x >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

#[test]
fn what_is_earned_is_paid_and_whoever_was_hired_has_left_or_is_there() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/sketch.toml");
    let scenario = scenarios::from_file(&path);
    let horizon = scenario.calendar.horizon;
    let mut exits_seen = 0.0;
    for run in 0..12 {
        let uniform = uniforms(run);
        let theta =
            Theta(scenario.quantities.iter().map(|q| q.distribution.quantile(uniform())).collect());
        for strategy in 0..scenario.strategies.len() {
            let spells = reference::spells(&scenario, strategy, &theta, &|_, _, _| uniform());
            let normals = vec![0.0; horizon];
            let outcome = reference::outcome(&scenario, strategy, &theta, &spells, &normals, None);
            let headline = &outcome.headline;
            let close = |a: f64, b: f64, what: &str| {
                assert!(
                    (a - b).abs() < ROUNDING,
                    "run {run}, strategy {strategy}, {what}: {a}, {b}"
                );
            };

            let within: f64 = outcome.net_cash.iter().sum();
            close(within + headline.due_after_horizon, headline.net_cash, "months and tail");
            let result: f64 = outcome.result.iter().sum();
            close(result + headline.residual_value, headline.net_cash, "accrual and cash");
            let benefits: f64 = outcome.benefits.iter().sum();
            let costs: f64 = outcome.costs.iter().sum();
            close(benefits - costs, within, "benefits less costs");
            let cash: f64 = headline.years.iter().map(|year| year.cash).sum();
            close(cash, within, "years");

            let exits = headline.exits_by_attrition + headline.exits_by_failed_route;
            close(headline.hires, exits + headline.heads_at_horizon, "hires");
            exits_seen += exits;

            // Transfers cancel: what is left is what the employer pays to others.
            let parties = headline.parties;
            let penalty = outcome.cash[&Line::Penalty].total();
            close(
                parties.employer + parties.subsidy_giver + parties.municipality,
                -headline.total_cost - penalty,
                "transfers",
            );
            close(parties.municipality + parties.users, 0.0, "care at its tariff");
        }
    }
    assert!(exits_seen > 100.0, "people must come and go: {exits_seen}");
}
