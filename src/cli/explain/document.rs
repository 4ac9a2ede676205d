//! A run told to programs.

use serde_json::{Map, Value, json};

use crate::explain::{Hire, Story, What};
use crate::model::cash::NO_INVESTMENT;
use crate::model::outcome::{Headline, Line, Monthly};
use crate::model::path::ExitCause;
use crate::model::plan::Plan;

/// Everything that is known of the run. "Never" is the text `never`, as in the results.
pub fn document(plan: &Plan, story: &Story) -> Value {
    let scenario = &plan.scenario;
    let quantities = scenario.quantities.iter().zip(&story.theta.0);
    let uncertain = quantities.filter(|(quantity, _)| !quantity.distribution.is_certain());
    let headline = Headline::ALL.iter().map(|&o| (o.key(), story.headline[o as usize]));
    let lines = Line::ALL.iter().map(|&line| (line.key(), story.line(line)));
    let monthly = Monthly::ALL.iter().map(|&o| (o.key().to_owned(), json!(story.series(o))));
    json!({
        "scenario": scenario.name,
        "strategy": scenario.strategies[story.strategy].key,
        "run": story.run,
        "quantities": keyed(uncertain.map(|(quantity, value)| (quantity.path.as_str(), *value))),
        "hires": story.hires.iter().map(|one| hire(plan, one)).collect::<Vec<_>>(),
        "headline": keyed(headline),
        "lines": keyed(lines),
        "monthly": Value::Object(monthly.collect()),
    })
}

fn keyed<'a>(pairs: impl Iterator<Item = (&'a str, f64)>) -> Value {
    let value = |key, x| match x {
        f64::INFINITY => json!("never"),
        NO_INVESTMENT if key == Headline::Payback.key() => json!("no_investment"),
        x => json!(x),
    };
    let pairs = pairs.map(|(key, x)| (key.to_owned(), value(key, x)));
    Value::Object(pairs.collect::<Map<_, _>>())
}

fn hire(plan: &Plan, hire: &Hire) -> Value {
    let events: Vec<Value> =
        hire.events.iter().map(|event| with_month(event.month, what(plan, event.what))).collect();
    json!({
        "position": hire.spell.position,
        "number": hire.spell.number,
        "profile": plan.scenario.profiles[hire.spell.profile.0].key,
        "start": hire.spell.start,
        "months": hire.months,
        "events": events,
        "lines": keyed(Line::ALL.iter().map(|&line| (line.key(), hire.lines[line as usize]))),
    })
}

fn with_month(month: usize, mut what: Value) -> Value {
    what["month"] = json!(month);
    what
}

fn what(plan: &Plan, what: What) -> Value {
    match what {
        What::Starts { searched } => json!({ "what": "starts", "searched_months": searched }),
        What::RouteStarts => json!({ "what": "route_starts" }),
        What::FailsAttempt(attempt) => json!({ "what": "fails_attempt", "attempt": attempt }),
        What::Registers => json!({ "what": "registers" }),
        What::FailsRoute => json!({ "what": "fails_route" }),
        What::Leaves(ExitCause::Attrition) => json!({ "what": "leaves", "cause": "attrition" }),
        What::Leaves(ExitCause::FailedRoute) => {
            json!({ "what": "leaves", "cause": "failed_route" })
        }
        What::Subsidy { design, instrument, amount } => {
            let design = &plan.scenario.subsidies[design];
            let instrument = &design.instruments[instrument].key;
            json!({ "what": "subsidy", "design": design.key, "instrument": instrument, "amount": amount })
        }
        What::IsThereAtHorizon => json!({ "what": "is_there_at_horizon" }),
    }
}
