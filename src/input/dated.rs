//! Values that hold from a date on.

use super::cursor::Cursor;
use super::format::Kind;
use super::leaf::{Leaf, Origin, Pricing, quantity};
use super::reader::Reader;
use super::tree::{Node, Value};
use super::value::month_text;
use crate::diagnostic::{Diagnostic, Place, Remark, StructureProblem, ValueProblem};
use crate::model::quantity::Quantity;
use crate::model::time::{Dated, YearMonth};
use crate::units::Unit;

impl<'r> Cursor<'r> {
    /// A dated value.
    pub fn dated<U: Unit>(&self, key: &str) -> Dated<U> {
        self.optional_dated(key).unwrap_or_else(|| {
            self.missing(key);
            Dated::single(self.default(key, 1.0))
        })
    }

    /// A dated value, if it is there.
    pub fn optional_dated<U: Unit>(&self, key: &str) -> Option<Dated<U>> {
        let Kind::Dated(number) = &self.key(key).kind else { panic!("`{key}` is not dated") };
        self.check_unit::<U>(key, number);
        let found = self.find(key)?;
        let origin = Origin::default();
        let Value::List(items) = &found.node.value else {
            let index = quantity(self.reader, &self.leaf(&found, number, &origin));
            self.reader.alias(found.asked, index);
            return Some(Dated::single(Quantity::new(index as usize)));
        };
        if items.is_empty() {
            let problem = StructureProblem::EmptyList { key: found.asked.clone() };
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
        self.reader.aside(|| entries[..current].iter().for_each(|entry| _ = read(entry)));
        let values: Vec<_> = entries[current..].iter().map(read).collect();
        Some(if values.is_empty() {
            Dated::single(self.default(key, 1.0))
        } else {
            Dated { values }
        })
    }
}

/// Dates that should increase, the first on or before the start.
pub struct Dates<'r> {
    reader: &'r Reader,
    key: String,
    previous: Option<(YearMonth, Place)>,
    first: Option<YearMonth>,
    broken: bool,
}

impl<'r> Dates<'r> {
    pub fn new(reader: &'r Reader, key: &str) -> Self {
        Self { reader, key: key.to_owned(), previous: None, first: None, broken: false }
    }

    /// The month index of the next date; negative before the start.
    pub fn next(&mut self, date: Option<(YearMonth, Place)>) -> Option<i64> {
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
            self.reader.push(diagnostic.with(at.clone(), Remark::ComparedWith));
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
