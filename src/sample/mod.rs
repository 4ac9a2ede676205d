//! Draws: what nobody knows ([`theta`], ignorance) and what happens to each hire ([`lives`], luck).
//!
//! In: a seed, a run and a scenario. Out: a `Theta` and the spells of every position. Every
//! uniform number has an address ([`address`]) and is used by inversion, so that strategies
//! share luck, a new quantity shifts nothing and threads do not matter.

pub mod address;
pub mod lives;
pub mod points;
pub mod theta;
