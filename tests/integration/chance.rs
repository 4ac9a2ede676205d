//! What is random, and what it depends on: the seed and the address of each draw, nothing else.

use rayon::ThreadPoolBuilder;

use kansrijk::model::outcome::{Headline, Monthly};
use kansrijk::model::path::Spell;
use kansrijk::model::plan::Plan;
use kansrijk::model::quantity::Theta;
use kansrijk::sample::address::{Ignorance, Luck, path_hash};
use kansrijk::sample::lives;
use kansrijk::sample::theta::{ThetaSampler, independent_groups};
use kansrijk::simulate::{ColumnSummary, Settings, Simulation, Stop, Worker, simulate};
use kansrijk::summarize::Summary;
use kansrijk::summarize::statistics::{covariance, split, variance};

use crate::random_scenario::{self, Variation, for_random};
use crate::scenarios;

fn library(name: &str) -> Plan {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    Plan::new(scenarios::from_file(&folder.join(format!("{name}.toml"))))
}

fn run(plan: &Plan, seed: u64, stop: Stop) -> Simulation {
    simulate(plan, Settings { seed, stop }, &()).expect("nobody cancels")
}

fn bits(values: &[f64]) -> Vec<u64> {
    values.iter().map(|value| value.to_bits()).collect()
}

/// Every headline outcome of every run and strategy.
fn all_draws(simulation: &Simulation, plan: &Plan) -> Vec<Vec<u64>> {
    (0..plan.strategies.len())
        .flat_map(|s| (0..Headline::COUNT).map(move |k| (s, k)))
        .map(|(s, k)| bits(&simulation.draws(s, k)))
        .collect()
}

/// Everything that is reported, to the last digit.
fn all_figures(simulation: &Simulation, plan: &Plan) -> String {
    format!("{:?}", Summary::new(plan, simulation))
}

fn in_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    let pool = ThreadPoolBuilder::new().num_threads(threads).build();
    pool.expect("a pool of threads").install(work)
}

#[test]
fn any_number_of_threads_gives_the_same_bits() {
    let plan = library("template");
    // Not a whole number of batches, and more than one round of them.
    let outcome = |threads: usize| {
        in_threads(threads, || {
            let simulation = run(&plan, 1, Stop::After(4500));
            (all_draws(&simulation, &plan), all_figures(&simulation, &plan))
        })
    };
    let one = outcome(1);
    for threads in [2, 3, 8] {
        assert!(one == outcome(threads), "{threads} threads");
    }
}

#[test]
fn another_seed_gives_other_numbers() {
    let plan = library("template");
    let npv = |seed| run(&plan, seed, Stop::After(300)).draws(0, Headline::Npv as usize);
    let (one, two) = (npv(1), npv(2));
    assert!(one.iter().zip(&two).all(|(one, two)| one != two));
}

#[test]
fn the_first_runs_do_not_depend_on_how_many_follow() {
    let plan = library("small-reserve");
    let few = all_draws(&run(&plan, 1, Stop::After(100)), &plan);
    let many = all_draws(&run(&plan, 1, Stop::After(1000)), &plan);
    for (few, many) in few.iter().zip(&many) {
        assert_eq!(few[..], many[..few.len()]);
    }
}

/// θ by path.
fn theta(plan: &Plan, run: u64, seed: u64) -> Vec<(String, u64)> {
    let sampler = ThetaSampler::new(&plan.scenario);
    let mut theta = sampler.medians();
    sampler.draw(seed, run, &mut theta);
    let paths = plan.scenario.quantities.iter().map(|quantity| quantity.path.clone());
    paths.zip(bits(&theta.0)).collect()
}

#[test]
fn a_new_strategy_profile_and_quantity_leave_every_other_draw_as_it_was() {
    for_random(40, |choices| {
        let plan = random_scenario::plan(choices, Variation::default());
        let more = Variation { another_strategy: true, ..Variation::default() };
        let more = random_scenario::plan(choices, more);
        let (before, after) = (theta(&plan, 7, 1), theta(&more, 7, 1));
        assert!(before.len() < after.len());
        for draw in &before {
            assert!(after.contains(draw), "{} changed", draw.0);
        }
        let (a, b) = (run(&plan, 1, Stop::After(40)), run(&more, 1, Stop::After(40)));
        let (a, b) = (all_draws(&a, &plan), all_draws(&b, &more));
        assert!(a[..] == b[Headline::COUNT..], "an outcome changed");
    });
}

/// The template with a second strategy that starts like the first one.
const ALIKE: &str = r#"
[strategy.alike]
intake = [
  { positions = 12, profile = "regular", refill = "same" },
  { positions = 1, profile = "side_entrant", refill = "regular" },
]
"#;

fn template_and(more: &str) -> Plan {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/template.toml");
    let text = std::fs::read_to_string(path).expect("the template");
    Plan::new(scenarios::from_text(
        &text.replace("[strategy.side_entry]", &format!("{more}\n[strategy.side_entry]")),
    ))
}

#[test]
fn equal_groups_live_equal_lives() {
    let plan = template_and(ALIKE);
    let sampler = ThetaSampler::new(&plan.scenario);
    let mut worker = Worker::new(&plan, &sampler, 1);
    let mut hires = 0;
    for run in 0..200 {
        worker.draw(run);
        let of = |s: usize| {
            let mut spells: Vec<Spell> = Vec::new();
            let luck = Luck::new(1, 0, 0, run);
            lives::draw(&plan, s, &worker.rates, luck, &mut Vec::new(), |number, of_position| {
                if number < 12 {
                    spells.extend_from_slice(of_position);
                }
            });
            spells
        };
        let (regular, alike) = (of(0), of(1));
        assert_eq!(regular, alike);
        hires += regular.len();
    }
    assert!(hires > 200 * 12, "people must come and go: {hires}");
}

#[test]
fn strategies_that_share_luck_differ_less_than_those_that_do_not() {
    let plan = template_and(ALIKE);
    let npv =
        |seed: u64, s: usize| run(&plan, seed, Stop::After(2000)).draws(s, Headline::Npv as usize);
    let minus = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a - b).collect::<Vec<_>>();
    let (regular, alike) = (npv(1, 0), npv(1, 1));
    let shared = variance(&minus(&alike, &regular)).sqrt();
    let apart = variance(&minus(&npv(2, 1), &regular)).sqrt();
    // One position more among thirteen, on the same θ: a fifth would be √(1/25) of the variance.
    assert!(shared < 0.2 * apart, "shared {shared}, apart {apart}");
}

/// Largest distance between the draws of a quantity and its distribution function.
fn kolmogorov_smirnov(mut draws: Vec<f64>, cdf: impl Fn(f64) -> f64) -> f64 {
    draws.sort_unstable_by(f64::total_cmp);
    let n = draws.len() as f64;
    let distance = |(k, x): (usize, &f64)| {
        let p = cdf(*x);
        (p - k as f64 / n).abs().max(((k + 1) as f64 / n - p).abs())
    };
    draws.iter().enumerate().map(distance).fold(0.0, f64::max)
}

/// One of each family that a quantity can have, and a group of three that move together.
fn families() -> Plan {
    let base = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/base.toml");
    let mut text = std::fs::read_to_string(base).expect("the base scenario");
    for (old, new) in [
        (
            "tariff_unregistered_per_hour = 95",
            "tariff_unregistered_per_hour = { p5 = 80, p95 = 95 }",
        ),
        (
            "billable_hours_per_year = 1230",
            "billable_hours_per_year = { triangular = { low = 1100, mode = 1230, high = 1300 } }",
        ),
        (
            "absence_in_norm = 0.07",
            "absence_in_norm = { beta = { mean = 0.07, sd = 0.01, low = 0, high = 0.5 } }",
        ),
        ("on_cost = 0.31", "on_cost = { uniform = { low = 0.27, high = 0.36 } }"),
        ("liquidity = 400_000", "liquidity = { normal = { mean = 400_000, sd = 50_000 } }"),
        ("floor = 150_000", "floor = { p5 = -20_000, p95 = 150_000 }"),
        ("rate_per_hour = 80", "rate_per_hour = { gamma = { mean = 80, cv = 0.1 } }"),
        ("amount = 6_000", "amount = { p5 = 4_000, p50 = 6_000, p95 = 10_000 }"),
        ("amount = 10_000", "amount = { lognormal = { mean = 10_000, cv = 0.3 } }"),
        ("pass = 0.85", "pass = { p5 = 0.7, p95 = 0.95 }"),
    ] {
        assert_eq!(text.matches(old).count(), 1, "{old}");
        text = text.replace(old, new);
    }
    text.push_str(
        r#"
[[correlation]]
between = ["employment.on_cost", "contract.tariff_per_hour", "organisation.cover.rate_per_hour"]
matrix = [[1, 0.6, -0.3], [0.6, 1, 0.2], [-0.3, 0.2, 1]]
"#,
    );
    Plan::new(scenarios::from_text(&text))
}

const THETAS: usize = 10_000;

/// Draws of every quantity.
fn thetas(plan: &Plan) -> Vec<Vec<f64>> {
    let sampler = ThetaSampler::new(&plan.scenario);
    let mut theta = sampler.medians();
    let mut draws = vec![Vec::with_capacity(THETAS); theta.0.len()];
    for run in 0..THETAS {
        sampler.draw(1, run as u64, &mut theta);
        for (draws, value) in draws.iter_mut().zip(&theta.0) {
            draws.push(*value);
        }
    }
    draws
}

#[test]
fn every_quantity_follows_its_distribution() {
    let plan = families();
    let mut uncertain = 0;
    for (draws, quantity) in thetas(&plan).into_iter().zip(&plan.scenario.quantities) {
        if quantity.distribution.is_certain() {
            assert!(draws.iter().all(|x| *x == draws[0]), "{}", quantity.path);
            continue;
        }
        uncertain += 1;
        let distance = kolmogorov_smirnov(draws, |x| quantity.distribution.cdf(x));
        // P(√n·D > x) is about 2·exp(−2x²): 1e-6 at 2.7. Too good is wrong as well: 1e-6 of the
        // mass lies below 0.27 (P ≈ √(2π)/x · exp(−π²/(8x²))).
        let x = distance * (THETAS as f64).sqrt();
        assert!((0.27..2.7).contains(&x), "{}: {x}", quantity.path);
    }
    assert!(uncertain >= 12, "{uncertain} quantities are uncertain");
}

fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_unstable_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut ranks = vec![0.0; values.len()];
    for (rank, &k) in order.iter().enumerate() {
        ranks[k] = rank as f64;
    }
    ranks
}

#[test]
fn quantities_move_together_as_stated_and_otherwise_not_at_all() {
    let plan = families();
    let quantities = &plan.scenario.quantities;
    let uncertain = |k: &usize| !quantities[*k].distribution.is_certain();
    let ranks: Vec<(usize, Vec<f64>)> = thetas(&plan)
        .iter()
        .enumerate()
        .filter(|(k, _)| uncertain(k))
        .map(|(k, draws)| (k, ranks(draws)))
        .collect();
    let stated = |i: usize, j: usize| {
        for group in &plan.scenario.correlations {
            let place = |k: usize| group.members.iter().position(|member| *member as usize == k);
            if let (Some(a), Some(b)) = (place(i), place(j)) {
                return group.spearman[a * group.members.len() + b];
            }
        }
        0.0
    };
    let mut related = 0;
    for (n, (i, a)) in ranks.iter().enumerate() {
        for (j, b) in &ranks[..n] {
            let rho = covariance(a, b) / (variance(a) * variance(b)).sqrt();
            let expected = stated(*i, *j);
            related += usize::from(expected != 0.0);
            // The standard error of a rank correlation is at most 1/√n (at ρ = 0).
            let tolerance = 5.0 / (THETAS as f64).sqrt();
            assert!(
                (rho - expected).abs() < tolerance,
                "{} and {}: {rho}, stated {expected}",
                quantities[*i].path,
                quantities[*j].path
            );
        }
    }
    assert_eq!(related, 3);
}

#[test]
fn a_second_life_has_the_same_quantities_and_its_own_luck() {
    let plan = library("template");
    let simulation = run(&plan, 1, Stop::After(2000));
    // Two lives on the same θ differ, and what θ explains they share.
    let hires = Headline::Hires as usize;
    let (first, second) = (simulation.draws(1, hires), simulation.second(1, hires));
    assert_eq!(first.len(), second.len());
    let different = first.iter().zip(&second).filter(|(a, b)| a != b).count();
    assert!(different > first.len() / 2, "{different}");
    // Luck alone: the residuals from the expectation given θ of both lives are not correlated.
    let expected = simulation.expected(1, hires);
    let residual = |draws: &[f64]| {
        draws.iter().zip(&expected).map(|(draw, expected)| draw - expected).collect::<Vec<_>>()
    };
    let (a, b) = (residual(&first), residual(&second));
    let correlation = covariance(&a, &b) / (variance(&a) * variance(&b)).sqrt();
    assert!(correlation.abs() < 5.0 / (a.len() as f64).sqrt(), "{correlation}");
}

#[test]
fn both_estimates_of_ignorance_agree_for_linear_outcomes() {
    let plan = library("template");
    let simulation = run(&plan, 1, Stop::After(2048));
    for outcome in [Headline::Npv, Headline::Hires, Headline::UndeliveredHours, Headline::Costs] {
        for s in 0..plan.strategies.len() {
            let k = outcome as usize;
            let draws = simulation.draws(s, k);
            let by_twin = split(&draws, &simulation.expected(s, k), true).expect("it varies");
            let by_pairs = split(&draws, &simulation.second(s, k), false).expect("it varies");
            let error = by_twin.standard_error.hypot(by_pairs.standard_error);
            let difference = by_twin.ignorance - by_pairs.ignorance;
            assert!(difference.abs() < 5.0 * error, "{outcome:?}: {by_twin:?} {by_pairs:?}");
            assert!(error < 0.1, "{outcome:?}: an error of {error} says nothing");
        }
    }
}

/// Six positions in four years.
fn base() -> Plan {
    let base = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/base.toml");
    Plan::new(scenarios::from_file(&base))
}

/// Two positions in a year: fast, and with atoms as well as smooth columns.
fn small() -> Plan {
    let base = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/base.toml");
    let text = std::fs::read_to_string(base).expect("the base scenario");
    let text = text
        .replace("horizon_months = 48", "horizon_months = 13")
        .replace("positions = 6", "positions = 2");
    Plan::new(scenarios::from_text(&text))
}

#[test]
fn percentiles_beyond_the_exact_runs_are_within_their_stated_error() {
    let plan = small();
    let runs = 20_000;
    let simulation = run(&plan, 1, Stop::After(runs));
    let summary = Summary::new(&plan, &simulation);
    assert!(summary.percentile_error > 0.0, "histograms are in use");
    assert_eq!(Summary::new(&plan, &run(&plan, 1, Stop::After(1000))).percentile_error, 0.0);
    // The same runs once more, with every value kept.
    let sampler = ThetaSampler::new(&plan.scenario);
    let mut worker = Worker::new(&plan, &sampler, 1);
    let months = [0, 6, 12];
    let mut exact = vec![Vec::with_capacity(runs); months.len()];
    for run in 0..runs as u64 {
        worker.draw(run);
        worker.live(run, 0);
        for (exact, &t) in exact.iter_mut().zip(&months) {
            exact.push(worker.settled[1].monthly[Monthly::CumulativeNetCash as usize][t]);
        }
    }
    for (mut exact, t) in exact.into_iter().zip(months) {
        exact.sort_unstable_by(f64::total_cmp);
        let column: &ColumnSummary =
            &summary.strategies[1].monthly[Monthly::CumulativeNetCash as usize][t];
        let mean = exact.iter().sum::<f64>() / runs as f64;
        assert!((column.mean - mean).abs() <= 1e-9 * mean.abs(), "mean in month {t}");
        for (p, estimate) in [0.05, 0.25, 0.5, 0.75, 0.95].into_iter().zip(column.percentiles) {
            // Columns are kept in single precision: 24 bits.
            let room = estimate.abs() * f64::from(f32::EPSILON);
            let rank = p * (runs - 1) as f64;
            let (at, fraction) = (rank as usize, rank.fract());
            let truth = exact[at] + fraction * (exact[at + 1] - exact[at]);
            let spread = column.percentiles[4] - column.percentiles[0];
            let allowed = summary.percentile_error * spread + room;
            assert!((estimate - truth).abs() <= allowed, "month {t}, {p}: {estimate} {truth}");
            // A cell is 1/2,044 of the middle 99 % of the runs that set the cells; these runs are
            // not all of them, which is why two cells are allowed.
            let at = |p: f64| exact[(p * (runs - 1) as f64).round() as usize];
            let cells = 2.0 * (at(0.995) - at(0.005)) / 2044.0 + room;
            assert!((estimate - at(p)).abs() <= cells, "month {t}, {p}: {estimate} {}", at(p));
        }
    }
}

#[test]
fn a_simulation_that_stops_when_it_knows_enough_stops_at_the_same_run_on_any_number_of_threads() {
    let plan = base();
    let stop = Stop::Converged { at_most: 60_000, euros: None };
    let outcome = |threads: usize| {
        in_threads(threads, || {
            let simulation = run(&plan, 1, stop);
            (simulation.runs, simulation.converged, all_draws(&simulation, &plan))
        })
    };
    let one = outcome(1);
    assert_eq!(one.1, Some(true), "{} runs", one.0);
    assert!(one.0 < 60_000, "{} runs", one.0);
    assert!(one == outcome(3));
    // The rule: half of the mean's 95 % interval is at most 3 % of the sd, whatever the outcome:
    // 1.96/√n ≤ 0.03; no fewer runs than that can do.
    assert!(one.0 as f64 >= (1.96_f64 / 0.03).powi(2), "{} runs", one.0);
    // The runs are those of a simulation of fixed length.
    let fixed = run(&plan, 1, Stop::After(one.0));
    assert!(all_draws(&fixed, &plan) == one.2);
    // Too few runs are called too few.
    let few = run(&plan, 1, Stop::Converged { at_most: 500, euros: None });
    assert_eq!((few.runs, few.converged), (500, Some(false)));
}

#[test]
fn what_is_known_well_enough_has_narrow_intervals() {
    let plan = base();
    let simulation = run(&plan, 1, Stop::Converged { at_most: 60_000, euros: None });
    for s in 0..plan.strategies.len() {
        for outcome in [Headline::Npv, Headline::NetCash, Headline::PeakFunding] {
            let mut draws = simulation.draws(s, outcome as usize);
            let n = draws.len() as f64;
            let sd = variance(&draws).sqrt();
            assert!(1.96 * sd / n.sqrt() <= 0.03 * sd, "{outcome:?}: the mean");
            draws.sort_unstable_by(f64::total_cmp);
            let at = |rank: f64| draws[(rank.round().max(0.0) as usize).min(draws.len() - 1)];
            let spread = at(0.95 * n) - at(0.05 * n);
            for p in [0.05, 0.25, 0.5, 0.75, 0.95] {
                let ranks = 1.96 * (n * p * (1.0 - p)).sqrt();
                let width = at(n * p + ranks) - at(n * p - ranks);
                // 1.96 is rounded: one rank more or less is within a thousandth of the spread.
                assert!(width / 2.0 <= 0.051 * spread, "{outcome:?}: percentile {p}");
            }
        }
    }
}

#[test]
fn theta_of_the_uniforms_of_a_run_is_theta_of_the_run() {
    let scenario = library("template").scenario;
    let sampler = ThetaSampler::new(&scenario);
    let source = Ignorance::new(3, 17);
    let (mut drawn, mut transformed) = (Theta(Vec::new()), Theta(Vec::new()));
    sampler.draw(3, 17, &mut drawn);
    let uniform = |q: usize| source.uniform(path_hash(&scenario.quantities[q].path));
    sampler.transform(uniform, &mut transformed);
    assert_eq!(drawn, transformed);
    assert_ne!(drawn, sampler.medians());
}

#[test]
fn every_uncertain_quantity_is_in_one_group_and_correlated_ones_share_it() {
    let scenario = library("template").scenario;
    let groups = independent_groups(&scenario);
    let mut members: Vec<usize> = groups.concat();
    members.sort_unstable();
    let uncertain = |q: &usize| !scenario.quantities[*q].distribution.is_certain();
    let expected: Vec<usize> = (0..scenario.quantities.len()).filter(uncertain).collect();
    assert_eq!(members, expected);
    assert!(!scenario.correlations.is_empty());
    for correlation in &scenario.correlations {
        let together: Vec<usize> = correlation.members.iter().map(|&q| q as usize).collect();
        assert!(groups.iter().any(|group| together.iter().all(|q| group.contains(q))));
    }
    assert!(groups.len() < members.len(), "{groups:?}");
}
