//! Quantities: plain numbers and distributions, dated values and bands by tenure.

use super::cursor::{Cursor, Found, Layer};
use super::format::{Kind, Need, Number};
use super::number;
use super::reader::Reader;
use super::spread;
use super::structure::join;
use super::tree::{Node, Table, Value};
use super::value::word;
use crate::diagnostic::{Expected, ModelProblem, StructureProblem, ValueProblem};
use crate::distribution::Distribution;
use crate::model::quantity::{Grade, Quantity, QuantityDefinition};
use crate::units::Unit;

/// How an amount gets to the price level of the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pricing {
    /// By its own level, that of its file or that of the scenario.
    Converted,
    /// It holds as written from its date; only a level of its own converts it.
    Dated,
    /// Never.
    Nominal,
}

/// Where a number comes from, for numbers that do not say so themselves.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    pub source: Option<String>,
    pub grade: Option<Grade>,
    pub note: Option<String>,
}

impl Origin {
    /// What a table says of its numbers.
    pub fn of(reader: &Reader, table: &Table) -> Self {
        let text = |key: &str| table.get(key).and_then(|e| e.node.text()).map(str::to_owned);
        let grade = table.get("grade").and_then(|entry| {
            let word = word(reader, &entry.node, "grade", super::format::GRADES)?;
            Some(match word {
                "A" => Grade::A,
                "B" => Grade::B,
                "C" => Grade::C,
                _ => Grade::D,
            })
        });
        for key in ["source", "note"] {
            if let Some(entry) = table.get(key)
                && entry.node.text().is_none()
            {
                super::value::wrong(reader, &entry.node, key, Expected::Text);
            }
        }
        Self { source: text("source"), grade, note: text("note") }
    }

    /// What it does not say itself, from `other`.
    pub fn or(self, other: &Self) -> Self {
        Self {
            source: self.source.or_else(|| other.source.clone()),
            grade: self.grade.or(other.grade),
            note: self.note.or_else(|| other.note.clone()),
        }
    }
}

/// A quantity at a path.
pub struct Leaf<'a> {
    pub node: &'a Node,
    pub path: String,
    pub number: &'a Number,
    pub pricing: Pricing,
    pub origin: &'a Origin,
}

/// Reads a quantity; the same path gives the same quantity.
pub fn quantity(reader: &Reader, leaf: &Leaf<'_>) -> u32 {
    let path = reader.own_path(&leaf.path, leaf.node);
    if let Some(index) = reader.known(&path) {
        return index;
    }
    let place = leaf.node.place.clone();
    let definition = define(reader, leaf)
        .unwrap_or_else(|| certain(&leaf.path, leaf.number, stand_in(leaf.number)));
    reader.add(QuantityDefinition { path, ..definition }, Some(place))
}

/// A legal number in place of one that was refused.
fn stand_in(number: &Number) -> f64 {
    let (low, high) = (number.low.max(-1e6), number.high.min(1e6));
    1.0f64.clamp(low, high)
}

/// A certain quantity that nobody wrote.
pub fn certain(path: &str, number: &Number, value: f64) -> QuantityDefinition {
    let fixed = Distribution::fixed(value).expect("a default is finite");
    QuantityDefinition {
        path: path.to_owned(),
        distribution: fixed.clone(),
        as_written: fixed,
        unit: number.unit,
        range: number.legal(),
        euros_of: None,
        source: None,
        grade: None,
        note: None,
        is_yearly_deviation: false,
        is_implicit: false,
    }
}

fn define(reader: &Reader, leaf: &Leaf<'_>) -> Option<QuantityDefinition> {
    let number = leaf.number;
    let key = leaf.path.as_str();
    if super::thousands::is_large(number.unit) {
        let mut places = Vec::new();
        super::thousands::numbers_below(leaf.node, &mut places);
        if places.into_iter().filter(|place| reader.is_thousands(place)).count() > 0 {
            return None;
        }
    }
    let (as_written, origin) = match &leaf.node.value {
        Value::Table(table) => {
            let origin = Origin::of(reader, table);
            let made = spread::distribution(reader, leaf.node, table, key, number.legal());
            (made?, origin)
        }
        _ => {
            let expected = Expected::Quantity { unit: number.unit };
            let value = number::plain_or(reader, leaf.node, key, expected)?;
            (Distribution::fixed(value).ok()?, Origin::default())
        }
    };
    in_range(reader, leaf, &as_written)?;
    let euros_of = if number.money { price_level(reader, leaf, &as_written) } else { None };
    let factor = euros_of.map_or(1.0, |year| reader.conversion(year, &leaf.node.place));
    let distribution =
        if factor == 1.0 { as_written.clone() } else { as_written.clone().scaled(factor).ok()? };
    // A number that a study put in is not what the source of the scheme says.
    let is_changed = reader.copies.is_changed(leaf.node);
    let origin = if is_changed { origin } else { origin.or(leaf.origin) };
    Some(QuantityDefinition {
        path: leaf.path.clone(),
        distribution,
        as_written,
        unit: number.unit,
        range: number.legal(),
        euros_of,
        source: origin.source,
        grade: origin.grade,
        note: origin.note,
        is_yearly_deviation: false,
        is_implicit: false,
    })
}

/// A plain number within its bounds, a distribution within what is legal.
fn in_range(reader: &Reader, leaf: &Leaf<'_>, made: &Distribution) -> Option<()> {
    let number = leaf.number;
    let (from, to) = made.support();
    let (low, high) = number.legal();
    // A hard bound is held to the stricter limits that catch slips of the pen.
    let low = if from.is_finite() { number.low } else { low };
    let high = if to.is_finite() { number.high } else { high };
    if from >= low && to <= high {
        return Some(());
    }
    let (key, unit) = (leaf.path.clone(), number.unit);
    // Both messages state the one range of the reference.
    let (low, high) = (number.low, number.high);
    let problem = if from == to {
        ValueProblem::OutOfRange { key, value: from, low, high, unit }
    } else {
        ValueProblem::LeavesRange { key, from, to, low, high, unit }
    };
    reader.problem(problem, Some(&leaf.node.place));
    None
}

/// The year whose euros an amount is in.
fn price_level(reader: &Reader, leaf: &Leaf<'_>, made: &Distribution) -> Option<i32> {
    let own = leaf.node.table().and_then(|table| table.get("euros_of"));
    if let Some(entry) = own {
        if leaf.pricing == Pricing::Nominal {
            let problem = ModelProblem::NotHere {
                key: "euros_of".into(),
                because_nl: "dit bedrag is nominaal en wordt nooit omgerekend".into(),
                because_en: "this amount is nominal and is never converted".into(),
            };
            reader.problem(problem, Some(&entry.key_place));
            return None;
        }
        return year(reader, &entry.node, &join(&leaf.path, "euros_of"));
    }
    if leaf.pricing != Pricing::Converted || made.support() == (0.0, 0.0) {
        return None;
    }
    let prices = reader.prices.borrow();
    let of = prices.of_file.get(&leaf.node.place.file).copied().or(prices.of_scenario);
    if of.is_none() {
        reader.unpriced(&leaf.path, &leaf.node.place);
    }
    of
}

/// A year.
pub fn year(reader: &Reader, node: &Node, key: &str) -> Option<i32> {
    match node.value {
        Value::Integer(year @ 1900..=2200) => Some(year as i32),
        Value::Integer(year) => {
            let problem = ValueProblem::OutOfRange {
                key: key.to_owned(),
                value: year as f64,
                low: 1900.0,
                high: 2200.0,
                unit: "",
            };
            reader.problem(problem, Some(&node.place));
            None
        }
        _ => {
            super::value::wrong(reader, node, key, Expected::Integer);
            None
        }
    }
}

impl<'r> Cursor<'r> {
    /// The unit that the programmer asks for is that of the grammar.
    pub(super) fn check_unit<U: Unit>(&self, key: &str, number: &Number) {
        let unit = number.unit;
        assert!(unit == U::SYMBOL || unit == "ratio", "`{key}` counts {unit}, not {}", U::SYMBOL);
    }

    /// What was found, as a quantity.
    pub(super) fn leaf<'a>(
        &self,
        found: &Found<'a>,
        number: &'a Number,
        origin: &'a Origin,
    ) -> Leaf<'a> {
        let pricing = Pricing::Converted;
        Leaf { node: found.node, path: found.path.clone(), number, pricing, origin }
    }

    /// A quantity, or its default.
    pub fn quantity<U: Unit>(&self, key: &str) -> Quantity<U> {
        self.quantity_with(key, Pricing::Converted, &Origin::default())
    }

    /// A quantity, or its default, with rules of its own.
    pub fn quantity_with<U: Unit>(
        &self,
        key: &str,
        pricing: Pricing,
        origin: &Origin,
    ) -> Quantity<U> {
        match self.optional_quantity_with(key, pricing, origin) {
            Some(quantity) => quantity,
            None => match self.key(key).need {
                Need::Number(default) => self.default(key, default),
                Need::Required | Need::RequiredIf(_) => {
                    self.missing(key);
                    self.default(key, 1.0)
                }
                // Described defaults are those of a share of the whole.
                _ => self.default(key, 1.0),
            },
        }
    }

    /// A quantity, if it is there.
    pub fn optional_quantity<U: Unit>(&self, key: &str) -> Option<Quantity<U>> {
        self.optional_quantity_with(key, Pricing::Converted, &Origin::default())
    }

    /// A quantity, if it is there, with rules of its own.
    pub fn optional_quantity_with<U: Unit>(
        &self,
        key: &str,
        pricing: Pricing,
        origin: &Origin,
    ) -> Option<Quantity<U>> {
        let Kind::Quantity(number) = &self.key(key).kind else { panic!("`{key}` is no quantity") };
        self.check_unit::<U>(key, number);
        let found = self.find(key)?;
        let index = quantity(self.reader, &Leaf { pricing, ..self.leaf(&found, number, origin) });
        self.reader.alias(found.asked, index);
        Some(Quantity::new(index as usize))
    }

    /// A certain quantity that the file does not state.
    pub fn default<U: Unit>(&self, key: &str, value: f64) -> Quantity<U> {
        let path = join(&self.path, key);
        let number = Number { unit: U::SYMBOL, ..*number_of(&self.key(key).kind) };
        let index = self
            .reader
            .known(&path)
            .unwrap_or_else(|| self.reader.add(certain(&path, &number, value), None));
        Quantity::new(index as usize)
    }

    /// A list of quantities.
    pub fn quantities<U: Unit>(&self, key: &str) -> Vec<Quantity<U>> {
        let Kind::List(Kind::Quantity(number)) = &self.key(key).kind else {
            panic!("`{key}` is no list of quantities")
        };
        self.check_unit::<U>(key, number);
        let Some(found) = self.find(key) else {
            return Vec::new();
        };
        let Value::List(items) = &found.node.value else {
            self.wrong(&found, Expected::NumberList);
            return Vec::new();
        };
        if items.is_empty() {
            let problem = StructureProblem::EmptyList { key: found.asked.clone() };
            self.reader.problem(problem, Some(&found.node.place));
        }
        let origin = Origin::default();
        items
            .iter()
            .enumerate()
            .map(|(i, node)| {
                let path = format!("{}[{i}]", found.path);
                let leaf = Leaf { node, path, ..self.leaf(&found, number, &origin) };
                Quantity::new(quantity(self.reader, &leaf) as usize)
            })
            .collect()
    }

    /// One entry of a list as a table of its own.
    pub fn entry(
        &self,
        item: &'r Node,
        spec: &'static super::format::TableSpec,
        path: &str,
    ) -> Option<Cursor<'r>> {
        let Some(table) = item.table() else {
            super::value::wrong(self.reader, item, path, Expected::Table);
            return None;
        };
        let layers = vec![Layer { table, place: item.place.clone(), path: path.to_owned() }];
        Some(Cursor { reader: self.reader, spec, layers, path: path.to_owned() })
    }
}

fn number_of(kind: &'static Kind) -> &'static Number {
    match kind {
        Kind::Quantity(number) | Kind::Dated(number) | Kind::Bands(_, number) => number,
        Kind::Duration(_) => &super::duration::MONTHS,
        _ => panic!("no quantity"),
    }
}
