//! How fast a large study is: twenty designs, a hundred organisations of ten positions that misjudge their dropout, 2,000 runs.
//!
//! `cargo bench --bench study` prints the time on one and on two threads, and the most memory that was taken.

#![allow(clippy::print_stdout, reason = "a benchmark prints its table")]

use std::path::Path;
use std::time::Instant;

use kansrijk::input::{LoadOptions, load};
use kansrijk::language::Label;
use kansrijk::model::quantity::Quantity;
use kansrijk::model::scenario::{Scenario, SubsidyIndex};
use kansrijk::model::study::{Consortium, Design, Organisation, Study};
use kansrijk::study::{memory, study};

const SEED: u64 = 1;
const RUNS: usize = 2000;
const DESIGNS: usize = 20;
const ORGANISATIONS: usize = 100;

fn main() {
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let of = large();
    println!("{DESIGNS} designs, {ORGANISATIONS} organisations, {RUNS} runs");
    for threads in [2, 1] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let start = Instant::now();
        let found = pool.expect("a pool of threads").install(|| study(&of, RUNS, SEED, &()));
        let time = start.elapsed();
        let rows = found.expect("nobody stops it").rows;
        let taking = rows.iter().map(|row| row.taking_part).sum::<usize>();
        println!("  {threads} thread(s)   {time:>8.1?}   ({taking} decisions to take part)");
    }
    println!("  foreseen    {:>8} MiB", memory(&of, RUNS) >> 20);
    // Linux only; elsewhere nothing is printed.
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    if let Some(peak) = status.lines().find(|line| line.starts_with("VmHWM")) {
        println!("  {peak}");
    }
}

fn label(text: &str) -> Label {
    Label { nl: text.to_owned(), en: text.to_owned() }
}

fn large() -> Study {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/gi-cohort.toml");
    let options = LoadOptions { all_subsidies: true, ..LoadOptions::default() };
    let mut scenario = load(&path, &options).expect("the library has no mistakes").scenario;
    let index = |key: &str| {
        let found = scenario.subsidies.iter().position(|subsidy| subsidy.key == key);
        SubsidyIndex(found.expect("a subsidy of the library"))
    };
    let (scheme, municipal) = (index("gi_2023"), index("municipal"));
    let strategy = |scenario: &Scenario, key: &str| {
        let found = scenario.strategies.iter().find(|strategy| strategy.key == key);
        found.expect("a strategy of the scenario").clone()
    };
    let baseline = strategy(&scenario, "regular");
    let programme = strategy(&scenario, "without_scheme");
    let mut strategies = vec![baseline, programme.clone()];
    strategies.extend((0..DESIGNS).map(|design| {
        let mut under = programme.clone();
        under.subsidies = if design % 2 == 0 { vec![scheme] } else { vec![scheme, municipal] };
        under
    }));
    scenario.strategies = strategies;
    scenario.baseline = 0;
    let certain = scenario.quantities.iter().find(|quantity| quantity.path.ends_with("mentors"));
    let certain = certain.expect("a plain number").clone();
    let organisation = |k: usize| Organisation {
        name: label(&format!("{k}")),
        scenario: scenario.clone(),
        chance_of_gain: k as f64 / ORGANISATIONS as f64,
        accepted_risk: 0.2,
        believed_exit: 0.9,
        local: Vec::new(),
    };
    let design = |k: usize| Design { key: format!("{k}"), name: label("design"), budget: None };
    Study {
        name: "large".to_owned(),
        title: label("large"),
        question: label("how fast?"),
        designs: (0..DESIGNS).map(design).collect(),
        organisations: (0..ORGANISATIONS).map(organisation).collect(),
        budget: Some(20e6),
        horizon: scenario.calendar.horizon,
        quantities: vec![certain],
        stays_in_sector: Quantity::new(0),
        displacement: Quantity::new(0),
        highest_worth: 150_000.0,
        consortium: Some(Consortium {
            members: (0..7).collect(),
            design: Some(0),
            shared_classes: false,
        }),
    }
}
