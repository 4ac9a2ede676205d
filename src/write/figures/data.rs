//! The numbers behind a figure, as texts for a table beside it.

use super::view::View;
use crate::language::{euros, month, number};
use crate::simulate::ColumnSummary;
use crate::tell::words::calendar_month;

/// The numbers of a figure. Every group (a strategy) has the same columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DataTable {
    /// What the rows are: `maand`.
    pub row_heading: String,
    /// What the groups of columns are; one without a name where there is only one.
    pub groups: Vec<String>,
    /// The columns of each group.
    pub columns: Vec<String>,
    /// The rows, from top to bottom.
    pub rows: Vec<DataRow>,
}

/// A row of a [`DataTable`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataRow {
    /// What it is about.
    pub heading: String,
    /// A cell for each column of each group.
    pub cells: Vec<String>,
}

/// Month 12 as `maand 12 (mrt 2028)`.
pub(super) fn month_heading(view: &View<'_>, t: usize) -> String {
    let calendar = calendar_month(view.report.plan, t, view.language);
    format!("{} ({calendar})", month(t as f64, view.language))
}

/// A row for each month.
pub(super) fn by_month(
    view: &View<'_>,
    groups: Vec<String>,
    columns: Vec<String>,
    cells: impl Fn(usize) -> Vec<String>,
) -> DataTable {
    let row = |t| DataRow { heading: month_heading(view, t), cells: cells(t) };
    DataTable {
        row_heading: view.pick("maand", "month").to_owned(),
        groups,
        columns,
        rows: (0..view.report.plan.horizon).map(row).collect(),
    }
}

/// What the percentiles of a fan are called.
const FAN: [(usize, &str, &str); 5] = [
    (0, "p5", "p5"),
    (1, "p25", "p25"),
    (2, "mediaan", "median"),
    (3, "p75", "p75"),
    (4, "p95", "p95"),
];

/// Amounts by month with their percentiles.
pub(super) fn of_fans(view: &View<'_>, fans: &[(String, &[ColumnSummary])]) -> DataTable {
    let columns = FAN.iter().map(|(_, nl, en)| view.pick(nl, en).to_owned()).collect();
    let cells = |t: usize| {
        let of = |columns: &[ColumnSummary]| {
            FAN.map(|(p, _, _)| euros(columns[t].percentiles[p], view.language))
        };
        fans.iter().flat_map(|(_, columns)| of(columns)).collect()
    };
    by_month(view, fans.iter().map(|(name, _)| name.clone()).collect(), columns, cells)
}

/// Named series by month, each with the middle and the ends of its band.
pub(super) fn of_series(
    view: &View<'_>,
    groups: Vec<String>,
    series: &[&str],
    middle: &str,
    cell: impl Fn(usize, usize, usize) -> [f64; 3],
    write: impl Fn(f64) -> String,
) -> DataTable {
    let names =
        |name: &&str| [format!("{name}, {middle}"), format!("{name}, p5"), format!("{name}, p95")];
    let columns = series.iter().flat_map(names).collect();
    let count = groups.len();
    let cells = |t: usize| {
        let of = |group: usize| (0..series.len()).flat_map(move |k| [(group, k)]);
        let pairs = (0..count).flat_map(of);
        pairs.flat_map(|(group, k)| cell(group, k, t)).map(&write).collect()
    };
    by_month(view, groups, columns, cells)
}

/// Rows of a single group.
pub(super) fn of_rows(
    row_heading: &str,
    columns: Vec<String>,
    rows: impl IntoIterator<Item = (String, Vec<String>)>,
) -> DataTable {
    DataTable {
        row_heading: row_heading.to_owned(),
        groups: vec![String::new()],
        columns,
        rows: rows.into_iter().map(|(heading, cells)| DataRow { heading, cells }).collect(),
    }
}

/// A number of people.
pub(super) fn people(view: &View<'_>, heads: f64) -> String {
    number(heads, 1, view.language)
}
