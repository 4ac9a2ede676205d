//! The worth of knowing the numbers of a scenario: all of them, each, and by grade and subject.

use rayon::prelude::*;

use super::smooth::Scores;
use super::{Payoffs, Worth, evpi, evppi};
use crate::decide::draws::OverTheta;
use crate::model::quantity::Grade;
use crate::model::scenario::Scenario;
use crate::sample::theta::independent_groups;
use crate::summarize::spread::GRADES;

/// What it would be worth to know numbers before choosing between the strategies \[€, net present value of the whole
/// plan\].
#[derive(Clone, Debug, PartialEq)]
pub struct Information {
    /// Draws of θ.
    pub draws: usize,
    /// The strategy to choose with what is known now.
    pub best: usize,
    /// Everything that is uncertain.
    pub everything: Worth,
    /// Each number, or those that are drawn together; the most worthy first.
    pub each: Vec<Part>,
    /// The numbers of each grade of evidence; `None`: without a grade.
    pub by_grade: Vec<(Option<Grade>, Part)>,
    /// The numbers of each subject: the first part of their paths.
    pub by_subject: Vec<(String, Part)>,
}

/// Some numbers, and what it would be worth to know them together.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Indices of the quantities.
    pub quantities: Vec<usize>,
    /// What knowing them is worth, at most what knowing everything is.
    pub worth: Worth,
}

/// The numbers of a scenario that can be known, with their scores over the draws.
#[derive(Clone, Debug)]
pub struct Numbers {
    /// By quantity; `None` for certain ones.
    scores: Vec<Option<Scores>>,
}

impl Numbers {
    /// The uncertain numbers at the draws.
    pub fn new(scenario: &Scenario, over: &OverTheta) -> Self {
        let of = |(index, quantity): (usize, &crate::model::quantity::QuantityDefinition)| {
            let is_certain = quantity.distribution.is_certain();
            (!is_certain).then(|| Scores::new(&over.quantity(index)))
        };
        let scores = scenario.quantities.par_iter().enumerate().map(of).collect();
        Self { scores }
    }

    /// Indices of those that are uncertain.
    pub fn uncertain(&self) -> Vec<usize> {
        (0..self.scores.len()).filter(|&q| self.scores[q].is_some()).collect()
    }

    /// What it is worth to know some of them, at most `everything`.
    pub fn part(&self, payoffs: &Payoffs, quantities: Vec<usize>, everything: Worth) -> Part {
        let scores: Vec<&Scores> =
            quantities.iter().filter_map(|&q| self.scores[q].as_ref()).collect();
        let is_everything = scores.len() == self.uncertain().len();
        let worth =
            if is_everything { everything } else { at_most(evppi(payoffs, &scores), everything) };
        Part { quantities, worth }
    }
}

/// Some information is never worth more than all of it: an estimate above that is put there.
pub(super) fn at_most(worth: Worth, limit: Worth) -> Worth {
    Worth { value: worth.value.min(limit.value), ..worth }
}

/// Computes the worth of every number and group of numbers.
pub fn information(scenario: &Scenario, payoffs: &Payoffs, numbers: &Numbers) -> Information {
    let everything = evpi(payoffs);
    let of = |quantities: Vec<usize>| numbers.part(payoffs, quantities, everything);
    let mut each: Vec<Part> = independent_groups(scenario).into_par_iter().map(of).collect();
    each.sort_by(|a, b| b.worth.value.total_cmp(&a.worth.value));
    let uncertain = numbers.uncertain();
    let with = |keep: &dyn Fn(usize) -> bool| -> Vec<usize> {
        uncertain.iter().copied().filter(|&q| keep(q)).collect()
    };
    let grades: Vec<(Option<Grade>, Vec<usize>)> = GRADES
        .iter()
        .map(|&grade| (grade, with(&|q| scenario.quantities[q].grade == grade)))
        .filter(|(_, quantities)| !quantities.is_empty())
        .collect();
    let mut subjects: Vec<(String, Vec<usize>)> = Vec::new();
    for &q in &uncertain {
        let subject = subject(&scenario.quantities[q].path);
        match subjects.iter_mut().find(|(name, _)| name == subject) {
            Some((_, quantities)) => quantities.push(q),
            None => subjects.push((subject.to_owned(), vec![q])),
        }
    }
    Information {
        draws: payoffs.draws(),
        best: payoffs.best(),
        everything,
        each,
        by_grade: grades.into_par_iter().map(|(grade, part)| (grade, of(part))).collect(),
        by_subject: subjects.into_par_iter().map(|(name, part)| (name, of(part))).collect(),
    }
}

/// The first part of a path: `contract` of `contract.tariff_per_hour`.
fn subject(path: &str) -> &str {
    path.split(['.', '[']).next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_estimate_above_the_worth_of_everything_is_put_there() {
        let worth = |value: f64| Worth { value, standard_error: 2.0, tried: None };
        assert_eq!(at_most(worth(11.0), worth(10.0)), worth(10.0));
        assert_eq!(at_most(worth(9.0), worth(10.0)), worth(9.0));
    }
}
