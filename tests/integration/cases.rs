//! Cases computed by hand: `tests/cases/NAME.toml` and `NAME.expected.toml`.
//!
//! [`disagreements`] compares every case with whatever computes figures from a scenario, so that
//! the engine and its plain counterpart answer to the same numbers.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use kansrijk::model::contract::Variant;
use kansrijk::model::quantity::Theta;
use kansrijk::model::scenario::Scenario;

use crate::reference::{self, Line, ReferenceOutcome};
use crate::scenarios;

/// Expected figures are written to the cent.
const HALF_A_CENT: f64 = 0.005;
/// Larger amounts may differ by this share.
const RELATIVE: f64 = 1e-9;
/// Figures that count in months and heads; a cent has no meaning for them.
const COUNT: f64 = 1e-9;

/// Figures of one strategy by name, as in a file of expectations with the levels joined by dots:
/// `npv`, `bridge.wages`, `year.2027.cash`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// One number for the run.
    pub numbers: BTreeMap<String, f64>,
    /// A number for each month: `cash.wages`, `months.heads`; in `after.wages` from month H on,
    /// for as long as there is something.
    pub series: BTreeMap<String, Vec<f64>>,
}

/// What to do with a figure that a case expects and the computation does not give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "an engine that reports fewer figures than the reference uses `Skip`")]
pub enum WhenAbsent {
    /// It is a disagreement.
    Fail,
    /// Leave it out.
    Skip,
}

/// Compares all cases with `compute(scenario, strategy index, θ)`: a line for each disagreement.
pub fn disagreements(
    compute: &dyn Fn(&Scenario, usize, &Theta) -> Figures,
    when_absent: WhenAbsent,
) -> Vec<String> {
    let mut lines = Vec::new();
    for case in Case::all() {
        let scenario = case.scenario();
        let theta = scenarios::certain_theta(&scenario);
        let expected = case.expected();
        for (key, expected) in &expected {
            let place = format!("{} [{key}]", case.name);
            let Some(index) = scenario.strategies.iter().position(|s| s.key == *key) else {
                lines.push(format!("{place}: no such strategy"));
                continue;
            };
            let computed = compute(&scenario, index, &theta);
            lines.extend(
                differences(expected, &computed, when_absent)
                    .into_iter()
                    .map(|difference| format!("{place} {difference}")),
            );
        }
    }
    lines
}

/// One case: the name of its files without extension.
pub struct Case {
    /// Their common name.
    pub name: String,
}

impl Case {
    fn folder() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
    }

    /// The cases in alphabetical order.
    pub fn all() -> Vec<Self> {
        let mut names = Vec::new();
        for entry in fs::read_dir(Self::folder()).expect("the folder of cases") {
            let name = entry.expect("an entry").file_name().into_string().expect("a plain name");
            if let Some(name) = name.strip_suffix(".toml")
                && !name.ends_with(".expected")
            {
                names.push(name.to_owned());
            }
        }
        names.sort();
        names.into_iter().map(|name| Self { name }).collect()
    }

    /// What the case computes.
    pub fn scenario(&self) -> Scenario {
        scenarios::from_file(&Self::folder().join(format!("{}.toml", self.name)))
    }

    /// The expected figures by strategy.
    fn expected(&self) -> BTreeMap<String, Figures> {
        let path = Self::folder().join(format!("{}.expected.toml", self.name));
        let text =
            fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let table: toml::Table =
            text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut strategies = BTreeMap::new();
        for (key, value) in table {
            let mut figures = Figures::default();
            flatten("", &value, &mut figures);
            if figures.numbers.keys().any(|name| name.starts_with("bridge.")) {
                for line in bridge_lines() {
                    figures.numbers.entry(line).or_insert(0.0);
                }
            }
            strategies.insert(key, figures);
        }
        strategies
    }
}

/// All names of the bridge.
fn bridge_lines() -> Vec<String> {
    let mut names: Vec<_> =
        Line::ALL.into_iter().map(|(_, name)| format!("bridge.{name}")).collect();
    names.push("bridge.due_after_horizon".to_owned());
    names
}

/// Tables become names with dots, lists become series.
fn flatten(name: &str, value: &toml::Value, figures: &mut Figures) {
    let number = |value: &toml::Value| match value {
        toml::Value::Integer(number) => *number as f64,
        toml::Value::Float(number) => *number,
        toml::Value::Boolean(holds) => f64::from(*holds),
        other => panic!("{name}: {other} is not a number"),
    };
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table {
                let name = if name.is_empty() { key.clone() } else { format!("{name}.{key}") };
                flatten(&name, value, figures);
            }
        }
        toml::Value::Array(list) => {
            figures.series.insert(name.to_owned(), list.iter().map(number).collect());
        }
        other => {
            figures.numbers.insert(name.to_owned(), number(other));
        }
    }
}

/// Where computed figures differ from expected ones; figures that are not expected are not looked at.
pub fn differences(expected: &Figures, computed: &Figures, when_absent: WhenAbsent) -> Vec<String> {
    let mut lines = Vec::new();
    let absent = |name: &String, lines: &mut Vec<String>| {
        if when_absent == WhenAbsent::Fail {
            lines.push(format!("{name}: not computed"));
        }
    };
    for (name, want) in &expected.numbers {
        match computed.numbers.get(name) {
            None => absent(name, &mut lines),
            Some(got) if agree(name, *want, *got) => {}
            Some(got) => lines.push(format!("{name}: expected {want}, computed {got}")),
        }
    }
    for (name, want) in &expected.series {
        let Some(got) = computed.series.get(name) else {
            absent(name, &mut lines);
            continue;
        };
        if want.len() != got.len() && !name.starts_with("after.") {
            lines.push(format!("{name}: expected {} months, computed {}", want.len(), got.len()));
            continue;
        }
        for month in 0..want.len().max(got.len()) {
            // After the horizon months without a payment may be left out at the end.
            let want = want.get(month).copied().unwrap_or(0.0);
            let got = got.get(month).copied().unwrap_or(0.0);
            if !agree(name, want, got) {
                lines.push(format!("{name}, month {month}: expected {want}, computed {got}"));
            }
        }
    }
    lines
}

/// Equal to the cent, or to nine digits; counts exactly, and so are the words for never.
fn agree(name: &str, want: f64, got: f64) -> bool {
    if want == got {
        return true;
    }
    if want.is_infinite() || got.is_infinite() {
        return false;
    }
    let is_count = ["month", "heads", "hires", "exits", "registered", "under_supervision"]
        .iter()
        .any(|word| name.strip_prefix("months.").unwrap_or(name).contains(word));
    let absolute = if is_count { COUNT } else { HALF_A_CENT };
    (want - got).abs() <= absolute.max(RELATIVE * want.abs())
}

/// The figures of the reference as names and numbers.
pub fn figures_of(outcome: &ReferenceOutcome) -> Figures {
    let mut figures = Figures::default();
    let headline = &outcome.headline;
    for (line, name) in Line::ALL {
        let cash = &outcome.cash[&line];
        figures.series.insert(format!("cash.{name}"), cash.within.clone());
        figures.series.insert(format!("after.{name}"), cash.after.clone());
        figures.series.insert(format!("accrual.{name}"), outcome.accrual[&line].clone());
        figures.numbers.insert(format!("bridge.{name}"), headline.bridge[&line]);
    }
    let series = [
        ("heads", &outcome.heads),
        ("registered", &outcome.registered),
        ("newly_registered", &outcome.newly_registered),
        ("under_supervision", &outcome.under_supervision),
        ("billable_hours", &outcome.billable_hours),
        ("unregistered_hours", &outcome.unregistered_hours),
        ("covered_hours", &outcome.covered_hours),
        ("undelivered_hours", &outcome.undelivered_hours),
        ("supervision_hours", &outcome.supervision_hours),
        ("lost_hours", &outcome.lost_hours),
        ("net_cash", &outcome.net_cash),
        ("cumulative", &outcome.cumulative),
        ("costs", &outcome.costs),
        ("benefits", &outcome.benefits),
        ("result", &outcome.result),
    ];
    for (name, values) in series {
        figures.series.insert(format!("months.{name}"), values.clone());
    }
    let balances =
        [("liquidity", &outcome.liquidity), ("liquidity_without", &outcome.liquidity_without)];
    for (name, values) in balances {
        if let Some(values) = values {
            figures.series.insert(format!("months.{name}"), values.clone());
        }
    }
    let numbers = [
        ("npv", headline.npv),
        ("net_cash", headline.net_cash),
        ("peak_funding", headline.peak_funding),
        ("payback_month", headline.payback_month),
        ("first_month_benefits_exceed_costs", headline.first_month_benefits_exceed_costs),
        ("hires", headline.hires),
        ("exits_by_attrition", headline.exits_by_attrition),
        ("exits_by_failed_route", headline.exits_by_failed_route),
        ("exits_before_registration", headline.exits_before_registration),
        ("heads_at_horizon", headline.heads_at_horizon),
        ("registered_at_horizon", headline.registered_at_horizon),
        ("newly_registered_at_horizon", headline.newly_registered_at_horizon),
        ("billable_hours", headline.billable_hours),
        ("covered_hours", headline.covered_hours),
        ("undelivered_hours", headline.undelivered_hours),
        ("supervision_hours", headline.supervision_hours),
        ("subsidy", headline.subsidy),
        ("clawback", headline.clawback),
        ("total_cost", headline.total_cost),
        ("net_cost", headline.net_cost),
        ("residual_value", headline.residual_value),
        ("bridge.due_after_horizon", headline.due_after_horizon),
        ("parties.employer", headline.parties.employer),
        ("parties.subsidy_giver", headline.parties.subsidy_giver),
        ("parties.municipality", headline.parties.municipality),
        ("parties.users", headline.parties.users),
    ];
    let optional = [
        ("npv_at_full_cost", headline.npv_at_full_cost),
        ("liquidity_low", headline.liquidity_low),
        ("shortfall", headline.shortfall.map(f64::from)),
        ("shortfall_without", headline.shortfall_without.map(f64::from)),
        ("interest", headline.interest),
        ("months_over_unregistered_share", headline.months_over_unregistered_share),
        ("months_over_mentor_capacity", headline.months_over_mentor_capacity),
    ];
    for (name, value) in numbers {
        figures.numbers.insert(name.to_owned(), value);
    }
    for (name, value) in optional {
        if let Some(value) = value {
            figures.numbers.insert(name.to_owned(), value);
        }
    }
    for year in &headline.years {
        figures.numbers.insert(format!("year.{}.result", year.year), year.result);
        figures.numbers.insert(format!("year.{}.cash", year.year), year.cash);
    }
    figures
}

/// The reference's figures of a strategy when every uniform number is `u` and the free cash of the
/// organisation does not deviate.
fn reference_figures(scenario: &Scenario, strategy: usize, theta: &Theta, u: f64) -> Figures {
    let normals = vec![0.0; scenario.calendar.horizon];
    let of = |strategy: usize, baseline: Option<&[f64]>| {
        let spells = reference::spells(scenario, strategy, theta, &|_, _, _| u);
        reference::outcome(scenario, strategy, theta, &spells, &normals, baseline)
    };
    let outcome = match scenario.contract.variant {
        Variant::Task { .. } => {
            // Whoever asks for the baseline's cover cost only does not look at its benefits.
            let nothing = vec![0.0; scenario.calendar.horizon];
            let baseline = of(scenario.baseline, Some(&nothing)).cover_cost();
            of(strategy, Some(&baseline))
        }
        _ => of(strategy, None),
    };
    figures_of(&outcome)
}

#[test]
fn the_reference_agrees_with_the_cases_computed_by_hand() {
    for u in [0.001, 0.5, 0.999] {
        let lines = disagreements(
            &|scenario, strategy, theta| reference_figures(scenario, strategy, theta, u),
            WhenAbsent::Fail,
        );
        assert!(lines.is_empty(), "with every uniform {u}:\n{}", lines.join("\n"));
    }
}

#[test]
fn a_wrong_figure_is_reported_and_a_rounded_one_is_not() {
    let case = |bridge: f64, heads: f64, payback: f64, month: f64| {
        let mut figures = Figures::default();
        figures.numbers.insert("bridge.wages".to_owned(), bridge);
        figures.numbers.insert("heads_at_horizon".to_owned(), heads);
        figures.numbers.insert("payback_month".to_owned(), payback);
        figures.series.insert("cash.wages".to_owned(), vec![0.0, month]);
        figures
    };
    let never = f64::INFINITY;
    let expected = case(-3000.0, 1.0, never, 20.0);
    let count = |computed| differences(&expected, &computed, WhenAbsent::Fail).len();
    assert_eq!(count(case(-3000.004, 1.0, never, 20.004)), 0);
    assert_eq!(count(case(-3000.006, 1.0, never, 20.0)), 1);
    assert_eq!(count(case(-3000.0, 1.004, never, 20.0)), 1);
    assert_eq!(count(case(-3000.0, 1.0, 12.0, 20.0)), 1);
    assert_eq!(count(case(-3000.0, 1.0, never, 20.006)), 1);
    assert_eq!(count(Figures::default()), 4);
    assert!(differences(&expected, &Figures::default(), WhenAbsent::Skip).is_empty());
}

#[test]
fn every_case_has_expectations_and_every_expectation_a_case() {
    let mut cases = 0;
    for entry in fs::read_dir(Case::folder()).expect("the folder of cases") {
        let name = entry.expect("an entry").file_name().into_string().expect("a plain name");
        if let Some(name) = name.strip_suffix(".expected.toml") {
            assert!(Case::folder().join(format!("{name}.toml")).exists(), "{name}.toml is missing");
            cases += 1;
        }
    }
    assert_eq!(cases, Case::all().len());
}

#[test]
fn expected_bridges_add_up_to_the_expected_net_cash() {
    for case in Case::all() {
        for (key, expected) in case.expected() {
            let mut bridge: Vec<f64> = Vec::new();
            for (name, value) in &expected.numbers {
                if name.starts_with("bridge.") {
                    bridge.push(*value);
                }
            }
            if let Some(net_cash) = expected.numbers.get("net_cash")
                && !bridge.is_empty()
            {
                let sum: f64 = bridge.iter().sum();
                let place = format!("{} [{key}]", case.name);
                assert!((sum - net_cash).abs() < 3.0 * HALF_A_CENT, "{place}: {sum}, {net_cash}");
            }
        }
    }
}
