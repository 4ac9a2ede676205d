//! Members that pool their cohorts: what pooling takes off the chance of a shortfall and off the reserve needed.
//!
//! Cash, floors and free cash add up; every member runs its programme, under the design of the consortium if it has one.
//! Luck averages out over members, common ignorance does not.

use std::sync::atomic::AtomicBool;

use super::classes::{Class, shared};
use super::lives::{Subject, Worker};
use super::results::{Alone, ConsortiumResults, Estimate, Point, Spread};
use crate::model::cash::Treasury;
use crate::model::study::{Consortium, Study};
use crate::sample::theta::ThetaSampler;
use crate::simulate::{Observer, SECOND_RUNS, in_batches};
use crate::summarize::statistics::{Chance, Split, mean, split, variance};

/// Pools the members; `None` when the observer stopped it.
pub fn pool(
    study: &Study,
    consortium: &Consortium,
    samplers: &[ThetaSampler],
    shares: &ThetaSampler,
    runs: usize,
    seed: u64,
    observer: &dyn Observer,
) -> Option<ConsortiumResults> {
    let prepare = |&number: &usize| Subject::new(study, number, &samplers[number], shares);
    let members: Vec<Subject<'_>> = consortium.members.iter().map(prepare).collect();
    let classes = if consortium.shared_classes { shared(&members) } else { Vec::new() };
    let heavier = Times { observer, members: members.len() };
    let batches = in_batches(0..runs, &heavier, |first, n| {
        let mut workers: Vec<Worker<'_>> =
            members.iter().map(|member| Worker::new(member, seed)).collect();
        let one = |run| Run::live(&members, &mut workers, consortium.design, &classes, run);
        (first as u64..(first + n) as u64).map(one).collect::<Vec<Run>>()
    })?;
    let all: Vec<Run> = batches.into_iter().flatten().collect();
    Some(summarize(study, consortium, &all, &classes))
}

/// Tells an observer of as many runs as there are members.
struct Times<'a> {
    observer: &'a dyn Observer,
    members: usize,
}

impl Observer for Times<'_> {
    fn advanced(&self, runs: usize) {
        self.observer.advanced(runs * self.members);
    }

    fn cancelled(&self) -> Option<&AtomicBool> {
        self.observer.cancelled()
    }
}

/// What one run comes to.
struct Run {
    members: Vec<Member>,
    /// The pooled balance falls below the pooled floor.
    shortfall: bool,
    /// Cash that the pool needs at the start \[€\].
    reserve: f64,
    /// What shared classes save \[€\].
    saving: f64,
    /// Its value at the start \[€\].
    saving_value: f64,
}

/// What one run comes to for a member that stands alone.
struct Member {
    shortfall: bool,
    /// Cash that it needs at the start \[€\].
    reserve: f64,
    /// ΔNPV \[€\].
    gain: f64,
    /// The same with other luck, in the runs that have it.
    second: Option<f64>,
}

impl Run {
    fn live(
        members: &[Subject<'_>],
        workers: &mut [Worker<'_>],
        design: Option<usize>,
        classes: &[Class],
        run: u64,
    ) -> Self {
        let months = members.iter().map(|member| member.plan.horizon).min().unwrap_or(0);
        let mut pool = Treasury { free_cash: vec![0.0; months], ..Treasury::default() };
        let mut cash = vec![0.0; months];
        let share = 1.0 / workers.len() as f64;
        let alone = workers.iter_mut().map(|worker| {
            worker.draw(run);
            let gain = gain(worker, design, run, 0);
            worker.fill_cash(design);
            let treasury = &worker.treasury;
            add(&mut cash, &worker.cash);
            add(&mut pool.free_cash, &treasury.free_cash);
            pool.start += treasury.start;
            pool.floor += treasury.floor;
            pool.overdraft_rate += share * treasury.overdraft_rate;
            Member {
                shortfall: treasury.is_shortfall(treasury.lowest(&worker.cash)),
                reserve: needed(treasury, &worker.cash),
                gain,
                second: None,
            }
        });
        let mut alone: Vec<Member> = alone.collect();
        let (mut saving, mut saving_value) = (0.0, 0.0);
        for class in classes {
            let saved = class.saved(|member| &workers[member].rates);
            cash.iter_mut().skip(class.month).take(1).for_each(|cash| *cash += saved);
            saving += saved;
            saving_value += saved * members[0].plan.discount[class.month];
        }
        if run < SECOND_RUNS {
            for (member, worker) in alone.iter_mut().zip(workers) {
                member.second = Some(gain(worker, design, run, 1));
            }
        }
        Self {
            members: alone,
            shortfall: pool.is_shortfall(pool.lowest(&cash)),
            reserve: needed(&pool, &cash),
            saving,
            saving_value,
        }
    }

    /// Mean over members of ΔNPV, with their part of what shared classes save.
    fn mean_gain(&self, gain: impl Fn(&Member) -> Option<f64>) -> Option<f64> {
        let sum: f64 = self.members.iter().map(gain).sum::<Option<f64>>()?;
        Some((sum + self.saving_value) / self.members.len() as f64)
    }
}

/// Lives a run; ΔNPV, the programme under the design minus the baseline without any \[€\].
fn gain(worker: &mut Worker<'_>, design: Option<usize>, run: u64, realisation: u32) -> f64 {
    let [baseline, programme] = worker.live(run, realisation);
    let subsidy = design.map_or(0.0, |design| worker.claims[design].discounted);
    programme.npv + subsidy - baseline.npv
}

fn add(sums: &mut [f64], series: &[f64]) {
    sums.iter_mut().zip(series).for_each(|(sum, value)| *sum += value);
}

/// Cash at the start with which the balance just stays at its floor, without borrowing \[€\].
fn needed(treasury: &Treasury, cash: &[f64]) -> f64 {
    let mut sum = 0.0;
    let sums = cash.iter().zip(&treasury.free_cash).map(|(x, b)| {
        sum += x + b;
        sum
    });
    treasury.floor - sums.fold(f64::INFINITY, f64::min)
}

fn summarize(
    study: &Study,
    consortium: &Consortium,
    all: &[Run],
    classes: &[Class],
) -> ConsortiumResults {
    let runs = all.len();
    let count = |happens: &dyn Fn(&Run) -> bool| {
        Chance::of(all.iter().filter(|run| happens(run)).count(), runs)
    };
    let draws = |of: &dyn Fn(&Run) -> f64| all.iter().map(of).collect::<Vec<f64>>();
    let some = |of: &dyn Fn(&Run) -> Option<f64>| all.iter().map_while(of).collect::<Vec<f64>>();
    let members: Vec<Alone> = consortium
        .members
        .iter()
        .enumerate()
        .map(|(k, &organisation)| {
            let accepted_risk = study.organisations[organisation].accepted_risk;
            Alone {
                organisation,
                shortfall: count(&|run| run.members[k].shortfall),
                accepted_risk,
                reserve: Point::of(&draws(&|run| run.members[k].reserve), 1.0 - accepted_risk),
            }
        })
        .collect();
    let spreads: Vec<Spread> = (0..members.len())
        .map(|k| {
            let gains = draws(&|run| run.members[k].gain);
            spread(&gains, &some(&|run| run.members[k].second))
        })
        .collect();
    let pooled = some(&|run| run.mean_gain(|member| Some(member.gain)));
    let accepted_risk = members.iter().map(|of| of.accepted_risk).fold(1.0, f64::min);
    let short = |run: &Run| run.members.iter().filter(|member| member.shortfall).count();
    ConsortiumResults {
        shortfalls_alone: Estimate::of(&draws(&|run| short(run) as f64)),
        any_shortfall_alone: count(&|run| short(run) > 0),
        reserve_alone: in_total(&members, all),
        shortfall_pooled: count(&|run| run.shortfall),
        accepted_risk,
        reserve_pooled: Point::of(&draws(&|run| run.reserve), 1.0 - accepted_risk),
        spread_alone: average(&spreads),
        spread_pooled: spread(&pooled, &some(&|run| run.mean_gain(|member| member.second))),
        classes: classes.iter().map(Class::result).collect(),
        class_saving: Estimate::of(&draws(&|run| run.saving)),
        members,
    }
}

/// The sum of the members' reserves. A quantile errs by the share of the runs above it, over the density there; members
/// whose reserves are high in the same runs err together.
fn in_total(members: &[Alone], all: &[Run]) -> Point {
    let of_each_run = members.iter().map(|of| {
        let above = (of.accepted_risk * (1.0 - of.accepted_risk) / all.len() as f64).sqrt();
        Some(of.reserve.standard_error? / above)
    });
    let of_each_run: Option<Vec<f64>> = of_each_run.collect();
    let standard_error = of_each_run.map(|per_share| {
        let errs = |run: &Run| {
            let above = members.iter().zip(&run.members).zip(&per_share);
            above.filter(|((of, lived), _)| lived.reserve > of.reserve.value).map(|(_, x)| x).sum()
        };
        Estimate::of(&all.iter().map(errs).collect::<Vec<f64>>()).standard_error
    });
    Point { value: members.iter().map(|of| of.reserve.value).sum(), standard_error }
}

fn spread(gains: &[f64], second: &[f64]) -> Spread {
    Spread { mean: mean(gains), variance: variance(gains), split: split(gains, second, false) }
}

/// The spread of a member: means of mean and variance, and ignorance as a share of the latter. The errors of the shares
/// are taken to go together, as ignorance is common.
fn average(spreads: &[Spread]) -> Spread {
    let n = spreads.len() as f64;
    let variance = spreads.iter().map(|spread| spread.variance).sum::<f64>() / n;
    let weighted = |of: fn(Split) -> f64| {
        let parts = spreads.iter().filter(|spread| spread.variance > 0.0);
        let sum: Option<f64> = parts.map(|s| Some(s.variance * of(s.split?))).sum();
        sum.map(|sum| sum / (n * variance))
    };
    let split = (variance > 0.0).then(|| {
        let ignorance = weighted(|split| split.ignorance)?;
        let standard_error = weighted(|split| split.standard_error)?;
        Some(Split { ignorance, standard_error, exact: false })
    });
    let mean = spreads.iter().map(|spread| spread.mean).sum::<f64>() / n;
    Spread { mean, variance, split: split.flatten() }
}
