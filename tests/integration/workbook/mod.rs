//! The workbook, read back by a reader that shares no code with its writer: [`values`] against
//! `results.json`, the [`package`] against what Excel asks of one, and formulas against
//! [`libreoffice`].

mod decisions;
mod libreoffice;
mod package;
mod values;

use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader, Xlsx};
use kansrijk::language::Language;
use kansrijk::model::plan::Plan;
use kansrijk::model::scenario::Scenario;
use kansrijk::simulate::{Settings, Simulation, Stop, simulate};
use kansrijk::summarize::Summary;
use kansrijk::write::{Report, results, workbook};

use crate::scenarios;

/// Enough for every number to be there, also percentiles that are no month.
const RUNS: usize = 40;

/// The sheets by their names in a language.
const SHEETS: [[&str; 2]; 9] = [
    ["Samenvatting", "Summary"],
    ["Grafieken", "Charts"],
    ["Uitkomsten", "Outcomes"],
    ["Per maand", "Monthly"],
    ["Per jaar", "Yearly"],
    ["Kostenbrug", "Cost bridge"],
    ["Wie betaalt", "Who pays"],
    ["Aannames", "Assumptions"],
    ["Toelichting", "About"],
];

/// A simulated scenario.
struct Simulated {
    plan: Plan,
    simulation: Simulation,
    summary: Summary,
}

impl Simulated {
    fn new(scenario: Scenario, runs: usize) -> Self {
        let plan = Plan::new(scenario);
        let settings = Settings { seed: 3, stop: Stop::After(runs) };
        let simulation = simulate(&plan, settings, &()).expect("nobody cancels");
        let summary = Summary::new(&plan, &simulation);
        Self { plan, simulation, summary }
    }

    fn from_file(path: &Path) -> Self {
        Self::new(scenarios::from_file(path), RUNS)
    }

    fn report(&self) -> Report<'_> {
        let Self { plan, simulation, summary } = self;
        Report { plan, simulation, summary, warnings: &[], decisions: None }
    }

    fn bytes(&self, language: Language) -> Vec<u8> {
        workbook(self.report(), language, "0123456789abcdef").expect("a workbook").bytes
    }

    fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&results(self.report()).bytes).expect("JSON")
    }
}

/// The sheets of a workbook with their cells.
struct Sheets(Vec<(String, calamine::Range<Data>)>);

impl Sheets {
    fn read(bytes: Vec<u8>) -> Self {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
        let names = book.sheet_names();
        let sheet = |name: String| {
            let cells = book.worksheet_range(&name).expect("a sheet");
            (name, cells)
        };
        Self(names.into_iter().map(sheet).collect())
    }

    /// A sheet by its place, with nothing where no cell is.
    fn cell(&self, sheet: usize, row: u32, column: u32) -> &Data {
        self.0[sheet].1.get_value((row, column)).unwrap_or(&Data::Empty)
    }

    /// The row after the last.
    fn rows(&self, sheet: usize) -> u32 {
        self.0[sheet].1.end().map_or(0, |(row, _)| row + 1)
    }

    /// The column after the last.
    fn columns(&self, sheet: usize) -> u32 {
        self.0[sheet].1.end().map_or(0, |(_, column)| column + 1)
    }

    fn text(&self, sheet: usize, row: u32, column: u32) -> &str {
        match self.cell(sheet, row, column) {
            Data::String(text) => text,
            _ => "",
        }
    }
}

/// The place of a language in pairs of names.
fn place(language: Language) -> usize {
    match language {
        Language::Nl => 0,
        Language::En => 1,
    }
}
