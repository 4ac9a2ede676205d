//! How far a simulation is, on stderr, when somebody watches.

use std::sync::atomic::AtomicBool;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use super::console::Console;
use super::interrupt;
use crate::language::{Language, number};
use crate::simulate::Observer;

/// A bar with the rate and the remaining time.
#[derive(Clone, Debug)]
pub struct Progress {
    bar: ProgressBar,
    stop: &'static AtomicBool,
}

impl Progress {
    /// A bar for `runs` runs; hidden when nobody watches.
    pub fn new(console: &Console, name: &str, runs: usize) -> Self {
        Self::counting(console, name, runs, "runs")
    }

    /// A bar for a number of computations, of which more may turn out to be needed.
    pub fn of_computations(console: &Console, name: &str) -> Self {
        Self::counting(console, name, 0, console.pick("berekeningen", "computations"))
    }

    fn counting(console: &Console, name: &str, runs: usize, what: &'static str) -> Self {
        let target = if console.is_watched() {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(Some(runs as u64), target);
        bar.set_style(style(console.language, what));
        bar.set_message(name.to_owned());
        if console.is_watched() {
            bar.enable_steady_tick(Duration::from_millis(200));
        }
        Self { bar, stop: interrupt::flag() }
    }

    /// Says what is done after the runs.
    pub fn now(&self, what: &str) {
        self.bar.set_message(what.to_owned());
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Observer for Progress {
    fn advanced(&self, runs: usize) {
        self.bar.inc(runs as u64);
    }

    fn expects(&self, runs: usize) {
        if self.bar.length().is_none_or(|length| length < runs as u64) {
            self.bar.set_length(runs as u64);
        }
    }

    fn cancelled(&self) -> Option<&AtomicBool> {
        Some(self.stop)
    }
}

fn style(language: Language, what: &'static str) -> ProgressStyle {
    let template = "{msg} {wide_bar} {count} {rate} {left}";
    let style = ProgressStyle::with_template(template).expect("the template is sound");
    style
        .progress_chars("█▉▊▋▌▍▎▏ ")
        .with_key("count", move |state: &ProgressState, out: &mut dyn std::fmt::Write| {
            let _ = write!(
                out,
                "{} / {} {what}",
                number(state.pos() as f64, 0, language),
                number(state.len().unwrap_or_default() as f64, 0, language)
            );
        })
        .with_key("rate", move |state: &ProgressState, out: &mut dyn std::fmt::Write| {
            let _ = write!(out, "· {}/s", number(state.per_sec(), 0, language));
        })
        .with_key("left", move |state: &ProgressState, out: &mut dyn std::fmt::Write| {
            if state.pos() == 0 {
                return;
            }
            let seconds = state.eta().as_secs();
            let left = if seconds < 120 {
                format!("{seconds} s")
            } else {
                format!("{} min", seconds.div_ceil(60))
            };
            let _ = match language {
                Language::Nl => write!(out, "· nog {left}"),
                Language::En => write!(out, "· {left} left"),
            };
        })
}
