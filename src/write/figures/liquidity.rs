//! The figure of the organisation's cash: whether it can afford the cohort.

use super::Drawing;
use super::data::of_fans;
use super::money::{facts, fan_panel};
use super::view::{FEW_PANELS, View, first_short};
use crate::figure::{FanChart, FanPanel, ReferenceLine, Unit};
use crate::language::{Language, out_of_hundred};
use crate::model::outcome::Monthly;

/// The balance of the organisation; nothing where none is stated.
pub(super) fn liquidity(view: &View<'_>) -> Option<Drawing> {
    let scenario = &view.report.plan.scenario;
    let liquidity = scenario.organisation.liquidity?;
    let without = view.report.summary.without.as_ref()?.shortfall;
    let chances: Vec<_> =
        view.strategies().filter_map(|s| Some((s, view.of(s).shortfall?))).collect();
    let (worst, chance) = *chances.iter().max_by(|a, b| a.1.value.total_cmp(&b.1.value))?;
    let title = liquidity_title(view, worst, chance.value, without.value, liquidity.accepted_risk);
    let without_cohort = format!(
        "{} {}",
        view.pick("zonder deze plekken:", "without these positions:"),
        view.chance(without)
    );
    // The same in every panel: where there are many, it is said once.
    let few = chances.len() <= FEW_PANELS;
    let panels: Vec<FanPanel> = chances
        .iter()
        .map(|(s, chance)| {
            let below = view.pick("onder de vloer:", "below the floor:");
            let mut lines = vec![format!("{below} {}", view.chance(*chance))];
            if few {
                lines.push(without_cohort.clone());
            }
            fan_panel(view, *s, lines, view.monthly(*s, Monthly::Liquidity))
        })
        .collect();
    let floor = &scenario.quantities[liquidity.floor.index as usize].distribution;
    let median = if floor.is_certain() { "" } else { view.pick(" (mediaan)", " (median)") };
    let floor = floor.median();
    let name = view.pick("vloer", "floor");
    // Many panels have no room for the amount: the axis has it.
    let label = if few {
        format!("{name} {}{median}", view.compact(floor, floor))
    } else {
        name.to_owned()
    };
    let aid = view.pick(
        "Geld in kas van de hele organisatie aan het eind van elke maand, met de vloer waar zij niet onder mag komen.",
        "Cash of the whole organisation at the end of each month, with the floor that it must not fall below.",
    );
    let chart = FanChart {
        heading: view.with_margin(view.heading(
            title,
            if few {
                aid.to_owned()
            } else {
                let below = view.pick("Onder de vloer", "Below the floor");
                format!("{aid} {below} {without_cohort}.")
            },
            facts(&panels),
        )),
        start: view.start(),
        month_caption: view.month_caption(),
        value_caption: view.pick("stand van de liquide middelen", "cash balance").to_owned(),
        unit: Unit::Euros,
        panels,
        references: vec![ReferenceLine { value: floor, label }],
    };
    let fan = |s: usize| (view.name(s), view.monthly(s, Monthly::Liquidity));
    let data = of_fans(view, &view.strategies().map(fan).collect::<Vec<_>>());
    Some(Drawing::new("liquidity", &chart.heading, chart.render(view.language), data))
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
    let (with, none) = (view.futures(chance), view.futures(without));
    let limit = share(accepted);
    let titles = match (language, without > accepted, chance > accepted) {
        (Language::Nl, true, _) => vec![
            format!(
                "Ook zonder deze plekken komt de kas {none} onder de vloer, met {name} {with}; aanvaard is {limit}"
            ),
            format!(
                "Ook zonder deze plekken komt de kas {none} onder de vloer; aanvaard is {limit}"
            ),
        ],
        (Language::En, true, _) => vec![
            format!(
                "Even without these positions cash falls below the floor {none}, with {name} {with}; accepted is {limit}"
            ),
            format!(
                "Even without these positions cash falls below the floor {none}; accepted is {limit}"
            ),
        ],
        (Language::Nl, false, true) => vec![
            format!(
                "Met {name} komt de kas {with} onder de vloer; aanvaard is {limit}, zonder deze plekken {}",
                share(without)
            ),
            format!("De kas komt {with} onder de vloer; aanvaard is {limit}"),
        ],
        (Language::En, false, true) => vec![
            format!(
                "With {name} cash falls below the floor {with}; accepted is {limit}, without these positions {}",
                share(without)
            ),
            format!("Cash falls below the floor {with}; accepted is {limit}"),
        ],
        (Language::Nl, false, false) => vec![
            format!(
                "De kans om onder de vloer te komen blijft binnen de aanvaarde {limit}: het hoogst is zij {} (met {name})",
                share(chance)
            ),
            format!("De kans om onder de vloer te komen blijft binnen de aanvaarde {limit}"),
        ],
        (Language::En, false, false) => vec![
            format!(
                "The chance of falling below the floor stays within the accepted {limit}: the highest is {} (with {name})",
                share(chance)
            ),
            format!("The chance of falling below the floor stays within the accepted {limit}"),
        ],
    };
    first_short(titles)
}
