//! The strategies in one table, and who pays and who benefits.

use maud::{Markup, html};

use super::Reading;
use crate::language::{Language, euros};
use crate::model::outcome::Headline;
use crate::tell::rounding;
use crate::write::labels::{Labelled, Party};
use crate::write::page::parts::{outcomes as outcomes_table, wide};

/// The outcomes that the question is about, by strategy.
pub(super) fn outcomes(reading: &Reading<'_>) -> Markup {
    let table = reading.tale.table();
    let label = reading.pick("Uitkomsten per strategie", "Outcomes by strategy");
    html! {
        (outcomes_table(label, &table))
        p.lead { (reading.tale.legend()) }
    }
}

/// A flow of money or care: what each party gains by it, in whole euros.
struct Flow {
    name: &'static str,
    gains: [i64; 4],
}

/// Whole euros: the table is for adding up.
fn whole(x: f64) -> i64 {
    x.round() as i64
}

/// What a strategy means to each party, in flows that add up to what each gains.
///
/// Everything follows from the means of the parties' outcomes: what the municipality and the
/// subsidy giver pay on balance, the employer receives; what else the employer pays goes to people
/// and suppliers outside.
fn flows(reading: &Reading<'_>, s: usize) -> [Flow; 4] {
    let mean = |party: Party| {
        let outcome = reading.tale.headline(s, party.outcome());
        whole(outcome.mean.unwrap_or(0.0))
    };
    let [employer, giver, municipality, users] = Party::ALL.map(mean);
    let pick = |nl, en| reading.language().pick(nl, en);
    let own = employer + giver + municipality;
    [
        Flow {
            name: pick("tarieven, min boetes", "tariffs, minus penalties"),
            gains: [-municipality, 0, municipality, 0],
        },
        Flow {
            name: pick("subsidie, min terugbetaling", "subsidy, minus what is paid back"),
            gains: [-giver, giver, 0, 0],
        },
        Flow {
            name: pick("loon en andere kosten", "wages and other costs"),
            gains: [own, 0, 0, 0],
        },
        Flow {
            name: pick("waarde van de geleverde hulp", "value of the care delivered"),
            gains: [0, 0, 0, users],
        },
    ]
}

/// Who pays and who benefits, strategy by strategy; what one party pays another cancels.
pub(super) fn parties(reading: &Reading<'_>) -> Markup {
    let language = reading.language();
    let lead = reading.pick(
        "Gemiddelde bedragen over alle toekomsten en de hele looptijd, in nominale euro’s. Plus is een bate voor die \
         partij, min een last. Wat de ene partij aan de andere betaalt, valt in de laatste kolom tegen elkaar weg.",
        "Mean amounts over all futures and the whole horizon, in nominal euros. Plus is a benefit to that party, minus \
         a burden. What one party pays to another cancels in the last column.",
    );
    let label = reading.pick("Kosten en baten per partij", "Costs and benefits by party");
    let society = reading.pick("samenleving", "society");
    let strategies = reading.report.plan.scenario.strategies.iter().enumerate();
    html! {
        p.lead { (lead) }
        (wide(label, html! {
            table.outcomes {
                thead {
                    tr {
                        td {}
                        @for party in Party::ALL { th scope="col" { (party.label(language)) } }
                        th scope="col" { (society) }
                    }
                }
                @for (s, strategy) in strategies {
                    tbody {
                        tr.name {
                            th colspan="6" scope="rowgroup" { (strategy.name.get(language)) }
                        }
                        (strategy_rows(reading, s))
                    }
                }
            }
        }))
        (remarks(reading))
    }
}

fn strategy_rows(reading: &Reading<'_>, s: usize) -> Markup {
    let language = reading.language();
    let amount = |x: i64| euros(x as f64, language);
    let flows = flows(reading, s);
    let total = |k: usize| flows.iter().map(|flow| flow.gains[k]).sum::<i64>();
    let everyone: i64 = (0..4).map(total).sum();
    let npv = reading.tale.headline(s, Headline::Npv);
    let (mean, error) = (npv.mean.unwrap_or(0.0), npv.standard_error.unwrap_or(0.0));
    html! {
        @for flow in &flows {
            tr {
                th.detail scope="row" { (flow.name) }
                // What does not concern a party stays empty.
                @for gain in flow.gains { td { @if gain != 0 { (amount(gain)) } } }
                td { (amount(flow.gains.iter().sum())) }
            }
        }
        tr.total {
            th scope="row" { (reading.pick("samen", "in all")) }
            @for k in 0..4 { td { (amount(total(k))) } }
            td { (amount(everyone)) }
        }
        tr.detail {
            th.detail scope="row" { (reading.pick("netto contante waarde", "net present value")) }
            td { (rounding::amount_with_margin(mean, error, language)) }
            td {} td {} td {} td {}
        }
    }
}

fn remarks(reading: &Reading<'_>) -> Markup {
    let scenario = &reading.report.plan.scenario;
    let mut remarks = Vec::new();
    if reading.tale.is_task() {
        remarks.push(reading.pick(
            "Het vaste budget van de gemeente is niet meegeteld: het is voor elke strategie hetzelfde.",
            "The municipality’s fixed budget is not counted: it is the same for every strategy.",
        ));
    }
    if scenario.residual_value.is_some() {
        remarks.push(reading.pick(
            "De netto contante waarde van de werkgever bevat de restwaarde van wie aan het einde in dienst is; de nominale bedragen niet.",
            "The employer’s net present value holds the residual value of those employed at the end; the nominal amounts do not.",
        ));
    }
    remarks.push(match reading.language() {
        Language::Nl => "Een uur hulp telt voor wat het scenario zegt dat het waard is; zegt het niets, dan voor wat het contract ervoor betaalt. \
            De netto contante waarde rekent bedragen terug naar de start en is er alleen voor de werkgever.",
        Language::En => "An hour of care counts for what the scenario says it is worth; where it says nothing, for what the contract pays for it. \
            The net present value discounts amounts to the start and exists for the employer only.",
    });
    html! { @for remark in remarks { p.lead { (remark) } } }
}
