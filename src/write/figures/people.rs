//! Figures about people: staffing by month and exits by tenure.

use super::super::labels::{ExitGroup, Labelled};
use super::Drawing;
use super::data::{DataRow, DataTable, of_series, people};
use super::view::{FEW_PANELS, View};
use crate::figure::{
    ExitCause, ExitsChart, ExitsPanel, ReferenceLine, StaffingChart, StaffingPanel, StaffingSeries,
};
use crate::language::Language;
use crate::model::outcome::{Headline, Monthly};

/// Means below this are nobody.
const NOBODY: f64 = 1e-9;

/// Most groups of tenure that stay readable.
const MOST_GROUPS: usize = 12;

/// Widths of the groups of tenure \[months\], tried in order.
const GROUP_MONTHS: [usize; 7] = [1, 2, 3, 6, 12, 24, 60];

/// Heads, registered and newly registered heads by month.
pub(super) fn staffing(view: &View<'_>) -> Drawing {
    let last = |s: usize, outcome: Monthly| {
        let column = view.monthly(s, outcome).last();
        column.map_or(0.0, |column| column.mean)
    };
    let of_all = |outcome: Monthly| -> Vec<(usize, f64)> {
        view.strategies().map(|s| (s, last(s, outcome))).collect()
    };
    let newly = of_all(Monthly::NewlyRegisteredHeads);
    let some_newly = view.strategies().any(|s| {
        let columns = view.monthly(s, Monthly::NewlyRegisteredHeads);
        columns.iter().any(|column| column.mean > NOBODY)
    });
    let (begin, last_heads) = if some_newly {
        let begin = view.pick(
            "Gemiddeld nieuw geregistreerd in de laatste maand",
            "Newly registered in the last month, on average",
        );
        (begin, newly)
    } else {
        let begin = view.pick(
            "Gemiddeld in dienst in de laatste maand",
            "Employed in the last month, on average",
        );
        (begin, of_all(Monthly::Heads))
    };
    let title = view.title(begin, &last_heads, |heads| view.heads(heads));
    let mut shown = vec![Monthly::Heads, Monthly::RegisteredHeads];
    shown.extend(some_newly.then_some(Monthly::NewlyRegisteredHeads));
    // Many panels leave no room for long names beside the lines; the reading aid explains.
    let name = |outcome: Monthly| match outcome {
        Monthly::NewlyRegisteredHeads if view.strategies().len() > FEW_PANELS => {
            view.pick("nieuw", "new")
        }
        _ => outcome.label(view.language),
    };
    let panels = view
        .strategies()
        .map(|s| StaffingPanel {
            name: view.name(s),
            lines: Vec::new(),
            series: shown
                .iter()
                .map(|&outcome| {
                    let columns = view.monthly(s, outcome);
                    StaffingSeries {
                        name: name(outcome).to_owned(),
                        mean: columns.iter().map(|column| column.mean).collect(),
                        p5: columns.iter().map(|column| column.percentiles[0]).collect(),
                        p95: columns.iter().map(|column| column.percentiles[4]).collect(),
                    }
                })
                .collect(),
        })
        .collect();
    let facts = view.strategies().map(|s| {
        let heads =
            |outcome| format!("{} {}", view.heads(last(s, outcome)), outcome.label(view.language));
        let heads: Vec<String> = shown.iter().map(|&outcome| heads(outcome)).collect();
        format!("{}: {}", view.name(s), heads.join(", "))
    });
    let strategies = &view.report.plan.scenario.strategies;
    let positions = strategies[view.baseline()].positions();
    let same = strategies.iter().all(|s| s.positions() == positions);
    let reference = ReferenceLine {
        value: positions as f64,
        label: view.pick("formatieplaatsen", "positions").to_owned(),
    };
    let chart = StaffingChart {
        heading: view.heading(
            title,
            view.pick(
                "Gemiddeld aantal medewerkers per maand, met de band van 90 van de 100 toekomsten. Nieuw: geregistreerd sinds zij in dienst kwamen. Wie in een maand vertrekt telt die maand mee; ‘einde’ in de tabellen is de stand daarna.",
                "Mean number of people by month, with the band of 90 in 100 futures. New: registered since they came. Who leaves in a month counts in that month; ‘at the end’ in the tables is the number after that.",
            ),
            facts,
        ),
        start: view.start(),
        month_caption: view.month_caption(),
        value_caption: view.pick("medewerkers", "people").to_owned(),
        panels,
        references: if same { vec![reference] } else { Vec::new() },
    };
    let cell = |s: usize, k: usize, t: usize| {
        let column = &view.monthly(s, shown[k])[t];
        [column.mean, column.percentiles[0], column.percentiles[4]]
    };
    let names: Vec<&str> = shown.iter().map(|outcome| outcome.label(view.language)).collect();
    let data = of_series(
        view,
        view.strategies().map(|s| view.name(s)).collect(),
        &names,
        view.pick("gemiddeld", "mean"),
        cell,
        |heads| people(view, heads),
    );
    Drawing::new("staffing", &chart.heading, chart.render(view.language), data)
}

/// True when people can leave with a tenure beyond the horizon: they were employed before the start.
fn longer_than_horizon(view: &View<'_>) -> bool {
    view.report.plan.scenario.profiles.iter().any(|profile| profile.tenure_at_start > 0)
}

/// Exits by tenure, stacked by cause.
pub(super) fn exits(view: &View<'_>) -> Drawing {
    let horizon = view.report.plan.horizon;
    let longest = view
        .strategies()
        .filter_map(|s| {
            let exits = &view.of(s).exits_by_tenure;
            exits.iter().rposition(|causes| causes.iter().any(|heads| *heads > 0.0))
        })
        .max()
        .map_or(horizon.min(MOST_GROUPS), |last| last + 1);
    let width = GROUP_MONTHS
        .into_iter()
        .find(|width| longest.div_ceil(*width) <= MOST_GROUPS)
        .unwrap_or(longest.div_ceil(MOST_GROUPS));
    let groups: Vec<(usize, usize)> =
        (0..longest).step_by(width).map(|from| (from, from + width)).collect();
    let means: Vec<(usize, f64)> = view
        .strategies()
        .map(|s| (s, view.outcome(s, Headline::Exits).mean.unwrap_or(0.0)))
        .collect();
    let begin = match view.language {
        Language::Nl => format!("Gemiddeld aantal vertrekkers in {}", view.horizon()),
        Language::En => format!("People who leave in {}, on average", view.horizon()),
    };
    let title = view.title(&begin, &means, |heads| view.heads(heads));
    let panels: Vec<ExitsPanel> = view
        .strategies()
        .map(|s| ExitsPanel {
            name: view.name(s),
            causes: ExitGroup::ALL
                .into_iter()
                .map(|cause| ExitCause {
                    name: cause.label(view.language).to_owned(),
                    heads: groups
                        .iter()
                        .map(|&(from, until)| {
                            let exits = &view.of(s).exits_by_tenure;
                            let group = &exits[from..until.min(exits.len())];
                            group.iter().map(|causes| causes[cause as usize]).sum()
                        })
                        .collect(),
                })
                .collect(),
        })
        .collect();
    let facts: Vec<String> = panels
        .iter()
        .map(|panel| {
            let cause = |cause: &ExitCause| {
                format!("{} {}", view.heads(cause.heads.iter().sum()), cause.name)
            };
            let causes: Vec<String> = panel.causes.iter().map(cause).collect();
            format!("{}: {}", panel.name, causes.join(", "))
        })
        .collect();
    let chart = ExitsChart {
        heading: view.heading(
            title,
            view.pick(
                "Gemiddeld aantal medewerkers dat vertrekt, naar hoe lang zij in dienst waren en waarom.",
                "Mean number of people who leave, by how long they were employed and why.",
            ),
            facts,
        ),
        groups: groups
            .iter()
            .map(|&(from, until)| {
                if until >= horizon && longer_than_horizon(view) {
                    // The last month of tenure holds everybody who stayed that long or longer.
                    format!("{from}+")
                } else if width == 1 {
                    from.to_string()
                } else {
                    format!("{from}–{}", until - 1)
                }
            })
            .collect(),
        group_caption: view
            .pick("maanden in dienst bij vertrek", "months employed on leaving")
            .to_owned(),
        value_caption: view
            .pick("vertrekkers, gemiddeld", "exits, mean")
            .to_owned(),
        panels,
    };
    let row = |group: usize| {
        let causes = chart.panels.iter().flat_map(|panel| &panel.causes);
        let cells = causes.map(|cause| people(view, cause.heads[group])).collect();
        DataRow { heading: chart.groups[group].clone(), cells }
    };
    let data = DataTable {
        row_heading: chart.group_caption.clone(),
        groups: chart.panels.iter().map(|panel| panel.name.clone()).collect(),
        columns: ExitGroup::ALL.iter().map(|cause| cause.label(view.language).to_owned()).collect(),
        rows: (0..groups.len()).map(row).collect(),
    };
    Drawing::new("exits", &chart.heading, chart.render(view.language), data)
}
