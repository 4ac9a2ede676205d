//! Studies in code, from scenarios of the library.

use std::path::Path;

use kansrijk::distribution::Distribution;
use kansrijk::input::{LoadOptions, load};
use kansrijk::language::Label;
use kansrijk::model::quantity::{Quantity, QuantityDefinition};
use kansrijk::model::scenario::{Scenario, SubsidyIndex};
use kansrijk::model::study::{Design, Organisation, Study};

/// A scenario of the library with every subsidy that somebody in it is eligible for.
pub fn library(name: &str) -> Scenario {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("scenarios/{name}.toml"));
    let options = LoadOptions { all_subsidies: true, ..LoadOptions::default() };
    let loaded = load(&path, &options);
    loaded.unwrap_or_else(|error| panic!("{name}: {:?}", error.problems)).scenario
}

fn label(text: &str) -> Label {
    Label { nl: text.to_owned(), en: text.to_owned() }
}

fn number(path: &str, value: f64) -> QuantityDefinition {
    let distribution = Distribution::fixed(value).expect("a number");
    QuantityDefinition {
        path: path.to_owned(),
        as_written: distribution.clone(),
        distribution,
        unit: "share",
        range: (0.0, 1.0),
        euros_of: None,
        source: None,
        grade: None,
        note: None,
        is_yearly_deviation: false,
        is_implicit: false,
    }
}

/// A study: `designs` are lists of keys of subsidies; organisations are added with [`organisation`].
pub fn study(designs: &[&[&str]], organisations: Vec<Organisation>) -> Study {
    let horizon = organisations[0].scenario.calendar.horizon;
    let named = |keys: &&[&str]| {
        let key = keys.join("+");
        Design { name: label(&key), key, budget: None }
    };
    Study {
        name: "test".to_owned(),
        title: label("test"),
        question: label("test?"),
        designs: designs.iter().map(named).collect(),
        organisations,
        budget: None,
        horizon,
        quantities: vec![number("stays_in_sector", 0.5), number("displacement", 1.0)],
        stays_in_sector: Quantity::new(0),
        displacement: Quantity::new(1),
        highest_worth: 150_000.0,
        consortium: None,
    }
}

/// The index of a strategy.
pub fn strategy(scenario: &Scenario, key: &str) -> usize {
    let found = scenario.strategies.iter().position(|strategy| strategy.key == key);
    found.unwrap_or_else(|| panic!("no strategy {key}"))
}

/// An organisation that follows `programme` or else the baseline of a scenario, and always takes part.
pub fn organisation(scenario: &Scenario, programme: &str, designs: &[&[&str]]) -> Organisation {
    let mut baseline = scenario.strategies[scenario.baseline].clone();
    let mut programme = scenario.strategies[strategy(scenario, programme)].clone();
    baseline.subsidies.clear();
    programme.subsidies.clear();
    let mut scenario = scenario.clone();
    let index = |key: &&str| {
        let found = scenario.subsidies.iter().position(|subsidy| subsidy.key == *key);
        SubsidyIndex(found.unwrap_or_else(|| panic!("no subsidy {key}")))
    };
    let under = designs.iter().map(|keys| {
        let mut strategy = programme.clone();
        strategy.subsidies = keys.iter().map(index).collect();
        strategy
    });
    let under: Vec<_> = under.collect();
    scenario.strategies = [vec![baseline, programme], under].concat();
    scenario.baseline = 0;
    Organisation {
        name: label("organisation"),
        scenario,
        chance_of_gain: 0.0,
        accepted_risk: 1.0,
        believed_exit: 1.0,
        local: Vec::new(),
    }
}

/// Takes away what nobody knows: every number at its median.
pub fn certain(scenario: &Scenario) -> Scenario {
    let mut scenario = scenario.clone();
    for quantity in &mut scenario.quantities {
        let median = quantity.distribution.median();
        quantity.distribution = Distribution::fixed(median).expect("a number");
    }
    scenario.correlations.clear();
    scenario
}

/// Gives the quantities whose path begins so a fixed value.
pub fn set(scenario: &mut Scenario, beginning: &str, value: f64) {
    let mut found = false;
    for quantity in &mut scenario.quantities {
        if quantity.path.starts_with(beginning) {
            quantity.distribution = Distribution::fixed(value).expect("a number");
            found = true;
        }
    }
    assert!(found, "no path begins with {beginning}");
}

/// Employers of a scenario that differ in size and in how sure they want to be of a gain.
pub fn population(n: usize, designs: &[&[&str]]) -> Vec<Organisation> {
    let mut scenario = library("gi-cohort");
    // So little that some run out of it.
    set(&mut scenario, "organisation.liquidity", 400_000.0);
    (0..n)
        .map(|k| {
            let mut of = organisation(&scenario, "with_scheme", designs);
            for strategy in &mut of.scenario.strategies {
                strategy.intake[0].positions = 2 + k % 3;
            }
            of.chance_of_gain = k as f64 / n as f64;
            of
        })
        .collect()
}
