//! Problems with keys and the types of what stands behind them.

use super::problems;
use crate::diagnostic::wording::{choose, names, table, unit_text};
use crate::language::Language::{self, En, Nl};

/// What should stand behind a key.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Expected {
    Quantity { unit: &'static str },
    Duration,
    Number,
    Integer,
    Text,
    Label,
    Flag,
    Month,
    List,
    TableList,
    Table,
    NumberList,
    Word { words: Vec<String> },
    Path,
}

impl Expected {
    fn text(&self, language: Language) -> String {
        match (self, language) {
            (Self::Quantity { unit }, Nl) => format!("een getal [{}] of een verdeling", unit_text(unit, Nl)),
            (Self::Quantity { unit }, En) => format!("a number [{unit}] or a distribution"),
            (Self::Duration, _) => language.pick("een aantal maanden of een verdeling ervan", "a number of months or a distribution of it").into(),
            (Self::Number, _) => language.pick("een getal", "a number").into(),
            (Self::Integer, _) => language.pick("een geheel getal", "a whole number").into(),
            (Self::Text, _) => language.pick("een tekst tussen aanhalingstekens", "a text in quotes").into(),
            (Self::Label, _) => language.pick("een tekst, of `{ nl = \"…\", en = \"…\" }`", "a text, or `{ nl = \"…\", en = \"…\" }`").into(),
            (Self::Flag, _) => language.pick("`true` of `false`", "`true` or `false`").into(),
            (Self::Month, _) => language.pick("een maand tussen aanhalingstekens, zoals `\"2027-01\"`", "a month in quotes, such as `\"2027-01\"`").into(),
            (Self::List, _) => language.pick("een lijst tussen `[` en `]`", "a list between `[` and `]`").into(),
            (Self::TableList, _) => language.pick("een lijst van tabellen, zoals `[{ … }, { … }]`", "a list of tables, such as `[{ … }, { … }]`").into(),
            (Self::Table, _) => language.pick("een tabel, zoals `{ … }`", "a table, such as `{ … }`").into(),
            (Self::NumberList, _) => language.pick("een lijst van getallen, zoals `[1, 2]`", "a list of numbers, such as `[1, 2]`").into(),
            (Self::Word { words }, Nl) => format!("een van {}", names(words, Nl)),
            (Self::Word { words }, En) => format!("one of {}", names(words, En)),
            (Self::Path, _) => language.pick("het pad van een grootheid, zoals `\"contract.absence_in_norm\"`", "the path of a quantity, such as `\"contract.absence_in_norm\"`").into(),
        }
    }
}

/// What stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum FoundType {
    Text,
    Integer,
    Number,
    Flag,
    Date,
    List,
    Table,
}

impl FoundType {
    fn text(self, language: Language) -> &'static str {
        match self {
            Self::Text => language.pick("een tekst", "a text"),
            Self::Integer => language.pick("een geheel getal", "a whole number"),
            Self::Number => language.pick("een getal met decimalen", "a number with decimals"),
            Self::Flag => language.pick("`true` of `false`", "`true` or `false`"),
            Self::Date => language.pick("een datum", "a date"),
            Self::List => language.pick("een lijst", "a list"),
            Self::Table => language.pick("een tabel", "a table"),
        }
    }
}

fn belongs_to(belongs: &[String], language: Language) -> String {
    if belongs.is_empty() {
        return String::new();
    }
    match language {
        Nl => format!("Deze sleutel hoort in {}. ", names(belongs, Nl)),
        En => format!("This key belongs in {}. ", names(belongs, En)),
    }
}

problems! {
/// Problems with keys and the types of what stands behind them.
StructureProblem {
    /// No such key here.
    UnknownKey { key: String, parent: String, nearest: Option<String>, choices: Vec<String>, belongs: Vec<String> } Error "K101" "unknown-key"
        nl format!("onbekende sleutel `{key}` in {}", table(parent, Nl)), belongs_to(belongs, Nl) + &choose(nearest, choices, Nl);
        en format!("unknown key `{key}` in {}", table(parent, En)), belongs_to(belongs, En) + &choose(nearest, choices, En);
    /// No quantity has this path.
    UnknownPath { path: String, nearest: Option<String>, choices: Vec<String> } Error "K102" "unknown-path"
        nl format!("er is geen grootheid met het pad `{path}`"), choose(nearest, choices, Nl);
        en format!("there is no quantity with the path `{path}`"), choose(nearest, choices, En);
    /// Something else should stand here.
    WrongType { key: String, expected: Expected, found: FoundType } Error "K103" "wrong-type"
        nl format!("bij `{key}` staat {}", found.text(Nl)), format!("Hier hoort {}.", expected.text(Nl));
        en format!("`{key}` holds {}", found.text(En)), format!("It should hold {}.", expected.text(En));
    /// A key without a default is not there.
    MissingKey { key: String, parent: String, meaning_nl: String, meaning_en: String, example: String } Error "K104" "missing-key"
        nl format!("`{key}` ontbreekt in {}", table(parent, Nl)), format!("{meaning_nl} Er is geen standaardwaarde. Schrijf bijvoorbeeld: {example}");
        en format!("`{key}` is missing in {}", table(parent, En)), format!("{meaning_en} There is no default. Write, for instance: {example}");
    /// A name with unusual characters.
    BadName { name: String } Error "K105" "bad-name"
        nl format!("`{name}` kan geen naam zijn"), "Gebruik letters zonder accenten, cijfers, `_` en `-`, hooguit 64 tekens.";
        en format!("`{name}` cannot be a name"), "Use letters without accents, digits, `_` and `-`, at most 64 characters.";
    /// A name that means something else already.
    ReservedName { name: String } Error "K106" "reserved-name"
        nl format!("`{name}` betekent al iets anders"), "Kies een andere naam.";
        en format!("`{name}` already means something else"), "Choose another name.";
    /// A key of another variant.
    OtherVariant { key: String, belongs: String, chosen: String } Error "K107" "key-of-another-variant"
        nl format!("`{key}` hoort bij `{belongs}`, maar hier geldt `{chosen}`"), format!("Haal `{key}` weg, of kies `{belongs}`.");
        en format!("`{key}` belongs to `{belongs}`, but here `{chosen}` holds"), format!("Remove `{key}`, or choose `{belongs}`.");
    /// A key that means nothing without another.
    NeedsKey { key: String, needs: String } Error "K108" "needs-another-key"
        nl format!("`{key}` betekent niets zonder `{needs}`"), format!("Schrijf ook `{needs}`, of haal `{key}` weg.");
        en format!("`{key}` means nothing without `{needs}`"), format!("Write `{needs}` too, or remove `{key}`.");
    /// Keys of which only one can stand there.
    Exclusive { keys: Vec<String> } Error "K109" "exclusive-keys"
        nl format!("{} staan er samen, maar sluiten elkaar uit", names(keys, Nl)), "Laat er één staan.";
        en format!("{} stand together, but exclude each other", names(keys, En)), "Keep one of them.";
    /// One of these keys must be there.
    OneOf { parent: String, keys: Vec<String> } Error "K110" "one-of-these-keys"
        nl format!("in {} ontbreekt een van {}", table(parent, Nl), names(keys, Nl)), "Schrijf er precies één van.";
        en format!("one of {} is missing in {}", names(keys, En), table(parent, En)), "Write exactly one of them.";
    /// A list without entries.
    EmptyList { key: String } Error "K111" "empty-list"
        nl format!("de lijst `{key}` is leeg"), "Zet er minstens één waarde in.";
        en format!("the list `{key}` is empty"), "Put at least one value in it.";
    /// A path of `--set` that leads nowhere.
    SetUnknown { path: String, nearest: Option<String>, choices: Vec<String> } Error "K112" "unknown-set-path"
        nl format!("`--set {path}`: dit pad bestaat niet in het scenario"), choose(nearest, choices, Nl);
        en format!("`--set {path}`: there is no such path in the scenario"), choose(nearest, choices, En);
    /// A text without a character.
    EmptyText { key: String } Error "K113" "empty-text"
        nl format!("`{key}` is leeg"), "Schrijf een tekst, of haal de sleutel weg.";
        en format!("`{key}` is empty"), "Write a text, or remove the key.";
}
}
