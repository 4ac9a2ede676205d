//! The scenarios that come with the program are sound and load fast.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::*;
use crate::input::{load, load_study};
use crate::model::quantity::Grade;
use crate::model::study::{Organisation, PROGRAMME};

/// Closed schemes computed as if they were open, strategies that differ in cover because that is
/// the question, and hours before registration that tariff, tasks and study lower at once: always said.
const MEANT: &[&str] = &["as-if", "strategies-differ-in-cover", LOWERED];

/// Of these the template has one only.
const LOWERED: &str = "counted-three-times";

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
                let is_meant =
                    |slug: &&str| MEANT.contains(slug) && (!is_template || *slug == LOWERED);
                assert!(slugs.iter().all(is_meant), "{}: {slugs:?}", path.display());
            }
            Err(error) => panic!("{}", shown(&error)),
        }
    }
}

#[test]
fn every_study_of_the_library_is_sound_and_has_five_designs() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/studies");
    for (name, organisations, positions) in [("national-gi", 13, 300), ("regional", 7, 36)] {
        let path = folder.join(name).with_extension("toml");
        let loaded = load_study(&path, 1, &LoadOptions::default())
            .unwrap_or_else(|error| panic!("{}", shown(&error)));
        let slugs: Vec<&str> = loaded.warnings.iter().map(|w| w.code().slug).collect();
        assert!(slugs.iter().all(|slug| MEANT.contains(slug)), "{name}: {slugs:?}");
        let study = loaded.study;
        assert!(study.designs.len() >= 5, "{name}");
        assert_eq!(study.organisations.len(), organisations, "{name}");
        let of = |one: &Organisation| one.scenario.strategies[PROGRAMME].positions();
        assert_eq!(study.organisations.iter().map(of).sum::<usize>(), positions, "{name}");
        for organisation in &study.organisations {
            // What is said to be unknown is not called a fact.
            for quantity in &organisation.scenario.quantities {
                let is_example =
                    quantity.source.as_deref().is_some_and(|s| s.starts_with("Example"));
                let is_assumed = quantity.grade == Some(Grade::D);
                assert!(!is_example || is_assumed, "{name}: {}", quantity.path);
            }
        }
    }
}
