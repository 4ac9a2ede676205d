//! Subsidy designs side by side over many organisations: who takes part, what it costs the funder, and what it brings.
//!
//! In: a [`Study`]. Out: [`StudyResults`]. Organisations are lived one by one, each life once for
//! all designs; rows, the frontier and the acceptability follow from what was kept by run. The same bits come out for any
//! number of threads.

mod classes;
mod consortium;
pub mod frontier;
mod lives;
mod organisation;
pub mod outcome;
mod participation;
mod queue;
mod results;
mod rows;

pub use participation::TOO_CLOSE;
pub use results::{
    Alone, ConsortiumResults, Decision, Estimate, IfAlike, NO_DESIGN, OrganisationRow, Point, Row,
    SharedClass, Spread, StudyResults, Turned, row_of,
};

use rayon::prelude::*;

use crate::decide::choose::PLACES;
use crate::decide::choose::acceptability::{Acceptability, acceptability};
use crate::model::study::Study;
use crate::sample::theta::ThetaSampler;
use crate::simulate::{Observer, SECOND_RUNS};
use lives::Subject;
use organisation::Lived;
use outcome::Outcome;
use queue::Orders;
use rows::Queues;

/// Runs that an observer hears of: every organisation is lived in every run, and members of a consortium once more.
pub fn runs_in_all(study: &Study, runs: usize) -> usize {
    let members = study.consortium.as_ref().map_or(0, |consortium| consortium.members.len());
    (study.organisations.len() + members) * runs
}

/// Bytes that are kept of every organisation, run and design, at most; besides them little is.
const BYTES_OF_A_DESIGN: usize = 5 * size_of::<f64>() + size_of::<bool>();
/// The same of every organisation and run.
const BYTES_OF_A_RUN: usize = 2 * (size_of::<lives::World>() + size_of::<lives::Heads>());

/// Memory that a study takes \[bytes\], about.
pub fn memory(study: &Study, runs: usize) -> usize {
    let of_a_run = BYTES_OF_A_DESIGN * study.designs.len() + BYTES_OF_A_RUN;
    study.organisations.len() * runs * of_a_run
}

/// Computes a study; `None` when the observer stopped it.
pub fn study(
    study: &Study,
    runs: usize,
    seed: u64,
    observer: &dyn Observer,
) -> Option<StudyResults> {
    observer.expects(runs_in_all(study, runs));
    let organisations = study.organisations.iter();
    let scenarios: Vec<_> = organisations.map(|of| (&of.scenario, of.local.as_slice())).collect();
    let samplers = ThetaSampler::all(&scenarios);
    let shares = ThetaSampler::of_quantities(&study.quantities);
    let designs = study.designs.len();
    let lived: Vec<Lived> = study
        .organisations
        .par_iter()
        .zip(&samplers)
        .enumerate()
        .with_max_len(1)
        .map(|(number, (organisation, sampler))| {
            let subject = Subject::new(study, number, sampler, &shares);
            organisation::live(&subject, organisation, designs, runs, seed, observer)
        })
        .collect::<Option<_>>()?;
    let second = runs.min(SECOND_RUNS as usize);
    let queues = Queues {
        first: Orders::new(seed, 0, runs, lived.len()),
        second: Orders::new(seed, 1, second, lived.len()),
    };
    let rows: Vec<Row> =
        (0..=designs).into_par_iter().map(|row| rows::row(study, &lived, &queues, row)).collect();
    drop(lived);
    let consortium = match &study.consortium {
        Some(of) => Some(consortium::pool(study, of, &samplers, &shares, runs, seed, observer)?),
        None => None,
    };
    let mean = |row: &Row, outcome: Outcome| row.outcome(outcome).mean.expect("finite");
    let choice = |row: &Row| {
        let cost = mean(row, Outcome::NetSpendDiscounted);
        (cost, mean(row, Outcome::AdditionalInYouthCare))
    };
    Some(StudyResults {
        runs,
        seed,
        frontier: frontier::frontier(&rows.iter().map(choice).collect::<Vec<_>>()),
        acceptability: acceptable(study, &rows),
        consortium,
        rows,
    })
}

/// How often each row is the best, by what one additional professional in youth care is worth.
fn acceptable(study: &Study, rows: &[Row]) -> Acceptability {
    let step = study.highest_worth / (PLACES - 1) as f64;
    let draws = |of: &Row, outcome: Outcome, sign: f64| -> Vec<f64> {
        of.draws(outcome).iter().map(|x| sign * x).collect()
    };
    let money: Vec<Vec<f64>> =
        rows.iter().map(|row| draws(row, Outcome::NetSpendDiscounted, -1.0)).collect();
    let people: Vec<Vec<f64>> =
        rows.iter().map(|row| draws(row, Outcome::AdditionalInYouthCare, 1.0)).collect();
    acceptability(&money, &people, (0..PLACES).map(|k| step * k as f64).collect())
}
