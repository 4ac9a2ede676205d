//! Every file in `scenarios/broken` has one mistake and says in its own header what is reported.
//!
//! `# expect: error unknown-key 12:1` (severity, name, place; a file before the place where it
//! lies in another one), `# expect-en:` and `# expect-nl:` (message; advice). After a change of
//! wording: `KANSRIJK_REFRESH=1 cargo test broken`, and read the difference before committing.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, SourceFile};
use crate::input::{LoadOptions, load, load_study};
use crate::language::Language;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/broken")
}

/// Broken scenarios, and broken studies in `studies`.
pub fn files() -> Vec<PathBuf> {
    let folders = [folder(), folder().join("studies")];
    let entries = folders.iter().flat_map(|f| std::fs::read_dir(f).expect("the folder is there"));
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("it can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();
    files
}

/// What is found in a broken file.
pub fn found(path: &Path) -> (Vec<Diagnostic>, Vec<SourceFile>) {
    let options = LoadOptions::default();
    let is_study = path.parent() == Some(&folder().join("studies"));
    let found = if is_study {
        load_study(path, 1, &options).map(|loaded| (loaded.warnings, loaded.sources))
    } else {
        load(path, &options).map(|loaded| (loaded.warnings, loaded.sources))
    };
    found.unwrap_or_else(|error| (error.problems, error.sources))
}

/// The header that says what was found.
fn header(problems: &[Diagnostic], sources: &[SourceFile]) -> String {
    let mut lines = String::new();
    for problem in problems {
        let place = problem.place.as_ref().map_or_else(String::new, |place| {
            let source = &sources[place.file];
            let at = source.position(place.start);
            let file = match place.file {
                0 => String::new(),
                _ => {
                    let path = source.path.strip_prefix(folder()).unwrap_or(&source.path);
                    format!("{}:", path.display())
                }
            };
            format!(" {file}{}:{}", at.line, at.column)
        });
        let severity = match problem.severity() {
            crate::diagnostic::Severity::Error => "error",
            crate::diagnostic::Severity::Warning => "warning",
        };
        lines.push_str(&format!("# expect: {severity} {}{place}\n", problem.code().slug));
        for (name, language) in [("en", Language::En), ("nl", Language::Nl)] {
            let (message, advice) = (problem.message(language), problem.advice(language));
            lines.push_str(&format!("# expect-{name}: {message} | {advice}\n"));
        }
    }
    lines.replace(&folder().display().to_string(), "scenarios/broken")
}

#[test]
fn every_broken_file_gets_the_message_in_its_header() {
    let files = files();
    assert!(files.len() >= 30, "{} files", files.len());
    let mut wrong = Vec::new();
    for path in &files {
        let bytes = std::fs::read(path).expect("it can be read");
        let text = String::from_utf8_lossy(&bytes);
        let stated: Vec<&str> =
            text.lines().take_while(|line| line.starts_with("# expect")).collect();
        let (problems, sources) = found(path);
        let found = header(&problems, &sources);
        if found.lines().eq(stated.iter().copied()) && !found.is_empty() {
            continue;
        }
        if std::env::var_os("KANSRIJK_REFRESH").is_some() && problems.len() == 1 {
            let skip: usize = stated.iter().map(|line| line.len() + 1).sum();
            let mut new = found.into_bytes();
            new.extend_from_slice(&bytes[skip..]);
            std::fs::write(path, new).expect("it can be written");
            continue;
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        wrong.push(format!("{name} states\n{}\nbut found is\n{found}", stated.join("\n")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
