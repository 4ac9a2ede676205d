//! Draws the life of every hire, given θ, by inversion of addressed uniforms.

use super::address::Luck;
use crate::distribution::normal::standard_normal_quantile;
use crate::model::cash::Treasury;
use crate::model::path::{ExitCause, MAX_ATTEMPTS, NEVER, Purpose, RoutePath, Spell};
use crate::model::plan::{Plan, Position, RefillRole};
use crate::model::profile::{IfFailed, Registration};
use crate::model::quantity::Theta;
use crate::model::rates::Rates;
use crate::model::role_rates::RoleRates;

/// Calls `f(position number, spells)` for every position of a strategy, in order.
pub fn draw(
    plan: &Plan,
    strategy: usize,
    rates: &Rates,
    luck: Luck,
    spells: &mut Vec<Spell>,
    mut f: impl FnMut(usize, &[Spell]),
) {
    for (number, position) in plan.strategies[strategy].positions.iter().enumerate() {
        spells.clear();
        draw_position(plan, rates, luck, number, position, spells);
        f(number, spells);
    }
}

/// Adds the spells of a position to `spells`, with the luck of position `number`.
pub fn draw_position(
    plan: &Plan,
    rates: &Rates,
    luck: Luck,
    number: usize,
    position: &Position,
    spells: &mut Vec<Spell>,
) {
    let Some(mut role) = position.first else {
        return;
    };
    let mut search_from = position.recruit_from;
    for spell in 0.. {
        let tables = &rates.roles[role];
        let profile = plan.roles[role].profile;
        let (location, scale) = tables.vacancy;
        let u = luck.uniform(number, spell, Purpose::Vacancy);
        let vacancy = plan.vacancy[profile.0].months(u, location, scale);
        let start = search_from.saturating_add(vacancy);
        if start >= plan.horizon {
            return;
        }
        let route = draw_route(plan, role, tables, luck, number, spell);
        let u = luck.uniform(number, spell, Purpose::Exit);
        let (exit_age, cause) = exit(plan, role, tables, route.as_ref(), u, plan.horizon - start);
        spells.push(Spell {
            position: number,
            number: spell,
            profile,
            start,
            exit_age,
            cause,
            route,
        });
        let RefillRole::Role(next) = position.refill else {
            return;
        };
        if exit_age == NEVER {
            return;
        }
        role = next;
        search_from = start + exit_age + 1;
    }
}

/// D, the attempts and the retries: what would happen to somebody who stays.
fn draw_route(
    plan: &Plan,
    role: usize,
    tables: &RoleRates,
    luck: Luck,
    number: usize,
    spell: usize,
) -> Option<RoutePath> {
    let index = plan.roles[role].route?.0;
    let route = &plan.scenario.routes[index];
    let (location, scale) = tables.duration;
    let u = luck.uniform(number, spell, Purpose::RouteDuration);
    let duration = plan.route[index].months(u, location, scale);
    let mut path = RoutePath {
        duration,
        attempts: 1,
        attempt_ends: [NEVER; MAX_ATTEMPTS],
        passed: luck.uniform(number, spell, Purpose::Attempt(0)) < tables.pass,
    };
    path.attempt_ends[0] = route.starts_at_month.saturating_add(duration);
    while !path.passed && path.attempts < route.attempts {
        let k = path.attempts;
        let (location, scale) = tables.retry;
        let u = luck.uniform(number, spell, Purpose::Retry(k - 1));
        let retry = plan.retry[index].months(u, location, scale);
        path.attempt_ends[k] = path.attempt_ends[k - 1].saturating_add(retry);
        path.passed = luck.uniform(number, spell, Purpose::Attempt(k)) < tables.pass;
        path.attempts += 1;
    }
    Some(path)
}

/// E and its cause; [`NEVER`] when not among the first `ages` ages.
fn exit(
    plan: &Plan,
    role: usize,
    tables: &RoleRates,
    route: Option<&RoutePath>,
    u: f64,
    ages: usize,
) -> (usize, ExitCause) {
    let role = &plan.roles[role];
    let profile = &plan.scenario.profiles[role.profile.0];
    let g = match (profile.registration, route) {
        (Registration::Registered, _) => 0,
        (_, Some(route)) if route.passed => route.end(),
        _ => NEVER,
    };
    let attrition = exit_by_attrition(tables, g, u, ages);
    if let (Some(index), Some(path)) = (role.route, route)
        && !path.passed
        && plan.scenario.routes[index.0].if_failed == IfFailed::Leaves
        && path.end() - 1 < ages
        && path.end() - 1 <= attrition
    {
        return (path.end() - 1, ExitCause::FailedRoute);
    }
    (attrition, ExitCause::Attrition)
}

/// Smallest E < `ages` with S(E+1) ≤ u.
fn exit_by_attrition(tables: &RoleRates, g: usize, u: f64, ages: usize) -> usize {
    let before = g.min(ages);
    let survival = &tables.survival[0];
    if survival[before] <= u {
        return survival[1..=before].partition_point(|survival| *survival > u);
    }
    if before == ages {
        return NEVER;
    }
    let after = &tables.survival[1];
    if after[g] > 0.0 {
        // S(a) = S0(g)·S1(a)/S1(g), so S(E+1) ≤ u is S1(E+1) ≤ u·S1(g)/S0(g).
        let bound = u * (after[g] / survival[g]);
        if after[ages] > bound {
            return NEVER;
        }
        return g + after[g + 1..=ages].partition_point(|survival| *survival > bound);
    }
    let mut left = survival[g];
    for age in g..ages {
        left *= 1.0 - tables.hazard[1][age];
        if left <= u {
            return age;
        }
    }
    NEVER
}

/// Draws the organisation's free cash of a run and settles its balance without the positions.
pub fn draw_treasury(plan: &Plan, theta: &Theta, luck: Luck, treasury: &mut Treasury) {
    treasury.free_cash.clear();
    let Some(liquidity) = plan.scenario.organisation.liquidity else {
        return;
    };
    let level = theta.value(liquidity.free_cash_per_month);
    let sd = theta.value(liquidity.free_cash_monthly_sd);
    treasury.start = theta.value(liquidity.start);
    treasury.floor = theta.value(liquidity.floor);
    treasury.overdraft_rate = theta.value(liquidity.overdraft_rate);
    treasury.free_cash.extend((0..plan.horizon).map(|t| {
        if sd > 0.0 { level + sd * standard_normal_quantile(luck.free_cash(t)) } else { level }
    }));
    treasury.settle_without();
}
