//! `[consortium]`.

use super::designs;
use crate::diagnostic::{Diagnostic, ModelProblem, Remark, StructureProblem};
use crate::input::cursor::Cursor;
use crate::input::nearest::nearest;
use crate::input::tree::Value;
use crate::input::value::Names;
use crate::language::Label;
use crate::model::study::Consortium;

/// Reads who pools with whom; `names` are those of all organisations.
pub fn consortium(table: &Cursor<'_>, names: &[Label], designs: &[designs::Planned]) -> Consortium {
    let reader = table.reader;
    let keys = Names::new(designs.iter().map(|planned| planned.design.key.clone()).collect());
    let design = table.reference("design", &keys);
    let design =
        design.and_then(|key| designs.iter().position(|planned| planned.design.key == key));
    let mut members: Vec<usize> = Vec::new();
    let named = table.texts("members");
    for (i, (name, place)) in named.iter().enumerate() {
        if let Some((_, first)) = named[..i].iter().find(|(other, _)| other == name) {
            let problem = ModelProblem::NameTwice { name: name.clone() };
            let diagnostic = Diagnostic::new(problem, Some(place.clone()));
            reader.push(diagnostic.with(first.clone(), Remark::FirstHere));
            continue;
        }
        match names.iter().position(|known| known.nl == *name || known.en == *name) {
            Some(at) => members.push(at),
            None => {
                let choices: Vec<String> = names.iter().map(|known| known.nl.clone()).collect();
                let problem = ModelProblem::UnknownName {
                    table: "organisation",
                    name: name.clone(),
                    nearest: nearest(name, &choices),
                    choices,
                };
                reader.problem(problem, Some(place));
            }
        }
    }
    let found = table.find("members");
    if let Some(found) = found.as_ref()
        && matches!(&found.node.value, Value::List(items) if items.is_empty())
    {
        let problem = StructureProblem::EmptyList { key: found.asked.clone() };
        reader.problem(problem, Some(&found.node.place));
    }
    if found.is_none() {
        members = (0..names.len()).collect();
    }
    members.sort_unstable();
    members.dedup();
    let is_small = if found.is_none() { members.len() < 2 } else { named.len() == 1 };
    if is_small {
        let problem = ModelProblem::SmallConsortium { members: members.len() };
        let place = found.map(|found| found.node.place.clone()).or(table.place());
        reader.problem(problem, place.as_ref());
    }
    Consortium { members, design, shared_classes: table.flag("shared_classes") }
}
