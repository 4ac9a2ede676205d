//! The complete example, its numbers checked by hand.

use super::*;
use crate::distribution::{Distribution, Standard};
use crate::model::contract::Variant;
use crate::model::employment::{Pay, PerFteOrCase};
use crate::model::organisation::{CoverKind, CoverWhen};
use crate::model::profile::{
    IfFailed, PayAfterRegistration, Ramp, RampShape, Registration, SupervisionValuation,
    TrainingTiming,
};
use crate::model::quantity::{Comparand, Grade};
use crate::model::scenario::{ProfileIndex, Refill, RouteIndex, SubsidyIndex};
use crate::model::subsidy::Rule;
use crate::model::time::YearMonth;

/// A scenario that uses most of the format.
pub const SKETCH: &str = include_str!("../../../tests/data/sketch.toml");

#[test]
fn a_sound_scenario_has_no_warnings() {
    assert_eq!(places(load_text(SKETCH)), Vec::<String>::new());
    assert_eq!(places(load_text(BASE)), Vec::<String>::new());
}

#[test]
fn the_frame_is_read() {
    let scenario = sound(SKETCH).scenario;
    assert_eq!(scenario.name, "scenario");
    assert_eq!(scenario.question.nl, "Kan deze instroom uit?");
    assert_eq!(scenario.calendar.start, YearMonth { year: 2027, month: 1 });
    assert_eq!(scenario.calendar.horizon, 60);
    assert!((scenario.discount_rate.nominal() - (1.0225 * 1.023 - 1.0)).abs() < 1e-15);
    assert_eq!(scenario.strategies[scenario.baseline].key, "regular");
    // Januaries after the start within 60 months: 2028 to 2031.
    let deviations: Vec<&str> = scenario
        .wage_index
        .yearly_deviations
        .iter()
        .map(|q| scenario.quantities[q.index as usize].path.as_str())
        .collect();
    assert_eq!(deviations.len(), 4);
    assert_eq!(deviations[0], "indexation.wages_yearly_deviation[2028]");
    assert!(quantity(&scenario, deviations[3]).is_yearly_deviation);
    assert!(scenario.tariff_index.yearly_deviations.is_empty());
    let wages = quantity(&scenario, "indexation.wages");
    assert_eq!(wages.distribution, Distribution::pert(0.025, 0.034, 0.048).unwrap());
    assert_eq!(wages.grade, Some(Grade::C));
    assert_eq!(wages.source.as_deref(), Some("bracket of the CAO offer 2026-27 and OVA 2025"));
    assert_eq!(scenario.correlations.len(), 2);
    assert_eq!(scenario.correlations[0].spearman, [1.0, 0.7, 0.7, 1.0]);
    assert_eq!(
        scenario.correlations[0].members,
        [scenario.wage_index.growth.index, scenario.tariff_index.growth.index]
    );
    let expectation = &scenario.expectations[0];
    assert_eq!(scenario.quantities[expectation.left as usize].path, "contract.tariff_per_hour");
    assert!(matches!(expectation.right, Comparand::Quantity(_)));
    assert_eq!(expectation.because.as_deref(), Some("a registered hour bills at least as much"));
    // 5,000 euros of 2026 in euros of 2027.
    assert!((median(&scenario, "residual_value.registered") - 5_100.0).abs() < 1e-9);
}

#[test]
fn organisation_and_contract_are_read() {
    let scenario = sound(SKETCH).scenario;
    let liquidity = scenario.organisation.liquidity.expect("stated");
    assert_eq!(liquidity.accepted_risk, 0.05);
    // Cash is never converted.
    assert_eq!(median(&scenario, "organisation.liquidity"), 400_000.0);
    assert!(scenario.organisation.mentoring.is_some());
    let cover = scenario.strategies[0].cover.as_ref().expect("stated");
    assert_eq!((cover.kind, cover.when), (CoverKind::Agency, CoverWhen::Empty));
    assert_eq!(scenario.contract.payment_lag, 1);
    let Variant::Effort { tariff_per_hour, tariff_unregistered_per_hour: Some(unregistered) } =
        &scenario.contract.variant
    else {
        panic!("effort")
    };
    assert_eq!(tariff_per_hour.values.len(), 1);
    let tariff = quantity(&scenario, "contract.tariff_per_hour");
    assert_eq!(tariff.euros_of, Some(2025));
    assert_eq!(tariff.as_written, Distribution::pert(90.0, 104.0, 118.0).unwrap());
    // 1.03 into 2026 and 1.02 into 2027.
    let (low, high) = tariff.distribution.support();
    assert!((low - 90.0 * 1.03 * 1.02).abs() < 1e-9 && (high - 118.0 * 1.03 * 1.02).abs() < 1e-9);
    assert_eq!((tariff.unit, tariff.range), ("€/hour", (0.0, f64::INFINITY)));
    // The value of 2026 is replaced before the start; dated values hold as written.
    let months: Vec<usize> = unregistered.values.iter().map(|(month, _)| *month).collect();
    assert_eq!(months, [0, 12]);
    assert_eq!(median(&scenario, "contract.tariff_unregistered_per_hour[2]"), 80.0);
    assert!(!scenario.quantities.iter().any(|q| q.path.ends_with("unregistered_per_hour[0]")));
}

#[test]
fn employment_is_read() {
    let scenario = sound(SKETCH).scenario;
    let employment = &scenario.employment;
    assert_eq!(employment.contract_hours_per_year, 1878.0);
    assert_eq!(employment.working_weeks_per_year, 45.4);
    assert_eq!(employment.holiday_allowance.paid_in_month, 5);
    assert_eq!(employment.year_end_bonus.paid_in_month, 12);
    assert_eq!(median(&scenario, "employment.year_end_bonus.share"), 0.0833);
    let ends: Vec<_> = employment.on_cost.bands.iter().map(|(until, _)| *until).collect();
    assert_eq!(ends, [Some(24), None]);
    assert_eq!(employment.other_direct[0].per, PerFteOrCase::Fte);
    assert_eq!(employment.other_direct[0].name.as_ref().expect("named").nl, "teamleider");
    let [first, second] = &employment.salary_tables[..] else { panic!("two tables") };
    assert_eq!((first.from, second.from), (0, 6));
    assert_eq!(first.scales["10"], [3300.0, 3450.0, 3600.0, 3750.0, 3900.0]);
    assert_eq!(second.scales, first.scales);
    assert_eq!((first.raises.len(), second.raises.len()), (0, 1));
}

#[test]
fn profiles_are_read() {
    let scenario = sound(SKETCH).scenario;
    let keys: Vec<&str> = scenario.profiles.iter().map(|profile| profile.key.as_str()).collect();
    assert_eq!(keys, ["regular", "side_entrant", "experienced_side_entrant"]);
    let [regular, entrant, experienced] = &scenario.profiles[..] else { panic!("three") };
    assert_eq!(regular.registration, Registration::Registered);
    assert_eq!(regular.vacancy.standard, Standard::gamma(0.6).unwrap());
    assert_eq!(regular.vacancy.minimum, 0);
    let path = |index: u32| scenario.quantities[index as usize].path.as_str();
    assert_eq!(path(regular.vacancy.scale.index), "profile.regular.vacancy_months.gamma.mean");
    assert_eq!(regular.salary, Pay::Scale { scale: "10".into(), step: 3 });
    assert!(matches!(regular.ramp, Ramp::Shape { shape: RampShape::SCurve, .. }));
    let supervision = regular.supervision.as_ref().expect("stated");
    assert!(matches!(supervision.valuation, SupervisionValuation::LostCare { .. }));
    assert_eq!(supervision.hours_per_week.bands[0].0, Some(6));
    assert_eq!(path(regular.exit.bands[1].1.index), "profile.regular.exit[1].annual");

    assert_eq!(entrant.registration, Registration::Route(RouteIndex(0)));
    assert_eq!(entrant.vacancy.standard, Standard::triangular(1.5 / 3.5).unwrap());
    assert!(entrant.vacancy.scale_is_upper_end);
    assert_eq!(entrant.salary, Pay::Scale { scale: "7".into(), step: 1 });
    assert_eq!(
        entrant.salary_after_registration,
        Some(PayAfterRegistration::Scale { scale: "10".into(), step: None })
    );
    let absence = &quantity(&scenario, "profile.side_entrant.absence").distribution;
    assert!((absence.quantile(0.05) - 0.05).abs() < 1e-9);
    assert_eq!(absence.support(), (0.0, 0.9));
    assert_eq!(entrant.exit.bands.len(), 1);
    assert!(matches!(entrant.training[0].timing, TrainingTiming::Class { month: 0, size: 8, .. }));
    assert!(entrant.exit_cost.as_ref().is_some_and(|cost| !cost.only_failed_route));

    // Inherited quantities are the same quantities; overruled ones are new.
    assert_eq!(experienced.name.nl, "experienced_side_entrant");
    assert_eq!(experienced.absence, entrant.absence);
    assert_eq!(experienced.recruitment, entrant.recruitment);
    let (Ramp::Shape { months, from, shape }, Ramp::Shape { months: old, from: of_parent, .. }) =
        (&experienced.ramp, &entrant.ramp)
    else {
        panic!("shapes")
    };
    assert_ne!(months, old);
    assert_eq!((from, *shape), (of_parent, RampShape::SCurve));
}

#[test]
fn route_subsidy_and_strategies_are_read() {
    let scenario = sound(SKETCH).scenario;
    let route = &scenario.routes[0];
    assert_eq!((route.starts_at_month, route.attempts), (3, 2));
    assert_eq!((route.duration.minimum, route.retry.minimum), (1, 1));
    assert_eq!(route.retry.standard, Standard::point());
    assert_eq!(median(&scenario, "route.maatwerk_hbo.retry_months"), 6.0);
    assert_eq!(route.if_failed, IfFailed::Leaves);
    let timings: Vec<&TrainingTiming> = route.costs.iter().map(|item| &item.timing).collect();
    // The start of the route is added.
    assert_eq!(timings, [&TrainingTiming::SpreadOverRoute, &TrainingTiming::AtMonth(5)]);

    let subsidy = &scenario.subsidies[0];
    assert_eq!(subsidy.eligible, [ProfileIndex(1), ProfileIndex(2)]);
    let keys: Vec<&str> = subsidy.instruments.iter().map(|i| i.key.as_str()).collect();
    assert_eq!(keys, ["start", "registration", "clawback"]);
    assert_eq!(subsidy.instruments[1].lag, 3);
    let Rule::Clawback { before_month: 24, linear: true, of, .. } = &subsidy.instruments[2].rule
    else {
        panic!("a clawback")
    };
    assert_eq!(of, &[0]);
    let amount = quantity(&scenario, "subsidy.gi_2026.instruments[0].amount");
    // Nominal by the rules of the scheme; the grade is that of the design.
    assert_eq!((amount.distribution.median(), amount.euros_of), (20_000.0, None));
    assert_eq!(amount.grade, Some(Grade::A));

    let [regular, entry, nobody] = &scenario.strategies[..] else { panic!("three") };
    assert_eq!(regular.intake[0].refill, Refill::Profile(ProfileIndex(0)));
    assert_eq!(entry.positions(), 12);
    assert_eq!((entry.intake[0].vacant_from, entry.intake[0].recruit_from), (0, 2));
    assert_eq!(entry.intake[0].refill, Refill::Profile(ProfileIndex(0)));
    assert_eq!(entry.intake[1].refill, Refill::None);
    assert_eq!(entry.subsidies, [SubsidyIndex(0)]);
    assert_eq!(nobody.intake[0].profile, None);
    assert_eq!(nobody.name.en, "nobody");
}
