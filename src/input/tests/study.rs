//! Studies: designs, organisations, populations, and what belongs to whom.

use super::*;
use crate::distribution::Distribution;
use crate::input::{LoadedStudy, load_study_from};
use crate::model::quantity::Grade;
use crate::model::study::{BASELINE, Organisation, PROGRAMME, Study, under};
use crate::model::subsidy::Rule;

pub const STUDY: &str = include_str!("../../../tests/data/study.toml");
pub const SCHEMES: &str = include_str!("../../../tests/data/schemes.toml");

fn files(study: &str) -> Memory {
    Memory::default()
        .with("studies/study.toml", study)
        .with("scenario.toml", BASE)
        .with("shared/schemes.toml", SCHEMES)
}

fn load(files: &Memory, seed: u64) -> Result<LoadedStudy, LoadError> {
    load_study_from(files, Path::new("studies/study.toml"), seed, &LoadOptions::default())
}

fn sound_study(text: &str) -> Study {
    load(&files(text), 1).unwrap_or_else(|error| panic!("{}", shown(&error))).study
}

fn of<'s>(study: &'s Study, organisation: usize, path: &str) -> &'s QuantityDefinition {
    quantity(&study.organisations[organisation].scenario, path)
}

#[test]
fn a_study_is_read() {
    let study = sound_study(STUDY);
    let keys: Vec<&str> = study.designs.iter().map(|design| design.key.as_str()).collect();
    let grid = ["bonus-2500-36", "bonus-2500-48", "bonus-5000-36", "bonus-5000-48"];
    assert_eq!(keys, [&["scheme", "both"], &grid[..]].concat());
    assert_eq!(study.designs[2].name.nl, "Bonus (2.500; 36)");
    assert_eq!(study.designs[2].name.en, "Bonus (2,500; 36)");
    assert_eq!(study.designs[1].budget, Some(1e6));
    assert_eq!((study.budget, study.horizon, study.highest_worth), (Some(2e6), 36, 150_000.0));
    let paths: Vec<&str> = study.quantities.iter().map(|q| q.path.as_str()).collect();
    assert_eq!(paths, ["stays_in_sector", "displacement"]);
    assert_eq!(study.quantities[study.displacement.index as usize].distribution.median(), 1.0);
    let names: Vec<&str> = study.organisations.iter().map(|one| one.name.en.as_str()).collect();
    let drawn = ["Organisation 1", "Organisation 2", "Organisation 3"];
    assert_eq!(names, [&["North", "South"], &drawn[..]].concat());
    let consortium = study.consortium.expect("stated");
    assert_eq!((consortium.members, consortium.design), (vec![0, 1], Some(0)));
    assert!(!consortium.shared_classes);
}

#[test]
fn every_organisation_has_its_baseline_its_programme_and_every_design() {
    let study = sound_study(STUDY);
    for organisation in &study.organisations {
        let scenario = &organisation.scenario;
        let keys: Vec<&str> = scenario.strategies.iter().map(|s| s.key.as_str()).collect();
        assert_eq!(&keys[..3], ["regular", "entry", "scheme"]);
        assert_eq!(keys.len(), 2 + study.designs.len());
        assert_eq!(scenario.baseline, BASELINE);
        assert!(scenario.strategies[..2].iter().all(|strategy| strategy.subsidies.is_empty()));
        let applied = |design: usize| {
            let subsidies = scenario.strategies[under(design)].subsidies.iter();
            subsidies.map(|s| scenario.subsidies[s.0].key.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(applied(0), ["scheme"]);
        assert_eq!(applied(1), ["scheme-both", "wage"]);
        assert_eq!(applied(5), ["bonus-bonus-5000-48"]);
        let programme = &scenario.strategies[PROGRAMME].intake;
        assert!(scenario.strategies[2..].iter().all(|strategy| strategy.intake == *programme));
    }
}

#[test]
fn an_organisation_has_its_own_criterion_positions_and_values() {
    let study = sound_study(STUDY);
    let [north, south, ..] = &study.organisations[..] else { panic!("two") };
    let criterion = |one: &Organisation| (one.chance_of_gain, one.accepted_risk, one.believed_exit);
    // The risk of the scenario is 0.05.
    assert_eq!(criterion(north), (0.5, 0.05, 1.0));
    assert_eq!(criterion(south), (0.7, 0.1, 0.8));
    let positions = |one: &Organisation| {
        one.scenario.strategies.iter().map(|strategy| strategy.positions()).collect::<Vec<_>>()
    };
    assert_eq!((positions(north), positions(south)), (vec![6; 8], vec![23; 8]));
    assert_eq!(of(&study, 0, "organisation.liquidity").distribution.median(), 400_000.0);
    assert_eq!(of(&study, 1, "organisation.liquidity").distribution.median(), 900_000.0);
    assert_eq!(of(&study, 1, "organisation.floor").distribution.median(), 150_000.0);
    // What holds for all.
    for at in 0..5 {
        assert_eq!(of(&study, at, "organisation.overdraft_rate").distribution.median(), 0.06);
    }
    let exit = of(&study, 1, "profile.entrant.exit");
    assert_eq!(exit.distribution, Distribution::pert(0.1, 0.2, 0.3).unwrap());
    let local = |one: &Organisation| -> Vec<String> {
        one.local.iter().map(|&k| one.scenario.quantities[k].path.clone()).collect()
    };
    let profiles = local(north).into_iter().filter(|path| path.starts_with("profile"));
    assert!(profiles.eq(["profile.entrant.exit".to_owned()]));
    assert!(local(south).contains(&"organisation.floor".to_owned()));
}

#[test]
fn a_design_changes_only_its_own_numbers() {
    let study = sound_study(STUDY);
    let scenario = &study.organisations[0].scenario;
    let subsidy = |key: &str| scenario.subsidies.iter().find(|s| s.key == key).expect("there");
    let path = |index: u32| scenario.quantities[index as usize].path.as_str();
    let bonus = |key: &str| {
        let [reached, back] = &subsidy(key).instruments[..] else { panic!("two instruments") };
        let (
            Rule::OnReaching { amount, month: 24, .. },
            Rule::Clawback { before_month, share, .. },
        ) = (&reached.rule, &back.rule)
        else {
            panic!("{key}")
        };
        (amount.index, *before_month, share.index)
    };
    let (amount, before, share) = bonus("bonus-bonus-2500-48");
    assert_eq!(path(amount), "subsidy.bonus-bonus-2500-48.instruments[0].amount");
    assert_eq!((scenario.quantities[amount as usize].distribution.median(), before), (2_500.0, 48));
    // The source of the scheme says nothing of a number that the study put in.
    let changed = &scenario.quantities[amount as usize];
    assert_eq!((changed.grade, changed.source.as_deref()), (None, None));
    // What was left as it was is one quantity for all designs.
    assert_eq!(path(share), "subsidy.bonus.instruments[1].share");
    assert_eq!(share, bonus("bonus-bonus-5000-36").2);
    assert_eq!(scenario.quantities[share as usize].grade, Some(Grade::D));
    assert_eq!(subsidy("bonus-bonus-2500-48").name.nl, "Behoudbonus");
    // The scheme itself is as it was; its copy has another amount.
    let start = |key: &str| match &subsidy(key).instruments[0].rule {
        Rule::Intake { amount } => scenario.quantities[amount.index as usize].distribution.median(),
        other => panic!("{other:?}"),
    };
    assert_eq!((start("scheme"), start("scheme-both")), (10_000.0, 5_000.0));
    // Only what a design applies.
    let keys: Vec<&str> = scenario.subsidies.iter().map(|s| s.key.as_str()).collect();
    assert!(!keys.contains(&"bonus"), "{keys:?}");
}

#[test]
fn the_strategies_that_a_study_leaves_out_leave_no_quantities() {
    let lonely = BASE.to_owned()
        + "\n[profile.other]\nextends = \"regular\"\nabsence = 0.2\n\n[strategy.third]\nintake = [{ positions = 6, profile = \"other\" }]\n";
    let files = files(STUDY).with("scenario.toml", lonely);
    let study = load(&files, 1).unwrap_or_else(|error| panic!("{}", shown(&error))).study;
    let scenario = &study.organisations[0].scenario;
    assert!(scenario.quantities.iter().all(|q| q.path != "profile.other.absence"));
    assert_eq!(scenario.profiles.len(), 2);
}

/// The drawn organisations: positions, belief, liquidity and tariff of each.
fn drawn(study: &Study) -> Vec<(usize, f64, f64, f64)> {
    let listed = 2;
    (listed..study.organisations.len())
        .map(|at| {
            let one = &study.organisations[at];
            let median = |path: &str| {
                let quantity = of(study, at, path);
                assert!(quantity.distribution.is_certain());
                quantity.distribution.median()
            };
            let positions = one.scenario.strategies[PROGRAMME].positions();
            let (cash, tariff) = ("organisation.liquidity", "contract.tariff_per_hour");
            (positions, one.believed_exit, median(cash), median(tariff))
        })
        .collect()
}

#[test]
fn a_population_is_drawn_once_from_the_seed() {
    let first = drawn(&sound_study(STUDY));
    assert_eq!(first, drawn(&sound_study(STUDY)));
    let other = drawn(&load(&files(STUDY), 2).unwrap_or_else(|e| panic!("{}", shown(&e))).study);
    assert!(first.iter().zip(&other).all(|(a, b)| a.1 != b.1 && a.2 != b.2 && a.3 != b.3));
    let liquidity = of(&sound_study(STUDY), 2, "organisation.liquidity").clone();
    assert_eq!((liquidity.grade, liquidity.source.as_deref()), (Some(Grade::D), Some("example")));
}

#[test]
fn one_more_organisation_or_path_leaves_the_others_as_they_were() {
    let first = drawn(&sound_study(STUDY));
    let more = sound_study(&STUDY.replace("organisations = 3", "organisations = 40"));
    assert_eq!(drawn(&more)[..3], first[..]);
    let path = "\"contract.billable_hours_per_year\" = { uniform = { low = 1_200, high = 1_300 } }";
    let wider = STUDY.replace("[population.values]\n", &format!("[population.values]\n{path}\n"));
    let wider = sound_study(&wider);
    assert_eq!(drawn(&wider), first);
    let hours = of(&wider, 2, "contract.billable_hours_per_year").distribution.median();
    assert!((1_200.0..1_300.0).contains(&hours), "{hours}");
}

#[test]
fn a_population_follows_its_distributions() {
    let study = sound_study(&STUDY.replace("organisations = 3", "organisations = 400"));
    let drawn = drawn(&study);
    let n = drawn.len() as f64;
    let below = |x: f64, of: fn(&(usize, f64, f64, f64)) -> f64| {
        drawn.iter().filter(|one| of(one) < x).count() as f64 / n
    };
    // Three standard errors of a share of 0.05 and of 0.5 among 400.
    let (tail, middle) = (3.0 * (0.05 * 0.95 / n).sqrt(), 3.0 * (0.25 / n).sqrt());
    assert!((below(200_000.0, |one| one.2) - 0.05).abs() < tail);
    assert!((below(3_000_000.0, |one| one.2) - 0.95).abs() < tail);
    assert!((below(100.0, |one| one.3) - 0.5).abs() < middle);
    let believed = Distribution::pert(0.6, 0.9, 1.1).unwrap();
    assert!((below(believed.median(), |one| one.1) - 0.5).abs() < middle);
    let positions = Distribution::pert(2.0, 6.0, 30.0).unwrap();
    // 7.5 rounds to 8.
    assert!((below(7.5, |one| one.0 as f64) - positions.cdf(7.5)).abs() < middle);
}

#[test]
fn values_of_a_population_may_stand_in_tables() {
    let tables = STUDY
        .replace("[population.values]\n\"organisation.", "[population.values.organisation]\n")
        .replace("liquidity\" = { p5", "liquidity = { p5")
        .replace("\"contract.tariff", "[population.values.contract]\ntariff")
        .replace("per_hour\" = { uniform", "per_hour = { uniform");
    assert_eq!(drawn(&sound_study(&tables)), drawn(&sound_study(STUDY)));
}

#[test]
fn a_mistake_in_every_organisation_is_said_once() {
    let wrong = STUDY
        .replace("overdraft_rate = 0.06", "overdraft_rate = 6")
        .replace("low = 90, high = 110", "low = -900, high = -110");
    let places = places_of(&wrong);
    assert_eq!(places, ["out-of-range 31:18", "distribution-leaves-range 52:30"]);
}

/// `slug line:column` of each problem of a study.
fn places_of(study: &str) -> Vec<String> {
    let error = load(&files(study), 1).expect_err("something is wrong");
    let place = |problem: &Diagnostic| {
        let place = problem.place.as_ref().expect("a place");
        let source = &error.sources[place.file];
        let at = source.position(place.start);
        let file = match place.file {
            0 => String::new(),
            _ => format!("{}:", source.path.display()),
        };
        format!("{} {file}{}:{}", problem.code().slug, at.line, at.column)
    };
    error.problems.iter().map(place).collect()
}

#[test]
fn all_mistakes_come_at_once() {
    let wrong = STUDY
        .replace("programme = \"entry\"", "programme = \"entri\"")
        .replace("subsidies = [\"bonus\"]", "subsidies = [\"bonis\"]")
        .replace("positions = 23", "positions = 0")
        .replace("\"organisation\"]", "\"organisatie\"]");
    assert_eq!(
        places_of(&wrong),
        ["unknown-name 3:13", "unknown-name 25:14", "out-of-range 38:13"]
    );
    let files = files(&wrong.replace("entri", "entry").replace("bonis", "bonus"))
        .with("scenario.toml", BASE.replace("pass = 0.85", "pass = 1.85"));
    let error = load(&files, 1).expect_err("wrong");
    let slugs: Vec<&str> = error.problems.iter().map(|problem| problem.code().slug).collect();
    assert_eq!(slugs, ["unknown-path", "out-of-range", "out-of-range"]);
}

#[test]
fn a_scheme_that_both_include_is_that_of_the_scenario() {
    // The scenario opens the scheme to refills; the study includes the scheme once more.
    let base =
        format!("include = [\"shared/schemes.toml\"]\n{BASE}\n[subsidy.bonus]\nrefills = true\n");
    let files = files(STUDY).with("scenario.toml", base);
    let study = load(&files, 1).unwrap_or_else(|error| panic!("{}", shown(&error))).study;
    let scenario = &study.organisations[0].scenario;
    let copies = scenario.subsidies.iter().filter(|s| s.key.starts_with("bonus-"));
    assert!(copies.map(|s| s.refills).eq([true; 4]));
}

#[test]
fn a_number_of_the_study_can_be_set() {
    let set = vec![("budget".to_owned(), "5e6".to_owned()), ("horizon_months".into(), "24".into())];
    let options = LoadOptions { set, ..LoadOptions::default() };
    let path = Path::new("studies/study.toml");
    let study = load_study_from(&files(STUDY), path, 1, &options).expect("sound").study;
    assert_eq!((study.budget, study.horizon), (Some(5e6), 24));
}

#[test]
fn a_correlation_with_what_a_study_leaves_out_is_left_out() {
    let more = "\n[profile.other]\nextends = \"regular\"\nabsence = { low = 0.1, mode = 0.2, high = 0.3 }\n\n\
        [strategy.third]\nintake = [{ positions = 6, profile = \"other\" }]\n\n\
        [[correlation]]\nbetween = [\"profile.regular.absence\", \"profile.other.absence\", \"profile.entrant.absence\"]\n\
        matrix = [[1, 0.5, 0.3], [0.5, 1, 0.4], [0.3, 0.4, 1]]\n\n\
        [[expect]]\nquantity = \"profile.other.absence\"\nat_least = \"profile.regular.absence\"\n";
    let base = format!("{BASE}{more}");
    let files = files(STUDY).with("scenario.toml", base.clone());
    let study = load(&files, 1).unwrap_or_else(|error| panic!("{}", shown(&error))).study;
    let scenario = &study.organisations[0].scenario;
    let [group] = &scenario.correlations[..] else { panic!("one group") };
    let path = |index: &u32| scenario.quantities[*index as usize].path.as_str();
    let members: Vec<&str> = group.members.iter().map(path).collect();
    assert_eq!(members, ["profile.regular.absence", "profile.entrant.absence"]);
    assert_eq!(group.spearman, [1.0, 0.3, 0.3, 1.0]);
    assert!(scenario.expectations.is_empty());
    // The scenario by itself has all three.
    assert_eq!(sound(&base).scenario.correlations[0].members.len(), 3);
}

#[test]
fn a_scenario_with_a_wrong_baseline_is_said_to_have_one() {
    let files = files(STUDY)
        .with("scenario.toml", BASE.replace("baseline = \"regular\"", "baseline = \"regulr\""));
    let error = load(&files, 1).expect_err("wrong");
    let slugs: Vec<&str> = error.problems.iter().map(|problem| problem.code().slug).collect();
    assert_eq!(slugs, ["unknown-name"]);
}

#[test]
fn a_warning_whose_numbers_differ_between_organisations_is_said_once() {
    let base = BASE
        .replace("{ low = 90, mode = 100, high = 110 }", "{ low = 20, mode = 21, high = 22 }")
        .replace("tariff_unregistered_per_hour = 95", "tariff_unregistered_per_hour = 19");
    let own = "values.organisation.liquidity = 900_000\n";
    let study = STUDY
        .replace("low = 90, high = 110", "low = 20, high = 22")
        .replace(own, &format!("{own}values.employment.on_cost = 0.6\n"));
    let files = files(&study).with("scenario.toml", base);
    let loaded = load(&files, 1).unwrap_or_else(|error| panic!("{}", shown(&error)));
    let slugs: Vec<&str> = loaded.warnings.iter().map(|w| w.code().slug).collect();
    // Once for the listed ones, at the tariff of the scenario, and once for the population, at its own.
    assert_eq!(slugs, ["tariff-below-cost", "tariff-below-cost"]);
    let files: Vec<usize> =
        loaded.warnings.iter().filter_map(|w| Some(w.place.as_ref()?.file)).collect();
    assert_eq!(files, [0, 1]);
}

#[test]
fn a_design_can_reclaim_everything_where_its_scheme_reclaims_what_was_not_spent() {
    let unspent = SCHEMES.replace(
        "clawback_before_month = 36,",
        "clawback_before_month = 36, above_costs = [\"wages\"],",
    );
    assert_ne!(unspent, SCHEMES);
    let of = |set: &str| {
        let text = STUDY
            .replace("[design.bonus.grid]", &format!("set = {{ {set} }}\n[design.bonus.grid]"));
        let files = Memory::default()
            .with("studies/study.toml", text)
            .with("scenario.toml", BASE)
            .with("shared/schemes.toml", unspent.as_str());
        let study = load(&files, 1).unwrap_or_else(|error| panic!("{}", shown(&error))).study;
        let scenario = &study.organisations[0].scenario;
        let scheme = &scenario.subsidies[scenario.strategies[under(2)].subsidies[0].0];
        let rules = scheme.instruments.iter().filter_map(|of| match &of.rule {
            Rule::Clawback { above_costs, .. } => Some(above_costs.clone()),
            _ => None,
        });
        rules.collect::<Vec<_>>()
    };
    assert_eq!(of("")[0].as_ref().map(Vec::len), Some(1));
    assert_eq!(of("\"bonus.back.above_costs\" = []"), [None]);
    // Where costs are needed, an empty list is still a mistake.
    let text = SCHEMES.replace(
        "{ on_month = 24, amount = { low = 4_000, mode = 5_000, high = 7_000 } }",
        "{ key = \"month_24\", reimburses = [], share = 0.5 }",
    );
    let files = files(STUDY).with("shared/schemes.toml", text.as_str());
    let error = load(&files, 1).expect_err("nothing is reimbursed");
    assert!(shown(&error).contains("reimburses"), "{}", shown(&error));
}
