//! Organisations: their criterion, and the scenario that each of them has.

use super::base::Reading;
use super::designs;
use crate::diagnostic::{Diagnostic, ModelProblem, Place, StructureProblem};
use crate::input::cursor::{Cursor, Layer};
use crate::input::nearest::nearest;
use crate::input::tree::Value;
use crate::input::value::Names;
use crate::language::Label;
use crate::model::scenario::{IntakeGroup, Refill, Scenario, Strategy, SubsidyIndex};
use crate::model::study::{BASELINE, Organisation, PROGRAMME};

/// An organisation before its scenario is read.
#[derive(Clone)]
pub struct Planned<'r> {
    pub name: Label,
    pub positions: Option<usize>,
    pub chance_of_gain: f64,
    /// `None`: that of its scenario.
    pub accepted_risk: Option<f64>,
    pub believed_exit: f64,
    /// What it has otherwise.
    pub own: Vec<Layer<'r>>,
}

/// The organisations that the file lists.
pub fn listed<'r>(top: &Cursor<'r>) -> Vec<Planned<'r>> {
    if let Some(found) = top.find("organisation")
        && matches!(&found.node.value, Value::List(items) if items.is_empty())
    {
        let problem = StructureProblem::EmptyList { key: found.asked.clone() };
        top.reader.problem(problem, Some(&found.node.place));
    }
    let tables = top.tables("organisation");
    let mut names: Vec<Label> = Vec::with_capacity(tables.len());
    tables
        .iter()
        .map(|table| {
            if !table.has("name") {
                table.missing("name");
            }
            let name = table.label("name").unwrap_or_default();
            let is_known = |known: &Label| known.nl == name.nl || known.en == name.en;
            if let Some(found) = table.find("name").filter(|_| names.iter().any(is_known)) {
                let problem = ModelProblem::NameTwice { name: name.nl.clone() };
                top.reader.problem(problem, Some(&found.node.place));
            }
            names.push(name.clone());
            Planned {
                name,
                positions: table.optional_integer("positions").map(|n| n as usize),
                chance_of_gain: table.number("chance_of_gain"),
                accepted_risk: table.optional_number("accepted_risk"),
                believed_exit: table.number("believed_exit"),
                own: own(table),
            }
        })
        .collect()
}

/// The layers of `values`.
pub fn own<'r>(table: &Cursor<'r>) -> Vec<Layer<'r>> {
    let layers = table.table("values").map(|values| values.layers).unwrap_or_default();
    layers.into_iter().map(|layer| Layer { path: String::new(), ..layer }).collect()
}

/// Reports what the scenario does not have, and subsidies of a strategy, which are the funder's; true where
/// an unknown name would only give echoes.
pub fn is_foreign(scenario: &Cursor<'_>, own: &[Layer<'_>]) -> bool {
    let mut found = false;
    let tables = |key: &'static str| {
        let tables = own.iter().filter_map(move |layer| layer.table.get(key)?.node.table());
        tables.flat_map(|table| table.entries())
    };
    for table in ["strategy", "profile", "route"] {
        let names = Names::new(scenario.names(table));
        for entry in tables(table).filter(|entry| !names.has(&entry.key)) {
            let problem = ModelProblem::UnknownName {
                table,
                name: entry.key.clone(),
                nearest: nearest(&entry.key, &names),
                choices: names.to_vec(),
            };
            scenario.reader.problem(problem, Some(&entry.key_place));
            found = true;
        }
    }
    for entry in tables("strategy") {
        if let Some(subsidies) = entry.node.table().and_then(|table| table.get("subsidies")) {
            let problem = ModelProblem::NotHere {
                key: "subsidies".into(),
                because_nl: "in een studie bepalen de ontwerpen welke regelingen gelden".into(),
                because_en: "in a study the designs decide which schemes hold".into(),
            };
            scenario.reader.problem(problem, Some(&subsidies.key_place));
        }
    }
    found
}

/// An organisation with its scenario, which has no errors.
pub fn settled(
    planned: Planned<'_>,
    scenario: Scenario,
    strategies: &[String; 2],
    designs: &[designs::Planned],
    local: &[String],
) -> Organisation {
    let is_local = |path: &str| local.iter().any(|beginning| is_below(path, beginning));
    let indices = 0..scenario.quantities.len();
    let local = indices.filter(|&k| is_local(&scenario.quantities[k].path)).collect();
    let risk = scenario.organisation.liquidity.as_ref().map_or(0.0, |cash| cash.accepted_risk);
    Organisation {
        name: planned.name,
        scenario: under_designs(scenario, strategies, designs, planned.positions),
        chance_of_gain: planned.chance_of_gain,
        accepted_risk: planned.accepted_risk.unwrap_or(risk),
        believed_exit: planned.believed_exit,
        local,
    }
}

/// Whether a path is, or lies below, another one.
fn is_below(path: &str, beginning: &str) -> bool {
    path.strip_prefix(beginning)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || rest.starts_with('['))
}

/// Reports beginnings of paths that no quantity has.
pub fn unknown_local(local: &[(String, Place)], readings: &[Reading]) -> Vec<Diagnostic> {
    let mut paths: Vec<String> = readings.iter().flat_map(|r| r.reader.paths()).collect();
    paths.sort_unstable();
    paths.dedup();
    local
        .iter()
        .filter(|(beginning, _)| !paths.iter().any(|path| is_below(path, beginning)))
        .map(|(path, place)| {
            let nearest = nearest(path, &paths);
            let choices = paths.clone();
            let problem = StructureProblem::UnknownPath { path: path.clone(), nearest, choices };
            Diagnostic::new(problem, Some(place.clone()))
        })
        .collect()
}

/// The strategies of a study: baseline, programme, and the programme under each design.
fn under_designs(
    mut scenario: Scenario,
    strategies: &[String; 2],
    designs: &[designs::Planned],
    positions: Option<usize>,
) -> Scenario {
    let of = |key: &String| {
        let at = scenario.strategies.iter().position(|strategy| strategy.key == *key);
        let strategy = at.map(|at| scenario.strategies[at].clone()).expect("it was kept");
        let intake = match positions {
            Some(positions) => scaled(&strategy.intake, positions),
            None => strategy.intake,
        };
        Strategy { intake, subsidies: Vec::new(), ..strategy }
    };
    let [baseline, programme] = [of(&strategies[BASELINE]), of(&strategies[PROGRAMME])];
    let under = |planned: &designs::Planned| {
        let at = |key: &String| scenario.subsidies.iter().position(|s| s.key == *key);
        Strategy {
            key: planned.design.key.clone(),
            name: planned.design.name.clone(),
            subsidies: planned.subsidies.iter().filter_map(at).map(SubsidyIndex).collect(),
            ..programme.clone()
        }
    };
    let all: Vec<Strategy> = designs.iter().map(under).collect();
    scenario.strategies = [baseline, programme.clone()].into_iter().chain(all).collect();
    scenario.baseline = BASELINE;
    scenario
}

/// Groups that keep their shares of another number of positions: the largest remainders first, of
/// equal ones the first group. A group that is left without positions is left out.
fn scaled(intake: &[IntakeGroup], positions: usize) -> Vec<IntakeGroup> {
    let total: usize = intake.iter().map(|group| group.positions).sum();
    let share = |group: &IntakeGroup| (positions * group.positions, total.max(1));
    let mut counts: Vec<usize> =
        intake.iter().map(|group| share(group).0 / share(group).1).collect();
    let mut order: Vec<usize> = (0..intake.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(share(&intake[at]).0 % share(&intake[at]).1));
    let left = positions - counts.iter().sum::<usize>();
    order.into_iter().take(left).for_each(|at| counts[at] += 1);
    let groups = intake.iter().zip(counts).filter(|(_, positions)| *positions > 0);
    groups.map(|(group, positions)| IntakeGroup { positions, ..group.clone() }).collect()
}

/// Whether somebody whom the strategy hires is eligible under a design.
pub fn pays_somebody(scenario: &Scenario, strategy: &str, design: &designs::Planned) -> bool {
    let hires = scenario.strategies.iter().find(|known| known.key == strategy);
    let hires = hires.map_or(&[][..], |strategy| &strategy.intake);
    let profiles = hires.iter().flat_map(|group| {
        let refill = match group.refill {
            Refill::Profile(profile) => Some(profile),
            _ => None,
        };
        group.profile.into_iter().chain(refill)
    });
    let profiles: Vec<_> = profiles.collect();
    let schemes = scenario.subsidies.iter().filter(|s| design.subsidies.contains(&s.key));
    let mut eligible = schemes.flat_map(|scheme| &scheme.eligible);
    eligible.any(|profile| profiles.contains(profile))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(sizes: &[usize]) -> Vec<IntakeGroup> {
        let group = |&positions| IntakeGroup {
            positions,
            vacant_from: 0,
            recruit_from: 0,
            fte: 1.0,
            profile: None,
            refill: Refill::None,
        };
        sizes.iter().map(group).collect()
    }

    #[test]
    fn groups_keep_their_shares_by_largest_remainder() {
        let cases: [(&[usize], usize, &[usize]); 6] = [
            (&[10], 23, &[23]),
            (&[6, 4], 5, &[3, 2]),
            // 23 · 0.6 = 13.8 and 23 · 0.4 = 9.2.
            (&[6, 4], 23, &[14, 9]),
            // 10/3 each: the first group gets the one that is left.
            (&[1, 1, 1], 10, &[4, 3, 3]),
            // 0.9 and 0.1: the small group is left out.
            (&[9, 1], 1, &[1]),
            (&[1, 2], 100_000, &[33_333, 66_667]),
        ];
        for (sizes, positions, expected) in cases {
            let scaled = scaled(&groups(sizes), positions);
            let counts: Vec<usize> = scaled.iter().map(|group| group.positions).collect();
            assert_eq!(counts, expected, "{sizes:?} to {positions}");
        }
    }

    #[test]
    fn a_beginning_ends_where_a_name_ends() {
        assert!(is_below("profile.entrant.exit[0].annual", "profile.entrant.exit"));
        assert!(is_below("profile.entrant.exit", "profile.entrant.exit"));
        assert!(!is_below("profile.entrant.exit_after_registration", "profile.entrant.exit"));
    }
}
