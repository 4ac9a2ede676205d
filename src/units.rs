//! Units of measurement as types.
