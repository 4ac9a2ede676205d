//! Bands by tenure.

use super::cursor::Cursor;
use super::format::Kind;
use super::leaf::{Leaf, Origin, quantity};
use super::structure::join;
use super::tree::{Node, Table, Value};
use super::value::wrong;
use crate::diagnostic::{Expected, StructureProblem, ValueProblem};
use crate::model::profile::ByTenure;
use crate::model::quantity::Quantity;
use crate::units::Unit;

impl<'r> Cursor<'r> {
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
                wrong(self.reader, item, &path, Expected::Table);
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
            self.reader.alias(format!("{}[{i}].{value_key}", found.asked), index);
            bands.push((until, Quantity::new(index as usize)));
        }
        if bands.is_empty() {
            if items.is_empty() {
                let problem = StructureProblem::EmptyList { key: found.asked.clone() };
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
            wrong(self.reader, &entry.node, &path, Expected::Integer);
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
            ValueProblem::BandsOutOfOrder { key, previous: previous.unwrap_or(0), until }
        } else {
            *previous = Some(until);
            return usize::try_from(until).ok();
        };
        self.reader.problem(problem, Some(&entry.node.place));
        None
    }
}
