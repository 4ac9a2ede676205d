//! Organisations that are drawn, once: each number has an address of its own (seed, number of the
//! organisation, path), so that one more organisation or one more path leaves the others as they are.

use super::base::Reading;
use super::organisations::Planned;
use crate::diagnostic::{Diagnostic, Expected, ModelProblem, Place};
use crate::distribution::Distribution;
use crate::input::cursor::{Cursor, Layer};
use crate::input::format::{Kind, METADATA, OWN, TableSpec};
use crate::input::overrides::Put;
use crate::input::structure::join;
use crate::input::tree::{Entry, Node, Table, Value};
use crate::language::Label;
use crate::model::quantity::Quantity;
use crate::uniform::{mix, path_hash, unit};
use crate::units::{Count, Probability, Unit};

/// Keeps the addresses of organisations apart from those of ignorance and luck.
const POPULATION: u64 = 0x706f_7075_6c61_7469;

/// The uniform of organisation `number` for a path.
fn uniform(seed: u64, number: usize, path: &str) -> f64 {
    let of_seed = mix(mix(POPULATION) ^ seed);
    unit(mix(mix(of_seed ^ number as u64) ^ path_hash(path)))
}

/// What can be drawn, as the file says it.
pub struct Population {
    pub organisations: usize,
    name: Label,
    positions: Option<Distribution>,
    chance_of_gain: Distribution,
    accepted_risk: Option<Distribution>,
    believed_exit: Distribution,
    values: Vec<Spread>,
}

/// What stands behind one path.
struct Spread {
    path: String,
    place: Place,
    node: Node,
    /// Over organisations; `None`: the same for all.
    spread: Option<Distribution>,
}

impl Population {
    /// Reads `[population]`, with a reader of its own: what is drawn here is no quantity of the study.
    pub fn read(table: &Cursor<'_>) -> Self {
        if !table.has("organisations") {
            table.missing("organisations");
        }
        let name = table.label("name");
        let mut values = Vec::new();
        if let Some(found) = table.find("values") {
            match found.node.table() {
                Some(entries) => flatten(entries, &OWN, "", &mut values),
                None => table.wrong(&found, Expected::Table),
            }
        }
        Self {
            organisations: table.size("organisations"),
            name: name.unwrap_or_else(|| Label::new("Organisatie", "Organisation")),
            positions: optional::<Count>(table, "positions"),
            chance_of_gain: spread(table, table.quantity::<Probability>("chance_of_gain")),
            accepted_risk: optional::<Probability>(table, "accepted_risk"),
            believed_exit: spread(table, table.quantity::<Count>("believed_exit")),
            values,
        }
    }

    /// A layer with every value as the file has it, which shows what is wrong with them all at once.
    pub fn layer(&self, under: &[Layer<'_>], found: &mut Vec<Diagnostic>) -> Table {
        self.table(under, |value| value.node.clone(), found)
    }

    fn table(
        &self,
        under: &[Layer<'_>],
        node: impl Fn(&Spread) -> Node,
        found: &mut Vec<Diagnostic>,
    ) -> Table {
        let under: Vec<&Table> = under.iter().map(|layer| layer.table).collect();
        let mut layer = Table::default();
        for value in &self.values {
            let put = Put { grammar: &OWN, under: &under, path: &value.path, place: &value.place };
            put.onto(&mut layer, node(value), found);
        }
        layer
    }

    /// Learns from the scenario that was read with [`Population::layer`] what is spread over organisations.
    pub fn learn(&mut self, reading: &Reading) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        for value in &mut self.values {
            let reader = &reading.reader;
            match reader.known(&value.path) {
                Some(index) => {
                    value.spread = Some(reader.with(index, |q| q.as_written.clone()));
                }
                None if reader.is_unused(&value.path) => {
                    let problem = ModelProblem::UnusedPath { path: value.path.clone() };
                    problems.push(Diagnostic::new(problem, Some(value.place.clone())));
                }
                None => {}
            }
        }
        problems
    }

    /// The name of organisation `number`.
    pub fn name(&self, number: usize) -> Label {
        let name = |text: &str| format!("{text} {}", number + 1);
        Label::new(name(&self.name.nl), name(&self.name.en))
    }

    /// Organisation `number`, with the table of what it has for itself.
    pub fn draw(&self, seed: u64, number: usize, under: &[Layer<'_>]) -> (Planned<'static>, Table) {
        let at = |path: &str, spread: &Distribution| spread.quantile(uniform(seed, number, path));
        let own = |key: &str, spread: &Distribution| at(&join("population", key), spread);
        let node = |value: &Spread| match &value.spread {
            Some(spread) => drawn(&value.node, at(&value.path, spread)),
            None => value.node.clone(),
        };
        // Every path was tried with the whole population.
        let table = self.table(under, node, &mut Vec::new());
        let planned = Planned {
            name: self.name(number),
            positions: self.positions.as_ref().map(|spread| {
                (own("positions", spread) + 0.5).floor().clamp(1.0, 100_000.0) as usize
            }),
            chance_of_gain: own("chance_of_gain", &self.chance_of_gain),
            accepted_risk: self.accepted_risk.as_ref().map(|spread| own("accepted_risk", spread)),
            believed_exit: own("believed_exit", &self.believed_exit),
            own: Vec::new(),
        };
        (planned, table)
    }
}

fn spread<U: Unit>(table: &Cursor<'_>, quantity: Quantity<U>) -> Distribution {
    table.reader.with(quantity.index, |definition| definition.distribution.clone())
}

fn optional<U: Unit>(table: &Cursor<'_>, key: &str) -> Option<Distribution> {
    table.optional_quantity::<U>(key).map(|quantity| spread(table, quantity))
}

/// A number in place of the distribution it was drawn from, with its source.
fn drawn(node: &Node, x: f64) -> Node {
    let place = node.place.clone();
    let Some(table) = node.table() else {
        return Node { place, value: Value::Float(x) };
    };
    let mut with_source = Table::default();
    let number = Node { place: place.clone(), value: Value::Float(x) };
    with_source.insert(Entry { key: "value".into(), key_place: place.clone(), node: number });
    let metadata = METADATA.iter().filter_map(|key| table.get(key));
    metadata.for_each(|entry| with_source.insert(entry.clone()));
    Node { place, value: Value::Table(with_source) }
}

/// The paths of `values`; the first tables of a path may also stand as tables.
fn flatten(table: &Table, spec: &'static TableSpec, prefix: &str, values: &mut Vec<Spread>) {
    for entry in table.entries() {
        let path = join(prefix, &entry.key);
        match (spec.key(&entry.key).map(|key| key.kind), entry.node.table()) {
            (Some(Kind::Table(inner)), Some(below)) => flatten(below, inner, &path, values),
            (Some(Kind::Map(inner)), Some(below)) => {
                for named in below.entries() {
                    let path = join(&path, &named.key);
                    match named.node.table() {
                        Some(table) => flatten(table, inner, &path, values),
                        None => values.push(value(path, named)),
                    }
                }
            }
            _ => values.push(value(path, entry)),
        }
    }
}

fn value(path: String, entry: &Entry) -> Spread {
    let place = entry.key_place.clone();
    Spread { path, place, node: entry.node.clone(), spread: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_apart() {
        let one = uniform(1, 0, "organisation.liquidity");
        assert_eq!(one, uniform(1, 0, "organisation.liquidity"));
        assert_ne!(one, uniform(2, 0, "organisation.liquidity"));
        assert_ne!(one, uniform(1, 1, "organisation.liquidity"));
        assert_ne!(one, uniform(1, 0, "organisation.floor"));
    }
}
