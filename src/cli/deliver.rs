//! The folder of results of one scenario: prepared before the runs, filled after them.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use super::arguments::{CsvStyle, Product, Run};
use super::console::Console;
use super::status::Status;
use crate::diagnostic;
use crate::language::Language;
use crate::write::{self, Dialect, Provenance, Report, SourceFile, WriteError};

/// When the work on a scenario began.
#[derive(Clone, Copy, Debug)]
pub struct Timing {
    /// For the time that it took.
    pub begun: Instant,
    /// For people.
    pub started: SystemTime,
}

/// A folder that is ready to receive results.
#[derive(Clone, Debug)]
pub struct Delivery<'a> {
    arguments: &'a Run,
    folder: PathBuf,
    sources: Vec<SourceFile>,
}

impl<'a> Delivery<'a> {
    /// Makes the folder, unless nothing will be written.
    ///
    /// # Errors
    /// Nothing can be written there; it has been said.
    pub fn prepare(
        console: &Console,
        arguments: &'a Run,
        scenario: &Path,
        name: &str,
        sources: Vec<diagnostic::SourceFile>,
    ) -> Result<Self, Status> {
        let folder = arguments.out.join(name);
        write::prepare(&folder).map_err(|error| refused(console, &error))?;
        Ok(Self { arguments, folder, sources: sources_of(scenario, sources) })
    }

    /// Makes and writes the files that were asked for; returns the document of results.
    ///
    /// # Errors
    /// Something cannot be written; it has been said.
    pub fn write(
        &self,
        console: &Console,
        report: Report<'_>,
        timing: Timing,
    ) -> Result<String, Status> {
        let mut provenance = Provenance {
            sources: self.sources.clone(),
            overrides: self.arguments.overrides.set.clone(),
            threads: rayon::current_num_threads(),
            started: Some(utc(timing.started)),
            seconds: 0.0,
        };
        let results = write::results(report);
        let document = String::from_utf8_lossy(&results.bytes).into_owned();
        let mut files = Vec::new();
        if self.is_asked(Product::Results) {
            files.push(results);
        }
        let is_drawn = self.is_asked(Product::Report) || self.is_asked(Product::Figures);
        let drawings = if is_drawn { write::all_drawings(report) } else { Default::default() };
        if self.is_asked(Product::Report) {
            files.push(write::report(report, &drawings, &provenance, console.language));
        }
        if self.is_asked(Product::Tables) {
            let dialect = match self.arguments.csv {
                CsvStyle::Excel => Dialect::DutchExcel,
                CsvStyle::International => Dialect::International,
            };
            files.push(write::summary(report, dialect));
            files.push(write::monthly(report, dialect));
            files.push(write::yearly(report, dialect));
        }
        if self.is_asked(Product::Workbook) {
            let digest = provenance.scenario_digest();
            let workbook = write::workbook(report, console.language, &digest);
            files.push(workbook.map_err(|error| cannot_make(console, "workbook", &error))?);
        }
        if self.is_asked(Product::Figures) {
            let figures = write::figures(&drawings);
            files.extend(figures.map_err(|error| cannot_make(console, "figures", &error))?);
        }
        if self.is_asked(Product::Draws) {
            let draws = write::draws(report, &provenance.scenario_digest());
            files.push(draws.map_err(|error| cannot_make(console, "draws", &error))?);
        }
        files.extend(provenance.copies());
        provenance.seconds = timing.begun.elapsed().as_secs_f64();
        files.push(write::manifest(report, &provenance, &files));
        write::write_all(&self.folder, &files).map_err(|error| refused(console, &error))?;
        Ok(document)
    }

    /// Takes the folders away again, if nothing is in them.
    pub fn discard(&self) {
        discard(&self.folder, &self.arguments.out);
    }

    fn is_asked(&self, product: Product) -> bool {
        self.arguments.write.contains(&product)
    }

    /// The line that says where the files are.
    pub fn where_it_is(&self, console: &Console) -> String {
        let folder = self.folder.display();
        let what = |product, nl: &'static str, en: &'static str| {
            self.is_asked(product).then(|| console.pick(nl, en).to_owned())
        };
        let parts: Vec<String> = [
            what(Product::Results, "resultaten", "results"),
            what(Product::Report, "rapport", "report"),
            what(Product::Tables, "tabellen", "tables"),
            what(Product::Workbook, "Excel-werkmap", "Excel workbook"),
            what(Product::Figures, "figuren", "figures"),
            what(Product::Draws, "alle runs", "all runs"),
        ]
        .into_iter()
        .flatten()
        .collect();
        let parts = parts.join(", ");
        match console.language {
            Language::Nl => format!("Bestanden ({parts}): {folder}\n"),
            Language::En => format!("Files ({parts}): {folder}\n"),
        }
    }
}

/// The files that a scenario was read from, by their places as seen from its folder.
fn sources_of(scenario: &Path, sources: Vec<diagnostic::SourceFile>) -> Vec<SourceFile> {
    let home = scenario.parent().unwrap_or(Path::new(""));
    let sources = sources.into_iter().filter(|source| source.is_file);
    sources
        .map(|source| SourceFile { path: relative(&source.path, home), bytes: source.bytes })
        .collect()
}

/// Where a document that stands by itself comes from.
pub fn provenance(
    scenario: &Path,
    sources: Vec<diagnostic::SourceFile>,
    overrides: &[String],
) -> Provenance {
    Provenance {
        sources: sources_of(scenario, sources),
        overrides: overrides.to_vec(),
        threads: rayon::current_num_threads(),
        ..Provenance::default()
    }
}

/// Takes the folder of results and the one around it away again, if nothing is in them.
pub fn discard(folder: &Path, out: &Path) {
    for folder in [folder, out] {
        // Fails, as it should, where results of an earlier run are.
        let _ = std::fs::remove_dir(folder);
    }
}

/// Says that the folder of results cannot be written.
pub fn refused(console: &Console, error: &WriteError) -> Status {
    console.error(&error.message(console.language));
    Status::CannotWrite
}

/// Says that a product cannot be made.
pub fn cannot_make(console: &Console, what: &str, error: &dyn std::error::Error) -> Status {
    console.error(&match console.language {
        Language::Nl => format!("`{what}` kan niet worden gemaakt: {error}"),
        Language::En => format!("`{what}` could not be made: {error}"),
    });
    Status::CannotWrite
}

/// A source's place as seen from the scenario's folder, with `/`.
fn relative(path: &Path, home: &Path) -> String {
    let within = path.strip_prefix(home).unwrap_or(path);
    let names = within.components().map(|part| part.as_os_str().to_string_lossy());
    names.collect::<Vec<_>>().join("/")
}

/// A moment as `2027-03-01T09:30:00Z`.
pub fn utc(moment: SystemTime) -> String {
    let since = moment.duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::ZERO);
    let (days, second) = (since.as_secs() / 86_400, since.as_secs() % 86_400);
    // Civil date of a day count; years begin in March so that the leap day is the last.
    let day = days as i64 + 719_468;
    let era = day.div_euclid(146_097);
    let of_era = day.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_in_utc() {
        for (seconds, expected) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_804_065_330, "2027-03-03T09:15:30Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
        ] {
            let moment = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
            assert_eq!(utc(moment), expected);
        }
    }

    #[test]
    fn sources_are_named_from_the_scenario() {
        let home = Path::new("scenarios");
        assert_eq!(relative(Path::new("scenarios/shared/base.toml"), home), "shared/base.toml");
        assert_eq!(relative(Path::new("elsewhere.toml"), home), "elsewhere.toml");
    }
}
