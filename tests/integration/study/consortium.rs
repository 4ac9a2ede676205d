//! Members pooled, against closed forms and against every run settled anew.

use kansrijk::model::cash::Treasury;
use kansrijk::model::outcome::{Headline, Monthly};
use kansrijk::model::plan::Plan;
use kansrijk::model::profile::TrainingTiming;
use kansrijk::model::scenario::Scenario;
use kansrijk::model::study::{BASELINE, Consortium, Organisation, PROGRAMME, under};
use kansrijk::sample::address::Luck;
use kansrijk::sample::theta::ThetaSampler;
use kansrijk::study::{ConsortiumResults, Point, StudyResults, study};

use super::{alone, build};

const SEED: u64 = 31;
const DESIGNS: [&[&str]; 1] = [&["gi_2023"]];

fn pooled(
    organisations: Vec<Organisation>,
    design: Option<usize>,
    runs: usize,
    shared_classes: bool,
) -> ConsortiumResults {
    let members = (0..organisations.len()).collect();
    let mut of = build::study(&DESIGNS[..usize::from(design.is_some())], organisations);
    of.consortium = Some(Consortium { members, design, shared_classes });
    study(&of, runs, SEED, &()).expect("nobody stops it").consortium.expect("there is one")
}

#[test]
fn the_sd_of_the_mean_of_equal_members_falls_with_the_root_of_their_number() {
    // Nothing is unknown, so members have nothing in common.
    let (n, runs) = (9, 1500);
    let scenario = build::certain(&build::library("gi-cohort"));
    let mut one = build::organisation(&scenario, "with_scheme", &DESIGNS);
    one.accepted_risk = 0.05;
    let found = pooled(vec![one.clone(); n], Some(0), runs, false);
    // The relative standard error of a variance of N draws with kurtosis κ is √((κ − 1)/N); the kurtosis of one
    // member from its own runs; a mean of n has 3 + (κ − 3)/n.
    let plan = Plan::new(one.scenario.clone());
    let theta = ThetaSampler::new(&one.scenario).medians();
    let gains: Vec<f64> = (0..runs as u64)
        .map(|run| {
            let (settled, _) = alone::live(&plan, &theta, Luck::new(SEED, 0, 0, run));
            let npv = |s: usize| alone::headline(&settled[s], Headline::Npv);
            npv(under(0)) - npv(BASELINE)
        })
        .collect();
    let mean = gains.iter().sum::<f64>() / runs as f64;
    let moment = |k: i32| gains.iter().map(|x| (x - mean).powi(k)).sum::<f64>() / runs as f64;
    let kurtosis = moment(4) / moment(2).powi(2);
    let error = |kurtosis: f64, draws: usize| ((kurtosis - 1.0) / draws as f64).sqrt();
    let of_mean = error(3.0 + (kurtosis - 3.0) / n as f64, runs);
    let bound = 5.0 * (of_mean.powi(2) + error(kurtosis, n * runs).powi(2)).sqrt();
    let ratio = found.spread_alone.variance / found.spread_pooled.variance / n as f64;
    assert!((ratio - 1.0).abs() < bound, "{ratio}, bound {bound}");
    assert!(bound < 0.3, "the bound can tell √n from n: {bound}");
    assert!((found.spread_alone.mean / found.spread_pooled.mean - 1.0).abs() < 1e-9);
    // It is luck and nothing else.
    for spread in [found.spread_alone, found.spread_pooled] {
        let split = spread.split.expect("luck varies");
        assert!(split.ignorance < 5.0 * split.standard_error, "{split:?}");
    }
    assert!(found.shortfall_pooled.value <= found.any_shortfall_alone.value);
    assert!(found.reserve_pooled.value < found.reserve_alone.value);
}

#[test]
fn common_ignorance_does_not_average_out() {
    let n = 6;
    let one = build::organisation(&build::library("gi-cohort"), "with_scheme", &DESIGNS);
    let found = pooled(vec![one; n], Some(0), 1000, false);
    let (alone, pool) = (found.spread_alone, found.spread_pooled);
    let (of_alone, of_pool) = (alone.split.expect("it varies"), pool.split.expect("it varies"));
    // The variance from ignorance is the same; the rest is a sixth. Four standard errors of each share.
    let ignorance = |variance: f64, share: f64| variance * share;
    let difference =
        ignorance(alone.variance, of_alone.ignorance) - ignorance(pool.variance, of_pool.ignorance);
    let error =
        (alone.variance * of_alone.standard_error).hypot(pool.variance * of_pool.standard_error);
    assert!(difference.abs() < 4.0 * error, "{difference} {error}");
    assert!(of_pool.ignorance > of_alone.ignorance);
    let luck = alone.luck().expect("split") / pool.luck().expect("split");
    assert!(luck > 1.5, "luck falls by about √6: {luck}");
}

#[test]
fn a_pool_is_its_members_settled_anew_and_added_up() {
    let runs = 150;
    let scenario = build::library("gi-cohort");
    let organisations: Vec<Organisation> = [3, 5, 8]
        .into_iter()
        .map(|positions| {
            let mut of = build::organisation(&scenario, "with_scheme", &DESIGNS);
            for strategy in &mut of.scenario.strategies {
                strategy.intake[0].positions = positions;
            }
            build::set(&mut of.scenario, "organisation.liquidity", 600_000.0);
            build::set(&mut of.scenario, "organisation.floor", 30_000.0 * positions as f64);
            of.accepted_risk = 0.02 * positions as f64;
            of
        })
        .collect();
    for (design, strategy) in [(None, PROGRAMME), (Some(0), under(0))] {
        let found = pooled(organisations.clone(), design, runs, false);
        let plans: Vec<Plan> =
            organisations.iter().map(|of| Plan::new(of.scenario.clone())).collect();
        let sampler = ThetaSampler::new(&organisations[0].scenario);
        let of_others: Vec<ThetaSampler> =
            organisations.iter().map(|of| ThetaSampler::new(&of.scenario)).collect();
        let (mut short, mut any, mut alone_short) = (0, 0, [0; 3]);
        let mut reserves = [const { Vec::new() }; 4];
        let mut gains = Vec::new();
        for run in 0..runs as u64 {
            let mut pool = Treasury { overdraft_rate: 0.07, ..Treasury::default() };
            let mut cash = vec![0.0; plans[0].horizon];
            pool.free_cash = vec![0.0; plans[0].horizon];
            let (mut gain, mut is_any) = (0.0, false);
            for (k, plan) in plans.iter().enumerate() {
                let mut theta = sampler.medians();
                of_others[k].draw(SEED, run, &mut theta);
                let luck = Luck::new(SEED, k as u32, 0, run);
                let (settled, treasury) = alone::live(plan, &theta, luck);
                let net = &settled[strategy].monthly[Monthly::NetCash as usize];
                let (mut balance, mut low) = (0.0, f64::INFINITY);
                for t in 0..plan.horizon {
                    cash[t] += net[t];
                    pool.free_cash[t] += treasury.free_cash[t];
                    balance += net[t] + treasury.free_cash[t];
                    low = low.min(balance);
                }
                reserves[k].push(treasury.floor - low);
                pool.start += treasury.start;
                pool.floor += treasury.floor;
                let is_short = alone::headline(&settled[strategy], Headline::Shortfall) > 0.0;
                alone_short[k] += usize::from(is_short);
                is_any |= is_short;
                let npv = |s: usize| alone::headline(&settled[s], Headline::Npv);
                gain += (npv(strategy) - npv(BASELINE)) / 3.0;
            }
            any += usize::from(is_any);
            short += usize::from(pool.is_shortfall(pool.lowest(&cash)));
            let (mut balance, mut low) = (0.0, f64::INFINITY);
            for (x, b) in cash.iter().zip(&pool.free_cash) {
                balance += x + b;
                low = f64::min(low, balance);
            }
            reserves[3].push(pool.floor - low);
            gains.push(gain);
        }
        let share = |count: usize| count as f64 / runs as f64;
        assert_eq!(found.shortfall_pooled.value, share(short));
        assert_eq!(found.any_shortfall_alone.value, share(any));
        assert!(any > 0 && any < runs, "some run out of cash: {any}");
        let of = |draws: &[f64], alpha: f64| {
            let mut sorted = draws.to_vec();
            sorted.sort_by(f64::total_cmp);
            let rank = (1.0 - alpha) * (draws.len() - 1) as f64;
            let k = rank.floor() as usize;
            sorted[k] + (rank - k as f64) * (sorted[(k + 1).min(draws.len() - 1)] - sorted[k])
        };
        // Half a cent: the same sums in another order.
        for (k, member) in found.members.iter().enumerate() {
            assert_eq!(member.organisation, k);
            assert_eq!(member.shortfall.value, share(alone_short[k]));
            assert!((member.reserve.value - of(&reserves[k], member.accepted_risk)).abs() < 0.005);
        }
        assert_eq!(found.accepted_risk, 0.06);
        assert!((found.reserve_pooled.value - of(&reserves[3], 0.06)).abs() < 0.005);
        let mean = gains.iter().sum::<f64>() / runs as f64;
        assert!((found.spread_pooled.mean - mean).abs() < 0.005);
        let variance = gains.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (runs - 1) as f64;
        assert!((found.spread_pooled.variance / variance - 1.0).abs() < 1e-9);
    }
}

#[test]
fn members_fill_a_class_together_and_save_the_others() {
    let runs = 200;
    let scenario = build::library("regional-class");
    let one = build::organisation(&scenario, "own_class", &[]);
    let members = vec![one; 4];
    let apart = pooled(members.clone(), None, runs, false);
    let together = pooled(members, None, runs, true);
    assert!(apart.classes.is_empty() && apart.class_saving.value == 0.0);
    // Four times four side entrants in classes of twelve: two instead of four.
    let class = &together.classes[0];
    assert_eq!((class.size, class.alone, class.together, class.month), (12, 4, 2, 3));
    assert_eq!((class.profile.as_str(), together.classes.len()), ("in_own_class", 1));
    let sampler = ThetaSampler::new(&scenario);
    let path = "profile.in_own_class.training[0].amount";
    let index = scenario.quantities.iter().position(|quantity| quantity.path == path);
    let index = index.expect("the price of the class");
    let mut theta = sampler.medians();
    let price = |run| {
        sampler.draw(SEED, run, &mut theta);
        theta.0[index]
    };
    let prices: Vec<f64> = (0..runs as u64).map(price).collect();
    let mean = prices.iter().sum::<f64>() / runs as f64;
    let saved = together.class_saving.value;
    assert!((saved - 2.0 * mean).abs() < 0.005, "{saved} {mean}");
    let gained = 4.0 * (together.spread_pooled.mean - apart.spread_pooled.mean);
    let discount = scenario.discount_factor(3);
    assert!((gained - saved * discount).abs() < 0.005, "{gained}");
    assert!(together.reserve_pooled.value < apart.reserve_pooled.value);
}

#[test]
fn each_class_saves_at_its_own_price_without_the_share_of_partners() {
    let mut scenario = build::library("regional-class");
    scenario.correlations.clear();
    let prices = [9000.0, 5000.0];
    for (profile, price) in ["in_regional_class", "in_own_class"].into_iter().zip(prices) {
        build::set(&mut scenario, &format!("profile.{profile}.training[0].amount"), price);
    }
    build::set(&mut scenario, "profile.in_regional_class.training[0].partners_share", 0.4);
    let training = |scenario: &Scenario, key: &str| {
        let profile = scenario.profiles.iter().find(|profile| profile.key == key);
        profile.expect("a profile").training[0].clone()
    };
    // A second class of six, two months after the first, at the price of the other profile's.
    let mut second = training(&scenario, "in_regional_class");
    second.amount = training(&scenario, "in_own_class").amount;
    if let TrainingTiming::Class { month, size, .. } = &mut second.timing {
        (*month, *size) = (*month + 2, 6);
    }
    let profile = scenario.profiles.iter_mut().find(|of| of.key == "in_regional_class");
    profile.expect("a profile").training.push(second);
    let mut one = build::organisation(&scenario, "regional_class", &[]);
    for strategy in &mut one.scenario.strategies {
        strategy.intake[0].recruit_from = 1;
    }
    let found = pooled(vec![one; 4], None, 4, true);
    let classes: Vec<[usize; 4]> =
        found.classes.iter().map(|of| [of.month, of.size, of.alone, of.together]).collect();
    // Sixteen side entrants, four of each member.
    assert_eq!(classes, [[4, 12, 4, 2], [6, 6, 4, 3]]);
    let saved = 0.6 * (2.0 * prices[0] + prices[1]);
    assert!((found.class_saving.value - saved).abs() < 0.005, "{:?} {saved}", found.class_saving);
}

/// Repetitions, runs of each and members.
const REPEATED: (u64, usize, usize) = (40, 200, 8);

#[test]
fn the_errors_of_reserves_cover_their_spread_over_repetitions() {
    let (repetitions, runs, n) = REPEATED;
    let common = build::library("gi-cohort");
    // Reserves that rise and fall together, and reserves that have nothing in common: the errors of their sum differ by
    // up to √8.
    for scenario in [common.clone(), build::certain(&common)] {
        let mut one = build::organisation(&scenario, "with_scheme", &DESIGNS);
        for strategy in &mut one.scenario.strategies {
            strategy.intake[0].positions = 2;
        }
        one.accepted_risk = 0.1;
        let mut of = build::study(&DESIGNS, vec![one; n]);
        let members = (0..n).collect();
        of.consortium = Some(Consortium { members, design: Some(0), shared_classes: false });
        let found: Vec<StudyResults> = (0..repetitions)
            .map(|k| study(&of, runs, SEED + k, &()).expect("nobody stops it"))
            .collect();
        let points = |of: &StudyResults| -> [Point; 3] {
            let pool = of.consortium.as_ref().expect("there is one");
            [pool.members[0].reserve, pool.reserve_alone, pool.reserve_pooled]
        };
        for (k, name) in ["of a member", "in total", "pooled"].into_iter().enumerate() {
            let points: Vec<Point> = found.iter().map(|of| points(of)[k]).collect();
            let mean = |of: &dyn Fn(&Point) -> f64| {
                points.iter().map(of).sum::<f64>() / points.len() as f64
            };
            let centre = mean(&|of| of.value);
            let spread = mean(&|of| (of.value - centre).powi(2)).sqrt();
            let stated = mean(&|of| of.standard_error.expect("known"));
            // The sd of an sd over 40 repetitions is 1/√80 = 11 %; four of them.
            assert!((stated / spread - 1.0).abs() < 0.45, "{name}: {stated} {spread}");
        }
    }
    // Nobody can tell how far the highest of all runs errs.
    let mut certain = build::organisation(&common, "with_scheme", &DESIGNS);
    certain.accepted_risk = 0.0;
    let found = pooled(vec![certain; 2], None, 60, false);
    assert_eq!(found.members[0].reserve.standard_error, None);
    assert_eq!(found.reserve_alone.standard_error, None);
    assert_eq!(found.reserve_pooled.standard_error, None);
}
