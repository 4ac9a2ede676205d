//! The answer to a question as a function of θ, or of θ and luck.

use super::question::{Question, Target};
use crate::decide::expected::Expected;
use crate::model::outcome::Headline;
use crate::model::plan::Plan;
use crate::model::quantity::Theta;
use crate::sample::theta::ThetaSampler;
use crate::simulate::{Observer, Worker, in_batches};

/// Outcomes at one θ.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Value {
    /// What was asked: the outcome, or its difference with the baseline.
    pub asked: f64,
    /// The same outcome of the baseline; equal to `asked` where no difference is asked.
    pub baseline: f64,
}

/// Which luck befalls a point: that of consecutive runs of a simulation under one realisation. Points that are
/// compared have the same, so that what differs between them is not chance; others have their own, so that chance
/// averages out, and an error counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fate {
    /// The first run.
    pub run: u64,
    /// The realisation of luck in these runs; 0 is that of the simulation.
    pub realisation: u32,
}

/// An outcome as a function of θ: its expectation over luck where that is exact, otherwise its value in some lives.
#[derive(Clone, Debug)]
pub struct Response<'a> {
    plan: &'a Plan,
    sampler: &'a ThetaSampler,
    question: Question,
    seed: u64,
    lives: usize,
}

impl<'a> Response<'a> {
    /// `lives` is the number of lives at each point for outcomes that are not linear.
    pub fn new(
        plan: &'a Plan,
        sampler: &'a ThetaSampler,
        question: Question,
        seed: u64,
        lives: usize,
    ) -> Self {
        Self { plan, sampler, question, seed, lives }
    }

    /// Values at each point: 1 where the outcome is exact.
    pub fn lives(&self) -> usize {
        if self.question.is_linear() { 1 } else { self.lives }
    }

    /// The outcome at `points` places, [`Self::lives`] values for each; `place` fills θ of each and says which luck
    /// it has. `None` when the observer cancelled it.
    pub fn at(
        &self,
        points: usize,
        observer: &dyn Observer,
        place: impl Fn(usize, &mut Theta) -> Fate + Sync,
    ) -> Option<Vec<Value>> {
        let batches = in_batches(0..points, observer, |first, n| {
            let mut theta = self.sampler.medians();
            let mut exact = self.question.is_linear().then(|| Expected::new(self.plan));
            let mut worker = Worker::new(self.plan, self.sampler, self.seed);
            let mut values = Vec::with_capacity(n * self.lives());
            for point in first..first + n {
                let fate = place(point, &mut theta);
                match &mut exact {
                    Some(expected) => {
                        expected.update(&theta);
                        values.push(self.value(|s, outcome| expected.value(s, outcome)));
                    }
                    None => {
                        worker.take(&mut theta);
                        for life in 0..self.lives as u64 {
                            worker.live(fate.run + life, fate.realisation);
                            values.push(self.of_life(&worker));
                        }
                    }
                }
            }
            values
        })?;
        Some(batches.concat())
    }

    /// The outcome of the run that a worker lived last.
    pub(super) fn of_run(&self, worker: &Worker<'_>) -> f64 {
        self.of_life(worker).asked
    }

    fn of_life(&self, worker: &Worker<'_>) -> Value {
        self.value(|s, outcome| worker.settled[s].headline[outcome as usize])
    }

    fn value(&self, of: impl Fn(usize, Headline) -> f64) -> Value {
        let headline = self.question.target.headline();
        let own = self.question.target.of(of(self.question.strategy, headline));
        if self.question.target != Target::Difference {
            return Value { asked: own, baseline: own };
        }
        let baseline = of(self.plan.scenario.baseline, headline);
        Value { asked: own - baseline, baseline }
    }
}
