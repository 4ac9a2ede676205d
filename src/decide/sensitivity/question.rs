//! What a sensitivity analysis is about: an outcome of a strategy.

use crate::decide::vary::reduced;
use crate::model::outcome::Headline;
use crate::model::plan::Plan;

/// The outcome that is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A headline outcome of the strategy.
    Level(Headline),
    /// NPV of the strategy minus that of the baseline.
    Difference,
    /// Whether what is advanced is earned back within the horizon, or nothing has to be advanced: 1 or 0. The month
    /// itself has no mean, because a run that never pays back has none.
    PaidBack,
}

impl Target {
    /// The outcome itself, or the one of which the difference is taken.
    pub fn headline(self) -> Headline {
        match self {
            Self::Level(headline) => headline,
            Self::Difference => Headline::Npv,
            Self::PaidBack => Headline::Payback,
        }
    }

    /// What a strategy contributes, from its headline outcome.
    pub(super) fn of(self, headline: f64) -> f64 {
        if self == Self::PaidBack { f64::from(u8::from(headline.is_finite())) } else { headline }
    }

    /// Whether it happens in a run or does not: its mean is a chance.
    pub fn is_chance(self) -> bool {
        matches!(self, Self::PaidBack | Self::Level(Headline::Shortfall))
    }

    /// Its name in files and on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Level(headline) => headline.key(),
            Self::Difference => "difference",
            Self::PaidBack => "paid_back",
        }
    }

    /// The outcome with this name, if it has a mean.
    pub fn from_key(key: &str) -> Option<Self> {
        match key {
            "difference" => Some(Self::Difference),
            "paid_back" => Some(Self::PaidBack),
            _ => Headline::from_key(key).filter(|outcome| !is_month(*outcome)).map(Self::Level),
        }
    }

    /// Every name, the difference first.
    pub fn keys() -> impl Iterator<Item = &'static str> {
        let levels = Headline::ALL.iter().filter(|outcome| !is_month(**outcome));
        ["difference", "paid_back"].into_iter().chain(levels.map(|outcome| outcome.key()))
    }
}

/// Whether an outcome is a month that may not come: there is no mean then.
fn is_month(outcome: Headline) -> bool {
    matches!(outcome, Headline::Payback | Headline::FirstSurplus)
}

/// An outcome of a strategy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// Index of the strategy.
    pub strategy: usize,
    /// What is looked at.
    pub target: Target,
}

impl Question {
    /// The difference with the baseline, or, for the baseline itself, its NPV: what a decision rests on.
    pub fn of_decision(plan: &Plan, strategy: usize) -> Self {
        let target = if strategy == plan.scenario.baseline {
            Target::Level(Headline::Npv)
        } else {
            Target::Difference
        };
        Self { strategy, target }
    }

    /// Whether the twin has its expectation given θ, so that luck adds no noise.
    pub fn is_linear(self) -> bool {
        self.target.headline().is_linear()
    }

    /// A plan with only the strategies that the answer needs, and the question about it. Quantities stay.
    pub(super) fn alone(self, plan: &Plan) -> (Plan, Self) {
        let (mut scenario, strategy) = reduced(&plan.scenario, self.strategy);
        // Only settlement of simulated lives refers to the baseline (cover avoided under a task contract).
        if self.is_linear() && self.target != Target::Difference && strategy > 0 {
            scenario.strategies.remove(0);
            return (Plan::new(scenario), Self { strategy: 0, ..self });
        }
        (Plan::new(scenario), Self { strategy, ..self })
    }
}
