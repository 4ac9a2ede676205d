//! What stands in which column of a sheet.

/// What the row means, in the words of the scenario file.
pub const KEY: u32 = 0;
/// What the row means, in words.
pub const LABEL: u32 = 1;
/// From which month, or until which month of tenure, a value holds.
pub const SINCE: u32 = 2;
/// A certain number, a word, a name.
pub const VALUE: u32 = 3;
/// Lowest value.
pub const LOW: u32 = 4;
/// Most likely value.
pub const MODE: u32 = 5;
/// Highest value.
pub const HIGH: u32 = 6;
/// What the number counts.
pub const UNIT: u32 = 7;
/// A formula that says whether the row is in order.
pub const CHECK: u32 = 8;
/// How well founded the number is.
pub const GRADE: u32 = 9;
/// Where it comes from.
pub const SOURCE: u32 = 10;
/// Remark.
pub const NOTE: u32 = 11;
/// Price level of an amount.
pub const LEVEL: u32 = 12;
/// Any other form, as a scenario file writes it.
pub const OTHER: u32 = 13;

/// Columns of a quantity whose content goes under a key of the same meaning.
pub const OF_QUANTITY: &[(u32, &str)] = &[
    (VALUE, "value"),
    (LOW, "low"),
    (MODE, "mode"),
    (HIGH, "high"),
    (GRADE, "grade"),
    (SOURCE, "source"),
    (NOTE, "note"),
    (LEVEL, "euros_of"),
];
