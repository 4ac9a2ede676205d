//! Of which year the euros are: a file may state an amount in euros of another year than the start.

use crate::language::Language;
use crate::model::quantity::QuantityDefinition;
use crate::model::scenario::Scenario;

/// The year of the euros in which a scenario is computed.
pub fn level(scenario: &Scenario) -> i32 {
    scenario.calendar.month(0).year
}

/// The year of the euros in which the file states an amount, where that is not the year of the start.
pub fn other_level(scenario: &Scenario, quantity: &QuantityDefinition) -> Option<i32> {
    quantity.euros_of.filter(|&year| year != level(scenario))
}

/// How many euros of the start one euro of the file is; 1 where the amount is not converted.
pub fn conversion(quantity: &QuantityDefinition) -> f64 {
    let [now, written] = [&quantity.distribution, &quantity.as_written]
        .map(|distribution| distribution.quantile(0.5));
    if written == 0.0 { 1.0 } else { now / written }
}

/// `prijspeil 2025`.
pub fn of_year(year: i32, language: Language) -> String {
    format!("{} {year}", language.pick("prijspeil", "price level"))
}

/// In which euros the amounts of a scenario's numbers are told; `None` where the file states them so itself.
pub fn note(scenario: &Scenario, language: Language) -> Option<String> {
    let year = level(scenario);
    let differs = scenario.quantities.iter().any(|of| other_level(scenario, of).is_some());
    differs.then(|| match language {
        Language::Nl => format!(
            "Bedragen van getallen staan hier in euro’s van {year}, het startjaar; het bestand noemt ze in euro’s van een \
             ander jaar. `kansrijk list` toont beide."
        ),
        Language::En => format!(
            "Amounts of numbers are in euros of {year} here, the year of the start; the file states them in euros of \
             another year. `kansrijk list` shows both."
        ),
    })
}
