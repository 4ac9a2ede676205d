//! Reading scenarios in tests.

use std::path::{Path, PathBuf};

use kansrijk::diagnostic::render_all;
use kansrijk::input::{Disk, Files, LoadOptions, Memory, load_from};
use kansrijk::language::Language;
use kansrijk::model::quantity::Theta;
use kansrijk::model::scenario::Scenario;

/// Reads a scenario; a mistake in it ends the test with its messages.
pub fn from_file(path: &Path) -> Scenario {
    read(&Disk, path)
}

/// A scenario from a text that stands in the test.
pub fn from_text(text: &str) -> Scenario {
    read(&Memory::default().with("scenario.toml", text), Path::new("scenario.toml"))
}

/// The scenarios of the library, in alphabetical order.
pub fn library() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the library")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();
    files
}

fn read(files: &dyn Files, path: &Path) -> Scenario {
    match load_from(files, path, &LoadOptions::default()) {
        Ok(loaded) => loaded.scenario,
        Err(error) => panic!(
            "{}:\n{}",
            path.display(),
            render_all(&error.problems, &error.sources, Language::En, false)
        ),
    }
}

/// Every quantity at its median.
pub fn median_theta(scenario: &Scenario) -> Theta {
    Theta(scenario.quantities.iter().map(|quantity| quantity.distribution.median()).collect())
}

/// The one value of every quantity, in a scenario that has no uncertain ones.
pub fn certain_theta(scenario: &Scenario) -> Theta {
    for quantity in &scenario.quantities {
        assert!(quantity.distribution.is_certain(), "{} is uncertain", quantity.path);
    }
    median_theta(scenario)
}
