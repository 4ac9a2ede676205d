//! `designs.csv` and `organisations.csv`: a row for each design and outcome, and for each design and organisation.

use super::StudyReport;
use super::assumptions::different;
use super::labels::named;
use crate::language::Language;
use crate::model::study::PROGRAMME;
use crate::study::outcome::Outcome;
use crate::summarize::statistics::Chance;
use crate::write::estimate::{Estimate, Figure};
use crate::write::files::OutputFile;
use crate::write::labels::OutcomeUnit;
use crate::write::tables::{Dialect, Table};

/// `designs.csv`: every outcome, chance and ratio of every design.
#[must_use]
pub fn designs(report: StudyReport<'_>, dialect: Dialect) -> OutputFile {
    let StudyReport { found, .. } = report;
    let (runs, tale) = (found.runs, report.tale(Language::Nl));
    let mut table =
        Table::new(dialect, &["design", "group", "outcome", "unit"], &["expected_shortfall"]);
    for (row, of) in found.rows.iter().enumerate() {
        let key = tale.key(row);
        let mut add = |group: &str, outcome: &str, unit: &str, estimate: Estimate| {
            let worst = estimate.expected_shortfall;
            table.row(&[key, group, outcome, unit], &estimate, &[worst]);
        };
        for &outcome in Outcome::ALL {
            let [unit, ..] = named(outcome);
            let estimate = Estimate::of_outcome(of.outcome(outcome), OutcomeUnit::Euros, runs);
            add("outcome", outcome.key(), unit, estimate);
        }
        let taking = Estimate::of_ratio(of.taking_part as f64, 0.0, runs);
        add("count", "taking_part", "organisations", taking);
        let chances = [
            ("overrun", of.overrun.map(|of| (of.value, of.standard_error))),
            ("shortfall_before", of.shortfall_before.map(|of| (of.value, of.standard_error))),
            ("shortfall_after", of.shortfall_after.map(|of| (of.value, of.standard_error))),
        ];
        let ratios = [
            ("cost_with_employer", "euros", of.cost_with_employer),
            ("cost_in_youth_care", "euros", of.cost_in_youth_care),
            ("deadweight_share", "share", of.deadweight_share),
        ];
        for (name, chance) in chances {
            if let Some((value, error)) = chance {
                add("chance", name, "chance", Estimate::of_ratio(value, error, runs));
            }
        }
        for (outcome, of) in [(Outcome::Spend, of.high_spend), (Outcome::Claims, of.high_claims)] {
            let error = of.standard_error.unwrap_or(f64::NAN);
            add("p95", outcome.key(), "euros", Estimate::of_ratio(of.value, error, runs));
        }
        for (group, of) in [
            ("if_none_too_close", of.if_alike.as_ref().map(|of| of.none)),
            ("if_all_too_close", of.if_alike.as_ref().map(|of| of.all)),
        ] {
            let Some(of) = of else { continue };
            for (outcome, of) in [
                (Outcome::AdditionalInYouthCare, of.additional),
                (Outcome::NetSpendDiscounted, of.net_spend),
            ] {
                let [unit, ..] = named(outcome);
                let estimate = Estimate::of_ratio(of.value, of.standard_error, runs);
                add(group, outcome.key(), unit, estimate);
            }
        }
        for (name, unit, ratio) in ratios {
            if let Some(of) = ratio {
                add("ratio", name, unit, Estimate::of_ratio(of.value, of.standard_error, runs));
            }
        }
    }
    table.finish("designs.csv")
}

/// `organisations.csv`: what every organisation does under every design.
#[must_use]
pub fn organisations(report: StudyReport<'_>, dialect: Dialect) -> OutputFile {
    let StudyReport { study, found, .. } = report;
    let (runs, tale) = (found.runs, report.tale(Language::Nl));
    // What organisations differ in: the median for each.
    let own: Vec<&str> = different(study).into_iter().map(|(of, _)| of.path.as_str()).collect();
    let columns = [
        &[
            "organisation",
            "design",
            "takes_part",
            "too_close",
            "chance_of_gain",
            "chance_of_gain_standard_error",
            "asked_chance_of_gain",
            "chance_of_shortfall",
            "chance_of_shortfall_standard_error",
            "accepted_risk",
            "served",
            "served_standard_error",
            "spend",
            "spend_standard_error",
            "additional",
            "additional_standard_error",
            "shortfall",
            "shortfall_standard_error",
            "positions",
            "believed_exit",
        ],
        own.as_slice(),
    ];
    let mut table = Table::plain(dialect, &columns.concat());
    for (number, organisation) in study.organisations.iter().enumerate() {
        let scenario = &organisation.scenario;
        let median = |path: &&str| {
            let found = scenario.quantities.iter().find(|of| of.path == **path);
            found.map_or(Figure::Missing, |of| Figure::Number(of.distribution.median()))
        };
        let own: Vec<Figure> = own.iter().map(median).collect();
        for (row, of) in found.rows.iter().enumerate() {
            let of = &of.organisations[number];
            let figure = Figure::Number;
            let flag = |is: bool| figure(f64::from(u8::from(is)));
            let error = |error: f64| if runs > 1 { figure(error) } else { Figure::Missing };
            let chance = |of: Chance| [figure(of.value), error(of.standard_error)];
            let [gain, gain_error] = chance(of.decision.gain);
            let [risk, risk_error] = chance(of.decision.shortfall);
            let [served, served_error] = chance(of.served);
            let [shortfall, shortfall_error] = chance(of.shortfall);
            let figures = [
                flag(of.decision.takes_part),
                flag(of.decision.too_close),
                gain,
                gain_error,
                figure(organisation.chance_of_gain),
                risk,
                risk_error,
                figure(organisation.accepted_risk),
                served,
                served_error,
                figure(of.spend.value),
                error(of.spend.standard_error),
                figure(of.additional.value),
                error(of.additional.standard_error),
                shortfall,
                shortfall_error,
                figure(scenario.strategies[PROGRAMME].positions() as f64),
                figure(organisation.believed_exit),
            ];
            let names = [organisation.name.get(Language::Nl), tale.key(row)];
            table.figures(&names, &[&figures, own.as_slice()].concat());
        }
    }
    table.finish("organisations.csv")
}
