//! Curves of scenarios over each other, a panel for each strategy.

use super::super::data::{DataRow, DataTable, month_heading};
use super::super::{liquidity, money};
use super::{Drawing, MOST_CURVES, MOST_PANELS, Place, SideBySide, numbered};
use crate::figure::{FanChart, FanPanel, FanSeries, ReferenceLine, Unit};
use crate::language::{Language, euros};
use crate::model::outcome::Monthly;

/// Strategies without a counterpart that are named before the rest is counted.
const MOST_NAMED: usize = 3;

impl SideBySide<'_> {
    /// Scenarios that begin in the month of the first, and count the same money: only their curves can stand on
    /// one axis. A lump sum is outside the model, so that beside other contracts its cash means nothing.
    fn together(&self) -> Vec<usize> {
        let kind = |k: usize| {
            let scenario = &self.scenarios[k].plan.scenario;
            (scenario.calendar.start, scenario.contract.variant.is_task())
        };
        (0..self.scenarios.len()).filter(|&k| kind(k) == kind(0)).collect()
    }

    /// Cumulative net cash: a panel for each strategy, with the scenarios over each other. Others have
    /// a figure of their own.
    pub(super) fn cumulative(&self) -> Vec<Drawing> {
        let together = self.together();
        let begin = self.pick(
            "Cumulatieve nettokasstroom aan het einde, mediaan",
            "Cumulative net cash at the end, median",
        );
        let aid = self.pick(
            "Ontvangsten min uitgaven, opgeteld vanaf de start; in elk vlak dezelfde strategie in elk scenario.",
            "Receipts minus payments since the start; in each panel the same strategy in each scenario.",
        );
        let caption = self.pick("cumulatieve nettokasstroom", "cumulative net cash");
        let mut drawings = self.curves(
            "cumulative",
            &together,
            Monthly::CumulativeNetCash,
            [begin, aid, caption],
            &[],
        );
        let apart = (0..self.scenarios.len()).filter(|k| !together.contains(k));
        drawings.extend(apart.map(|k| Drawing {
            name: format!("cumulative-of-{}", k + 1),
            ..money::cumulative(&self.view(k))
        }));
        drawings
    }

    /// The balance of the organisation, in the same way, for scenarios that state it.
    pub(super) fn liquidity(&self) -> Vec<Drawing> {
        let states = |k: &usize| self.scenarios[*k].summary.without.is_some();
        let together: Vec<usize> = self.together().into_iter().filter(states).collect();
        let floor = |k: usize| {
            let scenario = &self.scenarios[k].plan.scenario;
            let liquidity = scenario.organisation.liquidity?;
            Some(scenario.quantities[liquidity.floor.index as usize].distribution.median())
        };
        let mut floors: Vec<f64> = together.iter().filter_map(|k| floor(*k)).collect();
        floors.dedup();
        let is_one = floors.len() == 1;
        let reference = |k: &usize| {
            let name = self.pick("vloer", "floor");
            let label =
                if is_one { name.to_owned() } else { format!("{name} {}", self.quoted(*k)) };
            Some(ReferenceLine { value: floor(*k)?, label })
        };
        let shown = if is_one { &together[..1] } else { &together[..] };
        let references: Vec<ReferenceLine> =
            shown.iter().take(MOST_CURVES).filter_map(reference).collect();
        let begin =
            self.pick("Liquide middelen aan het einde, mediaan", "Cash balance at the end, median");
        let aid = self.pick(
            "Geld in kas van de hele organisatie aan het eind van elke maand; in elk vlak dezelfde strategie in elk scenario.",
            "Cash of the whole organisation at the end of each month; in each panel the same strategy in each scenario.",
        );
        let caption = self.pick("stand van de liquide middelen", "cash balance");
        let mut drawings = self.curves(
            "liquidity",
            &together,
            Monthly::Liquidity,
            [begin, aid, caption],
            &references,
        );
        let apart = (0..self.scenarios.len()).filter(|k| !self.together().contains(k));
        drawings.extend(apart.filter_map(|k| {
            let drawing = liquidity::liquidity(&self.view(k))?;
            Some(Drawing { name: format!("liquidity-of-{}", k + 1), ..drawing })
        }));
        drawings
    }

    fn curves(
        &self,
        name: &str,
        scenarios: &[usize],
        outcome: Monthly,
        [begin, aid, caption]: [&str; 3],
        references: &[ReferenceLine],
    ) -> Vec<Drawing> {
        let shown = &scenarios[..scenarios.len().min(MOST_CURVES)];
        // Only strategies that at least two of the scenarios have are compared.
        let panels: Vec<Vec<Place>> = self
            .strategies()
            .into_iter()
            .map(|places| {
                places.into_iter().filter(|at| shown.contains(&at.scenario)).collect::<Vec<_>>()
            })
            .filter(|places| places.len() > 1)
            .collect();
        let left_out: Vec<String> =
            scenarios[shown.len()..].iter().map(|&k| self.quoted(k)).collect();
        let mut aid = aid.to_owned();
        if !left_out.is_empty() {
            let only = self.pick("Niet getoond", "Not shown");
            aid += &format!(" {only}: {}.", left_out.join(", "));
        }
        if let Some(alone) = self.alone(shown) {
            aid += &format!(" {alone}");
        }
        let chunk = |(nth, panels): (usize, &[Vec<Place>])| {
            self.curves_of(
                &numbered(name, nth),
                panels,
                outcome,
                [begin, &aid, caption],
                references,
            )
        };
        panels.chunks(MOST_PANELS).enumerate().map(chunk).collect()
    }

    /// That strategies of one scenario only have nothing beside them here.
    fn alone(&self, shown: &[usize]) -> Option<String> {
        let strategies = self.strategies();
        let of = |places: &Vec<Place>| {
            let mut here = places.iter().filter(|at| shown.contains(&at.scenario));
            let first = *here.next()?;
            here.next().is_none().then(|| self.label(first))
        };
        let alone: Vec<String> = strategies.iter().filter_map(of).collect();
        let shown: Vec<&str> = alone.iter().take(MOST_NAMED).map(String::as_str).collect();
        let more = alone.len() - shown.len();
        let list = shown.join(", ");
        (!alone.is_empty()).then(|| match (more, self.language()) {
            (0, Language::Nl) => format!("Zonder tegenhanger, en daarom niet getekend: {list}."),
            (0, Language::En) => format!("Without a counterpart, and so not drawn: {list}."),
            (_, Language::Nl) => {
                format!("Zonder tegenhanger, en daarom niet getekend: {list} en nog {more}.")
            }
            (_, Language::En) => {
                format!("Without a counterpart, and so not drawn: {list} and {more} more.")
            }
        })
    }

    fn curves_of(
        &self,
        name: &str,
        panels: &[Vec<Place>],
        outcome: Monthly,
        [begin, aid, caption]: [&str; 3],
        references: &[ReferenceLine],
    ) -> Drawing {
        let language = self.language();
        let columns = |at: &Place| self.view(at.scenario).monthly(at.strategy, outcome);
        let last = |at: &Place| columns(at).last().map_or(0.0, |column| column.percentiles[2]);
        let all = || panels.iter().flatten();
        let by = |a: &&Place, b: &&Place| last(a).total_cmp(&last(b));
        let (low, high) = (all().min_by(by), all().max_by(by));
        let largest = all().map(|at| last(at).abs()).fold(0.0, f64::max);
        let end = |at: Option<&Place>| {
            let at = at.expect("a strategy");
            (self.view(0).compact(last(at), largest), self.label(*at))
        };
        let facts = all()
            .map(|at| format!("{}: {}", self.label(*at), self.view(0).compact(last(at), largest)));
        let series = |at: &Place| FanSeries {
            name: self.told.names[at.scenario].clone(),
            colour: at.scenario,
            fan: self.view(at.scenario).fan(columns(at)),
        };
        let chart = FanChart {
            heading: self.heading(
                self.title(begin, [end(low), end(high)]),
                aid.to_owned(),
                facts.collect(),
                false,
            ),
            start: self.view(0).start(),
            month_caption: self.view(0).month_caption(),
            value_caption: caption.to_owned(),
            unit: Unit::Euros,
            panels: panels
                .iter()
                .map(|places| FanPanel {
                    name: self.name(places[0]),
                    lines: Vec::new(),
                    series: places.iter().map(series).collect(),
                })
                .collect(),
            references: references.to_vec(),
        };
        // Every panel has the same columns; what a scenario lacks is empty.
        let mut shown: Vec<usize> = all().map(|at| at.scenario).collect();
        shown.sort_unstable();
        shown.dedup();
        let longest =
            *shown.iter().max_by_key(|&&k| self.scenarios[k].plan.horizon).expect("a scenario");
        let median = self.pick("mediaan", "median");
        let cells = |t: usize| {
            let cells = panels.iter().flat_map(|places| {
                shown.iter().flat_map(move |k| {
                    let at = places.iter().find(|at| at.scenario == *k);
                    let column = at.and_then(|at| columns(at).get(t));
                    [2, 0, 4].map(|p| {
                        column.map_or_else(String::new, |of| euros(of.percentiles[p], language))
                    })
                })
            });
            cells.collect()
        };
        let data = DataTable {
            row_heading: self.pick("maand", "month").to_owned(),
            groups: panels.iter().map(|places| self.name(places[0])).collect(),
            columns: shown
                .iter()
                .flat_map(|&k| {
                    let name = &self.told.names[k];
                    [median, "p5", "p95"].map(|of| format!("{name}, {of}"))
                })
                .collect(),
            rows: (0..self.scenarios[longest].plan.horizon)
                .map(|t| DataRow {
                    heading: month_heading(&self.view(longest), t),
                    cells: cells(t),
                })
                .collect(),
        };
        Drawing::new(name, &chart.heading, chart.render(language), data)
    }
}
