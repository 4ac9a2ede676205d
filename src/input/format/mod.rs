//! The grammar of scenario and study files: every table and key, with unit, range, default and meaning.
//!
//! There is one grammar. The reader looks its units, ranges and defaults up here, and the JSON
//! Schema ([`super::schema()`]) and the reference page ([`super::reference()`]) are generated from
//! it, so that the three cannot drift apart.

#[rustfmt::skip] // One key a line or two: a table to read.
mod contract;
#[rustfmt::skip] // One key a line or two: a table to read.
mod employment;
#[rustfmt::skip] // One key a line or two: a table to read.
mod leaf;
#[rustfmt::skip] // One key a line or two: a table to read.
mod organisation;
#[rustfmt::skip] // One key a line or two: a table to read.
mod profile;
#[rustfmt::skip] // One key a line or two: a table to read.
mod strategy;
#[rustfmt::skip] // One key a line or two: a table to read.
mod study;
#[rustfmt::skip] // One key a line or two: a table to read.
mod subsidy;
#[rustfmt::skip] // One key a line or two: a table to read.
mod top;

pub use contract::CONTRACT;
pub use employment::{EMPLOYMENT, OTHER_DIRECT, SALARY_TABLE};
pub use leaf::{
    DATED_ENTRY, DURATION, DURATION_FORMS, GRADES, LABEL, METADATA, MONEY, QUANTITY, QUANTITY_FORMS,
};
pub use organisation::{COVER, LIQUIDITY_KEYS, ORGANISATION};
pub use profile::{PROFILE, ROUTE, ROUTE_COST, TRAINING};
pub use strategy::{INTAKE, STRATEGY};
pub use study::{CONSORTIUM, DESIGN, OWN, POPULATION, STUDIED, STUDY};
pub use subsidy::{INSTRUMENT, SUBSIDY};
pub use top::TOP;

use crate::language::{Language, dutch};
use crate::units::Unit;

/// A text in both languages that the program itself brings.
#[derive(Clone, Copy, Debug)]
pub struct Text {
    /// Dutch.
    pub nl: &'static str,
    /// English.
    pub en: &'static str,
}

impl Text {
    /// The text in a language.
    pub fn get(self, language: Language) -> &'static str {
        language.pick(self.nl, self.en)
    }
}

/// A number of a quantity: what it counts and which values are legal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// Symbol of the unit, as in [`Unit::SYMBOL`].
    pub unit: &'static str,
    /// An amount of money, which has a price level.
    pub money: bool,
    /// Smallest accepted plain number.
    pub low: f64,
    /// Largest accepted plain number.
    pub high: f64,
    /// A distribution may run on below `low`.
    pub open_below: bool,
    /// A distribution may run on above `high`.
    pub open_above: bool,
}

impl Number {
    /// The range that a distribution must stay in; an open end is infinite.
    pub fn legal(&self) -> (f64, f64) {
        (
            if self.open_below { f64::NEG_INFINITY } else { self.low },
            if self.open_above { f64::INFINITY } else { self.high },
        )
    }
}

/// A quantity in unit `U` from `low` to `high`.
///
/// Amounts of money, hours, months and counts are open above (and below, where they may be
/// negative): the bound is there to catch slips of the pen. Shares, probabilities and rates
/// are closed.
pub const fn number<U: Unit>(low: f64, high: f64) -> Number {
    let open = !matches!(
        U::SYMBOL.as_bytes(),
        b"share" | b"probability" | b"probability/year" | b"rate/year" | b"FTE"
    );
    Number {
        unit: U::SYMBOL,
        money: U::IS_MONEY,
        low,
        high,
        open_below: open && low < 0.0,
        open_above: open,
    }
}

/// What a name in the file can point at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// `[profile.KEY]`.
    Profile,
    /// `[route.KEY]`.
    Route,
    /// `[subsidy.KEY]`.
    Subsidy,
    /// `[strategy.KEY]`.
    Strategy,
    /// `[design.KEY]` of a study.
    Design,
}

impl Target {
    /// The table that holds them.
    pub fn table(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::Route => "route",
            Self::Subsidy => "subsidy",
            Self::Strategy => "strategy",
            Self::Design => "design",
        }
    }
}

/// A word that a choice accepts.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// As written in the file.
    pub word: &'static str,
    /// What it means.
    pub doc: Text,
}

impl Word {
    /// As a workbook in a language shows it.
    pub fn shown(&self, language: Language) -> &'static str {
        match language {
            Language::Nl => dutch(self.word),
            Language::En => self.word,
        }
    }
}

/// What can stand behind a key.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A number or a distribution.
    Quantity(Number),
    /// A quantity, or a list of dated ones.
    Dated(Number),
    /// A quantity, or a list of bands by tenure that give it under this key.
    Bands(&'static str, Number),
    /// A time drawn for each hire, of at least so many months.
    Duration(usize),
    /// A plain number.
    Number(f64, f64),
    /// A whole number.
    Integer(i64, i64),
    /// A text.
    Text,
    /// A text, or one for each language.
    Label,
    /// `true` or `false`.
    Flag,
    /// A calendar month, `"2027-01"`.
    Month,
    /// One of these words.
    Choice(&'static [Word]),
    /// The key of a table elsewhere, or one of these words.
    Reference(Target, &'static [Word]),
    /// A list.
    List(&'static Kind),
    /// A table.
    Table(&'static TableSpec),
    /// A list of tables.
    Tables(&'static TableSpec),
    /// Tables by a name that the writer of the file chooses.
    Map(&'static TableSpec),
    /// A table, or something else.
    TableOr(&'static TableSpec, &'static Kind),
    /// A scale of the salary table: `10` or `"10"`.
    Scale,
    /// Salary scales: lists of amounts by the name of the scale.
    Scales,
    /// Path of a quantity.
    Path,
    /// Path of a quantity, or a number.
    PathOrNumber,
    /// A square list of lists of numbers.
    Matrix,
    /// A table with paths as its keys; what stands behind each.
    ByPath(&'static str),
}

impl Kind {
    /// The words that can stand there, or in the items of a list.
    pub fn words(&self) -> &'static [Word] {
        match self {
            Self::Choice(words) | Self::Reference(_, words) => words,
            Self::List(item) | Self::TableOr(_, item) => item.words(),
            _ => &[],
        }
    }
}

/// What happens when a key is not there.
#[derive(Clone, Copy, Debug)]
pub enum Need {
    /// An error.
    Required,
    /// Nothing.
    Optional,
    /// Required under the stated condition.
    RequiredIf(Text),
    /// This number.
    Number(f64),
    /// `true` or `false`.
    Flag(bool),
    /// This word.
    Word(&'static str),
    /// An empty list.
    Empty,
    /// As described.
    Described(Text),
}

/// One key of a table.
#[derive(Clone, Copy, Debug)]
pub struct KeySpec {
    /// The key.
    pub key: &'static str,
    /// What can stand behind it.
    pub kind: Kind,
    /// What happens when it is not there.
    pub need: Need,
    /// What it means.
    pub doc: Text,
    /// How it looks in a file.
    pub example: &'static str,
    /// Only where another key of the table has one of these values.
    pub only: Option<(&'static str, &'static [&'static str])>,
}

/// A table of the file.
#[derive(Clone, Copy, Debug)]
pub struct TableSpec {
    /// Its header, with `KEY` for a name that the writer chooses.
    pub name: &'static str,
    /// What it is for.
    pub doc: Text,
    /// Its keys.
    pub keys: &'static [KeySpec],
    /// Accepts years as keys, each with a plain number (the price index).
    pub years: bool,
}

impl TableSpec {
    /// The key of this name.
    pub fn key(&self, key: &str) -> Option<&'static KeySpec> {
        self.keys.iter().find(|spec| spec.key == key)
    }
}

const fn text(nl: &'static str, en: &'static str) -> Text {
    Text { nl, en }
}

const fn word(word: &'static str, nl: &'static str, en: &'static str) -> Word {
    Word { word, doc: text(nl, en) }
}

const fn key(
    key: &'static str,
    kind: Kind,
    need: Need,
    example: &'static str,
    nl: &'static str,
    en: &'static str,
) -> KeySpec {
    KeySpec { key, kind, need, doc: text(nl, en), example, only: None }
}

impl KeySpec {
    const fn only(self, key: &'static str, values: &'static [&'static str]) -> Self {
        Self { only: Some((key, values)), ..self }
    }
}

const fn table(
    name: &'static str,
    nl: &'static str,
    en: &'static str,
    keys: &'static [KeySpec],
) -> TableSpec {
    TableSpec { name, doc: text(nl, en), keys, years: false }
}
