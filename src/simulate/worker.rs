//! One run at a time: θ, tables, lives, ledgers, settlement.

use crate::model::cash::{Treasury, peak_and_payback};
use crate::model::ledger::Ledger;
use crate::model::outcome::Monthly;
use crate::model::path::Spell;
use crate::model::plan::Plan;
use crate::model::quantity::Theta;
use crate::model::rates::Rates;
use crate::model::settle::Settled;
use crate::sample::address::Luck;
use crate::sample::lives;
use crate::sample::theta::ThetaSampler;

/// Reusable room for the calculation of one run after another.
#[derive(Clone, Debug)]
pub struct Worker<'a> {
    plan: &'a Plan,
    sampler: &'a ThetaSampler,
    seed: u64,
    spells: Vec<Spell>,
    /// θ of the run that was drawn last.
    pub theta: Theta,
    /// Its tables.
    pub rates: Rates,
    /// The organisation's cash in the run that was lived last.
    pub treasury: Treasury,
    /// Ledgers by strategy.
    pub ledgers: Vec<Ledger>,
    /// Results by strategy.
    pub settled: Vec<Settled>,
}

impl<'a> Worker<'a> {
    /// Makes room for a plan's runs under a seed.
    pub fn new(plan: &'a Plan, sampler: &'a ThetaSampler, seed: u64) -> Self {
        let n = plan.strategies.len();
        Self {
            plan,
            sampler,
            seed,
            spells: Vec::new(),
            theta: sampler.medians(),
            rates: Rates::default(),
            treasury: Treasury::default(),
            ledgers: vec![Ledger::default(); n],
            settled: vec![Settled::default(); n],
        }
    }

    /// Draws θ of a run and fills the tables.
    pub fn draw(&mut self, run: u64) {
        self.sampler.draw(self.seed, run, &mut self.theta);
        self.rates.update(self.plan, &self.theta);
    }

    /// Takes θ of a run that was drawn elsewhere, in exchange for the last one, and fills the tables.
    pub fn take(&mut self, theta: &mut Theta) {
        std::mem::swap(&mut self.theta, theta);
        self.rates.update(self.plan, &self.theta);
    }

    /// Lives the run that was drawn, with one realisation of luck, under every strategy.
    pub fn live(&mut self, run: u64, realisation: u32) {
        let luck = Luck::new(self.seed, 0, realisation, run);
        lives::draw_treasury(self.plan, &self.theta, luck, &mut self.treasury);
        for &s in &self.plan.order {
            let ledger = &mut self.ledgers[s];
            ledger.clear(self.plan);
            ledger.add_calendar(self.plan, s, &self.rates);
            lives::draw(self.plan, s, &self.rates, luck, &mut self.spells, |number, spells| {
                ledger.add_position(self.plan, s, number, &self.rates, spells);
            });
            self.ledgers[s].close(&self.rates);
            let baseline = self.plan.scenario.baseline;
            let mut settled = std::mem::take(&mut self.settled[s]);
            let cover = (s != baseline).then(|| self.settled[baseline].cover_cost.as_slice());
            settled.update(self.plan, s, &self.rates, &self.ledgers[s], &self.treasury, cover);
            self.settled[s] = settled;
        }
    }

    /// Peak funding and payback of the difference curve between a strategy and the baseline.
    pub fn difference_peak_and_payback(&self, strategy: usize) -> (f64, f64) {
        let curve = |s: usize| &self.settled[s].monthly[Monthly::CumulativeNetCash as usize];
        let baseline = curve(self.plan.scenario.baseline);
        let own = curve(strategy);
        peak_and_payback(own.iter().zip(baseline).map(|(a, b)| a - b))
    }
}
