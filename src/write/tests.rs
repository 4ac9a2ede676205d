//! Results of a small simulation, read back.

use std::sync::LazyLock;

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::RowAccessor;
use serde_json::Value;

use super::sample::{Sample, scenario};
use super::*;
use crate::model::outcome::{Headline, Line, Monthly};
use crate::sample::theta::ThetaSampler;

/// 36 months, 300 runs.
static SAMPLE: LazyLock<Sample> = LazyLock::new(|| Sample::of(scenario(36), 300));

fn text(file: &OutputFile) -> &str {
    std::str::from_utf8(&file.bytes).unwrap()
}

fn json() -> Value {
    serde_json::from_slice(&results(SAMPLE.report()).bytes).unwrap()
}

/// Reading a number of JSON may miss its last place.
fn same(value: &Value, expected: f64) -> bool {
    value.as_f64().is_some_and(|value| (value - expected).abs() <= 1e-15 * expected.abs())
}

#[test]
fn results_hold_what_the_summary_says() {
    let json = json();
    assert_eq!(json["schema"], results::SCHEMA);
    assert_eq!(json["runs"], 300);
    assert_eq!(json["months"][9], "2028-01");
    for (s, of) in SAMPLE.summary.strategies.iter().enumerate() {
        let strategy = &json["strategies"][s];
        let npv = &of.headline[Headline::Npv as usize];
        let written = &strategy["outcomes"]["npv"];
        assert!(same(&written["mean"], npv.mean.unwrap()));
        assert!(same(&written["standard_error"], npv.standard_error.unwrap()));
        assert!(same(&written["p95"], npv.percentiles[4]));
        assert!(same(&written["variance"]["ignorance"], npv.split.unwrap().ignorance));
        let line = of.lines[Line::Wages as usize];
        assert!(same(&strategy["lines"]["wages"]["mean"], line.mean));
        let heads = of.monthly[Monthly::Heads as usize][20];
        assert!(same(&strategy["monthly"]["heads"]["p50"][20], heads.percentiles[2]));
        let shortfall = of.shortfall.unwrap();
        assert!(same(&strategy["chances"]["below_floor"]["value"], shortfall.value));
    }
    assert_eq!(json["strategies"][0]["difference"], Value::Null);
    let difference = &json["strategies"][1]["difference"];
    let of = SAMPLE.summary.strategies[1].difference.as_ref().unwrap();
    assert!(same(&difference["chances"]["better"]["value"], of.better.value));
    assert!(same(
        &difference["monthly"]["cumulative_net_cash"]["mean"][35],
        of.cumulative[35].mean
    ));
    let without = SAMPLE.summary.without.as_ref().unwrap();
    assert!(same(&json["without_cohort"]["shortfall"]["value"], without.shortfall.value));
}

#[test]
fn results_keep_months_apart_from_never_and_leave_out_what_says_nothing() {
    let json = json();
    for (s, of) in SAMPLE.summary.strategies.iter().enumerate() {
        let payback = &json["strategies"][s]["outcomes"]["payback"];
        assert_eq!(payback["mean"], Value::Null);
        let percentiles = of.headline[Headline::Payback as usize].percentiles;
        for (key, value) in labels::PERCENTILE_KEYS.into_iter().zip(percentiles) {
            match value {
                value if value < 0.0 => assert_eq!(payback[key], "no_investment"),
                f64::INFINITY => assert_eq!(payback[key], "never"),
                value => assert!(same(&payback[key], value)),
            }
        }
    }
    let outcomes = &json["strategies"][1]["outcomes"];
    assert_eq!(outcomes["months_over_mentor_capacity"], Value::Null);
    assert_eq!(json["strategies"][1]["chances"]["over_mentor_capacity"], Value::Null);
    assert_eq!(json["strategies"][1]["difference"]["outcomes"].get("shortfall"), None);
}

#[test]
fn results_without_liquidity_say_nothing_of_it() {
    let mut scenario = scenario(12);
    scenario.organisation.liquidity = None;
    let sample = Sample::of(scenario, 8);
    let json: Value = serde_json::from_slice(&results(sample.report()).bytes).unwrap();
    assert_eq!(json["without_cohort"], Value::Null);
    let strategy = &json["strategies"][1];
    assert_eq!(strategy["monthly"]["liquidity"], Value::Null);
    assert_eq!(strategy["outcomes"]["liquidity_low"], Value::Null);
    assert_eq!(strategy["chances"]["below_floor"], Value::Null);
    for table in [summary, monthly] {
        let table = table(sample.report(), Dialect::International);
        assert!(!text(&table).contains("liquidity"));
    }
    assert!(
        !column_names(&draws(sample.report(), "").unwrap())
            .contains(&"regular.shortfall".to_owned())
    );
}

#[test]
fn the_register_lists_every_number() {
    let json = json();
    let quantities = &SAMPLE.plan.scenario.quantities;
    let listed = json["assumptions"].as_array().unwrap();
    assert_eq!(listed.len(), quantities.len());
    let tariff = listed.iter().find(|a| a["path"] == "contract.tariff").unwrap();
    assert_eq!(tariff["unit"], "€/hour");
    assert_eq!(tariff["used"]["family"], "pert");
    assert_eq!(tariff["used"]["parameters"]["mode"], 84.0);
    assert_eq!(tariff["euros_of"], 2025);
    assert_eq!(tariff["grade"], "D");
    assert_eq!(tariff["note"], Value::Null);
}

/// Rows of a table by column name.
fn rows(file: &OutputFile, delimiter: u8) -> Vec<std::collections::BTreeMap<String, String>> {
    let bytes = file.bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&file.bytes);
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(bytes);
    reader.deserialize().map(Result::unwrap).collect()
}

#[test]
fn tables_read_back_to_the_last_digit() {
    let of = &SAMPLE.summary.strategies[1];
    for (dialect, delimiter, point) in
        [(Dialect::International, b',', '.'), (Dialect::DutchExcel, b';', ',')]
    {
        let number = |cell: &str| cell.replace(point, ".").parse::<f64>().unwrap();
        let table = summary(SAMPLE.report(), dialect);
        assert_eq!(table.path, "summary.csv");
        let is_npv = |row: &&std::collections::BTreeMap<String, String>| {
            row["strategy"] == "side_entry" && row["kind"] == "own" && row["outcome"] == "npv"
        };
        let all = rows(&table, delimiter);
        let row = all.iter().find(is_npv).unwrap();
        let npv = &of.headline[Headline::Npv as usize];
        assert_eq!(number(&row["mean"]), npv.mean.unwrap());
        assert_eq!(number(&row["expected_shortfall"]), npv.expected_shortfall.unwrap());
        assert_eq!(row["unit"], "euros");

        let all = rows(&monthly(SAMPLE.report(), dialect), delimiter);
        let per_strategy = Monthly::COUNT * 36;
        assert_eq!(all.len(), 3 * per_strategy + 2 * 36);
        let row = all
            .iter()
            .find(|row| {
                row["strategy"] == "side_entry"
                    && row["outcome"] == "net_cash"
                    && row["month"] == "12"
            })
            .unwrap();
        assert_eq!(row["calendar_month"], "2028-04");
        let column = of.monthly[Monthly::NetCash as usize][12];
        assert_eq!(number(&row["sd"]), column.sd);

        let all = rows(&yearly(SAMPLE.report(), dialect), delimiter);
        assert_eq!(all.len(), (3 + 2) * 2 * 4);
        assert_eq!(number(&all[0]["mean"]), SAMPLE.summary.strategies[0].result_by_year[0].mean);
        assert_eq!(all[0]["year"], "2027");
    }
}

#[test]
fn the_beginning_of_a_table_is_as_documented() {
    let mut scenario = scenario(2);
    scenario.strategies.truncate(1);
    scenario.strategies[0].intake.clear();
    scenario.strategies[0].cover = None;
    let sample = Sample::of(scenario, 1);
    let head = "strategy,kind,outcome,unit,year,mean,standard_error,sd,p5,p25,p50,p75,p95";
    assert_eq!(
        text(&yearly(sample.report(), Dialect::International)),
        format!(
            "{head}\nregular,own,result,euros,2027,0,,,0,0,0,0,0\nregular,own,cash,euros,2027,0,,,0,0,0,0,0\n"
        )
    );
    let dutch = yearly(sample.report(), Dialect::DutchExcel);
    assert!(dutch.bytes.starts_with(&[0xef, 0xbb, 0xbf]));
    assert_eq!(
        text(&dutch).lines().next(),
        Some(format!("\u{feff}{}", head.replace(',', ";")).as_str())
    );
    let own = text(&summary(sample.report(), Dialect::International)).to_owned();
    let payback = own.lines().find(|line| line.contains(",payback,"));
    let never = "no_investment,no_investment,no_investment,no_investment,no_investment";
    assert_eq!(payback, Some(format!("regular,own,outcome,payback,month,,,,{never},,,").as_str()));
}

fn column_names(file: &OutputFile) -> Vec<String> {
    let reader = SerializedFileReader::new(opened(file)).unwrap();
    let schema = reader.metadata().file_metadata().schema_descr_ptr();
    schema.columns().iter().map(|column| column.name().to_owned()).collect()
}

/// The file on disk, as the reader wants it.
fn opened(file: &OutputFile) -> std::fs::File {
    let mut opened = tempfile::tempfile().unwrap();
    std::io::Write::write_all(&mut opened, &file.bytes).unwrap();
    opened
}

#[test]
fn draws_read_back_run_by_run() {
    let file = draws(SAMPLE.report(), "abc").unwrap();
    let names = column_names(&file);
    let at = |name: &str| names.iter().position(|column| column == name).unwrap();
    let reader = SerializedFileReader::new(opened(&file)).unwrap();
    let metadata = reader.metadata().file_metadata();
    let stated = |key: &str| {
        let all = metadata.key_value_metadata().unwrap();
        all.iter().find(|pair| pair.key == key).unwrap().value.clone().unwrap()
    };
    assert_eq!(stated("kansrijk.seed"), "7");
    assert_eq!(stated("kansrijk.scenario_digest"), "abc");
    let rows: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 300);
    let sampler = ThetaSampler::new(&SAMPLE.plan.scenario);
    let mut theta = sampler.medians();
    let npv = SAMPLE.simulation.draws(2, Headline::Npv as usize);
    let payback = SAMPLE.simulation.difference_draws(2, 1);
    let scenario = &SAMPLE.plan.scenario;
    for (run, row) in rows.iter().enumerate() {
        assert_eq!(row.get_long(at("run")).unwrap(), run as i64);
        sampler.draw(7, run as u64, &mut theta);
        for (index, quantity) in scenario.quantities.iter().enumerate() {
            if quantity.distribution.is_certain() {
                assert!(!names.contains(&quantity.path));
            } else {
                let value = row.get_double(at(&quantity.path)).unwrap();
                assert_eq!(value, theta.0[index], "{}", quantity.path);
            }
        }
        assert_eq!(row.get_double(at("with_grant.npv")).unwrap(), npv[run]);
        let value = row.get_double(at("with_grant.difference_payback")).unwrap();
        assert_eq!(value, payback[run]);
    }
}

#[test]
fn the_same_runs_give_the_same_bytes() {
    let again = Sample::of(scenario(36), 300);
    assert_eq!(results(SAMPLE.report()), results(again.report()));
    assert_eq!(draws(SAMPLE.report(), "").unwrap(), draws(again.report(), "").unwrap());
}

#[test]
fn a_manifest_lists_what_was_written_with_right_digests() {
    let provenance = Provenance {
        sources: vec![SourceFile {
            path: "twelve-positions.toml".to_owned(),
            bytes: b"abc".to_vec(),
        }],
        overrides: vec!["contract.tariff=90".to_owned()],
        threads: 2,
        started: None,
        seconds: 1.5,
    };
    let mut files = vec![yearly(SAMPLE.report(), Dialect::International)];
    files.extend(provenance.copies());
    let file = manifest(SAMPLE.report(), &provenance, &files);
    assert_eq!(file.path, "manifest.json");
    let json: Value = serde_json::from_slice(&file.bytes).unwrap();
    assert_eq!(json["seed"], 7);
    assert_eq!(json["overrides"][0], "contract.tariff=90");
    assert_eq!(json["sources"][0]["path"], "scenario/twelve-positions.toml");
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(json["sources"][0]["sha256"], abc);
    assert_eq!(json["files"].as_array().unwrap().len(), 1);
    assert_eq!(json["files"][0]["path"], "yearly.csv");
    assert_eq!(json["files"][0]["bytes"], files[0].bytes.len());

    let place = tempfile::tempdir().unwrap();
    files.push(file);
    write_all(place.path(), &files).unwrap();
    let copy = std::fs::read(place.path().join("scenario/twelve-positions.toml")).unwrap();
    assert_eq!(copy, b"abc");
}

/// A row of the tables of `docs/results.md`.
fn row<T: labels::Labelled>(outcome: T, key: &str) -> String {
    use crate::language::Language;
    format!(
        "| `{key}` | {} | {} | {} |",
        outcome.unit().key(),
        outcome.label(Language::Nl),
        outcome.label(Language::En)
    )
}

#[test]
fn the_documentation_lists_every_key() {
    let rows: Vec<String> = Headline::ALL
        .iter()
        .map(|outcome| row(*outcome, outcome.key()))
        .chain(Line::ALL.iter().map(|line| row(*line, line.key())))
        .chain(Monthly::ALL.iter().map(|outcome| row(*outcome, outcome.key())))
        .chain(labels::ExitGroup::ALL.iter().map(|group| row(*group, group.key())))
        .collect();
    let page = include_str!("../../docs/results.md");
    let missing: Vec<&String> = rows.iter().filter(|row| !page.contains(*row)).collect();
    assert!(missing.is_empty(), "not in docs/results.md:\n{missing:#?}");
}

/// Every key of the JSON, but for the lists of outcomes, lines and months.
fn keys_of(value: &Value, keys: &mut std::collections::BTreeSet<String>) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                keys.insert(key.clone());
                keys_of(value, keys);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| keys_of(value, keys)),
        _ => {}
    }
}

#[test]
fn the_documentation_explains_every_key_of_the_json() {
    let mut keys = std::collections::BTreeSet::new();
    keys_of(&json(), &mut keys);
    let files = [yearly(SAMPLE.report(), Dialect::International)];
    let manifest = manifest(SAMPLE.report(), &Provenance::default(), &files);
    keys_of(&serde_json::from_slice(&manifest.bytes).unwrap(), &mut keys);
    for table in [summary, monthly, yearly] {
        let table = table(SAMPLE.report(), Dialect::International);
        keys.extend(text(&table).lines().next().unwrap().split(',').map(str::to_owned));
    }
    let page = include_str!("../../docs/results.md");
    let missing: Vec<&String> =
        keys.iter().filter(|key| !page.contains(&format!("`{key}`"))).collect();
    assert!(missing.is_empty(), "not in docs/results.md: {missing:?}");
}
