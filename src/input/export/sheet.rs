//! Draws the rows of a sheet.

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    ConditionalFormatText, ConditionalFormatTextRule, DataValidation, DataValidationErrorStyle,
    DataValidationRule, Format, Formula, Note, Worksheet, XlsxError,
};

use super::ARROW;
use super::row::{Input, Row, Sheet, ValueRow};
use super::style;
use crate::input::format::Kind;
use crate::input::workbook::MARK;
use crate::input::workbook::columns::{
    CHECK, GRADE, HIGH, KEY, LABEL, LEVEL, LOW, MODE, NOTE, OTHER, SINCE, SOURCE, UNIT, VALUE,
};
use crate::language::Language;

/// Widths of the columns, from A on.
const WIDTHS: &[f64] =
    &[14.0, 46.0, 10.0, 15.0, 11.0, 11.0, 11.0, 11.0, 11.0, 8.0, 40.0, 30.0, 10.0, 34.0];

/// Width of a column of a table of many columns.
const NARROW: f64 = 11.0;

/// Height of a line of text, in points.
const LINE_HEIGHT: f64 = 14.0;

/// Rows above the first header: title, explanation, headings.
const HEADINGS_ROW: u32 = 2;

/// Rows of a list of choices are given as texts of so many characters at most.
const LONGEST_CHOICES: usize = 250;

/// Draws a sheet.
pub fn draw(worksheet: &mut Worksheet, sheet: &Sheet, language: Language) -> Result<(), XlsxError> {
    worksheet.set_name(&sheet.title)?;
    for (column, width) in WIDTHS.iter().enumerate() {
        let is_wide = column as u32 <= LABEL || !sheet.is_narrow;
        worksheet.set_column_width(column as u16, if is_wide { *width } else { NARROW })?;
    }
    worksheet.write_string_with_format(0, KEY as u16, MARK, &style::key())?;
    worksheet.write_string_with_format(0, LABEL as u16, &sheet.title, &style::title())?;
    worksheet.write_string_with_format(1, LABEL as u16, &sheet.about, &style::about())?;
    worksheet.set_row_height(0, 24.0)?;
    headings(worksheet, language)?;
    let mut row = HEADINGS_ROW + 1;
    for content in &sheet.rows {
        draw_row(worksheet, row, content, language)?;
        row += 1;
    }
    let attention = ConditionalFormatText::new()
        .set_rule(ConditionalFormatTextRule::Contains("!".to_owned()))
        .set_format(style::wrong());
    worksheet.add_conditional_format(HEADINGS_ROW, CHECK as u16, row, CHECK as u16, &attention)?;
    worksheet.set_row_height(HEADINGS_ROW, 2.0 * LINE_HEIGHT)?;
    let last = if sheet.is_narrow { OTHER } else { SOURCE };
    worksheet.set_print_area(0, LABEL as u16, row, last as u16)?;
    worksheet.set_freeze_panes(HEADINGS_ROW + 1, SINCE as u16)?;
    worksheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    worksheet.set_repeat_rows(HEADINGS_ROW, HEADINGS_ROW)?;
    worksheet.set_footer("&L&A&R&P / &N");
    worksheet.protect();
    Ok(())
}

fn headings(worksheet: &mut Worksheet, language: Language) -> Result<(), XlsxError> {
    let headings = [
        (KEY, language.pick("sleutel", "key")),
        (LABEL, language.pick("Wat", "What")),
        (SINCE, language.pick("Vanaf / tot maand", "From / until month")),
        (VALUE, language.pick("Waarde (vast)", "Value (certain)")),
        (LOW, language.pick("Laagste", "Lowest")),
        (MODE, language.pick("Meest waarschijnlijk", "Most likely")),
        (HIGH, language.pick("Hoogste", "Highest")),
        (UNIT, language.pick("Eenheid", "Unit")),
        (CHECK, language.pick("Controle", "Check")),
        (GRADE, language.pick("Graad A–D", "Grade A–D")),
        (SOURCE, language.pick("Bron", "Source")),
        (NOTE, language.pick("Opmerking", "Remark")),
        (LEVEL, language.pick("Prijspeil (jaar)", "Price level (year)")),
        (
            OTHER,
            language.pick("Andere verdeling (voor kenners)", "Other distribution (for experts)"),
        ),
    ];
    for (column, heading) in headings {
        worksheet.write_string_with_format(
            HEADINGS_ROW,
            column as u16,
            heading,
            &style::heading(),
        )?;
    }
    Ok(())
}

fn draw_row(
    worksheet: &mut Worksheet,
    row: u32,
    content: &Row,
    language: Language,
) -> Result<(), XlsxError> {
    match content {
        Row::Gap => Ok(()),
        Row::Header { key, label, note, name, is_there } => {
            worksheet.set_row_height(row, LINE_HEIGHT + 3.0)?;
            let is_spare = name.as_ref().is_some_and(String::is_empty);
            let band = if is_spare { style::spare_band() } else { style::band() };
            for column in LABEL..=OTHER {
                worksheet.write_blank(row, column as u16, &band)?;
            }
            worksheet.write_string_with_format(row, KEY as u16, key, &style::key())?;
            let label = match (is_spare, language) {
                (true, Language::Nl) => {
                    format!("Nog een: {} (geef hiernaast een naam)", first_small(label))
                }
                (true, Language::En) => {
                    format!("One more: {} (give it a name here)", first_small(label))
                }
                (false, _) => label.clone(),
            };
            worksheet.write_string_with_format(row, LABEL as u16, &label, &band)?;
            if let Some(name) = name {
                let input = style::text_input(false).set_bold();
                write(worksheet, row, VALUE, &Some(Input::Text(name.clone())), &input, language)?;
                comment(worksheet, row, VALUE, note)?;
            }
            if *is_there {
                worksheet.write_string_with_format(row, OTHER as u16, "{}", &band)?;
            }
            Ok(())
        }
        Row::Group(label) => {
            worksheet.write_string_with_format(row, LABEL as u16, label, &style::group())?;
            Ok(())
        }
        Row::Value(value) => value_row(worksheet, row, value, language),
        Row::Grid { key, label, columns } => {
            for column in LABEL..=OTHER {
                worksheet.write_blank(row, column as u16, &style::band())?;
            }
            worksheet.write_string_with_format(row, KEY as u16, key, &style::key())?;
            worksheet.write_string_with_format(row, LABEL as u16, label, &style::band())?;
            let tallest = columns.iter().map(|(heading, _)| lines(heading, NARROW)).max();
            worksheet.set_row_height(row, tallest.unwrap_or(1) as f64 * LINE_HEIGHT + 2.0)?;
            for (nth, (heading, note)) in columns.iter().enumerate() {
                let column = VALUE + nth as u32;
                worksheet.write_string_with_format(
                    row,
                    column as u16,
                    heading,
                    &style::band().set_text_wrap(),
                )?;
                comment(worksheet, row, column, note)?;
            }
            Ok(())
        }
        Row::GridEntry(cells) => {
            worksheet.write_string_with_format(row, KEY as u16, "+", &style::key())?;
            for (nth, (input, kind, choices)) in cells.iter().enumerate() {
                let column = VALUE + nth as u32;
                let format = input_format(kind, column, input, false);
                write(worksheet, row, column, input, &format, language)?;
                choose(worksheet, row, column, choices, language)?;
            }
            Ok(())
        }
        Row::Scale(name, steps) => {
            worksheet.write_string_with_format(row, KEY as u16, "scales.*", &style::key())?;
            let label = language.pick(
                "Schaal, met de bedragen per trede (laagste eerst)",
                "Scale, with the amounts by step (lowest first)",
            );
            worksheet.write_string_with_format(row, LABEL as u16, label, &style::label())?;
            let name = Some(Input::Text(name.clone()));
            write(worksheet, row, VALUE, &name, &style::text_input(false), language)?;
            let format = style::input(false).set_num_format("#,##0.##");
            let format =
                if steps.iter().all(|step| matches!(step, Input::Number(x) if x.fract() == 0.0)) {
                    format.set_num_format("#,##0")
                } else {
                    format
                };
            for nth in 0..steps.len().max(13) {
                let step = steps.get(nth).cloned();
                write(worksheet, row, LOW + nth as u32, &step, &format, language)?;
            }
            Ok(())
        }
    }
}

fn first_small(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

fn value_row(
    worksheet: &mut Worksheet,
    row: u32,
    value: &ValueRow,
    language: Language,
) -> Result<(), XlsxError> {
    let label_format = if value.is_marked { style::marked_label() } else { style::label() };
    let label = if value.is_marked {
        let mark = language.pick("uw getal", "your number");
        format!("{} {ARROW} {mark}", value.label)
    } else {
        value.label.clone()
    };
    worksheet.write_string_with_format(row, KEY as u16, &value.key, &style::key())?;
    worksheet.write_string_with_format(row, LABEL as u16, &label, &label_format)?;
    let mut height = lines(&label, WIDTHS[LABEL as usize]);
    worksheet.write_string_with_format(row, UNIT as u16, &value.unit, &style::remark())?;
    let mut columns = vec![VALUE];
    if value.has_since() {
        columns.push(SINCE);
    }
    if value.is_quantity() {
        columns.extend([LOW, MODE, HIGH, GRADE, SOURCE, NOTE, OTHER]);
        let (Kind::Quantity(number) | Kind::Dated(number) | Kind::Bands(_, number)) = value.kind
        else {
            return Ok(());
        };
        if number.money {
            columns.push(LEVEL);
        }
        let range = DataValidation::new()
            .allow_decimal_number(DataValidationRule::Between(number.low, number.high))
            .set_error_style(DataValidationErrorStyle::Warning);
        if number.low.is_finite() && number.high.is_finite() {
            worksheet.add_data_validation(row, VALUE as u16, row, HIGH as u16, &range)?;
        }
        let grades: Vec<String> = ["A", "B", "C", "D"].map(str::to_owned).to_vec();
        choose(worksheet, row, GRADE, &grades, language)?;
    } else if value.inputs.contains_key(&OTHER) || matches!(value.kind, Kind::Duration(_)) {
        columns.push(OTHER);
    }
    for column in columns {
        let input = value.inputs.get(&column).cloned();
        let is_first = value.is_marked && (VALUE..=HIGH).contains(&column);
        let mut format = input_format(value.kind, column, &input, is_first);
        if column == VALUE && is_prose(value.kind) {
            // A text gets the room of four cells.
            format = format.set_text_wrap();
            worksheet.merge_range(row, VALUE as u16, row, HIGH as u16, "", &format)?;
            if let Some(Input::Text(text)) = &input {
                let width = (VALUE..=HIGH).map(|column| WIDTHS[column as usize]).sum();
                height = height.max(lines(text, width));
            }
        }
        write(worksheet, row, column, &input, &format, language)?;
    }
    worksheet.set_row_height(row, height as f64 * LINE_HEIGHT)?;
    choose(worksheet, row, VALUE, &value.choices, language)?;
    comment(worksheet, row, VALUE, &value.note)?;
    check(worksheet, row, value, language)
}

/// Whether a row holds a text rather than a number or a word.
fn is_prose(kind: &Kind) -> bool {
    matches!(kind, Kind::Text | Kind::Label | Kind::List(_) | Kind::Path | Kind::Matrix)
}

/// How many lines a text takes in a column.
pub fn lines(text: &str, width: f64) -> usize {
    let of_line =
        |line: &str| (line.chars().count() as f64 / (width * 1.15)).ceil().max(1.0) as usize;
    text.lines().map(of_line).sum::<usize>().max(1)
}

/// How a cell to be filled in looks.
fn input_format(kind: &Kind, column: u32, input: &Option<Input>, is_first: bool) -> Format {
    let is_number = match column {
        VALUE..=HIGH => {
            matches!(
                kind,
                Kind::Quantity(_)
                    | Kind::Dated(_)
                    | Kind::Bands(..)
                    | Kind::Duration(_)
                    | Kind::Number(..)
                    | Kind::Integer(..)
            ) && !matches!(input, Some(Input::Text(_)))
        }
        LEVEL => true,
        SINCE => matches!(kind, Kind::Bands(..)),
        _ => matches!(input, Some(Input::Number(_))),
    };
    if !is_number {
        return style::text_input(is_first);
    }
    let format = style::input(is_first);
    let value = match input {
        Some(Input::Number(number)) => Some(*number),
        _ => None,
    };
    match column {
        VALUE..=HIGH => format.set_num_format(style::number_format(kind, value)),
        _ => format,
    }
}

fn write(
    worksheet: &mut Worksheet,
    row: u32,
    column: u32,
    input: &Option<Input>,
    format: &Format,
    language: Language,
) -> Result<(), XlsxError> {
    let column = column as u16;
    match input {
        Some(Input::Number(number)) => {
            worksheet.write_number_with_format(row, column, *number, format)?
        }
        Some(Input::Flag(flag)) => {
            let word = match flag {
                true => language.pick("ja", "yes"),
                false => language.pick("nee", "no"),
            };
            worksheet.write_string_with_format(row, column, word, format)?
        }
        Some(Input::Text(text)) if !text.is_empty() => {
            worksheet.write_string_with_format(row, column, text, format)?
        }
        _ => worksheet.write_blank(row, column, format)?,
    };
    Ok(())
}

/// A list to choose from; something else may be typed, since a new block has a new name.
fn choose(
    worksheet: &mut Worksheet,
    row: u32,
    column: u32,
    choices: &[String],
    language: Language,
) -> Result<(), XlsxError> {
    let length: usize = choices.iter().map(|choice| choice.chars().count() + 1).sum();
    if choices.is_empty() || length > LONGEST_CHOICES {
        return Ok(());
    }
    let message = language.pick(
        "Dit staat niet in de lijst. Toch zo laten?",
        "This is not in the list. Leave it all the same?",
    );
    let list = DataValidation::new()
        .allow_list_strings(choices)?
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_error_message(message)?;
    worksheet.add_data_validation(row, column as u16, row, column as u16, &list)?;
    Ok(())
}

fn comment(worksheet: &mut Worksheet, row: u32, column: u32, text: &str) -> Result<(), XlsxError> {
    if text.is_empty() {
        return Ok(());
    }
    let lines: usize = text.lines().map(|line| 1 + line.chars().count() / 44).sum();
    let note = Note::new(text)
        .add_author_prefix(false)
        .set_author("kansrijk")
        .set_width(300)
        .set_height(16 * (lines as u32 + 1));
    worksheet.insert_note(row, column as u16, &note)?;
    Ok(())
}

/// The formula that says whether a row is in order.
fn check(
    worksheet: &mut Worksheet,
    row: u32,
    value: &ValueRow,
    language: Language,
) -> Result<(), XlsxError> {
    let n = row + 1;
    let fill_in = language.pick("invullen!", "fill in!");
    let (double, three, order) = match language {
        Language::Nl => ("dubbel!", "alle drie!", "volgorde!"),
        Language::En => ("double!", "all three!", "order!"),
    };
    let nothing = language.pick("leeg", "empty");
    let empty = if value.is_required { fill_in } else { nothing };
    let formula = if value.is_quantity() {
        format!(
            "=IF(COUNTA(D{n}:G{n},N{n})=0,\"{empty}\",IF(COUNTA(E{n}:G{n})=0,\"ok\",\
             IF(COUNTA(D{n},N{n})>0,\"{double}\",IF(COUNT(E{n}:G{n})<3,\"{three}\",\
             IF(AND(E{n}<=F{n},F{n}<=G{n}),\"ok\",\"{order}\")))))"
        )
    } else if value.is_required {
        format!("=IF(COUNTA(D{n},N{n})=0,\"{empty}\",\"ok\")")
    } else {
        return Ok(());
    };
    let is_empty = ![VALUE, LOW, MODE, HIGH, OTHER].iter().any(|c| is_filled(&value.inputs, *c));
    let result = if is_empty { empty } else { "ok" };
    let formula = Formula::new(formula).set_result(result);
    worksheet.write_formula_with_format(row, CHECK as u16, formula, &style::remark())?;
    Ok(())
}

fn is_filled(inputs: &BTreeMap<u32, Input>, column: u32) -> bool {
    inputs.get(&column).is_some_and(|input| !matches!(input, Input::Text(text) if text.is_empty()))
}
