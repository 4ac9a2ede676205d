//! The first sheet: the five things to know, and where everything is.

use rust_xlsxwriter::{Url, Worksheet, XlsxError};

use super::row::Sheet;
use super::sheet::lines;
use super::style;
use crate::language::Language;

/// Draws the first sheet.
pub fn draw(
    worksheet: &mut Worksheet,
    sheets: &[Sheet],
    language: Language,
) -> Result<(), XlsxError> {
    worksheet.set_name(language.pick("Lees mij", "Read me"))?;
    worksheet.set_column_width(0, 4)?;
    worksheet.set_column_width(1, 24)?;
    worksheet.set_column_width(2, 86)?;
    worksheet.set_screen_gridlines(false);
    worksheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    let title = language.pick("Een scenario voor kansrijk", "A scenario for kansrijk");
    worksheet.write_string_with_format(0, 1, title, &style::title())?;
    let things: &[(&str, &str)] = match language {
        Language::Nl => &[
            (
                "Wat u invult",
                "Vul alleen gekleurde cellen in. Oranje cellen zijn de getallen die bij elke organisatie anders zijn: verander die het eerst. Wijs een cel aan en er verschijnt wat hij betekent, met de eenheid en het bereik.",
            ),
            (
                "Zeker of onzeker",
                "Weet u een getal zeker, zet het dan bij Waarde. Weet u het niet zeker, laat Waarde leeg en vul de laagste, de meest waarschijnlijke en de hoogste waarde in. De kolom Controle zegt of het klopt.",
            ),
            (
                "Bron en graad",
                "Noteer waar een getal vandaan komt en met welke graad: A officieel, B sectoronderzoek, C afgeleid, D aanname.",
            ),
            (
                "Leeg laten",
                "Een lege regel telt niet mee; dan geldt wat in de opmerking bij de cel staat. Een nieuw profiel, een nieuwe strategie of regeling: vul het lege blok onder aan het blad in en geef het een naam.",
            ),
            (
                "Rekenen",
                "Bewaar de werkmap als .xlsx en typ: kansrijk check mijn.xlsx (klopt alles?) en daarna: kansrijk run mijn.xlsx. Een fout wordt gemeld met blad en cel. Eigen bladen mogen erbij; kansrijk leest alleen bladen met `kansrijk` in cel A1.",
            ),
        ],
        Language::En => &[
            (
                "What to fill in",
                "Fill in coloured cells only. Orange cells are the numbers that differ for every organisation: change those first. Point at a cell to see what it means, with its unit and range.",
            ),
            (
                "Certain or uncertain",
                "If you know a number for certain, put it under Value. If not, leave Value empty and fill in the lowest, the most likely and the highest value. The column Check says whether it is in order.",
            ),
            (
                "Source and grade",
                "Note where a number comes from and how well founded it is: A official, B sector study, C derived, D assumption.",
            ),
            (
                "Leaving empty",
                "An empty row does not count; then what the comment at the cell says holds. A new profile, strategy or design: fill in the empty block at the bottom of the sheet and give it a name.",
            ),
            (
                "Computing",
                "Save the workbook as .xlsx and type: kansrijk check mine.xlsx (is all well?) and then: kansrijk run mine.xlsx. A mistake is reported with sheet and cell. You may add sheets of your own; kansrijk only reads sheets with `kansrijk` in cell A1.",
            ),
        ],
    };
    let mut row = 2;
    for (nth, (what, text)) in things.iter().enumerate() {
        worksheet.write_string_with_format(row, 0, (nth + 1).to_string(), &style::group())?;
        worksheet.write_string_with_format(row, 1, *what, &style::group().set_font_size(11))?;
        worksheet.write_string_with_format(row, 2, *text, &style::paragraph())?;
        worksheet.set_row_height(row, 16.0 * lines(text, 82.0) as f64)?;
        row += 1;
    }
    row += 1;
    let colours = [
        (true, language.pick("eerst veranderen", "change first")),
        (false, language.pick("in te vullen", "to fill in")),
    ];
    for (is_first, meaning) in colours {
        worksheet.write_blank(row, 1, &style::input(is_first))?;
        worksheet.write_string_with_format(row, 2, meaning, &style::paragraph())?;
        row += 1;
    }
    row += 1;
    let heading = language.pick("Bladen", "Sheets");
    worksheet.write_string_with_format(row, 1, heading, &style::group().set_font_size(11))?;
    row += 1;
    for sheet in sheets {
        let link = Url::new(format!("internal:'{}'!B1", sheet.title)).set_text(&sheet.title);
        worksheet.write_url(row, 1, link)?;
        worksheet.write_string_with_format(row, 2, &sheet.about, &style::paragraph())?;
        row += 1;
    }
    worksheet.protect();
    Ok(())
}
