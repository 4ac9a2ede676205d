//! What people type in cells: numbers as text, advice in the notation of the language, everything at once.

use super::workbook::{Edit, cells, edited, load_workbook, row_of, template};
use super::*;

fn advice(bytes: Vec<u8>, language: Language) -> String {
    let error = load_workbook(bytes).expect_err("a mistake");
    render_all(&error.problems, &error.sources, language, false)
}

#[test]
fn a_number_that_stands_as_text_is_read_where_it_can_mean_one_thing() {
    let bytes = template(Language::Nl);
    let absence = format!("D{}", row_of(&bytes, "Contract", "", "absence_in_norm"));
    let lag = format!("D{}", row_of(&bytes, "Contract", "", "payment_lag_months"));
    for (text, value) in [("0.08", 0.08), ("0,08", 0.08), ("8 %", 0.08), (" 8% ", 0.08)] {
        let edits =
            [("Contract", absence.as_str(), Edit::Text(text)), ("Contract", &lag, Edit::Text("3"))];
        let empty = ["E", "F", "G"].map(|column| absence.replace('D', column));
        let mut all = edits.to_vec();
        all.extend(empty.iter().map(|cell| ("Contract", cell.as_str(), Edit::Empty)));
        let loaded = load_workbook(edited(&bytes, &all))
            .unwrap_or_else(|error| panic!("{text}: {}", shown(&error)));
        assert_eq!(median(&loaded.scenario, "contract.absence_in_norm"), value, "{text}");
        assert_eq!(loaded.scenario.contract.payment_lag, 3);
    }
}

#[test]
fn a_text_with_two_readings_is_refused_in_the_notation_of_the_language() {
    let bytes = template(Language::Nl);
    let tariff = format!("E{}", row_of(&bytes, "Contract", "", "tariff_per_hour"));
    let start = format!("D{}", row_of(&bytes, "Algemeen", "", "start"));
    let positions = format!("D{}", row_of(&bytes, "Strategieën", "side_entry", "+"));
    let book = edited(
        &bytes,
        &[
            ("Contract", &tariff, Edit::Text("€ 1.250")),
            ("Algemeen", &start, Edit::Text("januari 2027")),
            ("Strategieën", &positions, Edit::Empty),
        ],
    );
    let nl = advice(book.clone(), Language::Nl);
    assert!(nl.contains("maak er een getal van: 1250 of 1,25."), "{nl}");
    assert!(nl.contains("2027-01") && nl.contains("vul de cel in"), "{nl}");
    let en = advice(book, Language::En);
    assert!(en.contains("make it a number: 1250 or 1.25."), "{en}");
    for (text, language) in [(nl, Language::Nl), (en, Language::En)] {
        for line in text.lines().filter(|line| line.contains(language.pick("advies", "advice"))) {
            for marks in ["aanhalingstekens", "quotes", "\"", "positions ="] {
                assert!(!line.contains(marks), "{marks} in {line}");
            }
        }
    }
}

#[test]
fn a_percentage_is_no_amount() {
    let bytes = template(Language::Nl);
    let tariff = format!("E{}", row_of(&bytes, "Contract", "", "tariff_per_hour"));
    let found = cells(load_workbook(edited(&bytes, &[("Contract", &tariff, Edit::Text("7 %"))])));
    assert_eq!(found, [format!("number-as-text Contract!{tariff}")]);
}

#[test]
fn every_mistake_that_can_be_judged_by_itself_is_reported_at_once() {
    let bytes = template(Language::Nl);
    let row = |sheet: &str, name: &str, key: &str| row_of(&bytes, sheet, name, key);
    let absence = row("Profielen", "regular", "absence");
    let cell = |column: &str, row: u32| format!("{column}{row}");
    let edits = [
        ("Algemeen", cell("D", row("Algemeen", "", "baseline")), Edit::Text("reguler")),
        ("Algemeen", cell("D", row("Algemeen", "", "horizon_months")), Edit::Empty),
        ("Algemeen", cell("D", row("Algemeen", "", "start")), Edit::Text("januari")),
        ("Strategieën", cell("E", row("Strategieën", "side_entry", "+")), Edit::Text("nobdy")),
        ("Profielen", cell("E", absence), Edit::Number(0.5)),
        ("Profielen", cell("J", absence), Edit::Text("E")),
        ("Contract", cell("E", row("Contract", "", "payment_lag_months")), Edit::Text("x")),
        (
            "Contract",
            cell("D", row("Contract", "", "absence_in_norm")),
            Edit::Formula("=1/0", "#DIV/0!"),
        ),
        ("Contract", cell("F", row("Contract", "", "tariff_per_hour")), Edit::Empty),
        ("Organisatie", cell("A", row("Organisatie", "", "floor")), Edit::Text("bodem")),
    ];
    let all: Vec<(&str, &str, Edit)> =
        edits.iter().map(|(sheet, cell, edit)| (*sheet, cell.as_str(), *edit)).collect();
    let found = cells(load_workbook(edited(&bytes, &all)));
    let slugs: Vec<&str> = found.iter().filter_map(|text| text.split(' ').next()).collect();
    for slug in [
        "missing-key",
        "bad-month",
        "bounds-out-of-order",
        "cell-not-used",
        "cell-error",
        "unknown-key",
        "unknown-word",
    ] {
        assert!(slugs.contains(&slug), "{slug} in {found:#?}");
    }
    let unknown = slugs.iter().filter(|slug| **slug == "unknown-name").count();
    assert_eq!(unknown, 2, "{found:#?}");
    let incomplete = |slug: &&&str| slug.contains("incomplete") || slug.contains("two-bare");
    assert!(slugs.iter().any(|slug| incomplete(&slug)), "{found:#?}");
}

#[test]
fn a_dutch_workbook_has_dutch_words_and_takes_both() {
    let bytes = template(Language::Nl);
    let variant = format!("D{}", row_of(&bytes, "Contract", "", "variant"));
    let range = {
        use calamine::Reader as _;
        let mut book: calamine::Xlsx<_> =
            calamine::Xlsx::new(std::io::Cursor::new(&bytes)).expect("a workbook");
        book.worksheet_range("Contract").expect("a sheet")
    };
    let row = row_of(&bytes, "Contract", "", "variant") - 1;
    let held = range.get_value((row, 3)).expect("a variant").to_string();
    assert_eq!(held, "inspanning");
    let model = |bytes: Vec<u8>| {
        let loaded = load_workbook(bytes).unwrap_or_else(|error| panic!("{}", shown(&error)));
        format!("{:#?}", loaded.scenario)
    };
    let original = model(bytes.clone());
    for word in ["effort", "Inspanning", "inspanning "] {
        assert_eq!(model(edited(&bytes, &[("Contract", &variant, Edit::Text(word))])), original);
    }
    let wrong = edited(&bytes, &[("Contract", &variant, Edit::Text("uurtje"))]);
    let nl = advice(wrong, Language::Nl);
    assert!(nl.contains("`inspanning`") && !nl.contains("`effort`"), "{nl}");
}
