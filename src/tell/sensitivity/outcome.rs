//! What a sensitivity analysis is about, and how its values are written.

use super::SensitivityTale;
use crate::decide::sensitivity::{Bar, Interval, Target};
use crate::language::{Language, number, out_of_hundred};
use crate::model::outcome::Headline;
use crate::summarize::statistics::Chance;
use crate::tell::rounding;

/// How the outcome is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Euros.
    Amount,
    /// A chance.
    Chance,
    /// A number of hours.
    Hours,
    /// A number of months.
    Months,
    /// A number of people.
    People,
}

impl SensitivityTale<'_> {
    /// How the outcome is written.
    pub fn kind(&self) -> Kind {
        use Headline::{
            BillableHours, CoveredHours, Exits, ExitsBeforeRegistration, ExitsFailedRoute,
            HeadsAtHorizon, Hires, MonthsOverMentorCapacity, MonthsOverUnregisteredShare,
            NewlyRegisteredAtHorizon, RegisteredAtHorizon, SupervisionHours, UndeliveredHours,
        };
        let target = self.found.question.target;
        if target.is_chance() {
            return Kind::Chance;
        }
        match target.headline() {
            BillableHours | CoveredHours | UndeliveredHours | SupervisionHours => Kind::Hours,
            MonthsOverUnregisteredShare | MonthsOverMentorCapacity => Kind::Months,
            Hires
            | Exits
            | ExitsFailedRoute
            | ExitsBeforeRegistration
            | HeadsAtHorizon
            | RegisteredAtHorizon
            | NewlyRegisteredAtHorizon => Kind::People,
            _ => Kind::Amount,
        }
    }

    /// What the outcome is: `het verschil in netto contante waarde met het uitgangspunt`, ‘grootste voorfinanciering’.
    pub fn what(&self) -> String {
        let horizon = self.scenario.calendar.horizon;
        match (self.found.question.target, self.language) {
            (Target::Difference, Language::Nl) => {
                "het verschil in netto contante waarde met het uitgangspunt".to_owned()
            }
            (Target::Difference, Language::En) => {
                "the difference in net present value with the baseline".to_owned()
            }
            (Target::Level(Headline::Shortfall), Language::Nl) => {
                "de kans om onder de liquiditeitsvloer te komen".to_owned()
            }
            (Target::Level(Headline::Shortfall), Language::En) => {
                "the chance of falling below the liquidity floor".to_owned()
            }
            (Target::PaidBack, Language::Nl) => {
                format!("de kans om binnen {horizon} maanden terug te verdienen")
            }
            (Target::PaidBack, Language::En) => {
                format!("the chance of earning it back within {horizon} months")
            }
            (Target::Level(_), _) => format!("‘{}’", self.label),
        }
    }

    /// A value of the outcome.
    pub fn outcome(&self, x: f64) -> String {
        match self.kind() {
            Kind::Amount => rounding::amount(x, self.language),
            Kind::Chance => out_of_hundred(x, self.language),
            Kind::People => number(x, 1, self.language),
            Kind::Hours => self.counted(number(x, 0, self.language)),
            Kind::Months => self.counted(number(x, 1, self.language)),
        }
    }

    fn counted(&self, number: String) -> String {
        let unit = match self.kind() {
            Kind::Hours => self.pick("uur", "hours"),
            _ => self.pick("maanden", "months"),
        };
        format!("{number}\u{a0}{unit}")
    }

    /// A mean outcome with the margin that the draws leave.
    pub fn outcome_with_margin(&self, mean: f64, error: f64) -> String {
        let margin = crate::distribution::normal::HALF_WIDTH_95 * error;
        let plain = |decimals: u8| {
            let mean = number(mean, decimals, self.language);
            let shown = number(margin, decimals, self.language);
            let is_none = margin < 0.5 * 10f64.powi(-i32::from(decimals));
            if is_none { mean } else { format!("{mean} ±\u{a0}{shown}") }
        };
        match self.kind() {
            Kind::Amount => rounding::amount_with_margin(mean, error, self.language),
            Kind::Chance => {
                let chance = Chance { value: mean, standard_error: error };
                rounding::chance(chance, self.found.tornado.draws, self.language)
            }
            Kind::People => plain(1),
            Kind::Hours => self.counted(plain(0)),
            Kind::Months => self.counted(plain(1)),
        }
    }

    /// The mean outcomes at both ends of a bar, with their margins.
    pub fn ends(&self, bar: &Bar) -> [String; 2] {
        [0, 1].map(|end| self.outcome_with_margin(bar.drawn[end], bar.errors[end]))
    }

    /// The same without the margins, no sharper than these allow.
    pub fn bare_ends(&self, bar: &Bar) -> [String; 2] {
        self.ends(bar).map(|text| {
            let bare = text.split(['±', '(']).next().unwrap_or(&text).trim_end().to_owned();
            match self.kind() {
                Kind::Hours | Kind::Months if bare.len() < text.trim_end().len() => {
                    self.counted(bare)
                }
                _ => bare,
            }
        })
    }

    /// A share with its interval: `43% (37–49)`.
    pub fn share(&self, of: Interval) -> String {
        let [value, low, high] = [of.value, of.low, of.high].map(|x| 100.0 * x.clamp(0.0, 1.0));
        let [low, high] = [low, high].map(|x| number(x, 0, self.language));
        let value = rounding::share(value / 100.0, self.language);
        if low == high { value } else { format!("{value} ({low}–{high})") }
    }
}
