//! Figures of a small simulation.

use std::sync::LazyLock;

use super::super::sample::{Sample, scenario};
use super::*;
use crate::figure::missing_glyphs;

static SAMPLE: LazyLock<Sample> = LazyLock::new(|| Sample::of(scenario(36), 200));

/// Writes all figures: `FIGURES=folder cargo test --release --lib -- --ignored write_figures`.
#[test]
#[ignore = "for looking at the figures"]
fn write_figures() {
    let folder = std::env::var_os("FIGURES").map_or_else(
        || std::env::temp_dir().join("kansrijk-figures"),
        std::path::PathBuf::from,
    );
    let sample = Sample::of(scenario(60), 500);
    let files = figures(sample.report()).unwrap();
    super::super::write_all(&folder, &files).unwrap();
}
