//! Text on a page of a given width: paragraphs, and a table whose cells wrap.

use std::ops::Range;

use clap::builder::styling::Style;
use unicode_width::UnicodeWidthStr;

/// Most characters of the column of labels.
const LABEL_WIDTH: usize = 32;
/// Characters between columns.
const GAP: usize = 2;
/// Width from which on an amount, a month or a chance may wrap.
const NARROWEST_COLUMN: usize = 15;
/// A column need not be wider.
const WIDEST_COLUMN: usize = 34;

/// Headings and names.
pub const BOLD: Style = Style::new().bold();
/// Explanations.
pub const DIM: Style = Style::new().dimmed();

/// One line of a [`Table`] (several lines on the page when cells wrap).
#[derive(Clone, Debug)]
enum Row {
    /// A label and a cell for each column.
    Cells(String, Vec<String>),
    /// An empty line.
    Space,
}

/// Outcomes as rows, strategies as columns.
#[derive(Clone, Debug)]
pub struct Table {
    headings: Vec<String>,
    rows: Vec<Row>,
}

impl Table {
    /// A table with these column headings.
    pub fn new(headings: Vec<String>) -> Self {
        Self { headings, rows: Vec::new() }
    }

    /// A table whose columns are no strategies.
    pub fn columns<const N: usize>(headings: [String; N]) -> Self {
        Self::new(headings.into())
    }

    /// Adds a row; where its cells are all empty it is left out.
    pub fn row(&mut self, label: &str, cells: Vec<String>) {
        debug_assert_eq!(cells.len(), self.headings.len());
        self.rows.push(Row::Cells(label.to_owned(), cells));
    }

    /// Adds an empty line.
    pub fn space(&mut self) {
        self.rows.push(Row::Space);
    }

    /// The table; columns that do not fit beside each other follow below.
    pub fn render(&self, width: usize) -> String {
        let (labels, narrowest) = (self.label_width(), self.narrowest_column());
        let room = width.saturating_sub(labels);
        let fit = (room / (narrowest + GAP)).max(1);
        let blocks = self.headings.len().div_ceil(fit).max(1);
        let columns = self.headings.len().div_ceil(blocks).max(1);
        let column = (room / columns).saturating_sub(GAP).clamp(narrowest, WIDEST_COLUMN);
        let mut text = String::new();
        for from in (0..self.headings.len()).step_by(columns) {
            if from > 0 {
                text.push('\n');
            }
            let until = (from + columns).min(self.headings.len());
            self.render_block(from..until, [labels, column], &mut text);
        }
        text
    }

    fn cells(&self) -> impl Iterator<Item = (&String, &Vec<String>)> {
        self.rows.iter().filter_map(|row| match row {
            Row::Cells(label, cells) => Some((label, cells)),
            Row::Space => None,
        })
    }

    fn label_width(&self) -> usize {
        self.cells().map(|(label, _)| label.width()).max().unwrap_or(0).min(LABEL_WIDTH)
    }

    /// What every cell and every word of a heading fits into.
    fn narrowest_column(&self) -> usize {
        let words = self.headings.iter().flat_map(|heading| heading.split(' '));
        let cells = self.cells().flat_map(|(_, cells)| cells);
        let widest = words.chain(cells.map(String::as_str)).map(UnicodeWidthStr::width).max();
        widest.unwrap_or(0).min(NARROWEST_COLUMN)
    }

    fn render_block(&self, columns: Range<usize>, widths: [usize; 2], text: &mut String) {
        let [labels, column] = widths;
        let headings = &self.headings[columns.clone()];
        push_row("", headings, widths, Style::new().bold(), true, text);
        let length = labels + columns.len() * (column + GAP);
        text.push_str(&format!("{DIM}{}{DIM:#}\n", "─".repeat(length)));
        for row in &self.rows {
            match row {
                Row::Space => text.push('\n'),
                Row::Cells(label, cells) => {
                    let cells = &cells[columns.clone()];
                    if cells.iter().any(|cell| !cell.is_empty()) {
                        push_row(label, cells, widths, Style::new(), false, text);
                    }
                }
            }
        }
    }
}

/// Writes one row into a column of labels and columns of cells; `at_bottom` puts short cells on the last line instead of the first.
fn push_row(
    label: &str,
    cells: &[String],
    [label_width, column]: [usize; 2],
    style: Style,
    at_bottom: bool,
    text: &mut String,
) {
    let indent = if label.starts_with(' ') { "    " } else { "  " };
    let labels = wrap(label, label_width, indent);
    let wrapped: Vec<Vec<String>> = cells.iter().map(|cell| wrap(cell, column, "")).collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0).max(labels.len());
    for k in 0..height {
        let mut line = left(labels.get(k).map_or("", String::as_str), label_width);
        for lines in &wrapped {
            let offset = if at_bottom { height - lines.len() } else { 0 };
            let part = k.checked_sub(offset).and_then(|k| lines.get(k));
            line.push_str(&" ".repeat(GAP));
            line.push_str(&right(part.map_or("", String::as_str), column));
        }
        text.push_str(&format!("{style}{}{style:#}\n", line.trim_end()));
    }
}

fn left(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

fn right(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(text.width())))
}

/// Breaks text at spaces (not at no-break spaces) into lines of at most `width`; later lines
/// begin with `indent`. A longer word keeps its own line.
pub fn wrap(text: &str, width: usize, indent: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let start = text.len() - text.trim_start_matches(' ').len();
    let mut line = text[..start].to_owned();
    let mut is_empty = true;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if !is_empty && line.width() + 1 + word.width() > width {
            lines.push(std::mem::replace(&mut line, indent.to_owned()));
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
        }
        line.push_str(word);
        is_empty = false;
    }
    lines.push(line);
    lines
}

/// A paragraph that begins with `mark`; later lines align with its text.
pub fn paragraph(mark: &str, text: &str, width: usize) -> String {
    let indent = " ".repeat(mark.width());
    let mut lines = wrap(text, width.saturating_sub(mark.width()), "").into_iter();
    let mut paragraph = format!("{mark}{}\n", lines.next().unwrap_or_default());
    for line in lines {
        paragraph.push_str(&format!("{indent}{line}\n"));
    }
    paragraph
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        anstream::adapter::strip_str(text).to_string()
    }

    #[test]
    fn text_breaks_at_spaces_only() {
        assert_eq!(wrap("een twee drie", 8, ""), ["een twee", "drie"]);
        assert_eq!(
            wrap("€\u{a0}1.000 tot €\u{a0}2.000", 9, ""),
            ["€\u{a0}1.000", "tot", "€\u{a0}2.000"]
        );
        assert_eq!(wrap("langer dan dit", 3, ""), ["langer", "dan", "dit"]);
        assert_eq!(wrap("  een twee", 6, "    "), ["  een", "    twee"]);
        assert_eq!(wrap("", 5, ""), [""]);
    }

    #[test]
    fn columns_that_do_not_fit_follow_below() {
        for n in 1..=9 {
            let mut table = Table::new((0..n).map(|k| format!("strategie {k}")).collect());
            table.row("rij", (0..n).map(|k| format!("€ {k} ± € 1.000")).collect());
            let text = plain(&table.render(100));
            assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
            assert_eq!(text.matches("± € 1.000").count(), n);
            // Six times 13 characters and a gap beside the label.
            assert_eq!(text.matches("───\n").count(), n.div_ceil(6));
        }
    }

    #[test]
    fn rows_without_content_are_left_out() {
        let mut table = Table::new(vec!["a".to_owned()]);
        table.row("leeg", vec![String::new()]);
        assert!(!table.render(100).contains("leeg"));
    }
}
