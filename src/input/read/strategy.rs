//! `[strategy.KEY]`.

use crate::diagnostic::{ModelProblem, StructureProblem, ValueProblem, Warning};
use crate::input::cursor::Cursor;
use crate::input::value::Names;

/// Most positions of one strategy.
pub const MOST_POSITIONS: usize = 100_000;

/// A group of positions with names in place of indices.
#[derive(Clone, Debug)]
pub struct NamedGroup {
    pub positions: usize,
    pub vacant_from: usize,
    pub recruit_from: usize,
    pub fte: f64,
    /// `None`: nobody.
    pub profile: Option<String>,
    pub refill: NamedRefill,
}

/// What happens after an exit, with names in place of indices.
#[derive(Clone, Debug)]
pub enum NamedRefill {
    None,
    Closes,
    Profile(String),
}

impl NamedGroup {
    /// The profiles that it hires.
    pub fn profiles(&self) -> impl Iterator<Item = &String> {
        let refill = match &self.refill {
            NamedRefill::Profile(name) => Some(name),
            _ => None,
        };
        self.profile.iter().chain(refill)
    }
}

/// Reads the positions of a strategy in a scenario of `horizon` months.
pub fn intake(table: &Cursor<'_>, key: &str, profiles: &Names, horizon: usize) -> Vec<NamedGroup> {
    if !table.has("intake") {
        table.missing("intake");
    }
    let groups: Vec<NamedGroup> =
        table.tables("intake").iter().map(|item| group(item, profiles, horizon)).collect();
    if let Some(found) = table.find("intake")
        && let crate::input::tree::Value::List(items) = &found.node.value
        && items.is_empty()
    {
        let problem = StructureProblem::EmptyList { key: found.asked.clone() };
        table.reader.problem(problem, Some(&found.node.place));
    }
    let positions = groups.iter().map(|group| group.positions).sum();
    if positions > MOST_POSITIONS {
        let strategy = key.to_owned();
        let problem = ValueProblem::TooManyPositions { strategy, positions, limit: MOST_POSITIONS };
        table.reader.problem(problem, table.find("intake").map(|f| f.node.place.clone()).as_ref());
    }
    groups
}

fn group(table: &Cursor<'_>, profiles: &Names, horizon: usize) -> NamedGroup {
    if !table.has("profile") {
        table.missing("profile");
    }
    let profile = table.reference("profile", profiles);
    let is_nobody = profile.as_deref() == Some("nobody");
    let place = |key: &str| table.find(key).map(|found| found.key_place.clone());
    if is_nobody && table.has("refill") {
        let problem = ModelProblem::NotHere {
            key: "refill".into(),
            because_nl: "met `profile = \"nobody\"` komt er niemand die kan vertrekken".into(),
            because_en: "with `profile = \"nobody\"` nobody comes who could leave".into(),
        };
        table.reader.problem(problem, place("refill").as_ref());
    }
    let profile = profile.filter(|name| name != "nobody");
    let refill = match table.reference("refill", profiles).as_deref() {
        None | Some("none") => NamedRefill::None,
        Some("closes") => NamedRefill::Closes,
        Some("same") => profile.clone().map_or(NamedRefill::None, NamedRefill::Profile),
        Some(other) => NamedRefill::Profile(other.to_owned()),
    };
    let vacant_from = table.size("vacant_from_month");
    let recruit_from =
        table.optional_integer("recruit_from_month").map_or(vacant_from, |month| month as usize);
    if profile.is_some() && recruit_from >= horizon {
        let keys = ["recruit_from_month", "vacant_from_month"];
        if let Some(found) = keys.into_iter().find_map(|key| table.find(key)) {
            let key = found.asked.clone();
            let warning = Warning::RecruitsTooLate { key, month: recruit_from, horizon };
            table.reader.problem(warning, Some(&found.node.place));
        }
    }
    NamedGroup {
        positions: table.size("positions"),
        vacant_from,
        recruit_from,
        fte: table.number("fte"),
        profile,
        refill,
    }
}
