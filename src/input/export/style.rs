//! How the cells of a fill-in workbook look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::input::format::{Kind, Number};

const INK: Color = Color::RGB(0x1F2A37);
const QUIET: Color = Color::RGB(0x8A94A3);
const LINE: Color = Color::RGB(0xC9D1DB);
const BAND: Color = Color::RGB(0x1D4E6B);
const SOFT: Color = Color::RGB(0xE4ECF2);
const TO_FILL_IN: Color = Color::RGB(0xFFF9DB);
const TO_FILL_IN_FIRST: Color = Color::RGB(0xFFD48A);
const WRONG: Color = Color::RGB(0xB42318);

/// The font of everything.
fn base() -> Format {
    Format::new()
        .set_font_name("Calibri")
        .set_font_size(10)
        .set_font_color(INK)
        .set_align(FormatAlign::Top)
}

/// The title of a sheet.
pub fn title() -> Format {
    base().set_bold().set_font_size(16).set_font_color(BAND)
}

/// What a sheet is about.
pub fn about() -> Format {
    base().set_italic().set_font_color(QUIET)
}

/// Headings of columns.
pub fn heading() -> Format {
    base()
        .set_bold()
        .set_background_color(SOFT)
        .set_text_wrap()
        .set_border_bottom(FormatBorder::Thin)
}

/// The first row of a table or block.
pub fn band() -> Format {
    base().set_bold().set_font_size(11).set_font_color(Color::White).set_background_color(BAND)
}

/// The first row of a block that is not in use yet.
pub fn spare_band() -> Format {
    base().set_italic().set_background_color(SOFT)
}

/// A heading within a table.
pub fn group() -> Format {
    base().set_bold().set_font_color(BAND)
}

/// Column A: for the program.
pub fn key() -> Format {
    base().set_font_size(8).set_font_color(QUIET)
}

/// What a row means.
pub fn label() -> Format {
    base().set_text_wrap()
}

/// A label of a number to be changed first.
pub fn marked_label() -> Format {
    label().set_bold()
}

/// Units and the outcome of checks.
pub fn remark() -> Format {
    base().set_font_color(QUIET).set_indent(1)
}

/// The outcome of a check that asks for attention.
pub fn wrong() -> Format {
    Format::new().set_bold().set_font_color(WRONG)
}

/// A cell to fill in.
pub fn input(is_first: bool) -> Format {
    let colour = if is_first { TO_FILL_IN_FIRST } else { TO_FILL_IN };
    base()
        .set_background_color(colour)
        .set_border(FormatBorder::Thin)
        .set_border_color(LINE)
        .set_unlocked()
}

/// A text to fill in, also where it looks like a number or a date.
pub fn text_input(is_first: bool) -> Format {
    input(is_first).set_num_format("@")
}

/// A text of the first sheet.
pub fn paragraph() -> Format {
    base().set_font_size(11).set_text_wrap()
}

/// How a number of a kind is shown.
pub fn number_format(kind: &Kind, value: Option<f64>) -> &'static str {
    match kind {
        Kind::Quantity(number) | Kind::Dated(number) | Kind::Bands(_, number) => {
            of_unit(number, value)
        }
        _ => "General",
    }
}

fn of_unit(number: &Number, value: Option<f64>) -> &'static str {
    match number.unit {
        "share" | "probability" | "probability/year" | "rate/year" => "0.0##%",
        "€/hour" => "#,##0.00",
        "€" | "€/month" if value.is_none_or(|value| value.fract() == 0.0) => "#,##0",
        "€" | "€/month" => "#,##0.00",
        _ => "General",
    }
}
