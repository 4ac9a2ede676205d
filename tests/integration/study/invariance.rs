//! What must not matter to a study, and what must.

use kansrijk::model::study::Consortium;
use kansrijk::model::study::{PROGRAMME, Study};
use kansrijk::sample::theta::ThetaSampler;
use kansrijk::study::outcome::Outcome;
use kansrijk::study::{NO_DESIGN, StudyResults, study};

use super::build;

const SEED: u64 = 8;
const RUNS: usize = 300;
const DESIGNS: [&[&str]; 3] = [&["gi_2023"], &["municipal"], &["gi_2023", "municipal"]];

fn studied(of: &Study, seed: u64) -> StudyResults {
    study(of, RUNS, seed, &()).expect("nobody stops it")
}

fn some_study() -> Study {
    let mut of = build::study(&DESIGNS, build::population(5, &DESIGNS));
    of.organisations[2].believed_exit = 0.7;
    of.budget = Some(500_000.0);
    let members = vec![0, 2, 4];
    of.consortium = Some(Consortium { members, design: Some(1), shared_classes: true });
    of
}

#[test]
fn any_number_of_threads_gives_the_same_bits_and_another_seed_another_result() {
    let of = some_study();
    let in_threads = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.expect("a pool of threads").install(|| studied(&of, SEED))
    };
    let alone = in_threads(1);
    assert!(alone == in_threads(2) && alone == in_threads(3));
    let other = studied(&of, SEED + 1);
    for &outcome in [Outcome::Spend, Outcome::AdditionalInYouthCare, Outcome::Shortfalls].iter() {
        assert_ne!(alone.rows[1].draws(outcome), other.rows[1].draws(outcome), "{}", outcome.key());
    }
    assert_ne!(alone.consortium, other.consortium);
}

#[test]
fn the_order_of_the_designs_changes_nothing() {
    let of = some_study();
    let order = [2, 0, 1];
    let mut moved = of.clone();
    moved.designs = order.map(|design| of.designs[design].clone()).to_vec();
    for (moved, of) in moved.organisations.iter_mut().zip(&of.organisations) {
        let strategies = &of.scenario.strategies;
        let under = order.map(|design| strategies[PROGRAMME + 1 + design].clone());
        moved.scenario.strategies = [&strategies[..=PROGRAMME], &under].concat();
    }
    // The design of the consortium, 1, comes last.
    moved.consortium.as_mut().expect("there is one").design = Some(2);
    let (found, moved) = (studied(&of, SEED), studied(&moved, SEED));
    assert!(found.rows[NO_DESIGN] == moved.rows[NO_DESIGN]);
    for (place, design) in order.into_iter().enumerate() {
        assert!(found.rows[1 + design] == moved.rows[1 + place], "design {design}");
        let chance = |of: &StudyResults, row: usize| of.acceptability.chance[row].clone();
        assert_eq!(chance(&found, 1 + design), chance(&moved, 1 + place));
    }
    assert_eq!(found.consortium, moved.consortium);
}

#[test]
fn organisations_do_not_share_luck_and_the_first_has_that_of_the_scenario() {
    // Nothing is unknown: all that varies is luck.
    let scenario = build::certain(&build::library("gi-cohort"));
    let one = build::organisation(&scenario, "with_scheme", &DESIGNS);
    let alone = studied(&build::study(&DESIGNS, vec![one.clone()]), SEED);
    let both = studied(&build::study(&DESIGNS, vec![one.clone(), one]), SEED);
    let row = |of: &StudyResults| of.rows[1].clone();
    assert_eq!(row(&both).organisations[0], row(&alone).organisations[0]);
    for outcome in [Outcome::Spend, Outcome::RegisteredWithEmployer] {
        let first = row(&alone).draws(outcome).to_vec();
        let sums = row(&both).draws(outcome).to_vec();
        let second: Vec<f64> = sums.iter().zip(&first).map(|(sum, first)| sum - first).collect();
        let correlation = correlation(&first, &second);
        // The correlation of n independent pairs has standard deviation 1/√n; five of them.
        let bound = 5.0 / (RUNS as f64).sqrt();
        assert!(correlation.abs() < bound, "{}: {correlation}", outcome.key());
        // The same distribution: means differ by at most five of their standard errors.
        let (mean_of_first, variance) = mean_and_variance(&first);
        let (mean_of_second, _) = mean_and_variance(&second);
        let error = (2.0 * variance / RUNS as f64).sqrt();
        assert!((mean_of_first - mean_of_second).abs() < 5.0 * error, "{}", outcome.key());
    }
}

fn mean_and_variance(draws: &[f64]) -> (f64, f64) {
    let n = draws.len() as f64;
    let mean = draws.iter().sum::<f64>() / n;
    (mean, draws.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n - 1.0))
}

fn correlation(a: &[f64], b: &[f64]) -> f64 {
    let ((mean_a, var_a), (mean_b, var_b)) = (mean_and_variance(a), mean_and_variance(b));
    let products = a.iter().zip(b).map(|(a, b)| (a - mean_a) * (b - mean_b));
    products.sum::<f64>() / (a.len() as f64 - 1.0) / (var_a * var_b).sqrt()
}

#[test]
fn a_quantity_is_common_to_all_unless_an_organisation_has_it_for_itself() {
    let scenario = build::library("gi-cohort");
    let uncertain = |q: &usize| !scenario.quantities[*q].distribution.is_certain();
    let all: Vec<usize> = (0..scenario.quantities.len()).filter(uncertain).collect();
    let local = [all[0], all[all.len() / 2]];
    let samplers = ThetaSampler::all(&[(&scenario, &local), (&scenario, &local), (&scenario, &[])]);
    let of_scenario = ThetaSampler::new(&scenario);
    let draw = |sampler: &ThetaSampler| {
        let mut theta = sampler.medians();
        sampler.draw(SEED, 3, &mut theta);
        theta.0
    };
    let expected = draw(&of_scenario);
    let [first, second, third] = [0, 1, 2].map(|k| draw(&samplers[k]));
    assert_eq!(first, expected);
    assert_eq!(third, expected);
    let differ: Vec<usize> = (0..expected.len()).filter(|&q| second[q] != expected[q]).collect();
    // Somebody who is correlated with a local quantity may move with it.
    assert!(local.iter().all(|q| differ.contains(q)), "{differ:?}");
    let together = |q: &usize| {
        let mut groups = scenario.correlations.iter();
        groups.any(|group| {
            [local[0], local[1], *q]
                .iter()
                .filter(|q| group.members.contains(&(**q as u32)))
                .count()
                > 1
        })
    };
    assert!(differ.iter().all(|q| local.contains(q) || together(q)), "{differ:?}");
}
