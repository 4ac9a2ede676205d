//! From cursors to the types of the model, one file for each part of a scenario.

mod contract;
mod correlation;
mod employment;
mod organisation;
mod profile;
mod route;
mod scenario;
mod strategy;
mod subsidy;

pub use scenario::{Places, scenario};
