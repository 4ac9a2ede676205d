//! A scenario and all that it includes as one table with the same meaning.

use std::collections::{BTreeMap, BTreeSet};

use crate::input::format::{Kind, LIQUIDITY_KEYS, TOP, TableSpec};
use crate::input::tree::{Entry, Node, Table, Value};

/// Keys that exclude each other: what a file chooses rules out the others in what it includes.
const CHOICES: &[(&str, &[&[&str]])] = &[
    ("profile.KEY.salary", &[&["scale", "step"], &["amount_per_month"]]),
    ("profile.KEY.salary_after_registration", &[&["scale", "step"], &["amount_per_month"]]),
    ("profile.KEY.ramp", &[&["months", "from", "shape"], &["by_month"]]),
];

/// Brings the files of a scenario together, the most specific first.
///
/// Profiles and routes of an included file that no strategy needs are left out.
pub fn flatten(files: &[&Table]) -> Table {
    let levels: BTreeMap<usize, i64> = files
        .iter()
        .enumerate()
        .filter_map(|(file, table)| Some((file, integer(&table.get("euros_of")?.node)?)))
        .collect();
    let merged = merge(&TOP, files);
    let mut whole = filtered(&merged, |entry| entry.key != "include");
    let of_scenario = levels.values().next().copied();
    Levels { levels: &levels, of_scenario }.table(&mut whole, &TOP, false);
    prune(&whole)
}

fn integer(node: &Node) -> Option<i64> {
    match node.value {
        Value::Integer(integer) => Some(integer),
        _ => None,
    }
}

fn filtered(table: &Table, keep: impl Fn(&Entry) -> bool) -> Table {
    let mut kept = Table::default();
    table.entries().iter().filter(|entry| keep(entry)).cloned().for_each(|e| kept.insert(e));
    kept
}

/// Merges tables as a [`Cursor`](crate::input::cursor::Cursor) looks at them.
fn merge(spec: &'static TableSpec, layers: &[&Table]) -> Table {
    let mut merged = Table::default();
    for entry in layers.iter().flat_map(|layer| layer.entries()) {
        if merged.get(&entry.key).is_some() || is_overruled(spec, &entry.key, layers) {
            continue;
        }
        let mut entry = entry.clone();
        let below: Vec<&Table> = layers
            .iter()
            .filter_map(|layer| layer.get(&entry.key))
            .map_while(|entry| entry.node.table())
            .collect();
        match spec.key(&entry.key).map(|key| key.kind) {
            Some(Kind::Table(inner) | Kind::TableOr(inner, _)) if !below.is_empty() => {
                entry.node.value = Value::Table(merge(inner, &below));
            }
            Some(Kind::Map(inner)) => entry.node.value = Value::Table(merge_named(inner, &below)),
            _ => {}
        }
        merged.insert(entry);
    }
    merged
}

/// Merges the tables of each name.
fn merge_named(spec: &'static TableSpec, maps: &[&Table]) -> Table {
    let mut merged = Table::default();
    for entry in maps.iter().flat_map(|map| map.entries()) {
        if merged.get(&entry.key).is_some() {
            continue;
        }
        let own: Vec<&Table> = maps
            .iter()
            .filter_map(|map| map.get(&entry.key))
            .map_while(|entry| entry.node.table())
            .collect();
        let mut entry = entry.clone();
        entry.node.value = Value::Table(merge(spec, &own));
        merged.insert(entry);
    }
    merged
}

/// Whether a key means nothing, because a more specific layer chose another variant or form.
fn is_overruled(spec: &'static TableSpec, key: &str, layers: &[&Table]) -> bool {
    let depth = |key: &str| layers.iter().position(|layer| layer.get(key).is_some());
    if let Some((tag, values)) = spec.key(key).and_then(|key| key.only) {
        let chosen = layers.iter().find_map(|layer| layer.get(tag)?.node.text());
        if chosen.is_some_and(|chosen| !values.contains(&chosen)) && depth(key) > depth(tag) {
            return true;
        }
    }
    let Some((_, choices)) = CHOICES.iter().find(|(table, _)| *table == spec.name) else {
        return false;
    };
    let deciding = |keys: &[&str]| depth(keys[0]).unwrap_or(usize::MAX);
    let Some(own) = choices.iter().find(|keys| keys.contains(&key)) else {
        return false;
    };
    let others = choices.iter().filter(|keys| *keys != own);
    others
        .map(|keys| deciding(keys))
        .any(|other| other < deciding(own) && depth(key).is_some_and(|at| at > other))
}

/// Price levels of files, moved to the amounts where a file differs from the scenario.
struct Levels<'l> {
    levels: &'l BTreeMap<usize, i64>,
    of_scenario: Option<i64>,
}

impl Levels<'_> {
    fn table(&self, table: &mut Table, spec: &'static TableSpec, is_nominal: bool) {
        let is_cash = spec.name == "organisation";
        table.each_mut(|entry| {
            let Some(key) = spec.key(&entry.key) else { return };
            let is_nominal = is_nominal
                || key.key == "subsidy"
                || is_cash && (key.key == "liquidity" || LIQUIDITY_KEYS.contains(&key.key));
            self.node(&mut entry.node, &key.kind, is_nominal);
        });
    }

    fn node(&self, node: &mut Node, kind: &'static Kind, is_nominal: bool) {
        match (kind, &mut node.value) {
            // Dated values hold as written from their date.
            (Kind::Dated(_), Value::List(_)) => {}
            (Kind::Bands(key, number), Value::List(items)) if number.money && !is_nominal => {
                let values = items.iter_mut().filter_map(|item| item.table_mut()?.get_mut(key));
                values.for_each(|value| self.amount(value));
            }
            (Kind::Quantity(number) | Kind::Dated(number) | Kind::Bands(_, number), _)
                if number.money && !is_nominal =>
            {
                self.amount(node);
            }
            (Kind::List(item), Value::List(items)) => {
                items.iter_mut().for_each(|node| self.node(node, item, is_nominal));
            }
            (Kind::Table(spec) | Kind::TableOr(spec, _), Value::Table(table)) => {
                self.table(table, spec, is_nominal);
            }
            (Kind::Map(spec), Value::Table(table)) => table.each_mut(|entry| {
                if let Value::Table(inner) = &mut entry.node.value {
                    self.table(inner, spec, is_nominal);
                }
            }),
            (Kind::Tables(spec), Value::List(items)) => {
                for item in items {
                    let own = self.own(item);
                    let Value::Table(table) = &mut item.value else { continue };
                    self.table(table, spec, is_nominal);
                    let is_salary_table = table.get("scales").is_some();
                    if is_salary_table && table.get("from").is_none() {
                        set_level(table, own);
                    }
                }
            }
            _ => {}
        }
    }

    /// The level of the file of a node, if it is not that of the scenario.
    fn own(&self, node: &Node) -> Option<Node> {
        let level = *self.levels.get(&node.place.file)?;
        let value = Value::Integer(level);
        (Some(level) != self.of_scenario).then(|| Node { place: node.place.clone(), value })
    }

    fn amount(&self, node: &mut Node) {
        let is_zero = |value: &Value| match value {
            Value::Integer(integer) => *integer == 0,
            Value::Float(float) => *float == 0.0,
            _ => false,
        };
        let Some(level) = self.own(node) else { return };
        if let Value::Table(table) = &mut node.value {
            if !table.get("value").is_some_and(|entry| is_zero(&entry.node.value)) {
                set_level(table, Some(level));
            }
        } else if !is_zero(&node.value) {
            let mut table = Table::default();
            let key_place = node.place.clone();
            table.insert(Entry { key: "value".to_owned(), key_place, node: node.clone() });
            set_level(&mut table, Some(level));
            node.value = Value::Table(table);
        }
    }
}

fn set_level(table: &mut Table, level: Option<Node>) {
    if let Some(node) = level.filter(|_| table.get("euros_of").is_none()) {
        let key_place = node.place.clone();
        table.insert(Entry { key: "euros_of".to_owned(), key_place, node });
    }
}

/// Leaves out what was only included and takes no part.
fn prune(whole: &Table) -> Table {
    let named = |kind: &str| whole.get(kind).and_then(|entry| entry.node.table());
    let own = |kind: &str| {
        let entries = named(kind).into_iter().flat_map(Table::entries);
        entries.filter(|entry| entry.node.place.file == 0).map(|entry| entry.key.clone())
    };
    let table_of = |kind: &str, name: &str| named(kind)?.get(name)?.node.table();
    let mut texts = Vec::new();
    for key in ["correlation", "expect"] {
        whole.get(key).into_iter().for_each(|entry| all_texts(&entry.node, &mut texts));
    }
    let pointed_at = |kind: &str| -> Vec<String> {
        let names = texts.iter().filter_map(|path| path.strip_prefix(kind)?.strip_prefix('.'));
        names.filter_map(|rest| rest.split(['.', '[']).next()).map(str::to_owned).collect()
    };
    let mut profiles: BTreeSet<String> = BTreeSet::new();
    let mut waiting: Vec<String> = own("profile").chain(pointed_at("profile")).collect();
    let mut applied: BTreeSet<String> = own("subsidy").chain(pointed_at("subsidy")).collect();
    for strategy in named("strategy").into_iter().flat_map(Table::entries) {
        let Some(strategy) = strategy.node.table() else { continue };
        strategy.get("intake").into_iter().for_each(|e| all_texts(&e.node, &mut waiting));
        let mut names = Vec::new();
        strategy.get("subsidies").into_iter().for_each(|e| all_texts(&e.node, &mut names));
        applied.extend(names);
    }
    while let Some(name) = waiting.pop() {
        let Some(table) = table_of("profile", &name) else { continue };
        if profiles.insert(name) {
            table.get("extends").into_iter().for_each(|e| all_texts(&e.node, &mut waiting));
        }
        // A design that is applied keeps somebody who is eligible.
        if waiting.is_empty() {
            for design in &applied {
                let eligible = eligible(table_of("subsidy", design));
                if !eligible.iter().any(|name| profiles.contains(name)) {
                    waiting.extend(eligible);
                }
            }
        }
    }
    let mut routes: BTreeSet<String> = own("route").chain(pointed_at("route")).collect();
    for profile in &profiles {
        let registration = table_of("profile", profile).and_then(|table| table.get("registration"));
        let route = registration.and_then(|entry| entry.node.table()?.get("route")?.node.text());
        routes.extend(route.map(str::to_owned));
    }
    let mut pruned = whole.clone();
    pruned.each_mut(|entry| {
        let Value::Table(table) = &entry.node.value else { return };
        let kept = match entry.key.as_str() {
            "profile" => filtered(table, |entry| profiles.contains(&entry.key)),
            "route" => filtered(table, |entry| routes.contains(&entry.key)),
            "subsidy" => {
                let mut kept = filtered(table, |entry| {
                    let named = eligible(entry.node.table());
                    applied.contains(&entry.key) || named.iter().any(|name| profiles.contains(name))
                });
                kept.each_mut(|entry| only_eligible(&mut entry.node, &profiles));
                kept
            }
            _ => return,
        };
        entry.node.value = Value::Table(kept);
    });
    filtered(&pruned, |entry| {
        let is_map = matches!(entry.key.as_str(), "profile" | "route" | "subsidy");
        !(is_map && entry.node.table().is_some_and(|table| table.entries().is_empty()))
    })
}

fn eligible(design: Option<&Table>) -> Vec<String> {
    let mut names = Vec::new();
    let entry = design.and_then(|design| design.get("eligible"));
    entry.into_iter().for_each(|entry| all_texts(&entry.node, &mut names));
    names
}

fn only_eligible(design: &mut Node, profiles: &BTreeSet<String>) {
    let list = design.table_mut().and_then(|table| table.get_mut("eligible"));
    if let Some(Node { value: Value::List(items), .. }) = list {
        items.retain(|item| item.text().is_none_or(|name| profiles.contains(name)));
    }
}

/// All texts below a node.
fn all_texts(node: &Node, texts: &mut Vec<String>) {
    match &node.value {
        Value::Text(text) => texts.push(text.clone()),
        Value::List(items) => items.iter().for_each(|item| all_texts(item, texts)),
        Value::Table(table) => table.entries().iter().for_each(|e| all_texts(&e.node, texts)),
        _ => {}
    }
}
