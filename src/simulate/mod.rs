//! Runs the model many times, in fixed batches that are merged in order.
//!
//! In: a [`Plan`](crate::model::plan::Plan) and [`Settings`]. Out: a [`Simulation`]: the kept
//! headline outcomes of every run, and bands of everything by month and by line. The same bits
//! come out for any number of threads; observers only look.

mod bands;
mod batch;
mod convergence;
mod engine;
pub mod order;
mod tally;
mod worker;

pub use bands::{
    Bands, Column, ColumnSummary, Columns, Layout, Moments, PERCENTILES, percentile_ranks,
};
pub use batch::{BATCH_RUNS, Batch};
pub use convergence::LeastKnown;
pub use engine::{Observer, SECOND_RUNS, Settings, Simulation, Stop, in_batches, simulate};
pub use tally::Tally;
pub use worker::Worker;
