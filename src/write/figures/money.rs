//! Figures about money: costs and benefits, net cash, liquidity, net present value.

use super::Drawing;
use super::view::{View, payback_range};
use crate::figure::{
    CostBenefitChart, CostBenefitPanel, DistributionChart, FanChart, FanPanel, FanSeries,
    ReferenceLine, Ridge, Unit,
};
use crate::language::{Language, out_of_hundred};
use crate::model::contract::Variant;
use crate::model::outcome::{Headline, Monthly};
use crate::simulate::ColumnSummary;
use crate::summarize::DifferenceSummary;

/// Cumulative costs and benefits of every strategy.
pub(super) fn cost_benefit(view: &View<'_>) -> Drawing {
    // Under a task contract the benefits are what cover costs less than under the baseline: the
    // curves then say nothing about the payback of the strategy's own cash.
    let task = matches!(
        view.report.plan.scenario.contract.variant,
        Variant::Task { .. }
    );
    let last = |s: usize, outcome: Monthly| {
        let column = view.monthly(s, outcome).last();
        column.map_or(0.0, |column| column.percentiles[2])
    };
    let horizon = view.horizon();
    let (title, subtitle) = if task {
        let benefits: Vec<_> = view
            .strategies()
            .map(|s| (s, last(s, Monthly::CumulativeBenefits)))
            .collect();
        let list = view.by_strategy(&benefits, |amount| view.money(amount));
        let baseline = view.quoted(view.baseline());
        (
            match view.language {
                Language::Nl => {
                    format!(
                        "Wat bij een vast budget tegenover de kosten staat na {horizon}: {list} (mediaan)"
                    )
                }
                Language::En => {
                    format!(
                        "What stands against the costs under a fixed budget after {horizon}: {list} (median)"
                    )
                }
            },
            match view.language {
                Language::Nl => format!(
                    "Baten zijn subsidie en inhuur die niet nodig is vergeleken met {baseline}; kosten zijn zonder inhuur."
                ),
                Language::En => format!(
                    "Benefits are subsidy and cover that is not needed compared with {baseline}; costs are without cover."
                ),
            },
        )
    } else {
        let chances: Vec<_> = view
            .strategies()
            .map(|s| (s, view.of(s).paid_back.value))
            .collect();
        let list = view.by_strategy(&chances, |share| view.futures(share));
        (
            format!(
                "{} {horizon}: {list}",
                view.pick("Kosten terugverdiend binnen", "Costs earned back within")
            ),
            view.pick(
                "Alle betaalde kosten en ontvangen baten, opgeteld vanaf de start. Boven de oranje lijn is alles terugverdiend.",
                "All costs paid and benefits received since the start. Above the orange line everything is earned back.",
            )
            .to_owned(),
        )
    };
    let facts = view.strategies().map(|s| {
        format!(
            "{}: {} {}, {} {}",
            view.name(s),
            view.pick("kosten", "costs"),
            view.money(last(s, Monthly::CumulativeCosts)),
            view.pick("baten", "benefits"),
            view.money(last(s, Monthly::CumulativeBenefits)),
        )
    });
    let chart = CostBenefitChart {
        heading: view.heading(title, subtitle, facts),
        start: view.start(),
        month_caption: view.month_caption(),
        value_caption: view
            .pick(
                "cumulatieve kosten en baten",
                "cumulative costs and benefits",
            )
            .to_owned(),
        panels: view
            .strategies()
            .map(|s| CostBenefitPanel {
                name: view.name(s),
                costs: view.fan(view.monthly(s, Monthly::CumulativeCosts)),
                benefits: view.fan(view.monthly(s, Monthly::CumulativeBenefits)),
                payback: (!task).then(|| payback_range(view.outcome(s, Headline::Payback))),
            })
            .collect(),
    };
    Drawing::new("cost-benefit", chart.render(view.language))
}

/// One panel with one fan.
fn fan_panel(view: &View<'_>, s: usize, lines: Vec<String>, columns: &[ColumnSummary]) -> FanPanel {
    FanPanel {
        name: view.name(s),
        lines,
        series: vec![FanSeries {
            name: view.name(s),
            colour: view.colour(s),
            fan: view.fan(columns),
        }],
    }
}

/// The lines of every panel, for who cannot see them.
fn facts(panels: &[FanPanel]) -> Vec<String> {
    let fact = |panel: &FanPanel| format!("{}: {}", panel.name, panel.lines.join("; "));
    panels.iter().map(fact).collect()
}

/// Cumulative net cash of every strategy.
pub(super) fn cumulative(view: &View<'_>) -> Drawing {
    let peak = |s: usize| view.outcome(s, Headline::PeakFunding).percentiles;
    let peaks: Vec<_> = view.strategies().map(|s| (s, peak(s)[2])).collect();
    let list = view.by_strategy(&peaks, |amount| view.money(amount));
    let title = if peaks.iter().all(|(_, peak)| *peak == 0.0) {
        view.pick(
            "In de helft van de toekomsten of meer hoeft geen geld te worden voorgeschoten",
            "In half of the futures or more no money has to be advanced",
        )
        .to_owned()
    } else {
        let begin = view.pick(
            "Zoveel geld moet worden voorgeschoten (mediaan):",
            "This much money has to be advanced (median):",
        );
        format!("{begin} {list}")
    };
    let panels: Vec<FanPanel> = view
        .strategies()
        .map(|s| {
            let [p5, _, _, _, p95] = peak(s);
            let line = format!(
                "{} {}–{}",
                view.pick(
                    "voor te schieten: 90% tussen",
                    "to be advanced: 90% between"
                ),
                view.money(p5),
                view.money(p95)
            );
            fan_panel(
                view,
                s,
                vec![line],
                view.monthly(s, Monthly::CumulativeNetCash),
            )
        })
        .collect();
    let chart = FanChart {
        heading: view.heading(
            title,
            view.pick(
                "Ontvangsten min uitgaven, opgeteld vanaf de start. Wat wordt voorgeschoten is het diepste punt van elke toekomst.",
                "Receipts minus payments since the start. What is advanced is the lowest point of each future.",
            ),
            facts(&panels),
        ),
        start: view.start(),
        month_caption: view.month_caption(),
        value_caption: view
            .pick("cumulatieve nettokasstroom", "cumulative net cash")
            .to_owned(),
        unit: Unit::Euros,
        panels,
        references: Vec::new(),
    };
    Drawing::new("cumulative", chart.render(view.language))
}

/// Each strategy's difference against the baseline.
fn differences<'a>(view: &View<'a>) -> Vec<(usize, &'a DifferenceSummary)> {
    let with = |s: usize| Some((s, view.of(s).difference.as_ref()?));
    view.others().into_iter().filter_map(with).collect()
}

/// Cumulative net cash against the baseline; nothing where the baseline stands alone.
pub(super) fn difference(view: &View<'_>) -> Option<Drawing> {
    let differences = differences(view);
    if differences.is_empty() {
        return None;
    }
    let baseline = view.quoted(view.baseline());
    // The difference curve ends at or above zero exactly where the extra investment is earned back.
    let chances: Vec<_> = differences
        .iter()
        .map(|(s, of)| (*s, of.paid_back.value))
        .collect();
    let list = view.by_strategy(&chances, |share| view.futures(share));
    let begin = view.pick("Minstens zo voordelig als", "At least as good as");
    let after = view.pick("na", "after");
    let title = format!("{begin} {baseline} {after} {}: {list}", view.horizon());
    let panels: Vec<FanPanel> = differences
        .iter()
        .map(|(s, of)| {
            let payback = of.headline[Headline::Payback as usize].as_ref();
            let mut lines: Vec<String> = payback
                .map(|payback| payback_range(payback).text(view.language))
                .into_iter()
                .collect();
            lines.push(format!(
                "{} {}",
                view.pick("hogere contante waarde:", "higher present value:"),
                view.chance(of.better)
            ));
            fan_panel(view, *s, lines, &of.cumulative)
        })
        .collect();
    let subtitle = match view.language {
        Language::Nl => format!(
            "Verschil in cumulatieve nettokasstroom met {baseline}, in dezelfde toekomst. Boven nul is er meer over."
        ),
        Language::En => format!(
            "Difference in cumulative net cash with {baseline}, in the same future. Above zero more is left."
        ),
    };
    let chart = FanChart {
        heading: view.heading(title, subtitle, facts(&panels)),
        start: view.start(),
        month_caption: view.month_caption(),
        value_caption: view
            .pick(
                "verschil in nettokasstroom, cumulatief",
                "difference in net cash, cumulative",
            )
            .to_owned(),
        unit: Unit::Euros,
        panels,
        references: Vec::new(),
    };
    Some(Drawing::new("difference", chart.render(view.language)))
}

/// The balance of the organisation; nothing where none is stated.
pub(super) fn liquidity(view: &View<'_>) -> Option<Drawing> {
    let scenario = &view.report.plan.scenario;
    let liquidity = scenario.organisation.liquidity?;
    let without = view.report.summary.without.as_ref()?.shortfall;
    let chances: Vec<_> = view
        .strategies()
        .filter_map(|s| Some((s, view.of(s).shortfall?)))
        .collect();
    let (worst, chance) = *chances
        .iter()
        .max_by(|a, b| a.1.value.total_cmp(&b.1.value))?;
    let title = liquidity_title(
        view,
        worst,
        chance.value,
        without.value,
        liquidity.accepted_risk,
    );
    let panels: Vec<FanPanel> = chances
        .iter()
        .map(|(s, chance)| {
            let lines = vec![
                format!(
                    "{} {}",
                    view.pick("onder de vloer:", "below the floor:"),
                    view.chance(*chance)
                ),
                format!(
                    "{} {}",
                    view.pick("zonder dit cohort:", "without this cohort:"),
                    view.chance(without)
                ),
            ];
            fan_panel(view, *s, lines, view.monthly(*s, Monthly::Liquidity))
        })
        .collect();
    let floor = &scenario.quantities[liquidity.floor.index as usize].distribution;
    let median = if floor.is_certain() {
        ""
    } else {
        view.pick(" (mediaan)", " (median)")
    };
    let floor = floor.median();
    let label = format!(
        "{} {}{median}",
        view.pick("vloer", "floor"),
        view.money(floor)
    );
    let chart = FanChart {
        heading: view.heading(
            title,
            view.pick(
                "Geld in kas van de hele organisatie aan het eind van elke maand, met de vloer waar zij niet onder mag komen.",
                "Cash of the whole organisation at the end of each month, with the floor that it must not fall below.",
            ),
            facts(&panels),
        ),
        start: view.start(),
        month_caption: view.month_caption(),
        value_caption: view
            .pick("stand van de liquide middelen", "cash balance")
            .to_owned(),
        unit: Unit::Euros,
        panels,
        references: vec![ReferenceLine {
            value: floor,
            label,
        }],
    };
    Some(Drawing::new("liquidity", chart.render(view.language)))
}

/// What the chance of falling below the floor means beside the accepted risk.
fn liquidity_title(
    view: &View<'_>,
    worst: usize,
    chance: f64,
    without: f64,
    accepted: f64,
) -> String {
    let language = view.language;
    let name = view.quoted(worst);
    let share = |share| out_of_hundred(share, language);
    let accepted_text = share(accepted);
    match (language, without > accepted, chance > accepted) {
        (Language::Nl, true, _) => format!(
            "Ook zonder dit cohort komt de kas {} onder de vloer, met {name} {}; aanvaard is {accepted_text}",
            view.futures(without),
            view.futures(chance)
        ),
        (Language::En, true, _) => format!(
            "Even without this cohort cash falls below the floor {}, with {name} {}; accepted is {accepted_text}",
            view.futures(without),
            view.futures(chance)
        ),
        (Language::Nl, false, true) => format!(
            "Met {name} komt de kas {} onder de vloer; aanvaard is {accepted_text}, zonder dit cohort {}",
            view.futures(chance),
            share(without)
        ),
        (Language::En, false, true) => format!(
            "With {name} cash falls below the floor {}; accepted is {accepted_text}, without this cohort {}",
            view.futures(chance),
            share(without)
        ),
        (Language::Nl, false, false) => format!(
            "De kans om onder de vloer te komen blijft binnen de aanvaarde {accepted_text}: hoogstens {} (met {name})",
            share(chance)
        ),
        (Language::En, false, false) => format!(
            "The chance of falling below the floor stays within the accepted {accepted_text}: at most {} (with {name})",
            share(chance)
        ),
    }
}

/// Net present value of every strategy.
pub(super) fn npv(view: &View<'_>) -> Drawing {
    let differences = differences(view);
    let title = if differences.is_empty() {
        let chances: Vec<_> = view
            .strategies()
            .map(|s| (s, view.of(s).npv_positive.value))
            .collect();
        format!(
            "{}: {}",
            view.pick("Contante waarde boven nul", "Present value above zero"),
            view.by_strategy(&chances, |share| view.futures(share))
        )
    } else {
        let chances: Vec<_> = differences
            .iter()
            .map(|(s, of)| (*s, of.better.value))
            .collect();
        format!(
            "{} {}: {}",
            view.pick("Hogere contante waarde dan", "Higher present value than"),
            view.quoted(view.baseline()),
            view.by_strategy(&chances, |share| view.futures(share))
        )
    };
    let ridges: Vec<Ridge> = view
        .strategies()
        .map(|s| {
            let values = view.report.simulation.draws(s, Headline::Npv as usize);
            let [p5, _, p50, _, p95] = view.outcome(s, Headline::Npv).percentiles;
            let below = values.iter().filter(|value| **value < 0.0).count();
            Ridge {
                name: view.name(s),
                colour: view.colour(s),
                p5,
                p50,
                p95,
                below_zero: below as f64 / values.len() as f64,
                values,
            }
        })
        .collect();
    let facts: Vec<String> = ridges
        .iter()
        .map(|ridge| {
            let amounts = [ridge.p50, ridge.p5, ridge.p95].map(|amount| view.money(amount));
            let median = view.pick("mediaan", "median");
            format!(
                "{}: {median} {} ({}–{})",
                ridge.name, amounts[0], amounts[1], amounts[2]
            )
        })
        .collect();
    let chart = DistributionChart {
        heading: view.heading(
            title,
            view.pick(
                "Alle toekomsten van elke strategie, teruggerekend naar de start. Links van nul kost zij per saldo geld.",
                "All futures of each strategy, discounted to the start. Left of zero it costs money on balance.",
            ),
            facts,
        ),
        value_caption: format!(
            "{} {}",
            view.pick("netto contante waarde over", "net present value over"),
            view.horizon()
        ),
        unit: Unit::Euros,
        ridges,
    };
    Drawing::new("npv", chart.render(view.language))
}
