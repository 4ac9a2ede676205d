//! tmp
pub mod format;
