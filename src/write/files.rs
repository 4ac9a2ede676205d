//! The one place that writes results: whole files, each replaced in one step.
//!
//! Everything is in memory first. Each file is written to a temporary file beside its target and
//! takes its place when all of them have been written; on an error the temporary files and any
//! new folders go, and files that were there before stay as they were.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::language::Language;

/// A file that is ready to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// Its place in the folder of results, with `/` between names.
    pub path: String,
    /// All of its bytes.
    pub bytes: Vec<u8>,
}

impl OutputFile {
    /// A file of these bytes.
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), bytes: bytes.into() }
    }
}

/// What could not be done with a path.
#[derive(Debug, thiserror::Error)]
#[error("{}: {kind}", path.display())]
pub struct WriteError {
    /// The file or folder.
    pub path: PathBuf,
    /// What went wrong.
    #[source]
    pub kind: WriteErrorKind,
}

/// What went wrong with a path.
#[derive(Debug, thiserror::Error)]
pub enum WriteErrorKind {
    /// A folder could not be made.
    #[error("the folder cannot be made: {0}")]
    Folder(io::Error),
    /// Nothing can be written into the folder.
    #[error("the folder cannot be written to: {0}")]
    ReadOnly(io::Error),
    /// A folder stands where the file should be.
    #[error("a folder has this name")]
    IsFolder,
    /// A file stands where the folder should be.
    #[error("a file has the name of this folder")]
    IsFile,
    /// The file could not be written.
    #[error("the file cannot be written: {0}")]
    File(io::Error),
}

impl WriteError {
    /// The message in a language, with the path.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let path = self.path.display();
        match (&self.kind, language) {
            (WriteErrorKind::Folder(error), Language::Nl) => {
                format!("De map {path} kan niet worden gemaakt ({}).", dutch(error))
            }
            (WriteErrorKind::Folder(error), Language::En) => {
                format!("The folder {path} cannot be made ({error}).")
            }
            (WriteErrorKind::ReadOnly(error), Language::Nl) => {
                format!("In de map {path} kan niet worden geschreven ({}).", dutch(error))
            }
            (WriteErrorKind::ReadOnly(error), Language::En) => {
                format!("The folder {path} cannot be written to ({error}).")
            }
            (WriteErrorKind::IsFolder, Language::Nl) => format!(
                "Het bestand {path} kan niet worden geschreven: er staat een map met die naam."
            ),
            (WriteErrorKind::IsFolder, Language::En) => {
                format!("The file {path} cannot be written: a folder has that name.")
            }
            (WriteErrorKind::IsFile, Language::Nl) => {
                format!("De map {path} kan niet worden gemaakt: er staat een bestand met die naam.")
            }
            (WriteErrorKind::IsFile, Language::En) => {
                format!("The folder {path} cannot be made: a file has that name.")
            }
            (WriteErrorKind::File(error), Language::Nl) => format!(
                "Het bestand {path} kan niet worden geschreven ({}).{}",
                dutch(error),
                held(error, " Staat het nog open in een ander programma?")
            ),
            (WriteErrorKind::File(error), Language::En) => format!(
                "The file {path} cannot be written ({error}).{}",
                held(error, " Is it still open in another program?")
            ),
        }
    }
}

/// The question, where the file may be held by another program.
fn held<'q>(error: &io::Error, question: &'q str) -> &'q str {
    /// Windows: another process uses the file, or has locked a part of it.
    const SHARING: [i32; 2] = [32, 33];
    let is_shared = cfg!(windows) && error.raw_os_error().is_some_and(|at| SHARING.contains(&at));
    let kinds = [
        io::ErrorKind::PermissionDenied,
        io::ErrorKind::ResourceBusy,
        io::ErrorKind::ExecutableFileBusy,
    ];
    if is_shared || kinds.contains(&error.kind()) { question } else { "" }
}

/// What the system says, in Dutch where it is something common.
fn dutch(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "geen toegang".to_owned(),
        io::ErrorKind::NotFound => "niet gevonden".to_owned(),
        io::ErrorKind::StorageFull => "de schijf is vol".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "de schijf is alleen-lezen".to_owned(),
        io::ErrorKind::NotADirectory => "een deel van het pad is geen map".to_owned(),
        io::ErrorKind::InvalidFilename => "geen geldige naam".to_owned(),
        _ => format!("melding van het systeem: {error}"),
    }
}

/// Makes the folder of results, with those above it, and checks that files can be written there:
/// to be called before a long run.
///
/// # Errors
///
/// The folder cannot be made, is a file, or cannot be written to.
pub fn prepare(folder: &Path) -> Result<(), WriteError> {
    let mut made = Made::default();
    let result = make_folder(folder, &mut made).and_then(|()| {
        temporary(folder).map(drop).map_err(|error| WriteError {
            path: folder.to_owned(),
            kind: WriteErrorKind::ReadOnly(error),
        })
    });
    if result.is_ok() {
        made.keep();
    }
    result
}

/// Writes files into a folder of results, replacing those of the same name and no others.
///
/// # Errors
///
/// The first file or folder that cannot be written. Nothing has been replaced then, unless the
/// system refuses a file only when it takes the place of the old one (a program that has it open).
pub fn write_all(folder: &Path, files: &[OutputFile]) -> Result<(), WriteError> {
    let mut made = Made::default();
    make_folder(folder, &mut made)?;
    let mut ready = Vec::with_capacity(files.len());
    for file in files {
        let target = folder.join(&file.path);
        let parent = target.parent().unwrap_or(folder);
        make_folder(parent, &mut made)?;
        if target.is_dir() {
            return Err(WriteError { path: target, kind: WriteErrorKind::IsFolder });
        }
        let write = |bytes: &[u8]| {
            let mut temporary = temporary(parent)?;
            temporary.write_all(bytes)?;
            temporary.flush()?;
            Ok(temporary)
        };
        match write(&file.bytes) {
            Ok(temporary) => ready.push((temporary, target)),
            Err(error) => {
                return Err(WriteError { path: target, kind: WriteErrorKind::File(error) });
            }
        }
    }
    for (temporary, target) in ready {
        if let Err(error) = temporary.persist(&target) {
            return Err(WriteError { path: target, kind: WriteErrorKind::File(error.error) });
        }
    }
    made.keep();
    Ok(())
}

/// Takes figures of these names, of an earlier time, away from a folder of results.
///
/// # Errors
///
/// The first that cannot be taken away.
pub fn remove_figures(folder: &Path, names: &[&str]) -> Result<(), WriteError> {
    for language in Language::ALL {
        for file in
            names.iter().flat_map(|name| ["svg", "png"].map(|kind| format!("{name}.{kind}")))
        {
            let path = folder.join("figures").join(language.code()).join(file);
            match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(WriteError { path, kind: WriteErrorKind::File(error) });
                }
                _ => {}
            }
        }
    }
    Ok(())
}

/// Folders that were made; those that are empty go again unless they are kept.
#[derive(Default)]
struct Made(Vec<PathBuf>);

impl Made {
    fn keep(&mut self) {
        self.0.clear();
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        for folder in self.0.iter().rev() {
            // Fails, as it should, for a folder that somebody else has put something in.
            let _ = fs::remove_dir(folder);
        }
    }
}

fn make_folder(folder: &Path, made: &mut Made) -> Result<(), WriteError> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    if let Some(parent) = folder.parent() {
        make_folder(parent, made)?;
    }
    match fs::create_dir(folder) {
        Ok(()) => {
            made.0.push(folder.to_owned());
            Ok(())
        }
        // Somebody else was first.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        Err(error) => Err(WriteError {
            path: folder.to_owned(),
            kind: if error.kind() == io::ErrorKind::AlreadyExists {
                WriteErrorKind::IsFile
            } else {
                WriteErrorKind::Folder(error)
            },
        }),
    }
}

/// A temporary file in the folder of its target, so that taking its place is one step.
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".kansrijk-").suffix(".tmp");
    // Results are for everyone who may see the folder: the usual rights, less the user's mask.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_file_that_may_be_held_is_asked_about() {
        let message = |kind: io::ErrorKind| {
            let kind = WriteErrorKind::File(kind.into());
            let error = WriteError { path: "a.svg".into(), kind };
            Language::ALL.map(|language| error.message(language).ends_with('?'))
        };
        assert_eq!(message(io::ErrorKind::PermissionDenied), [true, true]);
        assert_eq!(message(io::ErrorKind::ResourceBusy), [true, true]);
        assert_eq!(message(io::ErrorKind::StorageFull), [false, false]);
        assert_eq!(message(io::ErrorKind::NotFound), [false, false]);
    }

    fn everything_in(folder: &Path) -> Vec<String> {
        let mut names = Vec::new();
        let mut open = vec![folder.to_owned()];
        while let Some(next) = open.pop() {
            for entry in fs::read_dir(next).unwrap() {
                let path = entry.unwrap().path();
                let name = path.strip_prefix(folder).unwrap();
                names.push(name.to_string_lossy().replace('\\', "/"));
                if path.is_dir() {
                    open.push(path);
                }
            }
        }
        names.sort();
        names
    }

    fn two_files() -> Vec<OutputFile> {
        vec![OutputFile::new("results.json", "{}"), OutputFile::new("figures/nl/npv.svg", "<svg/>")]
    }

    #[test]
    fn files_are_written_with_their_folders() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("a/b");
        prepare(&folder).unwrap();
        assert_eq!(everything_in(place.path()), ["a", "a/b"]);
        write_all(&folder, &two_files()).unwrap();
        assert_eq!(
            everything_in(&folder),
            ["figures", "figures/nl", "figures/nl/npv.svg", "results.json"]
        );
        assert_eq!(fs::read_to_string(folder.join("results.json")).unwrap(), "{}");
    }

    #[test]
    fn the_same_names_are_replaced_and_others_stay() {
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join("results.json"), "old and longer").unwrap();
        fs::write(place.path().join("notes.txt"), "mine").unwrap();
        write_all(place.path(), &two_files()).unwrap();
        let read = |name: &str| fs::read_to_string(place.path().join(name)).unwrap();
        assert_eq!(read("results.json"), "{}");
        assert_eq!(read("notes.txt"), "mine");
    }

    #[test]
    fn a_folder_in_the_way_leaves_everything_as_it_was() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path();
        fs::write(folder.join("results.json"), "old").unwrap();
        fs::create_dir_all(folder.join("summary.csv/inside")).unwrap();
        let before = everything_in(folder);
        let mut files = two_files();
        files.push(OutputFile::new("summary.csv", "a"));
        let error = write_all(folder, &files).unwrap_err();
        assert!(matches!(error.kind, WriteErrorKind::IsFolder), "{error}");
        assert_eq!(error.path, folder.join("summary.csv"));
        assert!(error.message(Language::Nl).contains("er staat een map met die naam"));
        assert_eq!(everything_in(folder), before);
        assert_eq!(fs::read_to_string(folder.join("results.json")).unwrap(), "old");
    }

    #[test]
    fn a_file_in_the_way_of_the_folder_is_named() {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("results");
        fs::write(&file, "mine").unwrap();
        for error in [
            prepare(&file).unwrap_err(),
            prepare(&file.join("inside")).unwrap_err(),
            write_all(&file, &two_files()).unwrap_err(),
        ] {
            assert!(matches!(error.kind, WriteErrorKind::IsFile), "{error}");
            assert_eq!(error.path, file);
        }
        assert_eq!(everything_in(place.path()), ["results"]);
    }

    #[cfg(unix)]
    #[test]
    fn results_can_be_read_by_others() {
        use std::os::unix::fs::PermissionsExt;
        let place = tempfile::tempdir().unwrap();
        let plain = place.path().join("plain");
        fs::write(&plain, "").unwrap();
        write_all(place.path(), &two_files()).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&place.path().join("results.json")), mode(&plain));
    }

    #[test]
    fn messages_differ_by_language_and_name_the_path() {
        let error = |kind| WriteError { path: PathBuf::from("uit/results.json"), kind };
        let full = || io::Error::from(io::ErrorKind::StorageFull);
        for kind in [
            WriteErrorKind::Folder(full()),
            WriteErrorKind::ReadOnly(full()),
            WriteErrorKind::IsFolder,
            WriteErrorKind::IsFile,
            WriteErrorKind::File(full()),
        ] {
            let error = error(kind);
            let (nl, en) = (error.message(Language::Nl), error.message(Language::En));
            assert_ne!(nl, en);
            assert!(nl.contains("uit/results.json") && en.contains("uit/results.json"));
        }
    }
}
