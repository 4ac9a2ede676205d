//! What every analysis of one scenario does around its computation: its folder, its threads, Ctrl-C, its files.

use std::path::PathBuf;

use super::arguments::{Analysis as Arguments, Format};
use super::console::Console;
use super::deliver::{cannot_make, discard, refused};
use super::status::{Outcome, Status};
use super::{interrupt, run};
use crate::figure::PngError;
use crate::language::Language;
use crate::write::{self, OutputFile};

/// Fewer runs than this say nothing that an analysis could tell.
const LEAST_RUNS: u64 = 100;

/// Figures that an analysis draws only where it finds something, by its document.
const SOMETIMES: [(&str, &[&str]); 3] = [
    ("discover.json", &["discover-futures", "discover-bounds"]),
    ("sensitivity.json", &["sensitivity-tornado", "sensitivity-shares"]),
    ("voi.json", &["voi", "voi-study"]),
];

/// An analysis under way.
#[derive(Debug)]
pub struct Analysis<'a> {
    console: &'a Console,
    arguments: &'a Arguments,
    folder: PathBuf,
    pool: rayon::ThreadPool,
}

/// What is written beside the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawn {
    /// No figure.
    Nothing,
    /// One figure.
    One,
    /// Figures.
    Several,
}

impl<'a> Analysis<'a> {
    /// Sees that enough runs are asked for and that the folder of the scenario's results can be written, and starts the
    /// threads.
    ///
    /// # Errors
    /// Too few runs, nothing can be written there, or the threads cannot be started; it has been said.
    pub fn begin(
        console: &'a Console,
        arguments: &'a Arguments,
        scenario: &str,
    ) -> Result<Self, Status> {
        let runs = arguments.sampling.runs;
        if runs < LEAST_RUNS {
            console.error(&match console.language {
                Language::Nl => format!(
                    "met --runs {runs} valt er niets te zeggen: vraag er minstens {LEAST_RUNS}, en liever 10000"
                ),
                Language::En => format!(
                    "nothing can be said with --runs {runs}: ask for at least {LEAST_RUNS}, and rather for 10000"
                ),
            });
            return Err(Status::BadInput);
        }
        let folder = arguments.out.join(scenario);
        write::prepare(&folder).map_err(|error| refused(console, &error))?;
        let pool = run::threads(console, arguments.sampling.threads)?;
        interrupt::flag();
        Ok(Self { console, arguments, folder, pool })
    }

    /// Computes on all threads what nothing but Ctrl-C can end.
    ///
    /// # Errors
    /// Ctrl-C ended it; it has been said, and an empty folder has gone away again.
    pub fn compute<T: Send>(&self, work: impl FnOnce() -> Option<T> + Send) -> Result<T, Status> {
        let ended = || work().filter(|_| !interrupt::asked()).ok_or(Status::Interrupted);
        self.attempt(ended).map_err(|_| self.console.interrupted())
    }

    /// Computes on all threads what can fail, and says so itself.
    ///
    /// # Errors
    /// Those of the work; an empty folder has gone away again.
    pub fn attempt<T: Send>(
        &self,
        work: impl FnOnce() -> Result<T, Status> + Send,
    ) -> Result<T, Status> {
        self.pool.install(work).inspect_err(|_| discard(&self.folder, &self.arguments.out))
    }

    /// Writes document and figures, and shows the document or a page of text.
    ///
    /// # Errors
    /// Something cannot be made or written; it has been said.
    pub fn finish(
        self,
        document: OutputFile,
        drawn: Drawn,
        figures: impl FnOnce() -> Result<Vec<OutputFile>, PngError> + Send,
        page: impl FnOnce() -> String,
    ) -> Outcome {
        let Self { console, folder, .. } = self;
        let name = document.path.clone();
        let shown = String::from_utf8_lossy(&document.bytes).into_owned();
        let figures = self.pool.install(figures);
        let mut files = vec![document];
        files.extend(figures.map_err(|error| cannot_make(console, "figures", &error))?);
        write::write_all(&folder, &files).map_err(|error| refused(console, &error))?;
        // A figure of an earlier time would show what no longer holds.
        let drawn_now =
            |figure: &str| files.iter().any(|file| file.path.ends_with(&format!("/{figure}.svg")));
        let known = SOMETIMES.iter().find(|(document, _)| *document == name);
        let stale: Vec<&str> = known
            .into_iter()
            .flat_map(|(_, figures)| figures.iter().copied())
            .filter(|figure| !drawn_now(figure))
            .collect();
        write::remove_figures(&folder, &stale).map_err(|error| refused(console, &error))?;
        console.result(&match self.arguments.format {
            Format::Json => shown,
            Format::Table => {
                let [file, files] =
                    [console.pick("Bestand", "File"), console.pick("Bestanden", "Files")];
                let what = match drawn {
                    Drawn::Nothing => format!("{file} ({name})"),
                    Drawn::One => format!("{files} ({name}, {})", console.pick("figuur", "figure")),
                    Drawn::Several => {
                        format!("{files} ({name}, {})", console.pick("figuren", "figures"))
                    }
                };
                format!("{}\n{what}: {}\n", page(), folder.display())
            }
        })?;
        Ok(Status::Fine)
    }
}
