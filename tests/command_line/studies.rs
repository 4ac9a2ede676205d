//! `study`: designs side by side, and what is refused.

use std::path::Path;

use tempfile::TempDir;

use super::{code, folder, run, stderr, stdout};

/// Runs that make a study quick.
const FEW: &str = "128";

const STUDY: &str = r#"
title = { nl = "Twee regelingen", en = "Two schemes" }
question = { nl = "Welke levert het meest op?", en = "Which brings most?" }
scenario = "mine.toml"
programme = "side_entry"
horizon_months = 48
budget = 9_000_000
stays_in_sector = { low = 0.4, mode = 0.6, high = 0.8, grade = "D" }

[subsidy.bonus]
eligible = ["side_entrant"]
instruments = [{ key = "stay", on_month = 24, amount = 10_000 }]

[design.bonus]
name = { nl = "Behoudbonus", en = "Retention bonus" }
subsidies = ["bonus"]
grid = { "bonus.stay.amount" = [1_000, 250_000] }

[values.organisation]
liquidity = 3_000_000

[[organisation]]
name = { nl = "Noord", en = "North" }
chance_of_gain = 0
accepted_risk = 0.5

[[organisation]]
name = { nl = "Zuid", en = "South" }
chance_of_gain = 0.6
accepted_risk = 0.5
values.organisation.floor = 12_345

[consortium]
members = ["North", "South"]
"#;

fn studied() -> TempDir {
    let folder = folder();
    std::fs::write(folder.path().join("two.toml"), STUDY).expect("a file");
    folder
}

fn json(folder: &Path) -> serde_json::Value {
    let text = std::fs::read_to_string(folder.join("output/two/results.json")).expect("results");
    serde_json::from_str(&text).expect("json")
}

#[test]
fn a_study_shows_its_designs_and_writes_its_results() {
    let folder = studied();
    let output = run(folder.path(), &["study", "two.toml", "--runs", FEW]);
    assert_eq!(code(&output), Some(0), "{}", stderr(&output));
    let shown = stdout(&output);
    for text in ["Twee regelingen", "zonder regeling", "Behoudbonus (250.000)", "2 van 2"] {
        assert!(shown.contains(text), "{text}: {shown}");
    }
    assert!(shown.lines().all(|line| line.chars().count() <= 100), "{shown}");
    let found = json(folder.path());
    assert_eq!(found["schema"], "kansrijk/study/1");
    assert_eq!(found["designs"][0]["key"], "none");
    assert_eq!(found["designs"][0]["outcomes"]["spend"]["mean"], 0.0);
    assert_eq!(found["designs"].as_array().expect("a list").len(), 3);
    // North runs its programme whatever happens, so all that it is paid is deadweight.
    assert_eq!(found["designs"][0]["taking_part"], 1);
    for name in [
        "designs.csv",
        "organisations.csv",
        "manifest.json",
        "scenario/two.toml",
        "report.html",
        "results.xlsx",
        "figures/nl/frontier.svg",
        "figures/en/acceptability.png",
        "figures/nl/spend.svg",
        "figures/nl/additional.svg",
        "figures/nl/uptake.svg",
        "figures/en/consortium.svg",
        "figures/en/consortium-reserve.svg",
    ] {
        assert!(folder.path().join("output/two").join(name).is_file(), "{name}");
    }
    let page = std::fs::read_to_string(folder.path().join("output/two/report.html"));
    let page = page.expect("a page");
    for text in
        ["Welk ontwerp koopt het meeste", "Which design buys most", "Zuid", "in_<wbr>sector"]
    {
        assert!(page.contains(text), "{text}");
    }
    let table = std::fs::read_to_string(folder.path().join("output/two/organisations.csv"));
    // A head, and two organisations under two designs and without any.
    assert_eq!(table.expect("a table").lines().count(), 7);
}

#[test]
fn the_same_numbers_for_any_number_of_threads() {
    let folder = studied();
    let made = |threads: &str| {
        let arguments = [
            "study",
            "two.toml",
            "--runs",
            FEW,
            "--write",
            "results",
            "--format",
            "json",
            "--threads",
            threads,
        ];
        let output = run(folder.path(), &arguments);
        assert_eq!(code(&output), Some(0), "{}", stderr(&output));
        stdout(&output)
    };
    assert_eq!(made("1"), made("3"));
}

#[test]
fn what_is_no_study_or_too_large_is_refused_with_the_way_out() {
    let folder = studied();
    let refused = |arguments: &[&str]| {
        let output = run(folder.path(), arguments);
        assert_eq!(code(&output), Some(2), "{arguments:?}");
        assert!(!folder.path().join("output").exists(), "{arguments:?}");
        stderr(&output)
    };
    let scenario = refused(&["study", "mine.toml"]);
    assert!(scenario.contains("mine.toml"), "{scenario}");
    let absent = refused(&["study", "absent.toml"]);
    assert!(absent.contains("absent.toml"), "{absent}");
    let large = refused(&["study", "two.toml", "--runs", "10000000"]);
    assert!(large.contains("GiB") && large.contains("--runs "), "{large}");
    let none = refused(&["study", "two.toml", "--runs", "0"]);
    assert!(none.contains("--runs"), "{none}");
}

/// The amounts in a Dutch text, in order, each with half of what its last digit can carry.
fn amounts(text: &str) -> Vec<(f64, f64)> {
    let text = text.replace('\u{a0}', " ");
    let parts = text.split('€').skip(1).map(|part| {
        let part = part.trim_start();
        let end = part.find(|c: char| !(c.is_ascii_digit() || ".,".contains(c)));
        let (digits, rest) = part.split_at(end.unwrap_or(part.len()));
        let digits = digits.trim_end_matches(['.', ',']);
        let unit =
            [(" mln", 1e6), (" mld", 1e9)].into_iter().find(|(word, _)| rest.starts_with(word));
        let unit = unit.map_or(1.0, |(_, unit)| unit);
        let plain = digits.replace('.', "");
        let decimals = plain.split_once(',').map_or(0, |(_, decimals)| decimals.len());
        let significant = plain.replace(',', "").trim_start_matches('0').len();
        let value: f64 = plain.replace(',', ".").parse().expect("a number");
        // Whole euros: three digits count, or two where it is a margin; decimals all count.
        let step = match (decimals, significant) {
            (0, digits) if unit == 1.0 && digits > 2 => 10f64.powi(digits as i32 - 2),
            _ => 10f64.powi(-(decimals as i32)),
        };
        (unit * value, 0.5 * unit * step)
    });
    parts.collect()
}

/// The Dutch sentence that has all of these words.
fn sentence(found: &serde_json::Value, words: &[&str]) -> String {
    let all = found["sentences"].as_array().expect("a list");
    let mut texts = all.iter().map(|of| of["nl"].as_str().expect("a text"));
    let has = |text: &&str| words.iter().all(|word| text.contains(word));
    texts.find(has).unwrap_or_else(|| panic!("{words:?}: {all:#?}")).to_owned()
}

fn number(value: &serde_json::Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value}"))
}

/// The amounts of a sentence are these numbers, each to its last digit.
fn are(text: &str, expected: &[f64]) {
    let amounts = amounts(text);
    assert_eq!(amounts.len(), expected.len(), "{text}");
    for ((said, half), number) in amounts.iter().zip(expected) {
        assert!((said - number).abs() <= *half, "{text}: {said} {number}");
    }
}

/// Half of a 95 % interval.
const HALF: f64 = 1.959964;

#[test]
fn sentences_on_money_uptake_and_pooling_say_what_results_json_has() {
    let folder = studied();
    // So little that it does not reach both of them.
    let scarce = STUDY.replace("budget = 9_000_000", "budget = 2_000_000");
    std::fs::write(folder.path().join("two.toml"), scarce).expect("a file");
    let output = run(folder.path(), &["study", "two.toml", "--runs", "300", "--write", "results"]);
    assert_eq!(code(&output), Some(0), "{}", stderr(&output));
    let found = json(folder.path());
    let designs = found["designs"].as_array().expect("a list");
    let estimate = |design: &serde_json::Value, outcome: &str| {
        let of = &design["outcomes"][outcome];
        [number(&of["mean"]), HALF * number(&of["standard_error"])]
    };
    let point =
        |of: &serde_json::Value| [number(&of["value"]), HALF * number(&of["standard_error"])];
    // Those on the frontier are told.
    let (mut spent, mut over) = (0, 0);
    for design in &designs[1..] {
        if design["standing"]["is"] != "frontier" {
            continue;
        }
        let name = format!("‘{}’", design["name"]["nl"].as_str().expect("a name"));
        let high = point(&design["high"]["spend"]);
        let text = sentence(&found, &[&name, "uitgekeerd; in 5 van de 100"]);
        let numbers = [estimate(design, "spend"), high].concat();
        // What does not vary has no margin.
        let numbers: Vec<f64> = numbers.into_iter().filter(|x| *x >= 0.5).collect();
        are(&text, &numbers);
        spent += 1;
        let share = number(&design["chances"]["overrun"]["value"]);
        if share > 0.0 {
            let text = sentence(&found, &[&name, "meer gevraagd dan het budget"]);
            let numbers = [
                vec![number(&design["budget"])],
                point(&design["overrun_size"]).to_vec(),
                point(&design["high"]["claims"]).to_vec(),
            ];
            let numbers: Vec<f64> = numbers.concat().into_iter().filter(|x| *x >= 0.5).collect();
            are(&text, &numbers);
            if share < 0.995 {
                assert!(text.contains(&format!("In {:.0} van de 100", 100.0 * share)), "{text}");
            }
            over += 1;
        }
    }
    assert!(spent > 0 && over > 0, "{spent} {over}: {designs:#?}");
    // Who takes part under the design that the answer is about, and without any.
    let text = sentence(&found, &["organisaties mee; zonder regeling"]);
    let count = |design: &serde_json::Value| design["taking_part"].as_u64().expect("a count");
    let named = |design: &&serde_json::Value| {
        text.contains(&format!("‘{}’", design["name"]["nl"].as_str().expect("a name")))
    };
    let subject = designs.iter().find(named).expect("one is named");
    let words = if count(subject) == 1 { "doet 1" } else { "doen 2" };
    assert!(text.contains(&format!("{words} van de 2 organisaties")), "{text}");
    assert!(text.ends_with(&format!("er {}.", count(&designs[0]))), "{text}");
    let [care, half] = estimate(subject, "party_care_users");
    let text = sentence(&found, &["liënten", "zorg", "zonder regeling"]);
    if care.abs() > half * 2.0 / HALF {
        are(&text, &[care.abs(), half]);
        assert_eq!(text.contains("meer zorg"), care > 0.0, "{text}");
    } else {
        assert!(text.contains("niet te zeggen"), "{text}");
    }
    let pool = &found["consortium"];
    let text = sentence(&found, &["geld bij de start nodig"]);
    are(&text, &[point(&pool["reserve_alone"]), point(&pool["reserve_pooled"])].concat());
    let sum: f64 = pool["members"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|of| number(&of["reserve"]["value"]))
        .sum();
    assert!((sum - number(&pool["reserve_alone"]["value"])).abs() < 0.005);
    let text = sentence(&found, &["heeft apart een standaardafwijking"]);
    let sd = |of: &str| number(&pool[of]["sd"]);
    are(&text, &[sd("result_alone"), sd("result_pooled")]);
    let text = sentence(&found, &["Toeval middelt uit"]);
    let of = |result: &str, part: &str| number(&pool[result][part]);
    are(
        &text,
        &[
            of("result_alone", "luck_sd"),
            of("result_pooled", "luck_sd"),
            of("result_alone", "ignorance_sd"),
            of("result_pooled", "ignorance_sd"),
        ],
    );
}

#[test]
fn the_sheets_of_a_study_hold_what_results_json_has() {
    use calamine::Reader;
    let folder = studied();
    let output = run(
        folder.path(),
        &["study", "two.toml", "--runs", FEW, "--write", "results,workbook,tables"],
    );
    assert_eq!(code(&output), Some(0), "{}", stderr(&output));
    let found = json(folder.path());
    let path = folder.path().join("output/two/results.xlsx");
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(path).expect("a workbook");
    let mut sheet = |name: &str| {
        let range = book.worksheet_range(name).expect(name);
        let mut rows = range.rows();
        let heads: Vec<String> =
            rows.next().expect("a head").iter().map(ToString::to_string).collect();
        (heads, rows.map(<[_]>::to_vec).collect::<Vec<_>>())
    };
    let holds = |cell: &calamine::Data, expected: &serde_json::Value, what: &str| {
        let expected = number(expected);
        let said = calamine::DataType::get_float(cell).unwrap_or_else(|| panic!("{what}: {cell}"));
        assert!((said - expected).abs() <= 1e-9 * expected.abs(), "{what}: {said} {expected}");
    };
    let designs = found["designs"].as_array().expect("a list");
    let (heads, rows) = sheet("Ontwerpen");
    assert_eq!(rows.len(), designs.len());
    let at = |head: &str| {
        heads.iter().position(|of| of == head).unwrap_or_else(|| panic!("{head}: {heads:?}"))
    };
    for (row, design) in rows.iter().zip(designs) {
        assert_eq!(row[0].to_string(), design["name"]["nl"].as_str().expect("a name"));
        holds(&row[at("doen mee")], &design["taking_part"], "taking part");
        for (head, of) in [("uitgaven, 95%-punt", "spend"), ("gevraagd, 95%-punt", "claims")] {
            holds(&row[at(head)], &design["high"][of]["value"], head);
            holds(&row[at(head) + 1], &design["high"][of]["standard_error"], head);
        }
        for (outcome, names) in found["names"].as_object().expect("a table") {
            let column = at(names["nl"].as_str().expect("a name"));
            let of = &design["outcomes"][outcome];
            holds(&row[column], &of["mean"], outcome);
            holds(&row[column + 1], &of["standard_error"], outcome);
        }
    }
    let (_, rows) = sheet("Organisaties");
    let organisations = found["organisations"].as_array().expect("a list");
    assert_eq!(rows.len(), organisations.len() * designs.len());
    for (nth, row) in rows.iter().enumerate() {
        let design = &designs[nth % designs.len()];
        let of = &design["organisations"][nth / designs.len()];
        assert_eq!(row[0].to_string(), of["organisation"]["nl"].as_str().expect("a name"));
        assert_eq!(row[1].to_string(), design["name"]["nl"].as_str().expect("a name"));
        assert_eq!(row[2].to_string().starts_with("ja"), of["takes_part"] == true);
        for (column, key) in [
            (3, "chance_of_gain"),
            (5, "chance_of_shortfall"),
            (7, "served"),
            (8, "spend"),
            (9, "additional"),
            (10, "shortfall"),
        ] {
            holds(&row[column], &of[key]["value"], key);
        }
    }
    let (_, rows) = sheet("Consortium");
    let pool = &found["consortium"];
    let members = pool["members"].as_array().expect("a list");
    assert_eq!(rows.len(), members.len() + 2);
    for (row, member) in rows.iter().zip(members) {
        holds(&row[1], &member["shortfall"]["value"], "shortfall");
        holds(&row[2], &member["accepted_risk"], "risk");
        holds(&row[3], &member["reserve"]["value"], "reserve");
        holds(&row[4], &member["reserve"]["standard_error"], "its error");
    }
    for (row, [chance, reserve, result]) in rows[members.len()..].iter().zip([
        ["any_shortfall_alone", "reserve_alone", "result_alone"],
        ["shortfall_pooled", "reserve_pooled", "result_pooled"],
    ]) {
        holds(&row[1], &pool[chance]["value"], chance);
        holds(&row[3], &pool[reserve]["value"], reserve);
        holds(&row[4], &pool[reserve]["standard_error"], reserve);
        holds(&row[5], &pool[result]["sd"], result);
    }
    // In what organisations differ, in results.json and in the table.
    let own = |organisation: &serde_json::Value| {
        let all = organisation["own"].as_array().expect("a list");
        let found = all.iter().find(|of| of["path"] == "organisation.floor");
        number(&found.unwrap_or_else(|| panic!("{all:#?}"))["used"]["p50"])
    };
    assert_eq!(own(&organisations[1]), 12_345.0);
    assert_ne!(own(&organisations[0]), 12_345.0);
    let table = std::fs::read_to_string(folder.path().join("output/two/organisations.csv"));
    let table = table.expect("a table");
    let column = |line: &str| -> String {
        let heads: Vec<&str> = table.lines().next().expect("a head").split(';').collect();
        let at = heads.iter().position(|head| *head == "organisation.floor").expect("a column");
        line.split(';').nth(at).expect("a cell").to_owned()
    };
    assert_eq!(column(table.lines().last().expect("a row")), "12345");
}

#[test]
fn of_one_organisation_the_sentences_speak_of_one() {
    let folder = folder();
    let (one, _) = STUDY.split_once("[[organisation]]\nname = { nl = \"Zuid\"").expect("two");
    for (asked, takes_part) in [("chance_of_gain = 0\n", true), ("chance_of_gain = 1\n", false)] {
        let text = one.replace("chance_of_gain = 0\n", asked).replace("250_000", "2");
        std::fs::write(folder.path().join("two.toml"), text).expect("a file");
        let output =
            run(folder.path(), &["study", "two.toml", "--runs", FEW, "--write", "results"]);
        assert_eq!(code(&output), Some(0), "{}", stderr(&output));
        let found = json(folder.path());
        let all = found["sentences"].to_string();
        assert!(!all.contains("1 van de 1") && !all.contains("1 of the 1"), "{all}");
        let (nl, en) = match takes_part {
            true => ("De organisatie doet mee aan", "The organisation takes part in"),
            false => ("De organisatie doet niet mee aan", "The organisation does not take part in"),
        };
        assert!(all.contains(nl) && all.contains(en), "{all}");
    }
}
