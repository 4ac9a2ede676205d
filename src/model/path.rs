//! The life of one hire: when it starts, how the route goes, when it ends.

use super::scenario::ProfileIndex;

/// An age or month that does not come within reach.
pub const NEVER: usize = usize::MAX;

/// Most attempts that a route can have.
pub const MAX_ATTEMPTS: usize = 10;

/// What a uniform number of a life is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// Months of the search that leads to this spell.
    Vacancy,
    /// D, months of the first attempt.
    RouteDuration,
    /// Months of the retry after failed attempt `0, 1, …`.
    Retry(usize),
    /// Whether attempt `0, 1, …` is passed: passed when u < q.
    Attempt(usize),
    /// E: the smallest age with S(E+1) ≤ u.
    Exit,
}

/// Why somebody left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExitCause {
    /// By the annual exit probabilities.
    Attrition,
    /// Failed the route for good and had to leave.
    FailedRoute,
}

/// How a route goes, drawn as what would happen, also for somebody who leaves before its end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RoutePath {
    /// D.
    pub duration: usize,
    /// Attempts taken, 1 to [`MAX_ATTEMPTS`].
    pub attempts: usize,
    /// Age at which the outcome of each attempt is known: a0 + D, + retry, …
    pub attempt_ends: [usize; MAX_ATTEMPTS],
    /// Whether the last attempt was passed.
    pub passed: bool,
}

impl RoutePath {
    /// Age at which the last attempt ends: G when passed, R when not.
    pub fn end(&self) -> usize {
        self.attempt_ends[self.attempts - 1]
    }
}

/// One person in one position.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spell {
    /// Number of the position through the strategy.
    pub position: usize,
    /// 0 for the first occupant, then 1, 2, …
    pub number: usize,
    /// Who it is.
    pub profile: ProfileIndex,
    /// s: first working month, before the horizon.
    pub start: usize,
    /// E: last working age, when s + E lies before the horizon; else [`NEVER`].
    pub exit_age: usize,
    /// Why, where there is an exit.
    pub cause: ExitCause,
    /// The route, for profiles that follow one.
    pub route: Option<RoutePath>,
}

impl Spell {
    /// G: age from which the person is registered, were it to stay; 0 for registered profiles
    /// (`registered` from the start), [`NEVER`] otherwise.
    pub fn registration_age(&self, registered_from_start: bool) -> usize {
        match self.route {
            _ if registered_from_start => 0,
            Some(route) if route.passed => route.end(),
            _ => NEVER,
        }
    }

    /// R: age of final failure, or [`NEVER`].
    pub fn failure_age(&self) -> usize {
        match self.route {
            Some(route) if !route.passed => route.end(),
            _ => NEVER,
        }
    }
}

/// The parts of one head's life that money depends on.
#[derive(Clone, Copy, Debug)]
pub struct Stay {
    /// s.
    pub start: usize,
    /// Ages worked: 0 … ages − 1.
    pub ages: usize,
    /// G.
    pub g: usize,
    /// R.
    pub r: usize,
    /// Leaves at the end of the last age.
    pub exits: bool,
}

impl Stay {
    /// The part of a spell that lies before the horizon.
    pub fn new(spell: &Spell, registered_from_start: bool, horizon: usize) -> Self {
        let exits = spell.exit_age != NEVER;
        let ages = if exits { spell.exit_age + 1 } else { horizon - spell.start };
        let g = spell.registration_age(registered_from_start);
        Self { start: spell.start, ages, g, r: spell.failure_age(), exits }
    }

    /// First age that is not spent unregistered on the way (registered or failed), at most `ages`.
    pub fn way_ends(&self) -> usize {
        self.g.min(self.r).min(self.ages)
    }

    /// The standing from `way_ends` on.
    pub fn later(&self) -> Standing {
        if self.g < self.r { Standing::Registered } else { Standing::Failed }
    }

    /// Registered in age `age`.
    pub fn registered_at(&self, age: usize) -> bool {
        age >= self.g
    }
}

/// Where somebody stands with regard to registration; picks the table by age.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Not registered, on the way or without a route.
    Unregistered = 0,
    /// Registered.
    Registered = 1,
    /// Failed the route for good and stayed.
    Failed = 2,
}
