//! What `run` shows: one page that a manager can read.
//!
//! In: a [`Tale`]. Out: text of at most the page's width, with styles that the
//! console takes away where they cannot be shown.

pub mod layout;

use layout::{BOLD, DIM, Table, paragraph};

use crate::tell::Tale;
use crate::tell::rows::OutcomeTable;

/// A page of text.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// What there is to tell.
    pub tale: Tale<'a>,
    /// Characters on a line.
    pub width: usize,
}

impl Page<'_> {
    /// The page as text.
    pub fn render(&self) -> String {
        let Self { tale, width } = *self;
        let scenario = &tale.plan.scenario;
        let mut text = format!("{BOLD}{}{BOLD:#}\n", scenario.title.get(tale.language));
        text.push_str(&paragraph("", scenario.question.get(tale.language), width));
        text.push_str(&format!("{DIM}{}{DIM:#}\n\n", tale.circumstances()));
        text.push_str(&laid_out(&tale.table()).render(width));
        let legend = paragraph("", tale.legend(), width);
        text.push_str(&format!("{DIM}{}{DIM:#}\n\n", legend.trim_end()));
        text.push_str(&points(&tale.sentences(), width));
        let warnings = tale.warnings();
        if !warnings.is_empty() {
            text.push('\n');
        }
        for warning in warnings {
            text.push_str(&paragraph("! ", &warning, width));
        }
        text
    }
}

/// What a page of an analysis begins with: what it is about, and what it rests on.
pub fn opening(title: &str, circumstances: &str, width: usize) -> String {
    let circumstances = paragraph("", circumstances, width);
    format!("{BOLD}{title}{BOLD:#}\n{DIM}{}{DIM:#}\n\n", circumstances.trim_end())
}

/// Sentences, each with a point before it.
pub fn points(sentences: &[String], width: usize) -> String {
    sentences.iter().map(|sentence| paragraph("• ", sentence, width)).collect()
}

/// Outcomes as a table of text: details are indented, groups stand apart.
pub fn laid_out(outcomes: &OutcomeTable) -> Table {
    let mut table = Table::new(outcomes.headings.clone());
    for (k, group) in outcomes.groups.iter().enumerate() {
        if k > 0 {
            table.space();
        }
        for row in group {
            let indent = if row.is_detail { "  " } else { "" };
            table.row(&format!("{indent}{}", row.label), row.cells.clone());
        }
    }
    table
}
