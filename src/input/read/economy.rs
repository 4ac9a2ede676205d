//! Calendar, price levels, discount rate and indices.

use super::correlation::Groups;
use crate::diagnostic::ValueProblem;
use crate::distribution::Distribution;
use crate::input::cursor::{Cursor, Layer};
use crate::input::number;
use crate::model::quantity::{Quantity, QuantityDefinition};
use crate::model::scenario::{DiscountRate, Index};
use crate::model::time::{Calendar, YearMonth};
use crate::units::AnnualRate;

pub fn calendar(top: &Cursor<'_>) -> Calendar {
    let start = top.month("start");
    if !top.has("start") {
        top.missing("start");
    }
    if let Some(start) = start {
        top.reader.start.set(start);
        top.reader.start_is_unknown.set(false);
    }
    let horizon = top.size("horizon_months").clamp(1, 600);
    Calendar { start: start.unwrap_or(YearMonth { year: 2000, month: 1 }), horizon }
}

pub fn prices(top: &Cursor<'_>) {
    let reader = top.reader;
    let level = |layer: &Layer<'_>| {
        let entry = layer.table.get("euros_of")?;
        crate::input::leaf::year(reader, &entry.node, "euros_of")
    };
    let mut prices = reader.prices.borrow().clone();
    for layer in &top.layers {
        if let Some(year) = level(layer) {
            // What `--set` says stands in the place of the scenario's own file.
            let file = if layer.place.file < reader.files { layer.place.file } else { 0 };
            prices.of_file.entry(file).or_insert(year);
        }
    }
    prices.of_scenario = top.layers.iter().find_map(level);
    if let Some(index) = top.table("price_index") {
        for layer in index.layers.iter().rev() {
            for entry in layer.table.entries() {
                let Ok(year) = entry.key.parse::<i32>() else {
                    continue;
                };
                let path = format!("{}.{year}", layer.path);
                // A year with a mistake in it is not missing.
                let growth = number::plain(reader, &entry.node, &path);
                prices.growth.insert(year, 0.0);
                let Some(growth) = growth else {
                    continue;
                };
                if !(-0.5..=1.0).contains(&growth) {
                    let problem = ValueProblem::OutOfRange {
                        key: path,
                        value: growth,
                        low: -0.5,
                        high: 1.0,
                        unit: "rate/year",
                    };
                    reader.problem(problem, Some(&entry.node.place));
                    continue;
                }
                prices.growth.insert(year, growth);
            }
        }
        index.text("source");
        index.text("note");
    }
    *reader.prices.borrow_mut() = prices;
}

pub fn discount_rate(top: &Cursor<'_>) -> DiscountRate {
    if let Some(table) = top.table("discount_rate") {
        let (real, inflation) = (table.number("real"), table.number("inflation"));
        return DiscountRate::Real { real, inflation };
    }
    if !top.has("discount_rate") {
        top.missing("discount_rate");
    }
    DiscountRate::Nominal(top.optional_number("discount_rate").unwrap_or(0.0))
}

pub fn indexation(top: &Cursor<'_>, calendar: Calendar, groups: &mut Groups<'_>) -> (Index, Index) {
    let table =
        super::scenario::required(top, "indexation").unwrap_or_else(|| top.empty("indexation"));
    let is_there = !table.layers.is_empty();
    let index = |key: &str, deviation: &str| Index {
        growth: if is_there { table.quantity(key) } else { table.default(key, 0.0) },
        yearly_deviations: yearly_deviations(&table, deviation, calendar),
    };
    let wages = index("wages", "wages_yearly_deviation");
    let tariffs = index("tariffs", "tariffs_yearly_deviation");
    if let (Some(rho), Some(found)) =
        (table.optional_number("correlation"), table.find("correlation"))
    {
        let place = found.node.place.clone();
        let members = [wages.growth, tariffs.growth].map(|q| (q.index, place.clone()));
        groups.add(&members, &[1.0, rho, rho, 1.0], &place);
    }
    (wages, tariffs)
}

/// A deviation for each January after the start.
fn yearly_deviations(
    table: &Cursor<'_>,
    key: &str,
    calendar: Calendar,
) -> Vec<Quantity<AnnualRate>> {
    let sd = table.optional_number(key).unwrap_or(0.0);
    let Ok(distribution) = Distribution::normal(0.0, sd) else {
        return Vec::new();
    };
    let Some(found) = table.find(key).filter(|_| sd > 0.0) else {
        return Vec::new();
    };
    (1..calendar.horizon)
        .filter(|&t| calendar.index_moves_in(t))
        .map(|t| {
            let path = format!("{}[{}]", found.path, calendar.month(t).year);
            let definition = QuantityDefinition {
                path,
                distribution: distribution.clone(),
                as_written: distribution.clone(),
                unit: "rate/year",
                range: (f64::NEG_INFINITY, f64::INFINITY),
                euros_of: None,
                source: None,
                grade: None,
                note: None,
                is_yearly_deviation: true,
                is_implicit: false,
            };
            Quantity::new(table.reader.add(definition, Some(found.node.place.clone())) as usize)
        })
        .collect()
}
