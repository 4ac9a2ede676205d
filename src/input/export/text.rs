//! A scenario as a text that is pleasant to read.

use super::{ARROW, Marks};
use crate::input::format::{Kind, TOP, TableSpec};
use crate::input::tree::{Entry, Node, Table, Value};
use crate::language::Language;

/// A table that fits on a line of so many characters needs no header of its own.
const LINE: usize = 110;

/// Remarks begin at this column, where the line leaves room.
const REMARK: usize = 44;

/// Whole numbers from here on get `_` between thousands.
const GROUPED: u64 = 10_000;

/// The whole text.
pub fn text(scenario: &Table, marks: &Marks<'_>, language: Language) -> String {
    let mut writer = Writer { text: String::new(), marks, language };
    writer.table("", scenario, &TOP);
    writer.text
}

struct Writer<'m> {
    text: String,
    marks: &'m Marks<'m>,
    language: Language,
}

/// How an entry is written.
enum Form {
    Line,
    /// Below a header of its own.
    Section(&'static TableSpec),
    /// Sections by name.
    Named(&'static TableSpec),
    /// Each with its own header.
    Sections(&'static TableSpec),
    /// A list with a line for each entry.
    Rows,
}

impl Writer<'_> {
    fn table(&mut self, path: &str, table: &Table, spec: &'static TableSpec) {
        let forms: Vec<(&Entry, Form)> =
            table.entries().iter().map(|entry| (entry, form(entry, spec, path))).collect();
        for (entry, form) in &forms {
            match form {
                Form::Line => self.line(entry, spec),
                Form::Rows => self.rows(entry),
                _ => {}
            }
        }
        for (entry, form) in &forms {
            let path = match path {
                "" => key(&entry.key),
                path => format!("{path}.{}", key(&entry.key)),
            };
            match (form, &entry.node.value) {
                (Form::Section(inner), Value::Table(table)) => {
                    let doc = spec.key(&entry.key).map(|key| key.doc.get(self.language));
                    self.header(&format!("[{path}]"), doc);
                    self.table(&path, table, inner);
                }
                (Form::Named(inner), Value::Table(names)) => {
                    for named in names.entries() {
                        let Some(table) = named.node.table() else { continue };
                        let path = format!("{path}.{}", key(&named.key));
                        self.header(&format!("[{path}]"), None);
                        self.table(&path, table, inner);
                    }
                }
                (Form::Sections(inner), Value::List(items)) => {
                    for (nth, item) in items.iter().enumerate() {
                        let Some(table) = item.table() else { continue };
                        let doc = spec.key(&entry.key).map(|key| key.doc.get(self.language));
                        self.header(&format!("[[{path}]]"), doc.filter(|_| nth == 0));
                        self.table(&path, table, inner);
                    }
                }
                _ => {}
            }
        }
    }

    fn header(&mut self, header: &str, doc: Option<&str>) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(header);
        if let Some(doc) = doc.filter(|doc| !doc.is_empty()) {
            self.remark(header.chars().count(), doc.trim_end_matches('.'));
        }
        self.text.push('\n');
    }

    fn remark(&mut self, written: usize, remark: &str) {
        let gap = REMARK.saturating_sub(written).max(2);
        self.text.push_str(&format!("{}# {remark}", " ".repeat(gap)));
    }

    fn line(&mut self, entry: &Entry, spec: &'static TableSpec) {
        let line = format!("{} = {}", key(&entry.key), inline(&entry.node));
        let known = spec.key(&entry.key);
        let has_doc = known.is_some_and(|key| {
            !matches!(key.kind, Kind::Label) && !matches!(key.key, "source" | "grade" | "note")
        });
        let doc = known.map(|key| key.doc.get(self.language).trim_end_matches('.'));
        let doc = doc.filter(|doc| has_doc && line.chars().count() + doc.chars().count() < LINE);
        self.text.push_str(&line);
        let arrow = self.language.pick("uw getal", "your number");
        let remark = match (self.is_marked(&entry.node), doc) {
            (true, Some(doc)) => Some(format!("{ARROW} {arrow}: {doc}")),
            (true, None) => Some(format!("{ARROW} {arrow}")),
            (false, doc) => doc.map(str::to_owned),
        };
        if let Some(remark) = remark {
            self.remark(line.chars().count(), &remark);
        }
        self.text.push('\n');
    }

    /// Whether the value or a part of it is to be changed first.
    fn is_marked(&self, node: &Node) -> bool {
        match &node.value {
            Value::Table(table) => table.entries().iter().any(|entry| self.is_marked(&entry.node)),
            Value::List(items) => items.iter().any(|item| self.is_marked(item)),
            _ => self.marks.has(node),
        }
    }

    fn rows(&mut self, entry: &Entry) {
        let Value::List(items) = &entry.node.value else { return };
        self.text.push_str(&format!("{} = [\n", key(&entry.key)));
        for item in items {
            let line = format!("  {},", inline(item));
            self.text.push_str(&line);
            if self.is_marked(item) {
                let arrow = self.language.pick("uw getal", "your number");
                self.remark(line.chars().count(), &format!("{ARROW} {arrow}"));
            }
            self.text.push('\n');
        }
        self.text.push_str("]\n");
    }
}

fn form(entry: &Entry, spec: &'static TableSpec, path: &str) -> Form {
    let kind = spec.key(&entry.key).map(|key| key.kind);
    let fits = || {
        let length = entry.key.chars().count() + 3 + inline(&entry.node).chars().count();
        length <= LINE
    };
    match (kind, &entry.node.value) {
        (Some(Kind::Map(inner)), Value::Table(_)) => Form::Named(inner),
        (Some(Kind::Table(inner) | Kind::TableOr(inner, _)), Value::Table(table)) => {
            let is_list = |entry: &Entry| matches!(entry.node.value, Value::List(_));
            let is_short = fits() && !table.entries().iter().any(is_list);
            if is_short && (!path.is_empty() || entry.key == "discount_rate") {
                Form::Line
            } else {
                Form::Section(inner)
            }
        }
        (Some(Kind::Tables(inner)), Value::List(items)) if !items.is_empty() => {
            if path.is_empty() || entry.key == "salary_table" {
                Form::Sections(inner)
            } else if fits() && items.len() == 1 {
                Form::Line
            } else {
                Form::Rows
            }
        }
        (Some(Kind::Scales), Value::Table(_)) => Form::Section(&SCALES),
        (Some(Kind::Bands(..) | Kind::Dated(_)), Value::List(items)) if !items.is_empty() => {
            if fits() { Form::Line } else { Form::Rows }
        }
        _ => Form::Line,
    }
}

/// Salary scales: keys that the writer chooses, without a grammar of their own.
const SCALES: TableSpec = TableSpec {
    name: "employment.salary_table.scales",
    doc: crate::input::format::Text { nl: "", en: "" },
    keys: &[],
    years: false,
};

/// A value on one line.
pub fn inline(node: &Node) -> String {
    match &node.value {
        Value::Text(text) => quoted(text),
        Value::Integer(integer) => whole(*integer),
        Value::Float(float) => decimal(*float),
        Value::Flag(flag) => flag.to_string(),
        Value::Date(text) => text.clone(),
        Value::List(items) => {
            format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", "))
        }
        Value::Table(table) if table.entries().is_empty() => "{}".to_owned(),
        Value::Table(table) => {
            let entries = table.entries().iter();
            let entries = entries.map(|e| format!("{} = {}", key(&e.key), inline(&e.node)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

fn key(key: &str) -> String {
    let is_bare =
        !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    if is_bare { key.to_owned() } else { quoted(key) }
}

/// A text between quotes.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", c as u32)),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

fn whole(integer: i64) -> String {
    let digits = integer.unsigned_abs().to_string();
    if integer.unsigned_abs() < GROUPED {
        return integer.to_string();
    }
    let mut grouped = String::from(if integer < 0 { "-" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    grouped
}

/// A number with decimals; three of them get a zero more, so that nobody takes them for thousands.
fn decimal(float: f64) -> String {
    let text = format!("{float:?}");
    let is_thousands_like = text
        .split_once('.')
        .is_some_and(|(whole, decimals)| decimals.len() == 3 && !matches!(whole, "0" | "-0"));
    if is_thousands_like { text + "0" } else { text }
}
