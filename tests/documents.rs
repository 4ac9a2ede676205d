//! Documents that say where things are and what is used: they must be right.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every page of the project.
fn pages() -> Vec<PathBuf> {
    let mut pages = Vec::new();
    let mut folders = vec![root().to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("it can be read").flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            let hidden = name.starts_with('.') || name == "target" || name == "node_modules";
            let results = folder == root().join("output");
            if path.is_dir() && !hidden && !results {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                pages.push(path);
            }
        }
    }
    pages.sort();
    pages
}

/// Targets of the links of a page, code blocks left out.
fn links(text: &str) -> Vec<String> {
    let mut links = Vec::new();
    let mut in_code = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        }
        if in_code {
            continue;
        }
        for part in line.split("](").skip(1) {
            if let Some(end) = part.find(')') {
                links.push(part[..end].to_owned());
            }
        }
    }
    links
}

/// The anchors of a page's headings, as the common forges make them.
fn anchors(text: &str) -> BTreeSet<String> {
    let headings = text.lines().filter(|line| line.starts_with('#'));
    headings
        .map(|heading| {
            let title = heading.trim_start_matches('#').trim().to_lowercase();
            let kept = title.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
            kept.map(|c| if c == ' ' { '-' } else { c }).collect()
        })
        .collect()
}

#[test]
fn every_link_within_the_project_leads_somewhere() {
    let mut broken = Vec::new();
    let mut seen = 0;
    for page in pages() {
        let text = fs::read_to_string(&page).expect("a page is text");
        for link in links(&text) {
            if link.starts_with("http") {
                continue;
            }
            seen += 1;
            let (path, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = match path {
                "" => page.clone(),
                path => page.parent().expect("a page lies in a folder").join(path),
            };
            let leads = target.exists()
                && (anchor.is_empty()
                    || fs::read_to_string(&target)
                        .is_ok_and(|text| anchors(&text).contains(anchor)));
            if !leads {
                broken.push(format!("{}: {link}", page.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
    assert!(seen > 50, "links are not recognised any more: {seen}");
}

#[test]
fn every_dependency_says_why_it_is_there() {
    let manifest: toml::Table = toml::from_str(&read("Cargo.toml")).expect("it is TOML");
    let text = read("CONTRIBUTING.md");
    let section = text.split("## Dependencies").nth(1).expect("the section is there");
    let section = section.split("\n## ").next().expect("a section has text");
    for table in ["dependencies", "dev-dependencies"] {
        for name in manifest[table].as_table().expect("a table").keys() {
            let whole = |c: char| !(c.is_alphanumeric() || c == '-' || c == '_');
            let said = section.split(whole).any(|word| word == name);
            assert!(said, "CONTRIBUTING.md does not say why there is `{name}`");
        }
    }
}

#[test]
fn the_version_has_its_place_in_the_changelog() {
    let version = env!("CARGO_PKG_VERSION");
    let changelog = read("CHANGELOG.md");
    let section = changelog.split(&format!("\n## {version}\n")).nth(1);
    let section = section.expect("the version has a section");
    let section = section.split("\n## ").next().expect("a section has text");
    assert!(section.contains("### Changes to results"));
}

#[test]
fn every_scenario_of_the_library_is_on_its_page() {
    let page = read("scenarios/README.md");
    for entry in fs::read_dir(root().join("scenarios")).expect("the library is there").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".toml") {
            assert!(page.contains(&format!("| `{name}` |")), "{name}");
        }
    }
}

/// The check runs what the README promises.
#[test]
fn the_commands_of_the_readme_are_checked() {
    let script = read(".ci/run");
    for readme in ["README.md", "README.nl.md"] {
        let readme = read(readme);
        assert!(readme.contains("\ncargo run --release -- run scenarios/*.toml\n"));
        assert!(readme.contains("\ncargo test\n"));
    }
    assert!(script.contains("cargo run --locked --release --quiet -- run"));
    assert!(script.contains("\nrun cargo test --locked\n"));
}
