//! Business cases for side entry in Dutch youth care.
//!
//! The stages follow the data: `input → model → sample → twin → simulate → summarize → compare → decide → study → tell → write`,
//! and `cli` puts them together. Each imports only from earlier stages and from the building blocks
//! [`units`], [`uniform`], [`language`], [`diagnostic`], [`distribution`], [`figure`]. [`verify`] holds the simulation
//! against the exact twin, [`explain`] tells one run as a story.

pub mod cli;
pub mod compare;
pub mod decide;
pub mod diagnostic;
pub mod distribution;
pub mod explain;
pub mod figure;
pub mod input;
pub mod language;
pub mod model;
pub mod sample;
pub mod simulate;
pub mod study;
pub mod summarize;
pub mod tell;
pub mod twin;
pub mod uniform;
pub mod units;
pub mod verify;
pub mod write;
