//! Adds organisations up to what a design comes to, run by run.

use super::lives::{IN_YOUTH_CARE, WITH_EMPLOYER};
use super::organisation::{Lived, UnderDesign};
use super::outcome::Outcome;
use super::participation::TOO_CLOSE;
use super::queue::Orders;
use super::results::{Estimate, IfAlike, NO_DESIGN, OrganisationRow, Point, Row, Turned};
use crate::model::cash::HALF_A_CENT;
use crate::model::study::{BASELINE, PROGRAMME, Study};
use crate::summarize::statistics::{
    Chance, OutcomeSummary, Ratio, mean, quantile, quantile_error, ratio, split, summarize,
    variance,
};

/// The percentile that stands for "at most".
const HIGH: f64 = 0.95;

impl Point {
    /// The quantile of some runs.
    pub fn of(draws: &[f64], p: f64) -> Self {
        let mut sorted = draws.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        let standard_error = (p > 0.0 && p < 1.0).then(|| quantile_error(&sorted, p));
        Self { value: quantile(&sorted, p), standard_error }
    }
}

impl Estimate {
    /// The mean of some runs.
    pub fn of(draws: &[f64]) -> Self {
        let standard_error = (variance(draws) / draws.len() as f64).sqrt();
        Self { value: mean(draws), standard_error }
    }
}

/// The queues of both realisations of luck.
#[derive(Clone, Debug)]
pub struct Queues {
    /// Of every run.
    pub first: Orders,
    /// Of the runs with a second realisation.
    pub second: Orders,
}

/// What a row comes to: the world without any design, or a design at its [`row_of`](super::row_of).
pub fn row(study: &Study, lived: &[Lived], queues: &Queues, row: usize) -> Row {
    let runs = lived[0].worlds[PROGRAMME].len();
    let design = row.checked_sub(1);
    let budget = design.and_then(|design| study.designs[design].budget.or(study.budget));
    let choices: Vec<Choice> = lived.iter().map(|of| Choice::of(of, row)).collect();
    let (mut draws, sums) = added_up(lived, &choices, queues, budget, design);
    let organisations = lived.iter().zip(sums).map(|(of, sums)| OrganisationRow {
        decision: of.decisions[row],
        served: Chance::of(sums.served, runs),
        spend: Estimate::of(&sums.spend),
        additional: Estimate::of(&sums.additional),
        shortfall: Chance::of(sums.shortfalls, runs),
    });
    let organisations: Vec<OrganisationRow> = organisations.collect();
    if let Some(budget) = budget {
        let claims = draws[Outcome::Claims as usize].clone();
        let over = claims.iter().map(|claims| (claims - budget).max(0.0));
        draws[Outcome::Overrun as usize] = over.collect();
    }
    let overruns: Vec<f64> = draws[Outcome::Overrun as usize]
        .iter()
        .copied()
        .filter(|&overrun| overrun > HALF_A_CENT)
        .collect();
    let outcomes = summaries(&draws, &second(lived, &choices, queues, budget, design));
    let of = |outcome: Outcome| draws[outcome as usize].as_slice();
    let cost = |of_each: Outcome| {
        let each = &outcomes[of_each as usize];
        let bound = TOO_CLOSE * each.standard_error?;
        let is_known = each.mean? >= bound && each.mean? > 0.0;
        is_known.then(|| ratio(of(Outcome::NetSpendDiscounted), of(of_each))).flatten()
    };
    Row {
        budget,
        taking_part: organisations.iter().filter(|of| of.decision.takes_part).count(),
        overrun: budget.map(|_| Chance::of(overruns.len(), runs)),
        overrun_size: (!overruns.is_empty()).then(|| Estimate::of(&overruns)),
        cost_with_employer: cost(Outcome::AdditionalWithEmployer),
        cost_in_youth_care: cost(Outcome::AdditionalInYouthCare),
        high_spend: Point::of(of(Outcome::Spend), HIGH),
        high_claims: Point::of(of(Outcome::Claims), HIGH),
        if_alike: if_alike(lived, queues, budget, row),
        deadweight_share: deadweight_share(of(Outcome::Deadweight), of(Outcome::Spend)),
        shortfall_before: share(lived, row, |of, run| of.worlds[PROGRAMME][run].shortfall),
        shortfall_after: share(lived, row, |of, run| match design {
            Some(design) => of.designs[design].shortfall[run],
            None => of.worlds[PROGRAMME][run].shortfall,
        }),
        outcomes,
        draws,
        organisations,
    }
}

/// What an organisation decides: without any design, and under the one at hand.
#[derive(Clone, Copy, Debug)]
struct Choice {
    /// It runs its programme without any design.
    anyway: bool,
    /// It takes part in the design.
    takes_part: bool,
}

impl Choice {
    fn of(of: &Lived, row: usize) -> Self {
        let decides = |row: usize| of.decisions[row].takes_part;
        Self { anyway: decides(NO_DESIGN), takes_part: row != NO_DESIGN && decides(row) }
    }

    /// The same, but where other luck might turn it: there it takes part because of the design, or not.
    fn turned(of: &Lived, row: usize, because_of_design: bool) -> Self {
        let mut choice = Self::of(of, row);
        if of.decisions[NO_DESIGN].too_close {
            choice.anyway = !because_of_design;
        }
        if of.decisions[row].too_close {
            choice.takes_part = because_of_design;
        }
        choice
    }

    fn without_design(self) -> usize {
        if self.anyway { PROGRAMME } else { BASELINE }
    }
}

/// Those that take part under a design, with what `of` them; without any design nobody claims.
fn claims<'a>(
    lived: &'a [Lived],
    choices: &[Choice],
    design: Option<usize>,
    of: impl Fn(&'a Lived, usize) -> &'a Vec<f64>,
) -> Vec<Option<&'a [f64]>> {
    let claimed = |(lived, choice): (&'a Lived, &Choice)| {
        design.filter(|_| choice.takes_part).map(|design| of(lived, design).as_slice())
    };
    lived.iter().zip(choices).map(claimed).collect()
}

/// What is kept of one organisation in a row.
struct Sums {
    /// Runs in which it is served.
    served: usize,
    /// By run \[€\].
    spend: Vec<f64>,
    /// By run, in youth care.
    additional: Vec<f64>,
    /// Runs in which it has a shortfall.
    shortfalls: usize,
}

/// Every outcome run by run, and what each organisation adds.
fn added_up(
    lived: &[Lived],
    choices: &[Choice],
    queues: &Queues,
    budget: Option<f64>,
    design: Option<usize>,
) -> (Vec<Vec<f64>>, Vec<Sums>) {
    let claims = claims(lived, choices, design, |of, design| &of.designs[design].claims);
    let served = queues.first.served(budget, &claims);
    let mut draws = vec![vec![0.0; lived[0].worlds[PROGRAMME].len()]; Outcome::COUNT];
    let all = lived.iter().zip(choices).zip(&served);
    let sums = all.map(|((of, &choice), served)| add(of, choice, design, served, &mut draws));
    let sums = sums.collect();
    (draws, sums)
}

/// The row if those whose decision other luck might turn decided alike: the same lives, the same queues.
fn if_alike(lived: &[Lived], queues: &Queues, budget: Option<f64>, row: usize) -> Option<IfAlike> {
    let design = Some(row.checked_sub(1)?);
    let is_close = |of: &Lived| of.decisions[NO_DESIGN].too_close || of.decisions[row].too_close;
    let organisations: Vec<usize> = (0..lived.len()).filter(|&k| is_close(&lived[k])).collect();
    let turned = |because_of_design: bool| {
        let choices = lived.iter().map(|of| Choice::turned(of, row, because_of_design));
        let (draws, _) = added_up(lived, &choices.collect::<Vec<_>>(), queues, budget, design);
        let mean = |outcome: Outcome| Estimate::of(&draws[outcome as usize]);
        Turned {
            additional: mean(Outcome::AdditionalInYouthCare),
            net_spend: mean(Outcome::NetSpendDiscounted),
        }
    };
    (!organisations.is_empty()).then(|| IfAlike {
        none: turned(false),
        all: turned(true),
        organisations,
    })
}

/// Adds one organisation to the draws of a row.
fn add(
    of: &Lived,
    choice: Choice,
    design: Option<usize>,
    served: &[bool],
    draws: &mut [Vec<f64>],
) -> Sums {
    let without = choice.without_design();
    let under: Option<&UnderDesign> =
        design.filter(|_| choice.takes_part).map(|design| &of.designs[design]);
    let runs = served.len();
    let mut sums = Sums {
        served: 0,
        spend: Vec::with_capacity(runs),
        additional: Vec::with_capacity(runs),
        shortfalls: 0,
    };
    for (run, &is_served) in served.iter().enumerate() {
        let before = &of.worlds[without][run];
        // Whoever is not served does what it would do without any design.
        let after = if is_served { &of.worlds[PROGRAMME][run] } else { before };
        let claimed = under.map_or(0.0, |under| under.claims[run]);
        let (mut spend, mut clawback, mut discounted) = (0.0, 0.0, 0.0);
        let mut shortfall = before.shortfall;
        if let Some(under) = under.filter(|_| is_served) {
            (spend, clawback) = (claimed, under.clawback[run]);
            (discounted, shortfall) = (under.discounted[run], under.shortfall[run]);
        }
        let more = |place: usize| after.heads[place] - before.heads[place];
        let one_if = |condition: bool| f64::from(u8::from(condition));
        for (outcome, value) in [
            (Outcome::Programmes, one_if(is_served || choice.anyway)),
            (Outcome::Served, one_if(is_served)),
            (Outcome::TurnedAway, one_if(under.is_some() && !is_served)),
            (Outcome::Claims, claimed),
            (Outcome::Spend, spend),
            (Outcome::Clawback, clawback),
            (Outcome::NetSpend, spend - clawback),
            (Outcome::NetSpendDiscounted, discounted),
            (Outcome::RegisteredWithEmployer, after.heads[WITH_EMPLOYER]),
            (Outcome::RegisteredInYouthCare, after.heads[IN_YOUTH_CARE]),
            (Outcome::AdditionalWithEmployer, more(WITH_EMPLOYER)),
            (Outcome::AdditionalInYouthCare, more(IN_YOUTH_CARE)),
            (Outcome::Deadweight, if choice.anyway { spend } else { 0.0 }),
            (Outcome::Shortfalls, one_if(shortfall)),
            (Outcome::Employers, after.employer - before.employer + (spend - clawback)),
            (Outcome::SubsidyGiver, clawback - spend),
            (Outcome::Municipalities, after.municipality - before.municipality),
            (Outcome::CareUsers, after.care_users - before.care_users),
        ] {
            draws[outcome as usize][run] += value;
        }
        sums.served += usize::from(is_served);
        sums.spend.push(spend);
        sums.additional.push(more(IN_YOUTH_CARE));
        sums.shortfalls += usize::from(shortfall);
    }
    sums
}

/// What has ignorance and luck apart.
const SPLIT: [Outcome; 3] =
    [Outcome::NetSpendDiscounted, Outcome::AdditionalWithEmployer, Outcome::AdditionalInYouthCare];

/// The [`SPLIT`] under the second realisation of luck, for the runs that have one.
fn second(
    lived: &[Lived],
    choices: &[Choice],
    queues: &Queues,
    budget: Option<f64>,
    design: Option<usize>,
) -> [Vec<f64>; 3] {
    let claims = claims(lived, choices, design, |of, design| &of.second.claims[design]);
    let served = queues.second.served(budget, &claims);
    let runs = lived[0].second.heads[PROGRAMME].len();
    let mut draws = [(); 3].map(|()| vec![0.0; runs]);
    for ((of, served), choice) in lived.iter().zip(&served).zip(choices) {
        let Some(design) = design.filter(|_| choice.takes_part) else {
            continue;
        };
        let worlds = [choice.without_design(), PROGRAMME];
        let [before, after] = worlds.map(|world| &of.second.heads[world]);
        for run in (0..runs).filter(|&run| served[run]) {
            draws[0][run] += of.second.discounted[design][run];
            for (draws, place) in draws[1..].iter_mut().zip([WITH_EMPLOYER, IN_YOUTH_CARE]) {
                draws[run] += after[run][place] - before[run][place];
            }
        }
    }
    draws
}

fn summaries(draws: &[Vec<f64>], second: &[Vec<f64>; 3]) -> Vec<OutcomeSummary> {
    let summary = |&outcome: &Outcome| {
        let draws = &draws[outcome as usize];
        let other = SPLIT.iter().position(|&of| of == outcome).map(|k| &second[k]);
        let split = other.and_then(|other| split(draws, other, false));
        summarize(draws, outcome.worst_is_high(), split)
    };
    Outcome::ALL.iter().map(summary).collect()
}

fn deadweight_share(deadweight: &[f64], spend: &[f64]) -> Option<Ratio> {
    (mean(spend) > 0.0).then(|| ratio(deadweight, spend)).flatten()
}

/// Mean over the organisations that take part of the chance of something; its error is that of the mean over runs
/// of their share, as they have ignorance in common.
fn share(lived: &[Lived], row: usize, happens: impl Fn(&Lived, usize) -> bool) -> Option<Estimate> {
    let taking: Vec<&Lived> = lived.iter().filter(|of| of.decisions[row].takes_part).collect();
    let runs = lived[0].worlds[PROGRAMME].len();
    let count = |run: usize| taking.iter().filter(|of| happens(of, run)).count();
    if taking.is_empty() {
        return None;
    }
    let shares = (0..runs).map(|run| count(run) as f64 / taking.len() as f64);
    Some(Estimate::of(&shares.collect::<Vec<f64>>()))
}
