use super::samples;
use super::*;
use crate::language::Language;

/// Writes all samples as SVG and PNG: `FIGURES=folder cargo test --release --lib -- --ignored write_samples`.
#[test]
#[ignore = "for looking at the figures"]
fn write_samples() {
    let folder = std::env::var_os("FIGURES").map_or_else(
        || std::env::temp_dir().join("kansrijk-figures"),
        std::path::PathBuf::from,
    );
    std::fs::create_dir_all(&folder).unwrap();
    for language in Language::ALL {
        for (name, svg) in samples::all(language) {
            let begin = std::time::Instant::now();
            let picture = png(&svg).unwrap();
            println!(
                "{name}: svg {} bytes, png {} bytes, {:?}",
                svg.len(),
                picture.len(),
                begin.elapsed()
            );
            std::fs::write(folder.join(format!("{name}.svg")), svg).unwrap();
            std::fs::write(folder.join(format!("{name}.png")), picture).unwrap();
        }
    }
}
