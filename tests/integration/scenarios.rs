//! Reading scenarios in tests.

use std::fs;
use std::path::Path;

use kansrijk::model::quantity::Theta;
use kansrijk::model::scenario::Scenario;

/// Reads a scenario; a mistake in it ends the test with its messages.
pub fn from_file(path: &Path) -> Scenario {
    crate::interim_reader::read(path)
}

/// A scenario from a text that stands in the test.
pub fn from_text(text: &str) -> Scenario {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("scenario.toml");
    fs::write(&path, text).expect("a file");
    from_file(&path)
}

/// The one value of every quantity, in a scenario that has no uncertain ones.
pub fn certain_theta(scenario: &Scenario) -> Theta {
    let mut values = Vec::new();
    for quantity in &scenario.quantities {
        let value = quantity.distribution.quantile(0.5);
        let is_certain = quantity.distribution.quantile(0.1) == value
            && quantity.distribution.quantile(0.9) == value;
        assert!(is_certain, "{} is uncertain", quantity.path);
        values.push(value);
    }
    Theta(values)
}
