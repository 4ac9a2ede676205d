//! Values by their path as a layer above the files: `--set path=value`, and what a study changes.
//!
//! Tables need no copying: a layer that holds only the changed keys does. Inside a list, a
//! quantity or a duration, which replace as a whole, the part in force is copied and changed.

use toml::de::DeValue;

use super::format::{DURATION, KeySpec, Kind, MONEY, QUANTITY, TableSpec};
use super::nearest::{nearest, nearest_path};
use super::structure::join;
use super::tree::{self, Entry, Node, Table, Value};
use crate::diagnostic::{Diagnostic, FileProblem, Place, SourceFile, StructureProblem};

/// Longest path of a value.
const DEEPEST_PATH: usize = 16;

/// A step of a path.
#[derive(Clone, Debug, PartialEq)]
enum Step {
    Key(String),
    Item(usize),
}

/// The overrides of files with this grammar, as one table.
pub fn apply(
    set: &[(String, String)],
    grammar: &'static TableSpec,
    files: &[&Table],
    sources: &mut Vec<SourceFile>,
    problems: &mut Vec<Diagnostic>,
) -> Table {
    let mut layer = Table::default();
    for (path, value) in set {
        let file = sources.len();
        let text = format!("{path}={value}");
        sources.push(SourceFile {
            is_file: false,
            ..SourceFile::new("--set", text.clone().into_bytes())
        });
        let place = Place::new(file, 0..path.len());
        let Some(steps) = steps(path) else {
            problems.push(Diagnostic::new(FileProblem::BadSet { text }, Some(place)));
            continue;
        };
        let node = value_node(value, file, path.len() + 1);
        let mut walk = Walk { path, place: &place, by_hand: true, grammar, files, problems };
        walk.below(&mut layer, grammar, files, &steps, "", node);
    }
    layer
}

/// A value for the path of a layer above tables with this grammar, the most specific table first.
pub struct Put<'a> {
    pub grammar: &'static TableSpec,
    pub under: &'a [&'a Table],
    /// As written.
    pub path: &'a str,
    /// Where the path is written.
    pub place: &'a Place,
}

impl Put<'_> {
    /// Puts the value into the layer; false, with a problem, where the path leads nowhere.
    pub fn onto(&self, layer: &mut Table, node: Node, problems: &mut Vec<Diagnostic>) -> bool {
        let before = problems.len();
        let mut walk = Walk {
            path: self.path,
            place: self.place,
            by_hand: false,
            grammar: self.grammar,
            files: self.under,
            problems,
        };
        match steps(self.path) {
            Some(steps) => walk.below(layer, self.grammar, self.under, &steps, "", node),
            None => {
                let choices = self.grammar.keys.iter().map(|spec| spec.key.to_owned()).collect();
                walk.unknown("", self.path, choices);
            }
        }
        problems.len() == before
    }
}

/// `a.b[0].c` as steps.
fn steps(path: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    for part in path.split('.') {
        let (key, mut rest) = part.split_at(part.find('[').unwrap_or(part.len()));
        if key.is_empty() {
            return None;
        }
        steps.push(Step::Key(key.to_owned()));
        while !rest.is_empty() {
            let (item, after) = rest.strip_prefix('[')?.split_once(']')?;
            steps.push(Step::Item(item.parse().ok()?));
            rest = after;
        }
    }
    (steps.len() <= DEEPEST_PATH).then_some(steps)
}

/// A value as TOML, or as the bare text that it is.
fn value_node(value: &str, file: usize, at: usize) -> Node {
    let mut node = match DeValue::parse(value) {
        Ok(parsed) => tree::node(&parsed, file, value),
        Err(_) => {
            Node { place: Place::new(file, 0..value.len()), value: Value::Text(value.to_owned()) }
        }
    };
    shift(&mut node, at);
    node
}

fn shift(node: &mut Node, by: usize) {
    node.place.start += by;
    node.place.end += by;
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(|item| shift(item, by)),
        Value::Table(table) => table.each_mut(|entry| {
            entry.key_place.start += by;
            entry.key_place.end += by;
            shift(&mut entry.node, by);
        }),
        _ => {}
    }
}

struct Walk<'a> {
    path: &'a str,
    place: &'a Place,
    /// It was written after `--set`.
    by_hand: bool,
    grammar: &'static TableSpec,
    files: &'a [&'a Table],
    problems: &'a mut Vec<Diagnostic>,
}

impl Walk<'_> {
    fn unknown(&mut self, prefix: &str, name: &str, choices: Vec<String>) {
        let near = nearest(name, &choices).map(|found| join(prefix, &found));
        let nearest = near.or_else(|| self.elsewhere());
        let choices = choices.iter().map(|choice| join(prefix, choice)).collect();
        let path = self.path.to_owned();
        let problem = if self.by_hand {
            StructureProblem::SetUnknown { path, nearest, choices }
        } else {
            StructureProblem::UnknownPath { path, nearest, choices }
        };
        self.problems.push(Diagnostic::new(problem, Some(self.place.clone())));
    }

    /// The path of the files or the grammar that ends in the same key.
    fn elsewhere(&self) -> Option<String> {
        let last = self.path.rsplit('.').next()?;
        let mut found = Vec::new();
        for file in self.files {
            paths_to(file, last, "", DEEPEST_PATH, &mut found);
        }
        if found.is_empty() {
            let homes =
                super::structure::homes(last).into_iter().filter(|home| !home.contains("KEY"));
            let is_scenario = self.grammar.name.is_empty();
            found.extend(homes.filter(|_| is_scenario).map(|home| join(&home, last)));
        }
        nearest_path(last, &found)
    }

    /// Puts the value into `layer`, the table of the overrides that `spec` describes; `under`
    /// holds the same table of the files, the most specific first.
    fn below(
        &mut self,
        layer: &mut Table,
        spec: &'static TableSpec,
        under: &[&Table],
        steps: &[Step],
        prefix: &str,
        node: Node,
    ) {
        let Some((Step::Key(key), rest)) = steps.split_first() else {
            return;
        };
        let year = spec.years && key.parse::<i32>().is_ok();
        let Some(known) = spec.key(key).map(|spec| spec.kind).or(year.then_some(Kind::Text)) else {
            // Keys of another variant are no choice.
            let text = |tag: &str| {
                let tables = std::iter::once(&*layer).chain(under.iter().copied());
                tables.filter_map(|table| table.get(tag)).find_map(|entry| entry.node.text())
            };
            let holds = |spec: &&KeySpec| match spec.only {
                Some((tag, values)) => text(tag).is_none_or(|chosen| values.contains(&chosen)),
                None => true,
            };
            let choices = spec.keys.iter().filter(holds).map(|spec| spec.key.to_owned()).collect();
            self.unknown(prefix, key, choices);
            return;
        };
        if rest.is_empty() {
            self.put(layer, key, node);
            return;
        }
        let path = join(prefix, key);
        let inner: Vec<&Table> =
            under.iter().filter_map(|table| table.get(key)).map_while(|e| e.node.table()).collect();
        match known {
            Kind::Table(inner_spec) | Kind::TableOr(inner_spec, _) => {
                let table = self.table(layer, key);
                self.below(table, inner_spec, &inner, rest, &path, node);
            }
            Kind::Map(inner_spec) => {
                let Some((Step::Key(name), last)) = rest.split_first() else {
                    return;
                };
                if !inner.iter().any(|table| table.get(name).is_some()) {
                    let mut names: Vec<String> = Vec::new();
                    for entry in inner.iter().flat_map(|table| table.entries()) {
                        if !names.contains(&entry.key) && names.len() < 1_000 {
                            names.push(entry.key.clone());
                        }
                    }
                    self.unknown(&path, name, names);
                    return;
                }
                let named = with_parents(&inner, name);
                let map = self.table(layer, key);
                if last.is_empty() {
                    self.put(map, name, node);
                    return;
                }
                let table = self.table(map, name);
                self.below(table, inner_spec, &named, last, &join(&path, name), node);
            }
            _ => {
                let current = layer
                    .get(key)
                    .map(|entry| entry.node.clone())
                    .or_else(|| under.iter().find_map(|table| Some(table.get(key)?.node.clone())));
                let Some(mut current) = current else {
                    let choices = vec![key.clone()];
                    self.unknown(prefix, &steps_text(steps), choices);
                    return;
                };
                if self.inside(&mut current, rest, &path, Some(known), node) {
                    self.put(layer, key, current);
                }
            }
        }
    }

    /// Changes a copy of a list, a quantity or a duration.
    fn inside(
        &mut self,
        current: &mut Node,
        steps: &[Step],
        prefix: &str,
        kind: Option<Kind>,
        node: Node,
    ) -> bool {
        match (steps.split_first(), &mut current.value) {
            (None, Value::Table(table))
                if matches!(kind, Some(Kind::Dated(_))) && table.get("from").is_some() =>
            {
                // `tariff_per_hour[0]` is the path of the value of a dated entry.
                self.put(table, "value", node);
                true
            }
            (None, _) => {
                *current = node;
                true
            }
            (Some((Step::Item(at), rest)), Value::List(items)) => {
                let path = format!("{prefix}[{at}]");
                match items.get_mut(*at) {
                    Some(item) => self.inside(item, rest, &path, kind, node),
                    None => {
                        let choices: Vec<String> =
                            (0..items.len().min(100)).map(|i| format!("{prefix}[{i}]")).collect();
                        self.unknown("", &path, choices);
                        false
                    }
                }
            }
            (Some((Step::Key(key), rest)), Value::Table(table)) => {
                let path = join(prefix, key);
                if let Some(inner) = table.get_mut(key) {
                    return self.inside(inner, rest, &path, None, node);
                }
                let known = matches!(kind, Some(Kind::Tables(spec)) if spec.key(key).is_some())
                    || [&QUANTITY, &MONEY, &DURATION].iter().any(|spec| spec.key(key).is_some());
                if known && rest.is_empty() {
                    self.put(table, key, node);
                    return true;
                }
                let choices = table.entries().iter().map(|entry| entry.key.clone()).collect();
                self.unknown(prefix, key, choices);
                false
            }
            _ => {
                self.unknown("", &join(prefix, &steps_text(steps)), vec![prefix.to_owned()]);
                false
            }
        }
    }

    fn put(&self, table: &mut Table, key: &str, node: Node) {
        let key_place = self.place.clone();
        table.insert(Entry { key: key.to_owned(), key_place, node });
    }

    /// The table of the overrides behind a key, made where there is none.
    fn table<'t>(&self, layer: &'t mut Table, key: &str) -> &'t mut Table {
        if layer.get(key).is_none_or(|entry| entry.node.table().is_none()) {
            let node = Node { place: self.place.clone(), value: Value::Table(Table::default()) };
            self.put(layer, key, node);
        }
        layer.get_mut(key).and_then(Node::table_mut).expect("it was just put there")
    }
}

/// The tables of a name and, for profiles, of what it extends.
fn with_parents<'t>(maps: &[&'t Table], name: &str) -> Vec<&'t Table> {
    let mut tables: Vec<&Table> = Vec::new();
    let mut next = Some(name.to_owned());
    for _ in 0..DEEPEST_PATH {
        let Some(name) = next.take() else { break };
        let own: Vec<&Table> = maps
            .iter()
            .filter_map(|map| map.get(&name))
            .map_while(|entry| entry.node.table())
            .collect();
        let parent = own.iter().find_map(|table| table.get("extends"));
        next = parent.and_then(|entry| entry.node.text()).map(str::to_owned);
        tables.extend(own);
    }
    tables
}

/// The paths that end in a key, down to some depth.
fn paths_to(table: &Table, key: &str, prefix: &str, depth: usize, found: &mut Vec<String>) {
    for entry in table.entries() {
        let path = join(prefix, &entry.key);
        if entry.key == key {
            found.push(path.clone());
        }
        if let Some(inner) = entry.node.table().filter(|_| depth > 0 && found.is_empty()) {
            paths_to(inner, key, &path, depth - 1, found);
        }
    }
}

fn steps_text(steps: &[Step]) -> String {
    let mut text = String::new();
    for step in steps {
        match step {
            Step::Key(key) if text.is_empty() => text.push_str(key),
            Step::Key(key) => text.push_str(&format!(".{key}")),
            Step::Item(at) => text.push_str(&format!("[{at}]")),
        }
    }
    text
}
