//! The scenario as a whole.

use std::collections::BTreeSet;

use super::contract::contract;
use super::correlation::{Groups, expectation};
use super::economy::{calendar, discount_rate, indexation, prices};
use super::employment::employment;
use super::names::{names, unused_profiles};
use super::organisation::{cover, organisation};
use super::people::{People, people};
use super::stand_in;
use super::strategy::{NamedGroup, NamedRefill, intake};
use super::subsidy::subsidy;
use crate::diagnostic::{Diagnostic, ModelProblem, Place, Remark, StructureProblem};
use crate::input::cursor::Cursor;
use crate::input::reader::Reader;
use crate::input::tree::Value;
use crate::input::value::Names;
use crate::language::Label;
use crate::model::contract::Variant;
use crate::model::employment::Employment;
use crate::model::organisation::Cover;
use crate::model::profile::{Profile, SupervisionValuation};
use crate::model::scenario::{
    IntakeGroup, ProfileIndex, Refill, ResidualValue, Scenario, Strategy, SubsidyIndex,
};
use crate::units::Euros;

/// What the warnings need to know beside the scenario.
#[derive(Debug, Default)]
pub struct Places {
    pub expectations: Vec<Option<Place>>,
    pub strategies: Vec<Option<Place>>,
    pub subsidies: Vec<Option<Place>>,
}

/// Which strategies and subsidies are kept.
#[derive(Clone, Copy, Debug)]
pub enum Scope<'a> {
    /// All strategies, and the subsidies that they apply under.
    Applied,
    /// All strategies, and all subsidies that somebody is eligible for.
    AllSubsidies,
    /// These strategies without their subsidies, the first as the baseline, and these subsidies.
    Study { strategies: &'a [String], subsidies: &'a [String] },
}

impl Scope<'_> {
    /// Whether a strategy is kept.
    fn has_strategy(self, name: &String) -> bool {
        match self {
            Self::Study { strategies, .. } => strategies.contains(name),
            _ => true,
        }
    }
}

/// Reads everything; complete only if no error was reported.
pub fn scenario(top: &Cursor<'_>, name: &str, scope: Scope<'_>) -> (Scenario, Places) {
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
        .filter(|key| scope.has_strategy(key))
        .filter_map(|key| Some((key.clone(), top.named("strategy", key)?)))
        .collect();
    let intakes: Vec<Vec<NamedGroup>> = strategy_tables
        .iter()
        .map(|(key, table)| intake(table, key, &profile_names, calendar.horizon))
        .collect();
    let hired: BTreeSet<&String> =
        intakes.iter().flatten().flat_map(NamedGroup::profiles).collect();
    let used: Vec<String> =
        profile_names.iter().filter(|name| hired.contains(name)).cloned().collect();

    let no_scales = super::employment::SalaryScales::default();
    let scales = employed.as_ref().map_or(&no_scales, |(_, scales)| scales);
    let People { profiles, routes } = people(top, &profile_names, &route_names, &used, scales);
    unused_profiles(top, &profile_names, &used);

    let applied: Vec<Vec<(String, Place)>> = strategy_tables
        .iter()
        .map(|(_, table)| {
            if let Scope::Study { .. } = scope {
                return Vec::new();
            }
            let applied = table.references("subsidies", &subsidy_names);
            once_each(reader, &applied);
            applied
        })
        .collect();
    let mut subsidies = Vec::new();
    for key in subsidy_names.iter() {
        let Some(table) = top.named("subsidy", key) else {
            continue;
        };
        let is_used = applied.iter().flatten().any(|(name, _)| name == key);
        let is_study = matches!(scope, Scope::Study { .. });
        let eligible = eligible(&table, &profile_names, &used, is_used, is_study);
        let is_kept = match scope {
            Scope::Applied => is_used,
            Scope::AllSubsidies => is_used || !eligible.is_empty(),
            Scope::Study { subsidies, .. } => subsidies.contains(key),
        };
        if is_kept {
            let is_open = is_used || is_study;
            places.subsidies.push(table.place());
            subsidies.push(subsidy(&table, key, eligible, is_open));
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
    let baseline = match scope {
        Scope::Study { strategies, .. } => strategies.first().unwrap_or(&baseline),
        _ => &baseline,
    };
    let baseline = strategies.iter().position(|strategy| strategy.key == *baseline).unwrap_or(0);
    let residual_value = top.table("residual_value").map(|table| ResidualValue {
        registered: table.quantity::<Euros>("registered"),
        unregistered: table.quantity::<Euros>("unregistered"),
    });
    if let Some((employment, _)) = &employed {
        supervisors_have_a_cost(top, employment, &profiles);
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
        contract: contract.unwrap_or_else(|| stand_in::contract(top)),
        employment: employed
            .map_or_else(|| stand_in::employment(top), |(employment, _)| employment),
        profiles,
        routes,
        subsidies,
        strategies,
        residual_value,
    };
    (scenario, places)
}

/// Reports supervision that is paid extra, but at no stated cost.
fn supervisors_have_a_cost(top: &Cursor<'_>, employment: &Employment, profiles: &[Profile]) {
    let is_paid_extra = |profile: &&Profile| {
        let supervision = profile.supervision.as_ref();
        supervision.is_some_and(|s| s.valuation == SupervisionValuation::PaidExtra)
    };
    if let Some(profile) = profiles.iter().find(is_paid_extra)
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
        top.reader.problem(problem, table.as_ref());
    }
}

pub fn required<'r>(top: &Cursor<'r>, key: &str) -> Option<Cursor<'r>> {
    if !top.has(key) {
        top.missing(key);
    }
    top.table(key)
}

fn written_variant(top: &Cursor<'_>) -> Option<String> {
    Some(top.table("contract")?.find("variant")?.node.text()?.to_owned())
}

/// Reports a subsidy that a strategy applies twice: it would be paid twice.
pub fn once_each(reader: &Reader, applied: &[(String, Place)]) {
    for (i, (name, place)) in applied.iter().enumerate() {
        if let Some((_, first)) = applied[..i].iter().find(|(other, _)| other == name) {
            let problem = ModelProblem::SubsidyTwice { key: name.clone() };
            let diagnostic = Diagnostic::new(problem, Some(place.clone()));
            reader.push(diagnostic.with(first.clone(), Remark::FirstHere));
        }
    }
}

/// The profiles of the scenario that a design makes eligible.
fn eligible(
    table: &Cursor<'_>,
    names: &Names,
    used: &[String],
    is_used: bool,
    is_study: bool,
) -> Vec<ProfileIndex> {
    if !table.has("eligible") {
        table.missing("eligible");
    }
    if let Some(found) = table.find("eligible")
        && matches!(&found.node.value, Value::List(items) if items.is_empty())
    {
        let problem = StructureProblem::EmptyList { key: found.asked.clone() };
        table.reader.problem(problem, Some(&found.node.place));
    }
    // A shared scheme that no strategy applies may name profiles that are not here, and so may one of a study,
    // which says itself where a design pays nobody.
    let is_own = table.find("eligible").is_some_and(|found| {
        let file = found.node.place.file;
        file == 0 || file >= table.reader.files
    });
    let named = if is_used || is_own && !is_study {
        table.references("eligible", names)
    } else {
        table.texts("eligible")
    };
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
