//! Durations: times that are drawn for each hire.

use super::cursor::Cursor;
use super::format::{DURATION, DURATION_FORMS, Kind, Number, QUANTITY_FORMS, number};
use super::leaf::{Leaf, Origin, Pricing, certain, quantity};
use super::spread::{impossible, numbers};
use super::structure::join;
use super::tree::{Node, Table, Value};
use crate::diagnostic::{Diagnostic, Expected, Remark, StructureProblem, ValueProblem};
use crate::distribution::Standard;
use crate::model::profile::Duration;
use crate::model::quantity::{Quantity, QuantityDefinition};
use crate::units::Months;

/// The number of a duration.
pub(super) const MONTHS: Number = number::<Months>(0.0, 600.0);

impl<'r> Cursor<'r> {
    /// A duration.
    pub fn duration(&self, key: &str) -> Duration {
        self.optional_duration(key).unwrap_or_else(|| {
            if !self.has(key) {
                self.missing(key);
            }
            self.fixed_duration(key, 1.0)
        })
    }

    /// A certain number of months that the file does not state.
    pub fn fixed_duration(&self, key: &str, months: f64) -> Duration {
        let Kind::Duration(minimum) = self.key(key).kind else { panic!("`{key}` is no duration") };
        let path = join(&self.path, key);
        Duration {
            standard: Standard::point(),
            location: self.default(key, months),
            scale: self.implicit(&join(&path, "scale"), 1.0),
            scale_is_upper_end: false,
            minimum,
        }
    }

    /// A part that the form does not state.
    fn implicit(&self, path: &str, value: f64) -> Quantity<Months> {
        let definition =
            || QuantityDefinition { is_implicit: true, ..certain(path, &MONTHS, value) };
        let index = self.reader.known(path).unwrap_or_else(|| self.reader.add(definition(), None));
        Quantity::new(index as usize)
    }

    /// A duration, if it is there; `None` also after a problem.
    pub fn optional_duration(&self, key: &str) -> Option<Duration> {
        let Kind::Duration(minimum) = self.key(key).kind else { panic!("`{key}` is no duration") };
        let found = self.find(key)?;
        let Value::Table(table) = &found.node.value else {
            if !matches!(found.node.value, Value::Integer(_) | Value::Float(_) | Value::Text(_)) {
                self.wrong(&found, Expected::Duration);
                return None;
            }
            let location = self.months(found.node, found.path.clone(), &Origin::default());
            self.reader.alias(found.asked, location.index);
            return Some(self.point(location, &found.path, minimum));
        };
        let form = self.form(table, found.node, &found.asked)?;
        let origin = Origin::of(self.reader, table);
        let entry = table.get(form)?;
        let path = join(&found.path, form);
        if form == "fixed" {
            let location = self.months(&entry.node, path.clone(), &origin);
            return Some(self.point(location, &path, minimum));
        }
        let parts = Parts { cursor: self, node: &entry.node, path, origin };
        let mut duration = parts.read(form)?;
        duration.minimum = minimum;
        Some(duration)
    }

    fn point(&self, location: Quantity<Months>, path: &str, minimum: usize) -> Duration {
        Duration {
            standard: Standard::point(),
            location,
            scale: self.implicit(&join(path, "scale"), 1.0),
            scale_is_upper_end: false,
            minimum,
        }
    }

    fn months(&self, node: &Node, path: String, origin: &Origin) -> Quantity<Months> {
        let leaf = Leaf { node, path, number: &MONTHS, pricing: Pricing::Nominal, origin };
        Quantity::new(quantity(self.reader, &leaf) as usize)
    }

    /// Which form a table has; exactly one.
    fn form(&self, table: &Table, node: &Node, key: &str) -> Option<&'static str> {
        let forms: Vec<&'static str> =
            DURATION_FORMS.iter().copied().filter(|form| table.get(form).is_some()).collect();
        match forms[..] {
            [form] => Some(form),
            [] if QUANTITY_FORMS.iter().any(|form| table.get(form).is_some()) => {
                let problem = ValueProblem::BareDuration { key: key.to_owned() };
                self.reader.problem(problem, Some(&node.place));
                None
            }
            [] => {
                let keys = DURATION_FORMS.iter().map(|form| (*form).to_owned()).collect();
                let problem = StructureProblem::OneOf { parent: key.to_owned(), keys };
                self.reader.problem(problem, Some(&node.place));
                None
            }
            _ => {
                let names = forms.iter().map(|form| (*form).to_owned()).collect();
                let problem = ValueProblem::SeveralForms { key: key.to_owned(), forms: names };
                let place = table.get(forms[1]).map(|entry| entry.key_place.clone());
                let mut diagnostic = Diagnostic::new(problem, place);
                if let Some(first) = table.get(forms[0]) {
                    diagnostic = diagnostic.with(first.key_place.clone(), Remark::AlsoHere);
                }
                self.reader.push(diagnostic);
                None
            }
        }
    }
}

/// The parameters of one form.
struct Parts<'c, 'r> {
    cursor: &'c Cursor<'r>,
    node: &'r Node,
    path: String,
    origin: Origin,
}

impl<'r> Parts<'_, 'r> {
    fn read(&self, form: &'static str) -> Option<Duration> {
        let Kind::Table(spec) = DURATION.key(form)?.kind else {
            return None;
        };
        let table = self.cursor.entry(self.node, spec, &self.path)?;
        let zero = |key: &str| self.cursor.implicit(&join(&self.path, key), 0.0);
        let (standard, location, scale, upper) = match form {
            "uniform" => {
                let (low, high) = self.bounds(&table)?;
                (Standard::uniform01(), low, high, true)
            }
            "triangular" | "pert" => {
                let (low, high) = self.bounds(&table)?;
                let mode = self.mode(&table, low, high)?;
                let made =
                    if form == "pert" { Standard::pert(mode) } else { Standard::triangular(mode) };
                (self.made(made)?, low, high, true)
            }
            "gamma" | "lognormal" => {
                let (mean, cv) = (self.quantity(&table, "mean"), self.shape(&table, "cv"));
                let cv = cv?;
                let made =
                    if form == "gamma" { Standard::gamma(cv) } else { Standard::lognormal(cv) };
                (self.made(made)?, zero("location"), mean?, false)
            }
            "weibull" => {
                let which = table.one_of(&["mean", "scale"])?;
                let (scale, shape) = (self.quantity(&table, which), self.shape(&table, "shape"));
                let made = if which == "mean" {
                    Standard::weibull_with_mean_one(shape?)
                } else {
                    Standard::weibull(shape?)
                };
                (self.made(made)?, zero("location"), scale?, false)
            }
            "empirical" => self.empirical(&table)?,
            _ => unreachable!("`{form}` is no form of a duration"),
        };
        Some(Duration { standard, location, scale, scale_is_upper_end: upper, minimum: 0 })
    }

    fn empirical(
        &self,
        table: &Cursor<'r>,
    ) -> Option<(Standard, Quantity<Months>, Quantity<Months>, bool)> {
        let reader = self.cursor.reader;
        let Some(months) = table.find("months") else {
            table.missing("months");
            return None;
        };
        let values = numbers(reader, months.node, &months.path)?;
        for value in &values {
            if !(0.0..=600.0).contains(value) {
                let key = months.path.clone();
                let problem = ValueProblem::OutOfRange {
                    key,
                    value: *value,
                    low: 0.0,
                    high: 600.0,
                    unit: "months",
                };
                reader.problem(problem, Some(&months.node.place));
                return None;
            }
        }
        let weights = match table.find("weights") {
            Some(found) => numbers(reader, found.node, &found.path)?,
            None => vec![1.0; values.len()],
        };
        let standard = self.made(Standard::empirical(&values, &weights))?;
        let scale = match table.find("scale") {
            Some(found) => self.cursor.months(found.node, found.path, &self.origin),
            None => self.cursor.implicit(&join(&self.path, "scale"), 1.0),
        };
        let location = self.cursor.implicit(&join(&self.path, "location"), 0.0);
        Some((standard, location, scale, false))
    }

    fn quantity(&self, table: &Cursor<'r>, key: &str) -> Option<Quantity<Months>> {
        let Some(found) = table.find(key) else {
            table.missing(key);
            return None;
        };
        Some(self.cursor.months(found.node, found.path, &self.origin))
    }

    fn made<T>(&self, made: Result<T, crate::distribution::DistributionError>) -> Option<T> {
        made.map_err(|error| impossible(self.cursor.reader, self.node, &self.path, error)).ok()
    }

    /// A number that makes the shape: never uncertain.
    fn shape(&self, table: &Cursor<'r>, key: &str) -> Option<f64> {
        let Some(found) = table.find(key) else {
            table.missing(key);
            return None;
        };
        if found.node.table().is_some() {
            let problem = ValueProblem::UncertainShape { key: key.to_owned() };
            self.cursor.reader.problem(problem, Some(&found.node.place));
            return None;
        }
        let value = table.optional_number(key)?;
        if key == "cv" && value == 0.0 {
            let error =
                crate::distribution::DistributionError::NotPositive { parameter: "cv", value };
            impossible(self.cursor.reader, found.node, &self.path, error);
            return None;
        }
        Some(value)
    }

    /// Lower and upper end, which cannot cross.
    fn bounds(&self, table: &Cursor<'r>) -> Option<(Quantity<Months>, Quantity<Months>)> {
        let (low, high) = (self.quantity(table, "low"), self.quantity(table, "high"));
        let (low, high) = (low?, high?);
        let reader = self.cursor.reader;
        let (_, low_to) = reader.with(low.index, |q| q.distribution.support());
        let (high_from, _) = reader.with(high.index, |q| q.distribution.support());
        if low_to <= high_from {
            return Some((low, high));
        }
        let certain =
            [low, high].map(|end| reader.with(end.index, |q| q.distribution.is_certain()));
        let key = self.path.clone();
        let problem = if certain == [true, true] {
            ValueProblem::BoundsOutOfOrder { key, low: low_to, mode: None, high: high_from }
        } else {
            ValueProblem::CrossingBounds { key, low: low_to, high: high_from }
        };
        reader.problem(problem, Some(&self.node.place));
        None
    }

    /// Where the most likely time lies between the ends, from 0 to 1.
    fn mode(
        &self,
        table: &Cursor<'r>,
        low: Quantity<Months>,
        high: Quantity<Months>,
    ) -> Option<f64> {
        let reader = self.cursor.reader;
        if table.one_of(&["mode", "relative_mode"])? == "relative_mode" {
            return self.shape(table, "relative_mode");
        }
        let mode = self.shape(table, "mode")?;
        let is_plain = |key: &str| {
            table.find(key).is_some_and(|found| {
                matches!(found.node.value, Value::Integer(_) | Value::Float(_))
            })
        };
        let certain =
            |end: Quantity<Months>| reader.with(end.index, |q| q.distribution.is_certain());
        if !(is_plain("low") || certain(low)) || !(is_plain("high") || certain(high)) {
            let place = table.find("mode").map(|found| found.key_place.clone());
            let problem = ValueProblem::ModeOfUncertainBounds { key: self.path.clone() };
            reader.problem(problem, place.as_ref());
            return None;
        }
        let end = |end: Quantity<Months>| reader.with(end.index, |q| q.distribution.support().0);
        let (low, high) = (end(low), end(high));
        if !(low..=high).contains(&mode) {
            let key = self.path.clone();
            let problem = ValueProblem::BoundsOutOfOrder { key, low, mode: Some(mode), high };
            reader.problem(problem, Some(&self.node.place));
            return None;
        }
        Some(if high > low { (mode - low) / (high - low) } else { 0.5 })
    }
}
