//! Quantities: plain numbers and distributions, dated values and bands by tenure.

use super::cursor::{Cursor, Found, Layer, month_text, word};
use super::format::{Kind, Need, Number};
use super::number;
use super::reader::Reader;
use super::spread;
use super::structure::join;
use super::tree::{Node, Table, Value};
use crate::diagnostic::{
    Diagnostic, Expected, ModelProblem, Place, Remark, StructureProblem, ValueProblem,
};
use crate::distribution::Distribution;
use crate::model::profile::ByTenure;
use crate::model::quantity::{Grade, Quantity, QuantityDefinition};
use crate::model::time::Dated;
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
        let text = |key: &str| {
            table
                .get(key)
                .and_then(|e| e.node.text())
                .map(str::to_owned)
        };
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
                super::cursor::wrong(reader, &entry.node, key, Expected::Text);
            }
        }
        Self {
            source: text("source"),
            grade,
            note: text("note"),
        }
    }

    fn or(self, other: &Self) -> Self {
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
    if let Some(index) = reader.known(&leaf.path) {
        return index;
    }
    let place = leaf.node.place.clone();
    let definition = define(reader, leaf).unwrap_or_else(|| QuantityDefinition {
        path: leaf.path.clone(),
        ..certain(&leaf.path, leaf.number, stand_in(leaf.number))
    });
    reader.add(definition, Some(place))
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
    }
}

fn define(reader: &Reader, leaf: &Leaf<'_>) -> Option<QuantityDefinition> {
    let number = leaf.number;
    let key = leaf.path.as_str();
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
    let euros_of = if number.money {
        price_level(reader, leaf, &as_written)
    } else {
        None
    };
    let factor = euros_of.map_or(1.0, |year| reader.conversion(year, &leaf.node.place));
    let distribution = if factor == 1.0 {
        as_written.clone()
    } else {
        as_written.clone().scaled(factor).ok()?
    };
    let origin = origin.or(leaf.origin);
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
    let problem = if from == to {
        ValueProblem::OutOfRange {
            key,
            value: from,
            low: number.low,
            high: number.high,
            unit,
        }
    } else {
        ValueProblem::LeavesRange {
            key,
            from,
            to,
            low,
            high,
            unit,
        }
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
    let of = prices
        .of_file
        .get(&leaf.node.place.file)
        .copied()
        .or(prices.of_scenario);
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
            super::cursor::wrong(reader, node, key, Expected::Integer);
            None
        }
    }
}

impl<'r> Cursor<'r> {
    fn check_unit<U: Unit>(&self, key: &str, number: &Number) {
        let unit = number.unit;
        assert!(
            unit == U::SYMBOL || unit == "ratio",
            "`{key}` counts {unit}, not {}",
            U::SYMBOL
        );
    }

    fn leaf<'a>(&self, found: &Found<'a>, number: &'a Number, origin: &'a Origin) -> Leaf<'a> {
        let pricing = Pricing::Converted;
        Leaf {
            node: found.node,
            path: found.path.clone(),
            number,
            pricing,
            origin,
        }
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
        let Kind::Quantity(number) = &self.key(key).kind else {
            panic!("`{key}` is no quantity")
        };
        self.check_unit::<U>(key, number);
        let found = self.find(key)?;
        let index = quantity(
            self.reader,
            &Leaf {
                pricing,
                ..self.leaf(&found, number, origin)
            },
        );
        self.reader.alias(found.asked, index);
        Some(Quantity::new(index as usize))
    }

    /// A certain quantity that the file does not state.
    pub fn default<U: Unit>(&self, key: &str, value: f64) -> Quantity<U> {
        let path = join(&self.path, key);
        let number = Number {
            unit: U::SYMBOL,
            ..*number_of(&self.key(key).kind)
        };
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
            let problem = StructureProblem::EmptyList {
                key: found.asked.clone(),
            };
            self.reader.problem(problem, Some(&found.node.place));
        }
        let origin = Origin::default();
        items
            .iter()
            .enumerate()
            .map(|(i, node)| {
                let path = format!("{}[{i}]", found.path);
                let leaf = Leaf {
                    node,
                    path,
                    ..self.leaf(&found, number, &origin)
                };
                Quantity::new(quantity(self.reader, &leaf) as usize)
            })
            .collect()
    }

    /// A dated value.
    pub fn dated<U: Unit>(&self, key: &str) -> Dated<U> {
        self.optional_dated(key).unwrap_or_else(|| {
            self.missing(key);
            Dated::single(self.default(key, 1.0))
        })
    }

    /// A dated value, if it is there.
    pub fn optional_dated<U: Unit>(&self, key: &str) -> Option<Dated<U>> {
        let Kind::Dated(number) = &self.key(key).kind else {
            panic!("`{key}` is not dated")
        };
        self.check_unit::<U>(key, number);
        let found = self.find(key)?;
        let origin = Origin::default();
        let Value::List(items) = &found.node.value else {
            let index = quantity(self.reader, &self.leaf(&found, number, &origin));
            self.reader.alias(found.asked, index);
            return Some(Dated::single(Quantity::new(index as usize)));
        };
        if items.is_empty() {
            let problem = StructureProblem::EmptyList {
                key: found.asked.clone(),
            };
            self.reader.problem(problem, Some(&found.node.place));
        }
        let mut dates = Dates::new(self.reader, &found.asked);
        let mut entries: Vec<(i64, &Node, String)> = Vec::new();
        for (i, item) in items.iter().enumerate() {
            let path = format!("{}[{i}]", found.path);
            let Some(entry) = self.entry(item, &super::format::DATED_ENTRY, &path) else {
                continue;
            };
            for key in ["from", "value"] {
                if !entry.has(key) {
                    entry.missing(key);
                }
            }
            let month = entry.month("from").map(|month| (month, item.place.clone()));
            let at = dates.next(month);
            if let (Some(at), Some(value)) = (at, entry.find("value")) {
                entries.push((at, value.node, path));
            }
        }
        dates.finish(&found.node.place);
        let read = |(at, node, path): &(i64, &'r Node, String)| {
            let leaf = Leaf {
                node,
                path: path.clone(),
                pricing: Pricing::Dated,
                ..self.leaf(&found, number, &origin)
            };
            (
                usize::try_from(*at).unwrap_or(0),
                Quantity::new(quantity(self.reader, &leaf) as usize),
            )
        };
        // What a later value replaces before the start is checked, but takes no part.
        let current = entries.iter().rposition(|(at, _, _)| *at <= 0).unwrap_or(0);
        self.reader
            .aside(|| entries[..current].iter().for_each(|entry| _ = read(entry)));
        let values: Vec<_> = entries[current..].iter().map(read).collect();
        Some(if values.is_empty() {
            Dated::single(self.default(key, 1.0))
        } else {
            Dated { values }
        })
    }

    /// One entry of a list as a table of its own.
    pub fn entry(
        &self,
        item: &'r Node,
        spec: &'static super::format::TableSpec,
        path: &str,
    ) -> Option<Cursor<'r>> {
        let Some(table) = item.table() else {
            super::cursor::wrong(self.reader, item, path, Expected::Table);
            return None;
        };
        let layers = vec![Layer {
            table,
            place: item.place.clone(),
            path: path.to_owned(),
        }];
        Some(Cursor {
            reader: self.reader,
            spec,
            layers,
            path: path.to_owned(),
        })
    }

    /// One value for every tenure, or bands of them.
    pub fn bands<U: Unit>(&self, key: &str) -> ByTenure<Quantity<U>> {
        self.optional_bands(key).unwrap_or_else(|| {
            self.missing(key);
            ByTenure::constant(self.default(key, 0.0))
        })
    }

    /// One value for every tenure, or bands of them, if it is there.
    pub fn optional_bands<U: Unit>(&self, key: &str) -> Option<ByTenure<Quantity<U>>> {
        let Kind::Bands(value_key, number) = &self.key(key).kind else {
            panic!("`{key}` has no bands")
        };
        self.check_unit::<U>(key, number);
        let found = self.find(key)?;
        let origin = Origin::default();
        let Value::List(items) = &found.node.value else {
            let index = quantity(self.reader, &self.leaf(&found, number, &origin));
            self.reader.alias(found.asked, index);
            return Some(ByTenure::constant(Quantity::new(index as usize)));
        };
        let mut bands = Vec::new();
        let mut previous: Option<i64> = None;
        for (i, item) in items.iter().enumerate() {
            let path = format!("{}[{i}]", found.path);
            let Some(table) = item.table() else {
                super::cursor::wrong(self.reader, item, &path, Expected::Table);
                continue;
            };
            let until = self.band_end(
                table,
                item,
                &path,
                &found.asked,
                &mut previous,
                i + 1 == items.len(),
            );
            let Some(entry) = table.get(value_key) else {
                let problem = StructureProblem::MissingKey {
                    key: (*value_key).to_owned(),
                    parent: path.clone(),
                    meaning_nl: "De waarde van deze band.".into(),
                    meaning_en: "The value of this band.".into(),
                    example: format!("{{ until_month = 12, {value_key} = 0.2 }}"),
                };
                self.reader.problem(problem, Some(&item.place));
                continue;
            };
            let leaf = Leaf {
                node: &entry.node,
                path: join(&path, value_key),
                ..self.leaf(&found, number, &origin)
            };
            let index = quantity(self.reader, &leaf);
            self.reader
                .alias(format!("{}[{i}].{value_key}", found.asked), index);
            bands.push((until, Quantity::new(index as usize)));
        }
        if bands.is_empty() {
            if items.is_empty() {
                let problem = StructureProblem::EmptyList {
                    key: found.asked.clone(),
                };
                self.reader.problem(problem, Some(&found.node.place));
            }
            return Some(ByTenure::constant(self.default(key, 0.0)));
        }
        Some(ByTenure { bands })
    }

    fn band_end(
        &self,
        table: &Table,
        item: &Node,
        path: &str,
        key: &str,
        previous: &mut Option<i64>,
        last: bool,
    ) -> Option<usize> {
        let key = key.to_owned();
        let Some(entry) = table.get("until_month") else {
            if !last {
                let problem = ValueProblem::BandWithoutEnd { key };
                self.reader.problem(problem, Some(&item.place));
            }
            return None;
        };
        let Value::Integer(until) = entry.node.value else {
            let path = join(path, "until_month");
            super::cursor::wrong(self.reader, &entry.node, &path, Expected::Integer);
            return None;
        };
        let problem = if !(1..=1_200).contains(&until) {
            let key = join(path, "until_month");
            ValueProblem::OutOfRange {
                key,
                value: until as f64,
                low: 1.0,
                high: 1200.0,
                unit: "months",
            }
        } else if last {
            ValueProblem::LastBandClosed { key, until }
        } else if previous.is_some_and(|previous| until <= previous) {
            ValueProblem::BandsOutOfOrder {
                key,
                previous: previous.unwrap_or(0),
                until,
            }
        } else {
            *previous = Some(until);
            return usize::try_from(until).ok();
        };
        self.reader.problem(problem, Some(&entry.node.place));
        None
    }
}

fn number_of(kind: &'static Kind) -> &'static Number {
    match kind {
        Kind::Quantity(number) | Kind::Dated(number) | Kind::Bands(_, number) => number,
        _ => panic!("no quantity"),
    }
}

/// Dates that should increase, the first on or before the start.
pub struct Dates<'r> {
    reader: &'r Reader,
    key: String,
    previous: Option<(crate::model::time::YearMonth, Place)>,
    first: Option<crate::model::time::YearMonth>,
    broken: bool,
}

impl<'r> Dates<'r> {
    pub fn new(reader: &'r Reader, key: &str) -> Self {
        Self {
            reader,
            key: key.to_owned(),
            previous: None,
            first: None,
            broken: false,
        }
    }

    /// The month index of the next date; negative before the start.
    pub fn next(&mut self, date: Option<(crate::model::time::YearMonth, Place)>) -> Option<i64> {
        let Some((month, place)) = date else {
            self.broken = true;
            return None;
        };
        if let Some((previous, at)) = &self.previous
            && month <= *previous
        {
            let problem = ValueProblem::DatesOutOfOrder {
                key: self.key.clone(),
                previous: month_text(*previous),
                next: month_text(month),
            };
            let diagnostic = Diagnostic::new(problem, Some(place.clone()));
            self.reader
                .push(diagnostic.with(at.clone(), Remark::ComparedWith));
            self.broken = true;
        }
        self.first.get_or_insert(month);
        self.previous = Some((month, place));
        Some(month.months_after(self.reader.start.get()))
    }

    /// Reports that nothing holds at the start.
    pub fn finish(&self, place: &Place) {
        let start = self.reader.start.get();
        if let Some(first) = self.first
            && !self.broken
            && !self.reader.start_is_unknown.get()
            && first > start
        {
            let problem = ValueProblem::NoneAtStart {
                key: self.key.clone(),
                first: month_text(first),
                start: month_text(start),
            };
            self.reader.problem(problem, Some(place));
        }
    }
}
