//! The scenarios that come with the program are sound and load fast.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::*;
use crate::input::load;

/// Closed schemes computed as if they were open, and strategies that differ in cover because that is
/// the question.
const MEANT: &[&str] = &["as-if", "strategies-differ-in-cover"];

fn library() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();
    files
}

#[test]
fn every_scenario_of_the_library_is_sound_and_warns_of_what_is_meant_only() {
    for path in library() {
        let started = Instant::now();
        match load(&path, &LoadOptions::default()) {
            Ok(loaded) => {
                let slugs: Vec<&str> = loaded.warnings.iter().map(|w| w.code().slug).collect();
                println!("{} {:?} {slugs:?}", path.display(), started.elapsed());
                let is_template = path.ends_with("template.toml");
                let is_meant = |slug: &&str| MEANT.contains(slug) && !is_template;
                assert!(slugs.iter().all(is_meant), "{}: {slugs:?}", path.display());
            }
            Err(error) => panic!("{}", shown(&error)),
        }
    }
}
