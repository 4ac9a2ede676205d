//! What all figures share: names, amounts and chances in words, fans, the note at the foot.

use super::super::Report;
use crate::figure::{Fan, Heading, Payback, PaybackRange, style, text_width};
use crate::language::{EuroUnit, Language, euros_compact, euros_in, number, out_of_hundred};
use crate::model::outcome::{Headline, Monthly};
use crate::model::scenario::Scenario;
use crate::simulate::ColumnSummary;
use crate::summarize::StrategySummary;
use crate::summarize::statistics::{Chance, OutcomeSummary};
use crate::tell::rounding;

/// Most panels that have room for every text.
pub(super) const FEW_PANELS: usize = 4;

/// The number of the colour of the baseline.
const BASELINE_COLOUR: usize = 5;

/// The number of the colour of a strategy: its own in every figure; the baseline is grey.
pub(super) fn strategy_colour(scenario: &Scenario, s: usize) -> usize {
    match s.cmp(&scenario.baseline) {
        std::cmp::Ordering::Less => s,
        std::cmp::Ordering::Equal => BASELINE_COLOUR,
        std::cmp::Ordering::Greater => s - 1,
    }
}

/// A report in a language.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) report: Report<'a>,
    pub(super) language: Language,
}

impl<'a> View<'a> {
    pub(super) fn new(report: Report<'a>, language: Language) -> Self {
        Self { report, language }
    }

    /// The text that belongs to the language.
    pub(super) fn pick<'t>(&self, nl: &'t str, en: &'t str) -> &'t str {
        self.language.pick(nl, en)
    }

    /// Indices of the strategies.
    pub(super) fn strategies(&self) -> std::ops::Range<usize> {
        0..self.report.plan.strategies.len()
    }

    pub(super) fn baseline(&self) -> usize {
        self.report.plan.scenario.baseline
    }

    /// The strategies but for the baseline.
    pub(super) fn others(&self) -> Vec<usize> {
        let baseline = self.baseline();
        self.strategies().filter(|s| *s != baseline).collect()
    }

    pub(super) fn of(&self, s: usize) -> &'a StrategySummary {
        &self.report.summary.strategies[s]
    }

    pub(super) fn outcome(&self, s: usize, outcome: Headline) -> &'a OutcomeSummary {
        &self.of(s).headline[outcome as usize]
    }

    pub(super) fn monthly(&self, s: usize, outcome: Monthly) -> &'a [ColumnSummary] {
        &self.of(s).monthly[outcome as usize]
    }

    /// The strategy's name.
    pub(super) fn name(&self, s: usize) -> String {
        let label = &self.report.plan.scenario.strategies[s].name;
        label.get(self.language).to_owned()
    }

    /// The strategy's name inside a sentence.
    pub(super) fn quoted(&self, s: usize) -> String {
        format!("‘{}’", self.name(s))
    }

    /// Each strategy keeps its colour in every figure; the baseline is grey.
    pub(super) fn colour(&self, s: usize) -> usize {
        strategy_colour(&self.report.plan.scenario, s)
    }

    /// `60 maanden`.
    pub(super) fn horizon(&self) -> String {
        let h = self.report.plan.horizon;
        match h {
            1 => self.pick("1 maand", "1 month").to_owned(),
            _ => format!("{h} {}", self.pick("maanden", "months")),
        }
    }

    /// An amount for a sentence, in three significant digits.
    pub(super) fn money(&self, amount: f64) -> String {
        euros_compact(three_digits(amount), self.language)
    }

    /// A number of people for a sentence.
    pub(super) fn heads(&self, heads: f64) -> String {
        let decimals = u8::from((heads * 10.0).round() % 10.0 != 0.0);
        number(heads, decimals, self.language)
    }

    /// `in 62 van de 100 toekomsten`.
    pub(super) fn futures(&self, share: f64) -> String {
        if share <= 0.0 {
            return self.pick("in geen enkele toekomst", "in no future").to_owned();
        }
        if share >= 1.0 {
            return self.pick("in alle toekomsten", "in all futures").to_owned();
        }
        let share = out_of_hundred(share, self.language);
        match self.language {
            Language::Nl => format!("in {share} toekomsten"),
            Language::En => format!("in {} futures", share.replace(" in 100", " out of 100")),
        }
    }

    /// `24 van de 100 (±2)`: a chance with the half-width of its 95 % interval, as in the tables.
    pub(super) fn chance(&self, chance: Chance) -> String {
        rounding::chance(chance, self.report.summary.runs, self.language)
    }

    /// A title: `begin`, then the values of strategies: all of a few, the extremes of more, and only
    /// the highest where names are too long for that.
    pub(super) fn title(
        &self,
        begin: &str,
        values: &[(usize, f64)],
        write: impl Fn(f64) -> String,
    ) -> String {
        let groups = self.groups(values, &write);
        let sentence = |end: String| format!("{begin}: {end}");
        let full = match groups.as_slice() {
            [] => begin.to_owned(),
            [only] if only.strategies.len() > 1 => {
                let none = self.pick("met geen enkele strategie", "with no strategy");
                let every = self.pick("met elke strategie", "with every strategy");
                match only.text == self.futures(0.0) {
                    true => sentence(none.to_owned()),
                    false => sentence(format!("{} {every}", only.text)),
                }
            }
            [only] => sentence(self.with(only)),
            [first, second] => sentence(format!("{}, {}", self.with(first), self.with(second))),
            [high, between @ .., low] => {
                let others: usize = between.iter().map(|group| group.strategies.len()).sum();
                let others = match (others, self.language) {
                    (1, Language::Nl) => "de andere ertussenin".to_owned(),
                    (1, Language::En) => "the other in between".to_owned(),
                    (n, Language::Nl) => format!("de {n} andere ertussenin"),
                    (n, Language::En) => format!("the {n} others in between"),
                };
                sentence(format!("{}, {}; {others}", self.with(high), self.with(low)))
            }
        };
        if is_short(&full) {
            return full;
        }
        let by_value = |a: &&Group, b: &&Group| a.value.total_cmp(&b.value);
        groups.iter().max_by(by_value).map_or(full, |high| sentence(self.highest(high)))
    }

    /// `het vaakst met ‘Zij-instroom’, in 62 van de 100 toekomsten`.
    fn highest(&self, group: &Group) -> String {
        let is_chance = group.text.starts_with("in ");
        let most = match is_chance {
            true => self.pick("het vaakst", "most often"),
            false => self.pick("het hoogst", "highest"),
        };
        format!("{most} {}, {}", self.whose(group), group.text)
    }

    /// Strategies that have the same value in words: in the order of the file, or from high to low
    /// where there are more than two groups.
    fn groups(&self, values: &[(usize, f64)], write: &impl Fn(f64) -> String) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for &(s, value) in values {
            let text = write(value);
            match groups.iter_mut().find(|group| group.text == text) {
                Some(group) => group.strategies.push(s),
                None => groups.push(Group { text, value, strategies: vec![s] }),
            }
        }
        if groups.len() > 2 {
            groups.sort_by(|a, b| b.value.total_cmp(&a.value));
        }
        groups
    }

    /// `in 62 van de 100 toekomsten met ‘Zij-instroom’ en 2 andere`.
    fn with(&self, group: &Group) -> String {
        format!("{} {}", group.text, self.whose(group))
    }

    /// `met ‘Zij-instroom’ en 2 andere`.
    fn whose(&self, group: &Group) -> String {
        let with = self.pick("met", "with");
        let and = self.pick("en", "and");
        let first = self.quoted(group.strategies[0]);
        let others = match group.strategies.as_slice() {
            [_] => String::new(),
            [_, second] => format!(" {and} {}", self.quoted(*second)),
            [_, rest @ ..] => format!(" {and} {} {}", rest.len(), self.pick("andere", "others")),
            [] => unreachable!("a group has a strategy"),
        };
        format!("{with} {first}{others}")
    }

    /// `€ 443.000`: an amount in the unit that suits the largest of some amounts.
    pub(super) fn compact(&self, amount: f64, largest: f64) -> String {
        let unit = EuroUnit::for_largest(largest);
        let decimals = match unit.exponent() {
            0 | 3 => 0,
            exponent if largest.abs() < 10f64.powi(i32::from(exponent) + 1) => 2,
            _ => 1,
        };
        euros_in(amount, unit, decimals, self.language)
    }

    /// A title about amounts, which are all written in one unit.
    pub(super) fn title_of_amounts(&self, begin: &str, values: &[(usize, f64)]) -> String {
        let largest = values.iter().fold(0.0, |largest: f64, (_, value)| largest.max(value.abs()));
        self.title(begin, values, |amount| self.compact(amount, largest))
    }

    /// `€ 443.000 (€ 373.000–€ 549.000)`: an amount and the band of 90 of 100 futures, in the unit that
    /// suits the largest amount of the figure.
    pub(super) fn band(&self, percentiles: [f64; 5], largest: f64) -> String {
        let [p5, _, p50, _, p95] = percentiles;
        let [p5, p50, p95] = [p5, p50, p95].map(|x| self.compact(x, largest));
        format!("{p50} ({p5}–{p95})")
    }

    /// Percentiles by month.
    pub(super) fn fan(&self, columns: &[ColumnSummary]) -> Fan {
        let list = |k: usize| columns.iter().map(|column| column.percentiles[k]).collect();
        Fan {
            p5: list(0),
            p25: list(1),
            p50: list(2),
            p75: list(3),
            p95: list(4),
            mean: Vec::new(),
        }
    }

    /// Calendar year and month of month 0.
    pub(super) fn start(&self) -> (i32, u32) {
        let start = self.report.plan.scenario.calendar.start;
        (start.year, start.month)
    }

    pub(super) fn month_caption(&self) -> String {
        self.pick("maand (maand 0 is de startmaand)", "month (month 0 is the first month)")
            .to_owned()
    }

    /// Adds to a note what ± means in a figure that shows it.
    pub(super) fn with_margin(&self, heading: Heading) -> Heading {
        let margin = self.pick(
            "; ±: marge door het aantal toekomsten (95%)",
            "; ±: margin from the number of futures (95%)",
        );
        Heading { note: heading.note + margin, ..heading }
    }

    /// Title, reading aid, what a screen reader says, and the note at the foot.
    pub(super) fn heading(
        &self,
        title: String,
        subtitle: impl Into<String>,
        facts: impl IntoIterator<Item = String>,
    ) -> Heading {
        let subtitle = subtitle.into();
        let mut description = format!("{title}. {subtitle}");
        for fact in facts {
            description += &format!(" {fact}.");
        }
        let euros = self.pick("nominale euro’s", "nominal euros");
        Heading { title, subtitle, description, note: self.note(euros) }
    }

    /// The same, where amounts are discounted to the start.
    pub(super) fn discounted_heading(
        &self,
        title: String,
        subtitle: impl Into<String>,
        facts: impl IntoIterator<Item = String>,
    ) -> Heading {
        let euros =
            self.pick("euro’s, contant gemaakt naar de start", "euros, discounted to the start");
        Heading { note: self.note(euros), ..self.heading(title, subtitle, facts) }
    }

    fn note(&self, euros: &str) -> String {
        let summary = self.report.summary;
        let runs = number(summary.runs as f64, 0, self.language);
        let title = self.report.plan.scenario.title.get(self.language);
        let futures = self.pick("doorgerekende toekomsten", "simulated futures");
        let mut note = format!("{title}; {runs} {futures}; {euros}");
        for subsidy in self.report.as_if() {
            note += &match self.language {
                Language::Nl => format!("; subsidie {subsidy} alsof de regeling open is"),
                Language::En => format!("; subsidy {subsidy} as if the scheme were open"),
            };
        }
        if summary.converged == Some(false) {
            note += self.pick(
                "; de uitkomsten staan nog niet zo vast als gevraagd",
                "; outcomes are not yet as certain as was asked for",
            );
        }
        note
    }
}

/// Strategies that have the same value in words.
struct Group {
    text: String,
    value: f64,
    strategies: Vec<usize>,
}

/// The first of some titles that fits, or else the last.
pub(super) fn first_short(titles: Vec<String>) -> String {
    let short = titles.iter().position(|title| is_short(title));
    let last = titles.len().saturating_sub(1);
    titles.into_iter().nth(short.unwrap_or(last)).unwrap_or_default()
}

/// True when a title fits on two lines of the smallest size, with some room for breaking them.
fn is_short(title: &str) -> bool {
    const TWO_LINES: f64 = 2.0 * (style::WIDTH - 2.0 * style::MARGIN);
    let smallest = style::TITLE_SIZES[style::TITLE_SIZES.len() - 1];
    text_width(title, smallest, true) < 0.86 * TWO_LINES
}

/// A payback percentile as the figures want it.
fn payback(value: f64) -> Payback {
    if value < 0.0 {
        Payback::NotNeeded
    } else if value.is_finite() {
        Payback::Month(value)
    } else {
        Payback::Never
    }
}

/// The spread of a payback month over the months of all runs, for a difference or of a strategy itself.
pub(super) fn payback_range(summary: &OutcomeSummary, months: &[f64], extra: bool) -> PaybackRange {
    let [p5, _, p50, _, p95] = summary.percentiles.map(payback);
    let never_needed = months.iter().all(|&month| payback(month) == Payback::NotNeeded);
    PaybackRange { p5, p50, p95, extra, never_needed }
}

/// Rounded to three significant digits, and to whole euros.
pub(super) fn three_digits(amount: f64) -> f64 {
    if amount == 0.0 || !amount.is_finite() {
        return amount;
    }
    let digits = amount.abs().log10().floor() as i32 - 2;
    let unit = 10f64.powi(digits.max(0));
    (amount / unit).round() * unit
}
