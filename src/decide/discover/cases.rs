//! Futures as cases: what the numbers were, and whether it happened.

use crate::decide::criterion::{Event, Subject};
use crate::model::outcome::Headline;
use crate::model::plan::Plan;
use crate::model::scenario::Scenario;
use crate::simulate::Simulation;
use crate::summarize::spread::columns;

/// A number by which futures differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Factor {
    /// A quantity, by index.
    Quantity(usize),
    /// The mean over the horizon of the yearly deviations of one index, which are these quantities.
    MeanDeviation(Vec<usize>),
}

impl Factor {
    /// Its quantities; the first speaks for all of them.
    pub fn quantities(&self) -> &[usize] {
        match self {
            Self::Quantity(q) => std::slice::from_ref(q),
            Self::MeanDeviation(all) => all,
        }
    }
}

/// The numbers by which futures differ, in the order of the scenario. Correlated quantities stay apart: a bound
/// is on one number.
pub fn factors(scenario: &Scenario) -> Vec<Factor> {
    let mut factors: Vec<Factor> = Vec::new();
    let stem = |q: usize| {
        let path = &scenario.quantities[q].path;
        path.rsplit_once('[').map_or(path.as_str(), |(stem, _)| stem)
    };
    for (q, quantity) in scenario.quantities.iter().enumerate() {
        if quantity.distribution.is_certain() {
            continue;
        }
        if !quantity.is_yearly_deviation {
            factors.push(Factor::Quantity(q));
            continue;
        }
        let same = factors.iter_mut().find_map(|factor| match factor {
            Factor::MeanDeviation(all) if stem(all[0]) == stem(q) => Some(all),
            _ => None,
        });
        match same {
            Some(all) => all.push(q),
            None => factors.push(Factor::MeanDeviation(vec![q])),
        }
    }
    factors
}

/// Some futures: a column of numbers for each factor, and whether it happened.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cases {
    /// By factor and future.
    pub columns: Vec<Vec<f64>>,
    /// By future.
    pub happened: Vec<bool>,
}

impl Cases {
    /// How many futures there are.
    pub fn len(&self) -> usize {
        self.happened.len()
    }

    /// Whether there is no future at all.
    pub fn is_empty(&self) -> bool {
        self.happened.is_empty()
    }

    /// In how many of them it happened.
    pub fn count(&self) -> usize {
        self.happened.iter().filter(|happened| **happened).count()
    }

    /// The futures of a range.
    pub fn part(&self, range: std::ops::Range<usize>) -> Self {
        Self {
            columns: self.columns.iter().map(|column| column[range.clone()].to_vec()).collect(),
            happened: self.happened[range].to_vec(),
        }
    }

    /// The first `most` futures of a simulation.
    pub fn of(
        plan: &Plan,
        simulation: &Simulation,
        factors: &[Factor],
        strategy: usize,
        event: Event,
        most: usize,
    ) -> Self {
        let n = simulation.runs.min(most);
        let groups: Vec<Vec<usize>> =
            factors.iter().map(|factor| factor.quantities().to_vec()).collect();
        let mut drawn = columns(plan, simulation.seed, &groups, n);
        let column = |factor: &Factor| match factor {
            Factor::Quantity(q) => std::mem::take(&mut drawn[*q]),
            Factor::MeanDeviation(all) => {
                let share = 1.0 / all.len() as f64;
                (0..n).map(|run| share * all.iter().map(|&q| drawn[q][run]).sum::<f64>()).collect()
            }
        };
        let columns = factors.iter().map(column).collect();
        let mut happened = happened_in(plan, simulation, strategy, event);
        happened.truncate(n);
        Self { columns, happened }
    }
}

/// Whether an event happened, in every run.
pub fn happened_in(
    plan: &Plan,
    simulation: &Simulation,
    strategy: usize,
    event: Event,
) -> Vec<bool> {
    let value = |s: usize, outcome: Headline| simulation.draws(s, outcome as usize);
    happened(event, strategy, plan.scenario.baseline, &value)
}

/// Whether an event happened in each run, with other luck for the same numbers: for the runs that were lived twice.
pub fn happened_again(
    plan: &Plan,
    simulation: &Simulation,
    strategy: usize,
    event: Event,
) -> Vec<bool> {
    let value = |s: usize, outcome: Headline| simulation.second(s, outcome as usize);
    happened(event, strategy, plan.scenario.baseline, &value)
}

fn happened(
    event: Event,
    strategy: usize,
    baseline: usize,
    value: &dyn Fn(usize, Headline) -> Vec<f64>,
) -> Vec<bool> {
    let (subject, sense, bound) = match event {
        Event::Shortfall => {
            return value(strategy, Headline::Shortfall).into_iter().map(|x| x > 0.5).collect();
        }
        Event::Is(subject, sense, bound) => (subject, sense, bound),
    };
    let mut values = match subject {
        Subject::Npv | Subject::Difference => value(strategy, Headline::Npv),
        Subject::PeakFunding => value(strategy, Headline::PeakFunding),
        Subject::Payback => value(strategy, Headline::Payback),
    };
    if subject == Subject::Difference {
        values.iter_mut().zip(value(baseline, Headline::Npv)).for_each(|(own, base)| *own -= base);
    }
    values.into_iter().map(|value| sense.holds(value, bound)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::criterion::Sense;

    #[test]
    fn an_event_is_read_from_the_outcomes_of_each_run() {
        let value = |s: usize, outcome: Headline| match (s, outcome) {
            (0, Headline::Npv) => vec![10.0, 10.0, 10.0],
            (1, Headline::Npv) => vec![9.0, 10.0, 11.0],
            (1, Headline::Payback) => vec![-1.0, 36.0, f64::INFINITY],
            (1, Headline::Shortfall) => vec![0.0, 1.0, 0.0],
            other => panic!("{other:?}"),
        };
        let of = |event| happened(event, 1, 0, &value);
        let is = |subject, sense, bound| of(Event::Is(subject, sense, bound));
        assert_eq!(of(Event::Shortfall), [false, true, false]);
        assert_eq!(is(Subject::Difference, Sense::Below, 0.0), [true, false, false]);
        assert_eq!(is(Subject::Npv, Sense::AtMost, 10.0), [true, true, false]);
        // Never paid back is later than any month; no investment needed is not.
        assert_eq!(is(Subject::Payback, Sense::Above, 36.0), [false, false, true]);
    }
}
