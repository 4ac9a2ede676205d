//! What a reader should know before trusting the numbers, with what to do about it.

use super::Tale;
use super::rounding;
use crate::distribution::normal::HALF_WIDTH_95;
use crate::language::{Language, number};
use crate::model::outcome::Headline;
use crate::model::quantity::Comparand;
use crate::summarize::statistics::Chance;

/// Runs of a simulation when nothing else is asked; fewer are not advised.
pub const DEFAULT_RUNS: usize = 10_000;
/// Most runs that can be asked for: their outcomes are kept in memory.
pub const MOST_RUNS: u64 = 10_000_000;

/// Fewer runs make a 5 % percentile rest on too few of them.
const FEW_RUNS: usize = 1000;

/// A chance below this is not worth a warning.
const WORTH_SAYING: f64 = 0.01;

/// The warnings, most important first.
pub fn warnings(tale: &Tale<'_>) -> Vec<String> {
    let mut warnings = as_if(tale);
    warnings.extend(lump_sum(tale));
    warnings.extend(undecided(tale));
    warnings.extend(few_runs(tale));
    warnings.extend(not_converged(tale));
    warnings.extend(broken_expectations(tale));
    warnings.extend(capacities(tale));
    warnings
}

/// Whether the runs are so few that percentiles and small chances are coarse.
pub(super) fn is_few(runs: usize) -> bool {
    runs < FEW_RUNS
}

/// Whether a warning asks for more runs.
pub(super) fn more_runs_help(tale: &Tale<'_>) -> bool {
    is_few(tale.summary.runs) || !undecided(tale).is_empty() || not_converged(tale).is_some()
}

/// Subsidies whose dates do not count: who reads the outcome must know.
fn as_if(tale: &Tale<'_>) -> Vec<String> {
    let of = |subsidy: &str| match tale.language {
        Language::Nl => format!(
            "Subsidie ‘{subsidy}’ is berekend alsof de regeling open is, wat haar datums ook zeggen. \
             Zonder die subsidie is de uitkomst anders."
        ),
        Language::En => format!(
            "Subsidy ‘{subsidy}’ is computed as if the scheme were open, whatever its dates say. \
             Without that subsidy the outcome differs."
        ),
    };
    super::as_if(tale.warnings).map(of).collect()
}

/// Under a task contract amounts are costs to compare, not money to be found.
fn lump_sum(tale: &Tale<'_>) -> Option<String> {
    tale.is_task().then(|| {
        tale.language
            .pick(
                "Het vaste budget (lumpsum) zelf is niet meegeteld: NCW en kasstromen zijn kosten om te \
                 vergelijken, geen tekort dat gefinancierd moet worden.",
                "The lump sum itself is not counted: NPV and cash flows are costs to compare, not a \
                 deficit to be financed.",
            )
            .to_owned()
    })
}

/// Strategies whose difference with the baseline drowns in the Monte Carlo error.
fn undecided(tale: &Tale<'_>) -> Vec<String> {
    let language = tale.language;
    let of = |s: usize| {
        let npv = tale.difference(s, Headline::Npv)?;
        let (mean, error) = (npv.mean?, npv.standard_error?);
        if error == 0.0 || mean.abs() > HALF_WIDTH_95 * error {
            return None;
        }
        let name = tale.name(s);
        let needed = rounding::runs_needed(tale.summary.runs, mean, error, MOST_RUNS as f64)
            .map(|needed| needed.max(DEFAULT_RUNS as f64));
        let advice = match (needed, language) {
            (Some(needed), Language::Nl) => {
                format!("Vraag er meer, bijvoorbeeld {} (--runs).", number(needed, 0, language))
            }
            (Some(needed), Language::En) => {
                format!("Ask for more, for instance {} (--runs).", number(needed, 0, language))
            }
            (None, Language::Nl) => {
                "Ze liggen zo dicht bij elkaar dat ook veel meer runs het niet zouden beslissen."
                    .to_owned()
            }
            (None, Language::En) => {
                "They are so close that many more runs would not decide it either.".to_owned()
            }
        };
        Some(match language {
            Language::Nl => format!(
                "Met dit aantal runs is niet te zeggen of ‘{name}’ gemiddeld beter uitkomt dan het \
                 uitgangspunt. {advice}"
            ),
            Language::En => format!(
                "With this number of runs we cannot tell whether ‘{name}’ is better than the baseline \
                 on average. {advice}"
            ),
        })
    };
    tale.alternatives().filter_map(of).collect()
}

fn few_runs(tale: &Tale<'_>) -> Option<String> {
    few(tale.summary.runs, tale.language)
}

/// What to say where runs are few.
pub fn few(runs: usize, language: Language) -> Option<String> {
    if runs == 1 {
        let one = language.pick(
            "1 run zegt niets over spreiding of kansen. Vraag er meer, bijvoorbeeld 10.000 (--runs).",
            "1 run says nothing about spread or chances. Ask for more, for instance 10,000 (--runs).",
        );
        return Some(one.to_owned());
    }
    is_few(runs).then(|| match language {
        Language::Nl => format!(
            "{runs} runs is weinig: p5, p95 en kleine kansen zijn grof. Vraag er meer, bijvoorbeeld 10.000 (--runs)."
        ),
        Language::En => format!(
            "{runs} runs is few: p5, p95 and small chances are coarse. Ask for more, for instance 10,000 (--runs)."
        ),
    })
}

fn not_converged(tale: &Tale<'_>) -> Option<String> {
    let least = tale.summary.least_known.filter(|_| tale.summary.converged == Some(false))?;
    let runs = number(tale.summary.runs as f64, 0, tale.language);
    let name = tale.name(least.strategy);
    let outcome = format!("`{}`", least.outcome.key());
    let times = number(least.ratio, 1, tale.language);
    let percentile = least.percentile.map(|p| format!("p{}", (100.0 * p).round()));
    Some(match tale.language {
        Language::Nl => format!(
            "Na {runs} runs zijn nog niet alle uitkomsten scherp genoeg; het minst scherp is {} van {outcome}{} bij \
             ‘{name}’, met een marge van {times} keer wat mag. Sta meer runs toe met --at-most.",
            percentile.as_deref().unwrap_or("het gemiddelde"),
            if least.is_difference { " (verschil met het uitgangspunt)" } else { "" },
        ),
        Language::En => format!(
            "After {runs} runs not every outcome is known well enough; known least is {} of {outcome}{} for \
             ‘{name}’, with a margin of {times} times what is allowed. Allow more runs with --at-most.",
            percentile.as_deref().unwrap_or("the mean"),
            if least.is_difference { " (difference with the baseline)" } else { "" },
        ),
    })
}

fn broken_expectations(tale: &Tale<'_>) -> Vec<String> {
    let scenario = &tale.plan.scenario;
    let path = |index: u32| &scenario.quantities[index as usize].path;
    let of = |(expectation, chance): (&crate::model::quantity::Expectation, &Chance)| {
        if chance.value == 0.0 {
            return None;
        }
        let left = path(expectation.left);
        let right = match expectation.right {
            Comparand::Quantity(index) => format!("`{}`", path(index)),
            Comparand::Number(x) => x.to_string(),
        };
        let share = rounding::futures(chance.value, tale.language);
        let because = expectation.because.as_ref();
        let because = because.map_or_else(String::new, |because| format!(" ({because})"));
        Some(match tale.language {
            Language::Nl => format!(
                "In {share} is `{left}` kleiner dan {right}, anders dan het scenario \
                 verwacht{because}. Kijk de spreiding van beide na."
            ),
            Language::En => format!(
                "In {share} `{left}` is below {right}, unlike what the scenario \
                 expects{because}. Look at the spread of both."
            ),
        })
    };
    let pairs = scenario.expectations.iter().zip(&tale.summary.broken_expectations);
    pairs.filter_map(of).collect()
}

/// Mentors that are short, and contracts that allow fewer unregistered hours.
fn capacities(tale: &Tale<'_>) -> Vec<String> {
    let organisation = &tale.plan.scenario.organisation;
    let contract = &tale.plan.scenario.contract;
    let mut warnings = Vec::new();
    for (s, strategy) in tale.strategies() {
        let name = tale.name(s);
        let mentors = strategy.mentors_exceeded;
        if organisation.mentoring.is_some() && mentors.value >= WORTH_SAYING {
            let share = rounding::futures(mentors.value, tale.language);
            warnings.push(match tale.language {
                Language::Nl => format!(
                    "‘{name}’: in {share} zijn er in een of meer maanden te weinig begeleiders."
                ),
                Language::En => {
                    format!("‘{name}’: mentors are short in some month in {share}.")
                }
            });
        }
        let unregistered = strategy.max_unregistered_exceeded;
        if contract.max_unregistered_share.is_some() && unregistered.value >= WORTH_SAYING {
            let share = rounding::futures(unregistered.value, tale.language);
            warnings.push(match tale.language {
                Language::Nl => format!(
                    "‘{name}’: in {share} draaien ongeregistreerden in een of meer maanden \
                     meer uren dan het contract toestaat."
                ),
                Language::En => format!(
                    "‘{name}’: in {share} unregistered people deliver more hours in some month \
                     than the contract allows."
                ),
            });
        }
    }
    warnings
}

/// That nothing can be said about affordability, where no liquidity is stated.
pub(super) fn no_liquidity(tale: &Tale<'_>) -> Option<String> {
    tale.plan.scenario.organisation.liquidity.is_none().then(|| {
        tale.language
            .pick(
                "Of de organisatie het kan betalen is niet berekend: het scenario noemt haar liquide \
                 middelen niet.",
                "Whether the organisation can afford it is not computed: the scenario does not state \
                 its cash.",
            )
            .to_owned()
    })
}
