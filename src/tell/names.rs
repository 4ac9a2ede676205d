//! What a number of a scenario is called by people: `Zij-instromer: verzuim` for
//! `profile.side_entrant.absence`. The path stays its one name in files and on the command line.

use crate::language::{Label, Language, calendar_month};
use crate::model::contract::Variant;
use crate::model::profile::ByTenure;
use crate::model::quantity::Quantity;
use crate::model::scenario::Scenario;
use crate::model::time::Dated;

/// Names by path, without keys that the writer of a file chooses and without places in a list.
/// One in a list of items comes with the number of its item.
#[rustfmt::skip] // One name a line: a table to read.
const NAMES: &[(&str, &str, &str)] = &[
    ("indexation.wages", "loonstijging", "wage growth"),
    ("indexation.tariffs", "stijging van de tarieven", "growth of the tariffs"),
    ("indexation.wages_yearly_deviation", "afwijking van de loonstijging", "deviation of wage growth"),
    ("indexation.tariffs_yearly_deviation", "afwijking van de stijging van de tarieven", "deviation of the growth of the tariffs"),
    ("residual_value.registered", "restwaarde per geregistreerde", "residual value for each registered head"),
    ("residual_value.unregistered", "restwaarde per ongeregistreerde", "residual value for each unregistered head"),
    ("contract.billable_hours_per_year", "norm: declarabele uren per jaar", "norm: billable hours a year"),
    ("contract.absence_in_norm", "verzuim dat al van de norm af is", "absence that the norm is already net of"),
    ("contract.max_unregistered_share", "grootste aandeel van ongeregistreerden", "largest share of unregistered people"),
    ("contract.care_value_per_hour", "waarde van een uur zorg", "value of an hour of care"),
    ("contract.waiting_cost_per_hour", "wat een niet geleverd uur kost aan wie wacht", "what an undelivered hour costs those who wait"),
    ("contract.tariff_per_hour", "tarief van een uur van een geregistreerde", "tariff of a registered hour"),
    ("contract.tariff_unregistered_per_hour", "tarief van een uur van een ongeregistreerde", "tariff of an unregistered hour"),
    ("contract.hours_per_trajectory", "uren per traject", "hours of a trajectory"),
    ("contract.price_per_trajectory", "prijs van een traject", "price of a trajectory"),
    ("contract.share_on_start", "deel dat bij de start wordt betaald", "share paid on start"),
    ("contract.cases_per_fte", "zaken van een ervaren voltijder", "cases of an experienced full-time professional"),
    ("contract.price_per_case_month", "prijs van een zaak per maand", "price of a case for a month"),
    ("contract.penalty_per_undelivered_hour", "boete per niet geleverd uur", "penalty for each undelivered hour"),
    ("employment.holiday_allowance.share", "vakantietoeslag", "holiday allowance"),
    ("employment.year_end_bonus.share", "eindejaarsuitkering", "year-end bonus"),
    ("employment.other_direct.amount_per_month", "andere directe kosten per maand", "other direct costs a month"),
    ("employment.salary_table.factor", "factor op de salaristabel", "factor on the salary table"),
    ("employment.salary_table.raise", "verhoging van de salaristabel", "raise of the salary table"),
    ("employment.on_cost", "werkgeverslasten", "on-cost"),
    ("employment.overhead_on_wages", "overhead die meegroeit", "overhead that grows"),
    ("employment.full_cost_overhead", "alle overhead (integrale kostprijs)", "all overhead (full cost)"),
    ("employment.supervisor_cost_per_hour", "kosten van een uur begeleiding", "cost of an hour of supervision"),
    ("organisation.liquidity", "liquiditeit bij de start", "liquidity at the start"),
    ("organisation.floor", "vloer onder de liquiditeit", "floor under the liquidity"),
    ("organisation.free_cash_per_month", "vrije kasstroom per maand", "free cash a month"),
    ("organisation.free_cash_monthly_sd", "schommeling van de vrije kasstroom per maand", "monthly swing of free cash"),
    ("organisation.overdraft_rate", "rente bij roodstand", "overdraft rate"),
    ("organisation.mentors", "werkbegeleiders", "mentors"),
    ("organisation.heads_per_mentor", "mensen per werkbegeleider", "heads for each mentor"),
    ("organisation.cover.share", "aandeel van het gat dat wordt vervangen", "share of the gap that is covered"),
    ("organisation.cover.rate_per_hour", "tarief van inhuur per uur", "rate of cover an hour"),
    ("organisation.cover.productivity", "productiviteit van inhuur", "productivity of cover"),
    ("organisation.cover.vat", "btw op inhuur", "VAT on cover"),
    ("organisation.cover.standing_cost_per_month", "vaste kosten van het mobiele team per maand", "standing cost of the mobile team a month"),
    ("profile.recruitment.per_hire", "werving per aangenomen medewerker", "recruitment for each hire"),
    ("profile.recruitment.per_candidate", "werving per kandidaat", "recruitment for each candidate"),
    ("profile.recruitment.candidates_per_hire", "kandidaten per aangenomen medewerker", "candidates for each hire"),
    ("profile.vacancy_months", "maanden tot de eerste werkmaand", "months to the first working month"),
    ("profile.salary.amount_per_month", "bruto salaris per maand", "gross salary a month"),
    ("profile.salary_after_registration.amount_per_month", "bruto salaris per maand na registratie", "gross salary a month after registration"),
    ("profile.absence", "verzuim", "absence"),
    ("profile.ramp.months", "maanden inwerken", "months of learning"),
    ("profile.ramp.from", "opbrengst aan het begin", "output at the start"),
    ("profile.ramp.by_month", "opbrengst in werkmaand", "output in working month"),
    ("profile.deployable_before_registration", "inzetbaar deel vóór registratie", "deployable share before registration"),
    ("profile.supervision.billable_share", "declarabel deel van de begeleiding", "billable share of supervision"),
    ("profile.supervision.hours_per_week", "uren begeleiding per week", "hours of supervision a week"),
    ("profile.training.amount", "kosten van scholing", "cost of training"),
    ("profile.training.vat", "btw op scholing", "VAT on training"),
    ("profile.training.partners_share", "deel van de scholing dat partners betalen", "share of training that partners pay"),
    ("profile.workplace.at_start", "werkplek bij de start", "workplace at the start"),
    ("profile.workplace.per_month", "werkplek per maand", "workplace a month"),
    ("profile.exit", "kans op vertrek per jaar", "chance of leaving in a year"),
    ("profile.exit_after_registration", "kans op vertrek per jaar na registratie", "chance of leaving in a year after registration"),
    ("profile.exit_cost.per_exit", "kosten van een vertrek", "cost of an exit"),
    ("profile.exit_cost.months_of_wage_per_year_of_service", "transitievergoeding in maandlonen per dienstjaar", "transition payment in months of wage for a year of service"),
    ("route.months", "duur van de eerste poging", "length of the first attempt"),
    ("route.pass", "kans om een poging te halen", "chance of passing an attempt"),
    ("route.retry_months", "duur van een volgende poging", "length of a further attempt"),
    ("route.paid_study_hours_per_week", "betaalde studie-uren per week", "paid study hours a week"),
    ("route.costs.amount", "kosten van de route", "cost of the route"),
    ("route.costs.vat", "btw op de route", "VAT on the route"),
    ("route.costs.partners_share", "deel van de route dat partners betalen", "share of the route that partners pay"),
    ("subsidy.instruments.amount", "bedrag", "amount"),
    ("subsidy.instruments.each_month", "bedrag per maand", "amount a month"),
    ("subsidy.instruments.share", "aandeel", "share"),
    ("subsidy.instruments.cap", "hoogste bedrag per persoon", "most for one head"),
    ("subsidy.instruments.advance", "voorschot", "advance"),
    ("strategy.cover.share", "aandeel van het gat dat wordt vervangen", "share of the gap that is covered"),
    ("strategy.cover.rate_per_hour", "tarief van inhuur per uur", "rate of cover an hour"),
    ("strategy.cover.productivity", "productiviteit van inhuur", "productivity of cover"),
    ("strategy.cover.vat", "btw op inhuur", "VAT on cover"),
    ("strategy.cover.standing_cost_per_month", "vaste kosten van het mobiele team per maand", "standing cost of the mobile team a month"),
];

/// Parts of a duration, and the key of the number in a band or a list of dates: what they add to a name.
const PARTS: [(&str, &str, &str); 8] = [
    ("low", "kortste", "shortest"),
    ("high", "langste", "longest"),
    ("mean", "gemiddelde", "mean"),
    ("scale", "schaal", "scale"),
    ("location", "verschuiving", "shift"),
    ("annual", "", ""),
    ("hours", "", ""),
    ("value", "", ""),
];

/// Settings that are numbers but no quantities: the last part of the path, what it is called, its unit.
const SETTINGS: [(&str, &str, &str, &str); 3] = [
    ("horizon_months", "looptijd", "horizon", "months"),
    ("discount_rate", "discontovoet", "discount rate", "rate/year"),
    ("positions", "aantal plekken", "number of positions", "number"),
];

/// The name and the unit of a setting that is a number but no quantity.
#[must_use]
pub fn setting(path: &str) -> Option<(Label, &'static str)> {
    let last = path.rsplit('.').next()?;
    let (_, nl, en, unit) = SETTINGS.iter().find(|(key, ..)| *key == last)?;
    Some((Label::new(*nl, *en), unit))
}

/// What some numbers that count as one are called; the years of a yearly deviation go without their numbers.
#[must_use]
pub fn together(scenario: &Scenario, quantities: &[usize], language: Language) -> String {
    let mut names: Vec<String> = quantities
        .iter()
        .map(|&q| {
            let quantity = &scenario.quantities[q];
            let path = quantity.path.as_str();
            let stem = path.split('[').next().unwrap_or(path);
            name(scenario, if quantity.is_yearly_deviation { stem } else { path }, language)
        })
        .collect();
    names.dedup();
    names.join(" + ")
}

/// What a number is called; its path where there is no name for it.
#[must_use]
pub fn name(scenario: &Scenario, path: &str, language: Language) -> String {
    let Some(found) = Place::of(path) else { return path.to_owned() };
    let what = language.pick(found.names.0, found.names.1);
    let parts: Vec<&str> = found
        .parts
        .iter()
        .filter_map(|part| PARTS.iter().find(|(key, ..)| key == part))
        .map(|(_, nl, en)| language.pick(nl, en))
        .filter(|text| !text.is_empty())
        .collect();
    let mut text = what.to_owned();
    if let Some(remark) =
        found.index.and_then(|index| remark(scenario, path, &found, index, language))
    {
        text = format!("{text} {remark}");
    }
    if !parts.is_empty() {
        text = format!("{text} ({})", parts.join(", "));
    }
    match found.owner {
        Some(owner) => format!("{}: {text}", owner_name(scenario, found.table, owner, language)),
        None => text,
    }
}

/// A path, taken apart.
struct Place<'p> {
    /// First part of the path.
    table: &'p str,
    /// The key that the writer of the file chose.
    owner: Option<&'p str>,
    names: (&'static str, &'static str),
    /// What follows the place that has a name.
    parts: Vec<&'p str>,
    /// The last place in a list.
    index: Option<usize>,
    /// The path without keys of the writer and without places.
    pattern: &'static str,
}

impl<'p> Place<'p> {
    fn of(path: &'p str) -> Option<Self> {
        let mut segments: Vec<&str> = Vec::new();
        let mut index = None;
        for segment in path.split('.') {
            let (key, rest) =
                segment.split_once('[').map_or((segment, None), |(k, r)| (k, Some(r)));
            if let Some(place) = rest.and_then(|rest| rest.strip_suffix(']')) {
                index = place.parse().ok();
            }
            segments.push(key);
        }
        let table = *segments.first()?;
        let has_owner = matches!(table, "profile" | "route" | "subsidy" | "strategy");
        let owner = if has_owner && segments.len() > 2 { Some(segments.remove(1)) } else { None };
        // The longest pattern that the path begins with.
        (1..=segments.len()).rev().find_map(|length| {
            let begin = segments[..length].join(".");
            let (pattern, nl, en) = NAMES.iter().find(|(pattern, ..)| *pattern == begin)?;
            let parts = segments[length..].to_vec();
            Some(Self { table, owner, names: (nl, en), parts, index, pattern })
        })
    }
}

/// The name that people gave to a profile, route, subsidy or strategy. A profile that only others extend goes by the
/// names of these: of more than two by the first one and how many others there are.
fn owner_name(scenario: &Scenario, table: &str, key: &str, language: Language) -> String {
    let label = match table {
        "profile" => scenario.profiles.iter().find(|of| of.key == key).map(|of| &of.name),
        "route" => scenario.routes.iter().find(|of| of.key == key).map(|of| &of.name),
        "subsidy" => scenario.subsidies.iter().find(|of| of.key == key).map(|of| &of.name),
        _ => scenario.strategies.iter().find(|of| of.key == key).map(|of| &of.name),
    };
    if let Some(label) = label {
        return label.get(language).to_owned();
    }
    let profiles = scenario.profiles.iter().filter(|_| table == "profile");
    let heirs = profiles.filter(|of| of.ancestors.iter().any(|of| of == key));
    let heirs: Vec<&str> = heirs.map(|of| of.name.get(language)).collect();
    match heirs.as_slice() {
        [] => key.replace('_', " "),
        [one] => (*one).to_owned(),
        [one, other] => format!("{one} / {other}"),
        // With every name, a column or a figure has no room for what the number is.
        [one, others @ ..] => match language {
            Language::Nl => format!("{one} en {} andere", others.len()),
            Language::En => format!("{one} and {} others", others.len()),
        },
    }
}

/// Which of several: a band of tenure, a date, a month of work, an item.
fn remark(
    scenario: &Scenario,
    path: &str,
    found: &Place<'_>,
    index: usize,
    language: Language,
) -> Option<String> {
    let tenure = || {
        tenure(scenario, path, found.pattern, language)
            .unwrap_or_else(|| Some((index + 1).to_string()))
    };
    match found.pattern {
        "profile.ramp.by_month" => Some((index + 1).to_string()),
        "profile.exit"
        | "profile.exit_after_registration"
        | "profile.supervision.hours_per_week"
        | "employment.on_cost" => tenure(),
        "subsidy.instruments.amount"
        | "subsidy.instruments.each_month"
        | "subsidy.instruments.share"
        | "subsidy.instruments.cap"
        | "subsidy.instruments.advance" => {
            let design = scenario.subsidies.iter().find(|of| Some(of.key.as_str()) == found.owner);
            let several = design.is_none_or(|of| of.instruments.len() > 1);
            several.then(|| (index + 1).to_string())
        }
        pattern if pattern.ends_with("_yearly_deviation") => Some(index.to_string()),
        pattern if pattern.contains(".training.") || pattern.contains(".costs.") => {
            Some((index + 1).to_string())
        }
        pattern => {
            since(scenario, pattern, index, language).or_else(|| Some((index + 1).to_string()))
        }
    }
}

/// The band of tenure in which a number holds, of whichever profile has it; `None` where nobody does.
fn tenure(
    scenario: &Scenario,
    path: &str,
    pattern: &str,
    language: Language,
) -> Option<Option<String>> {
    let here = |index: u32| scenario.quantities[index as usize].path == path;
    let mut profiles = scenario.profiles.iter();
    match pattern {
        "employment.on_cost" => band(&scenario.employment.on_cost, here, language),
        "profile.exit" => profiles.find_map(|of| band(&of.exit, here, language)),
        "profile.exit_after_registration" => {
            profiles.find_map(|of| band(of.exit_after_registration.as_ref()?, here, language))
        }
        _ => profiles.find_map(|of| band(&of.supervision.as_ref()?.hours_per_week, here, language)),
    }
}

/// `tot maand 12`, `van maand 12 tot 24`, `vanaf maand 24`; nothing for a band of all months.
fn band<U>(
    bands: &ByTenure<Quantity<U>>,
    is_it: impl Fn(u32) -> bool,
    language: Language,
) -> Option<Option<String>> {
    let index = bands.bands.iter().position(|(_, quantity)| is_it(quantity.index))?;
    let until = bands.bands[index].0;
    let from = if index == 0 { None } else { bands.bands[index - 1].0 };
    Some(match (from, until, language) {
        (None, None, _) => None,
        (None, Some(until), Language::Nl) => Some(format!("tot maand {until}")),
        (None, Some(until), Language::En) => Some(format!("until month {until}")),
        (Some(from), Some(until), Language::Nl) => Some(format!("van maand {from} tot {until}")),
        (Some(from), Some(until), Language::En) => Some(format!("from month {from} until {until}")),
        (Some(from), None, Language::Nl) => Some(format!("vanaf maand {from}")),
        (Some(from), None, Language::En) => Some(format!("from month {from}")),
    })
}

/// `vanaf jan 2028`: from when a price of the contract holds.
fn since(scenario: &Scenario, pattern: &str, index: usize, language: Language) -> Option<String> {
    fn month<U>(dated: &Dated<U>, index: usize) -> Option<usize> {
        dated.values.get(index).map(|(month, _)| *month)
    }
    let t = match (&scenario.contract.variant, pattern) {
        (Variant::Effort { tariff_per_hour, .. }, "contract.tariff_per_hour") => {
            month(tariff_per_hour, index)?
        }
        (
            Variant::Effort { tariff_unregistered_per_hour, .. },
            "contract.tariff_unregistered_per_hour",
        ) => month(tariff_unregistered_per_hour.as_ref()?, index)?,
        (Variant::Output { price_per_trajectory, .. }, "contract.price_per_trajectory") => {
            month(price_per_trajectory, index)?
        }
        (Variant::Caseload { price_per_case_month, .. }, "contract.price_per_case_month") => {
            month(price_per_case_month, index)?
        }
        _ => return None,
    };
    let from = scenario.calendar.month(t);
    let from = calendar_month(from.year, from.month as i32, language);
    Some(format!("{} {from}", language.pick("vanaf", "from")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::format::{Kind, TOP, TableSpec};
    use crate::input::{LoadOptions, load};

    /// The patterns of every quantity that the grammar knows.
    fn patterns(spec: &TableSpec, prefix: &str, found: &mut Vec<String>) {
        for key in spec.keys {
            let path = format!("{prefix}{}", key.key);
            match key.kind {
                Kind::Quantity(_) | Kind::Dated(_) | Kind::Bands(..) | Kind::Duration(_) => {
                    found.push(path)
                }
                Kind::List(Kind::Quantity(_)) => found.push(path),
                Kind::Table(inner)
                | Kind::Tables(inner)
                | Kind::Map(inner)
                | Kind::TableOr(inner, _) => {
                    patterns(inner, &format!("{path}."), found);
                }
                _ => {}
            }
        }
    }

    #[test]
    fn every_number_of_the_grammar_has_a_name_and_no_name_is_for_nothing() {
        let mut found = Vec::new();
        patterns(&TOP, "", &mut found);
        found.extend(["wages", "tariffs"].map(|of| format!("indexation.{of}_yearly_deviation")));
        assert!(found.len() > 60, "{found:?}");
        for pattern in &found {
            assert!(NAMES.iter().any(|(of, ..)| of == pattern), "{pattern} has no name");
        }
        for (pattern, nl, en) in NAMES {
            assert!(found.iter().any(|of| of == pattern), "{pattern} is no number");
            assert_ne!(nl, en);
        }
    }

    #[test]
    fn names_in_the_library_are_words_and_different() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
        let mut checked = 0;
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "toml") {
                continue;
            }
            let scenario = load(&path, &LoadOptions::default()).unwrap().scenario;
            for language in Language::ALL {
                let mut seen = std::collections::BTreeMap::new();
                for quantity in &scenario.quantities {
                    let name = name(&scenario, &quantity.path, language);
                    assert!(!name.contains(['_', '[', '.']), "{} is called {name}", quantity.path);
                    let before = seen.insert(name.clone(), quantity.path.clone());
                    assert_eq!(before, None, "{name} is {} too", quantity.path);
                    // Whose it is has the name of somebody in the scenario, never a key.
                    if let Some(place) = Place::of(&quantity.path)
                        && let ("profile", Some(key)) = (place.table, place.owner)
                    {
                        let owner = owner_name(&scenario, "profile", key, language);
                        let others = language.pick(" en ", " and ");
                        let owner = match owner.rsplit_once(others) {
                            Some((first, count)) if count.starts_with(char::is_numeric) => first,
                            _ => owner.as_str(),
                        };
                        let of = |part: &str| {
                            scenario
                                .profiles
                                .iter()
                                .any(|profile| profile.name.get(language) == part)
                        };
                        assert!(owner.split(" / ").all(of), "{} is {owner}", quantity.path);
                    }
                    checked += 1;
                }
            }
        }
        assert!(checked > 2_000, "{checked}");
    }

    #[test]
    fn a_name_says_whose_which_and_when() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/template.toml");
        let scenario = load(&path, &LoadOptions::default()).unwrap().scenario;
        let profile = scenario.profiles.iter().find(|of| of.key == "side_entrant").unwrap();
        let called = |path: &str| name(&scenario, path, Language::Nl);
        let nl = &profile.name.nl;
        assert_eq!(called("profile.side_entrant.absence"), format!("{nl}: verzuim"));
        assert_eq!(
            called("profile.side_entrant.exit[0].annual"),
            format!("{nl}: kans op vertrek per jaar tot maand 12")
        );
        assert_eq!(
            called("indexation.wages_yearly_deviation[2028]"),
            "afwijking van de loonstijging 2028"
        );
        assert_eq!(
            called("profile.unknown.vacancy_months.gamma.mean"),
            "unknown: maanden tot de eerste werkmaand (gemiddelde)"
        );
        assert_eq!(called("made.up"), "made.up");
    }
}
