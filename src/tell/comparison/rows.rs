//! Tables of scenarios side by side and of their differences.

use super::Told;
use crate::compare::{Difference, Match, Pair, Paired};
use crate::language::Language;
use crate::model::outcome::Headline;
use crate::tell::rounding;
use crate::tell::rows::{OutcomeTable, Row};

/// What a row is: its group, the row that it explains, and its own label.
type Place = (usize, String, String);

/// The tables of the scenarios beside each other; a row that one lacks is empty there.
pub fn side_by_side(told: &Told<'_>) -> OutcomeTable {
    let mut headings = Vec::new();
    let mut rows: Vec<(Place, Row)> = Vec::new();
    for (tale, name) in told.tales.iter().zip(told.names) {
        let table = tale.table();
        let before = headings.len();
        headings.extend(table.headings.iter().map(|heading| format!("{name} · {heading}")));
        // A row that is new goes after the one that it follows in its own table.
        let mut after = 0;
        for (place, row) in placed(table) {
            let at = match rows.iter().position(|(known, _)| *known == place) {
                Some(at) => at,
                None => {
                    let before_it = rows[after..].iter().take_while(|(known, _)| known.0 < place.0);
                    let at = after + before_it.count();
                    let blank = Row { cells: vec![String::new(); before], ..row.clone() };
                    rows.insert(at, (place, blank));
                    at
                }
            };
            rows[at].1.cells.resize(before, String::new());
            rows[at].1.cells.extend(row.cells);
            after = at + 1;
        }
        for (_, row) in &mut rows {
            row.cells.resize(headings.len(), String::new());
        }
    }
    let last = rows.iter().map(|((group, ..), _)| *group).max().unwrap_or(0);
    let mut groups = vec![Vec::new(); last + 1];
    for ((group, ..), row) in rows {
        groups[group].push(row);
    }
    OutcomeTable { headings, groups }
}

/// The rows of a table with their places.
fn placed(table: OutcomeTable) -> Vec<(Place, Row)> {
    let mut placed = Vec::new();
    for (group, rows) in table.groups.into_iter().enumerate() {
        let mut above = String::new();
        for row in rows {
            let parent = if row.is_detail { above.clone() } else { String::new() };
            if !row.is_detail {
                above.clone_from(&row.label);
            }
            placed.push(((group, parent, row.label.clone()), row));
        }
    }
    placed
}

/// Differences with the first scenario.
pub fn differences(told: &Told<'_>) -> OutcomeTable {
    let language = told.language();
    let columns: Vec<(&Pair, &Match)> = told
        .comparison
        .pairs
        .iter()
        .flat_map(|pair| pair.strategies.iter().map(move |of| (pair, of)))
        .filter(|(_, of)| of.difference.is_some() || of.above_baseline.is_some())
        .collect();
    let heading = |(pair, of): &(&Pair, &Match)| {
        let first = told.tales[0].name(of.first);
        let own = told.tales[pair.scenario].name(of.other);
        let against = language.pick("tegenover", "against");
        match first == own {
            true => format!("{} · {own}", told.names[pair.scenario]),
            false => format!("{} · {own} ({against} {first})", told.names[pair.scenario]),
        }
    };
    let mut table = OutcomeTable::new(columns.iter().map(heading).collect());
    let runs = told.tales[0].summary.runs;
    let own = |cell: &dyn Fn(&Difference) -> String| -> Vec<String> {
        let of = |(_, of): &(&Pair, &Match)| of.difference.as_ref().map_or_else(String::new, cell);
        columns.iter().map(of).collect()
    };
    let above = |cell: &dyn Fn(&Difference) -> String| -> Vec<String> {
        let of =
            |(_, of): &(&Pair, &Match)| of.above_baseline.as_ref().map_or_else(String::new, cell);
        columns.iter().map(of).collect()
    };
    let mean = |outcome: Headline| {
        move |of: &Difference| of.of(outcome).map_or_else(String::new, |of| amount(of, language))
    };
    let spread = |of: &Difference| {
        let Some(npv) = of.of(Headline::Npv) else { return String::new() };
        let (low, high) = (npv.summary.percentiles[0], npv.summary.percentiles[4]);
        if low == high {
            return String::new();
        }
        let [low, high] = rounding::signed_range(low, high, language);
        format!("{low} {}\u{a0}{high}", language.pick("tot", "to"))
    };
    let count = |outcome: Headline, write: fn(f64, Language) -> String| {
        move |of: &Difference| {
            let mean = of.of(outcome).and_then(|of| of.summary.mean).unwrap_or(0.0);
            let text = write(mean, language);
            if mean > 0.0 && text != "0" { format!("+{text}") } else { text }
        }
    };
    let higher = |of: &Difference| rounding::chance(of.higher, runs, language);
    table.row(language.pick("NCW", "NPV"), own(&mean(Headline::Npv)));
    table.detail("p5–p95", own(&spread));
    table.detail(language.pick("kans op een hogere NCW", "chance of a higher NPV"), own(&higher));
    if told.tales.iter().all(|tale| !tale.is_task()) {
        table.row(
            language.pick("Voorfinanciering, gemiddeld", "Peak funding, mean"),
            own(&mean(Headline::PeakFunding)),
        );
    }
    table.row(
        language.pick("Nieuw geregistreerd, einde", "Newly registered at the end"),
        own(&count(Headline::NewlyRegisteredAtHorizon, rounding::mean_count)),
    );
    table.row(
        language.pick("Niet geleverde uren, gemiddeld", "Undelivered hours, mean"),
        own(&count(Headline::UndeliveredHours, rounding::count)),
    );
    table.begin_group();
    table.row(
        language.pick("NCW boven het uitgangspunt", "NPV above the baseline"),
        above(&mean(Headline::Npv)),
    );
    table.detail("p5–p95", above(&spread));
    table.detail(
        language.pick("kans op een groter verschil", "chance of a larger difference"),
        above(&higher),
    );
    table
}

fn amount(of: &Paired, language: Language) -> String {
    let (mean, error) = (of.summary.mean, of.summary.standard_error);
    rounding::signed_amount_with_margin(mean.unwrap_or(0.0), error.unwrap_or(0.0), language)
}
