//! `[employment]` and the salary tables.

use std::collections::BTreeMap;

use crate::diagnostic::{Expected, ModelProblem, StructureProblem, ValueProblem, Warning};
use crate::input::cursor::Cursor;
use crate::input::dated::Dates;
use crate::input::leaf::{Origin, Pricing, year};
use crate::input::nearest::nearest;
use crate::input::number;
use crate::input::structure::join;
use crate::input::tree::Value;
use crate::input::value::month_text;
use crate::model::employment::{Allowance, Employment, OtherDirect, PerFteOrCase, SalaryTable};

/// Largest amount of a salary scale [€/month].
const HIGHEST_SALARY: f64 = 50_000.0;

/// A table that holds as written from so many months before the start is worth a look: collective
/// agreements run for one or two years.
const OLD_TABLE_MONTHS: i64 = 24;

/// Number of steps of each scale, by salary table.
#[derive(Debug, Default)]
pub struct SalaryScales(Vec<BTreeMap<String, usize>>);

impl SalaryScales {
    /// Reports a scale or step that a table does not have.
    pub fn check(&self, salary: &Cursor<'_>, scale: &str, step: Option<usize>) {
        let place = |key: &str| salary.find(key).map(|found| found.node.place.clone());
        if self.0.is_empty() {
            let problem = ModelProblem::RequiredHere {
                key: "employment.salary_table".into(),
                because_nl: format!("een salaris schaal `{scale}` noemt"),
                because_en: format!("a salary names scale `{scale}`"),
                example: "[[employment.salary_table]] scales = { 10 = [3300, 3450] }".into(),
            };
            salary.reader.problem(problem, place("scale").as_ref());
            return;
        }
        for table in &self.0 {
            let Some(&steps) = table.get(scale) else {
                let mut choices: Vec<String> = table.keys().cloned().collect();
                choices.sort_by_key(|name| (name.len(), name.clone()));
                let problem = ModelProblem::UnknownScale {
                    scale: scale.to_owned(),
                    nearest: nearest(scale, &choices),
                    choices,
                };
                salary.reader.problem(problem, place("scale").as_ref());
                return;
            };
            if let Some(step) = step.filter(|step| *step >= steps) {
                let (scale, last) = (scale.to_owned(), steps.saturating_sub(1));
                let problem = ModelProblem::UnknownStep { scale, step, last };
                salary.reader.problem(problem, place("step").as_ref());
                return;
            }
        }
    }
}

/// The name of a scale: `10` or `"10"`.
pub fn scale_name(table: &Cursor<'_>, key: &str) -> Option<String> {
    let found = table.find(key)?;
    match &found.node.value {
        Value::Text(name) => Some(name.clone()),
        Value::Integer(number) => Some(number.to_string()),
        _ => {
            table.wrong(&found, Expected::Text);
            None
        }
    }
}

/// Reads `[employment]`.
pub fn employment(table: &Cursor<'_>, under_caseload: bool) -> (Employment, SalaryScales) {
    let allowance = |key: &str| {
        let allowance = table.table(key).unwrap_or_else(|| table.empty(key));
        Allowance {
            share: allowance.quantity("share"),
            paid_in_month: allowance.size("paid_in_month") as u32,
        }
    };
    if under_caseload && !table.has("other_direct") {
        let problem = ModelProblem::RequiredHere {
            key: "other_direct".into(),
            because_nl: "bij `contract.variant = \"caseload\"` de gedragswetenschapper en teamleider hier staan".into(),
            because_en: "under `contract.variant = \"caseload\"` the behavioural scientist and team manager stand here".into(),
            example: "other_direct = []".into(),
        };
        table.reader.problem(problem, table.place().as_ref());
    }
    let (salary_tables, scales) = salary_tables(table);
    let employment = Employment {
        contract_hours_per_year: table.number("contract_hours_per_year"),
        working_weeks_per_year: table.number("working_weeks_per_year"),
        holiday_allowance: allowance("holiday_allowance"),
        year_end_bonus: allowance("year_end_bonus"),
        on_cost: table.bands("on_cost"),
        overhead_on_wages: table.quantity("overhead_on_wages"),
        full_cost_overhead: table.optional_quantity("full_cost_overhead"),
        supervisor_cost_per_hour: table.optional_quantity("supervisor_cost_per_hour"),
        other_direct: table
            .tables("other_direct")
            .iter()
            .map(|item| other_direct(item, under_caseload))
            .collect(),
        salary_tables,
    };
    (employment, scales)
}

fn other_direct(item: &Cursor<'_>, under_caseload: bool) -> OtherDirect {
    let per = item.word("per");
    if per == "case" && !under_caseload {
        let problem = ModelProblem::NotHere {
            key: "per = \"case\"".into(),
            because_nl: "alleen `contract.variant = \"caseload\"` kent zaken".into(),
            because_en: "only `contract.variant = \"caseload\"` knows cases".into(),
        };
        item.reader
            .problem(problem, item.find("per").map(|found| found.node.place.clone()).as_ref());
    }
    OtherDirect {
        name: item.label("name"),
        amount: item.quantity("amount_per_month"),
        per: if per == "case" { PerFteOrCase::Case } else { PerFteOrCase::Fte },
    }
}

fn salary_tables(employment: &Cursor<'_>) -> (Vec<SalaryTable>, SalaryScales) {
    let Some(list) = employment.find("salary_table") else {
        return (Vec::new(), SalaryScales::default());
    };
    let reader = employment.reader;
    let mut dates = Dates::new(reader, &list.path);
    let mut tables: Vec<(i64, SalaryTable)> = Vec::new();
    for (i, entry) in employment.tables("salary_table").iter().enumerate() {
        let at = if entry.has("from") {
            let month = entry.month("from");
            dates.next(month.zip(entry.place())).unwrap_or(0)
        } else {
            if i > 0 {
                entry.missing("from");
            }
            i64::MIN
        };
        let origin = entry.layers.first().map(|layer| Origin::of(reader, layer.table));
        let origin = origin.unwrap_or_default();
        let table = match entry.one_of(&["scales", "raise"]) {
            Some("raise") => {
                entry.needs(&["factor", "euros_of"], "scales");
                raised(entry, tables.last().map(|(_, table)| table), &origin)
            }
            Some(_) => SalaryTable {
                from: 0,
                scales: scales(entry),
                factor: entry.optional_quantity_with("factor", Pricing::Nominal, &origin),
                raises: Vec::new(),
            },
            None => continue,
        };
        tables.push((at, table));
    }
    let first_is_dated = tables.first().is_some_and(|(at, _)| *at > i64::MIN);
    if first_is_dated {
        dates.finish(&list.node.place);
    }
    let current = tables.iter().rposition(|(at, _)| *at <= 0).unwrap_or(0);
    if let [last] = &tables[current.min(tables.len())..] {
        old_table(employment, last.0);
    }
    let tables: Vec<SalaryTable> = tables
        .into_iter()
        .skip(current)
        .map(|(at, table)| SalaryTable { from: usize::try_from(at).unwrap_or(0), ..table })
        .collect();
    let steps = |table: &SalaryTable| {
        table.scales.iter().map(|(name, steps)| (name.clone(), steps.len())).collect()
    };
    let scales = SalaryScales(tables.iter().map(steps).collect());
    (tables, scales)
}

/// Warns of a last table from long before the start whose amounts nothing brings up to date.
fn old_table(employment: &Cursor<'_>, at: i64) {
    let entries = employment.tables("salary_table");
    let Some(last) = entries.last().filter(|last| !last.has("euros_of")) else {
        return;
    };
    if at == i64::MIN || -at < OLD_TABLE_MONTHS || last.reader.start_is_unknown.get() {
        return;
    }
    if let (Some(found), Some(from)) = (last.find("from"), last.month("from")) {
        let start = month_text(last.reader.start.get());
        let warning = Warning::OldSalaryTable { from: month_text(from), start, months: -at };
        last.reader.problem(warning, Some(&found.node.place));
    }
}

fn raised(entry: &Cursor<'_>, before: Option<&SalaryTable>, origin: &Origin) -> SalaryTable {
    if !entry.has("from") {
        entry.missing("from");
    }
    let raise = entry.quantity_with("raise", Pricing::Nominal, origin);
    let Some(before) = before else {
        entry.needs(&["raise"], "scales");
        return SalaryTable { from: 0, scales: BTreeMap::new(), factor: None, raises: Vec::new() };
    };
    let mut raises = before.raises.clone();
    raises.push(raise);
    SalaryTable { raises, ..before.clone() }
}

/// The amounts of a table, at the price level of the start where the file states theirs.
fn scales(entry: &Cursor<'_>) -> BTreeMap<String, Vec<f64>> {
    let Some(found) = entry.find("scales") else {
        return BTreeMap::new();
    };
    let Some(table) = found.node.table() else {
        entry.wrong(&found, Expected::Table);
        return BTreeMap::new();
    };
    let factor =
        price_level(entry).map_or(1.0, |(year, place)| entry.reader.conversion(year, &place));
    let mut scales = BTreeMap::new();
    for scale in table.entries() {
        let path = join(&found.path, &scale.key);
        let Value::List(steps) = &scale.node.value else {
            crate::input::value::wrong(entry.reader, &scale.node, &path, Expected::NumberList);
            continue;
        };
        if steps.is_empty() {
            let problem = StructureProblem::EmptyList { key: path };
            entry.reader.problem(problem, Some(&scale.node.place));
            continue;
        }
        let mut before = f64::NEG_INFINITY;
        let amounts = steps.iter().enumerate().map(|(i, step)| {
            let key = format!("{path}[{i}]");
            if entry.reader.is_thousands(&step.place) {
                return 1.0;
            }
            let amount = number::plain(entry.reader, step, &key).unwrap_or(1.0);
            if !(0.0..=HIGHEST_SALARY).contains(&amount) {
                let (low, high, unit) = (0.0, HIGHEST_SALARY, "€/month");
                let problem = ValueProblem::OutOfRange { key, value: amount, low, high, unit };
                entry.reader.problem(problem, Some(&step.place));
            } else if amount < before {
                let (scale, after) = (scale.key.clone(), amount);
                let warning = Warning::DescendingScale { scale, step: i, before, after };
                entry.reader.problem(warning, Some(&step.place));
            }
            before = amount;
            amount * factor
        });
        scales.insert(scale.key.clone(), amounts.collect());
    }
    if table.entries().is_empty() {
        let problem = StructureProblem::EmptyList { key: found.path.clone() };
        entry.reader.problem(problem, Some(&found.node.place));
    }
    scales
}

fn price_level(entry: &Cursor<'_>) -> Option<(i32, crate::diagnostic::Place)> {
    if let Some(own) = entry.find("euros_of") {
        return Some((year(entry.reader, own.node, &own.path)?, own.node.place.clone()));
    }
    if entry.has("from") {
        return None;
    }
    let place = entry.place()?;
    let prices = entry.reader.prices.borrow();
    let of = prices.of_file.get(&place.file).copied().or(prices.of_scenario);
    if of.is_none() {
        entry.reader.unpriced(&entry.path, &place);
    }
    Some((of?, place.clone()))
}
