//! What all figures share: names, amounts and chances in words, fans, the note at the foot.

use super::super::Report;
use crate::figure::{Fan, Heading, Payback, PaybackRange};
use crate::language::{Language, euros_compact, number, out_of_hundred};
use crate::model::outcome::{Headline, Monthly};
use crate::simulate::ColumnSummary;
use crate::summarize::StrategySummary;
use crate::summarize::statistics::{Chance, OutcomeSummary};

/// Half-width of a 95 % interval in standard errors.
const Z95: f64 = 1.96;

/// The number of the colour of the baseline.
const BASELINE_COLOUR: usize = 5;

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
        format!("“{}”", self.name(s))
    }

    /// Each strategy keeps its colour in every figure; the baseline is grey.
    pub(super) fn colour(&self, s: usize) -> usize {
        match s.cmp(&self.baseline()) {
            std::cmp::Ordering::Less => s,
            std::cmp::Ordering::Equal => BASELINE_COLOUR,
            std::cmp::Ordering::Greater => s - 1,
        }
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
            return self
                .pick("in geen enkele toekomst", "in no future")
                .to_owned();
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

    /// `24 van de 100 (±2)`: a chance with the half-width of its 95 % interval.
    pub(super) fn chance(&self, chance: Chance) -> String {
        let share = out_of_hundred(chance.value, self.language);
        let half_width = 100.0 * Z95 * chance.standard_error;
        if half_width == 0.0 {
            return share;
        }
        let decimals = u8::from(half_width < 0.95);
        let half_width = number(half_width.max(0.1), decimals, self.language);
        format!("{share} (±{half_width})")
    }

    /// Values of strategies in a sentence: all of one or two, the extremes of more.
    pub(super) fn by_strategy(
        &self,
        values: &[(usize, f64)],
        write: impl Fn(f64) -> String,
    ) -> String {
        let with = self.pick("met", "with");
        let one = |(s, value): (usize, f64)| format!("{} {with} {}", write(value), self.quoted(s));
        let texts: Vec<String> = values.iter().map(|(_, value)| write(*value)).collect();
        match values {
            [] => String::new(),
            [only] => one(*only),
            _ if texts.windows(2).all(|pair| pair[0] == pair[1]) => {
                format!(
                    "{} {}",
                    texts[0],
                    self.pick("met elke strategie", "with every strategy")
                )
            }
            [first, second] => format!("{}, {}", one(*first), one(*second)),
            _ => {
                let by_value = |a: &&(usize, f64), b: &&(usize, f64)| a.1.total_cmp(&b.1);
                let low = *values.iter().min_by(by_value).unwrap_or(&values[0]);
                // The first of several that share the highest value.
                let high = *values.iter().rev().max_by(by_value).unwrap_or(&values[0]);
                let rest = self.pick("de rest ertussen", "the others in between");
                format!("{}, {}; {rest}", one(high), one(low))
            }
        }
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
        self.pick("maanden na de start", "months after the start")
            .to_owned()
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
        Heading {
            title,
            subtitle,
            description,
            note: self.note(),
        }
    }

    fn note(&self) -> String {
        let summary = self.report.summary;
        let runs = number(summary.runs as f64, 0, self.language);
        let title = self.report.plan.scenario.title.get(self.language);
        let futures = self.pick("doorgerekende toekomsten", "simulated futures");
        let euros = self.pick("nominale euro’s", "nominal euros");
        let mut note = format!("{title}; {runs} {futures}; {euros}");
        if summary.converged == Some(false) {
            note += self.pick(
                "; de uitkomsten staan nog niet zo vast als gevraagd",
                "; outcomes are not yet as certain as was asked for",
            );
        }
        note
    }
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

/// The spread of a payback month.
pub(super) fn payback_range(summary: &OutcomeSummary) -> PaybackRange {
    let [p5, _, p50, _, p95] = summary.percentiles.map(payback);
    PaybackRange { p5, p50, p95 }
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
