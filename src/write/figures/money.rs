//! Figures about money: costs and benefits, net cash, net present value.

use super::Drawing;
use super::data::{of_fans, of_rows, of_series};
use super::view::{View, payback_range};
use crate::figure::{
    CostBenefitChart, CostBenefitPanel, DistributionChart, FanChart, FanPanel, FanSeries, Ridge,
    Unit,
};
use crate::language::{Language, euros, out_of_hundred};
use crate::model::outcome::{Headline, Monthly};
use crate::simulate::ColumnSummary;
use crate::summarize::DifferenceSummary;

/// Where the payback month stands among the draws of a difference.
const PAYBACK_OF_DIFFERENCE: usize = 1;

/// True under a task contract, where hours earn nothing and only differences have a meaning.
fn is_task(view: &View<'_>) -> bool {
    view.report.plan.scenario.contract.variant.is_task()
}

/// Cumulative costs and benefits of every strategy.
pub(super) fn cost_benefit(view: &View<'_>) -> Drawing {
    // Under a task contract the benefits are what cover costs less than under the baseline: the
    // curves then say nothing about the payback of the strategy's own cash.
    let task = is_task(view);
    let last = |s: usize, outcome: Monthly| {
        let column = view.monthly(s, outcome).last();
        column.map_or(0.0, |column| column.percentiles[2])
    };
    let horizon = view.horizon();
    let (title, subtitle) = if task {
        fixed_budget(view, &horizon)
    } else {
        // Who spends nothing has nothing to earn back.
        let chances: Vec<_> = view
            .strategies()
            .filter(|s| {
                last(*s, Monthly::CumulativeCosts) >= 0.5 && view.of(*s).no_investment.value < 1.0
            })
            .map(|s| (s, view.of(s).paid_back.value))
            .collect();
        let begin = view.pick("Kosten terugverdiend binnen", "Costs earned back within");
        let title = if chances.is_empty() {
            let none = view.pick(
                "Geen enkele strategie heeft kosten terug te verdienen",
                "No strategy has costs to earn back",
            );
            none.to_owned()
        } else {
            view.title(&format!("{begin} {horizon}"), &chances, |share| view.futures(share))
        };
        (
            title,
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
            .pick("cumulatieve kosten en baten", "cumulative costs and benefits")
            .to_owned(),
        panels: view
            .strategies()
            .map(|s| CostBenefitPanel {
                name: view.name(s),
                costs: view.fan(view.monthly(s, Monthly::CumulativeCosts)),
                benefits: view.fan(view.monthly(s, Monthly::CumulativeBenefits)),
                payback: (!task).then(|| {
                    let months = view.report.simulation.draws(s, Headline::Payback as usize);
                    payback_range(view.outcome(s, Headline::Payback), &months, false)
                }),
            })
            .collect(),
    };
    let series = [Monthly::CumulativeCosts, Monthly::CumulativeBenefits];
    let cell = |s: usize, k: usize, t: usize| {
        let [p5, _, p50, _, p95] = view.monthly(s, series[k])[t].percentiles;
        [p50, p5, p95]
    };
    let names = [view.pick("kosten", "costs"), view.pick("baten", "benefits")];
    let data = of_series(
        view,
        view.strategies().map(|s| view.name(s)).collect(),
        &names,
        view.pick("mediaan", "median"),
        cell,
        |x| euros(x, view.language),
    );
    Drawing::new("cost-benefit", &chart.heading, chart.render(view.language), data)
}

/// Title and reading aid under a task contract, where only differences have a meaning.
fn fixed_budget(view: &View<'_>, horizon: &str) -> (String, String) {
    let baseline = view.quoted(view.baseline());
    let balances: Vec<_> = differences(view)
        .iter()
        .filter_map(|(s, of)| Some((*s, of.cumulative.last()?.percentiles[2])))
        .collect();
    let (begin, subtitle) = match view.language {
        Language::Nl => (
            format!("Vast budget: saldo na {horizon} ten opzichte van {baseline} (mediaan)"),
            format!(
                "Kosten zijn zonder inhuur. Baten: subsidie, en inhuur die minder nodig is dan met {baseline} (onder nul: meer inhuur)."
            ),
        ),
        Language::En => (
            format!("Fixed budget: balance after {horizon} compared with {baseline} (median)"),
            format!(
                "Costs are without cover. Benefits: subsidy, and cover that is needed less than with {baseline} (below zero: more cover)."
            ),
        ),
    };
    if balances.is_empty() {
        let alone = view.pick(
            "Bij een vast budget staat tegenover de kosten alleen subsidie",
            "Under a fixed budget only subsidy stands against the costs",
        );
        return (alone.to_owned(), subtitle);
    }
    (view.title_of_amounts(&begin, &balances), subtitle)
}

/// One panel with one fan.
pub(super) fn fan_panel(
    view: &View<'_>,
    s: usize,
    lines: Vec<String>,
    columns: &[ColumnSummary],
) -> FanPanel {
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
pub(super) fn facts(panels: &[FanPanel]) -> Vec<String> {
    let fact = |panel: &FanPanel| format!("{}: {}", panel.name, panel.lines.join("; "));
    panels.iter().map(fact).collect()
}

/// Cumulative net cash of every strategy.
pub(super) fn cumulative(view: &View<'_>) -> Drawing {
    let peak = |s: usize| view.outcome(s, Headline::PeakFunding).percentiles;
    let peaks: Vec<_> = view.strategies().map(|s| (s, peak(s)[2])).collect();
    let highest = view.strategies().map(|s| peak(s)[4]).fold(0.0, f64::max);
    let title = if is_task(view) {
        let spent: Vec<_> = view
            .strategies()
            .map(|s| {
                let last = view.monthly(s, Monthly::CumulativeNetCash).last();
                (s, last.map_or(0.0, |column| -column.percentiles[2]))
            })
            .collect();
        let begin = view
            .pick("Te dekken uit het vaste budget in", "To be covered from the fixed budget in");
        let begin = format!("{begin} {} ({})", view.horizon(), view.pick("mediaan", "median"));
        view.title_of_amounts(&begin, &spent)
    } else if peaks.iter().all(|(_, peak)| *peak == 0.0) {
        view.pick(
            "In de helft van de toekomsten of meer is geen voorfinanciering nodig",
            "In half of the futures or more no funding is needed",
        )
        .to_owned()
    } else {
        let begin = view.pick(
            "Zoveel voorfinanciering is nodig (mediaan)",
            "This much peak funding is needed (median)",
        );
        view.title_of_amounts(begin, &peaks)
    };
    let subtitle = if is_task(view) {
        view.pick(
            "Subsidie min uitgaven, opgeteld vanaf de start. Het vaste budget zelf is niet meegeteld.",
            "Subsidy minus payments since the start. The fixed budget itself is not counted.",
        )
    } else {
        view.pick(
            "Ontvangsten min uitgaven, opgeteld vanaf de start. De voorfinanciering is het diepste punt van elke toekomst.",
            "Receipts minus payments since the start. Peak funding is the lowest point of each future.",
        )
    };
    let panels: Vec<FanPanel> = view
        .strategies()
        .map(|s| {
            let advance = view.pick("voorfinanciering:", "peak funding:");
            let line = format!("{advance} {}", view.band(peak(s), highest));
            let lines = if is_task(view) { Vec::new() } else { vec![line] };
            fan_panel(view, s, lines, view.monthly(s, Monthly::CumulativeNetCash))
        })
        .collect();
    let chart = FanChart {
        heading: view.heading(title, subtitle, facts(&panels)),
        start: view.start(),
        month_caption: view.month_caption(),
        value_caption: view.pick("cumulatieve nettokasstroom", "cumulative net cash").to_owned(),
        unit: Unit::Euros,
        panels,
        references: Vec::new(),
    };
    let fan = |s: usize| (view.name(s), view.monthly(s, Monthly::CumulativeNetCash));
    let data = of_fans(view, &view.strategies().map(fan).collect::<Vec<_>>());
    Drawing::new("cumulative", &chart.heading, chart.render(view.language), data)
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
    let chances: Vec<_> = differences.iter().map(|(s, of)| (*s, of.paid_back.value)).collect();
    let at_least_as_good = if is_task(view) {
        view.pick("Niet duurder dan", "No more expensive than")
    } else {
        view.pick("Minstens zo voordelig als", "At least as good as")
    };
    let begin =
        format!("{at_least_as_good} {baseline} {} {}", view.pick("na", "after"), view.horizon());
    let title = view.title(&begin, &chances, |share| view.futures(share));
    let panels: Vec<FanPanel> = differences
        .iter()
        .map(|(s, of)| {
            let payback = of.headline[Headline::Payback as usize].as_ref();
            let months = view.report.simulation.difference_draws(*s, PAYBACK_OF_DIFFERENCE);
            let mut lines: Vec<String> = payback
                .map(|payback| payback_range(payback, &months, true).text(view.language))
                .into_iter()
                .collect();
            lines.push(format!(
                "{} {}",
                view.pick("NCW hoger:", "NPV higher:"),
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
    // The two chances differ: that of the title is about the curve, that of the panels about the NPV.
    let mut heading = view.heading(title, subtitle, facts(&panels));
    heading.note += view.pick(
        "; titel en lijnen: kasstroom binnen de looptijd, niet contant gemaakt; NCW: contant gemaakt, met wat na de looptijd nog volgt",
        "; title and lines: cash within the horizon, undiscounted; NPV: discounted, with what falls due later",
    );
    let chart = FanChart {
        heading: view.with_margin(heading),
        start: view.start(),
        month_caption: view.month_caption(),
        value_caption: view
            .pick("verschil in nettokasstroom, cumulatief", "difference in net cash, cumulative")
            .to_owned(),
        unit: Unit::Euros,
        panels,
        references: Vec::new(),
    };
    let fans: Vec<_> =
        differences.iter().map(|(s, of)| (view.name(*s), of.cumulative.as_slice())).collect();
    let data = of_fans(view, &fans);
    Some(Drawing::new("difference", &chart.heading, chart.render(view.language), data))
}

/// Net present value of every strategy.
pub(super) fn npv(view: &View<'_>) -> Drawing {
    let differences = differences(view);
    let (begin, chances): (String, Vec<_>) = if differences.is_empty() {
        let begin = view
            .pick("Netto contante waarde (NCW) boven nul", "Net present value (NPV) above zero");
        let positive = |s: usize| (s, view.of(s).npv_positive.value);
        (begin.to_owned(), view.strategies().map(positive).collect())
    } else {
        let begin = view
            .pick("Hogere netto contante waarde (NCW) dan", "Higher net present value (NPV) than");
        let better = |(s, of): &(usize, &DifferenceSummary)| (*s, of.better.value);
        (
            format!("{begin} {}", view.quoted(view.baseline())),
            differences.iter().map(better).collect(),
        )
    };
    let title = view.title(&begin, &chances, |share| view.futures(share));
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
            format!("{}: {median} {} ({}–{})", ridge.name, amounts[0], amounts[1], amounts[2])
        })
        .collect();
    let chart = DistributionChart {
        heading: view.discounted_heading(
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
    let columns = ["p5", "p25", view.pick("mediaan", "median"), "p75", "p95"].map(str::to_owned);
    let below = view.pick("kans onder nul", "chance below zero").to_owned();
    let rows = chart.ridges.iter().zip(view.strategies()).map(|(ridge, s)| {
        let percentiles = view.outcome(s, Headline::Npv).percentiles;
        let mut cells: Vec<String> = percentiles.map(|x| euros(x, view.language)).into();
        cells.push(out_of_hundred(ridge.below_zero, view.language));
        (ridge.name.clone(), cells)
    });
    let data = of_rows(
        view.pick("strategie", "strategy"),
        columns.into_iter().chain([below]).collect(),
        rows,
    );
    Drawing::new("npv", &chart.heading, chart.render(view.language), data)
}
