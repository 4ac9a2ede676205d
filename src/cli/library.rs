//! The library of scenarios, which is part of the program: it can be listed and copied anywhere.

use std::collections::BTreeSet;

use crate::language::Label;

/// A file of the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Path within the library, with `/`.
    pub path: &'static str,
    /// Its text.
    pub text: &'static str,
}

macro_rules! library {
    ($($path:literal,)*) => {
        &[$(Entry { path: $path, text: include_str!(concat!("../../scenarios/", $path)) },)*]
    };
}

/// Every file, the scenario to start from first, then those that ask a question, studies, shared tables.
pub const FILES: &[Entry] = library![
    "template.toml",
    "gi-cohort.toml",
    "gi-caseload.toml",
    "ambulant-effort.toml",
    "ambulant-output.toml",
    "ambulant-task.toml",
    "returners.toml",
    "mbo-unregistered.toml",
    "mbo-evc.toml",
    "ad-topup.toml",
    "mobile-team.toml",
    "regional-class.toml",
    "small-reserve.toml",
    "nobody.toml",
    "which-route.toml",
    "tariff-freeze.toml",
    "studies/national-gi.toml",
    "studies/regional.toml",
    "shared/ambulant.toml",
    "shared/base.toml",
    "shared/contract-effort.toml",
    "shared/contract-gi.toml",
    "shared/contract-output.toml",
    "shared/contract-task.toml",
    "shared/cover.toml",
    "shared/employment.toml",
    "shared/prices.toml",
    "shared/profiles.toml",
    "shared/routes.toml",
    "shared/salary.toml",
    "shared/subsidies.toml",
];

impl Entry {
    /// The name of a scenario; `None` for a shared table.
    pub fn name(&self) -> Option<&'static str> {
        self.path.strip_suffix(".toml").filter(|name| !name.contains('/'))
    }

    /// The name of a study.
    pub fn study_name(&self) -> Option<&'static str> {
        self.path.strip_prefix("studies/")?.strip_suffix(".toml")
    }

    /// The question that a scenario or a study asks.
    pub fn question(&self) -> Label {
        question(self.text)
    }
}

/// The scenarios.
pub fn scenarios() -> impl Iterator<Item = (&'static str, &'static Entry)> {
    FILES.iter().filter_map(|entry| Some((entry.name()?, entry)))
}

/// The scenario with a name, with or without `.toml`.
pub fn scenario(name: &str) -> Option<&'static Entry> {
    let name = name.strip_suffix(".toml").unwrap_or(name);
    scenarios().find(|(known, _)| *known == name).map(|(_, entry)| entry)
}

/// The studies.
pub fn studies() -> impl Iterator<Item = (&'static str, &'static Entry)> {
    FILES.iter().filter_map(|entry| Some((entry.study_name()?, entry)))
}

/// The scenario or study with a name, with or without `.toml`.
pub fn template(name: &str) -> Option<&'static Entry> {
    let stem = name.strip_suffix(".toml").unwrap_or(name);
    scenario(name).or_else(|| studies().find(|(known, _)| *known == stem).map(|(_, entry)| entry))
}

/// The file with a path within the library.
pub fn file(path: &str) -> Option<&'static Entry> {
    FILES.iter().find(|entry| entry.path == path)
}

/// The question in a scenario's text; empty where it is absent.
pub fn question(text: &str) -> Label {
    let table: toml::Table = toml::from_str(text).unwrap_or_default();
    match table.get("question") {
        Some(toml::Value::String(question)) => Label::new(question, question),
        Some(toml::Value::Table(question)) => {
            let in_language = |key| question.get(key).and_then(toml::Value::as_str);
            Label::new(in_language("nl").unwrap_or_default(), in_language("en").unwrap_or_default())
        }
        _ => Label::default(),
    }
}

/// The paths that a file includes, and the scenario that a study rests on, as it writes them.
pub fn includes(text: &str) -> Vec<String> {
    let table: toml::Table = toml::from_str(text).unwrap_or_default();
    let list = table.get("include").and_then(toml::Value::as_array);
    let scenario = table.get("scenario");
    let paths = scenario.into_iter().chain(list.into_iter().flatten());
    paths.filter_map(toml::Value::as_str).map(str::to_owned).collect()
}

/// `path` as seen from the folder of `from`, without `.` and `..`; `None` where it leaves the folder.
pub fn beside(from: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

/// Everything that a file includes, directly or through others, as paths beside it. `read` gives
/// the text of a path; what it does not know is left out.
pub fn included(
    path: &str,
    text: &str,
    read: &dyn Fn(&str) -> Option<String>,
) -> Vec<(String, String)> {
    let mut seen = BTreeSet::from([path.to_owned()]);
    let mut waiting = vec![(path.to_owned(), text.to_owned())];
    let mut found = Vec::new();
    while let Some((path, text)) = waiting.pop() {
        for include in includes(&text) {
            let Some(include) = beside(&path, &include) else {
                continue;
            };
            if !seen.insert(include.clone()) {
                continue;
            }
            if let Some(text) = read(&include) {
                waiting.push((include.clone(), text.clone()));
                found.push((include, text));
            }
        }
    }
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_library_holds_every_file_of_the_folder() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
        let mut found = Vec::new();
        for sub in ["", "shared/", "studies/"] {
            for file in std::fs::read_dir(folder.join(sub)).unwrap() {
                let name = file.unwrap().file_name().into_string().unwrap();
                if name.ends_with(".toml") {
                    found.push(format!("{sub}{name}"));
                }
            }
        }
        found.sort();
        let mut known: Vec<String> = FILES.iter().map(|entry| entry.path.to_owned()).collect();
        known.sort();
        assert_eq!(known, found);
    }

    #[test]
    fn every_scenario_asks_its_question_in_both_languages() {
        for (name, entry) in scenarios().chain(studies()) {
            let question = entry.question();
            assert!(!question.nl.is_empty() && !question.en.is_empty(), "{name}");
        }
    }

    #[test]
    fn every_include_is_in_the_library() {
        for entry in FILES {
            for include in includes(entry.text) {
                let path = beside(entry.path, &include).unwrap();
                assert!(file(&path).is_some(), "{} includes {include}", entry.path);
            }
        }
    }

    #[test]
    fn paths_are_seen_from_the_file_that_writes_them() {
        assert_eq!(beside("a.toml", "shared/b.toml").as_deref(), Some("shared/b.toml"));
        assert_eq!(beside("shared/b.toml", "c.toml").as_deref(), Some("shared/c.toml"));
        assert_eq!(beside("shared/b.toml", "../c.toml").as_deref(), Some("c.toml"));
        assert_eq!(beside("a.toml", "../c.toml"), None);
    }
}
