//! The answer to a question as a function of θ alone.

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

/// An outcome as a function of θ: its expectation over luck where that is exact, otherwise its mean over
/// some realisations of luck that are the same for every θ.
#[derive(Clone, Debug)]
pub struct Response<'a> {
    plan: &'a Plan,
    sampler: &'a ThetaSampler,
    question: Question,
    seed: u64,
    lives: usize,
}

impl<'a> Response<'a> {
    /// `lives` is the number of realisations of luck for outcomes that are not linear.
    pub fn new(
        plan: &'a Plan,
        sampler: &'a ThetaSampler,
        question: Question,
        seed: u64,
        lives: usize,
    ) -> Self {
        Self { plan, sampler, question, seed, lives }
    }

    /// The outcome at `points` places; `place` fills θ of each. `None` when the observer cancelled it.
    pub fn at(
        &self,
        points: usize,
        observer: &dyn Observer,
        place: impl Fn(usize, &mut Theta) + Sync,
    ) -> Option<Vec<Value>> {
        let batches = in_batches(0..points, observer, |first, n| {
            let mut theta = self.sampler.medians();
            let mut exact = self.question.is_linear().then(|| Expected::new(self.plan));
            let mut worker = Worker::new(self.plan, self.sampler, self.seed);
            let value = |point| {
                place(point, &mut theta);
                match &mut exact {
                    Some(expected) => {
                        expected.update(&theta);
                        self.value(|s, outcome| expected.value(s, outcome))
                    }
                    None => self.lived(&mut worker, &mut theta),
                }
            };
            (first..first + n).map(value).collect::<Vec<Value>>()
        })?;
        Some(batches.concat())
    }

    /// The mean over the same realisations of luck for every θ. "Never" counts as the horizon.
    fn lived(&self, worker: &mut Worker<'_>, theta: &mut Theta) -> Value {
        worker.take(theta);
        let mut sum = Value::default();
        for run in 0..self.lives as u64 {
            worker.live(run, 0);
            let value = self.of_life(worker);
            sum.asked += value.asked;
            sum.baseline += value.baseline;
        }
        let n = self.lives as f64;
        Value { asked: sum.asked / n, baseline: sum.baseline / n }
    }

    /// The outcome of the run that a worker lived last.
    pub(super) fn of_run(&self, worker: &Worker<'_>) -> f64 {
        self.of_life(worker).asked
    }

    fn of_life(&self, worker: &Worker<'_>) -> Value {
        let horizon = self.plan.horizon as f64;
        self.value(|s, outcome| {
            let value = worker.settled[s].headline[outcome as usize];
            if value == f64::INFINITY { horizon } else { value }
        })
    }

    fn value(&self, of: impl Fn(usize, Headline) -> f64) -> Value {
        let headline = self.question.target.headline();
        let own = of(self.question.strategy, headline);
        if self.question.target != Target::Difference {
            return Value { asked: own, baseline: own };
        }
        let baseline = of(self.plan.scenario.baseline, headline);
        Value { asked: own - baseline, baseline }
    }
}
