//! The table of outcomes by strategy.

use super::Page;
use super::layout::Table;
use crate::cli::rounding;
use crate::model::outcome::Headline;
use crate::summarize::statistics::OutcomeSummary;

/// Which of the percentiles 5, 25, 50, 75, 95.
const P5: usize = 0;
pub(super) const P50: usize = 2;
const P95: usize = 4;
/// Strategies whose undelivered hours differ by a larger share are not alike.
const DIFFERENT: f64 = 0.05;

/// The outcomes that the question is about.
pub fn table(page: &Page<'_>) -> Table {
    let language = page.language;
    let baseline = page.plan.scenario.baseline;
    let compared = page.summary.strategies.len() > 1;
    let headings = page
        .strategies()
        .map(|(s, _)| {
            let mark = language.pick(" (uitgangspunt)", " (baseline)");
            let mark = if s == baseline && compared { mark } else { "" };
            format!("{}{mark}", page.name(s))
        })
        .collect();
    let mut table = Table::new(headings);
    value_rows(page, &mut table);
    cash_rows(page, &mut table);
    people_rows(page, &mut table);
    undelivered_row(page, &mut table);
    if compared {
        difference_rows(page, &mut table);
    }
    table
}

fn value_rows(page: &Page<'_>, table: &mut Table) {
    let language = page.language;
    let npv = |cell: &dyn Fn(&OutcomeSummary) -> String| each(page, Headline::Npv, cell);
    table.row(
        language.pick("Netto contante waarde (NCW)", "Net present value (NPV)"),
        npv(&|npv| mean_amount(page, npv)),
    );
    table.row("  p5–p95", npv(&|npv| amounts(page, npv)));
    table.row(
        language.pick("  spreiding door onwetendheid", "  spread from ignorance"),
        npv(&|npv| {
            npv.split.map_or_else(String::new, |split| {
                rounding::share_with_margin(split.ignorance, split.standard_error, language)
            })
        }),
    );
}

fn cash_rows(page: &Page<'_>, table: &mut Table) {
    let language = page.language;
    // Under a lump sum the budget itself is not counted: these would look like financing needs.
    if !page.is_task() {
        financing_rows(page, table);
    }
    let runs = page.summary.runs;
    let shortfall = |(_, strategy): (usize, &crate::summarize::StrategySummary)| {
        let chance = strategy.shortfall;
        chance.map_or_else(String::new, |chance| rounding::chance(chance, runs, language))
    };
    table.row(
        language.pick("Onder de liquiditeitsvloer", "Below the liquidity floor"),
        page.strategies().map(shortfall).collect(),
    );
    if let Some(without) = &page.summary.without {
        let chance = rounding::chance(without.shortfall, runs, language);
        table.row(
            language.pick("  zonder deze plekken", "  without these positions"),
            page.strategies().map(|_| chance.clone()).collect(),
        );
    }
}

fn financing_rows(page: &Page<'_>, table: &mut Table) {
    let language = page.language;
    let payback = |cell: &dyn Fn(&OutcomeSummary) -> String| each(page, Headline::Payback, cell);
    table.row(
        language.pick("Terugverdienmaand, mediaan", "Payback month, median"),
        payback(&|payback| page.month(payback.percentiles[P50])),
    );
    table.row("  p5–p95", payback(&|payback| months(page, payback)));
    table.row(
        language.pick("Voorfinanciering, mediaan", "Peak funding, median"),
        each(page, Headline::PeakFunding, &|peak| {
            rounding::amount(peak.percentiles[P50], language)
        }),
    );
    table.row(
        language.pick("  in 1 op de 20 runs meer dan", "  in 1 run in 20 more than"),
        each(page, Headline::PeakFunding, &|peak| {
            rounding::amount(peak.percentiles[P95], language)
        }),
    );
}

fn people_rows(page: &Page<'_>, table: &mut Table) {
    let language = page.language;
    let newly = Headline::NewlyRegisteredAtHorizon;
    table.row(
        language.pick("Nieuw geregistreerd, einde", "Newly registered at the end"),
        each(page, newly, &|heads| {
            heads.mean.map_or_else(String::new, |mean| rounding::mean_count(mean, language))
        }),
    );
    table.row(
        "  p5–p95",
        each(page, newly, &|heads| {
            let (low, high) = (heads.percentiles[P5], heads.percentiles[P95]);
            if low == high {
                return String::new();
            }
            let (low, high) = (rounding::count(low, language), rounding::count(high, language));
            format!("{low} {} {high}", to(page))
        }),
    );
}

/// Hours that nobody delivers, where strategies differ in them: less delivered is less comparable.
pub(super) fn undelivered(page: &Page<'_>) -> Option<Vec<f64>> {
    let mean = |s| page.headline(s, Headline::UndeliveredHours).mean.unwrap_or(0.0);
    let hours: Vec<f64> = page.strategies().map(|(s, _)| mean(s)).collect();
    let least = hours.iter().copied().fold(f64::INFINITY, f64::min);
    let most = hours.iter().copied().fold(0.0, f64::max);
    (most - least > DIFFERENT * most && most >= 1.0).then_some(hours)
}

fn undelivered_row(page: &Page<'_>, table: &mut Table) {
    let Some(hours) = undelivered(page) else { return };
    table.row(
        page.language.pick("Niet geleverde uren, gemiddeld", "Undelivered hours, mean"),
        hours.into_iter().map(|hours| rounding::count(hours, page.language)).collect(),
    );
}

fn difference_rows(page: &Page<'_>, table: &mut Table) {
    let language = page.language;
    let runs = page.summary.runs;
    let npv = |cell: &dyn Fn(&OutcomeSummary) -> String| -> Vec<String> {
        let of = |s| page.difference(s, Headline::Npv).map_or_else(String::new, cell);
        page.strategies().map(|(s, _)| of(s)).collect()
    };
    table.space();
    table.row(
        language.pick("NCW boven het uitgangspunt", "NPV above the baseline"),
        npv(&|npv| {
            let (mean, error) = (npv.mean.unwrap_or(0.0), npv.standard_error.unwrap_or(0.0));
            rounding::signed_amount_with_margin(mean, error, language)
        }),
    );
    table.row(
        "  p5–p95",
        npv(&|npv| {
            let (low, high) = (npv.percentiles[P5], npv.percentiles[P95]);
            between(page, low, high, rounding::signed_range(low, high, language))
        }),
    );
    let better = page.strategies().map(|(_, strategy)| {
        let better = strategy.difference.as_ref().map(|difference| difference.better);
        better.map_or_else(String::new, |chance| rounding::chance(chance, runs, language))
    });
    table.row(
        language.pick("  kans om beter uit te komen", "  chance of being better"),
        better.collect(),
    );
}

/// A cell for each strategy from one of its headline outcomes.
fn each(
    page: &Page<'_>,
    outcome: Headline,
    cell: &dyn Fn(&OutcomeSummary) -> String,
) -> Vec<String> {
    page.strategies().map(|(s, _)| cell(page.headline(s, outcome))).collect()
}

fn to(page: &Page<'_>) -> &'static str {
    page.language.pick("tot", "to")
}

fn mean_amount(page: &Page<'_>, outcome: &OutcomeSummary) -> String {
    let (mean, error) = (outcome.mean.unwrap_or(0.0), outcome.standard_error.unwrap_or(0.0));
    rounding::amount_with_margin(mean, error, page.language)
}

fn amounts(page: &Page<'_>, outcome: &OutcomeSummary) -> String {
    let (low, high) = (outcome.percentiles[P5], outcome.percentiles[P95]);
    between(page, low, high, rounding::range(low, high, page.language))
}

/// `a tot b`; nothing where there is no spread.
fn between(page: &Page<'_>, low: f64, high: f64, [from, until]: [String; 2]) -> String {
    if low == high { String::new() } else { format!("{from} {}\u{a0}{until}", to(page)) }
}

fn months(page: &Page<'_>, outcome: &OutcomeSummary) -> String {
    let (low, high) = (outcome.percentiles[P5], outcome.percentiles[P95]);
    if low == high {
        return String::new();
    }
    format!("{} {} {}", page.month(low), to(page), page.month(high))
}
