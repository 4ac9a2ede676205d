//! The scenario that a study rests on, read again for each organisation.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::input::cursor::{Cursor, Layer};
use crate::input::format::TOP;
use crate::input::plausible;
use crate::input::read::{self, Places, Scope};
use crate::input::reader::{Copies, Reader};
use crate::input::tree::Table;
use crate::model::scenario::Scenario;

/// Tables of a scenario that the study file itself has.
#[derive(Debug, Default)]
pub struct Own {
    /// Its subsidies, the most specific first.
    subsidies: Vec<(Place, Table)>,
    /// Its price level.
    price_level: Vec<(Place, Table)>,
}

impl Own {
    /// What the layers of a study say of the scenario.
    pub fn of(layers: &[Layer<'_>]) -> Self {
        let only = |key: &str| {
            let tables = layers.iter().filter_map(|layer| {
                let mut table = Table::default();
                table.insert(layer.table.get(key)?.clone());
                Some((layer.place.clone(), table))
            });
            tables.collect()
        };
        Self { subsidies: only("subsidy"), price_level: only("euros_of") }
    }

    /// Its subsidies above other layers.
    pub fn above<'r>(&'r self, below: &[Layer<'r>]) -> Vec<Layer<'r>> {
        layers(&self.subsidies).chain(below.iter().cloned()).collect()
    }
}

fn layers(tables: &[(Place, Table)]) -> impl Iterator<Item = Layer<'_>> {
    tables.iter().map(|(place, table)| Layer { table, place: place.clone(), path: String::new() })
}

/// What all organisations have in common.
pub struct Base<'r> {
    /// The most specific first.
    pub layers: Vec<Layer<'r>>,
    /// The baseline, then the programme.
    pub strategies: [String; 2],
    /// Keys of the subsidies of all designs.
    pub subsidies: Vec<String>,
    /// Name of the file of the scenario.
    pub name: String,
    pub files: usize,
    pub thousands: BTreeMap<Place, String>,
    pub copies: Rc<Copies>,
    /// The paths of the scenario by itself.
    pub paths: Rc<BTreeSet<String>>,
}

/// A scenario as it was read for somebody.
pub struct Reading {
    pub scenario: Scenario,
    pub places: Places,
    pub reader: Reader,
}

impl Reading {
    /// Whether something in it is wrong.
    pub fn is_broken(&self) -> bool {
        self.reader.problems().iter().any(|problem| problem.severity() == Severity::Error)
    }

    /// What was found, with the warnings of a sound scenario.
    pub fn problems(&self) -> Vec<Diagnostic> {
        let mut problems = self.reader.problems();
        if !self.is_broken() {
            problems.extend(plausible::warnings(&self.scenario, &self.reader, &self.places));
        }
        problems
    }
}

impl<'r> Base<'r> {
    /// The layers of the study: `values`, copied subsidies, then everything below; its price level last,
    /// so that it is not taken for that of the scenario.
    pub fn layers(
        values: Vec<Layer<'r>>,
        copied: &'r [(Place, Table)],
        own: &'r Own,
        below: &[Layer<'r>],
    ) -> Vec<Layer<'r>> {
        let above = values.into_iter().chain(layers(copied)).chain(own.above(below));
        above.chain(layers(&own.price_level)).collect()
    }

    /// Reads the scenario under layers of somebody's own.
    pub fn read(&self, own: Vec<Layer<'_>>) -> Reading {
        let layers = own.into_iter().chain(self.layers.iter().cloned()).collect();
        let strategies = &self.strategies;
        self.read_as(layers, Scope::Study { strategies, subsidies: &self.subsidies })
    }

    /// Reads the scenario by itself: learns its paths, and returns its errors.
    pub fn learn(&mut self, alone: Vec<Layer<'_>>) -> Vec<Diagnostic> {
        let reader = self.read_as(alone, Scope::Applied).reader;
        self.paths = Rc::new(reader.paths().into_iter().collect());
        let mut problems = reader.problems();
        problems.retain(|problem| problem.severity() == Severity::Error);
        problems
    }

    fn read_as(&self, layers: Vec<Layer<'_>>, scope: Scope<'_>) -> Reading {
        let mut reader = Reader::new(self.files);
        reader.thousands.clone_from(&self.thousands);
        reader.copies = Rc::clone(&self.copies);
        reader.of_scenario = Rc::clone(&self.paths);
        let top = Cursor { reader: &reader, spec: &TOP, layers, path: String::new() };
        let (scenario, places) = read::scenario(&top, &self.name, scope);
        drop(top);
        Reading { scenario, places, reader }
    }
}

/// Problems of many organisations: what was said of one is not said again of another.
#[derive(Debug, Default)]
pub struct Heard {
    pub problems: Vec<Diagnostic>,
    heard: BTreeSet<(&'static str, Option<Place>)>,
}

impl Heard {
    /// Adds the problems of one organisation.
    pub fn add(&mut self, problems: Vec<Diagnostic>) {
        let known = |problem: &Diagnostic| (problem.code().slug, problem.place.clone());
        let new = problems.into_iter().filter(|problem| !self.heard.contains(&known(problem)));
        let new: Vec<Diagnostic> = new.collect();
        self.heard.extend(new.iter().map(known));
        self.problems.extend(new);
    }

    /// Whether one of them is an error.
    pub fn is_broken(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity() == Severity::Error)
    }
}
