//! What every analysis of one scenario does around its computation: its folder, its threads, Ctrl-C, its files.

use std::path::PathBuf;

use super::arguments::{Analysis as Arguments, Format};
use super::console::Console;
use super::deliver::{cannot_make, discard, refused};
use super::status::{Outcome, Status};
use super::{interrupt, run};
use crate::figure::PngError;
use crate::write::{self, OutputFile};

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
    /// Sees that the folder of the scenario's results can be written, and starts the threads.
    ///
    /// # Errors
    /// Nothing can be written there, or the threads cannot be started; it has been said.
    pub fn begin(
        console: &'a Console,
        arguments: &'a Arguments,
        scenario: &str,
    ) -> Result<Self, Status> {
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
