//! From cursors to the types of the model, one file for each part of a scenario.

mod contract;
mod correlation;
mod economy;
mod employment;
mod names;
mod organisation;
mod people;
mod profile;
mod route;
mod scenario;
mod stand_in;
mod strategy;
pub mod subsidy;

pub use names::names;
pub use scenario::{Places, Scope, once_each, scenario};
