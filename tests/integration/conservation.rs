//! What must hold in every run of every scenario: books that close, and what a change may and may
//! not do.

use kansrijk::explain::explain;
use kansrijk::model::cash::Treasury;
use kansrijk::model::ledger::Ledger;
use kansrijk::model::outcome::{Headline, Line, Monthly};
use kansrijk::model::plan::Plan;
use kansrijk::model::scenario::DiscountRate;
use kansrijk::model::settle::Settled;
use kansrijk::sample::theta::ThetaSampler;
use kansrijk::simulate::{Settings, Stop, Worker, simulate};
use kansrijk::twin::Twin;
use kansrijk::verify::verify;

use crate::engine::equals_the_reference;
use crate::random_scenario::{self, Variation, for_random};
use crate::scenarios;

const SEED: u64 = 3;

/// Amounts are equal when they differ by less than the tenth digit of the money that went through
/// the books (`scale`): some thousand sums and products, each rounded in the sixteenth digit.
fn are_equal(a: f64, b: f64, scale: f64, what: &str) {
    assert!((a - b).abs() <= 1e-10 * scale.abs().max(1.0), "{what}: {a} {b}, difference {}", a - b);
}

fn worker<'a>(plan: &'a Plan, sampler: &'a ThetaSampler, run: u64) -> Worker<'a> {
    let mut worker = Worker::new(plan, sampler, SEED);
    worker.draw(run);
    worker.live(run, 0);
    worker
}

fn headline(settled: &Settled, outcome: Headline) -> f64 {
    settled.headline[outcome as usize]
}

fn series(settled: &Settled, outcome: Monthly) -> &[f64] {
    &settled.monthly[outcome as usize]
}

/// Money that went through the books, whatever its sign.
fn turnover(settled: &Settled) -> f64 {
    settled.flows.iter().flatten().map(|amount| amount.abs()).sum()
}

/// All that must hold within one run and strategy.
fn books_close(plan: &Plan, worker: &Worker<'_>, s: usize, place: &str) {
    let h = plan.horizon;
    let (settled, ledger) = (&worker.settled[s], &worker.ledgers[s]);
    let scale = turnover(settled);
    let equal = |a: f64, b: f64, what: &str| are_equal(a, b, scale, &format!("{place}: {what}"));
    let get = |outcome: Headline| headline(settled, outcome);
    let net_cash = get(Headline::NetCash);
    // To the cent, whatever the turnover.
    let bridge: f64 = settled.lines.iter().sum();
    assert!(
        (bridge - net_cash).abs() < 0.005,
        "{place}: the bridge adds up to {bridge}, not {net_cash}"
    );

    // Every euro once: by line and month, within the horizon and after it, and the residual value.
    let residual = net_cash - get(Headline::Employer);
    let all: f64 = settled.flows.iter().flatten().sum();
    equal(all + residual, net_cash, "cash by line and month");
    equal(all, get(Headline::Employer), "the employer's cash");
    let net = series(settled, Monthly::NetCash);
    for (t, &net) in net.iter().enumerate() {
        let sum: f64 = settled.flows.iter().map(|flow| flow[t]).sum();
        equal(sum, net, "lines of a month");
    }
    for (months, sums) in [
        (Monthly::NetCash, Monthly::CumulativeNetCash),
        (Monthly::Costs, Monthly::CumulativeCosts),
        (Monthly::Benefits, Monthly::CumulativeBenefits),
    ] {
        let mut so_far = 0.0;
        for (month, sum) in series(settled, months).iter().zip(series(settled, sums)) {
            so_far += month;
            equal(so_far, *sum, sums.key());
        }
    }
    let within: f64 = net.iter().sum();
    let due = settled.lines[Line::DueAfterHorizon as usize];
    equal(within + due, net_cash, "horizon and afterwards");
    equal(settled.cash_by_year.iter().sum(), within, "calendar years");
    // What is earned and owed is what is paid, sooner or later.
    let result: f64 = settled.result_by_year.iter().sum();
    equal(result + residual, net_cash, "result and cash");

    // Transfers cancel: what one side pays the other receives.
    let flow = |line: Line| -> f64 { settled.flows[line as usize].iter().sum() };
    let subsidy = flow(Line::Subsidy) + flow(Line::Clawback);
    equal(subsidy + get(Headline::SubsidyGiver), 0.0, "subsidy");
    let revenue = flow(Line::RevenueOwn)
        + flow(Line::RevenueCover)
        + flow(Line::LostToSupervision)
        + flow(Line::Penalty);
    equal(revenue + get(Headline::Municipality), 0.0, "revenue");
    equal(
        get(Headline::Subsidy) - get(Headline::Clawback) - get(Headline::NetCosts),
        all,
        "costs, revenue and subsidy",
    );

    // People: whoever came has left or is there.
    let heads = series(settled, Monthly::Heads);
    assert_eq!(
        get(Headline::Hires),
        get(Headline::Exits) + get(Headline::HeadsAtHorizon),
        "{place}: hires"
    );
    let newly = series(settled, Monthly::NewlyRegisteredHeads);
    let registered = series(settled, Monthly::RegisteredHeads);
    for t in 0..h {
        let ordered = 0.0 <= newly[t] && newly[t] <= registered[t] && registered[t] <= heads[t];
        assert!(ordered, "{place}: heads in month {t}");
        assert!(heads[t] <= plan.strategies[s].positions.len() as f64, "{place}: heads");
        assert!(ledger.gap_empty[t] >= -1e-9, "{place}: empty positions");
    }
    let leaving_last = heads[h - 1] - get(Headline::HeadsAtHorizon);
    assert!(leaving_last >= 0.0, "{place}: heads at the horizon");
    let by_tenure: u32 = ledger.exits_by_tenure.iter().flatten().sum();
    assert_eq!(f64::from(by_tenure), get(Headline::Exits), "{place}: exits by tenure");
    let failed: u32 = ledger.exits_by_tenure.iter().map(|causes| causes[2]).sum();
    assert_eq!(f64::from(failed), get(Headline::ExitsFailedRoute), "{place}: failed routes");
}

fn books_close_in(plan: &Plan, runs: u64, name: &str) {
    let sampler = ThetaSampler::new(&plan.scenario);
    for run in 0..runs {
        let worker = worker(plan, &sampler, run);
        for s in 0..plan.strategies.len() {
            books_close(plan, &worker, s, &format!("{name} run {run} strategy {s}"));
        }
    }
}

#[test]
fn the_books_close_in_every_run_of_the_library() {
    for path in scenarios::library() {
        books_close_in(&Plan::new(scenarios::from_file(&path)), 100, &path.display().to_string());
    }
}

#[test]
fn the_books_close_in_random_scenarios() {
    for_random(200, |choices| {
        books_close_in(&random_scenario::plan(choices, Variation::default()), 6, "random");
    });
}

#[test]
fn the_engine_equals_the_reference_on_random_scenarios() {
    for_random(200, |choices| {
        equals_the_reference(
            &random_scenario::plan(choices, Variation::default()),
            SEED,
            4,
            "random",
        );
    });
}

/// Half a standard deviation of luck is noticed: this looks for wrong rules, not for small numbers.
#[test]
fn the_twin_agrees_with_the_simulation_on_random_scenarios() {
    for_random(60, |choices| {
        let plan = random_scenario::plan(choices, Variation::default());
        let verification = verify(&plan, SEED, 384, &()).expect("nobody cancels");
        let failures: Vec<_> = verification.failures().collect();
        assert!(failures.is_empty(), "{failures:#?}");
    });
}

#[test]
fn without_discounting_the_present_value_is_net_cash() {
    let check = |mut plan: Plan, name: &str| {
        plan.scenario.discount_rate = DiscountRate::Nominal(0.0);
        let plan = Plan::new(plan.scenario);
        let sampler = ThetaSampler::new(&plan.scenario);
        for run in 0..5 {
            for settled in &worker(&plan, &sampler, run).settled {
                let (npv, net_cash) =
                    (headline(settled, Headline::Npv), headline(settled, Headline::NetCash));
                are_equal(npv, net_cash, turnover(settled), name);
            }
        }
    };
    for path in scenarios::library() {
        check(Plan::new(scenarios::from_file(&path)), &path.display().to_string());
    }
    for_random(50, |choices| check(random_scenario::plan(choices, Variation::default()), "random"));
}

#[test]
fn a_subsidy_of_nothing_is_no_subsidy() {
    for_random(100, |choices| {
        let zero = Variation { subsidy: 0.0, ..Variation::default() };
        let none = Variation { no_subsidy: true, ..Variation::default() };
        let (zero, none) =
            (random_scenario::plan(choices, zero), random_scenario::plan(choices, none));
        let samplers = [&zero, &none].map(|plan| ThetaSampler::new(&plan.scenario));
        for run in 0..4 {
            let zero = worker(&zero, &samplers[0], run);
            let none = worker(&none, &samplers[1], run);
            for (zero, none) in zero.settled.iter().zip(&none.settled) {
                for &outcome in Headline::ALL {
                    let (a, b) = (headline(zero, outcome), headline(none, outcome));
                    assert!(a == b || a.is_nan() && b.is_nan(), "{outcome:?}: {a} {b}");
                }
                assert_eq!(zero.monthly, none.monthly);
            }
        }
    });
}

/// Expectations of every strategy given θ of one run.
fn expectations(plan: &Plan, run: u64) -> Vec<Settled> {
    let sampler = ThetaSampler::new(&plan.scenario);
    let mut worker = Worker::new(plan, &sampler, SEED);
    worker.draw(run);
    let mut twin = Twin::new(plan);
    twin.draw(plan, &worker.rates);
    (0..plan.strategies.len())
        .map(|s| {
            twin.expect(plan, s, &worker.rates);
            twin.settled.clone()
        })
        .collect()
}

#[test]
fn twice_the_positions_give_twice_of_everything_linear() {
    for_random(100, |choices| {
        let one = Variation { proportional: true, ..Variation::default() };
        let two = Variation { times_positions: 2, ..one };
        let (one, two) = (random_scenario::plan(choices, one), random_scenario::plan(choices, two));
        for run in 0..3 {
            for (one, two) in expectations(&one, run).iter().zip(&expectations(&two, run)) {
                let scale = turnover(two);
                for &outcome in Headline::ALL.iter().filter(|outcome| outcome.is_linear()) {
                    let (a, b) = (headline(one, outcome), headline(two, outcome));
                    are_equal(2.0 * a, b, scale.max(a.abs()), outcome.key());
                }
                for &line in Line::ALL {
                    are_equal(
                        2.0 * one.lines[line as usize],
                        two.lines[line as usize],
                        scale,
                        line.key(),
                    );
                }
            }
        }
    });
}

#[test]
fn more_exit_never_leaves_more_people() {
    for_random(100, |choices| {
        let less = Variation { no_refill: true, ..Variation::default() };
        let more = Variation { more_exit: 0.04, ..less };
        let (less, more) =
            (random_scenario::plan(choices, less), random_scenario::plan(choices, more));
        let mut fewer_somewhere = false;
        for run in 0..5 {
            for (less, more) in expectations(&less, run).iter().zip(&expectations(&more, run)) {
                for outcome in
                    [Monthly::Heads, Monthly::RegisteredHeads, Monthly::NewlyRegisteredHeads]
                {
                    for (t, (a, b)) in
                        series(less, outcome).iter().zip(series(more, outcome)).enumerate()
                    {
                        // Equal where nobody could leave yet, up to rounding.
                        assert!(*b <= a + 1e-9, "{} in month {t}: {a} became {b}", outcome.key());
                        fewer_somewhere |= *b < a - 1e-3;
                    }
                }
            }
        }
        let somebody = less.strategies.iter().flat_map(|s| &s.positions).any(|p| p.first.is_some());
        assert!(fewer_somewhere || !somebody, "more exit must be felt");
    });
}

#[test]
fn a_longer_horizon_keeps_the_earlier_months() {
    for_random(100, |choices| {
        let longer = Variation { longer: 13, ..Variation::default() };
        let (short, long) = (
            random_scenario::plan(choices, Variation::default()),
            random_scenario::plan(choices, longer),
        );
        let h = short.horizon;
        let samplers = [&short, &long].map(|plan| ThetaSampler::new(&plan.scenario));
        for run in 0..4 {
            let a = worker(&short, &samplers[0], run);
            let b = worker(&long, &samplers[1], run);
            for (a, b) in a.settled.iter().zip(&b.settled) {
                for &outcome in Monthly::ALL {
                    if outcome == Monthly::Liquidity
                        && short.scenario.organisation.liquidity.is_none()
                    {
                        continue;
                    }
                    assert_eq!(series(a, outcome), &series(b, outcome)[..h], "{outcome:?}");
                }
                for (line, (a, b)) in Line::ALL.iter().zip(a.flows.iter().zip(&b.flows)) {
                    assert_eq!(a[..h], b[..h], "{line:?}");
                }
            }
        }
    });
}

#[test]
fn another_strategy_changes_no_strategy() {
    for_random(60, |choices| {
        let with = Variation { another_strategy: true, ..Variation::default() };
        let (without, with) = (
            random_scenario::plan(choices, Variation::default()),
            random_scenario::plan(choices, with),
        );
        let samplers = [&without, &with].map(|plan| ThetaSampler::new(&plan.scenario));
        for run in 0..4 {
            let a = worker(&without, &samplers[0], run);
            let b = worker(&with, &samplers[1], run);
            for (s, a) in a.settled.iter().enumerate() {
                let b = &b.settled[s + 1];
                let bits = |values: &[f64]| values.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
                assert_eq!(bits(&a.headline), bits(&b.headline));
                assert_eq!(a.flows, b.flows);
                assert_eq!(a.monthly, b.monthly);
            }
        }
    });
}

/// The hires of a story, and what is left when they are taken out: classes, empty posts, cover.
fn story_adds_up(plan: &Plan, run: u64, s: usize, name: &str) {
    let story = explain(plan, SEED, run, s);
    let sampler = ThetaSampler::new(&plan.scenario);
    let worker = worker(plan, &sampler, run);
    let mut rest = Ledger::default();
    rest.clear(plan);
    rest.add_calendar(plan, s, &worker.rates);
    rest.close(&worker.rates);
    rest.gap_empty.clone_from(&worker.ledgers[s].gap_empty);
    rest.gap_occupied.clone_from(&worker.ledgers[s].gap_occupied);
    let mut settled = Settled::default();
    settled.update(plan, s, &worker.rates, &rest, &Treasury::default(), None);
    let scale = turnover(&worker.settled[s]);
    for &line in Line::ALL {
        let k = line as usize;
        let hires: f64 = story.hires.iter().map(|hire| hire.lines[k]).sum();
        let what = format!("{name} run {run} strategy {s}: {}", line.key());
        are_equal(hires + settled.lines[k], story.lines[k], scale, &what);
    }
    assert_eq!(story.hires.len() as f64, story.headline[Headline::Hires as usize], "{name}");
}

#[test]
fn a_story_is_the_run_of_the_simulation_and_its_hires_add_up() {
    let check = |plan: &Plan, name: &str| {
        let settings = Settings { seed: SEED, stop: Stop::After(3) };
        let simulation = simulate(plan, settings, &()).expect("nobody cancels");
        for s in 0..plan.strategies.len() {
            for run in 0..3 {
                let story = explain(plan, SEED, run, s);
                for &outcome in Headline::ALL {
                    let k = outcome as usize;
                    let of_run = simulation.draws(s, k)[run as usize];
                    assert_eq!(
                        story.headline[k].to_bits(),
                        of_run.to_bits(),
                        "{name}: {outcome:?}"
                    );
                }
                story_adds_up(plan, run, s, name);
            }
        }
    };
    for path in scenarios::library() {
        check(&Plan::new(scenarios::from_file(&path)), &path.display().to_string());
    }
    for_random(100, |choices| {
        check(&random_scenario::plan(choices, Variation::default()), "random")
    });
}
