//! A sheet that is being filled: cells of text and of numbers, and how it is printed.

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

/// A sheet that is being filled.
pub(super) struct Sheet {
    worksheet: Worksheet,
    language: Language,
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
        Ok(Self { worksheet, language: book.tale.language })
    }

    pub(super) fn into_worksheet(self) -> Worksheet {
        self.worksheet
    }

    /// Widths of columns from the first on, in characters.
    pub(super) fn widths(&mut self, widths: &[f64]) -> Result<(), XlsxError> {
        for (column, width) in (0..).zip(widths) {
            self.worksheet.set_column_width(column, *width)?;
        }
        Ok(())
    }

    /// Height of a row for this many lines of normal text.
    pub(super) fn height(&mut self, row: u32, lines: usize) -> Result<(), XlsxError> {
        self.points(row, 15.0 * lines as f64 + 1.0)
    }

    /// Height of a row in points; no row can be higher than 409.
    pub(super) fn points(&mut self, row: u32, points: f64) -> Result<(), XlsxError> {
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
        self.printed(last)
    }

    /// Prints at a scale, as many pages wide as it takes, each with the first columns up to this one.
    pub(super) fn scaled(&mut self, percent: u16, last: u16) -> Result<(), XlsxError> {
        self.worksheet.set_print_scale(percent).set_repeat_columns(0, last)?;
        Ok(())
    }

    /// What is printed: from the first cell to this one.
    pub(super) fn printed(&mut self, last: (u32, u16)) -> Result<(), XlsxError> {
        self.worksheet.set_print_area(0, 0, last.0, last.1)?;
        Ok(())
    }

    /// For what few sheets need.
    pub(super) fn worksheet(&mut self) -> &mut Worksheet {
        &mut self.worksheet
    }
}

/// Later than any month.
pub(super) const fn never(language: Language) -> &'static str {
    language.pick("nooit", "never")
}

/// Earlier than any month.
pub(super) const fn no_investment(language: Language) -> &'static str {
    language.pick("geen investering", "no investment")
}
