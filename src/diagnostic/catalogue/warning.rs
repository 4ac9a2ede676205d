//! Warnings: a scenario that can be computed, but that deserves a second look.

use super::problems;
use crate::diagnostic::wording::{n, names};
use crate::language::Language::{self, En, Nl};
use crate::language::{euros, number};

fn hourly(x: f64, language: Language) -> String {
    format!("{}{}", language.pick("€\u{a0}", "€"), number(x, 2, language))
}

fn share(x: f64, language: Language) -> String {
    number(x, 2, language)
}

problems! {
/// Warnings: a scenario that can be computed, but that deserves a second look.
Warning {
    /// Amounts without a price level.
    MissingPriceLevel { count: usize, first: Vec<String> } Warning "K501" "missing-price-level"
        nl format!("{count} {} geen prijspeil, zoals {}", if *count == 1 { "bedrag heeft" } else { "bedragen hebben" }, names(first, Nl)), "Ze gelden nu als euro's van het startjaar. Schrijf bovenaan `euros_of = …`, of bij het bedrag zelf.";
        en format!("{count} {} no price level, such as {}", if *count == 1 { "amount has" } else { "amounts have" }, names(first, En)), "They now count as euros of the starting year. Write `euros_of = …` at the top, or beside the amount.";
    /// A registered hour earns less than it costs.
    TariffBelowCost { profile: String, tariff: f64, cost: f64 } Warning "K502" "tariff-below-cost"
        nl format!("een uur van `{profile}` brengt {} op en kost {} aan loon en overhead (medianen)", hourly(*tariff, Nl), hourly(*cost, Nl)), "Elk uur is dan verlies, ook van wie ervaren is. Controleer het tarief, de norm aan declarabele uren, het salaris en de overhead.";
        en format!("an hour of `{profile}` earns {} and costs {} in wages and overhead (medians)", hourly(*tariff, En), hourly(*cost, En)), "Every hour is then a loss, even of experienced staff. Check the tariff, the norm of billable hours, the salary and the overhead.";
    /// Unregistered hours are worth more than registered ones.
    UnregisteredAboveRegistered { unregistered: f64, registered: f64 } Warning "K503" "unregistered-above-registered"
        nl format!("een uur van een ongeregistreerde brengt meer op ({}) dan van een geregistreerde ({}) (medianen)", hourly(*unregistered, Nl), hourly(*registered, Nl)), "Zijn de tarieven verwisseld?";
        en format!("an hour of an unregistered person earns more ({}) than of a registered one ({}) (medians)", hourly(*unregistered, En), hourly(*registered, En)), "Have the tariffs been swapped?";
    /// δ, price and study hours all at once.
    TripleDiscount { profile: String, deployable: f64, tariff: f64, study: f64, product: f64 } Warning "K504" "counted-three-times"
        nl format!("de uren van `{profile}` vóór registratie zijn driemaal verlaagd: inzetbaar {} × tarief {} × zonder studie {} = {} (medianen)", share(*deployable, Nl), share(*tariff, Nl), share(*study, Nl), share(*product, Nl)), "`deployable_before_registration` is zonder studie en zonder prijs: telt het niet mee wat het tarief of de studie-uren al zeggen?";
        en format!("the hours of `{profile}` before registration are lowered three times: deployable {} × tariff {} × without study {} = {} (medians)", share(*deployable, En), share(*tariff, En), share(*study, En), share(*product, En)), "`deployable_before_registration` is without study and without price: does it count what the tariff or the study hours already say?";
    /// Strategies with unlike volumes.
    UnlikeVolumes { a: String, b: String, what_nl: String, what_en: String, first: f64, second: f64 } Warning "K505" "strategies-differ-in-volume"
        nl format!("strategieën `{a}` en `{b}` verschillen in {what_nl}: {} tegen {}", n(*first), n(*second)), "Het verschil tussen de strategieën komt dan ook daarvan. Maak ze gelijk als dat niet de bedoeling is.";
        en format!("strategies `{a}` and `{b}` differ in {what_en}: {} against {}", n(*first), n(*second)), "Part of the difference between the strategies comes from that. Make them equal unless it is meant.";
    /// Strategies with unlike cover.
    UnlikeCover { a: String, b: String } Warning "K506" "strategies-differ-in-cover"
        nl format!("strategieën `{a}` en `{b}` hebben niet dezelfde inval"), "Het verschil tussen de strategieën komt dan ook van de inval. Maak ze gelijk als dat niet de bedoeling is.";
        en format!("strategies `{a}` and `{b}` do not have the same cover"), "Part of the difference between the strategies comes from cover. Make them equal unless it is meant.";
    /// More subsidy than costs.
    SubsidyAboveCosts { subsidy: String, profile: String, subsidy_sum: f64, costs: f64 } Warning "K507" "subsidy-above-costs"
        nl format!("subsidie `{subsidy}` geeft `{profile}` in twee jaar {}, meer dan alle kosten: {} (ruw, medianen)", euros(*subsidy_sum, Nl), euros(*costs, Nl)), "Controleer of de bedragen per persoon zijn, en of ze kloppen.";
        en format!("subsidy `{subsidy}` gives `{profile}` {} in two years, more than all costs: {} (rough, medians)", euros(*subsidy_sum, En), euros(*costs, En)), "Check that the amounts are for one person, and that they are right.";
    /// The scheme has closed.
    SchemeClosed { subsidy: String, until: String, start: String } Warning "K508" "scheme-closed"
        nl format!("subsidie `{subsidy}` sloot op {until}, vóór de start {start}: ze keert niets uit"), "Schrijf `as_if = true` om te rekenen alsof de regeling open is.";
        en format!("subsidy `{subsidy}` closed at {until}, before the start {start}: it pays nothing"), "Write `as_if = true` to compute as if the scheme were open.";
    /// The scheme has closed, and is computed all the same.
    AsIf { subsidy: String, dates: String } Warning "K509" "as-if"
        nl format!("subsidie `{subsidy}` is berekend alsof de regeling open is, los van de datums ({dates})"), "Noem dit bij de uitkomsten. Haal `as_if` weg om de datums te laten gelden.";
        en format!("subsidy `{subsidy}` is computed as if the scheme were open, whatever its dates ({dates})"), "Mention this with the outcomes. Remove `as_if` to let the dates hold.";
    /// Everyone leaves.
    CertainExit { key: String } Warning "K510" "certain-exit"
        nl format!("`{key}` = 1: iedereen vertrekt aan het eind van de eerste maand in deze band"), "Een kans van 1 per jaar is elke maand zekerheid; schrijf minder als dat niet de bedoeling is.";
        en format!("`{key}` = 1: everyone leaves at the end of the first month in this band"), "An annual probability of 1 is certainty in every month; write less unless it is meant.";
    /// A profile that no strategy hires.
    UnusedProfile { profile: String } Warning "K511" "unused-profile"
        nl format!("profiel `{profile}` komt in geen strategie voor"), "Gebruik het in `intake`, of haal het weg.";
        en format!("profile `{profile}` appears in no strategy"), "Use it in `intake`, or remove it.";
    /// An expectation that fails at the medians.
    ExpectationBroken { left: String, left_value: f64, right: String, right_value: f64 } Warning "K512" "expectation-broken"
        nl format!("de verwachting gaat al niet op bij de medianen: `{left}` is {}, `{right}` is {}", n(*left_value), n(*right_value)), "Controleer beide getallen, of de verwachting.";
        en format!("the expectation fails at the medians already: `{left}` is {}, `{right}` is {}", n(*left_value), n(*right_value)), "Check both numbers, or the expectation.";
    /// A correlation with something certain.
    CertainMember { path: String } Warning "K513" "correlation-with-certain"
        nl format!("`{path}` is een vast getal en kan nergens mee samenhangen"), "De correlatie is voor dit pad genegeerd. Geef een verdeling, of haal het pad weg.";
        en format!("`{path}` is a certain number and cannot move with anything"), "The correlation was ignored for this path. Give a distribution, or remove the path.";
}
}
