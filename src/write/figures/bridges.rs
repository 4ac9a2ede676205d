//! Cost bridges: why a strategy leaves more or less money than the baseline, line by line.

use super::super::labels::Labelled;
use super::Drawing;
use super::data::{DataTable, of_rows};
use super::view::{View, first_short};
use crate::figure::{BridgeChart, BridgeStep};
use crate::language::{EuroUnit, Language, euros, signed_euros_in};
use crate::model::outcome::{Headline, Line};
use crate::simulate::ColumnSummary;

/// Amounts below half a cent are rounding.
const HALF_A_CENT: f64 = 0.005;

/// Less is written as € 0.
const HALF_A_EURO: f64 = 0.5;

/// Two standard errors: what cannot be told from zero.
const CERTAIN: f64 = 2.0;

/// A bridge for the baseline (its own lines) and one for each other strategy (from the baseline).
pub(super) fn bridges(view: &View<'_>) -> Vec<Drawing> {
    let key = |s: usize| &view.report.plan.scenario.strategies[s].key;
    let draw = |s: usize, chart: BridgeChart| {
        let name = format!("bridge-{}", key(s));
        Drawing::new(name, &chart.heading, chart.render(view.language), data(view, &chart))
    };
    let baseline = view.baseline();
    let mut drawings = Vec::new();
    for s in view.others() {
        if let Some(of) = &view.of(s).difference {
            let net = of.headline[Headline::NetCash as usize].as_ref();
            let error = net.and_then(|net| net.standard_error).unwrap_or(0.0);
            drawings.push(draw(s, against_baseline(view, s, &of.lines, error)));
        }
    }
    drawings.push(draw(baseline, own(view, baseline)));
    drawings
}

/// The amounts of a bridge, from top to bottom.
pub(super) fn data(view: &View<'_>, chart: &BridgeChart) -> DataTable {
    let last = BridgeStep { label: chart.to.clone(), amount: chart.total() };
    let steps = chart.from.iter().chain(&chart.steps).chain([&last]).chain(&chart.below);
    let row = |step: &BridgeStep| (step.label.clone(), vec![euros(step.amount, view.language)]);
    let rows: Vec<_> = steps.map(row).collect();
    of_rows(view.pick("regel", "line"), vec![chart.value_caption.clone()], rows)
}

/// The lines that are not zero.
pub(super) fn steps(view: &View<'_>, means: impl IntoIterator<Item = f64>) -> Vec<BridgeStep> {
    Line::ALL
        .iter()
        .zip(means)
        .filter(|(_, mean)| mean.abs() >= HALF_A_CENT)
        .map(|(line, amount)| BridgeStep { label: sentence(line.label(view.language)), amount })
        .collect()
}

/// The mean of each line.
pub(super) fn means(lines: &[ColumnSummary]) -> impl Iterator<Item = f64> {
    lines.iter().map(|column| column.mean)
}

/// With a capital.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// Mean interest of a strategy, which is no part of net cash.
fn interest(view: &View<'_>, s: usize) -> f64 {
    let stated = view.report.plan.scenario.organisation.liquidity.is_some();
    let mean = view.outcome(s, Headline::Interest).mean;
    mean.filter(|_| stated).unwrap_or(0.0)
}

fn below(view: &View<'_>, interest: f64) -> Vec<BridgeStep> {
    let label =
        view.pick("Rente op roodstand (telt niet mee)", "Overdraft interest (not included)");
    let step = BridgeStep { label: label.to_owned(), amount: -interest };
    if interest.abs() >= HALF_A_EURO { vec![step] } else { Vec::new() }
}

pub(super) fn value_caption(view: &View<'_>) -> String {
    view.pick("gemiddelde over alle toekomsten", "mean over all futures").to_owned()
}

fn total(lines: &[ColumnSummary]) -> f64 {
    means(lines).sum()
}

/// `Omzet eigen medewerkers (+€ 684.000)`: the line with the largest amount.
pub(super) fn largest(view: &View<'_>, steps: &[BridgeStep]) -> Option<String> {
    let largest = steps.iter().max_by(|a, b| a.amount.abs().total_cmp(&b.amount.abs()))?;
    let unit = EuroUnit::for_largest(largest.amount);
    let decimals = u8::from(unit == EuroUnit::Million);
    let amount = signed_euros_in(largest.amount, unit, decimals, view.language);
    Some(format!("{} ({amount})", largest.label.to_lowercase()))
}

fn against_baseline(view: &View<'_>, s: usize, lines: &[ColumnSummary], error: f64) -> BridgeChart {
    let baseline = view.baseline();
    let steps = steps(view, means(lines));
    let gain: f64 = total(lines);
    let (name, other) = (view.quoted(s), view.quoted(baseline));
    let amount = view.money(gain.abs());
    let title = if gain.abs() <= CERTAIN * error || gain.abs() < HALF_A_EURO {
        match view.language {
            Language::Nl => format!("Gemiddeld geen aantoonbaar verschil tussen {name} en {other}"),
            Language::En => {
                format!("No demonstrable difference on average between {name} and {other}")
            }
        }
    } else {
        let because = largest(view, &steps).unwrap_or_default();
        let title = match (view.language, gain > 0.0) {
            (Language::Nl, true) => format!("{name} is gemiddeld {amount} gunstiger dan {other}"),
            (Language::Nl, false) => {
                format!("{name} is gemiddeld {amount} ongunstiger dan {other}")
            }
            (Language::En, true) => format!("{name} is {amount} better than {other} on average"),
            (Language::En, false) => format!("{name} is {amount} worse than {other} on average"),
        };
        let most = view.pick("grootste verschil", "largest difference");
        first_short(vec![format!("{title}; {most}: {because}"), title])
    };
    let facts = facts(view, &steps);
    BridgeChart {
        heading: view.heading(
            title,
            view.pick(
                "Nettokasstroom, niet contant gemaakt, van de ene naar de andere strategie: blauw (+) is gunstiger, oranje (−) ongunstiger.",
                "Net cash, undiscounted, from one strategy to the other: blue (+) is better, orange (−) is worse.",
            ),
            facts,
        ),
        value_caption: value_caption(view),
        from: Some(BridgeStep {
            label: view.name(baseline),
            amount: total(&view.of(baseline).lines),
        }),
        steps,
        to: view.name(s),
        below: below(view, interest(view, s) - interest(view, baseline)),
    }
}

fn own(view: &View<'_>, s: usize) -> BridgeChart {
    let lines = &view.of(s).lines;
    let steps = steps(view, means(lines));
    let net = total(lines);
    let (name, amount) = (view.quoted(s), view.money(net.abs()));
    let horizon = view.horizon();
    let title = match (view.language, net >= 0.0) {
        (Language::Nl, true) => format!("{name} houdt in {horizon} gemiddeld {amount} over"),
        (Language::Nl, false) => format!("{name} kost in {horizon} gemiddeld {amount} per saldo"),
        (Language::En, true) => format!("{name} leaves {amount} over {horizon} on average"),
        (Language::En, false) => {
            format!("{name} costs {amount} over {horizon} on balance, on average")
        }
    };
    let facts = facts(view, &steps);
    BridgeChart {
        heading: view.heading(
            title,
            view.pick(
                "Opbrengsten (blauw, +) en kosten (oranje, −) tellen op tot de nettokasstroom, niet contant gemaakt, ook wat na de looptijd nog wordt verrekend.",
                "Revenue (blue, +) and costs (orange, −) add up to net cash, undiscounted, with what falls due after the horizon.",
            ),
            facts,
        ),
        value_caption: value_caption(view),
        from: None,
        steps,
        to: view.pick("Nettokasstroom", "Net cash").to_owned(),
        below: below(view, interest(view, s)),
    }
}

/// Each step with its amount, for who cannot see them.
pub(super) fn facts(view: &View<'_>, steps: &[BridgeStep]) -> Vec<String> {
    let fact = |step: &BridgeStep| format!("{}: {}", step.label, view.money(step.amount));
    steps.iter().map(fact).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::sample::{Sample, scenario};
    use super::*;

    #[test]
    fn a_bridge_reaches_the_net_cash_of_the_strategy() {
        let sample = Sample::of(scenario(30), 100);
        let view = View::new(sample.report(), Language::Nl);
        let net = |s: usize| view.outcome(s, Headline::NetCash).mean.unwrap();
        // Bands are kept in double precision for means; rounding is far below a cent.
        let cents = |amount: f64| (amount * 100.0).round();
        assert_eq!(cents(own(&view, 0).total()), cents(net(0)));
        for s in view.others() {
            let of = view.of(s).difference.as_ref().unwrap();
            let chart = against_baseline(&view, s, &of.lines, 0.0);
            assert_eq!(cents(chart.total()), cents(net(s)));
        }
    }

    #[test]
    fn a_difference_within_its_error_is_no_finding() {
        let sample = Sample::of(scenario(30), 100);
        let view = View::new(sample.report(), Language::Nl);
        let of = view.of(1).difference.as_ref().unwrap();
        let title = |error: f64| against_baseline(&view, 1, &of.lines, error).heading.title;
        assert!(title(1e9).starts_with("Gemiddeld geen aantoonbaar verschil"));
        assert!(!title(1.0).starts_with("Gemiddeld geen aantoonbaar verschil"));
    }
}
