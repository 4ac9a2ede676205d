//! What a sheet holds, before it is drawn.

use std::collections::BTreeMap;

use crate::input::format::Kind;

/// A sheet.
pub struct Sheet {
    pub title: String,
    /// What it is about, for the first sheet.
    pub about: String,
    /// All columns of numbers alike, for a table of many columns.
    pub is_narrow: bool,
    pub rows: Vec<Row>,
}

/// What a cell is filled with.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    Number(f64),
    Text(String),
    Flag(bool),
}

/// A row of a sheet.
pub enum Row {
    Gap,
    /// Begins a table, or a block with a name.
    Header {
        key: String,
        label: String,
        note: String,
        /// `None` for a table whose name is fixed; empty for a block that is not in use yet.
        name: Option<String>,
        /// Says that the table is there, though nothing is in it.
        is_there: bool,
    },
    /// A heading within a table.
    Group(String),
    /// A key.
    Value(ValueRow),
    /// The heading of a grid, with the label and the note of each column.
    Grid {
        key: String,
        label: String,
        columns: Vec<(String, String)>,
    },
    /// An entry of a grid.
    GridEntry(Vec<(Option<Input>, &'static Kind, Vec<String>)>),
    /// A salary scale; without a name one that is not in use yet.
    Scale(String, Vec<Input>),
}

/// The row of a key.
pub struct ValueRow {
    /// As in column A.
    pub key: String,
    pub label: String,
    pub note: String,
    pub unit: String,
    pub kind: &'static Kind,
    /// By column.
    pub inputs: BTreeMap<u32, Input>,
    /// To be changed first.
    pub is_marked: bool,
    /// Something must be filled in.
    pub is_required: bool,
    /// What can be chosen.
    pub choices: Vec<String>,
}

impl ValueRow {
    /// Whether the row has the columns of a quantity.
    pub fn is_quantity(&self) -> bool {
        matches!(self.kind, Kind::Quantity(_) | Kind::Dated(_) | Kind::Bands(..))
    }

    /// Whether it has a column for months.
    pub fn has_since(&self) -> bool {
        matches!(self.kind, Kind::Dated(_) | Kind::Bands(..))
    }
}
