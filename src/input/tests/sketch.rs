//! The complete example, its numbers checked by hand.

use super::*;

pub const SKETCH: &str = include_str!("../../../tests/data/sketch.toml");

#[test]
fn the_sketch_loads() {
    match load(SKETCH) {
        Ok(loaded) => {
            for warning in &loaded.warnings {
                println!(
                    "{}",
                    crate::diagnostic::render(warning, &loaded.sources, Language::En, false)
                );
            }
            println!(
                "{:#?}",
                loaded
                    .scenario
                    .quantities
                    .iter()
                    .map(|q| (&q.path, q.distribution.median()))
                    .collect::<Vec<_>>()
            );
        }
        Err(error) => panic!("{}", shown(&error)),
    }
}
