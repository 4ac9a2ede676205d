//! Every run of one organisation, kept by run: what the rows of a study are added up from.

use super::lives::{Claims, Heads, Subject, Worker, World};
use super::participation::{Judged, decide};
use super::results::Decision;
use crate::model::cash::HALF_A_CENT;
use crate::model::study::Organisation;
use crate::simulate::{Observer, SECOND_RUNS, in_batches};

/// What is kept of one design, by run.
#[derive(Clone, Debug, Default)]
pub struct UnderDesign {
    /// Entitlements \[€\].
    pub claims: Vec<f64>,
    /// What is reclaimed \[€\].
    pub clawback: Vec<f64>,
    /// Claims minus clawback, discounted \[€\].
    pub discounted: Vec<f64>,
    /// The balance of the programme under the design falls below the floor.
    pub shortfall: Vec<bool>,
}

/// What is kept of the second realisation of luck, by run: of the first runs.
#[derive(Clone, Debug, Default)]
pub struct Second {
    /// Newly registered professionals of baseline and programme.
    pub heads: [Vec<Heads>; 2],
    /// Entitlements by design \[€\].
    pub claims: Vec<Vec<f64>>,
    /// Claims minus clawback, discounted, by design \[€\].
    pub discounted: Vec<Vec<f64>>,
}

/// Every run of one organisation.
#[derive(Clone, Debug, Default)]
pub struct Lived {
    /// Baseline and programme without subsidy, by run.
    pub worlds: [Vec<World>; 2],
    /// By design.
    pub designs: Vec<UnderDesign>,
    /// Other luck.
    pub second: Second,
    /// What it decides without any design, then under each.
    pub decisions: Vec<Decision>,
}

/// Lives every run of an organisation; `None` when the observer stopped it.
pub fn live(
    subject: &Subject<'_>,
    organisation: &Organisation,
    designs: usize,
    runs: usize,
    seed: u64,
    observer: &dyn Observer,
) -> Option<Lived> {
    let batches = in_batches(0..runs, observer, |first, n| {
        let mut batch = Batch::new(designs);
        let mut worker = Worker::new(subject, seed);
        for run in first as u64..(first + n) as u64 {
            batch.add(organisation, &mut worker, run);
        }
        batch
    })?;
    let mut judged = vec![Judged::default(); designs + 1];
    let mut lived = Batch::new(designs).lived;
    for batch in batches {
        for (all, some) in judged.iter_mut().zip(&batch.judged) {
            all.gains += some.gains;
            all.shortfalls += some.shortfalls;
        }
        lived.append(batch.lived);
    }
    lived.decisions = judged.iter().map(|&judged| decide(organisation, judged, runs)).collect();
    Some(lived)
}

/// Some consecutive runs.
struct Batch {
    lived: Lived,
    judged: Vec<Judged>,
}

impl Batch {
    fn new(designs: usize) -> Self {
        let second = Second {
            claims: vec![Vec::new(); designs],
            discounted: vec![Vec::new(); designs],
            ..Second::default()
        };
        let designs_kept = vec![UnderDesign::default(); designs];
        let lived = Lived { designs: designs_kept, second, ..Lived::default() };
        Self { lived, judged: vec![Judged::default(); designs + 1] }
    }

    fn add(&mut self, organisation: &Organisation, worker: &mut Worker<'_>, run: u64) {
        worker.draw(run);
        let worlds = worker.live(run, 0);
        for (kept, world) in self.lived.worlds.iter_mut().zip(worlds) {
            kept.push(world);
        }
        for (kept, claims) in self.lived.designs.iter_mut().zip(&worker.claims) {
            kept.claims.push(claims.entitled);
            kept.clawback.push(claims.reclaimed);
            kept.discounted.push(claims.discounted);
            kept.shortfall.push(claims.shortfall);
        }
        // Whoever believes the truth judges by what was just lived.
        let believes = organisation.believed_exit != 1.0;
        if !believes {
            self.judge(worlds, &worker.claims);
        }
        if run < SECOND_RUNS {
            let heads = worker.live_people(run, 1);
            let second = &mut self.lived.second;
            for (kept, heads) in second.heads.iter_mut().zip(heads) {
                kept.push(heads);
            }
            for (design, claims) in worker.claims.iter().enumerate() {
                second.claims[design].push(claims.entitled);
                second.discounted[design].push(claims.discounted);
            }
        }
        if believes {
            worker.believe(organisation.believed_exit);
            let worlds = worker.live_again(run, 0, worlds);
            self.judge(worlds, &worker.claims);
        }
    }

    /// Counts what the organisation thinks of a run.
    fn judge(&mut self, worlds: [World; 2], claims: &[Claims]) {
        let [baseline, programme] = worlds;
        let gain = programme.npv - baseline.npv;
        let under = claims.iter().map(|claims| (gain + claims.discounted, claims.shortfall));
        let all = std::iter::once((gain, programme.shortfall)).chain(under);
        for (judged, (gain, shortfall)) in self.judged.iter_mut().zip(all) {
            judged.gains += usize::from(gain >= -HALF_A_CENT);
            judged.shortfalls += usize::from(shortfall);
        }
    }
}

impl Lived {
    fn append(&mut self, next: Self) {
        for (all, some) in self.worlds.iter_mut().zip(next.worlds) {
            all.extend(some);
        }
        for (all, some) in self.designs.iter_mut().zip(next.designs) {
            all.claims.extend(some.claims);
            all.clawback.extend(some.clawback);
            all.discounted.extend(some.discounted);
            all.shortfall.extend(some.shortfall);
        }
        for (all, some) in self.second.heads.iter_mut().zip(next.second.heads) {
            all.extend(some);
        }
        for (all, some) in self.second.claims.iter_mut().zip(next.second.claims) {
            all.extend(some);
        }
        for (all, some) in self.second.discounted.iter_mut().zip(next.second.discounted) {
            all.extend(some);
        }
    }
}
