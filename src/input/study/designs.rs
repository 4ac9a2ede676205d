//! Designs: schemes that are paid together, with other numbers where a study says so.

use std::collections::BTreeSet;

use crate::diagnostic::{
    Diagnostic, Expected, ModelProblem, Place, Problem, StructureProblem, number_said, number_text,
};
use crate::input::cursor::{Cursor, Found, Layer};
use crate::input::format::{SUBSIDY, TOP};
use crate::input::nearest::nearest;
use crate::input::overrides::Put;
use crate::input::read;
use crate::input::reader::Copies;
use crate::input::tree::{Entry, Node, Table, Value};
use crate::input::value::Names;
use crate::language::{Label, Language};
use crate::model::study::Design;

/// Most designs of one study.
pub const MOST_DESIGNS: usize = 1_000;

/// The name of the design without any scheme.
const NONE: &str = "none";

/// Longest key of a subsidy.
const LONGEST_KEY: usize = 64;

/// A design as it will be applied.
#[derive(Clone, Debug)]
pub struct Planned {
    pub design: Design,
    /// Keys of its subsidies, of copies where it changes them.
    pub subsidies: Vec<String>,
    pub place: Option<Place>,
}

/// The designs, and the copies of subsidies that they need.
#[derive(Debug, Default)]
pub struct Designs {
    pub planned: Vec<Planned>,
    /// The copies, as a table `subsidy`.
    pub copied: Vec<(Place, Table)>,
    pub copies: Copies,
}

/// One number that a design changes.
#[derive(Clone, Debug)]
struct Change {
    /// As written.
    path: String,
    key_place: Place,
    node: Node,
}

/// What a design of a grid has otherwise than the others.
#[derive(Clone, Debug, Default)]
struct Variant {
    changes: Vec<Change>,
    key: String,
    values: Vec<(String, String)>,
}

/// Reads the designs; `layers` hold the subsidies.
pub fn designs(top: &Cursor<'_>, layers: &[Layer<'_>], found: &mut Vec<Diagnostic>) -> Designs {
    let reader = top.reader;
    let scenario = Cursor { reader, spec: &TOP, layers: layers.to_vec(), path: String::new() };
    let known = Names::new(scenario.names("subsidy"));
    let mut read = Read { scenario, known, found, designs: Designs::default() };
    if !top.has("design") {
        top.missing("design");
    }
    for key in read::names(top, "design").iter() {
        if let Some(table) = top.named("design", key) {
            read.design(&table, key);
        }
    }
    let Read { mut designs, .. } = read;
    let mut keys = BTreeSet::new();
    for planned in &designs.planned {
        if !keys.insert(planned.design.key.clone()) {
            let problem = ModelProblem::NameTwice { name: planned.design.key.clone() };
            reader.problem(problem, planned.place.as_ref());
        }
    }
    if designs.planned.len() > MOST_DESIGNS {
        designs.planned.truncate(MOST_DESIGNS);
    }
    designs
}

struct Read<'a, 'r> {
    /// The layers of the scenario, for its subsidies.
    scenario: Cursor<'r>,
    known: Names,
    found: &'a mut Vec<Diagnostic>,
    designs: Designs,
}

impl Read<'_, '_> {
    fn design(&mut self, table: &Cursor<'_>, key: &str) {
        let reader = table.reader;
        let place = table.place();
        if key == NONE {
            let name = key.to_owned();
            reader.problem(StructureProblem::ReservedName { name }, place.as_ref());
        }
        let name = table.label("name").unwrap_or_else(|| Label::new(key, key));
        let budget = super::euros(table, "budget");
        let subsidies = table.references("subsidies", &self.known);
        read::once_each(reader, &subsidies);
        if !table.has("subsidies") {
            table.missing("subsidies");
        } else if let Some(found) = table.find("subsidies")
            && matches!(&found.node.value, Value::List(items) if items.is_empty())
        {
            let problem = StructureProblem::EmptyList { key: found.asked.clone() };
            reader.problem(problem, Some(&found.node.place));
        }
        let subsidies: Vec<String> = subsidies.into_iter().map(|(name, _)| name).collect();
        for variant in variants(table, self.designs.planned.len()) {
            let own_key = format!("{key}{}", variant.key);
            let subsidies = self.changed(table, &own_key, &subsidies, &variant.changes);
            let design = Design { key: own_key, name: named(&name, &variant), budget };
            self.designs.planned.push(Planned { design, subsidies, place: place.clone() });
        }
    }

    /// The subsidies of a design, with a copy of each that it changes.
    fn changed(
        &mut self,
        table: &Cursor<'_>,
        design: &str,
        subsidies: &[String],
        changes: &[Change],
    ) -> Vec<String> {
        let mut layers: Vec<(String, Table)> = Vec::new();
        for change in changes {
            let path = change.path.strip_prefix("subsidy.").unwrap_or(&change.path);
            let (subsidy, rest) = path.split_once('.').unwrap_or((path, ""));
            let choices = subsidies.to_vec();
            if !subsidies.iter().any(|known| known == subsidy) || rest.is_empty() {
                // An unknown subsidy is reported where the design names it.
                if !subsidies.is_empty() {
                    let nearest = nearest(subsidy, &choices);
                    let path = change.path.clone();
                    let problem = StructureProblem::UnknownPath { path, nearest, choices };
                    table.reader.problem(problem, Some(&change.key_place));
                }
                continue;
            }
            let Some(rest) = self.by_place(subsidy, rest) else {
                let choices = self.parts(subsidy);
                let first = rest.split('.').next().unwrap_or(rest);
                let nearest = nearest(first, &choices).map(|near| format!("{subsidy}.{near}"));
                let choices = choices.iter().map(|choice| format!("{subsidy}.{choice}")).collect();
                let path = change.path.clone();
                let problem = StructureProblem::UnknownPath { path, nearest, choices };
                table.reader.problem(problem, Some(&change.key_place));
                continue;
            };
            let at = layers.iter().position(|(name, _)| name == subsidy).unwrap_or_else(|| {
                layers.push((subsidy.to_owned(), Table::default()));
                layers.len() - 1
            });
            let under: Vec<&Table> = self.scenario.layers.iter().map(|layer| layer.table).collect();
            let path = format!("subsidy.{subsidy}.{rest}");
            let put = Put { grammar: &TOP, under: &under, path: &path, place: &change.key_place };
            let mut problems = Vec::new();
            if put.onto(&mut layers[at].1, change.node.clone(), &mut problems) {
                self.designs.copies.changed.insert(change.node.place.clone());
            }
            for mut problem in problems {
                self.by_name(subsidy, &change.path, &mut problem);
                self.found.push(problem);
            }
        }
        let place = table.place().unwrap_or_else(|| Place::new(0, 0..0));
        let mut keys = subsidies.to_vec();
        for (subsidy, layer) in layers {
            let copy = self.copy(&subsidy, design, &layer, &place);
            keys.iter_mut().filter(|key| **key == subsidy).for_each(|key| key.clone_from(&copy));
        }
        keys
    }

    /// `start.amount` as `instruments[0].amount`; `None` where there is no such instrument.
    fn by_place(&self, subsidy: &str, rest: &str) -> Option<String> {
        let (first, below) = rest.split_once('.').unwrap_or((rest, ""));
        let key = first.split('[').next().unwrap_or(first);
        if SUBSIDY.key(key).is_some() {
            return Some(rest.to_owned());
        }
        let at = self.instruments(subsidy).iter().position(|name| name == first)?;
        Some(format!("instruments[{at}].{below}"))
    }

    /// Says an unknown path as it was written, and what it could be as a study writes it: `bonus.start.amount`.
    fn by_name(&self, subsidy: &str, written: &str, diagnostic: &mut Diagnostic) {
        let Problem::StructureProblem(StructureProblem::UnknownPath { path, nearest, choices }) =
            &mut diagnostic.problem
        else {
            return;
        };
        written.clone_into(path);
        let names = self.instruments(subsidy);
        for path in nearest.iter_mut().chain(choices) {
            if let Some(rest) = path.strip_prefix("subsidy.") {
                *path = rest.to_owned();
            }
            for (at, name) in names.iter().enumerate() {
                let by_place = format!("{subsidy}.instruments[{at}].");
                if let Some(rest) = path.strip_prefix(&by_place) {
                    *path = format!("{subsidy}.{name}.{rest}");
                }
            }
        }
    }

    /// The names of the instruments of a subsidy.
    fn instruments(&self, subsidy: &str) -> Vec<String> {
        let tables =
            self.scenario.named("subsidy", subsidy).map(|table| table.tables("instruments"));
        let name = |table: &Cursor<'_>| read::subsidy::instrument_name(table).unwrap_or_default();
        tables.iter().flatten().map(name).collect()
    }

    /// What can follow the key of a subsidy in a path: its instruments, then its keys.
    fn parts(&self, subsidy: &str) -> Vec<String> {
        let keys = SUBSIDY.keys.iter().map(|spec| spec.key.to_owned());
        self.instruments(subsidy).into_iter().chain(keys).collect()
    }

    /// Copies a subsidy with `layer` above it; returns the key of the copy.
    fn copy(&mut self, subsidy: &str, design: &str, layer: &Table, place: &Place) -> String {
        let mut key = format!("{subsidy}-{design}");
        if key.len() > LONGEST_KEY {
            let number = self.designs.planned.len();
            key = format!("{}-{number}", &subsidy[..subsidy.len().min(LONGEST_KEY - 6)]);
        }
        let own = |table: &'_ Table| {
            let named = table.get("subsidy")?.node.table()?.get(subsidy)?;
            named.node.table().cloned()
        };
        let mut merged = Table::default();
        let below = self.scenario.layers.iter().filter_map(|layer| own(layer.table));
        for table in own(layer).into_iter().chain(below) {
            for entry in table.entries() {
                if merged.get(&entry.key).is_none() {
                    merged.insert(entry.clone());
                }
            }
        }
        let node = |table| Node { place: place.clone(), value: Value::Table(table) };
        let entry = |key: &str, table| {
            let key_place = place.clone();
            Entry { key: key.to_owned(), key_place, node: node(table) }
        };
        let mut map = Table::default();
        map.insert(entry(&key, merged));
        let mut top = Table::default();
        top.insert(entry("subsidy", map));
        self.designs.copied.push((place.clone(), top));
        let originals = &mut self.designs.copies.originals;
        originals.insert(key.clone(), subsidy.to_owned());
        key
    }
}

/// The name of a design, with the values that its grid gives it.
fn named(name: &Label, variant: &Variant) -> Label {
    if variant.values.is_empty() {
        return name.clone();
    }
    let of = |language: Language| {
        let values = variant.values.iter().map(|(nl, en)| language.pick(nl.as_str(), en.as_str()));
        format!("{} ({})", name.get(language), values.collect::<Vec<_>>().join("; "))
    };
    Label::new(of(Language::Nl), of(Language::En))
}

/// Every combination of the grid, each with what is `set`; one where there is no grid.
fn variants(table: &Cursor<'_>, before: usize) -> Vec<Variant> {
    let set = changes(table, "set");
    let axes: Vec<(Change, Vec<Node>)> = changes(table, "grid")
        .into_iter()
        .filter_map(|change| {
            let Value::List(items) = &change.node.value else {
                let key = format!("{}.grid.{}", table.path, change.path);
                crate::input::value::wrong(table.reader, &change.node, &key, Expected::List);
                return None;
            };
            if items.is_empty() {
                let key = format!("{}.grid.{}", table.path, change.path);
                let problem = StructureProblem::EmptyList { key };
                table.reader.problem(problem, Some(&change.node.place));
            }
            let items = items.clone();
            Some((change, items))
        })
        .collect();
    let count =
        axes.iter().map(|(_, items)| items.len().max(1)).fold(1usize, usize::saturating_mul);
    let designs = before.saturating_add(count);
    if designs > MOST_DESIGNS {
        if before <= MOST_DESIGNS {
            let problem = ModelProblem::TooManyDesigns { designs, limit: MOST_DESIGNS };
            let place = table.find("grid").map(|found| found.key_place.clone());
            table.reader.problem(problem, place.or(table.place()).as_ref());
        }
        return vec![Variant { changes: set, ..Variant::default() }];
    }
    let mut variants = vec![Variant { changes: set, ..Variant::default() }];
    for (change, items) in &axes {
        variants = variants
            .iter()
            .flat_map(|variant| {
                items.iter().enumerate().map(move |(i, node)| variant.with(change, i, node))
            })
            .collect();
    }
    variants
}

impl Variant {
    fn with(&self, change: &Change, i: usize, node: &Node) -> Self {
        let mut variant = self.clone();
        variant.changes.push(Change { node: node.clone(), ..change.clone() });
        let (key, nl, en) = match &node.value {
            Value::Integer(_) | Value::Float(_) => {
                let x = match node.value {
                    Value::Integer(x) => x as f64,
                    Value::Float(x) => x,
                    _ => f64::NAN,
                };
                (number_text(x), number_said(x, Language::Nl), number_said(x, Language::En))
            }
            Value::Flag(true) => ("yes".into(), "ja".into(), "yes".into()),
            Value::Flag(false) => ("no".into(), "nee".into(), "no".into()),
            Value::Text(text) => (text.clone(), text.clone(), text.clone()),
            _ => (format!("v{}", i + 1), format!("nr. {}", i + 1), format!("no. {}", i + 1)),
        };
        let is_fit = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let fit: String = key.chars().map(|c| if is_fit(c) { c } else { '_' }).collect();
        variant.key.push_str(&format!("-{fit}"));
        variant.values.push((nl, en));
        variant
    }
}

/// The paths and values of `set` or `grid`; `bonus.refills` may also stand as a table `bonus`.
fn changes(table: &Cursor<'_>, key: &str) -> Vec<Change> {
    let Some(Found { node, asked, .. }) = table.find(key) else {
        return Vec::new();
    };
    let Some(entries) = node.table() else {
        crate::input::value::wrong(table.reader, node, &asked, Expected::Table);
        return Vec::new();
    };
    let mut changes = Vec::new();
    for entry in entries.entries() {
        let change = |path: String, entry: &Entry| Change {
            path,
            key_place: entry.key_place.clone(),
            node: entry.node.clone(),
        };
        match entry.node.table().filter(|_| !entry.key.contains('.')) {
            Some(inner) => changes.extend(
                inner
                    .entries()
                    .iter()
                    .map(|below| change(format!("{}.{}", entry.key, below.key), below)),
            ),
            None => changes.push(change(entry.key.clone(), entry)),
        }
    }
    changes
}
