//! Outcomes as functions of θ alone: expectations over luck, without any noise from it.

use crate::model::outcome::Headline;
use crate::model::plan::Plan;
use crate::model::quantity::Theta;
use crate::model::rates::Rates;
use crate::twin::Twin;

/// Computes `E[Y|θ]` of the linear outcomes of every strategy, for one θ after another.
#[derive(Clone, Debug)]
pub struct Expected<'a> {
    plan: &'a Plan,
    rates: Rates,
    twin: Twin,
    /// By strategy and outcome.
    headline: Vec<Vec<f64>>,
}

impl<'a> Expected<'a> {
    /// Makes room.
    pub fn new(plan: &'a Plan) -> Self {
        Self { plan, rates: Rates::default(), twin: Twin::new(plan), headline: Vec::new() }
    }

    /// Takes θ.
    pub fn update(&mut self, theta: &Theta) {
        self.rates.update(self.plan, theta);
        self.twin.draw(self.plan, &self.rates);
        self.headline.clear();
        for strategy in 0..self.plan.strategies.len() {
            self.twin.expect(self.plan, strategy, &self.rates);
            self.headline.push(self.twin.headline());
        }
    }

    /// The expectation of an outcome of a strategy at the last θ; NaN where the outcome is not linear.
    pub fn value(&self, strategy: usize, outcome: Headline) -> f64 {
        self.headline[strategy][outcome as usize]
    }

    /// That of a strategy minus that of the baseline.
    pub fn difference(&self, strategy: usize, outcome: Headline) -> f64 {
        self.value(strategy, outcome) - self.value(self.plan.scenario.baseline, outcome)
    }
}
