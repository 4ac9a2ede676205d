//! Every number of the workbook equals `results.json`, in both languages, for every scenario of the
//! library.

use std::collections::BTreeMap;

use calamine::Data;
use kansrijk::language::Language;
use serde_json::Value;

use super::{SHEETS, Sheets, Simulated, place};
use crate::scenarios;

/// Numbers are written so that they read back the same; a margin is a product of two.
const RELATIVE: f64 = 1e-12;
/// Half-width of a 95 % interval in standard errors, from a table of the normal distribution.
const Z95: f64 = 1.959_963_985;
/// To the digits of the table.
const TABLE: f64 = 1e-9;

const SUMMARY: usize = 0;
const OUTCOMES: usize = 2;
const MONTHLY: usize = 3;
const YEARLY: usize = 4;
const BRIDGE: usize = 5;
const PARTIES: usize = 6;
const REGISTER: usize = 7;

/// Statistics by their heads in both languages and their keys; the margin has no key.
const STATISTICS: [(&str, &str, &str); 10] = [
    ("gemiddelde", "mean", "mean"),
    ("±", "±", "standard_error"),
    ("standaardafwijking", "standard deviation", "sd"),
    ("p5", "p5", "p5"),
    ("p25", "p25", "p25"),
    ("p50", "p50", "p50"),
    ("p75", "p75", "p75"),
    ("p95", "p95", "p95"),
    ("slechtste 5%, gemiddeld", "worst 5%, mean", "expected_shortfall"),
    ("deel door onwetendheid", "share of ignorance", "ignorance"),
];

/// A workbook beside the results that it is made from.
struct Pair {
    sheets: Sheets,
    json: Value,
    language: Language,
    file: String,
}

fn is_near(a: f64, b: f64, relative: f64) -> bool {
    (a - b).abs() <= relative * a.abs().max(b.abs())
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |c| c.to_uppercase().chain(letters).collect())
}

impl Pair {
    fn pick(&self, nl: &'static str, en: &'static str) -> &'static str {
        [nl, en][place(self.language)]
    }

    fn named(&self, kind: &str, key: &str) -> &str {
        self.json["names"][kind][key][self.language.code()].as_str().expect("a name")
    }

    fn strategies(&self) -> &[Value] {
        self.json["strategies"].as_array().expect("strategies")
    }

    fn name<'a>(&self, strategy: &'a Value) -> &'a str {
        strategy["name"][self.language.code()].as_str().expect("a name")
    }

    /// The statistic with this head, as its key.
    fn key(&self, head: &str) -> &'static str {
        let same = |(nl, en, _): &&(&str, &str, &str)| [*nl, *en][place(self.language)] == head;
        STATISTICS.iter().find(same).unwrap_or_else(|| panic!("no statistic is called {head}")).2
    }

    /// A cell holds what the results say.
    fn same(
        &self,
        sheet: usize,
        (row, column): (u32, u32),
        expected: &Value,
        relative: f64,
        factor: f64,
    ) {
        let cell = self.sheets.cell(sheet, row, column);
        let at = format!(
            "{} {} R{}C{}",
            self.file,
            SHEETS[sheet][place(self.language)],
            row + 1,
            column + 1
        );
        match expected {
            Value::Null => assert!(matches!(cell, Data::Empty), "{at}: {cell:?} for nothing"),
            Value::String(code) => {
                let word = match code.as_str() {
                    "never" => self.pick("nooit", "never"),
                    "no_investment" => self.pick("geen investering", "no investment"),
                    other => panic!("{at}: {other}"),
                };
                assert_eq!(cell, &Data::String(word.to_owned()), "{at}");
            }
            number => {
                let number = number.as_f64().expect("a number") * factor;
                let Data::Float(value) = cell else { panic!("{at}: {cell:?} for {number}") };
                assert!(is_near(*value, number, relative), "{at}: {value} for {number}");
            }
        }
    }

    /// A cell holds a statistic of an estimate, a chance or a ratio.
    fn statistic(&self, sheet: usize, at: (u32, u32), estimate: &Value, key: &str) {
        let (value, relative, factor) = match key {
            "mean" if estimate.get("value").is_some() => (&estimate["value"], RELATIVE, 1.0),
            "standard_error" => (&estimate[key], TABLE, Z95),
            "ignorance" => (&estimate["variance"][key], RELATIVE, 1.0),
            _ => (&estimate[key], RELATIVE, 1.0),
        };
        self.same(sheet, at, value, relative, factor);
    }

    /// What stands in the rows of outcomes: estimates of strategies and of differences.
    fn expected_outcomes(&self) -> BTreeMap<(String, String), [Value; 2]> {
        let mut rows: BTreeMap<(String, String), [Value; 2]> = BTreeMap::new();
        let chance = |name: &str| format!("{}: {name}", self.pick("Kans", "Chance"));
        let mut add = |strategy: &str, label: String, side: usize, estimate: &Value| {
            if !estimate.is_null() {
                rows.entry((label, strategy.to_owned())).or_default()[side] = estimate.clone();
            }
        };
        let members = |value: &Value| value.as_object().cloned().unwrap_or_default();
        for strategy in self.strategies() {
            let name = self.name(strategy);
            for (side, of) in [strategy, &strategy["difference"]].into_iter().enumerate() {
                for (key, estimate) in members(&of["outcomes"]) {
                    // The chance of that name says the same.
                    if key != "shortfall" {
                        add(name, capitalized(self.named("outcomes", &key)), side, &estimate);
                    }
                }
                let kind = ["chances", "difference_chances"][side];
                for (key, estimate) in members(&of["chances"]) {
                    add(name, chance(self.named(kind, &key)), side, &estimate);
                }
                for (key, estimate) in members(&of["ratios"]) {
                    add(name, capitalized(self.named("ratios", &key)), side, &estimate);
                }
            }
        }
        let without = &self.json["without_cohort"];
        let nobody = self.pick("(zonder deze plekken)", "(without these positions)");
        if !without.is_null() {
            add(nobody, chance(self.named("chances", "below_floor")), 0, &without["shortfall"]);
            let low = capitalized(self.named("outcomes", "liquidity_low"));
            add(nobody, low, 0, &without["liquidity_low"]);
        }
        rows
    }

    fn outcomes(&self) {
        let mut expected = self.expected_outcomes();
        let sheets = &self.sheets;
        // Own statistics come first; the second mean begins the differences.
        let mean = self.pick("gemiddelde", "mean");
        let begins: Vec<u32> = (3..sheets.columns(OUTCOMES))
            .filter(|column| sheets.text(OUTCOMES, 1, *column) == mean)
            .collect();
        assert_eq!(begins.len(), if self.strategies().len() > 1 { 2 } else { 1 });
        for row in 2..sheets.rows(OUTCOMES) {
            let label = sheets.text(OUTCOMES, row, 1).to_owned();
            let at = (label, sheets.text(OUTCOMES, row, 2).to_owned());
            let estimates = expected.remove(&at).unwrap_or_else(|| panic!("{}: {at:?}", self.file));
            for column in 3..sheets.columns(OUTCOMES) {
                let side = begins.iter().filter(|begin| **begin <= column).count() - 1;
                let key = self.key(sheets.text(OUTCOMES, 1, column));
                self.statistic(OUTCOMES, (row, column), &estimates[side], key);
            }
        }
        assert!(expected.is_empty(), "{}: {:?} are missing", self.file, expected.keys());
    }

    fn monthly(&self) {
        let months = self.json["months"].as_array().expect("months");
        let mut seen = 0;
        for column in 3..self.sheets.columns(MONTHLY) {
            let head = self.sheets.text(MONTHLY, 0, column);
            let (label, statistic) = head.split_once('\n').expect("two lines");
            let outcomes = self.json["names"]["monthly"].as_object().expect("names");
            let same = |key: &&String| capitalized(self.named("monthly", key)) == label;
            let outcome = outcomes.keys().find(same);
            let is_difference = label.starts_with(self.pick("Verschil", "Difference"));
            for (s, strategy) in self.strategies().iter().enumerate() {
                let of = match outcome {
                    Some(key) => &strategy["monthly"][key],
                    None if is_difference => {
                        &strategy["difference"]["monthly"]["cumulative_net_cash"]
                    }
                    None => {
                        assert_eq!(label, self.pick("Liquiditeitsvloer", "Liquidity floor"));
                        continue;
                    }
                };
                let list = &of[self.key(statistic)];
                for t in 0..months.len() {
                    let row = (1 + s * months.len() + t) as u32;
                    self.same(
                        MONTHLY,
                        (row, column),
                        list.get(t).unwrap_or(&Value::Null),
                        RELATIVE,
                        1.0,
                    );
                    seen += 1;
                }
            }
        }
        let rows = self.strategies().len() * months.len();
        assert!(seen >= rows * 12 * 6, "{} cells", seen);
        assert_eq!(self.sheets.rows(MONTHLY) as usize, rows + 1);
        for (s, strategy) in self.strategies().iter().enumerate() {
            for (t, month) in months.iter().enumerate() {
                let row = (1 + s * months.len() + t) as u32;
                assert_eq!(self.sheets.text(MONTHLY, row, 0), self.name(strategy));
                self.same(MONTHLY, (row, 1), &Value::from(t), RELATIVE, 1.0);
                let Data::DateTime(date) = self.sheets.cell(MONTHLY, row, 2) else {
                    panic!("no date")
                };
                assert_eq!(date.as_f64(), serial(month.as_str().expect("a month")), "{month}");
            }
        }
    }

    fn yearly(&self) {
        let years = self.json["years"].as_array().expect("years");
        let mut row = 1;
        for strategy in self.strategies() {
            for (of, suffix) in [
                (strategy, ""),
                (
                    &strategy["difference"],
                    self.pick(", verschil met het uitgangspunt", ", difference with the baseline"),
                ),
            ] {
                for (key, what) in [
                    ("result", self.pick("resultaat", "result")),
                    ("cash", self.pick("nettokasstroom", "net cash")),
                ] {
                    if of.is_null() {
                        continue;
                    }
                    for _ in 0..7 {
                        let text = |column| self.sheets.text(YEARLY, row, column);
                        assert_eq!(text(0), self.name(strategy));
                        assert_eq!(text(1), format!("{what}{suffix}"));
                        let statistic = self.key(text(2));
                        let list = &of["yearly"][key][statistic];
                        let (relative, factor) = if statistic == "standard_error" {
                            (TABLE, Z95)
                        } else {
                            (RELATIVE, 1.0)
                        };
                        for (column, k) in (3..).zip(0..years.len()) {
                            self.same(YEARLY, (0, column), &years[k], RELATIVE, 1.0);
                            self.same(YEARLY, (row, column), &list[k], relative, factor);
                        }
                        row += 1;
                    }
                }
            }
        }
    }

    /// Sides of the bridge and of the parties in the order of their columns.
    fn sides(&self) -> Vec<&Value> {
        let differences = self.strategies().iter().map(|strategy| &strategy["difference"]);
        self.strategies().iter().chain(differences.filter(|of| !of.is_null())).collect()
    }

    /// One row of a table by sides.
    fn sided(&self, sheet: usize, row: u32, estimate: impl Fn(&Value) -> Value) {
        for (side, column) in self.sides().into_iter().zip((1..).step_by(4)) {
            for (key, column) in ["mean", "standard_error", "p5", "p95"].into_iter().zip(column..) {
                self.statistic(sheet, (row, column), &estimate(side), key);
            }
        }
    }

    fn bridge(&self) {
        let lines = self.json["names"]["lines"].as_object().expect("lines");
        let (mut found, holds) = (0, self.pick("klopt", "holds"));
        for row in 2..2 + lines.len() as u32 {
            let same = |key: &&String| {
                capitalized(self.named("lines", key)) == self.sheets.text(BRIDGE, row, 0)
            };
            let key = lines.keys().find(same).expect("a line");
            self.sided(BRIDGE, row, |side| side["lines"][key].clone());
            found += 1;
        }
        assert_eq!(found, lines.len());
        let total = 2 + lines.len() as u32;
        self.sided(BRIDGE, total + 1, |side| side["outcomes"]["net_cash"].clone());
        for (_, column) in self.sides().iter().zip((1..).step_by(4)) {
            let [Data::Float(sum), Data::Float(net)] =
                [total, total + 1].map(|row| self.sheets.cell(BRIDGE, row, column))
            else {
                panic!("no total")
            };
            assert!((sum - net).abs() < 0.005, "{sum} for {net}");
            assert_eq!(self.sheets.text(BRIDGE, total + 2, column), holds);
        }
    }

    fn parties(&self) {
        let parties =
            ["party_employer", "party_subsidy_giver", "party_municipality", "party_care_users"];
        let rows = (2..).zip(parties).chain([(7, "subsidy_due"), (8, "clawback_due")]);
        for (row, key) in rows {
            assert_eq!(self.sheets.text(PARTIES, row, 0), capitalized(self.named("outcomes", key)));
            self.sided(PARTIES, row, |side| side["outcomes"][key].clone());
        }
    }

    fn register(&self) {
        let assumptions = self.json["assumptions"].as_array().expect("assumptions");
        assert_eq!(self.sheets.rows(REGISTER) as usize, assumptions.len() + 2);
        for (of, row) in assumptions.iter().zip(2..) {
            let text = |column| self.sheets.text(REGISTER, row, column);
            assert_eq!(text(1), of["path"]);
            assert!(!text(0).is_empty() && !text(0).contains(['_', '[']), "{}", text(0));
            let uncertain = of["uncertain"].as_bool().expect("a flag");
            assert_eq!(
                text(3),
                [self.pick("nee", "no"), self.pick("ja", "yes")][usize::from(uncertain)]
            );
            for (column, key) in (5..).zip(["low", "mode", "high"]) {
                self.same(REGISTER, (row, column), &of["used"]["parameters"][key], RELATIVE, 1.0);
            }
            for (column, key) in (9..).zip(["p5", "p50", "p95"]) {
                self.same(REGISTER, (row, column), &of["used"][key], RELATIVE, 1.0);
                self.same(REGISTER, (row, column + 3), &of["as_written"][key], RELATIVE, 1.0);
            }
            self.same(REGISTER, (row, 15), &of["euros_of"], RELATIVE, 1.0);
            for (column, key) in (16..).zip(["grade", "source", "note"]) {
                assert_eq!(text(column), of[key].as_str().unwrap_or_default());
            }
        }
    }

    fn summary(&self) {
        let row_of = |label: String, after: u32| {
            let all = after..self.sheets.rows(SUMMARY);
            let mut rows = all.filter(|row| self.sheets.text(SUMMARY, *row, 0) == label);
            rows.next().unwrap_or_else(|| panic!("{}: no {label}", self.file))
        };
        let npv = |statistic: &str| {
            format!("{}, {statistic}", capitalized(self.named("outcomes", "npv")))
        };
        let statistics = [self.pick("gemiddelde", "mean"), "±", "p5", "p95"];
        let mut after = 0;
        for side in [None, Some("difference")] {
            for statistic in statistics {
                if side.is_some() && self.strategies().len() == 1 {
                    continue;
                }
                let row = row_of(npv(statistic), after);
                for (strategy, column) in self.strategies().iter().zip(1..) {
                    let of = side.map_or(strategy, |key| &strategy[key]);
                    self.statistic(
                        SUMMARY,
                        (row, column),
                        &of["outcomes"]["npv"],
                        self.key(statistic),
                    );
                }
                after = if statistic == "p95" { row + 1 } else { after };
            }
        }
    }
}

/// The number of a month's first day in Excel, counted by days: 1 January 1900 is 1, and the year
/// 1900 has a 29 February.
fn serial(month: &str) -> f64 {
    let (year, month) = month.split_once('-').expect("a year and a month");
    let (year, month): (u32, usize) =
        (year.parse().expect("a year"), month.parse().expect("a month"));
    let is_leap = |year: u32| {
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    };
    let years: u32 =
        (1900..year).map(|year| if is_leap(year) || year == 1900 { 366 } else { 365 }).sum();
    let february = if is_leap(year) { 29 } else { 28 };
    let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30];
    f64::from(years + lengths[..month - 1].iter().sum::<u32>() + 1)
}

fn check(simulated: &Simulated, file: &str) {
    for language in Language::ALL {
        let sheets = Sheets::read(simulated.bytes(language));
        let names: Vec<&str> = sheets.0.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, SHEETS.map(|names| names[place(language)]));
        for (name, cells) in &sheets.0 {
            for (row, column, cell) in cells.used_cells() {
                assert!(!matches!(cell, Data::Error(_)), "{file} {name} R{row}C{column}: {cell:?}");
            }
        }
        let pair = Pair { sheets, json: simulated.json(), language, file: file.to_owned() };
        pair.summary();
        pair.outcomes();
        pair.monthly();
        pair.yearly();
        pair.bridge();
        pair.parties();
        pair.register();
    }
}

#[test]
fn every_number_equals_the_results() {
    for path in scenarios::library() {
        check(&Simulated::from_file(&path), &path.display().to_string());
    }
}

#[test]
fn one_run_and_one_strategy_leave_cells_empty() {
    let path = scenarios::library().into_iter().next().expect("a scenario");
    let mut scenario = scenarios::from_file(&path);
    scenario.strategies = vec![scenario.strategies.swap_remove(scenario.baseline)];
    scenario.baseline = 0;
    check(&Simulated::new(scenario, 1), "one run");
}

#[test]
fn days_are_counted_as_excel_does() {
    assert_eq!(serial("1900-01"), 1.0);
    assert_eq!(serial("1901-01"), 367.0);
    assert_eq!(serial("2000-01"), 36526.0);
    assert_eq!(serial("2024-03"), 45352.0);
}
