//! How fast the reference workload (`scenarios/template.toml`: twelve positions, sixty months, two
//! strategies) is, beside what no program can avoid: drawing, writing and sorting its numbers.
//!
//! `cargo bench` prints a table; each time is the best of a few, which on a quiet machine repeats
//! within 5 %. `cargo bench -- memory` prints the largest memory of a million runs instead.

#![allow(clippy::print_stdout, reason = "a benchmark prints its table")]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use kansrijk::input::{LoadOptions, load};
use kansrijk::language::Language;
use kansrijk::model::cash::Treasury;
use kansrijk::model::outcome::Headline;
use kansrijk::model::plan::Plan;
use kansrijk::model::rates::Rates;
use kansrijk::sample::address::Luck;
use kansrijk::sample::lives;
use kansrijk::sample::theta::ThetaSampler;
use kansrijk::simulate::{
    BATCH_RUNS, Bands, Columns, Layout, Moments, SECOND_RUNS, Settings, Simulation, Stop, Tally,
    Worker, simulate,
};
use kansrijk::summarize::Summary;
use kansrijk::summarize::statistics::summarize;
use kansrijk::twin::Twin;
use kansrijk::write::Report;
use kansrijk::write::figures::drawings;

const SEED: u64 = 1;
const RUNS: usize = 10_000;

fn path(scenario: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("scenarios/{scenario}.toml"))
}

fn plan(scenario: &str) -> Plan {
    let loaded = load(&path(scenario), &LoadOptions::default());
    Plan::new(loaded.unwrap_or_else(|_| panic!("{scenario} has mistakes")).scenario)
}

/// The shortest of `times` times.
fn best<T>(times: usize, mut work: impl FnMut() -> T) -> Duration {
    let time = |_| {
        let start = Instant::now();
        black_box(work());
        start.elapsed()
    };
    (0..times).map(time).min().expect("at least once")
}

fn in_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.expect("a pool of threads").install(work)
}

fn simulated(plan: &Plan, runs: usize) -> Simulation {
    let settings = Settings { seed: SEED, stop: Stop::After(runs) };
    simulate(plan, settings, &()).expect("nobody cancels")
}

/// Person-months of one strategy a second, were all threads one.
fn person_months(plan: &Plan, runs: usize, time: Duration) -> f64 {
    let months: usize = plan.strategies.iter().map(|s| s.positions.len() * plan.horizon).sum();
    (months * runs) as f64 / time.as_secs_f64()
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if arguments.iter().any(|argument| argument == "memory") {
        return memory();
    }
    if arguments.iter().any(|argument| argument == "--test") {
        return;
    }
    let template = plan("template");
    println!("{RUNS} runs of the reference workload          time   person-months/s");
    let mut alone = Duration::ZERO;
    for threads in [1, 2] {
        let time = in_threads(threads, || {
            best(5, || Summary::new(&template, &simulated(&template, RUNS)))
        });
        if threads == 1 {
            alone = time;
        }
        let rate = person_months(&template, RUNS, time) / 1e6;
        println!(
            "  simulate and summarize, {threads} thread(s)   {time:>9.1?}   {rate:>8.1} million"
        );
    }
    let floor = in_threads(1, || best(5, || floor(&template, RUNS)));
    let ratio = alone.as_secs_f64() / floor.as_secs_f64();
    println!("  draw, write and sort only, 1 thread  {floor:>9.1?}   ratio {ratio:.2} (at most 3)");

    println!("\ntwin: one strategy given θ");
    for scenario in ["template", "small-reserve", "gi-cohort"] {
        let plan = plan(scenario);
        for s in 0..plan.strategies.len() {
            let time = twin(&plan, s);
            println!(
                "  {:<36} {time:>9.1?}",
                format!("{scenario}, {}", plan.scenario.strategies[s].key)
            );
        }
    }

    println!("\nstart");
    let options = LoadOptions::default();
    let check = best(20, || load(&path("template"), &options).is_ok());
    println!("  check the reference workload         {check:>9.1?}   (at most 20 ms)");
    let check = best(20, || load(&path("which-route"), &options).is_ok());
    println!("  check a scenario with includes       {check:>9.1?}   (at most 20 ms)");
    let first = best(3, || {
        let plan = plan("template");
        let simulation = simulated(&plan, RUNS);
        let summary = Summary::new(&plan, &simulation);
        let report = Report {
            plan: &plan,
            simulation: &simulation,
            summary: &summary,
            warnings: &[],
            decisions: None,
        };
        drawings(report, Language::Nl).swap_remove(0)
    });
    println!("  from file to first figures, all threads {first:>6.1?}");
}

/// Time of the expectation of one strategy, with the tables by age that all strategies share.
fn twin(plan: &Plan, strategy: usize) -> Duration {
    let sampler = ThetaSampler::new(&plan.scenario);
    let mut worker = Worker::new(plan, &sampler, SEED);
    let mut twin = Twin::new(plan);
    worker.draw(0);
    best(200, || {
        twin.draw(plan, &worker.rates);
        twin.expect(plan, strategy, &worker.rates);
        twin.settled.headline[Headline::Npv as usize]
    })
}

/// What remains of a simulation without a model: the same quantities and lives are drawn by address
/// and inverted, as many numbers are written to the same columns, and the same percentiles taken.
/// Tables by age stay those of the medians.
fn floor(plan: &Plan, runs: usize) -> f64 {
    let sampler = ThetaSampler::new(&plan.scenario);
    let mut rates = Rates::default();
    rates.update(plan, &sampler.medians());
    let layout = Layout::new(plan);
    let mut bands = Bands::new(&layout);
    let outcomes = plan.strategies.len() * Headline::COUNT;
    let mut headline = vec![Vec::with_capacity(runs); outcomes];
    let firsts: Vec<usize> = (0..runs).step_by(BATCH_RUNS).collect();
    for round in firsts.chunks(32) {
        let batches: Vec<_> = round
            .par_iter()
            .map(|&first| floor_batch(plan, &sampler, &rates, first, BATCH_RUNS.min(runs - first)))
            .collect();
        for (_, totals) in &batches {
            for (k, draws) in headline.iter_mut().enumerate() {
                draws.extend(totals.iter().map(|total| total + k as f64));
            }
        }
        bands.append(batches.into_iter().map(|(columns, _)| columns));
    }
    let (columns, _) = bands.summarize();
    let means: f64 =
        headline.into_par_iter().map(|draws| summarize(&draws, true, None).percentiles[0]).sum();
    means + columns[0].mean
}

fn floor_batch(
    plan: &Plan,
    sampler: &ThetaSampler,
    rates: &Rates,
    first: usize,
    n: usize,
) -> (Columns, Vec<f64>) {
    const TILE: usize = 16;
    let layout = Layout::new(plan);
    let columns = layout.amounts();
    let mut thetas = Vec::new();
    sampler.draw_many(SEED, first as u64, n, &mut thetas);
    let mut treasury = Treasury::default();
    let mut spells = Vec::new();
    let mut rows = vec![0.0_f32; columns * TILE];
    let mut amounts = vec![0.0_f32; columns * n];
    let mut heads = vec![Tally::default(); layout.heads()];
    let (mut base, mut sums, mut squares) =
        (vec![0.0; columns], vec![0.0; columns], vec![0.0; columns]);
    let mut totals = Vec::with_capacity(n);
    let weights: Vec<f64> = (0..columns).map(|c| (c % 13) as f64).collect();
    for r in 0..n {
        let run = (first + r) as u64;
        let mut months = thetas[r].0[0];
        let mut hires = 0;
        for realisation in 0..1 + u32::from(run < SECOND_RUNS) {
            let luck = Luck::new(SEED, 0, realisation, run);
            lives::draw_treasury(plan, &thetas[r], luck, &mut treasury);
            months += treasury.low_without;
            for strategy in 0..plan.strategies.len() {
                lives::draw(plan, strategy, rates, luck, &mut spells, |_, spells| {
                    months += spells.iter().map(|spell| spell.start as f64).sum::<f64>();
                    hires += spells.len();
                });
            }
        }
        totals.push(months);
        let row = &mut rows[r % TILE * columns..][..columns];
        for (c, value) in row.iter_mut().enumerate() {
            let x = months + weights[c];
            if r == 0 {
                base[c] = x;
            }
            let deviation = x - base[c];
            sums[c] += deviation;
            squares[c] += deviation * deviation;
            *value = x as f32;
        }
        heads.iter_mut().enumerate().for_each(|(c, tally)| tally.add(((hires + c) % 13) as f64));
        if r % TILE == TILE - 1 || r == n - 1 {
            let from = r - r % TILE;
            for c0 in (0..columns).step_by(TILE) {
                for c in c0..(c0 + TILE).min(columns) {
                    for k in from..=r {
                        amounts[c * n + k] = rows[(k - from) * columns + c];
                    }
                }
            }
        }
    }
    let moments = Moments::from_sums(n, &base, &sums, &squares);
    (Columns { runs: n, moments, amounts, heads }, totals)
}

/// The reference workload with a third strategy, a million times: the largest memory of the process.
fn memory() {
    let text = std::fs::read_to_string(path("template")).expect("the template");
    let third = "[strategy.side_entry_only]\nsubsidies = [\"scheme\"]\nintake = [{ positions = 12, profile = \"side_entrant\", refill = \"regular\" }]\n\n";
    let text = text.replace("[strategy.side_entry]", &format!("{third}[strategy.side_entry]"));
    let files = kansrijk::input::Memory::default().with("three.toml", text.as_str());
    let loaded =
        kansrijk::input::load_from(&files, Path::new("three.toml"), &LoadOptions::default());
    let plan = Plan::new(loaded.unwrap_or_else(|_| panic!("a mistake")).scenario);
    let start = Instant::now();
    let simulation = simulated(&plan, 1_000_000);
    let after_runs = (start.elapsed(), peak_memory());
    let summary = Summary::new(&plan, &simulation);
    println!(
        "a million runs, three strategies: {:.1?}, at most {} MiB",
        after_runs.0, after_runs.1
    );
    println!(
        "with summary: {:.1?}, at most {} MiB (percentiles within {:.4} of p95 - p5)",
        start.elapsed(),
        peak_memory(),
        summary.percentile_error
    );
}

/// Largest resident memory of this process so far [MiB] (Linux).
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kib.unwrap_or(0) / 1024
}
