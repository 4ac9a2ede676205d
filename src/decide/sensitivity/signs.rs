//! Directions that a reader would not expect.

use super::lever::Lever;
use super::question::{Question, Target};
use super::tornado::{Bar, error_of_mean};
use crate::distribution::normal::HALF_WIDTH_95;
use crate::model::outcome::Headline;
use crate::model::plan::Plan;
use crate::summarize::statistics::mean;

/// What is surprising about the direction of an effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surprise {
    /// More of this number is better, where one would expect it to be worse.
    Better,
    /// More of this number is worse, where one would expect it to be better.
    Worse,
    /// The outcome turns within the range: neither the more the better nor the more the worse.
    Turns,
}

/// A turn is smaller than this share of all that happens over the range: not worth a remark.
const LEAST_TURN: f64 = 0.1;

/// Whether more of a number should be better for whoever employs; `None` where a reader has no reason to expect
/// either (durations, the norm, how much is covered).
///
/// Decided by the place in the scenario: prices, tariffs, subsidies and the chance to pass are good; costs,
/// wages, absence, exits and hours that are not billed are bad.
fn should_be_better(path: &str) -> Option<bool> {
    let names: Vec<&str> =
        path.split('.').map(|name| name.split('[').next().unwrap_or(name)).collect();
    let has = |name: &str| names.contains(&name);
    let any = |of: &[&str]| of.iter().any(|name| has(name));
    let expected = |good: &[&str], bad: &[&str]| {
        if any(good) {
            Some(true)
        } else if any(bad) {
            Some(false)
        } else {
            None
        }
    };
    match *names.first()? {
        "indexation" => expected(&["tariffs"], &["wages"]),
        "contract" => expected(
            &[
                "tariff_per_hour",
                "tariff_unregistered_per_hour",
                "price_per_trajectory",
                "price_per_case_month",
            ],
            &["penalty_per_undelivered_hour"],
        ),
        "employment" => expected(
            &[],
            &[
                "salary_table",
                "holiday_allowance",
                "year_end_bonus",
                "on_cost",
                "overhead_on_wages",
                "supervisor_cost_per_hour",
                "other_direct",
            ],
        ),
        "profile" if has("ramp") => Some(!has("months")),
        "profile" => expected(
            &["deployable_before_registration", "partners_share"],
            &[
                "recruitment",
                "salary",
                "salary_after_registration",
                "absence",
                "supervision",
                "training",
                "workplace",
                "exit",
                "exit_after_registration",
                "exit_cost",
            ],
        ),
        "route" => expected(&["pass", "partners_share"], &["costs", "paid_study_hours_per_week"]),
        "subsidy" => expected(&["amount", "each_month", "cap"], &[]),
        "organisation" => expected(
            &["liquidity", "free_cash_per_month", "productivity"],
            &["rate_per_hour", "vat", "standing_cost_per_month"],
        ),
        _ => None,
    }
}

/// Whether a large outcome is good; `None` for outcomes that are neither.
fn large_is_good(target: Target) -> Option<bool> {
    use Headline::{
        Employer, LiquidityLow, NetCash, Npv, NpvFullCost, Payback, PeakFunding, Shortfall,
    };
    match target {
        Target::Difference
        | Target::PaidBack
        | Target::Level(Npv | NpvFullCost | NetCash | Employer | LiquidityLow) => Some(true),
        Target::Level(PeakFunding | Payback | Shortfall) => Some(false),
        Target::Level(_) => None,
    }
}

/// What is surprising about a bar: that it turns, or that it points where one would not expect it. `along` is the
/// outcome over the range with the others at their medians, by place the values of the same lives. Where a difference
/// is asked, nothing is expected of a number that moves the baseline as well; nor of one that takes others along, which
/// may well outweigh it.
pub(super) fn surprise(
    plan: &Plan,
    question: Question,
    lever: &Lever,
    along: &[Vec<f64>],
    bar: &Bar,
    moves_baseline: bool,
) -> Option<Surprise> {
    let (mut up, mut down) = (0.0, 0.0);
    for step in along.windows(2) {
        let changes: Vec<f64> = step[0].iter().zip(&step[1]).map(|(a, b)| b - a).collect();
        let change = mean(&changes);
        if change.abs() <= HALF_WIDTH_95 * error_of_mean(&changes) {
            continue;
        }
        *(if change > 0.0 { &mut up } else { &mut down }) += change.abs();
    }
    if f64::min(up, down) > LEAST_TURN * f64::max(up, down) {
        return Some(Surprise::Turns);
    }
    if bar.swing().abs() <= HALF_WIDTH_95 * bar.error
        || lever.takes_others_along()
        || (question.target == Target::Difference && moves_baseline)
    {
        return None;
    }
    let &[quantity] = lever.quantities.as_slice() else { return None };
    let expected = should_be_better(&plan.scenario.quantities[quantity].path)?;
    let is_better = (bar.swing() > 0.0) == large_is_good(question.target)?;
    match (expected, is_better) {
        (false, true) => Some(Surprise::Better),
        (true, false) => Some(Surprise::Worse),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Moved, levers};
    use super::*;
    use crate::input::{LoadOptions, load};

    /// What is surprising about a number of the template, from the means at both ends with their errors, and the outcome
    /// along the range.
    struct Found {
        path: &'static str,
        target: Target,
        swing: f64,
        error: f64,
        along: Vec<Vec<f64>>,
        moves_baseline: bool,
    }

    impl Found {
        fn surprise(&self) -> Option<Surprise> {
            let file =
                std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/template.toml");
            let plan = Plan::new(load(&file, &LoadOptions::default()).unwrap().scenario);
            let lever = levers(&plan.scenario)
                .into_iter()
                .find(|lever| plan.scenario.quantities[lever.quantities[0]].path == self.path);
            let lever = lever.expect("uncertain");
            let bar = Bar {
                moved: Moved::Quantity(lever.clone()),
                ends: [0.0, 1.0],
                at_medians: [0.0, self.swing],
                drawn: [0.0, self.swing],
                errors: [self.error; 2],
                from_middle: [self.error; 2],
                error: self.error,
                surprise: None,
            };
            let question = Question { strategy: 1, target: self.target };
            surprise(&plan, question, &lever, &self.along, &bar, self.moves_baseline)
        }
    }

    /// One life at each place.
    fn one_life(along: [f64; 5]) -> Vec<Vec<f64>> {
        along.map(|x| vec![x]).into()
    }

    const NPV: Target = Target::Level(Headline::Npv);
    const PEAK: Target = Target::Level(Headline::PeakFunding);
    const PASS: &str = "route.maatwerk.pass";
    const ON_COST: &str = "employment.on_cost";
    const CORRELATED: &str = "contract.tariff_per_hour";

    #[test]
    fn a_direction_surprises_where_it_is_not_the_expected_one() {
        let (better, worse) = (Some(Surprise::Better), Some(Surprise::Worse));
        for (path, target, swing, error, moves_baseline, expected) in [
            // Passing more often should be good, higher costs bad.
            (PASS, NPV, 10.0, 1.0, false, None),
            (PASS, NPV, -10.0, 1.0, false, worse),
            (ON_COST, NPV, -10.0, 1.0, false, None),
            (ON_COST, NPV, 10.0, 1.0, false, better),
            // More peak funding is bad.
            (PASS, PEAK, 10.0, 1.0, false, worse),
            (ON_COST, PEAK, -10.0, 1.0, false, better),
            // Of what is neither good nor bad nothing is expected.
            (PASS, Target::Level(Headline::Hires), -10.0, 1.0, false, None),
            // Not told apart from no effect: 1.96 standard errors.
            (PASS, NPV, -10.0, 5.2, false, None),
            (PASS, NPV, -10.0, 5.0, false, worse),
            // A difference may turn round where the baseline moves as well; the outcome itself may not.
            (ON_COST, Target::Difference, 10.0, 1.0, true, None),
            (ON_COST, Target::Difference, 10.0, 1.0, false, better),
            (ON_COST, NPV, 10.0, 1.0, true, better),
            // What takes others along may be outweighed by them.
            (CORRELATED, NPV, -10.0, 1.0, false, None),
        ] {
            let along = one_life([0.0, 0.25, 0.5, 0.75, 1.0].map(|x| x * swing));
            let found = Found { path, target, swing, error, along, moves_baseline };
            assert_eq!(found.surprise(), expected, "{path} {target:?} {swing} ± {error}");
        }
    }

    #[test]
    fn an_outcome_that_turns_within_the_range_is_named_and_noise_is_no_turn() {
        let found = |along: Vec<Vec<f64>>| Found {
            path: PASS,
            target: NPV,
            swing: 10.0,
            error: 1.0,
            along,
            moves_baseline: false,
        };
        // Back by a fifth of the way up, and by a twentieth.
        let turns = found(one_life([0.0, 5.0, 10.0, 9.0, 8.0]));
        assert_eq!(turns.surprise(), Some(Surprise::Turns));
        assert_eq!(found(one_life([0.0, 5.0, 10.0, 9.8, 9.5])).surprise(), None);
        // The same steps from four lives each, which the last step parts too far to say that it goes down.
        let spread = [-6.0, -2.0, 2.0, 6.0];
        let lives = |mean: f64, spread: [f64; 4]| spread.map(|x| mean + x).to_vec();
        let [up, top] = [lives(0.0, [0.0; 4]), lives(10.0, [0.0; 4])];
        assert_eq!(found(vec![up.clone(), top.clone(), lives(8.0, spread)]).surprise(), None);
        let sharp = vec![up, top, lives(8.0, [0.0; 4])];
        assert_eq!(found(sharp).surprise(), Some(Surprise::Turns));
    }

    #[test]
    fn what_a_reader_expects_follows_from_the_place_in_the_scenario() {
        for (path, expected) in [
            ("contract.tariff_per_hour", Some(true)),
            ("contract.billable_hours_per_year", None),
            ("indexation.wages", Some(false)),
            ("indexation.tariffs", Some(true)),
            ("employment.salary_table[0].factor", Some(false)),
            ("profile.side_entrant.exit[1].annual", Some(false)),
            ("profile.side_entrant.ramp.months", Some(false)),
            ("profile.side_entrant.ramp.from", Some(true)),
            ("profile.side_entrant.vacancy_months.gamma.mean", None),
            ("profile.side_entrant.training[0].partners_share", Some(true)),
            ("route.maatwerk.pass", Some(true)),
            ("route.maatwerk.costs[0].amount", Some(false)),
            ("subsidy.scheme.instruments[0].amount", Some(true)),
            ("subsidy.scheme.instruments[2].share", None),
            ("organisation.cover.rate_per_hour", Some(false)),
            ("organisation.cover.share", None),
        ] {
            assert_eq!(should_be_better(path), expected, "{path}");
        }
    }
}
