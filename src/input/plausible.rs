//! Warnings about a sound scenario, computed roughly at the medians.

use std::collections::BTreeMap;

use super::read::Places;
use super::reader::Reader;
use crate::diagnostic::{Diagnostic, Place, Problem, Remark, Warning};
use crate::model::contract::Variant;
use crate::model::employment::Pay;
use crate::model::profile::{Profile, Registration, TrainingTiming};
use crate::model::quantity::{Comparand, Quantity};
use crate::model::scenario::{Scenario, Strategy};
use crate::model::subsidy::{Rule, SubsidyDesign};
use crate::model::time::Dated;

/// Months of a hire over which a subsidy is held against the costs.
const MONTHS_OF_SUBSIDY: f64 = 24.0;

/// So many amounts without a price level are named.
const NAMED_AMOUNTS: usize = 3;

/// Everything about a scenario that deserves a second look.
pub fn warnings(scenario: &Scenario, reader: &Reader, places: &Places) -> Vec<Diagnostic> {
    let mut look = Look { scenario, reader, found: Vec::new() };
    look.price_levels();
    look.tariffs();
    look.absurd_values();
    look.discounts();
    look.volumes(places);
    look.subsidies(places);
    look.exits();
    look.expectations(places);
    look.found
}

pub(super) struct Look<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) reader: &'a Reader,
    found: Vec<Diagnostic>,
}

impl Look<'_> {
    pub(super) fn warn(&mut self, warning: Warning, place: Option<Place>) {
        self.found.push(Diagnostic::new(Problem::from(warning), place));
    }

    fn median(&self, index: u32) -> f64 {
        self.scenario.quantities[index as usize].distribution.median()
    }

    pub(super) fn of<U>(&self, quantity: Quantity<U>) -> f64 {
        self.median(quantity.index)
    }

    fn first<U>(&self, dated: &Dated<U>) -> f64 {
        dated.values.first().map_or(0.0, |(_, quantity)| self.median(quantity.index))
    }

    fn price_levels(&mut self) {
        let amounts = self.reader.all_unpriced();
        if let Some((_, place)) = amounts.first() {
            let first = amounts.iter().take(NAMED_AMOUNTS).map(|(path, _)| path.clone()).collect();
            let warning = Warning::MissingPriceLevel { count: amounts.len(), first };
            self.warn(warning, Some(place.clone()));
        }
    }

    /// Gross pay a month at the start.
    fn gross(&self, profile: &Profile) -> f64 {
        match &profile.salary {
            Pay::Amount(amount) => self.first(amount),
            Pay::Scale { scale, step } => {
                let Some(table) = self.scenario.employment.salary_tables.first() else {
                    return 0.0;
                };
                let Some(steps) = table.scales.get(scale) else {
                    return 0.0;
                };
                let step = (step + profile.tenure_at_start / 12).min(steps.len().saturating_sub(1));
                let factor = table.factor.map_or(1.0, |factor| self.of(factor));
                let raises: f64 = table.raises.iter().map(|raise| 1.0 + self.of(*raise)).product();
                steps.get(step).copied().unwrap_or(0.0) * factor * raises
            }
        }
    }

    /// Wages, allowances, on-cost and overhead of a full-time month.
    fn wage_cost(&self, profile: &Profile) -> f64 {
        let employment = &self.scenario.employment;
        let allowances =
            self.of(employment.holiday_allowance.share) + self.of(employment.year_end_bonus.share);
        let on_cost = self.of(*employment.on_cost.at(profile.tenure_at_start));
        let overhead = self.of(employment.overhead_on_wages);
        self.gross(profile) * (1.0 + allowances) * (1.0 + on_cost) * (1.0 + overhead)
    }

    fn tariffs(&mut self) {
        let Variant::Effort { tariff_per_hour, tariff_unregistered_per_hour } =
            &self.scenario.contract.variant
        else {
            return;
        };
        let tariff = self.first(tariff_per_hour);
        let place = |dated: &Dated<_>| self.reader.place(dated.values.first()?.1.index);
        let at = place(tariff_per_hour);
        let mut warnings = Vec::new();
        if let Some(dated) = tariff_unregistered_per_hour {
            let unregistered = self.first(dated);
            if unregistered > tariff {
                let warning =
                    Warning::UnregisteredAboveRegistered { unregistered, registered: tariff };
                warnings.push((warning, place(dated)));
            }
        }
        let contract = &self.scenario.contract;
        let norm = self.of(contract.billable_hours_per_year) / 12.0;
        let norm = norm / (1.0 - self.of(contract.absence_in_norm));
        for profile in &self.scenario.profiles {
            if profile.registration != Registration::Registered {
                continue;
            }
            let hours = norm * (1.0 - self.of(profile.absence));
            let cost = self.wage_cost(profile) / hours;
            if tariff < cost {
                let profile = profile.key.clone();
                warnings.push((Warning::TariffBelowCost { profile, tariff, cost }, at.clone()));
            }
        }
        for (warning, place) in warnings {
            self.warn(warning, place);
        }
    }

    /// Hours that are lowered by deployability, by price and by study at once. Each share is reported
    /// once, for the profile it lowers most, with the `note` beside it.
    fn discounts(&mut self) {
        let Variant::Effort { tariff_per_hour, tariff_unregistered_per_hour: Some(unregistered) } =
            &self.scenario.contract.variant
        else {
            return;
        };
        let tariff = self.first(unregistered) / self.first(tariff_per_hour);
        let mut found: BTreeMap<u32, (Vec<String>, f64)> = BTreeMap::new();
        for profile in &self.scenario.profiles {
            let Registration::Route(route) = profile.registration else {
                continue;
            };
            let hours = self.of(self.scenario.routes[route.0].paid_study_hours_per_week);
            let study = 1.0 - hours * 52.0 / self.scenario.employment.contract_hours_per_year;
            let index = profile.deployable_before_registration.index;
            if self.median(index) < 1.0 && tariff < 1.0 && hours > 0.0 {
                let one = found.entry(index).or_insert((Vec::new(), study));
                one.0.push(profile.key.clone());
                one.1 = one.1.min(study);
            }
        }
        for (index, (profiles, study)) in found {
            let deployable = self.median(index);
            let product = deployable * tariff * study;
            let note = self.scenario.quantities[index as usize].note.clone();
            let warning =
                Warning::TripleDiscount { profiles, deployable, tariff, study, product, note };
            self.warn(warning, self.reader.place(index));
        }
    }

    /// Strategies that are held against the baseline should fill as much.
    fn volumes(&mut self, places: &Places) {
        let base = &self.scenario.strategies[self.scenario.baseline];
        let base_place = places.strategies[self.scenario.baseline].clone();
        for (strategy, place) in self.scenario.strategies.iter().zip(&places.strategies) {
            let (a, b) = (base.key.clone(), strategy.key.clone());
            let volumes = [
                (fte(base), fte(strategy), "aantal fte", "full-time equivalents"),
                (
                    before_norm(base),
                    before_norm(strategy),
                    "fte-maanden vóór de plekken een norm hebben (`vacant_from_month`)",
                    "FTE-months before the positions have a norm (`vacant_from_month`)",
                ),
            ];
            let unlike = volumes.iter().find(|(x, y, ..)| (x - y).abs() > 1e-9 * x.abs().max(1.0));
            let mut found = Vec::new();
            if let Some(&(first, second, nl, en)) = unlike {
                let (what_nl, what_en) = (nl.to_owned(), en.to_owned());
                let (a, b) = (a.clone(), b.clone());
                found.push(Warning::UnlikeVolumes { a, b, what_nl, what_en, first, second });
            }
            if strategy.cover != base.cover {
                found.push(Warning::UnlikeCover { a, b });
            }
            for warning in found {
                let diagnostic = Diagnostic::new(Problem::from(warning), place.clone());
                self.found.push(match &base_place {
                    Some(base) => diagnostic.with(base.clone(), Remark::ComparedWith),
                    None => diagnostic,
                });
            }
        }
    }

    fn subsidies(&mut self, places: &Places) {
        let mut warnings = Vec::new();
        for (subsidy, place) in self.scenario.subsidies.iter().zip(&places.subsidies) {
            for profile in &subsidy.eligible {
                let profile = &self.scenario.profiles[profile.0];
                let (sum, costs) = (self.paid(subsidy, profile), self.costs(profile));
                if sum > costs {
                    let warning = Warning::SubsidyAboveCosts {
                        subsidy: subsidy.key.clone(),
                        profile: profile.key.clone(),
                        subsidy_sum: sum,
                        costs,
                    };
                    warnings.push((warning, place.clone()));
                }
            }
        }
        for (warning, place) in warnings {
            self.warn(warning, place);
        }
    }

    /// What a design pays for a hire that stays and passes; reimbursements follow costs.
    fn paid(&self, subsidy: &SubsidyDesign, profile: &Profile) -> f64 {
        let registered_at = match profile.registration {
            Registration::Route(route) => {
                let route = &self.scenario.routes[route.0];
                route.starts_at_month as f64 + self.months(&route.duration)
            }
            _ => f64::INFINITY,
        };
        subsidy
            .instruments
            .iter()
            .map(|instrument| match &instrument.rule {
                Rule::Intake { amount } => self.of(*amount),
                Rule::OnRegistration { amount } if registered_at < MONTHS_OF_SUBSIDY => {
                    self.of(*amount)
                }
                Rule::OnReaching { amount, month, .. } if (*month as f64) < MONTHS_OF_SUBSIDY => {
                    self.of(*amount)
                }
                Rule::Monthly { amount, from, until } => {
                    let until =
                        until.map_or(MONTHS_OF_SUBSIDY, |u| MONTHS_OF_SUBSIDY.min(u as f64));
                    self.of(*amount) * (until - *from as f64).max(0.0)
                }
                _ => 0.0,
            })
            .sum()
    }

    /// Everything that a hire costs in that time.
    fn costs(&self, profile: &Profile) -> f64 {
        let recruitment = &profile.recruitment;
        let items = profile.training.iter();
        let route = match profile.registration {
            Registration::Route(route) => self.scenario.routes[route.0].costs.as_slice(),
            _ => &[],
        };
        let training: f64 = items
            .chain(route)
            .map(|item| {
                let seats = match item.timing {
                    TrainingTiming::Class { size, .. } => size.max(1) as f64,
                    _ => 1.0,
                };
                self.of(item.amount) * (1.0 + self.of(item.vat)) / seats
            })
            .sum();
        self.of(recruitment.per_hire)
            + self.of(recruitment.per_candidate) * self.of(recruitment.candidates_per_hire)
            + training
            + self.of(profile.workplace_at_start)
            + MONTHS_OF_SUBSIDY * (self.of(profile.workplace_per_month) + self.wage_cost(profile))
    }

    fn months(&self, duration: &crate::model::profile::Duration) -> f64 {
        let location = self.of(duration.location);
        let scale = self.of(duration.scale);
        let scale = if duration.scale_is_upper_end { scale - location } else { scale };
        location + scale * duration.standard.mean()
    }

    fn exits(&mut self) {
        let mut certain: Vec<u32> = Vec::new();
        for profile in &self.scenario.profiles {
            let bands = profile.exit.bands.iter();
            let after = profile.exit_after_registration.iter().flat_map(|exit| &exit.bands);
            for (_, annual) in bands.chain(after) {
                let (low, _) =
                    self.scenario.quantities[annual.index as usize].distribution.support();
                if low >= 1.0 && !certain.contains(&annual.index) {
                    certain.push(annual.index);
                }
            }
        }
        for index in certain {
            let key = self.scenario.quantities[index as usize].path.clone();
            self.warn(Warning::CertainExit { key }, self.reader.place(index));
        }
    }

    fn expectations(&mut self, places: &Places) {
        for (expectation, place) in self.scenario.expectations.iter().zip(&places.expectations) {
            let path = |index: u32| self.scenario.quantities[index as usize].path.clone();
            let left_value = self.median(expectation.left);
            let (right, right_value) = match expectation.right {
                Comparand::Quantity(index) => (path(index), self.median(index)),
                Comparand::Number(number) => ("at_least".to_owned(), number),
            };
            if left_value < right_value {
                let left = path(expectation.left);
                let warning = Warning::ExpectationBroken { left, left_value, right, right_value };
                self.warn(warning, place.clone());
            }
        }
    }
}

fn fte(strategy: &Strategy) -> f64 {
    strategy.intake.iter().map(|group| group.positions as f64 * group.fte).sum()
}

fn before_norm(strategy: &Strategy) -> f64 {
    let months = |group: &crate::model::scenario::IntakeGroup| {
        group.positions as f64 * group.fte * group.vacant_from as f64
    };
    strategy.intake.iter().map(months).sum()
}
