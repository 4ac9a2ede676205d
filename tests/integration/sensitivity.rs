//! Swings, shares and rank correlations against values computed plainly: one number set by hand and given to the
//! exact twin, a linear sum with known shares, runs of the simulation.

use std::path::Path;

use kansrijk::decide::Decisions;
use kansrijk::decide::sensitivity::{
    Bar, Moved, Question, Sensitivity, Settings, Target, levers, sensitivity,
};
use kansrijk::distribution::Distribution;
use kansrijk::model::outcome::Headline;
use kansrijk::model::plan::Plan;
use kansrijk::model::quantity::{Grade, Theta};
use kansrijk::model::rates::Rates;
use kansrijk::model::scenario::{DiscountRate, Scenario};
use kansrijk::sample::theta::ThetaSampler;
use kansrijk::simulate::{Settings as Runs, Stop, simulate};
use kansrijk::twin::Twin;

use crate::{deviations_by_hand, scenarios};

const SEED: u64 = 3;

/// What tables of inverse distribution functions leave, in terms of the outcome.
const TABLE: f64 = 1e-6;

fn template() -> Scenario {
    scenarios::from_file(&Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/template.toml"))
}

fn index(scenario: &Scenario, path: &str) -> usize {
    scenario.quantities.iter().position(|q| q.path == path).unwrap_or_else(|| panic!("{path}"))
}

/// NPV of a strategy minus that of the baseline at θ, by the twin.
fn difference(plan: &Plan, strategy: usize, theta: &Theta) -> f64 {
    let mut rates = Rates::default();
    rates.update(plan, theta);
    let mut twin = Twin::new(plan);
    twin.draw(plan, &rates);
    let mut npv = |s| {
        twin.expect(plan, s, &rates);
        twin.headline()[Headline::Npv as usize]
    };
    npv(strategy) - npv(plan.scenario.baseline)
}

fn other(scenario: &Scenario) -> usize {
    (0..scenario.strategies.len()).find(|s| *s != scenario.baseline).expect("two strategies")
}

fn few(draws: usize, base: usize) -> Settings {
    Settings { seed: SEED, runs: 400, base, draws, lives: 4 }
}

fn bar_of(found: &Sensitivity, quantity: usize) -> Option<&Bar> {
    found.tornado.bars.iter().find(|bar| match &bar.moved {
        Moved::Quantity(lever) => lever.quantities == [quantity],
        Moved::DiscountRate => false,
    })
}

fn near(found: f64, exact: f64, scale: f64, what: &str) {
    assert!((found - exact).abs() <= TABLE * scale, "{what}: {found} {exact}");
}

#[test]
fn bars_are_what_the_twin_gives_with_one_number_set_by_hand() {
    let plan = Plan::new(template());
    let strategy = other(&plan.scenario);
    let (draws, seed) = (24, SEED);
    let question = Question::of_decision(&plan, strategy);
    let found = sensitivity(&plan, question, few(draws, 64), &()).expect("nobody cancels");
    let sampler = ThetaSampler::new(&plan.scenario);
    let drawn: Vec<Theta> = (0..draws as u64)
        .map(|run| {
            let mut theta = sampler.medians();
            sampler.draw(seed, run, &mut theta);
            theta
        })
        .collect();
    for path in ["route.maatwerk.pass", "profile.side_entrant.ramp.months", "employment.on_cost"] {
        let q = index(&plan.scenario, path);
        let bar = bar_of(&found, q).expect("it matters");
        for (end, p) in [0.05, 0.95].into_iter().enumerate() {
            let value = plan.scenario.quantities[q].distribution.quantile(p);
            near(bar.ends[end], value, value.abs(), path);
            let mut theta = sampler.medians();
            theta.0[q] = value;
            near(bar.at_medians[end], difference(&plan, strategy, &theta), 1e6, path);
            // The very draws of the runs, with only this number changed: without common draws this fails.
            let mean = drawn
                .iter()
                .map(|theta| {
                    let mut theta = theta.clone();
                    theta.0[q] = value;
                    difference(&plan, strategy, &theta)
                })
                .sum::<f64>()
                / draws as f64;
            near(bar.drawn[end], mean, 1e6, path);
        }
    }
    // The distance of an end from the middle is known by pairs of draws, wherever the middle is put.
    let q = index(&plan.scenario, "route.maatwerk.pass");
    let own = bar_of(&found, q).expect("it matters");
    let at = |theta: &Theta, value: f64| {
        let mut moved = theta.clone();
        moved.0[q] = value;
        difference(&plan, strategy, &moved)
    };
    let n = draws as f64;
    let mean = |of: &[f64]| of.iter().sum::<f64>() / n;
    let error = |of: &[f64]| {
        let squares: f64 = of.iter().map(|x| (x - mean(of)).powi(2)).sum();
        (squares / (n * (n - 1.0))).sqrt()
    };
    let pairs = |of: &dyn Fn(&Theta) -> f64| drawn.iter().map(of).collect::<Vec<f64>>();
    let swings = pairs(&|theta| at(theta, own.ends[1]) - at(theta, own.ends[0]));
    near(own.error, error(&swings), 1e6, "error of a swing");
    let distances = pairs(&|theta| at(theta, own.ends[1]) - difference(&plan, strategy, theta));
    let around = Sensitivity { tornado: found.tornado.clone().around(7.0, 300.0), ..found.clone() };
    let bar = bar_of(&around, q).expect("it matters");
    near(bar.errors[1], error(&distances).hypot(300.0), 1e6, "error around a mean");
    near(bar.drawn[1], 7.0 + mean(&distances), 1e6, "end around a mean");
    // The discount rate is moved besides.
    let moved = levers(&plan.scenario).len() + 1;
    assert_eq!(found.tornado.bars.len() + found.tornado.idle, moved);
    near(found.tornado.at_medians, difference(&plan, strategy, &sampler.medians()), 1e6, "medians");
    let rate = plan.scenario.discount_rate.nominal();
    let bars = &found.tornado.bars;
    let bar = bars.iter().find(|bar| bar.moved == Moved::DiscountRate).expect("a row of its own");
    for (end, step) in [-0.01, 0.01].into_iter().enumerate() {
        let mut scenario = plan.scenario.clone();
        scenario.discount_rate = DiscountRate::Nominal(rate + step);
        let changed = Plan::new(scenario);
        near(bar.ends[end], rate + step, 1.0, "rate");
        let mean = drawn.iter().map(|theta| difference(&changed, strategy, theta)).sum::<f64>();
        near(bar.drawn[end], mean / draws as f64, 1e6, "discount rate");
    }
    assert!(bars.windows(2).all(|pair| pair[0].swing().abs() >= pair[1].swing().abs()));
}

#[test]
fn a_number_takes_along_what_its_correlation_says() {
    let scenario = template();
    let [own, mate] = ["profile.side_entrant.exit[0].annual", "profile.regular.exit[0].annual"]
        .map(|path| index(&scenario, path));
    let lever = levers(&scenario).into_iter().find(|l| l.quantities == [own]).expect("uncertain");
    assert!(lever.takes_others_along());
    let sampler = ThetaSampler::new(&scenario);
    // Normal scores of both over many draws of the others: the own one stands still at 1.5, the other one is
    // normal around r·1.5 with variance 1 − r².
    let group = scenario.correlations.iter().find(|g| g.members.contains(&(own as u32))).unwrap();
    let r = group.cholesky[2];
    let n = 4000;
    let mut theta = sampler.medians();
    let score = |q: usize, x: f64| {
        let distribution = &scenario.quantities[q].distribution;
        // The score at which the distribution has this value, by bisection.
        let (mut low, mut high) = (1e-12, 1.0 - 1e-12);
        for _ in 0..60 {
            let p = 0.5 * (low + high);
            if distribution.quantile(p) < x { low = p } else { high = p }
        }
        kansrijk::distribution::normal::standard_normal_quantile(0.5 * (low + high))
    };
    let scores: Vec<f64> = (0..n)
        .map(|k| {
            let uniform =
                |q: usize| ((k * (7 + q) + q) as f64 * 0.618_033_988_75).fract().max(1e-9);
            let moved = lever.moved(1.5, uniform);
            let place = |q: usize| lever.members.iter().position(|&m| m == q);
            sampler.transform(|q| place(q).map_or(0.5, |at| moved[at]), &mut theta);
            assert!((score(own, theta.0[own]) - 1.5).abs() < 1e-4);
            score(mate, theta.0[mate])
        })
        .collect();
    let mean = scores.iter().sum::<f64>() / n as f64;
    let variance = scores.iter().map(|z| (z - mean).powi(2)).sum::<f64>() / n as f64;
    // Three standard errors of as many draws by chance; evenly filled intervals come closer.
    let left = 1.0 - r * r;
    let (of_mean, of_variance) = ((left / n as f64).sqrt(), left * (2.0 / n as f64).sqrt());
    assert!((mean - 1.5 * r).abs() < 3.0 * of_mean, "{mean} {r}");
    assert!((variance - left).abs() < 3.0 * of_variance, "{variance} {r}");
}

#[test]
fn shares_of_a_sum_are_those_of_the_variances_of_its_terms() {
    // Only two numbers uncertain that enter the NPV as a product with fixed amounts: a straight line in each.
    let mut scenario = template();
    let paths = ["route.maatwerk.costs[0].amount", "profile.side_entrant.workplace.per_month"];
    let kept = paths.map(|path| index(&scenario, path));
    for (q, quantity) in scenario.quantities.iter_mut().enumerate() {
        if !kept.contains(&q) {
            quantity.distribution = Distribution::fixed(quantity.distribution.median()).unwrap();
        }
    }
    // A study and an assumption.
    scenario.quantities[kept[0]].grade = Some(Grade::B);
    scenario.quantities[kept[1]].grade = Some(Grade::D);
    scenario.quantities[kept[0]].distribution = Distribution::uniform(3_000.0, 9_000.0).unwrap();
    scenario.quantities[kept[1]].distribution = Distribution::uniform(50.0, 250.0).unwrap();
    scenario.correlations.clear();
    let plan = Plan::new(scenario);
    let strategy = other(&plan.scenario);
    let sampler = ThetaSampler::new(&plan.scenario);
    let slope = |q: usize, step: f64| {
        let mut theta = sampler.medians();
        let from = difference(&plan, strategy, &theta);
        theta.0[q] += step;
        (difference(&plan, strategy, &theta) - from) / step
    };
    // Subsidies with a cap on costs would bend the line: both steps must agree.
    for (q, step) in kept.into_iter().zip([2_900.0, 95.0]) {
        near(slope(q, step), slope(q, -step), 1.0, "straight");
    }
    let variances = [(kept[0], 6_000.0), (kept[1], 200.0)]
        .map(|(q, width): (usize, f64)| (slope(q, width / 4.0) * width).powi(2) / 12.0);
    let whole = variances[0] + variances[1];
    let question = Question::of_decision(&plan, strategy);
    let found = sensitivity(&plan, question, few(8, 1024), &()).expect("nobody cancels");
    let sobol = found.sobol.expect("it varies");
    // The standard error of a standard deviation over 2,048 draws by chance of a distribution with no heavier tails than the
    // normal one, as a share, and four of them; evenly filled points come closer.
    let of_sd = 4.0 * (1.0 / (2.0 * 2048.0_f64)).sqrt();
    assert!((sobol.sd / whole.sqrt() - 1.0).abs() < of_sd, "{} {}", sobol.sd, whole.sqrt());
    for (q, variance) in kept.into_iter().zip(variances) {
        let factor = sobol.factors.iter().find(|f| f.quantities == [q]).expect("it matters");
        for index in [factor.index.first, factor.index.total] {
            let half = 0.5 * (index.high - index.low);
            assert!((index.value - variance / whole).abs() < half && half < 0.1, "{index:?}");
        }
    }
    assert_eq!(sobol.factors.len(), 2);
    let alone = |q: usize| {
        let factor = sobol.factors.iter().find(|f| f.quantities == [q]).expect("it matters");
        factor.index.first
    };
    let by_grade = [(Some(Grade::B), alone(kept[0])), (Some(Grade::D), alone(kept[1]))];
    assert_eq!(sobol.grades, by_grade);
    assert_eq!(sobol.weak, Some(alone(kept[1])));
    assert!(sobol.interplay.low <= 0.0 && sobol.interplay.high >= 0.0, "{:?}", sobol.interplay);
}

#[test]
fn an_outcome_that_is_simulated_has_the_same_luck_everywhere() {
    // The baseline hires nobody by a route: whatever is uncertain about routes changes nothing, to the last bit.
    // With luck of its own at every point it would.
    let plan = Plan::new(template());
    let target = Target::Level(Headline::PeakFunding);
    let question = Question { strategy: plan.scenario.baseline, target };
    let found = sensitivity(&plan, question, few(6, 64), &()).expect("nobody cancels");
    let sobol = found.sobol.as_ref().expect("it varies");
    for (q, quantity) in plan.scenario.quantities.iter().enumerate() {
        if quantity.path.starts_with("route.") || quantity.path.starts_with("subsidy.") {
            assert!(bar_of(&found, q).is_none(), "{}", quantity.path);
            let is_there = sobol.factors.iter().any(|factor| factor.quantities.contains(&q));
            assert!(!is_there, "{}", quantity.path);
        }
    }
    assert!(found.tornado.bars.len() > 5 && found.tornado.idle > 5);
}

#[test]
fn the_ends_of_an_outcome_that_is_simulated_are_those_of_runs_with_that_number() {
    // `run --set` with the number at its 5th or 95th percentile, on the same seed: the same futures, to the last bit.
    let plan = Plan::new(template());
    let strategy = other(&plan.scenario);
    let (draws, lives) = (32, 8);
    let outcome = Headline::Shortfall;
    let question = Question { strategy, target: Target::Level(outcome) };
    let settings = Settings { seed: SEED, runs: 400, base: 64, draws, lives };
    let found = sensitivity(&plan, question, settings, &()).expect("nobody cancels");
    assert_eq!(found.tornado.draws, draws * lives);
    let level = |plan: &Plan, seed: u64, runs: usize| {
        let simulation =
            simulate(plan, Runs { seed, stop: Stop::After(runs) }, &()).expect("nobody cancels");
        simulation.draws(strategy, outcome as usize).iter().sum::<f64>() / runs as f64
    };
    assert_eq!(found.tornado.drawn, level(&plan, SEED, draws * lives));
    let q = index(&plan.scenario, "organisation.free_cash_per_month");
    let bar = bar_of(&found, q).expect("it matters");
    let mut truth = [0.0; 2];
    for end in 0..2 {
        let mut scenario = plan.scenario.clone();
        scenario.quantities[q].distribution = Distribution::fixed(bar.ends[end]).unwrap();
        let changed = Plan::new(scenario);
        assert_eq!(bar.drawn[end], level(&changed, SEED, draws * lives));
        truth[end] = level(&changed, SEED + 1, 4_000);
        // Four standard errors, and those of the truth are a quarter of them.
        let (found, error) = (bar.drawn[end], bar.errors[end]);
        assert!((found - truth[end]).abs() < 4.1 * error, "{found} ± {error}: {}", truth[end]);
    }
    // With other luck at either end the swing would have the errors of both.
    let independent = bar.errors[0].hypot(bar.errors[1]);
    assert!(bar.error < independent && bar.error > 0.0, "{bar:?}");
    let swing = truth[1] - truth[0];
    assert!((bar.swing() - swing).abs() < 4.1 * bar.error, "{} {swing}", bar.swing());
}

#[test]
fn shares_of_an_outcome_that_is_simulated_are_those_of_its_expectation() {
    // Two numbers uncertain; the variance of the chance of a shortfall over them, by brute force: on a grid of
    // their percentiles, each place with runs of its own.
    let mut scenario = template();
    let paths = ["organisation.free_cash_per_month", "organisation.cover.rate_per_hour"];
    let kept = paths.map(|path| index(&scenario, path));
    for (q, quantity) in scenario.quantities.iter_mut().enumerate() {
        if !kept.contains(&q) {
            quantity.distribution = Distribution::fixed(quantity.distribution.median()).unwrap();
        }
    }
    scenario.correlations.clear();
    let plan = Plan::new(scenario);
    let strategy = other(&plan.scenario);
    let question = Question { strategy, target: Target::Level(Headline::Shortfall) };
    let (places, runs) = (8, 300);
    let chance = |a: usize, b: usize| {
        let mut scenario = plan.scenario.clone();
        for (q, place) in kept.into_iter().zip([a, b]) {
            let p = (place as f64 + 0.5) / places as f64;
            let value = scenario.quantities[q].distribution.quantile(p);
            scenario.quantities[q].distribution = Distribution::fixed(value).unwrap();
        }
        let settings = Runs { seed: (100 + a * places + b) as u64, stop: Stop::After(runs) };
        let simulation = simulate(&Plan::new(scenario), settings, &()).expect("nobody cancels");
        let draws = simulation.draws(strategy, Headline::Shortfall as usize);
        draws.iter().sum::<f64>() / runs as f64
    };
    let grid: Vec<Vec<f64>> =
        (0..places).map(|a| (0..places).map(|b| chance(a, b)).collect()).collect();
    let n = places as f64;
    let mean = grid.iter().flatten().sum::<f64>() / (n * n);
    // Without what the luck of a place adds to the variance over places: p(1 − p)/runs.
    let luck = grid.iter().flatten().map(|p| p * (1.0 - p)).sum::<f64>() / (n * n) / runs as f64;
    let whole = grid.iter().flatten().map(|p| (p - mean).powi(2)).sum::<f64>() / (n * n) - luck;
    let rows = grid.iter().map(|row| (row.iter().sum::<f64>() / n - mean).powi(2)).sum::<f64>() / n;
    let first = (rows - luck / n) / whole;
    assert!((0.4..0.95).contains(&first), "free cash decides, not alone: {first}");
    let settings = Settings { seed: SEED, runs: 400, base: 1024, draws: 8, lives: 8 };
    let found = sensitivity(&plan, question, settings, &()).expect("nobody cancels");
    let sobol = found.sobol.expect("it varies");
    let factor = sobol.factors.iter().find(|f| f.quantities == [kept[0]]).expect("it matters");
    let index = factor.index.first;
    // Its own interval and half of it again, for the grid.
    let half = 0.75 * (index.high - index.low);
    assert!((index.value - first).abs() < half && half < 0.35, "{index:?} {first}");
    // A variance from 1,024 rows with eight lives is off by 5 % (see the indices' own test), and that of the grid by no more:
    // half of both for the standard deviations, and more than three errors of their difference.
    assert!((sobol.sd - whole.sqrt()).abs() < 0.12 * whole.sqrt(), "{} {}", sobol.sd, whole.sqrt());
    // Of the whole variance of what happens or does not, p(1 − p), the rest is luck.
    let split = found.split.expect("it varies");
    let ignorance = whole / (mean * (1.0 - mean));
    assert!(!split.exact);
    assert!(
        (split.ignorance - ignorance).abs() < 4.0 * split.standard_error,
        "{split:?} {ignorance}"
    );
    assert!(split.standard_error < 0.1, "{split:?}");
}

#[test]
fn the_chance_of_paying_back_is_counted_in_the_runs() {
    // One number uncertain, so that few points are lived; the rest is luck.
    let mut scenario = template();
    let kept = index(&scenario, "employment.on_cost");
    for (q, quantity) in scenario.quantities.iter_mut().enumerate() {
        if q != kept {
            quantity.distribution = Distribution::fixed(quantity.distribution.median()).unwrap();
        }
    }
    scenario.correlations.clear();
    let plan = Plan::new(scenario);
    let strategy = other(&plan.scenario);
    let question = Question { strategy, target: Target::PaidBack };
    let found = sensitivity(&plan, question, few(32, 64), &()).expect("nobody cancels");
    let runs = Runs { seed: SEED, stop: Stop::After(found.tornado.draws) };
    let simulation = simulate(&plan, runs, &()).expect("nobody cancels");
    let months = simulation.draws(strategy, Headline::Payback as usize);
    let came = months.iter().filter(|month| month.is_finite()).count();
    assert!(came > 0 && came < months.len(), "some do and some do not: {came}");
    assert_eq!(found.tornado.drawn, came as f64 / months.len() as f64);
}

#[test]
fn the_years_of_an_index_are_moved_so_that_their_sum_stands_at_its_percentile() {
    // Two Januaries with a standard deviation of 0.02: their sum has √2 of it.
    let scenario = scenarios::from_text(deviations_by_hand::SCENARIO);
    let all = levers(&scenario);
    let [lever] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!(lever.quantities.len(), 2);
    let sampler = ThetaSampler::new(&scenario);
    let mut theta = sampler.medians();
    let moved = lever.moved(1.5, |_| 0.5);
    let place = |q: usize| lever.members.iter().position(|&member| member == q);
    sampler.transform(|q| place(q).map_or(0.5, |at| moved[at]), &mut theta);
    let sum: f64 = lever.quantities.iter().map(|&q| theta.0[q]).sum();
    near(sum, 1.5 * 0.02 * 2f64.sqrt(), 1.0, "the sum of the years");
}

#[test]
fn numbers_that_take_others_along_surprise_nobody() {
    // Rising wages come with rising tariffs (their correlation says so), and are good news for that reason.
    let plan = Plan::new(template());
    let target = Target::Level(Headline::Npv);
    let question = Question { strategy: other(&plan.scenario), target };
    let found = sensitivity(&plan, question, few(64, 64), &()).expect("nobody cancels");
    let bar = bar_of(&found, index(&plan.scenario, "indexation.wages")).expect("it matters");
    assert!(bar.swing() > 0.0 && bar.surprise.is_none(), "{bar:?}");
}

#[test]
fn rank_correlations_are_over_the_runs_of_the_simulation() {
    let plan = Plan::new(template());
    let strategy = other(&plan.scenario);
    let question = Question { strategy, target: Target::Level(Headline::Npv) };
    let found = sensitivity(&plan, question, few(2, 64), &()).expect("nobody cancels");
    let runs = Runs { seed: SEED, stop: Stop::After(400) };
    let simulation = simulate(&plan, runs, &()).expect("nobody cancels");
    let npv = simulation.draws(strategy, Headline::Npv as usize);
    let sampler = ThetaSampler::new(&plan.scenario);
    let strongest = found.ranks[0];
    let drawn: Vec<f64> = (0..400)
        .map(|run| {
            let mut theta = sampler.medians();
            sampler.draw(SEED, run, &mut theta);
            theta.0[strongest.quantity]
        })
        .collect();
    // 1 − 6·Σd²/(n³ − n), for values that all differ.
    let rank = |values: &[f64]| -> Vec<f64> {
        values.iter().map(|x| values.iter().filter(|y| *y < x).count() as f64).collect()
    };
    let squares: f64 = rank(&drawn).iter().zip(rank(&npv)).map(|(a, b)| (a - b).powi(2)).sum();
    let n = 400.0_f64;
    let rho = 1.0 - 6.0 * squares / (n * n * n - n);
    assert!((strongest.rho.value - rho).abs() < 1e-9, "{strongest:?} {rho}");
}

#[test]
fn threads_change_nothing() {
    let plan = Plan::new(template());
    let question = Question::of_decision(&plan, other(&plan.scenario));
    let run = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        pool.install(|| sensitivity(&plan, question, few(4, 64), &()).expect("nobody cancels"))
    };
    assert_eq!(run(1), run(4));
}

#[test]
fn the_bars_of_a_report_lie_around_the_mean_that_it_speaks_of() {
    let plan = Plan::new(template());
    let runs = Runs { seed: 5, stop: Stop::After(300) };
    let simulation = simulate(&plan, runs, &()).expect("nobody cancels");
    let strategy = other(&plan.scenario);
    let decisions = Decisions::new(&plan, &simulation, strategy, &()).expect("nobody cancels");
    let npv = |s: usize| simulation.draws(s, Headline::Npv as usize);
    let pairs = npv(strategy).into_iter().zip(npv(plan.scenario.baseline));
    let mean = pairs.map(|(own, base)| own - base).sum::<f64>() / 300.0;
    let brief = decisions.sensitivity;
    near(brief.tornado.drawn, mean, mean.abs(), "the middle");
    let settings = brief.settings;
    let apart = sensitivity(&plan, brief.question, settings, &()).expect("nobody cancels").tornado;
    for (shown, own) in brief.tornado.bars.iter().zip(&apart.bars) {
        near(shown.swing(), own.swing(), mean.abs(), "a swing");
        near(
            shown.drawn[0] - brief.tornado.drawn,
            own.drawn[0] - apart.drawn,
            mean.abs(),
            "an end",
        );
    }
}
