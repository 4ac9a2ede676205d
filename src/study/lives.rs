//! One organisation, run by run: its lives once, and on them the claims of every design.
//!
//! A life does not depend on the design: a subsidy changes cash, and nothing else. So a design's NPV is that of the
//! programme plus its discounted claims, and its balance that of the programme's cash plus its claims by month of payment.

use crate::model::cash::Treasury;
use crate::model::grants::{Claim, for_claims_knowing};
use crate::model::ledger::Ledger;
use crate::model::outcome::{Headline, Monthly};
use crate::model::path::{NEVER, Spell};
use crate::model::plan::{Plan, RefillRole};
use crate::model::profile::Registration;
use crate::model::quantity::Theta;
use crate::model::rates::Rates;
use crate::model::settle::Settled;
use crate::model::study::{BASELINE, PROGRAMME, Study, under};
use crate::sample::address::Luck;
use crate::sample::lives;
use crate::sample::theta::ThetaSampler;

/// Where somebody is still counted at the funder's horizon; index into [`Heads`].
pub const WITH_EMPLOYER: usize = 0;
/// With the employer, or with another one in youth care.
pub const IN_YOUTH_CARE: usize = 1;

/// Newly registered professionals at the funder's horizon: [`WITH_EMPLOYER`], [`IN_YOUTH_CARE`].
pub type Heads = [f64; 2];

/// What an organisation comes to in one run in one strategy, without the funder's money.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct World {
    /// NPV \[€\].
    pub npv: f64,
    /// The employer's cash \[€\].
    pub employer: f64,
    /// The municipality's \[€\].
    pub municipality: f64,
    /// Value of care to its users \[€\].
    pub care_users: f64,
    /// The balance falls below the floor.
    pub shortfall: bool,
    /// Newly registered professionals.
    pub heads: Heads,
}

/// What one design pays and reclaims in one run.
#[derive(Clone, Debug, Default)]
pub struct Claims {
    /// Entitlements, whenever they are paid \[€\].
    pub entitled: f64,
    /// What is reclaimed, whenever it is paid \[€\].
    pub reclaimed: f64,
    /// Entitlements minus what is reclaimed, by month of payment, to H + tail \[€\].
    pub paid: Vec<f64>,
    /// The value of that at the start \[€\].
    pub discounted: f64,
    /// The balance of the programme under the design falls below the floor; only after [`Worker::live`].
    pub shortfall: bool,
}

impl Claims {
    fn clear(&mut self, plan: &Plan) {
        (self.entitled, self.reclaimed, self.discounted) = (0.0, 0.0, 0.0);
        self.paid.clear();
        self.paid.resize(plan.horizon + plan.tail, 0.0);
    }
}

/// An organisation of a study, prepared for many runs.
#[derive(Clone, Debug)]
pub struct Subject<'a> {
    study: &'a Study,
    number: usize,
    /// Its plan.
    pub plan: Plan,
    sampler: &'a ThetaSampler,
    shares: &'a ThetaSampler,
    /// Everybody in the baseline is registered when they come.
    baseline_is_registered: bool,
}

impl<'a> Subject<'a> {
    /// Prepares organisation `number`; `shares` draws the study's own quantities.
    pub fn new(
        study: &'a Study,
        number: usize,
        sampler: &'a ThetaSampler,
        shares: &'a ThetaSampler,
    ) -> Self {
        let plan = Plan::new(study.organisations[number].scenario.clone());
        let baseline_is_registered = plan.strategies[BASELINE].positions.iter().all(|position| {
            let later = match position.refill {
                RefillRole::Role(role) => Some(role),
                _ => None,
            };
            position.first.into_iter().chain(later).all(|role| {
                let profile = &plan.scenario.profiles[plan.roles[role].profile.0];
                profile.registration == Registration::Registered
            })
        });
        Self { study, number, plan, sampler, shares, baseline_is_registered }
    }
}

/// Reusable room for one run after another of one organisation.
#[derive(Clone, Debug)]
pub struct Worker<'a> {
    subject: &'a Subject<'a>,
    seed: u64,
    theta: Theta,
    shares: Theta,
    /// Tables of the run that was drawn last.
    pub rates: Rates,
    /// Cash of the run that was lived last.
    pub treasury: Treasury,
    spells: Vec<Spell>,
    ledger: Ledger,
    settled: [Settled; 2],
    /// What every design pays in the run that was lived last.
    pub claims: Vec<Claims>,
    /// As [`Worker::fill_cash`] left it \[€\].
    pub cash: Vec<f64>,
}

impl<'a> Worker<'a> {
    /// Makes room.
    pub fn new(subject: &'a Subject<'a>, seed: u64) -> Self {
        Self {
            subject,
            seed,
            theta: subject.sampler.medians(),
            shares: subject.shares.medians(),
            rates: Rates::default(),
            treasury: Treasury::default(),
            spells: Vec::new(),
            ledger: Ledger::default(),
            settled: Default::default(),
            claims: vec![Claims::default(); subject.study.designs.len()],
            cash: Vec::new(),
        }
    }

    /// Draws what nobody knows in a run.
    pub fn draw(&mut self, run: u64) {
        self.subject.sampler.draw(self.seed, run, &mut self.theta);
        self.subject.shares.draw(self.seed, run, &mut self.shares);
        self.rates.update(&self.subject.plan, &self.theta);
    }

    /// Turns the tables of the run that was drawn into those of somebody who believes that exits are `times` as likely.
    pub fn believe(&mut self, times: f64) {
        self.rates.believe(&self.subject.plan, &self.theta, times);
    }

    /// Lives the run that was drawn: the world of the baseline, that of the programme, and the claims of every design.
    pub fn live(&mut self, run: u64, realisation: u32) -> [World; 2] {
        let luck = self.luck(run, realisation);
        lives::draw_treasury(&self.subject.plan, &self.theta, luck, &mut self.treasury);
        let worlds = [BASELINE, PROGRAMME].map(|strategy| self.world(strategy, luck));
        self.find_shortfalls();
        worlds
    }

    /// Lives a run again, after [`Worker::believe`]; `worlds` are those of the truth, with the same luck.
    pub fn live_again(&mut self, run: u64, realisation: u32, worlds: [World; 2]) -> [World; 2] {
        let luck = self.luck(run, realisation);
        // What is believed of people who are not registered changes nothing where there are none.
        let baseline = match self.subject.baseline_is_registered {
            true => worlds[BASELINE],
            false => self.world(BASELINE, luck),
        };
        let programme = self.world(PROGRAMME, luck);
        self.find_shortfalls();
        [baseline, programme]
    }

    fn world(&mut self, strategy: usize, luck: Luck) -> World {
        let plan = &self.subject.plan;
        self.ledger.clear(plan);
        self.ledger.add_calendar(plan, strategy, &self.rates);
        let heads = self.people(strategy, luck, true);
        self.ledger.close(&self.rates);
        let [baseline, programme] = &mut self.settled;
        let (settled, cover) = match strategy {
            BASELINE => (baseline, None),
            _ => (programme, Some(baseline.cover_cost.as_slice())),
        };
        settled.update(plan, strategy, &self.rates, &self.ledger, &self.treasury, cover);
        let value = |outcome: Headline| settled.headline[outcome as usize];
        World {
            npv: value(Headline::Npv),
            employer: value(Headline::Employer),
            municipality: value(Headline::Municipality),
            care_users: value(Headline::CareUsers),
            shortfall: value(Headline::Shortfall) > 0.0,
            heads,
        }
    }

    fn find_shortfalls(&mut self) {
        let net = &self.settled[PROGRAMME].monthly[Monthly::NetCash as usize];
        for claims in &mut self.claims {
            let low = self.treasury.lowest_with(net, &claims.paid);
            claims.shortfall = self.treasury.is_shortfall(low);
        }
    }

    /// The same but for the money of the organisation itself: people and claims.
    pub fn live_people(&mut self, run: u64, realisation: u32) -> [Heads; 2] {
        let luck = self.luck(run, realisation);
        [BASELINE, PROGRAMME].map(|strategy| self.people(strategy, luck, false))
    }

    fn luck(&self, run: u64, realisation: u32) -> Luck {
        Luck::new(self.seed, self.subject.number as u32, realisation, run)
    }

    /// Draws everybody's life under a strategy, and claims for it where it is the programme.
    fn people(&mut self, strategy: usize, luck: Luck, with_ledger: bool) -> Heads {
        let plan = &self.subject.plan;
        let mut count = Count::default();
        if strategy == PROGRAMME {
            self.claims.iter_mut().for_each(|claims| claims.clear(plan));
        }
        let (ledger, claims, rates) = (&mut self.ledger, &mut self.claims, &self.rates);
        lives::draw(plan, strategy, rates, luck, &mut self.spells, |number, spells| {
            if with_ledger {
                ledger.add_position(plan, strategy, number, rates, spells);
            }
            for spell in spells {
                count.add(plan, spell, self.subject.study.horizon);
                if strategy == PROGRAMME {
                    claim(plan, rates, spell, claims);
                }
            }
        });
        let study = self.subject.study;
        let kept = 1.0 - self.shares.value(study.displacement);
        let with_employer = count.newly_registered + kept * count.registered_when_hired;
        let elsewhere = self.shares.value(study.stays_in_sector) * count.left_registered;
        [with_employer, with_employer + elsewhere]
    }

    /// Puts the programme's net cash by month 0 … H−1 into [`Worker::cash`]: of the run that was lived last, under a
    /// design or without any.
    pub fn fill_cash(&mut self, design: Option<usize>) {
        self.cash.clone_from(&self.settled[PROGRAMME].monthly[Monthly::NetCash as usize]);
        if let Some(design) = design {
            let paid = &self.claims[design].paid;
            self.cash.iter_mut().zip(paid).for_each(|(cash, paid)| *cash += paid);
        }
    }
}

/// Adds what every design pays and reclaims for one hire.
fn claim(plan: &Plan, rates: &Rates, spell: &Spell, claims: &mut [Claims]) {
    let stay = plan.stay(spell);
    let role = plan.strategies[PROGRAMME].positions[spell.position].role_of(spell.number);
    let mut costs = None;
    for (design, claims) in claims.iter_mut().enumerate() {
        let each = |claim: Claim| {
            let t = stay.start + claim.age + claim.lag;
            let paid = if claim.is_reclaimed {
                claims.reclaimed += claim.amount;
                -claim.amount
            } else {
                claims.entitled += claim.amount;
                claim.amount
            };
            claims.paid[t] += paid;
            claims.discounted += paid * plan.discount[t];
        };
        for_claims_knowing(plan, under(design), role, rates, spell, &stay, &mut costs, each);
    }
}

/// Hires by what the funder counts them as.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    /// Employed at the funder's horizon, registered since they came.
    newly_registered: f64,
    /// Left before it, registered since they came.
    left_registered: f64,
    /// Employed at it, registered when they came.
    registered_when_hired: f64,
}

impl Count {
    /// Adds a hire; `horizon` is the funder's, at most that of the plan.
    fn add(&mut self, plan: &Plan, spell: &Spell, horizon: usize) {
        if spell.start >= horizon {
            return;
        }
        let g = plan.stay(spell).g;
        let last = horizon - 1 - spell.start;
        let left = spell.exit_age != NEVER && spell.exit_age <= last;
        let registered = g <= if left { spell.exit_age } else { last };
        match (registered, g, left) {
            (true, 0, false) => self.registered_when_hired += 1.0,
            (true, 1.., false) => self.newly_registered += 1.0,
            (true, 1.., true) => self.left_registered += 1.0,
            _ => {}
        }
    }
}
