//! The region in which something happens, recounted plainly from the draws of each run.

use kansrijk::decide::criterion::Event;
use kansrijk::decide::discover::{Cases, Factor, Side, Verdict, discover, factors};
use kansrijk::decide::vary::reduced;
use kansrijk::model::outcome::Headline;
use kansrijk::model::plan::Plan;
use kansrijk::sample::theta::ThetaSampler;
use kansrijk::simulate::{Settings, Simulation, Stop, Worker, simulate};

use crate::scenarios;

const RUNS: usize = 3000;
const SEED: u64 = 4;

fn template() -> (Plan, usize, Simulation) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/template.toml");
    let scenario = scenarios::from_file(&path);
    let strategy = (0..scenario.strategies.len()).find(|s| *s != scenario.baseline).expect("two");
    let (alone, place) = reduced(&scenario, strategy);
    let plan = Plan::new(alone);
    let settings = Settings { seed: SEED, stop: Stop::After(RUNS) };
    let simulation = simulate(&plan, settings, &()).expect("nobody stops it");
    (plan, place, simulation)
}

#[test]
fn coverage_and_density_are_what_a_plain_recount_gives() {
    let (plan, strategy, simulation) = template();
    let event: Event = "npv < 0".parse().expect("an event");
    let found = discover(&plan, &simulation, strategy, event, RUNS);
    let Verdict::Somewhere(region) = &found.verdict else { panic!("{:?}", found.verdict) };
    let sampler = ThetaSampler::new(&plan.scenario);
    let mut worker = Worker::new(&plan, &sampler, SEED);
    let (mut happened, mut cases, mut inside, mut both) = (0, 0, 0, 0);
    for run in 0..RUNS as u64 {
        worker.draw(run);
        worker.live(run, 0);
        let is_case = worker.settled[strategy].headline[Headline::Npv as usize] < 0.0;
        happened += usize::from(is_case);
        // The last quarter is what is measured on.
        if run < 3 * RUNS as u64 / 4 {
            continue;
        }
        let is_inside = region.bounds.iter().all(|known| {
            let of = found.factors[known.bound.column].quantities();
            let draws = of.iter().map(|&q| worker.theta.0[q]);
            let x = draws.sum::<f64>() / of.len() as f64;
            match known.bound.side {
                Side::AtLeast => x >= known.bound.value,
                Side::AtMost => x <= known.bound.value,
            }
        });
        cases += usize::from(is_case);
        inside += usize::from(is_inside);
        both += usize::from(is_case && is_inside);
    }
    assert_eq!(found.happened, happened);
    let measured = region.measured;
    assert_eq!((measured.all.runs, measured.all.cases), (RUNS / 4, cases));
    assert_eq!((measured.inside.runs, measured.inside.cases), (inside, both));
    assert_eq!(measured.coverage().value, both as f64 / cases as f64);
    assert_eq!(measured.density().value, both as f64 / inside as f64);
    // The tariff decides most about an NPV under an effort contract.
    let path =
        |column: usize| &plan.scenario.quantities[found.factors[column].quantities()[0]].path;
    assert!(path(region.bounds[0].bound.column).starts_with("contract.tariff"), "{region:?}");
}

#[test]
fn luck_alone_gives_no_region() {
    // The quantities are drawn, but each run pays another run's price: the event has nothing to do with them.
    let (plan, strategy, simulation) = template();
    let factors = factors(&plan.scenario);
    let event: Event = "npv < 0".parse().expect("an event");
    let mut cases = Cases::of(&plan, &simulation, &factors, strategy, event, RUNS);
    assert!(matches!(kansrijk::decide::discover::find(&cases).1, Verdict::Somewhere(_)));
    cases.happened.rotate_left(1);
    assert_eq!(kansrijk::decide::discover::find(&cases).1, Verdict::Nowhere);
}

#[test]
fn every_uncertain_number_is_a_column_once_and_deviations_are_one() {
    for path in scenarios::library() {
        let scenario = scenarios::from_file(&path);
        let factors = factors(&scenario);
        let mut listed: Vec<usize> =
            factors.iter().flat_map(|factor| factor.quantities().to_vec()).collect();
        listed.sort_unstable();
        let uncertain: Vec<usize> = (0..scenario.quantities.len())
            .filter(|&q| !scenario.quantities[q].distribution.is_certain())
            .collect();
        assert_eq!(listed, uncertain, "{}", path.display());
        let means = factors.iter().filter(|factor| matches!(factor, Factor::MeanDeviation(_)));
        // Wages and tariffs.
        assert!(means.count() <= 2, "{}", path.display());
    }
}
