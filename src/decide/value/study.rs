//! What a study would be worth that follows some hires for some months and counts who leaves and who passes.
//!
//! At every draw of θ the study is done once: hires of one profile start together and are followed from their first
//! month, with the same lives as in the model. Its data are, for each exit probability, the exits and the months in
//! which that probability held; and for the chance to pass, the exams and how many were passed. Each pair is read
//! as what one would then believe: the mean of a beta distribution that had the mean and the variance of the
//! number's own spread before (moments matched). The net benefits are regressed on these, as on numbers that become
//! known. A smaller study consists of the first hires of a larger one.

use rayon::prelude::*;

use super::information::{Numbers, Part, at_most};
use super::smooth::Scores;
use super::{Payoffs, Worth, evpi, evppi};
use crate::decide::draws::OverTheta;
use crate::model::path::{ExitCause, NEVER, Spell};
use crate::model::plan::Plan;
use crate::model::profile::{ByTenure, Profile, Registration};
use crate::model::quantity::{Quantity, Theta};
use crate::model::rates::Rates;
use crate::model::scenario::{IntakeGroup, ProfileIndex, Refill, Scenario, Strategy};
use crate::sample::address::Luck;
use crate::sample::lives;
use crate::simulate::{Observer, in_batches};
use crate::units::AnnualProbability;

/// Sizes of a study that are always computed.
pub const USUAL_SIZES: [usize; 6] = [5, 10, 20, 50, 100, 200];
/// Most hires in a study.
pub const MOST_HIRES: usize = 1000;

/// The realisation of luck that a study sees: its hires are others than those of the runs, however often these
/// are lived again.
const STUDY_LUCK: u32 = u32::MAX;

/// Whom a study follows, and how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Design {
    /// Who is hired.
    pub profile: ProfileIndex,
    /// How many.
    pub hires: usize,
    /// Months from the start of each; at most the horizon.
    pub months: usize,
}

/// What studies of several sizes would be worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Study {
    /// The study that was asked for.
    pub design: Design,
    /// The exit and pass probabilities that it would tell something about, and what knowing these exactly is worth.
    pub known: Part,
    /// By number of hires, in increasing order, that of the design among them.
    pub sizes: Vec<(usize, Worth)>,
}

impl Study {
    /// What the study that was asked for is worth.
    pub fn worth(&self) -> Worth {
        let own = self.sizes.iter().find(|(hires, _)| *hires == self.design.hires);
        own.map_or_else(Worth::default, |(_, worth)| *worth)
    }
}

/// Estimates of studies of which each holds the one before it, and is never worth less: where they fall, which is
/// noise, neighbours take their common mean (the nearest rising sequence). That mean is known no better than the worst known of
/// them: they rest on the same draws, and the error of an estimate in which the regression saw nothing is 0.
fn never_falling(worths: Vec<Worth>) -> Vec<Worth> {
    let mut pools: Vec<(f64, f64, usize)> = Vec::new();
    for worth in &worths {
        pools.push((worth.value, worth.standard_error, 1));
        while let [.., (before, error, n), (last, other, m)] = pools[..]
            && before > last
        {
            pools.truncate(pools.len() - 2);
            let value = (before * n as f64 + last * m as f64) / (n + m) as f64;
            pools.push((value, error.max(other), n + m));
        }
    }
    let pooled = pools
        .into_iter()
        .flat_map(|(value, standard_error, n)| std::iter::repeat_n((value, standard_error), n));
    let pooled = worths.into_iter().zip(pooled);
    pooled
        .map(|(worth, (value, standard_error))| Worth { value, standard_error, ..worth })
        .collect()
}

/// A probability that a study counts.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Counted {
    /// An annual exit probability: before or after registration, from a tenure until another.
    Exit { registered: bool, from: usize, until: usize },
    /// The chance to pass an attempt.
    Pass,
}

/// The uncertain exit and pass probabilities of a profile, with the indices of their quantities.
fn counted(scenario: &Scenario, profile: &Profile) -> Vec<(usize, Counted)> {
    let mut all = Vec::new();
    let mut exits = |bands: &ByTenure<Quantity<AnnualProbability>>, registered: bool| {
        let mut from = 0;
        for (until, quantity) in &bands.bands {
            let until = until.unwrap_or(usize::MAX);
            all.push((quantity.index as usize, Counted::Exit { registered, from, until }));
            from = until;
        }
    };
    let own = &profile.exit;
    match (profile.registration, &profile.exit_after_registration) {
        (Registration::Registered, after) => exits(after.as_ref().unwrap_or(own), true),
        (_, None) => {
            exits(own, false);
            exits(own, true);
        }
        (_, Some(after)) => {
            exits(own, false);
            exits(after, true);
        }
    }
    if let Registration::Route(route) = profile.registration {
        all.push((scenario.routes[route.0].pass.index as usize, Counted::Pass));
    }
    all.retain(|(q, _)| !scenario.quantities[*q].distribution.is_certain());
    all
}

/// Whether following a profile can teach anything: whether one of its exit or pass probabilities is uncertain.
pub fn says_something(scenario: &Scenario, profile: ProfileIndex) -> bool {
    !counted(scenario, &scenario.profiles[profile.0]).is_empty()
}

/// The profile that a study is most likely meant for: one with an uncertain exit or pass probability, on a route
/// if there is one, hired under another strategy than the baseline if there is one.
pub fn usual_profile(scenario: &Scenario) -> Option<ProfileIndex> {
    let baseline = &scenario.strategies[scenario.baseline];
    let others = scenario.strategies.iter().filter(|strategy| strategy.key != baseline.key);
    let hired: Vec<ProfileIndex> = others
        .chain([baseline])
        .flat_map(|strategy| strategy.intake.iter().filter_map(|group| group.profile))
        .filter(|profile| says_something(scenario, *profile))
        .collect();
    let on_route = |profile: &&ProfileIndex| {
        matches!(scenario.profiles[profile.0].registration, Registration::Route(_))
    };
    hired.iter().find(on_route).or(hired.first()).copied()
}

/// Computes what the study, and studies of the [`USUAL_SIZES`], would be worth; `Ok(None)` where the profile has
/// no uncertain exit or pass probability.
///
/// # Errors
/// The observer stopped it.
pub fn study(
    plan: &Plan,
    over: &OverTheta,
    payoffs: &Payoffs,
    numbers: &Numbers,
    design: Design,
    seed: u64,
    observer: &dyn Observer,
) -> Result<Option<Study>, Cancelled> {
    let scenario = &plan.scenario;
    let design = Design { months: design.months.min(plan.horizon), ..design };
    let counted = counted(scenario, &scenario.profiles[design.profile.0]);
    if counted.is_empty() {
        return Ok(None);
    }
    let mut quantities: Vec<usize> = counted.iter().map(|(q, _)| *q).collect();
    quantities.sort_unstable();
    quantities.dedup();
    let mut sizes = USUAL_SIZES.to_vec();
    sizes.push(design.hires);
    sizes.sort_unstable();
    sizes.dedup();
    let data = collect(plan, over, &counted, design, &sizes, seed, observer).ok_or(Cancelled)?;
    let known = numbers.part(payoffs, quantities.clone(), evpi(payoffs));
    let worth = |k: usize| {
        let believed: Vec<Scores> = quantities
            .iter()
            .map(|&q| {
                let before = spread(over, q, &counted);
                let of = |study: &Vec<Tally>| {
                    let own = counted.iter().zip(&study[k * counted.len()..]);
                    let own = own.filter(|((quantity, _), _)| *quantity == q);
                    before.after(own.map(|(_, tally)| *tally))
                };
                Scores::new(&data.iter().map(of).collect::<Vec<f64>>())
            })
            .collect();
        at_most(evppi(payoffs, &believed.iter().collect::<Vec<_>>()), known.worth)
    };
    let worths: Vec<Worth> = (0..sizes.len()).into_par_iter().map(worth).collect();
    let worths = never_falling(worths);
    Ok(Some(Study { design, known, sizes: sizes.into_iter().zip(worths).collect() }))
}

/// The observer stopped the computation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cancelled;

/// How often something could happen, and how often it did.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Tally {
    possible: f64,
    happened: f64,
}

/// A beta distribution by its mean and by how many trials it counts for.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Belief {
    mean: f64,
    trials: f64,
}

impl Belief {
    /// The mean after some data.
    fn after(self, tallies: impl Iterator<Item = Tally>) -> f64 {
        let (mut above, mut below) = (self.mean * self.trials, self.trials);
        for tally in tallies {
            above += tally.happened;
            below += tally.possible;
        }
        above / below
    }
}

/// What is believed of a counted probability, for each time that it is tried: a month or an attempt.
fn spread(over: &OverTheta, quantity: usize, counted: &[(usize, Counted)]) -> Belief {
    let is_pass = counted.contains(&(quantity, Counted::Pass));
    let chances: Vec<f64> = over
        .quantity(quantity)
        .into_iter()
        .map(|chance| if is_pass { chance } else { AnnualProbability(chance).monthly().0 })
        .collect();
    let n = chances.len() as f64;
    let mean = chances.iter().sum::<f64>() / n;
    let variance = chances.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n;
    // A two-point spread on 0 and 1 would count for no trial at all.
    let trials = (mean * (1.0 - mean) / variance - 1.0).max(1e-3);
    Belief { mean, trials }
}

/// The data of one study at each draw: by size, then by counted probability.
fn collect(
    plan: &Plan,
    over: &OverTheta,
    counted: &[(usize, Counted)],
    design: Design,
    sizes: &[usize],
    seed: u64,
    observer: &dyn Observer,
) -> Option<Vec<Vec<Tally>>> {
    let largest = sizes.last().copied().unwrap_or(0);
    let study = Plan::new(scenario_of(&plan.scenario, design.profile, largest));
    let tenure_at_start = plan.scenario.profiles[design.profile.0].tenure_at_start;
    let batches = in_batches(0..over.thetas.len(), observer, |first, n| {
        let mut rates = Rates::default();
        let mut spells = Vec::new();
        let of = |(draw, theta): (usize, &Theta)| {
            rates.update(&study, theta);
            for role in &mut rates.roles {
                // Followed from the first month of work, whenever that is.
                role.vacancy = (0.0, 0.0);
            }
            let luck = Luck::new(seed, 0, STUDY_LUCK, draw as u64);
            let mut tallies = vec![Tally::default(); counted.len()];
            let mut by_size = Vec::with_capacity(counted.len() * sizes.len());
            lives::draw(&study, 0, &rates, luck, &mut spells, |number, spells| {
                if let Some(spell) = spells.first() {
                    let registered = spell.registration_age(is_registered(&study, design.profile));
                    let seen = Seen { spell, registered, tenure_at_start, months: design.months };
                    for ((_, what), tally) in counted.iter().zip(&mut tallies) {
                        seen.count(*what, tally);
                    }
                }
                if sizes.contains(&(number + 1)) {
                    by_size.extend_from_slice(&tallies);
                }
            });
            by_size
        };
        (first..).zip(&over.thetas[first..first + n]).map(of).collect::<Vec<_>>()
    })?;
    Some(batches.into_iter().flatten().collect())
}

fn is_registered(plan: &Plan, profile: ProfileIndex) -> bool {
    plan.scenario.profiles[profile.0].registration == Registration::Registered
}

/// A scenario in which only the hires of the study are hired.
fn scenario_of(scenario: &Scenario, profile: ProfileIndex, hires: usize) -> Scenario {
    let group = IntakeGroup {
        positions: hires,
        vacant_from: 0,
        recruit_from: 0,
        fte: 1.0,
        profile: Some(profile),
        refill: Refill::None,
    };
    let mut alone = scenario.clone();
    alone.baseline = 0;
    alone.strategies = vec![Strategy {
        intake: vec![group],
        subsidies: Vec::new(),
        ..scenario.strategies[scenario.baseline].clone()
    }];
    alone
}

/// What the study sees of one hire.
struct Seen<'a> {
    spell: &'a Spell,
    /// G.
    registered: usize,
    tenure_at_start: usize,
    months: usize,
}

impl Seen<'_> {
    fn count(&self, what: Counted, tally: &mut Tally) {
        let exit = self.spell.exit_age;
        let worked = if exit == NEVER { self.months } else { (exit + 1).min(self.months) };
        match what {
            Counted::Exit { registered, from, until } => {
                // Ages of this standing with a tenure in the band.
                let age = |tenure: usize| tenure.saturating_sub(self.tenure_at_start);
                let (mut first, mut last) = (age(from), age(until).min(worked));
                if registered {
                    first = first.max(self.registered);
                } else {
                    last = last.min(self.registered);
                }
                tally.possible += last.saturating_sub(first) as f64;
                let left = self.spell.cause == ExitCause::Attrition
                    && exit < self.months
                    && (first..last).contains(&exit);
                tally.happened += f64::from(u8::from(left));
            }
            Counted::Pass => {
                let Some(route) = &self.spell.route else { return };
                for (attempt, &end) in route.attempt_ends[..route.attempts].iter().enumerate() {
                    if end > worked {
                        break;
                    }
                    tally.possible += 1.0;
                    let passed = route.passed && attempt + 1 == route.attempts;
                    tally.happened += f64::from(u8::from(passed));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distribution::Distribution;
    use crate::input::{LoadOptions, load};
    use crate::model::path::{MAX_ATTEMPTS, RoutePath};
    use crate::sample::theta::ThetaSampler;

    fn spell(exit_age: usize, cause: ExitCause, ends: &[usize], passed: bool) -> Spell {
        let mut attempt_ends = [NEVER; MAX_ATTEMPTS];
        attempt_ends[..ends.len()].copy_from_slice(ends);
        let attempts = ends.len();
        let route = RoutePath { duration: ends[0], attempts, attempt_ends, passed };
        let profile = ProfileIndex(0);
        Spell { position: 0, number: 0, profile, start: 0, exit_age, cause, route: Some(route) }
    }

    fn tally(spell: &Spell, tenure_at_start: usize, months: usize, what: Counted) -> [f64; 2] {
        let registered = spell.registration_age(false);
        let mut tally = Tally::default();
        Seen { spell, registered, tenure_at_start, months }.count(what, &mut tally);
        [tally.possible, tally.happened]
    }

    #[test]
    fn months_and_exits_are_counted_where_their_probability_held() {
        let exit = |registered, from, until| Counted::Exit { registered, from, until };
        // Failed once, passed in month 10, left at the end of age 14.
        let left = spell(14, ExitCause::Attrition, &[6, 10], true);
        for (what, months, expected) in [
            (exit(false, 0, 12), 24, [10.0, 0.0]),
            (exit(true, 0, 12), 24, [2.0, 0.0]),
            (exit(true, 12, usize::MAX), 24, [3.0, 1.0]),
            (exit(true, 12, usize::MAX), 14, [2.0, 0.0]),
            (exit(false, 12, usize::MAX), 24, [0.0, 0.0]),
            (Counted::Pass, 24, [2.0, 1.0]),
            (Counted::Pass, 9, [1.0, 0.0]),
            (Counted::Pass, 5, [0.0, 0.0]),
        ] {
            assert_eq!(tally(&left, 0, months, what), expected, "{what:?} in {months}");
        }
        // Tenure counts on from what there was at the start.
        assert_eq!(tally(&left, 8, 24, exit(false, 0, 12)), [4.0, 0.0]);
        assert_eq!(tally(&left, 8, 24, exit(true, 12, usize::MAX)), [5.0, 1.0]);
        // A failed route is no exit by its own probability; its exam has been seen.
        let failed = spell(5, ExitCause::FailedRoute, &[6], false);
        assert_eq!(tally(&failed, 0, 24, exit(false, 0, usize::MAX)), [6.0, 0.0]);
        assert_eq!(tally(&failed, 0, 24, Counted::Pass), [1.0, 0.0]);
        // Who left before the exam has not sat it.
        let early = spell(4, ExitCause::Attrition, &[6], true);
        assert_eq!(tally(&early, 0, 24, Counted::Pass), [0.0, 0.0]);
    }

    #[test]
    fn what_is_believed_has_the_size_of_the_beta_distribution_that_it_comes_from() {
        // Evenly over the chances of a beta distribution: its mean, and its two parameters together as trials. The exits
        // are written as chances in a year, of which the months have the beta distribution.
        let n = 20_000;
        let beliefs = |alpha: f64, beta: f64, of: &dyn Fn(f64) -> f64, what: Counted| {
            let spread_of = Distribution::beta(alpha, beta, 0.0, 1.0).expect("a distribution");
            let at = |k: usize| of(spread_of.quantile((k as f64 + 0.5) / n as f64));
            let thetas = (0..n).map(|k| Theta(vec![at(k)])).collect();
            let over = OverTheta { thetas, npv: Vec::new(), registered: Vec::new() };
            spread(&over, 0, &[(0, what)])
        };
        let exit = Counted::Exit { registered: false, from: 0, until: 12 };
        let in_a_year = |month: f64| 1.0 - (1.0 - month).powi(12);
        for (found, mean, trials) in [
            (beliefs(3.0, 5.0, &|x| x, Counted::Pass), 0.375, 8.0),
            (beliefs(2.0, 60.0, &in_a_year, exit), 2.0 / 62.0, 62.0),
        ] {
            // Places in the middle of equal shares leave out a little of both tails.
            assert!((found.mean / mean - 1.0).abs() < 1e-3, "{found:?}");
            assert!((found.trials / trials - 1.0).abs() < 1e-2, "{found:?}");
        }
    }

    #[test]
    fn every_draw_has_hires_of_its_own_and_larger_studies_add_to_smaller_ones() {
        let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/template.toml");
        let scenario = load(&file, &LoadOptions::default()).unwrap().scenario;
        let profile = usual_profile(&scenario).expect("side entrants");
        let counted = counted(&scenario, &scenario.profiles[profile.0]);
        let pass = counted.iter().position(|(_, what)| *what == Counted::Pass).expect("a route");
        // The same numbers at every draw: what differs is luck.
        let plan = Plan::new(scenario);
        let mut theta = ThetaSampler::new(&plan.scenario).medians();
        let chance = 0.6;
        theta.0[counted[pass].0] = chance;
        let draws = 2000;
        let over =
            OverTheta { thetas: vec![theta; draws], npv: Vec::new(), registered: Vec::new() };
        let (sizes, months) = ([5, 20], plan.horizon);
        let design = Design { profile, hires: 20, months };
        let data =
            collect(&plan, &over, &counted, design, &sizes, 3, &()).expect("nobody stops it");
        let mut exams = [0.0; 2];
        for (k, exams) in exams.iter_mut().enumerate() {
            let of = |study: &Vec<Tally>| study[k * counted.len() + pass];
            let tallies: Vec<Tally> = data.iter().map(of).collect();
            let possible: f64 = tallies.iter().map(|tally| tally.possible).sum();
            let happened: f64 = tallies.iter().map(|tally| tally.happened).sum();
            // Each exam is passed by a draw of its own.
            let error = (chance * (1.0 - chance) / possible).sqrt();
            assert!((happened / possible - chance).abs() < 4.0 * error, "{happened} of {possible}");
            // So that passes of a study vary by p(1 − p) for each exam; the variance of 2,000 draws is known to
            // √(2/2000), and four of these.
            let apart: f64 = tallies
                .iter()
                .map(|tally| (tally.happened - chance * tally.possible).powi(2))
                .sum();
            let ratio = apart / (chance * (1.0 - chance) * possible);
            assert!((ratio - 1.0).abs() < 4.0 * (2.0 / draws as f64).sqrt(), "{ratio}");
            *exams = possible;
        }
        // Four times as many people sit four times as many exams, to within four errors of what varies by at most one or
        // two exams a head.
        let ratio = exams[1] / exams[0];
        assert!((ratio - 4.0).abs() < 4.0 * 4.0 * (1.25 / exams[0]).sqrt(), "{ratio}");
        let add = data.iter().all(|study| {
            (0..counted.len()).all(|k| study[counted.len() + k].possible >= study[k].possible)
        });
        assert!(add, "the first five are among the twenty");
    }

    #[test]
    fn a_larger_study_is_never_worth_less() {
        let worth = |value: f64| Worth { value, standard_error: 1.0, tried: None };
        let values = |of: &[f64]| -> Vec<f64> {
            let found = never_falling(of.iter().copied().map(worth).collect());
            found.into_iter().map(|worth| worth.value).collect()
        };
        assert_eq!(values(&[1.0, 2.0, 2.0, 5.0]), [1.0, 2.0, 2.0, 5.0]);
        assert_eq!(values(&[0.0, 724.0, 416.0, 903.0]), [0.0, 570.0, 570.0, 903.0]);
        assert_eq!(values(&[9.0, 6.0, 3.0, 2.0]), [5.0; 4]);
        // The error goes with the mean: an estimate of 0 without any error makes it no better known.
        let noisy = Worth { value: 300.0, standard_error: 200.0, tried: None };
        let rising = Worth { value: 500.0, standard_error: 50.0, tried: None };
        let found = never_falling(vec![noisy, Worth::default(), rising]);
        let found: Vec<[f64; 2]> =
            found.iter().map(|worth| [worth.value, worth.standard_error]).collect();
        assert_eq!(found, [[150.0, 200.0], [150.0, 200.0], [500.0, 50.0]]);
    }

    #[test]
    fn a_belief_moves_from_what_was_thought_to_what_is_seen() {
        let before = Belief { mean: 0.5, trials: 4.0 };
        assert_eq!(before.after(std::iter::empty()), 0.5);
        let seen = Tally { possible: 6.0, happened: 0.0 };
        assert_eq!(before.after([seen].into_iter()), 0.2);
    }
}
