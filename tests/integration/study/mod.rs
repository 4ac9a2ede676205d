//! A study of subsidy designs against simulations of its organisations one by one.

mod alone;
mod budget;
mod build;
mod consortium;
mod invariance;
mod participation;
mod scenario;
mod too_close;
