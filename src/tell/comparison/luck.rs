//! What scenarios share, and in plain words what they do not.

use super::Told;
use crate::compare::Pair;
use crate::compare::shared::{Holder, Obstacle, QuantityLuck, Then};
use crate::language::{Language, calendar_month, number, percent};
use crate::model::outcome::Headline;
use crate::model::quantity::QuantityDefinition;
use crate::tell::names;

/// Paths that are listed before the rest is counted.
const MOST_LISTED: usize = 4;
/// A smaller gain of common luck is not worth a sentence.
const WORTH_SAYING: f64 = 1.05;

/// What two scenarios share, in a sentence.
pub fn shared(told: &Told<'_>, pair: &Pair) -> String {
    let [first, other] = told.quoted(pair);
    let language = told.language();
    let numbers = pair.quantities.shared;
    let of = pair.strategies.iter().map(|of| {
        let all = of.positions.aligned
            + of.positions.apart.iter().map(|apart| apart.until + 1 - apart.from).sum::<usize>();
        let (name, aligned) = (told.strategy(pair, of), of.positions.aligned);
        match language {
            Language::Nl => format!("{aligned} van de {all} plekken van {name}"),
            Language::En => format!("{aligned} of {all} positions of {name}"),
        }
    });
    let positions: Vec<String> = of.collect();
    let positions = match (positions.is_empty(), language) {
        (true, Language::Nl) => "geen plekken".to_owned(),
        (true, Language::En) => "no positions".to_owned(),
        _ => positions.join(", "),
    };
    let gain = gain(pair).map_or_else(String::new, |gain| {
        let gain = number(gain, u8::from(gain < 10.0), language);
        match language {
            Language::Nl => {
                format!(" De marge van het verschil in NCW is daardoor tot {gain} keer zo klein.")
            }
            Language::En => format!(
                " That makes the margin of the difference in NPV up to {gain} times smaller."
            ),
        }
    });
    match language {
        Language::Nl => format!(
            "{first} en {other} delen het toeval, run voor run, van {numbers} onzekere getallen (zelfde naam, zelfde \
             spreiding) en van {positions}.{gain}"
        ),
        Language::En => format!(
            "{first} and {other} share luck, run by run, in {numbers} uncertain numbers (same name, same spread) and \
             in {positions}.{gain}"
        ),
    }
}

/// How many times smaller common luck makes the error of the difference in NPV, at most over strategies.
fn gain(pair: &Pair) -> Option<f64> {
    let of = |of: &crate::compare::Match| {
        let npv = of.difference.as_ref()?.of(Headline::Npv)?;
        let error = npv.summary.standard_error.filter(|error| *error > 0.0)?;
        Some(npv.standard_error_apart / error)
    };
    pair.strategies
        .iter()
        .filter_map(of)
        .max_by(f64::total_cmp)
        .filter(|gain| *gain >= WORTH_SAYING)
}

/// Where two scenarios do not share luck, or cannot be subtracted; empty where everything is shared.
pub fn apart(told: &Told<'_>, pair: &Pair) -> Vec<String> {
    let mut found: Vec<String> = pair.obstacles.iter().map(|of| obstacle(told, pair, of)).collect();
    found.extend(without_partner(told, pair));
    found.extend(positions(told, pair));
    found.extend(numbers(told, pair));
    found
}

fn obstacle(told: &Told<'_>, pair: &Pair, of: &Obstacle) -> String {
    let [first, other] = told.quoted(pair);
    let language = told.language();
    match (of, language) {
        (Obstacle::Start(starts), _) => {
            let [a, b] =
                starts.map(|start| calendar_month(start.year, start.month as i32, language));
            match language {
                Language::Nl => format!(
                    "{first} begint in {a} en {other} in {b}: bedragen zijn niet van elkaar af te trekken; elk scenario \
                     heeft zijn eigen kolom."
                ),
                Language::En => format!(
                    "{first} begins in {a} and {other} in {b}: amounts cannot be subtracted; each scenario has its own \
                     column."
                ),
            }
        }
        (Obstacle::Horizon([a, b]), Language::Nl) => format!(
            "{first} duurt {a} maanden en {other} {b}: bedragen zijn niet van elkaar af te trekken; elk scenario heeft \
             zijn eigen kolom."
        ),
        (Obstacle::Horizon([a, b]), Language::En) => format!(
            "{first} covers {a} months and {other} {b}: amounts cannot be subtracted; each scenario has its own column."
        ),
        (Obstacle::LumpSum, Language::Nl) => format!(
            "Van {first} en {other} heeft er één een vast budget (lumpsum), dat zelf niet meetelt: alleen verschillen met \
             het uitgangspunt zijn te vergelijken."
        ),
        (Obstacle::LumpSum, Language::En) => format!(
            "One of {first} and {other} has a lump sum, which itself is not counted: only differences with the baseline \
             can be compared."
        ),
        (Obstacle::Baseline([a, b]), Language::Nl) => format!(
            "{first} vergelijkt met `{a}` en {other} met `{b}`: wat strategieën boven hun uitgangspunt uitkomen is niet \
             van elkaar afgetrokken."
        ),
        (Obstacle::Baseline([a, b]), Language::En) => format!(
            "{first} compares with `{a}` and {other} with `{b}`: what strategies lie above their baselines is not \
             subtracted."
        ),
        (Obstacle::DiscountRate(rates), _) => {
            let [a, b] = rates.map(|rate| percent(rate, 2, language));
            match language {
                Language::Nl => format!(
                    "{first} rekent met een discontovoet van {a} en {other} met {b}: een deel van het verschil in NCW is \
                     een verschil van maatstaf."
                ),
                Language::En => format!(
                    "{first} discounts at {a} and {other} at {b}: part of the difference in NPV is a difference of \
                     yardsticks."
                ),
            }
        }
    }
}

fn without_partner(told: &Told<'_>, pair: &Pair) -> Vec<String> {
    let names = told.quoted(pair);
    let of = |keys: &[String], [has, lacks]: [&String; 2]| {
        let list = listed(keys.iter().map(String::as_str), told.language());
        (!keys.is_empty()).then(|| match told.language() {
            Language::Nl => format!(
                "Alleen {has} heeft {list}; in {lacks} is er niets om die mee te vergelijken."
            ),
            Language::En => {
                format!("Only {has} has {list}; {lacks} has nothing to compare it with.")
            }
        })
    };
    let [first, other] = &names;
    [of(&pair.only_in_first, [first, other]), of(&pair.only_in_other, [other, first])]
        .into_iter()
        .flatten()
        .collect()
}

fn positions(told: &Told<'_>, pair: &Pair) -> Vec<String> {
    let [first, other] = told.quoted(pair);
    let language = told.language();
    let mut found = Vec::new();
    for of in &pair.strategies {
        let name = told.strategy(pair, of);
        for apart in &of.positions.apart {
            let [a, b] = [(0, 0), (1, pair.scenario)]
                .map(|(k, s)| holder(told, s, apart.held_by[k].as_ref()));
            let (from, until) = (apart.from, apart.until);
            let which = match (from == until, language) {
                (true, Language::Nl) => format!("plek {from}"),
                (true, Language::En) => format!("position {from}"),
                (false, Language::Nl) => format!("plekken {from}–{until}"),
                (false, Language::En) => format!("positions {from}–{until}"),
            };
            let luck = if apart.held_by.contains(&None) {
                language.pick("er valt geen toeval te delen", "there is no luck to share")
            } else {
                // Position and spell have the same address, so the uniforms are the same; what they decide is not.
                language.pick(
                    "dezelfde trekkingen treffen daar een ander, zodat het toeval maar deels gedeeld is",
                    "the same draws fall to somebody else there, so that luck is shared only in part",
                )
            };
            found.push(match language {
                Language::Nl => {
                    format!("{name}, {which}: in {first} {a}, in {other} {b}; {luck}.")
                }
                Language::En => {
                    format!("{name}, {which}: {a} in {first}, {b} in {other}; {luck}.")
                }
            });
        }
    }
    found
}

fn holder(told: &Told<'_>, scenario: usize, holder: Option<&Holder>) -> String {
    let language = told.language();
    let Some(Holder { first, then }) = holder else {
        return language.pick("zijn die er niet", "there are none").to_owned();
    };
    let Some(first) = first else {
        return language.pick("niemand", "nobody").to_owned();
    };
    let profile = |key: &str| {
        let profiles = &told.tales[scenario].plan.scenario.profiles;
        let name = profiles.iter().find(|profile| profile.key == key);
        name.map_or(key, |profile| profile.name.get(language)).to_owned()
    };
    let then = match then {
        Then::Vacant => language.pick("daarna vacant", "then vacant").to_owned(),
        Then::Closes => language.pick("daarna gesloten", "then closed").to_owned(),
        Then::Profile(key) if key == first => {
            language.pick("daarna weer zo iemand", "then somebody alike").to_owned()
        }
        Then::Profile(key) => format!("{} ‘{}’", language.pick("daarna", "then"), profile(key)),
    };
    format!("‘{}’ ({then})", profile(first))
}

fn numbers(told: &Told<'_>, pair: &Pair) -> Vec<String> {
    let language = told.language();
    let scenarios = told.quoted(pair);
    let mut found = Vec::new();
    let of_luck = |luck: QuantityLuck| -> Vec<&str> {
        let of = pair.quantities.different.iter().filter(|of| of.luck == luck);
        of.map(|of| of.path.as_str()).collect()
    };
    let [first, other] = &scenarios;
    let mut say = |paths: Vec<&str>, nl: &str, en: &str| {
        if !paths.is_empty() {
            let list = called(told, 0, paths.into_iter());
            found.push(format!(
                "{} {list}.",
                match language {
                    Language::Nl => format!("{first} en {other}: {nl}"),
                    Language::En => format!("{first} and {other}: {en}"),
                }
            ));
        }
    };
    say(
        of_luck(QuantityLuck::SameRank),
        "hetzelfde toeval, maar een andere spreiding (hoog in de een is hoog in de ander), bij",
        "the same luck but another spread (high in one is high in the other) for",
    );
    say(
        of_luck(QuantityLuck::Certain),
        "in ten minste één van beide zeker, en niet hetzelfde, zijn",
        "certain in at least one of them, and not the same, are",
    );
    say(
        of_luck(QuantityLuck::OtherCorrelation),
        "anders gecorreleerd, en daardoor niet of maar deels hetzelfde toeval, zijn",
        "correlated in another way, so that luck is shared in part or not at all, are",
    );
    let uncertain = |of: &[QuantityDefinition]| -> Vec<String> {
        let of = of.iter().filter(|of| !of.distribution.is_certain());
        of.map(|of| of.path.clone()).collect()
    };
    let sides = [
        (&pair.quantities.only_in_first, first, 0),
        (&pair.quantities.only_in_other, other, pair.scenario),
    ];
    for (only, name, scenario) in sides {
        let paths = uncertain(only);
        if paths.is_empty() {
            continue;
        }
        let list = called(told, scenario, paths.iter().map(String::as_str));
        found.push(match language {
            Language::Nl => format!("Alleen in {name} (of in het andere onder een andere naam), dus met eigen toeval: {list}."),
            Language::En => format!("Only in {name} (or under another name in the other), so with luck of its own: {list}."),
        });
    }
    found
}

/// Numbers of a scenario by their names, the first few; several may have one name.
fn called<'p>(told: &Told<'_>, scenario: usize, paths: impl Iterator<Item = &'p str>) -> String {
    let of = &told.tales[scenario].plan.scenario;
    let mut all: Vec<String> = Vec::new();
    for name in paths.map(|path| names::name(of, path, told.language())) {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    shortened(&all, told.language())
}

/// Keys, the first few by name.
fn listed<'p>(paths: impl Iterator<Item = &'p str>, language: Language) -> String {
    let all: Vec<String> = paths.map(|path| format!("`{path}`")).collect();
    shortened(&all, language)
}

/// The first few of a list, and how many more there are.
fn shortened(all: &[String], language: Language) -> String {
    let more = all.len().saturating_sub(MOST_LISTED);
    let list = all[..all.len() - more].join("; ");
    match (more, language) {
        (0, _) => list,
        (_, Language::Nl) => format!("{list} en nog {more}"),
        (_, Language::En) => format!("{list} and {more} more"),
    }
}
