//! How large a cohort an organisation can afford.
//!
//! The cohort of size n is the first n positions of one intake group; the other groups stay as they are.
//! Sizes are nested: every position is lived once in a run, and the money of every size is settled from
//! the same lives.

use std::ops::RangeInclusive;

use rayon::prelude::*;

use super::nested::{Nested, NestedWorker};
use crate::distribution::normal::HALF_WIDTH_95;
use crate::model::profile::Registration;
use crate::model::scenario::{Scenario, Strategy};
use crate::sample::address::Luck;
use crate::sample::theta::ThetaSampler;
use crate::simulate::{Observer, PERCENTILES, in_batches};
use crate::summarize::statistics::{self, Chance};

/// Sizes that are computed when the file's own cohort is small.
pub const USUAL_SIZES: usize = 60;

/// Most sizes that can be asked for.
pub const MOST_SIZES: usize = 1000;

/// Which cohort grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cohort {
    /// Index of the strategy.
    pub strategy: usize,
    /// Index of the intake group.
    pub group: usize,
    /// Largest size.
    pub up_to: usize,
}

/// What is accepted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Accepted {
    /// α: the chance of a shortfall.
    Risk(f64),
    /// β: the chance of a shortfall with the cohort minus the same chance without any of these positions.
    Added(f64),
}

impl Accepted {
    /// The number.
    pub fn limit(self) -> f64 {
        match self {
            Self::Risk(limit) | Self::Added(limit) => limit,
        }
    }
}

/// What is known of one size.
#[derive(Clone, Debug, PartialEq)]
pub struct Size {
    /// n.
    pub positions: usize,
    /// Chance of a shortfall.
    pub shortfall: Chance,
    /// That chance minus the one without any of these positions, run by run; its error is that of pairs.
    pub added: Chance,
    /// Percentiles of peak funding \[€\], the [`PERCENTILES`].
    pub peak: [f64; 5],
    /// Their Monte Carlo standard errors \[€\]: half the distance between the draws one standard error of the rank below
    /// and above.
    pub peak_errors: [f64; 5],
    /// Chance that in some month more people are under supervision than the mentors can carry; `None`
    /// where no mentors are stated.
    pub over_mentors: Option<Chance>,
}

/// Every size of a cohort.
#[derive(Clone, Debug, PartialEq)]
pub struct Affordability {
    /// Whose.
    pub cohort: Cohort,
    /// Runs done.
    pub runs: usize,
    /// The seed.
    pub seed: u64,
    /// Chance of a shortfall without any of these positions.
    pub without: Chance,
    /// By number of positions, from 0 (the other groups and what costs money anyway) on.
    pub sizes: Vec<Size>,
}

/// How far one chance allows the cohort to grow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The largest size for which it and all smaller ones hold; `None`: not even 0 does.
    pub largest: Option<usize>,
    /// Sizes above it that hold as well.
    pub islands: Vec<RangeInclusive<usize>>,
    /// Sizes whose chance lies so near the limit that other luck might decide otherwise.
    pub too_close: Vec<usize>,
}

impl Reach {
    /// True when even the largest size that was computed holds.
    pub fn is_open(&self, up_to: usize) -> bool {
        self.largest == Some(up_to)
    }
}

impl Affordability {
    /// How far the cash allows the cohort to grow. The estimate decides; sizes within its 95 % interval are
    /// named as too close to call.
    pub fn by_cash(&self, accepted: Accepted) -> Reach {
        let chances = self.sizes.iter().map(|size| match accepted {
            Accepted::Risk(_) => size.shortfall,
            Accepted::Added(_) => size.added,
        });
        reach(chances, accepted.limit())
    }

    /// How far the mentors allow it: up to the same chance that in some month more people are under
    /// supervision than they can carry. `None` where no mentors are stated.
    pub fn by_mentors(&self, accepted: Accepted) -> Option<Reach> {
        let chances: Option<Vec<Chance>> =
            self.sizes.iter().map(|size| size.over_mentors).collect();
        Some(reach(chances?.into_iter(), accepted.limit()))
    }
}

fn reach(chances: impl Iterator<Item = Chance>, limit: f64) -> Reach {
    let mut reach = Reach { largest: None, islands: Vec::new(), too_close: Vec::new() };
    let mut unbroken = true;
    for (size, chance) in chances.enumerate() {
        let above = chance.value - limit;
        // Never in many runs is certain enough, even where nothing is accepted.
        if chance.standard_error > 0.0 && above.abs() <= HALF_WIDTH_95 * chance.standard_error {
            reach.too_close.push(size);
        }
        let holds = above <= 0.0;
        unbroken &= holds;
        if unbroken {
            reach.largest = Some(size);
        } else if holds {
            match reach.islands.last_mut() {
                Some(island) if *island.end() + 1 == size => *island = *island.start()..=size,
                _ => reach.islands.push(size..=size),
            }
        }
    }
    reach
}

/// The groups that can be meant by "the cohort": those whose people are not registered when they come, or,
/// where nobody is such, every group that hires.
pub fn candidates(scenario: &Scenario, strategy: &Strategy) -> Vec<usize> {
    let hiring = |registered: bool| -> Vec<usize> {
        let groups = strategy.intake.iter().enumerate();
        let hires = groups.filter(|(_, group)| {
            group.profile.is_some_and(|profile| {
                let registration = scenario.profiles[profile.0].registration;
                (registration == Registration::Registered) == registered
            })
        });
        hires.map(|(index, _)| index).collect()
    };
    let unregistered = hiring(false);
    if unregistered.is_empty() { hiring(true) } else { unregistered }
}

/// The largest size that is computed unless another is asked for: [`USUAL_SIZES`], or twice the file's own.
pub fn usual_sizes(positions: usize) -> usize {
    USUAL_SIZES.max(2 * positions).min(MOST_SIZES)
}

/// Computes every size; `None` when the observer cancelled it. The scenario states liquidity.
pub fn afford(
    scenario: &Scenario,
    cohort: Cohort,
    runs: usize,
    seed: u64,
    observer: &dyn Observer,
) -> Option<Affordability> {
    let nested = Nested::new(scenario, cohort.strategy, cohort.group, cohort.up_to);
    let sampler = ThetaSampler::new(&nested.largest().scenario);
    let batches = in_batches(0..runs, observer, |first, n| {
        Batch::run(&nested, &sampler, seed, first as u64, n)
    })?;
    let has_mentors = scenario.organisation.mentoring.is_some();
    let summarize = |size: usize| {
        let sum = |count: &dyn Fn(&Counts) -> usize| {
            batches.iter().map(|batch| count(&batch.counts[size])).sum::<usize>()
        };
        let (only_with, only_without) =
            (sum(&|counts| counts.only_with), sum(&|counts| counts.only_without));
        let mut peaks: Vec<f64> =
            batches.iter().flat_map(|batch| batch.peaks_of(size)).map(f64::from).collect();
        peaks.sort_unstable_by(f64::total_cmp);
        Size {
            positions: size,
            shortfall: Chance::of(sum(&|counts| counts.shortfall), runs),
            added: difference(only_with, only_without, runs),
            peak: statistics::percentiles(&peaks),
            peak_errors: PERCENTILES.map(|p| statistics::quantile_error(&peaks, p)),
            over_mentors: has_mentors.then(|| Chance::of(sum(&|counts| counts.over_mentors), runs)),
        }
    };
    Some(Affordability {
        cohort,
        runs,
        seed,
        without: Chance::of(batches.iter().map(|batch| batch.without).sum(), runs),
        sizes: (0..=cohort.up_to).into_par_iter().map(summarize).collect(),
    })
}

/// The difference of two chances over the same runs, from the runs in which only the one or only the
/// other happened.
fn difference(only_first: usize, only_second: usize, runs: usize) -> Chance {
    let (b, c, n) = (only_first as f64, only_second as f64, runs as f64);
    let value = (b - c) / n;
    Chance { value, standard_error: ((b + c) / n - value * value).max(0.0).sqrt() / n.sqrt() }
}

/// How often something happened in the runs of a batch.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    shortfall: usize,
    only_with: usize,
    only_without: usize,
    over_mentors: usize,
}

/// What a batch of runs leaves.
struct Batch {
    /// By size.
    counts: Vec<Counts>,
    /// Run by run and within a run by size.
    peaks: Vec<f32>,
    without: usize,
}

impl Batch {
    fn run(nested: &Nested, sampler: &ThetaSampler, seed: u64, first: u64, runs: usize) -> Self {
        let sizes = nested.most() + 1;
        let mut batch = Self {
            counts: vec![Counts::default(); sizes],
            peaks: Vec::with_capacity(runs * sizes),
            without: 0,
        };
        let mut worker = NestedWorker::new(nested);
        let mut thetas = Vec::new();
        sampler.draw_many(seed, first, runs, &mut thetas);
        let mut shortfalls = vec![false; sizes];
        for (run, theta) in (first..).zip(&thetas) {
            let luck = Luck::new(seed, 0, 0, run);
            let without = worker.live(theta, luck, |size, lived| {
                shortfalls[size] = lived.shortfall;
                batch.peaks.push(lived.peak as f32);
                batch.counts[size].over_mentors += usize::from(lived.over_mentors);
            });
            batch.without += usize::from(without);
            for (counts, &shortfall) in batch.counts.iter_mut().zip(&shortfalls) {
                counts.shortfall += usize::from(shortfall);
                counts.only_with += usize::from(shortfall && !without);
                counts.only_without += usize::from(without && !shortfall);
            }
        }
        batch
    }

    fn peaks_of(&self, size: usize) -> impl Iterator<Item = f32> {
        self.peaks.iter().skip(size).step_by(self.counts.len()).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{LoadOptions, load};

    fn chances(values: &[f64]) -> impl Iterator<Item = Chance> {
        values.iter().map(|&value| Chance { value, standard_error: 0.01 })
    }

    #[test]
    fn the_largest_size_needs_every_smaller_one_and_islands_are_named() {
        let found = reach(chances(&[0.0, 0.02, 0.045, 0.09, 0.01, 0.02, 0.2, 0.05]), 0.05);
        assert_eq!(found.largest, Some(2));
        assert_eq!(found.islands, [4..=5, 7..=7]);
        assert_eq!(found.too_close, [2, 7]);
        let none = reach(chances(&[0.1, 0.0]), 0.05);
        assert_eq!((none.largest, none.islands), (None, vec![1..=1]));
        assert!(reach(chances(&[0.0, 0.01]), 0.05).is_open(1));
    }

    #[test]
    fn what_never_happened_is_certain_enough_where_nothing_is_accepted() {
        let never = Chance { value: 0.0, standard_error: 0.0 };
        let once = Chance { value: 0.001, standard_error: 0.001 };
        let found = reach([never, once].into_iter(), 0.0);
        assert_eq!((found.largest, found.too_close), (Some(0), vec![1]));
    }

    #[test]
    fn each_limit_looks_at_its_own_chance() {
        // Short 1, 4 and 9 times of 100, of which 1 without the cohort; too few mentors 0, 6 and 8 times.
        let chance = |percent: f64| Chance { value: percent / 100.0, standard_error: 1e-6 };
        let size = |(positions, [short, over]): (usize, [f64; 2])| Size {
            positions,
            shortfall: chance(short),
            added: chance(short - 1.0),
            peak: [0.0; 5],
            peak_errors: [0.0; 5],
            over_mentors: Some(chance(over)),
        };
        let sizes = [[1.0, 0.0], [4.0, 6.0], [9.0, 8.0]];
        let cohort = Cohort { strategy: 0, group: 0, up_to: 2 };
        let mut found = Affordability {
            cohort,
            runs: 100,
            seed: 1,
            without: chance(1.0),
            sizes: sizes.into_iter().enumerate().map(size).collect(),
        };
        let mentors =
            |found: &Affordability, accepted| found.by_mentors(accepted).map(|of| of.largest);
        for (accepted, cash, by_mentors) in [
            (Accepted::Risk(0.035), Some(0), Some(0)),
            (Accepted::Added(0.035), Some(1), Some(0)),
            (Accepted::Risk(0.085), Some(1), Some(2)),
            (Accepted::Added(0.085), Some(2), Some(2)),
        ] {
            assert_eq!(found.by_cash(accepted).largest, cash, "{accepted:?}");
            assert_eq!(mentors(&found, accepted), Some(by_mentors), "{accepted:?}");
        }
        found.sizes[2].over_mentors = None;
        assert_eq!(mentors(&found, Accepted::Risk(0.05)), None);
    }

    #[test]
    fn the_cohort_is_who_comes_unregistered_and_sizes_go_to_twice_its_own() {
        let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/template.toml");
        let scenario = load(&file, &LoadOptions::default()).unwrap().scenario;
        let found = |key: &str| {
            let strategy = scenario.strategies.iter().find(|of| of.key == key).unwrap();
            let groups = candidates(&scenario, strategy);
            let profile = |group: &usize| strategy.intake[*group].profile.map(|of| of.0);
            groups
                .iter()
                .filter_map(profile)
                .map(|of| scenario.profiles[of].key.as_str())
                .collect::<Vec<_>>()
        };
        assert_eq!(found("side_entry"), ["side_entrant"]);
        assert_eq!(found("regular"), ["regular"]);
        for (own, most) in [(0, 60), (30, 60), (45, 90), (600, 1000)] {
            assert_eq!(usual_sizes(own), most, "{own}");
        }
    }

    #[test]
    fn the_error_of_a_difference_is_that_of_pairs() {
        // 30 runs +1, 10 runs −1, 960 runs 0: mean 0.02, mean square 0.04.
        let found = difference(30, 10, 1000);
        assert!((found.value - 0.02).abs() < 1e-12);
        assert!((found.standard_error - ((0.04_f64 - 0.0004) / 1000.0).sqrt()).abs() < 1e-12);
    }
}
