//! Warnings: a scenario that can be computed, but that deserves a second look.

use super::problems;
use crate::diagnostic::wording::{n, names, said};
use crate::language::Language::{self, En, Nl};
use crate::language::{euros, number};

fn hourly(x: f64, language: Language) -> String {
    format!("{}{}", language.pick("€\u{a0}", "€"), number(x, 2, language))
}

fn share(x: f64, language: Language) -> String {
    number(x, 2, language)
}

/// What it means that hours are lowered three times, and what to look at.
fn lowered(product: f64, note: &Option<String>, language: Language) -> String {
    let of_hundred = number(100.0 * product, 0, language);
    match (language, note) {
        (Nl, None) => format!("Tot de registratie brengt een contractuur zo {of_hundred} van de 100 euro op die een geregistreerde ervoor krijgt, nog zonder inwerken en verzuim. `deployable_before_registration` is zonder studie en zonder prijs: telt het niet mee wat het tarief of de studie-uren al zeggen? Zeg in een `note` bij het getal wat het telt."),
        (Nl, Some(note)) => format!("Tot de registratie brengt een contractuur zo {of_hundred} van de 100 euro op die een geregistreerde ervoor krijgt, nog zonder inwerken en verzuim. Bij `deployable_before_registration` staat: ‘{note}’. Ga na of dat klopt: studie en prijs tellen apart."),
        (En, None) => format!("Until registration a contract hour thus earns {of_hundred} of the 100 euros that a registered one does, before learning and absence. `deployable_before_registration` is without study and without price: does it count what the tariff or the study hours already say? Say in a `note` beside the number what it counts."),
        (En, Some(note)) => format!("Until registration a contract hour thus earns {of_hundred} of the 100 euros that a registered one does, before learning and absence. `deployable_before_registration` says: ‘{note}’. Check that it holds: study and price are counted apart."),
    }
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
    TripleDiscount { profiles: Vec<String>, deployable: f64, tariff: f64, study: f64, product: f64, note: Option<String> } Warning "K504" "counted-three-times"
        nl format!("de uren van {} vóór registratie zijn driemaal verlaagd: inzetbaar {} × tarief {} × zonder studie {} = {} (medianen)", names(profiles, Nl), share(*deployable, Nl), share(*tariff, Nl), share(*study, Nl), share(*product, Nl)), lowered(*product, note, Nl);
        en format!("the hours of {} before registration are lowered three times: deployable {} × tariff {} × without study {} = {} (medians)", names(profiles, En), share(*deployable, En), share(*tariff, En), share(*study, En), share(*product, En)), lowered(*product, note, En);
    /// Strategies with unlike volumes.
    UnlikeVolumes { a: String, b: String, what_nl: String, what_en: String, first: f64, second: f64 } Warning "K505" "strategies-differ-in-volume"
        nl format!("strategieën `{a}` en `{b}` verschillen in {what_nl}: {} tegen {}", said(*first, Nl), said(*second, Nl)), "Het verschil tussen de strategieën komt dan ook daarvan. Maak ze gelijk als dat niet de bedoeling is.";
        en format!("strategies `{a}` and `{b}` differ in {what_en}: {} against {}", said(*first, En), said(*second, En)), "Part of the difference between the strategies comes from that. Make them equal unless it is meant.";
    /// Strategies with unlike cover.
    UnlikeCover { a: String, b: String } Warning "K506" "strategies-differ-in-cover"
        nl format!("strategieën `{a}` en `{b}` hebben niet dezelfde inhuur"), "Het verschil tussen de strategieën komt dan ook van de inhuur. Maak ze gelijk als dat niet de bedoeling is.";
        en format!("strategies `{a}` and `{b}` do not have the same cover"), "Part of the difference between the strategies comes from cover. Make them equal unless it is meant.";
    /// More subsidy than costs.
    SubsidyAboveCosts { subsidy: String, profile: String, subsidy_sum: f64, costs: f64 } Warning "K507" "subsidy-above-costs"
        nl format!("subsidie `{subsidy}` geeft `{profile}` in twee jaar {}, meer dan alle kosten: {} (ruw, medianen)", euros(*subsidy_sum, Nl), euros(*costs, Nl)), "Controleer of de bedragen per persoon zijn, en of ze kloppen.";
        en format!("subsidy `{subsidy}` gives `{profile}` {} in two years, more than all costs: {} (rough, medians)", euros(*subsidy_sum, En), euros(*costs, En)), "Check that the amounts are for one person, and that they are right.";
    /// The scheme has closed.
    SchemeClosed { subsidy: String, until: String, start: String } Warning "K508" "scheme-closed"
        nl format!("subsidie `{subsidy}` sloot in {until}, vóór de start {start}: ze keert niets uit"), "Schrijf `as_if = true` om te rekenen alsof de regeling open is.";
        en format!("subsidy `{subsidy}` closed in {until}, before the start {start}: it pays nothing"), "Write `as_if = true` to compute as if the scheme were open.";
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
        nl format!("de verwachting gaat al niet op bij de medianen: `{left}` is {}, `{right}` is {}", said(*left_value, Nl), said(*right_value, Nl)), "Controleer beide getallen, of de verwachting.";
        en format!("the expectation fails at the medians already: `{left}` is {}, `{right}` is {}", said(*left_value, En), said(*right_value, En)), "Check both numbers, or the expectation.";
    /// A correlation with something certain.
    CertainMember { path: String } Warning "K513" "correlation-with-certain"
        nl format!("`{path}` is een vast getal en kan nergens mee samenhangen"), "De correlatie is voor dit pad genegeerd. Geef een verdeling, of haal het pad weg.";
        en format!("`{path}` is a certain number and cannot move with anything"), "The correlation was ignored for this path. Give a distribution, or remove the path.";
    /// Cover bills hardly any of the hours that are paid.
    LowProductivity { key: String, value: f64 } Warning "K514" "low-productivity"
        nl format!("`{key}` is {} (mediaan): van elk betaald uur inhuur is maar zo weinig declarabel", n(*value)), "Meestal ligt dit rond 0.8. Is het aandeel declarabele uren bedoeld, en niet het aandeel dat verloren gaat?";
        en format!("`{key}` is {} (median): so little of each paid hour of cover is billable", n(*value)), "Usually it is around 0.8. Is the billable share meant, and not the share that is lost?";
    /// Nobody would ever start.
    VacancyBeyondHorizon { profile: String, months: f64, horizon: usize } Warning "K515" "vacancy-beyond-horizon"
        nl format!("zoeken naar `{profile}` duurt {} maanden (mediaan), zo lang als de horizon van {horizon} of langer: de meesten beginnen nooit", said(months.round(), Nl)), "Controleer `vacancy_months`; de eenheid is maanden.";
        en format!("the search for `{profile}` takes {} months (median), as long as the horizon of {horizon} or longer: most never start", said(months.round(), En)), "Check `vacancy_months`; the unit is months.";
    /// Hardly anyone passes.
    HardlyAnyonePasses { key: String, value: f64 } Warning "K516" "hardly-anyone-passes"
        nl format!("`{key}` is {} (mediaan): bijna niemand haalt de route", n(*value)), "Het is de kans om een poging te halen, van 0 tot 1. Laat de route weg als niemand geregistreerd hoeft te worden: `registration = \"never\"`.";
        en format!("`{key}` is {} (median): hardly anyone passes the route", n(*value)), "It is the chance of passing an attempt, from 0 to 1. Leave the route out if nobody is to be registered: `registration = \"never\"`.";
    /// The search begins when everything is over.
    RecruitsTooLate { key: String, month: usize, horizon: usize } Warning "K517" "recruits-too-late"
        nl format!("`{key}` = {month} ligt niet vóór de horizon van {horizon} maanden: voor deze plekken wordt nooit gezocht"), "De maanden tellen vanaf 0. Kies een eerdere maand, of een langere horizon.";
        en format!("`{key}` = {month} does not lie before the horizon of {horizon} months: nobody is ever sought for these positions"), "Months count from 0. Choose an earlier month, or a longer horizon.";
    /// A scale in which experience lowers pay.
    DescendingScale { scale: String, step: usize, before: f64, after: f64 } Warning "K518" "descending-scale"
        nl format!("schaal `{scale}` daalt bij trede {step}: van {} naar {}", n(*before), n(*after)), "De laagste trede staat vooraan. Is er een cijfer verschoven, of staan de treden andersom?";
        en format!("scale `{scale}` descends at step {step}: from {} to {}", n(*before), n(*after)), "The lowest step comes first. Has a digit been misplaced, or are the steps the other way round?";
    /// Below the floor before anything happens.
    FloorAboveLiquidity { floor: f64, liquidity: f64 } Warning "K519" "floor-above-liquidity"
        nl format!("de ondergrens ({}) ligt boven de liquiditeit bij de start ({}) (medianen): dat is een tekort vanaf het begin", euros(*floor, Nl), euros(*liquidity, Nl)), "Controleer `liquidity` en `floor`. Zijn ze verwisseld?";
        en format!("the floor ({}) lies above the liquidity at the start ({}) (medians): a shortfall from the beginning", euros(*floor, En), euros(*liquidity, En)), "Check `liquidity` and `floor`. Have they been swapped?";
    /// More billable hours than hours.
    NormAboveContract { norm: f64, contract: f64 } Warning "K520" "norm-above-contract-hours"
        nl format!("de norm van {} declarabele uren per jaar (mediaan) ligt boven de {} contracturen", said(*norm, Nl), said(*contract, Nl)), "De norm is wat na verlof, overleg, scholing, reistijd en gewoon verzuim overblijft, meestal 1100 tot 1400 uur.";
        en format!("the norm of {} billable hours a year (median) lies above the {} contract hours", said(*norm, En), said(*contract, En)), "The norm is what is left after leave, meetings, training, travel and normal absence, usually 1100 to 1400 hours.";
    /// More supervision than there are hours in a week.
    TooMuchSupervision { profile: String, hours: f64, heads: f64, total: f64 } Warning "K521" "too-much-supervision"
        nl format!("begeleiding van `{profile}` kost {} uur per week; met {} mensen per begeleider is dat {} uur, meer dan een werkweek (medianen)", said(*hours, Nl), said(*heads, Nl), said(*total, Nl)), "Controleer `hours_per_week` (per begeleide persoon, per week) en `heads_per_mentor`.";
        en format!("supervision of `{profile}` takes {} hours a week; with {} heads for each mentor that is {} hours, more than a working week (medians)", said(*hours, En), said(*heads, En), said(*total, En)), "Check `hours_per_week` (for each supervised person, a week) and `heads_per_mentor`.";
    /// A salary table from long before the start.
    OldSalaryTable { from: String, start: String, months: i64 } Warning "K522" "old-salary-table"
        nl format!("de salaristabel van {from} geldt ongewijzigd op de start {start}, {months} maanden later"), "Schrijf bij de tabel `euros_of = …` om de bedragen met de prijsindex om te rekenen, of voeg er een tabel met `from` en `raise` aan toe.";
        en format!("the salary table of {from} holds unchanged at the start {start}, {months} months later"), "Write `euros_of = …` beside the table to convert its amounts by the price index, or add a table with `from` and `raise`.";
    /// A design that pays nobody.
    PaysNobody { design: String, programme: String } Warning "K523" "pays-nobody"
        nl format!("ontwerp `{design}` betaalt niemand: geen profiel van `{programme}` staat in `eligible` van zijn regelingen"), "Voeg het profiel toe aan `eligible` van de regeling, of kies een andere.";
        en format!("design `{design}` pays nobody: no profile of `{programme}` stands in `eligible` of its schemes"), "Add the profile to `eligible` of the scheme, or choose another one.";
}
}
