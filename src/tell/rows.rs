//! The table of outcomes by strategy.

use super::Tale;
use super::rounding;
use crate::model::outcome::Headline;
use crate::summarize::statistics::OutcomeSummary;

/// Which of the percentiles 5, 25, 50, 75, 95.
const P5: usize = 0;
pub(super) const P50: usize = 2;
const P95: usize = 4;
/// Strategies whose undelivered hours differ by a larger share are not alike.
const DIFFERENT: f64 = 0.05;

/// Outcomes as rows; strategies, or what is known of each row, as columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeTable {
    /// What each column is.
    pub headings: Vec<String>,
    /// Rows in groups that belong together.
    pub groups: Vec<Vec<Row>>,
}

/// One line of an [`OutcomeTable`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub label: String,
    /// True where it explains the row above.
    pub is_detail: bool,
    /// One for each column; empty where it says nothing.
    pub cells: Vec<String>,
}

impl OutcomeTable {
    pub(super) fn new(headings: Vec<String>) -> Self {
        Self { headings, groups: vec![Vec::new()] }
    }

    /// Some of the columns, with the rows that say something in them.
    #[must_use]
    pub fn columns(&self, columns: std::ops::Range<usize>) -> Self {
        let mut part = Self::new(self.headings[columns.clone()].to_vec());
        for (nth, group) in self.groups.iter().enumerate() {
            if nth > 0 {
                part.begin_group();
            }
            for row in group {
                part.push(&row.label, row.is_detail, row.cells[columns.clone()].to_vec());
            }
        }
        part.groups.retain(|group| !group.is_empty());
        part
    }

    pub(super) fn row(&mut self, label: &str, cells: Vec<String>) {
        self.push(label, false, cells);
    }

    pub(super) fn detail(&mut self, label: &str, cells: Vec<String>) {
        self.push(label, true, cells);
    }

    /// Adds a row to the last group; where its cells are all empty it is left out.
    fn push(&mut self, label: &str, is_detail: bool, cells: Vec<String>) {
        debug_assert_eq!(cells.len(), self.headings.len());
        let last = self.groups.last_mut().expect("a table has a group");
        if cells.iter().any(|cell| !cell.is_empty()) {
            last.push(Row { label: label.to_owned(), is_detail, cells });
        }
    }

    pub(super) fn begin_group(&mut self) {
        self.groups.push(Vec::new());
    }
}

/// The outcomes that the question is about.
pub fn table(tale: &Tale<'_>) -> OutcomeTable {
    let language = tale.language;
    let baseline = tale.plan.scenario.baseline;
    let compared = tale.summary.strategies.len() > 1;
    let headings = tale
        .strategies()
        .map(|(s, _)| {
            let mark = language.pick(" (uitgangspunt)", " (baseline)");
            let mark = if s == baseline && compared { mark } else { "" };
            format!("{}{mark}", tale.name(s))
        })
        .collect();
    let mut table = OutcomeTable::new(headings);
    value_rows(tale, &mut table);
    cash_rows(tale, &mut table);
    people_rows(tale, &mut table);
    undelivered_row(tale, &mut table);
    if compared {
        difference_rows(tale, &mut table);
    }
    table
}

fn value_rows(tale: &Tale<'_>, table: &mut OutcomeTable) {
    let language = tale.language;
    let npv = |cell: &dyn Fn(&OutcomeSummary) -> String| each(tale, Headline::Npv, cell);
    table.row(
        language.pick("Netto contante waarde (NCW)", "Net present value (NPV)"),
        npv(&|npv| mean_amount(tale, npv)),
    );
    table.detail("p5–p95", npv(&|npv| amounts(tale, npv)));
    if tale.plan.scenario.employment.full_cost_overhead.is_some() {
        table.detail(
            language.pick("met alle overhead", "at full overhead"),
            each(tale, Headline::NpvFullCost, &|npv| mean_amount(tale, npv)),
        );
    }
    table.detail(
        language.pick("spreiding door onwetendheid", "spread from ignorance"),
        npv(&|npv| {
            npv.split.map_or_else(String::new, |split| {
                rounding::share_with_margin(split.ignorance, split.standard_error, language)
            })
        }),
    );
}

fn cash_rows(tale: &Tale<'_>, table: &mut OutcomeTable) {
    let language = tale.language;
    // Under a lump sum the budget itself is not counted: these would look like financing needs.
    if !tale.is_task() {
        financing_rows(tale, table);
    }
    let runs = tale.summary.runs;
    let shortfall = |(_, strategy): (usize, &crate::summarize::StrategySummary)| {
        let chance = strategy.shortfall;
        chance.map_or_else(String::new, |chance| rounding::chance(chance, runs, language))
    };
    table.row(
        language.pick("Onder de liquiditeitsvloer", "Below the liquidity floor"),
        tale.strategies().map(shortfall).collect(),
    );
    if let Some(without) = &tale.summary.without {
        let chance = rounding::chance(without.shortfall, runs, language);
        table.detail(
            language.pick("zonder deze plekken", "without these positions"),
            tale.strategies().map(|_| chance.clone()).collect(),
        );
    }
}

fn financing_rows(tale: &Tale<'_>, table: &mut OutcomeTable) {
    let language = tale.language;
    let payback = |cell: &dyn Fn(&OutcomeSummary) -> String| each(tale, Headline::Payback, cell);
    table.row(
        language.pick("Terugverdienmaand, mediaan", "Payback month, median"),
        payback(&|payback| tale.month(payback.percentiles[P50])),
    );
    table.detail("p5–p95", payback(&|payback| months(tale, payback)));
    table.row(
        language.pick("Voorfinanciering, mediaan", "Peak funding, median"),
        each(tale, Headline::PeakFunding, &|peak| {
            rounding::amount(peak.percentiles[P50], language)
        }),
    );
    table.detail(
        language.pick("in 1 op de 20 runs meer dan", "in 1 run in 20 more than"),
        each(tale, Headline::PeakFunding, &|peak| {
            rounding::amount(peak.percentiles[P95], language)
        }),
    );
}

fn people_rows(tale: &Tale<'_>, table: &mut OutcomeTable) {
    let language = tale.language;
    let newly = Headline::NewlyRegisteredAtHorizon;
    table.row(
        language.pick("Nieuw geregistreerd, einde", "Newly registered at the end"),
        each(tale, newly, &|heads| {
            heads.mean.map_or_else(String::new, |mean| rounding::mean_count(mean, language))
        }),
    );
    table.detail(
        "p5–p95",
        each(tale, newly, &|heads| {
            let (low, high) = (heads.percentiles[P5], heads.percentiles[P95]);
            if low == high {
                return String::new();
            }
            let (low, high) = (rounding::count(low, language), rounding::count(high, language));
            format!("{low} {} {high}", to(tale))
        }),
    );
}

/// Hours that nobody delivers, where strategies differ in them: less delivered is less comparable.
pub(super) fn undelivered(tale: &Tale<'_>) -> Option<Vec<f64>> {
    let mean = |s| tale.headline(s, Headline::UndeliveredHours).mean.unwrap_or(0.0);
    let hours: Vec<f64> = tale.strategies().map(|(s, _)| mean(s)).collect();
    let least = hours.iter().copied().fold(f64::INFINITY, f64::min);
    let most = hours.iter().copied().fold(0.0, f64::max);
    (most - least > DIFFERENT * most && most >= 1.0).then_some(hours)
}

fn undelivered_row(tale: &Tale<'_>, table: &mut OutcomeTable) {
    let Some(hours) = undelivered(tale) else { return };
    table.row(
        tale.language.pick("Niet geleverde uren, gemiddeld", "Undelivered hours, mean"),
        hours.into_iter().map(|hours| rounding::count(hours, tale.language)).collect(),
    );
}

fn difference_rows(tale: &Tale<'_>, table: &mut OutcomeTable) {
    let language = tale.language;
    let runs = tale.summary.runs;
    let npv = |cell: &dyn Fn(&OutcomeSummary) -> String| -> Vec<String> {
        let of = |s| tale.difference(s, Headline::Npv).map_or_else(String::new, cell);
        tale.strategies().map(|(s, _)| of(s)).collect()
    };
    table.begin_group();
    table.row(
        language.pick("NCW boven het uitgangspunt", "NPV above the baseline"),
        npv(&|npv| {
            let (mean, error) = (npv.mean.unwrap_or(0.0), npv.standard_error.unwrap_or(0.0));
            rounding::signed_amount_with_margin(mean, error, language)
        }),
    );
    table.detail(
        "p5–p95",
        npv(&|npv| {
            let (low, high) = (npv.percentiles[P5], npv.percentiles[P95]);
            between(tale, low, high, rounding::signed_range(low, high, language))
        }),
    );
    let better = tale.strategies().map(|(_, strategy)| {
        let better = strategy.difference.as_ref().map(|difference| difference.better);
        better.map_or_else(String::new, |chance| rounding::chance(chance, runs, language))
    });
    table.detail(
        language.pick("kans om beter uit te komen", "chance of being better"),
        better.collect(),
    );
}

/// A cell for each strategy from one of its headline outcomes.
fn each(
    tale: &Tale<'_>,
    outcome: Headline,
    cell: &dyn Fn(&OutcomeSummary) -> String,
) -> Vec<String> {
    tale.strategies().map(|(s, _)| cell(tale.headline(s, outcome))).collect()
}

fn to(tale: &Tale<'_>) -> &'static str {
    tale.language.pick("tot", "to")
}

fn mean_amount(tale: &Tale<'_>, outcome: &OutcomeSummary) -> String {
    let (mean, error) = (outcome.mean.unwrap_or(0.0), outcome.standard_error.unwrap_or(0.0));
    rounding::amount_with_margin(mean, error, tale.language)
}

fn amounts(tale: &Tale<'_>, outcome: &OutcomeSummary) -> String {
    let (low, high) = (outcome.percentiles[P5], outcome.percentiles[P95]);
    between(tale, low, high, rounding::range(low, high, tale.language))
}

/// `a tot b`; nothing where there is no spread.
fn between(tale: &Tale<'_>, low: f64, high: f64, [from, until]: [String; 2]) -> String {
    if low == high { String::new() } else { format!("{from} {}\u{a0}{until}", to(tale)) }
}

fn months(tale: &Tale<'_>, outcome: &OutcomeSummary) -> String {
    let (low, high) = (outcome.percentiles[P5], outcome.percentiles[P95]);
    if low == high {
        return String::new();
    }
    format!("{} {} {}", tale.month(low), to(tale), tale.month(high))
}
