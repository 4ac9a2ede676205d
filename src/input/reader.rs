//! What the reader gathers while it walks: quantities, problems, price levels.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::cursor::Cursor;
use super::format::TableSpec;
use super::tree::{Node, Value};
use crate::diagnostic::{Diagnostic, Place, Problem, StructureProblem, ValueProblem};
use crate::model::quantity::QuantityDefinition;
use crate::model::time::YearMonth;

/// After so many problems no more are kept.
pub const MOST_PROBLEMS: usize = 1_000;

/// What the reader gathers.
#[derive(Debug)]
pub struct Reader {
    state: RefCell<State>,
    /// First month of the scenario.
    pub start: Cell<YearMonth>,
    /// The file has no usable start: what depends on it is not judged.
    pub start_is_unknown: Cell<bool>,
    pub prices: RefCell<Prices>,
    /// Number of files; texts after these come from `--set`.
    pub files: usize,
    /// Floats that look like thousands, with their text.
    pub thousands: BTreeMap<Place, String>,
    /// Tables that a study copied to change numbers in them.
    pub copies: Rc<Copies>,
    /// Paths that the scenario of a study has, also where the study leaves out what they belong to.
    pub of_scenario: Rc<BTreeSet<String>>,
}

/// Copies of subsidies with other numbers. What a copy leaves as it was is still the same quantity.
#[derive(Clone, Debug, Default)]
pub struct Copies {
    /// Key of the original by the key of its copy.
    pub originals: BTreeMap<String, String>,
    /// Places of the numbers that were put in.
    pub changed: BTreeSet<Place>,
}

impl Copies {
    /// Whether a value, or something in it, was put in.
    pub fn is_changed(&self, node: &Node) -> bool {
        self.changed.contains(&node.place)
            || match &node.value {
                Value::List(items) => items.iter().any(|item| self.is_changed(item)),
                Value::Table(table) => table.entries().iter().any(|e| self.is_changed(&e.node)),
                _ => false,
            }
    }

    /// The path of the original of a quantity that stands unchanged in a copy.
    fn original(&self, path: &str, node: &Node) -> Option<String> {
        let (key, rest) = path.strip_prefix("subsidy.")?.split_once('.')?;
        let original = self.originals.get(key)?;
        (!self.is_changed(node)).then(|| format!("subsidy.{original}.{rest}"))
    }
}

#[derive(Debug, Default)]
struct State {
    problems: Vec<Diagnostic>,
    quantities: Vec<QuantityDefinition>,
    places: Vec<Option<Place>>,
    by_path: BTreeMap<String, u32>,
    unused: BTreeMap<String, bool>,
    unpriced: Vec<(String, Place)>,
    /// Tables of which a part is not known, by path.
    incomplete: BTreeMap<String, &'static TableSpec>,
    /// Years that the price index lacks, and the first place that needs one.
    missing_years: BTreeSet<i32>,
    needs_years: Option<Place>,
}

/// Price levels: what a euro of one year is worth in another.
#[derive(Clone, Debug, Default)]
pub struct Prices {
    /// Growth from the year before into the year.
    pub growth: BTreeMap<i32, f64>,
    /// The level of a file that states one, by file.
    pub of_file: BTreeMap<usize, i32>,
    /// The level of the scenario.
    pub of_scenario: Option<i32>,
}

impl Reader {
    pub fn new(files: usize) -> Self {
        Self {
            state: RefCell::default(),
            start: Cell::new(YearMonth { year: 2000, month: 1 }),
            start_is_unknown: Cell::new(true),
            prices: RefCell::default(),
            files,
            thousands: BTreeMap::new(),
            copies: Rc::default(),
            of_scenario: Rc::default(),
        }
    }

    /// Notes a problem.
    pub fn problem(&self, problem: impl Into<Problem>, place: Option<&Place>) {
        self.push(Diagnostic::new(problem, place.cloned()));
    }

    /// Notes a problem that has further places.
    pub fn push(&self, diagnostic: Diagnostic) {
        let mut state = self.state.borrow_mut();
        if state.problems.len() < MOST_PROBLEMS {
            state.problems.push(diagnostic);
        }
    }

    /// Reports a number of a large unit whose point seems to part thousands; true if it does.
    pub fn is_thousands(&self, place: &Place) -> bool {
        let Some(written) = self.thousands.get(place) else {
            return false;
        };
        let problem = ValueProblem::ThousandsPoint {
            written: written.clone(),
            value: written.parse().unwrap_or_default(),
            instead: super::thousands::readings(written),
        };
        self.problem(problem, Some(place));
        true
    }

    /// Whether no more problems are kept.
    pub fn is_full(&self) -> bool {
        self.state.borrow().problems.len() >= MOST_PROBLEMS
    }

    /// The problems so far.
    pub fn problems(&self) -> Vec<Diagnostic> {
        let state = self.state.borrow();
        let mut problems = state.problems.clone();
        if !state.missing_years.is_empty() {
            let years = state.missing_years.iter().copied().collect();
            let start = self.start.get().year;
            let problem = ValueProblem::MissingPriceYears { years, start };
            problems.push(Diagnostic::new(problem, state.needs_years.clone()));
        }
        problems
    }

    /// The quantity of this path, if it was read already.
    pub fn known(&self, path: &str) -> Option<u32> {
        self.state.borrow().by_path.get(path).copied()
    }

    /// The path of a quantity that was written at `path`: that of the original for a copy.
    pub fn own_path(&self, path: &str, node: &Node) -> String {
        self.copies.original(path, node).unwrap_or_else(|| path.to_owned())
    }

    /// The key of a subsidy as the files have it: that of the original for a copy.
    pub fn own_key(&self, subsidy: &str) -> String {
        self.copies.originals.get(subsidy).map_or_else(|| subsidy.to_owned(), Clone::clone)
    }

    /// A second path of a quantity: where somebody who inherits it might look for it.
    pub fn alias(&self, path: String, index: u32) {
        self.state.borrow_mut().by_path.entry(path).or_insert(index);
    }

    /// Adds a quantity.
    pub fn add(&self, definition: QuantityDefinition, place: Option<Place>) -> u32 {
        let mut state = self.state.borrow_mut();
        let index = state.quantities.len() as u32;
        state.by_path.insert(definition.path.clone(), index);
        state.quantities.push(definition);
        state.places.push(place);
        index
    }

    /// Notes an amount without a price level.
    pub fn unpriced(&self, path: &str, place: &Place) {
        self.state.borrow_mut().unpriced.push((path.to_owned(), place.clone()));
    }

    /// Paths and places of the amounts without a price level, in the order of the files.
    pub fn all_unpriced(&self) -> Vec<(String, Place)> {
        let mut all = self.state.borrow().unpriced.clone();
        all.sort_by(|a, b| a.1.cmp(&b.1));
        all
    }

    /// Reads something that the scenario does not use: problems count, quantities do not.
    pub fn aside(&self, read: impl FnOnce()) {
        let (quantities, unpriced) = {
            let state = self.state.borrow();
            (state.quantities.len(), state.unpriced.len())
        };
        read();
        let mut state = self.state.borrow_mut();
        state.quantities.truncate(quantities);
        state.places.truncate(quantities);
        state.unpriced.truncate(unpriced);
        let State { by_path, unused, .. } = &mut *state;
        by_path.retain(|path, index| {
            let used = (*index as usize) < quantities;
            if !used {
                unused.insert(path.clone(), true);
            }
            used
        });
    }

    /// Reads a table that builds on something unknown: what it seems to lack may stand there.
    pub fn incomplete<T>(&self, table: &Cursor<'_>, read: impl FnOnce() -> T) -> T {
        let before = self.state.borrow().problems.len();
        let made = read();
        let mut state = self.state.borrow_mut();
        let mut found = state.problems.split_off(before);
        found.retain(|diagnostic| {
            !matches!(
                diagnostic.problem,
                Problem::StructureProblem(
                    StructureProblem::MissingKey { .. } | StructureProblem::OneOf { .. }
                )
            )
        });
        state.problems.extend(found);
        state.incomplete.insert(table.path.clone(), table.spec);
        made
    }

    /// Whether a path may lead to something that could not be read: its table is not whole, and knows the key.
    pub fn is_unjudged(&self, path: &str) -> bool {
        let state = self.state.borrow();
        state.incomplete.iter().any(|(table, spec)| {
            let below = path.strip_prefix(table.as_str()).and_then(|rest| rest.strip_prefix('.'));
            let key = below.and_then(|rest| rest.split(['.', '[']).next());
            key.is_some_and(|key| spec.key(key).is_some())
        })
    }

    /// Whether a path belongs to something that the scenario does not use.
    pub fn is_unused(&self, path: &str) -> bool {
        self.state.borrow().unused.contains_key(path)
    }

    /// Whether a path belongs to a part of the scenario that a study leaves out.
    pub fn is_left_out(&self, path: &str) -> bool {
        self.of_scenario.contains(path) && self.known(path).is_none()
    }

    /// The paths of all quantities that the files state.
    pub fn paths(&self) -> Vec<String> {
        let state = self.state.borrow();
        let all = state.quantities.iter().zip(&state.places);
        all.filter(|(_, place)| place.is_some()).map(|(q, _)| q.path.clone()).collect()
    }

    /// Where a quantity was written, if it was.
    pub fn place(&self, index: u32) -> Option<Place> {
        self.state.borrow().places.get(index as usize).cloned().flatten()
    }

    /// Looks at a quantity.
    pub fn with<T>(&self, index: u32, look: impl FnOnce(&QuantityDefinition) -> T) -> T {
        look(&self.state.borrow().quantities[index as usize])
    }

    /// All quantities.
    pub fn quantities(&self) -> Vec<QuantityDefinition> {
        self.state.borrow().quantities.clone()
    }

    /// What to multiply euros of year `of` by to get euros of the starting year.
    pub fn conversion(&self, of: i32, place: &Place) -> f64 {
        if self.start_is_unknown.get() {
            return 1.0;
        }
        let start = self.start.get().year;
        let prices = self.prices.borrow();
        let mut factor = 1.0;
        for year in of.min(start) + 1..=of.max(start) {
            match prices.growth.get(&year) {
                Some(growth) => factor *= 1.0 + growth,
                None => {
                    let mut state = self.state.borrow_mut();
                    state.missing_years.insert(year);
                    if state.needs_years.as_ref().is_none_or(|first| place < first) {
                        state.needs_years = Some(place.clone());
                    }
                }
            }
        }
        if of > start { 1.0 / factor } else { factor }
    }
}
