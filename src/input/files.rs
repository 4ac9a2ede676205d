//! The only place of the reader that touches files.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use super::workbook::{LARGEST_WORKBOOK, is_workbook};

/// Largest text that is read, in bytes.
pub const LARGEST_FILE: u64 = 1 << 20;

/// The most bytes that are read of a file.
pub fn largest(path: &Path) -> u64 {
    if is_workbook(&path.to_string_lossy()) { LARGEST_WORKBOOK } else { LARGEST_FILE }
}

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// There is none.
    NotFound,
    /// A folder, a device or the like.
    NotAFile,
    /// Above [`LARGEST_FILE`] or, for a workbook, [`LARGEST_WORKBOOK`].
    TooLarge(u64),
    /// The system says.
    Other(String),
}

/// Where the reader finds its files.
pub trait Files {
    /// The one true path of a file: absolute, without links and `..`.
    ///
    /// # Errors
    /// There is no such file.
    fn resolve(&self, path: &Path) -> Result<PathBuf, ReadError>;

    /// The bytes of a file that [`Files::resolve`] returned.
    ///
    /// # Errors
    /// It is no ordinary file, too large, or cannot be read.
    fn read(&self, path: &Path) -> Result<Vec<u8>, ReadError>;
}

/// The files of this computer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

fn reason(error: &std::io::Error) -> ReadError {
    match error.kind() {
        std::io::ErrorKind::NotFound => ReadError::NotFound,
        kind => ReadError::Other(kind.to_string()),
    }
}

impl Files for Disk {
    fn resolve(&self, path: &Path) -> Result<PathBuf, ReadError> {
        path.canonicalize().map_err(|error| reason(&error))
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, ReadError> {
        // The size is asked for first: opening a device may never end.
        let about = std::fs::metadata(path).map_err(|error| reason(&error))?;
        if !about.is_file() {
            return Err(ReadError::NotAFile);
        }
        let most = largest(path);
        if about.len() > most {
            return Err(ReadError::TooLarge(about.len()));
        }
        let file = std::fs::File::open(path).map_err(|error| reason(&error))?;
        let mut bytes = Vec::new();
        file.take(most + 1).read_to_end(&mut bytes).map_err(|error| reason(&error))?;
        if bytes.len() as u64 > most {
            return Err(ReadError::TooLarge(bytes.len() as u64));
        }
        Ok(bytes)
    }
}

/// Files in memory, for tests.
#[derive(Clone, Debug, Default)]
pub struct Memory(pub BTreeMap<PathBuf, Vec<u8>>);

impl Memory {
    /// Adds a file.
    #[must_use]
    pub fn with(mut self, path: impl Into<PathBuf>, bytes: impl Into<Vec<u8>>) -> Self {
        self.0.insert(path.into(), bytes.into());
        self
    }
}

impl Files for Memory {
    fn resolve(&self, path: &Path) -> Result<PathBuf, ReadError> {
        let mut plain = PathBuf::new();
        for part in path.components() {
            match part {
                Component::ParentDir => {
                    if !plain.pop() {
                        plain.push("..");
                    }
                }
                Component::CurDir => {}
                other => plain.push(other),
            }
        }
        if self.0.contains_key(&plain) { Ok(plain) } else { Err(ReadError::NotFound) }
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, ReadError> {
        let bytes = self.0.get(path).ok_or(ReadError::NotFound)?;
        if bytes.len() as u64 > largest(path) {
            return Err(ReadError::TooLarge(bytes.len() as u64));
        }
        Ok(bytes.clone())
    }
}
