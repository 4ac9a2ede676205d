//! What rendering gives: the SVG, and which parts of it stand for which numbers.

/// A rendered figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// The SVG text.
    pub svg: String,
    /// The parts that stand for numbers, for pages that show them on demand.
    pub spots: Vec<Spot>,
}

/// An area of a figure that stands for numbers, in logical pixels (the canvas is
/// [`WIDTH`](super::style::WIDTH) wide).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// Left edge.
    pub left: f64,
    /// Upper edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Lower edge.
    pub bottom: f64,
    /// What it stands for.
    pub part: Part,
}

/// What an area stands for, counting the rows of the figure's data from 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Part {
    /// A panel along which the rows (months, groups) lie from left to right.
    Panel {
        /// Number of the panel.
        panel: usize,
        /// Row at the left edge; may lie between two rows.
        first: f64,
        /// Row at the right edge.
        last: f64,
    },
    /// One row of a panel.
    Row {
        /// Number of the panel.
        panel: usize,
        /// Number of the row.
        row: usize,
    },
}
