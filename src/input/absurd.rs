//! Warnings of values that are legal, but that hardly anyone can mean.

use std::collections::BTreeSet;

use super::plausible::Look;
use crate::diagnostic::Warning;
use crate::model::profile::Duration;

/// Below this share of billable hours, cover is more likely a slip of the pen: a paid hour then costs
/// more than three times its rate.
const LEAST_PRODUCTIVITY: f64 = 0.3;

/// A chance of passing below this makes a route that nobody needs.
const LEAST_CHANCE_OF_PASSING: f64 = 0.01;

/// Hours of a full working week, all of which supervision would take.
const WEEK: f64 = 36.0;

impl Look<'_> {
    /// Values that are legal and absurd, at their medians; each once, wherever it is used.
    pub(super) fn absurd_values(&mut self) {
        let mut seen = BTreeSet::new();
        let mut found = self.covers();
        found.extend(self.searches());
        found.extend(self.passes());
        found.extend(self.cash());
        found.extend(self.norm());
        found.extend(self.supervision());
        for (index, warning) in found {
            if seen.insert(index) {
                self.warn(warning, self.reader.place(index));
            }
        }
    }

    fn path(&self, index: u32) -> String {
        self.scenario.quantities[index as usize].path.clone()
    }

    fn covers(&self) -> Vec<(u32, Warning)> {
        let covers = self.scenario.strategies.iter().filter_map(|strategy| strategy.cover.as_ref());
        covers
            .map(|cover| (cover.productivity.index, self.of(cover.productivity)))
            .filter(|(_, value)| *value < LEAST_PRODUCTIVITY)
            .map(|(index, value)| {
                (index, Warning::LowProductivity { key: self.path(index), value })
            })
            .collect()
    }

    fn searches(&self) -> Vec<(u32, Warning)> {
        let horizon = self.scenario.calendar.horizon;
        let profiles = self.scenario.profiles.iter();
        profiles
            .map(|profile| (profile, self.typical_months(&profile.vacancy)))
            .filter(|(_, months)| *months >= horizon as f64)
            .map(|(profile, months)| {
                let profile_key = profile.key.clone();
                let warning =
                    Warning::VacancyBeyondHorizon { profile: profile_key, months, horizon };
                (self.written(&profile.vacancy), warning)
            })
            .collect()
    }

    /// The median of a duration at the medians of what makes it.
    fn typical_months(&self, duration: &Duration) -> f64 {
        let location = self.of(duration.location);
        let scale = self.of(duration.scale);
        let scale = if duration.scale_is_upper_end { scale - location } else { scale };
        location + scale * duration.standard.quantile(0.5)
    }

    /// The number of a duration that stands in a file.
    fn written(&self, duration: &Duration) -> u32 {
        let (location, scale) = (duration.location.index, duration.scale.index);
        if self.reader.place(location).is_some() { location } else { scale }
    }

    fn passes(&self) -> Vec<(u32, Warning)> {
        let routes = self.scenario.routes.iter();
        routes
            .map(|route| (route.pass.index, self.of(route.pass)))
            .filter(|(_, value)| *value < LEAST_CHANCE_OF_PASSING)
            .map(|(index, value)| {
                (index, Warning::HardlyAnyonePasses { key: self.path(index), value })
            })
            .collect()
    }

    fn cash(&self) -> Option<(u32, Warning)> {
        let cash = self.scenario.organisation.liquidity.as_ref()?;
        let (floor, liquidity) = (self.of(cash.floor), self.of(cash.start));
        // A floor that nobody wrote is 0: then the start is what is odd.
        let written = |index: u32| self.reader.place(index).is_some();
        let index = if written(cash.floor.index) { cash.floor.index } else { cash.start.index };
        let warning = Warning::FloorAboveLiquidity { floor, liquidity };
        (floor > liquidity).then_some((index, warning))
    }

    fn norm(&self) -> Option<(u32, Warning)> {
        let quantity = self.scenario.contract.billable_hours_per_year;
        let (norm, contract) =
            (self.of(quantity), self.scenario.employment.contract_hours_per_year);
        let warning = Warning::NormAboveContract { norm, contract };
        (norm > contract).then_some((quantity.index, warning))
    }

    fn supervision(&self) -> Vec<(u32, Warning)> {
        let mentoring = self.scenario.organisation.mentoring.as_ref();
        let heads = mentoring.map_or(1.0, |mentoring| self.of(mentoring.heads_per_mentor));
        let bands = self.scenario.profiles.iter().flat_map(|profile| {
            let supervision = profile.supervision.iter();
            supervision
                .flat_map(|supervision| &supervision.hours_per_week.bands)
                .map(move |(_, hours)| (profile, *hours))
        });
        bands
            .map(|(profile, quantity)| (profile, quantity.index, self.of(quantity)))
            .filter(|(_, _, hours)| hours * heads.max(1.0) >= WEEK)
            .map(|(profile, index, hours)| {
                let profile = profile.key.clone();
                let heads = heads.max(1.0);
                let total = hours * heads;
                (index, Warning::TooMuchSupervision { profile, hours, heads, total })
            })
            .collect()
    }
}
