//! The exact twin: expectations given θ, without sampling lives.
//!
//! In: a [`Plan`] and [`Rates`]. Out: the expected [`Ledger`], settled by the same arithmetic as
//! every run ([`Settled`]), which is linear in the ledger. An outcome is linear when it is a sum
//! over positions of a function of that position's own spells and the calendar; the others
//! (a minimum, a maximum or a balance across positions) are Monte Carlo only.
//!
//! The route outcomes give the state of a hire by age (`ages`), a renewal equation gives the
//! starts by month, and a convolution of the two gives every line by month.

mod ages;
mod claims;
mod claims_on_costs;
mod head_costs;
mod outcomes;

use ages::{Ages, convolve, pay_depends_on_start};

use crate::model::cash::Treasury;
use crate::model::ledger::Ledger;
use crate::model::outcome::Headline;
use crate::model::path::{NEVER, Stay};
use crate::model::plan::{Ladder, LadderAfter, Plan, Position, RefillRole};
use crate::model::rates::Rates;
use crate::model::role_rates::RoleRates;
use crate::model::settle::Settled;
use crate::model::stay_costs::Wages;

/// Positions of a strategy that are alike.
#[derive(Clone, Debug)]
struct Class {
    position: Position,
    number: f64,
    /// Designs (index) under which these positions may receive.
    designs: Vec<usize>,
}

/// Hires that are alike: where their starts are added up.
#[derive(Clone, Debug, Default, PartialEq)]
struct StreamKey {
    role: usize,
    refill: bool,
    group: usize,
    designs: Vec<usize>,
    /// Gaps count only from this month (0 where no hire can start earlier).
    gap_from: usize,
}

/// Expected starts of hires that are alike.
#[derive(Clone, Debug)]
struct Stream {
    key: StreamKey,
    starts: Vec<f64>,
}

/// Room for expectations of one strategy after another.
#[derive(Clone, Debug)]
pub struct Twin {
    classes: Vec<Vec<Class>>,
    ages: Vec<Ages>,
    streams: Vec<Stream>,
    kernel: Vec<f64>,
    /// The expected ledger of the last strategy.
    pub ledger: Ledger,
    /// Its settlement. Only linear outcomes have a meaning.
    pub settled: Settled,
}

impl Twin {
    /// Prepares a plan's strategies.
    pub fn new(plan: &Plan) -> Self {
        let classes = plan
            .strategies
            .iter()
            .map(|strategy| {
                let mut classes: Vec<Class> = Vec::new();
                for (number, position) in strategy.positions.iter().enumerate() {
                    let designs: Vec<usize> = strategy
                        .subsidies
                        .iter()
                        .filter(|(_, eligible)| eligible[number])
                        .map(|(design, _)| *design)
                        .collect();
                    match classes
                        .iter_mut()
                        .find(|class| class.position == *position && class.designs == designs)
                    {
                        Some(class) => class.number += 1.0,
                        None => classes.push(Class { position: *position, number: 1.0, designs }),
                    }
                }
                classes
            })
            .collect();
        Self {
            classes,
            ages: vec![Ages::default(); plan.roles.len()],
            streams: Vec::new(),
            kernel: Vec::new(),
            ledger: Ledger::default(),
            settled: Settled::default(),
        }
    }

    /// Prepares the tables by age for one draw; call once before [`Twin::expect`] of its strategies.
    pub fn draw(&mut self, plan: &Plan, rates: &Rates) {
        for ((role, tables), ages) in plan.roles.iter().zip(&rates.roles).zip(&mut self.ages) {
            ages.update(plan, role, tables);
        }
    }

    /// Computes the expected ledger of a strategy and settles it.
    pub fn expect(&mut self, plan: &Plan, strategy: usize, rates: &Rates) {
        self.ledger.clear(plan);
        self.ledger.add_calendar(plan, strategy, rates);
        self.start(plan, strategy, rates);
        let streams = std::mem::take(&mut self.streams);
        for stream in &streams {
            self.add_stream(plan, strategy, rates, stream);
        }
        self.streams = streams;
        self.settled.update(plan, strategy, rates, &self.ledger, &Treasury::default(), None);
    }

    /// The headline outcomes of the last strategy; NaN where the outcome is not linear.
    pub fn headline(&self) -> Vec<f64> {
        let value = |&outcome: &Headline| {
            if outcome.is_linear() { self.settled.headline[outcome as usize] } else { f64::NAN }
        };
        Headline::ALL.iter().map(value).collect()
    }

    /// Start intensities by the renewal equation, and the hours of empty positions.
    fn start(&mut self, plan: &Plan, strategy: usize, rates: &Rates) {
        let h = plan.horizon;
        self.streams.clear();
        for k in 0..self.classes[strategy].len() {
            let class = self.classes[strategy][k].clone();
            let position = class.position;
            let mut occupied = vec![0.0; h];
            let mut closed = vec![0.0; h + 1];
            if let Some(first) = position.first {
                let mut starts = vec![0.0; h];
                if position.recruit_from < h {
                    let out = &mut starts[position.recruit_from..];
                    for (out, p) in out.iter_mut().zip(&self.ages[first].vacancy) {
                        *out = class.number * p;
                    }
                }
                convolve(&starts, &self.ages[first].heads, &mut occupied);
                if position.refill == RefillRole::Closes {
                    convolve(&starts, &self.ages[first].exits, &mut closed[1..]);
                    for t in 1..=h {
                        closed[t] += closed[t - 1];
                    }
                }
                if let RefillRole::Role(refill) = position.refill {
                    let refills = self.renew(&starts, first, refill, h);
                    convolve(&refills, &self.ages[refill].heads, &mut occupied);
                    self.add_starts(plan, &class, refill, true, &refills);
                }
                self.add_starts(plan, &class, first, false, &starts);
            }
            let norm = rates.norm * plan.strategies[strategy].fte[position.group];
            for t in position.vacant_from..h {
                self.ledger.gap_empty[t] += norm * (class.number - occupied[t] - closed[t]);
            }
        }
    }

    /// Expected refills by month: `b2 = (b1·k1 + b2·k2)`, k the months from start to next start.
    fn renew(&mut self, starts: &[f64], first: usize, refill: usize, h: usize) -> Vec<f64> {
        let mut refills = vec![0.0; h];
        let mut kernel = std::mem::take(&mut self.kernel);
        for (round, role) in [first, refill].into_iter().enumerate() {
            kernel.clear();
            kernel.resize(h, 0.0);
            // From start to exit at the end of age a is a + 1 months, then the search.
            convolve(&self.ages[role].exits, &self.ages[refill].vacancy, &mut kernel[1..]);
            if round == 0 {
                convolve(starts, &kernel, &mut refills);
            }
        }
        for s in 0..h {
            let weight = refills[s];
            if weight != 0.0 {
                for (out, k) in refills[s + 1..].iter_mut().zip(&kernel[1..]) {
                    *out += weight * k;
                }
            }
        }
        self.kernel = kernel;
        refills
    }

    fn add_starts(
        &mut self,
        plan: &Plan,
        class: &Class,
        role: usize,
        refill: bool,
        starts: &[f64],
    ) {
        let profile = plan.roles[role].profile;
        let applies = |&design: &usize| {
            let design = &plan.scenario.subsidies[design];
            design.eligible.contains(&profile) && (!refill || design.refills)
        };
        let designs: Vec<usize> = class.designs.iter().copied().filter(applies).collect();
        let position = &class.position;
        let early = position.recruit_from < position.vacant_from;
        let has_classes = plan.has_classes(role);
        let key = StreamKey {
            role,
            // First occupants and refills differ only in classes and in what refers to costs.
            refill: refill && has_classes,
            group: if designs.is_empty() { 0 } else { position.group },
            designs,
            gap_from: if early { position.vacant_from } else { 0 },
        };
        match self.streams.iter_mut().find(|stream| stream.key == key) {
            Some(stream) => {
                stream.starts.iter_mut().zip(starts).for_each(|(sum, start)| *sum += start);
            }
            None => self.streams.push(Stream { key, starts: starts.to_vec() }),
        }
    }

    /// Adds what the hires of one stream are expected to do, cost and bring.
    fn add_stream(&mut self, plan: &Plan, strategy: usize, rates: &Rates, stream: &Stream) {
        let h = plan.horizon;
        let StreamKey { role: index, refill, gap_from, .. } = stream.key;
        let role = &plan.roles[index];
        let tables = &rates.roles[index];
        let ages = &self.ages[index];
        let starts = &stream.starts;
        let ledger = &mut self.ledger;
        let mut by_age = vec![0.0; h];
        let [way, registered, failed] = [&ages.way, &ages.registered, &ages.failed];
        let mixed = |by_age: &mut [f64], of: [&[f64]; 3]| {
            for age in 0..h {
                by_age[age] =
                    way[age] * of[0][age] + registered[age] * of[1][age] + failed[age] * of[2][age];
            }
        };
        let [billable_way, billable_registered, billable_failed] = &tables.billable;
        for age in 0..h {
            by_age[age] = registered[age] * billable_registered[age];
        }
        convolve(starts, &by_age, &mut ledger.hours_registered);
        for age in 0..h {
            by_age[age] = way[age] * billable_way[age] + failed[age] * billable_failed[age];
        }
        convolve(starts, &by_age, &mut ledger.hours_unregistered);
        let [a, b, c] = &tables.gap;
        mixed(&mut by_age, [a, b, c]);
        if gap_from == 0 {
            convolve(starts, &by_age, &mut ledger.gap_occupied);
        } else {
            let mut gap = vec![0.0; h];
            convolve(starts, &by_age, &mut gap);
            for t in gap_from.min(h)..h {
                ledger.gap_occupied[t] += gap[t];
            }
        }
        let [unregistered, after] = &tables.supervision;
        mixed(&mut by_age, [unregistered, after, unregistered]);
        let mut supervision = vec![0.0; h];
        convolve(starts, &by_age, &mut supervision);
        for (t, hours) in supervision.iter().enumerate() {
            ledger.supervision_hours[t] += hours;
            ledger.lost_hours[t] += tables.lost_share * hours;
            if tables.paid_extra {
                ledger.paid_hours[t] += hours;
            }
        }
        let [unregistered, after] = &tables.supervised;
        mixed(&mut by_age, [unregistered, after, unregistered]);
        convolve(starts, &by_age, &mut ledger.supervised);
        let mut heads = vec![0.0; h];
        convolve(starts, &ages.heads, &mut heads);
        for t in 0..h {
            ledger.heads[t] += heads[t];
            ledger.fte[t] += role.fte * heads[t];
            ledger.workplace[t] +=
                tables.workplace_per_month * heads[t] + tables.workplace_at_start * starts[t];
            ledger.recruitment[t] += tables.recruitment * starts[t];
            ledger.hires += starts[t];
        }
        let mut series = vec![0.0; h];
        convolve(starts, registered, &mut series);
        for (t, heads) in series.iter().enumerate() {
            ledger.registered[t] += heads;
            if role.route.is_some() {
                ledger.newly_registered[t] += heads;
            }
        }
        by_age.copy_from_slice(&ages.training);
        if refill {
            for class in tables.classes.iter().filter(|class| class.month < h) {
                let there = if class.on_route { &ages.way } else { &ages.heads };
                by_age[class.month] += class.amount / class.size as f64 * there[class.month];
            }
        }
        convolve(starts, &by_age, &mut ledger.training);
        add_exits(ledger, plan, index, tables, ages, starts);
        add_wages(ledger, plan, rates, index, ages, starts);
        if !stream.key.designs.is_empty() {
            claims::add(ledger, plan, strategy, rates, stream, ages);
        }
    }
}

/// Counts and sums at exit, and who is left at the horizon.
fn add_exits(
    ledger: &mut Ledger,
    plan: &Plan,
    role: usize,
    tables: &RoleRates,
    ages: &Ages,
    starts: &[f64],
) {
    let h = plan.horizon;
    let total = |by_age: &[f64]| {
        // Σ over starts s of the sum over ages 0 … H − 1 − s.
        let mut so_far = 0.0;
        let mut sum = 0.0;
        for age in 0..h {
            so_far += by_age[age];
            sum += starts[h - 1 - age] * so_far;
        }
        sum
    };
    ledger.exits += total(&ages.exits);
    let failed = total(&ages.exit_failed_route);
    ledger.exits_failed_route += failed;
    if plan.roles[role].route.is_some() {
        ledger.exits_before_registration += failed + total(&ages.exit_unregistered);
    }
    let newly = plan.roles[role].route.is_some();
    for age in 0..h {
        let start = starts[h - 1 - age];
        let registered = ages.registered[age] - ages.exit_registered[age];
        ledger.at_horizon[0] += start * (ages.heads[age] - ages.exits[age]);
        ledger.at_horizon[1] += start * registered;
        ledger.at_horizon[2] += if newly { start * registered } else { 0.0 };
    }
    if tables.exit_sum != 0.0 {
        let exits = if tables.exit_only_failed { &ages.exit_failed_route } else { &ages.exits };
        let mut series = vec![0.0; h];
        convolve(starts, exits, &mut series);
        for (sum, exits) in ledger.exit_sum.iter_mut().zip(&series) {
            *sum += tables.exit_sum * exits;
        }
    }
}

/// Wages, and exit payments that follow them.
fn add_wages(
    ledger: &mut Ledger,
    plan: &Plan,
    rates: &Rates,
    index: usize,
    ages: &Ages,
    starts: &[f64],
) {
    let h = plan.horizon;
    let role = &plan.roles[index];
    let tables = &rates.roles[index];
    if plan.scenario.employment.salary_tables.len() > 1 || pay_depends_on_start(plan, role) {
        return add_wages_by_start(ledger, plan, rates, index, ages, starts);
    }
    let before_index = match role.pay {
        Ladder::Scale(_) => &rates.table_index,
        Ladder::Amount => &tables.amount[0],
    };
    let after_index = match role.pay_after {
        Some(LadderAfter::Amount) => &tables.amount[1],
        Some(LadderAfter::Scale { .. }) => &rates.table_index,
        None => before_index,
    };
    // What the pay of each standing is multiplied with: being there, and leaving with a payment.
    let tenure = plan.scenario.profiles[role.profile.0].tenure_at_start;
    let payment =
        |age: usize| tables.exit_months_of_wage * (age + 1 + tenure) as f64 / 12.0 * role.fte;
    let pays_exit = tables.exit_months_of_wage > 0.0;
    let all_exits = if tables.exit_only_failed { 0.0 } else { 1.0 };
    let mut before = vec![0.0; h];
    let mut before_exit = vec![0.0; h];
    for age in 0..h {
        let amount = match &role.pay {
            Ladder::Scale(by_table) => by_table[0][age],
            Ladder::Amount => 1.0,
        };
        let (mut there, mut leaving) = (
            ages.way[age] + ages.failed[age],
            ages.exit_failed_route[age] + all_exits * ages.exit_unregistered[age],
        );
        if role.pay_after.is_none() {
            there += ages.registered[age];
            leaving += all_exits * ages.exit_registered[age];
        }
        before[age] = there * amount * tables.wage_factor[age];
        before_exit[age] = leaving * amount * payment(age);
    }
    add_indexed(&mut ledger.wages, starts, &before, before_index);
    if pays_exit {
        add_indexed(&mut ledger.exit_wage, starts, &before_exit, before_index);
    }
    let Some(pay_after) = &role.pay_after else {
        return;
    };
    let mut amounts_there = vec![0.0; h];
    match pay_after {
        LadderAfter::Amount => amounts_there.copy_from_slice(&ages.registered),
        LadderAfter::Scale { amounts, start_step } => {
            let (amounts, start_step) = (&amounts[0], &start_step[0]);
            ages.for_registered(tables, |g, age, p| {
                let step = start_step[g] + (tenure + age) / 12 - (tenure + g) / 12;
                amounts_there[age] += p * amounts[step.min(amounts.len() - 1)];
            });
        }
    }
    let after: Vec<f64> = (0..h).map(|age| amounts_there[age] * tables.wage_factor[age]).collect();
    add_indexed(&mut ledger.wages, starts, &after, after_index);
    if pays_exit && all_exits > 0.0 {
        let hazard = &tables.hazard[1];
        let exits: Vec<f64> =
            (0..h).map(|age| amounts_there[age] * hazard[age] * payment(age)).collect();
        add_indexed(&mut ledger.exit_wage, starts, &exits, after_index);
    }
}

/// Adds what hires cost by age, in the pay of the month.
fn add_indexed(out: &mut [f64], starts: &[f64], by_age: &[f64], index: &[f64]) {
    let mut series = vec![0.0; out.len()];
    convolve(starts, by_age, &mut series);
    for ((out, amount), index) in out.iter_mut().zip(&series).zip(index) {
        *out += amount * index;
    }
}

/// The same, summed over start months: for dated salary tables, and pay that depends on the month
/// of registration.
fn add_wages_by_start(
    ledger: &mut Ledger,
    plan: &Plan,
    rates: &Rates,
    index: usize,
    ages: &Ages,
    starts: &[f64],
) {
    let h = plan.horizon;
    let role = &plan.roles[index];
    let tables = &rates.roles[index];
    let tenure = plan.scenario.profiles[role.profile.0].tenure_at_start;
    let all_exits = !tables.exit_only_failed;
    let payment = |stay: &Stay, age: usize| {
        if tables.exit_months_of_wage == 0.0 {
            return 0.0;
        }
        let years = (age + 1 + tenure) as f64 / 12.0;
        tables.exit_months_of_wage * years * Wages { plan, role, tables, rates, stay }.gross(age)
    };
    for (start, &weight) in starts.iter().enumerate() {
        if weight == 0.0 {
            continue;
        }
        let stay_registered = |g: usize| Stay { start, ages: h - start, g, r: NEVER, exits: false };
        let unregistered = stay_registered(NEVER);
        Wages { plan, role, tables, rates, stay: &unregistered }.each(|t, wage| {
            let age = t - start;
            let there = match role.pay_after {
                Some(_) => ages.way[age] + ages.failed[age],
                None => ages.heads[age],
            };
            ledger.wages[t] += weight * there * wage;
        });
        for age in 0..h - start {
            let mut leaving = ages.exit_failed_route[age];
            if all_exits {
                leaving += ages.exit_unregistered[age];
                if role.pay_after.is_none() {
                    leaving += ages.exit_registered[age];
                }
            }
            if leaving > 0.0 {
                ledger.exit_wage[start + age] += weight * leaving * payment(&unregistered, age);
            }
        }
        if role.pay_after.is_none() {
            continue;
        }
        let mut of = NEVER;
        let mut wages = vec![0.0; h];
        ages.for_registered(tables, |g, age, p| {
            if start + age >= h {
                return;
            }
            if g != of {
                of = g;
                Wages { plan, role, tables, rates, stay: &stay_registered(g) }
                    .each(|t, wage| wages[t] = wage);
            }
            let t = start + age;
            ledger.wages[t] += weight * p * wages[t];
            if all_exits {
                let leaving = p * tables.hazard[1][age];
                ledger.exit_wage[t] += weight * leaving * payment(&stay_registered(g), age);
            }
        });
    }
}
