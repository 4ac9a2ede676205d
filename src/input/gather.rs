//! Reads the scenario file and everything that it includes.

use std::ops::Range;
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

/// The files of a study: itself first, then its base scenario, then what it includes beside that.
#[derive(Debug, Default)]
pub struct GatheredStudy {
    pub all: Gathered,
    /// The files of the base scenario, the most specific first; empty where it cannot be read.
    pub base: Range<usize>,
}

/// Reads `path` and what it includes.
pub fn gather(files: &dyn Files, path: &Path) -> Gathered {
    let Some((mut walk, mut chain)) = begin(files, path, Path::parent) else {
        return unreadable(files, path);
    };
    walk.follow(0, &mut chain);
    walk.gathered
}

/// Reads a study, its base scenario and what both include. All lie in the folder of the study, the one
/// above or below them.
pub fn gather_study(files: &dyn Files, path: &Path) -> GatheredStudy {
    let Some((mut walk, mut chain)) = begin(files, path, folder_above) else {
        return GatheredStudy { all: unreadable(files, path), base: 0..0 };
    };
    walk.is_study = true;
    // What the scenario and the study both include belongs to the scenario: its own tables win over it.
    let scenario = walk.gathered.parsed[0].table.get("scenario").map(|entry| entry.node.clone());
    if let Some(Node { place, value: Value::Text(written) }) = scenario {
        walk.link(0, Link::Scenario, &written, place, &mut chain);
    }
    let base = 1..walk.gathered.parsed.len();
    walk.follow(0, &mut chain);
    GatheredStudy { all: walk.gathered, base }
}

/// The folder above that of a file, or its own where there is none above.
fn folder_above(path: &Path) -> Option<&Path> {
    path.parent().map(|folder| folder.parent().unwrap_or(folder))
}

/// A chain of files: true path and name of each.
type Chain = Vec<(PathBuf, String)>;

/// Reads the first file. `root` gives the folder that nothing else may leave.
fn begin<'f>(
    files: &'f dyn Files,
    path: &Path,
    root: fn(&Path) -> Option<&Path>,
) -> Option<(Walk<'f>, Chain)> {
    let true_path = files.resolve(path).ok()?;
    let bytes = files.read(&true_path).ok()?;
    let root = root(&true_path).map(Path::to_path_buf).unwrap_or_default();
    let gathered = Gathered::default();
    let seen = vec![true_path.clone()];
    let mut walk = Walk { files, root, is_study: false, gathered, seen };
    walk.add(path.to_path_buf(), bytes);
    Some((walk, vec![(true_path, path.display().to_string())]))
}

/// Why the first file was not read.
fn unreadable(files: &dyn Files, path: &Path) -> Gathered {
    let read = files.resolve(path).and_then(|true_path| files.read(&true_path));
    let error = read.err().unwrap_or(ReadError::NotFound);
    let problem = Diagnostic::new(unread(error, path.display().to_string()), None);
    Gathered { problems: vec![problem], ..Gathered::default() }
}

/// How a file names another one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    /// In `include`.
    Include,
    /// A study names its base scenario.
    Scenario,
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
    is_study: bool,
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
            // The base scenario of a study comes right after the study.
            let is_scenario = file == usize::from(self.is_study);
            let (source, parsed) = workbook::parse(bytes, path, file, is_scenario);
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
    fn follow(&mut self, file: usize, chain: &mut Chain) {
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
            self.link(file, Link::Include, &written, place, chain);
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

    /// Reads the file that another one names, and what it includes.
    fn link(&mut self, file: usize, link: Link, written: &str, place: Place, chain: &mut Chain) {
        let outside = if self.is_study {
            FileProblem::OutsideStudy { path: written.to_owned() }
        } else {
            FileProblem::IncludeOutside { path: written.to_owned() }
        };
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
                let path = written.to_owned();
                let problem = match link {
                    Link::Include => FileProblem::IncludeNotFound { path, looked_for },
                    Link::Scenario => FileProblem::ScenarioNotFound { path, looked_for },
                };
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
