//! The worth of information and the choice between strategies, against cases with a known answer. Tolerances are
//! the estimates' own standard errors, which a test of coverage holds against the spread of the estimates.

use kansrijk::decide::choose::acceptability::acceptability;
use kansrijk::decide::draws::over_theta;
use kansrijk::decide::expected::Expected;
use kansrijk::decide::value::information::Information;
use kansrijk::decide::value::smooth::Scores;
use kansrijk::decide::value::study::{Design, usual_profile};
use kansrijk::decide::value::{Payoffs, Worth, evpi, evppi};
use kansrijk::decide::voi::{Asked, voi};
use kansrijk::distribution::Distribution;
use kansrijk::distribution::normal::{
    standard_normal_cdf, standard_normal_pdf, standard_normal_quantile,
};
use kansrijk::model::outcome::Headline;
use kansrijk::model::plan::Plan;
use kansrijk::model::quantity::Grade;
use kansrijk::model::scenario::ProfileIndex;
use kansrijk::sample::address::Ignorance;
use kansrijk::simulate::{Settings, Stop, simulate};

use crate::scenarios;

/// A right estimate lies further from the truth than this many standard errors once in 16,000 times.
const WIDE: f64 = 4.0;

fn normals(seed: u64, n: usize, what: u64, mean: f64, sd: f64) -> Vec<f64> {
    let draw = |k| standard_normal_quantile(Ignorance::new(seed, k as u64).uniform(what));
    (0..n).map(|k| mean + sd * draw(k)).collect()
}

fn is_near(found: Worth, exact: f64, what: &str) {
    let far = (found.value - exact).abs();
    assert!(far <= WIDE * found.standard_error, "{what}: {found:?}, exactly {exact}");
    assert!(found.standard_error < 0.1 * exact.max(0.1), "{what} is known well enough: {found:?}");
    if let Some(tried) = found.tried {
        // What a rule brings on new draws is at most the worth, up to the draws.
        assert!(tried.value <= exact + WIDE * tried.standard_error, "{what}: {found:?}");
        // And the rule is nearly as good as the best one.
        assert!(tried.value >= 0.9 * exact - WIDE * tried.standard_error, "{what}: {found:?}");
    }
}

/// Selling or not, as in Hubbard's textbook case: sales ~ N(225,000; 45,596.7624), 25 of profit for each, 5,000,000
/// of cost.
#[test]
fn the_worth_of_knowing_sales_is_the_published_one() {
    let sales = normals(3, 100_000, 1, 225_000.0, 45_596.762_4);
    let profit: Vec<f64> = sales.iter().map(|sales| 25.0 * sales - 5_000_000.0).collect();
    let payoffs = Payoffs::new(vec![vec![0.0; profit.len()], profit]);
    assert_eq!(payoffs.best(), 1);
    let found = evpi(&payoffs);
    let exact = 208_954.008;
    assert!((found.value - exact).abs() <= WIDE * found.standard_error, "{found:?}");
    assert!(found.standard_error < 0.01 * exact, "{found:?}");
    // Sales are all there is to know: the regression must find the same, but for what scores by rank and the knots of a
    // curve leave of a straight line: less than the error of either.
    let known = evppi(&payoffs, &[&Scores::new(&sales)]);
    assert!((known.value - found.value).abs() < found.standard_error, "{known:?} {found:?}");
}

/// The choice between 0 and p1 − p2, with p1 ~ N(1, 1) and p2 ~ N(0, sd 2).
struct TwoNumbers {
    p1: Vec<f64>,
    p2: Vec<f64>,
    payoffs: Payoffs,
}

impl TwoNumbers {
    fn new(seed: u64, n: usize) -> Self {
        let (p1, p2) = (normals(seed, n, 1, 1.0, 1.0), normals(seed, n, 2, 0.0, 2.0));
        let difference = p1.iter().zip(&p2).map(|(a, b)| a - b).collect();
        let payoffs = Payoffs::new(vec![vec![0.0; n], difference]);
        Self { p1, p2, payoffs }
    }

    /// What `observations` of p1 with sd 1 would be worth: the data enter as their mean.
    fn study(&self, seed: u64, observations: f64) -> Worth {
        let n = self.p1.len();
        let errors = normals(seed, n, 3, 0.0, 1.0 / observations.sqrt());
        let means: Vec<f64> = self.p1.iter().zip(&errors).map(|(p, e)| p + e).collect();
        evppi(&self.payoffs, &[&Scores::new(&means)])
    }
}

#[test]
fn two_numbers_are_worth_what_integration_says() {
    let case = TwoNumbers::new(11, 40_000);
    let all = evpi(&case.payoffs);
    is_near(all, 0.4798107, "both");
    let (of_p1, of_p2) = (Scores::new(&case.p1), Scores::new(&case.p2));
    let first = evppi(&case.payoffs, &[&of_p1]);
    let second = evppi(&case.payoffs, &[&of_p2]);
    is_near(first, 0.0833155, "p1");
    is_near(second, 0.3955931, "p2");
    // A group of both is everything; products and curves do no harm: less than the error of either.
    let together = evppi(&case.payoffs, &[&of_p1, &of_p2]);
    assert!((together.value - all.value).abs() < all.standard_error, "{together:?} {all:?}");
    assert!(first.value <= all.value && second.value <= all.value);
}

#[test]
fn a_study_is_worth_more_the_larger_it_is_and_never_as_much_as_knowing() {
    let case = TwoNumbers::new(12, 40_000);
    let known = evppi(&case.payoffs, &[&Scores::new(&case.p1)]);
    let studies = [(10.0, 0.0723251), (100.0, 0.0821176), (1000.0, 0.0831946)];
    let found = studies.map(|(observations, exact)| {
        let found = case.study(12, observations);
        is_near(found, exact, "study");
        found.value
    });
    assert!(found[0] < found[1] && found[1] < known.value, "{found:?} {known:?}");
    // 1,000 observations leave 0.15 % of it: less than the regression can tell apart.
    assert!(found[2] < known.value + 0.1 * known.standard_error, "{found:?} {known:?}");
}

#[test]
fn the_stated_errors_are_the_spread_of_the_estimates() {
    let studies = 120;
    let found: Vec<(Worth, Worth)> = (0..studies)
        .map(|seed| {
            let case = TwoNumbers::new(100 + seed, 1500);
            (evpi(&case.payoffs), evppi(&case.payoffs, &[&Scores::new(&case.p1)]))
        })
        .collect();
    let held = |values: Vec<f64>, errors: Vec<f64>, exact: f64, what: &str| {
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let spread = (values.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt();
        let stated = errors.iter().sum::<f64>() / n;
        // The sd of an sd is 1/√(2·120) = 6.5 %; four of them.
        assert!((stated / spread - 1.0).abs() < 0.26, "{what}: {stated} {spread}");
        // A maximum of fitted values is a little too high: of 1,500 draws by less than a tenth of the spread.
        assert!((mean - exact).abs() < WIDE * spread / n.sqrt() + 0.1 * spread, "{what}: {mean}");
    };
    let of = |pick: fn(&(Worth, Worth)) -> f64| found.iter().map(pick).collect::<Vec<f64>>();
    held(of(|f| f.0.value), of(|f| f.0.standard_error), 0.4798107, "everything");
    held(of(|f| f.1.value), of(|f| f.1.standard_error), 0.0833155, "p1");
}

#[test]
fn what_has_no_bearing_on_the_choice_is_worth_nothing() {
    let n = 8000;
    let case = TwoNumbers::new(13, n);
    let foreign = Scores::new(&normals(13, n, 9, 0.0, 1.0));
    let found = evppi(&case.payoffs, &[&foreign]);
    assert!(found.value <= WIDE * found.standard_error + 1e-9, "{found:?}");
    // A number that moves both strategies alike is worth nothing, however much it moves them.
    let common = normals(13, n, 8, 0.0, 1000.0);
    let payoffs = Payoffs::new(vec![
        common.clone(),
        common.iter().zip(&case.p1).map(|(c, p)| c + p).collect(),
    ]);
    let found = evppi(&payoffs, &[&Scores::new(&common)]);
    assert!(found.value < 1e-3, "{found:?}");
    // Exactly nothing where nothing is uncertain.
    let certain = Payoffs::new(vec![vec![3.0; 100], vec![5.0; 100], vec![-1.0; 100]]);
    assert_eq!(evpi(&certain), Worth::default());
    let nothing = evppi(&certain, &[&Scores::new(&[4.0; 100])]);
    assert_eq!((nothing.value, nothing.standard_error), (0.0, 0.0));
}

/// The chance to be best, and the worth of knowing, rest on strategies at the same θ: with other draws for each
/// strategy the common part would decide.
#[test]
fn strategies_are_compared_at_the_same_draws() {
    let n = 4000;
    let common = normals(14, n, 1, 0.0, 1e6);
    let better: Vec<f64> = common.iter().map(|c| c + 1.0).collect();
    let registered = vec![vec![0.0; n]; 2];
    let found = acceptability(&[common.clone(), better.clone()], &registered, vec![0.0]);
    assert_eq!((found.chance[1][0], found.best_on_average[0]), (1.0, 1));
    assert_eq!(evpi(&Payoffs::new(vec![common, better])).value, 0.0);
}

#[test]
fn acceptability_follows_the_normal_distribution() {
    // 0 against N(−2, 1) + λ·(0.1 + 0.02·Z): normal for every λ.
    let n = 20_000;
    let (a, b) = (normals(15, n, 1, -2.0, 1.0), normals(15, n, 2, 0.1, 0.02));
    let worth: Vec<f64> = (0..=40).map(f64::from).collect();
    let npv = [vec![0.0; n], a];
    let found = acceptability(&npv, &[vec![0.0; n], b], worth.clone());
    for (k, worth) in worth.iter().enumerate() {
        let (mean, sd) = (-2.0 + 0.1 * worth, (1.0 + (0.02 * worth).powi(2)).sqrt());
        let exact = standard_normal_cdf(mean / sd);
        let error = (exact * (1.0 - exact) / n as f64).sqrt();
        assert!((found.chance[1][k] - exact).abs() < WIDE * error, "{worth}");
        assert!((found.chance[0][k] + found.chance[1][k] - 1.0).abs() < 1e-12);
        if mean.abs() > WIDE * sd / (n as f64).sqrt() {
            assert_eq!(found.best_on_average[k], usize::from(mean > 0.0), "{worth}");
        }
    }
    // Strategies that are the same share.
    let same =
        acceptability(&[vec![1.0; 10], vec![1.0; 10]], &[vec![0.0; 10], vec![0.0; 10]], vec![5.0]);
    assert_eq!((same.chance[0][0], same.chance[1][0]), (0.5, 0.5));
}

#[test]
fn the_published_numbers_follow_from_the_normal_loss() {
    // E max(0, N(m, s)) − max(0, m), for the numbers that the tests above hold against.
    let loss = |mean: f64, sd: f64| {
        sd * standard_normal_pdf(mean / sd) - mean.abs() * standard_normal_cdf(-mean.abs() / sd)
    };
    let study = |n: f64| loss(1.0, (n / (n + 1.0)).sqrt());
    for (found, published) in [
        (loss(1.0, 5f64.sqrt()), 0.4798107),
        (loss(1.0, 1.0), 0.0833155),
        (loss(1.0, 2.0), 0.3955931),
        (study(10.0), 0.0723251),
        (study(100.0), 0.0821176),
        (study(1000.0), 0.0831946),
    ] {
        assert!((found - published).abs() < 1e-7, "{found} {published}");
    }
    let sales = loss(25.0 * 225_000.0 - 5_000_000.0, 25.0 * 45_596.762_4);
    assert!((sales - 208_954.008).abs() < 0.5, "{sales}");
}

/// The scenario of the template with the strategies that a test wants.
fn template() -> kansrijk::model::scenario::Scenario {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/template.toml");
    scenarios::from_file(&path)
}

fn asked(runs: usize, study: Option<Design>) -> Asked {
    Asked { runs, most_draws: runs, seed: 6, study, highest_worth: 100_000.0 }
}

/// A strategy and its copy are equally good in every future: they share numbers and luck. Were each to see draws of
/// its own, knowing more would seem worth a lot.
#[test]
fn a_strategy_and_its_copy_are_as_good_as_each_other() {
    let mut scenario = template();
    let copy = scenario.strategies[scenario.baseline].clone();
    scenario.strategies = vec![copy.clone(), copy];
    scenario.strategies[1].key = "copy".to_owned();
    scenario.baseline = 0;
    let found = voi(&Plan::new(scenario), asked(300, None), &()).expect("nobody cancels");
    assert_eq!(found.information.everything.value, 0.0);
    assert!(found.information.each.iter().all(|part| part.worth.value == 0.0));
    assert!(found.choice.dominance.iter().flatten().all(Option::is_none));
    assert!(found.choice.acceptability.chance.iter().flatten().all(|&chance| chance == 0.5));
    assert!(found.choice.best_in_futures.iter().all(|chance| chance.value == 0.5));
    assert_eq!(found.choice.same_as, [None, Some(0)]);
}

#[test]
fn with_certain_numbers_nothing_is_worth_knowing_and_no_study_teaches_anything() {
    let mut scenario = template();
    for quantity in &mut scenario.quantities {
        quantity.distribution =
            Distribution::fixed(quantity.distribution.median()).expect("finite");
    }
    scenario.correlations.clear();
    assert_eq!(usual_profile(&scenario), None);
    let design = Design { profile: ProfileIndex(0), hires: 10, months: 12 };
    let found = voi(&Plan::new(scenario), asked(300, Some(design)), &()).expect("nobody cancels");
    let Information { everything, each, by_grade, by_subject, .. } = found.information;
    assert_eq!((everything.value, everything.standard_error), (0.0, 0.0));
    assert!(each.is_empty() && by_grade.is_empty() && by_subject.is_empty());
    assert_eq!(found.study, None);
}

#[test]
fn groups_hold_the_numbers_of_their_grade_and_subject() {
    let mut scenario = template();
    let uncertain: Vec<usize> = (0..scenario.quantities.len())
        .filter(|&q| !scenario.quantities[q].distribution.is_certain())
        .collect();
    // Every third number has a study behind it.
    for (k, &q) in uncertain.iter().enumerate() {
        scenario.quantities[q].grade = Some(if k % 3 == 0 { Grade::B } else { Grade::D });
    }
    let found = voi(&Plan::new(scenario.clone()), asked(300, None), &()).expect("nobody cancels");
    let information = found.information;
    assert_eq!(information.draws, 300);
    let grades: Vec<_> = information
        .by_grade
        .iter()
        .map(|(grade, part)| (*grade, part.quantities.clone()))
        .collect();
    let of = |grade: Grade| {
        let own = uncertain.iter().copied();
        (Some(grade), own.filter(|&q| scenario.quantities[q].grade == Some(grade)).collect())
    };
    assert_eq!(grades, [of(Grade::B), of(Grade::D)]);
    let begins = |subject: &str| -> Vec<usize> {
        let own = uncertain.iter().copied();
        own.filter(|&q| scenario.quantities[q].path.starts_with(&format!("{subject}."))).collect()
    };
    let subjects: Vec<&str> =
        information.by_subject.iter().map(|(name, _)| name.as_str()).collect();
    let mut sorted = subjects.clone();
    sorted.sort_unstable();
    let expected =
        ["contract", "employment", "indexation", "organisation", "profile", "route", "subsidy"];
    assert_eq!(sorted, expected);
    for (subject, part) in &information.by_subject {
        assert_eq!(part.quantities, begins(subject), "{subject}");
    }
    // All numbers together are everything, which needs no regression.
    for &q in &uncertain {
        scenario.quantities[q].grade = Some(Grade::D);
    }
    let found = voi(&Plan::new(scenario), asked(300, None), &()).expect("nobody cancels");
    let [(_, part)] = found.information.by_grade.as_slice() else { panic!("one grade") };
    assert!(part.worth.value > 0.0);
    assert_eq!(part.worth, found.information.everything);
}

#[test]
fn the_futures_of_a_choice_are_those_of_the_run() {
    let plan = Plan::new(template());
    let found = voi(&plan, asked(300, None), &()).expect("nobody cancels");
    let settings = Settings { seed: 6, stop: Stop::After(300) };
    let simulation = simulate(&plan, settings, &()).expect("nobody cancels");
    let npv = [0, 1].map(|s| simulation.draws(s, Headline::Npv as usize));
    for s in 0..2 {
        let mean = npv[s].iter().sum::<f64>() / 300.0;
        let shown = found.choice.npv[s].mean.expect("a mean");
        // The same numbers, added up in another order.
        assert!((shown - mean).abs() <= 1e-9 * mean.abs(), "{shown} {mean}");
        let best = (0..300).filter(|&run| npv[s][run] > npv[1 - s][run]).count();
        assert_eq!(found.choice.best_in_futures[s].value, best as f64 / 300.0);
    }
    let acceptability = &found.choice.acceptability;
    assert_eq!(acceptability.worth.first(), Some(&0.0));
    assert_eq!(acceptability.worth.last(), Some(&100_000.0));
    // √(p(1 − p)/n)
    let chance = acceptability.chance[1][0];
    assert!(chance > 0.0 && chance < 1.0, "{chance}");
    let error = (chance * (1.0 - chance) / 300.0).sqrt();
    assert!((acceptability.standard_error(1, 0) - error).abs() < 1e-12);
}

/// The regression against an evaluation that needs none: the number at points of its own distribution, and at
/// each the mean over draws of all others.
#[test]
fn the_worth_of_a_number_agrees_with_a_nested_evaluation() {
    let scenario = template();
    let plan = Plan::new(scenario);
    let path = "route.maatwerk.months.lognormal.mean";
    let q = plan.scenario.quantities.iter().position(|quantity| quantity.path == path);
    let q = q.expect("the template's route");
    assert!(plan.scenario.correlations.iter().all(|of| !of.members.contains(&(q as u32))));
    let n = 1500;
    let over = over_theta(&plan, n, 6, &()).expect("nobody cancels");
    let payoffs = Payoffs::new(over.npv.clone());
    let found = evppi(&payoffs, &[&Scores::new(&over.quantity(q))]);
    let points = 24;
    let mut expected = Expected::new(&plan);
    let (mut highest, mut sums) = (0.0, [0.0; 2]);
    for point in 0..points {
        let value =
            plan.scenario.quantities[q].distribution.quantile((point as f64 + 0.5) / points as f64);
        let mut means = [0.0; 2];
        for theta in &over.thetas {
            let mut theta = theta.clone();
            theta.0[q] = value;
            expected.update(&theta);
            for (s, mean) in means.iter_mut().enumerate() {
                *mean += expected.value(s, Headline::Npv) / n as f64;
            }
        }
        highest += means[0].max(means[1]) / points as f64;
        sums.iter_mut().zip(means).for_each(|(sum, mean)| *sum += mean / points as f64);
    }
    let nested = highest - sums[0].max(sums[1]);
    assert!(nested > 1000.0, "a number that matters: {nested}");
    assert!((found.value - nested).abs() <= 3.0 * found.standard_error, "{found:?} {nested}");
}

#[test]
fn a_study_of_hires_is_worth_at_most_what_it_asks_after() {
    let mut scenario = template();
    // Only exits and exams are uncertain, and widely so: they decide.
    let profile = usual_profile(&scenario).expect("side entrants");
    let counted: Vec<usize> = scenario
        .quantities
        .iter()
        .enumerate()
        .filter(|(_, quantity)| {
            quantity.path.contains(".exit[") || quantity.path.ends_with(".pass")
        })
        .map(|(q, _)| q)
        .collect();
    assert!(counted.len() >= 3, "{counted:?}");
    for (q, quantity) in scenario.quantities.iter_mut().enumerate() {
        let median = quantity.distribution.median();
        quantity.distribution = if counted.contains(&q) {
            Distribution::uniform(0.2 * median, (2.5 * median).min(0.99)).expect("a range")
        } else {
            Distribution::fixed(median).expect("finite")
        };
    }
    scenario.correlations.clear();
    let design = Design { profile, hires: 30, months: 36 };
    let plan = Plan::new(scenario);
    let found = voi(&plan, asked(2000, Some(design)), &()).expect("nobody cancels");
    let study = found.study.expect("the probabilities are uncertain");
    assert!(study.known.worth.value <= found.information.everything.value);
    let sizes: Vec<usize> = study.sizes.iter().map(|(hires, _)| *hires).collect();
    assert_eq!(sizes, [5, 10, 20, 30, 50, 100, 200]);
    let worths: Vec<Worth> = study.sizes.iter().map(|(_, worth)| *worth).collect();
    let known = study.known.worth;
    assert!(known.value > WIDE * known.standard_error, "{known:?}");
    assert!(worths.iter().all(|worth| worth.value <= known.value), "{worths:?} {known:?}");
    // The first hires of a larger study are the smaller one; errors are shared to a large part.
    for pair in worths.windows(2) {
        assert!(pair[1].value >= pair[0].value - pair[1].standard_error, "{worths:?}");
    }
    assert!(worths[6].value > worths[0].value, "{worths:?}");
    assert!(
        worths[6].value > 0.5 * known.value,
        "two hundred hires tell a lot: {worths:?} {known:?}"
    );
}

#[test]
fn the_same_bits_come_out_for_any_number_of_threads() {
    let plan = Plan::new(template());
    let profile = usual_profile(&plan.scenario).expect("side entrants");
    let design = Design { profile, hires: 10, months: 12 };
    let compute = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let found = pool.expect("threads").install(|| voi(&plan, asked(700, Some(design)), &()));
        found.expect("nobody cancels")
    };
    assert_eq!(compute(1), compute(4));
}
