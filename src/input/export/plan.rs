//! Which sheets there are, and what each holds.

use std::collections::BTreeMap;

use super::Marks;
use super::block::{Block, Place};
use super::row::{Row, Sheet};
use super::words::plain;
use crate::input::format::{EMPLOYMENT, Kind, TOP, TableSpec, Target};
use crate::input::tree::{Node, Table};
use crate::input::workbook::subjects::{SUBJECTS, Subject};
use crate::language::Language;

/// All sheets of a scenario.
pub fn sheets(scenario: &Table, marks: &Marks<'_>, language: Language) -> Vec<Sheet> {
    let targets = [Target::Profile, Target::Route, Target::Subsidy, Target::Strategy];
    let names: BTreeMap<Target, Vec<String>> = targets
        .into_iter()
        .map(|target| {
            let table = scenario.get(target.table()).and_then(|entry| entry.node.table());
            let entries = table.into_iter().flat_map(Table::entries);
            (target, entries.map(|entry| entry.key.clone()).collect())
        })
        .collect();
    let sheet = |part: &Subject| {
        let mut block = Block { marks, language, names: &names, rows: Vec::new() };
        for key in part.keys {
            block.part(key, scenario);
        }
        let about = part.keys.iter().filter_map(|key| match key.split_once('.') {
            Some((_, key)) => EMPLOYMENT.key(key),
            None => TOP.key(key),
        });
        let about: Vec<String> = about.map(|key| plain(key.doc.get(language))).collect();
        let about = if part.keys.contains(&"") {
            language
                .pick(
                    "De vraag, de termijn, rente en prijzen",
                    "The question, the period, interest and prices",
                )
                .to_owned()
        } else {
            about.join("; ")
        };
        let title = part.title(language).to_owned();
        let is_narrow = part.keys.contains(&"employment.salary_table");
        Sheet { title, about, is_narrow, rows: block.rows }
    };
    SUBJECTS.iter().map(sheet).collect()
}

impl Block<'_> {
    fn part(&mut self, key: &str, scenario: &Table) {
        if key.is_empty() {
            self.top(scenario);
            return;
        }
        if let Some(("employment", key)) = key.split_once('.') {
            let Some(spec) = EMPLOYMENT.key(key) else { return };
            let Kind::Tables(inner) = spec.kind else { return };
            let table = scenario.get("employment").and_then(|entry| entry.node.table());
            let node = table.and_then(|table| table.get(key)).map(|entry| &entry.node);
            let header = "employment";
            self.list(
                spec,
                inner,
                node,
                Place { header, prefix: "", is_strict: true, has_spare: true },
            );
            return;
        }
        let Some(spec) = TOP.key(key) else { return };
        let node = scenario.get(key).map(|entry| &entry.node);
        let at = Place { header: "", prefix: "", is_strict: true, has_spare: true };
        match spec.kind {
            Kind::Map(inner) => self.blocks(key, inner, node),
            Kind::Tables(inner) => {
                self.list(spec, inner, node, at);
                self.rows.push(Row::Gap);
            }
            Kind::Table(inner) => {
                let table = node.and_then(Node::table);
                self.header(key, plain(inner.doc.get(self.language)), table);
                let is_strict = table.is_some();
                self.table(inner, table, Place { header: key, is_strict, ..at });
                self.rows.push(Row::Gap);
            }
            _ => {}
        }
    }

    fn header(&mut self, key: &str, label: String, table: Option<&Table>) {
        self.rows.push(Row::Header {
            key: format!("[{key}]"),
            label,
            note: String::new(),
            name: None,
            is_there: table.is_some_and(|table| table.entries().is_empty()),
        });
    }

    /// What stands at the top level of a text file.
    fn top(&mut self, scenario: &Table) {
        self.header("", plain(TOP.doc.get(self.language)), None);
        let kept = |key: &&crate::input::format::KeySpec| {
            !matches!(key.kind, Kind::Table(_) | Kind::Map(_) | Kind::Tables(_))
        };
        for key in TOP.keys.iter().filter(kept).filter(|key| key.key != "include") {
            let node = scenario.get(key.key).map(|entry| &entry.node);
            let at = Place { header: "", prefix: "", is_strict: true, has_spare: false };
            self.key(key, node, at);
        }
        self.rows.push(Row::Gap);
    }

    /// A block for each name, and one that waits for a name.
    fn blocks(&mut self, key: &str, spec: &'static TableSpec, node: Option<&Node>) {
        let entries = node.and_then(Node::table).map(Table::entries).unwrap_or_default();
        let in_use = entries.iter().map(|entry| (entry.key.clone(), entry.node.table()));
        for (name, table) in in_use.chain([(String::new(), None)]) {
            let header = format!("{key}.*");
            self.rows.push(Row::Header {
                key: format!("[{header}]"),
                label: plain(spec.doc.get(self.language)),
                note: self.language.pick(
                    "Een korte naam, met kleine letters, cijfers en _; hiermee verwijzen andere bladen ernaar.",
                    "A short name, with lower-case letters, digits and _; other sheets refer to it.",
                ).to_owned(),
                name: Some(name),
                is_there: false,
            });
            let extends = table.is_some_and(|table| table.get("extends").is_some());
            let at = Place {
                header: &header,
                prefix: "",
                is_strict: table.is_some() && !extends,
                has_spare: !extends,
            };
            self.table(spec, table, at);
            self.rows.push(Row::Gap);
        }
    }
}
