//! Tells release builds which commit they were made from, where that is known.

use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=KANSRIJK_COMMIT");
    // Other builds would compile again after every commit, for a number nobody reads.
    if std::env::var("PROFILE").as_deref() != Ok("release") {
        return;
    }
    if let Ok(commit) = std::env::var("KANSRIJK_COMMIT") {
        println!("cargo::rustc-env=KANSRIJK_COMMIT={commit}");
        return;
    }
    let here = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    // A package unpacked inside somebody else's repository has no commit of its own.
    if git(&here, &["rev-parse", "--show-prefix"]).as_deref() != Some("") {
        return;
    }
    if let Some(commit) = git(&here, &["rev-parse", "HEAD"]) {
        println!("cargo::rustc-env=KANSRIJK_COMMIT={commit}");
    }
    if let Some(log) = git(&here, &["rev-parse", "--git-path", "logs/HEAD"]) {
        println!("cargo::rerun-if-changed={}", Path::new(&here).join(log).display());
    }
}

/// What a git command says; nothing when there is no git or no repository.
fn git(folder: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").arg("-C").arg(folder).args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}
