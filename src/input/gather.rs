//! Reads the scenario file and everything that it includes.

use std::path::{Component, Path, PathBuf};

use super::files::{Files, ReadError, largest};
pub use super::syntax::Parsed as ParsedFile;
use super::syntax::{self, Parsed};
use super::tree::{Node, Value};
use super::workbook;
use crate::diagnostic::{
    Diagnostic, Expected, FileProblem, Place, Problem, SourceFile, StructureProblem,
};

/// So many files can be included.
const MOST_FILES: usize = 200;

/// The files of a scenario, the most specific first.
#[derive(Debug, Default)]
pub struct Gathered {
    pub sources: Vec<SourceFile>,
    /// One for each source, in the same order.
    pub parsed: Vec<Parsed>,
    pub problems: Vec<Diagnostic>,
}

/// Reads `path` and what it includes.
pub fn gather(files: &dyn Files, path: &Path) -> Gathered {
    let mut gathered = Gathered::default();
    let name = path.display().to_string();
    let bytes = files.resolve(path).and_then(|true_path| Ok((files.read(&true_path)?, true_path)));
    let (bytes, true_path) = match bytes {
        Ok(found) => found,
        Err(error) => {
            gathered.problems.push(Diagnostic::new(unread(error, name), None));
            return gathered;
        }
    };
    let root = true_path.parent().map(Path::to_path_buf).unwrap_or_default();
    let mut walk = Walk { files, root, gathered, seen: vec![true_path.clone()] };
    walk.add(path.to_path_buf(), bytes);
    walk.follow(0, &mut vec![(true_path, name)]);
    walk.gathered
}

fn unread(error: ReadError, path: String) -> FileProblem {
    match error {
        ReadError::NotFound => FileProblem::NotFound { path },
        ReadError::NotAFile => FileProblem::NotAFile { path },
        ReadError::TooLarge(bytes) => {
            FileProblem::TooLarge { bytes, limit: largest(Path::new(&path)) }
        }
        ReadError::Other(reason) => FileProblem::Unreadable { path, reason },
    }
}

struct Walk<'f> {
    files: &'f dyn Files,
    /// The folder that nothing included may leave.
    root: PathBuf,
    gathered: Gathered,
    /// True paths of the files read so far; each counts once.
    seen: Vec<PathBuf>,
}

impl Walk<'_> {
    fn problem(&mut self, problem: impl Into<Problem>, place: Option<Place>) {
        self.gathered.problems.push(Diagnostic::new(problem, place));
    }

    fn add(&mut self, path: PathBuf, bytes: Vec<u8>) {
        let file = self.gathered.sources.len();
        let name = path.display().to_string();
        if workbook::is_workbook(&name) {
            let (source, parsed) = workbook::parse(bytes, path, file);
            self.gathered.problems.extend(parsed.problems.iter().cloned());
            self.gathered.sources.push(source);
            self.gathered.parsed.push(parsed);
            return;
        }
        let foreign = workbook::not_a_text(&bytes, &name);
        let utf8 = std::str::from_utf8(&bytes).err().map(|error| error.valid_up_to());
        let bad_byte = utf8.map(|at| (at, bytes[at]));
        let source = SourceFile::new(path, bytes);
        let parsed = if let Some(problem) = foreign {
            let place = Place::new(file, 0..0);
            self.problem(problem, Some(place));
            damaged(source.text.len())
        } else if let Some((at, byte)) = bad_byte {
            let line = source.position(at).line;
            // In the shown text a bad byte became `�`, three bytes long.
            self.problem(FileProblem::NotUtf8 { byte, line }, Some(Place::new(file, at..at + 3)));
            damaged(source.text.len())
        } else if is_empty(&source.text) {
            self.problem(FileProblem::Empty { path: name }, Some(Place::new(file, 0..0)));
            damaged(source.text.len())
        } else {
            syntax::parse(&source.text, file)
        };
        self.gathered.problems.extend(parsed.problems.iter().cloned());
        self.gathered.sources.push(source);
        self.gathered.parsed.push(parsed);
    }

    /// Reads what file `file` includes; `chain` leads from the scenario to it.
    fn follow(&mut self, file: usize, chain: &mut Vec<(PathBuf, String)>) {
        let Some(include) = self.gathered.parsed[file].table.get("include").map(|e| e.node.clone())
        else {
            return;
        };
        let Value::List(items) = include.value else {
            let found = include.found();
            self.wrong("include", Expected::List, found, include.place);
            return;
        };
        for item in items {
            let Node { place, value: Value::Text(written) } = item else {
                self.wrong("include", Expected::Text, item.found(), item.place);
                continue;
            };
            self.include(file, &written, place, chain);
        }
    }

    fn wrong(
        &mut self,
        key: &str,
        expected: Expected,
        found: crate::diagnostic::FoundType,
        place: Place,
    ) {
        self.problem(StructureProblem::WrongType { key: key.into(), expected, found }, Some(place));
    }

    fn include(
        &mut self,
        file: usize,
        written: &str,
        place: Place,
        chain: &mut Vec<(PathBuf, String)>,
    ) {
        let outside = FileProblem::IncludeOutside { path: written.to_owned() };
        let absolute = Path::new(written)
            .components()
            .any(|part| matches!(part, Component::RootDir | Component::Prefix(_)));
        if absolute {
            self.problem(outside, Some(place));
            return;
        }
        let folder = chain.last().and_then(|(path, _)| path.parent()).unwrap_or(Path::new(""));
        let wanted = folder.join(written);
        // `..` that climbs out is refused before the disk is asked anything.
        if !stays_within(&self.root, &wanted) {
            self.problem(outside, Some(place));
            return;
        }
        let shown_folder = self.gathered.sources[file].path.parent().unwrap_or(Path::new(""));
        let shown = shown_folder.join(written);
        let true_path = match self.files.resolve(&wanted) {
            Ok(true_path) => true_path,
            Err(ReadError::NotFound) => {
                let looked_for = shown.display().to_string();
                let problem = FileProblem::IncludeNotFound { path: written.to_owned(), looked_for };
                self.problem(problem, Some(place));
                return;
            }
            Err(error) => {
                self.problem(unread(error, shown.display().to_string()), Some(place));
                return;
            }
        };
        if !true_path.starts_with(&self.root) {
            self.problem(outside, Some(place));
            return;
        }
        if let Some(at) = chain.iter().position(|(path, _)| *path == true_path) {
            let mut cycle: Vec<String> = chain[at..].iter().map(|(_, name)| name.clone()).collect();
            cycle.push(chain[at].1.clone());
            self.problem(FileProblem::IncludeCycle { cycle }, Some(place));
            return;
        }
        if self.seen.contains(&true_path) {
            return;
        }
        if self.seen.len() >= MOST_FILES {
            self.problem(FileProblem::TooManyFiles { limit: MOST_FILES }, Some(place));
            return;
        }
        self.seen.push(true_path.clone());
        match self.files.read(&true_path) {
            Ok(bytes) => {
                let next = self.gathered.sources.len();
                self.add(shown.clone(), bytes);
                chain.push((true_path, shown.display().to_string()));
                self.follow(next, chain);
                chain.pop();
            }
            Err(error) => {
                let problem = unread(error, shown.display().to_string());
                self.problem(problem, Some(place));
            }
        }
    }
}

fn damaged(length: usize) -> Parsed {
    Parsed { damaged: std::iter::once(0..length + 1).collect(), ..Parsed::default() }
}

/// Nothing but remarks.
fn is_empty(text: &str) -> bool {
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
    lines.all(|line| line.is_empty() || line.starts_with('#'))
}

/// Whether a path stays in a folder when its `..` are taken at their word.
fn stays_within(root: &Path, path: &Path) -> bool {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                if !plain.pop() {
                    return false;
                }
            }
            Component::CurDir => {}
            other => plain.push(other),
        }
    }
    plain.starts_with(root)
}
