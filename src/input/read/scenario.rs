//! The scenario as a whole.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::contract::contract;
use super::correlation::{Groups, expectation};
use super::employment::employment;
use super::organisation::{cover, organisation};
use super::profile::{Around, profile};
use super::route::route;
use super::strategy::{NamedGroup, NamedRefill, intake};
use super::subsidy::subsidy;
use crate::diagnostic::{ModelProblem, Place, StructureProblem, Warning};
use crate::distribution::Distribution;
use crate::input::cursor::Cursor;
use crate::input::number;
use crate::language::Label;
use crate::model::contract::Variant;
use crate::model::organisation::Cover;
use crate::model::profile::SupervisionValuation;
use crate::model::quantity::{Quantity, QuantityDefinition};
use crate::model::scenario::{
    DiscountRate, Index, IntakeGroup, ProfileIndex, Refill, ResidualValue, RouteIndex, Scenario,
    Strategy, SubsidyIndex,
};
use crate::model::time::{Calendar, YearMonth};
use crate::units::{AnnualRate, Euros};

/// Longest chain of profiles that extend each other.
const LONGEST_CHAIN: usize = 16;

/// Names of profiles that mean something else in `intake`.
const RESERVED: &[&str] = &["nobody", "none", "closes", "same"];

/// Names below a table, with the wrong ones reported.
fn names(top: &Cursor<'_>, key: &str) -> Vec<String> {
    let names = top.names(key);
    for name in &names {
        let is_good = name.len() <= 64
            && !name.is_empty()
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
        let place = || top.below(key).iter().find_map(|l| Some(l.table.get(name)?.key_place.clone()));
        if !is_good {
            let name = name.clone();
            top.reader.problem(StructureProblem::BadName { name }, place().as_ref());
        } else if key == "profile" && RESERVED.contains(&name.as_str()) {
            let name = name.clone();
            top.reader.problem(StructureProblem::ReservedName { name }, place().as_ref());
        }
        let entry = top.below(key).iter().find_map(|l| l.table.get(name).map(|e| e.node.clone()));
        if let Some(node) = entry
            && node.table().is_none()
        {
            let expected = crate::diagnostic::Expected::Table;
            crate::input::cursor::wrong(top.reader, &node, &format!("{key}.{name}"), expected);
        }
    }
    names
}

/// A profile with what it extends as further layers.
fn extended<'r>(top: &Cursor<'r>, name: &str, profiles: &[String]) -> Option<Cursor<'r>> {
    let mut cursor = top.named("profile", name)?;
    let mut chain = vec![name.to_owned()];
    let mut last = cursor.clone();
    while last.has("extends") {
        // Without its parent a profile would lack everything: one problem is enough.
        let parent = last.reference("extends", profiles)?;
        let place = last.find("extends").map(|found| found.node.place.clone());
        if let Some(at) = chain.iter().position(|link| *link == parent) {
            // Each member meets the cycle; one of them reports it.
            if at == 0 && chain.iter().min() == Some(&chain[0]) {
                chain.push(parent);
                top.reader.problem(ModelProblem::CircularExtends { cycle: chain }, place.as_ref());
            }
            return None;
        }
        if chain.len() >= LONGEST_CHAIN {
            let problem = ModelProblem::ChainTooLong { limit: LONGEST_CHAIN };
            top.reader.problem(problem, place.as_ref());
            return None;
        }
        last = top.named("profile", &parent)?;
        cursor.layers.extend(last.layers.iter().cloned());
        chain.push(parent);
    }
    Some(cursor)
}

/// What the warnings need to know beside the scenario.
#[derive(Debug, Default)]
pub struct Places {
    pub expectations: Vec<Option<Place>>,
    pub strategies: Vec<Option<Place>>,
    pub subsidies: Vec<Option<Place>>,
    pub profiles: Vec<Option<Place>>,
}

/// Reads everything; complete only if no error was reported.
pub fn scenario(top: &Cursor<'_>, name: &str, all_subsidies: bool) -> (Scenario, Places) {
    let reader = top.reader;
    let mut places = Places::default();
    for key in ["include", "euros_of"] {
        top.key(key);
    }
    let calendar = calendar(top);
    prices(top);
    let profile_names = names(top, "profile");
    let route_names = names(top, "route");
    let subsidy_names = names(top, "subsidy");
    let strategy_names = names(top, "strategy");
    let mut groups = Groups::new(reader);
    let question = top.label("question");
    if !top.has("question") {
        top.missing("question");
    }
    let discount_rate = discount_rate(top);
    let (wage_index, tariff_index) = indexation(top, calendar, &mut groups);
    let organisation_table = top.table("organisation");
    let organisation = organisation(organisation_table.as_ref());
    let contract = required(top, "contract").map(|table| contract(&table));
    let (under_task, under_caseload) = match contract.as_ref().map(|contract| &contract.variant) {
        Some(Variant::Task { .. }) => (written_variant(top) == Some("task".into()), false),
        Some(Variant::Caseload { .. }) => (false, true),
        _ => (false, false),
    };
    let employed = required(top, "employment").map(|table| employment(&table, under_caseload));

    // Positions first: they tell which profiles take part.
    let strategy_tables: Vec<(String, Cursor<'_>)> = strategy_names
        .iter()
        .filter_map(|key| Some((key.clone(), top.named("strategy", key)?)))
        .collect();
    let intakes: Vec<Vec<NamedGroup>> =
        strategy_tables.iter().map(|(key, table)| intake(table, key, &profile_names)).collect();
    let hired: BTreeSet<&String> = intakes.iter().flatten().flat_map(NamedGroup::profiles).collect();
    let used: Vec<String> = profile_names.iter().filter(|name| hired.contains(name)).cloned().collect();

    let routes_used: RefCell<Vec<String>> = RefCell::default();
    let route_index = |name: &str| {
        let mut routes = routes_used.borrow_mut();
        let at = routes.iter().position(|known| known == name).unwrap_or_else(|| {
            routes.push(name.to_owned());
            routes.len() - 1
        });
        RouteIndex(at)
    };
    let no_scales = super::employment::SalaryScales::default();
    let scales = employed.as_ref().map_or(&no_scales, |(_, scales)| scales);
    let around = Around { route_names: &route_names, route_index: &route_index, scales };
    let read_profile = |name: &String| {
        extended(top, name, &profile_names).map(|table| profile(&table, name, &around))
    };
    let profiles: Vec<_> = used.iter().filter_map(read_profile).collect();
    places.profiles =
        used.iter().map(|name| top.named("profile", name).and_then(|table| table.place())).collect();
    let read_route = |name: &String| top.named("route", name).map(|table| route(&table, name));
    let in_use = routes_used.borrow().clone();
    let routes: Vec<_> = in_use.iter().filter_map(read_route).collect();
    reader.aside(|| {
        profile_names.iter().filter(|name| !hired.contains(name)).for_each(|n| drop(read_profile(n)));
        route_names.iter().filter(|name| !in_use.contains(name)).for_each(|n| drop(read_route(n)));
    });
    unused_profiles(top, &profile_names, &used);

    let applied: Vec<Vec<(String, Place)>> = strategy_tables
        .iter()
        .map(|(_, table)| table.references("subsidies", &subsidy_names))
        .collect();
    let mut subsidies = Vec::new();
    for key in &subsidy_names {
        let Some(table) = top.named("subsidy", key) else { continue };
        let is_used = applied.iter().flatten().any(|(name, _)| name == key);
        let eligible = eligible(&table, &profile_names, &used, is_used);
        if is_used || all_subsidies && !eligible.is_empty() {
            places.subsidies.push(table.place());
            subsidies.push(subsidy(&table, key, eligible, is_used));
        } else {
            reader.aside(|| drop(subsidy(&table, key, eligible, false)));
        }
    }

    let general_cover = organisation_table.as_ref().and_then(|table| table.table("cover"));
    let mut strategies = Vec::new();
    for (((key, table), groups), applied) in strategy_tables.iter().zip(&intakes).zip(&applied) {
        let of = |name: &String| used.iter().position(|known| known == name).map(ProfileIndex);
        places.strategies.push(table.place());
        strategies.push(Strategy {
            key: key.clone(),
            name: table.label("name").unwrap_or_else(|| Label::new(key.as_str(), key.as_str())),
            intake: groups.iter().map(|group| indexed(group, &of)).collect(),
            subsidies: applied
                .iter()
                .filter_map(|(name, _)| subsidies.iter().position(|s| s.key == *name))
                .map(SubsidyIndex)
                .collect(),
            cover: strategy_cover(table, general_cover.as_ref(), under_task),
        });
    }
    if !top.has("baseline") {
        top.missing("baseline");
    }
    let baseline = if strategy_names.is_empty() {
        reader.problem(ModelProblem::NoStrategies {}, top.place().as_ref());
        String::new()
    } else {
        top.reference("baseline", &strategy_names).unwrap_or_default()
    };
    let baseline = strategies.iter().position(|strategy| strategy.key == baseline).unwrap_or(0);
    let residual_value = top.table("residual_value").map(|table| ResidualValue {
        registered: table.quantity::<Euros>("registered"),
        unregistered: table.quantity::<Euros>("unregistered"),
    });
    if let Some((employment, _)) = &employed {
        let paid = |p: &&crate::model::profile::Profile| {
            p.supervision.as_ref().is_some_and(|s| s.valuation == SupervisionValuation::PaidExtra)
        };
        if let Some(profile) = profiles.iter().find(paid)
            && employment.supervisor_cost_per_hour.is_none()
        {
            let key = &profile.key;
            let problem = ModelProblem::RequiredHere {
                key: "supervisor_cost_per_hour".into(),
                because_nl: format!("de begeleiding van `{key}` extra wordt betaald"),
                because_en: format!("supervision of `{key}` is paid on top"),
                example: "supervisor_cost_per_hour = 62".into(),
            };
            let table = top.table("employment").and_then(|table| table.place());
            reader.problem(problem, table.as_ref());
        }
    }
    top.tables("correlation").iter().for_each(|table| groups.read(table));
    let (expectations, expectation_places) =
        top.tables("expect").iter().filter_map(expectation).unzip();
    places.expectations = expectation_places;

    let scenario = Scenario {
        name: name.to_owned(),
        title: top.label("title").unwrap_or_else(|| Label::new(name, name)),
        question: question.unwrap_or_default(),
        calendar,
        discount_rate,
        baseline,
        quantities: reader.quantities(),
        correlations: groups.finish(),
        expectations,
        wage_index,
        tariff_index,
        organisation,
        contract: contract.unwrap_or_else(|| stand_in_contract(top)),
        employment: employed.map_or_else(|| stand_in_employment(top), |(employment, _)| employment),
        profiles,
        routes,
        subsidies,
        strategies,
        residual_value,
    };
    (scenario, places)
}

fn required<'r>(top: &Cursor<'r>, key: &str) -> Option<Cursor<'r>> {
    if !top.has(key) {
        top.missing(key);
    }
    top.table(key)
}

fn written_variant(top: &Cursor<'_>) -> Option<String> {
    Some(top.table("contract")?.find("variant")?.node.text()?.to_owned())
}

/// A contract in place of one that is missing; never leaves the reader.
fn stand_in_contract(top: &Cursor<'_>) -> crate::model::contract::Contract {
    let empty = top.empty("contract");
    crate::model::contract::Contract {
        billable_hours_per_year: empty.default("billable_hours_per_year", 1.0),
        absence_in_norm: empty.default("absence_in_norm", 0.0),
        variant: Variant::Task { penalty_per_undelivered_hour: None },
        payment_lag: 0,
        max_unregistered_share: None,
        care_value_per_hour: None,
        waiting_cost_per_hour: None,
    }
}

/// Terms of employment in place of ones that are missing; never leave the reader.
fn stand_in_employment(top: &Cursor<'_>) -> crate::model::employment::Employment {
    let empty = top.empty("employment");
    let allowance = |key: &str| crate::model::employment::Allowance {
        share: empty.empty(key).default("share", 0.0),
        paid_in_month: 1,
    };
    crate::model::employment::Employment {
        contract_hours_per_year: 1878.0,
        working_weeks_per_year: 45.4,
        holiday_allowance: allowance("holiday_allowance"),
        year_end_bonus: allowance("year_end_bonus"),
        on_cost: crate::model::profile::ByTenure::constant(empty.default("on_cost", 0.0)),
        overhead_on_wages: empty.default("overhead_on_wages", 0.0),
        full_cost_overhead: None,
        supervisor_cost_per_hour: None,
        other_direct: Vec::new(),
        salary_tables: Vec::new(),
    }
}

fn calendar(top: &Cursor<'_>) -> Calendar {
    let start = top.month("start");
    if !top.has("start") {
        top.missing("start");
    }
    if let Some(start) = start {
        top.reader.start.set(start);
        top.reader.start_is_unknown.set(false);
    }
    let horizon = top.size("horizon_months").clamp(1, 600);
    Calendar { start: start.unwrap_or(YearMonth { year: 2000, month: 1 }), horizon }
}

fn prices(top: &Cursor<'_>) {
    let reader = top.reader;
    let level = |layer: &crate::input::cursor::Layer<'_>| {
        let entry = layer.table.get("euros_of")?;
        crate::input::leaf::year(reader, &entry.node, "euros_of")
    };
    let mut prices = reader.prices.borrow().clone();
    for layer in &top.layers {
        if let Some(year) = level(layer) {
            // What `--set` says stands in the place of the scenario's own file.
            let file = if layer.place.file < reader.files { layer.place.file } else { 0 };
            prices.of_file.entry(file).or_insert(year);
        }
    }
    prices.of_scenario = top.layers.iter().find_map(level);
    if let Some(index) = top.table("price_index") {
        for layer in index.layers.iter().rev() {
            for entry in layer.table.entries() {
                let Ok(year) = entry.key.parse::<i32>() else { continue };
                let path = format!("{}.{year}", layer.path);
                let Some(growth) = number::plain(reader, &entry.node, &path) else { continue };
                if !(-0.5..=1.0).contains(&growth) {
                    let problem = crate::diagnostic::ValueProblem::OutOfRange {
                        key: path,
                        value: growth,
                        low: -0.5,
                        high: 1.0,
                        unit: "rate/year",
                    };
                    reader.problem(problem, Some(&entry.node.place));
                    continue;
                }
                prices.growth.insert(year, growth);
            }
        }
        index.text("source");
        index.text("note");
    }
    *reader.prices.borrow_mut() = prices;
}

fn discount_rate(top: &Cursor<'_>) -> DiscountRate {
    if let Some(table) = top.table("discount_rate") {
        let (real, inflation) = (table.number("real"), table.number("inflation"));
        return DiscountRate::Real { real, inflation };
    }
    if !top.has("discount_rate") {
        top.missing("discount_rate");
    }
    DiscountRate::Nominal(top.optional_number("discount_rate").unwrap_or(0.0))
}

fn indexation(top: &Cursor<'_>, calendar: Calendar, groups: &mut Groups<'_>) -> (Index, Index) {
    let table = required(top, "indexation").unwrap_or_else(|| top.empty("indexation"));
    let is_there = !table.layers.is_empty();
    let index = |key: &str, deviation: &str| Index {
        growth: if is_there { table.quantity(key) } else { table.default(key, 0.0) },
        yearly_deviations: yearly_deviations(&table, deviation, calendar),
    };
    let wages = index("wages", "wages_yearly_deviation");
    let tariffs = index("tariffs", "tariffs_yearly_deviation");
    if let (Some(rho), Some(found)) = (table.optional_number("correlation"), table.find("correlation")) {
        let place = found.node.place.clone();
        let members = [wages.growth, tariffs.growth].map(|q| (q.index, place.clone()));
        groups.add(&members, &[1.0, rho, rho, 1.0], &place);
    }
    (wages, tariffs)
}

/// A deviation for each January after the start.
fn yearly_deviations(table: &Cursor<'_>, key: &str, calendar: Calendar) -> Vec<Quantity<AnnualRate>> {
    let sd = table.optional_number(key).unwrap_or(0.0);
    let Ok(distribution) = Distribution::normal(0.0, sd) else { return Vec::new() };
    let Some(found) = table.find(key).filter(|_| sd > 0.0) else { return Vec::new() };
    (1..calendar.horizon)
        .filter(|&t| calendar.index_moves_in(t))
        .map(|t| {
            let path = format!("{}[{}]", found.path, calendar.month(t).year);
            let definition = QuantityDefinition {
                path,
                distribution: distribution.clone(),
                as_written: distribution.clone(),
                unit: "rate/year",
                range: (f64::NEG_INFINITY, f64::INFINITY),
                euros_of: None,
                source: None,
                grade: None,
                note: None,
                is_yearly_deviation: true,
            };
            Quantity::new(table.reader.add(definition, Some(found.node.place.clone())) as usize)
        })
        .collect()
}

/// Warns of profiles of the scenario's own file that no strategy hires or builds on.
fn unused_profiles(top: &Cursor<'_>, names: &[String], used: &[String]) {
    let mut needed: BTreeSet<String> = used.iter().cloned().collect();
    let mut waiting: Vec<String> = used.to_vec();
    while let Some(name) = waiting.pop() {
        let parent = top.named("profile", &name).and_then(|table| table.text("extends"));
        if let Some(parent) = parent
            && needed.insert(parent.clone())
        {
            waiting.push(parent);
        }
    }
    for name in names.iter().filter(|name| !needed.contains(*name)) {
        let Some(place) = top.named("profile", name).and_then(|table| table.place()) else { continue };
        if place.file == 0 {
            top.reader.problem(Warning::UnusedProfile { profile: name.clone() }, Some(&place));
        }
    }
}

/// The profiles of the scenario that a design makes eligible.
fn eligible(
    table: &Cursor<'_>,
    names: &[String],
    used: &[String],
    is_used: bool,
) -> Vec<ProfileIndex> {
    if !table.has("eligible") {
        table.missing("eligible");
    }
    // A shared scheme that no strategy applies may name profiles that are not here.
    let named = if is_used { table.references("eligible", names) } else { table.texts("eligible") };
    used.iter()
        .enumerate()
        .filter(|(_, profile)| named.iter().any(|(name, _)| name == *profile))
        .map(|(at, _)| ProfileIndex(at))
        .collect()
}

fn indexed(group: &NamedGroup, of: &dyn Fn(&String) -> Option<ProfileIndex>) -> IntakeGroup {
    IntakeGroup {
        positions: group.positions,
        vacant_from: group.vacant_from,
        recruit_from: group.recruit_from,
        fte: group.fte,
        profile: group.profile.as_ref().and_then(of),
        refill: match &group.refill {
            NamedRefill::None => Refill::None,
            NamedRefill::Closes => Refill::Closes,
            NamedRefill::Profile(name) => of(name).map_or(Refill::None, Refill::Profile),
        },
    }
}

/// Cover of a strategy: its own, merged over that of the organisation.
fn strategy_cover(
    strategy: &Cursor<'_>,
    general: Option<&Cursor<'_>>,
    under_task: bool,
) -> Option<Cover> {
    if let Some(mut own) = strategy.table("cover") {
        own.layers.extend(general.iter().flat_map(|general| general.layers.iter().cloned()));
        return Some(cover(&own, under_task));
    }
    if strategy.has("cover") {
        strategy.optional_word("cover")?;
        return None;
    }
    general.map(|general| cover(general, under_task))
}

