//! A run told to people: its numbers, its people, its money.

use super::Place;
use crate::cli::console::Console;
use crate::cli::screen::layout::{BOLD, DIM, Table, paragraph};
use crate::explain::{Event, Hire, Story, What, Which};
use crate::language::{Language, euros, number};
use crate::model::outcome::{Headline, Line, Monthly};
use crate::model::path::ExitCause;
use crate::model::plan::Plan;
use crate::tell::quantities::with_unit;
use crate::tell::words::{calendar_month, capitalized, month};
use crate::tell::{names, rounding};
use crate::write::labels::{Labelled, OutcomeUnit};

/// Numbers of the run that are named: those farthest from their median.
const MOST_NUMBERS: usize = 6;

/// A draw nearer to its median than this (as a share of the runs) is nothing special.
const SPECIAL: f64 = 0.25;

/// Outcomes that are told.
const TOLD: [Headline; 7] = [
    Headline::Npv,
    Headline::NetCash,
    Headline::PeakFunding,
    Headline::Payback,
    Headline::Hires,
    Headline::Exits,
    Headline::NewlyRegisteredAtHorizon,
];

/// What the page is made from.
pub struct Page<'a> {
    /// The scenario.
    pub plan: &'a Plan,
    /// The run.
    pub story: &'a Story,
    /// Where it stands, where that is known.
    pub place: Option<Place>,
    /// Language and width.
    pub console: &'a Console,
}

impl Page<'_> {
    /// The page as text.
    pub fn render(&self) -> String {
        let language = self.console.language;
        let scenario = &self.plan.scenario;
        let strategy = &scenario.strategies[self.story.strategy];
        let mut text = format!("{BOLD}{}{BOLD:#}\n", scenario.title.get(language));
        text.push_str(&paragraph(
            "",
            &self.introduction(strategy.name.get(language)),
            self.width(),
        ));
        text.push_str(&self.numbers());
        text.push_str(&self.people());
        text.push_str(&self.months());
        text.push_str(&self.money());
        text
    }

    fn width(&self) -> usize {
        self.console.width
    }

    fn heading(&self, nl: &str, en: &str) -> String {
        format!("\n{BOLD}{}{BOLD:#}\n", self.console.pick(nl, en))
    }

    fn introduction(&self, strategy: &str) -> String {
        let language = self.console.language;
        let run = self.story.run;
        let npv = rounding::amount(self.story.headline[Headline::Npv as usize], language);
        let place = self.place.map_or_else(String::new, |place| {
            let runs = number(place.runs as f64, 0, language);
            match (language, place.which) {
                (Language::Nl, Which::Worst) => format!(" De laagste van {runs} runs."),
                (Language::Nl, Which::Median) => format!(" De middelste van {runs} runs."),
                (Language::En, Which::Worst) => format!(" The lowest of {runs} runs."),
                (Language::En, Which::Median) => format!(" The middle one of {runs} runs."),
            }
        });
        match language {
            Language::Nl => {
                format!("Run {run}, ‘{strategy}’: netto contante waarde {npv}.{place}")
            }
            Language::En => format!("Run {run}, ‘{strategy}’: net present value {npv}.{place}"),
        }
    }

    /// The quantities that turned out unlike what was to be expected.
    fn numbers(&self) -> String {
        let language = self.console.language;
        let mut ranked: Vec<(f64, f64, usize)> = self
            .plan
            .scenario
            .quantities
            .iter()
            .enumerate()
            .filter(|(_, quantity)| !quantity.distribution.is_certain())
            .map(|(k, quantity)| {
                let value = self.story.theta.0[k];
                // The middle of the jump, where a value has a probability of its own.
                let rank = (quantity.distribution.cdf(value)
                    + quantity.distribution.cdf_left(value))
                    / 2.0;
                ((rank - 0.5).abs(), rank, k)
            })
            .filter(|(distance, _, _)| *distance > SPECIAL)
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.cmp(&b.2)));
        if ranked.is_empty() {
            return String::new();
        }
        let mut text =
            self.heading("Bijzondere getallen in deze run", "Unusual numbers in this run");
        for (_, rank, k) in ranked.into_iter().take(MOST_NUMBERS) {
            let quantity = &self.plan.scenario.quantities[k];
            let name = capitalized(&names::name(&self.plan.scenario, &quantity.path, language));
            let value = with_unit(self.story.theta.0[k], quantity.unit, language);
            let share = rounding::of_hundred(rank.max(1.0 - rank), language);
            let compared = match (language, rank > 0.5) {
                (Language::Nl, true) => "hoger dan in",
                (Language::Nl, false) => "lager dan in",
                (Language::En, true) => "higher than in",
                (Language::En, false) => "lower than in",
            };
            let line = format!("{name}: {value}, {compared} {share} runs");
            text.push_str(&paragraph("  ", &line, self.width()));
        }
        text
    }

    /// Every hire, by position.
    fn people(&self) -> String {
        let language = self.console.language;
        let mut text = self.heading(
            "Wie er kwam (bedragen per persoon, zonder inhuur op de plek)",
            "Who came (amounts for the person, without cover of the post)",
        );
        if self.story.hires.is_empty() {
            text.push_str(self.console.pick("  Niemand.\n", "  Nobody.\n"));
        }
        for hire in &self.story.hires {
            let profile = &self.plan.scenario.profiles[hire.spell.profile.0];
            let (position, name) = (hire.spell.position + 1, profile.name.get(language));
            text.push_str(&match language {
                Language::Nl => format!("  Plek {position}: {name}\n"),
                Language::En => format!("  Position {position}: {name}\n"),
            });
            for (event, until) in in_one_line(&hire.events) {
                let when = calendar_month(self.plan, event.month, language);
                let what = self.event(&event, until);
                text.push_str(&paragraph(&format!("    {when}  "), &what, self.width()));
            }
            let balance = self.balance(hire);
            text.push_str(&format!("    {DIM}{balance}{DIM:#}\n"));
        }
        text
    }

    fn event(&self, event: &Event, until: usize) -> String {
        let language = self.console.language;
        match (event.what, language) {
            (What::Starts { searched: 0 }, Language::Nl) => "begint".to_owned(),
            (What::Starts { searched: 0 }, Language::En) => "starts".to_owned(),
            (What::Starts { searched: 1 }, Language::Nl) => {
                "begint, na een maand zoeken".to_owned()
            }
            (What::Starts { searched: 1 }, Language::En) => {
                "starts, after a month of search".to_owned()
            }
            (What::Starts { searched }, Language::Nl) => {
                format!("begint, na {searched} maanden zoeken")
            }
            (What::Starts { searched }, Language::En) => {
                format!("starts, after {searched} months of search")
            }
            (What::RouteStarts, _) => {
                self.console.pick("begint aan de route", "begins the route").to_owned()
            }
            (What::FailsAttempt(n), Language::Nl) => format!("haalt poging {n} niet"),
            (What::FailsAttempt(n), Language::En) => format!("fails attempt {n}"),
            (What::Registers, _) => {
                self.console.pick("is geregistreerd", "is registered").to_owned()
            }
            (What::FailsRoute, _) => {
                self.console.pick("haalt de route niet", "fails the route").to_owned()
            }
            (What::Leaves(ExitCause::Attrition), _) => {
                self.console.pick("vertrekt", "leaves").to_owned()
            }
            (What::Leaves(ExitCause::FailedRoute), _) => self
                .console
                .pick("moet weg: de route is niet gehaald", "has to leave: the route was failed")
                .to_owned(),
            (What::Subsidy { design, amount, .. }, _) => {
                let name = self.plan.scenario.subsidies[design].name.get(language);
                let sum = rounding::amount(amount.abs(), language);
                let last = calendar_month(self.plan, until, language);
                let by = match (language, until > event.month) {
                    (Language::Nl, true) => format!("tot en met {last} samen "),
                    (Language::En, true) => format!("by {last} in all "),
                    (_, false) => String::new(),
                };
                match (language, amount >= 0.0) {
                    (Language::Nl, true) => format!("geeft {by}recht op {sum} subsidie: {name}"),
                    (Language::En, true) => format!("earns {by}{sum} of subsidy: {name}"),
                    (Language::Nl, false) => format!("{by}{sum} subsidie moet terug: {name}"),
                    (Language::En, false) => {
                        format!("{by}{sum} of subsidy is to be paid back: {name}")
                    }
                }
            }
            (What::IsThereAtHorizon, _) => {
                self.console.pick("is er aan het einde nog", "is still there at the end").to_owned()
            }
        }
    }

    fn balance(&self, hire: &Hire) -> String {
        let language = self.console.language;
        let total = rounding::amount(hire.lines.iter().sum::<f64>().abs(), language);
        let months = match (language, hire.months) {
            (Language::Nl, 1) => "1 maand".to_owned(),
            (Language::Nl, months) => format!("{months} maanden"),
            (Language::En, 1) => "1 month".to_owned(),
            (Language::En, months) => format!("{months} months"),
        };
        let gains = hire.lines.iter().sum::<f64>() >= 0.0;
        match (language, gains) {
            (Language::Nl, true) => format!("{months}, bracht per saldo {total} op"),
            (Language::Nl, false) => format!("{months}, kostte per saldo {total}"),
            (Language::En, true) => format!("{months}, brought {total} on balance"),
            (Language::En, false) => format!("{months}, cost {total} on balance"),
        }
    }

    /// What every month cost, brought and left.
    fn months(&self) -> String {
        let language = self.console.language;
        let mut text = self.heading("Maand voor maand", "Month by month");
        let has_liquidity = self.plan.scenario.organisation.liquidity.is_some();
        let columns: Vec<(Monthly, String)> = [
            (Monthly::Heads, "in dienst", "employed"),
            (Monthly::RegisteredHeads, "met SKJ", "registered"),
            (Monthly::Benefits, "baten", "benefits"),
            (Monthly::Costs, "kosten", "costs"),
            (Monthly::NetCash, "saldo", "net cash"),
            (Monthly::CumulativeNetCash, "opgeteld", "cumulative"),
            (Monthly::Liquidity, "in kas", "cash balance"),
        ]
        .into_iter()
        .filter(|(outcome, _, _)| *outcome != Monthly::Liquidity || has_liquidity)
        .map(|(outcome, nl, en)| (outcome, language.pick(nl, en).to_owned()))
        .collect();
        let mut table = Table::new(columns.iter().map(|(_, name)| name.clone()).collect());
        for t in 0..self.plan.horizon {
            let cell = |(outcome, _): &(Monthly, String)| {
                let value = self.story.monthly[*outcome as usize][t];
                match outcome {
                    Monthly::Heads | Monthly::RegisteredHeads => number(value, 0, language),
                    _ => euros(value, language),
                }
            };
            table.row(&calendar_month(self.plan, t, language), columns.iter().map(cell).collect());
        }
        text.push_str(&table.render(self.width()));
        text
    }

    /// The bridge and the outcomes.
    fn money(&self) -> String {
        let language = self.console.language;
        let title = self.console.pick("kasstroom tot het einde", "cash to the end").to_owned();
        let mut bridge = Table::columns([title]);
        for &line in Line::ALL {
            let amount = self.story.line(line);
            if amount != 0.0 {
                let label = capitalized(line.label(language));
                bridge.row(&label, vec![rounding::amount(amount, language)]);
            }
        }
        bridge.space();
        for outcome in TOLD {
            let value = self.story.headline[outcome as usize];
            let cell = match outcome.unit() {
                OutcomeUnit::Month => month(self.plan, value, language),
                OutcomeUnit::Euros => rounding::amount(value, language),
                _ => rounding::count(value, language),
            };
            bridge.row(&capitalized(outcome.label(language)), vec![cell]);
        }
        format!("\n{}", bridge.render(self.width()))
    }
}

/// Events in order, those of one subsidy instrument taken together: the first with the total, and
/// the month of the last.
fn in_one_line(events: &[Event]) -> Vec<(Event, usize)> {
    let mut lines: Vec<(Event, usize)> = Vec::with_capacity(events.len());
    for &event in events {
        let same = lines.iter_mut().find_map(|(line, until)| match (line.what, event.what) {
            (
                What::Subsidy { design, instrument, amount },
                What::Subsidy { design: d, instrument: i, amount: more },
            ) if (design, instrument) == (d, i) && (amount >= 0.0) == (more >= 0.0) => {
                let amount = amount + more;
                line.what = What::Subsidy { design, instrument, amount };
                Some(until)
            }
            _ => None,
        });
        match same {
            Some(until) => *until = event.month,
            None => lines.push((event, event.month)),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn payments_of_one_instrument_are_told_once() {
        let pays = |month, instrument, amount| Event {
            month,
            what: What::Subsidy { design: 0, instrument, amount },
        };
        let leaves = Event { month: 2, what: What::Leaves(ExitCause::Attrition) };
        let events = [pays(0, 0, 5.0), pays(1, 0, 7.0), pays(1, 1, 1.0), leaves, pays(2, 0, -3.0)];
        let told = in_one_line(&events);
        assert_eq!(
            told,
            [(pays(0, 0, 12.0), 1), (pays(1, 1, 1.0), 1), (leaves, 2), (pays(2, 0, -3.0), 2)]
        );
    }
}
