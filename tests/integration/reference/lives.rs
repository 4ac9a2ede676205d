//! Who works where and when: vacancies, routes and exits, month by month.

use kansrijk::model::path::{ExitCause, MAX_ATTEMPTS, NEVER, Purpose, RoutePath, Spell};
use kansrijk::model::profile::{Duration, IfFailed, Profile, Registration, Route};
use kansrijk::model::quantity::Theta;
use kansrijk::model::scenario::{Refill, Scenario};

use super::setting::Setting;

/// A longer time than any scenario reaches; keeps sums of months far from overflow.
const LONGER_THAN_ANY_HORIZON: f64 = 1e6;

/// The lives in all positions of a strategy, in the order of position and spell (section 4).
///
/// `uniform(position, spell, purpose)` gives the uniform number of a draw.
pub fn spells(
    scenario: &Scenario,
    strategy_index: usize,
    theta: &Theta,
    uniform: &dyn Fn(usize, usize, Purpose) -> f64,
) -> Vec<Spell> {
    let setting = Setting::new(scenario, strategy_index, theta);
    let mut spells = Vec::new();
    for (position, group) in setting.positions().into_iter().enumerate() {
        let Some(mut sought) = group.profile else {
            continue;
        };
        let mut search_starts = group.recruit_from;
        for number in 0.. {
            let draw = |purpose| uniform(position, number, purpose);
            let profile = &scenario.profiles[sought.0];
            let start = search_starts + months(&setting, &profile.vacancy, draw(Purpose::Vacancy));
            if start >= setting.horizon() {
                break;
            }
            let route = route_path(&setting, profile, &draw);
            let (exit_age, cause) = exit(&setting, profile, route, start, draw(Purpose::Exit));
            spells.push(Spell { position, number, profile: sought, start, exit_age, cause, route });
            if exit_age == NEVER {
                break;
            }
            match group.refill {
                Refill::None | Refill::Closes => break,
                Refill::Profile(refill) => sought = refill,
            }
            search_starts = start + exit_age + 1;
        }
    }
    spells
}

/// Whole months of a duration: floor(x + 0.5) of x = location + scale · z, at least its minimum
/// (section 3).
fn months(setting: &Setting, duration: &Duration, u: f64) -> usize {
    let location = setting.number(duration.location);
    let scale = if duration.scale_is_upper_end {
        setting.number(duration.scale) - location
    } else {
        setting.number(duration.scale)
    };
    let x = location + scale * duration.standard.quantile(u);
    let rounded = (x + 0.5).floor().clamp(0.0, LONGER_THAN_ANY_HORIZON) as usize;
    rounded.max(duration.minimum)
}

/// How the route goes, drawn as what would happen if the person stayed (section 4.1).
fn route_path(
    setting: &Setting,
    profile: &Profile,
    draw: &dyn Fn(Purpose) -> f64,
) -> Option<RoutePath> {
    let route = route_of(setting, profile)?;
    let duration = months(setting, &route.duration, draw(Purpose::RouteDuration));
    let mut attempt_ends = [0; MAX_ATTEMPTS];
    attempt_ends[0] = route.starts_at_month + duration;
    let mut attempt = 0;
    loop {
        let passed = draw(Purpose::Attempt(attempt)) < setting.number(route.pass);
        if passed || attempt + 1 == route.attempts {
            return Some(RoutePath { duration, attempts: attempt + 1, attempt_ends, passed });
        }
        let retry = months(setting, &route.retry, draw(Purpose::Retry(attempt)));
        attempt_ends[attempt + 1] = attempt_ends[attempt] + retry;
        attempt += 1;
    }
}

/// The route that a profile follows.
fn route_of<'a>(setting: &Setting<'a>, profile: &Profile) -> Option<&'a Route> {
    match profile.registration {
        Registration::Route(route) => Some(&setting.scenario.routes[route.0]),
        Registration::Registered | Registration::Never => None,
    }
}

/// E and its cause: the smallest E with S(E+1) ≤ u, walking age by age, or R − 1 where a failed
/// route comes first or at the same time; `NEVER` when the horizon comes before (section 4.2).
fn exit(
    setting: &Setting,
    profile: &Profile,
    route: Option<RoutePath>,
    start: usize,
    u: f64,
) -> (usize, ExitCause) {
    let must_leave_after_failing =
        route_of(setting, profile).is_some_and(|route| route.if_failed == IfFailed::Leaves);
    let mut registration_age = match profile.registration {
        Registration::Registered => 0,
        Registration::Never | Registration::Route(_) => NEVER,
    };
    let mut last_age_when_failed = NEVER;
    if let Some(route) = route {
        let end = route.attempt_ends[route.attempts - 1];
        if route.passed {
            registration_age = end;
        } else if must_leave_after_failing {
            last_age_when_failed = end - 1;
        }
    }
    let mut survival = 1.0;
    let mut age = 0;
    while start + age < setting.horizon() {
        let registered = age >= registration_age;
        survival *= 1.0 - monthly_exit_probability(setting, profile, age, registered);
        if age == last_age_when_failed {
            return (age, ExitCause::FailedRoute);
        }
        if survival <= u {
            return (age, ExitCause::Attrition);
        }
        age += 1;
    }
    (NEVER, ExitCause::Attrition)
}

/// The probability that somebody employed in age `age` leaves at its end: 1 − (1 − p)^(1/12) of the
/// band for the tenure and the state held (sections 2 and 4.2).
fn monthly_exit_probability(
    setting: &Setting,
    profile: &Profile,
    age: usize,
    registered: bool,
) -> f64 {
    let bands = match &profile.exit_after_registration {
        Some(after) if registered => after,
        _ => &profile.exit,
    };
    let annual = setting.number(*bands.at(age + profile.tenure_at_start));
    1.0 - (1.0 - annual).powf(1.0 / 12.0)
}
