//! The ways that a route can go, one by one, where amounts depend on them.

use super::ages::Ages;
use crate::model::path::{MAX_ATTEMPTS, NEVER, RoutePath};
use crate::model::plan::Plan;
use crate::model::profile::Registration;
use crate::model::role_rates::RoleRates;

/// Probability of an outcome that is left out: even a hundred of them change no cent.
const NEGLIGIBLE: f64 = 1e-12;

/// A number of months that is beyond every horizon and still adds up.
const BEYOND: usize = 1 << 30;

/// One way that a route can go, with its probability.
pub(super) struct Outcome {
    pub probability: f64,
    pub route: Option<RoutePath>,
    pub g: usize,
    pub r: usize,
}

/// All ways that the route of a role can go before the horizon, with their probabilities.
pub(super) fn outcomes(
    plan: &Plan,
    role: usize,
    tables: &RoleRates,
    ages: &Ages,
    h: usize,
) -> Vec<Outcome> {
    let pass = tables.pass;
    let role = &plan.roles[role];
    let Some(index) = role.route else {
        let from_start =
            plan.scenario.profiles[role.profile.0].registration == Registration::Registered;
        let g = if from_start { 0 } else { NEVER };
        return vec![Outcome { probability: 1.0, route: None, g, r: NEVER }];
    };
    let route = &plan.scenario.routes[index.0];
    let mut all = Vec::new();
    // The path so far: duration, ends of the failed attempts, probability.
    let mut open: Vec<(RoutePath, f64)> = Vec::new();
    for (duration, &probability) in ages.duration.iter().enumerate() {
        if probability > 0.0 {
            let mut attempt_ends = [NEVER; MAX_ATTEMPTS];
            attempt_ends[0] = route.starts_at_month + duration;
            open.push((
                RoutePath { duration, attempts: 1, attempt_ends, passed: false },
                probability,
            ));
        }
    }
    let known: f64 = ages.duration.iter().sum();
    if known < 1.0 {
        let attempt_ends = [NEVER; MAX_ATTEMPTS];
        let path = RoutePath { duration: BEYOND, attempts: 1, attempt_ends, passed: true };
        all.push(Outcome { probability: 1.0 - known, route: Some(path), g: NEVER, r: NEVER });
    }
    while let Some((path, probability)) = open.pop() {
        let end = path.end();
        let reach = |age: usize| if age < h { age } else { NEVER };
        if end >= h {
            all.push(Outcome { probability, route: Some(path), g: NEVER, r: NEVER });
            continue;
        }
        let passed = RoutePath { passed: true, ..path };
        all.push(Outcome {
            probability: probability * pass,
            route: Some(passed),
            g: reach(end),
            r: NEVER,
        });
        let failed = probability * (1.0 - pass);
        if path.attempts == route.attempts {
            all.push(Outcome { probability: failed, route: Some(path), g: NEVER, r: reach(end) });
            continue;
        }
        let mut left = failed;
        for (months, &p) in ages.retry.iter().enumerate() {
            if p > 0.0 {
                let mut next = path;
                next.attempt_ends[path.attempts] = end + months;
                next.attempts += 1;
                open.push((next, failed * p));
                left -= failed * p;
            }
        }
        if left > 0.0 {
            let mut next = path;
            next.attempts += 1;
            all.push(Outcome { probability: left, route: Some(next), g: NEVER, r: NEVER });
        }
    }
    all.retain(|outcome| outcome.probability > NEGLIGIBLE);
    merge(all, tables)
}

/// Adds up the outcomes that no cost tells apart: the path matters only where training is spread
/// over the route or paid for each attempt.
fn merge(mut all: Vec<Outcome>, tables: &RoleRates) -> Vec<Outcome> {
    let key = |outcome: &Outcome| {
        let path = outcome.route.as_ref();
        let duration = path.filter(|_| tables.spread != 0.0).map(|path| path.duration);
        let ends = path
            .filter(|_| tables.per_attempt != 0.0)
            .map(|path| (path.attempts, path.attempt_ends));
        (outcome.g, outcome.r, duration, ends)
    };
    all.sort_by_key(|outcome| key(outcome));
    let mut merged: Vec<Outcome> = Vec::with_capacity(all.len());
    for outcome in all {
        match merged.last_mut() {
            Some(last) if key(last) == key(&outcome) => last.probability += outcome.probability,
            _ => merged.push(outcome),
        }
    }
    merged
}
