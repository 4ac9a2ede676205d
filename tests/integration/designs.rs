//! The subsidies of the library and the cases that work them out have the same rules.

use std::path::Path;

use toml::{Table, Value};

fn read(path: &str) -> Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let text = std::fs::read_to_string(&path);
    let text = text.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A value with every quantity in it replaced by its one number, or by its mode.
fn central(value: &Value) -> Value {
    match value {
        Value::Integer(number) => Value::Float(*number as f64),
        Value::Array(values) => Value::Array(values.iter().map(central).collect()),
        Value::Table(table) => match table.get("value").or_else(|| table.get("mode")) {
            Some(number) => central(number),
            None => {
                let entries = table.iter().map(|(key, value)| (key.clone(), central(value)));
                Value::Table(entries.collect())
            }
        },
        other => other.clone(),
    }
}

#[test]
fn every_subsidy_of_the_library_is_worked_out_by_hand_as_it_is() {
    let library = read("scenarios/shared/subsidies.toml");
    let designs = library["subsidy"].as_table().expect("designs");
    assert!(designs.len() >= 9, "{} designs", designs.len());
    for (key, design) in designs {
        let case = read(&format!("tests/cases/design_{key}.toml"));
        let worked = &case["subsidy"][key.as_str()]["instruments"];
        assert_eq!(central(&design["instruments"]), central(worked), "{key}");
    }
}
