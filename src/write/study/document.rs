//! `results.json` of a study: everything that it found. Every key is explained in `docs/results.md`; a change that
//! readers must know of raises [`SCHEMA`].

use std::collections::BTreeSet;

use serde::Serialize;

use super::StudyReport;
use super::assumptions::different;
use super::labels::named;
use crate::language::{Label, Language};
use crate::model::quantity::QuantityDefinition;
use crate::model::study::Organisation;
use crate::study::frontier::Standing;
use crate::study::outcome::Outcome;
use crate::study::{
    Alone, ConsortiumResults, Decision, Estimate as Mean, OrganisationRow, Point, Row, SharedClass,
    Spread as Variation, Turned,
};
use crate::tell::study::StudyTale;
use crate::write::estimate::{Estimate, Keyed};
use crate::write::files::OutputFile;
use crate::write::json;
use crate::write::labels::OutcomeUnit;
use crate::write::manifest::{Made, Provenance};
use crate::write::register::{Assumption, Spread};
use crate::write::results::{Probability, Quotient, RESULTS_FILE_NAME, probability, quotient};

/// Name and version of the format.
pub const SCHEMA: &str = "kansrijk/study/1";

/// Everything that a study found, as JSON.
#[must_use]
pub fn results(report: StudyReport<'_>, provenance: &Provenance) -> OutputFile {
    OutputFile::new(RESULTS_FILE_NAME, json::readable(&Document::new(report, provenance)))
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    #[serde(flatten)]
    made: Made<'a>,
    runs: usize,
    seed: u64,
    study: About<'a>,
    designs: Vec<OfRow<'a>>,
    acceptability: Curves<'a>,
    consortium: Option<OfConsortium<'a>>,
    organisations: Vec<OfOrganisation<'a>>,
    sentences: Vec<Label>,
    warnings: Vec<Label>,
    assumptions: Vec<Assumption<'a>>,
    names: Keyed<Name>,
}

#[derive(Serialize)]
struct About<'a> {
    name: &'a str,
    title: &'a Label,
    question: &'a Label,
    horizon_months: usize,
    budget: Option<f64>,
    highest_worth: f64,
}

#[derive(Serialize)]
struct OfRow<'a> {
    key: &'a str,
    name: Label,
    budget: Option<f64>,
    taking_part: usize,
    standing: OfStanding<'a>,
    outcomes: Keyed<Estimate>,
    chances: Keyed<Option<Probability>>,
    overrun_size: Option<Quotient>,
    high: Keyed<OfPoint>,
    if_alike: Option<Alike<'a>>,
    ratios: Keyed<Option<Quotient>>,
    organisations: Vec<OfDecision<'a>>,
}

/// The 95 % point of an amount, or another quantile.
#[derive(Serialize)]
struct OfPoint {
    value: f64,
    standard_error: Option<f64>,
}

impl OfPoint {
    fn new(of: Point, runs: usize) -> Self {
        Self { value: of.value, standard_error: of.standard_error.filter(|_| runs > 1) }
    }
}

/// A design if those too close to call decided alike.
#[derive(Serialize)]
struct Alike<'a> {
    organisations: Vec<&'a Label>,
    none: OfTurned,
    all: OfTurned,
}

#[derive(Serialize)]
struct OfTurned {
    additional_in_youth_care: Quotient,
    net_spend_discounted: Quotient,
}

/// Where a design stands among all.
#[derive(Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
enum OfStanding<'a> {
    Frontier { above: Option<&'a str>, cost_of_each_more: Option<f64> },
    Dominated { by: &'a str },
    ExtendedlyDominated { between: [&'a str; 2] },
}

#[derive(Serialize)]
struct OfDecision<'a> {
    organisation: &'a Label,
    takes_part: bool,
    too_close: bool,
    chance_of_gain: Probability,
    chance_of_shortfall: Probability,
    served: Probability,
    spend: Quotient,
    additional: Quotient,
    shortfall: Probability,
}

#[derive(Serialize)]
struct Curves<'a> {
    worth: &'a [f64],
    best_on_average: Vec<&'a str>,
    curves: Vec<Curve<'a>>,
}

#[derive(Serialize)]
struct Curve<'a> {
    key: &'a str,
    chance: &'a [f64],
    standard_error: Vec<f64>,
}

#[derive(Serialize)]
struct OfConsortium<'a> {
    design: Option<&'a str>,
    accepted_risk: f64,
    members: Vec<Member<'a>>,
    shortfalls_alone: Quotient,
    any_shortfall_alone: Probability,
    shortfall_pooled: Probability,
    reserve_alone: OfPoint,
    reserve_pooled: OfPoint,
    result_alone: OfSpread,
    result_pooled: OfSpread,
    classes: Vec<OfClass<'a>>,
    class_saving: Quotient,
}

#[derive(Serialize)]
struct Member<'a> {
    organisation: &'a Label,
    shortfall: Probability,
    accepted_risk: f64,
    reserve: OfPoint,
}

#[derive(Serialize)]
struct OfSpread {
    mean: f64,
    sd: f64,
    luck_sd: Option<f64>,
    ignorance_sd: Option<f64>,
    ignorance: Option<f64>,
    ignorance_standard_error: Option<f64>,
}

#[derive(Serialize)]
struct OfClass<'a> {
    profile: &'a str,
    month: usize,
    size: usize,
    alone: usize,
    together: usize,
}

#[derive(Serialize)]
struct OfOrganisation<'a> {
    name: &'a Label,
    positions: usize,
    chance_of_gain: f64,
    accepted_risk: f64,
    believed_exit: f64,
    own: Vec<Own<'a>>,
}

/// A number that an organisation has otherwise than another one, or drawn for itself.
#[derive(Serialize)]
struct Own<'a> {
    path: &'a str,
    unit: &'static str,
    /// Its luck is its own: in every run another draw than that of the others.
    drawn_apart: bool,
    /// In euros of the starting year, where it is money.
    used: Spread,
}

#[derive(Serialize)]
struct Name {
    unit: &'static str,
    nl: &'static str,
    en: &'static str,
}

impl<'a> Document<'a> {
    fn new(report: StudyReport<'a>, provenance: &'a Provenance) -> Self {
        let StudyReport { study, found, warnings } = report;
        let runs = found.runs;
        let tale = report.tale(Language::Nl);
        let [nl, en] = Language::ALL.map(|language| report.tale(language).sentences());
        let first = &study.organisations[0].scenario.quantities;
        let different = different(study).into_iter().map(|(of, _)| of.path.as_str()).collect();
        Self {
            schema: SCHEMA,
            made: provenance.made(),
            runs,
            seed: found.seed,
            study: About {
                name: &study.name,
                title: &study.title,
                question: &study.question,
                horizon_months: study.horizon,
                budget: study.budget,
                highest_worth: study.highest_worth,
            },
            designs: (0..found.rows.len()).map(|row| OfRow::new(report, row)).collect(),
            acceptability: curves(tale),
            consortium: found.consortium.as_ref().map(|of| consortium(report, of)),
            organisations: study
                .organisations
                .iter()
                .map(|of| OfOrganisation::new(of, &different))
                .collect(),
            sentences: nl.into_iter().zip(en).map(|(nl, en)| Label::new(nl, en)).collect(),
            warnings: warnings
                .iter()
                .map(|warning| {
                    let [nl, en] = Language::ALL.map(|language| warning.message(language));
                    Label::new(nl, en)
                })
                .collect(),
            assumptions: study
                .quantities
                .iter()
                .chain(first)
                .filter(|quantity| !quantity.is_implicit)
                .map(Assumption::new)
                .collect(),
            names: Keyed(
                Outcome::ALL
                    .iter()
                    .map(|&outcome| {
                        let [unit, nl, en] = named(outcome);
                        (outcome.key(), Name { unit, nl, en })
                    })
                    .collect(),
            ),
        }
    }
}

impl<'a> OfRow<'a> {
    fn new(report: StudyReport<'a>, row: usize) -> Self {
        let StudyReport { study, found, .. } = report;
        let (of, runs): (&'a Row, usize) = (&found.rows[row], found.runs);
        let [nl, en] = Language::ALL.map(|language| report.tale(language).name(row));
        let tale = report.tale(Language::Nl);
        let unit = |outcome: Outcome| match outcome.is_money() {
            true => OutcomeUnit::Euros,
            false => OutcomeUnit::Heads,
        };
        let outcome = |&outcome: &Outcome| {
            let estimate = Estimate::of_outcome(of.outcome(outcome), unit(outcome), runs);
            (outcome.key(), estimate)
        };
        let chance = |of| probability(of, runs);
        let mean = |of: Option<Mean>| of.map(|of| estimated(of, runs));
        let ratio =
            |of: Option<crate::summarize::statistics::Ratio>| of.map(|of| quotient(of, runs));
        let organisations = study.organisations.iter().zip(&of.organisations);
        Self {
            key: tale.key(row),
            name: Label::new(nl, en),
            budget: of.budget,
            taking_part: of.taking_part,
            standing: match found.frontier[row] {
                Standing::Frontier { above } => OfStanding::Frontier {
                    above: above.map(|(row, _)| tale.key(row)),
                    cost_of_each_more: above.map(|(_, cost)| cost),
                },
                Standing::Dominated { by } => OfStanding::Dominated { by: tale.key(by) },
                Standing::ExtendedlyDominated { between: (low, high) } => {
                    OfStanding::ExtendedlyDominated { between: [low, high].map(|k| tale.key(k)) }
                }
            },
            outcomes: Keyed(Outcome::ALL.iter().map(outcome).collect()),
            chances: Keyed(vec![
                ("overrun", of.overrun.map(chance)),
                ("turned_away", of.budget.map(|_| chance(tale.turned_away(row)))),
                ("shortfall_before", mean(of.shortfall_before)),
                ("shortfall_after", mean(of.shortfall_after)),
            ]),
            overrun_size: mean(of.overrun_size),
            high: Keyed(vec![
                (Outcome::Spend.key(), OfPoint::new(of.high_spend, runs)),
                (Outcome::Claims.key(), OfPoint::new(of.high_claims, runs)),
            ]),
            if_alike: of.if_alike.as_ref().map(|of| Alike {
                organisations: of
                    .organisations
                    .iter()
                    .map(|&k| &study.organisations[k].name)
                    .collect(),
                none: turned(of.none, runs),
                all: turned(of.all, runs),
            }),
            ratios: Keyed(vec![
                ("cost_with_employer", ratio(of.cost_with_employer)),
                ("cost_in_youth_care", ratio(of.cost_in_youth_care)),
                ("deadweight_share", ratio(of.deadweight_share)),
            ]),
            organisations: organisations
                .map(|(organisation, of)| OfDecision::new(organisation, of, runs))
                .collect(),
        }
    }
}

impl<'a> OfDecision<'a> {
    fn new(organisation: &'a Organisation, of: &OrganisationRow, runs: usize) -> Self {
        let Decision { takes_part, gain, shortfall, too_close } = of.decision;
        Self {
            organisation: &organisation.name,
            takes_part,
            too_close,
            chance_of_gain: probability(gain, runs),
            chance_of_shortfall: probability(shortfall, runs),
            served: probability(of.served, runs),
            spend: estimated(of.spend, runs),
            additional: estimated(of.additional, runs),
            shortfall: probability(of.shortfall, runs),
        }
    }
}

impl<'a> OfOrganisation<'a> {
    /// `different` are the paths in which organisations differ.
    fn new(of: &'a Organisation, different: &BTreeSet<&str>) -> Self {
        let programme = &of.scenario.strategies[crate::model::study::PROGRAMME];
        let own = |(q, quantity): (usize, &'a QuantityDefinition)| {
            let drawn_apart = of.local.contains(&q);
            (drawn_apart || different.contains(quantity.path.as_str())).then(|| Own {
                path: &quantity.path,
                unit: quantity.unit,
                drawn_apart,
                used: Spread::new(&quantity.distribution),
            })
        };
        Self {
            name: &of.name,
            positions: programme.positions(),
            chance_of_gain: of.chance_of_gain,
            accepted_risk: of.accepted_risk,
            believed_exit: of.believed_exit,
            own: of.scenario.quantities.iter().enumerate().filter_map(own).collect(),
        }
    }
}

fn turned(of: Turned, runs: usize) -> OfTurned {
    OfTurned {
        additional_in_youth_care: estimated(of.additional, runs),
        net_spend_discounted: estimated(of.net_spend, runs),
    }
}

fn estimated(of: Mean, runs: usize) -> Quotient {
    let Mean { value, standard_error } = of;
    quotient(crate::summarize::statistics::Ratio { value, standard_error }, runs)
}

fn curves(tale: StudyTale<'_>) -> Curves<'_> {
    let of = &tale.found.acceptability;
    let curve = |row: usize| Curve {
        key: tale.key(row),
        chance: &of.chance[row],
        standard_error: (0..of.worth.len()).map(|place| of.standard_error(row, place)).collect(),
    };
    Curves {
        worth: &of.worth,
        best_on_average: of.best_on_average.iter().map(|&row| tale.key(row)).collect(),
        curves: (0..of.chance.len()).map(curve).collect(),
    }
}

fn consortium<'a>(report: StudyReport<'a>, of: &'a ConsortiumResults) -> OfConsortium<'a> {
    let (study, runs) = (report.study, report.found.runs);
    let design = study.consortium.as_ref().and_then(|consortium| consortium.design);
    let member = |of: &Alone| Member {
        organisation: &study.organisations[of.organisation].name,
        shortfall: probability(of.shortfall, runs),
        accepted_risk: of.accepted_risk,
        reserve: OfPoint::new(of.reserve, runs),
    };
    let class = |of: &'a SharedClass| OfClass {
        profile: &of.profile,
        month: of.month,
        size: of.size,
        alone: of.alone,
        together: of.together,
    };
    let spread = |of: &Variation| OfSpread {
        mean: of.mean,
        sd: of.sd(),
        luck_sd: of.luck(),
        ignorance_sd: of.ignorance(),
        ignorance: of.split.map(|split| split.ignorance),
        ignorance_standard_error: of.split.map(|split| split.standard_error),
    };
    OfConsortium {
        design: design.map(|design| study.designs[design].key.as_str()),
        accepted_risk: of.accepted_risk,
        members: of.members.iter().map(member).collect(),
        shortfalls_alone: estimated(of.shortfalls_alone, runs),
        any_shortfall_alone: probability(of.any_shortfall_alone, runs),
        shortfall_pooled: probability(of.shortfall_pooled, runs),
        reserve_alone: OfPoint::new(of.reserve_alone, runs),
        reserve_pooled: OfPoint::new(of.reserve_pooled, runs),
        result_alone: spread(&of.spread_alone),
        result_pooled: spread(&of.spread_pooled),
        classes: of.classes.iter().map(class).collect(),
        class_saving: estimated(of.class_saving, runs),
    }
}
