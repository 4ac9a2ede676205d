//! Problems with one value.

use super::problems;
use crate::diagnostic::wording::{choose, n, names, range, refused, said, write_number};
use crate::language::Language::{self, En, Nl};
use crate::diagnostic::wording::count;

fn order(low: f64, mode: Option<f64>, high: f64, keys: [&str; 3]) -> String {
    match mode {
        Some(mode) => format!("{} = {}, {} = {}, {} = {}", keys[0], n(low), keys[1], n(mode), keys[2], n(high)),
        None => format!("{} = {}, {} = {}", keys[0], n(low), keys[2], n(high)),
    }
}

/// The way out for somebody who wrote a percentage.
fn as_share(value: f64, low: f64, high: f64, unit: &str, language: Language) -> String {
    let is_share = matches!(unit, "share" | "probability" | "probability/year" | "rate/year");
    if !is_share || value <= high || !(low..=high).contains(&(value / 100.0)) {
        return String::new();
    }
    let share = n(value / 100.0);
    match language {
        Nl => format!(" Als {} % bedoeld is: schrijf {share}.", said(value, Nl)),
        En => format!(" If {} % is meant: write {share}.", said(value, En)),
    }
}

/// How to write a number that was written as a text.
fn plainly(instead: &[String], quoted: bool, language: Language) -> String {
    match (write_number(instead, language), quoted, language) {
        (Some(x), true, Nl) => format!("Schrijf {x}, zonder aanhalingstekens."),
        (Some(x), true, En) => format!("Write {x}, without quotes."),
        (Some(x), false, Nl) => format!("Schrijf {x}: met een punt voor decimalen."),
        (Some(x), false, En) => format!("Write {x}: with a point for decimals."),
        (None, true, Nl) => "Schrijf een getal zonder aanhalingstekens, met een punt voor decimalen.".to_owned(),
        (None, true, En) => "Write a number without quotes, with a point for decimals.".to_owned(),
        (None, false, Nl) => "Schrijf een getal met een punt voor decimalen.".to_owned(),
        (None, false, En) => "Write a number with a point for decimals.".to_owned(),
    }
}

/// `2024, 2025 and 2027`.
fn listed(years: &[i32], and: &str) -> String {
    let texts: Vec<String> = years.iter().map(i32::to_string).collect();
    match texts.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} {and} {last}", before.join(", ")),
        _ => texts.concat(),
    }
}

/// Lines for the price index.
fn to_add(years: &[i32]) -> String {
    years.iter().map(|year| format!("`{year} = …`")).collect::<Vec<_>>().join(", ")
}

problems! {
/// Problems with one value.
ValueProblem {
    /// A number in quotes.
    NumberAsText { text: String, instead: Vec<String>, quoted: bool } Error "K201" "number-as-text"
        nl if *quoted { format!("`\"{text}\"` is een tekst, geen getal") } else { format!("`{text}` is geen getal") }, plainly(instead, *quoted, Nl);
        en if *quoted { format!("`\"{text}\"` is a text, not a number") } else { format!("`{text}` is not a number") }, plainly(instead, *quoted, En);
    /// Outside what is legal.
    OutOfRange { key: String, value: f64, low: f64, high: f64, unit: &'static str } Error "K202" "out-of-range"
        nl format!("`{key}` = {} ligt buiten het bereik", refused(*value, *low, *high)), format!("Geldig is {}.{}", range(*low, *high, unit, Nl), as_share(*value, *low, *high, unit, Nl));
        en format!("`{key}` = {} is out of range", refused(*value, *low, *high)), format!("Legal is {}.{}", range(*low, *high, unit, En), as_share(*value, *low, *high, unit, En));
    /// NaN or infinity.
    NotFinite { key: String, text: String } Error "K203" "not-finite"
        nl format!("`{key}` = {text} is geen gewoon getal"), "Schrijf een eindig getal.";
        en format!("`{key}` = {text} is not an ordinary number"), "Write a finite number.";
    /// None of the words.
    UnknownWord { key: String, word: String, nearest: Option<String>, choices: Vec<String> } Error "K204" "unknown-word"
        nl format!("`{key}` kent geen `{word}`"), choose(nearest, choices, Nl);
        en format!("`{key}` does not know `{word}`"), choose(nearest, choices, En);
    /// Not a month.
    BadMonth { key: String, text: String } Error "K205" "bad-month"
        nl format!("`{key}` = {text} is geen maand"), "Schrijf jaar en maand tussen aanhalingstekens, zoals \"2027-01\"; het jaar ligt tussen 1900 en 2200.";
        en format!("`{key}` = {text} is not a month"), "Write year and month in quotes, such as \"2027-01\"; the year lies between 1900 and 2200.";
    /// low, mode, high not in order.
    BoundsOutOfOrder { key: String, low: f64, mode: Option<f64>, high: f64 } Error "K206" "bounds-out-of-order"
        nl format!("de grenzen van `{key}` staan niet op volgorde: {}", order(*low, *mode, *high, ["low", "mode", "high"])), "`low` is hooguit `mode`, en `mode` hooguit `high`; de uitersten verschillen.";
        en format!("the bounds of `{key}` are not in order: {}", order(*low, *mode, *high, ["low", "mode", "high"])), "`low` is at most `mode`, and `mode` at most `high`; the ends differ.";
    /// p5, p50, p95 not in order.
    PercentilesOutOfOrder { key: String, p5: f64, p50: Option<f64>, p95: f64 } Error "K207" "percentiles-out-of-order"
        nl format!("de percentielen van `{key}` staan niet op volgorde: {}", order(*p5, *p50, *p95, ["p5", "p50", "p95"])), "`p5` ligt onder `p50`, en `p50` onder `p95`.";
        en format!("the percentiles of `{key}` are not in order: {}", order(*p5, *p50, *p95, ["p5", "p50", "p95"])), "`p5` lies below `p50`, and `p50` below `p95`.";
    /// `low` and `high` without a form.
    TwoBareBounds { key: String, low: String, high: String } Error "K208" "two-bare-bounds"
        nl format!("`{key}` heeft twee grenzen zonder vorm: low = {low}, high = {high}"),
           format!("Niet iedereen leest ze hetzelfde. Schrijf `uniform = {{ low = {low}, high = {high} }}` als alles ertussen even waarschijnlijk is, `p5 = {low}, p95 = {high}` als het er in 9 van de 10 gevallen tussen ligt, of voeg de meest waarschijnlijke waarde toe: `low = {low}, mode = …, high = {high}`.");
        en format!("`{key}` has two bounds without a form: low = {low}, high = {high}"),
           format!("People read them differently. Write `uniform = {{ low = {low}, high = {high} }}` if everything between is equally likely, `p5 = {low}, p95 = {high}` if it lies between them 9 times out of 10, or add the most likely value: `low = {low}, mode = …, high = {high}`.");
    /// A distribution with missing parameters.
    IncompleteForm { key: String, given: Vec<String>, missing: Vec<String> } Error "K209" "incomplete-distribution"
        nl format!("`{key}` is niet compleet: {} {}", names(missing, Nl), if missing.len() == 1 { "ontbreekt" } else { "ontbreken" }), if given.is_empty() { String::from("Een grootheid is een getal, of een tabel met bijvoorbeeld `low`, `mode` en `high`.") } else { format!("Naast {} hoort ook {}.", names(given, Nl), names(missing, Nl)) };
        en format!("`{key}` is incomplete: {} {} missing", names(missing, En), if missing.len() == 1 { "is" } else { "are" }), if given.is_empty() { String::from("A quantity is a number, or a table with for instance `low`, `mode` and `high`.") } else { format!("Beside {}, {} is needed too.", names(given, En), names(missing, En)) };
    /// More than one form.
    SeveralForms { key: String, forms: Vec<String> } Error "K210" "several-distributions"
        nl format!("`{key}` heeft meer dan één vorm: {}", names(forms, Nl)), "Laat er één staan.";
        en format!("`{key}` has more than one form: {}", names(forms, En)), "Keep one of them.";
    /// The distribution can leave the legal range.
    LeavesRange { key: String, from: f64, to: f64, low: f64, high: f64, unit: &'static str } Error "K212" "distribution-leaves-range"
        nl format!("de verdeling van `{key}` loopt van {} tot {} en kan buiten het bereik komen", n(*from), n(*to)),
           format!("Geldig is {}. Neem andere grenzen, of schrijf `p5` en `p95`: die vorm wordt op het bereik afgekapt.{}", range(*low, *high, unit, Nl), as_share(*to, *low, *high, unit, Nl));
        en format!("the distribution of `{key}` runs from {} to {} and can leave the legal range", n(*from), n(*to)),
           format!("Legal is {}. Choose other bounds, or write `p5` and `p95`: that form is cut off at the range.{}", range(*low, *high, unit, En), as_share(*to, *low, *high, unit, En));
    /// No distribution has these parameters.
    Impossible { key: String, reason_nl: String, reason_en: String } Error "K213" "impossible-distribution"
        nl format!("er is geen verdeling met deze getallen voor `{key}`: {reason_nl}"), "Pas de getallen aan, of kies een andere vorm.";
        en format!("no distribution of `{key}` has these numbers: {reason_en}"), "Change the numbers, or choose another form.";
    /// A shape of a duration that is uncertain.
    UncertainShape { key: String } Error "K214" "uncertain-shape"
        nl format!("`{key}` bepaalt de vorm van een tijd en kan niet onzeker zijn"), format!("Schrijf voor `{key}` een getal, en maak het gemiddelde of de grenzen onzeker.");
        en format!("`{key}` sets the shape of a time and cannot be uncertain"), format!("Write a number for `{key}`, and make the mean or the bounds uncertain.");
    /// `low, mode, high` straight under a duration.
    BareDuration { key: String } Error "K215" "ignorance-or-luck"
        nl format!("bij `{key}` is niet te zien of de spreiding onkunde of toeval is"), "Schrijf `{ fixed = { low = …, mode = …, high = … } }` als iedereen even lang doet over een tijd die niet bekend is, of `{ pert = { low = …, mode = …, high = … } }` als de tijd van mens tot mens verschilt.";
        en format!("`{key}` does not tell whether the spread is ignorance or luck"), "Write `{ fixed = { low = …, mode = …, high = … } }` if everyone takes the same time that is not known, or `{ pert = { low = …, mode = …, high = … } }` if the time differs from person to person.";
    /// `mode` beside uncertain bounds.
    ModeOfUncertainBounds { key: String } Error "K216" "mode-of-uncertain-bounds"
        nl format!("`{key}` noemt een `mode` in maanden naast een grens die onzeker is"), "Schrijf `relative_mode` (0 is bij `low`, 1 bij `high`), of neem gewone getallen voor `low` en `high`.";
        en format!("`{key}` names a `mode` in months beside a bound that is uncertain"), "Write `relative_mode` (0 is at `low`, 1 at `high`), or use plain numbers for `low` and `high`.";
    /// Uncertain bounds that can cross.
    CrossingBounds { key: String, low: f64, high: f64 } Error "K217" "bounds-can-cross"
        nl format!("de grenzen van `{key}` kunnen elkaar kruisen: `low` gaat tot {} en `high` begint bij {}", n(*low), n(*high)), "Kies ze zo dat `low` altijd onder `high` blijft.";
        en format!("the bounds of `{key}` can cross: `low` goes up to {} and `high` starts at {}", n(*low), n(*high)), "Choose them so that `low` always stays below `high`.";
    /// Years of the price index are needed and not there.
    MissingPriceYears { years: Vec<i32>, start: i32 } Error "K218" "missing-price-year"
        nl format!("`[price_index]` mist {}, nodig om bedragen om te rekenen naar euro's van {start}", listed(years, "en")), format!("Voeg toe: {} (de prijsstijging in dat jaar, bijvoorbeeld 0.025).", to_add(years));
        en format!("`[price_index]` lacks {}, needed to convert amounts to euros of {start}", listed(years, "and")), format!("Add: {} (the price rise in that year, for instance 0.025).", to_add(years));
    /// Tenure bands not increasing.
    BandsOutOfOrder { key: String, previous: i64, until: i64 } Error "K220" "bands-out-of-order"
        nl format!("de banden van `{key}` lopen niet op: na `until_month = {previous}` komt {until}"), "Elke band eindigt later dan de vorige.";
        en format!("the bands of `{key}` do not increase: after `until_month = {previous}` comes {until}"), "Each band ends later than the one before.";
    /// The last band has an end.
    LastBandClosed { key: String, until: i64 } Error "K221" "last-band-closed"
        nl format!("de laatste band van `{key}` houdt op bij maand {until}; daarna geldt niets"), "Laat `until_month` weg in de laatste band.";
        en format!("the last band of `{key}` ends at month {until}; nothing holds after that"), "Leave `until_month` out of the last band.";
    /// A band before the last has no end.
    BandWithoutEnd { key: String } Error "K222" "band-without-end"
        nl format!("een band van `{key}` heeft geen `until_month`, maar is niet de laatste"), "Alleen de laatste band laat `until_month` weg.";
        en format!("a band of `{key}` has no `until_month`, but is not the last one"), "Only the last band leaves `until_month` out.";
    /// Dated values not increasing.
    DatesOutOfOrder { key: String, previous: String, next: String } Error "K223" "dates-out-of-order"
        nl format!("de datums van `{key}` lopen niet op: na {previous} komt {next}"), "Zet ze op volgorde, elke datum één keer.";
        en format!("the dates of `{key}` do not increase: after {previous} comes {next}"), "Put them in order, each date once.";
    /// Nothing holds at the start.
    NoneAtStart { key: String, first: String, start: String } Error "K224" "none-at-start"
        nl format!("`{key}` heeft geen waarde op de start {start}: de eerste geldt vanaf {first}"), "Voeg een waarde toe die op of vóór de start ingaat.";
        en format!("`{key}` has no value at the start {start}: the first holds from {first}"), "Add a value dated on or before the start.";
    /// Not a year.
    BadYear { key: String } Error "K225" "bad-year"
        nl format!("`{key}` is geen jaar"), "Sleutels van `[price_index]` zijn jaren van 1900 tot en met 2200, zoals `2027 = 0.025`.";
        en format!("`{key}` is not a year"), "Keys of `[price_index]` are years from 1900 to 2200, such as `2027 = 0.025`.";
    /// Too many positions in a strategy.
    TooManyPositions { strategy: String, positions: usize, limit: usize } Error "K226" "too-many-positions"
        nl format!("strategie `{strategy}` heeft {} plekken; het zijn er hoogstens {}", count(*positions, Nl), count(*limit, Nl)), "Reken met minder plekken; de uitkomsten schalen mee.";
        en format!("strategy `{strategy}` has {} positions; there are at most {}", count(*positions, En), count(*limit, En)), "Compute with fewer positions; the outcomes scale with them.";
    /// A point that parts decimals, where thousands seem to be meant.
    ThousandsPoint { written: String, value: f64, instead: Vec<String> } Error "K227" "thousands-point"
        nl format!("de punt in `{written}` scheidt decimalen: hier staat {}, niet {}", said(*value, Nl), instead.first().map_or("", String::as_str)), format!("Schrijf {}.", write_number(instead, Nl).unwrap_or_default());
        en format!("the point in `{written}` parts decimals: this is {}, not {}", said(*value, En), instead.first().map_or("", String::as_str)), format!("Write {}.", write_number(instead, En).unwrap_or_default());
    /// A comma without a space between two whole numbers, in a list that puts spaces elsewhere.
    CommaInList { written: String, instead: Vec<String> } Error "K228" "comma-in-list"
        nl format!("`{written}` in een lijst zijn twee waarden"), format!("Schrijf {} als één getal is bedoeld, met een punt voor decimalen; zet anders een spatie na de komma.", write_number(instead, Nl).unwrap_or_default());
        en format!("`{written}` in a list is two values"), format!("Write {} if one number is meant, with a point for decimals; otherwise put a space after the comma.", write_number(instead, En).unwrap_or_default());
}
}
