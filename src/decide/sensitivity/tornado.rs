//! How far the outcome swings with each number: at its 5th and 95th percentile, the others at their medians
//! and, apart, the others drawn.

use super::lever::{Lever, levers};
use super::question::Question;
use super::response::{Fate, Response, Value};
use super::signs::{self, Surprise};
use crate::distribution::normal::standard_normal_quantile;
use crate::model::plan::Plan;
use crate::model::quantity::Theta;
use crate::model::scenario::DiscountRate;
use crate::sample::address::{Ignorance, path_hash};
use crate::sample::theta::ThetaSampler;
use crate::simulate::Observer;
use crate::summarize::statistics::{mean, variance};

/// Percentiles at which the outcome is looked at; the first and the last are the ends of a bar.
const PLACES: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];

/// The discount rate is a choice and no uncertain number: it is moved by this much to both sides, about what
/// advised rates differ by from one revision to the next.
pub const DISCOUNT_STEP: f64 = 0.01;

/// A bar narrower than this share of the widest surprises nobody.
const LEAST_SWING: f64 = 0.01;

/// What is moved.
#[derive(Clone, Debug, PartialEq)]
pub enum Moved {
    /// A quantity, or the yearly deviations of an index.
    Quantity(Lever),
    /// The nominal discount rate.
    DiscountRate,
}

/// One number and how far the outcome swings with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// The number.
    pub moved: Moved,
    /// Its value at the low and at the high end; the sum of the years for yearly deviations.
    pub ends: [f64; 2],
    /// The outcome at both ends, the others at their medians.
    pub at_medians: [f64; 2],
    /// The mean outcome at both ends over the draws of the others, the same draws (and luck) for both.
    pub drawn: [f64; 2],
    /// Standard errors of these means.
    pub errors: [f64; 2],
    /// Standard errors of their distances from the mean with nothing moved.
    pub(super) from_middle: [f64; 2],
    /// Standard error of the difference of the two means.
    pub error: f64,
    /// What a reader would not expect.
    pub surprise: Option<Surprise>,
}

impl Bar {
    /// The mean outcome at the high end minus that at the low end.
    pub fn swing(&self) -> f64 {
        self.drawn[1] - self.drawn[0]
    }

    /// Whether the outcome changes at all.
    pub fn matters(&self) -> bool {
        self.at_medians[0] != self.at_medians[1] || self.swing() != 0.0 || self.error > 0.0
    }
}

/// All bars, the widest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Tornado {
    /// The outcome with every quantity at its median.
    pub at_medians: f64,
    /// The mean outcome over the draws.
    pub drawn: f64,
    /// Standard error of that mean.
    pub error: f64,
    /// How many draws of the others.
    pub draws: usize,
    /// The numbers that matter, the one with the widest swing of the mean first.
    pub bars: Vec<Bar>,
    /// How many uncertain numbers change nothing.
    pub idle: usize,
}

impl Tornado {
    /// The same swings around a mean that is known better than from these draws, with its standard error.
    pub fn around(mut self, mean: f64, error: f64) -> Self {
        let shift = mean - self.drawn;
        (self.drawn, self.error) = (mean, error);
        for bar in &mut self.bars {
            bar.drawn = bar.drawn.map(|end| end + shift);
            bar.errors = bar.from_middle.map(|own| own.hypot(error));
        }
        self
    }
}

/// Lives behind each place with the others at their medians, where the outcome is not exact.
const LIVES_AT_MEDIANS: usize = 512;

/// Where θ of a point comes from, and its luck.
#[derive(Clone, Copy)]
enum Others {
    Medians,
    /// As in this run.
    Run(u64),
}

impl Others {
    /// At the medians the runs are lived from the first on; a draw has the luck of its own run.
    fn fate(self) -> Fate {
        let run = match self {
            Self::Medians => 0,
            Self::Run(run) => run,
        };
        Fate { run, realisation: 0 }
    }
}

struct Places<'a> {
    plan: &'a Plan,
    sampler: &'a ThetaSampler,
    seed: u64,
    hashes: Vec<u64>,
}

impl Places<'_> {
    /// θ with a lever at a score, or with none moved.
    fn fill(&self, others: Others, moved: Option<(&Lever, f64)>, theta: &mut Theta) -> Fate {
        let uniform = |q: usize| match others {
            Others::Medians => 0.5,
            Others::Run(run) => Ignorance::new(self.seed, run).uniform(self.hashes[q]),
        };
        let Some((lever, score)) = moved else {
            self.sampler.transform(uniform, theta);
            return others.fate();
        };
        let along = lever.moved(score, uniform);
        let place = |q: usize| lever.members.iter().position(|&member| member == q);
        self.sampler.transform(|q| place(q).map_or_else(|| uniform(q), |k| along[k]), theta);
        others.fate()
    }
}

/// Computes every bar, `draws` draws of the others, each with luck of its own where the outcome is not exact; `None`
/// when the observer cancelled it. The plan has only what the question needs.
pub fn tornado(
    plan: &Plan,
    question: Question,
    seed: u64,
    draws: usize,
    observer: &dyn Observer,
) -> Option<Tornado> {
    let sampler = ThetaSampler::new(&plan.scenario);
    let hashes = plan.scenario.quantities.iter().map(|q| path_hash(&q.path)).collect();
    let places = Places { plan, sampler: &sampler, seed, hashes };
    let levers = levers(&plan.scenario);
    let at_medians = Response::new(plan, &sampler, question, seed, LIVES_AT_MEDIANS);
    let over_draws = Response::new(plan, &sampler, question, seed, 1);
    let scores = PLACES.map(standard_normal_quantile);
    let ends = [scores[0], scores[PLACES.len() - 1]];
    let across = PLACES.len();
    // Levers one after another, and each at every place; the last point is the medians themselves.
    let lever_at = |point: usize| Some((levers.get(point / across)?, scores[point % across]));
    let still = at_medians.at(across * levers.len() + 1, observer, |point, theta| {
        places.fill(Others::Medians, lever_at(point), theta)
    })?;
    let lives = at_medians.lives();
    // Draw by draw: none moved, then each lever at both ends.
    let width = 1 + 2 * levers.len();
    let drawn = over_draws.at(draws * width, observer, |point, theta| {
        let moved = (point % width).checked_sub(1).map(|k| (&levers[k / 2], ends[k % 2]));
        places.fill(Others::Run((point / width) as u64), moved, theta)
    })?;
    let column = |k: usize| drawn.iter().skip(k).step_by(width).copied().collect::<Vec<Value>>();
    let middle = asked(&column(0));
    let mut bars: Vec<Bar> = levers
        .iter()
        .enumerate()
        .map(|(k, lever)| {
            let at = |place: usize| asked(&still[(k * across + place) * lives..][..lives]);
            let along: Vec<Vec<f64>> = (0..across).map(at).collect();
            let bar = Bar::new(
                Moved::Quantity(lever.clone()),
                ends.map(|score| places.value_of(lever, score)),
                [mean(&along[0]), mean(&along[across - 1])],
                [column(1 + 2 * k), column(2 + 2 * k)],
                &middle,
            );
            let surprise = signs::surprise(plan, question, lever, &along, &bar.0, bar.1);
            Bar { surprise, ..bar.0 }
        })
        .collect();
    bars.extend(discount_rate(&places, question, &middle, observer)?);
    let all = bars.len();
    bars.retain(Bar::matters);
    let idle = all - bars.len();
    bars.sort_by(|a, b| b.swing().abs().total_cmp(&a.swing().abs()));
    let widest = bars.first().map_or(0.0, |bar| bar.swing().abs());
    for bar in &mut bars {
        bar.surprise = bar.surprise.filter(|_| bar.swing().abs() >= LEAST_SWING * widest);
    }
    Some(Tornado {
        at_medians: mean(&asked(&still[across * levers.len() * lives..])),
        drawn: mean(&middle),
        error: error_of_mean(&middle),
        draws,
        bars,
        idle,
    })
}

fn asked(values: &[Value]) -> Vec<f64> {
    values.iter().map(|value| value.asked).collect()
}

/// Standard error of the mean; 0 for a single draw, of which nothing is known.
pub(super) fn error_of_mean(draws: &[f64]) -> f64 {
    if draws.len() > 1 { (variance(draws) / draws.len() as f64).sqrt() } else { 0.0 }
}

impl Places<'_> {
    /// What the reader sees of a lever at a score.
    fn value_of(&self, lever: &Lever, score: f64) -> f64 {
        let mut theta = self.sampler.medians();
        self.fill(Others::Medians, Some((lever, score)), &mut theta);
        lever.quantities.iter().map(|&q| theta.0[q]).sum()
    }
}

impl Bar {
    /// A bar from the outcomes at both ends and with nothing moved; and whether the baseline swings as well.
    fn new(
        moved: Moved,
        ends: [f64; 2],
        at_medians: [f64; 2],
        drawn: [Vec<Value>; 2],
        middle: &[f64],
    ) -> (Self, bool) {
        let touches_baseline =
            drawn[0].iter().zip(&drawn[1]).any(|(a, b)| a.baseline != b.baseline);
        let [low, high] = drawn.map(|values| asked(&values));
        let less =
            |a: &[f64], b: &[f64]| -> Vec<f64> { a.iter().zip(b).map(|(a, b)| a - b).collect() };
        let bar = Self {
            moved,
            ends,
            at_medians,
            drawn: [mean(&low), mean(&high)],
            errors: [error_of_mean(&low), error_of_mean(&high)],
            from_middle: [&low, &high].map(|end| error_of_mean(&less(end, middle))),
            error: error_of_mean(&less(&high, &low)),
            surprise: None,
        };
        (bar, touches_baseline)
    }
}

/// The discount rate a step to both sides, on the same draws.
fn discount_rate(
    places: &Places<'_>,
    question: Question,
    middle: &[f64],
    observer: &dyn Observer,
) -> Option<Option<Bar>> {
    let rate = places.plan.scenario.discount_rate.nominal();
    let ends = [rate - DISCOUNT_STEP, rate + DISCOUNT_STEP];
    let (mut at_medians, mut drawn) = ([0.0; 2], [const { Vec::new() }; 2]);
    for (k, end) in ends.into_iter().enumerate() {
        let mut scenario = places.plan.scenario.clone();
        scenario.discount_rate = DiscountRate::Nominal(end);
        let plan = Plan::new(scenario);
        let of = |lives| Response::new(&plan, places.sampler, question, places.seed, lives);
        let still = of(LIVES_AT_MEDIANS)
            .at(1, observer, |_, theta| places.fill(Others::Medians, None, theta))?;
        at_medians[k] = mean(&asked(&still));
        drawn[k] = of(1).at(middle.len(), observer, |point, theta| {
            places.fill(Others::Run(point as u64), None, theta)
        })?;
    }
    let (bar, _) = Bar::new(Moved::DiscountRate, ends, at_medians, drawn, middle);
    Some(bar.matters().then_some(bar))
}
