//! Parts of a page: sections, figures with their numbers, tables.

use maud::{Markup, PreEscaped, html};

use super::values::coded;
use crate::figure::{Part, Spot};
use crate::language::Language;
use crate::tell::answer::{Part as Answer, Tendency};
use crate::tell::rows::OutcomeTable;
use crate::write::figures::{DataTable, Drawing};

/// Something with an address on the page.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its key, the same in both languages.
    pub key: &'static str,
    /// Its heading.
    pub title: String,
    /// What it holds.
    pub content: Markup,
}

impl Section {
    /// A section.
    pub fn new(key: &'static str, title: &str, content: Markup) -> Self {
        Self { key, title: title.to_owned(), content }
    }

    /// The section with its heading.
    pub fn render(&self, language: Language) -> Markup {
        let id = self.id(language);
        html! {
            section id=(id) aria-labelledby={ (id) "-title" } {
                h2 id={ (id) "-title" } { (self.title) }
                (self.content)
            }
        }
    }

    /// Its address.
    pub fn id(&self, language: Language) -> String {
        format!("{}-{}", language.code(), self.key)
    }
}

/// A part of an answer, coloured by what it speaks for.
pub fn card(heading: &str, part: &Answer) -> Markup {
    let class = match part.tendency {
        Tendency::Good => "good",
        Tendency::Bad => "bad",
        Tendency::Open => "open",
    };
    html! {
        article.(class) {
            h3 { (heading) }
            p.verdict { (part.verdict) }
            @for sentence in &part.sentences { p { (sentence) } }
        }
    }
}

/// What to know before trusting an answer; nothing where there is nothing.
pub fn beware(warnings: &[String], language: Language) -> Markup {
    html! {
        @if !warnings.is_empty() {
            div.warnings {
                h3 { (language.pick("Let op", "Beware")) }
                ul { @for warning in warnings { li { (warning) } } }
            }
        }
    }
}

/// The list of sections, as links.
pub fn contents(sections: &[Section], language: Language) -> Markup {
    let name = language.pick("Inhoud", "Contents");
    html! {
        nav.contents aria-label=(name) {
            ol {
                @for section in sections {
                    li { a href={ "#" (section.id(language)) } { (section.title) } }
                }
            }
        }
    }
}

/// A figure that shows its numbers on demand, with the table behind it.
pub fn figure(drawing: &Drawing, language: Language) -> Markup {
    let id = format!("{}-figure-{}", language.code(), drawing.name);
    let read = language.pick("Lees af", "Read off");
    html! {
        figure id=(id) {
            div.scroller {
                div.plot data-spots=(spots(&drawing.picture.spots)) {
                    (inlined(&drawing.picture.svg, &id))
                }
                div.reader {
                    label for={ (id) "-reader" } { (read) }
                    input id={ (id) "-reader" } type="range" min="0" max="0" value="0";
                }
            }
            details {
                summary { (language.pick("De cijfers achter deze figuur", "The numbers behind this figure")) }
                (data_table(&drawing.title, &drawing.data, language))
            }
        }
    }
}

/// The SVG as part of a page: the page names the fonts, and the picture has an address of its own.
///
/// Its title goes: browsers would show it on top of everything that is shown on demand. It is
/// still the name of the picture (`aria-label`).
fn inlined(svg: &str, id: &str) -> Markup {
    let mut text = String::with_capacity(svg.len());
    for line in svg.lines().filter(|line| !line.starts_with("<title>")) {
        text.push_str(line);
        text.push('\n');
    }
    let family = format!(r#" font-family="{}""#, crate::figure::style::FONT_FAMILY);
    // The page decides how large it is; its own size goes.
    if let Some(from) = text.find(r#" width=""#)
        && let Some(size) = text[from..].find(r#" viewBox"#)
    {
        text.replace_range(from..from + size, &format!(r#" aria-describedby="{id}-text""#));
    }
    let text = text
        .replacen("<desc>", &format!(r#"<desc id="{id}-text">"#), 1)
        .replace(&family, "")
        .replace(r#" text-anchor="start""#, "");
    PreEscaped(text)
}

/// The areas of a figure as the script wants them: `[left, top, right, bottom, panel, first, last]`
/// for a panel, `[left, top, right, bottom, panel, row]` for a row.
fn spots(spots: &[Spot]) -> String {
    let number = |x: f64| {
        let rounded = (x * 10.0).round() / 10.0;
        rounded.to_string()
    };
    let list = |spot: &Spot| {
        let mut numbers: Vec<String> =
            [spot.left, spot.top, spot.right, spot.bottom].map(number).into();
        match spot.part {
            Part::Panel { panel, first, last } => {
                numbers.extend([panel.to_string(), number(first), number(last)]);
            }
            Part::Row { panel, row } => numbers.extend([panel.to_string(), row.to_string()]),
        }
        format!("[{}]", numbers.join(","))
    };
    format!("[{}]", spots.iter().map(list).collect::<Vec<_>>().join(","))
}

/// The numbers of a figure, with a button that copies them.
pub fn data_table(caption: &str, data: &DataTable, language: Language) -> Markup {
    let grouped = data.groups.iter().any(|group| !group.is_empty());
    wide(
        caption,
        html! {
            button.copy type="button" data-done=(language.pick("Gekopieerd", "Copied")) {
                (language.pick("Kopieer de tabel", "Copy the table"))
            }
            table.numbers {
                caption { (caption) }
                thead {
                    @if grouped {
                        tr {
                            th scope="col" rowspan="2" { (data.row_heading) }
                            @for group in &data.groups {
                                th scope="colgroup" colspan=(data.columns.len()) { (group) }
                            }
                        }
                        tr {
                            @for _ in &data.groups {
                                @for column in &data.columns { th scope="col" { (column) } }
                            }
                        }
                    } @else {
                        tr {
                            th scope="col" { (data.row_heading) }
                            @for column in &data.columns { th scope="col" { (column) } }
                        }
                    }
                }
                tbody {
                    @for row in &data.rows {
                        tr {
                            th scope="row" { (row.heading) }
                            @for cell in &row.cells { td { (cell) } }
                        }
                    }
                }
            }
        },
    )
}

/// Columns of outcomes that fit on paper beside each other.
const MOST_COLUMNS: usize = 6;

/// Outcomes as rows with their details below them, in groups; more columns than fit on paper become tables below each
/// other.
pub fn outcomes(label: &str, table: &OutcomeTable) -> Markup {
    let count = table.headings.len();
    if count <= MOST_COLUMNS {
        return outcome_table(label, table);
    }
    let tables = count.div_ceil(MOST_COLUMNS);
    let each = count.div_ceil(tables);
    html! {
        @for (nth, from) in (0..count).step_by(each).enumerate() {
            @let part = table.columns(from..count.min(from + each));
            (outcome_table(&format!("{label} ({}/{tables})", nth + 1), &part))
        }
    }
}

fn outcome_table(label: &str, table: &OutcomeTable) -> Markup {
    wide(
        label,
        html! {
            table.outcomes {
                thead {
                    tr {
                        td {}
                        @for heading in &table.headings { th scope="col" { (heading) } }
                    }
                }
                @for group in &table.groups {
                    tbody {
                        @for row in group {
                            tr class=(if row.is_detail { "detail" } else { "main" }) {
                                th.detail[row.is_detail] scope="row" { (row.label) }
                                @for cell in &row.cells { td { (unbroken(cell)) } }
                            }
                        }
                    }
                }
            }
        },
    )
}

/// A sign stays with its amount where a line breaks.
fn unbroken(cell: &str) -> String {
    cell.replace("−€", "−\u{2060}€").replace("+€", "+\u{2060}€")
}

/// Sentences as a list; what stands between backticks is a name in a file.
pub fn list(sentences: &[String]) -> Markup {
    html! { ul { @for sentence in sentences { li { (coded(sentence)) } } } }
}

/// Terms with what they mean: Dutch term, English term, Dutch meaning, English meaning.
pub fn terms<'t>(terms: impl IntoIterator<Item = &'t [&'t str; 4]>, language: Language) -> Markup {
    html! {
        p.lead { (language.pick(
            "Wijs een figuur aan om de getallen te zien, of gebruik de schuif eronder (ook met de pijltjestoetsen). Onder elke figuur staat de tabel met haar cijfers; op papier komen alleen de tabellen die u hebt opengeklapt.",
            "Point at a figure to see its numbers, or use the slider below it (with the arrow keys too). Below each figure is the table with its numbers; only the tables that you have opened are printed.",
        )) }
        dl.reading {
            @for [nl, en, meaning_nl, meaning_en] in terms {
                dt { (language.pick(nl, en)) }
                dd { (language.pick(meaning_nl, meaning_en)) }
            }
        }
    }
}

/// The version of the program, with its commit where that is known.
pub fn version() -> String {
    match option_env!("KANSRIJK_COMMIT") {
        Some(commit) => format!("{} ({commit})", env!("CARGO_PKG_VERSION")),
        None => env!("CARGO_PKG_VERSION").to_owned(),
    }
}

/// The foot of a page.
pub fn footer(language: Language) -> Markup {
    html! {
        footer {
            p { (language.pick(
                "Gemaakt met kansrijk. Een rekenmodel ondersteunt een besluit en neemt het niet.",
                "Made with kansrijk. A model supports a decision and does not take it.",
            )) }
        }
    }
}

/// A region that scrolls sideways where the page is too narrow for what it holds.
pub fn wide(label: &str, content: Markup) -> Markup {
    html! { div.wide role="region" aria-label=(label) tabindex="0" { (content) } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::figures::DataRow;

    #[test]
    fn areas_are_short_lists_of_numbers() {
        let area = |part| Spot { left: 1.04, top: 2.0, right: 3.25, bottom: 4.0, part };
        let all = [
            area(Part::Panel { panel: 1, first: -0.5, last: 59.5 }),
            area(Part::Row { panel: 0, row: 7 }),
        ];
        assert_eq!(spots(&all), "[[1,2,3.3,4,1,-0.5,59.5],[1,2,3.3,4,0,7]]");
    }

    #[test]
    fn a_table_of_groups_has_two_rows_of_headings() {
        let data = DataTable {
            row_heading: "month".to_owned(),
            groups: vec!["<a>".to_owned(), "b".to_owned()],
            columns: vec!["p5".to_owned()],
            rows: vec![DataRow {
                heading: "month 0".to_owned(),
                cells: vec!["1".to_owned(), "2".to_owned()],
            }],
        };
        let text = data_table("numbers", &data, Language::En).into_string();
        assert!(text.contains(r#"<th scope="colgroup" colspan="1">&lt;a&gt;</th>"#), "{text}");
        assert_eq!(text.matches(r#"<th scope="col">p5</th>"#).count(), 2);
        assert!(text.contains(r#"<th scope="row">month 0</th><td>1</td><td>2</td>"#));
    }

    #[test]
    fn an_inlined_figure_loses_its_title_and_its_fonts_and_keeps_its_name() {
        let svg = "<svg xmlns=\"x\" width=\"1280\" height=\"1040\" viewBox=\"0 0 1 1\" aria-label=\"T\">\n<title>T</title>\n\
                   <desc>D</desc>\n<text text-anchor=\"start\" font-family=\"Inter, Segoe UI, Helvetica, Arial, sans-serif\" x=\"1\">a</text>\n</svg>";
        let text = inlined(svg, "nl-figure-x").into_string();
        assert_eq!(
            text,
            "<svg xmlns=\"x\" aria-describedby=\"nl-figure-x-text\" viewBox=\"0 0 1 1\" aria-label=\"T\">\n\
             <desc id=\"nl-figure-x-text\">D</desc>\n<text x=\"1\">a</text>\n</svg>\n"
        );
    }
}
