//! Every headline outcome, chance and ratio of every strategy, a row each, with the difference
//! against the baseline beside it.

use rust_xlsxwriter::XlsxError;

use super::super::estimate::{Estimate, Figure, applies};
use super::super::labels::{
    Labelled, OutcomeUnit, chance_label, difference_chance_label, ratio_label,
};
use super::super::results::{chances, difference_chances, ratios};
use super::Book;
use super::sheet::Sheet;
use super::words::{Group, SheetName, Statistic};
use crate::distribution::normal::HALF_WIDTH_95;
use crate::model::outcome::Headline;
use crate::simulate::ColumnSummary;
use crate::summarize::statistics::OutcomeSummary;
use crate::tell::words::capitalized;

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    Outcome(Headline),
    /// Of a strategy, by name.
    Chance(&'static str),
    /// Of a difference with the baseline, by name.
    DifferenceChance(&'static str),
    Ratio(&'static str),
}

use Item::{Chance, DifferenceChance, Outcome, Ratio};

/// All rows by group. The chance of falling below the floor stands for the outcome of that name.
const ROWS: [(Group, &[Item]); 4] = [
    (
        Group::Money,
        &[
            Outcome(Headline::Npv),
            Chance("npv_positive"),
            DifferenceChance("better"),
            Outcome(Headline::NpvFullCost),
            Outcome(Headline::NetCash),
            Outcome(Headline::Costs),
            Outcome(Headline::NetCosts),
            Ratio("cost_per_registered"),
            Ratio("net_cost_per_registered"),
            Outcome(Headline::Subsidy),
            Outcome(Headline::Clawback),
        ],
    ),
    (
        Group::Cash,
        &[
            Outcome(Headline::PeakFunding),
            Outcome(Headline::Payback),
            Chance("paid_back"),
            DifferenceChance("paid_back"),
            Chance("no_investment"),
            Outcome(Headline::FirstSurplus),
            Chance("below_floor"),
            Outcome(Headline::LiquidityLow),
            Outcome(Headline::Interest),
        ],
    ),
    (
        Group::People,
        &[
            Outcome(Headline::Hires),
            Outcome(Headline::Exits),
            Outcome(Headline::ExitsFailedRoute),
            Outcome(Headline::ExitsBeforeRegistration),
            Outcome(Headline::HeadsAtHorizon),
            Outcome(Headline::RegisteredAtHorizon),
            Outcome(Headline::NewlyRegisteredAtHorizon),
            Outcome(Headline::BillableHours),
            Outcome(Headline::CoveredHours),
            Outcome(Headline::UndeliveredHours),
            Outcome(Headline::SupervisionHours),
            Outcome(Headline::MonthsOverUnregisteredShare),
            Chance("over_unregistered_share"),
            Outcome(Headline::MonthsOverMentorCapacity),
            Chance("over_mentor_capacity"),
        ],
    ),
    (
        Group::Payers,
        &[
            Outcome(Headline::Employer),
            Outcome(Headline::SubsidyGiver),
            Outcome(Headline::Municipality),
            Outcome(Headline::CareUsers),
        ],
    ),
];

/// Statistics of a strategy itself.
const OWN: [Statistic; 10] = [
    Statistic::Mean,
    Statistic::Margin,
    Statistic::Sd,
    Statistic::Percentile(0),
    Statistic::Percentile(1),
    Statistic::Percentile(2),
    Statistic::Percentile(3),
    Statistic::Percentile(4),
    Statistic::Worst,
    Statistic::Ignorance,
];

/// Statistics of its difference with the baseline.
const DIFFERENCE: [Statistic; 6] = [
    Statistic::Mean,
    Statistic::Margin,
    Statistic::Percentile(0),
    Statistic::Percentile(2),
    Statistic::Percentile(4),
    Statistic::Ignorance,
];

/// Columns before the numbers: group, outcome, strategy.
const FIRST: u16 = 3;
/// Scale at which the numbers of a strategy fit on a page, in percent.
const SCALE: u16 = 46;

impl Item {
    pub(super) fn label(self, book: &Book<'_>) -> String {
        let language = book.tale.language;
        let chance = |of: &str| format!("{}: {of}", book.pick("Kans", "Chance"));
        match self {
            Outcome(outcome) => capitalized(outcome.label(language)),
            Chance(key) => chance(chance_label(key, language)),
            DifferenceChance(key) => chance(difference_chance_label(key, language)),
            Ratio(key) => capitalized(ratio_label(key, language)),
        }
    }

    pub(super) fn unit(self) -> OutcomeUnit {
        match self {
            Outcome(outcome) => outcome.unit(),
            Chance(_) | DifferenceChance(_) => OutcomeUnit::Chance,
            Ratio(_) => OutcomeUnit::Euros,
        }
    }

    pub(super) fn own(self, book: &Book<'_>, s: usize) -> Option<Estimate> {
        let (plan, of, runs) = (book.report.plan, book.of(s), book.runs());
        match self {
            Outcome(outcome) => self::outcome(book, outcome, of.headline.get(outcome as usize)),
            Chance(key) => {
                let (_, chance) = chances(plan, of).into_iter().find(|(name, _)| *name == key)?;
                Some(Estimate::of_chance(chance?, runs))
            }
            DifferenceChance(_) => None,
            Ratio(key) => {
                let (_, ratio) = ratios(of).into_iter().find(|(name, _)| *name == key)?;
                ratio.map(|ratio| Estimate::of_ratio(ratio.value, ratio.standard_error, runs))
            }
        }
    }

    pub(super) fn difference(self, book: &Book<'_>, s: usize) -> Option<Estimate> {
        let of = book.of(s).difference.as_ref()?;
        match self {
            Outcome(outcome) => {
                self::outcome(book, outcome, of.headline[outcome as usize].as_ref())
            }
            DifferenceChance(key) => {
                let (_, chance) =
                    difference_chances(of).into_iter().find(|(name, _)| *name == key)?;
                Some(Estimate::of_chance(chance, book.runs()))
            }
            Chance(_) | Ratio(_) => None,
        }
    }
}

fn outcome(book: &Book<'_>, outcome: Headline, of: Option<&OutcomeSummary>) -> Option<Estimate> {
    let of = of.filter(|_| applies(book.report.plan, outcome))?;
    Some(Estimate::of_outcome(of, outcome.unit(), book.runs()))
}

/// A headline outcome of a strategy; `None` where it says nothing in this scenario.
pub(super) fn own_outcome(book: &Book<'_>, s: usize, outcome: Headline) -> Option<Estimate> {
    Outcome(outcome).own(book, s)
}

/// A headline outcome of its difference with the baseline.
pub(super) fn outcome_of_difference(
    book: &Book<'_>,
    s: usize,
    outcome: Headline,
) -> Option<Estimate> {
    Outcome(outcome).difference(book, s)
}

/// A column by month, line or year.
pub(super) fn of_column(book: &Book<'_>, column: &ColumnSummary, unit: OutcomeUnit) -> Estimate {
    Estimate::of_column(column, unit, book.runs())
}

/// One statistic of an estimate. A margin is half a 95 % interval.
pub(super) fn statistic(estimate: &Estimate, statistic: Statistic) -> Figure {
    match statistic {
        Statistic::Mean => estimate.mean,
        Statistic::Margin => match estimate.standard_error {
            Figure::Number(error) => Figure::Number(HALF_WIDTH_95 * error),
            other => other,
        },
        Statistic::Sd => estimate.sd,
        Statistic::Percentile(index) => estimate.percentiles[index],
        Statistic::Worst => estimate.expected_shortfall,
        Statistic::Ignorance => {
            estimate.split.map_or(Figure::Missing, |split| Figure::Number(split.ignorance))
        }
    }
}

/// Writes some statistics from a column on; nothing but the cells where there is no estimate.
fn numbers(
    book: &Book<'_>,
    sheet: &mut Sheet,
    (row, from): (u32, u16),
    unit: OutcomeUnit,
    statistics: &[Statistic],
    estimate: Option<&Estimate>,
) -> Result<(), XlsxError> {
    let (number, share) = (book.formats.number(unit), book.formats.coded("0%"));
    for (column, of) in (from..).zip(statistics) {
        let format = if *of == Statistic::Ignorance { &share } else { &number };
        let figure = estimate.map_or(Figure::Missing, |estimate| statistic(estimate, *of));
        sheet.figure(row, column, figure, format)?;
    }
    Ok(())
}

/// The sheet.
pub(super) fn sheet(book: &Book<'_>) -> Result<Sheet, XlsxError> {
    let language = book.tale.language;
    let formats = &book.formats;
    let mut sheet = Sheet::new(book, SheetName::Outcomes)?;
    let compared = book.strategies().len() > 1;
    let own_end = FIRST + OWN.len() as u16 - 1;
    let end = if compared { own_end + DIFFERENCE.len() as u16 } else { own_end };
    let mut widths = vec![14.0, 54.0, 34.0];
    widths.resize(usize::from(end) + 1, 12.5);
    sheet.widths(&widths)?;
    sheet.headers(0, 0, ["", "", ""], &formats.span)?;
    sheet.across(
        0,
        FIRST,
        own_end,
        book.pick("De strategie zelf", "The strategy itself"),
        &formats.span,
    )?;
    let first = [
        book.pick("groep", "group"),
        book.pick("uitkomst", "outcome"),
        book.pick("strategie", "strategy"),
    ];
    sheet.headers(1, 0, first, &formats.header)?;
    sheet.headers(1, FIRST, OWN.map(|of| of.name(language)), &formats.number_header)?;
    if compared {
        let text = book.pick("Verschil met het uitgangspunt", "Difference with the baseline");
        sheet.across(0, own_end + 1, end, text, &formats.span)?;
        sheet.headers(
            1,
            own_end + 1,
            DIFFERENCE.map(|of| of.name(language)),
            &formats.number_header,
        )?;
    }
    sheet.height(1, 2)?;
    let mut row = 2;
    for (group, items) in ROWS {
        for item in items {
            for s in book.strategies() {
                let (own, difference) = (item.own(book, s), item.difference(book, s));
                if own.is_none() && difference.is_none() {
                    continue;
                }
                sheet.text(row, 0, group.name(language), &formats.text)?;
                sheet.text(row, 1, &item.label(book), &formats.text)?;
                sheet.text(row, 2, book.tale.name(s), &formats.text)?;
                let unit = item.unit();
                numbers(book, &mut sheet, (row, FIRST), unit, &OWN, own.as_ref())?;
                if compared {
                    let at = (row, own_end + 1);
                    numbers(book, &mut sheet, at, unit, &DIFFERENCE, difference.as_ref())?;
                }
                row += 1;
            }
            if *item == Chance("below_floor") {
                row = without(book, &mut sheet, row, compared)?;
            }
        }
    }
    sheet.worksheet().autofilter(1, 0, row - 1, end)?;
    sheet.frame((0, 1), FIRST, (row - 1, end))?;
    // One page wide could not be read: the differences are on a page of their own.
    sheet.scaled(SCALE, FIRST - 1, 1)?;
    sheet.worksheet().set_vertical_page_breaks(&[u32::from(own_end) + 1])?;
    Ok(sheet)
}

/// The organisation without any of these positions; returns the next row.
fn without(
    book: &Book<'_>,
    sheet: &mut Sheet,
    mut row: u32,
    compared: bool,
) -> Result<u32, XlsxError> {
    let Some(without) = &book.report.summary.without else { return Ok(row) };
    let runs = book.runs();
    let formats = &book.formats;
    let low = Estimate::of_outcome(&without.liquidity_low, OutcomeUnit::Euros, runs);
    for (item, estimate) in [
        (Chance("below_floor"), Estimate::of_chance(without.shortfall, runs)),
        (Outcome(Headline::LiquidityLow), low),
    ] {
        sheet.text(row, 0, Group::Cash.name(book.tale.language), &formats.text)?;
        sheet.text(row, 1, &item.label(book), &formats.text)?;
        sheet.text(
            row,
            2,
            book.pick("(zonder deze plekken)", "(without these positions)"),
            &formats.text,
        )?;
        numbers(book, sheet, (row, FIRST), item.unit(), &OWN, Some(&estimate))?;
        if compared {
            let at = (row, FIRST + OWN.len() as u16);
            numbers(book, sheet, at, item.unit(), &DIFFERENCE, None)?;
        }
        row += 1;
    }
    Ok(row)
}
