//! The model: what a checked scenario is, and what follows from one draw of everything.
//!
//! Pure: no files, clock, randomness, threads or printing. [`scenario`] holds the types that
//! the reader fills; [`rates`] turns one draw of the quantities into tables by age and month;
//! [`path`] is the life of one hire; [`ledger`] adds the lives up to money and heads.

pub mod cash;
pub mod contract;
pub mod employment;
pub mod grants;
pub mod ledger;
pub mod organisation;
pub mod outcome;
pub mod path;
pub mod plan;
pub mod profile;
pub mod quantity;
pub mod rates;
pub mod role_rates;
pub mod scenario;
pub mod settle;
pub mod stay_costs;
pub mod study;
pub mod subsidy;
pub mod time;
