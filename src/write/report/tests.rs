//! Reports of a small simulation, read back.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::super::sample::{Sample, scenario};
use super::*;
use crate::language::Label;
use crate::write::figures::{all_drawings, drawings};

/// Half of what may be: figures grow with strategies and months.
const LARGEST: usize = 1024 * 1024;

static SAMPLE: LazyLock<Sample> = LazyLock::new(|| Sample::of(scenario(36), 300));

fn text_of(sample: &Sample, language: Language) -> String {
    let drawings = all_drawings(sample.report());
    let file = report(sample.report(), &drawings, &Provenance::default(), language);
    assert_eq!(file.path, "report.html");
    String::from_utf8(file.bytes).expect("a page is text")
}

/// The values of an attribute, wherever it stands.
fn attributes<'t>(page: &'t str, name: &str) -> Vec<&'t str> {
    let begin = format!(" {name}=\"");
    let parts = page.split(begin.as_str()).skip(1);
    parts.map(|part| part.split('"').next().unwrap_or_default()).collect()
}

#[test]
fn the_page_opens_in_the_language_that_was_asked_for_and_holds_both() {
    for language in Language::ALL {
        let page = text_of(&SAMPLE, language);
        assert!(page.contains(&format!("<html lang=\"{}\">", language.code())));
        assert!(page.contains("<h2 id=\"nl-answer-title\">Het antwoord</h2>"));
        assert!(page.contains("<h2 id=\"en-answer-title\">The answer</h2>"));
    }
}

#[test]
fn nothing_is_loaded_and_the_page_stays_small() {
    let page = text_of(&SAMPLE, Language::Nl);
    assert!(page.len() < LARGEST, "{}", page.len());
    assert!(attributes(&page, "src").is_empty());
    for target in attributes(&page, "href") {
        assert!(target.starts_with('#') || target == "data:,", "{target}");
    }
    for word in ["@import", "url(", "<link rel=\"stylesheet", "<iframe", "<object", "<image"] {
        assert!(!page.contains(word), "{word}");
    }
}

#[test]
fn addresses_are_unique_and_links_lead_somewhere() {
    let page = text_of(&SAMPLE, Language::Nl);
    let all = attributes(&page, "id");
    let ids: BTreeSet<&str> = all.iter().copied().collect();
    assert_eq!(ids.len(), all.len());
    for target in attributes(&page, "href").into_iter().filter_map(|t| t.strip_prefix('#')) {
        assert!(ids.contains(target), "{target}");
    }
    for name in ["aria-labelledby", "aria-describedby", "for"] {
        for target in attributes(&page, name) {
            assert!(ids.contains(target), "{name}: {target}");
        }
    }
}

#[test]
fn headings_go_down_one_level_at_a_time() {
    let page = text_of(&SAMPLE, Language::Nl);
    for version in page.split("<div class=\"page\"").skip(1) {
        let levels: Vec<u32> = version
            .split("<h")
            .skip(1)
            .filter_map(|rest| rest.chars().next()?.to_digit(10))
            .collect();
        assert_eq!(levels[0], 1);
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    }
}

#[test]
fn names_and_sources_are_only_text() {
    let hostile = "</script><b onmouseover=\"alert(1)\">&amp;";
    let mut scenario = scenario(24);
    let label = || Label { nl: hostile.to_owned(), en: hostile.to_owned() };
    scenario.title = label();
    scenario.question = label();
    for strategy in &mut scenario.strategies {
        strategy.name = label();
    }
    for quantity in &mut scenario.quantities {
        quantity.source = Some(hostile.to_owned());
        quantity.note = Some(hostile.to_owned());
    }
    let sample = Sample::of(scenario, 250);
    let page = text_of(&sample, Language::En);
    assert_eq!(page.matches("</script>").count(), 1);
    assert!(!page.contains("<b "));
    assert!(!page.contains("onmouseover=\"alert"));
    assert!(page.contains("&lt;/script&gt;&lt;b onmouseover=&quot;alert(1)&quot;&gt;&amp;amp;"));
}

#[test]
fn every_figure_has_its_numbers() {
    for language in Language::ALL {
        for drawing in drawings(SAMPLE.report(), language) {
            let data = &drawing.data;
            let width = data.groups.len() * data.columns.len();
            assert!(!data.rows.is_empty() && width > 0, "{}", drawing.name);
            assert!(data.rows.iter().all(|row| row.cells.len() == width), "{}", drawing.name);
            assert!(!drawing.picture.spots.is_empty(), "{}", drawing.name);
            for spot in &drawing.picture.spots {
                let (panel, row) = match spot.part {
                    crate::figure::Part::Panel { panel, first, last } => {
                        assert!(first < last);
                        (panel, 0)
                    }
                    crate::figure::Part::Row { panel, row } => (panel, row),
                };
                assert!(panel < data.groups.len(), "{}", drawing.name);
                assert!(row < data.rows.len(), "{}", drawing.name);
            }
        }
    }
}

#[test]
fn one_run_or_one_strategy_make_a_report_too() {
    let mut alone = scenario(14);
    alone.strategies.truncate(1);
    alone.organisation.liquidity = None;
    for sample in [Sample::of(scenario(1), 1), Sample::of(alone, 3)] {
        for language in Language::ALL {
            assert!(text_of(&sample, language).ends_with("</html>"));
        }
    }
}

#[test]
fn what_parties_pay_each_other_cancels() {
    // The table of the first strategy, read back: rows end with what remains for everyone.
    let page = text_of(&SAMPLE, Language::En);
    let table = page.split("<section id=\"en-parties\"").nth(1).expect("the section is there");
    let whole = |cell: &str| -> i64 {
        let text: String =
            cell.chars().filter(|c| c.is_ascii_digit() || *c == '\u{2212}').collect();
        text.replace('\u{2212}', "-").parse().unwrap_or(0)
    };
    let body = table.split("<tbody>").nth(1).expect("a strategy");
    let rows: Vec<Vec<i64>> = body
        .split("<tr")
        .skip(2)
        .take(5)
        .map(|row| {
            let cells = row.split("<td>").skip(1);
            cells.map(|cell| whole(cell.split("</td>").next().unwrap_or_default())).collect()
        })
        .collect();
    assert!(rows.iter().all(|row| row.len() == 5), "{rows:?}");
    for row in &rows {
        assert_eq!(row[..4].iter().sum::<i64>(), row[4], "{rows:?}");
    }
    assert_eq!((rows[0][4], rows[1][4]), (0, 0), "transfers cancel");
    assert!(rows[0][0] > 0, "{rows:?}");
    for k in 0..5 {
        assert_eq!((0..4).map(|row| rows[row][k]).sum::<i64>(), rows[4][k], "{rows:?}");
    }
    let employer =
        &SAMPLE.summary.strategies[0].headline[crate::model::outcome::Headline::Employer as usize];
    assert!((rows[4][0] as f64 - employer.mean.unwrap()).abs() <= 0.5);
}
