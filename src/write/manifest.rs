//! `manifest.json`: what made a folder of results, so that it can be made again.

use std::path::{Component, Path};

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::Report;
use super::files::OutputFile;
use super::json;

/// Name and version of the format.
pub const MANIFEST_SCHEMA: &str = "kansrijk/manifest/1";

/// Name of the file.
pub const MANIFEST_FILE_NAME: &str = "manifest.json";

/// Folder of the copies of the scenario's files.
const SOURCES_FOLDER: &str = "scenario";

/// A file that the scenario was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Its place relative to the folder of the scenario.
    pub path: String,
    /// All of its bytes.
    pub bytes: Vec<u8>,
}

/// Where results come from; only the caller knows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Provenance {
    /// The scenario's files, the scenario itself first.
    pub sources: Vec<SourceFile>,
    /// Numbers set on the command line, as typed: `path=value`.
    pub overrides: Vec<String>,
    /// Threads that computed.
    pub threads: usize,
    /// When the run started, in a form for people and programs (ISO 8601), if known.
    pub started: Option<String>,
    /// Seconds that it took.
    pub seconds: f64,
}

impl Provenance {
    /// SHA-256 of everything that defines the scenario: the lines `digest␣␣path` of the copies,
    /// sorted by path, then a line `--set path=value` for each override in order.
    #[must_use]
    pub fn scenario_digest(&self) -> String {
        let mut lines: Vec<(String, String)> =
            self.copies().into_iter().map(|file| (file.path, hex(&file.bytes))).collect();
        lines.sort();
        let mut text = String::new();
        for (path, digest) in lines {
            text += &format!("{digest}  {path}\n");
        }
        for set in &self.overrides {
            text += &format!("--set {set}\n");
        }
        hex(text.as_bytes())
    }

    /// Copies of the sources in the folder of results. Places outside the scenario's folder are
    /// brought inside, and two files of the same name are told apart by a number.
    #[must_use]
    pub fn copies(&self) -> Vec<OutputFile> {
        let mut copies: Vec<OutputFile> = Vec::with_capacity(self.sources.len());
        for source in &self.sources {
            let names: Vec<_> = Path::new(&source.path)
                .components()
                .filter_map(|component| match component {
                    Component::Normal(name) => Some(name.to_string_lossy()),
                    _ => None,
                })
                .collect();
            let path = format!("{SOURCES_FOLDER}/{}", names.join("/"));
            let is_taken = |path: &str| copies.iter().any(|copy| copy.path == path);
            let numbered = (2..).map(|n| format!("{path}.{n}"));
            let free = std::iter::once(path.clone()).chain(numbered).find(|path| !is_taken(path));
            copies.push(OutputFile::new(free.unwrap_or(path), source.bytes.clone()));
        }
        copies
    }
}

/// What a document that stands by itself says of how it was made.
#[derive(Serialize)]
pub(super) struct Made<'a> {
    version: &'static str,
    commit: Option<&'static str>,
    scenario_digest: String,
    sources: Vec<Written<'a>>,
    overrides: &'a [String],
}

impl Provenance {
    /// What a document that stands by itself says of how it was made.
    pub(super) fn made(&self) -> Made<'_> {
        Made {
            version: env!("CARGO_PKG_VERSION"),
            commit: option_env!("KANSRIJK_COMMIT"),
            scenario_digest: self.scenario_digest(),
            sources: self
                .sources
                .iter()
                .map(|file| Written {
                    path: &file.path,
                    bytes: file.bytes.len(),
                    sha256: hex(&file.bytes),
                })
                .collect(),
            overrides: &self.overrides,
        }
    }
}

#[derive(Serialize)]
struct Manifest<'a> {
    schema: &'static str,
    version: &'static str,
    commit: Option<&'static str>,
    scenario: &'a str,
    scenario_digest: String,
    sources: Vec<Written<'a>>,
    overrides: &'a [String],
    seed: u64,
    runs: usize,
    converged: Option<bool>,
    threads: usize,
    platform: Platform,
    started: Option<&'a str>,
    seconds: f64,
    files: Vec<Written<'a>>,
}

#[derive(Serialize)]
struct Platform {
    os: &'static str,
    arch: &'static str,
}

#[derive(Serialize)]
struct Written<'a> {
    path: &'a str,
    bytes: usize,
    sha256: String,
}

impl<'a> Written<'a> {
    fn new(file: &'a OutputFile) -> Self {
        Self { path: &file.path, bytes: file.bytes.len(), sha256: hex(&file.bytes) }
    }
}

/// The manifest of results that consist of `files`, and of the copies of the scenario's files
/// ([`Provenance::copies`], to be written too).
#[must_use]
pub fn manifest(report: Report<'_>, provenance: &Provenance, files: &[OutputFile]) -> OutputFile {
    let subject = Subject {
        name: &report.plan.scenario.name,
        seed: report.simulation.seed,
        runs: report.simulation.runs,
        converged: report.simulation.converged,
    };
    of_files(subject, provenance, files)
}

/// What was computed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Subject<'a> {
    /// Name of the scenario, or of the study.
    pub(super) name: &'a str,
    /// The seed.
    pub(super) seed: u64,
    /// Runs done.
    pub(super) runs: usize,
    /// Whether every outcome is known well enough, if that was asked.
    pub(super) converged: Option<bool>,
}

/// The manifest of results about a subject.
pub(super) fn of_files(
    subject: Subject<'_>,
    provenance: &Provenance,
    files: &[OutputFile],
) -> OutputFile {
    let copies = provenance.copies();
    let manifest = Manifest {
        schema: MANIFEST_SCHEMA,
        version: env!("CARGO_PKG_VERSION"),
        commit: option_env!("KANSRIJK_COMMIT"),
        scenario: subject.name,
        scenario_digest: provenance.scenario_digest(),
        sources: copies.iter().map(Written::new).collect(),
        overrides: &provenance.overrides,
        seed: subject.seed,
        runs: subject.runs,
        converged: subject.converged,
        threads: provenance.threads,
        platform: Platform { os: std::env::consts::OS, arch: std::env::consts::ARCH },
        started: provenance.started.as_deref(),
        seconds: provenance.seconds,
        files: files
            .iter()
            .filter(|file| copies.iter().all(|copy| copy.path != file.path))
            .map(Written::new)
            .collect(),
    };
    OutputFile::new(MANIFEST_FILE_NAME, json::readable(&manifest))
}

/// SHA-256 in hexadecimal digits.
fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn provenance(paths: &[&str]) -> Provenance {
        Provenance {
            sources: paths
                .iter()
                .map(|path| SourceFile {
                    path: (*path).to_owned(),
                    bytes: path.as_bytes().to_vec(),
                })
                .collect(),
            ..Provenance::default()
        }
    }

    #[test]
    fn a_digest_is_that_of_the_standard() {
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(hex(b"abc"), expected);
    }

    #[test]
    fn copies_stay_inside_the_folder_and_keep_apart() {
        let copies =
            provenance(&["a.toml", "shared/b.toml", "../shared/b.toml", "/a.toml"]).copies();
        let paths: Vec<&str> = copies.iter().map(|copy| copy.path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "scenario/a.toml",
                "scenario/shared/b.toml",
                "scenario/shared/b.toml.2",
                "scenario/a.toml.2"
            ]
        );
    }

    #[test]
    fn the_digest_of_a_scenario_moves_with_its_files_and_overrides_only() {
        let one = provenance(&["a.toml", "b.toml"]);
        let mut other = provenance(&["b.toml", "a.toml"]);
        other.threads = 8;
        other.seconds = 3.0;
        assert_eq!(one.scenario_digest(), other.scenario_digest());
        other.overrides.push("contract.payment_lag_months=3".to_owned());
        assert_ne!(one.scenario_digest(), other.scenario_digest());
        other = provenance(&["a.toml", "b.toml"]);
        other.sources[1].bytes.push(b' ');
        assert_ne!(one.scenario_digest(), other.scenario_digest());
    }
}
