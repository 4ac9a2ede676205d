//! A sheet that is being filled: cells of text and of numbers, and how it is printed.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Chart, Format, Formula, Worksheet, XlsxError};

use super::super::estimate::Figure;
use super::Book;
use super::text;
use super::words::SheetName;
use crate::language::Language;

/// Code of A4 among the sizes of paper.
const A4: u8 = 9;

/// Most UTF-16 units of the scenario's name at the foot of a page, where all of it has 255.
const MOST_AT_FOOT: usize = 80;

/// What a page of A4 across has room for within its margins, in points.
const PAGE: (f64, f64) = (770.0, 500.0);
/// Height of a row of one line, in points.
const ROW: f64 = 15.0;
/// Width of a character, and what a column takes besides, in points.
const CHARACTER: (f64, f64) = (5.25, 3.75);
/// A last page that is filled for less than this is avoided by printing a little smaller.
const TAIL: f64 = 0.3;

/// A sheet that is being filled.
pub(super) struct Sheet {
    worksheet: Worksheet,
    language: Language,
    /// Widths of the columns, in characters.
    widths: Vec<f64>,
    /// Heights of the rows that differ from the others, in points.
    heights: BTreeMap<u32, f64>,
    /// The last row that is printed.
    last: u32,
}

impl Sheet {
    /// An empty sheet with its name, on A4 across and one page wide.
    pub(super) fn new(book: &Book<'_>, name: SheetName) -> Result<Self, XlsxError> {
        let mut worksheet = Worksheet::new();
        worksheet.set_name(name.name(book.tale.language))?;
        worksheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
        worksheet.set_margins(0.5, 0.5, 0.5, 0.7, 0.3, 0.3);
        worksheet.set_screen_gridlines(false);
        let scenario = text::shortened(&text::plain(&book.report.plan.scenario.name), MOST_AT_FOOT);
        let scenario = scenario.replace(['\n', '\t'], " ").replace('&', "&&");
        let page = book.pick("pagina &P van &N", "page &P of &N");
        worksheet.set_footer(format!("&L&9kansrijk · {scenario}&C&9&A&R&9{page}"));
        Ok(Self {
            worksheet,
            language: book.tale.language,
            widths: Vec::new(),
            heights: BTreeMap::new(),
            last: 0,
        })
    }

    pub(super) fn into_worksheet(self) -> Worksheet {
        self.worksheet
    }

    /// Widths of columns from the first on, in characters.
    pub(super) fn widths(&mut self, widths: &[f64]) -> Result<(), XlsxError> {
        for (column, width) in (0..).zip(widths) {
            self.worksheet.set_column_width(column, *width)?;
        }
        self.widths = widths.to_vec();
        Ok(())
    }

    /// Height of a row for this many lines of normal text.
    pub(super) fn height(&mut self, row: u32, lines: usize) -> Result<(), XlsxError> {
        self.points(row, 15.0 * lines as f64 + 1.0)
    }

    /// Height of a row in points; no row can be higher than 409.
    pub(super) fn points(&mut self, row: u32, points: f64) -> Result<(), XlsxError> {
        self.heights.insert(row, points.min(409.0));
        self.worksheet.set_row_height(row, points.min(409.0))?;
        Ok(())
    }

    /// Text, also where it looks like a formula.
    pub(super) fn text(
        &mut self,
        row: u32,
        column: u16,
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        if text.is_empty() {
            self.worksheet.write_blank(row, column, format)?;
        } else {
            self.worksheet.write_string_with_format(row, column, text::of_cell(text), format)?;
        }
        Ok(())
    }

    /// Text over several columns of a row.
    pub(super) fn across(
        &mut self,
        row: u32,
        from: u16,
        to: u16,
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        if from == to {
            return self.text(row, from, text, format);
        }
        self.worksheet.merge_range(row, from, row, to, "", format)?;
        self.text(row, from, text, format)
    }

    /// A paragraph over several columns that together are this many characters wide.
    pub(super) fn paragraph(
        &mut self,
        row: u32,
        to: u16,
        width: usize,
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        self.across(row, 0, to, text, format)?;
        self.height(row, text::lines(text, width))
    }

    /// A number, or the word that stands in its place; nothing where it is not known.
    pub(super) fn figure(
        &mut self,
        row: u32,
        column: u16,
        figure: Figure,
        format: &Format,
    ) -> Result<(), XlsxError> {
        match figure {
            Figure::Number(value) => self.number(row, column, value, format),
            Figure::Never => self.text(row, column, never(self.language), format),
            Figure::NoInvestment => self.text(row, column, no_investment(self.language), format),
            Figure::Missing => self.text(row, column, "", format),
        }
    }

    /// A number.
    pub(super) fn number(
        &mut self,
        row: u32,
        column: u16,
        value: f64,
        format: &Format,
    ) -> Result<(), XlsxError> {
        // No minus before a zero.
        self.worksheet.write_number_with_format(row, column, value + 0.0, format)?;
        Ok(())
    }

    /// A formula with the result that it has.
    pub(super) fn formula(
        &mut self,
        row: u32,
        column: u16,
        formula: &str,
        result: impl ToString,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let formula = Formula::new(formula).set_result(result.to_string());
        self.worksheet.write_formula_with_format(row, column, formula, format)?;
        Ok(())
    }

    /// A head above each column from this one on.
    pub(super) fn headers<'t>(
        &mut self,
        row: u32,
        from: u16,
        texts: impl IntoIterator<Item = &'t str>,
        format: &Format,
    ) -> Result<(), XlsxError> {
        for (column, text) in (from..).zip(texts) {
            self.text(row, column, text, format)?;
        }
        Ok(())
    }

    /// A chart with its corner at a cell.
    pub(super) fn chart(&mut self, row: u32, column: u16, chart: &Chart) -> Result<(), XlsxError> {
        self.worksheet.insert_chart_with_offset(row, column, chart, 4, 4)?;
        Ok(())
    }

    /// The frame of a table: heads that stay in view and on every page, and what is printed.
    pub(super) fn frame(
        &mut self,
        head: (u32, u32),
        columns: u16,
        last: (u32, u16),
    ) -> Result<(), XlsxError> {
        self.worksheet.set_freeze_panes(head.1 + 1, columns)?;
        self.worksheet.set_repeat_rows(head.0, head.1)?;
        self.printed(last)?;
        // One page wide, and no page more for a few rows.
        let columns = self.widths.iter().take(usize::from(last.1) + 1);
        let width: f64 = columns.map(|width| width * CHARACTER.0 + CHARACTER.1).sum();
        let scale = f64::min(1.0, PAGE.0 / width.max(1.0));
        if let Some(pages) = pages_without_tail(self.printed_height() * scale) {
            self.worksheet.set_print_fit_to_pages(1, pages as u16);
        }
        Ok(())
    }

    /// Height of what is printed, in points.
    fn printed_height(&self) -> f64 {
        (0..=self.last).map(|row| self.heights.get(&row).copied().unwrap_or(ROW)).sum()
    }

    /// Prints at a scale, as many pages wide as it takes, each with the first columns up to this one; a little
    /// smaller where that saves a page for a few rows. `parts` is in how many parts of equal height it is broken.
    pub(super) fn scaled(
        &mut self,
        percent: u16,
        last: u16,
        parts: usize,
    ) -> Result<(), XlsxError> {
        let height = self.printed_height() / parts as f64;
        let fitting = pages_without_tail(height * f64::from(percent) / 100.0);
        let fitting = fitting.map(|pages| 100.0 * pages * PAGE.1 / height);
        // Excel prints at 10% at least.
        let percent = fitting.map_or(percent, |fitting| (fitting as u16).clamp(10, percent));
        self.worksheet.set_print_scale(percent).set_repeat_columns(0, last)?;
        Ok(())
    }

    /// What is printed: from the first cell to this one.
    pub(super) fn printed(&mut self, last: (u32, u16)) -> Result<(), XlsxError> {
        self.last = last.0;
        self.worksheet.set_print_area(0, 0, last.0, last.1)?;
        Ok(())
    }

    /// For what few sheets need.
    pub(super) fn worksheet(&mut self) -> &mut Worksheet {
        &mut self.worksheet
    }
}

/// How many pages are filled before a last one that has a few rows only, for what is so high on paper.
fn pages_without_tail(height: f64) -> Option<f64> {
    let pages = height / PAGE.1;
    let whole = pages.floor();
    (whole >= 1.0 && pages > whole && pages - whole < TAIL).then_some(whole)
}

/// Later than any month.
pub(super) const fn never(language: Language) -> &'static str {
    language.pick("nooit", "never")
}

/// Earlier than any month.
pub(super) const fn no_investment(language: Language) -> &'static str {
    language.pick("geen investering", "no investment")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_page_of_a_few_rows_is_avoided() {
        let pages = |pages: f64| pages_without_tail(pages * PAGE.1);
        assert_eq!(pages(0.2), None);
        assert_eq!(pages(1.0), None);
        assert_eq!(pages(1.1), Some(1.0));
        assert_eq!(pages(2.05), Some(2.0));
        assert_eq!(pages(1.5), None);
    }
}
