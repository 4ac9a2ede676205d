//! A study of subsidy designs against simulations of its organisations one by one.

mod build;
mod scenario;
