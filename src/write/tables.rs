//! Tables for spreadsheets and statistics programs: one row for each strategy and outcome.

use super::Report;
use super::estimate::{Estimate, Figure, NEVER, NO_INVESTMENT, applies_monthly};
use super::files::OutputFile;
use super::labels::{Labelled, OutcomeUnit, PERCENTILE_KEYS};
use super::results::{chances, difference_chances, outcomes, ratios, year_month};
use crate::model::outcome::{Line, Monthly};
use crate::simulate::ColumnSummary;

/// How a table is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// Commas between columns, a point in numbers.
    #[default]
    International,
    /// What Excel with Dutch settings opens by itself: semicolons between columns, a comma in
    /// numbers, a byte order mark.
    DutchExcel,
}

/// A number, or nothing.
fn cell(figure: Figure, dialect: Dialect) -> String {
    match figure {
        Figure::Number(value) => {
            // Shortest form that reads back as the same number; never an exponent.
            let text = value.to_string();
            match dialect {
                Dialect::International => text,
                Dialect::DutchExcel => text.replace('.', ","),
            }
        }
        Figure::Never => NEVER.to_owned(),
        Figure::NoInvestment => NO_INVESTMENT.to_owned(),
        Figure::Missing => String::new(),
    }
}

/// Rows of text under a header.
pub(super) struct Table {
    dialect: Dialect,
    writer: csv::Writer<Vec<u8>>,
}

impl Table {
    /// A table with these columns, followed by those of [`Estimate::columns`] and `last`.
    pub(super) fn new(dialect: Dialect, first: &[&str], last: &[&str]) -> Self {
        let statistics = ["mean", "standard_error", "sd"].into_iter();
        let statistics = statistics.chain(PERCENTILE_KEYS);
        let header = first.iter().copied().chain(statistics).chain(last.iter().copied());
        Self::plain(dialect, &header.collect::<Vec<_>>())
    }

    /// A table with these columns and no others.
    pub(super) fn plain(dialect: Dialect, columns: &[&str]) -> Self {
        let (delimiter, begin): (u8, &[u8]) = match dialect {
            Dialect::International => (b',', b""),
            Dialect::DutchExcel => (b';', "\u{feff}".as_bytes()),
        };
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(begin.to_vec());
        writer.write_record(columns).expect(IN_MEMORY);
        Self { dialect, writer }
    }

    pub(super) fn row(&mut self, first: &[&str], estimate: &Estimate, last: &[Figure]) {
        let columns = estimate.columns();
        let numbers = columns.iter().map(|(_, figure)| *figure);
        self.figures(first, &numbers.chain(last.iter().copied()).collect::<Vec<_>>());
    }

    /// Texts, then numbers.
    pub(super) fn figures(&mut self, first: &[&str], figures: &[Figure]) {
        let texts = first.iter().map(|text| (*text).to_owned());
        let record = texts.chain(figures.iter().map(|figure| cell(*figure, self.dialect)));
        self.writer.write_record(record).expect(IN_MEMORY);
    }

    pub(super) fn finish(self, name: &str) -> OutputFile {
        let bytes = self.writer.into_inner().expect(IN_MEMORY);
        OutputFile::new(name, bytes)
    }
}

const IN_MEMORY: &str = "a table with equal rows can be written to memory";

/// The strategy itself, or its difference against the baseline.
const OWN: &str = "own";
const DIFFERENCE: &str = "difference";

/// `summary.csv`: headline outcomes, chances, ratios and lines of every strategy, and their
/// differences against the baseline. What says nothing in this scenario is left out.
#[must_use]
pub fn summary(report: Report<'_>, dialect: Dialect) -> OutputFile {
    let Report { plan, summary, .. } = report;
    let runs = summary.runs;
    let mut table = Table::new(
        dialect,
        &["strategy", "kind", "group", "outcome", "unit"],
        &["expected_shortfall", "ignorance", "luck"],
    );
    let row = |table: &mut Table, first: &[&str], estimate: &Estimate| {
        let share = |of: fn(f64) -> f64| {
            let split = estimate.split.map(|split| of(split.ignorance));
            split.map_or(Figure::Missing, Figure::Number)
        };
        let (ignorance, luck) = (share(|x| x), share(|x| 1.0 - x));
        table.row(first, estimate, &[estimate.expected_shortfall, ignorance, luck]);
    };
    let lines = |table: &mut Table, key: &str, kind: &str, lines: &[ColumnSummary]| {
        for (line, column) in Line::ALL.iter().zip(lines) {
            let unit = line.unit();
            let first = [key, kind, "line", line.key(), unit.key()];
            row(table, &first, &Estimate::of_column(column, unit, runs));
        }
    };
    let chance = OutcomeUnit::Chance.key();
    for (strategy, of) in plan.scenario.strategies.iter().zip(&summary.strategies) {
        let key = strategy.key.as_str();
        for (outcome, estimate) in outcomes(plan, runs, |k| of.headline.get(k as usize)) {
            if let Some(estimate) = estimate {
                let first = [key, OWN, "outcome", outcome.key(), outcome.unit().key()];
                row(&mut table, &first, &estimate);
            }
        }
        for (name, value) in chances(plan, of) {
            if let Some(value) = value {
                let estimate = Estimate::of_chance(value, runs);
                row(&mut table, &[key, OWN, "chance", name, chance], &estimate);
            }
        }
        for (name, value) in ratios(of) {
            if let Some(ratio) = value {
                let estimate = Estimate::of_ratio(ratio.value, ratio.standard_error, runs);
                let first = [key, OWN, "ratio", name, OutcomeUnit::Euros.key()];
                row(&mut table, &first, &estimate);
            }
        }
        lines(&mut table, key, OWN, &of.lines);
        let Some(of) = &of.difference else {
            continue;
        };
        for (outcome, estimate) in outcomes(plan, runs, |k| of.headline[k as usize].as_ref()) {
            if let Some(estimate) = estimate {
                let first = [key, DIFFERENCE, "outcome", outcome.key(), outcome.unit().key()];
                row(&mut table, &first, &estimate);
            }
        }
        for (name, value) in difference_chances(of) {
            let estimate = Estimate::of_chance(value, runs);
            row(&mut table, &[key, DIFFERENCE, "chance", name, chance], &estimate);
        }
        lines(&mut table, key, DIFFERENCE, &of.lines);
    }
    table.finish("summary.csv")
}

/// `monthly.csv`: outcomes by month of every strategy, and the cumulative net cash of its
/// difference against the baseline.
#[must_use]
pub fn monthly(report: Report<'_>, dialect: Dialect) -> OutputFile {
    let Report { plan, summary, .. } = report;
    let mut table = Table::new(
        dialect,
        &["strategy", "kind", "outcome", "unit", "month", "calendar_month"],
        &[],
    );
    let months: Vec<(String, String)> = (0..plan.horizon)
        .map(|t| (t.to_string(), year_month(plan.scenario.calendar.month(t))))
        .collect();
    let mut rows = |key: &str, kind: &str, outcome: Monthly, columns: &[ColumnSummary]| {
        let unit = outcome.unit();
        for ((month, calendar), column) in months.iter().zip(columns) {
            let first = [key, kind, outcome.key(), unit.key(), month, calendar];
            table.row(&first, &Estimate::of_column(column, unit, summary.runs), &[]);
        }
    };
    for (strategy, of) in plan.scenario.strategies.iter().zip(&summary.strategies) {
        for (&outcome, columns) in Monthly::ALL.iter().zip(&of.monthly) {
            if applies_monthly(plan, outcome) {
                rows(&strategy.key, OWN, outcome, columns);
            }
        }
        if let Some(of) = &of.difference {
            rows(&strategy.key, DIFFERENCE, Monthly::CumulativeNetCash, &of.cumulative);
        }
    }
    table.finish("monthly.csv")
}

/// `yearly.csv`: result and net cash by calendar year of every strategy, and their differences.
#[must_use]
pub fn yearly(report: Report<'_>, dialect: Dialect) -> OutputFile {
    let Report { plan, summary, .. } = report;
    let mut table = Table::new(dialect, &["strategy", "kind", "outcome", "unit", "year"], &[]);
    let unit = OutcomeUnit::Euros;
    let mut rows = |key: &str, kind: &str, outcome: &str, columns: &[ColumnSummary]| {
        for ((year, ..), column) in plan.years.iter().zip(columns) {
            let first = [key, kind, outcome, unit.key(), &year.to_string()];
            table.row(&first, &Estimate::of_column(column, unit, summary.runs), &[]);
        }
    };
    for (strategy, of) in plan.scenario.strategies.iter().zip(&summary.strategies) {
        let key = strategy.key.as_str();
        rows(key, OWN, "result", &of.result_by_year);
        rows(key, OWN, "cash", &of.cash_by_year);
        if let Some(of) = &of.difference {
            rows(key, DIFFERENCE, "result", &of.result_by_year);
            rows(key, DIFFERENCE, "cash", &of.cash_by_year);
        }
    }
    table.finish("yearly.csv")
}
