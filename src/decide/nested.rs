//! Cohorts of every size in one run, each the beginning of the next one.

use crate::model::cash::{Treasury, peak_and_payback};
use crate::model::ledger::Ledger;
use crate::model::path::Spell;
use crate::model::plan::{Plan, needs_head_costs};
use crate::model::quantity::Theta;
use crate::model::rates::Rates;
use crate::model::scenario::Scenario;
use crate::model::settle::Settled;
use crate::sample::address::Luck;
use crate::sample::lives;

/// One strategy with 0, 1, 2 … positions in one of its groups.
///
/// A position keeps its luck whatever the size: those that the file has, the luck that they have in a
/// simulation of the file; further ones the numbers after all of them.
#[derive(Clone, Debug)]
pub struct Nested {
    /// The plan of each size; every plan holds this one strategy.
    plans: Vec<Plan>,
    /// Positions of groups before the one that grows.
    before: usize,
    /// Positions of the file in the group that grows.
    own: usize,
    /// Positions of groups after it.
    after: usize,
    /// What a position is paid depends on the size: ledgers are added up anew for each.
    depends_on_size: bool,
}

/// What one size comes to in one run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lived {
    /// The balance falls below the floor.
    pub shortfall: bool,
    /// Peak funding [€].
    pub peak: f64,
    /// In some month more people are under supervision than the mentors can carry.
    pub over_mentors: bool,
}

impl Nested {
    /// Prepares the sizes 0 … `most` of a group of a strategy.
    pub fn new(scenario: &Scenario, strategy: usize, group: usize, most: usize) -> Self {
        let mut alone = scenario.clone();
        alone.strategies = vec![scenario.strategies[strategy].clone()];
        alone.baseline = 0;
        let groups = alone.strategies[0].intake.iter().map(|group| group.positions);
        let positions: Vec<usize> = groups.collect();
        let plans: Vec<Plan> = (0..=most)
            .map(|size| {
                let mut scenario = alone.clone();
                scenario.strategies[0].intake[group].positions = size;
                Plan::new(scenario)
            })
            .collect();
        let mut nested = Self {
            plans,
            before: positions[..group].iter().sum(),
            own: positions[group],
            after: positions[group + 1..].iter().sum(),
            depends_on_size: false,
        };
        nested.depends_on_size = nested.others_depend() || nested.classes_are_reimbursed();
        nested
    }

    /// The plan of the largest size.
    pub fn largest(&self) -> &Plan {
        self.plans.last().expect("there is a plan for size 0")
    }

    /// Sizes 0 … this.
    pub fn most(&self) -> usize {
        self.plans.len() - 1
    }

    /// A cap on heads that the growing group fills leaves less for the groups after it.
    fn others_depend(&self) -> bool {
        let eligible = |size: usize| {
            self.plans[size].strategies[0]
                .subsidies
                .iter()
                .map(|(_, eligible)| eligible[self.before + size..].to_vec())
                .collect::<Vec<_>>()
        };
        (1..=self.most()).any(|size| eligible(size) != eligible(0))
    }

    /// A share of the costs of a class, whose price for each head depends on the number of heads.
    fn classes_are_reimbursed(&self) -> bool {
        let plan = self.largest();
        let mut designs = plan.strategies[0].subsidies.iter();
        designs.any(|(design, _)| needs_head_costs(&plan.scenario.subsidies[*design]))
            && (0..plan.roles.len()).any(|role| plan.has_classes(role))
    }

    /// The number of a position in the plan of a size, from its place among all positions that are lived:
    /// those of the groups before, those of the groups after, then the growing group.
    fn number(&self, place: usize, size: usize) -> usize {
        let others = self.before + self.after;
        if place < self.before {
            place
        } else if place < others {
            place + size
        } else {
            self.before + place - others
        }
    }

    /// The number whose luck a position has.
    fn luck_number(&self, place: usize) -> usize {
        let others = self.before + self.after;
        if place < self.before {
            place
        } else if place < others {
            place + self.own
        } else if place - others < self.own {
            self.before + place - others
        } else {
            place
        }
    }
}

/// Reusable room for one run after another.
#[derive(Clone, Debug)]
pub struct NestedWorker<'a> {
    nested: &'a Nested,
    rates: Rates,
    treasury: Treasury,
    lives: Vec<Vec<Spell>>,
    /// Everybody so far, before the ledger is closed.
    open: Ledger,
    ledger: Ledger,
    settled: Settled,
    cumulative: Vec<f64>,
}

impl<'a> NestedWorker<'a> {
    /// Makes room.
    pub fn new(nested: &'a Nested) -> Self {
        Self {
            nested,
            rates: Rates::default(),
            treasury: Treasury::default(),
            lives: vec![Vec::new(); nested.before + nested.after + nested.most()],
            open: Ledger::default(),
            ledger: Ledger::default(),
            settled: Settled::default(),
            cumulative: Vec::new(),
        }
    }

    /// Lives a run: every position once. Calls `each` with every size from 0 on; returns whether the
    /// balance falls below the floor without any of these positions.
    pub fn live(&mut self, theta: &Theta, luck: Luck, mut each: impl FnMut(usize, Lived)) -> bool {
        let largest = self.nested.largest();
        self.rates.update(largest, theta);
        lives::draw_treasury(largest, theta, luck, &mut self.treasury);
        for place in 0..self.lives.len() {
            let number = self.nested.number(place, self.nested.most());
            let position = &largest.strategies[0].positions[number];
            let spells = &mut self.lives[place];
            spells.clear();
            let luck_number = self.nested.luck_number(place);
            lives::draw_position(largest, &self.rates, luck, luck_number, position, spells);
        }
        let others = self.nested.before + self.nested.after;
        self.start(0);
        for size in 0..=self.nested.most() {
            if size > 0 && self.nested.depends_on_size {
                self.start(size);
                (others..others + size).for_each(|place| self.add(place, size));
            } else if size > 0 {
                self.add(others + size - 1, size);
            }
            each(size, self.settle(size));
        }
        self.treasury.is_shortfall(self.treasury.low_without)
    }

    /// Begins with the positions of the other groups.
    fn start(&mut self, size: usize) {
        self.open.clear(&self.nested.plans[size]);
        (0..self.nested.before + self.nested.after).for_each(|place| self.add(place, size));
    }

    fn add(&mut self, place: usize, size: usize) {
        let number = self.nested.number(place, size);
        let spells = &mut self.lives[place];
        for spell in &mut *spells {
            spell.position = number;
        }
        let plan = &self.nested.plans[size];
        self.open.add_position(plan, 0, number, &self.rates, spells);
    }

    fn settle(&mut self, size: usize) -> Lived {
        let plan = &self.nested.plans[size];
        self.ledger.copy_from(&self.open);
        self.ledger.add_calendar(plan, 0, &self.rates);
        self.ledger.close(&self.rates);
        let net = self.settled.net_cash(plan, 0, &self.rates, &self.ledger);
        self.cumulative.clear();
        let mut sum = 0.0;
        self.cumulative.extend(net.iter().map(|amount| {
            sum += amount;
            sum
        }));
        Lived {
            shortfall: self.treasury.is_shortfall(self.treasury.lowest(net)),
            peak: peak_and_payback(self.cumulative.iter().copied()).0,
            over_mentors: self.rates.months_over_capacity(&self.ledger.supervised) > 0.0,
        }
    }
}
