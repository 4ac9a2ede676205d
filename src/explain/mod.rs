//! One run as a story: who came, what happened to them, what it cost and brought.
//!
//! In: a [`Plan`], a seed and a run. Out: a [`Story`], from the same lives, ledger and settlement as
//! in the simulation, so that its numbers are those of that run there.

use crate::model::cash::Treasury;
use crate::model::grants::{self, Claim};
use crate::model::ledger::Ledger;
use crate::model::outcome::{Headline, Line, Monthly};
use crate::model::path::{ExitCause, NEVER, Spell};
use crate::model::plan::Plan;
use crate::model::quantity::Theta;
use crate::model::settle::Settled;
use crate::sample::address::Luck;
use crate::sample::lives;
use crate::sample::theta::ThetaSampler;
use crate::simulate::{Simulation, Worker};

/// What is told of one run and strategy.
#[derive(Clone, Debug)]
pub struct Story {
    /// The run.
    pub run: u64,
    /// Index of the strategy.
    pub strategy: usize,
    /// The quantities of the run.
    pub theta: Theta,
    /// Every hire, by position and start.
    pub hires: Vec<Hire>,
    /// Headline outcomes, equal to those of the run in the simulation.
    pub headline: Vec<f64>,
    /// Totals of the bridge.
    pub lines: Vec<f64>,
    /// Outcomes by month, by [`Monthly`].
    pub monthly: Vec<Vec<f64>>,
    /// Cash by line and month 0 … H + tail − 1.
    pub flows: Vec<Vec<f64>>,
}

/// One hire.
#[derive(Clone, Debug)]
pub struct Hire {
    /// The life as drawn.
    pub spell: Spell,
    /// What happened, in order of time.
    pub events: Vec<Event>,
    /// Cash by line that this hire alone brings and costs, over the horizon, with what falls due
    /// later as the last line.
    pub lines: Vec<f64>,
    /// Months worked.
    pub months: usize,
}

/// Something that happened to a hire.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Event {
    /// Month index.
    pub month: usize,
    /// What.
    pub what: What,
}

/// Kinds of [`Event`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum What {
    /// First working month, after a search of this many months.
    Starts {
        /// Months of search.
        searched: usize,
    },
    /// The route begins.
    RouteStarts,
    /// Failed attempt number, counted from 1; another one follows.
    FailsAttempt(usize),
    /// Registered.
    Registers,
    /// Failed for good.
    FailsRoute,
    /// Last working month.
    Leaves(ExitCause),
    /// Subsidy under a design (index), by instrument (index) [€], in the month of entitlement.
    Subsidy {
        /// Design.
        design: usize,
        /// Instrument.
        instrument: usize,
        /// Amount, negative when it is paid back.
        amount: f64,
    },
    /// Still employed at the horizon.
    IsThereAtHorizon,
}

/// Which run to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The run with the lowest NPV of the strategy.
    Worst,
    /// The run whose NPV is the median (the lower one of two).
    Median,
}

/// The number of a run by the NPV of a strategy; the lowest number on ties.
pub fn find(simulation: &Simulation, strategy: usize, which: Which) -> u64 {
    let npv = simulation.draws(strategy, Headline::Npv as usize);
    let mut order: Vec<usize> = (0..npv.len()).collect();
    order.sort_by(|&a, &b| npv[a].total_cmp(&npv[b]).then(a.cmp(&b)));
    let rank = match which {
        Which::Worst => 0,
        Which::Median => (npv.len() - 1) / 2,
    };
    let value = npv[order[rank]];
    npv.iter().position(|x| *x == value).expect("the value is among them") as u64
}

/// Tells a run of a strategy.
pub fn explain(plan: &Plan, seed: u64, run: u64, strategy: usize) -> Story {
    let sampler = ThetaSampler::new(&plan.scenario);
    let mut worker = Worker::new(plan, &sampler, seed);
    worker.draw(run);
    worker.live(run, 0);
    let luck = Luck::new(seed, 0, 0, run);
    let mut spells = Vec::new();
    lives::draw(plan, strategy, &worker.rates, luck, &mut Vec::new(), |_, of_position| {
        spells.extend_from_slice(of_position);
    });
    let hires = spells
        .iter()
        .enumerate()
        .map(|(k, spell)| {
            let earlier = k.checked_sub(1).map(|k| &spells[k]);
            let earlier = earlier.filter(|earlier| earlier.position == spell.position);
            hire(plan, &worker, strategy, spell, earlier)
        })
        .collect();
    let settled = &worker.settled[strategy];
    Story {
        run,
        strategy,
        theta: worker.theta.clone(),
        hires,
        headline: settled.headline.clone(),
        lines: settled.lines.clone(),
        monthly: settled.monthly.clone(),
        flows: settled.flows.clone(),
    }
}

fn hire(
    plan: &Plan,
    worker: &Worker<'_>,
    strategy: usize,
    spell: &Spell,
    earlier: Option<&Spell>,
) -> Hire {
    let position = &plan.strategies[strategy].positions[spell.position];
    let role_index = position.role_of(spell.number);
    let stay = plan.stay(spell);
    let searched_from =
        earlier.map_or(position.recruit_from, |earlier| earlier.start + earlier.exit_age + 1);
    let mut events = vec![Event {
        month: spell.start,
        what: What::Starts { searched: spell.start - searched_from },
    }];
    let mut at = |age: usize, what: What| {
        if age < stay.ages {
            events.push(Event { month: spell.start + age, what });
        }
    };
    if let (Some(route), Some(index)) = (&spell.route, plan.roles[role_index].route) {
        at(plan.scenario.routes[index.0].starts_at_month, What::RouteStarts);
        for (k, &end) in route.attempt_ends[..route.attempts - 1].iter().enumerate() {
            at(end, What::FailsAttempt(k + 1));
        }
        at(route.end(), if route.passed { What::Registers } else { What::FailsRoute });
    }
    if stay.exits {
        at(spell.exit_age, What::Leaves(spell.cause));
    } else {
        at(stay.ages - 1, What::IsThereAtHorizon);
    }
    let claim = |claim: Claim| {
        let Claim { design, instrument, .. } = claim;
        let amount = if claim.is_reclaimed { -claim.amount } else { claim.amount };
        let what = What::Subsidy { design, instrument, amount };
        events.push(Event { month: spell.start + claim.age, what });
    };
    grants::for_claims(plan, strategy, role_index, &worker.rates, spell, &stay, claim);
    // Within a month: what is earned, then leaving, then what is to be paid back.
    events.sort_by_key(|event| {
        let place = match event.what {
            What::Leaves(_) => 1,
            What::Subsidy { amount, .. } if amount < 0.0 => 2,
            _ => 0,
        };
        (event.month, place)
    });
    Hire {
        spell: *spell,
        events,
        lines: lines_of(plan, worker, strategy, spell),
        months: stay.ages,
    }
}

/// The bridge of one hire alone: a ledger with nothing else in it, without cover.
fn lines_of(plan: &Plan, worker: &Worker<'_>, strategy: usize, spell: &Spell) -> Vec<f64> {
    let mut ledger = Ledger::default();
    ledger.clear(plan);
    ledger.add_hire(plan, strategy, spell.position, &worker.rates, spell);
    ledger.close(&worker.rates);
    // What the position lacks is not the hire's doing.
    ledger.gap_empty.fill(0.0);
    ledger.gap_occupied.fill(0.0);
    let mut rates = worker.rates.clone();
    rates.cover[strategy] = None;
    let mut settled = Settled::default();
    settled.update(plan, strategy, &rates, &ledger, &Treasury::default(), None);
    settled.lines
}

impl Story {
    /// True when a hire stays beyond the horizon.
    pub fn stays(hire: &Hire) -> bool {
        hire.spell.exit_age == NEVER
    }

    /// Outcomes of one kind by month.
    pub fn series(&self, outcome: Monthly) -> &[f64] {
        &self.monthly[outcome as usize]
    }

    /// Total of one line.
    pub fn line(&self, line: Line) -> f64 {
        self.lines[line as usize]
    }
}
