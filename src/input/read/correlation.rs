//! `[[correlation]]` and `[[expect]]`.

use crate::diagnostic::{
    Diagnostic, Expected, ModelProblem, Place, Remark, StructureProblem, Warning,
};
use crate::distribution::{cholesky, offending_pairs, spearman_to_copula};
use crate::input::cursor::Cursor;
use crate::input::nearest::nearest_path;
use crate::input::number;
use crate::input::reader::Reader;
use crate::input::thousands;
use crate::input::tree::Value;
use crate::model::quantity::{Comparand, CorrelationGroup, Expectation};

/// Largest number of members of a group.
const MOST_MEMBERS: usize = 100;

/// Correlation groups so far.
pub struct Groups<'r> {
    reader: &'r Reader,
    groups: Vec<CorrelationGroup>,
    /// Members, with the place that put them in a group.
    taken: Vec<(u32, Place)>,
}

impl<'r> Groups<'r> {
    pub fn new(reader: &'r Reader) -> Self {
        Self { reader, groups: Vec::new(), taken: Vec::new() }
    }

    pub fn finish(self) -> Vec<CorrelationGroup> {
        self.groups
    }

    /// Adds a group, unless something is wrong with it.
    pub fn add(&mut self, members: &[(u32, Place)], spearman: &[f64], place: &Place) {
        let n = members.len();
        for (i, (index, at)) in members.iter().enumerate() {
            let earlier = self.taken.iter().chain(&members[..i]).find(|(taken, _)| taken == index);
            if let Some((_, first)) = earlier {
                let path = self.reader.with(*index, |q| q.path.clone());
                let problem = ModelProblem::AlreadyCorrelated { path };
                let diagnostic = Diagnostic::new(problem, Some(at.clone()));
                self.reader.push(diagnostic.with(first.clone(), Remark::FirstHere));
                return;
            }
        }
        self.taken.extend(members.iter().cloned());
        let is_certain = |index: u32| self.reader.with(index, |q| q.distribution.is_certain());
        let kept: Vec<usize> = (0..n)
            .filter(|&i| {
                let (index, at) = &members[i];
                let certain = is_certain(*index);
                if certain {
                    let path = self.reader.with(*index, |q| q.path.clone());
                    self.reader.problem(Warning::CertainMember { path }, Some(at));
                }
                !certain
            })
            .collect();
        if kept.len() < 2 {
            return;
        }
        let spearman: Vec<f64> =
            kept.iter().flat_map(|&i| kept.iter().map(move |&j| spearman[i * n + j])).collect();
        let is_full = |at: usize| at / kept.len() != at % kept.len() && spearman[at].abs() == 1.0;
        if let Some(at) = (0..spearman.len()).find(|&at| is_full(at)) {
            let problem = ModelProblem::FullCorrelation { value: spearman[at] };
            self.reader.problem(problem, Some(place));
            return;
        }
        let copula: Vec<f64> = spearman.iter().map(|&rho| spearman_to_copula(rho)).collect();
        match cholesky(&copula, kept.len()) {
            Ok(factor) => self.groups.push(CorrelationGroup {
                members: kept.iter().map(|&i| members[i].0).collect(),
                spearman,
                cholesky: factor,
            }),
            Err(_) => {
                let path = |i: usize| self.reader.with(members[kept[i]].0, |q| q.path.clone());
                let offending = offending_pairs(&copula, kept.len())
                    .into_iter()
                    .map(|(i, j)| (path(i), path(j)))
                    .collect();
                self.reader.problem(ModelProblem::NotPositiveDefinite { offending }, Some(place));
            }
        }
    }

    /// Reads one `[[correlation]]`.
    pub fn read(&mut self, table: &Cursor<'_>) {
        if !table.has("between") {
            table.missing("between");
        }
        let named = table.texts("between");
        let members: Vec<Option<(u32, Place)>> = named
            .iter()
            .map(|(path, place)| Some((known(self.reader, path, place)?, place.clone())))
            .collect();
        let Some(way) = table.one_of(&["rho", "matrix"]) else {
            return;
        };
        let Some(found) = table.find(way) else { return };
        let n = named.len();
        let place = found.node.place.clone();
        if (way == "rho" && n != 2 || n < 2) && table.has("between") {
            let between = table.find("between").map(|found| found.node.place.clone());
            let problem = ModelProblem::NumberOfMembers { members: n, way: way.to_owned() };
            self.reader.problem(problem, between.as_ref());
            return;
        }
        if n > MOST_MEMBERS {
            let problem = ModelProblem::NumberOfMembers { members: n, way: way.to_owned() };
            self.reader.problem(problem, Some(&place));
            return;
        }
        let spearman = if way == "rho" {
            table.optional_number("rho").map(|rho| vec![1.0, rho, rho, 1.0])
        } else {
            self.matrix(table, n)
        };
        let kept: Vec<usize> = (0..n).filter(|&i| !self.reader.is_left_out(&named[i].0)).collect();
        let members = kept.iter().map(|&i| members[i].clone()).collect::<Option<Vec<_>>>();
        if let (Some(spearman), Some(members)) = (spearman, members)
            && (members.len() > 1 || kept.len() == n)
        {
            let cell = |&i: &usize| kept.iter().map(move |&j| i * n + j);
            let spearman: Vec<f64> = kept.iter().flat_map(cell).map(|at| spearman[at]).collect();
            self.add(&members, &spearman, &place);
        }
    }

    fn matrix(&self, table: &Cursor<'_>, n: usize) -> Option<Vec<f64>> {
        let found = table.find("matrix")?;
        let Value::List(rows) = &found.node.value else {
            table.wrong(&found, Expected::List);
            return None;
        };
        let size = |rows: usize| ModelProblem::MatrixSize { members: n, rows };
        if rows.len() != n {
            self.reader.problem(size(rows.len()), Some(&found.node.place));
            return None;
        }
        let mut matrix = Vec::with_capacity(n * n);
        for (i, row) in rows.iter().enumerate() {
            let Value::List(cells) = &row.value else {
                crate::input::value::wrong(self.reader, row, &found.path, Expected::NumberList);
                return None;
            };
            if cells.len() != n {
                self.reader.problem(size(rows.len()), Some(&row.place));
                return None;
            }
            for (j, cell) in cells.iter().enumerate() {
                let key = format!("{}[{i}][{j}]", found.path);
                let value = number::plain(self.reader, cell, &key)?;
                if !(-1.0..=1.0).contains(&value) {
                    let problem = crate::diagnostic::ValueProblem::OutOfRange {
                        key,
                        value,
                        low: -1.0,
                        high: 1.0,
                        unit: "",
                    };
                    self.reader.problem(problem, Some(&cell.place));
                    return None;
                }
                if i == j && value != 1.0 {
                    let problem = ModelProblem::Diagonal { row: i + 1, value };
                    self.reader.problem(problem, Some(&cell.place));
                    return None;
                }
                if j < i && value != matrix[j * n + i] {
                    let problem = ModelProblem::NotSymmetric {
                        row: i + 1,
                        column: j + 1,
                        here: value,
                        there: matrix[j * n + i],
                    };
                    self.reader.problem(problem, Some(&cell.place));
                    return None;
                }
                matrix.push(value);
            }
        }
        Some(matrix)
    }
}

/// The quantity of a path; reports one that is not there, unless a study leaves it out or nobody can tell.
fn known(reader: &Reader, path: &str, place: &Place) -> Option<u32> {
    if let Some(index) = reader.known(path) {
        return Some(index);
    }
    if reader.is_left_out(path) || reader.is_unjudged(path) {
        return None;
    }
    if reader.is_unused(path) {
        reader.problem(ModelProblem::UnusedPath { path: path.to_owned() }, Some(place));
        return None;
    }
    let paths = reader.paths();
    let mut choices = near(path, &paths);
    let nearest = nearest_path(path, &paths);
    if choices.is_empty() {
        choices = paths;
    }
    let problem = StructureProblem::UnknownPath { path: path.to_owned(), nearest, choices };
    reader.problem(problem, Some(place));
    None
}

/// The paths that begin like this one.
pub fn near(path: &str, paths: &[String]) -> Vec<String> {
    let mut head = path;
    while let Some(at) = head.rfind('.') {
        head = &head[..at];
        let below: Vec<String> =
            paths.iter().filter(|known| known.starts_with(&format!("{head}."))).cloned().collect();
        if !below.is_empty() {
            return below;
        }
    }
    Vec::new()
}

/// Whether a quantity counts in a unit of which there are thousands.
fn is_large(reader: &Reader, index: Option<u32>) -> bool {
    index.is_some_and(|index| reader.with(index, |quantity| thousands::is_large(quantity.unit)))
}

/// Reads one `[[expect]]`.
pub fn expectation(table: &Cursor<'_>) -> Option<(Expectation, Option<Place>)> {
    let reader = table.reader;
    for key in ["quantity", "at_least"] {
        if !table.has(key) {
            table.missing(key);
        }
    }
    let path = |key: &str| {
        let found = table.find(key)?;
        let Some(text) = found.node.text() else {
            table.wrong(&found, Expected::Path);
            return None;
        };
        known(reader, text, &found.node.place)
    };
    let left = path("quantity");
    let right = table.find("at_least").and_then(|found| match found.node.value {
        Value::Text(ref text) if !number::looks_like_number(text) => {
            path("at_least").map(Comparand::Quantity)
        }
        _ if is_large(reader, left) && reader.is_thousands(&found.node.place) => None,
        _ => {
            number::plain_or(reader, found.node, &found.path, Expected::Path).map(Comparand::Number)
        }
    });
    let because = table.text("because");
    Some((Expectation { left: left?, right: right?, because }, table.place()))
}
