//! The sheets of decisions against `results.json`, and the report beside them.

use kansrijk::decide::Decisions;
use kansrijk::language::Language;
use kansrijk::write::{Provenance, Report, all_drawings, report, results, workbook};

use super::{Sheets, Simulated};
use crate::scenarios;
use calamine::Data;

/// What reading a decimal number leaves.
const DIGITS: f64 = 1e-12;

/// Enough for a region of a shortfall.
const RUNS: usize = 2000;

#[test]
fn what_decides_is_the_same_in_report_workbook_and_results() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/template.toml");
    let simulated = Simulated::new(scenarios::from_file(&path), RUNS);
    let Simulated { plan, simulation, summary } = &simulated;
    let subject =
        (0..plan.scenario.strategies.len()).find(|s| *s != plan.scenario.baseline).expect("two");
    let decisions = Decisions::new(plan, simulation, subject, &()).expect("nobody cancels");
    let of = Report { plan, simulation, summary, warnings: &[], decisions: Some(&decisions) };
    let document: serde_json::Value = serde_json::from_slice(&results(of).bytes).expect("JSON");
    let found = &document["decisions"];
    let sheets = Sheets::read(workbook(of, Language::En, "0123456789abcdef").expect("one").bytes);
    let sheet = |name: &str| sheets.0.iter().position(|(of, _)| of == name).expect("a sheet");
    let same = |sheet: usize, at: (u32, u32), expected: &serde_json::Value| {
        let Data::Float(value) = sheets.cell(sheet, at.0, at.1) else { panic!("{at:?}") };
        let expected = expected.as_f64().expect("a number");
        assert!((value - expected).abs() <= DIGITS * expected.abs(), "{at:?} {value} {expected}");
    };
    let sizes = found["afford"]["sizes"].as_array().expect("sizes");
    assert_eq!(sizes.len(), 61);
    for (row, size) in (1..).zip(sizes) {
        let cells = [
            &size["positions"],
            &size["shortfall"]["value"],
            &size["shortfall"]["standard_error"],
            &size["added"]["value"],
            &size["added"]["standard_error"],
            &size["peak_funding"]["p50"],
            &size["peak_funding"]["p95"],
        ];
        for (column, expected) in (0..).zip(cells) {
            same(sheet("Affordable"), (row, column), expected);
        }
    }
    // The size of the file is that of the run itself, whose runs these are.
    let own = &sizes[found["afford"]["positions"].as_u64().expect("a number") as usize];
    let run = document["strategies"].as_array().expect("strategies");
    let run = run.iter().find(|of| of["key"] == found["afford"]["strategy"]).expect("the strategy");
    assert_eq!(own["shortfall"]["value"], run["chances"]["below_floor"]["value"]);
    let region = &found["discover"]["region"];
    for (column, key) in [(1, "coverage"), (3, "density"), (5, "share")] {
        same(sheet("Circumstances"), (1, column), &region[key]["value"]);
        same(sheet("Circumstances"), (1, column + 1), &region[key]["standard_error"]);
    }
    // What decides, in the order of the figure; a share stands beside a number that is a factor by itself.
    let deciding = sheet("Deciding");
    let bars = found["sensitivity"]["tornado"].as_array().expect("bars");
    assert!(bars.len() > 20, "{}", bars.len());
    for (row, bar) in (1..).zip(bars) {
        let keys = ["low", "high", "outcome_at_low", "outcome_at_high", "swing", "standard_error"];
        for (column, key) in (2..).zip(keys) {
            same(deciding, (row, column), &bar[key]);
        }
        let factors = found["sensitivity"]["sobol"]["factors"].as_array().expect("factors");
        let own = factors.iter().find(|factor| factor["quantities"] == bar["quantities"]);
        match own {
            Some(factor) => {
                same(deciding, (row, 8), &factor["first_order"]["value"]);
                same(deciding, (row, 9), &factor["total"]["value"]);
            }
            None => assert_eq!(sheets.cell(deciding, row, 8), &Data::Empty),
        }
        let ranks = found["sensitivity"]["rank_correlations"].as_array().expect("ranks");
        if let [quantity] = bar["quantities"].as_array().expect("paths").as_slice() {
            let own = ranks.iter().find(|rank| rank["quantity"] == *quantity).expect("it varies");
            same(deciding, (row, 10), &own["rho"]);
        }
    }
    // The choice, and what knowing more is worth: everything, by grade, by subject, by number.
    let choosing = sheet("Choosing");
    let strategies = found["voi"]["strategies"].as_array().expect("strategies");
    for (column, strategy) in (1..).zip(strategies) {
        let cells = [
            &strategy["mean"],
            &strategy["p5"],
            &strategy["p95"],
            &strategy["best_in_futures"]["value"],
            &strategy["best_choice"]["value"],
        ];
        for (row, expected) in (1..).zip(cells) {
            same(choosing, (row, column), expected);
        }
    }
    let list = |key: &str| found["voi"][key].as_array().expect("a list").iter();
    let parts = list("by_grade").chain(list("by_subject")).chain(list("numbers"));
    let worths = [&found["voi"]["everything"]].into_iter().chain(parts.map(|of| &of["worth"]));
    // Below the choice and the heads of its own.
    let mut row = 9;
    for worth in worths {
        same(choosing, (row, 1), &worth["value"]);
        same(choosing, (row, 2), &worth["standard_error"]);
        row += 1;
    }
    assert!(row > 40, "every number has its row: {row}");
    let studies = found["voi"]["study"]["sizes"].as_array().expect("studies");
    let worths: Vec<f64> =
        studies.iter().map(|of| of["worth"]["value"].as_f64().expect("a number")).collect();
    assert!(worths.windows(2).all(|pair| pair[0] <= pair[1]), "{worths:?}");
    let page = report(of, &all_drawings(of), &Provenance::default(), Language::Nl);
    let page = String::from_utf8(page.bytes).expect("text");
    for text in ["Hoe groot het cohort kan zijn", "How large the cohort can be", "Eerst 50 ×"] {
        assert!(page.contains(text), "{text}");
    }
}
