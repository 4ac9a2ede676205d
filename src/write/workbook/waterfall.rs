//! Bridges as charts of stacked bars: what is hidden lifts the bars to where they belong.
//!
//! A bar between two amounts on both sides of zero is one bar above and one below it, because
//! bars stack away from zero on each side. The numbers stand beside the
//! table of the bridge, as formulas on it.

use rust_xlsxwriter::{Chart, ChartFormat, ChartType, XlsxError, utility::row_col_to_cell};

use super::super::labels::{Labelled, OutcomeUnit};
use super::Book;
use super::bridge::{lines, row_of};
use super::chart::{self, Range};
use super::format::colour;
use super::matrix::{self, Side};
use super::sheet::Sheet;
use super::words::SheetName;
use crate::figure::style::{BLUE, GREY, VERMILLION};
use crate::model::outcome::Line;
use crate::tell::words::capitalized;

/// Lines of less than half a cent are rounding.
const HALF_A_CENT: f64 = 0.005;
/// Parts of a bar.
const PARTS: usize = 7;
const SHEET: SheetName = SheetName::Bridge;

/// The column of the names of the bars, right of what is printed; then from, to, and the parts.
fn first_column(book: &Book<'_>) -> u16 {
    matrix::last_column(book) + 2
}

/// What a bar shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Total,
    Step,
}

/// One bar: where its amount comes from, and between which amounts it lies.
struct Bar {
    name: String,
    kind: Kind,
    /// Formulas of both ends.
    ends: [String; 2],
    from: f64,
    to: f64,
}

/// What one chart shows, and the row of the head of its numbers.
struct Block {
    side: Side,
    head: u32,
    bars: Vec<Bar>,
}

/// From the baseline to each alternative, and the baseline's own lines.
fn blocks(book: &Book<'_>) -> Vec<Block> {
    let baseline = book.report.plan.scenario.baseline;
    let sides = book.tale.alternatives().map(Side::Difference).chain([Side::Own(baseline)]);
    let mut head = 0;
    sides
        .map(|side| {
            let bars = bars(book, side, head + 1);
            let block = Block { side, head, bars };
            head += block.bars.len() as u32 + 2;
            block
        })
        .collect()
}

/// The charts, whose numbers stand on the sheet of the bridge.
pub(super) fn charts(book: &Book<'_>) -> Vec<Chart> {
    let chart = |Block { side, head, bars }: &Block| chart(book, *side, head + 1, bars);
    blocks(book).iter().map(chart).collect()
}

/// Writes the numbers of the charts right of what is printed.
pub(super) fn all_numbers(book: &Book<'_>, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let names = first_column(book);
    sheet.worksheet().set_column_width(names, 40.0)?;
    sheet.worksheet().set_column_range_width(names + 1, names + 2 + PARTS as u16, 13.0)?;
    blocks(book).iter().try_for_each(|block| numbers(book, sheet, block.head, &block.bars))
}

/// The bars in their order; the first stands in row `first`.
fn bars(book: &Book<'_>, side: Side, first: u32) -> Vec<Bar> {
    let names = first_column(book);
    let language = book.tale.language;
    let total = row_of(Line::COUNT);
    let column = side.column(book);
    let mut bars = Vec::new();
    let mut at = 0.0;
    if let Side::Difference(_) = side {
        let baseline = Side::Own(book.report.plan.scenario.baseline);
        at = lines(book, baseline).iter().map(|line| line.mean).sum();
        bars.push(Bar {
            name: book.pick("Uitgangspunt", "Baseline").to_owned(),
            kind: Kind::Total,
            ends: ["0".to_owned(), row_col_to_cell(total, baseline.column(book))],
            from: 0.0,
            to: at,
        });
    }
    for (k, summary) in lines(book, side).iter().enumerate() {
        if summary.mean.abs() < HALF_A_CENT {
            continue;
        }
        let row = first + bars.len() as u32;
        let before =
            if bars.is_empty() { "0".to_owned() } else { row_col_to_cell(row - 1, names + 2) };
        let step = row_col_to_cell(row_of(k), column);
        bars.push(Bar {
            name: capitalized(Line::ALL[k].label(language)),
            kind: Kind::Step,
            ends: [before, format!("{}+{step}", row_col_to_cell(row, names + 1))],
            from: at,
            to: at + summary.mean,
        });
        at += summary.mean;
    }
    let row = first + bars.len() as u32;
    let before = if bars.is_empty() { "0".to_owned() } else { row_col_to_cell(row - 1, names + 2) };
    bars.push(Bar {
        name: book.pick("Nettokasstroom", "Net cash").to_owned(),
        kind: Kind::Total,
        ends: ["0".to_owned(), before],
        from: 0.0,
        to: at,
    });
    bars
}

/// The numbers beside the chart.
fn numbers(book: &Book<'_>, sheet: &mut Sheet, head: u32, bars: &[Bar]) -> Result<(), XlsxError> {
    let names = first_column(book);
    let formats = &book.formats;
    let heads = [
        book.pick("bij de grafiek", "for the chart"),
        book.pick("van", "from"),
        book.pick("tot", "to"),
        book.pick("opgetild +", "lifted +"),
        book.pick("opgetild −", "lifted −"),
        book.pick("totaal", "total"),
        book.pick("gunstiger +", "better +"),
        book.pick("ongunstiger +", "worse +"),
        book.pick("gunstiger −", "better −"),
        book.pick("ongunstiger −", "worse −"),
    ];
    sheet.headers(head, names, heads, &formats.header)?;
    let number = formats.number(OutcomeUnit::Euros);
    for (row, bar) in (head + 1..).zip(bars) {
        sheet.text(row, names, &bar.name, &formats.text)?;
        let [from, to] = &bar.ends;
        sheet.formula(row, names + 1, &format!("={from}"), bar.from, &number)?;
        sheet.formula(row, names + 2, &format!("={to}"), bar.to, &number)?;
        let (from, to) = (row_col_to_cell(row, names + 1), row_col_to_cell(row, names + 2));
        for (column, (formula, result)) in (names + 3..).zip(parts(bar, &from, &to)) {
            sheet.formula(row, column, &format!("={formula}"), result, &number)?;
        }
    }
    Ok(())
}

/// The parts of a bar by their formulas, with what these give: the total; or what lifts the bar above
/// zero and below it, and the bar above and below as better or worse.
fn parts(bar: &Bar, from: &str, to: &str) -> [(String, f64); PARTS] {
    let nothing = || ("0".to_owned(), 0.0);
    if bar.kind == Kind::Total {
        let total = (to.to_owned(), bar.to);
        return [nothing(), nothing(), total, nothing(), nothing(), nothing(), nothing()];
    }
    let (low, high) = (bar.from.min(bar.to), bar.from.max(bar.to));
    let (up, down) = (format!("MAX(0,MIN({from},{to}))"), format!("MIN(0,MAX({from},{to}))"));
    let above = (format!("MAX(0,MAX({from},{to}))-{up}"), high.max(0.0) - low.max(0.0));
    let below = (format!("MIN(0,MIN({from},{to}))-{down}"), low.min(0.0) - high.min(0.0));
    let is_better = bar.to >= bar.from;
    let better = |(formula, size): &(String, f64)| {
        (format!("IF({to}>={from},{formula},0)"), if is_better { *size } else { 0.0 })
    };
    let worse = |(formula, size): &(String, f64)| {
        (format!("IF({to}>={from},0,{formula})"), if is_better { 0.0 } else { *size })
    };
    [
        (up, low.max(0.0)),
        (down, high.min(0.0)),
        nothing(),
        better(&above),
        worse(&above),
        better(&below),
        worse(&below),
    ]
}

/// The chart beside its numbers.
fn chart(book: &Book<'_>, side: Side, first: u32, bars: &[Bar]) -> Chart {
    let names = first_column(book);
    let rows = |column: u16| Range {
        sheet: SHEET,
        first: (first, column),
        last: (first + bars.len() as u32 - 1, column),
    };
    let mut chart = Chart::new(ChartType::BarStacked);
    let better = Some((BLUE, book.pick("gunstiger", "better")));
    let worse = Some((VERMILLION, book.pick("ongunstiger", "worse")));
    let total = Some((GREY, book.pick("totaal", "total")));
    let parts = [None, None, total, better, worse, better, worse];
    for (column, part) in (names + 3..).zip(parts) {
        let mut format = match part {
            Some((of, _)) => chart::fill(colour(of)),
            None => ChartFormat::new().set_no_fill().set_no_line().clone(),
        };
        let name = part.map_or(" ", |(_, name)| name);
        chart
            .add_series()
            .set_name(name)
            .set_categories(&rows(names).of(book))
            .set_values(&rows(column).of(book))
            .set_format(&mut format)
            .set_gap(40)
            .set_overlap(100);
    }
    let title = match side {
        Side::Difference(s) => {
            let what = book.pick("Van uitgangspunt naar", "From the baseline to");
            format!("{what} {}", chart::in_title(book.tale.name(s)))
        }
        Side::Own(s) => {
            let what =
                book.pick("Waar de nettokasstroom uit bestaat:", "What net cash consists of:");
            format!("{what} {}", chart::in_title(book.tale.name(s)))
        }
    };
    chart::finish_with(book, &mut chart, &title, book.formats.codes.euros, true);
    let ends = bars.iter().flat_map(|bar| [bar.from, bar.to]);
    chart::scale(chart.x_axis(), ends);
    // The hidden parts, and the colours a second time. Some programs count from the other end,
    // which leaves the same three.
    chart.legend().delete_entries(&[0, 1, 5, 6]);
    chart
}
