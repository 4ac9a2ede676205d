//! What holds for instruments of a subsidy whatever happens to people.

use kansrijk::model::outcome::{Headline, Line};
use kansrijk::sample::theta::ThetaSampler;
use kansrijk::simulate::Worker;
use kansrijk::verify::Subject;

use crate::twin::{RUNS, SOUND, is_noticed, plan, with};

/// The scenario with other instruments.
fn under(instruments: &str) -> String {
    let start = r#"  { key = "start", on = "start", amount = 10_000, lag_months = 3 },"#;
    let text = with(SOUND, start, instruments);
    with(&text, "  { clawback_before_month = 18, of = [\"start\"], lag_months = 3 },\n", "")
}

/// Nobody comes so late that the advance is not settled: searches take up to some twelve months, costs count for
/// another nine, and there are 36.
#[test]
fn an_advance_changes_when_money_comes_and_not_how_much() {
    let scheme = |advance: &str| {
        plan(&under(&format!(
            r#"{{ reimburses = ["non_billable_wages", "recruitment"], share = 0.5, cap = 7_000, until_month = 9{advance} }},
            {{ clawback_before_month = 14, share = 0.5 }},
            {{ guarantees_before_month = 12, costs = ["wages"], share = 0.2, cap = 4_000 }},"#
        )))
    };
    let plans = [scheme(""), scheme(", advance = 6_500, advance_lag_months = 1")];
    let samplers = [ThetaSampler::new(&plans[0].scenario), ThetaSampler::new(&plans[1].scenario)];
    let mut goes_back = false;
    for run in 0..20 {
        let [without, with] = [0, 1].map(|k| {
            let mut worker = Worker::new(&plans[k], &samplers[k], 3);
            worker.draw(run);
            worker.live(run, 0);
            worker.settled[0].headline.clone()
        });
        let of = |headline: &[f64], outcome: Headline| headline[outcome as usize];
        let net =
            |headline: &[f64]| of(headline, Headline::Subsidy) - of(headline, Headline::Clawback);
        // Some hundreds of amounts are added up in another order.
        assert!((net(&without) - net(&with)).abs() <= 1e-9 * net(&without).abs(), "run {run}");
        goes_back |= of(&with, Headline::Clawback) > of(&without, Headline::Clawback) + 1.0;
    }
    assert!(goes_back, "somebody leaves before the advance is spent");
}

#[test]
fn a_guarantee_that_ends_a_month_later_is_noticed() {
    let guarantee = |before: usize| {
        plan(&under(&format!(
            r#"{{ on = "start", amount = 10_000 }},
            {{ guarantees_before_month = {before}, costs = ["wages"], share = 0.5, cap = 6_000, lag_months = 3 }},"#
        )))
    };
    is_noticed(
        &guarantee(18),
        &guarantee(19),
        RUNS,
        &[Subject::Headline(Headline::Subsidy), Subject::Line(Line::Subsidy)],
        &[Subject::Line(Line::Clawback), Subject::Headline(Headline::Exits)],
    );
}
