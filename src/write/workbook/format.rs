//! The look of cells: number formats of each unit, fonts and colours of the house.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use super::super::labels::OutcomeUnit;
use crate::figure::style::{AXIS, BLUE, Colour, GRID, INK, SHADE, SOFT_INK};
use crate::language::Language;

/// A colour of the house as the workbook wants it.
pub(super) fn colour((red, green, blue): Colour) -> Color {
    Color::RGB(u32::from(red) << 16 | u32::from(green) << 8 | u32::from(blue))
}

/// Number formats. Excel puts in the separators of its own settings; month names are tied to the
/// language of the workbook.
#[derive(Clone, Copy, Debug)]
pub(super) struct Codes {
    pub(super) euros: &'static str,
    pub(super) month: &'static str,
    pub(super) date: &'static str,
}

impl Codes {
    pub(super) const fn new(language: Language) -> Self {
        match language {
            Language::Nl => Self {
                euros: "\"€ \"#,##0;[Red]-\"€ \"#,##0",
                month: "\"maand \"0",
                date: "[$-413]mmm yyyy",
            },
            Language::En => Self {
                euros: "\"€\"#,##0;[Red]-\"€\"#,##0",
                month: "\"month \"0",
                date: "[$-809]mmm yyyy",
            },
        }
    }

    /// How numbers of a unit are shown.
    pub(super) const fn of(self, unit: OutcomeUnit) -> &'static str {
        match unit {
            OutcomeUnit::Euros => self.euros,
            OutcomeUnit::Hours => "#,##0;[Red]-#,##0",
            OutcomeUnit::Heads | OutcomeUnit::Months => "#,##0.0;[Red]-#,##0.0",
            OutcomeUnit::Month => self.month,
            OutcomeUnit::Chance => "0.0%;[Red]-0.0%",
        }
    }
}

/// The formats of cells.
#[derive(Clone, Debug)]
pub(super) struct Formats {
    pub(super) codes: Codes,
    pub(super) title: Format,
    pub(super) question: Format,
    /// Small remarks.
    pub(super) soft: Format,
    /// Running text that breaks.
    pub(super) prose: Format,
    /// Head of a column.
    pub(super) header: Format,
    /// Head of a column of numbers.
    pub(super) number_header: Format,
    /// Head above several columns.
    pub(super) span: Format,
    /// Head of a group of rows.
    pub(super) section: Format,
    pub(super) text: Format,
    pub(super) wrapped: Format,
    pub(super) total: Format,
    pub(super) link: Format,
}

impl Formats {
    pub(super) fn new(language: Language) -> Self {
        let ink =
            || Format::new().set_font_color(colour(INK)).set_align(FormatAlign::VerticalCenter);
        let cell =
            || ink().set_border_bottom(FormatBorder::Hair).set_border_bottom_color(colour(GRID));
        let header = || {
            Format::new()
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(colour(BLUE))
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap()
        };
        Self {
            codes: Codes::new(language),
            title: ink().set_bold().set_font_size(16),
            question: ink().set_font_size(12).set_text_wrap(),
            soft: ink().set_font_color(colour(SOFT_INK)).set_font_size(9),
            prose: ink().set_text_wrap().set_align(FormatAlign::Top),
            number_header: header()
                .set_align(FormatAlign::Right)
                .set_border_left(FormatBorder::Thin)
                .set_border_left_color(Color::White),
            header: header()
                .set_border_left(FormatBorder::Thin)
                .set_border_left_color(Color::White),
            span: header()
                .set_align(FormatAlign::Center)
                .set_border_left(FormatBorder::Thin)
                .set_border_left_color(Color::White),
            section: ink()
                .set_bold()
                .set_background_color(colour(SHADE))
                .set_border_top(FormatBorder::Thin)
                .set_border_top_color(colour(AXIS)),
            text: cell(),
            wrapped: cell().set_text_wrap().set_align(FormatAlign::Top),
            total: cell()
                .set_bold()
                .set_border_top(FormatBorder::Thin)
                .set_border_top_color(colour(AXIS)),
            link: cell()
                .set_align(FormatAlign::Top)
                .set_font_color(colour(BLUE))
                .set_underline(rust_xlsxwriter::FormatUnderline::Single),
        }
    }

    /// A number of a unit.
    pub(super) fn number(&self, unit: OutcomeUnit) -> Format {
        self.coded(self.codes.of(unit))
    }

    /// A cell whose number is shown by this code. What is no number stands to the right too, and
    /// shrinks where it is wider than the column.
    pub(super) fn coded(&self, code: &str) -> Format {
        self.text.clone().set_num_format(code).set_align(FormatAlign::Right).set_shrink()
    }

    /// The same in a row of totals.
    pub(super) fn total_of(&self, unit: OutcomeUnit) -> Format {
        self.total
            .clone()
            .set_num_format(self.codes.of(unit))
            .set_align(FormatAlign::Right)
            .set_shrink()
    }
}
