//! Figures of a small simulation.

use std::sync::LazyLock;

use super::super::sample::{Sample, scenario};
use super::*;
use crate::figure::missing_glyphs;

static SAMPLE: LazyLock<Sample> = LazyLock::new(|| Sample::of(scenario(36), 200));

/// Writes the figures of scenarios of the library:
/// `FIGURES=folder SCENARIOS=gi-cohort,nobody cargo test --release --lib -- --ignored write_figures`.
#[test]
#[ignore = "for looking at the figures"]
fn write_figures() {
    let folder = std::env::var_os("FIGURES").map_or_else(
        || std::env::temp_dir().join("kansrijk-figures"),
        std::path::PathBuf::from,
    );
    let scenarios = std::env::var("SCENARIOS").unwrap_or_else(|_| "template".to_owned());
    for name in scenarios.split(',') {
        let path = format!("{}/scenarios/{name}.toml", env!("CARGO_MANIFEST_DIR"));
        let loaded = crate::input::load(path.as_ref(), &Default::default()).unwrap();
        let sample = Sample::of(loaded.scenario, 1_000);
        let files = figures(sample.report()).unwrap();
        super::super::write_all(&folder.join(name), &files).unwrap();
    }
}
