//! Figures of scenarios side by side: what is compared shares its axes. Each scenario has one colour.

mod curves;
mod distributions;

use super::Drawing;
use super::bridges::{self, means, steps};
use super::view::{View, first_short};
use crate::compare::{Match, Pair};
use crate::distribution::normal::HALF_WIDTH_95;
use crate::figure::{BridgeChart, BridgeStep, Heading};
use crate::language::{Language, number};
use crate::model::outcome::Headline;
use crate::tell::comparison::Told;
use crate::tell::rounding;
use crate::write::Report;

/// Rows of a figure of distributions that can be read.
const MOST_ROWS: usize = 6;
/// Curves over each other that can be followed.
const MOST_CURVES: usize = 4;
/// Panels of a figure.
const MOST_PANELS: usize = 6;
/// Bridges on a page.
const MOST_BRIDGES: usize = 8;

/// Scenarios side by side, with what there is to tell of them.
#[derive(Clone, Copy)]
pub struct SideBySide<'a> {
    /// In the order of the comparison.
    pub scenarios: &'a [Report<'a>],
    /// In the language of the figures.
    pub told: Told<'a>,
}

/// A strategy of a scenario.
#[derive(Clone, Copy)]
struct Place {
    scenario: usize,
    strategy: usize,
}

/// The figures, the most important ones first: what differs run by run, net present values, cash curves,
/// liquidity, and bridges from one scenario to the other.
#[must_use]
pub fn comparison_drawings(of: SideBySide<'_>) -> Vec<Drawing> {
    let mut drawings = of.differences();
    drawings.extend(of.npv());
    drawings.extend(of.cumulative());
    drawings.extend(of.liquidity());
    drawings.extend(of.bridges());
    drawings
}

impl<'a> SideBySide<'a> {
    fn language(&self) -> Language {
        self.told.language()
    }

    fn pick<'t>(&self, nl: &'t str, en: &'t str) -> &'t str {
        self.language().pick(nl, en)
    }

    fn view(&self, scenario: usize) -> View<'a> {
        View::new(self.scenarios[scenario], self.language())
    }

    fn quoted(&self, scenario: usize) -> String {
        format!("‘{}’", self.told.names[scenario])
    }

    fn name(&self, at: Place) -> String {
        self.told.tales[at.scenario].name(at.strategy).to_owned()
    }

    /// `other · Zij-instroom`.
    fn label(&self, at: Place) -> String {
        format!("{} · {}", self.told.names[at.scenario], self.name(at))
    }

    /// Title, aid and facts, with a note that is about all scenarios.
    fn heading(&self, title: String, aid: String, facts: Vec<String>, discounted: bool) -> Heading {
        let view = self.view(0);
        let runs = number(self.scenarios[0].summary.runs as f64, 0, self.language());
        let futures = self.pick("doorgerekende toekomsten", "simulated futures");
        let euros = match discounted {
            true => {
                self.pick("euro’s, contant gemaakt naar de start", "euros, discounted to the start")
            }
            false => self.pick("nominale euro’s", "nominal euros"),
        };
        let names = self.told.names.join(", ");
        let note = format!("{names}; {runs} {futures}; {euros}");
        Heading { note, ..view.heading(title, aid, facts) }
    }

    /// Keys of strategies in the order in which they first appear, with where each stands.
    fn strategies(&self) -> Vec<Vec<Place>> {
        let mut found: Vec<(&str, Vec<Place>)> = Vec::new();
        for (scenario, report) in self.scenarios.iter().enumerate() {
            for (strategy, of) in report.plan.scenario.strategies.iter().enumerate() {
                let place = Place { scenario, strategy };
                match found.iter_mut().find(|(key, _)| *key == of.key) {
                    Some((_, places)) => places.push(place),
                    None => found.push((&of.key, vec![place])),
                }
            }
        }
        found.into_iter().map(|(_, places)| places).collect()
    }

    /// Strategies that can be subtracted and do differ.
    fn matches(&self) -> impl Iterator<Item = (&'a Pair, &'a Match)> {
        let pairs = self.told.comparison.pairs.iter();
        pairs.flat_map(|pair| pair.strategies.iter().map(move |of| (pair, of))).filter(|(_, of)| {
            of.difference.as_ref().is_some_and(|found| found.higher.value + found.lower.value > 0.0)
        })
    }

    fn has_lump_sum(&self) -> bool {
        self.told.tales.iter().any(crate::tell::Tale::is_task)
    }

    /// A title from the lowest and the highest of some values, each with whose it is.
    fn title(&self, begin: &str, ends: [(String, String); 2]) -> String {
        let [(low, of_low), (high, of_high)] = ends;
        if low == high {
            return format!("{begin}: {low}");
        }
        let to = self.pick("tot", "to");
        first_short(vec![
            format!("{begin}: {low} (‘{of_low}’) {to} {high} (‘{of_high}’)"),
            format!("{begin}: {low} {to} {high}"),
        ])
    }

    /// Where the difference with the first scenario comes from, line by line.
    fn bridges(&self) -> Vec<Drawing> {
        self.matches().take(MOST_BRIDGES).filter_map(|(pair, of)| self.bridge(pair, of)).collect()
    }

    fn bridge(&self, pair: &Pair, of: &Match) -> Option<Drawing> {
        let language = self.language();
        let view = self.view(pair.scenario);
        let net = &of.difference.as_ref()?.of(Headline::NetCash)?.summary;
        let lines = |scenario: usize, strategy| &self.view(scenario).of(strategy).lines;
        let (first, other) = (lines(0, of.first), lines(pair.scenario, of.other));
        let changes = means(first).zip(means(other)).map(|(a, b)| b - a);
        let steps = steps(&view, changes);
        let gain: f64 = steps.iter().map(|step| step.amount).sum();
        let error = net.standard_error.unwrap_or(0.0);
        let name = self.name(Place { scenario: pair.scenario, strategy: of.other });
        let [a, b] = [self.quoted(0), self.quoted(pair.scenario)];
        let size = rounding::amount_with_margin(gain.abs(), error, language);
        let title = if gain.abs() <= HALF_WIDTH_95 * error || gain.abs() < 0.5 {
            match language {
                Language::Nl => format!(
                    "‘{name}’: gemiddeld geen aantoonbaar verschil in nettokasstroom tussen {b} en {a}"
                ),
                Language::En => format!(
                    "‘{name}’: no demonstrable difference in net cash on average between {b} and {a}"
                ),
            }
        } else {
            let title = match (language, gain > 0.0) {
                (Language::Nl, true) => {
                    format!("‘{name}’ houdt in {b} gemiddeld {size} meer over dan in {a}")
                }
                (Language::Nl, false) => {
                    format!("‘{name}’ houdt in {b} gemiddeld {size} minder over dan in {a}")
                }
                (Language::En, true) => {
                    format!("‘{name}’ leaves {size} more in {b} than in {a} on average")
                }
                (Language::En, false) => {
                    format!("‘{name}’ leaves {size} less in {b} than in {a} on average")
                }
            };
            let most = self.pick("grootste verschil", "largest difference");
            let because = bridges::largest(&view, &steps).unwrap_or_default();
            first_short(vec![format!("{title}; {most}: {because}"), title])
        };
        let aid = match language {
            Language::Nl => format!(
                "Nettokasstroom, niet contant gemaakt, van {a} naar {b}: blauw (+) is gunstiger, oranje (−) ongunstiger."
            ),
            Language::En => format!(
                "Net cash, undiscounted, from {a} to {b}: blue (+) is better, orange (−) is worse."
            ),
        };
        let facts = bridges::facts(&view, &steps);
        let chart = BridgeChart {
            heading: self.heading(title, aid, facts, false),
            value_caption: bridges::value_caption(&view),
            from: Some(BridgeStep {
                label: self.label(Place { scenario: 0, strategy: of.first }),
                amount: means(first).sum(),
            }),
            steps,
            to: self.label(Place { scenario: pair.scenario, strategy: of.other }),
            below: Vec::new(),
        };
        let key = &self.scenarios[0].plan.scenario.strategies[of.first].key;
        let name = format!("bridge-{}-{key}", pair.scenario + 1);
        Some(Drawing::new(
            name,
            &chart.heading,
            chart.render(language),
            bridges::data(&view, &chart),
        ))
    }
}

/// The name of the nth figure of a kind.
fn numbered(name: &str, nth: usize) -> String {
    if nth == 0 { name.to_owned() } else { format!("{name}-{}", nth + 1) }
}
