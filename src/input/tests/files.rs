//! Files that are not there, too large, or somewhere else.

use super::*;
use crate::input::{LARGEST_FILE, load};

fn disk(name: &str, bytes: &[u8]) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("it can be written");
    (folder, path)
}

fn slugs(path: &Path) -> Vec<&'static str> {
    match load(path, &LoadOptions::default()) {
        Ok(loaded) => loaded.warnings.iter().map(|problem| problem.code().slug).collect(),
        Err(error) => error.problems.iter().map(|problem| problem.code().slug).collect(),
    }
}

#[test]
fn a_scenario_on_disk_loads_under_the_name_of_its_file() {
    let (_folder, path) = disk("mijn-scenario.toml", BASE.as_bytes());
    let loaded = load(&path, &LoadOptions::default()).unwrap_or_else(|e| panic!("{}", shown(&e)));
    assert_eq!(loaded.scenario.name, "mijn-scenario");
    assert_eq!(loaded.scenario.title.nl, "mijn-scenario");
    assert_eq!(loaded.sources[0].bytes, BASE.as_bytes());
}

#[test]
fn a_file_that_is_not_there_or_no_file_is_named() {
    let (folder, _path) = disk("a.toml", b"");
    assert_eq!(slugs(&folder.path().join("b.toml")), ["file-not-found"]);
    assert_eq!(slugs(folder.path()), ["not-a-file"]);
    #[cfg(unix)]
    assert_eq!(slugs(Path::new("/dev/zero")), ["not-a-file"]);
}

#[test]
fn a_file_above_the_limit_is_not_read() {
    let (_folder, path) = disk("a.toml", &vec![b'#'; LARGEST_FILE as usize + 1]);
    assert_eq!(slugs(&path), ["file-too-large"]);
    let (_folder, path) = disk("a.toml", &vec![b'#'; LARGEST_FILE as usize]);
    assert_eq!(slugs(&path), ["empty-file"]);
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_refused() {
    let (_elsewhere, secret) = disk("secret.toml", b"[contract]\n");
    let (folder, path) = disk("a.toml", format!("include = [\"link.toml\"]\n{BASE}").as_bytes());
    std::os::unix::fs::symlink(&secret, folder.path().join("link.toml")).expect("a link");
    assert_eq!(slugs(&path), ["include-outside"]);
}

#[test]
fn an_include_that_climbs_out_is_refused() {
    for path in ["../x.toml", "a/../../x.toml", "/etc/passwd", ".."] {
        let text = format!("include = [\"{path}\"]\n{BASE}");
        assert_eq!(places(load_text(&text)), ["include-outside 1:12"], "{path}");
    }
    let text = format!("include = [\"a/../missing.toml\"]\n{BASE}");
    assert_eq!(places(load_text(&text)), ["include-not-found 1:12"]);
}

#[test]
fn too_many_files_are_refused() {
    let mut files = Memory::default();
    let names: Vec<String> = (0..250).map(|i| format!("\"{i}.toml\"")).collect();
    files = files.with("scenario.toml", format!("include = [{}]\n{BASE}", names.join(", ")));
    for i in 0..250 {
        files = files.with(format!("{i}.toml"), "[contract]\n");
    }
    let found = places(load_files(&files, &[]));
    assert!(found.iter().all(|slug| slug.starts_with("too-many-files")), "{found:?}");
}

#[test]
fn all_mistakes_of_a_file_are_found_at_once() {
    let text = BASE
        .replace("absence_in_norm = 0.07", "absense_in_norm = 0.07")
        .replace("productivity = 0.8", "productivity = 8")
        .replace("pass = 0.85", "pass = 0,85")
        .replace("profile = \"entrant\"", "profile = \"entrent\"")
        .replace("horizon_months = 48", "horizon_months = \"48\"");
    assert_eq!(
        places(load_text(&text)),
        [
            "number-as-text 3:18",
            "out-of-range 20:16",
            "unknown-key 27:1",
            "decimal-comma 55:8",
            "unknown-name 68:38",
        ]
    );
}

#[test]
fn an_unreadable_line_has_no_echoes() {
    // The header is broken, so that its keys seem to belong to another table.
    let text = BASE.replace("[contract]\n", "[contract\n").replace("pass = 0.85", "pas = 0.85");
    assert_eq!(places(load_text(&text)), ["syntax 22:10", "unknown-key 55:1"]);
}

#[test]
fn a_file_without_a_name_of_its_own_is_refused() {
    for name in ["...toml", "..toml", ".toml"] {
        let files = Memory::default().with(name, BASE);
        let found = load_from(&files, Path::new(name), &LoadOptions::default());
        assert_eq!(places(found), ["no-file-name"], "{name}");
    }
}
