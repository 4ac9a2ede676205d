//! Names of profiles, routes, subsidies and strategies, and what profiles extend.

use std::collections::BTreeSet;

use crate::diagnostic::{Expected, ModelProblem, StructureProblem, Warning};
use crate::input::cursor::Cursor;
use crate::input::value::{Names, wrong};

/// Longest chain of profiles that extend each other.
const LONGEST_CHAIN: usize = 16;

/// Names of profiles that mean something else in `intake`.
const RESERVED: &[&str] = &["nobody", "none", "closes", "same"];

/// Names below a table, with the wrong ones reported.
pub fn names(top: &Cursor<'_>, key: &str) -> Names {
    let names = Names::new(top.names(key));
    for name in names.iter() {
        let is_good = name.len() <= 64
            && !name.is_empty()
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
        let place =
            || top.below(key).iter().find_map(|l| Some(l.table.get(name)?.key_place.clone()));
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
            let expected = Expected::Table;
            wrong(top.reader, &node, &format!("{key}.{name}"), expected);
        }
    }
    names
}

/// A profile with what it extends as further layers, as far as they are known; false beside it where something
/// that it extends is not.
pub fn extended<'r>(top: &Cursor<'r>, name: &str, profiles: &Names) -> Option<(Cursor<'r>, bool)> {
    let mut cursor = top.named("profile", name)?;
    let mut chain = vec![name.to_owned()];
    let mut last = cursor.clone();
    while last.has("extends") {
        let Some(parent) = last.reference("extends", profiles) else {
            return Some((cursor, false));
        };
        let place = last.find("extends").map(|found| found.node.place.clone());
        if let Some(at) = chain.iter().position(|link| *link == parent) {
            // Each member meets the cycle; one of them reports it.
            if at == 0 && chain.iter().min() == Some(&chain[0]) {
                chain.push(parent);
                top.reader.problem(ModelProblem::CircularExtends { cycle: chain }, place.as_ref());
            }
            // Which of them overrides which is not known: each is judged by itself.
            return Some((top.named("profile", name)?, false));
        }
        if chain.len() >= LONGEST_CHAIN {
            let problem = ModelProblem::ChainTooLong { limit: LONGEST_CHAIN };
            top.reader.problem(problem, place.as_ref());
            return Some((cursor, false));
        }
        let Some(next) = top.named("profile", &parent) else {
            return Some((cursor, false));
        };
        last = next;
        cursor.layers.extend(last.layers.iter().cloned());
        chain.push(parent);
    }
    Some((cursor, true))
}

/// The keys of the profiles that one extends, the nearest first; the chain has been found sound by [`extended`].
pub fn ancestors(top: &Cursor<'_>, name: &str) -> Vec<String> {
    let parent = |of: &String| top.named("profile", of).and_then(|table| table.text("extends"));
    std::iter::successors(parent(&name.to_owned()), parent).take(LONGEST_CHAIN).collect()
}

/// Warns of profiles of the scenario's own file that no strategy hires or builds on.
pub fn unused_profiles(top: &Cursor<'_>, names: &[String], used: &[String]) {
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
        let Some(place) = top.named("profile", name).and_then(|table| table.place()) else {
            continue;
        };
        if place.file == 0 {
            top.reader.problem(Warning::UnusedProfile { profile: name.clone() }, Some(&place));
        }
    }
}
