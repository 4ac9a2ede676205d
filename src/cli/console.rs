//! The only place that prints: results on stdout, everything else on stderr.

use std::io::{self, ErrorKind, IsTerminal, Write};

use clap::builder::styling::{AnsiColor, Style};

use super::status::Status;
use crate::language::Language;

/// Widest page of text, in characters.
const WIDEST: usize = 100;
/// Narrowest page: a narrower terminal wraps lines itself.
const NARROWEST: usize = 72;

/// How this call speaks: settled once, at the start.
#[derive(Clone, Copy, Debug)]
pub struct Console {
    /// The language.
    pub language: Language,
    /// Nothing on stderr but errors.
    pub quiet: bool,
    /// Whether stderr shows colours.
    pub colour: bool,
    /// Characters on a line of stdout.
    pub width: usize,
}

impl Console {
    /// Looks at the streams and the environment.
    pub fn new(language: Language, quiet: bool) -> Self {
        let choice = anstream::AutoStream::choice(&io::stderr());
        let width = terminal_size::terminal_size_of(io::stdout())
            .map_or(WIDEST, |(width, _)| usize::from(width.0));
        Self {
            language,
            quiet,
            colour: choice != anstream::ColorChoice::Never,
            width: width.clamp(NARROWEST, WIDEST),
        }
    }

    /// The text in the language of this call.
    pub fn pick<'a>(&self, nl: &'a str, en: &'a str) -> &'a str {
        self.language.pick(nl, en)
    }

    /// Prints a result. A reader that stops listening (`| head`) is no mistake.
    ///
    /// # Errors
    /// stdout cannot be written; it has been said.
    pub fn result(&self, text: &str) -> Result<(), Status> {
        let mut stdout = anstream::stdout().lock();
        let written = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
        match written {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                let what = self.pick("de uitvoer", "the output");
                Err(self.cannot_write(what, &error))
            }
            _ => Ok(()),
        }
    }

    /// Says something that is no result and no mistake; not when quiet.
    pub fn note(&self, text: &str) {
        if !self.quiet {
            say(text);
        }
    }

    /// Says that something went wrong.
    pub fn error(&self, text: &str) {
        let style = Style::new().bold().fg_color(Some(AnsiColor::Red.into()));
        let word = self.pick("fout", "error");
        say(&format!("{style}{word}{style:#}: {text}"));
    }

    /// Shows text that already says how bad it is.
    pub fn problems(&self, text: &str) {
        say(text);
    }

    /// Says that something could not be written.
    pub fn cannot_write(&self, what: &str, reason: &io::Error) -> Status {
        self.error(&match self.language {
            Language::Nl => {
                format!("{what} kan niet worden geschreven: {}", self.reason(reason))
            }
            Language::En => format!("{what} could not be written: {}", self.reason(reason)),
        });
        Status::CannotWrite
    }

    /// Says that Ctrl-C stopped the work.
    pub fn interrupted(&self) -> Status {
        self.problems(self.pick(
            "Afgebroken; hiervan is niets geschreven.",
            "Stopped; nothing of this was written.",
        ));
        Status::Interrupted
    }

    /// Why the system refused, in the language of this call where it is known.
    pub fn reason(&self, error: &io::Error) -> String {
        let known = match error.kind() {
            ErrorKind::PermissionDenied => self.pick("geen toestemming", "permission denied"),
            ErrorKind::NotFound => self.pick("bestaat niet", "does not exist"),
            ErrorKind::AlreadyExists => self.pick("bestaat al", "exists already"),
            ErrorKind::NotADirectory => self.pick("is geen map", "is no folder"),
            ErrorKind::IsADirectory => self.pick("is een map", "is a folder"),
            ErrorKind::StorageFull => self.pick("de schijf is vol", "the disk is full"),
            ErrorKind::ReadOnlyFilesystem => {
                self.pick("de schijf is alleen-lezen", "the disk is read-only")
            }
            _ => return error.to_string(),
        };
        known.to_owned()
    }

    /// True when somebody watches stderr.
    pub fn is_watched(&self) -> bool {
        !self.quiet && io::stderr().is_terminal()
    }
}

/// Nobody can be told that stderr is closed.
fn say(text: &str) {
    let _ = writeln!(anstream::stderr(), "{text}");
}
