//! Net present values of scenarios: how far their futures lie apart, and what differs run by run.

use super::super::data::of_rows;
use super::{Drawing, MOST_ROWS, Place, SideBySide, numbered};
use crate::figure::{DistributionChart, Ridge, Unit};
use crate::language::{Language, euros, out_of_hundred};
use crate::model::outcome::Headline;
use crate::summarize::statistics::OutcomeSummary;
use crate::write::Report;

/// Rows in figures, each with the rows of whole strategies where these fit.
fn packed(groups: &[Vec<Place>]) -> Vec<Vec<Place>> {
    let mut figures: Vec<Vec<Place>> = Vec::new();
    for part in groups.iter().flat_map(|places| places.chunks(MOST_ROWS)) {
        match figures.last_mut() {
            Some(last) if last.len() + part.len() <= MOST_ROWS => last.extend(part),
            _ => figures.push(part.to_vec()),
        }
    }
    figures
}

impl SideBySide<'_> {
    /// The difference in NPV with the first scenario, run by run.
    pub(super) fn differences(&self) -> Vec<Drawing> {
        let rows: Vec<(f64, Ridge, &OutcomeSummary)> = self
            .matches()
            .filter_map(|(pair, of)| {
                let found = of.difference.as_ref()?;
                let npv = &found.of(Headline::Npv)?.summary;
                let draws = |scenario: usize, strategy| {
                    self.scenarios[scenario].simulation.draws(strategy, Headline::Npv as usize)
                };
                let first = draws(0, of.first);
                let other = draws(pair.scenario, of.other);
                let values = other.iter().zip(&first).map(|(b, a)| b - a).collect();
                let [p5, _, p50, _, p95] = npv.percentiles;
                let ridge = Ridge {
                    name: self.label(Place { scenario: pair.scenario, strategy: of.other }),
                    colour: pair.scenario,
                    values,
                    p5,
                    p50,
                    p95,
                    below_zero: found.lower.value,
                };
                Some((found.higher.value, ridge, npv))
            })
            .collect();
        let first = self.quoted(0);
        let begin = match self.language() {
            Language::Nl => format!("Hogere netto contante waarde (NCW) dan in {first}"),
            Language::En => format!("Higher net present value (NPV) than in {first}"),
        };
        let aid = match self.language() {
            Language::Nl => format!(
                "Verschil in NCW met dezelfde strategie in {first}, in dezelfde toekomst. Rechts van nul is zij hoger dan daar."
            ),
            Language::En => format!(
                "Difference in NPV with the same strategy in {first}, in the same future. Right of zero it is higher than there."
            ),
        };
        let chunk = |(nth, rows): (usize, &[(f64, Ridge, &OutcomeSummary)])| {
            let by = |a: &&(f64, Ridge, _), b: &&(f64, Ridge, _)| a.0.total_cmp(&b.0);
            let end = |of: &(f64, Ridge, _)| (self.view(0).futures(of.0), of.1.name.clone());
            let low = rows.iter().min_by(by).expect("a row");
            let high = rows.iter().max_by(by).expect("a row");
            let facts = rows.iter().map(|(_, ridge, _)| self.fact(ridge)).collect();
            let chart = DistributionChart {
                heading: self.heading(
                    self.title(&begin, [end(low), end(high)]),
                    aid.clone(),
                    facts,
                    true,
                ),
                value_caption: self
                    .pick("verschil in netto contante waarde", "difference in net present value")
                    .to_owned(),
                unit: Unit::Euros,
                ridges: rows.iter().map(|(_, ridge, _)| ridge.clone()).collect(),
            };
            let summaries: Vec<_> = rows.iter().map(|(_, _, npv)| *npv).collect();
            self.distributions(&numbered("npv-difference", nth), &chart, &summaries)
        };
        rows.chunks(MOST_ROWS).enumerate().map(chunk).collect()
    }

    /// The net present values of all strategies of all scenarios, strategy by strategy.
    pub(super) fn npv(&self) -> Vec<Drawing> {
        // Under a lump sum the budget itself is not counted: beside other contracts it means nothing.
        let is_task = |report: &Report<'_>| report.plan.scenario.contract.variant.is_task();
        if self.has_lump_sum() && !self.scenarios.iter().all(is_task) {
            return Vec::new();
        }
        let groups = self.strategies();
        let places: Vec<Place> = groups.iter().flatten().copied().collect();
        // All in one figure, or else in as few as can be read, with a strategy's rows together.
        let figures: Vec<Vec<Place>> = match places.len() > MOST_ROWS {
            false => vec![places],
            true => packed(&groups),
        };
        figures.iter().enumerate().map(|(nth, places)| self.npv_of(nth, places)).collect()
    }

    fn npv_of(&self, nth: usize, places: &[Place]) -> Drawing {
        let summary =
            |at: &Place| self.told.tales[at.scenario].headline(at.strategy, Headline::Npv);
        let ridge = |at: &Place| {
            let simulation = self.scenarios[at.scenario].simulation;
            let values = simulation.draws(at.strategy, Headline::Npv as usize);
            let [p5, _, p50, _, p95] = summary(at).percentiles;
            let below = values.iter().filter(|value| **value < 0.0).count();
            Ridge {
                name: self.label(*at),
                colour: at.scenario,
                below_zero: below as f64 / values.len() as f64,
                values,
                p5,
                p50,
                p95,
            }
        };
        let ridges: Vec<Ridge> = places.iter().map(ridge).collect();
        let by = |a: &&Ridge, b: &&Ridge| a.p50.total_cmp(&b.p50);
        let (low, high) = (ridges.iter().min_by(by), ridges.iter().max_by(by));
        let largest = ridges.iter().map(|ridge| ridge.p50.abs()).fold(0.0, f64::max);
        let end = |of: Option<&Ridge>| {
            let of = of.expect("a strategy");
            (self.view(0).compact(of.p50, largest), of.name.clone())
        };
        let begin =
            self.pick("Netto contante waarde (NCW), mediaan", "Net present value (NPV), median");
        let chart = DistributionChart {
            heading: self.heading(
                self.title(begin, [end(low), end(high)]),
                self.pick(
                    "Alle toekomsten van elk scenario en elke strategie op één schaal, teruggerekend naar de start. Elk scenario heeft een eigen kleur.",
                    "All futures of each scenario and strategy on one scale, discounted to the start. Each scenario has a colour of its own.",
                )
                .to_owned(),
                ridges.iter().map(|ridge| self.fact(ridge)).collect(),
                true,
            ),
            value_caption: self.pick("netto contante waarde", "net present value").to_owned(),
            unit: Unit::Euros,
            ridges,
        };
        let summaries: Vec<_> = places.iter().map(summary).collect();
        self.distributions(&numbered("npv", nth), &chart, &summaries)
    }

    fn fact(&self, ridge: &Ridge) -> String {
        let view = self.view(0);
        let [p50, p5, p95] = [ridge.p50, ridge.p5, ridge.p95].map(|amount| view.money(amount));
        format!("{}: {} {p50} ({p5}–{p95})", ridge.name, self.pick("mediaan", "median"))
    }

    fn distributions(
        &self,
        name: &str,
        chart: &DistributionChart,
        summaries: &[&OutcomeSummary],
    ) -> Drawing {
        let language = self.language();
        let columns = ["p5", "p25", self.pick("mediaan", "median"), "p75", "p95"];
        let below = self.pick("kans onder nul", "chance below zero");
        let rows = chart.ridges.iter().zip(summaries).map(|(ridge, summary)| {
            let mut cells: Vec<String> = summary.percentiles.map(|x| euros(x, language)).into();
            cells.push(out_of_hundred(ridge.below_zero, language));
            (ridge.name.clone(), cells)
        });
        let heading = self.pick("scenario · strategie", "scenario · strategy");
        let columns = columns.into_iter().chain([below]).map(str::to_owned).collect();
        let data = of_rows(heading, columns, rows);
        Drawing::new(name, &chart.heading, chart.render(language), data)
    }
}
