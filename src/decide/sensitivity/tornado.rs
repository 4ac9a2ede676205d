//! How far the outcome swings with each number: at its 5th and 95th percentile, the others at their medians
//! and, apart, the others drawn.

use super::lever::{Lever, levers};
use super::question::Question;
use super::response::{Response, Value};
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
    /// The mean outcome at both ends over the draws of the others, the same draws for both.
    pub drawn: [f64; 2],
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
        self.at_medians[0] != self.at_medians[1] || self.swing() != 0.0
    }
}

/// All bars, the widest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Tornado {
    /// The outcome with every quantity at its median.
    pub at_medians: f64,
    /// The mean outcome over the draws.
    pub drawn: f64,
    /// How many draws of the others.
    pub draws: usize,
    /// The numbers that matter, the one with the widest swing of the mean first.
    pub bars: Vec<Bar>,
    /// How many uncertain numbers change nothing.
    pub idle: usize,
}

impl Tornado {
    /// The same swings around a mean that is known better than from these draws.
    pub fn around(mut self, mean: f64) -> Self {
        let shift = mean - self.drawn;
        self.drawn = mean;
        for end in self.bars.iter_mut().flat_map(|bar| &mut bar.drawn) {
            *end += shift;
        }
        self
    }
}

/// Where θ of a point comes from.
#[derive(Clone, Copy)]
enum Others {
    Medians,
    /// As in this run.
    Run(u64),
}

struct Places<'a> {
    plan: &'a Plan,
    sampler: &'a ThetaSampler,
    seed: u64,
    hashes: Vec<u64>,
}

impl Places<'_> {
    /// θ with a lever at a score, or with none moved.
    fn fill(&self, others: Others, moved: Option<(&Lever, f64)>, theta: &mut Theta) {
        let uniform = |q: usize| match others {
            Others::Medians => 0.5,
            Others::Run(run) => Ignorance::new(self.seed, run).uniform(self.hashes[q]),
        };
        let Some((lever, score)) = moved else {
            return self.sampler.transform(uniform, theta);
        };
        let along = lever.moved(score, uniform);
        let place = |q: usize| lever.members.iter().position(|&member| member == q);
        self.sampler.transform(|q| place(q).map_or_else(|| uniform(q), |k| along[k]), theta);
    }
}

/// Computes every bar, `draws` draws of the others; `None` when the observer cancelled it. The plan has only what
/// the question needs.
pub fn tornado(
    plan: &Plan,
    question: Question,
    seed: u64,
    draws: usize,
    lives: usize,
    observer: &dyn Observer,
) -> Option<Tornado> {
    let sampler = ThetaSampler::new(&plan.scenario);
    let hashes = plan.scenario.quantities.iter().map(|q| path_hash(&q.path)).collect();
    let places = Places { plan, sampler: &sampler, seed, hashes };
    let levers = levers(&plan.scenario);
    let response = Response::new(plan, &sampler, question, seed, lives);
    let scores = PLACES.map(standard_normal_quantile);
    let ends = [scores[0], scores[PLACES.len() - 1]];
    let across = PLACES.len();
    // Levers one after another, and each at every place; the last point is the medians themselves.
    let lever_at = |point: usize| Some((levers.get(point / across)?, scores[point % across]));
    let still = response.at(across * levers.len() + 1, observer, |point, theta| {
        places.fill(Others::Medians, lever_at(point), theta);
    })?;
    // Draw by draw: none moved, then each lever at both ends.
    let width = 1 + 2 * levers.len();
    let drawn = response.at(draws * width, observer, |point, theta| {
        let moved = (point % width).checked_sub(1).map(|k| (&levers[k / 2], ends[k % 2]));
        places.fill(Others::Run((point / width) as u64), moved, theta);
    })?;
    let column = |k: usize| drawn.iter().skip(k).step_by(width).copied().collect::<Vec<Value>>();
    let mut bars: Vec<Bar> = levers
        .iter()
        .enumerate()
        .map(|(k, lever)| {
            let along = &still[k * across..(k + 1) * across];
            let bar = Bar::new(
                Moved::Quantity(lever.clone()),
                ends.map(|score| places.value_of(lever, score)),
                [along[0].asked, along[across - 1].asked],
                [column(1 + 2 * k), column(2 + 2 * k)],
            );
            let surprise = signs::surprise(plan, question, lever, along, &bar.0, bar.1);
            Bar { surprise, ..bar.0 }
        })
        .collect();
    bars.extend(discount_rate(&places, question, draws, lives, observer)?);
    let all = bars.len();
    bars.retain(Bar::matters);
    let idle = all - bars.len();
    bars.sort_by(|a, b| b.swing().abs().total_cmp(&a.swing().abs()));
    let widest = bars.first().map_or(0.0, |bar| bar.swing().abs());
    for bar in &mut bars {
        bar.surprise = bar.surprise.filter(|_| bar.swing().abs() >= LEAST_SWING * widest);
    }
    let asked = |values: &[Value]| values.iter().map(|value| value.asked).collect::<Vec<f64>>();
    Some(Tornado {
        at_medians: still[across * levers.len()].asked,
        drawn: mean(&asked(&column(0))),
        draws,
        bars,
        idle,
    })
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
    /// A bar from the outcomes at both ends; and the swing of the baseline, in which nobody is interested but
    /// for its being 0.
    fn new(
        moved: Moved,
        ends: [f64; 2],
        at_medians: [f64; 2],
        drawn: [Vec<Value>; 2],
    ) -> (Self, bool) {
        let [low, high] = &drawn;
        let swings: Vec<f64> = low.iter().zip(high).map(|(a, b)| b.asked - a.asked).collect();
        let error =
            if swings.len() > 1 { (variance(&swings) / swings.len() as f64).sqrt() } else { 0.0 };
        let means = [low, high].map(|values| {
            values.iter().map(|value| value.asked).sum::<f64>() / values.len().max(1) as f64
        });
        let touches_baseline = low.iter().zip(high).any(|(a, b)| a.baseline != b.baseline);
        (Self { moved, ends, at_medians, drawn: means, error, surprise: None }, touches_baseline)
    }
}

/// The discount rate a step to both sides, on the same draws.
fn discount_rate(
    places: &Places<'_>,
    question: Question,
    draws: usize,
    lives: usize,
    observer: &dyn Observer,
) -> Option<Option<Bar>> {
    let rate = places.plan.scenario.discount_rate.nominal();
    let ends = [rate - DISCOUNT_STEP, rate + DISCOUNT_STEP];
    let mut outcomes = Vec::new();
    for end in ends {
        let mut scenario = places.plan.scenario.clone();
        scenario.discount_rate = DiscountRate::Nominal(end);
        let plan = Plan::new(scenario);
        let response = Response::new(&plan, places.sampler, question, places.seed, lives);
        outcomes.push(response.at(draws + 1, observer, |point, theta| {
            let others = if point == draws { Others::Medians } else { Others::Run(point as u64) };
            places.fill(others, None, theta);
        })?);
    }
    let at_medians = [outcomes[0][draws].asked, outcomes[1][draws].asked];
    let drawn = [0, 1].map(|end| outcomes[end][..draws].to_vec());
    let (bar, _) = Bar::new(Moved::DiscountRate, ends, at_medians, drawn);
    Some(bar.matters().then_some(bar))
}
